mod npm;

use boundstone_model::{
    BuildScript, CargoDependency, CargoTarget, CatalogEntry, DependencySource, Edition,
    NpmManifest, NpmTarget, TsConfig,
};
use proptest::prelude::*;

use super::*;

/// `kind key[=package][ version] source` of each dependency.
fn dependencies(all: &[CargoDependency]) -> Vec<String> {
    let show = |it: &CargoDependency| {
        let package = it.package.as_deref().map(|name| format!("={name}")).unwrap_or_default();
        let source = match &it.source {
            DependencySource::At(path) => path,
            DependencySource::Inherited => "inherited",
            DependencySource::Elsewhere => "elsewhere",
        };
        let version = it.version.as_deref().map(|it| format!(" {it}")).unwrap_or_default();
        format!("{:?} {}{package}{version} {source}", it.kind, it.key)
    };
    all.iter().map(show).collect()
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
[workspace.package]
edition = "2021"
[workspace.dependencies]
a = { path = "crates/a", version = "1" }
serde = "1"
short = { package = "long-name", path = "crates/long" }
odd = { path = "odd", base = "elsewhere" }
[dependencies]
a.workspace = true
"#;
    let (manifest, reason) = cargo(text);
    assert_eq!(reason, None);
    let name = manifest.package.unwrap();
    assert_eq!((&*name.value, name.range.slice(text)), ("root", "\"root\""));
    assert!(manifest.is_workspace);
    let names = |list: &[std::sync::Arc<str>]| list.join(" ");
    assert_eq!(names(&manifest.members), "crates/* tools/x");
    assert_eq!(names(&manifest.exclude), "crates/old");
    assert_eq!(manifest.workspace_edition, Some(2021));
    let shared = manifest.workspace_dependencies.iter();
    let shared: Vec<_> = shared
        .map(|it| (&*it.key, it.package.as_deref(), it.version.as_deref(), it.path.as_deref()))
        .collect();
    assert_eq!(
        shared,
        [
            ("a", None, Some("1"), Some("crates/a")),
            ("serde", None, Some("1"), None),
            ("short", Some("long-name"), None, Some("crates/long")),
            ("odd", None, None, None),
        ]
    );
}

#[test]
fn cargo_dependencies_of_every_table() {
    let text = r#"
[dependencies]
a.workspace = true
b = { path = "../b" }
plain = "1"
other = { package = "real", git = "https://x/y" }
near = { package = "far", path = "far" }
inherited = { workspace = true, package = "not-taken", features = ["x"] }
not-inherited = { workspace = false, version = "1" }
odd = { path = "odd", base = "elsewhere" }
[build_dependencies.c]
path = "c"
[dev-dependencies]
plain = "2"
[dev_dependencies]
shadowed = "1"
[target.'cfg(unix)'.dev-dependencies]
d = { path = "d" }
[target.x86_64-unknown-linux-gnu.build-dependencies]
e = "1"
"#;
    let (manifest, reason) = cargo(text);
    assert_eq!(reason, None);
    assert_eq!(
        dependencies(&manifest.dependencies),
        [
            "Normal a inherited",
            "Normal b ../b",
            "Normal plain 1 elsewhere",
            "Normal other=real elsewhere",
            "Normal near=far far",
            "Normal inherited inherited",
            "Normal not-inherited 1 elsewhere",
            "Normal odd elsewhere",
            "Dev plain 2 elsewhere",
            "Build c c",
            "Dev d d",
            "Build e 1 elsewhere",
        ]
    );
}

#[test]
fn cargo_features_are_those_of_the_table_and_dependencies_that_are_one() {
    let text = r#"
[features]
default = ["std", "a/x", "b?/y"]
std = []
full = ["dep:named"]
[dependencies]
named = { version = "1", optional = true }
plain = { version = "1", optional = true }
std = { version = "1", optional = true }
always = "1"
[target.'cfg(unix)'.dependencies]
unix = { version = "1", optional = true }
[dev-dependencies]
tests = { version = "1", optional = true }
"#;
    let (manifest, _) = cargo::read(text);
    let shown = manifest.features.iter().map(|it| format!("{}: {:?}", it.name.value, it.enables));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            r#"default: ["std", "a/x", "b?/y"]"#,
            "std: []",
            r#"full: ["dep:named"]"#,
            "plain: []",
            "unix: []",
        ]
    );
    let plain = manifest.features.iter().find(|it| &*it.name.value == "plain").unwrap();
    let at = plain.name.range.start() as usize;
    assert!(text[at..].starts_with("plain"));
}

