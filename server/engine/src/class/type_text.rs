//! The text of a TypeScript type, taken apart as far as it says itself what it holds.

use boundstone_model::{Callable, Parameter, union_parts};

use super::brackets::{closing, inside, parts};

/// A property of an object type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) is_optional: bool,
    pub(super) is_readonly: bool,
}

impl Property {
    /// `a?: never`, which keeps others from giving it.
    pub(super) fn is_forbidden(&self) -> bool {
        self.is_optional && self.ty == "never"
    }
}

/// The properties of `{a: A; readonly b?: B}`; `None` for all that is more than that: what is called, indexed, mapped or
/// spread.
pub(super) fn object(text: &str) -> Option<Vec<Property>> {
    let inner = inside(text, '{')?;
    parts(inner, ';').into_iter().map(property).collect()
}

/// The properties of two objects; where both are called or indexed alike, those beside that.
pub(super) fn objects(one: &str, other: &str) -> Option<(Vec<Property>, Vec<Property>)> {
    if let Some(both) = object(one).zip(object(other)) {
        return Some(both);
    }
    let (own, others) = (parts(inside(one, '{')?, ';'), parts(inside(other, '{')?, ';'));
    let beside = |list: &[&str], same: &[&str]| -> Option<Vec<Property>> {
        list.iter().filter(|it| !same.contains(it)).map(|it| property(it)).collect()
    };
    beside(&own, &others).zip(beside(&others, &own))
}

fn property(text: &str) -> Option<Property> {
    let (key, ty) = text.split_once(": ")?;
    let (is_readonly, key) = prefixed(key, "readonly ");
    let (is_optional, name) = match key.strip_suffix('?') {
        Some(name) => (true, name),
        None => (false, key),
    };
    let is_name = |sign: char| sign.is_alphanumeric() || "_$-#/@.".contains(sign);
    // `[KEY]`, a symbol.
    let symbol = name.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let word = symbol.unwrap_or(name);
    let is_plain = !word.is_empty() && word.chars().all(is_name) && !word.starts_with("...");
    is_plain.then(|| Property { name: name.into(), ty: ty.into(), is_optional, is_readonly })
}

/// What `fn(A, B?) -> C` takes and gives, or `fn(A)`, which leaves that to inference; `None` where it has parameters of types, or
/// a receiver that it cannot be told from.
pub(super) fn function(text: &str) -> Option<Callable> {
    let text = inside(text, '(').unwrap_or(text);
    let inner = text.strip_prefix("fn(")?;
    let end = closing(inner)?;
    let (list, behind) = (inner.get(..end)?, inner.get(end + 1..)?);
    let result = match behind {
        "" => None,
        _ => Some(behind.strip_prefix(" -> ")?),
    };
    let parameters = parts(list, ',').into_iter().map(parameter);
    Some(Callable {
        parameters: parameters.collect(),
        result: result.map(Into::into),
        ..Callable::default()
    })
}

/// `A`, `A?`, `...A[]` as one parameter, or an element of a tuple.
pub(super) fn parameter(text: &str) -> Parameter {
    let (is_rest, text) = prefixed(text, "...");
    let (is_optional, ty) = match text.strip_suffix('?') {
        Some(ty) => (true, ty),
        None => (false, text),
    };
    let ty = (ty != "_").then(|| ty.into());
    Parameter { ty, is_optional, is_rest }
}

/// What `A[]` holds, and whether nobody may change it.
pub(super) fn element(text: &str) -> Option<(&str, bool)> {
    let (is_readonly, text) = prefixed(text, "readonly ");
    let element = text.strip_suffix("[]")?;
    let is_one = union_parts(element).len() == 1 && !element.contains(" & ");
    match inside(element, '(') {
        Some(inner) => Some((inner, is_readonly)),
        None if is_one && function(element).is_none() => Some((element, is_readonly)),
        None => None,
    }
}

