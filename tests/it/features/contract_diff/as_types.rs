//! What a type of TypeScript is to those who name it: an interface that is a class, what an index signature has, how a
//! parameter varies, which overload is tried first.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub const CASES: &[Case] = &[
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
