//! npm: what a package asks of those who install it, and how they load and call it.

use super::paths::said;
use crate::repository::Repository;

const CODE: &str = "import { Observable } from \"rxjs\";\nimport * as React from \"react\";\n\
    export declare function count(): Observable<number>;\nexport declare const view: React.FC;\n";

/// What is said where a manifest says this besides its name, before and now.
fn after(old: &str, new: &str) -> Vec<String> {
    let manifest =
        |more: &str| format!("{{ \"name\": \"@a/lib\", \"version\": \"1.0.0\", {more} }}\n");
    let repository =
        Repository::of(&format!("//- package.json\n{}//- src/index.ts\n{CODE}", manifest(old)));
    repository.write("package.json", &manifest(new));
    said(&repository)
}

const MAIN: &str = "\"main\": \"./src/index.ts\"";

/// The same, of one table.
fn table(name: &str, old: &str, new: &str) -> Vec<String> {
    let manifest = |it: &str| format!("{MAIN}, \"{name}\": {{ {it} }}");
    after(&manifest(old), &manifest(new))
}

#[test]
fn a_peer_of_other_versions_is_told() {
    let peers = |old: &str, new: &str| table("peerDependencies", old, new);
    assert_eq!(
        peers("\"rxjs\": \"^6.0.0\"", "\"rxjs\": \"^7.0.0\""),
        [
            "peerDependencies: breaking peer_changed: `rxjs` is asked for as `^7.0.0`, and was as `^6.0.0`"
        ]
    );
    assert_eq!(
        peers("\"rxjs\": \"^6\"", "\"rxjs\": \"^6 || ^7\""),
        [
            "peerDependencies: additive peer_changed: `rxjs` is asked for as `^6 || ^7`, and was as `^6`"
        ]
    );
    assert_eq!(
        peers("\"rxjs\": \"^7.0.0\"", "\"rxjs\": \"^7.2.0\""),
        [
            "peerDependencies: unknown peer_changed: `rxjs` is asked for as `^7.2.0`, and was as `^7.0.0`"
        ]
    );
    assert_eq!(
        peers("", "\"react\": \">=18\""),
        [
            "peerDependencies: breaking peer_added: `react` is asked for: who installs the package needs it"
        ]
    );
    assert_eq!(peers("\"react\": \">=18\"", "\"react\": \"^18 || >=19\""), [""; 0]);
    assert_eq!(peers("\"react\": \">=18\"", ""), [""; 0]);
}

#[test]
fn a_peer_that_need_not_be_there_is_no_need() {
    let manifest = |peers: &str, is_optional: bool| {
        format!(
            "{MAIN}, \"peerDependencies\": {{ {peers} }}, \"peerDependenciesMeta\": {{ \"react\": {{ \"optional\": {is_optional} }} }}"
        )
    };
    let react = "\"react\": \"^18\"";
    assert_eq!(after(&manifest("", true), &manifest(react, true)), [""; 0]);
    assert_eq!(
        after(&manifest(react, true), &manifest(react, false)),
        ["peerDependencies: breaking peer_added: `react` is no longer optional"]
    );
}

#[test]
fn a_dependency_whose_types_are_shown_is_told() {
    let dependencies = |old: &str, new: &str| table("dependencies", old, new);
    assert_eq!(
        dependencies("\"rxjs\": \"^6.0.0\"", "\"rxjs\": \"^7.0.0\""),
        [
            "dependencies: unknown dependency_changed: `rxjs` is `^7.0.0` now, and was `^6.0.0`: `count` shows users its types"
        ]
    );
    assert_eq!(
        dependencies("\"@types/react\": \"17\"", "\"@types/react\": \"18\""),
        [
            "dependencies: unknown dependency_changed: `@types/react` is `18` now, and was `17`: `view` shows users its types"
        ]
    );
    assert_eq!(dependencies("\"rxjs\": \"^7.1.0\"", "\"rxjs\": \"^7.2.0\""), [""; 0]);
    assert_eq!(dependencies("\"chalk\": \"^4\"", "\"chalk\": \"^5\""), [""; 0]);
}

