//! TypeScript that says elsewhere what it said: a constructor that is inherited, an overload that covers another, a type parameter with the
//! type that stood there; beside each, what breaks all the same.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN, changes};

pub(super) const CASES: &[Case] = &[
    // A member that is left to inference leaves the others as they are written.
    (
        "result_changed",
        "export class R1 { g() { return h() } f(): string { return '' } }",
        "export class R1 { g() { return h() } f(): Promise<string> { throw 1 } }",
        LIKELY,
    ),
    (
        "result_changed",
        "export class R2 { g() { return h() } f(): string { return '' } }",
        "export class R2 { g() { return k() } f(): string { return '' } }",
        UNKNOWN,
    ),
    (
        "bound_changed",
        "export class R3<T extends { a: string }> { x = make(); f(t: T): void {} }",
        "export class R3<T extends { a: string; b: string }> { x = make(); f(t: T): void {} }",
        LIKELY,
    ),
    (
        "bound_removed",
        "export class Shape4 { id = ''; area(): number { return 1 } } export class R4<T extends Shape4> { f(t: T): void {} }",
        "export class Shape4 { id = ''; area(): number { return 1 } } export class R4<T extends { id: string }> { f(t: T): void {} }",
        ADDITIVE,
    ),
    (
        "bound_changed",
        "export class Shape5 { id = ''; area(): number { return 1 } } export class R5<T extends Shape5> { f(t: T): void {} }",
        "export class Shape5 { id = ''; area(): number { return 1 } } export class R5<T extends { name: string }> { f(t: T): void {} }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "export const o1 = { a: h(), f(): string { return '' } };",
        "export const o1 = { a: h(), f(): number { return 1 } };",
        LIKELY,
    ),
    (
        "parent_removed",
        "type Pair7<T> = [T, T]; export class Base7<T> { get(): T { throw 1 } } export class Sub7 extends Base7<Pair7<string>> { b = 1 }",
        "export class Base7<T> { get(): T { throw 1 } } export class Sub7 extends Base7<[string, number]> { b = 1 }",
        LIKELY,
    ),
    // A constructor that what is extended has.
    (
        "parameter_required",
        "export class C { constructor(public url: string) {} }",
        "class B { constructor(public url: string, n: number) {} } export class C extends B {}",
        BREAKING,
    ),
    (
        "parameter_type_changed",
        "class B<T> { constructor(x: T) {} } export class C<U> extends B<U[]> { a(): U { throw 0 } }",
        "export class C<U> { constructor(x: U) {} a(): U { throw 0 } }",
        LIKELY,
    ),
    (
        "parameter_added",
        "class A { constructor(x: string) {} } class B extends A {} export class C extends B {}",
        "export class C { constructor(x: string, y?: number) {} }",
        ADDITIVE,
    ),
    (
        "parameter_required",
        "class A {} export class C extends A { }",
        "class B { constructor(x: string) {} } export class C extends B { }",
        BREAKING,
    ),
    (
        "parameter_removed",
        "export class C { constructor(x?: string) {} }",
        "class B {} export class C extends B {}",
        BREAKING,
    ),
    // What others define is not looked into.
    (
        "constructor_removed",
        "export class C extends Error { constructor(x: string) { super(x) } }",
        "export class C extends Error {}",
        UNKNOWN,
    ),
    // What one overload takes, another may take as well; parameters of a function without their types are found by what it says.
    (
        "overload_covered",
        "export declare function f(x: string, ...y: any[]): void; export declare function f(x: string, y: (e: Error) => void): void;",
        "export declare function f(x: string, ...y: any[]): void;",
        ADDITIVE,
    ),
    (
        "overload_removed",
        "export declare function f(x: string, y: (e: Error) => void): void; export declare function f(x: string, ...y: any[]): void;",
        "export declare function f(x: string, ...y: any[]): void;",
        LIKELY,
    ),
    (
        "overload_removed",
        "export declare function f(x: string, ...y: string[]): void; export declare function f(x: string, y: number): void;",
        "export declare function f(x: string, ...y: string[]): void;",
        BREAKING,
    ),
    (
        "overload_added",
        "export interface F { (x: string, ...y: any[]): void }",
        "export interface F { (x: string, ...y: any[]): void; (x: string, y: number): void }",
        ADDITIVE_LIKELY,
    ),
    (
        "overload_added",
        "export interface F { (x: string, y: any): void; (x: number): void }",
        "export interface F { (x: string, y: any): void; (x: number): void; (x: boolean): void }",
        UNKNOWN,
    ),
    (
        "overload_added",
        "export declare function f(x: string): string;",
        "export declare function f(x: string): string; export declare function f(x: number): number;",
        ADDITIVE_LIKELY,
    ),
    // Who tells all members of an enum apart is handed another one.
    (
        "variant_added",
        "export enum K { A, B } export declare function kinds(): K[];",
        "export enum K { A, B, C } export declare function kinds(): K[];",
        LIKELY,
    ),
    (
        "variant_added",
        "export enum K { A, B } export declare function take(k: K): void;",
        "export enum K { A, B, C } export declare function take(k: K): void;",
        ADDITIVE_LIKELY,
    ),
    // Nobody extends a union.
    (
        "kind_changed",
        "export interface S<T> { data?: T; loading: boolean }",
        "export type S<T> = { data?: undefined; loading: true } | { data: T; loading: false };",
        LIKELY,
    ),
    (
        "type_changed",
        "export type S<T> = { data?: undefined; loading: true } | { data: T; loading: false };",
        "export interface S<T> { data?: T; loading: boolean }",
        LIKELY,
    ),
    (
        "kind_changed",
        "interface X { a: string } interface Y { a: string; b: number } type Either = X | Y; export interface S { a: string; b?: number }",
        "interface X { a: string } interface Y { a: string; b: number } type Either = X | Y; export type S = Either;",
        LIKELY,
    ),
    // Others add to what is empty.
    (
        "kind_changed",
        "export interface Register {}",
        "export type Register = { router: string };",
        UNKNOWN,
    ),
    // A type parameter that came is its default where a call from before says nothing of it.
    (
        "type_changed",
        "export declare function use<T>(o: { fn(): T; of: T[] }): { data?: T };",
        "export declare function use<T, R = T>(o: { fn(): T; of: R[] }): { data?: R };",
        LIKELY,
    ),
    (
        "type_changed",
        "export interface Client { use<T>(o: { fn(): T }): { data?: T } }",
        "export interface Client { use<T, R = T>(o: { fn(): T; select?: (d: T) => R }): { data?: R } }",
        LIKELY,
    ),
    (
        "generic_added_with_default",
        "export declare function use<T>(o: { fn(): T }): { data?: T };",
        "export declare function use<T, R = T>(o: { fn(): T; select?: (d: T) => R }): { data?: R };",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "interface O<T> { fn(): T } export class C { use<T>(o: O<T>): T | undefined { throw 0 } }",
        "interface O<T, R = T> { fn(): T; select?: (d: T) => R } export class C { use<T, R = T>(o: O<T, R>, more?: R): R | undefined { throw 0 } }",
        ADDITIVE,
    ),
    // What a call is given of types tells what it gives.
    (
        "type_changed",
        "interface Ctx<T> { value: T } declare function createCtx<T>(v: T): Ctx<T>; export const Theme = createCtx<{ m: string }>({ m: '' });",
        "interface Ctx<T> { value: T } declare function createCtx<T>(v: T): Ctx<T>; export const Theme = createCtx<{ m: string } | null>(null);",
        LIKELY,
    ),
    // `this` of a class is one of it.
    (
        "result_narrower",
        "export class Q<T> { where(s: string): Q<T> { return this; } }",
        "export class Q<T> { where(s: string): this { return this; } }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_changed",
        "export class Q<T> { where(s: string): Q<string> { throw 0 } }",
        "export class Q<T> { where(s: string): this { return this; } }",
        LIKELY,
    ),
    (
        "result_changed",
        "export class Q<T> { where(s: string): this { return this; } }",
        "export class Q<T> { where(s: string): Q<T> { return this; } }",
        LIKELY,
    ),
    // `Required<A>` misses nothing.
    (
        "member_optional",
        "export interface O { a: string } export class V { constructor(o: O) {} readonly options!: Required<O>; }",
        "export interface O { a?: string } export class V { constructor(o: O) {} readonly options!: Required<O>; }",
        LIKELY,
    ),
    (
        "member_optional",
        "interface I { a: string } export interface O { i: I } export class V { constructor(o: O) {} readonly options!: Readonly<O>; }",
        "interface I { a: string } export interface O { i?: I } export class V { constructor(o: O) {} readonly options!: Readonly<O>; }",
        BREAKING,
    ),
    // Forms that no inference makes the same.
    (
        "result_changed",
        "export function useIt(v: number) { return [v, String(v)] as const; }",
        "export function useIt(v: number) { return { v, t: String(v) }; }",
        LIKELY,
    ),
    (
        "result_changed",
        "export class C { clear() { this.a = 1 } a = 0 }",
        "export class C { clear(): boolean { return true } a = 0 }",
        LIKELY,
    ),
    (
        "result_inferred",
        "export class C { clear() { if (this.a) { return } this.a = 1 } a = 0 }",
        "export class C { clear() { return this.a } a = 0 }",
        UNKNOWN,
    ),
];

