//! Packages that promise something and are called otherwise, or miss a feature: whatever of their items stayed as it was, nobody
//! has it by what was promised. Told in the manifest.

use boundstone_model::{
    ChangeClass, DecisionFile, GovernsTarget, Place, RepoPath, Rule, Severity, SignatureChange,
    Stability,
};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::base::promised_then;
use super::{settled, words};
use crate::boundaries::{CARGO_FILE, CONTRACT_FILE, NPM_FILE};
use crate::change::Record;
use crate::decisions::is_accepted;
use crate::query::code::CodeState;
use crate::query::freeze::is_of_boundary;
use crate::query::lost_features::{LostFeature, lost_features};
use crate::query::package_name::renamed;
use crate::{FileInput, World};

/// So many of the items that need a feature are named.
const MOST_NAMED: usize = 3;

pub(super) fn check(found: &mut Findings<'_>) {
    let (world, code, path) = (found.world, found.code, found.path);
    // Half a manifest says nothing of what is not in it.
    let is_read = world.file(path).is_some_and(|it| it.not_checked().is_none());
    if !is_kept(world, path) || !is_read {
        return;
    }
    let before = |path: &RepoPath| code.past(path).ok().flatten()?.record().cloned();
    let Some(old) = before(path) else { return };
    let name = renamed(&before, world, path);
    let features = match &old {
        Record::Cargo(old) => lost_features(old, CodeState { world, code }, path),
        _ => Vec::new(),
    };
    if name.is_none() && features.is_empty() {
        return;
    }
    let promises = Promises::of(found, &old);
    if promises.is_none() || settled::by_decision_on(world, code, path) {
        return;
    }
    if let Some((now, changes)) = name.and_then(|it| Some((it.now?, it.changes))) {
        tell(found, &promises, (promises.frozen > 0, now.range), &changes, None);
    }
    for feature in features {
        let at = (feature.has_frozen, feature.range);
        tell(found, &promises, at, &feature.changes, Some(&feature));
    }
}

/// Whether a file is the manifest of a boundary that promises something, as far as is known without its past.
pub(super) fn is_kept(world: &World, path: &RepoPath) -> bool {
    if !matches!(path.name(), CARGO_FILE | NPM_FILE) {
        return false;
    }
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let has_contract = || folder.join(CONTRACT_FILE).is_some_and(|it| world.record(&it).is_some());
    world.boundaries.in_folder(&folder).is_some()
        && (has_contract() || world.decisions.iter().any(|(_, it)| freezes(&it.file)))
}

/// Whether a record freezes anything at all.
fn freezes(file: &DecisionFile) -> bool {
    is_accepted(file) && file.governs.iter().any(|it| it.freezes)
}

/// What a boundary promised at the base.
struct Promises {
    stable: usize,
    frozen: usize,
    /// Where the first of them stands now, the frozen ones first.
    first: Option<Place>,
}

impl Promises {
    /// Those of the boundary of a manifest that said `old` at the base.
    fn of(found: &Findings<'_>, old: &Record) -> Self {
        let folder = found.path.parent().unwrap_or_else(RepoPath::root);
        let mut promises = Self { stable: 0, frozen: 0, first: None };
        promises.by_decisions(found, &folder, old);
        if let Some(contract) = folder.join(CONTRACT_FILE) {
            promises.by_contract(found, &contract);
        }
        promises
    }

    fn by_contract(&mut self, found: &Findings<'_>, contract: &RepoPath) {
        let mut then = promised_then(found.code, contract);
        then.sort_by_key(|it| it.stability.value != Stability::Frozen);
        let now = match found.world.record(contract) {
            Some(Record::Contract(it)) => it.interface.as_deref().unwrap_or_default(),
            _ => &[],
        };
        for entry in then.iter().filter(|it| it.stability.value.is_promise()) {
            match entry.stability.value {
                Stability::Frozen => self.frozen += 1,
                _ => self.stable += 1,
            }
            let same = || now.iter().find(|it| it.key.value == entry.key.value);
            let place = || Some(Place { path: contract.clone(), range: same()?.key.range });
            self.first = self.first.take().or_else(place);
        }
    }

