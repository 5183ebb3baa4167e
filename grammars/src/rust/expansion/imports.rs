//! What the imports of a module bring, as far as it matters to which macro a name may mean.

use super::derives::is_of_crate;
use super::item::{self, What};
use super::scope::conditions;
use super::tree::{Kind, Leaf, Sources, Tree};

#[derive(Clone)]
pub(super) struct Imports(Vec<Import>);

#[derive(Clone)]
struct Import {
    /// Begins with `crate`, `self` or `super`, or is one name alone.
    is_of_crate: bool,
    /// What follows `use`.
    code: Vec<Tree>,
    /// All words in it.
    names: Vec<Leaf>,
    /// Brings all names of a module.
    is_all: bool,
    /// The attributes that say when it is compiled.
    conditions: Vec<Tree>,
}

impl Imports {
    pub fn of(sources: &Sources, trees: &[Tree]) -> Self {
        let mut imports = Vec::new();
        let mut rest = trees;
        while let Some((item, behind)) = item::first(sources, rest) {
            rest = behind;
            if !matches!(item.what, What::Use) {
                continue;
            }
            let start = item::visibility(sources, item.code);
            let code = item.code.get(start + 1..).unwrap_or_default();
            // `use name;` makes a macro that is known here one of the module.
            let is_bare = sources.word(code.get(1)) == "as"
                || code.get(1).is_some_and(|tree| tree.is_sign(b';'));
            let is_of_crate =
                is_bare || matches!(sources.word(code.first()), "crate" | "self" | "super");
            let (mut names, mut is_all) = (Vec::new(), false);
            add_names(code, &mut names, &mut is_all);
            let (code, conditions) = (code.to_vec(), conditions(sources, item.attributes));
            imports.push(Import { is_of_crate, code, names, is_all, conditions });
        }
        Self(imports)
    }

    /// These, and those of what is included in the same module.
    pub fn with(&self, included: Self) -> Self {
        Self([self.0.clone(), included.0].concat())
    }

    /// The other names that they give to what may be macros of the crate, each with the own one and its conditions.
    pub fn renamed<'s>(&'s self, sources: &'s Sources) -> Vec<((&'s str, &'s str), &'s [Tree])> {
        let of_crate = self.0.iter().filter(|it| it.is_of_crate);
        let words = of_crate.flat_map(|it| it.names.windows(3).map(move |words| (it, words)));
        let renamed = words.filter_map(|(it, words)| match words {
            [own, word, name] if sources.text(*word) == "as" => {
                Some(((sources.text(*name), sources.text(*own)), it.conditions.as_slice()))
            }
            _ => None,
        });
        renamed.filter(|((name, _), _)| *name != "_").collect()
    }

    /// Whether an import brings this name of that crate.
    pub fn is_of(&self, sources: &Sources, of: &str, name: &str) -> bool {
        self.0.iter().any(|it| {
            let words = || it.names.iter().map(|leaf| sources.text(*leaf));
            words().next().is_some_and(|it| is_of_crate(it, of))
                && (it.is_all || words().any(|word| word == name))
        })
    }

    /// The modules of the crate of which an import brings all names, each by its path as it is written.
    pub fn globs<'s>(&self, sources: &'s Sources) -> Vec<Vec<&'s str>> {
        let mut found = Vec::new();
        for import in self.0.iter().filter(|it| it.is_of_crate && it.is_all) {
            add_globs(sources, &import.code, &mut Vec::new(), &mut found);
        }
        found
    }

    /// Whether an import brings that name from another crate.
    pub fn is_of_others(&self, sources: &Sources, name: &str) -> bool {
        let others = self.0.iter().filter(|it| !it.is_of_crate);
        others.into_iter().any(|it| it.own_name(sources, name).is_some())
    }

    /// Whether an import from a module in this one may bring that name.
    pub fn is_of_inside(&self, sources: &Sources, name: &str) -> bool {
        self.is_of(sources, "self", name)
    }

    /// The whole path of what an import of the crate calls so.
    pub fn path_of(&self, sources: &Sources, name: &str) -> Option<Vec<Leaf>> {
        let of_crate = self.0.iter().filter(|it| it.is_of_crate);
        of_crate.into_iter().find_map(|it| {
            let mut path = Vec::new();
            leads_to(sources, &it.code, name, &mut path).then_some(path)
        })
    }

    /// What is called so here, by its own name, where they may bring a macro of the crate, and no other; by this name where
    /// conditions choose what it stands for.
    pub fn brought<'s>(&self, sources: &'s Sources, name: &'s str) -> Option<&'s str> {
        let found = self.0.iter().filter_map(|it| {
            let found =
                it.own_name(sources, name).or((it.is_all && it.is_of_crate).then_some(name));
            Some((it, found?))
        });
        let found: Vec<(&Import, &str)> = found.collect();
        let (_, own) = *found.first()?;
        let is_one = found.iter().all(|(_, other)| *other == own);
        let is_chosen = found.iter().all(|(it, _)| !it.is_all && !it.conditions.is_empty());
        let is_of_crate = found.iter().all(|(it, _)| it.is_of_crate);
        let meant = is_one.then_some(own).or(is_chosen.then_some(name));
        meant.filter(|_| is_of_crate)
    }
}

