use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::Xxh3;

/// What Boundstone asks of a file system. Everything that it reads comes through here.
pub trait FileSystem: Send + Sync {
    /// What stands at `path` itself; links are not followed.
    ///
    /// # Errors
    /// When nothing stands there, or it may not be looked at.
    fn look(&self, path: &Path) -> io::Result<Look>;

    /// What stands in `folder`, in no order.
    ///
    /// # Errors
    /// When `folder` is none or may not be listed.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// The bytes of a regular file of at most `budget` bytes.
    ///
    /// # Errors
    /// `FileTooLarge` beyond the budget, `InvalidInput` for what is no regular file, and whatever
    /// the system says.
    fn read(&self, path: &Path, budget: u64) -> io::Result<Vec<u8>>;

    /// Where `path` leads when every link is followed.
    ///
    /// # Errors
    /// When it leads nowhere, or in a circle.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a device, a socket: opening one may block for ever.
    Other,
}

/// What stands at a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    pub kind: Kind,
    /// Bytes.
    pub len: u64,
    /// Equal prints mean equal content; `None` when the file is too young for its times to tell.
    pub print: Option<u64>,
    /// The same for every spelling of one place.
    pub identity: u64,
}

/// A name in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub name: OsString,
    pub kind: Kind,
}

/// A file written within this time of being looked at may be written again without its times showing
/// it. Source: git's "racy git" note; file systems keep times as coarse as two seconds.
const RACY: Duration = Duration::from_secs(2);

/// The real file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl FileSystem for Disk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        let metadata = std::fs::symlink_metadata(path)?;
        let modified = metadata.modified()?;
        let identity = identity(&metadata, path);
        let mut print = Xxh3::new();
        let times = modified.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        print.update(&times.as_nanos().to_le_bytes());
        print.update(&metadata.len().to_le_bytes());
        print.update(&identity.to_le_bytes());
        print.update(&changed(&metadata).to_le_bytes());
        // A time in the future tells nothing either.
        let is_old = SystemTime::now().duration_since(modified).is_ok_and(|age| age > RACY);
        Ok(Look {
            kind: Kind::of(metadata.file_type()),
            len: metadata.len(),
            print: is_old.then(|| print.digest()),
            identity,
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            match entry.file_type() {
                Ok(kind) => entries.push(Entry { name: entry.file_name(), kind: Kind::of(kind) }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(entries)
    }

    fn read(&self, path: &Path, budget: u64) -> io::Result<Vec<u8>> {
        use std::io::Read;
        let file = open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if metadata.len() > budget {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
        // The file may grow while it is read.
        file.take(budget + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > budget {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }
}

impl Kind {
    fn of(file_type: std::fs::FileType) -> Self {
        if file_type.is_file() {
            Self::File
        } else if file_type.is_dir() {
            Self::Folder
        } else if file_type.is_symlink() {
            Self::Link
        } else {
            Self::Other
        }
    }
}

/// Opens without following a link and without waiting for the other end of a pipe, should one have
/// taken the file's place since it was looked at.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<std::fs::File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<std::fs::File> {
    std::fs::File::open(path)
}

#[cfg(unix)]
fn identity(metadata: &std::fs::Metadata, _: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    let mut hash = Xxh3::new();
    hash.update(&metadata.dev().to_le_bytes());
    hash.update(&metadata.ino().to_le_bytes());
    hash.digest()
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata, path: &Path) -> u64 {
    let canonical = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    xxhash_rust::xxh3::xxh3_64(canonical.as_os_str().as_encoded_bytes())
}

/// When the file's metadata last changed, which no program can set back.
#[cfg(unix)]
fn changed(metadata: &std::fs::Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().wrapping_mul(1_000_000_000).wrapping_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &std::fs::Metadata) -> i64 {
    0
}
