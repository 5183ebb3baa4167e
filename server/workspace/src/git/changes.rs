//! What changed in the work tree since a commit.

use std::collections::BTreeMap;

use boundstone_model::{FileKind, RepoPath};

use super::{GitError, answer, failure, git, success};
use crate::root::Root;

/// A file at the base or now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    pub(crate) path: RepoPath,
    pub(crate) kind: FileKind,
    /// What git calls the content; `None` for what it does not keep.
    pub(crate) object: Option<String>,
}

/// One file of the change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct GitChange {
    pub(crate) before: Option<Entry>,
    pub(crate) now: Option<Entry>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct GitChanges {
    /// By their paths now, or before where they are gone.
    pub(crate) files: Vec<GitChange>,
    /// Paths that are not UTF-8, as well as they can be shown.
    pub(crate) odd_names: Vec<String>,
}

/// How alike two files must be for git to call one the other, renamed.
const RENAMES: &str = "--find-renames=50%";

/// What differs between `commit` and the work tree, files that git does not track included unless it
/// ignores them.
pub(crate) fn changes(root: &Root, commit: &str) -> Result<GitChanges, GitError> {
    let filters = no_filters(root)?;
    let difference = |renames: &str| {
        let mut git = git(root);
        for setting in &filters {
            git.args(["-c", setting]);
        }
        git.args(["diff", "--raw", "-z", "--no-abbrev", "--no-color", "--no-ext-diff"]);
        // Whether the files of a submodule changed would be asked of its own git, with its settings.
        git.args(["--no-textconv", "--ignore-submodules=dirty", renames, commit, "--"]);
        answer(git)
    };
    let mut output = difference(RENAMES)?;
    if !output.status.success() {
        // A partial clone may lack the content that would tell a renamed file.
        output = difference("--no-renames")?;
    }
    if !output.status.success() {
        return Err(failure(&output));
    }
    let mut untracked = git(root);
    untracked.args(["ls-files", "-z", "--full-name", "--others", "--exclude-standard"]);
    let mut changes = GitChanges::default();
    let mut files = BTreeMap::new();
    read_difference(&output.stdout, &mut files, &mut changes.odd_names);
    read_untracked(&success(untracked)?, &mut files, &mut changes.odd_names);
    changes.files = files.into_values().collect();
    changes.odd_names.sort();
    changes.odd_names.dedup();
    Ok(changes)
}

/// Settings under which no program that attributes name runs over a file. Source: gitattributes(5).
fn no_filters(root: &Root) -> Result<Vec<String>, GitError> {
    const PROGRAMS: [&str; 3] = ["clean", "smudge", "process"];
    let mut git = git(root);
    git.args(["config", "--null", "--name-only", "--get-regexp"]);
    git.arg(r"^filter\..*\.(clean|smudge|process|required)$");
    let output = answer(git)?;
    // 1: there are none.
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(failure(&output));
    }
    let names = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    let mut settings = Vec::new();
    for name in names {
        let name = std::str::from_utf8(name).ok().filter(|name| !name.contains('='));
        let Some((filter, _)) = name.and_then(|name| name.rsplit_once('.')) else {
            return Err(GitError(
                "a filter in git's settings has a name with which it cannot be switched off, and git \
                 would run it; rename the filter"
                    .to_owned(),
            ));
        };
        settings.extend(PROGRAMS.map(|program| format!("{filter}.{program}=")));
        settings.push(format!("{filter}.required=false"));
    }
    settings.sort();
    settings.dedup();
    Ok(settings)
}

type Files = BTreeMap<RepoPath, GitChange>;

