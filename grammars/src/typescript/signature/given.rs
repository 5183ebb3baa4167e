//! What a function without a stated result gives, where its last word says so: `return new Ledger()`,
//! `return { a: 1 }`, and what a constant of its body or an annotated parameter is.

use std::collections::BTreeSet;

use boundstone_model::union_parts;
use rustc_hash::FxHashMap;
use tree_sitter::Node;

use super::inferred::{Held, LONGEST};
use super::writer::{Mark, Writer, part};

/// How many constants of a body are read that name one another.
const DEEPEST: u32 = 6;

/// What a body binds, by its names: the type of what is told, `None` of what is not. It holds for what that body itself
/// returns; to the functions in it, all of these are not told.
pub(super) type Locals<'a> = FxHashMap<&'a str, Option<String>>;

impl<'a> Writer<'a> {
    /// What a function gives that is nothing but a value, `() => ({ a: 1 })`, or what another one gives, `() => f()`, or
    /// that ends with a value that says its type and gives nothing else.
    pub(super) fn given_at_once(&mut self, function: Node<'_>) -> Option<Mark> {
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
        let ty = self.given_last(function, body, is_later).or_else(|| self.or_nothing(body))?;
        Some(if is_later { format!("Promise<{ty}>") } else { ty }.into())
    }

    fn given_last(&mut self, function: Node<'_>, body: Node<'_>, is_later: bool) -> Option<String> {
        let value = match body.kind() {
            "statement_block" => only_returned(body)?,
            _ => body,
        };
        if let Some(ty) = self.own_field(function, body) {
            return (!is_later).then_some(ty);
        }
        self.locals.push(self.bound(function, body));
        let ty = self.given(function, body, value, is_later);
        self.locals.pop();
        ty.filter(|it| !is_block(body) || !it.contains("...") && it.len() <= LONGEST)
    }

    fn given(
        &mut self,
        function: Node<'_>,
        body: Node<'_>,
        mut value: Node<'_>,
        is_later: bool,
    ) -> Option<String> {
        while value.kind() == "parenthesized_expression" {
            value = part(value, 0)?;
        }
        if value.kind() == "ternary_expression" {
            return self.one_of_two(value, Held::Open);
        }
        if let Some(ty) = self.by_language(value, (function, body)) {
            return (!names_one_of(&ty, &self.types_of_body(body))).then_some(ty);
        }
        let is_read = match value.kind() {
            // Who compares may be taken for one that tells types apart.
            "binary_expression" | "unary_expression" => {
                self.is_inferred = true;
                true
            }
            "true" | "false" => true,
            "object" | "array" | "as_expression" | "string" | "template_string" | "number" => true,
            // It may be a promise itself.
            "call_expression" => !is_later && (!is_block(body) || called_alone(body).is_some()),
            "new_expression" => {
                let class = value.child_by_field_name("constructor")?;
                !is_later || !self.slice(class).ends_with("Promise")
            }
            "identifier" => {
                !is_later && self.slice(value) != "undefined" && self.is_as_declared(value, body)
            }
            "satisfies_expression" => {
                part(value, 0).is_some_and(|it| matches!(it.kind(), "object" | "array"))
            }
            _ => Self::is_function(value),
        };
        if !is_read {
            return None;
        }
        // What a constant is stays as narrow as it is written there: that is not read.
        let is_constant = value.kind() == "as_expression" && self.slice(value).ends_with("const");
        if !is_constant {
            self.learn(value, (function, body), 0);
        }
        let ty = self.written_out(value, Held::Open, 0)?;
        (!names_one_of(&ty, &self.types_of_body(body))).then_some(ty)
    }

    /// What a name of a value is where a function around binds it: `Some(None)` where that is not told.
    pub(super) fn local(&self, name: Node<'_>) -> Option<Option<String>> {
        let written = self.slice(name);
        let first = written.split(['.', '?', '[', '!', '(']).next().map_or(written, str::trim);
        if first == "this" || first == "super" {
            return Some(None);
        }
        let mut scopes = self.locals.iter().rev();
        let own = scopes.next()?;
        if let Some(known) = own.get(first) {
            return Some(known.clone().filter(|_| first == written));
        }
        scopes.any(|it| it.contains_key(first)).then_some(None)
    }

    /// Reads what the constants and parameters are that a value names.
    pub(super) fn learn(
        &mut self,
        value: Node<'_>,
        (function, body): (Node<'_>, Node<'_>),
        depth: u32,
    ) {
        if depth > DEEPEST {
            return;
        }
        for name in named_in(value) {
            let word = self.slice(name);
            let is_own = self.locals.last().is_some_and(|it| it.contains_key(word));
            if !is_own || !self.is_as_declared(name, body) {
                continue;
            }
            let ty = match self.declared_once(word, body) {
                Some(declared) => self.declared_type(word, declared, (function, body), depth),
                // What is asked of it elsewhere may say more of it from there on.
                None if self.is_declared_by(word, body) => None,
                None => self.stated_parameter(word, function),
            };
            if let (Some(ty), Some(own)) = (ty, self.locals.last_mut()) {
                own.insert(word, Some(ty));
            }
        }
    }

