//! Traits that nobody outside of their crate can implement.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{Form, RepoPath, Signature};

use super::code::CodeReader;
use crate::World;
use crate::class::trait_name;
use crate::crossings::{Trait, traits};

/// So many traits that build on one another are followed.
const MOST_DEPTH: u32 = 8;

/// Whether a trait of the library in exactly this folder builds on one that nobody else can name, or demands what
/// documentation hides. Where that is not plain, it does not. Costs a walk through the modules of the library.
pub(super) fn is_sealed(
    world: &World,
    code: &dyn CodeReader,
    folder: &RepoPath,
    signature: &Signature,
) -> bool {
    Sealing { world, code, traits: traits(world, folder) }.seals(signature, 0)
}

/// The traits of one library, and what says of each on which others it builds.
struct Sealing<'w> {
    world: &'w World,
    code: &'w dyn CodeReader,
    traits: BTreeMap<String, Vec<Trait>>,
}

impl Sealing<'_> {
    fn seals(&self, signature: &Signature, depth: u32) -> bool {
        let Form::Record(record) = &signature.form else { return false };
        if record.word != "trait" || depth >= MOST_DEPTH {
            return false;
        }
        let is_hidden = |marks: &[Arc<str>]| marks.iter().any(|mark| &**mark == "doc(hidden)");
        let mut members = record.members.iter();
        members.any(|it| !it.is_optional && is_hidden(&it.signature.marks))
            || record.parents.iter().any(|parent| self.is_out_of_reach(parent, depth))
    }

    /// Whether every trait of the library that has the name is out of the reach of others.
    fn is_out_of_reach(&self, parent: &str, depth: u32) -> bool {
        let path = parent.split('<').next().unwrap_or(parent);
        // What is of another crate is written by its path.
        let named = self.traits.get(trait_name(parent)).filter(|_| !path.contains("::"));
        named.is_some_and(|all| {
            all.iter().all(|it| !it.is_public || self.is_sealed(it, depth + 1).unwrap_or(false))
        })
    }

    fn is_sealed(&self, it: &Trait, depth: u32) -> Option<bool> {
        let path = self.world.crossings.files.path(it.file)?;
        let signatures = self.code.signatures(path).ok()?;
        Some(self.seals(signatures.of(it.item)?.signature.as_ref()?, depth))
    }
}
