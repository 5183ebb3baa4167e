//! The fields of a record: what it states of itself under a key, wherever that stands.

use boundstone_model::LinkKind;

use super::document::{Block, Document, Kind, Line};
use super::field::split;
use super::front_matter::FrontMatter;
use super::reference;
use super::status_words::leading_status;
use super::words::{self, Key};

#[derive(Debug)]
pub(super) struct Field {
    pub key: Key,
    pub lines: Vec<Line>,
    pub origin: Origin,
    /// Whether it stands where a record speaks of itself: before its first section, or in one for that.
    pub is_head: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Origin {
    FrontMatter,
    /// Under a heading.
    Section,
    /// In a bullet, a line or a table.
    Inline,
}

/// What the fields are read from, with the lines that are none.
pub(super) struct Head {
    pub fields: Vec<Field>,
    /// Lines before the first section that are no fields.
    pub preamble: Vec<Line>,
}

/// Reads the fields of a record whose title is the block at `title`.
pub(super) fn read(
    front_matter: &FrontMatter,
    document: &Document,
    title: Option<usize>,
    text: &str,
) -> Head {
    let from_front_matter = front_matter.entries.iter().filter_map(|entry| {
        let key = words::key(&entry.key)?;
        let lines = match key {
            Key::Governs | Key::Affects => entry.value.plain_lines(text),
            _ => entry.value.lines(text),
        };
        Some(Field { key, lines, origin: Origin::FrontMatter, is_head: true })
    });
    let mut reader = Reader {
        blocks: &document.blocks,
        fields: from_front_matter.collect(),
        preamble: Vec::new(),
        section: Section::Head,
        columns: Vec::new(),
        open: None,
    };
    for (at, block) in document.blocks.iter().enumerate() {
        reader.block(at, block, title);
    }
    reader.close();
    Head { fields: reader.fields, preamble: reader.preamble }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Of(Key),
    Metadata,
    Body,
}

impl Section {
    fn is_head(self) -> bool {
        match self {
            Self::Head | Self::Metadata => true,
            Self::Of(key) => {
                matches!(key, Key::Status | Key::Date | Key::Created | Key::Other | Key::Title)
            }
            Self::Body => false,
        }
    }
}

struct Reader<'d> {
    blocks: &'d [Block],
    fields: Vec<Field>,
    preamble: Vec<Line>,
    section: Section,
    /// What the columns of the table that is being read hold, when its head says so.
    columns: Vec<Option<Key>>,
    /// The lines of the section that is a field.
    open: Option<Field>,
}

