//! What the editor shows of the references between boundaries.

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{
    capabilities, hover_at_cursor, lenses, open, published, references_at_cursor, start,
};
use boundstone_test_client::Client;

/// `core` defines, `kit` hands on, `app` uses both.
const FILES: &str = "
//- CODEOWNERS
/core/ @acme/core
/kit/  @acme/kit
//- Cargo.toml
[workspace]
members = [\"*\"]
//- core/Cargo.toml
package.name = \"core-types\"
//- core/src/lib.rs
pub mod shape;
pub struct Size;
impl Size {
    pub fn new() -> Self { Self }
    pub fn area(&self) -> u32 { 0 }
}
pub fn quiet() {}
//- core/src/shape.rs
pub struct Round;
//- kit/Cargo.toml
package.name = \"kit\"
dependencies.core-types.path = \"../core\"
//- kit/src/lib.rs
pub use core_types::Size;
//- app/Cargo.toml
package.name = \"app\"
[dependencies]
core-types.path = \"../core\"
kit.path = \"../kit\"
//- app/src/main.rs
use kit::Size;
use core_types::shape::Round;
fn main() {
    let size = Size::new();
    drop::<Size>(size);
    Size::area(&size);
    drop::<Round>;
}
#[test]
fn it_is() { core_types::Size::new(); }
";

/// The files, with `$0` before or in some text of them.
fn at(text: &str, with_cursor: &str) -> Repository {
    assert_eq!(FILES.matches(text).count(), 1, "{text}");
    Repository::of(&FILES.replace(text, with_cursor))
}

fn hover(text: &str, with_cursor: &str) -> String {
    hover_at_cursor(&at(text, with_cursor), capabilities())
}

#[test]
fn an_item_that_others_use_tells_by_whom() {
    let card = hover("pub struct Size", "pub struct Si$0ze");
    let used = "used 5 times by 2 boundaries (`app`, `kit`), once in tests, at least 3 more of its members";
    assert!(card.lines().any(|line| line.trim_end() == used), "{card}");
    assert!(card.contains("`core-types#Size`") && card.contains("@acme/core"), "{card}");
    let function = hover("pub fn new", "pub fn ne$0w");
    assert!(function.contains("used once by 1 boundary (`app`), once in tests"), "{function}");
    // Calls on a value are not seen.
    let method = hover("pub fn area", "pub fn ar$0ea");
    assert!(method.contains("used at least once by 1 boundary (`app`)"), "{method}");
}

#[test]
fn an_item_that_nobody_uses_and_its_impl_show_nothing() {
    assert_eq!(hover("pub fn quiet", "pub fn qu$0iet"), "");
    assert_eq!(hover("impl Size", "impl Si$0ze"), "");
}

#[test]
fn a_use_shows_the_card_of_what_it_uses() {
    let import = hover("use kit::Size", "use kit::Si$0ze");
    for part in [
        "`core-types#Size` · boundary `core-types`",
        "owner @acme/core",
        "defined in [`core/src/lib.rs:2`]",
        "reached through `kit`",
        "used 5 times by 2 boundaries",
    ] {
        assert!(import.contains(part), "{part} in\n{import}");
    }
    let segment = hover("core_types::shape::Round", "core_types::sh$0ape::Round");
    assert!(segment.starts_with("`core-types`") && segment.contains("@acme/core"), "{segment}");
    assert!(segment.contains("used by 2 boundaries (`app`, `kit`)"), "{segment}");
    let path = hover("drop::<Round>", "drop::<Rou$0nd>");
    assert!(path.contains("`core-types#shape::Round`") && !path.contains("through"), "{path}");
}

#[test]
fn the_hover_covers_the_name_alone() {
    let repository = at("core_types::Size::new", "core_types::Si$0ze::new");
    let mut client = start(&repository, capabilities());
    let (path, line, column) = repository.cursor();
    let uri = open(&mut client, &repository, &path);
    let range = &client.hover(&uri, line, column)["range"];
    assert_eq!(range["start"], json!({ "line": line, "character": column - 2 }));
    assert_eq!(range["end"], json!({ "line": line, "character": column + 2 }));
}

#[test]
fn the_terminal_says_the_same() {
    let repository = Repository::of(FILES);
    let human =
        String::from_utf8(repository.run(&["explain", "core/src/lib.rs:2"]).stdout).unwrap();
    assert!(
        human.contains(
            "  used      5 times by 2 boundaries (app, kit), once in tests, at least 3 more"
        ),
        "{human}"
    );
    let item = repository.json(&["explain", "core/src/lib.rs:2"]);
    assert_eq!(
        item["usage"],
        json!({
            "code": 5, "tests": 1, "likely": 0, "members": 3, "partial": false,
            "boundaries": [
                { "boundary": "app", "code": 4, "tests": 1, "likely": 0, "members": 3 },
                { "boundary": "kit", "code": 1, "tests": 0, "likely": 0, "members": 0 },
            ],
        })
    );
    assert_eq!((&item["dependents"], &item["reached"]), (&json!([]), &Value::Null));
    let used = repository.json(&["explain", "app/src/main.rs:1:10"]);
    assert_eq!(used["reached"], json!({ "facade": "kit", "confidence": "exact" }));
    assert_eq!((&used["symbol"], &used["usage"]), (&item["symbol"], &item["usage"]));
    let file = repository.json(&["explain", "core/src/shape.rs"]);
    assert_eq!(file["usage"], Value::Null);
    assert_eq!(file["dependents"][1], json!({ "boundary": "kit", "code": 1, "tests": 0 }));
}

#[test]
fn lenses_count_the_uses() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "core/src/lib.rs");
    assert_eq!(
        lenses(&mut client, &uri),
        [
            "1: core-types · @acme/core",
            "1: used by 2 boundaries",
            "2: 5 uses in 2 boundaries, at least 3 more of its members",
            "4: 1 use in 1 boundary",
            "5: at least 1 use in 1 boundary",
        ]
    );
}

