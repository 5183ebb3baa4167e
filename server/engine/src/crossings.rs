//! The references between boundaries: what each file's imports and paths mean, and which files that
//! depends on.
//!
//! What it is: a table of rows by file, made anew for the files that a change reaches. What it is not:
//! a compiler; types are not inferred and macros not expanded, so that a method is found only where
//! its type is written beside it.

mod boundary;
mod confirm;
mod cycle;
mod entry;
mod files;
mod governed;
mod leads;
mod loaded;
mod names;
mod promise;
mod row;
mod rust;
mod search;
mod shown;
mod source;
mod stale;
mod surface;
mod typescript;
mod uses;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use boundstone_model::{FileFacts, ItemKind, Language, RepoPath, ScopeKind, Visibility};
use imbl::{OrdMap, OrdSet, Vector};

use crate::World;
use crate::change::Record;
use boundary::BoundaryIds;
pub(crate) use cycle::Cycles;
pub(crate) use files::{FileId, Files};
pub(crate) use governed::Governed;
pub(crate) use leads::{By, ItemId, Lead, Leads};
pub(crate) use loaded::{loaded, own_module};
pub(crate) use names::{Led, Names};
pub(crate) use promise::{Keys, Meant, Promise, Promises};
pub(crate) use row::{
    PackedRows, PackedUse, Row, RowTarget, Rows, Spot, TargetForm, Unresolved, Why,
};
use row::{push_sorted, take_sorted};
pub(crate) use rust::{Packages, Trait};
pub(crate) use shown::Shown;
use source::Source;
pub(crate) use stale::Edit;
pub(crate) use surface::{
    Brings, Exposed, Exposure, HandedOn, Implemented, by_condition, exposed, named, traits,
};
pub(crate) use typescript::{Modules, NamesOfKey, is_of_files, split_package};

/// Runs `work` for each number below a count, on as many threads as the caller has.
pub trait Parallel {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync));
}

/// One number after the other.
#[derive(Clone, Copy, Debug)]
pub struct InTurn;

impl Parallel for InTurn {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(work);
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Crossings {
    pub(crate) files: Files,
    pub(crate) packages: Arc<Packages>,
    pub(crate) modules: Arc<Modules>,
    pub(crate) indexes: confirm::Indexes,
    /// By the number of the file.
    rows: Vector<PackedRows>,
    /// The files whose rows depend on a file, by its number.
    readers: Vector<Readers>,
    /// Macros that are names of their crate's root wherever they stand, and those whose bodies stand where
    /// they are called, with their files.
    macros: OrdSet<(Arc<str>, FileId)>,
    /// How often code of one boundary refers to another: by their folders.
    edges: OrdMap<Edge, EdgeCount>,
    pub(crate) cycles: Arc<Cycles>,
    pub(crate) promises: Promises,
    /// Another one whenever rows changed of other files than of those that were edited. Not a count: two
    /// Worlds of one past may have counted as far, and differ.
    reach: Arc<()>,
    /// The paths that a `#[path]` may mean, with the file that says it.
    declarers: OrdSet<(RepoPath, FileId)>,
    /// Another one whenever it changed who uses what, or how often.
    state: Arc<()>,
}

/// The folders of a boundary that refers and of the one that is referred to.
pub(crate) type Edge = (RepoPath, RepoPath);

/// How many references lead from one boundary to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct EdgeCount {
    /// In code that is part of what the boundary does for others.
    pub(crate) code: u32,
    /// In tests, examples and benchmarks.
    pub(crate) tests: u32,
}

/// A sorted list of files, packed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Readers(Option<Arc<[u8]>>);

impl Readers {
    fn new(files: &[FileId]) -> Self {
        if files.is_empty() {
            return Self(None);
        }
        let mut bytes = Vec::new();
        push_sorted(&mut bytes, files);
        Self(Some(bytes.into()))
    }

    fn list(&self) -> Vec<FileId> {
        self.0.as_deref().and_then(|mut bytes| take_sorted(&mut bytes)).unwrap_or_default()
    }
}

/// How many files one thread resolves in a row: neighbours look into the same files.
const RUN_LENGTH: usize = 256;

