//! What an `impl` of an auto trait says, which counts instead of what the type holds.
//! Source: The Rust Reference, "Auto traits".

use std::collections::BTreeMap;

use boundstone_model::{Implementation, Lost};

use super::{Holding, Inside, is_auto};
use crate::class::trait_name;
use crate::rust_types::{Argument, Type, list, parse};
use crate::types::Origin;

/// So many traits are looked into for what one demands.
const MOST_TRAITS: usize = 64;

/// Whether each trait that is written is had, where the parameters are what they are.
#[derive(Default)]
pub(super) struct Given(BTreeMap<String, bool>);

impl Given {
    /// `given`: what the parameters of the type are not.
    pub(super) fn read(
        &mut self,
        holding: &Holding<'_, '_>,
        block: &Implementation,
        origin: Origin,
        given: &[Lost],
    ) {
        if let Some((name, bounds, own)) = parts(block, given) {
            let inside = Inside { holding, origin, given: &own };
            let is_had = list(bounds).iter().all(|it| is_met(it, name, &inside));
            let known = self.0.entry(name.to_owned()).or_default();
            *known |= is_had;
        }
    }

    /// What is written and not had.
    pub(super) fn lost(&self) -> Lost {
        Lost::ALL.but_for(|name| self.0.get(name) != Some(&false))
    }

    /// Of what is written the second, of all else the first.
    pub(super) fn instead_of(&self, otherwise: Lost, written: Lost) -> Lost {
        let is_written = |name: &str| self.0.contains_key(name);
        otherwise.but_for(is_written).with(written.but_for(|name| !is_written(name)))
    }
}

/// The trait, what is demanded, and what the parameters of the `impl` are not, which counts them by itself.
fn parts<'b>(block: &'b Implementation, given: &[Lost]) -> Option<(&'b str, &'b str, Vec<Lost>)> {
    let (of_trait, ty, bounds) = block.parts()?;
    let name = trait_name(of_trait);
    let Type::Path(path) = parse(ty).filter(|_| is_auto(Some(name)))? else { return None };
    let is_type = |it: &&Argument| matches!(it, Argument::Type(_));
    let written = path.last()?.arguments().iter().filter(is_type).map(ToString::to_string);
    let number = |it: &str, sign| it.strip_prefix(sign).and_then(|it| it.parse::<usize>().ok());
    let types = written.filter(|it| number(it, 'N').is_none());
    let mut own = Vec::new();
    for (argument, lost) in types.zip(given) {
        if let Some(number) = number(&argument, 'T') {
            own.resize(own.len().max(number + 1), Lost::default());
            own.get_mut(number).into_iter().for_each(|it| *it = *lost);
        }
    }
    Some((name, bounds, own))
}

/// Whether a bound holds. One of another trait may demand the auto traits itself: `T: Job`, where that is `Job: Send`.
fn is_met(bound: &str, of: &str, inside: &Inside<'_, '_, '_>) -> bool {
    let Some((ty, demanded)) = bound.split_once(": ") else { return true };
    let lost = Lost::of_all([ty].into_iter(), inside);
    let mut all = vec![demanded.to_owned()];
    let mut at = 0;
    while let Some(demanded) = all.get(at).filter(|_| lost != Lost::default()) {
        let name = demanded.as_str();
        if lost.names().any(|it| it == name) {
            return false;
        }
        match inside.parents(name) {
            Some(parents) if at < MOST_TRAITS => all.extend(parents),
            None if name.contains("::") && !name.starts_with("std::") => {
                let unsure = Lost::ALL.but_for(|it| it != of);
                inside.holding.unsure.set(inside.holding.unsure.get().with(unsure));
            }
            _ => {}
        }
        at += 1;
    }
    true
}
