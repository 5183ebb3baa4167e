//! Signatures of Rust that say the same in other words: bounds written elsewhere, lifetimes that are the default, a
//! type parameter that stands for what was there before.

use std::sync::Arc;

use boundstone_model::{
    Callable, Form, GenericKind, Generics, Language, Member, Record, Signature,
};

use super::implied::all_imply;
use super::list::position;
use super::marks::with_parted_representations;
use super::substituted::substituted;
use super::{complete, lifetimes, trait_implies};
use crate::rust_types::{self, demands_alike, has_qualified, parse, plain, without_qualified};

type Text = Arc<str>;

/// Both signatures, where each type of the new one that is that of the old one is written as there, and what is demanded
/// is so in the same words. `None` for another language, and for two that are equal.
pub(super) fn aligned(
    language: Language,
    old: &Signature,
    new: &Signature,
) -> Option<(Signature, Signature)> {
    if language != Language::Rust || old == new {
        return None;
    }
    let (mut old, mut new) = (old.clone(), new.clone());
    if old.marks != new.marks {
        old.marks = with_parted_representations(&old.marks);
        new.marks = with_parted_representations(&new.marks);
    }
    signatures(&mut old, &mut new, &[]);
    Some((old, new))
}

/// `defaults`: what the parameters stand for that the item around has only now, by their names.
fn signatures(old: &mut Signature, new: &mut Signature, defaults: &[(String, String)]) {
    match (&mut old.form, &mut new.form) {
        (Form::Function(old), Form::Function(new)) => {
            for (old, new) in old.iter_mut().zip(new) {
                callables(old, new, defaults);
            }
        }
        (Form::Record(old), Form::Record(new)) => records(old, new),
        (Form::Enum(old), Form::Enum(new)) => {
            demanded(&mut old.generics.bounds, &mut new.generics.bounds);
            let own = with_defaults(&old.generics, &new.generics);
            members(&mut old.variants, &mut new.variants, &own);
        }
        (Form::Value(old), Form::Value(new)) => optional(&mut old.ty, &mut new.ty, defaults),
        (Form::Alias(old), Form::Alias(new)) => {
            demanded(&mut old.generics.bounds, &mut new.generics.bounds);
            promised(&mut old.bounds, &mut new.bounds);
            let own = with_defaults(&old.generics, &new.generics);
            optional(&mut old.ty, &mut new.ty, &[defaults, &own].concat());
        }
        _ => {}
    }
}

fn records(old: &mut Record, new: &mut Record) {
    demanded(&mut old.generics.bounds, &mut new.generics.bounds);
    if new.word == "trait" {
        promised(&mut old.parents, &mut new.parents);
    }
    let own = with_defaults(&old.generics, &new.generics);
    members(&mut old.members, &mut new.members, &own);
}

fn members(old: &mut [Member], new: &mut [Member], defaults: &[(String, String)]) {
    let own = new.to_vec();
    for now in new {
        let before = position(old, now, &own);
        if let Some(before) = before.and_then(|at| old.get_mut(at)) {
            // The fields of a variant are those of the enum.
            if let (Form::Record(old), Form::Record(new)) =
                (&mut before.signature.form, &mut now.signature.form)
            {
                members(&mut old.members, &mut new.members, defaults);
                continue;
            }
            signatures(&mut before.signature, &mut now.signature, defaults);
        }
    }
}

/// The parameters that only the new side has, each with its default.
fn with_defaults(old: &Generics, new: &Generics) -> Vec<(String, String)> {
    let types = |generics: &'_ Generics| -> Vec<Option<Text>> {
        let types = generics.parameters.iter().filter(|it| it.kind == GenericKind::Type);
        types.map(|it| it.default.clone()).collect()
    };
    let known = types(old).len();
    let added = types(new).into_iter().enumerate().skip(known);
    added
        .filter_map(|(number, default)| Some((format!("T{number}"), default?.to_string())))
        .collect()
}

