//! The public items of a boundary, as keys of its contract.

use boundstone_model::{Boundary, Choice, ChoiceAbout};

use super::super::code::CodeReader;
use super::super::writable_names::public_names;
use super::{Found, begins, value};
use crate::World;
use crate::public_names::NameIs;

/// What a key can name: each item that the contract does not name yet, and all of a level. What is least deep
/// comes first.
pub(super) fn keys(
    world: &World,
    code: &dyn CodeReader,
    boundary: &Boundary,
    has_value: bool,
    found: &mut Found<'_>,
) {
    let behind = if has_value { "" } else { " = " };
    add((world, code, boundary), behind, |_| true, found);
}

/// The items alone, for what serves instead of one.
pub(super) fn items(
    world: &World,
    code: &dyn CodeReader,
    boundary: &Boundary,
    found: &mut Found<'_>,
) {
    add((world, code, boundary), "", |is| !matches!(is, NameIs::Level(_)), found);
}

fn add(
    (world, code, boundary): (&World, &dyn CodeReader, &Boundary),
    behind: &str,
    is_wanted: impl Fn(&NameIs) -> bool,
    found: &mut Found<'_>,
) {
    let public = public_names(world, code, boundary);
    let own = public.names.iter().map(|name| (&name.path, name));
    // Another way to an item is for who begins to write it.
    let is_begun = |path: &str| !found.slot.typed.is_empty() && begins(path, &found.slot.typed);
    let longer = public.longer.iter().filter(|(path, _)| is_begun(path));
    let longer = longer.filter_map(|(path, at)| Some((path, public.names.get(*at)?)));
    let all: Vec<_> = own.chain(longer).filter(|(_, name)| is_wanted(&name.is)).collect();
    for (path, name) in all {
        if !found.takes(path, path) {
            continue;
        }
        let text = format!("{}{behind}", value::written(path, found.slot.quotes));
        let (label, filter) = (path.to_string(), path.to_string());
        if !found.add(Choice { label, filter, text, about: about(&name.is) }) {
            return;
        }
    }
}

fn about(is: &NameIs) -> ChoiceAbout {
    match is {
        NameIs::Item { kind, signature } => {
            ChoiceAbout::Item { kind: *kind, signature: signature.clone() }
        }
        NameIs::OfOthers(from) => ChoiceAbout::OfOthers(from.clone()),
        NameIs::Level(count) => ChoiceAbout::Level(*count),
    }
}
