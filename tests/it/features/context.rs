//! The command `boundstone.context`.

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{capabilities, open, start};
use boundstone_test_client::Client;

const COMMAND: &str = "boundstone.context";

fn context(client: &mut Client, argument: Value) -> Value {
    let params = json!({ "command": COMMAND, "arguments": [argument] });
    client.call("workspace/executeCommand", params)
}

/// The file and 1-based line of a location.
fn place(root: &str, location: &Value) -> String {
    let path = location["uri"].as_str().expect("a uri").trim_start_matches(root);
    format!("{path}:{}", location["range"]["start"]["line"].as_u64().expect("a line") + 1)
}

#[test]
fn a_file_is_told_by_its_boundary_owner_and_decisions() {
    let shop = Repository::shop();
    let root = format!("{}/", shop.uri(""));
    let mut client = start(&shop, capabilities());
    let uri = open(&mut client, &shop, "crates/payments/src/ledger.rs");
    let file = context(&mut client, json!({ "uri": uri }));
    assert_eq!(file["path"], "crates/payments/src/ledger.rs");
    assert_eq!(file["symbol"], Value::Null);
    assert_eq!(file["contract"], Value::Null);
    assert_eq!(file["boundary"]["name"], "payments");
    assert_eq!(place(&root, &file["boundary"]["location"]), "crates/payments/Cargo.toml:2");
    assert_eq!(file["ownership"]["state"], "owned");
    assert_eq!(file["ownership"]["owners"], json!(["@shop/payments"]));
    assert_eq!(place(&root, &file["ownership"]["location"]), "crates/payments/boundary.toml:2");
    let decision = &file["decisions"][0];
    assert_eq!(decision["name"], "ADR-0003");
    assert_eq!(decision["title"], "The ledger is append-only");
    assert_eq!((&decision["status"], &decision["isInForce"]), (&json!("accepted"), &json!(true)));
    let record = place(&root, &decision["location"]);
    assert!(record.starts_with("docs/adr/0003-the-ledger-is-append-only.md:"), "{record}");
    assert_eq!(file["isComplete"], true);
}

#[test]
fn a_place_is_told_by_the_item_around_it() {
    let shop = Repository::shop();
    let mut client = start(&shop, capabilities());
    let uri = open(&mut client, &shop, "crates/payments/src/ledger.rs");
    let text = shop.read("crates/payments/src/ledger.rs");
    let line = text.lines().position(|line| line.contains("fn record")).expect("the item");
    let inside = json!({ "line": line + 1, "character": 4 });
    let item = context(&mut client, json!({ "uri": uri, "position": inside }));
    assert_eq!(item["symbol"]["name"], "payments#ledger::Ledger::record");
    assert_eq!(item["symbol"]["kind"], "method");
    assert_eq!(item["contract"]["stability"], "stable");
}

#[test]
fn what_is_asked_wrongly_is_an_error_and_what_is_not_ours_is_null() {
    let shop = Repository::shop();
    let mut client = start(&shop, capabilities());
    assert_eq!(context(&mut client, json!({ "uri": "untitled:Untitled-1" })), Value::Null);
    for arguments in [json!([]), json!([{ "path": "a.rs" }])] {
        let params = json!({ "command": COMMAND, "arguments": arguments });
        let id = client.request("workspace/executeCommand", params);
        let error = client.response(id).expect_err("an error");
        assert!(error.message.contains(COMMAND), "{}", error.message);
    }
}
