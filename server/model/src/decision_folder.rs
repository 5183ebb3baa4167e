//! Which files of a repository are decision records, by their paths alone.

use std::collections::{HashMap, HashSet};

use crate::RepoPath;
use crate::decision_name::{
    DIGITS_OF_A_RECORD, date_length, is_any, is_known_prefix, is_readme, is_separator, leading_id,
};

/// How many numbers of files named like records make a folder one of decisions, whatever its name is.
const FILES_THAT_MAKE_A_FOLDER: usize = 3;

/// Folders of decisions by their own name, wherever they stand.
const FOLDERS: &[&str] = &[
    "adr",
    "adrs",
    "rfcs",
    "architecture-decisions",
    "architectural-decisions",
    "architecture-decision-records",
    "architecture_decision_records",
    "architecture_decisions",
    "architectural-decision-records",
    "decision-records",
    "decision_records",
    "decision-log",
];

/// Folders that hold decisions in a folder `decisions`.
const PARENTS_OF_DECISIONS: &[&str] = &["docs", "doc", "architecture", "design", "arch"];

/// Folders whose content is not the repository's own, or is material for tests.
const FOREIGN: &[&str] = &[
    "node_modules",
    "vendor",
    "vendored",
    "third_party",
    "third-party",
    "fixtures",
    "__fixtures__",
    "testdata",
    "versioned_docs",
    "test-fixtures",
    "_posts",
    ".changeset",
];

/// Folders beside records that hold what belongs to them.
const SIDE_FOLDERS: &[&str] = &[
    "template",
    "templates",
    "_templates",
    "assets",
    "images",
    "img",
    "attachments",
    "diagrams",
    "resources",
    "media",
    "figures",
    "files",
    "examples",
];

/// Names of pages about the records.
const PAGES: &[&str] = &[
    "readme",
    "index",
    "_index",
    "summary",
    "_sidebar",
    "toc",
    "contents",
    "overview",
    "contributing",
    "changelog",
    "license",
    "code_of_conduct",
    "code-of-conduct",
    "security",
    "adr-index",
    "adr-list",
    "process",
    "guidelines",
    "glossary",
    "about",
    "introduction",
    "home",
    "decision-log",
    "adr",
    "adrs",
    "agents",
    "claude",
    "skill",
];

/// Words of which the names of templates are made.
const TEMPLATE_WORDS: &[&str] = &[
    "template",
    "templates",
    "adr",
    "rfc",
    "madr",
    "title",
    "decision",
    "record",
    "example",
    "short",
    "long",
    "minimal",
    "bare",
    "full",
    "my",
    "feature",
    "nnnn",
    "nnn",
    "xxxx",
    "xxx",
    "yyyymmdd",
    "name",
    "of",
    "the",
    "architecture",
    "architectural",
    "sample",
    "blank",
    "new",
    "records",
    "decisions",
    "proposal",
];

/// The decision records among all `paths` of a repository: the content of the usual folders, of
/// `more_folders` (from settings, `.adr-dir`, `.log4brains.yml`), and of every folder with files
/// named like records that bear three or more numbers. Templates, indexes and READMEs are none; a README that is the one page of
/// a dated or numbered folder is. Keeps the order of `paths`; costs one look at each.
pub fn records_among<'a>(
    paths: impl IntoIterator<Item = &'a RepoPath>,
    more_folders: &[RepoPath],
) -> Vec<RecordPath> {
    let candidates: Vec<Candidate<'a>> =
        paths.into_iter().filter_map(|path| Candidate::of(path, more_folders)).collect();
    let mut folders: HashMap<&str, FolderNames> = HashMap::new();
    for candidate in &candidates {
        let names = folders.entry(candidate.folder).or_default();
        if candidate.likeness == Likeness::Strong {
            names.strong.extend(candidate.number);
        }
        names.any += usize::from(candidate.likeness != Likeness::None);
    }
    let is_record = |candidate: &&Candidate<'a>| {
        let names = folders.get(candidate.folder);
        let makes_folder =
            names.is_some_and(|names| names.strong.len() >= FILES_THAT_MAKE_A_FOLDER);
        let is_any_named = names.is_some_and(|names| names.any > 0);
        match candidate.standing {
            Standing::Direct => candidate.likeness != Likeness::None || !is_any_named,
            Standing::Below => candidate.likeness != Likeness::None,
            Standing::Elsewhere => candidate.likeness == Likeness::Strong && makes_folder,
        }
    };
    let found = |candidate: &Candidate<'a>| RecordPath {
        path: candidate.path.clone(),
        is_guess: candidate.standing == Standing::Elsewhere,
    };
    candidates.iter().filter(is_record).map(found).collect()
}

