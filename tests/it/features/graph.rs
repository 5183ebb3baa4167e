use serde_json::json;

use crate::repository::Repository;

const FILES: &str = "
//- .github/CODEOWNERS
*       @acme/all
/bank/  @acme/bank
//- Cargo.toml
[workspace]
members = [\"bank\", \"web\"]
//- bank/Cargo.toml
[package]
name = \"bank\"
//- bank/src/lib.rs
pub fn a() {}
pub struct B;
//- web/Cargo.toml
[package]
name = \"web\"
[dependencies]
bank = { path = \"../bank\" }
//- web/src/lib.rs
use bank::B;
pub fn f() { bank::a() }
//- web/tests/t.rs
#[test]
fn t() { bank::a() }
//- web/boundary.toml
layer = \"app\"
//- boundstone.toml
layers = [\"app\"]
";

#[test]
fn the_map_has_boundaries_owners_and_counts() {
    let repository = Repository::of(FILES);
    let answer = repository.json(&["graph"]);
    assert_eq!(
        answer,
        json!({
            "version": 1,
            "boundaries": [
                { "name": "bank", "path": "bank", "owners": ["@acme/bank"], "layer": null },
                { "name": "web", "path": "web", "owners": ["@acme/all"], "layer": "app" },
            ],
            "edges": [{ "from": "web", "to": "bank", "code": 2, "tests": 1 }],
        })
    );
}

#[test]
fn the_map_is_mermaid_by_default_and_dot_where_asked() {
    let repository = Repository::of(FILES);
    let text = |arguments: &[&str]| String::from_utf8(repository.run(arguments).stdout).unwrap();
    assert_eq!(
        text(&["graph"]),
        "flowchart TD\n  subgraph layer0[\"app\"]\n    b1[\"web<br/>@acme/all\"]\n  end\n  \
         b0[\"bank<br/>@acme/bank\"]\n  b1 -->|\"2\"| b0\n"
    );
    let dot = text(&["graph", "--format", "dot"]);
    assert!(dot.starts_with("digraph boundaries {\n"), "{dot}");
    assert!(dot.contains("b1 -> b0 [label=\"2\"];"), "{dot}");
}

#[test]
fn a_repository_without_boundaries_has_an_empty_map() {
    let repository = Repository::of("//- a.txt\n");
    let answer = repository.json(&["graph"]);
    assert_eq!(answer, json!({ "version": 1, "boundaries": [], "edges": [] }));
}
