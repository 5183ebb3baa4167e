//! Where items begin and end among tokens, and what of them matters to who expands macros.

use super::tree::{Delimiter, Group, Leaf, Sources, Tree};

/// An item with its attributes.
pub(super) struct Item<'t> {
    pub attributes: &'t [Tree],
    /// What follows them.
    pub code: &'t [Tree],
    pub what: What<'t>,
}

pub(super) enum What<'t> {
    /// `macro_rules! name { … }`
    Definition {
        name: Leaf,
        rules: &'t Group,
    },
    /// `mod name;`, or the position of its body in the code.
    Module {
        name: Leaf,
        body: Option<usize>,
    },
    /// An `impl` or trait, with the position of its body.
    Members {
        body: usize,
    },
    /// An anonymous constant whose value is a block of items, with the position of that.
    Anonymous {
        body: usize,
    },
    /// `path! { … }`, with the tokens of the path.
    Call {
        path: &'t [Tree],
        given: &'t Group,
    },
    /// A block among the statements of an anonymous constant: the items in it count as well.
    Block(&'t [Tree]),
    Use,
    Other,
    /// `#![…]` and `;`
    NoItem,
    /// Something else, up to where the next item may begin.
    Unknown,
}

/// The item that `trees` begin with, and what follows it.
pub(super) fn first<'t>(sources: &Sources, trees: &'t [Tree]) -> Option<(Item<'t>, &'t [Tree])> {
    if trees.is_empty() {
        return None;
    }
    let (mut outer, is_inner) = attributes(trees);
    if is_inner && outer == 0 {
        outer = 3.min(trees.len());
    }
    let (attributes, rest) = trees.split_at(outer);
    let (what, length) = if is_inner && !attributes.is_empty() && is_inner_attribute(trees) {
        (What::NoItem, 0)
    } else {
        Scan { sources, trees: rest }.item()
    };
    let (code, rest) = rest.split_at(length.min(rest.len()));
    Some((Item { attributes, code, what }, rest))
}

/// How many tokens attributes take: `#[a] #[b]`; and whether one for what is around follows.
fn attributes(trees: &[Tree]) -> (usize, bool) {
    let mut at = 0;
    while let Some([sign, next]) = trees.get(at..at + 2) {
        if !sign.is_sign(b'#') || next.within(Delimiter::Bracket).is_none() {
            break;
        }
        at += 2;
    }
    (at, trees.get(at..).is_some_and(is_inner_attribute))
}

fn is_inner_attribute(trees: &[Tree]) -> bool {
    let [sign, bang, group, ..] = trees else { return false };
    sign.is_sign(b'#') && bang.is_sign(b'!') && group.within(Delimiter::Bracket).is_some()
}

/// How many tokens a visibility takes.
pub(super) fn visibility(sources: &Sources, trees: &[Tree]) -> usize {
    if sources.word(trees.first()) != "pub" {
        return 0;
    }
    let group = trees.get(1).and_then(|tree| tree.within(Delimiter::Parenthesis));
    let word = group.map_or("", |group| sources.word(group.inner.first()));
    if matches!(word, "crate" | "self" | "super" | "in") { 2 } else { 1 }
}

/// How many tokens a path takes that a macro is called by.
fn path(sources: &Sources, trees: &[Tree]) -> usize {
    let is_separator = |at: usize| {
        let signs = trees.get(at..at + 2);
        signs.is_some_and(|signs| signs.iter().all(|it| it.is_sign(b':')))
    };
    let mut at = if is_separator(0) { 2 } else { 0 };
    while !sources.word(trees.get(at)).is_empty() {
        at += 1;
        if !is_separator(at) {
            return at;
        }
        at += 2;
    }
    0
}

/// The path that `trees` begin with, and what it is given if it is a call of a macro.
pub(super) fn path_or_call<'t>(
    sources: &Sources,
    trees: &'t [Tree],
) -> (&'t [Tree], Option<&'t Group>) {
    let (path, behind) = trees.split_at(path(sources, trees).min(trees.len()));
    let given = match behind {
        [bang, given, ..] if !path.is_empty() && bang.is_sign(b'!') => given.group(),
        _ => None,
    };
    (path, given.filter(|group| group.is_written()).map(|group| &**group))
}

struct Scan<'s, 't> {
    sources: &'s Sources,
    trees: &'t [Tree],
}

