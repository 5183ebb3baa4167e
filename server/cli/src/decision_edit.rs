//! `boundstone decisions new` and `boundstone decisions supersede`.

use std::io::Write;

use anyhow::{Result, anyhow, bail};
use boundstone_engine::query;
use boundstone_model::{FileEdit, Refusal, RepoPath, Status};
use boundstone_workspace::{Options, Wanted, new_decision, supersede, write_edits};

use crate::EXIT_CLEAN;
use crate::arguments::{DecisionEdit, EditArguments, NewArguments, NewStatus, SupersedeArguments};
use crate::output::{FAINT, plain, stdout, styled};
use crate::places::Places;
use crate::position::Repository;

pub(crate) fn run(edit: &DecisionEdit) -> Result<u8> {
    match edit {
        DecisionEdit::New(arguments) => new(arguments),
        DecisionEdit::Supersede(arguments) => replace(arguments),
    }
}

fn new(arguments: &NewArguments) -> Result<u8> {
    let repository = read(&arguments.place)?;
    let supersedes = arguments.supersedes.as_deref().map(|name| named(&repository, name));
    let supersedes = supersedes.transpose()?;
    let status = match arguments.status {
        NewStatus::Proposed => Status::Proposed,
        NewStatus::Accepted => Status::Accepted,
    };
    let edits = make(&repository, arguments, status, supersedes.as_ref())?;
    write(&repository, &arguments.place, &edits)?;
    if let (Some(old), Status::Proposed) = (&supersedes, status) {
        let mut out = stdout();
        let note = format!(
            "{old} stays as it is: a proposed decision retires nobody. Once this one is accepted, run \
             `boundstone decisions supersede OLD --by ID`."
        );
        writeln!(out, "{}", styled(note, FAINT))?;
        out.flush()?;
    }
    Ok(EXIT_CLEAN)
}

fn make(
    repository: &Repository,
    arguments: &NewArguments,
    status: Status,
    supersedes: Option<&RepoPath>,
) -> Result<Vec<FileEdit>> {
    let folder = folder(repository, &arguments.place)?;
    let wanted = Wanted { title: &arguments.title, folder: folder.as_ref(), status, supersedes };
    new_decision(&repository.snapshot, &wanted).map_err(|why| refused(repository, &why))
}

fn replace(arguments: &SupersedeArguments) -> Result<u8> {
    let repository = read(&arguments.place)?;
    let old = named(&repository, &arguments.old)?;
    let edits = match (&arguments.by, &arguments.title) {
        (Some(by), _) => supersede(&repository.snapshot, &old, &named(&repository, by)?),
        (None, Some(title)) => {
            let folder = folder(&repository, &arguments.place)?;
            let status = Status::Accepted;
            let wanted = Wanted { title, folder: folder.as_ref(), status, supersedes: Some(&old) };
            new_decision(&repository.snapshot, &wanted)
        }
        (None, None) => bail!("name the title of a new decision, or one that is there with `--by`"),
    };
    let edits = edits.map_err(|why| refused(&repository, &why))?;
    if edits.is_empty() {
        let mut out = stdout();
        writeln!(out, "Nothing to write: both records say so already.")?;
        out.flush()?;
    }
    write(&repository, &arguments.place, &edits)?;
    Ok(EXIT_CLEAN)
}

fn read(place: &EditArguments) -> Result<Repository> {
    let options = Options { today: place.today, ..Options::of_user() };
    Repository::read_with(place.root.as_deref(), &options)
}

fn folder(repository: &Repository, place: &EditArguments) -> Result<Option<RepoPath>> {
    place.folder.as_deref().map(|folder| repository.path(folder)).transpose()
}

/// The one decision that `name` means.
fn named(repository: &Repository, name: &str) -> Result<RepoPath> {
    let found = query::decision_named(&repository.snapshot.world, name);
    match found.as_slice() {
        [one] => Ok(one.summary.path.clone()),
        [] => bail!("no decision is called {name}; `boundstone decisions` lists them"),
        several => {
            let paths: Vec<&str> = several.iter().map(|it| it.summary.path.as_str()).collect();
            bail!("{name} means several decisions: {}; name the path of one", paths.join(", "))
        }
    }
}

/// `docs/adr/0007-x.md:5: what is wrong; the next action`.
fn refused(repository: &Repository, why: &Refusal) -> anyhow::Error {
    let place = why.place.as_ref().map(|place| {
        let line = Places::new(&repository.snapshot).line(place);
        format!("{}:{line}: ", place.path)
    });
    anyhow!("{}{}; {}", place.unwrap_or_default(), why.message, why.help)
}

fn write(repository: &Repository, place: &EditArguments, edits: &[FileEdit]) -> Result<()> {
    let mut out = stdout();
    if place.dry_run {
        show(&mut out, repository, edits)?;
    } else {
        let written = write_edits(&repository.snapshot, edits)?;
        for path in written {
            writeln!(out, "{path}")?;
        }
    }
    out.flush()?;
    Ok(())
}

/// What the edits would write: a new file whole, of another one the lines that change.
fn show(out: &mut impl Write, repository: &Repository, edits: &[FileEdit]) -> Result<()> {
    let mut paths: Vec<&RepoPath> = edits.iter().map(FileEdit::path).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let of_file: Vec<FileEdit> =
            edits.iter().filter(|edit| edit.path() == path).cloned().collect();
        writeln!(out, "{}", styled(path, FAINT))?;
        if let [FileEdit::Create { text, .. }] = of_file.as_slice() {
            text.lines().try_for_each(|line| writeln!(out, "+ {}", shown(line)))?;
            continue;
        }
        let before = repository.snapshot.text(path).unwrap_or_default();
        let after = FileEdit::applied(&before, &of_file).unwrap_or_default();
        show_lines(out, &before, &after)?;
    }
    Ok(())
}

fn show_lines(out: &mut impl Write, before: &str, after: &str) -> Result<()> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let start = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let rest = |lines: &[&str]| lines.len() - start;
    let most = rest(&before).min(rest(&after));
    let same = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b);
    let end = same.count().min(most);
    for line in before.get(start..before.len() - end).unwrap_or_default() {
        writeln!(out, "{}:- {}", start + 1, shown(line))?;
    }
    for line in after.get(start..after.len() - end).unwrap_or_default() {
        writeln!(out, "{}:+ {}", start + 1, shown(line))?;
    }
    Ok(())
}

/// A line as it is, without characters that a terminal obeys.
fn shown(line: &str) -> String {
    let lead = line.len() - line.trim_start_matches(' ').len();
    format!("{}{}", " ".repeat(lead), plain(line))
}
