//! Stable items of Rust whose types mean what their aliases stand for, at the base and now.

use super::said;
use crate::repository::Repository;

const MAIL: &str = "
//- Cargo.toml
package = { name = \"mail\", edition = \"2024\" }
//- boundary.toml
[interface]
\"send\" = \"stable\"
\"plan\" = \"stable\"
\"Outbox::next\" = \"stable\"
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
//- src/lib.rs
mod when;
use when::{Hours, When};
pub struct Error;
pub struct Outbox;
pub fn send(to: &str) -> Result<u32, Error> { Ok(0) }
pub fn plan(at: When<Hours>) {}
impl Iterator for Outbox {
    type Item = u32;
    fn next(&mut self) -> Option<u32> { None }
}
//- src/when.rs
pub type When<T> = (u16, T);
pub type Hours = u8;
";

/// What is said when these texts are replaced, each in its file.
fn said_of(replacements: &[(&str, &str, &str)]) -> Vec<String> {
    said(&changed(replacements))
}

fn changed(replacements: &[(&str, &str, &str)]) -> Repository {
    let repository = Repository::of(MAIL);
    for (path, old, new) in replacements {
        let before = std::fs::read_to_string(repository.path().join(path)).unwrap();
        assert!(before.contains(old), "{old}");
        repository.write(path, &before.replace(old, new));
    }
    repository
}

#[test]
fn an_alias_that_was_made_is_the_type_that_it_stands_for() {
    let shorter = ("src/lib.rs", "-> Result<u32, Error>", "-> Sent<u32>");
    let alias = |ty: &str| format!("pub type Sent<T> = Result<T, {ty}>;\nmod when;");
    assert_eq!(said_of(&[shorter, ("src/lib.rs", "mod when;", &alias("Error"))]), [""; 0]);
    let other = said_of(&[shorter, ("src/lib.rs", "mod when;", &alias("String"))]);
    assert_eq!(
        other,
        [
            "src/lib.rs:6: warning contract/drift: likely breaking change since HEAD of mail#send, stable: \
             returns `Sent<u32>`, and returned `Result<u32, Error>`"
        ]
    );
}

#[test]
fn an_alias_that_stood_in_another_file_is_what_it_was_at_the_base() {
    let written = ("src/lib.rs", "When<Hours>", "(u16, u8)");
    assert_eq!(said_of(&[written]), [""; 0]);
    // What it is now is of no matter.
    assert_eq!(said_of(&[written, ("src/when.rs", "= u8", "= u16")]), [""; 0]);
    let other = ("src/lib.rs", "When<Hours>", "(u16, u16)");
    assert_eq!(
        said_of(&[other, ("src/when.rs", "= u8", "= u16")]),
        [
            "src/lib.rs:6: warning contract/drift: likely breaking change since HEAD of mail#plan, stable: \
             parameter 1 is `(u16, u16)`, and was `When<Hours>`"
        ]
    );
}

#[test]
fn an_associated_type_is_what_its_impl_says() {
    let named = ("src/lib.rs", "-> Option<u32>", "-> Option<Self::Item>");
    assert_eq!(said_of(&[named]), [""; 0]);
    let other = said_of(&[named, ("src/lib.rs", "type Item = u32", "type Item = u64")]);
    assert_eq!(
        other,
        [
            "src/lib.rs:9: warning contract/drift: likely breaking change since HEAD of mail#Outbox::next, stable: \
             returns `Option<Outbox::Item>`, and returned `Option<u32>`"
        ]
    );
}

#[test]
fn impact_follows_aliases_too() {
    let differs = |replacements: &[(&str, &str, &str)]| {
        let answer = changed(replacements).json(&["impact"]);
        let promises = answer["promises"].as_array().unwrap().clone();
        let touched: Vec<_> =
            promises.iter().flat_map(|it| it["touched"].as_array().unwrap().clone()).collect();
        let class = |it: &serde_json::Value| it["differs"][0]["class"].as_str().unwrap().to_owned();
        touched.iter().map(class).collect::<Vec<_>>()
    };
    assert_eq!(differs(&[("src/lib.rs", "When<Hours>", "(u16, u8)")]), ["cosmetic"]);
    assert_eq!(differs(&[("src/lib.rs", "When<Hours>", "(u16, u16)")]), ["breaking"]);
}

/// A type is renamed, and its old name left for it: what a key says of a member is there.
#[test]
fn a_key_of_a_member_leads_through_another_name_for_its_type() {
    let repository = Repository::of(
        "
//- Cargo.toml
package = { name = \"pay\", edition = \"2024\" }
//- boundary.toml
[interface]
\"Money::round\" = \"stable\"
\"Rate::of\" = \"frozen\"
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
//- src/lib.rs
mod rate;
pub struct Money;
impl Money { pub fn round(&self) {} }
pub struct Rate;
impl Rate { pub fn of() {} }
//- src/rate.rs
pub struct Share<T>(T);
impl<T> Share<T> { pub fn of() {} fn own() {} }
",
    );
    let amount = "mod rate;
pub struct Amount;
impl Amount { pub fn round(&self) {} }
pub type Money = Amount;
pub type Rate = rate::Share<Amount>;
";
    repository.write("src/lib.rs", amount);
    assert_eq!(said(&repository), [""; 0]);
    let answer = repository.json(&["check", "--base", "HEAD"]);
    let not_compared = answer["not_checked"].to_string();
    for (word, key, target) in
        [("stable", "Money::round", "Amount"), ("frozen", "Rate::of", "Share")]
    {
        let why =
            format!("the {word} {key} was not compared: its type is another name for `{target}`");
        assert!(not_compared.contains(&why), "{not_compared}");
    }
    repository.write("src/lib.rs", &amount.replace("pub fn round", "fn round"));
    let said = said(&repository);
    assert!(said[0].contains("pay has no item Money::round: it was in src/lib.rs"), "{said:?}");
}
