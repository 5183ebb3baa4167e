//! The references of a Rust file into other boundaries.

use std::rc::Rc;

use boundstone_model::{
    CrossingKind, Import, ImportForm, ItemKind, ItemNumber, Reference, ReferenceKind, RepoPath,
    ScopeKind, bare, names_to,
};

use super::super::boundary::BoundaryIds;
use super::super::files::FileId;
use super::super::row::{Draft, PackedRows, RowTarget, Spot, TargetForm, Why};
use super::super::source::{Module, Source};
use super::meaning::{MACROS, Meaning, Meanings, TYPES, Target, VALUES};
use super::resolver::{Resolver, segments_of};

/// Resolves the references of one file.
struct Reader<'r, 'w> {
    resolver: &'r mut Resolver<'w>,
    boundaries: &'r mut BoundaryIds<'w>,
    file: FileId,
    source: Rc<Source<'w>>,
    /// Whether all of the file is compiled for tests alone.
    is_test: bool,
    draft: Draft,
    /// Names of crates before the braces of imports.
    prefixes: Vec<(Spot, RowTarget, bool)>,
}

/// The rows of a file; of one outside every boundary, only what it consults.
pub(in crate::crossings) fn rows<'w>(
    resolver: &mut Resolver<'w>,
    boundaries: &mut BoundaryIds<'w>,
    file: FileId,
) -> PackedRows {
    drop(resolver.search.take_consulted());
    let Some(source) = resolver.search.source(file) else { return PackedRows::default() };
    let stand = resolver.stand(file);
    // A package that is no member, as for fuzzing, lies in the boundary and is not what that does for others.
    let mut is_apart = |folder: &RepoPath| {
        let boundary = boundaries.folder(file);
        boundary.is_some_and(|boundary| folder != boundary && folder.starts_with(boundary))
    };
    let is_test = stand.is_some_and(|stand| stand.is_test || is_apart(&stand.package.folder));
    let mut reader = Reader {
        resolver,
        boundaries,
        file,
        source: source.clone(),
        is_test,
        draft: Draft::default(),
        prefixes: Vec::new(),
    };
    for (number, import) in (0..).zip(&source.references.imports) {
        reader.import(number, import);
    }
    let first = source.references.imports.len() as u32;
    for (number, path) in (first..).zip(&source.references.paths) {
        reader.path(number, path);
    }
    reader.prefixes();
    let draft = reader.draft;
    draft.finish(file, resolver.search.take_consulted())
}

