//! Derives that make types beside the one they stand at, or members for its fields.

/// Source: the documentation of each crate, and `cargo public-api` of a crate with each of them.
pub(in super::super) const RULES: &str = "
macro_rules! __unread { (@) => {}; }
macro_rules! __derive_archive {
    ($v:tt $k:ident $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] $b:tt) => {
        __archive! { @of [$($($s)*,)*] [own] [] [] [] $v $k $n $p $a $w $b }
    };
}
macro_rules! __archive {
    (@of [, $($s:tt)*] $($g:tt)*) => { __archive! { @of [$($s)*] $($g)* } };
    (@of [archived = $x:ident, $($s:tt)*] $o:tt [] $($g:tt)*) => { __archive! { @of [$($s)*] $o [$x] $($g)* } };
    (@of [resolver = $x:ident, $($s:tt)*] $o:tt $x1:tt [] $($g:tt)*) => { __archive! { @of [$($s)*] $o $x1 [$x] $($g)* } };
    (@of [as = $t:ty, $($s:tt)*] [own] $($g:tt)*) => { __archive! { @of [$($s)*] [] $($g)* } };
    (@of [compare($($c:ident),*), $($s:tt)*] $o:tt $x:tt $r:tt [] $($g:tt)*) => { __archive! { @of [$($s)*] $o $x $r [$($c)*] $($g)* } };
    (@of [derive($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __archive! { @of [$($s)*] $($g)* } };
    (@of [attr($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __archive! { @of [$($s)*] $($g)* } };
    (@of [bytecheck($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __archive! { @of [$($s)*] $($g)* } };
    (@of [crate = $x:path, $($s:tt)*] $($g:tt)*) => { __archive! { @of [$($s)*] $($g)* } };
    (@of [archive_bounds($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __archive! { @of [$($s)*] $($g)* } };
    (@of [serialize_bounds($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __archive! { @of [$($s)*] $($g)* } };
    (@of [deserialize_bounds($($x:tt)*), $($s:tt)*] $($g:tt)*) => { __archive! { @of [$($s)*] $($g)* } };
    (@of [] $o:tt [] $r:tt $c:tt $v:tt $k:ident $n:ident $($g:tt)*) => { paste! { __archive! { @of [] $o [[<Archived $n>]] $r $c $v $k $n $($g)* } } };
    (@of [] $o:tt $x:tt [] $c:tt $v:tt $k:ident $n:ident $($g:tt)*) => { paste! { __archive! { @of [] $o $x [[<$n Resolver>]] $c $v $k $n $($g)* } } };
    (@of [] [$($o:ident)?] [$x:ident] [$r:ident] [$($c:ident)*] $v:tt $k:ident $n:ident $p:tt $a:tt $w:tt $b:tt) => {
        $(__archive! { @ $o $x $v $k $p $w $b })?
        __archive! { @by $r $v $k $p $w $b }
        __archive! { @impl $r $k $n $p $a $w }
        $(__archive! { @compare $c $n $x $p $a $w })*
    };
    (@impl $r:ident $k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::rkyv::traits::Archive for $n $($a)* $($w)* {
            type Archived = __unknown!();
            type Resolver = $r $($a)*;
            __archive! { @copy $k [$($p)*] }
            fn resolve(&self, resolver: Self::Resolver, out: ::rkyv::place::Place<Self::Archived>) {}
        }
    };
    (@copy struct []) => { const COPY_OPTIMIZATION: ::rkyv::traits::CopyOptimization<Self> = __optimization; };
    (@copy $k:ident $p:tt) => {};
    (@compare PartialEq $n:ident $x:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::cmp::PartialEq<$n $($a)*> for $x $($a)* $($w)* { fn eq(&self, other: &$n $($a)*) -> bool {} }
        impl $($p)* ::core::cmp::PartialEq<$x $($a)*> for $n $($a)* $($w)* { fn eq(&self, other: &$x $($a)*) -> bool {} }
    };
    (@compare PartialOrd $n:ident $x:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::cmp::PartialOrd<$n $($a)*> for $x $($a)* $($w)* { fn partial_cmp(&self, other: &$n $($a)*) -> ::core::option::Option<::core::cmp::Ordering> {} }
        impl $($p)* ::core::cmp::PartialOrd<$x $($a)*> for $n $($a)* $($w)* { fn partial_cmp(&self, other: &$x $($a)*) -> ::core::option::Option<::core::cmp::Ordering> {} }
    };
    (@ own $x:ident [$($v:tt)*] struct [$($p:tt)*] [$($w:tt)*] { $($(#[$m:meta])* $fv:vis $f:ident : $t:ty),* $(,)? }) => {
        $($v)* struct $x $($p)* $($w)* { $($fv $f: __unknown!()),* }
    };
    (@ own $x:ident [$($v:tt)*] struct [$($p:tt)*] [$($w:tt)*] ($($(#[$m:meta])* $fv:vis $t:ty),* $(,)?)) => {
        $($v)* struct $x $($p)* ($($fv __unknown!()),*) $($w)*;
    };
    (@ own $x:ident [$($v:tt)*] struct [$($p:tt)*] [$($w:tt)*] ;) => { $($v)* struct $x $($p)* $($w)*; };
    (@by $x:ident [$($v:tt)*] struct [$($p:tt)*] [$($w:tt)*] ;) => { $($v)* struct $x $($p)* $($w)*; };
    (@by $x:ident [$($v:tt)*] struct [$($p:tt)*] [$($w:tt)*] $b:tt) => { $($v)* struct $x $($p)* $($w)* { __private_field: () } };
    (@ $of:ident $x:ident [$($v:tt)*] enum [$($p:tt)*] [$($w:tt)*] { $($(#[$m:meta])* $c:ident $(($($(#[$m1:meta])* $t:ty),* $(,)?))? $({ $($(#[$m2:meta])* $f:ident : $u:ty),* $(,)? })? $(= $d:expr)?),* $(,)? }) => {
        $($v)* enum $x $($p)* $($w)* { $($c $(($(__unknown!(@ $t)),*))? $({ $($f: __unknown!()),* })?),* }
    };
}
macro_rules! __derive_enum_iter { ([$($v:tt)*] enum $n:ident [$($p:tt)*] $a:tt [$($w:tt)*] $s:tt $b:tt) => {
    paste! { $($v)* struct [<$n Iter>] $($p)* $($w)* { __private_field: () } }
}; }
macro_rules! __derive_enum_discriminants { ([$($v:tt)*] enum $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] $b:tt) => {
    paste! { __discriminants! { [$($($s)*,)*] [[<$n Discriminants>]] [$($v)*] $b } }
}; }
macro_rules! __discriminants {
    ([, $($s:tt)*] $($g:tt)*) => { __discriminants! { [$($s)*] $($g)* } };
    ([name($x:ident), $($s:tt)*] $n:tt $($g:tt)*) => { __discriminants! { [$($s)*] [$x] $($g)* } };
    ([vis($($x:tt)*), $($s:tt)*] $n:tt $v:tt $($g:tt)*) => { __discriminants! { [$($s)*] $n [$($x)*] $($g)* } };
    ([$o:tt $($s:tt)*] $($g:tt)*) => { __discriminants! { [$($s)*] $($g)* } };
    ([] [$x:ident] [$($v:tt)*] { $($(#[$m:meta])* $c:ident $(($($t:tt)*))? $({ $($f:tt)* })? $(= $d:expr)?),* $(,)? }) => {
        $($v)* enum $x { $($(#[$m])* $c),* }
    };
}
macro_rules! __derive_snafu {
    ([$($v:tt)*] enum $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] { $($(#[$($m:tt)*])* $c:ident $({ $($f:tt)* })?),* $(,)? }) => {
        __snafu! { @error $n $p $a $w }
        __snafu! { @says [snafu($($($s)*,)*)] $n $p $a $w }
        $($(__snafu! { @says [$($m)*] $n $p $a $w })*)*
    };
    ([$($v:tt)*] struct $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt ($(#[$m:meta])* $t:ty $(,)?)) => {
        __snafu! { @error $n [$($p)*] [$($a)*] [$($w)*] }
        impl $($p)* ::core::convert::From<$t> for $n $($a)* $($w)* { fn from(error: $t) -> Self {} }
    };
    ([$($v:tt)*] struct $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] { $($f:tt)* }) => {
        __snafu! { @error $n $p $a $w }
        __snafu! { @says [snafu($($($s)*,)*)] $n $p $a $w }
    };
}
macro_rules! __snafu {
    (@error $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::core::error::Error for $n $($a)* $($w)* {
            fn description(&self) -> &str {}
            fn cause(&self) -> ::core::option::Option<&dyn core::error::Error> {}
            fn source(&self) -> ::core::option::Option<&(dyn core::error::Error + 'static)> {}
        }
        impl $($p)* ::core::fmt::Display for $n $($a)* $($w)* { fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {} }
        impl $($p)* ::snafu::ErrorCompat for $n $($a)* $($w)* { fn backtrace(&self) -> ::core::option::Option<&::snafu::Backtrace> {} }
    };
    (@says [snafu()] $($g:tt)*) => {};
    (@says [snafu(whatever $($s:tt)*)] $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::snafu::FromString for $n $($a)* $($w)* {
            type Source = __unknown!();
            fn without_source(message: ::std::string::String) -> Self {}
            fn with_source(error: Self::Source, message: ::std::string::String) -> Self {}
        }
    };
    (@says [snafu(visibility $($s:tt)*)] $($g:tt)*) => { __unread! {} };
    (@says [snafu($o:tt $($s:tt)*)] $($g:tt)*) => { __snafu! { @says [snafu($($s)*)] $($g)* } };
    (@says [$($o:tt)*] $($g:tt)*) => {};
}
macro_rules! __derive_diagnostic {
    ($v:tt enum $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt $b:tt) => {
        impl $($p)* ::miette::protocol::Diagnostic for $n $($a)* $($w)* {
            __diagnostic! { code } __diagnostic! { help } __diagnostic! { severity } __diagnostic! { labels }
            __diagnostic! { source_code } __diagnostic! { url } __diagnostic! { related } __diagnostic! { diagnostic_source }
        }
    };
    ($v:tt struct $n:ident $p:tt $a:tt $w:tt [$({transparent})+] $b:tt) => { __derive_diagnostic! { $v enum $n $p $a $w [] $b } };
    ($v:tt struct $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] { $($(#[$($m:tt)*])* $fv:vis $f:ident : $t:ty),* $(,)? }) => {
        __diagnostic! { @of [$($($s)*,)* $($($($m)*,)*)*] [] $n $p $a $w }
    };
    ($v:tt struct $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] ($($(#[$($m:tt)*])* $fv:vis $t:ty),* $(,)?)) => {
        __diagnostic! { @of [$($($s)*,)* $($($($m)*,)*)*] [] $n $p $a $w }
    };
    ($v:tt struct $n:ident $p:tt $a:tt $w:tt [$({$($s:tt)*})*] ;) => { __diagnostic! { @of [$($($s)*,)*] [] $n $p $a $w } };
}
macro_rules! __diagnostic {
    (@of [code $($s:tt)*] [$($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [code $($d)*] $($g)* } };
    (@of [help $($s:tt)*] [$($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [help $($d)*] $($g)* } };
    (@of [severity $($s:tt)*] [$($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [severity $($d)*] $($g)* } };
    (@of [url $($s:tt)*] [$($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [url $($d)*] $($g)* } };
    (@of [source_code $($s:tt)*] [$($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [source_code $($d)*] $($g)* } };
    (@of [related $($s:tt)*] [$($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [related $($d)*] $($g)* } };
    (@of [diagnostic_source $($s:tt)*] [$($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [diagnostic_source $($d)*] $($g)* } };
    (@of [label $($s:tt)*] [labels $($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [labels $($d)*] $($g)* } };
    (@of [label $($s:tt)*] [$($d:ident)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] [labels $($d)*] $($g)* } };
    (@of [forward $($s:tt)*] $($g:tt)*) => { __unread! {} };
    (@of [$o:tt $($s:tt)*] $($g:tt)*) => { __diagnostic! { @of [$($s)*] $($g)* } };
    (@of [] [$($d:ident)*] $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*]) => {
        impl $($p)* ::miette::protocol::Diagnostic for $n $($a)* $($w)* { $(__diagnostic! { $d })* }
    };
    (code) => { fn code(&self) -> ::core::option::Option<::std::boxed::Box<dyn core::fmt::Display + '_>> {} };
    (help) => { fn help(&self) -> ::core::option::Option<::std::boxed::Box<dyn core::fmt::Display + '_>> {} };
    (severity) => { fn severity(&self) -> ::core::option::Option<::miette::protocol::Severity> {} };
    (url) => { fn url(&self) -> ::core::option::Option<::std::boxed::Box<dyn core::fmt::Display + '_>> {} };
    (source_code) => { fn source_code(&self) -> ::core::option::Option<&dyn miette::protocol::SourceCode> {} };
    (labels) => { fn labels(&self) -> ::core::option::Option<::std::boxed::Box<dyn core::iter::Iterator<Item = ::miette::protocol::LabeledSpan> + '_>> {} };
    (related) => { fn related<'a>(&'a self) -> ::core::option::Option<::std::boxed::Box<dyn core::iter::Iterator<Item = &'a dyn miette::protocol::Diagnostic> + 'a>> {} };
    (diagnostic_source) => { fn diagnostic_source(&self) -> ::core::option::Option<&dyn miette::protocol::Diagnostic> {} };
}
macro_rules! __derive_js_error { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::deno_error::JsErrorClass for $n $($a)* $($w)* {
        fn get_class(&self) -> ::std::borrow::Cow<'static, str> {}
        fn get_message(&self) -> ::std::borrow::Cow<'static, str> {}
        fn get_additional_properties(&self) -> ::deno_error::AdditionalProperties {}
        fn get_ref(&self) -> &(dyn core::error::Error + ::core::marker::Send + ::core::marker::Sync + 'static) {}
    }
}; }
macro_rules! __derive_zvariant_type { ($k:ident $n:ident [$($p:tt)*] [$($a:tt)*] [$($w:tt)*] $s:tt) => {
    impl $($p)* ::zvariant::Type for $n $($a)* $($w)* { const SIGNATURE: &'static ::zvariant::Signature = __signature; }
}; }
";
