//! Which paths a repository has.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use boundstone_model::RepoPath;
use rayon::Scope;

use crate::content::{Reason, unreadable};
use crate::disk::{Entry, FileSystem, Kind};
use crate::ignores::{self, IGNORE_FILE, Ignores};
use crate::kept::KeptFiles;
use crate::reader::Reader;
use crate::root::Root;

/// The most paths of one repository. A folder that holds more, a home or a whole disk, was opened by
/// mistake, and reading all of it would never end.
pub const MOST_PATHS: usize = 2_000_000;

const GIT: &str = ".git";

/// What a walk found, in no order.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) found: Vec<Found>,
    /// The folders that were looked into.
    pub(crate) folders: Vec<RepoPath>,
    pub(crate) is_cut: bool,
}

/// One path of the repository.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    pub(crate) path: RepoPath,
    pub(crate) what: What,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum What {
    File,
    Folder,
    /// A symbolic link, never followed: its content belongs to another path.
    Link,
    /// Another repository, as a submodule: a root of its own.
    Repository,
    /// A pipe, a device, a socket.
    Other,
    /// What cannot be looked at, and why.
    Unknown(Reason),
}

/// Walks the repository.
pub(crate) struct Walk<'a> {
    system: &'a dyn FileSystem,
    root: &'a Root,
    kept: &'a KeptFiles,
    /// Git tracked all that is asked for.
    is_of_git: bool,
    /// What holds in every folder.
    rules: Rules,
    listing: Mutex<Listing>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(reader: &'a Reader) -> Self {
        let (system, root) = (reader.system.as_ref(), &reader.root);
        let ignores = Ignores::of_repository(system, root);
        let rules = Rules { ignores, is_ignored: false };
        let kept = &reader.kept;
        Self { system, root, kept, is_of_git: false, rules, listing: Mutex::default() }
    }

    /// Over what git says that it tracked: no rule leaves that alone.
    pub(crate) fn of_git(reader: &'a Reader) -> Self {
        Self { is_of_git: true, ..Self::new(reader) }
    }

    /// Everything of the repository, in parallel on the current thread pool.
    pub(crate) fn whole(self) -> Listing {
        if let Way::Found(above, _) = self.way_to(&RepoPath::root()) {
            rayon::scope(|scope| self.spread(scope, Folder { path: RepoPath::root(), above }));
        }
        self.listing.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything of the repository at these paths and below them.
    pub(crate) fn below(self, paths: &[RepoPath]) -> Listing {
        for from in paths {
            match self.way_to(from) {
                Way::LeftAlone | Way::Gone => {}
                Way::Found(above, Kind::Folder) => {
                    if !from.is_root() {
                        self.found(from.clone(), What::Folder);
                    }
                    let mut folders = vec![Folder { path: from.clone(), above }];
                    while let Some(folder) = folders.pop() {
                        folders.extend(self.folder(folder));
                    }
                }
                Way::Found(_, kind) => self.found(from.clone(), What::of(kind)),
                Way::Repository => self.found(from.clone(), What::Repository),
                Way::Unknown(reason) => self.found(from.clone(), What::Unknown(reason)),
            }
        }
        self.listing.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a file at `path`, existing or not, is none of the repository's: ignored, in another
    /// repository, or behind a link.
    pub(crate) fn leaves_alone(&self, path: &RepoPath) -> bool {
        matches!(self.way_to(path), Way::LeftAlone)
    }

    /// Goes down to `path` as a walk would.
    fn way_to(&self, path: &RepoPath) -> Way {
        let mut rules = self.rules.clone();
        let mut folder = RepoPath::root();
        let mut is_gone = false;
        let mut segments = path.segments().peekable();
        while let Some(name) = segments.next() {
            rules = rules.with(self.system, self.root, &folder);
            let Some(next) = folder.join(name) else { return Way::LeftAlone };
            let is_last = segments.peek().is_none();
            let kind = if is_gone {
                Err(io::ErrorKind::NotFound.into())
            } else {
                self.system.look(&self.root.absolute(&next)).map(|look| look.kind)
            };
            let is_folder = !is_last || matches!(kind, Ok(Kind::Folder));
            match self.kept_by(&rules, name, &next, is_folder) {
                Some(inside) => rules = inside,
                None => return Way::LeftAlone,
            }
            match kind {
                Ok(Kind::Folder) if self.is_repository(&next) => {
                    return if is_last { Way::Repository } else { Way::LeftAlone };
                }
                Ok(Kind::Link) if !is_last => return Way::LeftAlone,
                Ok(kind) if is_last => return Way::Found(rules, kind),
                Ok(Kind::Folder) => {}
                // A file where a folder should be: there is nothing below it.
                Ok(_) => is_gone = true,
                Err(error) if is_missing(&error) => is_gone = true,
                Err(error) if is_last => return Way::Unknown(unreadable(&error)),
                // Below a folder that may not be entered; that folder itself is reported.
                Err(_) => return Way::Gone,
            }
            folder = next;
        }
        if path.is_root() {
            return Way::Found(rules, Kind::Folder);
        }
        Way::Gone
    }

    /// What holds inside of what stands at `path`; `None` where it is left alone. What git tracks is of the repository,
    /// whatever a rule says.
    fn kept_by(
        &self,
        rules: &Rules,
        name: &str,
        path: &RepoPath,
        is_folder: bool,
    ) -> Option<Rules> {
        if ignores::is_left_alone(name, is_folder) {
            return None;
        }
        let is_ignored =
            rules.is_ignored || Ignores::matches(rules.ignores.as_ref(), path.as_str(), is_folder);
        let is_kept = !is_ignored || self.is_of_git || self.kept.holds(self.root, path);
        is_kept.then(|| Rules { ignores: rules.ignores.clone(), is_ignored })
    }

    fn is_repository(&self, folder: &RepoPath) -> bool {
        self.system.look(&self.root.absolute(folder).join(GIT)).is_ok()
    }

    fn spread<'s>(&'s self, scope: &Scope<'s>, folder: Folder) {
        for folder in self.folder(folder) {
            scope.spawn(move |scope| self.spread(scope, folder));
        }
    }

    /// Lists one folder, and says where to go on.
    fn folder(&self, Folder { path: folder, above }: Folder) -> Vec<Folder> {
        let entries = match self.system.list(&self.root.absolute(&folder)) {
            Ok(entries) => entries,
            Err(error) if is_missing(&error) => return Vec::new(),
            Err(error) => {
                let reason = format!("{}; nothing below it was read", unreadable(&error));
                self.found(folder, What::Unknown(reason));
                return Vec::new();
            }
        };
        let has = |name: &str| entries.iter().any(|entry| entry.name == name);
        if has(GIT) && !folder.is_root() {
            self.found(folder, What::Repository);
            return Vec::new();
        }
        let rules =
            if has(IGNORE_FILE) { above.with(self.system, self.root, &folder) } else { above };
        let entries = entries.iter().filter_map(|entry| self.entry(&folder, entry, &rules));
        let (found, inside): (Vec<Found>, Vec<Rules>) = entries.unzip();
        let below = found
            .iter()
            .zip(inside)
            .filter(|(item, _)| item.what == What::Folder)
            .map(|(item, above)| Folder { path: item.path.clone(), above })
            .collect();
        if self.take(folder, found) { below } else { Vec::new() }
    }

    /// Adds what was found in `folder`, unless that would be too much.
    fn take(&self, folder: RepoPath, mut found: Vec<Found>) -> bool {
        let mut listing = self.listing.lock().unwrap_or_else(PoisonError::into_inner);
        listing.folders.push(folder);
        listing.is_cut |= listing.found.len() + found.len() > MOST_PATHS;
        if !listing.is_cut {
            listing.found.append(&mut found);
        }
        !listing.is_cut
    }

    /// What an entry of `folder` is to the repository, and what holds inside; `None` for what is left alone.
    fn entry(&self, folder: &RepoPath, entry: &Entry, rules: &Rules) -> Option<(Found, Rules)> {
        let is_folder = entry.kind == Kind::Folder;
        let name = entry.name.to_string_lossy();
        let path = match folder.is_root() {
            true => RepoPath::new(&name),
            false => RepoPath::new(&format!("{folder}/{name}")),
        }?;
        let inside = self.kept_by(rules, &name, &path, is_folder)?;
        let what = match entry.name.to_str() {
            Some(_) => What::of(entry.kind),
            None => What::Unknown("its name is not valid UTF-8".to_owned()),
        };
        Some((Found { path, what }, inside))
    }

    fn found(&self, path: RepoPath, what: What) {
        let mut listing = self.listing.lock().unwrap_or_else(PoisonError::into_inner);
        listing.found.push(Found { path, what });
    }
}

/// A folder to be listed, and what holds above it.
struct Folder {
    path: RepoPath,
    above: Rules,
}

/// What is left alone in a folder.
#[derive(Clone)]
struct Rules {
    ignores: Option<Arc<Ignores>>,
    /// All that git does not track.
    is_ignored: bool,
}

impl Rules {
    /// With those of the folder itself.
    fn with(&self, system: &dyn FileSystem, root: &Root, folder: &RepoPath) -> Self {
        let ignores = Ignores::with(self.ignores.as_ref(), system, root, folder);
        Self { ignores, is_ignored: self.is_ignored }
    }
}

/// What a walk finds on the way down to one path.
enum Way {
    Found(Rules, Kind),
    Repository,
    Gone,
    LeftAlone,
    Unknown(Reason),
}

impl What {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::File => Self::File,
            Kind::Link => Self::Link,
            Kind::Folder => Self::Folder,
            Kind::Other => Self::Other,
        }
    }
}

pub(crate) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