#[test]
fn cargo_editions() {
    let edition = |text: &str| cargo(text).0.edition;
    assert_eq!(edition("package.edition = '2021'"), Edition::Year(2021));
    assert_eq!(edition("project.edition = '2018'"), Edition::Year(2018));
    assert_eq!(edition("package.edition.workspace = true"), Edition::Inherited);
    assert_eq!(edition("package.edition = { workspace = true }"), Edition::Inherited);
    for text in ["package.name = 'a'", "package.edition = 2021", "package.edition = 'next'"] {
        assert_eq!(edition(text), Edition::Unstated, "{text}");
    }
    let root = cargo("workspace.package.edition = '2024'").0;
    let member = cargo("package.edition.workspace = true").0;
    assert_eq!((member.edition_in(Some(&root)), member.edition_in(None)), (2024, 2015));
    assert_eq!(cargo("package.name = 'a'").0.edition_in(Some(&root)), 2015);
}

#[test]
fn cargo_targets() {
    let text = r#"
[package]
autolib = false
autobins = true
autoexamples = false
autotests = false
autobenches = false
build = "tools/build.rs"
[lib]
name = "other_name"
path = "lib.rs"
[[bin]]
name = "one"
path = "src/one.rs"
[[bin]]
name = "two"
[[bench]]
name = "fast"
harness = false
[[test]]
path = "tests/it/main.rs"
[[example]]
name = "show"
crate-type = ["cdylib"]
"#;
    let (manifest, reason) = cargo(text);
    assert_eq!(reason, None);
    let library = manifest.library.unwrap();
    assert_eq!(
        (library.name.as_ref().map(|name| &*name.value), library.path.as_deref()),
        (Some("other_name"), Some("lib.rs"))
    );
    assert!(!library.is_proc_macro);
    let show = |it: &CargoTarget| {
        let part = |part: &Option<std::sync::Arc<str>>| part.as_deref().unwrap_or("-").to_owned();
        format!("{:?} {} {}", it.kind, part(&it.name), part(&it.path))
    };
    let targets: Vec<_> = manifest.targets.iter().map(show).collect();
    assert_eq!(
        targets,
        [
            "Binary one src/one.rs",
            "Binary two -",
            "Example show -",
            "Test - tests/it/main.rs",
            "Bench fast -"
        ]
    );
    let auto = manifest.auto;
    assert_eq!((auto.library, auto.binaries), (Some(false), Some(true)));
    assert_eq!([auto.examples, auto.tests, auto.benches], [Some(false); 3]);
    assert_eq!(manifest.build, BuildScript::At(["tools/build.rs".into()].into()));
}

#[test]
fn cargo_build_scripts_and_procedural_macros() {
    let build = |text: &str| cargo(text).0.build;
    assert_eq!(build("package.name = 'a'"), BuildScript::Default);
    assert_eq!(build("package.build = false"), BuildScript::Off);
    assert_eq!(build("package.build = true"), BuildScript::At(["build.rs".into()].into()));
    let two = BuildScript::At(["a.rs".into(), "b.rs".into()].into());
    assert_eq!(build("package.build = ['a.rs', 'b.rs']"), two);
    let is_proc_macro =
        |lib: &str| cargo(&format!("[lib]\n{lib}")).0.library.unwrap().is_proc_macro;
    for lib in [
        "proc-macro = true",
        "proc_macro = true",
        "crate-type = ['proc-macro']",
        "crate_type = ['proc-macro']",
    ] {
        assert!(is_proc_macro(lib), "{lib}");
    }
    for lib in ["", "proc-macro = false\ncrate-type = ['proc-macro']", "crate-type = ['rlib']"] {
        assert!(!is_proc_macro(lib), "{lib}");
    }
    assert_eq!(cargo("package.name = 'a'").0.library, None);
}

