use std::sync::Arc;

use boundstone_grammars::{SyntaxTree, extract, extract_again, parse};
use boundstone_model::{Language, Visibility};
use boundstone_text::TextRange;
use proptest::prelude::*;

const SOURCES: [(Language, &str); 4] = [
    (Language::Rust, include_str!("../../src/walk.rs")),
    (Language::Rust, include_str!("../../src/mention.rs")),
    (Language::TypeScript, TYPESCRIPT),
    (Language::Tsx, TYPESCRIPT),
];

const TYPESCRIPT: &str = r#"// Ledger, see ADR-1
import { Money } from "./money";

/** An invoice, ADR-2. */
export class Invoice {
  #total = 0;
  constructor(private readonly id: string) {}
  add(line: Line): this {
    // ADR-3
    this.#total += line.amount;
    return this;
  }
}
export interface Line { amount: number; note?: string }
export interface Open {
  first: string
  <T>(a: T): T
  [key: string]: unknown
}
export const zero = new Invoice("0"), pay = async ({ total }: { total: number }) => total;
export { type Money };
export type * from "./types";
declare global { interface Window { ledger: Invoice } }
"#;

const INSERTED: &[&str] = &[
    "",
    "x",
    "{",
    "}",
    "(",
    "\"",
    "/*",
    "*/",
    "// ADR-9\n",
    "\n\n",
    "fn b() {}\n",
    "export class D { m() {} }\n",
    "é",
    "<",
    "pub ",
    "`",
    "\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    /// Typing never makes other facts than opening the file anew.
    #[test]
    fn reparsed_equals_parsed_fresh(
        source in prop::sample::select(&SOURCES[..]),
        edits in proptest::collection::vec(
            (any::<prop::sample::Index>(), 0usize..30, prop::sample::select(INSERTED)), 1..8),
    ) {
        let (language, mut text) = (source.0, source.1.to_owned());
        let mut tree = parse(language, &text, None);
        for (at, length, inserted) in edits {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.floor_char_boundary((start + length).min(text.len()));
            let replaced = TextRange::of(start..end);
            if let Some(tree) = &mut tree {
                tree.edit(&text, replaced, inserted);
            }
            text.replace_range(start..end, inserted);
            tree = parse(language, &text, tree.as_ref());
            let fresh = parse(language, &text, None);
            prop_assert_eq!(
                extract(language, &text, tree.as_ref()),
                extract(language, &text, fresh.as_ref())
            );
        }
    }
}

/// Source with every kind of name that a path can mean.
const NAMES: &str = r##"#![allow(dead_code)]
use ledger::{self, entry::Entry as Line, money::*};
use std::fmt;
pub extern crate wire as net;
mod kinds { use super::*; pub fn made(x: Line) -> Money { helper(x) } pub mod deep {} }
#[cfg(test)] mod tests { use crate::kinds::made; fn t() { made(ledger::zero()); } }
fn helper(line: Line) -> Money { let total = line; match total { Some(made) => made, _ => zero!(total) } }
bitflags! { pub struct Flags: u8 { const A = tax::RATE; } }
macro_rules! root { () => { pub mod root; pub use tax::Rate; } }
root!();
macro_rules! m { ($x:ty) => { $crate::kinds::made(<$x>::new()) }; }
fn spend(line: &Line, tax: tax::Rate) { let made = Line::new(); line.amount.pay(made.total(), tax.of()) }
impl fmt::Display for kinds::Amount<{ 1 }> { fn f(&self) { for amount in self.all() { amount::say(); } } }
#[derive(Debug, serde::Serialize)] pub struct Kept { field: other::Type, r#type: r#mod::Item }
const RATE: u8 = { let rate = tax::RATE; rate };
"##;

const TYPED: &[&str] = &[
    "",
    "{",
    "}",
    "(",
    "]",
    "\"",
    "/*",
    "*/",
    "'",
    "r#\"",
    ";",
    "use a::b;",
    "use a::{b, c",
    "use ::;",
    "root!();",
    "() => {",
    "line: Line",
    "use std::*;",
    "fn made() {}\n",
    "mod kinds;",
    "mod inner { use super::x; }",
    "let made = 1;",
    "let x",
    "#[path = \"a.rs\"]",
    "#[cfg(",
    "pub(",
    "macro_rules! n",
    "x! {",
    "=>",
    "::",
    "---\n",
    "#!/bin\n",
    "\n#[macro_export]\n",
    "\n#[doc(hidden)]\n",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    /// What is remembered of the text before an edit changes no fact of the text behind it.
    #[test]
    fn extracted_again_equals_extracted_fresh(
        edits in proptest::collection::vec(
            (any::<prop::sample::Index>(), 0usize..40, prop::sample::select(TYPED)), 1..12),
    ) {
        let mut text = NAMES.to_owned();
        let mut tree = parse(Language::Rust, &text, None);
        let mut remembered = None;
        for (at, length, typed) in edits {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.floor_char_boundary((start + length).min(text.len()));
            if let Some(tree) = &mut tree {
                tree.edit(&text, TextRange::of(start..end), typed);
            }
            text.replace_range(start..end, typed);
            tree = parse(Language::Rust, &text, tree.as_ref());
            let shared: Arc<str> = text.as_str().into();
            prop_assert_eq!(
                extract_again(Language::Rust, &shared, tree.as_ref(), &mut remembered),
                extract(Language::Rust, &text, tree.as_ref())
            );
        }
    }
}

#[test]
fn what_is_typed_above_an_item_counts_for_it() {
    let mut text = String::from(
        "// ADR\nfn first() {}\n\n#[macro_exp]\nmacro_rules! m { () => {} }\n\n\n#[depr]\npub struct A { a: u8 }\n",
    );
    let mut tree = parse(Language::Rust, &text, None).unwrap();
    let mut remembered = None;
    let mut facts = |text: &str, tree: &SyntaxTree| {
        extract_again(Language::Rust, &text.into(), Some(tree), &mut remembered).0
    };
    facts(&text, &tree);
    for (old, new) in [
        ("macro_exp]", "macro_export]"),
        ("depr]", "deprecated]"),
        ("// ADR", "// ADR-1"),
        ("macro_export]", "macro_]"),
    ] {
        let at = text.find(old).unwrap();
        tree.edit(&text, TextRange::of(at..at + old.len()), new);
        text = text.replacen(old, new, 1);
        tree = parse(Language::Rust, &text, Some(&tree)).unwrap();
        let again = facts(&text, &tree);
        assert_eq!(again, extract(Language::Rust, &text, Some(&tree)).0);
        let items: Vec<_> = again.items().collect();
        assert_eq!(items[1].visibility == Visibility::Public, text.contains("macro_export"));
        assert_eq!(items[2].marks.is_deprecated, text.contains("deprecated"));
    }
}

#[test]
fn identifiers_and_comments_are_found_under_a_position() {
    let text = "fn name() { call(\"x\"); } // name";
    let tree = parse(Language::Rust, text, None).unwrap();
    let at = |offset| tree.identifier_at(offset).map(|range| range.slice(text));
    assert_eq!(
        [at(0), at(3), at(7), at(13), at(18)],
        [None, Some("name"), Some("name"), Some("call"), None]
    );
    assert_eq!(at(29), None, "a word in a comment");
    assert!(tree.is_comment_at(Language::Rust, text, 29));
    assert!(!tree.is_comment_at(Language::Rust, text, 3));
}
