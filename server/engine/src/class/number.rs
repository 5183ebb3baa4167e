//! The numbers of the variants of an enum of Rust, which others see by a cast or in memory.

use boundstone_model::{Enumeration, Form, Member, Signature};

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
                        self.text("value_changed", reason);
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
            next = match computed(expression) {
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

type Operation = fn(i128, i128) -> Option<i128>;

/// The value of a sum, a shift or the like of literals: `1<<8`. Source: The Rust Reference, "Expression precedence".
pub(super) fn computed(text: &str) -> Option<i128> {
    const OPERATORS: [(&str, Operation); 6] = [
        ("|", |a, b| Some(a | b)),
        ("&", |a, b| Some(a & b)),
        ("<<", |a, b| {
            u32::try_from(b).ok().filter(|b| *b < 127).and_then(|b| a.checked_mul(1 << b))
        }),
        ("+", i128::checked_add),
        ("-", i128::checked_sub),
        ("*", i128::checked_mul),
    ];
    if let Some(value) = literal(text) {
        return Some(value);
    }
    // What is bound less stands outside; brackets are not looked into.
    for (sign, operation) in OPERATORS {
        if let Some((left, right)) = text.rsplit_once(sign).filter(|(left, _)| !left.is_empty()) {
            let (left, right) = (computed(left.trim_end())?, computed(right.trim_start())?);
            return operation(left, right);
        }
    }
    None
}

/// The value of an integer literal: `0x10`, `-1`, `1_000u16`.
fn literal(text: &str) -> Option<i128> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest.trim_start()),
        None => (1, text),
    };
    let digits = text.replace('_', "");
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, digits.get(2..)?),
        Some("0o") => (8, digits.get(2..)?),
        Some("0b") => (2, digits.get(2..)?),
        _ => (10, digits.as_str()),
    };
    let end = digits.find(['u', 'i']).unwrap_or(digits.len());
    let number = i128::from_str_radix(digits.get(..end)?, radix).ok()?;
    Some(sign * number)
}

#[cfg(test)]
mod tests {
    use super::{computed, literal};

    #[test]
    fn an_integer_is_read_in_each_way_to_write_it() {
        for (text, value) in [
            ("0x1F", Some(31)),
            ("0b11_u8", Some(3)),
            ("-1", Some(-1)),
            ("1_000i64", Some(1000)),
            ("A", None),
            ("1 + 1", None),
            ("b'a'", None),
        ] {
            assert_eq!(literal(text), value, "{text}");
        }
        for (text, value) in [
            ("1<<8", Some(256)),
            ("1 << 4 | 2", Some(18)),
            ("10-3-2", Some(5)),
            ("2*3+1", Some(7)),
            ("A+1", None),
            ("(1+1)*2", None),
            ("1<<200", None),
        ] {
            assert_eq!(computed(text), value, "{text}");
        }
    }
}
