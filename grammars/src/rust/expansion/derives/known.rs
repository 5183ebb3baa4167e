//! The derives that are known, and what each of them makes.

use std::sync::Arc;

use super::super::built::{BuiltWith, LeastVersion};

/// A derive of another crate.
pub(in super::super) struct Known {
    pub of: &'static str,
    pub name: &'static str,
    /// The macro below that makes what it makes.
    pub rules: &'static str,
    /// The attribute that says more of what it makes; empty where there is none.
    pub attribute: &'static str,
    /// Whether that follows from the fields or variants as well.
    pub is_whole: bool,
    /// Whether it makes that in the versions that a build takes.
    pub is_of: fn(&BuiltWith) -> bool,
}

impl Known {
    /// What people are told that is not followed.
    pub fn said(&self) -> Arc<str> {
        format!("derive({})", self.name).into()
    }
}

const fn known(of: &'static str, name: &'static str, rules: &'static str) -> Known {
    Known { of, name, rules, attribute: "", is_whole: false, is_of: |_| true }
}

const fn stating(known: Known, attribute: &'static str) -> Known {
    Known { attribute, ..known }
}

const fn whole(known: Known) -> Known {
    Known { is_whole: true, ..known }
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

/// Before 0.8 the archive had other methods.
fn is_rkyv_8(built: &BuiltWith) -> bool {
    built.version("rkyv").is_none_or(|version| version >= (0, 8))
}

fn strum(built: &BuiltWith) -> Option<LeastVersion> {
    built.version("strum").or_else(|| built.version("strum_macros"))
}

/// From there on what is made bears `#[automatically_derived]`.
fn is_strum_27(built: &BuiltWith) -> bool {
    strum(built).is_none_or(|version| version >= (0, 27))
}

/// From there on iterators can be shown.
fn is_strum_25(built: &BuiltWith) -> bool {
    is_old_strum(built) && strum(built).is_some_and(|version| version >= (0, 25))
}

/// Before 0.24 they are not known.
fn is_old_strum(built: &BuiltWith) -> bool {
    !is_strum_27(built) && strum(built).is_some_and(|version| version >= (0, 24))
}

const DISCRIMINANTS: &str = "strum_discriminants";

pub(super) const KNOWN: [Known; 120] = [
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
    whole(known("prost", "Message", "__derive_message")),
    known("prost", "Oneof", "__derive_oneof"),
    known("prometheus_client", "EncodeLabelSet", "__derive_encode_label_set"),
    known("prometheus_client", "EncodeLabelValue", "__derive_encode_label_value"),
    known("ref_cast", "RefCast", "__derive_ref_cast"),
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
    stating(whole(known("derive_builder", "Builder", "__derive_builder")), "builder"),
    whole(known("derive_getters", "Dissolve", "__derive_dissolve")),
    whole(known("derive_getters", "Getters", "__derive_own_getters")),
    stating(whole(known("getset", "CopyGetters", "__derive_copy_getters")), "getset"),
    stating(whole(known("getset", "Getters", "__derive_getters")), "getset"),
    stating(whole(known("getset", "MutGetters", "__derive_mut_getters")), "getset"),
    stating(whole(known("getset", "Setters", "__derive_setters")), "getset"),
    known("deno_error", "JsError", "__derive_js_error"),
    stating(whole(known("miette", "Diagnostic", "__derive_diagnostic")), "diagnostic"),
    of(stating(whole(known("rkyv", "Archive", "__derive_archive")), "rkyv"), is_rkyv_8),
    unread("rkyv", "Archive"),
    stating(whole(known("snafu", "Snafu", "__derive_snafu")), "snafu"),
    known("sp_debug_derive", "RuntimeDebug", "__derive_runtime_debug"),
    known("zvariant", "Type", "__derive_zvariant_type"),
    unread("abi_stable", "StableAbi"),
    unread("bevy_reflect", "FromReflect"),
    unread("bevy_reflect", "Reflect"),
    unread("bevy_reflect", "TypePath"),
    unread("bon", "Builder"),
    unread("enum_as_inner", "EnumAsInner"),
    unread("getset", "WithSetters"),
    unread("is_macro", "Is"),
    unread("minicbor", "CborLen"),
    unread("minicbor", "Decode"),
    unread("minicbor", "Encode"),
    unread("pest", "Parser"),
    unread("typed_builder", "TypedBuilder"),
    of(known("strum", "AsRefStr", "__derive_as_ref_str"), is_old_strum),
    of(known("strum", "Display", "__derive_display"), is_old_strum),
    of(known("strum", "EnumCount", "__derive_enum_count"), is_old_strum),
    of(
        stating(
            whole(known("strum", "EnumDiscriminants", "__derive_enum_discriminants")),
            DISCRIMINANTS,
        ),
        is_strum_27,
    ),
    of(
        stating(
            whole(known("strum", "EnumDiscriminants", "__derive_old_enum_discriminants")),
            DISCRIMINANTS,
        ),
        is_old_strum,
    ),
    unread("strum", "EnumDiscriminants"),
    of(unread("strum", "EnumIs"), is_old_strum),
    of(whole(known("strum", "EnumIter", "__derive_enum_iter")), is_strum_27),
    of(whole(known("strum", "EnumIter", "__derive_enum_iter_25")), is_strum_25),
    of(whole(known("strum", "EnumIter", "__derive_old_enum_iter")), is_old_strum),
    unread("strum", "EnumIter"),
    of(known("strum", "EnumMessage", "__derive_enum_message"), is_old_strum),
    of(known("strum", "EnumProperty", "__derive_enum_property"), is_old_strum),
    of(known("strum", "EnumString", "__derive_enum_string"), is_old_strum),
    unread("strum", "EnumTable"),
    of(unread("strum", "EnumTryAs"), is_old_strum),
    of(known("strum", "EnumVariantNames", "__derive_variant_names"), is_old_strum),
    of(stating(known("strum", "FromRepr", "__derive_from_repr"), "repr"), is_old_strum),
    of(known("strum", "IntoStaticStr", "__derive_into_static_str"), is_old_strum),
    known("strum", "VariantArray", "__derive_variant_array"),
    known("strum", "VariantNames", "__derive_variant_names"),
];
