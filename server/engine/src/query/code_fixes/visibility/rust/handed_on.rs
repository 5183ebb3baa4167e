//! A `pub use`, without one of its names, or with that for the crate alone.

use boundstone_text::TextRange;

use super::super::super::use_tree::{Leaf, Node, UseTree};
use super::super::Edits;
use super::{OF_CRATE, PUBLIC};

const SEPARATOR: &str = "::";

/// Without the name; without all of it, when it has no other. `None` where the statement is not to be read.
pub(super) fn removed(text: &str, name: TextRange) -> Option<Edits> {
    let tree = UseTree::around(text, name)?;
    let leaf = tree.leaf(name)?;
    if leaf.alone() == 0 {
        return Some(vec![(whole(text, &tree)?, String::new())]);
    }
    Some(vec![without(text, &leaf)?])
}

/// With the name in a statement of its own, where others stand beside it.
pub(super) fn restricted(text: &str, name: TextRange) -> Option<Edits> {
    let tree = UseTree::around(text, name)?;
    let leaf = tree.leaf(name)?;
    if leaf.alone() == 0 {
        let word = TextRange::new(tree.start, tree.start + PUBLIC.len() as u32);
        let is_plain = word.slice(text) == PUBLIC;
        return is_plain.then(|| vec![(word, OF_CRATE.to_owned())]);
    }
    let head = tree.head(text)?.strip_prefix(PUBLIC)?;
    let root = leaf.way.first()?.range.slice(text);
    // What begins at all crates is written with nothing before its first separator.
    if !head.starts_with(char::is_whitespace) || root.starts_with(SEPARATOR) {
        return None;
    }
    let path = leaf.before(text, leaf.way.len()).join(SEPARATOR);
    let statement = format!("\n{}{OF_CRATE}{head}{path};", tree.indent(text));
    Some(vec![without(text, &leaf)?, (TextRange::empty(tree.end), statement)])
}

/// The outermost braces that hold nothing else, or the name, with a comma; the braces around, when one name is left.
fn without(text: &str, leaf: &Leaf<'_>) -> Option<(TextRange, String)> {
    let depth = leaf.alone();
    let node = leaf.way.get(depth)?;
    let around: &Node = leaf.way.get(depth.checked_sub(1)?)?;
    let siblings = &around.children;
    let at = siblings.iter().position(|it| it.range == node.range)?;
    if let [one, other] = siblings.as_slice() {
        let left = if at == 0 { other } else { one }.range.slice(text);
        let is_path = !left.starts_with("self") && !left.starts_with('*');
        if let Some(end) = around.path_end().filter(|_| is_path) {
            let braces = TextRange::new(end, around.range.end());
            return Some((braces, format!("{SEPARATOR}{left}")));
        }
    }
    if let Some(next) = siblings.get(at + 1) {
        return Some((TextRange::new(node.range.start(), next.range.start()), String::new()));
    }
    let before = siblings.get(at.checked_sub(1)?)?;
    Some((TextRange::new(before.range.end(), node.range.end()), String::new()))
}

/// The statement with the attributes above it and the end of its line. `None` where it is documented, or more stands in
/// its lines.
fn whole(text: &str, tree: &UseTree) -> Option<TextRange> {
    let line_start = |at: usize| text.get(..at).map(|it| it.rfind('\n').map_or(0, |end| end + 1));
    let mut start = line_start(tree.start as usize)?;
    if !text.get(start..tree.start as usize)?.trim().is_empty() {
        return None;
    }
    while let Some(before) = start.checked_sub(1) {
        let above = line_start(before)?;
        let line = text.get(above..before)?.trim();
        if line.starts_with("///") || line.ends_with(['(', ',', ']']) && !line.starts_with("#[") {
            return None;
        }
        if !(line.starts_with("#[") && line.ends_with(']')) {
            break;
        }
        start = above;
    }
    let rest = text.get(tree.end as usize..)?;
    let line = rest.split('\n').next()?;
    if !line.trim().is_empty() {
        return None;
    }
    let end = (tree.end as usize + line.len() + 1).min(text.len());
    Some(TextRange::of(start..end))
}
