//! What a type that a function hides behind `impl Trait` holds of what the function takes: by `use<…>`, or by what the edition has.
//! Source: The Rust Reference, "Capturing", and The Rust Edition Guide, "RPIT lifetime capture rules".

use std::collections::BTreeSet;

use boundstone_model::{
    Callable, ChangeClass, Confidence, Form, GenericKind, RepoPath, Signature, SignatureChange,
    SurfaceItem,
};

use super::super::boundary::workspace_around;
use super::super::stands_for::{Block, each_path, each_type};
use super::forms::generics;
use super::{Side, one};
use crate::World;
use crate::change::Record;
use crate::rust_types::{Bound, Given, Type, UNNAMED, lifetimes_of, parse};

/// From here on it holds all.
const HOLDS_ALL: u16 = 2024;

type Stated<'i, 's> = (&'i SurfaceItem, &'i Signature, &'i Side<'s>);

/// Both signatures, each without a `use<…>` of all that is in scope, and with one of less; types are in each. `None` where neither says
/// one.
pub(super) fn said(old: Stated<'_, '_>, new: Stated<'_, '_>) -> Option<(Signature, Signature)> {
    let is_free = |it: &Stated<'_, '_>| it.0.of_trait.is_none() && !it.0.is_part;
    let says = |it: &Stated<'_, '_>, what: &str| match &it.1.form {
        Form::Function(all) => {
            all.iter().any(|it| it.result.as_deref().is_some_and(|it| it.contains(what)))
        }
        _ => false,
    };
    // How long it lives, `+ 'a` says as well: that is compared with what is held.
    let lives = says(&old, "+ '") || says(&new, "+ '");
    let is_asked =
        is_free(&old) && is_free(&new) && !lives && (says(&old, "use<") || says(&new, "use<"));
    let (mut was, mut is) = is_asked.then(|| Some((of_side(old)?, of_side(new)?))).flatten()?;
    if let (Form::Function(olds), Form::Function(news)) = (&mut was.form, &mut is.form) {
        olds.iter_mut().zip(news.iter_mut()).for_each(|(old, new)| held_for_less(old, new));
    }
    Some((was, is))
}

/// What is written as it was may hold more with another edition.
pub(super) fn by_edition(
    (item, signature, befores): Stated<'_, '_>,
    others: &Side<'_>,
) -> Option<SignatureChange> {
    let Form::Function(functions) = &signature.form else { return None };
    let hides = |it: &Callable| it.result.as_deref().is_some_and(|it| it.contains("impl "));
    let is_free = item.of_trait.is_none() && !item.is_part;
    let mut hiding = functions.iter().filter(|it| is_free && hides(it)).peekable();
    hiding.peek()?;
    if edition_of(befores)? >= HOLDS_ALL || edition_of(others)? < HOLDS_ALL {
        return None;
    }
    hiding.find(|it| holds_more(it, item, befores).unwrap_or(false))?;
    let reason = "what it returns holds all that it takes now, since the edition is 2024";
    let what = (ChangeClass::Breaking, Confidence::Likely);
    Some(one(what, "result_holds_more", reason.to_owned()))
}

/// Whether a type that a function hides holds less than all, and does not say what it holds. What is held for as long as `&self` is
/// holds all that the type of the `impl` does.
fn holds_more(function: &Callable, item: &SurfaceItem, side: &Side<'_>) -> Option<bool> {
    let in_scope = in_scope(function, item, side)?;
    let of_function = in_scope - lifetimes_of_block(item, side)?;
    let mut holds_less = false;
    each_type(function.result.as_deref()?, &mut |ty| {
        ty.inside_out(&mut |ty| {
            let is_without = is_without_name(ty, side);
            if let Type::Bounds { word: "impl", bounds } = ty {
                let is_said = bounds.iter().any(|it| matches!(it, Bound::Captured(_)));
                let mut held = lifetimes_of(bounds);
                if is_without {
                    held.insert(UNNAMED.to_owned());
                }
                let all = if held.contains(UNNAMED) { of_function } else { in_scope };
                holds_less |= !is_said && held.len() < all;
            }
        });
    });
    Some(holds_less)
}

