//! What the ways into an npm package export that lead elsewhere than the first of their key: `require` beside `import`.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::RepoPath;

use super::exports::Exports;
use super::resolver::Resolver;
use super::specifier::Meant;

/// What loaders, bundlers and runtimes ask for. What else a package names, only its own repository does, as `@zod/source`.
/// Sources: the documentation of Node.js, "Conditional exports"; of webpack, "Package exports"; WinterCG, "Runtime Keys".
const ASKED: [&str; 20] = [
    "require",
    "import",
    "node",
    "browser",
    "module",
    "module-sync",
    "module-import",
    "node-addons",
    "development",
    "production",
    "worker",
    "workerd",
    "worklet",
    "edge-light",
    "deno",
    "bun",
    "electron",
    "react-native",
    "react-server",
    "webpack",
];

/// The names of a key of `exports`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct NamesOfKey {
    /// What most users find there.
    pub(crate) usual: BTreeSet<String>,
    /// What those find for whom other conditions hold, by these: `require`, `node import`.
    pub(crate) others: BTreeMap<String, BTreeSet<String>>,
}

/// Those of the package in exactly this folder, by key. Without keys that lead to one file of the repository alone, without
/// patterns, and without files that hand on all of another package.
pub(in crate::crossings) fn by_condition(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
) -> BTreeMap<String, NamesOfKey> {
    let mut found = BTreeMap::new();
    let modules = &resolver.search.world.crossings.modules;
    let Some((folder, manifest)) = modules.in_folder(folder) else { return found };
    let Some(ways) = &manifest.exports else { return found };
    let entries: BTreeMap<_, _> = resolver.entries(folder).into_iter().collect();
    for (inside, usual) in entries {
        let key = if inside.is_empty() { ".".to_owned() } else { format!("./{inside}") };
        let mut others = BTreeMap::new();
        for way in ways.iter().filter(|way| *way.key == *key) {
            let Some(target) = &way.target else { continue };
            let Some(Meant::File(file)) = resolver.specifiers.target(folder, target) else {
                continue;
            };
            let conditions = way.conditions.iter().map(|it| &**it);
            let asked: Vec<&str> =
                conditions.filter(|it| !matches!(*it, "types" | "default")).collect();
            let is_known = asked.iter().all(|it| ASKED.contains(it));
            if file != usual && is_known && !asked.is_empty() {
                others.entry(asked.join(" ")).or_insert(file);
            }
        }
        let mut exports = Exports::new(resolver, folder.clone());
        let mut names = |file| {
            let is_whole = exports.outwards(file).is_empty();
            let all = exports.all(file).into_iter();
            is_whole.then(|| all.map(|(name, _)| name).collect::<BTreeSet<String>>())
        };
        let named = others.into_iter().filter_map(|(asked, file)| Some((asked, names(file)?)));
        let others: BTreeMap<String, BTreeSet<String>> = named.collect();
        if let Some(usual) = Some(usual).filter(|_| !others.is_empty()).and_then(names) {
            found.insert(key, NamesOfKey { usual, others });
        }
    }
    found
}
