//! Interfaces of TypeScript that are aliases on the other side: both are told by what they describe.

use boundstone_model::{Alias, Form, Generics, Record, Signature};

use super::{DEEPEST, Pair, meaning};
use crate::types::{self, Key, Lookup, Origin, Type, parse};

impl Pair<'_> {
    /// An interface on one side, and on the other an alias of an object: both as aliases, where they are not the
    /// same. An alias that is the same as the interface was is written as that.
    pub(super) fn described(&self, old: &Signature, new: &Signature) -> Option<(Form, Form)> {
        let (own, other) = ((self.old, self.sides.old), (self.new, self.sides.new));
        let (alias, was, is) = match (&old.form, &new.form) {
            (Form::Record(interface), Form::Alias(alias)) => {
                let object = self.object(interface, &alias.generics, own)?;
                (alias, object, parse(alias.ty.as_ref()?, self.new)?)
            }
            (Form::Alias(alias), Form::Record(interface)) => {
                let object = self.object(interface, &alias.generics, other)?;
                (alias, parse(alias.ty.as_ref()?, self.old)?, object)
            }
            _ => return None,
        };
        let heads = self.comparison().heads(&was, &is);
        if self.comparison().is_same(&was, &is) {
            let was_interface = matches!(old.form, Form::Record(_));
            let is_as_open = was_interface || is_no_plain_object(&heads.0);
            return is_as_open.then(|| (old.form.clone(), old.form.clone()));
        }
        let form = |ty: Type| {
            let ty = Some(ty.to_string().into());
            Form::Alias(Alias { ty, ..alias.clone() })
        };
        match (heads, &old.form) {
            ((Type::Object(_), Type::Object(_)), _) => {
                let (was, is) = self.types(&was, &is, DEEPEST);
                Some((form(was), form(is)))
            }
            // Nobody extends a union.
            ((_, is @ Type::Union(_)), Form::Record(_)) => Some((old.form.clone(), form(is))),
            ((was @ Type::Union(_), is), _) => Some((form(was), form(is))),
            _ => None,
        }
    }

    /// The object that an interface with these type parameters describes. One without members is there for others to add to.
    fn object(
        &self,
        interface: &Record,
        generics: &Generics,
        (origin, lookup): (Origin, &dyn Lookup),
    ) -> Option<Type> {
        let is_empty = interface.members.is_empty() && interface.parents.is_empty();
        if interface.word != "interface" || is_empty || interface.generics != *generics {
            return None;
        }
        let parents = meaning::parents(&interface.parents, origin)?;
        let own = types::members(interface, origin)?;
        types::with_parents(own, &parents, self.follower(lookup))
    }
}

/// What is a function, or says what it has under any name: no alias of it is taken for a record where the interface is not.
fn is_no_plain_object(ty: &Type) -> bool {
    match ty {
        Type::Function(_) => true,
        Type::Object(members) => {
            members.iter().any(|it| matches!(it.key, Key::Index { .. } | Key::Call))
        }
        _ => false,
    }
}
