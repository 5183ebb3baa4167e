//! Attributes and modifiers that those who use an item feel.

use std::sync::Arc;

use boundstone_model::ChangeClass::{Additive, Breaking};
use boundstone_model::{ChangeClass, Confidence, Signature};

use super::Found;
use super::list::only;

/// What it means that a mark comes, and that it goes; by how the mark begins. The first that fits counts.
const RUST: [(&str, &str, ChangeClass, ChangeClass); 14] = [
    ("must_use", "must_use", Additive, Additive),
    ("deprecated", "deprecated", Additive, Additive),
    ("non_exhaustive", "non_exhaustive", Breaking, Additive),
    ("derive(", "derived_trait", Additive, Breaking),
    ("repr(align", "repr_align", Breaking, Breaking),
    ("repr(packed", "repr_packed", Breaking, Breaking),
    ("repr(C", "repr_c", Additive, Breaking),
    ("repr(transparent", "repr_transparent", Additive, Breaking),
    ("repr(", "repr_integer", Additive, Breaking),
    ("target_feature(", "target_feature", Breaking, Additive),
    ("export_name", "export_name", Additive, Breaking),
    ("no_mangle", "no_mangle", Additive, Breaking),
    ("unsafe", "trait_unsafe", Breaking, Breaking),
    ("auto", "trait_auto", Additive, Breaking),
];

const TYPESCRIPT: [(&str, &str, ChangeClass, ChangeClass); 4] = [
    ("deprecated", "deprecated", Additive, Additive),
    ("abstract", "abstract", Breaking, Additive),
    ("readonly", "readonly", Breaking, Additive),
    ("static", "static", Breaking, Breaking),
];

impl Found {
    pub(super) fn marks(&mut self, what: &str, old: &[Arc<str>], new: &[Arc<str>]) {
        for mark in only(new, old) {
            if let Some((rule, class, _)) = self.row(mark) {
                self.add(class, Confidence::Proved, rule, format!("{what} is now {}", said(mark)));
            }
        }
        for mark in only(old, new) {
            if let Some((rule, _, class)) = self.row(mark) {
                self.add(
                    class,
                    Confidence::Proved,
                    rule,
                    format!("{what} is no longer {}", said(mark)),
                );
            }
        }
    }

    fn row(&self, mark: &str) -> Option<(&'static str, ChangeClass, ChangeClass)> {
        let table: &[_] = if self.is_rust() { &RUST } else { &TYPESCRIPT };
        let row = table.iter().find(|(start, ..)| mark.starts_with(start));
        row.map(|(_, rule, comes, goes)| (*rule, *comes, *goes))
    }
}

fn said(mark: &str) -> String {
    match mark {
        "deprecated" | "abstract" | "readonly" | "static" | "unsafe" => mark.to_owned(),
        mark => format!("`{mark}`"),
    }
}

/// The signature without the traits that it derives and that an `impl` gives the item on the other side.
pub(crate) fn without_derives(signature: &Signature, is_given: impl Fn(&str) -> bool) -> Signature {
    let is_left = |mark: &&Arc<str>| !derived(mark).is_some_and(&is_given);
    let marks = signature.marks.iter().filter(is_left).cloned().collect();
    Signature { marks, ..signature.clone() }
}

/// `Clone` of the mark `derive(Clone)`.
pub(crate) fn derived(mark: &str) -> Option<&str> {
    let path = mark.strip_prefix("derive(")?.strip_suffix(')')?;
    Some(trait_name(path))
}

/// The name of a trait without its path and what it is given.
pub(crate) fn trait_name(path: &str) -> &str {
    let path = path.split('<').next().unwrap_or(path);
    path.rsplit("::").next().unwrap_or(path)
}