/// The path of a file that its name and folder make a decision record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordPath {
    pub path: RepoPath,
    /// It stands in no folder of decisions: only the names of its neighbours speak for it. Specifications
    /// and notes for a changelog are numbered as well, so its text has to agree.
    pub is_guess: bool,
}

/// Whether the file at `path` is a record in some set of paths: whether it is worth reading as one. A
/// function of the path and the folders alone, so that no file has to be read again because another one
/// came or went; [`records_among`] then says which of them are records.
pub fn may_be_record(path: &RepoPath, more_folders: &[RepoPath]) -> bool {
    Candidate::of(path, more_folders).is_some_and(|candidate| match candidate.standing {
        Standing::Direct => true,
        Standing::Below => candidate.likeness != Likeness::None,
        Standing::Elsewhere => candidate.likeness == Likeness::Strong,
    })
}

/// Whether a file of this name can be a decision record at all: Markdown, AsciiDoc or reStructuredText.
pub fn is_readable_as_record(path: &RepoPath) -> bool {
    let Some(extension) = path.extension() else { return false };
    ["md", "markdown", "mdx", "rst", "adoc", "asciidoc"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether the file at `path` is named like the pattern that the records of the log in `folder` are made
/// from: a template in that folder, or any page of a folder for templates in it.
pub fn is_template_of_records(path: &RepoPath, folder: &RepoPath) -> bool {
    let Some(rest) = path.strip_prefix(folder).filter(|_| is_readable_as_record(path)) else {
        return false;
    };
    match rest.split_once('/') {
        None => is_template(path.stem()),
        Some((below, name)) => {
            let is_page = !name.contains('/') && !is_page(path.stem());
            is_page && is_any(below, &["template", "templates", "_templates"])
        }
    }
}

#[derive(Default)]
struct FolderNames {
    /// The numbers of those named like records. Reports on one decision all bear its number.
    strong: HashSet<u32>,
    any: usize,
}

/// A file that may be a record.
struct Candidate<'a> {
    path: &'a RepoPath,
    /// The folder among whose files it counts; of a README in a folder of its own, the one above.
    folder: &'a str,
    likeness: Likeness,
    number: Option<u32>,
    standing: Standing,
}

/// How much a name looks like that of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    None,
    /// A number or a date, which chapters and posts have as well.
    Weak,
    /// A known prefix with a number, or a long number.
    Strong,
}

/// Where a file stands, seen from the folders of decisions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Direct,
    Below,
    Elsewhere,
}

impl<'a> Candidate<'a> {
    fn of(path: &'a RepoPath, more_folders: &[RepoPath]) -> Option<Self> {
        if !is_readable_as_record(path) {
            return None;
        }
        let all = path.as_str();
        let above = |of: &'a str| of.rfind('/').and_then(|at| of.get(..at)).unwrap_or_default();
        let (named, folder) = if is_readme(path) {
            let own = above(all);
            let is_named = likeness(last_segment(own)) != Likeness::None;
            is_named.then(|| (last_segment(own), above(own)))?
        } else {
            (path.stem(), above(all))
        };
        if is_page(named) || is_template(named) {
            return None;
        }
        let standing = standing(folder, more_folders)?;
        let number = leading_id(named).map(|id| id.number);
        Some(Self { path, folder, likeness: likeness(named), number, standing })
    }
}

