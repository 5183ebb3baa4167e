//! Properties that are given to a function by the statements behind it: `Menu.Item = Item`.
//! Source: the release notes of TypeScript 3.1, "Properties declarations on functions".

use std::collections::HashMap;

use boundstone_model::{ItemKind, ItemNumber, Visibility};
use boundstone_text::TextRange;
use tree_sitter::Node;

use super::role::Role;
use super::{Items, TsWalk};
use crate::walk::{Found, child};

/// The functions that may be given some, each with the module or namespace it stands in. One whose type is stated has
/// what that has, and nothing else.
#[derive(Default)]
pub(super) struct Functions<'a>(HashMap<(Option<ItemNumber>, &'a str), ItemNumber>);

impl<'a> Functions<'a> {
    /// Of several declarations of a function, the first has them.
    pub(super) fn add(&mut self, walk: &TsWalk<'a>, found: &Found, number: ItemNumber) {
        if found.kind == ItemKind::Function {
            let key = (walk.scope.parent, found.name.slice(walk.text));
            self.0.entry(key).or_insert(number);
        }
    }

    pub(super) fn remove(&mut self, walk: &TsWalk<'a>, name: TextRange) {
        self.0.remove(&(walk.scope.parent, name.slice(walk.text)));
    }

    fn named(&self, walk: &TsWalk<'a>, name: Node<'_>) -> Option<ItemNumber> {
        self.0.get(&(walk.scope.parent, walk.slice(name))).copied()
    }
}

impl<'a> Items<'a> {
    /// Takes the statement `a.b = …` where `a` is a function. False for any other.
    pub(super) fn property(&mut self, walk: &mut TsWalk<'a>, statement: Node<'_>) -> bool {
        let fields = &self.grammar.fields;
        let assignment = statement.child(0);
        let left = assignment.and_then(|it| child(it, fields.left));
        let named = left.and_then(|it| it.named_child(0).zip(it.named_child(1)));
        let Some((object, property)) = named else { return false };
        let is_plain = left.is_some_and(|it| it.kind() == "member_expression")
            && self.grammar.role_of(object) == Role::Identifier;
        let Some(function) = self.functions.named(walk, object).filter(|_| is_plain) else {
            return false;
        };
        let value = assignment.and_then(|it| child(it, fields.right));
        let kind = match value.map(|it| self.grammar.role_of(it)) {
            Some(Role::Value(ItemKind::Function)) => ItemKind::Method,
            _ => ItemKind::Property,
        };
        let lead_start = walk.take_lead(statement);
        let around = walk.scope.parent.replace(function);
        walk.push(Found {
            kind,
            visibility: Visibility::Public,
            range: TextRange::of(statement.byte_range()),
            name: TextRange::of(property.byte_range()),
            lead_start,
        });
        walk.scope.parent = around;
        true
    }
}
