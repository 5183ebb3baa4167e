//! What a function without a stated result gives where each way is plain: one of two values, a field of its class, or nothing beside what
//! only a compiler tells.

use std::collections::BTreeSet;

use boundstone_model::union_parts;
use tree_sitter::Node;

use super::given::returns;
use super::inferred::{Held, UNKNOWN};
use super::writer::{Writer, part};

impl Writer<'_> {
    /// `_ | null` of a body that gives nothing in one place, and in another one what only a compiler tells.
    pub(super) fn or_nothing(&mut self, body: Node<'_>) -> Option<String> {
        let mut given = BTreeSet::new();
        for it in returns(body) {
            given.insert(match part(it, 0) {
                None => "undefined",
                Some(value) if value.kind() == "null" => "null",
                Some(value) if self.slice(value) == "undefined" => "undefined",
                Some(_) => UNKNOWN,
            });
        }
        if body.kind() != "statement_block" || given.len() < 2 || !given.contains(UNKNOWN) {
            return None;
        }
        self.is_inferred = true;
        Some(given.into_iter().collect::<Vec<_>>().join(" | "))
    }

    /// `a ? "b" : "c"` where both are plain. One of several stays as narrow as it is written.
    pub(super) fn one_of_two(&mut self, value: Node<'_>, held: Held) -> Option<String> {
        self.one_of(vec![value], held)
    }

    /// What a body gives that returns a plain value wherever it returns, and does not come to its end.
    pub(super) fn one_of_returned(&mut self, body: Node<'_>) -> Option<String> {
        let values: Vec<Node<'_>> =
            returns(body).into_iter().map(|it| part(it, 0)).collect::<Option<_>>()?;
        (values.len() > 1 && has_no_end(body)).then(|| self.one_of(values, Held::Open)).flatten()
    }

    fn one_of(&mut self, values: Vec<Node<'_>>, held: Held) -> Option<String> {
        let narrow = if held == Held::Open { Held::Const } else { held };
        let (mut open, mut first, mut parts) = (values, None, BTreeSet::new());
        while let Some(value) = open.pop() {
            match value.kind() {
                "parenthesized_expression" => open.push(part(value, 0)?),
                "ternary_expression" => {
                    open.push(value.child_by_field_name("consequence")?);
                    open.push(value.child_by_field_name("alternative")?);
                }
                _ => {
                    let ty = self.plain_value(value, narrow)?;
                    parts.extend(union_parts(&ty).into_iter().map(str::to_owned));
                    first = Some(value);
                }
            }
        }
        if ["true", "false"].iter().all(|it| parts.contains(*it)) {
            parts.retain(|it| !matches!(it.as_str(), "true" | "false"));
            parts.insert("boolean".to_owned());
        }
        if parts.contains("string") {
            parts.retain(|it| !it.starts_with('"'));
        }
        match parts.len() {
            1 => self.plain_value(first?, held),
            _ => Some(parts.into_iter().collect::<Vec<_>>().join(" | ")),
        }
    }

    fn plain_value(&mut self, value: Node<'_>, held: Held) -> Option<String> {
        match value.kind() {
            "string" | "template_string" | "number" | "true" | "false" | "null" => {
                self.written_out(value, held, 0)
            }
            "unary_expression" if part(value, 0)?.kind() == "number" => {
                self.written_out(value, held, 0)
            }
            "undefined" | "identifier" if self.slice(value) == "undefined" => {
                Some("undefined".to_owned())
            }
            _ => None,
        }
    }

    /// The fields of a class by this name, what reads one, and the parameters of the constructor that are fields.
    fn fields<'t>(&self, class: Node<'t>, name: &str) -> Vec<Node<'t>> {
        let has = super::declared::has_word;
        let mut all: Vec<Node<'t>> = class.named_children(&mut class.walk()).collect();
        let lists: Vec<Node<'t>> =
            all.iter().filter_map(|it| it.child_by_field_name("parameters")).collect();
        all.retain(|it| {
            it.kind() == "public_field_definition"
                || it.kind() == "method_definition" && has(*it, "get")
        });
        let is_field = |it: &Node<'t>| has(*it, "readonly") || has(*it, "accessibility_modifier");
        for list in lists {
            all.extend(list.named_children(&mut list.walk()).filter(is_field));
        }
        let called = |it: &Node<'t>| {
            it.child_by_field_name("name").or_else(|| it.child_by_field_name("pattern"))
        };
        all.retain(|it| called(it).is_some_and(|it| self.slice(it) == name));
        all
    }

    /// What a field that a method reads, `this.a`, is said to be.
    pub(super) fn stated_field(&mut self, function: Node<'_>, value: Node<'_>) -> Option<String> {
        let class = function.parent().filter(|it| it.kind() == "class_body")?;
        let (of, name) = (part(value, 0)?, value.child_by_field_name("property")?);
        let is_read = value.kind() == "member_expression" && of.kind() == "this";
        if !is_read || super::declared::has_word(function, "static") {
            return None;
        }
        let [field] = *self.fields(class, self.slice(name)).as_slice() else { return None };
        if super::declared::has_word(field, "static") {
            return None;
        }
        let stated = ["type", "return_type"].iter().find_map(|it| field.child_by_field_name(it));
        let ty = self.annotation(stated?);
        let mut parts: BTreeSet<&str> = union_parts(&ty).into_iter().collect();
        let may_miss =
            super::declared::has_word(field, "?") || field.kind() == "optional_parameter";
        if may_miss && field.child_by_field_name("value").is_none() {
            if ty.contains("=>") || ty.contains("fn") {
                return None;
            }
            parts.insert("undefined");
            return Some(parts.into_iter().collect::<Vec<_>>().join(" | "));
        }
        (&*ty != "this").then(|| ty.to_string())
    }
}

/// Whether a statement returns or throws, whatever way it goes.
fn has_no_end(statement: Node<'_>) -> bool {
    let mut open = vec![statement];
    while let Some(statement) = open.pop() {
        let mut cursor = statement.walk();
        let next = match statement.kind() {
            "return_statement" | "throw_statement" => continue,
            "statement_block" | "else_clause" => {
                vec![statement.named_children(&mut cursor).filter(|it| !it.is_extra()).last()]
            }
            "if_statement" => {
                ["consequence", "alternative"].map(|it| statement.child_by_field_name(it)).to_vec()
            }
            _ => return false,
        };
        match next.into_iter().collect::<Option<Vec<_>>>() {
            Some(next) => open.extend(next),
            None => return false,
        }
    }
    true
}
