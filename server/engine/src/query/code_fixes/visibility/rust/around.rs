//! The files around an item, and which of them name it.

use boundstone_model::{FileFacts, ImportForm, ItemKind, Language, RepoPath, Visibility};

use super::super::{MOST_FILES, Narrowed, names};
use crate::World;
use crate::crossings::{Lead, Leads};

/// The files around the item: those of its library, others of its boundary, and those of packages that depend on it.
pub(super) struct Package<'w> {
    /// What others call the library.
    name: String,
    pub(super) folder: RepoPath,
    pub(super) inside: Vec<(&'w RepoPath, &'w FileFacts)>,
    outside: Vec<&'w RepoPath>,
    dependents: Vec<&'w RepoPath>,
}

impl<'w> Package<'w> {
    pub(super) fn of(narrowed: &Narrowed<'w>) -> Option<Self> {
        Self::around(narrowed.asked.world, narrowed.asked.path)
    }

    /// `None` where a file belongs to no library, or there are too many files.
    pub(super) fn around(world: &'w World, path: &RepoPath) -> Option<Self> {
        let packages = &world.crossings.packages;
        let package = packages.at(path)?;
        let root = packages.library_in(package.folder())?;
        let name = package.library_name()?.to_owned();
        // The folder of the library holds its modules; a binary beside it names the library when it uses it.
        let folder = root.parent()?;
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for (file, _) in world.files_below(package.folder()).take(MOST_FILES + 1) {
            let Some(facts) = world.facts(file) else { continue };
            let is_inside = facts.language == Language::Rust
                && file.starts_with(&folder)
                && !package.is_other_root(file);
            if is_inside {
                inside.push((file, facts));
            } else {
                outside.push(file);
            }
        }
        let mut dependents = Vec::new();
        for other in packages.dependents_of(root).filter(|it| *it != package.folder()) {
            dependents.extend(world.files_below(other).map(|(path, _)| path).take(MOST_FILES));
        }
        let is_few = inside.len() + outside.len() + dependents.len() <= MOST_FILES;
        let is_own = inside.iter().any(|(file, _)| *file == path);
        let folder = package.folder().clone();
        (is_few && is_own).then_some(Self { name, folder, inside, outside, dependents })
    }

    /// The names in the library that lead to the item.
    pub(super) fn leads(&self, narrowed: &Narrowed<'w>) -> Vec<(&'w RepoPath, Lead)> {
        let world = narrowed.asked.world;
        let mut leads = Leads::new(world);
        let mut found = Vec::new();
        let item = (narrowed.file, narrowed.number);
        for (path, _) in self.holding(narrowed, narrowed.name()) {
            let Some(file) = world.crossings.files.number(path) else { continue };
            let all = leads.in_rust(file, narrowed.name(), item);
            found.extend(all.into_iter().map(|lead| (path, lead)));
        }
        found
    }

    /// The files of the library that hold a word.
    pub(super) fn holding(
        &self,
        narrowed: &Narrowed<'_>,
        word: &str,
    ) -> impl Iterator<Item = (&'w RepoPath, &'w FileFacts)> {
        let code = narrowed.asked.code;
        self.inside.iter().copied().filter(move |(file, _)| code.may_hold_word(file, word))
    }

    /// Whether its name stands where it may mean the item from outside of the library: in a test, an example, a page, or a
    /// package that depends on it.
    pub(super) fn is_named_outside(&self, narrowed: &Narrowed<'_>) -> bool {
        let (code, name) = (narrowed.asked.code, narrowed.name());
        let holds = |file: &RepoPath| code.may_hold_word(file, name);
        let all = format!("{}::*", self.name);
        self.outside.iter().any(|it| holds(it) || code.may_hold(it, &all))
            || self.dependents.iter().any(|it| holds(it) && code.may_hold_word(it, &self.name))
            || self.holding(narrowed, name).any(|(path, _)| {
                let text = narrowed.text(path);
                text.is_none_or(|text| is_named_as_outside(&text, &self.name, name))
            })
    }

    /// Whether the definition of a macro names the item, wherever that is called.
    pub(super) fn is_named_in_macro(&self, narrowed: &Narrowed<'_>) -> bool {
        self.holding(narrowed, narrowed.name()).any(|(path, facts)| {
            let text = narrowed.text(path);
            let mut macros = facts.items().filter(|it| it.kind == ItemKind::Macro);
            macros.any(|it| {
                text.as_deref().is_none_or(|text| names(it.range.slice(text), narrowed.name()))
            })
        })
    }

    /// Whether a public `use …::*` of the library hands on all that is in the module of the item.
    pub(super) fn is_handed_on_with_all(&self, narrowed: &Narrowed<'_>) -> bool {
        let module = module_of(narrowed);
        let is_it = |from: &str| from.rsplit("::").next() == Some(module);
        self.inside.iter().any(|(_, facts)| {
            facts.references().imports.iter().any(|it| {
                it.form == ImportForm::Glob && it.visibility == Visibility::Public && is_it(it.from)
            })
        })
    }
}

/// The name of the module that an item stands in.
fn module_of<'a>(narrowed: &Narrowed<'a>) -> &'a str {
    let around = narrowed.facts.enclosing(narrowed.number).into_iter();
    let mut modules = around.filter(|(_, it)| it.kind == ItemKind::Module);
    let path = narrowed.asked.path;
    match modules.next() {
        Some((_, module)) => module.name(),
        None if path.name() == "mod.rs" => path.as_str().rsplit('/').nth(1).unwrap_or_default(),
        None => path.stem(),
    }
}

/// Whether a file of the library names an item as others do: in an example of its documentation, which is compiled as a
/// crate of its own, or behind the name of the library, as the binary beside it does.
fn is_named_as_outside(text: &str, library: &str, name: &str) -> bool {
    let outside = format!("{library}::");
    let mut is_example = false;
    for line in text.lines().map(str::trim_start) {
        let comment = ["///", "//!", "*"].iter().find_map(|mark| line.strip_prefix(mark));
        let Some(said) = comment else {
            is_example = false;
            if line.contains(&outside) && !line.starts_with("//") {
                return true;
            }
            continue;
        };
        if said.trim_start().starts_with("```") {
            is_example = !is_example;
        }
        // What is indented as far is code, too.
        if (is_example || said.starts_with("     ")) && names(said, name) {
            return true;
        }
    }
    false
}