/// `path:line` of each location, lines from 1.
fn places(repository: &Repository, locations: &Value) -> Vec<String> {
    let root = format!("{}/", repository.uri(""));
    let place = |it: &Value| {
        let path = it["uri"].as_str().expect("a uri").trim_start_matches(&root).to_owned();
        format!("{path}:{}", it["range"]["start"]["line"].as_u64().expect("a line") + 1)
    };
    locations.as_array().map(|all| all.iter().map(place).collect()).unwrap_or_default()
}

/// What a click on the lens with that title gives.
fn click(client: &mut Client, uri: &str, title: &str) -> Value {
    let all = client.call("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    let all = all.as_array().cloned().unwrap_or_default();
    let resolved = all.into_iter().map(|lens| client.call("codeLens/resolve", lens));
    let command = |lens: Value| lens["command"].clone();
    let resolved: Vec<Value> = resolved.map(command).collect();
    let meant =
        resolved.iter().find(|it| it["title"].as_str().is_some_and(|it| it.contains(title)));
    let meant = meant.unwrap_or_else(|| panic!("{title} in {resolved:?}"));
    assert_eq!(meant["command"], "boundstone.showCrossings");
    let params = json!({ "command": meant["command"], "arguments": meant["arguments"] });
    client.call("workspace/executeCommand", params)
}

/// An editor that lists crossings itself.
fn listing() -> Value {
    let mut listing = capabilities();
    listing["experimental"] = json!({ "commands": { "commands": ["boundstone.showCrossings"] } });
    listing
}

#[test]
fn a_click_on_a_lens_gives_the_crossings() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, listing());
    let uri = open(&mut client, &repository, "core/src/lib.rs");
    let item = click(&mut client, &uri, "5 uses");
    assert_eq!(
        places(&repository, &item["locations"]),
        [
            "app/src/main.rs:1",
            "app/src/main.rs:4",
            "app/src/main.rs:4",
            "app/src/main.rs:5",
            "app/src/main.rs:6",
            "app/src/main.rs:6",
            "app/src/main.rs:10",
            "app/src/main.rs:10",
            "kit/src/lib.rs:1",
        ]
    );
    let boundary = click(&mut client, &uri, "used by");
    assert_eq!(
        places(&repository, &boundary["locations"]),
        ["app/src/main.rs:1", "kit/src/lib.rs:1"],
        "one for each file"
    );
}

#[test]
fn a_client_that_lists_none_is_asked_which_to_open() {
    let repository = Repository::of(FILES);
    let mut shows = capabilities();
    shows["window"] = json!({ "showDocument": { "support": true } });
    let mut client = start(&repository, shows);
    let uri = open(&mut client, &repository, "core/src/lib.rs");
    click(&mut client, &uri, "5 uses");
    let (request, asked) = client.server_request("window/showMessageRequest");
    assert_eq!(asked["message"], "Which crossing? The first 6 of 9:");
    assert_eq!(asked["actions"][0]["title"], "app/src/main.rs:1");
    client.reply(&request, &asked["actions"][5]);
    let (request, shown) = client.server_request("window/showDocument");
    assert_eq!(shown["uri"], repository.uri("app/src/main.rs"));
    client.reply(&request, &json!({ "success": true }));
}

