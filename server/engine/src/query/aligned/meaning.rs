//! What the names of TypeScript's types stand for, on one side of a change.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{
    FileFacts, FileSignatures, Form, Item, ItemKind, ItemNumber, ItemSignature, LeadsTo, Place,
    RepoPath, Signature, Surface, Visibility,
};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;

use super::constructors::made;
use crate::crossings::{FileId, Names};
use crate::query::code::Signed;
use crate::types::{
    Definition, Lookup, Meant, Name, Origin, Type, defaults, members, of_callable, parse,
};

/// What users call each exported item, by a name that both sides know where there is one.
type Exported<'s> = BTreeMap<(&'s RepoPath, TextRange), &'s str>;

/// How it is known that an item of one side is one of the other.
#[derive(Clone, Copy)]
pub(in crate::query) enum KnownBy<'s> {
    /// Users call it the same: by the surfaces of this side and the other.
    Users { own: &'s Surface, other: &'s Surface },
    /// It is exported under its name from the same file.
    Place,
}

type Known<K, V> = RefCell<FxHashMap<K, V>>;

/// Looks names up in the files of one side. What it found it keeps.
pub(in crate::query) struct Meanings<'s> {
    state: Signed<'s>,
    known_by: KnownBy<'s>,
    exported: OnceCell<Exported<'s>>,
    /// The items of files, by where their names stand.
    numbers: Known<FileId, FxHashMap<TextRange, ItemNumber>>,
    names: Known<FileId, Option<Names<'s>>>,
    found: Known<(Origin, String), Option<Origin>>,
    defined: Known<Origin, Option<Rc<Definition>>>,
    signatures: Known<RepoPath, Option<Arc<FileSignatures>>>,
}

impl<'s> Meanings<'s> {
    pub(in crate::query) fn new(state: Signed<'s>, known_by: KnownBy<'s>) -> Self {
        Self {
            state,
            known_by,
            exported: OnceCell::new(),
            numbers: RefCell::default(),
            names: RefCell::default(),
            found: RefCell::default(),
            defined: RefCell::default(),
            signatures: RefCell::default(),
        }
    }

