use std::collections::BTreeSet;

use crate::place::Name;
use crate::{ChangeClass, InterfaceAnswer, ItemKind, Place, RepoPath, SignatureChange, Stability};

/// What a change does to the surface of one boundary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoundaryChange {
    pub boundary: Name,
    /// Its folder, now or, where it is gone, before.
    pub path: RepoPath,
    /// What its manifest says before the change, else now.
    pub version: Option<Name>,
    /// What it says now.
    pub version_now: Option<Name>,
    /// What its manifests say by which nobody outside of the repository could install it before the change, else now.
    pub not_published: Option<&'static str>,
    /// The worst first, then by symbol.
    pub changes: Vec<SurfaceChange>,
    /// What could not be looked into, and why.
    pub not_checked: Vec<(RepoPath, String)>,
    /// What a compiler infers of text that changed, by file: it is not compared either, and says nothing of the class, for
    /// it is every body of a function whose result is not stated.
    pub inferred: Vec<(RepoPath, String)>,
    /// What of it breaks a promise, or may; a part of the changes, in their order.
    pub broken: Vec<BrokenPromise>,
    /// The paths that both sides have, and of which nothing may break, nor of what they stand in; empty where nobody asked.
    pub unbroken: BTreeSet<Name>,
}

/// A promise that a change of a surface breaks, or may.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrokenPromise {
    /// As contracts and decisions had it before.
    pub promise: InterfaceAnswer,
    /// The path that it means, without the boundary's name: `cors/cors`; `redirect::*` where all of that is gone.
    pub path: Name,
    pub change: SurfaceChange,
    /// The change is of something else: of a type that the item names and nobody can import, or of the module around it.
    pub is_by_another: bool,
    /// The path is there no more.
    pub is_lost: bool,
}

/// What a change is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangedKind {
    Item(ItemKind),
    /// A name of another package, of which nobody here knows what it is.
    OfOthers,
    /// A feature of a Cargo package.
    Feature,
    /// A key of the manifest of a package.
    Manifest,
}

impl From<Option<ItemKind>> for ChangedKind {
    fn from(kind: Option<ItemKind>) -> Self {
        kind.map_or(Self::OfOthers, Self::Item)
    }
}

/// What happened to one public item, to a feature, or to a key of a manifest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SurfaceChange {
    pub symbol: Name,
    pub kind: ChangedKind,
    /// Each with its class, the worst first; never empty.
    pub changes: Vec<SignatureChange>,
    /// As the contract or the language said before.
    pub stability: Option<Stability>,
    pub before: Option<Place>,
    pub now: Option<Place>,
}

impl BoundaryChange {
    /// The worst of its changes that count for the version; at least unknown where not all could be compared.
    pub fn class(&self) -> ChangeClass {
        let least = match self.not_checked.is_empty() {
            true => ChangeClass::Cosmetic,
            false => ChangeClass::Unknown,
        };
        let counted = self.changes.iter().filter(|it| it.counts());
        counted.map(SurfaceChange::class).fold(least, ChangeClass::max)
    }

    /// How many changes are worse than that, and do not count.
    pub fn uncounted(&self) -> usize {
        let class = self.class();
        self.changes.iter().filter(|it| !it.counts() && it.class() > class).count()
    }

    /// The part of its version that a change of this class raises; `None` where nobody installs it by a version.
    pub fn to_raise(&self) -> Option<VersionPart> {
        let part = VersionPart::to_raise(self.class(), self.version.as_deref());
        self.not_published.is_none().then_some(part)
    }

    /// Whether the change raises that part, or one before it.
    pub fn is_raised(&self) -> bool {
        let both = self.version.as_deref().zip(self.version_now.as_deref());
        let both = both.zip(self.to_raise());
        both.is_some_and(|((before, now), part)| part.is_raised(before, now))
    }
}

/// A part of a version: of `1.2.3` the `1`, the `2` and the `3`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionPart {
    Major,
    Minor,
    Patch,
}

