//! `From` that a derive implements for a type, of the fields that say so.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    FileFacts, Form, GenericKind, Implementation, ImplementedTrait, Item, ItemKind, SurfaceItem,
    Visibility,
};

use super::contract_diff::named::parameters;
use crate::class::trait_name;
use crate::rust_types::{Type, parse};

/// Source: the documentation of `thiserror`, "Details".
const DERIVE: &str = "derive(thiserror::Error)";

/// Each `From` of a type that derives its errors, as if it was written; `types` are those of its fields that bear `#[from]`.
/// `facts`: what its file says.
pub(super) fn implemented(
    item: &SurfaceItem,
    types: &[Arc<str>],
    facts: Option<&FileFacts>,
) -> Vec<ImplementedTrait> {
    let Some(signature) = item.signature.as_ref().filter(|_| !types.is_empty()) else {
        return Vec::new();
    };
    let generics = match &signature.form {
        Form::Record(it) => &it.generics,
        Form::Enum(it) => &it.generics,
        _ => return Vec::new(),
    };
    if !signature.marks.iter().any(|mark| &**mark == DERIVE) {
        return Vec::new();
    }
    let given = parameters(generics);
    let declared = generics.parameters.iter().zip(&given).map(|(it, name)| match &it.kind {
        GenericKind::Const(ty) => format!("const {name}: {ty}"),
        _ => name.clone(),
    });
    let declared: Vec<String> = declared.collect();
    let of = |all: &[String]| match all {
        [] => String::new(),
        all => format!("<{}>", all.join(", ")),
    };
    let bounds = match &*generics.bounds {
        [] => String::new(),
        all => format!(" where {}", all.join(", ")),
    };
    let block = |ty: &Arc<str>| ImplementedTrait {
        paths: item.paths.clone(),
        known_as: None,
        own_trait: Vec::new(),
        head: Implementation {
            head: format!(
                "impl{} From<{ty}> for {}{}{bounds}",
                of(&declared),
                item.name(),
                of(&given)
            )
            .into(),
            of_trait: Some("From".into()),
            given: Box::default(),
            for_type: Some(item.name().into()),
            is_blanket: false,
            spelled: Box::default(),
        },
        // None of its members is an item.
        has_members: false,
        cfg: item.cfg.clone(),
        place: item.place.clone(),
    };
    types.iter().filter(|ty| facts.is_none_or(|facts| !is_private(ty, facts))).map(block).collect()
}

/// Whether a type names one that its file defines for itself.
fn is_private(ty: &str, facts: &FileFacts) -> bool {
    let Some(mut ty) = parse(ty) else { return true };
    let mut is_private = false;
    ty.inside_out(&mut |ty| {
        if let Type::Path(path) = ty
            && let [only] = path.segments.as_slice()
        {
            let is_it = |it: &Item<'_>| is_type(it.kind) && it.name() == only.name;
            let mut all = facts.items().filter(is_it).peekable();
            is_private |= all.peek().is_some() && all.all(|it| it.visibility != Visibility::Public);
        }
    });
    is_private
}

fn is_type(kind: ItemKind) -> bool {
    use ItemKind::{Enum, Struct, TypeAlias, Union};
    matches!(kind, Enum | Struct | TypeAlias | Union)
}

/// Those of types that others can give: a type of the crate is called by its last name, and is one of the items.
pub(super) fn of_public(
    all: Vec<ImplementedTrait>,
    items: &[SurfaceItem],
) -> Vec<ImplementedTrait> {
    if all.is_empty() {
        return all;
    }
    let names = items.iter().filter(|it| is_type(it.kind)).flat_map(|it| &it.paths);
    let names: BTreeSet<&str> = names.map(|path| trait_name(path)).collect();
    let is_public = |it: &ImplementedTrait| {
        let given = it.head.parts().and_then(|(of_trait, ..)| parse(of_trait));
        let Some(mut given) = given else { return false };
        let mut is_public = true;
        given.inside_out(&mut |ty| {
            if let Type::Path(path) = ty
                && let [only] = path.segments.as_slice()
            {
                let begins_upper = only.name.starts_with(char::is_uppercase);
                let is_known = OF_PRELUDE.contains(&only.name.as_str())
                    || only.name.strip_prefix('T').is_some_and(|it| it.parse::<u32>().is_ok())
                    || names.contains(only.name.as_str());
                is_public &= !begins_upper || is_known;
            }
        });
        is_public
    };
    all.into_iter().filter(is_public).collect()
}

/// What is called by its name alone, and is of no crate.
const OF_PRELUDE: [&str; 6] = ["Box", "From", "Option", "Result", "String", "Vec"];