impl<'w> Reader<'_, 'w> {
    fn import(&mut self, number: u32, import: &Import<'_>) {
        if !matches!(import.form, ImportForm::Named | ImportForm::Glob) {
            return;
        }
        self.resolver.search.begin();
        let segments = segments_of(import);
        let from = Module { file: self.file, scope: import.scope };
        let resolved = self.resolver.resolve(from, &segments, true);
        let scope = self.source.scope(import.scope);
        let is_test = self.is_test || import.is_test || scope.is_test;
        // What a macro's definition means depends on where it is used.
        let is_likely = matches!(scope.kind, ScopeKind::Macro(_));
        // How many segments stand before the token that the import is known by.
        let is_glob = import.form == ImportForm::Glob;
        let named = segments.len().saturating_sub(usize::from(!is_glob));
        let adjacent = usize::from(import.adjacent).min(named);
        let mut crates = Vec::new();
        for (position, meanings) in resolved.iter().enumerate() {
            let before = named - position.min(named);
            let is_last = position + 1 == segments.len();
            let Some(meaning) = pick(meanings, TYPES | VALUES | MACROS) else { break };
            if before > adjacent && !(is_glob && is_last) {
                continue;
            }
            let segment = if before > adjacent { 0 } else { before as u32 };
            let at = Spot { reference: number, segment };
            let is_prefix = import.bound.is_empty() && import.from != "::" && !is_glob;
            if self.is_crate_root(meaning.target) && (!is_last || is_prefix) {
                let target = self.target(meaning, None);
                let is_test = is_test
                    || target.as_ref().is_some_and(|it| self.is_for_tests(meaning, it.file));
                let list = if is_last { &mut self.prefixes } else { &mut crates };
                list.extend(target.map(|target| (at, target, is_test)));
                continue;
            }
            let form = if is_glob && is_last { Some(TargetForm::All) } else { None };
            self.row(at, meaning, form, CrossingKind::Import, (is_likely, is_test));
        }
        self.crates(crates, number, CrossingKind::Import);
        self.missing(number, &resolved, segments.len(), named);
    }

    /// The names of crates in a path are crossings where nothing else of the path leads into them: a
    /// facade is used, too.
    fn crates(&mut self, crates: Vec<(Spot, RowTarget, bool)>, number: u32, kind: CrossingKind) {
        for (at, target, is_test) in crates {
            let boundary = self.boundaries.of(target.file);
            let rows = self.draft.targets_of(number);
            let is_led_into = rows.iter().any(|file| self.boundaries.of(*file) == boundary);
            if !is_led_into && self.is_elsewhere(target.file) {
                self.draft.push(at, target, kind, false, is_test);
            }
        }
    }

    /// The same for what stands before the braces of imports, where no row of the file leads into it.
    fn prefixes(&mut self) {
        for (at, target, is_test) in std::mem::take(&mut self.prefixes) {
            let boundary = self.boundaries.of(target.file);
            let all = self.draft.all_targets();
            let is_led_into = all.iter().any(|file| self.boundaries.of(*file) == boundary);
            if !is_led_into && self.is_elsewhere(target.file) {
                self.draft.push(at, target, CrossingKind::Import, false, is_test);
            }
        }
    }

    /// Notes the name of an import that another boundary should have.
    fn missing(&mut self, number: u32, resolved: &[Meanings], segments: usize, named: usize) {
        let position = resolved.iter().take_while(|it| !it.is_empty()).count();
        if position == segments || position == 0 {
            return;
        }
        let at = Spot { reference: number, segment: (named - position.min(named)) as u32 };
        if self.resolver.search.gave_up() {
            self.draft.unresolved(at, Why::TooDeep);
            return;
        }
        let outer = position.checked_sub(1).and_then(|at| resolved.get(at));
        let Some(outer) = outer.and_then(|it| it.first()) else { return };
        if let Target::Module(module) = outer.target
            && self.is_elsewhere(module.file)
        {
            self.draft.unresolved(at, Why::NotFound);
        }
    }

    /// A method or field of a value of another boundary's type.
    fn member(&mut self, number: u32, member: &Reference<'_>) {
        let segments: Vec<&str> = member.of_type.split("::").map(bare).collect();
        let from = Module { file: self.file, scope: member.scope };
        let resolved = self.resolver.resolve(from, &segments, false);
        let found = resolved.last().filter(|_| resolved.len() == segments.len());
        let Some(of_type) = found.and_then(|it| pick(it, TYPES)) else { return };
        let Target::Item(file, _) = of_type.target else { return };
        if !self.is_elsewhere(file) {
            return;
        }
        let module = Module { file: self.file, scope: self.source.module_of(member.scope) };
        let members =
            self.resolver.next(std::slice::from_ref(of_type), bare(member.path), module, false);
        let is_asked_of_value = |it: &&Meaning| {
            let Target::Item(file, item) = it.target else { return false };
            let source = self.resolver.search.source(file);
            let kind = source.and_then(|source| source.item(item).map(|item| item.kind));
            matches!(kind, Some(ItemKind::Method | ItemKind::Field))
        };
        let found = members.iter().find(is_asked_of_value);
        let at = Spot { reference: number, segment: 0 };
        let is_test = self.is_test || self.source.scope(member.scope).is_test;
        if let Some(found) = found {
            self.row(at, found, None, CrossingKind::Member, (true, is_test));
        }
    }

    fn path(&mut self, number: u32, path: &Reference<'_>) {
        self.resolver.search.begin();
        if path.kind == ReferenceKind::Member {
            return self.member(number, path);
        }
        let written: Vec<&str> = path.path.split("::").collect();
        let segments: Vec<&str> = written.iter().map(|segment| bare(segment)).collect();
        let from = Module { file: self.file, scope: path.scope };
        let mut resolved = self.resolver.resolve(from, &segments, false);
        if let [name] = segments.as_slice()
            && path.kind == ReferenceKind::Macro
            && resolved.iter().all(|it| it.is_empty())
        {
            resolved = vec![self.macro_of_crate(name)];
        }
        let is_test = self.is_test || self.source.scope(path.scope).is_test;
        let flags = (path.is_in_macro_definition, is_test);
        let mut crates = Vec::new();
        for (position, meanings) in resolved.iter().enumerate() {
            let is_last = position + 1 == segments.len();
            let wanted = match path.kind {
                _ if !is_last => TYPES,
                ReferenceKind::Macro => MACROS,
                ReferenceKind::Call => VALUES,
                _ => TYPES | VALUES,
            };
            let at = Spot { reference: number, segment: position as u32 };
            // A struct that is called by its alias is a type.
            let is_call = is_last && path.kind == ReferenceKind::Call;
            let found = pick(meanings, wanted);
            let Some(meaning) = found.or_else(|| pick(meanings, if is_call { TYPES } else { 0 }))
            else {
                self.unknown(at, &segments, &resolved, flags);
                break;
            };
            if meaning.target == Target::Elsewhere {
                break;
            }
            // A name alone is a value or a type: a module of that name is not what is meant.
            let is_module = matches!(meaning.target, Target::Module(_));
            if is_module && (segments.len() == 1 || (is_last && path.kind == ReferenceKind::Call)) {
                break;
            }
            if self.is_crate_root(meaning.target) {
                let target = self.target(meaning, None).filter(|_| !is_last);
                let is_test = is_test
                    || target.as_ref().is_some_and(|it| self.is_for_tests(meaning, it.file));
                crates.extend(target.map(|target| (at, target, is_test)));
            } else {
                let kind = self.kind(path.kind, is_last, meaning.target);
                let is_unclear = kind == CrossingKind::Member && meanings.len() > 1;
                self.row(at, meaning, None, kind, (flags.0 || is_unclear, is_test));
            }
        }
        self.crates(crates, number, CrossingKind::Path);
    }

    /// A segment that its module or type does not define.
    fn unknown(&mut self, at: Spot, segments: &[&str], resolved: &[Meanings], flags: (bool, bool)) {
        if self.resolver.search.gave_up() {
            self.draft.unresolved(at, Why::TooDeep);
            return;
        }
        let position = at.segment as usize;
        let Some(outer) = position.checked_sub(1).and_then(|before| resolved.get(before)) else {
            return;
        };
        let Some(outer) = pick(outer, TYPES) else { return };
        match outer.target {
            Target::Item(file, _) | Target::Made(file, _) if self.is_elsewhere(file) => {
                let Some(name) = segments.get(position) else { return };
                let Some(mut target) = self.target(outer, None) else { return };
                if self.is_type(outer.target) {
                    target.path = format!("{}::{name}", target.path);
                    let is_test = flags.1 || self.is_for_tests(outer, file);
                    self.draft.push(at, target, CrossingKind::Member, true, is_test);
                }
            }
            // What a macro's definition means depends on where it is used.
            Target::Module(module) if self.is_elsewhere(module.file) && !flags.0 => {
                self.draft.unresolved(at, Why::NotFound);
            }
            _ => {}
        }
    }

    /// A macro that `#[macro_use] extern crate` brings.
    fn macro_of_crate(&mut self, name: &str) -> Meanings {
        let Some(stand) = self.resolver.stand(self.file) else { return Meanings::default() };
        let Some(root) = self.resolver.search.source(stand.root) else {
            return Meanings::default();
        };
        let from = Module::file(stand.root);
        let brought = root.references.imports.iter().filter(|it| it.form == ImportForm::Macros);
        for import in brought {
            let mut segments: Vec<&str> = vec![""];
            segments.extend(import.from.trim_start_matches("::").split("::"));
            segments.push(name);
            let resolved = self.resolver.resolve(from, &segments, true);
            if let Some(found) = resolved.last().filter(|_| resolved.len() == segments.len())
                && found.iter().any(|it| it.is_in(MACROS) && it.target != Target::Elsewhere)
            {
                return Rc::clone(found);
            }
        }
        Meanings::default()
    }

    fn row(
        &mut self,
        at: Spot,
        meaning: &Meaning,
        form: Option<TargetForm>,
        kind: CrossingKind,
        (is_likely, is_test): (bool, bool),
    ) {
        let Some(target) = self.target(meaning, form) else { return };
        if self.is_elsewhere(target.file) {
            let is_test = is_test || self.is_for_tests(meaning, target.file);
            self.draft.push(at, target, kind, is_likely, is_test);
        }
    }

    /// Whether the crate by which a name comes is a dependency for tests: then what names it is a test, too.
    fn is_for_tests(&mut self, meaning: &Meaning, to: FileId) -> bool {
        let Some(stand) = self.resolver.stand(self.file) else { return false };
        let files = meaning.via.iter().copied().chain([to]);
        let mut stands = files.filter_map(|file| self.resolver.stand(file));
        let other = stands.find(|it| it.package.folder != stand.package.folder);
        let root = other.and_then(|it| self.resolver.search.path(it.root));
        root.is_some_and(|root| stand.package.has_for_tests(root, stand.kind))
    }

    /// Whether a file belongs to another boundary than the one that is read.
    fn is_elsewhere(&mut self, file: FileId) -> bool {
        self.boundaries.crosses(self.file, file)
    }

    fn target(&mut self, meaning: &Meaning, form: Option<TargetForm>) -> Option<RowTarget> {
        let (file, usual, path) = match meaning.target {
            Target::Elsewhere => return None,
            Target::Module(module) => {
                let source = self.resolver.search.source(module.file)?;
                let item = source.item_of(module.scope);
                let path = item.map(|item| path_of(&source, item)).unwrap_or_default();
                (module.file, TargetForm::Module, path)
            }
            Target::Item(file, item) => {
                let source = self.resolver.search.source(file)?;
                (file, TargetForm::Item, path_of(&source, item))
            }
            Target::Made(file, number) => {
                let source = self.resolver.search.source(file)?;
                let import = source.references.imports.get(number as usize)?;
                let around = source.item_of(source.module_of(import.scope));
                let mut names =
                    around.map(|item| names_to(&source.items, item)).unwrap_or_default();
                names.push(import.bound);
                (file, TargetForm::Item, names.join(source.facts.language.separator()))
            }
        };
        let facade = self.boundaries.facade(self.file, file, &meaning.via);
        Some(RowTarget { file, form: form.unwrap_or(usual), path, facade })
    }

    fn is_crate_root(&mut self, target: Target) -> bool {
        let Target::Module(module) = target else { return false };
        module.scope == 0
            && self.resolver.stand(module.file).is_some_and(|stand| stand.root == module.file)
    }

    fn is_type(&mut self, target: Target) -> bool {
        let (Target::Item(file, number) | Target::Made(file, number)) = target else {
            return false;
        };
        let Some(source) = self.resolver.search.source(file) else { return false };
        match target {
            Target::Item(..) => source.item(number).is_some_and(|item| is_type(item.kind)),
            _ => source
                .references
                .imports
                .get(number as usize)
                .is_some_and(|it| !matches!(it.name, "fn" | "const" | "static")),
        }
    }

    fn kind(&mut self, written: ReferenceKind, is_last: bool, target: Target) -> CrossingKind {
        if written == ReferenceKind::Macro && is_last {
            return CrossingKind::Macro;
        }
        let Target::Item(file, item) = target else {
            return match target {
                Target::Made(..) if self.is_type(target) => CrossingKind::Type,
                Target::Made(..) if written == ReferenceKind::Call && is_last => CrossingKind::Call,
                _ => CrossingKind::Path,
            };
        };
        let Some(source) = self.resolver.search.source(file) else { return CrossingKind::Path };
        let Some(found) = source.item(item) else { return CrossingKind::Path };
        let is_member = found.parent.is_some_and(|parent| source.scope_of(parent).is_none());
        match (written, found.kind) {
            (_, ItemKind::Variant) => CrossingKind::Path,
            _ if is_member => CrossingKind::Member,
            (ReferenceKind::Call, _) if is_last => CrossingKind::Call,
            (_, kind) if is_type(kind) => CrossingKind::Type,
            _ => CrossingKind::Path,
        }
    }
}

/// The meaning that a place asks for: of the namespaces that are wanted there, in the order types,
/// values, macros.
fn pick(meanings: &[Meaning], wanted: u8) -> Option<&Meaning> {
    // What is here comes before what another platform has from elsewhere.
    let find = |namespace: u8, is_here: bool| {
        let is_meant = |it: &&Meaning| {
            it.is_in(namespace & wanted) && (it.target != Target::Elsewhere) == is_here
        };
        meanings.iter().find(is_meant)
    };
    let of = |is_here| {
        [TYPES, VALUES, MACROS].into_iter().find_map(|namespace| find(namespace, is_here))
    };
    of(true).or_else(|| of(false))
}

fn is_type(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Struct | ItemKind::Enum | ItemKind::Union | ItemKind::Trait | ItemKind::TypeAlias
    )
}

fn path_of(source: &Source<'_>, item: ItemNumber) -> String {
    names_to(&source.items, item).join(source.facts.language.separator())
}