/// Where files of `folder` stand; `None` where no record of this repository can be.
fn standing(folder: &str, more_folders: &[RepoPath]) -> Option<Standing> {
    let more = more_folders.iter().filter(|more| is_below(folder, more.as_str()));
    if let Some(longest) = more.max_by_key(|more| more.as_str().len()) {
        let rest = folder.get(longest.as_str().len()..).unwrap_or_default();
        return standing_below(rest.trim_start_matches('/'));
    }
    let mut end = 0;
    let mut found = None;
    let mut previous = "";
    for segment in folder.split('/') {
        if FOREIGN.contains(&segment) {
            return None;
        }
        end += segment.len();
        let is_folder = is_any(segment, FOLDERS)
            || (segment.eq_ignore_ascii_case("decisions")
                && is_any(previous, PARENTS_OF_DECISIONS));
        if is_folder {
            found = folder.get(end..);
        }
        end += 1;
        previous = segment;
    }
    match found {
        Some(rest) => standing_below(rest.trim_start_matches('/')),
        None if folder.split('/').any(|segment| is_any(segment, SIDE_FOLDERS)) => None,
        None => Some(Standing::Elsewhere),
    }
}

/// The standing in `rest`, a folder below one of decisions. What lies in a record's own folder belongs
/// to that record.
fn standing_below(rest: &str) -> Option<Standing> {
    if rest.is_empty() {
        return Some(Standing::Direct);
    }
    let is_aside =
        |segment: &str| is_any(segment, SIDE_FOLDERS) || likeness(segment) != Likeness::None;
    (!rest.split('/').any(is_aside)).then_some(Standing::Below)
}

