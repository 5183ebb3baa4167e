//! Constants, statics, variables, fields, and other names of types.

use std::sync::Arc;

use boundstone_model::{Alias, Value, union_parts};

use super::Found;
use super::assignable::literal_of;
use super::brackets::parts;
use super::list::only;
use super::object::{Handling, Position, outlives};
use super::type_text::{Property, object};

impl Found {
    pub(super) fn value(&mut self, what: &str, old: &Value, new: &Value) {
        match (old.word, new.word) {
            (old, new) if old == new => {}
            // What is taken out of an object says no word.
            ("", _) | (_, "") if !self.is_rust() => self.cosmetic("word_changed"),
            // Whoever only reads it sees no difference.
            ("let" | "var", "const") | ("let", "var") | ("var", "let") => {
                self.additive("word_changed", format!("{what} was `{}`", old.word));
            }
            ("const", "let" | "var") => {
                self.additive("word_changed", format!("{what} was `const`"))
            }
            // Each use of a constant is a value of its own.
            ("static", "const") => {
                self.text("kind_changed", format!("{what} was `static`, and is `const`"))
            }
            (old, new) => {
                self.breaking("kind_changed", format!("{what} was `{old}`, and is `{new}`"))
            }
        }
        match (old.is_mutable, new.is_mutable) {
            (false, true) => self.breaking(
                "static_now_mutable",
                format!("{what} is mutable, so that to use it is unsafe"),
            ),
            (true, false) => {
                self.breaking("static_no_longer_mutable", format!("{what} is no longer mutable"))
            }
            _ => {}
        }
        let is_variable = !old.word.is_empty();
        match (&old.ty, &new.ty) {
            (Some(old), Some(new)) if old != new => {
                let reason = format!("{what} is of type `{new}`, and was of `{old}`");
                let unknown = if is_variable { Handling::Read } else { Handling::Both };
                let handling = self.handled.unwrap_or(unknown);
                let at = Position {
                    handling,
                    path: what.trim_matches('`'),
                    of: "",
                    outlives: &outlives,
                };
                let is_constant = is_variable && !self.is_rust();
                match is_constant && are_alike(old, new) {
                    _ if is_constant && is_version(old) && is_version(new) => {
                        self.cosmetic("value_changed");
                    }
                    true => self.unknown("value_changed", reason),
                    false => self.type_at(at, "type_changed", (old, new), reason),
                }
            }
            (None, Some(_)) | (Some(_), None) => {
                self.unknown(
                    "type_inferred",
                    format!("{what} leaves its type to inference, on one side"),
                );
            }
            _ => {}
        }
        // The numbers of the variants of Rust count one from another.
        if old.value != new.value && !self.is_rust() {
            let is_literal = |it: &Option<Arc<str>>| it.as_deref().is_none_or(is_literal);
            let (old, new) = (&old.value, &new.value);
            if !is_literal(old) || !is_literal(new) {
                return self.unknown("value_changed", format!("{what} is valued otherwise"));
            }
            self.text("value_changed", format!("{what} has another value"));
        }
    }

    pub(super) fn alias(&mut self, what: &str, old: &Alias, new: &Alias) {
        self.generics(what, (&old.generics, &new.generics), None);
        for bound in only(&new.bounds, &old.bounds) {
            self.for_implementers("bound_added", format!("{what} now demands `{bound}`"));
        }
        for bound in only(&old.bounds, &new.bounds) {
            self.breaking("bound_removed", format!("{what} no longer promises `{bound}`"));
        }
        match (&old.ty, &new.ty) {
            (Some(old), Some(new)) if old != new => {
                let reason = format!("{what} means `{new}`, and meant `{old}`");
                let handled = self.handled.filter(|_| !loses_literal(old, new));
                let at = Position {
                    // Who is handed one may have named what it no longer is.
                    handling: handled.unwrap_or(Handling::Both),
                    path: what.trim_matches('`'),
                    of: "",
                    outlives: &outlives,
                };
                self.type_at(at, "type_changed", (old, new), reason);
            }
            (Some(_), None) => {
                self.for_implementers("default_removed", format!("{what} has no default any more"))
            }
            (None, Some(_)) => self.additive("default_added", format!("{what} has a default now")),
            _ => {}
        }
    }
}

/// Whether a union no longer has one of its literals, or an object that is known by one: `{ state: "idle" }`.
pub(super) fn loses_literal(old: &str, new: &str) -> bool {
    let kept = parts(new, '|');
    let objects: Vec<Vec<Property>> = kept.iter().filter_map(|it| object(it)).collect();
    let has = |it: &Property| {
        let mut all = objects.iter().flatten().filter(|other| other.name == it.name);
        all.any(|other| union_parts(&other.ty).contains(&&*it.ty))
    };
    let is_known_by = |it: &Property| literal_of(&it.ty).is_some() && !has(it);
    let is_lost = |it: &&str| {
        literal_of(it).is_some()
            || objects.len() > 1 && object(it).is_some_and(|it| it.iter().any(is_known_by))
    };
    parts(old, '|').iter().filter(|it| !kept.contains(it)).any(is_lost)
}

/// Whether both are literals of one type, as those of constants: few rely on more than that type.
fn are_alike(old: &str, new: &str) -> bool {
    literal_of(old).is_some() && literal_of(old) == literal_of(new)
}

/// `"1.4.0"`, `"v2.0.0-beta.1"`, `{ major: 1, minor: 4 }`: it is another one with each release.
fn is_version(ty: &str) -> bool {
    if let Some(members) = ty.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
        let is_part = |it: &str| {
            let (name, ty) = it.split_once(": ").unwrap_or((it, ""));
            let name = name.strip_prefix("readonly ").unwrap_or(name);
            let is_number = ty == "number" || ty.parse::<u64>().is_ok();
            is_number && matches!(name, "major" | "minor" | "patch")
        };
        return members.contains("; ") && members.split("; ").all(is_part);
    }
    let version = ty.trim_matches(['"', '\'']).trim_start_matches('v');
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    (2..=4).contains(&numbers.len()) && numbers.iter().all(is_number) && ty.len() > core.len()
}

/// Whether a value is known by its text: a number or a string.
fn is_literal(value: &str) -> bool {
    let number = value.trim_start_matches('-');
    let is_text = |quote: char| {
        let inner = value.strip_prefix(quote).and_then(|it| it.strip_suffix(quote));
        inner.is_some_and(|inner| !inner.contains(quote))
    };
    is_text('"') || is_text('\'') || number.bytes().all(|it| it.is_ascii_digit() || it == b'.')
}
