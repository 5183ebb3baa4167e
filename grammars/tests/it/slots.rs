//! What is being written at `$0`.

use boundstone_grammars::{parse, slot};
use boundstone_model::{Language, SlotKind};

/// The kind of the slot, and what of the line it replaces.
fn at(language: Language, marked: &str) -> Option<String> {
    let cursor = marked.find("$0").unwrap();
    let text = marked.replacen("$0", "", 1);
    let tree = parse(language, &text, None);
    let slot = slot(language, &text, tree.as_ref(), cursor as u32)?;
    let kind = match &slot.kind {
        SlotKind::Mention { prefix, head } => format!("{prefix} {head}"),
        SlotKind::Owner => "owner".to_owned(),
        other => panic!("{other:?}"),
    };
    Some(format!("{kind}: {} of {}", slot.typed, slot.range.slice(&text)))
}

fn rust(marked: &str) -> Option<String> {
    at(Language::Rust, marked)
}

#[test]
fn names_of_decisions_in_comments() {
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(rust("// see ADR$0\n"), is("ADR 3: ADR of ADR"));
    assert_eq!(rust("// see ADR-$0\nfn f() {}\n"), is("ADR 4: ADR- of ADR-"));
    assert_eq!(rust("fn f() {\n    /* adr 0$0 */\n}\n"), is("ADR 4: adr 0 of adr 0"));
    assert_eq!(rust("/// adr $0\nfn f() {}\n"), is("ADR 4: adr  of adr "));
    assert_eq!(rust("// (ADR-00$07)\n"), is("ADR 4: ADR-00 of ADR-007"));
    assert_eq!(rust("// ADR-pay$0\n"), is("ADR 4: ADR-pay of ADR-pay"));
    assert_eq!(rust("// ADR-1/ADR-$0\n"), is("ADR 4: ADR- of ADR-"));
    assert_eq!(at(Language::Tsx, "const a = <b>{/* RFC-$0 */}</b>;"), is("RFC 4: RFC- of RFC-"));
}

#[test]
fn names_of_decisions_in_markdown() {
    let markdown = |marked: &str| at(Language::Markdown, marked);
    assert_eq!(markdown("As in _ADR-$0"), Some("ADR 4: ADR- of ADR-".to_owned()));
    for none in [
        "`ADR-$0`",
        "```\nADR-$0\n```\n",
        "<!-- ADR-$0 -->",
        "[the rule](ADR-$0)",
        "[the rule](../adr/ADR-$0)",
        "https://x.example/?q=ADR-$0",
    ] {
        assert_eq!(markdown(none), None, "{none}");
    }
}

#[test]
fn nothing_is_named_in_code_strings_longer_words_and_other_projects() {
    for none in [
        "fn f() { adr-$0 }",
        "const A: &str = \"ADR-$0\";",
        "const A: &str = \"// ADR-$0\";",
        "// ADR$0-0007",
        "// RADAR_ADR-$0",
        "// acme/ADR-$0",
        "// acme/ADR-1/ADR-$0",
        "// X-ADR-$0",
        "// adr$0",
        "// the adr says$0",
        "// see ADR-0007 $0",
        "// $0",
    ] {
        assert_eq!(rust(none), None, "{none}");
    }
    // Whether there are such records, only they can say.
    assert_eq!(rust("// RADAR-$0"), Some("RADAR 6: RADAR- of RADAR-".to_owned()));
    assert_eq!(at(Language::TypeScript, "const a = `ADR-$0`;"), None);
}

#[test]
fn owners_behind_their_tag() {
    assert_eq!(rust("// @owner @acme/p$0ay\n"), Some("owner: @acme/p of @acme/pay".to_owned()));
    assert_eq!(rust("//! @owner @a, $0\n"), Some("owner:  of ".to_owned()));
    assert_eq!(rust("// @owner @a $0\n"), None);
    assert_eq!(rust("// @owner$0\n"), None);
    assert_eq!(rust("fn f() { \"@owner @a$0\" }\n"), None);
    let below = format!("{}// @owner @$0\n", "//\n".repeat(10));
    assert_eq!(rust(&below), None);
}
