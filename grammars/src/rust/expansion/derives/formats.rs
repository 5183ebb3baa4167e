//! Derives of crates that read and write formats.

/// Source: the documentation of each crate, and of the traits that they implement.
pub(in super::super) const RULES: &str = "
macro_rules! __derive_canonical_serialize { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::ark_serialize::CanonicalSerialize for $n $($a)* $($w)* { fn serialize_with_mode<W: ::ark_serialize::Write>(&self, writer: W, compress: ::ark_serialize::Compress) -> ::core::result::Result<(), ::ark_serialize::SerializationError> {} fn serialized_size(&self, compress: ::ark_serialize::Compress) -> usize {} }
}; }
macro_rules! __derive_canonical_deserialize { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::ark_serialize::CanonicalDeserialize for $n $($a)* $($w)* { fn deserialize_with_mode<R: ::ark_serialize::Read>(reader: R, compress: ::ark_serialize::Compress, validate: ::ark_serialize::Validate) -> ::core::result::Result<Self, ::ark_serialize::SerializationError> {} }
    impl $($p)* ::ark_serialize::Valid for $n $($a)* $($w)* { fn check(&self) -> ::core::result::Result<(), ::ark_serialize::SerializationError> {} fn batch_check<'a>(batch: impl ::core::iter::Iterator<Item = &'a Self> + ::core::marker::Send) -> ::core::result::Result<(), ::ark_serialize::SerializationError> where Self: 'a {} }
}; }
macro_rules! __derive_rlp_encodable { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::alloy_rlp::Encodable for $n $($a)* $($w)* { fn length(&self) -> usize {} fn encode(&self, out: &mut dyn ::alloy_rlp::BufMut) {} }
}; }
macro_rules! __derive_rlp_decodable { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::alloy_rlp::Decodable for $n $($a)* $($w)* { fn decode(b: &mut &[u8]) -> ::alloy_rlp::Result<Self> {} }
}; }
macro_rules! __derive_borsh_serialize { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::borsh::ser::BorshSerialize for $n $($a)* $($w)* { fn serialize<__W: ::borsh::io::Write>(&self, writer: &mut __W) -> ::core::result::Result<(), ::borsh::io::Error> {} }
}; }
macro_rules! __derive_borsh_deserialize {
    (enum $($given:tt)*) => {
        __derive_borsh_deserialize! { struct $($given)* }
        __borsh_variants! { $($given)* }
    };
    ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
        impl $($p)* ::borsh::de::BorshDeserialize for $n $($a)* $($w)* { fn deserialize_reader<__R: ::borsh::io::Read>(reader: &mut __R) -> ::core::result::Result<Self, ::borsh::io::Error> {} }
    };
}
macro_rules! __borsh_variants { ($n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::borsh::de::EnumExt for $n $($a)* $($w)* { fn deserialize_variant<__R: ::borsh::io::Read>(reader: &mut __R, variant_tag: u8) -> ::core::result::Result<Self, ::borsh::io::Error> {} }
}; }
macro_rules! __derive_borsh_schema { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::borsh::BorshSchema for $n $($a)* $($w)* { fn declaration() -> ::borsh::schema::Declaration {} fn add_definitions_recursively(definitions: &mut ::std::collections::BTreeMap<::borsh::schema::Declaration, ::borsh::schema::Definition>) {} }
}; }
macro_rules! __derive_const_debug { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* $n $($a)* $($w)* { pub const fn const_debug_fmt(&self, f: &mut ::const_format::Formatter<'_>) -> ::const_format::Result {} }
    impl $($p)* ::const_format::marker_traits::FormatMarker for $n $($a)* $($w)* { type Kind = ::const_format::marker_traits::IsNotStdKind; type This = Self; }
}; }
macro_rules! __der_encode { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::der::EncodeValue for $n $($a)* $($w)* { fn value_len(&self) -> ::der::Result<::der::Length> {} fn encode_value(&self, encoder: &mut impl ::der::Writer) -> ::der::Result<()> {} }
}; }
macro_rules! __der_decode { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::der::DecodeValue<'_> for $n $($a)* $($w)* { fn decode_value<R: ::der::Reader<'_>>(reader: &mut R, header: ::der::Header) -> ::der::Result<Self> {} }
}; }
macro_rules! __derive_choice { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::der::Choice<'_> for $n $($a)* $($w)* { fn can_decode(tag: ::der::Tag) -> bool {} }
    impl $($p)* ::der::Decode<'_> for $n $($a)* $($w)* { fn decode<R: ::der::Reader<'_>>(reader: &mut R) -> ::der::Result<Self> {} }
    impl $($p)* ::der::Tagged for $n $($a)* $($w)* { fn tag(&self) -> ::der::Tag {} }
    __der_encode! { $k $n [$($p)*] [$($a)*] [$($w)*] $s }
}; }
macro_rules! __derive_enumerated { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::der::FixedTag for $n $($a)* $($w)* { const TAG: ::der::Tag = __tag; }
    impl $($p)* ::core::convert::TryFrom<__unknown!()> for $n $($a)* $($w)* { type Error = ::der::Error; fn try_from(n: __unknown!()) -> ::der::Result<Self> {} }
    __der_encode! { $k $n [$($p)*] [$($a)*] [$($w)*] $s }
    __der_decode! { $k $n [$($p)*] [$($a)*] [$($w)*] $s }
}; }
macro_rules! __derive_der_sequence { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    __der_encode! { $k $n [$($p)*] [$($a)*] [$($w)*] $s }
    __der_decode! { $k $n [$($p)*] [$($a)*] [$($w)*] $s }
}; }
macro_rules! __derive_value_ord { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::der::ValueOrd for $n $($a)* $($w)* { fn value_cmp(&self, other: &Self) -> ::der::Result<::core::cmp::Ordering> {} }
}; }
macro_rules! __derive_type_info { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::scale_info::TypeInfo for $n $($a)* $($w)* { type Identity = Self; fn type_info() -> ::scale_info::Type {} }
}; }
macro_rules! __derive_io_read { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::scroll::ctx::FromCtx<::scroll::Endian> for $n $($a)* $($w)* { fn from_ctx(src: &[u8], ctx: ::scroll::Endian) -> Self {} }
}; }
macro_rules! __derive_io_write { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::scroll::ctx::IntoCtx<::scroll::Endian> for $n $($a)* $($w)* { fn into_ctx(self, dst: &mut [u8], ctx: ::scroll::Endian) {} }
    impl $($p)* ::scroll::ctx::IntoCtx<::scroll::Endian> for &'a $n $($a)* $($w)* { fn into_ctx(self, dst: &mut [u8], ctx: ::scroll::Endian) {} }
}; }
macro_rules! __derive_pread { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::scroll::ctx::TryFromCtx<'_, ::scroll::Endian> for $n $($a)* $($w)* { type Error = ::scroll::Error; fn try_from_ctx(src: &'_ [u8], ctx: ::scroll::Endian) -> ::core::result::Result<(Self, usize), Self::Error> {} }
}; }
macro_rules! __derive_pwrite { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::scroll::ctx::TryIntoCtx<::scroll::Endian> for $n $($a)* $($w)* { type Error = ::scroll::Error; fn try_into_ctx(self, dst: &mut [u8], ctx: ::scroll::Endian) -> ::core::result::Result<usize, Self::Error> {} }
    impl $($p)* ::scroll::ctx::TryIntoCtx<::scroll::Endian> for &'a $n $($a)* $($w)* { type Error = ::scroll::Error; fn try_into_ctx(self, dst: &mut [u8], ctx: ::scroll::Endian) -> ::core::result::Result<usize, Self::Error> {} }
}; }
macro_rules! __derive_size_with { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::scroll::ctx::SizeWith<::scroll::Endian> for $n $($a)* $($w)* { fn size_with(ctx: &::scroll::Endian) -> usize {} }
}; }
macro_rules! __derive_serialize_repr { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::serde::Serialize for $n $($a)* $($w)* { fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> where S: ::serde::Serializer {} }
}; }
macro_rules! __derive_deserialize_repr { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::serde::Deserialize<'de> for $n $($a)* $($w)* { fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error> where D: ::serde::Deserializer<'de> {} }
}; }
macro_rules! __derive_encode_label_set { ($k:ident $n:ident $p:tt $a:tt $w:tt $s:tt) => {
    impl ::prometheus_client::encoding::EncodeLabelSet for $n { fn encode(&self, encoder: __unknown!()) -> ::core::result::Result<(), ::core::fmt::Error> {} }
}; }
macro_rules! __derive_encode_label_value { ($k:ident $n:ident $p:tt $a:tt $w:tt $s:tt) => {
    impl ::prometheus_client::encoding::EncodeLabelValue for $n { fn encode(&self, encoder: __unknown!()) -> ::core::result::Result<(), ::core::fmt::Error> {} }
}; }
";
