//! tower-lsp's service between four guards: frames, output, service, lifecycle.
//!
//! Out of the box tower-lsp ends the session at a malformed message or a panic, and outlives its client. Here
//! - a bad message costs that message only (`frames`, `message`, `input`),
//! - stdout has one owner, and a failed write ends the process (`output`),
//! - a panic is -32603 to its request, and handlers start in the order of the wire (`service_guard`),
//! - the process ends within two seconds of its client, with the code that the specification asks for (`lifecycle`).
//!
//! `session` is the loop between them. Memory is bounded against a client that does not read: when stdout's queue is
//! full answers wait, then handlers, then stdin.

use std::process::ExitCode;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot::{self, Receiver};
use tokio::time::timeout;
use tower_lsp::{Client, LanguageServer, LspService};

use self::input::Input;
use self::lifecycle::{Ending, GRACE, Lifecycle};
use self::output::Output;
pub use self::panic::report as report_panic;
pub use self::sequence::{Sequence, sequence};
use self::service_guard::ServiceGuard;
use self::session::Session;
use self::stdin::Stdin;

mod client_process;
mod frames;
mod hangup;
mod header;
mod input;
mod lifecycle;
mod message;
mod output;
mod panic;
mod sequence;
mod service_guard;
mod session;
mod stdin;
mod surrogate;
mod turn;

/// The stack of the thread that serves: as much as a program's first thread has.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Serves `build(client)` on stdin and stdout until the session is over, and returns the process's exit code.
///
/// One thread reads, runs the handlers and writes; this one watches over it, and ends the session also
/// when a handler blocks. Return from `main` with the code at once, because such a thread never ends.
pub fn serve<S: LanguageServer>(build: impl FnOnce(Client) -> S + Send + 'static) -> ExitCode {
    run(build).unwrap_or_else(|error| {
        tracing::error!("the server cannot start: {error}");
        ExitCode::FAILURE
    })
}

fn run<S: LanguageServer>(
    build: impl FnOnce(Client) -> S + Send + 'static,
) -> std::io::Result<ExitCode> {
    let (lifecycle, endings) = Lifecycle::new();
    let (output, drained) = output::start(lifecycle.clone())?;
    hangup::watch(lifecycle.clone())?;
    let runtime = single_threaded()?;
    runtime.block_on(async { lifecycle::watch_signals(lifecycle.clone()) });
    let (over, is_over) = oneshot::channel();
    let watched = lifecycle.clone();
    std::thread::Builder::new().name("session".to_owned()).stack_size(STACK_BYTES).spawn(
        move || {
            // Nobody waits for the end of a session that is cut off.
            let _ = over.send(serve_session(build, output, watched));
        },
    )?;
    runtime.block_on(async {
        let ending = ended(is_over, drained, endings).await;
        Ok(ExitCode::from(lifecycle.code(ending)))
    })
}

/// Until all that was asked is answered.
fn serve_session<S: LanguageServer>(
    build: impl FnOnce(Client) -> S,
    output: Output,
    lifecycle: Lifecycle,
) -> std::io::Result<()> {
    let runtime = single_threaded()?;
    runtime.block_on(async {
        let mut handle = None;
        let (service, socket) = LspService::new(|client| {
            handle = Some(client.clone());
            build(client)
        });
        // tower-lsp always hands it over.
        let Some(client) = handle else { return };
        let service = ServiceGuard::new(service, client, lifecycle.clone());
        let input = Input::new(Stdin::open(), output.clone(), lifecycle);
        Session::new(input, output, service, socket).run().await;
    });
    runtime.shutdown_background();
    Ok(())
}

fn single_threaded() -> std::io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

/// Waits until something ends the session, gives the last answers time to reach the client, and says what ended it.
async fn ended(
    mut session: Receiver<std::io::Result<()>>,
    drained: Receiver<()>,
    mut endings: UnboundedReceiver<Ending>,
) -> Ending {
    let ending = tokio::select! {
        biased;
        Some(ending) = endings.recv() => ending,
        stopped = &mut session => {
            tracing::error!("the session stopped by itself: {stopped:?}");
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
