//! Types of TypeScript that are written by other names, and what these stand for.

use super::{ADDITIVE, BREAKING, Case, LIKELY, check, told};
use crate::repository::Repository;

const CASES: &[Case] = &[
    // Users can import it.
    (
        "member_removed",
        "export declare const brand: unique symbol; declare const other: unique symbol; export type Id = string & { readonly [brand]: 'Id' };",
        "export declare const brand: unique symbol; declare const other: unique symbol; export type Id = string & { readonly [other]: 'Id' };",
        BREAKING,
    ),
    // Other than `Pick`, what goes over these names does not keep which may be missing.
    (
        "type_changed",
        "export type A<T> = Omit<T, 'a'>;",
        "export type A<T> = { [K in Exclude<keyof T, 'a'>]: T[K] };",
        LIKELY,
    ),
    (
        "type_changed",
        "export type A<T> = Partial<T>;",
        "export type A<T> = { [K in keyof T]: T[K] };",
        LIKELY,
    ),
    // A class and an interface of one name are one type.
    (
        "member_removed",
        "export interface A { a: string } export class A { b(): void {} }",
        "export class A { b(): void {} }",
        BREAKING,
    ),
    (
        "member_removed",
        "export type A = { a: string; b: string };",
        "export interface A { a: string }",
        BREAKING,
    ),
    (
        "required_member_added",
        "export interface A { a: string }",
        "export type A = { a: string; b: string };",
        BREAKING,
    ),
    (
        "result_changed",
        "export declare function f(x: any): any;",
        "export declare function f<T>(x: T): T;",
        LIKELY,
    ),
    (
        "member_removed",
        "const Root = (x: string): void => {}; export const Menu = Object.assign(Root, { Item: 1, Row: 2 });",
        "const Root = (x: string): void => {}; export const Menu = Object.assign(Root, { Item: 1 });",
        BREAKING,
    ),
    (
        "item_removed",
        "export const Menu = (x: string) => null; Menu.Item = (x: number) => null;",
        "export const Menu = (x: string) => null;",
        BREAKING,
    ),
    (
        "parameter_type_changed",
        "export function Menu() {} Menu.Item = (x: number): void => {};",
        "export function Menu() {} Menu.Item = (x: string): void => {};",
        LIKELY,
    ),
    (
        "required_member_added",
        "export function pay(x: { amount: number }): void {}",
        "interface Payment { amount: number; currency: string } export function pay(x: Payment): void {}",
        BREAKING,
    ),
    (
        "member_removed",
        "type Paid<T> = { id: T; at: string }; export declare function pay(): Paid<number>;",
        "export declare function pay(): { id: number };",
        BREAKING,
    ),
    (
        "type_changed",
        "export type Money = { amount: number }; export interface Bill { total: Readonly<Money> }",
        "export type Money = { amount: number }; export interface Bill { total: { readonly amount: string } }",
        LIKELY,
    ),
    // One list of kids is longer than the other.
    (
        "type_changed",
        "interface Tree { kids: Tree[] } export interface A { tree: Tree }",
        "interface Other { kids: Other[][] } export interface A { tree: Other }",
        LIKELY,
    ),
    (
        "member_removed",
        "class Base { hide(): void {} show(): void {} } export class A extends Base {}",
        "export class A { show(): void {} }",
        BREAKING,
    ),
    (
        "member_added",
        "export interface A { size: number }",
        "interface Native { size?: string; title?: string } export interface A extends Omit<Native, 'size'> { size: number }",
        ADDITIVE,
    ),
    // What a body gives at its end, and nowhere else.
    (
        "member_removed",
        "export function useLoad() { const isLoading = state(); return { isLoading, load() {} }; }",
        "export function useLoad() { const isPending = state(); return { isPending, load() {} }; }",
        BREAKING,
    ),
    // What may be nothing is more than what may not.
    (
        "parameter_type_changed",
        "export function f<T>(x: T): void {}",
        "export function f<T>(x: T & {}): void {}",
        LIKELY,
    ),
    (
        "type_changed",
        "import { Date } from 'dates'; export interface A { at: Date }",
        "import { Date } from 'dates'; export interface A { at: NonNullable<Date | null> }",
        LIKELY,
    ),
    // A name of the language that the file gives another meaning.
    (
        "type_changed",
        "export type A = { of: Partial<{ a: string }> };",
        "import { Partial } from 'other'; export type A = { of: Partial<{ a: string }> | { a?: string } };",
        LIKELY,
    ),
    // Users may ask whether a value is one.
    (
        "parent_removed",
        "export class Base { a(): void {} } export class A extends Base {}",
        "export class Base { a(): void {} } export class A { a(): void {} }",
        LIKELY,
    ),
];

