//! Ownership as the forge decides it: which dialect its file is in, which rules match a path, and
//! which of them win.

mod answer;
mod dialect;
mod glob;
mod matcher;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use answer::settle;
pub use answer::{Decision, ForgeAnswer, RuleUsage, Settled, decide};
pub use dialect::choose_dialect;
pub(crate) use glob::Glob;
pub use matcher::Matcher;
pub(crate) use walk::split;
