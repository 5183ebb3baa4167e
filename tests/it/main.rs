//! The tests of the whole: the real process, real repositories, real conformance cases.

// Without `cfg(test)`, clippy does not see that functions beside a `#[test]` are tests too.
#[cfg(test)]
mod crossing_oracle;
#[cfg(test)]
mod decision_corpus;
#[cfg(test)]
mod edges;
#[cfg(test)]
mod features;
#[cfg(test)]
mod fixing;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod ownership_conformance;
#[cfg(test)]
mod reliability;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod session;
#[cfg(test)]
mod settling;
#[cfg(test)]
mod transport;

#[cfg(test)]
use session::command as server;
