//! Which traits a type has, as far as the documentation of `std` tells.

mod streams;

use super::prelude::is_in_prelude;
use super::wider::{Relation, pointed};
use super::{Argument, Bound, Path, Segment, Type};
use crate::class::trait_implies;

/// Whether a type that is named has all traits that were promised, or are demanded.
pub(super) fn has_all(ty: &Type, bounds: &[Bound]) -> Relation {
    let each: Vec<Relation> = bounds.iter().map(|bound| has(ty, bound)).collect();
    match () {
        () if each.contains(&Relation::Other) => Relation::Other,
        () if each.contains(&Relation::Unknown) => Relation::Unknown,
        () => Relation::More,
    }
}

/// As far as the documentation of `std` tells.
fn has(ty: &Type, bound: &Bound) -> Relation {
    let Bound::Trait { path, modifier, .. } = bound else { return Relation::Unknown };
    let name = path.names();
    if modifier == "?" || matches!(name.as_str(), "Send" | "Sync" | "Unpin") {
        return Relation::More;
    }
    if has_by_object(ty, bound) || is_called(ty, bound) || has_by_table(ty, &name, path) {
        return Relation::More;
    }
    if let Type::Reference { is_mutable: true, ty, .. } = ty
        && is_of_lent(&name)
    {
        return has(ty, bound);
    }
    match ty {
        Type::Path(of) if is_iterator(&of.names()) && is_of_iterators(&name) => Relation::More,
        // Nobody else can implement them for a type. Source: The Unstable Book, "fn_traits".
        Type::Path(of) if !is_of_std(&of.names()) && is_of_calls(&name) && !is_projected(of) => {
            Relation::Other
        }
        Type::Path(of) if !is_of_std(&of.names()) => Relation::Unknown,
        // Who defines a trait, or the type that it is given, may have implemented it for this one.
        _ if !is_known_trait(&name) || names_others(path) || streams::is_one(&name) => {
            Relation::Unknown
        }
        _ => Relation::Other,
    }
}

/// What has no size by itself.
pub(crate) fn is_unsized(ty: &Type) -> bool {
    match ty {
        Type::Slice(_) | Type::Bounds { word: "dyn", .. } => true,
        Type::Path(path) => {
            matches!(path.names().as_str(), "str" | "std::path::Path" | "std::ffi::OsStr")
        }
        _ => false,
    }
}

/// A function that is named, or none but safe ones: `fn(A) -> B` is a `Fn(A) -> B`.
fn is_called(ty: &Type, bound: &Bound) -> bool {
    let Type::Function(function) = ty else { return false };
    let bound = bound.to_string();
    let call = ["FnOnce", "FnMut", "Fn"].iter().find_map(|it| bound.strip_prefix(it));
    function.qualifiers.is_empty()
        && call.is_some_and(|call| ty.to_string().strip_prefix("fn") == Some(call))
}

/// Traits that a type has where it is lent to be changed. Source: `impl<T: ?Sized + …> … for &mut T` in the documentation of `std`.
pub(crate) fn is_of_lent(name: &str) -> bool {
    matches!(name, "DoubleEndedIterator" | "ExactSizeIterator" | "Iterator" | "Sized")
        || streams::is_one(name) && name != "Extend"
}

fn is_known_trait(name: &str) -> bool {
    // Which types are made of an iterator the table does not say.
    (is_in_prelude(name) && name != "FromIterator") || name.starts_with("std::")
}

/// Whether a trait is given a type that the standard library does not define, as `Into<Spacing>`.
fn names_others(path: &Path) -> bool {
    let arguments = path.last().map(Segment::arguments).unwrap_or_default();
    arguments.iter().any(|it| match it {
        Argument::Type(ty) => {
            let mut is_of_others = false;
            ty.clone().inside_out(&mut |ty| {
                is_of_others |= matches!(ty, Type::Path(path) if !is_of_std(&path.names()));
            });
            is_of_others
        }
        _ => false,
    })
}

fn is_of_calls(name: &str) -> bool {
    matches!(name, "Fn" | "FnMut" | "FnOnce" | "AsyncFn" | "AsyncFnMut" | "AsyncFnOnce")
}

