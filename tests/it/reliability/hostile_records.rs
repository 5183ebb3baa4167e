//! Records that were written to harm: nothing outside the root is read, work is bounded, text is only shown.

use std::fs;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use serde_json::{Value, json};

use super::{answered, ended, mentions};
use crate::repository::{BOUNDSTONE, Repository};
use crate::session::{capabilities, hover_at_cursor, open, start};
use boundstone_test_client::session::at;

const SECRET: &str = "TOPSECRET";

/// Two folders beside each other: a repository whose records all point to the other folder.
fn traversal() -> (tempfile::TempDir, Repository) {
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().canonicalize().unwrap();
    let record = format!("# 66. {SECRET}\n\n## Status\n\nAccepted\n");
    for (name, content) in [
        ("0066-secret.md", record.as_str()),
        ("Cargo.toml", &format!("[package]\nname = \"{SECRET}\"\n")),
        ("package.json", &format!("{{ \"name\": \"{SECRET}\" }}")),
        ("boundary.toml", &format!("name = \"{SECRET}\"\nowner = \"@{SECRET}/x\"\n")),
        ("CODEOWNERS", &format!("* @{SECRET}/x\n")),
        ("lib.rs", &format!("//! ADR-0001\npub struct {SECRET};\n")),
    ] {
        fs::write(path.join(name), content).unwrap();
    }
    let (up, absolute) =
        (format!("../{}", path.file_name().unwrap().to_str().unwrap()), path.display());
    let repository = Repository::of(&format!(
        "
//- docs/adr/0001-first.md
---
status: Accepted
governs: [\"{up}/**\", \"{absolute}/**\", \"src/../{up}/*\", \"/../../**\", \"src/**\"]
supersedes: [\"../../{up}/0066-secret.md\", \"{absolute}/0066-secret.md\"]
---
# 1. First

See [the other](../../{up}/0066-secret.md), [this]({absolute}/0066-secret.md) and [that](file://{absolute}/0066-secret.md).

## Status

Superseded by [66](../../{up}/0066-secret.md)
//- .adr-dir
{up}
//- sub/.adr-dir
{absolute}
//- .log4brains.yml
project:
  adrFolder: {up}
  packages:
    - name: a
      adrFolder: {absolute}
    - name: b
      adrFolder: src/../../{up}
//- boundstone.toml
exclude = [\"../**\", \"{up}/**\"]
[decisions]
paths = [\"{up}\", \"{absolute}\", \"src/../../{up}\"]
//- Cargo.toml
[workspace]
members = [\"{up}\", \"../*\", \"{absolute}\", \"src/../../*\"]
//- package.json
{{ \"workspaces\": [\"{up}\", \"../*\", \"{absolute}\", \"./src/../../*\"] }}
//- pnpm-workspace.yaml
packages: [\"{up}\", \"../*\", \"{absolute}\"]
//- .gitmodules
[submodule \"x\"]
	path = {up}
//- .github/CODEOWNERS
{up}/ @acme/up
/../** @acme/up
{absolute}/ @acme/up
//- boundary.toml
decisions = [\"{up}/0066-secret.md\", \"{absolute}/0066-secret.md\"]
[interface]
\"../{up}/lib.rs#{SECRET}\" = {{ is = \"stable\" }}
//- src/lib.rs
#[path = \"../{up}/lib.rs\"]
mod secret;
// ADR-0001, {up}/0066-secret.md, ../{up}/0066-secret.md, ADR-0066
pub fn a() {{}}
//- web/a.ts
export * from \"../{up}/lib\";
// See ../{up}/0066-secret.md and {absolute}/0066-secret.md
import x from \"{absolute}/lib\";
"
    ));
    (outside, repository)
}

#[test]
fn no_record_leads_out_of_the_repository() {
    let (outside, repository) = traversal();
    // What the records themselves say may be repeated; what stands outside may not.
    let title = format!("66. {SECRET}");
    for arguments in [
        &["check"][..],
        &["decisions"],
        &["decisions", "1"],
        &["boundaries"],
        &["owners"],
        &["owners", "src/lib.rs"],
        &["explain", "src/lib.rs:4"],
        &["explain", "web/a.ts"],
    ] {
        let answer = answered(&repository, arguments).to_string();
        for secret in [title.as_str(), "@TOPSECRET", "\"name\":\"TOPSECRET\"", "\"id\":\"0066\""] {
            assert!(!answer.contains(secret), "{arguments:?}: {answer}");
        }
    }
    let there = outside.path().canonicalize().unwrap();
    for arguments in [["owners", "../x.rs"], ["explain", "/etc/passwd"], ["check", "../"]] {
        let mut command = std::process::Command::new(BOUNDSTONE);
        command.args(arguments).current_dir(repository.path());
        assert_eq!(ended(command).status.code(), Some(2), "{arguments:?}");
    }
    let mut client = start(&repository, capabilities());
    let there = format!("file://{}", there.display());
    for path in
        ["src/lib.rs", "docs/adr/0001-first.md", "boundary.toml", "web/a.ts", ".github/CODEOWNERS"]
    {
        let uri = open(&mut client, &repository, path);
        for line in 0..14 {
            for column in (0..120).step_by(8) {
                let found = client.call("textDocument/definition", at(&uri, line, column));
                let hover = client.hover(&uri, line, column);
                assert!(!found.to_string().contains(&there), "{path}:{line}:{column}: {found}");
                let hover = hover["contents"]["value"].as_str().unwrap_or_default();
                assert!(
                    !hover.contains(&title) && !hover.contains(&there),
                    "{path}:{line}: {hover}"
                );
            }
        }
        let links =
            client.call("textDocument/documentLink", json!({ "textDocument": { "uri": uri } }));
        assert!(!links.to_string().contains(&there), "{path}: {links}");
    }
    let symbols = client.call("workspace/symbol", json!({ "query": "" }));
    assert!(
        symbols.to_string().contains("First") && !symbols.to_string().contains(SECRET),
        "{symbols}"
    );
}

/// Patterns whose matching, expansion or compilation could take for ever.
fn explosive() -> Vec<String> {
    vec![
        "{a,b}".repeat(40),
        "{".repeat(2_000),
        format!("{}a{}", "{a,".repeat(200), "}".repeat(200)),
        "*a".repeat(500),
        "**/".repeat(500) + "x",
        "**/*a*".repeat(60),
        "a*".repeat(2_000) + "b",
        "?".repeat(5_000),
        "[a-z]".repeat(2_000),
        "[".repeat(5_000),
        "[!a".to_owned() + &"\\\\".repeat(1_000),
        "(a+)+".repeat(200),
        "a".repeat(100_000),
        "{1..1000000000}".to_owned(),
        "\u{10FFFF}*".repeat(300),
    ]
}

#[test]
fn patterns_that_explode_are_matched_or_refused() {
    let patterns = explosive();
    let quoted: Vec<String> = patterns.iter().map(|it| json!(it).to_string()).collect();
    let list = quoted.join(", ");
    // Longer front matter would not be read as YAML at all.
    let short: Vec<String> = quoted.iter().filter(|it| it.len() < 20_000).cloned().collect();
    let governed = short.join(", ");
    let rules: String =
        patterns.iter().map(|it| format!("{it} @acme/x\n/{it} @acme/y\n")).collect();
    let sections: String = patterns.iter().map(|it| format!("[{it}] @acme/z\n{it}\n")).collect();
    let long = format!("{}/{}", "a".repeat(200), "a/".repeat(100) + &"a".repeat(200));
    for (place, rules) in [("CODEOWNERS", rules), (".gitlab/CODEOWNERS", sections)] {
        let repository = Repository::of(&format!(
            "
//- {place}
* @acme/all
{rules}
/src/ @acme/src
//- docs/adr/0001-first.md
---
status: Accepted
governs: [{governed}, \"src/**\"]
---
# 1. First
//- boundstone.toml
exclude = [{list}]
[decisions]
paths = [{list}]
//- boundary.toml
name = \"top\"
uses = [{list}]
//- package.json
{{ \"workspaces\": [{list}] }}
//- pnpm-workspace.yaml
packages: [{list}]
//- Cargo.toml
[workspace]
members = [{list}]
//- src/a.rs
// ADR-0001
fn a() {{}}
//- {long}
a
"
        ));
        let answer = answered(&repository, &["owners", "src/a.rs"]);
        // Brackets make it a file of GitLab's, where each section has its say.
        let expected = json!(["@acme/all", "@acme/src"]);
        assert_eq!(answer["files"][0]["owners"], expected, "{place}");
        assert_eq!(answered(&repository, &["owners", &long])["files"][0]["state"], "owned");
        assert!(answered(&repository, &["check"])["findings"].is_array());
        let decision = answered(&repository, &["decisions", "1"]);
        assert_eq!(decision["decisions"][0]["status"], "accepted", "{decision}");
        let mut client = start(&repository, capabilities());
        let uri = open(&mut client, &repository, "src/a.rs");
        assert_eq!(mentions(&mut client, &uri), ["0:3-11 0001"]);
    }
}

/// Each alias stands for nine of the one before.
fn bomb(key: &str) -> String {
    let mut text = format!("a0: &a0 [{key}]\n");
    for level in 1..30 {
        let before = format!("*a{}, ", level - 1).repeat(9);
        text.push_str(&format!("a{level}: &a{level} [{before}]\n"));
    }
    text
}

#[test]
fn aliases_that_explode_cost_no_more_than_their_text() {
    let strings = bomb("lol");
    let merges: String = (1..30)
        .map(|level| format!("m{level}: &m{level} {{ <<: *m{0}, x{level}: *m{0} }}\n", level - 1))
        .collect();
    let own = "status: &s [*s]\n";
    let repository = Repository::of(&format!(
        "
//- docs/adr/0001-first.md
---
{strings}status: accepted
tags: *a29
---
# 1. First
//- docs/adr/0002-second.md
---
m0: &m0 {{ x: 1 }}
{merges}status: accepted
---
# 2. Second
//- docs/adr/0003-third.md
---
{own}---
# 3. Third

## Status

Accepted
//- pnpm-workspace.yaml
{strings}packages: *a29
//- .log4brains.yml
{strings}project: {{ adrFolder: *a29, packages: *a29 }}
//- src/a.rs
// ADR-0001, ADR-0002, ADR-0003
fn a() {{}}
"
    ));
    let answer = answered(&repository, &["decisions"]);
    let titles: Vec<_> = answer["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["First", "Second", "Third"]);
    let said = super::not_checked(&answered(&repository, &["check"]));
    assert!(said.iter().any(|it| it.starts_with("pnpm-workspace.yaml: ")), "{said:?}");
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/a.rs");
    assert_eq!(mentions(&mut client, &uri).len(), 3);
}

/// Text that a Markdown viewer would run, load, follow, or not show.
const HARMFUL: [&str; 16] = [
    "[run](command:workbench.action.terminal.new)",
    "![load](https://evil.example/x.png)",
    "![load][ref]",
    "<img src=https://evil.example/x.png onerror=run()>",
    "<a href='command:run'>click</a> <!-- hidden -->",
    "<command:run>",
    "https://evil.example/auto",
    "www.evil.example/auto",
    "mailto:x@evil.example",
    "plain\u{202e}desrever\u{2066}isolated\u{2069}",
    "a\u{200b}b\u{feff}c\u{ad}d\u{e0041}e",
    "``` code `` ` [x](command:run) `",
    "&lt;script&gt; &#x3c;img src=x&#x3e; &colon;",
    "\\[x\\](command:run) \\\\[x](command:run)",
    "$(terminal) $(exec~spin) [x]: command:run",
    "| a | b | ~~gone~~ **bold** __under__ ==mark==",
];

/// Fails on anything in a card that is not a letter, a name in code, or Boundstone's own link to a file
/// of the repository.
#[track_caller]
fn assert_harmless(card: &str, root: &str) {
    let is_hidden = |ch: char| {
        matches!(ch, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{ad}' | '\u{e0000}'..='\u{e007f}')
    };
    assert!(!card.contains(is_hidden), "a hidden character in\n{card}");
    let mut bare = String::new();
    for (event, range) in Parser::new_ext(card, Options::all()).into_offset_iter() {
        match event {
            Event::Text(_) => {
                // With the mark before it that may escape it.
                bare.push_str(&card[range.start.saturating_sub(1)..range.end]);
                bare.push('\n');
            }
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let is_own = dest_url.starts_with(&format!("{root}/"));
                assert!(is_own && link_type == LinkType::Inline, "a link to {dest_url} in\n{card}");
            }
            Event::Code(_) | Event::SoftBreak | Event::HardBreak => {}
            Event::Start(Tag::Paragraph | Tag::BlockQuote(None) | Tag::Strong) | Event::End(_) => {}
            other => panic!("{other:?} in\n{card}"),
        }
    }
    // What the parser takes for text, others make a link of: GitHub's bare addresses.
    let bare = bare.to_lowercase();
    for (at, _) in bare.match_indices("://") {
        assert!(bare[..at].ends_with('\\'), "an address that becomes a link in\n{card}");
    }
    for address in ["www.", "mailto:", "xmpp:"] {
        assert!(!bare.contains(address), "an address that becomes a link in\n{card}");
    }
}

#[test]
fn text_of_a_record_is_only_shown() {
    for harmful in HARMFUL {
        let quoted = json!(harmful).to_string();
        let repository = Repository::of(&format!(
            "
//- CODEOWNERS
* @acme/x
//- docs/adr/0004-x.md
---
status: {quoted}
---
# 4. {harmful}

## Decision

{harmful}

[ref]: https://evil.example/x.png
//- boundary.toml
name = {quoted}
owner = {quoted}
//- src/a.rs
/// See ADR-0$0004.
pub fn a() {{}}
"
        ));
        let root = repository.uri("");
        assert_harmless(&hover_at_cursor(&repository, capabilities()), &root);
        let mut client = start(&repository, capabilities());
        let code = open(&mut client, &repository, "src/a.rs");
        let item = client.hover(&code, 1, 7);
        assert_harmless(item["contents"]["value"].as_str().expect("a card"), &root);
        let contract = repository.uri("boundary.toml");
        for column in [10, 12] {
            for line in [0, 1] {
                let hover = client.hover(&contract, line, column);
                assert_harmless(hover["contents"]["value"].as_str().unwrap_or_default(), &root);
            }
        }
    }
}

#[test]
fn names_of_files_are_only_shown() {
    for name in [
        "x](command:run) [y",
        "x) [run](command:run",
        "<img src=x>",
        "`code` ![x](y",
        "a\u{202e}b",
        "www.evil.example",
        "$(sync)",
    ] {
        let name = name.replace('/', "");
        let repository = Repository::of(
            "//- CODEOWNERS\n* @acme/x\n//- src/a.rs\n/// See ADR-0004.\npub fn a() {}\n",
        );
        repository.write(&format!("docs/adr/0004-{name}.md"), "# 4. X\n\n## Status\n\nAccepted\n");
        let mut client = start(&repository, capabilities());
        let code = open(&mut client, &repository, "src/a.rs");
        for (line, column) in [(0, 9), (1, 7)] {
            let hover: Value = client.hover(&code, line, column);
            let card =
                hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("{name}: {hover}"));
            assert_harmless(card, &repository.uri(""));
        }
    }
}
