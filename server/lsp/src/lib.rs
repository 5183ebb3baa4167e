//! The language server's face: typed transport behind four guards.
//!
//! What it is: the Language Server Protocol in front of the engine. A message is followed from the wire
//! to the answer through `transport` → `server` (which parks, or answers at once what takes microseconds)
//! → `answers` (which render).
//! What it is not: it decides nothing about ownership, boundaries or decisions.
//!
//! Entry point: [`run`].

mod answers;
mod capabilities;
mod commands;
mod from_proto;
mod log;
mod markdown;
mod progress;
mod publish;
mod roots;
mod server;
mod settings;
mod strays;
mod to_proto;
#[doc(hidden)]
pub mod transport;
mod view;
mod watching;

use std::path::Path;
use std::process::ExitCode;

/// Serves standard input and output until the session ends; the exit code is the protocol's.
pub fn run(log_file: Option<&Path>, log_level: &str) -> ExitCode {
    if let Err(error) = log::start(log_file, log_level) {
        // Standard output belongs to the protocol, so this is the one place to say it.
        eprintln!("boundstone: {error}");
        return ExitCode::from(2);
    }
    transport::serve(server::Server::new)
}
