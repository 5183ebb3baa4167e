//! The macros that are known at one place of a crate. By its name alone, a macro is known behind its definition in the
//! module around it and what that declares behind it; by a path, wherever its crate is.
//! Source: The Rust Reference, "Macros By Example: Scoping, Exporting, and Importing".

use std::rc::Rc;

use boundstone_model::RepoPath;
use rustc_hash::FxHashMap;

use super::condition::{self, Condition, excludes, is_of_conditions};
use super::item::{Item, What};
use super::rules::{Rule, rules};
use super::tree::{Delimiter, SourceNumber, Sources, Tree};

/// A macro of the crate.
pub(super) struct Definition {
    /// `None` where it has a form that is not known here.
    pub rules: Option<Rc<[Rule]>>,
    /// The attributes that say when it is compiled, also those of the modules around.
    pub conditions: Vec<Tree>,
    /// What they ask for.
    asked: Vec<Condition>,
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
        let asked = condition::asked(sources, &conditions);
        let (rules, module) = (rules(sources, body).map(Rc::from), module.cloned());
        Some(Self { rules, conditions, asked, source: name.source, module })
    }

    /// The same macro, there under conditions.
    pub fn under(&self, sources: &Sources, conditions: &[Tree]) -> Self {
        let (rules, conditions) = (self.rules.clone(), conditions.to_vec());
        let asked = condition::asked(sources, &conditions);
        Self { rules, conditions, asked, source: self.source, module: None }
    }

    /// The same macro by a name that it has under conditions.
    fn renamed(&self, name: &Renamed) -> Self {
        let rules = self.rules.clone();
        let conditions = [self.conditions.as_slice(), &name.conditions].concat();
        let asked = [self.asked.as_slice(), &name.asked].concat();
        Self { rules, conditions, asked, source: self.source, module: self.module.clone() }
    }

    /// Whether what one condition asks for is what the other excludes.
    fn excludes(&self, other: &Self) -> bool {
        excludes(&self.asked, &other.asked)
    }

    /// Whether it is there where these conditions hold, as far as they tell.
    pub fn is_within(&self, around: &[Condition]) -> bool {
        !excludes(&self.asked, around)
    }

    /// Whether it is there wherever these conditions hold.
    fn is_always_within(&self, around: &[Condition]) -> bool {
        self.asked.iter().all(|it| around.contains(it))
    }
}

/// What has another name by an import, under conditions.
struct Renamed {
    own: Rc<str>,
    conditions: Vec<Tree>,
    asked: Vec<Condition>,
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
    /// Names that imports give to what has another one.
    renamed: FxHashMap<Rc<str>, Vec<Renamed>>,
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
        let is_worth = wanted
            .iter()
            .any(|name| self.own_names(name).iter().any(|(own, _)| self.found.contains_key(*own)));
        self.known = std::mem::take(&mut self.found);
        self.textual.clear();
        is_worth
    }

    /// The macro that is called by its name alone, under these conditions; two where conditions exclude one of them.
    pub fn by_name(&self, name: &str, around: &[Condition]) -> Vec<Rc<Definition>> {
        let named = self.textual.iter().rev().filter(|(other, _)| &**other == name);
        let mut found: Vec<Rc<Definition>> = Vec::new();
        for (_, definition) in named {
            found.push(Rc::clone(definition));
            if definition.is_always_within(around) {
                break;
            }
        }
        only(found)
    }

    /// Notes the name that an import gives to something, under conditions.
    pub fn rename(&mut self, sources: &Sources, (name, own): (&str, &str), conditions: &[Tree]) {
        let known = self.renamed.entry(Rc::from(name)).or_default();
        let asked = condition::asked(sources, conditions);
        if !known.iter().any(|it| &*it.own == own && it.asked == asked) {
            known.push(Renamed { own: Rc::from(own), conditions: conditions.to_vec(), asked });
        }
    }

    /// What a macro is called where it is defined: what an import calls so, if no macro has that name itself. Where imports
    /// give the name to several, each with the import.
    fn own_names<'s>(&'s self, name: &'s str) -> Vec<(&'s str, Option<&'s Renamed>)> {
        let is_own = self.known.contains_key(name) || self.found.contains_key(name);
        match self.renamed.get(name).map(Vec::as_slice) {
            Some([first, others @ ..]) if !is_own => {
                if others.iter().all(|it| it.own == first.own) {
                    return vec![(&first.own, None)];
                }
                let all = std::iter::once(first).chain(others);
                all.map(|it| (&*it.own, Some(it))).collect()
            }
            _ => vec![(name, None)],
        }
    }

    /// The macros of this name, wherever they are known; `None` where one of them is not.
    fn named(&self, name: &str) -> Option<Vec<Rc<Definition>>> {
        let mut all = Vec::new();
        for (own, renamed) in self.own_names(name) {
            let found = self.known.get(own)?.iter();
            all.extend(found.map(|it| match renamed {
                Some(renamed) => Rc::new(it.renamed(renamed)),
                None => Rc::clone(it),
            }));
        }
        Some(all)
    }

    /// Whether the crate has macros of this name, wherever they are known.
    pub fn has(&self, name: &str) -> bool {
        self.found.contains_key(name) || self.known.contains_key(name)
    }

    /// The macro of this name that stands in the same text.
    pub fn in_text(&self, name: &str, source: SourceNumber) -> Vec<Rc<Definition>> {
        let found = self.named(name).into_iter().flatten();
        only(found.filter(|it| it.source == source).collect())
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
        match self.named(name) {
            Some(found) => only(found),
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
        if !others.iter().all(|other| one.excludes(other)) {
            return Vec::new();
        }
        rest = others;
    }
    found
}

/// The attributes among these that say when something is compiled, and nothing else.
pub(super) fn conditions(sources: &Sources, attributes: &[Tree]) -> Vec<Tree> {
    let pairs = attributes.as_chunks::<2>().0.iter();
    let of_condition = pairs.filter(|[_, group]| {
        let Some(group) = group.within(Delimiter::Bracket) else { return false };
        let arguments = group.inner.get(1).and_then(Tree::group);
        match sources.word(group.inner.first()) {
            "cfg" => true,
            "cfg_attr" => arguments.is_some_and(|it| is_of_conditions(sources, &it.inner)),
            _ => false,
        }
    });
    of_condition.flatten().cloned().collect()
}

/// Whether an attribute among these is called so.
pub(super) fn has_attribute(sources: &Sources, attributes: &[Tree], name: &str) -> bool {
    attributes
        .iter()
        .filter_map(|tree| tree.within(Delimiter::Bracket))
        .any(|group| sources.word(group.inner.first()) == name)
}
