//! Functions that are declared several times.

use boundstone_model::{Callable, ChangeClass, Confidence, Parameter, union_parts};

use super::Found;
use super::assignable::{is_required, literal_of, takes};
use super::covered::{are_generic_alike, cover_each, covers};
use super::type_text::function;

impl Found {
    /// Of several overloads, each old one must still be there.
    pub(super) fn overloads(&mut self, what: &str, old: &[Callable], new: &[Callable]) {
        let twins: Vec<(&Callable, &Callable)> =
            old.iter().filter_map(|it| Some((it, twin(it, old, new)?))).collect();
        let is_kept = |it: &Callable| twins.iter().any(|(was, _)| *was == it);
        let is_known = |it: &Callable| twins.iter().any(|(_, is)| *is == it);
        for (was, is) in &twins {
            self.changed_overload(what, was, is);
        }
        for overload in old.iter().filter(|it| !is_kept(it)) {
            let reason = format!("{what} no longer has the overload `{overload}`");
            let covering = new.iter().find(|it| covers(it, overload));
            match covering {
                Some(it) if was_before(it, overload, old) || says_as_much(it, overload) => {
                    self.additive("overload_covered", reason + ", and another takes all of it");
                }
                None if cover_each(new, overload) => {
                    self.wider("overload_covered", reason + ", and others take all of it");
                }
                // Another one may take it in other words, or leaves what a function is given to inference.
                _ if covering.is_some() || new.iter().any(|it| !is_known(it)) => {
                    self.add(ChangeClass::Breaking, Confidence::Likely, "overload_removed", reason);
                }
                _ => self.breaking("overload_removed", reason),
            }
        }
        for overload in new.iter().filter(|it| !is_known(it)) {
            let reason = format!("{what} has the new overload `{overload}`");
            let tried_later = as_tried(new.iter().collect());
            let mut tried_later = tried_later.into_iter().skip_while(|it| *it != overload).skip(1);
            match self.members_of == "interface" {
                _ if tried_later.any(|it| is_known(it) && answers_for(overload, it)) => {
                    self.text("overload_added", reason + ", which is tried before an older one");
                }
                // Who makes one takes all of it, or took the less that it was.
                true if old.iter().any(|it| covers(it, overload)) => {
                    self.wider("overload_added", reason);
                }
                true if old.iter().any(|it| !is_kept(it) && covers(overload, it)) => {
                    self.wider("overload_added", reason);
                }
                true => {
                    self.unknown("overload_added", reason + ": who makes one must take it as well");
                }
                // `ReturnType` is that of the last one.
                false if is_last_with_another_result(overload, old, new) => {
                    self.wider("overload_added", reason);
                }
                false => self.additive("overload_added", reason),
            }
        }
        self.order_of_overloads(what, &twins, new);
    }

    fn changed_overload(&mut self, what: &str, was: &Callable, is: &Callable) {
        let told = self.list.len();
        self.callable(what, was, is);
        // Another overload may have been taken before it.
        for change in self.list.iter_mut().skip(told) {
            if change.class == ChangeClass::Breaking {
                change.confidence = Confidence::Likely;
            }
        }
    }

    fn order_of_overloads(
        &mut self,
        what: &str,
        twins: &[(&Callable, &Callable)],
        new: &[Callable],
    ) {
        let was: Vec<&Callable> = twins.iter().map(|(_, is)| *is).collect();
        let is: Vec<&Callable> = new.iter().filter(|it| was.contains(it)).collect();
        if was == is {
            return;
        }
        let reason = format!("{what} has its overloads in another order");
        let is_last = was.last() == is.last();
        match (answer_alike(&as_tried(was), &as_tried(is)), is_last) {
            (true, true) => self.cosmetic("overloads_reordered"),
            // `ReturnType` is that of the last one.
            (true, false) => self.unknown("overloads_reordered", reason),
            (false, _) => self.text("overloads_reordered", reason),
        }
    }
}

