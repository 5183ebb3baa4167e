//! Traits that promised types no longer implement.

use super::{replace, said};
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

const CRATE: &str = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
features = { fast = [] }
dependencies = { serde = \"1\" }
//- boundary.toml
[interface]
\"Money\" = \"stable\"
\"Rate\" = { is = \"frozen\", since = \"1.0\" }
\"Pair\" = \"stable\"
\"Priced\" = \"stable\"
\"Loose\" = \"experimental\"
//- src/lib.rs
mod more;
mod kept;
pub use kept::Rate;
use std::fmt;
pub struct Money(pub u64);
pub struct Free(u64);
struct Own;
pub trait Priced {}
pub trait Loose {}
pub trait Counted {}
trait Inner {}
type Cents = u64;
impl From<u64> for Money { fn from(it: u64) -> Self { Self(it) } }
impl From<Own> for Money { fn from(_: Own) -> Self { Self(0) } }
impl From<fmt::Error> for Money { fn from(_: fmt::Error) -> Self { Self(0) } }
impl From<std::io::Error> for Money { fn from(_: std::io::Error) -> Self { Self(0) } }
impl Clone for Money { fn clone(&self) -> Self { Self(self.0) } }
impl fmt::Display for Money { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }
impl<'a> IntoIterator for &'a Money { type Item = u8; type IntoIter = std::vec::IntoIter<u8>; fn into_iter(self) -> Self::IntoIter { todo!() } }
impl Copy for Money {}
impl Priced for Money {}
impl Loose for Money {}
impl Inner for Money {}
impl Priced for Free {}
impl serde::Serialize for Money { fn serialize(&self) {} }
#[cfg(test)]
mod tests { impl Default for crate::Money { fn default() -> Self { crate::Money(0) } } }
pub struct Pair<A, B>(A, B);
impl<A: Iterator, B> Priced for Pair<A, B> where A::Item: Send {}
impl<A: Clone, B, C: Into<B>, D> PartialEq<(C, D)> for Pair<A, B> { fn eq(&self, _: &(C, D)) -> bool { true } }
impl From<&'static str> for Money { fn from(_: &'static str) -> Self { Self(0) } }
//- src/kept.rs
pub struct Rate(u8);
impl Rate { pub fn get(&self) -> u8 { self.0 } }
//- src/more.rs
use crate::{Money, Rate};
impl Default for Money { fn default() -> Self { Money(0) } }
impl From<u8> for Rate { fn from(_: u8) -> Self { todo!() } }
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";

/// What is found after these replacements in a file.
fn after(file: &str, replacements: &[(&str, &str)]) -> Vec<String> {
    let repository = Repository::of(CRATE);
    replace(&repository, file, replacements);
    said(&repository)
}

const FROM: &str = "impl From<u64> for Money { fn from(it: u64) -> Self { Self(it) } }\n";
const CLONE: &str = "impl Clone for Money { fn clone(&self) -> Self { Self(self.0) } }\n";
const SERIALIZE: &str = "impl serde::Serialize for Money { fn serialize(&self) {} }\n";
const DEFAULT: &str = "impl Default for Money { fn default() -> Self { Money(0) } }\n";

fn drift(place: &str, what: &str, why: &str) -> String {
    format!("src/{place}: {what} change since HEAD of pay#{why}")
}

#[test]
fn one_that_is_gone_is_told_at_its_type() {
    assert_eq!(said(&Repository::of(CRATE)), [""; 0]);
    let lost = |of_trait: &str| {
        let why = format!("Money, stable: no longer implements `{of_trait}`");
        [drift("lib.rs:5: warning contract/drift", "breaking", &why)]
    };
    let likely =
        |of_trait: &str| lost(of_trait).map(|it| it.replace(": breaking", ": likely breaking"));
    assert_eq!(after("src/lib.rs", &[(FROM, "")]), likely("From<u64>"));
    assert_eq!(after("src/lib.rs", &[(CLONE, "")]), lost("Clone"));
    assert_eq!(after("src/lib.rs", &[("impl Copy for Money {}\n", "")]), lost("Copy"));
    assert_eq!(after("src/lib.rs", &[("impl Priced for Money {}\n", "")]), lost("Priced"));
    let io =
        "impl From<std::io::Error> for Money { fn from(_: std::io::Error) -> Self { Self(0) } }\n";
    assert_eq!(after("src/lib.rs", &[(io, "")]), likely("From<std::io::Error>"));
    assert_eq!(
        after("src/lib.rs", &[("IntoIterator for &'a Money", "IntoIterator for Own")]),
        [drift(
            "lib.rs:5: warning contract/drift",
            "breaking",
            "Money, stable: no longer implements `IntoIterator` for `&Money`"
        )]
    );
    let display = "impl fmt::Display for Money";
    assert_eq!(
        after("src/lib.rs", &[(display, "impl fmt::Display for Own")]),
        lost("std::fmt::Display")
    );
    assert_eq!(after("src/lib.rs", &[(CLONE, ""), ("impl Priced for Money {}\n", "")]).len(), 1);
}

