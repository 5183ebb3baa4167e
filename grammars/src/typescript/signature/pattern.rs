//! What stands behind the names of `const { a, b: [c] }: T = …`.

use boundstone_model::{Form, Value};
use tree_sitter::Node;

use super::inferred::Held;
use super::value::word;
use super::writer::{Mark, Writer, part};

/// How deep patterns are read that hold one another.
const DEEPEST: usize = 12;

/// A step from a value into what stands in it.
#[derive(Clone, Copy)]
enum Step<'t> {
    Property(Node<'t>),
    Element(usize),
}

/// A name that a pattern binds, and the way to it; `None` where a rest or a default is on it.
type Bound<'t> = (Node<'t>, Option<Vec<Step<'t>>>);

/// The names that a pattern binds; none of what is no pattern.
pub(super) fn names(pattern: Node<'_>) -> Vec<Node<'_>> {
    let all = if is_pattern(pattern) { bound(pattern) } else { Vec::new() };
    all.into_iter().map(|(name, _)| name).collect()
}

fn is_pattern(node: Node<'_>) -> bool {
    matches!(node.kind(), "object_pattern" | "array_pattern")
}

fn bound(pattern: Node<'_>) -> Vec<Bound<'_>> {
    let mut found = Vec::new();
    read(pattern, Some(Vec::new()), &mut found);
    found
}

fn read<'t>(node: Node<'t>, way: Option<Vec<Step<'t>>>, found: &mut Vec<Bound<'t>>) {
    if way.as_ref().is_some_and(|way| way.len() > DEEPEST) {
        return;
    }
    let with = |step: Step<'t>| {
        let mut way = way.clone()?;
        way.push(step);
        Some(way)
    };
    let mut cursor = node.walk();
    match node.kind() {
        "identifier" => found.push((node, way)),
        "shorthand_property_identifier_pattern" => {
            found.push((node, with(Step::Property(node))));
        }
        "object_pattern" => {
            node.named_children(&mut cursor).for_each(|it| read(it, way.clone(), found));
        }
        "pair_pattern" => {
            let both = node.child_by_field_name("key").zip(node.child_by_field_name("value"));
            if let Some((key, value)) = both {
                read(value, with(Step::Property(key)), found);
            }
        }
        "array_pattern" => {
            let mut at = 0;
            for child in node.children(&mut cursor) {
                match child.kind() {
                    "," => at += 1,
                    _ if child.is_named() => read(child, with(Step::Element(at)), found),
                    _ => {}
                }
            }
        }
        "object_assignment_pattern" | "assignment_pattern" => {
            node.child_by_field_name("left").into_iter().for_each(|it| read(it, None, found));
        }
        "rest_pattern" => part(node, 0).into_iter().for_each(|it| read(it, None, found)),
        _ => {}
    }
}

