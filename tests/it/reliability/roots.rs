//! Which repository a document belongs to, whatever the client has open and however it spells it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use serde_json::{Value, json};

use super::{FILES, FIRST, SECOND, mentions, server};
use crate::repository::Repository;
use crate::session::{capabilities, command, findings, open, published, start};
use boundstone_test_client::Client;
use boundstone_test_client::session::at;

const OF_FIRST: [&str; 1] = ["0:3-11 0001"];
const OF_SECOND: [&str; 1] = ["0:3-11 0002"];

/// A repository whose one record is the fifth, inside of another one.
const INNER: &str = "
//- docs/adr/0005-inner.md
# 5. Inner

## Status

Accepted
//- a.rs
// ADR-0005, ADR-0001
fn a() {}
";

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn change_folders(client: &mut Client, added: &[&str], removed: &[&str]) {
    let folders = |uris: &[&str]| -> Vec<Value> {
        uris.iter().map(|uri| json!({ "uri": uri, "name": "x" })).collect()
    };
    let event = json!({ "added": folders(added), "removed": folders(removed) });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
}

/// Every byte of `text` but letters, digits and slashes as `%XX`.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'/' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// The bytes of a `file:` URI's path.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.strip_prefix("file://").expect("a file").as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let digits = std::str::from_utf8(&rest[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &rest[2..];
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A folder that holds two repositories, one inside the other.
fn nested() -> (Repository, String) {
    let outer = Repository::of(FILES);
    let inner = Repository::of(INNER);
    let place = outer.path().join("vendor/inner");
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::rename(inner.path(), &place).unwrap();
    (outer, uri_of(&place))
}

#[test]
fn without_a_folder_every_git_repository_answers_for_its_own_files() {
    for folders in [json!(null), json!([])] {
        let repository = Repository::of(FILES);
        let mut client = server();
        client.leave_unread();
        client.initialize(json!({ "workspaceFolders": folders, "capabilities": capabilities() }));
        let uri = open(&mut client, &repository, "src/a.rs");
        assert_eq!(mentions(&mut client, &uri), OF_FIRST);
        let plain = tempfile::tempdir().unwrap();
        let loose = uri_of(&plain.path().join("a.rs"));
        client.open(&loose, "rust", FIRST);
        assert!(client.hover(&loose, 0, 5).is_null());
        assert_eq!(client.shut_down(), Some(0));
    }
}

#[test]
fn a_root_in_the_old_form_and_one_below_the_top() {
    let repository = Repository::of(FILES);
    for root in [repository.uri(""), repository.uri("src"), repository.uri("src/none")] {
        let mut client = server();
        client.leave_unread();
        client.initialize(json!({ "rootUri": root, "capabilities": capabilities() }));
        let uri = open(&mut client, &repository, "src/a.rs");
        assert_eq!(mentions(&mut client, &uri), OF_FIRST, "{root}");
    }
}

#[test]
fn a_repository_inside_another_answers_for_itself() {
    let (outer, inner) = nested();
    let inner_file = format!("{inner}/a.rs");
    let mut client = start(&outer, capabilities());
    let outer_file = open(&mut client, &outer, "src/a.rs");
    client.open(&inner_file, "rust", "// ADR-0005, ADR-0001\nfn a() {}\n");
    published(&mut client, &inner_file);
    let of_inner = ["0:3-11 0005"];
    assert_eq!(mentions(&mut client, &inner_file), of_inner);
    // The inner one as a folder of its own, and no more, and the outer one no more.
    change_folders(&mut client, &[&inner, &inner], &[]);
    assert_eq!(mentions(&mut client, &inner_file), of_inner);
    change_folders(&mut client, &[], &[&inner]);
    assert_eq!(mentions(&mut client, &inner_file), of_inner, "it lies in a folder that is open");
    assert_eq!(mentions(&mut client, &outer_file), OF_FIRST);
    change_folders(&mut client, &[&inner], &[&outer.uri("")]);
    assert_eq!(mentions(&mut client, &inner_file), of_inner);
    assert_eq!(client.shut_down(), Some(0));
}

