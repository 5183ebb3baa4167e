//! Code that does what a decision in force forbids where it governs.

use std::borrow::Cow;
use std::sync::Arc;

use boundstone_model::{
    Because, Constraint, Demand, FileFacts, How, ItemKind, ItemNumber, Language, Place, RepoPath,
    Rule, Spanned,
};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;

use super::super::code::{Broken, CodeReader};
use super::{At, Findings, NewFinding};
use crate::World;
use crate::change::Record as FileRecord;
use crate::decisions::{DecisionIndex, Record};

pub(super) fn check(found: &mut Findings<'_>) {
    let (world, path) = (found.world, found.path);
    if world
        .severity_or(Rule::DecisionConstraint, Rule::DecisionConstraint.default_severity())
        .is_none()
    {
        return;
    }
    let all = enforced(world, path);
    for (enforced, broken) in all.iter().zip(broken(found.code, path, &all)) {
        let Ok(broken) = broken else { continue };
        for range in broken.into_iter().filter(|range| enforced.extent.holds(*range)) {
            found.add(finding(enforced, range));
        }
    }
}

/// The files below whose code could not be looked into for what a decision forbids there, or compared with what a
/// contract freezes, and why.
pub fn not_enforced<'p>(
    world: &World,
    code: &dyn CodeReader,
    paths: impl Iterator<Item = &'p RepoPath>,
) -> Vec<(RepoPath, String)> {
    let said = |path: &RepoPath, not: NotLooked<'_>| {
        let (decision, why) = (&not.record.display, not.why);
        (path.clone(), format!("what {decision} forbids was not looked for: {why}"))
    };
    let paths: Vec<&'p RepoPath> = paths.collect();
    let of_file = |path: &&'p RepoPath| {
        let path = *path;
        let constraints = not_looked_for(world, code, path).into_iter();
        let stable = super::stability::not_compared(world, code, path);
        let made = super::contract::not_compared(At { world, code, path });
        let frozen = super::decision::not_compared(At { world, code, path });
        let constraints = constraints.map(move |not| said(path, not));
        constraints.chain(stable).chain(unshown(world, path)).chain(made).chain(frozen)
    };
    let mut all: Vec<_> = paths.iter().flat_map(of_file).collect();
    all.extend(super::drift::not_compared(world, code, paths.into_iter()));
    all
}

/// What a contract lists and nobody could look for: why what its boundary shows is not known.
fn unshown(world: &World, path: &RepoPath) -> Vec<(RepoPath, String)> {
    let Some(FileRecord::Contract(contract)) = world.record(path) else { return Vec::new() };
    let is_list = contract.interface.as_ref().is_some_and(|keys| !keys.is_empty());
    let boundary = path.parent().and_then(|folder| world.boundaries.in_folder(&folder));
    let Some(boundary) = boundary.filter(|_| is_list) else { return Vec::new() };
    world.lost_entries(boundary)
}

/// A decision whose constraint could not be looked for in a file.
pub(in super::super) struct NotLooked<'w> {
    pub(in super::super) record: &'w Record,
    why: String,
}

pub(in super::super) fn not_looked_for<'w>(
    world: &'w World,
    code: &dyn CodeReader,
    path: &RepoPath,
) -> Vec<NotLooked<'w>> {
    let all = enforced(world, path);
    let answers = broken(code, path, &all);
    let failed = all.iter().zip(answers).filter_map(|(enforced, broken)| {
        // What is wrong with the constraint itself is a finding in its record.
        let is_sound = code.why_not(&enforced.sought).is_none();
        Some(NotLooked { record: enforced.record, why: broken.err().filter(|_| is_sound)? })
    });
    failed.collect()
}

fn broken(code: &dyn CodeReader, path: &RepoPath, enforced: &[Enforced<'_>]) -> Vec<Broken> {
    if enforced.is_empty() {
        return Vec::new();
    }
    let constraints: Vec<&Constraint> = enforced.iter().map(|it| it.sought.as_ref()).collect();
    code.broken(path, &constraints)
}

/// A constraint that counts in a file.
struct Enforced<'w> {
    record: &'w Record,
    constraint: &'w Constraint,
    /// The same in the words of the code, where a manifest gives a dependency another name.
    sought: Cow<'w, Constraint>,
    extent: Extent,
}

