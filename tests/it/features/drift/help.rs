//! What settles a change of a stable item is named: the very version that does.

use serde_json::Value;

use crate::repository::Repository;

/// The help of the finding, where the manifest has one key at the base and one now.
fn help(before: &str, now: &str) -> String {
    let manifest = |version: &str| format!("[package]\nname = \"pay\"\n{version}\n");
    let repository = Repository::of(&format!(
        "//- Cargo.toml\n{}//- boundary.toml\n[interface]\n\"refund\" = \"stable\"\n//- src/lib.rs\npub fn refund() {{}}\n",
        manifest(before)
    ));
    repository.write("src/lib.rs", "pub fn refund(all: bool) {}\n");
    repository.write("Cargo.toml", &manifest(now));
    let answer = repository.json(&["check"]);
    let findings: &[Value] = answer["findings"].as_array().unwrap();
    let [finding] = findings else { return String::new() };
    finding["help"].as_str().unwrap().to_owned()
}

#[test]
fn the_version_that_settles_it_is_named() {
    let said = |what: &str| {
        format!(
            "Restore it, or keep the old form beside the new one. What settles it in the same change: {what}, or a \
             decision that governs the item"
        )
    };
    for (before, now, expected) in [
        ("version = \"0.14.5\"", "version = \"0.14.5\"", "version 0.15.0 of pay"),
        ("version = \"0.0.3\"", "version = \"0.0.3\"", "version 0.0.4 of pay"),
        ("version = \"1.2.0\"", "version = \"1.3.0\"", "version 2.0.0 of pay"),
        ("", "", "a major version"),
    ] {
        assert_eq!(help(before, now), said(expected), "{before}");
    }
    // And it does.
    assert_eq!(help("version = \"0.14.5\"", "version = \"0.15.0\""), "");
}
