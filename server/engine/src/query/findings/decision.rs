//! What is wrong between decision records: numbers that stand twice, links that lead nowhere, and
//! governed places that are not there.

use boundstone_model::{
    Constraint, Demand, GovernsEntry, GovernsTarget, How, ItemNumber, LinkKind, LinkTarget, Place,
    RepoPath, Rule, Severity, StatedLink, Status, Visibility, nearest_name,
};

use super::contract::{defined_in, unknown_owner};
use super::crossing::contract_of;
use super::named_item::{is_written, was_in, was_named_in};
use super::{At, Findings, NewFinding};
use crate::World;
use crate::claims::segments_of;
use crate::crossings::Keys;
use crate::decisions::DecisionIndex;
use crate::governs::PathGlob;
use crate::query::decision::is_named_in_contract;

pub(super) fn check(found: &mut Findings<'_>) {
    let Some(index) = found.world.decisions.at(found.path) else { return };
    duplicate_id(found, index);
    broken_links(found, index);
    cycle(found, index);
    one_sided(found, index);
    stale_governs(found, index);
    constraints(found, index);
}

/// Constraints that nothing can be checked by.
fn constraints(found: &mut Findings<'_>, index: DecisionIndex) {
    let world = found.world;
    let Some(record) = world.decisions.get(index) else { return };
    for ((number, position), why) in record.globs.invalid_excepts() {
        let constraint = record.file.constraints.get(number);
        let Some(except) = constraint.and_then(|it| it.except.get(position)) else { continue };
        found.add(NewFinding::new(
            Rule::DecisionMalformed,
            except.range,
            format!("This exception is not a glob: {why}"),
            "Write a path from the root; `*` stays in a folder, `**` crosses folders",
        ));
    }
    for constraint in &record.file.constraints {
        if let Some(why) = found.code.why_not(constraint) {
            let help = "Correct it: until then it forbids nothing";
            found.add(NewFinding::new(Rule::DecisionMalformed, constraint.what.range, why, help));
        }
        if constraint.demand == Demand::Review {
            unknown_owner(found, &constraint.what, How::FrontMatter);
        }
        for except in constraint.except.iter().filter(|it| matches_nothing(world, &it.value)) {
            found.add(NewFinding::new(
                Rule::DecisionStaleGoverns,
                except.range,
                format!("{} matches no file", except.value),
                "Point it at where the code went, or remove it",
            ));
        }
    }
    governs_nothing(found, index);
}

/// Whether a glob matches no file; false for one that is invalid.
fn matches_nothing(world: &World, glob: &str) -> bool {
    PathGlob::new(glob).is_ok_and(|glob| world.files_matching(&glob).next().is_none())
}

/// Constraints of a record that no declaration ties to code.
fn governs_nothing(found: &mut Findings<'_>, index: DecisionIndex) {
    let world = found.world;
    let Some(record) = world.decisions.get(index) else { return };
    let forbids = |it: &&Constraint| !matches!(it.demand, Demand::Freeze);
    let Some(first) = record.file.constraints.iter().find(forbids) else { return };
    let is_governing = !record.file.governs.is_empty() || is_named_in_contract(world, index);
    if !is_governing {
        found.add(NewFinding::new(
            Rule::DecisionStaleGoverns,
            first.what.range,
            format!(
                "{} declares nothing that it governs, so that this is checked nowhere",
                record.display
            ),
            "Say in `governs` where it counts: `governs: [\"**\"]` is everywhere",
        ));
    }
}

fn duplicate_id(found: &mut Findings<'_>, index: DecisionIndex) {
    let world = found.world;
    let Some(record) = world.decisions.get(index) else { return };
    let twins: Vec<_> = world.decisions.twins(index).collect();
    if twins.is_empty() {
        return;
    }
    let paths: Vec<&str> = twins.iter().map(|twin| twin.path.as_str()).collect();
    let finding = NewFinding::new(
        Rule::DecisionDuplicateId,
        record.file.title.range,
        format!("{} is also the number of {}", record.display, paths.join(", ")),
        "Give one of the records a free number; mentions of this one are ambiguous",
    );
    let finding = twins.iter().fold(finding, |finding, twin| {
        let place = Place { path: twin.path.clone(), range: twin.file.title.range };
        finding.related(place, twin.file.title.value.to_string())
    });
    found.add(finding);
}

