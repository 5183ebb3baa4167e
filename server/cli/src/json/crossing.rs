use boundstone_model::Crossing;
use schemars::JsonSchema;
use serde::Serialize;

use super::confidence;
use crate::places::Places;

/// A reference from one boundary to a symbol of another.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct CrossingJson {
    from: FromJson,
    to: ToJson,
    /// `import`, `path`, `call`, `type`, `macro` or `member`.
    kind: String,
    /// `exact`, or `likely` where syntax alone does not settle what is meant.
    confidence: String,
}

/// The name in the code.
#[derive(Serialize, JsonSchema, Debug)]
struct FromJson {
    path: String,
    line: u32,
    /// Counts UTF-8 bytes.
    column: u32,
    boundary: String,
}

/// What it leads to.
#[derive(Serialize, JsonSchema, Debug)]
struct ToJson {
    /// The boundary that defines the symbol.
    boundary: String,
    /// The symbol as a consumer writes it; `*` for the boundary as a whole, `a::*` for all of a module.
    symbol: String,
    /// The boundary through whose re-export it is reached, where that is a third one.
    facade: Option<String>,
    path: String,
}

pub(crate) fn crossing(places: &Places<'_>, crossing: &Crossing) -> CrossingJson {
    let start = places.start(&crossing.place);
    CrossingJson {
        from: FromJson {
            path: crossing.place.path.to_string(),
            line: start.line,
            column: start.column,
            boundary: crossing.from.to_string(),
        },
        to: ToJson {
            boundary: crossing.to.boundary.to_string(),
            symbol: crossing.to.symbol.to_string(),
            facade: crossing.to.facade.as_ref().map(ToString::to_string),
            path: crossing.to.path.to_string(),
        },
        kind: crossing.kind.name().to_owned(),
        confidence: confidence(crossing.is_likely).to_owned(),
    }
}
