//! The JSON answers. Lines and columns count from 1, columns in UTF-8 bytes, ends are exclusive; paths
//! are relative to the root, with `/`; lists are sorted by path, line and column.

mod card;
mod crossing;
mod decision;

use boundstone_model::{Because, ItemKind, Place, SignatureChange};
use schemars::JsonSchema;
use serde::Serialize;

pub(crate) use card::{CardJson, OwnershipJson, card};
pub(crate) use crossing::{CrossingJson, crossing};
pub(crate) use decision::{DecisionsJson, decision, decision_with};

use crate::places::Places;

/// The version of every answer's shape.
pub(crate) const VERSION: u32 = 1;

/// A line of a file that says something.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct SourceJson {
    pub(crate) path: String,
    pub(crate) line: u32,
}

/// What could not be looked into.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct UnreadJson {
    pub(crate) path: String,
    pub(crate) reason: String,
}

/// One thing that differs between two signatures.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct SignatureChangeJson {
    class: String,
    /// `proved`: syntax decides; `likely`: the text of a type changed.
    confidence: String,
    rule: String,
    reason: String,
}

impl SignatureChangeJson {
    pub(crate) fn of(change: &SignatureChange) -> Self {
        Self {
            class: change.class.name().to_owned(),
            confidence: change.confidence.name().to_owned(),
            rule: change.rule.to_owned(),
            reason: change.reason.to_string(),
        }
    }
}

/// The word for what stands under a public name; of another package's, only that it is handed on.
pub(crate) fn kind_name(kind: Option<ItemKind>) -> &'static str {
    kind.map_or("re-export", ItemKind::name)
}

#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct PositionJson {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct RangeJson {
    pub(crate) start: PositionJson,
    pub(crate) end: PositionJson,
}

/// A position in a file.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct PlaceJson {
    pub(crate) path: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

pub(crate) fn source(places: &Places<'_>, because: &Because) -> SourceJson {
    SourceJson { path: because.place.path.to_string(), line: places.line(&because.place) }
}

pub(crate) fn place(places: &Places<'_>, place: &Place) -> PlaceJson {
    let at = places.start(place);
    PlaceJson { path: place.path.to_string(), line: at.line, column: at.column }
}

pub(crate) fn range(places: &Places<'_>, place: &Place) -> RangeJson {
    let position =
        |at: crate::places::LineColumn| PositionJson { line: at.line, column: at.column };
    RangeJson { start: position(places.start(place)), end: position(places.end(place)) }
}

pub(crate) fn names(names: &[std::sync::Arc<str>]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

/// How sure it is what a reference means, in JSON answers.
pub(crate) fn confidence(is_likely: bool) -> &'static str {
    if is_likely { "likely" } else { "exact" }
}
