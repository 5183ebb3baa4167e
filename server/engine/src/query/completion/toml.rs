use boundstone_model::TomlQuotes;

const LITERAL: char = '\'';

/// A string of TOML, with the quotes that are missing.
pub(super) fn written(value: &str, quotes: TomlQuotes) -> String {
    let TomlQuotes { opened, is_closed, needs_list } = quotes;
    let string = match opened {
        None => format!("\"{}\"", content(value, '"')),
        Some(quote) if is_closed => content(value, quote),
        Some(quote) => format!("{}{quote}", content(value, quote)),
    };
    if needs_list { format!("[{string}]") } else { string }
}

/// The same for one that goes on: its quote stays open.
pub(super) fn begun(value: &str, quotes: TomlQuotes) -> String {
    match quotes.opened {
        None => format!("\"{}", content(value, '"')),
        Some(quote) => content(value, quote),
    }
}

/// Whether a string in the quote that is open can hold the value.
/// Source: TOML 1.0.0, "String": nothing is escaped in a literal string.
pub(super) fn is_writable(value: &str, quotes: TomlQuotes) -> bool {
    let is_held = |ch: char| !ch.is_control() && (quotes.opened != Some(LITERAL) || ch != LITERAL);
    value.chars().all(is_held)
}

fn content(value: &str, quote: char) -> String {
    match quote {
        LITERAL => value.to_owned(),
        _ => value.replace('\\', "\\\\").replace('"', "\\\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quotes_that_are_missing_are_written() {
        let quotes = |opened, is_closed| TomlQuotes { opened, is_closed, needs_list: false };
        assert_eq!(written("a::B", quotes(None, false)), "\"a::B\"");
        assert_eq!(written("a\"\\", quotes(Some('"'), false)), "a\\\"\\\\\"");
        assert_eq!(written("a", quotes(Some(LITERAL), false)), "a'");
        assert_eq!(written("a", quotes(Some(LITERAL), true)), "a");
        let list = TomlQuotes { needs_list: true, ..quotes(None, false) };
        assert_eq!(written("a", list), "[\"a\"]");
        assert_eq!(begun("a#", quotes(None, false)), "\"a#");
        assert_eq!(begun("a#", quotes(Some('"'), true)), "a#");
        assert!(!is_writable("o'neil", quotes(Some(LITERAL), true)));
        assert!(is_writable("o'neil", quotes(None, true)));
    }
}
