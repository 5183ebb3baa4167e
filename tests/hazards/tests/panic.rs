//! A panic costs its own message.

use serde_json::{Value, json};

use crate::{initialized, server};
use boundstone_test_client::Client;

const INTERNAL_ERROR: i64 = -32603;

#[track_caller]
fn assert_goes_on(client: &mut Client) {
    assert_eq!(client.execute("nothing"), Value::Null);
    assert_eq!(client.shut_down(), Some(0));
}

fn command(name: &str) -> Value {
    json!({ "command": name })
}

#[test]
fn in_a_request() {
    for name in ["panic", "yield, panic"] {
        let mut client = initialized();
        for _ in 0..3 {
            let id = client.request("workspace/executeCommand", command(name));
            assert_eq!(client.response(id).unwrap_err().code, INTERNAL_ERROR);
        }
        let told = client.notification("window/showMessage");
        assert!(told["message"].as_str().unwrap().contains("workspace/executeCommand"), "{told}");
        assert_goes_on(&mut client);
    }
}

#[test]
fn in_a_notification() {
    for settings in ["panic", "yield, panic"] {
        let mut client = initialized();
        for _ in 0..3 {
            client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        }
        client.notification("window/showMessage");
        assert_goes_on(&mut client);
    }
}

#[test]
fn in_initialize() {
    let mut client = Client::start(server());
    let params = json!({ "capabilities": {}, "initializationOptions": "panic" });
    let id = client.request("initialize", params);
    assert_eq!(client.response(id).unwrap_err().code, INTERNAL_ERROR);
    client.initialize(json!({}));
    assert_goes_on(&mut client);
}

#[test]
fn the_id_can_be_used_again() {
    let mut client = initialized();
    let request = |name| json!({ "jsonrpc": "2.0", "id": 7, "method": "workspace/executeCommand", "params": command(name) });
    for name in ["panic", "yield, panic"] {
        client.send(&request(name));
        assert_eq!(client.response(7).unwrap_err().code, INTERNAL_ERROR);
        client.send(&request("nothing"));
        client.response(7).unwrap();
    }
    client.notification("window/showMessage");
    assert_goes_on(&mut client);
}
