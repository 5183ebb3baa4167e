//! Where a file uses the names that its imports bind.

use std::cmp::Reverse;

use boundstone_model::{Reference, ReferenceKind, Scope, ScopeKind, ScopeNumber};
use boundstone_text::TextRange;
use tree_sitter::Tree;

use super::import::Draft;
use super::innermost::{Known, innermost};
use super::name::{Meaning, Space, file, meaning};
use super::part::Syntax;
use super::place::Places;
use super::token::{begins_word, word_end};
use super::value::{Declared, Values};
use super::word::{Names, Word, is_member};

/// The scopes of a file, the scope of each of its imports, and its uses of what they bind.
pub(super) fn paths<'a>(
    syntax: &Syntax,
    text: &'a str,
    tree: &Tree,
    drafts: &[Draft<'a>],
    statements: &[TextRange],
) -> (Vec<Scope>, Vec<ScopeNumber>, Vec<Reference<'a>>) {
    let bound = drafts.iter().filter(|draft| draft.known_in.is_some()).map(|draft| &*draft.bound);
    let names = Names::new(bound);
    let (scopes, numbers) = scopes(drafts);
    if names.is_empty() {
        return (scopes, numbers, Vec::new());
    }
    let mut known = Vec::new();
    for (draft, &scope) in drafts.iter().zip(&numbers) {
        if let (Some(range), Some(name)) = (draft.known_in, names.number_of(&draft.bound)) {
            let is = Some(scope);
            known.extend(Space::ALL.map(|space| Known { slot: slot(name, space), range, is }));
        }
    }
    let imports = known.len();
    let skipped = skipped(drafts, statements);
    let uses = uses(syntax, text, tree, &names, &skipped, &mut known);
    let is_plain = known.len() == imports && scopes.len() == 1;
    let scope_of_each = if is_plain {
        vec![Some(0); uses.len()]
    } else {
        let places = uses.iter().map(|one| (one.slot, one.range.start()));
        innermost(known, names.len() * Space::ALL.len(), places)
    };
    let mut values = Values::default();
    let mut paths = Vec::new();
    for (one, scope) in uses.iter().zip(scope_of_each) {
        let Some(scope) = scope else { continue };
        let reference = one.reference(text, scope);
        if let Some(declared) = &one.declares {
            values.add(declared, &reference);
        }
        paths.push(reference);
    }
    let members = values.members(syntax, text, tree);
    if !members.is_empty() {
        paths.extend(members);
        paths.sort_by_key(|path| path.start);
    }
    (scopes, numbers, paths)
}

/// The number of a name in one of its spaces.
pub(super) fn slot(name: usize, space: Space) -> usize {
    name * Space::ALL.len() + space as usize
}

pub(super) struct Use {
    pub slot: usize,
    pub kind: ReferenceKind,
    pub range: TextRange,
    /// The value whose type this is.
    declares: Option<Declared>,
}

impl Use {
    fn reference<'a>(&self, text: &'a str, scope: ScopeNumber) -> Reference<'a> {
        Reference {
            scope,
            kind: self.kind,
            is_in_macro_definition: false,
            path: self.range.slice(text),
            of_type: "",
            start: self.range.start(),
        }
    }
}

/// The parts of the file, in order, none of whose names is a use.
fn skipped(drafts: &[Draft<'_>], statements: &[TextRange]) -> Vec<TextRange> {
    let tokens = drafts.iter().flat_map(|draft| [draft.range, draft.bound_at]);
    let mut skipped: Vec<_> = tokens.chain(statements.iter().copied()).collect();
    skipped.retain(|range| !range.is_empty());
    skipped.sort_by_key(|range| range.start());
    skipped
}

/// The uses of `names`, whether they mean the import or not; adds where else they are made known.
pub(super) fn uses(
    syntax: &Syntax,
    text: &str,
    tree: &Tree,
    names: &Names<'_>,
    skipped: &[TextRange],
    known: &mut Vec<Known>,
) -> Vec<Use> {
    let bytes = text.as_bytes();
    let mut uses = Vec::new();
    let mut places = Places::new(tree);
    let mut skipped = skipped.iter();
    let mut skip_end = 0;
    let mut next_skip = skipped.next();
    for Word { name, start, end } in names.words(text) {
        while let Some(range) = next_skip.filter(|range| range.start() as usize <= start) {
            skip_end = skip_end.max(range.end() as usize);
            next_skip = skipped.next();
        }
        if start < skip_end || is_member(bytes, start) {
            continue;
        }
        let chain_end = chain_end(bytes, end);
        let place = places.at(start);
        match meaning(syntax, place, text, TextRange::of(start..end), chain_end as u32) {
            Meaning::Use(space, kind) => {
                let range = TextRange::of(start..chain_end);
                let declares = Declared::by_type(syntax, place, range);
                uses.push(Use { slot: slot(name, space), kind, range, declares });
            }
            Meaning::Bound(spaces, range) => {
                let bound = |&space: &Space| Known { slot: slot(name, space), range, is: None };
                known.extend(spaces.iter().map(bound));
            }
            Meaning::Neither => {}
        }
    }
    uses
}

/// Where the members end that are written one behind the other from `end`: `.a.b`.
fn chain_end(bytes: &[u8], mut end: usize) -> usize {
    while bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(|&byte| begins_word(byte))
    {
        end = word_end(bytes, end + 1);
    }
    end
}

/// Scopes beside the file for imports that are not known in all of it; the scope of each import.
fn scopes(drafts: &[Draft<'_>]) -> (Vec<Scope>, Vec<ScopeNumber>) {
    let order = |range: &TextRange| (range.start(), Reverse(range.end()));
    let mut ranges: Vec<_> = drafts.iter().filter_map(|draft| draft.known_in).collect();
    ranges.retain(|range| *range != file());
    ranges.sort_by_key(order);
    ranges.dedup();
    let mut scopes = vec![Scope::FILE];
    let mut open: Vec<(TextRange, ScopeNumber)> = Vec::new();
    for range in &ranges {
        while open.pop_if(|(outer, _)| !outer.contains(*range)).is_some() {}
        let parent = open.last().map_or(0, |(_, number)| *number);
        open.push((*range, scopes.len() as ScopeNumber));
        scopes.push(Scope { parent, kind: ScopeKind::Block, is_test: false });
    }
    let number = |draft: &Draft<'_>| {
        let range = draft.known_in?;
        let found = ranges.binary_search_by_key(&order(&range), order).ok()?;
        Some(found as ScopeNumber + 1)
    };
    let numbers = drafts.iter().map(|draft| number(draft).unwrap_or(0)).collect();
    (scopes, numbers)
}
