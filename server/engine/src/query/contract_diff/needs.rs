//! What an npm package asks of those who install it: packages beside it, and what runs it. Sources: npm documentation,
//! "package.json", `peerDependencies` and `engines`; pnpm documentation, "Catalogs".

mod versions;

use boundstone_model::{
    CatalogEntry, ChangeClass, ChangedKind, Confidence, Language, NpmDependency, NpmDependencyKind,
    NpmManifest, Place, RepoPath, SignatureChange, SurfaceChange, SurfaceItem,
};
use boundstone_text::TextRange;

use self::versions::{Difference, difference};
use super::super::signature_names::type_names;
use super::{Side, one};
use crate::World;
use crate::boundaries::{NPM_FILE, PNPM_FILE};
use crate::change::Record;

/// What differs of that, where the package is published.
pub(super) fn changes(before: &Side<'_>, now: &Side<'_>) -> Vec<SurfaceChange> {
    let (Some(old), Some(new)) = (Asking::on(before), Asking::on(now)) else { return Vec::new() };
    let (old_path, new_path) = (old.path.clone(), new.path.clone());
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
        told("peerDependencies", peers(&old, &new)),
        told("engines", engines(&old, &new)),
        told("dependencies", dependencies((&old, before), (&new, now))),
    ];
    all.into_iter().flatten().collect()
}

/// Whether a package asks for others than before, although its manifest says the same.
pub(super) fn are_others((was, old): (&World, &RepoPath), (is, new): (&World, &RepoPath)) -> bool {
    let (Some(old), Some(new)) = (Asking::of(was, old), Asking::of(is, new)) else { return false };
    old.manifest
        .dependencies
        .iter()
        .any(|it| it.requirement.starts_with(CATALOG) && old.requirement(it) != new.requirement(it))
}

const CATALOG: &str = "catalog:";

/// A package that others can install.
struct Asking<'w> {
    world: &'w World,
    path: RepoPath,
    manifest: &'w NpmManifest,
}

impl<'w> Asking<'w> {
    fn on(side: &Side<'w>) -> Option<Self> {
        Self::of(side.state.world, side.folder?)
    }

    fn of(world: &'w World, folder: &RepoPath) -> Option<Self> {
        let path = folder.join(NPM_FILE)?;
        match world.record(&path) {
            Some(Record::Npm(manifest)) if !manifest.is_private => {
                Some(Self { world, path, manifest })
            }
            _ => None,
        }
    }

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
        let folder = self.path.parent().unwrap_or_else(RepoPath::root);
        let mut above = folder.ancestors().filter_map(|it| it.join(PNPM_FILE));
        above.find_map(|path| match self.world.record(&path)? {
            Record::Pnpm(workspace) => Some(&*workspace.catalogs),
            _ => None,
        })
    }
}

fn peers(old: &Asking<'_>, new: &Asking<'_>) -> Vec<SignatureChange> {
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

fn engines(old: &Asking<'_>, new: &Asking<'_>) -> Vec<SignatureChange> {
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
        Difference::LosesVersions => ChangeClass::Unknown,
        Difference::Gains => ChangeClass::Additive,
    };
    one((class, Confidence::Likely), rule, reason)
}

/// Packages of other versions whose types users are shown. Types of TypeScript are known by what they have: whether those are
/// others, only their text would tell.
fn dependencies(
    (old, before): (&Asking<'_>, &Side<'_>),
    (new, now): (&Asking<'_>, &Side<'_>),
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
    let handed_on = side.surface.handed_on.iter();
    let mut handed_on = handed_on.filter(|it| is_of(package, &it.from));
    let named = || {
        let items = side.surface.items.iter().filter(|it| it.language != Language::Rust);
        let mut shown = items.filter(|it| names(it, package, side));
        shown.next().map(SurfaceItem::symbol)
    };
    handed_on.next().and_then(|it| it.paths.first()).map(|it| &**it).or_else(named)
}

fn names(item: &SurfaceItem, package: &str, side: &Side<'_>) -> bool {
    let facts = side.meanings.facts(&item.place.path);
    let Some((facts, signature)) = facts.zip(item.signature.as_ref()) else { return false };
    let references = facts.references();
    let of_package = || references.imports.iter().filter(|it| is_of(package, it.from));
    if of_package().next().is_none() {
        return false;
    }
    type_names(signature, item.language).into_iter().any(|name| {
        let first = name.split('.').next().unwrap_or_default();
        // Signatures leave the module of `React.FC` out.
        let is_inner = |around: &str| {
            let is_it = |path: &str| path.rsplit_once('.') == Some((around, first));
            references.paths.iter().any(|it| is_it(it.path))
        };
        of_package().any(|it| it.bound == first || it.name == first || is_inner(it.bound))
    })
}

/// Whether a specifier leads into a package.
fn is_of(package: &str, specifier: &str) -> bool {
    let behind = specifier.strip_prefix(package);
    behind.is_some_and(|it| it.is_empty() || it.starts_with('/'))
}

fn broken(rule: &'static str, reason: String) -> SignatureChange {
    one((ChangeClass::Breaking, Confidence::Likely), rule, reason)
}
