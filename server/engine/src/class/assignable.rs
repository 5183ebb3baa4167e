//! What the text of two types of TypeScript tells of whether one takes all values of the other.

use boundstone_model::{Callable, Parameter, union_parts};

/// Whether `wide` certainly takes whatever `narrow` is. Where the text does not tell, it does not.
/// Source: The TypeScript Handbook, "Type Compatibility", and the release notes of `unknown` and `readonly` arrays.
pub(super) fn takes(wide: &str, narrow: &str) -> bool {
    let wide = union_parts(wide);
    let is_either = ["true", "false"].iter().all(|it| wide.contains(it));
    union_parts(narrow).iter().all(|narrow| {
        (*narrow == "boolean" && is_either) || wide.iter().any(|wide| takes_one(wide, narrow))
    })
}

/// Whether both are one type, written otherwise.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let is_open =
        |ty: &str| union_parts(ty).iter().any(|it| matches!(*it, "any" | "unknown" | "never"));
    !is_open(one) && !is_open(other) && takes(one, other) && takes(other, one)
}

fn takes_one(wide: &str, narrow: &str) -> bool {
    wide == narrow
        || matches!(wide, "any" | "unknown")
        || narrow == "never"
        || literal_of(narrow) == Some(wide)
        || (wide == "void" && narrow == "undefined")
        || (wide == "readonly ".to_owned() + narrow && narrow.ends_with(']'))
}

/// What a literal is one of: `string` of `"a"`.
fn literal_of(ty: &str) -> Option<&'static str> {
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

/// Whether whatever an overload takes, and gives, another takes and gives as well.
pub(super) fn covers(by: &Callable, old: &Callable) -> bool {
    let required = by.parameters.iter().filter(|it| is_required(it)).count();
    let is_plain = |it: &Callable| it.generics.parameters.is_empty() && it.receiver.is_none();
    let has_rest = |it: &Callable| it.parameters.iter().any(|it| it.is_rest);
    let is_taken = |(wide, narrow): (&Parameter, &Parameter)| match (&wide.ty, &narrow.ty) {
        (Some(wide), Some(narrow)) => takes(wide, narrow),
        _ => false,
    };
    is_plain(by)
        && is_plain(old)
        && !has_rest(by)
        && !has_rest(old)
        && by.qualifiers == old.qualifiers
        && by.result == old.result
        && required <= old.parameters.iter().filter(|it| is_required(it)).count()
        && by.parameters.len() >= old.parameters.len()
        && by.parameters.iter().zip(&old.parameters).all(is_taken)
}

/// Whether a caller must give it: what takes `void` may be left out.
pub(super) fn is_required(parameter: &Parameter) -> bool {
    !parameter.is_optional && !parameter.is_rest && parameter.ty.as_deref() != Some("void")
}

#[cfg(test)]
mod tests {
    use super::{is_same, takes};

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
        ] {
            assert!(takes(wide, narrow), "{wide} ← {narrow}");
            assert!(!takes(narrow, wide), "{narrow} ← {wide}");
            assert!(!is_same(narrow, wide), "{narrow} {wide}");
        }
        assert!(is_same("string | \"a\"", "string") && is_same("true | false", "boolean"));
        assert!(!is_same("any", "unknown"));
        assert!(!takes("string[]", "readonly string[]"));
        assert!(!takes("A", "B") && !takes("string", "any"));
    }
}
