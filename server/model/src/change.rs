use crate::place::Name;

/// What a change of a signature means to those who use the item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChangeClass {
    /// Nobody feels it.
    Cosmetic,
    /// All that worked still works.
    Additive,
    /// A part is left to inference, or to what no syntax tells.
    Unknown,
    /// Something that worked may work no longer.
    Breaking,
}

impl ChangeClass {
    /// The word in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cosmetic => "cosmetic",
            Self::Additive => "additive",
            Self::Unknown => "unknown",
            Self::Breaking => "breaking",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// The text of a type changed, which may be another name for the same.
    Likely,
    /// Syntax decides.
    Proved,
}

impl Confidence {
    /// The word in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Proved => "proved",
        }
    }
}

/// One thing that differs between two signatures.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SignatureChange {
    pub class: ChangeClass,
    pub confidence: Confidence,
    /// The name of the rule that says so.
    pub rule: &'static str,
    /// In words: "parameter 2 added".
    pub reason: Name,
}

impl SignatureChange {
    /// Whether something that worked may work no longer.
    pub fn is_breaking(&self) -> bool {
        self.class == ChangeClass::Breaking
    }
}
