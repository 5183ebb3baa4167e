//! What a class, an interface or a trait builds on.

use boundstone_model::Record;

use super::Found;
use super::implied::trait_implies;
use super::list::only;

impl Found {
    pub(super) fn parents(&mut self, what: &str, old: &Record, new: &Record) {
        for parent in only(&new.parents, &old.parents) {
            match new.word {
                "trait" => {
                    let is_implied = old.parents.iter().any(|it| trait_implies(it, parent));
                    let reason = format!("{what} now demands `{parent}`");
                    match is_implied {
                        true => self.cosmetic("supertrait_added"),
                        false => self.for_implementers("supertrait_added", reason),
                    }
                }
                // It says so, and is what its members are.
                _ if parent.starts_with("implements ") => self.cosmetic("parent_added"),
                // Who makes one must write what it inherits.
                "interface" => self.unknown("parent_added", format!("{what} now {}", verb(parent))),
                _ => self.additive("parent_added", format!("{what} now {}", verb(parent))),
            }
        }
        for parent in only(&old.parents, &new.parents) {
            match new.word {
                "trait" if new.parents.iter().any(|it| trait_implies(it, parent)) => {
                    self.cosmetic("supertrait_removed");
                }
                "trait" => self
                    .breaking("supertrait_removed", format!("{what} no longer brings `{parent}`")),
                _ if parent.starts_with("implements ") => self.cosmetic("parent_removed"),
                _ => self.text("parent_removed", format!("{what} no longer {}", verb(parent))),
            }
        }
    }
}

/// `extends B` as a verb, with the parent as code.
fn verb(parent: &str) -> String {
    match parent.split_once(' ') {
        Some((word, parent)) => format!("{word} `{parent}`"),
        None => format!("extends `{parent}`"),
    }
}