    /// What a parameter of this name is said to be.
    pub(super) fn stated_parameter(&mut self, name: &str, function: Node<'_>) -> Option<String> {
        let list = function.child_by_field_name("parameters")?;
        let mut cursor = list.walk();
        let parameter = list.named_children(&mut cursor).find(|it| {
            it.child_by_field_name("pattern")
                .is_some_and(|it| it.kind() == "identifier" && self.slice(it) == name)
        })?;
        let ty = self.annotation(parameter.child_by_field_name("type")?);
        if parameter.kind() != "optional_parameter" {
            return Some(ty.to_string());
        }
        let mut parts: BTreeSet<&str> = union_parts(&ty).into_iter().collect();
        parts.insert("undefined");
        let parts: Vec<&str> = parts.into_iter().collect();
        (!ty.contains("=>") && !ty.contains("fn")).then(|| parts.join(" | "))
    }

    /// Whether no statement of a body, its declarations and its end aside, names a value: it may assign it, ask whether it
    /// is there, or give a function something more.
    fn is_as_declared(&self, name: Node<'_>, body: Node<'_>) -> bool {
        let word = self.slice(name);
        if !is_block(body) {
            return true;
        }
        let mut cursor = body.walk();
        let mut others = body.named_children(&mut cursor).filter(|it| {
            !it.is_extra()
                && !matches!(
                    it.kind(),
                    "lexical_declaration" | "function_declaration" | "return_statement"
                )
        });
        !others.any(|it| self.names(it, word))
    }

    /// Whether a declaration of a body names a value.
    fn is_declared_by(&self, word: &str, body: Node<'_>) -> bool {
        let mut cursor = body.walk();
        let mut all =
            body.named_children(&mut cursor).filter(|it| it.kind() == "lexical_declaration");
        is_block(body) && all.any(|it| self.names(it, word))
    }

    fn names(&self, node: Node<'_>, word: &str) -> bool {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if matches!(node.kind(), "identifier" | "shorthand_property_identifier")
                && self.slice(node) == word
            {
                return true;
            }
            open.extend(node.named_children(&mut node.walk()));
        }
        false
    }

    /// What a function and its body bind, the functions in it aside.
    fn bound(&self, function: Node<'_>, body: Node<'_>) -> Locals<'a> {
        let mut found = Locals::default();
        let lists = ["parameters", "parameter"].map(|it| function.child_by_field_name(it));
        lists.into_iter().flatten().for_each(|it| self.bound_by(it, &mut found));
        let mut open = if is_block(body) { vec![body] } else { Vec::new() };
        while let Some(node) = open.pop() {
            let field = match node.kind() {
                "for_in_statement" => "left",
                "catch_clause" => "parameter",
                _ => "name",
            };
            let binds = node.kind().ends_with("declaration")
                || matches!(
                    node.kind(),
                    "variable_declarator"
                        | "for_in_statement"
                        | "catch_clause"
                        | "function_signature"
                );
            if let Some(name) = node.child_by_field_name(field).filter(|_| binds) {
                self.bound_by(name, &mut found);
            }
            let is_closed =
                matches!(node.kind(), "class_declaration" | "method_definition" | "class")
                    || Self::is_function(node)
                    || node.kind() == "generator_function_declaration";
            if !is_closed {
                open.extend(node.named_children(&mut node.walk()));
            }
        }
        found
    }

    fn bound_by(&self, pattern: Node<'_>, found: &mut Locals<'a>) {
        let mut open = vec![pattern];
        while let Some(node) = open.pop() {
            match node.kind() {
                "identifier" | "type_identifier" | "shorthand_property_identifier_pattern" => {
                    found.insert(self.slice(node), None);
                }
                "type_annotation" => {}
                _ => open.extend(node.named_children(&mut node.walk())),
            }
        }
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

fn is_block(body: Node<'_>) -> bool {
    body.kind() == "statement_block"
}

fn names_one_of(ty: &str, names: &[&str]) -> bool {
    let mut words = ty.split(|it: char| !it.is_alphanumeric() && it != '_' && it != '$');
    !names.is_empty() && words.any(|it| names.contains(&it))
}

/// The values that a value names, the bodies of functions aside.
fn named_in(value: Node<'_>) -> Vec<Node<'_>> {
    let mut open = vec![value];
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        match node.kind() {
            "identifier" | "shorthand_property_identifier" => found.push(node),
            "method_definition" | "class" => {}
            _ if Writer::is_function(node) => {}
            _ => open.extend(node.named_children(&mut node.walk())),
        }
    }
    found
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