    /// Those of records that froze items of the boundary, by its name of then or of now.
    fn by_decisions(&mut self, found: &Findings<'_>, folder: &RepoPath, old: &Record) {
        let world = found.world;
        let name = old.package_name().map(|it| &*it.value);
        let is_own = |target: &GovernsTarget| is_of_boundary(world, folder, name, target);
        for (index, record) in world.decisions.iter() {
            let own = record.file.governs.iter().find(|it| it.freezes && is_own(&it.target));
            let Some(own) = own.filter(|_| world.decisions.is_in_force(index)) else { continue };
            let before = found.code.past(&record.path).ok().flatten();
            let Some(Record::Decision(before)) = before.as_ref().and_then(FileInput::record) else {
                continue;
            };
            let frozen = before.governs.iter().filter(|it| it.freezes && is_own(&it.target));
            let count = frozen.count();
            if count > 0 {
                self.frozen += count;
                let place = Place { path: record.path.clone(), range: own.range };
                self.first.get_or_insert(place);
            }
        }
    }

    fn is_none(&self) -> bool {
        self.stable == 0 && self.frozen == 0
    }

    /// `2 frozen and 12 stable items`
    fn in_words(&self) -> String {
        let words = [(self.frozen, Stability::Frozen), (self.stable, Stability::Stable)];
        let words = words.into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> =
            words.map(|(count, word)| format!("{count} {}", word.name())).collect();
        let item = if self.stable + self.frozen == 1 { "item" } else { "items" };
        format!("{} {item}", words.join(" and "))
    }
}

/// Tells what is different of the package, or of a feature of it.
fn tell(
    found: &mut Findings<'_>,
    promises: &Promises,
    (is_frozen, range): (bool, TextRange),
    changes: &[SignatureChange],
    feature: Option<&LostFeature>,
) {
    if !is_frozen && settled::by_version(found.world, found.code, found.path) {
        return;
    }
    let folder = found.path.parent().unwrap_or_else(RepoPath::root);
    let boundary = found.world.boundaries.in_folder(&folder);
    let Some(boundary) = boundary.map(|it| it.name.clone()) else { return };
    let reasons: Vec<&str> = changes.iter().map(|it| &*it.reason).collect();
    let (class, base) = (ChangeClass::Breaking.name(), found.code.base().unwrap_or_default());
    let mut message = format!(
        "{class} change since {base} of {boundary}, which promises {}: ",
        promises.in_words()
    );
    if let Some(feature) = feature {
        message.push_str(&format!("{} ", feature.symbol));
    }
    message.push_str(&reasons.join("; "));
    message.push_str(&feature.map(needed_by).unwrap_or_default());
    let restore = match feature {
        None => "Restore the name, or keep a package of the old name that hands on this one",
        Some(_) => "Restore the feature, or keep it beside the new one",
    };
    let settling = match is_frozen {
        true => "a decision that governs the boundary".to_owned(),
        false => format!(
            "{}, or a decision that governs the boundary",
            words::settling_version(found, found.path)
        ),
    };
    let help = format!("{restore}. What settles it in the same change: {settling}");
    let mut finding = NewFinding::new(Rule::ContractDrift, range, message, help).about(boundary);
    if let Some(first) = &promises.first {
        finding = finding.related(first.clone(), "promised here");
    }
    found.add(match is_frozen {
        true => finding.until_decided(),
        false => finding.usually(Severity::Warning),
    });
}

/// `; needed by axum#Json and 3 more`
fn needed_by(feature: &LostFeature) -> String {
    let named = feature.needed_by.iter().take(MOST_NAMED).map(|it| it.to_string());
    let named = named.collect::<Vec<_>>().join(", ");
    match feature.needed_by.len() {
        0 => String::new(),
        count if count <= MOST_NAMED => format!("; needed by {named}"),
        count => format!("; needed by {named} and {} more", count - MOST_NAMED),
    }
}