    fn exported(&self, own: &'s Surface, other: &'s Surface) -> &Exported<'s> {
        self.exported.get_or_init(|| {
            let others: BTreeSet<&str> =
                other.items.iter().flat_map(|it| &it.paths).map(|path| &**path).collect();
            let exported = own.items.iter().filter_map(|it| {
                let kept = it.paths.iter().find(|path| others.contains(&***path));
                let name = kept.or(it.paths.first())?;
                Some(((&it.place.path, it.place.range), &**name))
            });
            exported.collect()
        })
    }

    /// The item whose name stands here.
    pub(in crate::query) fn origin(&self, path: &RepoPath, range: TextRange) -> Option<Origin> {
        let file = self.state.world.crossings.files.number(path)?;
        let facts = self.state.world.facts(path)?;
        let mut known = self.numbers.borrow_mut();
        let numbers = known.entry(file).or_insert_with(|| {
            let mut numbers = FxHashMap::default();
            for (number, item) in (0..).zip(facts.items()) {
                numbers.entry(item.name_range).or_insert(number);
            }
            numbers
        });
        Some(Origin { file, item: *numbers.get(&range)? })
    }

    /// The files that were looked into, each once.
    pub(in crate::query) fn consulted(&self) -> Vec<RepoPath> {
        let mut names = self.names.borrow_mut();
        let by_names = names.values_mut().flatten().flat_map(Names::take_consulted);
        let mut files: Vec<FileId> = by_names.collect();
        files.extend(self.found.borrow().values().flatten().map(|origin| origin.file));
        files.sort_unstable();
        files.dedup();
        files.into_iter().filter_map(|file| self.path(file).cloned()).collect()
    }

    pub(in crate::query) fn file(&self, path: &RepoPath) -> Option<FileId> {
        self.state.world.crossings.files.number(path)
    }

    pub(in crate::query) fn path(&self, file: FileId) -> Option<&'s RepoPath> {
        self.state.world.crossings.files.path(file)
    }

    pub(in crate::query) fn facts(&self, path: &RepoPath) -> Option<&'s FileFacts> {
        self.state.world.facts(path)
    }

    /// The item that a name in the signature of another one means: one of several of the name for which `is` holds.
    fn named(&self, name: &Name, is: fn(ItemKind) -> bool) -> Option<Origin> {
        let key = (name.origin, name.name.clone());
        let known = self.found.borrow().get(&key).copied();
        let Origin { file, item } = match known {
            Some(known) => known?,
            None => {
                let found = self.with_names(name.origin, |names, signature| {
                    names.in_signature(signature, &name.name)
                });
                let found = found.map(|(file, item)| Origin { file, item });
                self.found.borrow_mut().insert(key, found);
                found?
            }
        };
        let path = self.path(file)?;
        let facts = self.state.world.facts(path)?;
        let meant = facts.item(item)?;
        if is(meant.kind) {
            return Some(Origin { file, item });
        }
        let is_it =
            |it: &Item<'_>| it.parent == meant.parent && it.name() == meant.name() && is(it.kind);
        let (item, _) = (0..).zip(facts.items()).find(|(_, it)| is_it(it))?;
        Some(Origin { file, item })
    }

    /// Asks the names of the file that an item stands in, with the number of the item and where its body begins.
    fn with_names<T>(
        &self,
        Origin { file, item }: Origin,
        ask: impl FnOnce(&mut Names<'s>, (ItemNumber, Option<u32>)) -> Option<T>,
    ) -> Option<T> {
        let own = self.path(file).and_then(|path| self.signatures(path));
        let body = own.and_then(|own| own.of(item)?.body);
        let mut names = self.names.borrow_mut();
        let of_file = names.entry(file).or_insert_with(|| Names::of(self.state.world, file));
        ask(of_file.as_mut()?, (item, body))
    }

    /// Where a name in the signature of an item leads out of its crate, through modules of the crate.
    pub(in crate::query) fn outside(&self, origin: Origin, name: &str) -> Option<String> {
        let signatures = |path: &RepoPath| self.signatures(path);
        self.with_names(origin, |names, signature| names.outside(signature, name, &signatures))
    }

    /// What the items of a file promise: each file is read once.
    pub(in crate::query) fn signatures(&self, path: &RepoPath) -> Option<Arc<FileSignatures>> {
        let mut known = self.signatures.borrow_mut();
        if let Some(read) = known.get(path) {
            return read.clone();
        }
        let read = self.state.signatures.signatures(path).ok();
        known.insert(path.clone(), read.clone());
        read
    }

    /// The item that a name in the signature of another one means.
    pub(in crate::query) fn item(
        &self,
        origin: Origin,
        name: &str,
        is: fn(ItemKind) -> bool,
    ) -> Option<Origin> {
        self.named(&Name { name: name.to_owned(), given: Vec::new(), origin }, is)
    }

    /// Where an item stands, and what it promises.
    pub(in crate::query) fn signed(&self, origin: Origin) -> Option<(Place, Signature)> {
        let path = self.path(origin.file)?;
        let range = self.state.world.facts(path)?.item(origin.item)?.name_range;
        let signature = self.signature(origin, |signature, _| signature.clone())?;
        Some((Place { path: path.clone(), range }, signature))
    }

    /// The number that a constant of Rust is.
    pub(in crate::query) fn number(&self, origin: Origin) -> Option<Arc<str>> {
        let path = self.path(origin.file)?;
        self.signatures(path)?.of(origin.item)?.number.clone()
    }

    /// Of declarations that are merged one has the signature of all.
    fn signature<T>(
        &self,
        origin: Origin,
        read: impl FnOnce(&Signature, Item<'_>) -> T,
    ) -> Option<T> {
        self.promised(origin, |own, item| Some(read(own.signature.as_ref()?, item)))?
    }

    /// What an item leads to that it leaves to inference, by the names of its file.
    pub(in crate::query) fn leads_to(&self, origin: Origin) -> Option<LeadsTo> {
        self.promised(origin, |own, _| own.leads_to.clone())
    }

    fn promised<T>(
        &self,
        Origin { file, item }: Origin,
        read: impl FnOnce(&ItemSignature, Item<'_>) -> T,
    ) -> Option<T> {
        let path = self.path(file)?;
        let facts = self.state.world.facts(path)?;
        let signatures = self.signatures(path)?;
        let meant = facts.item(item)?;
        let signed =
            |number| signatures.of(number).filter(|it: &&ItemSignature| it.signature.is_some());
        if let Some(own) = signed(item) {
            return Some(read(own, meant));
        }
        let mut all = (0..).zip(facts.items()).filter(|(_, it)| {
            it.parent == meant.parent && it.name() == meant.name() && it.kind == meant.kind
        });
        let (own, it) = all.find_map(|(number, it)| Some((signed(number)?, it)))?;
        Some(read(own, it))
    }

    fn identity(&self, Origin { file, item }: Origin) -> Option<String> {
        let path = self.path(file)?;
        let facts = self.state.world.facts(path)?;
        let meant = facts.item(item)?;
        let (own, other) = match self.known_by {
            KnownBy::Users { own, other } => (own, other),
            KnownBy::Place => {
                let is_exported = meant.visibility == Visibility::Public;
                return is_exported.then(|| format!("{path}#{}", facts.path(item)));
            }
        };
        if let Some(name) = self.exported(own, other).get(&(path, meant.name_range)) {
            return Some((*name).to_owned());
        }
        // What another boundary defines is known by where it stands.
        let around = self.state.world.boundaries.at(path)?;
        (*around.name != *own.boundary).then(|| format!("{}: {path}#{}", around.name, meant.name()))
    }

    fn definition(&self, origin: Origin) -> Option<Rc<Definition>> {
        if let Some(known) = self.defined.borrow().get(&origin) {
            return known.clone();
        }
        let found = self.signature(origin, |signature, item| self.read(signature, &item, origin));
        let found = found.map(Rc::new);
        self.defined.borrow_mut().insert(origin, found.clone());
        found
    }

    fn read(&self, signature: &Signature, item: &Item<'_>, origin: Origin) -> Definition {
        let identity = self.identity(origin);
        let is_exported = identity.is_some();
        let own = |identity| Definition {
            identity,
            is_exported,
            generics: Vec::new(),
            stands_for: None,
            parents: Vec::new(),
            members: None,
            made: None,
        };
        let nominal =
            || identity.clone().or_else(|| Some(format!("«{} {signature}»", item.name())));
        match &signature.form {
            Form::Alias(alias) => {
                let generics = defaults(&alias.generics, origin);
                let ty = alias.ty.as_ref().and_then(|ty| parse(ty, origin));
                match generics.zip(ty) {
                    Some((generics, ty)) => {
                        Definition { generics, stands_for: Some(ty), ..own(identity) }
                    }
                    None => own(nominal()),
                }
            }
            Form::Record(record) => {
                let is_class = record.word == "class";
                let identity = if is_class { nominal() } else { identity.clone() };
                let Some(generics) = defaults(&record.generics, origin) else {
                    return own(nominal());
                };
                let made = is_class.then(|| made(record, origin)).flatten();
                let own = Definition { generics, made, ..own(identity) };
                let parents = parents(&record.parents, origin);
                match members(record, origin).map(Type::Object).zip(parents) {
                    Some((members, parents)) => {
                        let stands_for = (!is_class).then(|| members.clone());
                        Definition { stands_for, parents, members: Some(members), ..own }
                    }
                    None => Definition { identity: nominal(), ..own },
                }
            }
            _ => own(nominal()),
        }
    }
}

/// What a class or an interface extends.
pub(super) fn parents(parents: &[std::sync::Arc<str>], origin: Origin) -> Option<Vec<Type>> {
    let extended = parents.iter().filter_map(|it| it.strip_prefix("extends "));
    extended.map(|it| parse(it, origin)).collect()
}

fn is_type(kind: ItemKind) -> bool {
    use ItemKind::{Class, Enum, Interface, TypeAlias};
    matches!(kind, Class | Enum | Interface | TypeAlias)
}

impl Lookup for Meanings<'_> {
    fn is(&self, name: &Name, item: Origin) -> bool {
        self.named(name, is_type) == Some(item)
    }

    fn ty(&self, name: &Name) -> Meant {
        let found = self.named(name, is_type).and_then(|it| self.definition(it));
        match found {
            Some(definition) => Meant::Item(definition),
            None if self.is_brought(name) => Meant::Foreign,
            None => Meant::Global,
        }
    }

    fn value(&self, name: &Name) -> Option<(Option<String>, Option<Type>)> {
        use ItemKind::{Class, Enum, Function, Variable};
        let is_value = |kind| matches!(kind, Class | Enum | Function | Variable);
        let origin = self.named(name, is_value)?;
        self.signature(origin, |signature, _| {
            let ty = match &signature.form {
                Form::Function(all) => match &**all {
                    [only] => of_callable(only, origin),
                    _ => None,
                },
                Form::Value(value) if !value.is_mutable => {
                    value.ty.as_ref().and_then(|ty| parse(ty, origin))
                }
                _ => None,
            };
            (self.identity(origin), ty)
        })
    }
}

impl Meanings<'_> {
    /// Whether the file of a name says anything of it: then it is none that is known everywhere.
    fn is_brought(&self, name: &Name) -> bool {
        let facts = self.path(name.origin.file).and_then(|path| self.state.world.facts(path));
        facts.is_none_or(|facts| {
            let first = name.name.split('.').next().unwrap_or_default();
            let references = facts.references();
            // Signatures leave the module of `React.FC` out.
            let is_inner = |path: &str| path.rsplit_once('.').is_some_and(|(_, it)| it == first);
            references.imports.iter().any(|it| it.bound == first || it.name == first)
                || references.paths.iter().any(|it| is_inner(it.path))
                || facts.items().any(|it| it.name() == first)
        })
    }
}
