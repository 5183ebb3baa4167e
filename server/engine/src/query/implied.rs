//! What bounds of Rust demand beside what they say, by the traits and types of the repository: who has a trait has those that it
//! builds on, and a type that holds `&'a T` demands `T: 'a`.

use std::sync::Arc;

use boundstone_model::{Form, Generics, ItemKind, Member, Record, Signature};

use super::aligned::Meanings;
use super::stands_for::Block;
use crate::class::{Demands, as_of_trait, complete, substituted, trait_implies};
use crate::rust_types::{Argument, Bound, Path, Type, demands_outlives, parse};
use crate::types::Origin;

type Text = Arc<str>;

/// So many traits build on one another at most: real ones are three or four.
const MOST_TRAITS: u32 = 8;

/// A signature, where it stands, and whether it is one of an `impl` of a trait.
pub(super) type Stated<'i, 's> = (&'i (Signature, Origin, bool), &'i Meanings<'s>);

/// Both signatures, each with the bounds that the other says and its own demand anyway; `None` where there are none.
pub(super) fn completed(
    ((was, old, old_is_of_trait), meant): Stated<'_, '_>,
    ((is, new, new_is_of_trait), means): Stated<'_, '_>,
) -> Option<(Signature, Signature)> {
    let (mut before, mut now) = (was.clone(), is.clone());
    if *old_is_of_trait && *new_is_of_trait {
        before = as_of_trait(was).unwrap_or(before);
        now = as_of_trait(is).unwrap_or(now);
    }
    let both = Both {
        old: Implied { meanings: meant, origin: *old },
        new: Implied { meanings: means, origin: *new },
    };
    both.signatures(&mut before, &mut now);
    (before != *was || now != *is).then_some((before, now))
}

/// Whether these bounds demand another one, by what the traits of the repository build on.
pub(super) fn demand_anyway(
    all: &[Text],
    bound: &str,
    (origin, meanings): (Origin, &Meanings<'_>),
) -> bool {
    Implied { meanings, origin }.is_demanded(all, bound)
}

struct Both<'o, 'a, 'b> {
    old: Implied<'o, 'a>,
    new: Implied<'o, 'b>,
}

impl Both<'_, '_, '_> {
    fn signatures(&self, old: &mut Signature, new: &mut Signature) {
        match (&mut old.form, &mut new.form) {
            (Form::Function(old), Form::Function(new)) => {
                for (old, new) in old.iter_mut().zip(new) {
                    self.generics(&mut old.generics, &mut new.generics);
                }
            }
            (Form::Record(old), Form::Record(new)) => self.records(old, new),
            (Form::Enum(old), Form::Enum(new)) => {
                self.generics(&mut old.generics, &mut new.generics);
            }
            (Form::Alias(old), Form::Alias(new)) => {
                self.generics(&mut old.generics, &mut new.generics);
                self.of_itself(&mut old.bounds, &mut new.bounds);
            }
            _ => {}
        }
    }

    fn records(&self, old: &mut Record, new: &mut Record) {
        self.generics(&mut old.generics, &mut new.generics);
        if old.word != "trait" || new.word != "trait" {
            return;
        }
        self.of_itself(&mut old.parents, &mut new.parents);
        for now in &mut new.members {
            let is_it = |it: &&mut Member| it.name == now.name;
            if let Some(before) = old.members.iter_mut().find(is_it) {
                self.signatures(&mut before.signature, &mut now.signature);
            }
        }
    }

    fn generics(&self, old: &mut Generics, new: &mut Generics) {
        let by = |side: &Implied<'_, '_>, all: &[Text], bound: &str| side.is_demanded(all, bound);
        let demands: [Demands<'_>; 2] =
            [&|all, bound| by(&self.old, all, bound), &|all, bound| by(&self.new, all, bound)];
        complete(&mut old.bounds, &mut new.bounds, demands);
    }

    /// What a trait, or an associated type, is bound by.
    fn of_itself(&self, old: &mut Box<[Text]>, new: &mut Box<[Text]>) {
        let by = |side: &Implied<'_, '_>, all: &[Text], wanted: &str| {
            all.iter().any(|it| side.builds_on(("Self", it), wanted, side.origin, MOST_TRAITS))
        };
        let demands: [Demands<'_>; 2] =
            [&|all, it| by(&self.old, all, it), &|all, it| by(&self.new, all, it)];
        complete(old, new, demands);
    }
}

/// One side of a change.
struct Implied<'o, 's> {
    meanings: &'o Meanings<'s>,
    /// Where the signature stands.
    origin: Origin,
}

impl Implied<'_, '_> {
    fn is_demanded(&self, all: &[Text], bound: &str) -> bool {
        let Some((wanted_of, wanted)) = bound.split_once(": ") else { return false };
        let mut said = all.iter().filter_map(|it| it.split_once(": "));
        wanted.starts_with('\'') && self.lives_by_type(wanted_of, wanted)
            || said.any(|(of, it)| {
                of == wanted_of && self.builds_on((of, it), wanted, self.origin, MOST_TRAITS)
            })
    }

    /// Whether a trait that a type has builds on another one. The names of the trait are those of where it is written.
    fn builds_on(&self, (of, written): (&str, &str), wanted: &str, at: Origin, left: u32) -> bool {
        let Some(left) = left.checked_sub(1) else { return false };
        let Some((parents, origin)) = self.parents(of, written, at) else { return false };
        parents
            .iter()
            .any(|it| trait_implies(it, wanted) || self.builds_on((of, it), wanted, origin, left))
    }

    /// What a trait of the repository builds on, with what it is given, and where that is written.
    fn parents(&self, of: &str, written: &str, at: Origin) -> Option<(Vec<String>, Origin)> {
        let Type::Bounds { bounds, .. } = parse(&format!("impl {written}"))? else { return None };
        let [Bound::Trait { path, modifier, .. }] = bounds.as_slice() else { return None };
        if !modifier.is_empty() {
            return None;
        }
        let meant = self.meanings.item(at, &path.names(), |kind| kind == ItemKind::Trait)?;
        let (_, signature) = self.meanings.signed(meant)?;
        let Form::Record(Record { parents, .. }) = &signature.form else { return None };
        let (_, types) = given(path);
        let mut stand_for: Vec<(String, String)> =
            types.into_iter().enumerate().map(|(at, ty)| (format!("T{at}"), ty)).collect();
        stand_for.push(("Self".to_owned(), of.to_owned()));
        let parents = parents.iter().map(|parent| {
            let filled = substituted(&format!("impl {parent}"), &stand_for);
            filled.strip_prefix("impl ").unwrap_or(parent).to_owned()
        });
        Some((parents.collect(), meant))
    }

    /// Whether the type around, or the item itself, holds something that demands `T0: '0`.
    fn lives_by_type(&self, of: &str, lives: &str) -> bool {
        self.by_own_fields(self.origin, &format!("{of}: {lives}"))
            || self.by_type_around(of, lives).unwrap_or(false)
    }

    fn by_type_around(&self, of: &str, lives: &str) -> Option<bool> {
        let block = Block::around(self.meanings, self.origin)?;
        let Type::Path(path) = parse(&block.of)? else { return None };
        let is_type = |kind| matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union);
        let meant = self.meanings.item(self.origin, &path.names(), is_type)?;
        // The type calls its parameters by their places.
        let (lifetimes, types) = given(&path);
        let place = |all: &[String], wanted: &str| all.iter().position(|it| it == wanted);
        let (ty, lifetime) = place(&types, of).zip(place(&lifetimes, lives))?;
        Some(self.by_own_fields(meant, &format!("T{ty}: '{lifetime}")))
    }

    /// The same of what a type itself holds or says, with fields that others do not see.
    fn by_own_fields(&self, origin: Origin, bound: &str) -> bool {
        let demanded = || {
            let (_, signature) = self.meanings.signed(origin)?;
            let (generics, members) = match &signature.form {
                Form::Record(it) => (&it.generics, &it.members),
                Form::Enum(it) => (&it.generics, &it.variants),
                _ => return None,
            };
            let mut types = Vec::new();
            members.iter().for_each(|it| held(&it.signature.form, &mut types));
            let path = self.meanings.path(origin.file)?;
            let facts = self.meanings.facts(path)?;
            let signatures = self.meanings.signatures(path)?;
            for (number, item) in (0..).zip(facts.items()) {
                if item.kind == ItemKind::Field && item.parent == Some(origin.item) {
                    let own = signatures.of(number).and_then(|it| it.signature.as_ref());
                    own.iter().for_each(|it| held(&it.form, &mut types));
                }
            }
            let is_said = generics.bounds.iter().any(|it| **it == *bound);
            Some(is_said || types.iter().any(|it| demands_outlives(it, bound)))
        };
        demanded().unwrap_or(false)
    }
}

/// The lifetimes and the types that a path is given.
fn given(path: &Path) -> (Vec<String>, Vec<String>) {
    let arguments = path.last().map(|it| it.arguments()).unwrap_or_default();
    let lifetimes = arguments.iter().filter(|it| matches!(it, Argument::Lifetime(_)));
    let types = arguments.iter().filter(|it| matches!(it, Argument::Type(_)));
    (lifetimes.map(Argument::to_string).collect(), types.map(Argument::to_string).collect())
}

/// The types of a field, or of the fields of a variant.
fn held(form: &Form, types: &mut Vec<Text>) {
    match form {
        Form::Value(value) => types.extend(value.ty.clone()),
        Form::Record(record) => {
            record.members.iter().for_each(|it| held(&it.signature.form, types));
        }
        _ => {}
    }
}
