use crate::place::Name;
use crate::{Dialect, Rule, Severity, Spanned};

/// The root file, `boundstone.toml`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ConfigFile {
    /// Layers from high to low.
    pub layers: Option<Vec<Spanned<Name>>>,
    /// The revision that stable signatures are compared with.
    pub base: Option<Spanned<Name>>,
    /// `[decisions] paths`: further folders of decision records.
    pub decision_paths: Vec<Spanned<Name>>,
    /// `[ownership] dialect`.
    pub dialect: Option<Spanned<Dialect>>,
    /// `[ownership] known`: owners that no ownership file names.
    pub known_owners: Vec<Spanned<Name>>,
    /// `[rules]`: the severity of a rule where it is not the default.
    pub rules: Vec<(Rule, RuleLevel)>,
    /// `exclude`: globs over paths that are left alone.
    pub exclude: Vec<Spanned<Name>>,
}

/// What `[rules]` sets: a severity, or `None` for "off".
pub type RuleLevel = Option<Severity>;
