//! No request sees another text than the one it was sent behind.

use std::time::Duration;

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{capabilities, open, start};
use boundstone_test_client::Client;
use boundstone_test_client::session::at;

/// As many changes and as many hovers.
const ROUNDS: i32 = 10_000;

/// A build without optimisation makes a World for each of them.
const PATIENCE: Duration = Duration::from_secs(300);

/// Coprime, so that no two versions near each other show the same hover.
const PADDINGS: i32 = 50;
const NAMES: [&str; 7] = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf"];

const INDENT: i32 = 3;
const MENTION: i32 = 8;

fn repository() -> Repository {
    let record = |(number, name): (usize, &&str)| {
        format!("//- docs/adr/{0:04}-x.md\n# {0}. {name}\n\n## Status\n\nAccepted\n", number + 1)
    };
    let records: String = NAMES.iter().enumerate().map(record).collect();
    Repository::of(&format!("{records}//- a.rs\n{0}//- b.rs\n{0}", text(0)))
}

fn mentioned(version: i32) -> usize {
    (version % NAMES.len() as i32) as usize
}

fn padding(version: i32) -> i32 {
    version % PADDINGS
}

/// What stands behind `// ` in a version.
fn inside(version: i32) -> String {
    format!("{}ADR-{:04}", " ".repeat(padding(version) as usize), mentioned(version) + 1)
}

fn text(version: i32) -> String {
    format!("// {}\nfn a() {{}}\n", inside(version))
}

/// From `version` to the next one, in two edits of which the second counts on the first.
fn edits(version: i32) -> Value {
    let end = INDENT + padding(version) + MENTION;
    let range = |start: i32, end: i32| json!({ "start": { "line": 0, "character": start }, "end": { "line": 0, "character": end } });
    json!([
        { "range": range(INDENT, end), "text": "" },
        { "range": range(INDENT, INDENT), "text": inside(version + 1) },
    ])
}

fn assert_is_of(hover: &Value, version: i32) {
    let start = INDENT + padding(version);
    assert_eq!(hover["range"]["start"]["character"], start, "version {version}: {hover}");
    assert_eq!(hover["range"]["end"]["character"], start + MENTION, "version {version}: {hover}");
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains(NAMES[mentioned(version)]), "version {version}: {text}");
}

fn hover(client: &mut Client, uri: &str, version: i32) -> i64 {
    client.request("textDocument/hover", at(uri, 0, (INDENT + padding(version)) as u32))
}

#[test]
fn twenty_thousand_messages_interleaved() {
    let repository = repository();
    let mut client = start(&repository, capabilities());
    client.be_patient(PATIENCE);
    let uris = ["a.rs", "b.rs"].map(|path| open(&mut client, &repository, path));
    client.ignore("textDocument/publishDiagnostics");
    let mut versions = [0, 0];
    let mut asked = Vec::new();
    for round in 0..ROUNDS {
        let at = (round % 2) as usize;
        client.change_by(&uris[at], versions[at] + 2, edits(versions[at]));
        versions[at] += 1;
        asked.push((hover(&mut client, &uris[at], versions[at]), versions[at]));
    }
    for (id, version) in asked {
        let answer = client.response(id).unwrap();
        assert_is_of(&answer, version);
    }
}
