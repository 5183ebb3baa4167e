//! What serves the first answers, while the repository is still being read.
//!
//! The cost does not grow with the repository: the few files that say who owns what, the manifests on
//! the way up from an open file, and the usual folders of decisions.

use std::num::NonZero;

use boundstone_engine::{FileInput, InTurn, World};
use boundstone_model::{Dialect, RepoPath, may_be_record};

use crate::disk::Kind;
use crate::reader::Reader;
use crate::settings::Settings;

/// The most records of a folder that are read ahead; a log of thousands has to wait for the index.
const MOST_RECORDS: usize = 1_000;

/// So few records are read faster than a thread is started.
const FEWEST_RECORDS: usize = 16;

/// Files in the root that decide how the others are read.
const SETTINGS: [&str; 3] = ["boundstone.toml", ".adr-dir", ".log4brains.yml"];
/// Files that make a folder a boundary, or say which folders are.
const BOUNDARIES: [&str; 4] =
    ["boundary.toml", "Cargo.toml", "package.json", "pnpm-workspace.yaml"];
/// Says that the forge is GitLab.
const GITLAB_CI: &str = ".gitlab-ci.yml";
/// Where most repositories keep their decisions.
pub(crate) const DECISION_FOLDERS: [&str; 10] = [
    "docs/adr",
    "doc/adr",
    "docs/decisions",
    "doc/decisions",
    "docs/architecture/decisions",
    "docs/architecture-decisions",
    "adr",
    "adrs",
    "rfcs",
    ".archgate/adrs",
];

/// A small part of the repository: true, but not whole.
pub(crate) struct First {
    pub(crate) world: World,
    pub(crate) settings: Settings,
}

impl First {
    pub(crate) fn of_root(reader: &Reader) -> Self {
        let root = RepoPath::root();
        let mut settings = Settings::default();
        let mut files = read(reader, &root, SETTINGS, &settings);
        settings = Settings::of(files.iter().filter_map(|(_, input)| input.record()));
        let places = [Dialect::GitHub, Dialect::GitLab].map(Dialect::locations);
        files.extend(read(reader, &root, places.into_iter().flatten(), &settings));
        files.extend(read(reader, &root, BOUNDARIES.into_iter().chain([GITLAB_CI]), &settings));
        let usual = DECISION_FOLDERS.into_iter().filter_map(RepoPath::new);
        let folders: Vec<RepoPath> = usual.chain(settings.decision_folders.clone()).collect();
        for folder in &folders {
            files.extend(records_in(reader, folder, &settings));
        }
        let world = World::from_scratch(files, &InTurn).on(reader.clock.today());
        Self { world, settings }
    }

    /// What says in which boundary the file at `path` is, as far as it is not in `known`.
    pub(crate) fn of_file(
        reader: &Reader,
        path: &RepoPath,
        settings: &Settings,
        known: &World,
    ) -> Vec<(RepoPath, FileInput)> {
        let folders = path.ancestors().skip(1);
        let mut files: Vec<_> =
            folders.flat_map(|folder| read(reader, &folder, BOUNDARIES, settings)).collect();
        files.retain(|(path, _)| known.file(path).is_none());
        files
    }
}

/// Those of `names` that are files of `folder`.
fn read<'a>(
    reader: &Reader,
    folder: &RepoPath,
    names: impl IntoIterator<Item = &'a str>,
    settings: &Settings,
) -> Vec<(RepoPath, FileInput)> {
    let paths = names.into_iter().filter_map(|name| folder.join(name));
    paths.filter_map(|path| reader.input_now(&path, settings).map(|input| (path, input))).collect()
}

fn records_in(
    reader: &Reader,
    folder: &RepoPath,
    settings: &Settings,
) -> Vec<(RepoPath, FileInput)> {
    let Ok(entries) = reader.system.list(&reader.root.absolute(folder)) else { return Vec::new() };
    let names = entries.iter().filter(|entry| entry.kind == Kind::File);
    let paths = names.filter_map(|entry| folder.join(entry.name.to_str()?));
    let records: Vec<RepoPath> =
        paths.filter(|path| may_be_record(path, &settings.decision_folders)).collect();
    if records.len() > MOST_RECORDS {
        return Vec::new();
    }
    let read = |path: &RepoPath| Some((path.clone(), reader.input_now(path, settings)?));
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = records.len().div_ceil(threads).max(FEWEST_RECORDS);
    std::thread::scope(|scope| {
        let parts: Vec<_> = records
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().filter_map(read).collect::<Vec<_>>()))
            .collect();
        // What panicked is left to the index, which reports it.
        parts.into_iter().filter_map(|part| part.join().ok()).flatten().collect()
    })
}
