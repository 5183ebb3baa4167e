//! Lifetimes of a function of Rust that need no name, where what is taken or given is bound by them:
//! `fn a<'a>(x: &'a A) -> impl B + 'a` is `fn a(x: &A) -> impl B + '_`. Source: The Rust Reference, "Lifetime elision".

use std::sync::Arc;

use boundstone_model::{Callable, Form, Generic, GenericKind, Signature, renumbered};

use super::all_lifetimes::with_all_names;
use super::future::is_async;
use super::implied::{Demands, complete};
use crate::rust_types::{Bound, Type, UNNAMED, demands_outlives, parse, plain};

type Text = Arc<str>;

/// Leaves out of both functions each lifetime that needs no name, or names them all, where they then differ in less.
pub(super) fn align(old: &mut Callable, new: &mut Callable) {
    let lives_as_all = is_async(old) != is_async(new);
    let of = |it: &Callable| shortest(it, lives_as_all && !is_async(it));
    let shortest = of(old).zip(of(new));
    let counts = [&*old, &*new].map(|it| lifetimes(it).count());
    let longest = match counts {
        [was, is] if was == is => None,
        [was, is] => {
            let outer = if was > is { old.generics.outer } else { new.generics.outer };
            with_all_names(old, outer).zip(with_all_names(new, outer))
        }
    };
    let all = [shortest, longest].into_iter().flatten();
    let best = all.min_by_key(|(was, is)| differences(was, is));
    if let Some((was, is)) = best.filter(|(was, is)| differences(was, is) < differences(old, new)) {
        (*old, *new) = (was, is);
    }
}

/// Whether two functions return the same but for how long it lives, which the old one said: what says nothing lives as
/// long as the one lifetime that is taken, or longer. Which lifetimes of several it has, the edition says.
pub(super) fn lives_longer(old: &Callable, new: &Callable) -> bool {
    let result = |it: &Callable| parse(it.result.as_deref()?);
    let (
        Some(Type::Bounds { word: "impl", bounds: was }),
        Some(Type::Bounds { word: "impl", bounds: is }),
    ) = (result(old), result(new))
    else {
        return false;
    };
    let is_of_life = |it: &&Bound| matches!(it, Bound::Lifetime(_) | Bound::Captured(_));
    let lives: Vec<String> = was.iter().filter(is_of_life).map(Bound::to_string).collect();
    lives == [UNNAMED]
        && !is.iter().any(|it| is_of_life(&it))
        && was.iter().filter(|it| !is_of_life(it)).eq(is.iter())
        && Types::read(old).is_some_and(|it| it.taken().len() == 1)
}

/// A function of an `impl` of a trait without the lifetimes of the `impl` in what it takes: what the trait says of those is what
/// who calls it has to fulfil.
pub(crate) fn as_of_trait(signature: &Signature) -> Option<Signature> {
    let Form::Function(functions) = &signature.form else { return None };
    let mut functions = functions.clone();
    for function in &mut functions {
        let [first, ..] = function.generics.outer;
        let own = u32::try_from(lifetimes(function).count()).ok()?;
        let is_own = |it: &str| {
            let number = it.strip_prefix('\'').and_then(|it| it.parse::<u32>().ok());
            number.is_none_or(|it| own > 0 && it >= first)
        };
        for text in function.parameters.iter_mut().filter_map(|it| it.ty.as_mut()) {
            let Some(mut ty) = parse(text) else { continue };
            let mut around = Vec::new();
            ty.lifetimes(&mut |it| {
                if !is_own(it) {
                    around.push(it.clone());
                }
            });
            for name in around {
                ty = ty.without_lifetime(&name).unwrap_or(ty);
                *text = ty.to_string().into();
            }
        }
    }
    let form = Form::Function(functions);
    (form != signature.form).then(|| Signature { form, ..signature.clone() })
}

/// Whether a function takes more than one thing that is lent to it.
pub(super) fn borrows_several(function: &Callable) -> bool {
    Types::read(function).is_some_and(|it| it.taken().len() > 1)
}

