use std::collections::BTreeSet;

use boundstone_model::RepoPath;

use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;

/// Whose answers may differ between two Worlds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    /// A table that joins several files changed, or the set of paths: any file's may.
    pub is_global: bool,
    /// Otherwise: the files that changed, and those whose references or baselines are about them.
    pub paths: Vec<RepoPath>,
    /// Whether there are others than those that changed.
    pub reaches_others: bool,
    /// Who uses what of other boundaries: what is counted above items of any file may differ.
    pub has_other_uses: bool,
}

impl World {
    /// What differs from the World `before`, given the files of the change between them. Costs the
    /// changed files and those that refer to what changed in them, not the repository.
    pub fn difference(&self, before: &Self, changed: &[RepoPath]) -> Difference {
        let appears_or_goes =
            |path: &&RepoPath| self.file(path).is_some() != before.file(path).is_some();
        let has_other_uses = !self.crossings.shares_uses_with(&before.crossings);
        let number = |world: &Self, path: &RepoPath| world.crossings.files.number(path);
        let is_global = !self.shares_tables_with(before)
            || changed.iter().any(|path| {
                appears_or_goes(&path)
                    || number(self, path) != number(before, path)
                    || has_other_report(self, before, path)
            });
        if is_global {
            return Difference {
                is_global,
                paths: changed.to_vec(),
                reaches_others: true,
                has_other_uses,
            };
        }
        let mut paths: BTreeSet<RepoPath> = changed.iter().cloned().collect();
        paths.extend(self.reached(before, changed));
        if !std::sync::Arc::ptr_eq(&self.crossings.cycles, &before.crossings.cycles) {
            let moved = self.crossings.cycles.changed(&before.crossings.cycles);
            paths.extend(moved.into_iter().cloned());
        }
        paths.extend(changed.iter().flat_map(|path| self.settled_by(before, path)));
        let baselines: Vec<RepoPath> =
            paths.iter().filter_map(|path| self.baseline_of(path)).collect();
        paths.extend(baselines);
        // What is shown to others may be another item of another file now.
        let shape = |world: &Self, path: &RepoPath| world.facts(path).map(|facts| facts.shape);
        let reshaped: Vec<&RepoPath> =
            changed.iter().filter(|path| shape(self, path) != shape(before, path)).collect();
        let closed: Vec<RepoPath> =
            reshaped.iter().filter_map(|path| self.closed_contract_of(path)).collect();
        let named_by =
            reshaped.iter().flat_map(|path| self.claims.records_that_may_name(self, path));
        paths.extend(named_by);
        paths.extend(self.governed_otherwise(before));
        let is_other = |path: &RepoPath| !changed.contains(path);
        let reaches_others = paths.iter().any(is_other)
            || !closed.is_empty()
            || !self.crossings.reach_as_far_as(&before.crossings);
        paths.extend(closed.iter().flat_map(|contract| self.shown_otherwise(before, contract)));
        paths.extend(closed.iter().flat_map(|contract| self.told_otherwise(before, contract)));
        paths.extend(closed);
        Difference { is_global, paths: paths.into_iter().collect(), reaches_others, has_other_uses }
    }

    /// The files of whose promises it may depend on this one whether they are broken: a decision settles what it governs, and a
    /// version what lies below its manifest.
    fn settled_by(&self, before: &Self, path: &RepoPath) -> Vec<RepoPath> {
        let is_manifest = matches!(path.name(), "Cargo.toml" | "package.json");
        let is_decision = [self, before].iter().any(|world| world.decisions.at(path).is_some());
        let folder = match path.parent().filter(|_| is_manifest && !is_decision) {
            Some(folder) => folder,
            None if is_decision || is_manifest => RepoPath::root(),
            None => return Vec::new(),
        };
        let mut all = self.claims.files_that_promise(&folder);
        let where_gone = all.iter().flat_map(|path| self.where_gone(path));
        let where_gone: Vec<RepoPath> = where_gone.collect();
        all.extend(where_gone);
        if is_decision {
            // What is gone as a whole is told there.
            let tells =
                |it: &Record| matches!(it, Record::Cargo(_) | Record::Npm(_) | Record::Contract(_));
            all.extend(self.records().filter(|it| tells(it.1)).map(|(path, _)| path.clone()));
        }
        all
    }

    /// The files of the boundary of a contract with a key that no item bears: any may be where it was, and says so.
    fn where_gone(&self, contract: &RepoPath) -> Vec<RepoPath> {
        let Some(Record::Contract(record)) = self.record(contract) else { return Vec::new() };
        let mut entries = (0..).zip(record.interface.iter().flatten());
        let is_gone = entries.any(|(number, entry)| {
            entry.stability.value.is_promise() && !self.claims.has_match(contract, number)
        });
        if is_gone { self.code_of(contract) } else { Vec::new() }
    }

    /// The files of code of the boundary of a contract.
    fn code_of(&self, contract: &RepoPath) -> Vec<RepoPath> {
        let folder = contract.parent().unwrap_or_else(RepoPath::root);
        let is_own =
            |path: &&RepoPath| self.boundaries.at(path).is_some_and(|it| it.path == folder);
        let code = self.files_below(&folder).filter(|(_, input)| input.source.is_some());
        code.map(|(path, _)| path).filter(is_own).cloned().collect()
    }

    /// The files of the boundary of a contract whose items are shown otherwise than before.
    fn shown_otherwise(&self, before: &Self, contract: &RepoPath) -> Vec<RepoPath> {
        let folder = contract.parent().unwrap_or_else(RepoPath::root);
        let Some((old, new)) = before.shown(&folder).zip(self.shown(&folder)) else {
            return Vec::new();
        };
        let files = old.files_unlike(new);
        files.into_iter().filter_map(|file| self.crossings.files.path(file).cloned()).collect()
    }

    /// The files of the boundary of a contract, where a key has an item that had none before, or none any more: the file where
    /// it was says so.
    fn told_otherwise(&self, before: &Self, contract: &RepoPath) -> Vec<RepoPath> {
        let Some(Record::Contract(record)) = self.record(contract) else { return Vec::new() };
        let has_item = |world: &Self, number| world.claims.has_match(contract, number);
        let mut entries = 0..record.interface.iter().flatten().count();
        if entries.all(|number| has_item(self, number) == has_item(before, number)) {
            return Vec::new();
        }
        self.code_of(contract)
    }

    /// The contract of the boundary of a file, where it lists what is offered.
    fn closed_contract_of(&self, path: &RepoPath) -> Option<RepoPath> {
        let boundary = self.boundaries.at(path).filter(|boundary| boundary.is_declared)?;
        let contract = boundary.path.join(CONTRACT_FILE)?;
        match self.record(&contract)? {
            Record::Contract(record) => record.interface.is_some().then_some(contract),
            _ => None,
        }
    }

    /// The contract whose baseline may speak of the findings in a file.
    fn baseline_of(&self, path: &RepoPath) -> Option<RepoPath> {
        let boundary = self.boundaries.at(path).filter(|boundary| boundary.is_declared)?;
        let contract = boundary.path.join(CONTRACT_FILE)?;
        match self.record(&contract)? {
            Record::Contract(record) => (!record.accepted.is_empty()).then_some(contract),
            _ => None,
        }
    }
}

/// Whether a report of public items says something else. They are written seldom, and by a tool.
fn has_other_report(now: &World, before: &World, path: &RepoPath) -> bool {
    let report = |world: &World| match world.record(path) {
        Some(Record::Report(report)) => Some(report.clone()),
        _ => None,
    };
    report(now) != report(before)
}
