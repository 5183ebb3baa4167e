//! Whether a type gives more than another one, or takes more: what callers wrote goes on to compile.

use super::has::{has_all, is_integer, is_unsized};
use super::plain::{has_qualified, without_qualified};
use super::{Argument, Bound, Path, Type, parse, plain};
use crate::class::trait_implies;

/// What a text tells of two types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Relation {
    /// One says the same as the other, or more.
    More,
    /// It depends on what another item says.
    Unknown,
    Other,
}

/// Whether the lifetime of the first is as long as that of the second; nothing for one that is left out.
pub(crate) type Outlives<'o> = &'o dyn Fn(Option<&str>, Option<&str>) -> bool;

/// Whether who got an `old` can do the same with a `new`.
pub(crate) fn gives_more(old: &str, new: &str, outlives: Outlives<'_>) -> Relation {
    let Some((old, new)) = both(old, new) else { return Relation::Other };
    if is_longer(&new, &old, outlives) || is_object_of_more(&new, &old, outlives) {
        return Relation::More;
    }
    match (&old, &new) {
        (
            Type::Bounds { word: "impl", bounds: old },
            Type::Bounds { word: "impl", bounds: new },
        ) => relation(promises_more(old, new)),
        // What it was, others saw by that: most types are `Send`. Source: The Rust Reference, "Impl trait", "leakage of
        // auto traits".
        (Type::Bounds { word: "impl", bounds }, new) if hides_more(new, bounds) => Relation::Other,
        (Type::Bounds { word: "impl", bounds }, new) => has_all(new, bounds),
        _ => Relation::Other,
    }
}

/// Whether a type is a pointer to an object that is not said to be `Send`, or what else the bounds say.
fn hides_more(ty: &Type, bounds: &[Bound]) -> bool {
    let Some((_, Type::Bounds { word: "dyn", bounds: said })) = pointed(ty) else { return false };
    let is_said = |name: &str| said.iter().any(|it| it.to_string() == name);
    let is_promised = |name: &str| bounds.iter().any(|it| it.to_string() == name);
    !is_said("Send") || is_promised("Sync") && !is_said("Sync")
}

/// Whether who gave an `old` may give it where a `new` is asked for.
pub(crate) fn takes_more(old: &str, new: &str, outlives: Outlives<'_>) -> Relation {
    let Some((old, new)) = both(old, new) else { return Relation::Other };
    let is_object = is_object_of_more(&old, &new, outlives);
    if is_object || is_longer(&old, &new, outlives) || is_coerced(&old, &new) {
        return Relation::More;
    }
    match (&old, &new) {
        (
            Type::Bounds { word: "impl", bounds: old },
            Type::Bounds { word: "impl", bounds: new },
        ) => relation(promises_more(new, old)),
        (old, Type::Bounds { word: "impl", bounds }) => taken_for_all(old, bounds),
        (
            Type::Reference { is_mutable: was, ty: old, .. },
            Type::Reference { is_mutable: is, ty: new, .. },
        ) if was == is => match &**new {
            Type::Bounds { word: "impl", bounds } if !is_unsized(old) => taken_for_all(old, bounds),
            _ => Relation::Other,
        },
        _ => Relation::Other,
    }
}

/// Whether who gave values of a type may give them where one with these bounds is asked for.
pub(crate) fn taken_for_all(ty: &Type, bounds: &[Bound]) -> Relation {
    // A literal is an `i32` where nothing else says what it is. Source: The Rust Reference, "Literal expressions".
    let name = ty.to_string();
    let is_guessed = is_integer(&name) && !matches!(name.as_str(), "i32" | "i64" | "i128");
    let is_into = |it: &Bound| it.to_string() == format!("Into<{name}>");
    if is_guessed && bounds.iter().any(is_into) { Relation::Other } else { has_all(ty, bounds) }
}