fn broken_links(found: &mut Findings<'_>, index: DecisionIndex) {
    let world = found.world;
    for link in world.decisions.broken(index) {
        let target = match &link.target {
            LinkTarget::Number { prefix, number } => {
                prefix.as_ref().map_or(number.to_string(), |prefix| format!("{prefix}-{number:04}"))
            }
            LinkTarget::Href(href) => href.to_string(),
            LinkTarget::Slug(slug) => slug.to_string(),
        };
        found.add(NewFinding::new(
            Rule::DecisionBrokenLink,
            link.range,
            format!("{target} leads to no record"),
            "Correct the link, or restore the record that it named",
        ));
    }
}

/// A record that in the end supersedes itself.
fn cycle(found: &mut Findings<'_>, index: DecisionIndex) {
    let world = found.world;
    let Some(record) = world.decisions.get(index) else { return };
    let round = world.decisions.cycle(index);
    let Some(next) = round.first() else { return };
    let names = std::iter::once(&index).chain(&round);
    let names = names.filter_map(|index| world.decisions.get(*index));
    let names: Vec<&str> = names.map(|record| record.display.as_ref()).collect();
    let leads_on = |link: &&StatedLink| {
        let is_about = matches!(link.kind, LinkKind::SupersededBy | LinkKind::Supersedes);
        let target = world.decisions.target_of(index, link);
        is_about && target.is_some_and(|target| target == *next || round.contains(&target))
    };
    let link = record.file.links.iter().find(leads_on);
    found.add(NewFinding::new(
        Rule::DecisionBrokenLink,
        link.map_or(record.file.title.range, |link| link.range),
        format!("The records supersede each other in a circle: {}", names.join(", by ")),
        "Take out the link that is wrong: until then it cannot be told which of them holds",
    ));
}

/// A record that says nothing of the one in force that supersedes it.
fn one_sided(found: &mut Findings<'_>, index: DecisionIndex) {
    let world = found.world;
    let Some(record) = world.decisions.get(index) else { return };
    let is_settled =
        matches!(record.file.status, Status::Superseded | Status::Deprecated | Status::Rejected);
    if is_settled {
        return;
    }
    for by in world.decisions.unsaid_successors(index) {
        let Some(successor) = world.decisions.get(by) else { continue };
        let range =
            record.file.status_raw.as_ref().map_or(record.file.title.range, |raw| raw.range);
        let place = Place { path: successor.path.clone(), range: successor.file.title.range };
        let finding = NewFinding::new(
            Rule::DecisionBrokenLink,
            range,
            format!("{} supersedes this record, which does not say so", successor.display),
            format!("Name {} as the successor in the status", successor.display),
        );
        let title = successor.file.title.value.to_string();
        found.add(finding.usually(Severity::Hint).related(place, title));
    }
}

fn stale_governs(found: &mut Findings<'_>, index: DecisionIndex) {
    let world = found.world;
    let Some(record) = world.decisions.get(index) else { return };
    for (number, entry) in record.file.governs.iter().enumerate() {
        if let Some(why) = record.globs.invalid(number) {
            found.add(NewFinding::new(
                Rule::DecisionMalformed,
                entry.range,
                format!("{} is not a glob: {why}", entry.text),
                "Write a path from the root; `*` stays in a folder, `**` crosses folders",
            ));
        } else if let Some((what, help)) = stale(found, number, entry) {
            let finding = NewFinding::new(Rule::DecisionStaleGoverns, entry.range, what, help);
            // Who relies on what is frozen believes that it is.
            found.add(if entry.freezes { finding.usually(Severity::Error) } else { finding });
        }
    }
}

/// What is missing, and the next action; `None` when the entry matches something.
fn stale(found: &Findings<'_>, number: usize, entry: &GovernsEntry) -> Option<(String, String)> {
    let world = found.world;
    match &entry.target {
        GovernsTarget::Paths { is_exclusion: true, .. } => None,
        GovernsTarget::Paths { glob, .. } => matches_nothing(world, glob).then(|| {
            let help = "Point it at where the code went, or remove it";
            (format!("{glob} matches no file"), help.to_owned())
        }),
        GovernsTarget::Boundary(name) => {
            if world.boundaries.by_name(name).is_some() {
                return None;
            }
            let names = world.boundaries.all().iter().map(|boundary| boundary.name.as_ref());
            let help = match nearest_name(name, names) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "`boundstone boundaries` lists the names".to_owned(),
            };
            Some((format!("No boundary is called {name}"), help))
        }
        GovernsTarget::Symbol { container, path } => {
            let why = why_missing(found.at(), number, (container, path))?;
            let help = "Write `BOUNDARY#path` as a consumer would, or `file#name`".to_owned();
            Some((format!("Nothing is called {path} in {container}{why}"), help))
        }
    }
}

