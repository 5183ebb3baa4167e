//! The lifetimes of a type that belong to what it stands in: those behind `fn` and `Fn` are declared there.

use std::collections::BTreeSet;

use super::{Argument, Bound, Given, Path, Type, parse};

impl Type {
    /// Calls `each` for every lifetime of it, also for those of references that are left out; not for those in calls.
    pub(crate) fn each_lifetime(&self, each: &mut dyn FnMut(Option<&str>)) {
        match self {
            Self::Path(path) => path.each_lifetime(each),
            Self::Qualified { ty, of_trait, rest } => {
                ty.each_lifetime(each);
                of_trait.iter().for_each(|it| it.each_lifetime(each));
                Path { segments: rest.clone() }.each_lifetime(each);
            }
            Self::Reference { lifetime, ty, .. } => {
                each(lifetime.as_deref());
                ty.each_lifetime(each);
            }
            Self::Pointer { ty, .. } | Self::Slice(ty) | Self::Array { ty, .. } => {
                ty.each_lifetime(each);
            }
            Self::Tuple(types) => types.iter().for_each(|it| it.each_lifetime(each)),
            Self::Bounds { bounds, .. } => bounds.iter().for_each(|it| it.each_lifetime(each)),
            Self::Function(_) | Self::Word(_) => {}
        }
    }

    /// Calls `named` for each of the same lifetimes, which gives how one is called from now on, or nothing where it stays.
    pub(crate) fn name_lifetimes(&mut self, named: &mut dyn FnMut(Option<&str>) -> Option<String>) {
        match self {
            Self::Path(path) => path.name_lifetimes(named),
            Self::Qualified { ty, of_trait, .. } => {
                ty.name_lifetimes(named);
                of_trait.iter_mut().for_each(|it| it.name_lifetimes(named));
            }
            Self::Reference { lifetime, ty, .. } => {
                if let Some(name) = named(lifetime.as_deref()) {
                    *lifetime = Some(name);
                }
                ty.name_lifetimes(named);
            }
            Self::Pointer { ty, .. } | Self::Slice(ty) | Self::Array { ty, .. } => {
                ty.name_lifetimes(named);
            }
            Self::Tuple(types) => types.iter_mut().for_each(|it| it.name_lifetimes(named)),
            Self::Bounds { bounds, .. } => {
                bounds.iter_mut().for_each(|it| it.name_lifetimes(named));
            }
            Self::Function(_) | Self::Word(_) => {}
        }
    }

    /// The type with a lifetime left out wherever it stands; `None` where that says something else.
    pub(crate) fn without_lifetime(&self, name: &str) -> Option<Self> {
        let (mut outside, mut everywhere) = (0, 0);
        self.each_lifetime(&mut |it| outside += usize::from(it == Some(name)));
        let mut left = self.clone();
        left.inside_out(&mut |ty| {
            if let Self::Bounds { bounds, .. } = ty {
                for bound in bounds {
                    let Bound::Captured(captured) = bound else { continue };
                    let place = captured_lifetimes(captured).position(|it| it == name);
                    if let Some(place) = place {
                        everywhere += 1;
                        *captured = with_unnamed(captured, place);
                    }
                }
            }
        });
        left.lifetimes(&mut |it| {
            if it == name {
                everywhere += 1;
                *it = UNNAMED.to_owned();
            }
        });
        left.inside_out(&mut |ty| match ty {
            Self::Reference { lifetime, .. } if lifetime.as_deref() == Some(UNNAMED) => {
                *lifetime = None;
            }
            Self::Path(path) => path.leave_out_unnamed(),
            Self::Bounds { bounds, .. } => bounds.iter_mut().for_each(|bound| {
                if let Bound::Trait { path, .. } = bound {
                    path.leave_out_unnamed();
                }
            }),
            _ => {}
        });
        (outside == everywhere).then_some(left)
    }
}

/// Whether a type that stands somewhere demands `T0: '0` there, as `&'0 T0` does. Source: The Rust Reference, "Implied bounds".
pub(crate) fn demands_outlives(text: &str, bound: &str) -> bool {
    let Some((of, lives)) = bound.split_once(": ").filter(|(_, it)| it.starts_with('\'')) else {
        return false;
    };
    let Some(mut ty) = parse(text).filter(|_| text.contains(lives)) else { return false };
    let mut is_demanded = false;
    ty.inside_out(&mut |ty| {
        let Type::Reference { lifetime: Some(lifetime), ty: held, .. } = ty else { return };
        if lifetime == lives {
            held.inside_out(&mut |it| is_demanded |= it.to_string() == of);
        }
    });
    is_demanded
}

/// How a lifetime is written that has no name, where something must be written.
pub(crate) const UNNAMED: &str = "'_";

