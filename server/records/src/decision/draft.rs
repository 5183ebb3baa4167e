//! The text of a record that is not there yet: from the template of its log, or a short one.

use boundstone_model::{Date, FileEdit, Place, Refusal, RepoPath, Status};
use boundstone_text::TextRange;

use super::document::{Kind, Line};
use super::head::Origin;
use super::supersede::line_at;
use super::words::{self, Key, capital};
use super::{Parts, read, status_fields};

/// What a new record says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    pub path: RepoPath,
    pub title: String,
    /// The number as its name writes it: `0007`.
    pub digits: Option<String>,
    pub status: Status,
    /// The log writes its states with a capital.
    pub is_capital: bool,
    pub date: Date,
}

/// A record in the form of MADR 4.
pub fn short(draft: &Draft) -> String {
    let Draft { title, date, .. } = draft;
    format!(
        "---
status: {}
date: {date}
---

# {}

## Context and Problem Statement

<!-- What made this decision necessary? -->

## Considered Options

<!-- What else could have been done? -->

## Decision Outcome

<!-- What was decided, and why? -->
",
        draft.state(),
        escaped(title)
    )
}

/// `template` with title, number, date and status in the places that are plainly theirs; the rest stays.
///
/// # Errors
/// When the title has no place in it, or the status that it would state is another.
pub fn fill(template_path: &RepoPath, template: &str, draft: &Draft) -> Result<String, Refusal> {
    let parts = Parts::of(&draft.path, template);
    let filler = Filler { text: template, parts: &parts, draft };
    let mut edits = Vec::new();
    edits.extend(filler.title());
    edits.extend(filler.front_matter());
    edits.extend(filler.field(Key::Status, &draft.state()));
    edits.extend(filler.field(Key::Date, &draft.date.to_string()));
    let refuse = |what: &str, help: &str| {
        let place = Place { path: template_path.clone(), range: parts.title_range() };
        Refusal::new(format!("the template {template_path} {what}"), help).at(place)
    };
    let filled = FileEdit::applied(template, &edits)
        .ok_or_else(|| refuse("states a field twice in one place", "state each field once"))?;
    let (record, _) = read(&draft.path, &filled);
    if plain(&record.title.value) != plain(&draft.title) {
        return Err(refuse(
            "has no place where the title goes",
            "give it a heading such as `# {title}`, and run this again",
        ));
    }
    // A log that states no status has a template that states none.
    if record.status != draft.status && record.status_raw.is_some() {
        return Err(refuse(
            "has no place where the status goes",
            "give it a line such as `Status: {status}`, and run this again",
        ));
    }
    Ok(filled)
}

impl Draft {
    fn state(&self) -> String {
        let name = self.status.name();
        match self.is_capital {
            true => capital(name),
            false => name.to_owned(),
        }
    }
}

struct Filler<'a> {
    text: &'a str,
    parts: &'a Parts,
    draft: &'a Draft,
}

