//! Whether two types mean the same on the two sides of a change.

use std::cell::Cell;

use super::head::{Follower, MOST_STEPS, extending, given, head};
use super::utility::spelled;
use super::{Definition, Function, Key, Lookup, Meant, Member, Name, Parameter, Type};

/// What is this long, in bytes of its text, costs a step more.
const STEP_LENGTH: usize = 100;

/// How deep types are compared that hold one another.
const DEEPEST: usize = 32;

/// How many parts of two unions are compared with each other.
const MOST_PARTS: usize = 64;

/// Who knows the names on each side.
#[derive(Clone, Copy)]
pub(crate) struct Sides<'l> {
    pub(crate) old: &'l dyn Lookup,
    pub(crate) new: &'l dyn Lookup,
}

/// The comparison of what one item promises.
pub(crate) struct Comparison<'l> {
    sides: Sides<'l>,
    /// What is the same if the pairs around it are: types that hold themselves.
    assumed: Vec<(Type, Type)>,
    steps: &'l Cell<usize>,
    depth: usize,
}

impl<'l> Comparison<'l> {
    /// `steps` counts those of all comparisons of an item.
    pub(crate) fn new(sides: Sides<'l>, steps: &'l Cell<usize>) -> Self {
        Self { sides, assumed: Vec::new(), steps, depth: 0 }
    }

    fn step(&self, count: usize) {
        self.steps.set(self.steps.get() + count);
    }

    /// Whether both mean the same. False where nobody can say.
    pub(crate) fn is_same(&mut self, old: &Type, new: &Type) -> bool {
        self.step(1);
        if self.steps.get() > MOST_STEPS || self.depth > DEEPEST {
            return false;
        }
        self.depth += 1;
        let is_same = self.are_named_alike(old, new) || self.mean_the_same(old, new);
        self.depth -= 1;
        is_same
    }

    /// Whether both are one name for one thing, given the same.
    fn are_named_alike(&mut self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Name(old), Type::Name(new)) => {
                match (self.sides.old.ty(old), self.sides.new.ty(new)) {
                    (Meant::Item(was), Meant::Item(is)) => {
                        was.identity.is_some()
                            && was.identity == is.identity
                            && self.are_given_the_same((old, &was), (new, &is))
                    }
                    (Meant::Global, Meant::Global) | (Meant::Foreign, Meant::Foreign) => {
                        old.name == new.name && self.all_same(&old.given, &new.given)
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    fn are_given_the_same(
        &mut self,
        (old, was): (&Name, &Definition),
        (new, is): (&Name, &Definition),
    ) -> bool {
        match (given(was, old), given(is, new)) {
            (Some(old), Some(mut now)) => {
                // Parameters that came stand for what was there before, where they are their defaults.
                if now.len() > old.len() && has_defaults(is, &now, old.len()) {
                    now.truncate(old.len());
                }
                self.all_same(&old, &now)
            }
            _ => self.all_same(&old.given, &new.given),
        }
    }

    fn all_same(&mut self, old: &[Type], new: &[Type]) -> bool {
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.is_same(old, new))
    }

    fn mean_the_same(&mut self, old: &Type, new: &Type) -> bool {
        let (was, is) = self.heads(old, new);
        self.step((was.to_string().len() + is.to_string().len()) / STEP_LENGTH);
        if was == *old && is == *new {
            return self.are_formed_alike(&was, &is) || self.are_spelled_alike(&was, &is);
        }
        let is_assumed = self.assumed.iter().any(|(was, is)| was == old && is == new);
        if is_assumed {
            return true;
        }
        self.assumed.push((old.clone(), new.clone()));
        let is_same = self.are_formed_alike(&was, &is) || self.are_spelled_alike(&was, &is);
        self.assumed.pop();
        is_same
    }

    /// Whether one is what the language says that the other is: `{ [K in keyof T]?: T[K] }` is `Partial<T>`.
    fn are_spelled_alike(&mut self, old: &Type, new: &Type) -> bool {
        let spelled = |ty: &Type, lookup: &dyn Lookup| match ty {
            Type::Name(name) => match lookup.ty(name) {
                Meant::Global => spelled(name),
                Meant::Item(definition) => extending(&definition, name),
                Meant::Foreign => None,
            },
            _ => None,
        };
        let (was, is) = (spelled(old, self.sides.old), spelled(new, self.sides.new));
        (was.is_some() || is.is_some())
            && self.is_same(was.as_ref().unwrap_or(old), is.as_ref().unwrap_or(new))
    }

    fn are_formed_alike(&mut self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Name(_), Type::Name(_)) => self.are_named_alike(old, new),
            (Type::Union(old), Type::Union(new))
            | (Type::Intersection(old), Type::Intersection(new)) => self.same_parts(old, new),
            (
                Type::Array { element: old, is_readonly: was },
                Type::Array { element: new, is_readonly: is },
            ) => was == is && self.is_same(old, new),
            (
                Type::Tuple { elements: old, is_readonly: was },
                Type::Tuple { elements: new, is_readonly: is },
            ) => was == is && self.same_parameters(old, new),
            (Type::Object(old), Type::Object(new)) => self.same_members(old, new),
            (Type::Function(old), Type::Function(new)) => self.same_functions(old, new),
            (Type::Prefixed(was, old), Type::Prefixed(is, new)) if was == "typeof" => {
                is == "typeof" && self.same_values(old, new)
            }
            (Type::Prefixed(was, old), Type::Prefixed(is, new)) => {
                was == is && self.is_same(old, new)
            }
            (Type::Indexed(old, of), Type::Indexed(new, by)) => {
                self.is_same(old, new) && self.is_same(of, by)
            }
            (Type::Conditional(old), Type::Conditional(new)) => self.all_same(&**old, &**new),
            (Type::Intersection(old), Type::Union(new)) => {
                distributed(old).is_some_and(|old| self.same_parts(&old, new))
            }
            (Type::Union(old), Type::Intersection(new)) => {
                distributed(new).is_some_and(|new| self.same_parts(old, &new))
            }
            (Type::Word(_), _) | (Type::Parameter { .. }, _) => old == new,
            _ => false,
        }
    }

