//! Which files a change makes resolve again: those that changed, and those that ask them for a name
//! that now means something else.

use std::collections::{BTreeSet, VecDeque};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use boundstone_model::{FileFacts, ImportForm, Language, RepoPath, Scope, ScopeKind, ScopeNumber};
use rustc_hash::{FxHashMap, FxHasher};

use super::files::FileId;
use super::source::Source;
use super::{Packages, rust};
use crate::World;

/// A file of code whose facts changed in more than places.
#[derive(Debug)]
pub(crate) struct Edit<'a> {
    pub(crate) path: &'a RepoPath,
    pub(crate) old: Option<&'a FileFacts>,
    pub(crate) new: Option<&'a FileFacts>,
}

/// The names of a file that changed their meaning.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Names {
    These(BTreeSet<String>),
    /// Any: what it hands on from elsewhere is not known by name.
    All,
}

impl World {
    /// Brings the crossings from those of the World `before` to those of this one, whose other tables
    /// are done. `edits`: the files of code whose facts changed in more than places.
    pub(crate) fn resolve_edits(
        &mut self,
        before: &Self,
        edits: &[Edit<'_>],
        parallel: &dyn super::Parallel,
    ) {
        for edit in edits {
            self.crossings.note(edit.path, edit.old, edit.new);
        }
        let mut stale =
            Stale { before, after: self, files: BTreeSet::new(), open: VecDeque::new() };
        let has_other_boundaries = stale.boundaries();
        stale.packages();
        stale.modules();
        stale.indexes();
        edits.iter().for_each(|edit| stale.edit(edit));
        stale.spread();
        let files: Vec<FileId> = stale.files.into_iter().collect();
        let edited: BTreeSet<FileId> =
            edits.iter().filter_map(|edit| self.crossings.files.number(edit.path)).collect();
        let changed = self.resolve(&files, parallel);
        if changed.iter().any(|file| !edited.contains(file)) {
            self.crossings.reach = Arc::default();
        }
        if has_other_boundaries {
            self.count_edges();
        }
    }
}

impl World {
    /// The files whose references may mean something else than in the World `before`, or something of
    /// which something else is said.
    pub(crate) fn reached(&self, before: &Self, changed: &[RepoPath]) -> Vec<RepoPath> {
        let edits = changed.iter().map(|path| Edit {
            path,
            old: before.facts(path),
            new: self.facts(path),
        });
        let shape = |facts: Option<&FileFacts>| facts.map(|facts| facts.shape);
        let edits: Vec<Edit<'_>> =
            edits.filter(|edit| shape(edit.old) != shape(edit.new)).collect();
        let mut stale =
            Stale { before, after: self, files: BTreeSet::new(), open: VecDeque::new() };
        stale.packages();
        stale.modules();
        edits.iter().for_each(|edit| stale.edit(edit));
        stale.spread();
        let files = stale.files.iter();
        files.filter_map(|file| self.crossings.files.path(*file).cloned()).collect()
    }
}

struct Stale<'w> {
    before: &'w World,
    after: &'w World,
    files: BTreeSet<FileId>,
    open: VecDeque<(FileId, Names)>,
}

