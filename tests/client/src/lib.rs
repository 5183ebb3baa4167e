//! A small synchronous language client over a real process.
//!
//! It never sleeps: every wait is for a message or for the process's end, and fails after [`LIVENESS`]. It reads stdout
//! at all times (unless told not to listen), so that pipelined requests cannot lock both sides up. Dropping it closes the
//! server's stdin, reads to the end, and fails when the server said something that nobody read.

use std::collections::VecDeque;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use self::message::Message;
pub use self::message::ResponseError;
use self::process::{Event, Process};

mod message;
mod process;
pub mod session;

/// Ten times the two seconds in which everything here must happen.
pub const LIVENESS: Duration = Duration::from_secs(20);

/// A language server and what it has said so far.
pub struct Client {
    process: Process,
    /// What has arrived and was not read by the test, in order.
    unread: VecDeque<Message>,
    last_id: i64,
    exit_code: Option<i32>,
    patience: Duration,
    leaves_unread: bool,
}

impl Client {
    /// Starts `command` and listens to it.
    pub fn start(command: Command) -> Self {
        let mut client = Self::start_deaf(command);
        client.listen();
        client
    }

    /// Starts `command` and does not read what it writes until [`Self::listen`].
    pub fn start_deaf(command: Command) -> Self {
        Self {
            process: Process::start(command),
            unread: VecDeque::new(),
            last_id: 0,
            exit_code: None,
            patience: LIVENESS,
            leaves_unread: false,
        }
    }

    /// Begins to read what the server writes.
    pub fn listen(&mut self) {
        self.process.listen();
    }

    /// The server itself, for what is done to it from outside.
    pub fn process(&mut self) -> &mut Process {
        &mut self.process
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: impl Into<Vec<u8>>) {
        self.process.send(bytes.into());
    }

    /// Sends one message, framed.
    pub fn send(&mut self, message: &Value) {
        self.send_raw(frame(message.to_string()));
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the response to the request `id`, which may be `null`.
    #[track_caller]
    pub fn response(&mut self, id: impl Into<Value>) -> Result<Value, ResponseError> {
        let id = id.into();
        let what = format!("a response to {id}");
        let is_it =
            |message: &Message| matches!(message, Message::Response { id: of, .. } if *of == id);
        match self.wait(&what, is_it) {
            Message::Response { result, .. } => result,
            other => unreachable!("{other:?}"),
        }
    }

    /// Sends a request and waits for its result; fails on an error.
    #[track_caller]
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.response(id).unwrap_or_else(|error| panic!("`{method}`: {error:?}"))
    }

    /// Waits for the next notification of `method` and returns its parameters.
    #[track_caller]
    pub fn notification(&mut self, method: &str) -> Value {
        let is_it =
            |it: &Message| matches!(it, Message::Notification { method: of, .. } if of == method);
        match self.wait(method, is_it) {
            Message::Notification { params, .. } => params,
            other => unreachable!("{other:?}"),
        }
    }

    /// Waits for the next request of `method` from the server; returns its id, for [`Self::reply`], and its parameters.
    #[track_caller]
    pub fn server_request(&mut self, method: &str) -> (Value, Value) {
        let is_it =
            |it: &Message| matches!(it, Message::Request { method: of, .. } if of == method);
        match self.wait(method, is_it) {
            Message::Request { id, params, .. } => (id, params),
            other => unreachable!("{other:?}"),
        }
    }

    /// Answers a request of the server's.
    pub fn reply(&mut self, id: &Value, result: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
    }

    /// From now on, answers the server's requests of `method` without the test's help.
    pub fn answer(&mut self, method: &str, answer: impl Fn(&Value) -> Value + Send + 'static) {
        self.process.answer(method, Box::new(answer));
    }

    /// From now on, drops the server's notifications of `method`.
    pub fn ignore(&mut self, method: &str) {
        self.process.ignore(method);
    }

    /// For work that takes longer than the usual, waits up to `patience`.
    pub fn be_patient(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Dropping the client no longer fails on messages that nobody read.
    pub fn leave_unread(&mut self) {
        self.leaves_unread = true;
    }

    /// Waits for the process to end and to have said everything; returns its exit code, or `None` when a signal killed it.
    #[track_caller]
    pub fn exit_code(&mut self) -> Option<i32> {
        let deadline = Instant::now() + self.patience;
        while !self.process.has_ended() {
            if !self.advance(deadline) {
                panic!("the process does not end; unread: {:?}", self.unread);
            }
        }
        self.exit_code
    }

    #[track_caller]
    fn wait(&mut self, what: &str, is_it: impl Fn(&Message) -> bool) -> Message {
        let deadline = Instant::now() + self.patience;
        let mut looked_at = 0;
        loop {
            let found = self.unread.iter().skip(looked_at).position(&is_it);
            if let Some(message) = found.and_then(|at| self.unread.remove(looked_at + at)) {
                return message;
            }
            looked_at = self.unread.len();
            if self.process.has_ended() {
                panic!("the process ended, code {:?}, without {what}", self.exit_code);
            }
            if !self.advance(deadline) {
                panic!("waited for {what} in vain; unread: {:?}", self.unread);
            }
        }
    }

    /// Takes in one event; false when there is none before `deadline`.
    #[track_caller]
    fn advance(&mut self, deadline: Instant) -> bool {
        match self.process.event(deadline) {
            Some(Event::Message(message)) => self.unread.push_back(message),
            Some(Event::Ended(code)) => self.exit_code = code,
            Some(Event::Silent) => {}
            Some(Event::Garbage(what)) => panic!("the server wrote no message: {what}"),
            None => return false,
        }
        true
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.process.kill();
            eprintln!("the server's stderr:\n{}", self.process.stderr());
            return;
        }
        self.process.close_stdin();
        self.listen();
        let deadline = Instant::now() + self.patience;
        while !self.process.has_ended() && self.advance(deadline) {}
        let outlived = !self.process.has_ended();
        self.process.kill();
        assert!(!outlived, "the process outlived the end of its input");
        assert!(self.leaves_unread || self.unread.is_empty(), "nobody read {:?}", self.unread);
    }
}

/// A message as it goes over the wire.
pub fn frame(body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}
