//! What an item promises to those who use it, read from syntax alone: its signature, normalised so that two
//! which promise the same are equal.

mod text;
mod union;

use boundstone_text::TextRange;

use crate::place::Name;

pub use self::union::union_parts;

/// What one item promises, without its name, its bodies, its comments and the names of its parameters.
/// Generic parameters bear the number of their place instead of a name: `'0`, `T0`, `N0`. Types are normalised
/// text: white space and trailing commas dropped, paths followed through the imports of their file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// What else its users feel, sorted: `must_use`, `non_exhaustive`, `repr(C)`, `deprecated`,
    /// `target_feature(…)`; `abstract`, `readonly`, `static`, `unsafe` of a trait.
    pub marks: Box<[Name]>,
    pub form: Form,
    /// A part is left to inference, so that a change there cannot be told.
    pub is_inferred: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Form {
    /// Several for overloads, in their order.
    Function(Box<[Callable]>),
    /// A struct, union, trait, class or interface.
    Record(Record),
    Enum(Enumeration),
    /// A constant, static, variable, field or property.
    Value(Value),
    /// Another name for a type; an associated type.
    Alias(Alias),
    /// What a macro takes: the matchers of its arms, in their order.
    Macro(Box<[Name]>),
    /// A module or namespace: its items promise, and it holds them.
    Module,
}

/// Something that is called.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Callable {
    /// `const`, `async`, `unsafe`, `extern "C"`; `new` of what constructs. In that order.
    pub qualifiers: Box<[Name]>,
    pub generics: Generics,
    /// `self`, `&self`, `&mut self`, `self: Box<Self>`; TypeScript: the type of `this`.
    pub receiver: Option<Name>,
    pub parameters: Box<[Parameter]>,
    /// `None`: nothing is stated. Rust then returns `()`; in TypeScript it is left to inference.
    pub result: Option<Name>,
    /// Of a trait's function: there is a body, so that who implements the trait need not.
    pub is_provided: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// `None` where it is left to inference.
    pub ty: Option<Name>,
    /// TypeScript's `?`, or a default value.
    pub is_optional: bool,
    /// `...`
    pub is_rest: bool,
}

/// The generic parameters, and all that is demanded of them, wherever it is written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Generics {
    pub parameters: Box<[Generic]>,
    /// `T0: Clone`, `T0 extends string`, sorted, one bound each.
    pub bounds: Box<[Name]>,
    /// How many lifetimes, types and constants are counted before these: those of the `impl`, the trait or the
    /// class around.
    pub outer: [u32; 3],
}