fn is_below(folder: &str, root: &str) -> bool {
    root.is_empty()
        || folder.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn is_page(stem: &str) -> bool {
    let rest = leading_id(stem)
        .and_then(|id| stem.get(id.length..))
        .map(|rest| rest.trim_matches(is_separator));
    match rest {
        Some(rest) => is_any(rest, &["readme", "index", "toc"]),
        None => is_any(stem, PAGES) || stem.starts_with(['_', '.']),
    }
}

fn is_template(stem: &str) -> bool {
    let found = leading_id(stem);
    let rest = match &found {
        Some(id) => stem.get(id.length..).unwrap_or_default(),
        None => stem,
    };
    let mut words =
        rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let is_plain = words.peek().is_some() && words.clone().all(|word| is_any(word, TEMPLATE_WORDS));
    let says_so = words.clone().any(|word| {
        is_any(word, &["template", "templates", "nnnn", "nnn", "xxxx", "xxx", "yyyymmdd"])
    });
    let has_number = found.as_ref().is_some_and(|id| id.number > 0);
    match (is_plain, says_so) {
        (true, true) => true,
        (true, false) => found.is_some() && !has_number,
        (false, true) => found.is_none() && date_length(stem).is_none(),
        (false, false) => false,
    }
}

fn likeness(stem: &str) -> Likeness {
    if date_length(stem).is_some() {
        return Likeness::Weak;
    }
    match leading_id(stem) {
        Some(id) if id.prefix.is_some_and(is_known_prefix) => Likeness::Strong,
        Some(id) if id.prefix.is_none() && id.digits >= DIGITS_OF_A_RECORD => {
            let has_words =
                stem.get(id.length..).is_some_and(|rest| rest.chars().any(char::is_alphabetic));
            if has_words { Likeness::Strong } else { Likeness::Weak }
        }
        Some(_) => Likeness::Weak,
        None => Likeness::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[&str], more: &[&str]) -> Vec<String> {
        let make = |paths: &[&str]| -> Vec<RepoPath> {
            paths.iter().map(|path| RepoPath::new(path).unwrap()).collect()
        };
        let (paths, more) = (make(paths), make(more));
        records_among(&paths, &more).iter().map(|found| found.path.to_string()).collect()
    }

    #[test]
    fn the_usual_folders_at_the_root_and_in_packages() {
        let paths = [
            "docs/adr/0001-a.md",
            "doc/decisions/0001-a.md",
            "docs/architecture/decisions/0001-a.md",
            "adr/1-a.md",
            "rfcs/0001-a.md",
            "rfcs/text/0002-b.md",
            ".archgate/adrs/ARCH-001-a.md",
            "packages/x/docs/adr/0001-a.md",
            "packages/x/docs/decisions/20200101-a.md",
            "docs/architecture-decisions/adr-001.rst",
            "docs/adr/use-x.adoc",
        ];
        let without_last: Vec<&str> = paths[..10].to_vec();
        assert_eq!(
            found(&paths, &[]),
            without_last,
            "an unnumbered page among numbered records is none"
        );
        assert_eq!(found(&["docs/adr/use-x.md", "docs/adr/README.md"], &[]), ["docs/adr/use-x.md"]);
    }

    #[test]
    fn templates_indexes_and_readmes_are_no_records() {
        let none = [
            "docs/adr/README.md",
            "docs/adr/index.md",
            "docs/adr/template.md",
            "docs/adr/0000-template.md",
            "docs/adr/adr-template.md",
            "docs/adr/NNNN-title.md",
            "docs/adr/templates/0001-a.md",
            "docs/adr/adr-0000-template.md",
            "docs/adr/_sidebar.md",
            "docs/adr/0000-adr-title.md",
            "docs/adr/adr-template-minimal.md",
            "docs/adr/0001-x/notes.md",
            "docs/adr/0001-x/02-more.md",
            "docs/adr/0001-a.txt",
            "README.md",
            "docs/README.md",
            "node_modules/x/docs/adr/0001-a.md",
            "tests/fixtures/x/docs/adr/0001-a.md",
        ];
        assert_eq!(found(&none, &[]), Vec::<String>::new());
        let records = [
            "docs/adr/0005-template-engine.md",
            "docs/adr/0009-use-y-for-templates.md",
            "docs/adr/0000-use-markdown-any-decision-records.md",
        ];
        assert_eq!(found(&records, &[]), records);
    }

    #[test]
    fn a_readme_in_a_dated_or_numbered_folder_is_a_record() {
        let records = ["docs/adr/003-release/README.md", "docs/adr/2020-01-02-x/index.md"];
        assert_eq!(found(&records, &[]), records);
        assert_eq!(found(&["docs/adr/notes/README.md"], &[]), Vec::<String>::new());
    }

    #[test]
    fn three_files_named_like_records_make_a_folder() {
        let records = ["notes/ADR-1-a.md", "notes/ADR-2-b.md", "notes/ADR-3-c.md"];
        assert_eq!(found(&records, &[]), records);
        assert_eq!(found(&records[..2], &[]), Vec::<String>::new());
        let long = ["text/0001-a.md", "text/0002-b.md", "text/1234-c.md"];
        assert_eq!(found(&long, &[]), long);
        let chapters = [
            "book/01-a.md",
            "book/02-b.md",
            "book/03-c.md",
            "blog/2020-01-01-a.md",
            "blog/2020-01-02-b.md",
            "blog/2020-01-03-c.md",
        ];
        assert_eq!(found(&chapters, &[]), Vec::<String>::new());
    }

    #[test]
    fn settings_name_further_folders() {
        let records = ["notes/log/1-a.md", "notes/log/sub/2-b.md", "other/1-a.md"];
        assert_eq!(found(&records, &["notes/log"]), records[..2]);
        assert_eq!(found(&["notes/log/plain.md"], &["notes/log"]), ["notes/log/plain.md"]);
    }
}
