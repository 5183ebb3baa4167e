//! The macros that are known at one place of a crate. By its name alone, a macro is known behind its definition in the
//! module around it and what that declares behind it; by a path, wherever its crate is.
//! Source: The Rust Reference, "Macros By Example: Scoping, Exporting, and Importing".

use std::rc::Rc;

use boundstone_model::RepoPath;
use rustc_hash::FxHashMap;

use super::item::{Item, What};
use super::rules::{Rule, rules};
use super::tree::{Delimiter, SourceNumber, Sources, Tree};

/// A macro of the crate.
pub(super) struct Definition {
    /// `None` where it has a form that is not known here.
    pub rules: Option<Rc<[Rule]>>,
    /// The attributes that say when it is compiled.
    pub conditions: Vec<Tree>,
    /// Those, each as text, without spaces.
    parts: Vec<String>,
    /// The text that it stands in.
    source: SourceNumber,
    /// Where the modules lie that are declared beside it; `None` for one of another crate.
    module: Option<RepoPath>,
}

impl Definition {
    pub fn new(
        sources: &Sources,
        item: &Item<'_>,
        around: &[Tree],
        module: Option<&RepoPath>,
    ) -> Option<Self> {
        let What::Definition { rules: body, name } = &item.what else { return None };
        let mut conditions = around.to_vec();
        conditions.extend(self::conditions(sources, item.attributes));
        let parts = parts(sources, &conditions);
        let (rules, module) = (rules(sources, body).map(Rc::from), module.cloned());
        Some(Self { rules, conditions, parts, source: name.source, module })
    }

    /// The same macro, there under conditions.
    pub fn under(&self, sources: &Sources, conditions: &[Tree]) -> Self {
        let (rules, conditions) = (self.rules.clone(), conditions.to_vec());
        let parts = parts(sources, &conditions);
        Self { rules, conditions, parts, source: self.source, module: None }
    }

    /// Whether what one condition asks for is what the other excludes.
    fn excludes(&self, other: &Self) -> bool {
        excludes(&self.parts, &other.parts)
    }

    /// Whether it is there where these conditions hold, as far as they tell.
    pub fn is_within(&self, sources: &Sources, conditions: &[Tree]) -> bool {
        let around = parts(sources, conditions);
        !excludes(&self.parts, &around) && !excludes(&around, &self.parts)
    }
}

/// Whether one of these conditions is `not(…)` of one of the others.
fn excludes(one: &[String], other: &[String]) -> bool {
    one.iter().any(|part| {
        let inner = part.strip_prefix("not(").and_then(|it| it.strip_suffix(')'));
        inner.is_some_and(|inner| other.iter().any(|part| part == inner))
    })
}

/// What conditions ask for, each as text.
fn parts(sources: &Sources, conditions: &[Tree]) -> Vec<String> {
    let mut parts = Vec::new();
    for group in conditions.iter().filter_map(Tree::group) {
        if let Some(inside) = group.inner.get(1).and_then(Tree::group) {
            add_parts(sources, &inside.inner, &mut parts);
        }
    }
    parts
}

/// The macros that are known, innermost last.
#[derive(Default)]
pub(super) struct Scope {
    textual: Vec<(Rc<str>, Rc<Definition>)>,
    /// All of the crate, as far as it was read.
    found: FxHashMap<Rc<str>, Vec<Rc<Definition>>>,
    /// All of the crate, where it was read once already.
    known: FxHashMap<Rc<str>, Vec<Rc<Definition>>>,
    /// Macros that are called by a path, and are not known yet.
    wanted: Vec<Rc<str>>,
    /// Names that imports give to what has another one; `None` where they give one to several.
    renamed: FxHashMap<Rc<str>, Option<Rc<str>>>,
}

impl Scope {
    pub fn define(&mut self, name: &str, definition: Definition) {
        let (name, definition) = (Rc::<str>::from(name), Rc::new(definition));
        self.textual.push((Rc::clone(&name), Rc::clone(&definition)));
        self.found.entry(name).or_default().push(definition);
    }

    /// Where the macros end that are known now.
    pub fn mark(&self) -> usize {
        self.textual.len()
    }

    /// Forgets what was defined behind a mark.
    pub fn leave(&mut self, mark: usize) {
        self.textual.truncate(mark);
    }

    /// Whether it is worth to read the crate again, now that all its macros are known.
    pub fn again(&mut self) -> bool {
        let wanted = std::mem::take(&mut self.wanted);
        let is_worth = wanted.iter().any(|name| self.found.contains_key(self.own_name(name)));
        self.known = std::mem::take(&mut self.found);
        self.textual.clear();
        is_worth
    }

