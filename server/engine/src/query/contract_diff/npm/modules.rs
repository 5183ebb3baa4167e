//! CommonJS that became ES modules. Source: the documentation of Node.js, "Determining module system".

use boundstone_model::{NpmManifest, NpmTarget, SignatureChange};

use super::broken;

/// Ways that `require()` took to a CommonJS module, and that lead it to an ES module now. Node.js before 20.19 loads none.
pub(super) fn came(old: &NpmManifest, new: &NpmManifest) -> Vec<SignatureChange> {
    let ways = required(old).into_iter();
    let ways = ways.filter(|(_, file)| is_module(file, old.is_module) == Some(false));
    let now = required(new);
    let is_it = |file: &str| is_module(file, new.is_module) == Some(true);
    let lost = ways.filter(|(key, _)| now.iter().any(|(it, file)| it == key && is_it(file)));
    let reason = |key: &str| format!("`{key}` is an ES module now, and was CommonJS");
    lost.map(|(key, _)| broken("module_kind_changed", reason(key))).collect()
}

/// The file that `require()` finds by each key; what a condition names for it is made for it.
fn required(manifest: &NpmManifest) -> Vec<(&str, &str)> {
    let Some(ways) = &manifest.exports else {
        return manifest.main.as_deref().map(|file| (".", file)).into_iter().collect();
    };
    let is_made_for = |way: &NpmTarget| way.conditions.iter().any(|it| &**it == "require");
    let is_followed = |way: &&NpmTarget| {
        way.conditions.iter().all(|it| matches!(&**it, "node" | "default"))
            && !ways.iter().any(|other| other.key == way.key && is_made_for(other))
    };
    let mut found: Vec<(&str, &str)> = Vec::new();
    for way in ways.iter().filter(is_followed) {
        let is_new = found.iter().all(|(key, _)| *key != &*way.key);
        found.extend(way.target.as_deref().filter(|_| is_new).map(|file| (&*way.key, file)));
    }
    found
}

/// Whether a file is an ES module. `None` in a folder of a build, which has a manifest of its own that says it.
fn is_module(file: &str, is_by_type: bool) -> Option<bool> {
    let has_own = |it: &str| matches!(it, "cjs" | "commonjs" | "esm" | "es" | "module");
    let mut parts = file.rsplit('/');
    let name = parts.next().unwrap_or(file);
    if parts.any(has_own) {
        return None;
    }
    Some(match name.rsplit_once('.') {
        Some((_, "mjs" | "mts")) => true,
        Some((_, "cjs" | "cts" | "json" | "node")) => false,
        _ => is_by_type,
    })
}
