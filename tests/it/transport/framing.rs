//! Frames that no client should send: they cost that message only.

use std::time::Duration;

use serde_json::{Value, json};

use super::{INVALID_REQUEST, PARSE_ERROR, URI, assert_alive, assert_code, initialized, started};
use boundstone_test_client::session::at;
use boundstone_test_client::{Client, frame};

/// A hover request, unframed.
fn request(id: i64) -> String {
    let params = at(URI, 0, 0);
    json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": params })
        .to_string()
}

/// A `didOpen`, unframed; `text` is the inside of a JSON string.
fn did_open(text: &str) -> String {
    let document = format!(r#"{{"uri":"{URI}","languageId":"rust","version":1,"text":"{text}"}}"#);
    let method = "textDocument/didOpen";
    format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"textDocument":{document}}}}}"#)
}

#[track_caller]
fn assert_costs_one(bytes: impl Into<Vec<u8>>, code: i64) {
    let mut client = initialized();
    client.send_raw(bytes);
    assert_code(client.response(Value::Null), code);
    assert_alive(&mut client);
}

#[track_caller]
fn assert_accepted(headers: &str) {
    let mut client = initialized();
    let body = request(77);
    client.send_raw(headers.replace('#', &body.len().to_string()) + &body);
    client.response(77).unwrap();
    assert_alive(&mut client);
}

#[test]
fn a_length_that_is_no_number() {
    assert_costs_one(format!("Content-Length: abc\r\n\r\n{}", request(1)), PARSE_ERROR);
}

#[test]
fn a_line_of_garbage() {
    assert_costs_one("garbage\r\n", PARSE_ERROR);
    assert_costs_one("garbage\n", PARSE_ERROR);
}

#[test]
fn garbage_in_front_of_a_frame() {
    let mut client = initialized();
    client.send_raw([b"\xFF\x00 garbage".to_vec(), frame(request(77))].concat());
    assert_code(client.response(Value::Null), PARSE_ERROR);
    client.response(77).unwrap();
}

#[test]
fn no_length() {
    let body = request(1);
    assert_costs_one(format!("Content-Type: application/json\r\n\r\n{body}"), PARSE_ERROR);
}

#[test]
fn a_lower_case_header() {
    assert_accepted("content-length: #\r\n\r\n");
}

#[test]
fn three_headers() {
    assert_accepted("X-First: 1\r\nCONTENT-LENGTH:#\r\nX-Third: 3\r\n\r\n");
}

#[test]
fn a_content_type_without_a_charset() {
    assert_accepted("Content-Length: #\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n");
    assert_accepted(
        "Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: #\r\n\r\n",
    );
}

#[test]
fn bare_line_feeds_and_blank_lines_between_frames() {
    assert_accepted("\r\n\r\n\nContent-Length: #\n\n");
}

#[test]
fn a_foreign_charset() {
    let body = request(1);
    let headers = format!("Content-Length: {}\r\nContent-Type: a/b; charset=utf-16", body.len());
    assert_costs_one(format!("{headers}\r\n\r\n{body}"), PARSE_ERROR);
}

#[test]
fn malformed_json() {
    for body in [r#"{"jsonrpc":"2.0","id":1,"method":"#, "{]", "", "nonsense", r#"{"a":"\x"}"#] {
        assert_costs_one(frame(body), PARSE_ERROR);
    }
    assert_costs_one(frame(format!("{} x", request(1))), PARSE_ERROR);
}

#[test]
fn invalid_utf_8() {
    let body = request(1).replace("hover", "\u{1}hover").into_bytes();
    let body: Vec<u8> = body.into_iter().map(|it| if it == 1 { 0xFF } else { it }).collect();
    assert_costs_one(frame(body), PARSE_ERROR);
}

#[test]
fn what_is_too_deep_or_too_great_for_the_parser() {
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    for params in [deep.as_str(), "[1e999]"] {
        let body = format!(
            r#"{{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{params}}}"#
        );
        assert_costs_one(frame(body), PARSE_ERROR);
    }
}

#[test]
fn json_that_is_no_message() {
    for body in [
        r#"{"foo":1}"#,
        r#"[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]"#,
        "[]",
        "42",
        "null",
        r#"{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","id":{},"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","id":true,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","id":18446744073709551615,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0"}"#,
        r#"{"jsonrpc":"2.0","method":3}"#,
        r#"{"jsonrpc":"2.0","id":1,"id":2,"method":"shutdown"}"#,
    ] {
        assert_costs_one(frame(body), INVALID_REQUEST);
    }
}

