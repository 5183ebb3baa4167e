//! Generic parameters, and what is demanded of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{Generic, GenericKind, Generics, union_parts};

use super::Found;
use super::assignable::is_loosened;
use super::implied::implies;
use super::list::only;
use super::object::known_as_any;

/// How it is said that a bound is one of what users may choose otherwise than before.
pub(crate) const OTHERWISE: &str = " of what it takes otherwise";

impl Found {
    /// `of_function`: of parameters of a function, which users rarely write, how each is used.
    pub(super) fn generics(
        &mut self,
        what: &str,
        (old, new): (&Generics, &Generics),
        of_function: Option<&dyn Fn(&str) -> Use>,
    ) {
        let is_named = of_function.is_none();
        for (kind, noun) in KINDS {
            let (old, new) = (of_kind(old, kind), of_kind(new, kind));
            self.count(what, noun, &old, &new, is_named);
        }
        self.order(what, old, new);
        if !self.is_rust() {
            return self.constraints(what, old, new);
        }
        let kept: Vec<_> = old.bounds.iter().filter(|it| new.bounds.contains(it)).collect();
        let is_told = |bound: &&str| is_named && is_of_optional(bound, old, new);
        for bound in only(&new.bounds, &old.bounds).into_iter().filter(|it| !is_told(it)) {
            let is_implied = old.bounds.iter().any(|it| implies(it, bound));
            match (allows_more(bound), is_implied) {
                (true, _) if has_size(bound, &new.bounds) => self.cosmetic("bound_removed"),
                (true, _) => self.relaxed("bound_removed", format!("{what} now allows `{bound}`")),
                // What is no longer demanded is told of the bound that went.
                (false, true) => {}
                // Whether a type that is named has it, its own items say.
                (false, false) if names_no_parameter(bound) || names_a_type(bound) => {
                    self.unknown("bound_added", format!("{what} now demands `{bound}`"));
                }
                // That of what a type holds is demanded anyway. Source: RFC 2093.
                (false, false) if is_outlived(bound, new, is_named) => {
                    let reason = format!("{what} now demands `{bound}`, if it did not by a field");
                    self.unknown("bound_added", reason);
                }
                (false, false) if is_of_another_form(old, new) => {
                    let reason =
                        format!("{what} now demands `{bound}`, for other forms of its type");
                    self.unknown("bound_added", reason);
                }
                // What a trait of others builds on, its own crate says.
                (false, false) if kept.iter().any(|it| may_imply(it, bound)) => {
                    let reason = format!("{what} now demands `{bound}`, if it did not by another");
                    self.unknown("bound_added", reason);
                }
                (false, false) if of_function.is_some_and(|used| is_free(bound, used)) => {
                    let reason = format!("{what} now demands `{bound}`{OTHERWISE}");
                    self.unknown("bound_added", reason);
                }
                // In the place of another one of its crate, which may demand it.
                (false, false) if old.bounds.iter().any(|it| may_imply(it, bound)) => {
                    self.text("bound_added", format!("{what} now demands `{bound}`"));
                }
                (false, false) => {
                    self.breaking("bound_added", format!("{what} now demands `{bound}`"));
                }
            }
        }
        for bound in only(&old.bounds, &new.bounds) {
            match allows_more(bound) {
                true if has_size(bound, &old.bounds) => self.cosmetic("bound_added"),
                true => self.breaking("bound_added", format!("{what} no longer allows `{bound}`")),
                // Of the type itself, who implements it knows all.
                false if bound.starts_with("Self: ") => {
                    self.additive("bound_removed", format!("{what} no longer demands `{bound}`"))
                }
                false => {
                    self.relaxed("bound_removed", format!("{what} no longer demands `{bound}`"))
                }
            }
        }
    }

    /// `const T`: literals that are given are what they are, and arrays readonly.
    /// Source: the release notes of TypeScript 5.0, "const Type Parameters".
    fn literals(&mut self, what: &str, old: &Generics, new: &Generics) {
        let of = |one: &[Arc<str>], other: &[Arc<str>]| -> Vec<String> {
            let is_new = |it: &&Arc<str>| it.starts_with("const ") && !other.contains(it);
            one.iter().filter(is_new).map(|it| it.to_string()).collect()
        };
        for bound in of(&new.bounds, &old.bounds) {
            self.unknown("const_parameter", format!("{what} infers literals now, `{bound}`"));
        }
        for bound in of(&old.bounds, &new.bounds) {
            let reason = format!("{what} no longer infers literals, `{bound}`");
            self.text("const_parameter", reason);
        }
    }

