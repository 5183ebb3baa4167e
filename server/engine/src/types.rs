//! Types of TypeScript as trees: what a type means where it is written by other names, as far as the repository says.
//!
//! What it is: [`parse`] reads the text by which signatures write a type, and [`Comparison`] tells whether two mean
//! the same on the two sides of a change. What it is not: a type checker. What it cannot read or follow is the same
//! as itself alone.

mod compare;
mod head;
mod parse;
mod scope;
mod signature;
mod utility;
mod written;

use boundstone_model::ItemNumber;

use crate::crossings::FileId;

pub(crate) use compare::{Comparison, Sides};
pub(crate) use head::{
    Definition, Follower, Lookup, Made, Meant, extended, given, head, members_of, with_parents,
};
pub(crate) use parse::{is_keyword, parse};
pub(crate) use signature::{defaults, function, member, members, of_callable};

/// The item in whose signature a name stands: there it is looked up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Origin {
    pub(crate) file: FileId,
    pub(crate) item: ItemNumber,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Type {
    /// What no name stands for: a keyword, a literal, a template.
    Word(String),
    Name(Name),
    /// A type parameter by its place: of the function or the like around, `T0`, or of one further out, `^T0`.
    Parameter {
        distance: usize,
        number: usize,
    },
    Union(Vec<Type>),
    Intersection(Vec<Type>),
    Array {
        element: Box<Type>,
        is_readonly: bool,
    },
    Tuple {
        elements: Vec<Parameter>,
        is_readonly: bool,
    },
    Object(Vec<Member>),
    Function(Box<Function>),
    /// `keyof A`, `typeof a`, `infer T0`, `#0 is A`
    Prefixed(String, Box<Type>),
    /// `A[B]`
    Indexed(Box<Type>, Box<Type>),
    /// `A extends B ? C : D`
    Conditional(Box<[Type; 4]>),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    pub(crate) name: String,
    /// `A` of `Name<A>`
    pub(crate) given: Vec<Type>,
    pub(crate) origin: Origin,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Member {
    pub(crate) key: Key,
    pub(crate) ty: Type,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    Property {
        name: String,
        is_optional: bool,
        is_readonly: bool,
    },
    /// `[_: string]`
    Index {
        by: Type,
        is_readonly: bool,
    },
    /// `[T0 in A]`, with `readonly` before it and `?` behind it, as they are written.
    Mapped {
        over: Type,
        before: String,
        behind: String,
    },
    /// It is called, or constructs: the type is a function.
    Call,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Function {
    /// `new`, `abstract new`
    pub(crate) qualifiers: String,
    /// The default of each type parameter.
    pub(crate) generics: Vec<Option<Type>>,
    /// What each of them extends that does, by its number.
    pub(crate) bounds: Vec<(usize, Type)>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) result: Option<Type>,
}

/// A parameter, or an element of a tuple.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Parameter {
    /// `None` where it is left to inference.
    pub(crate) ty: Option<Type>,
    pub(crate) is_optional: bool,
    pub(crate) is_rest: bool,
}

impl Type {
    pub(crate) fn word(word: &str) -> Self {
        Self::Word(word.to_owned())
    }

    /// Calls `visit` on each type directly in this one, with how many lists of type parameters stand between.
    fn each_inner(&mut self, visit: &mut dyn FnMut(&mut Type, usize)) {
        match self {
            Self::Word(_) | Self::Parameter { .. } => {}
            Self::Name(name) => name.given.iter_mut().for_each(|it| visit(it, 0)),
            Self::Union(parts) | Self::Intersection(parts) => {
                parts.iter_mut().for_each(|it| visit(it, 0));
            }
            Self::Array { element, .. } | Self::Prefixed(_, element) => visit(element, 0),
            Self::Tuple { elements, .. } => {
                elements.iter_mut().filter_map(|it| it.ty.as_mut()).for_each(|it| visit(it, 0));
            }
            Self::Object(members) => members.iter_mut().for_each(|it| it.each_inner(visit)),
            Self::Function(function) => function.each_inner(visit),
            Self::Indexed(whole, key) => {
                visit(whole, 0);
                visit(key, 0);
            }
            Self::Conditional(parts) => {
                let [left, right, yes, no] = &mut **parts;
                visit(left, 0);
                visit(right, 1);
                visit(yes, 1);
                visit(no, 0);
            }
        }
    }
}

impl Member {
    fn each_inner(&mut self, visit: &mut dyn FnMut(&mut Type, usize)) {
        let scopes = match &mut self.key {
            Key::Property { .. } | Key::Call => 0,
            Key::Index { by, .. } => {
                visit(by, 0);
                0
            }
            Key::Mapped { over, .. } => {
                visit(over, 1);
                1
            }
        };
        visit(&mut self.ty, scopes);
    }
}

impl Function {
    fn each_inner(&mut self, visit: &mut dyn FnMut(&mut Type, usize)) {
        let generics = self.generics.iter_mut().flatten();
        let bounds = self.bounds.iter_mut().map(|(_, bound)| bound);
        let parameters = self.parameters.iter_mut().filter_map(|it| it.ty.as_mut());
        let inner = generics.chain(bounds).chain(parameters).chain(&mut self.result);
        inner.for_each(|it| visit(it, 1));
    }
}
