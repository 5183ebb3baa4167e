//! Whether `dyn Trait` can be written of a trait of Rust. Source: the Rust Reference, "Dyn compatibility".

use std::sync::Arc;

use boundstone_model::{Callable, Form, GenericKind, Generics, Member, Record};

use super::Found;
use super::implied::trait_implies;

/// Traits of which, and of all that build on them, there is no `dyn`; by the paths that signatures have.
const NEVER: [&str; 9] = [
    "Clone",
    "Copy",
    "Default",
    "Eq",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Sized",
    "std::hash::Hash",
];

/// Traits that one of which there is a `dyn` may build on; a trait of the same name from elsewhere is another.
const ALWAYS: [&str; 12] = [
    "AsRef",
    "Drop",
    "Iterator",
    "Send",
    "Sync",
    "Unpin",
    "std::any::Any",
    "std::error::Error",
    "std::fmt::Debug",
    "std::fmt::Display",
    "std::io::Read",
    "std::io::Write",
];

impl Found {
    pub(super) fn dispatch(&mut self, what: &str, old: &Record, new: &Record) {
        if !self.is_rust() || !may_be_dispatched(old) || may_be_dispatched(new) {
            return;
        }
        let reason = format!("{what} can no longer be used as `dyn`");
        let is_known = |parent: &Arc<str>| {
            parent.starts_with('\'') || ALWAYS.contains(&path(parent)) && !names_self(parent)
        };
        match old.parents.iter().all(is_known) {
            true => self.breaking("dyn_removed", reason),
            // What it builds on may have ruled that out before.
            false => self.unknown("dyn_removed", reason),
        }
    }
}

/// Whether nothing that stands in the trait rules it out.
fn may_be_dispatched(record: &Record) -> bool {
    record.word == "trait"
        && !record.parents.iter().any(|it| NEVER.contains(&path(it)) || names_self(it))
        && record.members.iter().all(is_dispatched)
}

/// The path of a trait, without what it is given.
fn path(written: &str) -> &str {
    written.split('<').next().unwrap_or(written)
}

fn is_dispatched(member: &Member) -> bool {
    match &member.signature.form {
        Form::Function(functions) => functions.iter().all(is_callable),
        Form::Alias(alias) => alias.generics.parameters.is_empty() || is_for_sized(&alias.generics),
        _ => false,
    }
}

fn is_callable(function: &Callable) -> bool {
    if is_for_sized(&function.generics) {
        return true;
    }
    let is_hidden = |ty: &str| ty.starts_with("impl ") || ty.contains("<impl ") || names_self(ty);
    let types = function.parameters.iter().filter_map(|it| it.ty.as_deref());
    let has_types =
        function.generics.parameters.iter().any(|it| !matches!(it.kind, GenericKind::Lifetime));
    function.receiver.is_some()
        && !has_types
        && !super::future::is_async(function)
        && !types.chain(function.result.as_deref()).any(is_hidden)
}

/// `where Self: Sized`, or what demands that: it is left out of what is dispatched.
fn is_for_sized(generics: &Generics) -> bool {
    let mut demanded = generics.bounds.iter().filter_map(|bound| bound.strip_prefix("Self: "));
    demanded.any(|it| trait_implies(it, "Sized"))
}

/// Whether a type names the type that implements the trait, and not something of it: `Self`, no `Self::Item`.
fn names_self(ty: &str) -> bool {
    ty.match_indices("Self").any(|(at, word)| {
        let is_part = |text: Option<&str>, of: fn(&str) -> Option<char>| {
            text.and_then(of).is_some_and(|sign| sign.is_alphanumeric() || sign == '_')
        };
        let behind = ty.get(at + word.len()..);
        !is_part(ty.get(..at), |it| it.chars().next_back())
            && !is_part(behind, |it| it.chars().next())
            && !behind.is_some_and(|it| it.starts_with("::"))
    })
}
