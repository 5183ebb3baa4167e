//! Promised names whose way is behind another condition than at the base.

use super::{replace, said};
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

const FILES: &str = "
//- Cargo.toml
[package]
name = \"pay\"
version = \"1.2.0\"
edition = \"2024\"
[features]
json = []
all = [\"json\"]
//- boundary.toml
[interface]
\"Card\" = \"stable\"
\"deep::Card\" = \"stable\"
\"text::Json\" = \"stable\"
\"text::Row::new\" = \"stable\"
//- src/lib.rs
mod inner;
pub use inner::Card;
pub mod deep;
#[cfg(feature = \"json\")]
pub mod text;
//- src/inner.rs
pub struct Card;
//- src/deep.rs
pub use crate::Card;
//- src/text.rs
pub struct Json;
pub struct Row;
impl Row { pub fn new() -> Self { Self } }
//- boundstone.toml
base = \"HEAD\"
rules = { \"contract/undeclared-item\" = \"off\" }
";

fn changed(file: &str, from: &str, to: &str) -> Repository {
    let repository = Repository::of(FILES);
    replace(&repository, file, &[(from, to)]);
    repository
}

fn told(severity: &str, place: &str, key: &str, what: &str) -> String {
    let word = if severity == "error" { "frozen" } else { "stable" };
    format!(
        "{place}: {severity} contract/drift: likely breaking change since HEAD of pay#{key}, {word}: compiled {what}"
    )
}

const CARD: &str = "pub use inner::Card;";
const NOW_JSON: &str = "`cfg(feature = \"json\")`, and was always";

#[test]
fn a_re_export_that_comes_behind_a_feature_is_told_where_it_stands() {
    let behind = format!("#[cfg(feature = \"json\")]\n{CARD}");
    let repository = changed("src/lib.rs", CARD, &behind);
    assert_eq!(said(&repository), [told("warning", "src/lib.rs:3", "Card", NOW_JSON)]);
    // The way by `deep` leads through it.
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let changes = answer["boundaries"][0]["changes"].as_array().unwrap();
    let of_card = (&changes[0]["symbol"], &changes[0]["reasons"][0]["reason"]);
    assert_eq!(of_card, (&"Card".into(), &format!("compiled {NOW_JSON}").into()));
    replace(&repository, "Cargo.toml", &[("1.2.0", "2.0.0")]);
    assert_eq!(said(&repository), [""; 0]);
    // Where there is another way to it, the one that was promised is told.
    let deep = changed("src/deep.rs", "pub use", "#[cfg(feature = \"json\")]\npub use");
    assert_eq!(said(&deep), [told("warning", "src/deep.rs:2", "deep::Card", NOW_JSON)]);
    replace(&deep, "boundary.toml", &[("deep::Card\" = \"stable", "deep::Card\" = \"frozen")]);
    deep.git(&["commit", "-qm", "frozen", "boundary.toml"]);
    replace(&deep, "Cargo.toml", &[("1.2.0", "2.0.0")]);
    assert_eq!(said(&deep), [told("error", "src/deep.rs:2", "deep::Card", NOW_JSON)]);
}

#[test]
fn a_module_takes_what_is_in_it_behind_its_feature() {
    let json = "#[cfg(feature = \"json\")]";
    let of_text = |what: &str| told("warning", "src/lib.rs:5", "text::Json and 1 more", what);
    let other = changed("src/lib.rs", json, "#[cfg(feature = \"all\")]");
    let what = "`cfg(feature = \"all\")`, and was `cfg(feature = \"json\")`";
    assert_eq!(said(&other), [of_text(what)]);
    // The feature is on where this one is, so that it is less.
    let both = changed("src/lib.rs", json, "#[cfg(all(feature = \"json\", unix))]");
    let what = "`cfg(all(feature = \"json\", unix))`, and was `cfg(feature = \"json\")`";
    assert_eq!(said(&both), [of_text(what)]);
}

#[test]
fn what_users_have_as_before_is_not_told() {
    let json = "#[cfg(feature = \"json\")]";
    let both = "#[cfg(any(feature = \"json\", feature = \"all\"))]";
    for (from, to) in [
        (json, both),
        (json, ""),
        (json, "#[cfg(any(feature = \"json\", unix))]"),
        // There under both.
        (CARD, "#[cfg(unix)]\npub use inner::Card;\n#[cfg(not(unix))]\npub use inner::Card;"),
        // It may come by all names of a module.
        (CARD, "pub use inner::*;\n#[cfg(unix)]\npub use inner::Card;"),
        ("mod inner;", "#[cfg(feature = \"json\")]\nmod other {}\nmod inner;"),
    ] {
        assert_eq!(said(&changed("src/lib.rs", from, to)), [""; 0], "{to}");
    }
}

#[test]
fn the_editor_follows_the_condition() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/lib.rs");
    let text = repository.read("src/lib.rs");
    client.change(&uri, 2, &text.replace(CARD, &format!("#[cfg(feature = \"json\")] {CARD}")));
    while findings(&published(&mut client, &uri)["diagnostics"]) != ["2: warning contract/drift"] {}
    client.change(&uri, 3, &text);
    while !findings(&published(&mut client, &uri)["diagnostics"]).is_empty() {}
}
