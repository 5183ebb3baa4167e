//! Where names that imports bind are used.

use boundstone_model::Language::{Tsx, TypeScript};

use crate::references;

#[test]
fn uses_of_what_is_imported() {
    let source = r#"
import A, { f, g, T, E, x, dec, fn } from 'a';
import * as ns from 'ns';
f(x); new A(); new ns.B(); g`t`; f<T>(); ns.c.d(); ns . e; ns?.f(); ns.g?.(); ns.h?.i; x.#y; x[f]; f!(); (f)();
const o = { x, f: f, [x]: 1, A() {}, ns };
let a: T, b: ns.T<T>, c: typeof x, d: typeof ns.y.z, e: A.B.C, h: E.One, j: [f: T, T?], k: { f: T };
class C<P extends T = T> extends A<T> implements T, ns.I { @dec p: T; @dec() q = x; @ns.dec.r m(@dec s: T) {} }
interface I extends T, ns.J<T> { x: T; f(x: T): asserts x is T }
type M = { [K in keyof T as E]: T[K] } & `a${T}`; const y = x as T, z = <T>x, w = x satisfies ns.T;
x ||= f; ({ x } = o); [x, ns.v] = o; for (x of f) {} if (x) label: for (;;) break label;
export const v = x; export default f(x);
this.x; o.f; "f"; /f/; // f
{ f(...x, ns.a
  .b) }
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"
    named [a] default as A at A
    named [a] f as f at f
    named [a] g as g at g
    named [a] T as T at T
    named [a] E as E at E
    named [a] x as x at x
    named [a] dec as dec at dec
    named [a] fn as fn at fn
    namespace [ns] - as ns at *
    call f
    path x
    call A
    call ns.B
    call g
    call f
    type T
    call ns.c.d
    path ns
    path ns
    call ns.g
    path ns.h
    path x
    path x
    path f
    path f
    path f
    path x
    path f
    path x
    path ns
    type T
    type ns.T
    type T
    type x
    type ns.y.z
    type A.B.C
    type E.One
    type T
    type T
    type T
    type T
    type T
    path A
    type T
    type T
    type ns.I
    path dec
    type T
    call dec
    path x
    path ns.dec.r
    path dec
    type T
    type T
    type ns.J
    type T
    type T
    type T
    type T
    type T
    type E
    type T
    type T
    path x
    type T
    type T
    path x
    path x
    type ns.T
    path x
    path f
    path x
    path x
    path ns.v
    path x
    path f
    path x
    path x
    call f
    path x
    call f
    path x
    path ns.a
    ");
}

