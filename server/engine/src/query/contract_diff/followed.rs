//! Types of Rust that are another name for a type now: what they had is found at that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    Alias, ChangeClass, Confidence, Form, Generic, GenericKind, Generics, ItemKind, Language,
    Place, Record, Signature, SignatureChange, Surface, SurfaceChange, SurfaceItem,
};

use super::super::aligned::Meanings;
use super::super::stands_for::{each_path, each_type, more_exact};
use super::associated::written_out;
use super::behind_alias::meant;
use super::named::parameters;
use super::{Side, change, had, implementations, one};
use crate::class::{
    bound_filled, derived, each_text, given_to, parameters_in, signature_changes, substituted,
    trait_name, without_derives,
};
use crate::rust_types::{Argument, Given, Segment, Type, parse};

/// A type of this side that an alias stands for, and was one of its own on the other.
pub(super) struct Followed<'s> {
    alias: &'s Alias,
    target: &'s SurfaceItem,
    /// What the target is given.
    types: Vec<String>,
    /// As signatures write the target where it is given that.
    text: String,
}

/// By the paths of the aliases.
pub(super) type ByPath<'s> = BTreeMap<&'s str, Followed<'s>>;

/// The aliases of a surface that stand for a public type of it, where the other surface has a type of that path.
pub(super) fn of_surface<'s>(
    own: &'s Surface,
    other: &Surface,
    meanings: &Meanings<'s>,
) -> ByPath<'s> {
    let is_rust = |it: &&SurfaceItem| it.language == Language::Rust;
    let mut aliases =
        own.items.iter().filter(is_rust).filter(|it| it.kind == ItemKind::TypeAlias).peekable();
    let mut found = ByPath::new();
    if aliases.peek().is_none() {
        return found;
    }
    let types = other.items.iter().filter(|it| is_type(it)).flat_map(|it| &it.paths);
    let types: BTreeSet<&str> = types.map(|it| &**it).collect();
    // Where a condition chooses between a type and another name, each is what it is.
    let own_types = own.items.iter().filter(|it| is_type(it)).flat_map(|it| &it.paths);
    let own_types: BTreeSet<&str> = own_types.map(|it| &**it).collect();
    let is_followed = |path: &&Arc<str>| types.contains(&***path) && !own_types.contains(&***path);
    for item in aliases {
        for path in item.paths.iter().filter(is_followed) {
            if let Some(followed) = follow(item, own, meanings) {
                found.insert(path, followed);
            }
        }
    }
    found
}

fn is_type(item: &SurfaceItem) -> bool {
    use ItemKind::{Enum, Struct, Union};
    item.language == Language::Rust && matches!(item.kind, Struct | Enum | Union)
}

fn follow<'s>(
    item: &'s SurfaceItem,
    surface: &'s Surface,
    meanings: &Meanings<'s>,
) -> Option<Followed<'s>> {
    let Form::Alias(alias) = &item.signature.as_ref()?.form else { return None };
    let text = alias.ty.as_deref()?;
    let Type::Path(path) = parse(text)? else { return None };
    let origin = meanings.origin(&item.place.path, item.place.range)?;
    let is = |kind| matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union);
    let (place, _) = meanings.signed(meanings.item(origin, &path.names(), is)?)?;
    let target = surface.items.iter().find(|it| it.place == place && is_type(it))?;
    let arguments = path.last()?.arguments();
    let types = arguments.iter().filter_map(|it| match it {
        Argument::Type(ty) => Some(ty.to_string()),
        _ => None,
    });
    let types = types.collect();
    Some(Followed { alias, target, types, text: text.to_owned() })
}