impl<'t> Scan<'_, 't> {
    fn word(&self, at: usize) -> &str {
        self.sources.word(self.trees.get(at))
    }

    fn is_sign(&self, at: usize, sign: u8) -> bool {
        self.trees.get(at).is_some_and(|tree| tree.is_sign(sign))
    }

    /// What the tokens begin with, and how many of them it takes.
    fn item(&self) -> (What<'t>, usize) {
        if let Some(block) = self.trees.first().and_then(|it| it.within(Delimiter::Brace)) {
            return (What::Block(&block.inner), 1);
        }
        let start = visibility(self.sources, self.trees);
        if start == 0
            && let Some(found) = self.call()
        {
            return found;
        }
        match self.word(start) {
            "use" => (What::Use, self.statement(start)),
            "type" | "static" => (What::Other, self.statement(start)),
            "extern" if self.word(start + 1) == "crate" => (What::Other, self.statement(start)),
            "mod" => self.module(start),
            "unsafe" if self.word(start + 1) == "mod" => self.module(start + 1),
            "const" if self.word(start + 1) == "_" => self.anonymous(start),
            "const" if !is_behind_const(self.word(start + 1)) => {
                (What::Other, self.statement(start))
            }
            "fn" | "struct" | "enum" | "union" | "macro" | "impl" | "trait" | "unsafe"
            | "async" | "const" | "default" | "safe" | "auto" | "extern" | "gen" => {
                self.with_body(start)
            }
            _ if start == 0 && self.is_sign(0, b';') => (What::NoItem, 1),
            _ => (What::Unknown, self.with_body(start).1),
        }
    }

    fn call(&self) -> Option<(What<'t>, usize)> {
        let length = path(self.sources, self.trees);
        if length == 0 || !self.is_sign(length, b'!') {
            return None;
        }
        let is_definition = length == 1 && self.word(0) == "macro_rules";
        let at = if is_definition { length + 2 } else { length + 1 };
        let given = self.trees.get(at)?.group().filter(|group| group.is_written())?;
        let ends = given.delimiter != Delimiter::Brace && self.is_sign(at + 1, b';');
        let length_of_all = if ends { at + 2 } else { at + 1 };
        let what = if is_definition {
            let name = self.trees.get(length + 1)?.leaf()?;
            What::Definition { name, rules: given }
        } else {
            What::Call { path: self.trees.get(..length)?, given }
        };
        Some((what, length_of_all))
    }

    fn module(&self, at: usize) -> (What<'t>, usize) {
        let name = self.trees.get(at + 1).and_then(Tree::leaf);
        let body = self.trees.get(at + 2);
        match (name, body) {
            (Some(name), Some(body)) if body.within(Delimiter::Brace).is_some() => {
                (What::Module { name, body: Some(at + 2) }, at + 3)
            }
            (Some(name), Some(end)) if end.is_sign(b';') => {
                (What::Module { name, body: None }, at + 3)
            }
            _ => (What::Unknown, self.statement(at)),
        }
    }

    /// `const _: () = { … };`, also `= unsafe { … };`
    fn anonymous(&self, at: usize) -> (What<'t>, usize) {
        let end = self.statement(at);
        let what = match end.checked_sub(2).and_then(|body| Some((body, self.trees.get(body)?))) {
            Some((body, tree)) if tree.within(Delimiter::Brace).is_some() => {
                What::Anonymous { body }
            }
            _ => What::Other,
        };
        (what, end)
    }

    /// Up to the next `;`.
    fn statement(&self, from: usize) -> usize {
        let rest = self.trees.get(from..).unwrap_or_default();
        let end = rest.iter().position(|tree| tree.is_sign(b';'));
        end.map_or(self.trees.len(), |end| from + end + 1)
    }

    /// Up to its body, or to `;`.
    fn with_body(&self, from: usize) -> (What<'t>, usize) {
        let words = (from..self.trees.len()).map(|at| self.word(at));
        let mut words = words.take_while(|word| !matches!(*word, "" | "fn" | "struct" | "enum"));
        let has_members = words.any(|word| matches!(word, "impl" | "trait"));
        let mut angles = 0u32;
        let mut before = 0;
        for (at, tree) in self.trees.iter().enumerate().skip(from) {
            let sign = match tree {
                Tree::Leaf(leaf) => match leaf.kind {
                    super::tree::Kind::Sign(sign) => sign,
                    _ => 0,
                },
                Tree::Group(group) => {
                    if group.delimiter == Delimiter::Brace && angles == 0 {
                        let what =
                            if has_members { What::Members { body: at } } else { What::Other };
                        return (what, at + 1);
                    }
                    0
                }
            };
            match sign {
                b';' => return (What::Other, at + 1),
                b'<' => angles += 1,
                b'>' if !matches!(before, b'-' | b'=') => angles = angles.saturating_sub(1),
                _ => {}
            }
            before = sign;
        }
        (What::Unknown, self.trees.len())
    }
}

/// Words behind a `const` that belongs to a function or an `impl`.
fn is_behind_const(word: &str) -> bool {
    matches!(word, "fn" | "unsafe" | "async" | "extern" | "trait" | "impl" | "auto")
}
