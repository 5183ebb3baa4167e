//! How the fields of a struct or a variant are written: with names, with numbers, or not at all.

use boundstone_model::{Alias, Form, GenericKind, Generics, Record, Signature, Value};

use super::{Found, is_non_exhaustive, kind_changed};

impl Found {
    /// Its fields are numbered on one side alone.
    pub(super) fn fields_written_otherwise(&mut self, what: &str, old: &Record, new: &Record) {
        let reason = format!("{what} has {}, and had {}", fields(new), fields(old));
        self.breaking("fields_named_otherwise", reason);
    }

    /// A variant without fields has some now, or braces. `is_open`: it could not be made by others, and was matched
    /// with braces.
    pub(super) fn fields_come(&mut self, what: &str, old: &Value, new: &Record, is_open: bool) {
        let reason = format!("{what} has {}, and had none", fields(new));
        match is_open && old.ty.is_none() {
            true => self.additive("fields_added", reason),
            false => self.breaking("kind_changed", reason),
        }
    }

    /// A variant has no fields any more.
    pub(super) fn fields_go(&mut self, what: &str, old: &Record) {
        // What has no fields is made and matched with braces too.
        if old.members.is_empty() && !old.is_tuple {
            self.additive("braces_removed", format!("{what} can be written without braces"));
        } else {
            let reason = format!("{what} has no fields, and had {}", fields(old));
            self.breaking("kind_changed", reason);
        }
    }

    /// By another name for it a struct is named, and made with braces, but not called.
    pub(super) fn struct_or_alias(&mut self, what: &str, old: &Record, forms: (&Form, &Form)) {
        let is_unit = !old.is_tuple && old.members.is_empty();
        let is_called = (old.is_tuple || is_unit) && !old.has_hidden;
        let reason = kind_changed(what, forms.0, forms.1);
        match is_called || !passes_on(&old.generics, forms.1) {
            true => self.text("kind_changed", reason),
            false => self.unknown("kind_changed", reason),
        }
    }
}

/// Whether others see nothing of a struct but its name: they neither made one nor took one apart.
pub(super) fn is_opaque(signature: &Signature, record: &Record) -> bool {
    record.word == "struct"
        && record.members.is_empty()
        && record.has_hidden
        && !is_non_exhaustive(signature)
}

/// Whether the type behind an alias is given all parameters of the struct, in their order, and nothing else.
fn passes_on(generics: &Generics, alias: &Form) -> bool {
    let Form::Alias(Alias { generics: own, ty: Some(ty), .. }) = alias else { return false };
    let kinds = |generics: &Generics| -> Vec<GenericKind> {
        generics.parameters.iter().map(|it| it.kind.clone()).collect()
    };
    let [mut lifetimes, mut types, mut constants] = [0_u32.., 0.., 0..];
    let names = own.parameters.iter().map(|it| match it.kind {
        GenericKind::Lifetime => format!("'{}", lifetimes.next().unwrap_or_default()),
        GenericKind::Type => format!("T{}", types.next().unwrap_or_default()),
        GenericKind::Const(_) => format!("N{}", constants.next().unwrap_or_default()),
    });
    let names: Vec<String> = names.collect();
    let given = ty.split_once('<').and_then(|(_, given)| given.strip_suffix('>'));
    kinds(generics) == kinds(own) && given.unwrap_or_default() == names.join(", ")
}

fn fields(record: &Record) -> &'static str {
    match (record.is_tuple, record.members.is_empty() && !record.has_hidden) {
        (true, false) => "numbered fields",
        (true, true) => "parentheses without fields",
        (false, false) => "named fields",
        (false, true) => "no fields",
    }
}
