//! Frozen items of TypeScript of which a part is left to inference: what they state is held to the letter all the same.

use super::{replace, said};
use crate::repository::Repository;

const KIT: &str = r#"
//- package.json
{ "name": "kit", "version": "1.2.0", "exports": { ".": "./src/index.ts" } }
//- boundary.toml
[interface]
"build" = "frozen"
"make" = "frozen"
"Box" = "frozen"
"api" = "frozen"
//- src/other.ts
export function other(a: string) { return a.split(","); }
//- src/index.ts
import { other } from "./other";
export function build(a: string) { return [a]; }
export const make = (a: string, b = 1) => ({ a, b });
export class Box {
  get(a: string) { return other(a); }
  put(a: string): void {}
}
export const api = { run(a: string) { return other(a); }, size: 1 };
//- boundstone.toml
base = "HEAD"
"#;

/// What is said of the file, each line as its number and its severity.
fn told(repository: &Repository) -> Vec<String> {
    let all = said(repository).into_iter();
    let rows = all.map(|it| it.trim_start_matches("src/index.ts:").replace(": ", " "));
    rows.map(|it| it.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect()
}

/// One that holds its items to recorded signatures, and one that holds them to what they were.
fn both() -> [Repository; 2] {
    let recorded = Repository::of(KIT);
    assert!(recorded.run(&["contract", "lock"]).status.success());
    recorded.git(&["commit", "-qam", "locked"]);
    [recorded, Repository::of(KIT)]
}

#[test]
fn what_is_stated_is_held_to_the_letter() {
    for repository in both() {
        assert_eq!(said(&repository), [""; 0]);
        replace(
            &repository,
            "src/index.ts",
            &[
                ("build(a: string)", "build(a: number, b: string)"),
                ("(a: string, b = 1)", "(a: string, b?: string)"),
                ("get(a: string)", "get(a: string, b?: string)"),
                ("run(a: string)", "run(a: string | number)"),
            ],
        );
        let lines = [2, 3, 5, 8].map(|line| format!("{line} error contract/drift"));
        let found: Vec<String> =
            told(&repository).into_iter().map(|it| it.replace("4 error", "5 error")).collect();
        assert_eq!(found, lines);
    }
}

#[test]
fn a_member_that_goes_or_is_called_otherwise_is_stated() {
    for repository in both() {
        replace(&repository, "src/index.ts", &[("  put(a: string): void {}\n", "")]);
        assert_eq!(told(&repository), ["4 error contract/drift"]);
        replace(&repository, "src/index.ts", &[("size: 1", "length: 1")]);
        let found = told(&repository);
        assert!(found.contains(&"7 error contract/drift".to_owned()), "{found:?}");
    }
}

#[test]
fn what_only_a_compiler_tells_may_be_the_same() {
    for repository in both() {
        replace(
            &repository,
            "src/index.ts",
            &[
                ("return [a];", "return other(a);"),
                ("{ return other(a); }\n  put", "{ return a.split(\";\"); }\n  put"),
                ("run(a: string) { return other(a); }", "run(a: string) { return [a].concat(a); }"),
            ],
        );
        let found: Vec<String> = told(&repository);
        assert!(!found.is_empty() && found.iter().all(|it| it.contains("hint")), "{found:?}");
    }
}
