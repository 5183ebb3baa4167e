//! The head of an `impl`.

use std::collections::VecDeque;
use std::rc::Rc;

use boundstone_model::{GenericKind, Implementation, Spelled};
use rustc_hash::FxHashSet;

use super::Name;
use super::bound::sorted;
use super::context::{Context, Parameter};
use super::elision::left_out;
use super::reader::{File, Reader};
use super::spelling::spelled;
use super::token::Tokens;
use crate::rust::token::Form;

/// What an `impl` demands, and what its `Self` is, is said of each of its members: up to so much.
const MOST_BYTES: usize = 1_024;

/// The head of the `impl` that begins at a token, and what its members are in.
pub(super) fn implementation<'a>(
    file: &File<'a>,
    around: &Rc<Context<'a>>,
    at: usize,
    end: usize,
) -> (Implementation, Rc<Context<'a>>) {
    let mut lifetimes = Lifetimes::default();
    let mut head = Head::read(file, around, (at, end), None, &lifetimes);
    if let Some(by_places) = head.lifetimes_by_places() {
        lifetimes = by_places;
        head = Head::read(file, around, (at, end), None, &lifetimes);
    }
    // `Self` may stand before what it is.
    if head.names_self {
        let self_type = Some(Rc::from(short(&head.ty)));
        head = Head::read(file, around, (at, end), self_type, &lifetimes);
    }
    let mut bounds = head.bounds.to_vec();
    if !head.is_for_all_parameters() {
        bounds.push(format!("Self = {}", lifetimes.without_unnamed(&head.ty)).into());
    }
    let bytes: usize = bounds.iter().map(|bound| bound.len()).sum();
    let is_cut = bytes > MOST_BYTES || head.ty.len() > MOST_BYTES;
    if is_cut {
        bounds.clear();
    }
    let self_type = Some(Rc::from(short(&head.ty)));
    let mut context = Context::with(&head.context, &[]).standing_for(self_type);
    context.bounds = bounds.into();
    context.is_cut = is_cut;
    (head.finished(), Rc::new(context))
}

fn short(ty: &str) -> &str {
    if ty.len() > MOST_BYTES { "Self" } else { ty }
}

/// What the lifetimes of an `impl` are called: by where they stand first in its type and its trait, since nobody else names
/// them, and one that has no name is one as well.
#[derive(Default)]
struct Lifetimes {
    /// The number of each that is declared; empty where that is its place.
    declared: Vec<u32>,
    /// The numbers of those without a name, in their order.
    unnamed: Vec<u32>,
}

impl Lifetimes {
    /// More than anybody leaves out.
    const MOST_UNNAMED: u32 = 64;

    /// The parameters with what has no name at its place.
    fn placed<'a>(&self, parameters: &[Parameter<'a>]) -> Vec<Parameter<'a>> {
        let is_lifetime = |it: &Parameter<'a>| matches!(it, Parameter::Lifetime(_));
        let (declared, others): (Vec<_>, Vec<_>) =
            parameters.iter().copied().partition(is_lifetime);
        let count = declared.len() + self.unnamed.len();
        let mut placed = vec![Parameter::Lifetime(""); count];
        for (place, parameter) in declared.into_iter().enumerate() {
            let number = self.declared.get(place).map_or(place, |number| *number as usize);
            if let Some(slot) = placed.get_mut(number) {
                *slot = parameter;
            }
        }
        placed.extend(others);
        placed
    }

    /// A type without those that have no name, where that leaves no doubt.
    fn without_unnamed(&self, ty: &str) -> String {
        let left = self
            .unnamed
            .iter()
            .try_fold(ty.to_owned(), |ty, number| left_out(&ty, &format!("'{number}")));
        left.unwrap_or_else(|| ty.to_owned())
    }

    /// Those without a name, for a reader; where nothing is known yet, behind those that are declared.
    fn unnamed(&self, declared: u32) -> VecDeque<u32> {
        match self.unnamed.is_empty() {
            true => (declared..declared + Self::MOST_UNNAMED).collect(),
            false => self.unnamed.iter().copied().collect(),
        }
    }
}

