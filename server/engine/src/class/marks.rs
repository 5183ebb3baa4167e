//! Attributes and modifiers that those who use an item feel.

use std::sync::Arc;

use boundstone_model::ChangeClass::{Additive, Breaking};
use boundstone_model::{ChangeClass, Confidence, Form, Signature};

use super::list::only;
use super::object::{Handling, Position, outlives};
use super::record::is_hidden;
use super::{Found, NO_FEATURES, cfg_changed, is_non_exhaustive};

/// What it means that a mark comes, and that it goes; by how the mark begins. The first that fits counts.
const RUST: [(&str, &str, ChangeClass, ChangeClass); 17] = [
    ("async_trait", "async_trait", Breaking, Breaking),
    ("!", "auto_trait", Breaking, Additive),
    ("braced", "braces", Breaking, Additive),
    ("must_use", "must_use", Additive, Additive),
    ("deprecated", "deprecated", Additive, Additive),
    ("non_exhaustive", "non_exhaustive", Breaking, Additive),
    ("derive(", "derived_trait", Additive, Breaking),
    ("repr(align", "repr_align", Breaking, Breaking),
    ("repr(packed", "repr_packed", Breaking, Breaking),
    ("repr(C", "repr_c", Additive, Breaking),
    ("repr(transparent", "repr_transparent", Additive, Breaking),
    ("repr(", "repr_integer", Additive, Breaking),
    ("target_feature(", "target_feature", Breaking, Additive),
    ("export_name", "export_name", Additive, Breaking),
    ("no_mangle", "no_mangle", Additive, Breaking),
    ("unsafe", "trait_unsafe", Breaking, Breaking),
    ("auto", "trait_auto", Additive, Breaking),
];

const TYPESCRIPT: [(&str, &str, ChangeClass, ChangeClass); 6] = [
    ("private", "access", Breaking, Additive),
    ("protected", "access", Breaking, Additive),
    ("deprecated", "deprecated", Additive, Additive),
    ("abstract", "abstract", Breaking, Additive),
    ("readonly", "readonly", Breaking, Additive),
    ("static", "static", Breaking, Breaking),
];

impl Found {
    pub(super) fn marks(&mut self, what: &str, old: &Signature, new: &Signature) {
        let (mut come, mut go) = (only(&new.marks, &old.marks), only(&old.marks, &new.marks));
        // `derive(serde_derive::Serialize)` is `derive(serde::Serialize)`.
        let same = |one: &str, other: &str| {
            derived(one).is_some_and(|it| derived(other) == Some(it))
                && condition_of(one) == condition_of(other)
        };
        let gone = go.clone();
        if gone.iter().any(|one| come.iter().any(|other| same(one, other))) {
            self.cosmetic("derived_trait");
        }
        go.retain(|one| !come.iter().any(|other| same(one, other)));
        come.retain(|one| !gone.iter().any(|other| same(one, other)));
        for mark in &come {
            let reason = match mark.strip_prefix('!') {
                Some(lost) => format!("{what} is no longer `{lost}`, by what it holds"),
                None => format!("{what} is now {}", said(mark)),
            };
            self.mark((mark, true), &go, old, reason);
        }
        for mark in &go {
            let reason = match mark.strip_prefix('!') {
                Some(lost) => format!("{what} is `{lost}` now, by what it holds"),
                None => format!("{what} is no longer {}", said(mark)),
            };
            self.mark((mark, false), &come, old, reason);
        }
        self.condition(what, old, new);
        self.helper_attributes(what, old, new);
        self.setter(what, old, new);
    }

    /// Under which condition a member is compiled: what is there for less users than before breaks the others.
    fn condition(&mut self, what: &str, old: &Signature, new: &Signature) {
        let of = |it: &Signature| -> Option<Arc<str>> {
            let mut inner =
                it.marks.iter().filter_map(|it| it.strip_prefix("cfg(")?.strip_suffix(')'));
            inner.next().map(Arc::from)
        };
        let (was, is) = (of(old), of(new));
        let Some(change) = cfg_changed((&was, NO_FEATURES), (&is, NO_FEATURES)) else {
            return if was != is {
                self.cosmetic("cfg_changed")
            };
        };
        let reason = format!("{what} is {}", change.reason);
        match change.class {
            ChangeClass::Breaking => self.text(change.rule, reason),
            // What there is more of, others may have to write or match.
            _ => self.unknown(change.rule, reason),
        }
    }

