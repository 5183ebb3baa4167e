//! What is wrong in the files that Boundstone reads, and in what code says of decisions.

mod accepted;
mod allow;
mod config;
mod constraint;
mod contract;
mod crossing;
mod decision;
mod drift;
mod folders;
mod mention;
mod named_item;
mod ownership;
mod stability;
mod undeclared;

use std::sync::Arc;

use boundstone_model::{Because, Finding, How, Place, Problem, RepoPath, Rule, Severity};
use boundstone_text::TextRange;

use super::code::CodeReader;
use crate::World;
use crate::change::Record;

pub use constraint::not_enforced;
pub(super) use constraint::not_looked_for;
pub(super) use crossing::{Asked, UsedSymbol, contract_of, entry_of, used_from_outside};
pub(super) use crossing::{use_at, uses_like, written_at};
pub(super) use drift::held;
pub use drift::{BySurfaces, by_surfaces, compared_with_the_past};
pub(super) use undeclared::stability_to_offer;

/// The findings in one file, by place.
pub fn findings(world: &World, code: &dyn CodeReader, path: &RepoPath) -> Vec<Finding> {
    let at = At { world, code, path };
    let mut list = stated(at);
    allow::settle(at, &mut list);
    accepted::settle(at, &mut list);
    sort(&mut list);
    list
}

fn sort(list: &mut Vec<Finding>) {
    list.sort_by(|a, b| {
        (a.place.range, a.rule, &a.message).cmp(&(b.place.range, b.rule, &b.message))
    });
    list.dedup();
}

/// The findings in one file, those that comments and contracts silence too.
fn stated(at: At<'_>) -> Vec<Finding> {
    let mut found = Findings::new(at);
    found.problems();
    mention::check(&mut found);
    match at.world.record(at.path) {
        Some(Record::Config(file)) => config::check(&mut found, file),
        Some(Record::Contract(contract)) => contract::check(&mut found, contract),
        Some(Record::Ownership(_)) => ownership::check(&mut found),
        Some(Record::Decision(_)) => decision::check(&mut found),
        _ => {}
    }
    ownership::check_unowned(&mut found);
    folders::check(&mut found);
    crossing::check(&mut found);
    constraint::check(&mut found);
    drift::check(&mut found);
    undeclared::check(&mut found);
    stability::check(&mut found);
    if let Some(by_surfaces) = at.code.by_surfaces() {
        found.list.retain(|it| !by_surfaces.refutes(it));
    }
    sort(&mut found.list);
    found.list
}

/// The findings in all files, by path and place.
pub fn all_findings(world: &World, code: &dyn CodeReader) -> Vec<Finding> {
    world.files().flat_map(|(path, _)| findings(world, code, path)).collect()
}

/// The files that could not be read or understood, and why.
pub fn not_checked(world: &World) -> Vec<(RepoPath, String)> {
    let reason = |(path, input): (&RepoPath, &crate::FileInput)| {
        input.not_checked().map(|reason| (path.clone(), reason.to_owned()))
    };
    let mut all: Vec<_> = world.files().filter_map(reason).collect();
    all.extend(world.boundaries.not_checked().iter().cloned());
    all.sort();
    all.dedup();
    all
}

/// A file whose findings are asked for.
#[derive(Clone, Copy)]
struct At<'a> {
    world: &'a World,
    code: &'a dyn CodeReader,
    path: &'a RepoPath,
}

/// Collects the findings of one file.
struct Findings<'a> {
    world: &'a World,
    code: &'a dyn CodeReader,
    path: &'a RepoPath,
    list: Vec<Finding>,
}

impl<'a> Findings<'a> {
    fn new(At { world, code, path }: At<'a>) -> Self {
        Self { world, code, path, list: Vec::new() }
    }

    fn at(&self) -> At<'a> {
        At { world: self.world, code: self.code, path: self.path }
    }

    /// Whether a part of the file could not be understood.
    fn has_problems(&self) -> bool {
        self.world.file(self.path).is_some_and(|input| !input.problems().is_empty())
    }

    /// Adds a finding unless its rule is off.
    fn add(&mut self, new: NewFinding) {
        let usual = new.usual.or_else(|| new.rule.default_severity());
        let Some(severity) = self.world.severity_or(new.rule, usual) else { return };
        let place = Place { path: self.path.clone(), range: new.range };
        let mut because = new.because;
        if because.is_empty() {
            because.push(Because { place: place.clone(), how: How::Record });
        }
        self.list.push(Finding {
            rule: new.rule,
            severity,
            place,
            message: new.message,
            help: new.help,
            about: new.about,
            needs_decision: new.needs_decision,
            is_by_files: new.is_by_files,
            related: new.related,
            because,
        });
    }

    /// What the parsers found; of a Markdown file that is no decision record, nothing.
    fn problems(&mut self) {
        let world = self.world;
        let Some(input) = world.file(self.path) else { return };
        let is_other_page = matches!(input.record(), Some(Record::Decision(_)))
            && world.decisions.at(self.path).is_none();
        if is_other_page {
            return;
        }
        let of_forge = world.forge.as_deref().filter(|forge| forge.path == *self.path);
        let problems =
            input.problems().iter().chain(of_forge.into_iter().flat_map(|it| it.problems()));
        for problem in problems.chain(world.boundaries.problems_of(self.path)) {
            self.add(NewFinding::from(problem));
        }
    }
}

/// A finding before its severity and its file are known.
struct NewFinding {
    rule: Rule,
    range: TextRange,
    message: String,
    help: String,
    /// Where it is not the rule's default.
    usual: Option<Severity>,
    about: Option<Arc<str>>,
    needs_decision: bool,
    is_by_files: bool,
    related: Vec<boundstone_model::Related>,
    because: Vec<Because>,
}

impl NewFinding {
    fn new(rule: Rule, range: TextRange, message: String, help: impl Into<String>) -> Self {
        Self {
            rule,
            range,
            message,
            help: help.into(),
            usual: None,
            about: None,
            needs_decision: false,
            is_by_files: false,
            related: Vec::new(),
            because: Vec::new(),
        }
    }

    /// The severity in a repository without configuration, where it is not the rule's.
    fn usually(mut self, severity: Severity) -> Self {
        self.usual = Some(severity);
        self
    }

    fn about(mut self, symbol: Arc<str>) -> Self {
        self.about = Some(symbol);
        self
    }

    /// Only a decision settles it.
    fn until_decided(mut self) -> Self {
        self.needs_decision = true;
        self
    }

    /// The surfaces may refute it.
    fn by_files(mut self) -> Self {
        self.is_by_files = true;
        self
    }

    fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(boundstone_model::Related { place, message: message.into() });
        self
    }

    fn because(mut self, because: Because) -> Self {
        self.because.push(because);
        self
    }
}

impl From<&Problem> for NewFinding {
    fn from(problem: &Problem) -> Self {
        Self::new(problem.rule, problem.range, problem.message.clone(), problem.help.clone())
    }
}
