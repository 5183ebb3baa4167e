//! Packages whose folder moves: users know them by their name.

use serde_json::Value;

use crate::repository::Repository;

const WORKSPACE: &str = r#"
//- Cargo.toml
[workspace]
members = ["crates/*", "net"]
//- crates/net/Cargo.toml
[package]
name = "net"
version = "1.2.0"
edition = "2024"
[features]
tls = []
//- crates/net/boundary.toml
[interface]
"connect" = "stable"
"dns::resolve" = { is = "frozen", since = "1.0" }
"Pool" = "stable"
//- crates/net/src/lib.rs
mod pool;
pub mod dns;
pub use pool::Pool;
pub fn connect(host: &str) -> Pool { todo!() }
//- crates/net/src/pool.rs
pub struct Pool { size: usize }
impl Pool {
    pub fn grow(&mut self, by: usize) { self.size += by; }
}
//- crates/net/src/dns.rs
use crate::Pool;
pub fn resolve(pool: &Pool, host: &str) {}
//- web/client/package.json
{ "name": "@acme/client", "version": "2.0.0", "exports": { ".": "./src/index.ts" } }
//- web/client/src/index.ts
import type { Options } from "./options";
export type { Options } from "./options";
export function connect(options: Options): void {}
//- web/client/src/options.ts
export interface Options { host: string }
"#;

fn moved() -> Repository {
    let repository = Repository::of(WORKSPACE);
    repository.git(&["mv", "crates/net", "net"]);
    repository.git(&["mv", "web/client", "client"]);
    repository
}

/// What `contract diff` says: the boundary, where it is, and each change.
fn diff(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let word = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    let of_boundary = |it: &Value| -> Vec<String> {
        let folder = format!("{} in {}", word(it, "boundary"), word(it, "path"));
        let changes = it["changes"].as_array().unwrap().iter();
        let rules = changes.map(|it| {
            let rules = it["reasons"].as_array().unwrap().iter().map(|it| word(it, "rule"));
            format!("{folder}: {}: {}", word(it, "symbol"), rules.collect::<Vec<_>>().join(", "))
        });
        rules.collect()
    };
    answer["boundaries"].as_array().unwrap().iter().flat_map(of_boundary).collect()
}

fn checked(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["check", "--base", "HEAD"]);
    let row = |it: &Value| {
        format!("{}: {}", it["path"].as_str().unwrap(), it["message"].as_str().unwrap())
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_package_that_moves_is_what_it_was() {
    let repository = moved();
    assert_eq!(diff(&repository), [""; 0]);
    assert_eq!(checked(&repository), [""; 0]);
    let impact = repository.json(&["impact", "--base", "HEAD"]);
    assert_eq!(impact["promises"].as_array().unwrap().len(), 0, "{impact}");
}

#[test]
fn what_breaks_in_a_package_that_moves_is_told_as_in_one_that_stays() {
    let repository = moved();
    let edit = |path: &str, old: &str, new: &str| {
        let text = repository.read(path);
        assert!(text.contains(old), "{path}");
        repository.write(path, &text.replace(old, new));
    };
    edit("net/src/lib.rs", "pub use pool::Pool;", "use pool::Pool;");
    edit("net/src/dns.rs", "host: &str", "host: &str, port: u16");
    edit("net/Cargo.toml", "tls = []", "");
    edit("client/src/options.ts", "host: string", "host: string; port: number");
    assert_eq!(
        diff(&repository),
        [
            "@acme/client in client: Options: required_member_added",
            "net in net: Pool: item_removed",
            "net in net: dns::resolve: parameter_count_changed",
            "net in net: tls: feature_removed",
        ]
    );
    let found = checked(&repository);
    let says = |path: &str, what: &str| {
        let is_told = |it: &&String| it.starts_with(path) && it.contains(what);
        assert_eq!(found.iter().filter(is_told).count(), 1, "{path} {what}: {found:#?}");
    };
    says("net/src/dns.rs: ", "net#dns::resolve");
    says("net/boundary.toml: ", "Pool");
    says("net/Cargo.toml: ", "feature tls removed");
    assert_eq!(found.len(), 3, "{found:#?}");
}

#[test]
fn two_packages_may_change_places() {
    let text = "//- a/package.json\n{ \"name\": \"one\", \"exports\": \"./index.ts\" }\n\
                //- a/index.ts\nexport const one = 1;\n\
                //- b/package.json\n{ \"name\": \"two\", \"exports\": \"./index.ts\" }\n\
                //- b/index.ts\nexport const two = 2;\n";
    let repository = Repository::of(text);
    for [from, to] in [["a", "c"], ["b", "a"], ["c", "b"]] {
        repository.git(&["mv", from, to]);
    }
    assert_eq!(diff(&repository), [""; 0]);
    repository.write("a/index.ts", "export const three = 3;\n");
    assert_eq!(diff(&repository), ["two in a: two: item_removed", "two in a: three: item_added"]);
}

#[test]
fn a_package_that_is_renamed_where_it_stands_is_compared_by_its_folder() {
    let repository = Repository::of(
        "//- a/package.json\n{ \"name\": \"one\", \"exports\": \"./index.ts\" }\n\
         //- a/index.ts\nexport const one = 1;\n",
    );
    repository.write("a/package.json", "{ \"name\": \"first\", \"exports\": \"./index.ts\" }\n");
    assert_eq!(diff(&repository), ["first in a: name: package_renamed"]);
}