/// The elements of a tuple, `A?` where one may be missing and `...A[]` at its end for any number, and whether nobody may change it.
pub(super) fn tuple(text: &str) -> Option<(Vec<&str>, bool)> {
    let (is_readonly, text) = prefixed(text, "readonly ");
    let inner = inside(text, '[')?;
    let elements = parts(inner, ',');
    let is_plain = elements.iter().rev().skip(1).all(|it| !it.starts_with("..."));
    is_plain.then_some((elements, is_readonly))
}

/// `a.b.c`
pub(super) fn is_path(text: &str) -> bool {
    let is_part = |sign: char| sign.is_alphanumeric() || "_$.".contains(sign);
    text.contains('.') && text.chars().all(is_part)
}

/// Whether a word stands before a text, and the text without it.
fn prefixed<'t>(text: &'t str, word: &str) -> (bool, &'t str) {
    match text.strip_prefix(word) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// Whether only one of two of one name says what it is given: the other has defaults, or leaves it to inference.
pub(super) fn is_given_on_one_side(old: &str, new: &str) -> bool {
    let is_named = |ty: &str, name: &str| generic(ty).is_some_and(|(it, _)| it == name);
    is_named(old, new) || is_named(new, old)
}

/// Whether two types are of different forms, whatever is in them: a list, an object that is written out, a generator.
pub(super) fn are_of_other_forms(one: &str, other: &str) -> bool {
    const LIST: u8 = 0;
    const OBJECT: u8 = 1;
    const GENERATOR: u8 = 2;
    let form = |ty: &str| match () {
        () if tuple(ty).is_some() || element(ty).is_some() => Some(LIST),
        () if object(ty).is_some_and(|it| !it.is_empty()) => Some(OBJECT),
        () => generic(ty).filter(|(name, _)| name.ends_with("Generator")).map(|_| GENERATOR),
    };
    form(one).zip(form(other)).is_some_and(|(one, other)| one != other)
}

/// `Map<A, B>`: its name, and what it is given.
pub(super) fn generic(text: &str) -> Option<(&str, Vec<&str>)> {
    let (name, given) = text.strip_suffix('>')?.split_once('<')?;
    let is_name = name.chars().all(|it| it.is_alphanumeric() || "_$.".contains(it));
    (is_name && closing(given).is_none()).then(|| (name, parts(given, ',')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_known_by_its_properties() {
        let names = |text| -> Option<Vec<String>> {
            let all = object(text)?;
            let written = all.into_iter().map(|it| {
                let word = if it.is_readonly { "readonly " } else { "" };
                let sign = if it.is_optional { "?" } else { "" };
                format!("{word}{}{sign}={}", it.name, it.ty)
            });
            Some(written.collect())
        };
        let known = names("{a: \"x; y\"; readonly b?: {c: D; e: F}; m: fn(A) -> B}").unwrap();
        assert_eq!(known, ["a=\"x; y\"", "readonly b?={c: D; e: F}", "m=fn(A) -> B"]);
        assert_eq!(names("{}"), Some(Vec::new()));
        for more in [
            "{fn(A) -> B}",
            "{[_: string]: A}",
            "{[T0 in keyof A]: B}",
            "{...typeof a; b: C}",
            "{a: A} & {b: B}",
            "A",
        ] {
            assert_eq!(names(more), None, "{more}");
        }
    }

    #[test]
    fn functions_arrays_and_generics_are_taken_apart() {
        let written = |text| function(text).map(|it| it.to_string());
        assert_eq!(written("(fn(A, ...B[]) -> C | D)").unwrap(), "fn(A, ...B[]) -> C | D");
        assert_eq!(written("fn(fn(A) -> B, C?) -> D").unwrap(), "fn(fn(A) -> B, C?) -> D");
        assert_eq!(written("fn<T0>(T0) -> T0"), None);
        assert_eq!(element("readonly (A | B)[]"), Some(("A | B", true)));
        assert_eq!(element("A | B[]"), None);
        assert_eq!(tuple("readonly [A, [B, C]]"), Some((vec!["A", "[B, C]"], true)));
        assert_eq!(generic("Map<A, B<C>>"), Some(("Map", vec!["A", "B<C>"])));
        assert_eq!(generic("A<B> | C<D>"), None);
    }
}
