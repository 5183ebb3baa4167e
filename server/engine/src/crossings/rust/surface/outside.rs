//! Where a type is defined that is not of the crate: as the compiler's own documentation names it.

use boundstone_model::{ImportForm, ItemNumber, defined_at, defined_by_crate};
use rustc_hash::FxHashSet;

use super::super::super::files::FileId;
use super::super::super::source::{Entry, Module};
use super::super::super::surface::Implementations;
use super::super::meaning::Target;
use super::super::resolver::{Resolver, segments_of};
use super::declaration::declaration_of_file;
use super::{SEPARATOR, Walk};

/// So many modules are asked for one path.
const MOST_MODULES: usize = 256;

/// A path, and the module that it was asked in.
type Asked = (Module, Vec<String>);

/// Where a path of a file leads that goes through modules of its crate out of it, as users write it: `fmt::Debug` behind
/// `use crate::stdlib::fmt;` is `std::fmt::Debug`. `None` where it stays in the crate, or is not known.
pub(in crate::crossings) fn outside(
    resolver: &mut Resolver<'_>,
    from: Module,
    path: &str,
    signatures: &Implementations<'_>,
) -> Option<String> {
    let root = resolver.stand(from.file)?.root;
    let mut walk = Walk::new(resolver, root, signatures);
    walk.crosses_crates = true;
    let out = walk.path_outside(from, path)?;
    let name = out.rsplit(SEPARATOR).next()?;
    // What the prelude knows is written short.
    let is_short = defined_at(&out).is_some() && defined_at(name) == defined_at(&out);
    Some(if is_short { name.to_owned() } else { out })
}

impl Walk<'_, '_> {
    /// The path from its crate of an item of another crate of the repository, through all modules around it.
    pub(super) fn path_in_crate(&mut self, file: FileId, item: ItemNumber) -> Option<String> {
        let source = self.resolver.search.source(file)?;
        let mut names = vec![source.item(item)?.name().to_owned()];
        let mut around = Module { file, scope: source.scope_around(item) };
        loop {
            let source = self.resolver.search.source(around.file)?;
            let (declaring, number) = match source.item_of(around.scope) {
                Some(number) => (around.file, number),
                None => match declaration_of_file(self.resolver, around.file) {
                    Some(declaration) => declaration,
                    None => break,
                },
            };
            let source = self.resolver.search.source(declaring)?;
            names.push(source.item(number)?.name().to_owned());
            around = Module { file: declaring, scope: source.scope_around(number) };
        }
        let stand = self.resolver.stand(around.file)?;
        names.push(stand.package.library_name()?.to_owned());
        names.reverse();
        Some(names.join(SEPARATOR))
    }

    /// The path from its crate that a path leads to through the imports and globs of this crate, where it leads to a
    /// crate that is not in the repository, and to one place alone.
    pub(super) fn path_outside(&mut self, from: Module, path: &str) -> Option<String> {
        let path: Vec<String> = path.split(SEPARATOR).map(str::to_owned).collect();
        self.followed(from, path, &mut FxHashSet::default()).map(|path| path.join(SEPARATOR))
    }

    /// Where modules bring all names of one another, each is asked once.
    fn followed(
        &mut self,
        from: Module,
        path: Vec<String>,
        asked: &mut FxHashSet<Asked>,
    ) -> Option<Vec<String>> {
        // `::ends` is the crate, whatever else is called so here.
        if let [global, name, ..] = path.as_slice()
            && global.is_empty()
            && self.is_elsewhere(from, name)
        {
            return Some(path);
        }
        let (module, rest) = self.last_module(from, &path)?;
        if asked.len() >= MOST_MODULES || !asked.insert((module, rest.to_vec())) {
            return None;
        }
        let (name, behind) = rest.split_first()?;
        let is_first = rest.len() == path.len();
        let mut found: Vec<Vec<String>> = Vec::new();
        for next in self.imports_of(module, name) {
            let next = [next.as_slice(), behind].concat();
            // A crate, imported by its own name: `use eyre;` leads nowhere else.
            if next.as_slice() == rest {
                return Some(next);
            }
            found.extend(self.followed(module, next, asked));
        }
        if found.is_empty() && is_first && self.is_elsewhere(from, name) {
            return Some(path);
        }
        if found.is_empty() {
            found = self.by_globs(module, rest, asked);
        }
        found.iter_mut().for_each(as_of_std);
        found.sort_unstable();
        // Of two ways to one thing, each under a condition, one tells where it is.
        found.dedup_by_key(|path| {
            let written = path.join(SEPARATOR);
            defined_at(&written).map_or(written, str::to_owned)
        });
        found.pop().filter(|_| found.is_empty())
    }

