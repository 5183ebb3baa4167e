//! The file that a module specifier means, without `node_modules` and without what a build would make.
//!
//! Sources: TypeScript, "Module resolution"; Node.js documentation, "Modules: Packages".

use std::sync::Arc;

use boundstone_model::{Language, NpmManifest, RepoPath, Visibility};

use super::super::files::FileId;
use super::package::{Modules, Options, matched, split_package};
use super::ways::{best, filled, ways};
use crate::World;

/// What a specifier leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meant {
    File(FileId),
    /// A package or a file that is not code of the repository.
    Elsewhere,
    /// A file of the repository that does not exist.
    Missing,
}

/// Resolves specifiers in one World.
pub(super) struct Specifiers<'w> {
    world: &'w World,
}

/// The endings that are tried for a specifier without one, in the order of TypeScript.
const ENDINGS: [&str; 11] =
    [".ts", ".tsx", ".d.ts", ".mts", ".cts", ".d.mts", ".d.cts", ".js", ".jsx", ".mjs", ".cjs"];

/// What stands in the source for an ending of the output.
const OUTPUTS: [(&str, &[&str]); 8] = [
    (".d.ts", &[".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs"]),
    (".d.mts", &[".mts", ".ts", ".tsx", ".mjs", ".js"]),
    (".d.cts", &[".cts", ".ts", ".tsx", ".cjs", ".js"]),
    (".js", &[".ts", ".tsx", ".d.ts", ".mts", ".jsx"]),
    (".jsx", &[".tsx", ".d.ts"]),
    (".mjs", &[".mts", ".ts", ".tsx", ".d.mts", ".js", ".jsx"]),
    (".cjs", &[".cts", ".ts", ".tsx", ".d.cts", ".js", ".jsx"]),
    (".json", &[]),
];

/// Where packages keep their sources.
const SOURCE_FOLDERS: [&str; 4] = ["src", "source", "lib", "packages"];

/// What builds call the folder of their output beside the manifest: `export * from "./lib"` means what is made there.
const OUTPUT_FOLDERS: [&str; 7] = ["lib", "dist", "build", "out", "es", "esm", "cjs"];
const INDEX_OUTPUT: &str = "index.js";

/// How many folders of output stand before what is named as in the source: `dist/esm/types/`.
const MOST_OUTPUT_FOLDERS: usize = 3;

impl<'w> Specifiers<'w> {
    pub(super) fn new(world: &'w World) -> Self {
        Self { world }
    }

