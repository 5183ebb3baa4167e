//! What is being written at a place in the front matter of a record.

use boundstone_model::{Quotes, Slot, SlotKind};
use boundstone_text::TextRange;

use super::front_matter;
use super::words::{self, Key};
use super::written_value::{self, WrittenValue};

/// Keys, also inside of `enforce`, whose values are owners.
const OWNER_KEYS: &[&str] = &[
    "decision makers",
    "decision maker",
    "deciders",
    "decider",
    "consulted",
    "informed",
    "owner",
    "owners",
    "approvers",
    "reviewers",
    "review",
];
/// Keys inside of `enforce` whose values are what is governed.
const GOVERNED_KEYS: &[&str] = &["except", "freeze"];
const ENFORCE_KEY: &str = "enforce";

/// The key or value that is being written at `cursor`; `None` outside of front matter, and where anything
/// may be written.
pub fn slot(text: &str, cursor: u32) -> Option<Slot> {
    let cursor = cursor as usize;
    let front_matter = front_matter::around(text, cursor)?;
    let line = front_matter.line.start;
    let field = front_matter.keys.iter().rev().find(|(_, start)| *start <= line);
    if let Some((key, start)) = field {
        let from = start + key.len() + text.get(start + key.len()..)?.find(':')? + 1;
        let value = written_value::read(text, from, cursor);
        // At the margin another key begins, unless a bracket is open.
        if cursor >= from && (*start == line || is_below(text, line, cursor) || value.is_nested) {
            return of_value(text, key, &value, cursor);
        }
    }
    let typed = text.get(line..cursor)?;
    let is_word = typed.chars().all(is_part);
    is_word.then(|| of_key(text, &front_matter, line..cursor))
}

/// Whether the line can only continue the value above it.
fn is_below(text: &str, line: usize, cursor: usize) -> bool {
    text.get(line..cursor).is_some_and(|typed| typed.starts_with([' ', '\t', '-']))
}

fn of_key(
    text: &str,
    front_matter: &front_matter::Written<'_>,
    typed: std::ops::Range<usize>,
) -> Slot {
    let end = typed.end + word_length(text, typed.end);
    let behind = text.get(end..front_matter.line.end.max(end)).unwrap_or_default();
    let others = front_matter.keys.iter().filter(|(_, start)| *start != typed.start);
    let kind = SlotKind::Key {
        has_value: behind.trim_start().starts_with(':'),
        taken: others.map(|(key, _)| Box::from(*key)).collect(),
    };
    Slot {
        kind,
        range: TextRange::of(typed.start..end),
        typed: text.get(typed).unwrap_or_default().into(),
        quotes: Quotes::Needless,
        beside: Box::default(),
    }
}

fn of_value(text: &str, field: &str, value: &WrittenValue<'_>, cursor: usize) -> Option<Slot> {
    let kind = kind_of(field, value)?;
    let typed = text.get(value.start..cursor)?;
    // Names hold no spaces; what holds some is a sentence.
    if !value.is_open || typed.contains(char::is_whitespace) {
        return None;
    }
    let end = cursor + word_length(text, cursor);
    let range = TextRange::of(value.start..end);
    let (typed, quotes) = (typed.into(), Quotes::Yaml(value.quotes));
    Some(Slot { kind, range, typed, quotes, beside: Box::default() })
}

fn kind_of(field: &str, value: &WrittenValue<'_>) -> Option<SlotKind> {
    let is_enforced = words::normal(field) == ENFORCE_KEY;
    let name = words::normal(value.key.unwrap_or(field));
    if OWNER_KEYS.contains(&name.as_str()) {
        return Some(SlotKind::Owner);
    }
    if value.key.is_some() || is_enforced {
        return (is_enforced && GOVERNED_KEYS.contains(&name.as_str()))
            .then_some(SlotKind::Governed);
    }
    match words::key(field)? {
        Key::Status => value.is_whole.then_some(SlotKind::Status),
        Key::Governs | Key::Affects => Some(SlotKind::Governed),
        Key::Link(..) | Key::Links => Some(SlotKind::RelatedDecision),
        Key::Date | Key::Created | Key::Title | Key::Other => None,
    }
}

/// How far the word goes on behind the cursor.
fn word_length(text: &str, cursor: usize) -> usize {
    let after = text.get(cursor..).unwrap_or_default();
    after.len() - after.trim_start_matches(is_part).len()
}

