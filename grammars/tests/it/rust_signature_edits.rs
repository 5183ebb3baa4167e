//! Which edits change a signature, and which do not.

use boundstone_grammars::{extract, parse, signatures};
use boundstone_model::{FileSignatures, Language};
use proptest::prelude::*;

use crate::rust_signatures::{read, shown};

/// A file with what may be written otherwise: each space is any white space or comment, `«a|b»` one or the other,
/// `%T` a name of one's own choice. Public names stand as they are.
const FILE: &str = "
«use std::fmt::{self, Debug};|use core::fmt; use core::fmt::Debug;|use std::{fmt::{Debug, self}};»
«use std::io::{self, Read, Result as Done};|use std::io; use io::Read; use std::io::Result as Done;»
«use crate::deep::Inner;|use super::Inner; use crate::deep::Other as Unused;»
«// a comment
|/** documented */|#[inline] |#[allow(dead_code)]
»pub «const unsafe|const unsafe» fn one<'%a, %T: «Debug + Clone|Clone + Debug|Debug», const %N: usize>(
    «mut |»%x: &'%a %T, «%y: |_: »[u8; «%N * 2|%N*2»]«,|»
) -> «Option<&'%a %T>|core::option::Option<&'%a %T«,|»>» where «%T: Clone, %T: Send|%T: Send + Clone,|%T: Clone + Send» { «1|panic!(\"x\")|let %y = 2; %y» }
pub fn two(%x: «io::Result<()>|Done<()>|std::io::Result<()>», «%y: &'_ mut fmt::Formatter<'_>|%y: &mut core::fmt::Formatter») «|-> () »{ «|two()» }
pub fn three(%x: «Box<dyn Send + Debug + 'static>|std::boxed::Box<dyn 'static + Debug + Send>|Box<(dyn Debug + Send + 'static)>», «(%y, _): (u8, u8)|%y: (u8, u8,)») -> «impl Read + Send|impl Send + Read» { }
pub fn four<%F>(%x: %F) where «%F: for<'%a, '%b> Fn(&'%a u8, &'%b u8) -> &'%a u8|%F: for<'%c, '%d> Fn(&'%c u8, &'%d u8,) -> &'%c u8», %F: Send«|,» {}
«#[derive(Clone, Debug)] #[must_use]|#[must_use = \"it\"] #[derive(Debug)] #[derive(Clone)]|#[derive(Debug, Clone,)] #[must_use(\"no\")]»
«#[cfg(all(unix, feature = \"a\"))]|#[cfg(unix)] #[cfg(feature = \"a\")]|#[cfg(all(feature=\"a\",unix,))]»
#[repr(«C, align(8)|align(8), C»)]
pub struct Five<%T, %U = u8>(%T, pub «Inner|crate::deep::Inner|self::Inner», pub(«crate|super») u8«|,») where %T: Copy«|,»;
pub struct Six { «private: u8,|other: u16, #[serde(skip)] more: Vec<u8>,» pub a: Box<«Self|Six»>«|,» }
pub enum Seven<%T> { One«|», Two(%T«,|»), Three { x: «Vec<%T>|std::vec::Vec<%T>|alloc::vec::Vec<%T>»«,|» }«,|» }
pub trait Eight<%T>: «Send + Sync|Sync + Send» «|where %T:» {
    «const A: u8; fn a<%U>(&self, %x: %U) -> %T where %U: Clone;|fn a<%F: Clone>(«&self|self: &Self|&'_ self», %y: %F) -> %T; const A: u8;»
    fn b(«mut |»self) «{}|{ loop {} }»
}
impl<'%a, %T> Five<&'%a %T> «where %T: Clone + Copy|where %T: Copy, %T: Clone,» {
    pub fn c(«self|mut self|self: Self», %x: «Self|Five<&'%a %T>») -> «Vec<Self>|Vec<Five<&'%a %T>>» {}
    «|fn private() {} |fn hidden(&self) {} »
}
pub type Nine<%T> = «Result<(%T), (u8,)>|std::result::Result<%T, (u8,)>»;
pub static TEN: «&'static str|&str» = «\"a\"|\"b\"»;
#[macro_export] macro_rules! eleven { «($%x:expr, $($%y:ident),*) => { 1 };|[$%y : expr,$( $%x:ident ),*] => {2}» }
";

/// Takes a choice at each place where there is one; the first where the choices end.
fn rendered(template: &str, choices: &[u8]) -> String {
    let mut choices = choices.iter().copied();
    let mut chosen = String::new();
    choose(template, &mut choices, &mut chosen);
    let names = [["a", "value", "r#type"], ["T", "Item", "F_1"]];
    let taken = choices.next().unwrap_or(0) as usize;
    let mut text = String::new();
    let mut rest = chosen.as_str();
    while let Some(ch) = rest.chars().next() {
        rest = &rest[ch.len_utf8()..];
        if ch == '%' {
            let letter = rest.chars().next().unwrap();
            rest = &rest[1..];
            let is_type = letter.is_uppercase();
            let is_raw = text.ends_with('\'');
            let stem = names[usize::from(is_type)][if is_raw { 0 } else { taken % 3 }];
            text += &format!("{stem}{letter}");
        } else if ch == ' ' {
            let space = [" ", "\n", "\t  ", " /* c, > */ ", " // c )\n"];
            text += space[choices.next().unwrap_or(0) as usize % space.len()];
        } else {
            text.push(ch);
        }
    }
    text
}

fn choose(template: &str, choices: &mut impl Iterator<Item = u8>, chosen: &mut String) {
    let mut rest = template;
    while let Some(at) = rest.find('«') {
        chosen.push_str(&rest[..at]);
        let (end, parts) = alternatives(&rest[at..]);
        let taken = choices.next().unwrap_or(0) as usize % parts.len();
        choose(parts[taken], choices, chosen);
        rest = &rest[at + end..];
    }
    chosen.push_str(rest);
}

/// The alternatives of the `«a|b»` that a text begins with, and its length.
fn alternatives(text: &str) -> (usize, Vec<&str>) {
    let (mut depth, mut start, mut parts) = (0, '«'.len_utf8(), Vec::new());
    for (at, ch) in text.char_indices() {
        match ch {
            '«' => depth += 1,
            '|' if depth == 1 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            '»' if depth == 1 => {
                parts.push(&text[start..at]);
                return (at + ch.len_utf8(), parts);
            }
            '»' => depth -= 1,
            _ => {}
        }
    }
    panic!("no end: {text}");
}

/// The public items; private ones come and go.
fn promised(text: &str) -> String {
    let all = shown(text);
    let is_private = |line: &&str| {
        ["private", "hidden", "other", "more"].iter().any(|it| line.contains(&format!("::{it}  ")))
    };
    let mut lines: Vec<&str> = all.lines().filter(|line| !is_private(line)).collect();
    lines.sort_unstable();
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A case makes some 400 choices: all cases together, more than 10,000 edits.
    #[test]
    fn what_promises_the_same_has_the_same_signature(
        choices in proptest::collection::vec(any::<u8>(), 600),
    ) {
        let plain = rendered(FILE, &[]);
        let edited = rendered(FILE, &choices);
        prop_assert_eq!(promised(&plain), promised(&edited), "{}", edited);
    }

    #[test]
    fn any_text_that_was_cut_and_pasted_is_survived(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..60, any::<prop::sample::Index>()), 1..6),
    ) {
        let mut text = rendered(FILE, &[]);
        for (from, length, to) in cuts {
            let boundary = |at: usize, text: &str| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let start = boundary(from.index(text.len()), &text);
            let end = boundary((start + length).min(text.len()), &text);
            let part: String = text.drain(start..end).collect();
            let place = boundary(to.index(text.len()), &text);
            text.insert_str(place, &part);
        }
        read(&text);
    }
}

/// Each line is an item before and after an edit that its users can feel.
#[test]
fn what_promises_something_else_has_another_signature() {
    let edits = [
        ("pub fn f(a: u8) {}", "pub fn f(a: u16) {}"),
        ("pub fn f(a: u8) {}", "pub fn f(a: u8, b: u8) {}"),
        ("pub fn f() {}", "pub const fn f() {}"),
        ("pub fn f() {}", "pub unsafe fn f() {}"),
        ("pub fn f() {}", "pub async fn f() {}"),
        ("pub extern \"C\" fn f() {}", "pub extern \"system\" fn f() {}"),
        ("pub fn f() {}", "pub fn f() -> ! {}"),
        ("pub fn f<T>() {}", "pub fn f<T: Clone>() {}"),
        ("pub fn f<T>() {}", "pub fn f<T: ?Sized>() {}"),
        ("pub fn f<T, U>(a: T, b: U) {}", "pub fn f<T, U>(a: U, b: T) {}"),
        (
            "pub fn f<'a, 'b>(a: &'a u8, b: &'b u8) -> &'a u8 {}",
            "pub fn f<'a, 'b>(a: &'a u8, b: &'b u8) -> &'b u8 {}",
        ),
        ("pub fn f<const N: usize>() {}", "pub fn f<const N: u8>() {}"),
        ("pub fn f() -> io::Result<()> {}", "pub fn f() -> fmt::Result<()> {}"),
        ("use a::T; pub fn f() -> T {}", "use b::T; pub fn f() -> T {}"),
        ("pub fn f() -> Box<dyn A> {}", "pub fn f() -> Box<dyn A + '_> {}"),
        ("pub fn f() -> impl A {}", "pub fn f() -> impl A + Send {}"),
        ("pub fn f() -> impl A + use<> {}", "pub fn f() -> impl A {}"),
        ("#[must_use] pub fn f() {}", "pub fn f() {}"),
        ("pub fn f(a: fn(u8)) {}", "pub fn f(a: fn(u8) -> u8) {}"),
        ("pub fn f(a: (u8,)) {}", "pub fn f(a: u8) {}"),
        ("pub fn f(a: *const u8) {}", "pub fn f(a: *mut u8) {}"),
        ("pub fn f(a: [u8; 2]) {}", "pub fn f(a: [u8; 3]) {}"),
        ("pub fn f(a: A<{ 1 + 2 }>) {}", "pub fn f(a: A<{ 1 + 3 }>) {}"),
        ("pub fn f(a: impl Iterator<Item = u8>) {}", "pub fn f(a: impl Iterator<Item: A>) {}"),
        ("pub struct A;", "pub struct A {}"),
        ("pub struct A { pub a: u8 }", "pub struct A { pub a: u8, b: u8 }"),
        ("pub struct A { pub a: u8 }", "pub struct A { pub(crate) a: u8 }"),
        ("pub struct A(pub u8);", "pub struct A { pub a: u8 }"),
        ("pub struct A(pub u8, u8);", "pub struct A(u8, pub u8);"),
        ("#[repr(C)] pub struct A;", "#[repr(transparent)] pub struct A;"),
        ("#[derive(Clone)] pub struct A;", "#[derive(Clone, Copy)] pub struct A;"),
        ("#[non_exhaustive] pub enum A { B }", "pub enum A { B }"),
        ("pub enum A { B }", "pub enum A { B, C }"),
        ("pub enum A { B = 1 }", "pub enum A { B = 2 }"),
        ("pub enum A { B(u8) }", "pub enum A { B { x: u8 } }"),
        ("pub trait A {}", "pub unsafe trait A {}"),
        ("pub trait A {}", "pub trait A: Send {}"),
        ("pub trait A { fn f(); }", "pub trait A { fn f() {} }"),
        ("pub trait A { type B; }", "pub trait A { type B: Send; }"),
        ("pub trait A { const B: u8; }", "pub trait A { const B: u8 = 1; }"),
        ("impl A { pub fn f(&self) {} }", "impl A { pub fn f(&mut self) {} }"),
        ("impl A { pub fn f(self) {} }", "impl A { pub fn f(self: Box<Self>) {} }"),
        ("impl<T> A<T> { pub fn f(&self) {} }", "impl<T: Send> A<T> { pub fn f(&self) {} }"),
        ("impl A<u8> { pub fn f(&self) {} }", "impl A<u16> { pub fn f(&self) {} }"),
        ("impl Send for A {}", "impl !Send for A {}"),
        ("pub const A: u8 = 1;", "pub const A: u16 = 1;"),
        ("pub static A: u8 = 1;", "pub static mut A: u8 = 1;"),
        ("pub type A = u8;", "pub type A = u16;"),
        ("macro_rules! a { ($a:expr) => {} }", "macro_rules! a { ($a:ident) => {} }"),
        ("macro_rules! a { ($a:expr) => {} }", "macro_rules! a { ($a:expr,) => {} }"),
        ("#[cfg(unix)] pub fn f() {}", "#[cfg(windows)] pub fn f() {}"),
    ];
    for (before, after) in edits {
        assert_ne!(read(before).1, read(after).1, "{before}\n{after}");
    }
}

/// Types that nobody writes are given up, and said to be.
#[test]
fn deep_types_are_given_up() {
    const SMALL_STACK: usize = 1 << 20;
    const NESTS: [(&str, &str); 13] = [
        ("", "mod a {"),
        ("pub fn f(a: ", "("),
        ("pub fn f(a: ", "&"),
        ("pub fn f(a: ", "A<"),
        ("pub fn f(a: ", "fn("),
        ("pub fn f(a: ", "impl Fn("),
        ("pub fn f(a: ", "<"),
        ("pub fn f<T: ", "("),
        ("pub fn f<T: ", "A<B: "),
        ("pub type A = ", "[u8; ["),
        ("#[cfg(", "any("),
        ("#[", "cfg_attr(a, "),
        ("impl ", "A::<"),
    ];
    let survive = || {
        for (start, nest) in NESTS {
            for count in [20, 150, 20_000] {
                let text = format!("{start}{}\n", format!("{nest}\n").repeat(count));
                found_in(&text);
            }
        }
        for item in ["impl A<u8> {\n", "trait A<T> {\n"] {
            found_in(&item.repeat(1_000));
        }
    };
    let thread = std::thread::Builder::new().stack_size(SMALL_STACK).spawn(survive);
    thread.unwrap().join().unwrap();
    let deep = format!("pub fn f(a: {}u8{}) {{}}", "A<".repeat(200), ">".repeat(200));
    let found = found_in(&deep);
    let signature = found.of(0).unwrap().signature.as_ref().unwrap();
    assert!(signature.is_inferred);
}

fn found_in(text: &str) -> FileSignatures {
    let Some(tree) = parse(Language::Rust, text, None) else { return FileSignatures::default() };
    let (facts, _) = extract(Language::Rust, text, Some(&tree));
    signatures(text, &facts, Some(&tree)).unwrap()
}
