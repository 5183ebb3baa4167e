//! The numbers of the variants of an enum of Rust, which others see by a cast or in memory.

use boundstone_model::{Enumeration, Form, Member, Signature, integer};

use super::list::kept;
use super::record::named;
use super::{Found, is_non_exhaustive};

/// The number of a variant: that of an expression that is not read, and so many more.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Number<'e> {
    expression: Option<&'e str>,
    more: i128,
}

/// What others may do with the numbers of an enum.
enum Numbers<'e> {
    Seen(Vec<Number<'e>>),
    /// It cannot be cast: a variant has fields, or may have some later.
    Unseen,
    /// Which variants are compiled, nobody knows here.
    Unknown,
}

impl Found {
    /// `old` and `new` are the enums that the signatures are of.
    pub(super) fn numbers(
        &mut self,
        what: &str,
        (old, old_enum): (&Signature, &Enumeration),
        (new, new_enum): (&Signature, &Enumeration),
    ) {
        let (before, now) = (numbers(old, old_enum), numbers(new, new_enum));
        let is_chosen = [(old, old_enum), (new, new_enum)].into_iter().any(|(signature, it)| {
            has_repr(signature) || it.variants.iter().any(|it| expression(it).is_some())
        });
        match (before, now) {
            (Numbers::Seen(before), Numbers::Seen(now)) => {
                if !old_enum
                    .variants
                    .iter()
                    .map(expression)
                    .eq(new_enum.variants.iter().map(expression))
                {
                    self.cosmetic("value_changed");
                }
                // One that comes between others moves those behind it: nobody counts on that.
                if !is_chosen && !is_reordered(&old_enum.variants, &new_enum.variants) {
                    return;
                }
                let of = |name: &str, variants: &[Member], numbers: &[Number<'_>]| {
                    let at = variants.iter().position(|it| *it.name == *name)?;
                    numbers.get(at).map(Number::in_words)
                };
                for (variant, _) in kept(&old_enum.variants, &new_enum.variants) {
                    let name = &variant.name;
                    let old = of(name, &old_enum.variants, &before);
                    let new = of(name, &new_enum.variants, &now);
                    if let Some((old, new)) = old.zip(new).filter(|(old, new)| old != new) {
                        let named = named(what, variant);
                        let reason = format!("{named} is {new} as a number, and was {old}");
                        // What a constant is worth, its own text says.
                        match [&old, &new].into_iter().any(|it| it.contains('`')) {
                            true => self.unknown("value_changed", reason),
                            false => self.text("value_changed", reason),
                        }
                    }
                }
            }
            (Numbers::Seen(_), Numbers::Unseen) => {
                let reason = format!("{what} can no longer be cast to a number");
                match is_chosen {
                    true => self.text("cast_removed", reason),
                    false => self.unknown("cast_removed", reason),
                }
            }
            _ => {}
        }
    }
}

impl Number<'_> {
    fn in_words(&self) -> String {
        match (self.expression, self.more) {
            (None, more) => more.to_string(),
            (Some(expression), 0) => format!("`{expression}`"),
            (Some(expression), more) => format!("`{expression} + {more}`"),
        }
    }
}

/// Whether those variants or fields that stayed stand in another order.
pub(super) fn is_reordered(old: &[Member], new: &[Member]) -> bool {
    let names = |one: &[Member], other: &[Member]| -> Vec<String> {
        kept(one, other).map(|(member, _)| member.name.to_string()).collect()
    };
    names(old, new) != names(new, old)
}

fn numbers<'e>(signature: &Signature, enumeration: &'e Enumeration) -> Numbers<'e> {
    let variants = &enumeration.variants;
    let is_conditional =
        |it: &Member| it.signature.marks.iter().any(|mark| mark.starts_with("cfg("));
    if variants.iter().any(is_conditional) {
        return Numbers::Unknown;
    }
    let can_be_cast = variants.iter().all(|it| {
        let has_fields =
            matches!(&it.signature.form, Form::Record(record) if !record.members.is_empty());
        !has_fields && !is_non_exhaustive(&it.signature)
    });
    if !can_be_cast && !has_repr(signature) {
        return Numbers::Unseen;
    }
    let mut next = Number { expression: None, more: 0 };
    let number = |variant: &'e Member| {
        if let Some(expression) = expression(variant) {
            next = match integer(expression) {
                Some(more) => Number { expression: None, more },
                None => Number { expression: Some(expression), more: 0 },
            };
        }
        let number = next.clone();
        next.more = next.more.saturating_add(1);
        number
    };
    Numbers::Seen(variants.iter().map(number).collect())
}

/// `repr(u8)` and `repr(C)` say how a variant stands in memory.
fn has_repr(signature: &Signature) -> bool {
    signature.marks.iter().any(|mark| mark.starts_with("repr("))
}

/// What stands behind the `=` of a variant.
fn expression(variant: &Member) -> Option<&str> {
    match &variant.signature.form {
        Form::Value(value) => value.value.as_deref(),
        _ => variant.signature.marks.iter().find_map(|mark| mark.strip_prefix("= ")),
    }
}