const SAME: &[(&str, &str)] = &[
    (
        "declare const brand: unique symbol; export type Id = string & { readonly [brand]: 'Id' };",
        "declare const __brand: unique symbol; export type Id = string & { readonly [__brand]: 'Id' };",
    ),
    (
        "const state = Symbol('a'); export class Held { [state] = 1; a = 1; }",
        "const kState = Symbol('a'); export class Held { [kState] = 1; a = 1; }",
    ),
    (
        "type P = { a: { 200: { id: number }; 404: string } }; export type R = P['a'][200];",
        "type P = { a: { 200: { id: number }; 404: string } }; export type R = { id: number };",
    ),
    (
        "interface B { a: string } export type T = (B & { k: 'x' }) | (B & { k: 'y'; n: number });",
        "interface B { a: string } export type T = B & ({ k: 'x' } | { k: 'y'; n: number });",
    ),
    (
        "export declare function f(): Disposable & { n: number };",
        "interface H extends Disposable { n: number } export declare function f(): H;",
    ),
    (
        "export type S<T> = { [K in keyof T]: T[K] } & {};",
        "export type S<T> = { [K in keyof T]: T[K] };",
    ),
    (
        "export declare function f(key: string | number | symbol): void;",
        "export declare function f(key: PropertyKey): void;",
    ),
    (
        "export type A<T> = Partial<T>; export type B<T> = Readonly<T>; export type C<T> = Required<T>;",
        "export type A<T> = { [K in keyof T]?: T[K] }; export type B<T> = { readonly [K in keyof T]: T[K] }; export type C<T> = { [K in keyof T]-?: T[K] };",
    ),
    (
        "export type A<N extends string> = { [K in N]: number }; export type B<T> = T & {};",
        "export type A<N extends string> = Record<N, number>; export type B<T> = NonNullable<T>;",
    ),
    (
        "export type A<T> = Omit<T, 'a'>; export type B<T, U> = Exclude<T, U>; export type C<T, U> = Extract<T, U>;",
        "export type A<T> = Pick<T, Exclude<keyof T, 'a'>>; export type B<T, U> = T extends U ? never : T; export type C<T, U> = T extends U ? T : never;",
    ),
    (
        "export function each<T>(all: T[], f: (it: T, at: number) => void): void {}",
        "type Visit<A, R> = (it: A, at: number) => R; export function each<T>(all: T[], f: Visit<T, void>): void {}",
    ),
    (
        "export interface A { kind: 'file' | 'folder'; size: number | null; at?: Date }",
        "type Maybe<T> = T | null; type Kind = 'folder' | 'file'; export interface A { kind: Kind; size: Maybe<number>; at?: Date | undefined }",
    ),
    (
        "interface User { id: string; name: string; password: string } export type A = [Omit<User, 'password'>, Pick<User, 'id'>, Partial<Pick<User, 'name'>>];",
        "export type A = [{ id: string; name: string }, { id: string }, { name?: string }];",
    ),
    (
        "type Level = 'low' | 'high'; export type A = { log: Record<Level, () => void>; by: Record<string, number> };",
        "export type A = { log: { [K in 'high' | 'low']: () => void }; by: { [name: string]: number } };",
    ),
    (
        "interface User { id: string; age?: number } export type A = { key: keyof User; id: User['id']; whole: Required<User>; fixed: Readonly<User> };",
        "export type A = { key: 'age' | 'id'; id: string; whole: { id: string; age: number }; fixed: { readonly id: string; readonly age?: number } };",
    ),
    (
        "type All = 'a' | 'b' | null; export type A = [NonNullable<All>, Exclude<All, 'a'>, Extract<All, 'a'>];",
        "export type A = ['a' | 'b', 'b' | null, 'a'];",
    ),
    (
        "export const SIZES = ['small', 'large'] as const; export type Size = (typeof SIZES)[number];",
        "export const SIZES = ['small', 'large'] as const; export type Size = 'small' | 'large';",
    ),
    (
        "export interface Ctx<T = {}> { data: T } export type A = (ctx: Ctx) => void;",
        "export interface Ctx<T = {}> { data: T } export type A = (ctx: Ctx<{}>) => void;",
    ),
    (
        "interface In { entry: string } interface Out { dir?: string } export interface A extends In, Out { watch: boolean }",
        "export interface A { watch: boolean; dir?: string; entry: string }",
    ),
    (
        "class Base<T> { value?: T; get(): T { return this.value! } } export class A extends Base<string> { own(): void {} }",
        "export class A { value?: string; get(): string { return '' } own(): void {} }",
    ),
    (
        "export class A { static of(): void {} }",
        "class Base { static of(): void {} } export class A extends Base {}",
    ),
    (
        "interface Tree<T> { kids: Tree<T>[]; value: T } export function walk(x: Tree<string>): void {}",
        "interface Node { value: string; kids: Node[] } export function walk(x: Node): void {}",
    ),
    (
        "function make<T>(x: string): (y: T) => T[] { return null! } export const a = make<number>('a');",
        "export const a: (y: number) => number[] = made();",
    ),
    (
        "export function f(x: boolean | undefined): void {}",
        "type Flag = true | false; export function f(x: Flag | undefined): void {}",
    ),
    (
        "type Head = { a: string }; export type A = Head & { b: number };",
        "export type A = { a: string; b: number };",
    ),
    (
        "export interface A { cb: (x: string) => void }",
        "export interface A { cb(x: string): void }",
    ),
    (
        "interface Head<T> { head: T } export interface A<T> extends Head<T> { own(x: T): A<T> }",
        "export type A<T> = { head: T; own: (x: T) => A<T> };",
    ),
    (
        "export function f() { const a = 1; const g = () => { return 2; }; return { a, g, all: [a] }; }",
        "export function f() { const b = 2; return { all: [b], g: () => 3, a: b }; }",
    ),
    (
        "export function f() { if (x) return { a: 1 }; return { b: 1 }; }",
        "export function f() { if (x) return { a: 1 }; return { c: 1 }; }",
    ),
    (
        "export function f(x: A) { return { ...x, b: x.b }; }",
        "export function f(y: A) { return { ...y, c: y.c }; }",
    ),
    (
        "interface Hidden { at: string | null } export function f(x: Hidden): void {}",
        "type Maybe<T> = T | null; interface Hidden { at: Maybe<string> } export function f(x: Hidden): void {}",
    ),
    ("export interface A { (x: string): void }", "export type A = (x: string) => void;"),
    ("export interface A { get a(): string }", "export interface A { readonly a: string }"),
    (
        "export class A { a = 1; }",
        "export class A { a = 1; static #count = 0; private static all = 0; }",
    ),
    (
        "export class A {} export const a = new A();",
        "export class A {} export const a: A = new A();",
    ),
];

