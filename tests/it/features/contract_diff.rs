//! What a change does to the public items of a boundary: each rule on an item of its own, in one change.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::repository::Repository;

/// A rule, the item before and after, and the class with its confidence.
type Case = (&'static str, &'static str, &'static str, &'static str);

const BREAKING: &str = "breaking proved";
const LIKELY: &str = "breaking likely";
const ADDITIVE: &str = "additive proved";
const UNKNOWN: &str = "unknown likely";

const RUST: &[Case] = &[
    ("item_removed", "pub fn a() {}", "fn a() {}", BREAKING),
    ("item_added", "pub mod b {}", "pub mod b {} pub fn a() {}", ADDITIVE),
    (
        "path_removed",
        "pub mod b { pub fn c() {} } pub use b::c;",
        "pub mod b { pub fn c() {} }",
        BREAKING,
    ),
    ("kind_changed", "pub struct A;", "pub enum A {}", BREAKING),
    ("kind_changed", "pub const A: u8 = 1;", "pub static A: u8 = 1;", BREAKING),
    ("parameter_count_changed", "pub fn a(x: u8) {}", "pub fn a(x: u8, y: u8) {}", BREAKING),
    ("parameter_count_changed", "pub fn a(x: u8) {}", "pub fn a() {}", BREAKING),
    ("parameter_type_changed", "pub fn a(x: u8) {}", "pub fn a(x: u16) {}", LIKELY),
    ("result_changed", "pub fn a() -> u8 { 1 }", "pub fn a() -> u16 { 1 }", LIKELY),
    ("result_changed", "pub fn a() {}", "pub fn a() -> u16 { 1 }", LIKELY),
    ("result_removed", "pub fn a() -> u8 { 1 }", "pub fn a() {}", BREAKING),
    ("const_removed", "pub const fn a() {}", "pub fn a() {}", BREAKING),
    ("const_added", "pub fn a() {}", "pub const fn a() {}", ADDITIVE),
    ("unsafe_added", "pub fn a() {}", "pub unsafe fn a() {}", BREAKING),
    ("unsafe_removed", "pub unsafe fn a() {}", "pub fn a() {}", ADDITIVE),
    ("async_added", "pub fn a() {}", "pub async fn a() {}", BREAKING),
    ("async_removed", "pub async fn a() {}", "pub fn a() {}", BREAKING),
    ("abi_changed", "pub extern \"C\" fn a() {}", "pub fn a() {}", BREAKING),
    ("generics_changed", "pub fn a<T>() {}", "pub fn a<T, U>() {}", BREAKING),
    (
        "generics_changed",
        "pub struct A<'a>(pub &'a u8);",
        "pub struct A(pub &'static u8);",
        BREAKING,
    ),
    ("generics_changed", "pub struct A<const N: u8>;", "pub struct A<const N: u16>;", BREAKING),
    (
        "generic_added_with_default",
        "pub struct A<T>(T);",
        "pub struct A<T, U = u8>(T, std::marker::PhantomData<U>);",
        ADDITIVE,
    ),
    ("generic_default_removed", "pub trait A<T = u8> {}", "pub trait A<T> {}", BREAKING),
    ("bound_added", "pub fn a<T>(x: T) {}", "pub fn a<T: Clone>(x: T) {}", BREAKING),
    ("bound_removed", "pub fn a<T: Clone>(x: T) {}", "pub fn a<T>(x: T) {}", ADDITIVE),
    ("bound_added", "pub fn a<T: ?Sized>(x: &T) {}", "pub fn a<T>(x: &T) {}", BREAKING),
    (
        "receiver_added",
        "pub struct A; impl A { pub fn a() {} }",
        "pub struct A; impl A { pub fn a(&self) {} }",
        BREAKING,
    ),
    (
        "receiver_removed",
        "pub struct A; impl A { pub fn a(&self) {} }",
        "pub struct A; impl A { pub fn a() {} }",
        BREAKING,
    ),
    (
        "receiver_changed",
        "pub struct A; impl A { pub fn a(&self) {} }",
        "pub struct A; impl A { pub fn a(&mut self) {} }",
        BREAKING,
    ),
    (
        "receiver_relaxed",
        "pub struct A; impl A { pub fn a(&mut self) {} }",
        "pub struct A; impl A { pub fn a(&self) {} }",
        ADDITIVE,
    ),
    (
        "item_removed",
        "pub struct A; impl A { pub fn a(&self) {} }",
        "pub struct A; impl A { fn a(&self) {} }",
        BREAKING,
    ),
    (
        "member_removed",
        "pub struct A { pub a: u8, pub b: u8 }",
        "pub struct A { pub a: u8 }",
        BREAKING,
    ),
    (
        "member_added",
        "pub struct A { pub a: u8 }",
        "pub struct A { pub a: u8, pub b: u8 }",
        BREAKING,
    ),
    (
        "member_added",
        "pub struct A { pub a: u8, c: u8 }",
        "pub struct A { pub a: u8, pub b: u8, c: u8 }",
        ADDITIVE,
    ),
    (
        "private_field_added",
        "pub struct A { pub a: u8 }",
        "pub struct A { pub a: u8, b: u8 }",
        BREAKING,
    ),
    ("type_changed", "pub struct A { pub a: u8 }", "pub struct A { pub a: u16 }", LIKELY),
    ("fields_named_otherwise", "pub struct A(pub u8);", "pub struct A { pub a: u8 }", BREAKING),
    (
        "non_exhaustive",
        "pub struct A { pub a: u8 }",
        "#[non_exhaustive] pub struct A { pub a: u8 }",
        BREAKING,
    ),
    ("non_exhaustive", "#[non_exhaustive] pub enum A { B }", "pub enum A { B }", ADDITIVE),
    ("repr_c", "#[repr(C)] pub struct A { pub a: u8 }", "pub struct A { pub a: u8 }", BREAKING),
    (
        "repr_transparent",
        "#[repr(transparent)] pub struct A(pub u8);",
        "pub struct A(pub u8);",
        BREAKING,
    ),
    ("repr_integer", "#[repr(u8)] pub enum A { B }", "pub enum A { B }", BREAKING),
    ("derived_trait", "#[derive(Clone)] pub struct A;", "pub struct A;", BREAKING),
    ("derived_trait", "pub struct A;", "#[derive(Clone)] pub struct A;", ADDITIVE),
    ("must_use", "pub fn a() {}", "#[must_use] pub fn a() {}", ADDITIVE),
    ("deprecated", "pub fn a() {}", "#[deprecated] pub fn a() {}", ADDITIVE),
    ("variant_added", "pub enum A { B }", "pub enum A { B, C }", BREAKING),
    (
        "variant_added",
        "#[non_exhaustive] pub enum A { B }",
        "#[non_exhaustive] pub enum A { B, C }",
        ADDITIVE,
    ),
    ("variant_removed", "pub enum A { B, C }", "pub enum A { B }", BREAKING),
    ("kind_changed", "pub enum A { B }", "pub enum A { B(u8) }", BREAKING),
    ("member_added", "pub enum A { B { a: u8 } }", "pub enum A { B { a: u8, b: u8 } }", BREAKING),
    ("member_removed", "pub enum A { B(u8, u8) }", "pub enum A { B(u8) }", BREAKING),
    ("value_changed", "pub enum A { B = 1 }", "pub enum A { B = 2 }", LIKELY),
    ("required_item_added", "pub trait A {}", "pub trait A { fn a(&self); }", BREAKING),
    ("member_added", "pub trait A {}", "pub trait A { fn a(&self) {} }", ADDITIVE),
    ("member_removed", "pub trait A { fn a(&self) {} }", "pub trait A {}", BREAKING),
    ("member_required", "pub trait A { fn a(&self) {} }", "pub trait A { fn a(&self); }", BREAKING),
    ("required_item_added", "pub trait A {}", "pub trait A { type B; }", BREAKING),
    ("required_item_added", "pub trait A {}", "pub trait A { const B: u8; }", BREAKING),
    ("supertrait_added", "pub trait A {}", "pub trait A: Send {}", BREAKING),
    ("supertrait_removed", "pub trait A: Send {}", "pub trait A {}", BREAKING),
    ("trait_unsafe", "pub trait A {}", "pub unsafe trait A {}", BREAKING),
    (
        "parameter_count_changed",
        "pub trait A { fn a(&self); }",
        "pub trait A { fn a(&self, b: u8); }",
        BREAKING,
    ),
    ("static_now_mutable", "pub static A: u8 = 1;", "pub static mut A: u8 = 1;", BREAKING),
    ("type_changed", "pub const A: u8 = 1;", "pub const A: u16 = 1;", LIKELY),
    ("type_changed", "pub type A = u8;", "pub type A = u16;", LIKELY),
];

