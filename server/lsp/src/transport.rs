//! tower-lsp between four guards: frames, output, service, lifecycle.
//!
//! Out of the box tower-lsp ends the session at a malformed message or a panic, and outlives its client. Here
//! - a bad message costs that message only (`frame_guard`),
//! - one thread owns stdout, and a failed write ends the process (`output`),
//! - a panic is -32603 to its request, and handlers start in the order of the wire (`service_guard`),
//! - the process ends within two seconds of its client, with the code that the specification asks for (`lifecycle`).
//!
//! Memory is bounded against a client that does not read: when stdout's queue is full answers wait, then handlers, then stdin.

use std::process::ExitCode;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot::Receiver;
use tokio::time::timeout;
use tower_lsp::{Client, LanguageServer, LspService, Server};

use self::frame_guard::FrameGuard;
use self::lifecycle::{Ending, GRACE, Lifecycle};
pub use self::panic::report as report_panic;
pub use self::sequence::{Sequence, sequence};
use self::service_guard::ServiceGuard;

mod client_process;
mod frame_guard;
mod frames;
mod hangup;
mod header;
mod lifecycle;
mod message;
mod output;
mod panic;
mod sequence;
mod service_guard;
mod surrogate;
mod turn;

/// Handlers only park, so they cost a few hundred bytes each; a cancellation or a client's reply must get past all of them.
const CONCURRENCY: usize = 1024;

/// Handlers compute elsewhere. One thread serves; the second lets timers and signals through should a handler block.
const WORKERS: usize = 2;

/// Serves `build(client)` on stdin and stdout until the session is over, and returns the process's exit code.
///
/// Return from `main` with it at once: a read of stdin may still be parked in a thread that nothing can wake.
pub fn serve<S: LanguageServer>(build: impl FnOnce(Client) -> S) -> ExitCode {
    let runtime = Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build();
    let code = runtime.and_then(|runtime| {
        let code = run(&runtime, build);
        runtime.shutdown_background();
        code
    });
    code.unwrap_or_else(|error| {
        tracing::error!("the server cannot start: {error}");
        ExitCode::FAILURE
    })
}

fn run<S: LanguageServer>(
    runtime: &Runtime,
    build: impl FnOnce(Client) -> S,
) -> std::io::Result<ExitCode> {
    let (lifecycle, endings) = Lifecycle::new();
    let (output, drained) = output::start(std::io::stdout(), lifecycle.clone())?;
    hangup::watch(lifecycle.clone())?;
    runtime.block_on(async {
        tokio::spawn(lifecycle::watch_signals(lifecycle.clone()));
        let mut handle = None;
        let (service, socket) = LspService::new(|client| {
            handle = Some(client.clone());
            build(client)
        });
        let Some(client) = handle else { return Err(std::io::ErrorKind::Other.into()) };
        let service = ServiceGuard::new(service, client, lifecycle.clone());
        let stdin = FrameGuard::new(tokio::io::stdin(), output.clone(), lifecycle.clone());
        let server = Server::new(stdin, output, socket).concurrency_level(CONCURRENCY);
        let ending = ended(server.serve(service), drained, endings).await;
        Ok(ExitCode::from(lifecycle.code(ending)))
    })
}

/// Runs `session` until something ends it, gives the last answers time to reach the client, and says what ended it.
async fn ended(
    session: impl Future<Output = ()> + Send + 'static,
    drained: Receiver<()>,
    mut endings: UnboundedReceiver<Ending>,
) -> Ending {
    let mut session = tokio::spawn(session);
    let ending = tokio::select! {
        biased;
        Some(ending) = endings.recv() => ending,
        stopped = &mut session => {
            tracing::error!("tower-lsp stopped by itself: {stopped:?}");
            Ending::Broken
        }
    };
    tracing::info!("the session is over: {ending:?}");
    let last_answers = async {
        if ending != Ending::Broken {
            session.await.ok();
        }
        drained.await.ok();
    };
    if ending.leaves_time() && timeout(GRACE, last_answers).await.is_err() {
        tracing::warn!("the last answers did not reach the client");
    }
    ending
}
