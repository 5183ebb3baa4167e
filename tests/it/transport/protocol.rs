//! Errors and states that the specification names.

use serde_json::{Value, json};

use super::{
    INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, NOT_INITIALIZED, URI, assert_alive,
    assert_code, initialized, started,
};
use boundstone_test_client::session::at;

#[test]
fn a_request_before_initialize() {
    let mut client = started();
    let id = client.request("textDocument/hover", at(URI, 0, 0));
    assert_code(client.response(id), NOT_INITIALIZED);
    client.initialize(json!({}));
    assert_alive(&mut client);
}

#[test]
fn what_is_sent_right_behind_initialize_waits_for_it() {
    let mut client = started();
    // Only the server that misbehaves knows this option; another one may say that it does not.
    client.ignore("window/showMessage");
    let params = json!({ "processId": null, "rootUri": null, "capabilities": {}, "initializationOptions": "yield" });
    let initialize = client.request("initialize", params);
    client.notify("initialized", json!({}));
    let hover = client.request("textDocument/hover", at(URI, 0, 0));
    client.response(initialize).unwrap();
    client.response(hover).unwrap();
}

#[test]
fn a_second_initialize() {
    let mut client = initialized();
    let id = client.request("initialize", json!({ "capabilities": {} }));
    assert_code(client.response(id), INVALID_REQUEST);
    assert_alive(&mut client);
}

#[test]
fn an_unknown_method() {
    let mut client = initialized();
    for method in ["no/such", "$/noSuch", ""] {
        let id = client.request(method, Value::Null);
        assert_code(client.response(id), METHOD_NOT_FOUND);
        client.notify(method, Value::Null);
    }
    assert_alive(&mut client);
}

#[test]
fn bad_params() {
    let mut client = initialized();
    for params in [json!({}), json!([]), json!("text"), json!({ "textDocument": { "uri": URI } })] {
        let id = client.request("textDocument/hover", params);
        assert_code(client.response(id), INVALID_PARAMS);
    }
    client.notify("textDocument/didOpen", json!({ "textDocument": 1 }));
    assert_alive(&mut client);
}

#[test]
fn a_request_after_shutdown() {
    let mut client = initialized();
    client.call("shutdown", Value::Null);
    let id = client.request("textDocument/hover", at(URI, 0, 0));
    assert_code(client.response(id), INVALID_REQUEST);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn a_reply_to_nothing() {
    let mut client = initialized();
    for reply in [
        json!({ "jsonrpc": "2.0", "id": 4711, "result": null }),
        json!({ "jsonrpc": "2.0", "id": "nobody", "error": { "code": 1, "message": "no" } }),
        json!({ "jsonrpc": "2.0", "id": null, "error": { "code": 1, "message": "no" } }),
        json!({ "jsonrpc": "2.0", "id": 4711, "error": "not even an object" }),
    ] {
        client.send(&reply);
    }
    client.notify("$/cancelRequest", json!({ "id": 4711 }));
    client.notify("$/cancelRequest", json!({ "id": "nobody" }));
    assert_alive(&mut client);
}

#[test]
fn a_second_use_of_an_id_that_is_done() {
    let mut client = initialized();
    for _ in 0..3 {
        client.send(&json!({ "jsonrpc": "2.0", "id": "same", "method": "textDocument/hover", "params": at(URI, 0, 0) }));
        client.response("same").unwrap();
    }
}
