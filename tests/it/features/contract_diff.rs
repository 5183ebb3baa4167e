//! What a change does to the public items of a boundary: each rule on an item of its own, in one change.

mod as_types;
mod auto_traits;
mod behind_names;
mod by_impls;
mod components;
mod conditions;
mod cosmetic;
mod dependencies;
mod entries;
mod facades;
mod features;
mod generalised;
mod given;
mod handled;
mod implementations;
mod meaning;
mod moved;
mod names;
mod namespaces;
mod needs;
mod npm_facades;
mod other_forms;
mod output;
mod paths;
mod published;
mod restated;
mod rust;
mod said_otherwise;
mod same_words;
mod told_by_text;
mod typescript;
mod wider;
mod without_std;
mod written_out;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::repository::Repository;

/// A rule, the item before and after, and the class with its confidence.
type Case = (&'static str, &'static str, &'static str, &'static str);

const BREAKING: &str = "breaking proved";
const LIKELY: &str = "breaking likely";
const ADDITIVE: &str = "additive proved";
const ADDITIVE_LIKELY: &str = "additive likely";
const UNKNOWN: &str = "unknown likely";

/// What a person is told, with the commit taken out.
#[track_caller]
fn human(repository: &Repository) -> String {
    let text = shown(repository, "human");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    text
}

#[track_caller]
fn shown(repository: &Repository, format: &str) -> String {
    let output = repository.run(&["contract", "diff", "--base", "HEAD", "--format", format]);
    let text = String::from_utf8(output.stdout).unwrap();
    let (before, rest) = text.split_once("HEAD (").unwrap_or_else(|| panic!("{text}"));
    format!("{before}HEAD (…{}", rest.trim_start_matches(|ch: char| ch.is_ascii_hexdigit()))
}

/// The rules that are told of each module, with their classes.
fn told(language: &str, cases: &[(&str, &str)]) -> Vec<BTreeMap<String, String>> {
    let (manifest, entry) = match language {
        "rust" => {
            ("//- Cargo.toml\npackage = { name = \"lib\", edition = \"2024\" }\n", "src/lib.rs")
        }
        _ => {
            ("//- package.json\n{\"name\": \"lib\", \"exports\": {\"./*\": \"./src/*.ts\"}}\n", "")
        }
    };
    let file = |number: usize| match language {
        "rust" => format!("src/case{number}.rs"),
        _ => format!("src/case{number}.ts"),
    };
    let mut text = manifest.to_owned();
    if !entry.is_empty() {
        let modules = (0..cases.len()).map(|it| format!("pub mod case{it};\n"));
        text.push_str(&format!("//- {entry}\n{}", modules.collect::<String>()));
    }
    for (number, (old, _)) in cases.iter().enumerate() {
        text.push_str(&format!("//- {}\n{old}\n", file(number)));
    }
    let repository = Repository::of(&text);
    for (number, (_, new)) in cases.iter().enumerate() {
        repository.write(&file(number), &format!("{new}\n"));
    }
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let unread = answer["not_checked"].as_array().unwrap().iter();
    let is_inferred = |it: &&Value| it["reason"].as_str().unwrap().contains("a compiler infers");
    assert_eq!(unread.filter(|it| !is_inferred(it)).collect::<Vec<_>>(), [&Value::Null; 0]);
    let mut told = vec![BTreeMap::new(); cases.len()];
    let boundaries = answer["boundaries"].as_array().unwrap().iter();
    for change in boundaries.flat_map(|it| it["changes"].as_array().unwrap()) {
        let symbol = change["symbol"].as_str().unwrap();
        let of_symbol = symbol.trim_start_matches("case").split([':', '/']).next().unwrap();
        // A type of others is called as they do.
        let of_place = || {
            let place = [&change["now"], &change["before"]].into_iter().find(|it| !it.is_null())?;
            place["path"].as_str()?.strip_prefix("src/case")?.split('.').next()
        };
        let number = of_symbol.parse().ok().or_else(|| of_place()?.parse().ok());
        let number: usize = number.unwrap_or_else(|| panic!("{symbol}"));
        for reason in change["reasons"].as_array().unwrap() {
            let word = |key: &str| reason[key].as_str().unwrap();
            let class = format!("{} {}", word("class"), word("confidence"));
            told[number].insert(word("rule").to_owned(), class);
        }
    }
    told
}

