//! Traits that a type derives on one side of a change, and has by hand on the other.

use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, Confidence, Form, ImplementedTrait, ItemKind, Language, Signature,
    SignatureChange, SurfaceChange, SurfaceItem, Value,
};

use super::super::sealed::NamedTrait;
use super::implemented::name_of;
use super::{Side, change, implementations, one};
use crate::class::{changes_if_sealed, derived, doubt, trait_name, without_derives};
use crate::rust_types::list;

/// An item with its signature, on one side of a change.
pub(super) type Signed<'i, 's> = (&'i SurfaceItem, &'i Signature, &'i Side<'s>);

/// What differs between two signatures but for traits that are derived on one side and written by hand on the other.
pub(super) fn changes(
    (old, before, old_side): Signed<'_, '_>,
    (new, now, new_side): Signed<'_, '_>,
    is_sealed: &dyn Fn(NamedTrait<'_>) -> bool,
) -> Vec<SignatureChange> {
    let has_same = before.marks == now.marks;
    let (given_now, given_before) = match has_same {
        true => (BTreeSet::new(), BTreeSet::new()),
        false => (traits_of(new, new_side), traits_of(old, old_side)),
    };
    let mut changes = changes_if_sealed(
        old.language,
        &without_derives(before, |name| given_now.contains(name)),
        &without_derives(now, |name| given_before.contains(name)),
        &|signature| {
            let name = old.symbol().rsplit(old.language.separator()).next().unwrap_or_default();
            is_sealed(NamedTrait { name, path: &old.place.path, signature })
        },
    );
    doubt_bare_traits(&mut changes, &given_now);
    changes
}

/// The traits that an item has by an `impl` with members, and by any in its own file.
fn traits_of(item: &SurfaceItem, side: &Side<'_>) -> BTreeSet<String> {
    let separator = item.language.separator();
    let start = format!("{}{separator}", item.symbol());
    let below = side.items.range(&*start..).take_while(|(path, _)| path.starts_with(&start));
    let members = below.flat_map(|(_, items)| items);
    let members = members.filter(|it| side.may_meet(&item.cfg, side, &it.cfg));
    let own = item.symbol().rsplit(separator).next().unwrap_or_default();
    let whole = members.filter(|member| is_for_itself(member, own));
    let by_members = whole.filter_map(|member| member.of_trait.as_deref());
    let signatures = side.state.code.signatures(&item.place.path).ok();
    let in_file = signatures.iter().flat_map(|it| it.traits_of(own));
    // Of those that are known with their conditions, the ones that a build has with the item.
    let is_met = |path: &&str| {
        let mut known = side.implemented.of(item.symbol(), trait_name(path)).peekable();
        known.peek().is_none() || known.any(|it| side.may_meet(&item.cfg, side, &it.cfg))
    };
    let in_file = in_file.filter(is_met);
    by_members.chain(in_file).map(|path| trait_name(path).to_owned()).collect()
}

/// Whether a member comes of what a derive would write: for every form of the type, and compared with no other type.
fn is_for_itself(member: &SurfaceItem, own: &str) -> bool {
    let form = member.signature.as_ref().map(|it| &it.form);
    let Some(Form::Function(functions)) = form else { return false };
    functions.iter().all(|function| {
        let others = function.parameters.iter().filter_map(|it| it.ty.as_deref());
        let is_compared =
            matches!(member.of_trait.as_deref().map(trait_name), Some("PartialEq" | "PartialOrd"));
        let mut names = others.map(|ty| {
            let ty = ty.trim_start_matches('&');
            ty.split('<').next().unwrap_or(ty)
        });
        let is_whole = !function.generics.bounds.iter().any(|bound| bound.starts_with("Self = "));
        is_whole && (!is_compared || names.all(|name| name == own))
    })
}

/// Traits without members, each with the one that stands beside it: an `impl` of the first in another file is not
/// seen here.
const BARE: [(&str, &str); 2] = [("derive(Copy)", "Clone"), ("derive(Eq)", "PartialEq")];

/// Where the one beside is written by hand, the trait without members may be as well.
fn doubt_bare_traits(changes: &mut [SignatureChange], given: &BTreeSet<String>) {
    for (mark, beside) in BARE {
        let is_it = |it: &&mut SignatureChange| {
            it.rule == "derived_trait" && it.reason.contains(mark) && given.contains(beside)
        };
        for change in changes.iter_mut().filter(is_it) {
            doubt(change);
        }
    }
}

/// Whether an item is what a trait gives a type that derives it on the other side, and not on its own: beside a derive it
/// is of another `impl`, as for `PartialEq<str>`.
pub(super) fn is_derived(item: &SurfaceItem, own: &Side<'_>, others: &Side<'_>) -> bool {
    let Some(name) = item.of_trait.as_deref().map(trait_name) else { return false };
    let around = item.around();
    let derives = |side: &Side<'_>| {
        let types = around.into_iter().flat_map(|around| side.under(around, &item.cfg));
        let mut marks = types.filter_map(|it| it.signature.as_ref()).flat_map(|it| &it.marks);
        marks.any(|mark| derived(mark) == Some(name))
    };
    derives(others) && !derives(own)
}

