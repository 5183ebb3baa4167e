use std::sync::Arc;

use boundstone_model::{Constraint, FileFacts, FileSignatures, LeftCall, Origins, RepoPath};
use boundstone_text::TextRange;

use super::findings::BySurfaces;
use crate::{FileInput, World};

/// Where a file breaks one constraint, or why that is not known.
pub type Broken = Result<Vec<TextRange>, String>;

/// What stands in a report of public items.
#[derive(Clone, Debug)]
pub struct RecordedItems {
    pub facts: FileFacts,
    pub signatures: FileSignatures,
}

/// Reads what the items of files promise, which a World does not hold.
pub trait SignatureReader: Sync {
    /// What the items of a file promise, or why that is not known, as a clause.
    ///
    /// # Errors
    /// When there is no text, or another one than the World knows.
    fn signatures(&self, path: &RepoPath) -> Result<Arc<FileSignatures>, String>;
}

/// Looks into the code of files, and at what they were at the base: the commit that the change being made is seen from.
pub trait CodeReader: SignatureReader {
    /// For each of the constraints, where the file at `path` breaks it, in source order, or why that is not known,
    /// as a clause. Nothing breaks one that forbids nothing.
    fn broken(&self, path: &RepoPath, constraints: &[&Constraint]) -> Vec<Broken>;

    /// Why a constraint can be looked for in no file, as a sentence without a full stop.
    fn why_not(&self, constraint: &Constraint) -> Option<String>;

    /// Whether a text stands anywhere in a file; true where there is none to be had.
    fn may_hold(&self, path: &RepoPath, text: &str) -> bool;

    /// The same of a word, which stands on its own.
    fn may_hold_word(&self, path: &RepoPath, word: &str) -> bool;

    /// The items of a report of public items, as its code has them.
    ///
    /// # Errors
    /// When it is no report, or its code cannot be read.
    fn recorded(&self, report: &RepoPath) -> Result<Arc<RecordedItems>, String>;

    /// The files of the Rust crate with this root that call its own macros among their items, as they are when those are
    /// expanded.
    fn expanded(&self, root: &RepoPath) -> Arc<[ExpandedFile]>;

    /// What the base is called: `origin/main`.
    ///
    /// # Errors
    /// Why there is none, as a clause.
    fn base(&self) -> Result<String, String>;

    /// Why the base may be another one than is meant, with what to do about it, as a clause; `None` where there is no
    /// doubt, and where there is no base.
    fn doubt(&self) -> Option<&'static str>;

    /// Whether a revision that the settings name is no commit for certain.
    fn is_no_commit(&self, revision: &str) -> bool;

    /// The file at `path` as it was at the base; `None` where there was none.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    fn past(&self, path: &RepoPath) -> Result<Option<FileInput>, String>;

    /// What the items of that file promised.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    fn past_signatures(&self, path: &RepoPath) -> Result<Arc<FileSignatures>, String>;

    /// The files of code below `folder` in which `word` stood at the base, by their paths there.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    fn past_holders(&self, folder: &RepoPath, word: &str) -> Result<Vec<RepoPath>, String>;

    /// The files that may have been decisions at the base.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    fn past_records(&self) -> Result<Vec<RepoPath>, String>;

    /// Has files read at once as they were at the base, of each of which somebody will ask.
    fn read_past(&self, paths: &[RepoPath]);

    /// What the surfaces say of promises; `None` where none were compared.
    fn by_surfaces(&self) -> Option<&BySurfaces>;

    /// Notes all the other files on which the findings of the file at `path` depend by what they say of names, now and
    /// until this is said again.
    fn follows(&self, path: &RepoPath, others: Vec<RepoPath>);
}

/// A file as it is when the macros are expanded that it calls among its items.
#[derive(Debug)]
pub struct ExpandedFile {
    pub path: RepoPath,
    pub facts: Arc<FileFacts>,
    pub signatures: Arc<FileSignatures>,
    /// Where what the facts and signatures tell of stands in the file as it is.
    pub origins: Origins,
    /// Why not all of it could be expanded, as clauses.
    pub not_followed: Vec<String>,
    pub left_calls: Vec<LeftCall>,
}

/// A repository on one side of a change, with its texts.
#[derive(Clone, Copy)]
pub struct CodeState<'a> {
    pub world: &'a World,
    pub code: &'a dyn CodeReader,
}

impl<'a> CodeState<'a> {
    pub(super) fn signed(self) -> Signed<'a> {
        Signed { world: self.world, signatures: self.code }
    }
}

/// A repository with what its items promise.
#[derive(Clone, Copy)]
pub(super) struct Signed<'a> {
    pub world: &'a World,
    pub signatures: &'a dyn SignatureReader,
}

/// For a World of which there is no code to be had.
#[derive(Clone, Copy, Debug)]
pub struct NoCode;

impl SignatureReader for NoCode {
    fn signatures(&self, _: &RepoPath) -> Result<Arc<FileSignatures>, String> {
        Err("there is no text of it".to_owned())
    }
}

impl CodeReader for NoCode {
    fn broken(&self, _: &RepoPath, constraints: &[&Constraint]) -> Vec<Broken> {
        constraints.iter().map(|_| Err("there is no text of it".to_owned())).collect()
    }

    fn why_not(&self, _: &Constraint) -> Option<String> {
        None
    }

    fn may_hold(&self, _: &RepoPath, _: &str) -> bool {
        true
    }

    fn may_hold_word(&self, _: &RepoPath, _: &str) -> bool {
        true
    }

    fn recorded(&self, _: &RepoPath) -> Result<Arc<RecordedItems>, String> {
        Err("there is no text of it".to_owned())
    }

    fn expanded(&self, _: &RepoPath) -> Arc<[ExpandedFile]> {
        Arc::default()
    }

    fn base(&self) -> Result<String, String> {
        Err("there is no past of it".to_owned())
    }

    fn doubt(&self) -> Option<&'static str> {
        None
    }

    fn is_no_commit(&self, _: &str) -> bool {
        false
    }

    fn past(&self, _: &RepoPath) -> Result<Option<FileInput>, String> {
        Err("there is no past of it".to_owned())
    }

    fn past_signatures(&self, _: &RepoPath) -> Result<Arc<FileSignatures>, String> {
        Err("there is no past of it".to_owned())
    }

    fn past_holders(&self, _: &RepoPath, _: &str) -> Result<Vec<RepoPath>, String> {
        Err("there is no past of it".to_owned())
    }

    fn past_records(&self) -> Result<Vec<RepoPath>, String> {
        Err("there is no past of it".to_owned())
    }

    fn read_past(&self, _: &[RepoPath]) {}

    fn by_surfaces(&self) -> Option<&BySurfaces> {
        None
    }

    fn follows(&self, _: &RepoPath, _: Vec<RepoPath>) {}
}
