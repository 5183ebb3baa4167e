//! Where names lead that stand in the boundary of the item itself: asked for by fixes, of a few files.

use boundstone_model::{
    Import, ImportForm, ItemNumber, ReferenceKind, ScopeKind, Visibility, bare,
};

use super::files::FileId;
use super::source::Module;
use super::{rust, typescript};
use crate::World;

/// An item, by its file and its number there.
pub(crate) type ItemId = (FileId, ItemNumber);

/// A name of a file that leads to an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Lead {
    pub(crate) by: By,
    /// Compiled for tests alone.
    pub(crate) is_test: bool,
    /// In the definition of a macro, whose names mean what they mean where it is used.
    pub(crate) is_in_macro: bool,
    /// Whether the name ends the path: otherwise something in the item is meant.
    pub(crate) is_last: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By {
    /// The position of an import, and who sees what it brings.
    Import(u32, Visibility),
    /// Where the path begins.
    Path(u32),
}

impl Lead {
    /// Whether the file hands the name on to everyone.
    pub(crate) fn hands_on(&self) -> bool {
        matches!(self.by, By::Import(_, Visibility::Public))
    }
}

/// The scope that a path stands in, and whether it is an import's.
type From = (Module, bool);

/// Looks up names, and keeps what it learned for the next file.
pub(crate) struct Leads<'w> {
    rust: rust::Resolver<'w>,
    typescript: typescript::Resolver<'w>,
}

impl<'w> Leads<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        let (rust, typescript) = (rust::Resolver::new(world), typescript::Resolver::new(world));
        Self { rust, typescript }
    }

    /// The names of a Rust file that lead to an item by the name that it has.
    pub(crate) fn in_rust(&mut self, file: FileId, name: &str, item: ItemId) -> Vec<Lead> {
        let Some(source) = self.rust.source(file) else { return Vec::new() };
        let is_test = rust::is_test(&mut self.rust, file);
        let mut leads = Vec::new();
        let mut add =
            |resolver: &mut rust::Resolver<'w>, from: From, segments: &[&str], lead: Lead| {
                for (at, _) in segments.iter().enumerate().filter(|(_, it)| **it == name) {
                    if rust::leads(resolver, from, (segments, at), item) {
                        let is_last = at + 1 == segments.len();
                        leads.push(Lead { is_last, ..lead.clone() });
                    }
                }
            };
        for (number, import) in (0..).zip(&source.references.imports) {
            if !matches!(import.form, ImportForm::Named | ImportForm::Glob) {
                continue;
            }
            let scope = source.scope(import.scope);
            let lead = Lead {
                by: By::Import(number, import.visibility),
                is_test: is_test || import.is_test || scope.is_test,
                is_in_macro: matches!(scope.kind, ScopeKind::Macro(_)),
                is_last: true,
            };
            let segments = rust::segments_of(import);
            let from = (Module { file, scope: import.scope }, true);
            add(&mut self.rust, from, &segments, lead);
        }
        for path in source.references.paths.iter().filter(|it| it.kind != ReferenceKind::Member) {
            let lead = Lead {
                by: By::Path(path.start),
                is_test: is_test || source.scope(path.scope).is_test,
                is_in_macro: path.is_in_macro_definition,
                is_last: true,
            };
            let segments: Vec<&str> = path.path.split("::").map(bare).collect();
            let from = (Module { file, scope: path.scope }, false);
            add(&mut self.rust, from, &segments, lead);
        }
        leads
    }

    /// Whether an import of TypeScript brings an item: by its name, or with all that a module exports.
    pub(crate) fn brings(
        &mut self,
        file: FileId,
        import: &Import<'_>,
        name: &str,
        item: ItemId,
    ) -> bool {
        typescript::brings(&mut self.typescript, file, import, name) == Some(item)
    }

    /// The file that a specifier of TypeScript means; `None` for none of the repository.
    pub(crate) fn module(&mut self, file: FileId, specifier: &str) -> Option<FileId> {
        typescript::module_file(&mut self.typescript, file, specifier)
    }
}