struct Head<'a> {
    context: Rc<Context<'a>>,
    /// How many lifetimes are declared.
    declared: u32,
    is_unsafe: bool,
    is_negative: bool,
    generics: String,
    of_trait: Option<String>,
    ty: String,
    bounds: Box<[Name]>,
    trait_path: Option<Name>,
    given: Box<[Name]>,
    type_path: Option<Name>,
    is_blanket: bool,
    spelled: Box<[Spelled]>,
    names_self: bool,
}

impl<'a> Head<'a> {
    fn read(
        file: &File<'a>,
        around: &Rc<Context<'a>>,
        (at, end): (usize, usize),
        self_type: Option<Rc<str>>,
        lifetimes: &Lifetimes,
    ) -> Self {
        let mut reader = Reader::new(file, Rc::clone(around), at, end);
        let is_unsafe = reader.qualifiers().iter().any(|it| it == "unsafe");
        reader.eat("impl");
        let own = Context::with(around, &lifetimes.placed(&reader.parameters()));
        reader.context = Rc::new(own.standing_for(self_type));
        let mut bounds = Vec::new();
        let mut kinds: Vec<GenericKind> =
            reader.generics(&mut bounds).into_iter().map(|it| it.kind).collect();
        let declared = kinds.iter().filter(|it| **it == GenericKind::Lifetime).count() as u32;
        kinds.extend(lifetimes.unnamed.iter().map(|_| GenericKind::Lifetime));
        kinds.sort_by_key(|it| *it != GenericKind::Lifetime);
        reader.unnamed = lifetimes.unnamed(declared);
        reader.eat("const");
        let is_negative = reader.eat("!");
        let mut start = reader.at;
        let mut ty = reader.ty();
        let mut of_trait = None;
        let (mut trait_path, mut trait_given) = (None, Box::default());
        let end_of_trait = reader.at;
        if reader.eat("for") {
            trait_path = path_written(&file.tokens, start, end_of_trait);
            trait_given = given(&file.tokens, start, end_of_trait);
            start = reader.at;
            of_trait = Some(std::mem::replace(&mut ty, reader.ty()));
        }
        let type_path = path_written(&file.tokens, start, reader.at);
        let is_blanket = is_parameter(&reader, start);
        let spelled = spelled(&reader, start);
        reader.unnamed.clear();
        reader.where_clause(&mut bounds);
        let names: Vec<String> = parameters_text(&kinds.iter().collect::<Vec<_>>());
        Self {
            declared,
            is_unsafe,
            is_negative,
            generics: if names.is_empty() {
                String::new()
            } else {
                format!("<{}>", names.join(", "))
            },
            of_trait,
            ty,
            bounds: sorted(bounds),
            trait_path,
            given: trait_given,
            type_path: type_path.filter(|_| !is_blanket),
            is_blanket,
            spelled,
            names_self: reader.names_self,
            context: reader.context,
        }
    }

    /// What the lifetimes are called by where they stand; `None` where they are called so.
    fn lifetimes_by_places(&self) -> Option<Lifetimes> {
        let mut found: Vec<u32> = Vec::new();
        for text in [Some(&self.ty), self.of_trait.as_ref()].into_iter().flatten() {
            for part in text.split('\'').skip(1) {
                let end = part.find(|it: char| !it.is_ascii_digit()).unwrap_or(part.len());
                let number = part.get(..end).and_then(|it| it.parse().ok());
                found.extend(number.filter(|number| !found.contains(number)));
            }
        }
        found.extend(
            (0..self.declared).filter(|number| !found.contains(number)).collect::<Vec<_>>(),
        );
        if found.iter().copied().eq(0..self.declared) {
            return None;
        }
        let place = |number: u32| Some(found.iter().position(|it| *it == number)? as u32);
        Some(Lifetimes {
            declared: (0..self.declared).filter_map(place).collect(),
            unnamed: (self.declared..).map_while(place).collect(),
        })
    }

    /// Whether nothing is said of what the type is given but that it has parameters.
    fn is_for_all_parameters(&self) -> bool {
        if self.is_blanket {
            return true;
        }
        let Some((path, given)) = self.ty.split_once('<') else { return self.type_path.is_some() };
        let Some(given) = given.strip_suffix('>').filter(|_| !path.is_empty()) else {
            return false;
        };
        let mut seen = FxHashSet::default();
        self.type_path.is_some()
            && given.split(", ").all(|it| {
                let number = it.strip_prefix(['\'', 'T', 'N']).unwrap_or_default();
                !number.is_empty()
                    && number.bytes().all(|byte| byte.is_ascii_digit())
                    && seen.insert(it)
            })
    }

