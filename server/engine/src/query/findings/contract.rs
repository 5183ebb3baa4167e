//! Names in a contract that nothing bears: owners and decisions. Names of boundaries and keys are
//! checked where boundaries are joined.

mod alias;
mod ended;
mod missing;
mod names;
mod not_compared;

pub(super) use missing::{is_known, last_name, why_missing};
pub(super) use not_compared::{defined_in, not_compared};

use std::sync::Arc;

use boundstone_model::{Because, ContractFile, How, Rule, Spanned, nearest_name};

use super::{Findings, NewFinding, ownership};
use crate::query::contract_name::decision_names;

pub(super) fn check(found: &mut Findings<'_>, contract: &ContractFile) {
    unknown_decisions(found, contract);
    unknown_owners(found, contract);
    missing::check(found, contract);
    names::check(found, contract);
    ended::check(found, contract);
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
