//! A crate, file by file in the order of its modules.

mod block;
mod delegated;
mod derived;
mod foreign;
mod inclusion;
mod left;
mod meant;
mod results;
mod types;
mod unread;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{Call, LeftCall, RepoPath};

use super::budget::Budget;
use super::imports::Imports;
use super::item::{self, Item, What};
use super::others::Others;
use super::scope::{Definition, Scope, conditions, has_attribute};
use super::tree::{Delimiter, Group, Leaf, SourceNumber, Sources, Tree, begins_with, read};
use super::writing::written;
use super::{BuiltWith, Expanded};

/// How deep macros may call macros. Source: The Rust Reference, "Limits: The recursion_limit attribute".
const DEEPEST: usize = 128;

/// How deep files may lie in files.
const MOST_FILES_AROUND: usize = 64;

/// How the names of macros begin that nobody but this reader knows.
const KNOWN_HERE: &str = "__";

const MODULE_FILE: &str = "mod.rs";

const NOT_KNOWN: &str = "which macro of that name is meant is not known";

const OF_OTHERS: &str = "what a macro of another crate makes is not known";

const TOO_MUCH: &str = "it makes more than is followed";

/// The names of attributes, other than derives, that make items.
pub(super) fn attributes() -> impl Iterator<Item = &'static str> {
    let unread = unread::UNREAD.iter().map(|(_, name)| *name);
    unread.chain([foreign::WASM_BINDGEN, delegated::AUTO_IMPL])
}

/// A file that was read, with its tokens; `None` for one that cannot be.
type FileTrees = Option<(SourceNumber, Rc<[Tree]>)>;

pub(super) struct Expander<'r> {
    read: &'r mut dyn FnMut(&RepoPath) -> Option<Arc<str>>,
    sources: Sources,
    scope: Scope,
    /// Those of other crates that are known.
    others: Others,
    /// Crates whose macros are known everywhere, each with its conditions: `#[macro_use] extern crate educe;`.
    everywhere: Vec<(String, Vec<Tree>)>,
    budget: Budget,
    /// Where the modules of the root lie.
    root: RepoPath,
    /// How many blocks became modules.
    blocks: usize,
    files: BTreeMap<RepoPath, FileTrees>,
    /// The imports of each module, by the folder where those lie that it declares.
    modules: BTreeMap<RepoPath, Rc<Imports>>,
    /// Whether imports were asked for of a module that stands further behind.
    is_unread: Cell<bool>,
    /// Those that were gone through, with what became of them.
    done: BTreeMap<RepoPath, Option<Expanded>>,
}

/// Where something stands.
#[derive(Clone)]
struct Place {
    /// The folder of the file, and the one where the modules lie that are declared here.
    folder: RepoPath,
    modules: RepoPath,
    imports: Rc<Imports>,
    /// The conditions of the modules around.
    under: Rc<[Tree]>,
    /// How many calls of macros are around.
    depth: usize,
    /// How many files are around.
    files: usize,
}

/// What became of a file so far.
#[derive(Default)]
struct Outcome {
    calls: Vec<Call>,
    is_changed: bool,
    not_followed: Vec<(Arc<str>, &'static str)>,
    left_calls: Vec<LeftCall>,
}

impl Outcome {
    /// What is known here alone is no name to people: they are told of what was written.
    fn say_of(&mut self, written: &str, mark: usize) {
        for (name, _) in self.not_followed.iter_mut().skip(mark) {
            if name.starts_with(KNOWN_HERE) {
                *name = written.into();
            }
        }
    }
}

impl<'r> Expander<'r> {
    pub fn new(built: &BuiltWith, read: &'r mut dyn FnMut(&RepoPath) -> Option<Arc<str>>) -> Self {
        Self {
            read,
            others: Others::new(built),
            sources: Sources::new(),
            scope: Scope::default(),
            everywhere: Vec::new(),
            budget: Budget::new(),
            root: RepoPath::root(),
            blocks: 0,
            files: BTreeMap::new(),
            modules: BTreeMap::new(),
            is_unread: Cell::new(false),
            done: BTreeMap::new(),
        }
    }

