//! Types of TypeScript that users are handed, or hand over: what changes of them mean to those who do only that.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN, check, told};

/// A member that came, in a type that is used in the rest of the module.
fn member(rest: &str) -> String {
    let modules = ["a: string", "a: string; b: string"]
        .map(|members| format!("export interface A {{ {members} }} {rest}"));
    let [old, new] = modules;
    let told = told("typescript", &[(&old, &new)]);
    told.first().unwrap().iter().map(|(rule, class)| format!("{rule} {class}")).collect()
}

#[test]
fn a_member_that_came_is_no_loss_to_those_who_are_handed_it() {
    for rest in [
        "export declare function f(): A;",
        "export declare function f(): Promise<A[] | undefined>;",
        "export declare function f(handler: (a: A) => void): void;",
        "export declare function f(options: { done?: (list: Map<string, A>) => void }): void;",
        "export declare const all: readonly A[];",
        "export declare class B { readonly a: A; static all(): A[] }",
        "export declare class B<T> { next(): T } export declare function f(): B<A>;",
        "export interface B { run(a: A): void } export declare function f(b: B): void;",
        "type B = (a: A) => void; export declare function f(b: B): void;",
        "export declare function f<K extends keyof A>(key: K, value: A[K]): A;",
        "export type B<T> = T extends A ? 1 : 2; export declare function f(): A;",
        "export declare function f<T>(a: T): T extends A ? A : T;",
    ] {
        assert_eq!(member(rest), format!("member_added {ADDITIVE_LIKELY}"), "{rest}");
    }
}

#[test]
fn it_is_to_those_who_make_one() {
    for rest in [
        "",
        "export declare function f(a: A): A;",
        "export declare function f(make: () => A): void;",
        "export declare function f(): (a: A) => void;",
        "export declare function f<T extends A>(a: T): T;",
        "export declare class B { a: A }",
        "export declare abstract class B { abstract make(): A }",
        "export declare class B<T> { add(it: T): void } export declare function f(): B<A>;",
        "export interface B { make(): A } export declare function f(b: B): void;",
        "export declare function f(): A; export function g(a: A) { return 1 }",
    ] {
        assert_eq!(member(rest), format!("required_member_added {BREAKING}"), "{rest}");
    }
}

#[test]
fn it_may_be_to_those_who_put_one_into_a_list() {
    for rest in [
        "export const all: A[] = [];",
        "export const all: Map<string, A> = new Map();",
        "export declare class B { readonly all: Set<A> }",
    ] {
        assert_eq!(member(rest), format!("required_member_added {LIKELY}"), "{rest}");
    }
}

#[test]
fn nobody_knows_where_an_exported_type_leads() {
    let rest = "export declare function f(): A; export type B = (make: () => A) => void;";
    assert_eq!(member(rest), format!("required_member_added {LIKELY}"));
    // Something is left to inference: a constant may take one, and what a function gives is most often read.
    let inner = "export declare function f(): A; function take(a: A) { return a }";
    let rest = format!("{inner} export const g = make(take);");
    assert_eq!(member(&rest), format!("member_added {UNKNOWN}"), "{rest}");
    // Parts of it are handed over, and the whole may be.
    let rest = "export declare function f<K extends keyof A>(key: K, value: A[K]): A; function take(a: A) { return a } export const g = make(take);";
    assert_eq!(member(rest), format!("required_member_added {UNKNOWN}"));
    let rest = format!("{inner} export function g() {{ return take.bind(0) }}");
    assert_eq!(member(&rest), format!("member_added {UNKNOWN}"));
    let rest = format!("{inner} export const g = {{ take: make() as (make: () => A) => void }};");
    assert_eq!(member(&rest), format!("required_member_added {BREAKING}"));
    // Its text leads to no such type.
    let rest = format!("{inner} export const g = make(1);");
    assert_eq!(member(&rest), format!("member_added {ADDITIVE_LIKELY}"));
    // Who makes what has methods, and is handed it as well, is not seen.
    let [old, new] = ["", "stop(): void;"].map(|it| {
        format!("export interface A {{ start(): void; {it} }} export declare function f(a: A): A;")
    });
    let told = told("typescript", &[(&old, &new)]);
    assert_eq!(told[0]["required_member_added"], LIKELY);
}

