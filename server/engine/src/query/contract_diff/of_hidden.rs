//! Items that documentation hides, and that a contract names all the same: what it says wins over the language, so that they are
//! missed when nobody else can name them any more. What else changes of them is not compared here.

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, InterfaceEntry, Language, Place, RepoPath, Stability,
    SurfaceChange,
};

use super::{Side, one};
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;
use crate::class::doubt;
use crate::crossings::Keys;
use crate::query::crossings::item_at;

/// Those of a Rust library.
pub(super) fn changes(befores: &Side<'_>, others: &Side<'_>) -> Vec<SurfaceChange> {
    let (was, is) = (befores.state.world, others.state.world);
    let Some(folder) = befores.folder else { return Vec::new() };
    let contract = folder.join(CONTRACT_FILE).and_then(|path| was.record(&path));
    let Some(Record::Contract(contract)) = contract else { return Vec::new() };
    let is_asked = |entry: &&InterfaceEntry| {
        let key = &entry.key.value;
        entry.stability.value != Stability::Internal
            && !key.ends_with('*')
            && !befores.has(key)
            && !others.has(key)
    };
    let (mut then, mut now) = (Keys::new(was), Keys::new(is));
    let mut changes = Vec::new();
    for entry in contract.interface.iter().flatten().filter(is_asked) {
        let key = &entry.key.value;
        let (meant, could_be_named) = then.meant(folder, key);
        let own = meant.iter().filter(|it| !it.is_level).find_map(|it| {
            let path = was.crossings.files.path(it.file)?;
            own_item(was, folder, path, &it.path)
        });
        let Some((kind, place)) = own.filter(|_| could_be_named) else { continue };
        if others.folder.is_some_and(|it| now.meant(it, key).1) {
            continue;
        }
        let what = (ChangeClass::Breaking, Confidence::Proved);
        let mut removed = one(what, "item_removed", "removed".to_owned());
        // Another crate may have a name alike.
        if others.folder.is_some_and(|it| is.find_shown(it).may_have(key)) {
            doubt(&mut removed);
        }
        changes.push(SurfaceChange {
            symbol: key.clone(),
            kind,
            changes: vec![removed],
            stability: Some(entry.stability.value),
            before: Some(place),
            now: None,
        });
    }
    changes
}

/// An item of Rust with a path in its file, if the boundary in the folder defines it.
fn own_item(
    world: &World,
    folder: &RepoPath,
    path: &RepoPath,
    name: &str,
) -> Option<(ChangedKind, Place)> {
    let facts = world.facts(path).filter(|it| it.language == Language::Rust)?;
    let item = facts.item(item_at(facts, name)?)?;
    let is_own = world.boundaries.at(path).is_some_and(|it| it.path == *folder);
    let place = Place { path: path.clone(), range: item.name_range };
    is_own.then_some((ChangedKind::Item(item.kind), place))
}
