//! What the names are that a function and its body bind, for what the body itself returns.

use std::collections::BTreeSet;
use std::rc::Rc;

use boundstone_model::union_parts;
use rustc_hash::FxHashMap;
use tree_sitter::Node;

use super::body::Body;
use super::given::is_block;
use super::inferred::Held;
use super::writer::{Writer, part};

/// How many constants of a body are read that name one another.
const DEEPEST: u32 = 6;

/// What a body binds, by its names, and the fields of its class that were asked for: `this.a`. It holds for what that body itself
/// returns; to the functions in it, all of these are not told.
#[derive(Default)]
pub(super) struct Locals<'a> {
    names: FxHashMap<&'a str, Local>,
    /// Once it was asked for.
    body: Option<Rc<Body<'a>>>,
}

#[derive(Default)]
pub(super) struct Local {
    /// What it is said to be, or begins with.
    ty: Option<String>,
    /// A statement names it: it may assign it, or tell it apart. What it is from there on is not told.
    is_named: bool,
}

impl Locals<'_> {
    pub(super) fn binds(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }
}

/// A function and its body.
pub(super) type Around<'t> = (Node<'t>, Node<'t>);

impl<'a> Writer<'a> {
    /// What a name of a value is where a function around binds it: `Some(None)` where that is not told.
    pub(super) fn local(&self, name: Node<'_>) -> Option<Option<String>> {
        let written = self.slice(name);
        let (root, way) = root_and_way(written);
        let mut scopes = self.locals.iter().rev();
        let own = scopes.next();
        if let Some(known) = own.and_then(|it| it.names.get(root)) {
            let ty = known.ty.clone().filter(|_| !known.is_named);
            return Some(ty.zip(way).and_then(|(ty, way)| member_of(ty, &way)));
        }
        let is_bound = is_of_class(root) || scopes.any(|it| it.binds(root));
        is_bound.then_some(None)
    }

    /// What a name is said to be, as far as that holds for all that is told apart of it.
    pub(super) fn stated_local(&self, name: Node<'_>) -> Option<&str> {
        self.locals.last()?.names.get(self.slice(name))?.ty.as_deref()
    }

    /// Reads what the constants, parameters and own fields are that a value names.
    pub(super) fn learn(&mut self, value: Node<'_>, around: Around<'_>, held: Held, depth: u32) {
        if depth > DEEPEST {
            return;
        }
        for name in named_in(value) {
            let (word, body) = (self.slice(name), around.1);
            let is_field = name.kind() == "member_expression";
            let known = self.locals.last().and_then(|it| it.names.get(word));
            if known.map_or(!is_field, |it| it.ty.is_some()) {
                continue;
            }
            let said = self.body(body);
            let declared = said.declared_once(word, body);
            let ty = match declared {
                _ if is_field => self.stated_field(around.0, name),
                Some(declared) => self.declared_type(word, declared, around, held, depth),
                None => self.stated_parameter(word, around.0),
            };
            let (ty, is_list) = match (ty, declared) {
                (None, Some(declared)) => (self.list_declared(declared), true),
                (ty, _) => (ty, false),
            };
            // What is asked of a parameter in a declaration may say more of it from there on.
            let is_named = is_list
                || !said.is_as_declared(word)
                || declared.is_none() && said.is_in_declarations(word);
            if let (Some(ty), Some(own)) = (ty, self.locals.last_mut()) {
                own.names.insert(word, Local { ty: Some(ty), is_named });
            }
        }
    }

    /// What a parameter of this name is said to be.
    fn stated_parameter(&mut self, name: &str, function: Node<'_>) -> Option<String> {
        let list = function.child_by_field_name("parameters")?;
        let mut cursor = list.walk();
        let parameter = list.named_children(&mut cursor).find(|it| {
            it.child_by_field_name("pattern")
                .is_some_and(|it| it.kind() == "identifier" && self.slice(it) == name)
        })?;
        let ty = self.annotation(parameter.child_by_field_name("type")?);
        if parameter.kind() != "optional_parameter"
            || parameter.child_by_field_name("value").is_some()
        {
            return Some(ty.to_string());
        }
        let mut parts: BTreeSet<&str> = union_parts(&ty).into_iter().collect();
        parts.insert("undefined");
        let parts: Vec<&str> = parts.into_iter().collect();
        (!ty.contains("=>") && !ty.contains("fn")).then(|| parts.join(" | "))
    }

    /// Whether no statement of a body names a value.
    pub(super) fn is_as_declared(&mut self, name: &str, body: Node<'_>) -> bool {
        self.body(body).is_as_declared(name)
    }

    /// What the body says that is looked into.
    fn body(&mut self, body: Node<'_>) -> Rc<Body<'a>> {
        if let Some(known) = self.locals.last().and_then(|it| it.body.clone()) {
            return known;
        }
        let read = Rc::new(Body::read(self, body));
        if let Some(scope) = self.locals.last_mut() {
            scope.body = Some(Rc::clone(&read));
        }
        read
    }

    /// What a function and its body bind, the functions in it aside.
    pub(super) fn bound(&self, (function, body): Around<'_>) -> Locals<'a> {
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
                    found.names.insert(self.slice(node), Local::default());
                }
                "type_annotation" => {}
                _ => open.extend(node.named_children(&mut node.walk())),
            }
        }
    }
}

/// The values that a value names, and the fields of `this`; the bodies of functions aside.
fn named_in(value: Node<'_>) -> Vec<Node<'_>> {
    let mut open = vec![value];
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        let is_field = || part(node, 0).is_some_and(|it| it.kind() == "this");
        match node.kind() {
            "identifier" | "shorthand_property_identifier" => found.push(node),
            "member_expression" if is_field() => found.push(node),
            "method_definition" | "class" => {}
            _ if Writer::is_function(node) => {}
            _ => open.extend(node.named_children(&mut node.walk())),
        }
    }
    found
}

/// `a` of `a.b.c`, and `this.a` of `this.a.b`, with what is read of it by name; `None` where it is read in another way.
fn root_and_way(written: &str) -> (&str, Option<Vec<&str>>) {
    let word = |it: char| it.is_alphanumeric() || matches!(it, '_' | '$');
    let mut end = written.find(|it| !word(it)).unwrap_or(written.len());
    if written.starts_with("this.") && end == 4 {
        let behind = written.get(5..).unwrap_or_default();
        end = 5 + behind.find(|it| !word(it)).unwrap_or(behind.len());
    }
    let (root, behind) = written.split_at(end);
    let way = || {
        let names = behind.trim_start().strip_prefix('.')?.split('.').map(str::trim);
        names.map(|it| (!it.is_empty() && it.chars().all(word)).then_some(it)).collect()
    };
    (root, if behind.trim().is_empty() { Some(Vec::new()) } else { way() })
}

fn is_of_class(root: &str) -> bool {
    root == "this" || root == "super" || root.starts_with("this.")
}

/// What stands in a type by a way of names. Of a type that is one of several, or has no members of its own, that is not told.
fn member_of(ty: String, way: &[&str]) -> Option<String> {
    if way.is_empty() {
        return Some(ty);
    }
    let is_joined = [" | ", " & ", "=>"].iter().any(|sign| ty.contains(sign));
    let is_named = ty.starts_with(|it: char| it.is_uppercase()) && !ty.ends_with("[]");
    let is_parameter =
        ty.strip_prefix('T').is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
    let is_told = is_named && !is_parameter && !is_joined;
    is_told.then(|| way.iter().fold(ty, |of, name| format!("{of}[\"{name}\"]")))
}
