//! What a record says of others: supersession and amendment, in both directions.

use boundstone_model::{LinkKind, StatedLink, Status};

use super::document::{Block, Document, Kind, Line};
use super::front_matter::FrontMatter;
use super::head::Head;
use super::reference::{self, Reference};
use super::relation_words::{PARTIAL, find_relation};
use super::words::{self, Key, Part, find_word};
use super::yaml::Value;

/// The relations that a record states, each once, in the order of its text.
pub(super) fn read(
    front_matter: &FrontMatter,
    document: &Document,
    head: &Head,
    status: Status,
    text: &str,
) -> Vec<StatedLink> {
    let mut links = Links::default();
    for field in &head.fields {
        match field.key {
            Key::Link(kind, part) => {
                for line in &field.lines {
                    links.field(line, kind, part);
                }
            }
            Key::Status => field.lines.iter().for_each(|line| links.clauses(line)),
            Key::Links => field.lines.iter().for_each(|line| links.line(line)),
            _ => {}
        }
    }
    links.typed(front_matter, text);
    for block in &document.blocks {
        links.block(block);
    }
    if status == Status::Superseded
        && !links.found.iter().any(|link| link.kind == LinkKind::SupersededBy)
    {
        head.preamble.iter().for_each(|line| links.notice(line));
    }
    links.found.sort_by_key(|link| link.range);
    links.found
}

#[derive(Default)]
struct Links {
    found: Vec<StatedLink>,
}

/// Between the words of a relation and what it names, no more than this stands.
const MAX_GAP: usize = 48;

impl Links {
    /// The whole value of a field that is named by its relation.
    fn field(&mut self, line: &Line, kind: LinkKind, part: Part) {
        let references = reference::all(line, 0..line.text.len(), true);
        let is_partial = part == Part::Partial;
        self.add(line, 0, references, kind, is_partial);
    }

    /// Every relation that a status names: `Superseded by 5, amended by 7`.
    fn clauses(&mut self, line: &Line) {
        let lower = lower(&line.text);
        let mut at = 0;
        while let Some((kind, words)) = find_relation(&lower, at) {
            let end = end_of_clause(line, &lower, words.end);
            if !is_denied(&lower, words.start) {
                let references = reference::all(line, words.end..end, true);
                let is_partial = says_part(before(&lower, words.start));
                self.add(line, words.end, references, kind, is_partial);
            }
            at = words.end;
        }
    }

    /// A line that starts with its relation: `Supersedes [5](0005-x.md)`.
    fn line(&mut self, line: &Line) {
        if !can_refer(line) {
            return;
        }
        let lower = lower(&line.text);
        let start = start_of(&lower, MAX_LEAD);
        let Some((kind, words)) = find_relation(start, 0) else { return };
        let lead = before(&lower, words.start);
        let is_first = !lead.contains(char::is_alphanumeric)
            || matches!(
                words::normal(lead).as_str(),
                "partially" | "partly" | "completely" | "fully"
            );
        let references =
            reference::all(line, words.end..end_of_clause(line, &lower, words.end), false);
        let is_near =
            references.first().is_some_and(|first| first.plain.start - words.end <= MAX_GAP);
        if is_first && is_near {
            self.add(line, words.end, references, kind, says_part(lead));
        }
    }

    /// What stands outside of fields: lines that start with a relation, and sentences about this record.
    fn block(&mut self, block: &Block) {
        match block.kind {
            Kind::Paragraph | Kind::Item(_) => {
                block.lines.iter().filter(|line| !is_field(line)).for_each(|line| self.line(line));
                self.sentences(&block.flow());
            }
            Kind::Heading(_) | Kind::Row { .. } => {}
        }
    }

    /// `This decision supersedes ADR-5.`, `This record was replaced by [7](0007-x.md).`
    fn sentences(&mut self, flow: &Line) {
        if flow.text.len() > MAX_FLOW || !can_refer(flow) {
            return;
        }
        let lower = lower(&flow.text);
        let mut at = 0;
        while let Some((kind, words)) = find_relation(&lower, at) {
            at = words.end;
            let start = start_of_sentence(&lower, words.start);
            let subject = lower.get(start..words.start).unwrap_or_default();
            let is_supersession = matches!(kind, LinkKind::Supersedes | LinkKind::SupersededBy);
            if !is_supersession || !is_this_record(subject, kind) {
                continue;
            }
            let references =
                reference::all(flow, words.end..end_of_clause(flow, &lower, words.end), false);
            let is_near =
                references.first().is_some_and(|first| first.plain.start - words.end <= MAX_GAP);
            if is_near {
                self.add(flow, words.end, references, kind, says_part(subject));
            }
        }
    }

