//! The server's process, and the threads that talk to it so that no test ever blocks on a pipe.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use super::frame;
use super::message::Message;

/// What the process does.
pub enum Event {
    Message(Message),
    /// Something on stdout that is no message.
    Garbage(String),
    /// Stdout is at its end.
    Silent,
    /// The exit code, or `None` after a signal.
    Ended(Option<i32>),
}

/// How the client answers a request by itself.
pub type Answer = Box<dyn Fn(&Value) -> Value + Send>;

/// A running server.
pub struct Process {
    id: Pid,
    stdin: Stdin,
    /// Until somebody listens.
    stdout: Option<ChildStdout>,
    /// The sizes of what the server took from stdin.
    taken: Receiver<usize>,
    events: Receiver<Event>,
    event_sender: Sender<Event>,
    habits: Arc<Mutex<Habits>>,
    stderr: Option<JoinHandle<String>>,
    is_listening: bool,
    is_dead: bool,
}

/// The queue before stdin, until it is closed; the thread that reads stdout answers through it too.
type Stdin = Arc<Mutex<Option<Sender<Vec<u8>>>>>;

#[derive(Default)]
struct Habits {
    answers: HashMap<String, Answer>,
    ignored: HashSet<String>,
}

impl Process {
    /// Starts `command` with its three streams piped.
    pub fn start(mut command: Command) -> Self {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("the server starts");
        let (stdin, taken) = write_behind(child.stdin.take().unwrap());
        let (event_sender, events) = mpsc::channel();
        let stdout = child.stdout.take();
        let mut stderr = child.stderr.take().unwrap();
        let stderr = thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let id = Pid::from_child(&child);
        let ended = event_sender.clone();
        thread::spawn(move || {
            let status = child.wait().expect("a child can be waited for");
            let _ = ended.send(Event::Ended(status.code()));
        });
        Self {
            id,
            stdin: Arc::new(Mutex::new(Some(stdin))),
            stdout,
            taken,
            events,
            event_sender,
            habits: Arc::default(),
            stderr: Some(stderr),
            is_listening: false,
            is_dead: false,
        }
    }

    /// The process's id.
    pub fn id(&self) -> i32 {
        self.id.as_raw_nonzero().get()
    }

    /// Queues bytes for stdin.
    pub fn send(&mut self, bytes: Vec<u8>) {
        queue(&self.stdin, bytes);
    }

    /// Closes stdin behind everything that was sent.
    pub fn close_stdin(&mut self) {
        *self.stdin.lock().unwrap() = None;
    }

    /// Closes the reading end of stdout; only before [`Self::listen`].
    pub fn close_stdout(&mut self) {
        assert!(self.stdout.take().is_some(), "stdout is being read");
    }

    /// Begins to read stdout.
    pub fn listen(&mut self) {
        let Some(stdout) = self.stdout.take() else { return };
        self.is_listening = true;
        let reader = Reader {
            stdout: BufReader::new(stdout),
            stdin: self.stdin.clone(),
            habits: self.habits.clone(),
            events: self.event_sender.clone(),
        };
        thread::spawn(move || reader.run());
    }

    /// Answers requests of `method` by itself.
    pub fn answer(&mut self, method: &str, answer: Answer) {
        self.habits.lock().unwrap().answers.insert(method.to_owned(), answer);
    }

    /// Drops notifications of `method`.
    pub fn ignore(&mut self, method: &str) {
        self.habits.lock().unwrap().ignored.insert(method.to_owned());
    }

    /// What happens next, or `None` at the deadline.
    pub fn event(&mut self, deadline: Instant) -> Option<Event> {
        let patience = deadline.saturating_duration_since(Instant::now());
        let event = self.events.recv_timeout(patience).ok()?;
        match event {
            Event::Silent => self.is_listening = false,
            Event::Ended(_) => self.is_dead = true,
            _ => {}
        }
        Some(event)
    }

    /// True when the process is gone and nothing it wrote is still on its way.
    pub fn has_ended(&self) -> bool {
        self.is_dead && !self.is_listening
    }

