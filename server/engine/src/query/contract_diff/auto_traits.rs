//! The auto traits that types lose by what they hold, followed through what the package defines.

mod given;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use boundstone_model::{
    Alias, ChangeClass, Confidence, Form, GenericKind, Held, ImplementedTrait, ItemKind, Language,
    Lost, RepoPath, SignatureChange, SurfaceChange, SurfaceItem,
};

use self::given::Given;
use super::{Side, change, one};
use crate::class::trait_name;
use crate::rust_types::{Argument, Type, parse};
use crate::types::Origin;

pub(super) const AUTO_TRAIT: &str = "auto_trait";

/// How deep types are followed that hold one another.
const DEEPEST: usize = 24;

/// Adds what types lose by what nobody else can see, and takes out what a name hid on one side alone.
pub(super) fn settle(
    changes: &mut Vec<SurfaceChange>,
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
) {
    let holds = |side: &Side<'_>| -> Vec<_> {
        touched.iter().flat_map(|path| held_in(path, side)).collect()
    };
    if holds(before) == holds(now) {
        return;
    }
    let (befores, others) = (Holding::of(before), Holding::of(now));
    for old in before.surface.items.iter().filter(|it| is_type(it)) {
        let mut named = old.paths.iter().filter_map(|path| now.items.get(&**path)).flatten();
        let Some(new) = named.find(|new| new.kind == old.kind && new.cfg == old.cfg) else {
            continue;
        };
        let Some((was, is)) = befores.all(old).zip(others.all(new)) else { continue };
        let told = changes.iter_mut().find(|it| *it.symbol == *old.symbol());
        let mut own = told.as_ref().map(|it| it.changes.clone()).unwrap_or_default();
        let written: Vec<SignatureChange> =
            own.extract_if(.., |it| it.rule == AUTO_TRAIT).collect();
        own.extend(differs(&was, &is, &written));
        match told {
            Some(told) => told.changes = own,
            None if own.is_empty() => {}
            None => changes.push(change(old, own, Some(old), Some(new))),
        }
    }
    changes.retain(|it| !it.changes.is_empty());
}

fn is_type(item: &SurfaceItem) -> bool {
    use ItemKind::{Enum, Struct, Union};
    item.language == Language::Rust && !item.is_part && matches!(item.kind, Struct | Enum | Union)
}

/// What a file says of types that others may hold: what these hold themselves, and what is implemented for them.
fn held_in(path: &RepoPath, side: &Side<'_>) -> Vec<String> {
    let is_rust = side.meanings.facts(path).is_some_and(|it| it.language == Language::Rust);
    let Some(signatures) = is_rust.then(|| side.meanings.signatures(path)).flatten() else {
        return Vec::new();
    };
    let said = signatures.items.iter().flatten().filter_map(|own| {
        let form = own.signature.as_ref().map(|it| &it.form);
        match (&own.implementation, form) {
            (Some(block), _) if is_auto(block.of_trait.as_deref()) => Some(block.head.to_string()),
            (None, Some(Form::Alias(alias))) => alias.ty.as_ref().map(|it| it.to_string()),
            (None, Some(Form::Record(record))) if record.word == "trait" => {
                Some(record.parents.join(" + "))
            }
            _ if own.holds.is_empty() => None,
            _ => Some(own.holds.join("; ")),
        }
    });
    said.collect()
}

fn is_auto(of_trait: Option<&str>) -> bool {
    of_trait.is_some_and(|it| matches!(trait_name(it), "Send" | "Sync" | "Unpin"))
}

/// What a type is not: whatever it is given, and then where one of its parameters is not `Send`, and where it is not `Sync`.
struct All {
    plain: Lost,
    by_parameter: Vec<[Lost; 2]>,
    /// Those of which it is not known: it holds what nobody knows here.
    unsure: Lost,
}

const NOT_SEND: Lost = Lost { send: true, sync: false, unpin: false };
const NOT_SYNC: Lost = Lost { send: false, sync: true, unpin: false };

