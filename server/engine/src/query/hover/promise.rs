//! What a key of `[interface]` promises, and what keeps the promise.

use std::sync::Arc;

use boundstone_model::{
    Because, Card, HoverContent, How, InterfaceAnswer, ItemNumber, LevelAnswer, NamedAnswer, Place,
    Promised, RepoPath,
};

use super::super::card::card_of_item;
use super::super::code::CodeReader;
use super::super::contract_name::items_of_key;
use super::super::symbol::symbol;
use super::super::usage::usage_of_all;
use super::super::writable_names::public_names;
use crate::World;
use crate::change::Record;
use crate::public_names::NameIs;

/// The card of the item of a key, or all that one with a `*` names; `None` where nothing is plainly meant.
pub(super) fn of_key(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    number: usize,
) -> Option<HoverContent> {
    let Some(Record::Contract(contract)) = world.record(path) else { return None };
    let entry = contract.interface.as_ref()?.get(number)?;
    let because = Because::new(path, entry.key.range, How::Contract);
    let interface = InterfaceAnswer::stated(entry, because);
    let items = items_of_key(world, path, number);
    if !entry.key.value.ends_with('*') {
        let Some((file, item)) = items.first() else {
            return of_name(world, code, path, interface);
        };
        let card = card_of_item(world, file, *item)?;
        let promised = Some(Promised { signature: signature(code, file, *item) });
        let card = by_public_path(world, code, card);
        let card = Card { interface: Some(interface), promised, ..card };
        return Some(HoverContent::Card(Box::new(card)));
    }
    if items.is_empty() {
        return None;
    }
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let boundary = world.boundaries.in_folder(&folder)?.name.clone();
    let name = |(file, item): &(RepoPath, ItemNumber)| {
        let place = Place { path: file.clone(), range: world.facts(file)?.item(*item)?.name_range };
        public_symbol(world, code, &place).or_else(|| symbol(world, file, *item))
    };
    Some(HoverContent::Level(Box::new(LevelAnswer {
        key: entry.key.value.clone(),
        boundary,
        interface,
        items: items.iter().filter_map(name).collect(),
        usage: usage_of_all(world, &items),
    })))
}

/// The card with the symbol that users can write, where there is one.
pub(super) fn by_public_path(world: &World, code: &dyn CodeReader, mut card: Card) -> Card {
    if let Some(answer) = &mut card.symbol
        && let Some(symbol) = public_symbol(world, code, &answer.place)
    {
        answer.symbol = symbol;
    }
    card
}

/// The symbol of the item in a place by its public path. `None` where a contract says what its boundary offers: its symbols are
/// public paths already.
fn public_symbol(world: &World, code: &dyn CodeReader, place: &Place) -> Option<Arc<str>> {
    let boundary = world.boundaries.at(&place.path)?;
    if world.shown(&boundary.path).is_some() {
        return None;
    }
    let public = public_names(world, code, boundary);
    Some(format!("{}#{}", boundary.name, public.path_of(place)?).into())
}

/// What no item of the code bears is handed on from another package, or a macro makes it.
fn of_name(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    interface: InterfaceAnswer,
) -> Option<HoverContent> {
    let boundary = world.boundaries.in_folder(&path.parent()?)?;
    let key = interface.entry.key.value.clone();
    let public = public_names(world, code, boundary);
    let name = public.named(&key)?;
    let (signature, from) = match &name.is {
        NameIs::Item { kind, signature } => {
            (Some(signature.clone().unwrap_or_else(|| kind.name().into())), None)
        }
        NameIs::OfOthers(from) => (None, Some(from.clone())),
        NameIs::Level(_) => return None,
    };
    Some(HoverContent::Named(Box::new(NamedAnswer {
        key,
        boundary: boundary.name.clone(),
        interface,
        signature,
        from,
        place: name.place.clone(),
    })))
}

fn signature(code: &dyn CodeReader, path: &RepoPath, item: ItemNumber) -> Option<Arc<str>> {
    // A file that cannot be read has no signature to show; findings say that it could not.
    let signatures = code.signatures(path).ok()?;
    let signature = signatures.of(item)?.signature.as_ref()?;
    Some(Arc::from(signature.to_string()))
}
