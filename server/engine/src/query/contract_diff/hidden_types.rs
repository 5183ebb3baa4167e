//! Types that nobody else can name, and that are called otherwise now: where all that they have is as it was, it is the same
//! to those who are handed one.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{ItemKind, ItemNumber, Language, Place, RepoPath};

use super::Side;
use super::seals::only;
use crate::types::Origin;

/// What each such type that came was called, where one went that has the same.
pub(super) fn renamed(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
) -> BTreeMap<Place, String> {
    let (olds, news) = (hidden(touched, before), hidden(touched, now));
    let is_in = |it: &Hidden, all: &[Hidden]| all.iter().any(|other| other.name == it.name);
    let gone: Vec<&Hidden> = olds.iter().filter(|it| !is_in(it, &news)).collect();
    let come: Vec<&Hidden> = news.iter().filter(|it| !is_in(it, &olds)).collect();
    let both = come.iter().filter_map(|new| {
        only(come.iter().filter(|it| it.has == new.has))?;
        let old = only(gone.iter().filter(|old| old.has == new.has))?;
        Some((new.place.clone(), old.name.clone()))
    });
    both.collect()
}

struct Hidden {
    place: Place,
    name: String,
    /// What it promises, its `impl`s, and what is in them; in all of these it is called `Self`.
    has: BTreeSet<String>,
}

type Found = BTreeMap<Origin, Hidden>;

/// Those in the files of the change. What names one of them that came or went is among these, too.
fn hidden(touched: &BTreeSet<&RepoPath>, side: &Side<'_>) -> Vec<Hidden> {
    let mut found = Found::new();
    for path in touched {
        add_types(&mut found, path, side);
    }
    for path in touched.iter().filter(|_| !found.is_empty()).collect::<Vec<_>>() {
        add_implementations(&mut found, path, side);
    }
    found.into_values().collect()
}

/// Adds the types of one file with what they promise and hold.
fn add_types(found: &mut Found, path: &RepoPath, side: &Side<'_>) {
    let facts = side.meanings.facts(path).filter(|it| it.language == Language::Rust);
    let Some((facts, signatures)) = facts.zip(side.meanings.signatures(path)) else { return };
    for (number, item) in (0..).zip(facts.items()).filter(|(_, it)| is_type(it.kind)) {
        let place = Place { path: path.clone(), range: item.name_range };
        let own = signatures.of(number);
        let signature = own.and_then(|it| Some((it.signature.as_ref()?, &it.holds)));
        let origin = side.meanings.origin(path, item.name_range);
        if let Some((origin, (promised, holds))) = origin.zip(signature)
            && !side.shows(&place)
        {
            let name = item.name().to_owned();
            let has = [promised.to_string(), format!("holds {}", holds.join(", "))];
            let has = has.iter().map(|it| without_name(it, &name)).collect();
            found.insert(origin, Hidden { place, name, has });
        }
    }
}

/// Adds what the `impl`s of one file say of them.
fn add_implementations(found: &mut Found, path: &RepoPath, side: &Side<'_>) {
    let signatures = side.meanings.signatures(path);
    let Some(((file, facts), signatures)) =
        side.meanings.file(path).zip(side.meanings.facts(path)).zip(signatures)
    else {
        return;
    };
    let mut members: BTreeMap<ItemNumber, Vec<String>> = BTreeMap::new();
    for (number, item) in (0..).zip(facts.items()) {
        let own = signatures.of(number).and_then(|it| it.signature.as_ref());
        if let Some((around, own)) = item.parent.zip(own) {
            let said = format!("{:?} {} {own}", item.visibility, item.name());
            members.entry(around).or_default().push(said);
        }
    }
    for (item, own) in (0..).zip(&signatures.items) {
        let head = own.as_ref().and_then(|it| it.implementation.as_ref());
        let Some((head, written)) = head.and_then(|it| Some((it, it.for_type.as_deref()?))) else {
            continue;
        };
        let meant = side.meanings.item(Origin { file, item }, written, is_type);
        if let Some(of) = meant.and_then(|it| found.get_mut(&it)) {
            let own = members.get(&item).into_iter().flatten();
            let said = own.map(|member| format!("{}: {member}", head.head));
            let said = said.chain([head.head.to_string()]);
            of.has.extend(said.map(|it| without_name(&it, &of.name)).collect::<Vec<_>>());
        }
    }
}

fn is_type(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union)
}

/// A text with `Self` for a name.
fn without_name(text: &str, name: &str) -> String {
    let is_of_word = |it: char| it.is_alphanumeric() || it == '_';
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |it: char| is_of_word(it) == is_of_word(first);
        let end = rest.find(|it| !same(it)).unwrap_or(rest.len());
        let (word, others) = rest.split_at(end);
        words.push(if word == name { "Self" } else { word });
        rest = others;
    }
    words.concat()
}
