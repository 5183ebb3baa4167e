//! The boundaries of a repository: implied by the members of Cargo, npm, pnpm and yarn workspaces,
//! declared and refined by `boundary.toml`.
//!
//! What it is: a pure function from manifests and contracts to boundaries. What it is not: a judge of
//! manifests; what is wrong in one is for cargo and npm to say.

mod cargo;
mod draft;
mod glob;
mod names;
mod npm;

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    Boundary, CargoManifest, ContractFile, NpmManifest, PnpmWorkspace, Problem, RepoPath, Spanned,
};
use rustc_hash::FxHashMap;

use crate::Record;
use names::Names;

/// The boundaries, and what is found by path, name and folder among them.
#[derive(Clone, Debug, Default)]
pub struct BoundaryMap {
    /// In the order of their folders.
    boundaries: Vec<Boundary>,
    /// The position of the boundary of a folder.
    by_folder: FxHashMap<Arc<str>, usize>,
    names: Names,
    /// The contracts that have `owner`, by their folder.
    owners: FxHashMap<Arc<str>, (RepoPath, Arc<ContractFile>)>,
    problems: BTreeMap<RepoPath, Vec<Problem>>,
    not_checked: Vec<(RepoPath, String)>,
}

/// All that boundaries follow from, each file under its folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    cargo: BTreeMap<RepoPath, Arc<CargoManifest>>,
    npm: BTreeMap<RepoPath, Arc<NpmManifest>>,
    pnpm: BTreeMap<RepoPath, Arc<PnpmWorkspace>>,
    contracts: BTreeMap<RepoPath, Arc<ContractFile>>,
    /// `layers` of the root file, when it has them.
    layers: Option<Vec<Spanned<Arc<str>>>>,
}

pub(crate) const CARGO_FILE: &str = "Cargo.toml";
pub(crate) const NPM_FILE: &str = "package.json";
pub(crate) const PNPM_FILE: &str = "pnpm-workspace.yaml";
pub(crate) const CONTRACT_FILE: &str = "boundary.toml";

impl BoundaryMap {
    /// The boundaries that `records`, one a file, imply and declare.
    pub fn of_records(records: impl IntoIterator<Item = (RepoPath, Record)>) -> Self {
        let mut sources = Sources::default();
        for (path, record) in records {
            sources.add(&path, record);
        }
        Self::new(&sources)
    }

    fn new(sources: &Sources) -> Self {
        let mut map = Self::default();
        let cargo = cargo::members(&sources.cargo, &mut map.not_checked);
        let npm = npm::members(&sources.npm, &sources.pnpm, &mut map.not_checked);
        let drafts = draft::drafts(sources, &cargo, &npm);
        map.boundaries = names::settle(&drafts);
        map.names = Names::new(&drafts, &map.boundaries);
        for (position, boundary) in map.boundaries.iter().enumerate() {
            map.by_folder.insert(Arc::from(boundary.path.as_str()), position);
        }
        for (folder, contract) in &sources.contracts {
            if contract.owners.is_some() {
                let stated = (in_folder(folder, CONTRACT_FILE), Arc::clone(contract));
                map.owners.insert(Arc::from(folder.as_str()), stated);
            }
            let problems = map.names.problems(folder, contract, &map.boundaries, sources);
            if !problems.is_empty() {
                map.problems.insert(in_folder(folder, CONTRACT_FILE), problems);
            }
        }
        map
    }

    /// Whether the same boundaries follow from one record as from the other. Manifests say much else,
    /// which is typed more often.
    pub(crate) fn follow_alike(a: &Record, b: &Record) -> bool {
        match (a, b) {
            (Record::Cargo(a), Record::Cargo(b)) => cargo::members_alike(a, b),
            (Record::Npm(a), Record::Npm(b)) => {
                (&a.name, &a.workspaces) == (&b.name, &b.workspaces)
            }
            (a, b) => a == b,
        }
    }

    /// Every boundary, in the order of their folders.
    pub fn all(&self) -> &[Boundary] {
        &self.boundaries
    }

    /// The innermost boundary that contains `path`.
    pub fn at(&self, path: &RepoPath) -> Option<&Boundary> {
        self.boundaries.get(self.position_at(path)?)
    }

    /// The position of [`Self::at`] among [`Self::all`].
    pub(crate) fn position_at(&self, path: &RepoPath) -> Option<usize> {
        folders_around(path.as_str()).find_map(|folder| self.by_folder.get(folder)).copied()
    }

    /// The boundary of exactly this folder.
    pub fn in_folder(&self, folder: &RepoPath) -> Option<&Boundary> {
        self.boundaries.get(*self.by_folder.get(folder.as_str())?)
    }

    /// The boundary that goes by `name`, in a manifest or in a contract; `None` when several do.
    pub fn by_name(&self, name: &str) -> Option<&Boundary> {
        match self.names.get(name) {
            [only] => self.boundaries.get(*only),
            _ => None,
        }
    }

    /// Whether `name` may mean the boundary: it is one of those that go by it.
    pub(crate) fn may_mean(&self, name: &str, boundary: &Boundary) -> bool {
        let named = self.names.get(name).iter().filter_map(|it| self.boundaries.get(*it));
        named.into_iter().any(|it| it.path == boundary.path)
    }

    /// The nearest `boundary.toml` above `path` that has `owner`, and the owners it names.
    pub fn owner_of(&self, path: &RepoPath) -> Option<(&RepoPath, &Vec<Spanned<Arc<str>>>)> {
        self.owner_around(path.as_str())
    }

    /// The same for the folder of this path; the root for the empty one.
    pub(crate) fn owner_around(
        &self,
        folder: &str,
    ) -> Option<(&RepoPath, &Vec<Spanned<Arc<str>>>)> {
        folders_around(folder).find_map(|folder| self.owner_in(folder))
    }

    /// The `boundary.toml` of exactly this folder, when it has `owner`, and the owners it names.
    pub(crate) fn owner_in(&self, folder: &str) -> Option<(&RepoPath, &Vec<Spanned<Arc<str>>>)> {
        let (toml, contract) = self.owners.get(folder)?;
        Some((toml, contract.owners.as_ref()?))
    }

    /// Names in the contract at `path` that mean nothing, or too much: `config/unknown-name`.
    pub fn problems_of(&self, path: &RepoPath) -> impl Iterator<Item = &Problem> {
        self.problems.get(path).into_iter().flatten()
    }

    /// Manifests whose list of members was not understood whole, and why.
    pub fn not_checked(&self) -> &[(RepoPath, String)] {
        &self.not_checked
    }
}

impl Sources {
    fn add(&mut self, path: &RepoPath, record: Record) {
        let Some(folder) = path.parent() else { return };
        match record {
            Record::Cargo(manifest) => drop(self.cargo.insert(folder, manifest)),
            Record::Npm(manifest) => drop(self.npm.insert(folder, manifest)),
            Record::Pnpm(workspace) => drop(self.pnpm.insert(folder, workspace)),
            Record::Contract(contract) => drop(self.contracts.insert(folder, contract)),
            Record::Config(config) if folder.is_root() => self.layers = config.layers.clone(),
            _ => {}
        }
    }
}

fn in_folder(folder: &RepoPath, name: &str) -> RepoPath {
    folder.join(name).unwrap_or_else(|| folder.clone())
}

/// `path`, the folder that holds it, and so on up to the root.
fn folders_around(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        let parent = |path: &'_ str| path.rfind('/').unwrap_or(0);
        if path.is_empty() { None } else { path.get(..parent(path)) }
    })
}

#[cfg(test)]
mod tests;
