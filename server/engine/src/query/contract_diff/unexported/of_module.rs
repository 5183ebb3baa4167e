//! Modules that are named as one object, `typeof import("./a")`, `import * as a`: what they export is promised with that.

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, ItemKind, RepoPath, SurfaceChange, SurfaceItem,
    Visibility,
};

use super::super::{Side, one};
use super::{Unexported, is_value};

/// An item of a surface, with its signature as text.
type Naming<'s> = (&'s SurfaceItem, String);

/// Whether an item names the module whose export this is.
pub(super) fn is_named(it: &Unexported, (item, text): &Naming<'_>) -> bool {
    let is_part = is_value(it.kind) || matches!(it.kind, ItemKind::Class | ItemKind::Enum);
    is_part && it.is_of_module && !it.is_in_namespace() && {
        modules(text).any(|specifier| is_meant(&item.place.path, specifier, &it.place.path))
    }
}

/// An export that is gone, and that the same item had as a part of its module.
pub(super) fn removed(
    it: &Unexported,
    (naming, named_now): (&[Naming<'_>], &[Naming<'_>]),
    now: &Side<'_>,
) -> Option<(SurfaceChange, Vec<String>)> {
    let by = naming.iter().find(|named| is_named(it, named))?;
    let is_kept = |named: &&Naming<'_>| named.0.symbol() == by.0.symbol() && is_named(it, named);
    named_now.iter().find(is_kept)?;
    let facts = now.state.world.facts(&it.place.path)?;
    let references = facts.references();
    let is_there = facts.items().any(|other| other.parent.is_none() && other.name() == it.name)
        || references.imports.iter().any(|other| {
            other.visibility == Visibility::Public
                && (other.bound == it.name || other.bound.is_empty())
        });
    if is_there {
        return None;
    }
    let symbol = by.0.symbol();
    let what = (ChangeClass::Breaking, Confidence::Likely);
    let reason = format!("removed; `{symbol}` names its module");
    let change = SurfaceChange {
        symbol: it.path.as_str().into(),
        kind: ChangedKind::Item(it.kind),
        changes: vec![one(what, "item_removed", reason)],
        stability: None,
        before: Some(it.place.clone()),
        now: None,
    };
    Some((change, vec![symbol.to_owned()]))
}

/// The specifiers of the modules that a text names whole.
fn modules(text: &str) -> impl Iterator<Item = &str> {
    text.split("typeof import(\"").skip(1).filter_map(|behind| {
        let (specifier, behind) = behind.split_once("\")")?;
        (!behind.starts_with('.')).then_some(specifier)
    })
}

/// Whether a relative specifier leads from one file to another: `./a` and `./a.js` to `a.ts`, and to `a/index.ts`.
fn is_meant(from: &RepoPath, specifier: &str, to: &RepoPath) -> bool {
    let mut parts: Vec<&str> = from.as_str().split('/').collect();
    parts.pop();
    if !specifier.starts_with('.') {
        return false;
    }
    for part in specifier.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                if parts.pop().is_none() {
                    return false;
                }
            }
            name => parts.push(name),
        }
    }
    let meant = parts.join("/");
    let (meant, file) = (without_extension(&meant), without_extension(to.as_str()));
    file == meant
        || file.strip_suffix("/index") == Some(meant)
        || file == "index" && meant.is_empty()
}

fn without_extension(path: &str) -> &str {
    const EXTENSIONS: [&str; 10] =
        [".d.ts", ".d.mts", ".d.cts", ".tsx", ".ts", ".mts", ".cts", ".jsx", ".mjs", ".js"];
    EXTENSIONS.iter().find_map(|it| path.strip_suffix(it)).unwrap_or(path)
}