/// Whether two types differ in the lengths of arrays alone, of which a constant says one: what it is worth no signature
/// tells.
pub(crate) fn differ_by_constant(old: &str, new: &str) -> bool {
    let Some((mut old, mut new)) = both(old, new) else { return false };
    let mut lengths = [Vec::new(), Vec::new()];
    for (ty, found) in [&mut old, &mut new].into_iter().zip(&mut lengths) {
        ty.inside_out(&mut |ty| {
            if let Type::Array { length, .. } = ty {
                found.push(std::mem::take(length));
            }
        });
    }
    let [olds, news] = lengths;
    // A parameter, as `N0`, is none.
    let is_constant = |it: &str| {
        let name = it.rsplit("::").next().unwrap_or(it);
        let is_parameter = it.strip_prefix('N').is_some_and(|it| it.parse::<u32>().is_ok());
        !is_parameter && name.starts_with(|it: char| it.is_ascii_uppercase())
    };
    let pairs = || olds.iter().zip(&news).filter(|(old, new)| old != new);
    old == new
        && olds.len() == news.len()
        && pairs().next().is_some()
        && pairs().all(|(old, new)| is_constant(old) || is_constant(new))
}

fn relation(is_more: bool) -> Relation {
    if is_more { Relation::More } else { Relation::Other }
}

fn both(old: &str, new: &str) -> Option<(Type, Type)> {
    let (mut old, mut new) = (plain(parse(old)?), plain(parse(new)?));
    if has_qualified(&mut old) != has_qualified(&mut new) {
        without_qualified(&mut old);
        without_qualified(&mut new);
    }
    Some((old, new))
}

/// Whether both are one type but for lifetimes, which live as long in `long` as in `short`, where the type only gives
/// what it holds. Source: The Rust Reference, "Subtyping and Variance".
fn is_longer(long: &Type, short: &Type, outlives: Outlives<'_>) -> bool {
    let inner = |long: &Type, short: &Type| is_longer(long, short, outlives);
    let all = |longs: &[Type], shorts: &[Type]| {
        longs.len() == shorts.len() && longs.iter().zip(shorts).all(|(a, b)| inner(a, b))
    };
    match (long, short) {
        _ if long == short => true,
        (
            Type::Reference { lifetime: of_long, is_mutable: false, ty: long },
            Type::Reference { lifetime: of_short, is_mutable: false, ty: short },
        ) => outlives(of_long.as_deref(), of_short.as_deref()) && inner(long, short),
        (
            Type::Reference { lifetime: of_long, is_mutable: true, ty: long },
            Type::Reference { lifetime: of_short, is_mutable: true, ty: short },
        ) => outlives(of_long.as_deref(), of_short.as_deref()) && long == short,
        (Type::Tuple(longs), Type::Tuple(shorts)) => all(longs, shorts),
        (Type::Slice(long), Type::Slice(short)) => inner(long, short),
        (Type::Path(long), Type::Path(short)) => {
            long.names() == short.names()
                && is_covariant(&long.names())
                && are_longer(long, short, outlives)
        }
        _ => false,
    }
}

/// Types of the standard library that only give what they hold.
fn is_covariant(path: &str) -> bool {
    const KNOWN: [&str; 8] = [
        "Option",
        "Result",
        "Vec",
        "Box",
        "std::rc::Rc",
        "std::sync::Arc",
        "std::borrow::Cow",
        "std::slice::Iter",
    ];
    KNOWN.contains(&path) || path.starts_with("std::str::")
}