/// Whether a type names what `&self` or a parameter lends, without a name for how long: `&str`, or `Iter` of `Iter<'_>`.
fn is_without_name(ty: &Type, side: &Side<'_>) -> bool {
    let mut is_without = false;
    ty.each_lifetime(&mut |it| is_without |= it.is_none_or(|it| it == UNNAMED));
    let takes_lifetime = |name: &str| {
        let own = side.surface.items.iter().filter(|it| it.name() == name);
        own.filter_map(|it| generics(&[it]))
            .any(|it| it.parameters.iter().any(|it| it.kind == GenericKind::Lifetime))
    };
    each_path(&mut ty.clone(), &mut |path| {
        is_without |=
            path.last().is_some_and(|it| it.given == Given::Nothing && takes_lifetime(&it.name));
    });
    is_without
}

/// Nobody misses that less is held: less than all, or nothing.
fn held_for_less(old: &mut Callable, new: &mut Callable) {
    let says = |it: &Callable, what: &str| it.result.as_deref().is_some_and(|it| it.contains(what));
    if !says(old, "use<") || says(new, "use<>") {
        for function in [old, new] {
            let Some(result) = &function.result else { continue };
            let without = each_type(result, &mut |ty| {
                ty.inside_out(&mut |ty| {
                    if let Type::Bounds { word: "impl", bounds } = ty {
                        bounds.retain(|it| !matches!(it, Bound::Captured(_)));
                    }
                });
            });
            function.result = without.map(Into::into).or(function.result.take());
        }
    }
}

fn of_side((item, signature, side): Stated<'_, '_>) -> Option<Signature> {
    let mut signature = signature.clone();
    let Form::Function(functions) = &mut signature.form else { return None };
    let holds_all = edition_of(side)? >= HOLDS_ALL;
    for function in functions.iter_mut() {
        let in_scope = in_scope(function, item, side)?;
        let Some(result) = &function.result else { continue };
        let written = each_type(result, &mut |ty| {
            ty.inside_out(&mut |ty| {
                if let Type::Bounds { word: "impl", bounds } = ty {
                    captured(bounds, in_scope, holds_all);
                }
            });
        });
        function.result = written.map(Into::into).or(function.result.take());
    }
    Some(signature)
}

fn captured(bounds: &mut Vec<Bound>, in_scope: usize, holds_all: bool) {
    let is_said = |it: &Bound| matches!(it, Bound::Captured(_));
    let held: BTreeSet<String> = match bounds.iter().any(is_said) {
        false if holds_all => return,
        // What the bounds name is held in each edition.
        false => lifetimes_of(bounds),
        true => lifetimes_of(&bounds.extract_if(.., |it| is_said(it)).collect::<Vec<_>>()),
    };
    if held.len() != in_scope {
        let held: Vec<String> = held.into_iter().collect();
        bounds.push(Bound::Captured(held.join(", ")));
    }
}

/// How many lifetimes a function may hold: those of the `impl`, its own, and those without a name.
fn in_scope(function: &Callable, item: &SurfaceItem, side: &Side<'_>) -> Option<usize> {
    let of_block = lifetimes_of_block(item, side)?;
    let own = function.generics.parameters.iter();
    let own = own.filter(|it| it.kind == GenericKind::Lifetime).count();
    let taken = function.parameters.iter().filter_map(|it| it.ty.as_deref());
    let mut unnamed = 0;
    for text in taken.chain(function.receiver.as_deref()) {
        parse(text)?.each_lifetime(&mut |it| {
            unnamed += usize::from(it.is_none_or(|it| it == UNNAMED));
        });
    }
    Some(of_block + own + unnamed)
}

fn lifetimes_of_block(item: &SurfaceItem, side: &Side<'_>) -> Option<usize> {
    let origin = side.meanings.origin(&item.place.path, item.place.range)?;
    let block = Block::around(&side.meanings, origin).map(|it| it.of).unwrap_or_default();
    let own = block.split('\'').skip(1);
    let own = own.filter_map(|it| it.split(|sign: char| !sign.is_alphanumeric()).next());
    let own: BTreeSet<&str> = own.filter(|it| it.parse::<u32>().is_ok()).collect();
    Some(own.len())
}

fn edition_of(side: &Side<'_>) -> Option<u16> {
    edition(side.state.world, side.folder?)
}

/// The edition of the package in a folder.
pub(super) fn edition(world: &World, folder: &RepoPath) -> Option<u16> {
    let record = |path: &_| world.record(path).cloned();
    let manifest = record(&folder.join("Cargo.toml")?)?;
    let Record::Cargo(manifest) = manifest else { return None };
    Some(manifest.edition_in(workspace_around(folder, &record).as_deref()))
}