#[test]
fn what_a_name_stands_for_is_compared() {
    check("typescript", CASES);
    for ((old, new), told) in SAME.iter().zip(told("typescript", SAME)) {
        assert!(told.is_empty(), "{old}  →  {new}: {told:?}");
    }
    let back: Vec<(&str, &str)> = SAME.iter().map(|(old, new)| (*new, *old)).collect();
    for ((old, new), told) in back.iter().zip(self::told("typescript", &back)) {
        let is_said = told.values().any(|class| class.starts_with("breaking"));
        assert!(!is_said, "{old}  →  {new}: {told:?}");
    }
}

/// Names are looked up where they are written, and what is exported under the same name on both sides is the same,
/// whatever it is called in its file.
#[test]
fn types_may_move_and_be_renamed() {
    let repository = Repository::of(
        r#"
//- package.json
{ "name": "lib", "exports": "./index.ts" }
//- index.ts
import { Money } from "./money";
export { Money };
export function pay(x: Money, y: { of: Money; on: string }): Money[] { return [] }
export interface Bill { total: Money; kind: "a" | "b" }
//- money.ts
export interface Money { amount: number }
"#,
    );
    repository.write(
        "index.ts",
        r#"import { type Payment, type Kind } from "./types/payment";
import type { Coin as Own } from "./types/coin";
export { Coin as Money } from "./types/coin";
export function pay(x: Own, y: Payment<string>): Array<Own> { return [] }
export interface Bill { total: Own; kind: Kind }
"#,
    );
    repository.write("types/coin.ts", "export interface Coin { amount: number }\n");
    repository.write(
        "types/payment.ts",
        "import { Coin } from './coin';\nexport type Kind = 'b' | 'a';\n\
         export interface Payment<T> { of: Coin; on: T }\n",
    );
    std::fs::remove_file(repository.path().join("money.ts")).unwrap();
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    assert_eq!(answer["boundaries"], serde_json::json!([]));
}

