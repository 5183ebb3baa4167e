//! Code actions: what is offered, and what becomes of the file.

mod allow;
mod code;
mod contract;
mod fix_all;
mod governs;
mod mention;
mod owner;
mod promise;
mod protocol;
mod records;
mod visibility;
