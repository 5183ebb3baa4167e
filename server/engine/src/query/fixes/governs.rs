//! Entries of `governs` that follow what moved.

use std::collections::BTreeSet;

use boundstone_model::{Finding, Fix, GovernsEntry, GovernsTarget};

use super::Asked;
use super::front_matter::is_plain;
use crate::World;
use crate::governs::PathGlob;

/// The entry with the path of the one file or folder that bears the same name; `None` where there are
/// several, or none.
pub(super) fn stale(asked: &Asked<'_>, finding: &Finding) -> Option<Fix> {
    let record = asked.world.decisions.get(asked.world.decisions.at(asked.path)?)?;
    let entry = record.file.governs.iter().find(|entry| entry.range == finding.place.range)?;
    let GovernsTarget::Paths { is_exclusion: false, .. } = entry.target else { return None };
    let written = entry.range.slice(asked.text);
    if *written != *entry.text {
        return None;
    }
    let (lead, fixed, rest) = parts(written);
    let found = named(asked.world, fixed.rsplit('/').next()?, !rest.is_empty())?;
    let new = format!("{lead}{found}{rest}");
    let target = GovernsTarget::Paths { glob: new.as_str().into(), is_exclusion: false };
    let moved = GovernsEntry { target, ..entry.clone() };
    (is_plain(&found) && matches_something(asked.world, &moved)).then_some(())?;
    Some(asked.settle(finding, format!("Follow to {new}"), true, (entry.range, new)))
}

/// What a glob begins with, the path up to its first `*` or its like, and the rest with its slash.
fn parts(glob: &str) -> (&str, &str, &str) {
    let path = glob.strip_prefix("./").unwrap_or(glob).trim_start_matches('/');
    let lead = glob.get(..glob.len() - path.len()).unwrap_or_default();
    let is_open = |segment: &&str| segment.contains(['*', '?', '[', ']', '{', '}', '\\']);
    let fixed: Vec<&str> = path.split('/').take_while(|segment| !is_open(segment)).collect();
    let length = fixed.join("/").trim_end_matches('/').len();
    let (fixed, rest) = path.split_at_checked(length).unwrap_or((path, ""));
    (lead, fixed, rest)
}

/// The path of the only file or folder of that name.
fn named(world: &World, name: &str, is_folder: bool) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let mut found = BTreeSet::new();
    for (path, _) in world.files() {
        let text = path.as_str();
        for (at, _) in text.match_indices(name) {
            let end = at + name.len();
            let before =
                text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('/'));
            let behind = text.get(end..).unwrap_or_default();
            if before && (behind.starts_with('/') || (behind.is_empty() && !is_folder)) {
                found.insert(text.get(..end)?);
            }
        }
    }
    (found.len() == 1).then(|| found.first().map(|path| (*path).to_owned()))?
}

fn matches_something(world: &World, entry: &GovernsEntry) -> bool {
    let GovernsTarget::Paths { glob, .. } = &entry.target else { return false };
    PathGlob::new(glob).is_ok_and(|glob| world.files_matching(&glob).next().is_some())
}
