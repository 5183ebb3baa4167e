//! The types that TypeScript brings with it and that make a type of another one, where that says itself what it has.
//! Source: TypeScript Handbook, "Utility Types", "Mapped Types" and "Indexed Access Types".

use super::head::{Follower, Meant, head_within, union};
use super::{Key, Member, Name, Parameter, Type};

/// What `Partial<A>` and the like are.
pub(super) fn evaluated(name: &Name, names: Follower<'_>, steps: usize) -> Option<Type> {
    let given: Vec<Type> = name.given.iter().map(|it| head_within(it, names, steps)).collect();
    match (name.name.as_str(), given.as_slice()) {
        ("Partial", [of]) => properties(of, |it| it.optional(true)),
        ("Required", [of]) => properties(of, |it| it.optional(false)),
        ("Readonly", [Type::Array { element, .. }]) => {
            Some(Type::Array { element: element.clone(), is_readonly: true })
        }
        ("Readonly", [of]) => properties(of, |it| it.readonly(true)),
        ("Pick", [of, keys]) => {
            let keys = literals(keys)?;
            chosen(of, |name| keys.iter().any(|it| it == name))
        }
        ("Omit", [of, keys]) => {
            let keys = literals(keys)?;
            chosen(of, |name| !keys.iter().any(|it| it == name))
        }
        ("Record", [keys, _]) => record(keys, name.given.get(1)?),
        ("NonNullable", [of]) if is_open(of, names) => None,
        ("NonNullable", [of]) => without(
            of,
            |it| matches!(it, Type::Word(word) if word == "null" || word == "undefined"),
        ),
        ("Exclude", [of, others]) => {
            let (parts, others) = (literal_parts(of)?, literal_parts(others)?);
            Some(union(parts.into_iter().filter(|it| !others.contains(it))))
        }
        ("Extract", [of, others]) => {
            let (parts, others) = (literal_parts(of)?, literal_parts(others)?);
            Some(union(parts.into_iter().filter(|it| others.contains(it))))
        }
        ("Parameters", [Type::Function(function)])
            if function.generics.is_empty() && function.qualifiers.is_empty() =>
        {
            let element = |it: &Parameter| {
                let ty = it.ty.clone().map(|ty| ty.with(&[]));
                Parameter { ty, ..*it }
            };
            let elements = function.parameters.iter().map(element).collect();
            Some(Type::Tuple { elements, is_readonly: false })
        }
        ("ReturnType", [Type::Function(function)]) if function.generics.is_empty() => {
            function.result.clone().map(|it| it.with(&[]))
        }
        _ => None,
    }
}

/// What a name stands for by the declarations of the language, where what it is given is not known.
/// Source: `lib.es5.d.ts` of TypeScript.
pub(super) fn spelled(name: &Name) -> Option<Type> {
    let is_parameter = |it: &Type| matches!(it, Type::Parameter { .. });
    match (name.name.as_str(), name.given.as_slice()) {
        ("Partial", [of]) => Some(of_each_key(of, "", "?")),
        ("Required", [of]) => Some(of_each_key(of, "", "-?")),
        ("Readonly", [of]) => Some(of_each_key(of, "readonly ", "")),
        // Over a `keyof` that is written, each property stays as it is otherwise.
        ("Record", [keys, of]) if !matches!(keys, Type::Prefixed(..)) => {
            Some(mapping(keys.clone().shifted(1), ("", ""), of.clone().shifted(1)))
        }
        ("Pick", [of, keys]) if is_parameter(keys) => {
            Some(mapping(keys.clone().shifted(1), ("", ""), at_key(of)))
        }
        ("Omit", [of, keys]) => {
            let kept = Type::Prefixed("keyof".to_owned(), Box::new(of.clone()));
            let kept = named("Exclude", vec![kept, keys.clone()], name);
            Some(named("Pick", vec![of.clone(), kept], name))
        }
        ("NonNullable", [of]) => {
            Some(Type::Intersection(vec![of.clone(), Type::Object(Vec::new())]))
        }
        // Of any other type, what is written so does not go over the parts of a union.
        ("Exclude" | "Extract", [of, others]) if is_parameter(of) => {
            let (never, others) = (Type::word("never"), others.clone().shifted(1));
            let parts = match name.name.as_str() {
                "Exclude" => [of.clone(), others, never, of.clone()],
                _ => [of.clone(), others, of.clone().shifted(1), never],
            };
            Some(Type::Conditional(Box::new(parts)))
        }
        _ => None,
    }
}

