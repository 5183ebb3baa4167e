//! Files that no one should have to read: they are read within bounds, or reported, and hold nothing else up.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use super::{FILES, FIRST, SECOND, answered, mentions, not_checked};
use crate::repository::Repository;
use crate::session::{capabilities, open, start};
use boundstone_test_client::frame;

const MIB: usize = 1024 * 1024;
const MANY: usize = 1_000_000;

/// A build without optimisation takes its time for each of the large ones.
const PATIENCE: Duration = Duration::from_secs(120);

/// Path, content, and what `check` must say of it: words of the reason, nothing where it is read, `?` for either.
type Hostile = (&'static str, Vec<u8>, &'static str);

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

/// What holds a mention of the first record in its second line, in a form of text that is read.
fn readable() -> Vec<Hostile> {
    let lines = "fn b() {}\n// ADR-0001\nfn a() {}\n";
    vec![
        ("text/mark.rs", format!("\u{feff}{lines}").into_bytes(), ""),
        ("text/cr.rs", lines.replace('\n', "\r").into_bytes(), ""),
        ("text/crlf.rs", lines.replace('\n', "\r\n").into_bytes(), ""),
        ("text/little.rs", utf16(lines, u16::to_le_bytes), ""),
        ("text/big.rs", utf16(lines, u16::to_be_bytes), ""),
        ("text/unended.rs", lines.trim_end().as_bytes().to_vec(), ""),
        ("text/cr.md", "b\r\nADR-0001\r\n".into(), ""),
    ]
}

fn unreadable() -> Vec<Hostile> {
    let odd = b"\xff\xfe/\0/".to_vec();
    vec![
        ("bytes/nul.rs", b"// ADR-0001 \0\nfn a() {}\n".to_vec(), "binary"),
        ("bytes/latin.rs", b"// caf\xe9 ADR-0001\nfn a() {}\n".to_vec(), "at byte 6"),
        ("bytes/odd.rs", odd, "not valid UTF-16"),
        ("bytes/half.rs", b"\xff\xfe\x3d\xd8a\0".to_vec(), "not valid UTF-16"),
        ("bytes/image.png", vec![0; MIB], ""),
        ("large/line.rs", vec![b'/'; 10 * MIB], "more than the 4 MiB"),
        ("large/line.ts", "a=1;".repeat(MIB / 2).into_bytes(), "minified bundle"),
        (
            "large/bundle.min.js",
            format!("/*! x */\n{}", "f(function(){a[0]=1});".repeat(MIB / 16)).into_bytes(),
            "minified bundle",
        ),
        ("large/data.json", vec![b'['; 10 * MIB], ""),
    ]
}

