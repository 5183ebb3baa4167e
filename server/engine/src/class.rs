//! What a change of a signature means to those who use the item: its class, how sure that is, and why.
//!
//! The rules are those that syntax can decide, after the lints of cargo-semver-checks for Rust and what API
//! Extractor reports for TypeScript, and the changes of types that both leave out. Each bears the name under
//! which its test stands.

mod all_lifetimes;
mod assignable;
mod brackets;
mod callable;
mod condition;
mod constructor;
mod covered;
mod dispatch;
mod future;
mod generalised;
mod generics;
mod handed_on;
mod implied;
mod interface;
mod keys;
mod layout;
mod lifetimes;
mod list;
mod marks;
mod matcher;
mod number;
mod object;
mod overloads;
mod parents;
mod record;
mod same;
mod shape;
mod stated;
mod substituted;
mod texts;
mod type_text;
mod value;
mod variance;

use boundstone_model::{
    Alias, Callable, ChangeClass, Confidence, Form, ItemSignature, Language, Member, Signature,
    SignatureChange, Value, union_parts,
};

pub(crate) use assignable::{is_loosened, takes_what_is_given};
pub(crate) use brackets::parts;
pub(crate) use condition::{Enables, NO_FEATURES, cfg_changed, is_lost, is_ordinary, may_meet};
pub(crate) use constructor::is_constructor;
pub(crate) use generalised::stand_for;
pub(crate) use generics::{OTHERWISE, parameters_in};
pub(crate) use handed_on::{paths as paths_in, with_crates};
pub(crate) use implied::{Demands, complete, implies, trait_implies};
pub(crate) use lifetimes::as_of_trait;
pub(crate) use marks::{derived, derived_path, trait_name, without_derives};
pub(crate) use object::Handling;
pub(crate) use same::{in_same_words, is_same};
pub(crate) use stated::{stated, states_the_same};
pub(crate) use substituted::{bound_filled, given_to, substituted};
pub(crate) use texts::each_text;

/// Everything that differs from the old to the new signature of one item, the worst first. Empty when both promise
/// the same.
pub fn signature_changes(
    language: Language,
    old: &Signature,
    new: &Signature,
) -> Vec<SignatureChange> {
    changes_for(language, Implementers::Others, old, new)
}

/// The same, where nobody outside of its crate may be able to implement a trait: then those who call it count alone.
/// `is_sealed` is asked only where it matters.
pub(crate) fn changes_if_sealed(
    language: Language,
    old: &Signature,
    new: &Signature,
    is_sealed: &dyn Fn(&Signature) -> bool,
) -> Vec<SignatureChange> {
    let changes = signature_changes(language, old, new);
    let is_trait = matches!(&old.form, Form::Record(record) if record.word == "trait");
    if !is_trait || changes.is_empty() {
        return changes;
    }
    let own = changes_for(language, Implementers::Own, old, new);
    if own != changes && is_sealed(old) { own } else { changes }
}

fn changes_for(
    language: Language,
    implementers: Implementers,
    old: &Signature,
    new: &Signature,
) -> Vec<SignatureChange> {
    if language != Language::Rust {
        return changes_in_words(language, implementers, None, (old, new));
    }
    let spelled = handed_on::as_before(old, new);
    let new = spelled.as_ref().unwrap_or(new);
    let compared = |new: &Signature| {
        let as_before = substituted::as_before(old, new);
        let new = as_before.as_ref().unwrap_or(new);
        changes_in_words(language, implementers, None, (old, new))
    };
    let mut changes = compared(new);
    handed_on::doubted((old, new), &mut changes, &compared);
    changes
}

/// The same of a type of TypeScript, where it is known what users do with its values.
pub(crate) fn changes_handled(
    handled: Handling,
    old: &Signature,
    new: &Signature,
) -> Vec<SignatureChange> {
    changes_in_words(Language::TypeScript, Implementers::Others, Some(handled), (old, new))
}

fn changes_in_words(
    language: Language,
    implementers: Implementers,
    handled: Option<Handling>,
    (old, new): (&Signature, &Signature),
) -> Vec<SignatureChange> {
    let aligned = same::aligned(language, old, new);
    let (old, new) = aligned.as_ref().map_or((old, new), |(old, new)| (old, new));
    let is_inferred = old.is_inferred || new.is_inferred;
    let mut found =
        Found { language, is_inferred, implementers, handled, members_of: "", list: Vec::new() };
    found.signature("", old, new);
    let mut list = found.list;
    // Whether a type is stated or inferred is no matter where it is the same.
    if list.is_empty() && (&old.marks, &old.form) != (&new.marks, &new.form) {
        list.push(SignatureChange {
            class: ChangeClass::Unknown,
            confidence: Confidence::Likely,
            rule: "text_changed",
            reason: format!("was `{old}`").into(),
        });
    }
    list.retain(|change| change.class != ChangeClass::Cosmetic);
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
    is_sealed: &dyn Fn(&Signature) -> bool,
    [by_old, by_new]: [Enables<'_>; 2],
) -> Vec<SignatureChange> {
    let mut changes = match (&old.signature, &new.signature) {
        (Some(old), Some(new)) => changes_if_sealed(language, old, new, is_sealed),
        _ => Vec::new(),
    };
    if old.cfg.as_deref().is_some_and(|cfg| !is_ordinary(cfg)) {
        changes.iter_mut().for_each(doubt);
    }
    if old.cfg != new.cfg {
        changes.extend(cfg_changed((&old.cfg, by_old), (&new.cfg, by_new)));
    }
    changes.sort_by(|a, b| (b.class, a.rule).cmp(&(a.class, b.rule)));
    changes
}

/// What was said to break is not known to.
pub(crate) fn doubt(change: &mut SignatureChange) {
    if change.class == ChangeClass::Breaking {
        (change.class, change.confidence) = (ChangeClass::Unknown, Confidence::Likely);
    }
}

/// Who may implement a trait.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Implementers {
    Others,
    /// It is sealed.
    Own,
}

