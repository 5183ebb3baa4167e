//! Type parameters that came: who gives none is given the default of a type, and those of a function are found by what
//! it is called with.

use std::sync::Arc;

use boundstone_model::{
    Alias, Callable, Form, Generic, GenericKind, Generics, Member, Parameter, Record, Signature,
};

use super::{DEEPEST, Pair};
use crate::class::{parameters_in, takes_what_is_given};
use crate::types::{Key, Origin, Type, parse};

type Text = Arc<str>;

/// What stands for the type parameters from a number on.
struct Filling {
    first: usize,
    with: Vec<Type>,
    origin: Origin,
}

impl Filling {
    /// The type that a text writes, whose list of type parameters stands `distance` lists further out.
    fn text(&self, text: &mut Text, distance: usize) {
        if let Some(ty) = parse(text, self.origin) {
            *text = ty.filled(distance, self.first, &self.with).to_string().into();
        }
    }

    fn optional(&self, text: &mut Option<Text>, distance: usize) {
        if let Some(text) = text {
            self.text(text, distance);
        }
    }

    fn callable(&self, callable: &mut Callable, distance: usize) {
        callable.parameters.iter_mut().for_each(|it| self.optional(&mut it.ty, distance));
        self.optional(&mut callable.receiver, distance);
        self.optional(&mut callable.result, distance);
    }

    fn member(&self, member: &mut Member) {
        match &mut member.signature.form {
            Form::Function(all) => all.iter_mut().for_each(|it| self.callable(it, 1)),
            Form::Value(value) => self.optional(&mut value.ty, 0),
            _ => {}
        }
    }

    fn parent(&self, parent: &mut Text) {
        if let Some((word, ty)) = parent.split_once(' ') {
            let mut ty = Text::from(ty);
            self.text(&mut ty, 0);
            *parent = format!("{word} {ty}").into();
        }
    }
}

/// Writes the defaults of the type parameters of a class, an interface or an alias that were not there before.
pub(super) fn with_defaults(old: &Signature, new: &mut Signature, origin: Origin) {
    match (&old.form, &mut new.form) {
        (Form::Record(old), Form::Record(new)) => record(&old.generics, new, origin),
        (Form::Alias(old), Form::Alias(new)) => alias(&old.generics, new, origin),
        _ => {}
    }
}

fn record(old: &Generics, new: &mut Record, origin: Origin) {
    let Some(filling) = defaults(old, &new.generics, origin) else { return };
    new.members.iter_mut().for_each(|it| filling.member(it));
    new.parents.iter_mut().for_each(|it| filling.parent(it));
}

fn alias(old: &Generics, new: &mut Alias, origin: Origin) {
    if let Some(filling) = defaults(old, &new.generics, origin) {
        filling.optional(&mut new.ty, 0);
    }
}

fn defaults(old: &Generics, new: &Generics, origin: Origin) -> Option<Filling> {
    let first = old.parameters.len();
    let added = new.parameters.get(first..).filter(|it| !it.is_empty())?;
    let default = |it: &Generic| parse(it.default.as_ref()?, origin);
    let with: Option<Vec<Type>> = added.iter().map(default).collect();
    Some(Filling { first, with: with?, origin })
}

/// Writes the type parameters that a function has only now as a call from before finds them: each by the parameter that is
/// of this type, else what it extends. Beside others they need a default, for who writes those.
pub(super) fn with_what_is_given(old: &Callable, new: &mut Callable, origin: Origin) {
    let generics = &new.generics;
    let first = old.generics.parameters.len();
    let added = generics.parameters.get(first..).unwrap_or_default();
    let is_plain = added.iter().all(|it| matches!(it.kind, GenericKind::Type));
    let is_optional = first == 0 || added.iter().all(|it| it.default.is_some());
    // Of what no call from before says anything the default holds.
    let is_default = |(number, it): (usize, &Generic)| {
        let given = new.parameters.iter().take(old.parameters.len());
        let mut texts = given.filter_map(|it| it.ty.as_deref());
        let own = format!("T{number}");
        it.default.is_some() && !texts.any(|text| parameters_in(text).any(|it| it == own))
    };
    let has_default = (first..).zip(added).any(is_default);
    if added.is_empty() || !is_plain || !is_optional || has_default || !gives_no_other(new, first) {
        return;
    }
    let found = |(number, parameter): (usize, &Generic)| {
        let own = format!("T{number}");
        let is_own = |ty: &Option<Text>| ty.as_deref() == Some(&own);
        let at = new.parameters.iter().position(|it| is_own(&it.ty) && !it.is_rest);
        let given = at.and_then(|at| old.parameters.get(at)?.ty.clone());
        let bound = bound_of(new, number);
        let is_default = |given: &str| {
            first == 0 || parameter.default.as_deref().is_none_or(|it| is_taken(it, given))
        };
        match (given, bound) {
            (Some(given), _) if !is_default(&given) => None,
            // Two things that had nothing to do with each other are of one type now.
            (Some(given), _) if is_shared(new, number, origin) && !is_of_values(&given) => None,
            // What is taken for everything is taken for one thing now.
            (Some(given), _) if *given == *"any" && !has_no_own(new, first) => None,
            (Some(given), bound) if bound.is_none_or(|bound| is_taken(bound, &given)) => {
                Some(given)
            }
            (Some(_), _) => None,
            (None, bound) => Some(bound.unwrap_or("unknown").into()),
        }
    };
    let numbered = (first..).zip(added);
    let with: Option<Vec<Type>> = numbered.map(|it| parse(&found(it)?, origin)).collect();
    let Some(with) = with else { return };
    Filling { first, with, origin }.callable(new, 0);
}

