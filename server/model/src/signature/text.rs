//! Signatures as the text that people read and contracts record.

use std::fmt::{self, Display, Formatter};

use super::{
    Alias, Callable, Enumeration, Form, Generic, GenericKind, Generics, Member, Parameter, Record,
    Signature, Value,
};
use crate::place::Name;

impl Display for Signature {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for mark in self.marks.iter().filter(|mark| is_shown(mark)) {
            write!(f, "{mark} ")?;
        }
        write!(f, "{}", self.form)
    }
}

/// Whether a mark is part of the text. What an attribute makes of the functions of a trait, their own signatures do not say either,
/// and what contracts recorded before does not have it.
fn is_shown(mark: &str) -> bool {
    !mark.contains("async_trait")
}

impl Display for Form {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(overloads) => list(f, overloads, "; "),
            Self::Record(record) => write!(f, "{record}"),
            Self::Enum(enumeration) => write!(f, "{enumeration}"),
            Self::Value(value) => write!(f, "{value}"),
            Self::Alias(alias) => write!(f, "{alias}"),
            Self::Macro(arms) => {
                write!(f, "macro ")?;
                list(f, arms, "; ")
            }
            Self::Module => write!(f, "module"),
        }
    }
}

impl Display for Callable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for qualifier in &self.qualifiers {
            write!(f, "{qualifier} ")?;
        }
        write!(f, "fn{}(", self.generics)?;
        if let Some(receiver) = &self.receiver {
            write!(f, "{receiver}{}", if self.parameters.is_empty() { "" } else { ", " })?;
        }
        list(f, &self.parameters, ", ")?;
        write!(f, ")")?;
        if let Some(result) = &self.result {
            write!(f, " -> {result}")?;
        }
        bounds(f, &self.generics.bounds)?;
        if self.is_provided { write!(f, " {{}}") } else { Ok(()) }
    }
}

impl Display for Parameter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rest = if self.is_rest { "..." } else { "" };
        let optional = if self.is_optional { "?" } else { "" };
        write!(f, "{rest}{}{optional}", or_inferred(&self.ty))
    }
}

impl Display for Generics {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.parameters.is_empty() {
            return Ok(());
        }
        let mut counts = self.outer;
        write!(f, "<")?;
        for (number, generic) in self.parameters.iter().enumerate() {
            if number > 0 {
                write!(f, ", ")?;
            }
            generic.write(f, &mut counts)?;
        }
        write!(f, ">")
    }
}

impl Generic {
    fn write(
        &self,
        f: &mut Formatter<'_>,
        [lifetimes, types, consts]: &mut [u32; 3],
    ) -> fmt::Result {
        match &self.kind {
            GenericKind::Lifetime => write!(f, "'{}", next(lifetimes))?,
            GenericKind::Type => write!(f, "T{}", next(types))?,
            GenericKind::Const(ty) => write!(f, "const N{}: {ty}", next(consts))?,
        }
        match &self.default {
            Some(default) => write!(f, " = {default}"),
            None => Ok(()),
        }
    }
}

fn next(count: &mut u32) -> u32 {
    let number = *count;
    *count += 1;
    number
}

impl Display for Record {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.word, self.generics)?;
        if !self.parents.is_empty() {
            write!(f, ": ")?;
            list(f, &self.parents, " + ")?;
        }
        let hidden: &[&str] = if self.has_hidden { &[".."] } else { &[] };
        let is_unit = self.members.is_empty() && hidden.is_empty();
        let members = self.members.iter().map(|member| match self.is_tuple {
            true => member.signature.to_string(),
            false => member.to_string(),
        });
        let all: Vec<String> = members.chain(hidden.iter().map(|it| (*it).to_owned())).collect();
        match (is_unit, self.is_tuple) {
            (true, false) => {}
            (_, true) => write!(f, "({})", all.join(", "))?,
            (_, false) => {
                let space = if self.word.is_empty() { "" } else { " " };
                write!(f, "{space}{{ {} }}", all.join(", "))?;
            }
        }
        bounds(f, &self.generics.bounds)
    }
}

impl Display for Member {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let optional = if self.is_optional { "?" } else { "" };
        write!(f, "{}{optional}: {}", self.name, self.signature)
    }
}

impl Display for Enumeration {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let word = if self.is_const { "const enum" } else { "enum" };
        let variant = |it: &Member| format!("{} {}", it.name, it.signature).trim_end().to_owned();
        let variants: Vec<String> = self.variants.iter().map(variant).collect();
        write!(f, "{word}{} {{ {} }}", self.generics, variants.join(", "))?;
        bounds(f, &self.generics.bounds)
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mutable = if self.is_mutable { "mut " } else { "" };
        let space = if self.word.is_empty() { "" } else { " " };
        write!(f, "{}{space}{mutable}", self.word)?;
        match (&self.ty, &self.value) {
            (Some(ty), _) => write!(f, "{ty}")?,
            (None, None) if !self.word.is_empty() => write!(f, "_")?,
            (None, _) => {}
        }
        match &self.value {
            Some(value) => write!(f, "= {value}"),
            None => Ok(()),
        }
    }
}

impl Display for Alias {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "type{}", self.generics)?;
        if !self.bounds.is_empty() {
            write!(f, ": ")?;
            list(f, &self.bounds, " + ")?;
        }
        if let Some(ty) = &self.ty {
            write!(f, " = {ty}")?;
        }
        bounds(f, &self.generics.bounds)
    }
}

fn or_inferred(ty: &Option<Name>) -> &str {
    ty.as_deref().unwrap_or("_")
}

fn bounds(f: &mut Formatter<'_>, bounds: &[Name]) -> fmt::Result {
    if bounds.is_empty() {
        return Ok(());
    }
    write!(f, " where ")?;
    list(f, bounds, ", ")
}

fn list(f: &mut Formatter<'_>, items: &[impl Display], separator: &str) -> fmt::Result {
    for (number, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if number > 0 { separator } else { "" })?;
    }
    Ok(())
}
