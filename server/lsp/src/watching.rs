//! Asks the client to watch the files of its folders.

use tower_lsp::Client as Connection;
use tower_lsp::ls_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration,
};

/// Any file may be a record, a source, or the target of a rule, so all are watched. Clients leave out
/// what they exclude themselves, such as `.git`.
const EVERY_FILE: &str = "**/*";

/// Registers in the background; the client may take its time or refuse.
pub(crate) fn register(connection: Connection) {
    tokio::spawn(async move {
        let watcher = FileSystemWatcher {
            glob_pattern: GlobPattern::String(EVERY_FILE.to_owned()),
            kind: None,
        };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        let register_options = match serde_json::to_value(options) {
            Ok(options) => Some(options),
            Err(error) => return tracing::error!(%error, "the watchers cannot be written as JSON"),
        };
        let registration = Registration {
            id: "boundstone.watch".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options,
        };
        if let Err(error) = connection.register_capability(vec![registration]).await {
            tracing::warn!(%error, "the client does not watch files; changes on disk are seen on save");
        }
    });
}
