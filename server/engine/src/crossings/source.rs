//! What one file defines and imports, to look names up in.

use boundstone_model::{
    FileFacts, ImportForm, Item, ItemKind, ItemNumber, References, Scope, ScopeKind, ScopeNumber,
    Visibility,
};

use super::files::FileId;

/// The unpacked facts of a file.
#[derive(Debug)]
pub(super) struct Source<'w> {
    pub(super) facts: &'w FileFacts,
    pub(super) items: Vec<Item<'w>>,
    pub(super) references: References<'w>,
    /// What stands under a name in a scope; sorted.
    names: Vec<(ScopeNumber, &'w str, Entry)>,
    /// What stands under a name in an item that is no module; sorted.
    members: Vec<(&'w str, &'w str, ItemNumber)>,
    /// The imports that bring all names of a module, by scope.
    globs: Vec<(ScopeNumber, u32)>,
    /// The calls of macros whose bodies stand where they are called, by scope.
    expansions: Vec<(ScopeNumber, u32)>,
}

/// What a name stands for in its file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Entry {
    Item(ItemNumber),
    /// The position of an import.
    Import(u32),
}

impl<'w> Source<'w> {
    pub(super) fn new(facts: &'w FileFacts) -> Self {
        let items: Vec<Item<'w>> = facts.items().collect();
        let references = facts.references();
        let mut source = Self {
            facts,
            names: Vec::with_capacity(items.len() + references.imports.len()),
            members: Vec::new(),
            globs: Vec::new(),
            expansions: Vec::new(),
            items,
            references,
        };
        source.add_items();
        source.add_imports();
        source.names.sort_unstable();
        source.members.sort_unstable();
        source
    }

    fn add_items(&mut self) {
        for (number, item) in (0..).zip(&self.items) {
            let parent = item.parent.and_then(|parent| self.items.get(parent as usize));
            match (parent, item.parent) {
                (Some(parent), Some(parent_number)) => match self.scope_of(parent_number) {
                    Some(scope) => self.names.push((scope, item.name(), Entry::Item(number))),
                    None => self.members.push((parent.name(), item.name(), number)),
                },
                _ => self.names.push((0, item.name(), Entry::Item(number))),
            }
        }
    }

    fn add_imports(&mut self) {
        for (number, import) in (0..).zip(&self.references.imports) {
            match import.form {
                ImportForm::Glob | ImportForm::Macros => self.globs.push((import.scope, number)),
                ImportForm::Expansion => self.expansions.push((import.scope, number)),
                _ if import.bound.is_empty() => {}
                _ => self.names.push((import.scope, import.bound, Entry::Import(number))),
            }
        }
    }

    /// What stands under `name` in `scope` itself: items first.
    pub(super) fn entries(
        &self,
        scope: ScopeNumber,
        name: &str,
    ) -> impl Iterator<Item = Entry> + use<'_, 'w> {
        let start =
            self.names.partition_point(|(in_scope, other, _)| (*in_scope, *other) < (scope, name));
        let rest = self.names.get(start..).unwrap_or_default();
        let count =
            rest.partition_point(|(in_scope, other, _)| (*in_scope, *other) <= (scope, name));
        rest.iter().take(count).map(|(_, _, entry)| *entry)
    }

