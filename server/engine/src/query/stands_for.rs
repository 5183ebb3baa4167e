//! What the names in signatures of Rust stand for: aliases of the repository, and associated types of an `impl`.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    Alias, ChangeClass, Enumeration, Form, GenericKind, Generics, ItemKind, ItemNumber, Place,
    Record, RepoPath, Signature, SignatureChange,
};

use super::aligned::Meanings;
use crate::class::{doubt, each_text};
use crate::rust_types::{Argument, Bound, Given, Path, Segment, Type, parse};
use crate::types::Origin;

/// So many aliases stand for one another at most: real ones are two or three.
const MOST_ALIASES: u32 = 8;

/// Longer types than this come of aliases that multiply.
const MOST_BYTES: usize = 8_192;

/// What names mean in the signature of one item.
pub(super) struct StandsFor<'o, 's> {
    pub meanings: &'o Meanings<'s>,
    /// What `M::Output` is, by how signatures write it.
    pub types: BTreeMap<String, Type>,
    /// Which aliases are left as they are, by where they stand.
    pub is_left: &'o dyn Fn(&Place) -> bool,
    /// What a type or a trait is called with what it is given, if not by its own name.
    pub called: &'o dyn Fn(&Place, &Segment) -> Option<Segment>,
}

impl StandsFor<'_, '_> {
    /// The signature of the item at `origin` in which each alias is written out, and each associated type; `None` where
    /// there is none of them.
    pub(super) fn written_out(&self, signature: &Signature, origin: Origin) -> Option<Signature> {
        let mut out = signature.clone();
        each_text(&mut out, &mut |text| {
            let written = each_type(text, &mut |ty| self.write_out(ty, origin, 0));
            if let Some(written) = written {
                *text = written.into();
            }
        });
        (out != *signature).then_some(out)
    }

    fn write_out(&self, ty: &mut Type, origin: Origin, depth: u32) {
        ty.inside_out(&mut |ty| {
            if let Some(own) = self.types.get(&ty.to_string()) {
                *ty = own.clone();
            }
            if let Type::Array { length, .. } = ty
                && let Some(number) = self.number(length, origin)
            {
                *length = number.to_string();
            }
            if let Type::Bounds { bounds, .. } = ty {
                let traits = bounds.iter_mut().filter_map(|it| match it {
                    Bound::Trait { path, .. } => Some(path),
                    _ => None,
                });
                traits.for_each(|path| self.as_called(path, origin));
            }
            let Type::Path(path) = ty else { return };
            if !may_be_own(path) || depth >= MOST_ALIASES {
                return;
            }
            self.constants(path, origin);
            if let Some(meant) = self.alias(path, origin, depth) {
                *ty = meant;
                return;
            }
            self.as_called(path, origin);
            if let Some(meant) = result_of_std(path) {
                *ty = meant;
            }
        });
    }

