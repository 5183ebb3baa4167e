//! TypeScript: what the text tells of a name, a body or a module, where nothing states it.

use super::{ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN, check};
use crate::repository::Repository;

const CASES: &[Case] = &[
    // A name that every file knows, and that is one of the file now.
    (
        "type_from_elsewhere",
        "export declare function f(a: Event): void;",
        "type Event = { q: string }; export declare function f(a: Event): void;",
        UNKNOWN,
    ),
    (
        "type_from_elsewhere",
        "export declare function f(a: Request): void;",
        "import type { Request } from 'express'; export declare function f(a: Request): void;",
        UNKNOWN,
    ),
    (
        "type_from_elsewhere",
        "import type { Response } from 'undici'; export declare function f(): Response;",
        "export declare function f(): Response;",
        UNKNOWN,
    ),
    // What may be left out may be given as nothing.
    (
        "parameter_type_changed",
        "export declare function f(a: string, b?: number): void;",
        "export declare function f(a: string, ...b: number[]): void;",
        LIKELY,
    ),
    (
        "parameter_wider",
        "export declare function f(a: string, b?: number): void;",
        "export declare function f(a: string, ...b: (number | undefined)[]): void;",
        ADDITIVE_LIKELY,
    ),
    // What a body gives.
    (
        "result_changed",
        "export function f(a: string) { return a.length }",
        "export function f(a: string) { if (!a) return null; return a.length }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "export const f = async (a: string) => { return a.length }",
        "export const f = async (a: string) => { if (!a) return; return a.length }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "export function f(a: boolean) { return a ? 'a' : 'b' }",
        "export function f(a: boolean) { return a ? 'a' : 'c' }",
        LIKELY,
    ),
    (
        "result_changed",
        "export function f(a: boolean) { return a ? 'a' : 'a' }",
        "export function f(a: boolean) { return a ? 1 : 1 }",
        LIKELY,
    ),
    (
        "result_changed",
        "export const f = (a: boolean) => a ? 1 : 2",
        "export const f = (a: boolean) => a ? 1 : undefined",
        LIKELY,
    ),
    (
        "result_changed",
        "export function f(a: string) { return a === 'a' }",
        "export function f(a: string) { return a }",
        LIKELY,
    ),
    (
        "result_changed",
        "export class A { private n: number = 1; f() { return this.n } }",
        "export class A { private n: string = ''; f() { return this.n } }",
        LIKELY,
    ),
    (
        "type_changed",
        "declare const c: boolean; export const a = c ? 'a' : 'b';",
        "declare const c: boolean; export const a = c ? 'a' : 2;",
        LIKELY,
    ),
];

/// What must say nothing.
const SAME: &[(&str, &str)] = &[
    (
        "export function f(a: boolean) { return a ? 'a' : 'b' }",
        "export function f(b: boolean): 'b' | 'a' { return b ? 'a' : 'b' }",
    ),
    (
        "export function f(a: string) { if (!a) return null; return a.length }",
        "export function f(a: string) { if (a === '') { return null } return a.length * 2 }",
    ),
    (
        "export function f(a: boolean) { return a ? true : false }",
        "export function f(a: boolean) { return a === true }",
    ),
    (
        "type B = <T extends object, U>(a: T, b: U) => T & U; export const f: B = (a, b) => ({ ...a, ...b });",
        "export function f<T extends object, U>(a: T, b: U): T & U { return { ...a, ...b } }",
    ),
    (
        "export declare function f(a: Event): void;",
        "import { other } from 'other'; export declare function f(a: Event): void; other();",
    ),
];

#[test]
fn what_nobody_states_is_told_by_the_text() {
    check("typescript", CASES);
}

#[test]
fn what_the_text_says_otherwise_is_no_change() {
    for (number, told) in super::told("typescript", SAME).into_iter().enumerate() {
        assert!(told.is_empty(), "{}  →  {}\n{told:?}", SAME[number].0, SAME[number].1);
    }
}