#[test]
fn elements() {
    let source = r#"
import React, { Foo, div, attr } from 'a';
import * as ui from 'ui';
const a = <Foo attr={attr} {...attr}><ui.Card.Title<Foo> /><div>Foo</div><React.Fragment></React.Fragment></Foo>;
const b = <attr:x/>, c = <foo-bar attr="Foo" />, d = <></>;
"#;
    insta::assert_snapshot!(references(Tsx, source), @"
    named [a] default as React at React
    named [a] Foo as Foo at Foo
    named [a] div as div at div
    named [a] attr as attr at attr
    namespace [ui] - as ui at *
    path Foo
    path attr
    path attr
    path ui.Card.Title
    type Foo
    path React.Fragment
    path React.Fragment
    path Foo
    ");
}

#[test]
fn names_of_the_file_itself() {
    let source = r#"
import { a, b, T } from 's';
function p1(a) { a(); b(); } const p2 = a => a(), p3 = ({ a, c: [b = a, ...T] }) => a(b, T);
function p4(x = a, ...b) { b(); } class C { m(a: T) { a(); } constructor(private a: T) {} get b() { return b; } }
{ const a = 1; a(); { a(); } } a();
function v() { a(); if (b) { var a = 1; let b = 2; b(); } b(); }
for (const a of a) a(); for (let b = 0; b < 1;) b(); for (var x in b) a(); try { a(); } catch (a) { a(); } catch { b(); }
function q() { function a() {} a(); class T {} new T(); let t: T; } const e = function b() { b(); }, d = class a { x = a; };
switch (a) { case a: let b = 1; default: b(); } b();
type G1<T> = T; function g2<T>(x: T): T {} class G3<T> { y: T } type G4 = T extends infer T ? T : T; type G5 = { [T in a]: T };
function s() { const T = 1; let t: T; interface a { b: T } a(); let u: a; T(); }
type F = (a: T) => a; interface I { (b: T): typeof b; [a: string]: T; new (a: T): typeof a }
namespace N { export const a = 1; a(); function b() {} b(); } enum E { a = 1, c = a + b }
class S { static { let a = 1; a(); var b; b(); } x = a; }
namespace O { import a from 'o'; a(); b(); }
function r1() { const c = require('c1'); c(); } function r2() { const c = require('c2'); c.d(); } c();
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"
    scope 1: Block
    scope 2: Block
    scope 3: Block
    named [s] a as a at a
    named [s] b as b at b
    named [s] T as T at T
    named [o] default as a in 1 at a
    namespace [c1] - as c in 2 at 'c1'
    namespace [c2] - as c in 3 at 'c2'
    call b
    path a
    type T
    type T
    path b
    call a
    path b
    call b
    path b
    call a
    call a
    call b
    path a
    path a
    call b
    type T
    type T
    type a
    type T
    type T
    call a
    type T
    type a
    type T
    type T
    type T
    path b
    path a
    call a in 1
    call b
    call c in 2
    call c.d in 3
    ");
}

#[test]
fn members_of_values_whose_type_stands_beside_them() {
    let source = r#"
import { Ledger, ns, type Rate } from 'bank';
class Own { pay() {} }
export class Shop {
  private ledger: Ledger | null = null; readonly rates?: Rate<string>; made = new ns.Ledger(); own = new Own();
  constructor(private readonly bank: ns.deep.Ledger, readonly rate: Rate, other: Ledger | undefined) { bank.open(); other!.close(); }
  sell(amounts: Ledger[], own: Own, either: Ledger | Rate, promised: Promise<Ledger>) {
    this.ledger?.pay().twice(); this.rates!.at; this.made.pay(); this.bank.pay(); this.rate.now; this.other.close();
    amounts.length; own.pay(); either.now; promised.then(); this.own.pay(); that.this.bank.pay(); that.ledger.pay();
    `${this.bank.balance}`; // this.bank.audit
    'this.bank.audit';
  }
}
class Other { ledger = 1; no() { this.ledger.pay(); } }
const ledger: Ledger = make(), plain = new Ledger;
ledger.pay(); plain.pay(); const { name } = ledger; ledger['pay'](); ledger.of.that;
function f(ledger) { ledger.pay(); { let ledger: Rate; ledger.now; } }
const g = (rate: Rate) => rate.now, h = ledger => ledger.pay();
try {} catch (rate: Rate) { rate.now }
function fn<Ledger>(own: Ledger) { own.pay(); }
let later: (rate: Rate) => void; rate.now;
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"

    named [bank] Ledger as Ledger at Ledger
    named [bank] ns as ns at ns
    named [bank] Rate as Rate of types at Rate
    type Ledger
    type Rate
    call ns.Ledger
    type ns.deep.Ledger
    type Rate
    type Ledger
    member open of ns.deep.Ledger
    member close of Ledger
    type Ledger
    type Ledger
    type Rate
    type Ledger
    member pay of Ledger
    member at of Rate
    member pay of ns.Ledger
    member pay of ns.deep.Ledger
    member now of Rate
    member balance of ns.deep.Ledger
    type Ledger
    call Ledger
    member pay of Ledger
    member pay of Ledger
    member of of Ledger
    type Rate
    member now of Rate
    type Rate
    member now of Rate
    type Rate
    type Rate
    ");
}
