use boundstone_model::Language::{JavaScript, Tsx, TypeScript};

use crate::references;

#[test]
fn every_form_of_import() {
    let source = r#"
import 'effect';
import d, { a as b, type c, default as e, "string name" as f, type as, type as as g, type h as i } from 's';
import /* x */ * as ns // y
    from "s";
import j, * as k from './k\x2e\u{6a}s';
import type T from 't'; import type { U } from 't'; import type * as V from 't';
import type from 'type'; import type, { l } from 'type'; import type from from 'type';
import m = require('m'); import type n = require('n'); export import o = require('o');
import p = ns.y.z; export import q = ns.y;
import r from 'r' with { type: 'json' }; import s from 's' assert { type: 'json' };
import defer * as u from 'u'; import source v from 'v'; import {} from 'w';
import.meta.url; const o = { import: 1, export: 2 };
import computed from `x${y}`;
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"");
}

#[test]
fn every_form_of_export() {
    let source = r#"
import { a } from 'a';
export { a as b, type c, a as default, a as "string name" };
export { default, d as e, type f, default as g } from 's';
export * from 's'; export * as ns from 's'; export * as default from 's';
export type * from 't'; export type * as T from 't'; export type { U } from 't'; export type { V };
export {}; export {} from 'empty';
export default a;
export type W = a; export const x = a; export { x as 'y' }
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"");
    insta::assert_snapshot!(references(TypeScript, "import a from 'a'; export = a;"), @"");
    insta::assert_snapshot!(references(TypeScript, "import a from 'a'; export default a.b;"), @"");
}

#[test]
fn modules_as_values() {
    let source = r#"
const { a, b: c, 'd': e, f = 1, g: { h }, ...rest } = require('s');
const x = require('x'); var y = require(`y`).z; let w = require('w').u.v;
require('bare'); require.resolve('resolved'); other.require('no'); require(computed); require('a' + b);
import('whole'); const p = import('promise');
const { i } = await import('i'); const j = (await import('j')).k; const l = await import(/* webpack */ 'l');
import('m').then(({ n, o: q }) => n(q)); import('r').then((s) => s.T.U); import('t').catch(u => u);
const lazy = React.lazy(() => import('./lazy').then(module => ({ default: module.View })));
const cast = (require('cast')) as typeof import('cast');
new URL('./worker.js', import.meta.url); new URL('https://x', import.meta.url); new URL('./x', base);
a(); c(); e(); f(); h(); rest(); x(); y(); w(); i(); j(); l(); s; n;
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"");
}

#[test]
fn modules_as_types() {
    let source = r#"
/// <reference path="./a.d.ts" />
/// <reference types='node' />
/// <reference lib="dom" /><reference no-default-lib="true"/>
let a: import('a').T; let b: import('b').T.U<V>; type C = typeof import('c'); type D = typeof import('d').e;
function f(): Promise<import('g').H[]> {}
declare module 'h' { interface I {} }
declare module '*.css';
/// <reference path="too-late.ts" />
/** @type {import('not-in-typescript').J} */
export {}
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"");
    insta::assert_snapshot!(references(TypeScript, "declare module 'ambient' { }"), @"");
    let script = r#"
/** @type {import('a').A<import("b")>} @import { C, D as E } from 'c' */
// import('d').D
/** @param {import('e').F.G} e */
"#;
    insta::assert_snapshot!(references(JavaScript, script), @"");
}

#[test]
fn mocks() {
    let source = r#"
vi.mock('a', () => ({})); vi.mock(import('b'), f); vi.doMock("c"); jest.mock('d'); jest.unmock('e');
const actual = jest.requireActual<typeof import('f')>('f');
await vi.importActual<Record<string, () => void>>('g'); jest.fn('h'); navi.mock('i'); vi.mocked(j);
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"");
}

#[test]
fn exports_of_commonjs() {
    let source = r#"
'use strict';
var proto = require('./proto'), lib = { a: require('./a') };
exports = module.exports = create;
exports.application = proto;
exports.x = exports.y = lib;
module.exports.z = function () {};
module.exports = { proto, b: lib, 'c': create, d: require('./d'), e: require('./e').f, ...require('./g'), h() {} };
module.exports = require('./i'); module.exports = require('./j').k; exports.l = require('./l');
exports.m = require('./m').n; __exportStar(require('./o'), exports); tslib_1.__exportStar(require('./p'), exports);
exports.q.r = proto; exports[s] = proto; notexports.t = proto; lib = exports.u;
"#;
    insta::assert_snapshot!(references(JavaScript, source), @"");
}

#[test]
fn what_the_grammar_cannot_parse() {
    let source = r#"
import { a } from 'a';
<<<<<<< HEAD
import { b } from 'b';
=======
import { c } from 'c';
>>>>>>> other
export type * from 'd';
using e = a();
class F { accessor g = a; static accessor h: a = 1 }
const i = ;
import j from 'j';
function torn( {
export * from 'k';
import { l } from 'l'
a.b(); l();
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"");
    insta::assert_snapshot!(references(Tsx, source), @"");
}

#[test]
fn what_is_no_code() {
    let source = r#"
// import a from 'a'
/* import b from 'b'; require('b') */
const c = "import c from 'c'", d = `import d from 'd'; ${x} require('d')`, e = /import e from 'e'/;
const f = <div>import f from 'f'
import g from 'g'
</div>;
"#;
    insta::assert_snapshot!(references(Tsx, source), @"");
}

#[test]
fn uses_of_what_is_imported() {
    let source = r#"
import A, { f, g, T, E, x, dec, fn } from 'a';
import * as ns from 'ns';
f(x); new A(); new ns.B(); g`t`; f<T>(); ns.c.d(); ns . e; ns?.f(); ns.g?.(); ns.h?.i; x.#y; x[f]; f!(); (f)();
const o = { x, f: f, [x]: 1, A() {}, ns };
let a: T, b: ns.T<T>, c: typeof x, d: typeof ns.y.z, e: A.B.C, h: E.One, i: x is T, j: [f: T], k: { f: T };
class C<P extends T = T> extends A<T> implements T, ns.I { @dec p: T; @dec() q = x; @ns.dec.r m(@dec s: T) {} }
interface I extends T, ns.J<T> { x: T; f(x: T): asserts x is T }
type M = { [K in keyof T as E]: T[K] } & `a${T}`; const y = x as T, z = <T>x, w = x satisfies ns.T;
x ||= f; ({ x } = o); [x, ns.v] = o; for (x of f) {} if (x) label: for (;;) break label;
export const v = x; export default f(x);
this.x; o.f; "f"; /f/; // f
{ f(...x, ns.a
  .b) }
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"");
}

#[test]
fn elements() {
    let source = r#"
import React, { Foo, div, attr } from 'a';
import * as ui from 'ui';
const a = <Foo attr={attr} {...attr}><ui.Card.Title<Foo> /><div>Foo</div><React.Fragment></React.Fragment></Foo>;
const b = <attr:x/>, c = <foo-bar attr="Foo" />, d = <></>;
"#;
    insta::assert_snapshot!(references(Tsx, source), @"");
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
    insta::assert_snapshot!(references(TypeScript, source), @"");
}
