use boundstone_text::TextRange;

use crate::Stability;
use crate::place::Name;

/// A change of one `boundary.toml`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ContractEdit {
    /// More names in `uses` or `used-by`, which is made where it is missing.
    Allow { list: NameList, names: Vec<Name> },
    /// Another key of `[interface]`.
    Offer { key: Name, stability: Stability },
    /// The signature of a key of `[interface]`.
    Record { key: Name, signature: Name },
    /// A key of `[interface]` that is deprecated, with a place for what to use instead.
    Deprecate { key: Name },
    /// Another entry of `[[accepted]]`.
    Accept(NewAccepted),
    /// Who owns the boundary, where `owner` says something already.
    Own { owners: Vec<Name> },
    /// Without the name of a list, the key of `[interface]`, the entry of `[[accepted]]` by its rule, or an
    /// `until`, that stands at exactly this place.
    Remove { range: TextRange },
    /// Another name in place of the one at exactly this place.
    Rename { range: TextRange, name: Name },
}

/// A list of the names of boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NameList {
    Uses,
    UsedBy,
}

impl NameList {
    /// Its key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Uses => "uses",
            Self::UsedBy => "used-by",
        }
    }
}

/// A finding to be accepted, as a contract writes it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NewAccepted {
    pub rule: String,
    /// As seen from the folder of the contract.
    pub in_path: String,
    pub to: Option<String>,
    pub reason: String,
}

/// Text in place of what stands in a range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replacement {
    pub range: TextRange,
    pub text: String,
    /// Where in that text the next word is to be written.
    pub cursor: Option<u32>,
}
