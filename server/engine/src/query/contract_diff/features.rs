//! What a change does to the features of a Cargo package. Source: The Cargo Book, "SemVer Compatibility", "Cargo".

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    CargoFeature, CargoManifest, ChangeClass, ChangedKind, Confidence, Place, RepoPath,
    SignatureChange, Surface, SurfaceChange,
};
use boundstone_text::TextRange;

use super::Side;
use crate::World;
use crate::change::Record;

const CARGO_FILE: &str = "Cargo.toml";

/// What users get without a word.
const DEFAULT: &str = "default";

const NOT_DEFAULT: &str = "feature_not_default";

/// What differs between the features of the package.
pub(super) fn changes(before: &Side<'_>, now: &Side<'_>) -> Vec<SurfaceChange> {
    let (Some(old), Some(new)) = (&before.features, &now.features) else { return Vec::new() };
    let (surface, shown) = (before.surface, now.surface);
    let mut changes: Vec<SurfaceChange> = old
        .removed(new)
        .map(|(name, range, told)| old.change(name, vec![told], Some(range), None))
        .collect();
    for (name, range) in &old.ranges {
        if !new.ranges.contains_key(name) && &**name != DEFAULT {
            continue;
        }
        let mut reasons = lost(old, new, name);
        // Of one that is nothing but another name, what it stood for is enabled still.
        reasons.retain(|(it, _)| new.enables_more(it, name) || compiles(it, shown));
        for (_, told) in reasons.iter_mut().filter(|it| !shows_more(it, surface)) {
            told.confidence = Confidence::Likely;
        }
        let mut reasons: Vec<SignatureChange> = reasons.into_iter().map(|(_, it)| it).collect();
        reasons.extend(gained(old, new, name));
        if !reasons.is_empty() {
            let now = new.ranges.get(name).copied();
            changes.push(old.change(name, reasons, Some(*range), now));
        }
    }
    for (name, range) in &new.ranges {
        if !old.ranges.contains_key(name) && &**name != DEFAULT {
            let added = SignatureChange {
                class: ChangeClass::Additive,
                confidence: Confidence::Proved,
                rule: "feature_added",
                reason: "added".into(),
            };
            changes.push(new.change(name, vec![added], None, Some(*range)));
        }
    }
    changes
}

/// The features that one no longer enables, and that are still there; each is told of the one that lost it.
fn lost(old: &Features, new: &Features, name: &str) -> Vec<(Arc<str>, SignatureChange)> {
    let loses = |name: &str| -> BTreeSet<Arc<str>> {
        let now = new.enabled_by(name);
        let before = old.enabled_by(name).into_iter();
        before.filter(|it| !now.contains(it) && new.ranges.contains_key(it)).collect()
    };
    let others: Vec<Arc<str>> =
        new.enabled_by(name).into_iter().filter(|other| **other != *name).collect();
    let own = loses(name).into_iter().filter(|it| !others.iter().any(|by| loses(by).contains(it)));
    let told = own.map(|it| {
        let rule = if name == DEFAULT { NOT_DEFAULT } else { "feature_enables_less" };
        let of = if is_of_its_own(name) { name } else { &*it };
        let told = broken(of, rule, &format!("no longer enables `{it}`"));
        (it, told)
    });
    told.collect()
}

/// Whether items are compiled where a feature is enabled. Of one that stands for a dependency, or hands on to one, nobody may
/// see anything.
fn shows_more((feature, told): &(Arc<str>, SignatureChange), surface: &Surface) -> bool {
    told.rule == NOT_DEFAULT || compiles(feature, surface)
}

/// Whether a feature stands in the condition of an item.
fn compiles(feature: &str, surface: &Surface) -> bool {
    let named = format!("feature = \"{feature}\"");
    let mut conditions = surface.items.iter().filter_map(|it| it.cfg.as_deref());
    conditions.any(|it| it.contains(&named))
}

/// The features that users get without a word now, and that were there before.
fn gained(old: &Features, new: &Features, name: &str) -> Vec<SignatureChange> {
    let before = old.enabled_by(name);
    let is_new = |it: &Arc<str>| !before.contains(it) && old.ranges.contains_key(it);
    let now = new.enabled_by(name).into_iter().filter(|it| name == DEFAULT && is_new(it));
    let told = now.map(|it| SignatureChange {
        class: ChangeClass::Additive,
        confidence: Confidence::Proved,
        rule: "feature_default",
        reason: format!("enables `{it}` now").into(),
    });
    told.collect()
}

/// Whether the name of a feature says that it is no promise. Source: the conventions that cargo-semver-checks follows.
fn is_of_its_own(name: &str) -> bool {
    name.starts_with('_')
        || ["unstable", "nightly", "bench"].iter().any(|it| {
            name.strip_prefix(it).is_some_and(|it| it.is_empty() || it.starts_with(['-', '_']))
        })
}

