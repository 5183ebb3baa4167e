//! `async fn`, and functions that return a future by name: to those who call them both are the same.

use boundstone_model::{Callable, ChangeClass, Confidence};

use super::Found;
use super::lifetimes::borrows_several;
use crate::rust_types::{Type, UNNAMED, may_be_future, parse};

/// What a function gives when it is awaited.
pub(super) struct Awaited<'c> {
    output: &'c str,
    /// What else its future promises: `Send`, `'static`.
    promises: Vec<&'c str>,
}

const BOXED: &str = "std::pin::Pin<Box<dyn ";

impl Found {
    /// What the futures give and promise that two functions return, of which one is `async`.
    pub(super) fn futures(&mut self, what: &str, old: &Awaited<'_>, new: &Awaited<'_>) {
        if old.output != new.output {
            let (old, new) = (old.output, new.output);
            self.text("result_changed", format!("{what} gives `{new}`, and gave `{old}`"));
        }
        for promise in new.promises.iter().filter(|it| !old.promises.contains(it)) {
            let reason = format!("{what} returns a future that is `{promise}` by promise");
            self.relaxed("future_promises_more", reason);
        }
        // That of an `async fn` has it still, where all that it holds has.
        for promise in old.promises.iter().filter(|it| !new.promises.contains(it)) {
            let reason = format!("{what} no longer promises that its future is `{promise}`");
            match self.members_of {
                _ if *promise == UNNAMED => {
                    let reason = format!("{what} returns a future that holds all that it takes");
                    self.text("future_holds_more", reason);
                }
                // What implements a trait is not known to who calls it.
                "trait" => self.breaking("future_promises_less", reason),
                _ => self.unknown("future_promises_less", reason),
            }
        }
        self.add(
            ChangeClass::Cosmetic,
            Confidence::Proved,
            "async_written_otherwise",
            format!("{what} returns a future, written otherwise"),
        );
    }
}

/// Both futures of a change between `async fn` and `-> impl Future`; `None` where it is no such change.
pub(super) fn both<'c>(old: &'c Callable, new: &'c Callable) -> Option<(Awaited<'c>, Awaited<'c>)> {
    // A box that users may have named is no `async fn` to them.
    let was_named = old.result.as_deref().is_some_and(|it| it.starts_with(BOXED));
    if is_async(old) == is_async(new) || was_named && is_async(new) {
        return None;
    }
    awaited(old).zip(awaited(new))
}

/// Whether what was `async` names a type now that may be a future: `-> Lock<'_, T>`.
pub(super) fn may_be_awaited(old: &Callable, new: &Callable) -> bool {
    let named = new.result.as_deref().filter(|_| old.result != new.result);
    let is_it = |ty: &str| matches!(parse(ty), Some(ty @ Type::Path(_)) if may_be_future(&ty));
    is_async(old) && !is_async(new) && named.is_some_and(is_it)
}

pub(super) fn is_async(callable: &Callable) -> bool {
    callable.qualifiers.iter().any(|qualifier| &**qualifier == "async")
}

fn awaited(callable: &Callable) -> Option<Awaited<'_>> {
    let result = callable.result.as_deref();
    if is_async(callable) {
        return Some(Awaited { output: result.unwrap_or("()"), promises: Vec::new() });
    }
    let boxed = || result?.strip_prefix(BOXED)?.strip_suffix(">>");
    let bounds = parts(result?.strip_prefix("impl ").or_else(boxed)?);
    let output = bounds.iter().find_map(|bound| output(bound))?;
    // An `async fn` lives as long as all that it takes.
    let is_of_all = |bound: &str| bound == UNNAMED && !borrows_several(callable);
    let is_other = |bound: &&str| self::output(bound).is_none() && !is_of_all(bound);
    Some(Awaited { output, promises: bounds.into_iter().filter(is_other).collect() })
}

/// `u8` of `std::future::Future<Output = u8>`, and nothing of a future that does not say what it gives.
fn output(bound: &str) -> Option<&str> {
    let (path, given) = bound.split_once('<').unwrap_or((bound, "Output = ()>"));
    let is_future = path.rsplit("::").next() == Some("Future");
    given.strip_prefix("Output = ")?.strip_suffix('>').filter(|_| is_future)
}

/// The bounds of `A<B + C> + D`, outside of all brackets.
fn parts(bounds: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0_i32, 0, Vec::new());
    let mut before = ' ';
    for (at, sign) in bounds.char_indices() {
        match sign {
            '<' | '(' | '[' => depth += 1,
            '>' if before == '-' => {}
            '>' | ')' | ']' => depth -= 1,
            '+' if depth == 0 => {
                parts.extend(bounds.get(from..at).map(str::trim));
                from = at + 1;
            }
            _ => {}
        }
        before = sign;
    }
    parts.extend(bounds.get(from..).map(str::trim));
    parts
}
