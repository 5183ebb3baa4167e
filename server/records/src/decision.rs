//! The reader of decision records: Markdown in any of the forms people use and mixtures of them, and
//! the heads of reStructuredText and AsciiDoc files. Which files are records, `boundstone_model::records_among`
//! says.

mod asciidoc;
mod body;
mod date;
mod document;
mod draft;
mod enforce;
mod field;
mod front_matter;
mod governs;
mod head;
mod html;
mod lines;
mod markdown;
mod named;
mod outcome;
mod reference;
mod relation;
mod relation_words;
mod restructured;
mod settings;
mod slot;
mod status;
mod status_words;
mod successor;
mod supersede;
mod title;
mod words;
mod written_value;
mod yaml;

use boundstone_model::{
    Date, DecisionFile, DecisionName, LinkKind, Problem, RepoPath, Rule, Spanned, Status,
};
use boundstone_text::TextRange;

use document::{Document, Line};
use front_matter::FrontMatter;
use head::{Field, Head, Origin};
use title::Heading;
use words::{Key, capital};

pub use draft::{Draft, fill, short};
pub use named::NamedRecord;
pub use settings::{adr_dir, log4brains};
pub use slot::slot;
pub use successor::say_supersedes;
pub use supersede::supersede;

/// The most of a record that is read, in bytes. Longer ones are read up to here, with a problem.
const MAX_RECORD: usize = 1024 * 1024;

/// Reads the record at `path`. Whatever is wrong with it, what can be read is read.
pub fn read(path: &RepoPath, text: &str) -> (DecisionFile, Vec<Problem>) {
    let read = read_whole(path, text);
    (read.file, read.problems)
}

/// All that is read from a record.
pub struct ReadRecord {
    pub file: DecisionFile,
    /// What its text names in backticks, or links to, where that has the form of a path or of a symbol.
    pub body: Vec<Spanned<std::sync::Arc<str>>>,
    pub problems: Vec<Problem>,
}

/// The same as [`read`], with what the text of the record names.
pub fn read_whole(path: &RepoPath, text: &str) -> ReadRecord {
    let mut problems = Vec::new();
    let text = bounded(text, &mut problems);
    let mut parts = Parts::of(path, text);
    let is_torn = parts.front_matter.problem.is_some();
    problems.extend(parts.front_matter.problem.take());
    let Parts { name, front_matter, document, heading, head, .. } = &parts;
    if front_matter.entries.is_empty() && document.blocks.is_empty() && document.code.is_empty() {
        problems.push(Problem::new(
            Rule::DecisionMalformed,
            TextRange::empty(0),
            "the decision record is empty",
            "write its title and status, or remove the file",
        ));
    }
    problems.extend(conflicts(text, document));
    let status = status_of(head, text);
    let links = relation::read(front_matter, document, head, status.value(), text);
    let stated = status.known(&links);
    let prefix =
        name.prefix.clone().or(heading.as_ref().and_then(|heading| heading.prefix.clone()));
    let constraints = enforce::read(front_matter, is_torn, &mut problems);
    let mut governed = governs::read(head, text);
    governs::add_frozen(&mut governed, &constraints, &mut problems);
    let file = DecisionFile {
        id: name.id.as_str().into(),
        number: name.number,
        prefix: prefix.map(Into::into),
        title: title_of(name, heading.as_ref().map(|heading| heading.line.clone()), head),
        status: stated,
        date: date_of(head, status.reading.as_ref()),
        status_raw: status.raw(),
        links: links.into(),
        governs: governed.into(),
        constraints: constraints.into(),
        outcome: outcome::find(document, text)
            .map(|range| Spanned::new(range.slice(text).into(), range)),
    };
    ReadRecord { file, body: body::read(document), problems }
}

/// The parts of a record, each with its place in the text.
struct Parts {
    name: DecisionName,
    markup: Markup,
    front_matter: FrontMatter,
    document: Document,
    heading: Option<Heading>,
    head: Head,
}

impl Parts {
    fn of(path: &RepoPath, text: &str) -> Self {
        let name = DecisionName::of(path);
        let markup = Markup::of(path);
        let front_matter = front_matter::read(text);
        let body = text.get(front_matter.body_start..).unwrap_or_default();
        let document = markup.read(body, front_matter.body_start);
        let is_titled =
            front_matter.entries.iter().any(|entry| words::key(&entry.key) == Some(Key::Title));
        let heading = title::find(&document, &name, is_titled);
        let title = heading.as_ref().map(|heading| heading.block);
        let head = head::read(&front_matter, &document, title, text);
        Self { name, markup, front_matter, document, heading, head }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Markdown,
    ReStructuredText,
    AsciiDoc,
}

impl Markup {
    fn of(path: &RepoPath) -> Self {
        match path.extension().map(str::to_ascii_lowercase).as_deref() {
            Some("rst") => Self::ReStructuredText,
            Some("adoc" | "asciidoc") => Self::AsciiDoc,
            _ => Self::Markdown,
        }
    }

