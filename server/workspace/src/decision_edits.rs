//! The edits that make a decision and that supersede one, each read again before it is given.

use std::sync::Arc;

use boundstone_engine::query::{self, NewDecision};
use boundstone_engine::{Change, FileInput, InTurn, Record, World};
use boundstone_model::{
    Date, Decision, DecisionName, FileEdit, LinkKind, Refusal, RepoPath, Status,
};
use boundstone_records::decision::{
    Draft, NamedRecord, fill, read, say_supersedes, short, supersede as say_superseded,
};

use crate::snapshot::Snapshot;

/// A decision that somebody asks for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub title: &'a str,
    /// The folder of its log; `None` for the only one.
    pub folder: Option<&'a RepoPath>,
    pub status: Status,
    /// The record that it supersedes. That one says so too, once this one is accepted.
    pub supersedes: Option<&'a RepoPath>,
}

/// The edits that make a new decision, and let it supersede another one.
///
/// # Errors
/// When there is no place for it, or the records would not read after the edits as they should.
pub fn new_decision(snapshot: &Snapshot, wanted: &Wanted<'_>) -> Result<Vec<FileEdit>, Refusal> {
    let today = snapshot.today().ok_or_else(|| {
        Refusal::new("the clock of this machine tells no day", "name it with `--today`")
    })?;
    let log = match (wanted.folder, wanted.supersedes) {
        (Some(folder), _) => Some(folder.clone()),
        // What replaces a decision belongs into the log of that.
        (None, Some(old)) => log_of(old),
        (None, None) => None,
    };
    let place = query::new_decision(&snapshot.world, wanted.title, log.as_ref(), today)?;
    let draft = text_of(snapshot, &place, wanted, today)?;
    let create = |text: String| vec![FileEdit::Create { path: place.path.clone(), text }];
    let first = after(snapshot, &snapshot.world, &create(draft.clone()))?;
    is_there(&first, &place.path)?;
    let Some(old) = wanted.supersedes else { return Ok(create(draft)) };
    let old_record = one(&first, old)?;
    let says = say_supersedes(&place.path, &draft, &seen_from(&place.path, &old_record))?;
    let text = FileEdit::applied(&draft, &says).ok_or_else(contradiction)?;
    let mut edits = create(text);
    if wanted.status == Status::Accepted {
        edits.extend(superseded(snapshot, &first, old, &place.path)?);
    }
    let last = after(snapshot, &snapshot.world, &edits)?;
    reads_so(&last, old, &place.path, wanted.status == Status::Accepted)?;
    Ok(edits)
}

/// The edits after which the record at `old` is superseded by the one at `by`, and both say so.
///
/// # Errors
/// When `by` is not in force, `old` is superseded by another one, or a record states its status in a form
/// that cannot be changed without changing more.
pub fn supersede(
    snapshot: &Snapshot,
    old: &RepoPath,
    by: &RepoPath,
) -> Result<Vec<FileEdit>, Refusal> {
    let world = &snapshot.world;
    let (old_record, by_record) = (one(world, old)?, one(world, by)?);
    if old == by {
        return Err(Refusal::new("a decision cannot supersede itself", "name another one"));
    }
    if !by_record.summary.is_in_force {
        let name = &by_record.summary.display;
        let status = by_record.summary.status.name();
        return Err(Refusal::new(
            format!("{name} is not in force (its status: {status}), so it supersedes nothing yet"),
            format!("accept {name} first, or name a decision in force"),
        ));
    }
    let mut edits = superseded(snapshot, world, old, by)?;
    let is_said = by_record.links.iter().any(|link| {
        link.path == *old
            && link.kind == LinkKind::Supersedes
            && !link.is_derived
            && !link.is_partial
    });
    if !is_said {
        let text = text_at(snapshot, by)?;
        edits.extend(say_supersedes(by, &text, &seen_from(by, &old_record))?);
    }
    let last = after(snapshot, world, &edits)?;
    reads_so(&last, old, by, true)?;
    Ok(edits)
}

/// The edits of the record at `old` alone; none where it says so already.
fn superseded(
    snapshot: &Snapshot,
    world: &World,
    old: &RepoPath,
    by: &RepoPath,
) -> Result<Vec<FileEdit>, Refusal> {
    let (old_record, by_record) = (one(world, old)?, one(world, by)?);
    let stated = old_record
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::SupersededBy && !link.is_derived && !link.is_partial);
    let others: Vec<&str> =
        stated.clone().filter(|link| link.path != *by).map(|link| link.path.as_str()).collect();
    if !others.is_empty() {
        return Err(Refusal::new(
            format!("{old} is superseded already, by {}", others.join(", ")),
            "supersede that one, or take the old successor out of the record first",
        ));
    }
    if old_record.summary.status == Status::Superseded && stated.count() > 0 {
        return Ok(Vec::new());
    }
    let text = text_at(snapshot, old)?;
    say_superseded(old, &text, &seen_from(old, &by_record), snapshot.today())
}