impl Filler<'_> {
    fn edit(&self, range: TextRange, text: String) -> FileEdit {
        FileEdit::Replace { place: Place { path: self.draft.path.clone(), range }, text }
    }

    /// The heading that is a title: the first one, if it is no section.
    fn title(&self) -> Option<FileEdit> {
        let blocks = &self.parts.document.blocks;
        let first = blocks.iter().find(|block| matches!(block.kind, Kind::Heading(_)))?;
        if first.kind != Kind::Heading(1) && words::is_section(&first.flow().text) {
            return None;
        }
        let line = line_at(self.text, u32::try_from(first.range.start).ok()?);
        let written = line.slice(self.text);
        let text = written.trim_start_matches(['#', '=', ' ']);
        let lead = written.len() - text.len();
        let start = line.start() + u32::try_from(lead).ok()?;
        let range = TextRange::new(start, line.end());
        let title = escaped(&self.draft.title);
        Some(self.edit(range, heading(text, self.draft.digits.as_deref(), &title)))
    }

    /// The values of front matter, whatever stands there.
    fn front_matter(&self) -> Vec<FileEdit> {
        let entries = self.parts.front_matter.entries.iter();
        let value = |entry: &super::yaml::Entry| -> Option<FileEdit> {
            let range = value_range(self.text, entry.key_range.end)?;
            let written = range.slice(self.text);
            let value = match words::key(&entry.key) {
                Some(Key::Status) => self.draft.state(),
                Some(Key::Date) => self.draft.date.to_string(),
                Some(Key::Title) => {
                    let title = self.draft.title.replace('\\', "\\\\").replace('"', "\\\"");
                    format!("\"{title}\"")
                }
                _ if is_number_key(&entry.key) && is_number_pattern(written) => {
                    let digits = self.draft.digits.as_deref()?;
                    let is_quoted = written.starts_with(['"', '\'']);
                    if is_quoted { format!("\"{digits}\"") } else { digits.to_owned() }
                }
                _ => return None,
            };
            let lead = if range.is_empty() { " " } else { "" };
            Some(self.edit(range, format!("{lead}{value}")))
        };
        entries.filter_map(value).collect()
    }

    /// The value of a field outside of front matter.
    fn field(&self, key: Key, value: &str) -> Option<FileEdit> {
        let fields = match key {
            Key::Status => status_fields(&self.parts.head),
            _ => self.parts.head.fields.iter().filter(|field| field.key == key).collect(),
        };
        let mut own = fields.into_iter().filter(|field| field.origin != Origin::FrontMatter);
        let field = own.find(|field| field.is_head)?;
        let lines: Vec<TextRange> =
            field.lines.iter().filter(|line| !line.text.is_empty()).map(Line::range).collect();
        let (first, last) = (lines.first()?, lines.last()?);
        let value = if field.origin == Origin::Section { capital(value) } else { value.to_owned() };
        Some(self.edit(TextRange::new(first.start(), last.end()), value))
    }
}

/// A heading of a template with its title: what stands for the number becomes it, what follows, the title.
fn heading(pattern: &str, digits: Option<&str>, title: &str) -> String {
    if let Some(place) = placeholder(pattern, "TITLE") {
        let lead = pattern.get(..place.start).unwrap_or_default();
        let behind = pattern.get(place.end..).unwrap_or_default();
        return format!("{}{title}{behind}", numbered(lead, digits));
    }
    match (number_in(pattern), digits) {
        (Some(found), Some(digits)) => {
            let width = found.width;
            let bare = digits.trim_start_matches('0');
            format!("{}{bare:0>width$}{}{title}", found.before, found.divider)
        }
        _ => title.to_owned(),
    }
}

/// What stands before the title, with the number: as it is in the name where braces are its place, `{ADR-NUMBER}`.
fn numbered(lead: &str, digits: Option<&str>) -> String {
    let (Some(place), Some(digits)) = (placeholder(lead, "NUMBER"), digits) else {
        return lead.to_owned();
    };
    let is_bare = lead.get(place.clone()) == Some("NUMBER");
    let number = if is_bare { digits.trim_start_matches('0') } else { digits };
    let mut numbered = lead.to_owned();
    numbered.replace_range(place, number);
    numbered
}

/// Where the word that stands for something is, with the braces around it: `TITLE`, `{TITLE}`, `{ADR-NUMBER}`.
fn placeholder(pattern: &str, word: &str) -> Option<std::ops::Range<usize>> {
    let at = pattern.find(word)?;
    let end = at + word.len();
    let open =
        pattern.get(..at)?.rfind(['{', '}']).filter(|it| pattern.get(*it..=*it) == Some("{"));
    let close = pattern.get(end..)?.find(['{', '}']).map(|it| end + it);
    let close = close.filter(|it| pattern.get(*it..=*it) == Some("}"));
    Some(match (open, close) {
        (Some(open), Some(close)) => open..close + 1,
        _ => at..end,
    })
}

/// What stands for a number at the start of a pattern: `ADR-NNNN: `, `[ADR-NNNN] `, `{number}. `.
struct NumberPattern<'p> {
    before: &'p str,
    width: usize,
    divider: String,
}