const CASES: &[Case] = &[
    (
        "required_member_added",
        "import type { PropsWithChildren } from 'react'; export interface A { a: string } export declare function B(a: PropsWithChildren<A>): null;",
        "import type { PropsWithChildren } from 'react'; export interface A { a: string; b: string } export declare function B(a: PropsWithChildren<A>): null;",
        BREAKING,
    ),
    (
        "member_added",
        "export interface A { a: string } export declare function f(): AsyncIterableIterator<A>;",
        "export interface A { a: string; b: string } export declare function f(): AsyncIterableIterator<A>;",
        ADDITIVE_LIKELY,
    ),
    // What others do with it, nobody sees.
    (
        "required_member_added",
        "import { Emitter } from 'other'; export interface A { a: [string] } export class B extends Emitter<A> {}",
        "import { Emitter } from 'other'; export interface A { a: [string]; b: [] } export class B extends Emitter<A> {}",
        UNKNOWN,
    ),
    (
        "member_removed",
        "import { Emitter } from 'other'; export interface A { a: [string]; b: [] } export class B extends Emitter<A> {}",
        "import { Emitter } from 'other'; export interface A { a: [string] } export class B extends Emitter<A> {}",
        BREAKING,
    ),
    (
        "member_added",
        "export type A = { a: [string] }; export declare class B<T extends Record<keyof T, unknown[]> = A> { on<K extends keyof T>(it: K, f: (...all: T[K]) => void): void }",
        "export type A = { a: [string]; b: [] }; export declare class B<T extends Record<keyof T, unknown[]> = A> { on<K extends keyof T>(it: K, f: (...all: T[K]) => void): void }",
        ADDITIVE_LIKELY,
    ),
    (
        "required_member_added",
        "export interface A { a(it: { b: 1 }): void } export declare function f(): A;",
        "export interface A { a(it: { b: 1; c: 2 }): void } export declare function f(): A;",
        LIKELY,
    ),
    (
        "result_narrower",
        "export interface A { a(): { b: 1 } } export declare function f(): A;",
        "export interface A { a(): { b: 1; c: 2 } } export declare function f(): A;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export interface A { a(it: { b(it: { c: 1 }): void }): void } export declare function f(a: A): void;",
        "export interface A { a(it: { b(it: { c: 1; d: 2 }): void }): void } export declare function f(a: A): void;",
        LIKELY,
    ),
    (
        "type_changed",
        "export class A { private b: B; constructor(b: B) {} } export interface B { c: string }",
        "export class A { private b: B; constructor(b: B) {} } export interface B { c: string | number }",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export type A = { a?: (it: { b: 1 }) => void }; export declare function f(a: A): void; export const g = () => f({});",
        "export type A = { a?: (it: { b: 1; c: 2 }) => void }; export declare function f(a: A): void; export const g = () => f({});",
        ADDITIVE_LIKELY,
    ),
    (
        "member_required",
        "import type { FC } from 'react'; export interface A { a?: string } export const B: FC<A> = (a) => null;",
        "import type { FC } from 'react'; export interface A { a: string } export const B: FC<A> = (a) => null;",
        BREAKING,
    ),
    (
        "member_optional",
        "import { forwardRef } from 'react'; export interface A { a: string } export const B = forwardRef<HTMLElement, A>((a, b) => null);",
        "import { forwardRef } from 'react'; export interface A { a?: string } export const B = forwardRef<HTMLElement, A>((a, b) => null);",
        ADDITIVE_LIKELY,
    ),
    (
        "member_required",
        "export interface A { a?: string } export declare function f(): A;",
        "export interface A { a: string } export declare function f(): A;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_optional",
        "export interface A { a: string } export declare function f(a: A): void;",
        "export interface A { a?: string } export declare function f(a: A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export interface A { a: string | null } export declare function f(): A;",
        "export interface A { a: string } export declare function f(): A;",
        ADDITIVE_LIKELY,
    ),
    // What is handed over may be any of these; who was handed one may have named what is gone.
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(a: A): void;",
        "export type A = 'a' | 'b' | 'c'; export declare function f(a: A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(): A;",
        "export type A = 'a' | 'b' | 'c'; export declare function f(): A;",
        LIKELY,
    ),
    (
        "type_changed",
        "export type A = 'a' | 'b' | 'c'; export declare function f(): A;",
        "export type A = 'a' | 'b'; export declare function f(): A;",
        LIKELY,
    ),
    // Who makes one writes a value for each name; who may leave one out, or is handed all, does not.
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(a: Record<A, string>): void;",
        "export type A = 'a' | 'b' | 'c'; export declare function f(a: Record<A, string>): void;",
        LIKELY,
    ),
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(a: { [K in A]: K }): void;",
        "export type A = 'a' | 'b' | 'c'; export declare function f(a: { [K in A]: K }): void;",
        LIKELY,
    ),
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(a: { [K in A]?: K }): void;",
        "export type A = 'a' | 'b' | 'c'; export declare function f(a: { [K in A]?: K }): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(a: Partial<Record<A, 1>>): void;",
        "export type A = 'a' | 'b' | 'c'; export declare function f(a: Partial<Record<A, 1>>): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(): Record<A, string>;",
        "export type A = 'a' | 'b' | 'c'; export declare function f(): Record<A, string>;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(): Record<A, string>;",
        "export type A = 'a'; export declare function f(): Record<A, string>;",
        LIKELY,
    ),
    (
        "variant_added",
        "export enum A { a } export declare function f(a: Record<A, string>): void;",
        "export enum A { a, b } export declare function f(a: Record<A, string>): void;",
        LIKELY,
    ),
    (
        "variant_added",
        "export enum A { a } export declare function f(): Record<A, string>;",
        "export enum A { a, b } export declare function f(): Record<A, string>;",
        ADDITIVE_LIKELY,
    ),
    (
        "variant_added",
        "enum A { a } export declare function f(a: { [K in A]: string }): void;",
        "enum A { a, b } export declare function f(a: { [K in A]: string }): void;",
        LIKELY,
    ),
    // A template has each of the names in it.
    (
        "type_changed",
        "export type A = 'a' | 'b'; export declare function f(a: `x-${A}`): void;",
        "export type A = 'a' | 'b' | 'c'; export declare function f(a: `x-${A}`): void;",
        ADDITIVE_LIKELY,
    ),
    // What nobody can give keeps a type from being another one.
    (
        "member_removed",
        "export interface A { a: string; b?: never } export declare function f(a: A): void;",
        "export interface A { a: string } export declare function f(a: A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_removed",
        "export interface A { a: string; b?: never } export declare function f(): A;",
        "export interface A { a: string } export declare function f(): A;",
        LIKELY,
    ),
    (
        "member_added",
        "export interface A { a: string } export declare function f(a: A): void;",
        "export interface A { a: string; b?: never } export declare function f(a: A): void;",
        LIKELY,
    ),
    // Of what may be missing none need be written; what is written must be as it was.
    (
        "member_added",
        "export interface A { a: string } export declare function f(a: Partial<A>): void;",
        "export interface A { a: string; b: string } export declare function f(a: Partial<A>): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_removed",
        "export interface A { a: string; b: string } export declare function f(a: Partial<A>): void;",
        "export interface A { a: string } export declare function f(a: Partial<A>): void;",
        BREAKING,
    ),
    (
        "type_changed",
        "export type B = 'a' | 'b'; export interface A { a: B } export declare function f(a: Partial<A>): void;",
        "export type B = 'a' | 'b' | 'c'; export interface A { a: B } export declare function f(a: Partial<A>): void;",
        ADDITIVE_LIKELY,
    ),
    // What it is called with besides, who writes it may leave out.
    (
        "type_changed",
        "export interface A { on(a: string): void } export declare function f(a: A): void;",
        "export interface A { on(a: string, b: number): void } export declare function f(a: A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "export interface A { on(a: string, b: number): void } export declare function f(a: A): void;",
        "export interface A { on(a: string): void } export declare function f(a: A): void;",
        LIKELY,
    ),
    (
        "parameter_required",
        "export interface A { on(a: string): void } export declare function f(a: A): A;",
        "export interface A { on(a: string, b: number): void } export declare function f(a: A): A;",
        BREAKING,
    ),
    // The package calls it.
    (
        "type_changed",
        "export type A = () => string; export declare function f(a: A): void;",
        "export type A = () => string | Promise<string>; export declare function f(a: A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_removed",
        "export interface A { a: string; b: string } export declare function f(): A;",
        "export interface A { a: string } export declare function f(): A;",
        BREAKING,
    ),
    (
        "member_added",
        "export interface A { a: string } export declare function f(a: A): void;",
        "export interface A { a: string; b?: string } export declare function f(a: A): void;",
        ADDITIVE,
    ),
];

