//! What a change does to the ways into an npm package, besides the names that are found there. Source: the documentation
//! of Node.js, "Package entry points" and "Conditional exports".

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, NpmManifest, NpmTarget, Place, RepoPath, SignatureChange,
    SurfaceChange,
};
use boundstone_text::TextRange;

use super::{Side, one};
use crate::boundaries::NPM_FILE;
use crate::change::Record;
use crate::crossings::{NamesOfKey, by_condition, is_of_files};

/// What differs of the package, where it is published. `own`: those of its files that the change touched.
pub(super) fn changes(
    before: &Side<'_>,
    now: &Side<'_>,
    own: &BTreeSet<&RepoPath>,
) -> Vec<SurfaceChange> {
    let (Some(old_path), Some(new_path)) = (path(before), path(now)) else { return Vec::new() };
    let (Some(old), Some(new)) = (manifest(before, &old_path), manifest(now, &new_path)) else {
        return Vec::new();
    };
    let exports: Vec<SignatureChange> = match (&old.exports, &new.exports) {
        (None, Some(new)) => closed(new).into_iter().collect(),
        (Some(old), Some(new)) => {
            let mut found = keys(old, new);
            found.extend(loaders(old, new));
            let named = |side: &Side<'_>| {
                side.folder.map(|folder| by_condition(side.state.world, folder)).unwrap_or_default()
            };
            found.extend(names_lost(&named(before), &named(now)));
            found
        }
        _ => Vec::new(),
    };
    let is_open = old.exports.is_none() && new.exports.is_none();
    let files = if is_open { files_lost((old, before), (new, now), own) } else { Vec::new() };
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
        told("files", files),
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

/// Keys that lead to what is no code, as `./package.json`, and that are gone; and keys that came, whose names are not told.
fn keys(old: &[NpmTarget], new: &[NpmTarget]) -> Vec<SignatureChange> {
    let is_open = |it: &&NpmTarget| it.target.is_some();
    let is_asset = |it: &&NpmTarget| it.target.as_deref().is_some_and(|target| !is_code(target));
    let of = |all: &'_ [NpmTarget], is_meant: &dyn Fn(&&NpmTarget) -> bool| -> BTreeSet<String> {
        all.iter().filter(is_open).filter(is_meant).map(|way| way.key.to_string()).collect()
    };
    let is_there =
        |key: &str, all: &[NpmTarget]| all.iter().filter(is_open).any(|way| fits(&way.key, key));
    let gone = of(old, &is_asset)
        .into_iter()
        .filter(|key| !is_there(key, new))
        .map(|key| broken("key_removed", format!("`{key}` can no longer be imported")));
    let is_told = |it: &&NpmTarget| is_asset(it) || it.key.contains('*');
    let is_new = |key: &String| {
        let is_known = old.iter().filter(is_open).any(|way| *way.key == **key);
        !is_known && (key.contains('*') || !is_there(key, old))
    };
    let came = of(new, &is_told).into_iter().filter(is_new).map(|key| {
        let additive = (ChangeClass::Additive, Confidence::Likely);
        one(additive, "key_added", format!("`{key}` can be imported"))
    });
    gone.chain(came).collect()
}

/// Whether a key of `exports` lets in what another one does.
fn fits(key: &str, other: &str) -> bool {
    match key.split_once('*') {
        Some((before, behind)) => other
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(behind))
            .is_some_and(|inner| !inner.is_empty()),
        None => key == other || key.ends_with('/') && other.starts_with(key),
    }
}

fn is_code(target: &str) -> bool {
    let name = target.rsplit('/').next().unwrap_or(target);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let is_script = |it: &str| {
        matches!(it, "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx" | "vue" | "svelte")
    };
    ending.is_none_or(|it| is_script(it) || it.contains('*'))
}

/// `require()` or `import` that a way says it is for, and that finds nothing there now; or that finds it.
fn loaders(old: &[NpmTarget], new: &[NpmTarget]) -> Vec<SignatureChange> {
    let lost = lone_loaders(old, new).into_iter().map(|(key, loader)| {
        broken("condition_removed", format!("`{key}` is no longer there for `{loader}`"))
    });
    let came = lone_loaders(new, old).into_iter().map(|(key, loader)| {
        let additive = (ChangeClass::Additive, Confidence::Likely);
        one(additive, "condition_added", format!("`{key}` is there for `{loader}`"))
    });
    lost.chain(came).collect()
}

/// Each key of both with what finds something there on the one side alone.
fn lone_loaders<'t>(one: &[NpmTarget], other: &'t [NpmTarget]) -> Vec<(&'t str, &'static str)> {
    let keys: BTreeSet<&str> = other.iter().map(|way| &*way.key).collect();
    let mut lone = Vec::new();
    for key in keys {
        for (loader, against) in [("require", "import"), ("import", "require")] {
            let has = |way: &&NpmTarget, word: &str| way.conditions.iter().any(|it| &**it == word);
            let of = |all: &'_ [NpmTarget], is_it: &dyn Fn(&&NpmTarget) -> bool| {
                let of_key = all.iter().filter(|way| &*way.key == key && way.target.is_some());
                of_key.filter(|way| !has(way, "types")).any(|way| is_it(&way))
            };
            if of(one, &|way| has(way, loader)) && !of(other, &|way| !has(way, against)) {
                lone.push((key, loader));
            }
        }
    }
    lone
}

