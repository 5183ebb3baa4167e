//! Functions, methods, and what constructs.

use boundstone_model::{
    Callable, ChangeClass, Confidence, Generic, GenericKind, Generics, Parameter,
};

use super::assignable::{is_required, is_same};
use super::brackets::{inside, parts};
use super::generalised::{generalised, owned};
use super::generics::{Use, parameters_in};
use super::implied::as_before;
use super::lifetimes::{lent_for_less, lives_longer};
use super::object::{Handling, Position, outlives};
use super::type_text::parameter;
use super::value::loses_literal;
use super::{Found, HELD, future};
use crate::rust_types::demands;

impl Found {
    pub(super) fn functions(&mut self, what: &str, old: &[Callable], new: &[Callable]) {
        match (old, new) {
            ([old], [new]) => self.callable(what, old, new),
            _ => self.overloads(what, old, new),
        }
    }

    pub(super) fn callable(&mut self, what: &str, old: &Callable, new: &Callable) {
        let named = if self.is_rust() { with_names(old, new) } else { None };
        if named.is_some() {
            let reason = format!("{what} has a name for the type of what it takes");
            self.relaxed("generics_named", reason);
        }
        let old = named.as_ref().unwrap_or(old);
        // Who implements a trait must write its functions as they are.
        let is_called = self.is_rust() && !self.is_of_others();
        let generalised = if is_called { generalised(old, new) } else { None };
        if let Some(found) = &generalised {
            self.generalised(what, found);
        }
        let new = generalised.as_ref().map_or(new, |it| &it.as_called);
        let owned = if is_called { owned(old, new) } else { None };
        if owned.is_some() {
            self.wider("parameter_wider", format!("{what} takes what was lent as its own"));
        }
        let new = owned.as_ref().unwrap_or(new);
        let lent = if is_called { lent_for_less(old, new) } else { None };
        if lent.is_some() {
            self.wider("receiver_relaxed", format!("{what} is lent its value for any time"));
        }
        let new = lent.as_ref().unwrap_or(new);
        let futures = future::both(old, new);
        self.qualifiers(what, old, new, futures.is_some());
        self.receiver(what, old, new);
        self.generics(what, (&old.generics, &new.generics), Some(&|name| used(old, new, name)));
        self.parameters(what, &old.parameters, &new.parameters);
        match futures {
            Some((old, new)) => self.futures(what, &old, &new),
            None if future::may_be_awaited(old, new) => {}
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
                let reason = format!("{what} returns `{now}`, and returned `{result}`");
                let is_same = as_before(now, &old.generics.bounds) == **result
                    || !self.is_rust() && is_same(result, now);
                // What gave nothing had its result thrown away.
                let is_more = &**result == "void" && !self.is_rust() && self.members_of.is_empty();
                let of = format!(" of what {} returns", if what.is_empty() { "it" } else { what });
                // What is of the type lives as long as a value of it is lent.
                let is_lent = old.receiver.as_deref().is_some_and(|it| it.starts_with('&'));
                let outlives = |long: Option<&str>, short: Option<&str>| {
                    outlives(long, short)
                        || is_lent && short.is_none() && long.is_some_and(|it| is_of_type(it, new))
                };
                let at = Position {
                    handling: self.of_members(Handling::Read),
                    path: "",
                    of: &of,
                    outlives: &outlives,
                };
                let is_narrower = match self.is_rust() {
                    true => self.members_of.is_empty() && lives_longer(old, new),
                    false => at.handling.welcomes(result, now),
                };
                // What is written is known, whatever the parameters are left to.
                let is_left = self.is_inferred;
                self.is_inferred = is_left && (is_guess(result) || is_guess(now));
                match (is_same, is_more || is_narrower) {
                    (true, _) => self.cosmetic("result_changed"),
                    // It may have been compared with.
                    (_, true) if !self.is_rust() && loses_literal(result, now) => {
                        self.text("result_changed", reason);
                    }
                    (_, true) => self.wider("result_narrower", reason),
                    _ => self.type_at(at, "result_changed", (result, now), reason),
                }
                self.is_inferred = is_left;
            }
            (None, Some(now)) if may_be_nothing(now) => self.unknown(
                "result_changed",
                format!("{what} may return nothing: what it returns is `{now}`"),
            ),
            (Some(old), None) if may_be_nothing(old) => self.cosmetic("result_narrower"),
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
                (true, false, "async") if future::may_be_awaited(old, new) => {
                    let reason =
                        format!("{what} is no longer async, and returns what may be awaited");
                    self.unknown(goes_rule, reason);
                }
                (false, true, _) => self.breaking(comes_rule, format!("{what} is now {word}")),
                (true, false, _) => self.breaking(goes_rule, format!("{what} is no longer {word}")),
                _ => {}
            }
        }
        let abi = |callable: &Callable| {
            callable.qualifiers.iter().find(|it| it.starts_with("extern")).cloned()
        };
        if abi(old) != abi(new) {
            let [was, is] = [old, new].map(|it| match abi(it) {
                Some(written) => format!("`{written}`"),
                None => "that of Rust".to_owned(),
            });
            self.breaking("abi_changed", format!("{what} has another ABI: {is}, and had {was}"));
        }
    }

    fn receiver(&mut self, what: &str, old: &Callable, new: &Callable) {
        match (old.receiver.as_deref(), new.receiver.as_deref()) {
            (None, Some("void")) if !self.is_rust() => self.cosmetic("receiver_added"),
            (None, Some(_)) => {
                let reason = format!("{what} now needs a value to be called on");
                self.of_receiver("receiver_added", reason);
            }
            (Some(_), None) => {
                let reason = format!("{what} is no longer called on a value");
                self.of_receiver("receiver_removed", reason);
            }
            (Some(old), Some(new)) if old != new => {
                let reason = format!("{what} takes `{new}`, and took `{old}`");
                match (old, new) {
                    ("&mut self", "&self") => self.relaxed("receiver_relaxed", reason),
                    ("&self", "&mut self" | "self") | ("&mut self", "self") => {
                        self.breaking("receiver_changed", reason);
                    }
                    _ if !self.is_rust() && self.of_taken().welcomes(old, new) => {
                        self.wider("receiver_changed", reason);
                    }
                    _ => self.text("receiver_changed", reason),
                }
            }
            _ => {}
        }
    }

    /// In TypeScript `this` is a type like others, and what demands none takes any.
    fn of_receiver(&mut self, rule: &'static str, reason: String) {
        match (self.is_rust(), rule) {
            (true, _) => self.breaking(rule, reason),
            (false, "receiver_removed") => self.additive(rule, reason),
            (false, _) => self.text(rule, reason),
        }
    }

    /// Who implements an interface must follow each change of its members.
    fn of_members(&self, handling: Handling) -> Handling {
        match self.members_of {
            "interface" if !self.is_read() => Handling::Both,
            HELD => Handling::Both,
            _ => handling,
        }
    }

    /// What takes less than a method of an interface is still one: only of functions that are held it is asked that they
    /// take all. Source: the release notes of `strictFunctionTypes`.
    fn of_taken(&self) -> Handling {
        if self.members_of == HELD { Handling::Both } else { Handling::Given }
    }

    /// Whatever callers gave is still taken, and what they get is one of what they got.
    pub(super) fn wider(&mut self, rule: &'static str, reason: String) {
        self.add(ChangeClass::Additive, Confidence::Likely, rule, reason);
    }

    fn parameters(&mut self, what: &str, old: &[Parameter], new: &[Parameter]) {
        let (written, now) = (to_callers(old), to_callers(new));
        if written == now && old != new {
            self.cosmetic("parameter_type_changed");
        }
        let (old, new) = (&written[..], &now[..]);
        let required = |list: &[Parameter]| list.iter().filter(|it| is_required(it)).count();
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
        if is_counted_otherwise(old, new) {
            let reason =
                format!("{what} takes what a type says of all its parameters, on one side");
            return self.text("parameter_type_changed", reason);
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
                match new.len() {
                    0 => format!("{what} takes no parameter any more"),
                    more => format!("{what} takes no more than {}", counted(more)),
                },
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
                (Some(ty), Some(now)) if ty != now || old.is_rest != new.is_rest => {
                    let rest = |it: &Parameter| if it.is_rest { "..." } else { "" };
                    let (written, before) =
                        (format!("{}{now}", rest(new)), format!("{}{ty}", rest(old)));
                    let reason =
                        format!("parameter {number} {} `{written}`, and was `{before}`", of(what));
                    let missing = if new.is_optional { " | undefined" } else { "" };
                    let taken = element(now, new.is_rest && !old.is_rest) + missing;
                    // What may be left out may be given as `undefined`; one of several may not.
                    let is_given_less = old.is_optional && new.is_rest && !old.is_rest;
                    let given =
                        if is_given_less { format!("{ty} | undefined") } else { ty.to_string() };
                    let of = format!(" of parameter {number}{}", of_item(what));
                    // What needs no name may live as short as it likes.
                    let outlives = |long: Option<&str>, short: Option<&str>| {
                        outlives(long, short) || short.is_none()
                    };
                    let at = Position {
                        handling: self.of_taken(),
                        path: "",
                        of: &of,
                        outlives: &outlives,
                    };
                    // What is written is known, whatever the result is left to.
                    let is_left = self.is_inferred;
                    self.is_inferred = is_left && (has_gap(ty) || has_gap(now));
                    if !self.is_rust() && old.is_rest == new.is_rest && is_same(ty, now) {
                        self.cosmetic("parameter_type_changed");
                    } else if old.is_rest && !new.is_rest {
                        self.text("parameter_type_changed", reason);
                    } else if !self.is_rust() && at.handling.welcomes(&given, &taken) {
                        self.wider("parameter_wider", reason);
                    } else if old.is_rest == new.is_rest {
                        self.type_at(at, "parameter_type_changed", (ty, now), reason);
                    } else {
                        self.text("parameter_type_changed", reason);
                    }
                    self.is_inferred = is_left;
                }
                (None, Some(_)) | (Some(_), None) => self.unknown(
                    "parameter_inferred",
                    format!("parameter {number} {} left to inference, on one side", of(what)),
                ),
                _ => {}
            }
        }
    }
}

