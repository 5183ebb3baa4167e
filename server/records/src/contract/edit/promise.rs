//! What one key of `[interface]` says.

use boundstone_model::Replacement;

use super::super::lock::{deprecate, lock};
use super::{Source, replacement};

pub(super) fn record(
    source: &Source<'_>,
    key: &str,
    signature: &str,
) -> Result<Replacement, String> {
    Ok(between(source.text, &lock(source.text, &[(key, signature)])?))
}

/// With the cursor in `use`, where that is to be written.
pub(super) fn retire(source: &Source<'_>, key: &str) -> Result<Replacement, String> {
    const WAITING: &str = "use = \"";
    let made = between(source.text, &deprecate(source.text, key)?);
    let cursor = made.text.rfind(WAITING).map(|at| (at + WAITING.len()) as u32);
    Ok(Replacement { cursor, ..made })
}

/// What has to be replaced to make one text of another.
fn between(old: &str, new: &str) -> Replacement {
    let same = |(a, b): &((usize, char), char)| a.1 == *b;
    let before: usize =
        old.char_indices().zip(new.chars()).take_while(same).map(|(_, ch)| ch.len_utf8()).sum();
    let (rest_old, rest_new) = (old.get(before..).unwrap_or(""), new.get(before..).unwrap_or(""));
    let behind: usize = rest_old
        .chars()
        .rev()
        .zip(rest_new.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(ch, _)| ch.len_utf8())
        .sum();
    let text = rest_new.get(..rest_new.len() - behind).unwrap_or_default();
    replacement(before..old.len() - behind, text.to_owned())
}