/// `written`: what the texts of the types alone tell. Where the old one holds what nobody knows here, it may have lost the same.
fn differs(was: &All, is: &All, written: &[SignatureChange]) -> Vec<SignatureChange> {
    let come = |was: Lost, is: Lost| -> Vec<&str> {
        is.names().filter(|name| !was.names().any(|it| it == *name)).collect()
    };
    let told = |class, reason: String| one((class, Confidence::Likely), AUTO_TRAIT, reason);
    let is_told = |name: &str| {
        let name = format!("`{name}`");
        written.iter().any(|it| it.class == ChangeClass::Breaking && it.reason.contains(&name))
    };
    let mut gone = come(was.plain, is.plain);
    let is_sure = |name: &str| !was.unsure.names().any(|it| it == name);
    gone.retain(|name| is_sure(name) || is_told(name));
    let mut changes: Vec<SignatureChange> = gone
        .iter()
        .map(|name| format!("is no longer `{name}`, by what it holds"))
        .map(|reason| told(ChangeClass::Breaking, reason))
        .collect();
    changes.extend(
        come(is.plain, was.plain)
            .into_iter()
            .map(|name| told(ChangeClass::Additive, format!("is `{name}` now, by what it holds"))),
    );
    for (at, (was, is)) in was.by_parameter.iter().zip(&is.by_parameter).enumerate() {
        let [not_send, not_sync] = [0, 1].map(|side| {
            let both = was.get(side).zip(is.get(side));
            both.map(|(was, is)| come(*was, *is)).unwrap_or_default()
        });
        let mut said = BTreeSet::new();
        for (names, of) in [(not_send, "Send"), (not_sync, "Sync")] {
            for name in names.into_iter().filter(|name| !gone.contains(name)) {
                if is_sure(name) && said.insert(name) {
                    let reason = format!("is no longer `{name}` where `T{at}` is not `{of}`");
                    changes.push(told(ChangeClass::Breaking, reason));
                }
            }
        }
    }
    changes
}

/// Follows what types of one side hold.
struct Holding<'h, 's> {
    side: &'h Side<'s>,
    /// Those that are being looked into.
    open: RefCell<Vec<Origin>>,
    /// What may be lost by something that was met, of which nobody knows what it holds.
    unsure: Cell<Lost>,
}

impl<'h, 's> Holding<'h, 's> {
    fn of(side: &'h Side<'s>) -> Self {
        Self { side, open: RefCell::default(), unsure: Cell::default() }
    }

    fn all(&self, item: &SurfaceItem) -> Option<All> {
        let origin = self.side.meanings.origin(&item.place.path, item.place.range)?;
        let generics = match &item.signature.as_ref()?.form {
            Form::Record(record) => &record.generics,
            Form::Enum(it) => &it.generics,
            _ => return None,
        };
        // An `impl` in another file gives it all the same.
        let blocks = item.paths.iter().flat_map(|path| self.side.implemented.all_of(path));
        let elsewhere: Vec<_> = blocks.filter(|it| it.place.path != item.place.path).collect();
        let lost = |given: &[Lost]| self.lost(origin, given, &elsewhere);
        let types = generics.parameters.iter().filter(|it| it.kind == GenericKind::Type).count();
        let by_parameter = (0..types).map(|at| {
            [NOT_SEND, NOT_SYNC].map(|not| {
                let mut given = vec![Lost::default(); types];
                given.get_mut(at).into_iter().for_each(|it| *it = not);
                lost(&given)
            })
        });
        self.unsure.set(Lost::default());
        let (plain, by_parameter) = (lost(&[]), by_parameter.collect());
        Some(All { plain, by_parameter, unsure: self.unsure.get() })
    }

