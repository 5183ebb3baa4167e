//! The keys of a `boundary.toml` and what each is for, as its JSON Schema says it.

use std::sync::LazyLock;

use boundstone_model::FileKey;

use super::accepted::KEYS as ACCEPTED_KEYS;
use super::interface::ITEM_KEYS;
use super::schema::{AcceptedFinding, BoundaryToml, ItemTable, UseTable};
use super::{KEYS, USE_KEYS};
use crate::schema::purposes;

/// The tables in a `boundary.toml` that have keys of ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ContractTable {
    /// The file itself.
    Top,
    /// An entry of `uses`.
    Use,
    /// A value in `[interface]`.
    Item,
    Accepted,
}

static TOP: LazyLock<Vec<String>> = LazyLock::new(|| purposes::<BoundaryToml>(&KEYS));
static USE: LazyLock<Vec<String>> = LazyLock::new(|| purposes::<UseTable>(&USE_KEYS));
static ITEM: LazyLock<Vec<String>> = LazyLock::new(|| purposes::<ItemTable>(&ITEM_KEYS));
static ACCEPTED: LazyLock<Vec<String>> =
    LazyLock::new(|| purposes::<AcceptedFinding>(&ACCEPTED_KEYS));

impl ContractTable {
    /// The table whose keys stand under these keys.
    pub(super) fn under(path: &[String]) -> Option<Self> {
        let [first, rest @ ..] = path else { return Some(Self::Top) };
        match (first.as_str(), rest) {
            ("uses", []) => Some(Self::Use),
            ("interface", [_]) => Some(Self::Item),
            ("accepted", []) => Some(Self::Accepted),
            _ => None,
        }
    }

    pub(super) fn keys(self) -> impl Iterator<Item = FileKey> {
        let (names, purposes): (&'static [&'static str], &'static [String]) = match self {
            Self::Top => (&KEYS, &TOP),
            Self::Use => (&USE_KEYS, &USE),
            Self::Item => (&ITEM_KEYS, &ITEM),
            Self::Accepted => (&ACCEPTED_KEYS, &ACCEPTED),
        };
        names.iter().zip(purposes).map(|(name, purpose)| FileKey { name, purpose })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_says_on_one_line_what_it_is_for() {
        for table in
            [ContractTable::Top, ContractTable::Use, ContractTable::Item, ContractTable::Accepted]
        {
            for FileKey { name, purpose } in table.keys() {
                assert!(purpose.ends_with('.') && !purpose.contains('\n'), "{name}: {purpose}");
            }
        }
        assert_eq!(ContractTable::Top.keys().count(), KEYS.len());
    }
}