    /// Writes a type or a trait of the repository by the name that both sides know, without what is its default anyway. What a
    /// glob brought stands there with the way to it, as if it led out of the crate.
    fn as_called(&self, path: &mut Path, origin: Origin) {
        let is_type = |kind| {
            matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union | ItemKind::Trait)
        };
        let meant = self.meanings.item(origin, &path.names(), is_type);
        let Some((place, signature)) = meant.and_then(|it| self.meanings.signed(it)) else {
            return self.as_outside(path, origin);
        };
        without_defaults(path, &signature);
        if let Some(last) = path.segments.pop() {
            path.segments = vec![(self.called)(&place, &last).unwrap_or(last)];
        }
    }

    /// Writes a type or a trait of another crate as that names it, whatever modules of this one hand it on.
    fn as_outside(&self, path: &mut Path, origin: Origin) {
        let Some((last, modules)) = path.segments.split_last() else { return };
        if modules.iter().any(|it| it.given != Given::Nothing) {
            return;
        }
        let Some(out) = self.meanings.outside(origin, &path.names()) else { return };
        let plain = |name: &str| Segment { name: name.to_owned(), given: Given::Nothing };
        let mut segments: Vec<Segment> = out.split("::").map(plain).collect();
        if let Some(own) = segments.last_mut() {
            own.given = last.given.clone();
        }
        path.segments = segments;
    }

    /// The number that the length of an array names. One that others can name tells of itself no other number.
    fn number(&self, length: &str, origin: Origin) -> Option<Arc<str>> {
        let is_constant = |kind| kind == ItemKind::Constant;
        let is_name = length.chars().all(|it| it.is_alphanumeric() || "_:".contains(it))
            && !length.starts_with(|it: char| it.is_ascii_digit());
        let meant = is_name.then(|| self.meanings.item(origin, length, is_constant))??;
        self.meanings.number(meant)
    }

    /// The numbers of the constants that a path is given.
    fn constants(&self, path: &mut Path, origin: Origin) {
        for segment in &mut path.segments {
            let Given::Arguments(arguments) = &mut segment.given else { continue };
            for argument in arguments {
                let Argument::Type(Type::Path(named)) = &*argument else { continue };
                // By their custom, types have small letters as well.
                let is_constant = |it: &Segment| {
                    it.arguments().is_empty() && !it.name.contains(|it: char| it.is_lowercase())
                };
                if may_be_own(named)
                    && named.last().is_some_and(is_constant)
                    && let Some(number) = self.number(&named.to_string(), origin)
                {
                    *argument = Argument::Constant(number.to_string());
                }
            }
        }
    }

    /// What the alias that a path names stands for, with what it is given.
    fn alias(&self, path: &Path, origin: Origin, depth: u32) -> Option<Type> {
        let last = path.last()?;
        let is_alias = |kind| kind == ItemKind::TypeAlias;
        let meant = self.meanings.item(origin, &path.names(), is_alias)?;
        let (place, signature) = self.meanings.signed(meant)?;
        if (self.is_left)(&place) {
            return None;
        }
        let Form::Alias(Alias { generics, ty: Some(text), .. }) = &signature.form else {
            return None;
        };
        let mut ty = parse(text)?;
        // What is demanded of an associated type says where it stands.
        self.write_out(&mut ty, meant, depth + 1);
        let given = given_to(generics, last.arguments())?;
        fill(&mut ty, &given);
        Some(ty)
    }
}

/// What the names of the standard library for a `Result` stand for, as signatures have it.
fn result_of_std(path: &Path) -> Option<Type> {
    match (path.names().as_str(), path.last()?.arguments()) {
        ("std::fmt::Result", []) => parse("Result<(), std::fmt::Error>"),
        ("std::io::Result", [of]) => parse(&format!("Result<{of}, std::io::Error>")),
        _ => None,
    }
}

/// Leaves out what is given to a type and is the default anyway.
fn without_defaults(path: &mut Path, signature: &Signature) {
    let Some(Segment { given: Given::Arguments(arguments), .. }) = path.segments.last_mut() else {
        return;
    };
    let (Form::Record(Record { generics, .. }) | Form::Enum(Enumeration { generics, .. })) =
        &signature.form
    else {
        return;
    };
    let is_type = |it: &&Argument| matches!(it, Argument::Type(_));
    let types = generics.parameters.iter().filter(|it| it.kind == GenericKind::Type);
    let defaults: Vec<_> = types.map(|it| it.default.clone()).collect();
    let mut count = arguments.iter().filter(is_type).count();
    while count > 0 {
        let default = defaults.get(count - 1).cloned().flatten();
        let is_it = |it: &mut Argument| {
            matches!(it, Argument::Type(_)) && default.as_deref() == Some(&it.to_string())
        };
        if count > defaults.len() || arguments.pop_if(is_it).is_none() {
            break;
        }
        count -= 1;
    }
    if arguments.is_empty()
        && let Some(last) = path.segments.last_mut()
    {
        last.given = Given::Nothing;
    }
}

/// What is told: in the words of the source, where what they stand for tells nothing else. So it is where that tells more:
/// then a name may be known on one side alone.
pub(super) fn more_exact(
    written: Vec<SignatureChange>,
    mut meant: Vec<SignatureChange>,
) -> Vec<SignatureChange> {
    let told = |changes: &[SignatureChange]| -> Vec<_> {
        changes.iter().map(|it| (it.class, it.confidence, it.rule)).collect()
    };
    let is_breaking = |it: &SignatureChange| it.class == ChangeClass::Breaking;
    let is_new = |it: &SignatureChange| {
        is_breaking(it) && !written.iter().any(|other| other.rule == it.rule && is_breaking(other))
    };
    match meant.iter().any(is_new) {
        true if written.iter().any(is_breaking) => written,
        true => {
            meant.iter_mut().for_each(doubt);
            meant
        }
        false if told(&meant) == told(&written) => written,
        false => meant,
    }
}