#[test]
fn folders_that_are_none() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/a.rs");
    let wrong =
        ["file:///none/such", "untitled:x", "vscode-remote://ssh/x", "file:///c%3A/x", "file://"];
    change_folders(&mut client, &wrong, &[]);
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
    change_folders(&mut client, &[], &wrong);
    change_folders(&mut client, &[], &["file:///never/added"]);
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
}

#[test]
fn a_document_that_was_open_before_its_folder_was_is_what_its_buffer_says() {
    let (one, two) = (Repository::of("//- a.rs\nfn a() {}\n"), Repository::of(FILES));
    let mut client = start(&one, capabilities());
    open(&mut client, &one, "a.rs");
    let (uri, other) = (two.uri("src/a.rs"), two.uri("src/b.rs"));
    client.open(&uri, "rust", FIRST);
    let range =
        json!({ "start": { "line": 0, "character": 3 }, "end": { "line": 0, "character": 11 } });
    client.change_by(&uri, 2, json!([{ "range": range, "text": "ADR-0002" }]));
    client.open(&other, "rust", FIRST);
    client.close(&other);
    assert!(mentions(&mut client, &uri).is_empty(), "it is nobody's yet");
    change_folders(&mut client, &[&two.uri("")], &[]);
    published(&mut client, &uri);
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
    assert!(mentions(&mut client, &other).is_empty(), "it was closed");
    client.change_by(&uri, 3, json!([{ "range": range, "text": "ADR-0001" }]));
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
}

#[test]
fn the_findings_of_a_folder_that_is_removed_go_with_it() {
    let (one, two) = (Repository::of("//- a.rs\nfn a() {}\n"), Repository::of(FILES));
    two.write("src/b.rs", "// ADR-0003\nfn b() {}\n");
    let mut client = start(&one, capabilities());
    open(&mut client, &one, "a.rs");
    let uri = two.uri("src/b.rs");
    // Twice: a folder that comes back is reported anew.
    for _ in 0..2 {
        change_folders(&mut client, &[&two.uri("")], &[]);
        assert_eq!(
            findings(&published(&mut client, &uri)["diagnostics"]),
            ["1: warning decision/unknown"]
        );
        change_folders(&mut client, &[], &[&two.uri("")]);
        assert!(findings(&published(&mut client, &uri)["diagnostics"]).is_empty());
    }
}

#[test]
fn a_root_that_is_a_link_answers_in_the_editors_spelling() {
    let repository = Repository::of(FILES);
    let beside = tempfile::tempdir().unwrap();
    let link = beside.path().canonicalize().unwrap().join("link");
    symlink(repository.path(), &link).unwrap();
    let mut client = server();
    client.leave_unread();
    client.initialize_on(&[uri_of(&link)], capabilities());
    let uri = uri_of(&link.join("src/a.rs"));
    client.open(&uri, "rust", FIRST);
    published(&mut client, &uri);
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
    let target = uri_of(&link.join("docs/adr/0001-first.md"));
    let found = client.call("textDocument/definition", at(&uri, 0, 5));
    assert_eq!(found[0]["uri"], target, "{found}");
    // Other servers lead the editor to the real path.
    let real = repository.uri("src/a.rs");
    let found = client.call("textDocument/definition", at(&real, 0, 5));
    assert_eq!(found[0]["uri"], target, "{found}");
}

#[test]
fn a_link_inside_is_the_file_that_it_leads_to() {
    let repository = Repository::of(FILES);
    symlink("src", repository.path().join("alias")).unwrap();
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/a.rs");
    client.change(&uri, 2, SECOND);
    assert_eq!(mentions(&mut client, &repository.uri("alias/a.rs")), OF_SECOND);
}

