mod packed;

use boundstone_text::TextRange;

pub use packed::Items;
pub(crate) use packed::PackedItems;

/// The position of an item in its file's facts, in source order.
pub type ItemNumber = u32;

/// A named definition in a source file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item<'a> {
    /// The whole item, from its first keyword or modifier to its end, without the comments,
    /// attributes and decorators before it. Items are ordered by its start, and two ranges are
    /// disjoint or one contains the other.
    pub range: TextRange,
    /// Where the comments and attributes directly above the item begin; `range.start()` without any.
    pub lead_start: u32,
    /// The name as it is written, with a raw identifier's `r#` and with quotes.
    pub name_range: TextRange,
    /// The item that encloses this one: a module, type, impl, class or namespace.
    pub parent: Option<ItemNumber>,
    pub kind: ItemKind,
    pub visibility: Visibility,
    pub marks: Marks,
    /// TypeScript: exported under its own name, by the word before it. What another statement exports, and
    /// what is exported as `default`, is public and not this.
    pub is_exported: bool,
    pub(crate) written: &'a [u8],
}

/// What stands above an item that says how it may be used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Marks {
    /// Rust `#[deprecated]`, TSDoc `@deprecated`.
    pub is_deprecated: bool,
    /// Rust `#[doc(hidden)]`, TSDoc `@internal`.
    pub is_hidden: bool,
    /// TSDoc `@alpha`, `@beta`, `@experimental`.
    pub is_experimental: bool,
    /// TSDoc `@public`.
    pub is_stable: bool,
}

impl Marks {
    /// How many there are, by their numbers.
    #[cfg(test)]
    const COUNT: u8 = 16;

    fn number(self) -> u8 {
        let bits = [self.is_deprecated, self.is_hidden, self.is_experimental, self.is_stable];
        bits.into_iter().rev().fold(0, |number, bit| number * 2 + u8::from(bit))
    }

    fn of_number(number: u8) -> Self {
        Self {
            is_deprecated: number & 1 != 0,
            is_hidden: number & 2 != 0,
            is_experimental: number & 4 != 0,
            is_stable: number & 8 != 0,
        }
    }
}

impl<'a> Item<'a> {
    /// The item's own name, without a raw identifier's `r#` and without quotes.
    pub fn name(&self) -> &'a str {
        bare(std::str::from_utf8(self.written).unwrap_or_default())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ItemKind {
    Module,
    Function,
    Struct,
    Enum,
    Union,
    Variant,
    Field,
    Trait,
    TypeAlias,
    Constant,
    Static,
    Macro,
    /// A Rust `impl` block, named by its type. It is a place for its members, not a symbol.
    Impl,
    Method,
    Class,
    Interface,
    Namespace,
    Variable,
    Property,
}

impl ItemKind {
    /// Every kind, in the order of their numbers.
    const ALL: [Self; 19] = [
        Self::Module,
        Self::Function,
        Self::Struct,
        Self::Enum,
        Self::Union,
        Self::Variant,
        Self::Field,
        Self::Trait,
        Self::TypeAlias,
        Self::Constant,
        Self::Static,
        Self::Macro,
        Self::Impl,
        Self::Method,
        Self::Class,
        Self::Interface,
        Self::Namespace,
        Self::Variable,
        Self::Property,
    ];

    /// Whether a consumer can name items of this kind.
    pub fn is_symbol(self) -> bool {
        self != Self::Impl
    }

    /// The word for it in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Function => "function",
            Self::Struct => "struct",
            Self::Enum => "enum",
            Self::Union => "union",
            Self::Variant => "variant",
            Self::Field => "field",
            Self::Trait => "trait",
            Self::TypeAlias => "type-alias",
            Self::Constant => "constant",
            Self::Static => "static",
            Self::Macro => "macro",
            Self::Impl => "impl",
            Self::Method => "method",
            Self::Class => "class",
            Self::Interface => "interface",
            Self::Namespace => "namespace",
            Self::Variable => "variable",
            Self::Property => "property",
        }
    }
}

/// What the source says of an item's visibility; whether it is reachable is another question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Visibility {
    /// Rust `pub`, and what a `trait`, an `enum` or an `impl` of a trait makes as visible as itself;
    /// TypeScript `export` in any form, and members of what is exported that are not private.
    Public,
    /// Rust `pub(…)`; TypeScript `protected`.
    Restricted,
    Private,
}

impl Visibility {
    /// Every visibility, in the order of their numbers.
    pub(crate) const ALL: [Self; 3] = [Self::Public, Self::Restricted, Self::Private];
}

/// A written name without a raw identifier's `r#`, or without the quotes that a TypeScript member or
/// module may have.
pub fn bare(written: &str) -> &str {
    let name = written.strip_prefix("r#").unwrap_or(written);
    ['"', '\''].iter().find_map(|&q| name.strip_prefix(q)?.strip_suffix(q)).unwrap_or(name)
}

/// The names of an item and of those that enclose it, outermost first. `items` are those of its file.
pub fn names_to<'a>(items: &[Item<'a>], number: ItemNumber) -> Vec<&'a str> {
    let item = |number: ItemNumber| items.get(number as usize);
    let inside = std::iter::successors(item(number), |inner| item(inner.parent?));
    let mut names: Vec<_> = inside.map(Item::name).collect();
    names.reverse();
    names
}

#[cfg(test)]
mod tests;
