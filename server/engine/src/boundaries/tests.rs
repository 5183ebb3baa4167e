use std::fmt::Write as _;

use boundstone_records::{config, contract, manifest};

use super::*;

/// The records of a repository written as `//- path` lines, each followed by the file's text.
fn records(repository: &str) -> Vec<(RepoPath, Record)> {
    let files = repository.split("//- ").skip(1);
    files
        .map(|file| {
            let (path, text) = file.split_once('\n').unwrap_or((file, ""));
            let path = RepoPath::new(path.trim()).unwrap();
            let record = match path.name() {
                CARGO_FILE => Record::Cargo(Arc::new(manifest::cargo(text).0)),
                NPM_FILE => Record::Npm(Arc::new(manifest::npm(text).0)),
                PNPM_FILE => Record::Pnpm(Arc::new(manifest::pnpm(text).0)),
                CONTRACT_FILE => Record::Contract(Arc::new(contract::read(text).0)),
                _ => Record::Config(Arc::new(config::read(text).0)),
            };
            (path, record)
        })
        .collect()
}

fn map(repository: &str) -> BoundaryMap {
    BoundaryMap::of_records(records(repository))
}

/// `name path` of every boundary, a line each.
fn listed(repository: &str) -> String {
    map(repository).all().iter().fold(String::new(), |mut list, boundary| {
        writeln!(list, "{} {}", boundary.name, boundary.path).unwrap();
        list
    })
}

/// `path: marked text: message; help` of each problem.
fn problems(repository: &str) -> Vec<String> {
    let map = map(repository);
    let text = |path: &RepoPath| {
        let file = repository.split("//- ").find(|file| file.starts_with(path.as_str())).unwrap();
        file.split_once('\n').unwrap().1.to_owned()
    };
    let show = |(path, problem): (&RepoPath, &Problem)| {
        let marked = problem.range.slice(&text(path)).to_owned();
        format!("{path}: {marked}: {}; {}", problem.message, problem.help)
    };
    map.problems
        .iter()
        .flat_map(|(path, all)| all.iter().map(move |it| (path, it)))
        .map(show)
        .collect()
}

fn path(path: &str) -> RepoPath {
    RepoPath::new(path).unwrap()
}

#[test]
fn cargo_members_exclusions_and_the_root_package() {
    let list = listed(
        r#"
//- Cargo.toml
[package]
name = "root"
[workspace]
members = ["crates/*", "tools/**/deep", "crates/old/kept"]
exclude = ["crates/old", "vendor"]
//- crates/a/Cargo.toml
package.name = "a"
//- crates/a/fixtures/x/Cargo.toml
package.name = "fixture"
//- crates/.hidden/Cargo.toml
package.name = "hidden"
//- crates/old/Cargo.toml
package.name = "old"
//- crates/old/kept/Cargo.toml
package.name = "kept"
//- tools/deep/Cargo.toml
package.name = "deep"
//- tools/x/y/deep/Cargo.toml
package.name = "deeper"
//- vendor/v/Cargo.toml
package.name = "v"
"#,
    );
    let expected = "root \nhidden crates/.hidden\na crates/a\nkept crates/old/kept\ndeep tools/deep\ndeeper tools/x/y/deep\n";
    assert_eq!(list, expected);
}

#[test]
fn cargo_path_dependencies_below_the_root_are_members() {
    let list = listed(
        r#"
//- ws/Cargo.toml
[workspace]
members = ["app"]
exclude = ["out"]
[workspace.dependencies]
shared = { path = "libs/shared" }
unused = { path = "libs/unused" }
//- ws/app/Cargo.toml
package.name = "app"
[dependencies]
shared.workspace = true
far = { path = "../../far" }
out = { path = "../out" }
gone = { path = "../gone" }
//- ws/libs/shared/Cargo.toml
package.name = "shared"
[target.'cfg(unix)'.build-dependencies]
inner = { path = "inner" }
app = { path = "../../app" }
//- ws/libs/shared/inner/Cargo.toml
package.name = "inner"
//- ws/libs/unused/Cargo.toml
package.name = "unused"
//- ws/out/Cargo.toml
package.name = "out"
//- far/Cargo.toml
package.name = "far"
"#,
    );
    assert_eq!(
        list, "far far\napp ws/app\nshared ws/libs/shared\ninner ws/libs/shared/inner\n",
        "`far` stands alone, `out` is left out, nobody depends on `unused`"
    );
}

#[test]
fn a_workspace_below_a_workspace_is_no_member_of_it() {
    let list = listed(
        r#"
//- Cargo.toml
[workspace]
members = ["a"]
//- a/Cargo.toml
package.name = "a"
//- fuzz/Cargo.toml
[package]
name = "fuzz"
[workspace]
members = ["more"]
//- fuzz/more/Cargo.toml
package.name = "more"
"#,
    );
    assert_eq!(list, "a a\n");
}

