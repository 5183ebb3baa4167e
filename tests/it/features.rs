//! What a user sees, in the editor and in the terminal.

mod boundary_rules;
mod command_line;
mod context;
mod crossings;
mod definition;
mod diagnostics;
mod harbour;
mod hover;
mod lens;
mod session;
mod shop;
mod uses;
