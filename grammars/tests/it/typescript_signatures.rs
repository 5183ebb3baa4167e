//! What items of TypeScript promise, as their signatures are written.

use boundstone_grammars::{extract, parse, signatures};
use boundstone_model::Language;
use proptest::prelude::*;

/// Each item with its signature, one a line; `~` where a part is left to inference.
fn promised(text: &str) -> String {
    let language = Language::TypeScript;
    let tree = parse(language, text, None).unwrap();
    let (facts, _) = extract(language, text, Some(&tree));
    let all = signatures(text, &facts, Some(&tree)).unwrap();
    let lines = (0..).zip(all.items.iter()).filter_map(|(number, item)| {
        let signature = item.as_ref()?.signature.as_ref()?;
        let inferred = if signature.is_inferred { " ~" } else { "" };
        Some(format!("{}: {signature}{inferred}\n", facts.path(number)))
    });
    lines.collect()
}

#[test]
fn functions() {
    insta::assert_snapshot!(promised(
        r#"
import { Money as Cash } from "./money";
import * as ns from "./all";
export function plain(amount: Cash, note?: string, ...rest: ns.Tag[]): void {}
export function pick(a: string): string;
export function pick(a: number): number;
export function pick(a: any): any { return a; }
export function map<T extends object, U = T>(this: Window, f: (x: T) => U): U { return f(x); }
export function isText(x: unknown): x is string { return true; }
export function check(first: 1, x: unknown): asserts x { }
export async function* guess(a = 1, { b, c }: { c: C; b: B; }) { }
export const arrow = <K,>(k: K): K[] => [k];
export const typed: Handler<'a'> = () => {};
"#
    ), @r#"
    plain: fn(Money, string?, ...Tag[]) -> void
    pick: fn(string) -> string; fn(number) -> number
    map: fn<T0, T1 = T0>(Window, fn(^T0) -> ^T1) -> T1 where T0 extends object
    isText: fn(unknown) -> #0 is string
    check: fn(1, unknown) -> asserts #1
    guess: fn(number?, {b: B; c: C}) -> AsyncGenerator<_> ~
    arrow: const fn<T0>(T0) -> T0[]
    typed: const Handler<"a">
    "#);
}

#[test]
fn types() {
    insta::assert_snapshot!(promised(
        r#"
import React from "react";
export class Invoice<T> extends Base<T> implements B, A {
    constructor(public readonly id: string, private secret: number, plain: T) { super(); }
    static make(): Invoice<string> { return x; }
    get total(): number { return 1; }
    set total(value: number) {}
    get only(): string { return ""; }
    protected hook<U>(u: U, t: T): void {}
    private hidden = 1;
    #alsoHidden = 2;
    declare readonly kind: 'invoice';
    count = 0;
    later?: Date;
    [key: string]: unknown;
}
export abstract class Shape { abstract area(): number; abstract readonly name: string; }
export interface Point<T = number> extends A, B<T> {
    y: T;
    x?: T;
    (a: string): void;
    new (a: number): Point;
    [index: number]: string;
    readonly 'quoted': React.ReactNode;
    m(a: string): void;
    m(a: number): void;
}
export enum Color { Red, Green = 5, Blue, Text = 'text' }
export const enum Flag { A = 1 << 0 }
export namespace Deep { export const x = 1; }
"#
    ), @r#"
    Invoice: class<T0>: extends Base<T0> + implements A + implements B { : [_: string]: unknown, constructor: new fn(string, number, ^T0), count: number, hook: protected fn<T0>(T0, ^T0) -> void, id: readonly string, kind: readonly "invoice", later?: Date, make: static fn() -> Invoice<string>, only: accessor readonly string, total: accessor number, .. }
    Invoice.constructor: new fn(string, number, ^T0)
    Invoice.id: readonly string
    Invoice.secret: private number
    Invoice.make: static fn() -> Invoice<string>
    Invoice.total: accessor number
    Invoice.only: accessor readonly string
    Invoice.hook: protected fn<T0>(T0, ^T0) -> void
    Invoice.hidden: private number
    Invoice.#alsoHidden: number
    Invoice.kind: readonly "invoice"
    Invoice.count: number
    Invoice.later: optional Date
    Shape: abstract class { area: abstract fn() -> number, name: abstract readonly string }
    Shape.area: abstract fn() -> number
    Shape.name: abstract readonly string
    Point: interface<T0 = number>: extends A + extends B<T0> { : [_: number]: string, : fn(string) -> void, : new fn(number) -> Point, m: fn(string) -> void; fn(number) -> void, quoted: readonly ReactNode, x?: T0, y: T0 }
    Point.y: T0
    Point.x: optional T0
    Point.quoted: readonly ReactNode
    Point.m: fn(string) -> void; fn(number) -> void
    Color: enum { Red = 0, Green = 5, Blue = 6, Text = "text" }
    Color.Red: 
    Color.Green: = 5
    Color.Blue: 
    Color.Text: = "text"
    Flag: const enum { A = 1 }
    Flag.A: = 1
    Deep: module
    Deep.x: const 1
    "#);
}

#[test]
fn aliases_and_variables() {
    insta::assert_snapshot!(promised(
        r#"
export type Shape = { b: 'x' | "a"; a?: number } & Named;
export type Fn = (a: string, b?: number) => (void);
export type Make = abstract new (...args: any[]) => object;
export type Unwrap<T> = T extends Promise<infer U> ? U : T;
export type Partially<T> = { readonly [K in keyof T]?: T[K] };
export type Path = `/${string}/x y`;
export type Pair = [first: string, second?: number, ...rest: (A | B)[]];
export type Nested<T> = <U>(u: U, t: T) => keyof typeof table;
export const name = 'x', size = 12, made = make(), cast = make() as Made;
export let open = true;
export const frozen = { a: 1 } as const;
export const stated: Map<string, number,> = new Map();
export const { a, b: c } = pair;
export default { a: 1 };
"#
    ), @r#"
    Shape: type = Named & {a?: number; b: "a" | "x"}
    Fn: type = fn(string, number?) -> void
    Make: type = abstract new fn(...any[]) -> object
    Unwrap: type<T0> = T0 extends Promise<infer T0> ? T0 : T0
    Partially: type<T0> = {readonly [T0 in keyof ^T0] ?: ^T0[T0]}
    Path: type = `/${string}/x y`
    Pair: type = [string, number?, ...(A | B)[]]
    Nested: type<T0> = fn<T0>(T0, ^T0) -> keyof typeof table
    name: const "x"
    size: const 12
    made: const ReturnType<typeof make> ~
    cast: const Made
    open: let boolean
    frozen: const {readonly a: 1}
    stated: const Map<string, number>
    a: const typeof pair["a"] ~
    c: const typeof pair["b"] ~
    default: const {a: number}
    "#);
}

fn by_name(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = promised(text).lines().map(str::to_owned).collect();
    lines.retain(|line| !line.contains(": private "));
    lines.sort();
    lines
}

/// A text as it may be written in two ways that promise the same.
#[test]
fn what_means_the_same_is_written_the_same() {
    let pairs = [
        ("export type A = | B | C;", "export type A = (C | B)"),
        (
            "export type A = readonly B[] | readonly (C | D)[] | null;",
            "export type A = null | readonly B[] | ReadonlyArray<D | C>;",
        ),
        ("export type A = readonly B[] & C;", "export type A = C & readonly B[]"),
        ("export type A = { a: 1, b: 2 }", "export type A = {\n  b: 2;\n  // why\n  a: 1;\n}"),
        ("export type A<T> = Set<T>", "export type A< Item > = Set<Item /* it */>;"),
        (
            "export function f(a: string) : B { return 1 }",
            "export function f(\n  b: string,\n): B { return 2 }",
        ),
        ("export function f(a: X): a is Y { }", "export function f(b: X): b is Y { }"),
        ("export function f(B: string): B { }", "export function f(c: string): B { }"),
        ("export interface A { x: 1; y(): void }", "export interface A { y(): void, x: 1 }"),
        ("export class A { private a = 1; }", "export class A { private b(): void {} }"),
        (
            "import { X as Y } from 'm'; export type A = Y",
            "import { X } from 'm'; export type A = X",
        ),
        (
            "import * as a from 'm'; export type A = a.X",
            "import * as b from 'm'; export type A = b.X",
        ),
        ("export const a = 'x'", "export const a = \"x\";"),
    ];
    for (one, other) in pairs {
        assert_eq!(by_name(one), by_name(other), "{one}\n{other}");
    }
}

#[test]
fn what_users_feel_is_written_differently() {
    let pairs = [
        ("export function f(a: string): void", "export function f(a?: string): void"),
        (
            "export function f(a: string, b: number): void",
            "export function f(a: number, b: string): void",
        ),
        ("export function f<T, U>(a: T): U", "export function f<T, U>(a: U): T"),
        ("export type A<T> = <U>(u: U) => T", "export type A<T> = <U>(u: U) => U"),
        ("export class A { a: string }", "export class A { readonly a: string }"),
        ("export class A { a(): void {} }", "export class A { static a(): void {} }"),
        ("export enum A { B, C }", "export enum A { C, B }"),
        ("export class A { private constructor() {} }", "export class A { constructor() {} }"),
        ("export abstract class A {}", "export class A {}"),
        ("export interface A { a: 1 }", "export interface A { a?: 1 }"),
        ("export type A = `a b`", "export type A = `a  b`"),
    ];
    for (one, other) in pairs {
        assert_ne!(promised(one), promised(other), "{one}\n{other}");
    }
}

#[test]
fn deep_types_are_given_up_and_large_files_are_not() {
    let deep = format!("export type A = {}B{};", "(".repeat(1_000), ")".repeat(1_000));
    let nested = format!("export type A = {}B{};", "Set<".repeat(1_000), ">".repeat(1_000));
    assert!(promised(&nested).ends_with("~\n"));
    assert!(promised(&deep).starts_with("A: type"));
    let wide = format!(
        "export type A = {};",
        (0..20_000).map(|it| format!("'{it}'")).collect::<Vec<_>>().join("\n| ")
    );
    assert!(!promised(&wide).contains('~'));
}

/// Its words stand apart; `@` is a name that nobody sees.
const WORDS: &str = "export interface I < @1 extends object = { } > extends J < @1 > { a ?: string ; \
    m < @2 > ( @3 : @1 , @4 ?: @2 ) : @3 is A ; new ( @3 : B , ) : I ; [ @3 : string ] : unknown ; } \
    export function f < @1 , @2 extends keyof @1 > ( this : W , @3 : @1 = null , ... @4 : @2 [ ] ) : \
    Map < @1 , | A | @2 > { return @3 ; } \
    export type T < @1 > = @1 extends Array < infer @2 > ? { b : @2 ; a : ( @3 : @1 ) => void } : \
    [ @3 : A , @4 ?: B ] ; \
    export class C < @1 > extends D < @1 > { private @3 = 1 ; static s ( @3 : E ) : F { return @3 } \
    get p ( ) : G { return 1 } constructor ( readonly q : H ) { super ( ) } } \
    export enum E { A , B = 'b' , } export const x = ( @3 : string ) : number => 1 ;";

/// Another writing of the same.
fn written(gaps: &[usize], names: &[String; 4]) -> String {
    let separators = [" ", "  ", "\t ", " /* a, b */ ", " /** @beta */ "];
    let mut text = String::new();
    for (word, gap) in WORDS.split_whitespace().zip(gaps.iter().cycle()) {
        match word.strip_prefix('@').and_then(|it| it.parse::<usize>().ok()) {
            Some(number) => text.push_str(&names[number - 1]),
            None => text.push_str(word),
        }
        let is_open = matches!(word, "{" | "," | ";" | "(");
        text.push_str(if is_open && gap % 2 == 0 { "\n // c\n\r\n" } else { separators[gap % 5] });
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn no_cosmetic_edit_changes_a_signature(
        gaps in proptest::collection::vec(0..10_usize, 1..120),
        suffix in "[a-z]{0,3}",
    ) {
        let plain = written(&[0, 1], &["P1", "P2", "p3", "p4"].map(str::to_owned));
        let names = ["Key", "Val", "item", "list"].map(|it| format!("{it}{suffix}"));
        let own = |text: &str| {
            let lines = promised(text);
            lines.lines().filter(|it| !it.contains("private")).map(str::to_owned).collect::<Vec<_>>()
        };
        prop_assert_eq!(own(&written(&gaps, &names)), own(&plain));
    }

    #[test]
    fn broken_text_never_panics(cut in 0_usize..400, inserted in "[(){}<>:;,=|&?\"'`a ]{0,12}") {
        let text = "export class A<T> extends B<T> { constructor(private a: T) {} get x(): T { return 1 } }\n\
            export function f<T>(this: A, a?: T, ...b: T[]): a is T {}\nexport type U = { [K in A]: B } | `x${C}`;\n\
            export enum E { A = 1, B }\nexport const x = (a: string): void => {};\n";
        let cut = cut.min(text.len());
        let text = format!("{}{inserted}{}", &text[..cut], &text[cut..]);
        promised(&text);
    }
}

/// Every form of a member that may follow one whose line ends it.
const MEMBERS: &str = r#"
export interface Call {
  name: string;
  <T = () => void>(a: T): T;
  <U extends Other<'a'>>(
    // Doesn't matter: )
    opts: { a: U },
  ): Promise<U>;
  /** Said of the next. */
  <V>(a: V): V[];
  (plain: string): void; // Said of it.
  in: boolean;
  instanceof?: 'a' | "b";
  in(place: Place): { a: 1 };
  [Symbol.iterator](): Iterator<Place>;
  [key]?: `text`;
  readonly [index: number]: unknown;
  [other: string]: unknown;
  new <T>(of: T): Call;
  tuple: {} extends Call
    ? // Nothing.
      [options?: Call]
    : // Something.
      [
        options: Call,
      ];
}
export type Mapped = {
  (a: string): void;
  [other: string]: unknown;
};
export const f = (): { a: A; <T>(t: T): T } => g;
export class Held {
  held: Call;
  [other: string]: unknown;
}
"#;

#[test]
fn a_line_ends_a_member_as_a_semicolon_does() {
    let with = promised(MEMBERS);
    let without = MEMBERS.replace(";\n", "\n").replace("; //", " //");
    assert_eq!(promised(&without), with);
    assert_eq!(promised(&without.replace('\n', "\r\n")), with);
    insta::assert_snapshot!(with, @r#"
    Call: interface { : [_: string]: unknown, : fn<T0 = fn() -> void>(T0) -> T0; fn<T0>({a: T0}) -> Promise<T0> where T0 extends Other<"a">; fn<T0>(T0) -> T0[]; fn(string) -> void, : new fn<T0>(T0) -> Call, : readonly [_: number]: unknown, [Symbol.iterator]: fn() -> Iterator<Place>, [key]?: `text`, in: boolean, in: fn(Place) -> {a: 1}, instanceof?: "a" | "b", name: string, tuple: {} extends Call ? [Call?] : [Call] }
    Call.name: string
    Call.in: boolean
    Call.instanceof: optional "a" | "b"
    Call.in: fn(Place) -> {a: 1}
    Call.[Symbol.iterator]: fn() -> Iterator<Place>
    Call.[key]: optional `text`
    Call.tuple: {} extends Call ? [Call?] : [Call]
    Mapped: type = {[_: string]: unknown; fn(string) -> void}
    f: const fn() -> {a: A; fn<T0>(T0) -> T0}
    Held: class { : [_: string]: unknown, held: Call }
    Held.held: Call
    "#);
}

#[test]
fn what_goes_on_in_the_next_line_is_no_member_of_its_own() {
    let torn = "export const a = b
  <T>(c)
export const d: A
  ['key'] = 1
export const e = f ? g
  (h) : i
export interface J { torn: ";
    insta::assert_snapshot!(promised(torn), @"
    a: const ReturnType<typeof b<T>> ~
    d: const A
    e: const _ ~
    ");
}

#[test]
fn what_a_value_is_written_out_as() {
    insta::assert_snapshot!(promised(
        r#"
export const object = { b: 'x', a: 1, 'c-d': true, 5: 1n, e: null, f: /x/, g: `a${b}` };
export const frozen = { a: [1, 'x'], b: { c: -1 }, d: `plain` } as const;
export const list = [1, 2, 'a'], none = [], nested = [[1], [2]];
export const map = new Map<string, number>(), made = new Foo(), deep = new a.Foo<B>();
export const other = inner, part = inner.part, called = make(), given = make<A>(1);
export const methods = {
    get(id: string): number { return 1 }, async guess(x: A) {},
    get only(): string { return '' }, get both(): string { return '' }, set both(it: string) {},
    arrow: (a: A): B => a, short, ...spread, [computed()]: 1,
};
export const some = { short, ...spread, arrow: (a: A): B => a, get only(): string { return '' } };
export const sum = 60 * 60 * 1000, text = 'a' + b, is = a === b, not = !a, unknown = a + b;
export const sure = { a: 1 } satisfies Cfg, kept = Object.freeze({ a: 1 });
export let open = 'x', negative = -1, lists = ['a'];
export class A { static readonly table = { a: 1 }; items = new Set<string>(); readonly kind = 'a'; }
export function f(a = { b: 1 }, { c = 1 } = {}, d = [1]): void {}
export default { a: 1, b: [''] };
"#
    ), @r#"
    object: const {5: bigint; a: number; b: string; c-d: boolean; e: null; f: RegExp; g: string}
    frozen: const {readonly a: readonly [1, "x"]; readonly b: {readonly c: -1}; readonly d: "plain"}
    list: const (number | string)[]
    none: const _ ~
    nested: const number[][]
    map: const Map<string, number>
    made: const Foo ~
    deep: const a.Foo<B>
    other: const typeof inner ~
    part: const typeof inner.part ~
    called: const ReturnType<typeof make> ~
    given: const ReturnType<typeof make<A>> ~
    methods: const {..._; ...typeof spread; arrow: fn(A) -> B; both: string; get: fn(string) -> number; guess: fn(A) -> Promise<_>; readonly only: string; short: typeof short} ~
    some: const {...typeof spread; arrow: fn(A) -> B; readonly only: string; short: typeof short} ~
    sum: const number
    text: const string
    is: const boolean
    not: const boolean
    unknown: const _ ~
    sure: const {a: number}
    kept: const {readonly a: number}
    open: let string
    negative: let number
    lists: let string[]
    A: class { items: Set<string>, kind: readonly "a", table: readonly static {a: number} }
    A.table: readonly static {a: number}
    A.items: Set<string>
    A.kind: readonly "a"
    f: fn({b: number}?, {c?: number}?, number[]?) -> void
    default: const {a: number; b: string[]}
    "#);
}

#[test]
fn forms_that_look_like_others() {
    insta::assert_snapshot!(promised(
        r#"
export declare const imported: import("./item").Item[];
export declare function given(a: import("./item").Item<string>[]): import("./a").b.C;
export type Named = { fnName: string };
export type Method = { fn(x: A): B };
export type Call = { (x: A): B };
export type Nested = Array<Map<A, B>> | Array<[A, B]> | Array<{ a: A }> | Array<() => A>;
export type Plain = Map<A, B>[] | [A, B][] | { a: A }[] | (() => A)[];
export interface Optional { a?: (() => void) | undefined; b?: () => void }
"#
    ), @"
    imported: const Item[]
    given: fn(Item<string>[]) -> b.C
    Named: type = {fnName: string}
    Named.fnName: string
    Method: type = {fn: fn(A) -> B}
    Method.fn: fn(A) -> B
    Call: type = fn(A) -> B
    Nested: type = (fn() -> A)[] | Map<A, B>[] | [A, B][] | {a: A}[]
    Plain: type = (fn() -> A)[] | Map<A, B>[] | [A, B][] | {a: A}[]
    Optional: interface { a?: fn() -> void, b?: fn() -> void }
    Optional.a: optional fn() -> void
    Optional.b: optional fn() -> void
    ");
}
