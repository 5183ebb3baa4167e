//! TypeScript: what stands in a namespace, and is not exported there.

use super::{ADDITIVE, Case, LIKELY};

pub(super) const CASES: &[Case] = &[
    // What is called the same outside of the namespace is another one.
    (
        "type_changed",
        "type B = string; export namespace a { type B = [number]; export namespace c { export function d(x: B): void {} } } export function e(x: B): void {}",
        "type B = string; export namespace a { type B = [number, number]; export namespace c { export function d(x: B): void {} } } export function e(x: B): void {}",
        LIKELY,
    ),
    (
        "required_member_added",
        "export namespace a { interface B { c: string } export function d(x: B): void {} }",
        "export namespace a { interface B { c: string; e: string } export function d(x: B): void {} }",
        LIKELY,
    ),
    (
        "word_changed",
        "export namespace a { export let b: string = ''; }",
        "export namespace a { export const b: string = ''; }",
        LIKELY,
    ),
    (
        "word_changed",
        "export namespace a { export let b: string = ''; }",
        "export namespace a { export var b: string = ''; }",
        ADDITIVE,
    ),
];
