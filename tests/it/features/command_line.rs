use serde_json::json;

use crate::repository::Repository;

const FILES: &str = "
//- .github/CODEOWNERS
*       @acme/all
/docs/
/a/     @acme/a @max
//- a/Cargo.toml
[package]
name = \"a\"
//- a/src/lib.rs
//! Head, ADR-0001.

/// See ADR-0001 §2.
pub struct A;
impl A {
    pub fn go() {
        let x = 1;
    }
}
//- docs/adr/0001-a.md
# 1. A

Date: 2026-03-02

## Status

Accepted

## Decision

We do A.
";

#[test]
fn owners_answers_for_paths_that_exist_and_that_do_not() {
    let repository = Repository::of(FILES);
    let answer = repository.json(&["owners", "a/src/lib.rs", "docs/x.md", "new/file.rs"]);
    let file = |at: usize| answer["files"][at].clone();
    assert_eq!(file(0)["path"], "a/src/lib.rs");
    assert_eq!(file(0)["owners"], json!(["@acme/a", "@max"]));
    assert_eq!(file(0)["state"], "owned");
    assert_eq!(file(0)["dialect"], "github");
    assert_eq!(file(0)["source"], json!({ "path": ".github/CODEOWNERS", "line": 3 }));
    let rules = json!([
        { "path": ".github/CODEOWNERS", "line": 1, "pattern": "*", "owners": ["@acme/all"], "section": null, "optional": false, "approvals": null, "wins": false },
        { "path": ".github/CODEOWNERS", "line": 3, "pattern": "/a/", "owners": ["@acme/a", "@max"], "section": null, "optional": false, "approvals": null, "wins": true },
    ]);
    assert_eq!(file(0)["rules"], rules);
    assert_eq!(file(1)["state"], "unowned");
    assert_eq!(file(1)["source"], json!({ "path": ".github/CODEOWNERS", "line": 2 }));
    assert_eq!(file(2)["owners"], json!(["@acme/all"]));
}

#[test]
fn owners_without_paths_answers_for_every_tracked_file() {
    let repository = Repository::of(FILES);
    repository.write("untracked.rs", "");
    let answer = repository.json(&["owners"]);
    let paths: Vec<_> =
        answer["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(paths, [".github/CODEOWNERS", "a/Cargo.toml", "a/src/lib.rs", "docs/adr/0001-a.md"]);
}

#[test]
fn a_contract_and_a_comment_come_before_the_forge() {
    let more =
        "//- a/boundary.toml\nowner = [\"@acme/b\"]\n//- b.ts\n// @owner @acme/c\nexport {};\n";
    let repository = Repository::of(&format!("{FILES}{more}"));
    let answer = repository.json(&["owners", "a/src/lib.rs", "b.ts"]);
    assert_eq!(answer["files"][0]["owners"], json!(["@acme/b"]));
    assert_eq!(answer["files"][0]["source"], json!({ "path": "a/boundary.toml", "line": 1 }));
    assert_eq!(answer["files"][0]["rules"][1]["owners"], json!(["@acme/a", "@max"]));
    assert_eq!(answer["files"][1]["owners"], json!(["@acme/c"]));
    assert_eq!(answer["files"][1]["source"], json!({ "path": "b.ts", "line": 1 }));
}

#[test]
fn explain_answers_about_a_file_a_line_a_token_and_a_symbol() {
    let repository = Repository::of(FILES);
    let file = repository.json(&["explain", "a/src/lib.rs"]);
    assert_eq!(file["symbol"], json!(null));
    assert_eq!(file["boundary"]["name"], "a");
    assert_eq!(file["decisions"][0]["how"], "mention");
    assert_eq!(file["decisions"][0]["what"], "a/src/lib.rs");
    let line = repository.json(&["explain", "a/src/lib.rs:4"]);
    assert_eq!(line["symbol"]["symbol"], "a#A");
    assert_eq!(
        line["symbol"]["defined"],
        json!({ "path": "a/src/lib.rs", "line": 4, "column": 12 })
    );
    assert_eq!(line["decisions"][0]["clause"], "§2");
    assert_eq!(line["decisions"][0]["outcome"], "We do A.");
    assert_eq!(line["decisions"][0]["source"], json!({ "path": "a/src/lib.rs", "line": 3 }));
    let body = repository.json(&["explain", "a/src/lib.rs:7"]);
    assert_eq!(body["symbol"]["symbol"], "a#A::go");
    let symbol = repository.json(&["explain", "a#A::go"]);
    assert_eq!(symbol, body);
    let mention = repository.json(&["explain", "a/src/lib.rs:3:10"]);
    assert_eq!(mention["decisions"][0]["display"], "ADR-0001");
    assert_eq!(repository.run(&["explain", "a/src/lib.rs:99"]).status.code(), Some(2));
    assert_eq!(repository.run(&["explain", "a#Nothing"]).status.code(), Some(2));
}

#[test]
fn decisions_lists_what_each_governs() {
    let repository = Repository::of(FILES);
    let answer = repository.json(&["decisions", "1"]);
    let decision = &answer["decisions"][0];
    assert_eq!(decision["id"], "0001");
    assert_eq!(decision["title"], "A");
    assert_eq!(decision["status"], "accepted");
    assert_eq!(decision["date"], "2026-03-02");
    assert_eq!(decision["governs"][0]["what"], "a/src/lib.rs");
    assert_eq!(
        decision["governs"][1],
        json!({
            "to": "symbol", "what": "a#A", "how": "mention", "source": { "path": "a/src/lib.rs", "line": 3 },
        })
    );
    assert_eq!(repository.run(&["decisions", "99"]).status.code(), Some(2));
}

#[test]
fn check_reports_and_its_exit_code_tells() {
    let repository = Repository::of(&format!("{FILES}//- a/boundary.toml\nwoner = \"@acme/a\"\n"));
    let answer = repository.json(&["check"]);
    assert_eq!(answer["summary"]["errors"], 1, "{answer}");
    let finding = &answer["findings"][0];
    assert_eq!(finding["rule"], "config/unknown-key");
    assert_eq!(
        finding["range"],
        json!({ "start": { "line": 1, "column": 1 }, "end": { "line": 1, "column": 6 } })
    );
    assert_eq!(repository.run(&["check"]).status.code(), Some(1));
    assert_eq!(repository.run(&["check", "--fail-on", "never"]).status.code(), Some(0));
    assert_eq!(repository.run(&["check", "docs"]).status.code(), Some(0));
    assert_eq!(repository.run(&["check", "--root", "/nowhere/at/all"]).status.code(), Some(2));
}

#[test]
fn what_could_not_be_read_is_said() {
    let repository = Repository::of(FILES);
    std::fs::write(repository.path().join("a/src/bad.rs"), b"// \xff\xfe\x00").unwrap();
    let answer = repository.json(&["check"]);
    assert_eq!(answer["not_checked"][0]["path"], "a/src/bad.rs", "{answer}");
}

#[test]
fn human_output_has_no_colour_in_a_pipe_and_fits_100_columns() {
    let repository = Repository::shop();
    for arguments in [
        &["check"][..],
        &["explain", "crates/payments/src/ledger.rs:20"],
        &["decisions"],
        &["decisions", "3"],
        &["boundaries"],
        &["rules"],
    ] {
        let output = String::from_utf8(repository.run(arguments).stdout).unwrap();
        assert!(!output.is_empty() && !output.contains('\u{1b}'), "{arguments:?}: {output}");
        let longest = output.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= 100, "{arguments:?}: {longest} columns\n{output}");
    }
}

