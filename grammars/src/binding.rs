use boundstone_model::{Binding, DraftItem, ItemNumber};
use boundstone_text::TextRange;

use crate::comment::Comment;

/// Says what comments are about, for a growing sequence of comments of one file.
pub(crate) struct Bindings<'a> {
    text: &'a str,
    items: &'a [DraftItem],
    head_end: u32,
    /// The items that hold the last comment, outermost first.
    open: Vec<ItemNumber>,
    /// The first item that begins behind the last comment.
    next: usize,
    /// The end of every item and its number, in order; made when a comment ends a line.
    ends: Vec<(u32, ItemNumber)>,
}

impl<'a> Bindings<'a> {
    pub(crate) fn new(text: &'a str, items: &'a [DraftItem], head_end: u32) -> Self {
        Self { text, items, head_end, open: Vec::new(), next: 0, ends: Vec::new() }
    }

    /// What `comment` is about: the item directly below it, the item whose line it ends, the
    /// innermost item that holds it, or the file when it stands in its head.
    pub(crate) fn of(&mut self, comment: &Comment) -> Binding {
        let start = comment.range.start();
        let holder = self.holder(start);
        if comment.is_inner {
            return holder.map_or(Binding::File, Binding::Item);
        }
        if let Some(next) = self.items.get(self.next)
            && next.lead_start <= start
        {
            return Binding::Item(self.next as ItemNumber);
        }
        match self.ending_before(start).or(holder) {
            Some(item) => Binding::Item(item),
            None if start < self.head_end => Binding::File,
            None => Binding::Nothing,
        }
    }

    fn holder(&mut self, offset: u32) -> Option<ItemNumber> {
        let ends_after = |items: &[DraftItem], number: ItemNumber| {
            items.get(number as usize).is_some_and(|item| item.range.end() > offset)
        };
        while let Some(item) = self.items.get(self.next)
            && item.range.start() <= offset
        {
            while self.open.pop_if(|open| !ends_after(self.items, *open)).is_some() {}
            self.open.push(self.next as ItemNumber);
            self.next += 1;
        }
        while self.open.pop_if(|open| !ends_after(self.items, *open)).is_some() {}
        self.open.last().copied()
    }

    /// The item that ends on the line of `offset`, with nothing but separators in between.
    fn ending_before(&mut self, offset: u32) -> Option<ItemNumber> {
        let before = TextRange::new(0, offset).slice(self.text);
        let code = before.trim_end_matches([' ', '\t', ',', ';']);
        if code.is_empty() || code.ends_with(['\n', '\r']) {
            return None;
        }
        if self.ends.is_empty() {
            let ends = self.items.iter().zip(0..).map(|(item, number)| (item.range.end(), number));
            self.ends = ends.collect();
            self.ends.sort_unstable();
        }
        let last = self.ends.partition_point(|&(end, _)| end <= offset).checked_sub(1)?;
        let &(end, _) = self.ends.get(last)?;
        let first = self.ends.partition_point(|&(other, _)| other < end);
        let &(_, outermost) = self.ends.get(first)?;
        (end as usize >= code.len()).then_some(outermost)
    }
}
