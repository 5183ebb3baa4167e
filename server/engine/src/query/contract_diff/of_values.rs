//! Aliases of TypeScript that say the type of an exported value: `keyof typeof colors`. What the value gained is an addition
//! to those who read it, and changes the type for those who name that.

use std::cell::Cell;

use boundstone_model::{
    Alias, Confidence, Form, ItemKind, Language, Place, Signature, SignatureChange, SurfaceItem,
};

use super::Side;
use super::handled::known;
use crate::class::signature_changes;
use crate::types::{Follower, Name, Type, head, parse};

/// What differs of an alias whose text does not. What is not exported is told by itself.
pub(super) fn changes(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
) -> Vec<SignatureChange> {
    let both = meant(old, befores).zip(meant(new, others));
    let Some((was, is)) = both.filter(|(was, is)| was != is) else { return Vec::new() };
    let known = known(&old.place, befores).filter(|it| it.is_alone);
    let mut changes = match known {
        Some(known) => known.changes(&was, &is),
        None => signature_changes(Language::TypeScript, &was, &is),
    };
    changes.iter_mut().for_each(|it| it.confidence = Confidence::Likely);
    changes
}

/// The alias with the type that it stands for.
fn meant(item: &SurfaceItem, side: &Side<'_>) -> Option<Signature> {
    let signature = item.signature.as_ref().filter(|_| item.kind == ItemKind::TypeAlias)?;
    let Form::Alias(alias) = &signature.form else { return None };
    let text = alias.ty.as_deref().filter(|it| it.contains("typeof "))?;
    let ty = parse(text, side.meanings.origin(&item.place.path, item.place.range)?)?;
    let is_told = |(place, _): (Place, Signature)| {
        side.of_file(&place.path).iter().any(|it| it.place.range == place.range)
    };
    let is_exported = |name: &Name| {
        let found = side.meanings.item(name.origin, &name.name, |kind| kind == ItemKind::Variable);
        found.and_then(|it| side.meanings.signed(it)).is_some_and(is_told)
    };
    let mut values = Vec::new();
    each_value(&ty, &mut values);
    if values.is_empty() || !values.into_iter().all(is_exported) {
        return None;
    }
    let steps = Cell::new(0);
    let found = head(&ty, Follower { lookup: &side.meanings, steps: &steps });
    let ty = Some(found.to_string().into());
    Some(Signature { form: Form::Alias(Alias { ty, ..alias.clone() }), ..signature.clone() })
}

/// `a` of each `typeof a` by which a type is made: of its keys, of what stands behind one, of all its properties.
fn each_value<'t>(ty: &'t Type, found: &mut Vec<&'t Name>) {
    match ty {
        Type::Prefixed(word, inner) => match &**inner {
            Type::Name(name) if word == "typeof" => found.push(name),
            inner => each_value(inner, found),
        },
        Type::Indexed(whole, key) => {
            each_value(whole, found);
            each_value(key, found);
        }
        Type::Name(name) => name.given.iter().for_each(|it| each_value(it, found)),
        _ => {}
    }
}