fn broken(name: &str, rule: &'static str, reason: &str) -> SignatureChange {
    let (class, confidence) = match is_of_its_own(name) {
        true => (ChangeClass::Unknown, Confidence::Likely),
        false => (ChangeClass::Breaking, Confidence::Proved),
    };
    SignatureChange { class, confidence, rule, reason: reason.into() }
}

/// The features of a package, with what each enables of them.
pub(in crate::query) struct Features {
    path: RepoPath,
    ranges: BTreeMap<Arc<str>, TextRange>,
    enables: BTreeMap<Arc<str>, Vec<Arc<str>>>,
}

impl Features {
    /// Those of the package in exactly this folder.
    pub(in crate::query) fn in_folder(world: &World, folder: &RepoPath) -> Option<Self> {
        Self::of(world, &folder.join(CARGO_FILE)?)
    }

    /// Those that begin with `_`, and that none enables which does not.
    pub(super) fn private(&self) -> BTreeSet<Arc<str>> {
        let is_private = |name: &&Arc<str>| name.starts_with('_');
        let public = self.ranges.keys().filter(|name| !is_private(name));
        let enabled: BTreeSet<Arc<str>> = public.flat_map(|name| self.enabled_by(name)).collect();
        self.ranges.keys().filter(is_private).filter(|it| !enabled.contains(*it)).cloned().collect()
    }

    fn of(world: &World, path: &RepoPath) -> Option<Self> {
        let Some(Record::Cargo(manifest)) = world.record(path) else { return None };
        Some(Self::of_manifest(path, manifest))
    }

    pub(in crate::query) fn of_manifest(path: &RepoPath, manifest: &CargoManifest) -> Self {
        let range = |it: &CargoFeature| (it.name.value.clone(), it.name.range);
        let enabled = |it: &CargoFeature| (it.name.value.clone(), it.enables.to_vec());
        Self {
            path: path.clone(),
            ranges: manifest.features.iter().map(range).collect(),
            enables: manifest.features.iter().map(enabled).collect(),
        }
    }

    /// Those that are there no more, with where they stood.
    pub(in crate::query) fn removed<'f>(
        &'f self,
        new: &'f Self,
    ) -> impl Iterator<Item = (&'f str, TextRange, SignatureChange)> {
        let gone = self.ranges.iter().filter(|(name, _)| !new.ranges.contains_key(*name));
        gone.filter(|(name, _)| &***name != DEFAULT)
            .map(|(name, range)| (&**name, *range, broken(name, "feature_removed", "removed")))
    }

    /// Those that users no longer get without a word, and that are still there.
    pub(in crate::query) fn not_default(&self, new: &Self) -> Vec<(Arc<str>, SignatureChange)> {
        lost(self, new, DEFAULT)
    }

    /// Whether users get a feature without a word.
    pub(in crate::query) fn is_default(&self, name: &str) -> bool {
        self.enables(DEFAULT, name)
    }

    pub(in crate::query) fn has(&self, name: &str) -> bool {
        self.ranges.contains_key(name)
    }

    /// Where the list stands of those that users get without a word.
    pub(in crate::query) fn default_at(&self) -> Option<TextRange> {
        self.ranges.get(DEFAULT).copied()
    }

    /// Whether one enables another one, also by others.
    pub(in crate::query) fn enables(&self, one: &str, other: &str) -> bool {
        self.enabled_by(one).contains(other)
    }

    /// A feature and all that it enables, also by others, of the same package.
    fn enabled_by(&self, name: &str) -> BTreeSet<Arc<str>> {
        let mut found: BTreeSet<Arc<str>> = BTreeSet::new();
        let mut open: Vec<Arc<str>> = vec![name.into()];
        while let Some(name) = open.pop() {
            let enables = self.enables.get(&name).into_iter().flatten();
            let own = enables.filter(|it| self.ranges.contains_key(*it)).cloned();
            if found.insert(name.clone()) {
                open.extend(own);
            }
        }
        found
    }

    /// Whether a feature enables what another one does not, or nothing else at all.
    fn enables_more(&self, feature: &str, than: &str) -> bool {
        let others = self.enabled_by(than);
        let mut own = self.enabled_by(feature).into_iter().filter(|it| **it != *feature).peekable();
        own.peek().is_none() || own.any(|it| !others.contains(&it))
    }

    fn change(
        &self,
        name: &str,
        changes: Vec<SignatureChange>,
        before: Option<TextRange>,
        now: Option<TextRange>,
    ) -> SurfaceChange {
        let place = |range| Place { path: self.path.clone(), range };
        SurfaceChange {
            symbol: name.into(),
            kind: ChangedKind::Feature,
            changes,
            stability: None,
            before: before.map(place),
            now: now.map(place),
        }
    }
}
