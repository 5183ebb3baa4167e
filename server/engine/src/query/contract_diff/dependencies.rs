//! Types of other packages that are others now, because the manifest asks for another version, or another package, under the
//! same name. Source: The Cargo Book, "SemVer Compatibility" and "Specifying Dependencies".

mod derives;

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    CargoDependencyKind, CargoManifest, ChangeClass, ChangedKind, Confidence, DependencySource,
    HandedOnName, Language, RepoPath, SignatureChange, Surface, SurfaceChange, SurfaceItem,
};

use super::implementations::{item_of, now_of};
use super::{Side, change, one};
use crate::World;
use crate::change::Record;
use crate::class::{doubt, each_text, is_ordinary, paths_in, with_crates};
use crate::query::boundary::workspace_around;

const CARGO_FILE: &str = "Cargo.toml";
const RULE: &str = "dependency_changed";

/// Calls packages in a surface as the code before did, where only the manifest gives them another name now: `rand08 = { package =
/// "rand" }`.
pub(super) fn call_as_before(
    surface: &mut Surface,
    (was, old): (&World, &RepoPath),
    (is, new): (&World, &RepoPath),
) {
    let (old, new) = (asked_for(was, old), asked_for(is, new));
    let renamed = renamed(&old, &new);
    if renamed.is_empty() {
        return;
    }
    let name = |of_crate: &str| renamed.get(of_crate).copied();
    let call = |text: &mut Arc<str>| {
        if let Some(written) = with_crates(text, &name) {
            *text = written.into();
        }
    };
    for item in surface.items.iter_mut().filter(|it| it.language == Language::Rust) {
        item.signature.iter_mut().for_each(|it| each_text(it, &mut |text| call(text)));
        item.paths.iter_mut().chain(&mut item.known_as).chain(&mut item.of_trait).for_each(call);
    }
    for it in &mut surface.implemented {
        it.paths.iter_mut().chain(&mut it.known_as).for_each(call);
        call(&mut it.head.head);
        it.head.of_trait.iter_mut().for_each(call);
    }
    for it in &mut surface.handed_on {
        match name(&it.from) {
            Some(other) => it.from = other.into(),
            None => call(&mut it.from),
        }
    }
}

/// What is called otherwise now, each with its name before.
fn renamed<'a>(
    old: &'a BTreeMap<String, Asked>,
    new: &'a BTreeMap<String, Asked>,
) -> BTreeMap<&'a str, &'a str> {
    let means_other =
        |name: &str, asked: &Asked| old.get(name).is_none_or(|it| differs(it, asked).is_some());
    new.iter()
        .filter(|(name, asked)| means_other(name, asked))
        .filter_map(|(name, asked)| {
            let is_it = |it: &(&String, &Asked)| {
                is_same_package(it.1, asked)
                    && new.get(it.0).is_none_or(|it| !is_same_package(it, asked))
            };
            let (before, _) = old.iter().find(is_it)?;
            Some((name.as_str(), before.as_str()))
        })
        .collect()
}

fn is_same_package(one: &Asked, other: &Asked) -> bool {
    let versions =
        |it: &Asked| it.1.as_deref().map(|it| compatible(it).ok_or_else(|| it.to_owned()));
    one.0 == other.0 && versions(one) == versions(other)
}