/// The parameter of the type of an `impl` of which the trait itself is not demanded, as a derive would.
pub(super) fn free_parameter<'i>(it: &'i ImplementedTrait, name: &str) -> Option<&'i str> {
    let (_, ty, bounds) = it.head.parts()?;
    let bounds = list(bounds);
    let is_parameter = |it: &&str| it.strip_prefix('T').is_some_and(|it| it.parse::<u32>().is_ok());
    let given = ty.split_once('<').and_then(|(_, given)| given.strip_suffix('>'))?;
    let is_demanded = |of: &str| {
        bounds.iter().any(|bound| {
            let demanded = bound.split_once(": ").filter(|(bounded, _)| *bounded == of);
            demanded.is_some_and(|(_, it)| trait_name(it) == name)
        })
    };
    list(given).into_iter().filter(is_parameter).find(|it| !is_demanded(it))
}

/// Constants of a type that no longer derives `PartialEq` are no patterns any more, however it is written by hand.
/// Source: The Rust Reference, "Constant patterns".
pub(super) fn no_patterns(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
) -> Option<SignatureChange> {
    use ItemKind::{Enum, Struct};
    const COMPARED: &str = "PartialEq";
    let is_lost = old.language == Language::Rust
        && matches!((old.kind, new.kind), (Struct | Enum, Struct | Enum))
        && implementations::derives(befores, (old.symbol(), &old.cfg), COMPARED)
        && !implementations::derives(others, (new.symbol(), &new.cfg), COMPARED)
        && traits_of(new, others).contains(COMPARED);
    let is_of_it = |it: &&SurfaceItem| {
        let form = it.signature.as_ref().map(|it| &it.form);
        let Some(Form::Value(Value { ty: Some(ty), .. })) = form else { return false };
        it.kind == ItemKind::Constant && **ty == *new.name() && befores.has(it.symbol())
    };
    let constant = others.surface.items.iter().find(|it| is_lost && is_of_it(it))?;
    let reason =
        format!("no longer derives `PartialEq`: `{}` is no pattern any more", constant.symbol());
    Some(one((ChangeClass::Breaking, Confidence::Likely), "derived_trait", reason))
}

/// What was derived, for what the type is given that has the trait, and is written by hand now for whatever that is.
pub(super) fn for_more(
    it: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<SurfaceChange> {
    let name = name_of(it)?;
    let free = free_parameter(it, name).filter(|_| implementations::is_derivable(name))?;
    let derives =
        |side: &Side<'_>, path: &str| implementations::derives(side, (path, &it.cfg), name);
    let path = it.paths.iter().find(|path| derives(befores, path) && !derives(others, path))?;
    let was = befores.items.get(&**path)?.first().copied()?;
    let is = others.items.get(&**path)?.first().copied()?;
    let reason = format!("implements `{name}` without `{free}: {name}`: it was derived");
    let what = (ChangeClass::Additive, Confidence::Likely);
    Some(change(was, vec![one(what, "bound_removed", reason)], Some(was), Some(is)))
}
