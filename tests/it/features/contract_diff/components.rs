//! TypeScript: functions that a call is given, of which it makes another one.

use super::{Case, LIKELY, UNKNOWN, check, told};

const CASES: &[Case] = &[
    // A component of the same props.
    (
        "required_member_added",
        "import { memo } from 'react'; interface P { a: string } export const B = memo(function B(p: P) { return null })",
        "import { memo } from 'react'; interface P { a: string; b: string } export const B = memo(function B(p: P) { return null })",
        LIKELY,
    ),
    (
        "type_changed",
        "import { memo } from 'react'; export const B = memo(({ a }: { a: string }) => null)",
        "import { memo } from 'react'; export const B = memo(({ a }: { a: number }) => null)",
        LIKELY,
    ),
    (
        "member_removed",
        "import * as React from 'react'; interface P { a?: string } const Inner = (p: P) => null; export const B = React.memo(Inner)",
        "import * as React from 'react'; interface P { b?: string } const Inner = (p: P) => null; export const B = React.memo(Inner)",
        LIKELY,
    ),
    (
        "required_member_added",
        "import { memo, forwardRef, type Ref } from 'react'; interface P { a: string } export const B = memo(forwardRef((p: P, ref: Ref<HTMLElement>) => null))",
        "import { memo, forwardRef, type Ref } from 'react'; interface P { a: string; b: string } export const B = memo(forwardRef((p: P, ref: Ref<HTMLElement>) => null))",
        LIKELY,
    ),
    (
        "type_changed",
        "import { forwardRef, type Ref } from 'react'; export const B = forwardRef((p: { a: string }, ref: Ref<HTMLElement>) => null)",
        "import { forwardRef, type Ref } from 'react'; export const B = forwardRef((p: { a: string }, ref: Ref<HTMLInputElement>) => null)",
        LIKELY,
    ),
    // What others make of a function is not known.
    (
        "type_changed",
        "import { debounce } from 'lodash'; export const f = debounce((a: string) => {}, 10)",
        "import { debounce } from 'lodash'; export const f = debounce((a: number) => {}, 10)",
        UNKNOWN,
    ),
    (
        "type_changed",
        "export function once<T>(f: T): T { return f } function save(a: string): void {} export const f = once(save)",
        "export function once<T>(f: T): T { return f } function save(a: string, b: string): void {} export const f = once(save)",
        UNKNOWN,
    ),
    // One of the file says what it gives.
    (
        "member_removed",
        "function make(f: (a: string) => void) { return { a: 1, b: 2 } } export const c = make((a: string) => {})",
        "function make(f: (a: string) => void) { return { a: 1 } } export const c = make((a: string) => {})",
        LIKELY,
    ),
];

/// Said otherwise, or of no matter to what the call makes.
const SAME: &[(&str, &str)] = &[
    (
        "import { memo } from 'react'; interface P { a: string } const Inner = (p: P) => null; export const B = memo(Inner)",
        "import { memo } from 'react'; interface P { a: string } function Other(p: P) { return null } export const B = memo<P>(Other)",
    ),
    (
        "import { forwardRef, type Ref } from 'react'; interface P { a: string } export const B = forwardRef((p: P, ref: Ref<HTMLElement>) => null)",
        "import { forwardRef } from 'react'; interface P { a: string } export const B = forwardRef<HTMLElement, P>((p, ref) => null)",
    ),
    (
        "function make(f: (a: string) => void) { return { a: 1 } } export const c = make((a: string) => {})",
        "function make(f: (a: string) => void) { return { a: 1 } } export const c = make((a: string | number) => {})",
    ),
    (
        "import { debounce } from 'lodash'; const save = (a: string) => 1; export const f = debounce(save)",
        "import { debounce } from 'lodash'; function keep(b: string) { return 2 } export const f = debounce(keep)",
    ),
];

#[test]
fn what_functions_take_that_a_call_is_given_is_told() {
    check("typescript", CASES);
}

#[test]
fn what_a_call_is_given_may_be_said_otherwise() {
    for (told, (old, new)) in told("typescript", SAME).iter().zip(SAME) {
        assert!(told.is_empty(), "{old} → {new}: {told:?}");
    }
}

#[test]
fn functions_that_are_given_to_one_another_end() {
    let source = "export function f(a: string, b = wrap(f)) { return wrap(g) } const g = (a: string, b = wrap(f)) => wrap(f); \
         import { memo, wrap } from 'react'; const A = memo(B); const B = memo(A); export const C = memo(A);";
    assert!(told("typescript", &[(source, source)]).iter().all(|it| it.is_empty()));
}