/// A million of one bracket, in lines that are not too long.
fn nested() -> Vec<Hostile> {
    let lines = |opening: &str| {
        let line = opening.repeat(1000);
        vec![line; MANY / 1000 / opening.len()].join("\n")
    };
    let code = |path, head: &str, opening: &str| {
        (path, format!("{head}{}", lines(opening)).into_bytes(), "?")
    };
    let record = "\n\n## Status\n\nAccepted\n\n## Decision\n\n";
    vec![
        code("deep/square.rs", "const A: &[u8] = ", "["),
        code("deep/curly.rs", "fn a() ", "{"),
        code("deep/modules.rs", "", "mod a {"),
        code("deep/generic.rs", "type A = ", "A<"),
        code("deep/comment.rs", "", "/*"),
        code("deep/round.ts", "const a = ", "("),
        code("deep/curly.ts", "", "{"),
        code("deep/object.js", "x = ", "{a:"),
        code("deep/spaces.ts", "", "namespace a {"),
        code("deep/element.tsx", "const a = ", "<a>"),
        code("deep/template.js", "x = ", "`${"),
        code("docs/adr/0011-square.md", &format!("# 11. Square{record}"), "["),
        code("docs/adr/0012-quote.md", &format!("# 12. Quote{record}"), ">"),
        code("docs/adr/0013-image.md", &format!("# 13. Image{record}"), "![a]("),
        code("docs/adr/0014-star.md", &format!("# 14. Star{record}"), "*a **"),
        code("docs/adr/0015-list.md", &format!("# 15. List{record}"), "- "),
        code("docs/adr/0016-yaml.md", "---\nstatus: ", "["),
        (
            "docs/adr/0017-flow.md",
            format!("---\nstatus: {}\n---\n# 17. Flow{record}", "[".repeat(60_000)).into_bytes(),
            "?",
        ),
        (
            "docs/adr/0018-map.md",
            format!("---\nstatus: {}\n---\n# 18. Map{record}", "{a: ".repeat(15_000)).into_bytes(),
            "?",
        ),
        (
            "docs/adr/0019-dash.md",
            format!("---\nstatus:\n  {}a\n---\n# 19. Dash{record}", "- ".repeat(30_000))
                .into_bytes(),
            "?",
        ),
        code("deep/a/boundary.toml", "owner = ", "["),
        code("deep/b/boundary.toml", "owner = ", "{a="),
        code("deep/c/boundary.toml", "", "["),
        code("deep/d/boundary.toml", "", "a."),
        code("deep/a/Cargo.toml", "package = ", "{a="),
        code("deep/a/package.json", "", "["),
        code("deep/b/package.json", "", "{\"a\":"),
        code("pnpm-workspace.yaml", "packages: ", "["),
        code("deep/d/pnpm-workspace.yaml", "packages: ", "{a: "),
        code(".log4brains.yml", "project: ", "["),
        code("boundstone.toml", "exclude = ", "["),
        code("CODEOWNERS", "", "["),
    ]
}

fn repository_of(files: &[Hostile]) -> Repository {
    let repository = Repository::of(FILES);
    for (path, content, _) in files {
        repository.write(path, "");
        fs::write(repository.path().join(path), content).unwrap();
    }
    repository
}

#[test]
fn text_in_every_form_is_read() {
    let files = readable();
    let repository = repository_of(&files);
    let answer = answered(&repository, &["check"]);
    assert_eq!(not_checked(&answer), [""; 0]);
    let mut client = start(&repository, capabilities());
    open(&mut client, &repository, "src/a.rs");
    for (path, ..) in &files {
        let uri = repository.uri(path);
        let start = if path.ends_with(".md") { 0 } else { 3 };
        let expected = [format!("1:{start}-{} 0001", start + 8)];
        assert_eq!(mentions(&mut client, &uri), expected, "{path}");
    }
}

/// An editor decodes the bytes itself, and keeps the line breaks.
#[test]
fn line_breaks_of_every_kind_in_an_editor() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/a.rs");
    let text = "fn b() {}\r// ADR-0001\r\n// \u{2028}ADR-0002\n\r\nfn a() {}\n// ADR-0001";
    client.change(&uri, 2, text);
    let expected = ["1:3-11 0001", "2:4-12 0002", "5:3-11 0001"];
    assert_eq!(mentions(&mut client, &uri), expected);
    client.change(&uri, 3, &format!("\u{feff}{FIRST}"));
    assert_eq!(mentions(&mut client, &uri), ["0:4-12 0001"]);
    client.change(&uri, 4, "// ADR-0001 \0 ADR-0002\nfn a() {}\n");
    // No comment goes on behind a NUL.
    assert_eq!(mentions(&mut client, &uri), ["0:3-11 0001"]);
    client.change(&uri, 5, SECOND);
    assert_eq!(mentions(&mut client, &uri), ["0:3-11 0002"]);
}