#[test]
fn cargo_patches_with_folders() {
    let text = r#"
[patch.crates-io]
a = { path = "vendor/a" }
second = { package = "a", path = "vendor/a2" }
away = { git = "https://x/y" }
[patch."https://github.com/x/y"]
b.path = "../b"
[replace]
"c:1.0.0" = { path = "c" }
"d@1.0.0" = { path = "d" }
"https://github.com/rust-lang/crates.io-index#e:1.0.0" = { path = "e" }
"https://github.com/x/f?branch=z#1.0.0" = { path = "f" }
"https://github.com/x/g" = { path = "g" }
"h:1.0.0" = { git = "https://x/h" }
"#;
    let (manifest, reason) = cargo(text);
    assert_eq!(reason, None);
    let patches: Vec<_> = manifest.patches.iter().map(|it| (&*it.package, &*it.path)).collect();
    assert_eq!(
        patches,
        [
            ("a", "vendor/a"),
            ("a", "vendor/a2"),
            ("b", "../b"),
            ("c", "c"),
            ("d", "d"),
            ("e", "e"),
            ("f", "f"),
            ("g", "g"),
        ]
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
fn tsconfig_with_comments_and_trailing_commas() {
    let text = "\u{feff}// of the web\n{
        /* one */ \"extends\": \"../base\",
        \"compilerOptions\": {
            \"baseUrl\": \".\", \"rootDir\": \"src\", \"outDir\": \"${configDir}/dist\", \"declarationDir\": \"types\",
            \"paths\": {\"z/*\": [\"z/*\", \"y/*\",], \"a\": [\"b\"], \"none\": []},
            \"rootDirs\": [\"src\", \"gen\"], \"moduleSuffixes\": [\".ios\", \"\"],
            \"customConditions\": [\"source\"], \"checkJs\": true, \"strict\": true,
        },
        \"references\": [{\"path\": \"../core\", \"prepend\": true}, {\"path\": \"./tsconfig.node.json\"}],
        \"include\": [\"src\"], \"files\": [],
    }";
    let (config, reason) = tsconfig(text);
    assert_eq!(reason, None);
    let [extends] = &*config.extends else { panic!("{:?}", config.extends) };
    assert_eq!((&*extends.value, extends.range.slice(text)), ("../base", "\"../base\""));
    assert_eq!(config.base_url.as_deref(), Some("."));
    assert_eq!(config.root_dir.as_deref(), Some("src"));
    assert_eq!(config.out_dir.as_deref(), Some("${configDir}/dist"));
    assert_eq!(config.declaration_dir.as_deref(), Some("types"));
    let paths = config.paths.unwrap();
    let paths: Vec<_> =
        paths.iter().map(|it| format!("{} {}", it.pattern, it.targets.join(","))).collect();
    assert_eq!(paths, ["z/* z/*,y/*", "a b", "none "]);
    assert_eq!(config.root_dirs.unwrap().join(" "), "src gen");
    assert_eq!(config.module_suffixes.unwrap().join(" "), ".ios ");
    assert_eq!(config.custom_conditions.unwrap().join(" "), "source");
    assert_eq!(config.allow_js, Some(true));
    assert_eq!(config.references.join(" "), "../core ./tsconfig.node.json");
    assert_eq!(config.include.unwrap().join(" "), "src");
    assert_eq!(config.files.map(|files| files.len()), Some(0));
    assert_eq!(config.exclude, None);
}

#[test]
fn tsconfig_that_says_nothing() {
    for text in
        ["", "// nothing\n", "{}", "{\"extends\": null, \"compilerOptions\": {\"paths\": null}}"]
    {
        assert_eq!(tsconfig(text), (TsConfig::default(), None), "{text}");
    }
    let several = tsconfig("{\"extends\": [\"a\", \"b\"]}").0.extends;
    assert_eq!(several.iter().map(|it| &*it.value).collect::<Vec<_>>(), ["a", "b"]);
    let js =
        |options: &str| tsconfig(&format!("{{\"compilerOptions\": {{{options}}}}}")).0.allow_js;
    assert_eq!(js("\"allowJs\": false, \"checkJs\": true"), Some(false));
    assert_eq!(js(""), None);
}

