//! Derives of crates that give types what others have by `derive` of the language, and enums their numbers.

/// Source: the documentation of each crate, and of the traits that they implement.
pub(in super::super) const RULES: &str = "
macro_rules! __derive_byte_eq { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::core::cmp::PartialEq for $n $($a)* $($w)* { fn eq(&self, other: &Self) -> bool {} }
    impl $($p)* ::core::cmp::Eq for $n $($a)* $($w)* {  }
}; }
macro_rules! __derive_byte_hash { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::core::hash::Hash for $n $($a)* $($w)* { fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {} fn hash_slice<H: ::core::hash::Hasher>(data: &[Self], state: &mut H) {} }
}; }
macro_rules! __derive_checked_bit_pattern {
    (enum $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
        impl $($p)* ::bytemuck::CheckedBitPattern for $n $($a)* $($w)* { type Bits = __unknown!(); fn is_valid_bit_pattern(bits: &Self::Bits) -> bool {} }
    };
    ($($given:tt)*) => {};
}
macro_rules! __derive_contiguous { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::bytemuck::Contiguous for $n $($a)* $($w)* { type Int = __unknown!(); const MAX_VALUE: __unknown!() = __max; const MIN_VALUE: __unknown!() = __min; fn from_integer(value: Self::Int) -> ::core::option::Option<Self> {} fn into_integer(self) -> Self::Int {} }
}; }
macro_rules! __derive_runtime_debug { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::core::fmt::Debug for $n $($a)* $($w)* { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! __derive_sequence { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::enum_iterator::Sequence for $n $($a)* $($w)* { const CARDINALITY: usize = __cardinality; fn next(&self) -> ::core::option::Option<Self> {} fn previous(&self) -> ::core::option::Option<Self> {} fn first() -> ::core::option::Option<Self> {} fn last() -> ::core::option::Option<Self> {} }
}; }
macro_rules! __derive_trace {
    ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [{unsafe_no_drop}]) => {
        impl $($p)* ::boa_gc::Trace for $n $($a)* $($w)* { __trace! {} }
    };
    ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [{unsafe_empty_trace}]) => {
        __derive_trace! { $k $n [$($p)*] [$($a)*] [$($w)*] [{unsafe_no_drop}] }
    };
    ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [{empty_trace}]) => {
        __derive_trace! { $k $n [$($p)*] [$($a)*] [$($w)*] [{unsafe_no_drop}] }
    };
    ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
        __derive_trace! { $k $n [$($p)*] [$($a)*] [$($w)*] [{unsafe_no_drop}] }
        impl $($p)* ::core::ops::Drop for $n $($a)* $($w)* { fn drop(&mut self) {} }
    };
}
macro_rules! __derive_new {
    (struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] []) => {
        impl $($p)* $n $($a)* $($w)* { pub fn new(fields: __unknown!()) -> Self {} }
    };
    ($($given:tt)*) => {};
}
macro_rules! __derive_n { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* $n $($a)* $($w)* { pub fn n<REPR: ::core::convert::Into<i64>>(value: REPR) -> ::core::option::Option<Self> {} }
}; }
macro_rules! __derive_num_enum_from {
    ($k:ident $n:ident $p:tt $a:tt $w:tt [{$r:ident}]) => { __of_number! { @from $r $n } };
    ($($given:tt)*) => {};
}
macro_rules! __derive_num_enum_into {
    ($k:ident $n:ident $p:tt $a:tt $w:tt [{$r:ident}]) => { __of_number! { @into $r $n } };
    ($($given:tt)*) => {};
}
macro_rules! __derive_num_enum_try_from {
    ($k:ident $n:ident $p:tt $a:tt $w:tt [{$r:ident}]) => { __of_number! { @tryfrom $r $n } };
    ($($given:tt)*) => {};
}
macro_rules! __of_number {
    (@ $k:ident u8 $n:ident) => { __num_enum! { @ $k u8 $n } };
    (@ $k:ident u16 $n:ident) => { __num_enum! { @ $k u16 $n } };
    (@ $k:ident u32 $n:ident) => { __num_enum! { @ $k u32 $n } };
    (@ $k:ident u64 $n:ident) => { __num_enum! { @ $k u64 $n } };
    (@ $k:ident u128 $n:ident) => { __num_enum! { @ $k u128 $n } };
    (@ $k:ident usize $n:ident) => { __num_enum! { @ $k usize $n } };
    (@ $k:ident i8 $n:ident) => { __num_enum! { @ $k i8 $n } };
    (@ $k:ident i16 $n:ident) => { __num_enum! { @ $k i16 $n } };
    (@ $k:ident i32 $n:ident) => { __num_enum! { @ $k i32 $n } };
    (@ $k:ident i64 $n:ident) => { __num_enum! { @ $k i64 $n } };
    (@ $k:ident i128 $n:ident) => { __num_enum! { @ $k i128 $n } };
    (@ $k:ident isize $n:ident) => { __num_enum! { @ $k isize $n } };
    ($($given:tt)*) => {};
}
macro_rules! __num_enum {
    (@ from $r:ident $n:ident) => {
        impl ::num_enum::FromPrimitive for $n { type Primitive = $r; fn from_primitive(number: Self::Primitive) -> Self {} }
        impl ::core::convert::From<$r> for $n { fn from(number: $r) -> Self {} }
    };
    (@ into $r:ident $n:ident) => { impl ::core::convert::From<$n> for $r { fn from(enum_value: $n) -> Self {} } };
    (@ tryfrom $r:ident $n:ident) => {
        impl ::num_enum::TryFromPrimitive for $n {
            type Primitive = $r;
            const NAME: &'static str = __name;
            fn try_from_primitive(number: Self::Primitive) -> ::core::result::Result<Self, ::num_enum::TryFromPrimitiveError<Self>> {}
        }
        impl ::core::convert::TryFrom<$r> for $n {
            type Error = ::num_enum::TryFromPrimitiveError<Self>;
            fn try_from(number: $r) -> ::core::result::Result<Self, ::num_enum::TryFromPrimitiveError<Self>> {}
        }
    };
}
";
