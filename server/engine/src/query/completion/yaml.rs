//! A value as it is written where a quote is open, and where none is.

use boundstone_model::Quotes;

/// `value` with what it takes to be read as itself.
pub(super) fn written(value: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::Needless => value.to_owned(),
        Quotes::Single => value.replace('\'', "''"),
        Quotes::Double => escaped(value),
        Quotes::Missing if is_plain(value) => value.to_owned(),
        Quotes::Missing => format!("\"{}\"", escaped(value)),
    }
}

/// The same for a value that goes on: the quote that it takes stays open.
pub(super) fn begun(value: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::Missing if !is_plain(value) => format!("\"{}", escaped(value)),
        _ => written(value, quotes),
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Whether YAML reads the value as itself without quotes, also inside of brackets.
/// Source: YAML 1.2.2, "7.3.3 Plain Style"; stricter than that.
fn is_plain(value: &str) -> bool {
    let starts =
        value.starts_with(|ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '.' | '/'));
    let is_safe = |ch: char| ch.is_alphanumeric() || "_./:#-+@*!$~^=() ".contains(ch);
    starts
        && value.chars().all(is_safe)
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with([':', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_where_they_are_needed() {
        assert_eq!(written("billing#a::B", Quotes::Missing), "billing#a::B");
        assert_eq!(written("src/**", Quotes::Missing), "src/**");
        assert_eq!(written("@acme/pay", Quotes::Missing), "\"@acme/pay\"");
        assert_eq!(written("@acme/pay", Quotes::Double), "@acme/pay");
        assert_eq!(written("a'b", Quotes::Single), "a''b");
        assert_eq!(begun("@acme/pay#", Quotes::Missing), "\"@acme/pay#");
        assert_eq!(begun("boundary:", Quotes::Missing), "\"boundary:");
    }
}