#[test]
fn a_broken_tsconfig_says_why_and_yields_the_rest() {
    let (config, reason) =
        tsconfig("{\n 'include': ['src']\n compilerOptions: {\"baseUrl\": \".\"} }");
    assert!(reason.unwrap().starts_with("line 2: "));
    assert_eq!(config.base_url.as_deref(), Some("."));
    assert_eq!(config.include.unwrap().join(" "), "src");
    let reason = |text: &str| tsconfig(text).1.unwrap();
    assert!(reason("{\"extends\": ").starts_with("line 1: "));
    assert_eq!(reason("[]"), "`the file` is not an object");
    assert_eq!(reason("{\"compilerOptions\": 1}"), "`compilerOptions` is not an object");
    assert_eq!(reason("{\"extends\": 1}"), "`extends` is not a string or a list of strings");
    assert_eq!(reason("{\"include\": \"src\"}"), "`include` is not a list of strings");
    assert_eq!(
        reason("{\"references\": [1]}"),
        "`references` is not a list of objects with a `path`"
    );
    assert_eq!(
        reason("{\"compilerOptions\": {\"paths\": {\"a\": \"b\"}}}"),
        "`paths` is not a list of strings"
    );
    assert_eq!(
        reason("{\"compilerOptions\": {\"allowJs\": \"b\"}}"),
        "`allowJs` is not true or false"
    );
    assert!(tsconfig(&format!("{{\"include\": {}", "[".repeat(200_000))).1.is_some());
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
fn pnpm_catalogs() {
    let catalogs = |text: &str| {
        let (workspace, reason) = pnpm(text);
        let entry = |it: &CatalogEntry| format!("{} {} {}", it.catalog, it.package, it.requirement);
        (workspace.catalogs.iter().map(entry).collect::<Vec<_>>(), reason.is_some())
    };
    let both = "catalogs:\n  old: {react: ^17}\n  ? [odd]\n  : {a: 1}\n  bad: [react]\ncatalog: {rxjs: &a ^7, lit: *a}\n";
    let entries = ["old react ^17", " a 1", "default rxjs ^7", "default lit ^7"];
    assert_eq!(catalogs(both), (entries.map(str::to_owned).to_vec(), false));
    assert_eq!(
        catalogs("catalog: a\ncatalogs: {a: b}\nother: {catalog: {a: 1}}\n"),
        (vec![], false)
    );
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
    fn no_text_panics(
        text in "([a-z\"'=\\[\\]{}:#,!*&/ é\\n\\-\\\\\u{feff}]|packages|workspace|name|//|/[*]){0,60}",
    ) {
        cargo(&text);
        npm(&text);
        pnpm(&text);
        tsconfig(&text);
    }

    #[test]
    fn no_json_panics(value in json()) {
        for key in ["exports", "imports", "typesVersions", "dependencies", "workspaces", "name"] {
            let text = format!("{{\"{key}\": {value}}}");
            prop_assert!(!npm(&text).1.is_some_and(|reason| reason.starts_with("line")), "{text}");
        }
        for key in ["extends", "paths", "references", "files"] {
            let text = format!("{{\"{key}\": {value}, \"compilerOptions\": {{\"{key}\": {value}}}}}");
            prop_assert!(!tsconfig(&text).1.is_some_and(|reason| reason.starts_with("line")), "{text}");
        }
        for key in ["lib", "bin", "package", "dependencies", "workspace", "patch", "replace", "target"] {
            cargo(&format!("{key} = {}", value.replace(':', "=")));
        }
    }
}

/// Any small JSON value.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("-1.5e3".to_owned()),
        "[a-z./*#\u{e9}]{0,4}".prop_map(|text| format!("\"{text}\"")),
        Just("\"\\u00e9\\n\"".to_owned()),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let key = "[.#a-b][a-b/*]{0,2}";
        let entry = (key, inner.clone()).prop_map(|(key, value)| format!("\"{key}\": {value}"));
        prop_oneof![
            proptest::collection::vec(inner, 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            proptest::collection::vec(entry, 0..4)
                .prop_map(|items| format!("{{{}}}", items.join(","))),
        ]
    })
}