impl Path {
    fn each_lifetime(&self, each: &mut dyn FnMut(Option<&str>)) {
        for argument in self.segments.iter().flat_map(|it| it.arguments()) {
            match argument {
                Argument::Lifetime(lifetime) => each(Some(lifetime)),
                Argument::Type(ty) | Argument::Is { ty, .. } => ty.each_lifetime(each),
                Argument::Demands { bounds, .. } => {
                    bounds.iter().for_each(|it| it.each_lifetime(each));
                }
                Argument::Constant(_) => {}
            }
        }
    }

    fn name_lifetimes(&mut self, named: &mut dyn FnMut(Option<&str>) -> Option<String>) {
        for segment in &mut self.segments {
            let Given::Arguments(arguments) = &mut segment.given else { continue };
            for argument in arguments {
                match argument {
                    Argument::Lifetime(lifetime) => rename(lifetime, named),
                    Argument::Type(ty) | Argument::Is { ty, .. } => ty.name_lifetimes(named),
                    Argument::Demands { bounds, .. } => {
                        bounds.iter_mut().for_each(|it| it.name_lifetimes(named));
                    }
                    Argument::Constant(_) => {}
                }
            }
        }
    }

    fn leave_out_unnamed(&mut self) {
        for segment in &mut self.segments {
            let Given::Arguments(arguments) = &mut segment.given else { continue };
            arguments.retain(|it| !matches!(it, Argument::Lifetime(it) if it == UNNAMED));
            if arguments.is_empty() {
                segment.given = Given::Nothing;
            }
        }
    }
}

impl Bound {
    fn each_lifetime(&self, each: &mut dyn FnMut(Option<&str>)) {
        match self {
            Self::Lifetime(lifetime) => each(Some(lifetime)),
            Self::Captured(captured) => captured_lifetimes(captured).for_each(|it| each(Some(it))),
            Self::Trait { path, .. } => path.each_lifetime(each),
        }
    }
}

impl Bound {
    fn name_lifetimes(&mut self, named: &mut dyn FnMut(Option<&str>) -> Option<String>) {
        match self {
            Self::Lifetime(lifetime) => rename(lifetime, named),
            Self::Captured(captured) => {
                let names = captured.split(", ").map(|it| match it.starts_with('\'') {
                    true => named(Some(it)).unwrap_or_else(|| it.to_owned()),
                    false => it.to_owned(),
                });
                let names: Vec<String> = names.collect();
                *captured = names.join(", ");
            }
            Self::Trait { path, .. } => path.name_lifetimes(named),
        }
    }
}

fn rename(lifetime: &mut String, named: &mut dyn FnMut(Option<&str>) -> Option<String>) {
    if let Some(name) = named(Some(lifetime)) {
        *lifetime = name;
    }
}

/// The lifetimes that bounds name, but for `'static`.
pub(crate) fn lifetimes_of(bounds: &[Bound]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for bound in bounds {
        bound.each_lifetime(&mut |it| {
            found.extend(it.filter(|it| *it != "'static").map(str::to_owned));
        });
    }
    found
}

/// The lifetimes of `use<'a, T>`.
fn captured_lifetimes(captured: &str) -> impl Iterator<Item = &str> {
    captured.split(", ").filter(|it| it.starts_with('\''))
}

/// The same, where the lifetime at a place has no name. Lifetimes stand before types.
fn with_unnamed(captured: &str, place: usize) -> String {
    let mut names: Vec<&str> = captured.split(", ").collect();
    if let Some(name) = names.get_mut(place) {
        *name = UNNAMED;
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::demands_outlives;
    use crate::rust_types::parse;

    #[test]
    fn what_is_lent_lives_as_long() {
        for (ty, is_demanded) in [
            ("&'0 T0", true),
            ("Option<&'0 mut [T0]>", true),
            ("&'1 T0", false),
            ("&'0 T1", false),
            ("T0", false),
        ] {
            assert_eq!(demands_outlives(ty, "T0: '0"), is_demanded, "{ty}");
        }
    }

    #[test]
    fn a_lifetime_is_left_out_where_it_means_the_same() {
        for (ty, expected) in [
            ("&'0 [u8]", Some("&[u8]")),
            ("impl Iterator<Item = &'0 u8> + '0", Some("impl Iterator<Item = &u8> + '_")),
            ("Box<dyn A<'0> + '0>", Some("Box<dyn A + '_>")),
            ("impl A + use<'0, '1, T0>", Some("impl A + use<'_, '1, T0>")),
            ("B<'0, '1, T0>", Some("B<'1, T0>")),
            ("impl Fn(&'0 u8) -> u8", None),
            ("fn(&'0 u8)", None),
            ("impl Fn(&u8) + '0", Some("impl Fn(&u8) + '_")),
        ] {
            let left = parse(ty).unwrap().without_lifetime("'0").map(|it| it.to_string());
            assert_eq!(left.as_deref(), expected, "{ty}");
        }
    }
}
