//! The edit by which a record says that another one has superseded it.

use boundstone_model::{
    Date, DecisionFile, FileEdit, LinkKind, Place, Refusal, RepoPath, StatedLink, Status,
};
use boundstone_text::TextRange;

use super::document::{Block, Kind, Line};
use super::head::{Field, Origin};
use super::named::NamedRecord;
use super::status::{self, Form};
use super::words::{Key, Part};
use super::yaml::Value;
use super::{Markup, Parts, bare_statuses, read, status_fields};

/// The edits of `text`, the record at `path`, after which it reads as superseded by the record `by`: its
/// status changes where and how the record states it, and everything else stays. `today` is the day of the
/// entry that a status kept as a log gets.
///
/// # Errors
/// When the record states no status, or in a form that cannot be changed without changing more.
pub fn supersede(
    path: &RepoPath,
    text: &str,
    by: &NamedRecord,
    today: Option<Date>,
) -> Result<Vec<FileEdit>, Refusal> {
    let parts = Parts::of(path, text);
    let bare = bare_statuses(&parts.head);
    let (before, problems) = read(path, text);
    let editor = Editor { path, text, parts: &parts, bare: &bare, by, today };
    let statuses = editor.statuses();
    if statuses.is_empty() {
        return Err(Refusal::new(
            format!("{path} states no status that could be changed"),
            "write one, for instance a line `Status: accepted` below the title, and run this again",
        )
        .at(Place { path: path.clone(), range: parts.title_range() }));
    }
    let field = editor.open_field().filter(|_| !names_successor(&before));
    let with_link = field.is_none() && !names_successor(&before);
    let mut edits = Vec::new();
    for stated in &statuses {
        edits.push(editor.status(stated, with_link)?);
    }
    edits.extend(field);
    edits.sort();
    edits.dedup();
    let first = statuses.first().map_or(TextRange::empty(0), |stated| stated.form.line.range());
    let is_right = FileEdit::applied(text, &edits).is_some_and(|after| {
        let (after, now) = read(path, &after);
        now.len() <= problems.len() && is_superseded_else_same(&before, &after)
    });
    match is_right {
        true => Ok(edits),
        false => Err(editor.refusal(
            first,
            "the status cannot be changed there so that it reads as superseded and nothing else \
             changes",
        )),
    }
}

fn names_successor(record: &DecisionFile) -> bool {
    record.links.iter().any(|link| link.kind == LinkKind::SupersededBy && !link.is_partial)
}

/// Whether a record reads as superseded by another one, and as before in all that is not its status.
fn is_superseded_else_same(before: &DecisionFile, after: &DecisionFile) -> bool {
    after.status == Status::Superseded && names_successor(after) && keeps_rest(before, after)
}

/// Whether a record still says what it did, but for its status and further links.
pub(super) fn keeps_rest(before: &DecisionFile, after: &DecisionFile) -> bool {
    let is_same = |a: &StatedLink, b: &StatedLink| {
        (a.kind, &a.target, a.is_partial) == (b.kind, &b.target, b.is_partial)
    };
    let keeps = |link: &StatedLink| after.links.iter().any(|other| is_same(link, other));
    before.links.iter().all(keeps)
        && after.title.value == before.title.value
        && after.governs.len() == before.governs.len()
}

struct Editor<'a> {
    path: &'a RepoPath,
    text: &'a str,
    parts: &'a Parts,
    bare: &'a [Vec<Line>],
    by: &'a NamedRecord,
    today: Option<Date>,
}

/// One place that states the status.
struct Stated<'a> {
    origin: Origin,
    lines: &'a [Line],
    form: Form<'a>,
}