/// How much of a file a decision governs.
#[derive(Clone)]
enum Extent {
    Whole,
    Items(Vec<TextRange>),
}

impl Extent {
    fn holds(&self, range: TextRange) -> bool {
        match self {
            Self::Whole => true,
            Self::Items(items) => items.iter().any(|item| item.contains(range)),
        }
    }
}

/// What decisions in force forbid in a file. Only what is declared to govern enforces, in front matter or in a
/// contract: a mention is a hint to people.
fn enforced<'w>(world: &'w World, path: &RepoPath) -> Vec<Enforced<'w>> {
    if !world.decisions.constrain() {
        return Vec::new();
    }
    let Some(facts) = world.facts(path).filter(|facts| facts.language.is_code()) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut extents: Vec<_> = extents(world, path, facts).into_iter().collect();
    extents.sort_by_key(|(index, _)| *index);
    for (index, extent) in
        extents.into_iter().filter(|(index, _)| world.decisions.is_in_force(*index))
    {
        let Some(record) = world.decisions.get(index) else { continue };
        for (number, constraint) in record.file.constraints.iter().enumerate() {
            if constraint.demand.forbids() && !record.globs.excepts(number, path) {
                let sought = std::iter::once(Cow::Borrowed(constraint));
                for sought in
                    sought.chain(renamed(world, path, constraint).into_iter().map(Cow::Owned))
                {
                    all.push(Enforced { record, constraint, sought, extent: extent.clone() });
                }
            }
        }
    }
    all
}

/// The constraint for each other name that the package of a file gives to what is forbidden.
fn renamed(world: &World, path: &RepoPath, constraint: &Constraint) -> Vec<Constraint> {
    let Some(facts) = world.facts(path) else { return Vec::new() };
    let what = &constraint.what;
    let length = match (constraint.demand, facts.language) {
        (Demand::ForbidImport | Demand::ForbidCall, Language::Rust) => {
            what.value.find("::").unwrap_or(what.value.len())
        }
        (Demand::ForbidImport, _) => package_length(&what.value),
        // Of what a package exports: `pg#Client`. Else it is a global.
        (Demand::ForbidCall, _) if what.value.contains('#') => package_length(&what.value),
        _ => return Vec::new(),
    };
    let (package, rest) = what.value.split_at(length);
    let names: Vec<Arc<str>> = match facts.language {
        Language::Rust => {
            let own = world.crossings.packages.at(path).into_iter();
            own.flat_map(|it| it.renamed(package)).map(Arc::from).collect()
        }
        _ => world.crossings.modules.renamed(path, package),
    };
    let of_name = |name: Arc<str>| Constraint {
        what: Spanned::new(format!("{name}{rest}").into(), what.range),
        ..constraint.clone()
    };
    names.into_iter().map(of_name).collect()
}

/// How much of `@acme/db/pool#open` is the name of an npm package: two segments behind an `@`, else one.
fn package_length(what: &str) -> usize {
    let scope = what.strip_prefix('@').and_then(|_| what.find('/')).map_or(0, |at| at + 1);
    let name = what.get(scope..).unwrap_or_default();
    scope + name.find(['/', '#']).unwrap_or(name.len())
}

fn extents(world: &World, path: &RepoPath, facts: &FileFacts) -> FxHashMap<DecisionIndex, Extent> {
    let mut extents: FxHashMap<DecisionIndex, Extent> = FxHashMap::default();
    for (index, ranges) in of_items(world, path, facts) {
        extents.insert(index, Extent::Items(ranges));
    }
    let of_boundary = world.boundaries.at(path);
    let named = of_boundary.map(|boundary| world.governs.of_boundary(boundary));
    let whole = world.governs.of(path).into_iter().chain(named.unwrap_or_default());
    extents.extend(whole.map(|(index, _)| (index, Extent::Whole)));
    if let Some(boundary) = of_boundary.filter(|boundary| boundary.is_declared)
        && let Some((file, contract)) = super::crossing::contract_of(world, boundary)
    {
        let named = contract.decisions.iter().filter_map(|name| only(world, &file, &name.value));
        extents.extend(named.map(|index| (index, Extent::Whole)));
    }
    extents
}