/// What nobody outside can feel.
const RUST_COSMETIC: &[(&str, &str)] = &[
    (
        "pub fn a(x: u8) -> u8 { x }",
        "/// Says.\npub fn a(\n    value: u8,\n) -> u8 {\n    value + 1\n}",
    ),
    ("pub fn a<T: Clone + Send>(x: T) {}", "pub fn a<U>(x: U) where U: Send, U: Clone {}"),
    ("pub struct A { a: u8 }", "pub struct A { b: u16, c: u8 }"),
    (
        "use std::fmt; pub fn a() -> fmt::Result { Ok(()) }",
        "pub fn a() -> std::fmt::Result { Ok(()) }",
    ),
    (
        "pub struct A; impl A { pub fn new() -> A { A } }",
        "pub struct A; impl A { pub fn new() -> Self { Self } }",
    ),
    ("pub const A: u8 = 1;", "pub const A: u8 = 2;"),
    ("fn a(x: u8) {}", "fn a() {}"),
    (
        "pub trait A { fn a(&self) { } fn b(&self); }",
        "pub trait A { fn b(&self); fn a(&self) { self.b() } }",
    ),
    // Two that are the same but for their conditions are each compared with itself.
    (
        "pub struct A; #[cfg(unix)] impl A { pub fn a() {} } #[cfg(windows)] impl A { pub fn a() {} }",
        "pub struct A; #[cfg(windows)] impl A { pub fn a() {} } #[cfg(unix)] impl A { pub fn a() {} }",
    ),
];