#[test]
fn each_change_is_what_it_is_to_them() {
    check("typescript", CASES);
}

#[test]
fn an_alias_changes_with_the_exported_value_that_it_is_the_type_of() {
    let cases: &[Case] = &[
        (
            "type_changed",
            "export const all = { a: 1, b: 2 }; export type A = keyof typeof all;",
            "export const all = { a: 1, b: 2, c: 3 }; export type A = keyof typeof all;",
            LIKELY,
        ),
        (
            "required_member_added",
            "export const all = { a: 1 }; export type A = typeof all;",
            "export const all = { a: 1, b: 2 }; export type A = typeof all;",
            LIKELY,
        ),
        (
            "type_changed",
            "export const all = { a: 1 } as const; export type A = (typeof all)[keyof typeof all]; export declare function f(a: A): void;",
            "export const all = { a: 1, b: 2 } as const; export type A = (typeof all)[keyof typeof all]; export declare function f(a: A): void;",
            ADDITIVE_LIKELY,
        ),
    ];
    check("typescript", cases);
}

#[test]
fn the_arms_of_a_union_are_told_by_their_properties() {
    let cases: &[Case] = &[
        (
            "member_added",
            "export type A = { a: string } | { b: string };",
            "export type A = { a: string; c?: number } | { b: string; c?: number };",
            ADDITIVE_LIKELY,
        ),
        (
            "required_member_added",
            "export type A = { kind: 'a'; a: string } | { kind: 'b' };",
            "export type A = { kind: 'a'; a: string } | { kind: 'b'; b: string };",
            LIKELY,
        ),
        // Which became which cannot be told, or what one arm has the other may not.
        (
            "type_changed",
            "export type A = { kind: 'a'; a: string } | { kind: 'b'; b: string };",
            "export type A = { kind: 'c'; a: string } | { kind: 'd'; b: string };",
            LIKELY,
        ),
        (
            "type_changed",
            "export type A = { a: string } | { b: string };",
            "export type A = { a: string; b?: never } | { a?: never; b: string };",
            LIKELY,
        ),
    ];
    check("typescript", cases);
}

