//! What an npm package asks of those who install it: packages beside it, and what runs it. Sources: npm documentation,
//! "package.json", `peerDependencies` and `engines`; pnpm documentation, "Catalogs".

mod versions;

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    CatalogEntry, ChangeClass, Confidence, Language, NpmDependency, NpmDependencyKind, RepoPath,
    SignatureChange, SurfaceItem,
};

use self::versions::{Difference, difference};
use super::super::super::signature_names::type_names;
use super::super::{Side, one};
use super::{Package, broken};
use crate::World;
use crate::boundaries::PNPM_FILE;
use crate::change::Record;

/// Whether a package asks for others than before, although its manifest says the same.
pub(in super::super) fn are_others(
    (was, old): (&World, &RepoPath),
    (is, new): (&World, &RepoPath),
) -> bool {
    let (Some(old), Some(new)) = (Package::of(was, old), Package::of(is, new)) else {
        return false;
    };
    old.manifest
        .dependencies
        .iter()
        .any(|it| it.requirement.starts_with(CATALOG) && old.requirement(it) != new.requirement(it))
}

const CATALOG: &str = "catalog:";

impl<'w> Package<'w> {
    fn peers(&self) -> impl Iterator<Item = &'w NpmDependency> {
        self.of_kind(NpmDependencyKind::Peer)
    }

    fn of_kind(&self, kind: NpmDependencyKind) -> impl Iterator<Item = &'w NpmDependency> {
        self.manifest.dependencies.iter().filter(move |it| it.kind == kind)
    }

    fn is_optional(&self, peer: &NpmDependency) -> bool {
        self.manifest.optional_peers.contains(&peer.name)
    }

    /// The versions that are asked for; `None` where no range says it.
    fn requirement(&self, of: &'w NpmDependency) -> Option<&'w str> {
        let stated = &*of.requirement;
        match stated.strip_prefix(CATALOG) {
            None => (!stated.contains(':')).then_some(stated),
            Some(catalog) => {
                let catalog = if catalog.is_empty() { CatalogEntry::DEFAULT } else { catalog };
                let is_it = |it: &&CatalogEntry| *it.catalog == *catalog && it.package == of.name;
                let entry = self.catalogs()?.iter().find(is_it)?;
                Some(&entry.requirement)
            }
        }
    }

    /// Those of the workspace around.
    fn catalogs(&self) -> Option<&'w [CatalogEntry]> {
        let mut above = self.folder.ancestors().filter_map(|it| it.join(PNPM_FILE));
        above.find_map(|path| match self.world.record(&path)? {
            Record::Pnpm(workspace) => Some(&*workspace.catalogs),
            _ => None,
        })
    }
}

pub(super) fn peers(old: &Package<'_>, new: &Package<'_>) -> Vec<SignatureChange> {
    let mut found = Vec::new();
    for is in new.peers() {
        let name = &is.name;
        let Some(was) = old.peers().find(|it| it.name == is.name) else {
            if !new.is_optional(is) {
                let reason = format!("`{name}` is asked for: who installs the package needs it");
                found.push(broken("peer_added", reason));
            }
            continue;
        };
        if old.is_optional(was) && !new.is_optional(is) {
            found.push(broken("peer_added", format!("`{name}` is no longer optional")));
        }
        let Some((was, is)) = old.requirement(was).zip(new.requirement(is)) else { continue };
        let reason = format!("`{name}` is asked for as `{is}`, and was as `{was}`");
        found.extend(difference(was, is).map(|it| narrowed(it, "peer_changed", reason)));
    }
    found
}

pub(super) fn engines(old: &Package<'_>, new: &Package<'_>) -> Vec<SignatureChange> {
    let kept = new.manifest.engines.iter().filter_map(|(name, is)| {
        let (_, was) = old.manifest.engines.iter().find(|(it, _)| it == name)?;
        let reason = format!("runs with `{name}` `{is}`, and did with `{was}`");
        Some(narrowed(difference(was, is)?, "engine_changed", reason))
    });
    kept.collect()
}

