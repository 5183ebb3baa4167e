use boundstone_model::{FileFacts, FileSignatures};
use tree_sitter::Tree;

/// The signatures of a file's items.
pub(crate) fn signatures(text: &str, tree: &Tree, facts: &FileFacts) -> FileSignatures {
    let _ = (text, tree);
    FileSignatures { items: facts.items().map(|_| None).collect() }
}
