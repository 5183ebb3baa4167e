//! Which repository a document belongs to: one workspace for each root.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use boundstone_model::RepoPath;
use boundstone_workspace::{Root, Workspace};

/// The repositories that are served.
#[derive(Default)]
pub(crate) struct Roots {
    /// The folders that the client has open.
    folders: Vec<PathBuf>,
    workspaces: BTreeMap<PathBuf, (Root, Workspace)>,
    /// The root of each folder that was asked about, so that a keystroke costs no look at the disk.
    known: HashMap<PathBuf, Option<PathBuf>>,
}

impl Roots {
    /// Serves the folder's repository too.
    pub(crate) fn add(&mut self, folder: PathBuf, start: &impl Fn(Root) -> Workspace) {
        if !self.folders.contains(&folder) {
            self.folders.push(folder.clone());
            self.known.clear();
        }
        match Root::of(&folder) {
            Ok(root) => self.serve(root, start),
            Err(error) => tracing::warn!(folder = %folder.display(), %error, "a workspace folder cannot be read"),
        }
    }

    /// Stops serving repositories that no open folder needs.
    pub(crate) fn remove(&mut self, folder: &Path) {
        self.folders.retain(|open| open != folder);
        self.known.clear();
        let folders = &self.folders;
        self.workspaces.retain(|root, _| folders.iter().any(|open| open.starts_with(root) || root.starts_with(open)));
    }

    /// The workspace of a file and its path there; `None` for files of no repository that is open.
    pub(crate) fn route(
        &mut self,
        file: &Path,
        start: &impl Fn(Root) -> Workspace,
    ) -> Option<(Workspace, RepoPath)> {
        let folder = file.parent()?.to_owned();
        if !self.known.contains_key(&folder) {
            let root = self.discover(&folder);
            let path = root.as_ref().map(|root| root.path().to_owned());
            self.known.insert(folder.clone(), path);
            if let Some(root) = root {
                self.serve(root, start);
            }
        }
        let root = self.known.get(&folder)?.as_ref()?;
        let (root, workspace) = self.workspaces.get(root)?;
        Some((workspace.clone(), root.relative(file)?))
    }

    pub(crate) fn workspaces(&self) -> impl Iterator<Item = &Workspace> {
        self.workspaces.values().map(|(_, workspace)| workspace)
    }

    /// The root of a folder that is ours to serve: one above or below an open folder. With no folder
    /// open, as for a single file in Neovim, every git repository is.
    fn discover(&self, folder: &Path) -> Option<Root> {
        let existing = folder.ancestors().find(|folder| folder.is_dir())?;
        let root = Root::of(existing).ok()?;
        if self.folders.is_empty() {
            return root.has_git().then_some(root);
        }
        let is_open = |open: &PathBuf| {
            open.starts_with(root.path()) || (root.path().starts_with(open) && root.has_git())
        };
        if self.folders.iter().any(is_open) {
            return Some(root);
        }
        // Without git, the open folder itself is the root of what lies in it.
        let holds = self.folders.iter().filter(|open| folder.starts_with(open));
        holds.max_by_key(|open| open.components().count()).and_then(|open| Root::of(open).ok())
    }

    fn serve(&mut self, root: Root, start: &impl Fn(Root) -> Workspace) {
        let path = root.path().to_owned();
        self.workspaces.entry(path).or_insert_with(|| (root.clone(), start(root)));
    }
}
