//! What it means that an item is compiled under another condition.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{ChangeClass, Confidence, SignatureChange};

use super::brackets::parts;

/// So many different names are tried out in all ways.
const MOST_NAMES: usize = 10;

const ALWAYS: &str = "true";

/// So deep conditions are read.
const MOST_DEPTH: u32 = 16;

/// Whether one feature enables another one, by their names.
pub(crate) type Enables<'e> = &'e dyn Fn(&str, &str) -> bool;

/// Where nothing is known of them.
pub(crate) const NO_FEATURES: Enables<'static> = &|_, _| false;

/// A condition, and what features enable each other where it is written.
pub(crate) type Under<'e> = (&'e Option<Arc<str>>, Enables<'e>);

/// What is compiled wherever it was is additive; what is no longer, somewhere, breaks those who build there. `None` where
/// both conditions say the same.
pub(crate) fn cfg_changed(
    (old, by_old): Under<'_>,
    (new, by_new): Under<'_>,
) -> Option<SignatureChange> {
    let said = |cfg: &Option<Arc<str>>| match cfg {
        Some(cfg) if !is_always(cfg) => format!("`cfg({cfg})`"),
        _ => "always".to_owned(),
    };
    let class = match compared((old.as_deref(), by_old), (new.as_deref(), by_new)) {
        Some((true, true)) => return None,
        Some((true, false)) => ChangeClass::Additive,
        Some((false, _)) => ChangeClass::Breaking,
        None => ChangeClass::Unknown,
    };
    let reason = format!("compiled {}, and was {}", said(new), said(old)).into();
    Some(SignatureChange { class, confidence: Confidence::Likely, rule: "cfg_changed", reason })
}

/// Whether a condition holds in every build: `any(unix, not(unix))`.
fn is_always(cfg: &str) -> bool {
    compared((None, NO_FEATURES), (Some(cfg), NO_FEATURES)) == Some((true, true))
}

/// Whether something is compiled in a build that sets no names of its own: what stands behind `tokio_unstable` or `loom`
/// is promised to nobody. A condition that is not read says nothing against it.
pub(crate) fn is_ordinary(cfg: &str) -> bool {
    let Some(condition) = condition(cfg, 0) else { return true };
    let mut names = BTreeSet::new();
    condition.names(&mut names);
    let names: Vec<&str> = names.into_iter().filter(|name| is_of_cargo(name)).collect();
    names.len() > MOST_NAMES
        || choices(&names).any(|set| exists(&names, &set) && condition.holds(&set))
}

/// Whether something is compiled on some platform with the features of `before`, and not with those of `now`.
pub(crate) fn is_lost(
    cfg: &str,
    before: &dyn Fn(&str) -> bool,
    now: &dyn Fn(&str) -> bool,
) -> bool {
    let Some(condition) = condition(cfg, 0) else { return false };
    let mut names = BTreeSet::new();
    condition.names(&mut names);
    let of_platform = |name: &&str| is_of_cargo(name) && feature(name).is_none();
    let names: Vec<&str> = names.into_iter().filter(of_platform).collect();
    let holds = |set: &dyn Fn(&str) -> bool, has: &dyn Fn(&str) -> bool| {
        condition.holds(&|name| feature(name).map_or_else(|| set(name), has))
    };
    names.len() <= MOST_NAMES
        && choices(&names)
            .any(|set| exists(&names, &set) && holds(&set, before) && !holds(&set, now))
}

