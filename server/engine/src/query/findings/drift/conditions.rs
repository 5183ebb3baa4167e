//! Names that a file has for its users under other conditions than at the base, where promised keys begin with them: a re-export or
//! a module that is behind a feature now takes with it what it leads to, wherever that stands and whatever it says itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, ContractFile, FileFacts, FileSignatures, ImportForm, InterfaceEntry,
    Item, ItemKind, Language, Place, RepoPath, Rule, Scope, ScopeNumber, Severity, SignatureChange,
    Stability, Visibility,
};
use boundstone_text::TextRange;

use super::super::crossing::contract_of;
use super::super::{At, Findings, NewFinding};
use super::base::{Past, promised_then};
use super::{settled, words};
use crate::World;
use crate::boundaries::CARGO_FILE;
use crate::change::Record;
use crate::claims::{module_path, segments_of};
use crate::class::{cfg_changed, is_ordinary};
use crate::query::code::CodeReader;
use crate::query::contract_diff::features::Features;

/// The entries whose keys begin with a name of a file.
type ByName<'w> = BTreeMap<String, Vec<&'w InterfaceEntry>>;

pub(super) fn check(found: &mut Findings<'_>) {
    let (world, code, path) = (found.world, found.code, found.path);
    let names = led_to(world, path);
    if names.is_empty() {
        return;
    }
    let Past::Other { input, signatures } = Past::of(world, code, path) else { return };
    let (Some(before), Some(facts)) = (input.source.as_deref(), world.facts(path)) else { return };
    let Ok(now) = code.signatures(path) else { return };
    let Some(contract) = contract_at(world, path).map(|(contract, _)| contract) else { return };
    let features = BothFeatures::of(world, code, path);
    let then = promised_then(code, &contract);
    for (name, mut entries) in names {
        entries.retain(|entry| {
            let is_it = |old: &InterfaceEntry| {
                old.key.value == entry.key.value && old.stability.value.is_promise()
            };
            then.iter().any(is_it)
        });
        let was = condition_of(before, &signatures, &name);
        let is = condition_of(facts, &now, &name);
        let (Some((was, _)), Some((is, range))) = (was, is) else { continue };
        if !was.as_deref().is_none_or(is_ordinary) {
            continue;
        }
        let changed = features.changed(&was, &is);
        let broken = changed.filter(|it| it.class == ChangeClass::Breaking);
        if let Some(broken) = broken {
            tell(found, (&contract, &entries), &broken, range);
        }
    }
}

/// Whether a promised key leads through a name of a file that may stand under a condition of its own.
pub(super) fn may_lead(world: &World, path: &RepoPath) -> bool {
    !led_to(world, path).is_empty()
}

fn contract_at<'w>(world: &'w World, path: &RepoPath) -> Option<(RepoPath, &'w Arc<ContractFile>)> {
    let boundary = world.boundaries.at(path).filter(|it| it.is_declared)?;
    contract_of(world, boundary)
}

/// The names of the imports and modules of a file, with the promised keys that lead through them by the layout of the files.
fn led_to<'w>(world: &'w World, path: &RepoPath) -> ByName<'w> {
    let mut found = ByName::new();
    let Some(facts) = world.facts(path).filter(|it| it.language == Language::Rust) else {
        return found;
    };
    let Some((contract, entries)) = contract_at(world, path) else { return found };
    let folder = contract.parent().unwrap_or_else(RepoPath::root);
    let Some(module) = module_path(path, &folder, facts.language) else { return found };
    let around: String = module.iter().map(|name| format!("{name}::")).collect();
    let is_led =
        |name: &String| facts.refers_to(name) || facts.items().any(|it| is_module(&it, name));
    for entry in entries.interface.iter().flatten().filter(|it| it.stability.value.is_promise()) {
        let inside = entry.key.value.strip_prefix(&around).map(segments_of);
        let name = inside.and_then(|names| names.into_iter().next()).filter(|it| it != "*");
        if let Some(name) = name.filter(is_led) {
            found.entry(name).or_default().push(entry);
        }
    }
    found
}

fn is_module(item: &Item<'_>, name: &str) -> bool {
    item.kind == ItemKind::Module && item.parent.is_none() && item.name() == name
}

