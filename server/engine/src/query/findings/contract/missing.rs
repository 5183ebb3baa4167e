//! Keys of `[interface]` that name nothing, and those whose item users can no longer name.
//!
//! What a macro may make of other words is not known, so that a key is only missed when its name stands nowhere in the
//! code of the boundary, or where an item that it plainly means is found and shown under no path.

use boundstone_model::{
    ContractFile, FileFacts, InterfaceEntry, Item, ItemKind, ItemNumber, Language, Place, RepoPath,
    Rule, Visibility, names_to,
};

use super::super::named_item::{Origin, is_written, may_be_brought, was_in, was_named_in};
use super::super::{At, Findings, NewFinding};
use super::alias::type_behind;
use crate::World;
use crate::change::Record;
use crate::claims::segments_of;
use crate::crossings::{FileId, Keys, Meant, Shown};

pub(super) const NOT_EXPORTED: &str = ": no entry of the package exports it";

pub(super) fn check(found: &mut Findings<'_>, contract: &ContractFile) {
    let at @ At { world, path, .. } = found.at();
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let Some(boundary) = world.boundaries.in_folder(&folder) else { return };
    if boundary.languages.is_empty() {
        return;
    }
    for (number, entry) in contract.interface.iter().flatten().enumerate() {
        let key = &entry.key;
        let Some(last) = last_name(entry) else { continue };
        if let Some(place) = hidden(at, &folder, (number, &key.value)) {
            let message = format!("{} of {} is not public any more", key.value, boundary.name);
            let help = "Make it public again, or remove the key when nobody uses the item any more";
            let finding = NewFinding::new(Rule::ContractMissingItem, key.range, message, help);
            found.add(finding.by_files().related(place, "What it means"));
        } else if let Some(why) = why_missing(at, &folder, (number, last)) {
            found.add(missing(&boundary.name, entry, &why));
        }
    }
}

fn missing(boundary: &str, entry: &InterfaceEntry, why: &str) -> NewFinding {
    let message = format!("{boundary} has no item {}{why}", entry.key.value);
    let help = "Name a public item as its users write it, or remove the key";
    NewFinding::new(Rule::ContractMissingItem, entry.key.range, message, help).by_files()
}

/// What is to be said of a key that no item bears, which was there at the base or is written nowhere; `None` for any other.
pub(in super::super) fn why_missing(
    at: At<'_>,
    folder: &RepoPath,
    (number, last): (usize, &str),
) -> Option<String> {
    if at.world.unread(folder).is_some() || behind_alias(at, folder, number).is_some() {
        return None;
    }
    let promise = at.world.promise(folder);
    let is_absent = promise.is_some_and(|it| it.is_absent(number));
    // What bears the name still, no entry may ever have exported.
    if is_absent && at.world.claims.has_match(at.path, number) {
        return Some(NOT_EXPORTED.to_owned());
    }
    let is_known = is_known(at, folder, number);
    let base = || at.code.base().unwrap_or_default();
    let was_in = || was_in(at, &at.world.claims, folder, number, last);
    if let Some(file) = (!is_known).then(was_in).flatten() {
        return Some(format!(
            ": it was in {file} at {}, and is gone or not public any more",
            base()
        ));
    }
    let is_public = promise.is_some_and(|it| it.is_public(number));
    let is_own = |it: &Meant| {
        let path = at.world.crossings.files.path(it.file);
        let boundary = path.and_then(|path| at.world.boundaries.at(path));
        boundary.is_some_and(|boundary| boundary.path == *folder)
    };
    let is_found = is_public && meanings(at, folder, number).any(is_own);
    let was_named_in = || was_named_in(at, folder, key_at(at, number)?);
    if let Some(file) = (!is_found).then(was_named_in).flatten() {
        return Some(format!(": {file} had it at {}, and has it no more", base()));
    }
    if is_absent {
        return Some(NOT_EXPORTED.to_owned());
    }
    let leads_out =
        || key_at(at, number).is_some_and(|key| Keys::new(at.world).leads_out(folder, key));
    let is_nowhere = || {
        let is_there = is_meant(at, folder, number) || is_written(at, folder, last);
        !is_there && !leads_out() && !is_made(at, folder, number)
    };
    (!is_known && is_nowhere()).then(String::new)
}

