//! The derives of `strum` before version 0.27, from which on what they make bears `#[automatically_derived]`.

/// Source: the documentation of `strum`, and `cargo public-api` of a crate with each of them.
pub(in super::super) const RULES: &str = "
macro_rules! __derive_as_ref_str { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::core::convert::AsRef<str> for $n $($a)* $($w)* { fn as_ref(&self) -> &str {} }
}; }
macro_rules! __derive_enum_count { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::strum::EnumCount for $n $($a)* $($w)* { const COUNT: usize = __count; }
}; }
macro_rules! __derive_enum_message { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::strum::EnumMessage for $n $($a)* $($w)* {
        fn get_message(&self) -> ::core::option::Option<&'static str> {}
        fn get_detailed_message(&self) -> ::core::option::Option<&'static str> {}
        fn get_documentation(&self) -> ::core::option::Option<&'static str> {}
        fn get_serializations(&self) -> &'static [&'static str] {}
    }
}; }
macro_rules! __derive_enum_property { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::strum::EnumProperty for $n $($a)* $($w)* { fn get_str(&self, prop: &str) -> ::core::option::Option<&'static str> {} }
}; }
macro_rules! __derive_enum_string { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::core::str::FromStr for $n $($a)* $($w)* { type Err = __unknown!(); fn from_str(s: &str) -> ::core::result::Result<Self, Self::Err> {} }
    impl $($p)* ::core::convert::TryFrom<&str> for $n $($a)* $($w)* { type Error = __unknown!(); fn try_from(s: &str) -> ::core::result::Result<Self, Self::Error> {} }
}; }
macro_rules! __derive_from_repr {
    ($k:ident $n:ident $p:tt $a:tt $w:tt []) => { __derive_from_repr! { $k $n $p $a $w [{usize}] } };
    ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [{$t:ident}]) => {
        impl $($p)* $n $($a)* $($w)* { pub const fn from_repr(discriminant: $t) -> ::core::option::Option<$n $($a)*> {} }
    };
}
macro_rules! __derive_into_static_str { ($k:ident $n:ident [] $a:tt [$($w:tt)*] $s:tt) => {
    impl ::core::convert::From<$n> for &'static str { fn from(x: $n) -> &'static str {} }
    impl<'_derivative_strum> ::core::convert::From<&'_derivative_strum $n> for &'static str { fn from(x: &'_derivative_strum $n) -> &'static str {} }
}; }
macro_rules! __derive_old_enum_discriminants { ($v:tt enum $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] $b:tt) => {
    __derive_enum_discriminants! { $v enum $n $p $a $w [$({$($s)*})*] $b }
    paste! { __of_discriminants! { [$($($s)*,)*] [[<$n Discriminants>]] $n $p $a $w } }
}; }
macro_rules! __of_discriminants {
    ([name($x:ident) $($s:tt)*] $d:tt $($g:tt)*) => { __of_discriminants! { [$($s)*] [$x] $($g)* } };
    ([$o:tt $($s:tt)*] $($g:tt)*) => { __of_discriminants! { [$($s)*] $($g)* } };
    ([] [$d:ident] $n:ident [] [] [$($w:tt)*]) => {
        impl ::core::convert::From<$n> for $d { fn from(val: $n) -> $d {} }
        impl<'_enum> ::core::convert::From<&'_enum $n> for $d { fn from(val: &'_enum $n) -> $d {} }
    };
    ([] [$d:ident] $n:ident [< $($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl< $($p)* ::core::convert::From<$n $($a)*> for $d $($w)* { fn from(val: $n $($a)*) -> $d {} }
        impl<'_enum, $($p)* ::core::convert::From<&'_enum $n $($a)*> for $d $($w)* { fn from(val: &'_enum $n $($a)*) -> $d {} }
    };
}
macro_rules! __derive_old_enum_iter { ($v:tt enum $n:ident $p:tt $a:tt $w:tt $s:tt $b:tt) => {
    __derive_enum_iter! { $v enum $n $p $a $w $s $b }
    paste! { __of_enum_iter! { [<$n Iter>] $n $p $a $w } }
}; }
macro_rules! __of_enum_iter { ($i:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $($p)* ::strum::IntoEnumIterator for $n $($a)* $($w)* { type Iterator = $i $($a)*; fn iter() -> $i $($a)* {} }
    impl $($p)* ::core::iter::Iterator for $i $($a)* $($w)* {
        type Item = $n $($a)*;
        fn next(&mut self) -> ::core::option::Option<$n $($a)*> {}
        fn size_hint(&self) -> (usize, ::core::option::Option<usize>) {}
        fn nth(&mut self, n: usize) -> ::core::option::Option<$n $($a)*> {}
    }
    impl $($p)* ::core::iter::ExactSizeIterator for $i $($a)* $($w)* { fn len(&self) -> usize {} }
    impl $($p)* ::core::iter::DoubleEndedIterator for $i $($a)* $($w)* { fn next_back(&mut self) -> ::core::option::Option<$n $($a)*> {} }
    impl $($p)* ::core::iter::FusedIterator for $i $($a)* $($w)* {}
    impl $($p)* ::core::clone::Clone for $i $($a)* $($w)* { fn clone(&self) -> $i $($a)* {} }
}; }
macro_rules! __derive_enum_iter_25 { ($v:tt enum $n:ident $p:tt $a:tt $w:tt $s:tt $b:tt) => {
    __derive_old_enum_iter! { $v enum $n $p $a $w $s $b }
    paste! { __debug_of_iter! { [<$n Iter>] $p $a $w } }
}; }
macro_rules! __debug_of_iter { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $($p)* ::core::fmt::Debug for $n $($a)* $($w)* { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
";
