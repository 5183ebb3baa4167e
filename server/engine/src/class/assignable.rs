//! What the text of two types of TypeScript tells of whether one takes all values of the other.

use boundstone_model::{Callable, Parameter, union_parts};

use super::brackets::{inside, parts};
use super::keys::{KEYS, is_keys};
use super::type_text::{Property, element, function, generic, object, tuple};

/// Whether users that had `wide`, and have `narrow` now, can do with it all that they did. Where the text does not
/// tell, they cannot.
/// Source: The TypeScript Handbook, "Type Compatibility", and the release notes of `unknown` and `readonly` arrays.
pub(super) fn takes(wide: &str, narrow: &str) -> bool {
    Taking::Read.takes(wide, narrow)
}

/// Whether users that handed over `narrow` can still do so, where `wide` is asked for now: what they write out there may
/// have no property that is not known.
/// Source: The TypeScript Handbook, "Excess Property Checks".
pub(crate) fn takes_what_is_given(wide: &str, narrow: &str) -> bool {
    Taking::Given.takes(wide, narrow)
}

/// Whether both are one name that is none of the language, given objects of which one is the other with more: which way
/// those go, only what the name stands for tells.
pub(super) fn are_given_related(old: &str, new: &str) -> bool {
    const KNOWN: [&str; 7] = ["Record", "Partial", "Required", "Readonly", "Map", "Set", "Array"];
    let (Some((old, was)), Some((new, is))) = (generic(old), generic(new)) else { return false };
    let is_related = |(old, new): (&&str, &&str)| {
        let are_objects = object(old).is_some() && object(new).is_some();
        let all = [Taking::Read, Taking::Given];
        old == new || are_objects && all.iter().any(|it| it.takes(old, new) || it.takes(new, old))
    };
    let is_known =
        KNOWN.contains(&old) || WIDER.iter().any(|(wide, narrow)| [wide, narrow].contains(&&old));
    old == new && !is_known && was.len() == is.len() && was.iter().zip(&is).all(is_related)
}

/// Whether a constraint allows all that it did: `T extends { id: string }`, where more was demanded.
pub(crate) fn is_loosened(constraint: &str, before: &str) -> bool {
    constraint == "any" || Taking::Read.takes(constraint, before)
}

/// Whether both are one type, written otherwise.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    Taking::Same.takes(one, other) && Taking::Same.takes(other, one)
}

/// What users do with the values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    Read,
    Given,
    /// Either, so that nothing of it may differ.
    Same,
}

/// Types of the standard library of which one takes another where it takes what that is given.
const WIDER: [(&str, &str); 12] = [
    ("Promise", "Promise"),
    ("PromiseLike", "PromiseLike"),
    ("PromiseLike", "Promise"),
    ("Iterable", "Iterable"),
    ("Iterable", "Set"),
    ("Iterable", "ReadonlySet"),
    ("AsyncIterable", "AsyncIterable"),
    ("ReadonlySet", "ReadonlySet"),
    ("ReadonlySet", "Set"),
    ("ReadonlyMap", "ReadonlyMap"),
    ("ReadonlyMap", "Map"),
    ("Readonly", "Readonly"),
];

/// Iterators that take all that a generator gives. An iterable is made by hand with one method, in a test for one, and
/// whoever does that has no generator.
/// Source: `Generator` and `AsyncGenerator` in `lib.es2015.generator.d.ts` and `lib.es2018.asyncgenerator.d.ts`.
const GONE_THROUGH: [(&str, &str); 4] = [
    ("Iterator", "Generator"),
    ("IterableIterator", "Generator"),
    ("AsyncIterator", "AsyncGenerator"),
    ("AsyncIterableIterator", "AsyncGenerator"),
];

impl Taking {
    fn other_way(self) -> Self {
        match self {
            Self::Read => Self::Given,
            Self::Given => Self::Read,
            Self::Same => Self::Same,
        }
    }

