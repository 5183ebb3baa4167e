use boundstone_model::{
    BodyReference, BodyTarget, Constraint, Decision, DecisionLink, Finding, Governed, GoverningHow,
    LinkKind,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{PlaceJson, SourceJson, place, source};
use crate::places::Places;

/// `decisions --format json`.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct DecisionsJson {
    pub(crate) version: u32,
    pub(crate) decisions: Vec<DecisionJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct DecisionJson {
    /// The id as the record's name writes it.
    id: String,
    /// The id as people write it: `ADR-0007`.
    display: String,
    path: String,
    title: String,
    /// `proposed`, `accepted`, `rejected`, `deprecated`, `superseded` or `unknown`.
    status: String,
    /// As the record states it; null when it states none.
    status_raw: Option<String>,
    /// ISO 8601; null when the record states none.
    date: Option<String>,
    in_force: bool,
    outcome: Option<String>,
    /// Ids of the decisions that it supersedes whole.
    supersedes: Vec<String>,
    /// Ids of the decisions that supersede it whole.
    superseded_by: Vec<String>,
    links: Vec<LinkJson>,
    governs: Vec<GovernedJson>,
    constraints: Vec<ConstraintJson>,
    mentions: Vec<PlaceJson>,
    /// Where code breaks it. Null in lists, and where it forbids nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    violations: Option<Vec<PlaceJson>>,
}

/// What a machine checks of a decision.
#[derive(Serialize, JsonSchema, Debug)]
struct ConstraintJson {
    /// `forbid-import`, `forbid-call`, `forbid-query`, `freeze` or `require-review`.
    kind: String,
    /// What is forbidden, the symbol, or the owner.
    what: String,
    /// Globs of the paths that it leaves out.
    except: Vec<String>,
}

/// The same, with where code breaks it.
pub(crate) fn decision_with(
    places: &Places<'_>,
    decision: &Decision,
    body: &[BodyReference],
    violations: &[Finding],
) -> DecisionJson {
    let forbids = decision.constraints.iter().any(|it| it.demand.forbids());
    let found = || violations.iter().map(|finding| place(places, &finding.place)).collect();
    DecisionJson { violations: forbids.then(found), ..self::decision(places, decision, body) }
}

#[derive(Serialize, JsonSchema, Debug)]
struct LinkJson {
    id: String,
    path: String,
    /// `supersedes`, `superseded-by`, `amends`, `amended-by` or `relates`.
    kind: String,
    partial: bool,
    /// `stated` by this record, or `derived` from the other.
    how: String,
}

#[derive(Serialize, JsonSchema, Debug)]
struct GovernedJson {
    /// `path`, `boundary` or `symbol`.
    to: String,
    what: String,
    /// `front-matter`, `contract`, `mention`; `body` for what the text only names.
    how: String,
    /// What the text names no longer exists.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    gone: bool,
    source: SourceJson,
}

pub(crate) fn decision(
    places: &Places<'_>,
    decision: &Decision,
    body: &[BodyReference],
) -> DecisionJson {
    let governed = decision.governs.iter().map(|it| governed(places, it));
    let summary = &decision.summary;
    let whole = |kind: LinkKind| -> Vec<String> {
        let links = decision.links.iter().filter(|link| link.kind == kind && !link.is_partial);
        links.map(|link| link.id.to_string()).collect()
    };
    DecisionJson {
        id: summary.id.to_string(),
        display: summary.display.to_string(),
        path: summary.path.to_string(),
        title: summary.title.to_string(),
        status: summary.status.name().to_owned(),
        status_raw: summary.status_raw.as_ref().map(ToString::to_string),
        date: summary.date.map(|date| date.to_string()),
        in_force: summary.is_in_force,
        outcome: summary.outcome.as_ref().map(ToString::to_string),
        supersedes: whole(LinkKind::Supersedes),
        superseded_by: whole(LinkKind::SupersededBy),
        links: decision.links.iter().map(link).collect(),
        governs: governed.chain(body.iter().map(|it| named(places, it))).collect(),
        constraints: decision.constraints.iter().map(constraint).collect(),
        violations: None,
        mentions: decision.mentions.iter().map(|it| place(places, it)).collect(),
    }
}

fn constraint(constraint: &Constraint) -> ConstraintJson {
    ConstraintJson {
        kind: constraint.demand.name().to_owned(),
        what: constraint.what.value.to_string(),
        except: constraint.except.iter().map(|it| it.value.to_string()).collect(),
    }
}

fn link(link: &DecisionLink) -> LinkJson {
    LinkJson {
        id: link.id.to_string(),
        path: link.path.to_string(),
        kind: link.kind.name().to_owned(),
        partial: link.is_partial,
        how: if link.is_derived { "derived" } else { "stated" }.to_owned(),
    }
}

fn governed(places: &Places<'_>, governed: &Governed) -> GovernedJson {
    GovernedJson {
        to: governed.to.to_owned(),
        what: governed.what.to_string(),
        how: governed.how.name().to_owned(),
        gone: false,
        source: source(places, &governed.because),
    }
}

fn named(places: &Places<'_>, named: &BodyReference) -> GovernedJson {
    let what = match &named.to {
        BodyTarget::Path(path) => path.as_str(),
        BodyTarget::Symbol { symbol, .. } => symbol,
        BodyTarget::GonePath | BodyTarget::GoneSymbol => &named.text,
    };
    GovernedJson {
        to: named.to.name().to_owned(),
        what: what.to_owned(),
        how: GoverningHow::Body.name().to_owned(),
        gone: named.to.is_gone(),
        source: SourceJson { path: named.place.path.to_string(), line: places.line(&named.place) },
    }
}
