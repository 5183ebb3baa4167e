//! What functions of TypeScript give that do not state it, where their text says it.

use super::{BREAKING, Case, LIKELY, UNKNOWN, check, told};

const CASES: &[Case] = &[
    (
        "parameter_required",
        "class A { a(): void {} } export function f() { return new A() }",
        "class A { a(b: number): void {} } export function f() { return new A() }",
        LIKELY,
    ),
    (
        "parameter_required",
        "class A { a(): void {} } export const f = () => { const it = new A(); return it }",
        "class A { a(b: number): void {} } export const f = () => { const it = new A(); return it }",
        LIKELY,
    ),
    (
        "result_changed",
        "class A { a = 1 } class B { b = 1 } export function f() { return new A() }",
        "class A { a = 1 } class B { b = 1 } export function f() { return new B() }",
        LIKELY,
    ),
    // What names of the body and fields of the class are, wherever they stand in what is returned.
    (
        "result_changed",
        "interface Q { at: Date } export function f(a: Q, n: number) { return [a, n] as const }",
        "interface Q { at: Date } export function f(a: Q, n: number) { return [n, a] as const }",
        LIKELY,
    ),
    (
        "type_changed",
        "export function f() { const a = 'x'; return { a } as const }",
        "export function f() { const a = 'y'; return { a } as const }",
        LIKELY,
    ),
    (
        "result_changed",
        "interface Q { at: Date; of: string } export function f(q: Q) { return q.at }",
        "interface Q { at: Date; of: string } export function f(q: Q) { return q.of }",
        LIKELY,
    ),
    (
        "type_changed",
        "interface Q { at: Date } export class A { private q: Q = g(); n: number = 1; toJSON() { return { n: this.n, at: this.q.at } } } declare function g(): Q;",
        "interface Q { at: Date } export class A { private q: Q = g(); n: number = 1; toJSON() { return { n: this.n, at: this.q.at.toISOString() } } } declare function g(): Q;",
        UNKNOWN,
    ),
    (
        "type_changed",
        "export class A { n: number = 1; toJSON() { return { n: this.n } } }",
        "export class A { n: number = 1; toJSON() { return { n: this.n.toFixed(2) } } }",
        LIKELY,
    ),
    (
        "type_changed",
        "export function f(a: string[]) { return { count: a.length } }",
        "export function f(a: string[]) { return { count: a.join() } }",
        LIKELY,
    ),
    (
        "result_changed",
        "export function f(a: number) { if (a > 0) return 'more'; return 'less' }",
        "export function f(a: number) { if (a > 0) return 'more'; return 0 }",
        LIKELY,
    ),
    (
        "result_changed",
        "export class A { get p(): Promise<number> { return g() } m() { return this.p } } declare function g(): any;",
        "export class A { get p(): Promise<number> { return g() } m(): void {} } declare function g(): any;",
        LIKELY,
    ),
    (
        "result_changed",
        "class B { constructor(private a: number) {} b() { return this.a } } export class A extends B {}",
        "class B { constructor(private a: string) {} b() { return this.a } } export class A extends B {}",
        LIKELY,
    ),
    (
        "member_removed",
        "export function f(a: string) { const it = () => 1; it(); return Object.assign({}, { a: 1, b: a }) }",
        "export function f(a: string) { const it = () => 1; it(); return Object.assign({}, { a: 1 }) }",
        BREAKING,
    ),
    // Of a tuple, what one element became is told by itself, and what is left of others decides nothing.
    (
        "parameter_required",
        "import { useState } from 'react'; export function useA() { const [a, setA] = useState(g()); const b = () => setA(1); return [a, b] as const } declare function g(): any;",
        "import { useState } from 'react'; export function useA() { const [a, setA] = useState(g()); const b = (to: number) => setA(to); return [a, b] as const } declare function g(): any;",
        BREAKING,
    ),
    (
        "result_changed",
        "import { useState } from 'react'; export function useA() { const [a] = useState(1); return [a, 'x'] as const }",
        "import { useState } from 'react'; export function useA() { const [a] = useState('1'); return [a, 'x'] as const }",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "export function f(a: string) { return (b: string): string => a + b }",
        "export function f(a: string) { return (b: number): string => a + b }",
        LIKELY,
    ),
    (
        "member_removed",
        "export function f() { const api = { a: (): number => 1, b(): void {} }; return api }",
        "export function f() { const api = { a: (): number => 1 }; return api }",
        BREAKING,
    ),
    (
        "result_changed",
        "export function f(a: string, b: number) { return a }",
        "export function f(a: string, b: number) { return b }",
        LIKELY,
    ),
    (
        "type_changed",
        "export class A { get a() { return 1 } }",
        "export class A { get a() { return '1' } }",
        LIKELY,
    ),
    (
        "result_changed",
        "export class A { private parts: string[] = []; a() { return this.parts.join(' '); } }",
        "export class A { private parts: string[] = []; a() { return this.parts.length; } }",
        LIKELY,
    ),
    (
        "result_changed",
        "export function f(a: string) { return a.trim().split(','); }",
        "export function f(a: string) { return a.trim().split(',').join(); }",
        LIKELY,
    ),
    (
        "result_changed",
        "export async function f(a: string) { const b: string[] = []; b.push(a); return b.includes(a); }",
        "export async function f(a: string) { const b: string[] = []; b.push(a); return Math.max(b.length, 1); }",
        LIKELY,
    ),
    // What a variable of the body is said to be, or what it takes out of another value.
    (
        "type_changed",
        "declare function b(): any; export function f() { const a: string = b(); return { a } }",
        "declare function b(): any; export function f() { const a: number = b(); return { a } }",
        LIKELY,
    ),
    (
        "type_changed",
        "export function f() { let a: string[] = []; return { b: a } }",
        "export function f() { let a: number[] = []; return { b: a } }",
        LIKELY,
    ),
    (
        "member_removed",
        "interface A { a(): void } interface B { b(): void } declare function c(): any; export function f() { const a: A = c(); return { a } }",
        "interface A { a(): void } interface B { b(): void } declare function c(): any; export function f() { const a: B = c(); return { a } }",
        BREAKING,
    ),
    (
        "result_changed",
        "declare function b(): any; export function f() { const a: string = b(); return a }",
        "declare function b(): any; export function f() { const a: number = b(); return a }",
        LIKELY,
    ),
    (
        "type_changed",
        "import { useState } from 'react'; export function f() { const [a, set] = useState<string>(''); return { a, set } }",
        "import { useState } from 'react'; export function f() { const [a, set] = useState<number>(0); return { a, set } }",
        UNKNOWN,
    ),
];