#[test]
fn names_that_have_to_be_encoded_in_a_uri() {
    // In both Unicode forms of `é`, which Linux keeps apart.
    for name in [
        "a b.rs",
        "50%.rs",
        "%3A.rs",
        "c:.rs",
        "a#b?c.rs",
        "\u{e9}.rs",
        "e\u{301}.rs",
        "😀+&=.rs",
        "(x)[y].rs",
    ] {
        let folder = format!("d {}", name.trim_end_matches(".rs"));
        let path = format!("{folder}/{name}");
        let repository = Repository::of(FILES);
        repository.write(&path, "// ADR-0001, ADR-0003\nfn a() {}\n");
        let mut client = start(&repository, capabilities());
        let uri = format!("{}/{}", repository.uri(""), encoded(&path));
        // What is published of a file that is not open spells its name as the disk does.
        let report = loop {
            let report = client.notification("textDocument/publishDiagnostics");
            if report["diagnostics"][0]["code"] == "decision/unknown" {
                break report;
            }
        };
        let published = report["uri"].as_str().unwrap();
        assert_eq!(decoded(published), repository.path().join(&path).display().to_string());
        client.open(&uri, "rust", SECOND);
        assert_eq!(mentions(&mut client, &uri), OF_SECOND, "{name}");
        assert_eq!(mentions(&mut client, published), OF_SECOND, "one document: {name}");
    }
}

#[test]
fn documents_that_are_on_no_disk_of_ours() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let here = open(&mut client, &repository, "src/a.rs");
    let inside = repository.path().join("src/a.rs").display().to_string();
    for uri in [
        "untitled:Untitled-1".to_owned(),
        format!("untitled:{inside}"),
        format!("git:{inside}?%7B%22ref%22%3A%22HEAD%22%7D"),
        format!("vscode-remote://ssh-remote%2Bhost{inside}"),
        format!("vscode-notebook-cell:{inside}#W0"),
        format!("zipfile://{inside}::a.rs"),
        format!("http://localhost{inside}"),
        format!("FTP://host{inside}"),
        format!("file://other-host{inside}"),
        "file:///c%3A/repo/src/a.rs".to_owned(),
        "file:///C:/repo/src/a.rs".to_owned(),
        "file://".to_owned(),
        "file:///".to_owned(),
        "file:relative/a.rs".to_owned(),
        "file:///%FF%FE/a.rs".to_owned(),
        "file:///%00/a.rs".to_owned(),
        format!("{}/../../../../../../etc/passwd", repository.uri("")),
        format!("{}/%2e%2e/%2e%2e/etc/passwd", repository.uri("")),
    ] {
        client.open(&uri, "rust", SECOND);
        client.change(&uri, 2, SECOND);
        assert!(client.hover(&uri, 0, 5).is_null(), "{uri}");
        for method in ["documentLink", "codeLens", "diagnostic"] {
            let params = json!({ "textDocument": { "uri": uri } });
            let id = client.request(&format!("textDocument/{method}"), params);
            client.response(id).unwrap_or_else(|error| panic!("{method} {uri}: {error:?}"));
        }
        client.close(&uri);
        assert_eq!(mentions(&mut client, &here), OF_FIRST, "{uri}");
    }
    // What is no URI at all costs its own message.
    for wrong in ["", "no uri", "C:\\repo\\a.rs", "file://[::1/a.rs"] {
        let id = client.request("textDocument/hover", at(wrong, 0, 0));
        if let Err(error) = client.response(id) {
            assert_eq!(error.code, -32602, "{wrong}: {error:?}");
        }
        client.open(wrong, "rust", SECOND);
        assert_eq!(mentions(&mut client, &here), OF_FIRST, "{wrong}");
    }
}

#[test]
fn what_lies_above_an_open_folder_is_nobodys() {
    let outer = Repository::of(&format!(
        "{}//- open/{}",
        "//- boundary.toml\nname = \"above\"\n//- notes.rs\n// ADR-0001\n", "src/b.rs\nfn b() {}\n"
    ));
    fs::remove_dir_all(outer.path().join(".git")).unwrap();
    let mut client = Client::start(command());
    client.leave_unread();
    client.initialize_on(&[outer.uri("open")], capabilities());
    open(&mut client, &outer, "open/src/b.rs");
    // Once for the answer, and once more for what the first question may have begun to read.
    for _ in 0..2 {
        for uri in [outer.uri("notes.rs"), "file:///nowhere/at/all.rs".to_owned()] {
            let asked = json!({ "command": "boundstone.context", "arguments": [{ "uri": uri }] });
            assert_eq!(client.call("workspace/executeCommand", asked), Value::Null, "{uri}");
        }
        assert_eq!(client.call("workspace/symbol", json!({ "query": "above" })), json!([]));
    }
}
