//! Which of the paths of a file may lead out of it: the rest, locals, items of the file and the standard
//! library, is most of them and is not kept.

use boundstone_model::{
    FactsBuilder, ImportForm, ItemKind, ItemNumber, Reference, ReferenceKind, Scope, ScopeKind,
    ScopeNumber, Visibility,
};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use super::reference::is_lower;
use super::scan::{Candidate, DraftImport, DraftKind, DraftScope, Scan};

/// What of a scan is kept. Scopes have new numbers; imports come with theirs.
pub(super) struct Kept<'a> {
    pub scopes: Vec<Scope>,
    pub imports: Vec<(&'a DraftImport, ScopeNumber)>,
    pub paths: Vec<Reference<'a>>,
}

impl<'a> Kept<'a> {
    /// What is kept of the scan of `text`, whose items are in `facts`. The scan remembers what was decided.
    pub fn of(text: &'a str, scan: &'a mut Scan, facts: &FactsBuilder) -> Self {
        let bodies = bodies(facts);
        decide(text, scan, facts, &bodies);
        let scan = &*scan;
        let handed_on = handed_on(&scan.imports, text);
        let definitions = definitions(facts);
        let is_item = |name: u32| definitions.binary_search(&name).is_ok();
        // What a macro is given is told as items where it could be read so.
        let is_kept = |it: &&DraftImport| match it.form {
            ImportForm::Made => !is_item(it.bound.start()),
            _ => is_kept(it, &handed_on, text),
        };
        let mut imports: Vec<(&DraftImport, ScopeNumber)> =
            scan.imports.iter().filter(is_kept).map(|it| (it, it.scope)).collect();
        imports.sort_by_key(|(import, _)| import.range.start());
        let (scopes, numbers) = kept_scopes(&scan.scopes, &imports, &bodies);
        let renumbered = |scope: ScopeNumber| numbers.get(scope as usize).copied().unwrap_or(0);
        imports.iter_mut().for_each(|(_, scope)| *scope = renumbered(*scope));
        let mut paths: Vec<Reference<'_>> = scan
            .candidates
            .iter()
            .filter(|it| it.is_kept == Some(true) && !is_item(it.start))
            .map(|candidate| candidate.finished(text, renumbered(candidate.scope)))
            .collect();
        paths.sort_by_key(|path| path.start);
        Self { scopes, imports, paths }
    }
}

/// Modules and macros, which have bodies, by where their names begin.
pub(super) type Bodies = FxHashMap<u32, ItemNumber>;

pub(super) fn bodies(facts: &FactsBuilder) -> Bodies {
    let has_body = |(_, item): &(u32, &boundstone_model::DraftItem)| {
        matches!(item.kind, ItemKind::Module | ItemKind::Macro)
    };
    let items = (0..).zip(facts.items());
    items.filter(has_body).map(|(number, item)| (item.name_at(), number)).collect()
}

/// Where the names of items begin that are definitions and no references, in order.
fn definitions(facts: &FactsBuilder) -> Vec<u32> {
    let symbols = facts.items().iter().filter(|item| item.kind.is_symbol());
    let mut starts: Vec<u32> = symbols.map(|item| item.name_at()).collect();
    starts.sort_unstable();
    starts
}

/// Decides which candidates are kept, where that is not known from the same names.
fn decide(text: &str, scan: &mut Scan, facts: &FactsBuilder, bodies: &Bodies) {
    let Scan { scopes, imports, candidates, names: known, .. } = scan;
    let hash = hash_of_names(text, imports, facts);
    if *known != hash {
        *known = hash;
        candidates.iter_mut().for_each(|candidate| candidate.is_kept = None);
    }
    let names = Names::new(text, (scopes, imports), facts, bodies);
    for candidate in candidates.iter_mut().filter(|candidate| candidate.is_kept.is_none()) {
        candidate.is_kept = Some(names.keeps(candidate, text));
    }
}

