use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{NpmManifest, Spanned};
use boundstone_text::TextRange;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{BYTE_ORDER_MARK, too_large};

/// Reads a `package.json`: what can be read, and the reason why that may not be all. JSON as npm reads
/// it: without comments, and of two equal keys the last counts.
pub fn read(text: &str) -> (NpmManifest, Option<String>) {
    let mut manifest = NpmManifest::default();
    if let Some(reason) = too_large(text) {
        return (manifest, Some(reason));
    }
    let json = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let entries: BTreeMap<String, &RawValue> = match serde_json::from_str(json) {
        Ok(entries) => entries,
        Err(error) => return (manifest, Some(error.to_string())),
    };
    let mut reason = None;
    if let Some(raw) = entries.get("name") {
        let name: Option<String> = serde_json::from_str(raw.get()).ok();
        manifest.name = name.map(|name| Spanned::new(Arc::from(name), range_in(text, raw.get())));
    }
    if let Some(raw) = entries.get("workspaces") {
        match read_workspaces(raw) {
            Some(workspaces) => manifest.workspaces = workspaces,
            None => reason = Some("`workspaces` is not a list of strings".to_owned()),
        }
    }
    (manifest, reason)
}

/// The globs of `workspaces`, a list or an object with the list `packages`. The inner `None` is an
/// object without it, or `null`; the outer, what npm and yarn refuse.
fn read_workspaces(raw: &RawValue) -> Option<Option<Vec<Arc<str>>>> {
    let value: Value = serde_json::from_str(raw.get()).ok()?;
    let list = match &value {
        Value::Object(object) => object.get("packages").unwrap_or(&Value::Null),
        list => list,
    };
    match list {
        Value::Null | Value::Bool(false) => Some(None),
        Value::Array(globs) => Some(Some(
            globs.iter().map(|glob| glob.as_str().map(Arc::from)).collect::<Option<_>>()?,
        )),
        _ => None,
    }
}

/// Where `part`, a slice of `text`, lies in it.
fn range_in(text: &str, part: &str) -> TextRange {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    TextRange::of(start..start.saturating_add(part.len()))
}
