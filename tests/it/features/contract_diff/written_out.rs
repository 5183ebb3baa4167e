//! Types of TypeScript that users cannot name, and those of which they use the names of members.

use super::{ADDITIVE_LIKELY, BREAKING, Case, LIKELY, check};

/// Users write out where they hand it over what nobody can name.
const WITHOUT_NAME: &[Case] = &[
    (
        "type_changed",
        "type A = string; export declare function f(a: A): void;",
        "type A = string | URL; export declare function f(a: A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "interface A { a?: number } export declare function f(a: A): void;",
        "interface A { a?: number | boolean } export declare function f(a: A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_optional",
        "interface A { a: string } export declare class B { constructor(a: A) }",
        "interface A { a?: string } export declare class B { constructor(a: A) }",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "interface A { a: string } export declare function f(make: () => A): void;",
        "interface A { a: string | null } export declare function f(make: () => A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "type A = { t: 'a'; x: number } | { t: 'b' }; export declare function f(a: A): void;",
        "type A = { t: 'a'; x: number } | { t: 'b' } | { t: 'c' }; export declare function f(a: A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_optional",
        "interface A { a: string } export declare function f(a: A): A;",
        "interface A { a?: string } export declare function f(a: A): A;",
        LIKELY,
    ),
    (
        "type_changed",
        "type A = 'a' | 'b'; export declare function f(a: A): void;",
        "type A = 'a'; export declare function f(a: A): void;",
        LIKELY,
    ),
    (
        "member_required",
        "interface A { a?: string } export declare function f(a: A): void;",
        "interface A { a: string } export declare function f(a: A): void;",
        LIKELY,
    ),
];

const NAMES_OF_MEMBERS: &[Case] = &[
    (
        "member_added",
        "interface A { a: 1 } export declare function f(a: keyof A): void;",
        "interface A { a: 1; b: 2 } export declare function f(a: keyof A): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_removed",
        "interface A { a: 1; b: 2 } export declare function f(a: keyof A): void;",
        "interface A { a: 1 } export declare function f(a: keyof A): void;",
        LIKELY,
    ),
    (
        "member_added",
        "interface A { a: 1 } export declare function f(): keyof A;",
        "interface A { a: 1; b: 2 } export declare function f(): keyof A;",
        LIKELY,
    ),
    // Who makes one writes something for each name.
    (
        "member_added",
        "interface A { a: 1 } export declare function f(a: { [K in keyof A]: (it: A[K]) => void }): void;",
        "interface A { a: 1; b: 2 } export declare function f(a: { [K in keyof A]: (it: A[K]) => void }): void;",
        LIKELY,
    ),
    (
        "member_added",
        "interface A { a: 1 } export declare function f(a: { [K in keyof A]?: (it: A[K]) => void }): void;",
        "interface A { a: 1; b: 2 } export declare function f(a: { [K in keyof A]?: (it: A[K]) => void }): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_added",
        "interface A { a?: 1 } export declare function f(a: { [K in keyof A]: A[K] }): void;",
        "interface A { a?: 1; b?: 2 } export declare function f(a: { [K in keyof A]: A[K] }): void;",
        ADDITIVE_LIKELY,
    ),
    (
        "member_added",
        "interface A { a?: 1 } export declare function f(a: { [K in keyof A]-?: A[K] }): void;",
        "interface A { a?: 1; b?: 2 } export declare function f(a: { [K in keyof A]-?: A[K] }): void;",
        LIKELY,
    ),
    (
        "member_added",
        "interface A { a?: 1 } export declare function f(a: Required<A>): void;",
        "interface A { a?: 1; b?: 2 } export declare function f(a: Required<A>): void;",
        LIKELY,
    ),
    (
        "member_added",
        "interface A { a?: 1 } export declare function f(): Required<A>;",
        "interface A { a?: 1; b?: 2 } export declare function f(): Required<A>;",
        ADDITIVE_LIKELY,
    ),
];

/// Of what is handed over in part, a part is handed over whole.
const PARTS: &[Case] = &[
    (
        "required_member_added",
        "export interface A { a: { x: 1 }; b: 1 } export declare function f(a: A['a']): void;",
        "export interface A { a: { x: 1; y: 2 }; b: 1 } export declare function f(a: A['a']): void;",
        LIKELY,
    ),
    (
        "required_member_added",
        "export interface A { a: B } export interface B { x: 1 } export declare function f(a: A['a']): A;",
        "export interface A { a: B } export interface B { x: 1; y: 2 } export declare function f(a: A['a']): A;",
        BREAKING,
    ),
    (
        "member_added",
        "export interface A { a: { x: 1 } } export declare function f(a: A['a']): void;",
        "export interface A { a: { x: 1 }; b: 1 } export declare function f(a: A['a']): void;",
        ADDITIVE_LIKELY,
    ),
];

#[test]
fn what_users_cannot_name_they_write_out() {
    check("typescript", WITHOUT_NAME);
}

#[test]
fn the_names_of_members_are_used_without_their_values() {
    check("typescript", NAMES_OF_MEMBERS);
}

#[test]
fn a_part_is_handed_over_whole() {
    check("typescript", PARTS);
}
