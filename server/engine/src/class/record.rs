//! Structs, unions, traits, classes, interfaces and enums.

use boundstone_model::{Enumeration, Form, Member, Record, Signature, union_parts};

use super::assignable::takes_what_is_given;
use super::callable::has_gap;
use super::constructor::{FINAL, is_constructor, is_final};
use super::list::{gone, is_static, kept, only};
use super::marks::is_closed;
use super::matcher::{takes_all, takes_less};
use super::number::is_reordered;
use super::object::Handling;
use super::type_text::function;
use super::{Found, is_non_exhaustive, with_article};

impl Found {
    /// `is_open`: others cannot write all its fields anyway, before or after.
    pub(super) fn record(
        &mut self,
        what: &str,
        (old_signature, old): (&Signature, &Record),
        (new_signature, new): (&Signature, &Record),
        is_open: bool,
    ) {
        if (old.word, new.word) == ("interface", "class") {
            return self.interface_to_class(what, (old_signature, old), (new_signature, new));
        }
        if old.word != new.word {
            let (was, is) = (with_article(old.word), with_article(new.word));
            return self.breaking("kind_changed", format!("{what} was {was}, and is {is}"));
        }
        // Each member says of itself whether it is left to inference.
        let is_left = std::mem::take(&mut self.is_inferred);
        self.generics(what, (&old.generics, &new.generics), None);
        let mut parents = old.parents.iter().chain(&new.parents);
        self.is_inferred = is_left && parents.any(|it| has_gap(it));
        self.parents(what, old, new);
        self.is_inferred = false;
        self.held_class(what, (old_signature, new_signature), new);
        if old.is_tuple != new.is_tuple && !(old.members.is_empty() && old.has_hidden) {
            self.fields_written_otherwise(what, old, new);
            return;
        }
        if old.is_tuple != new.is_tuple {
            self.cosmetic("fields_named_otherwise");
        }
        self.members_of = new.word;
        for member in gone(&old.members, &new.members) {
            match is_constructor(member) {
                true => self.constructor(what, Some(member), None, new),
                false => self.member_removed(what, (old, new), member),
            }
        }
        for member in gone(&new.members, &old.members) {
            self.member_added(what, new, member, old, is_open);
        }
        for (old_member, new_member) in kept(&old.members, &new.members) {
            // Who extends a class must write what is abstract as it says.
            let is_written =
                old_member.signature.marks == new_member.signature.marks && is_abstract(new_member);
            self.members_of = match is_written {
                true => "interface",
                false if is_final(old) => FINAL,
                false => new.word,
            };
            let is_inferred = |it: &Member| it.signature.is_inferred;
            self.is_inferred = is_inferred(old_member) || is_inferred(new_member);
            let handled = self.handled;
            if matches!(self.members_of, "class" | FINAL)
                && is_only_read(old_member)
                && is_only_read(new_member)
            {
                self.handled = Some(Handling::Read);
            }
            self.member(what, new.word, old_member, new_member);
            self.handled = handled;
        }
        self.is_inferred = is_left;
        self.members_of = "";
        self.dispatch(what, old, new);
        if is_reordered(&old.members, &new.members) {
            self.reordered(what, old_signature, new_signature);
        }
        if new.word == "union" {
            self.union_grows(what, (old_signature, old), (new_signature, new));
        }
        if new.word == "class" {
            return self.hidden_of_class(what, old, new);
        }
        // Users may have written all fields of a value, or taken them apart.
        let was_whole = !old.has_hidden && !is_open && is_data(old.word);
        if old.has_hidden && !new.has_hidden {
            let reason = format!("{what} has no private field any more");
            self.additive("private_field_removed", reason);
        }
        if was_whole && new.has_hidden {
            let reason =
                format!("{what} has a private field now, so that others can no longer make one");
            // Who makes a union writes one of its fields.
            match new.word {
                "union" => self.cosmetic("private_field_added"),
                _ => self.breaking("private_field_added", reason),
            }
        }
    }

