//! What a signature of TypeScript states, where the rest of it is left to inference: a promise to the letter is a promise of
//! that part, and of the other nobody can tell whether it is still the same.

use boundstone_model::{Callable, Form, Member, Parameter, Record, Signature, Value};

use super::brackets::{inside, parts, type_end};
use super::callable::{has_gap, is_guess};

/// What stands for a type that is left to inference.
const LEFT: &str = "_";

/// The text of a signature, with what is left to inference left out.
pub(crate) fn stated(signature: &Signature) -> String {
    without_inferred(signature).to_string()
}

/// Whether two texts of signatures say the same wherever neither leaves something out. The second has been through
/// [`stated`]; of the first, as a contract records it, only the text says what was left out.
pub(crate) fn states_the_same(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    let (mut one, mut other) = (Rest::of(&one), Rest::of(&other));
    one.has_guesses = true;
    while !one.text.is_empty() || !other.text.is_empty() {
        if one.is_left() || other.is_left() {
            if one.text.starts_with("...") || other.text.starts_with("...") {
                return false;
            }
            one.skip_type();
            other.skip_type();
        } else if one.leaves_result(&other) {
            one.skip(RESULT.len());
        } else if other.leaves_result(&one) {
            other.skip(RESULT.len());
        } else if one.next() != other.next() {
            return false;
        }
    }
    true
}

fn without_inferred(signature: &Signature) -> Signature {
    let form = match &signature.form {
        Form::Record(record) => Form::Record(Record {
            members: record.members.iter().map(member).collect(),
            ..record.clone()
        }),
        Form::Function(all) if signature.is_inferred => {
            Form::Function(all.iter().map(|it| callable(it, all.len() == 1)).collect())
        }
        Form::Value(value) if signature.is_inferred => Form::Value(Value {
            ty: value.ty.as_deref().map(|ty| left_out(ty).into()),
            ..value.clone()
        }),
        form => form.clone(),
    };
    Signature { form, ..signature.clone() }
}

fn member(member: &Member) -> Member {
    Member { signature: without_inferred(&member.signature), ..member.clone() }
}

/// `is_only`: overloads state what they give.
fn callable(callable: &Callable, is_only: bool) -> Callable {
    let constructs = callable.qualifiers.iter().any(|it| &**it == "new");
    let result = match callable.result.as_deref() {
        None => (!constructs).then(|| LEFT.into()),
        Some(ty) if is_only || is_guess(ty) => Some(left_out(ty).into()),
        Some(ty) => Some(ty.into()),
    };
    let parameters = callable.parameters.iter().map(parameter).collect();
    Callable { result, parameters, ..callable.clone() }
}

/// What is written is known; what a default value says of it is a guess.
fn parameter(parameter: &Parameter) -> Parameter {
    let is_left = |ty: &str| has_gap(ty) || parameter.is_optional && is_guess(ty);
    let ty = parameter.ty.as_deref().map(|ty| match is_left(ty) {
        true => left_out(ty).into(),
        false => ty.into(),
    });
    Parameter { ty, ..parameter.clone() }
}

/// A type that is left to inference without what only that tells: of an object its names are known, of a function what it takes.
fn left_out(ty: &str) -> String {
    if let Some(inner) = inside(ty, '{') {
        let members: Vec<String> = parts(inner, ';').into_iter().map(property).collect();
        return format!("{{{}}}", members.join("; "));
    }
    match function(ty) {
        Some((taken, given)) => {
            let given = given.map_or_else(|| LEFT.to_owned(), left_out);
            format!("{taken}{RESULT}{given}")
        }
        None => LEFT.to_owned(),
    }
}

/// What a function takes and gives, where that is said: `fn(A)` and `B`.
fn function(ty: &str) -> Option<(&str, Option<&str>)> {
    ty.strip_prefix("fn").filter(|it| it.starts_with(['(', '<']))?;
    let (taken, given) = ty.split_at(type_end(ty, |rest| rest.starts_with(RESULT)));
    Some((taken, given.strip_prefix(RESULT)))
}

/// `a: number`, which is known, or `b: _`.
fn property(text: &str) -> String {
    let (name, ty) = text.split_at(type_end(text, |rest| rest.starts_with(": ")));
    match ty.strip_prefix(": ").filter(|ty| leaves_out(ty)) {
        Some(ty) => format!("{name}: {}", left_out(ty)),
        None => text.to_owned(),
    }
}

/// Whether a part of what a value tells of its type is no more than a guess, or not told.
fn leaves_out(ty: &str) -> bool {
    let of_member = |it: &str| it.split_once(": ").is_some_and(|(_, ty)| leaves_out(ty));
    is_guess(ty)
        || function(ty).is_some_and(|(_, given)| given.is_none())
        || inside(ty, '{').is_some_and(|inner| parts(inner, ';').into_iter().any(of_member))
}

/// What stands before the type of a result.
const RESULT: &str = " -> ";

