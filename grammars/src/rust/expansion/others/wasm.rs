//! What `#[wasm_bindgen]` makes of one item. What of that bears `#[automatically_derived]` is no item of a surface, but the
//! functions of a type are, which bear it as well: they stand nowhere else.

/// A function with parameters for types asks of them what depends on the version.
pub(super) const RULES: &str = "
macro_rules! __wasm_type { ([$($m:tt)*] [$($v:tt)*] [$($p:tt)*] type $n:ident [$($i:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    $($m)* #[repr(transparent)] $($v)* struct $n $($p)* $($w)* { __private_field: () }
    __wasm_erasable! { $n [$($i)*] [$($a)*] [$($w)*] }
}; }
macro_rules! __wasm_function {
    ($m:tt $v:tt [] $f:tt) => { __wasm_code! { $m $v $f } };
    ($m:tt $v:tt [$($c:tt)+] $f:tt) => { impl $($c)+ { __wasm_code! { $m $v $f } } };
}
macro_rules! __wasm_code { ([$($m:tt)*] [$($v:tt)*] [$($f:tt)*]) => { $($m)* $($v)* $($f)* {} }; }
macro_rules! __wasm_static {
    ([$($m:tt)*] [$($v:tt)*] old $n:ident [$t:ty]) => { $($m)* #[deprecated] $($v)* static $n: ::wasm_bindgen::JsStatic<$t> = __handle; };
    ([$($m:tt)*] [$($v:tt)*] key $n:ident [$t:ty]) => { $($m)* #[deprecated] $($v)* const $n: ::std::thread::LocalKey<$t> = __handle; };
    ([$($m:tt)*] [$($v:tt)*] handle $n:ident [$t:ty]) => { $($m)* $($v)* static $n: ::wasm_bindgen::JsThreadLocal<$t> = __handle; };
    ([$($m:tt)*] [$($v:tt)*] text $n:ident [$t:ty]) => { $($m)* $($v)* static $n: ::wasm_bindgen::JsThreadLocal<::js_sys::JsString> = __handle; };
}
macro_rules! __wasm_enum { ([$($m:tt)*] [$($v:tt)*] $n:ident $b:tt) => {
    $($m)* #[non_exhaustive] #[repr(u32)] $($v)* enum $n $b
    impl $n { $($v)* fn from_js_value(obj: &::wasm_bindgen::JsValue) -> ::core::option::Option<$n> {} }
}; }
";

/// What version 0.2.109 added for each type, and what that is before.
pub(super) const FROM_109: &str = "
macro_rules! __wasm_erasable { ($n:ident [$($i:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
    unsafe impl $($i)* ::wasm_bindgen::__rt::marker::ErasableGeneric for $n $($a)* $($w)* { type Repr = ::wasm_bindgen::JsValue; }
}; }
";
pub(super) const BEFORE_109: &str = "macro_rules! __wasm_erasable { ($($all:tt)*) => {}; }";
