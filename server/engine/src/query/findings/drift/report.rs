//! Items that git has no past of, held against what a tool recorded of them when it was last run.
//!
//! A report is what a compiler makes of the code: types that the code leaves out are spelled out in it, and others in
//! another way. So only what both say alike is compared, and what a report lacks proves nothing.

mod plain;

use std::sync::Arc;

use boundstone_model::{
    ApiReport, ChangeClass, Confidence, Item, ItemKind, ItemNumber, ItemSignature, Language, Place,
    RepoPath, Severity, SignatureChange, names_to,
};

use super::super::Findings;
use super::held::Held;
use super::{base, words};
use crate::World;
use crate::change::Record;
use crate::class::{NO_FEATURES, item_changes};
use crate::query::code::{CodeReader, RecordedItems};
use crate::query::item_change::either_way;
use crate::query::public_path::public_path;

/// Changes that both sides can tell, by their rules.
const TOLD: [&str; 9] = [
    "abstract",
    "kind_changed",
    "member_required",
    "parameter_count_changed",
    "parameter_removed",
    "parameter_required",
    "receiver_added",
    "receiver_removed",
    "variant_removed",
];

/// Those that only a report of Rust tells, which has the words of the code.
const TOLD_OF_RUST: [&str; 3] = ["async_added", "async_removed", "unsafe_added"];

/// Those that only a report of TypeScript tells, which has the members of types with them.
const TOLD_OF_TYPESCRIPT: [&str; 2] = ["member_removed", "required_member_added"];

/// Reports from which items were left out that are not for everyone. Source: `reportVariants` in the documentation of
/// `api-extractor.json`.
const PARTIAL: [&str; 3] = [".alpha.api.md", ".beta.api.md", ".public.api.md"];

/// What a report records of an item.
pub(super) struct Recorded {
    report: RepoPath,
    place: Place,
    signature: ItemSignature,
}

/// Reports those of the items that broke what is recorded.
pub(super) fn check(found: &mut Findings<'_>, all: &[&Held<'_>]) {
    let (world, code, path) = (found.world, found.code, found.path);
    let Ok(now) = code.signatures(path) else { return };
    let Some(language) = world.facts(path).map(|facts| facts.language) else { return };
    for held in all {
        let Some(recorded) = recorded(world, code, held) else { continue };
        let Some(own) = now.of(held.item) else { continue };
        let mut changes = told(language, &recorded.signature, own);
        either_way(language, held.named.item.kind, &mut changes);
        let plain = plain::changes(&recorded.signature, own);
        let is_likely =
            plain.is_empty() && changes.iter().all(|it| it.confidence == Confidence::Likely);
        let changed = changes.iter().map(|it| it.reason.to_string());
        let reasons: Vec<String> = changed.chain(plain).collect();
        if reasons.is_empty() || base::is_settled(found, held) {
            continue;
        }
        let promised = format!("{} and recorded in {}", held.promise.in_words(), recorded.report);
        let likely = if is_likely { "likely " } else { "" };
        let what = format!("{likely}{} change", ChangeClass::Breaking.name());
        let severity = if held.promise.is_frozen { Severity::Error } else { Severity::Warning };
        let finding = words::of_change(
            found,
            held,
            (&what, &promised, &reasons.join("; ")),
            held.named.item.name_range,
        );
        found.add(finding.usually(severity).related(recorded.place, "recorded here"));
    }
}

/// Why users of what was recorded break by its form.
fn told(language: Language, old: &ItemSignature, new: &ItemSignature) -> Vec<SignatureChange> {
    let old = ItemSignature { cfg: new.cfg.clone(), ..old.clone() };
    let also: &[&str] = match language {
        Language::Rust => &TOLD_OF_RUST,
        _ => &TOLD_OF_TYPESCRIPT,
    };
    let is_told = |it: &SignatureChange| {
        it.class == ChangeClass::Breaking
            && it.confidence == Confidence::Proved
            && (TOLD.contains(&it.rule) || also.contains(&it.rule))
    };
    let changes = item_changes(language, &old, new, &|_| false, [NO_FEATURES; 2]).into_iter();
    changes.filter(is_told).collect()
}

/// Whether a report says what the item was, so that it was compared.
pub(super) fn is_recorded(world: &World, code: &dyn CodeReader, held: &Held<'_>) -> bool {
    recorded(world, code, held).is_some()
}