/// A function that is the value of something.
const HELD: &str = "value";

/// What was found so far.
struct Found {
    language: Language,
    is_inferred: bool,
    implementers: Implementers,
    /// What users do with values of a type, where that is known.
    handled: Option<Handling>,
    /// What is looked at is a member of a `trait`, a `class`, an `interface`, or a function that is [`HELD`]; empty at the
    /// item itself.
    members_of: &'static str,
    list: Vec<SignatureChange>,
}

impl Found {
    fn is_rust(&self) -> bool {
        self.language == Language::Rust
    }

    /// Whether users are handed all values of the type, and make none.
    fn is_read(&self) -> bool {
        self.handled == Some(Handling::Read)
    }

    /// Whether users hand all values of the type over, and read none.
    fn is_given(&self) -> bool {
        self.handled == Some(Handling::Given)
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

    /// It breaks where the member is compiled.
    fn breaking_of(&mut self, member: &Member, rule: &'static str, reason: String) {
        let mut cfgs = member
            .signature
            .marks
            .iter()
            .filter_map(|mark| mark.strip_prefix("cfg(").and_then(|it| it.strip_suffix(')')));
        match cfgs.next() {
            None => self.breaking(rule, reason),
            Some(cfg) if is_ordinary(cfg) => {
                self.add(ChangeClass::Breaking, Confidence::Likely, rule, reason)
            }
            Some(_) => self.unknown(rule, reason),
        }
    }

    fn additive(&mut self, rule: &'static str, reason: String) {
        self.add(ChangeClass::Additive, Confidence::Proved, rule, reason);
    }

    fn unknown(&mut self, rule: &'static str, reason: String) {
        self.add(ChangeClass::Unknown, Confidence::Likely, rule, reason);
    }

    /// It differs, and nobody feels it.
    fn cosmetic(&mut self, rule: &'static str) {
        self.add(ChangeClass::Cosmetic, Confidence::Proved, rule, String::new());
    }

    /// It breaks those who implement a trait, and nobody else.
    fn for_implementers(&mut self, rule: &'static str, reason: String) {
        match self.implementers {
            Implementers::Others => self.breaking(rule, reason),
            Implementers::Own => self.additive(rule, reason),
        }
    }

    fn required_item(&mut self, added: &str) {
        let who = match self.implementers {
            Implementers::Others => "who implements the trait must write it",
            Implementers::Own => "nobody else implements the trait",
        };
        self.for_implementers("required_item_added", format!("{added}: {who}"));
    }

    /// What those who call it are free to welcome breaks those who wrote it as a member of their trait.
    fn relaxed(&mut self, rule: &'static str, reason: String) {
        match self.members_of == "trait" {
            true => self.for_implementers(rule, reason),
            false => self.additive(rule, reason),
        }
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
        self.marks(what, old, new);
        let is_open = is_non_exhaustive(old) || is_non_exhaustive(new);
        match (&old.form, &new.form) {
            (Form::Function(were), Form::Function(are)) => {
                self.functions(what, were, are);
                self.assertion(what, old, new, are);
            }
            (Form::Record(old_record), Form::Record(new_record)) => {
                self.record(what, (old, old_record), (new, new_record), is_open);
            }
            (Form::Enum(old_enum), Form::Enum(new_enum)) => {
                self.enumeration(what, (old, old_enum), (new, new_enum));
            }
            (Form::Value(old), Form::Value(new)) => self.value(what, old, new),
            (Form::Alias(old), Form::Alias(new)) => self.alias(what, old, new),
            (Form::Macro(old), Form::Macro(new)) => self.arms(what, old, new),
            (Form::Module, Form::Module) => {}
            (Form::Function(functions), Form::Value(value))
                if !value.word.is_empty() && !self.is_rust() =>
            {
                self.function_or_constant(what, (functions, value), true, (&old.form, &new.form));
            }
            (Form::Value(value), Form::Function(functions))
                if !value.word.is_empty() && !self.is_rust() =>
            {
                self.function_or_constant(what, (functions, value), false, (&old.form, &new.form));
            }
            // What stands in a namespace may stand in an object.
            (Form::Module, Form::Value(_)) | (Form::Value(_), Form::Module) if !self.is_rust() => {
                self.unknown("kind_changed", kind_changed(what, &old.form, &new.form));
            }
            (Form::Record(record), Form::Alias(alias))
            | (Form::Alias(alias), Form::Record(record))
                if record.word == "interface" =>
            {
                let reason = kind_changed(what, &old.form, &new.form);
                let is_other = |ty: &str| {
                    assignable::is_no_object(ty)
                        || type_text::function(ty).is_some() && !interface::is_called(record)
                };
                match alias.ty.as_deref().is_some_and(is_other) {
                    true => self.text("kind_changed", reason),
                    false => self.unknown("kind_changed", reason),
                }
            }
            // `export import a = b.c` may be any of them.
            (Form::Function(_) | Form::Value(_), Form::Alias(alias))
            | (Form::Alias(alias), Form::Function(_) | Form::Value(_))
                if !self.is_rust() && alias.ty.as_deref().is_some_and(type_text::is_path) =>
            {
                self.unknown("kind_changed", kind_changed(what, &old.form, &new.form));
            }
            // What is one of its numbers is a value of the enum.
            (Form::Alias(alias), Form::Enum(_)) if !self.is_rust() && is_number(alias) => {
                self.unknown("kind_changed", kind_changed(what, &old.form, &new.form));
            }
            (Form::Record(record), Form::Enum(now)) if shape::is_opaque(old, record) => {
                self.generics(what, (&record.generics, &now.generics), None);
                // Only who wrote `A { .. }` for it feels it. Source: cargo-semver-checks,
                // struct_with_no_pub_fields_changed_type.
                self.text("kind_changed", kind_changed(what, &old.form, &new.form));
            }
            // Variants of an enum.
            (Form::Value(value), Form::Record(record)) if record.word.is_empty() => {
                self.fields_come(what, value, record, is_non_exhaustive(old));
            }
            (Form::Record(record), Form::Value(_)) if record.word.is_empty() => {
                self.fields_go(what, record);
            }
            (Form::Record(record), Form::Alias(_)) if record.word == "struct" => {
                self.struct_or_alias(what, record, (&old.form, &new.form));
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

    /// What asserts something is called by a name whose type is stated: a constant that is left to inference has none.
    /// Source: the compiler's error 2775.
    fn assertion(&mut self, what: &str, old: &Signature, new: &Signature, are: &[Callable]) {
        let is_constant = |it: &Signature| it.marks.iter().any(|mark| &**mark == "const");
        let asserts =
            |it: &Callable| it.result.as_deref().is_some_and(|it| it.starts_with("asserts "));
        if !self.is_rust() && is_constant(new) && !is_constant(old) && are.iter().any(asserts) {
            let reason = format!("{what} asserts, and is a constant whose type is not stated");
            self.breaking("assertion_not_stated", reason);
        }
    }

    /// A function is declared on one side, and held by a constant on the other: both are called alike. `is_old`: the
    /// declaration is.
    fn function_or_constant(
        &mut self,
        what: &str,
        (functions, value): (&[Callable], &Value),
        is_old: bool,
        (old, new): (&Form, &Form),
    ) {
        let is_said = |only: &Callable| value.ty.as_deref() == Some(only.to_string().as_str());
        match (functions, value.ty.as_deref().and_then(type_text::function)) {
            ([only], _) if is_said(only) => {}
            ([only], Some(held)) if is_old => self.callable(what, only, &held),
            ([only], Some(held)) => self.callable(what, &held, only),
            _ if value.ty.as_deref().is_some_and(assignable::is_never_called) => {
                self.breaking("kind_changed", kind_changed(what, old, new));
            }
            _ => self.unknown("kind_changed", kind_changed(what, old, new)),
        }
        self.cosmetic("kind_changed");
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
        let held = value.ty.as_deref().and_then(type_text::function);
        match (is_same, old, functions, held) {
            // What a method takes is looked at less strictly.
            (true, Form::Value(_), ..) => self.cosmetic("kind_changed"),
            (true, ..) => self.unknown("kind_changed", kind_changed(what, old, new)),
            (false, Form::Value(_), [only], Some(held)) => self.callable(what, &held, only),
            (false, _, [only], Some(held)) => self.callable(what, only, &held),
            (false, ..) => self.text("kind_changed", kind_changed(what, old, new)),
        }
    }
}

fn kind_changed(what: &str, old: &Form, new: &Form) -> String {
    format!("{what} was {}, and is {}", word(old), word(new))
}

fn is_non_exhaustive(signature: &Signature) -> bool {
    signature.marks.iter().any(|mark| &**mark == "non_exhaustive")
}

/// Whether a type of TypeScript is one of some numbers.
fn is_number(alias: &Alias) -> bool {
    let is_one = |it: &&str| *it == "number" || assignable::literal_of(it) == Some("number");
    alias.ty.as_deref().is_some_and(|ty| union_parts(ty).iter().all(is_one))
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
    with_article(noun)
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {noun}")
}
