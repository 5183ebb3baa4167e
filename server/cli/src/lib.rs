//! The command line's face: each command asks the engine one question and renders the answer, for a
//! person or as JSON.
//!
//! What it is not: it decides nothing about ownership, boundaries or decisions.
//!
//! Entry point: [`run`].

mod accept;
mod arguments;
mod boundaries;
mod check;
mod contract;
mod contract_init;
mod contract_lock;
mod crossings;
mod decision_edit;
mod decisions;
mod explain;
mod graph;
mod impact;
mod json;
mod output;
mod owners;
mod places;
mod position;
mod rules;
mod schema;
mod surface;

use std::process::ExitCode;

pub use arguments::{Arguments, Command, LspArguments};
pub use schema::schemas;

/// Nothing wrong.
const EXIT_CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
const EXIT_FINDINGS: u8 = 1;
/// The work could not be done.
const EXIT_FAILED: u8 = 2;

/// Reads the command line of this process. Prints help or the mistake and ends the process where
/// there is nothing to run.
pub fn parse() -> Arguments {
    <Arguments as clap::Parser>::parse()
}

/// Runs a command other than the servers; the exit code is as documented for the command line.
pub fn run(command: &Command) -> ExitCode {
    let result = match command {
        Command::Explain(arguments) => explain::run(arguments),
        Command::Owners(arguments) => owners::run(arguments),
        Command::Boundaries(arguments) => boundaries::run(arguments),
        Command::Surface(arguments) => surface::run(arguments),
        Command::Contract(command) => contract::run(command),
        Command::Decisions(arguments) => decisions::run(arguments),
        Command::Crossings(arguments) => crossings::run(arguments),
        Command::Graph(arguments) => graph::run(arguments),
        Command::Impact(arguments) => impact::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Completions(arguments) => {
            let mut command = <Arguments as clap::CommandFactory>::command();
            clap_complete::generate(
                arguments.shell,
                &mut command,
                "boundstone",
                &mut std::io::stdout(),
            );
            Ok(EXIT_CLEAN)
        }
        Command::Lsp(_) => Err(anyhow::anyhow!("`lsp` is served by the language server's face")),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        // The reader closed the pipe, as `head` does: not a failure of ours.
        Err(error) if is_closed_pipe(&error) => ExitCode::from(EXIT_CLEAN),
        Err(error) => {
            anstream::eprintln!("boundstone: {error:#}");
            ExitCode::from(EXIT_FAILED)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