/// What is left of a text to be compared.
struct Rest<'t> {
    text: &'t str,
    before: char,
    /// What inference told of values may stand in it: `ReturnType<typeof a>`.
    has_guesses: bool,
}

impl<'t> Rest<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, before: ' ', has_guesses: false }
    }

    fn next(&mut self) -> Option<char> {
        let sign = self.text.chars().next()?;
        self.skip(sign.len_utf8());
        Some(sign)
    }

    fn skip(&mut self, length: usize) {
        let (gone, rest) = self.text.split_at_checked(length).unwrap_or((self.text, ""));
        self.before = gone.chars().next_back().unwrap_or(self.before);
        self.text = rest;
    }

    /// Whether a type comes next that is left out: `_`, where that is no name of a member or a module.
    fn is_left(&self) -> bool {
        // As the type of a parameter it is stated.
        let is_value = self.before == ' ' && self.text.starts_with("typeof ");
        if self.has_guesses && (is_value || self.text.starts_with("ReturnType<typeof ")) {
            return true;
        }
        let Some(behind) = self.text.strip_prefix(LEFT) else { return false };
        let is_end = |sign: char| " ,;?)]}>[|&".contains(sign);
        let is_name = behind.starts_with("?:");
        " (<{[.".contains(self.before) && behind.chars().next().is_none_or(is_end) && !is_name
    }

    /// Whether what it gives is left out here, and nothing is said of it there.
    fn leaves_result(&self, other: &Self) -> bool {
        let is_left = |rest: &str| Rest::of(rest).is_left();
        self.text.strip_prefix(RESULT).is_some_and(is_left) && !other.text.starts_with(RESULT)
    }

    fn skip_type(&mut self) {
        let is_end = |rest: &str| {
            // A condition has a space behind its sign.
            let is_optional = rest.starts_with('?') && !rest.starts_with("? ");
            rest.starts_with([',', ';']) || is_optional || rest.starts_with(" where ")
        };
        self.skip(type_end(self.text, is_end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_may_be_anything_and_what_is_stated_may_not() {
        let same = states_the_same;
        assert!(same("fn(string) -> string[]", "fn(string) -> _"));
        assert!(same("fn(string)", "fn(string) -> _"));
        assert!(same("fn(string) -> _", "fn(string)"));
        assert!(!same("fn(string)", "fn(string) -> void"));
        assert!(!same("fn(string) -> string[]", "fn(number) -> _"));
        assert!(!same("fn(string) -> string[]", "fn(string, string) -> _"));
        assert!(!same("fn(string) -> string[]", "fn(string?) -> _"));
        assert!(same(
            "fn<T0>(T0) -> Map<T0, A> where T0 extends A",
            "fn<T0>(T0) -> _ where T0 extends A"
        ));
        assert!(!same("fn<T0>(T0) -> T0 where T0 extends A", "fn<T0>(T0) -> _ where T0 extends B"));
        assert!(!same("fn(...A[]) -> B", "fn(_) -> B"));
        assert!(same("fn<T0>() -> T0 extends A ? B : C", "fn<T0>() -> _"));
        assert!(same("fn(_, A?) -> B", "fn({a: fn(C) -> D}, _?) -> B"));
        assert!(same("const fn(string) -> string[]", "const _"));
        assert!(!same("let fn(string) -> string[]", "const _"));
        assert!(same("class { a: fn() -> { b: C }, d: E }", "class { a: fn() -> _, d: E }"));
        assert!(!same("class { a: fn() -> { b: C }, d: E }", "class { a: fn() -> _ }"));
        assert!(!same("class { a: fn() -> B }", "class { a: fn() -> _, d: E }"));
        assert!(same("const {a: B;  _: C}", "const {a: _; _: C}"));
        assert!(same(
            "const {a: typeof b; c: fn() -> ReturnType<typeof d>}",
            "const {a: E; c: fn() -> F}"
        ));
        assert!(!same("fn(typeof a) -> B", "fn(C) -> B"));
        assert!(!same("const {_: B}", "const {_: C}"));
        assert!(!same("const _.Chain", "const _.Wrapper"));
        assert!(!same("fn() -> \"_\"", "fn() -> \"a\""));
    }

    #[test]
    fn names_and_parameters_of_what_is_written_out_are_stated() {
        assert_eq!(left_out("ReturnType<typeof a>"), "_");
        assert_eq!(left_out("{a: fn(B); c: {d: fn()}}"), "{a: fn(B) -> _; c: {d: fn() -> _}}");
        assert_eq!(
            left_out("{a: number; b: typeof c; d: {e: _; f: G}}"),
            "{a: number; b: _; d: {e: _; f: G}}"
        );
        assert_eq!(
            left_out("{a: fn(B, {c: fn() -> D}) -> typeof e}"),
            "{a: fn(B, {c: fn() -> D}) -> _}"
        );
    }
}
