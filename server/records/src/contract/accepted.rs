use std::sync::Arc;

use boundstone_model::{Accepted, Rule, Spanned};

use crate::config::{is_rule_id, unknown_rule};
use crate::toml::{Fields, Node, required};

pub(super) const KEYS: [&str; 5] = ["rule", "in", "to", "reason", "until"];

/// Reads `[[accepted]]`. An entry without a reason accepts nothing.
pub(super) fn read(node: &Node, fields: &mut Fields) -> Vec<Accepted> {
    let list = fields.list("accepted", node, "a list of tables, each under [[accepted]]");
    list.unwrap_or_default().iter().filter_map(|node| read_one(node, fields)).collect()
}

fn read_one(node: &Node, fields: &mut Fields) -> Option<Accepted> {
    let table = fields.table("accepted", node, "a table under [[accepted]]")?;
    let (mut in_path, mut to, mut until) = (None, None, None);
    for entry in &table.entries {
        let (key, node) = (entry.key.value.as_str(), &entry.value);
        match key {
            "rule" | "reason" => {}
            "in" => in_path = fields.text(key, node),
            "to" => to = fields.text(key, node),
            "until" => until = fields.date(key, node),
            _ => fields.unknown_key(&entry.key, &KEYS, "of [[accepted]]"),
        }
    }
    let rule = required(fields, table, "rule", node.range, "say which rule: rule = \"…/…\"")
        .and_then(|entry| fields.text("rule", &entry.value))
        .filter(|rule| is_known(rule, fields));
    let reason = required(fields, table, "reason", node.range, "say why: reason = \"…\"")
        .and_then(|entry| fields.stated("reason", &entry.value, "say why it is accepted"));
    Some(Accepted { rule: rule?, in_path, to, reason: reason?, until })
}

fn is_known(rule: &Spanned<Arc<str>>, fields: &mut Fields) -> bool {
    let is_known = is_rule_id(&rule.value);
    if !is_known {
        fields.problems.push(unknown_rule(Rule::ConfigUnknownName, &rule.value, rule.range));
    }
    is_known
}