    /// `T extends A`: one of each parameter, in TypeScript.
    fn constraints(&mut self, what: &str, old: &Generics, new: &Generics) {
        if old.bounds == new.bounds {
            return;
        }
        self.literals(what, old, new);
        self.variance(what, old, new);
        let split = |bound: &str| -> Option<(String, String)> {
            let (of, demanded) = bound.split_once(" extends ")?;
            let is_nothing = matches!(demanded, "any" | "unknown");
            (!is_nothing).then(|| (of.to_owned(), demanded.to_owned()))
        };
        let all = |generics: &Generics| -> BTreeMap<String, String> {
            generics.bounds.iter().filter_map(|it| split(it)).collect()
        };
        let known = old.parameters.len();
        let (old, mut new) = (all(old), all(new));
        // What a new parameter must be, is told with it.
        new.retain(|of, _| {
            let number = of.strip_prefix('T').and_then(|it| it.parse::<usize>().ok());
            number.is_none_or(|number| number < known)
        });
        if old == new {
            self.cosmetic("bound_changed");
        }
        for (of, demanded) in new.iter().filter(|(of, demanded)| old.get(*of) != Some(*demanded)) {
            let reason = |word: &str| format!("{what} {word} `{of} extends {demanded}`");
            match old.get(of) {
                None => self.breaking("bound_added", reason("now demands")),
                Some(before) if is_loosened(demanded, before) => {
                    self.additive("bound_removed", reason("now demands no more than"));
                }
                // What a class has its name does not say, nor which names a type has.
                Some(before)
                    if is_plain_name(before) && demanded.starts_with('{')
                        || demanded.starts_with("keyof ") && !is_keyed_by_all(before) =>
                {
                    self.unknown("bound_changed", reason("now demands"));
                }
                Some(_) => self.text("bound_changed", reason("now demands")),
            }
        }
        for (of, demanded) in old.iter().filter(|(of, _)| !new.contains_key(*of)) {
            let reason = format!("{what} no longer demands `{of} extends {demanded}`");
            self.additive("bound_removed", reason);
        }
    }

    /// Types and constants are given by their places; lifetimes stand before them anyway.
    fn order(&mut self, what: &str, old: &Generics, new: &Generics) {
        let order = |generics: &Generics| -> Vec<bool> {
            let kinds = generics.parameters.iter().map(|it| &it.kind);
            let given = kinds.filter(|it| !matches!(it, GenericKind::Lifetime));
            given.map(|it| matches!(it, GenericKind::Type)).collect()
        };
        let (old, new) = (order(old), order(new));
        let types = |order: &[bool]| order.iter().filter(|is_type| **is_type).count();
        if old != new && old.len() == new.len() && types(&old) == types(&new) {
            let reason = format!("{what} takes its types and constants in another order");
            self.breaking("generics_reordered", reason);
        }
    }

    fn count(
        &mut self,
        what: &str,
        noun: &str,
        old: &[&Generic],
        new: &[&Generic],
        is_named: bool,
    ) {
        let added = new.get(old.len()..).unwrap_or_default();
        let is_optional = !added.is_empty() && added.iter().all(|it| it.default.is_some());
        if is_optional {
            self.additive(
                "generic_added_with_default",
                format!("{what} has one more {noun} parameter, with a default"),
            );
        } else if old.len() != new.len() {
            let reason = format!(
                "{what} has {} {noun} parameter{}, and had {}",
                new.len(),
                if new.len() == 1 { "" } else { "s" },
                old.len()
            );
            // What is called without types still is, where they are found; so are lifetimes.
            let is_given = self.is_rust() && noun != "lifetime";
            let is_found = !is_given && !is_named && old.is_empty();
            match is_named || noun != "lifetime" {
                _ if is_found => self.cosmetic("generics_changed"),
                true => self.breaking("generics_changed", reason),
                // Lifetimes of functions are seldom written, and often elided.
                false => self.text("lifetimes_changed", reason),
            }
        }
        for (old, new) in old.iter().zip(new) {
            if old.kind != new.kind {
                self.breaking("generics_changed", format!("{what} takes another {noun} parameter"));
            }
            match (&old.default, &new.default) {
                (Some(_), None) => self.breaking(
                    "generic_default_removed",
                    format!("{what} has a {noun} parameter without its default"),
                ),
                (None, Some(_)) => self.additive(
                    "generic_default_added",
                    format!("{what} has a default for a {noun} parameter"),
                ),
                (Some(old), Some(new))
                    if old != new
                        && (known_as_any(old) == **new || !self.is_rust() && &**new == "any") =>
                {
                    self.additive(
                        "generic_default_changed",
                        format!("{what} has the default `{new}` for a {noun} parameter"),
                    )
                }
                (Some(old), Some(new)) if old != new => self.text(
                    "generic_default_changed",
                    format!(
                        "{what} has the default `{new}` for a {noun} parameter, and had `{old}`"
                    ),
                ),
                _ => {}
            }
        }
    }
}

/// `u32: Display`: nothing that those who use it choose.
fn names_no_parameter(bound: &str) -> bool {
    let Some((of, _)) = bound.split_once(": ") else { return false };
    let mut words = of.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
    !of.contains('\'') && !words.any(|it| it == "Self") && parameters_in(of).next().is_none()
}

/// `Wrapping<T0>: Add`, and none of a parameter or of what that defines.
fn names_a_type(bound: &str) -> bool {
    let first = bounded(bound).split(['<', ':']).next().unwrap_or_default();
    let is_name = |it: char| it.is_alphanumeric() || it == '_';
    !first.is_empty()
        && first.chars().all(is_name)
        && first != "Self"
        && parameters_in(first).next().is_none()
}