    fn read(self, body: &str, start: usize) -> Document {
        match self {
            Self::Markdown => markdown::read(body, start),
            Self::ReStructuredText => restructured::read(body, start),
            Self::AsciiDoc => asciidoc::read(body, start),
        }
    }
}

fn bounded<'t>(text: &'t str, problems: &mut Vec<Problem>) -> &'t str {
    if text.len() <= MAX_RECORD {
        return text;
    }
    let mut end = MAX_RECORD;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    problems.push(Problem::new(
        Rule::DecisionMalformed,
        TextRange::empty(u32::try_from(end).unwrap_or(u32::MAX)),
        format!("only the first {MAX_RECORD} bytes of this decision record are read"),
        "keep in the record what was decided, and move the rest to a file of its own",
    ));
    text.get(..end).unwrap_or_default()
}

/// The marks that a merge left in the text, outside of code.
fn conflicts(text: &str, document: &Document) -> Vec<Problem> {
    if !text.contains("\n>>>>>>> ") {
        return Vec::new();
    }
    let mut at = 0;
    let mut problems = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") && !document.is_code(at) {
            problems.push(Problem::new(
                Rule::DecisionMalformed,
                TextRange::of(at..at + line.trim_end().len()),
                "a merge conflict is not resolved",
                "keep one of the two versions, and remove the marks",
            ));
        }
        at += line.len();
    }
    problems
}

/// What a record says of its status.
struct StatedStatus {
    reading: Option<status::Reading>,
}

impl StatedStatus {
    fn value(&self) -> Status {
        self.reading.as_ref().map_or(Status::Unknown, |reading| reading.status)
    }

    /// The status; a record that states none, but names its whole successor, is superseded.
    fn known(&self, links: &[boundstone_model::StatedLink]) -> Status {
        let is_replaced =
            links.iter().any(|link| link.kind == LinkKind::SupersededBy && !link.is_partial);
        match &self.reading {
            None if is_replaced => Status::Superseded,
            _ => self.value(),
        }
    }

    fn raw(self) -> Option<Spanned<std::sync::Arc<str>>> {
        let reading = self.reading.filter(|reading| !reading.raw.is_empty())?;
        Some(Spanned::new(reading.raw.as_str().into(), reading.range))
    }
}

/// The status of the first place that states one that is known; else of the first that states any.
fn status_of(head: &Head, text: &str) -> StatedStatus {
    let mut unknown = None;
    for field in status_fields(head) {
        let Some(reading) = status::read(&field.lines, text) else { continue };
        if reading.status != Status::Unknown {
            return StatedStatus { reading: Some(reading) };
        }
        // Outside of its head, `Status: 200` is no status of the record.
        if field.is_head {
            unknown = unknown.or(Some(reading));
        }
    }
    let known = bare_statuses(head)
        .iter()
        .filter_map(|lines| status::read(lines, text))
        .find(|reading| reading.status != Status::Unknown);
    StatedStatus { reading: known.or(unknown) }
}

/// The fields that state the status, the one that counts most first.
fn status_fields(head: &Head) -> Vec<&Field> {
    let mut fields: Vec<&Field> =
        head.fields.iter().filter(|field| field.key == Key::Status).collect();
    fields.sort_by_key(|field| (field.origin, !field.is_head));
    fields
}

/// Lines of the head that state the status under no key: those of a log, and those of a word or a badge.
fn bare_statuses(head: &Head) -> [Vec<Line>; 2] {
    let of = |is_meant: &dyn Fn(&&Line) -> bool| {
        head.preamble.iter().filter(is_meant).cloned().collect()
    };
    [of(&|line| status::is_log_entry(line)), of(&|line| status::is_bare(line) || is_badge(line))]
}

fn is_badge(line: &Line) -> bool {
    line.text.trim().is_empty()
        && line.images.first().is_some_and(|image| {
            image.alternative.to_lowercase().contains("status")
                || image.href.to_lowercase().contains("badge/status")
        })
}

fn title_of(
    name: &DecisionName,
    heading: Option<Line>,
    head: &Head,
) -> Spanned<std::sync::Arc<str>> {
    let fields = head.fields.iter().filter(|field| field.key == Key::Title && field.is_head);
    let stated = fields.flat_map(|field| &field.lines).find(|line| !line.is_empty());
    let stated = stated.map(|line| title::of_line(line, name)).filter(|line| !line.text.is_empty());
    match heading.or(stated) {
        Some(line) => Spanned::new(line.text.trim().into(), line.range()),
        None => {
            let words = if name.words.is_empty() { &name.id } else { &name.words };
            Spanned::new(capital(words).into(), TextRange::empty(0))
        }
    }
}

/// The day of the decision; else of its state; else of its proposal.
fn date_of(head: &Head, status: Option<&status::Reading>) -> Option<Spanned<Date>> {
    let of = |key: Key| {
        let mut fields: Vec<&Field> =
            head.fields.iter().filter(|field| field.key == key && field.is_head).collect();
        fields.sort_by_key(|field| field.origin == Origin::Section);
        let mut lines = fields.into_iter().flat_map(|field| &field.lines);
        lines.find_map(|line| {
            let (date, plain) = date::find(&line.text)?;
            Some(Spanned::new(date, line.source(plain)))
        })
    };
    let of_status =
        || status.and_then(|status| status.date).map(|(date, range)| Spanned::new(date, range));
    of(Key::Date).or_else(of_status).or_else(|| of(Key::Created))
}

#[cfg(test)]
mod edit_tests;
#[cfg(test)]
mod tests;
