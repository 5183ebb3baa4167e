use std::collections::HashSet;

use boundstone_model::{FactsBuilder, ItemKind, ItemNumber, Visibility};
use boundstone_text::TextRange;
use tree_sitter::Node;

use super::role::{Grammar, Role};
use super::{Items, TsWalk};
use crate::walk::{Found, child};

/// Names that are exported by another statement than the one that defines them, each with the
/// module or namespace it stands in.
#[derive(Default)]
pub(super) struct Exports<'a>(HashSet<(Option<ItemNumber>, &'a str)>);

impl<'a> Exports<'a> {
    pub(super) fn add(&mut self, walk: &TsWalk<'a>, name: Node<'_>) {
        self.0.insert((walk.scope.parent, walk.slice(name)));
    }

    /// `{ a, b as c }` of an export that names no other file.
    pub(super) fn add_clause(&mut self, walk: &TsWalk<'a>, clause: Node<'_>, grammar: &Grammar) {
        for specifier in clause.named_children(&mut clause.walk()) {
            if let Some(name) = child(specifier, grammar.fields.name) {
                self.add(walk, name);
            }
        }
    }

    /// Makes what is exported public, and members private whose type is.
    pub(super) fn apply(&self, facts: &mut FactsBuilder) {
        for number in 0..facts.items().len() as ItemNumber {
            let Some(item) = facts.items().get(number as usize) else { return };
            let parent = item.parent().and_then(|parent| facts.items().get(parent as usize));
            let owner = parent.filter(|parent| {
                use ItemKind::{Class, Enum, Interface, TypeAlias};
                matches!(parent.kind, Class | Enum | Interface | TypeAlias)
            });
            let corrected = match owner {
                Some(owner) if item.visibility == Visibility::Public => owner.visibility,
                None if self.0.contains(&(item.parent(), facts.name(item))) => Visibility::Public,
                _ => continue,
            };
            facts.set_visibility(number, corrected);
        }
    }
}

impl<'a> Items<'a> {
    /// The forms of CommonJS: `exports.a = …`, `module.exports.a = …`, `module.exports = a` and
    /// `module.exports = { a, b: c }`.
    pub(super) fn assignment(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>) {
        let fields = &self.grammar.fields;
        let sides = (child(node, fields.left), child(node, fields.right));
        let (Some(left), Some(right)) = sides else { return };
        let target = walk.slice(left);
        let target = target.strip_prefix("module.").unwrap_or(target);
        let role = self.grammar.role_of(right);
        if target == "exports" {
            match role {
                Role::Identifier => self.exports.add(walk, right),
                Role::Object => self.object_values(walk, right),
                _ => {}
            }
            return;
        }
        let Some(name) = target.strip_prefix("exports.") else { return };
        if name.contains(['.', '(', '[']) {
            return;
        }
        if role == Role::Identifier {
            return self.exports.add(walk, right);
        }
        let kind = if let Role::Value(kind) = role { kind } else { ItemKind::Variable };
        let list = walk.scope.state;
        let end = left.end_byte() as u32;
        walk.push(Found {
            kind,
            visibility: Visibility::Public,
            range: TextRange::of(node.byte_range()),
            name: TextRange::new(end - name.len() as u32, end),
            lead_start: list.lead_start,
        });
    }

    fn object_values(&mut self, walk: &mut TsWalk<'a>, object: Node<'_>) {
        for entry in object.named_children(&mut object.walk()) {
            let local = child(entry, self.grammar.fields.value).unwrap_or(entry);
            if self.grammar.role_of(local) == Role::Identifier {
                self.exports.add(walk, local);
            }
        }
    }
}