/// Whether a bound is one of a type that came with a default, which has it.
fn is_of_optional(bound: &str, old: &Generics, new: &Generics) -> bool {
    let [old, new] = [old, new].map(|it| of_kind(it, |kind| matches!(kind, GenericKind::Type)));
    let number = bounded(bound).strip_prefix('T').and_then(|it| it.parse::<usize>().ok());
    let came = number.filter(|it| *it >= old.len()).and_then(|it| new.get(it));
    came.is_some_and(|it| it.default.is_some())
}

/// How a function uses a parameter that it had before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// In the types that it took it in.
    Same,
    /// In others.
    Other,
    /// Not at all, before.
    New,
}

/// Whether a bound is one of what users may choose otherwise than before.
fn is_free(bound: &str, used: &dyn Fn(&str) -> Use) -> bool {
    let is_of_new = || parameters_in(bound).any(|parameter| used(parameter) == Use::New);
    !bound.starts_with("Self = ") && (used(bounded(bound)) == Use::Other || is_of_new())
}

/// Whether a constraint lets in names that a type does not have.
fn is_keyed_by_all(ty: &str) -> bool {
    let is_any = |it: &str| matches!(it, "string" | "number" | "symbol" | "PropertyKey");
    union_parts(ty).into_iter().all(is_any)
}

fn is_plain_name(ty: &str) -> bool {
    ty.starts_with(char::is_uppercase) && ty.chars().all(|it| it.is_alphanumeric() || it == '_')
}

/// `T0` and `N1` of `Table<N1>: From<T0>`.
pub(crate) fn parameters_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '_').filter(|word| {
        let number = word.strip_prefix(['T', 'N']).unwrap_or_default();
        !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit())
    })
}

/// Whether both are of one form of a type each, where the new one may be that of more types, or cannot be told.
fn is_of_another_form(old: &Generics, new: &Generics) -> bool {
    let form = |it: &Generics| it.bounds.iter().find(|it| it.starts_with("Self = ")).cloned();
    form(old).zip(form(new)).is_some_and(|(old, new)| {
        old != new && (new.contains('{') || parameters_in(&new).next().is_some())
    })
}

/// Whether both are bounds of one parameter on traits of the same crate, which is another one or a module of this.
fn may_imply(one: &str, other: &str) -> bool {
    let crate_of = |bound: &str| {
        let (of, demanded) = bound.split_once(": ")?;
        let (first, _) = demanded.split_once("::")?;
        let is_name = first.chars().all(|it| it.is_alphanumeric() || it == '_');
        (is_name && first != "std").then(|| (of.to_owned(), first.to_owned()))
    };
    crate_of(one).is_some_and(|it| crate_of(other) == Some(it))
}

/// What a bound is said of: `T0` of `T0: Clone`.
fn bounded(bound: &str) -> &str {
    bound.split_once(": ").map_or(bound, |(of, _)| of)
}

/// `T0: '0`, `Vec<T0>: '0` of a type, and of a function where both are those of what is around it.
fn is_outlived(bound: &str, generics: &Generics, is_named: bool) -> bool {
    let Some((of, demanded)) = bound.split_once(": ") else { return false };
    // What has none of its own says nothing of how many are around.
    let is_any = is_named || generics.parameters.is_empty();
    let is_around = |name: &str, all: fn([u32; 3]) -> u32| {
        let number = name.get(1..).and_then(|it| it.parse::<u32>().ok());
        number.is_some_and(|number| is_any || number < all(generics.outer))
    };
    let mut types = parameters_in(of).filter(|it| it.starts_with('T')).peekable();
    types.peek().is_some()
        && demanded.starts_with('\'')
        && types.all(|it| is_around(it, |[_, types, _]| types))
        && is_around(demanded, |[lifetimes, ..]| lifetimes)
}

/// Whether what `T: ?Sized` allows is ruled out again: only what has a size is cloned, or made out of nothing.
fn has_size(bound: &str, all: &[Arc<str>]) -> bool {
    let Some((of, _)) = bound.split_once(": ?") else { return false };
    ["Clone", "Copy", "Default", "Sized"].iter().any(|it| {
        all.iter()
            .any(|bound| bound.strip_prefix(of).and_then(|it| it.strip_prefix(": ")) == Some(it))
    })
}

/// `?Sized` allows more, where others demand it.
fn allows_more(bound: &str) -> bool {
    bound.contains(": ?")
}

type IsKind = fn(&GenericKind) -> bool;

const KINDS: [(IsKind, &str); 3] = [
    (|kind| matches!(kind, GenericKind::Lifetime), "lifetime"),
    (|kind| matches!(kind, GenericKind::Type), "type"),
    (|kind| matches!(kind, GenericKind::Const(_)), "const"),
];

fn of_kind(generics: &Generics, is_it: IsKind) -> Vec<&Generic> {
    generics.parameters.iter().filter(|generic| is_it(&generic.kind)).collect()
}
