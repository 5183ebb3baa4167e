use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;

use boundstone_model::Language;
use boundstone_text::TextRange;
use tree_sitter::{InputEdit, Node, ParseOptions, Parser, Point, Range, Tree};

use crate::comment::Comments;
use crate::typescript;

/// Files above this size are given up: real source files are far smaller, and a tree takes up to 30
/// times the bytes of its source.
pub const MAX_FILE_BYTES: usize = 4 << 20;

/// Files with a longer line are given up: only minified and generated bundles have them, and no one
/// reads their items.
pub const MAX_LINE_BYTES: usize = 128 << 10;

/// How a parser gets over an error depends on the tree that it reuses, so that two ways of typing one
/// broken text may end in two trees. Up to this size, about 5 ms, a broken text is parsed anew instead.
pub const MAX_FRESH_BYTES: usize = 64 << 10;

/// The parser is told the text in pieces of this size, so that what it reads can be counted.
const CHUNK_BYTES: usize = 16 << 10;

/// The syntax tree of one text. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SyntaxTree {
    /// Of the text as it is; the next tree is parsed from it.
    parsed: Tree,
    /// What is read, where the grammar cannot read the text as it is written.
    mended: Option<Tree>,
}

thread_local! {
    /// A parser keeps its buffers from one file to the next.
    static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
    /// And one for parts of a file.
    static PARTS: RefCell<Parser> = RefCell::new(Parser::new());
}

/// Parses `text`, reusing what it can of `old`, which must have been told of every edit since.
///
/// `None` for Markdown, which has no tree, and for a text above the limits; [`extract`] then says
/// which in [`FileFacts::not_checked`].
///
/// [`extract`]: crate::extract
/// [`FileFacts::not_checked`]: boundstone_model::FileFacts::not_checked
pub fn parse(language: Language, text: &str, old: Option<&SyntaxTree>) -> Option<SyntaxTree> {
    let grammar = grammar(language)?;
    if text.len() > MAX_FILE_BYTES || has_long_line(text) {
        return None;
    }
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(&grammar).ok()?;
        let mut parsed = parse_within_budget(parser, text, old.map(|old| &old.parsed));
        let is_doubtful =
            old.is_some() && parsed.as_ref().is_none_or(|it| it.root_node().has_error());
        if is_doubtful && text.len() <= MAX_FRESH_BYTES {
            parsed = parse_within_budget(parser, text, None);
        }
        let parsed = parsed?;
        let mended = mended(parser, language, text, &parsed);
        Some(SyntaxTree { parsed, mended })
    })
}

/// The tree of the text as the grammar can read it, where that has fewer errors.
fn mended(parser: &mut Parser, language: Language, text: &str, parsed: &Tree) -> Option<Tree> {
    if language == Language::Rust || !parsed.root_node().has_error() {
        return None;
    }
    let mended = parse_within_budget(parser, &typescript::mended(text)?, None)?;
    (errors(&mended) < errors(parsed)).then_some(mended)
}

/// How many places of a text the parser could not read.
fn errors(tree: &Tree) -> usize {
    let mut cursor = tree.walk();
    let mut count = 0;
    loop {
        let node = cursor.node();
        count += usize::from(node.is_error() || node.is_missing());
        if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return count;
            }
        }
    }
}

/// Parses a part of a text as a text of its own, whose nodes stand where they do in the whole. `None` where that
/// takes too much.
pub(crate) fn parse_range(language: Language, text: &str, range: Range) -> Option<Tree> {
    let grammar = grammar(language)?;
    // The parser of the file is in use while its tree is read.
    PARTS.with_borrow_mut(|parser| {
        parser.set_language(&grammar).ok()?;
        parser.set_included_ranges(&[range]).ok()?;
        parse_within_budget(parser, text, None)
    })
}

fn parse_within_budget(parser: &mut Parser, text: &str, old: Option<&Tree>) -> Option<Tree> {
    let budget = Budget::of(text);
    let tree = parser.parse_with_options(
        &mut |at, _| budget.read(text, at),
        old,
        Some(ParseOptions::new().progress_callback(&mut |_| budget.step())),
    );
    if tree.is_none() {
        // Else the next file would be parsed as the rest of this one.
        parser.reset();
    }
    tree.filter(|_| !budget.is_spent())
}

/// What parsing one text may take. Counted, never timed: the same bytes have the same facts on
/// every machine.
struct Budget {
    steps: Cell<usize>,
    bytes: Cell<usize>,
}

