//! What types have by `impl`: their own, that of traits, and the defaults of those.

use std::sync::Arc;

use boundstone_model::{Form, Implementation, Item, ItemKind, ItemNumber, Visibility};

use super::super::super::files::FileId;
use super::super::super::source::{Module, Source};
use super::super::super::surface::Brings;
use super::super::meaning::{Meaning, TYPES, Target};
use super::{Key, SEPARATOR, Walk};

impl<'w> Walk<'_, 'w> {
    /// What the `impl`s of a file add to what is exposed.
    pub(super) fn implementations(&mut self, file: FileId) {
        let Some(source) = self.resolver.search.source(file) else { return };
        let signatures = self.signatures_of(file);
        let blocks = (0..).zip(&source.items).filter(|(_, it)| it.kind == ItemKind::Impl);
        for (number, _) in blocks {
            let scope = source.scope_around(number);
            let head = signatures.as_ref().and_then(|it| it.of(number)?.implementation.as_ref());
            let Some(head) = head.filter(|_| !source.scope(scope).is_test) else { continue };
            self.implementation(
                Block { file, number, module: Module { file, scope }, head },
                &source,
            );
        }
    }

    fn implementation(&mut self, block: Block<'_>, source: &Source<'w>) {
        self.resolver.search.begin();
        let of_trait = block.head.of_trait.as_deref();
        let target = of_trait.map(|path| self.target(block.module, path));
        let own_trait = match target {
            Some(Some(Target::Item(file, item))) if self.is_of_crate(file) => Some((file, item)),
            _ => None,
        };
        // What implements a trait that nobody can name is seen by nobody.
        if own_trait.is_some_and(|(file, item)| !self.found.contains_key(&(file, item, None))) {
            return;
        }
        let types = self.paths_of_type(&block);
        let written: Vec<(ItemNumber, &Item<'w>)> =
            (0..).zip(&source.items).filter(|(_, it)| it.parent == Some(block.number)).collect();
        for path in &types {
            for (member, item) in &written {
                if of_trait.is_some() || item.visibility == Visibility::Public {
                    self.add_member((block.file, *member, None), path, item.name(), of_trait);
                }
            }
            let Some((file, item)) = own_trait else { continue };
            for (member, name) in self.provided(file, item) {
                if written.iter().all(|(_, item)| item.name() != name) {
                    let key = (file, member, Some((block.file, block.number)));
                    self.add_member(key, path, &name, of_trait);
                }
            }
        }
    }

    fn add_member(&mut self, key: Key, path: &str, name: &str, of_trait: Option<&str>) {
        let path = [path, name].join(SEPARATOR);
        if self.add(key, &[path])
            && let Some(exposed) = self.found.get_mut(&key)
        {
            exposed.of_trait = of_trait.map(Arc::from);
        }
    }

    /// What users call the type of an `impl`: its public paths; of one that is not of this crate, what is written.
    fn paths_of_type(&mut self, block: &Block<'_>) -> Vec<String> {
        let head = block.head;
        if head.is_blanket {
            return Vec::new();
        }
        let target = head.for_type.as_deref().and_then(|path| self.target(block.module, path));
        match target {
            Some(Target::Item(file, item)) if self.is_of_crate(file) => {
                let exposed = self.found.get(&(file, item, None));
                exposed.map(|exposed| exposed.paths.clone()).unwrap_or_default()
            }
            Some(Target::Made(file, number)) => {
                let any = Brings::Namespace;
                let made = self.handed_on.range((file, number, any)..).next();
                let made = made.filter(|((of, at, _), _)| (*of, *at) == (file, number));
                made.map(|(_, paths)| paths.clone()).unwrap_or_default()
            }
            // Of the other types only what a trait gives them.
            _ => head.of_trait.iter().filter_map(|_| type_as_written(&head.head)).collect(),
        }
    }

    /// The items of a trait that who implements it may leave as they are.
    fn provided(&mut self, file: FileId, item: ItemNumber) -> Vec<(ItemNumber, String)> {
        let signatures = self.signatures_of(file);
        let form = signatures.as_ref().and_then(|it| Some(&it.of(item)?.signature.as_ref()?.form));
        let Some(Form::Record(record)) = form else { return Vec::new() };
        let Some(source) = self.resolver.search.source(file) else { return Vec::new() };
        let is_provided = |name: &str| {
            record.members.iter().any(|member| &*member.name == name && member.is_optional)
        };
        let members = (0..).zip(&source.items).filter(|(_, it)| it.parent == Some(item));
        let provided = members.filter(|(_, it)| is_provided(it.name()));
        provided.map(|(number, it)| (number, it.name().to_owned())).collect()
    }

    fn target(&mut self, module: Module, path: &str) -> Option<Target> {
        let segments: Vec<&str> = path.split(SEPARATOR).map(boundstone_model::bare).collect();
        let resolved = self.resolver.resolve(module, &segments, false);
        let last = resolved.last().filter(|_| resolved.len() == segments.len())?;
        let is_type = |it: &&Meaning| it.is_in(TYPES);
        last.iter().find(is_type).map(|meaning| meaning.target)
    }
}

/// An `impl`, where it stands, and its head.
struct Block<'h> {
    file: FileId,
    number: ItemNumber,
    module: Module,
    head: &'h Implementation,
}

/// The type in the head of an `impl`, without the generics of its path: `std::ffi::OsStr`, `&T0`.
fn type_as_written(head: &str) -> Option<String> {
    let (_, written) = head.split_once(" for ")?;
    let written = written.split(" where ").next().unwrap_or(written);
    let is_path = written.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let end = if is_path { written.find('<').unwrap_or(written.len()) } else { written.len() };
    written.get(..end).map(str::to_owned)
}