    fn finished(self) -> Implementation {
        let unsafety = if self.is_unsafe { "unsafe " } else { "" };
        let negation = if self.is_negative { "!" } else { "" };
        let of_trait = self.of_trait.map(|it| format!("{negation}{it} for ")).unwrap_or_default();
        let bounds = match self.bounds.is_empty() {
            true => String::new(),
            false => format!(" where {}", self.bounds.join(", ")),
        };
        let head = format!("{unsafety}impl{} {of_trait}{}{bounds}", self.generics, self.ty);
        Implementation {
            head: head.into(),
            of_trait: self.trait_path,
            given: self.given,
            for_type: self.type_path,
            is_blanket: self.is_blanket,
            spelled: self.spelled,
        }
    }
}

fn parameters_text(kinds: &[&GenericKind]) -> Vec<String> {
    let [mut lifetimes, mut types, mut constants] = [0_u32; 3];
    let name = |kind: &&GenericKind| {
        let (letter, count) = match kind {
            GenericKind::Lifetime => ("'", &mut lifetimes),
            GenericKind::Type => ("T", &mut types),
            GenericKind::Const(_) => ("const N", &mut constants),
        };
        let number = *count;
        *count += 1;
        match kind {
            GenericKind::Const(ty) => format!("{letter}{number}: {ty}"),
            _ => format!("{letter}{number}"),
        }
    };
    kinds.iter().map(name).collect()
}

/// Where the path ends that begins at a token, before another.
fn end_of_path(tokens: &Tokens<'_>, from: usize, to: usize) -> usize {
    let is_of_path = |at: &usize| match tokens.form(*at) {
        Some(Form::Word) => !matches!(tokens.slice(*at), "dyn" | "fn" | "impl" | "for" | "unsafe"),
        form => form == Some(Form::PathSeparator),
    };
    from + (from..to).take_while(is_of_path).count()
}

/// The path that tokens are; `None` for none.
fn path_of(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Name> {
    let path: String = (from..to).map(|at| tokens.slice(at)).collect();
    (!path.is_empty()).then(|| path.trim_end_matches("::").into())
}

/// The path between two tokens as it is written, without what it is given.
fn path_written(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Name> {
    let end = end_of_path(tokens, from, to);
    let is_whole = end == to || tokens.is(end, b'<') && tokens.is(to.saturating_sub(1), b'>');
    path_of(tokens, from, end).filter(|_| is_whole)
}

/// The paths that begin what a path is given between `<` and `>`, also behind references.
fn given(tokens: &Tokens<'_>, from: usize, to: usize) -> Box<[Name]> {
    let mut found = Vec::new();
    let (mut depth, mut is_start) = (0_u32, false);
    let mut at = from;
    while at < to {
        match tokens.form(at) {
            Some(Form::Sign(b'<')) => (depth, is_start) = (depth + 1, depth == 0),
            Some(Form::Sign(b'>')) => depth = depth.saturating_sub(1),
            Some(Form::Sign(b',')) => is_start = depth == 1,
            Some(Form::Sign(b'&')) => {}
            Some(Form::Word) if matches!(tokens.slice(at), "mut" | "dyn") => {}
            _ if tokens.lifetime(at).is_some() => {}
            Some(Form::Word | Form::PathSeparator) if depth == 1 && is_start => {
                found.extend(path_of(tokens, at, end_of_path(tokens, at, to)));
                is_start = false;
            }
            _ => is_start = false,
        }
        at = tokens.closing(at).max(at) + 1;
    }
    found.into()
}

/// Whether a type is one of the parameters, or a reference to one.
fn is_parameter(reader: &Reader<'_, '_>, from: usize) -> bool {
    let tokens = &reader.file.tokens;
    let mut at = from;
    while tokens.is(at, b'&') || tokens.lifetime(at).is_some() || tokens.slice(at) == "mut" {
        at += 1;
    }
    let is_one = at + 1 == reader.at;
    is_one && tokens.word(at).is_some_and(|name| reader.context.parameter(name).is_some())
}
