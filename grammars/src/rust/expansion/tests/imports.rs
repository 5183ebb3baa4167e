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
