use std::fmt;
use std::sync::Arc;

use boundstone_text::TextRange;

use crate::{Because, Place};

/// How much a finding weighs. Off is the absence of a severity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    Hint,
    Warning,
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Hint, Self::Warning, Self::Error].into_iter().find(|it| it.name() == name)
    }
}

macro_rules! rules {
    ($($variant:ident $id:literal $severity:expr;)*) => {
        /// A rule, under the id that settings, findings and `docs/rules/` use.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Rule { $($variant),* }

        impl Rule {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// The severity in a repository without configuration; `None` when the rule is off there.
            pub fn default_severity(self) -> Option<Severity> {
                match self { $(Self::$variant => $severity),* }
            }

            /// Its page in `docs/rules/`, as Markdown.
            pub fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => {
                        include_str!(concat!("../../../docs/rules/", $id, ".md"))
                    })*
                }
            }
        }
    };
}

rules! {
    AllowNoReason "allow/no-reason" Some(Severity::Warning);
    AllowUnused "allow/unused" Some(Severity::Hint);
    BoundaryCycle "boundary/cycle" Some(Severity::Warning);
    BoundaryForbiddenUse "boundary/forbidden-use" Some(Severity::Error);
    BoundaryLayer "boundary/layer" Some(Severity::Error);
    BoundaryPrivateUse "boundary/private-use" Some(Severity::Error);
    BoundaryUndeclared "boundary/undeclared" None;
    ConfigMalformed "config/malformed" Some(Severity::Error);
    ConfigUnknownKey "config/unknown-key" Some(Severity::Error);
    ConfigUnknownName "config/unknown-name" Some(Severity::Error);
    ContractDeprecatedUse "contract/deprecated-use" Some(Severity::Hint);
    ContractDisagreement "contract/disagreement" Some(Severity::Warning);
    ContractDrift "contract/drift" Some(Severity::Error);
    ContractExpired "contract/expired" Some(Severity::Error);
    ContractMissingItem "contract/missing-item" Some(Severity::Error);
    ContractStabilityLeak "contract/stability-leak" Some(Severity::Warning);
    ContractUndeclaredItem "contract/undeclared-item" Some(Severity::Hint);
    DecisionAmbiguous "decision/ambiguous" Some(Severity::Hint);
    DecisionBrokenLink "decision/broken-link" Some(Severity::Warning);
    DecisionConstraint "decision/constraint" Some(Severity::Error);
    DecisionDuplicateId "decision/duplicate-id" Some(Severity::Warning);
    DecisionMalformed "decision/malformed" Some(Severity::Warning);
    DecisionStaleGoverns "decision/stale-governs" Some(Severity::Warning);
    DecisionSuperseded "decision/superseded" Some(Severity::Warning);
    DecisionUnknown "decision/unknown" Some(Severity::Warning);
    OwnershipConflict "ownership/conflict" Some(Severity::Warning);
    OwnershipDeadRule "ownership/dead-rule" Some(Severity::Warning);
    OwnershipMalformed "ownership/malformed" Some(Severity::Warning);
    OwnershipShadowedRule "ownership/shadowed-rule" Some(Severity::Hint);
    OwnershipUnowned "ownership/unowned" None;
}

impl Rule {
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == id)
    }

    /// The first sentence of its page: what it finds.
    pub fn summary(self) -> &'static str {
        let mut lines = self.page().lines().skip(1);
        lines.find(|line| !line.trim().is_empty()).unwrap_or_default()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// What a parser found wrong in the one file that it read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub rule: Rule,
    pub range: TextRange,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// The next action.
    pub help: String,
}

impl Problem {
    pub fn new(
        rule: Rule,
        range: TextRange,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { rule, range, message: message.into(), help: help.into() }
    }
}

/// One diagnosed problem, as every face shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub rule: Rule,
    pub severity: Severity,
    pub place: Place,
    pub message: String,
    pub help: String,
    /// The symbol of another boundary that it is about, `BOUNDARY#path`, or the boundary: by this and by its
    /// file a baseline knows it.
    pub about: Option<Arc<str>>,
    /// Whether only a decision settles it, and neither a comment nor a baseline.
    pub needs_decision: bool,
    /// Whether it says what the files look like, which may be otherwise for users.
    pub is_by_files: bool,
    pub related: Vec<Related>,
    pub because: Vec<Because>,
}

/// Another place that explains a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    pub place: Place,
    pub message: String,
}
