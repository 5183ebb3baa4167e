//! What a `macro_rules!` says: what each of its rules takes, and what it makes of it.
//! Source: The Rust Reference, "Macros By Example".

use super::tree::{Delimiter, Group, Kind, Leaf, Sources, Tree, begins_with, operator, own_crate};

/// What is taken, and what is made of it.
pub(super) struct Rule {
    pub pattern: Vec<Pattern>,
    pub template: Vec<Template>,
}

pub(super) enum Pattern {
    /// These very tokens: a word, or the signs of one operator.
    Tokens(Vec<Leaf>),
    Group(Delimiter, Vec<Pattern>),
    /// `$name:kind`
    Fragment {
        name: Leaf,
        kind: Fragment,
    },
    Repeated(Repeated<Pattern>),
}

pub(super) enum Template {
    Token(Leaf),
    Group(Delimiter, (Leaf, Leaf), Vec<Template>),
    /// `$name`, with the sign before it: it stands for itself where nothing is called so.
    Variable(Leaf, Leaf),
    Repeated(Repeated<Template>),
}

/// `$( … ) separator times`
pub(super) struct Repeated<T> {
    pub inner: Vec<T>,
    pub separator: Vec<Leaf>,
    pub times: Times,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    Any,
    AtLeastOnce,
    AtMostOnce,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fragment {
    Block,
    Expression,
    Identifier,
    Item,
    Lifetime,
    Literal,
    Meta,
    Path,
    /// With `|` at its top, or without.
    Pattern,
    PatternAlone,
    Statement,
    Token,
    Type,
    Visibility,
}

impl Fragment {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "block" => Self::Block,
            "expr" | "expr_2021" => Self::Expression,
            "ident" => Self::Identifier,
            "item" => Self::Item,
            "lifetime" => Self::Lifetime,
            "literal" => Self::Literal,
            "meta" => Self::Meta,
            "path" => Self::Path,
            "pat" => Self::Pattern,
            "pat_param" => Self::PatternAlone,
            "stmt" => Self::Statement,
            "tt" => Self::Token,
            "ty" => Self::Type,
            "vis" => Self::Visibility,
            _ => return None,
        })
    }
}

/// The rules of a macro, in order. `None` where one of them has a form that is not known here.
pub(super) fn rules(sources: &Sources, body: &Group) -> Option<Vec<Rule>> {
    let reader = Reader { sources };
    let mut rules = Vec::new();
    let mut rest = body.inner.as_slice();
    while let [pattern, equals, greater, template, behind @ ..] = rest {
        if !begins_with(&[equals.clone(), greater.clone()], b"=>") {
            return None;
        }
        rules.push(Rule {
            pattern: reader.pattern(&pattern.group()?.inner)?,
            template: reader.template(&template.group()?.inner)?,
        });
        rest = match behind {
            [end, behind @ ..] if end.is_sign(b';') => behind,
            behind => behind,
        };
    }
    rest.is_empty().then_some(rules)
}

struct Reader<'s> {
    sources: &'s Sources,
}