impl<'a> Editor<'a> {
    /// Each place where the record states its status: front matter and a heading may both.
    fn statuses(&self) -> Vec<Stated<'a>> {
        let mut found: Vec<Stated<'a>> = Vec::new();
        let mut unknown: Option<&'a Field> = None;
        for field in status_fields(&self.parts.head) {
            let Some(reading) = status::read(&field.lines, self.text) else { continue };
            if reading.status == Status::Unknown {
                unknown = unknown.or(Some(field).filter(|field| field.is_head));
            } else if found.is_empty() || field.is_head {
                found.extend(Stated::of(field.origin, &field.lines));
            }
        }
        if found.is_empty() {
            found.extend(self.bare.iter().find_map(|lines| {
                let reading = status::read(lines, self.text)?;
                (reading.status != Status::Unknown)
                    .then(|| Stated::of(Origin::Inline, lines))
                    .flatten()
            }));
        }
        if found.is_empty() {
            found.extend(unknown.and_then(|field| Stated::of(field.origin, &field.lines)));
        }
        found
    }

    /// The edit of one place: of its word where it is nothing but that; else before what it says.
    fn status(&self, stated: &Stated<'_>, with_link: bool) -> Result<FileEdit, Refusal> {
        let form = &stated.form;
        if form.is_choice {
            return Err(
                self.refusal(form.line.range(), "the status is a list of states to choose from")
            );
        }
        let row = self.parts.row_at(form.line.range());
        if row.is_some() && stated.lines.len() > 1 {
            return Err(
                self.refusal(form.line.range(), "the status is a table of states with their days")
            );
        }
        if form.is_log && row.is_none() {
            return self.log_entry(stated, with_link);
        }
        let range = match row {
            Some(row) => self.cell(row, form.line.range()),
            None => form.line.range(),
        };
        let written = range.slice(self.text).trim_end();
        let range = TextRange::of(range.start() as usize..range.start() as usize + written.len());
        if written.is_empty() || written.starts_with(['!', '<']) {
            return Err(self.refusal(range, "the status is an image, or is written in HTML"));
        }
        if stated.origin == Origin::FrontMatter && !self.is_scalar(range) {
            return Err(self.refusal(range, "the status in the front matter is no plain value"));
        }
        let says = self.says(written, stated.origin, with_link);
        let is_bare = form.is_bare || row.is_some_and(|row| is_word_of(row, range));
        let place = Place { path: self.path.clone(), range };
        Ok(if is_bare {
            FileEdit::Replace { place, text: says }
        } else {
            // What it said, with days and reasons, stays word for word.
            let start = TextRange::empty(range.start());
            let place = Place { path: self.path.clone(), range: start };
            FileEdit::Replace { place, text: format!("{says}; previously ") }
        })
    }

    /// `Superseded by [7. Use x](0007-use-x.md)`, with a capital where the status had one.
    fn says(&self, written: &str, origin: Origin, with_link: bool) -> String {
        let first = written.chars().find(|c| c.is_alphabetic());
        let is_capital = first.is_none_or(|first| !first.is_lowercase());
        let word = if is_capital { "Superseded" } else { "superseded" };
        match with_link {
            true => format!("{word} by {}", self.parts.link(self.text, self.by, origin)),
            false => word.to_owned(),
        }
    }

    /// A further entry of a log, in the form of the one that counts.
    fn log_entry(&self, stated: &Stated<'_>, with_link: bool) -> Result<FileEdit, Refusal> {
        let line = stated.form.line;
        let refuse = |why: &str| self.refusal(line.range(), why);
        let today = self.today.ok_or_else(|| refuse("nobody knows what day the log is at"))?;
        let (day, starts) =
            stated.form.day.clone().ok_or_else(|| refuse("the log has an entry without a day"))?;
        let day = line.source(day);
        if Date::from_iso(day.slice(self.text)).is_none() {
            return Err(refuse("the log writes its days in another form than 2026-01-31"));
        }
        let whole = line_at(self.text, line.range().start());
        let says = self.says(
            line.text.trim_start_matches(|c: char| !c.is_alphabetic()),
            stated.origin,
            with_link,
        );
        let until = |at: u32| TextRange::new(whole.start(), at).slice(self.text);
        let after_day = TextRange::new(day.end(), whole.end()).slice(self.text);
        let entry = if starts {
            let length = after_day.find(char::is_alphanumeric).unwrap_or(0);
            let divider = after_day.get(..length).unwrap_or_default();
            format!("{}{today}{divider}{says}", until(day.start()))
        } else {
            format!("{}{says} {today}", until(line.range().start()))
        };
        let written = whole.slice(self.text);
        let break_after = written.get(written.trim_end_matches([' ', '\\']).len()..).unwrap_or("");
        let newline = newline(self.text);
        let (at, text) = if stated.form.is_newest_first {
            (whole.start(), format!("{entry}{break_after}{newline}"))
        } else {
            let last = stated.lines.last().map_or(line.range(), Line::range);
            (line_at(self.text, last.start()).end(), format!("{newline}{entry}{break_after}"))
        };
        let place = Place { path: self.path.clone(), range: TextRange::empty(at) };
        Ok(FileEdit::Replace { place, text })
    }

    /// A field for the successor that is there and says that there is none: `Superseded by: N/A`.
    fn open_field(&self) -> Option<FileEdit> {
        self.parts.open_field(self.path, self.text, LinkKind::SupersededBy, self.by)
    }

    /// The cell of `row` that holds the status, where the lines were joined from several cells.
    fn cell(&self, row: &Block, range: TextRange) -> TextRange {
        let in_range = row.lines.iter().filter(|cell| range.contains(cell.range()));
        let mut stating = in_range.filter(|cell| {
            status::read(std::slice::from_ref(*cell), self.text)
                .is_some_and(|reading| reading.status != Status::Unknown)
        });
        stating.next().map_or(range, Line::range)
    }

    /// Whether the value of front matter at `range` is one word or text on one line, in no list.
    fn is_scalar(&self, range: TextRange) -> bool {
        let at = range.start() as usize;
        self.parts
            .front_matter
            .entries
            .iter()
            .any(|entry| matches!(&entry.value, Value::Scalar { range, .. } if range.contains(&at)))
            && !range.slice(self.text).contains('\n')
    }

    fn refusal(&self, range: TextRange, why: &str) -> Refusal {
        let help = format!(
            "write there by hand that it is superseded by {}, and run this again",
            self.by.display
        );
        Refusal::new(why, help).at(Place { path: self.path.clone(), range })
    }
}

