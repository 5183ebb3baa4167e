//! What a Rust name means, and how it came by the name.

use std::rc::Rc;

use boundstone_model::{ItemKind, ItemNumber, ScopeNumber, Visibility};

use super::super::files::FileId;
use super::super::source::{Module, Source};

/// What a name leads to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Target {
    Module(Module),
    Item(FileId, ItemNumber),
    /// The item that a macro makes of what it is given, by the position of its import.
    Made(FileId, u32),
    /// Not in the repository, or not to be known.
    Elsewhere,
}

/// One thing that a name is, and how it came by the name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Meaning {
    pub(super) target: Target,
    pub(super) visibility: Visibility,
    /// The module whose name it is.
    pub(super) home: Module,
    /// The files whose imports lead to it, outermost first.
    pub(super) via: Vec<FileId>,
    pub(super) namespaces: Namespaces,
}

/// Types, values and macros have names of their own. Source: The Rust Reference, "Namespaces".
pub(super) type Namespaces = u8;
pub(super) const TYPES: Namespaces = 1;
pub(super) const VALUES: Namespaces = 2;
pub(super) const MACROS: Namespaces = 4;
pub(super) const ALL: Namespaces = TYPES | VALUES | MACROS;

pub(super) type Meanings = Rc<Vec<Meaning>>;

/// What the names of crates end with that have procedural macros, and so nothing else. Where it is not so, nothing is lost:
/// what else could be meant comes first.
const MACRO_CRATES: [&str; 9] = [
    "_derive",
    "_derives",
    "_macros",
    "_macro",
    "_proc",
    "_codegen",
    "_impl",
    "_attributes",
    "_attr",
];

/// The scope of no module: that of all crates, in `::a`.
const CRATES: ScopeNumber = ScopeNumber::MAX;

impl Meaning {
    /// What everyone can see.
    pub(super) fn of(target: Target, home: Module) -> Self {
        Self { target, visibility: Visibility::Public, home, via: Vec::new(), namespaces: ALL }
    }

    pub(super) fn module(module: Module, home: Module) -> Self {
        Self { namespaces: TYPES, ..Self::of(Target::Module(module), home) }
    }

    pub(super) fn made(home: Module, import: u32) -> Self {
        Self::of(Target::Made(home.file, import), home)
    }

    pub(super) fn elsewhere(home: Module) -> Self {
        Self::of(Target::Elsewhere, home)
    }

    /// A crate that is not in the repository. Of one for derives and attributes only macros are expected.
    pub(super) fn crate_elsewhere(home: Module, name: &str) -> Self {
        let is_of_macros = MACRO_CRATES.iter().any(|end| name.ends_with(end));
        let namespaces = if is_of_macros { TYPES | MACROS } else { ALL };
        Self { namespaces, ..Self::elsewhere(home) }
    }

    /// What stands in this, which is elsewhere.
    pub(super) fn in_elsewhere(&self, home: Module) -> Self {
        let namespaces = if self.namespaces == ALL { ALL } else { MACROS };
        Self { namespaces, ..Self::elsewhere(home) }
    }

    pub(super) fn crates(from: Module) -> Self {
        Self::module(Module { scope: CRATES, ..from }, from)
    }

    pub(super) fn is_crates(module: Module) -> bool {
        module.scope == CRATES
    }

    pub(super) fn item(module: Module, number: ItemNumber, source: &Source<'_>) -> Option<Self> {
        let item = source.item(number)?;
        if item.kind == ItemKind::Impl {
            return None;
        }
        let target = match source.scope_of(number) {
            Some(scope) => Target::Module(Module { scope, ..module }),
            None => Target::Item(module.file, number),
        };
        Some(Self {
            visibility: item.visibility,
            namespaces: namespaces(item.kind),
            ..Self::of(target, module)
        })
    }

    pub(super) fn is_in(&self, namespaces: Namespaces) -> bool {
        self.namespaces & namespaces != 0
    }
}

fn namespaces(kind: ItemKind) -> Namespaces {
    match kind {
        ItemKind::Module | ItemKind::Enum | ItemKind::Union | ItemKind::Trait => TYPES,
        ItemKind::TypeAlias => TYPES,
        ItemKind::Struct | ItemKind::Variant => TYPES | VALUES,
        ItemKind::Macro => MACROS,
        // A function may implement a macro of its name.
        ItemKind::Function => VALUES | MACROS,
        _ => VALUES,
    }
}