/// Adds to the changes what names a type of a dependency that is another one now.
pub(super) fn settle(changes: &mut Vec<SurfaceChange>, before: &Side<'_>, now: &Side<'_>) {
    let of = |side: &Side<'_>| Some(asked_for(side.state.world, side.folder?));
    let (Some(old), Some(new)) = (of(before), of(now)) else { return };
    // What has its name now is called by another one, and is spelled as before.
    let renamed = renamed(&old, &new);
    let is_kept = |name: &str| renamed.values().any(|it| *it == name);
    let changed: BTreeMap<&str, String> = old
        .iter()
        .filter(|(name, _)| !is_kept(name))
        .filter_map(|(name, was)| Some((name.as_str(), differs(was, new.get(name)?)?)))
        .collect();
    if changed.is_empty() {
        return;
    }
    let told = |path: &str, cfg: Option<&str>| {
        let name = path.split("::").next().unwrap_or_default();
        let how = changed.get(name)?;
        let reason = format!("names `{path}`, and `{name}` {how}: to users that is another type");
        let mut told = one((ChangeClass::Breaking, Confidence::Likely), RULE, reason);
        // What is compiled for tests of the package alone has no users.
        if cfg.is_some_and(|cfg| !is_ordinary(cfg)) {
            doubt(&mut told);
        }
        Some(told)
    };
    let mut found = Vec::new();
    for item in before.surface.items.iter().filter(|it| it.language == Language::Rust) {
        let is_own = !item.is_part && !item.is_inherited;
        let Some(same) = is_own.then(|| same(item, now)).flatten() else { continue };
        let Some((was, is)) = item.signature.as_ref().zip(same.signature.as_ref()) else {
            continue;
        };
        let is_named = paths_in(is);
        let facts = before.meanings.facts(&item.place.path);
        let derived = facts.map(|it| derives::kept(was, is, it)).unwrap_or_default();
        let named = paths_in(was).into_iter().filter(|path| is_named.contains(path));
        let named = named.chain(derived);
        let reasons: Vec<SignatureChange> =
            named.filter_map(|path| told(&path, item.cfg.as_deref())).collect();
        found.extend(
            reasons.into_iter().next().map(|it| change(item, vec![it], Some(item), Some(same))),
        );
    }
    for it in before.surface.implemented.iter().filter(|it| now.implemented.has(it)) {
        let of_trait = it.head.parts().map(|(of_trait, ..)| of_trait).unwrap_or_default();
        let path = of_trait.split('<').next().unwrap_or_default();
        let Some(item) = item_of(it, before) else { continue };
        if let (Some(told), Some(same)) =
            (told(path, it.cfg.as_deref().or(item.cfg.as_deref())), now_of(item, now))
        {
            found.push(change(item, vec![told], Some(item), Some(same)));
        }
    }
    for it in before.surface.handed_on.iter() {
        let path = if it.from.is_empty() {
            it.name.to_string()
        } else {
            format!("{}::{}", it.from, it.name)
        };
        let is_same = |other: &&HandedOnName| {
            other.from == it.from && other.name == it.name && other.paths == it.paths
        };
        let same = now.surface.handed_on.iter().find(is_same);
        if let (Some(same), Some(told)) = (same, told(&path, it.cfg.as_deref())) {
            found.push(SurfaceChange {
                symbol: it.symbol().into(),
                kind: ChangedKind::from(it.kind),
                changes: vec![told],
                stability: None,
                before: Some(it.place.clone()),
                now: Some(same.place.clone()),
            });
        }
    }
    for told in found {
        let is_it = |it: &&mut SurfaceChange| it.symbol == told.symbol && it.before == told.before;
        match changes.iter_mut().find(is_it) {
            Some(known) if known.changes.iter().any(|it| it.rule == RULE) => {}
            Some(known) => known.changes.extend(told.changes),
            None => changes.push(told),
        }
    }
}

/// Whether a package gets a dependency from elsewhere that is another one than before.
pub(super) fn are_others((was, old): (&World, &RepoPath), (is, new): (&World, &RepoPath)) -> bool {
    let (old, new) = (asked_for(was, old), asked_for(is, new));
    old.iter().any(|(name, was)| new.get(name).is_some_and(|is| differs(was, is).is_some()))
}

/// The same item on the other side.
fn same<'s>(item: &SurfaceItem, others: &Side<'s>) -> Option<&'s SurfaceItem> {
    let named = item.known_paths().filter_map(|path| others.items.get(&**path)).flatten();
    let mut same = named.filter(|it| it.kind == item.kind && it.of_trait == item.of_trait);
    same.next().copied()
}