/// Every way to set some of the names.
fn choices<'n>(names: &'n [&'n str]) -> impl Iterator<Item = impl Fn(&str) -> bool + 'n> {
    (0..1_usize << names.len()).map(move |chosen| {
        move |name: &str| {
            let at = names.iter().position(|it| *it == name);
            at.is_some_and(|at| chosen >> at & 1 == 1)
        }
    })
}

/// Whether some build has what is compiled under each of two conditions; also where nobody can tell.
pub(crate) fn may_meet((one, by_one): Under<'_>, (other, by_other): Under<'_>) -> bool {
    let (Some(first), Some(second)) = (one.as_deref(), other.as_deref()) else { return true };
    let mut do_meet = false;
    let meets = &mut |one: bool, other: bool| do_meet |= one && other;
    let is_known =
        first != second && each_build((first, by_one), (second, by_other), meets).is_some();
    do_meet || !is_known
}

/// Whether the new condition holds wherever the old one does, and the other way. `None` where a name that only its
/// own build sets decides, or there are too many names.
fn compared(
    (old, by_old): (Option<&str>, Enables<'_>),
    (new, by_new): (Option<&str>, Enables<'_>),
) -> Option<(bool, bool)> {
    let (mut forwards, mut backwards) = (true, true);
    let (old, new) = (old.unwrap_or(ALWAYS), new.unwrap_or(ALWAYS));
    let is_of_cargo = each_build((old, by_old), (new, by_new), &mut |before, now| {
        forwards &= now || !before;
        backwards &= before || !now;
    })?;
    (forwards || is_of_cargo).then_some((forwards, backwards))
}

/// Whether two conditions hold, in each build there may be. Gives whether features and the platform alone decide; `None`
/// where there are too many names, or a condition is not read.
fn each_build(
    (old, by_old): (&str, Enables<'_>),
    (new, by_new): (&str, Enables<'_>),
    build: &mut dyn FnMut(bool, bool),
) -> Option<bool> {
    let (old, new) = (condition(old, 0)?, condition(new, 0)?);
    let mut names = BTreeSet::new();
    old.names(&mut names);
    new.names(&mut names);
    let names: Vec<&str> = names.into_iter().collect();
    if names.len() > MOST_NAMES {
        return None;
    }
    for set in choices(&names) {
        if !exists(&names, &set) {
            continue;
        }
        let with_enabled = |enables: Enables<'_>, name: &str| {
            let by = |other: &&str| {
                let features = feature(other).zip(feature(name));
                set(other) && features.is_some_and(|(one, other)| enables(one, other))
            };
            set(name) || names.iter().any(by)
        };
        build(
            old.holds(&|name| with_enabled(by_old, name)),
            new.holds(&|name| with_enabled(by_new, name)),
        );
    }
    Some(names.iter().all(|name| is_of_cargo(name)))
}

/// `a` of `feature = "a"`.
fn feature(name: &str) -> Option<&str> {
    Some(name.strip_prefix("feature = ")?.trim_matches('"'))
}

/// Whether a name is set by features or the platform, not by a build of its own, as `loom` or `docsrs`.
/// Source: the Rust Reference, "Set configuration options".
fn is_of_cargo(name: &str) -> bool {
    let key = name.split('=').next().unwrap_or(name).trim();
    key.starts_with("target_")
        || matches!(
            key,
            "feature" | "unix" | "windows" | "debug_assertions" | "panic" | "overflow_checks"
        )
}

/// Keys of which a platform has one value.
const SINGLE: [&str; 4] = ["target_os", "target_arch", "target_pointer_width", "target_endian"];

/// Whether some platform sets these names and no others of them.
fn exists(names: &[&str], set: &dyn Fn(&str) -> bool) -> bool {
    let is_set = |name: &&&str| set(name);
    let values = |key: &str| {
        let of_key = |name: &&&str| name.split('=').next().is_some_and(|it| it.trim() == key);
        names.iter().filter(of_key).filter(is_set).count()
    };
    let os = names.iter().filter(is_set).find_map(|it| it.strip_prefix("target_os = "));
    let family = os.map(|os| match os.trim_matches('"') {
        "windows" => "windows",
        "none" | "unknown" | "uefi" | "wasi" | "hermit" | "cuda" => "",
        _ => "unix",
    });
    let named = |name: &str| names.contains(&name);
    let fits = |name: &str| family.is_none_or(|it| !named(name) || set(name) == (it == name));
    SINGLE.iter().all(|key| values(key) <= 1)
        && !(set("unix") && set("windows"))
        && fits("unix")
        && fits("windows")
}

enum Condition<'c> {
    Name(&'c str),
    Not(Box<Condition<'c>>),
    All(Vec<Condition<'c>>),
    Any(Vec<Condition<'c>>),
}

impl<'c> Condition<'c> {
    fn names(&self, names: &mut BTreeSet<&'c str>) {
        match self {
            Self::Name("true" | "false") => {}
            Self::Name(name) => {
                names.insert(name);
            }
            Self::Not(inner) => inner.names(names),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|it| it.names(names)),
        }
    }

    fn holds(&self, set: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Name("true") => true,
            Self::Name("false") => false,
            Self::Name(name) => set(name),
            Self::Not(inner) => !inner.holds(set),
            Self::All(parts) => parts.iter().all(|it| it.holds(set)),
            Self::Any(parts) => parts.iter().any(|it| it.holds(set)),
        }
    }
}

/// Reads `all(a, not(b), c = "d")`.
fn condition(text: &str, depth: u32) -> Option<Condition<'_>> {
    if depth >= MOST_DEPTH {
        return None;
    }
    let text = text.trim();
    let Some((word, inside)) = text.split_once('(').filter(|(word, _)| !word.contains('"')) else {
        return Some(Condition::Name(text));
    };
    let parts = parts(inside.strip_suffix(')')?, ',');
    let mut parts: Vec<Condition<'_>> =
        parts.into_iter().map(|part| condition(part, depth + 1)).collect::<Option<_>>()?;
    match word.trim() {
        "all" => Some(Condition::All(parts)),
        "any" => Some(Condition::Any(parts)),
        "not" if parts.len() == 1 => Some(Condition::Not(Box::new(parts.pop()?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Enables, NO_FEATURES, compared, is_ordinary, may_meet};

    #[test]
    fn what_only_a_build_of_its_own_compiles_is_not_ordinary() {
        for (cfg, expected) in [
            ("tokio_unstable", false),
            (r#"all(tokio_unstable, feature = "rt")"#, false),
            (r#"any(tokio_unstable, feature = "rt")"#, true),
            ("not(loom)", true),
            ("all(unix, windows)", false),
            ("unix", true),
            ("version(1)", true),
        ] {
            assert_eq!(is_ordinary(cfg), expected, "{cfg}");
        }
    }

    #[test]
    fn two_conditions_meet_where_a_build_may_have_both() {
        for (one, other, expected) in [
            ("unix", "windows", false),
            ("unix", r#"feature = "a""#, true),
            (r#"target_arch = "wasm32""#, r#"not(target_arch = "wasm32")"#, false),
            (r#"all(unix, feature = "a")"#, r#"all(unix, not(feature = "a"))"#, false),
            (r#"target_os = "linux""#, r#"target_os = "macos""#, false),
            (r#"target_os = "linux""#, "unix", true),
            ("loom", "not(loom)", false),
            ("version(1)", "not(version(1))", true),
        ] {
            let [one, other] = [one, other].map(|it| Some(Arc::from(it)));
            let under = |it| (it, NO_FEATURES);
            assert_eq!(may_meet(under(&one), under(&other)), expected, "{one:?} {other:?}");
            assert!(may_meet(under(&one), under(&None)));
        }
    }

    #[test]
    fn a_condition_is_wider_where_it_holds_wherever_another_does() {
        let same = Some((true, true));
        let wider = Some((true, false));
        let narrower = Some((false, true));
        let other = Some((false, false));
        for (old, new, expected) in [
            (r#"feature = "a""#, r#"any(feature = "a", feature = "b")"#, wider),
            (r#"all(feature = "a", unix)"#, "unix", wider),
            (r#"feature = "a""#, r#"all(feature = "a", feature = "b")"#, narrower),
            (r#"feature = "a""#, r#"feature = "b""#, other),
            (r#"feature = "a,(b""#, r#"not(not(feature = "a,(b"))"#, same),
            (r#"target_os = "linux""#, "unix", wider),
            (r#"target_os = "windows""#, "windows", wider),
            (r#"target_os = "wasi""#, "unix", other),
            ("unix", "not(windows)", wider),
            (r#"target_os = "linux""#, r#"not(target_os = "macos")"#, wider),
            ("not(loom)", "all(not(loom), not(miri))", None),
            ("all(not(loom), not(miri))", "not(loom)", wider),
            ("any()", "unix", wider),
            ("unix", "version(1)", None),
        ] {
            let told = compared((Some(old), NO_FEATURES), (Some(new), NO_FEATURES));
            assert_eq!(told, expected, "{old} → {new}");
        }
        let by_none = |cfg| (cfg, NO_FEATURES);
        assert_eq!(compared(by_none(None), by_none(Some("unix"))), narrower);
        assert_eq!(compared(by_none(Some("unix")), by_none(None)), wider);
        assert_eq!(compared(by_none(None), by_none(Some("docsrs"))), None);
        let by_tls: Enables<'_> =
            &|one, other| matches!((one, other), ("rustls" | "native", "tls"));
        let old = r#"any(feature = "rustls", feature = "native")"#;
        let new = r#"feature = "tls""#;
        assert_eq!(compared((Some(old), by_tls), (Some(new), by_tls)), wider);
        assert_eq!(compared((Some(new), by_tls), (Some(old), by_tls)), narrower);
    }
}
