//! Items that are held against what they were at the base: stable ones, and frozen ones of which nothing is
//! recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, FileFacts, FileSignatures, InterfaceEntry, ItemNumber, ItemSignature,
    Language, RepoPath, Severity, SignatureChange, Visibility,
};

use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::compared::ComparedFile;
use super::held::{By, Held};
use super::pairs::Side;
use super::renamed::Renamed;
use super::{moved, report, settled, words};
use crate::change::Record;
use crate::claims::Gone;
use crate::class::{stated, states_the_same};
use crate::query::code::{CodeReader, Signed};
use crate::query::contract_diff::one;
use crate::query::then::Then;
use crate::{FileInput, World};

/// What the contract at `path` promised then; nothing where there was none, or nobody can say.
pub(super) fn promised_then(code: &dyn CodeReader, path: &RepoPath) -> Vec<InterfaceEntry> {
    let before = code.past(path).ok().flatten();
    match before.as_ref().and_then(FileInput::record) {
        Some(Record::Contract(contract)) => contract.interface.clone().unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A file at the base.
pub(super) enum Past {
    /// It says the same as now.
    Same,
    Other {
        input: FileInput,
        signatures: Arc<FileSignatures>,
    },
    /// There was no such file.
    None,
    Unknown(String),
}

impl Past {
    pub(super) fn of(world: &World, code: &dyn CodeReader, path: &RepoPath) -> Self {
        let input = match code.past(path) {
            Ok(Some(input)) => input,
            Ok(None) => return Self::None,
            Err(why) => return Self::Unknown(why),
        };
        let text = |facts: &FileFacts| facts.text;
        if input.source.as_deref().map(text) == world.facts(path).map(text) {
            return Self::Same;
        }
        match code.past_signatures(path) {
            Ok(signatures) => Self::Other { input, signatures },
            Err(why) => Self::Unknown(why),
        }
    }
}

impl Past {
    /// The file then and now, where it said something else.
    fn sides<'s>(
        &'s self,
        facts: Option<&'s FileFacts>,
        now: &'s FileSignatures,
    ) -> Option<(Side<'s>, Side<'s>)> {
        let Self::Other { input, signatures } = self else { return None };
        Some((Side::new(input.source.as_deref()?, signatures), Side::new(facts?, now)))
    }

    /// Why an item that was promised at the base already cannot be held against it; `None` where it can, or was not.
    fn why_not(
        &self,
        code: &dyn CodeReader,
        held: &Held<'_>,
        sides: Option<&(Side<'_>, Side<'_>)>,
    ) -> Option<String> {
        let why = match self {
            Self::Same => return None,
            Self::Unknown(why) => why.clone(),
            Self::None => "its file was not there at the base".to_owned(),
            Self::Other { .. } => {
                // A new member of a level that is kept was never promised by its name.
                if held.is_promised_with_others() {
                    return None;
                }
                let (then, here) = sides?;
                if here.before(then, held.item).is_some() {
                    return None;
                }
                "it was not in this file at the base".to_owned()
            }
        };
        match was_promised(code, held) {
            Ok(true) => Some(why),
            Ok(false) => None,
            Err(why) => Some(why),
        }
    }
}

/// The items that cannot be held against the base, and why: for the list of what was not checked.
pub(super) fn not_compared(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    all: &[Held<'_>],
    recorded: &[Held<'_>],
) -> Vec<(RepoPath, String)> {
    let Some(now) = code.signatures(path).ok().filter(|_| !all.is_empty()) else {
        return Vec::new();
    };
    let past = Past::of(world, code, path);
    let sides = past.sides(world.facts(path), &now);
    let why = |held: &Held<'_>| past.why_not(code, held, sides.as_ref());
    let unknown = all.iter().filter_map(|held| Some((held, why(held)?)));
    let has_moved = |held: &Held<'_>| moved::was(world, code, held).is_some();
    let (moved, unknown): (Vec<_>, Vec<_>) = unknown.partition(|(held, _)| has_moved(held));
    let mut came: BTreeSet<_> = moved.iter().map(|(held, _)| &held.promise.entry).collect();
    if matches!(past, Past::None) && !unknown.is_empty() {
        let recorded = recorded.iter().filter(|held| has_moved(held));
        came.extend(recorded.map(|held| &held.promise.entry));
    }
    // A member that is new beside what moved was never promised by its name.
    let is_new =
        |held: &Held<'_>| held.is_promised_with_others() && came.contains(&held.promise.entry);
    let unjudged =
        unknown.iter().filter(|(held, _)| !is_new(held) && !report::is_recorded(world, code, held));
    unjudged.map(|(held, why)| held.not_compared(why)).collect()
}

/// Whether the item was kept at the base already: before that, nobody counted on it.
pub(super) fn was_promised(code: &dyn CodeReader, held: &Held<'_>) -> Result<bool, String> {
    let by = code.past(&held.promise.because.place.path)?;
    Ok(match (&held.promise.by, by.as_ref().and_then(FileInput::record)) {
        (By::Contract { key, .. }, Some(Record::Contract(contract))) => {
            let mut entries = contract.interface.iter().flatten();
            entries.any(|entry| entry.stability.value.is_promise() && entry.key.value == *key)
        }
        (By::Decision { text, .. }, Some(Record::Decision(file))) => {
            file.governs.iter().any(|entry| entry.freezes && entry.text == *text)
        }
        _ => false,
    })
}

/// Reports those of the items that changed in a way that was promised not to happen, and what is gone of them and of those that
/// are `recorded`. Gives the files that were looked into for what names mean.
pub(super) fn check(
    found: &mut Findings<'_>,
    all: &[Held<'_>],
    recorded: &[Held<'_>],
) -> BTreeSet<RepoPath> {
    let (world, code, path) = (found.world, found.code, found.path);
    let none = BTreeSet::new();
    let Ok(now) = code.signatures(path) else { return none };
    let past = Past::of(world, code, path);
    let sides = past.sides(world.facts(path), &now);
    let is_without = |held: &&Held<'_>| past.why_not(code, held, sides.as_ref()).is_some();
    let without: Vec<&Held<'_>> = all.iter().filter(is_without).collect();
    let (moved, unknown) = check_moved(found, &without, &now);
    report::check(found, &unknown);
    let with_gone: Vec<&Held<'_>> = recorded.iter().chain(all).collect();
    let recorded = recorded.iter().filter(|_| matches!(past, Past::None));
    let recorded = recorded.filter_map(|held| moved::was(world, code, held));
    check_gone_files(found, &with_gone, moved.into_iter().chain(recorded).collect());
    let Past::Other { input, signatures } = &past else { return none };
    let (Some(before), Some(facts)) = (input.source.as_ref(), world.facts(path)) else {
        return none;
    };
    let Some((then, here)) = &sides else { return none };
    let mut compared =
        compared_file((world, code, path), (before, facts.language), [signatures, &now]);
    // What a type tells of its parts, they do not tell again.
    let mut told: BTreeSet<ItemNumber> = BTreeSet::new();
    let mut renamed = Vec::new();
    for held in all {
        if held.named.item.parent.is_some_and(|around| told.contains(&around)) {
            continue;
        }
        let both = here.before(then, held.item).zip(now.of(held.item));
        let Some(((number, old), new)) = both else { continue };
        let hidden = hidden(held, before, number);
        let found_as = Renamed::of(before, facts, (held.named.item, new));
        // What is frozen is held to its text.
        let found_as = found_as.filter(|_| !held.promise.is_frozen);
        let behind = found_as.as_ref().and_then(|it| Some((it.number, now.of(it.number)?)));
        renamed.extend(found_as);
        let (before, after) = ((number, old), behind.unwrap_or((held.item, new)));
        let mut changes = match held.promise.is_frozen {
            true => compared.written(before, after),
            false => compared.changes(before, after),
        };
        changes.extend(hidden);
        changes.sort_by_key(|it| std::cmp::Reverse(it.class));
        let may_be_same = may_be_same(facts.language, old, new);
        let Some(severity) = told_as(found, held, &changes, may_be_same) else { continue };
        let range = compared
            .changed_part((here, then), held, &changes)
            .unwrap_or(held.named.item.name_range);
        found.add(finding(found, held, &changes, range).usually(severity));
        told.insert(held.item);
    }
    let names = told.iter().filter_map(|number| facts.item(*number)).map(|it| it.name());
    let told: BTreeSet<&str> = names.collect();
    let gone = world.claims.gone(world, path, before).into_iter();
    for gone in gone.filter(|it| !it.is_part || !told.contains(it.level_name())) {
        if renamed.iter().any(|it| it.has(world, path, &gone)) {
            continue;
        }
        check_gone(found, &with_gone, (&gone, before));
    }
    compared.followed
}

/// What a file that is gone had is told where the rest of it went, and as if it had stood there.
fn check_gone_files(found: &mut Findings<'_>, all: &[&Held<'_>], came: Vec<moved::Was>) {
    let (world, path) = (found.world, found.path);
    let files: BTreeMap<RepoPath, Arc<FileFacts>> =
        came.into_iter().map(|was| (was.path, was.facts)).collect();
    for (_, before) in files.iter().filter(|(was, _)| world.file(was).is_none()) {
        let gone = world.claims.gone(world, path, before);
        gone.iter().for_each(|gone| check_gone(found, all, (gone, before)));
    }
}

/// Tells that a member is gone; how its level is kept, another member tells.
fn check_gone(found: &mut Findings<'_>, all: &[&Held<'_>], (gone, before): (&Gone, &FileFacts)) {
    let held = all.iter().copied().find(|held| is_kept_by(found.world, held, gone));
    let held = held.filter(|held| was_promised(found.code, held) == Ok(true));
    if let Some(held) = held.filter(|held| !is_settled(found, held)) {
        found.add(words::of_removal(found, held, (gone, before)));
    }
}

/// That others have an item no more which a decision freezes: no key says that it is missed. What TypeScript exports, statements
/// elsewhere may say.
fn hidden(held: &Held<'_>, then: &FileFacts, number: ItemNumber) -> Option<SignatureChange> {
    let now = held.named.item.visibility;
    let before = then.item(number)?.visibility;
    let is_hidden = matches!(held.promise.by, By::Decision { .. })
        && then.language == Language::Rust
        && before == Visibility::Public
        && now != Visibility::Public;
    let what = (ChangeClass::Breaking, Confidence::Proved);
    is_hidden.then(|| one(what, "item_removed", "is not public any more".to_owned()))
}

/// Holds items against what they were in another file. Gives that, and those of which it is not known.
fn check_moved<'h, 'w>(
    found: &mut Findings<'_>,
    all: &[&'h Held<'w>],
    now: &FileSignatures,
) -> (Vec<moved::Was>, Vec<&'h Held<'w>>) {
    let (mut moved, mut unknown) = (Vec::new(), Vec::new());
    for held in all {
        match check_one_moved(found, held, now) {
            Some(was) => moved.push(was),
            None => unknown.push(*held),
        }
    }
    (moved, unknown)
}

fn check_one_moved(
    found: &mut Findings<'_>,
    held: &Held<'_>,
    now: &FileSignatures,
) -> Option<moved::Was> {
    let (world, code) = (found.world, found.code);
    let was = moved::was(world, code, held)?;
    let changes = moved::changes(world, code, (held, now), &was)?;
    let both = was.own().zip(now.of(held.item));
    let may_be_same = both.is_some_and(|(old, new)| may_be_same(was.facts.language, old, new));
    if let Some(severity) = told_as(found, held, &changes, may_be_same) {
        let range = held.named.item.name_range;
        found.add(finding(found, held, &changes, range).usually(severity));
    }
    Some(was)
}

/// How a change is told, where it is.
pub(super) fn told_as(
    found: &Findings<'_>,
    held: &Held<'_>,
    changes: &[SignatureChange],
    may_be_same: bool,
) -> Option<Severity> {
    let severity = severity(held, changes, may_be_same)?;
    let is_news = was_promised(found.code, held) == Ok(true);
    (is_news && !is_settled(found, held)).then_some(severity)
}

/// Whether an item differs only in what it leaves to inference.
fn may_be_same(language: Language, old: &ItemSignature, new: &ItemSignature) -> bool {
    let Some((old, new)) = old.signature.as_ref().zip(new.signature.as_ref()) else { return false };
    (old.is_inferred || new.is_inferred)
        && (language == Language::Rust || states_the_same(&stated(old), &stated(new)))
}

fn compared_file<'s>(
    (world, code, path): (&'s World, &'s dyn CodeReader, &'s RepoPath),
    (before, language): (&'s Arc<FileFacts>, Language),
    signatures: [&'s FileSignatures; 2],
) -> ComparedFile<'s> {
    ComparedFile {
        then: Then::new(world, code, path, before),
        now: Signed { world, signatures: code },
        language,
        paths: [path, path],
        signatures,
        followed: BTreeSet::new(),
    }
}

/// What differs of an item since the base; `None` where that is nothing, or nobody can say.
pub(super) fn changes_of(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    item: ItemNumber,
) -> Option<Vec<SignatureChange>> {
    let now = code.signatures(path).ok()?;
    let Past::Other { input, signatures } = Past::of(world, code, path) else { return None };
    let (before, facts) = (input.source.as_ref()?, world.facts(path)?);
    let (then, here) = (Side::new(before, &signatures), Side::new(facts, &now));
    let both = (here.before(&then, item)?, (item, now.of(item)?));
    let mut compared =
        compared_file((world, code, path), (before, facts.language), [&signatures, &now]);
    Some(compared.changes(both.0, both.1))
}

fn is_kept_by(world: &World, held: &Held<'_>, gone: &Gone) -> bool {
    let range = match world.record(&gone.record) {
        Some(Record::Contract(contract)) => {
            let entry = contract.interface.as_ref().and_then(|entries| entries.get(gone.entry));
            entry.map(|it| it.key.range)
        }
        Some(Record::Decision(file)) => file.governs.get(gone.entry).map(|it| it.range),
        _ => None,
    };
    let place = &held.promise.because.place;
    place.path == gone.record && range == Some(place.range)
}

fn severity(held: &Held<'_>, changes: &[SignatureChange], may_be_same: bool) -> Option<Severity> {
    match changes.first()?.class {
        ChangeClass::Unknown if may_be_same || !held.promise.is_frozen => Some(Severity::Hint),
        _ if held.promise.is_frozen => Some(Severity::Error),
        ChangeClass::Breaking => Some(Severity::Warning),
        _ => None,
    }
}

/// Whether what comes with the same change allows it.
pub(super) fn is_settled(found: &Findings<'_>, held: &Held<'_>) -> bool {
    let (world, code, path) = (found.world, found.code, found.path);
    let by_version = || !held.promise.is_frozen && settled::by_version(world, code, path);
    settled::by_decision(world, code, path, &held.named)
        || settled::by_decision_on_owner(world, code, path, held.item)
        || by_version()
}

pub(super) fn finding(
    found: &Findings<'_>,
    held: &Held<'_>,
    changes: &[SignatureChange],
    range: TextRange,
) -> NewFinding {
    let class = changes.first().map(|it| it.class).unwrap_or(ChangeClass::Unknown);
    let worst = changes.iter().filter(|it| it.class == class);
    let reasons: Vec<&str> = worst.clone().map(|it| &*it.reason).collect();
    let is_likely = worst.clone().all(|it| it.confidence == Confidence::Likely);
    let likely = if is_likely && class != ChangeClass::Unknown { "likely " } else { "" };
    let base = found.code.base().unwrap_or_default();
    let what = format!("{likely}{} change since {base}", class.name());
    let promised = held.promise.in_words();
    words::of_change(found, held, (&what, &promised, &reasons.join("; ")), range)
}
