//! `$/progress` while a repository is read.

use boundstone_workspace::Progress;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client as Connection;
use tower_lsp::ls_types::ProgressToken;

/// Shows the progress of one workspace. The client may never answer, so it runs apart from everything else.
pub(crate) fn start(connection: Connection, workspace: u64) -> UnboundedSender<Progress> {
    let (sender, receiver) = unbounded_channel();
    tokio::spawn(show(connection, workspace, receiver));
    sender
}

/// Each token is for one progress: a client may refuse one that it has seen before.
async fn show(connection: Connection, workspace: u64, mut steps: UnboundedReceiver<Progress>) {
    let mut number = 0;
    while let Some(step) = steps.recv().await {
        if step == Progress::Begin {
            number += 1;
            let token = ProgressToken::String(format!("boundstone:{workspace}:{number}"));
            show_one(&connection, token, &mut steps).await;
        }
    }
}

async fn show_one(
    connection: &Connection,
    token: ProgressToken,
    steps: &mut UnboundedReceiver<Progress>,
) {
    if let Err(error) = connection.create_work_done_progress(token.clone()).await {
        return tracing::info!(%error, "the client shows no progress");
    }
    let shown = connection.progress(token, "Boundstone").with_message("reading the repository");
    let shown = shown.with_percentage(0).begin().await;
    let mut last = 0;
    while let Some(step) = steps.recv().await {
        match step {
            Progress::Begin => {}
            Progress::Report { done, of } => {
                let percentage = (done.saturating_mul(100) / of.max(1)).min(100) as u32;
                if percentage > last {
                    last = percentage;
                    shown.report_with_message(format!("{done} of {of} files"), percentage).await;
                }
            }
            Progress::End => break,
        }
    }
    shown.finish().await;
}
