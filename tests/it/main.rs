// Without `cfg(test)`, clippy does not see that functions beside a `#[test]` are tests too.
#[cfg(test)]
mod edges;
