//! What a contract would have to say for a use to be allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    Boundary, ContractEdit, Finding, How, Marks, NameList, RepoPath, Rule, Stability,
};

use super::{Asked, ContractFix, fix};
use crate::boundaries::CONTRACT_FILE;
use crate::crossings::exposed;
use crate::query::crossings::item_at;
use crate::query::findings::{findings, stability_to_offer, use_at, written_at};
use crate::query::writable::KeyFinder;

/// The item among those that its boundary offers, under its shortest public path.
pub(super) fn offer(asked: &Asked<'_>, finding: &Finding) -> Option<ContractFix> {
    let because = finding.because.first().filter(|it| it.how == How::Contract)?;
    let path = &because.place.path;
    let contract = asked.contract(path)?;
    let (key, marks) = key(asked, finding)?;
    let is_internal = contract.interface.iter().flatten().any(|entry| {
        // Whoever keeps an item to themselves said so on purpose.
        entry.stability.value == Stability::Internal && names(&entry.key.value, &key)
    });
    let stability = stability_to_offer(contract, marks);
    let title = format!("Offer {key} as {} in {path}", stability.name());
    let edit = ContractEdit::Offer { key, stability };
    (!is_internal).then(|| fix(title, finding, false, [(path.clone(), edit)]))
}

/// The public item among those that its boundary promises.
pub(super) fn declare(asked: &Asked<'_>, finding: &Finding) -> Option<ContractFix> {
    let path = asked.contract_around(&finding.place.path)?;
    let (_, key) = finding.about.as_deref()?.split_once('#')?;
    let place = &finding.place;
    let mut items = asked.world.facts(&place.path)?.items();
    let item = items.find(|item| item.name_range == place.range)?;
    let stability = stability_to_offer(asked.contract(&path)?, item.marks);
    let title = format!("Offer {key} as {} in {path}", stability.name());
    let edit = ContractEdit::Offer { key: key.into(), stability };
    Some(fix(title, finding, false, [(path, edit)]))
}

/// Whether a key names exactly this one, or the level on which it stands.
fn names(key: &str, item: &str) -> bool {
    let level = key.strip_suffix('*');
    key == item || level.is_some_and(|level| item.starts_with(level))
}

/// What a consumer writes, without the boundary, and what the source says of that item.
fn key(asked: &Asked<'_>, finding: &Finding) -> Option<(Arc<str>, Marks)> {
    let world = asked.world;
    let place = &finding.place;
    let target = use_at(world, &place.path, place.range)?;
    let path = world.crossings.files.path(target.file)?;
    let facts = world.facts(path)?;
    let item = item_at(facts, &target.path)?;
    let folder = finding.because.first()?.place.path.parent()?;
    let written = written_at(world, &place.path, place.range);
    let boundary = world.boundaries.in_folder(&folder)?;
    let all = exposed(world, &folder, &|path| asked.code.signatures(path).ok());
    let marks = facts.item(item)?.marks;
    let mut finder = KeyFinder::new(world, boundary);
    if let Some(found) = finder.key_of(target.file, &target.path, &written) {
        let found = found.among(&all, target.file, &[item]);
        let is_hidden = marks.is_hidden || found.is_hidden;
        return Some((found.key.into(), Marks { is_hidden, ..marks }));
    }
    // What a macro of the crate makes is seen in its surface alone.
    let own = all.items.iter().find(|it| it.file == target.file && it.item == item);
    Some((Arc::from(own?.paths.first()?.as_str()), marks))
}

/// The name in the list that does not have it; in both where neither has.
pub(super) fn forbidden(asked: &Asked<'_>, finding: &Finding) -> Vec<ContractFix> {
    let Some((from, to)) = sides(asked, finding) else { return Vec::new() };
    let (Some(own), Some(other)) = (from.path.join(CONTRACT_FILE), to.path.join(CONTRACT_FILE))
    else {
        return Vec::new();
    };
    let uses = (own.clone(), allow(NameList::Uses, &to.name));
    let used_by = (other.clone(), allow(NameList::UsedBy, &from.name));
    let by = finding.because.first().map(|it| &it.place.path);
    let in_uses = format!("Add {} to `uses` in {own}", to.name);
    let in_used_by = format!("Add {} to `used-by` in {other}", from.name);
    if by == Some(&own) {
        let both = format!("{in_uses}, and {} to `used-by` in {other}", from.name);
        return vec![
            fix(in_uses, finding, false, [uses.clone()]),
            fix(both, finding, false, [uses, used_by]),
        ];
    }
    match by == Some(&other) {
        true => vec![fix(in_used_by, finding, false, [used_by])],
        false => Vec::new(),
    }
}

fn allow(list: NameList, name: &Arc<str>) -> ContractEdit {
    ContractEdit::Allow { list, names: vec![name.clone()] }
}

/// The boundary that uses and the one that is used.
fn sides<'a>(asked: &Asked<'a>, finding: &Finding) -> Option<(&'a Boundary, &'a Boundary)> {
    let boundaries = &asked.world.boundaries;
    let from = boundaries.at(&finding.place.path)?;
    let (to, _) = finding.about.as_deref()?.split_once('#')?;
    Some((from, boundaries.by_name(to)?))
}

/// All that the boundary uses: a list that names but one would forbid the others.
pub(super) fn undeclared(asked: &Asked<'_>, finding: &Finding) -> Option<ContractFix> {
    let world = asked.world;
    let from = world.boundaries.at(&finding.place.path)?;
    let contract = asked.contract_around(&finding.place.path)?;
    let is_own = |path: &RepoPath| world.boundaries.at(path).is_some_and(|it| it.path == from.path);
    let files = world.files_below(&from.path).map(|(path, _)| path).filter(|path| is_own(path));
    let found = files.flat_map(|path| findings(world, asked.code, path));
    let found = found.filter(|it| it.rule == Rule::BoundaryUndeclared);
    let used = found.filter_map(|it| Some(it.about?.split_once('#')?.0.into()));
    let names: Vec<Arc<str>> = used.collect::<BTreeSet<_>>().into_iter().collect();
    let title = match names.as_slice() {
        [] => return None,
        [one] => format!("Say in {contract} that {} uses {one}", from.name),
        several => {
            format!("Say in {contract} that {} uses {}, as it does", from.name, several.join(", "))
        }
    };
    let edits = BTreeMap::from([(contract, ContractEdit::Allow { list: NameList::Uses, names })]);
    Some(fix(title, finding, false, edits))
}
