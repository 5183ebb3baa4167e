//! Items that a macro is given among items: `cfg_io! { pub struct A; }`. Where all of it parses as items, they are
//! read as such: macros that are given whole items hand them on.

use boundstone_text::TextRange;
use tree_sitter::{Node, Range, Tree};

use super::{List, ROLES, Role, items};
use crate::syntax_tree::parse_range;
use crate::walk::Walk;

/// How deep macros are followed that are given to one another.
pub(super) const DEEPEST: u32 = 4;

/// Adds the items that the macro is given that stands under the cursor; those of a trait or an `impl` are its
/// members.
pub(super) fn given(walk: &mut Walk<'_, List>, node: Node<'_>) {
    if walk.is_torn(node) || walk.scope.state.depth >= DEEPEST {
        return;
    }
    let Some(range) = inside(walk.text, node) else { return };
    let Some(tree) = parse_range(boundstone_model::Language::Rust, walk.text, range) else {
        return;
    };
    if !is_items(&tree) {
        return;
    }
    let (parent, list) = (walk.scope.parent, walk.scope.state);
    let mut inner = Walk::new(walk.text, &tree, walk.facts, walk.marks);
    inner.scope.parent = parent;
    inner.scope.state = List { depth: list.depth + 1, ..list };
    items(&mut inner);
}

/// What stands between the braces of a call of a macro.
fn inside(text: &str, node: Node<'_>) -> Option<Range> {
    let call = match node.kind() {
        "expression_statement" => node.child(0)?,
        _ => node,
    };
    if call.kind() != "macro_invocation" {
        return None;
    }
    let given = call.child(call.child_count().checked_sub(1)?)?;
    let (first, last) = (given.child(0)?, given.child(given.child_count().checked_sub(1)?)?);
    let is_block = given.kind() == "token_tree" && first.kind() == "{" && last.kind() == "}";
    if !is_block || last.is_missing() {
        return None;
    }
    let between = TextRange::new(first.end_byte() as u32, last.start_byte() as u32).slice(text);
    // Cheaper than to find by parsing that there is none.
    let may_hold_item = ["fn ", "struct ", "enum ", "impl", "trait ", "mod ", "const ", "type "]
        .iter()
        .any(|word| between.contains(word));
    may_hold_item.then(|| Range {
        start_byte: first.end_byte(),
        end_byte: last.start_byte(),
        start_point: first.end_position(),
        end_point: last.start_position(),
    })
}

/// Whether all that was parsed is items, and what belongs to them.
fn is_items(tree: &Tree) -> bool {
    let root = tree.root_node();
    if root.has_error() {
        return false;
    }
    let mut cursor = root.walk();
    root.named_children(&mut cursor).all(|node| {
        let is_call = node.kind() == "macro_invocation"
            || node.child(0).is_some_and(|it| it.kind() == "macro_invocation");
        is_call || !matches!(ROLES.of(node.kind_id()), Role::Other)
    })
}
