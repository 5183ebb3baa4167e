//! The workspace on real folders, with real git.

// Without `cfg(test)`, clippy does not see that functions beside a `#[test]` are tests too.
#[cfg(test)]
mod documents;
#[cfg(test)]
mod live;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod watching;
