//! Attributes of other crates that make items beside what they stand at, or in its place, and of which nothing is read.

use super::super::item::Item;
use super::super::tree::{Delimiter, Tree};
use super::{Expander, Outcome, Place};

/// The crate and the attribute. Source: the documentation of each crate.
pub(super) const UNREAD: [(&str, &str); 14] = [
    ("bitfield_struct", "bitfield"),
    ("bon", "bon"),
    ("bon", "builder"),
    ("cached", "cached"),
    ("cached", "once"),
    ("enum_dispatch", "enum_dispatch"),
    ("enumflags2", "bitflags"),
    ("impl_trait_for_tuples", "impl_for_tuples"),
    ("modular_bitfield", "bitfield"),
    ("tarpc", "service"),
    ("zbus", "dbus_proxy"),
    ("zbus", "proxy"),
    ("zerovec", "make_ule"),
    ("zerovec", "make_varule"),
];

const NOT_READ: &str = "what it makes is not known";

impl Expander<'_> {
    /// Says those of an item.
    pub(super) fn unread(&self, item: &Item<'_>, place: &Place, outcome: &mut Outcome) {
        for group in item.attributes.iter().filter_map(|tree| tree.within(Delimiter::Bracket)) {
            let path = group.inner.iter().take_while(|it| it.is_word() || it.is_sign(b':'));
            let words: Vec<&str> = path
                .filter(|tree| tree.is_word())
                .map(|tree: &Tree| self.sources.word(Some(tree)))
                .collect();
            let is_meant = |(of, name): &&(&str, &str)| match words.as_slice() {
                [only] => only == name && self.is_handed_on(of, name, place),
                [first, .., last] => first == of && last == name,
                [] => false,
            };
            if let Some((_, name)) = UNREAD.iter().find(is_meant) {
                outcome.not_followed.push((format!("#[{name}]").into(), NOT_READ));
            }
        }
    }
}
