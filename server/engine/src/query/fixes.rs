//! Changes of files that settle findings, and those that make a record say more. They are offered; nothing
//! is written here.

mod allow;
mod cover;
mod front_matter;
mod governs;
mod link;
mod mention;
mod spelling;

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{FileEdit, Finding, Fix, FixKind, Place, RepoPath, Rule};
use boundstone_text::TextRange;

use super::code::CodeReader;
use super::findings::findings;
use crate::World;

/// The text of a file as it is now: of the open document, else of the disk.
pub type Texts<'a> = &'a dyn Fn(&RepoPath) -> Option<Arc<str>>;

/// What is offered for the places of a file that `range` touches, in the order of the findings. Costs what
/// the findings of that file cost.
pub fn fixes(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    range: TextRange,
    texts: Texts<'_>,
) -> Vec<Fix> {
    let Some(text) = texts(path) else { return Vec::new() };
    let asked = Asked { world, path, text: &text };
    let mut all = Vec::new();
    for finding in findings(world, code, path).iter().filter(|it| meet(it.place.range, range)) {
        all.extend(asked.of_finding(finding));
    }
    all.extend(cover::fix(&asked, range));
    let mut seen = BTreeSet::new();
    all.retain(|fix| seen.insert(fix.clone()));
    all
}

/// Whether the two have a place in common where a cursor can stand.
fn meet(a: TextRange, b: TextRange) -> bool {
    a.start() <= b.end() && b.start() <= a.end()
}

/// The file that fixes are asked for.
struct Asked<'a> {
    world: &'a World,
    path: &'a RepoPath,
    text: &'a str,
}

impl Asked<'_> {
    fn of_finding(&self, finding: &Finding) -> Vec<Fix> {
        match finding.rule {
            Rule::DecisionSuperseded => mention::superseded(self, finding),
            Rule::DecisionAmbiguous => mention::ambiguous(self, finding),
            Rule::DecisionStaleGoverns => governs::stale(self, finding).into_iter().collect(),
            Rule::DecisionBrokenLink => link::broken(self, finding).into_iter().collect(),
            Rule::AllowUnused => allow::unused(self, finding).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Text in place of what stands at `range` of this file.
    fn replace(&self, range: TextRange, text: impl Into<String>) -> FileEdit {
        let place = Place { path: self.path.clone(), range };
        FileEdit::Replace { place, text: text.into() }
    }

    /// A fix that settles `finding` by one edit of this file.
    fn settle(
        &self,
        finding: &Finding,
        title: String,
        is_preferred: bool,
        (range, text): (TextRange, String),
    ) -> Fix {
        Fix {
            title,
            kind: FixKind::QuickFix,
            settles: Some((finding.rule, finding.place.clone())),
            is_preferred,
            edits: vec![self.replace(range, text)],
            cursor: None,
        }
    }
}
