//! Members of a type of TypeScript that their own doc comment keeps back, `@internal` or `@beta`: they are no part of what is
//! promised of the type. Source: TSDoc, "@internal", "@alpha", "@beta".

use std::collections::BTreeSet;

use boundstone_model::{
    Alias, Enumeration, FileFacts, Form, ItemNumber, Language, Member, Record, Signature,
};

use crate::class::parts;

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
    let kept = |all: &[Member]| -> Option<Box<[Member]>> {
        let members: Box<[Member]> =
            all.iter().filter(|it| !names.contains(&*it.name)).cloned().collect();
        (members.len() < all.len()).then_some(members)
    };
    let form = match &signature.form {
        Form::Record(record) => {
            Form::Record(Record { members: kept(&record.members)?, ..record.clone() })
        }
        Form::Enum(it) => Form::Enum(Enumeration { variants: kept(&it.variants)?, ..it.clone() }),
        Form::Alias(alias) => {
            let ty = without_properties(alias.ty.as_deref()?, names)?;
            Form::Alias(Alias { ty: Some(ty.into()), ..alias.clone() })
        }
        _ => return None,
    };
    Some(Signature { form, ..signature.clone() })
}

/// `{a: A}` of `{a: A; b?: B}`, where `b` is one of the names.
fn without_properties(ty: &str, names: &BTreeSet<&str>) -> Option<String> {
    let inner = ty.strip_prefix('{')?.strip_suffix('}')?;
    let all = parts(inner, ';');
    let is_kept = |property: &&&str| {
        let name = property.split(": ").next().unwrap_or_default().trim_end_matches('?');
        !names.contains(name.strip_prefix("readonly ").unwrap_or(name))
    };
    let kept: Vec<&str> = all.iter().filter(is_kept).copied().collect();
    (kept.len() < all.len()).then(|| format!("{{{}}}", kept.join("; ")))
}
