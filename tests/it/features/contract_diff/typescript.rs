//! What changes of TypeScript mean to those who use them: the rule, the item before and after, and the class.

use super::{ADDITIVE, BREAKING, Case, LIKELY, UNKNOWN};

pub const CASES: &[Case] = &[
    ("item_removed", "export function a(): void {}", "function a(): void {}", BREAKING),
    ("item_added", "export {};", "export function a(): void {}", ADDITIVE),
    (
        "parameter_required",
        "export function a(x: string): void {}",
        "export function a(x: string, y: string): void {}",
        BREAKING,
    ),
    (
        "parameter_added",
        "export function a(x: string): void {}",
        "export function a(x: string, y?: string): void {}",
        ADDITIVE,
    ),
    (
        "parameter_removed",
        "export function a(x: string): void {}",
        "export function a(): void {}",
        BREAKING,
    ),
    (
        "parameter_required",
        "export function a(x?: string): void {}",
        "export function a(x: string): void {}",
        BREAKING,
    ),
    (
        "parameter_optional",
        "export function a(x: string): void {}",
        "export function a(x?: string): void {}",
        ADDITIVE,
    ),
    (
        "parameter_type_changed",
        "export function a(x: string): void {}",
        "export function a(x: number): void {}",
        LIKELY,
    ),
    (
        "result_changed",
        "export function a(): string { return '' }",
        "export function a(): number { return 1 }",
        LIKELY,
    ),
    (
        "overload_removed",
        "export function a(x: string): void; export function a(x: number): void; export function a(x: any): void {}",
        "export function a(x: string): void; export function a(x: any): void {}",
        BREAKING,
    ),
    (
        "member_removed",
        "export interface A { a: string; b: string }",
        "export interface A { a: string }",
        BREAKING,
    ),
    (
        "required_member_added",
        "export interface A { a: string }",
        "export interface A { a: string; b: string }",
        BREAKING,
    ),
    (
        "member_added",
        "export interface A { a: string }",
        "export interface A { a: string; b?: string }",
        ADDITIVE,
    ),
    (
        "member_required",
        "export interface A { a?: string }",
        "export interface A { a: string }",
        BREAKING,
    ),
    (
        "member_optional",
        "export interface A { a: string }",
        "export interface A { a?: string }",
        BREAKING,
    ),
    (
        "readonly",
        "export interface A { a: string }",
        "export interface A { readonly a: string }",
        BREAKING,
    ),
    (
        "type_changed",
        "export interface A { a: string }",
        "export interface A { a: number }",
        LIKELY,
    ),
    (
        "abstract",
        "export class A { a(): void {} }",
        "export abstract class A { a(): void {} }",
        BREAKING,
    ),
    (
        "member_removed",
        "export class A { a(): void {} b(): void {} }",
        "export class A { a(): void {} }",
        BREAKING,
    ),
    (
        "member_removed",
        "export class A { a(): void {} b(): void {} }",
        "export class A { a(): void {} private b(): void {} }",
        BREAKING,
    ),
    ("variant_removed", "export enum A { B, C }", "export enum A { B }", BREAKING),
    ("variant_added", "export enum A { B }", "export enum A { B, C }", ADDITIVE),
    ("type_changed", "export type A = string | number;", "export type A = string;", LIKELY),
    ("generics_changed", "export type A<T> = T[];", "export type A<T, U> = T[] | U[];", BREAKING),
    (
        "generic_added_with_default",
        "export interface A<T> { a: T }",
        "export interface A<T, U = string> { a: T }",
        ADDITIVE,
    ),
    ("kind_changed", "export class A { a = '' }", "export interface A { a: string }", BREAKING),
    ("kind_changed", "export type A = { a: string };", "export interface A { a: string }", LIKELY),
    (
        "kind_changed",
        "export interface A { a(x: string): void }",
        "export interface A { a: (x: string) => void }",
        UNKNOWN,
    ),
    (
        "kind_changed",
        "export interface A { a(x: string): void }",
        "export interface A { a: (x: number) => void }",
        LIKELY,
    ),
    // What the parser cannot read on one side is nothing that went.
    (
        "not_read",
        "export interface A { <T>(a: T): B<T>; d: string }",
        "export interface A { <T>(a: T): B<T>; d: string | ~ }",
        UNKNOWN,
    ),
];

pub const COSMETIC: &[(&str, &str)] = &[
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
];
