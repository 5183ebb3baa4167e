//! Files that are saved while they are half typed: what cannot be read in them is not gone.

use crate::repository::Repository;

const CRATE: &str = r#"
//- Cargo.toml
package = { name = "web", version = "1.0.0", edition = "2024" }
//- boundary.toml
[interface]
"ParseError" = "stable"
"Url" = "stable"
"flags::*" = "stable"
//- src/lib.rs
pub use crate::parser::ParseError;
pub struct Url;
impl Url {
    pub fn scheme(&self) -> &str { "" }
    pub fn other(&self) -> &str { "" }
}
mod parser;
pub mod flags;
//- src/parser.rs
macro_rules! errors { ($($name:ident,)+) => { pub enum ParseError { $($name,)+ } } }
errors! { Empty, Bad, }
//- src/flags.rs
macro_rules! flag { ($name:ident) => { pub struct $name; impl $name { pub fn on(&self) {} } } }
flag! { Strict }
//- boundstone.toml
base = "HEAD"
"#;

fn text(repository: &Repository, arguments: &[&str]) -> String {
    String::from_utf8(repository.run(arguments).stdout).unwrap()
}

/// The crate with its root as it is while something is typed.
fn typed(from: &str, to: &str) -> Repository {
    let repository = Repository::of(CRATE);
    let whole = repository.read("src/lib.rs");
    assert!(whole.contains(from));
    repository.write("src/lib.rs", &whole.replace(from, to));
    repository
}

const OTHER: &str = "other(&self) -> &str { \"\" }";

#[test]
fn what_macros_make_in_other_files_is_there() {
    let half_typed = [
        ("scheme(&self)", "scheme(&self,"),
        (OTHER, "other(&self) -> &str { { \"\" }"),
        (OTHER, "other(&self) -> &str { foo(1, [2 }"),
        (OTHER, "other(&self) -> &str { \"\" } }"),
    ];
    for (from, to) in half_typed {
        let repository = typed(from, to);
        let found = text(&repository, &["check"]);
        assert!(
            !found.contains("removed") && !found.contains("ParseError, stable"),
            "{to}: {found}"
        );
        let diff = text(&repository, &["contract", "diff"]);
        assert!(!diff.contains("removed"), "{to}: {diff}");
        assert!(diff.contains("src/lib.rs: its brackets do not match"), "{to}: {diff}");
    }
}

#[test]
fn what_is_changed_beside_it_is_told() {
    let repository = typed("scheme(&self)", "scheme(&self,");
    repository
        .write("src/flags.rs", "pub struct Strict; impl Strict { pub fn on(&self, a: u8) {} }");
    let diff = text(&repository, &["contract", "diff"]);
    assert!(diff.contains("takes 1 parameter"), "{diff}");
    // What went with it is told as soon as all is whole again.
    repository
        .write("src/lib.rs", "pub use crate::parser::ParseError;\nmod parser;\npub mod flags;\n");
    let diff = text(&repository, &["contract", "diff"]);
    assert!(diff.contains("struct Url") && diff.contains("removed"), "{diff}");
}

#[test]
fn brackets_that_match_again_are_no_news() {
    let repository = typed("scheme(&self)", "scheme(&self, ");
    repository.write("src/lib.rs", &repository.read("src/lib.rs").replace("(&self, ", "(&self)"));
    assert!(!text(&repository, &["contract", "diff"]).contains("brackets"));
}

const PACKAGES: &str = r#"
//- package.json
{
  "name": "kit", "version": "1.0.0",
  "exports": { ".": "./src/index.ts", "./text": "./src/text.ts" }
}
//- boundary.toml
[interface]
"run" = "stable"
"text/pad" = "stable"
"text/*" = "stable"
"gone" = "stable"
//- src/index.ts
export function run(): void {}
//- src/text.ts
export function pad(a: string): string { return a; }
"#;

#[test]
fn a_manifest_that_is_half_typed_says_nothing_of_what_it_exports() {
    let repository = Repository::of(PACKAGES);
    assert!(text(&repository, &["check"]).contains("kit has no item gone"));
    let whole = repository.read("package.json");
    let half_typed = [
        ("\"kit\", ", "\"kit\" "),
        ("\"./src/text.ts\" }", "\"./src/text.ts\", }"),
        ("\"./src/text.ts\" }", "\"./src/text"),
        ("\"./text\":", "\"./te"),
        ("\"exports\": {", "\"exports\": "),
    ];
    for (from, to) in half_typed {
        assert!(whole.contains(from));
        repository.write("package.json", &whole.replace(from, to));
        let found = text(&repository, &["check"]);
        assert!(!found.contains("missing-item"), "{to}: {found}");
        assert!(found.contains("package.json: line "), "{to}: {found}");
    }
}

#[test]
fn small_mistakes_in_a_manifest_are_read_over() {
    let repository = Repository::of(PACKAGES);
    let whole = repository.read("package.json");
    repository.write("package.json", &whole.replace("\"kit\", ", "\"kit\" "));
    let boundaries = text(&repository, &["boundaries"]);
    assert!(boundaries.contains("kit"), "{boundaries}");
    assert!(text(&repository, &["surface", "kit"]).contains("text/pad"));
}