/// What an overload is now: the same one, or the only one that is called alike and gives something else.
fn twin<'n>(it: &Callable, old: &[Callable], new: &'n [Callable]) -> Option<&'n Callable> {
    if let Some(same) = new.iter().find(|other| *other == it) {
        return Some(same);
    }
    let is_called_alike = |other: &&Callable| {
        other.parameters == it.parameters
            && are_generic_alike(other, it)
            && other.receiver == it.receiver
            && other.qualifiers == it.qualifiers
    };
    let is_alone = old.iter().filter(is_called_alike).count() == 1;
    let mut all = new.iter().filter(is_called_alike);
    all.next().filter(|_| is_alone && all.next().is_none())
}

/// Whether an overload stood before another one and took all of it: no call came to that.
fn was_before(it: &Callable, other: &Callable, old: &[Callable]) -> bool {
    let tried = as_tried(old.iter().collect());
    tried.into_iter().take_while(|before| *before != other).any(|before| before == it)
}

/// Whether an overload says of each function that it takes what that is given, as the other does: parameters that are written without
/// their types are found by it.
fn says_as_much(it: &Callable, other: &Callable) -> bool {
    let is_open = |taken: &Parameter| {
        let ty = taken.ty.as_deref().unwrap_or_default();
        taken.is_rest || matches!(ty, "any" | "unknown" | "object" | "Function")
    };
    let takes_function =
        |given: &Parameter| given.ty.as_deref().is_some_and(|it| function(it).is_some());
    let taken = |at: usize| it.parameters.get(at).or(it.parameters.last());
    let mut given = other.parameters.iter().enumerate();
    !given.any(|(at, given)| takes_function(given) && taken(at).is_some_and(is_open))
}

/// Whether an overload that came stands behind all others, and gives something else than the last one did.
fn is_last_with_another_result(it: &Callable, old: &[Callable], new: &[Callable]) -> bool {
    new.last() == Some(it) && old.last().is_some_and(|last| last.result != it.result)
}

/// Whether an overload that is tried first is taken where another was, and gives something else.
fn answers_for(first: &Callable, other: &Callable) -> bool {
    let taken = Callable { result: first.result.clone(), ..other.clone() };
    let gives_less = match (&other.result, &first.result) {
        (Some(wanted), Some(given)) => !takes(wanted, given),
        _ => false,
    };
    gives_less && (covers(&taken, first) || covers(first, &taken))
}

/// Overloads in the order in which a compiler tries them: those that take a literal stand before the others.
/// Source: `reorderCandidates` in the checker of TypeScript.
fn as_tried(mut overloads: Vec<&Callable>) -> Vec<&Callable> {
    overloads
        .sort_by_key(|it| !it.parameters.iter().any(|it| it.ty.as_deref().is_some_and(is_literal)));
    overloads
}

/// Whether each call finds the overload that it found before: those that changed places take no call in common.
fn answer_alike(was: &[&Callable], is: &[&Callable]) -> bool {
    let place = |it: &Callable| is.iter().position(|other| *other == it);
    let stand_otherwise = |first: &Callable, second: &Callable| place(first) > place(second);
    was.iter().enumerate().all(|(at, first)| {
        let mut behind = was.iter().skip(at + 1);
        behind.all(|second| !stand_otherwise(first, second) || are_disjoint(first, second))
    })
}

/// Whether a call must give one a literal where the other takes others only, or more than the other takes.
fn are_disjoint(one: &Callable, other: &Callable) -> bool {
    let needs_more = |one: &Callable, other: &Callable| {
        let most = if other.parameters.iter().any(|it| it.is_rest) {
            usize::MAX
        } else {
            other.parameters.len()
        };
        one.parameters.iter().filter(|it| is_required(it)).count() > most
    };
    if needs_more(one, other) || needs_more(other, one) {
        return true;
    }
    let literals = |it: &Parameter| -> Option<Vec<String>> {
        let parts = union_parts(it.ty.as_deref().filter(|_| !it.is_optional && !it.is_rest)?);
        let parts = parts.into_iter().map(|it| is_literal(it).then(|| it.to_owned()));
        parts.collect()
    };
    one.parameters.iter().zip(&other.parameters).any(|(one, other)| {
        let both = literals(one).zip(literals(other));
        both.is_some_and(|(one, other)| one.iter().all(|it| !other.contains(it)))
    })
}

fn is_literal(ty: &str) -> bool {
    let is_one = union_parts(ty).len() == 1 && !ty.contains("${");
    is_one && (ty == "null" || literal_of(ty).is_some())
}