#[test]
fn what_is_inherited_and_stated_otherwise_is_told_by_its_type() {
    let cases: &[Case] = &[
        (
            "type_changed",
            "export interface A { a: string } export interface B extends A { b: string }",
            "export interface A { a: string } export interface B extends A { a: 'x'; b: string }",
            LIKELY,
        ),
        (
            "type_changed",
            "export interface A { a: string } export interface B extends A { a: 'x'; b: string }",
            "export interface A { a: string } export interface B extends A { b: string }",
            LIKELY,
        ),
    ];
    check("typescript", cases);
}

/// What is handed over may be handed out again by what nobody states: of that, who reads it is in doubt.
#[test]
fn what_goes_out_by_inference_is_not_only_handed_over() {
    let unknown = [
        "export class B { constructor(private a: A) {} all = () => [this.a] }",
        "export function f(a: A) { return () => a }",
        "export function f({ b }: { b: A }) { return b }",
        "export function f(a: A) { const b = a; return b }",
        "export function f(a: A) { let b; if (a.a) b = a; return b }",
        "export function f(a: A) { const all = []; all.push(1).push(a); return all }",
        "export function f(a: A) { return { ...a } }",
        "export function f(a?: A) { return a ?? { a: 'x' as const } }",
        "function g(a: A) { return [a.a ? a : a] } export function f(a: A) { return g(a) }",
    ];
    let breaking = [
        "export class B { constructor(private a: A) {} get first() { return this.a } }",
        "export declare function f<T extends A>(name: string): T;",
        "export declare class B<T extends A> { find(name: string): T }",
    ];
    let additive = [
        // A field that holds a class of the package is not set to another one.
        "export class B { f(a: A): void {} } export class C { b: B = new B() }",
        "export class B { f(a: A): void {} } export class C { b: B = new B(); static C = this }",
        // What is made of it says nothing of it.
        "export function f(a: A) { return a.a.length > 1 && 'x' }",
        "declare function g(): any; export function f(a: A) { g(); console.log(a); return g() }",
        "export function f<T extends A>(a: T): T { return a }",
    ];
    let all = [(UNKNOWN, &unknown[..]), (BREAKING, &breaking), (ADDITIVE_LIKELY, &additive)];
    for (class, rest) in all.iter().flat_map(|(class, all)| all.iter().map(move |it| (class, it))) {
        let [old, new] =
            ["a: string", "a?: string"].map(|it| format!("export interface A {{ {it} }} {rest}"));
        let told = told("typescript", &[(&old, &new)]);
        let said = told.first().unwrap().get("member_optional");
        assert_eq!(said.map(String::as_str), Some(*class), "{rest}");
    }
}
