//! How a record names another one: a link, an id, a file name.

use std::ops::Range;
use std::sync::Arc;

use boundstone_model::{DecisionName, LinkTarget, RepoPath, is_readable_as_record};

use super::date;
use super::document::{Line, Link};

/// A reference, in the text of a line.
#[derive(Debug)]
pub(super) struct Reference {
    pub plain: Range<usize>,
    /// `None` for something that is no record of this repository: a pull request, another site.
    pub target: Option<LinkTarget>,
}

/// Words before a number that say it is no record.
const OTHER_NUMBERS: &[&str] = &[
    "pr", "issue", "pull", "request", "mr", "ticket", "version", "v", "section", "step", "page",
    "sprint", "phase", "option", "d",
];

/// The references in `range` of a line. A bare number is one where `takes_bare` says that it can be.
pub(super) fn all(line: &Line, range: Range<usize>, takes_bare: bool) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = range.start;
    let mut links: Vec<&Link> = line
        .links
        .iter()
        .filter(|link| range.start <= link.plain.start && link.plain.end <= range.end)
        .collect();
    links.sort_by_key(|link| link.plain.start);
    for link in links {
        words(line, at..link.plain.start, takes_bare, &mut found);
        let text = line.text.get(link.plain.clone()).unwrap_or_default();
        found.push(Reference {
            plain: link.plain.clone(),
            target: of_link(&link.href, text, takes_bare),
        });
        at = link.plain.end;
    }
    words(line, at..range.end, takes_bare, &mut found);
    found
}

fn of_link(href: &str, text: &str, takes_bare: bool) -> Option<LinkTarget> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    let is_elsewhere =
        path.contains("://") || path.starts_with("//") || path.starts_with("mailto:");
    let file = RepoPath::new(path.rsplit('/').next().unwrap_or_default());
    let is_file = file.as_ref().is_some_and(is_readable_as_record);
    if is_elsewhere {
        // The page of a file in some repository; whether it is this one, the paths of the records say.
        let is_page =
            ["/blob/", "/tree/", "/src/branch/", "/raw/"].iter().any(|part| path.contains(part));
        return (is_page && is_file).then(|| LinkTarget::Href(path.into()));
    }
    if is_file {
        return Some(LinkTarget::Href(path.into()));
    }
    // A page of a site, or a folder: the text says more of it than the address.
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let named = words_in(text).into_iter().find_map(|word| id_of(&word));
    let leads = || {
        number_of(
            text.trim_start()
                .trim_start_matches(['[', '#'])
                .split(|c: char| !c.is_ascii_digit())
                .next()?,
        )
    };
    named
        .or_else(|| leads().map(|number| LinkTarget::Number { prefix: None, number }))
        .or_else(|| if last.is_empty() { None } else { id_of(last) })
        .or_else(|| {
            number_of(last)
                .filter(|_| takes_bare)
                .map(|number| LinkTarget::Number { prefix: None, number })
        })
}

/// Ids in text that is no link.
fn words(line: &Line, range: Range<usize>, takes_bare: bool, found: &mut Vec<Reference>) {
    let Some(text) = line.text.get(range.clone()) else { return };
    let mut previous = String::new();
    let mut previous_range: Option<Range<usize>> = None;
    for (at, word) in text_words(text) {
        let plain = range.start + at..range.start + at + word.len();
        let before = text.get(..at).unwrap_or_default();
        // `org/repo#7`, `acme/ADR-7` and `#7` are of another kind.
        let is_foreign = before.ends_with(['/', '#', '@'])
            && !before.ends_with("ADR #")
            && !before.ends_with("ADR#");
        if !is_foreign {
            if let Some(target) = id_of(word) {
                found.push(Reference { plain: plain.clone(), target: Some(target) });
            } else if let Some(number) = number_of(word) {
                let label = previous.to_lowercase();
                let goes_on =
                    found.last().is_some_and(|last| is_and(line, last.plain.end..plain.start))
                        && is_bare_id(word, text, at);
                if is_label(&previous) {
                    let start = previous_range.clone().map_or(plain.start, |range| range.start);
                    let upper = previous.to_uppercase();
                    let prefix =
                        upper.strip_suffix('S').filter(|one| is_label(one)).unwrap_or(&upper);
                    let target = LinkTarget::Number { prefix: Some(prefix.into()), number };
                    found.push(Reference { plain: start..plain.end, target: Some(target) });
                } else if goes_on && let Some(prefix) = last_prefix(found) {
                    let target = LinkTarget::Number { prefix: Some(prefix), number };
                    found.push(Reference { plain: plain.clone(), target: Some(target) });
                } else if takes_bare
                    && is_bare_id(word, text, at)
                    && !OTHER_NUMBERS.contains(&label.as_str())
                {
                    found.push(Reference {
                        plain: plain.clone(),
                        target: Some(LinkTarget::Number { prefix: None, number }),
                    });
                }
            }
        }
        previous = word.to_owned();
        previous_range = Some(plain);
    }
}

/// Whether only `, ` or `and` stands there, so that `ADRs 60 and 61` are two.
fn is_and(line: &Line, range: Range<usize>) -> bool {
    let between = line.text.get(range).unwrap_or_default().trim();
    matches!(between, "," | "&" | "and" | ", and" | "/" | "or")
}

