//! Markdown as blocks of lines.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::{Block, Document, Image, Kind, Line, Link};
use super::html;

/// Reads `body`, which starts at byte `start` of its file.
pub(super) fn read(body: &str, start: usize) -> Document {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader { body, start, ..Reader::default() };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader.close();
    reader.document
}

/// Reads one line of inline markup at byte `start` of its file.
pub(super) fn read_line(text: &str, start: usize) -> Line {
    let mut line = Line::default();
    for block in read(text, start).blocks {
        for part in &block.lines {
            if !line.text.is_empty() {
                line.text.push(' ');
            }
            line.append(part);
        }
    }
    // What looks like a list, a heading or code to Markdown is still the text of a value.
    if line.is_empty() { Line::plain(text, start) } else { line }
}

#[derive(Default)]
struct Reader<'t> {
    body: &'t str,
    start: usize,
    document: Document,
    open: Option<Block>,
    /// Whether the next text is the first paragraph of a list item.
    starts_item: bool,
    list_depth: usize,
    /// Depths of emphasis that take words out of the text, or mark them.
    struck: usize,
    bold_from: Option<usize>,
    link: Option<(String, Range<usize>, usize)>,
    image: Option<Image>,
    html: Option<Range<usize>>,
    is_code: bool,
    is_head: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let source = range.start + self.start..range.end + self.start;
        match event {
            Event::Start(tag) => self.enter(tag, source),
            Event::End(tag) => self.leave(tag),
            Event::Text(text) if self.html.is_none() => self.text(&text, source),
            Event::Code(text) => {
                let written = self.body.get(range).unwrap_or_default();
                let at = written.find(&*text).unwrap_or(0) + source.start;
                let inside = at..(at + text.len()).min(source.end);
                self.document.spans.push((text.to_string(), inside.clone()));
                self.text(&text, inside);
            }
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::Html(_) | Event::Text(_) => {}
            Event::SoftBreak | Event::HardBreak => self.new_line(),
            _ => {}
        }
    }

    fn enter(&mut self, tag: Tag<'_>, source: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                let kind = self.paragraph_kind();
                self.begin(kind, source);
            }
            Tag::Heading { level, .. } => self.begin(Kind::Heading(level_of(level)), source),
            Tag::List(_) => {
                self.close();
                self.list_depth += 1;
            }
            Tag::Item => {
                self.close();
                self.starts_item = true;
            }
            Tag::TableHead => {
                self.is_head = true;
                self.begin(Kind::Row { is_head: true }, source);
            }
            Tag::TableRow => {
                self.begin(Kind::Row { is_head: false }, source);
            }
            Tag::TableCell => {
                if let Some(row) = &mut self.open {
                    row.lines.push(Line::default());
                }
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.is_code = true;
                self.document.code.push(source);
            }
            Tag::HtmlBlock => {
                self.close();
                self.html = Some(source);
            }
            Tag::Strikethrough => self.struck += 1,
            Tag::Strong => {
                self.open_at(&source);
                self.bold_from = Some(self.plain_length());
            }
            Tag::Link { dest_url, .. } => {
                self.open_at(&source);
                self.link = Some((dest_url.into_string(), source, self.plain_length()));
            }
            Tag::Image { dest_url, .. } => {
                self.open_at(&source);
                let href = dest_url.into_string();
                self.image = Some(Image { alternative: String::new(), source, href });
            }
            Tag::BlockQuote(_) | Tag::Table(_) => self.close(),
            _ => {}
        }
    }

    fn leave(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableRow | TagEnd::TableHead => {
                self.close()
            }
            TagEnd::List(_) => {
                self.close();
                self.list_depth = self.list_depth.saturating_sub(1);
            }
            TagEnd::Item => {
                self.close();
                self.starts_item = false;
            }
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    let inside = range.start - self.start..range.end - self.start;
                    let written = self.body.get(inside).unwrap_or_default();
                    self.document.blocks.extend(html::read(written, range.start));
                }
            }
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Strong => {
                let end = self.plain_length();
                if let Some(from) = self.bold_from.take()
                    && let Some(line) = self.line()
                {
                    line.bold.push(from.min(end)..end);
                }
            }
            TagEnd::Link => {
                let end = self.plain_length();
                if let Some((href, source, from)) = self.link.take()
                    && let Some(line) = self.line()
                {
                    line.links.push(Link { plain: from.min(end)..end, source, href });
                }
            }
            TagEnd::Image => {
                if let Some(image) = self.image.take()
                    && let Some(line) = self.line()
                {
                    line.images.push(image);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, source: Range<usize>) {
        if self.is_code {
            return;
        }
        if let Some(image) = &mut self.image {
            image.alternative.push_str(text);
            return;
        }
        self.open_at(&source);
        // A title that is struck out as a whole is still the title.
        let is_heading =
            self.open.as_ref().is_some_and(|block| matches!(block.kind, Kind::Heading(_)));
        if self.struck > 0 && !is_heading {
            return;
        }
        if let Some(open) = &mut self.open {
            open.range.end = open.range.end.max(source.end);
        }
        if let Some(line) = self.line() {
            line.push(text, source);
        }
    }

    fn inline_html(&mut self, tag: &str) {
        let name: String = tag
            .trim_start_matches('<')
            .chars()
            .take_while(|c| c.is_ascii_alphabetic() || *c == '/')
            .collect();
        match name.to_ascii_lowercase().as_str() {
            "br" | "br/" => self.new_line(),
            "s" | "del" | "strike" => self.struck += 1,
            "/s" | "/del" | "/strike" => self.struck = self.struck.saturating_sub(1),
            "b" | "strong" => self.bold_from = Some(self.plain_length()),
            "/b" | "/strong" => self.leave(TagEnd::Strong),
            _ => {}
        }
    }

    fn new_line(&mut self) {
        let is_row = self.open.as_ref().is_some_and(|block| matches!(block.kind, Kind::Row { .. }));
        let Some(block) = &mut self.open else { return };
        if is_row || self.link.is_some() {
            if let Some(line) = block.lines.last_mut() {
                line.text.push(' ');
            }
            return;
        }
        // Bold text that runs over a line end starts anew on the next line.
        let was_bold = self.bold_from.take();
        if let (Some(from), Some(line)) = (was_bold, block.lines.last_mut()) {
            let end = line.text.len();
            line.bold.push(from.min(end)..end);
            self.bold_from = Some(0);
        }
        block.lines.push(Line::default());
    }

    /// The text of an item in a tight list comes without a paragraph around it.
    fn open_at(&mut self, source: &Range<usize>) {
        if self.open.is_none() {
            let kind = self.paragraph_kind();
            self.begin(kind, source.clone());
        }
    }

    fn paragraph_kind(&mut self) -> Kind {
        if std::mem::take(&mut self.starts_item) {
            Kind::Item(self.list_depth)
        } else {
            Kind::Paragraph
        }
    }

    fn begin(&mut self, kind: Kind, range: Range<usize>) {
        self.close();
        let lines =
            if matches!(kind, Kind::Row { .. }) { Vec::new() } else { vec![Line::default()] };
        self.open = Some(Block { kind, lines, range });
    }

    fn close(&mut self) {
        self.bold_from = None;
        self.link = None;
        if let Some(mut block) = self.open.take() {
            if !matches!(block.kind, Kind::Row { .. }) {
                block.lines.retain(|line| !line.is_empty());
            }
            if !block.lines.is_empty() {
                self.document.blocks.push(block);
            }
        }
    }

    fn line(&mut self) -> Option<&mut Line> {
        self.open.as_mut()?.lines.last_mut()
    }

    fn plain_length(&self) -> usize {
        self.open.as_ref().and_then(|block| block.lines.last()).map_or(0, |line| line.text.len())
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
