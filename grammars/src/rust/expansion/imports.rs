//! What the imports of a module bring, as far as it matters to which macro a name may mean.

use super::item::{self, What};
use super::tree::{Kind, Leaf, Sources, Tree};

pub(super) struct Imports(Vec<Import>);

struct Import {
    /// Begins with `crate`, `self` or `super`.
    is_of_crate: bool,
    /// All words in it.
    names: Vec<Leaf>,
    /// Brings all names of a module.
    is_all: bool,
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
            let is_of_crate = matches!(sources.word(code.first()), "crate" | "self" | "super");
            let (mut names, mut is_all) = (Vec::new(), false);
            add_names(code, &mut names, &mut is_all);
            imports.push(Import { is_of_crate, names, is_all });
        }
        Self(imports)
    }

    /// Whether they may bring a macro of the crate, and no other, by this name.
    pub fn brings(&self, sources: &Sources, name: &str) -> bool {
        let names = |names: &[Leaf]| names.iter().any(|leaf| sources.text(*leaf) == name);
        let brings = |it: &Import| names(&it.names) || it.is_all && it.is_of_crate;
        let mut bringing = self.0.iter().filter(|it| brings(it)).peekable();
        bringing.peek().is_some() && bringing.all(|it| it.is_of_crate)
    }
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