    fn takes(self, wide: &str, narrow: &str) -> bool {
        let (wide, narrow) = (all_parts(wide), all_parts(narrow));
        let is_either = ["true", "false"].iter().all(|it| wide.contains(it));
        let is_any_key = KEYS.iter().all(|it| wide.contains(it));
        narrow.iter().all(|narrow| {
            (*narrow == "boolean" && is_either)
                || (is_any_key && self != Self::Same && is_keys(narrow))
                || wide.iter().any(|wide| self.takes_one(wide, narrow))
        })
    }

    fn takes_one(self, wide: &str, narrow: &str) -> bool {
        let (wide, narrow) = (plain(wide), plain(narrow));
        if is_union(wide) || is_union(narrow) {
            return self.takes(wide, narrow);
        }
        wide == narrow
            || self.takes_intersection(wide, narrow)
            || literal_of(narrow) == Some(wide)
            || self.takes_derived(wide, narrow)
            || self.takes_wrapped(wide, narrow)
            || (self != Self::Same && is_wider(wide, narrow))
            // What was asked for as `any` may have been used as everything; what is `any` now may still be.
            || (self == Self::Given && wide == "any")
            || (self == Self::Read && narrow == "any")
            || self.takes_elements(wide, narrow)
            || self.takes_generic(wide, narrow)
            || self.takes_object(wide, narrow)
            || self.takes_function(wide, narrow)
    }

    /// `A extends B` is a `B`. An interface is written out where a value is handed over, and has more then than is known.
    fn takes_derived(self, wide: &str, narrow: &str) -> bool {
        let is_extended = narrow.split_once(" extends ").is_some_and(|(_, it)| it == wide);
        let is_interface = narrow.starts_with("interface ");
        is_extended && (self == Self::Read || self == Self::Given && !is_interface)
    }

    /// Types that say a little more of another one.
    fn takes_wrapped(self, wide: &str, narrow: &str) -> bool {
        let of = |name: &str, wrapped: &str, inner: &str| {
            generic(wrapped).is_some_and(|(own, given)| own == name && given == [inner])
        };
        match self {
            // `A & B` is an `A`.
            Self::Read => {
                of("Readonly", wide, narrow)
                    || of("NonNullable", narrow, wide)
                    || of("NoInfer", narrow, wide)
                    || of("NoInfer", wide, narrow)
                    || is_one_of_several(narrow)
                        && parts(narrow, '&').iter().any(|it| self.takes_one(wide, it))
            }
            Self::Given => {
                of("Readonly", wide, narrow)
                    || of("NonNullable", narrow, wide)
                    || of("Partial", wide, narrow)
                    || of("NoInfer", narrow, wide)
                    // A text or a number with a brand is one: nobody writes it out as an object.
                    || (is_primitive(wide) && parts(narrow, '&').contains(&wide))
            }
            Self::Same => false,
        }
    }

    /// What is all of several types is each of them. What is written out has nothing that is of none of them.
    fn takes_intersection(self, wide: &str, narrow: &str) -> bool {
        let (wide, narrow) = (parts(wide, '&'), parts(narrow, '&'));
        let is_taken = |it: &&str| narrow.iter().any(|narrow| self.takes(it, narrow));
        let is_known = |it: &&str| wide.iter().any(|wide| self.takes(wide, it));
        wide.len() > 1
            && narrow.len() > 1
            && wide.iter().all(is_taken)
            && (self == Self::Read || narrow.iter().all(is_known))
    }