    /// A notice at the head of a superseded record, whatever its subject: `… was replaced in [7](…)`.
    fn notice(&mut self, line: &Line) {
        let lower = lower(&line.text);
        let Some((LinkKind::SupersededBy, words)) = find_relation(&lower, 0) else { return };
        let references =
            reference::all(line, words.end..end_of_clause(line, &lower, words.end), false);
        self.add(
            line,
            words.end,
            references,
            LinkKind::SupersededBy,
            says_part(before(&lower, words.start)),
        );
    }

    /// `links: [{ target: 3, kind: supersedes }]` of front matter.
    fn typed(&mut self, front_matter: &FrontMatter, text: &str) {
        let lists =
            front_matter.entries.iter().filter(|entry| words::key(&entry.key) == Some(Key::Links));
        for list in lists {
            let Value::List(items) = &list.value else { continue };
            for item in items {
                let Value::Map(entries) = item else { continue };
                let of = |names: &[&str]| {
                    entries.iter().find(|entry| names.contains(&words::normal(&entry.key).as_str()))
                };
                let kind = of(&["kind", "type", "rel", "relation"]).and_then(|entry| {
                    let line = entry.value.lines(text).into_iter().next()?;
                    match words::key(&line.text)? {
                        Key::Link(kind, part) => Some((kind, part)),
                        _ => None,
                    }
                });
                let target = of(&["target", "to", "id", "adr", "ref", "href", "path"])
                    .map(|entry| entry.value.lines(text));
                if let (Some((kind, part)), Some(lines)) = (kind, target) {
                    lines.iter().for_each(|line| self.field(line, kind, part));
                }
            }
        }
    }

    fn add(
        &mut self,
        line: &Line,
        from: usize,
        references: Vec<Reference>,
        kind: LinkKind,
        is_partial: bool,
    ) {
        let mut from = from;
        let ends: Vec<usize> = references
            .iter()
            .skip(1)
            .map(|next| next.plain.start)
            .chain([line.text.len()])
            .collect();
        let mut leads_part = false;
        for (nth, (reference, end)) in references.into_iter().zip(ends).enumerate() {
            let between =
                line.text.get(from..reference.plain.start).unwrap_or_default().to_lowercase();
            let after = line.text.get(reference.plain.end..end).unwrap_or_default();
            from = reference.plain.end;
            if nth == 0 {
                leads_part = says_part(&between);
            }
            let Some(target) = reference.target else { continue };
            let range = line.source(reference.plain);
            let says = is_partial || leads_part || says_part(&between) || is_part_after(after);
            let is_known = self
                .found
                .iter()
                .any(|link| link.kind == kind && (link.target == target || link.range == range));
            if !is_known {
                self.found.push(StatedLink { kind, target, is_partial: says, range });
            }
        }
    }
}

/// Longer paragraphs are not searched for sentences about the record.
const MAX_FLOW: usize = 8 * 1024;

fn is_field(line: &Line) -> bool {
    !super::field::split(line).is_empty()
}

/// The words of a relation that starts a line end within so many bytes.
const MAX_LEAD: usize = 80;

/// Whether a line can name another record at all; most cannot, and are not searched.
fn can_refer(line: &Line) -> bool {
    !line.links.is_empty() || line.text.bytes().any(|b| b.is_ascii_digit())
}

