//! What decisions in force forbid, and where.

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

/// A record that governs `governs` and enforces `enforce`.
fn record(number: u32, status: &str, governs: &str, enforce: &str) -> String {
    format!(
        "//- docs/adr/000{number}-rule.md
---
status: {status}
governs: {governs}
enforce: {enforce}
---
# Rule {number}

## Decision

We decided it
in *two* lines.

And for a reason.
"
    )
}

const PACKAGES: &str = "
//- Cargo.toml
[workspace]
members = [\"a\", \"b\"]
//- a/Cargo.toml
package.name = \"a\"
//- b/Cargo.toml
package.name = \"b\"
";

const NO_PRINT: &str = "{ forbid: { call: println! } }";

/// `path:line: marked words` of each finding that code breaks a decision; any other as `path: rule: message`.
fn found(files: &str) -> Vec<String> {
    rows(&Repository::of(&format!("{PACKAGES}{files}")), &["check"])
}

fn rows(repository: &Repository, arguments: &[&str]) -> Vec<String> {
    let answer = repository.json(arguments);
    let row = |it: &Value| {
        let (path, rule) = (it["path"].as_str().unwrap(), it["rule"].as_str().unwrap());
        if rule != "decision/constraint" {
            return format!("{path}: {rule}: {}", it["message"].as_str().unwrap());
        }
        let text = repository.read(path);
        let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
        let number = |value: &Value| value.as_u64().unwrap() as usize - 1;
        let line = text.lines().nth(number(&start["line"])).unwrap();
        format!(
            "{path}:{}: {}",
            start["line"],
            &line[number(&start["column"])..number(&end["column"])]
        )
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_finding_says_what_was_decided_word_for_word_and_where() {
    let record = record(1, "accepted", "a/**", "{ forbid: { import: sqlx } }");
    let repository =
        Repository::of(&format!("{PACKAGES}{record}//- a/src/lib.rs\nuse sqlx::Pool;\n"));
    let answer = repository.json(&["check"]);
    insta::assert_snapshot!(answer["findings"].to_string().replace("},", "},\n"), @r#"
    [{"help":"We decided it\nin *two* lines.","message":"ADR-0001 forbids importing sqlx here","path":"a/src/lib.rs","range":{"end":{"column":9,"line":1},
    "start":{"column":5,"line":1}},
    "related":[{"line":10,"message":"Rule 1","path":"docs/adr/0001-rule.md"}],"rule":"decision/constraint","severity":"error"}]
    "#);
}

#[test]
fn only_a_decision_in_force_enforces() {
    let records: String =
        ["accepted", "proposed", "rejected", "deprecated", "superseded", "whatever"]
            .iter()
            .zip(1..)
            .map(|(status, number)| record(number, status, "a/**", NO_PRINT))
            .collect();
    let files = format!("{records}//- a/src/lib.rs\nfn f() {{ println!(); }}\n");
    assert_eq!(found(&files), ["a/src/lib.rs:1: println"]);
    let retired = record(1, "accepted", "a/**", NO_PRINT);
    let by =
        "//- docs/adr/0002-next.md\n---\nstatus: accepted\nsupersedes: ADR-0001\n---\n# Next\n";
    let found_then = found(&format!("{retired}{by}//- a/src/lib.rs\nfn f() {{ println!(); }}\n"));
    assert!(!found_then.iter().any(|it| it.starts_with("a/")), "{found_then:?}");
    let in_part = by
        .replace("supersedes: ADR-0001\n---\n# Next", "---\n# Next\n\nSupersedes in part ADR-0001");
    let files = format!("{retired}{in_part}//- a/src/lib.rs\nfn f() {{ println!(); }}\n");
    assert_eq!(found(&files), ["a/src/lib.rs:1: println"]);
}

#[test]
fn it_counts_where_the_decision_governs_and_nowhere_else() {
    let code = "//- a/src/lib.rs\nfn f() { println!(); }\n//- a/src/deep/b.rs\nfn f() { println!(); }\n\
                //- b/src/lib.rs\nfn f() { println!(); }\n//- c.rs\nfn f() { println!(); }\n";
    let of = |governs: &str, enforce: &str| {
        found(&format!("{}{code}", record(1, "accepted", governs, enforce)))
    };
    let (a, deep, b) =
        ("a/src/lib.rs:1: println", "a/src/deep/b.rs:1: println", "b/src/lib.rs:1: println");
    assert_eq!(of("[a/src/*.rs]", NO_PRINT), [a]);
    assert_eq!(of("[a/**, '!a/src/deep/**']", NO_PRINT), [a]);
    assert_eq!(of("'boundary:a'", NO_PRINT), [deep, a]);
    assert_eq!(of("[a, b]", NO_PRINT), [deep, a, b]);
    let except = "[{ forbid: { call: println!, except: [a/src/deep, b/**] } }]";
    assert_eq!(of("'**'", except), [a, "c.rs:1: println"]);
}

#[test]
fn of_a_governed_symbol_its_own_lines_count_and_those_of_its_impls() {
    let code = "//- a/src/lib.rs
fn before() { println!(); }
/// println!
pub struct Ledger { a: [u8; { println!(\"in\"); 1 }] }
impl Ledger { fn f() { println!(\"impl\"); } }
impl Drop for Ledger { fn drop(&mut self) { println!(\"trait\"); } }
impl Other { fn f() { println!(); } }
";
    let record = record(1, "accepted", "a#Ledger", NO_PRINT);
    assert_eq!(
        found(&format!("{record}{code}")),
        ["a/src/lib.rs:3: println", "a/src/lib.rs:4: println", "a/src/lib.rs:5: println"]
    );
}

#[test]
fn a_contract_makes_a_decision_govern_too_and_a_mention_does_not() {
    let record = record(1, "accepted", "[]", NO_PRINT);
    let code =
        "//- a/src/lib.rs\n//! ADR-0001\npub fn f() { println!(); }\npub fn g() { println!(); }\n";
    let none = found(&format!("{record}{code}"));
    assert_eq!(none.len(), 1, "{none:?}");
    assert!(
        none[0].starts_with(
            "docs/adr/0001-rule.md: decision/stale-governs: ADR-0001 declares nothing"
        ),
        "{none:?}"
    );
    let whole = "//- a/boundary.toml\ndecisions = [\"ADR-0001\"]\n";
    assert_eq!(
        found(&format!("{record}{code}{whole}")),
        ["a/src/lib.rs:2: println", "a/src/lib.rs:3: println"]
    );
    let item = "//- a/boundary.toml\n[interface]\n\"f\" = { is = \"stable\", decisions = [\"ADR-0001\"] }\n\"g\" = \"stable\"\n";
    assert_eq!(found(&format!("{record}{code}{item}")), ["a/src/lib.rs:2: println"]);
    // Of two records with one number, neither is meant for sure.
    let twin = record.replace("0001-rule", "0001-twin");
    let found = found(&format!("{record}{twin}{code}{whole}"));
    assert!(!found.iter().any(|it| it.contains("println")), "{found:?}");
}

#[test]
fn what_is_wrong_with_a_constraint_is_said_in_the_record() {
    let enforce = "
  - forbid: { query: '(unsafe_blok) @found', language: rust }
  - forbid: { call: 'a b' }
  - forbid: { import: sqlx, except: [gone/**, '[x'] }
  - forbid: { imports: sqlx }
  - require: { review: '@acme/coer' }";
    let owners = "//- CODEOWNERS\n* @acme/core\n";
    let record = record(1, "accepted", "a/**", enforce);
    insta::assert_snapshot!(found(&format!("{record}{owners}")).join("\n"), @"
    docs/adr/0001-rule.md: decision/malformed: the query is not valid in its line 1, column 2: rust has no node `unsafe_blok`
    docs/adr/0001-rule.md: decision/malformed: `a b` is no path of a function: write it as the code does
    docs/adr/0001-rule.md: decision/stale-governs: gone/** matches no file
    docs/adr/0001-rule.md: decision/malformed: This exception is not a glob: unclosed character class; missing ']'
    docs/adr/0001-rule.md: decision/malformed: `imports` is nothing that `enforce` knows
    docs/adr/0001-rule.md: config/unknown-name: @acme/coer is no owner in CODEOWNERS
    ");
}

#[test]
fn a_comment_allows_it_and_a_baseline_accepts_it() {
    let record = record(1, "accepted", "a/**", "[{ forbid: { call: [println!, dbg!] } }]");
    let code = "//- a/src/lib.rs
fn f() { println!(); } // boundstone: allow(decision/constraint) until the logger is there
fn g() { dbg!(1); }
";
    let repository = Repository::of(&format!("{PACKAGES}{record}{code}//- a/boundary.toml\n"));
    assert_eq!(rows(&repository, &["check"]), ["a/src/lib.rs:2: dbg"]);
    repository.run(&["check", "--accept", "--reason", "goes away"]);
    insta::assert_snapshot!(repository.read("a/boundary.toml"), @r#"
    [[accepted]]
    rule = "decision/constraint"
    in = "src/lib.rs"
    to = "ADR-0001#dbg!"
    reason = "goes away"
    "#);
    assert!(rows(&repository, &["check"]).is_empty());
    repository.write("a/src/lib.rs", "fn f() {}\n");
    assert_eq!(
        rows(&repository, &["check"]),
        [
            "a/boundary.toml: allow/unused: Nothing in src/lib.rs breaks decision/constraint with ADR-0001#dbg!"
        ]
    );
}

#[test]
fn of_a_change_only_what_it_brings_is_told() {
    let record = record(1, "accepted", "a/**", NO_PRINT);
    let repository =
        Repository::of(&format!("{PACKAGES}{record}//- a/src/lib.rs\nfn f() {{ println!(); }}\n"));
    assert!(rows(&repository, &["check", "--base", "HEAD"]).is_empty());
    repository.write("a/src/lib.rs", "fn g() { println!(\"g\"); }\n\nfn f() { println!(); }\n");
    assert_eq!(rows(&repository, &["check", "--base", "HEAD"]), ["a/src/lib.rs:1: println"]);
    // A record that forbids more brings what stands there already.
    let text = repository.read("docs/adr/0001-rule.md").replace("println!", "[println!, dbg!]");
    repository.write("docs/adr/0001-rule.md", &text);
    repository.write("a/src/lib.rs", "fn f() { println!(); dbg!(1); }\n");
    assert_eq!(rows(&repository, &["check", "--base", "HEAD"]), ["a/src/lib.rs:1: dbg"]);
}

#[test]
fn a_query_that_is_too_costly_is_counted_as_not_checked() {
    let query = "[{ forbid: { query: '(block (_) @a (_) @b (_) @c (_) @d (line_comment) @found)', language: rust } }]";
    let code = format!("//- a/src/lib.rs\nfn f() {{ {} }}\n", "a(b, c, d); ".repeat(3_000));
    let repository =
        Repository::of(&format!("{PACKAGES}{}{code}", record(1, "accepted", "a/**", query)));
    let answer = repository.json(&["check"]);
    let since = repository.json(&["check", "--base", "HEAD"]);
    assert_eq!(since["not_checked"], serde_json::json!([]), "it was so before");
    insta::assert_snapshot!(answer["not_checked"].to_string(), @r#"[{"path":"a/src/lib.rs","reason":"what ADR-0001 forbids was not looked for: the query has too many matches open at once in it","what":"file"}]"#);
    let mut client = start(&repository, capabilities());
    let adr = open(&mut client, &repository, "docs/adr/0001-rule.md");
    let lenses = crate::session::lenses(&mut client, &adr);
    assert_eq!(
        lenses,
        ["6: governs 2 files · not mentioned · 0 violations · 1 file not looked into"]
    );
}

#[test]
fn a_dependency_is_forbidden_by_whatever_name_a_manifest_gives_it() {
    let enforce = "[{ forbid: { import: sqlx } }, { forbid: { call: 'sqlx::query' } }]";
    let packages = PACKAGES
        .replace("package.name = \"a\"", "package.name = \"a\"\ndependencies.db = { package = \"sqlx\", version = \"1\" }")
        .replace("members = [\"a\", \"b\"]", "members = [\"a\", \"b\"]\ndependencies.store = { package = \"sqlx\", version = \"1\" }")
        .replace("package.name = \"b\"", "package.name = \"b\"\ndependencies.store.workspace = true");
    let record = record(1, "accepted", "'**'", enforce);
    let code = "//- a/src/lib.rs\nuse db::Pool;\nfn f() { db::query(); }\nfn g() { store::query(); }\n\
                //- b/src/lib.rs\nuse store::Pool;\nuse db::Pool as P;\n";
    assert_eq!(
        rows(&Repository::of(&format!("{packages}{record}{code}")), &["check"]),
        [
            "a/src/lib.rs:1: db",
            "a/src/lib.rs:2: db",
            "a/src/lib.rs:2: db::query",
            "b/src/lib.rs:1: store",
        ]
    );
}

#[test]
fn an_npm_package_is_forbidden_by_whatever_name_a_manifest_gives_it() {
    let enforce = "[{ forbid: { import: pg } }, { forbid: { import: '@acme/db' } }, { forbid: { call: 'pg#Client' } }]";
    let record = record(1, "accepted", "'**'", enforce);
    let files = format!(
        r#"
//- package.json
{{ "workspaces": ["a", "b"], "dependencies": {{ "store": "npm:pg", "own": "npm:pg@8" }} }}
//- a/package.json
{{ "name": "a", "dependencies": {{ "db": "npm:pg@8", "ledger": "npm:@acme/db@^1", "own": "^2" }} }}
//- a/index.ts
import {{ Pool }} from "db";
import {{ open }} from "ledger/pool";
import {{ other }} from "own";
import {{ more }} from "store";
import {{ pgp }} from "dbx";
//- a/client.ts
import {{ Client }} from "db";
new Client();
//- b/package.json
{{ "name": "b" }}
//- b/index.ts
import {{ Pool }} from "db";
export * from "own";
{record}"#
    );
    assert_eq!(
        rows(&Repository::of(&files), &["check"]),
        [
            "a/client.ts:1: \"db\"",
            "a/client.ts:2: Client",
            "a/index.ts:1: \"db\"",
            "a/index.ts:2: \"ledger/pool\"",
            "a/index.ts:4: \"store\"",
            "b/index.ts:2: \"own\"",
        ]
    );
}

#[test]
fn the_editor_sees_it_while_it_is_typed_in_the_code_and_in_the_record() {
    let record = record(1, "accepted", "a/**", NO_PRINT);
    let repository = Repository::of(&format!("{PACKAGES}{record}//- a/src/lib.rs\nfn f() {{}}\n"));
    let mut client = start(&repository, capabilities());
    let code = open(&mut client, &repository, "a/src/lib.rs");
    client.change(&code, 2, "fn f() { println!(); }\n");
    let report = published(&mut client, &code);
    assert_eq!(findings(&report["diagnostics"]), ["1: error decision/constraint"]);
    assert_eq!(
        report["diagnostics"][0]["range"],
        json!({"start":{"line":0,"character":9},"end":{"line":0,"character":16}})
    );
    let adr = open(&mut client, &repository, "docs/adr/0001-rule.md");
    let text = repository.read("docs/adr/0001-rule.md").replace("println!", "eprintln!");
    client.change(&adr, 2, &text);
    while !findings(&published(&mut client, &code)["diagnostics"]).is_empty() {}
}

#[test]
fn a_required_review_is_a_line_in_the_impact_of_a_change() {
    let require = "[{ require: { review: '@acme/pay' } }]";
    let records = [
        record(1, "accepted", "a/**", require),
        record(2, "proposed", "'**'", "{ require: { review: '@acme/x' } }"),
    ];
    let code = "//- a/src/lib.rs\nfn f() {}\n//- b/src/lib.rs\nfn f() {}\n";
    let repository = Repository::of(&format!("{PACKAGES}{}{code}", records.concat()));
    let impact = |path: &str, arguments: &[&str]| {
        repository.git(&["checkout", "-q", "."]);
        repository.write(path, "fn g() {}\n");
        let output = repository.run(&[&["impact", "--base", "HEAD"], arguments].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let row = "@acme/pay  must review a/src/lib.rs: ADR-0001 requires it (docs/adr/0001-rule.md:4)";
    let human = impact("a/src/lib.rs", &[]);
    assert!(human.contains(row) && !human.contains("@acme/x"), "{human}");
    let markdown = impact("a/src/lib.rs", &["--format", "markdown"]);
    let row = "| `@acme/pay` | must review `a/src/lib.rs` | `ADR-0001 docs/adr/0001-rule.md:4` |";
    assert!(markdown.contains("**Ask:** `@acme/pay`") && markdown.contains(row), "{markdown}");
    let elsewhere = impact("b/src/lib.rs", &["--format", "json"]);
    assert!(!elsewhere.contains("@acme/pay"), "{elsewhere}");
}

#[test]
fn a_record_tells_how_far_it_reaches_and_where_it_is_broken() {
    let record = record(1, "accepted", "[a/**, 'b#Ledger']", NO_PRINT);
    let code = "//- a/src/lib.rs\n// ADR-0001\nfn f() { println!(); println!(); }\n\
                //- b/src/lib.rs\npub struct Ledger;\nimpl Ledger { fn f() { println!(); } }\nfn g() { println!(); }\n";
    let repository = Repository::of(&format!("{PACKAGES}{record}{code}"));
    let mut client = start(&repository, capabilities());
    let adr = open(&mut client, &repository, "docs/adr/0001-rule.md");
    let lenses = crate::session::lenses(&mut client, &adr);
    assert_eq!(lenses, ["6: governs 2 files, 1 symbol · mentioned 1 time · 3 violations"]);
    let answer = repository.json(&["decisions", "ADR-0001"]);
    insta::assert_snapshot!(answer["decisions"][0]["violations"].to_string(), @r#"[{"column":10,"line":2,"path":"a/src/lib.rs"},{"column":22,"line":2,"path":"a/src/lib.rs"},{"column":24,"line":2,"path":"b/src/lib.rs"}]"#);
    insta::assert_snapshot!(answer["decisions"][0]["constraints"].to_string(), @r#"[{"except":[],"kind":"forbid-call","what":"println!"}]"#);
    let human = String::from_utf8(repository.run(&["decisions", "ADR-0001"]).stdout).unwrap();
    assert!(human.contains("\n  enforces\n    forbid-call println!\n"), "{human}");
    assert!(human.contains("\n  broken\n    a/src/lib.rs:2:10\n"), "{human}");
}

#[test]
fn front_matter_answers_for_what_it_names() {
    let enforce = "[{ require: { review: '@acme/pay' } }]";
    let files = |governs: &str, cursor: &str| {
        let record = record(1, "accepted", governs, enforce);
        let code =
            "//- b/src/lib.rs\n/// Money.\npub struct Ledger;\n//- CODEOWNERS\n* @acme/pay\n";
        Repository::of(&format!(
            "{PACKAGES}{}{code}",
            record.replacen(cursor, &format!("$0{cursor}"), 1)
        ))
    };
    let hover = |cursor| {
        crate::session::hover_at_cursor(
            &files("['b#Ledger', 'boundary:a']", cursor),
            capabilities(),
        )
    };
    assert!(hover("b#Ledger").contains("Ledger"), "{}", hover("b#Ledger"));
    assert!(hover("boundary:a").contains("a"), "{}", hover("boundary:a"));
    assert!(hover("@acme/pay").contains("@acme/pay"), "{}", hover("@acme/pay"));
    assert!(hover("Rule 1").contains("accepted"), "{}", hover("Rule 1"));
    let definition =
        |cursor| crate::session::definition_at_cursor(&files("['b#Ledger', 'boundary:a']", cursor));
    assert_eq!(definition("b#Ledger"), ["b/src/lib.rs:2"]);
    assert_eq!(definition("boundary:a"), ["a/Cargo.toml:1"]);
}

#[test]
fn what_a_record_says_hides_nothing_and_is_not_without_end() {
    let record = record(1, "accepted", "a/**", NO_PRINT);
    let long = "word ".repeat(1_000);
    let hostile = record
        .replace("We decided it", &format!("We \u{202e}decided\u{200b} \u{1b}[31m it {long}"));
    let repository =
        Repository::of(&format!("{PACKAGES}{hostile}//- a/src/lib.rs\nfn f() {{ println!(); }}\n"));
    let mut client = start(&repository, capabilities());
    let uri = repository.uri("a/src/lib.rs");
    client.open(&uri, "rust", &repository.read("a/src/lib.rs"));
    let report = published(&mut client, &uri);
    let message = report["diagnostics"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("We decided  [31m it word") && message.ends_with("word …"),
        "{message}"
    );
    assert!(
        message.len() < 1_000 && !message.contains(['\u{202e}', '\u{200b}', '\u{1b}']),
        "{message}"
    );
}