/// Calls `each` for every type that stands in a text of a signature, as a whole; gives the text as it is then, where it is
/// another one.
pub(super) fn each_type(text: &str, each: &mut dyn FnMut(&mut Type)) -> Option<String> {
    // `T0: A + B` is no type.
    if let Some((of, demanded)) = text.split_once(": ") {
        let inner = each_type(&format!("impl {demanded}"), each);
        let inner = inner.as_deref().and_then(|it| it.strip_prefix("impl "));
        let written = each_type(of, each);
        return (inner.is_some() || written.is_some()).then(|| {
            let of = written.as_deref().unwrap_or(of);
            format!("{of}: {}", inner.unwrap_or(demanded))
        });
    }
    if let Some(own) = text.strip_prefix("Self = ") {
        return each_type(own, each).map(|it| format!("Self = {it}"));
    }
    let mut ty = parse(text)?;
    let before = ty.clone();
    each(&mut ty);
    let written = ty.to_string();
    (ty != before && written.len() <= MOST_BYTES).then_some(written)
}

/// Calls `each` for every path in a type, of types and of traits.
pub(super) fn each_path(ty: &mut Type, each: &mut dyn FnMut(&mut Path)) {
    ty.inside_out(&mut |ty| match ty {
        Type::Path(path) | Type::Qualified { of_trait: Some(path), .. } => each(path),
        Type::Bounds { bounds, .. } => {
            for bound in bounds {
                if let Bound::Trait { path, .. } = bound {
                    each(path);
                }
            }
        }
        _ => {}
    });
}

/// Whether a path may name something of the repository: types of the language and the standard library are none, nor are
/// parameters.
fn may_be_own(path: &Path) -> bool {
    let Some(first) = path.segments.first() else { return false };
    let is_parameter = first
        .name
        .strip_prefix(['T', 'N'])
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()));
    const KNOWN: [&str; 6] = ["std", "Self", "Option", "Vec", "Box", "String"];
    let is_primitive =
        path.segments.len() == 1 && first.name.starts_with(|it: char| it.is_ascii_lowercase());
    !is_parameter && !is_primitive && !KNOWN.contains(&first.name.as_str())
}

/// What each parameter of an alias stands for; `None` where something is missing. A lifetime that is left out is
/// left out.
fn given_to(
    generics: &Generics,
    arguments: &[Argument],
) -> Option<BTreeMap<String, Option<Argument>>> {
    let mut lifetimes = arguments.iter().filter(|it| matches!(it, Argument::Lifetime(_)));
    let mut others = arguments.iter().filter(|it| !matches!(it, Argument::Lifetime(_)));
    let [mut lifetime, mut ty, mut constant] = [0_u32; 3];
    let mut given: BTreeMap<String, Option<Argument>> = BTreeMap::new();
    let next = |number: &mut u32| {
        *number += 1;
        *number - 1
    };
    for parameter in &generics.parameters {
        let (name, stands_for) = match parameter.kind {
            GenericKind::Lifetime => {
                (format!("'{}", next(&mut lifetime)), lifetimes.next().cloned())
            }
            GenericKind::Type | GenericKind::Const(_) => {
                let name = match parameter.kind {
                    GenericKind::Type => format!("T{}", next(&mut ty)),
                    _ => format!("N{}", next(&mut constant)),
                };
                let default = || -> Option<Argument> {
                    let mut ty = parse(parameter.default.as_deref()?)?;
                    fill(&mut ty, &given);
                    Some(Argument::Type(ty))
                };
                (name, Some(others.next().cloned().or_else(default)?))
            }
        };
        given.insert(name, stands_for);
    }
    others.next().is_none().then_some(given)
}