    /// The macro that is called by its name alone; two where conditions exclude one of them.
    pub fn by_name(&self, name: &str) -> Vec<Rc<Definition>> {
        let named = self.textual.iter().rev().filter(|(other, _)| &**other == name);
        let mut found: Vec<Rc<Definition>> = Vec::new();
        for (_, definition) in named {
            found.push(Rc::clone(definition));
            if definition.conditions.is_empty() {
                break;
            }
        }
        only(found)
    }

    /// Notes the name that an import gives to something.
    pub fn rename(&mut self, name: &str, own: &str) {
        let known = self.renamed.entry(Rc::from(name)).or_insert_with(|| Some(Rc::from(own)));
        if known.as_deref().is_some_and(|known| known != own) {
            *known = None;
        }
    }

    /// What a macro is called where it is defined: what an import calls so, if no macro has that name itself.
    fn own_name<'s>(&'s self, name: &'s str) -> &'s str {
        let renamed = self.renamed.get(name).and_then(|own| own.as_deref());
        let is_own = self.known.contains_key(name) || self.found.contains_key(name);
        renamed.filter(|_| !is_own).unwrap_or(name)
    }

    /// Whether the crate has macros of this name, wherever they are known.
    pub fn has(&self, name: &str) -> bool {
        self.found.contains_key(name) || self.known.contains_key(name)
    }

    /// The macro of this name that stands in the same text.
    pub fn in_text(&self, name: &str, source: SourceNumber) -> Vec<Rc<Definition>> {
        let found = self.known.get(self.own_name(name)).into_iter().flatten();
        only(found.filter(|it| it.source == source).cloned().collect())
    }

    /// The macro of this name in a module, or in one inside of it, where there is one such.
    pub fn in_module(&self, name: &str, module: &RepoPath) -> Vec<Rc<Definition>> {
        let found = self.known.get(name).into_iter().flatten();
        let is_inside =
            |it: &&Rc<Definition>| it.module.as_ref().is_some_and(|own| own.starts_with(module));
        only(found.filter(is_inside).cloned().collect())
    }

    /// The macro of the crate that is called by a path, or that an import brings.
    pub fn by_path(&mut self, name: &str) -> Vec<Rc<Definition>> {
        match self.known.get(self.own_name(name)) {
            Some(found) => only(found.clone()),
            None => {
                self.wanted.push(Rc::from(name));
                Vec::new()
            }
        }
    }
}

/// What is one macro, or several of which just one is compiled.
pub(super) fn only(found: Vec<Rc<Definition>>) -> Vec<Rc<Definition>> {
    let mut rest = found.as_slice();
    while let [one, others @ ..] = rest {
        if !others.iter().all(|other| one.excludes(other) || other.excludes(one)) {
            return Vec::new();
        }
        rest = others;
    }
    found
}

/// The attributes among these that say when something is compiled.
pub(super) fn conditions(sources: &Sources, attributes: &[Tree]) -> Vec<Tree> {
    let pairs = attributes.as_chunks::<2>().0.iter();
    let of_condition = pairs.filter(|[_, group]| {
        let group = group.within(Delimiter::Bracket);
        group.is_some_and(|group| sources.word(group.inner.first()) == "cfg")
    });
    of_condition.flatten().cloned().collect()
}

/// What a condition asks for: the parts of `all(…)`, and the whole as well.
fn add_parts(sources: &Sources, condition: &[Tree], parts: &mut Vec<String>) {
    let mut text = String::new();
    add_text(sources, condition, &mut text);
    parts.push(text);
    if let [word, Tree::Group(group)] = condition
        && sources.word(Some(word)) == "all"
    {
        let each = group.inner.split(|tree| tree.is_sign(b','));
        each.for_each(|part| add_parts(sources, part, parts));
    }
}

fn add_text(sources: &Sources, trees: &[Tree], text: &mut String) {
    for tree in trees {
        match tree {
            Tree::Leaf(leaf) => text.push_str(sources.text(*leaf)),
            Tree::Group(group) => {
                text.push('(');
                add_text(sources, &group.inner, text);
                text.push(')');
            }
        }
    }
}

/// Whether an attribute among these is called so.
pub(super) fn has_attribute(sources: &Sources, attributes: &[Tree], name: &str) -> bool {
    attributes
        .iter()
        .filter_map(|tree| tree.within(Delimiter::Bracket))
        .any(|group| sources.word(group.inner.first()) == name)
}
