//! What a function without a stated result gives, where its last word says so: `return new Ledger()`,
//! `return { a: 1 }`, and what a constant of its body or an annotated parameter is.

use tree_sitter::Node;

use super::inferred::{Held, LONGEST};
use super::locals::Around;
use super::writer::{Mark, Writer, part};

impl<'a> Writer<'a> {
    /// What a function gives that is nothing but a value, `() => ({ a: 1 })`, or what another one gives, `() => f()`, or
    /// that ends with a value that says its type and gives nothing else.
    pub(super) fn given_at_once(&mut self, function: Node<'_>) -> Option<Mark> {
        if self.is_too_deep() {
            return None;
        }
        self.depth += 1;
        let given = self.given_by_body(function);
        self.depth -= 1;
        given
    }

    fn given_by_body(&mut self, function: Node<'_>) -> Option<Mark> {
        let body = function.child_by_field_name("body")?;
        if is_method_that_gives_itself(function, body) {
            return Some("this".into());
        }
        let has = |word| super::declared::has_word(function, word);
        let is_later = has("async");
        if gives_nothing(function, body) {
            return Some(if is_later { "Promise<void>" } else { "void" }.into());
        }
        if has("*") {
            return None;
        }
        let ty = self
            .given_last(function, body, is_later)
            .or_else(|| self.one_of_returned(body))
            .or_else(|| self.or_nothing(body))?;
        Some(if is_later { format!("Promise<{ty}>") } else { ty }.into())
    }

    fn given_last(&mut self, function: Node<'_>, body: Node<'_>, is_later: bool) -> Option<String> {
        let value = match body.kind() {
            "statement_block" => only_returned(body)?,
            _ => body,
        };
        self.locals.push(self.bound((function, body)));
        let ty = self.given((function, body), value, is_later);
        self.locals.pop();
        ty.filter(|it| !is_block(body) || !it.contains("...") && it.len() <= LONGEST)
    }

    fn given(
        &mut self,
        (function, body): Around<'_>,
        mut value: Node<'_>,
        is_later: bool,
    ) -> Option<String> {
        while value.kind() == "parenthesized_expression" {
            value = part(value, 0)?;
        }
        if value.kind() == "ternary_expression" {
            return self.one_of_two(value, Held::Open);
        }
        // What a constant is stays as narrow as it is written there.
        let is_constant = value.kind() == "as_expression" && self.slice(value).ends_with("const");
        let held = if is_constant { Held::Const } else { Held::Open };
        self.learn(value, (function, body), held, 0);
        let is_read = match value.kind() {
            // Who compares may be taken for one that tells types apart.
            "binary_expression" | "unary_expression" => {
                self.is_inferred = true;
                true
            }
            "true" | "false" => true,
            "object" | "array" | "as_expression" | "string" | "template_string" | "number" => true,
            // It may be a promise itself.
            "call_expression" => {
                let function = value.child_by_field_name("function");
                self.by_language(value).is_some()
                    || function.is_some_and(|it| self.slice(it) == "Object.assign")
                    || !is_later && (!is_block(body) || called_alone(body).is_some())
            }
            "member_expression" => {
                self.by_language(value).is_some() || !is_later && self.local(value).is_some()
            }
            "new_expression" => {
                let class = value.child_by_field_name("constructor")?;
                !is_later || !self.slice(class).ends_with("Promise")
            }
            "identifier" if is_later || self.slice(value) == "undefined" => false,
            "identifier" => match self.local(value) {
                Some(known) => known.is_some(),
                None => self.is_as_declared(self.slice(value), body),
            },
            "satisfies_expression" => {
                part(value, 0).is_some_and(|it| matches!(it.kind(), "object" | "array"))
            }
            _ => Self::is_function(value),
        };
        if !is_read {
            return None;
        }
        let ty = self.written_out(value, Held::Open, 0)?;
        (!names_one_of(&ty, &self.types_of_body(body))).then_some(ty)
    }

