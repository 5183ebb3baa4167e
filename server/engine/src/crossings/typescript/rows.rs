//! The references of a TypeScript file into other boundaries.

use boundstone_model::{
    CrossingKind, Import, ItemKind, NpmDependencyKind, Reference, ReferenceKind, RepoPath, names_to,
};

use super::super::boundary::BoundaryIds;
use super::super::files::FileId;
use super::super::row::{Draft, PackedRows, RowTarget, Spot, TargetForm, Why};
use super::resolver::{Meaning, Resolver, Target};
use super::specifier::Meant;

struct Reader<'r, 'w> {
    resolver: &'r mut Resolver<'w>,
    boundaries: &'r mut BoundaryIds<'w>,
    file: FileId,
    is_test: bool,
    draft: Draft,
}

/// The rows of a file.
pub(in crate::crossings) fn rows<'w>(
    resolver: &mut Resolver<'w>,
    boundaries: &mut BoundaryIds<'w>,
    file: FileId,
) -> PackedRows {
    drop(resolver.search.take_consulted());
    let Some(source) = resolver.search.source(file) else { return PackedRows::default() };
    let is_test = resolver.search.path(file).is_some_and(is_test);
    let draft = Draft::default();
    let mut reader = Reader { resolver, boundaries, file, is_test, draft };
    for (number, import) in (0..).zip(&source.references.imports) {
        reader.import(number, import);
    }
    let first = source.references.imports.len() as u32;
    for (number, path) in (first..).zip(&source.references.paths) {
        reader.path(number, path);
    }
    let draft = reader.draft;
    draft.finish(file, resolver.search.take_consulted())
}

/// The files that the specifiers of a file mean, each once, sorted.
pub(in crate::crossings) fn imported(resolver: &mut Resolver<'_>, file: FileId) -> Vec<FileId> {
    let Some(source) = resolver.search.source(file) else { return Vec::new() };
    let specifiers = source.references.imports.iter().map(|it| it.from);
    let mut files: Vec<FileId> = specifiers
        .filter(|from| !from.is_empty())
        .filter_map(|from| match resolver.module(file, from) {
            Meant::File(module) => Some(module),
            Meant::Elsewhere | Meant::Missing => None,
        })
        .collect();
    files.sort_unstable();
    files.dedup();
    files
}

impl Reader<'_, '_> {
    fn import(&mut self, number: u32, import: &Import<'_>) {
        if import.from.is_empty() {
            return;
        }
        self.resolver.search.begin();
        let Some(meaning) = self.resolver.import(self.file, import) else { return };
        let at = Spot { reference: number, segment: 0 };
        match &meaning.target {
            Target::NoModule => {
                if self.may_lead_out(import.from) {
                    self.draft.unresolved(at, Why::NoFile);
                }
            }
            Target::NotFound(file, _) if self.is_elsewhere(*file) => {
                let why = if self.resolver.search.gave_up() { Why::TooDeep } else { Why::NotFound };
                self.draft.unresolved(at, why);
                self.row(at, &meaning, CrossingKind::Import, true);
            }
            _ => self.row(at, &meaning, CrossingKind::Import, false),
        }
    }

    /// Whether a specifier that means no file may have meant one of another boundary.
    fn may_lead_out(&mut self, specifier: &str) -> bool {
        if specifier.contains('*') {
            return false;
        }
        let folder = self.resolver.search.path(self.file).and_then(RepoPath::parent);
        let path = folder.filter(|_| specifier.starts_with('.')).and_then(|it| it.join(specifier));
        path.is_none_or(|path| self.boundaries.of_path(&path) != self.boundaries.of(self.file))
    }

    /// A method or property of a value of another boundary's type.
    fn member(&mut self, number: u32, member: &Reference<'_>) {
        let mut names = member.of_type.split('.');
        let first = names.next().unwrap_or_default();
        let first = self.resolver.in_scopes(self.file, member.scope, first, "");
        let of_type = names.try_fold(first, |outer, name| {
            Some(outer.and_then(|outer| self.resolver.next(&outer, name)))
        });
        let Some(of_type) = of_type.flatten() else { return };
        if !matches!(of_type.target, Target::Item(..)) {
            return;
        }
        let Some(found) = self.resolver.next(&of_type, member.path) else { return };
        let Target::Item(file, item) = found.target else { return };
        let source = self.resolver.search.source(file);
        let kind = source.and_then(|source| source.item(item).map(|item| item.kind));
        if matches!(kind, Some(ItemKind::Method | ItemKind::Property)) {
            let at = Spot { reference: number, segment: 0 };
            self.row(at, &found, CrossingKind::Member, true);
        }
    }

