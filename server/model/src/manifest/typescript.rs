use crate::Spanned;
use crate::place::Name;

/// What a `tsconfig.json`, or another file of its form, says of the files that it covers and of how
/// their imports are resolved.
///
/// A file that it `extends` says what it leaves out: of each option, and of `files`, `include` and
/// `exclude`, the one that is said counts whole; `references` are never inherited. Paths are relative
/// to the file that says them, and may begin with `${configDir}`, the folder of the file that extends.
/// Source: TypeScript, "TSConfig Reference".
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TsConfig {
    /// `extends`; of several, a later one counts before those that stand earlier. A path begins with
    /// `.` or `/`; anything else is the name of a package, or of a file in one.
    pub extends: Box<[Spanned<Name>]>,
    /// `files`, `include` and `exclude`. `None` is not the same as an empty list.
    pub files: Option<Box<[Name]>>,
    pub include: Option<Box<[Name]>>,
    pub exclude: Option<Box<[Name]>>,
    /// `references[].path`: each a folder with a `tsconfig.json`, or a file.
    pub references: Box<[Name]>,
    /// What follows are `compilerOptions`.
    pub base_url: Option<Name>,
    /// In the order of the file. Relative to `base_url`, or without it to the file that says them.
    pub paths: Option<Box<[TsPaths]>>,
    pub root_dir: Option<Name>,
    pub root_dirs: Option<Box<[Name]>>,
    pub out_dir: Option<Name>,
    pub declaration_dir: Option<Name>,
    pub module_suffixes: Option<Box<[Name]>>,
    pub custom_conditions: Option<Box<[Name]>>,
    pub allow_js: Option<bool>,
}

/// An entry of `paths`: imports that match `pattern` are looked for at each of `targets`, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TsPaths {
    /// With at most one `*`. Of several patterns that match, an exact one counts, then the one with the
    /// longest part before `*`.
    pub pattern: Name,
    pub targets: Box<[Name]>,
}
