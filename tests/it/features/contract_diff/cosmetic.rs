//! What differs, and nobody outside can feel: the item before and after.

pub const RUST: &[(&str, &str)] = &[
    // What is derived, written by hand, and the other way.
    (
        "#[derive(Debug, Clone, Copy)] pub struct A(u8);",
        "use std::fmt; #[derive(Clone, Copy)] pub struct A(u8); impl fmt::Debug for A { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }",
    ),
    (
        "pub struct A(u8); impl Clone for A { fn clone(&self) -> Self { A(self.0) } }",
        "#[derive(Clone)] pub struct A(u8);",
    ),
    // Lifetimes that the compiler fills in.
    (
        "pub struct A<T>(T); impl<T> A<T> { pub fn a<'a, 'b>(&'a self, x: &'b u8) -> &'a T { &self.0 } }",
        "pub struct A<T>(T); impl<T> A<T> { pub fn a(&self, x: &u8) -> &T { &self.0 } }",
    ),
    (
        "pub struct B<'a>(&'a u8); pub fn a<'a>(x: &'a str) -> B<'a> { B(&x.as_bytes()[0]) }",
        "pub struct B<'a>(&'a u8); pub fn a(x: &str) -> B<'_> { B(&x.as_bytes()[0]) }",
    ),
    // One type by two paths.
    (
        "use std::io; pub fn a() -> io::Result<u8> { Ok(1) }",
        "use std::io; pub fn a() -> Result<u8, io::Error> { Ok(1) }",
    ),
    (
        "use std::os::unix::io::{AsRawFd, RawFd}; pub fn a<T: AsRawFd>(x: T) -> RawFd { x.as_raw_fd() }",
        "use std::os::fd::*; pub fn a<T: std::os::fd::AsRawFd>(x: T) -> std::os::fd::RawFd { x.as_raw_fd() }",
    ),
    ("use std::usize; pub fn a() -> usize { usize::MAX }", "pub fn a() -> usize { usize::MAX }"),
    // What is hidden and deprecated is kept for those who use it.
    (
        "pub mod b { #[deprecated] pub struct A; } #[deprecated] pub use b::A;",
        "pub mod b { #[deprecated] pub struct A; } #[doc(hidden)] #[deprecated] pub use b::A;",
    ),
    ("#[deprecated] pub fn a() {}", "#[doc(hidden)] #[deprecated] pub fn a() {}"),
    (
        "pub fn a(x: u8) -> u8 { x }",
        "/// Says.\npub fn a(\n    value: u8,\n) -> u8 {\n    value + 1\n}",
    ),
    ("pub fn a<T: Clone + Send>(x: T) {}", "pub fn a<U>(x: U) where U: Send, U: Clone {}"),
    ("pub struct A { a: u8 }", "pub struct A { b: u16, c: u8 }"),
    (
        "use std::fmt; pub fn a() -> fmt::Result { Ok(()) }",
        "pub fn a() -> std::fmt::Result { Ok(()) }",
    ),
    (
        "pub struct A; impl A { pub fn new() -> A { A } }",
        "pub struct A; impl A { pub fn new() -> Self { Self } }",
    ),
    ("pub const A: u8 = 1;", "pub const A: u8 = 2;"),
    ("fn a(x: u8) {}", "fn a() {}"),
    (
        "pub trait A { fn a(&self) { } fn b(&self); }",
        "pub trait A { fn b(&self); fn a(&self) { self.b() } }",
    ),
    // Two that are the same but for their conditions are each compared with itself.
    (
        "pub struct A; #[cfg(unix)] impl A { pub fn a() {} } #[cfg(windows)] impl A { pub fn a() {} }",
        "pub struct A; #[cfg(windows)] impl A { pub fn a() {} } #[cfg(unix)] impl A { pub fn a() {} }",
    ),
    (
        "use std::future::Future; pub fn a() -> impl Future<Output = u8> { async { 1 } }",
        "pub async fn a() -> u8 { 1 }",
    ),
    (
        "pub trait A { async fn a(&self); }",
        "use std::future::Future; pub trait A { fn a(&self) -> impl Future<Output = ()>; }",
    ),
    ("pub extern \"Rust\" fn a() {}", "pub fn a() {}"),
    ("#[unsafe(export_name = \"a\")] pub fn a() {}", "#[unsafe(no_mangle)] pub fn a() {}"),
    (
        "#[derive(PartialEq, Eq)] pub struct A(u8);",
        "#[derive(PartialEq)] pub struct A(u8); impl Eq for A {}",
    ),
    ("pub struct A { pub a: u8, pub b: u16 }", "pub struct A { pub b: u16, pub a: u8 }"),
    ("pub enum A { B(u8), C }", "pub enum A { C, B(u8) }"),
    ("pub trait A: Copy + Clone {}", "pub trait A: Copy {}"),
    ("pub trait A: std::error::Error {}", "pub trait A: std::error::Error + std::fmt::Debug {}"),
    ("pub enum A { B = 1, C = 2 }", "pub enum A { B = 0x1, C }"),
    (
        "#[derive(Clone, Copy)] pub struct A(u8);",
        "pub struct A(u8); impl Clone for A { fn clone(&self) -> Self { *self } } impl Copy for A {}",
    ),
    (
        "pub struct A<T: ?Sized>(std::sync::Mutex<T>); impl<T: ?Sized + Default> Default for A<T> { fn default() -> Self { A(Default::default()) } }",
        "pub struct A<T: ?Sized>(std::sync::Mutex<T>); impl<T: Default> Default for A<T> { fn default() -> Self { A(Default::default()) } }",
    ),
    ("pub struct A(u8); impl Drop for A { fn drop(&mut self) {} }", "pub struct A(u8);"),
    // What is not Send by what it holds, and is by hand.
    (
        "pub struct A(u8);",
        "pub struct A(*mut u8); unsafe impl Send for A {} unsafe impl Sync for A {}",
    ),
    (
        "pub struct A(std::sync::Mutex<u8>);",
        "pub struct A(std::sync::Arc<std::sync::Mutex<std::cell::Cell<u8>>>);",
    ),
];