/// Whether a type is told by what a value is, or is not told in part.
pub(super) fn is_guess(ty: &str) -> bool {
    has_gap(ty) || ty.contains("typeof ")
}

/// Whether a part of a type is left to inference: `{ a: _ }`, and what `fn()` gives.
pub(super) fn has_gap(ty: &str) -> bool {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$';
    let is_function = |(at, word): &(usize, &str)| {
        let before = ty.get(..*at).unwrap_or_default();
        let behind = ty.get(at + word.len()..).unwrap_or_default();
        !before.ends_with(is_part) && behind.starts_with(['(', '<'])
    };
    let functions = ty.match_indices("fn").filter(is_function).count();
    functions > ty.matches(" -> ").count() || ty.split(|sign| !is_part(sign)).any(|it| it == "_")
}

/// Whether a lifetime is none of the function's own, but of the type it is one of.
fn is_of_type(lifetime: &str, function: &Callable) -> bool {
    let generics = &function.generics;
    let is_lifetime = |it: &&Generic| it.kind == GenericKind::Lifetime;
    let own = generics.parameters.iter().filter(is_lifetime).count();
    let [outer, ..] = generics.outer;
    let number = lifetime.strip_prefix('\'').and_then(|it| it.parse::<u32>().ok());
    number.is_some_and(|number| own == 0 || number < outer)
}

