//! Changes of the ownership file that make it say what `owner` of a contract says.

use std::sync::Arc;

use boundstone_model::{FileEdit, Finding, Fix, FixKind, OwnershipRule, Place, RepoPath, Rule};
use boundstone_text::TextRange;

use super::code::CodeReader;
use super::findings::findings;
use super::fixes::Texts;
use super::ownership_of_all;
use crate::World;
use crate::change::Record;

/// A change of the ownership file that may settle a finding.
#[derive(Clone, Debug)]
pub struct OwnerFix {
    pub fix: Fix,
    pub settles: Finding,
}

/// What may be offered for the places of a contract that `range` touches, that which changes less first.
pub fn owner_fixes(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    range: TextRange,
    texts: Texts<'_>,
) -> Vec<OwnerFix> {
    let Some(Record::Contract(_)) = world.record(path) else { return Vec::new() };
    let touches = |other: TextRange| range.start() <= other.end() && other.start() <= range.end();
    let findings = findings(world, code, path);
    let mut conflicts =
        findings.iter().filter(|it| it.rule == Rule::OwnershipConflict && touches(it.place.range));
    let conflict = conflicts.next();
    conflict.and_then(|finding| of_conflict(world, finding, texts)).unwrap_or_default()
}

/// Whether no owner differs between the two but of files whose owner this contract decides in both.
pub fn turns_only(before: &World, after: &World, contract: &RepoPath) -> bool {
    asked_owners(before, contract) == asked_owners(after, contract)
}

/// Whom the forge and the answer name for each file that the contract does not decide, and the paths of the others.
fn asked_owners(world: &World, contract: &RepoPath) -> Vec<(RepoPath, [Vec<Arc<str>>; 2])> {
    let mut all = Vec::new();
    ownership_of_all(world, world.files().map(|(path, _)| path), |path, answer| {
        let is_decided = answer.because.iter().any(|it| it.place.path == *contract);
        let forge = if is_decided { Vec::new() } else { answer.forge_owners };
        all.push((path.clone(), [forge, answer.owners]));
    });
    all
}

fn of_conflict(world: &World, finding: &Finding, texts: Texts<'_>) -> Option<Vec<OwnerFix>> {
    let contract = &finding.place.path;
    let Record::Contract(file) = world.record(contract)? else { return None };
    let forge = world.forge.as_deref()?;
    let text = texts(&forge.path)?;
    let owners: Vec<&str> = file.owners.iter().flatten().map(|it| &*it.value).collect();
    let owners = owners.join(" ");
    let folder = contract.parent()?;
    let rule = only_winner(world, contract, &forge.file().rules)?;
    let fix = |title: String, range: TextRange, text: String| OwnerFix {
        fix: Fix {
            title,
            kind: FixKind::QuickFix,
            settles: Some((finding.rule, finding.place.clone())),
            is_preferred: false,
            edits: vec![FileEdit::Replace {
                place: Place { path: forge.path.clone(), range },
                text,
            }],
            cursor: None,
        },
        settles: finding.clone(),
    };
    let title = format!("Let {owners} own {} in {}", rule.text, forge.path);
    let changed = owners_of(rule).map(|range| fix(title, range, owners.clone()));
    let is_plain = |ch: char| ch.is_ascii_alphanumeric() || "/._-".contains(ch);
    let is_written = !folder.is_root() && folder.as_str().chars().all(is_plain);
    let added = is_written.then(|| {
        let at = TextRange::empty(rule.range.end());
        let is_crlf = text.contains("\r\n");
        let line = format!("{}/{folder}/ {owners}", if is_crlf { "\r\n" } else { "\n" });
        // What stands behind the rule on its line is a comment on it.
        let rest = text.get(rule.range.end() as usize..).unwrap_or_default();
        let is_end =
            rest.trim_start_matches([' ', '\t']).starts_with(['\r', '\n']) || rest.is_empty();
        let title = format!("Add a rule for {folder} with {owners} to {}", forge.path);
        is_end.then(|| fix(title, at, line))
    });
    Some(changed.into_iter().chain(added.flatten()).collect())
}

/// The rule that decides, where one does, for every file of the contract that the forge asks others for.
fn only_winner<'w>(
    world: &World,
    contract: &RepoPath,
    rules: &'w [OwnershipRule],
) -> Option<&'w OwnershipRule> {
    let folder = contract.parent()?;
    let mut lines: Vec<u32> = Vec::new();
    ownership_of_all(world, world.files_below(&folder).map(|(path, _)| path), |_, answer| {
        if answer.because.iter().any(|it| it.place.path == *contract) {
            lines.extend(answer.rules.iter().filter(|rule| rule.wins).map(|rule| rule.line));
        }
    });
    lines.sort_unstable();
    lines.dedup();
    match lines.as_slice() {
        [line] => rules.iter().find(|rule| rule.line == *line),
        _ => None,
    }
}

/// Where a rule names its own owners.
fn owners_of(rule: &OwnershipRule) -> Option<TextRange> {
    let (first, last) = (rule.owners.first()?, rule.owners.last()?);
    let range = TextRange::new(first.range.start(), last.range.end());
    rule.range.contains(range).then_some(range)
}
