//! Types of Rust as the text that signatures have.

use std::fmt::{self, Display, Formatter};

use super::{Argument, Bound, Call, Function, Given, Path, Segment, Type};

impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => path.fmt(f),
            Self::Qualified { ty, of_trait, rest } => {
                match of_trait {
                    Some(of_trait) => write!(f, "<{ty} as {of_trait}>")?,
                    None => write!(f, "<{ty}>")?,
                }
                rest.iter().try_for_each(|it| write!(f, "::{it}"))
            }
            Self::Reference { lifetime, is_mutable, ty } => {
                let space = if lifetime.is_some() { " " } else { "" };
                let mutable = if *is_mutable { "mut " } else { "" };
                write!(f, "&{}{space}{mutable}", lifetime.as_deref().unwrap_or_default())?;
                ty.inner(f)
            }
            Self::Pointer { is_mutable, ty } => {
                write!(f, "*{} ", if *is_mutable { "mut" } else { "const" })?;
                ty.inner(f)
            }
            Self::Tuple(types) => match types.as_slice() {
                [only] => write!(f, "({only},)"),
                types => write!(f, "({})", joined(types, ", ")),
            },
            Self::Slice(ty) => write!(f, "[{ty}]"),
            Self::Array { ty, length } => write!(f, "[{ty}; {length}]"),
            Self::Function(function) => function.fmt(f),
            Self::Bounds { word, bounds } => write!(f, "{word} {}", joined(bounds, " + ")),
            Self::Word(word) => word.fmt(f),
        }
    }
}

impl Type {
    /// Where no `+` may go on with it.
    fn inner(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bounds { bounds, .. } if bounds.len() > 1 => write!(f, "({self})"),
            _ => self.fmt(f),
        }
    }
}

impl Display for Function {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}fn{}", for_lifetimes(&self.lifetimes), self.qualifiers, self.call)
    }
}

impl Display for Call {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "({})", joined(&self.parameters, ", "))?;
        match &self.result {
            Some(result) => {
                write!(f, " -> ")?;
                result.inner(f)
            }
            None => Ok(()),
        }
    }
}

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        joined(&self.segments, "::").fmt(f)
    }
}

impl Display for Segment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)?;
        match &self.given {
            Given::Nothing => Ok(()),
            Given::Arguments(arguments) => write!(f, "<{}>", joined(arguments, ", ")),
            Given::Call(call) => call.fmt(f),
        }
    }
}

impl Display for Argument {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lifetime(text) | Self::Constant(text) => text.fmt(f),
            Self::Type(ty) => ty.fmt(f),
            Self::Is { name, ty } => write!(f, "{name} = {ty}"),
            Self::Demands { name, bounds } => write!(f, "{name}: {}", joined(bounds, " + ")),
        }
    }
}

impl Display for Bound {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lifetime(lifetime) => lifetime.fmt(f),
            Self::Captured(captured) => write!(f, "use<{captured}>"),
            Self::Trait { lifetimes, modifier, path } => {
                write!(f, "{}{modifier}{path}", for_lifetimes(lifetimes))
            }
        }
    }
}

pub(super) fn for_lifetimes(lifetimes: &[String]) -> String {
    if lifetimes.is_empty() { String::new() } else { format!("for<{}> ", lifetimes.join(", ")) }
}

fn joined<T: Display>(parts: &[T], separator: &str) -> String {
    let parts: Vec<String> = parts.iter().map(T::to_string).collect();
    parts.join(separator)
}
