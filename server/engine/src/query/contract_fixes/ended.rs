//! Entries of `uses` and `[interface]` whose last day is past.

use std::sync::Arc;

use boundstone_model::{ContractEdit, ContractFile, Date, Finding, Rule, Spanned};

use super::{Asked, ContractFix, fix};

/// What has a last day.
struct Ending<'c> {
    /// Where it is named.
    name: &'c Spanned<Arc<str>>,
    until: &'c Spanned<Date>,
    list: &'static str,
}

/// One that nothing needs any more goes.
pub(super) fn unused(asked: &Asked<'_>, finding: &Finding) -> Option<ContractFix> {
    let path = &finding.place.path;
    let ending = ending(asked.contract(path)?, |it| it.until.range == finding.place.range)?;
    let title = format!("Remove {} from {}", ending.name.value, ending.list);
    let edit = ContractEdit::Remove { range: ending.name.range };
    Some(fix(title, finding, true, [(path.clone(), edit)]))
}

/// One that is still needed goes on without a last day: what comes of it, a reviewer of the contract sees.
pub(super) fn needed(asked: &Asked<'_>, finding: &Finding) -> Option<ContractFix> {
    let place = &finding.because.first().filter(|_| finding.rule == Rule::ContractExpired)?.place;
    let ending = ending(asked.contract(&place.path)?, |it| it.name.range == place.range)?;
    let title = format!("Take the last day from {} in {}", ending.name.value, place.path);
    let edit = ContractEdit::Remove { range: ending.until.range };
    Some(fix(title, finding, false, [(place.path.clone(), edit)]))
}

fn ending(contract: &ContractFile, is_meant: impl Fn(&Ending<'_>) -> bool) -> Option<Ending<'_>> {
    let uses = contract.uses.iter().flatten().filter_map(|it| {
        Some(Ending { name: &it.name, until: it.until.as_ref()?, list: "`uses`" })
    });
    let items = contract.interface.iter().flatten().filter_map(|it| {
        Some(Ending { name: &it.key, until: it.until.as_ref()?, list: "`[interface]`" })
    });
    uses.chain(items).find(|it| is_meant(it))
}
