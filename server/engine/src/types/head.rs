//! What stands behind a name, taken apart only as far as its first form: an object, a function, a union.

use std::cell::Cell;
use std::rc::Rc;

use super::utility::{evaluated, indexed, keys, mapped};
use super::{Key, Member, Name, Origin, Type};

/// How many names are followed for one type.
const LONGEST: usize = 32;

/// So long a type may become, in bytes of its text: those that double what they are given have no end.
const LARGEST: usize = 10_000;

/// So many types are looked at for one item: those that hold themselves in ever new ways have no end.
pub(super) const MOST_STEPS: usize = 10_000;

/// What a name means in its place.
#[derive(Clone, Debug)]
pub(crate) enum Meant {
    Item(Rc<Definition>),
    /// No item of the repository has it, and nothing brings it there: it is known everywhere.
    Global,
    /// Another package defines it, or nobody knows.
    Foreign,
}

/// An item by what it is to other types.
#[derive(Debug)]
pub(crate) struct Definition {
    /// What makes it the same on both sides of a change: where users import it, or the text of one that nobody can
    /// import and that its name alone makes a type, as a class.
    pub(crate) identity: Option<String>,
    pub(crate) is_exported: bool,
    /// The default of each of its type parameters.
    pub(crate) generics: Vec<Option<Type>>,
    /// `None` for what is a type of its own: a class, an enum, and what cannot be read.
    pub(crate) stands_for: Option<Type>,
    /// What an interface or class has besides: each an object that it extends.
    pub(crate) parents: Vec<Type>,
    /// What the values of a class have, those of an interface too.
    pub(crate) members: Option<Type>,
    /// How a class is made; `None` for what is none, or extends what cannot be read.
    pub(crate) made: Option<Made>,
}

/// What tells how a class is made.
#[derive(Clone, Debug)]
pub(crate) enum Made {
    /// Its own constructor, and where the names in it are looked up.
    Stated(boundstone_model::Member, Origin),
    /// That of what it extends.
    As(Type),
    /// It states none, and extends nothing.
    Plainly,
}

/// Looks names up on one side of a change.
pub(crate) trait Lookup {
    /// Whether the name of a type means this item.
    fn is(&self, name: &Name, item: Origin) -> bool;
    /// What the name of a type means.
    fn ty(&self, name: &Name) -> Meant;
    /// The type of a value.
    fn value(&self, name: &Name) -> Option<(Option<String>, Option<Type>)>;
}

/// What a definition is given, defaults filled in. `None` where that is too little or too much.
pub(crate) fn given(definition: &Definition, name: &Name) -> Option<Vec<Type>> {
    if name.given.len() > definition.generics.len() {
        return None;
    }
    let mut given = name.given.clone();
    for default in definition.generics.iter().skip(name.given.len()) {
        let filled = default.clone()?.with(&given);
        given.push(filled);
    }
    Some(given)
}

/// What a class or an interface extends, by what its name is given.
pub(crate) fn extended(definition: &Definition, name: &Name) -> Vec<Type> {
    let Some(given) = given(definition, name) else { return Vec::new() };
    definition.parents.iter().filter_map(|it| filled(it.clone(), &given)).collect()
}

/// An interface that extends what cannot be followed, as that and its own members: `A & { b: number }`.
pub(super) fn extending(definition: &Definition, name: &Name) -> Option<Type> {
    if definition.parents.is_empty() {
        return None;
    }
    let own = definition.stands_for.clone()?;
    let parts = definition.parents.iter().cloned().chain([own]).collect();
    filled(Type::Intersection(parts), &given(definition, name)?)
}

/// Follows the names of one side. Each type that is looked at is a step of the whole comparison: names that lead to two
/// others each have no end.
#[derive(Clone, Copy)]
pub(crate) struct Follower<'l> {
    pub(crate) lookup: &'l dyn Lookup,
    pub(crate) steps: &'l Cell<usize>,
}

/// The type by its first form. What cannot be followed stays as it is.
pub(crate) fn head(ty: &Type, names: Follower<'_>) -> Type {
    head_within(ty, names, LONGEST)
}

