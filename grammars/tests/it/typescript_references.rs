use boundstone_model::Language::{JavaScript, Tsx, TypeScript};
use proptest::prelude::*;

use crate::references;

#[test]
fn every_form_of_import() {
    let source = "\u{feff}import 'effect';".to_owned()
        + r#"
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
    insta::assert_snapshot!(references(TypeScript, &source), @r#"
    whole [effect] - as - at 'effect'
    named [s] default as d at d
    named [s] a as b at a
    named [s] c as c of types at c
    named [s] default as e at default
    named [s] string name as f at "string name"
    named [s] as as as of types at as
    named [s] as as g of types at as
    named [s] h as i of types at h
    namespace [s] - as ns at *
    named [./k.js] default as j at j
    namespace [./k.js] - as k at *
    named [t] default as T of types at T
    named [t] U as U of types at U
    namespace [t] - as V of types at *
    named [type] default as type at type
    named [type] default as type at type
    named [type] l as l at l
    named [type] default as from of types at from
    namespace [m] - as m at 'm'
    namespace [n] - as n of types at 'n'
    * namespace [o] - as o at 'o'
    local [] ns.y.z as p at ns.y.z
    * local [] ns.y as q at ns.y
    named [r] default as r at r
    named [s] default as s at s
    namespace [u] - as u at *
    named [v] default as v at v
    whole [w] - as - at 'w'
    "#);
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
    insta::assert_snapshot!(references(TypeScript, source), @"
    named [a] a as a at a
    * local [] a as b at a
    * local [] c as c of types at c
    * local [] a as default at a
    * local [] a as string name at a
    * named [s] default as default at default
    * named [s] d as e at d
    * named [s] f as f of types at f
    * named [s] default as g at default
    * glob [s] - as - at *
    * namespace [s] - as ns at *
    * namespace [s] - as default at *
    * glob [t] - as - of types at *
    * namespace [t] - as T of types at *
    * named [t] U as U of types at U
    * local [] V as V of types at V
    * whole [empty] - as - at 'empty'
    * local [] a as default at a
    * local [] x as y at x
    type a
    path a
    ");
    insta::assert_snapshot!(references(TypeScript, "import a from 'a'; export = a;"), @"
    named [a] default as a at a
    * local [] a as export= at a
    ");
    insta::assert_snapshot!(references(TypeScript, "import a from 'a'; export default a.b;"), @"
    named [a] default as a at a
    path a.b
    ");
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
    insta::assert_snapshot!(references(TypeScript, source), @"
    scope 1: Block
    scope 2: Block
    scope 3: Block
    named [s] a as a at a
    named [s] b as c at b
    named [s] d as e at 'd'
    named [s] f as f at f
    named [s] g as - at g
    namespace [x] - as x at 'x'
    named [y] z as y at z
    named [w] u as - at u
    whole [bare] - as - at 'bare'
    whole [resolved] - as - at 'resolved'
    whole [whole] - as - at 'whole'
    whole [promise] - as - at 'promise'
    named [i] i as i at i
    named [j] k as j at k
    namespace [l] - as l at 'l'
    named [m] n as n in 1 at n
    named [m] o as q in 1 at o
    namespace [r] - as s in 2 at 'r'
    whole [t] - as - at 't'
    namespace [./lazy] - as module in 3 at './lazy'
    namespace [cast] - as cast at 'cast'
    whole [cast] - as - of types at 'cast'
    whole [./worker.js] - as - at './worker.js'
    call n in 1
    path q in 1
    path s.T.U in 2
    path module.View in 3
    call a
    call c
    call e
    call f
    call x
    call y
    call i
    call j
    call l
    ");
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
    insta::assert_snapshot!(references(TypeScript, source), @r#"
    whole [./a.d.ts] - as - of types at "./a.d.ts"
    whole [node] - as - of types at 'node'
    named [a] T as - of types at T
    named [b] T as - of types at T
    whole [c] - as - of types at 'c'
    named [d] e as - of types at e
    named [g] H as - of types at H
    whole [h] - as - of types at 'h'
    "#);
    insta::assert_snapshot!(references(TypeScript, "declare module 'ambient' { }"), @"");
    let script = r#"
/** @type {import('a').A<import("b")>} @import { C, D as E } from 'c' */
// import('d').D
/** @param {import('e').F.G} e */
"#;
    insta::assert_snapshot!(references(JavaScript, script), @r#"
    named [a] A as - of types at A
    whole [b] - as - of types at "b"
    named [c] C as C of types at C
    named [c] D as E of types at D
    named [e] F as - of types at F
    "#);
}

#[test]
fn mocks() {
    let source = r#"
vi.mock('a', () => ({})); vi.mock(import('b'), f); vi.doMock("c"); jest.mock('d'); jest.unmock('e');
const actual = jest.requireActual<typeof import('f')>('f');
await vi.importActual<Record<string, () => void>>('g'); jest.fn('h'); navi.mock('i'); vi.mocked(j);
jest
  .mock('k').mock('l', f)
  .fn(); other
  .mock('m'); root.jest.mock('n');
"#;
    insta::assert_snapshot!(references(TypeScript, source), @r#"
    whole [a] - as - at 'a'
    whole [b] - as - at 'b'
    whole [c] - as - at "c"
    whole [d] - as - at 'd'
    whole [e] - as - at 'e'
    whole [f] - as - of types at 'f'
    whole [f] - as - at 'f'
    whole [g] - as - at 'g'
    whole [k] - as - at 'k'
    whole [l] - as - at 'l'
    "#);
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
    insta::assert_snapshot!(references(JavaScript, source), @"
    namespace [./proto] - as proto at './proto'
    whole [./a] - as - at './a'
    * local [] create as export= at create
    * local [] proto as application at proto
    * local [] lib as x at lib
    * local [] lib as y at lib
    * local [] proto as proto at proto
    * local [] lib as b at lib
    * local [] create as c at create
    * namespace [./d] - as d at './d'
    * named [./e] f as e at f
    * glob [./g] - as - at './g'
    * glob [./i] - as - at './i'
    * named [./j] k as export= at k
    * namespace [./l] - as l at './l'
    * named [./m] n as m at n
    * glob [./o] - as - at './o'
    * glob [./p] - as - at './p'
    path proto
    path proto
    path proto
    ");
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
    insta::assert_snapshot!(references(TypeScript, source), @"
    named [a] a as a at a
    named [b] b as b at b
    named [c] c as c at c
    * glob [d] - as - of types at *
    named [j] default as j at j
    * glob [k] - as - at *
    named [l] l as l at l
    call a
    path a
    type a
    path a.b
    ");
    insta::assert_snapshot!(references(Tsx, source), @"
    named [a] a as a at a
    named [b] b as b at b
    named [c] c as c at c
    * glob [d] - as - of types at *
    named [j] default as j at j
    * glob [k] - as - at *
    named [l] l as l at l
    call a
    path a
    type a
    path a.b
    ");
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
fn words_that_only_look_like_statements() {
    let source = r#"
import {a,
export { b from 'c'
const d = { import: e, export: f }; g.import('h'); g.export; h.require('i'); class J { import() {} export = k }
export const l = import.meta.env.M; export function n() {} export type O = a; export as namespace P;
type = 'q'; from 'r'; import s
"#;
    insta::assert_snapshot!(references(TypeScript, source), @"");
}

/// What begins a statement or a comment again and again is not read to its end again and again.
#[test]
fn many_statements_without_an_end_are_survived() {
    for line in [
        "import {import, import {\n",
        "/** import(/*import(\n",
        "`import/*export/*",
        "export {a as \n",
        "require(<",
        "(a) => a.b => {",
        "const {a} = require('a'); { a();\n",
        "import('a').then(a => a.\n",
        "import a from 'a'\n",
        "a,",
        "{ var a = ",
        "[a, ",
        "exports.a = ",
        "import * as a from 'a'; type A<a> = a extends infer a ? a : ",
    ] {
        for language in [TypeScript, Tsx, JavaScript] {
            crate::facts(language, &line.repeat(40_000 / line.len()));
            let text = format!("import a from 'a';\n{}", line.repeat(20_000 / line.len()));
            crate::facts(language, &text);
        }
    }
}

const FRAGMENTS: &[&str] = &[
    "import ",
    "export ",
    "default ",
    "type ",
    "from ",
    "'s'",
    "\"s\"",
    "`s`",
    "{",
    "}",
    "*",
    " as ",
    "a",
    "b",
    ",",
    ";",
    "\n",
    "require(",
    "import(",
    ")",
    "=",
    "=>",
    "(",
    ".",
    ".then(",
    "await ",
    "const ",
    "function ",
    "module.exports",
    "exports.a",
    "vi.mock(",
    "<",
    ">",
    "/",
    "//",
    "/*",
    "*/",
    "/// <reference path=",
    "é",
    "\\",
    "\u{feff}",
    "\u{a0}",
    "declare module ",
    "namespace a ",
    "class a ",
    "extends ",
    "infer a ",
    "?",
    ":",
    "`${",
    "new URL(",
    "import.meta.url",
    "/** @import ",
    "@a ",
    "<a.b>",
    "typeof ",
    "'\\u{61}\\x'",
    "using a",
    "...",
];

proptest! {
    #[test]
    fn any_mix_of_fragments_has_references_in_the_text(
        parts in proptest::collection::vec(prop::sample::select(FRAGMENTS), 0..40),
    ) {
        check(&parts.concat());
    }

    #[test]
    fn any_text_has_references_in_the_text(text in "(?s)(import \\{a\\} from 'a';)?.{0,100}") {
        check(&text);
    }
}

fn check(text: &str) {
    for language in [TypeScript, Tsx, JavaScript] {
        let facts = crate::facts(language, text);
        let all = facts.references();
        let mut last = 0;
        for import in &all.imports {
            assert!(import.range.start() >= last, "{import:?}");
            assert!((import.scope as usize) < all.scopes.len(), "{import:?}");
            assert!(text.get(import.range.start() as usize..import.range.end() as usize).is_some());
            last = import.range.start();
        }
        last = 0;
        for path in &all.paths {
            assert!(path.start >= last, "{path:?}");
            assert!((path.scope as usize) < all.scopes.len(), "{path:?}");
            assert!(text.get(path.start as usize..).is_some_and(|it| it.starts_with(path.path)));
            last = path.start;
        }
        for (number, scope) in all.scopes.iter().enumerate().skip(1) {
            assert!((scope.parent as usize) < number);
        }
    }
}
