//! Small crates, and what their files become.

use std::sync::Arc;

use boundstone_model::RepoPath;
use insta::assert_snapshot;

use super::{BuiltVersion, BuiltWith, Expanded, LeastVersion, expanded};

mod derives;
mod facts;
mod imports;
mod others;

use self::facts::may_expand;

fn path(text: &str) -> RepoPath {
    RepoPath::new(text).expect("a path")
}

/// What becomes of the files of the crate with the root `lib.rs`.
fn files(given: &[(&str, &str)]) -> Vec<Expanded> {
    files_with(None, given)
}

/// The same of one that asks for this version of `bitflags`.
fn files_with(bitflags: Option<LeastVersion>, given: &[(&str, &str)]) -> Vec<Expanded> {
    let mut read = |asked: &RepoPath| {
        let file = given.iter().find(|(name, _)| *name == asked.as_str());
        file.map(|(_, text)| Arc::from(*text))
    };
    let of_bitflags = |asked| BuiltVersion { package: "bitflags", asked, locked: None, patch: 0 };
    let built = BuiltWith(bitflags.map(of_bitflags).into_iter().collect());
    let files = expanded(&path("lib.rs"), &built, &mut read);
    assert!(files.is_empty() || given.iter().any(|(_, text)| may_expand(text)), "{given:?}");
    files
}

/// What becomes of a crate of one file: without the definitions of macros, and each line without its indentation.
fn becomes(text: &str) -> String {
    let files = files(&[("lib.rs", text)]);
    let text = files.first().map_or(text, |file| file.text.as_str());
    let why = files.iter().flat_map(|file| &file.not_followed);
    let mut shown: Vec<String> = Vec::new();
    let mut definition = false;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        definition |= line.starts_with("macro_rules!");
        if !definition {
            shown.push(line.trim().to_owned());
        }
        definition &= line != "}";
    }
    shown.extend(why.map(|(name, why)| format!("{name}: {why}")));
    shown.join("\n")
}

