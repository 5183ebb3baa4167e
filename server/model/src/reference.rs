//! How the code of one file names what other files define: its imports, and the paths it writes.

mod packed;

use boundstone_text::TextRange;

use crate::{ItemNumber, Visibility};

pub(crate) use packed::PackedReferences;

/// The position of a scope in its file's facts; the file itself is scope 0.
pub type ScopeNumber = u32;

/// A part of a file with imports of its own. Names are looked up in it first, then in the scopes around
/// it up to the nearest module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Scope {
    /// The scope around it; the file is its own.
    pub parent: ScopeNumber,
    pub kind: ScopeKind,
    /// Compiled for tests alone: `#[cfg(test)]` on it or around it.
    pub is_test: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ScopeKind {
    File,
    /// The body of an inline module: the item that it is.
    Module(ItemNumber),
    /// The body of a macro that takes nothing, the item that it is. What it imports and declares is
    /// imported and declared where the macro is called.
    Macro(ItemNumber),
    /// A block or the body of a function; in TypeScript, the body of a namespace too.
    Block,
}

impl Scope {
    /// The file as a whole.
    pub const FILE: Self = Self { parent: 0, kind: ScopeKind::File, is_test: false };

    /// Whether it is a module, where the lookup of a name ends.
    pub fn is_module(&self) -> bool {
        matches!(self.kind, ScopeKind::File | ScopeKind::Module(_))
    }
}

/// One name, or all names of a module, made known in a scope; or handed on to others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Import<'a> {
    pub scope: ScopeNumber,
    pub form: ImportForm,
    /// `Public` when it is a re-export for everyone.
    pub visibility: Visibility,
    /// Where `name` is looked up. Rust: a path without generics, `foo::bar`, `crate`, `::foo`; empty for
    /// `use foo`. TypeScript: the specifier, unescaped; empty for this file.
    pub from: &'a str,
    /// The name that is imported, as its definer calls it: without `r#`; `default` for a default import.
    /// Empty where `form` takes no name.
    pub name: &'a str,
    /// The name that it gets in the scope, or under which it is exported; empty for none. What TypeScript's
    /// `export =` and CommonJS's `module.exports =` export as a whole is called `export=`.
    pub bound: &'a str,
    /// How many segments at the end of `from` stand directly before `range`, joined by `::`.
    pub adjacent: u8,
    /// Compiled for tests alone, by its own attribute.
    pub is_test: bool,
    /// TypeScript's `import type`, which leaves nothing at run time.
    pub is_type_only: bool,
    /// The token that names what is imported: the name, the `*` of a glob, or the specifier with its
    /// quotes where nothing is named.
    pub range: TextRange,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ImportForm {
    /// `use a::b as c`, `extern crate b as c`, `import { b as c }`, `import c`, `export { b as c } from`.
    Named,
    /// `use a::*`, `export * from`.
    Glob,
    /// The module as one object: `import * as c`, `export * as c from`, `import c = require()`.
    Namespace,
    /// A module for its effects or as a value: `import "a"`, `import()`, `require()`, a mock, a
    /// triple-slash reference.
    Whole,
    /// `#[macro_use] extern crate a`: all macros of a crate.
    Macros,
    /// `mod a;`: the module in another file. `from` is the value of `#[path]`, else empty.
    ModuleFile,
    /// `export { a as b }`, `export default a`, `export = a`: a name of this file under another. In Rust,
    /// the function that implements a derive macro.
    Local,
    /// `some_macro! { pub struct A; }`: an item that a macro is given, which is no item of the syntax
    /// tree. `name` is its keyword.
    Made,
    /// `some_macro!();` among items: what the body of the macro called `name` imports and declares.
    Expansion,
}

impl ImportForm {
    const ALL: [Self; 9] = [
        Self::Named,
        Self::Glob,
        Self::Namespace,
        Self::Whole,
        Self::Macros,
        Self::ModuleFile,
        Self::Local,
        Self::Made,
        Self::Expansion,
    ];
}

/// A path in the code whose first segment may lead out of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reference<'a> {
    pub scope: ScopeNumber,
    pub kind: ReferenceKind,
    /// In the body of a macro's definition, whose names mean what they mean where it is used.
    pub is_in_macro_definition: bool,
    /// As written, without white space and generics, with `r#`: `a::b::C`; TypeScript: `ns.foo`. Of a
    /// member, its name.
    pub path: &'a str,
    /// Of a member: the path of its value's type, as written. Otherwise empty.
    pub of_type: &'a str,
    /// Where the path begins. Its segments stand one behind the other from here.
    pub start: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ReferenceKind {
    /// A path in an expression, pattern or attribute.
    Path,
    Call,
    Type,
    Macro,
    /// The method or field behind the name of a value and a dot, where the text says the value's type.
    Member,
}

impl ReferenceKind {
    const ALL: [Self; 5] = [Self::Path, Self::Call, Self::Type, Self::Macro, Self::Member];

    /// The word in JSON answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Call => "call",
            Self::Type => "type",
            Self::Macro => "macro",
            Self::Member => "member",
        }
    }
}

/// All that a file says of other files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct References<'a> {
    /// The file first; a scope stands behind the one around it.
    pub scopes: Vec<Scope>,
    /// In source order.
    pub imports: Vec<Import<'a>>,
    /// In source order.
    pub paths: Vec<Reference<'a>>,
}

#[cfg(test)]
mod tests;
