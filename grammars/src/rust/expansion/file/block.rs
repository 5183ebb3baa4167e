//! Anonymous constants: what is implemented in their blocks counts for all of the crate.

use std::rc::Rc;

use super::super::imports::Imports;
use super::super::item::{self, Item, What};
use super::super::tree::{Delimiter, Group, Kind, Leaf, Sources, Tree};
use super::{Expander, Outcome, Place};

/// How the names of modules begin that stand for blocks.
const BLOCK: &str = "__block_";

impl Expander<'_> {
    /// What becomes of `const _: () = { … };`. A block with imports or other names for types sees more than what is around
    /// it: it becomes a module that sees both.
    pub(super) fn anonymous(
        &mut self,
        item: &Item<'_>,
        body: usize,
        place: &Place,
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let block = item.code.get(body).and_then(Tree::group)?;
        if !has_names(&self.sources, &block.inner) {
            return self.body(item, body, place, outcome, made);
        }
        let imports = Rc::new(place.imports.with(Imports::of(&self.sources, &block.inner)));
        let inside = Place { imports, ..place.clone() };
        let items = self.items(&block.inner, &inside, &[], outcome)?;
        self.blocks += 1;
        let name = format!("{BLOCK}{}", self.blocks);
        let mut word = |text: &str| self.sources.made(Kind::Word, text).map(Tree::Leaf);
        let (module, name) = (word("mod")?, word(&name)?);
        let mut inner = vec![word("use")?, word("super")?];
        let mut sign = |sign: u8, text: &str| self.sources.made(Kind::Sign(sign), text);
        let colon = sign(b':', ":")?;
        inner.push(Tree::Leaf(Leaf { is_joint: true, ..colon }));
        inner.extend([colon, sign(b'*', "*")?, sign(b';', ";")?].map(Tree::Leaf));
        inner.extend(self.seen_from_inside(&items)?);
        outcome.is_changed = true;
        made.extend([
            module,
            name,
            Group::tree(Delimiter::Brace, (block.open, block.close), inner)?,
        ]);
        Some(())
    }

    /// The same tokens with paths that begin at the module around, one module further inside.
    fn seen_from_inside(&mut self, trees: &[Tree]) -> Option<Vec<Tree>> {
        let mut made = Vec::with_capacity(trees.len());
        for (at, tree) in trees.iter().enumerate() {
            self.budget.make(1)?;
            let is_start = at
                .checked_sub(1)
                .is_none_or(|before| !trees.get(before).is_some_and(|it| it.is_sign(b':')));
            let goes_on = trees.get(at + 1).is_some_and(|it| it.is_sign(b':'))
                && trees.get(at + 2).is_some_and(|it| it.is_sign(b':'));
            match (tree, self.sources.word(Some(tree))) {
                (Tree::Group(group), _) => {
                    made.push(group.around(self.seen_from_inside(&group.inner)?)?)
                }
                (Tree::Leaf(leaf), "super") if is_start && goes_on => {
                    let signs = trees.get(at + 1..at + 3).unwrap_or_default();
                    made.push(Tree::Leaf(*leaf));
                    made.extend_from_slice(signs);
                    made.push(Tree::Leaf(*leaf));
                }
                (Tree::Leaf(_), "self") if is_start && goes_on => {
                    made.push(Tree::Leaf(self.sources.made(Kind::Word, "super")?));
                }
                _ => made.push(tree.clone()),
            }
        }
        Some(made)
    }
}

/// Whether names are bound among items: by imports, or by other names for types.
fn has_names(sources: &Sources, trees: &[Tree]) -> bool {
    let mut rest = trees;
    while let Some((item, behind)) = item::first(sources, rest) {
        rest = behind;
        let is_alias =
            matches!(item.what, What::Other) && sources.word(item.code.first()) == "type";
        if is_alias || matches!(item.what, What::Use) {
            return true;
        }
    }
    false
}
