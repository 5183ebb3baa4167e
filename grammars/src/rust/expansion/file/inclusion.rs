//! What is known of the compiler, or of procedural macros: files that `include!` names among items stand there, and
//! `paste!` puts names together.

use std::rc::Rc;

use super::{DEEPEST, Expander, MOST_FILES_AROUND, Outcome, Place, TOO_MUCH};
use crate::rust::expansion::imports::Imports;
use crate::rust::expansion::pasting::{is_paste, pasted};
use crate::rust::expansion::tree::{Group, Kind, Tree};

const NO_FILE: &str = "what it names is no file of the repository";

impl Expander<'_> {
    /// What becomes of a call of a macro without rules; `None` where nothing is known of it.
    pub(super) fn known(
        &mut self,
        (path, given): (&[Tree], &Group),
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
    ) -> Option<Result<Vec<Tree>, &'static str>> {
        if !is_paste(&self.sources, path) {
            return self.included((path, given), place, around, outcome);
        }
        if place.depth >= DEEPEST {
            return Some(Err(TOO_MUCH));
        }
        let made = pasted(&mut self.sources, &mut self.budget, &given.inner);
        let inside = Place { depth: place.depth + 1, ..place.clone() };
        let items = made.and_then(|made| self.items(&made, &inside, around, outcome));
        Some(items.ok_or(TOO_MUCH))
    }

    /// What becomes of the items of an included file; `None` where something else is called.
    /// Source: the documentation of `std::include`: the path is relative to the file that the call stands in.
    fn included(
        &mut self,
        (path, given): (&[Tree], &Group),
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
    ) -> Option<Result<Vec<Tree>, &'static str>> {
        let is_std = path.len() == 1 || matches!(self.sources.word(path.first()), "std" | "core");
        let is_include = is_std && self.sources.word(path.last()) == "include";
        is_include.then(|| self.items_of_file(given, place, around, outcome))
    }

    fn items_of_file(
        &mut self,
        given: &Group,
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
    ) -> Result<Vec<Tree>, &'static str> {
        let path = self.stated_file(given).and_then(|stated| place.folder.join(stated));
        let path = path.ok_or(NO_FILE)?;
        let (_, trees) = self.trees(&path).ok_or(NO_FILE)?;
        let folder = path.parent().ok_or(NO_FILE)?;
        if place.files >= MOST_FILES_AROUND {
            return Err(TOO_MUCH);
        }
        self.budget.make(trees.iter().map(tokens).sum()).ok_or(TOO_MUCH)?;
        let (depth, files) = (place.depth + 1, place.files + 1);
        let imports = Rc::new(place.imports.with(Imports::of(&self.sources, &trees)));
        let inside = Place { folder, imports, depth, files, ..place.clone() };
        self.items(&trees, &inside, around, outcome).ok_or(TOO_MUCH)
    }

    /// The path that is written whole. What `concat!` and `env!` make of it is known to who builds the crate.
    fn stated_file(&self, given: &Group) -> Option<&str> {
        let [Tree::Leaf(leaf), rest @ ..] = given.inner.as_slice() else { return None };
        let is_last = rest.iter().all(|tree| tree.is_sign(b','));
        let text = self.sources.text(*leaf);
        let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        inner.filter(|_| is_last && leaf.kind == Kind::Literal)
    }
}

fn tokens(tree: &Tree) -> usize {
    tree.group().map_or(1, |group| 2 + group.inner.iter().map(tokens).sum::<usize>())
}
