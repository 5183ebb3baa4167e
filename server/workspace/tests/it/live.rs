//! A workspace that runs, and what it tells.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use boundstone_text::{Edit, Encoding, Position};
use boundstone_workspace::{Cancel, Event, Notice, Options, Snapshot, Workspace};

use crate::repository::{Repository, path};

/// How long a test waits for what must come. Not a measure: far more than it ever takes.
const LIVENESS: Duration = Duration::from_secs(60);

pub struct Live {
    pub workspace: Workspace,
    published: Receiver<Snapshot>,
    pub troubles: Arc<Mutex<Vec<String>>>,
}

impl Live {
    pub fn start(repository: &Repository) -> Self {
        Self::start_with(repository, &Options::default())
    }

    pub fn start_with(repository: &Repository, options: &Options) -> Self {
        let (sender, published): (Sender<Snapshot>, _) = channel();
        let sender = Mutex::new(sender);
        let troubles: Arc<Mutex<Vec<String>>> = Arc::default();
        let told = Arc::clone(&troubles);
        let notify = move |notice| match notice {
            // The test may have ended.
            Notice::Published { snapshot, .. } => drop(sender.lock().unwrap().send(snapshot)),
            Notice::Trouble(trouble) => told.lock().unwrap().push(trouble),
            Notice::Progress(_) | Notice::PastMoved => {}
        };
        let workspace = Workspace::start(repository.root(), options, Box::new(notify)).unwrap();
        workspace.settled();
        Self { workspace, published, troubles }
    }

    pub fn send(&self, event: Event) {
        self.workspace.send(event);
    }

    pub fn open(&self, of: &str, version: i32, text: &str) {
        self.send(Event::Open { path: path(of), version, text: text.to_owned() });
    }

    /// Replaces what lies between two positions.
    pub fn edit(&self, of: &str, version: i32, from: (u32, u32), to: (u32, u32), with: &str) {
        let at = |(line, column)| Position { line, column };
        self.change(of, version, Some((at(from), at(to))), with);
    }

    pub fn replace(&self, of: &str, version: i32, text: &str) {
        self.change(of, version, None, text);
    }

    fn change(&self, of: &str, version: i32, range: Option<(Position, Position)>, with: &str) {
        let edits = vec![Edit { range, text: with.to_owned() }];
        self.send(Event::Change { path: path(of), version, edits, encoding: Encoding::Utf16 });
    }

    pub fn close(&self, of: &str) {
        self.send(Event::Close { path: path(of) });
    }

    pub fn watched(&self, paths: &[&str]) {
        self.send(Event::Watched(paths.iter().map(|it| path(it)).collect()));
    }

    /// The snapshot of this place in the queue.
    pub fn now(&self) -> Snapshot {
        let (sender, receiver) = channel();
        self.workspace.read(Cancel::default(), Box::new(move |it| drop(sender.send(it))));
        receiver.recv_timeout(LIVENESS).expect("a read is answered")
    }

    /// The snapshot once all is done.
    pub fn settled(&self) -> Snapshot {
        self.workspace.settled();
        self.now()
    }

    /// Waits until a snapshot is published that `is` as wanted.
    #[track_caller]
    pub fn until(&self, is: impl Fn(&Snapshot) -> bool) -> Snapshot {
        loop {
            let snapshot = self.published.recv_timeout(LIVENESS).expect("it is published");
            if is(&snapshot) {
                return snapshot;
            }
        }
    }

    /// All that was published since the last time.
    pub fn published(&self) -> Vec<Snapshot> {
        self.published.try_iter().collect()
    }
}
