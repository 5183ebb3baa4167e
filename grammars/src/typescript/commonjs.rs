//! What CommonJS exports of the names of a file.

use boundstone_model::{ImportForm, Visibility};
use tree_sitter::Node;

use super::import::Draft;
use super::name::range_of;
use super::part::{Part, Syntax};
use super::place::Step;
use super::token::{is_word, word_end};
use crate::walk::child;

/// The name of all that a module exports, where it exports one value instead of names: `export =`,
/// `module.exports =`. TypeScript calls it so too.
pub(super) const WHOLE: &str = "export=";

/// How many assignments in one are looked through for the value at their end.
const LONGEST_CHAIN: usize = 64;

/// What is exported by an assignment to `left`: a name, or all where the answer is `Some(None)`.
pub(super) fn exported(left: &str) -> Option<Option<&str>> {
    if left == "module.exports" {
        return Some(None);
    }
    let left = left.strip_prefix("module.").unwrap_or(left);
    let name = left.strip_prefix("exports.")?;
    let is_name = name.bytes().next().is_some_and(is_word);
    (is_name && word_end(name.as_bytes(), 0) == name.len()).then_some(Some(name))
}

/// The names that are exported by the assignment whose left side ends `path`, which leads to the word
/// `exports`.
pub(super) fn exports<'a>(syntax: &Syntax, text: &'a str, path: &[Step<'a>]) -> Vec<Draft<'a>> {
    let slice = |node: Node<'_>| text.get(node.byte_range()).unwrap_or_default();
    let is_part = |step: &&Step<'a>| {
        matches!(syntax.part_of(step), Part::Member | Part::Name | Part::PropertyName)
    };
    let Some(assignment) = path.iter().rev().find(|step| !is_part(step)) else { return Vec::new() };
    let fields = &syntax.fields;
    if syntax.part_of(assignment) != Part::Assignment {
        return Vec::new();
    }
    let left = child(assignment.node, fields.left);
    let Some(target) = left.and_then(|left| exported(slice(left))) else { return Vec::new() };
    // `exports = module.exports = a`
    let mut right = child(assignment.node, fields.right);
    for _ in 0..LONGEST_CHAIN {
        let Some(next) = right.filter(|it| syntax.part(*it) == Part::Assignment) else { break };
        right = child(next, fields.right);
    }
    let Some(right) = right else { return Vec::new() };
    let local = |name: Node<'a>, bound: &'a str| {
        let mut draft = Draft::new(ImportForm::Local, "".into(), range_of(name));
        draft.name = slice(name).into();
        draft.bound = bound.into();
        draft.visibility = Visibility::Public;
        draft
    };
    match (syntax.part(right), target) {
        (Part::Name, _) => vec![local(right, target.unwrap_or(WHOLE))],
        (Part::Object, None) => {
            let mut walk = right.walk();
            let entries = right.named_children(&mut walk);
            let pair = |entry: Node<'a>| match syntax.part(entry) {
                Part::Shorthand => Some(local(entry, slice(entry))),
                Part::Pair => {
                    let value = child(entry, fields.value)?;
                    let key = slice(child(entry, fields.key)?).trim_matches(['"', '\'']);
                    (syntax.part(value) == Part::Name).then(|| local(value, key))
                }
                _ => None,
            };
            entries.filter_map(pair).collect()
        }
        _ => Vec::new(),
    }
}
