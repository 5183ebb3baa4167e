use boundstone_model::{Form, Value};
use tree_sitter::Node;

use super::declared::Declared;
use super::inferred::Held;
use super::writer::{Mark, Writer, part, without_undefined};

impl Writer<'_> {
    /// A variable whose name begins at `start`.
    pub(super) fn variable(&mut self, node: Node<'_>, start: u32) -> (Form, Vec<Mark>) {
        match node.kind() {
            "import_alias" => (self.named_again(node), Vec::new()),
            "variable_declarator" => {
                if let Some(one) = self.destructured(node, start) {
                    return (one, Vec::new());
                }
                let word = word(node);
                let held = if word == "const" { Held::Const } else { Held::Open };
                if word == "const" && self.is_symbol_made(node) {
                    let ty = Some("unique symbol".into());
                    let value = Value { word, is_mutable: false, ty, value: None };
                    return (Form::Value(value), Vec::new());
                }
                let ty = self.stated_or_written_out(node, held);
                (Form::Value(Value { word, is_mutable: false, ty, value: None }), Vec::new())
            }
            _ => {
                let ty = self.type_of(node, Held::Const);
                (
                    Form::Value(Value { word: "const", is_mutable: false, ty, value: None }),
                    Vec::new(),
                )
            }
        }
    }

    /// A property, or what reads and writes one.
    pub(super) fn property(&mut self, all: &[Declared<'_>]) -> (Form, Vec<Mark>) {
        let Some(first) = all.first() else { return (Form::Module, Vec::new()) };
        let nodes: Vec<Node<'_>> = all.iter().map(|it| it.node).collect();
        let mut marks = self.member_marks(first.node);
        if super::declared::has_word(first.node, "accessor") {
            marks.push("accessor".into());
        }
        let ty = match first.node.kind() {
            "method_definition" | "method_signature" | "abstract_method_signature" => {
                self.accessors(&nodes, &mut marks)
            }
            _ if is_assigned(first.node) => self.type_of(first.node, Held::Open),
            _ => {
                let is_const = marks.iter().any(|it| &**it == "readonly");
                let held = if is_const { Held::Const } else { Held::Open };
                self.stated_or_written_out(first.node, held)
            }
        };
        let is_optional = marks.iter().any(|it| &**it == "optional");
        let ty = ty.map(|it| if is_optional { without_undefined(&it).into() } else { it });
        (Form::Value(Value { word: "", is_mutable: false, ty, value: None }), marks)
    }

    fn accessors(&mut self, nodes: &[Node<'_>], marks: &mut Vec<Mark>) -> Option<Mark> {
        let is = |node: &Node<'_>, word| super::declared::has_word(*node, word);
        let getter = nodes.iter().find(|it| is(it, "get"));
        let setter = nodes.iter().find(|it| is(it, "set"));
        // An interface says no more by it than by a property.
        let is_of_class = |it: &Node<'_>| it.parent().is_some_and(|it| it.kind() == "class_body");
        if nodes.iter().all(|it| it.kind() != "method_signature" || is_of_class(it)) {
            marks.push("accessor".into());
        }
        if setter.is_none() {
            marks.push("readonly".into());
        }
        let read = getter.and_then(|it| it.child_by_field_name("return_type"));
        let written = setter.and_then(|it| {
            let list = it.child_by_field_name("parameters")?;
            part(list, 0)?.child_by_field_name("type")
        });
        let read_as = read.map(|it| self.annotation(it));
        let written_as = written.map(|it| self.annotation(it));
        if let (Some(read), Some(written)) = (&read_as, &written_as)
            && read != written
        {
            marks.push(format!("set({written})").into());
        }
        let given = || getter.and_then(|it| self.given_at_once(*it));
        let ty = read_as.or(written_as).or_else(given);
        self.is_inferred |= ty.is_none();
        ty
    }

    /// `const a = Symbol()`
    /// Source: the release notes of TypeScript 2.7, "Constant-named properties".
    fn is_symbol_made(&self, declarator: Node<'_>) -> bool {
        let called = declarator
            .child_by_field_name("value")
            .filter(|it| it.kind() == "call_expression")
            .and_then(|it| it.child_by_field_name("function"));
        declarator.child_by_field_name("type").is_none()
            && called.is_some_and(|it| matches!(self.slice(it), "Symbol" | "Symbol.for"))
    }

    fn stated_or_written_out(&mut self, node: Node<'_>, held: Held) -> Option<Mark> {
        if let Some(stated) = node.child_by_field_name("type") {
            return Some(self.annotation(stated));
        }
        let value = node.child_by_field_name("value");
        self.is_inferred |= value.is_none();
        self.type_of(value?, held)
    }
}

/// `const`, `let` or `var` of a declarator.
pub(super) fn word(declarator: Node<'_>) -> &'static str {
    let first = declarator.parent().and_then(|it| it.child(0));
    match first.map(|it| it.kind()) {
        Some("let") => "let",
        Some("var") => "var",
        _ => "const",
    }
}

/// Whether a node is what stands behind the `=` of `a.b = …`.
fn is_assigned(node: Node<'_>) -> bool {
    node.parent().is_some_and(|it| it.kind() == "assignment_expression")
}
