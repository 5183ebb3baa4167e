//! What one key of `[interface]` says.

use boundstone_model::Replacement;

use super::super::lock::{deprecated, recorded};
use super::Source;

pub(super) fn record(
    source: &Source<'_>,
    key: &str,
    signature: &str,
) -> Result<Replacement, String> {
    recorded(source.text, key, signature)
}

/// With the cursor in `use`, where that is to be written.
pub(super) fn retire(source: &Source<'_>, key: &str) -> Result<Replacement, String> {
    const WAITING: &str = "use = \"";
    let made = deprecated(source.text, key)?;
    let cursor = made.text.rfind(WAITING).map(|at| (at + WAITING.len()) as u32);
    Ok(Replacement { cursor, ..made })
}
