//! `package.json`. What `exports` and `imports` say is read in `target`.

mod target;

use std::sync::Arc;

use boundstone_model::{NpmDependency, NpmDependencyKind, NpmManifest, TypesVersion};
use jsonc_parser::ast::Value;

use super::json::{self, Names};
use super::too_large;

/// The tables of dependencies.
const TABLES: [(&str, NpmDependencyKind); 4] = [
    ("dependencies", NpmDependencyKind::Normal),
    ("devDependencies", NpmDependencyKind::Dev),
    ("peerDependencies", NpmDependencyKind::Peer),
    ("optionalDependencies", NpmDependencyKind::Optional),
];

/// Reads a `package.json`: what can be read, and the reason why that may not be all. JSON as npm reads
/// it: without comments, and of two equal keys the last counts. Where that fails, as while it is typed, small mistakes are
/// read over.
pub fn read(text: &str) -> (NpmManifest, Option<String>) {
    if let Some(reason) = too_large(text) {
        return (NpmManifest::default(), Some(reason));
    }
    let text = json::without_mark(text);
    let (root, mistake) = match json::parse(&text, &json::PLAIN) {
        Ok(root) => (root, None),
        Err(reason) => (json::parse(&text, &json::LOOSE).ok().flatten(), Some(reason)),
    };
    let Some(root @ Value::Object(_)) = root else {
        let reason = mistake.unwrap_or_else(|| "it is no JSON object".to_owned());
        return (NpmManifest::default(), Some(reason));
    };
    let mut names = Names::default();
    let mut reason = None;
    let workspaces = json::get(&root, "workspaces").and_then(|value| {
        read_workspaces(value).unwrap_or_else(|| {
            reason = Some("`workspaces` is not a list of strings".to_owned());
            None
        })
    });
    let (exports, trouble) = target::exports(json::get(&root, "exports"), &mut names);
    reason = reason.or(trouble);
    let (imports, trouble) = target::imports(json::get(&root, "imports"), &mut names);
    reason = reason.or(trouble);
    let mut name = |key| Some(names.of(json::text(json::get(&root, key)?)?));
    let manifest = NpmManifest {
        name: json::get(&root, "name").and_then(json::spanned),
        version: name("version"),
        is_private: json::get(&root, "private")
            .and_then(Value::as_boolean_lit)
            .is_some_and(|it| it.value),
        workspaces,
        is_module: name("type").as_deref() == Some("module"),
        main: name("main"),
        module: name("module"),
        types: name("typings").or_else(|| name("types")),
        source: name("source"),
        browser: name("browser"),
        tsconfig: name("tsconfig"),
        types_versions: read_types_versions(json::get(&root, "typesVersions"), &mut names),
        exports,
        files: read_files(json::get(&root, "files")),
        imports,
        dependencies: read_dependencies(&root, &mut names),
        optional_peers: read_optional_peers(&root, &mut names),
        engines: read_engines(&root, &mut names),
        commands: read_commands(&root, &mut names),
    };
    (manifest, mistake.or(reason))
}

/// The globs of `workspaces`, a list or an object with the list `packages`. The inner `None` is an
/// object without it, or `null`; the outer, what npm and yarn refuse.
fn read_workspaces(value: &Value) -> Option<Option<Box<[Arc<str>]>>> {
    let list = match value {
        Value::Object(_) => json::get(value, "packages"),
        list => Some(list),
    };
    match list {
        None | Some(Value::NullKeyword(_)) => Some(None),
        Some(Value::BooleanLit(literal)) if !literal.value => Some(None),
        Some(Value::Array(globs)) => {
            let globs = globs.elements.iter().map(|glob| json::text(glob).map(Arc::from));
            Some(Some(globs.collect::<Option<_>>()?))
        }
        _ => None,
    }
}

/// What is no list, npm leaves out.
fn read_files(value: Option<&Value>) -> Option<Box<[Arc<str>]>> {
    let Some(Value::Array(patterns)) = value else { return None };
    Some(patterns.elements.iter().filter_map(json::text).map(Arc::from).collect())
}

fn read_types_versions(value: Option<&Value>, names: &mut Names) -> Box<[TypesVersion]> {
    let mut lines = Vec::new();
    for (versions, table) in value.map(json::entries).unwrap_or_default() {
        let versions = names.of(versions);
        for (key, targets) in json::entries(table) {
            let targets = json::items(targets).iter().filter_map(json::text);
            let targets = targets.map(|target| names.of(target)).collect();
            let key = names.of(key);
            lines.push(TypesVersion { versions: Arc::clone(&versions), key, targets });
        }
    }
    lines.into()
}

/// The entries of all tables of dependencies; what has no string as its value is left out, as npm does.
fn read_dependencies(root: &Value, names: &mut Names) -> Box<[NpmDependency]> {
    let mut dependencies = Vec::new();
    for (table, kind) in TABLES {
        for (name, requirement) in json::get(root, table).map(json::entries).unwrap_or_default() {
            let Some(requirement) = json::text(requirement) else { continue };
            let (name, requirement) = (names.of(name), names.of(requirement));
            dependencies.push(NpmDependency { name, requirement, kind });
        }
    }
    dependencies.into()
}

fn read_optional_peers(root: &Value, names: &mut Names) -> Box<[Arc<str>]> {
    let peers = json::get(root, "peerDependenciesMeta").map(json::entries).unwrap_or_default();
    let is_optional = |it: &Value| {
        let said = json::get(it, "optional").and_then(Value::as_boolean_lit);
        said.is_some_and(|it| it.value)
    };
    let optional = peers.into_iter().filter(|(_, said)| is_optional(said));
    optional.map(|(name, _)| names.of(name)).collect()
}

fn read_engines(root: &Value, names: &mut Names) -> Box<[(Arc<str>, Arc<str>)]> {
    let engines = json::get(root, "engines").map(json::entries).unwrap_or_default();
    let stated = engines.into_iter().filter_map(|(name, range)| Some((name, json::text(range)?)));
    stated.map(|(name, range)| (names.of(name), names.of(range))).collect()
}

/// A file alone is the command that is called as the package is, without its scope.
fn read_commands(root: &Value, names: &mut Names) -> Box<[Arc<str>]> {
    let Some(stated) = json::get(root, "bin") else { return Box::default() };
    let name = json::get(root, "name").and_then(json::text).unwrap_or_default();
    match json::text(stated) {
        Some(_) => [names.of(name.rsplit('/').next().unwrap_or(name))].into(),
        None => json::entries(stated).into_iter().map(|(name, _)| names.of(name)).collect(),
    }
}
