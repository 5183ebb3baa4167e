use insta::assert_snapshot;

use crate::fixing::{fixed, offered};

/// A record with an entry of `governs` that matches nothing, and the files of `text`.
fn stale(entry: &str, files: &str) -> String {
    let files: String = files.split(' ').map(|file| format!("//- {file}\nx\n")).collect();
    format!(
        "{files}//- docs/adr/0001-a.md\n---\nstatus: accepted\ngoverns:\n  # Kept.\n  - \"{entry}$0\" # and this\n---\n\n# A\n"
    )
}

/// The entry that follows what moved.
#[track_caller]
fn followed(entry: &str, files: &str) -> String {
    let text = stale(entry, files);
    let [title] = offered(&text).try_into().expect("one offer");
    let title = title.strip_prefix("* ").expect("the only one is preferred").to_owned();
    let fixed = fixed(&text, &title);
    let (before, rest) = fixed.split_once("  # Kept.\n  - \"").expect("what stands before");
    assert_eq!(before, "---\nstatus: accepted\ngoverns:\n");
    let (entry, after) = rest.split_once('"').expect("an entry");
    assert_eq!(after, " # and this\n---\n\n# A\n");
    assert_eq!(title, format!("Follow to {entry}"));
    entry.to_owned()
}

#[test]
fn an_entry_that_matches_nothing_follows_to_the_one_place_of_its_name() {
    assert_snapshot!(followed("old/billing.rs", "new/deep/billing.rs"), @"new/deep/billing.rs");
    assert_snapshot!(followed("./old/billing.rs", "new/billing.rs"), @"./new/billing.rs");
    assert_snapshot!(followed("old/billing/**", "services/billing/src/a.rs services/billing/b.rs"), @"services/billing/**");
    assert_snapshot!(followed("/old/billing/*.rs", "services/billing/b.rs"), @"/services/billing/*.rs");
    assert_snapshot!(followed("old/billing/", "services/billing/b.rs"), @"services/billing/");
    assert_snapshot!(followed("old/billing", "services/billing/b.rs"), @"services/billing");
}

#[test]
fn where_several_bear_the_name_or_none_nothing_is_offered() {
    for (entry, files) in [
        ("old/a.rs", "x/a.rs y/a.rs"),
        ("old/a.rs", "x/b.rs"),
        ("old/a", "x/a y/a/b.rs"),
        ("old/a/**", "x/a"),
        // Found, but the glob would match nothing there either.
        ("old/a/*.ts", "x/a/b.rs"),
        ("a/*.ts", "a/b.rs"),
        ("**/a.rs", "x/b.rs"),
        // A glob would read it as something else.
        ("old/a/**", "x/[id]/a/b.rs"),
    ] {
        assert!(offered(&stale(entry, files)).is_empty(), "{entry}");
    }
}

const CODE: &str = "
//- Cargo.toml
[package]
name = \"ledger\"
version = \"0.1.0\"
edition = \"2024\"
//- src/lib.rs
pub mod entry;
//- src/entry.rs
pub struct Entry;
impl Entry {
    /// Rounds down (ADR-0001).
    pub fn cents(&self) -> i64 { 0 }
}
//- tests/all.rs
/// ADR-0001
fn helper() {}
//- web/page.ts
// ADR-0001: amounts are whole cents.

import \"./x\";
//- web/x.ts
/** As ADR-0001 says. */
export function x() {}
";

const TITLE: &str = "Govern the 4 places that mention it";

/// The record after it was made to govern what mentions it.
#[track_caller]
fn governing(record: &str) -> String {
    fixed(&format!("{CODE}//- docs/adr/0001-a.md\n{record}"), TITLE)
}

