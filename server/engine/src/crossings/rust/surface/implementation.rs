//! What types have by `impl`: their own, that of traits, and the defaults of those.

use std::sync::Arc;

use boundstone_model::{
    Alias, Form, Implementation, Item, ItemKind, ItemNumber, Visibility, defined_at,
};

use super::super::super::files::FileId;
use super::super::super::source::{Module, Source};
use super::super::super::surface::Brings;
use super::super::meaning::{Meaning, TYPES, Target};
use super::{Key, SEPARATOR, Walk};

/// So many names stand for one another at most: real ones are two or three.
const MOST_ALIASES: u32 = 8;

impl<'w> Walk<'_, 'w> {
    /// What the `impl`s of a file add to what is exposed.
    pub(super) fn implementations(&mut self, file: FileId) {
        let Some(source) = self.resolver.search.source(file) else { return };
        let signatures = self.signatures_of(file);
        let is_shown = |it: &Item<'_>| it.kind == ItemKind::Impl && !it.marks.is_hidden;
        let blocks = (0..).zip(&source.items).filter(|(_, it)| is_shown(it));
        for (number, _) in blocks {
            let scope = source.scope_around(number);
            let head = signatures.as_ref().and_then(|it| it.of(number)?.implementation.as_ref());
            let Some(head) = head.filter(|_| !source.scope(scope).is_test) else { continue };
            self.implementation(
                Block { file, number, module: Module { file, scope }, head },
                &source,
            );
        }
    }

    fn implementation(&mut self, block: Block<'_>, source: &Source<'w>) {
        self.resolver.search.begin();
        let of_trait = block.head.of_trait.as_deref();
        let target = of_trait.map(|path| self.target(block.module, path));
        let own_trait = match target {
            Some(Some(Target::Item(file, item))) if self.is_of_crate(file) => Some((file, item)),
            _ => None,
        };
        // What implements a trait that nobody can name is seen by nobody.
        if own_trait.is_some_and(|(file, item)| !self.found.contains_key(&(file, item, None))) {
            return;
        }
        if self.is_given_private(&block) {
            return;
        }
        let hidden = self.hidden(own_trait);
        let (types, is_of_others) = self.paths_of_type(&block, own_trait.is_some());
        let written: Vec<(ItemNumber, &Item<'w>)> =
            (0..).zip(&source.items).filter(|(_, it)| it.parent == Some(block.number)).collect();
        for path in &types {
            for (member, item) in &written {
                let is_seen = of_trait.is_some() || item.visibility == Visibility::Public;
                if is_seen && hidden.iter().all(|name| name != item.name()) {
                    self.add_member(
                        (block.file, *member, None),
                        path,
                        item.name(),
                        (block.head, is_of_others),
                    );
                }
            }
            let Some((file, item)) = own_trait else { continue };
            for (member, name) in self.provided(file, item) {
                if written.iter().all(|(_, item)| item.name() != name) {
                    let key = (file, member, Some((block.file, block.number)));
                    self.add_member(key, path, &name, (block.head, is_of_others));
                }
            }
        }
    }

    fn add_member(&mut self, key: Key, path: &str, name: &str, (head, is_of_others): Given<'_>) {
        let of_trait = head.of_trait.as_deref();
        let known_as = if is_of_others { type_by_places(&head.head) } else { None };
        let path = [path, name].join(SEPARATOR);
        if self.add(key, &[path])
            && let Some(exposed) = self.found.get_mut(&key)
        {
            exposed.of_trait = of_trait.map(Arc::from);
            exposed.known_as = known_as.map(|it| [it, name].join(SEPARATOR).into());
        }
    }

    /// What users call the type of an `impl`: its public paths; of one that is not of this crate, which the second
    /// answer says, where it is defined.
    fn paths_of_type(&mut self, block: &Block<'_>, is_of_crate: bool) -> (Vec<String>, bool) {
        let head = block.head;
        let target = head.for_type.as_deref().and_then(|path| self.target(block.module, path));
        // By a name for it a type is given what is its own; what a trait gives is told at that name.
        let target = match head.of_trait {
            None => target.map(|target| self.behind_aliases(target)),
            Some(_) => target,
        };
        match target {
            Some(Target::Item(file, item)) if self.is_of_crate(file) => {
                let exposed = self.found.get(&(file, item, None));
                (exposed.map(|exposed| exposed.paths.clone()).unwrap_or_default(), false)
            }
            Some(Target::Made(file, number)) => {
                let any = Brings::Namespace;
                let made = self.handed_on.range((file, number, any)..).next();
                let made = made.filter(|((of, at, _), _)| (*of, *at) == (file, number));
                (made.map(|(_, paths)| paths.clone()).unwrap_or_default(), false)
            }
            // Of the other types only what a trait gives them.
            _ if head.of_trait.is_none() => (Vec::new(), true),
            _ if !is_of_crate && !self.is_given_public(block) && !self.is_reference(block) => {
                (Vec::new(), true)
            }
            _ => (self.spelled(block).into_iter().collect(), true),
        }
    }

    /// What a name for a type of the crate stands for in the end.
    fn behind_aliases(&mut self, mut target: Target) -> Target {
        for _ in 0..MOST_ALIASES {
            let Target::Item(file, item) = target else { return target };
            let source = self.resolver.search.source(file).filter(|_| self.is_of_crate(file));
            let Some(source) = source else { return target };
            if source.item(item).is_none_or(|it| it.kind != ItemKind::TypeAlias) {
                return target;
            }
            let signatures = self.signatures_of(file);
            let form =
                signatures.as_ref().and_then(|it| Some(&it.of(item)?.signature.as_ref()?.form));
            let Some(Form::Alias(Alias { ty: Some(ty), .. })) = form else { return target };
            let path = ty.split('<').next().unwrap_or_default();
            let module = Module { file, scope: source.scope_around(item) };
            let Some(next) = self.target(module, path).or_else(|| self.only_type_called(path))
            else {
                return target;
            };
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

    /// What a type of others is called; `None` where a type stands in it that nobody can name.
    fn spelled(&mut self, block: &Block<'_>) -> Option<String> {
        let is_std =
            |text: &str| ["core::", "alloc::", "std::"].iter().any(|it| text.starts_with(it));
        let mut text = String::new();
        for part in &block.head.spelled {
            let Some(path) = part.path.as_deref().filter(|_| !is_std(&part.text)) else {
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
                    outside.map(|it| defined_at(&it).map_or(it.clone(), str::to_owned))
                }
            };
            text.push_str(spelled.as_deref().unwrap_or(&part.text));
        }
        // What a macro stands for is not known.
        if text.contains('!') {
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// What a type of the crate is called in one that is not: from the name of the crate, where it is defined if that is
    /// a path for all, else by the shortest one, those last that an import by name is on the way of, and of two the one
    /// with the type's own name. Source: how cargo-public-api chooses.
    fn path_of_own(&mut self, file: FileId, item: ItemNumber, paths: &[String]) -> Option<String> {
        let defined = self.path_in_crate(file, item)?;
        let (name, inside) = defined.split_once(SEPARATOR)?;
        if paths.iter().any(|path| path == inside) {
            return Some(defined);
        }
        let own = defined.rsplit(SEPARATOR).next();
        let best = paths.iter().min_by_key(|path| {
            let is_imported = self.imported_paths.contains(*path);
            let is_renamed = path.rsplit(SEPARATOR).next() != own;
            (is_imported, path.matches(SEPARATOR).count(), is_renamed, (*path).clone())
        })?;
        Some([name, best].join(SEPARATOR))
    }

    /// Whether a trait of others that is implemented for a type of others is given a type of this crate that users
    /// can name: else nobody sees it.
    fn is_given_public(&mut self, block: &Block<'_>) -> bool {
        let head = &*block.head.head;
        let end = head.find(" for ").unwrap_or(head.len());
        let written = head.get(..end).unwrap_or_default();
        let words = written.split(|c: char| !c.is_alphanumeric() && c != '_');
        let names: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        names.into_iter().any(|name| match self.target(block.module, name) {
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
        let is_of_reference = |word: &&str| word.starts_with('\'') || matches!(*word, "mut" | "&");
        let path = inner.split(' ').find(|word| !is_of_reference(word)).unwrap_or_default();
        let end = path.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
        let path = path.get(..end.unwrap_or(path.len())).unwrap_or_default();
        match self.target(block.module, path) {
            Some(Target::Item(file, item)) => self.found.contains_key(&(file, item, None)),
            _ => false,
        }
    }

    /// Whether a trait is given a type of this crate that users cannot name: then nobody can use it.
    fn is_given_private(&mut self, block: &Block<'_>) -> bool {
        let Some((written, _)) = block.head.head.split_once(" for ") else { return false };
        let given = written.trim_start_matches("unsafe ").trim_start_matches("impl");
        // Behind the parameters of the `impl` and the name of the trait.
        let Some(given) = arguments(given) else { return false };
        given.into_iter().any(|path| match self.target(block.module, path) {
            Some(Target::Item(file, item)) => {
                self.is_of_crate(file) && !self.found.contains_key(&(file, item, None))
            }
            _ => false,
        })
    }

    /// The items of a trait that documentation hides, also where the trait is implemented.
    fn hidden(&mut self, trait_item: Option<(FileId, ItemNumber)>) -> Vec<String> {
        let Some((file, item)) = trait_item else { return Vec::new() };
        let Some(source) = self.resolver.search.source(file) else { return Vec::new() };
        let hidden = source.items.iter().filter(|it| it.parent == Some(item) && it.marks.is_hidden);
        hidden.map(|it| it.name().to_owned()).collect()
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
        let segments: Vec<&str> = path.split(SEPARATOR).map(boundstone_model::bare).collect();
        let resolved = self.resolver.resolve(module, &segments, false);
        let last = resolved.last().filter(|_| resolved.len() == segments.len())?;
        let is_type = |it: &&Meaning| it.is_in(TYPES);
        last.iter().find(is_type).map(|meaning| meaning.target)
    }
}

/// The head of the `impl` that gives a member, and whether that is for a type of others.
type Given<'h> = (&'h Implementation, bool);

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

/// The paths that a trait is given as such: `A` of `From<A>`, and nothing of `From<&A>` or `From<Vec<A>>`.
fn arguments(written: &str) -> Option<Vec<&str>> {
    let inside = written.trim().strip_suffix('>')?;
    let mut depth = 1_u32;
    let mut ends = vec![inside.len()];
    for (at, sign) in inside.char_indices().rev() {
        match sign {
            '>' => depth += 1,
            '<' => depth -= 1,
            ',' if depth == 1 => ends.push(at),
            _ => {}
        }
        if depth == 0 {
            ends.push(at);
            break;
        }
    }
    let parts = ends.iter().zip(ends.get(1..)?);
    let parts = parts.filter_map(|(end, start)| Some(inside.get(start + 1..*end)?.trim()));
    let is_path = |part: &&str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
    };
    Some(parts.filter(is_path).collect())
}
