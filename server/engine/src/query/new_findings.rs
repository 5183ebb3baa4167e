//! Which findings a change brings.

use std::collections::BTreeSet;

use boundstone_model::{FileChange, Finding, Place, RepoPath, Rule};
use rustc_hash::FxHashMap;

use super::code::CodeReader;
use super::findings;
use crate::World;
use crate::boundaries::CONTRACT_FILE;

/// A repository on one side of a change.
#[derive(Clone, Copy)]
pub struct FindingsOf<'a> {
    pub world: &'a World,
    pub code: &'a dyn CodeReader,
    /// The line that a place stands in.
    pub line: &'a dyn Fn(&Place) -> String,
}

/// The findings that stand in the one World and not in the other, in whatever file, by path and place. A
/// finding is the same one when its rule, its file and its message are, wherever it stands in the file
/// and however the file is called; of several that are alike, those on equal lines are the same.
pub fn new_findings(
    before: FindingsOf<'_>,
    now: FindingsOf<'_>,
    changes: &[FileChange],
) -> Vec<Finding> {
    let renamed: FxHashMap<&RepoPath, &RepoPath> =
        changes.iter().filter_map(|it| Some((it.now.as_ref()?, it.before.as_ref()?))).collect();
    let new_in = |path: &RepoPath| {
        let found = findings(now.world, now.code, path);
        if found.is_empty() {
            return found;
        }
        let known = findings(before.world, before.code, renamed.get(path).copied().unwrap_or(path));
        without(found, known, now.line, before.line)
    };
    let mut paths = reached(before.world, now.world, changes);
    // What macros are given may be what a key means, and is no name of a file.
    paths.extend(contracts_touched(now.world, changes));
    paths.extend(now.code.by_surfaces().into_iter().flat_map(|it| it.paths().cloned()));
    paths.sort();
    paths.dedup();
    paths.iter().flat_map(new_in).collect()
}

/// The files in which a change may bring findings, or take some away, in path order. Whom else it reaches is known by
/// name only in part: then it is all that there are now.
pub fn reached(before: &World, now: &World, changes: &[FileChange]) -> Vec<RepoPath> {
    let changed = changes.iter().flat_map(|it| it.before.iter().chain(&it.now));
    let difference = now.difference(before, &changed.cloned().collect::<Vec<_>>());
    if difference.is_global || difference.reaches_others {
        return now.files().map(|(path, _)| path.clone()).collect();
    }
    let mut paths = difference.paths;
    paths.sort();
    paths.dedup();
    paths
}

/// The contracts of the boundaries in which a change has files, and of those that hand on what stands there: what these promise,
/// the change may have touched.
pub fn contracts_touched(now: &World, changes: &[FileChange]) -> BTreeSet<RepoPath> {
    let paths: Vec<&RepoPath> =
        changes.iter().flat_map(|it| it.before.iter().chain(&it.now)).collect();
    let own = paths.iter().filter_map(|path| {
        let boundary = now.boundaries.at(path).filter(|it| it.is_declared)?;
        Some(boundary.path.clone())
    });
    let folders = own.chain(now.promised_through(&paths));
    let contracts = folders.filter_map(|folder| folder.join(CONTRACT_FILE));
    contracts.filter(|it| now.record(it).is_some()).collect()
}

type Key<'a> = (Rule, &'a str);

fn without(
    found: Vec<Finding>,
    known: Vec<Finding>,
    line_now: &dyn Fn(&Place) -> String,
    line_before: &dyn Fn(&Place) -> String,
) -> Vec<Finding> {
    let mut open: FxHashMap<Key<'_>, Vec<&Finding>> = FxHashMap::default();
    for finding in &known {
        open.entry((finding.rule, &finding.message)).or_default().push(finding);
    }
    let mut is_known = vec![false; found.len()];
    // First those on equal lines, so that of two alike it is the one that was added which is new.
    for on_equal_lines in [true, false] {
        for (finding, is_known) in found.iter().zip(&mut is_known).filter(|(_, known)| !**known) {
            let Some(twins) = open.get_mut(&(finding.rule, finding.message.as_str())) else {
                continue;
            };
            let is_twin = |twin: &&Finding| {
                // One that weighs more than before is news.
                twin.severity >= finding.severity
                    && (!on_equal_lines || line_now(&finding.place) == line_before(&twin.place))
            };
            if let Some(at) = twins.iter().position(is_twin) {
                twins.remove(at);
                *is_known = true;
            }
        }
    }
    let mut is_known = is_known.into_iter();
    let mut found = found;
    found.retain(|_| !is_known.next().unwrap_or(false));
    found
}
