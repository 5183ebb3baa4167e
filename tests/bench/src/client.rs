//! A blocking client for a language server in a process of its own. Writes a message and reads until
//! its answer, on one thread, so that nothing but the server is measured.

use std::io::BufReader;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{cost, frame};

/// A server that says nothing for so long, while it is asked, is ended.
const SILENCE_LIMIT: Duration = Duration::from_secs(120);
/// The server counts as settled when it used less CPU than this in each of so many looks.
const SETTLED_CPU: Duration = Duration::from_millis(2);
const SETTLED_LOOKS: usize = 8;
const LOOK: Duration = Duration::from_millis(100);
const SETTLE_LIMIT: Duration = Duration::from_secs(600);

pub struct Client {
    child: Arc<Mutex<Child>>,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    pub pid: u32,
    /// What the server answered to `initialize`.
    pub capabilities: Value,
    next_id: i64,
    body: Vec<u8>,
    frames: Arc<AtomicU64>,
}

#[derive(Deserialize)]
struct Head<'a> {
    id: Option<Value>,
    #[serde(borrow)]
    method: Option<std::borrow::Cow<'a, str>>,
}

impl Client {
    /// Starts the server and shakes hands.
    pub fn start(command: &mut Command, root: &Path) -> Result<Self> {
        let mut client = Self::spawn(command)?;
        let uri = uri(root);
        let answer = client.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": uri,
                "workspaceFolders": [{"uri": uri, "name": "bench"}],
                "capabilities": {
                    "general": {"positionEncodings": ["utf-8"]},
                    "window": {"workDoneProgress": true},
                    "workspace": {
                        "workspaceFolders": true,
                        "didChangeWatchedFiles": {"dynamicRegistration": true},
                    },
                    "textDocument": {
                        "hover": {"contentFormat": ["markdown"]},
                        "publishDiagnostics": {"versionSupport": true, "relatedInformation": true},
                    },
                },
            }),
        )?;
        client.capabilities = answer.get("capabilities").cloned().unwrap_or_default();
        client.notify("initialized", json!({}))?;
        Ok(client)
    }

    /// Starts a process that speaks in frames, and says nothing to it.
    pub fn spawn(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let input = child.stdin.take().context("no stdin")?;
        let output = BufReader::new(child.stdout.take().context("no stdout")?);
        let pid = child.id();
        let child = Arc::new(Mutex::new(child));
        let frames = Arc::new(AtomicU64::new(0));
        watch(Arc::downgrade(&child), Arc::clone(&frames));
        let (capabilities, body) = (Value::Null, Vec::new());
        Ok(Self { child, input, output, pid, capabilities, next_id: 0, body, frames })
    }

    /// The answer to a request; an error answer is an error.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value> {
        let message = self.message(method, params);
        self.exchange(&message).with_context(|| method.to_owned())?;
        let mut answer: Value = serde_json::from_slice(&self.body)?;
        if let Some(error) = answer.get("error") {
            bail!("{method} was answered by {error}");
        }
        Ok(answer.get_mut("result").map(Value::take).unwrap_or_default())
    }

    /// Time from the request to its answer, and the answer as it came.
    pub fn time_request(&mut self, method: &str, params: Value) -> Result<(Duration, &[u8])> {
        let message = self.message(method, params);
        let begun = Instant::now();
        self.exchange(&message).with_context(|| method.to_owned())?;
        Ok((begun.elapsed(), &self.body))
    }

    pub fn notify(&mut self, method: &str, params: Value) -> Result<()> {
        let message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        Ok(frame::write(&mut self.input, message.to_string().as_bytes())?)
    }

    /// Reads until a notification of the method whose parameters are accepted.
    pub fn wait_for(&mut self, method: &str, accept: impl Fn(&Value) -> bool) -> Result<Value> {
        loop {
            self.read()?;
            let head: Head<'_> = serde_json::from_slice(&self.body)?;
            if head.method.as_deref() != Some(method) {
                self.answer_for_client()?;
                continue;
            }
            let mut message: Value = serde_json::from_slice(&self.body)?;
            let params = message.get_mut("params").map(Value::take).unwrap_or_default();
            if accept(&params) {
                return Ok(params);
            }
        }
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) -> Result<()> {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}))
    }

    /// Waits until the server has nothing left to do. Asks all the while, so that what the server has
    /// to say is read; about no file of the repository, because an answer that costs something would
    /// itself look like work.
    pub fn settle(&mut self) -> Result<()> {
        let begun = Instant::now();
        let nowhere = json!({"line": 0, "character": 0});
        let (mut quiet, mut before) = (0, cost::of_process(self.pid)?);
        while quiet < SETTLED_LOOKS {
            if begun.elapsed() > SETTLE_LIMIT {
                bail!("the server was still at work after {SETTLE_LIMIT:?}");
            }
            let nothing = json!({"textDocument": {"uri": "file:///"}, "position": nowhere});
            self.request("textDocument/hover", nothing)?;
            thread::sleep(LOOK);
            let now = cost::of_process(self.pid)?;
            quiet = if now.saturating_sub(before) < SETTLED_CPU { quiet + 1 } else { 0 };
            before = now;
        }
        Ok(())
    }

    /// Sends one frame and waits for one that has the same id.
    fn exchange(&mut self, message: &Value) -> Result<()> {
        frame::write(&mut self.input, message.to_string().as_bytes())?;
        loop {
            self.read()?;
            let head: Head<'_> = serde_json::from_slice(&self.body)?;
            // An echo has a method too.
            if head.id.as_ref() == message.get("id")
                && (head.method.is_none() || head.method.as_deref() == Some("echo"))
            {
                return Ok(());
            }
            self.answer_for_client()?;
        }
    }

    fn message(&mut self, method: &str, params: Value) -> Value {
        self.next_id += 1;
        json!({"jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params})
    }

    fn read(&mut self) -> Result<()> {
        if !frame::read(&mut self.output, &mut self.body)? {
            bail!("the server ended, or was ended because it did not answer");
        }
        self.frames.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Answers a request of the server as a client does that agrees to everything.
    fn answer_for_client(&mut self) -> Result<()> {
        let head: Head<'_> = serde_json::from_slice(&self.body)?;
        let (Some(id), Some(_)) = (head.id, head.method) else { return Ok(()) };
        let answer = json!({"jsonrpc": "2.0", "id": id, "result": null});
        Ok(frame::write(&mut self.input, answer.to_string().as_bytes())?)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        // It may have ended already.
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Ends a server that has been silent for too long, so that no benchmark waits for ever.
fn watch(child: Weak<Mutex<Child>>, frames: Arc<AtomicU64>) {
    thread::spawn(move || {
        let mut seen = None;
        loop {
            thread::sleep(SILENCE_LIMIT);
            let Some(child) = child.upgrade() else { return };
            let now = frames.load(Ordering::Relaxed);
            if seen == Some(now) {
                let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
                return;
            }
            seen = Some(now);
        }
    });
}

/// The `file:` URI of a path. Generated paths need no escapes; of others, what is not plain.
pub fn uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    for &byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_escape_what_is_not_plain() {
        assert_eq!(uri(Path::new("/a b/c#d.rs")), "file:///a%20b/c%23d.rs");
    }
}