#[test]
fn an_invalid_request_with_a_good_id_is_answered_under_it() {
    let mut client = initialized();
    client.send_raw(frame(r#"{"id":7,"method":"shutdown"}"#));
    assert_code(client.response(7), INVALID_REQUEST);
    client.send_raw(frame(r#"{"jsonrpc":"1.0","id":"seven","method":"shutdown"}"#));
    assert_code(client.response("seven"), INVALID_REQUEST);
    client.send_raw(frame(r#"{"jsonrpc":"2.0","id":8}"#));
    assert_code(client.response(8), INVALID_REQUEST);
    assert_alive(&mut client);
}

#[test]
fn a_lone_surrogate_in_a_document() {
    let mut client = initialized();
    client.send_raw(frame(did_open(r"a\ud83db")));
    assert_alive(&mut client);
}

#[test]
fn a_length_that_is_too_short() {
    for missing in [1, 10] {
        let mut client = initialized();
        let body = request(1);
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len() - missing));
        client.send_raw(frame(request(77)));
        assert_code(client.response(Value::Null), PARSE_ERROR);
        client.response(77).unwrap();
        assert_alive(&mut client);
    }
}

/// The message itself is whole, so that not even it is lost.
#[test]
fn a_length_that_is_too_long() {
    for excess in [1, 7, 20, 40, 100, 100_000_000] {
        let mut client = initialized();
        let body = request(76);
        client.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len() + excess));
        client.send_raw(frame(request(77)));
        client.response(76).unwrap();
        client.response(77).unwrap();
        assert_alive(&mut client);
    }
}

#[test]
fn an_enormous_length() {
    for length in ["1000000000000", "99999999999999999999999999"] {
        let mut client = initialized();
        client.send_raw(format!("Content-Length: {length}\r\n\r\n{}", request(1)));
        assert_code(client.response(Value::Null), PARSE_ERROR);
        client.send_raw(frame(request(77)));
        client.response(77).unwrap();
    }
}

#[test]
fn enormous_headers() {
    const ENORMOUS: usize = 200 * 1024;
    assert_costs_one(vec![b'x'; ENORMOUS], PARSE_ERROR);
    assert_costs_one("X-Header: x\r\n".repeat(ENORMOUS / 10) + "\r\n", PARSE_ERROR);
}

#[test]
fn a_document_of_a_hundred_megabytes() {
    const SIZE: usize = 100_000_000;
    // A build without optimisation needs some seconds of its own.
    const PATIENCE: Duration = Duration::from_secs(90);
    let mut client = initialized();
    client.be_patient(PATIENCE);
    let text = r"// a line of a large file\n".repeat(SIZE / 26);
    client.send_raw(frame(did_open(&text)));
    assert_alive(&mut client);
}

#[test]
fn bytes_that_arrive_one_by_one() {
    let mut client = initialized();
    for byte in frame(request(77)) {
        client.send_raw([byte]);
    }
    client.response(77).unwrap();
}

#[test]
fn a_text_that_speaks_of_headers() {
    let mut client = initialized();
    client.open(URI, "rust", "// as in\r\nContent-Length: 5\r\n\r\n{}\r\n\r\n");
    assert_alive(&mut client);
}

#[test]
fn every_bad_frame_in_one_session() {
    let mut client = started();
    client.initialize(json!({}));
    let bad: [&[u8]; 6] = [
        b"Content-Length: 3\r\n\r\n{]}",
        b"garbage\r\n",
        b"Content-Length: 9\r\n\r\n{\"foo\":1}",
        b"Content-Length: x\r\n\r\n",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\n\"\xFF\xFF\"",
    ];
    for bytes in bad {
        client.send_raw(bytes);
        assert!(client.response(Value::Null).is_err());
        assert_alive(&mut client);
    }
    answers_in_order(&mut client);
}

fn answers_in_order(client: &mut Client) {
    for id in 1000..1010 {
        client.send_raw(frame(request(id)));
    }
    for id in 1000..1010 {
        client.response(id).unwrap();
    }
}