    fn takes_elements(self, wide: &str, narrow: &str) -> bool {
        let may_read = |wide_is: bool, narrow_is: bool| wide_is || !narrow_is;
        if let (Some((wide, wide_is)), Some((narrow, narrow_is))) = (tuple(wide), tuple(narrow)) {
            return may_read(wide_is, narrow_is) && self.takes_tuple(&wide, &narrow);
        }
        let iterable =
            || generic(wide).filter(|(name, given)| *name == "Iterable" && given.len() == 1);
        let wide = element(wide).or_else(|| Some((*iterable()?.1.first()?, true)));
        let Some((wide, wide_is)) = wide else { return false };
        match (element(narrow), tuple(narrow)) {
            (Some((narrow, narrow_is)), _) => {
                may_read(wide_is, narrow_is) && self.takes(wide, narrow)
            }
            (_, Some((elements, narrow_is))) => {
                let (fixed, rest) = with_rest(&elements);
                let rest = rest.map(|it| element(it).map(|(of, _)| of));
                let mut elements = fixed.iter().map(|it| Some(*it)).chain(rest);
                may_read(wide_is, narrow_is)
                    && elements.all(|it| it.is_some_and(|it| self.takes(wide, it)))
            }
            _ => false,
        }
    }

    /// Of an element that may be missing nothing need be given; who reads it asked for it. What stands for any number of
    /// elements takes those that stand there.
    fn takes_tuple(self, wide: &[&str], narrow: &[&str]) -> bool {
        let read = |it: &&str| {
            let ty = it.strip_suffix('?');
            (ty.unwrap_or(it).to_owned(), ty.is_some())
        };
        let (wide, rest) = with_rest(wide);
        let (narrow, other_rest) = with_rest(narrow);
        let is_missing = |it: &&str| it.ends_with('?') && self == Self::Given;
        let takes_rest = |it: &&str| {
            rest.is_some_and(|rest| {
                element(rest).is_some_and(|(of, _)| self.takes(of, &read(it).0))
            })
        };
        let takes_other_rest = other_rest.is_none_or(|other| {
            rest.is_some_and(|rest| {
                let both = element(rest).zip(element(other));
                both.map_or(rest == other, |((wide, _), (narrow, _))| self.takes(wide, narrow))
            })
        });
        let more = narrow.get(wide.len()..).unwrap_or_default();
        wide.iter().skip(narrow.len()).all(is_missing)
            && more.iter().all(takes_rest)
            && takes_other_rest
            && wide.iter().zip(narrow).all(|(wide, narrow)| {
                let ((wide, may_miss), (narrow, misses)) = (read(wide), read(narrow));
                (may_miss || !misses) && self.takes(&wide, &narrow)
            })
    }

    fn takes_generic(self, wide: &str, narrow: &str) -> bool {
        let (Some((wide, takes)), Some((narrow, gives))) = (generic(wide), generic(narrow)) else {
            return false;
        };
        if let ([wide_of], [narrow_of, ..]) = (takes.as_slice(), gives.as_slice())
            && self != Self::Same
            && GONE_THROUGH.contains(&(wide, narrow))
        {
            return self.takes(wide_of, narrow_of);
        }
        WIDER.contains(&(wide, narrow))
            && takes.len() == gives.len()
            && takes.iter().zip(&gives).all(|(wide, narrow)| self.takes(wide, narrow))
    }

    fn takes_object(self, wide: &str, narrow: &str) -> bool {
        let (Some(wide), Some(narrow)) = (object(wide), object(narrow)) else { return false };
        let has = |all: &[Property], name: &str| all.iter().any(|it| it.name == name);
        let is_taken = |it: &Property| match narrow.iter().find(|given| given.name == it.name) {
            Some(given) => {
                (it.is_optional || !given.is_optional)
                    && (it.is_readonly || !given.is_readonly || self == Self::Given)
                    && self.takes(&it.ty, &given.ty)
            }
            // Who asks for it would no longer be understood.
            None => it.is_optional && self == Self::Given,
        };
        let is_known = || narrow.iter().all(|it| has(&wide, &it.name));
        wide.iter().all(is_taken) && (self == Self::Read || is_known())
    }