/// The same of what two paths of one name are given. Lifetimes that are left out stand before all else.
fn are_longer(long: &Path, short: &Path, outlives: Outlives<'_>) -> bool {
    let split = |path: &'_ Path| -> Option<(Vec<String>, Vec<Argument>)> {
        let arguments = path.last()?.arguments().to_vec();
        let is_lifetime = |it: &Argument| matches!(it, Argument::Lifetime(_));
        let (lifetimes, others): (Vec<_>, Vec<_>) = arguments.into_iter().partition(is_lifetime);
        Some((lifetimes.iter().map(Argument::to_string).collect(), others))
    };
    let (Some((longs, of_long)), Some((shorts, of_short))) = (split(long), split(short)) else {
        return false;
    };
    let (first, second) = (longs.first().map(String::as_str), shorts.first().map(String::as_str));
    longs.len() <= 1
        && shorts.len() <= 1
        && (first == second || outlives(first, second))
        && of_long.len() == of_short.len()
        && of_long.iter().zip(&of_short).all(|both| match both {
            (Argument::Type(long), Argument::Type(short)) => is_longer(long, short, outlives),
            (long, short) => long == short,
        })
}

/// `Box<dyn A + Send>` is taken for a `Box<dyn A>`. Source: The Rust Reference, "Unsized coercions".
fn is_object_of_more(more: &Type, less: &Type, outlives: Outlives<'_>) -> bool {
    let (Some(more), Some(less)) = (pointed(more), pointed(less)) else { return false };
    let (
        (of_more, Type::Bounds { word: "dyn", bounds: more }),
        (of_less, Type::Bounds { word: "dyn", bounds: less }),
    ) = (more, less)
    else {
        return false;
    };
    let (long, more) = parted(&of_more, more);
    let (short, less) = parted(&of_less, less);
    let is_auto = |bound: &Bound| match bound {
        Bound::Trait { path, .. } => {
            matches!(path.names().as_str(), "Send" | "Sync" | "Unpin")
        }
        _ => false,
    };
    of_more == of_less
        && (long == short || outlives(long, short))
        && less.iter().all(|it| more.contains(it))
        && more.iter().filter(|it| !less.contains(it)).all(|it| is_auto(it))
}

/// How long an object behind a pointer lives, and its other bounds. What owns it leaves out that it lives for ever.
fn parted<'t>(of: &str, bounds: &'t [Bound]) -> (Option<&'t str>, Vec<&'t Bound>) {
    let mut lives = if of.contains('&') { None } else { Some("'static") };
    let mut others = Vec::new();
    for bound in bounds {
        match bound {
            Bound::Lifetime(it) => lives = Some(it),
            bound => others.push(bound),
        }
    }
    (lives, others)
}

