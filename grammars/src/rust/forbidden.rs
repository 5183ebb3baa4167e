//! What a Rust file imports and calls, the standard library too, followed through its own imports.

use boundstone_model::{FactsBuilder, ImportForm, ReferenceKind, ScopeNumber, bare};
use boundstone_text::TextRange;
use tree_sitter::Tree;

use super::kept::{Names, Origin, bodies};
use super::scan::{Candidate, DraftImport, Scan};
use crate::forbidden::Path;
use crate::walk::Walk;

/// The names of one file, before it is decided which of them matter to others.
pub(crate) struct Uses {
    facts: FactsBuilder,
    scan: Scan,
}

impl Uses {
    pub(crate) fn of(text: &str, tree: &Tree) -> Self {
        let mut facts = FactsBuilder::default();
        super::items(&mut Walk::new(text, tree, &mut facts, super::marks));
        Self { facts, scan: Scan::of(text) }
    }

    /// Where `path`, or what is in it, is imported, or named without an import.
    pub(crate) fn imports(&self, text: &str, path: &Path) -> Vec<TextRange> {
        let wanted = path.segments();
        let names = self.names(text);
        let mut found: Vec<TextRange> = Vec::new();
        for import in self.imported() {
            let whole = whole(import, text);
            let first = whole.first().copied().unwrap_or_default();
            if !begins(&whole, wanted) || names.is_own_module(import, first) {
                continue;
            }
            let star = usize::from(import.form == ImportForm::Glob);
            let range = token(import, whole.len() + star - wanted.len(), text);
            // One for a statement, however many names it takes out of the same path.
            let between = |last: &TextRange| TextRange::new(last.end(), range.start()).slice(text);
            if found.last().is_none_or(|last| between(last).contains(';')) {
                found.push(range);
            }
        }
        for candidate in self.written() {
            let segments = segments_of(candidate, text);
            // A name alone may be that of a variable.
            let is_path = segments.len() > 1 && names.is_from_outside(candidate, text);
            if is_path && begins(&segments, wanted) {
                found.push(head(candidate, wanted.len(), text));
            }
        }
        found
    }

    /// Where the function or the macro is called or named.
    pub(crate) fn calls(&self, text: &str, path: &Path, is_macro: bool) -> Vec<TextRange> {
        let names = self.names(text);
        let mut found = Vec::new();
        for candidate in self.written() {
            let is_kind = match candidate.kind {
                ReferenceKind::Macro => is_macro,
                ReferenceKind::Call | ReferenceKind::Path => !is_macro,
                ReferenceKind::Type | ReferenceKind::Member => false,
            };
            if is_kind && self.may_mean(&names, candidate, text, path.segments()) {
                found.push(candidate.range());
            }
        }
        found
    }

    fn may_mean(
        &self,
        names: &Names<'_>,
        candidate: &Candidate,
        text: &str,
        wanted: &[String],
    ) -> bool {
        let written = segments_of(candidate, text);
        if candidate.first(text).is_empty() {
            return is_equal(&written, wanted);
        }
        let Some((first, rest)) = written.split_first() else { return false };
        match names.origin(candidate.scope, first) {
            Origin::Import(number) => {
                let import = self.scan.imports.get(number);
                import.is_some_and(|it| {
                    is_equal(&[whole(it, text).as_slice(), rest].concat(), wanted)
                })
            }
            Origin::Item => false,
            Origin::Nothing => {
                let is_whole = names.is_crate(candidate.scope, first) || rest.is_empty();
                let is_in_prelude = candidate.kind == ReferenceKind::Macro
                    && rest.is_empty()
                    && matches!(wanted, [krate, name] if is_standard(krate) && name == first);
                (is_whole && is_equal(&written, wanted))
                    || is_in_prelude
                    || self.globs(names, candidate.scope).any(|glob| {
                        let glob: Vec<&str> =
                            glob.from.trim_start_matches("::").split("::").collect();
                        is_equal(&[glob.as_slice(), &written].concat(), wanted)
                    })
            }
        }
    }