impl Stale<'_> {
    /// Where a boundary begins or ends, what is in it crosses elsewhere. Whether one does.
    fn boundaries(&mut self) -> bool {
        let folders = |world: &World| -> BTreeSet<RepoPath> {
            world.boundaries.all().iter().map(|boundary| boundary.path.clone()).collect()
        };
        if Arc::ptr_eq(&self.before.boundaries, &self.after.boundaries) {
            return false;
        }
        let (before, after) = (folders(self.before), folders(self.after));
        before.symmetric_difference(&after).for_each(|folder| self.below(folder, true));
        before != after
    }

    /// What a package is called, and what it knows by what name, decides over all its files.
    fn packages(&mut self) {
        let (before, after): (&Packages, &Packages) =
            (&self.before.crossings.packages, &self.after.crossings.packages);
        if !std::ptr::eq(before, after) {
            before.difference(after).into_iter().for_each(|folder| self.below(folder, true));
        }
    }

    /// An index may confirm what any file refers to.
    fn indexes(&mut self) {
        if !Arc::ptr_eq(&self.before.crossings.indexes, &self.after.crossings.indexes) {
            self.below(&RepoPath::root(), false);
        }
    }

    /// What specifiers mean below a folder, and what the name of a package means everywhere.
    fn modules(&mut self) {
        let (before, after) = (&self.before.crossings.modules, &self.after.crossings.modules);
        if Arc::ptr_eq(before, after) {
            return;
        }
        let (folders, names) = before.difference(after);
        folders.iter().for_each(|folder| self.below(folder, true));
        self.naming(&names.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    }

    /// The scripts that hold one of these texts among their references.
    fn naming(&mut self, texts: &[&str]) {
        if texts.is_empty() {
            return;
        }
        for (path, input) in self.after.files() {
            let Some(facts) = input.source.as_deref() else { continue };
            let is_script = facts.language.is_code() && facts.language != Language::Rust;
            if is_script && texts.iter().any(|text| facts.refers_to(text)) {
                self.files.extend(self.after.crossings.files.number(path));
            }
        }
    }

    /// A script that comes or goes may be what a specifier means, or stand before what it meant.
    fn script_edit(&mut self, edit: &Edit<'_>, file: FileId) {
        if edit.old.is_some() && edit.new.is_some() {
            return;
        }
        self.files.extend(self.before.crossings.readers(file));
        let folder = edit.path.parent().unwrap_or_else(RepoPath::root);
        let name = edit.path.name();
        let stem = name.split('.').next().unwrap_or(name);
        let mut texts = vec![stem];
        if matches!(stem, "index" | "main") {
            // The folder's name, that of its package, or no name at all: `.` and `..`.
            texts.push(folder.name());
            self.below(&folder, false);
        }
        let packages =
            [self.before, self.after].map(|world| world.crossings.modules.name_at(edit.path));
        texts.extend(packages.iter().flatten().map(AsRef::as_ref));
        texts.retain(|text| !text.is_empty());
        self.naming(&texts);
    }

    /// All files of a folder, and those that read them.
    fn below(&mut self, folder: &RepoPath, with_readers: bool) {
        for (path, _) in self.after.files_below(folder) {
            if let Some(file) = self.after.crossings.files.number(path) {
                self.files.insert(file);
                if with_readers {
                    self.files.extend(self.before.crossings.readers(file));
                }
            }
        }
    }

    fn edit(&mut self, edit: &Edit<'_>) {
        let Some(file) = self.after.crossings.files.number(edit.path) else { return };
        self.files.insert(file);
        let names = changed_names(edit.old, edit.new);
        let language = edit.new.or(edit.old).map(|facts| facts.language);
        match language {
            Some(Language::Rust) => self.rust_edit(edit, file, &names),
            _ => self.script_edit(edit, file),
        }
        self.open.push_back((file, names));
    }

    /// What a Rust file that changed is to the tree of modules and to the root of its crate.
    fn rust_edit(&mut self, edit: &Edit<'_>, file: FileId, names: &Names) {
        if edit.old.is_none() || edit.new.is_none() {
            let packages = &self.after.crossings.packages;
            packages.dependents_of(edit.path).for_each(|folder| self.below(folder, true));
            for world in [self.before, self.after] {
                for (parent, name) in rust::declaring(world, edit.path) {
                    self.files.insert(parent);
                    self.open.push_back((parent, Names::These(BTreeSet::from([name]))));
                }
            }
        }
        rust::places_of_modules(edit.path, edit.old, edit.new)
            .iter()
            .for_each(|folder| self.below(folder, false));
        if rust::brings_otherwise(edit.old, edit.new)
            && let Some(package) = self.after.crossings.packages.at(edit.path)
        {
            self.below(&package.folder, false);
        }
        let macros = [edit.old, edit.new].into_iter().flatten().any(FileFacts::says_for_all);
        if macros {
            for world in [self.before, self.after] {
                let root = rust::root_of(world, file);
                self.open.extend(root.map(|root| (root, names.clone())));
            }
        }
    }

    /// Finds who asks for the names, and who hands them on.
    fn spread(&mut self) {
        let mut done: FxHashMap<FileId, Names> = FxHashMap::default();
        while let Some((file, names)) = self.open.pop_front() {
            let Some(names) = new_names(done.get(&file), names) else { continue };
            let all = done.remove(&file);
            // A file may hand on its own names under others: `mod a; pub use a::B;`.
            let path = self.after.crossings.files.path(file);
            let own = path.and_then(|path| self.after.facts(path));
            self.open.extend(own.and_then(|own| handed_on(own, &names)).map(|names| (file, names)));
            for reader in self.before.crossings.readers(file) {
                self.read_by(reader, &names);
            }
            done.insert(file, joined(all, names));
        }
    }

    fn read_by(&mut self, reader: FileId, names: &Names) {
        let Some(path) = self.after.crossings.files.path(reader) else { return };
        let Some(facts) = self.after.facts(path) else { return };
        let mentions = match names {
            Names::All => true,
            Names::These(names) => names.iter().any(|name| facts.refers_to(name)),
        };
        if !mentions {
            return;
        }
        self.files.insert(reader);
        if let Some(handed_on) = handed_on(facts, names) {
            self.open.push_back((reader, handed_on));
        }
    }
}

