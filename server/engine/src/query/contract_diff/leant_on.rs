//! Exported types of TypeScript that no key promises, and that a promised item inherits from or names: what the item
//! promises it keeps by them, as by those that nobody can import.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{Form, ItemKind, Language, Place, Signature, SurfaceItem};

use super::Side;

/// The paths of the promised items that lean on each of the types, by where those stand.
pub(super) struct LeantOn(BTreeMap<Place, BTreeSet<Arc<str>>>);

impl LeantOn {
    pub(super) fn new(side: &Side<'_>, is_promised: &dyn Fn(&SurfaceItem) -> bool) -> Self {
        let mut found = Self(BTreeMap::new());
        let whole = side.surface.items.iter().filter(|it| !it.is_part);
        for item in whole.filter(|it| it.language != Language::Rust && is_promised(it)) {
            found.add(item, side);
        }
        found
    }

    pub(super) fn by(&self, place: &Place) -> Vec<String> {
        self.0.get(place).into_iter().flatten().map(|it| it.to_string()).collect()
    }

    /// What the signature of an item names, and what that inherits from in turn.
    fn add(&mut self, item: &SurfaceItem, side: &Side<'_>) {
        let Some(signature) = &item.signature else { return };
        let Some(origin) = side.meanings.origin(&item.place.path, item.place.range) else { return };
        let mut seen = BTreeSet::from([item.place.clone()]);
        let mut open = vec![(origin, signature.to_string())];
        while let Some((origin, text)) = open.pop() {
            for word in words(&text) {
                let Some(named) = side.meanings.item(origin, word, is_type) else { continue };
                let Some((place, signature)) = side.meanings.signed(named) else { continue };
                if seen.insert(place.clone()) {
                    open.push((named, parents(&signature)));
                    self.0.entry(place).or_default().extend(item.paths.iter().cloned());
                }
            }
        }
    }
}

fn parents(signature: &Signature) -> String {
    match &signature.form {
        Form::Record(record) => record.parents.join("; "),
        _ => String::new(),
    }
}

fn is_type(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Interface | ItemKind::TypeAlias | ItemKind::Class | ItemKind::Enum)
}

/// The names in a text that may be types, each once.
fn words(text: &str) -> BTreeSet<&str> {
    let all = text.split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '_' | '$'));
    all.filter(|it| it.starts_with(|sign: char| !sign.is_ascii_digit())).collect()
}
