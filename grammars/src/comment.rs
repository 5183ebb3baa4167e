use std::ops::Range;

use boundstone_model::Language;
use boundstone_text::TextRange;
use memchr::{memchr, memchr_iter, memmem};
use tree_sitter::TreeCursor;

use crate::syntax_tree::SyntaxTree;
use crate::walk::KindTable;
use crate::{rust, typescript};

/// A comment node of a tree.
#[derive(Clone, Copy)]
pub(crate) struct Comment {
    /// Without white space at its end, which Rust's doc comments carry.
    pub range: TextRange,
    /// Rust's `//!` and `/*!`, which document what they stand in.
    pub is_inner: bool,
}

/// Calls `found` with every part of `text` that may be a comment, in order: all comments are in it,
/// and some strings, which the tree tells apart.
pub(crate) fn comment_regions(
    language: Language,
    text: &str,
    found: &mut impl FnMut(Range<usize>),
) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(slash) = memchr(b'/', bytes.get(at..).unwrap_or_default()).map(|to| at + to) {
        at = match bytes.get(slash + 1) {
            Some(b'/') => line_end(bytes, slash),
            Some(b'*') => slash,
            _ => {
                at = slash + 1;
                continue;
            }
        };
        // A `/*` on the line of a `//` that is only part of a string begins a real comment.
        if let Some(open) = block_start(bytes.get(slash..at.max(slash + 2)).unwrap_or_default()) {
            at = line_end(bytes, block_end(language, bytes, slash + open));
        }
        found(slash..at);
    }
}

fn block_start(line: &[u8]) -> Option<usize> {
    memchr_iter(b'*', line)
        .find(|&star| star > 0 && line.get(star - 1) == Some(&b'/'))
        .map(|at| at - 1)
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    memchr(b'\n', bytes.get(from..).unwrap_or_default()).map_or(bytes.len(), |to| from + to)
}

/// Rust's block comments nest. A `/*` in a string makes the region too long, never too short.
fn block_end(language: Language, bytes: &[u8], open: usize) -> usize {
    let mut at = open + 2;
    if language != Language::Rust {
        let rest = bytes.get(at..).unwrap_or_default();
        return memmem::find(rest, b"*/").map_or(bytes.len(), |to| at + to + 2);
    }
    let mut depth = 1_usize;
    while let Some(star) = memchr(b'*', bytes.get(at..).unwrap_or_default()).map(|to| at + to) {
        at = star + 1;
        if bytes.get(star + 1) == Some(&b'/') {
            depth -= 1;
            at = star + 2;
            if depth == 0 {
                return at;
            }
        } else if star > open + 1 && bytes.get(star - 1) == Some(&b'/') {
            depth += 1;
        }
    }
    bytes.len()
}

/// Finds the comment at each of a growing sequence of offsets. Every node is visited once at most,
/// whatever the number of questions, so that no tree makes it quadratic.
pub(crate) struct Comments<'a> {
    language: Language,
    text: &'a str,
    kinds: &'static KindTable<bool>,
    cursor: TreeCursor<'a>,
    /// Where the nodes end that enclose the cursor's node.
    enclosing_ends: Vec<usize>,
}

impl<'a> Comments<'a> {
    pub(crate) fn new(language: Language, text: &'a str, tree: &'a SyntaxTree) -> Self {
        let kinds = match language {
            Language::Rust => &*rust::COMMENT_KINDS,
            Language::TypeScript | Language::Declarations => &*typescript::COMMENT_KINDS,
            _ => &*typescript::TSX_COMMENT_KINDS,
        };
        Self { language, text, kinds, cursor: tree.tree().walk(), enclosing_ends: Vec::new() }
    }

    /// The comment that holds the byte at `offset`, which must not be less than the last one.
    pub(crate) fn at(&mut self, offset: u32) -> Option<Comment> {
        let offset = offset as usize;
        loop {
            let node = self.cursor.node();
            if node.end_byte() <= offset {
                if self.cursor.goto_next_sibling() {
                    continue;
                }
                if self.enclosing_ends.last().is_none_or(|&end| end > offset) {
                    return None;
                }
                self.enclosing_ends.pop();
                self.cursor.goto_parent();
                continue;
            }
            if node.start_byte() > offset {
                return None;
            }
            if self.kinds.of(node.kind_id()) {
                return Some(self.comment(node.byte_range()));
            }
            if !self.cursor.goto_first_child() {
                return None;
            }
            self.enclosing_ends.push(node.end_byte());
        }
    }

    fn comment(&self, range: Range<usize>) -> Comment {
        let text = self.text.get(range.clone()).unwrap_or_default();
        Comment {
            range: TextRange::of(range.start..range.start + text.trim_end().len()),
            is_inner: self.language == Language::Rust && rust::is_inner_doc(text),
        }
    }
}
