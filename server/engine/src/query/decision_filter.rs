//! Which of the decisions somebody asks for.

use boundstone_model::{Decision, RepoPath, Status};
use rustc_hash::FxHashSet;

use super::card::governing;
use super::decision::decision;
use crate::World;
use crate::decisions::DecisionIndex;

/// What a decision must be to be asked for. The default asks for all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DecisionFilter {
    /// One of these; any, where there are none.
    pub states: Vec<DecisionState>,
    /// It governs this path, which need not exist, as the path's card says.
    pub governs: Option<RepoPath>,
    /// Each of these stands in its id or title, in whatever case.
    pub words: Vec<String>,
}

/// A state by which decisions are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecisionState {
    /// What the record states. Superseded is also what an accepted successor says to be.
    Is(Status),
    InForce,
}

/// The decisions that `filter` asks for, in path order.
pub fn decisions_of(world: &World, filter: &DecisionFilter) -> Vec<Decision> {
    let governing: Option<FxHashSet<RepoPath>> = filter
        .governs
        .as_ref()
        .map(|path| governing(world, path, None).into_iter().map(|it| it.decision.path).collect());
    let words: Vec<String> = filter.words.iter().map(|word| word.to_lowercase()).collect();
    let is_meant = |(index, path): (DecisionIndex, &RepoPath)| {
        governing.as_ref().is_none_or(|paths| paths.contains(path))
            && (filter.states.is_empty()
                || filter.states.iter().any(|state| is_in(world, index, *state)))
            && says(world, index, &words)
    };
    world
        .decisions
        .iter()
        .filter(|(index, record)| is_meant((*index, &record.path)))
        .filter_map(|(index, _)| decision(world, index))
        .collect()
}

fn is_in(world: &World, index: DecisionIndex, state: DecisionState) -> bool {
    match state {
        DecisionState::InForce => world.decisions.is_in_force(index),
        DecisionState::Is(Status::Superseded) => world.decisions.is_superseded(index),
        DecisionState::Is(status) => {
            world.decisions.get(index).is_some_and(|record| record.file.status == status)
        }
    }
}

fn says(world: &World, index: DecisionIndex, words: &[String]) -> bool {
    let Some(record) = world.decisions.get(index) else { return false };
    let text = format!("{}\n{}\n{}", record.file.id, record.display, record.file.title.value);
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word))
}
