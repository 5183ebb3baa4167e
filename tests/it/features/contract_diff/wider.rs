//! TypeScript: what takes more than before, gives more, or is found out by a call.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    // How many parameters a list of another name has is told by that.
    (
        "parameter_required",
        "export declare function f(a: string): void;",
        "type B = [a: string, b: number]; export declare function f(...a: B): void;",
        BREAKING,
    ),
    (
        "parameter_type_changed",
        "export declare function f(a: string): void;",
        "import type { B } from 'b'; export declare function f(...a: B): void;",
        LIKELY,
    ),
    (
        "parameter_optional",
        "export declare function f(...a: [string, ...string[]]): void;",
        "export declare function f(...a: string[]): void;",
        ADDITIVE,
    ),
    (
        "parameter_wider",
        "export declare function f(a: [string, number]): void;",
        "export declare function f(a: [string, number?]): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "result_narrower",
        "export declare function f(): [string, number?];",
        "export declare function f(): [string, number];",
        ADDITIVE_LIKELY,
    ),
    (
        "result_changed",
        "export declare function f(): [string, number];",
        "export declare function f(): [string, number?];",
        LIKELY,
    ),
    // What is no longer given may have been compared with.
    (
        "result_changed",
        "export declare function f(): 'a' | 'b';",
        "export declare function f(): 'a';",
        LIKELY,
    ),
    (
        "bound_removed",
        "export declare function f<T extends new (...a: any[]) => object>(a: T): T;",
        "export declare function f<T extends abstract new (...a: any[]) => object>(a: T): T;",
        ADDITIVE,
    ),
    // Who is asked for a class may need less than it is given.
    (
        "parameter_wider",
        "export declare function f(a: new () => object): void;",
        "export declare function f(a: new (a: string) => object): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "export declare function f(a: new () => object): void;",
        "export declare function f(a: abstract new () => object): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "export declare function f(a: new (a: string) => object): void;",
        "export declare function f(a: new () => object): void;",
        LIKELY,
    ),
    (
        "parameter_wider",
        "export declare function f(a: string & { is: 'A' }): void;",
        "export declare function f(a: string): void;",
        ADDITIVE_LIKELY,
    ),
    // What an index signature has is still there.
    (
        "member_removed",
        "export interface A { a: string; [b: string]: string | number }",
        "export interface A { [b: string]: string | number }",
        LIKELY,
    ),
    // `export import` may be anything.
    (
        "kind_changed",
        "export declare namespace A { namespace B { function f(): void } }",
        "export declare namespace A { function f(): void; namespace B { export import f = A.f; } }",
        UNKNOWN,
    ),
    ("kind_changed", "export type A = 0 | 1;", "export enum A { a, b }", UNKNOWN),
    ("kind_changed", "export type A = 'a' | 'b';", "export enum A { a = 'a', b = 'b' }", BREAKING),
    // Who overrides it must write the same.
    (
        "mark_changed",
        "export declare class A { a: string }",
        "export declare class A { get a(): string; set a(it: string) }",
        UNKNOWN,
    ),
    (
        "mark_changed",
        "export declare class A { a: string }",
        "export declare class A { accessor a: string }",
        UNKNOWN,
    ),
    (
        "setter_type_changed",
        "export class A { get a(): string { return '' } set a(x: string) {} }",
        "export class A { get a(): string { return '' } set a(x: string | number) {} }",
        ADDITIVE_LIKELY,
    ),
    // A value of the namespace of a class may be written to if it is no constant.
    (
        "readonly",
        "export declare class A {} export declare namespace A { let a: A }",
        "export declare class A { static readonly a: A }",
        BREAKING,
    ),
    // Only of a function that is held it is asked that whoever makes one takes all.
    (
        "parameter_wider",
        "export interface A { a(x: string): void }",
        "export interface A { a(x: string | number): void }",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "export interface A { a: (x: string) => void }",
        "export interface A { a: (x: string | number) => void }",
        LIKELY,
    ),
    (
        "generic_added_with_default",
        "export interface Req { body: any; get(id: string): any; parts: Map<string, any> }",
        "export interface Req<B = any, I = string> { body: B; get(id: I): B; parts: Map<I, B> }",
        ADDITIVE,
    ),
    (
        "type_changed",
        "export interface Req { body: string }",
        "export interface Req<B = number> { body: B }",
        LIKELY,
    ),
    (
        "generic_added_with_default",
        "export class Repo { find(id: string): void {} }",
        "export class Repo<Id = string> { find(id: Id): void {} }",
        ADDITIVE,
    ),
    (
        "parameter_type_changed",
        "export declare function f(x: string): string;",
        "export declare function f<T extends number>(x: T): T;",
        LIKELY,
    ),
    (
        "result_narrower",
        "export declare function f(): Promise<string>;",
        "export declare function f(): Promise<string & { brand?: 1 }>;",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "export declare function f<T>(x: NoInfer<T>, y: T): void;",
        "export declare function f<T>(x: T, y: T): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "bound_removed",
        "export declare function f<T extends Record<string, unknown>>(x: T): void;",
        "export declare function f<T extends object>(x: T): void;",
        ADDITIVE,
    ),
    (
        "type_changed",
        "export interface A { state: Record<string, unknown> }",
        "export interface A { state: Record<string, any> }",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export interface A { state: Record<string, any> }",
        "export interface A { state: Record<string, unknown> }",
        LIKELY,
    ),
    (
        "generic_default_changed",
        "export interface A<T = unknown> { state: T }",
        "export interface A<T = any> { state: T }",
        ADDITIVE,
    ),
    (
        "readonly",
        "export type A<T> = { readonly [K in keyof T]: T[K] };",
        "export type A<T> = { [K in keyof T]: T[K] };",
        ADDITIVE,
    ),
    (
        "type_changed",
        "export type A<T> = { [K in keyof T]: T[K] };",
        "export type A<T> = { readonly [K in keyof T]: T[K] };",
        LIKELY,
    ),
    // Who implements it writes no type parameter.
    (
        "result_changed",
        "export interface A { pipe(x: string): string }",
        "export interface A { pipe<T extends string>(x: T): T }",
        LIKELY,
    ),
    // What was found for it is narrower, and so is what comes of it.
    (
        "result_changed",
        "export interface M<T> { be(x: T): void } export declare function f(x: unknown): M<unknown>;",
        "export interface M<T> { be(x: T): void } export declare function f<T>(x: T): M<T>;",
        LIKELY,
    ),
    (
        "item_removed",
        "export function a(): void {} a.level = 1;",
        "declare const made: { (): void; level: number }; export const a = made;",
        UNKNOWN,
    ),
    (
        "generic_added_with_default",
        "export interface A<T> { a: T } export type B = (x: A<string>) => void;",
        "export interface A<T, U = T[]> { a: T } export type B = (x: A<string, string[]>) => void;",
        ADDITIVE,
    ),
    (
        "member_added",
        "import { B } from 'b'; type P<T, O> = B<T> & O; export type A = P<string, { a?: 1 }>;",
        "import { B } from 'b'; type P<T, O> = B<T> & O; export type A = P<string, { a?: 1; b?: 2 }>;",
        ADDITIVE,
    ),
    (
        "type_changed",
        "import { B } from 'b'; type P<T, O> = B<T> & O; export type A = P<string, { a?: 1 }>;",
        "import { B } from 'b'; type P<T, O> = B<T> & O; export type A = P<number, { a?: 1; b?: 2 }>;",
        LIKELY,
    ),
    // What gives nothing takes `() => 1`, what may give a promise does not.
    (
        "parameter_type_changed",
        "export declare function f(g: () => void): void;",
        "export declare function f(g: () => void | Promise<void>): void;",
        LIKELY,
    ),
    (
        "result_changed",
        "export interface A { close?: () => void }",
        "export interface A { close?: () => void | Promise<void> }",
        LIKELY,
    ),
    (
        "access",
        "export class A { protected close(): void {} }",
        "export class A { close(): void {} }",
        UNKNOWN,
    ),
    (
        "access",
        "export class A { protected constructor() {} }",
        "export class A { constructor() {} }",
        ADDITIVE,
    ),
    (
        "overload_covered",
        "export declare function f<T>(a: T, n: number): T; export declare function f<T>(a: T, n: string): T;",
        "export declare function f<T>(a: T, n: number | string): T;",
        ADDITIVE,
    ),
    (
        "overload_removed",
        "export declare function f(a: 'x', n: X): void; export declare function f(a: 'y', n: Y): void;",
        "export declare function f<K extends keyof M>(a: K, n: M[K]): void;",
        LIKELY,
    ),
    (
        "overload_removed",
        "export declare function f(a: 'x', n: X): void; export declare function f(a: 'y', n: Y): void;",
        "export declare function f(a: 'x', n: X): void;",
        BREAKING,
    ),
    (
        "type_changed",
        "export interface A { headers: Readonly<Headers> }",
        "export interface A { headers: Headers }",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "export interface A<S> { set(next: S): void }",
        "export interface A<S> { set(next: Partial<S>): void }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_narrower",
        "export declare function f(): Promise<{ token: string }>;",
        "export interface R { token: string; more?: string } export declare function f(): Promise<R>;",
        ADDITIVE_LIKELY,
    ),
    (
        "kind_changed",
        "export type Range = [Date, Date];",
        "export interface Range { start: Date; end: Date }",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "export declare function f(a: {}): void;",
        "export declare function f(a: object): void;",
        LIKELY,
    ),
    (
        "result_changed",
        "export function f(x: string) { x.trim(); return x as Name }",
        "export function f(x: string) { x.trim(); return x as Other }",
        LIKELY,
    ),
    (
        "const_parameter",
        "export declare function f<const T extends readonly string[]>(x: T): T;",
        "export declare function f<T extends readonly string[]>(x: T): T;",
        LIKELY,
    ),
    (
        "const_parameter",
        "export declare function f<T>(x: T): T;",
        "export declare function f<const T>(x: T): T;",
        UNKNOWN,
    ),
    (
        "assertion_not_stated",
        "export function f(x: unknown): asserts x is string {}",
        "export const f = (x: unknown): asserts x is string => {};",
        BREAKING,
    ),
    (
        "member_added",
        "class Base extends Error { more = 1 } export class A extends Error {} export { type Base };",
        "class Base extends Error { more = 1 } export class A extends Base {} export { type Base };",
        ADDITIVE,
    ),
    (
        "member_removed",
        "class Base extends Error { more = 1 } export class A extends Base {}",
        "export class A extends Error {}",
        LIKELY,
    ),
    (
        "parent_removed",
        "class Base extends Error {} export class A extends Base {}",
        "export class A {}",
        LIKELY,
    ),
    (
        "type_changed",
        "export const { a: A, b: [B] }: { a: string; b: [number] } = read();",
        "export const { a: A, b: [B] }: { a: number; b: [number] } = read();",
        LIKELY,
    ),
    (
        "type_changed",
        "declare function make<T>(): [T, T]; export const [A] = make<string>();",
        "declare function make<T>(): [T, T]; export const [A] = make<number>();",
        UNKNOWN,
    ),
    // A type that is held by what a function takes is written by its callers.
    (
        "required_member_added",
        "interface Leaf { a: string } interface Branch { in: Leaf } export function f(x: Branch): void {}",
        "interface Leaf { a: string; b: number } interface Branch { in: Leaf } export function f(x: Branch): void {}",
        LIKELY,
    ),
    (
        "member_added",
        "interface In { a: string } interface Out { in: In } export declare function f(): Out;",
        "interface In { a: string; b: number } interface Out { in: In } export declare function f(): Out;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_added",
        "interface In { a: [string] } export declare function on<K extends keyof In>(k: K, f: (...x: In[K]) => void): void;",
        "interface In { a: [string]; b: [] } export declare function on<K extends keyof In>(k: K, f: (...x: In[K]) => void): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "required_member_added",
        "interface In { a: string } export declare function f<K extends keyof In>(k: K, x: In): void;",
        "interface In { a: string; b: string } export declare function f<K extends keyof In>(k: K, x: In): void;",
        LIKELY,
    ),
    (
        "type_changed",
        "type Mode = 'r' | 'w'; export function f(x: string, m: Mode): void {}",
        "type Mode = 'r' | 'w' | 'a'; export function f(x: string, m: Mode): void {}",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "type Mode = 'r' | 'w'; export declare function f(x: (m: Mode) => void): void;",
        "type Mode = 'r' | 'w' | 'a'; export declare function f(x: (m: Mode) => void): void;",
        LIKELY,
    ),
    (
        "parameter_optional",
        "function f(a: string, b: number): void {} export type A = Parameters<typeof f>;",
        "function f(a: string, b?: number): void {} export type A = Parameters<typeof f>;",
        LIKELY,
    ),
    (
        "result_changed",
        "export declare function f(x: string): string; export declare function f(x: number): number;",
        "export declare function f(x: string): string; export declare function f(x: number): Date;",
        LIKELY,
    ),
    (
        "result_narrower",
        "export declare function f(x: string): string; export declare function f(x: number): number | null;",
        "export declare function f(x: string): string; export declare function f(x: number): number;",
        ADDITIVE_LIKELY,
    ),
    // Who takes a literal is tried first, wherever it stands; the last one is what `ReturnType` tells of.
    (
        "overloads_reordered",
        "export declare function f(x: 'a'): A; export declare function f(x: string): B;",
        "export declare function f(x: string): B; export declare function f(x: 'a'): A;",
        UNKNOWN,
    ),
    (
        "overloads_reordered",
        "export declare function f(x: Date): A; export declare function f(x: object): B;",
        "export declare function f(x: object): B; export declare function f(x: Date): A;",
        LIKELY,
    ),
    (
        "result_narrower",
        "export declare function f(): IterableIterator<string>;",
        "export declare function f(): Generator<string, void, undefined>;",
        ADDITIVE_LIKELY,
    ),
    (
        "result_narrower",
        "export declare function f<T>(x: T[]): T[];",
        "export declare function f<T>(x: T[]): NonNullable<T>[];",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export function f({ a = 1, b: c = '' } = {}): void {}",
        "export function f({ a = '1', b: c = '' } = {}): void {}",
        LIKELY,
    ),
    (
        "member_removed",
        "export function f({ a = 1, b = '' }): void {}",
        "export function f({ a = 1 }): void {}",
        LIKELY,
    ),
    (
        "result_changed",
        "function g() { return 1; } export function f() { return g(); }",
        "function g() { return ''; } export function f() { return g(); }",
        LIKELY,
    ),
    (
        "result_changed",
        "export class A { b() { this.c(); return this; } c(): void {} }",
        "export class A { b(): A { this.c(); return this; } c(): void {} }",
        LIKELY,
    ),
    (
        "member_removed",
        "export const k: unique symbol = Symbol(); export interface A { [k]: string }",
        "export const k: unique symbol = Symbol(); export interface A { [x: symbol]: string }",
        UNKNOWN,
    ),
];
