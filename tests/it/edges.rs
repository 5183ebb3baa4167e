//! The crates know of each other only what `docs/decisions/0003-crates-and-edges.md` allows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value;

const LIBRARIES: &[&str] = &[
    "boundstone-text",
    "boundstone-model",
    "boundstone-records",
    "boundstone-grammars",
    "boundstone-engine",
    "boundstone-workspace",
];

/// What the tests of any crate may use.
const TEST_CLIENT: &str = "boundstone-test-client";

/// What a crate may depend on, and what its tests may use beside that.
struct Allowed {
    krate: &'static str,
    edges: &'static [&'static str],
    in_tests: &'static [&'static str],
}

const ALLOCATOR: &str = "boundstone-allocator";

const ALLOWED: &[Allowed] = &[
    Allowed { krate: ALLOCATOR, edges: &[], in_tests: &[] },
    Allowed { krate: "boundstone-text", edges: &[], in_tests: &[] },
    Allowed { krate: "boundstone-model", edges: &["boundstone-text"], in_tests: &[] },
    Allowed {
        krate: "boundstone-records",
        edges: &["boundstone-model", "boundstone-text"],
        in_tests: &[],
    },
    Allowed {
        krate: "boundstone-grammars",
        edges: &["boundstone-model", "boundstone-text"],
        in_tests: &[],
    },
    Allowed {
        krate: "boundstone-engine",
        edges: &["boundstone-model", "boundstone-text"],
        // Its conformance cases are written as ownership files, which only records can read.
        in_tests: &["boundstone-records"],
    },
    Allowed {
        krate: "boundstone-workspace",
        edges: &[
            ALLOCATOR,
            "boundstone-model",
            "boundstone-text",
            "boundstone-records",
            "boundstone-grammars",
            "boundstone-engine",
        ],
        in_tests: &[],
    },
    Allowed { krate: "boundstone-lsp", edges: FACE, in_tests: &[] },
    Allowed { krate: "boundstone-cli", edges: FACE, in_tests: &[] },
    Allowed {
        krate: "boundstone",
        edges: &["boundstone-lsp", "boundstone-cli"],
        in_tests: LIBRARIES,
    },
    Allowed { krate: "boundstone-bench", edges: LIBRARIES, in_tests: &[] },
    Allowed { krate: "boundstone-hazards", edges: &["boundstone-lsp"], in_tests: &[] },
    // Any server can be tested with it, so it knows none of them.
    Allowed { krate: TEST_CLIENT, edges: &[], in_tests: &[] },
];

const FACE: &[&str] =
    &["boundstone-workspace", "boundstone-engine", "boundstone-model", "boundstone-text"];

/// A library that only some crates may depend on, because its types must not spread.
struct Confined {
    prefix: &'static str,
    to: &'static [&'static str],
}

/// The name under which we import `tower-lsp-server`.
const RENAMED: &str = "tower-lsp";

const CONFINED: &[Confined] = &[
    Confined { prefix: "tree-sitter", to: &["boundstone-grammars", "boundstone-bench"] },
    Confined { prefix: "tower-lsp", to: &["boundstone-lsp", "boundstone-hazards"] },
];

/// A package of this workspace, as `cargo metadata` describes it.
struct Package {
    name: String,
    folder: PathBuf,
    dependencies: Vec<Dependency>,
}

struct Dependency {
    name: String,
    is_for_tests: bool,
}

fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .arg(concat!("--manifest-path=", env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().iter().map(package).collect()
}

fn package(package: &Value) -> Package {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let dependency = |it: &Value| Dependency {
        name: text(&it["name"]),
        is_for_tests: it["kind"].as_str() == Some("dev"),
    };
    Package {
        name: text(&package["name"]),
        folder: Path::new(&text(&package["manifest_path"])).parent().unwrap().to_owned(),
        dependencies: package["dependencies"].as_array().unwrap().iter().map(dependency).collect(),
    }
}

#[test]
fn crates_depend_only_on_what_the_architecture_allows() {
    let packages = packages();
    let rows: BTreeMap<_, _> = ALLOWED.iter().map(|row| (row.krate, row)).collect();
    let mut wrong = Vec::new();
    for package in &packages {
        let Some(row) = rows.get(package.name.as_str()) else {
            wrong.push(format!("{} has no row in ALLOWED", package.name));
            continue;
        };
        for dependency in &package.dependencies {
            let name = dependency.name.as_str();
            let is_ours = packages.iter().any(|package| package.name == name);
            let is_allowed = row.edges.contains(&name)
                || (dependency.is_for_tests
                    && (name == TEST_CLIENT || row.in_tests.contains(&name)));
            if is_ours && !is_allowed {
                wrong.push(format!("{} -> {name}", package.name));
            }
        }
    }
    for row in ALLOWED {
        if !packages.iter().any(|package| package.name == row.krate) {
            wrong.push(format!("{} is allowed edges and does not exist", row.krate));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_library_has_its_line_in_the_decision_record() {
    let packages = packages();
    let used: BTreeSet<_> = packages
        .iter()
        .flat_map(|package| &package.dependencies)
        .map(|dependency| dependency.name.as_str())
        .filter(|name| packages.iter().all(|package| package.name != *name))
        .collect();
    let record = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/decisions/0017-libraries.md");
    let record = fs::read_to_string(record).unwrap();
    // The first cell of a row names one library or several.
    let listed: BTreeSet<_> = record
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" |").next())
        .skip(1)
        .flat_map(|cell| cell.split([',', ' ', '(', ')']))
        .filter(|name| !name.is_empty())
        .collect();
    let unlisted: Vec<_> = used.difference(&listed).collect();
    let unused: Vec<_> = listed.difference(&used).filter(|name| **name != RENAMED).collect();
    assert!(unlisted.is_empty(), "without a line in 0017-libraries.md: {unlisted:?}");
    assert!(unused.is_empty(), "in 0017-libraries.md, and not used: {unused:?}");
}

#[test]
fn parsers_and_protocol_types_stay_in_their_crate() {
    let packages = packages();
    for confined in CONFINED {
        let users: Vec<_> = packages
            .iter()
            .filter(|package| {
                package.dependencies.iter().any(|it| it.name.starts_with(confined.prefix))
            })
            .map(|package| package.name.as_str())
            .collect();
        assert!(!users.is_empty(), "nothing depends on {}", confined.prefix);
        for user in users {
            assert!(confined.to.contains(&user), "{user} depends on {}", confined.prefix);
        }
    }
}

/// What only `workspace` touches, so that every other crate is a function of its arguments.
const OUTSIDE_WORLD: &[&str] = &["fs", "env", "SystemTime", "UNIX_EPOCH"];

/// Who may touch it: the one that reads repositories, and those that are part of no program.
const MAY_TOUCH: &[&str] = &["boundstone-workspace", "boundstone-bench", "boundstone-hazards"];

#[test]
fn files_environment_and_clock_are_touched_by_workspace_alone() {
    let mut wrong = Vec::new();
    let mut touched_where_allowed = 0;
    for package in packages() {
        for file in sources(&package) {
            let tokens: TokenStream = fs::read_to_string(&file).unwrap().parse().unwrap();
            let mut touched = Vec::new();
            outside_world(tokens, &mut touched);
            if MAY_TOUCH.contains(&package.name.as_str()) {
                touched_where_allowed += touched.len();
            } else {
                let shown = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display();
                wrong.extend(touched.iter().map(|name| format!("{shown}: {name}")));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(touched_where_allowed > 0, "the scan finds nothing where there must be something");
}

/// The `.rs` files that are built into the crate; its tests may read files.
fn sources(package: &Package) -> Vec<PathBuf> {
    // The root package keeps its one source file beside the folders of the other crates.
    if package.name == "boundstone" {
        return vec![package.folder.join("server/src/main.rs")];
    }
    let mut files = Vec::new();
    let mut folders = vec![package.folder.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
            if is_test {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    assert!(!files.is_empty(), "{} has no sources", package.name);
    files
}

/// Collects the names of `OUTSIDE_WORLD` that stand in a path or an import outside `cfg(test)`.
///
/// It reads tokens, so strings and comments do not count, and an alias does not hide an import.
fn outside_world(tokens: TokenStream, found: &mut Vec<String>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    let mut is_import = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(_) if is_cfg_test(&tokens, at) => {
                at = end_of_item(&tokens, at + 1);
                continue;
            }
            TokenTree::Group(group) if is_import => imported(group.stream(), found),
            TokenTree::Group(group) => outside_world(group.stream(), found),
            TokenTree::Ident(ident) if ident == "use" => is_import = true,
            TokenTree::Punct(punct) if punct.as_char() == ';' => is_import = false,
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let is_path = is_colon(at + 1) && is_colon(at + 2)
                    || at >= 2 && is_colon(at - 1) && is_colon(at - 2);
                if (is_path || is_import) && OUTSIDE_WORLD.contains(&name.as_str()) {
                    found.push(name);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Every such name inside the braces of an import.
fn imported(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => imported(group.stream(), found),
            TokenTree::Ident(ident) if OUTSIDE_WORLD.contains(&ident.to_string().as_str()) => {
                found.push(ident.to_string());
            }
            _ => {}
        }
    }
}

/// Whether the group at `at` is the `[cfg(test)]` of an attribute.
fn is_cfg_test(tokens: &[TokenTree], at: usize) -> bool {
    let hash = at.checked_sub(1).and_then(|before| tokens.get(before));
    let is_attribute = matches!(hash, Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
    let TokenTree::Group(group) = &tokens[at] else { return false };
    let text: String = group.stream().to_string().split_whitespace().collect();
    is_attribute && group.delimiter() == Delimiter::Bracket && text == "cfg(test)"
}

/// The position behind the item that begins at `at`: behind its braces or its semicolon.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    tokens.iter().skip(at).position(ends).map_or(tokens.len(), |offset| at + offset + 1)
}

#[test]
fn the_scan_sees_through_imports_and_skips_tests() {
    let found = |source: &str| {
        let mut found = Vec::new();
        outside_world(source.parse().unwrap(), &mut found);
        found
    };
    assert_eq!(found("use std::fs;"), ["fs"]);
    assert_eq!(found("use std::{io, fs as disk, time::SystemTime};"), ["fs", "SystemTime"]);
    assert_eq!(found("fn f() { std::env::var(\"A\"); }"), ["env"]);
    assert_eq!(found("const V: &str = env!(\"CARGO_PKG_VERSION\"); // std::fs"), [""; 0]);
    assert_eq!(found("const S: &str = \"std::fs\";"), [""; 0]);
    assert_eq!(found("#[cfg(test)] #[rustfmt::skip] mod t { use std::fs; } fn f() {}"), [""; 0]);
    assert_eq!(found("#[cfg(test)] mod tests; use std::env;"), ["env"]);
    assert_eq!(found("fn f(fs: &Fs) { fs.read() }"), [""; 0]);
}