/// Whether a macro of another crate that is known makes the member that a key names of what stands in a call of it: no file of
/// the crate writes such a name. Calls are looked into for such keys alone.
fn is_made(at: At<'_>, folder: &RepoPath, number: usize) -> bool {
    let world = at.world;
    let Some(root) = world.crossings.packages.library_in(folder) else { return false };
    let Some((owner, member)) = key_at(at, number).and_then(|key| key.rsplit_once("::")) else {
        return false;
    };
    let (owners, _) = Keys::new(world).meant(folder, owner);
    let is_in_call = owners.iter().any(|it| {
        let facts = world.crossings.files.path(it.file).and_then(|path| world.facts(path));
        !it.path.is_empty() && items_called(facts, &it.path).is_empty()
    });
    let has_member = |facts: &FileFacts| facts.items().any(|item| item.name() == member);
    is_in_call && at.code.expanded(root).iter().any(|file| has_member(&file.facts))
}

/// What a key that leads to nothing has through another name for a type, if it has.
pub(super) fn behind_alias(at: At<'_>, folder: &RepoPath, number: usize) -> Option<String> {
    let leads_nowhere = !is_meant(at, folder, number);
    leads_nowhere.then(|| type_behind(at, folder, key_at(at, number)?)).flatten()
}

fn key_at<'w>(At { world, path, .. }: At<'w>, number: usize) -> Option<&'w str> {
    let Record::Contract(contract) = world.record(path)? else { return None };
    Some(&contract.interface.as_ref()?.get(number)?.key.value)
}

/// The name that a key ends with; `None` for a wildcard.
pub(in super::super) fn last_name(entry: &InterfaceEntry) -> Option<&str> {
    let last = entry.key.value.rsplit([':', '.', '/']).next().unwrap_or_default();
    (last != "*" && !last.is_empty()).then_some(last)
}

/// Whether an item is meant by a key that its file does not keep to itself.
pub(in super::super) fn is_known(
    At { world, path, .. }: At<'_>,
    folder: &RepoPath,
    number: usize,
) -> bool {
    let promise = world.promise(folder);
    promise.is_some_and(|it| it.is_shared(number))
        || (world.claims.has_match(path, number) && !promise.is_some_and(|it| it.is_absent(number)))
}

/// Whether a key means files as modules, which promise their names: those are looked for, and nothing is to be compared.
pub(super) fn is_file(at: At<'_>, folder: &RepoPath, number: usize) -> bool {
    let mut files = meanings(at, folder, number).peekable();
    files.peek().is_some() && files.all(|it| it.path.is_empty() && !it.is_level)
}

/// Whether anything at all is meant by a key, as far as names are followed.
pub(super) fn is_meant(at: At<'_>, folder: &RepoPath, number: usize) -> bool {
    meanings(at, folder, number).next().is_some()
}

pub(super) fn meanings<'w>(
    At { world, .. }: At<'w>,
    folder: &RepoPath,
    number: usize,
) -> impl Iterator<Item = &'w Meant> {
    world.promise(folder).and_then(|promise| promise.keys.get(number)).into_iter().flatten()
}

/// The one item that a key means, where users cannot name it.
pub(super) fn hidden(at: At<'_>, folder: &RepoPath, key: (usize, &str)) -> Option<Place> {
    let world = at.world;
    if world.unread(folder).is_some() {
        return None;
    }
    let shown = world.shown(folder).filter(|it| !it.is_empty() && !it.may_have(key.1))?;
    let meant = meant(at, folder, key, shown);
    let is_shown = |(file, item): &(FileId, ItemNumber)| {
        let facts = world.crossings.files.path(*file).and_then(|path| world.facts(path));
        shown.path_of(*file, *item).is_some()
            || facts.is_none_or(|facts| {
                let items: Vec<Item<'_>> = facts.items().collect();
                is_named(shown, *file, &items, *item)
            })
    };
    let is_brought = || may_be_brought(at, folder, key.1, Origin::Crate);
    if meant.is_empty() || meant.iter().any(is_shown) || shown.has(key.1) || is_brought() {
        return None;
    }
    let (file, item) = meant.first()?;
    let path = world.crossings.files.path(*file)?;
    // What another boundary defines is for that one to show.
    let is_own = world.boundaries.at(path).is_some_and(|it| it.path == *folder);
    let range = world.facts(path)?.item(*item)?.name_range;
    is_own.then(|| Place { path: path.clone(), range })
}

