//! The edit by which a record says that it supersedes another one.

use boundstone_model::{FileEdit, LinkKind, Place, Refusal, RepoPath};
use boundstone_text::TextRange;

use super::document::{Kind, Line};
use super::head::{Field, Origin};
use super::named::NamedRecord;
use super::supersede::{keeps_rest, line_at, newline};
use super::words::{self, Key};
use super::{Parts, read, status_fields};

/// The edits of `text`, the record at `path`, after which it says that it supersedes the record `old`:
/// beside its status, in the form of that.
///
/// # Errors
/// When there is no place where that would be read, and nothing else be read otherwise.
pub fn say_supersedes(
    path: &RepoPath,
    text: &str,
    old: &NamedRecord,
) -> Result<Vec<FileEdit>, Refusal> {
    let parts = Parts::of(path, text);
    let editor = Editor { path, text, parts: &parts, old };
    let (before, problems) = read(path, text);
    let links = |record: &boundstone_model::DecisionFile| {
        let is_whole = |link: &&boundstone_model::StatedLink| {
            link.kind == LinkKind::Supersedes && !link.is_partial
        };
        record.links.iter().filter(is_whole).count()
    };
    let is_right = |edit: &FileEdit| {
        FileEdit::applied(text, std::slice::from_ref(edit)).is_some_and(|after| {
            let (after, now) = read(path, &after);
            links(&after) > links(&before)
                && keeps_rest(&before, &after)
                && after.status == before.status
                && after.date.as_ref().map(|it| it.value) == before.date.as_ref().map(|it| it.value)
                && now.len() <= problems.len()
        })
    };
    let candidates = [
        parts.open_field(path, text, LinkKind::Supersedes, old),
        editor.beside_status(),
        editor.below_status(),
        editor.below_title(),
    ];
    match candidates.into_iter().flatten().find(is_right) {
        Some(edit) => Ok(vec![edit]),
        None => Err(Refusal::new(
            format!("{path} has no place where it could say that it supersedes {}", old.display),
            format!("write `Supersedes {}` in it by hand, and run this again", old.link()),
        )
        .at(Place { path: path.clone(), range: parts.title_range() })),
    }
}

struct Editor<'a> {
    path: &'a RepoPath,
    text: &'a str,
    parts: &'a Parts,
    old: &'a NamedRecord,
}

impl Editor<'_> {
    fn field(&self) -> Option<&Field> {
        status_fields(&self.parts.head).into_iter().find(|field| !field.lines.is_empty())
    }

    /// A field like that of the status, on a line after it: of front matter, a list, a table or a
    /// paragraph.
    fn beside_status(&self) -> Option<FileEdit> {
        let field = self.field()?;
        let value = field.lines.last()?.range();
        let line = line_at(self.text, value.end());
        match field.origin {
            Origin::FrontMatter => {
                let link = self.parts.link(self.text, self.old, Origin::FrontMatter);
                // A value that starts with a bracket is a list, unless it is quoted.
                let quoted = link.replace('\\', "\\\\").replace('"', "\\\"");
                Some(self.line_after(line, &format!("supersedes: \"{quoted}\"")))
            }
            Origin::Inline => self.field_after(line, value),
            Origin::Section => None,
        }
    }

    /// `- Supersedes: …` after `- Status: …`.
    fn field_after(&self, line: TextRange, value: TextRange) -> Option<FileEdit> {
        let before = TextRange::new(line.start(), value.start()).slice(self.text);
        let from = before.find(char::is_alphabetic)?;
        let length = before.get(from..)?.rfind(char::is_alphanumeric)?;
        let last = before.get(from + length..)?.chars().next()?;
        let to = from + length + last.len_utf8();
        let name = before.get(from..to)?;
        // A line of several fields has no form for one more of them.
        if words::key(name) != Some(Key::Status) {
            return None;
        }
        let (lead, divider) = (before.get(..from)?, before.get(to..)?);
        let rest = TextRange::new(value.end(), line.end()).slice(self.text);
        let is_row = self.parts.row_at(value).is_some();
        let key = if name.starts_with(char::is_lowercase) { "supersedes" } else { "Supersedes" };
        let longer = key.chars().count().saturating_sub(name.chars().count());
        let divider = match is_row {
            // Cells stay below each other, as far as there is room.
            true => divider.replacen(&" ".repeat(longer), "", 1),
            false => divider.to_owned(),
        };
        let divider =
            if is_row && !divider.starts_with(' ') { format!(" {divider}") } else { divider };
        let trail = match is_row {
            true => " |",
            false => rest.get(rest.trim_end().len()..)?,
        };
        let link = self.parts.link(self.text, self.old, Origin::Inline);
        let text = format!("{lead}{key}{divider}{link}{trail}");
        let is_alone = !is_row && lead.trim().is_empty() && self.is_last_of_paragraph(line);
        Some(if is_alone && trail.is_empty() {
            self.line_after(line, &format!("{}{text}", newline(self.text)))
        } else {
            self.line_after(line, &text)
        })
    }

    /// Whether a blank line, or nothing, follows.
    fn is_last_of_paragraph(&self, line: TextRange) -> bool {
        let rest = self.text.get(line.end() as usize..).unwrap_or_default();
        rest.lines().nth(1).is_none_or(|next| next.trim().is_empty())
    }

    /// A paragraph after what states the status, or an item of its list.
    fn below_status(&self) -> Option<FileEdit> {
        let field = self.field().filter(|field| field.origin != Origin::FrontMatter)?;
        let last = field.lines.iter().map(Line::range).max_by_key(|range| range.end())?;
        let line = line_at(self.text, self.end_of_block(last));
        let says = format!("Supersedes {}", self.parts.link(self.text, self.old, field.origin));
        Some(self.paragraph_after(line, &says))
    }

    /// A paragraph after the title.
    fn below_title(&self) -> Option<FileEdit> {
        let heading = self.parts.heading.as_ref()?;
        let block = self.parts.document.blocks.get(heading.block)?;
        let end = u32::try_from(block.range.end).ok()?;
        // The range of a heading may reach over its line end.
        let line = line_at(self.text, end.saturating_sub(1));
        let says = format!("Supersedes {}", self.parts.link(self.text, self.old, Origin::Section));
        Some(self.paragraph_after(line, &says))
    }

    /// Where the list, the table or the paragraph that holds `range` ends.
    fn end_of_block(&self, range: TextRange) -> u32 {
        let at = range.start() as usize;
        let blocks = &self.parts.document.blocks;
        let is_one = |kind: Kind, other: Kind| {
            matches!(
                (kind, other),
                (Kind::Row { .. }, Kind::Row { is_head: false }) | (Kind::Item(_), Kind::Item(_))
            )
        };
        let Some(number) = blocks.iter().position(|block| block.range.contains(&at)) else {
            return range.end();
        };
        let mut end = range.end();
        let mut previous = blocks.get(number).map(|block| block.kind);
        for block in blocks.get(number + 1..).unwrap_or_default() {
            if !previous.is_some_and(|previous| is_one(previous, block.kind)) {
                break;
            }
            let last = block.lines.iter().map(|line| line.range().end()).max();
            end = last.unwrap_or(end).max(end);
            previous = Some(block.kind);
        }
        end
    }

    fn line_after(&self, line: TextRange, text: &str) -> FileEdit {
        let place = Place { path: self.path.clone(), range: TextRange::empty(line.end()) };
        FileEdit::Replace { place, text: format!("{}{text}", newline(self.text)) }
    }

    fn paragraph_after(&self, line: TextRange, text: &str) -> FileEdit {
        self.line_after(line, &format!("{}{text}", newline(self.text)))
    }
}
