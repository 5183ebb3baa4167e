//! Macros of other crates that make types, or all that a type has of a kind.

/// The name of each, and the crate that has it.
pub(super) const OF_CRATE: [(&str, &str); 7] = [
    ("Token", "syn"),
    ("bitfield", "bitfield"),
    ("char_property", "unic_char_property"),
    ("entity_impl", "cranelift_codegen"),
    ("entity_impl", "cranelift_entity"),
    ("impl_simple_block_encdec", "cipher"),
    ("new_key_type", "slotmap"),
];

/// Source: the documentation of each crate.
pub(super) const RULES: &str = "
macro_rules! new_key_type {
    () => {};
    ($(#[$m:meta])* $v:vis struct $n:ident; $($rest:tt)*) => {
        $(#[$m])*
        #[derive(Copy, Clone, Default, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
        $v struct $n(::slotmap::KeyData);
        impl ::core::convert::From<::slotmap::KeyData> for $n { fn from(k: ::slotmap::KeyData) -> Self {} }
        unsafe impl ::slotmap::Key for $n { fn data(&self) -> ::slotmap::KeyData {} }
        new_key_type! { $($rest)* }
    };
}
macro_rules! entity_impl {
    ($n:ident) => {
        __entity! { $n }
        impl $n { pub fn as_bits(self) -> u32 {} pub fn from_bits(x: u32) -> Self {} }
    };
    ($n:ident, $prefix:expr) => {
        entity_impl! { $n }
        __display! { $n }
        __entity! { @debug $n }
    };
    ($n:ident, $prefix:expr, $($rest:tt)*) => {
        __entity! { $n }
        __display! { $n }
        __entity! { @debug $n }
    };
}
macro_rules! __entity {
    ($n:ident) => {
        impl ::cranelift_entity::EntityRef for $n { fn new(index: usize) -> Self {} fn index(self) -> usize {} }
        impl ::cranelift_entity::packed_option::ReservedValue for $n { fn reserved_value() -> $n {} fn is_reserved_value(&self) -> bool {} }
        impl $n { pub fn from_u32(x: u32) -> Self {} pub fn as_u32(self) -> u32 {} }
    };
    (@debug $n:ident) => {
        impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
    };
}
macro_rules! impl_simple_block_encdec {
    (<$($l:ident $(: $b:ident $(+ $d:ident)*)?),*> $n:ident, $t:ty, $($rest:tt)*) => {
        impl<$($l $(: $b $(+ $d)*)?),*> ::cipher::BlockSizeUser for $n<$($l),*> { type BlockSize = $t; }
        impl<$($l $(: $b $(+ $d)*)?),*> ::cipher::BlockEncrypt for $n<$($l),*> { fn encrypt_with_backend(&self, f: impl ::cipher::BlockClosure<BlockSize = $t>) {} }
        impl<$($l $(: $b $(+ $d)*)?),*> ::cipher::BlockDecrypt for $n<$($l),*> { fn decrypt_with_backend(&self, f: impl ::cipher::BlockClosure<BlockSize = $t>) {} }
    };
    ($n:ident, $t:ty, $($rest:tt)*) => {
        impl ::cipher::BlockSizeUser for $n { type BlockSize = $t; }
        impl ::cipher::BlockEncrypt for $n { fn encrypt_with_backend(&self, f: impl ::cipher::BlockClosure<BlockSize = $t>) {} }
        impl ::cipher::BlockDecrypt for $n { fn decrypt_with_backend(&self, f: impl ::cipher::BlockClosure<BlockSize = $t>) {} }
    };
}
macro_rules! char_property {
    ($(#[$m:meta])* pub struct $n:ident(bool) { $($body:tt)* } $(#[$o:meta])* pub fn $f:ident(char) -> bool;) => {
        $(#[$m])* #[derive(Copy, Clone, Debug, Default, Eq, PartialEq, Hash)] pub struct $n(bool);
        $(#[$o])* pub fn $f(ch: char) -> bool {}
        impl $n { pub fn of(ch: char) -> Self {} pub fn as_bool(&self) -> bool {} }
        impl ::unic_char_property::TotalCharProperty for $n { fn of(ch: char) -> Self {} }
        impl ::unic_char_property::BinaryCharProperty for $n { fn as_bool(&self) -> bool {} }
        impl ::core::convert::From<$n> for bool { fn from(prop: $n) -> bool {} }
        __char_property! { $n }
    };
    ($(#[$m:meta])* pub enum $n:ident { abbr => $a:expr; long => $l:expr; human => $h:expr; $($(#[$c:meta])* $v:ident { abbr => $va:ident, long => $vl:ident, human => $vh:expr, })* } $(#[$o:meta])* pub mod $f:ident for abbr; $(#[$p:meta])* pub mod $g:ident for long;) => {
        $(#[$m])* #[derive(Copy, Clone, Debug, Eq, PartialEq, Hash)] pub enum $n { $($(#[$c])* $v),* }
        $(#[$o])* pub mod $f { $(pub use super::$n::$v as $va;)* }
        $(#[$p])* pub mod $g { $(pub use super::$n::$v as $vl;)* }
        impl ::unic_char_property::EnumeratedCharProperty for $n {
            fn all_values() -> &'static [$n] {}
            fn abbr_name(&self) -> &'static str {}
            fn long_name(&self) -> &'static str {}
            fn human_name(&self) -> &'static str {}
        }
        __char_property! { $n }
    };
}
macro_rules! __char_property { ($n:ident) => {
    impl ::core::str::FromStr for $n { type Err = (); fn from_str(s: &str) -> ::core::result::Result<Self, Self::Err> {} }
    impl ::unic_char_property::CharProperty for $n {
        fn prop_abbr_name() -> &'static str {}
        fn prop_long_name() -> &'static str {}
        fn prop_human_name() -> &'static str {}
    }
    __display! { $n }
}; }
macro_rules! bitfield { ($(#[$m:meta])* $v:vis struct $n:ident($($t:tt)*); $($rest:tt)*) => { __bitfield! { [$(#[$m])* $v struct $n] $n ($($t)*) $($rest)* } }; }
macro_rules! __bitfield {
    ([$($h:tt)*] $n:ident $t:tt impl Debug; no default BitRange; $($rest:tt)*) => { __bitfield! { [$($h)*] $n $t no default BitRange; impl Debug; $($rest)* } };
    ([$($h:tt)*] $n:ident $t:tt no default BitRange; impl Debug; $($rest:tt)*) => {
        __bitfield! { @debug $n $t }
        __bitfield! { [$($h)*] $n $t no default BitRange; $($rest)* }
    };
    ([$($h:tt)*] $n:ident (MSB0 [$t:ty]) $($rest:tt)*) => { __bitfield! { [$($h)*] $n ([$t]) $($rest)* } };
    ([$($h:tt)*] $n:ident ([$t:ty]) no default BitRange; $($rest:tt)*) => {
        $($h)*<T>(pub T);
        impl<T: AsRef<[$t]>> $n<T> { __bitfield! { @fields get [__unknown!()] $($rest)* } }
        impl<T: AsMut<[$t]>> $n<T> { __bitfield! { @fields set [__unknown!()] $($rest)* } }
    };
    ([$($h:tt)*] $n:ident ($t:ty) no default BitRange; $($rest:tt)*) => {
        $($h)*(pub $t);
        impl $n { __bitfield! { @fields get [$t] $($rest)* } __bitfield! { @fields set [$t] $($rest)* } }
    };
    ([$($h:tt)*] $n:ident $t:tt $($rest:tt)*) => {
        __bitfield! { @range $n $t }
        __bitfield! { [$($h)*] $n $t no default BitRange; $($rest)* }
    };
    (@debug $n:ident ([$t:ty])) => {
        impl<T: AsRef<[$t]> + ::core::fmt::Debug> ::core::fmt::Debug for $n<T> { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
    };
    (@debug $n:ident ($t:ty)) => { impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} } };
    (@range $n:ident ([$t:ty])) => { __bitfield! { @ranges $n $t, u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 } };
    (@ranges $n:ident $t:ty, ) => {};
    (@ranges $n:ident $t:ty, $o:ident $($rest:ident)*) => {
        impl<T: AsRef<[$t]>> ::bitfield::BitRange<$o> for $n<T> { fn bit_range(&self, msb: usize, lsb: usize) -> $o {} }
        impl<T: AsMut<[$t]>> ::bitfield::BitRangeMut<$o> for $n<T> { fn set_bit_range(&mut self, msb: usize, lsb: usize, value: $o) {} }
        __bitfield! { @ranges $n $t, $($rest)* }
    };
    (@range $n:ident ($t:ty)) => {
        impl<T> ::bitfield::BitRange<T> for $n where $t: ::bitfield::BitRange<T> { fn bit_range(&self, msb: usize, lsb: usize) -> T {} }
        impl<T> ::bitfield::BitRangeMut<T> for $n where $t: ::bitfield::BitRangeMut<T> { fn set_bit_range(&mut self, msb: usize, lsb: usize, value: T) {} }
    };
    (@fields $k:ident $d:tt) => {};
    (@fields $k:ident $d:tt #[$m:meta] $($rest:tt)*) => { __bitfield! { @fields $k $d $($rest)* } };
    (@fields $k:ident $d:tt $t:ty; $($rest:tt)*) => { __bitfield! { @fields $k [$t] $($rest)* } };
    (@fields $k:ident $d:tt pub from into $i:ty, $g:tt, $s:tt : $($rest:tt)*) => { __bitfield! { @field $k $d [$i] [$i] $g $s [] $($rest)* } };
    (@fields $k:ident $d:tt pub into $i:ty, $g:tt, $s:tt : $($rest:tt)*) => { __bitfield! { @field $k $d $d [$i] $g $s [] $($rest)* } };
    (@fields $k:ident $d:tt pub $g:tt, $s:tt : $($rest:tt)*) => { __bitfield! { @field $k $d $d $d $g $s [] $($rest)* } };
    (@fields $k:ident $d:tt pub $t:ty, from into $i:ty, $g:tt, $s:tt : $($rest:tt)*) => { __bitfield! { @field $k $d [$i] [$i] $g $s [] $($rest)* } };
    (@fields $k:ident $d:tt pub $t:ty, into $i:ty, $g:tt, $s:tt : $($rest:tt)*) => { __bitfield! { @field $k $d [$t] [$i] $g $s [] $($rest)* } };
    (@fields $k:ident $d:tt pub $t:ty, $g:tt, $s:tt : $($rest:tt)*) => { __bitfield! { @field $k $d [$t] [$t] $g $s [] $($rest)* } };
    (@fields $k:ident $d:tt $o:tt $($rest:tt)*) => { __bitfield! { @private $k $d $($rest)* } };
    (@private $k:ident $d:tt ; $($rest:tt)*) => { __bitfield! { @fields $k $d $($rest)* } };
    (@private $k:ident $d:tt $o:tt $($rest:tt)*) => { __bitfield! { @private $k $d $($rest)* } };
    (@field $k:ident $d:tt $f:tt $i:tt $g:tt $s:tt $c:tt ; $($rest:tt)*) => {
        __bitfield! { @ $k $f $i $g $s $c }
        __bitfield! { @fields $k $d $($rest)* }
    };
    (@field $k:ident $d:tt $f:tt $i:tt $g:tt $s:tt [$($c:tt)*] , $($rest:tt)*) => { __bitfield! { @field $k $d $f $i $g $s [$($c)* ,] $($rest)* } };
    (@field $k:ident $d:tt $f:tt $i:tt $g:tt $s:tt $c:tt $o:tt $($rest:tt)*) => { __bitfield! { @field $k $d $f $i $g $s $c $($rest)* } };
    (@ get $f:tt $i:tt _ $s:tt $c:tt) => {};
    (@ set $f:tt $i:tt $g:tt _ $c:tt) => {};
    (@ get $f:tt $i:tt $g:ident $s:tt []) => { pub fn $g(&self) -> bool {} };
    (@ get $f:tt [$i:ty] $g:ident $s:tt [,]) => { pub fn $g(&self) -> $i {} };
    (@ get $f:tt [$i:ty] $g:ident $s:tt [, ,]) => { pub fn $g(&self, index: usize) -> $i {} };
    (@ set $f:tt $i:tt $g:tt $s:ident []) => { pub fn $s(&mut self, value: bool) {} };
    (@ set [$f:ty] $i:tt $g:tt $s:ident [,]) => { pub fn $s(&mut self, value: $f) {} };
    (@ set [$f:ty] $i:tt $g:tt $s:ident [, ,]) => { pub fn $s(&mut self, index: usize, value: $f) {} };
}
";