/// What is stated where the text said it.
const SAME: &[(&str, &str)] = &[
    (
        "export class A { private parts: string[] = []; a() { return this.parts.map((it) => it.b).join(' '); } }",
        "export class A { private parts: string[] = []; a(): string { return this.parts.map((it) => it.b).join(' '); } }",
    ),
    (
        "export const f = (a: readonly number[]) => Math.min(a.length, 3);",
        "export const f = (a: readonly number[]): number => Math.min(a.length, 3);",
    ),
    (
        "export function f(a: number) { const all = []; all.push(a); return all.join(''); }",
        "export function f(a: number): string { const all = []; all.push(a); return all.join(''); }",
    ),
    (
        "export const f = (a: object) => Object.keys(a).slice(1);",
        "export const f = (a: object): string[] => Object.keys(a).slice(1);",
    ),
    (
        "interface A { a(): void } declare function b(): any; export function f() { const a: A = b(); return { a } }",
        "interface A { a(): void } declare function b(): any; export function f(): { a: A } { const a: A = b(); return { a } }",
    ),
];

/// What the text does not say is left to inference: no guess is made of it.
const NOT_READ: &[(&str, &str)] = &[
    // Each is an own one, or of what nobody tells.
    (
        "import { Math } from './b'; export function f() { return Math.max(1) }",
        "import { Math } from './b'; export function f() { return String(1) }",
    ),
    (
        "function parseInt() { return {} } export function f() { return parseInt() }",
        "function parseInt() { return {} } export function f() { return String(1) }",
    ),
    (
        "export function f(a: { trim(): number }) { return a.trim() }",
        "export function f(a: { trim(): number }) { return 'b'.trim() }",
    ),
    (
        "export function f(a?: string) { return a?.trim() }",
        "export function f(a?: string) { return 'b'.length }",
    ),
    // It may be assigned, or asked for.
    (
        "export function f(a: string | null) { if (!a) throw 0; return a }",
        "export function f(a: string | null) { if (a === null) throw 1; return a }",
    ),
    (
        "export function f(a: string | null) { const is = a !== null; if (!is) throw 0; return a }",
        "export function f(a: string | null): string { const is = a !== null; if (!is) throw 0; return a }",
    ),
    // What is told apart may be less from there on, and what was assigned is what it was assigned.
    (
        "interface A { b?: string } export class C { private a: A | undefined; f() { if (!this.a) throw 1; return this.a } }",
        "interface A { b?: string } export class C { private a: A | null = null; f() { if (!this.a) throw 1; return this.a } }",
    ),
    (
        "interface A { b(): void } let kept: A | undefined; export const f = () => { if (!kept) kept = { b() {} }; return kept }",
        "interface A { b(): void } let kept: A | undefined; export const f = (): A => { if (!kept) kept = { b() {} }; return kept }",
    ),
    (
        "import { useCallback } from 'react'; export function useA() { return useCallback(() => g(), []) } declare function g(): any;",
        "import { useCallback } from 'react'; export function useA(): () => string { return useCallback(() => g(), []) } declare function g(): any;",
    ),
    // Of several, a variable is what it begins with.
    (
        "export function f() { const a: string | null = 'x'; return { a } }",
        "export function f() { const a: string | undefined = 'x'; return { a } }",
    ),
    (
        "export function f() { let a: boolean = true; return { a } }",
        "export function f() { let a: true = true; return { a } }",
    ),
    (
        "type A = 'x' | 'y'; type B = 'x' | 'z'; export function f() { const a: A = 'x'; return { a } }",
        "type A = 'x' | 'y'; type B = 'x' | 'z'; export function f() { const a: B = 'x'; return { a } }",
    ),
    (
        "export function f(b: number) { let a: string | number; a = b; return { a } }",
        "export function f(b: number) { let a: boolean | number; a = b; return { a } }",
    ),
    // What stands around has the name as well.
    (
        "class A { a = 1 } export function f(A: new () => object) { return new A() }",
        "class A { b = 1 } export function f(A: new () => object) { return new A() }",
    ),
    (
        "export function f() { class B { a = 1 } return new B() }",
        "export function f() { class B { a = 1; c = 2 } const it = new B(); return it }",
    ),
];

