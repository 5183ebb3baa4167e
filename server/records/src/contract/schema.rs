//! What may stand in a `boundary.toml`, as its JSON Schema says it.
#![expect(dead_code, reason = "only the schemas of these types are used")]

use std::collections::BTreeMap;

use boundstone_model::Stability;
use schemars::JsonSchema;

use crate::config::rule_ids;
use crate::schema::{Day, TextOrTexts, has_schema, one_of};

/// What a boundary is and what it promises. Every key is optional. Where `uses`, `used-by` or
/// `[interface]` is missing, nothing is forbidden; where it is there, what it does not name is; `[]` names
/// nothing.
#[derive(JsonSchema)]
#[schemars(title = "boundary.toml", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct BoundaryToml {
    /// The name of the boundary, where it is not that of its package.
    name: Option<String>,
    /// Who owns it: a team, a user or an email, or several.
    owner: Option<TextOrTexts>,
    /// Its layer, one of `layers` in boundstone.toml.
    layer: Option<String>,
    /// The boundaries that it may use.
    uses: Option<Vec<UseEntry>>,
    /// The boundaries that may use it.
    used_by: Option<Vec<String>>,
    /// The decisions that govern it: `ADR-0007`, a number, or a path.
    decisions: Option<Vec<String>>,
    /// The public entry files as seen from here, where no manifest says.
    entry: Option<TextOrTexts>,
    /// The public items, by the path that a consumer writes: `sinks::UTF8`, `Invoice.total`; `*` for all
    /// of a level.
    interface: Option<BTreeMap<String, InterfaceItem>>,
    /// Findings in this boundary that the team has accepted for now.
    accepted: Option<Vec<AcceptedFinding>>,
}

/// A boundary that may be used.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum UseEntry {
    Name(String),
    Table(UseTable),
}

/// A boundary that may be used for a while.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct UseTable {
    /// The boundary.
    name: String,
    /// The decision that deprecates the use.
    deprecated: Option<String>,
    /// The last day on which it may be used.
    until: Option<Day>,
}

/// A public item: its stability, or a table.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum InterfaceItem {
    Stability(StabilityWord),
    Table(ItemTable),
}

/// A public item with all that is promised of it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ItemTable {
    /// Its stability: what others may count on.
    is: StabilityWord,
    /// The version that first had it, which is shown to those who use it.
    since: Option<String>,
    /// The signature as it was promised. `boundstone contract lock` writes it and renews it, and so does a quick fix at a frozen
    /// item whose signature is another one.
    sig: Option<String>,
    /// What to use instead of a deprecated item: a path of this boundary, or `BOUNDARY#path` of another one.
    r#use: Option<String>,
    /// The last day on which a deprecated item may be used: after it, a use is an error.
    until: Option<Day>,
    /// The decisions that govern it.
    decisions: Option<Vec<String>>,
}

/// A finding that is accepted for now.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct AcceptedFinding {
    /// Its rule.
    rule: RuleId,
    /// The file, as seen from here.
    r#in: Option<String>,
    /// The symbol that it is about.
    to: Option<String>,
    /// Why it is accepted.
    reason: String,
    /// From this day on it is a finding again.
    until: Option<Day>,
}

struct StabilityWord;
has_schema!(StabilityWord, one_of(Stability::ALL.map(Stability::name)));

struct RuleId;
has_schema!(RuleId, one_of(rule_ids()));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{KEYS, USE_KEYS, accepted, interface};
    use crate::schema::tests::{keys, required, sorted};

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        assert_eq!(keys::<BoundaryToml>(), sorted(KEYS));
        assert_eq!(keys::<UseTable>(), sorted(USE_KEYS));
        assert_eq!(keys::<ItemTable>(), sorted(interface::ITEM_KEYS));
        assert_eq!(keys::<AcceptedFinding>(), sorted(accepted::KEYS));
    }

    #[test]
    fn what_the_reader_asks_for_is_required_and_no_more() {
        assert!(required::<BoundaryToml>().is_empty());
        assert_eq!(required::<UseTable>(), ["name"]);
        assert_eq!(required::<ItemTable>(), ["is"]);
        assert_eq!(required::<AcceptedFinding>(), ["reason", "rule"]);
    }
}
