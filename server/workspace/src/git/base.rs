//! Which commit a change is seen from.

use std::path::PathBuf;

use super::{GitError, answer, failure, first_line, git, success};
use crate::root::Root;

/// The commit that a change is seen from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base {
    /// As it was named or chosen: `origin/main`.
    pub revision: String,
    pub choice: BaseChoice,
    /// The commit that the revision and HEAD have in common, in full.
    pub commit: String,
}

impl Base {
    /// The revision as messages name it: a commit in full is shortened.
    pub(crate) fn name(&self) -> String {
        const SHORT: usize = 12;
        let short = self.revision.get(..SHORT).filter(|_| self.revision == self.commit);
        short.unwrap_or(&self.revision).to_owned()
    }
}

/// Who named the revision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BaseChoice {
    /// The user.
    Asked,
    /// `base` in `boundstone.toml`.
    Configured,
    /// Nobody: it is the default branch of the repository that this one was cloned from.
    DefaultBranch,
    /// Nobody, and no default branch is known.
    Head,
    /// The same, while a remote has one: it was not fetched.
    HeadOfClone,
    /// The same, and no branch is checked out: nobody works in here, as on a machine of CI.
    DetachedHead,
}

impl BaseChoice {
    /// Why the revision was chosen, as a clause.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Asked => "as asked",
            Self::Configured => "`base` in boundstone.toml",
            Self::DefaultBranch => "the default branch upstream",
            Self::Head => "no default branch upstream is known",
            Self::HeadOfClone => {
                "no default branch upstream is known; `git fetch origin main`, or name another with --base or \
                 `base` in boundstone.toml"
            }
            Self::DetachedHead => {
                "no default branch upstream is known, and no branch is checked out; name a base with --base or \
                 `base` in boundstone.toml"
            }
        }
    }

    /// Whether another commit is most likely meant, of which this repository does not know.
    pub(crate) fn is_doubtful(self) -> bool {
        matches!(self, Self::HeadOfClone | Self::DetachedHead)
    }

    fn is_head(self) -> bool {
        self == Self::Head || self.is_doubtful()
    }
}

/// The revision that was named, and by whom.
pub(crate) struct Found {
    pub(crate) revision: String,
    pub(crate) choice: BaseChoice,
}

/// The base of the changes in the work tree. `named` is what the user or the settings say.
pub(crate) fn base(root: &Root, named: Option<Found>) -> Result<Base, GitError> {
    if !root.has_git() {
        return Err(GitError(format!(
            "{} is not the top of a git repository, and only git knows what changed; run the command \
             in one, or without --base",
            root.path().display()
        )));
    }
    let Found { revision, choice } = match named {
        Some(named) => named,
        None => default(root)?,
    };
    let commit = commit(root, &revision, choice)?;
    let commit = if choice.is_head() { commit } else { common(root, &revision, &commit)? };
    Ok(Base { revision, choice, commit })
}

/// The files in git's own folder that change when the base may: where HEAD and the revision point, however git
/// keeps that. Some of them need not exist.
pub(crate) fn files_of_base(root: &Root, revision: &str) -> Result<Vec<PathBuf>, GitError> {
    const FIXED: [&str; 5] =
        ["HEAD", "logs/HEAD", "FETCH_HEAD", "packed-refs", "reftable/tables.list"];
    // What symbolic names stand for; nothing for a commit by its number.
    let mut resolved = git(root);
    resolved.args(["rev-parse", "--symbolic-full-name", "HEAD", revision, "--"]);
    let resolved = String::from_utf8_lossy(&answer(resolved)?.stdout).into_owned();
    let refs = resolved.lines().filter(|line| line.starts_with("refs/"));
    let mut git = git(root);
    git.arg("rev-parse");
    for name in FIXED.into_iter().chain(refs) {
        git.args(["--git-path", name]);
    }
    let output = success(git)?;
    let lines = String::from_utf8_lossy(&output).into_owned();
    Ok(lines.lines().map(|line| root.path().join(line)).collect())
}

