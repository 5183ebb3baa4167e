use crate::place::Name;

/// What an `api-extractor.json` says of what belongs to a package. Source: API Extractor, "Configuration reference".
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ApiExtractorConfig {
    /// The file that says what this one leaves out: a path from its folder, or from `<projectFolder>`, the package.
    pub extends: Option<Name>,
    /// `bundledPackages`: whose exports are the package's own where it hands them on. Globs of whole names, in which
    /// `*` crosses no slash. `None` is not the same as an empty list.
    pub bundled_packages: Option<Box<[Name]>>,
}