    /// The files that are another text when their macros are expanded. The crate is read a second time where macros
    /// are called by paths, which may lead to what stands behind.
    pub fn run(mut self, root: &RepoPath) -> Vec<Expanded> {
        let Some(folder) = root.parent() else { return Vec::new() };
        self.root = folder.clone();
        self.file(root, &folder, &[], 0);
        if self.scope.again() | self.is_unread.take() {
            self.done.clear();
            self.budget = Budget::new();
            self.file(root, &folder, &[], 0);
        }
        self.done.into_values().flatten().collect()
    }

    /// Goes through a file whose modules lie in the folder `modules`, which is there under conditions.
    fn file(&mut self, path: &RepoPath, modules: &RepoPath, under: &[Tree], files: usize) {
        if self.done.contains_key(path) || files > MOST_FILES_AROUND {
            return;
        }
        self.done.insert(path.clone(), None);
        let (Some((number, trees)), Some(folder)) = (self.trees(path), path.parent()) else {
            return;
        };
        let imports = Rc::new(self.imports_of(&trees));
        let (modules, under) = (modules.clone(), under.into());
        self.modules.insert(modules.clone(), Rc::clone(&imports));
        let place = Place { folder, modules, imports, under, depth: 0, files };
        let mut outcome = Outcome::default();
        let Some(made) = self.items(&trees, &place, &[], &mut outcome) else { return };
        let Outcome { calls, is_changed, not_followed, left_calls } = outcome;
        if is_changed || !not_followed.is_empty() || !left_calls.is_empty() {
            let (text, origins) = written(&self.sources, number, &made, &calls);
            let expanded = Expanded { path: path.clone(), text, origins, not_followed, left_calls };
            self.done.insert(path.clone(), Some(expanded));
        }
    }

    /// The imports of a module, of which the crate may call macros by other names elsewhere.
    fn imports_of(&mut self, trees: &[Tree]) -> Imports {
        let imports = Imports::of(&self.sources, trees);
        for (names, conditions) in imports.renamed(&self.sources) {
            self.scope.rename(&self.sources, names, conditions);
        }
        imports
    }

    fn trees(&mut self, path: &RepoPath) -> FileTrees {
        if let Some(known) = self.files.get(path) {
            return known.clone();
        }
        let text = (self.read)(path);
        let found = text.and_then(|text| {
            let number = self.sources.add(text)?;
            Some((number, read(number, self.sources.of(number))?.into()))
        });
        self.files.insert(path.clone(), found.clone());
        found
    }

    /// What becomes of items, to each of which `conditions` apply. `None` where it would be nested too deep.
    fn items(
        &mut self,
        trees: &[Tree],
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
    ) -> Option<Vec<Tree>> {
        let mut made = Vec::with_capacity(trees.len());
        let mut rest = trees;
        while let Some((item, behind)) = item::first(&self.sources, rest) {
            rest = behind;
            self.unread(&item, place, outcome);
            match &item.what {
                What::Call { path, given } => {
                    self.call((&item, path, given), place, around, outcome, &mut made)?;
                    continue;
                }
                What::Block(inner) => {
                    let inside = [around, &conditions(&self.sources, item.attributes)].concat();
                    made.extend(self.items(inner, place, &inside, outcome)?);
                    continue;
                }
                What::Other if self.foreign(&item, place, around, outcome, &mut made)? => continue,
                What::NoItem | What::Unknown => {}
                _ => made.extend_from_slice(around),
            }
            made.extend_from_slice(item.attributes);
            match &item.what {
                What::Module { name, body: Some(body) } => {
                    let mark = self.scope.mark();
                    let under = self.under(&item, place, around);
                    let inside = self.inside(place, *name, under, item.code.get(*body));
                    self.body(&item, *body, &inside, outcome, &mut made)?;
                    let group = item.code.get(*body).and_then(Tree::group);
                    let keeps = group.is_some_and(|it| self.keeps_macros(&it.inner));
                    self.leave(&item, mark, keeps);
                    continue;
                }
                What::Members { body } => {
                    self.body(&item, *body, place, outcome, &mut made)?;
                    self.delegated((&item, *body), place, around, outcome, &mut made)?;
                    continue;
                }
                What::Anonymous { body } => {
                    self.anonymous(&item, *body, place, outcome, &mut made)?;
                    continue;
                }
                What::Module { name, body: None } => {
                    let mark = self.scope.mark();
                    let under = self.under(&item, place, around);
                    let keeps = self.module_files(&item, *name, &under, place);
                    self.leave(&item, mark, keeps);
                }
                What::Definition { name, .. } => {
                    let module = Some(&place.modules);
                    let around = [&place.under, around].concat();
                    let definition = Definition::new(&self.sources, &item, &around, module);
                    let name = self.sources.text(*name);
                    definition.into_iter().for_each(|it| self.scope.define(name, it));
                }
                _ => self.everywhere.extend(self.crate_with_macros(&item, around)),
            }
            self.head(item.code, place, outcome, &mut made)?;
            self.derived(&item, place, around, outcome, &mut made)?;
        }
        Some(made)
    }

