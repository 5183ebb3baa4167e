//! What a change does to the ways into an npm package, besides the names that are found there. Source: the documentation
//! of Node.js, "Package entry points" and "Conditional exports".

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{ChangeClass, Confidence, NpmTarget, SignatureChange};

use super::super::one;
use super::{Package, broken};
use crate::crossings::{NamesOfKey, by_condition};

pub(super) fn changes(old: &Package<'_>, new: &Package<'_>) -> Vec<SignatureChange> {
    match (&old.manifest.exports, &new.manifest.exports) {
        (None, Some(new)) => closed(new).into_iter().collect(),
        (Some(were), Some(are)) => {
            let mut found = keys(were, are);
            found.extend(loaders(were, are));
            let named = |it: &Package<'_>| by_condition(it.world, &it.folder);
            found.extend(names_lost(&named(old), &named(new)));
            found
        }
        _ => Vec::new(),
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