    /// What a setter takes, where it is not what the getter gives.
    fn setter(&mut self, what: &str, old: &Signature, new: &Signature) {
        let said = |it: &'_ Signature| {
            let taken =
                |mark: &Arc<str>| Some(mark.strip_prefix("set(")?.strip_suffix(')')?.to_owned());
            it.marks.iter().find_map(taken)
        };
        let (was, is) = (said(old), said(new));
        if was == is
            || [old, new].iter().any(|it| it.marks.iter().any(|mark| &**mark == "readonly"))
        {
            return;
        }
        let (Some(was), Some(is)) =
            (was.or_else(|| value_type(old)), is.or_else(|| value_type(new)))
        else {
            return;
        };
        let at = Position {
            handling: Handling::Given,
            path: what.trim_matches('`'),
            of: "",
            outlives: &outlives,
        };
        let reason = format!("{what} is set to a `{is}`, and was to a `{was}`");
        self.type_at(at, "setter_type_changed", (&was, &is), reason);
    }

    /// A mark that comes or goes, and those that do the other. `old` is the signature before.
    fn mark(
        &mut self,
        (mark, comes): (&str, bool),
        others: &[&str],
        old: &Signature,
        reason: String,
    ) {
        let (is_conditional, plain) = without_condition(mark);
        let twins = || others.iter().filter(|it| without_condition(it).1 == plain);
        if is_conditional && twins().any(|it| *it == plain) || is_told_elsewhere(mark) {
            return;
        }
        // `const a = () => …` is called as `function a() { … }` is.
        if !self.is_rust() && matches!(mark, "const" | "let" | "var") {
            return self.cosmetic("word_changed");
        }
        // Nobody made a value of an interface by its name.
        let was_interface = matches!(&old.form, Form::Record(it) if it.word == "interface");
        if plain == "abstract" && was_interface {
            return self.cosmetic("abstract");
        }
        // What is abstract is written as either.
        if plain == "accessor" && old.marks.iter().any(|it| &**it == "abstract") {
            return self.cosmetic("mark_changed");
        }
        let Some((rule, on_coming, on_going)) = self.row(plain) else {
            return self.unknown("mark_changed", reason);
        };
        // Protected that was private is more than it was.
        if comes && rule == "access" && others.contains(&"private") {
            return self.additive(rule, reason);
        }
        if !comes && rule == "access" && others.contains(&"private") {
            return;
        }
        let class = if comes { on_coming } else { on_going };
        let is_overridden = !comes && plain == "protected" && self.members_of == "class";
        match rule {
            // Who overrides what was protected must open it, too; of what is abstract, all who extend the class do.
            "access" if is_overridden && old.marks.iter().any(|it| &**it == "abstract") => {
                self.text(rule, reason)
            }
            "access" if is_overridden && !makes(old) => self.unknown(rule, reason),
            // Under another condition: which holds where, nobody can tell.
            _ if is_conditional && twins().next().is_some() => self.unknown(rule, reason),
            "auto_trait" => self.add(class, Confidence::Likely, rule, reason),
            "trait_unsafe" => self.for_implementers(rule, reason),
            // Of a future in a box, and of one that is no object.
            "async_trait" => self.text(rule, reason),
            // What others could not write field by field, they still cannot.
            "non_exhaustive" | "braces" if comes && is_closed(old) => self.additive(rule, reason),
            // Which features imply others, the compiler knows alone.
            "target_feature" if comes => self.text(rule, reason),
            "target_feature" => self.relaxed(rule, reason),
            // Of what nobody can look into, it was no promise.
            "repr_transparent" if !comes && shows_nothing(old) => self.unknown(rule, reason),
            _ if is_conditional || twins().next().is_some() => {
                self.add(class, Confidence::Likely, rule, reason);
            }
            _ => self.add(class, Confidence::Proved, rule, reason),
        }
    }

    /// What a derive macro takes beside it.
    fn helper_attributes(&mut self, what: &str, old: &Signature, new: &Signature) {
        let (Some(old), Some(new)) = (helpers(old), helpers(new)) else { return };
        for attribute in old.iter().filter(|it| !new.contains(it)) {
            let reason = format!("{what} no longer takes the attribute `{attribute}`");
            self.breaking("helper_attribute_removed", reason);
        }
        for attribute in new.iter().filter(|it| !old.contains(it)) {
            let reason = format!("{what} takes the attribute `{attribute}` too");
            self.additive("helper_attribute_added", reason);
        }
    }

    fn row(&self, mark: &str) -> Option<(&'static str, ChangeClass, ChangeClass)> {
        let table: &[_] = if self.is_rust() { &RUST } else { &TYPESCRIPT };
        let row = table.iter().find(|(start, ..)| mark.starts_with(start));
        row.map(|(_, rule, comes, goes)| (*rule, *comes, *goes))
    }
}

