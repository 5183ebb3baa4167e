//! A client that does not read what it asked for.

use std::time::Duration;

use serde_json::{Value, json};

use crate::server;
use boundstone_test_client::Client;

/// Requests, each answered with 64 KiB: far more than fits into any queue.
const REQUESTS: usize = 4_000;

/// A server that left its stdin alone for this long is waiting for its client. On a slow machine that may come too early, which makes the
/// test weaker, not wrong.
const QUIET: Duration = Duration::from_secs(2);

/// Bytes of a request, so many that the server has to come back to stdin after a few of them.
const PADDING: usize = 4 * 1024;

/// 1,124 handlers may have their answers ready and some more wait in queues; all the answers would be 250 MiB.
const MEMORY_LIMIT_KIB: usize = 160 * 1024;

#[cfg(target_os = "linux")]
fn peak_memory_kib(client: &mut Client) -> usize {
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", client.process().id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_client_that_never_reads() {
    let mut client = Client::start_deaf(server());
    client.request("initialize", json!({ "capabilities": {} }));
    let params = json!({ "command": "long", "arguments": ["x".repeat(PADDING)] });
    let mut last = 0;
    for _ in 0..REQUESTS {
        last = client.request("workspace/executeCommand", params.clone());
    }
    client.process().takes_until(QUIET);
    let peak = peak_memory_kib(&mut client);
    assert!(peak < MEMORY_LIMIT_KIB, "{peak} KiB");
    // It only waited: everything is answered once the client reads.
    client.listen();
    for id in 1..=last {
        client.response(id).unwrap();
    }
}

#[test]
fn the_process_ends_although_nobody_reads() {
    let mut client = Client::start_deaf(server());
    client.request("initialize", json!({ "capabilities": {} }));
    // Few enough for the rest to fit into the pipe: the end of stdin comes behind it.
    for _ in 0..1_500 {
        client.request("workspace/executeCommand", json!({ "command": "long" }));
    }
    client.process().close_stdin();
    assert_eq!(client.exit_code(), Some(1));
    client.process().close_stdout();
}

#[test]
fn exit_although_nobody_reads() {
    let mut client = Client::start_deaf(server());
    client.request("initialize", json!({ "capabilities": {} }));
    for _ in 0..20 {
        client.request("workspace/executeCommand", json!({ "command": "long" }));
    }
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
    client.process().close_stdout();
}