/// What a pointer leads to, and what kind of pointer it is.
pub(super) fn pointed(ty: &Type) -> Option<(String, &Type)> {
    match ty {
        Type::Reference { lifetime, is_mutable, ty } => {
            Some((format!("&{lifetime:?}{is_mutable}"), ty))
        }
        Type::Path(path) => {
            let name = path.names();
            let is_pointer =
                matches!(name.as_str(), "Box" | "std::rc::Rc" | "std::sync::Arc" | "std::pin::Pin");
            match path.last()?.arguments() {
                [Argument::Type(inner)] if is_pointer => match pointed(inner) {
                    Some((of, inner)) => Some((format!("{name}<{of}"), inner)),
                    None => Some((name, inner)),
                },
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a reference is made one to another type where that is asked for.
/// Source: The Rust Reference, "Type coercions", and the `Deref` of the types of `std`.
fn is_coerced(from: &Type, to: &Type) -> bool {
    let (
        Type::Reference { lifetime: of_from, is_mutable: from_mutable, ty: from },
        Type::Reference { lifetime: of_to, is_mutable: to_mutable, ty: to },
    ) = (from, to)
    else {
        return false;
    };
    let is_as_long = of_from == of_to || of_to.is_none();
    let is_inner = match &**from {
        Type::Array { ty, .. } => matches!(&**to, Type::Slice(element) if element == ty),
        Type::Path(path) => {
            let first = path.last().and_then(|it| it.arguments().first());
            match (path.names().as_str(), first) {
                ("String", _) => to.to_string() == "str",
                ("std::path::PathBuf", _) => to.to_string() == "std::path::Path",
                ("std::ffi::OsString", _) => to.to_string() == "std::ffi::OsStr",
                ("Vec", Some(Argument::Type(element))) => {
                    matches!(&**to, Type::Slice(other) if **other == *element)
                }
                ("Box", Some(Argument::Type(inner))) => inner == &**to,
                ("std::rc::Rc" | "std::sync::Arc", Some(Argument::Type(inner))) => {
                    inner == &**to && !from_mutable
                }
                _ => false,
            }
        }
        _ => false,
    };
    from_mutable == to_mutable && is_as_long && is_inner
}

/// Whether whatever fulfils `new` fulfils `old`.
fn promises_more(old: &[Bound], new: &[Bound]) -> bool {
    let is_trait = |it: &&Bound| matches!(it, Bound::Trait { .. });
    let kept = old.iter().filter(is_trait).all(|old| {
        let old = old.to_string();
        new.iter().any(|new| trait_implies(&new.to_string(), &old))
    });
    // What it lives as long as, it may hold.
    let rest = |all: &[Bound]| -> Vec<String> {
        let rest = all.iter().filter(|it| !is_trait(it)).map(Bound::to_string);
        rest.filter(|it| it != "'static").collect()
    };
    let is_static = |all: &[Bound]| all.iter().any(|it| it.to_string() == "'static");
    kept && rest(old) == rest(new) && (is_static(new) || !is_static(old))
}

#[cfg(test)]
mod tests {
    use super::{Relation, gives_more, takes_more};

    #[test]
    fn what_is_given_may_be_more_and_what_is_taken_less() {
        let outlives = |long: Option<&str>, _: Option<&str>| long == Some("'static");
        for (less, more) in [
            ("impl Iterator<Item = u32>", "impl Clone + Iterator<Item = u32>"),
            ("impl Iterator<Item = u32>", "impl DoubleEndedIterator<Item = u32>"),
            ("impl Iterator<Item = u32>", "std::ops::Range<u32>"),
            ("impl Iterator<Item = u32>", "Box<dyn Iterator<Item = u32> + Send>"),
            ("&str", "&'static str"),
            ("Option<&str>", "Option<&'static str>"),
            ("std::borrow::Cow<str>", "std::borrow::Cow<'static, str>"),
            ("Box<dyn A>", "Box<dyn A + Send>"),
        ] {
            assert_eq!(gives_more(less, more, &outlives), Relation::More, "{less} → {more}");
            assert_ne!(gives_more(more, less, &outlives), Relation::More, "{more} → {less}");
        }
        for (less, more) in [
            ("impl Fn() -> T0", "impl FnOnce() -> T0"),
            ("&[u8; 32]", "&[u8]"),
            ("&String", "&str"),
            ("&str", "impl AsRef<str>"),
            ("&'static str", "&str"),
            ("Box<dyn A + Send>", "Box<dyn A>"),
        ] {
            assert_eq!(takes_more(less, more, &outlives), Relation::More, "{less} → {more}");
            assert_ne!(takes_more(more, less, &outlives), Relation::More, "{more} → {less}");
        }
        for (old, new) in [
            ("impl Iterator<Item = u32>", "Vec<u32>"),
            ("impl Iterator<Item = &u8>", "impl Iterator<Item = &u8> + '_"),
            ("impl Iterator<Item = u8>", "impl DoubleEndedIterator<Item = u16>"),
            ("&mut Vec<&str>", "&mut Vec<&'static str>"),
            ("std::cell::Cell<&str>", "std::cell::Cell<&'static str>"),
        ] {
            assert_eq!(gives_more(old, new, &outlives), Relation::Other, "{old} → {new}");
        }
        assert_eq!(gives_more("impl Iterator", "Words", &outlives), Relation::Unknown);
        for (old, new) in [("&str", "impl Into<Vec<u8>>"), ("&mut Vec<u8>", "&[u8]")] {
            assert_eq!(takes_more(old, new, &outlives), Relation::Other, "{old} → {new}");
        }
    }
}