/// What a record in force freezes and no item plainly bears, so that it locks nothing: for the list of what was not checked.
pub(super) fn not_compared(at: At<'_>) -> Vec<(RepoPath, String)> {
    let At { world, path, .. } = at;
    let Some(index) = world.decisions.at(path).filter(|it| world.decisions.is_in_force(*it)) else {
        return Vec::new();
    };
    let entries = world.decisions.get(index).map(|it| it.file.governs.iter().enumerate());
    let row = |(number, entry): (usize, &GovernsEntry)| {
        let GovernsTarget::Symbol { container, path: symbol } = &entry.target else { return None };
        let is_held = !entry.freezes || !world.claims.meant(world, path, number).is_empty();
        if is_held || why_missing(at, number, (container, symbol)).is_some() {
            return None;
        }
        let why = why_not_compared(at, number, (container, symbol));
        Some((path.clone(), format!("the frozen {} was not compared: {why}", entry.text)))
    };
    entries.into_iter().flatten().filter_map(row).collect()
}

fn why_not_compared(at: At<'_>, entry: usize, (container, symbol): (&str, &str)) -> String {
    let world = at.world;
    if world.claims.has_match(at.path, entry) {
        return "several items may be meant".to_owned();
    }
    let home = world.boundaries.by_name(container).and_then(|boundary| {
        let (meant, _) = Keys::new(world).meant(&boundary.path, symbol);
        defined_in(world, boundary, &meant)
    });
    match home {
        Some(home) => format!("it is defined in {home}; what is frozen there is compared"),
        None => "a macro may make it, or it is no item of its own".to_owned(),
    }
}

/// What is to be said of a symbol that no item bears; `None` where one does, or a macro may make it. The name of a container
/// is that of a boundary or of a file.
fn why_missing(at: At<'_>, entry: usize, (container, symbol): (&str, &str)) -> Option<String> {
    let world = at.world;
    let boundary = world.boundaries.by_name(container);
    let is_meant = || !world.claims.meant(world, at.path, entry).is_empty();
    if world.claims.has_match(at.path, entry) || is_meant() {
        // A key of the contract is missed there.
        let contract = contract_of(world, boundary?).and_then(|(_, it)| it.interface.as_ref());
        if contract.is_some_and(|keys| keys.iter().any(|it| *it.key.value == *symbol)) {
            return None;
        }
        let file = was_shown_in(at, entry, &boundary?.path, symbol)?;
        let base = at.code.base().unwrap_or_default();
        return Some(format!(": {file} had it for others at {base}, and has it no more"));
    }
    let Some(boundary) = boundary else { return Some(String::new()) };
    let folder = &boundary.path;
    let segments = segments_of(symbol);
    // All of a level, which may be that of a file.
    let last = segments.last().filter(|it| *it != "*")?;
    if let Some(file) = was_in(at, &world.claims, folder, entry, last) {
        let base = at.code.base().unwrap_or_default();
        return Some(format!(": it was in {file} at {base}, and is gone"));
    }
    let (meant, _) = Keys::new(world).meant(folder, symbol);
    (meant.is_empty() && !is_written(at, folder, last)).then(String::new)
}

/// The file of a Rust library that gave its users at the base what a record freezes, where they can name it so no more although
/// it is public itself.
fn was_shown_in(at: At<'_>, entry: usize, folder: &RepoPath, symbol: &str) -> Option<RepoPath> {
    let world = at.world;
    let record = world.decisions.get(world.decisions.at(at.path)?)?;
    if !record.file.governs.get(entry)?.freezes {
        return None;
    }
    let is_private = |(path, item): &(RepoPath, ItemNumber)| {
        let item = world.facts(path).and_then(|facts| facts.item(*item));
        item.is_some_and(|it| it.visibility != Visibility::Public)
    };
    if world.claims.meant(world, at.path, entry).iter().any(is_private) {
        return None;
    }
    let file = was_named_in(at, folder, symbol)?;
    let (_, can_be_named) = Keys::new(world).meant(folder, symbol);
    (!can_be_named).then_some(file)
}
