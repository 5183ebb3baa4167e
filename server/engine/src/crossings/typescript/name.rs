//! What a name in the code of a file means, where it is one item.

use boundstone_model::{Import, ImportForm, ItemNumber, ScopeNumber};

use super::super::files::FileId;
use super::resolver::{Resolver, Target};
use super::specifier::Meant;

/// The item that a name, `a` or `a.b`, means in a scope; `None` for whatever is no item of the repository.
pub(in crate::crossings) fn named(
    resolver: &mut Resolver<'_>,
    file: FileId,
    scope: ScopeNumber,
    path: &str,
) -> Option<(FileId, ItemNumber)> {
    resolver.search.begin();
    let mut names = path.split('.');
    let mut meaning = resolver.in_scopes(file, scope, names.next()?, "")?;
    for name in names {
        meaning = resolver.next(&meaning, name)?;
    }
    item(meaning.target)
}

/// The item that an import brings; `None` for whatever is no item of the repository.
pub(in crate::crossings) fn imported(
    resolver: &mut Resolver<'_>,
    file: FileId,
    import: &Import<'_>,
) -> Option<(FileId, ItemNumber)> {
    resolver.search.begin();
    item(resolver.import(file, import)?.target)
}

/// The files that the imports of one lead to.
pub(in crate::crossings) fn modules(resolver: &mut Resolver<'_>, file: FileId) -> Vec<FileId> {
    let Some(source) = resolver.search.source(file) else { return Vec::new() };
    let specifiers = source.references.imports.iter().map(|it| it.from);
    let named = specifiers.filter(|from| !from.is_empty());
    named.filter_map(|from| module_file(resolver, file, from)).collect()
}

/// The file that a specifier means in another one.
pub(in crate::crossings) fn module_file(
    resolver: &mut Resolver<'_>,
    from: FileId,
    specifier: &str,
) -> Option<FileId> {
    match resolver.module(from, specifier) {
        Meant::File(file) => Some(file),
        Meant::Elsewhere | Meant::Missing => None,
    }
}

/// The item that an import brings as `name`: itself, or among all that its module exports.
pub(in crate::crossings) fn brings(
    resolver: &mut Resolver<'_>,
    file: FileId,
    import: &Import<'_>,
    name: &str,
) -> Option<(FileId, ItemNumber)> {
    if matches!(import.form, ImportForm::Named | ImportForm::Local) {
        return (import.name == name).then(|| imported(resolver, file, import)).flatten();
    }
    resolver.search.begin();
    let module = module_file(resolver, file, import.from)?;
    item(resolver.export(module, name)?.target.clone())
}

fn item(target: Target) -> Option<(FileId, ItemNumber)> {
    match target {
        Target::Item(file, item) => Some((file, item)),
        _ => None,
    }
}