fn is_part(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '-' | '_')
}

#[cfg(test)]
mod tests {
    use boundstone_model::YamlQuotes;

    use super::*;

    /// The kind of the slot at `$0`, and what is replaced.
    fn at(marked: &str) -> Option<String> {
        let cursor = marked.find("$0").unwrap();
        let text = marked.replacen("$0", "", 1);
        let slot = slot(&text, cursor as u32)?;
        let kind = match &slot.kind {
            SlotKind::Key { has_value, taken } => format!("key {has_value} {}", taken.join(" ")),
            other => format!("{other:?}"),
        };
        let quotes = match slot.quotes {
            Quotes::Yaml(YamlQuotes::Single) => "'",
            Quotes::Yaml(YamlQuotes::Double) => "\"",
            _ => "",
        };
        Some(format!("{kind}: {quotes}{}|{}", slot.typed, slot.range.slice(&text)))
    }

    fn value(line: &str) -> Option<String> {
        at(&format!("---\ndate: 2026-03-02\n{line}\n---\n\n# Title\n"))
    }

    #[test]
    fn keys_of_whole_and_of_half_typed_front_matter() {
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(at("---\n$0"), is("key false : |"));
        assert_eq!(at("---\nstatus: accepted\ngo$0"), is("key false status: go|go"));
        assert_eq!(at("---\n$0\n---\n"), is("key false : |"));
        assert_eq!(at("---\nsta$0te: x\ndate: y\n---\n"), is("key true date: sta|state"));
        assert_eq!(at("---\ngoverns: [\nst$0\n]\n---\n"), is("Governed: st|st"));
        assert_eq!(at("---\nhalf\nst$0\n---\n"), is("key false : st|st"));
    }

    #[test]
    fn nothing_outside_of_front_matter() {
        for none in [
            "$0",
            "---$0\n",
            "---\nstatus: accepted\n---\n$0",
            "---\nstatus: accepted\n---\n\nstatus: $0",
            "---\nstatus: accepted\n\n# Title\n\ngo$0",
            "---\nstatus: accepted\nSome text.\ngo$0",
            "# Title\nstatus: $0",
        ] {
            assert_eq!(at(none), None, "{none}");
        }
    }

    #[test]
    fn values_by_their_keys() {
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(value("status: acc$0"), is("Status: acc|acc"));
        assert_eq!(value("status: \"$0\""), is("Status: \"|"));
        assert_eq!(value("status: superseded by ADR-$0"), None);
        assert_eq!(
            value("governs:\n  - services/bil$0ling/**"),
            is("Governed: services/bil|services/billing")
        );
        assert_eq!(value("governs:\n- $0"), is("Governed: |"));
        assert_eq!(value("governs: [a, \"b#$0\"]"), is("Governed: \"b#|b#"));
        assert_eq!(
            value("governs: [\n  a,\n  boundary:$0\n]"),
            is("Governed: boundary:|boundary:")
        );
        assert_eq!(value("governs:\n  - src/{a,b}/$0"), is("Governed: src/{a,b}/|src/{a,b}/"));
        assert_eq!(value("applies_to:\n  - \"x\"\n  - '!y$0"), is("Governed: '!y|!y"));
        assert_eq!(value("decision-makers: [\"@a\", @$0"), is("Owner: @|@"));
        assert_eq!(value("supersedes: [1, $0]"), is("RelatedDecision: |"));
        assert_eq!(value("title: $0"), None);
        assert_eq!(value("governs:\n  - a # $0"), None);
        assert_eq!(value("governs:\n  - \"a\"$0"), None);
    }

    #[test]
    fn values_inside_of_enforce() {
        let is = |text: &str| Some(text.to_owned());
        let of = |line: &str| value(&format!("enforce:\n  - {line}"));
        assert_eq!(of("require: { review: \"@$0\" }"), is("Owner: \"@|@"));
        assert_eq!(of("freeze: billing#$0"), is("Governed: billing#|billing#"));
        assert_eq!(of("forbid: { import: sqlx, except: [a, b$0] }"), is("Governed: b|b"));
        assert_eq!(of("forbid: { import: $0"), None);
        assert_eq!(of("forbid: { import: a, except: [b] , call: $0 }"), None);
    }
}
