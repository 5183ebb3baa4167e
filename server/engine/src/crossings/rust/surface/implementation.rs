//! What types have by `impl`: their own, that of traits, and the defaults of those.

use std::sync::Arc;

use boundstone_model::{
    Alias, Form, Implementation, Item, ItemKind, ItemNumber, Visibility, defined_at,
    defined_by_crate, is_definition, is_hidden_by_crate, is_without_name,
};

use super::super::super::files::FileId;
use super::super::super::source::{Module, Source};
use super::super::super::surface::{Brings, Implemented};
use super::super::meaning::{TYPES, Target};
use super::reached::Conditions;
use super::{Key, SEPARATOR, Walk};

/// So many names stand for one another at most: real ones are two or three.
const MOST_ALIASES: u32 = 8;

impl<'w> Walk<'_, 'w> {
    /// What the `impl`s of a file add to what is exposed.
    pub(super) fn implementations(&mut self, file: FileId) {
        let Some(source) = self.resolver.search.source(file) else { return };
        let signatures = self.signatures_of(file);
        let blocks = (0..).zip(&source.items).filter(|(_, it)| it.kind == ItemKind::Impl);
        for (number, block) in blocks {
            let scope = source.scope_around(number);
            let head = signatures.as_ref().and_then(|it| it.of(number)?.implementation.as_ref());
            let Some(head) = head.filter(|_| !source.scope(scope).is_test) else { continue };
            if block.marks.is_hidden && head.of_trait.is_some() {
                continue;
            }
            self.implementation(
                Block { file, number, module: Module { file, scope }, head },
                &source,
            );
        }
    }

    fn implementation(&mut self, block: Block<'_>, source: &Source<'w>) {
        self.resolver.search.begin();
        let of_trait = block.head.of_trait.as_deref();
        let own_traits = of_trait.map(|path| self.own_traits(block.module, path));
        let own_traits = own_traits.unwrap_or_default();
        let is_named =
            own_traits.iter().any(|(file, item)| self.found.contains_key(&(*file, *item, None)));
        // What implements a trait that nobody can name is seen by nobody.
        let is_exported = is_named
            || own_traits.is_empty()
            || own_traits.iter().any(|(file, item)| self.is_exported(*file, *item));
        if !is_exported || self.is_given_private(&block) {
            return;
        }
        let hidden = self.hidden(&own_traits);
        let outside = of_trait.filter(|_| own_traits.is_empty());
        let outside =
            outside.and_then(|path| self.trait_of_others((block.file, block.module), path));
        let is_hidden = |name: &str| {
            let of_others = outside.as_deref();
            hidden.iter().any(|it| it == name)
                || of_others.is_some_and(|it| is_hidden_by_crate(it, name))
        };
        let types = self.paths_of_types(&block, is_named);
        if of_trait.is_some() {
            self.note(&block, &own_traits, &types);
        }
        let hides = source.item(block.number).is_some_and(|it| it.marks.is_hidden);
        // What is deprecated in a block that is hidden is kept, as it is where it is hidden itself.
        let is_kept = |it: &Item<'_>| !hides || it.marks.is_deprecated;
        let written: Vec<(ItemNumber, &Item<'w>)> = (0..)
            .zip(&source.items)
            .filter(|(_, it)| it.parent == Some(block.number) && is_kept(it))
            .collect();
        let each = types.iter().flat_map(|it| it.paths.iter().map(move |path| (it, path)));
        for (types, path) in each {
            for (member, item) in &written {
                let is_seen = of_trait.is_some() || item.visibility == Visibility::Public;
                if is_seen && !is_hidden(item.name()) {
                    let key = (block.file, *member, None);
                    self.add_member(key, path, item.name(), (block.head, types));
                }
            }
            for (file, item) in &own_traits {
                for (member, name) in self.provided(*file, *item) {
                    let is_written = written.iter().any(|(_, item)| item.name() == name);
                    if !is_written && !is_hidden(&name) {
                        let key = (*file, member, Some((block.file, block.number)));
                        self.add_member(key, path, &name, (block.head, types));
                    }
                }
            }
        }
    }

    fn note(
        &mut self,
        block: &Block<'_>,
        own_traits: &[(FileId, ItemNumber)],
        types: &[TypePaths],
    ) {
        let paths: Vec<String> = types.iter().flat_map(|it| it.paths.iter().cloned()).collect();
        if paths.is_empty() {
            return;
        }
        let exposed = own_traits.iter().filter_map(|(file, item)| {
            let exposed = self.found.get(&(*file, *item, None))?;
            Some(exposed.paths.clone())
        });
        self.implemented.push(Implemented {
            file: block.file,
            item: block.number,
            paths,
            known_as: type_by_places(&block.head.head)
                .filter(|_| types.iter().any(|it| it.is_of_others))
                .map(Arc::from),
            own_trait: exposed.flatten().collect(),
            declared_by: Vec::new(),
        });
    }

    /// The traits of the crate that a path names: several where conditions choose between them.
    fn own_traits(&mut self, module: Module, path: &str) -> Vec<(FileId, ItemNumber)> {
        let targets = self.targets(module, path);
        let items = targets.into_iter().filter_map(|target| match target {
            Target::Item(file, item) => Some((file, item)),
            _ => None,
        });
        items.collect::<Vec<_>>().into_iter().filter(|(file, _)| self.is_of_crate(*file)).collect()
    }

    fn add_member(&mut self, key: Key, path: &str, name: &str, (head, of): Given<'_>) {
        let of_trait = head.of_trait.as_deref();
        let known_as = if of.is_of_others { type_by_places(&head.head) } else { None };
        let path = [path, name].join(SEPARATOR);
        let mark = self.reached.mark();
        of.under.iter().for_each(|condition| self.reached.enter(Some(condition.clone())));
        let is_added = self.add(key, &[path]);
        self.reached.leave(mark);
        if is_added && let Some(exposed) = self.found.get_mut(&key) {
            exposed.of_trait = of_trait.map(Arc::from);
            exposed.is_as_imported = of.is_as_imported;
            exposed.known_as = known_as.map(|it| [it, name].join(SEPARATOR).into());
        }
    }

    /// What users call the types of an `impl`: several where conditions choose what a name of this crate means.
    fn paths_of_types(&mut self, block: &Block<'_>, is_of_crate: bool) -> Vec<TypePaths> {
        let path = block.head.for_type.as_deref();
        let targets = path.map(|path| self.targets(block.module, path)).unwrap_or_default();
        let is_own = targets.iter().all(|target| match target {
            Target::Item(file, _) => self.is_of_crate(*file),
            _ => false,
        });
        if targets.len() < 2 || !is_own {
            return vec![self.paths_of_type(block, targets.first().copied(), is_of_crate)];
        }
        let targets = targets.into_iter();
        targets.map(|target| self.paths_of_type(block, Some(target), is_of_crate)).collect()
    }

    /// What users call one: its public paths; of one that is not of this crate, where it is defined.
    fn paths_of_type(
        &mut self,
        block: &Block<'_>,
        target: Option<Target>,
        is_of_crate: bool,
    ) -> TypePaths {
        let head = block.head;
        // By a name for it a type is given what is its own; what a trait gives is told at that name as well.
        let target = match head.of_trait {
            None => target.map(|target| self.behind_aliases(target)),
            Some(_) => target,
        };
        match target {
            Some(Target::Item(file, item)) if self.is_of_crate(file) => {
                let under = self.reached.conditions(&(file, item, None));
                let paths = self.paths_of_own(file, item);
                let is_seen = is_of_crate || self.is_given_public(block);
                let of_others = paths.is_empty() && is_seen && head.of_trait.is_some();
                match of_others.then(|| self.named_of_others(file, item)).flatten() {
                    Some(spelled) => TypePaths::of_others(Some(spelled)),
                    None => TypePaths { under, ..TypePaths::own(Some(paths)) },
                }
            }
            Some(Target::Made(file, number)) => {
                let any = Brings::Namespace;
                let made = self.handed_on.range((file, number, any)..).next();
                let made = made.filter(|((of, at, _), _)| (*of, *at) == (file, number));
                TypePaths::own(made.map(|(_, paths)| paths.clone()))
            }
            // Of the other types only what a trait gives them.
            _ if head.of_trait.is_none() => TypePaths::of_others(None),
            _ if !is_of_crate && !self.is_given_public(block) && !self.is_reference(block) => {
                TypePaths::of_others(None)
            }
            _ => TypePaths::of_others(self.spelled(block)),
        }
    }

    /// The public paths of a type, and where it is a name for another, those of that one behind them.
    fn paths_of_own(&mut self, file: FileId, item: ItemNumber) -> Vec<String> {
        let named = Target::Item(file, item);
        let meant = self.behind_aliases(named);
        let mut paths = Vec::new();
        for target in [Some(named), Some(meant).filter(|it| *it != named)].into_iter().flatten() {
            let Target::Item(file, item) = target else { continue };
            if self.is_of_crate(file)
                && let Some(exposed) = self.found.get(&(file, item, None))
            {
                paths.extend(exposed.paths.iter().cloned());
            }
        }
        paths
    }

    /// Where a type is defined that is not of this crate, for which a private name of it stands, as `type Text = str;`, and
    /// whether an import alone tells it.
    fn named_of_others(&mut self, file: FileId, item: ItemNumber) -> Option<(String, bool)> {
        let (module, path) = match self.behind_aliases(Target::Item(file, item)) {
            Target::Item(file, item) => self.path_of_alias(file, item)?,
            _ => return None,
        };
        let is_name = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | ':');
        if path.is_empty() || !path.chars().all(is_name) || self.is_own(module, &path) {
            return None;
        }
        let is_primitive = path.chars().all(|ch| ch.is_ascii_lowercase() || ch.is_ascii_digit());
        match defined_outside(&path) {
            (Some(defined), is_certain) => Some((defined, !is_certain)),
            (None, _) if is_primitive || path.contains(SEPARATOR) => Some((path, !is_primitive)),
            (None, _) => None,
        }
    }

    /// Whether a path leads to what is of this crate.
    fn is_own(&mut self, module: Module, path: &str) -> bool {
        match self.target(module, path) {
            Some(Target::Item(file, _) | Target::Made(file, _)) => self.is_of_crate(file),
            Some(Target::Module(_)) => true,
            Some(Target::Elsewhere) | None => false,
        }
    }

    /// What another name for a type stands for, without what that is given, and the module that says so.
    fn path_of_alias(&mut self, file: FileId, item: ItemNumber) -> Option<(Module, String)> {
        let source = self.resolver.search.source(file).filter(|_| self.is_of_crate(file))?;
        if source.item(item)?.kind != ItemKind::TypeAlias {
            return None;
        }
        let signatures = self.signatures_of(file)?;
        let form = &signatures.of(item)?.signature.as_ref()?.form;
        let Form::Alias(Alias { ty: Some(ty), .. }) = form else { return None };
        let path = ty.split('<').next().unwrap_or_default().to_owned();
        Some((Module { file, scope: source.scope_around(item) }, path))
    }

    /// What a name for a type of the crate stands for in the end: the last name of this crate.
    fn behind_aliases(&mut self, mut target: Target) -> Target {
        for _ in 0..MOST_ALIASES {
            let Target::Item(file, item) = target else { return target };
            let Some((module, path)) = self.path_of_alias(file, item) else { return target };
            let next = self.target(module, &path).or_else(|| self.only_type_called(&path));
            let Some(next) = next.filter(|it| *it != Target::Elsewhere) else { return target };
            target = next;
        }
        target
    }

    /// The one type that others may name which is called so: signatures name types of the crate by that alone.
    fn only_type_called(&mut self, name: &str) -> Option<Target> {
        let is_type = |kind| matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union);
        let types: Vec<(FileId, ItemNumber)> = self
            .found
            .values()
            .filter(|it| is_type(it.kind))
            .map(|it| (it.file, it.item))
            .collect();
        let mut called = types.into_iter().filter(|(file, item)| {
            let source = self.resolver.search.source(*file);
            source.is_some_and(|it| it.item(*item).is_some_and(|it| it.name() == name))
        });
        let (file, item) = called.next()?;
        called.next().is_none().then_some(Target::Item(file, item))
    }

    /// What a type of others is called, and whether a part of that is only what an import says; `None` where a type
    /// stands in it that nobody can name.
    fn spelled(&mut self, block: &Block<'_>) -> Option<(String, bool)> {
        let is_std =
            |text: &str| ["core::", "alloc::", "std::"].iter().any(|it| text.starts_with(it));
        let (mut text, mut is_as_imported) = (String::new(), false);
        for part in &block.head.spelled {
            let Some(path) = part.path.as_deref().filter(|_| !is_std(&part.text)) else {
                is_as_imported |= part.path.is_some() && !is_definition(&part.text);
                text.push_str(&part.text);
                continue;
            };
            let spelled = match self.target(block.module, path) {
                Some(Target::Item(file, item)) if self.is_of_crate(file) => {
                    let exposed = self.found.get(&(file, item, None))?;
                    let paths = exposed.paths.clone();
                    Some(self.path_of_own(file, item, &paths)?)
                }
                Some(Target::Item(file, item)) => self.path_in_crate(file, item),
                _ => {
                    let outside = self.path_outside(block.module, path);
                    // A macro that is not read makes it, or several crates may define it.
                    if outside.is_none() && self.is_of_nowhere(block.module, path) {
                        return None;
                    }
                    let outside = outside.unwrap_or_else(|| part.text.to_string());
                    let outside = self.by_own_crate(block.file, &outside).unwrap_or(outside);
                    let (defined, is_certain) = defined_outside(&outside);
                    is_as_imported |= !is_certain;
                    defined.or(Some(outside))
                }
            };
            text.push_str(spelled.as_deref().unwrap_or(&part.text));
        }
        let text = with_never(&text)?;
        Some((text, is_as_imported)).filter(|(text, _)| !text.is_empty())
    }

    /// What a type of the crate is called in one that is not: from the name of the crate, by the shortest path for all,
    /// those last that an import by name is on the way of, and of two the one with the type's own name. Source: how
    /// cargo-public-api chooses.
    fn path_of_own(&mut self, file: FileId, item: ItemNumber, paths: &[String]) -> Option<String> {
        let defined = self.path_in_crate(file, item)?;
        let (name, _) = defined.split_once(SEPARATOR)?;
        let own = defined.rsplit(SEPARATOR).next();
        let best = paths.iter().min_by_key(|path| {
            let is_imported = self.imported_paths.contains(*path);
            let is_renamed = path.rsplit(SEPARATOR).next() != own;
            let order = (is_without_name(path), is_imported);
            (order, path.matches(SEPARATOR).count(), is_renamed, (*path).clone())
        })?;
        Some([name, best].join(SEPARATOR))
    }

    /// Whether a trait of others that is implemented for a type of others is given a type of this crate that users
    /// can name, or a reference to one: then rustdoc shows it at that type.
    fn is_given_public(&mut self, block: &Block<'_>) -> bool {
        block.head.given.iter().any(|path| match self.target(block.module, path) {
            Some(Target::Item(file, item)) => self.found.contains_key(&(file, item, None)),
            Some(Target::Made(..)) => true,
            _ => false,
        })
    }

    /// Whether it is for a reference or a box of a type of this crate that users can name: they see it at the type.
    fn is_reference(&mut self, block: &Block<'_>) -> bool {
        let Some(written) = type_by_places(&block.head.head) else { return false };
        let Some(inner) = ["&", "Box<", "Pin<"].iter().find_map(|it| written.strip_prefix(it))
        else {
            return false;
        };
        // Behind two of them nobody sees it at the type.
        let of_lifetime = |c: char| matches!(c, '\'' | '_') || c.is_alphanumeric();
        if inner.trim_start_matches(of_lifetime).trim_start().starts_with('&') {
            return false;
        }
        match self.target(block.module, path_behind_references(inner)) {
            Some(Target::Item(file, item)) => {
                let exposed = self.found.get(&(file, item, None));
                // Of `dyn Priced` the trait says nothing.
                exposed.is_some_and(|it| it.kind != ItemKind::Trait)
            }
            _ => false,
        }
    }

    /// Whether a trait is given a type of this crate that users cannot name, or a reference to one: then nobody can use it.
    fn is_given_private(&mut self, block: &Block<'_>) -> bool {
        block.head.given.iter().any(|path| {
            let Some(target) = self.target(block.module, path) else { return false };
            match self.behind_aliases(target) {
                Target::Item(file, item) if self.is_of_crate(file) => {
                    let is_name = self.is_alias(file, item);
                    !is_name && !self.is_exported(file, item)
                }
                _ => false,
            }
        })
    }

    /// Whether it is another name for a type. What that is of this crate was followed before.
    fn is_alias(&mut self, file: FileId, item: ItemNumber) -> bool {
        let source = self.resolver.search.source(file);
        source.is_some_and(|it| it.item(item).is_some_and(|it| it.kind == ItemKind::TypeAlias))
    }

    /// The items of a trait that who implements it may leave as they are.
    fn provided(&mut self, file: FileId, item: ItemNumber) -> Vec<(ItemNumber, String)> {
        let signatures = self.signatures_of(file);
        let form = signatures.as_ref().and_then(|it| Some(&it.of(item)?.signature.as_ref()?.form));
        let Some(Form::Record(record)) = form else { return Vec::new() };
        let Some(source) = self.resolver.search.source(file) else { return Vec::new() };
        let is_provided = |name: &str| {
            record.members.iter().any(|member| &*member.name == name && member.is_optional)
        };
        let members = (0..).zip(&source.items).filter(|(_, it)| it.parent == Some(item));
        let provided = members.filter(|(_, it)| is_provided(it.name()));
        provided.map(|(number, it)| (number, it.name().to_owned())).collect()
    }

    fn target(&mut self, module: Module, path: &str) -> Option<Target> {
        self.targets(module, path).into_iter().next()
    }

    fn targets(&mut self, module: Module, path: &str) -> Vec<Target> {
        let segments: Vec<&str> = path.split(SEPARATOR).map(boundstone_model::bare).collect();
        let resolved = self.resolver.resolve(module, &segments, false);
        let last = resolved.last().filter(|_| resolved.len() == segments.len());
        let types = last.into_iter().flat_map(|last| last.iter().filter(|it| it.is_in(TYPES)));
        types.map(|meaning| meaning.target).collect()
    }
}