fn named(other: &str, given: Vec<Type>, name: &Name) -> Type {
    Type::Name(Name { name: other.to_owned(), given, origin: name.origin })
}

/// `{ [K in keyof A]: A[K] }`
fn of_each_key(of: &Type, before: &str, behind: &str) -> Type {
    let keys = Type::Prefixed("keyof".to_owned(), Box::new(of.clone().shifted(1)));
    mapping(keys, (before, behind), at_key(of))
}

/// `A[K]`, inside the list of `K`.
fn at_key(of: &Type) -> Type {
    let key = Type::Parameter { distance: 0, number: 0 };
    Type::Indexed(Box::new(of.clone().shifted(1)), Box::new(key))
}

fn mapping(over: Type, (before, behind): (&str, &str), ty: Type) -> Type {
    let (before, behind) = (before.to_owned(), behind.to_owned());
    Type::Object(vec![Member { key: Key::Mapped { over, before, behind }, ty }])
}

/// Whether a type may be `null` and does not say so.
fn is_open(ty: &Type, names: Follower<'_>) -> bool {
    match ty {
        Type::Union(parts) => parts.iter().any(|it| is_open(it, names)),
        Type::Word(word) => matches!(word.as_str(), "any" | "unknown" | "_"),
        Type::Name(name) => matches!(names.lookup.ty(name), Meant::Foreign),
        Type::Object(_) | Type::Function(_) | Type::Array { .. } | Type::Tuple { .. } => false,
        _ => true,
    }
}

/// `keyof A`
pub(super) fn keys(of: &Type) -> Option<Type> {
    let names = property_names(of)?;
    Some(union(names.map(|it| quoted(&it))))
}

fn property_names(of: &Type) -> Option<impl Iterator<Item = String> + use<'_>> {
    let Type::Object(members) = of else { return None };
    // A number or a symbol is no text.
    let is_text = |name: &str| {
        name.starts_with(|it: char| it.is_alphabetic() || matches!(it, '_' | '$'))
            && !name.contains(' ')
    };
    let all = members.iter().all(|it| it.name().is_some_and(is_text));
    all.then(|| members.iter().filter_map(|it| it.name().map(str::to_owned)))
}

fn quoted(name: &str) -> Type {
    Type::Word(format!("\"{name}\""))
}

/// The texts of a union of texts.
fn literals(keys: &Type) -> Option<Vec<String>> {
    let text = |it: &Type| match it {
        Type::Word(word) => {
            let inner = word.strip_prefix('"')?.strip_suffix('"')?;
            (!inner.contains('\\')).then(|| inner.to_owned())
        }
        _ => None,
    };
    match keys {
        Type::Union(parts) => parts.iter().map(text).collect(),
        Type::Word(word) if word == "never" => Some(Vec::new()),
        one => text(one).map(|it| vec![it]),
    }
}

/// The same of what a property is asked for by: a number is one as well.
fn keys_of(keys: &Type) -> Option<Vec<String>> {
    match keys {
        Type::Word(word) if word.bytes().all(|it| it.is_ascii_digit()) => Some(vec![word.clone()]),
        keys => literals(keys),
    }
}

/// The parts of a union, where each is a value.
fn literal_parts(of: &Type) -> Option<Vec<Type>> {
    let parts = match of {
        Type::Union(parts) => parts.clone(),
        one => vec![one.clone()],
    };
    let is_value = |it: &Type| match it {
        Type::Word(word) => {
            matches!(word.as_str(), "null" | "undefined" | "true" | "false")
                || word.starts_with(|it: char| it == '"' || it == '-' || it.is_ascii_digit())
        }
        _ => false,
    };
    parts.iter().all(is_value).then_some(parts)
}

fn without(of: &Type, is_gone: impl Fn(&Type) -> bool) -> Option<Type> {
    match of {
        Type::Union(parts) => Some(union(parts.iter().filter(|it| !is_gone(it)).cloned())),
        Type::Word(_) | Type::Object(_) | Type::Function(_) | Type::Array { .. } => {
            Some(if is_gone(of) { Type::word("never") } else { of.clone() })
        }
        _ => None,
    }
}

