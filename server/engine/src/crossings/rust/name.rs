//! What a path in the code of a file means, where it is one item.

use boundstone_model::{ItemNumber, ScopeNumber, bare};

use super::super::files::FileId;
use super::super::names::Led;
use super::super::source::Module;
use super::meaning::{TYPES, Target};
use super::package::RootKind;
use super::resolver::Resolver;

/// The items that a path means in a scope; `None` stands for whatever is no item of the repository.
pub(in crate::crossings) fn named(
    resolver: &mut Resolver<'_>,
    file: FileId,
    scope: ScopeNumber,
    path: &str,
) -> Vec<Option<(FileId, ItemNumber)>> {
    resolver.search.begin();
    let segments: Vec<&str> = path.split("::").map(bare).collect();
    let resolved = resolver.resolve(Module { file, scope }, &segments, false);
    let Some(meanings) = resolved.last().filter(|_| resolved.len() == segments.len()) else {
        return vec![None];
    };
    let item = |target| match target {
        Target::Item(file, item) => Some((file, item)),
        Target::Module(_) | Target::Made(..) | Target::Elsewhere => None,
    };
    let mut items: Vec<_> = meanings.iter().map(|it| item(it.target)).collect();
    if items.is_empty() {
        items.push(None);
    }
    items
}

/// Whether a name of a path leads to an item, seen from where the path stands; `from` says with its scope whether it is
/// an import's.
pub(in crate::crossings) fn leads(
    resolver: &mut Resolver<'_>,
    from: (Module, bool),
    (segments, at): (&[&str], usize),
    item: (FileId, ItemNumber),
) -> bool {
    resolver.search.begin();
    let resolved = resolver.resolve(from.0, segments, from.1);
    let meanings = resolved.get(at);
    meanings.is_some_and(|it| it.iter().any(|it| it.target == Target::Item(item.0, item.1)))
}

/// Whether all of a file is compiled for tests alone.
pub(in crate::crossings) fn is_test(resolver: &mut Resolver<'_>, file: FileId) -> bool {
    resolver.stand(file).is_some_and(|stand| stand.is_test)
}

/// What a path of a type or a trait leads to in a scope.
pub(in crate::crossings) fn led_to(
    resolver: &mut Resolver<'_>,
    file: FileId,
    scope: ScopeNumber,
    path: &str,
) -> Led {
    resolver.search.begin();
    let segments: Vec<&str> = path.split("::").map(bare).collect();
    let resolved = resolver.resolve(Module { file, scope }, &segments, false);
    let last = resolved.last().filter(|_| resolved.len() == segments.len());
    let types = last.into_iter().flat_map(|it| it.iter().filter(|it| it.is_in(TYPES)));
    let targets: Vec<Target> = types.map(|it| it.target).collect();
    match targets.as_slice() {
        [Target::Item(file, item)] => Led::Item(*file, *item),
        all if !all.is_empty() && all.iter().all(|it| *it == Target::Elsewhere) => Led::Outside,
        _ => Led::Unknown,
    }
}

/// Whether a file is part of a library, and not for its tests alone.
pub(in crate::crossings) fn is_of_library(resolver: &mut Resolver<'_>, file: FileId) -> bool {
    let stand = resolver.stand(file);
    stand.is_some_and(|it| it.kind == RootKind::Library && !it.is_test)
}
