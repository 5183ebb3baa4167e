//! Which macro a call means.

use std::rc::Rc;

use boundstone_model::RepoPath;

use super::super::condition::asked;
use super::super::imports::Imports;
use super::super::others::Others;
use super::super::scope::{Definition, only};
use super::super::tree::{Group, Leaf, Tree};
use super::{Expander, Place};

/// So many modules are looked into for what hands a name on.
const MOST_MODULES: usize = 32;

impl Expander<'_> {
    /// The macro that a path leads to in a call under conditions, if it is one of the crate, or one that is known.
    pub(super) fn definitions(
        &mut self,
        path: &[Tree],
        given: &Group,
        place: &Place,
        around: &[Tree],
    ) -> Vec<Rc<Definition>> {
        let Some(leaf) = path.last().and_then(Tree::leaf) else { return Vec::new() };
        let name = self.sources.text(leaf).to_owned();
        if path.len() > 1 {
            // `::bitflags::bitflags!` begins with the crates.
            let named = path.iter().find(|tree| tree.is_word());
            let first = self.sources.word(named);
            return match first {
                "crate" | "self" | "super" => {
                    let found = self.scope.by_path(&name);
                    let words: Vec<Leaf> =
                        path.iter().filter(|it| it.is_word()).filter_map(Tree::leaf).collect();
                    if found.is_empty() { self.in_module(&words, place) } else { found }
                }
                first if Others::has_crate(first, &name) => self.of_others(&name, given),
                _ => Vec::new(),
            };
        }
        let around = asked(&self.sources, &[&place.under, around].concat());
        let mut found = self.scope.by_name(&name, &around);
        if !found.is_empty() {
            return self.or_of_others(found, &name, given);
        }
        if let Some(own) = place.imports.brought(&self.sources, &name) {
            found = self.scope.by_path(own);
            // Of several, each in a file of its own, the one that stands in a module of this file.
            if found.is_empty() && place.imports.is_of_inside(&self.sources, &name) {
                found = self.scope.in_text(own, leaf.source);
            }
            if found.is_empty()
                && let Some(path) = place.imports.path_of(&self.sources, &name)
            {
                found = self.in_module(&path, place);
            }
        }
        // A macro that says `local_inner_macros` calls those of its crate by their names, wherever it is called itself.
        let is_of_macro = place.depth > 0 && !place.imports.is_of_others(&self.sources, &name);
        if found.is_empty() && is_of_macro && self.scope.has(&name) {
            found = self.scope.by_path(&name);
        }
        let is_meant = || {
            let mut of = Others::crates_of(&name).peekable();
            of.peek().is_none() || of.any(|of| self.is_brought(of, &name, place))
        };
        if found.is_empty() && is_meant() { self.of_others(&name, given) } else { found }
    }

    /// Whether a call of a macro that is not known means one of the crate.
    pub(super) fn is_of_crate(&self, path: &[Tree], name: Leaf, place: &Place) -> bool {
        let name = self.sources.text(name);
        let is_own_path = matches!(self.sources.word(path.first()), "crate" | "self" | "super");
        let is_alone = path.len() == 1 && !place.imports.is_of_others(&self.sources, name);
        (is_own_path || is_alone) && self.scope.has(name)
    }

    /// Whether a call of a macro that is not known means one of another crate which may make items of what it is given.
    /// Of whole items that is read as such.
    pub(super) fn is_of_other_crate(&self, path: &[Tree], given: &Group, place: &Place) -> bool {
        let name = self.sources.word(path.last());
        let is_of_others = match path {
            [_] => place.imports.is_of_others(&self.sources, name),
            _ => !matches!(
                self.sources.word(path.iter().find(|it| it.is_word())),
                "crate" | "self" | "super" | "std" | "core" | "alloc"
            ),
        };
        is_of_others && !Others::makes_nothing(name) && self.whole_items(&given.inner).is_none()
    }

    /// Whether a name alone is one of that crate.
    pub(super) fn is_brought(&self, of: &str, name: &str, place: &Place) -> bool {
        let is_everywhere = self.everywhere.iter().any(|(it, _)| it == of);
        is_everywhere || place.imports.is_of(&self.sources, of, name)
    }

    /// The same of a name that a module of the crate may have brought: `use super::*;`.
    pub(super) fn is_handed_on(&self, of: &str, name: &str, place: &Place) -> bool {
        self.is_brought(of, name, place)
            || self.hands_on((of, name), &place.imports, &place.modules, &mut Vec::new())
    }

    fn hands_on(
        &self,
        (of, name): (&str, &str),
        imports: &Imports,
        module: &RepoPath,
        seen: &mut Vec<RepoPath>,
    ) -> bool {
        if imports.is_of(&self.sources, of, name) {
            return true;
        }
        if imports.is_of_others(&self.sources, name) {
            return false;
        }
        let named = imports.path_of(&self.sources, name).unwrap_or_default();
        let named: Vec<&str> = named.into_iter().map(|leaf| self.sources.text(leaf)).collect();
        let named = named.split_last().map(|(own, path)| (path.to_vec(), *own));
        let globs = imports.globs(&self.sources).into_iter().map(|path| (path, name));
        for (path, name) in named.into_iter().chain(globs) {
            let Some(next) = self.module_at(&path, module) else { continue };
            if seen.contains(&next) || seen.len() >= MOST_MODULES {
                continue;
            }
            seen.push(next.clone());
            match self.modules.get(&next) {
                Some(imports) if self.hands_on((of, name), imports, &next, seen) => return true,
                Some(_) => {}
                None => self.is_unread.set(true),
            }
        }
        false
    }

    /// Where the modules of the one lie that a path leads to.
    fn module_at(&self, path: &[&str], module: &RepoPath) -> Option<RepoPath> {
        let (first, rest) = path.split_first()?;
        let mut found = match *first {
            "crate" => self.root.clone(),
            "self" => module.clone(),
            "super" => module.parent()?,
            _ => return None,
        };
        for segment in rest {
            found = match *segment {
                "super" => found.parent()?,
                segment => found.join(boundstone_model::bare(segment))?,
            };
        }
        Some(found)
    }

    fn of_others(&mut self, name: &str, given: &Group) -> Vec<Rc<Definition>> {
        self.others.named(&mut self.sources, name, given).into_iter().collect()
    }

    /// A macro of the crate that is there under a condition, and the known one of another crate that is there otherwise.
    fn or_of_others(
        &mut self,
        found: Vec<Rc<Definition>>,
        name: &str,
        given: &Group,
    ) -> Vec<Rc<Definition>> {
        let mut of = self.everywhere.iter();
        let is_of = |of: &str| of == name || Others::crates_of(name).any(|it| it == of);
        let brought = of.find(|(of, when)| !when.is_empty() && is_of(of));
        let other = brought.and_then(|(_, when)| {
            let known = self.others.named(&mut self.sources, name, given)?;
            Some(Rc::new(known.under(&self.sources, when)))
        });
        let all = only(found.iter().cloned().chain(other).collect());
        if all.is_empty() { found } else { all }
    }

    /// Of several macros of one name the one in the module that a path leads to, or in one inside of that, which hands it
    /// on.
    fn in_module(&mut self, path: &[Leaf], place: &Place) -> Vec<Rc<Definition>> {
        let Some((name, modules)) = path.split_last() else { return Vec::new() };
        let mut module = place.modules.clone();
        for word in modules {
            let next = match boundstone_model::bare(self.sources.text(*word)) {
                "crate" => Some(self.root.clone()),
                "self" => Some(module),
                "super" => module.parent(),
                name => module.join(name),
            };
            let Some(next) = next else { return Vec::new() };
            module = next;
        }
        self.scope.in_module(self.sources.text(*name), &module)
    }
}
