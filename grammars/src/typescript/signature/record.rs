use std::collections::BTreeMap;

use boundstone_model::{Callable, Enumeration, Form, Generics, Member, Record, Signature, Value};
use tree_sitter::Node;

use super::constant::{Known, constant};
use super::declared::{Declared, has_word};
use super::writer::{Mark, Writer, bare_key, quoted};

/// The modifiers that say who may use a member, where not everyone may.
pub(super) fn accessibility(word: &str) -> Option<&'static str> {
    match word {
        "protected" => Some("protected"),
        "private" => Some("private"),
        _ => None,
    }
}

impl Writer<'_> {
    pub(super) fn class(&mut self, node: Node<'_>) -> (Form, Vec<Mark>) {
        let is_held = node.kind() == "variable_declarator";
        let held = node.child_by_field_name("value").filter(|_| is_held);
        let node = held.unwrap_or(node);
        let generics = self.generics(node);
        let heritage = node.children(&mut node.walk()).find(|it| it.kind() == "class_heritage");
        let parents = heritage.map(|it| self.parents(it)).unwrap_or_default();
        let (members, has_hidden) = self.members(node.child_by_field_name("body"));
        self.leave();
        // The grammar knows none without a name.
        let before = self.text().get(..node.start_byte()).unwrap_or_default().trim_end();
        let is_abstract =
            node.kind() == "abstract_class_declaration" || before.ends_with(" abstract");
        let mut marks: Vec<Mark> = Vec::new();
        marks.extend(is_abstract.then(|| "abstract".into()));
        // Then it is no type.
        marks.extend(is_held.then(|| "const".into()));
        (record("class", generics, parents, members, has_hidden), marks)
    }

    /// One interface, in one or several declarations.
    pub(super) fn interface(&mut self, all: &[Declared<'_>]) -> Form {
        let mut whole: Option<(Generics, Vec<Mark>, Vec<Member>)> = None;
        for Declared { node, .. } in all {
            let generics = self.generics(*node);
            let clause = node
                .children(&mut node.walk())
                .find(|it| matches!(it.kind(), "extends_type_clause" | "extends_clause"));
            let parents = clause.map(|it| self.clause("extends", it)).unwrap_or_default();
            let (members, _) = self.members(node.child_by_field_name("body"));
            self.leave();
            match &mut whole {
                None => whole = Some((generics, parents, members)),
                Some((_, all_parents, all_members)) => {
                    all_parents.extend(parents);
                    members.into_iter().for_each(|it| merge(all_members, it));
                }
            }
        }
        let (generics, parents, mut members) = whole.unwrap_or_default();
        sort(&mut members);
        record("interface", generics, parents, members, false)
    }

    fn parents(&mut self, heritage: Node<'_>) -> Vec<Mark> {
        let mut found = Vec::new();
        for clause in heritage.named_children(&mut heritage.walk()) {
            match clause.kind() {
                "extends_clause" => found.extend(self.superclass(clause)),
                "implements_clause" => found.extend(self.clause("implements", clause)),
                _ => {}
            }
        }
        found
    }

    /// What a class extends is an expression: a name, or what only inference knows.
    fn superclass(&mut self, clause: Node<'_>) -> Option<Mark> {
        let value = clause.child_by_field_name("value")?;
        if !matches!(value.kind(), "identifier" | "member_expression") {
            self.is_inferred = true;
            return Some("extends _".into());
        }
        let arguments = clause.child_by_field_name("type_arguments");
        let arguments = arguments.map(|it| self.ty(it)).unwrap_or_default();
        Some(format!("extends {}{arguments}", self.ty(value)).into())
    }

    fn clause(&mut self, word: &str, clause: Node<'_>) -> Vec<Mark> {
        let mut cursor = clause.walk();
        let types = clause.named_children(&mut cursor).filter(|it| !it.is_extra());
        types.map(|it| format!("{word} {}", self.ty(it)).into()).collect()
    }

    /// The members that users see, by name, and whether there are others.
    fn members(&mut self, body: Option<Node<'_>>) -> (Vec<Member>, bool) {
        let Some(body) = body else { return (Vec::new(), false) };
        let mut groups: BTreeMap<(String, bool, &'static str), Vec<Node<'_>>> = BTreeMap::new();
        let mut members = Vec::new();
        let mut has_hidden = false;
        for node in body.named_children(&mut body.walk()) {
            let name = node.child_by_field_name("name");
            let form = match node.kind() {
                "method_definition" | "method_signature" | "abstract_method_signature" => {
                    if has_word(node, "get") || has_word(node, "set") {
                        "property"
                    } else {
                        "method"
                    }
                }
                "public_field_definition" | "property_signature" => "property",
                "call_signature" | "construct_signature" => "signature",
                "index_signature" => {
                    members.push(self.index(node));
                    continue;
                }
                _ => continue,
            };
            if name.is_some_and(is_computed_by_call) {
                continue;
            }
            let key = name.map(|it| bare_key(self.slice(it))).unwrap_or_default();
            let is_private = self.is_private(node);
            if is_private && key != "constructor" {
                // Values are made their own by what they hold, not by what their class does.
                has_hidden |= !has_word(node, "static");
                continue;
            }
            if key == "constructor" && form == "method" {
                has_hidden |= self.parameter_properties(node, &mut members);
            }
            let key = if node.kind() == "construct_signature" { "new".to_owned() } else { key };
            groups.entry((key, has_word(node, "static"), form)).or_default().push(node);
        }
        for ((name, is_static, form), nodes) in groups {
            let all: Vec<Declared<'_>> =
                nodes.into_iter().map(|node| Declared { node, is_static }).collect();
            let is_around = std::mem::take(&mut self.is_inferred);
            let (form, marks) = match form {
                "property" => self.property(&all),
                _ => self.function(&all),
            };
            members.push(self.member(&name, form, marks));
            self.is_inferred |= is_around;
        }
        sort(&mut members);
        (members, has_hidden)
    }

    fn member(&self, name: &str, form: Form, mut marks: Vec<Mark>) -> Member {
        let is_optional = marks.iter().any(|it| &**it == "optional");
        marks.retain(|it| &**it != "optional");
        marks.sort();
        let name = match name {
            // Call and construct signatures have none.
            "new" if matches!(&form, Form::Function(all) if all.iter().any(|it| it.qualifiers.iter().any(|it| &**it == "new"))) => {
                ""
            }
            name => name,
        };
        let signature = Signature { marks: marks.into(), form, is_inferred: self.is_inferred };
        Member { name: name.into(), is_optional, signature }
    }

    /// `[key: string]: T`
    fn index(&mut self, node: Node<'_>) -> Member {
        let ty = Some(self.ty(node));
        let form = Form::Value(Value { word: "", is_mutable: false, ty, value: None });
        self.member("", form, Vec::new())
    }

    /// The properties that a constructor's parameters are; whether there are private ones.
    fn parameter_properties(&mut self, constructor: Node<'_>, members: &mut Vec<Member>) -> bool {
        let Some(list) = constructor.child_by_field_name("parameters") else { return false };
        let mut has_hidden = false;
        for node in list.named_children(&mut list.walk()) {
            let is_property = node.children(&mut node.walk()).any(|it| {
                matches!(it.kind(), "accessibility_modifier" | "readonly" | "override_modifier")
            });
            let Some(name) = node.child_by_field_name("pattern").filter(|_| is_property) else {
                continue;
            };
            if self.is_private(node) {
                has_hidden = true;
                continue;
            }
            let (form, marks) = self.property(&[Declared { node, is_static: false }]);
            let name = self.slice(name).to_owned();
            members.push(self.member(&name, form, marks));
        }
        has_hidden
    }

    fn is_private(&self, node: Node<'_>) -> bool {
        let name = node.child_by_field_name("name");
        name.is_some_and(|it| it.kind() == "private_property_identifier")
            || node
                .children(&mut node.walk())
                .any(|it| it.kind() == "accessibility_modifier" && self.slice(it) == "private")
    }

    pub(super) fn enumeration(&mut self, all: &[Declared<'_>]) -> Form {
        let mut variants = Vec::new();
        let mut known = Known::default();
        for Declared { node, .. } in all {
            let Some(body) = node.child_by_field_name("body") else { continue };
            let mut next = Some(0_i64);
            for member in body.named_children(&mut body.walk()).filter(|it| !it.is_extra()) {
                let name = member.child_by_field_name("name").unwrap_or(member);
                let key = bare_key(self.slice(name));
                let stated = member.child_by_field_name("value");
                let number = match stated {
                    Some(stated) => constant(stated, self.text(), &known),
                    None => next,
                };
                let value = match (stated, number) {
                    (_, Some(number)) => Some(number.to_string().into()),
                    (Some(stated), None) => Some(self.value_of_member(stated)),
                    (None, None) => None,
                };
                known.extend(number.map(|number| (key.clone(), number)));
                next = number.and_then(|it| it.checked_add(1));
                let form = Form::Value(Value { word: "", is_mutable: false, ty: None, value });
                variants.push(self.member(&key, form, Vec::new()));
            }
        }
        let is_const = all.first().is_some_and(|it| has_word(it.node, "const"));
        Form::Enum(Enumeration {
            generics: Generics::default(),
            variants: variants.into(),
            is_const,
        })
    }

    fn value_of_member(&mut self, value: Node<'_>) -> Mark {
        let text = self.slice(value);
        let inner = text.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
        match inner.filter(|it| !it.contains(['$', '\\', '"'])) {
            Some(inner) => format!("\"{inner}\"").into(),
            None if value.kind() == "string" => quoted(text).into(),
            None => self.ty(value),
        }
    }

    /// The value of a member of an enum, where it is stated.
    pub(super) fn variant(&mut self, node: Node<'_>) -> Form {
        let stated = node.child_by_field_name("value");
        let value = stated.map(|it| match constant(it, self.text(), &Known::default()) {
            Some(number) => number.to_string().into(),
            None => self.value_of_member(it),
        });
        Form::Value(Value { word: "", is_mutable: false, ty: None, value })
    }
}

/// Whether nobody can say the name of a member: only names and literals make one that a type has.
/// Source: the compiler's error 1168, and `isLateBindableName` in its checker.
fn is_computed_by_call(name: Node<'_>) -> bool {
    let inner = name.named_child(0).filter(|_| name.kind() == "computed_property_name");
    inner.is_some_and(|it| it.kind() == "call_expression")
}

/// A member of a further declaration of an interface. Its overloads stand before those of the earlier ones.
/// Source: TypeScript Handbook, "Declaration Merging".
fn merge(all: &mut Vec<Member>, member: Member) {
    let constructs = |functions: &[Callable]| {
        functions.iter().any(|it| it.qualifiers.iter().any(|word| &**word == "new"))
    };
    if let Form::Function(later) = &member.signature.form {
        let named = all.iter_mut().filter(|it| it.name == member.name);
        let mut earlier = named.filter_map(|it| match &mut it.signature.form {
            Form::Function(earlier) => Some(earlier),
            _ => None,
        });
        if let Some(earlier) = earlier.find(|it| constructs(it) == constructs(later)) {
            *earlier = later.iter().chain(&**earlier).cloned().collect();
            return;
        }
    }
    if !all.contains(&member) {
        all.push(member);
    }
}

fn sort(members: &mut [Member]) {
    members.sort_by_cached_key(|it| (it.name.clone(), it.signature.to_string()));
}

fn record(
    word: &'static str,
    generics: Generics,
    mut parents: Vec<Mark>,
    members: Vec<Member>,
    has_hidden: bool,
) -> Form {
    parents.sort();
    Form::Record(Record {
        word,
        generics,
        parents: parents.into(),
        members: members.into(),
        is_tuple: false,
        has_hidden,
    })
}
