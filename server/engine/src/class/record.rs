//! Structs, unions, traits, classes, interfaces and enums.

use boundstone_model::ChangeClass::Unknown;
use boundstone_model::{Confidence, Enumeration, Member, Record};

use super::Found;
use super::list::{gone, kept, only};

impl Found {
    /// `is_open`: others cannot write all its fields anyway, before or after.
    pub(super) fn record(&mut self, what: &str, old: &Record, new: &Record, is_open: bool) {
        if old.word != new.word {
            self.breaking(
                "kind_changed",
                format!("{what} was a {}, and is a {}", old.word, new.word),
            );
            return;
        }
        self.generics(what, &old.generics, &new.generics, true);
        self.parents(what, old, new);
        if old.is_tuple != new.is_tuple && !(old.members.is_empty() && old.has_hidden) {
            self.breaking(
                "fields_named_otherwise",
                format!(
                    "{what} has {} fields now",
                    if new.is_tuple { "numbered" } else { "named" }
                ),
            );
            return;
        }
        for member in gone(&old.members, &new.members) {
            self.breaking("member_removed", format!("{} removed", named(what, member)));
        }
        for member in gone(&new.members, &old.members) {
            self.member_added(what, new, member, old, is_open);
        }
        for (old_member, new_member) in kept(&old.members, &new.members) {
            self.member(what, new.word, old_member, new_member);
        }
        // Users may have written all fields of a value, or taken them apart.
        let was_whole = !old.has_hidden && !is_open && is_data(old.word);
        if was_whole && new.has_hidden {
            self.breaking(
                "private_field_added",
                format!("{what} has a private field now, so that others can no longer make one"),
            );
        }
    }

    fn parents(&mut self, what: &str, old: &Record, new: &Record) {
        for parent in only(&new.parents, &old.parents) {
            match new.word {
                "trait" => {
                    self.breaking("supertrait_added", format!("{what} now demands `{parent}`"))
                }
                _ => self.additive(
                    "parent_added",
                    format!("{what} now extends or implements `{parent}`"),
                ),
            }
        }
        for parent in only(&old.parents, &new.parents) {
            match new.word {
                "trait" => self
                    .breaking("supertrait_removed", format!("{what} no longer brings `{parent}`")),
                _ => self.text(
                    "parent_removed",
                    format!("{what} no longer extends or implements `{parent}`"),
                ),
            }
        }
    }

    fn member_added(
        &mut self,
        what: &str,
        record: &Record,
        member: &Member,
        old: &Record,
        is_open: bool,
    ) {
        let reason = format!("{} added", named(what, member));
        let is_abstract = member.signature.marks.iter().any(|mark| &**mark == "abstract");
        let is_breaking = match record.word {
            "trait" | "interface" => !member.is_optional,
            "class" => is_abstract,
            _ => !old.has_hidden && !is_open,
        };
        match (is_breaking, record.word) {
            (true, "trait") => self.breaking(
                "required_item_added",
                format!("{reason}: who implements the trait must write it"),
            ),
            (true, "interface") => self.breaking(
                "required_member_added",
                format!("{reason}: who makes one must write it"),
            ),
            (true, _) => {
                self.breaking("member_added", format!("{reason}: who makes one must write it"))
            }
            (false, _) => self.additive("member_added", reason),
        }
    }

    fn member(&mut self, what: &str, word: &str, old: &Member, new: &Member) {
        let name = named(what, new);
        match (old.is_optional, new.is_optional, word) {
            (true, false, _) => {
                self.breaking("member_required", format!("{name} is no longer optional"))
            }
            (false, true, "trait") => {
                self.additive("default_added", format!("{name} has a default now"))
            }
            (false, true, _) => {
                self.breaking("member_optional", format!("{name} may be missing now"))
            }
            _ => {}
        }
        self.signature(&name, &old.signature, &new.signature);
    }

    pub(super) fn enumeration(
        &mut self,
        what: &str,
        old: &Enumeration,
        new: &Enumeration,
        is_open: bool,
    ) {
        self.generics(what, &old.generics, &new.generics, true);
        for variant in gone(&old.variants, &new.variants) {
            self.breaking("variant_removed", format!("{} removed", named(what, variant)));
        }
        for variant in gone(&new.variants, &old.variants) {
            let reason = format!("{} added", named(what, variant));
            // TypeScript asks nobody to name every member.
            match self.is_rust() && !is_open {
                true => self.breaking("variant_added", format!("{reason} to an exhaustive enum")),
                false => self.additive("variant_added", reason),
            }
        }
        for (old, new) in kept(&old.variants, &new.variants) {
            self.signature(&named(what, new), &old.signature, &new.signature);
        }
        if old.is_const != new.is_const {
            self.text("const_enum_changed", format!("{what} is a const enum on one side alone"));
        }
    }

    pub(super) fn arms(
        &mut self,
        what: &str,
        old: &[std::sync::Arc<str>],
        new: &[std::sync::Arc<str>],
    ) {
        let (added, removed) = (only(new, old), only(old, new));
        for arm in &removed {
            let reason = format!("{what} no longer takes `{arm}`");
            // What one arm took, another may take.
            match added.is_empty() {
                true => self.text("macro_arm_removed", reason),
                false => self.unknown("macro_arm_removed", reason),
            }
        }
        if removed.is_empty() && !added.is_empty() {
            self.additive("macro_arm_added", format!("{what} takes more than before"));
        }
    }

    pub(super) fn unknown(&mut self, rule: &'static str, reason: String) {
        self.add(Unknown, Confidence::Likely, rule, reason);
    }
}

/// Whether others can write a value of it by its fields.
fn is_data(word: &str) -> bool {
    matches!(word, "struct" | "union")
}

fn named(what: &str, member: &Member) -> String {
    match (what, &*member.name) {
        ("", "") => "what it is called by".to_owned(),
        ("", name) => format!("`{name}`"),
        (what, name) => format!("`{}.{name}`", what.trim_matches('`')),
    }
}