/// A name that is imported from another file may be another type there.
#[test]
fn a_name_may_come_from_elsewhere() {
    let files = |from: &str| {
        format!(
            "import {{ Money, Rate, Pair }} from {from:?};\nexport function pay(x: Money, y: Pair<Rate>): void {{}}\n"
        )
    };
    let repository = Repository::of(&format!(
        "//- package.json\n{{ \"name\": \"lib\", \"exports\": \"./index.ts\" }}\n//- index.ts\n{}\
         //- a.ts\nexport interface Money {{ amount: number }}\nexport type Rate = number;\nexport type Pair<T> = [T, T];\n\
         //- b.ts\nexport interface Money {{ amount: string }}\nexport type Rate = number;\nexport type Pair<T> = [T, T];\n",
        files("./a")
    ));
    repository.write("index.ts", &files("./b"));
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let change = &answer["boundaries"][0]["changes"][0];
    assert_eq!(change["symbol"], "pay");
    let reasons = change["reasons"].as_array().unwrap();
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0]["class"], "breaking");
    let reason = "`amount` of parameter 1 is of type `string`, and was of `number`";
    assert_eq!(reasons[0]["reason"], reason);
}

/// Each name leads to two others, so that all that they stand for has no end.
#[test]
fn names_that_double_have_an_end() {
    let files = |last: usize| {
        let mut text = String::from(
            "type A0 = 1 | 2;\ntype B0 = 3 | 4;\ninterface I0 { a: string }\ninterface J0 { b: string }\n\
             type P0<T> = [T, T];\n",
        );
        for it in 1..40 {
            let before = it - 1;
            text.push_str(&format!(
                "type A{it} = A{before} | B{before};\ntype B{it} = B{before} | A{before};\n\
                 interface I{it} extends I{before}, J{before} {{}}\n\
                 interface J{it} extends J{before}, I{before} {{}}\n\
                 type P{it}<T> = P{before}<[T, T]>;\n"
            ));
        }
        text + &format!(
            "export function f(x: A{last}, y: I{last}, z: P{last}<string>): void {{}}\n"
        )
    };
    let repository = Repository::of(&format!(
        "//- package.json\n{{ \"name\": \"lib\", \"exports\": \"./index.ts\" }}\n//- index.ts\n{}",
        files(39)
    ));
    repository.write("index.ts", &files(38));
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    assert_eq!(answer["boundaries"][0]["changes"][0]["symbol"], "f");
}
