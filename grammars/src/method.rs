use boundstone_text::TextRange;
use memchr::memmem;

use crate::SyntaxTree;

/// Where a method of this name is called, of whatever value: `a.name(`, `a?.name(`, `a.name::<T>(`; what a macro
/// is given counts, comments and strings do not.
pub(crate) fn calls(text: &str, tree: &SyntaxTree, name: &str) -> Vec<TextRange> {
    let root = tree.tree().root_node();
    let is_call = |start: &usize| {
        let before = text.get(..*start).unwrap_or_default().trim_end();
        let after = text.get(start + name.len()..).unwrap_or_default();
        let after = after.trim_start();
        let is_called =
            after.starts_with(['(', '<']) || after.starts_with("::<") || after.starts_with("?.(");
        before.ends_with('.') && !before.ends_with("..") && is_called && {
            let node = root.descendant_for_byte_range(*start, start + name.len());
            node.is_some_and(|node| {
                node.byte_range() == (*start..start + name.len())
                    && node.kind().ends_with("identifier")
            })
        }
    };
    let starts = memmem::find_iter(text.as_bytes(), name.as_bytes());
    starts.filter(is_call).map(|start| TextRange::of(start..start + name.len())).collect()
}
