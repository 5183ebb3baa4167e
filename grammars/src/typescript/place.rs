use tree_sitter::{Node, Tree, TreeCursor};

use crate::walk::Field;

/// A node, and what it is to the one around it.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub node: Node<'a>,
    pub field: Field,
}

/// Finds the nodes that hold each of a growing sequence of offsets. Every node is visited once at
/// most, whatever the number of questions, so that no tree makes it quadratic.
pub(super) struct Places<'a> {
    cursor: TreeCursor<'a>,
    steps: Vec<Step<'a>>,
}

impl<'a> Places<'a> {
    pub fn new(tree: &'a Tree) -> Self {
        let cursor = tree.walk();
        let steps = vec![Step { node: cursor.node(), field: None }];
        Self { cursor, steps }
    }

    /// The nodes that hold the byte at `offset`, the root first. `offset` must not be less than the
    /// last one.
    pub fn at(&mut self, offset: usize) -> &[Step<'a>] {
        loop {
            let Some(last) = self.steps.last() else { return &[] };
            if last.node.end_byte() <= offset {
                if self.next_sibling(offset) {
                    continue;
                }
                let depth = self.steps.len();
                let around = depth.checked_sub(2).and_then(|at| self.steps.get(at));
                match around {
                    None => return &[],
                    Some(around) if around.node.end_byte() > offset => {
                        return self.steps.get(..depth - 1).unwrap_or_default();
                    }
                    Some(_) => {
                        self.cursor.goto_parent();
                        self.steps.pop();
                    }
                }
                continue;
            }
            if last.node.start_byte() > offset {
                return self.steps.get(..self.steps.len() - 1).unwrap_or_default();
            }
            if self.cursor.goto_first_child_for_byte(offset).is_none() {
                return &self.steps;
            }
            self.push();
        }
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