pub const TYPESCRIPT: &[(&str, &str)] = &[
    // `unknown` is all else as well, and each string is one of those that an editor completes.
    (
        "export interface A { a: () => unknown | Promise<unknown> } export function f(a: string | unknown): unknown { return a }",
        "export interface A { a: () => unknown } export function f(a: unknown): unknown | Promise<void> { return a }",
    ),
    (
        "export type A = string; export interface B { b: string }",
        "export type A = 'a' | (string & Record<never, never>); export interface B { b: 'a' | (string & { _?: never }) }",
    ),
    ("export class A extends Error { a = 1 }", "export class A extends TypeError { a = 1 }"),
    // The old word for a namespace.
    (
        "export module A { export const a: number = 1; export module B { export interface C { b: string } } }",
        "export namespace A { export const a: number = 1; export namespace B { export interface C { b: string } } }",
    ),
    // Whoever gives a later parameter gives those before it.
    (
        "export function f(a: string = 'x', b: number): void {}",
        "export function f(a: string | undefined, b: number): void {}",
    ),
    (
        "export class A { constructor(a: string = 'x', b: number) {} }",
        "export class A { constructor(a: string | undefined, b: number) {} }",
    ),
    // What a comment keeps back was never promised.
    (
        "export type A = {\n  a: number\n  /** @internal */\n  b?: { c: string; d: 1 }\n}",
        "export type A = {\n  a: number\n}",
    ),
    ("export enum A {\n  a = 1,\n  /** @internal */\n  b = 2,\n}", "export enum A {\n  a = 1,\n}"),
    // A list of parameters by another name.
    (
        "export declare function f(a: string, b?: number): void;",
        "type B = [a: string, b?: number]; export declare function f(...a: B): void;",
    ),
    (
        "declare function g(a: string): void; export declare function f(...a: Parameters<typeof g>): void;",
        "export declare function f(a: string): void;",
    ),
    // What the namespace of a class holds is static.
    (
        "export declare class A {} export declare namespace A { const a: A; function b(): void }",
        "export declare class A { static readonly a: A; static b(): void }",
    ),
    (
        "export declare class A { static readonly a: A; static b(): void }",
        "export declare class A {} export declare namespace A { const a: A; function b(): void }",
    ),
    // An index signature has what was written out beside it.
    (
        "export interface A { a?: string; [b: string]: string | undefined }",
        "export interface A { [b: string]: string | undefined }",
    ),
    // What is abstract is written as either.
    (
        "export declare abstract class A { abstract readonly a: string }",
        "export declare abstract class A { abstract get a(): string }",
    ),
    // A pattern takes out of a type what it says of one part.
    (
        "export const { a: A, b: [, B] }: { a: string; b: [1, number] } = read();",
        "const read2 = read(); export const A: string = read2.a, B: number = read2.b[1];",
    ),
    (
        "export const [A, B] = read() as [string, number];",
        "export const [A, B] = other() as [string, number, boolean];",
    ),
    (
        "export const version = { major: 4, minor: 3, patch: 1 as number } as const;",
        "export const version = { major: 5, minor: 0, patch: 0 as number } as const;",
    ),
    (
        "interface All { a: string } declare const all: All; export const { a: A } = all;",
        "interface All { a: string } declare const all: All; export const A: string = all.a;",
    ),
    (
        "function help(s: string): string { return s } export const f = (s: string) => help(s);",
        "function help(s: string, n: number): string { return s } export const f = (s: string) => help(s, 1);",
    ),
    ("export const version = '1.4.0';", "export const version = '1.5.0-beta.1';"),
    ("export type A = string;", "export type A = 'red' | 'blue' | (string & {});"),
    (
        "export declare function f(d: Date): Date;",
        "export declare function f<T extends Date>(d: T): T;",
    ),
    ("export declare function f(d: unknown): unknown;", "export declare function f<T>(d: T): T;"),
    (
        "export class A extends Error {}",
        "class Base extends Error {} export class A extends Base {}",
    ),
    (
        "class Base extends Error { a = 1 } export class A extends Base {}",
        "export class A extends Error { a: number = 1 }",
    ),
    (
        "export interface Sink<T> { put(x: T): void }",
        "export interface Sink<in T> { put(x: T): void }",
    ),
    // A member of the class and one of its values are two.
    (
        "export class A { static a(x: string): void {} a(): void {} }",
        "export class A { a(): void {} static a(x: string): void {} }",
    ),
    // Seen on trpc, written without semicolons.
    (
        "export interface A { <T>(a: T): B<T>; <U, V>(a: U): C<V>; d: string }",
        "export interface A {\n  <T>(a: T): B<T>\n  <U, V>(a: U): C<V>\n  d: string\n}",
    ),
    (
        "export function a(x: string): void {}",
        "/** Says. */\nexport function a(\n  name: string,\n): void { name.length }",
    ),
    (
        "export interface A { a: string; b?: number }",
        "export interface A {\n  b?: number,\n  a: string,\n}",
    ),
    ("export type A = string | number;", "export type A = number | string;"),
    ("export class A { private x = 1; a(): void {} }", "export class A { #y = 1; a(): void {} }"),
    ("export type A = Array<string | number>;", "export type A = (string | number)[];"),
    (
        "export function a(x: ReadonlyArray<string>): void {}",
        "export function a(x: readonly string[]): void {}",
    ),
    ("export interface A { a?: string }", "export interface A { a?: string | undefined }"),
    (
        "export function a(x?: string): void {}",
        "export function a(x?: string | undefined): void {}",
    ),
    ("export type A = boolean;", "export type A = true | false;"),
    ("export type A = 0x10 | 1_000;", "export type A = 16 | 1000;"),
    (
        "export function a(...x: [string, number]): void {}",
        "export function a(x: string, y: number): void {}",
    ),
    (
        "export interface B { b: string } export class A implements B { b: string = '' }",
        "export interface B { b: string } export class A { b: string = '' }",
    ),
    (
        "export class A { private constructor(x: string) {} }",
        "export class A { private constructor(x: string, y: string) {} }",
    ),
    ("export class A { constructor() {} }", "export class A {}"),
    (
        "export function a<T>(x: T): T { return x }",
        "export function a<T extends unknown>(x: T): T { return x }",
    ),
    ("export class A { a = 1; private b = 2; }", "export class A { a = 1 }"),
    ("export enum A { B = 'b', C = 'c' }", "export enum A { C = `c`, B = 'b' }"),
    (
        "export enum A { B = 1, C = 2, D = 3, E = 4, F = -1 }",
        "export enum A { B = 1 << 0, C = 1 << 1, D = B | C, E, F = ~(A.B & 0) }",
    ),
    // What a value is written out as is what it may be annotated with.
    (
        "export const a = { b: 1, c: { d: 'x', e: [1, 2] }, f(x: string): void {} };",
        "export const a: { f(y: string): void; b: number; c: { d: string; e: number[] } } = made();",
    ),
    (
        "export const a = Object.freeze({ b: 1 });",
        "export const a: { readonly b: number } = made();",
    ),
    ("export const a = { b: 1 };", "export const a = { b: 2 } satisfies B;"),
    ("export const a = ['x'] as const;", "export const a: readonly ['x'] = ['x'];"),
    ("export const a = 60 * 1000;", "export const a = 30 * 1000;"),
    // By another name, in the file.
    (
        "type Props = { a: string }; export function a(x: Props): void {}",
        "type AProps = { a: string }; export function a(x: AProps): void {}",
    ),
    (
        "interface Inner { a: Key } type Key = string; export function a(): Promise<Inner[]> { return x; }",
        "interface Renamed { a: string } export function a(): Promise<Renamed[]> { return x; }",
    ),
    (
        "type Id = string | number; export interface A { id: Id; ids: Id[] }",
        "export interface A { id: string | number; ids: (string | number)[] }",
    ),
    ("export type A = { (x: string): void };", "export type A = (x: string) => void;"),
    (
        "export type A<T> = { +readonly [K in keyof T]+?: T[K] };",
        "export type A<T> = { readonly [K in keyof T]?: T[K] };",
    ),
    ("export type A = 'a' | never;", "export type A = 'a';"),
    (
        "export function a(...x: readonly string[]): void {}",
        "export function a(...x: string[]): void {}",
    ),
    ("export function a(): void {}", "export function a(this: void): void {}"),
    (
        "import type { B } from './b'; export function a(x: B): void {}",
        "export function a(x: import('./b').B): void {}",
    ),
    (
        "export const a = (x: string): number => 1;",
        "export function a(x: string): number { return 1 }",
    ),
    (
        "export const a: (x: string) => number = () => 1;",
        "export function a(x: string): number { return 1 }",
    ),
    (
        "export type A = Array<Map<string, number>> | Array<[string]>;",
        "export type A = Map<string, number>[] | [string][];",
    ),
    (
        "export interface A { a?: (() => void) | undefined }",
        "export interface A { a?: () => void }",
    ),
    (
        "export function a(x: { b: string; c?: number }): void {}",
        "interface Options { c?: number; b: string } export function a(x: Options): void {}",
    ),
    (
        "export declare function f(x: 'a'): A; export declare function f(x: string): B; export declare function f(x: Date): B;",
        "export declare function f(x: string): B; export declare function f(x: 'a'): A; export declare function f(x: Date): B;",
    ),
    ("export const k = Symbol('a');", "export const k: unique symbol = Symbol('a');"),
    ("export class A { b() { return this; } }", "export class A { b(): this { return this; } }"),
    (
        "declare function g(): Date; export function f() { return g(); }",
        "declare function g(): Date; export const f = () => g();",
    ),
    // An alias in a namespace.
    (
        "export namespace a { type B<T> = [T, T]; export type C = { [key: string]: B<string> }; export function d(x: B<number>): C { return {}; } export type E<T> = keyof T; }",
        "export namespace a { export type C = { [key: string]: [string, string] }; export function d(x: [number, number]): C { return {}; } type F<T> = keyof T; export type E<T> = F<T>; }",
    ),
];
