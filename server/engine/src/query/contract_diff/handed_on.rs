//! Names of other packages that a package hands on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{ChangeClass, Confidence, HandedOnName, Surface, SurfaceChange};

use super::{Side, one};

/// Those that came or went, and those that come from elsewhere now.
pub(super) fn changes(befores: &Side<'_>, others: &Side<'_>) -> Vec<SurfaceChange> {
    let (old, new) = (befores.surface, others.surface);
    let mut changes = Vec::new();
    come_or_gone(old, new, others, false, &mut changes);
    come_or_gone(new, old, befores, true, &mut changes);
    from_elsewhere(old, new, &mut changes);
    changes
}

/// The names of other packages that are handed on under the same path, and come from elsewhere now.
fn from_elsewhere(old: &Surface, new: &Surface, changes: &mut Vec<SurfaceChange>) {
    let by_path = |surface: &'_ Surface| -> BTreeMap<Arc<str>, HandedOnName> {
        let names = surface.handed_on.iter();
        names.flat_map(|it| it.paths.iter().map(|path| (path.clone(), it.clone()))).collect()
    };
    let before = by_path(old);
    for (path, now) in by_path(new) {
        let Some(was) = before.get(&path).filter(|was| !is_as_before(was, &now)) else { continue };
        let said = |it: &HandedOnName| format!("`{}` of `{}`", it.name, it.from);
        let reason = format!("is {} now, and was {}", said(&now), said(was));
        let what = (ChangeClass::Unknown, Confidence::Likely);
        changes.push(SurfaceChange {
            symbol: path,
            kind: now.kind.into(),
            changes: vec![one(what, "handed_on_from_elsewhere", reason)],
            stability: None,
            before: Some(was.place.clone()),
            now: Some(now.place),
        });
    }
}

/// Whether two names under one path say the same.
pub(super) fn is_as_before(was: &HandedOnName, now: &HandedOnName) -> bool {
    // All that a package brings may have the name of another package, by which it comes as before.
    let is_same = was.from == now.from || now.from.ends_with(&format!("::{}", was.from));
    is_same && (was.name == now.name || was.is_glob())
}

/// The names of other packages that only `one` hands on, and that are none of the other's items.
fn come_or_gone(
    one: &Surface,
    other: &Surface,
    items_of_other: &Side<'_>,
    is_added: bool,
    changes: &mut Vec<SurfaceChange>,
) {
    let kept: BTreeSet<&str> =
        other.handed_on.iter().flat_map(|it| &it.paths).map(|path| &**path).collect();
    for name in &one.handed_on {
        for path in name.paths.iter().filter(|path| !kept.contains(&***path)) {
            if items_of_other.items.contains_key(&**path) || is_brought(name, path, other) {
                continue;
            }
            let (class, rule) = match is_added {
                true => (ChangeClass::Additive, "item_added"),
                false => (ChangeClass::Breaking, "item_removed"),
            };
            let word = if is_added { "handed on" } else { "no longer handed on" };
            let reason = match &*name.from {
                "" => word.to_owned(),
                from => format!("{word} from `{from}`"),
            };
            let place = Some(name.place.clone());
            changes.push(SurfaceChange {
                symbol: path.clone(),
                kind: name.kind.into(),
                changes: vec![self::one((class, Confidence::Proved), rule, reason)],
                stability: None,
                before: place.clone().filter(|_| !is_added),
                now: place.filter(|_| is_added),
            });
        }
    }
}

/// Whether a side hands on all that the same package has, and with it a name under a path.
fn is_brought(name: &HandedOnName, path: &str, side: &Surface) -> bool {
    let is_here = |all: &Arc<str>| {
        all.strip_suffix('*').and_then(|it| path.strip_prefix(it)) == Some(&*name.name)
    };
    let mut globs = side.handed_on.iter().filter(|it| it.is_glob() && it.from == name.from);
    !name.is_glob() && &*name.name != "default" && globs.any(|it| it.paths.iter().any(is_here))
}