/// Whether a path begins with a parameter, or with `Self`.
fn is_projected(path: &Path) -> bool {
    let first = path.segments.first().map(|it| it.name.as_str()).unwrap_or_default();
    let number = first.strip_prefix('T').unwrap_or_default();
    first == "Self" || !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit())
}

fn is_of_iterators(name: &str) -> bool {
    matches!(name, "Iterator" | "IntoIterator" | "DoubleEndedIterator" | "ExactSizeIterator")
}

fn is_iterator(path: &str) -> bool {
    const KNOWN: [&str; 6] = [
        "std::ops::Range",
        "std::ops::RangeInclusive",
        "std::str::Chars",
        "std::str::Lines",
        "std::str::Bytes",
        "std::str::CharIndices",
    ];
    let name = path.rsplit("::").next().unwrap_or_default();
    let is_of_collection = path.starts_with("std::collections::")
        && matches!(name, "Iter" | "IterMut" | "IntoIter" | "Keys" | "Values" | "Drain" | "Range");
    let is_of_slice = ["std::slice::", "std::vec::", "std::option::", "std::array::"]
        .iter()
        .any(|it| path.starts_with(it))
        && matches!(name, "Iter" | "IterMut" | "IntoIter" | "Drain" | "Chunks" | "Windows");
    KNOWN.contains(&path) || path.starts_with("std::iter::") || is_of_collection || is_of_slice
}

/// Whether nothing says that a type that is named is no future.
pub(crate) fn may_be_future(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let is_parameter = |name: &str| {
        name.strip_prefix('T').is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
    };
    let name = path.names();
    !is_parameter(&name) && (!is_of_std(&name) || name.starts_with("std::future::"))
}

/// What the standard library defines: none of it has a trait that its documentation does not say.
fn is_of_std(path: &str) -> bool {
    path.starts_with("std::")
        || path.starts_with(|it: char| it.is_ascii_lowercase())
        || ["String", "Vec", "Option", "Result", "Box"].contains(&path)
}

/// `Box<dyn Iterator>` is an `Iterator`, and `Pin<Box<dyn Future>>` a `Future`.
fn has_by_object(ty: &Type, bound: &Bound) -> bool {
    let Some((of, Type::Bounds { word: "dyn", bounds })) = pointed(ty) else { return false };
    let is_passed_on = match &bound.to_string() {
        it if it.starts_with("Fn") => of == "Box" || of.starts_with("std::"),
        it if it.starts_with("Future") => of == "std::pin::Pin<Box",
        it => of == "Box" && is_of_iterators(it.split('<').next().unwrap_or_default()),
    };
    let bound = bound.to_string();
    is_passed_on && bounds.iter().any(|it| trait_implies(&it.to_string(), &bound))
}