/// At most `length` bytes from the start of a text.
fn start_of(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Lower case of the same length in bytes, so that places stay.
fn lower(text: &str) -> String {
    let same = |c: char| {
        let mut low = c.to_lowercase();
        let first = low.next().unwrap_or(c);
        if low.next().is_none() && first.len_utf8() == c.len_utf8() { first } else { c }
    };
    text.chars().map(same).collect()
}

fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

fn start_of_sentence(text: &str, at: usize) -> usize {
    let ends = [". ", "! ", "? ", "; ", ": "];
    ends.iter()
        .filter_map(|end| before(text, at).rfind(end).map(|found| found + end.len()))
        .max()
        .unwrap_or(0)
}

/// Where what follows the words of a relation ends: with the sentence, or with the next relation.
fn end_of_clause(line: &Line, lower: &str, from: usize) -> usize {
    let rest = lower.get(from..).unwrap_or_default();
    let is_in_link = |at: usize| line.links.iter().any(|link| link.plain.contains(&at));
    // `5. Use x` as the text of a link has a full stop inside.
    let sentence = rest.match_indices(". ").map(|(at, _)| from + at).find(|&at| {
        let follows_number = before(lower, at).ends_with(|c: char| c.is_ascii_digit())
            && before(lower, at)
                .trim_end_matches(|c: char| c.is_ascii_digit())
                .ends_with([' ', '[']);
        let is_id = follows_number && at - from < MAX_ID;
        !is_in_link(at) && !is_id
    });
    let next = next_relation(lower, from).filter(|&at| !is_in_link(at));
    [sentence, next, Some(lower.len())].into_iter().flatten().min().unwrap_or(lower.len())
}

/// Where the next relation starts. `supersedes and deprecates` name the same records.
fn next_relation(lower: &str, from: usize) -> Option<usize> {
    let (_, words) = find_relation(lower, from)?;
    let between = lower.get(from..words.start).unwrap_or_default().trim();
    let is_joined = matches!(between, "and" | "&" | "or" | "/" | ",");
    if is_joined { next_relation(lower, words.end) } else { Some(words.start) }
}

/// An id that is followed by a full stop and a title ends within so many bytes.
const MAX_ID: usize = 8;

/// Whether the words before a relation take it back: `will be`, `not`.
fn is_denied(text: &str, at: usize) -> bool {
    let lead = before(text, at).trim_end();
    [
        "not",
        "never",
        "will be",
        "to be",
        "would be",
        "could be",
        "might be",
        "may be",
        "no longer",
        "should be",
        "not yet",
        "if",
    ]
    .iter()
    .any(|words| {
        lead.strip_suffix(words).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    })
}

/// Whether `subject`, what a sentence says before its relation, is the record itself.
fn is_this_record(subject: &str, kind: LinkKind) -> bool {
    let subject = words::normal(subject);
    let mut rest: Vec<&str> = subject.split_whitespace().collect();
    let adverbs = [
        "also",
        "fully",
        "completely",
        "entirely",
        "hereby",
        "partially",
        "partly",
        "therefore",
        "now",
        "thus",
        "explicitly",
        "and",
    ];
    while rest.last().is_some_and(|word| adverbs.contains(word)) {
        rest.pop();
    }
    if kind == LinkKind::SupersededBy {
        let passive: [&[&str]; 5] =
            [&["is"], &["was"], &["has", "been"], &["is", "now"], &["has", "now", "been"]];
        let tail = passive.iter().filter(|tail| rest.ends_with(tail)).map(|tail| tail.len()).max();
        let Some(tail) = tail else { return false };
        rest.truncate(rest.len() - tail);
    }
    let nouns = ["adr", "rfc", "decision", "record", "document", "proposal", "design", "note"];
    match rest.as_slice() {
        ["this" | "the" | "our", "present" | "new" | "current" | "revised", noun]
        | ["this", noun] => nouns.contains(noun),
        ["this", "architecture" | "architectural", "decision"]
        | ["this", "architecture" | "architectural", "decision", "record"] => true,
        ["this", "decision", "record"] | ["this"] => true,
        _ => false,
    }
}

fn says_part(text: &str) -> bool {
    PARTIAL.iter().any(|part| {
        let is_open = part.ends_with(' ') || part.ends_with('§');
        match text.find(part) {
            Some(at) => is_open || !before(text, at).ends_with(char::is_alphanumeric),
            None => false,
        }
    })
}

/// `(D4–D7)`, `§3`, `in part`, `section 2` after a reference.
fn is_part_after(after: &str) -> bool {
    let lower = after.to_lowercase();
    let near: String = lower.chars().take(MAX_GAP).collect();
    let has_clause = near.split(|c: char| !c.is_alphanumeric()).any(|word| {
        word.strip_prefix('d')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    });
    has_clause || says_part(&near) || find_word(&near, "only").is_some()
}
