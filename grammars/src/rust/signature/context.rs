//! What the generic parameters around a place are called, and what `Self` is there.

use std::rc::Rc;

use boundstone_model::ScopeNumber;

use rustc_hash::FxHashMap;

use super::Name;

#[derive(Default)]
pub(super) struct Context<'a> {
    outer: Option<Rc<Context<'a>>>,
    /// `'0` for `'a`, `T0` for `T`, `N0` for `N`, with the quotes of lifetimes.
    names: FxHashMap<&'a str, String>,
    /// How many lifetimes, types and constants there are, with those around.
    pub counts: [u32; 3],
    /// `None` where it stays: in a trait.
    pub self_type: Option<Rc<str>>,
    /// What the `impl` around demands.
    pub bounds: Rc<[Name]>,
    /// What the `impl` around says is too long to be said of each of its members.
    pub is_cut: bool,
    /// The module.
    pub scope: ScopeNumber,
}

#[derive(Clone, Copy)]
pub(super) enum Parameter<'a> {
    /// With its quote.
    Lifetime(&'a str),
    Type(&'a str),
    Constant(&'a str),
}

impl<'a> Parameter<'a> {
    pub fn name(self) -> &'a str {
        match self {
            Self::Lifetime(name) | Self::Type(name) | Self::Constant(name) => name,
        }
    }
}

impl<'a> Context<'a> {
    pub fn of_module(scope: ScopeNumber) -> Rc<Self> {
        Rc::new(Self { scope, ..Self::default() })
    }

    /// The context of what declares parameters of its own.
    pub fn with(outer: &Rc<Self>, parameters: &[Parameter<'a>]) -> Self {
        let mut counts = outer.counts;
        let [lifetimes, types, constants] = &mut counts;
        let mut names = FxHashMap::default();
        for parameter in parameters {
            let (name, letter, count) = match parameter {
                Parameter::Lifetime(name) => (name, '\'', &mut *lifetimes),
                Parameter::Type(name) => (name, 'T', &mut *types),
                Parameter::Constant(name) => (name, 'N', &mut *constants),
            };
            names.insert(*name, format!("{letter}{count}"));
            *count += 1;
        }
        Self {
            outer: Some(Rc::clone(outer)),
            names,
            counts,
            self_type: outer.self_type.clone(),
            bounds: Rc::clone(&outer.bounds),
            is_cut: outer.is_cut,
            scope: outer.scope,
        }
    }

    /// The same, where `Self` is another type.
    pub fn standing_for(self, self_type: Option<Rc<str>>) -> Self {
        Self { self_type, ..self }
    }

    /// What a generic parameter is called; `None` for any other name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut context = Some(self);
        while let Some(known) = context {
            if let Some(name) = known.names.get(name) {
                return Some(name);
            }
            context = known.outer.as_deref();
        }
        None
    }
}
