//! What a rule makes of what its variables stand for.

use super::budget::Budget;
use super::matching::{Bindings, Bound};
use super::rules::{Repeated, Template};
use super::tree::{Delimiter, Group, Kind, Leaf, Sources, Tree};

/// The trees that a template becomes. `None` where it says what cannot be: repetitions of different lengths.
pub(super) fn transcribed(
    sources: &Sources,
    budget: &mut Budget,
    template: &[Template],
    bindings: &Bindings,
) -> Option<Vec<Tree>> {
    let bound = bindings.iter().map(|(name, bound)| (*name, bound)).collect();
    let mut transcription = Transcription { sources, budget };
    let mut made = Vec::new();
    transcription.all(template, &bound, &mut made)?;
    Some(made)
}

type Known<'b> = Vec<(Leaf, &'b Bound)>;

struct Transcription<'s, 'b> {
    sources: &'s Sources,
    budget: &'b mut Budget,
}

impl Transcription<'_, '_> {
    fn all(
        &mut self,
        template: &[Template],
        known: &Known<'_>,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let mut rest = template;
        while let [part, behind @ ..] = rest {
            rest = behind;
            self.budget.make(1)?;
            match part {
                Template::Token(leaf) => made.push(Tree::Leaf(*leaf)),
                Template::Group(delimiter, ends, inner) => {
                    let mut inside = Vec::with_capacity(inner.len());
                    self.all(inner, known, &mut inside)?;
                    made.push(Group::tree(*delimiter, *ends, inside)?);
                }
                Template::Variable(sign, name) => match self.bound(known, *name) {
                    Some(Bound::Trees(trees)) => {
                        let trees = if is_call(behind) { unwrapped(trees) } else { trees };
                        self.budget.make(trees.len())?;
                        made.extend_from_slice(trees);
                    }
                    Some(Bound::Each(_)) => return None,
                    None => made.extend([Tree::Leaf(*sign), Tree::Leaf(*name)]),
                },
                Template::Repeated(repeated) => self.repeated(repeated, known, made)?,
            }
        }
        Some(())
    }

    fn repeated(
        &mut self,
        repeated: &Repeated<Template>,
        known: &Known<'_>,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let mut each: Vec<(Leaf, &[Bound])> = Vec::new();
        self.each(&repeated.inner, known, &mut each);
        let count = each.first().map(|(_, bounds)| bounds.len())?;
        if each.iter().any(|(_, bounds)| bounds.len() != count) {
            return None;
        }
        for at in 0..count {
            self.budget.make(1)?;
            if at > 0 {
                made.extend(repeated.separator.iter().map(|leaf| Tree::Leaf(*leaf)));
            }
            let own = each.iter().filter_map(|(name, bounds)| Some((*name, bounds.get(at)?)));
            let inside: Known<'_> = own.chain(known.iter().copied()).collect();
            self.all(&repeated.inner, &inside, made)?;
        }
        Some(())
    }

    /// The variables in a template that stand for several things.
    fn each<'b>(
        &self,
        template: &[Template],
        known: &Known<'b>,
        found: &mut Vec<(Leaf, &'b [Bound])>,
    ) {
        for part in template {
            match part {
                Template::Token(_) => {}
                Template::Group(_, _, inner) => self.each(inner, known, found),
                Template::Repeated(repeated) => self.each(&repeated.inner, known, found),
                Template::Variable(_, name) => {
                    if let Some(Bound::Each(bounds)) = self.bound(known, *name) {
                        found.push((*name, bounds));
                    }
                }
            }
        }
    }

    fn bound<'b>(&self, known: &Known<'b>, name: Leaf) -> Option<&'b Bound> {
        let text = self.sources.text(name);
        let named = known.iter().find(|(other, _)| self.sources.text(*other) == text);
        named.map(|(_, bound)| *bound)
    }
}

/// Whether `!` follows, as behind the path of a macro.
fn is_call(behind: &[Template]) -> bool {
    matches!(behind.first(), Some(Template::Token(leaf)) if leaf.kind == Kind::Sign(b'!'))
}

/// The tokens of a path that was taken for one: `$called!(…)` calls the macro of that path.
fn unwrapped(trees: &[Tree]) -> &[Tree] {
    match trees {
        [Tree::Group(group)] if group.delimiter == Delimiter::Type => &group.inner,
        trees => trees,
    }
}