#[test]
fn a_package_alone_is_a_boundary_and_its_fixtures_are_not() {
    let list = listed(
        r#"
//- one/Cargo.toml
package.name = "one"
dependencies.derive = { path = "derive" }
//- one/derive/Cargo.toml
package.name = "derive"
//- one/tests/fixture/Cargo.toml
package.name = "fixture"
//- two/package.json
{"name": "two"}
//- two/test/fixture/package.json
{"name": "fixture"}
//- marker/package.json
{"type": "module"}
//- marker/x/package.json
{"name": "x"}
//- template/Cargo.toml
package.name = "{{crate_name}}"
"#,
    );
    assert_eq!(list, "x marker/x\none one\nderive one/derive\ntwo two\n");
}

#[test]
fn npm_globs() {
    let list = listed(
        r#"
//- package.json
{"name": "@acme/root", "workspaces": ["packages/*", "!packages/old", "{apps,tools}/**", "./one/"]}
//- packages/a/package.json
{"name": "a"}
//- packages/a/nested/package.json
{"name": "nested"}
//- packages/old/package.json
{"name": "old"}
//- packages/nameless/package.json
{}
//- packages/.hidden/package.json
{"name": "hidden"}
//- apps/web/package.json
{"name": "web"}
//- apps/web/node_modules/dep/package.json
{"name": "dep"}
//- tools/x/y/package.json
{"name": "y"}
//- one/package.json
{"name": "one"}
//- examples/e/package.json
{"name": "e"}
"#,
    );
    let expected = "@acme/root \nweb apps/web\none one\na packages/a\nnameless packages/nameless\ny tools/x/y\n";
    assert_eq!(list, expected);
}

#[test]
fn the_last_npm_pattern_that_matches_counts_and_any_pnpm_exclusion() {
    let packages = r#"
//- p/a/package.json
{"name": "a"}
//- p/b/package.json
{"name": "b"}
//- p/b/c/package.json
{"name": "c"}
"#;
    let npm = r#"
//- package.json
{"workspaces": {"packages": ["p/**", "!p/b/**", "p/b/c"]}}"#;
    assert_eq!(listed(&format!("{npm}{packages}")), "a p/a\nc p/b/c\n");
    let pnpm = r#"
//- package.json
{"name": "root", "workspaces": ["elsewhere/*"]}
//- pnpm-workspace.yaml
packages: ["!p/b/**", "p/**", "p/b/c"]"#;
    assert_eq!(listed(&format!("{pnpm}{packages}")), "root \na p/a\n");
}

#[test]
fn a_pnpm_file_of_settings_alone_leaves_the_list_to_package_json() {
    let rest = r#"
//- pnpm-workspace.yaml
catalog: {}
//- a/package.json
{"name": "a"}"#;
    assert_eq!(listed(&format!("//- package.json\n{{\"name\": \"root\"}}{rest}")), "root \n");
    let listing = r#"//- package.json
{"name": "root", "workspaces": ["a"]}"#;
    assert_eq!(listed(&format!("{listing}{rest}")), "root \na a\n");
}

#[test]
fn members_may_list_members_and_stand_beside_the_root() {
    let list = listed(
        r#"
//- main/package.json
{"name": "main", "workspaces": ["sub", "../shared"]}
//- main/sub/package.json
{"name": "sub", "workspaces": ["inner"]}
//- main/sub/inner/package.json
{"name": "inner"}
//- shared/package.json
{"name": "shared"}
"#,
    );
    assert_eq!(list, "main main\nsub main/sub\ninner main/sub/inner\nshared shared\n");
}