    /// What gives anything is taken for what gives nothing, and for nothing else: `() => 1` is a `() => void`, and no
    /// `() => void | Promise<void>`.
    fn takes_result(self, wide: &str, narrow: &str) -> bool {
        match (wide, narrow) {
            ("void", "void") => true,
            ("void", _) => self != Self::Same,
            (_, "void") if self == Self::Given => matches!(wide, "any" | "unknown"),
            _ => self.takes(wide, narrow),
        }
    }

    /// What a function is called with goes the other way.
    fn takes_function(self, wide: &str, narrow: &str) -> bool {
        let Some((wide, narrow)) = both_called(wide, narrow) else { return false };
        let (Some(wide), Some(narrow)) = (function(wide), function(narrow)) else { return false };
        let (Some(result), Some(given)) = (&wide.result, &narrow.result) else { return false };
        let has_rest = |it: &Callable| it.parameters.iter().any(|it| it.is_rest);
        if has_rest(&wide) || has_rest(&narrow) {
            return false;
        }
        let required = |it: &Callable| it.parameters.iter().filter(|it| is_required(it)).count();
        let other_way = self.other_way();
        let is_called = |(caller, called): (&Parameter, &Parameter)| match (&caller.ty, &called.ty)
        {
            (Some(given), Some(ty)) => {
                (called.is_optional || !caller.is_optional) && other_way.takes(ty, given)
            }
            _ => false,
        };
        let has_as_many = narrow.parameters.len() >= wide.parameters.len();
        required(&narrow) <= wide.parameters.len()
            && (self == Self::Given || has_as_many)
            && wide.parameters.iter().zip(&narrow.parameters).all(is_called)
            && self.takes_result(result, given)
    }
}

/// The elements of a tuple, and what stands at its end for any number of others: `A[]` of `...A[]`.
fn with_rest<'e, 't>(elements: &'e [&'t str]) -> (&'e [&'t str], Option<&'t str>) {
    match elements.split_last() {
        Some((last, others)) if last.starts_with("...") => (others, last.strip_prefix("...")),
        _ => (elements, None),
    }
}

/// The parts of a union: of one with `any` or `unknown` that alone, which takes in all others.
fn all_parts(ty: &str) -> Vec<&str> {
    let mut parts = union_parts(ty);
    if let Some(keys) = parts.iter().position(|it| *it == "PropertyKey") {
        parts.splice(keys..=keys, KEYS);
    }
    let all = ["any", "unknown"].into_iter().find(|it| parts.contains(it));
    all.map_or(parts, |all| vec![all])
}

/// `A & B`
fn is_one_of_several(ty: &str) -> bool {
    parts(ty, '&').len() > 1
}

/// Whether a type is one of several, without brackets around them.
fn is_union(ty: &str) -> bool {
    function(ty).is_none() && union_parts(ty).len() > 1
}

/// Whether a type is another one that nobody can write to, and no array: who makes one makes the other.
pub(super) fn is_readonly_of(old: &str, new: &str) -> bool {
    generic(old).is_some_and(|(name, given)| name == "Readonly" && given == [new])
        && element(new).is_none()
        && tuple(new).is_none()
}

/// Two that are called, or two that construct, without the words for it. What is abstract may be made by nobody, so that
/// it is asked for less.
fn both_called<'t>(wide: &'t str, narrow: &'t str) -> Option<(&'t str, &'t str)> {
    let constructs = |text: &'t str| {
        let text = inside(text, '(').unwrap_or(text);
        let plain = text.strip_prefix("abstract ");
        Some((plain.unwrap_or(text).strip_prefix("new ")?, plain.is_some()))
    };
    match (constructs(wide), constructs(narrow)) {
        (None, None) => Some((wide, narrow)),
        (Some((wide, may_be_abstract)), Some((narrow, is_abstract))) => {
            (may_be_abstract || !is_abstract).then_some((wide, narrow))
        }
        _ => None,
    }
}

fn is_primitive(ty: &str) -> bool {
    matches!(ty, "string" | "number" | "boolean" | "bigint" | "symbol")
}

