use tree_sitter::{Node, Tree, TreeCursor};

use crate::walk::Field;

/// A node, and what it is to the one around it.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub node: Node<'a>,
    pub field: Field,
}

/// Finds the nodes that hold each of a growing sequence of offsets. The cost grows with the number of
/// questions and of nodes, not with their product.
pub(super) struct Places<'a> {
    cursor: TreeCursor<'a>,
    steps: Vec<Step<'a>>,
}

impl<'a> Places<'a> {
    /// As many children are looked through faster from the first one, by one call, than from where
    /// the cursor stands.
    const FEW_CHILDREN: u32 = 16;

    pub fn new(tree: &'a Tree) -> Self {
        let cursor = tree.walk();
        let steps = vec![Step { node: cursor.node(), field: None }];
        Self { cursor, steps }
    }

    /// The nodes that hold the byte at `offset`, the root first. `offset` must not be less than the
    /// last one.
    pub fn at(&mut self, offset: usize) -> &[Step<'a>] {
        while self.steps.last().is_some_and(|last| last.node.end_byte() <= offset) {
            let around = self.steps.len().checked_sub(2).and_then(|at| self.steps.get(at));
            let Some(around) = around.map(|step| step.node) else { return &[] };
            let is_around = around.end_byte() > offset;
            if is_around && around.child_count() > Self::FEW_CHILDREN {
                if !self.next_sibling(offset) {
                    return self.around();
                }
                continue;
            }
            self.cursor.goto_parent();
            self.steps.pop();
        }
        while self.steps.last().is_some_and(|last| last.node.start_byte() <= offset) {
            if self.cursor.goto_first_child_for_byte(offset).is_none() {
                return &self.steps;
            }
            self.push();
        }
        self.around()
    }

    /// All but the cursor's node, which does not hold the offset.
    fn around(&self) -> &[Step<'a>] {
        self.steps.split_last().map_or(&[], |(_, around)| around)
    }

    /// Goes to the first of the following siblings that ends behind `offset`, or to the last one.
    fn next_sibling(&mut self, offset: usize) -> bool {
        let mut is_other = false;
        while self.cursor.goto_next_sibling() {
            is_other = true;
            if self.cursor.node().end_byte() > offset {
                break;
            }
        }
        if is_other {
            self.steps.pop();
            self.push();
        }
        is_other
    }

    fn push(&mut self) {
        self.steps.push(Step { node: self.cursor.node(), field: self.cursor.field_id() });
    }
}