#[test]
fn a_list_that_is_not_understood_is_said() {
    let map = map(r#"
//- package.json
{"name": "root", "workspaces": ["packages/!(x)", "a/{b/c,d}", "../out", "ok/*"]}
//- ok/a/package.json
{"name": "a"}
"#);
    let files: Vec<_> = map.not_checked().iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(files, [NPM_FILE; 3]);
    assert_eq!(map.all().len(), 2);
}

#[test]
fn a_folder_with_both_manifests_is_one_boundary() {
    let map = map(r#"
//- Cargo.toml
[workspace]
members = ["core"]
//- package.json
{"workspaces": ["core"]}
//- core/Cargo.toml
[package]
name = "acme-core"
//- core/package.json
{"name": "@acme/core"}
"#);
    let [core] = map.all() else { panic!("{:?}", map.all()) };
    assert_eq!((&*core.name, core.alias.as_deref()), ("acme-core", Some("@acme/core")));
    assert_eq!(core.languages, ["rust", "typescript"]);
    assert_eq!(core.because[0].place.path.as_str(), "core/Cargo.toml");
    assert_eq!(map.by_name("@acme/core"), Some(core));
    assert!(!core.is_declared);
}

#[test]
fn packages_of_one_name_are_told_apart_by_their_folder() {
    let repository = r#"
//- a/Cargo.toml
package.name = "x"
//- b/package.json
{"name": "x"}
//- c/boundary.toml
name = "y"
uses = ["x", "x@b", "y"]
"#;
    assert_eq!(listed(repository), "x@a a\nx@b b\ny c\n");
    let map = map(repository);
    assert_eq!(map.by_name("x"), None);
    assert_eq!(map.by_name("x@b").unwrap().path.as_str(), "b");
    let expected = "c/boundary.toml: \"x\": 2 boundaries are called `x`; write one of `x@a`, `x@b`";
    assert_eq!(problems(repository), [expected]);
}

#[test]
fn a_contract_declares_or_refines() {
    let repository = r#"
//- boundary.toml
owner = "@all"
//- crates/a/Cargo.toml
package.name = "a"
//- crates/a/boundary.toml
name = "alpha"
layer = "engine"
//- crates/a/src/sub/boundary.toml
owner = ["@sub"]
"#;
    assert_eq!(listed(repository), "root \nalpha crates/a\nsub crates/a/src/sub\n");
    let map = map(repository);
    let alpha = map.at(&path("crates/a/src/lib.rs")).unwrap();
    assert_eq!((&*alpha.name, alpha.layer.as_deref()), ("alpha", Some("engine")));
    assert_eq!(alpha.because[0].place.path.as_str(), "crates/a/boundary.toml");
    assert_eq!(map.by_name("a"), Some(alpha));
    assert_eq!(&*map.at(&path("crates/a/src/sub/x/y.rs")).unwrap().name, "sub");
    assert_eq!(&*map.at(&path("crates/ab/x.rs")).unwrap().name, "root");
    assert_eq!(map.in_folder(&path("crates/a/src")), None);
    let owner = |at: &str| {
        let (toml, owners) = map.owner_of(&path(at)).unwrap();
        format!("{toml} {}", owners[0].value)
    };
    assert_eq!(owner("crates/a/src/lib.rs"), "boundary.toml @all");
    assert_eq!(owner("crates/a/src/sub/x.rs"), "crates/a/src/sub/boundary.toml @sub");
}

#[test]
fn a_contract_beside_a_package_that_is_no_member_takes_its_name() {
    let repository = r#"
//- Cargo.toml
workspace.members = []
//- fuzz/Cargo.toml
package.name = "acme-fuzz"
//- fuzz/boundary.toml
owner = "@acme/fuzz"
"#;
    assert_eq!(listed(repository), "acme-fuzz fuzz\n");
}

#[test]
fn names_that_mean_nothing_are_marked() {
    let repository = r#"
//- boundstone.toml
layers = ["app", "engine"]
//- grep-matcher/Cargo.toml
package.name = "grep-matcher"
//- a/boundary.toml
layer = "engin"
uses = ["grep-macher", { name = "nowhere" }, "grep-matcher"]
used-by = ["b", "a"]
//- b/boundary.toml
layer = "app"
"#;
    assert_eq!(
        problems(repository),
        [
            "a/boundary.toml: \"engin\": there is no layer `engin` in boundstone.toml; did you mean `engine`?",
            "a/boundary.toml: \"grep-macher\": there is no boundary `grep-macher`; did you mean `grep-matcher`?",
            "a/boundary.toml: \"nowhere\": there is no boundary `nowhere`; `boundstone boundaries` lists them",
        ]
    );
}

#[test]
fn a_layer_without_layers_is_open() {
    assert_eq!(problems("//- a/boundary.toml\nlayer = \"engine\"\n"), [] as [&str; 0]);
}

#[test]
fn a_declared_name_that_another_has_is_marked() {
    let repository = r#"
//- a/Cargo.toml
package.name = "x"
//- b/boundary.toml
name = "x"
//- c/src/boundary.toml
layer = "1"
//- d/src/boundary.toml
layer = "1"
"#;
    assert_eq!(
        problems(repository),
        [
            "b/boundary.toml: \"x\": the boundary in `a` is called `x` too; give it a name of its own"
        ]
    );
    assert_eq!(listed(repository), "x@a a\nx@b b\nsrc@c/src c/src\nsrc@d/src d/src\n");
}

mod properties {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    proptest! {
        #[test]
        fn any_manifests_make_boundaries_with_names_of_their_own(
            files in proptest::collection::vec(
                (
                    select(vec!["a", "b", "a/c", "b/c", "a/c/d"]),
                    select(vec![CARGO_FILE, NPM_FILE, PNPM_FILE, CONTRACT_FILE]),
                    select(vec!["a", "b", "c", "x"]),
                    "([*!{}?a-c\\[\\]/.]{0,6}|[*][*]|[*]|a/[*])",
                ),
                0..8,
            )
        ) {
            let mut repository = String::new();
            for (folder, file, name, glob) in &files {
                let text = match *file {
                    CARGO_FILE => format!("package.name = '{name}'\nworkspace.members = ['{glob}']"),
                    NPM_FILE => format!("{{\"name\":\"{name}\",\"workspaces\":[\"{glob}\"]}}"),
                    CONTRACT_FILE => format!("name = '{name}'\nuses = ['{glob}']"),
                    _ => format!("packages: ['{glob}']"),
                };
                writeln!(repository, "//- {folder}/{file}\n{text}").unwrap();
            }
            let map = map(&repository);
            let mut names: Vec<_> = map.all().iter().map(|it| it.name.clone()).collect();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), map.all().len());
            for boundary in map.all() {
                prop_assert_eq!(map.at(&boundary.path), Some(boundary));
                prop_assert_eq!(map.by_name(&boundary.name), Some(boundary));
            }
        }
    }
}
