//! Where modules are declared.

use boundstone_model::{ImportForm, Item, ItemKind, ItemNumber, Visibility};
use boundstone_text::TextRange;

use super::super::super::files::FileId;
use super::super::super::source::Module;
use super::super::meaning::Target;
use super::super::resolver::Resolver;
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
    let source = resolver.search.source(parent.file)?;
    let named = (0..).zip(&source.items).filter(|(number, item)| {
        item.kind == ItemKind::Module
            && source.is_module_elsewhere(*number)
            && source.scope_around(*number) == parent.scope
    });
    let mut named: Vec<(ItemNumber, &Item<'_>)> = named.collect();
    // Of two, each under a condition, the one that its users see.
    named.sort_by_key(|(_, item)| item.visibility != Visibility::Public);
    let mut meant = Vec::new();
    for (number, item) in named {
        let means = resolver.lookup(parent, item.name());
        if means.iter().any(|it| it.target == Target::Module(Module::file(file))) {
            meant.push((number, item.name_range));
        }
    }
    // Of several of one name, each with a `#[path]`, the one that names the file.
    let leads = |resolver: &mut Resolver<'_>, range: TextRange| {
        let imports = (0..).zip(&source.references.imports);
        let own: Vec<u32> = imports
            .filter(|(_, it)| it.form == ImportForm::ModuleFile && it.range == range)
            .map(|(at, _)| at)
            .collect();
        own.iter().any(|number| {
            let brought = resolver.brought(parent, parent, *number);
            brought.iter().any(|it| it.target == Target::Module(Module::file(file)))
        })
    };
    let first = meant.first().map(|(number, _)| *number);
    if meant.len() > 1
        && let Some((number, _)) = meant.iter().find(|(_, range)| leads(resolver, *range))
    {
        return Some((parent.file, *number));
    }
    Some((parent.file, first?))
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
