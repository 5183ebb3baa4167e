//! What is offered at `$0`, made, and looked at again: the settled finding is gone, and no other came.

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::start;
use boundstone_test_client::Client;

/// An editor that takes edits of versions, and asks for findings itself.
pub fn taking_versions() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "refactor"] } },
                "isPreferredSupport": true,
            },
            "diagnostic": {},
        },
        "workspace": {
            "diagnostics": { "refreshSupport": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
        },
    })
}

/// The same that counts bytes and knows nothing of versions.
pub fn taking_changes() -> Value {
    let mut all = taking_versions();
    all["general"]["positionEncodings"] = json!(["utf-8"]);
    all["workspace"]["workspaceEdit"] = json!({});
    all
}

/// The titles of what is offered at `$0`: `*` before what is preferred, the kind behind what is no quick fix.
pub fn offered(text: &str) -> Vec<String> {
    let repository = Repository::of(text);
    let mut session = Session::at_cursor(&repository, taking_versions());
    session.actions().iter().map(title).collect()
}

fn title(action: &Value) -> String {
    let mark = if action["isPreferred"] == true { "* " } else { "" };
    let kind = match action["kind"].as_str() {
        Some("quickfix") => String::new(),
        kind => format!(" ({})", kind.unwrap_or("?")),
    };
    format!("{mark}{}{kind}", action["title"].as_str().expect("a title"))
}

/// The text of the file at `$0` after the action of that title was made, by each kind of editor. What it
/// settles is gone then, in the editor and for the command line, and nothing else came.
#[track_caller]
pub fn fixed(text: &str, title: &str) -> String {
    let with_versions = fixed_by(text, title, taking_versions());
    assert_eq!(with_versions, fixed_by(text, title, taking_changes()), "every editor the same");
    with_versions
}

#[track_caller]
fn fixed_by(text: &str, title: &str, capabilities: Value) -> String {
    let repository = Repository::of(text);
    let mut session = Session::at_cursor(&repository, capabilities);
    let actions = session.actions();
    let found = actions.iter().find(|it| it["title"] == title);
    let action = found.unwrap_or_else(|| panic!("no `{title}` among {actions:#?}")).clone();
    let (shown, checked) = (session.findings(), check(&repository));
    session.apply(&action["edit"]);
    assert!(!session.actions().contains(&action), "it is not offered again");
    let (shown_then, checked_then) = (session.findings(), check(&repository));
    match action["diagnostics"].as_array().map(Vec::as_slice) {
        Some([settled]) => {
            let settled = finding(settled);
            assert_eq!(shown_then, without(shown, &settled), "in the editor");
            let (code, message) = settled.split_once(' ').expect("a code and a message");
            let settled = format!("{} {code} {message}", session.path);
            assert_eq!(checked_then, without(checked, &settled), "on the command line");
        }
        None => {
            assert_eq!((shown_then, checked_then), (shown, checked), "nothing was wrong before")
        }
        several => panic!("a fix settles one finding: {several:?}"),
    }
    session.text
}

#[track_caller]
fn without(mut all: Vec<String>, one: &str) -> Vec<String> {
    let at = all.iter().position(|it| it == one).unwrap_or_else(|| panic!("no {one} in {all:#?}"));
    all.remove(at);
    all
}

/// `code message` of a diagnostic, without the help.
fn finding(diagnostic: &Value) -> String {
    let message = diagnostic["message"].as_str().expect("a message");
    let said = message.lines().next().unwrap_or_default();
    format!("{} {said}", diagnostic["code"].as_str().expect("a code"))
}

/// `path code message` of each finding of the whole repository.
pub fn check(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["check"]);
    let row = |it: &Value| {
        let text = |key: &str| it[key].as_str().expect("text").to_owned();
        [text("path"), text("rule"), text("message")].join(" ")
    };
    let mut rows: Vec<_> =
        answer["findings"].as_array().expect("findings").iter().map(row).collect();
    rows.sort();
    rows
}

/// A session with the file at `$0` open.
pub struct Session<'r> {
    repository: &'r Repository,
    pub client: Client,
    pub uri: String,
    pub path: String,
    pub text: String,
    version: i32,
    /// The cursor, an empty range.
    range: Value,
    counts_bytes: bool,
}

impl<'r> Session<'r> {
    pub fn at_cursor(repository: &'r Repository, capabilities: Value) -> Self {
        let counts_bytes = capabilities["general"]["positionEncodings"] == json!(["utf-8"]);
        let mut client = start(repository, capabilities);
        let (path, line, column) = repository.cursor();
        let (uri, text) = (repository.uri(&path), repository.read(&path));
        client.open(&uri, "plaintext", &text);
        let before: String = text.split('\n').nth(line as usize).expect("a line").into();
        let units: Vec<u16> = before.encode_utf16().take(column as usize).collect();
        let bytes = String::from_utf16(&units).expect("whole characters").len() as u32;
        let at = json!({ "line": line, "character": if counts_bytes { bytes } else { column } });
        let range = json!({ "start": at, "end": at });
        Self { repository, client, uri, path, text, version: 1, range, counts_bytes }
    }

    /// What is offered at the cursor, with the findings that the client knows.
    pub fn actions(&mut self) -> Vec<Value> {
        let context = json!({ "diagnostics": self.diagnostics() });
        self.actions_in(&context)
    }

    pub fn actions_in(&mut self, context: &Value) -> Vec<Value> {
        let document = json!({ "uri": self.uri });
        let params = json!({ "textDocument": document, "range": self.range, "context": context });
        let answer = self.client.call("textDocument/codeAction", params);
        answer.as_array().cloned().unwrap_or_default()
    }

    pub fn diagnostics(&mut self) -> Value {
        let params = json!({ "textDocument": { "uri": self.uri } });
        self.client.call("textDocument/diagnostic", params)["items"].clone()
    }

    fn findings(&mut self) -> Vec<String> {
        let all = self.diagnostics();
        let mut rows: Vec<_> = all.as_array().expect("a list").iter().map(finding).collect();
        rows.sort();
        rows
    }

    /// Makes the edit as an editor does: in the open document, and then saves it.
    #[track_caller]
    pub fn apply(&mut self, edit: &Value) {
        let edits = match edit["changes"].as_object() {
            Some(changes) => {
                assert_eq!(changes.len(), 1, "one file: {edit}");
                changes[&self.uri].clone()
            }
            None => {
                let [change] = edit["documentChanges"].as_array().expect("changes").as_slice()
                else {
                    panic!("one file: {edit}")
                };
                let version = json!({ "uri": self.uri, "version": self.version });
                assert_eq!(change["textDocument"], version);
                change["edits"].clone()
            }
        };
        let edits = edits.as_array().expect("edits").clone();
        // From the end, so that each stands where it was counted.
        for edit in edits.iter().rev() {
            let at = |end: &str| self.offset(&edit["range"][end]);
            let (start, end) = (at("start"), at("end"));
            self.text.replace_range(start..end, edit["newText"].as_str().expect("text"));
        }
        self.version += 1;
        self.client.change(&self.uri, self.version, &self.text);
        self.repository.write(&self.path, &self.text);
    }

    fn offset(&self, position: &Value) -> usize {
        let number = |key: &str| position[key].as_u64().expect("a number") as usize;
        let start: usize = self.text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        if self.counts_bytes {
            return start + number("character");
        }
        let mut units = 0;
        let ends = |ch: char| {
            let is_end = units >= number("character");
            units += ch.len_utf16();
            is_end
        };
        self.text[start..].find(ends).map_or(self.text.len(), |at| start + at)
    }
}