fn narrowed(how: Difference, rule: &'static str, reason: String) -> SignatureChange {
    let class = match how {
        Difference::LosesLine => ChangeClass::Breaking,
        Difference::LosesVersions | Difference::NotRead => ChangeClass::Unknown,
        Difference::Gains => ChangeClass::Additive,
    };
    one((class, Confidence::Likely), rule, reason)
}

/// Packages of other versions whose types users are shown. Types of TypeScript are known by what they have: whether those are
/// others, only their text would tell.
pub(super) fn dependencies(
    (old, before): (&Package<'_>, &Side<'_>),
    (new, now): (&Package<'_>, &Side<'_>),
) -> Vec<SignatureChange> {
    let mut found = Vec::new();
    for is in new.of_kind(NpmDependencyKind::Normal) {
        let same = old.of_kind(NpmDependencyKind::Normal).find(|it| it.name == is.name);
        let both = same.and_then(|was| old.requirement(was).zip(new.requirement(is)));
        let Some((was, asked)) = both else { continue };
        if !matches!(difference(was, asked), Some(Difference::LosesLine)) {
            continue;
        }
        let package = typed(&is.name);
        let Some(shown) = shown_by(&package, before).filter(|_| shown_by(&package, now).is_some())
        else {
            continue;
        };
        let reason = format!(
            "`{}` is `{asked}` now, and was `{was}`: `{shown}` shows users its types",
            is.name
        );
        let unknown = (ChangeClass::Unknown, Confidence::Likely);
        found.push(one(unknown, "dependency_changed", reason));
    }
    found
}

/// The package that the types of one are for: `react` of `@types/react`, `@a/b` of `@types/a__b`.
fn typed(package: &str) -> String {
    match package.strip_prefix("@types/") {
        Some(name) => match name.split_once("__") {
            Some((scope, name)) => format!("@{scope}/{name}"),
            None => name.to_owned(),
        },
        None => package.to_owned(),
    }
}

/// An item in whose signature stands a name of a package.
fn shown_by<'s>(package: &str, side: &Side<'s>) -> Option<&'s str> {
    let mut handed_on = side.surface.handed_on.iter().filter(|it| is_of(package, &it.from));
    let named = || {
        let mut files: BTreeMap<RepoPath, BTreeSet<String>> = BTreeMap::new();
        let shows = |it: &&SurfaceItem| {
            let path = &it.place.path;
            let brought = files.entry(path.clone()).or_insert_with(|| brought(package, path, side));
            let Some(signature) = it.signature.as_ref().filter(|_| !brought.is_empty()) else {
                return false;
            };
            let first = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
            type_names(signature, it.language).into_iter().any(|it| brought.contains(&first(it)))
        };
        let mut items = side.surface.items.iter().filter(|it| it.language != Language::Rust);
        items.find(shows).map(SurfaceItem::symbol)
    };
    handed_on.next().and_then(|it| it.paths.first()).map(|it| &**it).or_else(named)
}

/// The names of a package in a file, as signatures write them: those leave the module of `React.FC` out.
fn brought(package: &str, path: &RepoPath, side: &Side<'_>) -> BTreeSet<String> {
    let Some(facts) = side.meanings.facts(path) else { return BTreeSet::new() };
    let references = facts.references();
    let own: Vec<_> = references.imports.iter().filter(|it| is_of(package, it.from)).collect();
    let inside = |path: &'_ str| {
        let (around, name) = path.rsplit_once('.')?;
        own.iter().any(|it| it.bound == around).then(|| name.to_owned())
    };
    let inner = references.paths.iter().filter_map(|it| inside(it.path));
    own.iter().flat_map(|it| [it.bound, it.name]).map(str::to_owned).chain(inner).collect()
}

/// Whether a specifier leads into a package.
fn is_of(package: &str, specifier: &str) -> bool {
    let behind = specifier.strip_prefix(package);
    behind.is_some_and(|it| it.is_empty() || it.starts_with('/'))
}
