//! Two lists of names, compared.

use boundstone_model::{Form, Member};

/// The members of `old` that `new` has not.
pub(super) fn gone<'m>(old: &'m [Member], new: &[Member]) -> impl Iterator<Item = &'m Member> {
    old.iter().filter(|member| find(new, member, old).is_none())
}

/// The members of both, each with what it became.
pub(super) fn kept<'m>(
    old: &'m [Member],
    new: &'m [Member],
) -> impl Iterator<Item = (&'m Member, &'m Member)> {
    old.iter().filter_map(|member| Some((member, find(new, member, old)?)))
}

/// The member of the same name as one of `own`; of one of the type and one of its values, the one that is as the wanted is, and of
/// several under conditions the one under the same, or one that says the same, which none of `own` is under.
pub(super) fn find<'m>(all: &'m [Member], wanted: &Member, own: &[Member]) -> Option<&'m Member> {
    all.get(position(all, wanted, own)?)
}

/// The same by its place.
pub(super) fn position(all: &[Member], wanted: &Member, own: &[Member]) -> Option<usize> {
    let named = || {
        let named = all.iter().enumerate().filter(|(_, member)| member.name == wanted.name);
        named.filter(|(_, member)| may_be_one(member, wanted, own))
    };
    let is_alike = |it: &(usize, &Member)| is_static(it.1) == is_static(wanted);
    let mut found: Vec<(usize, &Member)> = named().filter(is_alike).collect();
    if found.is_empty() {
        found = named().collect();
    }
    let under = |one: &Member, other: &Member| condition(one) == condition(other);
    let is_free = |it: &Member| !own.iter().any(|own| own.name == it.name && under(own, it));
    let nearest = found.iter().min_by_key(|(_, it)| {
        (!under(it, wanted), !is_free(it), it.signature.form != wanted.signature.form)
    });
    nearest.map(|(at, _)| *at)
}

fn condition(member: &Member) -> Option<&str> {
    member.signature.marks.iter().map(|it| &**it).find(|it| it.starts_with("cfg("))
}

/// Whether a member may be what another of its name was: an index signature is one of its keys, or of keys that `own` has not.
fn may_be_one(member: &Member, wanted: &Member, own: &[Member]) -> bool {
    match (key(member), key(wanted)) {
        (Some(key_of), Some(wanted)) => {
            key_of == wanted || !own.iter().any(|it| key(it) == Some(key_of))
        }
        (one, other) => one.is_none() == other.is_none(),
    }
}

/// `[_: string]` of an index signature.
fn key(member: &Member) -> Option<&str> {
    let Form::Value(value) = &member.signature.form else { return None };
    let ty = value.ty.as_deref().filter(|_| member.name.is_empty())?;
    let (key, _) = ty.strip_prefix("readonly ").unwrap_or(ty).split_once("]: ")?;
    key.strip_prefix("[_")
}

/// Whether it is one of a class, and not of its values.
pub(super) fn is_static(member: &Member) -> bool {
    member.signature.marks.iter().any(|mark| &**mark == "static")
}

/// What one list of texts has and another has not.
pub(super) fn only<'n>(
    list: &'n [std::sync::Arc<str>],
    other: &[std::sync::Arc<str>],
) -> Vec<&'n str> {
    list.iter().filter(|name| !other.contains(name)).map(|name| &**name).collect()
}
