//! `package.json`.

use super::*;

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
fn npm_entries_and_dependencies() {
    let text = r#"{
        "type": "module", "main": "./dist/index.cjs", "module": "dist/index.mjs", "types": "no.d.ts",
        "typings": "dist/index.d.ts", "source": "src/index.ts", "browser": "dist/browser.js",
        "tsconfig": "base.json",
        "typesVersions": {">=4.2": {"*": ["ts4/*", "ts3/*"], "sub": ["sub.d.ts"]}, "*": {"x": ["y"]}},
        "dependencies": {"b": "^1", "a": "workspace:*", "bad": 1},
        "optionalDependencies": {"o": "file:../o"},
        "devDependencies": {"a": "npm:other@1"},
        "peerDependencies": {"b": "*"}
    }"#;
    let (manifest, reason) = npm(text);
    assert_eq!(reason, None);
    assert!(manifest.is_module);
    let entries = [
        &manifest.main,
        &manifest.module,
        &manifest.types,
        &manifest.source,
        &manifest.browser,
        &manifest.tsconfig,
    ];
    assert_eq!(
        entries.map(|entry| entry.as_deref().unwrap()),
        [
            "./dist/index.cjs",
            "dist/index.mjs",
            "dist/index.d.ts",
            "src/index.ts",
            "dist/browser.js",
            "base.json"
        ]
    );
    let lines = manifest.types_versions.iter();
    let lines: Vec<_> =
        lines.map(|it| format!("{} {} {}", it.versions, it.key, it.targets.join(","))).collect();
    assert_eq!(lines, [">=4.2 * ts4/*,ts3/*", ">=4.2 sub sub.d.ts", "* x y"]);
    let dependencies = manifest.dependencies.iter();
    let dependencies: Vec<_> =
        dependencies.map(|it| format!("{:?} {} {}", it.kind, it.name, it.requirement)).collect();
    assert_eq!(
        dependencies,
        [
            "Normal b ^1",
            "Normal a workspace:*",
            "Dev a npm:other@1",
            "Peer b *",
            "Optional o file:../o"
        ]
    );
}

#[test]
fn what_npm_entries_are_not_is_no_entry() {
    let manifest =
        npm(r#"{"main": ["a"], "browser": {"a": false}, "dependencies": ["x"], "type": 1}"#).0;
    assert_eq!(manifest, NpmManifest::default());
}

/// `key [conditions] target` of each way.
fn ways(ways: &[NpmTarget]) -> Vec<String> {
    let show = |it: &NpmTarget| {
        let target = it.target.as_deref().unwrap_or("null");
        format!("{} [{}] {target}", it.key, it.conditions.join(" "))
    };
    ways.iter().map(show).collect()
}

/// The ways of `exports` with this value, and the reason.
fn exports(value: &str) -> (Option<Vec<String>>, Option<String>) {
    let (manifest, reason) = npm(&format!("{{\"exports\": {value}}}"));
    (manifest.exports.map(|all| ways(&all)), reason)
}

/// The same, where all is well.
fn exported(value: &str) -> Vec<String> {
    let (ways, reason) = exports(value);
    assert_eq!(reason, None);
    ways.unwrap()
}

#[test]
fn npm_exports_in_the_order_of_the_file() {
    assert_eq!(exported("\"./a.js\""), [". [] ./a.js"]);
    assert_eq!(exported(r#"["./a.js", "./b.js"]"#), [". [] ./a.js", ". [] ./b.js"]);
    assert_eq!(
        exported(
            r#"{"types": "./a.d.ts", "import": {"node": "./n.mjs", "default": "./a.mjs"}, "default": "./a.cjs"}"#
        ),
        [
            ". [types] ./a.d.ts",
            ". [import node] ./n.mjs",
            ". [import default] ./a.mjs",
            ". [default] ./a.cjs"
        ]
    );
    assert_eq!(
        exported(
            r#"{"./z/*": "./dist/*.js", ".": {"import": ["./a.mjs", "./b.mjs"]}, "./z/internal/*": null}"#
        ),
        [
            "./z/* [] ./dist/*.js",
            ". [import] ./a.mjs",
            ". [import] ./b.mjs",
            "./z/internal/* [] null"
        ]
    );
}

#[test]
fn npm_exports_of_nothing_and_of_no_target() {
    assert_eq!(exports("null"), (None, None));
    assert_eq!(npm("{}").0.exports, None);
    assert!(exported("{}").is_empty());
    assert!(exported(r#"{".": {}}"#).is_empty());
    assert_eq!(exported(r#"{".": [null, "./a.js", 7]}"#), [". [] ./a.js"]);
    assert_eq!(
        exported(r#"{".": [], "./a": [null], "./b": false}"#),
        [". [] null", "./a [] null", "./b [] null"]
    );
    let (some, reason) = exports(r#"{".": "./a.js", "import": "./b.js"}"#);
    assert_eq!(some.unwrap(), [". [] ./a.js"]);
    assert_eq!(reason.unwrap(), "`exports` mixes paths with conditions");
}

#[test]
fn of_two_equal_export_keys_the_last_counts_where_the_first_stands() {
    let value = r#"{"./a": {"x": "./1", "y": "./2", "x": "./3"}, "./b": "./4", "./a": "./5"}"#;
    assert_eq!(exported(value), ["./a [] ./5", "./b [] ./4"]);
    let value = r#"{"x": "./1", "y": "./2", "x": "./3"}"#;
    assert_eq!(exported(value), [". [x] ./3", ". [y] ./2"]);
}

#[test]
fn npm_imports() {
    let text = r##"{"imports": {"#a": "./a.js", "#dep": {"node": "dep", "default": "./b.js"}, "x": "y"}}"##;
    let (manifest, reason) = npm(text);
    assert_eq!(reason, None);
    assert_eq!(
        ways(&manifest.imports),
        ["#a [] ./a.js", "#dep [node] dep", "#dep [default] ./b.js"]
    );
}

#[test]
fn hostile_exports_cost_what_is_bounded() {
    let deep = format!("{}\"./a\"{}", "{\"x\":".repeat(100), "}".repeat(100));
    let (ways, reason) = exports(&deep);
    assert_eq!(ways.unwrap().len(), 0);
    assert_eq!(reason.unwrap(), "`exports` nests too many conditions");
    let wide: Vec<String> = (0..100_000).map(|number| format!("\"./{number}\":\"./a\"")).collect();
    let (ways, reason) = exports(&format!("{{{}}}", wide.join(",")));
    assert_eq!(ways.unwrap().len(), 20_000);
    assert_eq!(reason.unwrap(), "`exports` has too many entries");
    assert!(npm(&format!("{{\"exports\":{}{}}}", "[".repeat(400), "]".repeat(400))).1.is_none());
    assert!(npm(&"{\"exports\":".repeat(100_000)).1.is_some());
}
