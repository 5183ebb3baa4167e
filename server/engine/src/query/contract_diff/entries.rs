//! What a change does to the ways into an npm package, besides the names that are found there. Source: the documentation
//! of Node.js, "Package entry points" and "Conditional exports".

use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, NpmManifest, NpmTarget, Place, RepoPath, SignatureChange,
    SurfaceChange,
};
use boundstone_text::TextRange;

use super::{Side, one};
use crate::boundaries::NPM_FILE;
use crate::change::Record;

/// What differs of the package, where it is published.
pub(super) fn changes(before: &Side<'_>, now: &Side<'_>) -> Vec<SurfaceChange> {
    let (Some(old_path), Some(new_path)) = (path(before), path(now)) else { return Vec::new() };
    let (Some(old), Some(new)) = (manifest(before, &old_path), manifest(now, &new_path)) else {
        return Vec::new();
    };
    let exports: Vec<SignatureChange> = match (&old.exports, &new.exports) {
        (None, Some(new)) => closed(new).into_iter().collect(),
        (Some(old), Some(new)) => lost_loaders(old, new),
        _ => Vec::new(),
    };
    let place = |path: &RepoPath| Place { path: path.clone(), range: TextRange::new(0, 0) };
    let told = |symbol: &str, changes: Vec<SignatureChange>| {
        (!changes.is_empty()).then(|| SurfaceChange {
            symbol: symbol.into(),
            kind: ChangedKind::Manifest,
            changes,
            stability: None,
            before: Some(place(&old_path)),
            now: Some(place(&new_path)),
        })
    };
    let all = [
        told("exports", exports),
        told("type", modules_now(old, new)),
        told("bin", commands(old, new)),
    ];
    all.into_iter().flatten().collect()
}

fn path(side: &Side<'_>) -> Option<RepoPath> {
    side.folder?.join(NPM_FILE)
}

fn manifest<'s>(side: &Side<'s>, path: &RepoPath) -> Option<&'s NpmManifest> {
    match side.state.world.record(path) {
        Some(Record::Npm(manifest)) if !manifest.is_private => Some(manifest),
        _ => None,
    }
}

/// Without `exports`, each file of a package could be imported.
fn closed(new: &[NpmTarget]) -> Option<SignatureChange> {
    let lets_all_in = new.iter().any(|way| &*way.key == "./*" && way.target.is_some());
    let reason = "`exports` is new: files that it does not name can no longer be imported";
    (!lets_all_in).then(|| broken("exports_added", reason.to_owned()))
}

/// `require()` or `import` that a way says it is for, and that finds nothing there now.
fn lost_loaders(old: &[NpmTarget], new: &[NpmTarget]) -> Vec<SignatureChange> {
    let keys: BTreeSet<&str> = new.iter().map(|way| &*way.key).collect();
    let mut lost = Vec::new();
    for key in keys {
        for (loader, other) in [("require", "import"), ("import", "require")] {
            let has = |way: &&NpmTarget, word: &str| way.conditions.iter().any(|it| &**it == word);
            let of = |all: &'_ [NpmTarget], is_it: &dyn Fn(&&NpmTarget) -> bool| {
                let of_key = all.iter().filter(|way| &*way.key == key && way.target.is_some());
                of_key.filter(|way| !has(way, "types")).any(|way| is_it(&way))
            };
            let was_there = of(old, &|way| has(way, loader));
            let is_there = of(new, &|way| !has(way, other));
            if was_there && !is_there {
                let reason = format!("`{key}` is no longer there for `{loader}`");
                lost.push(broken("condition_removed", reason));
            }
        }
    }
    lost
}

fn broken(rule: &'static str, reason: String) -> SignatureChange {
    one((ChangeClass::Breaking, Confidence::Likely), rule, reason)
}

/// Ways that `require()` took to a CommonJS module, and that lead it to an ES module now. Node.js before 20.19 loads none.
fn modules_now(old: &NpmManifest, new: &NpmManifest) -> Vec<SignatureChange> {
    let ways = required(old).into_iter().filter(|(_, file)| !is_module(file, old.is_module));
    let now = required(new);
    let lost = ways.filter(|(key, _)| {
        now.iter().any(|(it, file)| it == key && is_module(file, new.is_module))
    });
    let reason = |key: &str| format!("`{key}` is an ES module now, and was CommonJS");
    lost.map(|(key, _)| broken("module_kind_changed", reason(key))).collect()
}

/// The file that `require()` finds by each key.
fn required(manifest: &NpmManifest) -> Vec<(&str, &str)> {
    let Some(ways) = &manifest.exports else {
        return manifest.main.as_deref().map(|file| (".", file)).into_iter().collect();
    };
    let is_followed = |way: &&NpmTarget| {
        way.conditions.iter().all(|it| matches!(&**it, "require" | "node" | "default"))
    };
    let mut found: Vec<(&str, &str)> = Vec::new();
    for way in ways.iter().filter(is_followed) {
        let is_new = found.iter().all(|(key, _)| *key != &*way.key);
        found.extend(way.target.as_deref().filter(|_| is_new).map(|file| (&*way.key, file)));
    }
    found
}

fn is_module(file: &str, is_by_type: bool) -> bool {
    match file.rsplit_once('/').map_or(file, |(_, name)| name).rsplit_once('.') {
        Some((_, "mjs" | "mts")) => true,
        Some((_, "cjs" | "cts" | "json" | "node")) => false,
        _ => is_by_type,
    }
}

/// Commands that the package no longer installs, or that came.
fn commands(old: &NpmManifest, new: &NpmManifest) -> Vec<SignatureChange> {
    let gone = old.commands.iter().filter(|it| !new.commands.contains(it)).map(|it| {
        let breaking = (ChangeClass::Breaking, Confidence::Proved);
        one(breaking, "command_removed", format!("the command `{it}` is no longer installed"))
    });
    let came = new.commands.iter().filter(|it| !old.commands.contains(it)).map(|it| {
        let additive = (ChangeClass::Additive, Confidence::Proved);
        one(additive, "command_added", format!("the command `{it}` is installed"))
    });
    gone.chain(came).collect()
}
