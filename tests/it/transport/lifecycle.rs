//! How the process ends: by every way that a client can leave it.

use std::process::{Command, Stdio};

use rustix::process::Signal;
use serde_json::{Value, json};

use super::{URI, assert_code, initialized, started};
use boundstone_test_client::session::at;
use boundstone_test_client::{Client, frame};

const SIGTERM_CODE: i32 = 143;
const SIGINT_CODE: i32 = 130;

#[test]
fn exit_after_shutdown() {
    for params in [None, Some(Value::Null), Some(json!({}))] {
        let mut client = initialized();
        let mut shutdown = json!({ "jsonrpc": "2.0", "id": "bye", "method": "shutdown" });
        if let Some(params) = params {
            shutdown["params"] = params;
        }
        client.send(&shutdown);
        assert_eq!(client.response("bye"), Ok(Value::Null));
        client.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
        assert_eq!(client.exit_code(), Some(0));
    }
}

#[test]
fn exit_without_shutdown() {
    for mut client in [started(), initialized()] {
        client.notify("exit", Value::Null);
        assert_eq!(client.exit_code(), Some(1));
    }
}

#[test]
fn shutdown_and_exit_at_once_are_answered() {
    let mut client = initialized();
    let shutdown = json!({ "jsonrpc": "2.0", "id": 1, "method": "shutdown" }).to_string();
    let exit = json!({ "jsonrpc": "2.0", "method": "exit" }).to_string();
    client.send_raw([frame(shutdown), frame(exit)].concat());
    client.process().close_stdin();
    client.response(1).unwrap();
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn the_end_of_stdin() {
    for mut client in [started(), initialized()] {
        client.process().close_stdin();
        assert_eq!(client.exit_code(), Some(1));
    }
    let mut client = initialized();
    client.call("shutdown", Value::Null);
    client.process().close_stdin();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn the_end_of_stdin_in_the_middle_of_a_message() {
    for bytes in ["Content-Le", "Content-Length: 100\r\n\r\n{\"jsonrpc\"", "garbage"] {
        let mut client = initialized();
        client.send_raw(bytes);
        client.process().close_stdin();
        assert_eq!(client.exit_code(), Some(1));
    }
}

#[test]
fn what_was_sent_before_the_end_of_stdin_is_answered() {
    let mut client = initialized();
    let ids: Vec<_> =
        (0..100).map(|_| client.request("textDocument/hover", at(URI, 0, 0))).collect();
    client.process().close_stdin();
    for id in ids {
        client.response(id).unwrap();
    }
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn signals() {
    for (signal, code) in [(Signal::TERM, SIGTERM_CODE), (Signal::INT, SIGINT_CODE)] {
        let mut client = initialized();
        client.process().signal(signal);
        assert_eq!(client.exit_code(), Some(code));
    }
}

#[test]
fn a_dead_reader_of_stdout() {
    let mut client = Client::start_deaf(crate::server());
    client.process().close_stdout();
    client.request("initialize", json!({ "capabilities": {} }));
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn a_dead_reader_of_stdout_is_noticed_in_silence() {
    let mut client = Client::start_deaf(crate::server());
    client.process().close_stdout();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn the_death_of_the_client() {
    let mut parent = Command::new("sleep").arg("1000").stdin(Stdio::null()).spawn().unwrap();
    let mut client = started();
    client.initialize(json!({ "processId": parent.id() }));
    client.hover(URI, 0, 0);
    parent.kill().unwrap();
    assert_eq!(client.exit_code(), Some(1));
    parent.wait().unwrap();
}

#[test]
fn a_client_that_was_dead_from_the_start() {
    let mut parent = Command::new("true").spawn().unwrap();
    parent.wait().unwrap();
    let mut client = started();
    client.request("initialize", json!({ "processId": parent.id(), "capabilities": {} }));
    assert_eq!(client.exit_code(), Some(1));
    // Whether `initialize` is still answered is a race that nobody is there to care about.
    client.leave_unread();
}

#[test]
fn process_ids_that_name_nothing() {
    for id in [json!(null), json!(0), json!(-1), json!(1_000_000_000_000_i64)] {
        let mut client = started();
        let params = json!({ "processId": id, "capabilities": {} });
        let request = client.request("initialize", params);
        // Not every one of them is valid, but none ends the session.
        if let Err(error) = client.response(request) {
            assert_code(Err(error), super::INVALID_PARAMS);
            client.initialize(json!({}));
        }
        client.hover(URI, 0, 0);
    }
}