impl VersionPart {
    pub fn name(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Patch => "patch",
        }
    }

    /// The part to raise for a change of this class. Below 1.0 the first part that is not zero takes the place of the
    /// major one, as `^` of Cargo and of npm reads it. Sources: The Cargo Book, "SemVer Compatibility"; node-semver,
    /// "Caret Ranges".
    pub fn to_raise(class: ChangeClass, version: Option<&str>) -> Self {
        let breaking = match version.map(numbers) {
            Some([Some(0), Some(0), _]) => Self::Patch,
            Some([Some(0), Some(_), _]) => Self::Minor,
            _ => Self::Major,
        };
        match (class, breaking) {
            (ChangeClass::Breaking, breaking) => breaking,
            (ChangeClass::Additive | ChangeClass::Unknown, Self::Major) => Self::Minor,
            _ => Self::Patch,
        }
    }

    /// The lowest version in which this part is raised; `None` where the version states no numbers.
    pub fn raised(self, version: &str) -> Option<String> {
        let [major, minor, patch] = numbers(version);
        let (major, minor) = (major?, minor.unwrap_or_default());
        Some(match self {
            Self::Major => format!("{}.0.0", major.saturating_add(1)),
            Self::Minor => format!("{major}.{}.0", minor.saturating_add(1)),
            Self::Patch => {
                format!("{major}.{minor}.{}", patch.unwrap_or_default().saturating_add(1))
            }
        })
    }

    /// Whether this part, or one before it, is higher in one version than in another.
    fn is_raised(self, before: &str, now: &str) -> bool {
        let ([Some(major), minor, patch], [Some(new), new_minor, new_patch]) =
            (numbers(before), numbers(now))
        else {
            return false;
        };
        match self {
            Self::Major => new > major,
            Self::Minor => (new, new_minor) > (major, minor),
            Self::Patch => (new, new_minor, new_patch) > (major, minor, patch),
        }
    }
}

/// The numbers of a version; none where it states none.
fn numbers(version: &str) -> [Option<u64>; 3] {
    let plain = version.trim_start_matches(['v', '=']).split(['-', '+']).next();
    let mut numbers = plain.unwrap_or_default().split('.').map(str::parse::<u64>);
    [numbers.next(), numbers.next(), numbers.next()].map(|part| part.and_then(Result::ok))
}

/// Whether a version says that it may break those who use the one before.
pub fn may_break(before: &str, now: &str) -> bool {
    VersionPart::to_raise(ChangeClass::Breaking, Some(before)).is_raised(before, now)
}

impl SurfaceChange {
    /// The worst of what happened.
    pub fn class(&self) -> ChangeClass {
        self.changes.iter().map(|change| change.class).max().unwrap_or(ChangeClass::Cosmetic)
    }

    /// Whether it counts for the version: what is experimental or internal may change any day.
    pub fn counts(&self) -> bool {
        !matches!(self.stability, Some(Stability::Experimental | Stability::Internal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_may_break_raises_the_part_that_counts() {
        for (before, now, expected) in [
            ("1.4.2", "2.0.0", true),
            ("1.4.2", "2.0.0-rc.1", true),
            ("1.4.2", "1.5.0", false),
            ("2.0.0", "1.9.0", false),
            ("0.4.2", "0.5.0", true),
            ("0.4.2", "0.4.3", false),
            ("0.4.2", "1.0.0", true),
            ("0.0.3", "0.0.4", true),
            ("1.4.2", "1.4.2", false),
            ("1", "workspace:*", false),
        ] {
            assert_eq!(may_break(before, now), expected, "{before} {now}");
        }
    }

    #[test]
    fn the_next_version_raises_one_part_and_clears_those_behind() {
        for (version, expected) in [
            ("1.4.2", ["2.0.0", "1.5.0", "1.4.3"]),
            ("v0.14.5-rc.1", ["1.0.0", "0.15.0", "0.14.6"]),
            ("2", ["3.0.0", "2.1.0", "2.0.1"]),
        ] {
            let parts = [VersionPart::Major, VersionPart::Minor, VersionPart::Patch];
            assert_eq!(parts.map(|part| part.raised(version).unwrap()), expected, "{version}");
        }
        assert_eq!(VersionPart::Major.raised("workspace:*"), None);
    }

    #[test]
    fn below_one_the_first_part_that_is_not_zero_is_the_major_one() {
        use ChangeClass::{Additive, Breaking, Cosmetic, Unknown};
        for (version, expected) in [
            (None, ["major", "minor", "minor", "patch"]),
            (Some("1.4.2"), ["major", "minor", "minor", "patch"]),
            (Some("v2"), ["major", "minor", "minor", "patch"]),
            (Some("10.0.0-beta.1"), ["major", "minor", "minor", "patch"]),
            (Some("0.4.2"), ["minor", "patch", "patch", "patch"]),
            (Some("0.1.0-rc.1+5"), ["minor", "patch", "patch", "patch"]),
            (Some("0.0.3"), ["patch"; 4]),
            (Some("workspace:*"), ["major", "minor", "minor", "patch"]),
        ] {
            let raised = [Breaking, Unknown, Additive, Cosmetic]
                .map(|class| VersionPart::to_raise(class, version).name());
            assert_eq!(raised, expected, "{version:?}");
        }
    }
}
