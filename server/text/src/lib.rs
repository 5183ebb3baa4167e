//! Offsets, lines, position encodings and edits.
//!
//! What it is: the arithmetic between bytes of a text, its lines, and the columns an editor counts
//! in. What it is not: a rope, a document store, or aware of any protocol.
//!
//! Architecture invariant: every function here is total. A position outside the text is clamped, one
//! inside a character or a surrogate pair snaps to its start; nothing panics and nothing fails.

mod edit;
mod hidden;
mod line_index;
mod range;

pub use edit::{Edit, apply};
pub use hidden::is_hidden;
pub use line_index::{Encoding, LineIndex, Position};
pub use range::TextRange;