/// `fn a(x: impl B)` as `fn a<T: B>(x: T)`, where the new function is written so: nobody could give the type before.
fn with_names(old: &Callable, new: &Callable) -> Option<Callable> {
    let is_type = |it: &&Generic| it.kind == GenericKind::Type;
    let own = |it: &Callable| it.generics.parameters.iter().filter(is_type).count();
    let bound = |it: &Parameter| Some(it.ty.as_deref()?.strip_prefix("impl ")?.to_owned());
    let count = old.parameters.iter().filter_map(bound).count();
    let is_named = !new.parameters.iter().any(|it| bound(it).is_some());
    if count == 0 || own(old) != 0 || own(new) != count || !is_named {
        return None;
    }
    let (mut named, mut bounds) = (old.clone(), old.generics.bounds.to_vec());
    let [_, mut number, _] = new.generics.outer;
    for parameter in &mut named.parameters {
        let Some(demanded) = bound(parameter) else { continue };
        for demand in demands(&format!("T{number}: {demanded}"))? {
            bounds.push(demand.to_string().into());
        }
        parameter.ty = Some(format!("T{number}").into());
        number += 1;
    }
    bounds.sort();
    named.generics = Generics { bounds: bounds.into(), ..new.generics.clone() };
    // Those of a type stand before those of the function, and may not be as they were.
    let lifetimes = |it: &Callable| it.generics.parameters.len() - own(it);
    (lifetimes(old) == lifetimes(new)).then_some(named)
}