/// A package, and the version that is asked for.
type Asked = (String, Option<String>);

/// What the code of a package gets from elsewhere, by the name that it calls it by; without what stands in the repository, and what is
/// asked for in several ways.
fn asked_for(world: &World, folder: &RepoPath) -> BTreeMap<String, Asked> {
    let record = |path: &RepoPath| world.record(path).cloned();
    let manifest = folder.join(CARGO_FILE).and_then(|path| record(&path));
    let Some(Record::Cargo(manifest)) = manifest else { return BTreeMap::new() };
    let root = workspace_around(folder, &record);
    let mut found: BTreeMap<String, Option<Asked>> = BTreeMap::new();
    for it in manifest.dependencies.iter().filter(|it| it.kind == CargoDependencyKind::Normal) {
        let asked = match &it.source {
            DependencySource::At(_) => None,
            DependencySource::Inherited => {
                root.as_deref().and_then(|root| inherited(root, &it.key))
            }
            DependencySource::Elsewhere => {
                let package = it.package.as_ref().unwrap_or(&it.key).to_string();
                Some((package, it.version.as_ref().map(ToString::to_string)))
            }
        };
        let known = found.entry(it.key.replace('-', "_")).or_insert_with(|| asked.clone());
        if *known != asked {
            *known = None;
        }
    }
    found.into_iter().filter_map(|(name, asked)| Some((name, asked?))).collect()
}

fn inherited(root: &CargoManifest, key: &str) -> Option<Asked> {
    let it = root.workspace_dependencies.iter().find(|it| *it.key == *key)?;
    let package = it.package.as_ref().unwrap_or(&it.key).to_string();
    it.path.is_none().then(|| (package, it.version.as_ref().map(ToString::to_string)))
}

/// How what is asked for now is another one than before; `None` where both may be one.
fn differs(was: &Asked, is: &Asked) -> Option<String> {
    if was.0 != is.0 {
        return Some(format!("is the package `{}` now, and was `{}`", is.0, was.0));
    }
    let (old, new) = (was.1.as_deref()?, is.1.as_deref()?);
    let is_other = compatible(old)? != compatible(new)?;
    is_other.then(|| format!("is `{new}` now, and was `{old}`"))
}

/// The part of a version that all have which cargo takes for one another: `1` of `^1.2`, `0.4` of `0.4.3`. `None` where the
/// requirement leaves several.
fn compatible(requirement: &str) -> Option<Vec<u64>> {
    let version = requirement.trim().trim_start_matches(['^', '~', '=']).trim();
    let version = version.split(['-', '+']).next()?;
    let numbers = version.split('.').map(|it| it.parse::<u64>().ok());
    let numbers: Vec<u64> = numbers.take_while(Option::is_some).flatten().collect();
    let is_simple =
        version.split('.').all(|it| matches!(it, "*" | "x" | "X") || it.parse::<u64>().is_ok());
    let end = numbers.iter().position(|it| *it > 0).or((numbers.len() == 3).then_some(2))?;
    numbers.get(..=end).filter(|_| is_simple).map(<[u64]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::compatible;

    #[test]
    fn a_requirement_says_which_versions_are_one() {
        assert_eq!(compatible("1.2.3"), Some(vec![1]));
        assert_eq!(compatible("^1"), compatible("1.*"));
        assert_eq!(compatible("~0.4.1"), Some(vec![0, 4]));
        assert_eq!(compatible("=0.0.3"), Some(vec![0, 0, 3]));
        assert_eq!(compatible("2.0.0-rc.1"), Some(vec![2]));
        for several in ["*", "0", "0.0", ">=1, <3", ">=0.4", "1, 2"] {
            assert_eq!(compatible(several), None, "{several}");
        }
    }
}