impl Crossings {
    /// Numbers the files of `world`, and notes what is looked up by name among all of them.
    pub(crate) fn add_files<'a>(
        &mut self,
        files: impl Iterator<Item = (&'a RepoPath, &'a FileFacts)>,
    ) {
        for (path, facts) in files {
            self.note(path, None, Some(facts));
        }
    }

    /// Takes what one file says for all from its old facts to its new ones.
    pub(crate) fn note(
        &mut self,
        path: &RepoPath,
        old: Option<&FileFacts>,
        new: Option<&FileFacts>,
    ) {
        let is_code = |facts: &&FileFacts| facts.language.is_code();
        let (old, new) = (old.filter(is_code), new.filter(is_code));
        if old.is_none() && new.is_none() {
            return;
        }
        let file = self.files.add(path);
        let old = old.filter(|facts| facts.says_for_all());
        let new = new.filter(|facts| facts.says_for_all());
        if let Some(old) = old {
            macros_for_all(old).for_each(|name| drop(self.macros.remove(&(name, file))));
            declared(path, old).into_iter().for_each(|it| drop(self.declarers.remove(&(it, file))));
        }
        if let Some(new) = new {
            self.macros.extend(macros_for_all(new).map(|name| (name, file)));
            self.declarers.extend(declared(path, new).into_iter().map(|it| (it, file)));
        }
    }

    /// The packages that the manifests of `world` describe.
    pub(crate) fn read_packages(world: &World) -> Packages {
        let cargo = world.records().filter_map(|(path, record)| match record {
            Record::Cargo(manifest) => Some((path, manifest.as_ref())),
            _ => None,
        });
        Packages::new(cargo)
    }

    /// The npm packages and configurations of `world`.
    pub(crate) fn read_modules(world: &World) -> Modules {
        let manifests = world.records().filter_map(|(path, record)| match record {
            Record::Npm(manifest) => Some((path, manifest)),
            _ => None,
        });
        let configs = world.records().filter_map(|(path, record)| match record {
            Record::TsConfig(config) => Some((path, config)),
            _ => None,
        });
        let links = world.records().filter_map(|(path, record)| match record {
            Record::Link(target) => Some((path, target)),
            _ => None,
        });
        let extractors = world.records().filter_map(|(path, record)| match record {
            Record::ApiExtractorConfig(config) => Some((path, config.as_ref())),
            _ => None,
        });
        Modules::new(manifests, configs, links, extractors)
    }

    /// The SCIP indexes of `world`.
    pub(crate) fn read_indexes(world: &World) -> confirm::Indexes {
        confirm::indexes(world)
    }

    /// Every macro that is a name of its crate's root, with its file.
    pub(crate) fn all_macros(&self) -> impl Iterator<Item = (&str, FileId)> {
        self.macros.iter().map(|(name, file)| (&**name, *file))
    }

    pub(crate) fn macros_named(&self, name: &str) -> impl Iterator<Item = FileId> {
        let name: Arc<str> = Arc::from(name);
        let named = self.macros.range((name.clone(), 0)..);
        named.take_while(move |(other, _)| *other == name).map(|(_, file)| *file)
    }

    /// The files with a `#[path]` that may mean this one.
    pub(crate) fn declarers_of(&self, path: &RepoPath) -> impl Iterator<Item = FileId> {
        let path = path.clone();
        let naming = self.declarers.range((path.clone(), 0)..);
        naming.take_while(move |(other, _)| *other == path).map(|(_, file)| *file)
    }

    /// The rows of a file.
    pub(crate) fn rows(&self, file: FileId) -> Rows {
        self.rows.get(file as usize).map(PackedRows::unpack).unwrap_or_default()
    }

    /// Whether a file leads to the same in both, which number files alike.
    pub(crate) fn has_same_rows(&self, other: &Self, file: FileId) -> bool {
        self.rows.get(file as usize) == other.rows.get(file as usize)
    }

    /// The files whose rows depend on a file: among them all that refer to what it defines.
    pub(crate) fn readers(&self, file: FileId) -> Vec<FileId> {
        self.readers.get(file as usize).map(Readers::list).unwrap_or_default()
    }

    /// Whether the same is used as often in both. Places may differ.
    pub(crate) fn shares_uses_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.state, &other.state)
    }

    /// The boundaries that refer to others, by their folders.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (&Edge, &EdgeCount)> {
        self.edges.iter()
    }

    /// Whether no rows changed between the two but those of edited files.
    pub(crate) fn reach_as_far_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.reach, &other.reach)
    }

    /// Puts the rows of these files in the place of what was known of them, and says whose changed.
    fn put(&mut self, new: Vec<(FileId, PackedRows)>) -> Vec<FileId> {
        let mut changed = Vec::new();
        let count = self.files.len();
        self.rows.extend((self.rows.len()..count).map(|_| PackedRows::default()));
        self.readers.extend((self.readers.len()..count).map(|_| Readers::default()));
        // The file that is read, a reader that comes or goes, and whether it comes.
        let mut turns: Vec<(FileId, FileId, bool)> = Vec::new();
        let mut has_other_uses = false;
        for (file, rows) in new {
            let Some(old) = self.rows.get_mut(file as usize) else { continue };
            let (before, after) = (old.consulted(), rows.consulted());
            let gone = before.iter().filter(|it| after.binary_search(it).is_err());
            let come = after.iter().filter(|it| before.binary_search(it).is_err());
            turns.extend(gone.map(|read| (*read, file, false)));
            turns.extend(come.map(|read| (*read, file, true)));
            if *old != rows {
                has_other_uses = has_other_uses || !old.uses_alike(&rows);
                // Copied, because where it was made it would hold a page that the resolver filled.
                old.clone_from(&rows);
                changed.push(file);
            }
        }
        if has_other_uses {
            self.state = Arc::default();
        }
        turns.sort_unstable();
        for turns in turns.chunk_by(|one, other| one.0 == other.0) {
            let file = turns.first().map_or(0, |turn| turn.0);
            let Some(readers) = self.readers.get_mut(file as usize) else { continue };
            let mut list = readers.list();
            let gone: Vec<FileId> = turns.iter().filter(|it| !it.2).map(|it| it.1).collect();
            list.retain(|reader| gone.binary_search(reader).is_err());
            list.extend(turns.iter().filter(|it| it.2).map(|it| it.1));
            list.sort_unstable();
            list.dedup();
            *readers = Readers::new(&list);
        }
        changed
    }

    /// Adds to or takes from what is counted. Whether a boundary now uses another one or no longer does.
    fn count(&mut self, edges: &Edges, change: impl Fn(u32, u32) -> u32) -> bool {
        let mut has_other_uses = false;
        for (edge, by) in edges {
            let before = self.edges.get(edge).copied().unwrap_or_default();
            let count = EdgeCount {
                code: change(before.code, by.code),
                tests: change(before.tests, by.tests),
            };
            has_other_uses |= (before.code > 0) != (count.code > 0);
            if count == EdgeCount::default() {
                self.edges.remove(edge);
            } else {
                self.edges.insert(edge.clone(), count);
            }
        }
        has_other_uses
    }

    /// Whether both mean the same, whatever the numbers of their files.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let paths = |it: &Self| -> Vec<RepoPath> {
            let numbered = (0..it.files.len() as FileId).filter(|file| it.has_rows(*file));
            let mut paths: Vec<_> =
                numbered.filter_map(|file| it.files.path(file).cloned()).collect();
            paths.sort();
            paths
        };
        let here = paths(self);
        here == paths(other)
            && self.edges == other.edges
            && self.cycles == other.cycles
            && *self.packages == *other.packages
            && *self.modules == *other.modules
            && here.iter().all(|path| self.named_rows(path) == other.named_rows(path))
    }

    fn has_rows(&self, file: FileId) -> bool {
        let rows = self.rows(file);
        !rows.rows.is_empty() || !rows.unresolved.is_empty()
    }

    /// The rows of a file with the paths of what they lead to.
    fn named_rows(&self, path: &RepoPath) -> impl PartialEq + use<> {
        let rows = self.files.number(path).map(|file| self.rows(file)).unwrap_or_default();
        let name = |file: FileId| self.files.path(file).cloned();
        let target = |row: &Row| {
            let target = rows.targets.get(row.target as usize)?.clone();
            Some((name(target.file), target.facade.map(name), target.path, target.form))
        };
        let named: Vec<_> = rows
            .rows
            .iter()
            .map(|row| (row.at, row.kind, row.is_likely, row.is_test, target(row)))
            .collect();
        (named, rows.unresolved)
    }
}

