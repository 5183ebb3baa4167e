//! The derives that are known, and what each of them makes.

use super::super::built::BuiltWith;

/// A derive of another crate.
pub(in super::super) struct Known {
    pub of: &'static str,
    pub name: &'static str,
    /// The macro below that makes what it makes.
    pub rules: &'static str,
    /// The attribute that says more of what it makes; empty where there is none.
    pub attribute: &'static str,
    /// Whether it makes that in the versions that a build takes.
    pub is_of: fn(&BuiltWith) -> bool,
}

const fn known(of: &'static str, name: &'static str, rules: &'static str) -> Known {
    Known { of, name, rules, attribute: "", is_of: |_| true }
}

const fn stating(known: Known, attribute: &'static str) -> Known {
    Known { attribute, ..known }
}

/// One of which it is known that it makes items, and not which: they follow from fields, from other attributes, or have
/// names of their own.
const fn unread(of: &'static str, name: &'static str) -> Known {
    known(of, name, "")
}

/// One that is as it is known in some versions alone.
const fn of(known: Known, is_of: fn(&BuiltWith) -> bool) -> Known {
    Known { is_of, ..known }
}

/// From 1.6 on what it makes bears `#[automatically_derived]`. A build that no lock file decides takes a later one.
fn is_old_borsh(built: &BuiltWith) -> bool {
    built.locked("borsh").is_some_and(|version| version.0 == 1 && version < (1, 6))
}

fn is_der_7(built: &BuiltWith) -> bool {
    built.asked("der") == Some((0, 7))
}

/// Before 0.4 the traits had other methods.
fn is_ark_4(built: &BuiltWith) -> bool {
    built.asked("ark-serialize").is_none_or(|version| version >= (0, 4))
}

