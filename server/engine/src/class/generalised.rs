//! A function of Rust that takes a type parameter where it took one type: `fn a<T: AsRef<str>>(x: T)`, which was
//! `fn a(x: &str)`.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{Callable, GenericKind};

use super::Found;
use super::generics::parameters_in;
use super::substituted::substituted;
use crate::rust_types::{
    Argument, Path, Relation, Type, demands, is_of_lent, is_unsized, parse, taken_for_all,
};

type Text = Arc<str>;

/// What hashes in a map or a set that does not say what does.
const HASHER: &str = "std::hash::RandomState";

/// What a function demands of those who give what they always gave.
pub(super) struct Generalised {
    /// The new function, as they call it.
    pub(super) as_called: Callable,
    /// For each type parameter what is demanded, what stands for it, and whether that fulfils it.
    parameters: Vec<(Text, String, Relation)>,
}

/// `None` where the old function has type parameters too, or where what it took does not say what stands for a new one.
pub(super) fn generalised(old: &Callable, new: &Callable) -> Option<Generalised> {
    let is_type = |kind: &GenericKind| matches!(kind, GenericKind::Type);
    let types =
        |it: &Callable| it.generics.parameters.iter().filter(|it| is_type(&it.kind)).count();
    let count = u32::try_from(types(new)).ok().filter(|it| *it > 0)?;
    if types(old) > 0
        || old.generics.outer != new.generics.outer
        || old.parameters.len() != new.parameters.len()
    {
        return None;
    }
    let [_, from, _] = new.generics.outer;
    let mut given: BTreeMap<String, Option<Type>> =
        (from..from + count).map(|number| (format!("T{number}"), None)).collect();
    for (old, new) in old.parameters.iter().zip(&new.parameters) {
        let (Some(old), Some(new)) = (&old.ty, &new.ty) else { continue };
        find(&parse(new)?, &parse(old)?, &mut given);
    }
    let given: Vec<(String, Type)> =
        given.into_iter().map(|(name, ty)| Some((name, ty?))).collect::<Option<_>>()?;
    let bounds = &new.generics.bounds;
    let has_size = |(name, ty): &(String, Type)| {
        !is_unsized(ty) || bounds.iter().any(|it| **it == format!("{name}: ?Sized"))
    };
    if !given.iter().all(has_size) {
        return None;
    }
    let texts: Vec<(String, String)> =
        given.iter().map(|(name, ty)| (name.clone(), ty.to_string())).collect();
    let of = |bound: &Text| {
        let is_of = |(name, _): &&(String, Type)| {
            bound.strip_prefix(&**name).is_some_and(|it| it.starts_with(':'))
        };
        given.iter().find(is_of).map(|(name, _)| name)
    };
    let parameters = given.iter().map(|(name, ty)| {
        let demanded: Vec<&Text> = bounds.iter().filter(|it| of(it) == Some(name)).collect();
        let each: Vec<Relation> =
            demanded.iter().map(|it| fulfilled(it, (name, ty), &texts)).collect();
        let is_shown = |it: &&&Text| !it.contains(": ?");
        let shown: Vec<&str> = demanded.iter().filter(is_shown).map(|it| &***it).collect();
        let shown = if shown.is_empty() { name.clone() } else { shown.join(", ") };
        (shown.into(), ty.to_string(), worst(&each))
    });
    let parameters = parameters.collect();
    let mut as_called = new.clone();
    let text = |text: &Text| -> Text {
        substituted(text, &texts).replace(&format!(", {HASHER}>"), ">").into()
    };
    for ty in as_called.parameters.iter_mut().filter_map(|it| it.ty.as_mut()) {
        *ty = text(ty);
    }
    as_called.result = new.result.as_ref().map(text);
    let others = new.generics.parameters.iter().filter(|it| !is_type(&it.kind));
    as_called.generics.parameters = others.cloned().collect();
    as_called.generics.bounds = bounds.iter().filter(|it| of(it).is_none()).cloned().collect();
    Some(Generalised { as_called, parameters })
}

impl Found {
    pub(super) fn generalised(&mut self, what: &str, generalised: &Generalised) {
        for (demanded, ty, relation) in &generalised.parameters {
            let reason = format!("{what} takes any `{demanded}`, and took `{ty}`");
            match relation {
                Relation::More => self.wider("parameter_wider", reason),
                Relation::Unknown => self.unknown("parameter_type_changed", reason),
                Relation::Other => self.text("parameter_type_changed", reason),
            }
        }
    }
}

