//! Where modules are declared.

use std::rc::Rc;

use boundstone_model::{ImportForm, Item, ItemKind, ItemNumber, Visibility};
use boundstone_text::TextRange;

use super::super::super::files::FileId;
use super::super::super::source::Module;
use super::super::meaning::Target;
use super::super::resolver::{Declared, Resolver};
use super::Walk;

impl Walk<'_, '_> {
    /// The item that declares a module; `None` for the root of a crate.
    pub(super) fn declaration(&mut self, module: Module) -> Option<(FileId, ItemNumber)> {
        let source = self.resolver.search.source(module.file)?;
        match source.item_of(module.scope) {
            Some(item) => Some((module.file, item)),
            None => declaration_of_file(self.resolver, module.file),
        }
    }
}

/// The item `mod a;` that a file is the module of.
pub(super) fn declaration_of_file(
    resolver: &mut Resolver<'_>,
    file: FileId,
) -> Option<(FileId, ItemNumber)> {
    let parent = resolver.stand(file)?.parent?;
    let declared = declared_in(resolver, parent);
    let mut meant = declared.iter().filter(|it| it.files.contains(&file));
    let first = meant.next()?;
    let several = meant.next().is_some();
    // Of several of one name, each with a `#[path]`, the one that names the file.
    let mut all = declared.iter().filter(|it| several && it.files.contains(&file));
    let named = all.find(|it| leads_to(resolver, parent, it.name, file));
    Some((parent.file, named.unwrap_or(first).item))
}

/// Whether the declaration whose name stands there leads to that file.
fn leads_to(resolver: &mut Resolver<'_>, parent: Module, name: TextRange, file: FileId) -> bool {
    let Some(source) = resolver.search.source(parent.file) else { return false };
    let imports = (0..).zip(&source.references.imports);
    let own = imports.filter(|(_, it)| it.form == ImportForm::ModuleFile && it.range == name);
    own.into_iter().any(|(number, _)| {
        let brought = resolver.brought(parent, parent, number);
        brought.iter().any(|it| it.target == Target::Module(Module::file(file)))
    })
}

/// What a module declares that stands in other files. Each is looked up once, however many files ask.
fn declared_in(resolver: &mut Resolver<'_>, module: Module) -> Rc<[Declared]> {
    if let Some((known, consulted)) = resolver.declared.get(&module) {
        let (known, consulted) = (Rc::clone(known), Rc::clone(consulted));
        resolver.search.consult_all(&consulted);
        return known;
    }
    let frame = resolver.search.enter(usize::MAX);
    let found: Rc<[Declared]> = look_for_declared(resolver, module).into();
    if let Some(consulted) = resolver.search.leave(frame) {
        resolver.declared.insert(module, (Rc::clone(&found), consulted));
    }
    found
}

fn look_for_declared(resolver: &mut Resolver<'_>, module: Module) -> Vec<Declared> {
    let Some(source) = resolver.search.source(module.file) else { return Vec::new() };
    let named = (0..).zip(&source.items).filter(|(number, item)| {
        item.kind == ItemKind::Module
            && source.is_module_elsewhere(*number)
            && source.scope_around(*number) == module.scope
    });
    let mut named: Vec<(ItemNumber, &Item<'_>)> = named.collect();
    // Of two, each under a condition, the one that its users see.
    named.sort_by_key(|(_, item)| item.visibility != Visibility::Public);
    let declared = named.into_iter().map(|(item, it)| {
        let means = resolver.lookup(module, it.name());
        let files = means.iter().filter_map(|it| match it.target {
            Target::Module(means) if means == Module::file(means.file) => Some(means.file),
            _ => None,
        });
        Declared { item, name: it.name_range, files: files.collect() }
    });
    declared.collect()
}

/// The declarations of the modules around a file that stand in other files, from the inside.
pub(super) fn declarations(resolver: &mut Resolver<'_>, file: FileId) -> Vec<(FileId, ItemNumber)> {
    let mut found: Vec<(FileId, ItemNumber)> = Vec::new();
    let mut file = file;
    while let Some((parent, item)) = declaration_of_file(resolver, file) {
        if found.iter().any(|(seen, _)| *seen == parent) {
            break;
        }
        found.push((parent, item));
        file = parent;
    }
    found
}
