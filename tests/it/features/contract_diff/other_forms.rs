//! TypeScript: what became a value, a function or a type of another form, and what functions demand of their type parameters.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN, check};

const CASES: &[Case] = &[
    (
        "type_changed",
        "import type { ReactNode } from 'react'; export interface A { label: string } export declare function B(a: A): ReactNode;",
        "import type { ReactNode } from 'react'; export interface A { label: ReactNode } export declare function B(a: A): ReactNode;",
        ADDITIVE_LIKELY,
    ),
    // A value that is called as a keyword is no type.
    (
        "item_added",
        "export declare function a(x: string): string;",
        "export declare function a(x: string): string; export const string: { b: string } = { b: '' };",
        ADDITIVE,
    ),
    (
        "kind_changed",
        "class A {} export { A, A as default };",
        "class A {} function b(x: string): A { return new A() } export { A, b as default };",
        BREAKING,
    ),
    (
        "type_changed",
        "export type A = { state: 'idle' } | { state: 'busy' } | { state: 'done'; of: number }; export declare function f(): A;",
        "export type A = { state: 'busy' } | { state: 'done'; of: number }; export declare function f(): A;",
        LIKELY,
    ),
    (
        "result_changed",
        "export class B<T = unknown> { constructor(t: T) {} } export const a = { b: () => new B(1) };",
        "export class B<T = unknown> { constructor(t: T) {} } export const a = { b: (): B<number> => new B(1) };",
        UNKNOWN,
    ),
    (
        "parameter_required",
        "import type { A } from './b'; export declare function f(x: import('./b').A<any>, y?: string): void;",
        "import type { A } from './b'; export declare function f(x: import('./b').A<any>, y: string): void;",
        BREAKING,
    ),
    (
        "setter_type_changed",
        "export class A { get a(): string { return '' } set a(x: string | number) {} }",
        "export class A { get a(): string { return '' } set a(x: string) {} }",
        LIKELY,
    ),
    ("type_only", "class A {} export { A };", "class A {} export type { A };", BREAKING),
    ("type_only", "class A {} export type { A };", "class A {} export { A };", ADDITIVE),
    (
        "type_from_elsewhere",
        "import type { T } from 'one'; export declare function a(): T;",
        "import type { T } from '@other/one/deep'; export declare function a(): T;",
        UNKNOWN,
    ),
    ("item_moved", "export { a } from 'one';", "export const a: number = 1;", UNKNOWN),
    (
        "kind_changed",
        "export const a = { b(): void {} };",
        "export namespace a { export function b(): void {} }",
        UNKNOWN,
    ),
    ("const_enum_changed", "export const enum A { B }", "export enum A { B }", ADDITIVE),
    (
        "kind_changed",
        "export const a: string = '';",
        "export function a(): string { return '' }",
        BREAKING,
    ),
    ("kind_changed", "export function a(): void {}", "export let a: boolean = true;", BREAKING),
    (
        "kind_changed",
        "export const a: unknown = 1;",
        "export function a(): string { return '' }",
        UNKNOWN,
    ),
    (
        "overloads_reordered",
        "export declare function a(x: 'b', y: () => void): void; export declare function a(x: 'c' | 'd'): void;",
        "export declare function a(x: 'c' | 'd'): void; export declare function a(x: 'b', y: () => void): void;",
        UNKNOWN,
    ),
    (
        "overloads_reordered",
        "export declare function a(x: 'b' | 'c'): 1; export declare function a(x: 'c' | 'd'): 2;",
        "export declare function a(x: 'c' | 'd'): 2; export declare function a(x: 'b' | 'c'): 1;",
        LIKELY,
    ),
    (
        "type_changed",
        "export class A { readonly a: (x: string) => void = b; }",
        "export class A { readonly a: (x: string | Error) => void = b; }",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "export class A { readonly a: (x: string | Error) => void = b; }",
        "export class A { readonly a: (x: string) => void = b; }",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "export class A { protected readonly a: (x: string) => void = b; }",
        "export class A { protected readonly a: (x: string | Error) => void = b; }",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "export declare function a(x: unknown, y: unknown): boolean;",
        "export declare function a<T>(x: T, y: T): boolean;",
        LIKELY,
    ),
    (
        "bound_removed",
        "export declare function a<T, K extends keyof T>(x: T, y: K): void;",
        "export declare function a<T, K extends PropertyKey>(x: T, y: K): void;",
        ADDITIVE,
    ),
    (
        "bound_changed",
        "export declare function a<T, K extends string>(x: T, y: K): void;",
        "export declare function a<T, K extends keyof T & string>(x: T, y: K): void;",
        LIKELY,
    ),
    (
        "bound_removed",
        "export declare function a<T extends readonly [string, string, ...string[]]>(x: T): T;",
        "export declare function a<T extends readonly [string, ...string[]]>(x: T): T;",
        ADDITIVE,
    ),
    (
        "bound_changed",
        "export declare function a<T extends readonly [string, ...string[]]>(x: T): T;",
        "export declare function a<T extends readonly [string, string, ...string[]]>(x: T): T;",
        LIKELY,
    ),
    (
        "parameter_wider",
        "export declare function a(x: [string, ...string[]]): void;",
        "export declare function a(x: string[]): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "result_narrower",
        "export declare function a<T extends unknown[]>(x: (...y: T) => void): (...y: T) => void;",
        "export declare function a<T extends unknown[]>(x: (...y: T) => void): ((...y: T) => void) & { b(): void };",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "export declare function a(x: Pick<Storage, 'getItem' | 'setItem'>): void;",
        "export declare function a(x: Pick<Storage, 'getItem'>): void;",
        UNKNOWN,
    ),
    (
        "kind_changed",
        "export type A = () => void; export declare function f(): A;",
        "export interface A { dispose(): void } export declare function f(): A;",
        LIKELY,
    ),
    (
        "overloads_reordered",
        "export declare function a<T>(x: T): T[]; export declare function a(): never[];",
        "export declare function a(): never[]; export declare function a<T>(x: T): T[];",
        UNKNOWN,
    ),
];

#[test]
fn what_is_of_another_form_is_told_by_what_it_is() {
    check("typescript", CASES);
}