impl Pair<'_> {
    /// Writes the defaults of the type parameters that a function has only now, where a call from before says nothing of them: they
    /// stand in what may be left out and was not there, and in what is given.
    pub(super) fn never_found(&self, old: &Callable, new: &mut Callable) {
        let first = old.generics.parameters.len();
        let added = new.generics.parameters.get(first..).unwrap_or_default();
        let mut with: Vec<Type> = Vec::new();
        for (number, parameter) in added.iter().enumerate() {
            // Where there was none, nobody wrote any: what nothing is said of is what it extends.
            let held = match &parameter.default {
                Some(default) => default,
                None if first == 0 => bound_of(new, first + number).unwrap_or("unknown"),
                None => return,
            };
            let Some(default) = parse(held, self.new) else { return };
            with.push(default.filled(0, first, with.get(..number).unwrap_or_default()));
        }
        let own = own(new, first);
        let is_own =
            |ty: &Type| parameters_in(&ty.to_string()).any(|it| own.iter().any(|own| own == it));
        let read = |it: &Parameter, origin| parse(it.ty.as_ref()?, origin);
        let is_found = |(at, it): (usize, &Parameter)| {
            let Some(now) = read(it, self.new).filter(|now| is_own(now)) else { return false };
            match old.parameters.get(at) {
                Some(before) => read(before, self.old)
                    .is_none_or(|before| self.says_more(&before, &now, &is_own, DEEPEST)),
                None => !it.is_optional,
            }
        };
        if with.is_empty() || new.parameters.iter().enumerate().any(is_found) {
            return;
        }
        Filling { first, with, origin: self.new }.callable(new, 0);
    }

    /// Whether what was given before may tell what a type parameter is that stands in the new type.
    fn says_more(
        &self,
        old: &Type,
        new: &Type,
        is_own: &dyn Fn(&Type) -> bool,
        depth: usize,
    ) -> bool {
        if !is_own(new) {
            return false;
        }
        let (Type::Object(were), Type::Object(are)) = self.comparison().heads(old, new) else {
            return true;
        };
        are.iter().any(|is| {
            let Key::Property { is_optional, .. } = &is.key else { return is_own(&is.ty) };
            match were.iter().find(|it| it.name() == is.name()) {
                Some(was) if depth > 0 => self.says_more(&was.ty, &is.ty, is_own, depth - 1),
                Some(_) => true,
                None => !is_optional && is_own(&is.ty),
            }
        })
    }
}

/// Whether several parameters of a function say what a type parameter is, by what they are given.
fn is_shared(function: &Callable, number: usize, origin: Origin) -> bool {
    let says = |it: &&Parameter| {
        it.ty.as_ref().and_then(|it| parse(it, origin)).is_some_and(|it| it.says(0, number))
    };
    function.parameters.iter().filter(says).count() > 1
}

/// Whether two values of a type are of one type anyhow: texts, numbers, and what is one of several of those.
fn is_of_values(ty: &str) -> bool {
    let is_value = |it: &str| {
        matches!(it, "string" | "number" | "boolean" | "bigint")
            || it.starts_with(|it: char| it == '"' || it == '`' || it == '-' || it.is_ascii_digit())
    };
    ty.split(" | ").all(is_value)
}

/// What a type parameter extends.
fn bound_of(function: &Callable, number: usize) -> Option<&str> {
    let start = format!("T{number} extends ");
    function.generics.bounds.iter().find_map(|it| it.strip_prefix(start.as_str()))
}

/// Whether a constraint takes what was given.
fn is_taken(constraint: &str, given: &str) -> bool {
    let of_any = || {
        let (name, arguments) = constraint.strip_suffix('>')?.split_once('<')?;
        let of = given.split('<').next();
        Some(of == Some(name) && arguments.split(", ").all(|it| it == "any"))
    };
    matches!(constraint, "any" | "unknown")
        || takes_what_is_given(constraint, given)
        || of_any().unwrap_or(false)
}

/// Whether what a function gives is no other type where its parameters are found more narrowly: none of them is in it, or
/// it is one of them, several of one, or a promise of one.
fn gives_no_other(function: &Callable, first: usize) -> bool {
    let Some(result) = function.result.as_deref() else { return true };
    let inner = result.strip_prefix("Promise<").and_then(|it| it.strip_suffix('>'));
    let inner = inner.unwrap_or(result).trim_end_matches("[]");
    own(function, first).iter().any(|own| own == inner) || has_no_own(function, first)
}

/// Whether none of the parameters of a function from a number on is in what it gives.
fn has_no_own(function: &Callable, first: usize) -> bool {
    let Some(result) = function.result.as_deref() else { return true };
    let own = own(function, first);
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut words = result.split(|sign| !is_part(sign));
    !words.any(|word| own.iter().any(|own| own == word))
}

fn own(function: &Callable, first: usize) -> Vec<String> {
    let numbers = first..function.generics.parameters.len();
    numbers.map(|number| format!("T{number}")).collect()
}