fn fill(ty: &mut Type, given: &BTreeMap<String, Option<Argument>>) {
    ty.inside_out(&mut |ty| match ty {
        Type::Reference { lifetime, .. } => {
            if let Some(of) = lifetime.as_ref().and_then(|it| given.get(it)) {
                *lifetime = of.as_ref().map(Argument::to_string);
            }
        }
        Type::Array { length, .. } => {
            if let Some(Some(of)) = given.get(length.as_str()) {
                *length = of.to_string();
            }
        }
        Type::Path(path) => {
            fill_lifetimes(path, given);
            let Some((first, rest)) = path.segments.split_first() else { return };
            let Some(Some(Argument::Type(meant))) = given.get(&first.name) else { return };
            *ty = match (meant.clone(), rest) {
                (meant, []) => meant,
                (Type::Path(mut of), rest) => {
                    of.segments.extend(rest.iter().cloned());
                    Type::Path(of)
                }
                (of, rest) => {
                    Type::Qualified { ty: Box::new(of), of_trait: None, rest: rest.to_vec() }
                }
            };
        }
        Type::Bounds { bounds, .. } => {
            for bound in bounds {
                if let Bound::Lifetime(lifetime) = bound
                    && let Some(of) = given.get(lifetime)
                {
                    *lifetime = of.as_ref().map_or_else(|| "'_".to_owned(), Argument::to_string);
                }
            }
        }
        _ => {}
    });
}

fn fill_lifetimes(path: &mut Path, given: &BTreeMap<String, Option<Argument>>) {
    for segment in &mut path.segments {
        let Given::Arguments(arguments) = &mut segment.given else { continue };
        arguments.retain_mut(|argument| match argument {
            Argument::Lifetime(lifetime) => match given.get(lifetime) {
                Some(Some(of)) => {
                    *argument = of.clone();
                    true
                }
                Some(None) => false,
                None => true,
            },
            _ => true,
        });
        if arguments.is_empty() {
            segment.given = Given::Nothing;
        }
    }
}

/// An `impl`, with what it says that its associated types are.
pub(super) struct Block {
    /// The type, with what it is given.
    pub(super) of: String,
    /// With what it is given.
    pub(super) of_trait: Option<String>,
    pub(super) types: Vec<(String, Type)>,
}

impl Block {
    /// The one that an item stands in.
    pub(super) fn around(meanings: &Meanings<'_>, origin: Origin) -> Option<Self> {
        let path = meanings.path(origin.file)?;
        let block = meanings.facts(path)?.item(origin.item)?.parent?;
        Self::read(meanings, path, block)
    }

    pub(super) fn read(
        meanings: &Meanings<'_>,
        path: &RepoPath,
        number: ItemNumber,
    ) -> Option<Self> {
        let facts = meanings.facts(path)?;
        let signatures = meanings.signatures(path)?;
        let head = signatures.of(number)?.implementation.as_ref()?;
        let (of_trait, of) = match head.parts() {
            Some((of_trait, of, _)) => (Some(of_trait.to_owned()), of),
            None => {
                let behind = head.head.strip_prefix("impl")?;
                let behind = match behind.strip_prefix('<') {
                    Some(parameters) => parameters.split_once("> ")?.1,
                    None => behind.trim_start(),
                };
                (None, behind.split(" where ").next()?)
            }
        };
        let members = (0..).zip(facts.items()).filter(|(_, it)| it.parent == Some(number));
        let types = members.filter_map(|(member, it)| {
            let signature = signatures.of(member)?.signature.as_ref()?;
            let Form::Alias(Alias { ty: Some(ty), .. }) = &signature.form else { return None };
            Some((it.name().to_owned(), parse(ty)?))
        });
        Some(Self { of: of.to_owned(), of_trait, types: types.collect() })
    }

    /// What its associated types are, by how signatures write them.
    pub(super) fn associated(self) -> BTreeMap<String, Type> {
        let mut found = BTreeMap::new();
        for (name, ty) in self.types {
            if let Some(of_trait) = &self.of_trait {
                found.insert(format!("<{} as {of_trait}>::{name}", self.of), ty.clone());
            }
            // Of a reference it stands in brackets.
            found.insert(format!("<{}>::{name}", self.of), ty.clone());
            found.insert(format!("{}::{name}", self.of), ty);
        }
        found
    }
}
