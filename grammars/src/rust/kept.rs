//! Which of the paths of a file may lead out of it: the rest, locals, items of the file and the standard
//! library, is most of them and is not kept.

use boundstone_model::{
    FactsBuilder, ImportForm, ItemKind, ItemNumber, Reference, ReferenceKind, Scope, ScopeKind,
    ScopeNumber, bare,
};
use rustc_hash::FxHashMap;

use super::reference::{Candidate, DraftImport, Pass, is_lower};

/// Scopes, imports and paths that are kept.
pub(super) struct Kept;

impl Kept {
    pub fn of<'a>(
        pass: &Pass<'a>,
        facts: &FactsBuilder,
    ) -> (Vec<Scope>, Vec<DraftImport<'a>>, Vec<Reference<'a>>) {
        let names = Names::new(pass, facts);
        let mut paths: Vec<Reference<'a>> = pass
            .candidates
            .iter()
            .filter(|candidate| names.keeps(candidate, pass))
            .map(|candidate| candidate.reference)
            .collect();
        let mut imports: Vec<DraftImport<'a>> =
            pass.imports.iter().filter(|import| is_kept(import)).cloned().collect();
        imports.sort_by_key(|import| import.range.start());
        paths.sort_by_key(|path| path.start);
        let (scopes, numbers) = kept_scopes(&pass.scopes, &imports);
        let renumbered = |scope: ScopeNumber| numbers.get(scope as usize).copied().unwrap_or(0);
        imports.iter_mut().for_each(|import| import.scope = renumbered(import.scope));
        paths.iter_mut().for_each(|path| path.scope = renumbered(path.scope));
        (scopes, imports, paths)
    }
}

/// Scopes that say something, and the new number of each old one: those without imports of their own are
/// one with the scope around them.
fn kept_scopes(all: &[Scope], imports: &[DraftImport<'_>]) -> (Vec<Scope>, Vec<ScopeNumber>) {
    let mut has_imports = vec![false; all.len()];
    for import in imports {
        if let Some(has) = has_imports.get_mut(import.scope as usize) {
            *has = true;
        }
    }
    let mut scopes: Vec<Scope> = Vec::new();
    let mut numbers: Vec<ScopeNumber> = Vec::with_capacity(all.len());
    for (scope, has_imports) in all.iter().zip(has_imports) {
        let parent = numbers.get(scope.parent as usize).copied().unwrap_or(0);
        let around = scopes.get(parent as usize);
        let is_like_around = around.is_some_and(|around| around.is_test == scope.is_test);
        if scope.is_module() || has_imports || !is_like_around {
            numbers.push(scopes.len() as ScopeNumber);
            scopes.push(Scope { parent, ..*scope });
        } else {
            numbers.push(parent);
        }
    }
    (scopes, numbers)
}

/// Imports of the standard library matter to others only when they are handed on.
fn is_kept(import: &DraftImport<'_>) -> bool {
    let is_use = matches!(import.form, ImportForm::Named | ImportForm::Glob | ImportForm::Macros);
    !is_use || import.visibility != boundstone_model::Visibility::Private || !is_standard(import)
}

fn is_standard(import: &DraftImport<'_>) -> bool {
    let from = import.from.trim_start_matches("::");
    let first = from.split("::").next().filter(|first| !first.is_empty());
    is_standard_crate(first.unwrap_or(import.name))
}

fn is_standard_crate(name: &str) -> bool {
    matches!(name, "std" | "core" | "alloc" | "proc_macro")
}

/// The first segment of a path, and whether it is all of it. A colon stands in no segment, and to look for
/// one byte costs a fraction of looking for two: this is done for every path of a file.
fn first_segment(path: &str) -> (&str, bool) {
    match memchr::memchr(b':', path.as_bytes()) {
        Some(end) => (bare(path.get(..end).unwrap_or_default()), false),
        None => (bare(path), true),
    }
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

enum Glob {
    /// Of a module in the same file.
    Scope(ScopeNumber),
    Elsewhere,
}

struct Names<'p> {
    scopes: &'p [Scope],
    /// Whether what is imported under a name may lead out.
    imports: FxHashMap<(ScopeNumber, &'p str), bool>,
    /// Whether an item of a module is a module.
    items: FxHashMap<(ScopeNumber, &'p str), bool>,
    globs: FxHashMap<ScopeNumber, Vec<Glob>>,
}

impl<'p> Names<'p> {
    fn new(pass: &'p Pass<'_>, facts: &'p FactsBuilder) -> Self {
        let mut names = Self {
            scopes: &pass.scopes,
            imports: FxHashMap::default(),
            items: FxHashMap::default(),
            globs: FxHashMap::default(),
        };
        let modules: FxHashMap<ItemNumber, ScopeNumber> = (0..)
            .zip(&pass.scopes)
            .filter_map(|(number, scope)| match scope.kind {
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
        for import in &pass.imports {
            names.add(import);
        }
        names
    }

    fn add(&mut self, import: &'p DraftImport<'_>) {
        match import.form {
            ImportForm::Glob if is_standard(import) => {}
            ImportForm::Glob => {
                let glob = self.glob(import.scope, &import.from);
                self.globs.entry(import.scope).or_default().push(glob);
            }
            ImportForm::Named if !import.bound.is_empty() => {
                let leads_out = self.imports.entry((import.scope, import.bound)).or_default();
                *leads_out |= !is_standard(import);
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

    fn keeps(&self, candidate: &Candidate<'_>, pass: &Pass<'_>) -> bool {
        let Reference { scope, kind, path, .. } = candidate.reference;
        let (first, is_bare) = first_segment(path);
        if matches!(first, "crate" | "self" | "super") {
            return !is_bare;
        }
        if first.is_empty() {
            let krate = path.trim_start_matches("::").split("::").next();
            return !krate.is_some_and(is_standard_crate);
        }
        let is_local = |name| pass.locals.contains(&(candidate.function, name));
        if (candidate.may_be_local && is_local(path)) || (!is_lower(first) && is_local(first)) {
            return false;
        }
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

    /// How many globs of one file are followed one from the other.
    const MOST_GLOBS: u32 = 8;

    fn meaning(&self, from: ScopeNumber, name: &str, globs: u32) -> Meaning {
        let mut by_glob = false;
        let mut number = from;
        while let Some(scope) = self.scopes.get(number as usize) {
            if let Some(&leads_out) = self.imports.get(&(number, name)) {
                return if leads_out { Meaning::MayLeadOut } else { Meaning::Stays };
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
