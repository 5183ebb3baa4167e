//! What comes from other files, and by imports.

use insta::assert_snapshot;

use super::{becomes, files};

/// Also one in another; what the build makes is not known.
#[test]
fn what_stands_in_an_included_file_stands_there() {
    let files = files(&[
        (
            "lib.rs",
            "
mod tables { #[cfg(a)] include!(\"made/tables.rs\"); }
std::include! { \"more.rs\" }
later!(Later);
include!(concat!(env!(\"OUT_DIR\"), \"/a.rs\"));
include!(\"missing.rs\");
",
        ),
        ("made/tables.rs", "/// Documented.\npub struct Table;\ninclude!(\"row.rs\");"),
        ("made/row.rs", "use crate::later; later!(Row);"),
        ("more.rs", "macro_rules! later { ($n:ident) => { pub struct $n; }; }"),
    ]);
    let shown: Vec<String> = files.iter().map(|it| format!("{:?}", it.not_followed)).collect();
    assert_snapshot!(shown.join("\n"), @r#"[("include", "what it names is no file of the repository"), ("include", "what it names is no file of the repository")]"#);
    assert_snapshot!(files[0].text, @r#"
    mod tables { #[cfg(a)]
    /// Documented.
    pub struct Table;
    #[cfg(a)]use crate::later;
    #[cfg(a)]pub struct Row;
    }
    macro_rules!later{
    ($n:ident)=>{
    pub struct$n;
    }
    ;
    }
    pub struct Later;
    include!(concat!(env!("OUT_DIR"), "/a.rs"));
    include!("missing.rs");
    "#);
}

#[test]
fn a_macro_that_is_imported_by_its_name_alone_is_known_in_all_of_its_module() {
    let shown = becomes(
        "
made!(A);
other!(B);
macro_rules! made {
    ($n:ident) => { pub struct $n; };
}
use made;
macro_rules! other {
    ($n:ident) => { pub enum $n {} };
}
",
    );
    assert_snapshot!(shown, @"
    pub struct A;
    other!(B);
    use made;
    other: which macro of that name is meant is not known
    ");
}

#[test]
fn a_dollar_alone_is_a_sign() {
    let shown = becomes(
        "
macro_rules! token {
    [$] => { Dollar };
    [;] => { Semicolon };
}
impl Token for token![$] {}
impl Token for token![;] {}
",
    );
    assert_snapshot!(shown, @"
    impl Token for Dollar{}
    impl Token for Semicolon{}
    ");
}

/// A path that a rule was given may be called; `::bitflags` is the crate; another file may know a macro by another name.
#[test]
fn a_macro_is_called_by_a_path_that_was_given_and_by_another_name() {
    let shown = super::files(&[
        (
            "lib.rs",
            "
mod calls;
macro_rules! choose { ($called:path | $other:path, $($given:tt)*) => { $called! { $($given)* } }; }
macro_rules! structs { ($($name:ident)*) => { $(pub struct $name;)* }; }
macro_rules! __inner { ($name:ident) => { pub fn $name() {} }; }
pub(crate) use __inner as inner;
choose! { structs | nothing, A B }
",
        ),
        ("calls.rs", "use crate::inner;\ninner!(made);\n::bitflags::bitflags! { impl F: u8 {} }\n"),
    ]);
    let without_spaces = |file: &super::Expanded| file.text.replace(['\n', ' '], "");
    let texts: Vec<String> = shown.iter().map(without_spaces).collect();
    let has = |part: &str| texts.iter().any(|text| text.contains(part));
    assert!(has("pubfnmade(){}") && has("fnis_all"), "{texts:?}");
    assert!(has("pubstructA;pubstructB;"), "{texts:?}");
}

/// `pat` takes no alternatives where `|` follows it, as before the edition of 2021, and `$` alone is a sign.
#[test]
fn a_pattern_before_a_bar_and_a_sign_alone_are_taken() {
    let shown = super::becomes(
        "
macro_rules! closures {
    ($($name:ident => |$this:pat| $body:expr),*) => { $(pub fn $name() {})* };
}
macro_rules! outer {
    ($name:ident, $d:tt) => {
        macro_rules! $name { ($d ($d given:ident)*) => { $d (pub struct $d given;)* }; }
    };
    ($name:ident) => { outer!($name, $); };
}
closures! { a => |it| it.len() }
outer!(made);
made! { A B }
",
    );
    let has = |part: &str| shown.replace(['\n', ' '], "").contains(part);
    assert!(has("pubfna(){}") && has("pubstructA;pubstructB;"), "{shown}");
}

#[test]
fn a_module_that_says_so_inside_of_itself_hands_its_macros_on() {
    let files = files(&[
        (
            "lib.rs",
            "mod first;\nmod second { #![macro_use] macro_rules! two { () => { pub struct Two; }; } }\nmod third;\none!();\ntwo!();\nthree!();\n",
        ),
        (
            "first.rs",
            "//! Documented.\n#![allow(unused)]\n#![macro_use]\nmacro_rules! one { () => { pub struct One; }; }\n",
        ),
        ("third.rs", "#![allow(unused)]\nmacro_rules! three { () => { pub struct Three; }; }\n"),
    ]);
    let root = files.iter().find(|it| it.path.as_str() == "lib.rs").expect("the root");
    let made: Vec<&str> = root
        .text
        .lines()
        .filter(|line| line.contains("pub struct O") || line.contains("Two;"))
        .collect();
    assert_snapshot!(made.join("\n"), @"
    mod second { #![macro_use] macro_rules! two { () => { pub struct Two; }; } }
    pub struct One;
    pub struct Two;
    ");
    // It is one of the crate, and not known here.
    assert_snapshot!(format!("{:?}", root.not_followed), @r#"[("three", "which macro of that name is meant is not known")]"#);
}

#[test]
fn of_macros_with_one_name_that_of_a_module_of_the_same_file_is_meant() {
    let inner = |kind: &str| {
        format!(
            "use self::macros::*;\nmod macros {{ macro_rules! each {{ ($n:ident) => {{ pub {kind} $n; }}; }} pub(crate) use each; }}\neach!(Made);\n"
        )
    };
    let (one, two) = (inner("struct"), inner("type"));
    let files = files(&[
        ("lib.rs", "mod one;\nmod two;\nuse one::*;\neach!(Unknown);\n"),
        ("one.rs", &one),
        ("two.rs", &two),
    ]);
    let made = files.iter().flat_map(|it| it.text.lines()).filter(|line| line.contains("Made"));
    assert_snapshot!(made.collect::<Vec<_>>().join("\n"), @"
    pub struct Made;
    pub type Made;
    ");
    let root = files.iter().find(|it| it.path.as_str() == "lib.rs");
    assert_snapshot!(format!("{:?}", root.map(|it| &it.not_followed)), @r#"Some([("each", "which macro of that name is meant is not known")])"#);
}