    /// The types that a body declares, which mean nothing outside.
    fn types_of_body(&self, body: Node<'_>) -> Vec<&'a str> {
        let mut cursor = body.walk();
        let all = body.named_children(&mut cursor).filter(|it| {
            matches!(
                it.kind(),
                "class_declaration"
                    | "abstract_class_declaration"
                    | "interface_declaration"
                    | "type_alias_declaration"
                    | "enum_declaration"
            )
        });
        all.filter_map(|it| Some(self.slice(it.child_by_field_name("name")?))).collect()
    }
}

pub(super) fn is_block(body: Node<'_>) -> bool {
    body.kind() == "statement_block"
}

fn names_one_of(ty: &str, names: &[&str]) -> bool {
    let mut words = ty.split(|it: char| !it.is_alphanumeric() && it != '_' && it != '$');
    !names.is_empty() && words.any(|it| names.contains(&it))
}

/// The value that a body gives at its end, where it gives nothing else.
fn only_returned(body: Node<'_>) -> Option<Node<'_>> {
    let last = body.named_children(&mut body.walk()).filter(|it| !it.is_extra()).last()?;
    let value = part(last, 0).filter(|_| last.kind() == "return_statement")?;
    (returns(body).len() == 1).then_some(value)
}

/// The call that is all of a body.
fn called_alone(body: Node<'_>) -> Option<Node<'_>> {
    let mut cursor = body.walk();
    let mut all = body.named_children(&mut cursor).filter(|it| !it.is_extra());
    let only = all.next().filter(|it| it.kind() == "return_statement")?;
    let call = part(only, 0).filter(|it| it.kind() == "call_expression")?;
    let is_named = call.child_by_field_name("function")?.kind() == "identifier";
    (all.next().is_none() && is_named).then_some(call)
}

/// A method of a class that ends with `return this`, and returns nothing else.
fn is_method_that_gives_itself(function: Node<'_>, body: Node<'_>) -> bool {
    let is_method = function.kind() == "method_definition"
        && function.parent().is_some_and(|it| it.kind() == "class_body")
        && !["static", "async", "*", "get"]
            .iter()
            .any(|it| super::declared::has_word(function, it));
    let mut cursor = body.walk();
    let last = body.named_children(&mut cursor).filter(|it| !it.is_extra()).last();
    let value = last.filter(|it| it.kind() == "return_statement").and_then(|it| part(it, 0));
    // What `this` is may be stated.
    let names_this = |it: Node<'_>| {
        it.named_children(&mut it.walk())
            .any(|it| it.child_by_field_name("pattern").is_some_and(|it| it.kind() == "this"))
    };
    is_method
        && value.is_some_and(|it| it.kind() == "this")
        && returns(body).len() == 1
        && !function.child_by_field_name("parameters").is_some_and(names_this)
}

/// A declared function, or a method of a class, that returns no value: what never returns is `never` for others alone.
/// Source: `mayReturnNever` in the checker of TypeScript.
fn gives_nothing(function: Node<'_>, body: Node<'_>) -> bool {
    let is_declared = match function.kind() {
        "function_declaration" => true,
        "method_definition" => {
            function.parent().is_some_and(|it| it.kind() == "class_body")
                && !["*", "get", "set"].iter().any(|it| super::declared::has_word(function, it))
        }
        _ => false,
    };
    is_declared
        && body.kind() == "statement_block"
        && !body.has_error()
        && returns(body).into_iter().all(|it| part(it, 0).is_none())
}

/// Where a body returns, the functions in it aside.
pub(super) fn returns(body: Node<'_>) -> Vec<Node<'_>> {
    let mut open = vec![body];
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor) {
            match child.kind() {
                "return_statement" => found.push(child),
                "function_declaration"
                | "generator_function_declaration"
                | "class_declaration"
                | "class"
                | "method_definition" => {}
                _ if Writer::is_function(child) => {}
                _ => open.push(child),
            }
        }
    }
    found
}
