//! What the names in the signature of an item mean.

use std::rc::Rc;

use boundstone_model::{
    Import, ImportForm, ItemKind, ItemNumber, Language, Reference, ReferenceKind, bare,
};
use boundstone_text::TextRange;

use super::files::FileId;
use super::source::{Module, Source};
use super::surface::Implementations;
use super::{rust, typescript};
use crate::World;

/// Looks up the names of one file.
pub(crate) struct Names<'w> {
    rust: rust::Resolver<'w>,
    typescript: typescript::Resolver<'w>,
    file: FileId,
    language: Language,
    source: Rc<Source<'w>>,
}

/// What a path of Rust leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Led {
    Item(FileId, ItemNumber),
    /// To another crate that is not in the repository.
    Outside,
    /// To nothing that is known, or to one of several.
    Unknown,
}

impl<'w> Names<'w> {
    /// `None` for what is no file of code.
    pub(crate) fn of(world: &'w World, file: FileId) -> Option<Self> {
        let language = world.facts(world.crossings.files.path(file)?)?.language;
        let mut rust = rust::Resolver::new(world);
        let typescript = typescript::Resolver::new(world);
        let source = rust.source(file)?;
        Some(Self { rust, typescript, file, language, source })
    }

    /// The item that a name in the signature of `item` means. The name is as its definer writes it, or as the file
    /// does. `None` where that is not one item of the repository.
    pub(crate) fn in_signature(
        &mut self,
        (item, body): (ItemNumber, Option<u32>),
        name: &str,
    ) -> Option<(FileId, ItemNumber)> {
        let range = self.signature_range(item, body)?;
        let last = name.rsplit([':', '.']).next().unwrap_or(name);
        let written = self.written_for(item, range, last);
        let inline = if written.is_empty() { self.inline(range, last) } else { Vec::new() };
        let beside = if inline.is_empty() { self.in_namespaces(item, name) } else { None };
        if let Some(beside) = beside {
            return Some((self.file, beside));
        }
        let found: Vec<Option<(FileId, ItemNumber)>> = match written.is_empty() {
            true if !inline.is_empty() => inline,
            // What may lead out of the file is among its references: this does not.
            true => self.look_up(self.source.scope_around(item), name),
            false => {
                let each = written.iter().flat_map(|(scope, path)| self.look_up(*scope, path));
                each.collect()
            }
        };
        let (first, others) = found.split_first()?;
        first.filter(|_| others.iter().all(|other| other == first))
    }

    /// What a path of a type or a trait leads to that stands at an item of Rust, as it is written there.
    pub(crate) fn path_at(&mut self, item: ItemNumber, path: &str) -> Led {
        let scope = self.source.scope_around(item);
        rust::led_to(&mut self.rust, self.file, scope, path)
    }

    /// Whether an item of Rust is part of a library, and not for its tests alone.
    pub(crate) fn is_of_library(&mut self, item: ItemNumber) -> bool {
        let scope = self.source.scope(self.source.scope_around(item));
        !scope.is_test && rust::is_of_library(&mut self.rust, self.file)
    }

    /// Where a name in the signature of `item` leads that goes out of the crate through its own modules; Rust alone.
    pub(crate) fn outside(
        &mut self,
        (item, body): (ItemNumber, Option<u32>),
        name: &str,
        signatures: &Implementations<'_>,
    ) -> Option<String> {
        if self.language != Language::Rust {
            return None;
        }
        let last = name.rsplit(':').next().unwrap_or(name);
        let written = self.written_for(item, self.signature_range(item, body)?, last);
        let mut found = written.iter().map(|(scope, path)| {
            let from = Module { file: self.file, scope: *scope };
            rust::outside(&mut self.rust, from, path, signatures)
        });
        let first = found.next()??;
        found.all(|it| it.as_ref() == Some(&first)).then_some(first)
    }