/// The names under which a file hands on what it gets by `names`, where they are others. Who asks for a
/// name that is handed on as it is has looked into its file too.
fn handed_on(facts: &FileFacts, names: &Names) -> Option<Names> {
    let Names::These(names) = names else { return None };
    let references = facts.references();
    let mut handed_on = BTreeSet::new();
    for import in &references.imports {
        let leads_through =
            names.iter().any(|name| import.from.split("::").any(|segment| segment == name));
        let is_glob = matches!(import.form, ImportForm::Glob | ImportForm::Macros);
        let is_expanded = import.form == ImportForm::Expansion && names.contains(import.name);
        if (is_glob && leads_through) || is_expanded {
            return Some(Names::All);
        }
        if !is_glob && (leads_through || names.contains(import.name)) {
            handed_on.insert(import.bound.to_owned());
        }
    }
    handed_on.remove("");
    (!handed_on.is_empty()).then_some(Names::These(handed_on))
}

fn new_names(done: Option<&Names>, names: Names) -> Option<Names> {
    match (done, names) {
        (None, Names::These(names)) if names.is_empty() => None,
        (None, names) => Some(names),
        (Some(Names::All), _) => None,
        (Some(_), Names::All) => Some(Names::All),
        (Some(Names::These(done)), Names::These(names)) => {
            let new: BTreeSet<String> = names.difference(done).cloned().collect();
            (!new.is_empty()).then_some(Names::These(new))
        }
    }
}

fn joined(done: Option<Names>, names: Names) -> Names {
    match (done, names) {
        (Some(Names::These(mut done)), Names::These(names)) => {
            done.extend(names);
            Names::These(done)
        }
        (None, names) => names,
        _ => Names::All,
    }
}

/// The names under which a file has something else than before.
fn changed_names(old: Option<&FileFacts>, new: Option<&FileFacts>) -> Names {
    let (old, new) = (exports(old), exports(new));
    let differs = |one: &FxHashMap<String, u64>, other: &FxHashMap<String, u64>| -> Vec<String> {
        one.iter()
            .filter(|(name, is)| other.get(*name) != Some(is))
            .map(|(name, _)| name.clone())
            .collect()
    };
    let names: BTreeSet<String> =
        differs(&old, &new).into_iter().chain(differs(&new, &old)).collect();
    if names.contains(ANY) { Names::All } else { Names::These(names) }
}

/// Stands for what has no name of its own: globs.
const ANY: &str = "*";

/// What a file has under each name, as hashes.
fn exports(facts: Option<&FileFacts>) -> FxHashMap<String, u64> {
    let mut exports: FxHashMap<String, u64> = FxHashMap::default();
    let Some(facts) = facts else { return exports };
    let source = Source::new(facts);
    let mut add = |name: &str, hash: u64| {
        let sum = exports.entry(name.to_owned()).or_default();
        *sum = sum.wrapping_mul(31).wrapping_add(hash);
    };
    for (number, item) in (0..).zip(&source.items) {
        let path = boundstone_model::names_to(&source.items, number);
        let owner = item.parent.and_then(|parent| source.item(parent)).map(|owner| owner.kind);
        add(item.name(), hash_of(&(path, owner, item.kind, item.visibility, item.marks)));
    }
    for import in &source.references.imports {
        let around = scopes_around(&source, import.scope);
        let is = (import.form, import.visibility, import.from, import.name, import.is_test, around);
        let hash = hash_of(&is);
        match import.form {
            ImportForm::Glob | ImportForm::Macros | ImportForm::Expansion => add(ANY, hash),
            _ if import.bound.is_empty() => {}
            _ => add(import.bound, hash),
        }
    }
    exports
}

/// The names of the modules and macros around a scope; blocks have none.
fn scopes_around<'w>(source: &Source<'w>, scope: ScopeNumber) -> Vec<(bool, &'w str)> {
    let mut around = Vec::new();
    let mut number = scope;
    while number != 0 {
        let Scope { kind, parent, .. } = source.scope(number);
        let item = match kind {
            ScopeKind::Module(item) | ScopeKind::Macro(item) => source.item(item),
            ScopeKind::File | ScopeKind::Block => None,
        };
        around.push((matches!(kind, ScopeKind::Macro(_)), item.map_or("", |it| it.name())));
        number = parent;
    }
    around
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