    /// Every name in `scope` itself.
    pub(super) fn names_in(
        &self,
        scope: ScopeNumber,
    ) -> impl Iterator<Item = &'w str> + use<'_, 'w> {
        let start = self.names.partition_point(|(in_scope, ..)| *in_scope < scope);
        let rest = self.names.get(start..).unwrap_or_default();
        let inside = rest.iter().take_while(move |(in_scope, ..)| *in_scope == scope);
        inside.map(|(_, name, _)| *name)
    }

    /// The module that an item stands in: its scope.
    pub(super) fn scope_around(&self, item: ItemNumber) -> ScopeNumber {
        let mut around = self.item(item).and_then(|item| item.parent);
        while let Some(number) = around {
            if let Some(scope) = self.scope_of(number) {
                return scope;
            }
            around = self.item(number).and_then(|item| item.parent);
        }
        0
    }

    /// The members called `name` of the items called `owner`.
    pub(super) fn members(
        &self,
        owner: &str,
        name: &str,
    ) -> impl Iterator<Item = ItemNumber> + use<'_, 'w> {
        let start = self.members.partition_point(|(of, other, _)| (*of, *other) < (owner, name));
        let rest = self.members.get(start..).unwrap_or_default();
        let count = rest.partition_point(|(of, other, _)| (*of, *other) <= (owner, name));
        rest.iter().take(count).map(|(_, _, number)| *number)
    }

    /// The globs that stand in `scope` itself.
    pub(super) fn globs(&self, scope: ScopeNumber) -> impl Iterator<Item = u32> + use<'_, 'w> {
        self.globs.iter().filter(move |(in_scope, _)| *in_scope == scope).map(|(_, import)| *import)
    }

    /// The macros that are called among items and given nothing, with the scope they are called in.
    pub(super) fn expansions(&self) -> impl Iterator<Item = (ScopeNumber, &'w str)> + use<'_, 'w> {
        self.expansions.iter().filter_map(|(scope, number)| {
            Some((*scope, self.references.imports.get(*number as usize)?.name))
        })
    }

    /// The bodies of the macros called `name` that take nothing.
    pub(super) fn bodies(&self, name: &str) -> Vec<ScopeNumber> {
        let is_body = |scope: &Scope| match scope.kind {
            ScopeKind::Macro(item) => self.item(item).is_some_and(|item| item.name() == name),
            _ => false,
        };
        let scopes = (0..).zip(&self.references.scopes);
        scopes.filter(|(_, scope)| is_body(scope)).map(|(number, _)| number).collect()
    }

    pub(super) fn visibility(&self, entry: Entry) -> Visibility {
        let stated = match entry {
            Entry::Item(number) => self.item(number).map(|item| item.visibility),
            Entry::Import(number) => {
                self.references.imports.get(number as usize).map(|import| import.visibility)
            }
        };
        stated.unwrap_or(Visibility::Private)
    }

    pub(super) fn item(&self, number: ItemNumber) -> Option<&Item<'w>> {
        self.items.get(number as usize)
    }

    pub(super) fn scope(&self, number: ScopeNumber) -> Scope {
        self.references.scopes.get(number as usize).copied().unwrap_or(Scope::FILE)
    }

    /// The scope that the body of a module is; `None` for any other item, and for `mod a;`.
    pub(super) fn scope_of(&self, item: ItemNumber) -> Option<ScopeNumber> {
        let scopes = (0..).zip(&self.references.scopes);
        scopes.filter(|(_, scope)| scope.kind == ScopeKind::Module(item)).map(|(at, _)| at).next()
    }

    /// The module around a scope, itself if it is one.
    pub(super) fn module_of(&self, scope: ScopeNumber) -> ScopeNumber {
        let mut number = scope;
        // A scope stands behind the one around it, so that this ends.
        while number != 0 && !self.scope(number).is_module() {
            number = self.scope(number).parent;
        }
        number
    }

    /// The item that a module with a body is.
    pub(super) fn item_of(&self, scope: ScopeNumber) -> Option<ItemNumber> {
        match self.scope(scope).kind {
            ScopeKind::Module(item) => Some(item),
            _ => None,
        }
    }

    /// Whether an item is a module whose content stands in another file.
    pub(super) fn is_module_elsewhere(&self, number: ItemNumber) -> bool {
        self.item(number).is_some_and(|item| item.kind == ItemKind::Module)
            && self.scope_of(number).is_none()
    }
}

/// A module: a scope of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Module {
    pub(super) file: FileId,
    pub(super) scope: ScopeNumber,
}

impl Module {
    /// The file as a module.
    pub(super) fn file(file: FileId) -> Self {
        Self { file, scope: 0 }
    }
}
