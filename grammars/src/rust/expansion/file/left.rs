//! Calls of macros that are not followed.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::LeftCall;
use boundstone_text::TextRange;

use super::{Expander, Outcome};
use crate::rust::expansion::item::{self, Item, What};
use crate::rust::expansion::tree::{Delimiter, Group, Leaf, Tree};

impl Expander<'_> {
    /// What is known of a call of the file.
    pub(super) fn left_call(&self, name: Leaf, given: &Group) -> LeftCall {
        let mut words = BTreeSet::new();
        let mut open = vec![given];
        while let Some(group) = open.pop() {
            open.extend(group.inner.iter().filter_map(Tree::group).map(|it| &**it));
            let own = group.inner.iter().filter(|it| it.is_word());
            words.extend(own.map(|it| Arc::from(self.sources.word(Some(it)))));
        }
        let given = TextRange::new(given.open.range.start(), given.close.range.end());
        LeftCall { name: self.sources.text(name).into(), given, words }
    }

    /// A call that is not followed. Where whole items are given to it, they are compiled when it is.
    pub(super) fn left(
        &self,
        item: &Item<'_>,
        given: &Group,
        conditions: &[Tree],
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let is_of_items = given.delimiter == Delimiter::Brace && !conditions.is_empty();
        let Some(items) = is_of_items.then(|| self.whole_items(&given.inner)).flatten() else {
            made.extend_from_slice(item.code);
            return Some(());
        };
        outcome.is_changed = true;
        let is_given = |tree: &Tree| tree.group().is_some_and(|it| std::ptr::eq(&**it, given));
        for tree in item.code {
            if !is_given(tree) {
                made.push(tree.clone());
                continue;
            }
            let each = items.iter().flat_map(|item| conditions.iter().chain(*item)).cloned();
            made.push(given.around(each.collect())?);
        }
        Some(())
    }

    /// The items that trees are, if all of them are such.
    pub(super) fn whole_items<'t>(&self, trees: &'t [Tree]) -> Option<Vec<&'t [Tree]>> {
        let mut items = Vec::new();
        let mut rest = trees;
        while let Some((item, behind)) = item::first(&self.sources, rest) {
            if matches!(item.what, What::Unknown | What::NoItem) {
                return None;
            }
            let length = item.attributes.len() + item.code.len();
            items.push(rest.get(..length)?);
            rest = behind;
        }
        Some(items)
    }
}
