//! Which way the values of TypeScript's types go: whether users are handed them, or hand them over.
//!
//! It is followed from what users call and read, through parameters, results, members and callbacks. What is left to
//! inference may go any way, and so may what a type that nobody can read leads to.

use std::collections::BTreeSet;

use boundstone_model::{
    Callable, ChangeClass, Confidence, Form, ItemKind, Language, Member, Record, Signature,
    SignatureChange, Surface, SurfaceItem,
};
use rustc_hash::FxHashMap;

use super::super::aligned::Meanings;
use super::Side;
use crate::class::{Handling, changes_handled};
use crate::crossings::FileId;
use crate::types::{self, Function, Key, Name, Origin, Type, function, member, parse};

/// So many signatures are followed: more than any package has.
const MOST_STEPS: usize = 50_000;

/// Types of the language that hold what they are given, and do nothing else with it.
const HOLDERS: [&str; 24] = [
    "Array",
    "ReadonlyArray",
    "Promise",
    "PromiseLike",
    "Awaited",
    "Set",
    "ReadonlySet",
    "Map",
    "ReadonlyMap",
    "WeakMap",
    "Record",
    "Partial",
    "Required",
    "Readonly",
    "Pick",
    "Omit",
    "Extract",
    "Exclude",
    "NonNullable",
    "Iterable",
    "AsyncIterable",
    "Iterator",
    "IterableIterator",
    "AsyncGenerator",
];

/// What users do with values of one type.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Ways {
    is_got: bool,
    is_given: bool,
    /// They hand over what one of its members is, and not all of it.
    is_given_in_part: bool,
}

const GOT: Ways = Ways { is_got: true, is_given: false, is_given_in_part: false };
const GIVEN: Ways = Ways { is_got: false, is_given: true, is_given_in_part: false };
const BOTH: Ways = Ways { is_got: true, is_given: true, is_given_in_part: false };

impl Ways {
    fn flipped(self) -> Self {
        let is_given = self.is_got;
        let is_got = self.is_given || self.is_given_in_part;
        Self { is_got, is_given, is_given_in_part: false }
    }

    fn in_part(self) -> Self {
        let is_given_in_part = self.is_given || self.is_given_in_part;
        Self { is_got: self.is_got, is_given: false, is_given_in_part }
    }

    fn and(self, other: Self) -> Self {
        Self {
            is_got: self.is_got || other.is_got,
            is_given: self.is_given || other.is_given,
            is_given_in_part: self.is_given_in_part || other.is_given_in_part,
        }
    }
}

/// What users do with the types of a package.
#[derive(Default)]
pub(super) struct Handled {
    /// By what its functions, variables and classes say.
    by_values: FxHashMap<Origin, Ways>,
    /// By the exported types that these do not lead to as well: users may do anything with values of those.
    by_types: FxHashMap<Origin, Ways>,
    /// Files where something is left to inference.
    inferred: BTreeSet<FileId>,
    is_cut: bool,
}

impl Handled {
    pub(super) fn of(surface: &Surface, meanings: &Meanings<'_>) -> Self {
        let mut walk = Walk { meanings, handled: Self::default(), ways: FxHashMap::default() };
        let origin = |it: &SurfaceItem| meanings.origin(&it.place.path, it.place.range);
        let whole = || {
            let own = |it: &&SurfaceItem| it.language != Language::Rust && !it.is_part;
            surface.items.iter().filter(own)
        };
        for item in whole().filter(|it| !is_type(it.kind) || it.kind == ItemKind::Class) {
            if let Some(origin) = origin(item) {
                walk.item(origin, GOT);
            }
        }
        let by_values = walk.ways.clone();
        for item in whole().filter(|it| is_type(it.kind)) {
            if let Some(origin) = origin(item).filter(|it| !by_values.contains_key(it)) {
                walk.item(origin, BOTH);
            }
        }
        Self { by_values, by_types: walk.ways, ..walk.handled }
    }

    fn of_type(&self, origin: Origin, name: &str, meanings: &Meanings<'_>) -> Option<Known> {
        let ways = *self.by_values.get(&origin)?;
        let is_sure =
            !self.is_cut && !self.inferred.iter().any(|it| has(meanings, *it, origin, name));
        let all = self.by_types.get(&origin).copied().unwrap_or_default();
        let handling = match ways {
            _ if !is_sure => return None,
            Ways { is_got: true, is_given: false, is_given_in_part: false } => Handling::Read,
            Ways { is_got: false, is_given: true, is_given_in_part: false } => Handling::Given,
            _ => Handling::Both,
        };
        Some(Known { handling, is_made: ways.is_given, is_alone: all == ways })
    }
}