fn last_prefix(found: &[Reference]) -> Option<Arc<str>> {
    match &found.last()?.target {
        Some(LinkTarget::Number { prefix, .. }) => prefix.clone(),
        _ => None,
    }
}

/// Words with the dashes, dots and underscores inside them.
fn text_words(text: &str) -> Vec<(usize, &str)> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_inner(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or_default();
                let trimmed = word.trim_end_matches(['.', '-', '_']);
                let lead = trimmed.len() - trimmed.trim_start_matches(['.', '-', '_']).len();
                if let Some(word) = trimmed.get(lead..).filter(|word| !word.is_empty()) {
                    found.push((from + lead, word));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn words_in(text: &str) -> Vec<String> {
    let words = text_words(text);
    let mut found: Vec<String> = words.iter().map(|(_, word)| (*word).to_owned()).collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    found.extend(
        pairs
            .filter(|((_, label), (_, number))| is_label(label) && number_of(number).is_some())
            .map(|((_, label), (_, number))| format!("{label}-{number}")),
    );
    found
}

/// `ADR-0007`, `ADR7`, `0007-use-x`, `0007-use-x.md`, `20200102-use-x`.
fn id_of(word: &str) -> Option<LinkTarget> {
    if !word.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let file = RepoPath::new(word)?;
    if is_readable_as_record(&file) {
        let name = DecisionName::of_stem(file.stem());
        return (name.number.is_some() || is_dated(file.stem()))
            .then(|| LinkTarget::Href(word.into()));
    }
    let name = DecisionName::of_stem(word);
    if is_dated(word) {
        return Some(LinkTarget::Slug(word.into()));
    }
    let number = name.number?;
    match (name.prefix, name.words.is_empty()) {
        (Some(prefix), true) if !prefix.contains(['-', '_']) => {
            Some(LinkTarget::Number { prefix: Some(prefix.into()), number })
        }
        (Some(_), _) => Some(LinkTarget::Slug(word.into())),
        // `0007-use-x`, but not `3-way` or `1.2`.
        (None, false) => {
            let is_slug = name.id.len() >= 3
                && name.words.contains(char::is_alphabetic)
                && word.contains('-');
            is_slug.then(|| LinkTarget::Slug(word.into()))
        }
        (None, true) => None,
    }
}

/// A date with words after it.
fn is_dated(stem: &str) -> bool {
    let name = DecisionName::of_stem(stem);
    name.number.is_none()
        && name.id == stem
        && stem.starts_with(|c: char| c.is_ascii_digit())
        && name.words.contains(char::is_alphabetic)
        && name.words.len() < stem.len()
}

fn number_of(word: &str) -> Option<u32> {
    let is_number = (1..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| word.parse().ok())?
}

/// `ADR` before ` 7`.
fn is_label(word: &str) -> bool {
    let is_prefix = DecisionName::of_stem(&format!("{word}-1"))
        .prefix
        .is_some_and(|prefix| prefix.eq_ignore_ascii_case(word));
    is_prefix && !OTHER_NUMBERS.contains(&word.to_lowercase().as_str())
}

/// A number that can be an id: no year, no part of a day or of a longer number.
fn is_bare_id(word: &str, text: &str, at: usize) -> bool {
    let is_year = word.len() == 4
        && !word.starts_with('0')
        && word.parse().is_ok_and(|year: u32| (1970..2200).contains(&year));
    let in_date = date::find(text).is_some_and(|(_, range)| range.contains(&at));
    let after = text.get(at + word.len()..).unwrap_or_default();
    !is_year && !in_date && !after.starts_with(['%', '/'])
}

#[cfg(test)]
mod tests {
    use super::super::markdown::read_line;
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        let line = read_line(text, 0);
        all(&line, 0..line.text.len(), true)
            .into_iter()
            .map(|reference| match reference.target {
                Some(LinkTarget::Number { prefix, number }) => {
                    format!("{}#{number}", prefix.as_deref().unwrap_or(""))
                }
                Some(LinkTarget::Href(href)) => format!("href {href}"),
                Some(LinkTarget::Slug(slug)) => format!("slug {slug}"),
                None => "elsewhere".to_owned(),
            })
            .collect()
    }

    #[test]
    fn links_ids_and_file_names() {
        for (text, expected) in [
            ("[5. X](0005-x.md)", vec!["href 0005-x.md"]),
            ("[ADR-5](./0005-x.md#decision)", vec!["href ./0005-x.md"]),
            ("[ADR 7](/adr/7)", vec!["ADR#7"]),
            ("[7](../7/)", vec!["#7"]),
            ("ADR-0005 and ADR 6", vec!["ADR#5", "ADR#6"]),
            ("0005, 0006", vec!["#5", "#6"]),
            ("20200102-use-x", vec!["slug 20200102-use-x"]),
            ("0005-use-x", vec!["slug 0005-use-x"]),
            ("X-ADR-Team-0005", vec!["slug X-ADR-Team-0005"]),
            ("[fix](https://github.com/a/b/pull/23)", vec!["elsewhere"]),
            ("[ADR-7](https://example.org/adr/7)", vec!["elsewhere"]),
            ("a/b#7, #8, PR 9, 2021-03-04, 2021, acme/ADR-7", vec![]),
            ("N/A", vec![]),
            ("RFC 12", vec!["RFC#12"]),
        ] {
            assert_eq!(targets(text), expected, "{text}");
        }
    }
}