#[test]
fn what_stands_in_its_place_is_where_it_is_told() {
    let other = "impl From<u32> for Money { fn from(it: u32) -> Self { Self(0) } }\n";
    assert_eq!(
        after("src/lib.rs", &[(FROM, other)]),
        [drift(
            "lib.rs:13: warning contract/drift",
            "likely breaking",
            "Money, stable: no longer implements `From<u64>`"
        )]
    );
    assert_eq!(
        after(
            "src/lib.rs",
            &[("impl Clone for Money", "#[cfg(feature = \"fast\")]\nimpl Clone for Money")]
        ),
        [drift(
            "lib.rs:18: warning contract/drift",
            "likely breaking",
            "Money, stable: its `Clone` is compiled `cfg(feature = \"fast\")`, and was always"
        )]
    );
    let bound = after("src/lib.rs", &[("<A: Clone, B, C", "<A: Clone + Send, B, C")]);
    assert_eq!(
        bound,
        [drift(
            "lib.rs:30: warning contract/drift",
            "likely breaking",
            "Pair, stable: implements `PartialEq<(T2, T3)>` only where `T0: Send`"
        )]
    );
}

#[test]
fn one_of_a_type_in_another_file_is_told_where_it_was() {
    assert_eq!(
        after("src/more.rs", &[(DEFAULT, "")]),
        [drift(
            "more.rs:1: warning contract/drift",
            "breaking",
            "Money, stable: no longer implements `Default`"
        )]
    );
    // It moved, in whatever words.
    let repository = Repository::of(CRATE);
    replace(&repository, "src/more.rs", &[(DEFAULT, "")]);
    let kept = repository.read("src/kept.rs");
    repository.write("src/kept.rs", &format!("{kept}impl core::default::Default for crate::Money {{ fn default() -> Self {{ todo!() }} }}\n"));
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn of_a_frozen_type_it_is_an_error_that_a_decision_settles() {
    let from = "impl From<u8> for Rate { fn from(_: u8) -> Self { todo!() } }\n";
    let repository = Repository::of(CRATE);
    replace(&repository, "src/more.rs", &[(from, "")]);
    assert_eq!(
        said(&repository),
        [drift(
            "more.rs:1: error contract/drift",
            "breaking",
            "Rate, frozen since 1.0: no longer implements `From<u8>`"
        )]
    );
    replace(&repository, "Cargo.toml", &[("1.0.0", "2.0.0")]);
    assert_eq!(said(&repository).len(), 1);
    let record = "---\nstatus: accepted\ngoverns: [\"pay#Rate\"]\n---\n# No rates of bytes\n";
    repository.write("docs/adr/0001-rate.md", record);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn a_version_settles_it_for_a_stable_type() {
    let repository = Repository::of(CRATE);
    replace(&repository, "src/lib.rs", &[(CLONE, "")]);
    assert_eq!(said(&repository).len(), 1);
    replace(&repository, "Cargo.toml", &[("1.0.0", "2.0.0")]);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn what_nobody_counts_on_may_go() {
    for (from, to) in [
        ("impl Loose for Money {}\n", ""),
        ("impl Inner for Money {}\n", ""),
        ("impl Priced for Free {}\n", ""),
        ("impl From<Own> for Money { fn from(_: Own) -> Self { Self(0) } }\n", ""),
        (
            "mod tests { impl Default for crate::Money { fn default() -> Self { crate::Money(0) } } }\n",
            "mod tests {}\n",
        ),
    ] {
        assert_eq!(after("src/lib.rs", &[(from, to)]), [""; 0], "{from}");
    }
}

#[test]
fn what_has_the_trait_still_is_silent() {
    let derive = |name: &str| format!("#[derive({name})]\npub struct Money");
    let makes = "macro_rules! copies { ($of:ident) => { impl Clone for $of { fn clone(&self) -> Self { Self(self.0) } } } }\ncopies!(Money);\n";
    for replacements in [
        &[(CLONE, ""), ("pub struct Money", &*derive("Clone"))][..],
        &[(CLONE, makes)],
        &[("impl fmt::Display for", "impl std::fmt::Display for")],
        &[("IntoIterator for &'a Money", "IntoIterator for &'a crate::Money")],
        &[("impl Priced for Money {}", "impl Priced for self::Money {}")],
        &[(
            FROM,
            "impl<T: Into<u64>> From<T> for Money { fn from(it: T) -> Self { Self(it.into()) } }\n",
        )],
        &[("impl Loose for Money {}", "impl<T> Loose for T {}")],
        &[(CLONE, "mod copied;\n")],
        &[(FROM, &FROM.replace("From<u64>", "From<Cents>"))],
        // What is demanded of an associated type, in the bound of what has it.
        &[(
            "impl<A: Iterator, B> Priced for Pair<A, B> where A::Item: Send {}",
            "impl<A, B> Priced for Pair<A, B> where A: Iterator<Item: Send> {}",
        )],
        // For what lives for less, too.
        &[("impl From<&'static str>", "impl<'a> From<&'a str>")],
        // Parameters in another order, and another one.
        &[("<A: Clone, B, C: Into<B>, D>", "<A: Clone, B, D, C: Into<B>>")],
        &[
            ("struct Pair<A, B>(A, B)", "struct Pair<A, B, E = u8>(A, B, E)"),
            ("D> PartialEq<(C, D)> for Pair<A, B>", "D, E> PartialEq<(C, D)> for Pair<A, B, E>"),
        ],
    ] {
        let repository = Repository::of(CRATE);
        repository.write(
            "src/copied.rs",
            "use super::*;\nimpl Clone for Money { fn clone(&self) -> Self { todo!() } }\n",
        );
        replace(&repository, "src/lib.rs", replacements);
        assert_eq!(said(&repository), [""; 0], "{replacements:?}");
    }
}

#[test]
fn what_may_give_it_all_the_same_makes_it_unknown() {
    let unknown = |replacements: &[(&str, &str)]| {
        let said = after("src/lib.rs", replacements);
        assert!(
            said.len() == 1
                && said[0].contains("hint contract/drift: unknown change since HEAD of pay#Money"),
            "{replacements:?}: {said:?}"
        );
    };
    // A macro of another crate, an attribute, whatever it is given.
    unknown(&[(CLONE, "other::copies!(Money);\n")]);
    unknown(&[(CLONE, ""), ("pub struct Money", "#[educe::educe(Clone)]\npub struct Money")]);
    // A crate that is not here may give it to all that have another trait of it.
    unknown(&[(SERIALIZE, "impl serde::Other for Money { fn other(&self) {} }\n")]);
    let gone = after("src/lib.rs", &[(SERIALIZE, "")]);
    assert!(gone.len() == 1 && gone[0].contains("warning"), "{gone:?}");
}

#[test]
fn the_editor_tells_it_while_it_is_typed_and_follows_the_other_files() {
    let repository = Repository::of(CRATE);
    let mut client = start(&repository, capabilities());
    let more = open(&mut client, &repository, "src/more.rs");
    client.change(&more, 2, &repository.read("src/more.rs").replace(DEFAULT, ""));
    assert_eq!(
        findings(&published(&mut client, &more)["diagnostics"]),
        ["1: warning contract/drift"]
    );
    let kept = open(&mut client, &repository, "src/kept.rs");
    client.change(
        &kept,
        2,
        &format!(
            "{}{}",
            repository.read("src/kept.rs"),
            DEFAULT.replace("for Money", "for crate::Money")
        ),
    );
    while !findings(&published(&mut client, &more)["diagnostics"]).is_empty() {}
    client.change(&kept, 3, &repository.read("src/kept.rs"));
    while findings(&published(&mut client, &more)["diagnostics"]).is_empty() {}
}

#[test]
fn impact_tells_it_of_the_promise() {
    let repository = Repository::of(CRATE);
    replace(&repository, "src/more.rs", &[(DEFAULT, "")]);
    let impact = repository.json(&["impact", "--base", "HEAD"]);
    let promises = impact["promises"].as_array().unwrap();
    assert_eq!(promises.len(), 1, "{promises:?}");
    assert_eq!(promises[0]["symbol"], "pay#Money");
    let differs = &promises[0]["touched"][0]["differs"][0];
    assert_eq!(differs["reason"], "no longer implements `Default`");
    assert_eq!(differs["class"], "breaking");
}
