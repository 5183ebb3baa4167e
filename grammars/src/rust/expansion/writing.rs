//! Trees as a text, and where what stands in it is written in the file.

use boundstone_model::{Call, Origins, OriginsBuilder};
use boundstone_text::TextRange;

use super::tree::{Delimiter, Group, Kind, Leaf, SourceNumber, Sources, Tree};

/// A line is ended before it is longer than what is read.
const LONGEST_LINE: usize = 8 << 10;

/// The text of a file whose calls of macros, each by where its name stands, are replaced.
pub(super) fn written(
    sources: &Sources,
    file: SourceNumber,
    trees: &[Tree],
    calls: &[Call],
) -> (String, Origins) {
    let text = String::with_capacity(sources.of(file).len());
    let origins = OriginsBuilder::new(calls.to_vec());
    let mut writer = Writer { sources, file, text, line: 0, origins, last: None, call: 0 };
    writer.all(trees);
    writer.text.push('\n');
    (writer.text, writer.origins.finished())
}

struct Writer<'s> {
    sources: &'s Sources,
    file: SourceNumber,
    text: String,
    /// Where the last line begins.
    line: usize,
    origins: OriginsBuilder,
    /// The last token.
    last: Option<Leaf>,
    /// The call whose result is being written.
    call: u32,
}

impl Writer<'_> {
    fn all(&mut self, trees: &[Tree]) {
        for tree in trees {
            match tree {
                Tree::Leaf(leaf) => self.leaf(*leaf),
                Tree::Group(group) => self.group(group),
            }
        }
    }

    fn group(&mut self, group: &Group) {
        match group.delimiter {
            Delimiter::Call(number) => {
                let around = std::mem::replace(&mut self.call, number);
                self.all(&group.inner);
                self.call = around;
            }
            Delimiter::Doc => {}
            Delimiter::Type => self.all(&group.inner),
            Delimiter::Expression if group.inner.len() == 1 => self.all(&group.inner),
            Delimiter::Expression => self.within(group, "(", ")"),
            Delimiter::Parenthesis => self.within(group, "(", ")"),
            Delimiter::Bracket => self.within(group, "[", "]"),
            Delimiter::Brace => self.within(group, "{", "}"),
        }
    }

    fn within(&mut self, group: &Group, open: &str, close: &str) {
        let is_made = group.delimiter == Delimiter::Expression;
        let end = |leaf: Leaf| Leaf { is_made: leaf.is_made || is_made, ..leaf };
        self.token(end(group.open), open);
        self.all(&group.inner);
        // What nothing closes in the file is left open.
        if !group.close.range.is_empty() || group.close.is_made {
            self.token(end(group.close), close);
        }
    }

    fn leaf(&mut self, leaf: Leaf) {
        self.token(leaf, self.sources.text(leaf));
    }

    fn token(&mut self, leaf: Leaf, text: &str) {
        let is_of_file = !leaf.is_made && leaf.source == self.file;
        let last = self.last;
        let follows =
            |last: &Leaf| is_of_file && self.is_of_file(*last) && last.number + 1 == leaf.number;
        match last.filter(follows) {
            Some(last) => {
                let gap = TextRange::new(last.range.end(), leaf.range.start());
                self.origins.written(self.text.len() as u32, gap);
                self.push(gap.slice(self.sources.of(self.file)));
            }
            None => self.gap(leaf),
        }
        let start = self.text.len() as u32;
        if is_of_file {
            self.origins.written(start, leaf.range);
        } else {
            self.origins.made(start, self.call);
        }
        self.push(text);
        self.last = Some(leaf);
    }

    fn is_of_file(&self, leaf: Leaf) -> bool {
        !leaf.is_made && leaf.source == self.file
    }

    fn push(&mut self, text: &str) {
        if let Some(at) = memchr::memrchr(b'\n', text.as_bytes()) {
            self.line = self.text.len() + at + 1;
        }
        self.text.push_str(text);
    }

    /// What stands before a token that did not follow the last one. An attribute has a line of its own.
    fn gap(&mut self, next: Leaf) {
        let Some(last) = self.last else { return };
        let is_line_over = self.sources.text(last).starts_with('/')
            || self.text.ends_with(['{', '}', ';'])
            || next.kind == Kind::Sign(b'#')
            || self.text.len() - self.line > LONGEST_LINE;
        if is_line_over {
            self.push("\n");
        } else if is_apart(last, next) {
            self.push(" ");
        }
    }
}

/// Whether two tokens would be another one if nothing stood between them. Behind a comma it reads better.
fn is_apart(last: Leaf, next: Leaf) -> bool {
    match (last.kind, next.kind) {
        (Kind::Bracket, _) => false,
        (Kind::Sign(b','), _) => true,
        (_, Kind::Bracket) => false,
        (Kind::Sign(_), Kind::Sign(_)) => !last.is_joint,
        (Kind::Sign(_), _) | (_, Kind::Sign(_)) => false,
        _ => true,
    }
}