impl Generics {
    /// Leaves one lifetime out: they are all alike, and their places alone tell them apart. False where there is none.
    pub fn leave_out_lifetime(&mut self) -> bool {
        let mut left = self.parameters.to_vec();
        let Some(own) = left.iter().position(|it| it.kind == GenericKind::Lifetime) else {
            return false;
        };
        left.remove(own);
        if left.is_empty() {
            // Nothing is counted behind those around.
            self.outer = [0; 3];
        }
        self.parameters = left.into();
        true
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Generic {
    pub kind: GenericKind,
    pub default: Option<Name>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GenericKind {
    Lifetime,
    Type,
    /// With its type.
    Const(Name),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// `struct`, `union`, `trait`, `class`, `interface`.
    pub word: &'static str,
    pub generics: Generics,
    /// The supertraits, sorted; what a class extends and implements, an interface extends.
    pub parents: Box<[Name]>,
    /// Those that users can see: of structs in source order, of interfaces and traits sorted by name.
    pub members: Box<[Member]>,
    /// `struct A(u8)`
    pub is_tuple: bool,
    /// There are fields or members that users cannot see.
    pub has_hidden: bool,
}

/// A member of a record, or a variant of an enum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Empty for a call, construct or index signature.
    pub name: Name,
    /// TypeScript's `?`; in a trait, what has a default: who implements it may leave it out.
    pub is_optional: bool,
    pub signature: Signature,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Enumeration {
    pub generics: Generics,
    /// In source order: a variant with fields is a record, one without a value that states its number or none.
    pub variants: Box<[Member]>,
    /// `const enum`
    pub is_const: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Value {
    /// `const`, `static`, `let`, `var`; empty for a field or property.
    pub word: &'static str,
    pub is_mutable: bool,
    /// `None` where it is left to inference, and for a variant without fields.
    pub ty: Option<Name>,
    /// Where it is part of the promise: the number of a variant, the value of a `const enum`.
    pub value: Option<Name>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alias {
    pub generics: Generics,
    /// What is demanded of an associated type, sorted.
    pub bounds: Box<[Name]>,
    /// `None` for an associated type without a default.
    pub ty: Option<Name>,
}

/// The signatures of one file, each at the number of its item.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FileSignatures {
    pub items: Box<[Option<ItemSignature>]>,
    /// The file says of itself that it is for no reader of the documentation: `#![doc(hidden)]`.
    pub is_hidden: bool,
    /// The imports that documentation hides, each with all that it brings, in order.
    pub hidden_imports: Box<[TextRange]>,
    /// The imports that are compiled under a condition, each with all that it brings, in order.
    pub import_conditions: Box<[(TextRange, Name)]>,
    /// The files that modules are taken from under a condition, as `#[cfg_attr(unix, path = "unix.rs")]` says, each by the
    /// path as written.
    pub module_files: Box<[(Name, Name)]>,
    /// What the module of the file, no inner one, imports of the standard library of Rust.
    pub of_std: Box<[StdImport]>,
    /// Rust: the condition under which the file, as the root of a crate, does without the standard library, normalised: `#![no_std]`.
    /// Empty where it always does.
    pub without_std: Option<Name>,
    /// Rust: the brackets of the file do not match, as while something is typed. What stands in it is known in part.
    pub is_half_typed: bool,
}

/// An import of the standard library.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StdImport {
    /// `std::num` of `use std::num::*`, `std::num::Wrapping` of `use std::num::Wrapping as W`.
    pub path: Box<str>,
    /// The name that it gets; `None` where all names are brought.
    pub bound: Option<Box<str>>,
}

/// What may be in what is left to inference, by the names of its file, each as its definer calls it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LeadsTo {
    pub given: Box<[Name]>,
    /// What functions in it take.
    pub taken: Box<[Name]>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemSignature {
    /// `None` for an `impl`.
    pub signature: Option<Signature>,
    /// The condition under which it is compiled, by its own attributes, normalised.
    pub cfg: Option<Name>,
    /// Rust: `#[doc(hidden)]` stands at it, or the same of itself inside, also where it is deprecated besides.
    pub is_hidden: bool,
    pub implementation: Option<Implementation>,
    /// TypeScript: a hash of the text from which a compiler would infer what the signature leaves out; `None` where it
    /// leaves nothing out.
    pub inferred_from: Option<u64>,
    /// TypeScript: what may be in what the signature leaves to inference.
    pub leads_to: LeadsTo,
    /// Rust: what a constant is that is a plain number. It is no part of the promise, and may be the length of an array that
    /// is.
    pub number: Option<Name>,
    /// Rust: the types of all that a type holds, also of what nobody else can see, but for what is compiled under a
    /// condition. They are no part of the promise, and tell whether it is `Send`.
    pub holds: Box<[Name]>,
    /// Rust: the types of fields that bear `#[from]`. They are no part of the text that is shown; a derive of `thiserror` gives
    /// `From` of each.
    pub made_from: Box<[Name]>,
    /// Rust: where the body of a function begins.
    pub body: Option<u32>,
}

/// The head of an `impl`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Implementation {
    /// `impl<T0> Trait<T0> for Type<T0>`, normalised.
    pub head: Name,
    /// The path of the trait as written, without generics; `None` for what a type has of itself.
    pub of_trait: Option<Name>,
    /// The paths of what the trait is given, as written and without generics, also behind references: `a::B` of
    /// `From<&a::B<C>>`.
    pub given: Box<[Name]>,
    /// The path of the type as written, without generics; `None` where no path names it: `&T`, `[T]`.
    pub for_type: Option<Name>,
    /// It holds for every type: `impl<T: Other> Trait for T`.
    pub is_blanket: bool,
    /// The type as it is written, without what its paths are given; each path apart, from its crate where it leads
    /// out of this one.
    pub spelled: Box<[Spelled]>,
}

/// A part of a type as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spelled {
    pub text: Name,
    /// The path as the file has it; `None` where it is no path.
    pub path: Option<Name>,
}

impl Implementation {
    /// What the head says of the trait, with what that is given, of the type, and of what is demanded: `From<T0>`,
    /// `Pair<T0>`, `T0: Clone`. `None` for what a type has of itself.
    pub fn parts(&self) -> Option<(&str, &str, &str)> {
        let head = self.head.strip_prefix("unsafe ").unwrap_or(&self.head);
        let behind = head.strip_prefix("impl")?;
        let behind = match behind.strip_prefix('<') {
            // The parameters stand there by their places alone.
            Some(parameters) => parameters.split_once("> ")?.1,
            None => behind.trim_start(),
        };
        let (of_trait, of_type) = behind.split_once(" for ")?;
        let (ty, bounds) = of_type.split_once(" where ").unwrap_or((of_type, ""));
        Some((of_trait, ty, bounds))
    }