/// The items that a key means, whether or not users can name them. None for a key that they can write, as far as the
/// names in it go.
fn meant(
    at: At<'_>,
    folder: &RepoPath,
    (number, key): (usize, &str),
    shown: &Shown,
) -> Vec<(FileId, ItemNumber)> {
    let world = at.world;
    let file = |path: &RepoPath| world.crossings.files.number(path);
    let Some(promise) = world.promise(folder).filter(|it| !it.is_public(number)) else {
        return Vec::new();
    };
    let by_meaning = promise.keys.get(number).into_iter().flatten();
    let by_meaning: Vec<(FileId, ItemNumber)> = by_meaning
        .filter(|meant| !meant.is_level)
        .filter_map(|meant| Some((meant.file, world.crossings.files.path(meant.file)?, meant)))
        .flat_map(|(file, path, meant)| {
            let items = items_called(world.facts(path), &meant.path);
            items.into_iter().map(move |item| (file, item))
        })
        .collect();
    let is_found = promise.keys.get(number).is_some_and(|meant| !meant.is_empty());
    // Where nothing is found under the key, its text may mean what stands in a module that is hidden.
    if is_found || shown.hides_modules {
        return by_meaning;
    }
    let by_text = world.claims.meant(world, at.path, number);
    if !by_text.is_empty() {
        return by_text.iter().filter_map(|(path, item)| Some((file(path)?, *item))).collect();
    }
    not_exported(world, folder, key)
}

/// The items of TypeScript that a key spells, exported or not. Of Rust, what is private is found by the key.
fn not_exported(world: &World, folder: &RepoPath, key: &str) -> Vec<(FileId, ItemNumber)> {
    let (_, key) = key.rsplit_once('/').unwrap_or(("", key));
    let files = world.files_below(folder).filter_map(|(path, input)| {
        let facts = input.source.as_deref()?;
        let is_script = facts.language.is_code() && facts.language != Language::Rust;
        let is_own = || world.boundaries.at(path).is_some_and(|it| it.path == *folder);
        (is_script && is_own()).then_some((world.crossings.files.number(path)?, facts))
    });
    files
        .flat_map(|(file, facts)| {
            items_called(Some(facts), key).into_iter().map(move |item| (file, item))
        })
        .collect()
}

/// The items of a file with a path inside it.
pub(super) fn items_called(facts: Option<&FileFacts>, path: &str) -> Vec<ItemNumber> {
    let Some(facts) = facts.filter(|_| !path.is_empty()) else { return Vec::new() };
    let wanted = segments_of(path);
    let last = wanted.last().map_or("", String::as_str);
    let is_called = |number: &ItemNumber| {
        let names = facts.enclosing(*number).into_iter().rev();
        names.map(|(_, item)| item.name()).eq(wanted.iter().map(String::as_str))
    };
    let named = (0..).zip(facts.items());
    let named = named.filter(|(_, item)| item.name() == last && item.kind.is_symbol());
    named.map(|(number, _)| number).filter(is_called).collect()
}

/// Whether users can name an item, or one that has its name beside it.
fn is_named(shown: &Shown, file: FileId, items: &[Item<'_>], number: ItemNumber) -> bool {
    let names = names_to(items, number);
    let twins = (0..).zip(items).filter(|(twin, item)| {
        item.name() == names.last().copied().unwrap_or_default() && names_to(items, *twin) == names
    });
    let mut twins = twins.map(|(twin, item)| (twin, item, item.parent));
    twins.any(|(twin, item, parent)| {
        let owner = parent.and_then(|parent| Some((parent, items.get(parent as usize)?)));
        let is_hidden = item.marks.is_hidden || owner.is_some_and(|(_, it)| it.marks.is_hidden);
        shown.path_of(file, twin).is_some()
            || is_hidden
            || owner.is_some_and(|(impl_number, owner)| {
                owner.kind == ItemKind::Impl
                    && item.visibility == Visibility::Public
                    && is_type_named(shown, file, items, impl_number)
            })
    })
}

/// Whether users can name the type of an `impl`; of one that stands in another file, it is not known to be private.
fn is_type_named(shown: &Shown, file: FileId, items: &[Item<'_>], of: ItemNumber) -> bool {
    let names = names_to(items, of);
    let types = (0..).zip(items).filter(|(number, item)| {
        item.kind != ItemKind::Impl
            && names.last() == Some(&item.name())
            && names_to(items, *number) == names
    });
    let mut types = types.map(|(number, _)| number).peekable();
    types.peek().is_none() || types.any(|number| shown.path_of(file, number).is_some())
}
