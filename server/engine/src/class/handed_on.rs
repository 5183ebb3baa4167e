//! Types of other crates that are named through another crate than before.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    ChangeClass, Signature, SignatureChange, defined_by_crate, handed_on, shortest_of_std,
};

use super::{doubt, each_text};

const SEPARATOR: &str = "::";
const STANDARD: [&str; 3] = ["std", "core", "alloc"];

/// What crates are called that others were parted into, behind the name of the whole: `serde_core`, `futures_util`,
/// `clap_builder`, `tower_service`. `proto_v2` is none.
const PARTS: [&str; 9] =
    ["api", "base", "builder", "common", "core", "service", "traits", "types", "util"];

/// Crates that hand on what `http` has, and what that is. Source: the documentation of each.
const OF_HTTP: [&str; 7] = ["axum", "http", "hyper", "poem", "reqwest", "tonic", "warp"];
const HTTP_HAS: [&str; 9] = [
    "HeaderMap",
    "HeaderName",
    "HeaderValue",
    "Method",
    "Request",
    "Response",
    "StatusCode",
    "Uri",
    "Version",
];

/// The new signature, where each name that is known to mean what one of the old signature does is written as there:
/// `serde_core::Serialize` is `serde::Serialize`. `None` where there is none.
pub(super) fn as_before(old: &Signature, new: &Signature) -> Option<Signature> {
    let known: BTreeMap<String, String> =
        paths(old).into_iter().map(|path| (defining(&path), path)).collect();
    renamed(new, &|path| known.get(&defining(path)).cloned())
}

/// Doubts what breaks by nothing but a name that a crate of the same family has as well: `shop_core::Ledger`, which was
/// `shop::Ledger`. Crates that were parted hand on what they had; that this one does, only its text says.
pub(super) fn doubted(
    (old, new): (&Signature, &Signature),
    changes: &mut [SignatureChange],
    compared: &dyn Fn(&Signature) -> Vec<SignatureChange>,
) {
    if !changes.iter().any(|it| it.class == ChangeClass::Breaking) {
        return;
    }
    let known: BTreeMap<_, _> =
        paths(old).into_iter().filter_map(|path| Some((family(&path)?, path))).collect();
    let as_family = |path: &str| {
        let other = known.get(&family(path)?)?;
        let of_crate = |path: &str| path.split(SEPARATOR).next().map(str::to_owned);
        (of_crate(other) != of_crate(path)).then(|| other.clone())
    };
    let Some(alike) = renamed(new, &as_family) else { return };
    let left = compared(&alike);
    for change in changes {
        if !left.iter().any(|it| it.rule == change.rule && it.class == change.class) {
            doubt(change);
        }
    }
}

/// So many crates hand on what another one has.
const MOST_STEPS: usize = 4;

/// Where what is called so is defined, as far as that is known.
fn defining(path: &str) -> String {
    if let Some(shortest) = shortest_of_std(path) {
        return shortest.to_owned();
    }
    let next = |path: &String| {
        let by_crate = || defined_by_crate(path).map(|it| it.path).filter(|it| it != path);
        handed_on(path).or_else(by_crate)
    };
    let steps = std::iter::successors(Some(path.to_owned()), next);
    steps.take(MOST_STEPS).last().unwrap_or_default()
}

/// What a crate is called without the word for the part of it that it is, and the name of what it has.
fn family(path: &str) -> Option<(String, String)> {
    let (module, name) = path.rsplit_once(SEPARATOR)?;
    let of_crate = module.split(SEPARATOR).next().filter(|it| !STANDARD.contains(it))?;
    if OF_HTTP.contains(&of_crate) && HTTP_HAS.contains(&name) {
        return Some(("http".to_owned(), name.to_owned()));
    }
    let part = of_crate.rsplit_once('_').filter(|(_, word)| PARTS.contains(word));
    let whole = part.map_or(of_crate, |(whole, _)| whole);
    Some((whole.to_owned(), name.to_owned()))
}

/// The names in a signature that begin with a module.
pub(crate) fn paths(signature: &Signature) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each_text(&mut signature.clone(), &mut |text| {
        found.extend(parts(text).filter(|it| it.contains(SEPARATOR)).map(str::to_owned));
    });
    found
}

/// The signature with other names for what begins with a module; `None` where none differs.
fn renamed(signature: &Signature, name: &dyn Fn(&str) -> Option<String>) -> Option<Signature> {
    let mut renamed = signature.clone();
    each_text(&mut renamed, &mut |text| {
        if !text.contains(SEPARATOR) {
            return;
        }
        let of_part = |part: &str| {
            let other = part.contains(SEPARATOR).then(|| name(part)).flatten();
            other.unwrap_or_else(|| part.to_owned())
        };
        let written: String = parts(text).map(of_part).collect();
        *text = written.into();
    });
    (renamed != *signature).then_some(renamed)
}

/// A text in which crates are called otherwise; `None` where none is.
pub(crate) fn with_crates<'n>(
    text: &str,
    name: &dyn Fn(&str) -> Option<&'n str>,
) -> Option<String> {
    let mut is_changed = false;
    let of_part = |part: &str| -> String {
        let parted = part.split_once(SEPARATOR);
        match parted.and_then(|(of_crate, rest)| Some((name(of_crate)?, rest))) {
            Some((other, rest)) => {
                is_changed = true;
                format!("{other}{SEPARATOR}{rest}")
            }
            None => part.to_owned(),
        }
    };
    let written: String = parts(text).map(of_part).collect();
    is_changed.then_some(written)
}

/// The names of a text, each with the modules it is named through, and what stands between them.
fn parts(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let begins_word = text.starts_with(is_word);
        let mut end = text.find(|c| is_word(c) != begins_word).unwrap_or(text.len());
        while begins_word
            && let Some(rest) = text.get(end..)?.strip_prefix(SEPARATOR)
            && rest.starts_with(is_word)
        {
            end += SEPARATOR.len() + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        }
        let part;
        (part, text) = text.split_at_checked(end)?;
        (!part.is_empty()).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_parts() {
        let text = "for<'a> T0: serde::de::Map<'a, [u8; 3]> + <T1 as a::B>::C";
        let all: Vec<&str> = parts(text).collect();
        assert_eq!(all.concat(), text);
        let paths: Vec<&str> = all.into_iter().filter(|it| it.contains(SEPARATOR)).collect();
        assert_eq!(paths, ["serde::de::Map", "a::B", ">::"]);
    }
}