    /// The crate of which an item brings all macros.
    fn crate_with_macros(&self, item: &Item<'_>, around: &[Tree]) -> Option<(String, Vec<Tree>)> {
        let start = item::visibility(&self.sources, item.code);
        let [first, second, name, ..] = item.code.get(start..)? else { return None };
        let words = (self.sources.word(Some(first)), self.sources.word(Some(second)));
        let is_meant = words == ("extern", "crate")
            && has_attribute(&self.sources, item.attributes, "macro_use");
        let conditions = [around, &conditions(&self.sources, item.attributes)].concat();
        is_meant.then(|| (self.sources.word(Some(name)).to_owned(), conditions))
    }

    /// The conditions that what is inside of a module is under.
    fn under(&self, module: &Item<'_>, place: &Place, around: &[Tree]) -> Rc<[Tree]> {
        let own = conditions(&self.sources, module.attributes);
        if own.is_empty() && around.is_empty() {
            return Rc::clone(&place.under);
        }
        [&place.under, around, &own].concat().into()
    }

    /// The place inside of a module with a body.
    fn inside(
        &mut self,
        place: &Place,
        name: Leaf,
        under: Rc<[Tree]>,
        body: Option<&Tree>,
    ) -> Place {
        let trees = body.and_then(Tree::group).map(|group| group.inner.as_slice());
        let imports = self.imports_of(trees.unwrap_or_default());
        let modules = place.modules.join(boundstone_model::bare(self.sources.text(name)));
        let modules = modules.unwrap_or_else(|| place.modules.clone());
        let imports = Rc::new(imports);
        self.modules.insert(modules.clone(), Rc::clone(&imports));
        Place { modules, imports, under, ..place.clone() }
    }

    /// What becomes of an item with a body.
    fn body(
        &mut self,
        item: &Item<'_>,
        body: usize,
        place: &Place,
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let (head, rest) = item.code.split_at_checked(body)?;
        let (group, behind) = rest.split_first()?;
        let group = group.group()?;
        self.head(head, place, outcome, made)?;
        let inner = self.items(&group.inner, place, &[], outcome)?;
        made.push(group.around(inner)?);
        made.extend_from_slice(behind);
        Some(())
    }

    /// Behind a module, its macros are known where it says so, before it or inside of it.
    fn leave(&mut self, item: &Item<'_>, mark: usize, keeps: bool) {
        if !keeps && !has_attribute(&self.sources, item.attributes, "macro_use") {
            self.scope.leave(mark);
        }
    }

    /// Whether what is inside of a module begins with `#![macro_use]`, among other attributes.
    fn keeps_macros(&self, inside: &[Tree]) -> bool {
        let attributes = inside.as_chunks::<3>().0.iter();
        let mut attributes =
            attributes.take_while(|[sign, bang, _]| sign.is_sign(b'#') && bang.is_sign(b'!'));
        attributes.any(|[_, _, list]| {
            let list = list.within(Delimiter::Bracket);
            list.is_some_and(|it| self.sources.word(it.inner.first()) == "macro_use")
        })
    }