    /// A class without private members is what any object is that has the others.
    fn hidden_of_class(&mut self, what: &str, old: &Record, new: &Record) {
        match (old.has_hidden, new.has_hidden) {
            (false, true) => self.unknown(
                "private_member_added",
                format!("{what} has a private member now: no other object is taken for one"),
            ),
            (true, false) => self.cosmetic("private_member_removed"),
            _ => {}
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
        if is_constructor(member) {
            return self.constructor(what, None, Some(member), old);
        }
        let is_breaking = match record.word {
            "trait" | "interface" => !member.is_optional,
            "class" => is_abstract(member),
            // One field is written, and as many are read.
            "union" => false,
            _ => !old.has_hidden && !is_open,
        };
        match (is_breaking, record.word) {
            (true, "trait") => self.required_item(&reason),
            (true, "interface") if self.is_read() => self.additive("member_added", reason),
            (true, "interface") if member.name.is_empty() => {
                self.unknown("signature_added", reason)
            }
            (true, "interface") if inherits(old) => {
                let reason =
                    format!("{reason}, unless it was inherited: who makes one must write it");
                match only(&old.parents, &record.parents).is_empty() {
                    true => self.text("required_member_added", reason),
                    false => self.unknown("required_member_added", reason),
                }
            }
            (true, "interface") => self.breaking(
                "required_member_added",
                format!("{reason}: who makes one must write it"),
            ),
            (true, _) => {
                self.breaking("member_added", format!("{reason}: who makes one must write it"))
            }
            (false, "interface") if is_forbidden(member) => {
                self.of_forbidden("member_added", reason);
            }
            (false, "class") if member.name.is_empty() => self.unknown("signature_added", reason),
            (false, _) => self.additive("member_added", reason),
        }
    }

    fn member_removed(&mut self, what: &str, (old, new): (&Record, &Record), member: &Member) {
        let is_private_now = new.word == "class" && new.has_hidden && !old.has_hidden;
        let or_private = if is_private_now { ", or made private" } else { "" };
        let reason = format!("{} removed{or_private}", named(what, member));
        // What a class or an interface extends may have it.
        if inherits(new) {
            let reason = format!("{reason}, unless it is inherited");
            return match only(&new.parents, &old.parents).is_empty() {
                true => self.text("member_removed", reason),
                false => self.unknown("member_removed", reason),
            };
        }
        // `[a: symbol]: B` has what `[key]` was.
        let is_read = new.word == "interface" || new.word == "class" && !is_static(member);
        let has_index = is_read && member.name.starts_with('[') && has_own_index(new);
        if new.word == "interface" && is_forbidden(member) {
            return self.of_forbidden("member_removed", reason);
        }
        if let Some(index) = by_any_text(new).filter(|_| is_read) {
            let reason = format!("{reason}: its index signature has it as `{index}`");
            // Who had more of it than of any other.
            return match has_type(member, index) {
                true => self.cosmetic("member_removed"),
                false => self.text("member_removed", reason),
            };
        }
        match is_hidden(member) {
            _ if has_index => self
                .unknown("member_removed", format!("{reason}, unless its index signature has it")),
            true => self.unknown("hidden_member", format!("{reason}, which documentation hid")),
            false => self.breaking_of(member, "member_removed", reason),
        }
    }

    /// `a?: never` keeps others from giving it: once it goes they may, and who tells two types apart by it no longer can. Once it
    /// comes they may not.
    fn of_forbidden(&mut self, rule: &'static str, reason: String) {
        match (self.handled, rule) {
            (Some(Handling::Given), "member_removed") | (Some(Handling::Read), "member_added") => {
                self.wider(rule, reason);
            }
            _ => self.text(rule, format!("{reason}, which nobody can give a value")),
        }
    }

    /// Whether a member is hidden from documentation on one side: all else that differs of it is then nobody's.
    fn hides(&mut self, name: &str, old: &Member, new: &Member) -> bool {
        match (is_hidden(old), is_hidden(new)) {
            (false, false) => return false,
            (false, true) => self.breaking(
                "now_hidden",
                format!("{name} is hidden from documentation, and so no longer public"),
            ),
            (true, false) => {
                self.additive("no_longer_hidden", format!("{name} is no longer hidden"));
            }
            (true, true) if old.signature != new.signature => self.unknown(
                "hidden_member",
                format!("{name}, which documentation hides, is another one"),
            ),
            (true, true) => {}
        }
        true
    }

    fn member(&mut self, what: &str, word: &str, old: &Member, new: &Member) {
        if old == new {
            return;
        }
        // What was left to inference is stated as it was told.
        let (was, is) = (&old.signature, &new.signature);
        if old.is_optional == new.is_optional && was.marks == is.marks && was.form == is.form {
            return self.cosmetic("inferred_otherwise");
        }
        let name = named(what, new);
        if is_private(old) && is_private(new) {
            return self.cosmetic("private_member");
        }
        if self.hides(&name, old, new) {
            return;
        }
        match (old.is_optional, new.is_optional, word) {
            (true, false, "trait") => {
                self.for_implementers("member_required", format!("{name} is no longer optional"))
            }
            (true, false, _) if self.is_read() => {
                self.additive("member_required", format!("{name} is always there"))
            }
            (true, false, _) => {
                self.breaking("member_required", format!("{name} is no longer optional"))
            }
            (false, true, "trait") => {
                self.additive("default_added", format!("{name} has a default now"))
            }
            (false, true, _) if may_be_undefined(old) || self.is_given() => {
                self.additive("member_optional", format!("{name} may be missing now"))
            }
            (false, true, _) => {
                self.breaking("member_optional", format!("{name} may be missing now"))
            }
            _ => {}
        }
        let told = self.list.len();
        // What may be missing says `undefined` by that.
        match old.is_optional != new.is_optional && is_same_but_for_undefined(old, new) {
            true => self.marks(&name, &old.signature, &new.signature),
            false if word == "interface" && self.called_back(&name, old, new) => {}
            false => self.signature(&name, &old.signature, &new.signature),
        }
        if word == "interface" && old.is_optional && new.is_optional {
            self.seldom_called(told);
        }
    }

    /// A method that users write and the package alone calls: what it is given besides, they may leave out. Whether it is one,
    /// and was told.
    fn called_back(&mut self, name: &str, old: &Member, new: &Member) -> bool {
        let (Form::Function(were), Form::Function(are)) =
            (&old.signature.form, &new.signature.form)
        else {
            return false;
        };
        let ([was], [is]) = (&**were, &**are) else { return false };
        let (was, is) = (was.to_string(), is.to_string());
        let are_plain = function(&was).is_some() && function(&is).is_some();
        if self.handled != Some(Handling::Given) || !are_plain || was == is {
            return false;
        }
        self.marks(name, &old.signature, &new.signature);
        let reason = format!("{name} is of type `{is}`, and was of `{was}`");
        match takes_what_is_given(&is, &was) {
            true => self.wider("type_changed", reason),
            false => self.text("type_changed", reason),
        }
        true
    }

    pub(super) fn enumeration(
        &mut self,
        what: &str,
        (old_signature, old): (&Signature, &Enumeration),
        (new_signature, new): (&Signature, &Enumeration),
    ) {
        self.generics(what, (&old.generics, &new.generics), None);
        for variant in gone(&old.variants, &new.variants) {
            let reason = format!("{} removed", named(what, variant));
            match is_hidden(variant) {
                // It only kept users from naming all variants.
                true if is_non_exhaustive(new_signature) => {}
                true => self.unknown("hidden_member", format!("{reason}, which was hidden")),
                false => self.breaking_of(variant, "variant_removed", reason),
            }
        }
        let is_exhaustive = self.is_rust() && !is_closed(old_signature);
        for variant in gone(&new.variants, &old.variants) {
            let reason = format!("{} added", named(what, variant));
            // TypeScript asks nobody to name every member.
            match is_exhaustive {
                true => {
                    let reason = format!("{reason} to an exhaustive enum");
                    self.breaking_of(variant, "variant_added", reason);
                }
                false => self.additive("variant_added", reason),
            }
        }
        for (old, new) in kept(&old.variants, &new.variants) {
            let name = named(what, new);
            if self.hides(&name, old, new) {
                continue;
            }
            self.signature(&name, &old.signature, &new.signature);
            // What orders the variants, or lays them out, does so with their fields.
            if let (Form::Record(old), Form::Record(new)) =
                (&old.signature.form, &new.signature.form)
                && is_reordered(&old.members, &new.members)
            {
                self.reordered(&name, old_signature, new_signature);
            }
        }
        if self.is_rust() {
            self.numbers(what, (old_signature, old), (new_signature, new));
        }
        // In TypeScript each member says its value.
        let is_by_number = self.is_rust() && [old, new].into_iter().all(states_numbers);
        if !is_by_number && is_reordered(&old.variants, &new.variants) {
            self.reordered(what, old_signature, new_signature);
        }
        match (old.is_const, new.is_const) {
            (true, false) => {
                self.additive("const_enum_changed", format!("{what} is no longer a const enum"))
            }
            (false, true) => {
                self.text("const_enum_changed", format!("{what} is a const enum now"));
            }
            _ => {}
        }
    }

    pub(super) fn arms(
        &mut self,
        what: &str,
        old: &[std::sync::Arc<str>],
        new: &[std::sync::Arc<str>],
    ) {
        let (added, removed) = (only(new, old), only(old, new));
        let kept: Vec<&str> = new.iter().map(|it| &**it).filter(|it| !added.contains(it)).collect();
        for arm in &removed {
            if let Some(wider) = added.iter().find(|it| takes_all(it, arm)) {
                self.wider("macro_arm_wider", format!("{what} takes `{wider}`, and took `{arm}`"));
                continue;
            }
            if kept.iter().any(|it| takes_all(it, arm)) {
                self.cosmetic("macro_arm_removed");
                continue;
            }
            let reason = format!("{what} no longer takes `{arm}`");
            // What one arm took, others may take.
            match takes_less(&added, arm, &kept) {
                true => self.text("macro_arm_removed", reason),
                false => self.unknown("macro_arm_removed", reason),
            }
        }
        if removed.is_empty() && !added.is_empty() {
            self.additive("macro_arm_added", format!("{what} takes more than before"));
        }
    }
}

/// Whether each variant states its number, by which a derive compares them. Source: the documentation of `PartialOrd`, "Derivable".
fn states_numbers(it: &Enumeration) -> bool {
    let states = |it: &Member| matches!(&it.signature.form, Form::Value(it) if it.value.is_some());
    it.variants.iter().all(states)
}

/// Whether it has members that stand elsewhere.
fn inherits(record: &Record) -> bool {
    record.parents.iter().any(|parent| parent.starts_with("extends "))
}

/// Whether others can write a value of it by its fields.
fn is_data(word: &str) -> bool {
    matches!(word, "struct" | "union")
}

/// Whether who reads it must be prepared for `undefined` already.
fn may_be_undefined(member: &Member) -> bool {
    type_of(member).is_some_and(|ty| union_parts(ty).contains(&"undefined"))
}

fn is_same_but_for_undefined(old: &Member, new: &Member) -> bool {
    let plain = |member: &Member| -> Option<Vec<String>> {
        let parts = union_parts(type_of(member)?).into_iter().filter(|it| *it != "undefined");
        Some(parts.map(str::to_owned).collect())
    };
    plain(old).is_some_and(|old| Some(old) == plain(new))
}

/// Whether users of a class cannot set it.
fn is_only_read(member: &Member) -> bool {
    let has = |word: &str| member.signature.marks.iter().any(|mark| &**mark == word);
    has("readonly") && !has("abstract") && !has("protected")
}

/// Whether who extends the class must write it.
fn is_abstract(member: &Member) -> bool {
    member.signature.marks.iter().any(|mark| &**mark == "abstract")
}

/// Of the members of a class that are private a constructor alone is kept, which says that others cannot make one.
fn is_private(member: &Member) -> bool {
    member.signature.marks.iter().any(|mark| &**mark == "private")
}

/// Whether `#[doc(hidden)]` stands at it: then it is nothing that others are meant to use.
pub(super) fn is_hidden(member: &Member) -> bool {
    member.signature.marks.iter().any(|mark| &**mark == "doc(hidden)")
}

pub(super) fn named(what: &str, member: &Member) -> String {
    let unnamed = match &member.signature.form {
        Form::Value(_) => "its index signature",
        _ => "the signature by which it is called",
    };
    match (what, &*member.name) {
        (_, "") => unnamed.to_owned(),
        ("", name) => format!("`{name}`"),
        (what, name) => format!("`{}.{name}`", what.trim_matches('`')),
    }
}

/// What an interface has under every text: `A` of `[_: string]: A`.
fn by_any_text(record: &Record) -> Option<&str> {
    let mut types = record.members.iter().filter(|it| it.name.is_empty()).filter_map(type_of);
    types.find_map(|it| it.strip_prefix("readonly ").unwrap_or(it).strip_prefix("[_: string]: "))
}

fn type_of(member: &Member) -> Option<&str> {
    let Form::Value(value) = &member.signature.form else { return None };
    value.ty.as_deref()
}

/// Whether a member is of this type, with what it may miss.
fn has_type(member: &Member, ty: &str) -> bool {
    let may_miss = member.is_optional.then_some("undefined");
    let Some(own) = type_of(member) else { return false };
    let (own, ty) = (union_parts(own), union_parts(ty));
    ty.iter().all(|it| own.contains(it) || may_miss == Some(*it))
        && own.iter().all(|it| ty.contains(it))
}

/// `a?: never`
fn is_forbidden(member: &Member) -> bool {
    member.is_optional && type_of(member) == Some("never")
}

/// Whether a record has what its users read by any name.
fn has_own_index(record: &Record) -> bool {
    let is_index = |it: &Member| it.name.is_empty() && matches!(it.signature.form, Form::Value(_));
    record.members.iter().any(is_index)
}