/// Where something is defined that is not of the repository, and whether that is certain.
pub(super) fn defined_outside(path: &str) -> (Option<String>, bool) {
    if let Some(of_std) = defined_at(path) {
        return (Some(of_std.to_owned()), true);
    }
    let by_crate = defined_by_crate(path);
    let is_certain = by_crate.as_ref().is_some_and(|it| it.is_certain);
    (by_crate.map(|it| it.path), is_certain)
}

/// The head of the `impl` that gives a member, and what its type is called.
type Given<'h> = (&'h Implementation, &'h TypePaths);

/// What users call a type.
struct TypePaths {
    paths: Vec<String>,
    is_of_others: bool,
    /// A type of a crate that is not in the repository is spelled as an import names it, which that crate may define
    /// elsewhere.
    is_as_imported: bool,
    /// The conditions under which users come to it.
    under: Conditions,
}

impl TypePaths {
    fn own(paths: Option<Vec<String>>) -> Self {
        let paths = paths.unwrap_or_default();
        Self { paths, is_of_others: false, is_as_imported: false, under: Vec::new() }
    }

    fn of_others(spelled: Option<(String, bool)>) -> Self {
        let is_as_imported = spelled.as_ref().is_some_and(|(_, it)| *it);
        let paths = spelled.into_iter().map(|(path, _)| path).collect();
        Self { paths, is_of_others: true, is_as_imported, under: Vec::new() }
    }
}