#[test]
fn a_call_becomes_what_its_macro_makes_of_it() {
    let shown = becomes(
        "
macro_rules! wrapper {
    ($name:ident) => { pub struct $name(u8); };
}
wrapper!(Meters);
pub fn own() {}
",
    );
    assert_snapshot!(shown, @"
    pub struct Meters(u8);
    pub fn own() {}
    ");
}

#[test]
fn a_fragment_of_each_kind_is_taken() {
    let shown = becomes(
        "
macro_rules! all {
    ($(#[$meta:meta])* $vis:vis $name:ident $life:lifetime : $ty:ty = $value:expr, $lit:literal, $path:path, $pat:pat => $block:block $item:item $tt:tt $stmt:stmt) => {
        $(#[$meta])*
        $vis struct $name<$life>(&$life $ty);
        pub const A: u8 = $value;
        pub const B: i8 = $lit;
        impl $path for u8 {}
        $item
        pub mod m { pub struct $tt; }
    };
}
all! {
    /// Documented.
    #[doc(hidden)]
    #[must_use = \"a, b\"]
    pub(crate) Name 'a : Vec<(u8, Box<dyn Fn(A) -> B + 'a>)> = max::<A, B>(1, |a, b| a < b) as u8, -1, a::Trait<B, C>, Some(_) | None => { 1 }
    pub fn f<T>(t: T) -> T where T: Copy, { t }
    T
    let x = 1
}
",
    );
    assert_snapshot!(shown, @r#"
    #[doc=""]
    #[doc(hidden)]
    #[must_use = "a, b"]pub(crate)struct Name<'a>(&'a Vec<(u8, Box<dyn Fn(A) -> B + 'a>)>);
    pub const A:u8=( max::<A, B>(1, |a, b| a < b) as u8 );
    pub const B:i8= -1;
    impl a::Trait<B, C>for u8{
    }
    pub fn f<T>(t: T) -> T where T: Copy, { t }
    pub mod m{
    pub struct T;
    }
    "#);
}

#[test]
fn repetitions_are_nested_separated_and_optional() {
    let shown = becomes(
        "
macro_rules! each {
    ($($trait:ident: $($ty:ty),+ ;)* $(last $last:ident)? $(,)?) => {
        $( $( impl $trait for $ty {} )+ )*
        $( pub struct $last; )?
    };
}
each!(A: u8, Vec<u8>; B: [u8; 4]; last End,);
each!();
macro_rules! pairs {
    ($($a:ident)+ ; $($b:ident),*) => { $( pub type $a = $b; )* };
}
pairs!(X Y; u8, u16);
pairs!(X Y; u8);
",
    );
    assert_snapshot!(shown, @"
    impl A for u8{
    }
    impl A for Vec<u8>{
    }
    impl B for[u8; 4]{
    }
    pub struct End;
    pub type X=u8;
    pub type Y=u16;
    pairs!(X Y; u8);
    pairs: it makes more than is followed
    ");
}

#[test]
fn the_first_rule_that_takes_all_is_meant() {
    let shown = becomes(
        "
macro_rules! kind {
    (@struct $name:ident) => { pub struct $name; };
    (enum $name:ident { $($variant:ident = $value:expr),* $(,)? }) => { pub enum $name { $($variant = $value),* } };
    ($name:ident => $other:ident) => { kind!(@struct $name); kind!(@struct $other); };
}
kind!(enum E { A = 1 + 1, B = 2, });
kind!(A => B);
kind!(A >= B);
",
    );
    assert_snapshot!(shown, @"
    pub enum E{
    A=( 1 + 1 ), B=2}
    pub struct A;
    pub struct B;
    kind!(A >= B);
    kind: none of its rules takes what it is given
    ");
}

#[test]
fn the_crate_of_a_macro_and_a_macro_that_makes_macros() {
    let shown = becomes(
        "
macro_rules! make {
    ($name:ident, $made:ident) => {
        macro_rules! $made {
            ($x:ident) => { impl $crate::Trait for $x {} };
        }
        $made!($name);
    };
}
make!(A, of_a);
of_a!(B);
",
    );
    assert_snapshot!(shown, @"
    }
    ;
    }
    impl crate::Trait for A{
    }
    impl crate::Trait for B{
    }
    ");
}

#[test]
fn items_of_a_call_are_compiled_when_it_is() {
    let shown = becomes(
        "
macro_rules! cfg_rt {
    ($($item:item)*) => { $( #[cfg(feature = \"rt\")] $item )* };
}
macro_rules! one {
    () => { pub struct One; };
}
cfg_rt! {
    pub mod task;
    impl A { pub fn f() {} }
    others! { pub struct B; }
    one!();
}
#[cfg(unix)]
one!();
",
    );
    assert_snapshot!(shown, @r#"
    #[cfg(feature="rt")]pub mod task;
    #[cfg(feature="rt")]impl A { pub fn f() {} }
    #[cfg(feature="rt")]others! {
    #[cfg(feature="rt")]pub struct B; }
    #[cfg(feature="rt")]pub struct One;
    #[cfg(unix)]pub struct One;
    "#);
}

#[test]
fn a_call_among_the_members_of_an_impl_is_followed() {
    let shown = becomes(
        "
macro_rules! getters {
    ($($field:ident: $ty:ty),*) => { $( pub fn $field(&self) -> &$ty { &self.$field } )* };
}
impl A {
    getters!(name: String, age: u8);
    pub fn own(&self) {}
}
",
    );
    assert_snapshot!(shown, @"
    impl A {
    pub fn name(&self)-> &String{
    &self.name}
    pub fn age(&self)-> &u8{
    &self.age}
    pub fn own(&self) {}
    }
    ");
}

#[test]
fn a_macro_is_known_behind_its_definition() {
    let files = files(&[
        (
            "lib.rs",
            "one!(Early);\n#[macro_use]\nmod macros;\nmod later;\nmod quiet { macro_rules! two { ($n:ident) => { struct $n; }; } two!(In); }\ntwo!(Out);\n",
        ),
        ("macros.rs", "macro_rules! one { ($n:ident) => { pub struct $n; }; }\n"),
        ("later.rs", "one!(A);\nmod deeper;\n"),
        ("later/deeper.rs", "one!(B);\n"),
    ]);
    let shown: Vec<String> =
        files.iter().map(|file| format!("{}:\n{}", file.path, file.text)).collect();
    assert_snapshot!(shown.join("\n"), @"
    later/deeper.rs:
    pub struct B;

    later.rs:
    pub struct A;
    mod deeper;

    lib.rs:
    one!(Early);
    #[macro_use]
    mod macros;
    mod later;
    mod quiet { macro_rules! two { ($n:ident) => { struct $n; }; }
    struct In;
    }
    two!(Out);
    ");
}

#[test]
fn a_path_or_an_import_of_the_crate_leads_to_its_only_macro() {
    let files = files(&[
        (
            "lib.rs",
            "crate::made!(A);\nmod a;\nmod b;\nmod c;\nmod defined { macro_rules! made { ($n:ident) => { pub struct $n; }; } pub(crate) use made; }\n",
        ),
        ("a.rs", "use crate::defined::made;\nmade!(B);\n"),
        ("b.rs", "use other::made;\nmade!(C);\n"),
        ("c.rs", "made!(D);\n"),
    ]);
    let shown: Vec<String> =
        files.iter().map(|file| format!("{}:\n{}", file.path, file.text)).collect();
    assert_snapshot!(shown.join("\n"), @"
    a.rs:
    use crate::defined::made;
    pub struct B;

    b.rs:
    use other::made;
    made!(C);

    c.rs:
    made!(D);

    lib.rs:
    pub struct A;
    mod a;
    mod b;
    mod c;
    mod defined { macro_rules! made { ($n:ident) => { pub struct $n; }; } pub(crate) use made; }
    ");
}

#[test]
fn of_macros_of_one_name_conditions_must_exclude_all_but_one() {
    let shown = becomes(
        "
#[cfg(feature = \"a\")]
macro_rules! made {
    ($n:ident) => { pub struct $n; };
}
#[cfg(not(feature = \"a\"))]
macro_rules! made {
    ($n:ident) => { pub enum $n {} };
}
made!(A);
#[cfg(unix)]
macro_rules! other {
    ($n:ident) => { pub struct $n; };
}
#[cfg(feature = \"b\")]
macro_rules! other {
    ($n:ident) => { pub enum $n {} };
}
other!(B);
#[cfg(not(c))]
#[cfg(all(unix, d))]
macro_rules! third {
    ($n:ident) => { pub struct $n; };
}
#[cfg(not(c))]
#[cfg(not(all(unix, d)))]
macro_rules! third {
    ($n:ident) => { pub enum $n {} };
}
#[cfg(all(unix, c))]
macro_rules! third {
    ($n:ident) => { pub type $n = u8; };
}
third!(C);
",
    );
    assert_snapshot!(shown, @r#"
    #[cfg(feature = "a")]
    #[cfg(not(feature = "a"))]
    #[cfg(not(feature = "a"))]pub enum A{
    }
    #[cfg(feature = "a")]pub struct A;
    #[cfg(unix)]
    #[cfg(feature = "b")]
    other!(B);
    #[cfg(not(c))]
    #[cfg(all(unix, d))]
    #[cfg(not(c))]
    #[cfg(not(all(unix, d)))]
    #[cfg(all(unix, c))]
    #[cfg(all(unix, c))]pub type C=u8;
    #[cfg(not(c))]
    #[cfg(not(all(unix, d)))]pub enum C{
    }
    #[cfg(not(c))]
    #[cfg(all(unix, d))]pub struct C;
    other: which macro of that name is meant is not known
    "#);
}

#[test]
fn what_is_written_stands_where_it_is_and_what_is_made_at_the_call() {
    let text = "macro_rules! made {\n    ($n:ident) => { pub struct Own; pub struct $n; };\n}\nmade!(Given);\npub struct Behind;\n";
    let files = files(&[("lib.rs", text)]);
    let file = files.first().expect("it is another text");
    let shown = ["Own", "Given", "Behind"].map(|name| {
        let at = file.text.rfind(&format!("struct {name}")).expect("it is there") + "struct ".len();
        let range = boundstone_text::TextRange::of(at..at + name.len());
        let (range, call) = file.origins.of(range);
        let line = text.get(..range.start() as usize).map_or(0, |before| before.lines().count());
        let call = call.map(|call| call.name.to_string());
        format!("{name}: {:?} on line {line}, made by {call:?}", range.slice(text))
    });
    assert_snapshot!(shown.join("\n"), @r#"
    Own: "made" on line 3, made by Some("made")
    Given: "Given" on line 4, made by None
    Behind: "Behind" on line 5, made by None
    "#);
}

/// A macro can ask for more than there is memory: two of what it is given, each time deeper.
#[test]
fn a_hostile_macro_ends() {
    let doubling =
        "macro_rules! d {\n    ($($x:tt)*) => { d!($($x)* $($x)*); };\n}\nd!(a);\npub struct A;\n";
    let endless = "macro_rules! e {\n    () => { e!(); };\n}\ne!();\n";
    let back_and_forth = format!(
        "macro_rules! b {{\n    ($($($x:tt)*),* ; $($y:ident),* $(a)* $(a)* $(a)* $(a)* end) => {{}};\n}}\nb!({}; x);\n",
        "a ".repeat(20_000)
    );
    let deep = format!(
        "macro_rules! n {{\n    () => {{}};\n}}\nn!({}{});\n",
        "(".repeat(100_000),
        ")".repeat(100_000)
    );
    let types = format!(
        "macro_rules! t {{\n    ($t:ty) => {{ pub type A = $t; }};\n}}\nt!({}u8);\n",
        "&".repeat(100_000)
    );
    assert!(becomes(&back_and_forth).ends_with("b: none of its rules takes what it is given"));
    // Such a file is not read.
    assert!(becomes(&deep).starts_with("n!((("));
    assert!(becomes(&types).starts_with("pub type A= &&&"));
    assert_snapshot!(becomes(doubling), @"
    d!(a);
    pub struct A;
    d: it makes more than is followed
    ");
    assert_snapshot!(becomes(endless), @"
    e!();
    e: it makes more than is followed
    ");
}

#[test]
fn a_macro_that_stands_for_a_type_is_followed() {
    let shown = becomes(
        "
macro_rules! nonzero {
    (u8) => { NonZeroU8 };
    (both $t:tt) => { ($t, nonzero!($t)) };
}
macro_rules! all {
    ($($t:tt)*) => { ($(nonzero!($t),)*) };
}
macro_rules! value {
    ($t:tt) => { impl Value for nonzero!($t) {} };
}
impl Value for nonzero!(both u8) { type A = nonzero!(u8); const C: u8 = nonzero!(u8); }
impl<T: From<[nonzero!(u8); 2]>> Value for Box<all!(u8 u8)> { fn f(a: nonzero!(u8)) { nonzero!(u8) } }
value!(u8);
impl Value for nonzero!(u16) {}
impl !Send for other!(u8) {}
",
    );
    assert_snapshot!(shown, @"
    impl Value for(u8, NonZeroU8){ type A =NonZeroU8; const C: u8 = nonzero!(u8); }
    impl<T: From<[NonZeroU8; 2]>> Value for Box<(NonZeroU8, NonZeroU8, )> { fn f(a:NonZeroU8) { nonzero!(u8) } }
    impl Value for NonZeroU8{
    }
    impl Value for nonzero!(u16) {}
    impl !Send for other!(u8) {}
    nonzero: none of its rules takes what it is given
    ");
}

/// A type can be asked for that holds itself, or twice as much each time.
#[test]
fn a_hostile_type_ends() {
    let endless = "macro_rules! e {\n    () => { [e!(); 1] };\n}\nimpl A for e!() {}\n";
    let doubling = "macro_rules! d {\n    ($($x:tt)*) => { (d!($($x)* a), d!($($x)* a)) };\n}\nimpl A for d!() {}\n";
    for hostile in [endless, doubling] {
        assert!(becomes(hostile).ends_with("it makes more than is followed"));
    }
}