/// Adds to what two functions demand what the other says and their types demand anyway.
pub(super) fn complete_by_types(old: &mut Callable, new: &mut Callable) {
    let types = |it: &Callable| -> Vec<Text> {
        let taken = it.parameters.iter().filter_map(|it| it.ty.clone());
        taken.chain(it.receiver.clone()).chain(it.result.clone()).collect()
    };
    let (of_old, of_new) = (types(old), types(new));
    let by = |types: &[Text], bound: &str| types.iter().any(|it| demands_outlives(it, bound));
    let demands: [Demands<'_>; 2] =
        [&|_, bound| by(&of_old, bound), &|_, bound| by(&of_new, bound)];
    complete(&mut old.generics.bounds, &mut new.generics.bounds, demands);
}

/// In how many parts two functions differ.
fn differences(old: &Callable, new: &Callable) -> usize {
    let parameters = old.parameters.iter().zip(&new.parameters).filter(|(old, new)| old != new);
    let others = [
        old.receiver != new.receiver,
        old.result != new.result,
        lifetimes(old).count() != lifetimes(new).count(),
        old.generics.bounds != new.generics.bounds,
    ];
    parameters.count() + others.into_iter().filter(|it| *it).count()
}

pub(super) fn lifetimes(function: &Callable) -> impl Iterator<Item = &Generic> {
    let all = function.generics.parameters.iter();
    all.filter(|it| matches!(it.kind, GenericKind::Lifetime))
}

/// The function without the lifetimes that need no name. `lives_as_all`: what it returns lives as long as all that it
/// takes, so that it may be several which bear one name.
fn shortest(function: &Callable, lives_as_all: bool) -> Option<Callable> {
    let [first, ..] = function.generics.outer;
    let count = u32::try_from(lifetimes(function).count()).ok()?;
    let mut shorter = function.clone();
    let mut types = Types::read(function)?;
    let taken = function.parameters.iter().filter_map(|it| it.ty.clone()).collect::<Vec<_>>();
    let is_said = |bound: &&Text| !taken.iter().any(|it| demands_outlives(it, bound));
    shorter.generics.bounds = function.generics.bounds.iter().filter(is_said).cloned().collect();
    for number in (first..first + count).rev() {
        let name = format!("'{number}");
        let is_bound = shorter.generics.bounds.iter().any(|it| names(it, &name));
        if is_bound || !types.leave_out(&name, lives_as_all) {
            continue;
        }
        types.for_each(&mut |text| renumbered(text, number));
        for bound in &mut shorter.generics.bounds {
            *bound = renumbered(bound, number).into();
        }
        if !shorter.generics.leave_out_lifetime() {
            return None;
        }
    }
    let has_types = shorter.generics.parameters.iter().any(|it| it.kind == GenericKind::Type);
    if !has_types && types.taken().len() == 1 {
        types.live_as_captured();
    }
    types.write(&mut shorter);
    Some(shorter)
}

/// A method that demanded to be lent its value for a lifetime that was named, as `&'a self` of `A<'a>`, and is content with
/// any now: as it is for those who lend it so. `None` for any other.
pub(super) fn lent_for_less(old: &Callable, new: &Callable) -> Option<Callable> {
    let (lifetime, rest) = old.receiver.as_deref()?.strip_prefix('&')?.split_once(' ')?;
    let is_left_out = new.receiver.as_deref()? == format!("&{rest}");
    if !lifetime.starts_with('\'') || !is_left_out {
        return None;
    }
    let result = |it: &Callable| it.result.as_deref().map(|it| parse(it).map(plain));
    let is_same = match (result(old), result(new)) {
        (Some(old), Some(new)) => old == new || old?.without_lifetime(lifetime) == new,
        (old, new) => old.is_none() && new.is_none(),
    };
    let (receiver, result) = (old.receiver.clone(), old.result.clone());
    is_same.then(|| Callable { receiver, result, ..new.clone() })
}

/// The types of a function as trees.
pub(super) struct Types {
    pub(super) receiver: Option<Type>,
    pub(super) parameters: Vec<Type>,
    pub(super) result: Option<Type>,
}

/// `self: Box<Self>`
const TYPED: &str = "self: ";

impl Types {
    pub(super) fn read(function: &Callable) -> Option<Self> {
        let read = |text: &str| parse(text).map(plain);
        let receiver = function.receiver.as_deref().map(|it| it.strip_prefix(TYPED).unwrap_or(it));
        let parameters = function.parameters.iter().map(|it| match it.is_rest {
            true => Some(Type::Word(String::new())),
            false => read(it.ty.as_deref()?),
        });
        Some(Self {
            receiver: receiver.map(read).map_or(Some(None), |it| it.map(Some))?,
            parameters: parameters.collect::<Option<_>>()?,
            result: function.result.as_deref().map(read).map_or(Some(None), |it| it.map(Some))?,
        })
    }

    pub(super) fn write(self, function: &mut Callable) {
        if let (Some(receiver), Some(ty)) = (&mut function.receiver, self.receiver) {
            let typed = if receiver.starts_with(TYPED) { TYPED } else { "" };
            *receiver = format!("{typed}{ty}").into();
        }
        for (parameter, ty) in function.parameters.iter_mut().zip(self.parameters) {
            parameter.ty = Some(ty.to_string().into());
        }
        function.result = self.result.map(|it| Text::from(it.to_string()));
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Type> {
        self.receiver.iter_mut().chain(&mut self.parameters).chain(&mut self.result)
    }

    fn for_each(&mut self, change: &mut dyn FnMut(&str) -> String) {
        for ty in self.all() {
            ty.lifetimes(&mut |it| *it = change(it));
            ty.inside_out(&mut |ty| {
                let Type::Bounds { bounds, .. } = ty else { return };
                for bound in bounds {
                    if let Bound::Captured(captured) = bound {
                        *captured = change(captured);
                    }
                }
            });
        }
    }

    /// The lifetimes that are taken, named or not.
    pub(super) fn taken(&self) -> Vec<Option<String>> {
        let mut taken = Vec::new();
        for ty in self.receiver.iter().chain(&self.parameters) {
            ty.each_lifetime(&mut |it| taken.push(it.map(str::to_owned)));
        }
        taken
    }

    /// Whether a lifetime needed no name, and has none now.
    fn leave_out(&mut self, name: &str, lives_as_all: bool) -> bool {
        let named = |ty: &Type| {
            let mut count = 0_usize;
            ty.each_lifetime(&mut |it| count += usize::from(it == Some(name)));
            count
        };
        let taken = self.receiver.iter().chain(&self.parameters).map(named).sum::<usize>();
        let is_needed = match (taken, &self.result) {
            (1, Some(result)) if named(result) > 0 => !self.is_given_back(name),
            (1, _) => false,
            (0, _) => true,
            (_, Some(result)) if named(result) > 0 => {
                !(lives_as_all && self.is_of_all(name, result))
            }
            // What is lent for long can be lent for less: each for its own.
            _ => !self.receiver.iter().chain(&self.parameters).all(|ty| match ty {
                Type::Reference { ty, .. } => named(ty) == 0,
                ty => named(ty) == 0,
            }),
        };
        if is_needed {
            return false;
        }
        let is_of_all = taken > 1;
        let left: Option<Vec<Type>> = self.all().map(|it| it.without_lifetime(name)).collect();
        let Some(left) = left else { return false };
        for (ty, left) in self.all().zip(left) {
            *ty = left;
        }
        if is_of_all && let Some(Type::Bounds { bounds, .. }) = &mut self.result {
            bounds.retain(|it| *it != Bound::Lifetime(UNNAMED.to_owned()));
        }
        true
    }

    /// Whether a lifetime that is taken once is the one that what is returned has where none is named: that of `self`, where
    /// that is a reference, else the only one there is.
    fn is_given_back(&self, name: &str) -> bool {
        let of_receiver = self.receiver.as_ref().filter(|it| it.to_string().contains('&'));
        let taken = match of_receiver {
            Some(receiver) => {
                let mut taken = Vec::new();
                receiver.each_lifetime(&mut |it| taken.push(it.map(str::to_owned)));
                taken
            }
            None => self.taken(),
        };
        taken.as_slice() == [Some(name.to_owned())]
    }

    /// Whether all that is taken is lent for one lifetime, for which what is returned lives, and what that gives has none.
    /// Each may be lent for its own then.
    fn is_of_all(&self, name: &str, result: &Type) -> bool {
        let is_it = |it: &Option<String>| it.as_deref() == Some(name);
        let is_lent = |ty: &Type| match ty {
            Type::Reference { ty, .. } => {
                let mut holds_lifetime = false;
                ty.each_lifetime(&mut |_| holds_lifetime = true);
                !holds_lifetime
            }
            _ => true,
        };
        let Type::Bounds { word: "impl", bounds } = result else { return false };
        let mut count = 0_usize;
        result.each_lifetime(&mut |_| count += 1);
        self.taken().iter().all(is_it)
            && self.receiver.iter().chain(&self.parameters).all(is_lent)
            && count == 1
            && bounds.contains(&Bound::Lifetime(name.to_owned()))
    }

    /// `impl A + use<'_>` lives as long as `impl A + '_`, where that is all it could hold.
    fn live_as_captured(&mut self) {
        let Some(Type::Bounds { word: "impl", bounds }) = &mut self.result else { return };
        let before = bounds.len();
        bounds.retain(|it| *it != Bound::Captured(UNNAMED.to_owned()));
        let lives = Bound::Lifetime(UNNAMED.to_owned());
        if bounds.len() < before && !bounds.contains(&lives) {
            bounds.push(lives);
        }
    }
}

/// Whether a lifetime stands in a text.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let behind = text.get(at + name.len()..).unwrap_or_default();
        !behind.starts_with(|it: char| it.is_alphanumeric() || it == '_')
    })
}
