//! References to what another boundary does not offer.

use boundstone_model::{
    Because, ContractFile, Finding, How, InterfaceEntry, Language, Place, RepoPath, Rule, Severity,
    Stability,
};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::contract_of;
use super::offer::{Closeness, entry_for};
use super::usage::{Usage, Use};
use super::written;
use crate::boundaries::NPM_FILE;
use crate::claims::segments_of;
use crate::crossings::TargetForm;
use crate::query::writable::KeyFinder;

pub(super) fn check(found: &mut Findings<'_>, usage: &Usage<'_>) {
    let world = found.world;
    for used in &usage.uses {
        // Modules are ways; what is used through them is looked at by itself.
        if used.row.is_likely || used.is_brought || used.target.form != TargetForm::Item {
            continue;
        }
        let Some((path, contract)) = contract_of(world, used.to) else { continue };
        if contract.interface.is_none() {
            continue;
        }
        if let Some(finding) = private(found, usage, used, &path, contract) {
            found.add(finding);
        }
    }
    past_exports(found, usage);
}

fn private(
    found: &Findings<'_>,
    usage: &Usage<'_>,
    used: &Use<'_>,
    path: &RepoPath,
    contract: &ContractFile,
) -> Option<NewFinding> {
    let (symbol, to) = (usage.symbol(used), &used.to.name);
    let is_internal = |entry: &InterfaceEntry| entry.stability.value == Stability::Internal;
    let by_meaning = entry_for(found.world, contract, used);
    let by_path = written::entry(found, usage, used, contract);
    let finding = match (by_meaning, by_path) {
        // The item is offered, and not by this path.
        (Some((offered, _)), Some(by_path))
            if is_internal(by_path.entry) && !is_internal(offered) =>
        {
            let help = format!("Use `{}`, by which {to} offers it", offered.key.value);
            internal(&by_path.path, used, path, by_path.entry, help)
        }
        // The item is internal by another path than this one.
        (Some((entry, closeness)), Some(by_path))
            if is_internal(entry)
                && !is_internal(by_path.entry)
                && by_path.closeness >= closeness =>
        {
            return None;
        }
        (Some((entry, Closeness::Exact | Closeness::Level)), _) if is_internal(entry) => {
            let help = format!("Use what {to} offers, or ask its owner to offer this");
            internal(&symbol, used, path, entry, help)
        }
        (Some(_), _) => return None,
        // What is wrong is said of the type, once.
        (None, _) if usage.has_owner(used) => return None,
        (None, _) => not_offered(&key(found, usage, used), &symbol, used, path, contract),
    };
    Some(finding.about(usage.full_symbol(used)))
}

fn internal(
    symbol: &str,
    used: &Use<'_>,
    path: &RepoPath,
    entry: &InterfaceEntry,
    help: String,
) -> NewFinding {
    let (to, range) = (&used.to.name, entry.key.range);
    let message = format!("`{symbol}` is internal to {to}");
    NewFinding::new(Rule::BoundaryPrivateUse, used.range, message, help)
        .related(Place { path: path.clone(), range }, format!("What {to} says of it"))
        .because(Because::new(path, range, How::Contract))
}

/// What users write for the symbol, if they can write anything for it.
fn key(found: &Findings<'_>, usage: &Usage<'_>, used: &Use<'_>) -> Option<String> {
    let candidates = written::candidates(found.world, found.path, usage, used);
    let mut finder = KeyFinder::new(found.world, used.to);
    finder.key_of(used.target.file, &used.target.path, &candidates).map(|it| it.key)
}

fn not_offered(
    key: &Option<String>,
    symbol: &str,
    used: &Use<'_>,
    path: &RepoPath,
    contract: &ContractFile,
) -> NewFinding {
    let to = &used.to.name;
    let symbol = key.as_deref().unwrap_or(symbol);
    let keys = contract.interface.iter().flatten();
    let keys = keys.filter(|it| it.stability.value != Stability::Internal);
    let last = |key: &str| segments_of(key).pop();
    // What is used is there, and no slip of the pen: what bears its name elsewhere may be meant.
    let near = keys.map(|it| &*it.key.value).find(|key| last(key) == last(symbol));
    let help = match (key, near) {
        (None, None) => format!("Use what is offered, or make it public in {to} first"),
        (None, Some(near)) => format!("Use `{near}`, or make it public in {to} first"),
        (Some(_), None) => {
            format!("Use what is offered, or add it to `[interface]` in {path}")
        }
        (Some(_), Some(near)) => format!("Use `{near}`, or add it to `[interface]` in {path}"),
    };
    let first = contract.interface.iter().flatten().next();
    let range = first.map_or(TextRange::default(), |entry| entry.key.range);
    let message = format!("{to} does not offer `{symbol}` to others");
    NewFinding::new(Rule::BoundaryPrivateUse, used.range, message, help)
        .related(Place { path: path.clone(), range }, format!("What {to} offers"))
        .because(Because::new(path, range, How::Contract))
}

/// Imports of a path that the package's `exports` does not have: what no build of it would find.
fn past_exports(found: &mut Findings<'_>, usage: &Usage<'_>) {
    let world = found.world;
    if usage.facts.language == Language::Rust {
        return;
    }
    for used in usage.uses.iter().filter(|it| it.is_import) {
        let import = usage.references.imports.get(used.row.at.reference as usize);
        let Some(import) = import else { continue };
        // A contract adds promises, and opens no way that Node refuses. Of one use one thing is said.
        let is_said =
            |it: &Finding| it.rule == Rule::BoundaryPrivateUse && it.place.range == used.range;
        if found.list.iter().any(is_said) {
            continue;
        }
        let Some(folder) = world.past_exports(found.path, import.from) else { continue };
        let Some(manifest) = folder.join(NPM_FILE) else { continue };
        let name = world.boundaries.in_folder(&folder).map_or("the package", |it| &*it.name);
        let finding = NewFinding::new(
            Rule::BoundaryPrivateUse,
            used.range,
            format!("`{}` is not among the `exports` of {name}", import.from),
            format!("Import what {name} exports, or export this path in {manifest}"),
        )
        .usually(Severity::Warning)
        .about(usage.full_symbol(used))
        .because(Because::new(&manifest, TextRange::default(), How::Manifest));
        found.add(finding);
    }
}
