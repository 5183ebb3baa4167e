//! What the client is told without asking: findings for those who do not pull them, and that it should
//! ask again for what it cannot see.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use boundstone_engine::Difference;
use boundstone_model::{Finding, RepoPath};
use boundstone_workspace::{Notice, Progress, Snapshot, give_back};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, channel};
use tower_lsp::Client as Connection;
use tower_lsp::ls_types::{Diagnostic, MessageType, Uri};

use crate::answers::diagnostic::{diagnostics, result_id, told};
use crate::capabilities::Client;
use crate::progress;
use crate::settings::Settings;
use crate::view::View;

/// What may change what the client was told.
pub(crate) enum Noticed {
    Notice {
        workspace: u64,
        notice: Notice,
    },
    /// The last of it.
    Ended {
        workspace: u64,
    },
    /// The client's settings are others: what was told may have to be taken back.
    Settings,
}

/// The end of a workspace that speaks. It says itself when that end is dropped.
pub(crate) struct Speaker {
    /// No two workspaces of a session have the same, not even one after the other on one root.
    pub(crate) workspace: u64,
    pub(crate) notices: Option<UnboundedSender<Noticed>>,
}

impl Speaker {
    pub(crate) fn say(&self, notice: Notice) {
        self.send(Noticed::Notice { workspace: self.workspace, notice });
    }

    fn send(&self, noticed: Noticed) {
        if let Some(notices) = &self.notices {
            notices.send(noticed).ok();
        }
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.send(Noticed::Ended { workspace: self.workspace });
    }
}

/// A refresh makes the client ask for every open file again, so a burst of changes is one refresh.
const REFRESH_QUIET: Duration = Duration::from_millis(200);

/// What so many files leave behind is worth giving back.
const MANY_PATHS: usize = 1_000;

/// So many reports wait until the client has taken those before.
const READY_REPORTS: usize = 8;

/// Serves the notices of all roots until the session ends.
pub(crate) async fn run(
    mut notices: UnboundedReceiver<Noticed>,
    connection: Connection,
    client: Client,
    settings: Arc<RwLock<Settings>>,
) {
    let (refresh, refreshes) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(refresh_after_bursts(
        refreshes,
        connection.clone(),
        client,
        Arc::clone(&settings),
    ));
    let mut workspaces: HashMap<u64, Told> = HashMap::new();
    let mut progress: HashMap<u64, UnboundedSender<Progress>> = HashMap::new();
    let mut waiting = Vec::new();
    let mut is_whole = false;
    while notices.recv_many(&mut waiting, usize::MAX).await > 0 {
        for noticed in waiting.drain(..) {
            let (workspace, notice) = match noticed {
                Noticed::Notice { workspace, notice } => (workspace, notice),
                Noticed::Ended { workspace } => {
                    progress.remove(&workspace);
                    if let Some(told) = workspaces.remove(&workspace) {
                        told.take_back(&connection, &workspaces).await;
                    }
                    continue;
                }
                Noticed::Settings => {
                    workspaces.values_mut().for_each(|told| told.is_global = true);
                    refresh.send(Refresh::Settings).ok();
                    continue;
                }
            };
            match notice {
                Notice::Published { snapshot, difference } => {
                    is_whole |= difference.paths.len() > MANY_PATHS;
                    workspaces.entry(workspace).or_default().note(snapshot, difference);
                }
                Notice::Progress(step) if client.shows_progress => {
                    let shown = progress
                        .entry(workspace)
                        .or_insert_with(|| progress::start(connection.clone(), workspace));
                    shown.send(step).ok();
                }
                Notice::Progress(_) => {}
                Notice::PastMoved => workspaces.entry(workspace).or_default().is_global = true,
                Notice::Trouble(text) => connection.show_message(MessageType::WARNING, text).await,
            }
        }
        let is_on = settings.read().map_or(true, |settings| settings.diagnostics);
        for told in workspaces.values_mut() {
            if let Some(wanted) = told.refresh() {
                refresh.send(wanted).ok();
            }
            if client.pulls_diagnostics {
                told.forget();
            } else {
                told.publish(&connection, client, is_on).await;
            }
        }
        if std::mem::take(&mut is_whole) {
            give_back();
        }
    }
}

/// What the client was told of one root, and what it has yet to be told.
#[derive(Default)]
struct Told {
    snapshot: Option<Snapshot>,
    is_global: bool,
    /// Findings may differ in files that did not change themselves.
    reaches_others: bool,
    has_other_uses: bool,
    changed: Vec<RepoPath>,
    /// The last report of each file that has findings.
    published: HashMap<RepoPath, String>,
}

impl Told {
    fn note(&mut self, snapshot: Snapshot, difference: Difference) {
        // What is not read yet cannot be told from what does not exist: no findings before the end.
        if snapshot.is_complete {
            let was_incomplete = self.snapshot.as_ref().is_none_or(|before| !before.is_complete);
            self.is_global |= difference.is_global || was_incomplete;
            self.reaches_others |= difference.reaches_others;
            self.has_other_uses |= difference.has_other_uses;
            if self.is_global {
                self.changed = Vec::new();
            } else {
                self.changed.extend(difference.paths);
            }
        }
        self.snapshot = Some(snapshot);
    }

    /// What the client should ask for again in the documents that nobody edits.
    fn refresh(&mut self) -> Option<Refresh> {
        let has_other_uses = std::mem::take(&mut self.has_other_uses);
        let counts = || has_other_uses.then_some(Refresh::Counts);
        let is_all = self.is_global || self.reaches_others;
        is_all.then_some(Refresh::All).or_else(counts)
    }

