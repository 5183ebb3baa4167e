use boundstone_model::{ItemKind, Visibility};
use boundstone_text::TextRange;
use tree_sitter::Node;

use super::role::Role;
use super::{Items, List, ListKind, TsWalk};
use crate::walk::{Found, child};

impl<'a> Items<'a> {
    /// Takes one node of the body of a class, an interface or an object type.
    pub(super) fn member(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>, role: Role) {
        match role {
            Role::Member(kind) => self.named_member(walk, node, kind),
            Role::Decorator => walk.attribute(node),
            // What follows a class that lost its end is parsed as its members.
            Role::Declaration(_) | Role::Export | Role::Ambient | Role::Variables => {
                self.statement(walk, node, role);
            }
            _ => walk.other(node, false),
        }
    }

    fn named_member(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>, kind: ItemKind) {
        let fields = &self.grammar.fields;
        let lead_start = walk.take_lead(node);
        if !walk.cursor.goto_first_child() {
            return;
        }
        let mut found = Found {
            kind,
            visibility: Visibility::Public,
            range: TextRange::new(node.end_byte() as u32, node.end_byte() as u32),
            name: TextRange::default(),
            lead_start,
        };
        let mut is_in_parameters = false;
        let mut is_in_body = false;
        loop {
            let child = walk.cursor.node();
            let role = self.grammar.role_of(child);
            if found.range.is_empty() && !matches!(role, Role::Decorator | Role::Comment) {
                found.range = TextRange::of(child.start_byte()..node.end_byte());
            }
            let field = walk.cursor.field_id();
            if field.is_none() {
                match role {
                    Role::Accessibility => found.visibility = accessibility(walk.slice(child)),
                    Role::Accessor => found.kind = ItemKind::Property,
                    _ => {}
                }
            } else if field == fields.name {
                found.name = TextRange::of(child.byte_range());
                if walk.slice(child).starts_with('#') {
                    found.visibility = Visibility::Private;
                }
                let may_go_on = found.name.slice(walk.text) == "constructor" || walk.is_torn(node);
                if !may_go_on || kind == ItemKind::Property {
                    break;
                }
            } else if field == fields.parameters && !walk.is_torn(node) {
                is_in_parameters = true;
                break;
            } else if field == fields.body {
                is_in_body = true;
                break;
            }
            if !walk.cursor.goto_next_sibling() {
                break;
            }
        }
        walk.push(found);
        if is_in_parameters {
            walk.enter(2, walk.scope.parent, List::of(ListKind::Parameters));
        } else if is_in_body {
            walk.leave_body(2, List::of(ListKind::Statements));
        } else {
            walk.climb(1);
        }
    }

    /// Takes one parameter of a constructor; with a modifier, it is a property of the class.
    pub(super) fn parameter(&self, walk: &mut TsWalk<'a>, node: Node<'_>, role: Role) {
        if role != Role::Parameter {
            return walk.other(node, false);
        }
        let lead_start = walk.take_lead(node);
        if !walk.cursor.goto_first_child() {
            return;
        }
        let (mut start, mut stated, mut name) = (None, None, None);
        loop {
            let child = walk.cursor.node();
            let role = self.grammar.role_of(child);
            if !matches!(role, Role::Decorator | Role::Comment) {
                start = start.or(Some(child.start_byte()));
            }
            match role {
                Role::Accessibility => stated = Some(accessibility(walk.slice(child))),
                Role::PropertyWord => stated = stated.or(Some(Visibility::Public)),
                _ if walk.cursor.field_id() == self.grammar.fields.pattern => {
                    name = Some(child.byte_range());
                    break;
                }
                _ => {}
            }
            if !walk.cursor.goto_next_sibling() {
                break;
            }
        }
        walk.climb(1);
        if let (Some(start), Some(visibility), Some(name)) = (start, stated, name) {
            walk.push(Found {
                kind: ItemKind::Property,
                visibility,
                range: TextRange::of(start..node.end_byte()),
                name: TextRange::of(name),
                lead_start,
            });
        }
    }

    /// Takes one node of the body of an enum.
    pub(super) fn enum_member(&self, walk: &mut TsWalk<'a>, node: Node<'_>, role: Role) {
        let fields = &self.grammar.fields;
        let name = if role == Role::EnumAssignment {
            child(node, fields.name)
        } else {
            (walk.cursor.field_id() == fields.name).then_some(node)
        };
        let Some(name) = name else { return walk.other(node, false) };
        let lead_start = walk.take_lead(node);
        walk.push(Found {
            kind: ItemKind::Variant,
            visibility: Visibility::Public,
            range: TextRange::of(node.byte_range()),
            name: TextRange::of(name.byte_range()),
            lead_start,
        });
    }
}

fn accessibility(modifier: &str) -> Visibility {
    match modifier {
        "private" => Visibility::Private,
        "protected" => Visibility::Restricted,
        _ => Visibility::Public,
    }
}