/// The text of a new record, from the template of its log where it has one.
fn text_of(
    snapshot: &Snapshot,
    place: &NewDecision,
    wanted: &Wanted<'_>,
    today: Date,
) -> Result<String, Refusal> {
    let mut draft = Draft {
        path: place.path.clone(),
        title: wanted.title.trim().to_owned(),
        digits: place.digits.clone(),
        status: wanted.status,
        is_capital: place.is_capital,
        date: today,
    };
    match place.templates.first() {
        Some(template) => fill(template, &text_at(snapshot, template)?, &draft),
        None if matches!(place.path.extension(), Some("rst" | "adoc" | "asciidoc")) => {
            Err(Refusal::new(
                format!("{} would not be Markdown, and its folder has no template", place.path),
                "put a template.rst or template.adoc beside the records",
            ))
        }
        None => {
            draft.is_capital = false;
            Ok(short(&draft))
        }
    }
}

fn text_at(snapshot: &Snapshot, path: &RepoPath) -> Result<Arc<str>, Refusal> {
    snapshot.text(path).ok_or_else(|| {
        Refusal::new(format!("{path} cannot be read"), "see its permissions and its encoding")
    })
}

/// The World in which `edits` are done.
fn after(snapshot: &Snapshot, world: &World, edits: &[FileEdit]) -> Result<World, Refusal> {
    let mut paths: Vec<&RepoPath> = edits.iter().map(FileEdit::path).collect();
    paths.sort();
    paths.dedup();
    let mut change = Change::default();
    for path in paths {
        let of_file: Vec<FileEdit> =
            edits.iter().filter(|edit| edit.path() == path).cloned().collect();
        let text = match of_file.as_slice() {
            [FileEdit::Create { text, .. }] => text.clone(),
            edits => {
                FileEdit::applied(&text_at(snapshot, path)?, edits).ok_or_else(contradiction)?
            }
        };
        let (record, _) = read(path, &text);
        let input = FileInput::of_record(Record::Decision(Arc::new(record)));
        change.files.push((path.clone(), Some(Arc::new(input))));
    }
    Ok(world.apply(change, &InTurn))
}

fn is_there(world: &World, path: &RepoPath) -> Result<(), Refusal> {
    one(world, path).map(drop).map_err(|_| {
        Refusal::new(
            format!("{path} would not be read as a decision: its folder is none of decisions"),
            "use a folder such as docs/decisions, or name it in `[decisions] paths` of boundstone.toml",
        )
    })
}

/// Whether the records read as the edits mean it.
fn reads_so(
    world: &World,
    old: &RepoPath,
    by: &RepoPath,
    is_accepted: bool,
) -> Result<(), Refusal> {
    let (old_record, by_record) = (one(world, old)?, one(world, by)?);
    let says = |record: &Decision, to: &RepoPath, kind: LinkKind| {
        record.links.iter().any(|link| {
            link.path == *to && link.kind == kind && !link.is_partial && !link.is_derived
        })
    };
    let is_new_right = says(&by_record, old, LinkKind::Supersedes);
    let is_old_right = !is_accepted
        || (says(&old_record, by, LinkKind::SupersededBy)
            && old_record.summary.status == Status::Superseded
            && old_record.summary.successors.iter().any(|(path, _)| path == by));
    match is_new_right && is_old_right {
        true => Ok(()),
        false => Err(Refusal::new(
            format!("after the edit, {old} would not read as superseded by {by}"),
            "write it in both records by hand; `boundstone decisions ID` shows how they are read",
        )),
    }
}

/// The decision at `path`.
fn one(world: &World, path: &RepoPath) -> Result<Decision, Refusal> {
    let found = query::decision_named(world, path.as_str());
    found.into_iter().find(|decision| decision.summary.path == *path).ok_or_else(|| {
        Refusal::new(format!("{path} is no decision"), "`boundstone decisions` lists them")
    })
}

/// `record` as the one at `from` names it.
fn seen_from(from: &RepoPath, record: &Decision) -> NamedRecord {
    let folder = from.parent().unwrap_or_else(RepoPath::root);
    NamedRecord {
        display: record.summary.display.to_string(),
        number: DecisionName::of(&record.summary.path).number,
        title: record.summary.title.to_string(),
        href: record.summary.path.seen_from(&folder),
    }
}

/// The folder of the log that the record at `path` is in.
fn log_of(path: &RepoPath) -> Option<RepoPath> {
    let folder = path.parent()?;
    let is_page = matches!(path.stem().to_ascii_lowercase().as_str(), "readme" | "index");
    if is_page { folder.parent().or(Some(folder)) } else { Some(folder) }
}

fn contradiction() -> Refusal {
    Refusal::new("the edits of one record contradict each other", "write them by hand")
}
