//! Types of TypeScript that are written by another name for the same: an alias that was made, or written out, and a type
//! that nobody can import under another name.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use boundstone_model::{
    Form, ItemKind, Language, Member, Record, RepoPath, Signature, SurfaceItem,
};

use super::Side;
use crate::class::parts;

/// What the names of a file's types stand for, as signatures write it.
pub(super) type Meanings = BTreeMap<String, String>;

/// Those of the files that were asked for.
pub(super) type Known = RefCell<BTreeMap<RepoPath, Rc<Meanings>>>;

/// How often names are replaced that stand for others.
const DEEPEST: usize = 8;

/// Longer texts are not compared: types that hold themselves grow without an end.
const LONGEST: usize = 20_000;

/// Whether the signatures of an item are one, where each name is replaced by what it stands for.
pub(super) fn is_same(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
) -> bool {
    if old.language == Language::Rust {
        return false;
    }
    let text = |item: &SurfaceItem| item.signature.as_ref().map(ToString::to_string);
    let (Some(was), Some(is)) = (text(old), text(new)) else { return false };
    // What differs although the texts are one, no name tells.
    if was == is {
        return false;
    }
    let whole = |text: String, item: &SurfaceItem, side: &Side<'_>| {
        written_out(text, &meanings(side, &item.place.path))
    };
    let (was, is) = (whole(was, old, befores), whole(is, new, others));
    was.is_some() && was == is
}

/// What the types of a file stand for.
fn meanings(side: &Side<'_>, path: &RepoPath) -> Rc<Meanings> {
    if let Some(known) = side.meanings.borrow().get(path) {
        return Rc::clone(known);
    }
    let facts = side.state.world.facts(path);
    let mut found = Meanings::new();
    if let Some((facts, signatures)) = facts.zip(side.state.code.signatures(path).ok()) {
        let exported: Vec<_> =
            side.surface.items.iter().filter(|it| it.place.path == *path).collect();
        for (number, item) in (0..).zip(facts.items()) {
            let signature = signatures.of(number).and_then(|it| it.signature.as_ref());
            let Some(signature) = signature.filter(|_| item.parent.is_none()) else { continue };
            let is_hidden = !exported.iter().any(|it| it.place.range == item.name_range);
            if let Some(meaning) = meaning(signature, item.kind, is_hidden) {
                found.insert(item.name().to_owned(), meaning);
            }
        }
    }
    let found = Rc::new(found);
    side.meanings.borrow_mut().insert(path.clone(), Rc::clone(&found));
    found
}

/// What the name of a type stands for: an alias for its type, an interface for the object that it describes, and what
/// nobody can import for its whole signature.
fn meaning(signature: &Signature, kind: ItemKind, is_hidden: bool) -> Option<String> {
    use ItemKind::{Class, Enum, Interface, TypeAlias};
    match &signature.form {
        Form::Alias(alias) if alias.generics.parameters.is_empty() => {
            alias.ty.as_deref().map(str::to_owned)
        }
        Form::Record(record) if record.word == "interface" && is_plain(record) => {
            Some(object(record))
        }
        _ if is_hidden && matches!(kind, Interface | Class | Enum | TypeAlias) => {
            Some(format!("«{signature}»"))
        }
        _ => None,
    }
}

/// Whether an interface says itself all that it has.
fn is_plain(record: &Record) -> bool {
    let is_known = |it: &Member| it.signature.marks.iter().all(|mark| &**mark == "readonly");
    record.parents.is_empty()
        && record.generics.parameters.is_empty()
        && record.members.iter().all(is_known)
}

/// The object type that an interface describes, as signatures write it.
fn object(record: &Record) -> String {
    let member = |it: &Member| match &*it.name {
        "" => it.signature.form.to_string(),
        name => {
            let readonly = if it.signature.marks.is_empty() { "" } else { "readonly " };
            let optional = if it.is_optional { "?" } else { "" };
            format!("{readonly}{name}{optional}: {}", it.signature.form)
        }
    };
    let mut members: Vec<String> = record.members.iter().map(member).collect();
    members.sort();
    format!("{{{}}}", members.join("; "))
}

fn written_out(text: String, meanings: &Meanings) -> Option<String> {
    let mut text = text;
    for _ in 0..DEEPEST {
        let next = replaced(&text, meanings);
        if next == text {
            return Some(text);
        }
        text = next;
        if text.len() > LONGEST {
            return None;
        }
    }
    None
}

/// The text with each name replaced once. The keys of objects, what stands in quotes, and the members of others are none.
fn replaced(text: &str, meanings: &Meanings) -> String {
    let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '$');
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '`' => {
                rest.get(1..).and_then(|it| it.find(first)).map_or(rest.len(), |it| it + 2)
            }
            _ if is_part(first) => rest.find(|sign| !is_part(sign)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (word, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let is_key = behind.starts_with(": ") || behind.starts_with("?: ");
        let is_inner =
            out.ends_with(['.', '^']) || out.ends_with("typeof ") || behind.starts_with(['<', '.']);
        match meanings.get(word).filter(|_| !is_key && !is_inner) {
            // Where words stand outside of its own brackets, it needs others.
            Some(meaning) if behind.starts_with("[]") && parts(meaning, ' ').len() > 1 => {
                out.push_str(&format!("({meaning})"));
            }
            Some(meaning) => out.push_str(meaning),
            None => out.push_str(word),
        }
        rest = behind;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_where_they_are_types() {
        let meanings = Meanings::from([
            ("Id".to_owned(), "number | string".to_owned()),
            ("Row".to_owned(), "{Id: Id; of: Key}".to_owned()),
            ("Loop".to_owned(), "Loop[]".to_owned()),
        ]);
        let whole = |text: &str| written_out(text.to_owned(), &meanings);
        assert_eq!(
            whole("fn(Row) -> Id[]").unwrap(),
            "fn({Id: number | string; of: Key}) -> (number | string)[]"
        );
        assert_eq!(
            whole("\"Id\" | a.Id | Id.b | typeof Id").unwrap(),
            "\"Id\" | a.Id | Id.b | typeof Id"
        );
        assert_eq!(whole("Row[]").unwrap(), "{Id: number | string; of: Key}[]");
        assert_eq!(whole("Loop"), None);
    }
}
