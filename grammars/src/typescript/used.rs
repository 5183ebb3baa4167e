//! Where a file uses the names that its imports bind.

use std::cmp::Reverse;

use boundstone_model::{Reference, ReferenceKind, Scope, ScopeKind, ScopeNumber};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;
use tree_sitter::Tree;

use super::import::Draft;
use super::name::{Meaning, Space, file, meaning};
use super::part::Syntax;
use super::place::Places;
use super::token::{begins_word, is_word, word_end};

/// The scopes of a file, the scope of each of its imports, and its uses of what they bind.
pub(super) fn paths<'a>(
    syntax: &Syntax,
    text: &'a str,
    tree: &Tree,
    drafts: &[Draft<'a>],
    statements: &[TextRange],
) -> (Vec<Scope>, Vec<ScopeNumber>, Vec<Reference<'a>>) {
    let names = Names::new(drafts);
    let (scopes, numbers) = scopes(drafts);
    if names.numbers.is_empty() {
        return (scopes, numbers, Vec::new());
    }
    let mut bindings = Vec::new();
    for (draft, &scope) in drafts.iter().zip(&numbers) {
        if let (Some(range), Some(&name)) = (draft.known_in, names.numbers.get(&*draft.bound)) {
            let import = Some(scope);
            bindings.extend(Space::ALL.map(|space| Binding { name, space, range, import }));
        }
    }
    let imports = bindings.len();
    let skipped = skipped(drafts, statements);
    let uses = uses(syntax, text, tree, &names, &skipped, &mut bindings);
    let is_plain = bindings.len() == imports && scopes.len() == 1;
    let paths = if is_plain {
        uses.iter().map(|one| one.reference(text, 0)).collect()
    } else {
        resolved(text, bindings, &uses, names.numbers.len())
    };
    (scopes, numbers, paths)
}

/// The names that imports bind, each with a number.
struct Names<'a> {
    numbers: FxHashMap<&'a str, u32>,
    /// [`is_word`] as a table, which is faster: it is asked of every byte of every file.
    is_word: [bool; 256],
    /// For each byte that a name begins with, the lengths of those names as bits.
    lengths: [u64; 256],
}

impl<'a> Names<'a> {
    fn new(drafts: &'a [Draft<'_>]) -> Self {
        let is_word = std::array::from_fn(|byte| is_word(byte as u8));
        let mut names = Self { numbers: FxHashMap::default(), is_word, lengths: [0; 256] };
        for draft in drafts.iter().filter(|draft| draft.known_in.is_some()) {
            let next = names.numbers.len() as u32;
            names.numbers.entry(&draft.bound).or_insert(next);
            if let Some(&first) = draft.bound.as_bytes().first()
                && let Some(lengths) = names.lengths.get_mut(usize::from(first))
            {
                *lengths |= length_bit(draft.bound.len());
            }
        }
        names
    }

    fn is_word(&self, byte: u8) -> bool {
        self.is_word.get(usize::from(byte)).copied().unwrap_or_default()
    }

    fn number(&self, text: &str, start: usize, end: usize) -> Option<u32> {
        let first = *text.as_bytes().get(start)?;
        let lengths = *self.lengths.get(usize::from(first))?;
        if lengths & length_bit(end - start) == 0 {
            return None;
        }
        self.numbers.get(text.get(start..end)?).copied()
    }
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// A name that is known in a part of the file.
#[derive(Clone, Copy)]
struct Binding {
    name: u32,
    space: Space,
    range: TextRange,
    /// The scope of the import that binds it; `None` for a name of the file's own.
    import: Option<ScopeNumber>,
}

struct Use {
    name: u32,
    space: Space,
    kind: ReferenceKind,
    range: TextRange,
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

/// The uses of `names`, whether they mean the import or not; adds what else binds them.
fn uses(
    syntax: &Syntax,
    text: &str,
    tree: &Tree,
    names: &Names<'_>,
    skipped: &[TextRange],
    bindings: &mut Vec<Binding>,
) -> Vec<Use> {
    let bytes = text.as_bytes();
    let mut uses = Vec::new();
    let mut places = Places::new(tree);
    let mut skipped = skipped.iter();
    let mut skip_end = 0;
    let mut next_skip = skipped.next();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        if !names.is_word(byte) {
            continue;
        }
        while bytes.get(at).is_some_and(|&byte| names.is_word(byte)) {
            at += 1;
        }
        let Some(name) = names.number(text, start, at) else { continue };
        while let Some(range) = next_skip.filter(|range| range.start() as usize <= start) {
            skip_end = skip_end.max(range.end() as usize);
            next_skip = skipped.next();
        }
        if start < skip_end || is_member(bytes, start) {
            continue;
        }
        let chain_end = chain_end(bytes, at);
        let word = TextRange::of(start..at);
        match meaning(syntax, places.at(start), text, word, chain_end as u32) {
            Meaning::Use(space, kind) => {
                uses.push(Use { name, space, kind, range: TextRange::of(start..chain_end) });
            }
            Meaning::Bound(spaces, range) => {
                let binding = |&space: &Space| Binding { name, space, range, import: None };
                bindings.extend(spaces.iter().map(binding));
            }
            Meaning::Neither => {}
        }
    }
    uses
}

/// Whether a `.` stands before the word at `start`, and not `...`.
fn is_member(bytes: &[u8], start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|at| bytes.get(at));
    before(1) == Some(&b'.') && before(2) != Some(&b'.')
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

/// The uses whose innermost binding is that of an import. Bindings that are open at a place are kept
/// for each name and space by itself, so that no nesting makes this quadratic.
fn resolved<'a>(
    text: &'a str,
    mut bindings: Vec<Binding>,
    uses: &[Use],
    names: usize,
) -> Vec<Reference<'a>> {
    bindings.sort_by_key(|binding| {
        let range = binding.range;
        (range.start(), Reverse(range.end()), binding.import.is_none())
    });
    let mut open: Vec<Vec<Binding>> = vec![Vec::new(); names * Space::ALL.len()];
    let key = |name: u32, space: Space| name as usize * Space::ALL.len() + space as usize;
    let mut coming = bindings.iter().peekable();
    let mut references = Vec::new();
    for one in uses {
        let at = one.range.start();
        while let Some(binding) = coming.next_if(|binding| binding.range.start() <= at) {
            if let Some(open) = open.get_mut(key(binding.name, binding.space)) {
                while open.pop_if(|outer| outer.range.end() <= binding.range.start()).is_some() {}
                open.push(*binding);
            }
        }
        let Some(open) = open.get_mut(key(one.name, one.space)) else { continue };
        while open.pop_if(|binding| binding.range.end() <= at).is_some() {}
        if let Some(scope) = open.last().and_then(|binding| binding.import) {
            references.push(one.reference(text, scope));
        }
    }
    references
}
