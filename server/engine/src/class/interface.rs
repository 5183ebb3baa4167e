//! An interface that became a class: who names it sees its members, and what makes one is only more than there was.

use boundstone_model::{Form, Member, Record, Signature};

use super::Found;
use super::constructor::is_constructor;

impl Found {
    /// Source: TypeScript Handbook, "Classes", on interfaces that extend them: a class is as open as an interface until
    /// a member of it is private or protected.
    pub(super) fn interface_to_class(
        &mut self,
        what: &str,
        (old_signature, old): (&Signature, &Record),
        (new_signature, new): (&Signature, &Record),
    ) {
        let reason = format!("{what} was an interface, and is a class");
        match as_interface(new) {
            Some(named) => {
                self.wider("kind_changed", reason);
                self.record(what, (old_signature, old), (new_signature, &named), false);
            }
            None => self.breaking("kind_changed", reason),
        }
    }
}

impl Found {
    /// A class that a variable holds is a value, and no type. Source: the compiler's error 2749.
    pub(super) fn held_class(
        &mut self,
        what: &str,
        (old, new): (&Signature, &Signature),
        class: &Record,
    ) {
        let is_held = |it: &Signature| it.marks.iter().any(|mark| &**mark == "const");
        if class.word == "class" && is_held(new) && !is_held(old) {
            let reason = format!("{what} is held by a variable, and so no longer a type");
            self.text("no_type_any_more", reason);
        }
    }
}

/// What a class is to those who name it as a type; `None` where nothing else is taken for one.
fn as_interface(class: &Record) -> Option<Record> {
    let has = |it: &Member, word: &str| it.signature.marks.iter().any(|mark| &**mark == word);
    let is_seen = |it: &&Member| !is_constructor(it) && !has(it, "static");
    let is_own = |it: &Member| has(it, "protected") || has(it, "private");
    let seen: Vec<&Member> = class.members.iter().filter(is_seen).collect();
    if class.has_hidden || seen.iter().any(|it| is_own(it)) {
        return None;
    }
    let mut members: Vec<Member> = seen.into_iter().cloned().collect();
    for member in &mut members {
        let is_known = |mark: &&std::sync::Arc<str>| !matches!(&***mark, "abstract" | "accessor");
        member.signature.marks = member.signature.marks.iter().filter(is_known).cloned().collect();
    }
    let parents = class.parents.iter().filter(|it| it.starts_with("extends ")).cloned();
    Some(Record {
        word: "interface",
        generics: class.generics.clone(),
        parents: parents.collect(),
        members: members.into(),
        is_tuple: false,
        has_hidden: false,
    })
}

/// Whether values of an interface may be called, by what it says or by what it extends.
pub(super) fn is_called(record: &Record) -> bool {
    let is_signature =
        |it: &Member| it.name.is_empty() && matches!(it.signature.form, Form::Function(_));
    !record.parents.is_empty() || record.members.iter().any(is_signature)
}
