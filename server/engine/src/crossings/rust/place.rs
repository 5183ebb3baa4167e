//! Where a Rust file stands in the tree of modules.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{FileFacts, Import, ImportForm, RepoPath, ScopeNumber};

use super::super::files::FileId;
use super::super::source::{Module, Source};
use super::package::{Package, RootKind};
use super::resolver::Resolver;
use crate::World;

/// Where a file stands: in which crate, and as which module of it.
#[derive(Clone, Debug)]
pub(super) struct Stand {
    pub(super) package: Arc<Package>,
    pub(super) root: FileId,
    pub(super) kind: RootKind,
    /// The module that declares the file; `None` for a root.
    pub(super) parent: Option<Module>,
    /// Whether modules that the file declares lie beside it: for roots, `mod.rs`, and what `#[path]`
    /// names.
    is_beside: bool,
    /// Compiled for tests alone.
    pub(super) is_test: bool,
}

/// How many folders up the file is looked for that declares another.
const MOST_FOLDERS: usize = 3;

/// How many files of a folder are looked at for roots among them.
const MOST_ROOTS: usize = 500;

const MODULE_FILE: &str = "mod.rs";

impl<'w> Resolver<'w> {
    /// Where a file stands; `None` for one that no crate holds.
    pub(super) fn stand(&mut self, file: FileId) -> Option<Rc<Stand>> {
        if let Some(known) = self.stands.get(&file) {
            let known = known.clone();
            self.search.consult_all(&known.1);
            return known.0;
        }
        // A file that is reached again while its own place is looked for is no parent of itself.
        self.stands.insert(file, (None, Rc::default()));
        let frame = self.search.enter(usize::MAX);
        let found = self.find_stand(file).map(Rc::new);
        // No name is looked up for it, so that it is always the whole.
        let consulted = self.search.leave(frame).unwrap_or_default();
        self.stands.insert(file, (found.clone(), consulted));
        found
    }

    fn find_stand(&mut self, file: FileId) -> Option<Stand> {
        let path = self.search.path(file)?.clone();
        let package = Arc::clone(self.packages().at(&path)?);
        if let Some(kind) = package.root_kind(&path) {
            let is_test = kind.is_test();
            return Some(Stand {
                package,
                root: file,
                kind,
                parent: None,
                is_beside: true,
                is_test,
            });
        }
        let candidates = self.possible_parents(&path, &package);
        let mut left_over = None;
        for candidate in candidates.iter().filter(|it| **it != file) {
            let Some(stand) = self.declared_by(*candidate, file, &path) else { continue };
            let is_compiled =
                self.search.path(stand.root).is_some_and(|root| package.root_kind(root).is_some());
            if is_compiled {
                return Some(stand);
            }
            // A `mod.rs` that nobody declares any more may declare what `lib.rs` does.
            left_over = left_over.or(Some(stand));
        }
        left_over.or_else(|| self.undeclared(file, &path, package, &candidates))
    }

    /// Where a file stands that nobody declares: macros declare modules, and tests compile files. It
    /// knows the crates that its package does; as a module it hangs below the file that would declare it.
    fn undeclared(
        &mut self,
        file: FileId,
        path: &RepoPath,
        package: Arc<Package>,
        candidates: &[FileId],
    ) -> Option<Stand> {
        let folder = path.parent();
        let is_main = |it: &&FileId| {
            self.search.path(**it).is_some_and(|main| {
                main.parent() == folder && matches!(main.name(), "main.rs" | "lib.rs" | MODULE_FILE)
            })
        };
        let parent = candidates.iter().find(is_main).copied().filter(|it| *it != file);
        let around = parent.and_then(|parent| self.stand(parent));
        let kind = package.kind_of_folder(path);
        let is_beside = path.name() == MODULE_FILE;
        Some(match (around, parent) {
            (Some(around), Some(parent)) => Stand {
                root: around.root,
                kind: around.kind,
                parent: Some(Module::file(parent)),
                is_test: around.is_test,
                is_beside,
                package,
            },
            _ => Stand {
                root: file,
                kind,
                parent: None,
                is_test: kind.is_test(),
                is_beside,
                package,
            },
        })
    }