#[test]
fn a_record_without_front_matter_gets_one() {
    assert_snapshot!(governing("# 1. Whole $0cents\n\n## Status\n\nAccepted\n"), @"
    ---
    governs:
      - ledger#entry::Entry::cents
      - tests/all.rs#helper
      - web/page.ts
      - web/x.ts#x
    ---

    # 1. Whole cents

    ## Status

    Accepted
    ");
}

#[test]
fn a_record_without_the_key_gets_it_at_the_end_of_its_front_matter() {
    assert_snapshot!(governing("---\nstatus: $0accepted # yes\ndate: 2026-01-02\n---\n\n# A\n"), @"
    ---
    status: accepted # yes
    date: 2026-01-02
    governs:
      - ledger#entry::Entry::cents
      - tests/all.rs#helper
      - web/page.ts
      - web/x.ts#x
    ---

    # A
    ");
}

#[test]
fn entries_are_added_in_the_style_of_the_list() {
    assert_snapshot!(
        governing("---\ngoverns:\n# One.\n- 'Cargo.toml'  # here\n\nstatus: acc$0epted\n---\n# A\n"),
        @"
    ---
    governs:
    # One.
    - 'Cargo.toml'  # here
    - 'ledger#entry::Entry::cents'
    - 'tests/all.rs#helper'
    - 'web/page.ts'
    - 'web/x.ts#x'

    status: accepted
    ---
    # A
    "
    );
    assert_snapshot!(
        governing("---\nstatus: accepted$0\ngoverns: [\"Cargo.toml\", src/lib.rs] # both\n---\n# A\n"),
        @r#"
    ---
    status: accepted
    governs: ["Cargo.toml", src/lib.rs, ledger#entry::Entry::cents, tests/all.rs#helper, web/page.ts, web/x.ts#x] # both
    ---
    # A
    "#
    );
    assert_snapshot!(
        governing("---\nstatus: accepted$0\ngoverns: [\n    Cargo.toml,\n    src/lib.rs,\n]\n---\n# A\n"),
        @"
    ---
    status: accepted
    governs: [
        Cargo.toml,
        src/lib.rs,
        ledger#entry::Entry::cents,
        tests/all.rs#helper,
        web/page.ts,
        web/x.ts#x,
    ]
    ---
    # A
    "
    );
    assert_snapshot!(governing("---\nstatus: accepted$0\ngoverns: []\n---\n# A\n"), @"
    ---
    status: accepted
    governs: [ledger#entry::Entry::cents, tests/all.rs#helper, web/page.ts, web/x.ts#x]
    ---
    # A
    ");
    assert_snapshot!(governing("---\nstatus: accepted$0\ngoverns: # nothing yet\n---\n# A\n"), @"
    ---
    status: accepted
    governs: # nothing yet
      - ledger#entry::Entry::cents
      - tests/all.rs#helper
      - web/page.ts
      - web/x.ts#x
    ---
    # A
    ");
    assert_snapshot!(
        governing("---\nstatus: accepted$0\ngoverns:   Cargo.toml # one\ndate: 2026-01-02\n---\n# A\n"),
        @"
    ---
    status: accepted
    governs:
      - Cargo.toml # one
      - ledger#entry::Entry::cents
      - tests/all.rs#helper
      - web/page.ts
      - web/x.ts#x
    date: 2026-01-02
    ---
    # A
    "
    );
    assert_snapshot!(
        governing("---\nstatus: accepted$0\ngoverns: Cargo.toml, src/lib.rs\n---\n# A\n"),
        @"
    ---
    status: accepted
    governs: Cargo.toml, src/lib.rs, ledger#entry::Entry::cents, tests/all.rs#helper, web/page.ts, web/x.ts#x
    ---
    # A
    "
    );
}

#[test]
fn line_endings_stay() {
    let text =
        governing("\u{feff}---\r\nstatus: accepted$0\r\ngoverns: Cargo.toml\r\n---\r\n# A\r\n");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.starts_with("\u{feff}---\r\n"));
    let text = governing("# A $0title\r\n\r\nStatus: accepted\r\n");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

/// What is offered but new records, which every title offers.
fn covering(text: &str) -> Vec<String> {
    offered(text).into_iter().filter(|title| !title.starts_with("New decision")).collect()
}

#[test]
fn what_is_governed_already_is_not_added() {
    let record = |governs: &str| {
        format!(
            "{CODE}//- docs/adr/0001-a.md\n---\ngoverns: [{governs}]\n---\n# A$0\n\nStatus: accepted\n"
        )
    };
    assert_eq!(
        covering(&record("web/**, \"ledger#entry::Entry::cents\"")),
        ["Govern what mentions it: tests/all.rs#helper (refactor)"]
    );
    assert!(covering(&record("web/**, \"boundary:ledger\"")).is_empty());
    assert!(covering(&record("web, src, tests")).is_empty());
}

#[test]
fn only_at_its_head_and_only_where_it_governs_anything() {
    let at = |record: &str| covering(&format!("{CODE}//- docs/adr/0001-a.md\n{record}"));
    assert!(at("# A\n\nStatus: accepted\n\nText $0of it.\n").is_empty(), "below its head");
    assert!(at("# A$0\n\nStatus: rejected\n").is_empty(), "what was rejected governs nothing");
    assert_eq!(at("# A$0\n\nStatus: proposed\n"), [format!("{TITLE} (refactor)")]);
    assert!(
        at("---\nstatus: [accepted$0\n---\n# A\n").is_empty(),
        "what is no YAML is not added to"
    );
    assert!(at("---\nstatus: accepted$0\ngoverns: |\n  a.rs\n---\n# A\n").is_empty());
}

#[test]
fn a_link_follows_the_record_that_moved() {
    let record = |path: &str| format!("//- {path}\n# A\n\nStatus: superseded\n");
    let linking = |link: &str| {
        format!("//- docs/adr/0009-new.md\n# New\n\nStatus: accepted\n\nSupersedes {link}.\n")
    };
    let followed = |link: &str, path: &str| {
        let text = fixed(&(record(path) + &linking(link)), &format!("Follow to {path}"));
        text.lines().last().expect("a line").to_owned()
    };
    assert_snapshot!(followed("[3. Old$0](0003-old.md)", "docs/adr/archive/0003-old.md"), @"Supersedes [3. Old](archive/0003-old.md).");
    assert_snapshot!(followed("[3. Old$0](./0003-old.md#why)", "docs/adr/archive/0003-old.md"), @"Supersedes [3. Old](./archive/0003-old.md#why).");
    assert_snapshot!(followed("[0003-old.md$0](0003-old.md \"Old\")", "adr/0003-old.md"), @r#"Supersedes [0003-old.md](../../adr/0003-old.md "Old")."#);
    assert_snapshot!(followed("[3$0](/docs/0003-old.md)", "adr/0003-old.md"), @"Supersedes [3](/adr/0003-old.md).");
    // The same number and words in another spelling.
    assert_snapshot!(followed("[3$0](0003-old-way.md)", "docs/adr/003_old_way.md"), @"Supersedes [3](003_old_way.md).");

    let several = record("adr/0003-old.md") + &record("rfcs/0003-old.md");
    assert!(offered(&(several + &linking("[3$0](0003-old.md)"))).is_empty(), "two could be meant");
    assert!(offered(&(record("adr/0003-other.md") + &linking("[3$0](0003-old.md)"))).is_empty());
}
