//! Where an answer is computed: on the pool, or here and now.

use boundstone_model::RepoPath;
use boundstone_workspace::{Cancel, Job, Snapshot, Workspace};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

use super::Server;
use crate::view::View;

impl Server {
    /// The answer about a document, computed on the pool from the snapshot of this place in the queue;
    /// `None` for a document of no repository.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        uri: &Uri,
        answer: impl FnOnce(&View, &RepoPath) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        match self.route(uri) {
            Some((workspace, path)) => {
                let asked = self.ask_workspace(&workspace, move |view| answer(view, &path));
                asked.await.map(Some)
            }
            None => Ok(None),
        }
    }

    /// The same, for an answer about one place in source that takes microseconds: computed here and now
    /// if nothing has to be waited for or read. Two changes of thread take longer than such an answer.
    pub(super) async fn ask_lightly<T: Send + 'static>(
        &self,
        uri: &Uri,
        answer: impl Fn(&View, &RepoPath) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let Some((workspace, path)) = self.route(uri) else { return Ok(None) };
        if let Some(snapshot) = workspace.now().filter(|now| is_open_source(now, &path)) {
            let view = View::at_hand(snapshot, self.client());
            let answered = answer(&view, &path);
            if !view.has_missed() {
                return Ok(Some(answered));
            }
        }
        self.ask_workspace(&workspace, move |view| answer(view, &path)).await.map(Some)
    }

    /// Sends before the future is first polled, so that several workspaces are asked at once.
    pub(super) fn ask_workspace<T: Send + 'static, A: FnOnce(&View) -> T + Send + 'static>(
        &self,
        workspace: &Workspace,
        answer: A,
    ) -> impl Future<Output = Result<T>> + Send + use<T, A> {
        self.ask_by(workspace, Workspace::read, answer)
    }

    /// The same, for an answer that only a repository that was read whole can give: it waits for that.
    /// `None` where reading it has failed, or too many wait for it.
    pub(super) fn ask_whole<T: Send + 'static, A: FnOnce(&View) -> T + Send + 'static>(
        &self,
        workspace: &Workspace,
        answer: A,
    ) -> impl Future<Output = Result<Option<T>>> + Send + use<T, A> {
        let answer = move |view: &View| view.snapshot.is_complete.then(|| answer(view));
        self.ask_by(workspace, Workspace::read_whole, answer)
    }

    fn ask_by<T: Send + 'static, A: FnOnce(&View) -> T + Send + 'static>(
        &self,
        workspace: &Workspace,
        read: fn(&Workspace, Cancel, Job),
        answer: A,
    ) -> impl Future<Output = Result<T>> + Send + use<T, A> {
        let client = self.client();
        let cancel = Cancel::default();
        let (sender, receiver) = oneshot::channel();
        let job = move |snapshot| {
            sender.send(answer(&View::new(snapshot, client))).ok();
        };
        read(workspace, cancel.clone(), Box::new(job));
        let guard = CancelOnDrop(cancel);
        async move {
            let answered = receiver.await;
            drop(guard);
            // The job went away without an answer: it panicked, and the log says where.
            answered.map_err(|_| Error::internal_error())
        }
    }
}

fn is_open_source(snapshot: &Snapshot, path: &RepoPath) -> bool {
    snapshot.is_open(path) && snapshot.world.facts(path).is_some()
}

/// Cancels the work for a request whose future is dropped.
struct CancelOnDrop(Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}
