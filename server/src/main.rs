//! `boundstone`: reads the command line and hands over to a face.

use std::process::ExitCode;

use boundstone_cli::Command;

fn main() -> ExitCode {
    match boundstone_cli::parse().command {
        Command::Lsp(arguments) => {
            boundstone_lsp::run(arguments.log_file.as_deref(), &arguments.log_level)
        }
        command => boundstone_cli::run(&command),
    }
}
