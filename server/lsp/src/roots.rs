//! Which repository a document belongs to: one workspace for each root.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use boundstone_model::RepoPath;
use boundstone_workspace::{Event, Root, Workspace, locate};
use rustc_hash::FxHashMap;

use crate::strays::Strays;

/// The repositories that are served.
#[derive(Default)]
pub(crate) struct Roots {
    /// The folders that the client has open.
    folders: Vec<PathBuf>,
    workspaces: BTreeMap<PathBuf, (Root, Workspace)>,
    /// The workspace of each file that was asked about, and its path there, so that a keystroke costs no
    /// look at the disk.
    known: FxHashMap<PathBuf, Option<(Workspace, RepoPath)>>,
    /// The documents that are open in none of the workspaces.
    pub(crate) strays: Strays,
}

impl Roots {
    /// Serves the folder's repository too.
    pub(crate) fn add(&mut self, folder: PathBuf, start: &impl Fn(Root) -> Option<Workspace>) {
        if !self.folders.contains(&folder) {
            self.folders.push(folder.clone());
            self.known.clear();
        }
        match Root::of(&folder) {
            Ok(root) => self.serve(root, start),
            Err(error) => {
                tracing::warn!(folder = %folder.display(), %error, "a workspace folder cannot be read")
            }
        }
    }

    /// Stops serving repositories that no open folder needs.
    pub(crate) fn remove(&mut self, folder: &Path) {
        self.folders.retain(|open| open != folder);
        self.known.clear();
        let folders = &self.folders;
        self.workspaces.retain(|root, _| {
            folders.iter().any(|open| open.starts_with(root) || root.starts_with(open))
        });
    }

    /// Opens the documents that have a workspace by now.
    pub(crate) fn take_in(&mut self, start: &impl Fn(Root) -> Option<Workspace>) {
        for file in self.strays.files() {
            let Some((workspace, path)) = self.route(&file, start) else { continue };
            if let Some((version, text)) = self.strays.close(&file) {
                workspace.send(Event::Open { path, version, text });
            }
        }
    }

    /// The workspace of a file and its path there; `None` for files of no repository that is open.
    pub(crate) fn route(
        &mut self,
        file: &Path,
        start: &impl Fn(Root) -> Option<Workspace>,
    ) -> Option<(Workspace, RepoPath)> {
        if let Some(known) = self.known.get(file) {
            return known.clone();
        }
        let found = self.find(file, start);
        self.known.insert(file.to_owned(), found.clone());
        found
    }

    fn find(
        &mut self,
        file: &Path,
        start: &impl Fn(Root) -> Option<Workspace>,
    ) -> Option<(Workspace, RepoPath)> {
        let root = self.discover(file.parent()?)?;
        let path = locate(&root, file)?;
        let top = root.path().to_owned();
        self.serve(root, start);
        let (_, workspace) = self.workspaces.get(&top)?;
        Some((workspace.clone(), path))
    }

    pub(crate) fn workspaces(&self) -> impl Iterator<Item = &Workspace> {
        self.workspaces.values().map(|(_, workspace)| workspace)
    }

    /// The root of a folder that is ours to serve: one above or below an open folder. With no folder
    /// open, as for a single file in Neovim, every git repository is.
    fn discover(&self, folder: &Path) -> Option<Root> {
        let root = Root::of(folder).ok()?;
        // Through a link or not, it is one repository, which answers in the spelling it was opened in.
        let mut served = self.workspaces.values().map(|(root, _)| root);
        if let Some(served) = served.find(|served| served.canonical() == root.canonical()) {
            return Some(served.clone());
        }
        if self.folders.is_empty() {
            return root.has_git().then_some(root);
        }
        // Without git, what lies above an open folder belongs to nobody: it may be a home, or a whole disk.
        let is_open = |open: &PathBuf| {
            let is_on_way = open.starts_with(root.path()) || root.path().starts_with(open);
            open == root.path() || (is_on_way && root.has_git())
        };
        if self.folders.iter().any(is_open) {
            return Some(root);
        }
        // Without git, the open folder itself is the root of what lies in it.
        let holds = self.folders.iter().filter(|open| folder.starts_with(open));
        holds.max_by_key(|open| open.components().count()).and_then(|open| Root::of(open).ok())
    }

    fn serve(&mut self, root: Root, start: &impl Fn(Root) -> Option<Workspace>) {
        if !self.workspaces.contains_key(root.path())
            && let Some(workspace) = start(root.clone())
        {
            self.workspaces.insert(root.path().to_owned(), (root, workspace));
        }
    }
}