fn number_in(pattern: &str) -> Option<NumberPattern<'_>> {
    let is_lead = |c: char| c.is_ascii_uppercase() || matches!(c, '-' | ' ' | '#' | '[');
    let stands_for = |c: char| c.is_ascii_digit() || matches!(c, 'N' | 'X' | 'n' | 'x' | '#');
    for (at, _) in pattern.char_indices().take(MAX_LEAD) {
        let (before, rest) = pattern.split_at_checked(at)?;
        if !before.chars().all(is_lead) {
            return None;
        }
        let first = rest.chars().next()?;
        let width = rest
            .chars()
            .take_while(|c| *c == first || (first.is_ascii_digit() && c.is_ascii_digit()))
            .count();
        let after = rest.get(width..)?;
        let divider = divider_at(after);
        let starts = before.chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric());
        if stands_for(first) && first != '#' && starts && !divider.is_empty() {
            return Some(NumberPattern { before, width, divider: divider.to_owned() });
        }
    }
    None
}

/// Longer leads are words of a title.
const MAX_LEAD: usize = 24;

/// `: `, `. `, `] - ` before a title.
fn divider_at(text: &str) -> &str {
    let title = text.trim_start_matches([']', ':', '.', ')', '-', '–', '—', ' ']);
    let divider = text.get(..text.len() - title.len()).unwrap_or_default();
    if divider.ends_with(' ') { divider } else { "" }
}

fn is_number_key(key: &str) -> bool {
    matches!(words::normal(key).as_str(), "adr" | "id" | "number" | "adr number")
}

fn is_number_pattern(value: &str) -> bool {
    let inner = value.trim_matches(['"', '\'']);
    inner.len() > 1 && inner.chars().all(|c| matches!(c, '#' | 'N' | 'X' | 'n' | 'x' | '0'))
}

/// The value of front matter after the key that ends at `key_end`, with its quotes or brackets, without a
/// comment; `None` where it goes on below.
fn value_range(text: &str, key_end: usize) -> Option<TextRange> {
    let colon = key_end + text.get(key_end..)?.find(':')? + 1;
    let line = line_at(text, u32::try_from(colon).ok()?);
    let written = text.get(colon..line.end() as usize)?;
    let is_closed = |written: &str| written.matches(['"', '{', '}']).count().is_multiple_of(2);
    let comment = written.match_indices(" #").map(|(at, _)| at);
    let end = comment.filter(|at| written.get(..*at).is_some_and(is_closed)).min();
    let kept = written.get(..end.unwrap_or(written.len()))?.trim_end();
    let value = kept.trim_start();
    let below = text.get(line.end() as usize..)?.trim_start_matches(['\r', '\n']);
    let goes_on = value.starts_with(['|', '>'])
        || below.starts_with([' ', '\t', '-']) && !below.starts_with("---");
    let start = colon + kept.len() - value.len();
    (!goes_on).then(|| TextRange::of(start..colon + kept.len()))
}

/// `text` as plain text of Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '[' | ']' | '\\' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A title without its markup, as the reader takes it away.
fn plain(title: &str) -> String {
    title.chars().filter(|c| !matches!(c, '`' | '*' | '_' | ' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_of_a_template_takes_number_and_title() {
        for (pattern, expected) in [
            ("NUMBER. TITLE", "7. Use x"),
            ("ADR {ADR-NUMBER}: {TITLE}", "ADR 0007: Use x"),
            ("RFC {NUMBER}: {RFC TITLE}", "RFC 0007: Use x"),
            ("[short title of solved problem and solution]", "Use x"),
            ("{short title, representative of solved problem}", "Use x"),
            ("ADR-NNNN: Title", "ADR-0007: Use x"),
            ("ADR-000: Title", "ADR-007: Use x"),
            ("[ADR-0000] Title", "[ADR-0007] Use x"),
            ("0000 - Title", "0007 - Use x"),
            ("N. Title", "7. Use x"),
            ("X. Title", "7. Use x"),
            ("ADR N: Title", "ADR 7: Use x"),
            ("Title", "Use x"),
            ("Next steps", "Use x"),
        ] {
            assert_eq!(heading(pattern, Some("0007"), "Use x"), expected, "{pattern}");
        }
        assert_eq!(heading("NUMBER. TITLE", None, "Use x"), "NUMBER. Use x");
    }
}