#[test]
fn what_is_not_read_is_said() {
    let files = unreadable();
    let repository = repository_of(&files);
    let huge = fs::File::create(repository.path().join("large/huge.rs")).unwrap();
    huge.set_len(100_000_000).unwrap();
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for line in not_checked(&answered(&repository, &["check"])) {
        let (path, reason) = line.split_once(": ").unwrap();
        assert!(said.insert(path.to_owned(), reason.to_owned()).is_none(), "{path} is said twice");
    }
    let huge = said.remove("large/huge.rs").unwrap_or_default();
    assert!(huge.contains("100000000 bytes"), "{huge}");
    for (path, _, expected) in files {
        match said.remove(path) {
            Some(reason) => {
                assert!(!expected.is_empty() && reason.contains(expected), "{path}: {reason}")
            }
            None => assert!(expected.is_empty(), "nothing is said of {path}"),
        }
    }
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_million_brackets_on_disk() {
    let repository = repository_of(&nested());
    let answer = answered(&repository, &["check"]);
    let mut known: Vec<String> = not_checked(&answer);
    let findings = answer["findings"].as_array().unwrap();
    known.extend(
        findings.iter().map(|it| format!("{}: {}", it["path"].as_str().unwrap(), it["rule"])),
    );
    // A record that holds nothing else than brackets must not pass for one that was understood.
    for path in [
        "deep/a/boundary.toml",
        "deep/b/boundary.toml",
        "deep/c/boundary.toml",
        "boundstone.toml",
        "deep/a/Cargo.toml",
        "deep/a/package.json",
        "deep/b/package.json",
        "pnpm-workspace.yaml",
    ] {
        assert!(known.iter().any(|it| it.starts_with(&format!("{path}: "))), "{path}: {known:?}");
    }
    let decisions = answered(&repository, &["decisions"]);
    let ids: Vec<_> = decisions["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert!(ids.starts_with(&["0001", "0002"]), "{ids:?}");
}

#[test]
fn a_million_brackets_in_the_editor() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    client.be_patient(PATIENCE);
    let here = open(&mut client, &repository, "src/a.rs");
    client.ignore("textDocument/publishDiagnostics");
    for (path, content, _) in nested() {
        let uri = repository.uri(path);
        let text = String::from_utf8(content).unwrap();
        client.open(&uri, "x", &text);
        let end = json!({ "line": 0, "character": 0 });
        client.change_by(&uri, 2, json!([{ "range": { "start": end, "end": end }, "text": " " }]));
        client.hover(&uri, 0, 5);
        let document = json!({ "textDocument": { "uri": uri } });
        client.call("textDocument/codeLens", document);
        client.close(&uri);
        assert_eq!(mentions(&mut client, &here), ["0:3-11 0001"], "{path}");
    }
}

#[test]
fn large_documents_in_the_editor() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    client.be_patient(PATIENCE);
    let here = open(&mut client, &repository, "src/a.rs");
    client.ignore("textDocument/publishDiagnostics");
    let uri = repository.uri("src/large.rs");
    for text in ["/".repeat(10 * MIB), "// a line of many\n".repeat(100_000_000 / 18)] {
        let document = json!({ "uri": uri, "languageId": "rust", "version": 1, "text": text });
        let open = json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } });
        client.send_raw(frame(open.to_string()));
        client.hover(&uri, 0, 5);
        client.change_by(&uri, 2, json!([{ "range": { "start": { "line": 0, "character": 9 }, "end": { "line": 0, "character": 9 } }, "text": "x" }]));
        client.hover(&uri, 1, 1);
        assert_eq!(mentions(&mut client, &here), ["0:3-11 0001"]);
        // The next full text makes it an ordinary one.
        client.change(&uri, 3, SECOND);
        assert_eq!(mentions(&mut client, &uri), ["0:3-11 0002"]);
        client.close(&uri);
    }
    assert_eq!(
        client.call("workspace/symbol", json!({ "query": "first" })).as_array().map(Vec::len),
        Some(1)
    );
    assert_ne!(client.hover(&here, 0, 5), Value::Null);
}
