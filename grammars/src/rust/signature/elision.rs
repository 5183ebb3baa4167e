//! Lifetimes of a function that need no name: `fn get<'a>(&'a self) -> &'a T` is `fn get(&self) -> &T`.
//! Source: The Rust Reference, "Lifetime elision".

use boundstone_model::{Callable, GenericKind, renumbered};

use super::Name;

/// The function with each lifetime left out that the compiler would fill in again.
pub(super) fn elided(mut callable: Callable) -> Callable {
    let [first, ..] = callable.generics.outer;
    let is_lifetime = |kind: &GenericKind| matches!(kind, GenericKind::Lifetime);
    let count = callable.generics.parameters.iter().filter(|it| is_lifetime(&it.kind)).count();
    for number in (first..first + count as u32).rev() {
        if let Some(shorter) = without(&callable, number) {
            callable = shorter;
        }
    }
    callable
}

/// `None` where the lifetime of that number has to be named.
fn without(callable: &Callable, number: u32) -> Option<Callable> {
    let name = format!("'{number}");
    let count = |text: &str| places(text, &name).count();
    let in_receiver = callable.receiver.as_deref().map_or(0, count);
    let taken = callable.parameters.iter().filter_map(|it| it.ty.as_deref());
    let in_inputs = in_receiver + taken.map(count).sum::<usize>();
    let in_result = callable.result.as_deref().map_or(0, count);
    let is_bound = callable.generics.bounds.iter().any(|bound| count(bound) > 0);
    if in_inputs != 1 || is_bound || in_result > 0 && !is_of_result(callable, in_receiver) {
        return None;
    }
    let text =
        |text: &Name| -> Option<Name> { Some(renumbered(&left_out(text, &name)?, number).into()) };
    let mut shorter = callable.clone();
    for part in shorter.receiver.iter_mut().chain(&mut shorter.result) {
        *part = text(part)?;
    }
    for ty in shorter.parameters.iter_mut().filter_map(|it| it.ty.as_mut()) {
        *ty = text(ty)?;
    }
    for bound in &mut shorter.generics.bounds {
        *bound = text(bound)?;
    }
    shorter.generics.leave_out_lifetime().then_some(shorter)
}

/// Whether what is returned lives as long as a lifetime that is taken once, where neither is named: as `self`, where that
/// is a reference, else as the only one there is.
fn is_of_result(callable: &Callable, in_receiver: usize) -> bool {
    if callable.receiver.as_deref().is_some_and(|it| it.contains('&')) {
        return in_receiver == 1;
    }
    let taken = callable.parameters.iter().filter_map(|it| it.ty.as_deref());
    let lifetimes = |text: &str| {
        let named = text
            .match_indices('\'')
            .filter(|(at, _)| !text.get(..*at).is_some_and(|it| it.ends_with('&')));
        text.matches('&').count() + named.count()
    };
    taken.map(lifetimes).sum::<usize>() == 1
}

/// The text with a lifetime left out behind `&` and between `<` and `>`; `None` where it stands elsewhere, as in
/// `dyn A + 'a` and `fn(&'a u8)`, where leaving it out means something else.
pub(super) fn left_out(text: &str, name: &str) -> Option<String> {
    let is_function = ["fn(", "Fn(", "FnMut(", "FnOnce("].iter().any(|it| text.contains(it));
    if is_function && places(text, name).next().is_some() {
        return None;
    }
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for at in places(text, name) {
        let before = text.get(from..at)?;
        let behind = text.get(at + name.len()..)?;
        left.push_str(before);
        // What is captured has a name: `use<>` says something else.
        if left.ends_with("use<") {
            return None;
        }
        let skipped = match (left.chars().next_back()?, behind) {
            ('&', behind) if behind.starts_with(' ') => 1,
            ('<', behind) if behind.starts_with(", ") => 2,
            ('<', behind) if behind.starts_with('>') => {
                left.pop();
                1
            }
            _ => return None,
        };
        from = at + name.len() + skipped;
    }
    left.push_str(text.get(from..)?);
    Some(left)
}

/// Where a lifetime stands in a text.
fn places<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(name).map(|(at, _)| at).filter(move |at| {
        let behind = text.get(at + name.len()..).unwrap_or_default();
        !behind.starts_with(|c: char| c.is_ascii_digit())
    })
}
