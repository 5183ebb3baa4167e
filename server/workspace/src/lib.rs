//! From a folder on disk and the buffers of an editor to the World, and back to whoever asks.
//!
//! What it is: the one place where files are read. [`Workspace`] keeps the World of one repository up
//! to date while it is edited; [`Workspace::load`] reads one at one go. What it is not: it parses no
//! format itself (that is for `grammars` and `records`), joins no facts (`engine`) and speaks no
//! protocol.
//!
//! ```text
//! events, reads → writer ⇄ indexer ← watch        the writer alone changes the World;
//!                   │                               the indexer alone walks and reads the disk
//!                   └→ pool of readers
//! ```
//!
//! Architecture invariants: file system, clock and environment are touched in here and nowhere else.
//! Nothing outside the root is read, no link is followed, nothing but a regular file is opened.

mod baseline;
mod cache;
mod code_fixes;
mod comparison;
mod content;
mod contract_fixes;
mod decision_edits;
mod decision_fixes;
mod disk;
mod document;
mod enforce;
mod environment;
mod event;
mod expansions;
mod file_edits;
mod first;
mod followed;
mod git;
mod ignores;
mod index;
mod indexer;
mod kept;
mod latest;
mod ledger;
mod locate;
mod owner_fixes;
mod past;
mod past_watch;
mod pool;
mod prints;
mod promise_fixes;
mod reader;
mod role;
mod root;
mod settings;
mod shelf;
mod signatures;
mod snapshot;
mod surfaces;
mod trial;
mod walk;
mod watch;
mod workspace;
mod writer;

pub use baseline::{NewAccepted, accept_findings, lock_signatures, offered, write_offered};
pub use boundstone_allocator::give_back;
pub use code_fixes::{code_fixes, fix_all};
pub use comparison::{Comparison, contract_diff};
pub use content::SIZE_BUDGET;
pub use contract_fixes::contract_fixes;
pub use decision_edits::{Wanted, new_decision, supersede};
pub use decision_fixes::decision_fixes;
pub use environment::{absolute, cache_folder, open_log};
pub use event::{Event, Notice, Progress};
pub use file_edits::write_edits;
pub use git::{Base, BaseChoice, GitError, tracked_files};
pub use locate::locate;
pub use owner_fixes::owner_fixes;
pub use pool::{Cancel, Job};
pub use promise_fixes::promise_fixes;
pub use root::Root;
pub use snapshot::Snapshot;
pub use surfaces::{with_surfaces, with_surfaces_since_base};
pub use workspace::{Options, Workspace};