/// Names that are gone for those alone whom a condition leads to a file of its own.
fn names_lost(
    old: &BTreeMap<String, NamesOfKey>,
    new: &BTreeMap<String, NamesOfKey>,
) -> Vec<SignatureChange> {
    let mut lost = Vec::new();
    for (key, was) in old {
        let Some(is) = new.get(key) else { continue };
        for (asked, names) in &was.others {
            let Some(kept) = is.others.get(asked) else { continue };
            let is_told = |name: &String| was.usual.contains(name) && !is.usual.contains(name);
            let gone = names.iter().filter(|it| !kept.contains(*it) && !is_told(it));
            lost.extend(gone.map(|name| {
                let reason = format!("`{name}` of `{key}` is no longer there for `{asked}`");
                broken("name_removed", reason)
            }));
        }
    }
    lost
}

/// Modules with their declarations that users could import by their paths, and that are gone, or published no more.
fn files_lost(
    (old, before): (&NpmManifest, &Side<'_>),
    (new, now): (&NpmManifest, &Side<'_>),
    own: &BTreeSet<&RepoPath>,
) -> Vec<SignatureChange> {
    let (was, is) = (before.state.world, now.state.world);
    let is_there = |path: &RepoPath| {
        let inside = now.folder.and_then(|it| path.strip_prefix(it));
        let is_taken = |files: &[Arc<str>]| {
            inside.is_some_and(|inside| files.iter().any(|it| is_of_files(it, inside)))
        };
        is.file(path).is_some() && new.files.as_deref().is_none_or(is_taken)
    };
    let mut gone: BTreeSet<&RepoPath> = own.iter().copied().collect();
    if old.files != new.files {
        let all = before.folder.into_iter().flat_map(|it| was.files_below(it));
        gone.extend(all.map(|(path, _)| path));
    }
    gone.retain(|path| is_declaration(path) && was.file(path).is_some() && !is_there(path));
    gone.into_iter().filter_map(|path| imported_by_itself(path, old, before)).collect()
}

fn is_declaration(path: &RepoPath) -> bool {
    [".d.ts", ".d.mts", ".d.cts"].iter().any(|it| path.as_str().ends_with(it))
}

/// A module with its declarations that `files` publishes by itself, and not in the folder of what the package begins with:
/// without `exports`, users import it by its path.
fn imported_by_itself(
    path: &RepoPath,
    manifest: &NpmManifest,
    side: &Side<'_>,
) -> Option<SignatureChange> {
    let inside = path.strip_prefix(side.folder?)?;
    let begins = [&manifest.main, &manifest.types, &manifest.module, &manifest.browser];
    let begins: Vec<&str> = begins.into_iter().flatten().map(|it| &**it).collect();
    let files = manifest.files.iter().flatten().map(|it| &**it);
    let mut taking = files.filter(|it| !it.starts_with('!') && is_of_files(it, inside)).peekable();
    taking.peek()?;
    let is_apart = taking.all(|it| !begins.iter().any(|target| is_of_files(it, target)));
    let module = inside.rsplit_once(".d.").map_or(inside, |(module, _)| module);
    let reason = format!("`{module}` can no longer be imported");
    is_apart.then(|| broken("file_removed", reason))
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

/// The file that `require()` finds by each key; what a condition names for it is made for it.
fn required(manifest: &NpmManifest) -> Vec<(&str, &str)> {
    let Some(ways) = &manifest.exports else {
        return manifest.main.as_deref().map(|file| (".", file)).into_iter().collect();
    };
    let is_made_for = |way: &NpmTarget| way.conditions.iter().any(|it| &**it == "require");
    let is_followed = |way: &&NpmTarget| {
        way.conditions.iter().all(|it| matches!(&**it, "node" | "default"))
            && !ways.iter().any(|other| other.key == way.key && is_made_for(other))
    };
    let mut found: Vec<(&str, &str)> = Vec::new();
    for way in ways.iter().filter(is_followed) {
        let is_new = found.iter().all(|(key, _)| *key != &*way.key);
        found.extend(way.target.as_deref().filter(|_| is_new).map(|file| (&*way.key, file)));
    }
    found
}

/// Whether a file is an ES module, where its package says so of all. A folder of the build for `require()` has a manifest of its
/// own that says what it is.
fn is_module(file: &str, is_by_type: bool) -> bool {
    let has_own = |it: &str| matches!(it, "cjs" | "commonjs" | "esm" | "es" | "module");
    if file.split('/').rev().skip(1).any(has_own) {
        return false;
    }
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