fn callables(old: &mut Callable, new: &mut Callable, defaults: &[(String, String)]) {
    lifetimes::align(old, new);
    demanded(&mut old.generics.bounds, &mut new.generics.bounds);
    lifetimes::complete_by_types(old, new);
    for (old, new) in old.parameters.iter_mut().zip(&mut new.parameters) {
        optional(&mut old.ty, &mut new.ty, defaults);
    }
    optional(&mut old.receiver, &mut new.receiver, defaults);
    optional(&mut old.result, &mut new.result, defaults);
}

fn optional(old: &mut Option<Text>, new: &mut Option<Text>, defaults: &[(String, String)]) {
    let (Some(was), Some(is)) = (old, new) else { return };
    if was != is && (is_same(was, is) || is_same(was, &substituted(is, defaults))) {
        *is = was.clone();
    }
}

/// Whether two texts are one type.
pub(crate) fn is_same(old: &str, new: &str) -> bool {
    let (Some(old), Some(new)) = (parse(old), parse(new)) else { return old == new };
    let (mut old, mut new) = (plain(old), plain(new));
    if has_qualified(&mut old) != has_qualified(&mut new) {
        without_qualified(&mut old);
        without_qualified(&mut new);
    }
    old == new
}

/// What is demanded of parameters, on both sides in the same words. What is the same stays as it is written.
fn demanded(old: &mut Box<[Text]>, new: &mut Box<[Text]>) {
    if old == new {
        return;
    }
    (*old, *new) = in_same_words(old, new);
    for all in [&mut *old, &mut *new] {
        *all = without_size(all);
    }
    complete(old, new, [&all_imply, &all_imply]);
}

/// What is demanded on two sides, each in the words of both.
pub(crate) fn in_same_words(old: &[Text], new: &[Text]) -> (Box<[Text]>, Box<[Text]>) {
    let [old, new] = demands_alike([old, new]).map(|all| {
        let texts = all.into_iter().map(|it| match it {
            Ok(demand) => demand.to_string().into(),
            Err(text) => plain_self(&text),
        });
        let mut texts: Vec<Text> = texts.collect();
        texts.sort();
        texts.dedup();
        texts.into()
    });
    (old, new)
}

/// A parameter has a size, unless it is said that it may have none.
fn without_size(bounds: &[Text]) -> Box<[Text]> {
    let is_said = |bound: &&Text| match bound.strip_suffix(": Sized") {
        Some(of) if of.starts_with('T') && !of.contains(':') => {
            let may_have_none = format!("{of}: ?Sized");
            bounds.iter().any(|it| **it == *may_have_none)
        }
        _ => true,
    };
    bounds.iter().filter(is_said).cloned().collect()
}

/// `Self = A<T0>`, as plain as other types. A lifetime of the `impl` that stands there once needs no name.
fn plain_self(text: &str) -> Text {
    let Some(ty) = text.strip_prefix("Self = ").and_then(parse) else { return text.into() };
    let mut ty = plain(ty);
    let mut named: Vec<String> = Vec::new();
    ty.each_lifetime(&mut |it| named.extend(it.map(str::to_owned)));
    for name in named.iter().filter(|it| *it != "'static") {
        if named.iter().filter(|it| *it == name).count() == 1 {
            ty = ty.without_lifetime(name).unwrap_or(ty);
        }
    }
    format!("Self = {ty}").into()
}

/// Supertraits, and what an associated type is bound by: as bounds of `Self`.
fn promised(old: &mut Box<[Text]>, new: &mut Box<[Text]>) {
    if old == new {
        return;
    }
    let plain = |texts: &[Text]| -> Box<[Text]> {
        let each = texts.iter().map(|text| {
            let read = rust_types::demands(&format!("Self: {text}"));
            match read.as_deref() {
                Some([only]) => only.bound.to_string().into(),
                _ => text.clone(),
            }
        });
        let mut texts: Vec<Text> = each.collect();
        texts.sort();
        texts.into()
    };
    (*old, *new) = (plain(old), plain(new));
    let is_demanded = |all: &[Text], bound: &str| all.iter().any(|it| trait_implies(it, bound));
    complete(old, new, [&is_demanded, &is_demanded]);
}