/// Reads `git diff --raw -z`: `:MODE MODE OBJECT OBJECT STATUS`, then one path, or two where the file
/// was renamed. Source: git-diff(1), "RAW OUTPUT FORMAT".
fn read_difference(output: &[u8], files: &mut Files, odd_names: &mut Vec<String>) {
    let mut fields = output.split(|byte| *byte == 0);
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let head = String::from_utf8_lossy(head);
        let parts: Vec<&str> = head.trim_start_matches(':').split(' ').collect();
        let [mode_before, mode_now, object_before, _, status] = parts.as_slice() else { return };
        let Some(first) = fields.next() else { return };
        let has_two = status.starts_with(['R', 'C']);
        let before = path_of(first, odd_names);
        let now = match has_two {
            true => path_of(fields.next().unwrap_or_default(), odd_names),
            false => before.clone(),
        };
        let entry = |mode: &str, path: Option<RepoPath>, object: Option<&str>| {
            Some(Entry { kind: kind_of(mode)?, path: path?, object: object.map(str::to_owned) })
        };
        let mut change = GitChange {
            before: entry(mode_before, before.clone(), Some(object_before)),
            now: entry(mode_now, now.clone(), None),
        };
        if status.starts_with('C') {
            change.before = None;
        }
        if status.starts_with('U') {
            // In conflict: git says which file, and in another row how it differs.
            continue;
        }
        let key = if change.now.is_some() { now } else { before };
        let Some(key) = key.filter(|_| change.before.is_some() || change.now.is_some()) else {
            continue;
        };
        files.insert(key, change);
    }
}

fn read_untracked(output: &[u8], files: &mut Files, odd_names: &mut Vec<String>) {
    for name in output.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        // A repository of its own inside this one.
        if name.ends_with(b"/") {
            continue;
        }
        let Some(path) = path_of(name, odd_names) else { continue };
        let now = Entry { path: path.clone(), kind: FileKind::File, object: None };
        // Where git no longer tracks a file that is still there, the file changed.
        let before = files.remove(&path).and_then(|change| change.before);
        files.insert(path, GitChange { before, now: Some(now) });
    }
}

fn path_of(name: &[u8], odd_names: &mut Vec<String>) -> Option<RepoPath> {
    let path = std::str::from_utf8(name).ok().and_then(RepoPath::new);
    if path.is_none() {
        odd_names.push(String::from_utf8_lossy(name).into_owned());
    }
    path
}

/// Source: git-fast-import(1), "filemodify", for the modes.
pub(super) fn kind_of(mode: &str) -> Option<FileKind> {
    match mode {
        "000000" => None,
        "120000" => Some(FileKind::Link),
        "160000" => Some(FileKind::Submodule),
        _ => Some(FileKind::File),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OBJECT: &str = "1111111111111111111111111111111111111111";
    const NONE: &str = "0000000000000000000000000000000000000000";

    fn read(raw: &str) -> (Vec<String>, Vec<String>) {
        let (mut files, mut odd) = (Files::new(), Vec::new());
        let raw = raw.replace("OBJECT", OBJECT).replace("NONE", NONE);
        read_difference(raw.as_bytes(), &mut files, &mut odd);
        let shown = |entry: &Option<Entry>| {
            entry.as_ref().map_or("-".to_owned(), |it| format!("{}:{:?}", it.path, it.kind))
        };
        let rows = files.values().map(|it| format!("{} {}", shown(&it.before), shown(&it.now)));
        (rows.collect(), odd)
    }

    #[test]
    fn rows_of_a_difference() {
        let (rows, odd) = read(
            ":100644 100644 OBJECT NONE M\0a\0:000000 100644 NONE NONE A\0b \n\0\
             :100644 000000 OBJECT NONE D\0c\0:100644 100755 OBJECT NONE R091\0d\0e\0\
             :160000 160000 OBJECT OBJECT M\0sub\0:100644 120000 OBJECT NONE T\0f\0",
        );
        assert_eq!(
            rows,
            [
                "a:File a:File",
                "- b \n:File",
                "c:File -",
                "d:File e:File",
                "f:File f:Link",
                "sub:Submodule sub:Submodule",
            ]
        );
        assert!(odd.is_empty());
    }

    #[test]
    fn a_cut_answer_costs_its_last_row() {
        assert_eq!(read(":100644 100644 OBJECT NONE M\0a\0:100644 1006").0, ["a:File a:File"]);
        assert_eq!(read(":100644 100644 OBJECT NONE M").0, [""; 0]);
    }

    #[test]
    fn a_name_that_is_not_utf8_is_told() {
        let (mut files, mut odd) = (Files::new(), Vec::new());
        let mut raw = format!(":100644 100644 {OBJECT} {NONE} M\0").into_bytes();
        raw.extend(b"a\xff\0");
        read_difference(&raw, &mut files, &mut odd);
        assert_eq!((files.len(), odd.as_slice()), (0, ["a\u{fffd}".to_owned()].as_slice()));
    }
}
