//! What is demanded of types that are named, where the `impl`s of the package say whether they have it: texts alone leave
//! that open.

use boundstone_model::{ChangeClass, Confidence, ItemKind, Language, SignatureChange, SurfaceItem};

use super::super::stands_for::Block;
use super::Side;
use super::implementations::is_derivable;
use super::implemented::trait_of;
use crate::class::{
    bound_filled, derived, parameters_in, stand_for, substituted, trait_implies, trait_name,
};
use crate::rust_types::{Argument, Bound, Path, Type, parse};

/// `new`: the item on the side whose types are asked.
pub(super) fn settle(changes: &mut Vec<SignatureChange>, (new, others): (&SurfaceItem, &Side<'_>)) {
    let is_open = |it: &SignatureChange, rule| it.rule == rule && it.class == ChangeClass::Unknown;
    if new.language != Language::Rust {
        return;
    }
    changes.retain(|it| !(is_open(it, "bound_added") && is_had(it, others)));
    for change in changes.iter_mut() {
        if is_open(change, "parameter_type_changed") && is_taken(change, others) {
            change.class = ChangeClass::Additive;
            change.rule = "parameter_wider";
        }
        if is_open(change, "result_changed")
            && let Some(is_given) = gives(change, (new, others))
        {
            (change.class, change.rule) = match is_given {
                true => (ChangeClass::Additive, "result_narrower"),
                false => (ChangeClass::Breaking, "result_changed"),
            };
            change.confidence = Confidence::Likely;
        }
    }
}

/// What a reason names as code.
fn quoted(change: &SignatureChange) -> impl Iterator<Item = &str> {
    change.reason.split('`').skip(1).step_by(2)
}

fn is_had(change: &SignatureChange, side: &Side<'_>) -> bool {
    let bound = quoted(change).next().unwrap_or_default();
    parameters_in(bound).next().is_none()
        && (side.implemented.fulfils(bound) || is_derived(bound, side))
}

/// Whether a type of the package derives what is demanded of it; of one that is given something, that may depend on it.
fn is_derived(bound: &str, side: &Side<'_>) -> bool {
    let Some((ty, demanded)) = bound.split_once(": ") else { return false };
    if !is_derivable(demanded) || ty.contains('<') {
        return false;
    }
    let items = side.surface.items.iter().filter(|it| it.name() == trait_name(ty));
    let mut types = items.filter(|it| matches!(it.kind, ItemKind::Struct | ItemKind::Enum));
    let (Some(only), None) = (types.next(), types.next()) else { return false };
    let mark = format!("derive({demanded})");
    only.signature.as_ref().is_some_and(|it| it.marks.iter().any(|own| **own == *mark))
}

/// Whether what a function took has what it demands now of whatever it takes: `T0: Index`, or `impl Index`.
fn is_taken(change: &SignatureChange, side: &Side<'_>) -> bool {
    let mut quoted = quoted(change);
    let (Some(now), Some(was)) = (quoted.next(), quoted.next()) else { return false };
    let bounds: Vec<String> = match now.strip_prefix("impl ") {
        Some(bounds) => bounds.split(" + ").map(|it| format!("{was}: {it}")).collect(),
        None => {
            let name = now.split(": ").next().unwrap_or_default().to_owned();
            let given = [(name, was.to_owned())];
            now.split(", ").map(|it| bound_filled(it, &given)).collect()
        }
    };
    bounds.iter().all(|it| side.implemented.fulfils(it) && is_only_number(it, side))
}

/// A literal is no longer what it was where a trait is implemented for several numbers.
fn is_only_number(bound: &str, side: &Side<'_>) -> bool {
    let Some((ty, demanded)) = bound.split_once(": ") else { return false };
    let is_number = |it: &str| {
        it.strip_prefix(['u', 'i', 'f'])
            .is_some_and(|width| width == "size" || width.parse::<u32>().is_ok())
    };
    let all = side.surface.implemented.iter().filter(|it| trait_of(it) == Some(demanded));
    let numbers = all.filter_map(|it| it.head.parts()).filter(|(_, ty, _)| is_number(ty));
    !is_number(ty) || numbers.count() == 1
}

/// Whether a type of the package has what was promised of a result that hid it; `None` where nothing says it.
fn gives(change: &SignatureChange, (new, side): (&SurfaceItem, &Side<'_>)) -> Option<bool> {
    let mut quoted = quoted(change);
    let (now, was) = (quoted.next()?, quoted.next()?);
    let (Type::Path(path), Type::Bounds { word: "impl", bounds }) = (parse(now)?, parse(was)?)
    else {
        return None;
    };
    let origin = side.meanings.origin(&new.place.path, new.place.range)?;
    let is_type = |kind| matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union);
    let meant = side.meanings.item(origin, &path.names(), is_type)?;
    let (place, _) = side.meanings.signed(meant)?;
    let item = side.of_file(&place.path).iter().find(|it| it.place == place)?;
    // What was hidden was mostly `Send`, and others saw that.
    let marks = item.signature.iter().flat_map(|it| &it.marks);
    let is_less = marks.into_iter().any(|it| it.starts_with('!'));
    let mut is_given = true;
    for bound in bounds.iter() {
        let Bound::Trait { path: of_trait, .. } = bound else { return None };
        let name = of_trait.names();
        // What it is by what it holds, is told of the type.
        if matches!(name.as_str(), "Send" | "Sync" | "Unpin") {
            continue;
        }
        is_given &= has((item, now), of_trait, side)?;
    }
    (!is_given || !is_less).then_some(is_given)
}

/// Whether a type has a trait of the standard library by an `impl` for just that; `None` where nobody knows.
fn has((item, ty): (&SurfaceItem, &str), of_trait: &Path, side: &Side<'_>) -> Option<bool> {
    let name = of_trait.names();
    let demanded = of_trait.last()?.arguments();
    let all = side.implemented.all_of(item.symbol());
    let mut blocks = all.filter(|it| trait_of(it).is_some_and(|it| trait_implies(it, &name)));
    let Some(block) = blocks.next() else {
        let marks = item.signature.iter().flat_map(|it| &it.marks);
        let is_of_std = name.starts_with("std::") || !name.contains("::");
        let may_derive = marks
            .filter_map(|it| derived(it))
            .any(|it| !is_derivable(it) || it == trait_name(&name));
        return (is_of_std && !may_derive).then_some(false);
    };
    let (_, of, bounds) = block.head.parts()?;
    let given = stand_for(of, ty).filter(|_| bounds.is_empty() && blocks.next().is_none())?;
    let origin = side.meanings.origin(&block.place.path, block.place.range)?;
    let types = Block::read(&side.meanings, &block.place.path, origin.item)?.types;
    let is_it = |it: &Argument| match it {
        Argument::Is { name, ty } => types
            .iter()
            .any(|(own, is)| own == name && substituted(&is.to_string(), &given) == ty.to_string()),
        _ => false,
    };
    demanded.iter().all(is_it).then_some(true)
}
