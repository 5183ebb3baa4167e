//! What a change does to the ways into an npm package, besides the names that are found there. Source: the documentation
//! of Node.js, "Package entry points" and "Conditional exports".

use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, NpmManifest, NpmTarget, Place, RepoPath, SignatureChange,
    SurfaceChange,
};
use boundstone_text::TextRange;

use super::{Side, one};
use crate::change::Record;

const NPM_FILE: &str = "package.json";

/// What differs of the package, where it is published.
pub(super) fn changes(before: &Side<'_>, now: &Side<'_>) -> Option<SurfaceChange> {
    let paths = (before.folder?.join(NPM_FILE)?, now.folder?.join(NPM_FILE)?);
    let (old, new) = (manifest(before, &paths.0)?, manifest(now, &paths.1)?);
    let changes: Vec<SignatureChange> = match (&old.exports, &new.exports) {
        (None, Some(new)) => closed(new).into_iter().collect(),
        (Some(old), Some(new)) => lost_loaders(old, new),
        _ => Vec::new(),
    };
    let place = |path| Some(Place { path, range: TextRange::new(0, 0) });
    (!changes.is_empty()).then(|| SurfaceChange {
        symbol: "exports".into(),
        kind: ChangedKind::Manifest,
        changes,
        stability: None,
        before: place(paths.0),
        now: place(paths.1),
    })
}

fn manifest<'s>(side: &Side<'s>, path: &RepoPath) -> Option<&'s NpmManifest> {
    match side.state.world.record(path) {
        Some(Record::Npm(manifest)) if !manifest.is_private => Some(manifest),
        _ => None,
    }
}

/// Without `exports`, each file of a package could be imported.
fn closed(new: &[NpmTarget]) -> Option<SignatureChange> {
    let lets_all_in = new.iter().any(|way| &*way.key == "./*" && way.target.is_some());
    let reason = "`exports` is new: files that it does not name can no longer be imported";
    (!lets_all_in).then(|| broken("exports_added", reason.to_owned()))
}

/// `require()` or `import` that a way says it is for, and that finds nothing there now.
fn lost_loaders(old: &[NpmTarget], new: &[NpmTarget]) -> Vec<SignatureChange> {
    let keys: BTreeSet<&str> = new.iter().map(|way| &*way.key).collect();
    let mut lost = Vec::new();
    for key in keys {
        for (loader, other) in [("require", "import"), ("import", "require")] {
            let has = |way: &&NpmTarget, word: &str| way.conditions.iter().any(|it| &**it == word);
            let of = |all: &'_ [NpmTarget], is_it: &dyn Fn(&&NpmTarget) -> bool| {
                let of_key = all.iter().filter(|way| &*way.key == key && way.target.is_some());
                of_key.filter(|way| !has(way, "types")).any(|way| is_it(&way))
            };
            let was_there = of(old, &|way| has(way, loader));
            let is_there = of(new, &|way| !has(way, other));
            if was_there && !is_there {
                let reason = format!("`{key}` is no longer there for `{loader}`");
                lost.push(broken("condition_removed", reason));
            }
        }
    }
    lost
}

fn broken(rule: &'static str, reason: String) -> SignatureChange {
    one((ChangeClass::Breaking, Confidence::Likely), rule, reason)
}