const TYPESCRIPT: &[Case] = &[
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
    // What the parser cannot read on one side is nothing that went: seen on trpc, written without semicolons.
    (
        "not_read",
        "export interface A { <T>(a: T): B<T>; <U, V>(a: U): C<V>; d: string }",
        "export interface A {\n  <T>(a: T): B<T>\n  <U, V>(a: U): C<V>\n  d: string\n}",
        UNKNOWN,
    ),
];

const TYPESCRIPT_COSMETIC: &[(&str, &str)] = &[
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

/// The rules that are told of each module, with their classes.
fn told(language: &str, cases: &[(&str, &str)]) -> Vec<BTreeMap<String, String>> {
    let (manifest, entry) = match language {
        "rust" => {
            ("//- Cargo.toml\npackage = { name = \"lib\", edition = \"2024\" }\n", "src/lib.rs")
        }
        _ => {
            ("//- package.json\n{\"name\": \"lib\", \"exports\": {\"./*\": \"./src/*.ts\"}}\n", "")
        }
    };
    let file = |number: usize| match language {
        "rust" => format!("src/case{number}.rs"),
        _ => format!("src/case{number}.ts"),
    };
    let mut text = manifest.to_owned();
    if !entry.is_empty() {
        let modules = (0..cases.len()).map(|it| format!("pub mod case{it};\n"));
        text.push_str(&format!("//- {entry}\n{}", modules.collect::<String>()));
    }
    for (number, (old, _)) in cases.iter().enumerate() {
        text.push_str(&format!("//- {}\n{old}\n", file(number)));
    }
    let repository = Repository::of(&text);
    for (number, (_, new)) in cases.iter().enumerate() {
        repository.write(&file(number), &format!("{new}\n"));
    }
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    assert_eq!(answer["not_checked"], serde_json::json!([]));
    let mut told = vec![BTreeMap::new(); cases.len()];
    let boundaries = answer["boundaries"].as_array().unwrap().iter();
    for change in boundaries.flat_map(|it| it["changes"].as_array().unwrap()) {
        let symbol = change["symbol"].as_str().unwrap();
        let number = symbol.trim_start_matches("case").split([':', '/']).next().unwrap();
        let number: usize = number.parse().unwrap_or_else(|_| panic!("{symbol}"));
        for reason in change["reasons"].as_array().unwrap() {
            let word = |key: &str| reason[key].as_str().unwrap();
            let class = format!("{} {}", word("class"), word("confidence"));
            told[number].insert(word("rule").to_owned(), class);
        }
    }
    told
}

fn check(language: &str, cases: &[Case]) {
    let sources: Vec<(&str, &str)> = cases.iter().map(|(_, old, new, _)| (*old, *new)).collect();
    let mut wrong = Vec::new();
    for ((rule, old, new, class), told) in cases.iter().zip(told(language, &sources)) {
        let worst = told.values().max_by_key(|class| {
            ["cosmetic", "additive", "unknown", "breaking"]
                .iter()
                .position(|it| class.starts_with(it))
        });
        let is_right = told.get(*rule).is_some_and(|said| said == class)
            && worst.is_some_and(|worst| worst.split(' ').next() == class.split(' ').next());
        if !is_right {
            wrong.push(format!("{rule} {class}: {old}  →  {new}\n    said: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn each_rule_of_rust_finds_its_change() {
    check("rust", RUST);
}

#[test]
fn each_rule_of_typescript_finds_its_change() {
    check("typescript", TYPESCRIPT);
}

#[test]
fn what_nobody_feels_is_no_change() {
    for (language, cases) in [("rust", RUST_COSMETIC), ("typescript", TYPESCRIPT_COSMETIC)] {
        for ((old, new), told) in cases.iter().zip(told(language, cases)) {
            assert!(told.is_empty(), "{old}  →  {new}: {told:?}");
        }
    }
}

#[test]
fn below_one_a_breaking_change_raises_what_caret_keeps() {
    let advice = |manifests: &str| {
        let repository = Repository::of(&format!(
            "{manifests}//- lib/src/lib.rs\npub fn pay(amount: u64) {{}}\n"
        ));
        // The version that the change itself raises is not the one to raise.
        repository.write("lib/src/lib.rs", "pub fn pay() {}\n");
        let output = repository.run(&["contract", "diff", "--base", "HEAD"]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().next().unwrap_or_default().to_owned()
    };
    let own = |version: &str| {
        advice(&format!("//- lib/Cargo.toml\npackage = {{ name = \"lib\", {version} }}\n"))
    };
    assert_eq!(own("version = \"1.2.0\""), "lib  breaking: raise the major version of 1.2.0");
    assert_eq!(own("version = \"0.4.1\""), "lib  breaking: raise the minor version of 0.4.1");
    assert_eq!(own("version = \"0.0.7\""), "lib  breaking: raise the patch version of 0.0.7");
    let workspace = "//- Cargo.toml\n[workspace]\nmembers = [\"lib\"]\npackage.version = \"0.9.0\"\n\
                     //- lib/Cargo.toml\npackage = { name = \"lib\", version.workspace = true }\n";
    assert_eq!(advice(workspace), "lib  breaking: raise the minor version of 0.9.0");
}

#[test]
fn a_diff_says_what_to_raise_and_where() {
    let repository = Repository::of(
        "//- Cargo.toml\npackage.name = \"lib\"\n//- boundary.toml\n[interface]\n\"pay\" = \"stable\"\n\
         //- src/lib.rs\npub fn pay(amount: u64) {}\n\npub fn refund() {}\n",
    );
    repository
        .write("src/lib.rs", "pub fn pay(amount: u64, currency: &str) {}\n\nfn refund() {}\n");
    let said = |arguments: &[&str]| {
        let all = [&["contract", "diff", "--base", "HEAD"], arguments].concat();
        String::from_utf8(repository.run(&all).stdout).unwrap()
    };
    insta::assert_snapshot!(said(&[]), @"
    lib  breaking: raise the major version
      breaking  function pay  src/lib.rs:1
                takes 2 parameters, and took 1 parameter
      breaking  function refund  src/lib.rs:3 before the change
                removed
    ");
    insta::assert_snapshot!(said(&["--format", "markdown"]), @"
    ### `lib`: breaking: raise the major version

    | class | item | what |
    | --- | --- | --- |
    | breaking | `pay` | `takes 2 parameters, and took 1 parameter` |
    | breaking | `refund` | `removed` |
    ");
    let answer: Value = serde_json::from_str(&said(&["--format", "json"])).unwrap();
    let boundary = &answer["boundaries"][0];
    assert_eq!((&boundary["class"], &boundary["bump"]), (&"breaking".into(), &"major".into()));
    assert_eq!(boundary["changes"][0]["stability"], "stable");
}

/// The classes and rules of one change, by symbol.
fn changes(files: &str, path: &str, new: &str) -> Vec<String> {
    let repository = Repository::of(files);
    repository.write(path, new);
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let boundaries = answer["boundaries"].as_array().unwrap().iter();
    let all = boundaries.flat_map(|it| it["changes"].as_array().unwrap());
    let row = |it: &Value| {
        let rules: Vec<&str> = it["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["rule"].as_str().unwrap())
            .collect();
        let word = |key: &str| it[key].as_str().unwrap();
        format!("{} {}: {}", word("class"), word("symbol"), rules.join(", "))
    };
    all.map(row).collect()
}

const PACKAGE: &str = "//- Cargo.toml\npackage = { name = \"lib\", edition = \"2024\" }\n";

#[test]
fn of_several_with_one_name_each_is_itself() {
    let from = |ty: &str| format!("impl From<{ty}> for A {{ fn from(it: {ty}) -> A {{ A }} }}\n");
    let files = format!("{PACKAGE}//- src/lib.rs\npub struct A;\n{}{}", from("u8"), from("u16"));
    let now = |types: &[&str]| {
        let blocks: String = types.iter().map(|ty| from(ty)).collect();
        changes(&files, "src/lib.rs", &format!("pub struct A;\n{blocks}"))
    };
    assert_eq!(now(&["u16", "u8"]), [""; 0]);
    assert_eq!(now(&["u32", "u8", "u16"]), ["additive A::from: item_added"]);
    assert_eq!(now(&["u16"]), ["breaking A::from: item_removed"]);
    assert_eq!(now(&["u16", "u32"]), ["breaking A::from: parameter_type_changed"]);
}

#[test]
fn a_condition_that_changed_around_items_is_told_once() {
    let files = format!(
        "{PACKAGE}//- src/lib.rs\n#[cfg(feature = \"a\")]\npub mod inner;\n//- src/inner.rs\n\
         pub struct A;\nimpl A {{ pub fn a(&self) {{}} }}\npub fn b() {{}}\n"
    );
    let now = |line: &str| changes(&files, "src/lib.rs", &format!("{line}\npub mod inner;\n"));
    assert_eq!(now("#[cfg(feature = \"b\")]"), ["unknown inner: cfg_changed"]);
    assert_eq!(now(""), ["additive inner: cfg_changed"]);
}

#[test]
fn what_is_handed_on_counts_as_shown() {
    let files = format!("{PACKAGE}//- src/lib.rs\npub use std::io::Write;\npub struct Read;\n");
    let now = |text: &str| changes(&files, "src/lib.rs", text);
    assert_eq!(now("pub struct Read;\n"), ["breaking Write: item_removed"]);
    assert_eq!(
        now("pub use std::io::{Read, Write};\n"),
        ["unknown Read: item_moved"],
        "what others define, is not looked into"
    );
}

#[test]
fn a_parameter_of_an_impl_for_any_type_may_be_renamed() {
    let of = |name: &str, items: &str| {
        format!("pub trait A {{ fn a(&self); }}\nimpl<{name}> A for &{name} {{ {items} }}\n")
    };
    let files = format!("{PACKAGE}//- src/lib.rs\n{}", of("T", "fn a(&self) {}"));
    let now = |text: &str| changes(&files, "src/lib.rs", text);
    assert_eq!(now(&of("U", "fn a(&self) {}")), [""; 0]);
    assert_eq!(now("pub trait A { fn a(&self); }\n"), ["breaking &T::a: item_removed"]);
}