    /// The stand of `file` when `parent` declares it.
    fn declared_by(&mut self, parent: FileId, file: FileId, path: &RepoPath) -> Option<Stand> {
        let source = self.search.source(parent)?;
        let is_declaration = |import: &&Import<'_>| import.form == ImportForm::ModuleFile;
        let declares = source.references.imports.iter().any(|import| is_declaration(&import));
        if !declares && source.expansions().next().is_none() {
            return None;
        }
        let around = self.stand(parent)?;
        let declarations = source.references.imports.iter().filter(is_declaration);
        let of_file = declarations.map(|import| {
            let home = Module { file: parent, scope: source.module_of(import.scope) };
            (home, *import, source.scope(import.scope).is_test)
        });
        let mut declarations: Vec<(Module, Import<'w>, bool)> = of_file.collect();
        let name = module_name(path);
        let is_meant = |it: &mut Self, (home, import, _): &(Module, Import<'w>, bool)| {
            (!import.from.is_empty() || import.name == name)
                && it.module_files(*home, &around, import).contains(&file)
        };
        let mut found = declarations.into_iter().find(|it| is_meant(self, it));
        if found.is_none() {
            declarations = self.declarations_in_bodies(parent, &source);
            found = declarations.into_iter().find(|it| is_meant(self, it));
        }
        let (home, declaration, is_test) = found?;
        Some(Stand {
            package: Arc::clone(&around.package),
            root: around.root,
            kind: around.kind,
            parent: Some(home),
            is_beside: path.name() == MODULE_FILE || !declaration.from.is_empty(),
            is_test: around.is_test || declaration.is_test || is_test,
        })
    }

    /// The modules in other files that macros declare whose bodies stand in `file`, each with the module
    /// that it becomes one of, and whether that is for tests alone.
    fn declarations_in_bodies(
        &mut self,
        file: FileId,
        source: &Source<'w>,
    ) -> Vec<(Module, Import<'w>, bool)> {
        let mut declarations = Vec::new();
        for (scope, name) in source.expansions() {
            let home = Module { file, scope: source.module_of(scope) };
            for body in self.bodies(file, name) {
                let Some(source_of_body) = self.search.source(body.file) else { continue };
                let imports = source_of_body.references.imports.iter();
                let declared = imports
                    .filter(|it| it.form == ImportForm::ModuleFile && it.scope == body.scope);
                declarations.extend(declared.map(|it| (home, *it, source.scope(scope).is_test)));
            }
        }
        declarations
    }

    /// The files that may declare the module at `path`, by the usual layout of files and by `#[path]`.
    /// Source: The Rust Reference, "Module source filenames".
    fn possible_parents(&mut self, path: &RepoPath, package: &Package) -> Vec<FileId> {
        let mut found = Vec::new();
        let mut folder = path.parent();
        if path.name() == MODULE_FILE {
            folder = folder.and_then(|folder| folder.parent());
        }
        for _ in 0..MOST_FOLDERS {
            let Some(here) = folder.filter(|here| here.starts_with(&package.folder)) else { break };
            let beside = here.parent().and_then(|above| above.join(&format!("{}.rs", here.name())));
            let usual = [here.join(MODULE_FILE), beside].into_iter().flatten();
            let named = package.roots_in(&here).cloned();
            let mains = ["lib.rs", "main.rs"].into_iter().filter_map(|name| here.join(name));
            let mains = mains.filter(|path| package.root_kind(path).is_some());
            let mut paths: Vec<RepoPath> = usual.chain(named).chain(mains).collect();
            if package.is_listed(&here) {
                paths.extend(self.files_directly_in(&here));
            }
            found.extend(paths.iter().filter_map(|path| self.file(path)));
            folder = here.parent();
        }
        found.extend(self.by_path_attribute(path));
        found
    }

    fn files_directly_in(&self, folder: &RepoPath) -> Vec<RepoPath> {
        let from = (Bound::Included(folder.clone()), Bound::Unbounded);
        let below = self.search.world.paths_from(from).take(MOST_ROOTS);
        below
            .take_while(|path| path.starts_with(folder))
            .filter(|path| path.parent().as_ref() == Some(folder))
            .cloned()
            .collect()
    }

    /// The files that an out-of-line module of `home` may be, those that exist. `stand`: of its file.
    pub(super) fn module_files(
        &mut self,
        home: Module,
        stand: &Stand,
        import: &Import<'_>,
    ) -> Vec<FileId> {
        let Some(source) = self.search.source(home.file) else { return Vec::new() };
        let Some(path) = self.search.path(home.file) else { return Vec::new() };
        let Some(folder) = path.parent() else { return Vec::new() };
        let own = if stand.is_beside { Some(folder.clone()) } else { folder.join(path.stem()) };
        let Some(base) = own.and_then(|own| inside(&own, &source, home.scope)) else {
            return Vec::new();
        };
        let paths = if import.from.is_empty() {
            let name = import.name;
            vec![base.join(&format!("{name}.rs")), base.join(&format!("{name}/{MODULE_FILE}"))]
        } else if home.scope == 0 {
            vec![folder.join(import.from)]
        } else {
            vec![base.join(import.from)]
        };
        paths.into_iter().flatten().filter_map(|path| self.file(&path)).collect()
    }
}

/// The folder of an inline module, below the one of its file.
fn inside(folder: &RepoPath, source: &Source<'_>, module: ScopeNumber) -> Option<RepoPath> {
    let Some(item) = source.item_of(module) else { return Some(folder.clone()) };
    let around = inside(folder, source, source.module_of(source.scope(module).parent))?;
    around.join(source.item(item)?.name())
}

/// Which files `#[path]` names, and where: those that their place does not tell.
pub(in crate::crossings) fn by_path_attribute(
    path: &RepoPath,
    source: &Source<'_>,
) -> Vec<RepoPath> {
    let Some(folder) = path.parent() else { return Vec::new() };
    let named = source.references.imports.iter();
    let named = named.filter(|it| it.form == ImportForm::ModuleFile && !it.from.is_empty());
    named
        .flat_map(|import| {
            let module = source.module_of(import.scope);
            // Whether the file's own modules lie beside it is not known yet: both places count.
            let below = folder.join(path.stem());
            let bases = [Some(folder.clone()), below].into_iter().flatten();
            let bases = bases.filter_map(move |base| inside(&base, source, module));
            bases.filter_map(|base| base.join(import.from)).collect::<Vec<_>>()
        })
        .collect()
}

/// The files that may declare the module at `path`, and under what name.
pub(in crate::crossings) fn declaring(world: &World, path: &RepoPath) -> Vec<(FileId, String)> {
    let Some(package) = world.crossings.packages.at(path) else { return Vec::new() };
    let name = module_name(path);
    let mut resolver = Resolver::new(world);
    let parents = resolver.possible_parents(path, package);
    parents.into_iter().map(|parent| (parent, name.to_owned())).collect()
}

/// What the module at `path` is called where no `#[path]` says so.
fn module_name(path: &RepoPath) -> &str {
    let mut segments = path.segments().rev();
    match segments.next() {
        Some(MODULE_FILE) => segments.next().unwrap_or_default(),
        _ => path.stem(),
    }
}

/// The root of the crate that a file belongs to.
pub(in crate::crossings) fn root_of(world: &World, file: FileId) -> Option<FileId> {
    Resolver::new(world).stand(file).map(|stand| stand.root)
}

/// Where the modules lie that a file declares otherwise than before: files and folders.
pub(in crate::crossings) fn places_of_modules(
    path: &RepoPath,
    old: Option<&FileFacts>,
    new: Option<&FileFacts>,
) -> Vec<RepoPath> {
    let declared = |facts: Option<&FileFacts>| -> BTreeSet<(RepoPath, bool)> {
        let source = facts.map(Source::new);
        source.iter().flat_map(|source| places_in(path, source)).collect()
    };
    let (old, new) = (declared(old), declared(new));
    old.symmetric_difference(&new).map(|(place, _)| place.clone()).collect()
}

/// Where the modules may lie that a file declares, and whether they are for tests alone.
fn places_in(path: &RepoPath, source: &Source<'_>) -> Vec<(RepoPath, bool)> {
    let Some(folder) = path.parent() else { return Vec::new() };
    let bases = [Some(folder.clone()), folder.join(path.stem())];
    let mut places = Vec::new();
    for import in source.references.imports.iter().filter(|it| it.form == ImportForm::ModuleFile) {
        let module = source.module_of(import.scope);
        let is_test = import.is_test || source.scope(import.scope).is_test;
        for base in bases.iter().flatten().filter_map(|base| inside(base, source, module)) {
            let found = if import.from.is_empty() {
                vec![base.join(&format!("{}.rs", import.name)), base.join(import.name)]
            } else {
                // The modules of what `#[path]` names lie beside it.
                vec![base.join(import.from).and_then(|path| path.parent())]
            };
            places.extend(found.into_iter().flatten().map(|place| (place, is_test)));
        }
    }
    places
}
