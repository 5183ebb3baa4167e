//! What may be in what a declaration leaves to inference: the values that it returns or is assigned, followed through the names of
//! its bodies to those of its file. Where a name is bound twice, both are followed.

use std::collections::BTreeSet;

use boundstone_model::LeadsTo;
use rustc_hash::{FxHashMap, FxHashSet};
use tree_sitter::Node;

use super::given::{is_block, returns};
use super::writer::{Mark, Writer, part};

impl<'a> Writer<'a> {
    /// The names of the file, each as its definer calls it.
    pub(super) fn leads_to<'t>(&mut self, all: impl Iterator<Item = Node<'t>>) -> LeadsTo {
        let sets = [BTreeSet::new(), BTreeSet::new()];
        let mut flow = Flow { writer: self, class: None, sets };
        all.for_each(|it| flow.declaration(it));
        let [given, taken] = flow.sets.map(|it| it.into_iter().map(Mark::from).collect());
        LeadsTo { given, taken }
    }
}

/// What is done with what a name stands for: it is given, taken by a function that is given, or may be either.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    Given,
    Taken,
    Both,
}

struct Flow<'w, 'a, 't> {
    writer: &'w mut Writer<'a>,
    /// The class whose members are followed.
    class: Option<Node<'t>>,
    /// What is given, and what is taken.
    sets: [BTreeSet<String>; 2],
}

/// Where the names of a function get their values, by name, the functions in it among them.
type Bound<'a, 't> = FxHashMap<&'a str, Vec<Node<'t>>>;

