//! Constructors of classes of TypeScript. A class that states none has that of what it extends, or one without parameters.

use boundstone_model::{Form, Member, Record};

use super::Found;
use super::assignable::is_required;

/// What members are of where nobody else can extend the class.
pub(super) const FINAL: &str = "final class";

impl Found {
    /// One that is stated on one side alone; `other` is the class on the side where it is not.
    pub(super) fn constructor(
        &mut self,
        what: &str,
        old: Option<&Member>,
        new: Option<&Member>,
        other: &Record,
    ) {
        let is_closed = |it: &Member| {
            it.signature.marks.iter().any(|mark| matches!(&**mark, "private" | "protected"))
        };
        let word = if old.is_some() { "removed" } else { "added" };
        let rule = if old.is_some() { "constructor_removed" } else { "constructor_added" };
        let reason = format!("{what} constructor {word}");
        let Some(stated) = old.or(new) else { return };
        if is_closed(stated) {
            let reason = format!("{reason}, which is not public");
            match old {
                Some(_) => self.additive(rule, reason),
                None => self.breaking(rule, reason),
            }
        } else if other.parents.iter().any(|parent| parent.starts_with("extends ")) {
            self.unknown(rule, format!("{reason}: on the other side it is inherited"));
        } else if needs_something(stated) {
            self.breaking(rule, format!("{reason}, which needs parameters"));
        } else if old.is_some() && takes_something(stated) {
            self.text(rule, format!("{reason}, which took parameters"));
        } else {
            self.cosmetic(rule);
        }
    }
}

/// Whether it is what makes a value of a class.
pub(crate) fn is_constructor(member: &Member) -> bool {
    let Form::Function(all) = &member.signature.form else { return false };
    let mut qualifiers = all.iter().flat_map(|it| &it.qualifiers);
    &*member.name == "constructor" && qualifiers.any(|it| &**it == "new")
}

/// Whether nobody else can extend the class: its constructor is private.
pub(super) fn is_final(class: &Record) -> bool {
    let is_private = |it: &Member| it.signature.marks.iter().any(|mark| &**mark == "private");
    class.word == "class" && class.members.iter().any(|it| is_constructor(it) && is_private(it))
}

fn needs_something(member: &Member) -> bool {
    let Form::Function(all) = &member.signature.form else { return false };
    all.iter().all(|it| it.parameters.iter().any(is_required))
}

fn takes_something(member: &Member) -> bool {
    let Form::Function(all) = &member.signature.form else { return false };
    all.iter().any(|it| !it.parameters.is_empty())
}
