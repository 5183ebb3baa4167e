use boundstone_model::{Constraint, RepoPath};
use boundstone_text::TextRange;

/// Looks into the code of files, which a World does not hold, for what constraints forbid.
pub trait CodeReader {
    /// Where the file at `path` breaks a constraint, in source order. Nothing breaks one that forbids nothing.
    ///
    /// # Errors
    /// Why that is not known, as a clause.
    fn broken(&self, path: &RepoPath, constraint: &Constraint) -> Result<Vec<TextRange>, String>;

    /// Why a constraint can be looked for in no file, as a sentence without a full stop.
    fn why_not(&self, constraint: &Constraint) -> Option<String>;
}

/// For a World of which there is no code to be had.
#[derive(Clone, Copy, Debug)]
pub struct NoCode;

impl CodeReader for NoCode {
    fn broken(&self, _: &RepoPath, _: &Constraint) -> Result<Vec<TextRange>, String> {
        Err("there is no text of it".to_owned())
    }

    fn why_not(&self, _: &Constraint) -> Option<String> {
        None
    }
}
