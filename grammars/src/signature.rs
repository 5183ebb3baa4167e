//! What the items of one file promise to those who use them, read from its syntax tree.

use boundstone_model::{FileFacts, FileSignatures, Language};

use crate::syntax_tree::SyntaxTree;
use crate::{rust, typescript};

/// The signatures of a file's items, each at the number that `facts`, which were read from the same text, give it.
pub fn signatures(
    language: Language,
    text: &str,
    tree: &SyntaxTree,
    facts: &FileFacts,
) -> FileSignatures {
    match language {
        Language::Rust => rust::signatures(text, facts),
        Language::TypeScript | Language::Tsx | Language::JavaScript => {
            typescript::signatures(text, tree.tree(), facts)
        }
        Language::Markdown => FileSignatures::default(),
    }
}