/// An `impl`, where it stands, and its head.
struct Block<'h> {
    file: FileId,
    number: ItemNumber,
    module: Module,
    head: &'h Implementation,
}

/// The type that a head says a trait is implemented for, with its parameters by their places: `&'0 T0`.
fn type_by_places(head: &str) -> Option<&str> {
    let (_, written) = head.split_once(" for ")?;
    Some(written.split(" where ").next().unwrap_or(written))
}

/// The path of a type, without what it is given: `a::B` of `&'0 mut a::B<T0>`.
fn path_behind_references(ty: &str) -> &str {
    let is_of_reference = |word: &&str| word.starts_with('\'') || matches!(*word, "mut" | "dyn");
    let ty = ty.trim_start_matches('&');
    let path = ty.split([' ', '&']).find(|word| !word.is_empty() && !is_of_reference(word));
    let path = path.unwrap_or_default();
    let end = path.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
    end.and_then(|end| path.get(..end)).unwrap_or(path)
}

/// A type as it is spelled, in which `!` is called as the documentation of the standard library calls it; `None` where a macro
/// stands in it, of which is not known what it stands for.
fn with_never(spelled: &str) -> Option<String> {
    let mut parts = spelled.split('!');
    let mut text = parts.next()?.to_owned();
    for part in parts {
        if text.ends_with(|ch: char| ch.is_alphanumeric() || ch == '_') {
            return None;
        }
        text.push_str("never");
        text.push_str(part);
    }
    Some(text)
}
