//! What may stand in a `boundstone.toml`, as its JSON Schema says it.
#![expect(dead_code, reason = "only the schemas of these types are used")]

use boundstone_model::Dialect;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};

use super::{rule_ids, rules};
use crate::schema::{has_schema, one_of};

/// The settings of a repository, in its root. Every key is optional.
#[derive(JsonSchema)]
#[schemars(title = "boundstone.toml", deny_unknown_fields)]
pub(crate) struct BoundstoneToml {
    /// The layers, from high to low. A boundary may use its own layer and those below it.
    layers: Option<Vec<String>>,
    /// The revision that promises are compared with; `origin/HEAD` where it is missing.
    base: Option<String>,
    /// Where decisions are.
    decisions: Option<DecisionsTable>,
    /// How ownership files are read.
    ownership: Option<OwnershipTable>,
    /// The severity of a rule, where it is not the default.
    rules: Option<Levels>,
    /// Paths that are left alone, as globs from the root.
    exclude: Option<Vec<String>>,
}

/// Where decisions are.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DecisionsTable {
    /// Folders of decision records beside the usual ones, from the root.
    paths: Option<Vec<String>>,
}

/// How ownership files are read.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OwnershipTable {
    /// The forge whose rules count, where they cannot be told from the file.
    dialect: Option<DialectName>,
    /// Owners that exist although no ownership file names them.
    known: Option<Vec<String>>,
}

struct DialectName;
has_schema!(DialectName, one_of([Dialect::GitHub, Dialect::GitLab].map(Dialect::name)));

struct Levels;
has_schema!(Levels, levels());

fn levels() -> Schema {
    let level = Value::from(one_of(rules::LEVELS));
    let of_rules: Map<String, Value> =
        rule_ids().map(|id| (id.to_owned(), level.clone())).collect();
    schemars::json_schema!({
        "type": "object",
        "properties": of_rules,
        "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DECISIONS_KEYS, KEYS, OWNERSHIP_KEYS};
    use crate::schema::tests::{keys, required, sorted};

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        assert_eq!(keys::<BoundstoneToml>(), sorted(KEYS));
        assert_eq!(keys::<DecisionsTable>(), sorted(DECISIONS_KEYS));
        assert_eq!(keys::<OwnershipTable>(), sorted(OWNERSHIP_KEYS));
    }

    #[test]
    fn no_key_is_required() {
        assert!(required::<BoundstoneToml>().is_empty());
        assert!(required::<DecisionsTable>().is_empty());
        assert!(required::<OwnershipTable>().is_empty());
    }
}
