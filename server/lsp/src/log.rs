//! Where the log goes. Never standard output: that is the protocol's.

use std::path::Path;

use boundstone_workspace::open_log;
use tracing_subscriber::filter::LevelFilter;

/// Starts logging to `file`, or to standard error.
pub(crate) fn start(file: Option<&Path>, level: &str) -> Result<(), String> {
    let level: LevelFilter = level.parse().map_err(|_| {
        format!("--log-level {level}: write error, warn, info, debug, trace or off")
    })?;
    let subscriber = tracing_subscriber::fmt().with_max_level(level).with_ansi(false);
    match file {
        Some(path) => {
            let file = open_log(path)
                .map_err(|error| format!("--log-file {}: {error}", path.display()))?;
            subscriber.with_writer(std::sync::Mutex::new(file)).init();
        }
        None => subscriber.with_writer(std::io::stderr).init(),
    }
    Ok(())
}