    /// The globs whose names are known in a scope.
    fn globs<'u>(
        &'u self,
        names: &'u Names<'_>,
        scope: ScopeNumber,
    ) -> impl Iterator<Item = &'u DraftImport> {
        let globs = self.scan.imports.iter().filter(|import| import.form == ImportForm::Glob);
        globs.filter(move |glob| names.is_known_in(glob.scope, scope))
    }

    fn names<'u>(&'u self, text: &'u str) -> Names<'u> {
        let lists = (self.scan.scopes.as_slice(), self.scan.imports.as_slice());
        Names::new(text, lists, &self.facts, &bodies(&self.facts))
    }

    fn imported(&self) -> impl Iterator<Item = &DraftImport> {
        let is_use = |it: &&DraftImport| {
            matches!(it.form, ImportForm::Named | ImportForm::Glob | ImportForm::Macros)
        };
        self.scan.imports.iter().filter(is_use)
    }

    fn written(&self) -> impl Iterator<Item = &Candidate> {
        self.scan.candidates.iter().filter(|it| it.kind != ReferenceKind::Member)
    }
}

impl Names<'_> {
    /// Whether a path begins with the name of a crate, and not with a name that the file makes known.
    fn is_from_outside(&self, candidate: &Candidate, text: &str) -> bool {
        let first = candidate.first(text);
        first.is_empty() || self.is_crate(candidate.scope, first)
    }

    /// Whether an import begins at a module of the file.
    fn is_own_module(&self, import: &DraftImport, first: &str) -> bool {
        !import.from.starts_with("::")
            && !import.from.is_empty()
            && matches!(self.origin(import.scope, first), Origin::Item)
    }
}

/// The whole path that an import takes its name from; that of a glob is the path before it.
fn whole<'t>(import: &'t DraftImport, text: &'t str) -> Vec<&'t str> {
    let from = import.from.trim_start_matches("::");
    let name = (import.form == ImportForm::Named).then(|| import.name(text));
    from.split("::")
        .filter(|it| !it.is_empty())
        .map(bare)
        .chain(name.filter(|it| !it.is_empty()))
        .collect()
}

fn segments_of<'t>(candidate: &Candidate, text: &'t str) -> Vec<&'t str> {
    let written = candidate.range().slice(text);
    written.split("::").filter(|it| !it.is_empty()).map(bare).collect()
}

fn begins(path: &[&str], wanted: &[String]) -> bool {
    path.len() >= wanted.len() && path.iter().zip(wanted).enumerate().all(is_same)
}

fn is_equal(path: &[&str], wanted: &[String]) -> bool {
    path.len() == wanted.len() && begins(path, wanted)
}

/// What `core` and `alloc` have, `std` has under the same path.
fn is_same((at, (segment, wanted)): (usize, (&&str, &String))) -> bool {
    *segment == wanted || (at == 0 && is_standard(segment) && is_standard(wanted))
}

fn is_standard(krate: &str) -> bool {
    matches!(krate, "std" | "core" | "alloc")
}

/// The segment of an import that stands so many before its last, or the last where it is not beside it.
fn token(import: &DraftImport, before_last: usize, text: &str) -> TextRange {
    let mut range = import.range;
    for _ in 0..before_last.min(import.adjacent) {
        let head = text.get(..range.start() as usize).unwrap_or_default();
        let Some(path) = head.strip_suffix("::") else { return range };
        let name = path.rfind(|ch: char| !ch.is_alphanumeric() && ch != '_').map_or(0, |at| {
            at + path.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        range = TextRange::of(name..path.len());
    }
    range
}

/// The first segments of a path.
fn head(candidate: &Candidate, count: usize, text: &str) -> TextRange {
    let range = candidate.range();
    let written = range.slice(text);
    let lead = written.len() - written.trim_start_matches("::").len();
    let ends = written.match_indices("::").map(|(at, _)| at).filter(|at| *at > lead);
    let end = ends.chain([written.len()]).nth(count - 1).unwrap_or(written.len());
    TextRange::of(range.start() as usize..range.start() as usize + end)
}
