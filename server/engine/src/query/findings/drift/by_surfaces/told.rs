//! Which findings in files tell already that a promise is broken.

use std::collections::BTreeSet;

use boundstone_model::{
    BoundaryChange, ChangeClass, FileChange, Finding, ItemKind, Place, RepoPath, Rule,
    SignatureChange,
};

use super::Broken;
use crate::World;
use crate::boundaries::{CARGO_FILE, CONTRACT_FILE, NPM_FILE};
use crate::change::Record;
use crate::claims::segments_of;
use crate::query::code::CodeState;
use crate::query::findings::{At, stated};

/// A finding, by what it says.
pub(super) type Said = (RepoPath, Rule, String);

/// What the findings of files say of promises.
pub(super) struct Told {
    findings: Vec<Finding>,
}

impl Told {
    /// What is told of a change stands in its files, or in the records that promise.
    pub(super) fn of(
        now: CodeState<'_>,
        changes: &[FileChange],
        compared: &[BoundaryChange],
    ) -> Self {
        let changed = changes.iter().filter_map(|it| it.now.clone());
        let contracts = compared.iter().filter_map(|it| it.path.join(CONTRACT_FILE));
        let broken = compared.iter().flat_map(|it| &it.broken);
        let records = broken.map(|it| it.promise.because.place.path.clone());
        let files: BTreeSet<RepoPath> = changed.chain(contracts).chain(records).collect();
        let of_file = |path: &RepoPath| stated(At { world: now.world, code: now.code, path });
        let is_of_promise = |it: &Finding| {
            matches!(
                it.rule,
                Rule::ContractDrift | Rule::ContractMissingItem | Rule::DecisionStaleGoverns
            )
        };
        let findings = files.iter().flat_map(of_file).filter(is_of_promise).collect();
        Self { findings }
    }

    pub(super) fn has(&self, broken: &Broken<'_>) -> bool {
        let symbol = broken.symbol();
        self.findings.iter().any(|told| {
            is_of_change(told, broken, &symbol)
                || is_of_let_go(told, broken)
                || is_of_same_key(told, broken)
                || is_of_way(told, broken)
        })
    }

    /// Takes out those that doubt what the surfaces know to break. What may give a type its trait all the same, as a macro of
    /// another crate, the files say better.
    pub(super) fn take_doubting(&mut self, all: &[Broken<'_>]) -> Vec<Said> {
        let is_known = |it: &SignatureChange| {
            it.class == ChangeClass::Breaking
                && !matches!(it.rule, "item_removed" | "implementation_removed")
        };
        let known = all.iter().filter(|it| it.it.change.changes.iter().any(is_known));
        let known: Vec<_> = known.map(|it| (it, it.symbol())).collect();
        let starts = format!("{} ", ChangeClass::Unknown.name());
        let is_known = |told: &mut Finding| {
            told.rule == Rule::ContractDrift
                && told.message.starts_with(&starts)
                && known.iter().any(|(broken, symbol)| is_of_change(told, broken, symbol))
        };
        self.findings.extract_if(.., is_known).map(said).collect()
    }

    /// Takes out those of items that are what they were for users, as the surfaces have it.
    pub(super) fn take_refuted(
        &mut self,
        world: &World,
        compared: &[BoundaryChange],
    ) -> BTreeSet<Said> {
        let is_refuted = |told: &Finding| {
            let boundary = world.boundaries.at(&told.place.path);
            let compared = compared.iter().find(|it| Some(&it.path) == boundary.map(|it| &it.path));
            compared.is_some_and(|it| is_unbroken(world, told, it))
        };
        let (refuted, left) = std::mem::take(&mut self.findings).into_iter().partition(is_refuted);
        let refuted: Vec<Finding> = refuted;
        self.findings = left;
        refuted.into_iter().map(said).collect()
    }
}

/// Whether what a finding tells of is what it was, as far as its boundary was compared. What a compiler infers was not.
fn is_unbroken(world: &World, told: &Finding, boundary: &BoundaryChange) -> bool {
    let is_inferred = boundary.inferred.iter().any(|(path, _)| *path == told.place.path);
    let about = || told.about.as_ref().and_then(|it| Some(it.split_once('#')?.1));
    let path = about().or_else(|| key_at(world, &told.place));
    told.is_by_files && !is_inferred && path.is_some_and(|it| boundary.unbroken.contains(it))
}

/// The key of a contract that stands in a place.
fn key_at<'w>(world: &'w World, place: &Place) -> Option<&'w str> {
    let Record::Contract(contract) = world.record(&place.path)? else { return None };
    let mut entries = contract.interface.iter().flatten();
    entries.find(|it| it.key.range == place.range).map(|it| &*it.key.value)
}

