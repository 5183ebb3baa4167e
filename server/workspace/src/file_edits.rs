//! Writes what somebody asked to be changed in files: beside each file first, then in its place.

use std::fs;
use std::io::{self, Error, ErrorKind};
use std::path::{Path, PathBuf};

use boundstone_model::{FileEdit, RepoPath};

use crate::root::Root;
use crate::snapshot::Snapshot;

/// Does `edits`, which were made for the texts that `snapshot` has. Gives the files that were written.
///
/// # Errors
/// When a file is no longer what the edits were made for, or cannot be written; which of several were
/// written before that is said.
pub fn write_edits(snapshot: &Snapshot, edits: &[FileEdit]) -> io::Result<Vec<RepoPath>> {
    let mut paths: Vec<&RepoPath> = edits.iter().map(FileEdit::path).collect();
    paths.sort();
    paths.dedup();
    let mut prepared = Vec::new();
    for path in paths {
        let of_file: Vec<FileEdit> =
            edits.iter().filter(|edit| edit.path() == path).cloned().collect();
        let write = Write::of(snapshot, path, &of_file)
            .map_err(|error| Error::new(error.kind(), format!("{path}: {error}")))?;
        prepared.push((path, write));
    }
    let mut written: Vec<RepoPath> = Vec::new();
    for (path, write) in prepared {
        write.finish().map_err(|error| {
            let before: Vec<&str> = written.iter().map(RepoPath::as_str).collect();
            let done = match before.is_empty() {
                true => String::new(),
                false => format!("; {} is written already", before.join(", ")),
            };
            Error::new(error.kind(), format!("{path}: {error}{done}"))
        })?;
        written.push(path.clone());
    }
    Ok(written)
}

/// Replaces the text of the file at `path`, which may not be there yet, by what `change` makes of it. A mark of the
/// byte order stays before it.
///
/// # Errors
/// When the file cannot be read or written, `change` refuses it, or it changed meanwhile.
pub(crate) fn rewrite(
    root: &Root,
    path: &RepoPath,
    change: impl FnOnce(&str) -> io::Result<String>,
) -> io::Result<()> {
    let file = root.absolute(path);
    let before = text_of(&file)?;
    let (mark, text) = without_mark(before.as_deref().unwrap_or_default());
    let after = format!("{mark}{}", change(text)?);
    Write { file, before, after }.finish()
}

/// One file with the text that it has, `None` where it is not there, and the one that it gets.
struct Write {
    file: PathBuf,
    before: Option<String>,
    after: String,
}

const CHANGED: &str = "it changed meanwhile; run this again";
const UTF8_MARK: &str = "\u{feff}";

/// The mark of the byte order, which is no part of the text that edits count in, and the text.
fn without_mark(written: &str) -> (&'static str, &str) {
    match written.strip_prefix(UTF8_MARK) {
        Some(text) => (UTF8_MARK, text),
        None => ("", written),
    }
}

impl Write {
    fn of(snapshot: &Snapshot, path: &RepoPath, edits: &[FileEdit]) -> io::Result<Self> {
        let root = snapshot.root();
        let file = root.absolute(path);
        if !is_inside(root, &file) {
            return Err(Error::new(ErrorKind::InvalidInput, "it lies outside the repository"));
        }
        let before = text_of(&file)?;
        if let [FileEdit::Create { text, .. }] = edits {
            return match before {
                None => Ok(Self { file, before, after: text.clone() }),
                Some(_) => Err(Error::new(ErrorKind::AlreadyExists, "it exists already")),
            };
        }
        let (mark, text) = without_mark(before.as_deref().unwrap_or_default());
        if snapshot.text(path).as_deref() != Some(text) {
            return Err(Error::other(CHANGED));
        }
        let after = FileEdit::applied(text, edits).ok_or_else(|| {
            Error::new(ErrorKind::InvalidInput, "the edits contradict each other")
        })?;
        let after = format!("{mark}{after}");
        Ok(Self { file, before, after })
    }

    fn finish(self) -> io::Result<()> {
        let Self { file, before, after } = self;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let beside =
            file.with_file_name(format!("{}.{}", name.unwrap_or_default(), std::process::id()));
        let replaced = fs::write(&beside, after).and_then(|()| {
            if before.is_some() {
                fs::set_permissions(&beside, fs::metadata(&file)?.permissions())?;
            }
            match text_of(&file)? == before {
                true => fs::rename(&beside, &file),
                false => Err(Error::other(CHANGED)),
            }
        });
        if replaced.is_err() {
            // What failed is said; that the copy stays beside it would be no better news.
            fs::remove_file(&beside).ok();
        }
        replaced
    }
}

/// The text of a regular file; `None` where there is none.
fn text_of(file: &Path) -> io::Result<Option<String>> {
    match fs::symlink_metadata(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(it) if !it.is_file() => {
            Err(Error::new(ErrorKind::InvalidInput, "it is no regular file"))
        }
        Ok(_) => fs::read_to_string(file).map(Some),
    }
}

/// Whether the folder of `file`, or the nearest one above that exists, lies in the repository, links
/// followed.
fn is_inside(root: &Root, file: &Path) -> bool {
    let mut above = file.ancestors().skip(1);
    let existing = above.find_map(|folder| fs::canonicalize(folder).ok());
    existing.is_some_and(|folder| folder.starts_with(root.canonical()))
}
