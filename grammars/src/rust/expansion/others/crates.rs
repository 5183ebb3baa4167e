//! Macros of other crates that are known where a path or an import says whose they are.

/// The name of each, and the crate that has it.
pub(super) const OF_CRATE: [(&str, &str); 18] = [
    ("accepts", "postgres_types"),
    ("buffer_fixed", "digest"),
    ("custom_keyword", "syn"),
    ("custom_trace", "boa_gc"),
    ("data_marker", "icu_provider"),
    ("declare_TCFType", "core_foundation"),
    ("easy_wrapper", "event_listener_strategy"),
    ("empty_trace", "boa_gc"),
    ("gen_buffer_data_constructors", "icu_provider"),
    ("generate_str_to_from", "dprint_core"),
    ("impl_CFTypeDescription", "core_foundation"),
    ("impl_TCFType", "core_foundation"),
    ("impl_display_with_writeable", "writeable"),
    ("impl_writeable_delegate", "writeable"),
    ("implement", "opaque_debug"),
    ("stability_mod", "commonware_macros"),
    ("stability_scope", "commonware_macros"),
    ("to_sql_checked", "postgres_types"),
];

/// Source: the documentation of each crate.
pub(super) const RULES: &str = "
macro_rules! to_sql_checked { () => {
    fn to_sql_checked(&self, ty: &::postgres_types::Type, out: &mut __unknown!()) -> ::core::result::Result<::postgres_types::IsNull, Box<dyn ::std::error::Error + Sync + Send>> {}
}; }
macro_rules! accepts { ($($t:ident),+) => { fn accepts(ty: &::postgres_types::Type) -> bool {} }; }
macro_rules! custom_keyword { ($n:ident) => {
    pub struct $n { pub span: ::proc_macro2::Span }
    impl ::core::default::Default for $n { fn default() -> Self {} }
    impl ::core::clone::Clone for $n { fn clone(&self) -> Self {} }
    impl ::core::marker::Copy for $n {}
    impl ::syn::parse::Parse for $n { fn parse(input: ::syn::parse::ParseStream<'_>) -> ::syn::Result<$n> {} }
    impl ::quote::ToTokens for $n { fn to_tokens(&self, tokens: &mut ::proc_macro2::TokenStream) {} }
}; }
macro_rules! data_marker { ($(#[$m:meta])* $n:ident, $($name:literal,)? $t:ty $(, $($rest:tt)*)?) => {
    $(#[$m])* #[non_exhaustive] pub struct $n;
    impl ::icu_provider::DynamicDataMarker for $n { type DataStruct = $t; }
    impl ::icu_provider::DataMarker for $n { const INFO: ::icu_provider::DataMarkerInfo = __info; }
}; }
macro_rules! gen_buffer_data_constructors { ($($all:tt)*) => { __constructors! { $($all)* } }; }
macro_rules! __constructors {
    (@of ($($g:tt)*) $r:ty, [$n:ident, $($rest:tt)+]) => {
        #[cfg(feature = \"compiled_data\")] pub fn $n($($g)*) -> $r {}
        __constructors! { @of ($($g)*) $r, [$n: skip, $($rest)+] }
    };
    (@of ($($g:tt)*) $r:ty, [$n:ident: skip, $b:ident $($rest:tt)*]) => {
        #[cfg(feature = \"serde\")]
        pub fn $b(provider: &(impl icu_provider::buf::BufferProvider + ?Sized), $($g)*) -> $r {}
    };
    ((locale $(, $($g:tt)*)?) $($rest:tt)+) => { __constructors! { (locale: &::icu_provider::DataLocale $(, $($g)*)?) $($rest)+ } };
    ($g:tt -> $k:ident: $t:ty, $(#[$m:meta])*) => {
        __constructors! { $g -> $k: $t, functions: [try_new, try_new_with_buffer_provider, try_new_unstable, Self] }
    };
    ($g:tt -> error: $e:ty, $(#[$m:meta])* functions: $f:tt) => {
        __constructors! { @of $g ::core::result::Result<Self, $e>, $f }
    };
    ($g:tt -> result: $r:ty, $(#[$m:meta])* functions: $f:tt) => { __constructors! { @of $g $r, $f } };
}
macro_rules! custom_trace { ($($all:tt)*) => { __trace! {} }; }
macro_rules! empty_trace { () => { __trace! {} }; }
macro_rules! __trace { () => {
    unsafe fn trace(&self, tracer: &mut ::boa_gc::Tracer) {}
    unsafe fn trace_non_roots(&self) {}
    fn run_finalizer(&self) {}
}; }
macro_rules! stability_mod { ($l:ident, $($t:tt)*) => { __stability! { $l $($t)*; } }; }
macro_rules! stability_scope {
    ($l:ident, cfg($($c:tt)*) { $($t:tt)* }) => { #[cfg($($c)*)] __stability! { $l $($t)* } };
    ($l:ident { $($t:tt)* }) => { __stability! { $l $($t)* } };
}
macro_rules! __stability {
    (@items $($t:tt)*) => { $($t)* };
    (ALPHA $($t:tt)*) => { #[cfg(not(any(commonware_stability_BETA, commonware_stability_GAMMA, commonware_stability_DELTA, commonware_stability_EPSILON, commonware_stability_RESERVED)))] __stability! { @items $($t)* } };
    (BETA $($t:tt)*) => { #[cfg(not(any(commonware_stability_GAMMA, commonware_stability_DELTA, commonware_stability_EPSILON, commonware_stability_RESERVED)))] __stability! { @items $($t)* } };
    (GAMMA $($t:tt)*) => { #[cfg(not(any(commonware_stability_DELTA, commonware_stability_EPSILON, commonware_stability_RESERVED)))] __stability! { @items $($t)* } };
    (DELTA $($t:tt)*) => { #[cfg(not(any(commonware_stability_EPSILON, commonware_stability_RESERVED)))] __stability! { @items $($t)* } };
    (EPSILON $($t:tt)*) => { #[cfg(not(any(commonware_stability_RESERVED)))] __stability! { @items $($t)* } };
}
macro_rules! __auto_impl {
    ($to:ident $t:ident $l:tt trait $n:ident [] $a:tt [$($w:tt)*] $b:tt) => {
        __auto_impl_for! { $to $t $l [$n] [>] [$($w)*] $b }
    };
    ($to:ident $t:ident $l:tt trait $n:ident [< $($p:tt)*] [$($a:tt)*] [$($w:tt)*] $b:tt) => {
        __auto_impl_for! { $to $t $l [$n $($a)*] [, $($p)*] [$($w)*] $b }
    };
}
macro_rules! __auto_impl_for {
    (__reference $t:ident $l:tt [$($n:tt)*] [$($p:tt)*] [$($w:tt)*] {$($b:tt)*}) => { impl<$l, $t: $l + $($n)* + ?Sized $($p)* $($n)* for &$l $t $($w)* { $($b)* } };
    (__mutable $t:ident $l:tt [$($n:tt)*] [$($p:tt)*] [$($w:tt)*] {$($b:tt)*}) => { impl<$l, $t: $l + $($n)* + ?Sized $($p)* $($n)* for &$l mut $t $($w)* { $($b)* } };
    (Box $t:ident $l:tt [$($n:tt)*] [$($p:tt)*] [$($w:tt)*] {$($b:tt)*}) => { impl<$t: $($n)* + ?Sized $($p)* $($n)* for Box<$t> $($w)* { $($b)* } };
    (Rc $t:ident $l:tt [$($n:tt)*] [$($p:tt)*] [$($w:tt)*] {$($b:tt)*}) => { impl<$t: $($n)* + ?Sized $($p)* $($n)* for std::rc::Rc<$t> $($w)* { $($b)* } };
    (Arc $t:ident $l:tt [$($n:tt)*] [$($p:tt)*] [$($w:tt)*] {$($b:tt)*}) => { impl<$t: $($n)* + ?Sized $($p)* $($n)* for std::sync::Arc<$t> $($w)* { $($b)* } };
}
macro_rules! generate_str_to_from { ($n:ident, $([$v:ident, $s:literal]),* $(,)?) => {
    impl ::core::str::FromStr for $n {
        type Err = ::dprint_core::configuration::ParseConfigurationError;
        fn from_str(s: &str) -> ::core::result::Result<Self, Self::Err> {}
    }
    __display! { $n }
}; }
macro_rules! easy_wrapper {
    ($(#[$m:meta])* $v:vis struct $n:ident $(< $($l:tt $(: ?$q:ident)? $(: $b:path)?),+ >)? ($i:ty => $o:ty) $($wait:tt)*) => {
        $(#[$m])* $v struct $n $(< $($l $(: ?$q)? $(: $b)?),+ >)? { __private_field: $i }
        impl $(< $($l $(: ?$q)? $(: $b)?),+ >)? ::core::future::Future for $n $(< $($l),+ >)? {
            type Output = $o;
            fn poll(self: ::core::pin::Pin<&mut Self>, context: &mut ::core::task::Context<'_>) -> ::core::task::Poll<$o> {}
        }
    };
}
macro_rules! impl_writeable_delegate { ($t:ty, |&$s:ident| $e:expr $(, #[$m:meta] fn write_to_string)?) => {
    impl ::writeable::Writeable for $t {
        fn write_to<W: ::core::fmt::Write + ?Sized>(&self, sink: &mut W) -> ::core::fmt::Result {}
        fn write_to_parts<S: ::writeable::PartsWrite + ?Sized>(&self, sink: &mut S) -> ::core::fmt::Result {}
        fn writeable_length_hint(&self) -> ::writeable::LengthHint {}
        fn writeable_borrow(&self) -> ::core::option::Option<&str> {}
        $(#[$m])? fn write_to_string(&self) -> ::std::borrow::Cow<'_, str> {}
    }
}; }
macro_rules! implement { ($t:ty) => {
    impl ::core::fmt::Debug for $t { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::result::Result<(), ::core::fmt::Error> {} }
}; }
macro_rules! __display { ($t:ty) => {
    impl ::core::fmt::Display for $t { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! declare_TCFType { ($(#[$m:meta])* $n:ident, $r:ident) => {
    $(#[$m])* pub struct $n($r);
    impl ::core::ops::Drop for $n { fn drop(&mut self) {} }
}; }
macro_rules! impl_CFTypeDescription { ($n:ident) => {
    impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! impl_TCFType { ($n:ident, $r:ident, $i:ident) => {
    impl ::core_foundation::base::TCFType for $n {
        type Ref = $r;
        fn as_concrete_TypeRef(&self) -> $r {}
        unsafe fn wrap_under_get_rule(reference: $r) -> Self {}
        fn as_CFTypeRef(&self) -> ::core_foundation::base::CFTypeRef {}
        unsafe fn wrap_under_create_rule(reference: $r) -> Self {}
        fn type_id() -> ::core_foundation::base::CFTypeID {}
    }
    impl ::core::clone::Clone for $n { fn clone(&self) -> $n {} }
    impl ::core::cmp::PartialEq for $n { fn eq(&self, other: &$n) -> bool {} }
    impl ::core::cmp::Eq for $n {}
    unsafe impl<'a> ::core_foundation::base::ToVoid<$n> for &'a $n { fn to_void(&self) -> *const ::core::ffi::c_void {} }
    unsafe impl ::core_foundation::base::ToVoid<$n> for $n { fn to_void(&self) -> *const ::core::ffi::c_void {} }
    unsafe impl ::core_foundation::base::ToVoid<$n> for $r { fn to_void(&self) -> *const ::core::ffi::c_void {} }
}; }
macro_rules! buffer_fixed { ($($all:tt)*) => { __buffer_fixed_of! { $($all)* } }; }
macro_rules! __buffer_fixed_of {
    ($(#[$m:meta])* $v:vis struct $n:ident $(< $($l:tt $(: $b:tt $(+ $d:tt)*)?),+ >)? ($c:ty); impl: $($t:ident)*;) => {
        $(#[$m])* $v struct $n $(< $($l $(: $b $(+ $d)*)?),+ >)? { core: $c, buffer: __unknown!() }
        __buffer_fixed! { [$($t)*] [$(< $($l $(: $b $(+ $d)*)?),+ >)?] $n [$(< $($l),+ >)?] $c }
    };
    ($(#[$m:meta])* $v:vis struct $n:ident $(< $($l:tt $(: $b:tt $(+ $d:tt)*)?),+ >)? ($c:ty); oid: $o:literal; impl: $($t:ident)*;) => {
        __buffer_fixed_of! { $(#[$m])* $v struct $n $(< $($l $(: $b $(+ $d)*)?),+ >)? ($c); impl: $($t)*; }
        #[cfg(feature = \"oid\")]
        impl $(< $($l $(: $b $(+ $d)*)?),+ >)? ::digest::const_oid::AssociatedOid for $n $(< $($l),+ >)? { const OID: ::digest::const_oid::ObjectIdentifier = __oid; }
    };
}
macro_rules! __buffer_fixed {
    ([] $($of:tt)+) => {};
    ([FixedHashTraits $($t:ident)*] $($of:tt)+) => {
        __buffer_fixed! { [BaseFixedTraits AlgorithmName Default Clone Reset FixedOutputReset SerializableState $($t)*] $($of)+ }
    };
    ([MacTraits $($t:ident)*] $($of:tt)+) => { __buffer_fixed! { [BaseFixedTraits $($t)*] $($of)+ } };
    ([ResetMacTraits $($t:ident)*] $($of:tt)+) => { __buffer_fixed! { [MacTraits Reset FixedOutputReset $($t)*] $($of)+ } };
    ([BaseFixedTraits $($t:ident)*] $($of:tt)+) => {
        __buffer_fixed! { [Debug BlockSizeUser OutputSizeUser CoreProxy Update FixedOutput $($t)*] $($of)+ }
    };
    ([$t:ident $($others:ident)*] $($of:tt)+) => {
        __buffer_fixed! { $t $($of)+ }
        __buffer_fixed! { [$($others)*] $($of)+ }
    };
    (Debug [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => { impl $($p)* ::core::fmt::Debug for $n $($a)* { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} } };
    (AlgorithmName [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => {
        impl $($p)* ::digest::common::AlgorithmName for $n $($a)* {
            fn write_alg_name(f: &mut ::core::fmt::Formatter<'_>) -> ::core::result::Result<(), ::core::fmt::Error> {}
        }
    };
    (BlockSizeUser [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => { impl $($p)* ::digest::block_api::BlockSizeUser for $n $($a)* { type BlockSize = __unknown!(); } };
    (OutputSizeUser [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => { impl $($p)* ::digest::OutputSizeUser for $n $($a)* { type OutputSize = __unknown!(); } };
    (CoreProxy [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => {
        impl $($p)* ::digest::block_api::CoreProxy for $n $($a)* {
            type Core = $c;
            fn compose(core: Self::Core, buffer: ::digest::block_api::Buffer<Self::Core>) -> Self {}
            fn decompose(self) -> (Self::Core, ::digest::block_api::Buffer<Self::Core>) {}
        }
    };
    (Update [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => { impl $($p)* ::digest::Update for $n $($a)* { fn update(&mut self, data: &[u8]) {} } };
    (FixedOutput [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => { impl $($p)* ::digest::FixedOutput for $n $($a)* { fn finalize_into(self, out: &mut ::digest::Output<Self>) {} } };
    (FixedOutputReset [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => {
        impl $($p)* ::digest::FixedOutputReset for $n $($a)* { fn finalize_into_reset(&mut self, out: &mut ::digest::Output<Self>) {} }
    };
    (Default [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => { impl $($p)* ::core::default::Default for $n $($a)* { fn default() -> Self {} } };
    (Clone [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => { impl $($p)* ::core::clone::Clone for $n $($a)* { fn clone(&self) -> Self {} } };
    (Reset [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => { impl $($p)* ::digest::Reset for $n $($a)* { fn reset(&mut self) {} } };
    (SerializableState [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => {
        impl $($p)* ::digest::common::hazmat::SerializableState for $n $($a)* {
            type SerializedStateSize = __unknown!();
            fn serialize(&self) -> ::digest::common::hazmat::SerializedState<Self> {}
            fn deserialize(state: &::digest::common::hazmat::SerializedState<Self>) -> ::core::result::Result<Self, ::digest::common::hazmat::DeserializeStateError> {}
        }
    };
    (CustomizedInit [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => {
        impl $($p)* ::digest::CustomizedInit for $n $($a)* { fn new_customized(customization: &[u8]) -> Self {} }
    };
    (InnerInit [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => {
        impl $($p)* ::digest::common::InnerUser for $n $($a)* { type Inner = __unknown!(); }
        impl $($p)* ::digest::common::InnerInit for $n $($a)* { fn inner_init(inner: Self::Inner) -> Self {} }
    };
    (KeyInit [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => {
        impl $($p)* ::digest::common::KeySizeUser for $n $($a)* { type KeySize = __unknown!(); }
        impl $($p)* ::digest::KeyInit for $n $($a)* {
            fn new(key: &::digest::Key<Self>) -> Self {}
            fn new_from_slice(key: &[u8]) -> ::core::result::Result<Self, ::digest::InvalidLength> {}
        }
    };
    ($t:ident [$($p:tt)*] $n:ident [$($a:tt)*] $c:ty) => {};
}
";

/// From version 0.6 on of `writeable`, and before.
pub(super) const WRITEABLE: &str = "
macro_rules! impl_display_with_writeable { ($t:ty $(, #[$m:meta])?) => {
    __display! { $t }
    $(#[$m])? impl $t { pub fn to_string(&self) -> ::std::string::String {} }
}; }
";
pub(super) const WRITEABLE_BEFORE_6: &str = "
macro_rules! impl_display_with_writeable { ($t:ty) => { __display! { $t } }; }
";
