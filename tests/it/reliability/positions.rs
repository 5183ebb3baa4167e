//! Positions that are none: they are clamped to the text and to whole characters, and the next full text heals.

use serde_json::{Value, json};

use super::{FILES, FIRST, SECOND, mentions};
use crate::repository::Repository;
use crate::session::{capabilities, command, open, start};
use boundstone_test_client::{Client, frame};

/// In UTF-16 units: a mention at 3..11, a surrogate pair at 12..14, `\r\n` at 14.
const TEXT: &str = "// ADR-0001 😀\r\nfn a() {}\r\n";

type Place = (u32, u32);

const END: Place = (u32::MAX, u32::MAX);

/// Where text is replaced, by what, and the mentions after that.
const EDITS: [(&str, Place, Place, &str, &[&str]); 10] = [
    ("behind the line", (0, 9999), (0, 9999), " ADR-0002", &["0:3-11 0001", "0:15-23 0002"]),
    ("inside a line break", (0, 15), (0, 15), " ADR-0002", &["0:3-11 0001", "0:15-23 0002"]),
    ("behind the text", (9999, 0), (9999, 7), "// ADR-0002", &["0:3-11 0001", "2:3-11 0002"]),
    ("at no number's end", END, END, "// ADR-0002", &["0:3-11 0001", "2:3-11 0002"]),
    ("inside a pair", (0, 13), (0, 13), "ADR-0002 ", &["0:3-11 0001", "0:12-20 0002"]),
    ("half a pair", (0, 13), (0, 14), "ADR-0002", &["0:3-11 0001", "0:12-20 0002"]),
    ("backwards", (0, 11), (0, 3), "ADR-0002", &["0:3-11 0002"]),
    ("backwards over a line", (1, 0), (0, 0), "// ADR-0002 ", &["0:3-11 0002"]),
    ("everything", (0, 0), END, SECOND, &["0:3-11 0002"]),
    ("nothing at all", (0, 0), (0, 0), "", &["0:3-11 0001"]),
];

fn edit(start: Value, end: Value, text: &str) -> Value {
    json!([{ "range": { "start": start, "end": end }, "text": text }])
}

fn place((line, character): Place) -> Value {
    json!({ "line": line, "character": character })
}

#[test]
fn an_edit_anywhere_is_clamped_and_the_next_full_text_heals() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/a.rs");
    let mut version = 1;
    for (what, start, end, with, expected) in EDITS {
        client.change(&uri, version + 1, TEXT);
        client.change_by(&uri, version + 2, edit(place(start), place(end), with));
        assert_eq!(mentions(&mut client, &uri), expected, "{what}");
        client.change(&uri, version + 3, SECOND);
        assert_eq!(mentions(&mut client, &uri), ["0:3-11 0002"], "{what}");
        version += 3;
    }
}

#[test]
fn a_place_inside_a_character_is_its_start_in_every_encoding() {
    for (encoding, columns) in [("utf-8", 13..16), ("utf-16", 13..14), ("utf-32", 12..13)] {
        let repository = Repository::of(FILES);
        let mut asked = capabilities();
        asked["general"]["positionEncodings"] = json!([encoding]);
        let mut client = start(&repository, asked);
        let uri = open(&mut client, &repository, "src/a.rs");
        for (number, column) in columns.enumerate() {
            let version = 2 + 2 * number as i32;
            client.change(&uri, version, TEXT);
            let here = json!({ "line": 0, "character": column });
            client.change_by(&uri, version + 1, edit(here.clone(), here, "ADR-0002 "));
            let found = mentions(&mut client, &uri);
            assert_eq!(found, ["0:3-11 0001", "0:12-20 0002"], "{encoding} {column}");
        }
    }
}

#[test]
fn a_place_that_is_no_number_costs_only_its_own_message() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/a.rs");
    let wrong = [json!(-1), json!(4_294_967_296_u64), json!(1.5), json!(null), json!("1")];
    for (number, wrong) in wrong.into_iter().enumerate() {
        let start = json!({ "line": 0, "character": wrong });
        let (version, end) = (2 + 2 * number as i32, place((0, 11)));
        client.change_by(&uri, version, edit(start.clone(), end, "ADR-0002"));
        assert_eq!(mentions(&mut client, &uri), ["0:3-11 0001"], "{wrong}");
        let params = json!({ "textDocument": { "uri": uri }, "position": start });
        let id = client.request("textDocument/hover", params);
        assert_eq!(client.response(id).map_err(|error| error.code), Err(-32602), "{wrong}");
        client.change(&uri, version + 1, SECOND);
        assert_eq!(mentions(&mut client, &uri), ["0:3-11 0002"], "{wrong}");
        client.change(&uri, version + 1, FIRST);
    }
}

#[test]
fn a_request_about_a_place_that_is_none_is_answered() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/a.rs");
    for (line, column) in [(9999, 0), (9999, 9999), END, (0, 9999), (2, 1)] {
        let hover = client.hover(&uri, line, column);
        // The end of the first line is the end of its mention.
        assert_eq!(hover.is_null(), line > 0, "{line}:{column}: {hover}");
        let params = json!({ "textDocument": { "uri": uri }, "position": place((line, column)) });
        let found = client.call("textDocument/definition", params);
        let count = found.as_array().map_or(0, Vec::len);
        assert_eq!(count, usize::from(line == 0), "{line}:{column}: {found}");
    }
}

/// JavaScript counts half a pair as a unit, and so do its columns.
#[test]
fn half_a_pair_in_a_text_is_one_unit() {
    fn send(client: &mut Client, method: &str, params: &str) {
        client.send_raw(frame(format!(
            r#"{{"jsonrpc":"2.0","method":"{method}","params":{params}}}"#
        )));
    }
    let repository = Repository::of(FILES);
    let mut client = Client::start(command());
    client.leave_unread();
    client.initialize_on(&[repository.uri("")], capabilities());
    open(&mut client, &repository, "docs/adr/0001-first.md");
    let uri = repository.uri("src/a.rs");
    let text = r"// \ud83d ADR-0001 \ude00\ud83d\ud83d\ude00 ADR-0002\nfn a() {}\n";
    let document = format!(r#"{{"uri":"{uri}","languageId":"rust","version":1,"text":"{text}"}}"#);
    send(&mut client, "textDocument/didOpen", &format!(r#"{{"textDocument":{document}}}"#));
    assert_eq!(mentions(&mut client, &uri), ["0:5-13 0001", "0:19-27 0002"]);
    // Between the halves of a pair that are typed one by one.
    let here = r#"{"start":{"line":0,"character":4},"end":{"line":0,"character":4}}"#;
    let change = format!(
        r#"{{"textDocument":{{"uri":"{uri}","version":2}},"contentChanges":[{{"range":{here},"text":"\ude00"}}]}}"#
    );
    send(&mut client, "textDocument/didChange", &change);
    assert_eq!(mentions(&mut client, &uri), ["0:6-14 0001", "0:20-28 0002"]);
    client.change(&uri, 3, FIRST);
    assert_eq!(mentions(&mut client, &uri), ["0:3-11 0001"]);
}
