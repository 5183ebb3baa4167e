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
            let parent = item.parent.and_then(|parent| facts.items().get(parent as usize));
            let owner = parent.filter(|parent| {
                use ItemKind::{Class, Enum, Function, Interface, TypeAlias};
                matches!(parent.kind, Class | Enum | Function | Interface | TypeAlias)
            });
            let corrected = match owner {
                Some(owner) if item.visibility == Visibility::Public => owner.visibility,
                None if self.0.contains(&(item.parent, facts.name(item))) => Visibility::Public,
                _ => continue,
            };
            facts.set_visibility(number, corrected);
        }
    }
}

impl<'a> Items<'a> {
    /// The forms of CommonJS: `exports.a = …`, `module.exports.a = …`, `module.exports = a`,
    /// `module.exports = { a, b: c }`, and `module.exports = class A { … }`, which is named `exports`
    /// when it has no name of its own.
    pub(super) fn assignment(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>) {
        let fields = &self.grammar.fields;
        let sides = (child(node, fields.left), child(node, fields.right));
        let (Some(left), Some(mut right)) = sides else { return };
        // `exports = module.exports = …`
        while self.grammar.role_of(right) == Role::Assignment
            && let Some(next) = child(right, fields.right)
        {
            right = next;
        }
        let target = walk.slice(left);
        let target = target.strip_prefix("module.").unwrap_or(target);
        let role = self.grammar.role_of(right);
        let end = left.end_byte() as u32;
        if target == "exports" {
            match role {
                Role::Identifier => self.exports.add(walk, right),
                Role::Object => self.object_values(walk, right),
                Role::Value(kind) => {
                    let is_named = child(right, fields.name).is_some();
                    let name = TextRange::new(end - target.len() as u32, end);
                    walk.scope.state.is_whole = true;
                    self.exported_value(walk, kind, (!is_named).then_some(name));
                }
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
        let name = TextRange::new(end - name.len() as u32, end);
        if let Role::Value(kind) = role {
            return self.exported_value(walk, kind, Some(name));
        }
        walk.scope.state.is_exported = true;
        Self::push_defined(
            walk,
            Found {
                kind: ItemKind::Variable,
                visibility: Visibility::Public,
                range: TextRange::of(node.byte_range()),
                name,
                lead_start: walk.scope.state.lead_start,
            },
        );
    }

    /// The function or class at the end of the assignment on which the cursor stands.
    fn exported_value(&mut self, walk: &mut TsWalk<'a>, kind: ItemKind, called: Option<TextRange>) {
        walk.scope.state.start = Some(walk.cursor.node().start_byte() as u32);
        walk.scope.state.is_exported = true;
        let right = self.grammar.fields.right;
        let mut depth = 0;
        while self.grammar.role_of(walk.cursor.node()) == Role::Assignment
            && walk.cursor.goto_first_child()
        {
            depth += 1;
            while walk.cursor.field_id() != right && walk.cursor.goto_next_sibling() {}
        }
        let value = walk.cursor.node();
        self.definition(walk, value, kind, depth, called);
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
