//! Functions of Rust in which each lifetime that is taken has a name: those that the compiler fills in as well.

use std::ops::Range;
use std::sync::Arc;

use boundstone_model::{Callable, Generic, GenericKind};

use super::lifetimes::{Types, lifetimes};
use crate::rust_types::{Type, UNNAMED, parse};

type Text = Arc<str>;

/// The function with a name for each lifetime that is taken, by their places; `None` where one cannot be named. `outer`:
/// what is counted before its own.
pub(super) fn with_all_names(function: &Callable, outer: [u32; 3]) -> Option<Callable> {
    let mut types = Types::read(function)?;
    let [first, ..] = outer;
    let count = u32::try_from(lifetimes(function).count()).ok()?;
    let mut names = Names { own: first..first + count, named: Vec::new() };
    for ty in types.receiver.iter_mut().chain(&mut types.parameters) {
        ty.name_lifetimes(&mut |it| names.name(it));
    }
    let given_back = match (&types.receiver, types.taken().as_slice()) {
        (Some(Type::Reference { lifetime, .. }), _) => lifetime.clone(),
        (_, [only]) => only.clone(),
        _ => None,
    };
    if let Some(result) = &mut types.result {
        result.name_lifetimes(&mut |it| match it.filter(|it| *it != UNNAMED) {
            None => given_back.clone(),
            it => names.name(it),
        });
    }
    let mut longer = function.clone();
    types.write(&mut longer);
    for bound in longer.generics.bounds.iter_mut().filter(|it| it.contains('\'')) {
        *bound = names.in_bound(bound)?;
    }
    let others = longer.generics.parameters.iter().filter(|it| it.kind != GenericKind::Lifetime);
    let lifetime = Generic { kind: GenericKind::Lifetime, default: None };
    let all = std::iter::repeat_n(lifetime, names.named.len()).chain(others.cloned());
    longer.generics.parameters = all.collect();
    longer.generics.outer = if longer.generics.parameters.is_empty() { [0; 3] } else { outer };
    Some(longer)
}

struct Names {
    /// The numbers of those that have a name.
    own: Range<u32>,
    /// By their places, what each was called that had a name.
    named: Vec<Option<String>>,
}

impl Names {
    /// How a lifetime is called by its place; nothing for one that is none of the function's own.
    fn name(&mut self, lifetime: Option<&str>) -> Option<String> {
        let lifetime = lifetime.filter(|it| *it != UNNAMED);
        if lifetime.is_some_and(|it| !self.is_own(it)) {
            return None;
        }
        let known = lifetime.and_then(|it| self.place(it));
        let place = known.unwrap_or_else(|| {
            self.named.push(lifetime.map(str::to_owned));
            self.named.len() - 1
        });
        Some(self.at(place))
    }

    fn is_own(&self, lifetime: &str) -> bool {
        let number = lifetime.strip_prefix('\'').and_then(|it| it.parse::<u32>().ok());
        number.is_some_and(|it| self.own.contains(&it))
    }

    fn place(&self, lifetime: &str) -> Option<usize> {
        self.named.iter().position(|it| it.as_deref() == Some(lifetime))
    }

    fn at(&self, place: usize) -> String {
        format!("'{}", self.own.start as usize + place)
    }

    /// `T0: A<'0>`; `None` for a lifetime that is bound.
    fn in_bound(&self, bound: &str) -> Option<Text> {
        let (of, demanded) = bound.split_once(": ").filter(|(of, _)| !of.contains('\''))?;
        let mut ty = parse(&format!("impl {demanded}"))?;
        ty.name_lifetimes(&mut |it| Some(self.at(self.place(it?)?)));
        Some(format!("{of}: {}", ty.to_string().strip_prefix("impl ")?).into())
    }
}
