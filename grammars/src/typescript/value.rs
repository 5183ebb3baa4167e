//! Values whose type stands beside their name, and the members that are asked of them. A guess: types are
//! not inferred.

use boundstone_model::{Reference, ReferenceKind, ScopeNumber};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;
use tree_sitter::{Node, Tree};

use super::innermost::{Known, innermost};
use super::name::{Meaning, Space, meaning, range_of};
use super::part::{Part, Syntax};
use super::place::{Places, Step};
use super::token::{begins_word, is_word, word_end};
use super::word::{Names, Word, is_member};
use crate::walk::child;

/// A variable, a parameter or a field whose type stands beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    name: TextRange,
    /// Of a field: where it is known behind `this.`.
    field_in: Option<TextRange>,
}

impl Declared {
    /// What has the type whose name ends at the end of `of_type`, and to whose first word `path` leads:
    /// `a: T`, `a: T<U> | null`, `a = new T(`.
    pub fn by_type(syntax: &Syntax, path: &[Step<'_>], of_type: TextRange) -> Option<Self> {
        let is_end = |step: &Step<'_>| step.node.end_byte() == of_type.end() as usize;
        let mut around = path;
        let mut inner = take_last(&mut around)?;
        while let Some(step) = around.last()
            && matches!(syntax.part_of(step), Part::NestedType | Part::Member)
        {
            inner = take_last(&mut around)?;
        }
        let is_named = is_end(inner);
        while let Some(step) = around.last() {
            match syntax.part_of(step) {
                Part::GenericType if inner.field == syntax.fields.name => {}
                Part::UnionType if is_all_but_nothing(syntax, step.node) => {}
                Part::TypeAnnotation => {}
                Part::New if inner.field == syntax.fields.constructor => {}
                _ => break,
            }
            inner = take_last(&mut around)?;
        }
        let owner = around.last().filter(|_| is_named)?;
        match syntax.part_of(inner) {
            Part::TypeAnnotation => {}
            Part::New if inner.field == syntax.fields.value => {}
            _ => return None,
        }
        Self::of(syntax, owner, around)
    }

    fn of(syntax: &Syntax, owner: &Step<'_>, around: &[Step<'_>]) -> Option<Self> {
        let fields = &syntax.fields;
        let part = syntax.part_of(owner);
        let field = if part == Part::Parameter { fields.pattern } else { fields.name };
        let name = child(owner.node, field)?;
        let is_field = match (part, syntax.part(name)) {
            (Part::Declarator, Part::Name) => false,
            (Part::Parameter, Part::Name) => is_field_too(syntax, owner.node),
            (Part::Field, Part::PropertyName) => true,
            _ => return None,
        };
        let body = around.iter().rev().find(|it| syntax.part_of(it) == Part::ClassBody);
        let field_in = body.filter(|_| is_field).map(|body| range_of(body.node));
        Some(Self { name: range_of(name), field_in })
    }
}

/// Whether a parameter of a constructor makes a field, too. Source: TypeScript Handbook, "Parameter
/// Properties".
fn is_field_too(syntax: &Syntax, parameter: Node<'_>) -> bool {
    let first = parameter.child(0);
    first.is_some_and(|it| syntax.part(it) == Part::Modifier || it.kind() == "readonly")
}

fn take_last<'p, 'a>(path: &mut &'p [Step<'a>]) -> Option<&'p Step<'a>> {
    let (last, rest) = path.split_last()?;
    *path = rest;
    Some(last)
}

/// Whether all members of a union but one are `null` or `undefined`.
fn is_all_but_nothing(syntax: &Syntax, union: Node<'_>) -> bool {
    let mut cursor = union.walk();
    let members = union.named_children(&mut cursor);
    members.filter(|it| syntax.part(*it) != Part::LiteralType).count() == 1
}

/// The values of a file whose types come from other files.
#[derive(Default)]
pub(super) struct Values<'a> {
    all: Vec<Value<'a>>,
}