pub(super) const NONE: &[(&str, &str)] = &[
    (
        "export class C { constructor(public url: string) {} get(): string { return this.url } }",
        "abstract class B { constructor(public url: string) {} } export class C extends B { get(): string { return this.url } }",
    ),
    (
        "abstract class B { constructor(public url: string) {} } export class C extends B { get(): string { return this.url } }",
        "export class C { constructor(public url: string) {} get(): string { return this.url } }",
    ),
    (
        "export class C { constructor(url?: string) {} }",
        "class B { constructor(url?: string) {} } export class C extends B {}",
    ),
    (
        "export declare class C { constructor(x: string); constructor(x: number, y: string); }",
        "declare class A<T, U = string> { constructor(x: string); constructor(x: T, y: U); } declare class B extends A<number> {} export declare class C extends B {}",
    ),
    (
        "type Options<T> = { of: T }; export class C<T> { constructor(options: Options<T>) {} }",
        "class B<U> { constructor(options: { of: U }) {} } export class C<T> extends B<T> {}",
    ),
    (
        "export class C { protected constructor(x: string) {} }",
        "class B { protected constructor(x: string) {} } export class C extends B {}",
    ),
    (
        "export class C { a = 1; clear() { this.a = 2; [1].map(it => { return it }) } async b() { if (this.a) return; await 1 } }",
        "export class C { a = 1; clear(): void { this.a = 2; [1].map(it => { return it }) } async b(): Promise<void> { if (this.a) return; await 1 } }",
    ),
    (
        "export function f(x: number) { console.log(x) }",
        "export function f(x: number): void { console.log(x) }",
    ),
    ("export type Mw = (c: string) => void;", "export interface Mw { (c: string): void }"),
    (
        "export type Slots = Record<string, number>;",
        "export interface Slots { [k: string]: number }",
    ),
    (
        "export class A7 { f() { return new A7() } }",
        "export class A7 { f(): A7 { return new A7() } }",
    ),
    // What a class builds on is what it means, whatever the types are called that only its file knows.
    (
        "type Flat<T> = { [K in keyof T]: T[K] }; interface Item9 { a: string } export class Base9<T> { get(): T { throw 1 } } export class Sub9 extends Base9<Flat<Item9>> { b = 1 }",
        "type Simple<T> = { [K in keyof T]: T[K] }; interface Item9 { a: string } export class Base9<T> { get(): T { throw 1 } } export class Sub9 extends Base9<Simple<Item9>> { b = 1 }",
    ),
    (
        "type Pair<T> = [T, T]; export class Base8<T> { get(): T { throw 1 } } export class Sub8 extends Base8<Pair<string>> { b = 1 }",
        "export class Base8<T> { get(): T { throw 1 } } export class Sub8 extends Base8<[string, string]> { b = 1 }",
    ),
    (
        "export interface Slots<T> { [k: string]: T }",
        "export type Slots<T> = { [name: string]: T };",
    ),
    (
        "type Row = Record<string, number>; export interface P<O = Record<string, number>> { o: O }",
        "type Row = Record<string, number>; export interface P<O = Row> { o: O }",
    ),
    (
        "const wrap = (c: number) => (t: string): string => t; export const red = (t: string): string => wrap(31)(t);",
        "function wrap(c: number, t: string): string { return t } export const red = (t: string): string => wrap(31, t);",
    ),
];

#[test]
fn an_interface_with_a_constant_that_makes_one_is_what_a_class_is() {
    let told = |constant: &str, class: &str| {
        let files = format!(
            "//- package.json\n{{ \"name\": \"lib\", \"exports\": \"./index.ts\" }}\n//- index.ts\n\
             export interface P {{ a: string }}\nexport declare const P: {constant};\n"
        );
        let class = format!("export declare class P {{ a: string; {class} }}\n");
        changes(&files, "index.ts", &class)
    };
    let both =
        |class: &str| [format!("{class} P: kind_changed"), "additive P: kind_changed".to_owned()];
    assert_eq!(told("{ new (): P; create(): P }", "static create(): P"), both("unknown"));
    assert_eq!(told("{ b: string }", "static b: string"), both("breaking"));
}
