//! What can be written at a place: a function of the World and of what the file itself says of the place.

mod contract;
mod decisions;
mod governed;
mod interface;
mod key;
mod owners;
mod paths;
mod symbols;
mod toml;
mod value;
mod yaml;

use boundstone_model::{Choice, Completion, Quotes, RepoPath, Slot, SlotKind};

use super::code::CodeReader;
use crate::World;

/// More are cut: nobody reads through them, and they are asked for at every word.
const MOST_CHOICES: usize = 100;

/// What can be written at a slot of the file at `path`; `None` where Boundstone knows nothing that belongs
/// there.
pub fn completion(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    slot: &Slot,
) -> Option<Completion> {
    let is_record = world.decisions.at(path).is_some();
    let mut found = Found::new(slot);
    match &slot.kind {
        SlotKind::Mention { prefix, head } => {
            decisions::mentions(world, path, prefix, *head, &mut found);
        }
        SlotKind::Owner => owners::owners(world, path, &mut found),
        SlotKind::Contract(belongs) => {
            contract::choices(world, code, path, belongs, &mut found);
        }
        _ if !is_record => {}
        SlotKind::RelatedDecision => decisions::related(world, path, &mut found),
        SlotKind::Key { has_value, taken } => key::keys(*has_value, taken, &mut found),
        SlotKind::Status => key::statuses(&mut found),
        SlotKind::Governed => governed::governed(world, &mut found),
    }
    let Found { choices, is_cut, .. } = found;
    (!choices.is_empty()).then_some(Completion { range: slot.range, choices, is_cut })
}

/// The choices for what was typed.
struct Found<'s> {
    slot: &'s Slot,
    choices: Vec<Choice>,
    is_cut: bool,
}

impl<'s> Found<'s> {
    fn new(slot: &'s Slot) -> Self {
        Self { slot, choices: Vec::new(), is_cut: false }
    }

    /// Adds a choice if what was typed can mean it. False when there is no place for more.
    fn add(&mut self, choice: Choice) -> bool {
        if !self.takes(&choice.label, &choice.filter) {
            return true;
        }
        self.is_cut = self.choices.len() >= MOST_CHOICES;
        if !self.is_cut {
            self.choices.push(choice);
        }
        !self.is_cut
    }

    /// Whether what was typed can mean a choice that is found by `filter`, and it can be written there.
    fn takes(&self, label: &str, filter: &str) -> bool {
        let is_beside = self.slot.beside.iter().any(|it| **it == *label);
        let is_writable = match self.slot.quotes {
            Quotes::Toml(quotes) => toml::is_writable(label, quotes),
            _ => true,
        };
        is_writable && !is_beside && holds_in_order(filter, &self.slot.typed)
    }
}

/// Whether `name` holds the characters of `typed` in order, case aside: what editors ask of a choice.
fn holds_in_order(name: &str, typed: &str) -> bool {
    unmatched(name, typed).is_empty()
}

/// What of `typed` is left behind the characters that `name` holds in order, case aside. Names one after the
/// other hold what is left by none of them.
fn unmatched<'t>(name: &str, typed: &'t str) -> &'t str {
    let mut left = typed.chars();
    for ch in name.chars() {
        let Some(wanted) = left.clone().next() else { break };
        if wanted == ch || wanted.to_lowercase().eq(ch.to_lowercase()) {
            left.next();
        }
    }
    left.as_str()
}