    fn forget(&mut self) {
        self.is_global = false;
        self.reaches_others = false;
        self.changed = Vec::new();
    }

    /// Publishes the findings of every file whose report differs from the last one.
    async fn publish(&mut self, connection: &Connection, client: Client, is_on: bool) {
        let Some(snapshot) = self.snapshot.clone().filter(|snapshot| snapshot.is_complete) else {
            return;
        };
        self.reaches_others = false;
        let (is_global, changed) =
            (std::mem::take(&mut self.is_global), std::mem::take(&mut self.changed));
        if !is_global && changed.is_empty() {
            return;
        }
        let known: Vec<RepoPath> = self.published.keys().cloned().collect();
        // One report at a time: those of a whole repository would take more memory than what is known of it.
        let (sender, mut ready) = channel(READY_REPORTS);
        let compute = move || {
            let view = View::new(snapshot, client);
            // When the server ends, nobody takes any more.
            let is_taken = |report| sender.blocking_send(report).is_ok();
            if is_global {
                _ = all_reports(&view, &known, is_on).all(is_taken);
                // This thread lives on, and would keep what it was given for the work.
                give_back();
            } else {
                _ = reports(&view, changed, is_on).all(is_taken);
            }
        };
        let computed = tokio::task::spawn_blocking(compute);
        while let Some(report) = ready.recv().await {
            self.publish_one(connection, report).await;
        }
        if let Err(error) = computed.await {
            tracing::error!(%error, "findings could not be computed");
        }
    }

    /// Takes back the findings of a root that is no longer served, but for those that another workspace
    /// has published again.
    async fn take_back(self, connection: &Connection, others: &HashMap<u64, Self>) {
        let Some(snapshot) = self.snapshot else { return };
        let root = snapshot.root();
        let is_again = |path: &RepoPath| {
            others.values().any(|other| {
                other.snapshot.as_ref().is_some_and(|it| it.root() == root)
                    && other.published.contains_key(path)
            })
        };
        let paths: BTreeSet<RepoPath> = self.published.into_keys().collect();
        for path in paths.into_iter().filter(|path| !is_again(path)) {
            if let Some(uri) = Uri::from_file_path(root.absolute(&path)) {
                connection.publish_diagnostics(uri, Vec::new(), None).await;
            }
        }
    }

    async fn publish_one(&mut self, connection: &Connection, report: Report) {
        let is_news = match self.published.get(&report.path) {
            Some(before) => *before != report.id,
            None => !report.items.is_empty(),
        };
        // An open document is reported with each version, so that a client knows what it waits for.
        if !is_news && report.version.is_none() {
            return;
        }
        if report.items.is_empty() && report.version.is_none() {
            self.published.remove(&report.path);
        } else {
            self.published.insert(report.path, report.id);
        }
        connection.publish_diagnostics(report.uri, report.items, report.version).await;
    }
}

/// The findings of one file, ready to be sent.
struct Report {
    path: RepoPath,
    uri: Uri,
    /// Of an open document.
    version: Option<i32>,
    items: Vec<Diagnostic>,
    /// Equal for equal findings.
    id: String,
}

impl Report {
    fn new(view: &View, path: RepoPath, items: Vec<Diagnostic>) -> Option<Self> {
        let (uri, version) = (view.uri(&path)?, view.snapshot.version(&path));
        Some(Self { id: result_id(&items), path, uri, version, items })
    }
}

/// A report of every file that has findings, is open, or was reported before.
fn all_reports(view: &View, known: &[RepoPath], is_on: bool) -> impl Iterator<Item = Report> {
    let others = known.iter().chain(view.snapshot.open_paths());
    let mut files: BTreeMap<RepoPath, Vec<Finding>> =
        others.map(|path| (path.clone(), Vec::new())).collect();
    if is_on {
        for finding in view.snapshot.all_findings() {
            files.entry(finding.place.path.clone()).or_default().push(finding);
        }
    }
    files.into_iter().filter_map(|(path, findings)| {
        let items = told(view, &findings);
        Report::new(view, path, items)
    })
}

fn reports(view: &View, paths: Vec<RepoPath>, is_on: bool) -> impl Iterator<Item = Report> {
    let report = move |path: RepoPath| {
        let items = if is_on { diagnostics(view, &path) } else { Vec::new() };
        Report::new(view, path, items)
    };
    paths.into_iter().filter_map(report)
}

/// What a client should ask for again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Refresh {
    /// What counts the uses of other files.
    Counts,
    All,
    /// All, also what may have been switched off.
    Settings,
}

async fn refresh_after_bursts(
    mut wanted: UnboundedReceiver<Refresh>,
    connection: Connection,
    client: Client,
    settings: Arc<RwLock<Settings>>,
) {
    let mut burst = Vec::new();
    while wanted.recv_many(&mut burst, usize::MAX).await > 0 {
        tokio::time::sleep(REFRESH_QUIET).await;
        while let Ok(more) = wanted.try_recv() {
            burst.push(more);
        }
        let wanted = burst.drain(..).max();
        if client.pulls_diagnostics && wanted >= Some(Refresh::All) {
            note(connection.workspace_diagnostic_refresh().await);
        }
        if client.refreshes_lenses {
            note(connection.code_lens_refresh().await);
        }
        let has_hints = settings.read().map_or(true, |settings| settings.inlay_hints);
        if client.refreshes_hints && (has_hints || wanted == Some(Refresh::Settings)) {
            note(connection.inlay_hint_refresh().await);
        }
    }
}

fn note(answer: tower_lsp::jsonrpc::Result<()>) {
    if let Err(error) = answer {
        tracing::info!(%error, "the client refused to refresh");
    }
}
