//! `bitflags!` of version 1.

/// `bitflags!` of the crate `bitflags`, as its last version 1 documents it, and which of the traits it derives itself.
pub(super) const BITFLAGS_1: &str = "
macro_rules! bitflags { ($($all:tt)+) => { __bitflags_of! { $($all)+ } }; }
macro_rules! __bitflags_of {
    () => {};
    ($(#[$m:meta])* $v:vis struct $n:ident : $t:ty { $($(#[$o:meta])* const $c:ident = $e:expr;)* } $($rest:tt)*) => {
        $(#[$m])*
        #[derive(Copy, PartialEq, Eq, Clone, PartialOrd, Ord, Hash)]
        $v struct $n { bits: $t }
        impl $n { $($(#[$o])* pub const $c: Self = Self { bits: $e };)* }
        __bitflags! { $n, $t }
        __bitflags_of! { $($rest)* }
    };
}
macro_rules! __bitflags {
    ($n:ident, $t:ty) => {
        impl $n {
            pub const fn empty() -> Self {}
            pub const fn all() -> Self {}
            pub const fn bits(&self) -> $t {}
            pub const fn from_bits(bits: $t) -> ::core::option::Option<Self> {}
            pub const fn from_bits_truncate(bits: $t) -> Self {}
            pub const unsafe fn from_bits_unchecked(bits: $t) -> Self {}
            pub const fn is_empty(&self) -> bool {}
            pub const fn is_all(&self) -> bool {}
            pub const fn intersects(&self, other: Self) -> bool {}
            pub const fn contains(&self, other: Self) -> bool {}
            pub fn insert(&mut self, other: Self) {}
            pub fn remove(&mut self, other: Self) {}
            pub fn toggle(&mut self, other: Self) {}
            pub fn set(&mut self, other: Self, value: bool) {}
            __bitflags_operations! {}
        }
        impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::fmt::Binary for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::fmt::Octal for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::fmt::LowerHex for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::fmt::UpperHex for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::core::ops::BitOr for $n { type Output = Self; fn bitor(self, other: Self) -> Self {} }
        impl ::core::ops::BitOrAssign for $n { fn bitor_assign(&mut self, other: Self) {} }
        impl ::core::ops::BitXor for $n { type Output = Self; fn bitxor(self, other: Self) -> Self {} }
        impl ::core::ops::BitXorAssign for $n { fn bitxor_assign(&mut self, other: Self) {} }
        impl ::core::ops::BitAnd for $n { type Output = Self; fn bitand(self, other: Self) -> Self {} }
        impl ::core::ops::BitAndAssign for $n { fn bitand_assign(&mut self, other: Self) {} }
        impl ::core::ops::Sub for $n { type Output = Self; fn sub(self, other: Self) -> Self {} }
        impl ::core::ops::SubAssign for $n { fn sub_assign(&mut self, other: Self) {} }
        impl ::core::ops::Not for $n { type Output = Self; fn not(self) -> Self {} }
        impl ::core::iter::Extend<$n> for $n { fn extend<T: ::core::iter::IntoIterator<Item = Self>>(&mut self, iterator: T) {} }
        impl ::core::iter::FromIterator<$n> for $n { fn from_iter<T: ::core::iter::IntoIterator<Item = Self>>(iterator: T) -> Self {} }
    };
}
";

/// What version 1.3 added to a type of flags, and what that is before.
pub(super) const FROM_1_3: &str = "
macro_rules! __bitflags_operations { () => {
    pub const fn intersection(self, other: Self) -> Self {}
    pub const fn union(self, other: Self) -> Self {}
    pub const fn difference(self, other: Self) -> Self {}
    pub const fn symmetric_difference(self, other: Self) -> Self {}
    pub const fn complement(self) -> Self {}
}; }
";
pub(super) const BEFORE_1_3: &str = "macro_rules! __bitflags_operations { () => {}; }";
