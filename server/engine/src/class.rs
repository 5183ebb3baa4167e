//! What a change of a signature means to those who use the item: its class, how sure that is, and why.
//!
//! The rules are those that syntax can decide, after the lints of cargo-semver-checks for Rust and what API
//! Extractor reports for TypeScript, and the changes of types that both leave out. Each bears the name under
//! which its test stands.

mod callable;
mod condition;
mod generics;
mod implied;
mod list;
mod marks;
mod record;
mod value;

use boundstone_model::{
    Callable, ChangeClass, Confidence, Form, ItemSignature, Language, Signature, SignatureChange,
    Value,
};

pub(crate) use condition::cfg_changed;
pub(crate) use marks::{derived, trait_name, without_derives};

/// Everything that differs from the old to the new signature of one item, the worst first. Empty when both promise
/// the same.
pub fn signature_changes(
    language: Language,
    old: &Signature,
    new: &Signature,
) -> Vec<SignatureChange> {
    let mut found =
        Found { language, is_inferred: old.is_inferred || new.is_inferred, list: Vec::new() };
    found.signature("", old, new);
    let mut list = found.list;
    if list.is_empty() && old != new {
        list.push(SignatureChange {
            class: ChangeClass::Unknown,
            confidence: Confidence::Likely,
            rule: "text_changed",
            reason: format!("was `{old}`").into(),
        });
    }
    list.sort_by(|a, b| {
        (b.class, b.confidence, a.rule, &a.reason).cmp(&(a.class, a.confidence, b.rule, &b.reason))
    });
    list.dedup();
    list
}

/// The same of an item with the condition under which it is compiled.
pub(crate) fn item_changes(
    language: Language,
    old: &ItemSignature,
    new: &ItemSignature,
) -> Vec<SignatureChange> {
    let mut changes = match (&old.signature, &new.signature) {
        (Some(old), Some(new)) => signature_changes(language, old, new),
        _ => Vec::new(),
    };
    if old.cfg != new.cfg {
        changes.push(cfg_changed(&old.cfg, &new.cfg));
    }
    changes.sort_by(|a, b| (b.class, a.rule).cmp(&(a.class, b.rule)));
    changes
}

/// What was found so far.
struct Found {
    language: Language,
    is_inferred: bool,
    list: Vec<SignatureChange>,
}

impl Found {
    fn is_rust(&self) -> bool {
        self.language == Language::Rust
    }

    fn add(
        &mut self,
        class: ChangeClass,
        confidence: Confidence,
        rule: &'static str,
        reason: String,
    ) {
        let reason = reason.trim().into();
        self.list.push(SignatureChange { class, confidence, rule, reason });
    }

    fn breaking(&mut self, rule: &'static str, reason: String) {
        self.add(ChangeClass::Breaking, Confidence::Proved, rule, reason);
    }

    fn additive(&mut self, rule: &'static str, reason: String) {
        self.add(ChangeClass::Additive, Confidence::Proved, rule, reason);
    }

    /// The text of a type changed: what it means, syntax cannot say.
    fn text(&mut self, rule: &'static str, reason: String) {
        let class = if self.is_inferred { ChangeClass::Unknown } else { ChangeClass::Breaking };
        self.add(class, Confidence::Likely, rule, reason);
    }

    /// `what`: which part of the item it is, empty for the item itself.
    fn signature(&mut self, what: &str, old: &Signature, new: &Signature) {
        if old == new {
            return;
        }
        self.marks(what, &old.marks, &new.marks);
        match (&old.form, &new.form) {
            (Form::Function(old), Form::Function(new)) => self.functions(what, old, new),
            (Form::Record(old_record), Form::Record(new_record)) => {
                let is_open = is_non_exhaustive(old) || is_non_exhaustive(new);
                self.record(what, old_record, new_record, is_open);
            }
            (Form::Enum(old_enum), Form::Enum(new_enum)) => {
                self.enumeration(what, old_enum, new_enum, is_non_exhaustive(old));
            }
            (Form::Value(old), Form::Value(new)) => self.value(what, old, new),
            (Form::Alias(old), Form::Alias(new)) => self.alias(what, old, new),
            (Form::Macro(old), Form::Macro(new)) => self.arms(what, old, new),
            (Form::Module, Form::Module) => {}
            // Both are called, or named, in the same way.
            (Form::Record(record), Form::Alias(_)) | (Form::Alias(_), Form::Record(record))
                if record.word == "interface" =>
            {
                self.text("kind_changed", kind_changed(what, &old.form, &new.form));
            }
            (Form::Function(functions), Form::Value(value))
            | (Form::Value(value), Form::Function(functions))
                if value.word.is_empty() && !self.is_rust() =>
            {
                self.method_or_property(what, functions, value, (&old.form, &new.form));
            }
            (old, new) => self.breaking("kind_changed", kind_changed(what, old, new)),
        }
    }

    /// A member is written as a method on one side, and as a property that holds a function on the other.
    fn method_or_property(
        &mut self,
        what: &str,
        functions: &[Callable],
        value: &Value,
        (old, new): (&Form, &Form),
    ) {
        let is_same = match (functions, &value.ty) {
            ([only], Some(ty)) => only.to_string() == **ty,
            _ => false,
        };
        match is_same {
            true => self.unknown("kind_changed", kind_changed(what, old, new)),
            false => self.text("kind_changed", kind_changed(what, old, new)),
        }
    }
}

fn kind_changed(what: &str, old: &Form, new: &Form) -> String {
    format!("{what} was {}, and is {}", word(old), word(new))
}

fn is_non_exhaustive(signature: &Signature) -> bool {
    signature.marks.iter().any(|mark| &**mark == "non_exhaustive")
}

/// What a form is, with its article.
fn word(form: &Form) -> String {
    let noun = match form {
        Form::Function(_) => "function",
        Form::Record(record) => record.word,
        Form::Enum(_) => "enum",
        Form::Value(value) if value.word.is_empty() => "value",
        Form::Value(value) => value.word,
        Form::Alias(_) => "type alias",
        Form::Macro(_) => "macro",
        Form::Module => "module",
    };
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {noun}")
}
