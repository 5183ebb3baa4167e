//! The names of items in contracts and decisions, and what each can mean by its words.

use std::sync::Arc;

use boundstone_model::{
    GovernsTarget, Item, ItemKind, ItemNumber, Language, RepoPath, Visibility, names_to,
};

use super::member::Role;
use crate::World;
use crate::change::Record;
use crate::decisions::Record as DecisionRecord;

/// A name of an item, in a record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Claim {
    /// The record that says it.
    pub(crate) by: RepoPath,
    /// The position of the entry there: in `[interface]`, or in `governs`.
    pub(crate) entry: usize,
    pub(super) scope: Scope,
    /// The parts of the path; the last may be `*`.
    pub(super) segments: Vec<String>,
    /// Contracts speak of public items only.
    pub(super) is_public_only: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Scope {
    /// The files of the boundary in this folder.
    Boundary(RepoPath),
    File(RepoPath),
}

impl Scope {
    pub(super) fn top(&self) -> &RepoPath {
        match self {
            Self::Boundary(path) | Self::File(path) => path,
        }
    }
}

impl Claim {
    /// The last part of the path.
    pub(super) fn name(&self) -> &str {
        self.segments.last().map(String::as_str).unwrap_or_default()
    }

    /// Whether its record says it still, so that it is followed: one that an edit of the record left behind is not.
    pub(super) fn is_followed(&self, world: &World) -> bool {
        let says = |name: &str| segments_of(name) == self.segments;
        match world.record(&self.by) {
            Some(Record::Contract(contract)) => {
                let entry = contract.interface.as_ref().and_then(|it| it.get(self.entry));
                self.is_public_only && entry.is_some_and(|it| says(&it.key.value))
            }
            Some(Record::Decision(file)) => match file.governs.get(self.entry).map(|it| &it.target)
            {
                Some(GovernsTarget::Symbol { path, .. }) => !self.is_public_only && says(path),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a contract names all of a level.
    pub(super) fn is_of_level(&self) -> bool {
        self.is_public_only && self.name() == "*"
    }

    /// What an item can be to the claim, that bears its name or is in what does.
    pub(super) fn role(&self, role: Role, item: &Item<'_>) -> Option<Role> {
        let is_public = item.visibility == Visibility::Public;
        match role {
            // A decision may govern what is private, and governs what it names.
            Role::Named if is_public || !self.is_public_only => Some(role),
            Role::Named => (self.name() != "*").then_some(Role::Private),
            _ => (is_public && (self.is_public_only || self.name() != "*")).then_some(role),
        }
    }

    /// Whether the claim can mean the item, loosely or not, and under what meaning.
    pub(super) fn reads(
        &self,
        role: Role,
        (module, language): (&[&str], Language),
        items: &[Item<'_>],
        item: ItemNumber,
    ) -> Option<(bool, Arc<str>)> {
        let mut names = names_to(items, item);
        let is_star = self.segments.last().is_some_and(|last| last == "*");
        let wanted = if is_star { self.segments.split_last()?.1 } else { &self.segments };
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let is_member = matches!(role, Role::Member | Role::Marked);
        // The member of a type of the level lies one deeper than the type.
        let deeper = usize::from(is_star) + usize::from(is_member);
        names.truncate(names.len().saturating_sub(deeper));
        let least = names_of_type(items, item).saturating_sub(deeper);
        let path = [module, names.as_slice()].concat();
        let is_loose = path != wanted;
        // `layout::Rect` of `layout::rect::Rect`, which a module hands on from one below it.
        let is_handed_up = || {
            let around = wanted.strip_suffix(names.as_slice());
            !is_star && around.is_some_and(|it| !it.is_empty() && module.starts_with(it))
        };
        // A bare `*` is the top level alone; as an ending it would be everything.
        if is_loose && wanted.len() < least {
            return None;
        }
        if is_loose && (wanted.is_empty() || !(path.ends_with(&wanted) || is_handed_up())) {
            return None;
        }
        Some((is_loose, Arc::from(path.join(language.separator()))))
    }
}

/// How many names an item and the outermost type have that it stands in: nobody names a member or a variant without its type. None
/// for a module.
fn names_of_type(items: &[Item<'_>], item: ItemNumber) -> usize {
    let get = |number: ItemNumber| items.get(number as usize);
    let all = std::iter::successors(get(item), |inner| get(inner.parent?));
    let is_type = |it: &Item<'_>| !matches!(it.kind, ItemKind::Module | ItemKind::Namespace);
    let named = all.enumerate().filter(|(_, it)| is_type(it)).map(|(depth, _)| depth + 1);
    named.last().unwrap_or_default()
}

/// The module that a file is by the layout of its package: `["a", "b"]` for `src/a/b.rs`. For
/// TypeScript always the top, because exports do not follow folders. `None` for a Rust file that is no
/// module of the library.
/// Source: The Cargo Book, "Package Layout"; The Rust Reference, "Module source filenames".
pub(crate) fn module_path<'p>(
    path: &'p RepoPath,
    folder: &RepoPath,
    language: Language,
) -> Option<Vec<&'p str>> {
    if language != Language::Rust {
        return Some(Vec::new());
    }
    let inside = path.strip_prefix(folder)?.strip_prefix("src/")?.strip_suffix(".rs")?;
    let mut segments: Vec<&str> = inside.split('/').collect();
    match segments.as_slice() {
        ["bin", ..] => return None,
        ["lib" | "main"] => return Some(Vec::new()),
        _ => {}
    }
    if segments.last() == Some(&"mod") {
        segments.pop();
    }
    Some(segments)
}

/// Every name of an item in every contract.
pub(super) fn of_contracts_in(world: &World) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (path, record) in world.records() {
        if let Record::Contract(contract) = record {
            let entries = contract.interface.iter().flatten().enumerate();
            claims.extend(entries.map(|(entry, it)| of_contract_key(path, entry, &it.key.value)));
        }
    }
    claims
}

/// What a key of the contract at `by` claims.
pub(super) fn of_contract_key(by: &RepoPath, entry: usize, key: &str) -> Claim {
    let folder = by.parent().unwrap_or_else(RepoPath::root);
    Claim {
        by: by.clone(),
        entry,
        scope: Scope::Boundary(folder),
        segments: segments_of(key),
        is_public_only: true,
    }
}

/// Every name of an item in every decision.
pub(super) fn of_decisions_in(world: &World) -> Vec<Claim> {
    world.decisions.iter().flat_map(|(_, record)| of_decision(world, record)).collect()
}

/// Every name of an item in the decision at `path`.
pub(super) fn of_decision_at(world: &World, path: &RepoPath) -> Vec<Claim> {
    let record = world.decisions.at(path).and_then(|index| world.decisions.get(index));
    record.into_iter().flat_map(|record| of_decision(world, record)).collect()
}

fn of_decision(world: &World, record: &DecisionRecord) -> Vec<Claim> {
    let entries = record.file.governs.iter().enumerate();
    let claims = entries.filter_map(|(entry, it)| of_entry(world, &record.path, entry, &it.target));
    claims.collect()
}

/// What an entry of `governs` claims, where it names a symbol.
pub(super) fn of_entry(
    world: &World,
    by: &RepoPath,
    entry: usize,
    target: &GovernsTarget,
) -> Option<Claim> {
    let GovernsTarget::Symbol { container, path } = target else { return None };
    let boundary = world.boundaries.by_name(container);
    let scope = boundary.map(|boundary| Scope::Boundary(boundary.path.clone()));
    let scope = scope.or_else(|| RepoPath::new(container).map(Scope::File))?;
    let segments = segments_of(path);
    Some(Claim { by: by.clone(), entry, scope, segments, is_public_only: false })
}

/// The parts of a symbol's path in either language's spelling.
pub(crate) fn segments_of(path: &str) -> Vec<String> {
    let parts = path.split("::").flat_map(|part| part.split('.'));
    parts.map(|part| part.strip_prefix("r#").unwrap_or(part).trim().to_owned()).collect()
}
