//! The rules on references between boundaries: the bundled harbour, as its README describes it, and the
//! same while a file is edited.

use serde_json::Value;

use crate::repository::Repository;
use crate::session::{capabilities, findings, published, start};

const TODAY: [&str; 2] = ["--today", "2026-06-01"];

/// One line a finding: where, how bad, which rule, and the marked words.
fn rows(repository: &Repository, more: &[&str]) -> Vec<String> {
    let answer = repository.json(&[&["check"], more].concat());
    let row = |it: &Value| {
        let path = it["path"].as_str().unwrap();
        let text = repository.read(path);
        let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
        let number = |value: &Value| value.as_u64().unwrap() as usize - 1;
        let line = text.lines().nth(number(&start["line"])).unwrap();
        let marked = &line[number(&start["column"])..number(&end["column"])];
        let (severity, rule) = (it["severity"].as_str().unwrap(), it["rule"].as_str().unwrap());
        format!("{path}:{}: {severity} {rule}: {marked}", start["line"])
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn check_finds_what_the_readme_of_the_harbour_says() {
    assert_eq!(
        rows(&Repository::fixture("harbour"), &TODAY),
        [
            "crates/berths/boundary.toml:12: hint allow/unused: \"boundary/layer\"",
            "crates/cargo/src/allowed.rs:4: warning allow/no-reason: boundary/private-use",
            "crates/cargo/src/allowed.rs:7: hint allow/unused: boundary/layer",
            "crates/cargo/src/lib.rs:4: error boundary/private-use: Trail",
            "crates/cargo/src/lib.rs:5: error boundary/private-use: Row",
            "crates/cargo/src/lib.rs:6: hint contract/deprecated-use: reserve",
            "crates/cargo/src/lib.rs:6: error contract/expired: reserve_by_fax",
            "crates/cargo/src/lib.rs:15: hint contract/deprecated-use: reserve",
            "crates/cargo/src/lib.rs:16: error contract/expired: reserve_by_fax",
            "crates/pilots/src/lib.rs:4: error boundary/forbidden-use: call",
            "crates/radio/src/lib.rs:1: error boundary/layer: Crane",
            "web/charts/src/index.ts:1: warning boundary/cycle: tideAt",
            "web/tides/src/index.ts:1: warning boundary/cycle: depth",
            "web/tides/src/index.ts:2: warning boundary/private-use: grid",
        ]
    );
}

#[test]
fn a_cycle_shows_the_way_back() {
    let answer = Repository::fixture("harbour").json(&["check", "web/tides", TODAY[0], TODAY[1]]);
    let cycle = &answer["findings"][0];
    assert_eq!(
        cycle["message"],
        "Boundaries use each other in a circle: @harbour/tides → @harbour/charts → @harbour/tides"
    );
    assert_eq!(cycle["related"][0]["path"], "web/charts/src/index.ts");
    assert_eq!(cycle["related"][0]["message"], "@harbour/charts uses @harbour/tides here");
}

#[test]
fn without_its_contracts_the_harbour_has_no_errors() {
    let harbour = Repository::fixture("harbour");
    for folder in ["berths", "cargo", "pilots", "radio"] {
        std::fs::remove_file(harbour.path().join(format!("crates/{folder}/boundary.toml")))
            .unwrap();
    }
    let rows = rows(&harbour, &TODAY);
    assert!(rows.iter().all(|row| !row.contains(": error ")), "{rows:#?}");
}

#[test]
fn a_baseline_entry_ends_on_its_day() {
    let harbour = Repository::fixture("harbour");
    let baseline = harbour.read("crates/cargo/boundary.toml");
    let with_until = format!("{baseline}until  = 2026-06-01\n");
    harbour.write("crates/cargo/boundary.toml", &with_until);
    let of_manifest = |today: &str| -> Vec<String> {
        let rows = rows(&harbour, &["--today", today, "crates/cargo"]);
        let about = |row: &String| row.contains("manifest.rs") || row.contains("boundary.toml");
        rows.into_iter().filter(about).collect()
    };
    assert_eq!(of_manifest("2026-05-31"), [""; 0]);
    assert_eq!(
        of_manifest("2026-06-01"),
        [
            "crates/cargo/boundary.toml:9: error contract/expired: 2026-06-01",
            "crates/cargo/src/manifest.rs:1: error boundary/private-use: Row",
        ]
    );
}

#[test]
fn undeclared_uses_are_found_where_that_is_asked_for() {
    let harbour = Repository::fixture("harbour");
    harbour.write("boundstone.toml", "[rules]\n\"boundary/undeclared\" = \"warning\"\n");
    let rows = rows(&harbour, &[TODAY[0], TODAY[1], "crates/radio", "web/charts"]);
    assert_eq!(
        rows.iter().filter(|row| row.contains("undeclared")).collect::<Vec<_>>(),
        [
            "crates/radio/src/lib.rs:1: warning boundary/undeclared: Crane",
            "web/charts/src/index.ts:1: warning boundary/undeclared: tideAt",
        ]
    );
}

#[test]
fn findings_follow_the_unsaved_text_into_other_files() {
    let harbour = Repository::fixture("harbour");
    let mut client = start(&harbour, capabilities());
    let user = harbour.uri("crates/pilots/src/lib.rs");
    let text = harbour.read("crates/pilots/src/lib.rs");
    let layered = text.replace("radio::call", "berths::ledger::Row::new");
    client.open(&user, "rust", &layered);
    let report = published(&mut client, &user);
    assert_eq!(findings(&report["diagnostics"]), ["4: error boundary/private-use"], "{report}");
    // What the other file no longer has cannot be used.
    let definer = harbour.uri("crates/berths/src/ledger.rs");
    let renamed = harbour.read("crates/berths/src/ledger.rs").replace("struct Row", "struct Line");
    client.open(&definer, "rust", &renamed);
    let report = published(&mut client, &user);
    assert!(findings(&report["diagnostics"]).is_empty(), "{report}");
}

#[test]
fn accept_writes_a_baseline_that_silences_what_was_found() {
    let harbour = Repository::fixture("harbour");
    let before = harbour.read("crates/cargo/boundary.toml");
    let accept = ["check", "--accept", "--reason", "a \"fresh\" start", TODAY[0], TODAY[1]];
    let output = harbour.run(&accept);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let after = harbour.read("crates/cargo/boundary.toml");
    let added = after.strip_prefix(&before).expect("what was there stays");
    assert_eq!(
        added,
        "
[[accepted]]
rule = \"boundary/private-use\"
in = \"src/lib.rs\"
to = \"berths#audit::Trail\"
reason = 'a \"fresh\" start'

[[accepted]]
rule = \"boundary/private-use\"
in = \"src/lib.rs\"
to = \"berths#ledger::Row\"
reason = 'a \"fresh\" start'

[[accepted]]
rule = \"contract/expired\"
in = \"src/lib.rs\"
to = \"berths#reserve_by_fax\"
reason = 'a \"fresh\" start'
"
    );
    let rows = rows(&harbour, &TODAY);
    assert!(rows.iter().all(|row| !row.contains(": error ")), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains(": warning ")), "{rows:#?}");
}

#[test]
fn accept_makes_a_contract_where_there_is_none_and_leaves_a_broken_one_alone() {
    let harbour = Repository::fixture("harbour");
    let accept = ["check", "--accept", "--reason", "x", "--fail-on", "warning", TODAY[0], TODAY[1]];
    harbour.write("crates/cargo/boundary.toml", "layer = \"quay\"\nuses = [\n");
    let output = harbour.run(&accept);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(harbour.read("crates/cargo/boundary.toml"), "layer = \"quay\"\nuses = [\n");
    let only_web: Vec<&str> = accept.iter().copied().chain(["web"]).collect();
    assert_eq!(harbour.run(&only_web).status.code(), Some(0));
    let made = harbour.read("web/charts/boundary.toml");
    assert_eq!(
        made,
        "[[accepted]]\nrule = \"boundary/cycle\"\nin = \"src/index.ts\"\nto = \"@harbour/tides\"\nreason = \"x\"\n"
    );
    assert_eq!(rows(&harbour, &[TODAY[0], TODAY[1], "web"]), [""; 0]);
}
