//! Macros that stand for types: `impl Value for nonzero!(u8) { … }`.

use std::rc::Rc;

use boundstone_model::Call;

use super::super::item;
use super::super::matching::matching;
use super::super::scope::Definition;
use super::super::transcription::transcribed;
use super::super::tree::{Delimiter, Group, Sources, Tree};
use super::{DEEPEST, Expander, Outcome, Place, TOO_MUCH};

impl Expander<'_> {
    /// Adds the tokens of an item, without its body, or of one that has none, with the types that its macros stand for.
    pub(super) fn head(
        &mut self,
        code: &[Tree],
        place: &Place,
        outcome: &mut Outcome,
        made: &mut Vec<Tree>,
    ) -> Option<()> {
        let end = self.end_of_types(code);
        let (types, rest) = code.split_at_checked(end)?;
        if has_call(&self.sources, types) {
            made.extend(self.types(types, place, outcome)?);
        } else {
            made.extend_from_slice(types);
        }
        made.extend_from_slice(rest);
        Some(())
    }

    /// Where the types of an item end: before its body, and before the value of a constant.
    fn end_of_types(&self, code: &[Tree]) -> usize {
        let word = self.sources.word(code.get(item::visibility(&self.sources, code)));
        let has_value = matches!(word, "const" | "static");
        let is_end = |tree: &Tree| {
            tree.within(Delimiter::Brace).is_some() || has_value && tree.is_sign(b'=')
        };
        match word {
            "use" | "macro_rules" | "macro" => 0,
            _ => code.iter().position(is_end).unwrap_or(code.len()),
        }
    }

    /// The same tokens with the types that macros stand for. `None` where they would be nested too deep.
    fn types(&mut self, trees: &[Tree], place: &Place, outcome: &mut Outcome) -> Option<Vec<Tree>> {
        let mut made = Vec::with_capacity(trees.len());
        let mut rest = trees;
        while let [first, behind @ ..] = rest {
            let (path, given) = item::path_or_call(&self.sources, rest);
            // A path that is none of a macro is passed over whole, so that each token is looked at once.
            let length = if given.is_some() { path.len() + 2 } else { path.len() };
            if length > 0 {
                let (written, behind) = rest.split_at_checked(length)?;
                rest = behind;
                let found = match given {
                    Some(given) => self.type_of(path, given, place, outcome)?,
                    None => None,
                };
                match found {
                    Some(tree) => made.push(tree),
                    None => made.extend_from_slice(written),
                }
                continue;
            }
            rest = behind;
            made.push(match first {
                Tree::Group(group) if is_of_types(group) => {
                    let inner = self.types(&group.inner, place, outcome)?;
                    group.around(inner)?
                }
                tree => tree.clone(),
            });
        }
        Some(made)
    }

    /// What a call becomes, if it is followed.
    fn type_of(
        &mut self,
        path: &[Tree],
        given: &Group,
        place: &Place,
        outcome: &mut Outcome,
    ) -> Option<Option<Tree>> {
        let definitions = self.definitions(path, given, place, &[]);
        // Two of which one is compiled make two types, of which an item has one.
        let [definition] = definitions.as_slice() else { return Some(None) };
        let name = path.last().and_then(Tree::leaf)?;
        let inside = Place { depth: place.depth + 1, ..place.clone() };
        let result = self.made_type(definition, given, &inside, outcome);
        let text = self.sources.text(name).into();
        let trees = match result {
            Ok(trees) => trees,
            Err(TOO_MUCH) if place.depth > 0 => return None,
            Err(why) => {
                outcome.not_followed.push((text, why));
                return Some(None);
            }
        };
        outcome.is_changed = true;
        let tree = Group::tree(Delimiter::Type, (name, name), trees)?;
        if place.depth > 0 {
            return Some(Some(tree));
        }
        let number = outcome.calls.len() as u32;
        outcome.calls.push(Call { range: name.range, name: text });
        Some(Some(Group::tree(Delimiter::Call(number), (name, name), vec![tree])?))
    }

    fn made_type(
        &mut self,
        definition: &Rc<Definition>,
        given: &Group,
        inside: &Place,
        outcome: &mut Outcome,
    ) -> Result<Vec<Tree>, &'static str> {
        let rules = definition.rules.as_ref().ok_or("its definition has an unknown form")?;
        if inside.depth > DEEPEST {
            return Err(TOO_MUCH);
        }
        let (sources, budget) = (&self.sources, &mut self.budget);
        let (rule, bindings) = matching(sources, budget, rules, &given.inner)
            .ok_or("none of its rules takes what it is given")?;
        let made = transcribed(sources, budget, &rule.template, &bindings).ok_or(TOO_MUCH)?;
        self.types(&made, inside, outcome).ok_or(TOO_MUCH)
    }
}

/// Whether macros stand among types, so that they can be such.
fn has_call(sources: &Sources, trees: &[Tree]) -> bool {
    let mut rest = trees;
    while let [first, behind @ ..] = rest {
        let (path, given) = item::path_or_call(sources, rest);
        let is_around =
            first.group().is_some_and(|it| is_of_types(it) && has_call(sources, &it.inner));
        if given.is_some() || is_around {
            return true;
        }
        rest = if path.is_empty() { behind } else { rest.get(path.len()..).unwrap_or_default() };
    }
    false
}

/// Whether the brackets are such as are around types: `(A, B)`, `[A; 2]`, and what was taken for a type.
fn is_of_types(group: &Group) -> bool {
    matches!(group.delimiter, Delimiter::Parenthesis | Delimiter::Bracket | Delimiter::Type)
}
