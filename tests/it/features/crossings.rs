//! `boundstone crossings`: what real repositories taught, in small.

mod expansion;
mod member;

use crate::repository::Repository;

/// `place from -> boundary#symbol (file) kind`, a line each, then what was not checked.
fn crossings(files: &str) -> String {
    let answer = Repository::of(files).json(&["crossings"]);
    let mut shown = String::from("\n");
    for it in answer["crossings"].as_array().unwrap() {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let (from, to) = (&it["from"], &it["to"]);
        let facade = match &to["facade"] {
            serde_json::Value::String(facade) => format!(" through {facade}"),
            _ => String::new(),
        };
        let likely = if it["confidence"] == "likely" { " likely" } else { "" };
        shown.push_str(&format!(
            "{}:{}:{} {}#{} in {} {}{likely}{facade}\n",
            text(&from["path"]),
            from["line"],
            from["column"],
            text(&to["boundary"]),
            text(&to["symbol"]),
            text(&to["path"]),
            text(&it["kind"]),
        ));
    }
    for it in answer["not_checked"].as_array().unwrap() {
        shown.push_str(&format!("not checked: {}: {}\n", it["path"], it["reason"]));
    }
    shown
}

#[test]
fn rust_names_by_every_way() {
    let files = r##"
//- Cargo.toml
[workspace]
members = ["*"]
[workspace.dependencies]
core-types = { path = "types" }
renamed = { path = "macros", package = "the-macros" }
//- types/Cargo.toml
[package]
name = "core-types"
edition = "2021"
[lib]
name = "kinds"
//- types/src/lib.rs
mod shape;
pub mod prelude { pub use crate::shape::*; pub use crate::Size as Extent; }
pub struct Size;
impl Size { pub fn new() -> Self { Size } }
pub mod keys;
#[macro_export] macro_rules! sized { ($($t:tt)*) => { $($t)* }; }
//- types/src/shape.rs
pub enum Shape { Round, Square(u8) }
pub trait Area { fn area(&self); }
//- types/src/keys/mod.rs
slot::new_key! { pub struct Key; }
pub fn r#type() {}
//- macros/Cargo.toml
[package]
name = "the-macros"
edition = "2021"
[lib]
proc-macro = true
//- macros/src/lib.rs
#[proc_macro_derive(Draw, attributes(draw))] pub fn derive_draw(x: X) -> X { x }
#[proc_macro_attribute] pub fn canvas(x: X, y: X) -> X { y }
//- facade/Cargo.toml
[package]
name = "facade"
edition = "2021"
[dependencies]
core-types.workspace = true
//- facade/src/lib.rs
pub use kinds::prelude;
pub extern crate kinds as types;
pub fn own() {}
//- app/Cargo.toml
[package]
name = "app"
edition = "2021"
[dependencies]
core-types.workspace = true
renamed.workspace = true
facade = { path = "../facade" }
[dev-dependencies]
serde = "1"
//- app/src/main.rs
use kinds::{keys::{self, Key}, sized, Size};
use facade::prelude::*;
use renamed::Draw;
mod view;
#[derive(Clone, Draw)]
#[renamed::canvas(x)]
struct App { key: Key, size: Extent }
fn main() {
    let area = Shape::Square(1);
    sized! { let s = Size::new(); println!("{}", facade::types::keys::r#type()) }
    view::show(facade::own());
}
#[cfg(unix)] use kinds::missing::Thing;
//- app/src/view.rs
use super::*;
pub fn show(x: Shape) -> keys::Key { Shape::Round }
//- app/tests/all.rs
include_all!();
//- app/tests/cases/one.rs
use kinds::Size;
"##;
    insta::assert_snapshot!(crossings(files), @r#"

    app/src/main.rs:1:13 core-types#keys in types/src/keys/mod.rs import
    app/src/main.rs:1:20 core-types#keys in types/src/keys/mod.rs import
    app/src/main.rs:1:26 core-types#keys::Key in types/src/keys/mod.rs import
    app/src/main.rs:1:32 core-types#sized in types/src/lib.rs import
    app/src/main.rs:1:39 core-types#Size in types/src/lib.rs import
    app/src/main.rs:2:5 facade#* in facade/src/lib.rs import
    app/src/main.rs:2:13 core-types#prelude::* in types/src/lib.rs import through facade
    app/src/main.rs:3:14 the-macros#Draw in macros/src/lib.rs import
    app/src/main.rs:5:17 the-macros#Draw in macros/src/lib.rs macro
    app/src/main.rs:6:12 the-macros#canvas in macros/src/lib.rs macro
    app/src/main.rs:7:19 core-types#keys::Key in types/src/keys/mod.rs type
    app/src/main.rs:7:30 core-types#Size in types/src/lib.rs type through facade
    app/src/main.rs:9:16 core-types#shape::Shape in types/src/shape.rs type through facade
    app/src/main.rs:9:23 core-types#shape::Shape::Square in types/src/shape.rs path through facade
    app/src/main.rs:10:5 core-types#sized in types/src/lib.rs macro
    app/src/main.rs:10:22 core-types#Size in types/src/lib.rs type
    app/src/main.rs:10:28 core-types#Size::new in types/src/lib.rs member
    app/src/main.rs:10:50 facade#* in facade/src/lib.rs path
    app/src/main.rs:10:65 core-types#keys in types/src/keys/mod.rs path through facade
    app/src/main.rs:10:71 core-types#keys::type in types/src/keys/mod.rs call through facade
    app/src/main.rs:11:24 facade#own in facade/src/lib.rs call
    app/src/main.rs:13:18 core-types#* in types/src/lib.rs import
    app/src/view.rs:2:16 core-types#shape::Shape in types/src/shape.rs type through facade
    app/src/view.rs:2:26 core-types#keys in types/src/keys/mod.rs path
    app/src/view.rs:2:32 core-types#keys::Key in types/src/keys/mod.rs type
    app/src/view.rs:2:38 core-types#shape::Shape in types/src/shape.rs type through facade
    app/src/view.rs:2:45 core-types#shape::Shape::Round in types/src/shape.rs path through facade
    app/tests/cases/one.rs:1:12 core-types#Size in types/src/lib.rs import
    facade/src/lib.rs:1:16 core-types#prelude in types/src/lib.rs import
    facade/src/lib.rs:2:18 core-types#* in types/src/lib.rs import
    not checked: "app/src/main.rs": "`kinds::missing::Thing` is not found there: a macro or generated code may define it"
    "#);
}

#[test]
fn typescript_names_by_every_way() {
    let files = r#"
//- package.json
{"name": "root", "private": true, "workspaces": ["packages/*"]}
//- packages/ui/package.json
{"name": "@acme/ui", "exports": {".": {"types": "./dist/index.d.ts", "import": "./dist/index.mjs"}, "./forms/*": "./dist/forms/*.js"}}
//- packages/ui/src/index.ts
export * from './button.js';
export { default as Card, type CardProps } from './card';
export * as icons from './icons';
export type * from '@acme/tokens';
//- packages/ui/src/button.tsx
export const Button = () => null;
export class Link { static to() {} }
//- packages/ui/src/card.tsx
export interface CardProps {}
export default function Card() {}
//- packages/ui/src/icons/index.ts
export enum Icon { Plus }
//- packages/ui/src/forms/field.ts
export const Field = 1;
//- packages/tokens/package.json
{"name": "@acme/tokens", "main": "lib/tokens.js", "types": "lib/tokens.d.ts"}
//- packages/tokens/tsconfig.json
{"compilerOptions": {"outDir": "lib", "rootDir": "source"}}
//- packages/tokens/source/tokens.ts
export type Color = string;
//- packages/app/package.json
{"name": "app", "dependencies": {"@acme/ui": "workspace:*", "react": "^19"}}
//- packages/app/tsconfig.json
// comments are fine,
{"extends": "../../tsconfig.base.json", "compilerOptions": {"jsx": "react",},}
//- tsconfig.base.json
{"compilerOptions": {"paths": {"~tokens": ["./packages/tokens/source/tokens.ts"], "~/*": ["./packages/app/src/*"]}}}
//- packages/app/src/main.tsx
import React, { useState } from 'react';
import { Button, Card as Box, icons, Link, type CardProps, type Color } from '@acme/ui';
import type { Color as C } from '~tokens';
import { helper } from '~/helper';
const { Field } = require('@acme/ui/forms/field');
vi.mock('@acme/tokens');
export function Main(props: CardProps) {
  const Button = 1;
  Link.to(); helper(Field, icons.Icon.Plus);
  return <Box color={Button}><icons.Other /></Box>;
}
const later = () => import('@acme/ui').then(({ Button }) => <Button />);
type Late = import('@acme/tokens').Color;
export { Button as Knopf } from '@acme/ui';
import { gone } from '@acme/ui/forms/gone';
//- packages/app/src/helper.ts
export const helper = 1;
//- packages/app/src/again.test.ts
import { Knopf } from './main';
Knopf();
"#;
    insta::assert_snapshot!(crossings(files), @r#"

    packages/app/src/again.test.ts:1:10 @acme/ui#Button in packages/ui/src/button.tsx import
    packages/app/src/again.test.ts:2:1 @acme/ui#Button in packages/ui/src/button.tsx call
    packages/app/src/main.tsx:2:10 @acme/ui#Button in packages/ui/src/button.tsx import
    packages/app/src/main.tsx:2:18 @acme/ui#Card in packages/ui/src/card.tsx import
    packages/app/src/main.tsx:2:31 @acme/ui#* in packages/ui/src/icons/index.ts import
    packages/app/src/main.tsx:2:38 @acme/ui#Link in packages/ui/src/button.tsx import
    packages/app/src/main.tsx:2:49 @acme/ui#CardProps in packages/ui/src/card.tsx import
    packages/app/src/main.tsx:2:65 @acme/tokens#Color in packages/tokens/source/tokens.ts import through @acme/ui
    packages/app/src/main.tsx:3:15 @acme/tokens#Color in packages/tokens/source/tokens.ts import
    packages/app/src/main.tsx:5:9 @acme/ui#Field in packages/ui/src/forms/field.ts import
    packages/app/src/main.tsx:6:9 @acme/tokens#* in packages/tokens/source/tokens.ts import
    packages/app/src/main.tsx:7:29 @acme/ui#CardProps in packages/ui/src/card.tsx type
    packages/app/src/main.tsx:9:3 @acme/ui#Link in packages/ui/src/button.tsx path
    packages/app/src/main.tsx:9:8 @acme/ui#Link.to in packages/ui/src/button.tsx member
    packages/app/src/main.tsx:9:21 @acme/ui#Field in packages/ui/src/forms/field.ts path
    packages/app/src/main.tsx:9:34 @acme/ui#Icon in packages/ui/src/icons/index.ts path
    packages/app/src/main.tsx:9:39 @acme/ui#Icon.Plus in packages/ui/src/icons/index.ts member
    packages/app/src/main.tsx:10:11 @acme/ui#Card in packages/ui/src/card.tsx path
    packages/app/src/main.tsx:10:37 @acme/ui#Other in packages/ui/src/icons/index.ts path likely
    packages/app/src/main.tsx:10:47 @acme/ui#Card in packages/ui/src/card.tsx path
    packages/app/src/main.tsx:12:48 @acme/ui#Button in packages/ui/src/button.tsx import
    packages/app/src/main.tsx:12:62 @acme/ui#Button in packages/ui/src/button.tsx path
    packages/app/src/main.tsx:13:36 @acme/tokens#Color in packages/tokens/source/tokens.ts import
    packages/app/src/main.tsx:14:10 @acme/ui#Button in packages/ui/src/button.tsx import
    packages/ui/src/index.ts:4:13 @acme/tokens#* in packages/tokens/source/tokens.ts import
    not checked: "packages/app/src/main.tsx": "`@acme/ui/forms/gone` leads to no file of the repository"
    "#);
}

#[cfg(unix)]
#[test]
fn a_link_is_what_it_leads_to() {
    let repository = Repository::of(
        r#"
//- package.json
{"name": "root", "workspaces": ["packages/*"]}
//- shared.config.js
export const shared = 1;
//- packages/a/package.json
{"name": "a"}
//- packages/a/use.js
import { shared } from './root.config.js';
import { inner } from './linked/inner';
//- packages/b/package.json
{"name": "b"}
//- packages/b/src/inner.ts
export const inner = 1;
"#,
    );
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(to, repository.path().join(at)).unwrap();
    };
    link("../../shared.config.js", "packages/a/root.config.js");
    link("../b/src", "packages/a/linked");
    let answer = repository.json(&["crossings"]);
    let paths: Vec<&str> = answer["crossings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["to"]["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["shared.config.js", "packages/b/src/inner.ts"]);
    let graph = repository.json(&["graph", "--imports"]);
    let imports = graph["imports"].as_array().unwrap();
    let targets: Vec<&str> = imports.iter().map(|it| it["to"].as_str().unwrap()).collect();
    assert_eq!(targets, ["packages/b/src/inner.ts", "shared.config.js"]);
    assert_eq!(repository.run(&["graph", "--imports"]).status.code(), Some(2));
}

#[test]
fn what_a_facade_takes_from_outside_is_no_name_that_is_missing() {
    let shown = crossings(
        r#"
//- Cargo.toml
[workspace]
members = ["*"]
//- facade/Cargo.toml
[package]
name = "facade"
edition = "2021"
[dependencies]
serde = "1"
//- facade/src/lib.rs
pub mod task;
pub use std::io::{self, Error};
pub use serde::Serialize;
mod with_std { use std::io as name; pub use name::{Seek, SeekFrom}; }
pub use self::with_std::*;
//- facade/src/task.rs
pub use core::task::{Context, Poll};
pub struct Task;
//- shop/Cargo.toml
[package]
name = "shop"
[dependencies]
facade = { path = "../facade" }
//- shop/src/lib.rs
use facade::task::{Context, Poll, Task};
use facade::{Error, Serialize, Seek};
fn f(x: facade::io::Read, y: facade::task::Context) -> Poll<Missing> { Poll::Ready(Error::new()) }
use facade::task::Missing;
"#,
    );
    insta::assert_snapshot!(shown, @r#"

    shop/src/lib.rs:1:13 facade#task in facade/src/task.rs import
    shop/src/lib.rs:1:35 facade#task::Task in facade/src/task.rs import
    shop/src/lib.rs:3:9 facade#* in facade/src/lib.rs path
    shop/src/lib.rs:3:38 facade#task in facade/src/task.rs path
    shop/src/lib.rs:4:13 facade#task in facade/src/task.rs import
    not checked: "shop/src/lib.rs": "`facade::task::Missing` is not found there: a macro or generated code may define it"
    "#);
}

/// `shop` imports what `ledger` does not have.
const WITHOUT_ACCOUNT: &str = r#"
//- Cargo.toml
[workspace]
members = ["*"]
//- ledger/Cargo.toml
[package]
name = "ledger"
//- ledger/src/lib.rs
pub struct Entry;
//- shop/Cargo.toml
[package]
name = "shop"
[dependencies]
ledger = { path = "../ledger" }
//- shop/src/lib.rs
use ledger::Entry;
use ledger::Account;
"#;

#[test]
fn what_is_not_resolved_is_said_by_check_too() {
    let repository = Repository::of(WITHOUT_ACCOUNT);
    let answer = repository.json(&["check"]);
    let not_checked = answer["not_checked"].as_array().unwrap();
    assert_eq!(not_checked.len(), 1, "{not_checked:?}");
    assert_eq!(not_checked[0]["what"], "reference");
    assert_eq!(not_checked[0]["path"], "shop/src/lib.rs");
    assert!(not_checked[0]["reason"].as_str().unwrap().starts_with("line 2: "), "{not_checked:?}");
    let said = String::from_utf8(repository.run(&["check"]).stdout).unwrap();
    let line = "Not checked: 1 reference into other boundaries; `boundstone crossings` says why.";
    assert!(said.contains(line), "{said}");
    assert_eq!(repository.json(&["check", "ledger"])["not_checked"], serde_json::json!([]));
}

#[test]
fn what_a_change_takes_away_is_not_checked_in_files_that_it_leaves_alone() {
    let repository = Repository::of(WITHOUT_ACCOUNT);
    let reasons = || {
        let answer = repository.json(&["check", "--base", "HEAD"]);
        let reasons = answer["not_checked"].as_array().unwrap().iter();
        reasons.map(|it| it["reason"].to_string()).collect::<Vec<_>>().join("\n")
    };
    repository.write("ledger/src/lib.rs", "pub struct Entry { a: u8 }\n");
    assert_eq!(reasons(), "", "what was not resolved before is not of this change");
    repository.write("ledger/src/lib.rs", "pub struct Other;\n");
    assert!(reasons().contains("line 1: `ledger::Entry`"), "{}", reasons());
    assert!(!reasons().contains("Account"), "{}", reasons());
}

/// A field of a protobuf message that is text or a message.
fn field(number: u8, content: &[u8]) -> Vec<u8> {
    [&[number << 3 | 2, u8::try_from(content.len()).unwrap()], content].concat()
}

/// A document of a SCIP index with its occurrences: symbol, and whether it is defined there.
fn document(path: &str, occurrences: &[(&str, bool)]) -> Vec<u8> {
    let mut content = field(1, path.as_bytes());
    for (symbol, defines) in occurrences {
        let roles = [3 << 3, u8::from(*defines)];
        content.extend(field(2, &[&field(2, symbol.as_bytes())[..], &roles].concat()));
    }
    field(2, &content)
}

#[test]
fn an_index_confirms_what_syntax_does_not_settle() {
    let repository = Repository::of(
        r#"
//- .gitignore
index.scip
//- Cargo.toml
[workspace]
members = ["*"]
//- ledger/Cargo.toml
[package]
name = "ledger"
//- ledger/src/lib.rs
#[derive(Default)] pub struct Entry;
#[derive(Default)] pub struct Other;
//- shop/Cargo.toml
[package]
name = "shop"
[dependencies]
ledger = { path = "../ledger" }
//- shop/src/lib.rs
fn a() { ledger::Entry::default(); ledger::Other::default(); }
"#,
    );
    let confidence = || -> Vec<String> {
        let answer = repository.json(&["crossings"]);
        let members = answer["crossings"].as_array().unwrap().iter();
        let members = members.filter(|it| it["kind"] == "member");
        members.map(|it| format!("{} {}", it["to"]["symbol"], it["confidence"])).collect()
    };
    let likely = ["\"Entry::default\" \"likely\"", "\"Other::default\" \"likely\""];
    assert_eq!(confidence(), likely);

    let default = "ra cargo ledger 1 impl#[Entry][Default]default().";
    let index = [
        document("ledger/src/lib.rs", &[("ra cargo ledger 1 Entry#", true)]),
        document("shop/src/lib.rs", &[(default, false)]),
    ];
    std::fs::write(repository.path().join("index.scip"), index.concat()).unwrap();
    assert_eq!(confidence(), ["\"Entry::default\" \"exact\"", likely[1]]);

    repository.write("index.scip", "no index");
    assert_eq!(confidence(), likely);
    let not_checked = &repository.json(&["check"])["not_checked"][0];
    assert_eq!(not_checked["path"], "index.scip");
    assert!(not_checked["reason"].as_str().unwrap().starts_with("it is no SCIP index"));
}
