//! `boundstone contract diff`.

mod human;
mod markdown;

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use boundstone_model::{
    BoundaryChange, ChangeClass, ChangedKind, NO_ENTRY, Place, Side, SurfaceChange, VersionPart,
    may_break,
};
use boundstone_workspace::{Base, Options, contract_diff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::EXIT_CLEAN;
use crate::arguments::{ContractCommand, ContractDiffArguments, ImpactFormat};
use crate::json::{PlaceJson, SignatureChangeJson, UnreadJson, VERSION, kind_name, place};
use crate::output::{print_json, stdout};
use crate::places::Places;
use crate::position::Repository;
use crate::{contract_init, contract_lock};

/// `contract diff --format json`: what the change since a revision does to the surface of each boundary.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct ContractDiffJson {
    version: u32,
    /// The commit that is compared with.
    base: String,
    /// The revision that has it in common with HEAD: `origin/main`.
    base_revision: String,
    /// Why this one: as it was asked for, or how it was chosen.
    base_reason: String,
    boundaries: Vec<BoundaryChangeJson>,
    not_checked: Vec<UnreadJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct BoundaryChangeJson {
    boundary: String,
    path: String,
    /// The worst of its changes that count for its version: `breaking`, `unknown`, `additive` or `cosmetic`.
    class: String,
    /// Its version before the change; null where no manifest states one.
    version: Option<String>,
    /// Its version now; null where no manifest states one.
    version_now: Option<String>,
    /// Whether the change raises its version by `bump` or more already.
    is_raised: bool,
    /// The part of its version to raise: `major`, `minor` or `patch`. Below 1.0 a breaking change raises the first
    /// part that is not zero. Null where nobody outside of the repository can install it.
    bump: Option<String>,
    /// What its manifests say by which nobody outside of the repository can install it: `publish = false`; null where
    /// somebody can.
    not_published: Option<String>,
    changes: Vec<SurfaceChangeJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct SurfaceChangeJson {
    symbol: String,
    /// The kind of the item; `re-export` for a name of another package, `feature` for a feature of a Cargo package,
    /// `manifest` for a key of `Cargo.toml` or `package.json`.
    kind: String,
    class: String,
    stability: Option<String>,
    /// Whether it counts for the version: what is experimental or internal may change any day.
    counts: bool,
    before: Option<PlaceJson>,
    now: Option<PlaceJson>,
    reasons: Vec<SignatureChangeJson>,
}

pub(crate) fn run(command: &ContractCommand) -> Result<u8> {
    match command {
        ContractCommand::Diff(arguments) => diff(arguments),
        ContractCommand::Lock(arguments) => contract_lock::run(arguments),
        ContractCommand::Init(arguments) => contract_init::run(arguments),
    }
}

fn diff(arguments: &ContractDiffArguments) -> Result<u8> {
    let (repository, past) = Repository::read_change(
        arguments.root.as_deref(),
        arguments.base.as_deref(),
        &Options { leaves_uses: true, ..Options::of_user() },
    )?;
    let (now, before) = (&repository.snapshot, &past.before);
    let mut boundaries = contract_diff(before, now, &past.changes);
    let inferred = boundaries.iter_mut().flat_map(|it| std::mem::take(&mut it.inferred));
    let inferred: Vec<_> = inferred.map(|(path, why)| (path.to_string(), why)).collect();
    boundaries.retain(|it| !it.changes.is_empty() || !it.not_checked.is_empty());
    let answer = Answer {
        base: past.base.clone(),
        boundaries,
        not_checked: past.not_checked.iter().cloned().chain(inferred).collect(),
        now: Places::new(now),
        before: Places::new(before),
    };
    match arguments.format {
        ImpactFormat::Json => print_json(&answer.json())?,
        ImpactFormat::Human => human::write(&answer)?,
        ImpactFormat::Markdown => {
            let mut out = stdout();
            out.write_all(markdown::of(&answer)?.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(EXIT_CLEAN)
}

struct Answer<'a> {
    base: Base,
    boundaries: Vec<BoundaryChange>,
    not_checked: Vec<(String, String)>,
    now: Places<'a>,
    before: Places<'a>,
}

fn changed(kind: ChangedKind) -> &'static str {
    match kind {
        ChangedKind::Item(kind) => kind.name(),
        ChangedKind::OfOthers => kind_name(None),
        ChangedKind::Feature => "feature",
        ChangedKind::Manifest => "manifest",
    }
}

/// Whether all that is known of a boundary is that its manifest names nothing that others could use.
fn has_no_entry(it: &BoundaryChange) -> bool {
    it.changes.is_empty() && it.not_checked.iter().all(|(_, why)| why.starts_with(NO_ENTRY))
}

/// So many paths are shown of those that were not checked for one reason.
const SHOWN: usize = 3;

fn several(paths: &[String]) -> String {
    let shown = paths.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match paths.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// What a change asks of the version of its boundary, by Semantic Versioning and, below 1.0, by what `^` lets in; what
/// nobody could tell may be worse. Versions are shown by `quoted`.
fn advice(it: &BoundaryChange, quoted: impl Fn(&str) -> String) -> String {
    let class = it.class();
    let asked = match (it.not_published, it.to_raise()) {
        (Some(why), _) => {
            format!("no version to raise: {} lets nobody install it", quoted(why))
        }
        (None, Some(part)) => to_raise(it, part, quoted),
        (None, None) => String::new(),
    };
    let uncounted = match it.uncounted() {
        0 => "",
        _ => "; what is experimental or internal does not count",
    };
    format!("{}: {asked}{uncounted}", class.name())
}

fn to_raise(it: &BoundaryChange, part: VersionPart, quoted: impl Fn(&str) -> String) -> String {
    let class = it.class();
    let is_unknown = class == ChangeClass::Unknown;
    let (before, now) = (it.version.as_deref(), it.version_now.as_deref());
    if let (true, Some(before), Some(now)) = (it.is_raised(), before, now) {
        let is_least = is_unknown && !may_break(before, now);
        let enough = if is_least { "the least that it takes" } else { "which is enough" };
        let (before, now) = (quoted(before), quoted(now));
        return format!("raised from {before} to {now} already, {enough}");
    }
    let least = if is_unknown { "at least " } else { "" };
    let of = before.map(|it| format!(" of {}", quoted(it))).unwrap_or_default();
    let other = now.filter(|now| before.is_some_and(|before| before != *now));
    let other = other.map(|it| format!("; {} is not enough", quoted(it))).unwrap_or_default();
    format!("raise {least}the {} version{of}{other}", part.name())
}

impl Answer<'_> {
    fn json(&self) -> ContractDiffJson {
        let unread = self.boundaries.iter().flat_map(|it| &it.not_checked);
        let unread = unread.map(|(path, reason)| (path.to_string(), reason.clone()));
        let not_checked = self.not_checked.iter().cloned().chain(unread);
        ContractDiffJson {
            version: VERSION,
            base: self.base.commit.clone(),
            base_revision: self.base.revision.clone(),
            base_reason: self.base.choice.reason().to_owned(),
            boundaries: self.boundaries.iter().map(|it| self.boundary_json(it)).collect(),
            not_checked: not_checked.map(|(path, reason)| UnreadJson { path, reason }).collect(),
        }
    }

    fn boundary_json(&self, it: &BoundaryChange) -> BoundaryChangeJson {
        BoundaryChangeJson {
            boundary: it.boundary.to_string(),
            path: it.path.to_string(),
            class: it.class().name().to_owned(),
            version: it.version.as_ref().map(ToString::to_string),
            version_now: it.version_now.as_ref().map(ToString::to_string),
            is_raised: it.is_raised(),
            bump: it.to_raise().map(|part| part.name().to_owned()),
            not_published: it.not_published.map(str::to_owned),
            changes: it.changes.iter().map(|change| self.change_json(change)).collect(),
        }
    }

    fn change_json(&self, it: &SurfaceChange) -> SurfaceChangeJson {
        SurfaceChangeJson {
            symbol: it.symbol.to_string(),
            kind: changed(it.kind).to_owned(),
            class: it.class().name().to_owned(),
            stability: it.stability.map(|stability| stability.name().to_owned()),
            counts: it.counts(),
            before: it.before.as_ref().map(|at| place(&self.before, at)),
            now: it.now.as_ref().map(|at| place(&self.now, at)),
            reasons: it.changes.iter().map(SignatureChangeJson::of).collect(),
        }
    }

    /// Where an item stands: now, else before the change.
    fn place<'c>(&self, change: &'c SurfaceChange) -> Option<(Side, &'c Place, u32)> {
        let now = change.now.as_ref().map(|at| (Side::Now, at));
        let (side, at) = now.or(change.before.as_ref().map(|at| (Side::Before, at)))?;
        let places = if side == Side::Now { &self.now } else { &self.before };
        Some((side, at, places.line(at)))
    }

    /// The boundaries of which something is known, or that somebody may use.
    fn told(&self) -> impl Iterator<Item = &BoundaryChange> {
        self.boundaries.iter().filter(|it| !has_no_entry(it))
    }

    /// What was not checked apart from those, by the reasons: examples and sites of a workspace name no entry, and there
    /// may be many.
    fn unread(&self) -> BTreeMap<&str, Vec<String>> {
        let of_boundaries = self.boundaries.iter().filter(|it| has_no_entry(it));
        let rows = of_boundaries.flat_map(|it| &it.not_checked);
        let rows = rows.map(|(path, reason)| (path.to_string(), &**reason));
        let others = self.not_checked.iter().map(|(path, reason)| (path.clone(), &**reason));
        let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (path, reason) in others.chain(rows) {
            by_reason.entry(reason).or_default().push(path);
        }
        by_reason
    }
}