/// Under which condition a file has a name for others by its imports and as a module, and where the first of them stands. `None`
/// where it has it otherwise, which is told of the item, or may have it by bringing all names of a module.
fn condition_of(
    facts: &FileFacts,
    signatures: &FileSignatures,
    name: &str,
) -> Option<(Option<Arc<str>>, TextRange)> {
    let references = facts.references();
    let is_public = |it: Visibility| it == Visibility::Public;
    let of_file = |scope: ScopeNumber| references.scopes.get(scope as usize) == Some(&Scope::FILE);
    let mut found: Vec<(Option<Arc<str>>, TextRange)> = Vec::new();
    for import in &references.imports {
        if !of_file(import.scope) || !is_public(import.visibility) {
            continue;
        }
        match import.form {
            ImportForm::Glob => return None,
            ImportForm::Named if import.bound == name => {
                found.push((signatures.condition_of_import(import.range).cloned(), import.range));
            }
            _ => {}
        }
    }
    for (number, item) in (0..).zip(facts.items()) {
        if item.parent.is_some() || item.name() != name || !is_public(item.visibility) {
            continue;
        }
        match item.kind {
            ItemKind::Impl => {}
            ItemKind::Module => {
                found.push((signatures.of(number)?.cfg.clone(), item.name_range));
            }
            _ => return None,
        }
    }
    let range = found.first()?.1;
    let all: Option<BTreeSet<Arc<str>>> = found.into_iter().map(|(it, _)| it).collect();
    let condition = all.map(|all| match all.first() {
        Some(only) if all.len() == 1 => only.clone(),
        _ => format!("any({})", all.into_iter().collect::<Vec<_>>().join(", ")).into(),
    });
    Some((condition, range))
}

/// What the features of a package enable, at the base and now.
struct BothFeatures([Option<Features>; 2]);

impl BothFeatures {
    fn of(world: &World, code: &dyn CodeReader, path: &RepoPath) -> Self {
        let folder = world.boundaries.at(path).map(|it| &it.path);
        let manifest = folder.and_then(|it| it.join(CARGO_FILE));
        let of = |record: Option<Record>| match (record, &manifest) {
            (Some(Record::Cargo(it)), Some(path)) => Some(Features::of_manifest(path, &it)),
            _ => None,
        };
        let before = || code.past(manifest.as_ref()?).ok().flatten()?.record().cloned();
        let now = || world.record(manifest.as_ref()?).cloned();
        Self([of(before()), of(now())])
    }

    fn changed(&self, was: &Option<Arc<str>>, is: &Option<Arc<str>>) -> Option<SignatureChange> {
        let [before, now] = &self.0;
        let enables = |side: &Option<Features>, one: &str, other: &str| {
            side.as_ref().is_some_and(|it| it.enables(one, other))
        };
        if was == is {
            return None;
        }
        cfg_changed(
            (was, &|one, other| enables(before, one, other)),
            (is, &|one, other| enables(now, one, other)),
        )
    }
}

fn tell(
    found: &mut Findings<'_>,
    (contract, entries): (&RepoPath, &[&InterfaceEntry]),
    broken: &SignatureChange,
    range: TextRange,
) {
    let (world, code, path) = (found.world, found.code, found.path);
    let in_contract = At { path: contract, ..found.at() };
    let by_version = settled::by_version(world, code, path);
    let is_left = |entry: &&&InterfaceEntry| {
        let is_frozen = entry.stability.value == Stability::Frozen;
        (is_frozen || !by_version) && !settled::by_decision_on_gone(in_contract, &entry.key.value)
    };
    let mut left: Vec<&InterfaceEntry> = entries.iter().filter(is_left).copied().collect();
    left.sort_by_key(|it| it.stability.value != Stability::Frozen);
    let Some(first) = left.first().filter(|_| !settled::by_decision_on(world, code, path)) else {
        return;
    };
    let boundary = world.boundaries.at(path).map_or("", |it| &it.name);
    let symbol = format!("{boundary}#{}", first.key.value);
    let more = match left.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let likely = if broken.confidence == Confidence::Likely { "likely " } else { "" };
    let (class, base) = (broken.class.name(), code.base().unwrap_or_default());
    let word = first.stability.value.name();
    let message =
        format!("{likely}{class} change since {base} of {symbol}{more}, {word}: {}", broken.reason);
    let help = format!(
        "Restore the condition under which users have it. What settles it in the same change: {}a decision that governs \
         the item",
        match first.stability.value {
            Stability::Frozen => String::new(),
            _ => format!("{}, or ", words::settling_version(found, path)),
        }
    );
    let place = Place { path: contract.clone(), range: first.key.range };
    let finding = NewFinding::new(Rule::ContractDrift, range, message, help)
        .about(symbol.as_str().into())
        .related(place, "promised here");
    found.add(match first.stability.value {
        Stability::Frozen => finding.until_decided(),
        _ => finding.usually(Severity::Warning),
    });
}