/// A mark for each that `repr(C, align(8))` lists, as if each stood in an attribute of its own.
pub(super) fn with_parted_representations(marks: &[Arc<str>]) -> Box<[Arc<str>]> {
    let each = marks.iter().flat_map(|mark| -> Vec<Arc<str>> {
        let (_, plain) = without_condition(mark);
        let listed = plain.strip_prefix("repr(").and_then(|it| it.strip_suffix(')'));
        let (Some(listed), Some(before)) = (listed, mark.find(plain)) else {
            return vec![mark.clone()];
        };
        let (before, behind) = (mark.get(..before), mark.get(before + plain.len()..));
        let written = |part: &str| -> Arc<str> {
            let part = if part == "packed(1)" { "packed" } else { part };
            let (before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
            format!("{before}repr({part}){behind}").into()
        };
        // What says nothing is the default.
        let parts = super::parts(listed, ',').into_iter().map(str::trim);
        parts.filter(|it| *it != "Rust").map(written).collect()
    });
    let mut each: Vec<Arc<str>> = each.collect();
    each.sort();
    each.dedup();
    each.into()
}

/// Whether it is a struct that others cannot make, or an enum whose variants they cannot name: it has some that they do not
/// see, or may have.
pub(super) fn is_closed(signature: &Signature) -> bool {
    let has_hidden = match &signature.form {
        Form::Record(record) => record.has_hidden,
        Form::Enum(it) => it.variants.iter().any(is_hidden),
        _ => false,
    };
    has_hidden || is_non_exhaustive(signature)
}

/// Whether it makes a value of its class.
fn makes(signature: &Signature) -> bool {
    let Form::Function(all) = &signature.form else { return false };
    all.iter().any(|it| it.qualifiers.iter().any(|word| &**word == "new"))
}

fn value_type(signature: &Signature) -> Option<String> {
    let Form::Value(value) = &signature.form else { return None };
    value.ty.as_deref().map(str::to_owned)
}

/// Whether all that a struct holds is out of the sight of others.
fn shows_nothing(signature: &Signature) -> bool {
    matches!(&signature.form, Form::Record(record) if record.members.is_empty())
}

/// `derive(A)` of `cfg_attr(feature = "b", derive(A))`, and whether there is a condition.
fn without_condition(mark: &str) -> (bool, &str) {
    let inner = || {
        let inside = mark.strip_prefix("cfg_attr(")?.strip_suffix(')')?;
        let (mut depth, mut is_text) = (0_i32, false);
        let end = inside.find(|sign: char| {
            is_text ^= sign == '"';
            match sign {
                _ if is_text => {}
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            sign == ',' && depth == 0 && !is_text
        })?;
        Some(inside.get(end + 1..)?.trim())
    };
    inner().map_or((false, mark), |inner| (true, inner))
}

/// `cfg_attr(feature = "b", ` of `cfg_attr(feature = "b", derive(A))`.
fn condition_of(mark: &str) -> &str {
    let (_, inner) = without_condition(mark);
    mark.get(..mark.len().saturating_sub(inner.len() + 1)).unwrap_or_default()
}

/// The number of a variant, what documentation hides, and what a derive macro takes, have rules of their own.
fn is_told_elsewhere(mark: &str) -> bool {
    ["= ", "cfg(", "doc(hidden)", "proc_macro_derive(", "set("]
        .iter()
        .any(|it| mark.starts_with(it))
}

/// `a` and `b` of `proc_macro_derive(A, attributes(a, b))`.
fn helpers(signature: &Signature) -> Option<Vec<&str>> {
    let mark = signature.marks.iter().find_map(|it| it.strip_prefix("proc_macro_derive("))?;
    let (_, attributes) = mark.split_once("attributes(").unwrap_or_default();
    let names = attributes.trim_end_matches(')').split(',').map(str::trim);
    Some(names.filter(|name| !name.is_empty()).collect())
}

fn said(mark: &str) -> String {
    match mark {
        "braced" => "written with braces".to_owned(),
        "accessor" => "an accessor: who overrides it must write the same".to_owned(),
        "private" | "protected" | "deprecated" | "abstract" | "readonly" | "static" | "unsafe" => {
            mark.to_owned()
        }
        mark => format!("`{mark}`"),
    }
}

/// The signature without the traits that it derives and that an `impl` gives the item on the other side.
pub(crate) fn without_derives(signature: &Signature, is_given: impl Fn(&str) -> bool) -> Signature {
    let is_left = |mark: &&Arc<str>| !derived(mark).is_some_and(&is_given);
    let marks = signature.marks.iter().filter(is_left).cloned().collect();
    Signature { marks, ..signature.clone() }
}

/// `Clone` of the mark `derive(Clone)`, under whatever condition.
pub(crate) fn derived(mark: &str) -> Option<&str> {
    derived_path(mark).map(trait_name)
}

/// The same as it is written, with its path.
pub(crate) fn derived_path(mark: &str) -> Option<&str> {
    let (_, mark) = without_condition(mark);
    mark.strip_prefix("derive(")?.strip_suffix(')')
}

/// The name of a trait without its path and what it is given.
pub(crate) fn trait_name(path: &str) -> &str {
    let path = path.split('<').next().unwrap_or(path);
    path.rsplit("::").next().unwrap_or(path)
}