fn said(finding: Finding) -> Said {
    (finding.place.path, finding.rule, finding.message)
}

/// Whether a finding tells of the same change.
fn is_of_change(told: &Finding, broken: &Broken<'_>, symbol: &str) -> bool {
    is_of_same_item(told, broken)
        || (is_of_same_promise(told, broken) && is_of_same_name(told, broken, symbol))
}

/// Whether a finding stands at an item that changed, or at a part of it.
fn is_of_same_item(told: &Finding, broken: &Broken<'_>) -> bool {
    let Some((path, item)) = broken.item().filter(|(path, _)| **path == told.place.path) else {
        return false;
    };
    let facts = broken.now.world.facts(path);
    facts.and_then(|it| Some((it, it.item_at(told.place.range.start())?))).is_some_and(
        |(facts, at)| {
            let around = |number| facts.item(number).and_then(|it| it.parent);
            let is_in_told = || facts.item(at).is_some_and(|it| it.kind == ItemKind::Impl);
            at == item || around(at) == Some(item) || around(item) == Some(at) && is_in_told()
        },
    )
}

/// Whether it is told that the key leads nowhere.
fn is_of_same_key(told: &Finding, broken: &Broken<'_>) -> bool {
    let promise = &broken.it.promise;
    told.rule == Rule::ContractMissingItem
        && told.place.path == promise.because.place.path
        && key_at(broken.now.world, &told.place) == Some(&promise.entry.key.value)
}

/// Whether it is told that the key of it says less now.
fn is_of_let_go(told: &Finding, broken: &Broken<'_>) -> bool {
    let promise = &broken.it.promise;
    let key = format!("{}#{}", broken.boundary.boundary, promise.entry.key.value);
    told.place.path == promise.because.place.path && told.about.as_deref() == Some(&*key)
}

fn is_of_same_promise(told: &Finding, broken: &Broken<'_>) -> bool {
    let promised = &broken.it.promise.because.place;
    // The entry may stand elsewhere in the same record now.
    let is_there = |place: &Place| place.path == promised.path;
    is_there(&told.place)
        || told.related.iter().any(|it| is_there(&it.place))
        || told.because.iter().any(|it| is_there(&it.place))
}

fn is_of_same_name(told: &Finding, broken: &Broken<'_>, symbol: &str) -> bool {
    let Some(about) = &told.about else {
        return told.message.contains(&format!(" {} ", broken.it.path));
    };
    let of_trait = |it: &SignatureChange| it.reason.contains("implementation of");
    let is_of_trait = broken.it.change.changes.iter().all(of_trait);
    let around = symbol.rsplit_once("::").map(|(around, _)| around);
    is_same_name(about, symbol)
        || around.is_some_and(|around| is_of_trait && is_same_name(about, around))
}

/// Whether the way on which users have it is told: the package, a feature.
fn is_of_way(told: &Finding, broken: &Broken<'_>) -> bool {
    let is_manifest = told.place.path.parent().as_ref() == Some(&broken.boundary.path)
        && matches!(told.place.path.name(), CARGO_FILE | NPM_FILE);
    is_manifest && broken.it.change.changes.iter().all(|it| it.rule == "cfg_changed")
}

/// Whether two symbols of one boundary may be the same item, one by its public path, the other as its file has it.
fn is_same_name(one: &str, other: &str) -> bool {
    let parts = |symbol: &str| {
        let (boundary, path) = symbol.split_once('#')?;
        Some((boundary.to_owned(), segments_of(path)))
    };
    let Some((one, other)) = parts(one).zip(parts(other)) else { return one == other };
    one.0 == other.0 && (one.1.ends_with(&other.1) || other.1.ends_with(&one.1))
}