fn used(old: &Callable, new: &Callable, name: &str) -> Use {
    let texts = old.parameters.iter().filter_map(|it| it.ty.as_ref()).chain(&old.result);
    let mut texts = texts.chain(&old.receiver).chain(&old.generics.bounds);
    let own = old.generics.parameters.iter().filter(|it| it.kind == GenericKind::Type).count();
    let from = old.generics.outer[1] as usize;
    let is_own = || (from..from + own).any(|number| name == format!("T{number}"));
    match () {
        () if taken_by(old, name) != taken_by(new, name) => Use::Other,
        () if !is_own() && !texts.any(|text| parameters_in(text).any(|it| it == name)) => Use::New,
        () => Use::Same,
    }
}

/// The types of what a function takes in which a parameter stands, by position.
fn taken_by<'c>(function: &'c Callable, name: &str) -> Vec<(usize, &'c str)> {
    let types = function.parameters.iter().map(|it| it.ty.as_deref().unwrap_or_default());
    types.enumerate().filter(|(_, ty)| parameters_in(ty).any(|it| it == name)).collect()
}

/// The parameters as those see them who give them.
fn to_callers(parameters: &[Parameter]) -> Vec<Parameter> {
    let mut all = spread(parameters);
    // Whoever gives a later one must give it, be it `undefined`.
    let last = all.iter().rposition(is_required).unwrap_or_default();
    for it in all.iter_mut().take(last).filter(|it| it.is_optional) {
        it.is_optional = false;
        it.ty = it.ty.as_ref().map(|ty| format!("{ty} | undefined").into());
    }
    all
}

/// `...[A, B?, ...C[]]` is one parameter after another.
fn spread(parameters: &[Parameter]) -> Vec<Parameter> {
    let mut all = parameters.to_vec();
    let Some(last) = all.pop_if(|it| it.is_rest) else { return all };
    let elements = last.ty.as_deref().and_then(|ty| {
        let ty = ty.strip_prefix("readonly ").unwrap_or(ty);
        Some(parts(inside(ty, '[')?, ','))
    });
    let is_rest = |it: &&str| it.starts_with("...");
    match elements.filter(|all| !all.iter().rev().skip(1).any(is_rest)) {
        Some(elements) => all.extend(elements.into_iter().map(parameter)),
        None => all.push(last),
    }
    all
}

/// What stands for all other parameters, where its type does not say how many they are: `...Args`.
fn uncounted(parameters: &[Parameter]) -> Option<&Parameter> {
    let is_list = |it: &&str| it.ends_with("[]") || matches!(*it, "any" | "never");
    parameters.last().filter(|it| it.is_rest && !it.ty.as_deref().is_some_and(|it| is_list(&it)))
}

/// Whether only one side says by itself how many it takes, or each says it by another type.
fn is_counted_otherwise(old: &[Parameter], new: &[Parameter]) -> bool {
    let has_rest = |it: &[Parameter]| it.last().is_some_and(|it| it.is_rest);
    let stand_alike = old.len() == new.len() && has_rest(old) == has_rest(new);
    uncounted(old) != uncounted(new) && !stand_alike
}

/// What one of several parameters takes, where all others together are `ty`.
fn element(ty: &str, is_rest: bool) -> String {
    match ty.strip_suffix("[]").filter(|_| is_rest) {
        Some(element) => element.trim_start_matches('(').trim_end_matches(')').to_owned(),
        None => ty.to_owned(),
    }
}

/// Whether it is nothing, or what only a compiler tells: `_ | null`.
fn may_be_nothing(result: &str) -> bool {
    result.starts_with("_ | ") || result.starts_with("Promise<_ | ")
}

fn of(what: &str) -> String {
    format!("{} is", of_item(what)).trim_start().to_owned()
}

fn of_item(what: &str) -> String {
    if what.is_empty() { String::new() } else { format!(" of {what}") }
}

fn counted(parameters: usize) -> String {
    match parameters {
        0 => "no parameter".to_owned(),
        1 => "1 parameter".to_owned(),
        more => format!("{more} parameters"),
    }
}
