//! `boundstone check`.

mod human;

use anyhow::{Result, bail};
use boundstone_engine::{World, query};
use boundstone_model::{Finding, Place, RepoPath, Severity};
use boundstone_workspace::Options;
use schemars::JsonSchema;
use serde::Serialize;

use crate::accept::{Accepted, accept, not_accepted};
use crate::arguments::{CheckArguments, FailOn, Format};
use crate::json::{RangeJson, VERSION, range};
use crate::output::print_json;
use crate::places::Places;
use crate::position::{Past, Repository, since};
use crate::{EXIT_CLEAN, EXIT_FINDINGS};

/// `check --format json`.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct CheckJson {
    version: u32,
    findings: Vec<FindingJson>,
    summary: SummaryJson,
    not_checked: Vec<NotCheckedJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct FindingJson {
    rule: String,
    /// `error`, `warning` or `hint`.
    severity: String,
    path: String,
    range: RangeJson,
    message: String,
    /// The next action.
    help: String,
    related: Vec<RelatedJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct RelatedJson {
    path: String,
    line: u32,
    message: String,
}

/// Of all findings, those too that `--min-severity` leaves out.
#[derive(Serialize, JsonSchema, Debug)]
struct SummaryJson {
    errors: usize,
    warnings: usize,
    hints: usize,
    /// Files looked at.
    files: usize,
}

/// Something that could not be read or understood.
#[derive(Serialize, JsonSchema, Debug)]
struct NotCheckedJson {
    /// `file`, or `reference`: one into another boundary that was not resolved, so that no rule saw it.
    what: String,
    path: String,
    reason: String,
}

pub(crate) fn run(arguments: &CheckArguments) -> Result<u8> {
    let Inputs { repository, past, not_compared } = read(arguments)?;
    let snapshot = &repository.snapshot;
    let world = &snapshot.world;
    let wanted: Result<Vec<RepoPath>> =
        arguments.paths.iter().map(|path| wanted(&repository, past.as_ref(), path)).collect();
    let wanted = wanted?;
    let is_wanted =
        |path: &RepoPath| wanted.is_empty() || wanted.iter().any(|it| path.starts_with(it));
    let files: Vec<&RepoPath> =
        world.files().map(|(path, _)| path).filter(|path| is_wanted(path)).collect();
    let mut findings: Vec<Finding> = match &past {
        Some(past) => new_findings(&repository, past)
            .into_iter()
            .filter(|finding| is_wanted(&finding.place.path))
            .collect(),
        None => snapshot.findings(&files),
    };
    let looked_at = LookedAt { repository: &repository, past: past.as_ref(), files: &files };
    let unresolved = looked_at.unresolved();
    let mut not_checked = looked_at.not_checked(&is_wanted);
    not_checked.extend(not_compared);
    let accepted = match &arguments.reason {
        Some(reason) => {
            let is_meant = |finding: &Finding| is_failure(finding.severity, arguments.fail_on);
            let accepted = accept(&repository, &mut findings, reason, is_meant)?;
            for why in not_accepted(&repository, &findings, is_meant) {
                anstream::eprintln!("boundstone: {why}");
            }
            accepted
        }
        None => Accepted::new(),
    };
    let fails = findings.iter().any(|finding| is_failure(finding.severity, arguments.fail_on));
    let summary = summary(&findings, files.len());
    findings.retain(|finding| finding.severity >= arguments.min_severity.least());
    let answer = Answer {
        places: Places::new(&repository.snapshot),
        findings,
        summary,
        not_checked,
        unresolved,
        since: past.as_ref().map(|past| since(&past.base)),
    };
    match arguments.common.format {
        Format::Json => print_json(&answer.json())?,
        Format::Human => human::write(&answer, &accepted)?,
    }
    Ok(if fails { EXIT_FINDINGS } else { EXIT_CLEAN })
}

/// What is checked.
struct Inputs {
    /// With what its surfaces say of promises.
    repository: Repository,
    /// As it was, where only the change is looked at.
    past: Option<Past>,
    /// What was not compared with its past: a path, and why.
    not_compared: Option<(String, String)>,
}

fn read(arguments: &CheckArguments) -> Result<Inputs> {
    let root = arguments.common.root.as_deref();
    let options = Options { today: arguments.today, ..Options::of_user() };
    if let Some(revision) = &arguments.base {
        let (repository, past) = Repository::read_change(root, Some(revision), &options)?;
        let repository = repository.with_surfaces(&past);
        return Ok(Inputs { repository, past: Some(past), not_compared: None });
    }
    let (repository, not_compared) =
        Repository::read_with(root, &options)?.with_surfaces_since_base();
    Ok(Inputs { repository, past: None, not_compared })
}

/// A path to check. One that is nowhere would check nothing for ever, and seem to find nothing.
fn wanted(repository: &Repository, past: Option<&Past>, written: &str) -> Result<RepoPath> {
    let path = repository.path(written)?;
    // What git ignores is there, though nothing of it is checked; what the change takes away was.
    let is_on_disk = repository.root.absolute(&path).symlink_metadata().is_ok();
    let is_in =
        |world: &World| world.file(&path).is_some() || world.files_below(&path).next().is_some();
    let was_there = past.is_some_and(|past| is_in(&past.before.world));
    if !is_on_disk && !was_there && !is_in(&repository.snapshot.world) {
        bail!("{path} does not exist; name a file or folder of the repository");
    }
    Ok(path)
}

/// The files that were asked for, in a repository and, where the change alone matters, as it was.
struct LookedAt<'a> {
    repository: &'a Repository,
    past: Option<&'a Past>,
    files: &'a [&'a RepoPath],
}

