use boundstone_model::Language::{JavaScript, Tsx, TypeScript};

use crate::{facts, items};

#[test]
fn every_kind_of_declaration() {
    let source = r#"
import { a } from "./a";
export function over(x: string): void;
export function over(x: number): void;
export function over(x: unknown) { function local() {} }
async function* gen() {}
export abstract class Invoice<T> extends Base {
  static #secret = 1;
  private hidden?: string;
  protected kept = 1;
  constructor(private readonly id: string, public total = 0, plain: string) { super(); }
  get vat() { return 1 }
  "quoted name"() {}
  [Symbol.iterator]() {}
  abstract sign(): void;
  static { const local = 1; }
}
class Private { open = 1 }
export interface Shape { area: number; (): void; new (): Shape; [key: string]: unknown; draw(): void }
export const enum Color { Red, Green = "g", 'dark-blue' }
export type Point = { x: number; y: number };
type Union = A | B;
export const one = 1, two = () => 2, Three = class { three = 3 };
let { p, q: { r }, s = fallback, ...rest } = config, [t, , u = other] = list;
namespace Outer.Inner { export const shown = 1; const hidden = 2; }
declare namespace Ambient { const implied: 1; }
declare module "pkg" { export default function make(): void; interface Options { deep: boolean } }
declare global { interface Window { boundstone: string } }
declare const VERSION: string;
export import Alias = Outer.Inner;
"#;
    insta::assert_snapshot!(items(TypeScript, source), @"

    + function over
    + function over
    + function over
    - function gen
    + class Invoice
    - property Invoice.#secret
    - property Invoice.hidden
    ~ property Invoice.kept
    + method Invoice.constructor
    - property Invoice.id
    + property Invoice.total
    + property Invoice.vat
    + method Invoice.quoted name
    + method Invoice.[Symbol.iterator]
    + method Invoice.sign
    - class Private
    - property Private.open
    + interface Shape
    + property Shape.area
    + method Shape.draw
    + enum Color
    + variant Color.Red
    + variant Color.Green
    + variant Color.dark-blue
    + type-alias Point
    + property Point.x
    + property Point.y
    - type-alias Union
    + variable one
    + function two
    + class Three
    + property Three.three
    - variable p
    - variable r
    - variable s
    - variable rest
    - variable t
    - variable u
    - namespace Outer
    + namespace Outer.Inner
    + variable Outer.Inner.shown
    - variable Outer.Inner.hidden
    - namespace Ambient
    + variable Ambient.implied
    - module pkg
    + function pkg.make
    + interface pkg.Options
    + property pkg.Options.deep
    + namespace global
    + interface global.Window
    + property global.Window.boundstone
    - variable VERSION
    + variable Alias
    ");
}

#[test]
fn every_form_of_export() {
    let source = r#"
function a() {}
const b = 1;
class C { m() {} }
interface D { e: string }
export { a, b as c, type D };
export { z } from "./z";
export { b as y } from "./y";
export * from "./x";
export type * from "./types";
export * as ns from "./w";
export type { V } from "./v";
export default C;
function after() {}
"#;
    insta::assert_snapshot!(items(TypeScript, source), @r#"
    + function a
    + variable b
    + class C
    + method C.m
    + interface D
    + property D.e
    - function after
    "#);
    let anonymous = [
        "export default class { m() {} }",
        "export default function () {}",
        "export default async () => {}",
        "export default { a: 1 }",
        "export default <T,>(x: T) => x",
        "class A {} export = A;",
        "export default interface I { x: 1 }",
        "export default abstract class B {}",
    ];
    let shown: Vec<String> = anonymous.iter().map(|source| items(TypeScript, source)).collect();
    insta::assert_snapshot!(shown.join("---"), @r#"
    + class default
    + method default.m
    ---
    + function default
    ---
    + function default
    ---
    + variable default
    ---
    + function default
    ---
    + class A
    ---
    + interface I
    + property I.x
    ---
    + class B
    "#);
}

#[test]
fn decorators_and_comments_lead() {
    let source = r#"
/** Documents A. */
@Component({ selector: "a" })
// still above
export class A {
  /** x */
  @Input() x = 1; // ends x
  @Output()
  // leads y
  y() {}

  // alone

  z = 2;
}
// leads B
@dec export default class B {}
// leads the first name
export const { c, d } = e;
"#;
    insta::assert_snapshot!(items(TypeScript, source), @r#"
    + class A ^3
    + property A.x ^1
    + method A.y ^2
    + property A.z
    + class B ^1
    + variable c ^1
    + variable d
    "#);
}

#[test]
fn commonjs_and_jsx() {
    let source = r#"
#!/usr/bin/env node
'use strict';
const fs = require("fs");
function helper() {}
class View { render() { return <a>// ADR-1</a> } }
exports.open = function () {};
module.exports.close = helper;
module.exports = { View, run: main };
function main() {}
"#;
    insta::assert_snapshot!(items(JavaScript, source), @r#"
    - variable fs
    + function helper
    + class View
    + method View.render
    + function open
    + function main
    "#);
}

#[test]
fn a_class_or_function_that_commonjs_exports_whole() {
    let shown: Vec<_> = [
        "/** Parameters. */\nmodule.exports = class Parameters {\n  constructor(map) {}\n  get size() { return 1 }\n};\n",
        "module.exports = class { a() {} };\nmodule.exports.b = class Inner { c() {} };\n",
        "exports = module.exports = function run() { function local() {} };\n",
        "module.exports = (a) => a;\nfunction helper() {}\n",
    ]
    .iter()
    .map(|source| items(JavaScript, source))
    .collect();
    insta::assert_snapshot!(shown.join("---"), @"
    + class Parameters ^1
    + method Parameters.constructor
    + property Parameters.size
    ---
    + class exports
    + method exports.a
    + class b
    + method b.c
    ---
    + function run
    ---
    + function exports
    - function helper
    ");
}

#[test]
fn a_line_may_end_behind_the_word_export() {
    let source = "
/** Above. */
export
type A = 1;
export /** Between. */
declare interface B { c: string }
export // Why.
abstract class D {}
interface E {}
namespace N {
  export
  async function f() {}
  function g() {}
}
export
f();
type F = 2;
";
    insta::assert_snapshot!(items(TypeScript, source), @"

    + type-alias A ^1
    + interface B
    + property B.c
    + class D
    - interface E
    - namespace N
    + function N.f
    - function N.g
    - type-alias F
    ");
    let found = facts(TypeScript, source);
    let ranges: Vec<&str> = found.items().map(|item| item.range.slice(source)).collect();
    assert_eq!(ranges.first(), Some(&"export\ntype A = 1;"));
}

#[test]
fn tags_of_the_last_doc_comment_are_of_the_item() {
    let source = "/** @packageDocumentation @internal */

export const ofTheFile = 1;

/**
 * Over a blank line.
 * @internal
 */

export const apart = 1;

/** @beta */

/** Another comment. */
export const last = 1;

/** No tags: `@internal`, \\@alpha, acme@beta, {@link public}.
 * ```
 * @deprecated
 * ```
 */
export const named = 1;

/** Says nothing. */ // @internal
export const line = 1;

export interface Members {
  /** @deprecated Use b. @public */

  a: string;
  /** @alpha */
  b: string;
}
";
    let found = facts(TypeScript, source);
    let told = found.items().map(|item| {
        let marks = item.marks;
        let all = [
            (marks.is_deprecated, " deprecated"),
            (marks.is_hidden, " internal"),
            (marks.is_experimental, " experimental"),
            (marks.is_stable, " public"),
        ];
        let words: String = all.iter().filter(|it| it.0).map(|it| it.1).collect();
        format!("{}:{words}\n", item.name())
    });
    insta::assert_snapshot!(told.collect::<String>(), @"
    ofTheFile:
    apart: internal
    last:
    named:
    line:
    Members:
    a: deprecated public
    b: experimental
    ");
}

#[test]
fn valid_items_survive_around_what_is_being_typed() {
    let broken = [
        "function a() {\n  const x = \n\nexport function b() {}\nexport class C {}\n",
        "export function a() {\n  if (x) {\n\n}\n\nexport function b() {}\nexport class C { m() {} }\n",
        "class A {\n  m() {\n  n() { }\n}\n\nexport function b() {}\nexport class C {}\n",
        "const App = () => {\n  return <div>\n}\nexport const b = 1;\nexport function c() {}\n",
        "export type * from './a';\nexport type * as n from './b';\nexport class C {}\n",
        "import { a \nexport function b() {}\nexport class C {}\n",
        "interface A {\n  x: \n}\nexport const b = 1;\n",
        "using file = open();\nawait using other = open();\nexport const b = 1;\n",
        "import defer * as x from './x';\nimport source y from './y';\nexport const b = 1;\n",
    ];
    let shown: Vec<String> = broken.iter().map(|source| items(Tsx, source)).collect();
    insta::assert_snapshot!(shown.join("---"), @r#"
    - function a
    + class C
    ---
    + function a
    + function b
    + class C
    + method C.m
    ---
    - class A
    - method A.m
    + function b
    + class C
    ---
    - function App
    + variable b
    + function c
    ---
    + class C
    ---
    - function b
    + class C
    ---
    - interface A
    - property A.x
    + variable b
    ---
    + variable b
    ---
    + variable b
    "#);
}

#[test]
fn functions_are_given_properties() {
    let source = "
const Menu = (props: Props) => null;
/** One row. */
Menu.Item = Item;
Menu.Item.deep = 1;
Menu['Other'] = 2;
export { Menu };
const Typed: React.FC = () => null;
Typed.displayName = 'Typed';
class Shown {}
Shown.label = 'no function';
elsewhere.x = 1;
export namespace Inner { export function f() {} f.order = 3; }
function hidden() {}
hidden.size = 1;
";
    insta::assert_snapshot!(items(Tsx, source), @"

    + function Menu
    + property Menu.Item ^1
    - function Typed
    - class Shown
    + namespace Inner
    + function Inner.f
    + property Inner.f.order
    - function hidden
    - property hidden.size
    ");
}

#[test]
fn what_the_grammar_does_not_know_is_read() {
    let source = "
export interface Sink<in T, out U extends Sink<T, U> = never, in out V> { write(value: T): U }
export type Named<out extends string, T> = [out, T];
class Source<out A> {}
export default abstract class extends Base { abstract run(): void }
";
    insta::assert_snapshot!(items(TypeScript, source), @"

    + interface Sink
    + method Sink.write
    + type-alias Named
    - class Source
    + class default
    + method default.run
    ");
}