/// What is known of a type.
struct Known {
    handling: Handling,
    /// Users make whole values of it.
    is_made: bool,
    /// No other exported type leads to it another way.
    is_alone: bool,
}

/// Whether a file may use a type: it declares it, or brings something of its name.
fn has(meanings: &Meanings<'_>, file: FileId, origin: Origin, name: &str) -> bool {
    let facts = meanings.path(file).and_then(|path| meanings.facts(path));
    let brings = |it: &boundstone_model::Import<'_>| it.bound == name || it.name == name;
    file == origin.file || facts.is_none_or(|it| it.references().imports.iter().any(brings))
}

/// What a change of an exported type is to those who are only handed its values, or only hand them over: as that, likely.
pub(super) fn settle(
    (item, side): (&SurfaceItem, &Side<'_>),
    (before, now): (&Signature, &Signature),
    changes: &mut Vec<SignatureChange>,
) {
    let is_breaking = |it: &SignatureChange| it.class == ChangeClass::Breaking;
    let is_open = matches!(item.kind, ItemKind::Interface | ItemKind::TypeAlias);
    if item.language == Language::Rust || !is_open || !changes.iter().any(is_breaking) {
        return;
    }
    let Some(known) = known(item, side) else { return };
    let mut found = changes_handled(known.handling, before, now);
    if !known.is_made {
        found.iter_mut().for_each(not_made);
    }
    // Others may make one as well, or read what they hand over.
    if !known.is_alone {
        let is_doubtful = |it: &&mut SignatureChange| is_breaking(it) && !found.contains(it);
        changes.iter_mut().filter(is_doubtful).for_each(|it| it.confidence = Confidence::Likely);
        return;
    }
    let is_doubtful = |it: &&mut SignatureChange| {
        !changes.contains(it) || known.handling == Handling::Given && it.rule == "member_optional"
    };
    found.iter_mut().filter(is_doubtful).for_each(|it| it.confidence = Confidence::Likely);
    *changes = found;
}

fn known(item: &SurfaceItem, side: &Side<'_>) -> Option<Known> {
    let origin = side.meanings.origin(&item.place.path, item.place.range)?;
    let name = item.symbol().rsplit(['.', '/']).next()?;
    side.handled().of_type(origin, name, &side.meanings)
}

/// Of a type that nobody makes whole values of.
fn not_made(change: &mut SignatureChange) {
    if change.rule == "required_member_added" {
        (change.class, change.rule) = (ChangeClass::Additive, "member_added");
        change.reason = change.reason.replace(": who makes one must write it", "").into();
    }
}

fn is_type(kind: ItemKind) -> bool {
    use ItemKind::{Class, Enum, Interface, TypeAlias};
    matches!(kind, Class | Enum | Interface | TypeAlias)
}

fn is_value(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Variable | ItemKind::Function | ItemKind::Class | ItemKind::Enum)
}

/// Follows signatures by the names in them.
struct Walk<'w, 's> {
    meanings: &'w Meanings<'s>,
    handled: Handled,
    ways: FxHashMap<Origin, Ways>,
}

impl Walk<'_, '_> {
    fn item(&mut self, origin: Origin, ways: Ways) {
        let known = self.ways.get(&origin).copied().unwrap_or_default();
        let all = known.and(ways);
        if all == known {
            return;
        }
        if self.ways.len() >= MOST_STEPS {
            self.handled.is_cut = true;
            return;
        }
        self.ways.insert(origin, all);
        if let Some((_, signature)) = self.meanings.signed(origin) {
            self.signature(&signature, origin, ways);
        }
    }

    fn signature(&mut self, signature: &Signature, origin: Origin, ways: Ways) {
        match &signature.form {
            Form::Function(all) => all.iter().for_each(|it| self.callable(it, origin, ways)),
            Form::Value(value) => match &value.ty {
                Some(ty) => self.text(ty, origin, ways),
                None => self.lost(origin),
            },
            Form::Alias(alias) => {
                self.bounds(&alias.generics.bounds, origin);
                alias.ty.iter().for_each(|ty| self.text(ty, origin, ways));
            }
            Form::Record(record) => self.record(record, origin, ways),
            Form::Enum(_) | Form::Macro(_) | Form::Module => {}
        }
    }

    fn record(&mut self, record: &Record, origin: Origin, ways: Ways) {
        self.bounds(&record.generics.bounds, origin);
        for parent in &record.parents {
            let ty = parent.strip_prefix("extends ").or_else(|| parent.strip_prefix("implements "));
            self.text(ty.unwrap_or(parent), origin, ways);
        }
        for it in &record.members {
            let ways = if record.word == "class" { of_class(it, ways) } else { ways };
            if let Form::Function(all) = &it.signature.form {
                all.iter().for_each(|it| self.callable(it, origin, ways));
                continue;
            }
            match member(it, origin) {
                Some(written) => written.iter().for_each(|it| self.member(it, origin, ways)),
                None => self.lost(origin),
            }
        }
    }