#[test]
fn a_catalog_speaks_for_the_packages_that_ask_it() {
    let catalog = |version: &str| {
        format!(
            "packages: [packages/*]\ncatalog:\n  react: 18\ncatalogs:\n  next:\n    rxjs: {version}\n"
        )
    };
    let package = |name: &str, of: &str| {
        format!(
            "//- packages/{name}/package.json\n{{ \"name\": \"@a/{name}\", \"version\": \"1.0.0\", {MAIN}, \"dependencies\": {{ \"rxjs\": \"{of}\" }} }}\n\
             //- packages/{name}/src/index.ts\n{CODE}"
        )
    };
    let repository = Repository::of(&format!(
        "//- package.json\n{{ \"name\": \"root\", \"private\": true }}\n//- pnpm-workspace.yaml\n{}{}{}",
        catalog("^6.0.0"),
        package("one", "catalog:next"),
        package("other", "^6.0.0"),
    ));
    repository.write("pnpm-workspace.yaml", &catalog("^7.0.0"));
    assert_eq!(
        said(&repository),
        [
            "dependencies: unknown dependency_changed: `rxjs` is `^7.0.0` now, and was `^6.0.0`: `count` shows users its types"
        ]
    );
}

#[test]
fn what_runs_a_package_is_told() {
    let engines = |old: &str, new: &str| table("engines", old, new);
    assert_eq!(
        engines("\"node\": \">=16\"", "\"node\": \">=18\""),
        ["engines: breaking engine_changed: runs with `node` `>=18`, and did with `>=16`"]
    );
    assert_eq!(
        engines("\"node\": \">=18.0.0\"", "\"node\": \">=18.17.0\""),
        ["engines: unknown engine_changed: runs with `node` `>=18.17.0`, and did with `>=18.0.0`"]
    );
    assert_eq!(engines("", "\"node\": \">=18\""), [""; 0]);
}

#[test]
fn a_package_that_becomes_modules_is_told() {
    let with = |more: &str| format!("{MAIN}{more}");
    let module = ", \"type\": \"module\"";
    let told = ["type: breaking module_kind_changed: `.` is an ES module now, and was CommonJS"];
    assert_eq!(after(&with(""), &with(module)), told);
    assert_eq!(after(&with(module), &with("")), [""; 0]);
    let exports = "\"exports\": { \".\": \"./src/index.ts\" }";
    assert_eq!(after(exports, &format!("{exports}{module}")), told);
    // Modules were all that it had.
    let modules = "\"exports\": { \".\": { \"import\": \"./src/index.ts\" } }";
    assert_eq!(after(modules, &format!("{modules}{module}")), [""; 0]);
    // What is for `require()` is built as it needs it, with a manifest of its own.
    let both = "\"exports\": { \".\": { \"import\": \"./src/index.ts\", \"require\": \"./src/index.ts\" } }";
    assert_eq!(after(both, &format!("{both}{module}")), [""; 0]);
    let rest = "\"exports\": { \".\": { \"require\": \"./src/index.cjs\", \"default\": \"./src/index.ts\" } }";
    assert_eq!(after(rest, &format!("{rest}{module}")), [""; 0]);
    let built = "\"main\": \"./dist/cjs/index.js\", \"types\": \"./src/index.ts\"";
    assert_eq!(after(built, &format!("{built}{module}")), [""; 0]);
    let stated = "\"exports\": { \".\": { \"types\": \"./src/index.ts\", \"default\": \"./src/index.cjs\" } }";
    assert_eq!(after(stated, &format!("{stated}{module}")), [""; 0]);
}

#[test]
fn commands_are_told() {
    let with = |bin: &str| format!("{MAIN}, \"bin\": {bin}");
    assert_eq!(
        after(&with("\"./cli.js\""), &with("{ \"lib-next\": \"./cli.js\" }")),
        [
            "bin: breaking command_removed: the command `lib` is no longer installed",
            "bin: additive command_added: the command `lib-next` is installed",
        ]
    );
    assert_eq!(after(&with("\"./cli.js\""), &with("{ \"lib\": \"./bin.js\" }")), [""; 0]);
}
