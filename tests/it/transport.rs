//! The rows of `9-tower-lsp` that any server must pass, tried on the process that `crate::server` starts.

use serde_json::json;

use boundstone_test_client::{Client, ResponseError};

mod framing;
mod lifecycle;
mod protocol;

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const NOT_INITIALIZED: i64 = -32002;

const URI: &str = "file:///nowhere/a.rs";

fn started() -> Client {
    Client::start(crate::server())
}

fn initialized() -> Client {
    let mut client = started();
    client.initialize(json!({}));
    client
}

/// Fails unless the session still answers, and with nothing but the answer.
#[track_caller]
fn assert_alive(client: &mut Client) {
    client.hover(URI, 0, 0);
}

#[track_caller]
fn assert_code(result: Result<serde_json::Value, ResponseError>, code: i64) {
    assert_eq!(result.map_err(|error| error.code), Err(code));
}
