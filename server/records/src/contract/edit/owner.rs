//! `owner`, a string or a list of them.

use std::sync::Arc;

use boundstone_model::Replacement;

use super::{Source, bytes, quoted, replacement};

pub(super) fn set(source: &Source<'_>, owners: &[Arc<str>]) -> Result<Replacement, String> {
    let Some(node) = source.get("owner") else { return Err("it has no `owner`".to_owned()) };
    if source.slice(bytes(node.range)).contains('#') {
        return Err("a comment stands among its owners".to_owned());
    }
    let names: Vec<String> = owners.iter().map(|owner| quoted(owner)).collect();
    let text = match names.as_slice() {
        [] => return Err("nobody would own it".to_owned()),
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    Ok(replacement(bytes(node.range), text))
}