/// All that a candidate of an unchanged block is decided by: the items of modules, and what the file imports.
fn hash_of_names(text: &str, imports: &[DraftImport], facts: &FactsBuilder) -> u64 {
    let mut hash = Xxh3::new();
    let mut add = |number: u32, text: &str| {
        hash.update(&number.to_le_bytes());
        hash.update(&(text.len() as u32).to_le_bytes());
        hash.update(text.as_bytes());
    };
    for item in facts.items() {
        let is_in_module = item.parent.is_none_or(|parent| {
            facts.items().get(parent as usize).is_some_and(|it| it.kind == ItemKind::Module)
        });
        if is_in_module {
            add(item.parent.map_or(0, |parent| parent + 1), facts.name(item));
            add(u32::from(item.kind == ItemKind::Module), "");
        }
    }
    for import in imports.iter().filter(|import| import.scope == 0) {
        add(import.form as u32, &import.from);
        add(0, import.name(text));
        add(0, import.bound(text));
    }
    hash.digest()
}

/// Scopes that say something, and the new number of each old one: those without imports of their own are
/// one with the scope around them. What the tree knows no module of is a block.
fn kept_scopes(
    all: &[DraftScope],
    imports: &[(&DraftImport, ScopeNumber)],
    bodies: &Bodies,
) -> (Vec<Scope>, Vec<ScopeNumber>) {
    let mut has_imports = vec![false; all.len()];
    for (_, scope) in imports {
        if let Some(has) = has_imports.get_mut(*scope as usize) {
            *has = true;
        }
    }
    let mut scopes: Vec<Scope> = Vec::new();
    let mut numbers: Vec<ScopeNumber> = Vec::with_capacity(all.len());
    for (scope, has_imports) in all.iter().zip(has_imports) {
        let parent = numbers.get(scope.parent as usize).copied().unwrap_or(0);
        let around = scopes.get(parent as usize);
        let is_like_around = around.is_some_and(|around| around.is_test == scope.is_test);
        let kind = match scope_kind(scope, bodies) {
            ScopeKind::Macro(_) if !has_imports => ScopeKind::Block,
            kind => kind,
        };
        if kind != ScopeKind::Block || has_imports || !is_like_around {
            numbers.push(scopes.len() as ScopeNumber);
            scopes.push(Scope { parent, kind, is_test: scope.is_test });
        } else {
            numbers.push(parent);
        }
    }
    (scopes, numbers)
}

fn scope_kind(scope: &DraftScope, bodies: &Bodies) -> ScopeKind {
    match scope.kind {
        DraftKind::File => ScopeKind::File,
        DraftKind::Module(name) => {
            bodies.get(&name).map_or(ScopeKind::Block, |it| ScopeKind::Module(*it))
        }
        DraftKind::Macro(name) => {
            bodies.get(&name).map_or(ScopeKind::Block, |it| ScopeKind::Macro(*it))
        }
        DraftKind::Block => ScopeKind::Block,
    }
}

/// Imports of the standard library matter to others only when they are handed on: themselves, or something
/// in them, as `use std::io; pub use io::Error;` does.
fn is_kept(import: &DraftImport, handed_on: &FxHashSet<&str>, text: &str) -> bool {
    let is_use = matches!(import.form, ImportForm::Named | ImportForm::Glob | ImportForm::Macros);
    !is_use
        || import.visibility != Visibility::Private
        || !is_standard(import, text)
        || handed_on.contains(import.bound(text))
}

/// The names that the paths begin with whose ends are handed on.
fn handed_on<'a>(imports: &'a [DraftImport], text: &'a str) -> FxHashSet<&'a str> {
    let handed_on = imports.iter().filter(|import| import.visibility != Visibility::Private);
    handed_on.map(|import| first_segment(import, text)).collect()
}

fn is_standard(import: &DraftImport, text: &str) -> bool {
    is_standard_crate(first_segment(import, text))
}

fn first_segment<'a>(import: &'a DraftImport, text: &'a str) -> &'a str {
    let from = import.from.trim_start_matches("::");
    let first = from.split("::").next().filter(|first| !first.is_empty());
    first.unwrap_or(import.name(text))
}

pub(super) fn is_standard_crate(name: &str) -> bool {
    matches!(name, "std" | "core" | "alloc" | "proc_macro")
}

/// What a name is, looked up from a scope.
enum Meaning {
    /// An import, or a module of the file.
    MayLeadOut,
    /// An item of the file, or something of the standard library.
    Stays,
    Unknown,
    /// Unknown, but a glob may bring it.
    MayComeByGlob,
}

/// What is imported under one name.
#[derive(Clone, Copy, Default)]
struct Imported {
    /// Whether it may lead out.
    leads_out: bool,
    /// The position of the last such import in the scan.
    last: u32,
}

