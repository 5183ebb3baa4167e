use serde_json::json;

use crate::repository::Repository;
use crate::session::{capabilities, lenses, open, published, start};

const FILES: &str = "
//- CODEOWNERS
* @acme/core
//- package.json
{ \"name\": \"@acme/web\" }
//- docs/adr/0001-a.md
# 1. A

## Status

Accepted
//- boundary.toml
decisions = [\"ADR-0001\"]
interface.\"draw\" = { is = \"deprecated\", use = \"paint\" }
//- src/index.ts
/** See ADR-0001. */
export function draw() {}

export function quiet() {}
";

#[test]
fn lenses_stand_on_the_first_line_and_above_what_is_spoken_of() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/index.ts");
    assert_eq!(
        lenses(&mut client, &uri),
        ["1: @acme/web · @acme/core · 1 decision", "2: deprecated, use paint · ADR-0001"]
    );
    let record = open(&mut client, &repository, "docs/adr/0001-a.md");
    assert_eq!(lenses(&mut client, &record), ["1: governs 5 files · mentioned 1 time"]);
}

#[test]
fn a_lens_follows_the_unsaved_text() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/index.ts");
    client.change(&uri, 2, "// nothing\n\n// ADR-0001\nexport const late = 1;\n");
    published(&mut client, &uri);
    assert_eq!(
        lenses(&mut client, &uri),
        ["1: @acme/web · @acme/core · 1 decision", "4: ADR-0001"]
    );
}

#[test]
fn a_file_that_nothing_is_known_of_has_no_lens() {
    let repository = Repository::of("//- a.rs\nfn a() {}\n");
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "a.rs");
    assert!(lenses(&mut client, &uri).is_empty());
}

#[test]
fn a_click_opens_the_decision() {
    let repository = Repository::of(FILES);
    let mut shows = capabilities();
    shows["window"] = json!({ "showDocument": { "support": true } });
    let mut client = start(&repository, shows);
    let uri = open(&mut client, &repository, "src/index.ts");
    let all = client.call("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    let lens = client.call("codeLens/resolve", all[1].clone());
    let (command, arguments) = (&lens["command"]["command"], &lens["command"]["arguments"]);
    assert_eq!(command, "boundstone.openDecision");
    let params = json!({ "command": command, "arguments": arguments });
    let id = client.request("workspace/executeCommand", params);
    let (request, shown) = client.server_request("window/showDocument");
    assert_eq!(shown["uri"], repository.uri("docs/adr/0001-a.md"));
    client.reply(&request, &json!({ "success": true }));
    client.response(id).expect("the command succeeds");
}
