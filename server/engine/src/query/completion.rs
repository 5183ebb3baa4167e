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

use rustc_hash::FxHashSet;

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
    let (choices, is_cut) = found.best();
    (!choices.is_empty()).then_some(Completion { range: slot.range, choices, is_cut })
}

/// The choices for what was typed.
struct Found<'s> {
    slot: &'s Slot,
    /// By how near they are to what was typed; of one nearness, as they were found.
    choices: [Vec<Choice>; NEARNESSES],
    beside: FxHashSet<&'s str>,
    /// How many there were.
    seen: usize,
    is_cut: bool,
}

/// So many are looked at: more would take longer than anyone waits while typing.
const MOST_SEEN: usize = 20_000;

/// How near a choice can be to what was typed: the same, begun by it as it is written or case aside, with a name in it that is
/// the same or begun by it, or with its characters in order.
const NEARNESSES: usize = 6;

impl<'s> Found<'s> {
    fn new(slot: &'s Slot) -> Self {
        let beside = slot.beside.iter().map(|it| &**it).collect();
        Self { slot, choices: Default::default(), beside, seen: 0, is_cut: false }
    }

    /// Adds a choice if what was typed can mean it. False when there is no place for nearer ones either.
    fn add(&mut self, choice: Choice) -> bool {
        if !self.takes(&choice.label, &choice.filter) {
            return true;
        }
        let nearness = nearness(&choice.filter, &self.slot.typed);
        let nearer: usize = self.choices.iter().take(nearness + 1).map(Vec::len).sum();
        match self.choices.get_mut(nearness) {
            Some(alike) if nearer < MOST_CHOICES => alike.push(choice),
            _ => self.is_cut = true,
        }
        self.seen += 1;
        // Where nothing is typed, all are as near.
        !self.is_cut || (!self.slot.typed.is_empty() && self.seen < MOST_SEEN)
    }

    /// The nearest, and whether there are more.
    fn best(self) -> (Vec<Choice>, bool) {
        let mut choices: Vec<Choice> = self.choices.into_iter().flatten().collect();
        let is_cut = self.is_cut || choices.len() > MOST_CHOICES;
        choices.truncate(MOST_CHOICES);
        (choices, is_cut)
    }

    /// Whether what was typed can mean a choice that is found by `filter`, and it can be written there.
    fn takes(&self, label: &str, filter: &str) -> bool {
        let is_writable = || match self.slot.quotes {
            Quotes::Toml(quotes) => toml::is_writable(label, quotes),
            _ => true,
        };
        holds_in_order(filter, &self.slot.typed) && !self.beside.contains(label) && is_writable()
    }
}

/// How near a name is to what was typed, from 0.
fn nearness(name: &str, typed: &str) -> usize {
    if begins(name, typed) {
        return if name.len() == typed.len() {
            0
        } else {
            2 - usize::from(name.starts_with(typed))
        };
    }
    let inner = name.match_indices(SEPARATORS).filter_map(|(at, it)| name.get(at + it.len()..));
    let begun = inner.filter(|inner| begins(inner, typed));
    match begun.map(str::len).min() {
        Some(length) if length == typed.len() => 3,
        Some(_) => 4,
        None => 5,
    }
}

/// What stands between the names of a path.
const SEPARATORS: [char; 5] = [':', '.', '/', '#', '-'];

/// Whether a name begins with what was typed, case aside.
fn begins(name: &str, typed: &str) -> bool {
    let mut chars = name.chars();
    typed.chars().all(|wanted| {
        chars.next().is_some_and(|ch| ch == wanted || ch.to_lowercase().eq(wanted.to_lowercase()))
    })
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
