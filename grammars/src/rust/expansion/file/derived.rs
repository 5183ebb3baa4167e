//! What the derives of other crates make of an item: it stands behind it.

use std::rc::Rc;

use boundstone_model::Call;

use super::super::derives::{Derive, derives, fields, given, known, stated};
use super::super::item::{self, Item, What};
use super::super::scope::Definition;
use super::super::tree::{Delimiter, Group, Leaf, Tree};
use super::{Expander, KNOWN_HERE, Outcome, Place};

const NOT_READ: &str = "what it makes is not known";

impl Expander<'_> {
    /// Adds it. `None` where it would be nested too deep.
    pub(super) fn derived(
        &mut self,
        item: &Item<'_>,
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        if !matches!(item.what, What::Other) || item.attributes.is_empty() {
            return Some(());
        }
        let imported = |of: &str, name: &str| self.is_handed_on(of, name, place);
        let find = |path: &[&str]| known(path, &self.others.built, imported);
        let found = derives(&self.sources, item.attributes, &find);
        for derive in found {
            self.derive(&derive, item, place, around, outcome, made)?;
        }
        Some(())
    }

    fn derive(
        &mut self,
        derive: &Derive<'_>,
        item: &Item<'_>,
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        if derive.known.rules.is_empty() {
            outcome.not_followed.push((derive.known.said(), NOT_READ));
            return Some(());
        }
        let start = item::visibility(&self.sources, item.code);
        let given = given(&self.sources, item.code, start);
        let name = derive.path.last().and_then(Tree::leaf);
        let rules = self.others.of_name(&mut self.sources, derive.known.rules);
        let (Some(mut given), Some(name), Some(rules)) = (given, name, rules) else {
            return Some(());
        };
        let ends = (name, name);
        let stated = match derive.known.attribute {
            "" => Vec::new(),
            attribute => stated(&self.sources, item.attributes, attribute, ends),
        };
        given.push(Group::tree(Delimiter::Bracket, ends, stated)?);
        if derive.known.is_whole {
            let visibility = item.code.get(..start).unwrap_or_default().to_vec();
            given.insert(0, Group::tree(Delimiter::Bracket, ends, visibility)?);
            given.extend(fields(item.code, start).cloned());
        }
        let own = super::conditions(&self.sources, item.attributes);
        let around = [around, &own, &derive.condition].concat();
        let mark = outcome.not_followed.len();
        self.behind((&rules, name, given), place, &around, outcome, made)?;
        outcome.say_of(&derive.known.said(), mark);
        Some(())
    }

    /// Adds what a macro that is known makes of what it is given, as made by `name`.
    pub(super) fn behind(
        &mut self,
        (rules, name, given): (&Rc<Definition>, Leaf, Vec<Tree>),
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let tree = Group::tree(Delimiter::Brace, (name, name), given)?;
        let group = tree.group()?;
        let result = self.results(&[Rc::clone(rules)], group, place, around, outcome);
        let trees = match result {
            Ok(trees) => trees,
            Err(why) => {
                outcome.not_followed.push((KNOWN_HERE.into(), why));
                return Some(());
            }
        };
        outcome.is_changed = true;
        if place.depth > 0 {
            made.extend(trees);
            return Some(());
        }
        let number = outcome.calls.len() as u32;
        outcome.calls.push(Call { range: name.range, name: self.sources.text(name).into() });
        made.push(Group::tree(Delimiter::Call(number), (name, name), trees)?);
        Some(())
    }
}