impl Followed<'_> {
    /// Whether the type behind it stands here, and is given the same in the same order.
    pub(super) fn is_of(&self, place: &Place) -> bool {
        self.target.place == *place && self.keeps_order()
    }

    /// What the alias is given where the type behind it is given what a segment says: `Mutex<T>` of `Generic<Spin, T>`.
    /// `None` where that is not what it stands for.
    pub(super) fn given_by(&self, of: &Segment) -> Option<Given> {
        let is_type = |it: &&Argument| matches!(it, Argument::Type(_));
        let types: Vec<_> = of.arguments().iter().filter(is_type).collect();
        let lifetimes = self.alias.generics.parameters.iter();
        let lifetimes = lifetimes.filter(|it| it.kind == GenericKind::Lifetime).count();
        let mut own: Vec<Argument> =
            (0..lifetimes).map(|at| Argument::Lifetime(format!("'{at}"))).collect();
        if types.len() != self.types.len() || !self.keeps_order() {
            return None;
        }
        for (ty, meant) in types.into_iter().zip(&self.types) {
            match parameters_in(meant).next() {
                Some(parameter) if parameter == meant => own.push(ty.clone()),
                _ if in_short(&ty.to_string()) == in_short(meant) => {}
                _ => return None,
            }
        }
        Some(if own.is_empty() { Given::Nothing } else { Given::Arguments(own) })
    }

    /// Whether something is a member of the type behind it.
    pub(super) fn has(&self, member: &SurfaceItem) -> bool {
        self.paths().any(|own| {
            member
                .paths
                .iter()
                .any(|it| it.strip_prefix(own).is_some_and(|it| it.starts_with("::")))
        })
    }

    pub(super) fn derives(&self, of_trait: &str) -> bool {
        let signature = self.target.signature.as_ref();
        signature.is_some_and(|it| it.marks.iter().any(|mark| derived(mark) == Some(of_trait)))
    }

    /// Every path of the type behind it.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.target.paths.iter().map(|it| &**it)
    }

    /// Whether the types that are given to the alias are given on in their order.
    fn keeps_order(&self) -> bool {
        keeps_order(self.alias, &self.types)
    }

    /// The type behind it as it is by this name.
    fn signature(&self) -> Option<Signature> {
        as_called(self.target.signature.as_ref()?, (self.alias, &self.types))
    }

    /// A member of the type behind it, as it is by this name.
    fn member(&self, signature: &Signature) -> Option<Signature> {
        member_as_called(signature, (self.alias, &self.types), &self.text)
    }
}

/// A member of a type as it is by the name of an alias that gives it these types, which is written so.
pub(super) fn member_as_called(
    signature: &Signature,
    (alias, types): (&Alias, &[String]),
    text: &str,
) -> Option<Signature> {
    let is_type = |it: &&Generic| it.kind == GenericKind::Type;
    let own = alias.generics.parameters.iter().filter(is_type).count();
    let mut member = given_to(signature, types, u32::try_from(own).ok())?;
    let own = format!("Self = {text}");
    if let Form::Function(functions) = &mut member.form {
        for function in functions.iter_mut() {
            let bounds = function.generics.bounds.iter().filter(|it| ***it != *own);
            function.generics.bounds = bounds.cloned().collect();
        }
    }
    Some(member)
}

/// Whether the types that are given to an alias are given on in their order.
pub(super) fn keeps_order(alias: &Alias, types: &[String]) -> bool {
    let own = parameters(&alias.generics);
    let own: Vec<&String> = own.iter().filter(|it| it.starts_with('T')).collect();
    types.iter().filter(|it| own.contains(it)).eq(own.iter().copied())
}

/// A type as it is by the name of an alias that gives it these types.
pub(super) fn as_called(
    signature: &Signature,
    (alias, types): (&Alias, &[String]),
) -> Option<Signature> {
    let mut signature = signature.clone();
    let types = (0_u32..).zip(types).map(|(at, ty)| (format!("T{at}"), ty.clone()));
    let given: Vec<(String, String)> = types.collect();
    each_text(&mut signature, &mut |text| *text = substituted(text, &given).into());
    let generics = match &mut signature.form {
        Form::Record(record) => &mut record.generics,
        Form::Enum(it) => &mut it.generics,
        _ => return None,
    };
    // What is demanded of a type that the alias chose, it has.
    let is_open = |bound: &&Arc<str>| parameters_in(bound).next().is_some();
    let filled = generics.bounds.iter().map(|it| Arc::from(bound_filled(it, &given)));
    let bounds = filled.filter(|it: &Arc<str>| is_open(&it)).collect();
    *generics = Generics { bounds, ..alias.generics.clone() };
    Some(signature)
}

/// A type in which each is called by its last name.
pub(super) fn in_short(text: &str) -> String {
    let written = each_type(text, &mut |ty| {
        each_path(ty, &mut |path| {
            path.segments.drain(..path.segments.len().saturating_sub(1));
        });
    });
    written.unwrap_or_else(|| text.to_owned())
}

