use crate::repository::Repository;
use crate::session::definition_at_cursor;

const RECORD: &str = "
//- docs/adr/0003-append-only.md
---
status: accepted
---
# The ledger is append-only
//- Cargo.toml
[package]
name = \"ledger\"
";

fn definition(files: &str) -> Vec<String> {
    definition_at_cursor(&Repository::of(&format!("{RECORD}{files}")))
}

#[test]
fn a_mention_leads_to_the_title_of_its_decision() {
    let to_title = ["docs/adr/0003-append-only.md:4"];
    for comment in
        ["// ADR-0$0003", "/* see docs/adr/0$0003 */", "// docs/adr/0003-app$0end-only.md"]
    {
        assert_eq!(
            definition(&format!("//- src/lib.rs\n{comment}\npub fn a() {{}}\n")),
            to_title,
            "{comment}"
        );
    }
    assert_eq!(definition("//- README.md\nSee [it](docs/adr/0003-app$0end-only.md).\n"), to_title);
}

#[test]
fn a_string_and_an_unknown_name_lead_nowhere() {
    assert!(definition("//- src/lib.rs\npub const A: &str = \"ADR-0$0003\";\n").is_empty());
    assert!(definition("//- src/lib.rs\n// ADR-0$0009\npub fn a() {}\n").is_empty());
}

#[test]
fn a_contract_leads_to_its_items_decisions_and_boundaries() {
    let code = "//- src/lib.rs\npub fn zero() {}\n//- src/book.rs\npub struct Book;\nimpl Book {\n    pub fn open() {}\n}\n";
    let toml = |line: &str| definition(&format!("{code}//- boundary.toml\n{line}\n"));
    assert_eq!(toml("interface.\"ze$0ro\" = \"stable\""), ["src/lib.rs:1"]);
    assert_eq!(toml("interface.\"Book::op$0en\" = \"stable\""), ["src/book.rs:3"]);
    assert_eq!(toml("decisions = [\"ADR-0$0003\"]"), ["docs/adr/0003-append-only.md:4"]);
    assert_eq!(toml("used-by = [\"led$0ger\"]"), ["Cargo.toml:2"]);
}

#[test]
fn a_key_that_several_items_could_mean_leads_nowhere() {
    let code = "//- src/a.rs\npub struct Book;\n//- src/b.rs\npub struct Book;\n";
    assert!(
        definition(&format!("{code}//- boundary.toml\ninterface.\"Bo$0ok\" = \"stable\"\n"))
            .is_empty()
    );
}
