//! Types of other packages, by what the manifest asks for.

use super::paths::said;
use crate::repository::Repository;

const CODE: &str = "pub use itoa;
pub fn f(to: &mut itoa::Buffer) {}
pub fn own() -> u8 { itoa::Buffer::new(); 1 }
pub struct S;
impl rand::RngCore for S {}
";

fn manifest(dependencies: &str) -> String {
    format!(
        "[package]\nname = \"lib\"\nversion = \"1.0.0\"\nedition = \"2024\"\n[dependencies]\n{dependencies}\n"
    )
}

fn after(old: &str, new: &str) -> Vec<String> {
    let repository =
        Repository::of(&format!("//- Cargo.toml\n{}//- src/lib.rs\n{CODE}", manifest(old)));
    repository.write("Cargo.toml", &manifest(new));
    said(&repository)
}

#[test]
fn a_trait_that_is_handed_on_now_takes_its_implementations_with_it() {
    let manifest = manifest("lib-core = \"1\"");
    let repository = Repository::of(&format!(
        "//- Cargo.toml\n{manifest}//- src/lib.rs\n\
         pub mod de {{ pub trait V {{ fn v(&self); }} impl V for u8 {{ fn v(&self) {{}} }} }}\n\
         pub trait S {{ fn s(&self); }} impl<T: S> S for &T {{ fn s(&self) {{}} }}\n"
    ));
    repository.write("src/lib.rs", "pub use lib_core::{S, de};\n");
    let moved = "handed on from another package now";
    assert_eq!(
        said(&repository),
        [
            "&T::s: unknown item_removed: removed with the implementation of `S`".to_owned(),
            format!("S: unknown item_moved: {moved}"),
            format!("de: unknown item_moved: {moved}"),
            "u8::v: unknown item_removed: removed with the implementation of `V`".to_owned(),
        ]
    );
}

#[test]
fn a_package_under_another_name_is_the_same() {
    let code = |name: &str| {
        format!(
            "use {name}::distributions::Standard;\npub struct T;\npub fn f(_: {name}::Error) {{}}\n\
             impl {name}::Distribution<T> for Standard {{ fn sample(&self) -> T {{ T }} }}\n\
             impl From<{name}::Error> for T {{ fn from(_: {name}::Error) -> T {{ T }} }}\n"
        )
    };
    let repository = Repository::of(&format!(
        "//- Cargo.toml\n{}//- src/lib.rs\n{}",
        manifest("rand = \"0.8\""),
        code("rand")
    ));
    let renamed = "rand08 = { package = \"rand\", version = \"0.8.4\" }";
    repository.write("Cargo.toml", &manifest(&format!("{renamed}\nrand = \"0.9\"")));
    repository.write("src/lib.rs", &code("rand08"));
    assert_eq!(said(&repository), [""; 0]);
    // What is asked for under the old name still is another one.
    repository.write("Cargo.toml", &manifest("rand = \"0.8\"\nrand08 = \"0.1\""));
    assert!(!said(&repository).is_empty());
}

#[test]
fn a_type_of_an_incompatible_version_is_another_one() {
    let told = |name: &str, path: &str, how: &str| {
        let of = path.split("::").next().unwrap();
        format!(
            "{name}: breaking dependency_changed: names `{path}`, and `{of}` {how}: to users that is another type"
        )
    };
    let before = "itoa = \"0.4\"\nrand = \"0.8\"";
    let how = "is `1` now, and was `0.4`";
    assert_eq!(
        after(before, "itoa = \"1\"\nrand = \"0.8.5\""),
        [told("f", "itoa::Buffer", how), told("itoa", "itoa", how)]
    );
    assert_eq!(
        after(before, "itoa = \"0.4.8\"\nrand = { version = \"0.9\", features = [] }"),
        [told("S", "rand::RngCore", "is `0.9` now, and was `0.8`")]
    );
    let how = "is the package `jtoa` now, and was `itoa`";
    assert_eq!(
        after(before, "itoa = { package = \"jtoa\", version = \"0.4\" }\nrand = \"0.8\""),
        [told("f", "itoa::Buffer", how), told("itoa", "itoa", how)]
    );
    // Of several versions one may be the same, and what only tests ask for is nobody's.
    assert_eq!(after(before, "itoa = \">=0.4, <2\"\nrand = \"0.8\""), [""; 0]);
    let tests = "\n[dev-dependencies]\nitoa = \"2\"";
    assert_eq!(after(before, &format!("{before}{tests}")), [""; 0]);
}

