//! Handlers start in the order of the wire.

use serde_json::json;

use crate::{initialized, version_seen};
use boundstone_test_client::session::at;

const URI: &str = "file:///nowhere/a.rs";

/// Half of them edits, half requests.
const MESSAGES: i32 = 20_000;

#[test]
fn twenty_thousand_messages_interleaved() {
    let mut client = initialized();
    client.open(URI, "rust", "");
    let mut hovers = Vec::new();
    for version in 2..2 + MESSAGES / 2 {
        client.change(URI, version, "x");
        hovers.push((version, client.request("textDocument/hover", at(URI, 0, 0))));
    }
    let mut stale = 0;
    for (version, id) in hovers {
        if version_seen(&client.response(id).unwrap()) != version {
            stale += 1;
        }
    }
    assert_eq!((stale, &client.execute("seen")["misordered"]), (0, &json!(0)));
}

#[test]
fn a_lone_surrogate_is_one_unit() {
    let mut client = initialized();
    let document = r#"{"uri":"file:///nowhere/a.rs","languageId":"rust","version":1,"text":"a\ud83db\ude00\ud83d\ude00"}"#;
    let method = "textDocument/didOpen";
    client.send_raw(boundstone_test_client::frame(format!(
        r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"textDocument":{document}}}}}"#
    )));
    assert_eq!(client.execute("seen")["units"], json!(6));
}
