//! Why nothing of a boundary is shown to others.

use boundstone_model::{Boundary, Language, RepoPath};

use super::typescript;
use crate::boundaries::{CARGO_FILE, CONTRACT_FILE, NPM_FILE};
use crate::{FileInput, World};

impl World {
    /// The files of code of the boundary in exactly this folder of which nothing is known, because they could not be read,
    /// and why. What stands in them is neither there nor gone.
    pub(crate) fn unread_code<'w>(
        &'w self,
        folder: &'w RepoPath,
    ) -> impl Iterator<Item = (&'w RepoPath, &'w str)> {
        self.files_below(folder).filter_map(move |(path, input)| {
            // Most files are read: their names need not be looked at, for each key of a contract.
            let reason = input.not_checked().filter(|_| input.source.is_none())?;
            Language::of(path).filter(|it| it.is_code())?;
            let is_own = self.boundaries.at(path).is_some_and(|it| it.path == *folder);
            is_own.then_some((path, reason))
        })
    }

    /// A file without which it is not known what the boundary in exactly this folder has, and why it could not be read: one
    /// of code, or its manifest, which says what others can use.
    pub(crate) fn unread<'w>(&'w self, folder: &'w RepoPath) -> Option<(RepoPath, &'w str)> {
        let manifests = [CARGO_FILE, NPM_FILE].into_iter().filter_map(|name| folder.join(name));
        let misread = |path: RepoPath| {
            let why = self.file(&path)?.not_checked()?;
            Some((path, why))
        };
        let code = self.unread_code(folder).next();
        code.map(|(path, why)| (path.clone(), why)).or_else(|| manifests.filter_map(misread).next())
    }

    /// The ways into a boundary that lead to no code of the repository: what says so, and why, as a clause. Empty
    /// where each leads to some, and for a package that is a program alone.
    pub(crate) fn lost_entries(&self, boundary: &Boundary) -> Vec<(RepoPath, String)> {
        let folder = &boundary.path;
        let mut lost = Vec::new();
        let crossings = &self.crossings;
        let library = crossings.packages.library_in(folder);
        let is_missing = |path: &&RepoPath| self.facts(path).is_none();
        if let (Some(library), Some(manifest)) =
            (library.filter(is_missing), folder.join(CARGO_FILE))
        {
            let why = match self.file(library).and_then(FileInput::not_checked) {
                Some(why) => format!("its library, {library}, was not read: {why}"),
                None => format!("it has no library: {library} is not in the repository"),
            };
            lost.push((manifest, why));
        }
        let resolver = typescript::Resolver::new(self);
        let is_stated = !resolver.stated_entries(folder).is_empty();
        if let Some(manifest) = folder.join(NPM_FILE).filter(|_| !is_stated) {
            const NEXT: &str = "name the file as `entry = [\"…\"]` in boundary.toml";
            let why = resolver.lost_entries(folder).into_iter();
            lost.extend(why.map(|why| (manifest.clone(), format!("{why}; {NEXT}"))));
        }
        let is_package = library.is_some() || crossings.modules.has(folder);
        if let Some(contract) = folder.join(CONTRACT_FILE).filter(|_| !is_package && !is_stated) {
            let mut below = self.files_below(folder).filter_map(|(_, input)| input.source.as_ref());
            let is_script =
                below.any(|facts| facts.language.is_code() && facts.language != Language::Rust);
            let next = if is_script { "; name its files as `entry = [\"…\"]`" } else { "" };
            lost.push((
                contract,
                format!("no manifest in its folder says what others can use{next}"),
            ));
        }
        lost
    }
}
