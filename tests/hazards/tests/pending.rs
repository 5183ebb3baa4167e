//! Many messages whose handlers are not done.

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::initialized;
use boundstone_test_client::Client;

const REQUEST_CANCELLED: i64 = -32800;
const INVALID_REQUEST: i64 = -32600;

fn park(client: &mut Client) -> i64 {
    client.request("workspace/executeCommand", json!({ "command": "park" }))
}

fn cancel(client: &mut Client, id: i64) {
    client.notify("$/cancelRequest", json!({ "id": id }));
}

#[track_caller]
fn assert_cancelled(client: &mut Client, id: i64) {
    assert_eq!(client.response(id).unwrap_err().code, REQUEST_CANCELLED);
}

#[test]
fn one_is_cancelled() {
    let mut client = initialized();
    let id = park(&mut client);
    cancel(&mut client, id);
    assert_cancelled(&mut client, id);
    cancel(&mut client, id);
    client.execute("nothing");
}

#[test]
fn five_hundred_are_cancelled() {
    let mut client = initialized();
    let ids: Vec<_> = (0..500).map(|_| park(&mut client)).collect();
    for id in &ids {
        cancel(&mut client, *id);
    }
    for id in ids {
        assert_cancelled(&mut client, id);
    }
}

#[test]
fn one_of_five_hundred_is_cancelled_at_once() {
    let mut client = initialized();
    let ids: Vec<_> = (0..500).map(|_| park(&mut client)).collect();
    let (last, others) = ids.split_last().unwrap();
    cancel(&mut client, *last);
    assert_cancelled(&mut client, *last);
    client.execute("release");
    for id in others {
        client.response(*id).unwrap();
    }
}

#[test]
fn a_storm_of_cancellations() {
    let mut client = initialized();
    let ids: Vec<_> = (0..5_000)
        .map(|_| {
            let id = park(&mut client);
            cancel(&mut client, id);
            id
        })
        .collect();
    for id in ids {
        assert_cancelled(&mut client, id);
    }
}

#[test]
fn a_fast_request_behind_four_slow_ones() {
    let mut client = initialized();
    let slow: Vec<_> = (0..4).map(|_| park(&mut client)).collect();
    client.execute("nothing");
    client.execute("release");
    for id in slow {
        client.response(id).unwrap();
    }
}

#[test]
fn three_hundred_notifications_whose_handlers_ask_the_client() {
    let mut client = initialized();
    for _ in 0..300 {
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    }
    let asked: Vec<_> =
        (0..300).map(|_| client.server_request("workspace/configuration").0).collect();
    for id in asked {
        client.reply(&id, &json!([null]));
    }
    // Replies are handed over as they are read, but the handlers they wake run later.
    while client.execute("seen")["configured"] != 300 {}
}

#[test]
fn a_reply_for_a_handler_that_was_cancelled() {
    let mut client = initialized();
    let id = client.request("workspace/executeCommand", json!({ "command": "ask" }));
    let (asked, _) = client.server_request("workspace/configuration");
    cancel(&mut client, id);
    assert_cancelled(&mut client, id);
    client.reply(&asked, &json!([1]));
    client.reply(&asked, &json!([2]));
    client.execute("nothing");
}

#[test]
fn a_reply_whose_error_is_malformed() {
    let mut client = initialized();
    for error in [
        json!("no"),
        json!(null),
        json!({ "code": "x" }),
        json!({ "code": 1, "message": "m", "why": 1 }),
    ] {
        let id = client.request("workspace/executeCommand", json!({ "command": "ask" }));
        let (asked, _) = client.server_request("workspace/configuration");
        client.send(&json!({ "jsonrpc": "2.0", "id": asked, "error": error }));
        assert!(client.response(id).is_err());
    }
}

#[test]
fn an_id_that_is_in_flight_already() {
    let mut client = initialized();
    let id = park(&mut client);
    client.send(&json!({ "jsonrpc": "2.0", "id": id, "method": "workspace/executeCommand", "params": { "command": "nothing" } }));
    assert_eq!(client.response(id).unwrap_err().code, INVALID_REQUEST);
    client.execute("release");
    assert_eq!(client.response(id), Ok(Value::Null));
}

#[test]
fn the_process_ends_with_a_handler_pending() {
    let mut client = initialized();
    park(&mut client);
    client.process().close_stdin();
    assert_eq!(client.exit_code(), Some(1));
    let mut client = initialized();
    park(&mut client);
    client.process().signal(Signal::TERM);
    assert_eq!(client.exit_code(), Some(143));
}

#[test]
fn the_process_ends_with_a_reply_of_the_client_pending() {
    let mut client = initialized();
    client.request("workspace/executeCommand", json!({ "command": "ask" }));
    client.server_request("workspace/configuration");
    client.process().close_stdin();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn the_process_ends_with_more_handlers_pending_than_there_are_places() {
    let mut client = initialized();
    // Few enough for what has no place to fit into the pipe: the end of stdin comes behind it.
    for _ in 0..1_500 {
        park(&mut client);
    }
    client.process().close_stdin();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn the_process_ends_although_a_handler_blocks_its_thread() {
    for ends_by_signal in [false, true] {
        let mut client = initialized();
        client.request("workspace/executeCommand", json!({ "command": "block" }));
        if ends_by_signal {
            client.process().signal(Signal::TERM);
            assert_eq!(client.exit_code(), Some(143));
        } else {
            client.process().close_stdin();
            assert_eq!(client.exit_code(), Some(1));
        }
    }
}

#[test]
fn exit_answers_what_is_pending() {
    let mut client = initialized();
    let id = park(&mut client);
    client.call("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_cancelled(&mut client, id);
    assert_eq!(client.exit_code(), Some(0));
}
