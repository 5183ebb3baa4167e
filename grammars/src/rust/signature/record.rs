//! Types that hold something: structs, unions, enums, traits.

use boundstone_model::{Enumeration, Form, Generics, Member, Record, Signature, Value};

use super::Name;
use super::attribute::Attributes;
use super::condition::is_of_tests;
use super::reader::Reader;
use crate::rust::token::{Delimiter, Form as Token};

/// The braces of `struct A {}`, which is not made as `struct A;` is.
const BRACED: &str = "braced";

/// What stands before the body of a type.
pub(super) struct Head {
    pub generics: Generics,
    /// Sorted.
    pub parents: Box<[Name]>,
}

impl<'a> Reader<'_, 'a> {
    /// Reads up to the name of an item, which comes behind `keyword`.
    pub fn name_behind(&mut self, keyword: &str) {
        self.keyword(keyword);
        if self.word().is_none() {
            self.give_up();
        }
    }

    /// Goes behind a keyword.
    pub fn keyword(&mut self, keyword: &str) {
        self.visibility();
        while self.at < self.end && self.slice() != keyword {
            self.at += 1;
        }
        self.at += 1;
    }

    /// The generics, supertraits and bounds of a type, behind its name, and the members of a tuple.
    pub fn head(&mut self) -> (Head, Option<Fields>) {
        let mut bounds = Vec::new();
        let parameters = self.generics(&mut bounds);
        let mut parents = if self.eat(":") { self.bounds(true) } else { Vec::new() };
        let fields = self.is_open(Delimiter::Parenthesis).then(|| self.within(Self::tuple_fields));
        self.where_clause(&mut bounds);
        let around = self.context.self_type.is_none();
        // `trait A where Self: B` is `trait A: B`.
        bounds.retain(|bound| match bound.strip_prefix("Self: ").filter(|_| around) {
            Some(parent) => {
                parents.push(parent.to_owned());
                false
            }
            None => true,
        });
        let generics = self.finished(parameters, bounds, [0; 3]);
        (Head { generics, parents: super::bound::sorted(parents) }, fields)
    }

    /// The fields of `struct A(pub u8)`: those that are `pub`, by their places.
    fn tuple_fields(&mut self) -> Fields {
        let mut fields = Fields::default();
        let mut number = 0_u32;
        while self.at < self.end {
            let from = self.at;
            let attributes = Attributes::before(self, from);
            self.skip_attributes();
            let is_public = self.visibility();
            let ty = self.ty();
            if attributes.is_from {
                self.made_from.push(ty.clone());
            }
            let is_of_tests = attributes.condition().as_deref().is_some_and(is_of_tests);
            let field = Member {
                name: number.to_string().into(),
                is_optional: false,
                signature: Signature {
                    marks: attributes.marks_of_member(),
                    form: Form::Value(field(ty)),
                    is_inferred: self.is_inferred,
                },
            };
            if !is_of_tests {
                fields.all.push((is_public && !attributes.is_hidden, field));
                number += 1;
            }
            if !self.eat(",") || self.at == from {
                break;
            }
        }
        fields
    }

    /// A variant from its name on. `fields` are those between braces.
    pub fn variant(&mut self, fields: Vec<Member>) -> (Form, Option<String>) {
        self.visibility();
        if self.word().is_none() {
            self.is_inferred = true;
        }
        let record = |members: Vec<Member>, is_tuple| {
            Form::Record(Record {
                word: "",
                generics: Generics::default(),
                parents: Box::default(),
                members: members.into(),
                is_tuple,
                has_hidden: false,
            })
        };
        let form = match self.form() {
            Some(Token::Open(Delimiter::Parenthesis)) => {
                let fields = self.within(Self::tuple_fields);
                Some(record(fields.all.into_iter().map(|(_, field)| field).collect(), true))
            }
            Some(Token::Open(Delimiter::Brace)) => {
                self.at = self.closing() + 1;
                Some(record(fields, false))
            }
            _ => None,
        };
        let number = self.eat("=").then(|| self.tokens(self.at, self.end));
        match form {
            Some(form) => (form, number.map(|it| format!("= {it}"))),
            None => {
                let value = number.map(Name::from);
                (Form::Value(Value { word: "", is_mutable: false, ty: None, value }), None)
            }
        }
    }
}

/// The fields of a tuple, and which of them users can see.
#[derive(Default)]
pub(super) struct Fields {
    all: Vec<(bool, Member)>,
}

impl Fields {
    /// The types of those that are always compiled.
    pub fn types(&self) -> impl Iterator<Item = &Name> {
        let is_conditional =
            |it: &Member| it.signature.marks.iter().any(|mark| mark.starts_with("cfg("));
        let compiled = self.all.iter().filter(move |(_, it)| !is_conditional(it));
        compiled.filter_map(|(_, it)| match &it.signature.form {
            Form::Value(Value { ty, .. }) => ty.as_ref(),
            _ => None,
        })
    }
}

/// A struct or union: `members` are its fields between braces that are public.
pub(super) fn record(
    word: &'static str,
    (head, tuple): (Head, Option<Fields>),
    members: Vec<Member>,
    has_hidden: bool,
) -> Record {
    let is_tuple = tuple.is_some();
    let fields = tuple.unwrap_or_default().all;
    let has_hidden = has_hidden || fields.iter().any(|(is_public, _)| !is_public);
    let public = fields.into_iter().filter(|(is_public, _)| *is_public).map(|(_, field)| field);
    Record {
        word,
        generics: head.generics,
        parents: head.parents,
        members: members.into_iter().chain(public).collect(),
        is_tuple,
        has_hidden,
    }
}

/// The mark of a struct without fields that has braces.
pub(super) fn braced(record: &Record, is_braced: bool) -> Option<String> {
    let is_empty = record.members.is_empty() && !record.has_hidden && !record.is_tuple;
    (is_braced && is_empty && record.word == "struct").then(|| BRACED.into())
}

pub(super) fn field(ty: String) -> Value {
    Value { word: "", is_mutable: false, ty: Some(ty.into()), value: None }
}

pub(super) fn enumeration(head: Head, variants: Vec<Member>) -> Enumeration {
    Enumeration { generics: head.generics, variants: variants.into(), is_const: false }
}
