//! The names of types in a signature.

use std::collections::BTreeSet;

use boundstone_model::{
    Alias, Callable, Enumeration, Form, GenericKind, Generics, Language, Record, Signature, Value,
};

/// The names of types that an item itself promises something about, as they stand in its signature, sorted. What its
/// members name, which are items of their own, is left out.
pub(super) fn type_names(signature: &Signature, language: Language) -> BTreeSet<&str> {
    let mut texts = Vec::new();
    form(&signature.form, &mut texts);
    texts.into_iter().flat_map(|text| names_in(text, language)).collect()
}

fn form<'s>(of: &'s Form, texts: &mut Vec<&'s str>) {
    match of {
        Form::Function(overloads) => overloads.iter().for_each(|it| callable(it, texts)),
        Form::Record(Record { generics: own, parents, members, .. }) => {
            generics(own, texts);
            texts.extend(parents.iter().map(|it| &**it));
            // What can be called, constructed or indexed has no item, nor has what only its place names.
            let is_bare = |name: &str| name.chars().all(|ch| ch.is_ascii_digit());
            let bare = members.iter().filter(|member| is_bare(&member.name));
            bare.for_each(|member| form(&member.signature.form, texts));
        }
        Form::Enum(Enumeration { generics: own, .. }) => generics(own, texts),
        Form::Value(Value { ty, .. }) => texts.extend(ty.as_deref()),
        Form::Alias(Alias { generics: own, bounds, ty }) => {
            generics(own, texts);
            texts.extend(bounds.iter().map(|it| &**it));
            texts.extend(ty.as_deref());
        }
        Form::Macro(_) | Form::Module => {}
    }
}

fn callable<'s>(of: &'s Callable, texts: &mut Vec<&'s str>) {
    generics(&of.generics, texts);
    texts.extend(of.parameters.iter().filter_map(|it| it.ty.as_deref()));
    texts.extend(of.result.as_deref());
}

fn generics<'s>(of: &'s Generics, texts: &mut Vec<&'s str>) {
    texts.extend(of.bounds.iter().map(|it| &**it));
    for parameter in &of.parameters {
        texts.extend(parameter.default.as_deref());
        if let GenericKind::Const(ty) = &parameter.kind {
            texts.push(ty);
        }
    }
}

/// The paths in the text of a type. What stands behind the path of something else, `T::Item`, and the keys of an
/// object are none; nor is what stands in quotes.
fn names_in(text: &str, language: Language) -> Vec<&str> {
    let is_part = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '$');
    let mut names = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        if matches!(first, '"' | '`') || (first == '\'' && language != Language::Rust) {
            let behind = rest.get(1..).and_then(|it| it.split_once(first));
            rest = behind.map_or("", |(_, behind)| behind);
            before = first;
            continue;
        }
        if !is_part(first) {
            before = first;
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let length = path_length(rest, is_part, language.separator());
        let (path, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let is_key = language != Language::Rust
            && (behind.starts_with(": ") || behind.starts_with("?: ") || behind.starts_with('('));
        // A lifetime, or what a path in brackets leads to.
        let is_inner = matches!(before, ':' | '\'' | '.');
        if !is_key && !is_inner && !first.is_ascii_digit() {
            names.push(path);
        }
        before = path.chars().next_back().unwrap_or(' ');
        rest = behind;
    }
    names
}

fn path_length(text: &str, is_part: impl Fn(char) -> bool + Copy, separator: &str) -> usize {
    let mut length = text.find(|ch| !is_part(ch)).unwrap_or(text.len());
    while let Some(inner) = text.get(length..).and_then(|rest| rest.strip_prefix(separator)) {
        let next = inner.find(|ch| !is_part(ch)).unwrap_or(inner.len());
        if next == 0 {
            break;
        }
        length += separator.len() + next;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types_are_found_and_nothing_else() {
        for (text, language, expected) in [
            ("Box<dyn Fn(Row) -> b::H>", Language::Rust, &["Box", "dyn", "Fn", "Row", "b::H"][..]),
            ("<Row as Tra>::X", Language::Rust, &["Row", "as", "Tra"]),
            ("T0: Into<Row>", Language::Rust, &["T0", "Into", "Row"]),
            ("&'a [u8; 4]", Language::Rust, &["u8"]),
            ("{Ext?: string; money: Money}", Language::TypeScript, &["string", "Money"]),
            ("\"Money\" | t2.Ext", Language::TypeScript, &["t2.Ext"]),
            ("`a ${Money}` | I['Row']", Language::TypeScript, &["I"]),
        ] {
            assert_eq!(names_in(text, language), expected, "{text}");
        }
    }
}
