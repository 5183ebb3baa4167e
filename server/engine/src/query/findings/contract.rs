//! Names in a contract that nothing bears: owners and decisions. Names of boundaries and keys are
//! checked where boundaries are joined.

use std::sync::Arc;

use boundstone_model::{
    Because, ContractFile, FileFacts, How, RepoPath, Rule, Spanned, nearest_name,
};

use super::{Findings, NewFinding, ownership};
use crate::query::contract_name::decision_names;

pub(super) fn check(found: &mut Findings<'_>, contract: &ContractFile) {
    unknown_decisions(found, contract);
    unknown_owners(found, contract);
    missing_items(found, contract);
    ownership::check_conflict(found, contract);
}

fn unknown_decisions(found: &mut Findings<'_>, contract: &ContractFile) {
    let (world, path) = (found.world, found.path);
    for name in decision_names(contract) {
        if !world.decisions.named(path, &name.value).is_empty() {
            continue;
        }
        let known: Vec<&str> =
            world.decisions.iter().map(|(_, record)| record.display.as_ref()).collect();
        let help = match nearest_name(&name.value, known) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "`boundstone decisions` lists the records".to_owned(),
        };
        let message = format!("No decision {} in this repository", name.value);
        found.add(NewFinding::new(Rule::ConfigUnknownName, name.range, message, help));
    }
}

/// Keys of `[interface]` that name nothing. What a macro may make of other words is not known, so that a key is only
/// missed when its name stands nowhere in the code of the boundary.
fn missing_items(found: &mut Findings<'_>, contract: &ContractFile) {
    let (world, path) = (found.world, found.path);
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let Some(boundary) = world.boundaries.in_folder(&folder) else { return };
    if boundary.languages.is_empty() {
        return;
    }
    for (number, entry) in contract.interface.iter().flatten().enumerate() {
        let key = &entry.key;
        let is_meant = || {
            let promise = world.promise(&folder).and_then(|promise| promise.keys.get(number));
            promise.is_some_and(|meant| !meant.is_empty())
        };
        let last = key.value.rsplit([':', '.', '/']).next().unwrap_or_default();
        if last == "*" || last.is_empty() || world.claims.has_match(path, number) || is_meant() {
            continue;
        }
        if !is_written(found, &folder, last) {
            let message = format!("{} has no item {}", boundary.name, key.value);
            let help = "Name a public item as its users write it, or remove the key";
            found.add(NewFinding::new(Rule::ContractMissingItem, key.range, message, help));
        }
    }
}

/// Whether a name stands in the code below a folder: as what facts know, or anywhere in the text.
fn is_written(found: &Findings<'_>, folder: &RepoPath, name: &str) -> bool {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let code: Vec<(&RepoPath, &FileFacts)> = found
        .world
        .files_below(folder)
        .filter_map(|(path, input)| Some((path, input.source.as_deref()?)))
        .filter(|(_, facts)| facts.language.is_code())
        .collect();
    let is_known = |facts: &FileFacts| {
        facts.not_checked.is_some()
            || facts.refers_to(name)
            || facts.items().any(|item| item.name() == name)
    };
    code.iter().any(|(_, facts)| is_known(facts))
        || code.iter().any(|(path, _)| found.code.may_hold(path, name))
}

fn unknown_owners(found: &mut Findings<'_>, contract: &ContractFile) {
    for owner in contract.owners.iter().flatten() {
        unknown_owner(found, owner, How::Contract);
    }
}

/// An owner that no ownership file and no setting names. Where there is no ownership file, nothing can
/// be said.
pub(super) fn unknown_owner(found: &mut Findings<'_>, owner: &Spanned<Arc<str>>, how: How) {
    let world = found.world;
    let Some(forge) = world.forge.as_deref() else { return };
    let in_rules =
        forge.file().rules.iter().flat_map(|rule| rule.owners.iter().map(|it| it.name.as_ref()));
    let in_settings = world.config.known_owners.iter().map(|owner| owner.value.as_ref());
    let known: Vec<&str> = in_rules.chain(in_settings).collect();
    if known.iter().any(|name| name.eq_ignore_ascii_case(&owner.value)) {
        return;
    }
    let help = match nearest_name(&owner.value, known.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "Name an owner of the ownership file, or add it to `known` under `[ownership]` in \
                 boundstone.toml"
            .to_owned(),
    };
    let message = format!("{} is no owner in {}", owner.value, forge.path);
    let because = Because::new(found.path, owner.range, how);
    found
        .add(NewFinding::new(Rule::ConfigUnknownName, owner.range, message, help).because(because));
}
