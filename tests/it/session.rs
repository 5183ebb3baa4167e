//! The real language server on a real repository.

use std::process::Command;

use serde_json::{Value, json};

use crate::repository::{BOUNDSTONE, Repository};
use boundstone_test_client::Client;
use boundstone_test_client::session::at;

/// An editor that pushes and shows everything.
pub fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "publishDiagnostics": { "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } },
        },
    })
}

pub fn command() -> Command {
    let mut command = Command::new(BOUNDSTONE);
    command.args(["lsp", "--log-level", "info"]);
    command
}

/// A session on `repository`.
pub fn start(repository: &Repository, capabilities: Value) -> Client {
    let mut client = Client::start(command());
    // What is published of files that a test does not look at stays unread.
    client.leave_unread();
    client.initialize_on(&[repository.uri("")], capabilities);
    client
}

/// Opens a file of the repository as it is on disk, and waits until the server has read the whole
/// repository: findings are published then and not before.
pub fn open(client: &mut Client, repository: &Repository, path: &str) -> String {
    let uri = repository.uri(path);
    client.open(&uri, language(path), &repository.read(path));
    published(client, &uri);
    uri
}

/// The same, and waits until these are the findings of the file, which its first report may have or a later one.
pub fn open_until(
    client: &mut Client,
    repository: &Repository,
    path: &str,
    expected: &[&str],
) -> String {
    let uri = repository.uri(path);
    client.open(&uri, language(path), &repository.read(path));
    while findings(&published(client, &uri)["diagnostics"]) != expected {}
    uri
}

/// The next findings that are published of a file.
pub fn published(client: &mut Client, uri: &str) -> Value {
    loop {
        let report = client.notification("textDocument/publishDiagnostics");
        if report["uri"] == uri {
            return report;
        }
    }
}

/// The text of the hover at `$0`; empty when there is none.
pub fn hover_at_cursor(repository: &Repository, capabilities: Value) -> String {
    let mut client = start(repository, capabilities);
    let (path, line, column) = repository.cursor();
    let uri = open(&mut client, repository, &path);
    let hover = client.hover(&uri, line, column);
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

/// `path:line` of each definition of the token at `$0`, lines from 1.
pub fn definition_at_cursor(repository: &Repository) -> Vec<String> {
    places_at_cursor(repository, "textDocument/definition", &json!({}))
}

/// The same of each reference to it, once a line.
pub fn references_at_cursor(repository: &Repository, includes_declaration: bool) -> Vec<String> {
    let context = json!({ "context": { "includeDeclaration": includes_declaration } });
    let mut places = places_at_cursor(repository, "textDocument/references", &context);
    places.dedup();
    places
}

fn places_at_cursor(repository: &Repository, method: &str, more: &Value) -> Vec<String> {
    let mut client = start(repository, capabilities());
    let (path, line, column) = repository.cursor();
    let uri = open(&mut client, repository, &path);
    let mut params = at(&uri, line, column);
    for (key, value) in more.as_object().into_iter().flatten() {
        params[key] = value.clone();
    }
    let answer = client.call(method, params);
    let root = format!("{}/", repository.uri(""));
    let location = |it: &Value| {
        let path = it["uri"].as_str().expect("a uri").trim_start_matches(&root).to_owned();
        format!("{path}:{}", it["range"]["start"]["line"].as_u64().expect("a line") + 1)
    };
    answer.as_array().map(|all| all.iter().map(location).collect()).unwrap_or_default()
}

/// `line: title` of each resolved lens of a file, lines from 1.
pub fn lenses(client: &mut Client, uri: &str) -> Vec<String> {
    let lenses = client.call("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    let lenses = lenses.as_array().cloned().unwrap_or_default();
    let resolved = lenses.into_iter().map(|lens| client.call("codeLens/resolve", lens));
    let line = |it: &Value| it["range"]["start"]["line"].as_u64().expect("a line") + 1;
    resolved
        .map(|it| format!("{}: {}", line(&it), it["command"]["title"].as_str().unwrap_or("?")))
        .collect()
}

/// `line: severity code` of each finding of a report, lines from 1.
pub fn findings(items: &Value) -> Vec<String> {
    let severity = |it: &Value| match it["severity"].as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        Some(4) => "hint",
        _ => "?",
    };
    let row = |it: &Value| {
        let line = it["range"]["start"]["line"].as_u64().expect("a line") + 1;
        format!("{line}: {} {}", severity(it), it["code"].as_str().unwrap_or("?"))
    };
    items.as_array().map(|all| all.iter().map(row).collect()).unwrap_or_default()
}

fn language(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("rs") => "rust",
        Some("ts") => "typescript",
        Some("tsx") => "typescriptreact",
        Some("js") => "javascript",
        Some("md") => "markdown",
        Some("toml") => "toml",
        _ => "plaintext",
    }
}
