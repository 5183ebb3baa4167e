use crate::place::Name;
use crate::{Date, Spanned};

/// A `boundary.toml`: what one boundary promises. Absent = open, present = closed, `[]` = nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ContractFile {
    pub name: Option<Spanned<Name>>,
    /// `owner`, a string or a list.
    pub owners: Option<Vec<Spanned<Name>>>,
    pub layer: Option<Spanned<Name>>,
    pub uses: Option<Vec<Use>>,
    pub used_by: Option<Vec<Spanned<Name>>>,
    /// As written: `ADR-0007`, a number, a path.
    pub decisions: Vec<Spanned<Name>>,
    /// The public entry files, where no manifest says.
    pub entry: Option<Vec<Spanned<Name>>>,
    /// `None`: open.
    pub interface: Option<Vec<InterfaceEntry>>,
    pub accepted: Vec<Accepted>,
}

/// One entry of `uses`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Use {
    pub name: Spanned<Name>,
    /// The decision that deprecates the use.
    pub deprecated: Option<Spanned<Name>>,
    pub until: Option<Spanned<Date>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stability {
    Internal,
    Experimental,
    Stable,
    Frozen,
    Deprecated,
}

impl Stability {
    pub const ALL: [Self; 5] =
        [Self::Internal, Self::Experimental, Self::Stable, Self::Frozen, Self::Deprecated];

    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Experimental => "experimental",
            Self::Stable => "stable",
            Self::Frozen => "frozen",
            Self::Deprecated => "deprecated",
        }
    }

    /// What it promises, as one sentence.
    pub fn promise(self) -> &'static str {
        match self {
            Self::Internal => "Not for other boundaries: a use from outside is an error.",
            Self::Experimental => {
                "May change any day: a use from another boundary is a hint, and no stable signature should name it."
            }
            Self::Stable => {
                "A breaking change needs a major version or a decision; before that, it is a warning at the edit."
            }
            Self::Frozen => {
                "Any change of the signature needs a decision: it is an error until the same change renews `sig` and adds or edits a decision that governs the item."
            }
            Self::Deprecated => {
                "Going away: a use is a hint that names `use`, which serves instead; after `until` it is an error."
            }
        }
    }

    /// Whether others may count on what it is said of.
    pub fn is_promise(self) -> bool {
        matches!(self, Self::Stable | Self::Frozen)
    }
}

/// One line of `[interface]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InterfaceEntry {
    /// The path as a consumer writes it, perhaps with `*` for all of a level.
    pub key: Spanned<Name>,
    pub stability: Spanned<Stability>,
    pub since: Option<Spanned<Name>>,
    /// The recorded signature.
    pub signature: Option<Spanned<Name>>,
    /// What to use instead of a deprecated item.
    pub replacement: Option<Spanned<Name>>,
    pub until: Option<Spanned<Date>>,
    pub decisions: Vec<Spanned<Name>>,
}

/// One `[[accepted]]` entry: a finding that the team has accepted for now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accepted {
    pub rule: Spanned<Name>,
    pub in_path: Option<Spanned<Name>>,
    pub to: Option<Spanned<Name>>,
    pub reason: Spanned<Name>,
    pub until: Option<Spanned<Date>>,
}