    fn path(&mut self, number: u32, path: &Reference<'_>) {
        self.resolver.search.begin();
        if path.kind == ReferenceKind::Member {
            return self.member(number, path);
        }
        let mut outer: Option<Meaning> = None;
        let count = path.path.split('.').count() as u32;
        for (segment, name) in (0..).zip(path.path.split('.')) {
            let at = Spot { reference: number, segment };
            let is_last = segment + 1 == count;
            let found = match &outer {
                None => self.resolver.in_scopes(self.file, path.scope, name, ""),
                Some(outer) => self.resolver.next(outer, name),
            };
            let Some(meaning) = found else {
                // What an object, a class or an interface has is not known by its name alone.
                if let Some(target) = outer.as_ref().and_then(|outer| self.target(outer))
                    && target.form == TargetForm::Item
                    && self.is_elsewhere(target.file)
                {
                    let path = format!("{}.{name}", target.path);
                    let is_test = self.is_test
                        || outer.as_ref().is_some_and(|it| self.is_of_tool(it, target.file));
                    let target = RowTarget { path, ..target };
                    self.draft.push(at, target, CrossingKind::Member, true, is_test);
                }
                return;
            };
            let is_namespace = matches!(meaning.target, Target::Module(_));
            let is_likely = matches!(meaning.target, Target::NotFound(..));
            if !is_namespace || is_last {
                let kind = self.kind(path.kind, is_last, &meaning);
                self.row(at, &meaning, kind, is_likely);
            }
            outer = Some(meaning);
        }
    }

    fn row(&mut self, at: Spot, meaning: &Meaning, kind: CrossingKind, is_likely: bool) {
        let Some(target) = self.target(meaning) else { return };
        if self.is_elsewhere(target.file) {
            let is_test = self.is_test || self.is_of_tool(meaning, target.file);
            self.draft.push(at, target, kind, is_likely, is_test);
        }
    }

    /// Whether a tool that works on the package is set up here with what only that work needs.
    fn is_of_tool(&mut self, meaning: &Meaning, to: FileId) -> bool {
        let search = &self.resolver.search;
        let modules = &search.world.crossings.modules;
        let Some(path) = search.path(self.file).filter(|path| is_configuration(path)) else {
            return false;
        };
        let Some((folder, manifest)) = modules.at(path) else { return false };
        if path.parent().as_ref() != Some(folder) {
            return false;
        }
        let used = meaning.via.iter().chain([&to]).filter_map(|file| search.path(*file));
        let mut packages = used.filter_map(|path| modules.at(path));
        let other = packages.find(|(other, _)| *other != folder);
        let name = other.and_then(|(_, other)| Some(&other.name.as_ref()?.value));
        let entries = manifest.dependencies.iter().filter(|it| Some(&it.name) == name);
        let kinds: Vec<NpmDependencyKind> = entries.map(|it| it.kind).collect();
        !kinds.is_empty() && kinds.iter().all(|kind| *kind == NpmDependencyKind::Dev)
    }

    fn is_elsewhere(&mut self, file: FileId) -> bool {
        self.boundaries.crosses(self.file, file)
    }

    fn target(&mut self, meaning: &Meaning) -> Option<RowTarget> {
        let (file, form, path) = match &meaning.target {
            Target::Elsewhere | Target::NoModule => return None,
            Target::Module(file) => (*file, TargetForm::Module, String::new()),
            Target::Item(file, item) => {
                let source = self.resolver.search.source(*file)?;
                (*file, TargetForm::Item, names_to(&source.items, *item).join("."))
            }
            Target::Name(file, name) | Target::NotFound(file, name) => {
                (*file, TargetForm::Item, name.clone())
            }
        };
        let facade = self.boundaries.facade(self.file, file, &meaning.via);
        Some(RowTarget { file, form, path, facade })
    }

    fn kind(&mut self, written: ReferenceKind, is_last: bool, meaning: &Meaning) -> CrossingKind {
        let Target::Item(file, item) = meaning.target else {
            return match written {
                ReferenceKind::Call if is_last => CrossingKind::Call,
                ReferenceKind::Type if is_last => CrossingKind::Type,
                _ => CrossingKind::Path,
            };
        };
        let source = self.resolver.search.source(file);
        let found = source.as_ref().and_then(|source| source.item(item));
        let parent = found.and_then(|item| item.parent);
        let owner = parent.and_then(|parent| source.as_ref()?.item(parent));
        let is_member = owner.is_some_and(|owner| owner.kind != ItemKind::Namespace);
        match written {
            _ if is_member => CrossingKind::Member,
            ReferenceKind::Call if is_last => CrossingKind::Call,
            ReferenceKind::Type if is_last => CrossingKind::Type,
            _ => CrossingKind::Path,
        }
    }
}

/// Whether a file is by its name the configuration of a tool: `eslint.config.js`, `.prettierrc.cjs`, `gulpfile.js`.
fn is_configuration(path: &RepoPath) -> bool {
    let name = path.name();
    let is_of_runner =
        ["gulpfile.", "Gulpfile.", "Gruntfile."].iter().any(|it| name.starts_with(it));
    name.contains(".config.") || name.starts_with('.') || is_of_runner
}

/// Whether a file is by its name a test, an example or a benchmark.
fn is_test(path: &RepoPath) -> bool {
    let mut segments: Vec<&str> = path.segments().collect();
    let name = segments.pop().unwrap_or_default();
    let is_folder = |segment: &&str| {
        matches!(
            *segment,
            "__tests__"
                | "__mocks__"
                | "__fixtures__"
                | "test"
                | "tests"
                | "e2e"
                | "spec"
                | "example"
                | "examples"
                | "bench"
                | "benchmark"
                | "benchmarks"
                | "fixtures"
        )
    };
    let marks = [".test.", ".spec.", ".bench.", ".stories.", ".e2e."];
    segments.iter().any(is_folder) || marks.iter().any(|mark| name.contains(mark))
}
