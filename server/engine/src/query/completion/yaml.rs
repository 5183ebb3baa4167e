use boundstone_model::YamlQuotes;

/// `value` with what it takes to be read as itself.
pub(super) fn written(value: &str, quotes: YamlQuotes) -> String {
    match quotes {
        YamlQuotes::Single => value.replace('\'', "''"),
        YamlQuotes::Double => escaped(value),
        YamlQuotes::Missing if is_plain(value) => value.to_owned(),
        YamlQuotes::Missing => format!("\"{}\"", escaped(value)),
    }
}

/// The same for a value that goes on: the quote that it takes stays open.
pub(super) fn begun(value: &str, quotes: YamlQuotes) -> String {
    match quotes {
        YamlQuotes::Missing if !is_plain(value) => format!("\"{}", escaped(value)),
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
        assert_eq!(written("billing#a::B", YamlQuotes::Missing), "billing#a::B");
        assert_eq!(written("src/**", YamlQuotes::Missing), "src/**");
        assert_eq!(written("@acme/pay", YamlQuotes::Missing), "\"@acme/pay\"");
        assert_eq!(written("@acme/pay", YamlQuotes::Double), "@acme/pay");
        assert_eq!(written("a'b", YamlQuotes::Single), "a''b");
        assert_eq!(begun("@acme/pay#", YamlQuotes::Missing), "\"@acme/pay#");
        assert_eq!(begun("boundary:", YamlQuotes::Missing), "\"boundary:");
    }
}
