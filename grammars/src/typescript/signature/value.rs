use boundstone_model::{Form, Value};
use tree_sitter::Node;

use super::declared::Declared;
use super::writer::{Mark, Writer, number, part, quoted, without_undefined};

impl Writer<'_> {
    pub(super) fn variable(&mut self, node: Node<'_>) -> (Form, Vec<Mark>) {
        match node.kind() {
            "import_alias" => (self.named_again(node), Vec::new()),
            "variable_declarator" => {
                let word = word(node);
                let ty = self.stated_or_settled(node, word == "const");
                (Form::Value(Value { word, is_mutable: false, ty, value: None }), Vec::new())
            }
            _ => {
                let ty = self.settled(node, true);
                self.is_inferred |= ty.is_none();
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
        let ty = match first.node.kind() {
            "method_definition" | "method_signature" | "abstract_method_signature" => {
                self.accessors(&nodes, &mut marks)
            }
            _ => {
                let is_literal = marks.iter().any(|it| &**it == "readonly");
                self.stated_or_settled(first.node, is_literal)
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
        marks.push("accessor".into());
        if setter.is_none() {
            marks.push("readonly".into());
        }
        let read = getter.and_then(|it| it.child_by_field_name("return_type"));
        let written = setter.and_then(|it| {
            let list = it.child_by_field_name("parameters")?;
            part(list, 0)?.child_by_field_name("type")
        });
        let ty = read.or(written).map(|it| self.annotation(it));
        self.is_inferred |= ty.is_none();
        ty
    }

    fn stated_or_settled(&mut self, node: Node<'_>, is_literal: bool) -> Option<Mark> {
        if let Some(stated) = node.child_by_field_name("type") {
            return Some(self.annotation(stated));
        }
        let ty = node.child_by_field_name("value").and_then(|it| self.settled(it, is_literal));
        self.is_inferred |= ty.is_none();
        ty
    }

    /// The type of an initialiser that settles it: a literal, `a as T`, a function that states its types.
    fn settled(&mut self, value: Node<'_>, is_literal: bool) -> Option<Mark> {
        match value.kind() {
            "as_expression" => {
                let ty = part(value, 1).filter(|it| self.slice(*it) != "const")?;
                Some(self.ty(ty))
            }
            _ if !is_literal => self.widened(value),
            "string" => Some(quoted(self.slice(value)).into()),
            "number" => Some(number(self.slice(value)).into()),
            "true" | "false" => Some(self.slice(value).into()),
            "unary_expression" if part(value, 0).is_some_and(|it| it.kind() == "number") => {
                Some(self.slice(value).split_whitespace().collect::<String>().into())
            }
            _ if Self::is_function(value) => {
                let was_inferred = self.is_inferred;
                self.is_inferred = false;
                let callable = self.callable(value);
                let is_stated = !self.is_inferred;
                self.is_inferred |= was_inferred;
                is_stated.then(|| callable.to_string().into())
            }
            _ => None,
        }
    }

    /// The type of a literal where it may be assigned anew.
    pub(super) fn widened(&mut self, value: Node<'_>) -> Option<Mark> {
        let ty = match value.kind() {
            "string" | "template_string" => "string",
            "number" => "number",
            "true" | "false" => "boolean",
            _ => return None,
        };
        Some(ty.into())
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