    /// Whether its trait is given nothing, and its type nothing but parameters: `impl<T0> Clone for Pair<T0>`.
    pub fn is_whole(&self) -> bool {
        let head = self.head.split(" where ").next().unwrap_or_default();
        let Some((of_trait, ty)) = head.split_once(" for ") else { return false };
        let given = ty.split_once('<').and_then(|(_, given)| given.strip_suffix('>'));
        let is_parameter = |it: &str| {
            it.trim().strip_prefix(['\'', 'T', 'N']).is_some_and(|it| it.parse::<u32>().is_ok())
        };
        !of_trait.ends_with('>') && given.is_none_or(|given| given.split(',').all(is_parameter))
    }
}

impl FileSignatures {
    /// Whether documentation hides the import that stands here.
    pub fn hides(&self, import: TextRange) -> bool {
        self.hidden_imports.iter().any(|hidden| hidden.contains(import))
    }

    /// The condition of the import that stands here.
    pub fn condition_of_import(&self, import: TextRange) -> Option<&Name> {
        let mut conditions = self.import_conditions.iter();
        conditions.find(|(range, _)| range.contains(import)).map(|(_, condition)| condition)
    }

    /// The condition under which a module is taken from a file that this path names; `None` where several name it.
    pub fn condition_of_file(&self, is_it: impl Fn(&str) -> bool) -> Option<&Name> {
        let mut named = self.module_files.iter().filter(|(path, _)| is_it(path));
        let (_, condition) = named.next()?;
        named.next().is_none().then_some(condition)
    }

    /// The traits that the file implements for a type of this name, whatever its parameters are, as it writes them.
    /// Those that are given something, as `PartialEq<str>`, are left out.
    pub fn traits_of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.blocks_of(name).filter_map(|(_, it)| it.of_trait.as_deref())
    }

    /// The `impl`s that say so, with their numbers.
    pub fn blocks_of(
        &self,
        name: &str,
    ) -> impl Iterator<Item = (crate::ItemNumber, &Implementation)> {
        let all = (0..).zip(&self.items);
        let heads = all.filter_map(|(at, it)| Some((at, it.as_ref()?.implementation.as_ref()?)));
        // Most are told by their types, which costs less.
        heads.filter(move |(_, it)| {
            it.for_type.as_deref().and_then(|path| path.rsplit("::").next()) == Some(name)
                && it.is_whole()
        })
    }

    pub fn of(&self, item: crate::ItemNumber) -> Option<&ItemSignature> {
        self.items.get(item as usize)?.as_ref()
    }
}
