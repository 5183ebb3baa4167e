//! Types of Rust, read back from the text of a signature, so that two can be compared that say the same in other words.

mod bound;
mod has;
mod lifetimes;
mod parse;
mod plain;
mod prelude;
mod projection;
mod standard;
mod walk;
mod wider;
mod written;

pub(crate) use bound::{Demand, demands};
pub(crate) use has::{fulfils, is_integer, is_of_lent, is_unsized, may_be_future};
pub(crate) use lifetimes::{UNNAMED, demands_outlives, lifetimes_of};
pub(crate) use parse::{list, parse};
pub(crate) use plain::{has_qualified, plain, without_qualified};
pub(crate) use prelude::{is_in_prelude, is_primitive};
pub(crate) use projection::demands_alike;
pub(crate) use wider::{
    Outlives, Relation, differ_by_constant, gives_more, taken_for_all, takes_more,
};

/// A type as a signature writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Type {
    Path(Path),
    /// `<T as Trait>::Name`
    Qualified {
        ty: Box<Type>,
        of_trait: Option<Path>,
        rest: Vec<Segment>,
    },
    Reference {
        lifetime: Option<String>,
        is_mutable: bool,
        ty: Box<Type>,
    },
    Pointer {
        is_mutable: bool,
        ty: Box<Type>,
    },
    Tuple(Vec<Type>),
    Slice(Box<Type>),
    Array {
        ty: Box<Type>,
        length: String,
    },
    Function(Function),
    /// `dyn A + 'a`, `impl A`.
    Bounds {
        word: &'static str,
        bounds: Vec<Bound>,
    },
    /// `!`, `_`
    Word(String),
}

/// `unsafe fn(A) -> B`
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Function {
    /// Those of `for<'r0>`.
    pub(crate) lifetimes: Vec<String>,
    /// With a space behind each.
    pub(crate) qualifiers: String,
    pub(crate) call: Call,
}

/// What stands behind `fn` and `Fn`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Call {
    pub(crate) parameters: Vec<Type>,
    pub(crate) result: Option<Box<Type>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Path {
    pub(crate) segments: Vec<Segment>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Segment {
    pub(crate) name: String,
    pub(crate) given: Given,
}

/// What a segment of a path is given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Given {
    Nothing,
    Arguments(Vec<Argument>),
    /// `(A) -> B` of `Fn(A) -> B`.
    Call(Call),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Argument {
    Lifetime(String),
    Type(Type),
    /// A literal, or an expression in braces.
    Constant(String),
    /// `Item = T`
    Is {
        name: String,
        ty: Type,
    },
    /// `Item: A + B`
    Demands {
        name: String,
        bounds: Vec<Bound>,
    },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Bound {
    Lifetime(String),
    /// `use<'a, T>`
    Captured(String),
    Trait {
        /// Those of `for<'r0>`.
        lifetimes: Vec<String>,
        /// `?`, `const `
        modifier: String,
        path: Path,
    },
}

impl Path {
    /// The path without what it is given.
    pub(crate) fn names(&self) -> String {
        let names: Vec<&str> = self.segments.iter().map(|it| it.name.as_str()).collect();
        names.join("::")
    }

    pub(crate) fn last(&self) -> Option<&Segment> {
        self.segments.last()
    }
}

impl Segment {
    pub(crate) fn arguments(&self) -> &[Argument] {
        match &self.given {
            Given::Arguments(arguments) => arguments,
            _ => &[],
        }
    }
}
