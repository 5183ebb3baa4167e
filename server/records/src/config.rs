//! The reader of the root file, `boundstone.toml`.

mod rules;
pub(crate) mod schema;

use std::sync::Arc;

use boundstone_model::{ConfigFile, Dialect, OutlineEntry, Problem, RepoPath, Spanned};

use crate::toml::{self, Entry, Fields, Node};
pub(crate) use rules::{is_rule_id, rule_ids, unknown_rule};

/// All keys at the top of a `boundstone.toml`.
pub const KEYS: [&str; 6] = ["layers", "base", "decisions", "ownership", "rules", "exclude"];
const DECISIONS_KEYS: [&str; 1] = ["paths"];
const OWNERSHIP_KEYS: [&str; 2] = ["dialect", "known"];

/// Reads a `boundstone.toml`. What is wrong in it is a problem and costs only the entry it stands in.
pub fn read(text: &str) -> (ConfigFile, Vec<Problem>) {
    let (table, problems) = toml::parse(text);
    let mut fields = Fields { problems };
    let mut config = ConfigFile::default();
    for entry in &table.entries {
        read_entry(entry, &mut config, &mut fields);
    }
    fields.problems.sort_by_key(|problem| problem.range);
    (config, fields.problems)
}

/// The parts of a `boundstone.toml`.
pub fn outline(text: &str) -> Vec<OutlineEntry> {
    let (table, _) = toml::parse(text);
    toml::outline::outline(&table)
}

fn read_entry(entry: &Entry, config: &mut ConfigFile, fields: &mut Fields) {
    let (key, node) = (entry.key.value.as_str(), &entry.value);
    match key {
        "layers" => config.layers = read_layers(node, fields),
        "base" => config.base = fields.text(key, node),
        "exclude" => config.exclude = fields.texts(key, node).unwrap_or_default(),
        "decisions" => read_decisions(node, config, fields),
        "ownership" => read_ownership(node, config, fields),
        "rules" => config.rules = rules::read(node, fields),
        _ => fields.unknown_key(&entry.key, &KEYS, "of boundstone.toml"),
    }
}

fn read_layers(node: &Node, fields: &mut Fields) -> Option<Vec<Spanned<Arc<str>>>> {
    let mut layers: Vec<Spanned<Arc<str>>> = Vec::new();
    for layer in fields.texts("layers", node)? {
        if layers.iter().any(|higher| higher.value == layer.value) {
            let message = format!("the layer `{}` is named twice", toml::shown(&layer.value));
            fields.malformed(layer.range, message, "name each layer once, high to low");
        } else {
            layers.push(layer);
        }
    }
    Some(layers)
}

fn read_decisions(node: &Node, config: &mut ConfigFile, fields: &mut Fields) {
    let Some(table) = fields.table("decisions", node, "a table, [decisions]") else { return };
    for entry in &table.entries {
        match entry.key.value.as_str() {
            "paths" => {
                let mut paths = fields.texts("paths", &entry.value).unwrap_or_default();
                paths.retain(|path| is_inside(path, fields));
                config.decision_paths = paths;
            }
            _ => fields.unknown_key(&entry.key, &DECISIONS_KEYS, "of [decisions]"),
        }
    }
}

/// Whether a path stays in the repository; nothing outside is ever read.
fn is_inside(path: &Spanned<Arc<str>>, fields: &mut Fields) -> bool {
    let is_inside = RepoPath::root().join(&path.value).is_some();
    if !is_inside {
        let message = format!("`{}` is not inside the repository", toml::shown(&path.value));
        fields.malformed(path.range, message, "write the folder as seen from the root");
    }
    is_inside
}

fn read_ownership(node: &Node, config: &mut ConfigFile, fields: &mut Fields) {
    let Some(table) = fields.table("ownership", node, "a table, [ownership]") else { return };
    for entry in &table.entries {
        let key = entry.key.value.as_str();
        match key {
            "dialect" => config.dialect = read_dialect(&entry.value, fields),
            "known" => {
                config.known_owners = fields.texts(key, &entry.value).unwrap_or_default();
            }
            _ => fields.unknown_key(&entry.key, &OWNERSHIP_KEYS, "of [ownership]"),
        }
    }
}

fn read_dialect(node: &Node, fields: &mut Fields) -> Option<Spanned<Dialect>> {
    let word = fields.text("dialect", node)?;
    let dialect = Dialect::from_name(&word.value);
    if dialect.is_none() {
        let known = [Dialect::GitHub, Dialect::GitLab].map(Dialect::name);
        fields.unknown_word("dialect of ownership files", &word, &known);
    }
    dialect.map(|dialect| Spanned::new(dialect, word.range))
}

#[cfg(test)]
mod tests;
