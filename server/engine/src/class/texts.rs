//! The texts of a signature that are types, or bounds of them.

use std::sync::Arc;

use boundstone_model::{Callable, Form, Generics, Signature};

/// Calls `each` for every one of them.
pub(crate) fn each_text(signature: &mut Signature, each: &mut dyn FnMut(&mut Arc<str>)) {
    match &mut signature.form {
        Form::Function(functions) => functions.iter_mut().for_each(|it| of_callable(it, each)),
        Form::Record(record) => {
            of_generics(&mut record.generics, each);
            record.parents.iter_mut().for_each(&mut *each);
            record.members.iter_mut().for_each(|it| each_text(&mut it.signature, each));
        }
        Form::Enum(it) => {
            of_generics(&mut it.generics, each);
            it.variants.iter_mut().for_each(|it| each_text(&mut it.signature, each));
        }
        Form::Value(value) => value.ty.iter_mut().for_each(each),
        Form::Alias(alias) => {
            of_generics(&mut alias.generics, each);
            alias.bounds.iter_mut().for_each(&mut *each);
            alias.ty.iter_mut().for_each(each);
        }
        Form::Macro(_) | Form::Module => {}
    }
}

fn of_callable(callable: &mut Callable, each: &mut dyn FnMut(&mut Arc<str>)) {
    of_generics(&mut callable.generics, each);
    callable.parameters.iter_mut().filter_map(|it| it.ty.as_mut()).for_each(&mut *each);
    callable.receiver.iter_mut().for_each(&mut *each);
    callable.result.iter_mut().for_each(each);
}

fn of_generics(generics: &mut Generics, each: &mut dyn FnMut(&mut Arc<str>)) {
    generics.bounds.iter_mut().for_each(&mut *each);
    generics.parameters.iter_mut().filter_map(|it| it.default.as_mut()).for_each(each);
}
