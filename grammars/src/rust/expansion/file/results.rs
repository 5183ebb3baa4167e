//! What macros make of what they are given.

use std::rc::Rc;

use super::super::condition::{asked, attribute_of_any, is_same};
use super::super::imports::Imports;
use super::super::matching::matching;
use super::super::scope::Definition;
use super::super::transcription::transcribed;
use super::super::tree::{Group, Tree};
use super::{DEEPEST, Expander, Outcome, Place, TOO_MUCH};

impl Expander<'_> {
    /// What the macros make of what is given, each under its condition; the reason where one of them cannot. What several of
    /// them make alike is made once.
    pub(super) fn results(
        &mut self,
        definitions: &[Rc<Definition>],
        given: &Group,
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
    ) -> Result<Vec<Tree>, &'static str> {
        if let [definition] = definitions {
            let made = self.result(definition, given, place)?;
            return self.items_made(&made, place, around, outcome);
        }
        // A macro that is there under a condition calls what is there under the same one.
        let asked = asked(&self.sources, &[&place.under, around].concat());
        let mut each: Vec<(Vec<Tree>, Vec<&[Tree]>)> = Vec::new();
        for definition in definitions.iter().filter(|it| it.is_within(&asked)) {
            let made = self.result(definition, given, place)?;
            let known = each.iter_mut().find(|(other, _)| is_same(&self.sources, other, &made));
            match known {
                Some((_, conditions)) => conditions.push(&definition.conditions),
                None => each.push((made, vec![&definition.conditions])),
            }
        }
        let mut all = Vec::new();
        for (made, conditions) in each {
            let own = match conditions.as_slice() {
                [only] => only.to_vec(),
                several => attribute_of_any(&mut self.sources, several).ok_or(TOO_MUCH)?,
            };
            all.extend(self.items_made(&made, place, &[around, &own].concat(), outcome)?);
        }
        Ok(all)
    }

    fn items_made(
        &mut self,
        made: &[Tree],
        place: &Place,
        around: &[Tree],
        outcome: &mut Outcome,
    ) -> Result<Vec<Tree>, &'static str> {
        let has_imports = made.iter().any(|tree| self.sources.word(Some(tree)) == "use");
        let imports = match has_imports {
            true => Rc::new(place.imports.with(Imports::of(&self.sources, made))),
            false => Rc::clone(&place.imports),
        };
        let inside = Place { imports, depth: place.depth + 1, ..place.clone() };
        self.items(made, &inside, around, outcome).ok_or(TOO_MUCH)
    }

    fn result(
        &mut self,
        definition: &Definition,
        given: &Group,
        place: &Place,
    ) -> Result<Vec<Tree>, &'static str> {
        let rules = definition.rules.as_ref().ok_or("its definition has an unknown form")?;
        if place.depth >= DEEPEST {
            return Err(TOO_MUCH);
        }
        let (sources, budget) = (&self.sources, &mut self.budget);
        let (rule, bindings) = matching(sources, budget, rules, &given.inner)
            .ok_or("none of its rules takes what it is given")?;
        transcribed(sources, budget, &rule.template, &bindings).ok_or(TOO_MUCH)
    }
}
