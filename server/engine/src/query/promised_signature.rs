//! The signatures of items that contracts freeze, as contracts record them.

use std::sync::Arc;

use boundstone_model::{InterfaceEntry, RepoPath, Signature, Stability};

use super::card::own_interface;
use super::code::CodeReader;
use crate::World;
use crate::change::Record;

/// What is to be recorded for one key of a contract.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrozenItem {
    /// The contract.
    pub contract: RepoPath,
    pub key: Arc<str>,
    /// As the contract records it now.
    pub recorded: Option<Arc<str>>,
    /// What the item promises, or why nobody can say.
    pub signature: Result<String, String>,
}

/// Every key of a contract that freezes an item, by contract and in the order of the keys. A key for all of a level
/// freezes items, and records nothing.
pub fn frozen_items(world: &World, code: &dyn CodeReader) -> Vec<FrozenItem> {
    let mut all = Vec::new();
    for (path, record) in world.records() {
        let Record::Contract(contract) = record else { continue };
        for (number, entry) in contract.interface.iter().flatten().enumerate() {
            let is_level = entry.key.value.ends_with('*');
            if entry.stability.value == Stability::Frozen && !is_level {
                all.push(frozen_item(world, code, path, (number, entry)));
            }
        }
    }
    all
}

/// The entry of a contract that speaks of what stands at `offset`: its key, or the name of an item in code.
pub fn entry_at<'w>(
    world: &'w World,
    path: &RepoPath,
    offset: u32,
) -> Option<(RepoPath, usize, &'w InterfaceEntry)> {
    if let Some(Record::Contract(contract)) = world.record(path) {
        let mut entries = contract.interface.iter().flatten().enumerate();
        let (number, entry) = entries.find(|(_, entry)| entry.key.range.touches(offset))?;
        return Some((path.clone(), number, entry));
    }
    let item = world.facts(path)?.item_named_at(offset)?;
    let place = own_interface(world, path, item)?.because.place;
    let Some(Record::Contract(contract)) = world.record(&place.path) else { return None };
    let mut entries = contract.interface.iter().flatten().enumerate();
    let (number, entry) = entries.find(|(_, entry)| entry.key.range == place.range)?;
    Some((place.path, number, entry))
}

/// What is to be recorded for the entry of this number.
pub fn frozen_item(
    world: &World,
    code: &dyn CodeReader,
    contract: &RepoPath,
    (number, entry): (usize, &InterfaceEntry),
) -> FrozenItem {
    let recorded = entry.signature.as_ref().map(|signature| signature.value.clone());
    FrozenItem {
        contract: contract.clone(),
        key: entry.key.value.clone(),
        signature: signature_of(world, code, contract, number, recorded.as_deref()),
        recorded,
    }
}

/// The signature of the one item that a key means. Where what is recorded promises the same, as it is recorded.
fn signature_of(
    world: &World,
    code: &dyn CodeReader,
    contract: &RepoPath,
    number: usize,
    recorded: Option<&str>,
) -> Result<String, String> {
    let mut found: Vec<Signature> = Vec::new();
    for (path, item) in world.claims.meant(world, contract, number) {
        let signatures = code.signatures(&path)?;
        found.extend(signatures.of(item).and_then(|own| own.signature.clone()));
    }
    found.dedup();
    match found.as_slice() {
        [] => Err("no public item is plainly meant by it".to_owned()),
        [only] if only.to_string().is_empty() => Err("it promises its name alone".to_owned()),
        [only] => Ok(match recorded.filter(|recorded| is_recorded(recorded, only)) {
            Some(recorded) => recorded.to_owned(),
            None => only.to_string(),
        }),
        _ => Err("several items are meant by it".to_owned()),
    }
}

/// Whether a text records the signature, however it is spaced.
pub(super) fn is_recorded(text: &str, signature: &Signature) -> bool {
    is_same_text(text, &signature.to_string())
}

/// Whether two recorded signatures are the same but for white space.
pub(super) fn is_same_text(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
