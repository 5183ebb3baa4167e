use boundstone_model::ItemKind;
use boundstone_text::TextRange;
use tree_sitter::Node;

use super::role::Role;
use super::{Items, List, ListKind, TsWalk, whole};
use crate::walk::{Found, child};

impl<'a> Items<'a> {
    /// Takes one `name = value` of a `const`, `let` or `var`.
    pub(super) fn declarator(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>) {
        let fields = &self.grammar.fields;
        let Some(name) = child(node, fields.name) else { return };
        if self.grammar.role_of(name) == Role::Pattern {
            return self.destructured(walk);
        }
        let name = TextRange::of(name.byte_range());
        match child(node, fields.value).map(|value| self.grammar.role_of(value)) {
            Some(Role::Value(kind)) if walk.cursor.goto_first_child() => {
                while walk.cursor.field_id() != fields.value && walk.cursor.goto_next_sibling() {}
                let value = walk.cursor.node();
                let list = &mut walk.scope.state;
                list.start.get_or_insert(node.start_byte() as u32);
                self.definition(walk, value, kind, 1, Some(name));
                if child(node, fields.ty).is_some() {
                    self.functions.remove(walk, name);
                }
            }
            _ => self.variable(walk, name, node),
        }
    }

    fn variable(&self, walk: &mut TsWalk<'a>, name: TextRange, node: Node<'_>) {
        let list = walk.scope.state;
        walk.scope.state.start = None;
        Self::push_defined(
            walk,
            Found {
                kind: ItemKind::Variable,
                visibility: list.visibility(),
                range: whole(&list, node),
                name,
                lead_start: list.lead_start.min(node.start_byte() as u32),
            },
        );
        walk.scope.state.lead_start = u32::MAX;
    }

    /// `export import a = b.c`; without `export` it names nothing for others.
    pub(super) fn import_alias(&self, walk: &mut TsWalk<'a>, node: Node<'_>) {
        let is_name = |child: &Node<'_>| self.grammar.role_of(*child) == Role::Identifier;
        let name = node.children(&mut node.walk()).find(is_name);
        if let (true, Some(name)) = (walk.scope.state.is_exported, name) {
            self.variable(walk, TextRange::of(name.byte_range()), node);
        }
    }

    fn destructured(&self, walk: &mut TsWalk<'a>) {
        if !walk.cursor.goto_first_child() {
            return;
        }
        while walk.cursor.field_id() != self.grammar.fields.name && walk.cursor.goto_next_sibling()
        {
        }
        let list = List { kind: ListKind::Pattern, start: None, ..walk.scope.state };
        walk.scope.state.start = None;
        walk.scope.state.lead_start = u32::MAX;
        walk.enter(2, walk.scope.parent, list);
    }

    /// Takes one node of a pattern; each name that the pattern binds is an item.
    pub(super) fn pattern(&self, walk: &mut TsWalk<'a>, node: Node<'_>, role: Role) {
        let fields = &self.grammar.fields;
        let field = walk.cursor.field_id();
        // Keys and defaults bind nothing.
        if field.is_some() && (field == fields.key || field == fields.right) {
            return;
        }
        match role {
            Role::Identifier => self.variable(walk, TextRange::of(node.byte_range()), node),
            Role::Pattern => {
                let list = walk.scope.state;
                walk.scope.state.lead_start = u32::MAX;
                walk.enter(1, walk.scope.parent, list);
            }
            _ => {}
        }
    }
}
