//! Two lists of names, compared.

use boundstone_model::Member;

/// The members of `old` that `new` has not.
pub(super) fn gone<'m>(old: &'m [Member], new: &[Member]) -> impl Iterator<Item = &'m Member> {
    old.iter().filter(|member| find(new, member).is_none())
}

/// The members of both, each with what it became.
pub(super) fn kept<'m>(
    old: &'m [Member],
    new: &'m [Member],
) -> impl Iterator<Item = (&'m Member, &'m Member)> {
    old.iter().filter_map(|member| Some((member, find(new, member)?)))
}

/// The member of the same name; of one of the type and one of its values, the one that is as the wanted is.
pub(super) fn find<'m>(all: &'m [Member], wanted: &Member) -> Option<&'m Member> {
    let named = || all.iter().filter(|member| member.name == wanted.name);
    let is_alike = |member: &&Member| is_static(member) == is_static(wanted);
    named().find(is_alike).or_else(|| named().next())
}

fn is_static(member: &Member) -> bool {
    member.signature.marks.iter().any(|mark| &**mark == "static")
}

/// What one list of texts has and another has not.
pub(super) fn only<'n>(
    list: &'n [std::sync::Arc<str>],
    other: &[std::sync::Arc<str>],
) -> Vec<&'n str> {
    list.iter().filter(|name| !other.contains(name)).map(|name| &**name).collect()
}
