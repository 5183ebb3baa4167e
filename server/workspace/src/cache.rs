//! What the source files of a repository say, kept on disk from one run to the next.
//!
//! Facts follow from the bytes and the language of a file alone, so what is kept is never out of date: a
//! file is looked up by how it looks on disk, or by its content where that tells nothing. Anything wrong
//! with what is kept means that the files are read as if there were none.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use boundstone_model::{FileFacts, RepoPath};
use rayon::ThreadPool;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::reader::Content;
use crate::root::Root;

/// A hash of all that the facts of a file follow from beside the file: the code that extracts them.
/// Source: `build.rs`.
const PROGRAM: &str = env!("BOUNDSTONE_FACTS");

/// Facts that are packed together: enough to keep a thread busy, and few enough that all have work.
const FACTS_OF_CHUNK: usize = 256;

/// What no program asked for in this time is removed when another one is kept.
const UNUSED: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// The time of last use is not written at each use.
const USED_STEP: Duration = Duration::from_secs(24 * 60 * 60);

/// Where what the files of one repository say is kept.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    file: PathBuf,
}

/// How a source file looked when it was read, and which of the facts are its own.
#[derive(Serialize, Deserialize)]
struct Seen {
    path: Box<str>,
    print: Option<u64>,
    facts: u32,
}

/// Facts, and the content that they follow from.
type Kept = (Content, Arc<FileFacts>);

/// What was kept of a repository.
#[derive(Default)]
pub(crate) struct Remembered {
    /// Ordered by path.
    files: Vec<(RepoPath, Option<u64>, Content)>,
    pub(crate) facts: Vec<Kept>,
}

/// A source file that was read: where, how it looked then, and what it says.
pub(crate) struct Known<'a> {
    pub(crate) path: &'a RepoPath,
    pub(crate) print: Option<u64>,
    pub(crate) content: Content,
    pub(crate) facts: &'a Arc<FileFacts>,
}

impl Cache {
    /// The one of the repository at `root`, below the folder for all.
    pub(crate) fn of(folder: &Path, root: &Root) -> Self {
        let name = xxh3_128(root.canonical().as_os_str().as_encoded_bytes());
        Self {
            folder: folder.to_path_buf(),
            file: folder.join(PROGRAM).join(format!("{name:032x}")),
        }
    }

    /// What was kept; nothing when it is no longer whole.
    pub(crate) fn load(&self, pool: Option<&ThreadPool>) -> Option<Remembered> {
        let bytes = match fs::read(&self.file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => {
                tracing::warn!(file = %self.file.display(), %error, "the cache cannot be read");
                return None;
            }
        };
        let remembered = Packed::of(&bytes).and_then(|packed| packed.unpack(pool));
        if remembered.is_none() {
            tracing::warn!(file = %self.file.display(), "the cache is not whole; it is made anew");
        }
        self.note_use();
        remembered
    }

    /// Keeps what `files` say, in place of what was kept before.
    pub(crate) fn store<'a>(&self, files: impl Iterator<Item = Known<'a>>) {
        if let Err(error) = self.try_store(files) {
            tracing::warn!(file = %self.file.display(), %error, "the cache cannot be written");
        }
    }

    fn try_store<'a>(&self, files: impl Iterator<Item = Known<'a>>) -> io::Result<()> {
        self.remove_unused();
        create_private(self.file.parent().unwrap_or(&self.folder))?;
        let beside = self.file.with_extension(std::process::id().to_string());
        let written = write_to(&beside, files).and_then(|()| fs::rename(&beside, &self.file));
        if written.is_err() {
            // What failed is said; that a part of it stays would be no better news.
            fs::remove_file(&beside).ok();
        }
        written
    }

    /// Says that somebody still asks for what is kept here.
    fn note_use(&self) {
        let now = SystemTime::now();
        let is_old = |modified| now.duration_since(modified).is_ok_and(|age| age > USED_STEP);
        let modified = fs::metadata(&self.file).and_then(|it| it.modified());
        if modified.is_ok_and(is_old) {
            let file = File::options().append(true).open(&self.file);
            if let Err(error) = file.and_then(|file| file.set_modified(now)) {
                tracing::debug!(file = %self.file.display(), %error, "its use is not noted");
            }
        }
    }

    /// Removes what other versions and gone repositories left here.
    fn remove_unused(&self) {
        let now = SystemTime::now();
        for version in entries(&self.folder) {
            for file in entries(&version) {
                let modified = fs::metadata(&file).and_then(|it| it.modified());
                let age = modified.map(|it| now.duration_since(it).unwrap_or_default());
                if age.is_ok_and(|age| age > UNUSED) {
                    // Another process may have removed it meanwhile.
                    fs::remove_file(&file).ok();
                }
            }
            // Fails unless it is empty.
            fs::remove_dir(&version).ok();
        }
    }
}

