//! What the boundary of a file implements now, with its own macros expanded where they may matter.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    Alias, FileFacts, FileSignatures, Form, Implementation, ItemKind, ItemNumber, Language,
    ReferenceKind, RepoPath, Visibility,
};

use super::block::{Block, blocks, is_type_of_std, type_path};
use super::{Changed, Type, gives_alias};
use crate::World;
use crate::class::trait_name;
use crate::crossings::{Led, Names};
use crate::query::code::{CodeState, ExpandedFile};
use crate::query::contract_diff::implemented::{is_same_head, name_of_head};

/// The code of a boundary as it is now.
pub(super) struct Seen<'a> {
    state: CodeState<'a>,
    folder: Option<&'a RepoPath>,
    files: Vec<&'a RepoPath>,
    expansion: OnceCell<Expansion<'a>>,
}

struct Expansion<'a> {
    world: Cow<'a, World>,
    files: Arc<[ExpandedFile]>,
}

/// An `impl` of a trait.
pub(super) struct Implemented {
    pub(super) path: RepoPath,
    pub(super) number: ItemNumber,
    pub(super) head: Implementation,
    pub(super) of: Of,
    /// It was not there before, as far as that is known.
    pub(super) is_new: bool,
    /// Its trait is given another name for a type.
    pub(super) gives_alias: bool,
}

/// What it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The type that is asked for.
    Type,
    /// All types that have another trait.
    All,
    /// The type or another one.
    Unknown,
}

impl<'a> Seen<'a> {
    pub(super) fn new(state: CodeState<'a>, path: &RepoPath) -> Self {
        let folder = state.world.boundaries.at(path).map(|it| &it.path);
        let files = folder.map(|folder| files_of(state.world, folder)).unwrap_or_default();
        Self { state, folder, files, expansion: OnceCell::new() }
    }

    /// The `impl`s of a trait of this name for a type, and those for all types in the boundary that defines the trait.
    pub(super) fn implementations(
        &self,
        change: &Changed<'_>,
        (of, name): (&Type, &str),
        trait_folder: Option<&RepoPath>,
    ) -> Vec<Implemented> {
        let others = trait_folder.filter(|it| Some(*it) != self.folder);
        let others = others.map(|it| files_of(self.state.world, it)).unwrap_or_default();
        let expansion = self.expansion(name);
        let all = self.files.iter().map(|path| (*path, expansion));
        let none = Expansion { world: Cow::Borrowed(self.state.world), files: Arc::default() };
        let all = all.chain(others.into_iter().map(|path| (path, &none)));
        let mut found = Vec::new();
        for (path, expansion) in all {
            let Some(facts) = expansion.world.facts(path) else { continue };
            let mut heads = facts
                .items()
                .filter(|it| it.kind == ItemKind::Impl && it.visibility == Visibility::Public);
            let is_changed = path == change.paths[1];
            // Names of the prelude are no references.
            if !heads.any(|it| is_changed || it.name() == of.name || facts.refers_to(name)) {
                continue;
            }
            let Some(signatures) = self.signatures(path, expansion) else { continue };
            let named = blocks(facts, &signatures);
            let named = named.iter().filter(|it| name_of_head(it.head) == Some(name));
            let file = expansion.world.crossings.files.number(path);
            let Some(mut names) = file.and_then(|file| Names::of(&expansion.world, file)) else {
                continue;
            };
            for block in named {
                let of = self.for_what((expansion, &mut names), block, of);
                let of = of.filter(|_| names.is_of_library(block.number));
                found.extend(of.map(|of| Implemented {
                    path: path.clone(),
                    number: block.number,
                    head: block.head.clone(),
                    of,
                    is_new: is_new(change, path, block),
                    gives_alias: gives_alias(&expansion.world, &mut names, block),
                }));
            }
        }
        found
    }