impl<'a, 't> Flow<'_, 'a, 't> {
    fn declaration(&mut self, node: Node<'t>) {
        match node.kind() {
            "class_declaration" | "abstract_class_declaration" | "class" => self.class(node),
            "variable_declarator" | "public_field_definition" => {
                // What is stated is followed as such, but for what a pattern takes out of it.
                let is_whole = node
                    .child_by_field_name("name")
                    .is_some_and(|it| !matches!(it.kind(), "object_pattern" | "array_pattern"));
                match node.child_by_field_name("type") {
                    Some(_) if is_whole => {}
                    Some(stated) => self.all(stated, Way::Given),
                    None => {
                        let value = node.child_by_field_name("value");
                        self.values(value.into_iter().collect(), &Bound::default());
                    }
                }
            }
            "method_definition" => self.function(node),
            _ if Writer::is_function(node) => self.function(node),
            _ => self.values(vec![node], &Bound::default()),
        }
    }

    fn class(&mut self, class: Node<'t>) {
        let around = self.class.replace(class);
        let mut cursor = class.walk();
        let heritage = class.children(&mut cursor).find(|it| it.kind() == "class_heritage");
        heritage.into_iter().for_each(|it| self.all(it, Way::Both));
        let members = children(class.child_by_field_name("body"));
        members.into_iter().for_each(|it| self.declaration(it));
        self.class = around;
    }

    /// What a function gives that does not state it, and what it takes of which only a default is said.
    fn function(&mut self, function: Node<'t>) {
        let bound = self.bound(function);
        let mut open = Vec::new();
        for it in children(function.child_by_field_name("parameters")) {
            if it.child_by_field_name("type").is_none() {
                open.extend(it.child_by_field_name("value"));
            }
        }
        let is_stated = function.child_by_field_name("return_type").is_some();
        if let Some(body) = function.child_by_field_name("body").filter(|_| !is_stated) {
            match function.kind().starts_with("generator")
                || super::declared::has_word(function, "*")
            {
                true => self.all(body, Way::Both),
                false if is_block(body) => {
                    open.extend(returns(body).into_iter().filter_map(|it| part(it, 0)));
                }
                false => open.push(body),
            }
        }
        self.values(open, &bound);
    }

    /// Follows values to the names of the file that they are made of.
    fn values(&mut self, values: Vec<Node<'t>>, bound: &Bound<'a, 't>) {
        let mut seen: FxHashSet<(&str, Way)> = FxHashSet::default();
        let mut open: Vec<(Node<'t>, Way)> =
            values.into_iter().map(|it| (it, Way::Given)).collect();
        while let Some((node, way)) = open.pop() {
            let mut both = |names: [&str; 2]| {
                open.extend(
                    names.iter().filter_map(|it| Some((node.child_by_field_name(it)?, way))),
                )
            };
            match node.kind() {
                // What they are says their form alone: text, a number, an element; or the class, whose members are known.
                "jsx_element"
                | "jsx_self_closing_element"
                | "jsx_fragment"
                | "string"
                | "template_string"
                | "unary_expression"
                | "update_expression"
                | "comment"
                | "property_identifier"
                | "this" => {}
                "binary_expression" => {
                    let sign = node.child_by_field_name("operator").map(|it| it.kind());
                    if matches!(sign, Some("&&" | "||" | "??")) {
                        both(["left", "right"]);
                    }
                }
                "ternary_expression" => both(["consequence", "alternative"]),
                "as_expression" => match part(node, 1) {
                    Some(ty) => self.all(ty, way),
                    None => open.extend(part(node, 0).map(|it| (it, way))),
                },
                "identifier" | "shorthand_property_identifier" => {
                    let name = self.writer.slice(node);
                    if seen.insert((name, way)) {
                        open.extend(bound.get(name).into_iter().flatten().map(|it| (*it, way)));
                        self.name(node, way);
                    }
                }
                "member_expression" if part(node, 0).is_some_and(|it| it.kind() == "this") => {
                    let name = node.child_by_field_name("property");
                    self.own_member(name, way, &mut open);
                }
                "member_expression" if self.is_of_module(node) => self.name(node, way),
                "class" | "class_body" => self.all(node, Way::Both),
                "type_annotation" | "type_arguments" | "type_parameters" => self.all(node, way),
                "call_expression" | "new_expression" => self.call(node, way, &mut open),
                "method_definition" => self.within(node, way, &mut open),
                _ if Writer::is_function(node) => self.within(node, way, &mut open),
                _ => open.extend(node.named_children(&mut node.walk()).map(|it| (it, way))),
            }
        }
    }

    /// What a function of others makes of what it is given may take it, too; one of the package is followed itself.
    fn call(&mut self, call: Node<'t>, way: Way, open: &mut Vec<(Node<'t>, Way)>) {
        let field = |name| call.child_by_field_name(name);
        let Some(called) = field("function").or_else(|| field("constructor")) else { return };
        let is_own = called.kind() == "identifier"
            && self.writer.is_of_file(self.writer.slice(called))
            && self.writer.name_in_package(called).is_none();
        let of_given = if is_own { way } else { Way::Both };
        open.push((called, way));
        open.extend(field("type_arguments").map(|it| (it, of_given)));
        open.extend(children(field("arguments")).into_iter().map(|it| (it, of_given)));
    }

    /// A function that is a value: what it takes, and what it gives.
    fn within(&mut self, function: Node<'t>, way: Way, open: &mut Vec<(Node<'t>, Way)>) {
        let taken = if way == Way::Given { Way::Taken } else { Way::Both };
        let parameters = function.child_by_field_name("parameters");
        parameters.into_iter().for_each(|it| self.all(it, taken));
        let stated = function.child_by_field_name("return_type");
        stated.into_iter().for_each(|it| self.all(it, way));
        let is_stated = stated.is_some();
        let Some(body) = function.child_by_field_name("body").filter(|_| !is_stated) else {
            return;
        };
        match is_block(body) {
            true => {
                open.extend(returns(body).into_iter().filter_map(|it| Some((part(it, 0)?, way))))
            }
            false => open.push((body, way)),
        }
    }

    /// `this.a`, and a parameter of the constructor that is a field. What a method gives that states nothing is followed with it.
    fn own_member(&mut self, name: Option<Node<'t>>, way: Way, open: &mut Vec<(Node<'t>, Way)>) {
        let Some(name) = name.map(|it| self.writer.slice(it)) else { return };
        let body = self.class.and_then(|it| it.child_by_field_name("body"));
        let mut own: Vec<Node<'t>> = children(body);
        let lists = own.iter().map(|it| children(it.child_by_field_name("parameters")));
        let of_constructor: Vec<Node<'t>> = lists.flatten().collect();
        own.extend(of_constructor);
        for member in own {
            let field = |it| member.child_by_field_name(it);
            let called = field("name").or_else(|| field("pattern"));
            if called.is_some_and(|it| self.writer.slice(it) == name) {
                match field("type").or_else(|| field("return_type")) {
                    Some(stated) => self.all(stated, way),
                    None => open.extend(field("value").map(|it| (it, way))),
                }
            }
        }
    }

    /// All names in a node: of types, and of what cannot be followed.
    fn all(&mut self, node: Node<'t>, way: Way) {
        let mut open = vec![(node, way)];
        while let Some((node, way)) = open.pop() {
            // What such a function takes goes the other way.
            let way = if node.kind() == "function_type" { Way::Both } else { way };
            match node.kind() {
                "identifier" | "type_identifier" | "shorthand_property_identifier" => {
                    self.name(node, way)
                }
                "member_expression" | "nested_identifier" | "nested_type_identifier"
                    if self.is_of_module(node) =>
                {
                    self.name(node, way);
                }
                _ => open.extend(node.named_children(&mut node.walk()).map(|it| (it, way))),
            }
        }
    }

    fn is_of_module(&self, node: Node<'_>) -> bool {
        let first = self.writer.slice(node).split(['.', '?']).next().unwrap_or_default();
        self.writer.module(first.trim()).is_some()
    }

    fn name(&mut self, node: Node<'_>, way: Way) {
        let first = self.writer.slice(node).split(['.', '?']).next().unwrap_or_default();
        if self.writer.is_of_file(first.trim()) {
            let name = self.writer.ty(node);
            let name = name.split('.').next().unwrap_or_default();
            let [given, taken] = &mut self.sets;
            if way != Way::Taken {
                given.insert(name.to_owned());
            }
            if way != Way::Given {
                taken.insert(name.to_owned());
            }
        }
    }

    /// What the names of a function are bound to and assigned: the values, and what is said of their types.
    fn bound(&self, function: Node<'t>) -> Bound<'a, 't> {
        let mut found = Bound::default();
        let mut open = vec![function];
        while let Some(node) = open.pop() {
            let field = |name| node.child_by_field_name(name);
            match node.kind() {
                "variable_declarator" => {
                    self.bind(field("name"), [field("type"), field("value")], &mut found)
                }
                "required_parameter" | "optional_parameter" => {
                    self.bind(field("pattern"), [field("type"), field("value")], &mut found);
                }
                "for_in_statement" => self.bind(field("left"), [field("right"), None], &mut found),
                "catch_clause" => self.bind(field("parameter"), [None, None], &mut found),
                "arrow_function" => self.bind(field("parameter"), [None, None], &mut found),
                "function_declaration" | "class_declaration" if node != function => {
                    self.bind(field("name"), [Some(node), None], &mut found);
                }
                "assignment_expression" | "augmented_assignment_expression" => {
                    self.bind(field("left"), [field("right"), None], &mut found);
                }
                "call_expression" => {
                    self.bind_called(node, &mut found, &mut open);
                    continue;
                }
                _ => {}
            }
            open.extend(node.named_children(&mut node.walk()));
        }
        found.retain(|_, it| !it.is_empty());
        found
    }

    /// What a value is given it may hold: `all.push(a).push(b)`.
    fn bind_called(&self, call: Node<'t>, found: &mut Bound<'a, 't>, open: &mut Vec<Node<'t>>) {
        let (mut called, mut given) = (Some(call), Vec::new());
        while let Some(call) = called.take_if(|it| it.kind() == "call_expression") {
            given.extend(call.child_by_field_name("arguments"));
            open.extend(call.child_by_field_name("type_arguments"));
            let function = call.child_by_field_name("function");
            let method = function.filter(|it| it.kind() == "member_expression");
            called = method.and_then(|it| it.child_by_field_name("object"));
            open.extend(function.filter(|_| called.is_none()));
        }
        for arguments in &given {
            self.bind(called, [Some(*arguments), None], found);
        }
        open.extend(called.into_iter().chain(given));
    }

    fn bind(&self, name: Option<Node<'t>>, from: [Option<Node<'t>>; 2], found: &mut Bound<'a, 't>) {
        let mut open: Vec<Node<'t>> = name.into_iter().collect();
        while let Some(node) = open.pop() {
            match node.kind() {
                "identifier" | "shorthand_property_identifier_pattern" | "type_identifier" => {
                    found.entry(self.writer.slice(node)).or_default().extend(from.iter().flatten());
                }
                "member_expression" | "subscript_expression" => {
                    open.extend(node.child_by_field_name("object"));
                }
                _ => open.extend(node.named_children(&mut node.walk())),
            }
        }
    }
}

fn children(node: Option<Node<'_>>) -> Vec<Node<'_>> {
    node.map(|it| it.named_children(&mut it.walk()).collect()).unwrap_or_default()
}