/// What the reports of the package record of an item. `None` where they say nothing of it, or not all the same, or it is
/// not plain that they mean this one.
fn recorded(world: &World, code: &dyn CodeReader, held: &Held<'_>) -> Option<Recorded> {
    let language = world.facts(held.path)?.language;
    let names = public_names(world, held)?;
    let facts = world.facts(held.path)?;
    if is_merged(&facts.items().collect::<Vec<_>>(), held.named.enclosing.last()?.1.name()) {
        return None;
    }
    let mut all: Vec<Recorded> = Vec::new();
    for (path, report) in reports(world, held.path) {
        let Ok(items) = code.recorded(path) else { continue };
        match in_report(report, &items, language, &names, held.named.item.kind)? {
            Found::Nothing => {}
            Found::One(number, signature) => {
                let at = items.facts.item(number)?.name_range.start();
                let place = Place { path: path.clone(), range: report.place(at) };
                all.push(Recorded { report: path.clone(), place, signature: signature.clone() });
            }
        }
    }
    let first = all.pop()?;
    all.iter().all(|other| other.signature == first.signature).then_some(first)
}

/// The reports that tell of the package of a file, by path.
fn reports<'w>(
    world: &'w World,
    path: &'w RepoPath,
) -> impl Iterator<Item = (&'w RepoPath, &'w Arc<ApiReport>)> {
    let boundary = world.boundaries.at(path);
    let library = world.crossings.packages.at(path).and_then(|it| it.library_name());
    let npm = world.crossings.modules.name_at(path);
    let is_rust = world.facts(path).is_some_and(|facts| facts.language == Language::Rust);
    world.records().filter_map(move |(report_path, record)| {
        let Record::Report(report) = record else { return None };
        if PARTIAL.iter().any(|end| report_path.as_str().ends_with(end)) {
            return None;
        }
        let is_meant = match (report.language == Language::Rust, is_rust) {
            (true, true) => {
                // Two packages may have libraries of one name.
                let is_beside = boundary.is_some_and(|it| report_path.starts_with(&it.path));
                library == Some(&*report.package) && is_beside
            }
            (false, false) => npm.as_deref() == Some(&*report.package),
            _ => false,
        };
        is_meant.then_some((report_path, report))
    })
}

enum Found<'r> {
    Nothing,
    One(ItemNumber, &'r ItemSignature),
}

/// The item of a report with this path; `None` where several may be meant.
fn in_report<'r>(
    report: &ApiReport,
    items: &'r RecordedItems,
    language: Language,
    names: &[&str],
    kind: ItemKind,
) -> Option<Found<'r>> {
    let all: Vec<Item<'_>> = items.facts.items().collect();
    if is_merged(&all, names.first()?) {
        return None;
    }
    let last = names.last()?;
    let crate_name = (language == Language::Rust).then_some(&*report.package);
    let path: Vec<&str> = crate_name.into_iter().chain(names.iter().copied()).collect();
    let is_meant = |(number, item): &(ItemNumber, &Item<'_>)| {
        // Rust's are all written as functions of modules.
        let is_kind = language == Language::Rust && item.kind != ItemKind::Module
            || language != Language::Rust && item.kind == kind;
        is_kind && item.name() == *last && names_to(&all, *number) == path
    };
    let mut meant = (0..).zip(&all).filter(is_meant);
    let Some((number, _)) = meant.next() else { return Some(Found::Nothing) };
    let signature = items.signatures.of(number);
    match meant.next() {
        None => Some(signature.map_or(Found::Nothing, |it| Found::One(number, it))),
        Some(_) => None,
    }
}

/// Whether a class and an interface are one: which of the two has a member, a report may say otherwise than the code.
fn is_merged(items: &[Item<'_>], name: &str) -> bool {
    let has = |kind: ItemKind| {
        items.iter().any(|it| it.kind == kind && it.parent.is_none() && it.name() == name)
    };
    has(ItemKind::Interface) && has(ItemKind::Class)
}

/// The names of an item as its users write them, without the way through the package's folders; `None` where another item
/// of the package bears the same.
fn public_names<'w>(world: &'w World, held: &Held<'w>) -> Option<Vec<&'w str>> {
    let boundary = world.boundaries.at(held.path)?;
    let shown = world.shown(&boundary.path)?;
    let facts = world.facts(held.path)?;
    let (path, inner) = public_path(world, held.path, &held.named.enclosing)?;
    let path = path.rsplit('/').next()?;
    let is_one = shown.files_with(path).nth(1).is_none();
    let outer = path.split(facts.language.separator());
    is_one.then(|| outer.chain(inner).collect())
}
