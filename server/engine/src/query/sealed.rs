//! Traits that nobody outside of their crate can implement.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{Form, Implementation, RepoPath, Signature};

use super::code::{SignatureReader, Signed};
use crate::World;
use crate::class::{parameters_in, substituted, trait_name};
use crate::crossings::{Trait, traits};
use crate::rust_types::{Argument, Segment, Type, parse};

/// So many traits that build on one another are followed.
const MOST_DEPTH: u32 = 8;

/// A trait, the file that defines it, and what it promises.
#[derive(Clone, Copy)]
pub(super) struct NamedTrait<'t> {
    pub name: &'t str,
    pub path: &'t RepoPath,
    pub signature: &'t Signature,
}

/// Whether a trait of the library in exactly this folder builds on one that nobody else can name, demands what
/// documentation hides, or is implemented by its own crate for all that can have it. Where that is not plain, it is not
/// sealed. Costs a walk through the modules of the library.
pub(super) fn is_sealed(
    Signed { world, signatures }: Signed<'_>,
    folder: &RepoPath,
    it: NamedTrait<'_>,
) -> bool {
    is_for_all(signatures, it)
        || Sealing { world, signatures, traits: traits(world, folder) }.seals(it.signature, 0)
}

/// Whether the file of a trait implements it for every type that has its supertraits: `impl<T: Read> ReadExt for T`.
fn is_for_all(signatures: &dyn SignatureReader, it: NamedTrait<'_>) -> bool {
    let Form::Record(record) = &it.signature.form else { return false };
    let Ok(signatures) = signatures.signatures(it.path) else { return false };
    let heads = signatures.items.iter().flatten().filter_map(|it| it.implementation.as_ref());
    let mut of_trait = heads.filter(|head| {
        head.is_blanket && head.of_trait.as_deref().map(trait_name) == Some(it.name)
    });
    of_trait.any(|head| {
        let Some((of_trait, ty, bounds)) = head.parts() else { return false };
        let Some(given) = parameters_of(of_trait) else { return false };
        let parents: Vec<String> =
            record.parents.iter().map(|parent| substituted(parent, &given)).collect();
        let is_of_trait = |bound: &str| {
            let demanded = bound.strip_prefix(ty).and_then(|it| it.strip_prefix(": "));
            demanded.is_some_and(|it| it == "?Sized" || parents.iter().any(|own| *own == *it))
        };
        // A comma inside of a bound makes parts of it that are none: then it is not plain.
        !ty.starts_with('&') && bounds.split(", ").all(|it| it.is_empty() || is_of_trait(it))
    })
}

/// What the parameters of a trait are called in an `impl` of it that is given parameters of its own for them, each another
/// one: `T1` for the `T0` of `Ext<T1>`.
fn parameters_of(of_trait: &str) -> Option<Vec<(String, String)>> {
    let Some(Type::Path(path)) = parse(of_trait) else { return None };
    let given = path.last().map(Segment::arguments).unwrap_or_default();
    let types = given.iter().filter_map(|argument| match argument {
        Argument::Type(ty) => Some(ty.to_string()),
        _ => None,
    });
    let types: Vec<String> = types.collect();
    let is_parameter = |(at, ty): (usize, &String)| {
        let only: Vec<&str> = parameters_in(ty).collect();
        only == [ty.as_str()] && !types.iter().skip(at + 1).any(|other| other == ty)
    };
    let all_are = types.iter().enumerate().all(is_parameter);
    let named = (0..).zip(&types).map(|(at, ty)| (format!("T{at}"), ty.clone()));
    all_are.then(|| named.collect())
}

/// The traits of one library, and what says of each on which others it builds.
struct Sealing<'w> {
    world: &'w World,
    signatures: &'w dyn SignatureReader,
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
            all.iter().all(|it| match it.is_public {
                true => self.is_sealed(it, depth + 1).unwrap_or(false),
                false => !self.others_may_have(it, trait_name(parent), depth),
            })
        })
    }

    /// Whether its own file implements a trait for every type that has what others may implement.
    fn others_may_have(&self, it: &Trait, name: &str, depth: u32) -> bool {
        let path = self.world.crossings.files.path(it.file);
        let Some(signatures) = path.and_then(|it| self.signatures.signatures(it).ok()) else {
            return false;
        };
        let heads = signatures.items.iter().flatten().filter_map(|it| it.implementation.as_ref());
        let of_all = heads.filter(|it| it.is_blanket).filter_map(Implementation::parts);
        let mut of_all = of_all.filter(|(of_trait, ..)| trait_name(of_trait) == name);
        of_all.any(|(_, _, bounds)| {
            let mut demanded = bounds.split(", ").filter_map(|it| it.split_once(": "));
            !demanded.any(|(_, it)| {
                trait_name(it) == name || depth < MOST_DEPTH && self.is_out_of_reach(it, depth + 1)
            })
        })
    }

    fn is_sealed(&self, it: &Trait, depth: u32) -> Option<bool> {
        let path = self.world.crossings.files.path(it.file)?;
        let signatures = self.signatures.signatures(path).ok()?;
        Some(self.seals(signatures.of(it.item)?.signature.as_ref()?, depth))
    }
}
