//! Signatures as types: what a function, an interface or a class is to those who use it.

use boundstone_model::{Callable, Form, GenericKind, Generics, Record, Signature, Value};

use super::parse::{parse, parse_member};
use super::{Function, Key, Member, Origin, Parameter, Type};

/// A type of what can be called in one way.
pub(crate) fn of_callable(callable: &Callable, origin: Origin) -> Option<Type> {
    function(callable, origin).map(|it| Type::Function(Box::new(it)))
}

pub(crate) fn function(callable: &Callable, origin: Origin) -> Option<Function> {
    if callable.qualifiers.iter().any(|it| &**it == "async") {
        return None;
    }
    let receiver = callable.receiver.as_ref().map(|ty| {
        Some(Parameter { ty: Some(parse(ty, origin)?), is_optional: false, is_rest: false })
    });
    let parameter = |it: &boundstone_model::Parameter| {
        let ty = match &it.ty {
            Some(ty) => Some(parse(ty, origin)?),
            None => None,
        };
        Some(Parameter { ty, is_optional: it.is_optional, is_rest: it.is_rest })
    };
    let parameters = callable.parameters.iter().map(parameter);
    let result = match &callable.result {
        Some(result) => Some(parse(result, origin)?),
        None => None,
    };
    Some(Function {
        qualifiers: callable.qualifiers.join(" "),
        generics: defaults(&callable.generics, origin)?,
        bounds: bounds(&callable.generics, origin)?,
        parameters: receiver.into_iter().chain(parameters).collect::<Option<_>>()?,
        result,
    })
}

/// The default of each type parameter.
pub(crate) fn defaults(generics: &Generics, origin: Origin) -> Option<Vec<Option<Type>>> {
    let default = |it: &boundstone_model::Generic| match (&it.kind, &it.default) {
        (GenericKind::Type, Some(default)) => parse(default, origin).map(Some),
        (GenericKind::Type, None) => Some(None),
        _ => None,
    };
    generics.parameters.iter().map(default).collect()
}

fn bounds(generics: &Generics, origin: Origin) -> Option<Vec<(usize, Type)>> {
    let bound = |it: &std::sync::Arc<str>| {
        let (parameter, bound) = it.split_once(" extends ")?;
        Some((parameter.strip_prefix('T')?.parse().ok()?, parse(bound, origin)?))
    };
    // How literals are inferred is no part of the type.
    generics.bounds.iter().filter(|it| !it.starts_with("const ")).map(bound).collect()
}

/// What an interface or a class states itself, each member by its name; of a class with `static`, `protected`
/// and the like before the name. `None` where a member is left to inference or cannot be read.
pub(crate) fn members(record: &Record, origin: Origin) -> Option<Vec<Member>> {
    let each = record.members.iter().map(|it| member(it, origin));
    Some(each.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

/// One of them, once for each way in which it is called.
pub(crate) fn member(it: &boundstone_model::Member, origin: Origin) -> Option<Vec<Member>> {
    let marks = it.signature.marks.iter().map(|mark| &**mark);
    let words: Vec<&str> = marks.filter(|mark| *mark != "deprecated").collect();
    let is_readonly = words.contains(&"readonly");
    let mut name = it.name.to_string();
    for word in words.iter().rev().filter(|word| **word != "readonly") {
        name = format!("{word} {name}");
    }
    let key = match it.name.is_empty() {
        true => Key::Call,
        false => Key::Property { name, is_optional: it.is_optional, is_readonly },
    };
    of_member(&it.signature, key, is_readonly, origin)
}

impl Member {
    /// As a member of a signature. `None` for what is called or indexed, or not public.
    pub(crate) fn written(&self) -> Option<boundstone_model::Member> {
        let Key::Property { name, is_optional, is_readonly } = &self.key else { return None };
        let marks = if *is_readonly { vec!["readonly".into()] } else { Vec::new() };
        let ty = Some(self.ty.to_string().into());
        let form = Form::Value(Value { word: "", is_mutable: false, ty, value: None });
        let signature = Signature { marks: marks.into(), form, is_inferred: false };
        let is_plain = !name.contains(' ');
        let member = || boundstone_model::Member {
            name: name.as_str().into(),
            is_optional: *is_optional,
            signature,
        };
        is_plain.then(member)
    }
}

fn of_member(
    signature: &Signature,
    key: Key,
    is_readonly: bool,
    origin: Origin,
) -> Option<Vec<Member>> {
    match &signature.form {
        // Whether the constructor is inherited is a question of its own.
        Form::Function(all)
            if matches!(&key, Key::Property { name, .. } if name.ends_with("constructor"))
                && all.iter().all(is_constructor) =>
        {
            Some(Vec::new())
        }
        Form::Function(all) => {
            let one = |it| Some(Member { key: key.clone(), ty: of_callable(it, origin)? });
            all.iter().map(one).collect()
        }
        Form::Value(value) if key == Key::Call => {
            let mut index = parse_member(value.ty.as_deref()?, origin)?;
            if let Key::Index { is_readonly: of_index, .. } = &mut index.key {
                *of_index |= is_readonly;
            }
            Some(vec![index])
        }
        Form::Value(value) => Some(vec![Member { key, ty: parse(value.ty.as_deref()?, origin)? }]),
        _ => None,
    }
}

fn is_constructor(callable: &Callable) -> bool {
    callable.qualifiers.iter().any(|it| &**it == "new")
}