    /// The same through the modules that a module brings all names of. What another crate has for all is known of the
    /// standard library and of what most use; of one that is not known, it is what is found nowhere else.
    fn by_globs(
        &mut self,
        module: Module,
        rest: &[String],
        asked: &mut FxHashSet<Asked>,
    ) -> Vec<Vec<String>> {
        let (mut known, mut found, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for mut next in self.globs(module) {
            next.extend(rest.iter().cloned());
            let Some(brought) = self.followed(module, next.clone(), asked) else { continue };
            let is_known = |path: &Vec<String>| {
                let mut path = path.clone();
                as_of_std(&mut path);
                let path = path.join(SEPARATOR);
                defined_at(&path).is_some() || defined_by_crate(&path).is_some()
            };
            if is_known(&brought) {
                known.push(brought);
            } else if brought != next {
                found.push(brought);
            } else {
                unknown.push(brought);
            }
        }
        // A name that two modules bring is no name to the compiler: none but the one that is known to have it does.
        if !known.is_empty() {
            return known;
        }
        unknown.retain(|path| path.first().is_some_and(|name| may_have_types(name)));
        match (found.as_slice(), unknown.as_slice()) {
            ([], [_]) => unknown,
            _ => found,
        }
    }

    /// The last module of the crate that a path goes through, and what follows it.
    pub(super) fn last_module<'p>(
        &mut self,
        from: Module,
        path: &'p [String],
    ) -> Option<(Module, &'p [String])> {
        self.resolver.search.begin();
        let segments: Vec<&str> = path.iter().map(String::as_str).collect();
        let resolved = self.resolver.resolve(from, &segments, false);
        let mut last = (from, path);
        for (at, meanings) in resolved.iter().enumerate() {
            let module = meanings.iter().find_map(|meaning| match meaning.target {
                Target::Module(module) => Some(module),
                _ => None,
            });
            let is_followed = |it: &Module| self.crosses_crates || self.is_of_crate(it.file);
            let Some(module) = module.filter(is_followed) else { break };
            last = (module, path.get(at + 1..)?);
        }
        Some(last)
    }

    /// The paths that the imports of a module bind to a name.
    fn imports_of(&mut self, module: Module, name: &str) -> Vec<Vec<String>> {
        let mut found = self.of_std(module, Some(name));
        for part in self.resolver.parts_of(module) {
            let Some(source) = self.resolver.search.source(part.file) else { continue };
            for entry in source.entries(part.scope, name) {
                let Entry::Import(number) = entry else { continue };
                let import = source.references.imports.get(number as usize);
                if let Some(import) = import.filter(|import| import.form == ImportForm::Named) {
                    found.push(segments_of(import).into_iter().map(str::to_owned).collect());
                }
            }
        }
        found
    }

    /// Whether a path that leads nowhere is of no crate that could be told: a name that the module has by no import and no
    /// glob, or one that conditions choose for.
    pub(super) fn is_of_nowhere(&mut self, module: Module, path: &str) -> bool {
        let (first, is_alone) = match path.split_once(SEPARATOR) {
            Some((first, _)) => (first, false),
            None => (path, true),
        };
        match self.imports_of(module, first).len() {
            0 => is_alone && self.globs(module).is_empty(),
            ways => ways > 1,
        }
    }

    /// The paths of the modules that a module brings all names of.
    fn globs(&mut self, module: Module) -> Vec<Vec<String>> {
        let mut found = self.of_std(module, None);
        for (part, number, _) in self.resolver.globs_of(module) {
            let Some(source) = self.resolver.search.source(part.file) else { continue };
            let Some(import) = source.references.imports.get(number as usize) else { continue };
            found.push(segments_of(import).into_iter().map(str::to_owned).collect());
        }
        found
    }

    /// The paths of the standard library that a module binds to a name, or brings all names of. Facts leave out what
    /// it does not hand on.
    fn of_std(&mut self, module: Module, bound: Option<&str>) -> Vec<Vec<String>> {
        let parts = self.resolver.parts_of(module).into_iter().filter(|part| part.scope == 0);
        let mut found = Vec::new();
        for part in parts.collect::<Vec<_>>() {
            let Some(signatures) = self.signatures_of(part.file) else { continue };
            let meant = signatures.of_std.iter().filter(|it| it.bound.as_deref() == bound);
            found.extend(meant.map(|it| it.path.split(SEPARATOR).map(str::to_owned).collect()));
        }
        found
    }

    /// The path of something of another crate from that crate's own name, where the manifest renames it, or the root
    /// of this one does by `extern crate alloc as base;`.
    pub(super) fn by_own_crate(&mut self, file: FileId, path: &str) -> Option<String> {
        let (name, rest) = path.split_once(SEPARATOR)?;
        let stand = self.resolver.stand(file)?;
        let own = match stand.package.own_name(name) {
            Some(own) => own.to_owned(),
            None => {
                let own = self.renamed_by_root(name)?;
                stand.package.own_name(&own).map_or_else(|| own.clone(), str::to_owned)
            }
        };
        let mut path = vec![own, rest.to_owned()];
        as_of_std(&mut path);
        Some(path.join(SEPARATOR))
    }

    fn renamed_by_root(&mut self, name: &str) -> Option<String> {
        let of_root = self.imports_of(Module::file(self.root), name);
        let mut crates = of_root.into_iter().filter_map(|path| match path.as_slice() {
            [own] => Some(own.clone()),
            [first, own] if first.is_empty() => Some(own.clone()),
            _ => None,
        });
        crates.next().filter(|own| own != name)
    }

    /// Whether a name is that of a crate that is not in the repository.
    pub(super) fn is_elsewhere(&mut self, from: Module, name: &str) -> bool {
        self.resolver.search.begin();
        let known = self.resolver.known_crate(from, name);
        name.is_empty()
            || !known.is_empty() && known.iter().all(|it| it.target == Target::Elsewhere)
    }
}

/// Whether types may come of a crate that is not known: all of the standard library are, and who has derives has no types.
fn may_have_types(name: &str) -> bool {
    let is_of_macros =
        ["_derive", "_derives", "_macros", "_macro"].iter().any(|it| name.ends_with(it));
    !is_of_macros && !matches!(name, "" | "std" | "core" | "alloc")
}

/// `std` has what `core` and `alloc` have.
fn as_of_std(path: &mut Vec<String>) {
    if path.first().is_some_and(|first| first.is_empty()) {
        path.remove(0);
    }
    if let Some(first) = path.first_mut()
        && matches!(first.as_str(), "core" | "alloc")
    {
        *first = "std".to_owned();
    }
}