impl LookedAt<'_> {
    fn is_of_change(&self, path: &RepoPath) -> bool {
        let is_now = |past: &Past| past.changes.iter().any(|it| it.now.as_ref() == Some(path));
        self.past.is_none_or(is_now)
    }

    /// The references into other boundaries that were not resolved, and why.
    fn unresolved(&self) -> Vec<(Place, String)> {
        // A change may take away what the reference of another file led to.
        let was_unresolved = |(place, reason): &(Place, String)| {
            self.past.filter(|_| !self.is_of_change(&place.path)).is_some_and(|past| {
                let before = query::unresolved(&past.before.world, &place.path);
                before.iter().any(|(_, known)| known == reason)
            })
        };
        let world = &self.repository.snapshot.world;
        let mut unresolved: Vec<(Place, String)> =
            self.files.iter().flat_map(|path| query::unresolved(world, path)).collect();
        unresolved.retain(|it| !was_unresolved(it));
        unresolved
    }

    /// What could not be read, understood or compared: a path, and why.
    fn not_checked(&self, is_wanted: &dyn Fn(&RepoPath) -> bool) -> Vec<(String, String)> {
        let snapshot = &self.repository.snapshot;
        let world = &snapshot.world;
        let mut rows = query::not_checked(world);
        match self.past {
            None => rows.extend(query::not_enforced(world, snapshot, self.files.iter().copied())),
            Some(past) => {
                let before = &past.before;
                // Elsewhere both sides say the same.
                let touched = query::contracts_touched(world, &past.changes);
                let mut reached = query::reached(&before.world, world, &past.changes);
                reached.extend(touched.iter().cloned());
                reached.sort();
                reached.dedup();
                rows.extend(query::not_enforced(world, snapshot, reached.iter()));
                let mut known = query::not_checked(&before.world);
                known.extend(query::not_enforced(&before.world, before, reached.iter()));
                let is_of_change =
                    |path: &RepoPath| self.is_of_change(path) || touched.contains(path);
                rows.retain(|it| is_of_change(&it.0) || !known.contains(it));
            }
        }
        rows.retain(|(path, _)| is_wanted(path));
        let rows = rows.into_iter().map(|(path, reason)| (path.to_string(), reason));
        rows.chain(self.past.iter().flat_map(|past| past.not_checked.iter().cloned())).collect()
    }
}

/// The findings that the change brings, in whatever file.
fn new_findings(repository: &Repository, past: &Past) -> Vec<Finding> {
    let (now, before) = (&repository.snapshot, &past.before);
    let (here, there) = (Places::new(now), Places::new(before));
    let line_now = |place: &Place| here.line_text(place).unwrap_or_default();
    let line_before = |place: &Place| there.line_text(place).unwrap_or_default();
    query::new_findings(
        query::FindingsOf { world: &before.world, code: before, line: &line_before },
        query::FindingsOf { world: &now.world, code: now, line: &line_now },
        &past.changes,
    )
}

fn is_failure(severity: Severity, fail_on: FailOn) -> bool {
    match fail_on {
        FailOn::Hint => severity >= Severity::Hint,
        FailOn::Warning => severity >= Severity::Warning,
        FailOn::Error => severity >= Severity::Error,
        FailOn::Never => false,
    }
}

fn summary(findings: &[Finding], files: usize) -> SummaryJson {
    let count = |severity| findings.iter().filter(|it| it.severity == severity).count();
    SummaryJson {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        hints: count(Severity::Hint),
        files,
    }
}

/// What is found, with all that it takes to show it.
struct Answer<'a> {
    places: Places<'a>,
    /// Those that are to be shown.
    findings: Vec<Finding>,
    /// Of all of them.
    summary: SummaryJson,
    /// What could not be read or understood: a path, and why.
    not_checked: Vec<(String, String)>,
    /// References into other boundaries that were not resolved, and why.
    unresolved: Vec<(Place, String)>,
    since: Option<String>,
}

impl Answer<'_> {
    fn json(self) -> CheckJson {
        let places = &self.places;
        let finding = |finding: &Finding| FindingJson {
            rule: finding.rule.id().to_owned(),
            severity: finding.severity.name().to_owned(),
            path: finding.place.path.to_string(),
            range: range(places, &finding.place),
            message: finding.message.clone(),
            help: finding.help.clone(),
            related: finding
                .related
                .iter()
                .map(|related| RelatedJson {
                    path: related.place.path.to_string(),
                    line: places.line(&related.place),
                    message: related.message.clone(),
                })
                .collect(),
        };
        let not_checked = self.not_checked.iter().map(|(path, reason)| NotCheckedJson {
            what: "file".to_owned(),
            path: path.clone(),
            reason: reason.clone(),
        });
        let unresolved = self.unresolved.iter().map(|(place, reason)| NotCheckedJson {
            what: "reference".to_owned(),
            path: place.path.to_string(),
            reason: format!("line {}: {reason}", places.line(place)),
        });
        CheckJson {
            version: VERSION,
            findings: self.findings.iter().map(finding).collect(),
            not_checked: not_checked.chain(unresolved).collect(),
            summary: self.summary,
        }
    }
}
