use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{Because, ContractFile, How, RepoPath, Spanned};
use boundstone_text::TextRange;

use super::{CARGO_FILE, CONTRACT_FILE, NPM_FILE, Sources, cargo, in_folder, npm};

/// A boundary before its name is known to be its own.
#[derive(Debug)]
pub(super) struct Draft {
    pub folder: RepoPath,
    /// What its contract, its `Cargo.toml` and its `package.json` call it, in this order; of these the
    /// first is its name. The folder's name when none says anything. Never empty.
    pub names: Vec<Arc<str>>,
    pub because: Vec<Because>,
    pub languages: Vec<&'static str>,
    pub contract: Option<Arc<ContractFile>>,
}

/// The name of a boundary at the root that no file names: the folder of a checkout is not part of the
/// repository.
const NAME_OF_ROOT: &str = "root";

/// A draft for each folder with a package that is a member, or with a contract. In a folder that is a
/// boundary, every manifest counts.
pub(super) fn drafts(
    sources: &Sources,
    cargo: &BTreeSet<RepoPath>,
    npm: &BTreeSet<RepoPath>,
) -> Vec<Draft> {
    let folders: BTreeSet<&RepoPath> =
        cargo.iter().chain(npm).chain(sources.contracts.keys()).collect();
    folders.into_iter().map(|folder| draft(folder, sources)).collect()
}

fn draft(folder: &RepoPath, sources: &Sources) -> Draft {
    let mut draft = Draft {
        folder: folder.clone(),
        names: Vec::new(),
        because: Vec::new(),
        languages: Vec::new(),
        contract: sources.contracts.get(folder).cloned(),
    };
    if let Some(contract) = draft.contract.clone() {
        draft.state(CONTRACT_FILE, contract.name.as_ref(), How::Contract);
    }
    let manifest = sources.cargo.get(folder);
    if let Some(name) = manifest.and_then(|manifest| cargo::package_name(manifest)) {
        draft.state(CARGO_FILE, Some(name), How::Manifest);
        draft.languages.push("rust");
    }
    if let Some(manifest) = sources.npm.get(folder) {
        draft.state(NPM_FILE, npm::package_name(manifest), How::Manifest);
        draft.languages.push("typescript");
    }
    if draft.names.is_empty() {
        let name = if folder.is_root() { NAME_OF_ROOT } else { folder.name() };
        draft.names.push(Arc::from(name));
    }
    draft
}

impl Draft {
    /// Notes that `file` makes or names the boundary.
    fn state(&mut self, file: &str, name: Option<&Spanned<Arc<str>>>, how: How) {
        let range = name.map_or(TextRange::empty(0), |name| name.range);
        let because = Because::new(&in_folder(&self.folder, file), range, how);
        if name.is_some() && self.names.is_empty() {
            self.because.insert(0, because);
        } else {
            self.because.push(because);
        }
        if let Some(name) = name
            && !self.names.contains(&name.value)
        {
            self.names.push(Arc::clone(&name.value));
        }
    }

    pub fn name(&self) -> &str {
        self.names.first().map_or("", |name| name)
    }
}
