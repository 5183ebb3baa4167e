//! What `#[auto_impl(&, Box)]` implements a trait for: references and pointers to what implements it.
//! Source: the documentation of `auto_impl`.

use super::super::derives::given;
use super::super::item::{self, Item};
use super::super::tree::{Delimiter, Kind, Leaf, Sources, Tree};
use super::{Expander, Outcome, Place};

pub(super) const AUTO_IMPL: &str = "auto_impl";

/// The macro that makes one implementation.
const RULES: &str = "__auto_impl";

impl Expander<'_> {
    /// Adds them behind the trait. `None` where it would be nested too deep.
    pub(super) fn delegated(
        &mut self,
        (item, body): (&Item<'_>, usize),
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let Some((name, targets)) = self.targets(item, place) else { return Some(()) };
        let start = item::visibility(&self.sources, item.code);
        let is_unsafe = self.sources.word(item.code.get(start)) == "unsafe";
        let start = start + usize::from(is_unsafe);
        let is_trait = self.sources.word(item.code.get(start)) == "trait";
        let head = given(&self.sources, item.code, start).filter(|_| is_trait);
        let (Some(head), Some(body)) = (head, item.code.get(body)) else { return Some(()) };
        let Some(rules) = self.others.of_name(&mut self.sources, RULES) else { return Some(()) };
        let (Some(parameter), Some(lifetime)) = self.free_names(item.code) else {
            return Some(());
        };
        let own = super::conditions(&self.sources, item.attributes);
        let around = [around, &own].concat();
        let mark = outcome.not_followed.len();
        for target in targets {
            let names = [Tree::Leaf(target), Tree::Leaf(parameter), Tree::Leaf(lifetime)];
            let all = [&names, head.as_slice(), std::slice::from_ref(body)].concat();
            self.behind((&rules, name, all), place, &around, outcome, made)?;
        }
        outcome.say_of("#[auto_impl]", mark);
        Some(())
    }

    /// What the attribute names, each by one word, with the word of the attribute.
    fn targets(&mut self, item: &Item<'_>, place: &Place) -> Option<(Leaf, Vec<Leaf>)> {
        let mut groups = item.attributes.iter().filter_map(|tree| tree.within(Delimiter::Bracket));
        let (name, list) = groups.find_map(|group| {
            let [path @ .., Tree::Group(list)] = group.inner.as_slice() else { return None };
            let mut words = path.iter().filter(|it| it.is_word());
            let (first, last) = (words.next()?, path.last()?);
            let is_it = self.sources.word(Some(last)) == AUTO_IMPL
                && self.sources.word(Some(first)) == AUTO_IMPL;
            let is_meant = path.len() > 1 || self.is_handed_on(AUTO_IMPL, AUTO_IMPL, place);
            (is_it && is_meant).then(|| Some((last.leaf()?, list.clone())))?
        })?;
        let parts = list.inner.split(|tree| tree.is_sign(b','));
        let words = parts.filter_map(|part| match part {
            [sign] if sign.is_sign(b'&') => Some("__reference"),
            [sign, word] if sign.is_sign(b'&') && self.sources.word(Some(word)) == "mut" => {
                Some("__mutable")
            }
            [word] => match self.sources.word(Some(word)) {
                "Box" => Some("Box"),
                "Rc" => Some("Rc"),
                "Arc" => Some("Arc"),
                _ => None,
            },
            _ => None,
        });
        let words: Vec<&str> = words.collect();
        let leaves = words.into_iter().map(|word| self.sources.made(Kind::Word, word));
        Some((name, leaves.collect::<Option<_>>()?))
    }

    /// The first letters that the trait does not use: for a type from `T` on, for a lifetime from `'a`.
    fn free_names(&mut self, code: &[Tree]) -> (Option<Leaf>, Option<Leaf>) {
        let mut used = Vec::new();
        add_names(&self.sources, code, &mut used);
        let is_free = |name: &String| !used.contains(name);
        let parameter = ('T'..='Z').chain('A'..='S').map(String::from).find(is_free);
        let lifetime = ('a'..='z').map(|letter| format!("'{letter}")).find(is_free);
        let mut made = |kind, text: Option<String>| self.sources.made(kind, &text?);
        (made(Kind::Word, parameter), made(Kind::Lifetime, lifetime))
    }
}

/// The names of one letter.
fn add_names(sources: &Sources, trees: &[Tree], used: &mut Vec<String>) {
    for tree in trees {
        match tree {
            Tree::Group(group) => add_names(sources, &group.inner, used),
            Tree::Leaf(leaf) => {
                let text = sources.text(*leaf);
                if text.trim_start_matches('\'').len() == 1 {
                    used.push(text.to_owned());
                }
            }
        }
    }
}