/// The decision that a contract names; `None` where several could be meant: which of them to enforce would be a
/// guess.
fn only(world: &World, contract: &RepoPath, name: &str) -> Option<DecisionIndex> {
    match world.decisions.named(contract, name).as_slice() {
        [index] => Some(*index),
        _ => None,
    }
}

/// The decisions that govern items of a file, each with where these stand: themselves and what implements them.
fn of_items(
    world: &World,
    path: &RepoPath,
    facts: &FileFacts,
) -> Vec<(DecisionIndex, Vec<TextRange>)> {
    let claimed = world.claims.items_of(world, path);
    if claimed.is_empty() {
        return Vec::new();
    }
    let mut all: FxHashMap<DecisionIndex, Vec<TextRange>> = FxHashMap::default();
    for item in claimed {
        for claim in world.claims.of_item(world, path, item) {
            let by: Vec<DecisionIndex> = match world.record(&claim.by) {
                Some(FileRecord::Decision(_)) => {
                    world.decisions.at(&claim.by).into_iter().collect()
                }
                Some(FileRecord::Contract(contract)) => {
                    let entry = contract.interface.as_ref().and_then(|it| it.get(claim.entry));
                    let names = entry.into_iter().flat_map(|entry| &entry.decisions);
                    names.filter_map(|name| only(world, &claim.by, &name.value)).collect()
                }
                _ => continue,
            };
            for index in by {
                all.entry(index).or_default().extend(ranges_of(facts, item));
            }
        }
    }
    all.into_iter().collect()
}

/// Where an item stands, and the blocks that implement it in the same module.
fn ranges_of(facts: &FileFacts, number: ItemNumber) -> Vec<TextRange> {
    let Some(meant) = facts.item(number) else { return Vec::new() };
    let items = (0..).zip(facts.items());
    let is_of_it = |(other, item): &(ItemNumber, boundstone_model::Item<'_>)| {
        let implements = item.kind == ItemKind::Impl && item.name() == meant.name();
        *other == number || (implements && item.parent == meant.parent)
    };
    items.filter(is_of_it).map(|(_, item)| item.range).collect()
}

/// So many bytes of an outcome fit a finding.
const OUTCOME_BYTES: usize = 600;

/// The text, or as much of it as fits, to the end of a word.
fn first_words(text: &str) -> String {
    if text.len() <= OUTCOME_BYTES {
        return text.to_owned();
    }
    let mut end = OUTCOME_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = text.get(..end).unwrap_or_default();
    let end = cut.rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", cut.get(..end).unwrap_or_default().trim_end())
}

fn finding(enforced: &Enforced<'_>, range: TextRange) -> NewFinding {
    let Enforced { record, constraint, .. } = enforced;
    let (display, what) = (&record.display, &constraint.what.value);
    let message = match constraint.demand {
        Demand::ForbidImport => format!("{display} forbids importing {what} here"),
        Demand::ForbidCall => format!("{display} forbids calling {what} here"),
        _ => format!("{display} forbids this here"),
    };
    let place = |range| Place { path: record.path.clone(), range };
    let file = &record.file;
    let help = match &file.outcome {
        Some(outcome) => first_words(&outcome.value),
        None => format!("See {}: {}", record.path, file.title.value),
    };
    let about = match constraint.demand {
        Demand::ForbidQuery(_) => display.clone(),
        _ => format!("{display}#{what}").into(),
    };
    let decided = file.outcome.as_ref().map_or(file.title.range, |outcome| outcome.range);
    let because = Because::new(&record.path, constraint.what.range, How::FrontMatter);
    NewFinding::new(Rule::DecisionConstraint, range, message, help)
        .about(about)
        .related(place(decided), file.title.value.to_string())
        .because(because)
}