pub(super) const KNOWN: [Known; 96] = [
    of(known("ark_serialize", "CanonicalDeserialize", "__derive_canonical_deserialize"), is_ark_4),
    of(known("ark_serialize", "CanonicalSerialize", "__derive_canonical_serialize"), is_ark_4),
    known("alloy_rlp", "RlpDecodable", "__derive_rlp_decodable"),
    known("alloy_rlp", "RlpDecodableWrapper", "__derive_rlp_decodable"),
    known("alloy_rlp", "RlpEncodable", "__derive_rlp_encodable"),
    known("alloy_rlp", "RlpEncodableWrapper", "__derive_rlp_encodable"),
    of(known("borsh", "BorshDeserialize", "__derive_borsh_deserialize"), is_old_borsh),
    of(known("borsh", "BorshSchema", "__derive_borsh_schema"), is_old_borsh),
    of(known("borsh", "BorshSerialize", "__derive_borsh_serialize"), is_old_borsh),
    known("bytemuck", "ByteEq", "__derive_byte_eq"),
    known("bytemuck", "ByteHash", "__derive_byte_hash"),
    known("bytemuck", "CheckedBitPattern", "__derive_checked_bit_pattern"),
    known("bytemuck", "Contiguous", "__derive_contiguous"),
    stating(known("boa_gc", "Trace", "__derive_trace"), "boa_gc"),
    known("const_format", "ConstDebug", "__derive_const_debug"),
    of(known("der", "Choice", "__derive_choice"), is_der_7),
    of(known("der", "Enumerated", "__derive_enumerated"), is_der_7),
    of(known("der", "Sequence", "__derive_der_sequence"), is_der_7),
    of(known("der", "ValueOrd", "__derive_value_ord"), is_der_7),
    stating(known("derivative", "Derivative", "__derive_educe"), "derivative"),
    known("enum_iterator", "Sequence", "__derive_sequence"),
    known("enumn", "N", "__derive_n"),
    stating(known("num_enum", "FromPrimitive", "__derive_num_enum_from"), "repr"),
    stating(known("num_enum", "IntoPrimitive", "__derive_num_enum_into"), "repr"),
    stating(known("num_enum", "TryFromPrimitive", "__derive_num_enum_try_from"), "repr"),
    known("scale_info", "TypeInfo", "__derive_type_info"),
    known("scroll", "IOread", "__derive_io_read"),
    known("scroll", "IOwrite", "__derive_io_write"),
    known("scroll", "Pread", "__derive_pread"),
    known("scroll", "Pwrite", "__derive_pwrite"),
    known("scroll", "SizeWith", "__derive_size_with"),
    known("serde_repr", "Deserialize_repr", "__derive_deserialize_repr"),
    known("serde_repr", "Serialize_repr", "__derive_serialize_repr"),
    known("bincode", "BorrowDecode", "__derive_borrow_decode"),
    known("bincode", "Decode", "__derive_decode"),
    known("bincode", "Encode", "__derive_encode"),
    known("databake", "Bake", "__derive_bake"),
    known("diesel", "AsChangeset", "__derive_as_changeset"),
    stating(known("diesel", "AsExpression", "__derive_as_expression"), "diesel"),
    stating(known("diesel", "FromSqlRow", "__derive_from_sql_row"), "diesel"),
    known("diesel", "Identifiable", "__derive_identifiable"),
    known("diesel", "QueryId", "__derive_query_id"),
    known("diesel", "Insertable", "__derive_insertable"),
    known("diesel", "Queryable", "__derive_queryable"),
    known("diesel", "QueryableByName", "__derive_queryable_by_name"),
    known("diesel", "Selectable", "__derive_selectable"),
    known("diesel", "SqlType", "__derive_sql_type"),
    known("displaydoc", "Display", "__derive_display"),
    stating(known("educe", "Educe", "__derive_educe"), "educe"),
    known("num_derive", "FromPrimitive", "__derive_from_primitive"),
    known("num_derive", "Num", "__derive_num"),
    known("num_derive", "NumCast", "__derive_num_cast"),
    known("num_derive", "NumOps", "__derive_num_ops"),
    known("num_derive", "One", "__derive_one"),
    known("num_derive", "ToPrimitive", "__derive_to_primitive"),
    known("num_derive", "Zero", "__derive_zero"),
    known("prost", "Enumeration", "__derive_enumeration"),
    known("prost", "Message", "__derive_message"),
    known("prost", "Oneof", "__derive_oneof"),
    known("ref_cast", "RefCast", "__derive_ref_cast"),
    known("strum", "VariantArray", "__derive_variant_array"),
    known("strum", "VariantNames", "__derive_variant_names"),
    known("strum_macros", "VariantArray", "__derive_variant_array"),
    known("strum_macros", "VariantNames", "__derive_variant_names"),
    known("structopt", "StructOpt", "__derive_struct_opt"),
    known("sval_derive", "Value", "__derive_value"),
    known("wezterm_dynamic", "FromDynamic", "__derive_from_dynamic"),
    stating(known("wezterm_dynamic", "ToDynamic", "__derive_to_dynamic"), "dynamic"),
    known("yoke", "Yokeable", "__derive_yokeable"),
    known("zerocopy", "KnownLayout", "__derive_known_layout"),
    known("zerofrom", "ZeroFrom", "__derive_zero_from"),
    known("zeroize", "Zeroize", "__derive_zeroize"),
    known("zeroize", "ZeroizeOnDrop", "__derive_zeroize_on_drop"),
    stating(known("derive_new", "new", "__derive_new"), "new"),
    unread("abi_stable", "StableAbi"),
    unread("bevy_reflect", "FromReflect"),
    unread("bevy_reflect", "Reflect"),
    unread("bevy_reflect", "TypePath"),
    unread("bon", "Builder"),
    unread("derive_builder", "Builder"),
    unread("getset", "CopyGetters"),
    unread("getset", "Getters"),
    unread("getset", "MutGetters"),
    unread("getset", "Setters"),
    unread("getset", "WithSetters"),
    unread("miette", "Diagnostic"),
    unread("minicbor", "CborLen"),
    unread("minicbor", "Decode"),
    unread("minicbor", "Encode"),
    unread("pest", "Parser"),
    unread("rkyv", "Archive"),
    unread("snafu", "Snafu"),
    unread("strum", "EnumDiscriminants"),
    unread("strum", "EnumIter"),
    unread("strum", "EnumTable"),
    unread("typed_builder", "TypedBuilder"),
];