impl Budget {
    /// Reports of progress, one for every hundred steps. Ordinary source takes 3 to 25 for a KiB.
    const MIN_STEPS: usize = 20_000;
    const STEPS_PER_KIB: usize = 40;

    /// Bytes read, where each byte of ordinary source is read twice at most. Openings without an
    /// end, a million `/*`, make the lexer read to the end of the text from each of them.
    const MIN_BYTES: usize = 8 << 20;
    const BYTES_PER_BYTE: usize = 16;

    fn of(text: &str) -> Self {
        Self {
            steps: Cell::new(Self::MIN_STEPS + text.len() / 1024 * Self::STEPS_PER_KIB),
            bytes: Cell::new(Self::MIN_BYTES + text.len() * Self::BYTES_PER_BYTE),
        }
    }

    /// The text from `at`. When the budget is spent, the text ends here for the parser, which asks
    /// [`Budget::step`] only between tokens.
    fn read<'a>(&self, text: &'a str, at: usize) -> &'a [u8] {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let chunk = rest.get(..CHUNK_BYTES).unwrap_or(rest);
        match self.bytes.get().checked_sub(chunk.len()) {
            Some(left) => {
                self.bytes.set(left);
                chunk
            }
            None => {
                self.bytes.set(0);
                &[]
            }
        }
    }

    fn step(&self) -> ControlFlow<()> {
        self.steps.set(self.steps.get().saturating_sub(1));
        if self.is_spent() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn is_spent(&self) -> bool {
        self.steps.get() == 0 || self.bytes.get() == 0
    }
}

/// JavaScript is read with the TSX grammar, of which it is nearly a subset.
pub(crate) fn grammar(language: Language) -> Option<tree_sitter::Language> {
    Some(match language {
        Language::Rust => tree_sitter_rust::LANGUAGE.into(),
        Language::TypeScript | Language::Declarations => {
            tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into()
        }
        Language::Tsx | Language::JavaScript => tree_sitter_typescript::LANGUAGE_TSX.into(),
        Language::Markdown => return None,
    })
}

pub(crate) fn has_long_line(text: &str) -> bool {
    let mut line_start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).any(|end| {
        let length = end - line_start;
        line_start = end;
        length > MAX_LINE_BYTES
    })
}

impl SyntaxTree {
    /// Tells the tree that `replaced` of `old_text`, the text it was parsed from or last told of,
    /// became `new_text`. The tree is stale until it is passed to [`parse`] as `old`.
    pub fn edit(&mut self, old_text: &str, replaced: TextRange, new_text: &str) {
        let start = old_text.get(..replaced.start() as usize).unwrap_or(old_text);
        let start_position = advance(Point::new(0, 0), start);
        self.mended = None;
        self.parsed.edit(&InputEdit {
            start_byte: start.len(),
            old_end_byte: start.len() + replaced.slice(old_text).len(),
            new_end_byte: start.len() + new_text.len(),
            start_position,
            old_end_position: advance(start_position, replaced.slice(old_text)),
            new_end_position: advance(start_position, new_text),
        });
    }

    /// Whether the byte at `offset` lies in a comment.
    pub fn is_comment_at(&self, language: Language, text: &str, offset: u32) -> bool {
        Comments::new(language, text, self).at(offset).is_some()
    }

    /// The identifier at `offset` or directly before it. Keywords, literals and words in comments
    /// are none.
    pub fn identifier_at(&self, offset: u32) -> Option<TextRange> {
        let leaf = |offset: usize| {
            let node = self.tree().root_node().descendant_for_byte_range(offset, offset + 1)?;
            is_identifier(node).then(|| TextRange::of(node.byte_range()))
        };
        let offset = offset as usize;
        leaf(offset).or_else(|| leaf(offset.checked_sub(1)?))
    }

    pub(crate) fn tree(&self) -> &Tree {
        self.mended.as_ref().unwrap_or(&self.parsed)
    }
}

/// Every grammar calls its identifiers `identifier`, `type_identifier`, `property_identifier`, ….
fn is_identifier(node: Node<'_>) -> bool {
    node.is_named() && node.child_count() == 0 && node.kind().contains("identifier")
}

/// The point behind `text` when it begins at `from`. tree-sitter counts columns in bytes, and only
/// `\n` ends a line for it, which is why a line index does not serve here.
fn advance(from: Point, text: &str) -> Point {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    match memchr::memrchr(b'\n', text.as_bytes()) {
        Some(last) => Point::new(from.row + breaks, text.len() - last - 1),
        None => Point::new(from.row, from.column + text.len()),
    }
}