impl World {
    /// Resolves all files.
    pub(crate) fn resolve_all(&mut self, parallel: &dyn Parallel) {
        // By path, so that neighbours are resolved together.
        let files: Vec<FileId> = self
            .files()
            .filter(|(_, input)| input.source.is_some())
            .filter_map(|(path, _)| self.crossings.files.number(path))
            .collect();
        self.resolve(&files, parallel);
    }

    /// Resolves these files again, and says whose rows changed.
    pub(crate) fn resolve(&mut self, files: &[FileId], parallel: &dyn Parallel) -> Vec<FileId> {
        let runs: Vec<&[FileId]> = files.chunks(RUN_LENGTH).collect();
        let done: Vec<OnceLock<Vec<(FileId, PackedRows)>>> =
            runs.iter().map(|_| OnceLock::new()).collect();
        let world: &Self = self;
        parallel.each(runs.len(), &|number| {
            if let (Some(run), Some(done)) = (runs.get(number), done.get(number)) {
                done.get_or_init(|| resolve_run(world, run));
            }
        });
        let new: Vec<_> = done.into_iter().filter_map(OnceLock::into_inner).flatten().collect();
        let old: Vec<Edges> = files.iter().map(|file| self.edges_of(*file)).collect();
        let changed = self.crossings.put(new);
        let mut has_other_uses = false;
        for (file, old) in files.iter().zip(old) {
            let new = self.edges_of(*file);
            if old != new {
                // Added first, so that a use that stays is not taken for one that goes.
                has_other_uses |= self.crossings.count(&new, u32::wrapping_add);
                has_other_uses |= self.crossings.count(&old, u32::wrapping_sub);
            }
        }
        self.refresh_cycles(has_other_uses, files);
        changed
    }

