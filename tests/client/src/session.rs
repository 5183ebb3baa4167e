//! The usual steps of a session.

use serde_json::{Value, json};

use super::Client;

impl Client {
    /// `initialize` and `initialized`, with `params` over the smallest that is valid; returns the server's result.
    #[track_caller]
    pub fn initialize(&mut self, params: Value) -> Value {
        let mut all = json!({ "processId": null, "rootUri": null, "capabilities": {} });
        if let (Some(all), Value::Object(params)) = (all.as_object_mut(), params) {
            all.extend(params);
        }
        let result = self.call("initialize", all);
        self.notify("initialized", json!({}));
        result
    }

    /// Starts a session on the folders, each a `file:` URI, with the client's `capabilities`.
    #[track_caller]
    pub fn initialize_on(&mut self, folders: &[String], capabilities: Value) -> Value {
        let folder = |uri: &String| json!({ "uri": uri, "name": uri });
        let folders: Vec<_> = folders.iter().map(folder).collect();
        self.initialize(json!({ "capabilities": capabilities, "workspaceFolders": folders }))
    }

    /// `didOpen`, version 1.
    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// `didChange` with the whole text.
    pub fn change(&mut self, uri: &str, version: i32, text: &str) {
        self.change_by(uri, version, json!([{ "text": text }]));
    }

    /// `didChange` with any changes.
    pub fn change_by(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// `didClose`.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// The hover at a position in the negotiated units, both from 0; `null` when there is none.
    #[track_caller]
    pub fn hover(&mut self, uri: &str, line: u32, character: u32) -> Value {
        self.call("textDocument/hover", at(uri, line, character))
    }

    /// Runs a command of the server's.
    #[track_caller]
    pub fn execute(&mut self, command: &str) -> Value {
        self.call("workspace/executeCommand", json!({ "command": command, "arguments": [] }))
    }

    /// `shutdown` and `exit`; returns the process's exit code.
    #[track_caller]
    pub fn shut_down(&mut self) -> Option<i32> {
        self.call("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.exit_code()
    }
}

/// The parameters of a request about a position.
pub fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({
        "textDocument": { "uri": uri },
        "position": { "line": line, "character": character },
    })
}