    /// How many bytes of what was sent the server takes before it leaves the rest in the pipe for `quiet`.
    pub fn takes_until(&mut self, quiet: Duration) -> usize {
        let mut bytes = 0;
        while let Ok(more) = self.taken.recv_timeout(quiet) {
            bytes += more;
        }
        bytes
    }

    /// Sends a signal, unless the process is gone.
    pub fn signal(&mut self, signal: Signal) {
        if !self.is_dead {
            // It may have gone in the meantime.
            let _ = kill_process(self.id, signal);
        }
    }

    /// Kills the process and returns when it is gone.
    pub fn kill(&mut self) {
        self.signal(Signal::KILL);
        while !self.is_dead && self.event(Instant::now() + super::LIVENESS).is_some() {}
    }

    /// What the process wrote to stderr. Waits for its end.
    pub fn stderr(&mut self) -> String {
        self.stderr.take().and_then(|thread| thread.join().ok()).unwrap_or_default()
    }
}

fn queue(stdin: &Stdin, bytes: Vec<u8>) {
    if let Some(stdin) = &*stdin.lock().unwrap() {
        // A server that is gone is noticed by its exit code.
        let _ = stdin.send(bytes);
    }
}

/// Writes to `pipe` what is queued, and says how much of it went in.
fn write_behind(mut pipe: ChildStdin) -> (Sender<Vec<u8>>, Receiver<usize>) {
    let (sender, blocks) = mpsc::channel::<Vec<u8>>();
    let (took, taken) = mpsc::channel();
    thread::spawn(move || {
        for block in blocks {
            for part in block.chunks(PART) {
                if pipe.write_all(part).is_err() {
                    return;
                }
                let _ = took.send(part.len());
            }
        }
    });
    (sender, taken)
}

/// The thread that reads stdout.
struct Reader {
    stdout: BufReader<ChildStdout>,
    stdin: Stdin,
    habits: Arc<Mutex<Habits>>,
    events: Sender<Event>,
}

impl Reader {
    fn run(mut self) {
        loop {
            let event = match self.frame() {
                Ok(None) => break,
                Ok(Some(body)) => match Message::read(&body) {
                    Ok(message) => self.handle(message).map(Event::Message),
                    Err(why) => Some(Event::Garbage(why)),
                },
                Err(why) => Some(Event::Garbage(why)),
            };
            if event.is_some_and(|event| self.events.send(event).is_err()) {
                return;
            }
        }
        let _ = self.events.send(Event::Silent);
    }

    /// The next body; the server writes one header, and exactly.
    fn frame(&mut self) -> Result<Option<Vec<u8>>, String> {
        let mut header = String::new();
        let mut read = || self.stdout.read_line(&mut header).map_err(|error| error.to_string());
        if read()? == 0 {
            return Ok(None);
        }
        read()?;
        let length =
            header.strip_prefix("Content-Length: ").and_then(|it| it.strip_suffix("\r\n\r\n"));
        let length = length.and_then(|it| it.parse().ok());
        let length: usize = length.ok_or_else(|| format!("a bad header: {header:?}"))?;
        let mut body = vec![0; length];
        self.stdout.read_exact(&mut body).map_err(|error| format!("half a message: {error}"))?;
        Ok(Some(body))
    }

    /// Returns what is left to the test.
    fn handle(&self, message: Message) -> Option<Message> {
        let habits = self.habits.lock().unwrap();
        match &message {
            Message::Request { id, method, params } => {
                let Some(answer) = habits.answers.get(method) else { return Some(message) };
                let reply = json!({ "jsonrpc": "2.0", "id": id, "result": answer(params) });
                queue(&self.stdin, frame(reply.to_string()));
                None
            }
            Message::Notification { method, .. } if habits.ignored.contains(method) => None,
            _ => Some(message),
        }
    }
}

/// What is written at once, so that [`Process::takes_until`] counts finely.
const PART: usize = 64 * 1024;
