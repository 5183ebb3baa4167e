//! Constructors of TypeScript's classes that state none: they are made as what they extend is. Source: TypeScript Handbook,
//! "Classes", on constructors of derived classes.

use boundstone_model::{Callable, Form, Member, Record, Signature};

use super::Pair;
use super::inherited::{LONGEST_LINE, add};
use crate::class::is_constructor;
use crate::types::{self, Follower, Made, Meant, Origin, Type, given, parse};

/// As a member, and as the functions that it is: the names in those are looked up where they stand.
struct Constructor {
    member: Member,
    ways: Vec<Type>,
}

impl Pair<'_> {
    /// Makes a class state the constructor that it inherits, where the other side states one, or extends something else.
    pub(super) fn constructors(&self, old: &mut Record, new: &mut Record) {
        let states = |it: &Record| it.members.iter().any(is_constructor);
        let is_compared = match (states(old), states(new)) {
            (true, true) => false,
            (false, false) => extended(old) != extended(new),
            _ => true,
        };
        let both = || {
            let was = Constructor::of(old, self.old, self.follower(self.sides.old))?;
            Some((was, Constructor::of(new, self.new, self.follower(self.sides.new))?))
        };
        let Some((was, is)) = is_compared.then(both).flatten() else { return };
        let is_same = was.ways.len() == is.ways.len()
            && was.ways.iter().zip(&is.ways).all(|(was, is)| self.comparison().is_same(was, is))
            && was.member.signature.marks == is.member.signature.marks;
        let (member, other) = match is_same {
            true if states(new) => (is.member.clone(), is.member),
            true => (was.member.clone(), was.member),
            false => (was.member, is.member),
        };
        add(old, vec![member]);
        add(new, vec![other]);
    }
}

/// What a class extends, as it is written.
fn extended(record: &Record) -> Option<&str> {
    record.parents.iter().find_map(|it| it.strip_prefix("extends "))
}

/// What tells how a class is made.
pub(super) fn made(record: &Record, origin: Origin) -> Option<Made> {
    let stated = record.members.iter().find(|it| is_constructor(it));
    match (stated, extended(record)) {
        (Some(member), _) => Some(Made::Stated(member.clone(), origin)),
        (None, Some(parent)) => parse(parent, origin).map(Made::As),
        (None, None) => Some(Made::Plainly),
    }
}

impl Constructor {
    /// `None` where it leads to what others define, or cannot be read.
    fn of(record: &Record, origin: Origin, names: Follower<'_>) -> Option<Self> {
        let (mut next, mut arguments) = (made(record, origin)?, None);
        for _ in 0..LONGEST_LINE {
            let parent = match next {
                Made::Stated(member, origin) => return Self::stated(member, origin, arguments),
                Made::Plainly => return Some(Self::plain()),
                Made::As(parent) => parent,
            };
            let parent = parent.filled(0, 0, arguments.as_deref().unwrap_or_default());
            let Type::Name(name) = &parent else { return None };
            let Meant::Item(definition) = names.lookup.ty(name) else { return None };
            arguments = Some(given(&definition, name)?);
            next = definition.made.clone()?;
        }
        None
    }

    /// One that a class states. `arguments`: what its type parameters are given, where it is another class.
    fn stated(mut member: Member, origin: Origin, arguments: Option<Vec<Type>>) -> Option<Self> {
        let Form::Function(all) = &mut member.signature.form else { return None };
        let mut ways = Vec::new();
        for callable in all.iter_mut() {
            let mut way = types::of_callable(callable, origin)?;
            if let Some(arguments) = &arguments {
                way = way.filled(0, 0, arguments);
                write(callable, &way);
            }
            ways.push(way);
        }
        Some(Self { member, ways })
    }

    fn plain() -> Self {
        let callable = Callable { qualifiers: Box::from(["new".into()]), ..Callable::default() };
        let way = types::Function {
            qualifiers: "new".to_owned(),
            generics: Vec::new(),
            bounds: Vec::new(),
            parameters: Vec::new(),
            result: None,
        };
        let form = Form::Function(Box::from([callable]));
        let signature = Signature { marks: Box::default(), form, is_inferred: false };
        let member = Member { name: "constructor".into(), is_optional: false, signature };
        Self { member, ways: vec![Type::Function(Box::new(way))] }
    }
}

/// Writes what a constructor takes as its function says it.
fn write(callable: &mut Callable, way: &Type) {
    let Type::Function(way) = way else { return };
    for (parameter, taken) in callable.parameters.iter_mut().zip(&way.parameters) {
        parameter.ty = taken.ty.as_ref().map(|it| it.to_string().into());
    }
}
