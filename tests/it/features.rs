//! What a user sees, in the editor and in the terminal.

mod body;
mod boundary_rules;
mod check_base;
mod command_line;
mod completion;
mod context;
mod contract_diff;
mod contract_init;
mod crossings;
mod decision_edits;
mod definition;
mod diagnostics;
mod drift;
mod enforcement;
mod fixes;
mod graph;
mod harbour;
mod hover;
mod impact;
mod interface;
mod lens;
mod mentions;
mod session;
mod shop;
mod surface;
mod uses;