/// An object with each of its properties made another.
fn properties(of: &Type, change: impl Fn(Member) -> Member) -> Option<Type> {
    let Type::Object(members) = of else { return None };
    let is_plain = members.iter().all(|it| it.name().is_some());
    is_plain.then(|| Type::Object(members.iter().cloned().map(change).collect()))
}

fn chosen(of: &Type, is_kept: impl Fn(&str) -> bool) -> Option<Type> {
    let Type::Object(members) = of else { return None };
    if members.iter().any(|it| it.name().is_none()) {
        return None;
    }
    let kept = members.iter().filter(|it| it.name().is_some_and(&is_kept));
    Some(Type::Object(kept.cloned().collect()))
}

/// `Record<"a" | "b", A>`, `Record<string, A>`
fn record(keys: &Type, of: &Type) -> Option<Type> {
    if let Type::Word(word) = keys
        && matches!(word.as_str(), "string" | "number" | "symbol")
    {
        let key = Key::Index { by: keys.clone(), is_readonly: false };
        return Some(Type::Object(vec![Member { key, ty: of.clone() }]));
    }
    let member = |name: String| Member { key: property(name), ty: of.clone() };
    Some(Type::Object(literals(keys)?.into_iter().map(member).collect()))
}

fn property(name: String) -> Key {
    Key::Property { name, is_optional: false, is_readonly: false }
}

/// `{[T0 in A]: B}` over texts, and over the keys of an object, whose properties stay as they are otherwise.
pub(super) fn mapped(
    over: &Type,
    (before, behind): (&str, &str),
    of: &Type,
    names: Follower<'_>,
    steps: usize,
) -> Option<Type> {
    // The list of the key stands around what it goes over.
    let over = over.clone().with(&[]);
    let source = match &over {
        Type::Prefixed(word, inner) if word == "keyof" => Some(head_within(inner, names, steps)),
        _ => None,
    };
    let of_source = |name: &str| match &source {
        Some(Type::Object(members)) => members.iter().find(|it| it.name() == Some(name)).cloned(),
        _ => None,
    };
    let keys = literals(&head_within(&over, names, steps))?;
    let member = |name: String| {
        let key = of_source(&name).map_or_else(|| property(name.clone()), |it| it.key);
        let mut member = Member { key, ty: of.clone().with(&[quoted(&name)]) };
        member = match behind {
            "?" => member.optional(true),
            "-?" => member.optional(false),
            _ => member,
        };
        match before {
            "readonly " => member.readonly(true),
            "-readonly " => member.readonly(false),
            _ => member,
        }
    };
    Some(Type::Object(keys.into_iter().map(member).collect()))
}

/// `A["b"]`, `A[number]`
pub(super) fn indexed(whole: &Type, key: &Type) -> Option<Type> {
    match (whole, key) {
        (Type::Array { element, .. }, Type::Word(word)) if word == "number" => {
            Some((**element).clone())
        }
        (Type::Tuple { elements, .. }, Type::Word(word)) if word == "number" => {
            let is_plain = elements.iter().all(|it| !it.is_rest && !it.is_optional);
            let types: Option<Vec<Type>> = elements.iter().map(|it| it.ty.clone()).collect();
            types.filter(|_| is_plain).map(|it| union(it.into_iter()))
        }
        (Type::Object(members), key) => {
            let named = |name: String| {
                let mut found = members.iter().filter(|it| it.name() == Some(&name));
                let (member, others) = (found.next()?, found.next());
                others.is_none().then(|| member.read())
            };
            let types: Option<Vec<Type>> = keys_of(key)?.into_iter().map(named).collect();
            types.map(|it| union(it.into_iter()))
        }
        _ => None,
    }
}

impl Member {
    fn optional(mut self, is: bool) -> Self {
        if let Key::Property { is_optional, .. } = &mut self.key {
            // What may be missing says `undefined` by that.
            if *is_optional && !is {
                self.ty = without(&self.ty, |it| *it == Type::word("undefined")).unwrap_or(self.ty);
            }
            *is_optional = is;
        }
        self
    }

    fn readonly(mut self, is: bool) -> Self {
        if let Key::Property { is_readonly, .. } = &mut self.key {
            *is_readonly = is;
        }
        self
    }

    /// The type of a property to those who read it.
    fn read(&self) -> Type {
        match &self.key {
            Key::Property { is_optional: true, .. } => {
                union([self.ty.clone(), Type::word("undefined")].into_iter())
            }
            _ => self.ty.clone(),
        }
    }
}