    /// Counts the references between boundaries again: other boundaries than before count them.
    pub(crate) fn count_edges(&mut self) {
        self.crossings.edges = OrdMap::new();
        for file in 0..self.crossings.files.len() as FileId {
            let edges = self.edges_of(file);
            self.crossings.count(&edges, u32::wrapping_add);
        }
        self.refresh_cycles(true, &[]);
    }

    /// What the rows of one file add to the references between boundaries.
    fn edges_of(&self, file: FileId) -> Edges {
        let rows = self.crossings.rows(file);
        let folder = |file: FileId| {
            let path = self.crossings.files.path(file)?;
            Some(self.boundaries.at(path)?.path.clone())
        };
        if rows.rows.is_empty() {
            return Edges::new();
        }
        let Some(from) = folder(file) else { return Edges::new() };
        let targets: Vec<Option<RepoPath>> =
            rows.targets.iter().map(|target| folder(target.file)).collect();
        let mut edges = Edges::new();
        for row in &rows.rows {
            let Some(Some(to)) = targets.get(row.target as usize) else { continue };
            let count = edges.entry((from.clone(), to.clone())).or_default();
            count.code += u32::from(!row.is_test);
            count.tests += u32::from(row.is_test);
        }
        edges
    }
}

type Edges = BTreeMap<Edge, EdgeCount>;

/// The files that each script imports, whatever their boundaries, by path.
pub(crate) fn file_imports(world: &World) -> Vec<(RepoPath, RepoPath)> {
    let mut resolver = typescript::Resolver::new(world);
    let mut imports = Vec::new();
    for (path, input) in world.files() {
        let is_script = input
            .source
            .as_ref()
            .is_some_and(|it| it.language.is_code() && it.language != Language::Rust);
        let Some(file) = world.crossings.files.number(path).filter(|_| is_script) else { continue };
        let imported = typescript::imported(&mut resolver, file);
        let paths = imported.into_iter().filter_map(|it| world.crossings.files.path(it));
        let mut paths: Vec<RepoPath> = paths.filter(|it| *it != path).cloned().collect();
        paths.sort();
        imports.extend(paths.into_iter().map(|to| (path.clone(), to)));
    }
    imports
}

fn resolve_run(world: &World, run: &[FileId]) -> Vec<(FileId, PackedRows)> {
    let mut rust = rust::Resolver::new(world);
    let mut typescript = typescript::Resolver::new(world);
    let mut boundaries = BoundaryIds::new(world);
    let mut rows = |file: FileId| {
        let path = world.crossings.files.path(file)?;
        match world.facts(path)?.language {
            Language::Rust => Some(rust::rows(&mut rust, &mut boundaries, file)),
            Language::Markdown => None,
            _ => Some(typescript::rows(&mut typescript, &mut boundaries, file)),
        }
    };
    run.iter()
        .map(|&file| (file, confirm::confirmed(world, file, rows(file).unwrap_or_default())))
        .collect()
}

/// The macros that others may call without saying where they come from.
fn macros_for_all(facts: &FileFacts) -> impl Iterator<Item = Arc<str>> {
    let scopes = facts.references().scopes;
    let has_body = |number| scopes.iter().any(|it| it.kind == ScopeKind::Macro(number));
    let macros = (0..).zip(facts.items()).filter(|(_, item)| item.kind == ItemKind::Macro);
    let for_all: Vec<Arc<str>> = macros
        .filter(|(number, item)| item.visibility == Visibility::Public || has_body(*number))
        .map(|(_, item)| Arc::from(item.name()))
        .collect();
    for_all.into_iter()
}

fn declared(path: &RepoPath, facts: &FileFacts) -> Vec<RepoPath> {
    rust::by_path_attribute(path, &Source::new(facts))
}
