use boundstone_model::{Callable, Form, Parameter, Value};
use tree_sitter::Node;

use super::declared::Declared;
use super::inferred::Held;
use super::record::accessibility;
use super::writer::{Mark, Writer, without_undefined};

/// What is called: a function is, and what is assigned to a variable.
const FUNCTIONS: [&str; 4] =
    ["arrow_function", "function_expression", "generator_function", "function_declaration"];

impl Writer<'_> {
    /// The overloads of a function or method; without overloads, its one form.
    pub(super) fn function(&mut self, all: &[Declared<'_>]) -> (Form, Vec<Mark>) {
        let Some(first) = all.first() else { return (Form::Module, Vec::new()) };
        if first.node.kind() == "variable_declarator" {
            return self.function_variable(first.node);
        }
        let nodes: Vec<Node<'_>> = all.iter().map(|it| it.node).collect();
        let marks = self.member_marks(first.node);
        (Form::Function(self.overloads(&nodes)), marks)
    }

    pub(super) fn overloads(&mut self, nodes: &[Node<'_>]) -> Box<[Callable]> {
        let stated: Vec<&Node<'_>> =
            nodes.iter().filter(|it| it.child_by_field_name("body").is_none()).collect();
        match stated.as_slice() {
            [] => nodes.iter().map(|node| self.callable(*node)).collect(),
            stated => stated.iter().map(|node| self.callable(**node)).collect(),
        }
    }

    /// `const a = (…) => …`
    fn function_variable(&mut self, node: Node<'_>) -> (Form, Vec<Mark>) {
        let word = super::value::word(node);
        if let Some(stated) = node.child_by_field_name("type") {
            let ty = Some(self.annotation(stated));
            return (Form::Value(Value { word, is_mutable: false, ty, value: None }), Vec::new());
        }
        let value = node.child_by_field_name("value");
        let callable = value.map(|value| self.callable(value)).unwrap_or_default();
        (Form::Function(Box::from([callable])), vec![word.into()])
    }

    pub(super) fn callable(&mut self, node: Node<'_>) -> Callable {
        let generics = self.generics(node);
        let mut callable = Callable { generics, ..Callable::default() };
        let parameters = self.parameters(node, &mut callable);
        callable.parameters = parameters.into();
        let result = node.child_by_field_name("return_type");
        let result = result.or_else(|| node.child_by_field_name("type"));
        callable.result = result.map(|it| self.annotation(it));
        let is_constructor =
            node.child_by_field_name("name").is_some_and(|it| self.slice(it) == "constructor");
        if callable.result.is_none() && !is_constructor && !self.is_given {
            callable.result = self.given_at_once(node);
        }
        if callable.result.is_none() {
            callable.result = unstated(node).map(Mark::from);
            self.is_inferred |= callable.result.is_some();
        }
        let is_construct = is_constructor || node.kind() == "construct_signature";
        if is_construct {
            callable.qualifiers = Box::from(["new".into()]);
        }
        let says_nothing = is_constructor
            || node
                .child_by_field_name("name")
                .is_some_and(|it| it.kind() == "private_property_identifier");
        if callable.result.is_none() && !says_nothing {
            self.is_inferred = true;
        }
        self.values.pop();
        self.leave();
        callable
    }

    /// The parameters; their names are known until they are taken from `values`.
    fn parameters(&mut self, node: Node<'_>, callable: &mut Callable) -> Vec<Parameter> {
        self.values.push(Vec::new());
        if node.child_by_field_name("parameter").is_some() {
            // `a => …`
            self.is_inferred = true;
            return vec![Parameter { ty: None, is_optional: false, is_rest: false }];
        }
        let Some(list) = node.child_by_field_name("parameters") else { return Vec::new() };
        let mut cursor = list.walk();
        let all: Vec<Node<'_>> = list
            .named_children(&mut cursor)
            .filter(|it| matches!(it.kind(), "required_parameter" | "optional_parameter"))
            .collect();
        let is_this = |it: &Node<'_>| {
            it.child_by_field_name("pattern").is_some_and(|pattern| pattern.kind() == "this")
        };
        let names = all.iter().filter(|it| !is_this(it)).map(|it| {
            let pattern = it.child_by_field_name("pattern");
            pattern
                .map(|it| self.slice(it).trim_start_matches("...").to_owned())
                .unwrap_or_default()
        });
        let names: Vec<String> = names.collect();
        if let Some(last) = self.values.last_mut() {
            *last = names;
        }
        let mut parameters = Vec::new();
        for it in all {
            if is_this(&it) {
                callable.receiver = it.child_by_field_name("type").map(|it| self.annotation(it));
                continue;
            }
            parameters.push(self.parameter(it));
        }
        parameters
    }

    fn parameter(&mut self, node: Node<'_>) -> Parameter {
        let ty = node.child_by_field_name("type").map(|it| self.annotation(it));
        let default = node.child_by_field_name("value");
        let pattern = node.child_by_field_name("pattern");
        // A pattern says more of it than its default.
        let is_named = pattern.is_some_and(|it| it.kind() == "identifier");
        let ty =
            ty.or_else(|| default.filter(|_| is_named).and_then(|it| self.type_of(it, Held::Open)));
        let ty = ty.or_else(|| self.taken_apart(pattern?, default));
        self.is_inferred |= ty.is_none();
        let is_optional = node.kind() == "optional_parameter" || default.is_some();
        let is_rest = pattern.is_some_and(|it| it.kind() == "rest_pattern");
        let ty = ty.map(|it| match it.strip_prefix("readonly ") {
            // Who calls it gives one after another.
            Some(list) if is_rest => list.into(),
            _ if is_optional => without_undefined(&it).into(),
            _ => it,
        });
        Parameter { ty, is_optional, is_rest }
    }

    /// The words before a member that its users feel.
    pub(super) fn member_marks(&mut self, node: Node<'_>) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let mut cursor = node.walk();
        for child in node.children(&mut cursor) {
            match child.kind() {
                "static" | "readonly" | "abstract" => marks.push(child.kind().into()),
                "accessibility_modifier" if accessibility(self.slice(child)).is_some() => {
                    marks.push(self.slice(child).into());
                }
                "?" => marks.push("optional".into()),
                _ => {}
            }
            if child.kind() == "formal_parameters" || child.kind() == "type_annotation" {
                break;
            }
        }
        if node.kind() == "abstract_method_signature" && !marks.iter().any(|it| &**it == "abstract")
        {
            marks.push("abstract".into());
        }
        marks
    }

    pub(super) fn is_function(node: Node<'_>) -> bool {
        FUNCTIONS.contains(&node.kind())
    }
}

/// What a function without a stated result gives for certain.
fn unstated(node: Node<'_>) -> Option<&'static str> {
    let has = |word| super::declared::has_word(node, word);
    let is_generator = node.kind().starts_with("generator_function") || has("*");
    match (has("async"), is_generator) {
        (true, true) => Some("AsyncGenerator<_>"),
        (false, true) => Some("Generator<_>"),
        (true, false) => Some("Promise<_>"),
        (false, false) => None,
    }
}
