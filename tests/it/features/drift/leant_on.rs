//! Exported types of TypeScript that no key promises, and that a promised item inherits from or names.

use super::{replace, said};
use crate::repository::Repository;

const APP: &str = r#"
//- package.json
{ "name": "app", "version": "1.2.0", "exports": { ".": "./src/index.ts", "./base": "./src/base.ts" } }
//- boundary.toml
[interface]
"App" = "stable"
"run" = "stable"
//- src/base.ts
export class Root { off(): void {} }
export class Base extends Root { on(h: string): void {} }
export interface Options { a: string }
export class Alone { lone(): void {} }
//- src/index.ts
import { Base as Parent, type Options, Alone } from "./base";
class Middle extends Parent {}
export class App extends Middle { go(): void {} }
export function run(o: Options): void { new Alone().lone() }
//- boundstone.toml
base = "HEAD"
rules = { "contract/undeclared-item" = "off" }
"#;

#[test]
fn what_a_promised_class_inherits_is_promised_with_it() {
    for (from, to, name) in [
        ("on(h: string)", "on(h: string, x: number)", "base/Base"),
        ("off(): void {} ", "", "base/Root"),
    ] {
        let repository = Repository::of(APP);
        assert_eq!(said(&repository), [""; 0]);
        replace(&repository, "src/base.ts", &[(from, to)]);
        let found = said(&repository);
        let wanted = format!("of `{name}`, and with it of app#App, stable");
        assert!(found.len() == 1 && found[0].contains(&wanted), "{found:?}");
        assert!(found[0].contains("warning contract/drift: breaking change"), "{found:?}");
    }
}

#[test]
fn what_a_promised_function_takes_is_promised_with_it() {
    let repository = Repository::of(APP);
    replace(&repository, "src/base.ts", &[("{ a: string }", "{ a: string; c: string }")]);
    let found = said(&repository);
    assert!(
        found.len() == 1 && found[0].contains("`base/Options`, and with it of app#run"),
        "{found:?}"
    );
}

#[test]
fn what_no_promise_names_and_what_may_change_any_day_is_free() {
    let repository = Repository::of(APP);
    replace(&repository, "src/base.ts", &[("lone(): void {} ", "")]);
    assert_eq!(said(&repository), [""; 0]);
    let repository = Repository::of(APP);
    let contract = repository.read("boundary.toml") + "\"base/*\" = \"experimental\"\n";
    repository.write("boundary.toml", &contract);
    repository.git(&["commit", "-qam", "any day"]);
    replace(&repository, "src/base.ts", &[("on(h: string)", "on(h: string, x: number)")]);
    let found = said(&repository);
    assert!(found.iter().all(|it| !it.contains("contract/drift")), "{found:?}");
}