#[test]
fn what_a_function_gives_is_read_where_its_text_says_it() {
    check("typescript", CASES);
}

#[test]
fn what_its_text_says_may_be_stated() {
    for (told, (old, new)) in told("typescript", SAME).iter().zip(SAME) {
        assert!(told.is_empty(), "{old} → {new}: {told:?}");
    }
}

#[test]
fn what_its_text_does_not_say_is_not_guessed() {
    for (told, (old, new)) in told("typescript", NOT_READ).iter().zip(NOT_READ) {
        assert!(
            !told.values().any(|class| class.starts_with("breaking")),
            "{old} → {new}: {told:?}"
        );
    }
}

/// Of what holds itself too often, and of what is long, the rest is left to inference: nothing ends by it.
#[test]
fn what_is_deep_or_long_is_read_as_far_as_it_goes() {
    let deep = |end: &str| format!("export const f = {}{end};", "() => ".repeat(5_000));
    let kept = |end: &str| {
        let (open, close) = ("useMemo(() => ".repeat(3_000), ")".repeat(3_000));
        format!(
            "import {{ useMemo }} from 'react'; export function f() {{ return {open}{end}{close} }}"
        )
    };
    let ways = |end: &str| {
        let ways: String =
            (0..3_000).map(|it| format!("if (a === {it}) return 'x';\nelse ")).collect();
        format!("export function f(a: number) {{ {ways} return {end}; }}")
    };
    let cases = [deep("1"), deep("''"), kept("1"), kept("''"), ways("''"), ways("1")];
    let [arrows, arrows_now, memo, memo_now, chain, chain_now] = &cases;
    let told = told("typescript", &[(arrows, arrows_now), (memo, memo_now), (chain, chain_now)]);
    let rules: Vec<Vec<&str>> =
        told.iter().map(|it| it.keys().map(String::as_str).collect()).collect();
    assert_eq!(rules, [vec![], vec![], vec!["result_changed"]]);
}
