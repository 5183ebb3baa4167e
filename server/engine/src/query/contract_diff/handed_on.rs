//! Names of other packages that a package hands on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{ChangeClass, Confidence, HandedOnName, Language, Surface, SurfaceChange};

use super::{Side, one};

/// Those that came or went, and those that come from elsewhere now.
pub(super) fn changes(befores: &Side<'_>, others: &Side<'_>) -> Vec<SurfaceChange> {
    let (old, new) = (befores.surface, others.surface);
    let mut changes = Vec::new();
    come_or_gone(old, new, others, false, &mut changes);
    come_or_gone(new, old, befores, true, &mut changes);
    from_elsewhere(old, new, &mut changes);
    all_of_packages(old, new, &mut changes);
    changes
}

/// Packages of which all is handed on, where another one is as well, and that came or went.
fn all_of_packages(old: &Surface, new: &Surface, changes: &mut Vec<SurfaceChange>) {
    let told = |one: &Surface, other: &Surface, is_added: bool| {
        let mut told = Vec::new();
        for (path, all) in all_by_path(one) {
            let others = all_by_path(other).remove(&path).unwrap_or_default();
            let (kept, lone): (Vec<_>, Vec<_>) =
                all.iter().partition(|it| others.iter().any(|other| is_as_before(other, it)));
            // One that came for one that went is told as such.
            if !kept.is_empty() && others.len() == kept.len() {
                told.extend(lone.into_iter().map(|it| came_or_went(it, &path, is_added)));
            }
        }
        told
    };
    changes.extend(told(old, new, false));
    changes.extend(told(new, old, true));
}

/// The names of npm that stand for all of a package, by their paths.
fn all_by_path(surface: &Surface) -> BTreeMap<Arc<str>, Vec<&HandedOnName>> {
    let mut found: BTreeMap<Arc<str>, Vec<&HandedOnName>> = BTreeMap::new();
    let of_npm = |it: &&HandedOnName| {
        it.is_glob() && Language::of(&it.place.path).is_some_and(|it| it != Language::Rust)
    };
    for it in surface.handed_on.iter().filter(of_npm) {
        it.paths.iter().for_each(|path| found.entry(path.clone()).or_default().push(it));
    }
    found
}

/// The names of other packages that are handed on under the same path, and come from elsewhere now.
fn from_elsewhere(old: &Surface, new: &Surface, changes: &mut Vec<SurfaceChange>) {
    // Where one side has one of them as the other does, those beside it came or went.
    let are_kept = |path: &Arc<str>, it: &HandedOnName| {
        let others = |surface: &Surface| {
            let all = all_by_path(surface).remove(path).unwrap_or_default();
            all.into_iter().any(|other| is_as_before(other, it))
        };
        others(old) && others(new)
    };
    let by_path = |surface: &'_ Surface| -> BTreeMap<Arc<str>, HandedOnName> {
        let names = surface.handed_on.iter();
        let each = names.flat_map(|it| it.paths.iter().map(move |path| (path.clone(), it)));
        let each = each.filter(|(path, it)| !are_kept(path, it));
        each.map(|(path, it)| (path, it.clone())).collect()
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
            changes.push(came_or_went(name, path, is_added));
        }
    }
}

fn came_or_went(name: &HandedOnName, path: &Arc<str>, is_added: bool) -> SurfaceChange {
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
    SurfaceChange {
        symbol: path.clone(),
        kind: name.kind.into(),
        changes: vec![self::one((class, Confidence::Proved), rule, reason)],
        stability: None,
        before: place.clone().filter(|_| !is_added),
        now: place.filter(|_| is_added),
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
