use boundstone_model::{ItemKind, ItemNumber, Visibility};
use boundstone_text::TextRange;
use tree_sitter::Node;

use super::role::Role;
use super::{Items, List, ListKind, TsWalk};
use crate::walk::Found;

/// What the children of a declaration say of it.
#[derive(Default)]
struct Parts {
    /// Where it begins, behind its decorators.
    start: Option<u32>,
    name: Option<TextRange>,
    /// Whether the cursor stands on a body that may be entered, one below the declaration.
    is_in_body: bool,
}

impl<'a> Items<'a> {
    /// Takes a declaration that is a statement. `export_above` is where the word `export` stands that the
    /// grammar lost above it.
    pub(super) fn declaration(
        &mut self,
        walk: &mut TsWalk<'a>,
        node: Node<'_>,
        kind: ItemKind,
        export_above: Option<u32>,
    ) {
        let lead_start = walk.take_lead(node);
        let list = &mut walk.scope.state;
        list.lead_start = lead_start;
        list.start = export_above;
        list.is_exported = list.exports_all || export_above.is_some();
        self.definition(walk, node, kind, 0, None);
    }

    /// A value of an `export default`, or a function that error recovery took for an expression.
    pub(super) fn value(&mut self, walk: &mut TsWalk<'a>, node: Node<'_>, kind: ItemKind) {
        if walk.scope.state.default.is_some() || node.has_error() {
            self.definition(walk, node, kind, 0, None);
        }
    }

    /// Takes the cursor's node, `depth` below the current list's node, as an item, and enters its
    /// body. `called` names it when nothing in it does.
    pub(super) fn definition(
        &mut self,
        walk: &mut TsWalk<'a>,
        node: Node<'_>,
        kind: ItemKind,
        depth: u32,
        called: Option<TextRange>,
    ) {
        let parts = self.parts(walk, node, kind);
        let list = walk.scope.state;
        walk.scope.state.start = None;
        walk.scope.state.lead_start = u32::MAX;
        let start = list.start.or(parts.start).unwrap_or(node.start_byte() as u32);
        let name = called.or(parts.name).or(list.default).unwrap_or_default();
        // `module a {}` is the old way to write `namespace a {}`; `module "a" {}` is another thing.
        let kind = match kind {
            ItemKind::Module if !name.slice(walk.text).starts_with(['"', '\'']) => {
                ItemKind::Namespace
            }
            kind => kind,
        };
        let found = Found {
            kind,
            visibility: list.visibility(),
            range: TextRange::new(start, node.end_byte() as u32),
            name,
            lead_start: list.lead_start,
        };
        let number = match kind {
            ItemKind::Namespace | ItemKind::Module => Self::push_namespace(walk, found),
            _ => Self::push_defined(walk, found),
        };
        if let Some(number) = number {
            self.functions.add(walk, &found, number);
        }
        if !parts.is_in_body {
            return walk.climb(depth);
        }
        let levels = depth + 2;
        let parent = number.or(walk.scope.parent);
        match kind {
            ItemKind::Function => walk.leave_body(levels, List::of(ListKind::Statements)),
            ItemKind::Enum => {
                walk.enter(levels, parent, List::of(ListKind::EnumMembers));
            }
            ItemKind::Namespace | ItemKind::Module => {
                let list = match list.is_ambient {
                    true => List::ambient(self.grammar, walk.cursor.node()),
                    false => List::default(),
                };
                walk.enter(levels, parent, list);
            }
            _ => {
                walk.enter(levels, parent, List::of(ListKind::Members));
            }
        }
    }

    /// `namespace a.b` is the namespace `a`, which exports `b`. Returns the innermost.
    fn push_namespace(walk: &mut TsWalk<'a>, found: Found) -> Option<ItemNumber> {
        let name = found.name.slice(walk.text);
        if !name.contains('.') || name.starts_with(['"', '\'']) {
            return Self::push_defined(walk, found);
        }
        let (parent, state) = (walk.scope.parent, walk.scope.state);
        let (end, mut at) = (found.range.end(), found.name.start());
        let mut part = found;
        let mut innermost = None;
        for segment in name.split('.') {
            let start = at + (segment.len() - segment.trim_start().len()) as u32;
            part.name = TextRange::new(start, start + segment.trim().len() as u32);
            innermost = Self::push_defined(walk, part);
            at += segment.len() as u32 + 1;
            walk.scope.parent = innermost.or(walk.scope.parent);
            walk.scope.state = List { is_exported: true, ..List::default() };
            part = Found {
                visibility: Visibility::Public,
                range: TextRange::new(at, end),
                lead_start: at,
                ..part
            };
        }
        (walk.scope.parent, walk.scope.state) = (parent, state);
        innermost
    }

    /// Reads the children of a declaration up to its body. Without a body, the cursor stays where
    /// it was.
    fn parts(&self, walk: &mut TsWalk<'a>, node: Node<'_>, kind: ItemKind) -> Parts {
        let fields = &self.grammar.fields;
        let mut parts = Parts::default();
        let is_bodiless = kind == ItemKind::Function && !walk.is_torn(node);
        if kind == ItemKind::Variable || !walk.cursor.goto_first_child() {
            return parts;
        }
        loop {
            let child = walk.cursor.node();
            let role = self.grammar.role_of(child);
            if !matches!(role, Role::Decorator | Role::Comment) {
                parts.start.get_or_insert(child.start_byte() as u32);
            }
            let field = walk.cursor.field_id();
            if field.is_some() && field == fields.name && parts.name.is_none() {
                parts.name = Some(TextRange::of(child.byte_range()));
                if is_bodiless {
                    break;
                }
            }
            let is_body = match kind {
                ItemKind::TypeAlias => field == fields.value && role == Role::ObjectType,
                ItemKind::Function => field == fields.body && role == Role::Block,
                _ => field == fields.body,
            };
            if is_body && field.is_some() && !is_bodiless {
                parts.is_in_body = true;
                return parts;
            }
            if !walk.cursor.goto_next_sibling() {
                break;
            }
        }
        walk.climb(1);
        parts
    }
}
