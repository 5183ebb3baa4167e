//! What a path of a file names, followed through the imports of the file.

use std::cell::Cell;

use boundstone_model::{FileFacts, ImportForm, ItemKind, ItemNumber, ScopeNumber, StdImport, bare};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::kept::is_standard_crate;
use super::super::reference::is_lower;
use super::super::scan::{DraftImport, DraftKind, Scan};
use super::prelude::is_in_prelude;

/// So many imports and globs are followed for one path.
const MOST_STEPS: u32 = 32;

/// Longer imports are not followed: they may be named often.
const MOST_BYTES: usize = 1_024;

const SEPARATOR: &str = "::";

/// Where a path leads, by its segments.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Place<'a> {
    /// From the name of a crate.
    Outside(Vec<&'a str>),
    /// Somewhere in this crate.
    Inside(Vec<&'a str>),
    /// As it is written: known by the prelude, or by what a glob brings.
    Unknown(Vec<&'a str>),
}

/// The names that the modules of one file make known.
pub(super) struct Paths<'a> {
    text: &'a str,
    imports: &'a [DraftImport],
    /// The module around each scope, itself if it is one.
    modules: Vec<ScopeNumber>,
    parents: Vec<ScopeNumber>,
    named: FxHashMap<(ScopeNumber, &'a str), Vec<usize>>,
    items: FxHashSet<(ScopeNumber, &'a str)>,
    /// The modules of this file whose names a module takes over.
    globs: FxHashMap<ScopeNumber, Vec<ScopeNumber>>,
    bodies: FxHashMap<ItemNumber, ScopeNumber>,
}

impl<'a> Paths<'a> {
    pub fn new(text: &'a str, scan: &'a Scan, facts: &'a FileFacts) -> Self {
        let mut paths = Self {
            text,
            imports: &scan.imports,
            modules: Vec::with_capacity(scan.scopes.len()),
            parents: scan.scopes.iter().map(|scope| scope.parent).collect(),
            named: FxHashMap::default(),
            items: FxHashSet::default(),
            globs: FxHashMap::default(),
            bodies: FxHashMap::default(),
        };
        let mut by_name: FxHashMap<u32, ScopeNumber> = FxHashMap::default();
        for (number, scope) in (0..).zip(&scan.scopes) {
            let around = paths.modules.get(scope.parent as usize).copied().unwrap_or(0);
            paths.modules.push(if scope.is_module() { number } else { around });
            if let DraftKind::Module(name) = scope.kind {
                by_name.insert(name, number);
            }
        }
        for (number, item) in (0..).zip(facts.items()) {
            if item.kind == ItemKind::Module
                && let Some(scope) = by_name.get(&item.name_range.start())
            {
                paths.bodies.insert(number, *scope);
            }
            let scope = match item.parent {
                None => Some(0),
                Some(parent) => paths.bodies.get(&parent).copied(),
            };
            if let Some(scope) = scope.filter(|_| begins_path(item.kind)) {
                paths.items.insert((scope, item.name()));
            }
        }
        for (number, import) in scan.imports.iter().enumerate() {
            paths.add(number, import);
        }
        paths
    }

    fn add(&mut self, number: usize, import: &'a DraftImport) {
        let is_of_module = self.modules.get(import.scope as usize) == Some(&import.scope);
        if import.is_test || !is_of_module || import.from.len() > MOST_BYTES {
            return;
        }
        match import.form {
            ImportForm::Named if !import.bound.is_empty() => {
                let name = (import.scope, import.bound(self.text));
                self.named.entry(name).or_default().push(number);
            }
            ImportForm::Glob => {
                if let Some(module) = self.glob(import) {
                    self.globs.entry(import.scope).or_default().push(module);
                }
            }
            _ => {}
        }
    }

    /// What the module of the file imports of the standard library.
    pub fn of_std(&self) -> impl Iterator<Item = StdImport> {
        let own = self.imports.iter().filter(|import| import.scope == 0 && !import.is_test);
        own.filter_map(|import| {
            let from = import.from.trim_start_matches(SEPARATOR);
            let name = import.name(self.text);
            let path = match import.form {
                ImportForm::Glob => from.to_owned(),
                // `extern crate alloc as base;`
                ImportForm::Named if !import.from.is_empty() && from.is_empty() => name.to_owned(),
                ImportForm::Named if !from.is_empty() => format!("{from}{SEPARATOR}{name}"),
                _ => return None,
            };
            let is_std = path.split(SEPARATOR).next().is_some_and(is_standard_crate);
            let bound = (import.form == ImportForm::Named).then(|| import.bound(self.text).into());
            (is_std && path.len() <= MOST_BYTES).then_some(StdImport { path: path.into(), bound })
        })
    }

    /// The module of this file that a glob takes its names from.
    fn glob(&self, import: &DraftImport) -> Option<ScopeNumber> {
        let mut module = import.scope;
        for segment in import.from.split(SEPARATOR) {
            match segment {
                "super" if module != 0 => {
                    let parent = self.parents.get(module as usize).copied()?;
                    module = self.modules.get(parent as usize).copied()?;
                }
                "self" => {}
                _ => return None,
            }
        }
        Some(module)
    }

    /// The scope of the names in a module of this file.
    pub fn scope_in(&self, module: ItemNumber) -> Option<ScopeNumber> {
        self.bodies.get(&module).copied()
    }

    /// A path as it is written in signatures, in a module of the file: from its crate where it leads out of this
    /// one, else by its last segment, with the type before an associated item.
    pub fn written(&self, scope: ScopeNumber, is_global: bool, path: &[&'a str]) -> Vec<&'a str> {
        let place = match (is_global, path) {
            (true, _) => Place::Outside(path.to_vec()),
            // Beside `use std::usize;`, the type `usize` is still the one of the language.
            (false, [name]) if is_primitive(name) => Place::Unknown(path.to_vec()),
            (false, _) => self.place(scope, path, &Cell::new(MOST_STEPS), None),
        };
        let bytes = |path: &[&str]| path.iter().map(|it| it.len()).sum::<usize>();
        let written = match place {
            Place::Outside(segments) => outside(segments),
            Place::Inside(segments) => inside(&segments),
            Place::Unknown(segments) => segments,
        };
        if bytes(&written) > MOST_BYTES.max(bytes(path)) { path.to_vec() } else { written }
    }

    /// Whether a path leads to something of this crate: a `Vec` of its own is not that of the prelude.
    pub fn is_own(&self, scope: ScopeNumber, is_global: bool, path: &[&'a str]) -> bool {
        let place = || self.place(scope, path, &Cell::new(MOST_STEPS), None);
        !is_global && matches!(place(), Place::Inside(_))
    }

    /// `from` is the import whose own path is followed: it does not name itself.
    fn place(
        &self,
        scope: ScopeNumber,
        path: &[&'a str],
        steps: &Cell<u32>,
        from: Option<usize>,
    ) -> Place<'a> {
        let Some((first, rest)) = path.split_first() else { return Place::Unknown(Vec::new()) };
        if matches!(*first, "crate" | "self" | "super") {
            return Place::Inside(rest.to_vec());
        }
        let Some(left) = steps.get().checked_sub(1) else { return Place::Unknown(path.to_vec()) };
        steps.set(left);
        let named = self.named.get(&(scope, *first)).map(Vec::as_slice).unwrap_or_default();
        let others = named.iter().filter(|it| Some(**it) != from).take(MOST_STEPS as usize);
        let mut places = others.map(|import| self.imported(*import, rest, steps));
        if let Some(place) = places.next() {
            // What a condition decides is written as it stands.
            let is_one = places.all(|other| other == place);
            return if is_one { place } else { Place::Unknown(path.to_vec()) };
        }
        if self.items.contains(&(scope, *first)) {
            return Place::Inside(path.to_vec());
        }
        for module in self.globs.get(&scope).into_iter().flatten().take(MOST_STEPS as usize) {
            match self.place(*module, path, steps, None) {
                Place::Unknown(_) => {}
                // A glob brings no crate: that is known everywhere.
                Place::Outside(segments) if segments == path => {}
                known => return known,
            }
        }
        let is_crate = is_standard_crate(first) || is_lower(first) && !is_primitive(first);
        match is_crate && !rest.is_empty() || is_standard_crate(first) {
            true => Place::Outside(path.to_vec()),
            false => Place::Unknown(path.to_vec()),
        }
    }

    fn imported(&self, number: usize, rest: &[&'a str], steps: &Cell<u32>) -> Place<'a> {
        let Some(import) = self.imports.get(number) else { return Place::Unknown(rest.to_vec()) };
        let from = import.from.trim_start_matches(SEPARATOR);
        let from = from.split(SEPARATOR).filter(|segment| !segment.is_empty()).map(bare);
        let mut path: Vec<&str> = from.chain([import.name(self.text)]).collect();
        path.extend(rest);
        let known = match import.from.starts_with(SEPARATOR) {
            true => return Place::Outside(path),
            false => self.place(import.scope, &path, steps, Some(number)),
        };
        // What is imported is no name of the prelude: `use anyhow;`.
        match known {
            Place::Unknown(path) if path.first().is_some_and(|first| is_lower(first)) => {
                Place::Outside(path)
            }
            known => known,
        }
    }
}

/// Whether a path goes on behind the name of such an item: a function has that of a crate, and is none.
fn begins_path(kind: ItemKind) -> bool {
    use ItemKind::{Enum, Module, Struct, Trait, TypeAlias, Union};
    matches!(kind, Enum | Module | Struct | Trait | TypeAlias | Union)
}

/// What `core` and `alloc` have, `std` has; what the prelude knows is short.
fn outside(mut segments: Vec<&str>) -> Vec<&str> {
    if let Some(first) = segments.first_mut()
        && matches!(*first, "core" | "alloc")
    {
        *first = "std";
    }
    // `std::os::unix::io` and the preludes of systems have what `std::os::fd` has.
    if let ["std", "os", _, "io" | "prelude", name] = segments.as_slice()
        && name.ends_with("Fd")
    {
        segments.splice(2..4, ["fd"]);
    }
    match segments.as_slice() {
        ["std", module, name, ..] if is_in_prelude(module, name) => segments.split_off(2),
        ["std", "prelude", _, _, ..] => segments.split_off(3),
        _ => segments,
    }
}

fn inside<'a>(segments: &[&'a str]) -> Vec<&'a str> {
    let is_module = |segment: &&&str| is_lower(segment);
    let last = segments.len().saturating_sub(1);
    let modules = segments.iter().take_while(is_module).count().min(last);
    segments.get(modules..).unwrap_or_default().to_vec()
}

/// Source: The Rust Reference, "Types".
pub(super) fn is_primitive(name: &str) -> bool {
    matches!(name, "bool" | "char" | "str" | "f32" | "f64" | "isize" | "usize")
        || matches!(name, "i8" | "i16" | "i32" | "i64" | "i128")
        || matches!(name, "u8" | "u16" | "u32" | "u64" | "u128")
}