    /// What a type is not, where its parameters are not what `given` says. `elsewhere`: the `impl`s for it in other files.
    fn lost(&self, origin: Origin, given: &[Lost], elsewhere: &[&ImplementedTrait]) -> Lost {
        let found = || {
            let path = self.side.meanings.path(origin.file)?;
            let name = self.side.meanings.facts(path)?.item(origin.item)?.name();
            let signatures = self.side.meanings.signatures(path)?;
            let holds = &signatures.of(origin.item)?.holds;
            let inside = Inside { holding: self, origin, given };
            let before = self.unsure.get();
            let lost = Lost::of_all(holds.iter().map(|it| &**it), &inside);
            let by_fields = self.unsure.replace(before);
            let mut written = Given::default();
            for (item, block) in signatures.blocks_of(name) {
                written.read(self, block, Origin { item, ..origin }, given);
            }
            for it in elsewhere {
                if let Some(origin) = self.side.meanings.origin(&it.place.path, it.place.range) {
                    written.read(self, &it.head, origin, given);
                }
            }
            // Where an `impl` says it, the fields do not.
            self.unsure.set(written.instead_of(by_fields, self.unsure.get()));
            Some(written.instead_of(lost, written.lost()))
        };
        // One that holds itself is what all the rest makes it.
        if self.open.borrow().contains(&origin) || self.open.borrow().len() > DEEPEST {
            return Lost::default();
        }
        self.open.borrow_mut().push(origin);
        let lost = found().unwrap_or_default();
        self.open.borrow_mut().pop();
        lost
    }
}

/// What names mean in an item.
struct Inside<'i, 'h, 's> {
    holding: &'i Holding<'h, 's>,
    origin: Origin,
    given: &'i [Lost],
}

impl Held for Inside<'_, '_, '_> {
    fn of(&self, ty: &str) -> Lost {
        let parameter = ty.strip_prefix('T').and_then(|it| it.parse::<usize>().ok());
        if let Some(at) = parameter {
            return self.given.get(at).copied().unwrap_or_default();
        }
        let followed = || {
            let Some(Type::Path(path)) = parse(ty) else { return None };
            let is_type = |kind| {
                use ItemKind::{Enum, Struct, TypeAlias, Union};
                matches!(kind, Struct | Enum | Union | TypeAlias)
            };
            let meanings = &self.holding.side.meanings;
            let meant = meanings.item(self.origin, &path.names(), is_type)?;
            let types = path.last()?.arguments().iter().filter_map(|it| match it {
                Argument::Type(ty) => Some(ty.to_string()),
                _ => None,
            });
            let given: Vec<Lost> = types.map(|ty| Lost::of_all([&*ty].into_iter(), self)).collect();
            let (_, signature) = meanings.signed(meant)?;
            Some(match signature.form {
                Form::Alias(Alias { ty, .. }) => {
                    let inside = Inside { holding: self.holding, origin: meant, given: &given };
                    Lost::of_all(ty.as_deref().into_iter(), &inside)
                }
                _ => self.holding.lost(meant, &given, &[]),
            })
        };
        followed().unwrap_or_else(|| {
            if !is_of_language(ty) {
                self.holding.unsure.set(Lost::ALL);
            }
            Lost::default()
        })
    }

    fn demanded(&self, of_trait: &str) -> Option<Vec<String>> {
        let demanded = self.parents(of_trait);
        if demanded.is_none() {
            self.holding.unsure.set(Lost::ALL);
        }
        demanded
    }
}

impl Inside<'_, '_, '_> {
    /// What a trait of the repository builds on.
    fn parents(&self, of_trait: &str) -> Option<Vec<String>> {
        let meanings = &self.holding.side.meanings;
        let path = of_trait.split('<').next()?;
        let meant = meanings.item(self.origin, path, |kind| kind == ItemKind::Trait)?;
        match meanings.signed(meant)?.1.form {
            Form::Record(record) => Some(record.parents.iter().map(|it| it.to_string()).collect()),
            _ => None,
        }
    }
}

/// Whether a type is one of the language or of the standard library: `u8`, `String`, `fn(A)`, `std::fs::File`.
fn is_of_language(ty: &str) -> bool {
    let is_name = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
    let is_function = ["fn(", "unsafe ", "extern ", "for<"].iter().any(|it| ty.starts_with(it));
    is_function || ty.starts_with("std::") || ty == "String" || ty.chars().all(is_name)
}
