//! Members of a type of TypeScript that their own doc comment keeps back, `@internal` or `@beta`: they are no part of what is
//! promised of the type. Source: TSDoc, "@internal", "@alpha", "@beta".

use std::collections::BTreeSet;

use boundstone_model::{FileFacts, Form, ItemNumber, Language, Record, Signature};

/// The names of the members of a type that are kept back, and of those that are not.
#[derive(Default)]
pub(super) struct Members<'f> {
    kept_back: BTreeSet<&'f str>,
    others: BTreeSet<&'f str>,
}

impl<'f> Members<'f> {
    pub(super) fn of(facts: &'f FileFacts, item: ItemNumber) -> Self {
        let mut members = Self::default();
        if facts.language == Language::Rust {
            return members;
        }
        for member in facts.items().filter(|it| it.parent == Some(item)) {
            let is_kept_back = member.marks.is_hidden || member.marks.is_experimental;
            let names = if is_kept_back { &mut members.kept_back } else { &mut members.others };
            names.insert(member.name());
        }
        members
    }
}

/// Both signatures without what was kept back, and what came and is; `None` where there is no such member. What was promised
/// and is kept back now is what it was.
pub(super) fn without(
    (old, was): (&Signature, &Members<'_>),
    (new, is): (&Signature, &Members<'_>),
) -> Option<(Signature, Signature)> {
    let came: BTreeSet<&str> = is.kept_back.difference(&was.others).copied().collect();
    let gone: BTreeSet<&str> = was.kept_back.union(&came).copied().collect();
    let (before, now) = (without_names(old, &gone), without_names(new, &gone));
    (before.is_some() || now.is_some())
        .then(|| (before.unwrap_or_else(|| old.clone()), now.unwrap_or_else(|| new.clone())))
}

fn without_names(signature: &Signature, names: &BTreeSet<&str>) -> Option<Signature> {
    let Form::Record(record) = &signature.form else { return None };
    let members = record.members.iter().filter(|it| !names.contains(&*it.name));
    let members: Vec<_> = members.cloned().collect();
    (members.len() < record.members.len()).then(|| Signature {
        form: Form::Record(Record { members: members.into(), ..record.clone() }),
        ..signature.clone()
    })
}