/// Whether one type of the language takes another whole.
fn is_wider(wide: &str, narrow: &str) -> bool {
    match (wide, narrow) {
        ("unknown", _) | (_, "never") => true,
        ("void", "undefined") | ("symbol", "unique symbol") => true,
        ("Function", _) => function(narrow).is_some(),
        ("object", _) => is_object(narrow),
        ("{}", _) => narrow == "object" || is_primitive(narrow) || is_object(narrow),
        ("boolean", _) => is_predicate(narrow),
        ("ReactNode", _) => is_shown_by_react(narrow),
        _ if wide.strip_prefix("abstract ").is_some_and(|it| it == narrow) => true,
        _ => false,
    }
}

/// Whether the text of a type says that it is a tuple, a list, a literal, or one of several: no object that an interface describes.
pub(super) fn is_no_object(ty: &str) -> bool {
    let is_value = |it: &str| literal_of(it).is_some() || is_primitive(it);
    let parts = union_parts(ty);
    let is_one_of_several = parts.len() > 1 && !parts.contains(&"any");
    tuple(ty).is_some()
        || element(ty).is_some()
        || is_one_of_several
        || parts.into_iter().all(is_value)
}

/// Whether the text of a type says that no value of it is a function.
pub(super) fn is_never_called(ty: &str) -> bool {
    let is_value = |it: &str| {
        literal_of(it).is_some() || is_primitive(it) || tuple(it).is_some() || element(it).is_some()
    };
    union_parts(ty).into_iter().all(is_value)
}

/// Whether the text of a type says that it is no primitive.
fn is_object(ty: &str) -> bool {
    const OBJECTS: [&str; 6] = ["Record", "Map", "Set", "Promise", "Array", "ReadonlyArray"];
    // A string is a `{}`.
    ty.starts_with('{') && ty != "{}"
        || function(ty).is_some()
        || element(ty).is_some()
        || tuple(ty).is_some()
        || generic(ty).is_some_and(|(name, _)| OBJECTS.contains(&name))
}

/// Whether each `string` is one of these objects: `{}`, `Record<never, never>`, `{_?: never}`.
fn says_nothing(ty: &str) -> bool {
    let is_nothing = |it: &Property| it.is_optional && it.ty == "never";
    ty == "Record<never, never>" || object(ty).is_some_and(|all| all.iter().all(is_nothing))
}

/// A part of a union without its brackets. `string & {}` is a `string` beside which an editor completes others.
fn plain(ty: &str) -> &str {
    let inner = inside(ty, '(').unwrap_or(ty);
    match parts(inner, '&').as_slice() {
        [word, beside] | [beside, word] if is_primitive(word) && says_nothing(beside) => word,
        _ => inner,
    }
}

/// What `ReactNode` takes in. Source: `@types/react`.
fn is_shown_by_react(ty: &str) -> bool {
    const NAMED: [&str; 4] = ["null", "undefined", "ReactElement", "ReactPortal"];
    is_primitive(ty) && ty != "symbol" || literal_of(ty).is_some() || NAMED.contains(&ty)
}

/// `a is string`, which is a `boolean` that says more.
fn is_predicate(ty: &str) -> bool {
    ty.starts_with('#') && ty.contains(" is ")
}

/// What a literal is one of: `string` of `"a"`.
pub(super) fn literal_of(ty: &str) -> Option<&'static str> {
    let first = ty.trim_start_matches('-').chars().next()?;
    let is_one = |quote| ty.len() > 1 && ty.ends_with(quote);
    match first {
        '"' if is_one('"') => Some("string"),
        '\'' if is_one('\'') => Some("string"),
        '`' if is_one('`') => Some("string"),
        '0'..='9' if ty.ends_with('n') => Some("bigint"),
        '0'..='9' => Some("number"),
        _ if matches!(ty, "true" | "false") => Some("boolean"),
        _ => None,
    }
}