/// The default branch of the repository that this one was cloned from: of `origin`, or of the only
/// remote there is. Not every clone says which that is, so `main` and `master` are looked for too.
fn default(root: &Root) -> Result<Found, GitError> {
    const NAMES: [&str; 3] = ["HEAD", "main", "master"];
    let mut git = git(root);
    git.args(["for-each-ref", "--format=%(refname:lstrip=2)"]);
    git.args(NAMES.map(|name| format!("refs/remotes/*/{name}")));
    let output = answer(git)?;
    if !output.status.success() {
        return Err(failure(&output));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let known: Vec<(&str, &str)> =
        text.lines().filter_map(|line| line.trim().rsplit_once('/')).collect();
    let mut remotes: Vec<&str> = known.iter().map(|(remote, _)| *remote).collect();
    remotes.dedup();
    let remote = match remotes.as_slice() {
        [only] => Some(*only),
        several => several.iter().copied().find(|remote| *remote == "origin"),
    };
    let of_remote = |name: &&str| remote.is_some_and(|remote| known.contains(&(remote, *name)));
    let branch = remote.zip(NAMES.into_iter().find(of_remote));
    Ok(match branch {
        Some((remote, name)) => {
            Found { revision: format!("{remote}/{name}"), choice: BaseChoice::DefaultBranch }
        }
        None => Found { revision: "HEAD".to_owned(), choice: head(root)? },
    })
}

/// How it came that no default branch is known.
fn head(root: &Root) -> Result<BaseChoice, GitError> {
    let mut remotes = git(root);
    remotes.arg("remote");
    if !success(remotes)?.is_empty() {
        return Ok(BaseChoice::HeadOfClone);
    }
    let mut branch = git(root);
    branch.args(["symbolic-ref", "--quiet", "HEAD"]);
    Ok(match answer(branch)?.status.code() {
        Some(1) => BaseChoice::DetachedHead,
        _ => BaseChoice::Head,
    })
}

/// Whether a revision names no commit for certain. In a shallow clone, and where nothing was committed yet, it may be one
/// that is elsewhere.
pub(crate) fn names_no_commit(root: &Root, revision: &str) -> bool {
    let is_commit = |revision: &str| commit(root, revision, BaseChoice::Configured).is_ok();
    root.has_git() && !is_commit(revision) && is_commit("HEAD") && !is_shallow(root)
}

fn is_shallow(root: &Root) -> bool {
    let mut shallow = git(root);
    shallow.args(["rev-parse", "--is-shallow-repository"]);
    answer(shallow).is_ok_and(|output| first_line(&output.stdout) == "true")
}

fn commit(root: &Root, revision: &str, choice: BaseChoice) -> Result<String, GitError> {
    let unknown = || match choice {
        choice if choice.is_head() => {
            GitError("there is no commit yet to compare with; make one".to_owned())
        }
        BaseChoice::Configured => GitError(format!(
            "{revision:?}, the `base` in boundstone.toml, is no commit that this repository has; \
             `git fetch` it, or name another with --base"
        )),
        _ => GitError(format!(
            "{revision:?} is no commit that this repository has; `git fetch` it, or name another with \
             --base"
        )),
    };
    // It would be read as an option, or as a range.
    if revision.starts_with('-') || revision.starts_with('^') || revision.contains("..") {
        return Err(unknown());
    }
    let mut git = git(root);
    git.args(["rev-parse", "--verify", "--quiet"]).arg(format!("{revision}^{{commit}}"));
    let output = answer(git)?;
    match output.status.code() {
        Some(0) => Ok(first_line(&output.stdout)),
        Some(1) => Err(unknown()),
        _ => Err(failure(&output)),
    }
}

fn common(root: &Root, revision: &str, commit: &str) -> Result<String, GitError> {
    let mut merge_base = git(root);
    merge_base.args(["merge-base", commit, "HEAD"]);
    let output = answer(merge_base)?;
    match output.status.code() {
        Some(0) => return Ok(first_line(&output.stdout)),
        Some(1) => {}
        _ => return Err(failure(&output)),
    }
    Err(GitError(if is_shallow(root) {
        format!(
            "this clone is shallow, and what {revision:?} and HEAD have in common is not in it; run \
             `git fetch --unshallow` (in GitHub's checkout action: `fetch-depth: 0`)"
        )
    } else {
        format!("{revision:?} and HEAD have no commit in common; name another revision with --base")
    }))
}