pub(super) fn head_within(ty: &Type, names: Follower<'_>, steps: usize) -> Type {
    names.steps.set(names.steps.get() + 1);
    if steps == 0 || names.steps.get() > MOST_STEPS {
        return ty.clone();
    }
    let lookup = names.lookup;
    let next = |ty: &Type| head_within(ty, names, steps - 1);
    match ty {
        Type::Name(name) => match lookup.ty(name) {
            Meant::Item(definition) => match stands_for(&definition, name, names, steps - 1) {
                Some(found) => next(&found),
                None => ty.clone(),
            },
            Meant::Global => evaluated(name, names, steps - 1).map_or(ty.clone(), |it| next(&it)),
            Meant::Foreign => ty.clone(),
        },
        Type::Prefixed(word, inner) if word == "typeof" => match &**inner {
            Type::Name(name) => match lookup.value(name) {
                Some((_, Some(found))) => {
                    instantiated(found, &name.given).map_or_else(|| ty.clone(), |it| next(&it))
                }
                _ => ty.clone(),
            },
            _ => ty.clone(),
        },
        Type::Prefixed(word, inner) if word == "keyof" => {
            keys(&next(inner)).unwrap_or_else(|| ty.clone())
        }
        Type::Indexed(whole, key) => {
            let found = indexed(&next(whole), &next(key));
            found.map_or_else(|| ty.clone(), |it| next(&it))
        }
        Type::Object(members) => match members.as_slice() {
            [Member { key: Key::Mapped { over, before, behind }, ty: of }] => {
                let found = mapped(over, (before, behind), of, names, steps - 1);
                found.unwrap_or_else(|| ty.clone())
            }
            [Member { key: Key::Call, ty: only }] => only.clone(),
            _ => ty.clone(),
        },
        // A part that is more than a word or a union stays under its name.
        Type::Union(parts) => union(parts.iter().map(|part| match next(part) {
            found @ (Type::Union(_) | Type::Word(_)) => found,
            _ => part.clone(),
        })),
        Type::Intersection(parts) => intersection(parts.iter().map(next).collect()),
        _ => ty.clone(),
    }
}

/// `typeof f<A>`: the function with what its type parameters are given.
fn instantiated(value: Type, given: &[Type]) -> Option<Type> {
    match value {
        value if given.is_empty() => Some(value),
        Type::Function(function) if function.generics.len() == given.len() => {
            Some(Type::Function(Box::new(function.instantiated(given))))
        }
        _ => None,
    }
}

fn stands_for(
    definition: &Definition,
    name: &Name,
    names: Follower<'_>,
    steps: usize,
) -> Option<Type> {
    let own = definition.stands_for.clone()?;
    let given = given(definition, name)?;
    let whole = match definition.parents.is_empty() {
        true => own,
        false => inheriting(own, &definition.parents, names, steps)?,
    };
    filled(whole, &given)
}

/// A type with what its parameters are given; `None` where that may be too large.
fn filled(ty: Type, given: &[Type]) -> Option<Type> {
    if given.is_empty() {
        return Some(ty);
    }
    let longest = given.iter().map(|it| it.to_string().len()).max().unwrap_or_default();
    let text = ty.to_string();
    // No more parameters stand in it than there are such letters.
    let filled = text.len() + text.matches('T').count().saturating_mul(longest);
    (filled <= LARGEST).then(|| ty.with(given))
}

/// An object of these members with all that its parents have. `None` where one of them does not say it.
pub(crate) fn with_parents(
    own: Vec<Member>,
    parents: &[Type],
    names: Follower<'_>,
) -> Option<Type> {
    let whole = inheriting(Type::Object(own), parents, names, LONGEST)?;
    Some(head(&whole, names))
}

fn inheriting(own: Type, parents: &[Type], names: Follower<'_>, steps: usize) -> Option<Type> {
    let mut all = match own {
        Type::Object(own) => own,
        _ => return None,
    };
    for parent in parents {
        let inherited = members_within(parent, names, steps.checked_sub(1)?)?;
        let is_own = |it: &Member| {
            all.iter()
                .any(|own| own.key == it.key || own.name().is_some() && own.name() == it.name())
        };
        let new: Vec<Member> = inherited.into_iter().filter(|it| !is_own(it)).collect();
        all.extend(new);
    }
    Some(Type::Object(all))
}

