//! Code with `«»` around what is forbidden there.

use boundstone_grammars::{Code, Forbidden, parse};
use boundstone_model::Language::{JavaScript, Rust, Tsx, TypeScript};
use boundstone_model::{Constraint, Demand, Language, Spanned};
use boundstone_text::TextRange;

fn forbidden(demand: Demand, what: &str) -> Result<Option<Forbidden>, String> {
    let what = Spanned::new(what.into(), TextRange::empty(0));
    Forbidden::new(&Constraint { demand, what, except: Box::default() })
}

#[track_caller]
fn check(language: Language, demand: Demand, what: &str, marked: &str) {
    let text = marked.replace(['«', '»'], "");
    let forbidden = forbidden(demand, what).unwrap().unwrap();
    let tree = parse(language, &text, None).unwrap();
    let found = Code::new(language, &text, &tree).find(&forbidden).unwrap();
    let mut shown = text.clone();
    for range in found.iter().rev() {
        shown.insert(range.end() as usize, '»');
        shown.insert(range.start() as usize, '«');
    }
    assert_eq!(shown, marked, "{what}");
}

#[test]
fn imports_of_a_crate() {
    check(
        Rust,
        Demand::ForbidImport,
        "sqlx",
        "use «sqlx»::Pool;
use «sqlx»::{Row, query as q};
use {std::fmt, «sqlx»::Column, tokio::spawn};
use «sqlx» as db;
mod glob { use «sqlx»::*; }
pub use ::«sqlx»::Any;
use crate::sqlx::A; use self::sqlx::B; use other::sqlx as mine;
fn f() -> «sqlx»::Result<()> {
    «::sqlx»::query(\"sqlx::query\"); // sqlx::query
    vec![«sqlx»::query()];
    db::query(); q(); other::sqlx::query();
}
fn g(sqlx: u8) { let a = sqlx; S { sqlx }.sqlx; }
",
    );
}

#[test]
fn a_crate_that_is_made_known_is_found_there() {
    let text = "extern crate «sqlx»; fn f() { sqlx::query(); }\n";
    check(Rust, Demand::ForbidImport, "sqlx", text);
}

#[test]
fn a_module_of_the_file_is_no_crate() {
    check(
        Rust,
        Demand::ForbidImport,
        "sqlx",
        "mod sqlx; use sqlx::Pool; fn f() { sqlx::query(); }
mod inner { use «sqlx»::Pool; fn f() { «sqlx»::query(); } }
",
    );
}

#[test]
fn what_a_glob_may_bring_is_left_alone() {
    check(
        Rust,
        Demand::ForbidImport,
        "fs",
        "use std::fs; fn f() { «::fs»::read(); }
mod tests { use super::*; fn f() { fs::read(); } }
mod other { use crate::prelude::*; fn f() { fs::read(); } }
mod plain { fn f() { «fs»::read(); } }
",
    );
}

#[test]
fn a_local_name_is_no_crate() {
    check(
        Rust,
        Demand::ForbidImport,
        "db",
        "use sqlx as db; fn f() { db::query(); } mod a { fn g() { «db»::query(); } }\n",
    );
}

#[test]
fn imports_of_a_module_of_the_standard_library() {
    check(
        Rust,
        Demand::ForbidImport,
        "std::time",
        "use std::«time»::Instant;
use std::{fs, «time»::Instant, time as t};
use core::«time»;
use std::fs;
use std::timeout;
fn f() { «std::time»::Instant::now(); time::Instant::now(); }
",
    );
    check(Rust, Demand::ForbidImport, "my-crate", "use «my_crate»::A; use my::krate;\n");
}

#[test]
fn calls_through_every_form_of_import() {
    check(
        Rust,
        Demand::ForbidCall,
        "std::time::SystemTime::now",
        "use std::time::SystemTime;
use std::time::SystemTime as Clock;
use std::time;
fn f() {
    «SystemTime::now»(); «Clock::now»(); «time::SystemTime::now»(); «std::time::SystemTime::now»();
    «::core::time::SystemTime::now»(); SystemTime::later(); Instant::now(); now();
    xs.map(«SystemTime::now»); println!(\"{:?}\", «SystemTime::now»());
    «std::time::SystemTime::now»; let x: SystemTime = 1; // SystemTime::now()
}
mod own { struct SystemTime; fn f() { SystemTime::now(); } }
mod other { use crate::SystemTime; fn f() { SystemTime::now(); } }
mod glob { use std::time::*; fn f() { «SystemTime::now»(); fn g() { «SystemTime::now»(); } } }
mod wrong { use std::fs::*; fn f() { SystemTime::now(); } }
",
    );
    check(
        Rust,
        Demand::ForbidCall,
        "std::process::exit",
        "use std::process::exit; fn f() { «exit»(1); } fn g(exit: u8) { exit; x.exit(); }\n",
    );
}

#[test]
fn macros() {
    check(
        Rust,
        Demand::ForbidCall,
        "println!",
        "fn f() { «println»!(\"println!\"); std::println!(); eprintln!(); println(); assert!({ «println»!(); true }); }
mod own { macro_rules! println { () => {} } fn f() { println!(); } }
",
    );
    check(
        Rust,
        Demand::ForbidCall,
        "std::println!",
        "fn f() { «println»!(); «std::println»!(); }\n",
    );
    check(
        Rust,
        Demand::ForbidCall,
        "log::info!",
        "use log::{info, warn}; fn f() { «info»!(); «log::info»!(); warn!(); }\n",
    );
}

#[test]
fn methods_of_whatever_value() {
    let text = "fn f() { a.«unwrap»(); b().c?.«unwrap»().d; a.unwrap_or(1); unwrap(); A::unwrap(a); a.unwrap;
    assert!(x\n        .«unwrap»()); \".unwrap()\"; /* a.unwrap() */ 0..unwrap(); }\n";
    check(Rust, Demand::ForbidCall, ".unwrap", text);
    check(Rust, Demand::ForbidCall, ".unwrap()", text);
    check(
        TypeScript,
        Demand::ForbidCall,
        ".innerHTML",
        "a.«innerHTML»(); a?.«innerHTML»?.(); a.innerHTML = 1; `a.innerHTML()`; `${a.«innerHTML»()}`;\n",
    );
}

#[test]
fn imports_of_modules() {
    let text =
        "import a, { b } from «'lodash'»; import * as c from «\"lodash/fp\"»; import «'lodash'»;
export { d } from «'lodash'»; export * from «'lodash'»; import type { E } from «'lodash'»;
const f = require(«'lodash'»), { g } = require(«'lodash'»); import h = require(«'lodash'»);
import(«'lodash'»); import { i } from 'lodash-es'; import './lodash'; 'lodash'; // import 'lodash'
";
    for language in [TypeScript, Tsx] {
        check(language, Demand::ForbidImport, "lodash", text);
    }
    check(
        TypeScript,
        Demand::ForbidImport,
        "fs",
        "import a from «'fs'»; import b from «'node:fs'»; import c from «'fs/promises'»;\n",
    );
    check(
        JavaScript,
        Demand::ForbidImport,
        "@acme/db",
        "import a from «'@acme/db'»; import b from «'@acme/db/x'»; import c from '@acme/dbx';\n",
    );
}

#[test]
fn calls_of_what_a_module_exports() {
    check(
        TypeScript,
        Demand::ForbidCall,
        "node:fs#readFileSync",
        "import fs, { readFileSync, readFileSync as read, writeFileSync } from 'fs'; import * as all from 'node:fs';
«fs.readFileSync»(); «readFileSync»(); «read»(); «all.readFileSync»(); writeFileSync(); fs.readFile();
xs.map(«readFileSync»); function f(readFileSync) { readFileSync(); } other.readFileSync();
type T = typeof readFileSync;
",
    );
}

#[test]
fn calls_of_globals() {
    check(
        TypeScript,
        Demand::ForbidCall,
        "console.log",
        "«console.log»('console.log'); console.error(); const l = «console.log»; a.console.log(); // console.log()
function f(console) { console.log(); } { const console = 1; console.log(); } `${«console.log»()}`;
",
    );
    check(
        JavaScript,
        Demand::ForbidCall,
        "eval",
        "«eval»('1'); a.eval(); function f(eval) { eval(); } evaluate();\n",
    );
    check(JavaScript, Demand::ForbidCall, "fetch", "import fetch from 'fetch'; fetch();\n");
}

#[test]
fn queries() {
    let query =
        |language, what, text: &str| check(language, Demand::ForbidQuery(language), what, text);
    query(Rust, "(unsafe_block) @found", "fn f() { «unsafe { a }»; } unsafe fn g() {}\n");
    query(
        Rust,
        "((macro_invocation macro: (identifier) @name) @found (#match? @name \"^(todo|dbg)$\"))",
        "fn f() { «todo!()»; «dbg!(a)»; dbgs!(); }\n",
    );
    query(TypeScript, "(as_expression) @any", "«a as any»;\n");
    check(Tsx, Demand::ForbidQuery(TypeScript), "(as_expression) @any", "«a as any»;\n");
    check(Rust, Demand::ForbidQuery(TypeScript), "(as_expression) @any", "fn f() { a as u8; }\n");
    check(Tsx, Demand::ForbidQuery(TypeScript), "(jsx_element) @found", "const a = «<b></b>»;\n");
}

#[test]
fn what_cannot_be_looked_for_says_why() {
    let why = |demand, what: &str| forbidden(demand, what).err().unwrap_or_default();
    let query = Demand::ForbidQuery(Rust);
    insta::assert_snapshot!([
        why(query, "(unsafe_blok) @found"),
        why(query, "(unsafe_block"),
        why(query, "(unsafe_block)"),
        why(query, "(call_expression name: (_)) @found"),
        why(query, "(call_expression (_) @a (_) @b)"),
        why(query, "((identifier) @found (#eq? @other \"a\"))"),
        why(query, &"(_)".repeat(2000)),
        why(Demand::ForbidCall, "a b"),
        why(Demand::ForbidCall, ".a.b"),
        why(Demand::ForbidCall, "fs#"),
        why(Demand::ForbidCall, "std::"),
    ].join("\n"), @"
    the query is not valid in its line 1, column 2: rust has no node `unsafe_blok`
    the query is not valid in its line 1, column 14: (unsafe_block
    the query does not mark what is forbidden with `@found`
    the query is not valid in its line 1, column 18: (call_expression name: (_)) @found
    the query does not mark what is forbidden with `@found`
    the query is not valid in its line 1, column 29: there is no capture `@other`
    the query is longer than 4096 bytes
    `a b` is no path of a function: write it as the code does
    `.a.b` is no method: write `.unwrap`
    `fs#` is no export: write `node:fs#readFileSync`
    `std::` is no path of a function: write it as the code does
    ");
}

#[test]
fn a_query_that_explodes_is_given_up() {
    let text = format!("fn f() {{ {} }}\n", "a(b, c, d); ".repeat(3_000));
    let tree = parse(Rust, &text, None).unwrap();
    let code = Code::new(Rust, &text, &tree);
    let given_up = |query: &str| {
        let forbidden = forbidden(Demand::ForbidQuery(Rust), query).unwrap().unwrap();
        code.find(&forbidden).unwrap_err()
    };
    let pairs = "(block (_) @a (_) @b (_) @c (_) @d (line_comment) @found)";
    insta::assert_snapshot!(given_up(pairs), @"the query has too many matches open at once in it");
    insta::assert_snapshot!(given_up("(_) @found"), @"the query matches more than 1000 places in it");
}
