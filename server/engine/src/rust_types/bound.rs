//! What is demanded of a type, one bound each.

use super::parse::{bounds, parse};
use super::plain::{elide_bound, plain};
use super::written::for_lifetimes;
use super::{Argument, Bound, Given, Type};

/// `for<'r0> T0: A<'r0>`
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Demand {
    /// Those of `for<'r0>` that stand before the type.
    lifetimes: Vec<String>,
    pub(crate) of: Type,
    pub(crate) bound: Bound,
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
        add(Demand { lifetimes: lifetimes.clone(), of: of.clone(), bound }, &mut found)?;
    }
    Some(found)
}

fn add(mut demand: Demand, found: &mut Vec<Demand>) -> Option<()> {
    let Demand { lifetimes, of, bound } = &mut demand;
    if let Bound::Trait { lifetimes: own, path, .. } = bound {
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
                    inner.push((format!("{written}::{name}"), bounds));
                }
            }
        }
        if let Some(segment) = path.segments.last_mut()
            && segment.given == Given::Arguments(Vec::new())
        {
            segment.given = Given::Nothing;
        }
        let mut holder = Type::Bounds { word: "impl", bounds: vec![bound.clone()] };
        holder = plain(holder);
        if let Type::Bounds { bounds, .. } = holder {
            *bound = bounds.into_iter().next()?;
        }
        elide_bound(bound);
        for (of, bounds) in inner {
            let of = parse(&of)?;
            for bound in bounds {
                add(Demand { lifetimes: lifetimes.clone(), of: of.clone(), bound }, found)?;
            }
        }
    }
    found.push(demand);
    Some(())
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