#[test]
fn the_schemas_in_docs_are_those_of_the_answers_and_of_our_files() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    for (name, schema) in boundstone_cli::schemas().into_iter().chain(boundstone_records::schemas())
    {
        let fresh = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let path = folder.join(name);
        if std::env::var_os("BOUNDSTONE_BLESS").is_some() {
            std::fs::write(&path, &fresh).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(stored, fresh, "{name} is stale: run this test with BOUNDSTONE_BLESS=1");
    }
}

#[test]
fn a_path_that_is_nowhere_is_no_clean_check() {
    let repository = Repository::of(&format!("{FILES}//- .gitignore\nbuilt\n"));
    repository.write("built/a.rs", "");
    for there in ["a", "a/src/lib.rs", "./a/src", "built/a.rs", "."] {
        assert_eq!(repository.run(&["check", there]).status.code(), Some(0), "{there}");
    }
    for gone in ["a/src/lib.rsx", "nope", "a/src/nope/"] {
        let output = repository.run(&["check", "a", gone]);
        assert_eq!(output.status.code(), Some(2), "{gone}");
        let said = String::from_utf8(output.stderr).unwrap();
        let path = gone.trim_end_matches('/');
        assert!(said.contains(&format!("{path} does not exist; name a file or folder")), "{said}");
    }
    // What the change takes away is no typing error.
    std::fs::remove_file(repository.path().join("a/src/lib.rs")).unwrap();
    assert_eq!(repository.run(&["check", "a/src/lib.rs"]).status.code(), Some(2));
    let base = ["check", "--base", "HEAD", "a/src/lib.rs"];
    assert_eq!(repository.run(&base).status.code(), Some(0));
}

#[test]
fn what_is_not_accepted_is_said_with_what_would_accept_it() {
    let repository = Repository::of(
        "//- Cargo.toml\n[package]\nname = \"pay\"\n//- boundary.toml\n[interface]\n\"a\" = \"stable\"\n\"b\" = \"frozen\"\n\
         //- src/lib.rs\npub fn a() {}\npub fn b() {}\n",
    );
    repository.write("src/lib.rs", "pub fn a(x: u8) {}\npub fn b() {}\npub fn c() {}\n");
    let said = |more: &[&str]| {
        let output = repository.run(&[&["check", "--accept", "--reason", "later"], more].concat());
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(
        said(&["--format", "json"]),
        "boundstone: not accepted: 1 warning, 1 hint; `--fail-on warning` or `--fail-on hint` accepts them as well\n"
    );
    assert_eq!(
        said(&["--fail-on", "warning"]),
        "boundstone: not accepted: 1 hint; `--fail-on hint` accepts it as well\n"
    );
    assert_eq!(said(&["--fail-on", "hint"]), "");
    // What no option accepts.
    repository.write("src/lib.rs", "pub fn a() {}\npub fn b(x: u8) {}\n");
    let none = "not accepted: 1 error: a baseline takes nothing that needs a decision, or that stands in no code";
    let said = said(&[]);
    assert!(said.contains(none), "{said}");
}

#[test]
fn a_blank_reason_accepts_nothing() {
    let repository = Repository::of(&format!(
        "{FILES}//- boundary.toml\n[[accepted]]\nrule = \"boundary/layer\"\nreason = \" \"\n"
    ));
    for reason in ["", "  "] {
        let output = repository.run(&["check", "--accept", "--reason", reason]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("say why it is accepted"), "{said}");
    }
    let finding = &repository.json(&["check"])["findings"][0];
    assert_eq!(
        (&finding["message"], &finding["help"]),
        (&json!("`reason` is empty"), &json!("say why it is accepted"))
    );
}