impl<'a> Stated<'a> {
    fn of(origin: Origin, lines: &'a [Line]) -> Option<Self> {
        Some(Self { origin, lines, form: status::form(lines)? })
    }
}

/// Whether the cell at `range` holds nothing but the state.
fn is_word_of(row: &Block, range: TextRange) -> bool {
    let cell = row.lines.iter().find(|cell| cell.range().start() == range.start());
    cell.is_some_and(|cell| status::is_bare(cell) && cell.links.is_empty())
}

impl Parts {
    /// The row of a table around `range`.
    pub(super) fn row_at(&self, range: TextRange) -> Option<&Block> {
        let at = range.start() as usize;
        self.document
            .blocks
            .iter()
            .find(|block| matches!(block.kind, Kind::Row { .. }) && block.range.contains(&at))
    }

    /// The other record as a status of this one names it.
    pub(super) fn link(&self, text: &str, to: &NamedRecord, origin: Origin) -> String {
        if self.markup != Markup::Markdown {
            return to.display.clone();
        }
        let is_numbered = origin == Origin::Section && self.is_heading_numbered(text);
        if is_numbered { to.titled_link() } else { to.link() }
    }

    /// Whether the title is headed as Nygard does: `# 7. Use x`.
    fn is_heading_numbered(&self, text: &str) -> bool {
        let Some(heading) = &self.heading else { return false };
        let title = heading.line.range();
        let before = TextRange::new(line_at(text, title.start()).start(), title.start());
        let id = before.slice(text).trim_start_matches('#').trim();
        let digits = id.strip_suffix('.').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    }

    pub(super) fn title_range(&self) -> TextRange {
        self.heading.as_ref().map_or(TextRange::empty(0), |heading| heading.line.range())
    }

    /// A field for relations of `kind` that is there and holds none yet, filled with `to`.
    pub(super) fn open_field(
        &self,
        path: &RepoPath,
        text: &str,
        kind: LinkKind,
        to: &NamedRecord,
    ) -> Option<FileEdit> {
        let key = Key::Link(kind, Part::Whole);
        let replace = |range: TextRange, text: String| FileEdit::Replace {
            place: Place { path: path.clone(), range },
            text,
        };
        for entry in &self.front_matter.entries {
            if super::words::key(&entry.key) == Some(key)
                && let Some(range) = empty_value(text, entry.key_range.end)
            {
                let is_list = range.slice(text).starts_with('[');
                let id = &to.display;
                let value = if is_list { format!("[\"{id}\"]") } else { format!(" {id}") };
                return Some(replace(range, value));
            }
        }
        let field = self.head.fields.iter().find(|field| {
            let lines = &field.lines;
            field.key == key
                && field.origin != Origin::FrontMatter
                && matches!(lines.as_slice(), [line] if is_none(&line.text))
        })?;
        let range = field.lines.first()?.range();
        Some(replace(range, self.link(text, to, field.origin)))
    }
}

/// Whether a value says that there is none.
fn is_none(text: &str) -> bool {
    let word = text.trim().to_lowercase();
    matches!(word.as_str(), "n/a" | "na" | "none" | "-" | "–" | "—" | "nothing" | "no one" | "null")
}

/// Where the value after the key that ends at `key_end` goes, if there is none: `key:`, `key: null`,
/// `key: []`.
fn empty_value(text: &str, key_end: usize) -> Option<TextRange> {
    let rest = text.get(key_end..)?;
    let colon = key_end + rest.find(':')? + 1;
    let line = line_at(text, u32::try_from(colon).ok()?);
    let value = text.get(colon..line.end() as usize)?;
    let lead = value.len() - value.trim_start().len();
    match value.trim() {
        "" => {
            // What is indented below belongs to the key.
            let below = text.get(line.end() as usize..)?.trim_start_matches(['\r', '\n']);
            let is_list = below.starts_with([' ', '\t', '-']) && !below.starts_with("---");
            (!is_list).then(|| TextRange::of(colon..line.end() as usize))
        }
        "null" | "~" | "\"\"" | "''" => Some(TextRange::of(colon..line.end() as usize)),
        "[]" => Some(TextRange::of(colon + lead..colon + lead + 2)),
        _ => None,
    }
}

/// The line around `offset`, without its end.
pub(super) fn line_at(text: &str, offset: u32) -> TextRange {
    let at = (offset as usize).min(text.len());
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    TextRange::of(start..start + line.trim_end_matches('\r').len())
}

/// How the lines of `text` end.
pub(super) fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
