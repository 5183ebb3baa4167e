//! What must never happen, tried on the real process: wrong orders, wrong places, hostile disks and hostile records.
//!
//! Frames and the ends of the process are tried in `crate::transport`; handlers that misbehave, which the real server
//! has none of, in `tests/hazards`.

use std::process::{Command, Output};
use std::sync::mpsc;
use std::thread;

use serde_json::{Value, json};

use crate::repository::{BOUNDSTONE, Repository};
use crate::session::{capabilities, command, published, start};
use boundstone_test_client::{Client, LIVENESS};

mod cache;
mod disk;
mod hostile_files;
mod hostile_links;
mod hostile_records;
mod order;
mod positions;
mod requests;
mod roots;
mod sequence;

/// Two records and a file that mentions the first.
const FILES: &str = "
//- docs/adr/0001-first.md
# 1. First

## Status

Accepted
//- docs/adr/0002-second.md
# 2. Second

## Status

Accepted
//- src/a.rs
// ADR-0001
fn a() {}
";

const FIRST: &str = "// ADR-0001\nfn a() {}\n";
const SECOND: &str = "// ADR-0002\nfn a() {}\n";

/// A session whose client says itself what happens on disk.
fn start_watching(repository: &Repository) -> Client {
    let mut watching = capabilities();
    watching["workspace"] = json!({ "didChangeWatchedFiles": { "dynamicRegistration": true } });
    let mut client = start(repository, watching);
    client.answer("client/registerCapability", |_| Value::Null);
    client
}

/// Says that something happened at these paths, and waits until the server has looked.
fn watched(client: &mut Client, repository: &Repository, paths: &[&str]) {
    const PROBE: &str = "probe.rs";
    let uri = repository.uri(PROBE);
    let changes = |paths: &[&str]| {
        let change = |path: &&str| json!({ "uri": repository.uri(path), "type": 2 });
        json!({ "changes": paths.iter().map(change).collect::<Vec<_>>() })
    };
    // A finding that comes, and goes again for the next time, behind everything before it.
    for text in ["// ADR-0003\nfn probe() {}\n", "fn probe() {}\n"] {
        repository.write(PROBE, text);
        client.notify("workspace/didChangeWatchedFiles", changes(&[paths, &[PROBE]].concat()));
        let report = published(client, &uri);
        let count = usize::from(text.contains("ADR"));
        assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(count), "{report}");
    }
}

/// `line:start-end number` of each mention of a record in a document, in the client's columns, lines from 0.
#[track_caller]
fn mentions(client: &mut Client, uri: &str) -> Vec<String> {
    let links = client.call("textDocument/documentLink", json!({ "textDocument": { "uri": uri } }));
    let row = |link: &Value| {
        let (start, end) = (&link["range"]["start"], &link["range"]["end"]);
        let target = link["target"].as_str().expect("a target");
        let name = target.rsplit('/').next().expect("a name");
        let number = name.split('-').next().expect("a number");
        format!("{}:{}-{} {number}", start["line"], start["character"], end["character"])
    };
    links.as_array().map(|all| all.iter().map(row).collect()).unwrap_or_default()
}

/// A command of `boundstone` in `repository`, as a user who may not read everything.
fn unprivileged(repository: &Repository, arguments: &[&str]) -> Command {
    const NOBODY: &str = "65534";
    let mut command = if rustix::process::geteuid().is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", BOUNDSTONE]);
        command
    } else {
        Command::new(BOUNDSTONE)
    };
    command.args(arguments).current_dir(repository.path()).env("HOME", repository.path());
    command
}

/// Runs a command that must come to an end.
#[track_caller]
fn ended(mut command: Command) -> Output {
    let piped = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let child = piped.spawn().expect("boundstone starts");
    let id = rustix::process::Pid::from_child(&child);
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    match receiver.recv_timeout(LIVENESS * 3) {
        Ok(output) => output.expect("an output"),
        Err(_) => {
            let _ = rustix::process::kill_process(id, rustix::process::Signal::KILL);
            panic!("{command:?} does not end");
        }
    }
}

/// The JSON answer of `boundstone` in `repository`, which must come to an end.
#[track_caller]
fn answered(repository: &Repository, arguments: &[&str]) -> Value {
    let mut command = Command::new(BOUNDSTONE);
    command.args(arguments).args(["--format", "json"]).current_dir(repository.path());
    json_of(&ended(command))
}

#[track_caller]
fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

/// `path: reason` of everything that `check` says it did not check.
fn not_checked(answer: &Value) -> Vec<String> {
    let row = |it: &Value| {
        format!("{}: {}", it["path"].as_str().unwrap(), it["reason"].as_str().unwrap())
    };
    answer["not_checked"].as_array().expect("a list").iter().map(row).collect()
}

/// A server's command in no repository in particular.
fn server() -> Client {
    Client::start(command())
}