/// Whether a caller must give it: what takes `void` may be left out.
pub(super) fn is_required(parameter: &Parameter) -> bool {
    !parameter.is_optional && !parameter.is_rest && parameter.ty.as_deref() != Some("void")
}

#[cfg(test)]
mod tests {
    use super::{is_same, takes, takes_what_is_given};

    #[test]
    fn a_union_takes_each_of_its_parts_and_what_is_one_of_them() {
        for (wide, narrow) in [
            ("number | string", "string"),
            ("string", "\"a\" | \"b\""),
            ("unknown", "{a: string}"),
            ("string", "never"),
            ("readonly string[]", "string[]"),
            ("(fn() -> void) | string", "string"),
            ("Map<string, A | B> | null", "null"),
            ("\"a | b\" | \"c\"", "\"c\""),
            ("boolean", "true"),
            ("(number | string)[]", "string[]"),
            ("readonly string[]", "[\"a\", \"b\"]"),
            ("Iterable<string>", "string[]"),
            ("PromiseLike<number | string>", "Promise<string>"),
            ("ReadonlyMap<string, unknown>", "Map<string, number>"),
            ("{a: string}", "{a: \"x\"; b: number}"),
            ("{readonly a?: {b: C}}", "{a: {b: C}}"),
            ("fn(string) -> void", "fn(number | string, B?) -> A"),
            ("boolean", "#0 is string"),
            ("Promise<T0>", "Promise<T0 & {meta: Meta}>"),
            ("Readonly<T0>", "T0"),
            ("object", "Record<string, unknown>"),
            ("IterableIterator<string>", "Generator<string, void, undefined>"),
            ("T0[]", "NonNullable<T0>[]"),
        ] {
            assert!(takes(wide, narrow), "{wide} ← {narrow}");
            assert!(!takes(narrow, wide), "{narrow} ← {wide}");
            assert!(!is_same(narrow, wide), "{narrow} {wide}");
        }
        assert!(is_same("\"a\" | (string & {})", "string"));
        assert!(takes_what_is_given("T0", "NoInfer<T0>") && takes("NoInfer<T0>", "T0"));
        assert!(!takes_what_is_given("NoInfer<T0>", "T0"));
        assert!(takes_what_is_given("Partial<T0>", "T0") && !takes("Partial<T0>", "T0"));
        let (nothing, later) = ("fn(A) -> void", "fn(A) -> Promise<void> | void");
        assert!(!takes_what_is_given(later, nothing) && !is_same(later, nothing));
        assert!(takes(later, nothing) && takes_what_is_given(nothing, later));
        assert!(!takes_what_is_given("A", "A & B") && !is_same("A & B", "B"));
        assert!(is_same("string | \"a\"", "string") && is_same("true | false", "boolean"));
        assert!(!is_same("any", "unknown") && !is_same("{a: any}", "{a: unknown}"));
        assert!(is_same("{a: number | 1; b: B}", "{a: number; b: B}"));
        assert!(!takes("string[]", "readonly string[]"));
        assert!(!takes("Map<string, unknown>", "Map<string, number>"));
        assert!(takes("{a: A}", "{a: A; b: B}") && !takes_what_is_given("{a: A}", "{a: A; b: B}"));
        assert!(!takes("fn(A | B) -> void", "fn(A) -> void"));
        assert!(!takes("{a: A; b?: B}", "{a: A}") && !takes("fn(A) -> B", "fn() -> B"));
        assert!(takes_what_is_given("{a: A; b?: B}", "{a: A}"));
        assert!(takes_what_is_given("fn(A) -> void", "fn() -> B"));
        assert!(!takes("A", "B") && !takes("any", "string"));
        assert!(takes("string", "any") && !takes_what_is_given("string", "any"));
        assert!(!takes_what_is_given("fn(unknown) -> void", "fn(any) -> void"));
    }
}
