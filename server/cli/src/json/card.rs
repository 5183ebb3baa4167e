use boundstone_model::{
    Boundary, BoundaryEdge, BoundaryUses, Card, Governing, InterfaceAnswer, MatchedRule, Ownership,
    Usage, UseCount,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{PlaceJson, SourceJson, VERSION, confidence, names, place, source};
use crate::places::Places;

/// `explain --format json`: the context card.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct CardJson {
    version: u32,
    path: String,
    /// The item; null for a file as a whole.
    symbol: Option<SymbolJson>,
    boundary: Option<BoundaryJson>,
    ownership: OwnershipJson,
    /// The contract's entry for the item.
    interface: Option<InterfaceJson>,
    /// The decisions that govern it, those of the item itself first.
    decisions: Vec<GoverningJson>,
    /// Who uses the item from other boundaries; null for a file or a boundary.
    usage: Option<UsageJson>,
    /// The other boundaries that refer to the boundary of a file; empty for an item.
    dependents: Vec<DependentJson>,
    /// Set where the place that was asked about is a use from another boundary.
    reached: Option<ReachedJson>,
    /// The signature of the item, where a key of a contract was asked about that means it.
    signature: Option<String>,
}

/// References from other boundaries. No reference is in two of the counts.
#[derive(Serialize, JsonSchema, Debug)]
struct UsageJson {
    #[serde(flatten)]
    total: UseCountJson,
    /// The item is a member of a type, whose uses syntax does not show all.
    partial: bool,
    /// By name.
    boundaries: Vec<BoundaryUsesJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct UseCountJson {
    /// To the item itself, in code that is part of what a boundary does for others.
    code: u32,
    /// To the item itself, in tests, examples and benchmarks.
    tests: u32,
    /// Probably to the item itself: syntax alone does not settle it.
    likely: u32,
    /// To its members, as far as syntax shows them.
    members: u32,
}

#[derive(Serialize, JsonSchema, Debug)]
struct BoundaryUsesJson {
    boundary: String,
    #[serde(flatten)]
    count: UseCountJson,
}

/// A boundary that refers to another one, and how many references it has in code and in tests.
#[derive(Serialize, JsonSchema, Debug)]
struct DependentJson {
    boundary: String,
    code: u32,
    tests: u32,
}

#[derive(Serialize, JsonSchema, Debug)]
struct ReachedJson {
    /// The boundary through whose re-export it is reached, where that is a third one.
    facade: Option<String>,
    /// `exact`, or `likely` where syntax alone does not settle what is meant.
    confidence: String,
}

#[derive(Serialize, JsonSchema, Debug)]
struct SymbolJson {
    /// `BOUNDARY#path`.
    symbol: String,
    kind: String,
    defined: PlaceJson,
}

#[derive(Serialize, JsonSchema, Debug)]
struct BoundaryJson {
    name: String,
    path: String,
    layer: Option<String>,
    declared: bool,
    source: Option<SourceJson>,
}

/// Who owns a path.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct OwnershipJson {
    pub(crate) owners: Vec<String>,
    /// `owned`, `unowned` (deliberately) or `no-rule`.
    pub(crate) state: String,
    /// The dialect of the forge's ownership file; null where there is none.
    pub(crate) dialect: Option<String>,
    /// What decided first, also when it says that nobody owns the path.
    pub(crate) source: Option<SourceJson>,
    /// Every rule of the forge's ownership file that matches.
    pub(crate) rules: Vec<RuleJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct RuleJson {
    path: String,
    line: u32,
    pattern: String,
    owners: Vec<String>,
    section: Option<String>,
    optional: bool,
    approvals: Option<u32>,
    wins: bool,
}

#[derive(Serialize, JsonSchema, Debug)]
struct InterfaceJson {
    key: String,
    stability: String,
    /// The decision that freezes it, whatever the contract says.
    frozen_by: Option<String>,
    since: Option<String>,
    signature: Option<String>,
    replacement: Option<String>,
    until: Option<String>,
    source: SourceJson,
}

#[derive(Serialize, JsonSchema, Debug)]
struct GoverningJson {
    id: String,
    display: String,
    path: String,
    title: String,
    status: String,
    in_force: bool,
    outcome: Option<String>,
    /// Decisions in force that replace it.
    successors: Vec<String>,
    /// `front-matter`, `contract`, `mention`; `body` for what the text of the decision only names.
    how: String,
    /// What it governs here: a path or glob, a boundary, a symbol.
    what: String,
    /// The part of the decision that is pointed at.
    clause: Option<String>,
    source: SourceJson,
}

pub(crate) fn card(places: &Places<'_>, card: &Card) -> CardJson {
    CardJson {
        version: VERSION,
        path: card.path.to_string(),
        symbol: card.symbol.as_ref().map(|symbol| SymbolJson {
            symbol: symbol.symbol.to_string(),
            kind: symbol.kind.name().to_owned(),
            defined: place(places, &symbol.place),
        }),
        boundary: card.boundary.as_ref().map(|it| boundary(places, it)),
        ownership: OwnershipJson::new(places, &card.ownership),
        interface: card.interface.as_ref().map(|it| interface(places, it)),
        decisions: card.decisions.iter().map(|it| governing(places, it)).collect(),
        usage: card.symbol.as_ref().map(|_| usage(&card.usage)),
        dependents: card.dependents.iter().map(dependent).collect(),
        signature: card
            .promised
            .as_ref()
            .and_then(|it| it.signature.as_ref())
            .map(ToString::to_string),
        reached: card.reached.as_ref().map(|reached| ReachedJson {
            facade: reached.facade.as_ref().map(ToString::to_string),
            confidence: confidence(reached.is_likely).to_owned(),
        }),
    }
}

fn usage(usage: &Usage) -> UsageJson {
    let uses = |it: &BoundaryUses| BoundaryUsesJson {
        boundary: it.boundary.to_string(),
        count: use_count(it.count),
    };
    UsageJson {
        total: use_count(usage.total()),
        partial: usage.is_partial,
        boundaries: usage.by.iter().map(uses).collect(),
    }
}

fn use_count(count: UseCount) -> UseCountJson {
    let UseCount { code, tests, likely, members } = count;
    UseCountJson { code, tests, likely, members }
}

fn dependent(edge: &BoundaryEdge) -> DependentJson {
    DependentJson { boundary: edge.from.to_string(), code: edge.code, tests: edge.tests }
}

fn boundary(places: &Places<'_>, boundary: &Boundary) -> BoundaryJson {
    BoundaryJson {
        name: boundary.name.to_string(),
        path: boundary.path.to_string(),
        layer: boundary.layer.as_ref().map(ToString::to_string),
        declared: boundary.is_declared,
        source: boundary.because.first().map(|because| source(places, because)),
    }
}

impl OwnershipJson {
    pub(crate) fn new(places: &Places<'_>, ownership: &Ownership) -> Self {
        let first = ownership.because.first();
        let source = first.map(|because| match ownership.source_line {
            Some(line) => SourceJson { path: because.place.path.to_string(), line },
            None => source(places, because),
        });
        Self {
            owners: names(&ownership.owners),
            state: ownership.state.name().to_owned(),
            dialect: ownership.dialect.map(|dialect| dialect.name().to_owned()),
            source,
            rules: ownership.rules.iter().map(rule).collect(),
        }
    }
}

fn rule(rule: &MatchedRule) -> RuleJson {
    RuleJson {
        path: rule.place.path.to_string(),
        line: rule.line,
        pattern: rule.pattern.to_string(),
        owners: names(&rule.owners),
        section: rule.section.as_ref().map(ToString::to_string),
        optional: rule.is_optional,
        approvals: rule.approvals,
        wins: rule.wins,
    }
}

fn interface(places: &Places<'_>, answer: &InterfaceAnswer) -> InterfaceJson {
    let entry = &answer.entry;
    let text = |it: &Option<boundstone_model::Spanned<std::sync::Arc<str>>>| {
        it.as_ref().map(|it| it.value.to_string())
    };
    InterfaceJson {
        key: entry.key.value.to_string(),
        stability: entry.stability.value.name().to_owned(),
        frozen_by: answer.frozen_by.as_ref().map(ToString::to_string),
        since: text(&entry.since),
        signature: text(&entry.signature),
        replacement: text(&entry.replacement),
        until: entry.until.as_ref().map(|it| it.value.to_string()),
        source: source(places, &answer.because),
    }
}

fn governing(places: &Places<'_>, governing: &Governing) -> GoverningJson {
    let decision = &governing.decision;
    GoverningJson {
        id: decision.id.to_string(),
        display: decision.display.to_string(),
        path: decision.path.to_string(),
        title: decision.title.to_string(),
        status: decision.status.name().to_owned(),
        in_force: decision.is_in_force,
        outcome: decision.outcome.as_ref().map(ToString::to_string),
        successors: decision.successors.iter().map(|(_, name)| name.to_string()).collect(),
        how: governing.how.name().to_owned(),
        what: governing.what.to_string(),
        clause: governing.clause.as_ref().map(ToString::to_string),
        source: source(places, &governing.because),
    }
}