    /// What an `impl` is for, seen from a type; `None` where that is another one.
    fn for_what(
        &self,
        (expansion, names): (&Expansion<'_>, &mut Names<'_>),
        block: &Block<'_>,
        of: &Type,
    ) -> Option<Of> {
        if block.head.is_blanket {
            return Some(Of::All);
        }
        let (is_reference, path) = type_path(block.head)?;
        if is_reference != of.is_reference {
            return None;
        }
        let Led::Item(file, item) = names.path_at(block.number, path) else {
            // Of a crate that is not there, or what a macro makes.
            let may_be_it = trait_name(path) == of.name && !is_type_of_std(block.head);
            return may_be_it.then_some(Of::Unknown);
        };
        let at = expansion.world.crossings.files.path(file)?;
        let meant = expansion.world.facts(at)?.item(item)?;
        if meant.kind != ItemKind::TypeAlias {
            // An expanded file may have other numbers.
            return (*at == of.path && meant.name() == of.name).then_some(Of::Type);
        }
        let signatures = self.signatures(at, expansion);
        let form = signatures.as_ref().and_then(|it| Some(&it.of(item)?.signature.as_ref()?.form));
        let is_other = matches!(form, Some(Form::Alias(Alias { ty: Some(ty), .. }))
            if trait_name(ty) != of.name);
        (!is_other).then_some(Of::Unknown)
    }

    fn signatures(&self, path: &RepoPath, of: &Expansion<'_>) -> Option<Arc<FileSignatures>> {
        let expanded = of.files.iter().find(|it| it.path == *path);
        let expanded = expanded.map(|it| Arc::clone(&it.signatures));
        expanded.or_else(|| self.state.code.signatures(path).ok())
    }

    /// The files with their macros expanded, where a macro may implement a trait of this name.
    fn expansion(&self, name: &str) -> &Expansion<'a> {
        let world = self.state.world;
        self.expansion.get_or_init(|| {
            let may_expand = |path: &&RepoPath| {
                world.facts(path).is_some_and(|facts| {
                    let is_macro = facts.items().any(|it| it.kind == ItemKind::Macro);
                    (is_macro || !calls(facts).is_empty())
                        && (facts.refers_to(name) || self.state.code.may_hold_word(path, name))
                })
            };
            let is_asked = self.files.iter().copied().any(|path| may_expand(&path));
            let root = self.folder.and_then(|it| world.crossings.packages.library_in(it));
            let files = root.filter(|_| is_asked).map(|root| self.state.code.expanded(root));
            let files = files.unwrap_or_default();
            let world = match files.is_empty() {
                true => Cow::Borrowed(world),
                false => Cow::Owned(
                    world.with_names_of(files.iter().map(|file| (&file.path, &file.facts))),
                ),
            };
            Expansion { world, files }
        })
    }

    /// Whether a macro is called in more places than before, in a file that names a type: which may make whatever it likes.
    pub(super) fn has_new_call(&self, change: &Changed<'_>, of: &Type) -> bool {
        self.files.iter().any(|path| {
            let Some(facts) = self.state.world.facts(path) else { return false };
            if !facts.refers_to(&of.name) && !facts.items().any(|it| it.name() == of.name) {
                return false;
            }
            let now = calls(facts);
            if now.is_empty() {
                return false;
            }
            let before = change.file_before(path);
            let before = before.map(|it| calls(&it.facts)).unwrap_or_default();
            now.iter().any(|(name, count)| before.get(name).is_none_or(|was| was < count))
        })
    }
}

fn is_new(change: &Changed<'_>, path: &RepoPath, block: &Block<'_>) -> bool {
    let before = change.file_before(path);
    !before.is_some_and(|it| {
        blocks(&it.facts, &it.signatures).iter().any(|was| is_same_head(was.head, block.head))
    })
}

/// The files of Rust of the boundary in a folder.
fn files_of<'w>(world: &'w World, folder: &RepoPath) -> Vec<&'w RepoPath> {
    let is_own = |path: &RepoPath| world.boundaries.at(path).is_some_and(|it| it.path == *folder);
    let code = world.files_below(folder).filter(|(_, input)| {
        input.source.as_ref().is_some_and(|facts| facts.language == Language::Rust)
    });
    code.map(|(path, _)| path).filter(|path| is_own(path)).collect()
}

/// How often each macro is called among the items of a file.
fn calls(facts: &FileFacts) -> BTreeMap<String, usize> {
    let mut calls = BTreeMap::new();
    for it in &facts.references().paths {
        let is_call = it.kind == ReferenceKind::Macro && !it.is_in_macro_definition;
        let around = facts.item_at(it.start).filter(|_| is_call);
        let around = around.and_then(|number| facts.item(number)).map(|it| it.kind);
        if is_call && around.is_none_or(|kind| kind == ItemKind::Module) {
            *calls.entry(it.path.to_owned()).or_default() += 1;
        }
    }
    calls
}