impl Import {
    /// What this import calls so, by its own name: `a` of `use crate::a as b`.
    fn own_name<'s>(&self, sources: &'s Sources, name: &str) -> Option<&'s str> {
        let word = |at: usize| self.names.get(at).map(|leaf| sources.text(*leaf));
        let at = (0..self.names.len()).find(|at| word(*at) == Some(name))?;
        match at.checked_sub(2) {
            Some(own) if word(at - 1) == Some("as") => word(own),
            _ => word(at),
        }
    }
}

/// Whether one of the paths in an import binds a name; then `path` is that one, by the own name.
fn leads_to(sources: &Sources, trees: &[Tree], name: &str, path: &mut Vec<Leaf>) -> bool {
    let mark = path.len();
    for part in trees.split(|tree| tree.is_sign(b',')) {
        path.truncate(mark);
        let mut words = part.iter();
        let mut bound = "";
        while let Some(tree) = words.next() {
            match tree {
                Tree::Group(group) if leads_to(sources, &group.inner, name, path) => return true,
                Tree::Leaf(leaf) if leaf.kind == Kind::Word => match sources.text(*leaf) {
                    "as" => bound = sources.word(words.next()),
                    word => {
                        path.push(*leaf);
                        bound = word;
                    }
                },
                _ => {}
            }
        }
        if bound == name {
            return true;
        }
    }
    path.truncate(mark);
    false
}

/// The paths before each `*`.
fn add_globs<'s>(
    sources: &'s Sources,
    trees: &[Tree],
    path: &mut Vec<&'s str>,
    found: &mut Vec<Vec<&'s str>>,
) {
    let mark = path.len();
    for part in trees.split(|tree| tree.is_sign(b',')) {
        path.truncate(mark);
        for tree in part {
            match tree {
                Tree::Group(group) => add_globs(sources, &group.inner, path, found),
                Tree::Leaf(leaf) if leaf.kind == Kind::Word => path.push(sources.text(*leaf)),
                Tree::Leaf(_) if tree.is_sign(b'*') => found.push(path.clone()),
                Tree::Leaf(_) => {}
            }
        }
    }
    path.truncate(mark);
}

fn add_names(trees: &[Tree], names: &mut Vec<Leaf>, is_all: &mut bool) {
    for tree in trees {
        match tree {
            Tree::Leaf(leaf) if leaf.kind == Kind::Word => names.push(*leaf),
            Tree::Leaf(_) => *is_all |= tree.is_sign(b'*'),
            Tree::Group(group) => add_names(&group.inner, names, is_all),
        }
    }
}
