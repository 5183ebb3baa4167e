//! What a name means that is made known more than once: what the innermost of the parts of the file says.

use std::cmp::Reverse;

use boundstone_text::TextRange;

/// A part of the file in which a name is known.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The number of the name; a type and a value of one name have two.
    pub slot: usize,
    pub range: TextRange,
    /// What it is there; `None` for a name that is of no interest there.
    pub is: Option<u32>,
}

/// What each of the uses means, which are slots below `slots` and offsets in source order. What is known
/// at a place is kept for each slot by itself, so that no nesting makes this quadratic.
pub(super) fn innermost(
    mut known: Vec<Known>,
    slots: usize,
    uses: impl Iterator<Item = (usize, u32)>,
) -> Vec<Option<u32>> {
    known.sort_by_key(|it| (it.range.start(), Reverse(it.range.end()), it.is.is_none()));
    let mut open: Vec<Vec<Known>> = vec![Vec::new(); slots];
    let mut coming = known.iter().peekable();
    let mut meaning_of = |(slot, at): (usize, u32)| {
        while let Some(next) = coming.next_if(|next| next.range.start() <= at) {
            if let Some(open) = open.get_mut(next.slot) {
                while open.pop_if(|outer| outer.range.end() <= next.range.start()).is_some() {}
                open.push(*next);
            }
        }
        let open = open.get_mut(slot)?;
        while open.pop_if(|inner| inner.range.end() <= at).is_some() {}
        open.last()?.is
    };
    uses.map(&mut meaning_of).collect()
}
