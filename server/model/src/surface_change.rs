use crate::place::Name;
use crate::{ChangeClass, ItemKind, Place, RepoPath, SignatureChange, Stability};

/// What a change does to the surface of one boundary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoundaryChange {
    pub boundary: Name,
    /// Its folder, now or, where it is gone, before.
    pub path: RepoPath,
    /// The worst first, then by symbol.
    pub changes: Vec<SurfaceChange>,
    /// What could not be looked into, and why.
    pub not_checked: Vec<(RepoPath, String)>,
}

/// What happened to one public item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SurfaceChange {
    pub symbol: Name,
    /// `None` for a name of another package.
    pub kind: Option<ItemKind>,
    /// Each with its class, the worst first; never empty.
    pub changes: Vec<SignatureChange>,
    /// As the contract or the language said before.
    pub stability: Option<Stability>,
    pub before: Option<Place>,
    pub now: Option<Place>,
}

impl BoundaryChange {
    /// The worst of its changes; at least unknown where not all could be compared.
    pub fn class(&self) -> ChangeClass {
        let least = match self.not_checked.is_empty() {
            true => ChangeClass::Cosmetic,
            false => ChangeClass::Unknown,
        };
        self.changes.iter().map(SurfaceChange::class).fold(least, ChangeClass::max)
    }
}

impl SurfaceChange {
    /// The worst of what happened.
    pub fn class(&self) -> ChangeClass {
        self.changes.iter().map(|change| change.class).max().unwrap_or(ChangeClass::Cosmetic)
    }
}
