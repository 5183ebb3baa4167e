//! How a diff is shown: what it was compared with, what is promised, and what is left to do about the version.

use serde_json::{Value, json};

use super::{human, shown};
use crate::repository::Repository;

const FILES: &str = "//- Cargo.toml\n[package]\nname = \"lib\"\nversion = \"1.2.0\"\n//- boundary.toml\n[interface]\n\
                     \"pay\" = \"stable\"\n//- src/lib.rs\npub fn pay(amount: u64) {}\n\npub fn refund() {}\n";

/// Two functions break their users.
fn broken() -> Repository {
    let repository = Repository::of(FILES);
    repository
        .write("src/lib.rs", "pub fn pay(amount: u64, currency: &str) {}\n\nfn refund() {}\n");
    repository
}

fn release(repository: &Repository, version: &str) {
    let manifest = repository.read("Cargo.toml").replace("1.2.0", version);
    repository.write("Cargo.toml", &manifest);
}

fn json(repository: &Repository) -> Value {
    repository.json(&["contract", "diff", "--base", "HEAD"])
}

/// The line of the boundary.
fn advice(repository: &Repository) -> String {
    human(repository).lines().nth(1).unwrap_or_default().to_owned()
}

#[test]
fn it_says_the_base_what_is_promised_and_what_to_raise() {
    let repository = broken();
    insta::assert_snapshot!(human(&repository), @"
    Since HEAD (…), as asked:
    lib  breaking: raise the major version of 1.2.0
      breaking  function pay, stable  src/lib.rs:1
                takes 2 parameters, and took 1 parameter
      breaking  function refund  src/lib.rs:3 before the change
                removed
    ");
    insta::assert_snapshot!(shown(&repository, "markdown"), @"
    ### `lib`: breaking: raise the major version of `1.2.0`

    | class | item | what | where |
    | --- | --- | --- | --- |
    | breaking | `pay`, **stable** | takes 2 parameters, and took 1 parameter | `src/lib.rs:1` |
    | breaking | `refund` | removed | `src/lib.rs:3` before the change |

    Compared with `HEAD (…)`: as asked.
    ");
    let answer = json(&repository);
    let boundary = &answer["boundaries"][0];
    assert_eq!((&boundary["class"], &boundary["bump"]), (&"breaking".into(), &"major".into()));
    assert_eq!(
        (&boundary["version_now"], &boundary["is_raised"]),
        (&json!("1.2.0"), &json!(false))
    );
    assert_eq!(boundary["changes"][0]["stability"], "stable");
    assert_eq!(
        (&answer["base_revision"], &answer["base_reason"]),
        (&json!("HEAD"), &json!("as asked"))
    );
}

#[test]
fn a_version_that_the_change_raises_by_enough_is_not_demanded_again() {
    let repository = broken();
    release(&repository, "2.0.0");
    let said = "breaking: raised from 1.2.0 to 2.0.0 already, which is enough";
    assert_eq!(advice(&repository), format!("lib  {said}"));
    let heading = "### `lib`: breaking: raised from `1.2.0` to `2.0.0` already, which is enough\n";
    assert!(shown(&repository, "markdown").starts_with(heading));
    let boundary = &json(&repository)["boundaries"][0];
    let versions = [&boundary["version"], &boundary["version_now"], &boundary["is_raised"]];
    assert_eq!(versions, [&json!("1.2.0"), &json!("2.0.0"), &json!(true)]);
}

#[test]
fn a_version_that_is_raised_by_less_is_not_enough() {
    let repository = broken();
    release(&repository, "1.3.0");
    let said = "lib  breaking: raise the major version of 1.2.0; 1.3.0 is not enough";
    assert_eq!(advice(&repository), said);
    assert_eq!(json(&repository)["boundaries"][0]["is_raised"], false);
}

/// What nobody can tell may be worse: the least is no more than that, and what may break users is enough for all.
#[test]
fn of_what_is_unknown_only_the_least_is_known() {
    let repository =
        Repository::of(&format!("{FILES}#[cfg(feature = \"a\")]\npub fn old() {{}}\n"));
    let code = repository.read("src/lib.rs").replace("\"a\"", "\"a\", not(loom)");
    repository.write(
        "src/lib.rs",
        &code.replace("cfg(feature", "cfg(all(feature").replace("loom)", "loom))"),
    );
    assert_eq!(advice(&repository), "lib  unknown: raise at least the minor version of 1.2.0");
    release(&repository, "1.3.0");
    let least = "lib  unknown: raised from 1.2.0 to 1.3.0 already, the least that it takes";
    assert_eq!(advice(&repository), least);
    repository.write("Cargo.toml", &repository.read("Cargo.toml").replace("1.3.0", "2.0.0"));
    assert_eq!(
        advice(&repository),
        "lib  unknown: raised from 1.2.0 to 2.0.0 already, which is enough"
    );
}

#[test]
fn where_nothing_changed_the_base_is_said_too() {
    let repository = Repository::of(FILES);
    assert_eq!(
        human(&repository),
        "Since HEAD (…), as asked:\nNo public item of any boundary changed.\n"
    );
    assert_eq!(
        shown(&repository, "markdown"),
        "No public item of any boundary changed.\n\nCompared with `HEAD (…)`: as asked.\n"
    );
    assert_eq!(json(&repository)["base_revision"], "HEAD");
}

#[test]
fn what_is_long_is_wrapped() {
    let field = |number: usize| format!("pub a_field_with_a_long_name_{number}: u8");
    let fields = (0..9).map(field).collect::<Vec<_>>().join(", ");
    let long = "long".repeat(30);
    let repository = Repository::of(&format!(
        "//- Cargo.toml\npackage.name = \"lib\"\n//- src/lib.rs\npub fn pay(a: Pay) {{}}\npub struct {long} {{ {fields} }}\n"
    ));
    repository.write("src/lib.rs", &format!("pub fn pay(a: ({})) {{}}\n", "Pay, ".repeat(40)));
    let said = human(&repository);
    assert!(said.contains("long\n            long"), "{said}");
    assert!(said.contains("Pay,\n              Pay, "), "{said}");
}

/// What is experimental or internal may change any day: it is shown, and asks for no version.
#[test]
fn what_is_experimental_does_not_count_for_the_version() {
    let files = FILES.replace("\"stable\"", "\"experimental\"");
    let repository = Repository::of(&files);
    repository.write("src/lib.rs", "pub fn refund() {}\n");
    insta::assert_snapshot!(human(&repository), @"
    Since HEAD (…), as asked:
    lib  cosmetic: raise the patch version of 1.2.0; what is experimental or internal does not count
      breaking  function pay, experimental  src/lib.rs:1 before the change
                removed
    ");
    let said = "### `lib`: cosmetic: raise the patch version of `1.2.0`; what is experimental or internal does not count\n";
    assert!(shown(&repository, "markdown").starts_with(said));
    let boundary = &json(&repository)["boundaries"][0];
    assert_eq!((&boundary["class"], &boundary["bump"]), (&json!("cosmetic"), &json!("patch")));
    let change = &boundary["changes"][0];
    assert_eq!((&change["class"], &change["counts"]), (&json!("breaking"), &json!(false)));
    repository.write("src/lib.rs", "\n");
    let both = "lib  breaking: raise the major version of 1.2.0";
    assert_eq!(advice(&repository), both);
}

/// A stability that the change itself takes back was there for users.
#[test]
fn what_was_stable_counts_whatever_it_is_now() {
    let repository = broken();
    let contract = repository.read("boundary.toml").replace("stable", "experimental");
    repository.write("boundary.toml", &contract);
    assert_eq!(advice(&repository), "lib  breaking: raise the major version of 1.2.0");
}

#[test]
fn what_nobody_can_install_asks_for_no_version() {
    let private = FILES.replace("version = \"1.2.0\"", "version = \"1.2.0\"\npublish = false");
    let repository = Repository::of(&private);
    repository.write("src/lib.rs", "pub fn pay(amount: u64) {}\n");
    let said = "lib  breaking: no version to raise: publish = false lets nobody install it";
    assert_eq!(advice(&repository), said);
    let boundary = &json(&repository)["boundaries"][0];
    let told = [&boundary["bump"], &boundary["not_published"], &boundary["is_raised"]];
    assert_eq!(told, [&json!(null), &json!("publish = false"), &json!(false)]);
    let repository = Repository::of(
        "//- package.json\n{\"name\": \"web\", \"version\": \"1.0.0\", \"private\": true, \"exports\": \"./a.ts\"}\n\
         //- a.ts\nexport function pay() {}\n",
    );
    repository.write("a.ts", "function pay() {}\n");
    let heading =
        "### `web`: breaking: no version to raise: `\"private\": true` lets nobody install it\n";
    let markdown = shown(&repository, "markdown");
    assert!(markdown.starts_with(heading), "{markdown}");
}

/// Code that a reason quotes is code, and so is all of it where words of the repository stand outside of that.
#[test]
fn what_a_reason_quotes_is_code_in_a_comment() {
    let repository = Repository::of(
        "//- package.json\n{\"name\": \"web\", \"version\": \"1.0.0\", \"exports\": \"./a.ts\"}\n\
         //- a.ts\nexport function pay(to: `@${string}`) {}\nexport function f(a: string) {}\n",
    );
    repository.write(
        "a.ts",
        "export function pay(to: `@x${string}`) {}\nexport function f(a: number) {}\n",
    );
    let markdown = shown(&repository, "markdown");
    assert!(
        markdown.contains("| parameter 1 is `number`, and was `string` (likely) | `a.ts:2` |"),
        "{markdown}"
    );
    assert!(!markdown.contains("@x"), "{markdown}");
}
