//! What a body says of its names, read once for all that it returns.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use tree_sitter::Node;

use super::given::is_block;
use super::pattern;
use super::writer::Writer;

/// Empty for a body that is one value.
#[derive(Default)]
pub(super) struct Body<'a> {
    /// Where the variables and functions stand that it declares, none in a block of its own, by their names. `None` for an overload.
    declared: FxHashMap<&'a str, Vec<Option<Range<usize>>>>,
    /// The names, and fields of `this`, in its statements, its declarations and its ends aside.
    in_statements: FxHashSet<&'a str>,
    in_declarations: FxHashSet<&'a str>,
}

impl<'a> Body<'a> {
    pub(super) fn read(writer: &Writer<'a>, body: Node<'_>) -> Self {
        let mut read = Self::default();
        let mut cursor = body.walk();
        let statements = body.named_children(&mut cursor).filter(|it| !it.is_extra());
        for statement in statements.filter(|_| is_block(body)) {
            match statement.kind() {
                "return_statement" => {}
                "lexical_declaration" => {
                    add_names(writer, statement, &mut read.in_declarations);
                    for one in statement.named_children(&mut statement.walk()) {
                        read.declare(writer, one, Some(one.byte_range()));
                    }
                }
                "function_declaration" => {
                    read.declare(writer, statement, Some(statement.byte_range()));
                }
                kind => {
                    if kind == "function_signature" {
                        read.declare(writer, statement, None);
                    }
                    add_names(writer, statement, &mut read.in_statements);
                }
            }
        }
        read
    }

    fn declare(&mut self, writer: &Writer<'a>, node: Node<'_>, at: Option<Range<usize>>) {
        let Some(name) = node.child_by_field_name("name") else { return };
        let names = match name.kind() {
            "object_pattern" | "array_pattern" => pattern::names(name),
            _ => vec![name],
        };
        for name in names {
            self.declared.entry(writer.slice(name)).or_default().push(at.clone());
        }
    }

    /// The declaration of a name in the body; `None` where there are several.
    pub(super) fn declared_once<'t>(&self, name: &str, body: Node<'t>) -> Option<Node<'t>> {
        let [Some(at)] = self.declared.get(name)?.as_slice() else { return None };
        body.descendant_for_byte_range(at.start, at.end)
    }

    /// Whether no statement names a value: it may assign it, ask whether it is there, or give a function something more.
    pub(super) fn is_as_declared(&self, name: &str) -> bool {
        !self.in_statements.contains(name)
    }

    pub(super) fn is_in_declarations(&self, name: &str) -> bool {
        self.in_declarations.contains(name)
    }
}

fn add_names<'a>(writer: &Writer<'a>, node: Node<'_>, found: &mut FxHashSet<&'a str>) {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let is_meant = match node.kind() {
            "identifier" | "shorthand_property_identifier" => true,
            "member_expression" => node.child(0).is_some_and(|it| it.kind() == "this"),
            _ => false,
        };
        if is_meant {
            found.insert(writer.slice(node));
        }
        open.extend(node.named_children(&mut node.walk()));
    }
}
