use boundstone_grammars::{MAX_FILE_BYTES, MAX_LINE_BYTES, extract, parse};
use boundstone_model::{Language, NotChecked};
use proptest::prelude::*;

use crate::facts;

const CODE: [Language; 5] = [
    Language::Rust,
    Language::TypeScript,
    Language::Tsx,
    Language::JavaScript,
    Language::Declarations,
];

#[test]
fn what_is_too_large_says_so() {
    for language in CODE {
        let large = "a\n".repeat(MAX_FILE_BYTES / 2 + 1);
        assert_eq!(facts(language, &large).not_checked, Some(NotChecked::TooLarge));
        let long = "a ".repeat(MAX_LINE_BYTES / 2 + 1);
        assert_eq!(facts(language, &long).not_checked, Some(NotChecked::LongLine));
        assert_eq!(facts(language, "").not_checked, None);
    }
}

/// Neither an overflow of the stack nor a hang, whether the text is given up or not.
#[test]
fn deep_nesting_is_survived() {
    const SMALL_STACK: usize = 256 << 10;
    const OTHER: [&str; 19] = [
        "(",
        "{",
        "<",
        "/*",
        "mod a{",
        "namespace a{",
        "class A{x=",
        "declare ",
        "export ",
        "const [a,",
        "fn a(){",
        "`${",
        "<a>",
        "!",
        "a?",
        "impl A for ",
        "// ADR-1 /*",
        "export default {a:",
        "\"/*\"",
    ];
    let survive = |nest: &str, count: usize| {
        for language in CODE {
            let text = format!("{nest}\n").repeat(count);
            assert_ne!(facts(language, &text).not_checked, Some(NotChecked::LongLine));
        }
    };
    let thread = std::thread::Builder::new().stack_size(SMALL_STACK);
    let survived = thread.spawn(move || {
        survive("[", 1_000_000);
        OTHER.iter().for_each(|nest| survive(nest, 5_000));
    });
    survived.unwrap().join().unwrap();
}

/// Openings that never end make the lexer read on to the end of the text, again and again.
#[test]
fn unclosed_comments_are_given_up() {
    let text = "/*\n".repeat(500_000);
    assert_eq!(facts(Language::TypeScript, &text).not_checked, Some(NotChecked::TooComplex));
}

proptest! {
    #[test]
    fn any_text_has_facts_in_order(text in "(?s).{0,200}") {
        check(&text);
    }

    #[test]
    fn any_mix_of_fragments_has_facts_in_order(
        parts in proptest::collection::vec(prop::sample::select(FRAGMENTS), 0..40),
    ) {
        check(&parts.concat());
    }
}

const FRAGMENTS: &[&str] = &[
    "fn a",
    "(",
    ")",
    "{",
    "}",
    "\n",
    "  ",
    "// ADR-7\n",
    "/* ",
    " */",
    "pub ",
    "impl A ",
    "for B",
    "struct S",
    "enum E",
    ";",
    ",",
    "x: u8",
    "#[a]\n",
    "export ",
    "default ",
    "class C",
    "function f",
    "const {a, b: [c]} = d",
    "@dec\n",
    "=",
    "=>",
    "'",
    "\"",
    "`",
    "<div>",
    "</div>",
    "namespace N",
    "declare ",
    "global ",
    "type T = ",
    "é",
    "\u{0}",
    "\r",
    "mod m",
    "trait T",
    "interface I",
    "constructor(private x)",
    "@owner @a/b",
    "module.exports",
    "exports.x",
    "```\n",
    "<!--",
    "ADR-1/2",
];

fn check(text: &str) {
    for language in CODE.into_iter().chain([Language::Markdown]) {
        let (facts, _) = extract(language, text, parse(language, text, None).as_ref());
        let starts: Vec<u32> = facts.items().map(|item| item.range.start()).collect();
        assert!(starts.is_sorted(), "{language:?} {text:?}");
        for item in facts.items() {
            assert!(item.lead_start <= item.range.start());
            assert!(!item.name().is_empty());
            assert!(item.range.contains(item.name_range), "{language:?} {text:?}");
            assert_eq!(item.range.slice(text).len(), item.range.len() as usize);
        }
        for mention in facts.mentions() {
            assert_eq!(mention.range.slice(text).len(), mention.range.len() as usize);
        }
    }
}
