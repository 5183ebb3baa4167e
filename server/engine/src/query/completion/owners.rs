use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{Choice, ChoiceAbout, Dialect, OwnershipSource, RepoPath};
use boundstone_text::TextRange;

use super::{Found, value};
use crate::World;
use crate::change::Record;

/// Where an owner is named.
#[derive(Clone, Copy, Default)]
struct Named {
    rules: usize,
    contracts: usize,
}

/// Every owner that the repository knows but the one that is being written in the file at `path`, those that
/// are named most first.
pub(super) fn owners(world: &World, path: &RepoPath, found: &mut Found<'_>) {
    let mut known = Known { itself: (path, found.slot.range), owners: BTreeMap::new() };
    for (at, record) in world.records() {
        match record {
            Record::Ownership(source) => known.rules(world, at, source),
            Record::Contract(contract) => {
                for owner in contract.owners.iter().flatten() {
                    known.add(at, owner.range, &owner.value, |it| it.contracts += 1);
                }
            }
            _ => {}
        }
    }
    for (at, facts) in world.all_commented() {
        for owner in facts.owners() {
            known.add(at, owner.range, &Arc::from(&*owner.owner), |_| {});
        }
    }
    for owner in &world.config.known_owners {
        known.owners.entry(owner.value.clone()).or_default();
    }
    let mut owners: Vec<_> = known.owners.into_iter().collect();
    owners.sort_by_key(|(_, named)| std::cmp::Reverse(named.rules + named.contracts));
    for (owner, named) in owners {
        let choice = Choice {
            label: owner.to_string(),
            filter: owner.to_string(),
            text: value::written(&owner, found.slot.quotes),
            about: ChoiceAbout::Owner { rules: named.rules, contracts: named.contracts },
        };
        if !found.add(choice) {
            return;
        }
    }
}

struct Known<'a> {
    /// The file that is being written, and where.
    itself: (&'a RepoPath, TextRange),
    owners: BTreeMap<Arc<str>, Named>,
}

impl Known<'_> {
    fn rules(&mut self, world: &World, path: &RepoPath, source: &OwnershipSource) {
        let forge = world.forge.as_deref().filter(|forge| forge.path == *path);
        let usual = match source.has_gitlab_syntax {
            Some(_) => Dialect::GitLab,
            None => Dialect::GitHub,
        };
        let (file, _) = source.reading(forge.map_or(usual, |forge| forge.dialect));
        for owner in file.rules.iter().flat_map(|rule| &rule.owners) {
            self.add(path, owner.range, &owner.name, |it| it.rules += 1);
        }
    }

    fn add(
        &mut self,
        path: &RepoPath,
        range: TextRange,
        owner: &Arc<str>,
        count: impl FnOnce(&mut Named),
    ) {
        let (itself, written) = self.itself;
        // What is half written is no owner yet. Where its quote is open, more is read for it than is written.
        let is_written = range.start() <= written.end() && written.start() <= range.end();
        if (itself != path || !is_written) && owner.len() > 1 {
            count(self.owners.entry(Arc::clone(owner)).or_default());
        }
    }
}