impl Reader<'_> {
    fn pattern(&self, trees: &[Tree]) -> Option<Vec<Pattern>> {
        let mut found = Vec::new();
        let mut rest = trees;
        while let [first, behind @ ..] = rest {
            rest = behind;
            match first {
                // The compiler passes over doc comments. Source: `MatcherLoc::Token` of its `macro_parser`.
                Tree::Leaf(leaf) if leaf.kind == Kind::Sign(b'#') && is_doc(behind.first()) => {
                    rest = behind.get(1..).unwrap_or_default();
                }
                Tree::Group(group) => {
                    found.push(Pattern::Group(delimiter(group), self.pattern(&group.inner)?));
                }
                // A `$` alone, as in `[$] => { … }`, is a sign as any other.
                Tree::Leaf(leaf) if leaf.kind == Kind::Sign(b'$') && !behind.is_empty() => {
                    let (pattern, after) = self.variable(behind)?;
                    found.push(pattern);
                    rest = after;
                }
                Tree::Leaf(leaf) => {
                    let others = operator(trees_from(trees, rest)) - 1;
                    let (joined, after) = rest.split_at(others.min(rest.len()));
                    let leaves = joined.iter().filter_map(Tree::leaf);
                    found.push(Pattern::Tokens([*leaf].into_iter().chain(leaves).collect()));
                    rest = after;
                }
            }
        }
        Some(found)
    }

    /// What stands behind a `$` of a pattern, and what follows it.
    fn variable<'t>(&self, trees: &'t [Tree]) -> Option<(Pattern, &'t [Tree])> {
        let [first, behind @ ..] = trees else { return None };
        if let Some(group) = first.within(Delimiter::Parenthesis) {
            let inner = self.pattern(&group.inner)?;
            let (separator, times, rest) = repetition(behind)?;
            return Some((Pattern::Repeated(Repeated { inner, separator, times }), rest));
        }
        let name = first.leaf().filter(|leaf| leaf.kind == Kind::Word)?;
        if self.sources.text(name) == "crate" {
            return Some((Pattern::Tokens(vec![own_crate()]), behind));
        }
        let [colon, kind, rest @ ..] = behind else { return None };
        let kind = Fragment::of(self.sources.word(Some(kind))).filter(|_| colon.is_sign(b':'))?;
        // Before the edition of 2021 a pattern has no alternatives, so that `|` may follow it.
        let is_alone = kind == Fragment::Pattern && rest.first().is_some_and(|it| it.is_sign(b'|'));
        let kind = if is_alone { Fragment::PatternAlone } else { kind };
        Some((Pattern::Fragment { name, kind }, rest))
    }

    fn template(&self, trees: &[Tree]) -> Option<Vec<Template>> {
        let mut found = Vec::new();
        let mut rest = trees;
        while let [first, behind @ ..] = rest {
            rest = behind;
            match first {
                Tree::Group(group) => {
                    let inner = self.template(&group.inner)?;
                    let ends = (made(group.open), made(group.close));
                    found.push(Template::Group(group.delimiter, ends, inner));
                }
                // A `$` alone, as in `define!([$])`, is a sign as any other.
                Tree::Leaf(sign) if sign.kind == Kind::Sign(b'$') && !behind.is_empty() => {
                    let [next, after @ ..] = behind else { return None };
                    if let Some(group) = next.within(Delimiter::Parenthesis) {
                        let inner = self.template(&group.inner)?;
                        let (separator, times, after) = repetition(after)?;
                        let separator = separator.into_iter().map(made).collect();
                        found.push(Template::Repeated(Repeated { inner, separator, times }));
                        rest = after;
                        continue;
                    }
                    // `${count(…)}` and the like are not stable.
                    let name = next.leaf()?;
                    found.push(match self.sources.text(name) {
                        "crate" => Template::Token(own_crate()),
                        _ => Template::Variable(made(*sign), made(name)),
                    });
                    rest = after;
                }
                Tree::Leaf(leaf) => found.push(Template::Token(made(*leaf))),
            }
        }
        Some(found)
    }
}

/// The whole of `trees` from the one before `rest` on.
fn trees_from<'t>(trees: &'t [Tree], rest: &[Tree]) -> &'t [Tree] {
    trees.get(trees.len().saturating_sub(rest.len() + 1)..).unwrap_or_default()
}

fn made(leaf: Leaf) -> Leaf {
    Leaf { is_made: true, ..leaf }
}

fn is_doc(tree: Option<&Tree>) -> bool {
    tree.and_then(Tree::group).is_some_and(|group| group.delimiter == Delimiter::Doc)
}

fn delimiter(group: &Group) -> Delimiter {
    match group.delimiter {
        Delimiter::Doc => Delimiter::Bracket,
        delimiter => delimiter,
    }
}

/// What separates the repetitions, how often there may be one, and what follows.
fn repetition(trees: &[Tree]) -> Option<(Vec<Leaf>, Times, &[Tree])> {
    let times = |tree: &Tree| match tree.leaf()?.kind {
        Kind::Sign(b'*') => Some(Times::Any),
        Kind::Sign(b'+') => Some(Times::AtLeastOnce),
        Kind::Sign(b'?') => Some(Times::AtMostOnce),
        _ => None,
    };
    let [first, rest @ ..] = trees else { return None };
    if let Some(found) = times(first) {
        return Some((Vec::new(), found, rest));
    }
    let is_times = |at: usize| trees.get(at).and_then(times).is_some();
    // The sign behind the separator touches it: `$(…),*`.
    let most = operator(trees);
    let length = (1..=most).find(|length| is_times(*length)).unwrap_or(most);
    let (separator, rest) = trees.split_at(length.min(trees.len()));
    let [found, rest @ ..] = rest else { return None };
    let separator = separator.iter().map(Tree::leaf).collect::<Option<Vec<Leaf>>>()?;
    Some((separator, times(found)?, rest))
}
