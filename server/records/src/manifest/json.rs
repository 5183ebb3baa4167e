//! JSON as a tree in the order of its text, for the manifests that are JSON.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use boundstone_model::Spanned;
use boundstone_text::TextRange;
use jsonc_parser::ast::{ObjectProp, ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::BYTE_ORDER_MARK;

/// Plain JSON, as npm reads it.
pub(super) const PLAIN: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// JSON with comments and trailing commas, as TypeScript reads it.
pub(super) const WITH_COMMENTS: ParseOptions =
    ParseOptions { allow_comments: true, allow_trailing_commas: true, ..PLAIN };

/// The same with mistakes, for what can still be read.
pub(super) const LOOSE: ParseOptions = ParseOptions {
    allow_loose_object_property_names: true,
    allow_missing_commas: true,
    allow_single_quoted_strings: true,
    ..WITH_COMMENTS
};

/// `text` with spaces for the byte order mark, which the parser does not know, so that places stay true.
pub(super) fn without_mark(text: &str) -> Cow<'_, str> {
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => format!("{}{rest}", " ".repeat(BYTE_ORDER_MARK.len_utf8())).into(),
        None => text.into(),
    }
}

/// The value of a text; `None` for an empty one.
pub(super) fn parse<'a>(
    text: &'a str,
    options: &ParseOptions,
) -> Result<Option<Value<'a>>, String> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), options);
    parsed
        .map(|parsed| parsed.value)
        .map_err(|error| format!("line {}: {}", error.line_display(), error.kind()))
}

/// The value under `key`; of two equal keys the last counts. `None` for what is no object.
pub(super) fn get<'v, 'a>(value: &'v Value<'a>, key: &str) -> Option<&'v Value<'a>> {
    let properties = &value.as_object()?.properties;
    properties.iter().rev().find(|it| name(it) == key).map(|it| &it.value)
}

/// The entries of an object, each key once: where it stands first, with what it says last.
pub(super) fn entries<'v, 'a>(value: &'v Value<'a>) -> Vec<(&'v str, &'v Value<'a>)> {
    let mut entries: Vec<(&str, &Value)> = Vec::new();
    let mut known = HashMap::new();
    for property in value.as_object().map(|object| &object.properties).into_iter().flatten() {
        let key = name(property);
        let position = *known.entry(key).or_insert(entries.len());
        match entries.get_mut(position) {
            Some((_, value)) => *value = &property.value,
            None => entries.push((key, &property.value)),
        }
    }
    entries
}

/// The items of a list; none for what is no list.
pub(super) fn items<'v, 'a>(value: &'v Value<'a>) -> &'v [Value<'a>] {
    value.as_array().map(|list| list.elements.as_slice()).unwrap_or_default()
}

fn name<'v>(property: &'v ObjectProp<'_>) -> &'v str {
    match &property.name {
        ObjectPropName::String(literal) => &literal.value,
        ObjectPropName::Word(word) => word.value,
    }
}

pub(super) fn text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    value.as_string_lit().map(|literal| literal.value.as_ref())
}

pub(super) fn spanned(value: &Value<'_>) -> Option<Spanned<Arc<str>>> {
    let range = TextRange::of(value.start()..value.end());
    Some(Spanned::new(Arc::from(text(value)?), range))
}

/// Strings that are said again and again, each kept once.
#[derive(Default)]
pub(super) struct Names(HashSet<Arc<str>>);

impl Names {
    pub fn of(&mut self, text: &str) -> Arc<str> {
        if let Some(name) = self.0.get(text) {
            return Arc::clone(name);
        }
        let name: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&name));
        name
    }
}