/// What differs of a type that is another name for one now. Neither is it called by that name, nor are its variants
/// brought by it. Source: The Rust Reference, "Type aliases".
pub(super) fn type_changes(
    old: &SurfaceItem,
    new: &SurfaceItem,
    others: &Side<'_>,
) -> Option<Vec<SignatureChange>> {
    let followed = new.paths.iter().find_map(|path| others.followed.get(&**path))?;
    let before = old.signature.as_ref().filter(|_| is_type(old))?;
    let now = followed.signature()?;
    let has = |wanted: &str| {
        let all = followed.paths().flat_map(|path| others.implemented.all_of(path));
        all.filter_map(|it| it.head.of_trait.as_deref()).any(|it| trait_name(it) == wanted)
    };
    let mut changes = signature_changes(Language::Rust, &without_derives(before, has), &now);
    let reason = format!("is another name for `{}` now", followed.text);
    match followed.keeps_order() {
        true => changes.extend(is_called_otherwise(before, reason)),
        false => {
            let what = (ChangeClass::Breaking, Confidence::Likely);
            changes.push(one(what, "kind_changed", reason));
        }
    }
    Some(changes)
}

/// What is not done by another name for a type: it is not called by that, and a variant is not imported by it.
pub(super) fn is_called_otherwise(before: &Signature, reason: String) -> Option<SignatureChange> {
    let is_called = |record: &Record| {
        let is_unit = !record.is_tuple && record.members.is_empty();
        (record.is_tuple || is_unit) && !record.has_hidden
    };
    let (class, reason) = match &before.form {
        Form::Record(record) if is_called(record) => {
            (ChangeClass::Breaking, reason + ", and is not called by it")
        }
        Form::Enum(_) => (ChangeClass::Unknown, reason),
        _ => return None,
    };
    Some(one((class, Confidence::Likely), "kind_changed", reason))
}

/// What differs of another name for a type that is called so itself now: what it stood for, and what stands there.
pub(super) fn dissolved(
    (old, befores): (&SurfaceItem, &Side<'_>),
    new: &SurfaceItem,
) -> Option<Vec<SignatureChange>> {
    let now = new.signature.as_ref().filter(|_| is_type(new))?;
    let (_, was) = meant(old, befores)?;
    Some(signature_changes(Language::Rust, &was, now))
}

/// A member of a type that is another name now, where the type behind it has one of its name: what differs, if something
/// does. Of several, as `div` of each `impl Div<T>`, it is the one that differs least.
pub(super) fn member(
    old: &SurfaceItem,
    sides: (&Side<'_>, &Side<'_>),
) -> Option<Option<SurfaceChange>> {
    let (followed, name) = old.paths.iter().find_map(|path| {
        let (around, name) = path.rsplit_once("::")?;
        Some((sides.1.followed.get(around)?, name))
    })?;
    let is_derived = || old.of_trait.as_deref().is_some_and(|it| followed.derives(trait_name(it)));
    let named = |path: &str| sides.1.items.get(&*format!("{path}::{name}"));
    let of_kind = |it: &&&SurfaceItem| it.kind == old.kind;
    let of_trait = |it: &&&SurfaceItem| it.of_trait == old.of_trait;
    let members = followed.paths().find_map(|path| {
        let members: Vec<_> = named(path)?.iter().filter(of_kind).collect();
        let same: Vec<_> = members.iter().copied().filter(of_trait).collect();
        Some(if same.is_empty() { members } else { same }).filter(|it| !it.is_empty())
    });
    let Some(members) = members else { return is_derived().then_some(None) };
    let compared = members
        .into_iter()
        .filter_map(|found| Some((*found, member_changes((old, found), followed, sides)?)));
    let is_broken = |it: &&SignatureChange| it.class == ChangeClass::Breaking;
    let (found, mut changes) = compared
        .min_by_key(|(_, changes)| (changes.iter().filter(is_broken).count(), changes.len()))?;
    changes.extend(implementations::now_of_trait(old, found));
    Some((!changes.is_empty()).then(|| change(old, changes, Some(old), Some(found))))
}

fn member_changes(
    (old, found): (&SurfaceItem, &SurfaceItem),
    followed: &Followed<'_>,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<Vec<SignatureChange>> {
    let (before, now) = old.signature.as_ref().zip(found.signature.as_ref())?;
    let now = followed.member(now).unwrap_or_else(|| now.clone());
    let mut changes = signature_changes(Language::Rust, before, &now);
    if let Some(is) = written_out(found, &now, (others, befores)) {
        let was = written_out(old, before, (befores, others));
        let was = was.as_ref().unwrap_or(before);
        changes = more_exact(changes, signature_changes(Language::Rust, was, &is));
    }
    had::settle(&mut changes, (found, others));
    Some(changes)
}
