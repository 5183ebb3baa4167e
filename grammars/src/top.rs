//! Items of top-level nodes that an edit did not touch.

use boundstone_model::{DraftItem, ItemNumber, NewItem};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;
use tree_sitter::Node;

use crate::walk::Walk;

/// The items of one tree, by the top-level node that they stand in. A node of another tree has the id of one
/// of these only while this tree lives, and only when it is the same node, taken over by the parser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tops {
    by_node: FxHashMap<usize, Top>,
    items: Vec<DraftItem>,
}

#[derive(Clone, Copy, Debug)]
struct Top {
    start: u32,
    /// How many bytes before `start` it owns: attributes and comments.
    lead: u32,
    first: ItemNumber,
    end: ItemNumber,
}

/// What a walk takes over, and what it notes for the next one.
pub(crate) struct Memory<'a> {
    /// The tops of the text before the edit.
    old: Option<(&'a str, &'a Tops)>,
    new: FxHashMap<usize, Top>,
    /// The node whose items are being found.
    open: Option<(usize, Top)>,
}

impl<'a> Memory<'a> {
    pub(crate) fn new(old: Option<(&'a str, &'a Tops)>) -> Self {
        Self { old, new: FxHashMap::default(), open: None }
    }

    /// The node whose items were being found has those before `end`.
    pub(crate) fn close(&mut self, end: ItemNumber) {
        if let Some((id, top)) = self.open.take() {
            self.new.insert(id, Top { end, ..top });
        }
    }

    /// The items that `top` had in the text before the edit, if what it owns above it is the same. They are
    /// given with the place and the number that the first of them had.
    fn known(&self, text: &str, id: usize, top: Top) -> Option<(&'a [DraftItem], Top)> {
        let (old_text, old) = self.old?;
        let known = *old.by_node.get(&id)?;
        let lead = |top: Top, text| TextRange::new(top.start - top.lead, top.start).slice(text);
        let items = old.items.get(known.first as usize..known.end as usize)?;
        (lead(top, text) == lead(known, old_text)).then_some((items, known))
    }
}

impl<T: Default> Walk<'_, T> {
    /// What the next walk may take over from this one, which is over.
    pub(crate) fn tops(mut self) -> Tops {
        self.close_top();
        let Some(memory) = self.memory else { return Tops::default() };
        Tops { by_node: memory.new, items: self.facts.items().to_vec() }
    }

    /// Takes over the items of `node`, an item, from the text before the edit. False where they are to be
    /// found anew.
    pub(crate) fn takes_over(&mut self, node: Node<'_>) -> bool {
        if self.is_inside() || node.has_error() || self.scope.max_indent.is_some() {
            return false;
        }
        let (start, first) = (node.start_byte() as u32, self.facts.items().len() as ItemNumber);
        let lead = start - self.lead_start(start);
        let Some(memory) = &mut self.memory else { return false };
        let top = Top { start, lead, first, end: first };
        memory.open = Some((node.id(), top));
        let Some((items, old)) = memory.known(self.text, node.id(), top) else { return false };
        let is_behind = self.facts.items().last().is_none_or(|last| last.range.start() <= start);
        if is_behind {
            items.iter().for_each(|item| self.push_again(item, old, top));
            self.take_lead(node);
        }
        is_behind
    }

    /// Adds an item of `old`, which is now `new`.
    fn push_again(&mut self, item: &DraftItem, old: Top, new: Top) {
        let moved = |range: TextRange| {
            TextRange::new(
                range.start() - old.start + new.start,
                range.end() - old.start + new.start,
            )
        };
        let name = moved(item.name_range());
        self.facts.push(NewItem {
            name: name.slice(self.text),
            kind: item.kind,
            visibility: item.visibility,
            marks: item.marks,
            range: moved(item.range),
            name_at: name.start(),
            lead_start: item.lead_start + new.start - old.start,
            parent: item.parent.map(|parent| parent - old.first + new.first),
        });
    }
}
