//! What can be used at run time, and what is a type alone.

use std::sync::Arc;

use boundstone_model::{ChangeClass, Confidence, SignatureChange, SurfaceItem};

use super::one;

pub(super) const RULE: &str = "type_only";

/// Whether what it is at run time can be used, on one side alone. A name that loses it is lost, whatever other name keeps it.
pub(super) fn change(old: &SurfaceItem, new: &SurfaceItem) -> Option<SignatureChange> {
    let told = |class, reason: String| Some(one((class, Confidence::Proved), RULE, reason));
    match (old.is_type_only(), new.is_type_only()) {
        (false, true) => {
            return told(ChangeClass::Breaking, "is exported as a type alone now".to_owned());
        }
        (true, false) => {
            return told(ChangeClass::Additive, "is no longer exported as a type alone".to_owned());
        }
        _ => {}
    }
    let was_value =
        |path: &&Arc<str>| old.paths.contains(path) && !old.type_only_paths.contains(path);
    let lost: Vec<String> =
        new.type_only_paths.iter().filter(was_value).map(|path| format!("`{path}`")).collect();
    if !lost.is_empty() {
        let reason = format!("is exported as a type alone now as {}", lost.join(", "));
        return told(ChangeClass::Breaking, reason);
    }
    let is_value =
        |path: &&Arc<str>| new.paths.contains(path) && !new.type_only_paths.contains(path);
    let won: Vec<String> =
        old.type_only_paths.iter().filter(is_value).map(|path| format!("`{path}`")).collect();
    let reason = || format!("is no longer exported as a type alone as {}", won.join(", "));
    if won.is_empty() { None } else { told(ChangeClass::Additive, reason()) }
}