/// Source: the documentation of each crate, and of the traits that they implement.
pub(in super::super) const RULES: &str = "
macro_rules! __derive_bake { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::databake::Bake for $n $($a)* $($w)* {
        fn bake(&self, ctx: &::databake::CrateEnv) -> ::databake::TokenStream {}
    }
}; }
macro_rules! __derive_enumeration { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $n {
        pub fn is_valid(value: i32) -> bool {}
        #[deprecated]
        pub fn from_i32(value: i32) -> ::core::option::Option<$n> {}
    }
    impl ::core::default::Default for $n { fn default() -> $n {} }
    impl ::core::convert::From<$n> for i32 { fn from(value: $n) -> i32 {} }
    impl ::core::convert::TryFrom<i32> for $n {
        type Error = __unknown!();
        fn try_from(value: i32) -> ::core::result::Result<$n, Self::Error> {}
    }
}; }
macro_rules! __derive_message { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl ::prost::Message for $n { fn encoded_len(&self) -> usize {} fn clear(&mut self) {} }
    impl ::core::default::Default for $n { fn default() -> Self {} }
    impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! __derive_oneof { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $n {
        pub fn encode(&self, buf: &mut __unknown!()) {}
        pub fn merge(field: &mut ::core::option::Option<Self>, tag: u32, wire_type: __unknown!(), buf: &mut __unknown!(), ctx: __unknown!()) -> ::core::result::Result<(), ::prost::DecodeError> {}
        pub fn encoded_len(&self) -> usize {}
    }
    impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! __derive_ref_cast { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::ref_cast::RefCast for $n $($a)* $($w)* {
        type From = __unknown!();
        fn ref_cast(from: &Self::From) -> &Self {}
        fn ref_cast_mut(from: &mut Self::From) -> &mut Self {}
    }
}; }
macro_rules! __derive_yokeable { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::yoke::Yokeable<'_> for $n $($a)* $($w)* {
        type Output = __unknown!();
        fn transform(&self) -> &Self::Output {}
        fn transform_owned(self) -> Self::Output {}
        unsafe fn make(from: Self::Output) -> Self {}
        fn transform_mut<F>(&mut self, f: F) where F: 'static + __unknown!() {}
    }
}; }
macro_rules! __derive_zero_from { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::zerofrom::ZeroFrom<'_, __unknown!()> for $n $($a)* $($w)* {
        fn zero_from(other: __unknown!()) -> Self {}
    }
}; }
macro_rules! __derive_educe { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$({$($t:ident $(($($o:tt)*))? $(,)?)*})*]) => {
    __educe! { [$($($t)*)*] $n [$($p)*] [$($a)*] [$($w)*] }
}; }
macro_rules! __educe {
    ([] $($given:tt)*) => {};
    ([$t:ident $($others:ident)*] $($given:tt)*) => {
        __educe! { $t $($given)* }
        __educe! { [$($others)*] $($given)* }
    };
    (Clone $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::clone::Clone for $n $($a)* $($w)* { fn clone(&self) -> Self {} }
    };
    (Default $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::default::Default for $n $($a)* $($w)* { fn default() -> Self {} }
    };
    (Debug $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::fmt::Debug for $n $($a)* $($w)* { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
    };
    (Hash $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::hash::Hash for $n $($a)* $($w)* { fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {} }
    };
    (PartialEq $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::cmp::PartialEq for $n $($a)* $($w)* { fn eq(&self, other: &Self) -> bool {} }
    };
    (PartialOrd $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::cmp::PartialOrd for $n $($a)* $($w)* {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {}
        }
    };
    (Ord $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::cmp::Ord for $n $($a)* $($w)* { fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {} }
    };
    ($t:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {};
}
macro_rules! __derive_borrow_decode { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::bincode::BorrowDecode<'_, __unknown!()> for $n $($a)* $($w)* {
        fn borrow_decode<__D: ::bincode::de::BorrowDecoder<'_>>(decoder: &mut __D) -> ::core::result::Result<Self, ::bincode::error::DecodeError> {}
    }
}; }
macro_rules! __derive_decode { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::bincode::Decode<__unknown!()> for $n $($a)* $($w)* {
        fn decode<__D: ::bincode::de::Decoder>(decoder: &mut __D) -> ::core::result::Result<Self, ::bincode::error::DecodeError> {}
    }
    __derive_borrow_decode! { $k $n [$($p)*] [$($a)*] [$($w)*] $s }
}; }
macro_rules! __derive_encode { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::bincode::Encode for $n $($a)* $($w)* {
        fn encode<__E: ::bincode::enc::Encoder>(&self, encoder: &mut __E) -> ::core::result::Result<(), ::bincode::error::EncodeError> {}
    }
}; }
macro_rules! __derive_display { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::core::fmt::Display for $n $($a)* $($w)* { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! __derive_from_primitive {
    (enum $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::num_traits::FromPrimitive for $n $($a)* $($w)* {
        fn from_i64(n: i64) -> ::core::option::Option<Self> {}
        fn from_u64(n: u64) -> ::core::option::Option<Self> {}
    }
    };
    (struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::num_traits::FromPrimitive for $n $($a)* $($w)* {
        fn from_isize(n: isize) -> ::core::option::Option<Self> {}
        fn from_i8(n: i8) -> ::core::option::Option<Self> {}
        fn from_i16(n: i16) -> ::core::option::Option<Self> {}
        fn from_i32(n: i32) -> ::core::option::Option<Self> {}
        fn from_i64(n: i64) -> ::core::option::Option<Self> {}
        fn from_i128(n: i128) -> ::core::option::Option<Self> {}
        fn from_usize(n: usize) -> ::core::option::Option<Self> {}
        fn from_u8(n: u8) -> ::core::option::Option<Self> {}
        fn from_u16(n: u16) -> ::core::option::Option<Self> {}
        fn from_u32(n: u32) -> ::core::option::Option<Self> {}
        fn from_u64(n: u64) -> ::core::option::Option<Self> {}
        fn from_u128(n: u128) -> ::core::option::Option<Self> {}
        fn from_f32(n: f32) -> ::core::option::Option<Self> {}
        fn from_f64(n: f64) -> ::core::option::Option<Self> {}
    }
    };
}
macro_rules! __derive_to_primitive {
    (enum $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::num_traits::ToPrimitive for $n $($a)* $($w)* {
        fn to_i64(&self) -> ::core::option::Option<i64> {}
        fn to_u64(&self) -> ::core::option::Option<u64> {}
    }
    };
    (struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::num_traits::ToPrimitive for $n $($a)* $($w)* {
        fn to_isize(&self) -> ::core::option::Option<isize> {}
        fn to_i8(&self) -> ::core::option::Option<i8> {}
        fn to_i16(&self) -> ::core::option::Option<i16> {}
        fn to_i32(&self) -> ::core::option::Option<i32> {}
        fn to_i64(&self) -> ::core::option::Option<i64> {}
        fn to_i128(&self) -> ::core::option::Option<i128> {}
        fn to_usize(&self) -> ::core::option::Option<usize> {}
        fn to_u8(&self) -> ::core::option::Option<u8> {}
        fn to_u16(&self) -> ::core::option::Option<u16> {}
        fn to_u32(&self) -> ::core::option::Option<u32> {}
        fn to_u64(&self) -> ::core::option::Option<u64> {}
        fn to_u128(&self) -> ::core::option::Option<u128> {}
        fn to_f32(&self) -> ::core::option::Option<f32> {}
        fn to_f64(&self) -> ::core::option::Option<f64> {}
    }
    };
}
macro_rules! __derive_num { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::num_traits::Num for $n $($a)* $($w)* {
        type FromStrRadixErr = __unknown!();
        fn from_str_radix(s: &str, radix: u32) -> ::core::result::Result<Self, Self::FromStrRadixErr> {}
    }
}; }
macro_rules! __derive_num_cast { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::num_traits::NumCast for $n $($a)* $($w)* {
        fn from<T: ::num_traits::ToPrimitive>(n: T) -> ::core::option::Option<Self> {}
    }
}; }
macro_rules! __derive_num_ops { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::core::ops::Add for $n $($a)* $($w)* { type Output = Self; fn add(self, rhs: Self) -> Self {} }
    impl $($p)* ::core::ops::Sub for $n $($a)* $($w)* { type Output = Self; fn sub(self, rhs: Self) -> Self {} }
    impl $($p)* ::core::ops::Mul for $n $($a)* $($w)* { type Output = Self; fn mul(self, rhs: Self) -> Self {} }
    impl $($p)* ::core::ops::Div for $n $($a)* $($w)* { type Output = Self; fn div(self, rhs: Self) -> Self {} }
    impl $($p)* ::core::ops::Rem for $n $($a)* $($w)* { type Output = Self; fn rem(self, rhs: Self) -> Self {} }
}; }
macro_rules! __derive_one { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::num_traits::One for $n $($a)* $($w)* { fn one() -> Self {} fn is_one(&self) -> bool {} }
}; }
macro_rules! __derive_zero { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::num_traits::Zero for $n $($a)* $($w)* { fn zero() -> Self {} fn is_zero(&self) -> bool {} }
}; }
macro_rules! __derive_variant_array { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::strum::VariantArray for $n $($a)* $($w)* { const VARIANTS: &'static [Self] = &[]; }
}; }
macro_rules! __derive_variant_names { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::strum::VariantNames for $n $($a)* $($w)* { const VARIANTS: &'static [&'static str] = &[]; }
}; }
macro_rules! __derive_from_dynamic {
    (enum $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::wezterm_dynamic::FromDynamic for $n $($a)* $($w)* {
        fn from_dynamic(value: &::wezterm_dynamic::Value, options: ::wezterm_dynamic::FromDynamicOptions) -> ::core::result::Result<Self, ::wezterm_dynamic::Error> {}
    }
    };
    (struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* $n $($a)* $($w)* { pub const fn possible_field_names() -> &'static [&'static str] {} }
    impl $($p)* ::wezterm_dynamic::FromDynamic for $n $($a)* $($w)* {
        fn from_dynamic(value: &::wezterm_dynamic::Value, options: ::wezterm_dynamic::FromDynamicOptions) -> ::core::result::Result<Self, ::wezterm_dynamic::Error> {}
    }
    };
}
macro_rules! __derive_to_dynamic {
    (struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$({$($s:tt)*})*]) => {
        __to_dynamic! { [$($($s)*)*] $n [$($p)*] [$($a)*] [$($w)*] }
        __derive_to_dynamic! { enum $n [$($p)*] [$($a)*] [$($w)*] [] }
    };
    (enum $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
        impl $($p)* ::wezterm_dynamic::ToDynamic for $n $($a)* $($w)* { fn to_dynamic(&self) -> ::wezterm_dynamic::Value {} }
    };
}
macro_rules! __to_dynamic {
    ([into $($s:tt)*] $($given:tt)*) => {};
    ([$t:tt $($s:tt)*] $($given:tt)*) => { __to_dynamic! { [$($s)*] $($given)* } };
    ([] $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::wezterm_dynamic::PlaceDynamic for $n $($a)* $($w)* { fn place_dynamic(&self, place: &mut ::wezterm_dynamic::Object) {} }
    };
}
macro_rules! __derive_known_layout { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::zerocopy::KnownLayout for $n $($a)* $($w)* { type PointerMetadata = __unknown!(); }
}; }
macro_rules! __derive_zeroize { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::zeroize::Zeroize for $n $($a)* $($w)* { fn zeroize(&mut self) {} }
}; }
macro_rules! __derive_zeroize_on_drop { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::core::ops::Drop for $n $($a)* $($w)* { fn drop(&mut self) {} }
}; }
macro_rules! __derive_as_changeset { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::diesel::AsChangeset for $n $($a)* $($w)* {
        type Target = __unknown!();
        type Changeset = __unknown!();
        fn as_changeset(self) -> <Self as ::diesel::AsChangeset>::Changeset {}
    }
    impl $($p)* ::diesel::AsChangeset for &'update $n $($a)* $($w)* {
        type Target = __unknown!();
        type Changeset = __unknown!();
        fn as_changeset(self) -> <Self as ::diesel::AsChangeset>::Changeset {}
    }
}; }
macro_rules! __derive_from_sql_row { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$({$($s:tt)*})*]) => {
    __of_own! { [$($($s)*)*] __from_sql_row! { $n [$($p)*] [$($a)*] [$($w)*] } }
}; }
macro_rules! __from_sql_row { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    impl $($p)* ::diesel::deserialize::Queryable<__unknown!(), __unknown!()> for $n $($a)* $($w)* {
        type Row = Self;
        fn build(row: Self) -> ::diesel::deserialize::Result<Self> {}
    }
}; }
macro_rules! __derive_identifiable { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::diesel::associations::HasTable for $n $($a)* $($w)* {
        type Table = __unknown!();
        fn table() -> <Self as ::diesel::associations::HasTable>::Table {}
    }
    impl $($p)* ::diesel::associations::Identifiable for &'ident $n $($a)* $($w)* {
        type Id = __unknown!();
        fn id(self) -> <Self as ::diesel::associations::Identifiable>::Id {}
    }
}; }
macro_rules! __derive_queryable { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::diesel::deserialize::Queryable<__unknown!(), __unknown!()> for $n $($a)* $($w)* {
        type Row = __unknown!();
        fn build(row: __unknown!()) -> ::diesel::deserialize::Result<Self> {}
    }
}; }
macro_rules! __derive_queryable_by_name { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::diesel::deserialize::QueryableByName<__unknown!()> for $n $($a)* $($w)* {
        fn build(row: __unknown!()) -> ::diesel::deserialize::Result<Self> {}
    }
}; }
macro_rules! __derive_query_id { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::diesel::query_builder::QueryId for $n $($a)* $($w)* {
        type QueryId = __unknown!();
        const HAS_STATIC_QUERY_ID: bool = true;
    }
}; }
macro_rules! __derive_selectable { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::diesel::expression::Selectable<__unknown!()> for $n $($a)* $($w)* {
        type SelectExpression = __unknown!();
        fn construct_selection() -> Self::SelectExpression {}
    }
}; }
macro_rules! __derive_sql_type { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::diesel::sql_types::SqlType for $n $($a)* $($w)* { type IsNull = ::diesel::sql_types::is_nullable::NotNull; }
}; }
macro_rules! __derive_as_expression {
    ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$({$($s:tt)*})*]) => {
        __of_own! { [$($($s)*,)*] __as_expressions! { [$($($s)*,)*] $n [$($p)*] [$($a)*] [$($w)*] } }
    };
}
macro_rules! __of_own {
    ([not_sized $($s:tt)*] $($then:tt)*) => {};
    ([foreign_derive $($s:tt)*] $($then:tt)*) => {};
    ([$t:tt $($s:tt)*] $($then:tt)*) => { __of_own! { [$($s)*] $($then)* } };
    ([] $($then:tt)*) => { $($then)* };
}
macro_rules! __as_expressions {
    ([sql_type = $t:ty, $($s:tt)*] $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        __as_expression! { $t, $n [$($p)*] [$($a)*] [$($w)*] [$n $($a)*] }
        __as_expression! { $t, $n [$($p)*] [$($a)*] [$($w)*] [&'__expr $n $($a)*] }
        __as_expression! { $t, $n [$($p)*] [$($a)*] [$($w)*] [&'__expr2 &'__expr $n $($a)*] }
        impl $($p)* ::diesel::serialize::ToSql<::diesel::sql_types::Nullable<$t>, __unknown!()> for $n $($a)* $($w)* {
            fn to_sql<'__b>(&'__b self, out: &mut __unknown!()) -> ::diesel::serialize::Result {}
        }
        __as_expressions! { [$($s)*] $n [$($p)*] [$($a)*] [$($w)*] }
    };
    ([$t:tt $($s:tt)*] $($given:tt)*) => { __as_expressions! { [$($s)*] $($given)* } };
    ([] $($given:tt)*) => {};
}
macro_rules! __as_expression { ($t:ty, $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$($of:tt)*]) => {
    impl $($p)* ::diesel::expression::AsExpression<$t> for $($of)* $($w)* {
        type Expression = __unknown!();
        fn as_expression(self) -> <Self as ::diesel::expression::AsExpression<$t>>::Expression {}
    }
}; }
macro_rules! __derive_insertable { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::diesel::Insertable<__unknown!()> for $n $($a)* $($w)* {
        type Values = __unknown!();
        fn values(self) -> __unknown!() {}
    }
    impl $($p)* ::diesel::Insertable<__unknown!()> for &'insert $n $($a)* $($w)* {
        type Values = __unknown!();
        fn values(self) -> __unknown!() {}
    }
}; }
macro_rules! __derive_struct_opt { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::structopt::StructOpt for $n $($a)* $($w)* {
        fn clap<'a, 'b>() -> ::structopt::clap::App<'a, 'b> {}
        fn from_clap(matches: &::structopt::clap::ArgMatches<'_>) -> Self {}
    }
}; }
macro_rules! __derive_value { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::sval::Value for $n $($a)* $($w)* {
        fn stream<'sval, __SvalStream: ::sval::Stream<'sval> + ?Sized>(&'sval self, stream: &mut __SvalStream) -> ::sval::Result {}
        fn tag(&self) -> ::core::option::Option<::sval::Tag> {}
    }
}; }
";
