//! What a type of TypeScript is to those who name it: an interface that is a class, what an index signature has, how a
//! parameter varies, which overload is tried first.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub const CASES: &[Case] = &[
    // A value of a class is one of what that extends.
    (
        "result_narrower",
        "export class A { a = 1 } export class B extends A { b = 1 } export function f(): A | null { return null }",
        "export class A { a = 1 } export class B extends A { b = 1 } export function f(): B | null { return null }",
        ADDITIVE_LIKELY,
    ),
    // One that is there still is none that came.
    (
        "parameter_wider",
        "export interface A<T> { a: T } export interface B<T> extends A<T> { b: T } export declare function f<T>(a: T | B<T>): T;",
        "export interface A<T> { a: T } export interface B<T> extends A<T> { b: T } export declare function f<T>(a: T | A<T> | B<T>): T;",
        ADDITIVE_LIKELY,
    ),
    (
        "result_changed",
        "export class A { a = 1 } export class B extends A { b = 1 } export function f(): B { return new B() }",
        "export class A { a = 1 } export class B extends A { b = 1 } export function f(): A { return new B() }",
        LIKELY,
    ),
    (
        "parameter_wider",
        "export class A<T> { a?: T } export class B extends A<string> { b = 1 } export function f(a: B[]): void {}",
        "export class A<T> { a?: T } export class B extends A<string> { b = 1 } export function f(a: A<string>[]): void {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "export class A<T> { a?: T } export class B extends A<string> { b = 1 } export function f(a: B): void {}",
        "export class A<T> { a?: T } export class B extends A<string> { b = 1 } export function f(a: A<number>): void {}",
        LIKELY,
    ),
    (
        "bound_removed",
        "export class A { a = 1 } export class B extends A { b = 1 } export function f<T extends B>(a: T): T { return a }",
        "export class A { a = 1 } export class B extends A { b = 1 } export function f<T extends A>(a: T): T { return a }",
        ADDITIVE,
    ),
    (
        "result_narrower",
        "export declare function f(): HTMLElement;",
        "export declare function f(): HTMLVideoElement;",
        ADDITIVE_LIKELY,
    ),
    (
        "result_narrower",
        "export class A extends RangeError {} export declare function f(): Error;",
        "export class A extends RangeError {} export declare function f(): A;",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "export declare function f(a: object): void;",
        "export declare function f(a: {}): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "result_narrower",
        "interface A { a(): A | null } export declare function f(): A;",
        "interface A { a(): A } export declare function f(): A;",
        ADDITIVE_LIKELY,
    ),
    // What is all of several types.
    (
        "type_changed",
        "export declare const a: PropertyDecorator & { a: 1 };",
        "export declare const a: PropertyDecorator & { a: 1 } & MethodDecorator;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "interface A { a: 1 } type B = A & ({ b: 1 } | { c: 1 }); export declare function f(a: B): void;",
        "interface A { a: 1 } type B = A & ({ b: 1; d?: 1 } | { c: 1 }); export declare function f(a: B): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "interface A { a: 1 } type B = A & ({ b: 1 } | { c: 1 }); export declare function f(a: B): void;",
        "interface A { a: 1 } type B = A & ({ b: 1; d: 1 } | { c: 1 }); export declare function f(a: B): void;",
        LIKELY,
    ),
    // Which way the values go that another package's type is given, nobody knows.
    (
        "type_changed",
        "import type { FC } from 'react'; export declare const A: FC<{ a: string }>;",
        "import type { FC } from 'react'; export declare const A: FC<{ a: string; b?: number }>;",
        UNKNOWN,
    ),
    (
        "type_changed",
        "import type { FC } from 'react'; export declare const A: FC<{ a: string }>;",
        "import type { FC } from 'react'; export declare const A: FC<{ a: number }>;",
        LIKELY,
    ),
    // Each way of calling it is there, and one that is found first is another.
    (
        "overload_covered",
        "export declare function f(a: string, b?: { c: 1 }): string;",
        "export declare function f(a: string): string; export declare function f(a: string, b: { c: 1 } | undefined): string;",
        ADDITIVE_LIKELY,
    ),
    (
        "overload_removed",
        "export declare function f(a: string, b?: { c: 1 }): string;",
        "export declare function f(a: string): string; export declare function f(a: string, b: { c: 1 }): string;",
        LIKELY,
    ),
    (
        "overload_added",
        "export declare function f(a: string): string;",
        "export declare function f(a: any): unknown; export declare function f(a: string): string;",
        LIKELY,
    ),
    // What came with a default stands for that.
    (
        "generic_added_with_default",
        "export declare function f<T extends Date>(a: T | string): T;",
        "export declare function f<T extends Date, R extends Date = T>(a: T | string, b?: { c: R }): R;",
        ADDITIVE,
    ),
    (
        "parameter_added",
        "export declare function f(): Date;",
        "export declare function f<T extends Date, R extends Date = T>(b?: { c: R }): R;",
        ADDITIVE,
    ),
    (
        "result_changed",
        "export declare function f<T extends Date>(a: T): T;",
        "export declare function f<T extends Date, R extends Date = Date>(a: T, b?: { c: R }): R;",
        LIKELY,
    ),
    (
        "kind_changed",
        "export interface A { a(x: string): void }",
        "export abstract class A { abstract a(x: string): void; private constructor() { } static b = 1 }",
        ADDITIVE_LIKELY,
    ),
    (
        "required_member_added",
        "export interface A { a: string }",
        "export class A { a = ''; b(): void {} }",
        BREAKING,
    ),
    (
        "kind_changed",
        "export interface A { a: string }",
        "export class A { a = ''; #b = 1 }",
        BREAKING,
    ),
    (
        "kind_changed",
        "export interface A { a: string }",
        "export class A { a = ''; protected b = 1 }",
        BREAKING,
    ),
    ("no_type_any_more", "export class A { a = '' }", "export const A = class { a = '' };", LIKELY),
    // Who extends a class must give what it says, and who calls it gets no more than that.
    (
        "result_changed",
        "export abstract class A { abstract a(): string | Promise<string> }",
        "export abstract class A { abstract a(): string }",
        LIKELY,
    ),
    (
        "result_narrower",
        "export abstract class A { a(): string | null { return '' } }",
        "export abstract class A { a(): string { return '' } }",
        ADDITIVE_LIKELY,
    ),
    // The index signature has what the property was.
    (
        "signature_added",
        "export class A { a?: string }",
        "export class A { [key: string]: string | undefined }",
        UNKNOWN,
    ),
    (
        "member_removed",
        "export class A { static a?: string }",
        "export class A { [key: string]: string | undefined }",
        BREAKING,
    ),
    (
        "signature_added",
        "export interface A { [key: string]: unknown }",
        "export interface A { [key: string]: unknown; [key: symbol]: unknown }",
        UNKNOWN,
    ),
    (
        "type_changed",
        "export interface A { [key: string]: unknown }",
        "export interface A { [key: symbol]: unknown }",
        LIKELY,
    ),
    (
        "overload_removed",
        "export interface A { a(x: string): string } export interface A { a(x: number): number }",
        "export interface A { a(x: number): number }",
        BREAKING,
    ),
    (
        "overload_added",
        "export function a(x: string): string; export function a(x: string, y: string): void; export function a(x: any): any {}",
        "export function a(x: string): string; export function a(x: 'b'): number; export function a(x: string, y: string): void; export function a(x: any): any {}",
        LIKELY,
    ),
    (
        "overload_added",
        "export function a(x: string): string; export function a(x: string, y: string): void; export function a(x: any): any {}",
        "export function a(x: string): string; export function a(x: 'b'): 'c'; export function a(x: string, y: string): void; export function a(x: any): any {}",
        ADDITIVE,
    ),
    (
        "variance_changed",
        "export interface A<T> { a(): T }",
        "export interface A<in out T> { a(): T }",
        LIKELY,
    ),
    (
        "variance_changed",
        "export class A<out T> { constructor(readonly a: T) {} }",
        "export class A<in out T> { constructor(readonly a: T) {} }",
        LIKELY,
    ),
    (
        "variance_changed",
        "export interface A<B, in out T> { a(): T }",
        "export interface A<B, T> { a(): T }",
        ADDITIVE_LIKELY,
    ),
    (
        "generic_default_changed",
        "export interface A<T = string> { a: T }",
        "export interface A<T = any> { a: T }",
        ADDITIVE,
    ),
    (
        "generic_default_changed",
        "export interface A<T = any> { a: T }",
        "export interface A<T = string> { a: T }",
        LIKELY,
    ),
    (
        "receiver_changed",
        "export declare function a(this: { id: string }): void;",
        "export declare function a(this: object): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "receiver_changed",
        "export declare function a(this: object): void;",
        "export declare function a(this: { id: string }): void;",
        LIKELY,
    ),
    (
        "readonly",
        "export type A<T> = { [K in keyof T]: T[K] };",
        "export type A<T> = { -readonly [K in keyof T]: T[K] };",
        ADDITIVE,
    ),
    (
        "type_changed",
        "export type A<T> = { -readonly [K in keyof T]: T[K] };",
        "export type A<T> = { [K in keyof T]: T[K] };",
        LIKELY,
    ),
];

pub const NONE: &[(&str, &str)] = &[
    // What no name leads to is no member.
    (
        "export class A { a(): void {} [Symbol.for(\"b\")](): void {} }",
        "export class A { a(): void {} }",
    ),
    // Each declaration of an interface stands before the earlier ones.
    (
        "export interface A { a(x: string): string } export interface A { a(x: number): number }",
        "export interface A { a(x: number): number; a(x: string): string }",
    ),
    ("export const A = class { a = '' };", "export class A { a = '' }"),
    // The type is what stands beside the value.
    (
        "export class A { a = '' }",
        "export interface A { a: string } export const A: { new (): A } = class { a = '' };",
    ),
    ("export interface A<T> { a(): T }", "export interface A<out T> { a(): T }"),
];
