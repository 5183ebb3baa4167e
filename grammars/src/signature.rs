//! What the items of one file promise to those who use them.

use boundstone_model::{FileFacts, FileSignatures, Language};

use crate::syntax_tree::{SyntaxTree, parse};
use crate::{rust, typescript};

/// The signatures of a file's items, each at the number that `facts`, which were read from the same text, give it.
///
/// `tree` is the file's where one is kept. Without it a file is parsed, but for Rust, whose tokens say all beside the
/// facts. `None` for a file that cannot be parsed.
pub fn signatures(
    text: &str,
    facts: &FileFacts,
    tree: Option<&SyntaxTree>,
) -> Option<FileSignatures> {
    match facts.language {
        Language::Rust => Some(rust::signatures(text, facts)),
        Language::TypeScript | Language::Tsx | Language::JavaScript | Language::Declarations => {
            match tree {
                Some(tree) => Some(typescript::signatures(text, tree.tree(), facts)),
                None => {
                    let tree = parse(facts.language, text, None)?;
                    Some(typescript::signatures(text, tree.tree(), facts))
                }
            }
        }
        Language::Markdown => Some(FileSignatures::default()),
    }
}
