//! Crates that do without the standard library.

use super::changes;

#[test]
fn whether_a_crate_needs_the_standard_library_is_told() {
    let not_std = "#![cfg_attr(not(feature = \"std\"), no_std)]";
    for (old, new, expected) in [
        ("#![no_std]", "", "breaking lib: std_required"),
        (not_std, "", "breaking lib: std_required"),
        ("", "#![no_std]", "additive lib: std_not_required"),
        ("", not_std, "additive lib: std_not_required"),
        (not_std, "#![no_std]", "additive lib: std_not_required"),
        ("#![no_std]", not_std, "unknown lib: std_required"),
        ("#![no_std]", "#![no_std] #![allow(dead_code)]", ""),
        // Its own tests are nobody's.
        ("#![no_std]", "#![cfg_attr(not(test), no_std)]", ""),
        (not_std, "#![cfg_attr(not(any(feature = \"std\", test)), no_std)]", ""),
        (not_std, "#![cfg_attr(all(not(test), not(feature = \"std\")), no_std)]", ""),
    ] {
        let files = format!(
            "//- Cargo.toml\npackage.name = \"lib\"\nfeatures.std = []\n//- src/lib.rs\n{old}\npub fn f() {{}}\n"
        );
        let said = changes(&files, "src/lib.rs", &format!("{new}\npub fn f() {{}}\n"));
        assert_eq!(said.join(", "), expected, "{old} to {new}");
    }
}