fn check(language: &str, cases: &[Case]) {
    let sources: Vec<(&str, &str)> = cases.iter().map(|(_, old, new, _)| (*old, *new)).collect();
    let mut wrong = Vec::new();
    for ((rule, old, new, class), told) in cases.iter().zip(told(language, &sources)) {
        let worst = told.values().max_by_key(|class| {
            ["cosmetic", "additive", "unknown", "breaking"]
                .iter()
                .position(|it| class.starts_with(it))
        });
        let is_right = told.get(*rule).is_some_and(|said| said == class)
            && worst.is_some_and(|worst| worst.split(' ').next() == class.split(' ').next());
        if !is_right {
            wrong.push(format!("{rule} {class}: {old}  →  {new}\n    said: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn each_rule_of_rust_finds_its_change() {
    check("rust", rust::CASES);
    check("rust", auto_traits::CASES);
    check("rust", implementations::CASES);
    check("rust", behind_names::CASES);
    check("rust", by_impls::CASES);
    check("rust", said_otherwise::CASES);
    check("rust", same_words::CASES);
    check("rust", names::CASES);
    check("rust", generalised::CASES);
    check("rust", published::CASES);
    check("rust", conditions::CASES);
}

#[test]
fn each_rule_of_typescript_finds_its_change() {
    check("typescript", typescript::CASES);
    check("typescript", namespaces::CASES);
    check("typescript", wider::CASES);
    check("typescript", generalised::TYPESCRIPT);
    check("typescript", as_types::CASES);
    check("typescript", restated::CASES);
}

#[test]
fn what_nobody_feels_is_no_change() {
    for (language, cases) in [
        ("rust", cosmetic::RUST),
        ("rust", auto_traits::NONE),
        ("rust", implementations::NONE),
        ("rust", behind_names::NONE),
        ("rust", by_impls::NONE),
        ("rust", said_otherwise::NONE),
        ("rust", generalised::NONE),
        ("rust", same_words::NONE),
        ("rust", names::NONE),
        ("rust", published::NONE),
        ("rust", conditions::NONE),
        ("typescript", cosmetic::TYPESCRIPT),
        ("typescript", as_types::NONE),
        ("typescript", restated::NONE),
    ] {
        for ((old, new), told) in cases.iter().zip(told(language, cases)) {
            assert!(told.is_empty(), "{old}  →  {new}: {told:?}");
        }
    }
}

#[test]
fn what_a_macro_takes_may_be_taken_by_another_arm() {
    let told = |before: &str, now: &str| {
        let lib = |arms: &str| format!("#[macro_export] macro_rules! m {{ {arms} }}\n");
        let repository = Repository::of(&format!(
            "//- Cargo.toml\npackage.name = \"m\"\n//- src/lib.rs\n{}",
            lib(before)
        ));
        repository.write("src/lib.rs", &lib(now));
        let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
        answer["boundaries"][0]["class"].as_str().map(str::to_owned)
    };
    let class = |class: &str| Some(class.to_owned());
    assert_eq!(told("() => {}; ($a:expr) => {};", "() => {};"), class("breaking"));
    assert_eq!(told("($a:expr) => {};", "($a:ty) => {};"), class("unknown"));
    for (wider, narrower) in [
        ("($($a:expr)?) => {};", "($a:expr) => {};"),
        ("($($a:expr => $b:expr),* $(,)?) => {};", "($($a:expr => $b:expr),*) => {};"),
        ("($a:expr) => {};", "($a:literal) => {};"),
        ("($a:expr) => {};", "($a:ident) => {};"),
        ("($($a:expr),*) => {};", "($($a:expr),+) => {};"),
    ] {
        assert_eq!(told(narrower, wider), class("additive"), "{narrower} → {wider}");
        assert_eq!(told(wider, narrower), class("breaking"), "{wider} → {narrower}");
    }
    let (two, one) = ("() => {}; ($($a:expr),*) => {};", "() => {}; ($($a:expr),+) => {};");
    assert_eq!(told(two, one), class("unknown"));
    let (arrow, sign) = ("($a:ident => $b:expr) => {};", "($a:ident = $b:expr) => {};");
    assert_eq!(told(arrow, sign), class("breaking"));
    assert_eq!(told("() => {};", "() => {}; ($a:expr) => {};"), class("additive"));
    assert_eq!(told("() => {}; (@a) => {};", "() => {}; (@b) => {};"), None);
}

#[test]
fn below_one_a_breaking_change_raises_what_caret_keeps() {
    let advice = |manifests: &str| {
        let repository = Repository::of(&format!(
            "{manifests}//- lib/src/lib.rs\npub fn pay(amount: u64) {{}}\n"
        ));
        // The version that the change itself raises is not the one to raise.
        repository.write("lib/src/lib.rs", "pub fn pay() {}\n");
        human(&repository).lines().nth(1).unwrap_or_default().to_owned()
    };
    let own = |version: &str| {
        advice(&format!("//- lib/Cargo.toml\npackage = {{ name = \"lib\", {version} }}\n"))
    };
    assert_eq!(own("version = \"1.2.0\""), "lib  breaking: raise the major version of 1.2.0");
    assert_eq!(own("version = \"0.4.1\""), "lib  breaking: raise the minor version of 0.4.1");
    assert_eq!(own("version = \"0.0.7\""), "lib  breaking: raise the patch version of 0.0.7");
    let workspace = "//- Cargo.toml\n[workspace]\nmembers = [\"lib\"]\npackage.version = \"0.9.0\"\n\
                     //- lib/Cargo.toml\npackage = { name = \"lib\", version.workspace = true }\n";
    assert_eq!(advice(workspace), "lib  breaking: raise the minor version of 0.9.0");
}

#[test]
fn what_is_not_exported_is_promised_with_what_names_it() {
    let package = "//- package.json\n{\"name\": \"lib\", \"exports\": \"./src/index.ts\"}\n";
    let index = "import { Shape } from './shape';\ninterface Options { a: Inner }\ntype Inner = { b: string };\n\
                 interface Own { c: string }\nfunction own(own: Own): void {}\n\
                 export function run(options: Options): Shape { return null! }\n\
                 function help(day: number): string { return '' }\n\
                 export const told = (day: number) => help(day);\n";
    let shape = "export interface Shape { d: string }\nexport interface Other { e: string }\n";
    let repository =
        Repository::of(&format!("{package}//- src/index.ts\n{index}//- src/shape.ts\n{shape}"));
    // What nobody names from outside is nobody's.
    repository.write(
        "src/index.ts",
        &index
            .replace("b: string", "b: number")
            .replace("c: string", "c: number")
            .replace("help(day: number): string", "help(day: Date): string | null"),
    );
    repository.write("src/shape.ts", &shape.replace("string", "number; f: number"));
    insta::assert_snapshot!(human(&repository), @"
    Since HEAD (…), as asked:
    lib  breaking: raise the major version
      breaking  type-alias Inner  src/index.ts:3
                `b` is of type `number`, and was of `string`; it is not exported, and `run` names it
                  (likely)
      breaking  interface Shape  src/shape.ts:1
                `d` is of type `number`, and was of `string`; it is not exported, and `run` names it
                  (likely)
                `f` added; it is not exported, and `run` names it (likely)
      breaking  function help  src/index.ts:7
                returns `null | string`, and returned `string`; it is not exported, and `told` names it
                  (likely)
    ");
}

#[test]
fn what_only_a_compiler_tells_is_said_where_its_text_changed() {
    let index = "export const shown = make({ a: 1 })(); export function kept() { return shown; }\n\
                 export class A { made() { return shown.c; } }\n";
    let package = "//- package.json\n{\"name\": \"lib\", \"exports\": \"./src/index.ts\"}\n";
    let changed = |from: &str, to: &str| {
        let repository = Repository::of(&format!("{package}//- src/index.ts\n{index}"));
        repository.write("src/index.ts", &index.replace(from, to));
        human(&repository)
    };
    let said = changed("1 }", "2 }");
    assert!(
        said.contains("\nNot checked: src/index.ts: what a compiler infers of `shown` was"),
        "{said}"
    );
    let said = changed("shown.c", "shown.d");
    assert!(said.contains(" `A.made` was not compared"), "{said}");
    for (from, to) in
        [("make(", "/* anew */ make("), ("return shown.c;", "return  shown.c; /* so */")]
    {
        let said = changed(from, to);
        assert!(said.ends_with("No public item of any boundary changed.\n"), "{from}: {said}");
    }
}

#[test]
fn what_comments_of_javascript_state_is_said_not_to_be_compared() {
    let index = "/** Of money.\n * @param {string} a\n */\nexport function pay(a) {}\n";
    let package = "//- package.json\n{\"name\": \"lib\", \"exports\": \"./src/index.js\"}\n";
    let changed = |from: &str, to: &str| {
        let repository = Repository::of(&format!("{package}//- src/index.js\n{index}"));
        repository.write("src/index.js", &index.replace(from, to));
        human(&repository)
    };
    let said = changed("{string}", "{number}");
    assert!(said.contains("what a compiler infers of `pay` was not compared"), "{said}");
    let said = changed("Of money.", "What is due.");
    assert!(said.ends_with("No public item of any boundary changed.\n"), "{said}");
}

/// The examples of a workspace are packages that nobody can use: they are said at the end, together.
#[test]
fn packages_without_an_entry_are_said_together() {
    let site = |name: &str, version: u32| {
        format!(
            "//- {name}/package.json\n{{ \"name\": \"{name}\", \"version\": \"{version}.0.0\" }}\n"
        )
    };
    let names = ["a", "b", "c", "d"];
    let all = names.map(|name| site(name, 1)).concat();
    let repository = Repository::of(&format!(
        "//- package.json\n{{ \"name\": \"all\", \"workspaces\": [\"*\"], \"exports\": \"./i.ts\" }}\n//- i.ts\nexport {{}};\n{all}"
    ));
    for name in names {
        let text = site(name, 2).split_once('\n').unwrap().1.to_owned();
        repository.write(&format!("{name}/package.json"), &text);
    }
    insta::assert_snapshot!(human(&repository), @r#"
    Since HEAD (…), as asked:
    No public item of any boundary changed.
    Not checked: a/package.json, b/package.json, c/package.json and 1 more: it names no entry
        (`exports`, `types`, `module`, `main`), and there is no src/index; name the file as `entry =
        ["…"]` in boundary.toml
    "#);
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    assert_eq!(answer["not_checked"].as_array().unwrap().len(), names.len());
}

/// The classes and rules of one change, by symbol.
fn changes(files: &str, path: &str, new: &str) -> Vec<String> {
    let repository = Repository::of(files);
    repository.write(path, new);
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let boundaries = answer["boundaries"].as_array().unwrap().iter();
    let all = boundaries.flat_map(|it| it["changes"].as_array().unwrap());
    let row = |it: &Value| {
        let rules: Vec<&str> = it["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["rule"].as_str().unwrap())
            .collect();
        let word = |key: &str| it[key].as_str().unwrap();
        format!("{} {}: {}", word("class"), word("symbol"), rules.join(", "))
    };
    all.map(row).collect()
}

const PACKAGE: &str = "//- Cargo.toml\npackage = { name = \"lib\", edition = \"2024\" }\n";

#[test]
fn what_git_tracks_is_compared_whatever_its_rules_say() {
    let repository = Repository::of(
        "//- .gitignore\n/dist\n//- package.json\n{ \"name\": \"lib\", \"exports\": \"./dist/a.ts\" }\n",
    );
    repository.write("dist/a.ts", "export function pay(amount: number): void {}\n");
    repository.git(&["add", "-f", "dist/a.ts"]);
    repository.git(&["commit", "-q", "-m", "kept"]);
    let rules = || {
        let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
        let reasons = answer["boundaries"][0]["changes"][0]["reasons"].clone();
        reasons.as_array().unwrap().iter().map(|it| it["rule"].clone()).collect::<Vec<_>>()
    };
    repository.write("dist/a.ts", "export function pay(amount: string): void {}\n");
    assert_eq!(rules(), ["parameter_type_changed"]);
    repository.git(&["rm", "-q", "-f", "dist/a.ts"]);
    assert_eq!(rules(), ["item_removed"]);
}

#[test]
fn of_several_with_one_name_each_is_itself() {
    let from = |ty: &str| format!("impl From<{ty}> for A {{ fn from(it: {ty}) -> A {{ A }} }}\n");
    let files = format!("{PACKAGE}//- src/lib.rs\npub struct A;\n{}{}", from("u8"), from("u16"));
    let now = |types: &[&str]| {
        let blocks: String = types.iter().map(|ty| from(ty)).collect();
        changes(&files, "src/lib.rs", &format!("pub struct A;\n{blocks}"))
    };
    assert_eq!(now(&["u16", "u8"]), [""; 0]);
    assert_eq!(now(&["u32", "u8", "u16"]), ["additive A::from: item_added"]);
    assert_eq!(now(&["u16"]), ["breaking A::from: item_removed"]);
    assert_eq!(now(&["u16", "u32"]), ["breaking A::from: parameter_type_changed"]);
}

#[test]
fn a_condition_that_changed_around_items_is_told_once() {
    let files = format!(
        "{PACKAGE}//- src/lib.rs\n#[cfg(feature = \"a\")]\npub mod inner;\n//- src/inner.rs\n\
         pub struct A;\nimpl A {{ pub fn a(&self) {{}} }}\npub fn b() {{}}\n"
    );
    let now = |line: &str| changes(&files, "src/lib.rs", &format!("{line}\npub mod inner;\n"));
    assert_eq!(now("#[cfg(feature = \"b\")]"), ["breaking inner: cfg_changed"]);
    assert_eq!(now("#[cfg(any(feature = \"a\", unix))]"), ["additive inner: cfg_changed"]);
    assert_eq!(now("#[cfg(all(feature = \"a\", not(loom)))]"), ["unknown inner: cfg_changed"]);
    assert_eq!(now(""), ["additive inner: cfg_changed"]);
}

#[test]
fn what_is_handed_on_counts_as_shown() {
    let files = format!("{PACKAGE}//- src/lib.rs\npub use std::io::Write;\npub struct Read;\n");
    let now = |text: &str| changes(&files, "src/lib.rs", text);
    assert_eq!(now("pub struct Read;\n"), ["breaking Write: item_removed"]);
    assert_eq!(
        now("pub use std::io::{Read, Write};\n"),
        ["unknown Read: item_moved"],
        "what others define, is not looked into"
    );
}

#[test]
fn a_parameter_of_an_impl_for_any_type_may_be_renamed() {
    let of = |name: &str, items: &str| {
        format!("pub trait A {{ fn a(&self); }}\nimpl<{name}> A for &{name} {{ {items} }}\n")
    };
    let files = format!("{PACKAGE}//- src/lib.rs\n{}", of("T", "fn a(&self) {}"));
    let now = |text: &str| changes(&files, "src/lib.rs", text);
    assert_eq!(now(&of("U", "fn a(&self) {}")), [""; 0]);
    assert_eq!(now("pub trait A { fn a(&self); }\n"), ["breaking &T::a: item_removed"]);
}