    /// `typeof a` of one value by what users call it, or of another package's by its name.
    fn same_values(&mut self, old: &Type, new: &Type) -> bool {
        let (Type::Name(old), Type::Name(new)) = (old, new) else { return old == new };
        match (self.sides.old.value(old), self.sides.new.value(new)) {
            (Some((Some(was), _)), Some((Some(is), _))) => was == is && old.given == new.given,
            (None, None) => old.name == new.name && self.all_same(&old.given, &new.given),
            _ => false,
        }
    }

    /// Each has a part that is the same as one of the other.
    fn same_parts(&mut self, old: &[Type], new: &[Type]) -> bool {
        if old.len().max(new.len()) > MOST_PARTS {
            return old == new;
        }
        let mut found = vec![false; new.len()];
        for part in old {
            let same = new.iter().position(|it| self.is_same(part, it));
            let Some(slot) = same.and_then(|it| found.get_mut(it)) else { return false };
            *slot = true;
        }
        let others = new.iter().zip(found).filter(|(_, is_found)| !is_found);
        let others: Vec<&Type> = others.map(|(it, _)| it).collect();
        others.into_iter().all(|it| old.iter().any(|part| self.is_same(part, it)))
    }

    pub(crate) fn same_members(&mut self, old: &[Member], new: &[Member]) -> bool {
        old.len() == new.len() && {
            let (old, new) = (by_key(old), by_key(new));
            old.into_iter().zip(new).all(|(old, new)| self.same_member(old, new))
        }
    }

    pub(crate) fn same_member(&mut self, old: &Member, new: &Member) -> bool {
        let is_same_key = match (&old.key, &new.key) {
            (Key::Index { by: was, is_readonly: old }, Key::Index { by: is, is_readonly: new }) => {
                old == new && self.is_same(was, is)
            }
            (
                Key::Mapped { over: was, before: old, behind: first },
                Key::Mapped { over: is, before: new, behind: second },
            ) => old == new && first == second && self.is_same(was, is),
            (old, new) => old == new,
        };
        is_same_key && {
            let plain = |it: &Member| match it.key {
                Key::Property { is_optional: true, .. } => it.ty.clone().without_undefined(),
                _ => it.ty.clone(),
            };
            self.is_same(&old.ty, &new.ty) || self.is_same(&plain(old), &plain(new))
        }
    }