impl Writer<'_> {
    /// The name that begins at `start` of a declaration with a pattern; `None` of one without.
    pub(super) fn destructured(&mut self, declarator: Node<'_>, start: u32) -> Option<Form> {
        let pattern = declarator.child_by_field_name("name").filter(|it| is_pattern(*it))?;
        let all = bound(pattern).into_iter();
        let way =
            all.filter(|(name, _)| name.start_byte() as u32 == start).find_map(|(_, way)| way);
        let ty = way.and_then(|way| self.reached(declarator, &way));
        self.is_inferred |= ty.is_none();
        Some(Form::Value(Value { word: word(declarator), is_mutable: false, ty, value: None }))
    }

    /// What a constant of this name is that a declaration with a pattern binds.
    pub(super) fn taken_out(&mut self, name: &str, declarator: Node<'_>) -> Option<String> {
        let all = bound(declarator.child_by_field_name("name")?).into_iter();
        let way = all.filter(|(it, _)| self.slice(*it) == name).find_map(|(_, way)| way)?;
        self.reached(declarator, &way).map(|it| it.to_string())
    }

    /// What `({ a = 1, b = "" } = {})` takes, where each property has a default that says its type.
    pub(super) fn taken_apart(
        &mut self,
        pattern: Node<'_>,
        default: Option<Node<'_>>,
    ) -> Option<Mark> {
        let is_empty = |it: Node<'_>| it.kind() == "object" && it.named_child_count() == 0;
        if pattern.kind() != "object_pattern" || !default.is_none_or(is_empty) {
            return None;
        }
        let mut cursor = pattern.walk();
        let all: Vec<Node<'_>> =
            pattern.named_children(&mut cursor).filter(|it| !it.is_extra()).collect();
        let members = all.into_iter().map(|it| self.property_with_default(it));
        let mut members = members.collect::<Option<Vec<String>>>()?;
        members.sort();
        (!members.is_empty()).then(|| format!("{{{}}}", members.join("; ")).into())
    }

    fn property_with_default(&mut self, property: Node<'_>) -> Option<String> {
        let (key, with_default) = match property.kind() {
            "object_assignment_pattern" => (property.child_by_field_name("left")?, property),
            "pair_pattern" => {
                (property.child_by_field_name("key")?, property.child_by_field_name("value")?)
            }
            _ => return None,
        };
        let name = self.key(key)?;
        let value = with_default.child_by_field_name("right")?;
        // What another value is may be widened here; `null` says nothing.
        let is_told =
            matches!(value.kind(), "number" | "string" | "template_string" | "true" | "false");
        let ty = is_told.then(|| self.type_of(value, Held::Open)).flatten()?;
        Some(format!("{name}?: {ty}"))
    }

    fn reached(&mut self, declarator: Node<'_>, way: &[Step<'_>]) -> Option<Mark> {
        if let Some(stated) = declarator.child_by_field_name("type") {
            return self.inside(part(stated, 0)?, way);
        }
        let value = declarator.child_by_field_name("value")?;
        if value.kind() == "as_expression"
            && let Some(stated) = part(value, 1)
        {
            return self.inside(stated, way);
        }
        self.is_inferred = true;
        if let [Step::Element(0)] = way
            && let Some(ty) = self.state(value)
        {
            return Some(ty.into());
        }
        let ty = self.type_of(value, Held::Const)?;
        self.indexed(&ty, way)
    }

    /// The type that a way leads to, as far as it is written out there.
    fn inside(&mut self, ty: Node<'_>, way: &[Step<'_>]) -> Option<Mark> {
        let Some((first, rest)) = way.split_first() else { return Some(self.ty(ty)) };
        let inner = match (ty.kind(), first) {
            ("object_type", Step::Property(key)) => {
                let name = self.slice(*key);
                let mut cursor = ty.walk();
                let mut members = ty.named_children(&mut cursor);
                let member = members.find(|it| {
                    it.kind() == "property_signature"
                        && !super::declared::has_word(*it, "?")
                        && it.child_by_field_name("name").map(|it| self.slice(it)) == Some(name)
                });
                member.and_then(|it| part(it.child_by_field_name("type")?, 0))
            }
            ("tuple_type", Step::Element(at)) => part(ty, *at).filter(|it| {
                !matches!(it.kind(), "rest_type" | "optional_type" | "optional_parameter")
            }),
            _ => None,
        };
        match inner {
            Some(inner) => self.inside(inner, rest),
            None => {
                let ty = self.ty(ty);
                self.indexed(&ty, way)
            }
        }
    }

    fn indexed(&self, ty: &str, way: &[Step<'_>]) -> Option<Mark> {
        let is_joined = [" | ", " & ", " => "].iter().any(|sign| ty.contains(sign));
        let is_one = ty.starts_with("ReturnType<") || !is_joined && !ty.starts_with("keyof ");
        let mut written = if is_one { ty.to_owned() } else { format!("({ty})") };
        for step in way {
            match step {
                Step::Property(key) => {
                    let name = self.key(*key)?;
                    written.push_str(&format!("[\"{}\"]", name.trim_matches('"')));
                }
                Step::Element(at) => written.push_str(&format!("[{at}]")),
            }
        }
        Some(written.into())
    }
}
