use boundstone_model::PathDependency;
use proptest::prelude::*;

use super::*;

fn at(path: &str) -> PathDependency {
    PathDependency::At(path.into())
}

fn inherited(name: &str) -> PathDependency {
    PathDependency::Inherited(name.into())
}

#[test]
fn cargo_names_members_and_folders() {
    let text = r#"
[package]
name = "root"
[workspace]
members = ["crates/*", "tools/x"]
exclude = ["crates/old"]
default-members = ["tools/x"]
[workspace.dependencies]
a = { path = "crates/a", version = "1" }
serde = "1"
[dependencies]
a.workspace = true
b = { path = "../b" }
serde = { workspace = true }
[build-dependencies.c]
path = "c"
[target.'cfg(unix)'.dev-dependencies]
d = { path = "d" }
odd = { path = "odd", base = "elsewhere" }
"#;
    let (manifest, reason) = cargo(text);
    assert_eq!(reason, None);
    let name = manifest.package.unwrap();
    assert_eq!((&*name.value, name.range.slice(text)), ("root", "\"root\""));
    assert!(manifest.is_workspace);
    let names = |list: &[std::sync::Arc<str>]| list.join(" ");
    assert_eq!(names(&manifest.members), "crates/* tools/x");
    assert_eq!(names(&manifest.exclude), "crates/old");
    assert_eq!(manifest.workspace_paths, [("a".into(), "crates/a".into())]);
    assert_eq!(
        manifest.path_dependencies,
        [inherited("a"), at("../b"), inherited("serde"), at("c"), at("d")]
    );
}

#[test]
fn a_virtual_cargo_manifest_has_no_package() {
    let manifest = cargo("[workspace]\nresolver = \"3\"\n").0;
    assert!(manifest.is_workspace && manifest.package.is_none());
    assert!(!cargo("[package]\nname = \"a\"\n").0.is_workspace);
}

#[test]
fn a_broken_cargo_manifest_says_why_and_yields_the_rest() {
    let (manifest, reason) = cargo("[package]\nname = \"a\"\nversion =\n[workspace]\n");
    assert_eq!(&*manifest.package.unwrap().value, "a");
    assert!(manifest.is_workspace);
    assert!(reason.unwrap().starts_with("line 3: not TOML"));
}

#[test]
fn npm_name_and_workspaces() {
    let text = "\u{feff}{\r\n  \"nested\": {\"name\": \"no\"},\r\n  \"name\" : \"@acme/\\u0061\",\r\n  \"workspaces\": [\"packages/*\", \"!packages/x\"]\r\n}";
    let (manifest, reason) = npm(text);
    assert_eq!(reason, None);
    let name = manifest.name.unwrap();
    assert_eq!((&*name.value, name.range.slice(text)), ("@acme/a", "\"@acme/\\u0061\""));
    assert_eq!(manifest.workspaces.unwrap().join(" "), "packages/* !packages/x");
}

#[test]
fn npm_forms_of_workspaces() {
    let workspaces = |text: &str| {
        let (manifest, reason) = npm(text);
        (manifest.workspaces.map(|globs| globs.join(" ")), reason.is_some())
    };
    assert_eq!(workspaces("{}"), (None, false));
    assert_eq!(workspaces(r#"{"workspaces":[]}"#), (Some(String::new()), false));
    assert_eq!(
        workspaces(r#"{"workspaces":{"packages":["a"],"nohoist":[]}}"#),
        (Some("a".into()), false)
    );
    assert_eq!(workspaces(r#"{"workspaces":{"nohoist":[]}}"#), (None, false));
    assert_eq!(workspaces(r#"{"workspaces":"a"}"#), (None, true));
    assert_eq!(workspaces(r#"{"workspaces":[1]}"#), (None, true));
}

#[test]
fn of_two_equal_npm_keys_the_last_counts() {
    let text = r#"{"name":"a","name":"b"}"#;
    let name = npm(text).0.name.unwrap();
    assert_eq!((&*name.value, name.range.start()), ("b", 19));
}

#[test]
fn npm_takes_no_comments_and_a_name_is_a_string() {
    assert!(npm("{ // c\n \"name\": \"a\" }").1.is_some());
    assert!(npm("[]").1.is_some());
    assert!(npm("").1.is_some());
    assert!(npm(&format!("{{\"a\":{}", "[".repeat(200_000))).1.is_some());
    assert_eq!(npm(r#"{"name": 7}"#).0.name, None);
}

#[test]
fn pnpm_packages() {
    let packages = |text: &str| {
        let (workspace, reason) = pnpm(text);
        (workspace.packages.map(|globs| globs.join(" ")), reason.is_some())
    };
    let block = "\u{feff}# all\r\npackages:\r\n  - 'packages/*'\r\n  - \"!**/test/**\"\r\n  - .\r\ncatalog:\r\n  a: 1\r\n";
    assert_eq!(packages(block), (Some("packages/* !**/test/** .".into()), false));
    assert_eq!(packages("packages: [a, b]"), (Some("a b".into()), false));
    assert_eq!(packages("catalog: {packages: [x]}\nonly: [packages]\n"), (None, false));
    assert_eq!(packages(""), (None, false));
    assert_eq!(packages("packages:\nfoo: [a]\n"), (None, false));
    assert_eq!(packages("packages: []"), (Some(String::new()), false));
    assert_eq!(packages("packages: a"), (None, true));
    assert_eq!(packages("- a"), (None, true));
    assert_eq!(packages("packages:\n  - a\n  - {b: c}\n"), (Some("a".into()), true));
    assert!(packages("packages:\n  - a\n   bad: [\n").1);
    assert_eq!(packages("a: &x p\npackages: [*x, q]"), (Some("p q".into()), false));
}

#[test]
fn a_yaml_bomb_costs_what_its_text_costs() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, of) in ('b'..='z').zip('a'..) {
        bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 9].join(", ")));
    }
    bomb.push_str("packages: [*z]\n");
    assert!(pnpm(&bomb).1.is_some(), "a list inside the list");
    assert!(pnpm(&format!("packages: {}", "[".repeat(500_000))).1.is_some());
}

proptest! {
    #[test]
    fn no_text_panics(text in "([a-z\"'=\\[\\]{}:#,!*& é\\n\\-]|packages|workspace|name){0,60}") {
        cargo(&text);
        npm(&text);
        pnpm(&text);
    }
}
