use std::sync::Arc;

use boundstone_model::{
    Because, FileFacts, How, Owners, Ownership, OwnershipRule, OwnershipState, RepoPath, Spanned,
};
use boundstone_text::TextRange;

use crate::World;
use crate::forge::Forge;
use crate::ownership::{Settled, decide};

/// Who owns `path`, existing or not: `owner` of the nearest contract above it that has one, else an
/// `@owner` comment in the file, else the forge's ownership file. What the forge says is always part
/// of the answer.
pub fn ownership(world: &World, path: &RepoPath) -> Ownership {
    let matched = world.forge.as_ref().map(|forge| forge.matcher.matching(path));
    answer(world, path, &matched.unwrap_or_default())
}

/// The same for many paths, which cost least in path order. Who asks for every file's owners and no
/// more asks [`owners_below`](super::owners_below).
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
    let forge = world.forge.as_deref();
    let mut rules = Vec::new();
    let by_forge = forge.map_or_else(no_rule, |forge| {
        let answer = decide(forge.file(), &forge.path, matched);
        rules = answer.rules;
        of_rules(forge, answer.settled)
    });
    let forge_owners = by_forge.names.clone();
    let by_contract = || {
        let (contract, names) = world.boundaries.owner_of(path)?;
        Some(of_contract(contract, names))
    };
    let named = by_contract().or_else(|| by_comment(path, world.commented(path)?));
    let Owners { state, names, because, source_line } = named.unwrap_or(by_forge);
    Ownership {
        state,
        owners: names,
        because,
        source_line,
        dialect: forge.map(|forge| forge.dialect),
        forge_owners,
        rules,
    }
}

pub(super) fn no_rule() -> Owners {
    Owners {
        state: OwnershipState::NoRule,
        names: Vec::new(),
        because: Vec::new(),
        source_line: None,
    }
}

/// What the forge's file says of the paths that are settled so.
pub(super) fn of_rules(forge: &Forge, settled: Settled) -> Owners {
    let rules = &forge.file().rules;
    let winners = settled.winners.iter().filter_map(|&rule| rules.get(rule as usize));
    let because = |rule: &OwnershipRule| Because::new(&forge.path, rule.range, How::OwnershipRule);
    Owners {
        state: settled.state,
        source_line: winners.clone().next().map(|rule| rule.line),
        because: winners.map(because).collect(),
        names: settled.owners,
    }
}

/// What the contract at `contract` says of all around which it is the nearest with `owner`.
pub(super) fn of_contract(contract: &RepoPath, owners: &[Spanned<Arc<str>>]) -> Owners {
    let because = owners.iter().map(|owner| Because::new(contract, owner.range, How::Contract));
    let mut because: Vec<_> = because.collect();
    if because.is_empty() {
        because.push(Because::new(contract, TextRange::default(), How::Contract));
    }
    named(owners.iter().map(|owner| owner.value.clone()).collect(), because)
}

/// What a file says of itself.
pub(super) fn by_comment(path: &RepoPath, facts: &FileFacts) -> Option<Owners> {
    let comments = Some(facts.owners()).filter(|owners| !owners.is_empty())?;
    let names = comments.iter().map(|comment| Arc::from(comment.owner.as_ref()));
    let because = comments.iter().map(|it| Because::new(path, it.range, How::OwnerComment));
    Some(named(names.collect(), because.collect()))
}

fn named(names: Vec<Arc<str>>, because: Vec<Because>) -> Owners {
    let state = match names.is_empty() {
        true => OwnershipState::DeliberatelyUnowned,
        false => OwnershipState::Owned,
    };
    Owners { state, names, because, source_line: None }
}
