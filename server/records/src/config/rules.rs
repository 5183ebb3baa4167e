use boundstone_model::{Problem, Rule, RuleLevel, Severity, nearest_name};
use boundstone_text::TextRange;

use crate::toml::{Fields, Node, shown};

pub(super) const LEVELS: [&str; 4] = ["off", "hint", "warning", "error"];

/// Reads `[rules]`.
pub(super) fn read(node: &Node, fields: &mut Fields) -> Vec<(Rule, RuleLevel)> {
    let Some(table) = fields.table("rules", node, "a table, [rules]") else { return Vec::new() };
    let mut rules = Vec::new();
    for entry in &table.entries {
        let id = entry.key.value.as_str();
        if !is_rule_id(id) {
            fields.problems.push(unknown_rule(Rule::ConfigUnknownKey, id, entry.key.range));
            continue;
        }
        let level = read_level(id, &entry.value, fields);
        rules.extend(Rule::from_id(id).zip(level));
    }
    rules
}

fn read_level(id: &str, node: &Node, fields: &mut Fields) -> Option<RuleLevel> {
    let word = fields.text(id, node)?;
    if &*word.value == "off" {
        return Some(None);
    }
    let severity = Severity::from_name(&word.value);
    if severity.is_none() {
        fields.unknown_word("severity", &word, &LEVELS);
    }
    severity.map(Some)
}

/// Whether a rule of this id exists.
pub(crate) fn is_rule_id(id: &str) -> bool {
    rule_ids().any(|known| known == id)
}

/// The finding, under `found_by`, about an id that no rule has.
pub(crate) fn unknown_rule(found_by: Rule, id: &str, range: TextRange) -> Problem {
    let help = match nearest_name(id, rule_ids()) {
        Some(id) => format!("did you mean `{id}`?"),
        None => "`boundstone rules` lists them".to_owned(),
    };
    let message = format!("there is no rule `{}`", shown(id));
    Problem::new(found_by, range, message, help)
}

pub(crate) fn rule_ids() -> impl Iterator<Item = &'static str> {
    Rule::ALL.iter().map(|rule| rule.id())
}
