//! The reverse index of mentions: from what a decision may be called to the places that call it so.
//!
//! It holds candidates, not resolved mentions: when a record appears or changes, no source file's
//! entry has to change.

use std::ops::Bound;
use std::sync::Arc;

use boundstone_model::{CandidateMention, FileFacts, MentionKey, RepoPath};
use imbl::OrdSet;

use crate::change::FileInput;
use crate::decisions::{DecisionIndex, Decisions, Meaning, numbered_name};

/// What a mention is found under.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Called {
    Numbered(Arc<str>, u32),
    /// A path whose last segment begins with this number, or a prefix and this number.
    PathNumber(u32),
    /// A path whose last segment has this stem, in lower case.
    PathStem(Arc<str>),
}

/// One candidate: its name, its file, and its position among the file's mentions.
type Entry = (Called, RepoPath, u32);

#[derive(Clone, Default, Debug)]
pub(crate) struct Mentions {
    entries: OrdSet<Entry>,
}

impl Mentions {
    /// Takes the mentions of one file from its old facts to its new ones.
    pub(crate) fn update(
        &mut self,
        path: &RepoPath,
        old: Option<&FileFacts>,
        new: Option<&FileFacts>,
    ) {
        for entry in old.into_iter().flat_map(|facts| entries(path, facts)) {
            self.entries.remove(&entry);
        }
        for entry in new.into_iter().flat_map(|facts| entries(path, facts)) {
            self.entries.insert(entry);
        }
    }

    pub(crate) fn extend(&mut self, files: &[(RepoPath, Arc<FileInput>)]) {
        let mut all: Vec<Entry> = files
            .iter()
            .filter_map(|(path, input)| Some((path, input.source.as_ref()?)))
            .flat_map(|(path, facts)| entries(path, facts))
            .collect();
        all.sort_unstable();
        self.entries = all.into_iter().collect();
    }

    /// Every mention that means the decision, or may mean it among others, as file and position, in
    /// path order.
    pub(crate) fn of<'a>(
        &self,
        decisions: &Decisions,
        decision: DecisionIndex,
        facts: impl Fn(&RepoPath) -> Option<&'a FileFacts>,
    ) -> Vec<(RepoPath, u32)> {
        let mut found: Vec<(RepoPath, u32)> = names_of(decisions, decision)
            .into_iter()
            .flat_map(|called| self.called(called))
            .filter(|(path, number)| {
                let mention = facts(path).and_then(|facts| facts.mentions().get(*number as usize));
                match mention.map(|mention| decisions.meaning(path, mention)) {
                    Some(Meaning::One(index)) => index == decision,
                    Some(Meaning::Several(indexes)) => indexes.contains(&decision),
                    _ => false,
                }
            })
            .collect();
        found.sort();
        found.dedup();
        found
    }

    fn called(&self, called: Called) -> impl Iterator<Item = (RepoPath, u32)> {
        let first = (called.clone(), RepoPath::root(), 0);
        self.entries
            .range((Bound::Included(first), Bound::Unbounded))
            .take_while(move |(other, _, _)| *other == called)
            .map(|(_, path, number)| (path.clone(), *number))
    }

    /// Whether the two are one table in memory, so that nothing was written between them.
    #[cfg(test)]
    pub(crate) fn is_shared_with(&self, other: &Self) -> bool {
        self.entries.ptr_eq(&other.entries)
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

fn entries<'a>(path: &'a RepoPath, facts: &'a FileFacts) -> impl Iterator<Item = Entry> + 'a {
    let entry = |(number, mention): (usize, &CandidateMention)| {
        (!mention.is_external).then(|| (called(&mention.key), path.clone(), number as u32))
    };
    facts.mentions().iter().enumerate().filter_map(entry)
}

fn called(key: &MentionKey) -> Called {
    match key {
        MentionKey::Numbered { prefix, number } => {
            Called::Numbered(Arc::from(prefix.as_ref()), *number)
        }
        MentionKey::Path(path) => {
            let name = path.rsplit('/').next().unwrap_or_default();
            match numbered_name(name) {
                Some((_, number)) => Called::PathNumber(number),
                None => Called::PathStem(stem_of(name)),
            }
        }
    }
}

fn names_of(decisions: &Decisions, decision: DecisionIndex) -> Vec<Called> {
    let Some(record) = decisions.get(decision) else { return Vec::new() };
    let mut names = vec![Called::PathStem(stem_of(record.path.name()))];
    if let Some(number) = record.file.number {
        names.push(Called::Numbered(record.prefix.clone(), number));
        names.push(Called::PathNumber(number));
    }
    let own_number = numbered_name(record.path.name());
    names.extend(own_number.map(|(_, number)| Called::PathNumber(number)));
    names.dedup();
    names
}

fn stem_of(name: &str) -> Arc<str> {
    let stem = name.rfind('.').filter(|&dot| dot > 0).and_then(|dot| name.get(..dot));
    Arc::from(stem.unwrap_or(name).to_ascii_lowercase())
}