#[test]
fn references_are_the_crossings_and_the_key() {
    let all = [1, 4, 5, 6, 10].map(|line| format!("app/src/main.rs:{line}"));
    let with_others = |others: [&str; 2]| [&all[..], &others.map(str::to_owned)].concat();
    let expected = with_others(["core/boundary.toml:2", "kit/src/lib.rs:1"]);
    let contract = "//- core/boundary.toml\n[interface]\n\"Size\" = \"stable\"\n";
    let with = |text: &str, with_cursor: &str| {
        let files = format!("{FILES}{contract}");
        assert_eq!(files.matches(text).count(), 1, "{text}");
        references_at_cursor(&Repository::of(&files.replace(text, with_cursor)), false)
    };
    assert_eq!(with("pub struct Size", "pub struct Si$0ze"), expected);
    assert_eq!(with("\"Size\" =", "\"Si$0ze\" ="), expected);
    assert_eq!(with("use kit::Size", "use kit::Si$0ze"), expected);
    assert!(with("pub fn quiet", "pub fn qui$0et").is_empty());
    let itself = references_at_cursor(&at("pub struct Size", "pub struct Si$0ze"), true);
    assert_eq!(itself, with_others(["core/src/lib.rs:2", "kit/src/lib.rs:1"]));
}

#[test]
fn references_to_a_decision_are_its_mentions_and_what_names_it() {
    let files = "
//- docs/adr/0001-a.md
# 1. $0A

## Status

Accepted
//- Cargo.toml
package.name = \"a\"
//- boundary.toml
decisions = [\"ADR-0001\"]
//- src/lib.rs
// See ADR-0001.
";
    let expected = ["boundary.toml:1", "src/lib.rs:1"];
    assert_eq!(references_at_cursor(&Repository::of(files), false), expected);
    let mention = files.replace("$0", "").replace("See ADR-", "See ADR-$0");
    assert_eq!(references_at_cursor(&Repository::of(&mention), false), expected);
}

fn hints(client: &mut Client, uri: &str) -> Vec<String> {
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": range });
    let hints = client.call("textDocument/inlayHint", params);
    let hint = |it: &Value| format!("{} {}", it["position"], it["label"].as_str().unwrap());
    hints.as_array().map(|all| all.iter().map(hint).collect()).unwrap_or_default()
}

#[test]
fn an_inlay_hint_names_the_owner_beside_an_import_where_it_is_wanted() {
    let repository = Repository::of(FILES);
    for (options, expected) in [
        (json!(null), &[][..]),
        (
            json!({ "inlayHints": true }),
            &[
                // Who hands it on, and who defines it.
                "{\"character\":14,\"line\":0} @acme/kit",
                "{\"character\":14,\"line\":0} @acme/core",
                "{\"character\":29,\"line\":1} @acme/core",
            ][..],
        ),
    ] {
        let mut client = Client::start(crate::session::command());
        client.leave_unread();
        let folder = json!({ "uri": repository.uri(""), "name": "all" });
        client.initialize(json!({
            "capabilities": capabilities(),
            "workspaceFolders": [folder],
            "initializationOptions": options,
        }));
        let uri = open(&mut client, &repository, "app/src/main.rs");
        assert_eq!(hints(&mut client, &uri), expected);
    }
}

#[test]
fn what_counts_a_file_is_asked_for_again_when_another_one_uses_more_or_less() {
    let repository = Repository::of(FILES);
    let mut refreshes = capabilities();
    refreshes["workspace"] = json!({
        "codeLens": { "refreshSupport": true }, "inlayHint": { "refreshSupport": true },
    });
    let mut client = Client::start(crate::session::command());
    client.leave_unread();
    client.initialize(json!({
        "capabilities": refreshes,
        "workspaceFolders": [{ "uri": repository.uri(""), "name": "all" }],
        "initializationOptions": { "inlayHints": true },
    }));
    let settle = |client: &mut Client| {
        for method in ["workspace/codeLens/refresh", "workspace/inlayHint/refresh"] {
            let (request, _) = client.server_request(method);
            client.reply(&request, &Value::Null);
        }
    };
    let counted = open(&mut client, &repository, "core/src/shape.rs");
    settle(&mut client);
    assert_eq!(
        lenses(&mut client, &counted)[1..],
        ["1: used by 2 boundaries", "1: 2 uses in 1 boundary"]
    );
    let user = open(&mut client, &repository, "app/src/main.rs");
    let text = repository.read("app/src/main.rs");
    client.change(&user, 2, &text.replace("    drop::<Round>;\n", ""));
    published(&mut client, &user);
    settle(&mut client);
    assert_eq!(lenses(&mut client, &counted)[2..], ["1: 1 use in 1 boundary"]);
}
