//! Derives that implement traits of other crates.

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
