//! `impact --format json`.

use boundstone_model::{
    ApplyingDecision, AskedOwner, ChangedDecision, InterfaceAnswer, OwnerSource, ReachingCrossing,
    Side, TouchedBoundary, TouchedFile, TouchedPromise, TouchedSymbol,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::Answer;
use crate::json::{
    CrossingJson, PlaceJson, SignatureChangeJson, SourceJson, VERSION, crossing, names, place,
};

/// `impact --format json`: what the change since a revision touches.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct ImpactJson {
    version: u32,
    base: BaseJson,
    files: Vec<FileJson>,
    symbols: Vec<SymbolJson>,
    /// The references from other boundaries to what is touched.
    crossings: Vec<ReachingJson>,
    /// Those with a file of the change, and those that use what is touched.
    boundaries: Vec<BoundaryJson>,
    /// Entries of contracts that differ, or whose item is touched.
    promises: Vec<PromiseJson>,
    /// Those that govern a file or a symbol of the change, those in force first.
    decisions: Vec<DecisionJson>,
    /// Records that the change itself makes, edits or takes away.
    changed_decisions: Vec<ChangedDecisionJson>,
    /// Whom to ask first, then whom to tell.
    owners: Vec<OwnerJson>,
    /// Files of the change that nobody owns.
    unowned: Vec<String>,
    not_checked: Vec<NotCheckedJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct BaseJson {
    revision: String,
    /// Why this one: as it was asked for, or how it was chosen.
    reason: String,
    /// What the revision and HEAD have in common: the change is seen from there.
    commit: String,
}

#[derive(Serialize, JsonSchema, Debug)]
struct FileJson {
    path: String,
    /// `added`, `deleted`, `modified` or `renamed`.
    change: String,
    /// The path before a renaming.
    was: Option<String>,
    /// `file`, `link` or `submodule`.
    kind: String,
    boundary: Option<String>,
    owners: Vec<String>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct SymbolJson {
    symbol: String,
    /// What it was called, where that is something else.
    was: Option<String>,
    kind: String,
    /// `removed`, `moved`, `signature`, `attributes`, `body`, `added`, or `comments` (and white space).
    change: String,
    boundary: Option<String>,
    /// Its name in the code; of one that is removed, before the change.
    defined: PlaceJson,
    /// References to it from other boundaries; of one that is removed, those in files that the change
    /// leaves as they are.
    uses: u32,
    /// Of a member: references to its type. Syntax does not always show where a member is used.
    uses_of_type: u32,
}

#[derive(Serialize, JsonSchema, Debug)]
struct ReachingJson {
    #[serde(flatten)]
    crossing: CrossingJson,
    /// `symbol`: leads to a touched symbol. `type`: to a type with a touched member. `lost`: led
    /// somewhere before the change, and leads nowhere now.
    reach: String,
    /// The most that happens to what it leads to, in the words of `symbols`.
    change: String,
    /// Part of a test, an example or a benchmark.
    test: bool,
}

#[derive(Serialize, JsonSchema, Debug)]
struct BoundaryJson {
    name: String,
    path: String,
    owners: Vec<String>,
    /// Files of the change in it.
    files: u32,
    /// Symbols of it that the change touches, comments aside.
    symbols: u32,
    /// Its references to touched symbols of other boundaries.
    uses: UsesJson,
    /// The most that happens to what it uses; null where it uses nothing of it.
    change: Option<String>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct UsesJson {
    code: u32,
    tests: u32,
    /// Of those, the ones that lead nowhere now.
    lost: u32,
    /// Beside those, references to types with touched members.
    of_types: u32,
}

#[derive(Serialize, JsonSchema, Debug)]
struct PromiseJson {
    /// `BOUNDARY#key`, the key of the contract; `BOUNDARY` alone where its package is called otherwise or misses a feature, with
    /// the entry that promises most.
    symbol: String,
    before: Option<EntryJson>,
    now: Option<EntryJson>,
    /// What the change means to those who use it: the worst of `touched`; null when nobody feels it.
    class: Option<String>,
    /// The touched symbols that it is about.
    touched: Vec<TouchedJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct EntryJson {
    stability: String,
    /// The decision that freezes it, whatever the contract says.
    frozen_by: Option<String>,
    since: Option<String>,
    signature: Option<String>,
    /// In the contract or the decision as it is on that side.
    source: SourceJson,
}

#[derive(Serialize, JsonSchema, Debug)]
struct TouchedJson {
    symbol: String,
    change: String,
    /// What differs for those who use it, the worst first.
    differs: Vec<SignatureChangeJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct DecisionJson {
    id: String,
    display: String,
    path: String,
    title: String,
    status: String,
    in_force: bool,
    /// Decisions in force that replace it.
    successors: Vec<String>,
    because: Vec<GovernsJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct GovernsJson {
    /// The file of the change that it governs, or that holds what it governs.
    path: String,
    /// What the decision says it governs: a path or glob, a boundary, a symbol.
    what: String,
    /// `front-matter`, `contract` or `mention`.
    how: String,
    /// `before` for what is gone.
    side: String,
    source: SourceJson,
}

#[derive(Serialize, JsonSchema, Debug)]
struct ChangedDecisionJson {
    id: String,
    display: String,
    path: String,
    title: String,
    /// `added`, `deleted`, `modified` or `renamed`.
    change: String,
    status_before: Option<String>,
    status: Option<String>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct OwnerJson {
    owner: String,
    /// True: owns a file of the change, or code that may have to follow it, or must review it. False: only uses what
    /// changed in ways that its users need not see.
    ask: bool,
    files: Vec<OwnedFileJson>,
    consumers: Vec<ConsumerJson>,
    /// Decisions in force that require the owner's review of what they govern.
    reviews: Vec<ReviewJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct ReviewJson {
    decision: String,
    /// The files of the change that it governs, or that hold what it governs.
    paths: Vec<String>,
    because: OwnerSourceJson,
}

#[derive(Serialize, JsonSchema, Debug)]
struct OwnedFileJson {
    path: String,
    because: OwnerSourceJson,
}

#[derive(Serialize, JsonSchema, Debug)]
struct ConsumerJson {
    boundary: String,
    uses: u32,
    lost: u32,
    /// Beside those, uses of types with touched members.
    of_types: u32,
    change: String,
    because: OwnerSourceJson,
}

/// What names the owner.
#[derive(Serialize, JsonSchema, Debug)]
struct OwnerSourceJson {
    /// `before`: the change takes it away.
    side: String,
    source: SourceJson,
    /// The rule of the forge's ownership file.
    pattern: Option<String>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct NotCheckedJson {
    path: String,
    reason: String,
}

pub(super) fn of(answer: &Answer<'_>) -> ImpactJson {
    let (impact, base) = (&answer.impact, &answer.past.base);
    let not_checked = answer
        .not_checked
        .iter()
        .map(|(path, reason)| NotCheckedJson { path: path.clone(), reason: reason.clone() });
    ImpactJson {
        version: VERSION,
        base: BaseJson {
            revision: base.revision.clone(),
            reason: base.choice.reason().to_owned(),
            commit: base.commit.clone(),
        },
        files: impact.files.iter().filter_map(file).collect(),
        symbols: impact.symbols.iter().map(|it| symbol(answer, it)).collect(),
        crossings: impact.crossings.iter().map(|it| reaching(answer, it)).collect(),
        boundaries: impact.boundaries.iter().map(boundary).collect(),
        promises: impact.promises.iter().map(|it| promise(answer, it)).collect(),
        decisions: impact.decisions.iter().map(|it| decision(answer, it)).collect(),
        changed_decisions: impact.changed_decisions.iter().map(changed_decision).collect(),
        owners: impact.owners.iter().map(|it| owner(answer, it)).collect(),
        unowned: impact.unowned.iter().map(ToString::to_string).collect(),
        not_checked: not_checked.collect(),
    }
}

fn file(file: &TouchedFile) -> Option<FileJson> {
    let path = file.change.path()?;
    let was = file.change.before.as_ref().filter(|before| *before != path);
    Some(FileJson {
        path: path.to_string(),
        change: file.change.what().to_owned(),
        was: was.map(ToString::to_string),
        kind: file.change.kind.name().to_owned(),
        boundary: file.boundary.as_ref().map(ToString::to_string),
        owners: names(&file.owners),
    })
}

fn symbol(answer: &Answer<'_>, symbol: &TouchedSymbol) -> SymbolJson {
    SymbolJson {
        symbol: symbol.symbol.to_string(),
        was: symbol.was.as_ref().map(ToString::to_string),
        kind: symbol.kind.name().to_owned(),
        change: symbol.change.name().to_owned(),
        boundary: symbol.boundary.as_ref().map(ToString::to_string),
        defined: place(answer.places(symbol.side), &symbol.place),
        uses: symbol.uses,
        uses_of_type: symbol.uses_of_type,
    }
}

fn reaching(answer: &Answer<'_>, it: &ReachingCrossing) -> ReachingJson {
    ReachingJson {
        crossing: crossing(&answer.now, &it.crossing),
        reach: it.reach.name().to_owned(),
        change: it.change.name().to_owned(),
        test: it.crossing.is_test,
    }
}

fn boundary(boundary: &TouchedBoundary) -> BoundaryJson {
    BoundaryJson {
        name: boundary.name.to_string(),
        path: boundary.path.to_string(),
        owners: names(&boundary.owners),
        files: boundary.files,
        symbols: boundary.symbols,
        uses: UsesJson {
            code: boundary.code,
            tests: boundary.tests,
            lost: boundary.lost,
            of_types: boundary.of_types,
        },
        change: boundary.change.map(|change| change.name().to_owned()),
    }
}

fn promise(answer: &Answer<'_>, promise: &TouchedPromise) -> PromiseJson {
    let entry = |side: Side, it: &Option<InterfaceAnswer>| {
        it.as_ref().map(|it| EntryJson {
            stability: it.entry.stability.value.name().to_owned(),
            frozen_by: it.frozen_by.as_ref().map(ToString::to_string),
            since: it.entry.since.as_ref().map(|it| it.value.to_string()),
            signature: it.entry.signature.as_ref().map(|it| it.value.to_string()),
            source: crate::json::source(answer.places(side), &it.because),
        })
    };
    let touched = promise.touched.iter().map(|it| TouchedJson {
        symbol: it.symbol.to_string(),
        change: it.change.name().to_owned(),
        differs: it.differs.iter().map(SignatureChangeJson::of).collect(),
    });
    PromiseJson {
        symbol: promise.symbol.to_string(),
        before: entry(Side::Before, &promise.before),
        now: entry(Side::Now, &promise.now),
        class: promise.class().map(|class| class.name().to_owned()),
        touched: touched.collect(),
    }
}

fn decision(answer: &Answer<'_>, applying: &ApplyingDecision) -> DecisionJson {
    let decision = &applying.decision;
    let because = applying.because.iter().map(|(side, path, governing)| GovernsJson {
        path: path.to_string(),
        what: governing.what.to_string(),
        how: governing.how.name().to_owned(),
        side: side_name(*side).to_owned(),
        source: crate::json::source(answer.places(*side), &governing.because),
    });
    DecisionJson {
        id: decision.id.to_string(),
        display: decision.display.to_string(),
        path: decision.path.to_string(),
        title: decision.title.to_string(),
        status: decision.status.name().to_owned(),
        in_force: decision.is_in_force,
        successors: decision.successors.iter().map(|(_, name)| name.to_string()).collect(),
        because: because.collect(),
    }
}

fn changed_decision(changed: &ChangedDecision) -> ChangedDecisionJson {
    let decision = &changed.decision;
    ChangedDecisionJson {
        id: decision.id.to_string(),
        display: decision.display.to_string(),
        path: decision.path.to_string(),
        title: decision.title.to_string(),
        change: changed.what.to_owned(),
        status_before: changed.before.map(|status| status.name().to_owned()),
        status: changed.now.map(|status| status.name().to_owned()),
    }
}

fn owner(answer: &Answer<'_>, owner: &AskedOwner) -> OwnerJson {
    let files = owner.files.iter().map(|it| OwnedFileJson {
        path: it.path.to_string(),
        because: owner_source(answer, &it.source),
    });
    let consumers = owner.consumers.iter().map(|it| ConsumerJson {
        boundary: it.boundary.to_string(),
        uses: it.uses,
        lost: it.lost,
        of_types: it.of_types,
        change: it.change.name().to_owned(),
        because: owner_source(answer, &it.source),
    });
    let reviews = owner.reviews.iter().map(|it| ReviewJson {
        decision: it.decision.to_string(),
        paths: it.paths.iter().map(ToString::to_string).collect(),
        because: owner_source(answer, &it.source),
    });
    OwnerJson {
        owner: owner.owner.to_string(),
        ask: owner.is_asked(),
        files: files.collect(),
        consumers: consumers.collect(),
        reviews: reviews.collect(),
    }
}

fn owner_source(answer: &Answer<'_>, source: &OwnerSource) -> OwnerSourceJson {
    let line = source.line.unwrap_or_else(|| answer.line(source.side, &source.because));
    OwnerSourceJson {
        side: side_name(source.side).to_owned(),
        source: SourceJson { path: source.because.place.path.to_string(), line },
        pattern: source.pattern.as_ref().map(ToString::to_string),
    }
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Before => "before",
        Side::Now => "now",
    }
}
