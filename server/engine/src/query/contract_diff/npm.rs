//! What an npm package promises by its manifest: how it is entered, loaded and called, and what it asks of those who install it.

mod exports;
mod files;
mod modules;
pub(super) mod needs;

use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, NpmManifest, Place, RepoPath, SignatureChange,
    SurfaceChange,
};
use boundstone_text::TextRange;

use super::{Side, one};
use crate::World;
use crate::boundaries::NPM_FILE;
use crate::change::Record;

/// A package that others can install.
struct Package<'w> {
    world: &'w World,
    folder: RepoPath,
    path: RepoPath,
    manifest: &'w NpmManifest,
}

impl<'w> Package<'w> {
    fn of(world: &'w World, folder: &RepoPath) -> Option<Self> {
        let path = folder.join(NPM_FILE)?;
        match world.record(&path) {
            Some(Record::Npm(manifest)) if !manifest.is_private => {
                Some(Self { world, folder: folder.clone(), path, manifest })
            }
            _ => None,
        }
    }

    fn on(side: &Side<'w>) -> Option<Self> {
        Self::of(side.state.world, side.folder?)
    }

    fn place(&self) -> Place {
        Place { path: self.path.clone(), range: TextRange::new(0, 0) }
    }
}

/// What differs of that, where the package is published, by the keys of the manifest. `own`: those of its files that the change
/// touched.
pub(super) fn changes(
    before: &Side<'_>,
    now: &Side<'_>,
    own: &BTreeSet<&RepoPath>,
) -> Vec<SurfaceChange> {
    let (Some(old), Some(new)) = (Package::on(before), Package::on(now)) else { return Vec::new() };
    let all = [
        ("exports", exports::changes(&old, &new)),
        ("files", files::lost(&old, &new, own)),
        ("type", modules::came(old.manifest, new.manifest)),
        ("bin", commands(old.manifest, new.manifest)),
        ("peerDependencies", needs::peers(&old, &new)),
        ("engines", needs::engines(&old, &new)),
        ("dependencies", needs::dependencies((&old, before), (&new, now))),
    ];
    let told = all.into_iter().filter(|(_, changes)| !changes.is_empty());
    told.map(|(key, changes)| SurfaceChange {
        symbol: key.into(),
        kind: ChangedKind::Manifest,
        changes,
        stability: None,
        before: Some(old.place()),
        now: Some(new.place()),
    })
    .collect()
}

/// Commands that the package no longer installs, or that came.
fn commands(old: &NpmManifest, new: &NpmManifest) -> Vec<SignatureChange> {
    let gone = old.commands.iter().filter(|it| !new.commands.contains(it)).map(|it| {
        let breaking = (ChangeClass::Breaking, Confidence::Proved);
        one(breaking, "command_removed", format!("the command `{it}` is no longer installed"))
    });
    let came = new.commands.iter().filter(|it| !old.commands.contains(it)).map(|it| {
        let additive = (ChangeClass::Additive, Confidence::Proved);
        one(additive, "command_added", format!("the command `{it}` is installed"))
    });
    gone.chain(came).collect()
}

fn broken(rule: &'static str, reason: String) -> SignatureChange {
    one((ChangeClass::Breaking, Confidence::Likely), rule, reason)
}