    fn modules(&self) -> &'w Modules {
        &self.world.crossings.modules
    }

    /// What `specifier` means in the file at `from`.
    pub(super) fn resolve(&self, from: &RepoPath, specifier: &str) -> Meant {
        // A bundler's query or loader is not part of the path.
        let specifier = specifier.split(['?']).next().unwrap_or(specifier);
        let specifier = specifier.rsplit('!').next().unwrap_or(specifier);
        if specifier.starts_with('.') {
            let folder = from.parent().unwrap_or_else(RepoPath::root);
            let Some(path) = folder.join(specifier) else { return Meant::Elsewhere };
            return self.relative(&path, specifier.ends_with('/'), from);
        }
        if specifier.starts_with('#')
            && let Some(found) = self.imports(from, specifier)
        {
            return found;
        }
        let options = self.modules().options(from);
        if let Some(found) = options.iter().find_map(|it| self.by_paths(it, specifier)) {
            return found;
        }
        if specifier.starts_with('/') || specifier.contains(':') {
            return Meant::Elsewhere;
        }
        if let Some(found) = self.package(from, specifier) {
            return found;
        }
        let by_base = |options: &Options| {
            let path = options.base.as_ref()?.join(specifier)?;
            self.file_or_folder(&path, options.suffixes.as_ref())
        };
        options.iter().find_map(by_base).unwrap_or(Meant::Elsewhere)
    }

    fn relative(&self, path: &RepoPath, is_folder: bool, from: &RepoPath) -> Meant {
        let options = self.modules().options(from);
        let suffixes = options.first().map(|it| it.suffixes.clone()).unwrap_or_default();
        let found =
            if is_folder { self.folder(path) } else { self.file_or_folder(path, &suffixes) };
        let known = found.or_else(|| self.is_known(path).then_some(Meant::Elsewhere));
        // `./dist/x` in a package whose output is not committed.
        let mapped = || {
            let (folder, _) = self.modules().at(from)?;
            let inside = path.strip_prefix(folder)?;
            let is_folder = OUTPUT_FOLDERS.contains(&inside);
            let index = || self.output(folder, &format!("{inside}/{INDEX_OUTPUT}"));
            self.output(folder, inside).or_else(|| is_folder.then(index).flatten())
        };
        // Declarations that hand on what is built of something else are not the source of it.
        let own = self.world.crossings.files.number(from).map(Meant::File);
        known.or_else(|| mapped().filter(|it| Some(*it) != own)).unwrap_or(Meant::Missing)
    }

    fn is_known(&self, path: &RepoPath) -> bool {
        self.world.file(path).is_some()
    }

    /// The file of code at exactly this path, or where a link on the way leads; links lead to no links.
    fn code(&self, path: &RepoPath) -> Option<Meant> {
        self.code_itself(path).or_else(|| self.code_itself(&self.modules().behind_link(path)?))
    }

    fn code_itself(&self, path: &RepoPath) -> Option<Meant> {
        let facts = self.world.facts(path)?;
        let is_script = facts.language.is_code() && facts.language != Language::Rust;
        let file = self.world.crossings.files.number(path).filter(|_| is_script)?;
        Some(Meant::File(file))
    }

    fn file_or_folder(&self, path: &RepoPath, suffixes: &[Arc<str>]) -> Option<Meant> {
        self.file(path, suffixes).or_else(|| self.folder(path))
    }

    /// Whether there is anything beside a path, or beside what it leads to behind a link.
    fn has_folder_of(&self, path: &RepoPath) -> bool {
        let is_there = |path: &RepoPath| {
            path.parent().is_none_or(|folder| self.world.files_below(&folder).next().is_some())
        };
        is_there(path) || self.modules().behind_link(path).is_some_and(|it| is_there(&it))
    }

    /// The file at a path with or without its ending, or with that of the output.
    fn file(&self, path: &RepoPath, suffixes: &[Arc<str>]) -> Option<Meant> {
        if !self.has_folder_of(path) {
            return None;
        }
        let stem = path.as_str();
        let ending = |stem: &str, ending: &str| {
            let suffixed = suffixes
                .iter()
                .find_map(|suffix| self.code(&RepoPath::new(&format!("{stem}{suffix}{ending}"))?));
            suffixed.or_else(|| self.code(&RepoPath::new(&format!("{stem}{ending}"))?))
        };
        let output = || {
            OUTPUTS.iter().find_map(|(output, sources)| {
                let stem = stem.strip_suffix(output)?;
                sources.iter().find_map(|source| ending(stem, source))
            })
        };
        // What is there by the very name comes first, as at run time.
        self.code(path).or_else(output).or_else(|| ENDINGS.iter().find_map(|it| ending(stem, it)))
    }

    /// The entry of a folder.
    fn folder(&self, path: &RepoPath) -> Option<Meant> {
        if let Some((folder, manifest)) = self.modules().in_folder(path)
            && let Some(found) = self.main(folder, manifest)
        {
            return Some(found);
        }
        self.file(&path.join("index")?, &[])
    }

    /// `compilerOptions.paths`: the best pattern, and the first of its targets that exists.
    fn by_paths(&self, options: &Options, specifier: &str) -> Option<Meant> {
        let (base, entries) = options.paths.as_ref()?;
        let fits = entries.iter().filter_map(|entry| {
            let inner = matched(&entry.pattern, specifier)?;
            let before = entry.pattern.find('*').unwrap_or(usize::MAX);
            Some((before, entry, inner))
        });
        let (_, entry, inner) = fits.max_by_key(|(before, ..)| *before)?;
        entry.targets.iter().find_map(|target| {
            let path = base.join(&target.replacen('*', inner, 1))?;
            self.file_or_folder(&path, &options.suffixes).or_else(|| {
                let (folder, _) = self.modules().at(&path)?;
                self.output(folder, path.strip_prefix(folder)?)
            })
        })
    }

    /// `#name`, which the package itself maps.
    fn imports(&self, from: &RepoPath, specifier: &str) -> Option<Meant> {
        let (folder, manifest) = self.modules().at(from)?;
        let targets = ways(&manifest.imports, specifier);
        let found = targets.iter().find_map(|(target, inner)| {
            let target = filled(target, inner);
            if target.starts_with("./") {
                self.target(folder, &target)
            } else {
                self.package(from, &target)
            }
        });
        found.or_else(|| (!targets.is_empty()).then_some(Meant::Missing))
    }

    /// A package of the repository, by its name.
    fn package(&self, from: &RepoPath, specifier: &str) -> Option<Meant> {
        let (name, inside) = split_package(specifier);
        let folder = self.package_folder(from, name)?;
        let (folder, manifest) = self.modules().in_folder(&folder)?;
        Some(self.in_package(folder, manifest, inside).unwrap_or(Meant::Missing))
    }

    /// The folder of the package whose `exports` have no such path; `None` where the specifier names no
    /// package, or a `paths` of a configuration says what it means.
    pub(super) fn past_exports(&self, from: &RepoPath, specifier: &str) -> Option<RepoPath> {
        let specifier = specifier.split('?').next().unwrap_or(specifier);
        if specifier.starts_with(['.', '#', '/']) || specifier.contains([':', '!', '*']) {
            return None;
        }
        let is_mapped = |options: &Options| {
            let entries = options.paths.iter().flat_map(|(_, entries)| entries);
            entries.into_iter().any(|entry| matched(&entry.pattern, specifier).is_some())
        };
        if self.modules().options(from).iter().any(is_mapped) {
            return None;
        }
        let (name, inside) = split_package(specifier);
        let folder = self.package_folder(from, name)?;
        let (_, manifest) = self.modules().in_folder(&folder)?;
        let exports = manifest.exports.as_ref().filter(|exports| !exports.is_empty())?;
        let key = if inside.is_empty() { ".".to_owned() } else { format!("./{inside}") };
        // Tools read it whatever the map says.
        let is_manifest = inside == crate::boundaries::NPM_FILE;
        (!is_manifest && ways(exports, &key).is_empty()).then_some(folder)
    }

    /// The folder of the package that `name` means in a file: what its package's dependencies say, else
    /// the member of a workspace that is called so.
    fn package_folder(&self, from: &RepoPath, name: &str) -> Option<RepoPath> {
        let own = self.modules().at(from);
        if let Some((folder, manifest)) = own {
            let stated = manifest.dependencies.iter().find(|it| &*it.name == name);
            if let Some(dependency) = stated {
                let requirement = &*dependency.requirement;
                let linked = ["file:", "link:", "portal:"]
                    .iter()
                    .find_map(|it| requirement.strip_prefix(it));
                if let Some(path) = linked {
                    return folder.join(path);
                }
                if let Some(name) = dependency.alias_of() {
                    return self.member(name);
                }
            }
        }
        self.member(name)
    }

    fn member(&self, name: &str) -> Option<RepoPath> {
        let folders = self.modules().named(name);
        let is_member = |folder: &&RepoPath| self.world.boundaries.in_folder(folder).is_some();
        folders.iter().find(is_member).cloned()
    }

    pub(super) fn in_package(
        &self,
        folder: &RepoPath,
        manifest: &NpmManifest,
        inside: &str,
    ) -> Option<Meant> {
        if let Some(exports) = &manifest.exports {
            let key = if inside.is_empty() { ".".to_owned() } else { format!("./{inside}") };
            let targets = ways(exports, &key);
            let found = targets.iter().find_map(|(target, inner)| {
                let target = filled(target, inner);
                self.target(folder, &target).or_else(|| self.bundle(folder, &target, inside))
            });
            let is_asset = || {
                let known = |(target, inner): &(&str, &str)| {
                    folder.join(&filled(target, inner)).is_some_and(|path| self.is_known(&path))
                };
                targets.iter().any(known).then_some(Meant::Elsewhere)
            };
            return found.or_else(is_asset).or_else(|| self.by_layout(folder, inside));
        }
        if inside.is_empty() {
            return self.main(folder, manifest).or_else(|| self.by_layout(folder, ""));
        }
        let path = folder.join(inside)?;
        let direct = self.file_or_folder(&path, &[]);
        let asset = || self.is_known(&path).then_some(Meant::Elsewhere);
        direct.or_else(asset).or_else(|| self.by_layout(folder, inside))
    }

    /// Whether `exports` lets nobody in here: by `null`, or by a pattern whose folder is in the repository, without the
    /// file.
    pub(super) fn is_closed(
        &self,
        folder: &RepoPath,
        manifest: &NpmManifest,
        inside: &str,
    ) -> bool {
        let key = if inside.is_empty() { ".".to_owned() } else { format!("./{inside}") };
        let best = manifest.exports.as_ref().and_then(|exports| best(exports, &key));
        let Some((of_key, inner)) = best else { return false };
        let targets: Vec<&Arc<str>> = of_key.iter().filter_map(|way| way.target.as_ref()).collect();
        let has_sources = |target: &&Arc<str>| {
            let before = target.split('*').next().filter(|_| target.contains('*'));
            let sources = before.and_then(|it| folder.join(it.rsplit_once('/')?.0));
            sources.is_some_and(|it| {
                let is_built = it == *folder && self.is_built_beside(folder, manifest);
                !is_built && self.world.files_below(&it).next().is_some()
            })
        };
        let leads_to = |target: &&Arc<str>| {
            let path = folder.join(&filled(target, inner));
            path.is_some_and(|path| self.file_or_index(&path).is_some())
        };
        targets.is_empty() || targets.iter().any(has_sources) && !targets.iter().any(leads_to)
    }

    /// Whether the manifest is published beside what is built: its main entry is a file of its own folder, `./index.js`,
    /// which is not in the repository.
    pub(super) fn is_built_beside(&self, folder: &RepoPath, manifest: &NpmManifest) -> bool {
        let main = manifest.exports.iter().flatten().filter(|way| &*way.key == ".");
        let targets = main.filter_map(|way| way.target.as_deref()?.strip_prefix("./"));
        let beside = || targets.clone().filter(|it| !it.contains('/'));
        let is_there = |it: &str| folder.join(it).is_some_and(|it| self.file(&it, &[]).is_some());
        beside().next().is_some() && !beside().any(is_there)
    }

    /// Whether a file is found by custom under a way into a package, and not by its own path.
    pub(super) fn is_by_layout(&self, folder: &RepoPath, inside: &str, file: FileId) -> bool {
        self.by_layout(folder, inside) == Some(Meant::File(file))
            && folder.join(inside).is_some_and(|path| self.file_or_index(&path).is_none())
    }

    /// The entry that a manifest without `exports` names.
    fn main(&self, folder: &RepoPath, manifest: &NpmManifest) -> Option<Meant> {
        let entries = [&manifest.source, &manifest.types, &manifest.module, &manifest.main];
        let found = |entry: &Arc<str>| {
            self.target(folder, entry).or_else(|| self.bundle(folder, entry, ""))
        };
        entries.into_iter().flatten().find_map(found)
    }

    /// What a bundle is built from, `dist/acme.esm.js`, where its folder is not in the repository: nothing
    /// else in it says so than where entries lie.
    fn bundle(&self, folder: &RepoPath, target: &str, inside: &str) -> Option<Meant> {
        let (first, _) = target.trim_start_matches("./").split_once('/')?;
        let output = folder.join(first)?;
        let is_built = self.world.files_below(&output).next().is_none();
        if is_built { self.by_layout(folder, inside) } else { None }
    }

    /// A file that a manifest names: as it is, or what it is built from.
    pub(super) fn target(&self, folder: &RepoPath, target: &str) -> Option<Meant> {
        let path = folder.join(target)?;
        let inside = path.strip_prefix(folder)?.to_owned();
        // Of a source and the declarations beside it TypeScript takes the source.
        if let Some(stem) = path.as_str().strip_suffix(".d.ts")
            && let Some(source) = [".ts", ".tsx"]
                .iter()
                .find_map(|ending| self.code(&RepoPath::new(&format!("{stem}{ending}"))?))
        {
            return Some(source);
        }
        self.file_or_index(&path).or_else(|| self.output(folder, &inside))
    }

    fn file_or_index(&self, path: &RepoPath) -> Option<Meant> {
        self.file(path, &[]).or_else(|| self.file(&path.join("index")?, &[]))
    }

    /// The source of a file of the output, by the folders of the configuration, then by the layout that
    /// packages have.
    fn output(&self, folder: &RepoPath, inside: &str) -> Option<Meant> {
        let file = folder.join(inside)?;
        for options in self.modules().options(&file) {
            let Some(rest) = options.output.as_ref().and_then(|it| file.strip_prefix(it)) else {
                continue;
            };
            let roots = [options.root.clone(), folder.join("src"), Some(folder.clone())];
            let found =
                roots.into_iter().flatten().find_map(|root| self.file_or_index(&root.join(rest)?));
            if found.is_some() {
                return found;
            }
        }
        let segments: Vec<&str> = inside.split('/').collect();
        // What is built beside the manifest has the folders of its sources: `./v4/core/index.js` of `src/v4/core/index.ts`.
        for dropped in 0..segments.len().min(MOST_OUTPUT_FOLDERS + 1) {
            let rest = segments.get(dropped..).unwrap_or_default().join("/");
            let beside = SOURCE_FOLDERS.iter().map(|source| format!("{source}/{rest}"));
            let found = beside
                .chain([rest.clone()])
                .find_map(|path| self.file_or_index(&folder.join(&path)?));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Where the source of an entry lies by custom.
    fn by_layout(&self, folder: &RepoPath, inside: &str) -> Option<Meant> {
        let sources = ["src", "", "source", "lib"];
        let names: &[&str] = if inside.is_empty() { &["index", "main"] } else { &[inside] };
        if let Some(outer) = self.around_sources(folder).filter(|_| inside.is_empty()) {
            return Some(outer);
        }
        let found = sources.iter().find_map(|source| {
            names.iter().find_map(|name| self.file_or_index(&folder.join(source)?.join(name)?))
        });
        // A folder may say by a manifest of its own what stands behind its name.
        found.or_else(|| self.folder(&folder.join(inside).filter(|_| !inside.is_empty())?))
    }

    /// The index beside the folder of sources, where it hands on what stands in that.
    fn around_sources(&self, folder: &RepoPath) -> Option<Meant> {
        let path = [".ts", ".tsx"].iter().find_map(|ending| {
            let path = folder.join(&format!("index{ending}"))?;
            self.world.facts(&path).map(|_| path)
        })?;
        let references = self.world.facts(&path)?.references();
        let hands_on = references.imports.iter().any(|import| {
            import.visibility == Visibility::Public
                && (import.from == "./src" || import.from.starts_with("./src/"))
        });
        if hands_on { self.code(&path) } else { None }
    }
}

impl World {
    /// The specifiers by which a file imports what the package of `specifier` exports, the shortest first; none for
    /// patterns.
    pub(crate) fn exported_specifiers(&self, from: &RepoPath, specifier: &str) -> Vec<String> {
        let specifiers = Specifiers::new(self);
        let (name, _) = split_package(specifier);
        let folder = specifiers.package_folder(from, name);
        let package = folder.as_ref().and_then(|folder| specifiers.modules().in_folder(folder));
        let exports = package.and_then(|(_, manifest)| manifest.exports.as_deref());
        let keys = exports.unwrap_or_default().iter().map(|target| &*target.key);
        let keys = keys.filter(|key| !key.contains('*') && !key.ends_with('/'));
        let mut all: Vec<String> =
            keys.filter_map(|key| Some(format!("{name}{}", key.strip_prefix('.')?))).collect();
        all.sort_by_key(|it| (it.len(), it.clone()));
        all.dedup();
        all
    }

    /// The folder of the package whose `exports` do not have what an import of a script names.
    pub(crate) fn past_exports(&self, from: &RepoPath, specifier: &str) -> Option<RepoPath> {
        Specifiers::new(self).past_exports(from, specifier)
    }
}