struct Value<'a> {
    declared: Declared,
    of_type: &'a str,
    /// Where the type is looked up.
    scope: ScopeNumber,
}

impl<'a> Values<'a> {
    /// Adds a value whose type is `of_type`.
    pub fn add(&mut self, declared: &Declared, of_type: &Reference<'a>) {
        let (of_type, scope) = (of_type.path, of_type.scope);
        self.all.push(Value { declared: *declared, of_type, scope });
    }

    /// The members that are asked of the values, in source order.
    pub fn members(&self, syntax: &Syntax, text: &'a str, tree: &Tree) -> Vec<Reference<'a>> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let names = Names::new(self.all.iter().map(|value| value.declared.name.slice(text)));
        let declared: FxHashMap<u32, u32> =
            (0..).zip(&self.all).map(|(number, it)| (it.declared.name.start(), number)).collect();
        let mut known = Vec::new();
        for (number, value) in (0..).zip(&self.all) {
            let name = names.number_of(value.declared.name.slice(text));
            if let (Some(range), Some(name)) = (value.declared.field_in, name) {
                known.push(Known { slot: slot(name, true), range, is: Some(number) });
            }
        }
        let mut uses: Vec<(usize, TextRange)> = Vec::new();
        let mut places = Places::new(tree);
        for Word { name, start, end } in names.words(text) {
            let is_field = is_of_this(text, start);
            if !is_field && is_member(text.as_bytes(), start) {
                continue;
            }
            let member = member_behind(text.as_bytes(), end);
            let place = places.at(start);
            if is_field {
                let is_code =
                    place.last().is_some_and(|it| syntax.part_of(it) == Part::PropertyName);
                uses.extend(member.filter(|_| is_code).map(|member| (slot(name, true), member)));
                continue;
            }
            match meaning(syntax, place, text, TextRange::of(start..end), end as u32) {
                Meaning::Bound(spaces, range) if spaces.contains(&Space::Value) => {
                    let is = declared.get(&(start as u32)).copied();
                    known.push(Known { slot: slot(name, false), range, is });
                }
                Meaning::Use(Space::Value, _) => {
                    uses.extend(member.map(|member| (slot(name, false), member)));
                }
                _ => {}
            }
        }
        let places = uses.iter().map(|(slot, member)| (*slot, member.start()));
        let values = innermost(known, names.len() * 2, places);
        let found = uses.iter().zip(values).filter_map(|((_, member), value)| {
            let value = self.all.get(value? as usize)?;
            Some(value.member(*member, text))
        });
        found.collect()
    }
}

impl<'a> Value<'a> {
    fn member(&self, name: TextRange, text: &'a str) -> Reference<'a> {
        Reference {
            scope: self.scope,
            kind: ReferenceKind::Member,
            is_in_macro_definition: false,
            path: name.slice(text),
            of_type: self.of_type,
            start: name.start(),
        }
    }
}

/// The number of a name as that of a variable, or of a field.
fn slot(name: usize, is_field: bool) -> usize {
    name * 2 + usize::from(is_field)
}

/// Whether `this.` stands before the word at `start`.
fn is_of_this(text: &str, start: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.strip_suffix("this."));
    before.is_some_and(|before| {
        !before.bytes().last().is_some_and(|byte| is_word(byte) || byte == b'.')
    })
}

/// The name behind `.`, `?.` or `!.` at `end`.
fn member_behind(bytes: &[u8], end: usize) -> Option<TextRange> {
    let is_marked = matches!(bytes.get(end), Some(b'?' | b'!'));
    let dot = end + usize::from(is_marked);
    let is_member =
        bytes.get(dot) == Some(&b'.') && bytes.get(dot + 1).is_some_and(|&it| begins_word(it));
    is_member.then(|| TextRange::of(dot + 1..word_end(bytes, dot + 1)))
}