/// The members of what a class or an interface extends. `None` where something of it cannot be followed.
pub(crate) fn members_of(parent: &Type, names: Follower<'_>) -> Option<Vec<Member>> {
    members_within(parent, names, LONGEST)
}

fn members_within(parent: &Type, names: Follower<'_>, steps: usize) -> Option<Vec<Member>> {
    names.steps.set(names.steps.get() + 1);
    if names.steps.get() > MOST_STEPS {
        return None;
    }
    if let Type::Name(name) = parent
        && let Meant::Item(definition) = names.lookup.ty(name)
        && let Some(members) = &definition.members
    {
        let given = given(&definition, name)?;
        let whole = inheriting(members.clone(), &definition.parents, names, steps)?;
        return match filled(whole, &given)? {
            Type::Object(members) => Some(members),
            _ => None,
        };
    }
    match head_within(parent, names, steps) {
        Type::Object(members) => Some(members),
        Type::Function(function) => {
            Some(vec![Member { key: Key::Call, ty: Type::Function(function) }])
        }
        _ => None,
    }
}

/// A union of what may be unions, without what is said by another part.
pub(super) fn union(parts: impl Iterator<Item = Type>) -> Type {
    let mut all: Vec<Type> = Vec::new();
    for part in parts {
        match part {
            Type::Union(inner) => all.extend(inner),
            Type::Word(word) if word == "never" => {}
            Type::Word(word) if word == "boolean" => {
                all.extend([Type::word("true"), Type::word("false")]);
            }
            part => all.push(part),
        }
    }
    let has = |word: &str| all.contains(&Type::word(word));
    let (texts, numbers) = (has("string"), has("number"));
    let mut kept: Vec<Type> = Vec::new();
    for part in all {
        let is_said = match &part {
            Type::Word(word) => {
                texts && word.starts_with(['"', '`'])
                    || numbers
                        && word.trim_start_matches('-').starts_with(|it: char| it.is_ascii_digit())
            }
            _ => false,
        };
        if !is_said && !kept.contains(&part) {
            kept.push(part);
        }
    }
    match kept.len() {
        0 => Type::word("never"),
        1 => kept.swap_remove(0),
        _ => Type::Union(kept),
    }
}

fn is_filled_object(ty: &Type) -> bool {
    matches!(ty, Type::Object(members) if !members.is_empty())
}

/// Objects that have no name in common are one.
fn intersection(parts: Vec<Type>) -> Type {
    let mut members: Vec<Member> = Vec::new();
    let mut others: Vec<Type> = Vec::new();
    let flat = parts.into_iter().flat_map(|part| match part {
        Type::Intersection(inner) => inner,
        part => vec![part],
    });
    for part in flat {
        match part {
            Type::Object(inner)
                if !inner.is_empty() && inner.iter().all(|it| it.name().is_some()) =>
            {
                let is_new = |it: &Member| members.iter().all(|known| known.name() != it.name());
                if !inner.iter().all(|it| is_new(it) || members.contains(it)) {
                    others.push(Type::Object(inner));
                    continue;
                }
                let new: Vec<Member> = inner.into_iter().filter(is_new).collect();
                members.extend(new);
            }
            part if others.contains(&part) => {}
            part => others.push(part),
        }
    }
    // `A & {}` is more than `A` where that may be nothing, and an object is not.
    if !members.is_empty() || others.iter().any(is_filled_object) {
        others.retain(|it| *it != Type::Object(Vec::new()));
    }
    if !members.is_empty() {
        others.push(Type::Object(members));
    }
    match others.len() {
        1 => others.swap_remove(0),
        _ => Type::Intersection(others),
    }
}

impl Member {
    /// The name of a property.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.key {
            Key::Property { name, .. } => Some(name),
            _ => None,
        }
    }
}
