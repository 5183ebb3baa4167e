//! The title that is said behind the number of a decision: `**ADR-7**: Use events`, `adr-7-use-events`.

/// No more of a line is read: a title is told from others by its first words.
const MAX_TITLE: usize = 120;

const EMPHASIS: [char; 2] = ['*', '_'];

/// What stands on the line behind a number that ends at `from`, and behind a colon, a dash, a bracket or the border of
/// a cell: `ADR-7: Use events`, `[ADR-7](7.md) — Use events`, `| ADR-7 | Use events |`.
pub(crate) fn title_behind(text: &str, from: usize) -> Option<&str> {
    let line = text.get(from..)?.lines().next()?;
    let behind = behind_link(line.trim_start_matches(EMPHASIS)).trim_start_matches(EMPHASIS);
    let title = match behind.strip_prefix(':') {
        Some(title) => title,
        None => behind.trim_start().strip_prefix(['|', '(', ':', '—', '–']).or_else(|| {
            // Without spaces it joins words: `ADR-7-events`.
            behind.strip_prefix(" - ").or_else(|| behind.strip_prefix(" -- "))
        })?,
    };
    let title = title.trim_start_matches(|ch: char| !ch.is_alphanumeric());
    let end = title.find(['|', ']', ')']).unwrap_or(title.len());
    let title = title.get(..title.floor_char_boundary(end.min(MAX_TITLE)))?.trim_end();
    (!title.is_empty()).then_some(title)
}

/// The words glued to a number that ends at `from`, two or more: `use-events` of `adr-7-use-events`. One alone may be
/// anything: `ADR-7-compliant`.
pub(crate) fn slug_behind(text: &str, from: usize) -> Option<&str> {
    let behind = text.get(from..)?.strip_prefix('-')?;
    let is_of_slug = |ch: char| ch.is_alphanumeric() || ch == '-';
    let end = behind.find(|ch| !is_of_slug(ch)).unwrap_or(behind.len());
    let slug = behind.get(..behind.floor_char_boundary(end.min(MAX_TITLE)))?.trim_end_matches('-');
    let begins = slug.starts_with(char::is_alphabetic);
    (begins && slug.split('-').filter(|word| !word.is_empty()).count() >= 2).then_some(slug)
}

/// What follows the link whose text ends at the start of `line`; `line`, where none does.
fn behind_link(line: &str) -> &str {
    let behind = |(open, close): (char, char)| {
        line.strip_prefix(']')?.strip_prefix(open)?.split_once(close).map(|(_, behind)| behind)
    };
    [('(', ')'), ('[', ']')].into_iter().find_map(behind).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::{slug_behind, title_behind};

    fn said(text: &str) -> Option<&str> {
        title_behind(text, text.find('7')? + 1)
    }

    #[test]
    fn titles_stand_behind_a_colon_a_dash_a_bracket_or_a_border() {
        for text in [
            "ADR-7: Use events",
            "**ADR-7**: Use events",
            "**ADR-7:** Use events",
            "ADR-7 - Use events",
            "ADR-7 — *Use events*",
            "[ADR-7](7.md): Use events",
            "[ADR-7: Use events](7.md)",
            "[ADR-7][seven] – Use events",
            "| ADR-7 | Use events | accepted |",
            "ADR-7 (Use events) says so",
            "ADR-7: Use events\nand more",
        ] {
            let title = said(text).map(|it| it.trim_end_matches('*'));
            assert_eq!(title, Some("Use events"), "{text}");
        }
    }

    #[test]
    fn other_words_are_no_title() {
        for text in
            ["ADR-7", "ADR-7 says so", "ADR-7-events", "ADR-7: ", "ADR-7\n: events", "ADR-7, ADR-8"]
        {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn a_slug_is_glued_words() {
        for (text, slug) in [
            ("adr-7-use-events", Some("use-events")),
            ("`adr-7-use-events.md`", Some("use-events")),
            ("ADR-7-use-events, or", Some("use-events")),
            ("ADR-7-events", None),
            ("ADR-7 - use-events", None),
            ("ADR-7--", None),
            ("ADR-7-2-3", None),
        ] {
            assert_eq!(slug_behind(text, text.find('7').unwrap() + 1), slug, "{text}");
        }
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let text = format!("ADR-7: {}", "é".repeat(500));
        assert_eq!(said(&text), Some("é".repeat(60).as_str()));
    }
}