/// The new function with `&mut T` where it takes a `T` now, which a `&mut T` is as well: `fn a<W: Write>(w: W)`, which was
/// `fn a<W: Write>(w: &mut W)`. `None` where there is none.
pub(super) fn owned(old: &Callable, new: &Callable) -> Option<Callable> {
    let is_lent_too = |own: &str| {
        let start = format!("{own}: ");
        let of_own = new.generics.bounds.iter().filter_map(|it| it.strip_prefix(start.as_str()));
        let mut of_own = of_own.filter(|it| !it.starts_with('?')).peekable();
        let is_parameter = own.strip_prefix('T').is_some_and(|it| it.parse::<u32>().is_ok());
        is_parameter && of_own.peek().is_some() && of_own.all(is_of_lent)
    };
    let mut owned = new.clone();
    for (was, is) in old.parameters.iter().zip(&mut owned.parameters) {
        let own = was.ty.as_deref().and_then(|it| it.strip_prefix("&mut "));
        if own.is_some() && own == is.ty.as_deref() && own.is_some_and(is_lent_too) {
            is.ty = was.ty.clone();
        }
    }
    (owned != *new).then_some(owned)
}

/// What stands for each type parameter of one type where that is another: `T0` is `u8` where `Vec<T0>` is `Vec<u8>`.
/// `None` where it is not, whatever stands for them.
pub(crate) fn stand_for(general: &str, special: &str) -> Option<Vec<(String, String)>> {
    if general == special {
        return Some(Vec::new());
    }
    let names = parameters_in(general).filter(|it| it.starts_with('T'));
    let mut given: BTreeMap<String, Option<Type>> = names.map(|it| (it.to_owned(), None)).collect();
    find(&parse(general)?, &parse(special)?, &mut given);
    let each = given.into_iter().map(|(name, ty)| Some((name, ty?.to_string())));
    let given = each.collect::<Option<Vec<_>>>()?;
    (substituted(general, &given) == special).then_some(given)
}

/// What a type had for each of the names that stand in another.
fn find(new: &Type, old: &Type, given: &mut BTreeMap<String, Option<Type>>) {
    match (new, old) {
        (Type::Path(path), _) if given.contains_key(&path.names()) => {
            if let Some(found) = given.get_mut(&path.names()) {
                found.get_or_insert_with(|| old.clone());
            }
        }
        (
            Type::Reference { is_mutable: now, ty: new, .. },
            Type::Reference { is_mutable: was, ty: old, .. },
        ) if now == was => find(new, old, given),
        (Type::Slice(new), Type::Slice(old)) => find(new, old, given),
        (Type::Array { ty: new, .. }, Type::Array { ty: old, .. }) => find(new, old, given),
        (Type::Tuple(new), Type::Tuple(old)) => {
            new.iter().zip(old).for_each(|(new, old)| find(new, old, given));
        }
        (Type::Path(new), Type::Path(old)) if new.names() == old.names() => {
            let types = |path: &Path| -> Vec<Type> {
                let all = path.last().map(|it| it.arguments()).unwrap_or_default();
                let types = all.iter().filter_map(|it| match it {
                    Argument::Type(ty) => Some(ty.clone()),
                    _ => None,
                });
                types.collect()
            };
            let (taken, mut had) = (types(new), types(old));
            let is_hashed =
                ["std::collections::HashMap", "std::collections::HashSet"].contains(&&*new.names());
            if is_hashed && taken.len() == had.len() + 1 {
                had.extend(parse(HASHER));
            }
            taken.iter().zip(&had).for_each(|(new, old)| find(new, old, given));
        }
        _ => {}
    }
}

/// Whether what stands for a parameter fulfils a bound. What is demanded of a type that it has, nobody here knows.
fn fulfilled(bound: &Text, (name, ty): (&str, &Type), given: &[(String, String)]) -> Relation {
    let of_itself = bound.strip_prefix(name).and_then(|it| it.strip_prefix(": "));
    let meant = of_itself.map(|it| substituted(&format!("impl {it}"), given));
    let text = meant.and_then(|it| Some(format!("{name}: {}", it.strip_prefix("impl ")?)));
    let Some(demanded) = text.and_then(|it| demands(&it)) else { return Relation::Unknown };
    let each: Vec<Relation> = demanded
        .iter()
        .map(|it| match it.of.to_string() == name {
            true => taken_for_all(ty, std::slice::from_ref(&it.bound)),
            false => Relation::Unknown,
        })
        .collect();
    worst(&each)
}

fn worst(relations: &[Relation]) -> Relation {
    match () {
        () if relations.contains(&Relation::Other) => Relation::Other,
        () if relations.contains(&Relation::Unknown) => Relation::Unknown,
        () => Relation::More,
    }
}
