//! What a package declares of its own modules, in another file of it: `declare module "./a" { interface B { … } }` adds to
//! the interface there. Source: TypeScript Handbook, "Module Augmentation".

use std::collections::BTreeMap;

use boundstone_model::{Form, Item, ItemKind, Language, Member, RepoPath, SurfaceItem};

use super::super::code::CodeState;
use crate::crossings::{loaded, own_module};

/// The members that are added so, by the file and the name of the interface.
pub(super) struct OwnModules(BTreeMap<(RepoPath, String), Vec<Member>>);

impl OwnModules {
    /// Those of the files that the users of the package in exactly this folder load.
    pub(super) fn of(state: CodeState<'_>, folder: Option<&RepoPath>) -> Self {
        let files = folder.map(|it| loaded(state.world, it)).unwrap_or_default();
        let mut found: BTreeMap<_, Vec<Member>> = BTreeMap::new();
        for path in files.into_iter().filter_map(|it| state.world.crossings.files.path(it)) {
            for (key, members) in declared(state, path) {
                found.entry(key).or_default().extend(members);
            }
        }
        Self(found)
    }

    /// What is added to an interface of the surface.
    pub(super) fn added_to(&self, item: &SurfaceItem) -> &[Member] {
        if item.language == Language::Rust || item.kind != ItemKind::Interface {
            return &[];
        }
        let key = (item.place.path.clone(), item.name().to_owned());
        self.0.get(&key).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The file of the package that a module stands for which another file declares.
pub(super) fn file_of<'s>(
    state: CodeState<'s>,
    path: &RepoPath,
    module: &Item<'_>,
) -> Option<&'s RepoPath> {
    let is_own = module.kind == ItemKind::Module && module.name().starts_with('.');
    let file = if is_own { own_module(state.world, path, module.name()) } else { None };
    file.and_then(|it| state.world.crossings.files.path(it))
}

fn declared(state: CodeState<'_>, path: &RepoPath) -> Vec<((RepoPath, String), Vec<Member>)> {
    let facts = state.world.facts(path).filter(|it| it.language != Language::Rust);
    let Some(facts) = facts else { return Vec::new() };
    let modules: BTreeMap<u32, &RepoPath> = (0..)
        .zip(facts.items())
        .filter_map(|(number, it)| Some((number, file_of(state, path, &it)?)))
        .collect();
    let signatures = if modules.is_empty() { None } else { state.code.signatures(path).ok() };
    let Some(signatures) = signatures else { return Vec::new() };
    let inner = (0..).zip(facts.items()).filter(|(_, it)| it.kind == ItemKind::Interface);
    let read = |(number, item): (u32, Item<'_>)| {
        let of = modules.get(&item.parent?)?;
        match &signatures.of(number)?.signature.as_ref()?.form {
            Form::Record(it) => {
                Some((((*of).clone(), item.name().to_owned()), it.members.to_vec()))
            }
            _ => None,
        }
    };
    inner.filter_map(read).collect()
}
