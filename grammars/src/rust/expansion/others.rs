//! Macros of other crates that are so common that what they mean is known.

mod crates;
mod flags;
mod tokens;
mod types;
mod wasm;

use std::rc::Rc;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::derives::RULES;
use super::item::{self, What};
use super::scope::Definition;
use super::tree::{Delimiter, Group, Sources, Tree, read};
use super::{BuiltWith, LeastVersion};

/// `cfg_if!` of the crate `cfg-if`: of the branches the first is compiled whose condition holds. Written so that each
/// item of a branch is under all that its branch asks for. Source: the documentation of `cfg-if`.
const CFG_IF: &str = "
macro_rules! cfg_if {
    (if #[cfg($c:meta)] { $($t:tt)* } $(else $($rest:tt)+)?) => {
        #[cfg($c)] __cfg_if! { @items $($t)* }
        $(__cfg_if! { @else [$c] $($rest)+ })?
    };
}
macro_rules! __cfg_if {
    (@items $($t:tt)*) => { $($t)* };
    (@else [$($b:meta),+] if #[cfg($c:meta)] { $($t:tt)* } $(else $($rest:tt)+)?) => {
        $(#[cfg(not($b))])+ #[cfg($c)] __cfg_if! { @items $($t)* }
        __cfg_if! { @next [$($b),+] [$c] $(else $($rest)+)? }
    };
    (@else [$($b:meta),+] { $($t:tt)* }) => { $(#[cfg(not($b))])+ __cfg_if! { @items $($t)* } };
    (@next [$($b:meta),+] [$c:meta]) => {};
    (@next [$($b:meta),+] [$c:meta] else $($rest:tt)+) => { __cfg_if! { @else [$($b),+, $c] $($rest)+ } };
}
";

/// `cfg_select!` of the standard library: of the arms the first is compiled whose condition holds. Source: the
/// documentation of `core`.
const CFG_SELECT: &str = "
macro_rules! cfg_select { ($($all:tt)*) => { __cfg_select! { [] $($all)* } }; }
macro_rules! __cfg_select {
    (@items $($t:tt)*) => { $($t)* };
    ([$(!$b:meta)*]) => {};
    ([$(!$b:meta)*] , $($rest:tt)*) => { __cfg_select! { [$(!$b)*] $($rest)* } };
    ([$(!$b:meta)*] _ => { $($t:tt)* } $($rest:tt)*) => { $(#[cfg(not($b))])* __cfg_select! { @items $($t)* } };
    ([$(!$b:meta)*] $c:meta => { $($t:tt)* } $($rest:tt)*) => {
        $(#[cfg(not($b))])* #[cfg($c)] __cfg_select! { @items $($t)* }
        __cfg_select! { [$(!$b)* !$c] $($rest)* }
    };
}
";

/// `forward_to_deserialize_any!` of the crate `serde`: the methods that its documentation says it makes.
const FORWARD_TO_DESERIALIZE_ANY: &str = "
macro_rules! forward_to_deserialize_any {
    (<$v:ident: Visitor<$l:tt>> $($of:ident)*) => { $(__forward_of! { $of $l $v })* };
    ($($of:ident)*) => { $(__forward_of! { $of 'de V })* };
}
macro_rules! __forward {
    ($f:ident ($($given:tt)*) $l:tt $v:ident) => {
        fn $f<$v>(self, $($given)* visitor: $v) -> ::core::result::Result<$v::Value, <Self as ::serde::de::Deserializer<$l>>::Error>
        where $v: ::serde::de::Visitor<$l> {}
    };
}
macro_rules! __forward_of {
    (bool $($v:tt)+) => { __forward! { deserialize_bool () $($v)+ } };
    (i8 $($v:tt)+) => { __forward! { deserialize_i8 () $($v)+ } };
    (i16 $($v:tt)+) => { __forward! { deserialize_i16 () $($v)+ } };
    (i32 $($v:tt)+) => { __forward! { deserialize_i32 () $($v)+ } };
    (i64 $($v:tt)+) => { __forward! { deserialize_i64 () $($v)+ } };
    (i128 $($v:tt)+) => { __forward! { deserialize_i128 () $($v)+ } };
    (u8 $($v:tt)+) => { __forward! { deserialize_u8 () $($v)+ } };
    (u16 $($v:tt)+) => { __forward! { deserialize_u16 () $($v)+ } };
    (u32 $($v:tt)+) => { __forward! { deserialize_u32 () $($v)+ } };
    (u64 $($v:tt)+) => { __forward! { deserialize_u64 () $($v)+ } };
    (u128 $($v:tt)+) => { __forward! { deserialize_u128 () $($v)+ } };
    (f32 $($v:tt)+) => { __forward! { deserialize_f32 () $($v)+ } };
    (f64 $($v:tt)+) => { __forward! { deserialize_f64 () $($v)+ } };
    (char $($v:tt)+) => { __forward! { deserialize_char () $($v)+ } };
    (str $($v:tt)+) => { __forward! { deserialize_str () $($v)+ } };
    (string $($v:tt)+) => { __forward! { deserialize_string () $($v)+ } };
    (bytes $($v:tt)+) => { __forward! { deserialize_bytes () $($v)+ } };
    (byte_buf $($v:tt)+) => { __forward! { deserialize_byte_buf () $($v)+ } };
    (option $($v:tt)+) => { __forward! { deserialize_option () $($v)+ } };
    (unit $($v:tt)+) => { __forward! { deserialize_unit () $($v)+ } };
    (seq $($v:tt)+) => { __forward! { deserialize_seq () $($v)+ } };
    (map $($v:tt)+) => { __forward! { deserialize_map () $($v)+ } };
    (identifier $($v:tt)+) => { __forward! { deserialize_identifier () $($v)+ } };
    (ignored_any $($v:tt)+) => { __forward! { deserialize_ignored_any () $($v)+ } };
    (unit_struct $($v:tt)+) => { __forward! { deserialize_unit_struct (name: &'static str,) $($v)+ } };
    (newtype_struct $($v:tt)+) => { __forward! { deserialize_newtype_struct (name: &'static str,) $($v)+ } };
    (tuple $($v:tt)+) => { __forward! { deserialize_tuple (len: usize,) $($v)+ } };
    (tuple_struct $($v:tt)+) => { __forward! { deserialize_tuple_struct (name: &'static str, len: usize,) $($v)+ } };
    (struct $($v:tt)+) => { __forward! { deserialize_struct (name: &'static str, fields: &'static [&'static str],) $($v)+ } };
    (enum $($v:tt)+) => { __forward! { deserialize_enum (name: &'static str, variants: &'static [&'static str],) $($v)+ } };
}
";

/// `serde_if_integer128!` of the crate `serde`: what it is given. Source: its documentation.
const SERDE_IF_INTEGER128: &str = "macro_rules! serde_if_integer128 { ($($t:tt)*) => { $($t)* }; }";

/// `lazy_static!` of the crate of that name: of each static a type that can be read as its value. Source: the
/// documentation of `lazy_static`.
const LAZY_STATIC: &str = "
macro_rules! lazy_static {
    () => {};
    ($(#[$m:meta])* $v:vis static ref $n:ident : $t:ty = $e:expr; $($rest:tt)*) => {
        $(#[$m])* $v struct $n { __private_field: () }
        impl ::core::ops::Deref for $n { type Target = $t; fn deref(&self) -> &$t {} }
        impl ::lazy_static::LazyStatic for $n {}
        lazy_static! { $($rest)* }
    };
}
";

/// `quick_error!` of the crate `quick-error`: an enum that is shown, and made of what `from` says. Which of the methods of
/// an error it has depends on the version. Source: the documentation of `quick-error`.
const QUICK_ERROR: &str = "
macro_rules! quick_error {
    ($(#[$m:meta])* $v:vis enum $n:ident { $($body:tt)* }) => {
        __quick_error! { @enum [$(#[$m])* $v enum $n] [] $($body)* }
        impl ::core::fmt::Display for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::std::error::Error for $n {}
        __quick_error! { @variants $n $($body)* }
    };
}
macro_rules! __quick_error {
    (@enum [$($head:tt)*] [$($done:tt)*]) => { $($head)* { $($done)* } };
    (@enum $head:tt [$($done:tt)*] $(#[$m:meta])* $c:ident ($($f:ident : $t:ty),* $(,)?) $({ $($b:tt)* })? $(,)? $($rest:tt)*) => {
        __quick_error! { @enum $head [$($done)* $(#[$m])* $c($($t),*),] $($rest)* }
    };
    (@enum $head:tt [$($done:tt)*] $(#[$m:meta])* $c:ident { $($f:ident : $t:ty),+ $(,)? } $({ $($b:tt)* })? $(,)? $($rest:tt)*) => {
        __quick_error! { @enum $head [$($done)* $(#[$m])* $c { $($f: $t),+ },] $($rest)* }
    };
    (@enum $head:tt [$($done:tt)*] $(#[$m:meta])* $c:ident $({ $($b:tt)* })? $(,)? $($rest:tt)*) => {
        __quick_error! { @enum $head [$($done)* $(#[$m])* $c,] $($rest)* }
    };
    (@variants $n:ident) => {};
    (@variants $n:ident $(#[$m:meta])* $c:ident ($f:ident : $t:ty) { $($b:tt)* } $(,)? $($rest:tt)*) => {
        __quick_error! { @from $n [$t] $($b)* }
        __quick_error! { @variants $n $($rest)* }
    };
    (@variants $n:ident $(#[$m:meta])* $c:ident { $($f:ident : $t:ty),+ $(,)? } $({ $($b:tt)* })? $(,)? $($rest:tt)*) => {
        $(__quick_error! { @from $n [] $($b)* })?
        __quick_error! { @variants $n $($rest)* }
    };
    (@variants $n:ident $(#[$m:meta])* $c:ident $(($($f:tt)*))? $({ $($b:tt)* })? $(,)? $($rest:tt)*) => {
        $(__quick_error! { @from $n [] $($b)* })?
        __quick_error! { @variants $n $($rest)* }
    };
    (@from $n:ident $of:tt) => {};
    (@from $n:ident [$t:ty] from() $($rest:tt)*) => {
        impl From<$t> for $n { fn from(it: $t) -> Self {} }
        __quick_error! { @from $n [$t] $($rest)* }
    };
    (@from $n:ident $of:tt from($f:ident : $t:ty) $($rest:tt)*) => {
        impl From<$t> for $n { fn from(it: $t) -> Self {} }
        __quick_error! { @from $n $of $($rest)* }
    };
    (@from $n:ident $of:tt from($t:ty) $($rest:tt)*) => {
        impl From<$t> for $n { fn from(it: $t) -> Self {} }
        __quick_error! { @from $n $of $($rest)* }
    };
    (@from $n:ident $of:tt $other:tt $($rest:tt)*) => { __quick_error! { @from $n $of $($rest)* } };
}
";

/// `bitflags!` of the crate `bitflags`, from version 2 on: what its documentation says that a type of flags has.
const BITFLAGS: &str = "
macro_rules! bitflags { ($($all:tt)+) => { __bitflags_of! { $($all)+ } }; }
macro_rules! __bitflags_of {
    () => {};
    ($(#[$m:meta])* $v:vis struct $n:ident : $t:ty { $($body:tt)* } $($rest:tt)*) => {
        $(#[$m])* $v struct $n(__InternalBitFlags);
        impl $n { __bitflags! { @constants $($body)* } }
        __bitflags! { @traits $n, $t }
        __bitflags_of! { $($rest)* }
    };
    ($(#[$m:meta])* impl $n:ident : $t:ty { $($body:tt)* } $($rest:tt)*) => {
        impl $n { __bitflags! { @constants $($body)* } }
        __bitflags! { @traits $n, $t }
        __bitflags_of! { $($rest)* }
    };
}
macro_rules! __bitflags {
    (@constants $($(#[$m:meta])* const $c:ident = $e:expr;)*) => {
        $($(#[$m])* pub const $c: Self = Self::from_bits_retain($e);)*
    };
    (@constants $(#[$m:meta])* const _ = $e:expr; $($rest:tt)*) => { __bitflags! { @constants $($rest)* } };
    (@constants $(#[$m:meta])* const $c:ident = $e:expr; $($rest:tt)*) => {
        $(#[$m])* pub const $c: Self = Self::from_bits_retain($e);
        __bitflags! { @constants $($rest)* }
    };
    (@traits $n:ident, $t:ty) => {
        impl $n {
            pub const fn empty() -> Self {}
            pub const fn all() -> Self {}
            pub const fn bits(&self) -> $t {}
            pub const fn from_bits(bits: $t) -> Option<Self> {}
            pub const fn from_bits_truncate(bits: $t) -> Self {}
            pub const fn from_bits_retain(bits: $t) -> Self {}
            pub fn from_name(name: &str) -> Option<Self> {}
            pub const fn is_empty(&self) -> bool {}
            pub const fn is_all(&self) -> bool {}
            pub const fn intersects(&self, other: Self) -> bool {}
            pub const fn contains(&self, other: Self) -> bool {}
            pub fn insert(&mut self, other: Self) {}
            pub fn remove(&mut self, other: Self) {}
            pub fn toggle(&mut self, other: Self) {}
            pub fn set(&mut self, other: Self, value: bool) {}
            pub const fn intersection(self, other: Self) -> Self {}
            pub const fn union(self, other: Self) -> Self {}
            pub const fn difference(self, other: Self) -> Self {}
            pub const fn symmetric_difference(self, other: Self) -> Self {}
            pub const fn complement(self) -> Self {}
            pub const fn iter(&self) -> ::bitflags::iter::Iter<$n> {}
            pub const fn iter_names(&self) -> ::bitflags::iter::IterNames<$n> {}
        }
        impl ::bitflags::Flags for $n {
            const FLAGS: &'static [::bitflags::Flag<$n>] = &[];
            type Bits = $t;
            fn bits(&self) -> $t {}
            fn from_bits_retain(bits: $t) -> $n {}
            __bitflags_all_named! { $n }
        }
        impl ::bitflags::__private::PublicFlags for $n { type Primitive = $t; type Internal = __InternalBitFlags; }
        impl ::core::fmt::Binary for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::fmt::Octal for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::fmt::LowerHex for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::fmt::UpperHex for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::ops::BitOr for $n { type Output = Self; fn bitor(self, other: $n) -> Self {} }
        impl ::core::ops::BitOrAssign for $n { fn bitor_assign(&mut self, other: Self) {} }
        impl ::core::ops::BitXor for $n { type Output = Self; fn bitxor(self, other: Self) -> Self {} }
        impl ::core::ops::BitXorAssign for $n { fn bitxor_assign(&mut self, other: Self) {} }
        impl ::core::ops::BitAnd for $n { type Output = Self; fn bitand(self, other: Self) -> Self {} }
        impl ::core::ops::BitAndAssign for $n { fn bitand_assign(&mut self, other: Self) {} }
        impl ::core::ops::Sub for $n { type Output = Self; fn sub(self, other: Self) -> Self {} }
        impl ::core::ops::SubAssign for $n { fn sub_assign(&mut self, other: Self) {} }
        impl ::core::ops::Not for $n { type Output = Self; fn not(self) -> Self {} }
        impl ::core::iter::Extend<$n> for $n { fn extend<T: ::core::iter::IntoIterator<Item = Self>>(&mut self, iterator: T) {} }
        impl ::core::iter::FromIterator<$n> for $n { fn from_iter<T: ::core::iter::IntoIterator<Item = Self>>(iterator: T) -> $n {} }
        impl ::core::iter::IntoIterator for $n {
            type Item = $n;
            type IntoIter = ::bitflags::iter::Iter<$n>;
            fn into_iter(self) -> Self::IntoIter {}
        }
    };
}
";

/// What version 2.12 of `bitflags` added, and what that is before.
const BITFLAGS_FROM_2_12: &str =
    "macro_rules! __bitflags_all_named { ($n:ident) => { fn all_named() -> $n {} }; }";
const BITFLAGS_BEFORE: &str = "macro_rules! __bitflags_all_named { ($n:ident) => {}; }";

/// What version 1 of `bitflags` derives by itself: who derives one of these writes for a later one.
const DERIVED_BY_BITFLAGS_1: [&str; 7] =
    ["Copy", "Clone", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];

/// Macros of well-known crates that make no item: of static_assertions, dyn-clone, doc-comment, downcast-rs, inventory, criterion,
/// proptest and others. Source: the documentation of each.
const NOTHING: [&str; 8] = [
    "clone_trait_object",
    "criterion_group",
    "criterion_main",
    "doctest",
    "impl_downcast",
    "proptest",
    "quickcheck",
    "submit",
];

/// The macros that are known. A text of them is read when one of its macros is asked for.
pub(super) struct Others {
    /// What is as it is in the versions that the crate is built with.
    of_versions: [&'static str; 5],
    /// The macros of the texts that were read, by their names.
    read: FxHashMap<String, Rc<Definition>>,
    /// The version of `bitflags` that the crate asks for at least, where that is known.
    bitflags: Option<LeastVersion>,
    pub built: BuiltWith,
}

/// What is the same with all versions, by the names of its macros.
static TEXTS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let own = [FORWARD_TO_DESERIALIZE_ANY, SERDE_IF_INTEGER128, CFG_IF, CFG_SELECT];
    let texts = own.into_iter().chain([LAZY_STATIC, QUICK_ERROR]).chain(RULES);
    let texts = texts.chain([crates::RULES, types::RULES, tokens::TOKEN, wasm::RULES]);
    texts.flat_map(|text| defined(text).map(move |name| (name, text))).collect()
});

/// The names of the macros that a text defines.
fn defined(text: &'static str) -> impl Iterator<Item = &'static str> {
    let behind = text.split("macro_rules! ").skip(1);
    behind.filter_map(|it| it.split_once(' ')).map(|(name, _)| name)
}

impl Others {
    pub fn new(built: &BuiltWith) -> Self {
        let bitflags = built.version("bitflags");
        // What comes later does not show where no lock file says that it is not there.
        let is_early = built.locked("bitflags").is_some_and(|version| version < (1, 3));
        let is_new = bitflags.is_some_and(|version| version >= (2, 12));
        let of_bitflags = match bitflags {
            Some((1, _)) => flags::BITFLAGS_1,
            _ => BITFLAGS,
        };
        let operations = if is_early { flags::BEFORE_1_3 } else { flags::FROM_1_3 };
        let all_named = if is_new { BITFLAGS_FROM_2_12 } else { BITFLAGS_BEFORE };
        let is_old = built.is_before("wasm-bindgen", (0, 2, 109));
        let erasable = if is_old { wasm::BEFORE_109 } else { wasm::FROM_109 };
        let writeable = match built.version("writeable") {
            Some((0, ..6)) => crates::WRITEABLE_BEFORE_6,
            _ => crates::WRITEABLE,
        };
        let of_versions = [of_bitflags, operations, all_named, erasable, writeable];
        Self { of_versions, read: FxHashMap::default(), bitflags, built: built.clone() }
    }

    /// The macro of this name, if what it is `given` shows that it is the known one.
    pub fn named(
        &mut self,
        sources: &mut Sources,
        name: &str,
        given: &Group,
    ) -> Option<Rc<Definition>> {
        let is_known = || match self.bitflags {
            Some((major, _)) => major >= 1,
            None => is_of_bitflags_2(sources, given),
        };
        if name == "bitflags" && !is_known() {
            return None;
        }
        self.of_name(sources, name)
    }

    /// One of the macros that are known here alone.
    pub fn of_name(&mut self, sources: &mut Sources, name: &str) -> Option<Rc<Definition>> {
        if let Some(known) = self.read.get(name) {
            return Some(Rc::clone(known));
        }
        let mut own = self.of_versions.into_iter();
        let own = own.find(|text| defined(text).any(|other| other == name));
        self.read(sources, own.or_else(|| TEXTS.get(name).copied())?);
        self.read.get(name).cloned()
    }

    fn read(&mut self, sources: &mut Sources, text: &'static str) {
        let number = sources.add(text.into());
        let trees = number.and_then(|number| read(number, text)).unwrap_or_default();
        let mut rest = trees.as_slice();
        while let Some((item, behind)) = item::first(sources, rest) {
            rest = behind;
            if let What::Definition { name, .. } = &item.what
                && let Some(definition) = Definition::new(sources, &item, &[], None)
            {
                self.read.insert(sources.text(*name).to_owned(), Rc::new(definition));
            }
        }
    }

    /// The crates of which one must be named with the macro, or imported from, so that it is the known one.
    pub fn crates_of(name: &str) -> impl Iterator<Item = &'static str> {
        let all = crates::OF_CRATE.iter().chain(&types::OF_CRATE);
        all.filter(move |(other, _)| *other == name).map(|(_, of)| *of)
    }

    /// Whether a macro of this name asserts something, or makes what nobody can name.
    pub fn makes_nothing(name: &str) -> bool {
        name.starts_with("assert_") || name.starts_with("const_assert") || NOTHING.contains(&name)
    }

    /// Whether a path that begins so may lead to a macro of this name.
    pub fn has_crate(of: &str, name: &str) -> bool {
        if Self::crates_of(name).next().is_some() {
            return Self::crates_of(name).any(|known| known == of);
        }
        matches!(of, "cfg_if" | "bitflags" | "lazy_static" | "quick_error")
            || matches!(of, "serde" | "serde_core" | "core" | "std")
    }
}

/// Whether it is written for version 2. Version 1 has no `impl` for a type that is there, either.
fn is_of_bitflags_2(sources: &Sources, given: &Group) -> bool {
    if given.inner.iter().any(|tree| sources.word(Some(tree)) == "impl") {
        return true;
    }
    let attributes = given.inner.iter().filter_map(|tree| tree.within(Delimiter::Bracket));
    let mut derives = attributes.filter(|it| sources.word(it.inner.first()) == "derive");
    derives.any(|it| {
        let derived = it.inner.get(1).and_then(Tree::group);
        derived.is_some_and(|list| {
            let mut names = list.inner.iter().map(|tree| sources.word(Some(tree)));
            names.any(|name| DERIVED_BY_BITFLAGS_1.contains(&name))
        })
    })
}