    fn file_keeps_macros(&mut self, path: &RepoPath) -> bool {
        self.trees(path).is_some_and(|(_, trees)| self.keeps_macros(&trees))
    }

    /// Goes through the files that a module may stand in; true where one of them hands its macros on.
    fn module_files(&mut self, item: &Item<'_>, name: Leaf, under: &[Tree], place: &Place) -> bool {
        let mut keeps = false;
        let name = boundstone_model::bare(self.sources.text(name)).to_owned();
        let stated = stated_paths(&self.sources, item.attributes);
        for path in stated.iter().filter_map(|path| place.folder.join(path)) {
            if let Some(folder) = path.parent() {
                self.file(&path, &folder, under, place.files + 1);
                keeps |= self.file_keeps_macros(&path);
            }
        }
        if has_attribute(&self.sources, item.attributes, "path") {
            return keeps;
        }
        let beside = place.modules.join(&format!("{name}.rs"));
        let Some(below) = place.modules.join(&name) else { return keeps };
        let inside = below.join(MODULE_FILE);
        for path in beside.into_iter().chain(inside) {
            self.file(&path, &below, under, place.files + 1);
            keeps |= self.file_keeps_macros(&path);
        }
        keeps
    }

    /// What becomes of a call of a macro.
    fn call(
        &mut self,
        (item, path, given): (&Item<'_>, &[Tree], &Group),
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let mut conditions_of_call = around.to_vec();
        conditions_of_call.extend(conditions(&self.sources, item.attributes));
        let definitions = self.definitions(path, given, place, &conditions_of_call);
        let mark = outcome.not_followed.len();
        let result = if definitions.is_empty() {
            self.known((path, given), place, &conditions_of_call, outcome)
        } else {
            Some(self.results(&definitions, given, place, &conditions_of_call, outcome))
        };
        let Some(name) = path.last().and_then(Tree::leaf) else { return Some(()) };
        if place.depth == 0 {
            outcome.say_of(self.sources.text(name), mark);
        }
        match result {
            Some(Ok(trees)) => {
                outcome.is_changed = true;
                if place.depth > 0 {
                    made.extend(trees);
                    return Some(());
                }
                let number = outcome.calls.len() as u32;
                let text = self.sources.text(name).into();
                outcome.calls.push(Call { range: name.range, name: text });
                made.push(Group::tree(Delimiter::Call(number), (name, name), trees)?);
                return Some(());
            }
            None if self.is_of_crate(path, name, place) => {
                outcome.not_followed.push((self.sources.text(name).into(), NOT_KNOWN));
            }
            None if self.is_of_other_crate(path, given, place) => {
                outcome.not_followed.push((self.sources.text(name).into(), OF_OTHERS));
            }
            None => {}
            // Then nothing is followed of the call that it comes of.
            Some(Err(TOO_MUCH)) if place.depth > 0 => return None,
            Some(Err(why)) => outcome.not_followed.push((self.sources.text(name).into(), why)),
        }
        if place.depth == 0 && !Others::makes_nothing(self.sources.text(name)) {
            outcome.left_calls.push(self.left_call(name, given));
        }
        made.extend_from_slice(around);
        made.extend_from_slice(item.attributes);
        self.left(item, given, &conditions_of_call, outcome, made)
    }
}

/// The paths of files that attributes state, also under a condition.
fn stated_paths(sources: &Sources, attributes: &[Tree]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<&[Tree]> =
        attributes.iter().filter_map(|tree| Some(tree.group()?.inner.as_slice())).collect();
    while let Some(trees) = open.pop() {
        for (at, tree) in trees.iter().enumerate() {
            if let Some(group) = tree.group() {
                open.push(&group.inner);
            }
            let behind = trees.get(at + 1..).unwrap_or_default();
            if sources.word(Some(tree)) == "path" && begins_with(behind, b"=") {
                let value = behind.get(1).and_then(Tree::leaf);
                let text = value.map_or("", |value| sources.text(value)).trim_matches('"');
                found.push(text.to_owned());
            }
        }
    }
    found
}
