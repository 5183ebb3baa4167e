//! What a key for a level, `"sinks::*"` or `"utils/*"`, covers, and what it does not.

use serde_json::Value;

use crate::repository::Repository;

/// `path:line: rule: message` of each finding.
fn found(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["check"]);
    let row = |it: &Value| {
        let word = |key: &str| it[key].as_str().unwrap().to_owned();
        let line = &it["range"]["start"]["line"];
        format!("{}:{line}: {}: {}", word("path"), word("rule"), word("message"))
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

fn not_checked(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["check"]);
    let rows = answer["not_checked"].as_array().unwrap().iter();
    rows.map(|it| it["reason"].as_str().unwrap().to_owned()).collect()
}

const PATTERN: &str = r#"
//- package.json
{ "name": "web", "version": "1.0.0", "exports": { ".": "./src/index.ts", "./utils/*": "./src/utils/*.ts" } }
//- boundary.toml
[interface]
"run" = "stable"
"utils/*" = "stable"
//- src/index.ts
export function run(a: string): void {}
/** @deprecated */
export function old(): void {}
//- src/utils/text.ts
export function parse(a: string): void {}
export * from "../shared";
//- src/utils/deep/date.ts
/** @deprecated */
export function day(a: string): void {}
//- src/shared.ts
export function both(a: string): void {}
"#;

#[test]
fn what_lies_below_a_path_that_is_no_way_in_is_its_level() {
    let repository = Repository::of(PATTERN);
    let undeclared = "src/index.ts:3: contract/undeclared-item: `old` is public, and boundary.toml does not name it";
    let disagrees = "src/utils/deep/date.ts:2: contract/disagreement: web says that `day` is stable, and `@deprecated` here says \
                     deprecated";
    assert_eq!(found(&repository), [undeclared, disagrees]);
    let surface = repository.json(&["surface", "web"]);
    let row = |it: &Value| format!("{} {}", it["paths"][0], it["stability"]).replace('"', "");
    let items: Vec<String> = surface["items"].as_array().unwrap().iter().map(row).collect();
    assert_eq!(
        items,
        [
            "old deprecated",
            "run stable",
            "utils/deep/date/day stable",
            "utils/text/both stable",
            "utils/text/parse stable"
        ]
    );
    let explained = repository.json(&["explain", "web#utils/text/parse"]);
    assert_eq!(explained["interface"]["stability"], "stable");
}

#[test]
fn what_it_promises_is_held() {
    let repository = Repository::of(PATTERN);
    for (file, name) in [("src/utils/text.ts", "parse"), ("src/shared.ts", "both")] {
        let before = repository.read(file);
        repository.write(file, &before.replace("(a: string)", "(a: number)"));
        let drift = format!(
            "{file}:1: contract/drift: likely breaking change since HEAD of web#utils/text/{name}, stable: parameter 1 is `number`, \
             and was `string`"
        );
        assert!(found(&repository).contains(&drift), "{:#?}", found(&repository));
        repository.write(file, &before);
    }
}

#[test]
fn a_level_that_no_way_leads_to_is_missing_and_covers_nothing() {
    let missing = "boundary.toml:3: contract/missing-item: web has nothing called utils: no entry of the package exports it";
    let undeclared = "src/index.ts:3: contract/undeclared-item: `old` is public, and boundary.toml does not name it";
    let without = PATTERN.replace(", \"./utils/*\": \"./src/utils/*.ts\"", "");
    assert_eq!(found(&Repository::of(&without)), [missing, undeclared]);
    // A way in by this name is the level, whatever lies below it.
    let both = PATTERN.replace("\"./utils/*\"", "\"./utils\": \"./src/shared.ts\", \"./utils/*\"");
    let rows = found(&Repository::of(&both));
    assert!(rows.iter().any(|it| it.contains("`utils/text/parse` is public")), "{rows:#?}");
    assert!(!rows.iter().any(|it| it.contains("both")), "{rows:#?}");
}

#[test]
fn a_level_of_what_is_not_in_the_repository_is_counted() {
    let built = PATTERN.replace("./src/utils/*.ts", "./made/*.js").replace("src/utils/", "tools/");
    let repository = Repository::of(&built);
    let why = "the stable utils/* was not compared: nothing is found there";
    assert!(not_checked(&repository).iter().any(|it| it == why), "{:#?}", not_checked(&repository));
    let rows = found(&repository);
    assert!(!rows.iter().any(|it| it.contains("disagreement")), "{rows:#?}");
}

const SLICES: &str = r#"
//- Cargo.toml
package = { name = "rows", version = "1.0.0", edition = "2024" }
//- boundary.toml
[interface]
"slice::*" = "stable"
//- src/lib.rs
pub mod slice;
//- src/slice/mod.rs
mod chunks;
pub use self::chunks::{Chunks, Rest};
pub struct Iter { slice: u8 }
pub struct IterMut { slice: u8 }
//- src/slice/chunks.rs
pub struct Chunks;
pub struct Rest;
"#;

#[test]
fn what_a_module_hands_on_whole_is_of_its_level_however_far() {
    let elsewhere = SLICES
        .replace("src/slice/", "src/cut/")
        .replace("pub mod slice;", "mod cut;\npub mod slice { pub use crate::cut::*; }");
    assert_eq!(found(&Repository::of(&elsewhere)), [""; 0]);
}

#[test]
fn what_is_gone_of_a_level_is_told_where_it_stood() {
    let gone = |to: &str| {
        let repository = Repository::of(SLICES);
        let before = repository.read("src/slice/mod.rs");
        repository.write("src/slice/mod.rs", &before.replace("pub struct IterMut", to));
        found(&repository)
    };
    let told = |line: u32| {
        format!(
            "src/slice/mod.rs:{line}: contract/drift: breaking change since HEAD of rows#slice, stable: `IterMut` is gone, or not public \
             any more"
        )
    };
    assert_eq!(gone("pub(crate) struct IterMut"), [told(4)]);
    assert_eq!(gone("struct IterMutable"), [told(4)]);
    // Nothing came in its place: the start of the file.
    assert_eq!(gone("#[cfg(any())] impl Iter { fn x() {} } //"), [told(1)]);
}
