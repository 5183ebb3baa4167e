//! Functions, methods, and what constructs.

use boundstone_model::{Callable, Parameter};

use super::implied::as_before;
use super::{Found, future};

impl Found {
    pub(super) fn functions(&mut self, what: &str, old: &[Callable], new: &[Callable]) {
        match (old, new) {
            ([old], [new]) => self.callable(what, old, new),
            _ => self.overloads(what, old, new),
        }
    }

    /// Of several overloads, each old one must still be there.
    fn overloads(&mut self, what: &str, old: &[Callable], new: &[Callable]) {
        for overload in old.iter().filter(|it| !new.contains(it)) {
            self.breaking(
                "overload_removed",
                format!("{what} no longer has the overload `{overload}`"),
            );
        }
        for overload in new.iter().filter(|it| !old.contains(it)) {
            self.additive("overload_added", format!("{what} has the new overload `{overload}`"));
        }
        let kept: Vec<&Callable> = old.iter().filter(|it| new.contains(it)).collect();
        let now: Vec<&Callable> = new.iter().filter(|it| old.contains(it)).collect();
        if kept != now {
            self.text("overloads_reordered", format!("{what} has its overloads in another order"));
        }
    }

    pub(super) fn callable(&mut self, what: &str, old: &Callable, new: &Callable) {
        let futures = future::both(old, new);
        self.qualifiers(what, old, new, futures.is_some());
        self.receiver(what, old, new);
        self.generics(what, &old.generics, &new.generics, false);
        self.parameters(what, &old.parameters, &new.parameters);
        match futures {
            Some((old, new)) => self.futures(what, &old, &new),
            None => self.result(what, old, new),
        }
        match (old.is_provided, new.is_provided) {
            (true, false) => self.for_implementers(
                "default_removed",
                format!(
                    "{what} has no body any more, so that who implements the trait must write one"
                ),
            ),
            (false, true) => self.additive("default_added", format!("{what} has a body now")),
            _ => {}
        }
    }

    fn result(&mut self, what: &str, old: &Callable, new: &Callable) {
        match (&old.result, &new.result) {
            (None, Some(result)) if self.is_rust() => {
                self.text(
                    "result_changed",
                    format!("{what} returns `{result}`, and returned nothing"),
                );
            }
            (Some(result), None) if self.is_rust() => {
                self.breaking(
                    "result_removed",
                    format!("{what} returns nothing, and returned `{result}`"),
                );
            }
            (Some(result), Some(now)) if result != now => {
                match as_before(now, &old.generics.bounds) == **result {
                    true => self.cosmetic("result_changed"),
                    false => self.text(
                        "result_changed",
                        format!("{what} returns `{now}`, and returned `{result}`"),
                    ),
                }
            }
            (None, Some(_)) | (Some(_), None) => self.unknown(
                "result_inferred",
                format!("{what} leaves what it returns to inference, on one side"),
            ),
            _ => {}
        }
    }

    fn qualifiers(&mut self, what: &str, old: &Callable, new: &Callable, are_futures: bool) {
        let has = |callable: &Callable, word: &str| {
            callable.qualifiers.iter().any(|qualifier| &**qualifier == word)
        };
        for (word, comes_rule, goes_rule) in [
            ("const", "const_added", "const_removed"),
            ("unsafe", "unsafe_added", "unsafe_removed"),
            ("async", "async_added", "async_removed"),
        ] {
            match (has(old, word), has(new, word), word) {
                (false, true, "const") => self.additive(comes_rule, format!("{what} is now const")),
                (true, false, "unsafe") => {
                    self.relaxed(goes_rule, format!("{what} is no longer unsafe"))
                }
                (_, _, "async") if are_futures => {}
                (false, true, _) => self.breaking(comes_rule, format!("{what} is now {word}")),
                (true, false, _) => self.breaking(goes_rule, format!("{what} is no longer {word}")),
                _ => {}
            }
        }
        let abi = |callable: &Callable| {
            callable.qualifiers.iter().find(|it| it.starts_with("extern")).cloned()
        };
        if abi(old) != abi(new) {
            self.breaking("abi_changed", format!("{what} has another ABI"));
        }
    }

    fn receiver(&mut self, what: &str, old: &Callable, new: &Callable) {
        match (old.receiver.as_deref(), new.receiver.as_deref()) {
            (None, Some(_)) => {
                self.breaking("receiver_added", format!("{what} now needs a value to be called on"))
            }
            (Some(_), None) => {
                self.breaking("receiver_removed", format!("{what} is no longer called on a value"))
            }
            (Some(old), Some(new)) if old != new => {
                let reason = format!("{what} takes `{new}`, and took `{old}`");
                match (old, new) {
                    ("&mut self", "&self") => self.relaxed("receiver_relaxed", reason),
                    ("&self", "&mut self" | "self") | ("&mut self", "self") => {
                        self.breaking("receiver_changed", reason);
                    }
                    _ => self.text("receiver_changed", reason),
                }
            }
            _ => {}
        }
    }

    fn parameters(&mut self, what: &str, old: &[Parameter], new: &[Parameter]) {
        let required =
            |list: &[Parameter]| list.iter().filter(|it| !it.is_optional && !it.is_rest).count();
        let most = |list: &[Parameter]| {
            if list.iter().any(|it| it.is_rest) { usize::MAX } else { list.len() }
        };
        if self.is_rust() && old.len() != new.len() {
            self.breaking(
                "parameter_count_changed",
                format!("{what} takes {}, and took {}", counted(new.len()), counted(old.len())),
            );
            return;
        }
        if required(new) > required(old) {
            self.breaking(
                "parameter_required",
                format!(
                    "{what} needs {}, and needed {}",
                    counted(required(new)),
                    counted(required(old))
                ),
            );
        }
        if most(new) < most(old) {
            self.breaking(
                "parameter_removed",
                format!("{what} takes no more than {}", counted(new.len())),
            );
        }
        let takes_more = most(new) > most(old);
        if takes_more && required(new) <= required(old) {
            self.additive("parameter_added", format!("{what} takes one more, which is optional"));
        }
        if !takes_more && most(new) == most(old) && required(new) < required(old) {
            self.additive("parameter_optional", format!("{what} needs fewer parameters"));
        }
        for (number, (old, new)) in (1..).zip(old.iter().zip(new)) {
            match (&old.ty, &new.ty) {
                (Some(old), Some(new)) if old != new => self.text(
                    "parameter_type_changed",
                    format!("parameter {number} {} `{new}`, and was `{old}`", of(what)),
                ),
                (None, Some(_)) | (Some(_), None) => self.unknown(
                    "parameter_inferred",
                    format!(
                        "parameter {number} {} is left to inference, on one side",
                        of(what).trim_end_matches(" is")
                    ),
                ),
                _ => {}
            }
        }
    }
}

fn of(what: &str) -> String {
    if what.is_empty() { "is".to_owned() } else { format!("of {what} is") }
}

fn counted(parameters: usize) -> String {
    match parameters {
        0 => "no parameter".to_owned(),
        1 => "1 parameter".to_owned(),
        more => format!("{more} parameters"),
    }
}