/// Each change of a package, as its symbol, rule and class with confidence.
fn changes(of: &str, file: &str, now: &str) -> Vec<[String; 3]> {
    let repository = Repository::of(&format!(
        "//- package.json\n{{\"name\": \"lib\", \"exports\": \"./src/index.ts\"}}\n{of}"
    ));
    repository.write(file, now);
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let mut found = Vec::new();
    for change in answer["boundaries"][0]["changes"].as_array().into_iter().flatten() {
        for reason in change["reasons"].as_array().unwrap() {
            let word = |key: &str| reason[key].as_str().unwrap();
            let class = format!("{} {}", word("class"), word("confidence"));
            let symbol = change["symbol"].as_str().unwrap().to_owned();
            found.push([symbol, word("rule").to_owned(), class]);
        }
    }
    found
}

#[test]
fn what_a_module_exports_is_promised_with_what_names_it() {
    let with = |index: &str| {
        format!(
            "//- src/index.ts\n{index}\n//- src/impl.ts\nexport function go(a: string): void {{}}\nexport const b: number = 1;\nexport interface C {{ c: string }}\n"
        )
    };
    let less = "export function go(a: string): void {}\nexport interface C { c: string }\n";
    let gone = vec![["b".to_owned(), "item_removed".to_owned(), LIKELY.to_owned()]];
    for index in [
        "export type Api = typeof import('./impl');",
        "import * as impl from './impl'; export type Api = typeof impl;",
        "import * as impl from './impl.js'; export const api = { impl };",
        "import * as impl from './impl'; export const api = { ...impl };",
        "import * as impl from './impl'; export const api = impl;",
    ] {
        assert_eq!(changes(&with(index), "src/impl.ts", less), gone, "{index}");
    }
    let more = "export function go(a: string, b: number): void {}\nexport const b: number = 1;\n";
    let needs = vec![["go".to_owned(), "parameter_required".to_owned(), LIKELY.to_owned()]];
    let whole = with("export type Api = typeof import('./impl');");
    assert_eq!(changes(&whole, "src/impl.ts", more), needs);
    // Neither a type of it, nor what one export of it is.
    for index in [
        "import type { C } from './impl'; export declare function f(a: C): void;",
        "export type Api = typeof import('./impl').go;",
        "export type Api = typeof import('./other/impl');",
    ] {
        assert_eq!(
            changes(&with(index), "src/impl.ts", less),
            Vec::<[String; 3]>::new(),
            "{index}"
        );
    }
}

#[test]
fn a_module_that_is_handed_on_as_types_has_no_values() {
    let package = "//- src/index.ts\nexport * as N from './a';\n//- src/a.ts\nexport const c: number = 1;\nexport interface D { d: string }\n";
    let told = changes(package, "src/index.ts", "export type * as N from './a';\n");
    assert_eq!(told, [["N.c".to_owned(), "type_only".to_owned(), BREAKING.to_owned()]]);
}

#[test]
fn what_is_exported_under_another_name_is_promised_with_what_names_it() {
    let declared = |members: &str, export: &str| match export {
        "default" => format!("export default interface Core {{ {members} }}\n"),
        _ => format!("interface Core {{ {members} }}\n{export}\n"),
    };
    let removed = [["Core".to_owned(), "member_removed".to_owned(), LIKELY.to_owned()]];
    for (index, export) in [
        ("import X from './core'; export declare function f(): X;", "default"),
        ("import type X from './core'; export interface F extends X {}", "export default Core;"),
        (
            "import { default as X } from './core'; export declare const f: X;",
            "export default Core;",
        ),
        ("import { Y } from './core'; export declare function f(): Y;", "export { Core as Y };"),
        (
            "import { Y as X } from './core'; export declare function f(): X;",
            "export { Core as Y };",
        ),
        ("export declare function f(): import('./core').default;", "default"),
    ] {
        let package = format!(
            "//- src/index.ts\n{index}\n//- src/core.ts\n{}",
            declared("a: 1; b: 2", export)
        );
        let told = changes(&package, "src/core.ts", &declared("a: 1", export));
        assert_eq!(told, removed, "{index} {export}");
    }
    // The default of another module.
    let package = "//- src/index.ts\nimport X from './other'; export declare function f(): X;\n//- src/other.ts\nexport default interface Core { b: 1 }\n//- src/core.ts\nexport default interface Core { a: 1; b: 2 }\n";
    let told = changes(package, "src/core.ts", &declared("a: 1", "default"));
    assert_eq!(told, Vec::<[String; 3]>::new());
}
