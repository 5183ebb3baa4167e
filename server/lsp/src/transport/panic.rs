//! What becomes of a panic that was caught.

use std::any::Any;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp::Client;
use tower_lsp::ls_types::MessageType;

/// One broken feature may panic at every keystroke; the user hears of it once in the life of the process.
static IS_TOLD: AtomicBool = AtomicBool::new(false);

/// Logs that `what` panicked and tells the user the first time. Call it inside the runtime.
pub fn report(client: &Client, what: &str, cause: &(dyn Any + Send)) {
    log(what, cause);
    if IS_TOLD.swap(true, Ordering::Relaxed) {
        return;
    }
    let client = client.clone();
    let message = format!(
        "Boundstone met an error of its own in {what}. It goes on; what it said last still holds. The details are in its log."
    );
    tokio::spawn(async move { client.show_message(MessageType::ERROR, message).await });
}

/// Logs that `what` panicked.
pub fn log(what: &str, cause: &(dyn Any + Send)) {
    tracing::error!("{what} panicked: {}", text(cause));
}

fn text(cause: &(dyn Any + Send)) -> &str {
    let literal = cause.downcast_ref::<&str>().copied();
    literal.or_else(|| cause.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}
