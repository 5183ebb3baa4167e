//! What a user sees, in the editor and in the terminal.

mod check_base;
mod command_line;
mod context;
mod crossings;
mod definition;
mod diagnostics;
mod graph;
mod hover;
mod impact;
mod lens;
mod session;
mod shop;
