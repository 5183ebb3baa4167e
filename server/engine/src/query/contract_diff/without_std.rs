//! Crates that do without the standard library, and no longer do. Source: The Cargo Book, "SemVer Compatibility", "Major: going from
//! `no_std` support to requiring `std`".

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, ItemKind, Place, RepoPath, SignatureChange, SurfaceChange,
};
use boundstone_text::TextRange;

use super::Side;
use crate::class::parts;

const CARGO_FILE: &str = "Cargo.toml";

/// What holds where a crate is built for its own tests and documentation, and not for users.
const NEVER: [&str; 4] = ["test", "doc", "doctest", "docsrs"];

pub(super) fn change(before: &Side<'_>, now: &Side<'_>) -> Option<SurfaceChange> {
    let (old, new) = (Root::of(before)?, Root::of(now)?);
    let told = match (old.without_std.as_deref(), new.without_std.as_deref()) {
        (None, None) => return None,
        (was, is) if was == is => return None,
        (Some(_), None) => {
            told(ChangeClass::Breaking, "std_required", "needs the standard library now".to_owned())
        }
        (None, Some("")) | (Some(_), Some("")) => told(
            ChangeClass::Additive,
            "std_not_required",
            "does without the standard library".to_owned(),
        ),
        (None, Some(when)) => told(
            ChangeClass::Additive,
            "std_not_required",
            format!("does without the standard library where `{when}`"),
        ),
        (Some(was), Some(when)) => told(
            ChangeClass::Unknown,
            "std_required",
            match was {
                "" => format!("does without the standard library only where `{when}`"),
                was => format!(
                    "does without the standard library where `{when}`, and did where `{was}`"
                ),
            },
        ),
    };
    Some(SurfaceChange {
        symbol: new.name.into(),
        kind: ChangedKind::Item(ItemKind::Module),
        changes: vec![told],
        stability: None,
        before: Some(old.place),
        now: Some(new.place),
    })
}

fn told(class: ChangeClass, rule: &'static str, reason: String) -> SignatureChange {
    SignatureChange { class, confidence: Confidence::Likely, rule, reason: reason.into() }
}

/// The root of a library.
struct Root {
    /// What code calls the library.
    name: String,
    place: Place,
    /// The condition under which users have it without the standard library.
    without_std: Option<String>,
}

impl Root {
    fn of(side: &Side<'_>) -> Option<Self> {
        let package = side.state.world.crossings.packages.at(&side.folder?.join(CARGO_FILE)?)?;
        let (name, path): (&str, &RepoPath) = package.linked_library()?;
        let signatures = side.state.code.signatures(path).ok()?;
        Some(Self {
            name: name.to_owned(),
            place: Place { path: path.clone(), range: TextRange::default() },
            without_std: signatures.without_std.as_deref().map(for_users),
        })
    }
}

/// A condition without what always holds for users, and what never does.
fn for_users(condition: &str) -> String {
    let inside = |start: &str, end: &str| condition.strip_prefix(start)?.strip_suffix(end);
    if let Some(list) = inside("not(any(", "))") {
        let kept: Vec<&str> =
            parts(list, ',').into_iter().filter(|it| !NEVER.contains(it)).collect();
        return match kept.as_slice() {
            [] => String::new(),
            [one] => format!("not({one})"),
            several => format!("not(any({}))", several.join(", ")),
        };
    }
    let all = inside("all(", ")").map_or_else(|| vec![condition], |list| parts(list, ','));
    let is_never = |it: &&str| {
        let of = it.strip_prefix("not(").and_then(|it| it.strip_suffix(')'));
        of.is_some_and(|it| NEVER.contains(&it))
    };
    let kept: Vec<&str> = all.into_iter().filter(|it| !is_never(it)).collect();
    match kept.as_slice() {
        [one] => (*one).to_owned(),
        [] => String::new(),
        several => format!("all({})", several.join(", ")),
    }
}
