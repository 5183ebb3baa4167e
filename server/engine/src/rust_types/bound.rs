//! What is demanded of a type, one bound each.

use super::parse::{bounds, parse};
use super::plain::{elide_bound, plain, without_qualified};
use super::written::for_lifetimes;
use super::{Argument, Bound, Given, Path, Segment, Type};

/// `for<'r0> T0: A<'r0>`
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Demand {
    /// Those of `for<'r0>` that stand before the type.
    pub(super) lifetimes: Vec<String>,
    pub(crate) of: Type,
    pub(crate) bound: Bound,
    /// It was written inside the bound of another one: `B` of `T0: A<Item: B>`.
    is_of_member: bool,
}

impl std::fmt::Display for Demand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}: {}", for_lifetimes(&self.lifetimes), self.of, self.bound)
    }
}

/// Traits whose parameter is the type itself where none is given. Source: their documentation in `std`.
const OF_ITSELF: [&str; 12] = [
    "PartialEq",
    "PartialOrd",
    "std::ops::Add",
    "std::ops::AddAssign",
    "std::ops::BitAnd",
    "std::ops::BitOr",
    "std::ops::BitXor",
    "std::ops::Div",
    "std::ops::Mul",
    "std::ops::MulAssign",
    "std::ops::Rem",
    "std::ops::Sub",
];

/// What a bound demands in other words: `T: A<Item: B>` is `T: A` and `T::Item: B`. `None` for what is no such bound:
/// `Self = A`, or that of a lifetime.
pub(crate) fn demands(text: &str) -> Option<Vec<Demand>> {
    let mut demands = demands_by_trait(text)?;
    for demand in demands.iter_mut().filter(|it| it.is_of_member && it.lifetimes.is_empty()) {
        without_qualified(&mut demand.of);
    }
    Some(demands)
}

/// The same with the trait that is said to have the associated type: `T: A<Item: B>` is `T: A` and `<T as A>::Item: B`.
pub(super) fn demands_by_trait(text: &str) -> Option<Vec<Demand>> {
    let (lifetimes, behind) = match text.strip_prefix("for<") {
        Some(behind) => {
            let (declared, behind) = behind.split_once("> ")?;
            (declared.split(", ").map(str::to_owned).collect(), behind)
        }
        None => (Vec::new(), text),
    };
    let (of, demanded) = behind.split_once(": ").filter(|(of, _)| !of.starts_with('\''))?;
    let of = plain(parse(of)?);
    let mut found = Vec::new();
    for bound in bounds(demanded)? {
        // The bounds of one are parted where they are written.
        let of = of.clone();
        add(Demand { lifetimes: lifetimes.clone(), of, bound, is_of_member: false }, &mut found)?;
    }
    Some(found)
}

fn add(mut demand: Demand, found: &mut Vec<Demand>) -> Option<()> {
    let Demand { lifetimes, of, bound, .. } = &mut demand;
    if let Bound::Trait { lifetimes: own, path, .. } = bound {
        let declared = [lifetimes.as_slice(), own.as_slice()].concat();
        let mut is_named = false;
        of.lifetimes(&mut |it| is_named |= lifetimes.contains(it));
        if !is_named {
            own.splice(0..0, std::mem::take(lifetimes));
        }
        let name = path.names();
        let mut inner = Vec::new();
        if let Some(Given::Arguments(arguments)) = path.segments.last_mut().map(|it| &mut it.given)
        {
            let written = of.to_string();
            let is_itself = |it: &Argument| it.to_string() == written;
            if OF_ITSELF.contains(&name.as_str()) && arguments.first().is_some_and(is_itself) {
                arguments.remove(0);
            }
            for argument in arguments.extract_if(.., |it| matches!(it, Argument::Demands { .. })) {
                if let Argument::Demands { name, bounds } = argument {
                    inner.push((name, bounds));
                }
            }
        }
        if let Some(segment) = path.segments.last_mut()
            && segment.given == Given::Arguments(Vec::new())
        {
            segment.given = Given::Nothing;
        }
        let of_trait = without_types(path);
        let mut holder = Type::Bounds { word: "impl", bounds: vec![bound.clone()] };
        holder = plain(holder);
        if let Type::Bounds { bounds, .. } = holder {
            *bound = bounds.into_iter().next()?;
        }
        elide_bound(bound);
        for (name, bounds) in inner {
            let of_member = member(of, of_trait.clone(), name);
            for bound in bounds {
                let (lifetimes, of) = (declared.clone(), of_member.clone());
                add(Demand { lifetimes, of, bound, is_of_member: true }, found)?;
            }
        }
    }
    found.push(demand);
    Some(())
}

/// `<T0 as A>::Item`
fn member(of: &Type, of_trait: Path, name: String) -> Type {
    let rest = vec![Segment { name, given: Given::Nothing }];
    Type::Qualified { ty: Box::new(of.clone()), of_trait: Some(of_trait), rest }
}

/// A trait without what it says of its associated types: `A<u8>` of `A<u8, Item = B>`.
fn without_types(path: &Path) -> Path {
    let mut path = path.clone();
    if let Some(segment) = path.segments.last_mut()
        && let Given::Arguments(arguments) = &mut segment.given
    {
        arguments.retain(|it| !matches!(it, Argument::Is { .. } | Argument::Demands { .. }));
        if arguments.is_empty() {
            segment.given = Given::Nothing;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::demands;

    #[test]
    fn bounds_that_say_the_same_are_written_the_same() {
        let written = |text: &str| {
            let mut all: Vec<String> =
                demands(text).unwrap().iter().map(|it| it.to_string()).collect();
            all.sort();
            all.join(", ")
        };
        for (text, expected) in [
            ("T0: IntoIterator<Item: Into<u32>>", "T0: IntoIterator, T0::Item: Into<u32>"),
            ("for<'r0> T0: Fn(&'r0 str) -> &'r0 u8", "T0: Fn(&str) -> &u8"),
            (
                "T0: for<'r0> Fn(&'r0 str, &'r0 str) -> bool",
                "T0: for<'r0> Fn(&'r0 str, &'r0 str) -> bool",
            ),
            ("&'0 T0: A<Item: B>", "&'0 T0: A, <&'0 T0 as A>::Item: B"),
            ("T0: for<'r0> A<'r0, Out: B>", "T0: for<'r0> A<'r0>, for<'r0> <T0 as A<'r0>>::Out: B"),
            ("for<'r0> &'r0 T0: IntoIterator", "for<'r0> &'r0 T0: IntoIterator"),
            ("T0: std::ops::Add<T0, Output = T0>", "T0: std::ops::Add<Output = T0>"),
            ("T0: std::ops::Add<T1>", "T0: std::ops::Add<T1>"),
            ("T0: Fn(&(dyn A + '_))", "T0: Fn(&dyn A)"),
            ("T0: ?Sized", "T0: ?Sized"),
            ("T0: 'static", "T0: 'static"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
        assert!(demands("Self = A<T0>").is_none() && demands("'0: '1").is_none());
    }
}
