//! A file of code that cannot be read: what stands in it is neither there nor gone, and it is counted.

use serde_json::Value;

use crate::repository::Repository;

const FILES: &str = "
//- Cargo.toml
[workspace]
members = [\"app\", \"pay\"]
//- app/Cargo.toml
package = { name = \"app\", edition = \"2024\" }
dependencies.pay.path = \"../pay\"
//- app/src/main.rs
fn main() { pay::charge(1); }
//- pay/Cargo.toml
package = { name = \"pay\", edition = \"2024\", version = \"1.2.0\" }
//- pay/boundary.toml
[interface]
\"charge\" = { is = \"frozen\", sig = \"fn(u64)\" }
\"Ledger\" = \"stable\"
\"sinks::*\" = \"stable\"
//- pay/src/lib.rs
pub mod sinks;
pub fn charge(amount: u64) {}
pub struct Ledger;
//- pay/src/sinks.rs
pub fn open() {}
";

/// The files, with a byte in the library that is no text.
fn unread() -> Repository {
    let repository = Repository::of(FILES);
    let mut bytes = repository.read("pay/src/lib.rs").into_bytes();
    bytes.extend(b"// caf\xe9\n");
    std::fs::write(repository.path().join("pay/src/lib.rs"), bytes).unwrap();
    repository
}

const WHY: &str = "it is not valid UTF-8 in line 4, at byte 70";

fn reasons(answer: &Value, key: &str) -> Vec<String> {
    let row =
        |it: &Value| format!("{}: {}", it["path"].as_str().unwrap(), it[key].as_str().unwrap());
    answer["not_checked"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn nothing_is_said_to_be_missing() {
    let repository = unread();
    for arguments in [&["check"][..], &["check", "--base", "HEAD"]] {
        let answer = repository.json(arguments);
        assert_eq!(answer["findings"], Value::Array(Vec::new()), "{arguments:?}");
        let said = reasons(&answer, "reason");
        assert!(said.contains(&format!("pay/src/lib.rs: {WHY}")), "{said:?}");
        assert!(said.iter().all(|it| !it.contains("not in the repository")), "{said:?}");
        let not_compared = "pay/boundary.toml: 2 promises were not compared (charge, Ledger): pay/src/lib.rs was not read";
        assert!(said.iter().any(|it| it.starts_with(not_compared)), "{said:?}");
    }
}

#[test]
fn nothing_is_said_to_be_removed() {
    let repository = unread();
    let diff = String::from_utf8(repository.run(&["contract", "diff"]).stdout).unwrap();
    assert!(!diff.contains("removed") && !diff.contains("breaking"), "{diff}");
    assert!(diff.contains(WHY) && diff.contains("its boundary was not"), "{diff}");
    let impact = String::from_utf8(repository.run(&["impact"]).stdout).unwrap();
    assert!(!impact.contains("removed"), "{impact}");
    assert!(impact.contains(WHY), "{impact}");
    let surface = repository.json(&["surface", "pay"]);
    let said = reasons(&surface, "reason");
    assert_eq!(said, [format!("pay/Cargo.toml: its library, pay/src/lib.rs, was not read: {WHY}")]);
}