/// Where a name comes from, in the file.
pub(super) enum Origin {
    /// An import, by its position in the scan.
    Import(usize),
    Item,
    /// Nowhere in the file; a glob may bring it.
    Nothing,
}

enum Glob {
    /// Of a module in the same file.
    Scope(ScopeNumber),
    Elsewhere,
}

pub(super) struct Names<'p> {
    scopes: &'p [DraftScope],
    imports: FxHashMap<(ScopeNumber, &'p str), Imported>,
    /// Whether an item of a module is a module.
    items: FxHashMap<(ScopeNumber, &'p str), bool>,
    globs: FxHashMap<ScopeNumber, Vec<Glob>>,
}

impl<'p> Names<'p> {
    pub fn new(
        text: &'p str,
        (scopes, imports): (&'p [DraftScope], &'p [DraftImport]),
        facts: &'p FactsBuilder,
        bodies: &Bodies,
    ) -> Self {
        let mut names = Self {
            scopes,
            imports: FxHashMap::default(),
            items: FxHashMap::default(),
            globs: FxHashMap::default(),
        };
        let modules: FxHashMap<ItemNumber, ScopeNumber> = (0..)
            .zip(scopes)
            .filter_map(|(number, scope)| match scope_kind(scope, bodies) {
                ScopeKind::Module(item) => Some((item, number)),
                _ => None,
            })
            .collect();
        for item in facts.items() {
            let scope = match item.parent {
                None => 0,
                Some(parent) => match modules.get(&parent) {
                    Some(scope) => *scope,
                    None => continue,
                },
            };
            let is_module = names.items.entry((scope, facts.name(item))).or_default();
            *is_module |= item.kind == ItemKind::Module;
        }
        for (number, import) in (0..).zip(imports) {
            names.add(number, import, text);
        }
        names
    }

    fn add(&mut self, number: u32, import: &'p DraftImport, text: &'p str) {
        match import.form {
            ImportForm::Glob if is_standard(import, text) => {}
            ImportForm::Glob => {
                let glob = self.glob(import.scope, &import.from);
                self.globs.entry(import.scope).or_default().push(glob);
            }
            // What the body of a macro in another file brings.
            ImportForm::Expansion => {
                self.globs.entry(import.scope).or_default().push(Glob::Elsewhere);
            }
            ImportForm::Named if !import.bound.is_empty() => {
                let name = (import.scope, import.bound(text));
                let imported = self.imports.entry(name).or_default();
                imported.leads_out |= !is_standard(import, text);
                imported.last = number;
            }
            _ => {}
        }
    }

    fn glob(&self, scope: ScopeNumber, from: &str) -> Glob {
        let mut module = self.module_of(scope);
        for segment in from.split("::") {
            let Some(inner) = self.scopes.get(module as usize) else { return Glob::Elsewhere };
            match segment {
                "super" if module != 0 => module = self.module_of(inner.parent),
                "self" => {}
                _ => return Glob::Elsewhere,
            }
        }
        Glob::Scope(module)
    }

    /// The module that a scope lies in, itself if it is one.
    fn module_of(&self, scope: ScopeNumber) -> ScopeNumber {
        let mut number = scope;
        while let Some(scope) = self.scopes.get(number as usize).filter(|it| !it.is_module()) {
            number = scope.parent;
        }
        number
    }

    fn keeps(&self, candidate: &Candidate, text: &str) -> bool {
        let (first, is_bare) = (candidate.first(text), candidate.is_bare());
        if matches!(first, "crate" | "self" | "super") {
            return !is_bare;
        }
        if first.is_empty() {
            let path = candidate.range().slice(text);
            let krate = path.trim_start_matches("::").split("::").next();
            return !krate.is_some_and(is_standard_crate);
        }
        let Candidate { scope, kind, .. } = *candidate;
        match self.meaning(scope, first, 0) {
            Meaning::MayLeadOut => true,
            Meaning::Stays => false,
            _ if is_standard_crate(first) => false,
            Meaning::Unknown if kind == ReferenceKind::Macro && is_bare => {
                !is_standard_macro(first)
            }
            Meaning::Unknown => !is_bare && is_lower(first),
            Meaning::MayComeByGlob if !is_bare => !is_prelude(first),
            Meaning::MayComeByGlob => match kind {
                ReferenceKind::Macro => !is_standard_macro(first),
                ReferenceKind::Call => !is_prelude(first),
                _ => !is_lower(first) && !is_prelude(first),
            },
        }
    }

    /// Where `name` comes from, looked up from a scope; what globs bring is not.
    pub fn origin(&self, from: ScopeNumber, name: &str) -> Origin {
        let mut number = from;
        while let Some(scope) = self.scopes.get(number as usize) {
            if let Some(imported) = self.imports.get(&(number, name)) {
                return Origin::Import(imported.last as usize);
            }
            if scope.is_module() {
                let is_item = self.items.contains_key(&(number, name));
                return if is_item { Origin::Item } else { Origin::Nothing };
            }
            number = scope.parent;
        }
        Origin::Nothing
    }

    /// Whether `name` can only be that of a crate where a path begins with it.
    pub fn is_crate(&self, scope: ScopeNumber, name: &str) -> bool {
        matches!(self.origin(scope, name), Origin::Nothing)
            && (is_standard_crate(name) || matches!(self.meaning(scope, name, 0), Meaning::Unknown))
    }

    /// Whether what is made known in one scope is known in another, `inner`.
    pub fn is_known_in(&self, outer: ScopeNumber, inner: ScopeNumber) -> bool {
        let mut number = inner;
        while number != outer {
            match self.scopes.get(number as usize) {
                Some(scope) if !scope.is_module() => number = scope.parent,
                _ => return false,
            }
        }
        true
    }

    /// How many globs of one file are followed one from the other.
    const MOST_GLOBS: u32 = 8;

    fn meaning(&self, from: ScopeNumber, name: &str, globs: u32) -> Meaning {
        let mut by_glob = false;
        let mut number = from;
        while let Some(scope) = self.scopes.get(number as usize) {
            if let Some(imported) = self.imports.get(&(number, name)) {
                return if imported.leads_out { Meaning::MayLeadOut } else { Meaning::Stays };
            }
            if scope.is_module()
                && let Some(&is_module) = self.items.get(&(number, name))
            {
                return if is_module { Meaning::MayLeadOut } else { Meaning::Stays };
            }
            for glob in self.globs.get(&number).into_iter().flatten() {
                match glob {
                    Glob::Elsewhere => by_glob = true,
                    Glob::Scope(_) if globs >= Self::MOST_GLOBS => by_glob = true,
                    Glob::Scope(other) => match self.meaning(*other, name, globs + 1) {
                        Meaning::Unknown => {}
                        Meaning::MayComeByGlob => by_glob = true,
                        known => return known,
                    },
                }
            }
            if scope.is_module() {
                break;
            }
            number = scope.parent;
        }
        if by_glob { Meaning::MayComeByGlob } else { Meaning::Unknown }
    }
}

/// Names of the prelude that no one else uses for their own. Source: std, "prelude".
fn is_prelude(name: &str) -> bool {
    matches!(name, "Some" | "None" | "Ok" | "Err" | "Vec" | "String" | "Box" | "Option" | "Self")
        || matches!(name, "Sized" | "Send" | "Sync" | "Copy" | "Drop" | "Fn" | "FnMut" | "FnOnce")
        // A parameter of a type.
        || (name.len() == 1 && !is_lower(name))
}

/// Source: std, "Macros".
fn is_standard_macro(name: &str) -> bool {
    matches!(
        name,
        "assert" | "assert_eq" | "assert_ne" | "cfg" | "column" | "compile_error" | "concat" | "dbg"
            | "debug_assert" | "debug_assert_eq" | "debug_assert_ne" | "env" | "eprint" | "eprintln"
            | "file" | "format" | "format_args" | "include" | "include_bytes" | "include_str" | "line"
            | "macro_rules" | "matches" | "module_path" | "option_env" | "panic" | "print" | "println"
            | "stringify" | "thread_local" | "todo" | "try" | "unimplemented" | "unreachable" | "vec"
            | "write" | "writeln"
            // What `derive` and attributes of the compiler name.
            | "Clone" | "Copy" | "Debug" | "Default" | "Eq" | "Hash" | "Ord" | "PartialEq" | "PartialOrd"
            | "test" | "bench"
    )
}
