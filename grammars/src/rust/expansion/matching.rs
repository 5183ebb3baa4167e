//! What a macro is given, matched against the patterns of its rules.

use super::budget::Budget;
use super::fragment::length;
use super::rules::{Fragment, Pattern, Repeated, Rule, Times};
use super::tree::{Delimiter, Group, Kind, Leaf, Sources, Tree, operator};

/// What the variables of a rule stand for.
pub(super) type Bindings = Vec<(Leaf, Bound)>;

#[derive(Clone)]
pub(super) enum Bound {
    Trees(Vec<Tree>),
    Each(Vec<Bound>),
}

/// The first rule that takes all of what is given, and what its variables stand for then.
pub(super) fn matching<'r>(
    sources: &Sources,
    budget: &mut Budget,
    rules: &'r [Rule],
    given: &[Tree],
) -> Option<(&'r Rule, Bindings)> {
    let mut matcher = Matcher { sources, budget };
    rules.iter().find_map(|rule| {
        let mut bindings = Bindings::new();
        let end = matcher.all(&rule.pattern, given, true, &mut bindings)?;
        (end == given.len()).then_some((rule, bindings))
    })
}

struct Matcher<'s, 'b> {
    sources: &'s Sources,
    budget: &'b mut Budget,
}

impl Matcher<'_, '_> {
    /// Matches a list of patterns with the trees that `given` begins with, all of them where `is_whole`; where it ends.
    fn all(
        &mut self,
        patterns: &[Pattern],
        given: &[Tree],
        is_whole: bool,
        bindings: &mut Bindings,
    ) -> Option<usize> {
        let mut at = 0;
        let mut rest = patterns;
        while let [pattern, behind @ ..] = rest {
            self.budget.step()?;
            let left = given.get(at..)?;
            match pattern {
                Pattern::Tokens(tokens) => at += self.tokens(tokens, left)?,
                Pattern::Group(delimiter, inner) => {
                    let group = left.first()?.within(*delimiter)?;
                    self.all(inner, &group.inner, true, bindings)?;
                    at += 1;
                }
                Pattern::Fragment { name, kind } => {
                    let length = length(self.sources, *kind, left)?;
                    bindings.push((*name, bound(*kind, left.get(..length)?)?));
                    at += length;
                }
                Pattern::Repeated(repeated) => {
                    let behind = (behind, is_whole);
                    return Some(at + self.repeated(repeated, left, behind, bindings)?);
                }
            }
            rest = behind;
        }
        (!is_whole || at == given.len()).then_some(at)
    }

    fn tokens(&self, tokens: &[Leaf], given: &[Tree]) -> Option<usize> {
        let is_alike = |(token, tree): (&Leaf, &Tree)| {
            let leaf = tree.leaf().filter(|leaf| leaf.kind == token.kind);
            // A doc comment is an attribute, whatever its text.
            let is_sign = matches!(token.kind, Kind::Sign(_));
            leaf.is_some_and(|it| is_sign || self.sources.text(it) == self.sources.text(*token))
        };
        let is_one = tokens.len() == given.first().map_or(0, |_| operator(given));
        (is_one && tokens.iter().zip(given).all(is_alike)).then_some(tokens.len())
    }

    /// As many repetitions as there are, or so many fewer that the patterns behind them match.
    fn repeated(
        &mut self,
        repeated: &Repeated<Pattern>,
        given: &[Tree],
        (behind, is_whole): (&[Pattern], bool),
        bindings: &mut Bindings,
    ) -> Option<usize> {
        let (ends, found) = self.repetitions(repeated, given);
        let least = usize::from(repeated.times == Times::AtLeastOnce);
        let names = names(&repeated.inner);
        for count in (least..=found.len()).rev() {
            self.budget.step()?;
            let start = count.checked_sub(1).map_or(0, |last| ends.get(last).copied().unwrap_or(0));
            let mut all = Bindings::new();
            let Some(end) = self.all(behind, given.get(start..)?, is_whole, &mut all) else {
                continue;
            };
            for (place, name) in names.iter().enumerate() {
                let each = found.iter().take(count).filter_map(|it| Some(it.get(place)?.1.clone()));
                bindings.push((*name, Bound::Each(each.collect())));
            }
            bindings.append(&mut all);
            return Some(start + end);
        }
        None
    }

    /// Where each repetition ends, and what its variables stand for, in the order of [`names`].
    fn repetitions(
        &mut self,
        repeated: &Repeated<Pattern>,
        given: &[Tree],
    ) -> (Vec<usize>, Vec<Bindings>) {
        let (mut ends, mut found) = (Vec::new(), Vec::new());
        let mut at = 0;
        while repeated.times != Times::AtMostOnce || found.is_empty() {
            let separated = if found.is_empty() || repeated.separator.is_empty() {
                Some(0)
            } else {
                given.get(at..).and_then(|rest| self.tokens(&repeated.separator, rest))
            };
            let Some(left) = separated.and_then(|length| given.get(at + length..)) else { break };
            let mut bindings = Bindings::new();
            let Some(length) = self.all(&repeated.inner, left, false, &mut bindings) else { break };
            let end = given.len() - left.len() + length;
            if end == at {
                break;
            }
            at = end;
            ends.push(end);
            found.push(bindings);
        }
        (ends, found)
    }
}

/// The variables of patterns, in the order in which they are bound.
fn names(patterns: &[Pattern]) -> Vec<Leaf> {
    let mut found = Vec::new();
    for pattern in patterns {
        match pattern {
            Pattern::Tokens(_) => {}
            Pattern::Fragment { name, .. } => found.push(*name),
            Pattern::Group(_, inner) => found.extend(names(inner)),
            Pattern::Repeated(repeated) => found.extend(names(&repeated.inner)),
        }
    }
    found
}

/// What a variable stands for. The next macro sees a type or an expression as one token.
fn bound(kind: Fragment, trees: &[Tree]) -> Option<Bound> {
    let delimiter = match kind {
        Fragment::Expression => Delimiter::Expression,
        Fragment::Type | Fragment::Path | Fragment::Pattern | Fragment::PatternAlone => {
            Delimiter::Type
        }
        _ => return Some(Bound::Trees(trees.to_vec())),
    };
    if let [Tree::Group(group)] = trees
        && !group.is_written()
    {
        return Some(Bound::Trees(trees.to_vec()));
    }
    let end = ends(trees.first()?);
    Some(Bound::Trees(vec![Group::tree(delimiter, (end, end), trees.to_vec())?]))
}

fn ends(tree: &Tree) -> Leaf {
    match tree {
        Tree::Leaf(leaf) => *leaf,
        Tree::Group(group) => group.open,
    }
}
