use std::sync::Arc;

use boundstone_model::{Because, How, Ownership, OwnershipState, RepoPath};
use boundstone_text::TextRange;

use crate::World;
use crate::forge::Forge;
use crate::ownership::decide;

/// Who owns `path`, existing or not: `owner` of the nearest contract above it that has one, else an
/// `@owner` comment in the file, else the forge's ownership file. What the forge says is always part
/// of the answer.
pub fn ownership(world: &World, path: &RepoPath) -> Ownership {
    let matched = world.forge.as_ref().map(|forge| forge.matcher.matching(path));
    answer(world, path, &matched.unwrap_or_default())
}

/// The same for many paths, which must come in path order.
pub fn ownership_of_all<'a>(
    world: &World,
    paths: impl IntoIterator<Item = &'a RepoPath>,
    mut each: impl FnMut(&RepoPath, Ownership),
) {
    match &world.forge {
        Some(forge) => {
            forge.matcher.walk(paths, |path, matched| each(path, answer(world, path, matched)))
        }
        None => paths.into_iter().for_each(|path| each(path, answer(world, path, &[]))),
    }
}

fn answer(world: &World, path: &RepoPath, matched: &[u32]) -> Ownership {
    let mut ownership = match &world.forge {
        Some(forge) => forge_answer(forge, matched),
        None => no_rule(),
    };
    let named = by_contract(world, path).or_else(|| by_comment(world, path));
    if let Some((owners, because)) = named {
        ownership.state = match owners.is_empty() {
            true => OwnershipState::DeliberatelyUnowned,
            false => OwnershipState::Owned,
        };
        ownership.owners = owners;
        ownership.because = because;
        ownership.source_line = None;
    }
    ownership
}

fn no_rule() -> Ownership {
    Ownership {
        state: OwnershipState::NoRule,
        owners: Vec::new(),
        because: Vec::new(),
        source_line: None,
        dialect: None,
        forge_owners: Vec::new(),
        rules: Vec::new(),
    }
}

fn forge_answer(forge: &Forge, matched: &[u32]) -> Ownership {
    let file = forge.file();
    let answer = decide(file, &forge.path, matched);
    let winners: Vec<_> =
        answer.winners.iter().filter_map(|&rule| file.rules.get(rule as usize)).collect();
    let because = |range: TextRange| Because::new(&forge.path, range, How::OwnershipRule);
    Ownership {
        state: answer.state,
        forge_owners: answer.owners.clone(),
        owners: answer.owners,
        because: winners.iter().map(|rule| because(rule.range)).collect(),
        source_line: winners.first().map(|rule| rule.line),
        dialect: Some(forge.dialect),
        rules: answer.rules,
    }
}

type Named = (Vec<Arc<str>>, Vec<Because>);

fn by_contract(world: &World, path: &RepoPath) -> Option<Named> {
    let (contract, owners) = world.boundaries.owner_of(path)?;
    let because = owners.iter().map(|owner| Because::new(contract, owner.range, How::Contract));
    let mut because: Vec<_> = because.collect();
    if because.is_empty() {
        because.push(Because::new(contract, TextRange::default(), How::Contract));
    }
    Some((owners.iter().map(|owner| owner.value.clone()).collect(), because))
}

fn by_comment(world: &World, path: &RepoPath) -> Option<Named> {
    let comments = &world.facts(path).filter(|facts| !facts.owners.is_empty())?.owners;
    let owners = comments.iter().map(|comment| Arc::from(comment.owner.as_ref()));
    let because = comments.iter().map(|it| Because::new(path, it.range, How::OwnerComment));
    Some((owners.collect(), because.collect()))
}
