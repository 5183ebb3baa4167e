//! A public item that no contract names and nobody outside uses: made visible to its own crate or package alone.
//!
//! Who uses it from a test, an example or a macro of its package no crossing says. So it is looked for by its name, and
//! wherever a name may mean it from outside, nothing is offered.

mod rust;
mod typescript;

pub use rust::names_leading_to;

use std::sync::Arc;

use boundstone_model::{FileEdit, FileFacts, Finding, Item, ItemKind, ItemNumber, Language};
use boundstone_model::{Place, RepoPath};
use boundstone_text::TextRange;

use super::{Asked, CodeFix, Expected};
use crate::crossings::FileId;

/// So many files are looked into for a name; of more, nothing is offered.
const MOST_FILES: usize = 2_000;

/// What a tool writes at the top of a file that it will write again.
const GENERATED: &str = "@generated";

/// So many lines may stand above that.
const MOST_LINES_ABOVE: usize = 10;

/// What may be done, the least that stays visible first.
pub(super) fn fixes(asked: &Asked<'_>, finding: &Finding) -> Vec<CodeFix> {
    let narrowings = narrowings(asked, finding).unwrap_or_default();
    let fix = |Narrowing { title, edits, expected }: Narrowing| {
        let mut fix = asked.fix(title, finding, false, [], "");
        fix.edits = edits;
        CodeFix { fix, settles: finding.clone(), expected }
    };
    narrowings.into_iter().map(fix).collect()
}

fn narrowings(asked: &Asked<'_>, finding: &Finding) -> Option<Vec<Narrowing>> {
    let (world, path) = (asked.world, asked.path);
    let facts = world.facts(path)?;
    let number = (0..).zip(facts.items()).find(|(_, it)| it.name_range == finding.place.range)?.0;
    let file = world.crossings.files.number(path)?;
    let narrowed = Narrowed { asked, facts, file, number, item: facts.item(number)? };
    let is_generated = asked.text.lines().take(MOST_LINES_ABOVE).any(|it| it.contains(GENERATED));
    if is_generated || narrowed.is_used_by_others() || narrowed.has_twin() {
        return None;
    }
    match facts.language {
        Language::Rust => rust::narrowings(&narrowed),
        _ => typescript::narrowings(&narrowed),
    }
}

/// One way to make the item less visible.
struct Narrowing {
    title: String,
    edits: Vec<FileEdit>,
    expected: Expected,
}

/// What stands in which places of one text then.
type Edits = Vec<(TextRange, String)>;

fn edits_of(path: &RepoPath, edits: Edits) -> impl Iterator<Item = FileEdit> {
    let replace = move |(range, text)| {
        let place = Place { path: path.clone(), range };
        FileEdit::Replace { place, text }
    };
    edits.into_iter().map(replace)
}

struct Narrowed<'a> {
    asked: &'a Asked<'a>,
    facts: &'a FileFacts,
    file: FileId,
    number: ItemNumber,
    item: Item<'a>,
}

impl Narrowed<'_> {
    fn name(&self) -> &str {
        self.item.name()
    }

    fn text(&self, path: &RepoPath) -> Option<Arc<str>> {
        (self.asked.texts)(path)
    }

    /// Whether another boundary uses the item, or a member of it, or may.
    fn is_used_by_others(&self) -> bool {
        let own = self.facts.path(self.number);
        let separator = self.facts.language.separator();
        let is_member =
            |path: &str| path.strip_prefix(&own).is_some_and(|rest| rest.starts_with(separator));
        let mut is_used = false;
        let crossings = &self.asked.world.crossings;
        crossings.each_use(self.file, |path| path == own || is_member(path), |_, _| is_used = true);
        is_used
    }

    /// Whether another item bears the same path: of two, one would stay public.
    fn has_twin(&self) -> bool {
        let own = self.facts.path(self.number);
        let is_twin = |(number, item): (ItemNumber, Item<'_>)| {
            number != self.number
                && item.kind.is_symbol()
                && item.name() == self.name()
                && self.facts.path(number) == own
        };
        (0..).zip(self.facts.items()).any(is_twin)
    }

    /// Whether a place lies in the item, or in what implements its type in the same file.
    fn is_in_itself(&self, at: u32) -> bool {
        self.facts.items().any(|item| {
            let is_it = item.name_range == self.item.name_range;
            let implements = item.kind == ItemKind::Impl && item.name() == self.name();
            (is_it || implements) && item.range.contains(TextRange::empty(at))
        })
    }
}

fn is_part(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '_' || ch == '$'
}

/// Where a word stands in a text, and not in a comment.
fn in_code<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = u32> + 't {
    let is_word = move |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + word.len()..).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_comment =
            line.contains("//") || line.trim_start().starts_with(['*', '#']) || line.contains("/*");
        !before.ends_with(is_part) && !behind.starts_with(is_part) && !is_comment
    };
    text.match_indices(word).filter(move |(at, _)| is_word(*at)).map(|(at, _)| at as u32)
}

/// Whether a name stands as a word in what is said of a signature, or anywhere else.
fn names(said: &str, name: &str) -> bool {
    said.split(|ch: char| !is_part(ch)).any(|it| it == name)
}