    fn signature_range(&self, item: ItemNumber, body: Option<u32>) -> Option<TextRange> {
        let range = self.source.item(item)?.range;
        let end = body.filter(|it| range.touches(*it)).unwrap_or(range.end());
        Some(TextRange::new(range.start(), end))
    }

    /// The paths of this last name in what is said of an item: in its own range, or in the head of its `impl`, which
    /// demands for all of its members.
    fn written_for(&self, item: ItemNumber, range: TextRange, name: &str) -> Vec<(u32, String)> {
        let own = self.written(range, name);
        if !own.is_empty() {
            return own;
        }
        let around = self.source.item(item).and_then(|own| own.parent);
        let head = around.and_then(|number| {
            let block = self.source.item(number).filter(|it| it.kind == ItemKind::Impl)?;
            let first = self.source.item(number + 1)?;
            Some(TextRange::new(block.range.start(), first.range.start()))
        });
        head.map(|head| self.written(head, name)).unwrap_or_default()
    }

    /// The files that were looked into, with repetitions; forgets them.
    pub(crate) fn take_consulted(&mut self) -> Vec<FileId> {
        let mut files = self.rust.take_consulted();
        files.extend(self.typescript.take_consulted());
        files
    }

    /// The paths in a range whose last name is this one, or another one that an import gives to it.
    fn written(&self, range: TextRange, name: &str) -> Vec<(u32, String)> {
        let references = &self.source.references;
        let separator = self.language.separator();
        let is_renamed = |bound: &str| {
            let mut imports = references.imports.iter();
            imports.any(|import| import.bound == bound && bare(import.name) == name)
        };
        let is_meant = |it: &&Reference<'_>| {
            let last = bare(it.path.rsplit(separator).next().unwrap_or(it.path));
            let is_name = matches!(it.kind, ReferenceKind::Type | ReferenceKind::Path);
            is_name && (last == name || is_renamed(last))
        };
        let paths = references.paths.as_slice();
        let start = paths.partition_point(|it| it.start < range.start());
        let inside = paths.get(start..).unwrap_or_default().iter();
        let mut written: Vec<(u32, String)> = inside
            .take_while(|it| it.start <= range.end())
            .filter(is_meant)
            .map(|it| (it.scope, it.path.to_owned()))
            .collect();
        written.sort();
        written.dedup();
        written
    }

    /// What a name of TypeScript means in the namespaces around an item: what stands in them comes before the rest of the file.
    fn in_namespaces(&self, item: ItemNumber, name: &str) -> Option<ItemNumber> {
        if self.language == Language::Rust || name.contains('.') {
            return None;
        }
        let around = |number: ItemNumber| self.source.item(number)?.parent;
        std::iter::successors(around(item), |number| around(*number)).find_map(|number| {
            let owner = self.source.item(number)?;
            let is_same = |it: &ItemNumber| {
                let same = around(*it).and_then(|it| self.source.item(it));
                same.is_some_and(|it| it.kind == owner.kind && it.parent == owner.parent)
            };
            let is_namespace = owner.kind == ItemKind::Namespace;
            is_namespace.then(|| self.source.members(owner.name(), name).find(is_same)).flatten()
        })
    }

    /// What `import("./a").A` of this name brings in a range.
    fn inline(&mut self, range: TextRange, name: &str) -> Vec<Option<(FileId, ItemNumber)>> {
        let source = Rc::clone(&self.source);
        let imports = source.references.imports.iter();
        let is_inline = |it: &&Import<'_>| {
            it.form == ImportForm::Named && it.bound.is_empty() && it.name == name
        };
        let meant = imports.filter(is_inline).filter(|it| range.contains(it.range));
        meant.map(|it| typescript::imported_in(&mut self.typescript, self.file, it)).collect()
    }

    fn look_up(&mut self, scope: u32, path: &str) -> Vec<Option<(FileId, ItemNumber)>> {
        match self.language {
            Language::Rust => rust::named_in(&mut self.rust, self.file, scope, path),
            _ => vec![typescript::named_in(&mut self.typescript, self.file, scope, path)],
        }
    }
}
