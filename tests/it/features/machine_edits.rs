//! What the command line writes into a contract leaves every other byte as it is.

use crate::repository::Repository;

/// A mark of the byte order, one line that ends with `\n` alone, and none at the end of the last.
const CONTRACT: &str = "\u{feff}# Paid.\r\nuses = [\n]\r\n\r\n[interface] # closed\r\n\"charge\"  = \"frozen\" # why\r\n\
                        \"old\" = 'stable'";

fn repository(contract: &str) -> Repository {
    let repository = Repository::of(
        "
//- Cargo.toml
[workspace]
members = [\"*\"]
//- pay/Cargo.toml
package = { name = \"pay\", edition = \"2024\" }
//- pay/src/lib.rs
mod inner { pub fn secret() {} }
pub fn charge(amount: u64) {}
pub fn refund() {}
pub fn old() {}
//- web/Cargo.toml
package = { name = \"web\", edition = \"2024\" }
dependencies.pay.path = \"../pay\"
//- web/src/main.rs
fn main() { pay::refund(); pay::old(); pay::inner::secret(); }
",
    );
    repository.write("pay/boundary.toml", contract);
    repository
}

#[track_caller]
fn runs(repository: &Repository, arguments: &[&str]) {
    let output = repository.run(arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_recorded_signature_touches_nothing_else() {
    let repository = repository(CONTRACT);
    runs(&repository, &["contract", "lock"]);
    let recorded = "\"charge\"  = { is = \"frozen\", sig = \"fn(u64)\" } # why";
    let expected = CONTRACT.replace("\"charge\"  = \"frozen\" # why", recorded);
    assert_eq!(repository.read("pay/boundary.toml"), expected);
}

#[test]
fn keys_that_are_offered_touch_nothing_else() {
    let repository = repository(CONTRACT);
    runs(&repository, &["contract", "init", "pay", "--write"]);
    let expected = format!("{CONTRACT}\r\n\"refund\" = \"stable\"");
    assert_eq!(repository.read("pay/boundary.toml"), expected);
    repository.write("pay/boundary.toml", "\u{feff}# Paid.\r\n");
    runs(&repository, &["contract", "init", "pay", "--write"]);
    let added = "\r\n[interface]\r\n\"old\" = \"stable\"\r\n\"refund\" = \"stable\"\r\n";
    assert_eq!(repository.read("pay/boundary.toml"), format!("\u{feff}# Paid.\r\n{added}"));
}

#[test]
fn what_is_accepted_touches_nothing_else() {
    let repository = repository(CONTRACT);
    let contract = "\u{feff}# Ours.\r\nowner = [\n\"@a/b\"]\r\n";
    repository.write("web/boundary.toml", contract);
    runs(&repository, &["check", "--accept", "--reason", "for now"]);
    assert_eq!(repository.read("pay/boundary.toml"), CONTRACT);
    let entry = |to: &str| {
        format!(
            "\r\n[[accepted]]\r\nrule = \"boundary/private-use\"\r\nin = \"src/main.rs\"\r\nto = \"{to}\"\r\nreason = \"for now\"\r\n"
        )
    };
    let accepted = entry("pay#inner::secret") + &entry("pay#refund");
    assert_eq!(repository.read("web/boundary.toml"), format!("{contract}{accepted}"));
}