fn has_by_table(ty: &Type, name: &str, path: &Path) -> bool {
    let text = ty.to_string();
    let given = path.last().map(Segment::arguments).unwrap_or_default();
    let first = given.first().map(Argument::to_string).unwrap_or_default();
    let text = match ty {
        Type::Reference { ty, .. } => format!("&{ty}"),
        _ => text,
    };
    const SHOWN: [&str; 4] = ["std::fmt::Display", "std::fmt::Debug", "ToString", "Clone"];
    let is_unit = text == "()";
    let is_whole = is_integer(&text);
    let is_number = is_whole || matches!(text.as_str(), "f32" | "f64" | "bool" | "char");
    let is_text = matches!(text.as_str(), "&str" | "String" | "&String");
    match name {
        "Into" if first == text || first == format!("Option<{text}>") => true,
        "IntoIterator" => element(ty).is_some_and(|it| is_item(&it, given)),
        "Into" => {
            let into = (text.as_str(), first.as_str());
            is_text && first == "String"
                || matches!(into, ("&std::path::Path" | "&str" | "String", "std::path::PathBuf"))
        }
        "AsRef" if is_text || text == "str" => {
            matches!(first.as_str(), "str" | "[u8]" | "std::path::Path" | "std::ffi::OsStr")
        }
        "AsRef" => match text.as_str() {
            "&std::path::Path" | "std::path::PathBuf" | "&std::path::PathBuf" => {
                matches!(first.as_str(), "std::path::Path" | "std::ffi::OsStr")
            }
            _ => text == format!("&{first}") && first.starts_with('['),
        },
        "Clone" | "Copy" | "std::fmt::Debug" if is_unit => true,
        "Copy" => is_number || text.starts_with('&') && !text.starts_with("&mut "),
        "Default" if text.starts_with("std::") && text.ends_with("::RandomState") => true,
        "PartialEq" | "PartialOrd" | "Default" => {
            given.is_empty() && (is_number || is_unit || is_text && name != "Default")
        }
        "std::ops::Add" | "std::ops::Sub" | "std::ops::Mul" | "std::ops::Div" | "std::ops::Rem" => {
            let is_own = |it: &Argument| match it {
                Argument::Is { name, ty } => name == "Output" && ty.to_string() == text,
                it => it.to_string() == text,
            };
            (is_whole || matches!(text.as_str(), "f32" | "f64")) && given.iter().all(is_own)
        }
        "std::hash::BuildHasher" => ["RandomState", "BuildHasherDefault"].iter().any(|it| {
            text.starts_with("std::")
                && text.split('<').next().is_some_and(|path| path.ends_with(it))
        }),
        "Eq" | "Ord" | "std::hash::Hash" => is_whole || is_unit || is_text,
        _ if streams::is_one(name) => streams::has(&text, name, &first),
        _ => SHOWN.contains(&name) && (is_number || is_text),
    }
}

/// What a collection of `std` gives one after another.
fn element(ty: &Type) -> Option<Type> {
    if let Type::Reference { is_mutable, ty, .. } = ty {
        let lent =
            |ty: Type, is_mutable| Type::Reference { lifetime: None, is_mutable, ty: Box::new(ty) };
        return Some(match (&**ty, element(ty)) {
            (Type::Slice(of), _) => lent((**of).clone(), *is_mutable),
            (_, Some(Type::Tuple(mut both))) if both.len() == 2 && is_map(ty) => {
                let value = lent(both.pop()?, *is_mutable);
                Type::Tuple(vec![lent(both.pop()?, false), value])
            }
            (_, of) => lent(of?, *is_mutable),
        });
    }
    match ty {
        Type::Array { ty, .. } => Some((**ty).clone()),
        Type::Path(path) => {
            let of = path.last()?.arguments();
            match (path.names().as_str(), of) {
                (
                    "Vec"
                    | "Option"
                    | "std::collections::VecDeque"
                    | "std::collections::BTreeSet"
                    | "std::collections::HashSet"
                    | "std::collections::LinkedList"
                    | "std::collections::BinaryHeap",
                    [Argument::Type(of), ..],
                ) => Some(of.clone()),
                (_, [Argument::Type(key), Argument::Type(value), ..]) if is_map(ty) => {
                    Some(Type::Tuple(vec![key.clone(), value.clone()]))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_map(ty: &Type) -> bool {
    const KNOWN: [&str; 2] = ["std::collections::HashMap", "std::collections::BTreeMap"];
    matches!(ty, Type::Path(path) if KNOWN.contains(&path.names().as_str()))
}

/// Whether the `Item` that is demanded is this one, whatever its lifetimes.
fn is_item(element: &Type, given: &[Argument]) -> bool {
    let without_lifetimes = |ty: &Type| {
        let mut ty = ty.clone();
        ty.inside_out(&mut |ty| {
            if let Type::Reference { lifetime, .. } = ty {
                *lifetime = None;
            }
        });
        ty
    };
    given.iter().all(|it| match it {
        Argument::Is { name, ty } if name == "Item" => {
            without_lifetimes(ty) == without_lifetimes(element)
        }
        _ => false,
    })
}

pub(crate) fn is_integer(text: &str) -> bool {
    let width = text.strip_prefix(['u', 'i']).unwrap_or_default();
    matches!(width, "8" | "16" | "32" | "64" | "128" | "size")
}

/// Whether a type that is named has a trait, by the text of a bound.
pub(crate) fn fulfils(ty: &Type, bound: &Bound) -> bool {
    has(ty, bound) == Relation::More
}