/// What a crate compiles for its own tests has no users.
#[test]
fn a_version_that_only_a_condition_of_the_package_compiles_is_unknown() {
    let of = |version: &str| manifest(&format!("loom = \"{version}\""));
    let code = "#[cfg(my_loom)]\npub fn f(_: loom::Atomic) {}\n";
    let files = format!("//- Cargo.toml\n{}//- src/lib.rs\n{code}", of("0.5"));
    let repository = Repository::of(&files);
    repository.write("Cargo.toml", &of("0.7"));
    let said = said(&repository);
    assert!(said.len() == 1 && said[0].starts_with("f: unknown "), "{said:?}");
}

#[test]
fn a_derive_hands_on_the_trait_of_its_crate_alone() {
    let after = |code: &str, name: &str| {
        let of = |version: &str| manifest(&format!("{name} = \"{version}\""));
        let repository =
            Repository::of(&format!("//- Cargo.toml\n{}//- src/lib.rs\n{code}\n", of("1")));
        repository.write("Cargo.toml", &of("2"));
        said(&repository)
    };
    let told = [
        "V: breaking dependency_changed: names `serde::Serialize`, and `serde` is `2` now, and was `1`: to users that is another type",
    ];
    assert_eq!(after("#[derive(serde::Serialize)]\npub struct V(pub u8);", "serde"), told);
    let imported = "use serde::Serialize;\n#[derive(Clone, Serialize)]\npub struct V(pub u8);";
    assert_eq!(after(imported, "serde"), told);
    // What it implements is a trait of `std`.
    let error = "#[derive(Debug, thiserror::Error)]\n#[error(\"v\")]\npub struct V;";
    assert!(after(error, "thiserror").is_empty());
    let own = "use serde::Serialize;\n#[derive(Serialize)]\nstruct V(u8);\npub fn f() -> u8 { 1 }";
    assert!(after(own, "serde").is_empty());
}

#[test]
fn a_hidden_type_holds_more_with_the_edition_of_2024() {
    let after = |code: &str| {
        let of = |edition: &str| manifest("").replace("2024", edition);
        let repository =
            Repository::of(&format!("//- Cargo.toml\n{}//- src/lib.rs\n{code}\n", of("2021")));
        repository.write("Cargo.toml", &of("2024"));
        said(&repository)
    };
    let told = [
        "f: breaking result_holds_more: what it returns holds all that it takes now, since the edition is 2024",
    ];
    assert_eq!(
        after("pub fn f(x: &str) -> impl Iterator<Item = u8> { [x.len() as u8].into_iter() }"),
        told
    );
    for harmless in [
        "pub fn f(x: &str) -> impl Iterator<Item = u8> + '_ { x.bytes() }",
        "pub fn f(x: u8) -> impl Iterator<Item = u8> { [x].into_iter() }",
        "pub fn f(x: &[u8]) -> impl Iterator<Item = &u8> { x.iter() }",
        "pub struct P<'s>(&'s str); impl<'s> P<'s> { pub fn f(&self) -> impl Clone + '_ { self.0 } }",
        "pub struct P<'s>(&'s str); pub fn f(x: &str) -> impl Iterator<Item = P> { [P(x)].into_iter() }",
        "pub fn f(x: &str) -> impl Iterator<Item = u8> + use<> { [x.len() as u8].into_iter() }",
        "pub fn f<T: Clone>(x: T) -> impl Clone { x }",
        "pub fn f(x: &str) -> u8 { 1 }",
    ] {
        assert!(after(harmless).is_empty(), "{harmless}");
    }
}

#[test]
fn what_a_member_inherits_of_its_workspace_is_its_own() {
    let root = |version: &str, edition: &str| {
        format!(
            "[workspace]\nmembers = [\"lib\", \"other\"]\n[workspace.package]\nedition = \"{edition}\"\n[workspace.dependencies]\nbytes = \"{version}\"\n"
        )
    };
    let member = |name: &str, dependencies: &str| {
        format!(
            "//- {name}/Cargo.toml\n[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition.workspace = true\n[dependencies]\n{dependencies}\n\
             //- {name}/src/lib.rs\npub fn {name}(x: &str) -> impl Clone {{ 1 }}\n"
        )
    };
    let lib = member("lib", "bytes.workspace = true") + "pub fn f(_: bytes::Bytes) {}\n";
    let files = format!("//- Cargo.toml\n{}{lib}{}", root("0.5", "2021"), member("other", ""));
    let after = |version: &str, edition: &str| {
        let repository = Repository::of(&files);
        repository.write("Cargo.toml", &root(version, edition));
        said(&repository)
    };
    let named = "f: breaking dependency_changed: names `bytes::Bytes`, and `bytes` is `1` now, and was `0.5`: to users that is another type";
    assert_eq!(after("1", "2021"), [named]);
    assert!(after("0.5.1", "2021").is_empty());
    assert_eq!(after("0.5", "2024").len(), 2);
}
