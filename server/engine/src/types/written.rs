//! Types as signatures write them.

use std::fmt::{self, Display, Formatter};

use super::{Function, Key, Member, Parameter, Type};

impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Name(name) if name.given.is_empty() => f.write_str(&name.name),
            Self::Name(name) => write!(f, "{}<{}>", name.name, joined(&name.given, ", ")),
            Self::Parameter { distance, number } => write!(f, "{}T{number}", "^".repeat(*distance)),
            Self::Union(parts) => f.write_str(&sorted(parts, " | ")),
            Self::Intersection(parts) => f.write_str(&sorted(parts, " & ")),
            Self::Array { element, is_readonly } => {
                write!(f, "{}{}[]", readonly(*is_readonly), bracketed(element))
            }
            Self::Tuple { elements, is_readonly } => {
                write!(f, "{}[{}]", readonly(*is_readonly), joined(elements, ", "))
            }
            Self::Object(members) => {
                let mut written: Vec<String> = members.iter().map(Member::to_string).collect();
                written.sort();
                write!(f, "{{{}}}", written.join("; "))
            }
            Self::Function(function) => write!(f, "{function}"),
            Self::Prefixed(word, inner) => write!(f, "{word} {inner}"),
            Self::Indexed(whole, key) => write!(f, "{}[{key}]", bracketed(whole)),
            Self::Conditional(parts) => {
                let [left, right, yes, no] = &**parts;
                write!(f, "{left} extends {right} ? {yes} : {no}")
            }
        }
    }
}

impl Display for Member {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.key {
            Key::Property { name, is_optional, is_readonly } => {
                let optional = if *is_optional { "?" } else { "" };
                write!(f, "{}{name}{optional}: {}", readonly(*is_readonly), self.ty)
            }
            Key::Index { by, is_readonly } => {
                write!(f, "{}[_: {by}]: {}", readonly(*is_readonly), self.ty)
            }
            Key::Mapped { over, before, behind } => {
                write!(f, "{before}[T0 in {over}]{behind}: {}", self.ty)
            }
            Key::Call => write!(f, "{}", self.ty),
        }
    }
}

impl Display for Function {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let space = if self.qualifiers.is_empty() { "" } else { " " };
        write!(f, "{}{space}fn", self.qualifiers)?;
        let generic = |(number, default): (usize, &Option<Type>)| match default {
            Some(default) => format!("T{number} = {default}"),
            None => format!("T{number}"),
        };
        if !self.generics.is_empty() {
            let generics: Vec<String> = self.generics.iter().enumerate().map(generic).collect();
            write!(f, "<{}>", generics.join(", "))?;
        }
        write!(f, "({})", joined(&self.parameters, ", "))?;
        if let Some(result) = &self.result {
            write!(f, " -> {result}")?;
        }
        let bound = |(number, bound): &(usize, Type)| format!("T{number} extends {bound}");
        let bounds: Vec<String> = self.bounds.iter().map(bound).collect();
        match bounds.is_empty() {
            true => Ok(()),
            false => write!(f, " where {}", bounds.join(", ")),
        }
    }
}

impl Display for Parameter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rest = if self.is_rest { "..." } else { "" };
        let optional = if self.is_optional { "?" } else { "" };
        match &self.ty {
            Some(ty) => write!(f, "{rest}{ty}{optional}"),
            None => write!(f, "{rest}_{optional}"),
        }
    }
}

fn readonly(is_readonly: bool) -> &'static str {
    if is_readonly { "readonly " } else { "" }
}

/// What stands before `[]`, or beside others: in brackets where it is more than one word.
fn bracketed(ty: &Type) -> String {
    match ty {
        Type::Union(_)
        | Type::Intersection(_)
        | Type::Function(_)
        | Type::Conditional(_)
        | Type::Prefixed(..)
        | Type::Array { is_readonly: true, .. }
        | Type::Tuple { is_readonly: true, .. } => format!("({ty})"),
        _ => ty.to_string(),
    }
}

fn sorted(parts: &[Type], sign: &str) -> String {
    let part = |it: &Type| match it {
        Type::Union(_) | Type::Function(_) | Type::Conditional(_) => format!("({it})"),
        it => it.to_string(),
    };
    let mut written: Vec<String> = parts.iter().map(part).collect();
    written.sort();
    written.dedup();
    written.join(sign)
}

fn joined(parts: &[impl Display], separator: &str) -> String {
    let written: Vec<String> = parts.iter().map(ToString::to_string).collect();
    written.join(separator)
}