impl Reader<'_> {
    fn block(&mut self, at: usize, block: &Block, title: Option<usize>) {
        match block.kind {
            Kind::Heading(_) => {
                self.columns.clear();
                if title.is_none_or(|title| at > title) {
                    self.heading(block);
                }
            }
            Kind::Row { is_head } => self.row(block, is_head),
            Kind::Paragraph | Kind::Item(_) => {
                self.columns.clear();
                self.text(at, block);
            }
        }
    }

    fn heading(&mut self, block: &Block) {
        self.close();
        let line = block.flow();
        let split = split(&line);
        if let [(key, value)] = split.as_slice()
            && !value.is_empty()
            && is_value_of(*key, value)
            && matches!(key, Key::Status | Key::Date | Key::Link(..))
        {
            self.push(*key, vec![value.clone()], Origin::Section, true);
            self.section = Section::Of(*key);
        } else if let Some(key) = words::key(&line.text) {
            self.section = Section::Of(key);
            self.open =
                Some(Field { key, lines: Vec::new(), origin: Origin::Section, is_head: true });
        } else if words::is_metadata_section(&line.text) {
            self.section = Section::Metadata;
        } else {
            self.section = Section::Body;
        }
    }

    fn text(&mut self, at: usize, block: &Block) {
        let mut wanting: Option<Key> = None;
        let mut value: Vec<Line> = Vec::new();
        for line in &block.lines {
            let found = split(line);
            if found.is_empty() {
                match (&wanting, &mut self.open) {
                    (Some(_), _) => value.push(line.clone()),
                    (None, Some(open)) => open.lines.push(line.clone()),
                    (None, None) if self.section.is_head() => self.preamble.push(line.clone()),
                    _ => {}
                }
                continue;
            }
            if let Some(key) = wanting.take() {
                self.push(key, std::mem::take(&mut value), Origin::Inline, false);
            }
            if let Some(open) = &mut self.open
                && open.key == Key::Status
                && found
                    .iter()
                    .any(|(key, value)| matches!(key, Key::Link(..)) && names_a_record(value))
            {
                // `**Superseded by** ADR-5` is a status as well.
                open.lines.push(line.clone());
            }
            let is_log = matches!(found.first(), Some((Key::Link(LinkKind::SupersededBy, _), _)));
            if is_log && self.open.is_none() && self.section.is_head() {
                // `Superseded: 2026-03-02 by ADR-5` is an entry of a log as well.
                self.preamble.push(line.clone());
            }
            for (key, part) in found {
                if part.is_empty() {
                    wanting = Some(key);
                } else {
                    self.inline(key, part);
                }
            }
        }
        if let Some(key) = wanting {
            if value.is_empty() {
                value = self.lines_after(at, block.kind);
            }
            self.push(key, value, Origin::Inline, false);
        }
    }

    fn inline(&mut self, key: Key, value: Line) {
        // In the section of the status, `Status: accepted` is its content.
        match (&mut self.open, key) {
            (Some(open), key) if open.key == key => open.lines.push(value),
            _ => self.push(key, vec![value], Origin::Inline, false),
        }
    }

    /// The value of a field whose key stands alone: what is nested below its bullet, or what follows
    /// its paragraph.
    fn lines_after(&self, at: usize, kind: Kind) -> Vec<Line> {
        let after = self.blocks.get(at + 1..).unwrap_or_default();
        let is_value = |block: &&Block| match (kind, block.kind) {
            (Kind::Item(depth), Kind::Item(deeper)) => deeper > depth,
            (Kind::Item(_), Kind::Paragraph) => false,
            (_, Kind::Item(_)) => true,
            _ => false,
        };
        let mut blocks: Vec<&Block> = after.iter().take_while(is_value).collect();
        if let (true, Some(next)) = (blocks.is_empty(), after.first())
            && kind == Kind::Paragraph
            && next.kind == Kind::Paragraph
        {
            blocks.push(next);
        }
        let lines = blocks.into_iter().flat_map(|block| &block.lines);
        lines.take_while(|line| split(line).is_empty()).cloned().collect()
    }

    fn row(&mut self, block: &Block, is_head: bool) {
        if is_head {
            self.columns.clear();
        }
        let keys: Vec<Option<Key>> =
            block.lines.iter().map(|cell| words::key(&cell.text)).collect();
        if self.columns.is_empty() {
            let known = keys.iter().flatten().count();
            let is_pairs = block.lines.chunks(2).zip(keys.chunks(2)).any(|(cells, keys)| {
                matches!((keys.first(), cells.get(1)), (Some(Some(key)), Some(value)) if keys.get(1).is_some_and(Option::is_none) && is_value_of(*key, value))
            });
            if is_head && known > 0 && !is_pairs {
                self.columns = keys;
                return;
            }
            for (cells, keys) in block.lines.chunks(2).zip(keys.chunks(2)) {
                if let (Some(Some(key)), Some(value)) = (keys.first(), cells.get(1)) {
                    self.push(*key, vec![value.clone()], Origin::Inline, false);
                } else if let (Some(open), Some(cell)) = (&mut self.open, cells.first()) {
                    open.lines.push(joined(&[Some(cell), cells.get(1)]));
                }
            }
            return;
        }
        self.column_row(block);
    }

    /// A row below a head of keys. Several of them are a log: each state stands with its day.
    fn column_row(&mut self, block: &Block) {
        let of = |wanted: Key| {
            let at = self.columns.iter().position(|key| *key == Some(wanted))?;
            block.lines.get(at)
        };
        let (status, day) = (of(Key::Status), of(Key::Date));
        let others: Vec<(Key, Line)> = self
            .columns
            .iter()
            .zip(&block.lines)
            .filter_map(|(key, cell)| Some(((*key)?, cell.clone())))
            .filter(|(key, _)| matches!(key, Key::Link(..) | Key::Created | Key::Title))
            .collect();
        let entry = status.map(|status| joined(&[day, Some(status)]));
        let lone_day = if status.is_none() { day.cloned() } else { None };
        let day = day.cloned();
        if let Some(entry) = entry {
            let is_head = self.section.is_head();
            match self.fields.last_mut() {
                Some(field)
                    if field.key == Key::Status
                        && field.origin == Origin::Inline
                        && field.lines.len() < MAX_LOG =>
                {
                    field.lines.push(entry);
                }
                _ => self.push(Key::Status, vec![entry], Origin::Inline, is_head),
            }
        }
        if let Some(day) = lone_day.or(day.filter(|_| status_is_alone(&self.fields))) {
            // The day of a single row is the record's; pushed before its status so that a log goes on.
            let field = Field {
                key: Key::Date,
                lines: vec![day],
                origin: Origin::Inline,
                is_head: self.section.is_head(),
            };
            let before = self.fields.len().saturating_sub(1);
            self.fields.insert(before, field);
        }
        for (key, value) in others {
            self.push(key, vec![value], Origin::Inline, false);
        }
    }

    fn push(&mut self, key: Key, lines: Vec<Line>, origin: Origin, is_head: bool) {
        let is_head = is_head || self.section.is_head();
        self.fields.push(Field { key, lines, origin, is_head });
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.fields.push(open);
        }
    }
}

/// The most rows of a table that are read as a log of states.
const MAX_LOG: usize = 256;

fn status_is_alone(fields: &[Field]) -> bool {
    fields.last().is_some_and(|field| field.key == Key::Status && field.lines.len() == 1)
}

fn joined(cells: &[Option<&Line>]) -> Line {
    let mut line = Line::default();
    for cell in cells.iter().flatten() {
        if !line.text.is_empty() {
            line.text.push_str(": ");
        }
        line.append(cell);
    }
    line
}

fn names_a_record(value: &Line) -> bool {
    reference::all(value, 0..value.text.len(), true).iter().any(|found| found.target.is_some())
}

/// Whether `value` is of the kind that `key` holds, rather than the head of a column.
fn is_value_of(key: Key, value: &Line) -> bool {
    let lower = value.text.trim().to_lowercase();
    match key {
        Key::Status => {
            leading_status(lower.trim_start_matches(|c: char| !c.is_alphanumeric())).is_some()
        }
        Key::Date | Key::Created => lower.chars().any(|c| c.is_ascii_digit()),
        Key::Link(..) | Key::Other | Key::Title | Key::Affects | Key::Governs | Key::Links => true,
    }
}
