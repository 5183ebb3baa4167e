//! Derives that make functions for the fields of a type, or a type that is filled field by field.

/// Source: the documentation of each crate, and `cargo public-api` of a crate with each of them.
pub(in super::super) const RULES: &str = "
macro_rules! __derive_copy_getters { ($($g:tt)*) => { __getset! { @derive get_copy $($g)* } }; }
macro_rules! __derive_getters { ($($g:tt)*) => { __getset! { @derive get $($g)* } }; }
macro_rules! __derive_mut_getters { ($($g:tt)*) => { __getset! { @derive get_mut $($g)* } }; }
macro_rules! __derive_setters { ($($g:tt)*) => { __getset! { @derive set $($g)* } }; }
macro_rules! __getset {
    (@derive $k:ident $v:tt struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$({$($s:tt)*})*] { $($b:tt)* }) => {
        impl $($p)* $n $($a)* $($w)* { __getset! { @fields $k [$([getset($($s)*)])*] $($b)* } }
    };
    (@fields $k:ident $s:tt) => {};
    (@fields $k:ident $s:tt $(#[$($m:tt)*])* $v:vis $f:ident : $t:ty $(, $($rest:tt)*)?) => {
        __getset! { @of $k $f [$t] $s $([$($m)*])* }
        $(__getset! { @fields $k $s $($rest)* })?
    };
    (@of $k:ident $f:ident $t:tt []) => {};
    (@of $k:ident $f:ident $t:tt [$($s:tt)+]) => { __getset! { @of $k $f $t [] $($s)+ } };
    (@of $k:ident $f:ident $t:tt $s:tt [getset($($x:tt)*)] $($rest:tt)*) => { __getset! { @of $k $f $t $s ($($x)*) $($rest)* } };
    (@of $k:ident $f:ident $t:tt $s:tt [$($x:tt)*] $($rest:tt)*) => { __getset! { @of $k $f $t $s ($($x)*) $($rest)* } };
    (@of $k:ident $f:ident $t:tt $s:tt () $($rest:tt)*) => { __getset! { @of $k $f $t $s $($rest)* } };
    (@of $k:ident $f:ident $t:tt $s:tt (skip $($x:tt)*) $($rest:tt)*) => {};
    (@of get $f:ident [$t:ty] $s:tt (get = \"pub\" $($x:tt)*) $($rest:tt)*) => { pub fn $f(&self) -> &$t {} };
    (@of get $f:ident [$t:ty] $s:tt (get = \"pub with_prefix\" $($x:tt)*) $($rest:tt)*) => { paste! { pub fn [<get_ $f>](&self) -> &$t {} } };
    (@of get_copy $f:ident [$t:ty] $s:tt (get_copy = \"pub\" $($x:tt)*) $($rest:tt)*) => { pub fn $f(&self) -> $t {} };
    (@of get_copy $f:ident [$t:ty] $s:tt (get_copy = \"pub with_prefix\" $($x:tt)*) $($rest:tt)*) => { paste! { pub fn [<get_ $f>](&self) -> $t {} } };
    (@of get_mut $f:ident [$t:ty] $s:tt (get_mut = \"pub\" $($x:tt)*) $($rest:tt)*) => { paste! { pub fn [<$f _mut>](&mut self) -> &mut $t {} } };
    (@of set $f:ident [$t:ty] $s:tt (set = \"pub\" $($x:tt)*) $($rest:tt)*) => { paste! { pub fn [<set_ $f>](&mut self, val: $t) -> &mut Self {} } };
    (@of get $f:ident $t:tt $s:tt (get $($x:tt)*) $($rest:tt)*) => {};
    (@of get_copy $f:ident $t:tt $s:tt (get_copy $($x:tt)*) $($rest:tt)*) => {};
    (@of get_mut $f:ident $t:tt $s:tt (get_mut $($x:tt)*) $($rest:tt)*) => {};
    (@of set $f:ident $t:tt $s:tt (set $($x:tt)*) $($rest:tt)*) => {};
    (@of $k:ident $f:ident $t:tt $s:tt ($o:tt $($x:tt)*) $($rest:tt)*) => { __getset! { @of $k $f $t $s ($($x)*) $($rest)* } };
}
macro_rules! __derive_message {
    ($v:tt struct $n:ident $p:tt $a:tt $w:tt $s:tt { $($(#[$($m:tt)*])* $fv:vis $f:ident : $t:ty),* $(,)? }) => {
        impl $n { $(__message_field! { $f $([$($m)*])* })* }
        __message! { $n }
    };
    ($v:tt struct $n:ident $p:tt $a:tt $w:tt $s:tt $b:tt) => { __message! { $n } };
}
macro_rules! __message { ($n:ident) => {
    impl ::prost::Message for $n { fn encoded_len(&self) -> usize {} fn clear(&mut self) {} }
    impl ::core::default::Default for $n { fn default() -> Self {} }
    impl ::core::fmt::Debug for $n { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
}; }
macro_rules! __message_field {
    ($f:ident) => {};
    ($f:ident [prost(enumeration = $e:literal, repeated $($x:tt)*)] $($rest:tt)*) => {
        pub fn $f(&self) -> __unknown!() {}
        paste! { pub fn [<push_ $f>](&mut self, value: __unknown!()) {} }
    };
    ($f:ident [prost(enumeration = $e:literal $($x:tt)*)] $($rest:tt)*) => {
        pub fn $f(&self) -> __unknown!() {}
        paste! { pub fn [<set_ $f>](&mut self, value: __unknown!()) {} }
    };
    ($f:ident [prost(message $($x:tt)*)] $($rest:tt)*) => {};
    ($f:ident [prost(group $($x:tt)*)] $($rest:tt)*) => {};
    ($f:ident [prost(string, optional $($x:tt)*)] $($rest:tt)*) => { pub fn $f(&self) -> &str {} };
    ($f:ident [prost(bytes $(= $l:literal)?, optional $($x:tt)*)] $($rest:tt)*) => { pub fn $f(&self) -> &[u8] {} };
    ($f:ident [prost($k:ident, optional $($x:tt)*)] $($rest:tt)*) => { pub fn $f(&self) -> __unknown!() {} };
    ($f:ident [$($x:tt)*] $($rest:tt)*) => { __message_field! { $f $($rest)* } };
}
macro_rules! __derive_own_getters { ($v:tt struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt { $($(#[$($m:tt)*])* $fv:vis $f:ident : $t:ty),* $(,)? }) => {
    impl $($p)* $n $($a)* $($w)* { $(__own_getter! { $f [$t] $([$($m)*])* })* }
}; }
macro_rules! __own_getter {
    ($f:ident [$t:ty]) => { pub fn $f(&self) -> &$t {} };
    ($f:ident $t:tt [getter(skip)] $($rest:tt)*) => {};
    ($f:ident [$t:ty] [getter(rename = $x:literal)] $($rest:tt)*) => { paste! { pub fn [<$x>](&self) -> &$t {} } };
    ($f:ident $t:tt [getter $($x:tt)*] $($rest:tt)*) => { __unread! {} };
    ($f:ident $t:tt [$($x:tt)*] $($rest:tt)*) => { __own_getter! { $f $t $($rest)* } };
}
macro_rules! __derive_dissolve { ($v:tt struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt { $($(#[$m:meta])* $fv:vis $f:ident : $t:ty),* $(,)? }) => {
    impl $($p)* $n $($a)* $($w)* { pub fn dissolve(self) -> ($($t),*) {} }
}; }
macro_rules! __derive_builder {
    ([$($v:tt)*] struct $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] { $($b:tt)* }) => {
        paste! { __builder! { @of [$($($s)*,)*] [[<$n Builder>]] [[<$n BuilderError>]] [build] [default] [] [&mut self, &mut Self, &self] [$($v)*] $n $p $a $w { $($b)* } } }
    };
}
macro_rules! __builder {
    (@of [, $($s:tt)*] $($g:tt)*) => { __builder! { @of [$($s)*] $($g)* } };
    (@of [name = $x:literal, $($s:tt)*] [$n:ident] [$e:ident] $($g:tt)*) => { paste! { __builder! { @of [$($s)*] [[<$x>]] [[<$x Error>]] $($g)* } } };
    (@of [name = $x:literal, $($s:tt)*] [$n:ident] [] $($g:tt)*) => { paste! { __builder! { @of [$($s)*] [[<$x>]] [] $($g)* } } };
    (@of [build_fn($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __builder! { @of [@build $($x)*, $($s)*] $($g)* } };
    (@of [@build , $($s:tt)*] $($g:tt)*) => { __builder! { @of [$($s)*] $($g)* } };
    (@of [@build skip $(= true)?, $($s:tt)*] $n:tt $e:tt $f:tt $($g:tt)*) => { __builder! { @of [$($s)*] $n [] [] $($g)* } };
    (@of [@build private, $($s:tt)*] $n:tt $e:tt $f:tt $($g:tt)*) => { __builder! { @of [@build $($s)*] $n $e [] $($g)* } };
    (@of [@build error = $x:literal, $($s:tt)*] $n:tt $e:tt $($g:tt)*) => { __builder! { @of [@build $($s)*] $n [] $($g)* } };
    (@of [@build error($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __builder! { @of [@build $($s)*] $($g)* } };
    (@of [@build name = $x:literal, $($s:tt)*] $n:tt $e:tt [$f:ident] $($g:tt)*) => { paste! { __builder! { @of [@build $($s)*] $n $e [[<$x>]] $($g)* } } };
    (@of [@build validate = $x:literal, $($s:tt)*] $($g:tt)*) => { __builder! { @of [@build $($s)*] $($g)* } };
    (@of [@build $($s:tt)*] $($g:tt)*) => { __builder! { @of [$($s)*] $($g)* } };
    (@of [pattern = \"owned\", $($s:tt)*] $n:tt $e:tt $f:tt $d:tt $x:tt $r:tt $($g:tt)*) => { __builder! { @of [$($s)*] $n $e $f $d $x [self, Self, self] $($g)* } };
    (@of [pattern = \"immutable\", $($s:tt)*] $n:tt $e:tt $f:tt $d:tt $x:tt $r:tt $($g:tt)*) => { __builder! { @of [$($s)*] $n $e $f $d $x [&self, Self, &self] $($g)* } };
    (@of [pattern = \"mutable\", $($s:tt)*] $($g:tt)*) => { __builder! { @of [$($s)*] $($g)* } };
    (@of [setter($($x:tt)*), $($s:tt)*] $n:tt $e:tt $f:tt $d:tt [$($o:tt)*] $($g:tt)*) => { __builder! { @of [$($s)*] $n $e $f $d [$($o)* [builder(setter($($x)*))]] $($g)* } };
    (@of [default $(= $x:literal)?, $($s:tt)*] $($g:tt)*) => { __builder! { @of [$($s)*] $($g)* } };
    (@of [derive($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __builder! { @of [$($s)*] $($g)* } };
    (@of [no_std, $($s:tt)*] $($g:tt)*) => { __builder! { @of [$($s)*] $($g)* } };
    (@of [custom_constructor, $($s:tt)*] $n:tt $e:tt $f:tt $d:tt $($g:tt)*) => { __builder! { @of [$($s)*] $n $e $f [] $($g)* } };
    (@of [] [$n:ident] $e:tt $f:tt $d:tt $s:tt $r:tt $v:tt $o:ident $p:tt $a:tt $w:tt $b:tt) => {
        __builder! { @type $v $n $p $w }
        __builder! { @setters $n $p $a $w $s $r $b }
        __builder! { @build $f $r $n $o $p $a $w $e }
        __builder! { @default $d $n $p $a $w }
        __builder! { @error $e $v }
    };
    (@type [$($v:tt)*] $n:ident [$($p:tt)*] [$($w:tt)*]) => { $($v)* struct $n $($p)* $($w)* { __private_field: () } };
    (@setters $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt $r:tt { $($b:tt)* }) => {
        impl $($p)* $n $($a)* $($w)* { __builder! { @fields $s $r $($b)* } }
    };
    (@default [] $($g:tt)*) => {};
    (@default [default] $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::default::Default for $n $($a)* $($w)* { fn default() -> Self {} }
    };
    (@error [] $v:tt) => {};
    (@error [$e:ident] [$($v:tt)*]) => {
        #[non_exhaustive] $($v)* enum $e { UninitializedField(&'static str), ValidationError(::std::string::String) }
        impl ::core::convert::From<::derive_builder::UninitializedFieldError> for $e { fn from(s: ::derive_builder::UninitializedFieldError) -> Self {} }
        impl ::core::convert::From<::std::string::String> for $e { fn from(s: ::std::string::String) -> Self {} }
        impl ::core::fmt::Display for $e { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl ::std::error::Error for $e {}
    };
    (@build [] $($g:tt)*) => {};
    (@build $f:tt $r:tt $n:ident $o:ident $p:tt $a:tt $w:tt []) => { __builder! { @build $f $r $n $o $p $a $w [__unknown!()] } };
    (@build [$f:ident] [self, Self, self] $n:ident $o:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$($e:tt)*]) => {
        impl $($p)* $n $($a)* $($w)* { pub fn $f(self) -> ::core::result::Result<$o $($a)*, $($e)*> {} }
    };
    (@build [$f:ident] $r:tt $n:ident $o:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] [$($e:tt)*]) => {
        impl $($p)* $n $($a)* $($w)* { pub fn $f(&self) -> ::core::result::Result<$o $($a)*, $($e)*> {} }
    };
    (@fields $s:tt $r:tt) => {};
    (@fields $s:tt $r:tt $(#[$($m:tt)*])* $v:vis $f:ident : $t:ty $(, $($rest:tt)*)?) => {
        __builder! { @field [] [$f] [$t] [] $r $s $([$($m)*])* }
        $(__builder! { @fields $s $r $($rest)* })?
    };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt [$($s:tt)+]) => { __builder! { @field $i $f $t $e $r [] $($s)+ } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt [builder($($x:tt)*)] $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s ($($x)*,) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt [$($x:tt)*] $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt () $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (, $($x:tt)*) $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s ($($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (setter($($o:tt)*), $($x:tt)*) $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s (@ $($o)*, $($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (@ , $($x:tt)*) $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s ($($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (@ into $(= true)?, $($x:tt)*) $($rest:tt)*) => { __builder! { @field [into] $f $t $e $r $s (@ $($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (@ into = false, $($x:tt)*) $($rest:tt)*) => { __builder! { @field [] $f $t $e $r $s (@ $($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (@ strip_option $(= $b:literal)?, $($x:tt)*) $($rest:tt)*) => { __builder! { @field [into] $f $t $e $r $s (@ $($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (@ skip $(= true)?, $($x:tt)*) $($rest:tt)*) => {};
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (@ custom $(= true)?, $($x:tt)*) $($rest:tt)*) => {};
    (@field $i:tt $f:tt $t:tt [] $r:tt $s:tt (@ each(name = $n:literal $($o:tt)*), $($x:tt)*) $($rest:tt)*) => { __builder! { @field $i $f $t [$n] $r $s (@ $($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt [] $r:tt $s:tt (@ each = $n:literal, $($x:tt)*) $($rest:tt)*) => { __builder! { @field $i $f $t [$n] $r $s (@ $($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (@ name = $n:literal, $($x:tt)*) $($rest:tt)*) => { paste! { __builder! { @field $i [[<$n>]] $t $e $r $s (@ $($x)*) $($rest)* } } };
    (@field $i:tt [$f:ident] $t:tt $e:tt $r:tt $s:tt (@ prefix = $n:literal, $($x:tt)*) $($rest:tt)*) => { paste! { __builder! { @field $i [[<$n _ $f>]] $t $e $r $s (@ $($x)*) $($rest)* } } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (@ $($x:tt)*) $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s ($($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (default $(= $o:expr)?, $($x:tt)*) $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s ($($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (field($($o:tt)*), $($x:tt)*) $($rest:tt)*) => { __builder! { @field $i $f $t $e $r $s ($($x)*) $($rest)* } };
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt (private, $($x:tt)*) $($rest:tt)*) => {};
    (@field $i:tt $f:tt $t:tt $e:tt $r:tt $s:tt ($($x:tt)+) $($rest:tt)*) => { __unread! {} };
    (@field $i:tt [$f:ident] $t:tt [$($e:literal)?] $r:tt []) => {
        __builder! { @setter $f $i $t $r }
        $(paste! { __builder! { @setter [<$e>] [into] $t $r } })?
    };
    (@setter $f:ident [into] $t:tt [&mut self, &mut Self, &self]) => { pub fn $f(&mut self, value: __unknown!()) -> &mut Self {} };
    (@setter $f:ident [] [$t:ty] [&mut self, &mut Self, &self]) => { pub fn $f(&mut self, value: $t) -> &mut Self {} };
    (@setter $f:ident [into] $t:tt [&self, Self, &self]) => { pub fn $f(&self, value: __unknown!()) -> Self {} };
    (@setter $f:ident [] [$t:ty] [&self, Self, &self]) => { pub fn $f(&self, value: $t) -> Self {} };
    (@setter $f:ident [into] $t:tt [self, Self, self]) => { pub fn $f(self, value: __unknown!()) -> Self {} };
    (@setter $f:ident [] [$t:ty] [self, Self, self]) => { pub fn $f(self, value: $t) -> Self {} };
}
";