    pub(crate) fn same_functions(&mut self, old: &Function, new: &Function) -> bool {
        let bounds = |function: &Function| {
            let mut bounds: Vec<(usize, Type)> = function.bounds.clone();
            bounds.sort_by_key(|(number, _)| *number);
            bounds
        };
        let (were, are) = (bounds(old), bounds(new));
        let same_bounds = were.len() == are.len()
            && were
                .iter()
                .zip(&are)
                .all(|((was, old), (is, new))| was == is && self.is_same(old, new));
        let same_defaults = old.generics.len() == new.generics.len()
            && old.generics.iter().zip(&new.generics).all(|both| self.both_same(both));
        old.qualifiers == new.qualifiers
            && same_bounds
            && same_defaults
            && self.same_parameters(&old.parameters, &new.parameters)
            && self.both_same((&old.result, &new.result))
    }

    fn same_parameters(&mut self, old: &[Parameter], new: &[Parameter]) -> bool {
        old.len() == new.len()
            && old.iter().zip(new).all(|(old, new)| {
                old.is_rest == new.is_rest
                    && old.is_optional == new.is_optional
                    && self.both_same((&old.ty, &new.ty))
            })
    }

    fn both_same(&mut self, both: (&Option<Type>, &Option<Type>)) -> bool {
        match both {
            (Some(old), Some(new)) => self.is_same(old, new),
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether both are one name for one thing, whatever it is given.
    pub(crate) fn are_of_one_name(&self, old: &Type, new: &Type) -> bool {
        let (Type::Name(old), Type::Name(new)) = (old, new) else { return false };
        match (self.sides.old.ty(old), self.sides.new.ty(new)) {
            (Meant::Item(was), Meant::Item(is)) => {
                was.identity.is_some() && was.identity == is.identity
            }
            _ => false,
        }
    }

    /// The first forms of two types.
    pub(crate) fn heads(&self, old: &Type, new: &Type) -> (Type, Type) {
        let side = |lookup| Follower { lookup, steps: self.steps };
        (head(old, side(self.sides.old)), head(new, side(self.sides.new)))
    }
}

/// `A & (B | C)` as the parts of `A & B | A & C`; `None` where no part is a union, or more than one.
fn distributed(parts: &[Type]) -> Option<Vec<Type>> {
    let (unions, others): (Vec<&Type>, Vec<&Type>) =
        parts.iter().partition(|it| matches!(it, Type::Union(_)));
    let [Type::Union(arms)] = *unions.as_slice() else { return None };
    let with = |arm: &Type| {
        let parts = others.iter().map(|it| (*it).clone());
        Type::Intersection(parts.chain([arm.clone()]).collect())
    };
    Some(arms.iter().map(with).collect())
}

/// Whether what a definition is given from a number on is what its parameters are by default.
fn has_defaults(definition: &Definition, given: &[Type], first: usize) -> bool {
    let (known, others) = given.split_at_checked(first).unwrap_or_default();
    let defaults = definition.generics.iter().skip(first);
    let mut filled = known.to_vec();
    defaults.zip(others).all(|(default, it)| {
        let default = default.clone().map(|default| default.with(&filled));
        filled.push(it.clone());
        default.is_some_and(|default| default.to_string() == it.to_string())
    })
}

/// The members by their names; those of one name in their order.
fn by_key(members: &[Member]) -> Vec<&Member> {
    let mut sorted: Vec<&Member> = members.iter().collect();
    sorted.sort_by_key(|it| match &it.key {
        Key::Property { name, .. } => (0, name.clone()),
        Key::Index { by, .. } => (1, by.to_string()),
        Key::Mapped { .. } => (2, String::new()),
        Key::Call => (3, String::new()),
    });
    sorted
}

impl Type {
    fn without_undefined(self) -> Self {
        match self {
            Self::Union(parts) => {
                let kept: Vec<Type> =
                    parts.into_iter().filter(|it| *it != Self::word("undefined")).collect();
                match <[Type; 1]>::try_from(kept) {
                    Ok([only]) => only,
                    Err(kept) => Self::Union(kept),
                }
            }
            one => one,
        }
    }
}
