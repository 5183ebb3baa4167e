//! Properties that are called by a symbol which nobody can import: what it is called says nothing to users.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::Member;

use super::Pair;
use crate::types::{Lookup, Name, Origin};

type Text = Arc<str>;

impl Pair<'_> {
    /// Writes the only such symbol that came as the only one that went.
    pub(super) fn with_old_symbols(&self, old: &Text, new: &mut Text) {
        if let Some((was, is)) = self.renamed(symbols_in(old), symbols_in(new)) {
            *new = new.replace(&format!("[{is}]"), &format!("[{was}]")).into();
        }
    }

    /// The same of the members of a class or an interface.
    pub(super) fn members_by_old_symbols(&self, old: &[Member], new: &mut [Member]) {
        let names = |all: &'_ [Member]| -> BTreeSet<String> {
            all.iter().filter_map(|it| symbol(&it.name).map(str::to_owned)).collect()
        };
        let (were, are) = (names(old), names(new));
        if let Some((was, is)) = self.renamed(
            were.iter().map(String::as_str).collect(),
            are.iter().map(String::as_str).collect(),
        ) {
            let called = format!("[{is}]");
            for it in new.iter_mut().filter(|it| *it.name == *called) {
                it.name = format!("[{was}]").into();
            }
        }
    }

    fn renamed(&self, old: BTreeSet<&str>, new: BTreeSet<&str>) -> Option<(String, String)> {
        let gone: Vec<&str> = old.difference(&new).copied().collect();
        let came: Vec<&str> = new.difference(&old).copied().collect();
        let ([was], [is]) = (gone.as_slice(), came.as_slice()) else { return None };
        let are_private =
            is_private(self.sides.old, was, self.old) && is_private(self.sides.new, is, self.new);
        are_private.then(|| ((*was).to_owned(), (*is).to_owned()))
    }
}

/// Whether a name means a value that is not exported.
fn is_private(lookup: &dyn Lookup, name: &str, origin: Origin) -> bool {
    let name = Name { name: name.to_owned(), given: Vec::new(), origin };
    lookup.value(&name).is_some_and(|(identity, _)| identity.is_none())
}

/// The symbols by which a type calls its properties: `KEY` of `{ [KEY]: A }`.
fn symbols_in(text: &str) -> BTreeSet<&str> {
    let keys = text.match_indices("]: ").chain(text.match_indices("]?: "));
    keys.filter_map(|(end, _)| {
        let start = text.get(..end)?.rfind('[')?;
        symbol(text.get(start..=end)?)
    })
    .collect()
}

/// `KEY` of `[KEY]`; those that are known everywhere have a dot.
fn symbol(key: &str) -> Option<&str> {
    let name = key.strip_prefix('[')?.strip_suffix(']')?;
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '$');
    (!name.is_empty() && name.chars().all(is_part)).then_some(name)
}
