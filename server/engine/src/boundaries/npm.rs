use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{NpmManifest, PnpmWorkspace, RepoPath, Spanned};

use super::glob::{FolderGlob, Tool};
use super::{NPM_FILE, PNPM_FILE, in_folder};

type Manifests = BTreeMap<RepoPath, Arc<NpmManifest>>;
type PnpmFiles = BTreeMap<RepoPath, Arc<PnpmWorkspace>>;

/// Folders that no package manager looks for members in.
const FOREIGN_FOLDERS: [&str; 2] = ["node_modules", "bower_components"];

/// The folders of the packages that are members of npm, yarn and pnpm workspaces, their roots included
/// when they have a name.
///
/// A workspace is an outermost manifest that says something of packages: what lies below one and is no
/// member of it (a fixture, an example, a template) is no boundary. A package with no manifest above it
/// is a workspace of one.
pub(super) fn members(
    manifests: &Manifests,
    pnpm: &PnpmFiles,
    not_checked: &mut Vec<(RepoPath, String)>,
) -> BTreeSet<RepoPath> {
    let mut members = BTreeSet::new();
    let mut outermost: Option<&RepoPath> = None;
    let folders: BTreeSet<&RepoPath> = manifests.keys().chain(pnpm.keys()).collect();
    for folder in folders {
        let is_below = outermost.is_some_and(|above| folder.starts_with(above));
        let manifest = manifests.get(folder);
        let is_named = manifest.is_some_and(|manifest| package_name(manifest).is_some());
        let has_list = manifest.is_some_and(|manifest| manifest.workspaces.is_some());
        let says_something = is_named || has_list || pnpm.contains_key(folder);
        if is_below || is_foreign(folder) || !says_something {
            continue;
        }
        outermost = Some(folder);
        if is_named {
            members.insert(folder.clone());
        }
        let list =
            MemberList::of(folder, manifest.map(Arc::as_ref), pnpm.get(folder).map(Arc::as_ref));
        add_listed(folder, list, manifests, &mut members, not_checked);
    }
    members
}

/// The name of the package, unless it cannot be one, as the placeholder of a template.
pub(super) fn package_name(manifest: &NpmManifest) -> Option<&Spanned<Arc<str>>> {
    manifest.name.as_ref().filter(|name| is_package_name(&name.value))
}

/// Whether npm takes the name: an optional `@scope/`, and only characters that need no escape in a URL.
/// Source: validate-npm-package-name, its rules for old packages.
fn is_package_name(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte);
        !part.is_empty() && part.bytes().all(is_plain)
    };
    match name.strip_prefix('@').and_then(|scoped| scoped.split_once('/')) {
        Some((scope, rest)) => is_part(scope) && is_part(rest),
        None => is_part(name),
    }
}

fn is_foreign(folder: &RepoPath) -> bool {
    folder.segments().any(|name| FOREIGN_FOLDERS.contains(&name))
}

/// Adds what the list of one workspace matches, and the members that members list themselves.
fn add_listed(
    root: &RepoPath,
    list: MemberList,
    manifests: &Manifests,
    members: &mut BTreeSet<RepoPath>,
    not_checked: &mut Vec<(RepoPath, String)>,
) {
    let mut pending = vec![(root.clone(), list)];
    let mut seen = BTreeSet::from([root.clone()]);
    while let Some((root, list)) = pending.pop() {
        not_checked.extend(list.not_read);
        let patterns = &list.patterns;
        if patterns.is_empty() {
            continue;
        }
        let candidates = manifests.iter().filter(|(folder, _)| !is_foreign(folder));
        for (folder, manifest) in candidates {
            if *folder == root || !list.order.includes(patterns, folder) {
                continue;
            }
            members.insert(folder.clone());
            // Yarn's members may be workspaces themselves.
            if list.order == Order::LastCounts
                && manifest.workspaces.is_some()
                && seen.insert(folder.clone())
            {
                pending.push((folder.clone(), MemberList::of(folder, Some(manifest), None)));
            }
        }
    }
}

/// How patterns with and without `!` work together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Order {
    /// npm and yarn: the last pattern that matches counts.
    LastCounts,
    /// pnpm: what any `!` matches is out.
    ExclusionsCount,
}

impl Order {
    fn includes(self, patterns: &[(bool, FolderGlob)], folder: &RepoPath) -> bool {
        let mut matching =
            patterns.iter().filter(|(_, glob)| glob.matches(folder)).map(|(is_in, _)| *is_in);
        match self {
            Self::LastCounts => matching.next_back().unwrap_or(false),
            Self::ExclusionsCount => {
                let matching: Vec<bool> = matching.collect();
                !matching.is_empty() && matching.iter().all(|is_in| *is_in)
            }
        }
    }
}

/// The members that one workspace lists.
struct MemberList {
    /// Each glob, and whether it takes in or leaves out.
    patterns: Vec<(bool, FolderGlob)>,
    order: Order,
    /// The globs that were not understood.
    not_read: Vec<(RepoPath, String)>,
}

impl MemberList {
    /// What `pnpm-workspace.yaml` lists, else what `workspaces` does. A `pnpm-workspace.yaml` of
    /// settings alone lists nothing.
    fn of(folder: &RepoPath, npm: Option<&NpmManifest>, pnpm: Option<&PnpmWorkspace>) -> Self {
        let in_npm = npm.and_then(|manifest| manifest.workspaces.as_deref());
        let (globs, order, file) = match pnpm.and_then(|workspace| workspace.packages.as_deref()) {
            Some(globs) => (globs, Order::ExclusionsCount, PNPM_FILE),
            None => (in_npm.unwrap_or_default(), Order::LastCounts, NPM_FILE),
        };
        let mut list = Self { patterns: Vec::new(), order, not_read: Vec::new() };
        for glob in globs {
            let without = glob.trim_start_matches('!');
            let is_in = (glob.len() - without.len()).is_multiple_of(2);
            match FolderGlob::new(folder, without, Tool::Npm) {
                Ok(glob) => list.patterns.push((is_in, glob)),
                Err(reason) => list.not_read.push((in_folder(folder, file), reason)),
            }
        }
        list
    }
}
