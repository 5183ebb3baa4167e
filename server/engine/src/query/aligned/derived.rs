//! Classes and interfaces of which one extends the other: a value of it is one of that.

use super::Pair;
use super::inherited::LONGEST_LINE;
use crate::types::{Lookup, Meant, Name, Type, extended};

impl Pair<'_> {
    /// Two types of which one extends the other, where that one says so: `Sub extends Base`, `interface Sub extends Base`.
    pub(super) fn derived(&self, old: &Type, new: &Type) -> Option<(Type, Type)> {
        let is_old = |it: &Type| self.comparison().is_same(old, it);
        if let Some(word) = extending(new, self.sides.new, &is_old) {
            return Some((old.clone(), said(word, new, old)));
        }
        let is_new = |it: &Type| self.comparison().is_same(it, new);
        let word = extending(old, self.sides.old, &is_new)?;
        Some((said(word, old, new), new.clone()))
    }
}

fn said(word: &str, ty: &Type, extended: &Type) -> Type {
    Type::word(&format!("{word}{ty} extends {extended}"))
}

/// The word that tells an interface from a class, for a type of which the line of those that it extends leads to one.
fn extending(
    ty: &Type,
    lookup: &dyn Lookup,
    is_it: &dyn Fn(&Type) -> bool,
) -> Option<&'static str> {
    let Type::Name(name) = ty else { return None };
    let word = match lookup.ty(name) {
        Meant::Item(definition) if definition.stands_for.is_some() => "interface ",
        // Nobody writes out one of the language either.
        Meant::Item(_) | Meant::Global => "",
        Meant::Foreign => return None,
    };
    let mut line = vec![ty.clone()];
    for _ in 0..LONGEST_LINE {
        line = line.iter().flat_map(|it| parents(it, lookup)).collect();
        if line.iter().any(is_it) {
            return Some(word);
        }
    }
    None
}

/// What a type extends.
pub(super) fn parents(ty: &Type, lookup: &dyn Lookup) -> Vec<Type> {
    let Type::Name(name) = ty else { return Vec::new() };
    match lookup.ty(name) {
        Meant::Item(definition) => extended(&definition, name),
        Meant::Global => {
            let of =
                |parent: &str| Name { name: parent.to_owned(), given: Vec::new(), ..name.clone() };
            of_language(&name.name).map(|parent| Type::Name(of(parent))).into_iter().collect()
        }
        Meant::Foreign => Vec::new(),
    }
}

/// What a type of the language or of browsers extends. Source: `lib.es5.d.ts` and `lib.dom.d.ts` of TypeScript.
fn of_language(name: &str) -> Option<&'static str> {
    Some(match name {
        "EvalError" | "RangeError" | "ReferenceError" | "SyntaxError" | "TypeError"
        | "URIError" | "AggregateError" => "Error",
        "Node" | "Window" => "EventTarget",
        "Element" | "Document" | "DocumentFragment" => "Node",
        "HTMLElement" | "SVGElement" | "MathMLElement" => "Element",
        "HTMLAudioElement" | "HTMLVideoElement" => "HTMLMediaElement",
        "PointerEvent" | "WheelEvent" | "DragEvent" => "MouseEvent",
        "MouseEvent" | "KeyboardEvent" | "FocusEvent" | "InputEvent" | "TouchEvent" => "UIEvent",
        "UIEvent" | "CustomEvent" | "MessageEvent" | "ProgressEvent" | "ErrorEvent" => "Event",
        _ if name.starts_with("HTML") && name.ends_with("Element") => "HTMLElement",
        _ if name.starts_with("SVG") && name.ends_with("Element") => "SVGElement",
        _ => return None,
    })
}
