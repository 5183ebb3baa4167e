//! `boundstone decisions` with filters, `decisions new` and `decisions supersede`.

use std::path::Path;

use serde_json::Value;

use crate::repository::Repository;

const LOG: &str = "
//- a/Cargo.toml
[package]
name = \"a\"
//- a/boundary.toml
decisions = [\"ADR-0002\"]
//- a/src/lib.rs
//! Head, ADR-0003.
//- docs/adr/0001-record-decisions.md
# 1. Record decisions

Date: 2026-03-02

## Status

Accepted

## Decision

We do.
//- docs/adr/0002-keep-a-apart.md
# 2. Keep A apart

## Status

Superseded by [3. Join A](0003-join-a.md)
//- docs/adr/0003-join-a.md
# 3. Join A

## Status

Proposed
//- docs/adr/0004-globs.md
---
status: accepted
governs: [\"a/src/**\", \"new/**\"]
---

# Govern by GLOBS
";

/// What the command prints, with its errors.
fn said(repository: &Repository, arguments: &[&str]) -> String {
    let output = repository.run(arguments);
    let text = [output.stdout, output.stderr].concat();
    let code = output.status.code().expect("an exit code");
    let text = String::from_utf8(text).expect("UTF-8");
    if code == 0 { text } else { format!("{text}(exit {code})\n") }
}

fn shown(repository: &Repository, arguments: &[&str]) -> String {
    said(repository, &[&["decisions"], arguments].concat())
}

fn new(repository: &Repository, arguments: &[&str]) -> String {
    said(repository, &[&["decisions", "new", "--today", "2026-07-30"], arguments].concat())
}

fn supersede(repository: &Repository, arguments: &[&str]) -> String {
    said(repository, &[&["decisions", "supersede", "--today", "2026-07-30"], arguments].concat())
}

/// Ids of the decisions in a JSON answer.
fn ids(repository: &Repository, arguments: &[&str]) -> String {
    let answer = repository.json(&[&["decisions"], arguments].concat());
    let decisions = answer["decisions"].as_array().expect("an array");
    let ids: Vec<&str> = decisions.iter().map(|it| it["id"].as_str().expect("an id")).collect();
    ids.join(" ")
}

#[test]
fn decisions_by_status_words_and_what_they_govern() {
    let repository = Repository::of(LOG);
    assert_eq!(ids(&repository, &["--status", "accepted"]), "0001 0004");
    assert_eq!(ids(&repository, &["--status", "proposed,superseded"]), "0002 0003");
    assert_eq!(
        ids(&repository, &["--status", "proposed", "--status", "in-force"]),
        "0001 0003 0004"
    );
    assert_eq!(ids(&repository, &["--text", "govern globs"]), "0004");
    assert_eq!(ids(&repository, &["--text", "ADR-0001"]), "0001");
    assert_eq!(ids(&repository, &["--governs", "a/src/lib.rs"]), "0002 0003 0004");
    assert_eq!(ids(&repository, &["--governs", "a/Cargo.toml"]), "0002");
    assert_eq!(
        ids(&repository, &["--governs", "new/not/there.rs", "--status", "accepted"]),
        "0004"
    );
    assert_eq!(ids(&repository, &["--status", "rejected"]), "");
    assert_eq!(shown(&repository, &["--status", "rejected"]), "None of 4 decisions matches.\n");
    let card = repository.json(&["explain", "a/src/lib.rs"]);
    let of_card: Vec<&Value> = card["decisions"].as_array().expect("an array").iter().collect();
    assert_eq!(of_card.len(), 3, "the same as the card's");
}

#[test]
fn a_new_decision_is_named_and_numbered_as_the_others() {
    let repository = Repository::of(LOG);
    assert_eq!(new(&repository, &["Cache it: all"]), "docs/adr/0005-cache-it-all.md\n");
    insta::assert_snapshot!(repository.read("docs/adr/0005-cache-it-all.md"), @"
    ---
    status: proposed
    date: 2026-07-30
    ---

    # Cache it: all

    ## Context and Problem Statement

    <!-- What made this decision necessary? -->

    ## Considered Options

    <!-- What else could have been done? -->

    ## Decision Outcome

    <!-- What was decided, and why? -->
    ");
    let answer = repository.json(&["decisions", "5"]);
    assert_eq!(answer["decisions"][0]["title"], "Cache it: all");
    assert_eq!(answer["decisions"][0]["status"], "proposed");
    assert_eq!(answer["decisions"][0]["date"], "2026-07-30");
    assert_eq!(new(&repository, &["Next"]), "docs/adr/0006-next.md\n");
}

#[test]
fn the_first_decision_goes_into_docs_decisions() {
    let repository = Repository::of("//- a.rs\n");
    let made = new(&repository, &["Record decisions", "--status", "accepted"]);
    assert_eq!(made, "docs/decisions/0001-record-decisions.md\n");
    assert_eq!(ids(&repository, &["--status", "accepted"]), "0001");
}

#[test]
fn a_template_of_the_log_is_filled_in() {
    let template = "//- docs/adr/template.md\n# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n\n## Context\n\nWhy?\n";
    let repository = Repository::of(&format!("{LOG}{template}"));
    assert_eq!(new(&repository, &["Cache it"]), "docs/adr/0005-cache-it.md\n");
    assert_eq!(
        repository.read("docs/adr/0005-cache-it.md"),
        "# 5. Cache it\n\nDate: 2026-07-30\n\n## Status\n\nProposed\n\n## Context\n\nWhy?\n"
    );
}

#[test]
fn what_has_no_one_place_is_refused() {
    let other = "//- web/docs/adr/0001-x.md\n# 1. X\n";
    let repository = Repository::of(&format!("{LOG}{other}"));
    insta::assert_snapshot!(new(&repository, &["Cache it"]), @"
    boundstone: there are several folders of decisions: docs/adr (4), web/docs/adr (1); name the one that is meant with `--folder`
    (exit 2)
    ");
    assert_eq!(
        new(&repository, &["Cache it", "--folder", "web/docs/adr"]),
        "web/docs/adr/0002-cache-it.md\n"
    );
    insta::assert_snapshot!(new(&repository, &["Cache it", "--folder", "a/src"]), @"
    boundstone: a/src/0001-cache-it.md would not be read as a decision: its folder is none of decisions; use a folder such as docs/decisions, or name it in `[decisions] paths` of boundstone.toml
    (exit 2)
    ");
    let outside = new(&repository, &["Cache it", "--folder", ".."]);
    assert!(outside.contains("lies outside the repository"), "{outside}");
    insta::assert_snapshot!(new(&repository, &["!", "--folder", "docs/adr"]), @r#"
    boundstone: no name of a file can be made of the title "!"; write it in letters
    (exit 2)
    "#);
    insta::assert_snapshot!(supersede(&repository, &["ADR-0009", "Cache it"]), @"
    boundstone: no decision is called ADR-0009; `boundstone decisions` lists them
    (exit 2)
    ");
}

#[test]
fn a_new_decision_supersedes_an_old_one_and_both_say_so() {
    let repository = Repository::of(LOG);
    let written = supersede(&repository, &["ADR-0001", "Record less"]);
    assert_eq!(written, "docs/adr/0001-record-decisions.md\ndocs/adr/0005-record-less.md\n");
    assert_eq!(
        repository.read("docs/adr/0001-record-decisions.md"),
        "# 1. Record decisions\n\nDate: 2026-03-02\n\n## Status\n\nSuperseded by [5. Record less](0005-record-less.md)\n\n## Decision\n\nWe do.\n"
    );
    insta::assert_snapshot!(repository.read("docs/adr/0005-record-less.md"), @r#"
    ---
    status: accepted
    supersedes: "[ADR-0001](0001-record-decisions.md)"
    date: 2026-07-30
    ---

    # Record less

    ## Context and Problem Statement

    <!-- What made this decision necessary? -->

    ## Considered Options

    <!-- What else could have been done? -->

    ## Decision Outcome

    <!-- What was decided, and why? -->
    "#);
    let old = repository.json(&["decisions", "1"]);
    assert_eq!(old["decisions"][0]["superseded_by"][0], "0005");
    assert_eq!(old["decisions"][0]["in_force"], false);
    insta::assert_snapshot!(supersede(&repository, &["1", "Record more"]), @"
    boundstone: docs/adr/0001-record-decisions.md is superseded already, by docs/adr/0005-record-less.md; supersede that one, or take the old successor out of the record first
    (exit 2)
    ");
}

#[test]
fn a_proposed_decision_retires_nobody() {
    let repository = Repository::of(LOG);
    let before = repository.read("docs/adr/0001-record-decisions.md");
    insta::assert_snapshot!(new(&repository, &["Record less", "--supersedes", "1"]), @"
    docs/adr/0005-record-less.md
    docs/adr/0001-record-decisions.md stays as it is: a proposed decision retires nobody. Once this one is accepted, run `boundstone decisions supersede OLD --by ID`.
    ");
    assert_eq!(repository.read("docs/adr/0001-record-decisions.md"), before);
    insta::assert_snapshot!(supersede(&repository, &["1", "--by", "5"]), @"
    boundstone: ADR-0005 is not in force (its status: proposed), so it supersedes nothing yet; accept ADR-0005 first, or name a decision in force
    (exit 2)
    ");
    let accepted = repository.read("docs/adr/0005-record-less.md").replace("proposed", "accepted");
    repository.write("docs/adr/0005-record-less.md", &accepted);
    assert_eq!(supersede(&repository, &["1", "--by", "5"]), "docs/adr/0001-record-decisions.md\n");
    assert_eq!(repository.read("docs/adr/0005-record-less.md"), accepted, "it said so already");
    let nothing = "Nothing to write: both records say so already.\n";
    assert_eq!(supersede(&repository, &["1", "--by", "5"]), nothing);
}

#[test]
fn a_dry_run_writes_nothing() {
    let repository = Repository::of(LOG);
    let before = repository.read("docs/adr/0001-record-decisions.md");
    insta::assert_snapshot!(supersede(&repository, &["1", "--by", "4", "--dry-run"]), @r#"
    docs/adr/0001-record-decisions.md
    7:- Accepted
    7:+ Superseded by [4. Govern by GLOBS](0004-globs.md)
    docs/adr/0004-globs.md
    3:+ supersedes: "[ADR-0001](0001-record-decisions.md)"
    "#);
    assert_eq!(repository.read("docs/adr/0001-record-decisions.md"), before);
    let planned = new(&repository, &["Cache it", "--dry-run"]);
    assert!(planned.starts_with("docs/adr/0005-cache-it.md\n+ ---\n"), "{planned}");
    assert!(!repository.path().join("docs/adr/0005-cache-it.md").exists());
}

#[test]
fn a_mark_and_line_ends_stay_and_a_form_that_cannot_be_edited_is_said() {
    let repository = Repository::of(LOG);
    let crlf = "\u{feff}# 1. Record decisions\r\n\r\n* Status: accepted\r\n* Date: 2026-03-02\r\n";
    repository.write("docs/adr/0001-record-decisions.md", crlf);
    supersede(&repository, &["1", "--by", "4"]);
    assert_eq!(
        repository.read("docs/adr/0001-record-decisions.md"),
        crlf.replace("accepted", "superseded by [ADR-0004](0004-globs.md)")
    );
    repository.write(
        "docs/adr/0003-join-a.md",
        "# 3. Join A\n\n## Status\n\n- [ ] Proposed\n- [x] Accepted\n",
    );
    insta::assert_snapshot!(supersede(&repository, &["3", "--by", "4"]), @"
    boundstone: docs/adr/0003-join-a.md:6: the status is a list of states to choose from; write there by hand that it is superseded by ADR-0004, and run this again
    (exit 2)
    ");
    let outside = tempfile::tempdir().expect("a folder");
    link(outside.path(), &repository.path().join("docs/decisions"));
    insta::assert_snapshot!(new(&repository, &["X", "--folder", "docs/decisions"]), @"
    boundstone: docs/decisions/0001-x.md: it lies outside the repository
    (exit 2)
    ");
    assert_eq!(std::fs::read_dir(outside.path()).expect("a folder").count(), 0);
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("a link");
}

#[cfg(not(unix))]
fn link(_: &Path, at: &Path) {
    std::fs::write(at, "").expect("a file");
}