impl Remembered {
    /// How many files there were.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// The content of the file at `path`, if it still looks as it did.
    pub(crate) fn content(&self, path: &RepoPath, print: u64) -> Option<Content> {
        let at = self.files.binary_search_by(|(other, ..)| other.cmp(path)).ok()?;
        let (_, seen, content) = self.files.get(at)?;
        (*seen == Some(print)).then_some(*content)
    }
}

/// What stands in a file: a number of chunks of facts, and one chunk of the files that have them. Each
/// chunk begins with its length and its hash.
struct Packed<'a> {
    facts: Vec<&'a [u8]>,
    files: &'a [u8],
}

impl<'a> Packed<'a> {
    /// `None` for what is cut, or is not what was written.
    fn of(mut bytes: &'a [u8]) -> Option<Self> {
        let count = take_number(&mut bytes)?;
        let facts: Option<Vec<&[u8]>> = (0..count).map(|_| take_chunk(&mut bytes)).collect();
        let files = take_chunk(&mut bytes)?;
        bytes.is_empty().then_some(Self { facts: facts?, files })
    }

    fn unpack(self, pool: Option<&ThreadPool>) -> Option<Remembered> {
        let facts_of = |chunk: &&[u8]| decode::<Vec<(Content, FileFacts)>>(chunk);
        let facts: Option<Vec<_>> = match pool {
            Some(pool) => pool.install(|| self.facts.par_iter().map(facts_of).collect()),
            None => self.facts.iter().map(facts_of).collect(),
        };
        let with_place = |(content, facts)| (content, Arc::new(facts));
        let facts: Vec<Kept> = facts?.into_iter().flatten().map(with_place).collect();
        let of_file = |seen: Seen| {
            let (content, _) = facts.get(seen.facts as usize)?;
            Some((RepoPath::new(&seen.path)?, seen.print, *content))
        };
        let files: Option<Vec<_>> =
            decode::<Vec<Seen>>(self.files)?.into_iter().map(of_file).collect();
        Some(Remembered { files: files?, facts })
    }
}

/// Bytes of a hash, which stands in front of what it is of.
const HASH_BYTES: usize = size_of::<u64>();

fn take_chunk<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let len = take_number(bytes)?;
    bytes.split_off(..len as usize)
}

fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

fn decode<'a, T: Deserialize<'a>>(chunk: &'a [u8]) -> Option<T> {
    let (hash, content) = chunk.split_first_chunk::<HASH_BYTES>()?;
    let is_whole = xxh3_64(content) == u64::from_le_bytes(*hash);
    is_whole.then(|| postcard::from_bytes(content).ok()).flatten()
}

fn write_to<'a>(file: &Path, known: impl Iterator<Item = Known<'a>>) -> io::Result<()> {
    let mut numbers: FxHashMap<Content, u32> = FxHashMap::default();
    let mut facts: Vec<(Content, &FileFacts)> = Vec::new();
    let mut files: Vec<Seen> = Vec::new();
    let mut known: Vec<Known<'_>> = known.collect();
    known.sort_by(|one, other| one.path.cmp(other.path));
    for Known { path, print, content, facts: of_file } in known {
        let number = *numbers.entry(content).or_insert_with(|| {
            facts.push((content, of_file));
            facts.len() as u32 - 1
        });
        files.push(Seen { path: path.as_str().into(), print, facts: number });
    }
    let mut out = BufWriter::new(File::create(file)?);
    let chunks = facts.chunks(FACTS_OF_CHUNK);
    out.write_all(&(chunks.len() as u32).to_le_bytes())?;
    for chunk in chunks {
        write_chunk(&mut out, &chunk)?;
    }
    write_chunk(&mut out, &files)?;
    out.flush()
}

fn write_chunk(out: &mut impl Write, content: &impl Serialize) -> io::Result<()> {
    let content = postcard::to_allocvec(content).map_err(io::Error::other)?;
    let len = u32::try_from(HASH_BYTES + content.len()).map_err(io::Error::other)?;
    out.write_all(&len.to_le_bytes())?;
    out.write_all(&xxh3_64(&content).to_le_bytes())?;
    out.write_all(&content)
}

/// Makes a folder that only its user may look into: what files say is in it.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// What stands in a folder; nothing where it cannot be listed.
fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests;