    /// Something is left to inference, or cannot be read.
    fn lost(&mut self, origin: Origin) {
        self.handled.inferred.insert(origin.file);
    }

    /// What users must give for a type parameter.
    fn bounds(&mut self, bounds: &[std::sync::Arc<str>], origin: Origin) {
        for bound in bounds {
            if let Some((_, ty)) = bound.split_once(" extends ") {
                self.text(ty, origin, GIVEN);
            }
        }
    }

    fn callable(&mut self, callable: &Callable, origin: Origin, ways: Ways) {
        match function(callable, origin) {
            Some(read) => {
                if read.result.is_none() && callable.qualifiers.is_empty() {
                    self.lost(origin);
                }
                self.function(&read, origin, ways);
            }
            None => self.lost(origin),
        }
    }

    fn function(&mut self, function: &Function, origin: Origin, ways: Ways) {
        function.bounds.iter().for_each(|(_, bound)| self.ty(bound, origin, GIVEN));
        function.generics.iter().flatten().for_each(|it| self.ty(it, origin, BOTH));
        for parameter in &function.parameters {
            match &parameter.ty {
                Some(ty) => self.ty(ty, origin, ways.flipped()),
                None => self.lost(origin),
            }
        }
        function.result.iter().for_each(|it| self.ty(it, origin, ways));
    }

    fn text(&mut self, text: &str, origin: Origin, ways: Ways) {
        match parse(text, origin) {
            Some(ty) => self.ty(&ty, origin, ways),
            None => self.lost(origin),
        }
    }

    fn ty(&mut self, ty: &Type, origin: Origin, ways: Ways) {
        match ty {
            Type::Word(word) if word == "_" => self.lost(origin),
            Type::Word(_) | Type::Parameter { .. } => {}
            Type::Name(name) => self.name(name, origin, ways),
            Type::Union(parts) | Type::Intersection(parts) => {
                parts.iter().for_each(|it| self.ty(it, origin, ways));
            }
            Type::Array { element, .. } => self.ty(element, origin, ways),
            Type::Tuple { elements, .. } => {
                let inner = elements.iter().filter_map(|it| it.ty.as_ref());
                inner.for_each(|it| self.ty(it, origin, ways));
            }
            Type::Object(members) => members.iter().for_each(|it| self.member(it, origin, ways)),
            Type::Function(function) => self.function(function, origin, ways),
            // Of the names of its members it has no values.
            Type::Prefixed(word, _) if word == "keyof" => {}
            Type::Prefixed(word, inner) => match &**inner {
                Type::Name(name) if word == "typeof" => {
                    match self.meanings.item(name.origin, &name.name, is_value) {
                        Some(found) => self.item(found, ways),
                        None => self.lost(origin),
                    }
                }
                inner => self.ty(inner, origin, ways),
            },
            Type::Indexed(whole, key) => {
                self.ty(whole, origin, ways.in_part());
                self.ty(key, origin, BOTH);
            }
            Type::Conditional(parts) => parts.iter().for_each(|it| self.ty(it, origin, BOTH)),
        }
    }

    fn member(&mut self, member: &types::Member, origin: Origin, ways: Ways) {
        match &member.key {
            Key::Index { by, .. } => self.ty(by, origin, BOTH),
            Key::Mapped { over, .. } => self.ty(over, origin, BOTH),
            Key::Property { .. } | Key::Call => {}
        }
        self.ty(&member.ty, origin, ways);
    }

    fn name(&mut self, name: &Name, origin: Origin, ways: Ways) {
        let found = self.meanings.item(name.origin, &name.name, is_type);
        let is_holder = found.is_none() && HOLDERS.contains(&&*name.name);
        found.into_iter().for_each(|it| self.item(it, ways));
        let given = if is_holder { ways } else { BOTH };
        name.given.iter().for_each(|it| self.ty(it, origin, given));
    }
}

/// Who extends a class writes what is abstract, and sets what is not readonly. What is static is of the class itself.
fn of_class(member: &Member, ways: Ways) -> Ways {
    let has = |word: &str| member.signature.marks.iter().any(|it| &**it == word);
    let ways = if has("static") || &*member.name == "constructor" { GOT } else { ways };
    let is_set = matches!(member.signature.form, Form::Value(_)) && !has("readonly");
    if is_set || has("abstract") || has("protected") { ways.and(ways.flipped()) } else { ways }
}
