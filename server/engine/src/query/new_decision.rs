//! Where a decision that is not there yet goes: its log, its name and its number.

use std::collections::BTreeMap;

use boundstone_model::{Date, RecordNames, Refusal, RepoPath, Spanned, is_template_of_records};

use crate::World;
use crate::change::Record;

/// The place of a decision that is not there yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewDecision {
    pub path: RepoPath,
    pub number: Option<u32>,
    /// The number as its name writes it: `0007`.
    pub digits: Option<String>,
    /// The templates of its log, the likeliest first.
    pub templates: Vec<RepoPath>,
    /// The latest record of the log states its status with a capital.
    pub is_capital: bool,
}

/// Where a log begins that nothing else speaks for.
const FIRST_FOLDER: &str = "docs/decisions";

/// The place for a decision called `title`, in the log in `folder`; without one, in the only log that
/// there is.
///
/// # Errors
/// When there are several logs, or no name can be made of the title.
pub fn new_decision(
    world: &World,
    title: &str,
    folder: Option<&RepoPath>,
    today: Date,
) -> Result<NewDecision, Refusal> {
    if title.trim().is_empty() || title.chars().any(char::is_control) {
        return Err(Refusal::new("a decision needs a title of one line", "name what is decided"));
    }
    let folder = match folder {
        Some(folder) => folder.clone(),
        None => only_log(world)?,
    };
    let records: Vec<_> =
        world.decisions.iter().filter(|(_, record)| record.collection == folder).collect();
    let paths: Vec<&RepoPath> = records.iter().map(|(_, record)| &record.path).collect();
    let name = RecordNames::of(paths).next(title, today).ok_or_else(|| {
        Refusal::new(
            format!("no name of a file can be made of the title {title:?}"),
            "write it in letters",
        )
    })?;
    let path = folder.join(&name.path).ok_or_else(|| {
        Refusal::new(format!("{} is no path of the repository", name.path), "shorten the title")
    })?;
    if world.file(&path).is_some() {
        return Err(Refusal::new(format!("{path} exists already"), "choose another title"));
    }
    let latest = records.iter().max_by_key(|(index, record)| (record.file.number, *index));
    let raw = latest.and_then(|(_, record)| record.file.status_raw.as_ref());
    Ok(NewDecision {
        templates: templates(world, &folder),
        is_capital: raw.is_some_and(starts_with_capital),
        path,
        number: name.number,
        digits: name.digits,
    })
}

fn starts_with_capital(raw: &Spanned<std::sync::Arc<str>>) -> bool {
    raw.value.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// The folder of the only log; the one where a first record goes, where there is none.
fn only_log(world: &World) -> Result<RepoPath, Refusal> {
    let mut logs: BTreeMap<&RepoPath, usize> = BTreeMap::new();
    for (_, record) in world.decisions.iter() {
        *logs.entry(&record.collection).or_default() += 1;
    }
    let folders: Vec<&RepoPath> = logs.keys().copied().collect();
    match folders.as_slice() {
        [] => first_folder(world),
        [only] => Ok((*only).clone()),
        _ => {
            let counted = |(folder, count): (&&RepoPath, &usize)| format!("{folder} ({count})");
            let all: Vec<String> = logs.iter().map(counted).collect();
            Err(Refusal::new(
                format!("there are several folders of decisions: {}", all.join(", ")),
                "name the one that is meant with `--folder`",
            ))
        }
    }
}

/// The folder that `.adr-dir`, `.log4brains.yml` or the settings name; else the usual one.
fn first_folder(world: &World) -> Result<RepoPath, Refusal> {
    let named = world.records().find_map(|(_, record)| match record {
        Record::DecisionFolders(folders) => folders.first().cloned(),
        Record::Config(config) => {
            let first = config.decision_paths.first()?;
            RepoPath::root().join(first.value.trim_start_matches('/'))
        }
        _ => None,
    });
    named
        .or_else(|| RepoPath::new(FIRST_FOLDER))
        .ok_or_else(|| Refusal::new("no folder is known for decisions", "name one with `--folder`"))
}

/// The templates of the log in `folder`, the likeliest first: `template.md` before one of a special kind.
fn templates(world: &World, folder: &RepoPath) -> Vec<RepoPath> {
    let of_log = |path: &&RepoPath| is_template_of_records(path, folder);
    let mut found: Vec<RepoPath> =
        world.files_below(folder).map(|(path, _)| path).filter(of_log).cloned().collect();
    found.sort_by_key(|path| (path.stem().len(), path.clone()));
    found
}
