use proptest::prelude::*;

use super::*;

/// What belongs at `$0`, what is replaced, and what stands beside it.
fn at(marked: &str) -> String {
    let cursor = marked.find("$0").unwrap();
    let text = marked.replacen("$0", "", 1);
    let Some(slot) = slot(&text, cursor as u32) else { return String::new() };
    let kind = match &slot.kind {
        SlotKind::Contract(ContractSlot::Key(choices)) => {
            choices.iter().map(|it| it.text.replace('\n', "⏎")).collect::<Vec<_>>().join(" | ")
        }
        SlotKind::Contract(other) => format!("{other:?}"),
        other => format!("{other:?}"),
    };
    let Quotes::Toml(quotes) = slot.quotes else { panic!("{:?}", slot.quotes) };
    let opened = quotes.opened.map(String::from).unwrap_or_default();
    let closed = if quotes.is_closed { opened.as_str() } else { "" };
    let list = if quotes.needs_list { " in a list" } else { "" };
    let beside = if slot.beside.is_empty() {
        String::new()
    } else {
        format!(" beside {}", slot.beside.join(" "))
    };
    format!("{kind}: {opened}‹{}›{closed}{list}{beside}", slot.range.slice(&text))
}

#[test]
fn keys_that_are_missing() {
    insta::assert_snapshot!(at("$0"), @"name =  | owner =  | layer =  | uses =  | used-by =  | decisions =  | entry =  | [interface]⏎ | [[accepted]]⏎rule = : ‹›");
    insta::assert_snapshot!(at("owner = \"@a\"\nla$0\nuses = []\n[interface]\n"), @"name =  | layer =  | used-by =  | decisions =  | entry = : ‹la›");
    insta::assert_snapshot!(at("owner = \"@a\"\n\"la$0\"\n"), @r#"name" =  | layer" =  | uses" =  | used-by" =  | decisions" =  | entry" = : "‹la"›"#);
    insta::assert_snapshot!(at("own$0er = \"@a\"\n"), @"name | owner | layer | uses | used-by | decisions | entry | interface | accepted: ‹owner›");
    insta::assert_snapshot!(at("owner = \"@a\"\n[int$0\n"), @"interface]: ‹int›");
    insta::assert_snapshot!(at("[[$0]]\n"), @"accepted: ‹›");
    insta::assert_snapshot!(at("uses = [\"a\", { name = \"b\", $0 }]\n"), @"deprecated =  | until = : ‹›");
    insta::assert_snapshot!(at("[interface]\nA = { is = \"stable\", $0\n"), @"since =  | sig =  | use =  | until =  | decisions = : ‹›");
    insta::assert_snapshot!(at("[interface.\"A::b\"]\nis = \"stable\"\n$0\n"), @"since =  | sig =  | use =  | until =  | decisions = : ‹›");
    insta::assert_snapshot!(at("[[accepted]]\nrule = \"a/b\"\n[[accepted]]\nreason = \"x\"\n$0"), @"rule =  | in =  | to =  | until = : ‹›");
}

#[test]
fn values_by_their_keys() {
    insta::assert_snapshot!(at("owner = @ac$0me\n"), @"Owner: ‹@acme›");
    insta::assert_snapshot!(at("owner = [\"@a\", \"@$0\n]\nlayer = \"x\"\n"), @r#"Owner: "‹@› beside @a"#);
    insta::assert_snapshot!(at("layer = $0\n"), @"Layer: ‹›");
    insta::assert_snapshot!(at("layer = 'en$0gine'\n"), @"Layer: '‹engine›'");
    insta::assert_snapshot!(at("uses = [\n  \"a\",\n  \"b$0, \"c\"\n]\n"), @r#"Boundary: "‹b› beside a"#);
    insta::assert_snapshot!(at("uses = $0\n"), @"Boundary: ‹› in a list");
    insta::assert_snapshot!(at("uses = [\"a\", { name = \"$0\" }, { name = \"c\" }]"), @r#"Boundary: "‹›" beside a c"#);
    insta::assert_snapshot!(at("uses = [{ name = \"a\", deprecated = ADR-$0 }]"), @"Decision: ‹ADR-›");
    insta::assert_snapshot!(at("decisions = [ADR-00$0]"), @"Decision: ‹ADR-00›");
    insta::assert_snapshot!(at("entry = \"src/$0\""), @r#"File: "‹src/›""#);
    insta::assert_snapshot!(at("[[accepted]]\nin = \"src/a.rs\"\nto = b#$0\n[[accepted]]\nin = \"c\"\n"), @r#"Symbol { file: Some("src/a.rs") }: ‹b#›"#);
    insta::assert_snapshot!(at("[[accepted]]\nrule = \"bound$0\n"), @r#"Rule: "‹bound›"#);
}

#[test]
fn symbols_and_their_stability() {
    insta::assert_snapshot!(at("[interface]\n\"A\" = \"stable\"\nsinks::UT$0\n"), @"InterfaceKey { has_value: false }: ‹sinks::UT› beside A");
    insta::assert_snapshot!(at("[interface]\nInvoice.to$0\n"), @"InterfaceKey { has_value: false }: ‹Invoice.to›");
    insta::assert_snapshot!(at("[interface]\n\"Inv$0\"\n"), @r#"InterfaceKey { has_value: false }: "‹Inv"›"#);
    insta::assert_snapshot!(at("[interface]\n\"Inv$0oice\" = \"stable\"\n"), @r#"InterfaceKey { has_value: true }: "‹Invoice›""#);
    insta::assert_snapshot!(at("interface.\"A$0\" = \"stable\"\n"), @r#"InterfaceKey { has_value: true }: "‹A›""#);
    insta::assert_snapshot!(at("[interface]\n\"A\".$0\n"), @"is =  | since =  | sig =  | use =  | until =  | decisions = : ‹›");
    insta::assert_snapshot!(at("[interface]\nA = st$0\n"), @"Stability: ‹st›");
    insta::assert_snapshot!(at("[interface]\nA = { is = \"$0\" }\n"), @r#"Stability: "‹›""#);
    insta::assert_snapshot!(at("[interface]\nA = { is = \"deprecated\", use = $0 }\n"), @"Item: ‹›");
    insta::assert_snapshot!(at("[interface]\nA = { decisions = [$0"), @"Decision: ‹›");
}

#[test]
fn nothing_where_anything_may_be_written() {
    for none in [
        "# ow$0",
        "name = \"$0\"\n",
        "owner $0\n",
        "owner = \"@a\"$0\n",
        "owner = \"@a b$0\"\n",
        "uses = \"a$0\"\n",
        "layer = [\"$0\"]\n",
        "[[accepted]]\nreason = \"$0\"\n",
        "[interface]\nA = { sig = \"$0\" }\n",
        "[interface]\nA = { is = \"stable\", until = $0 }\n",
        "[other]\na$0\n",
        "[accepted]\n$0\n",
        "owner = \"\"\"$0\"\"\"\n",
        "[interface]\n[int$0",
    ] {
        assert_eq!(at(none), "", "{none}");
    }
}

#[test]
fn keys_say_what_they_are_for() {
    let of = |marked: &str| {
        let offset = marked.find("$0").unwrap();
        let key = key_at(&marked.replacen("$0", "", 1), offset as u32)?;
        Some(format!("{}: {}", key.value.name, key.value.purpose))
    };
    insta::assert_snapshot!(of("ow$0ner = \"@a\"").unwrap(), @"owner: Who owns it: a team, a user or an email, or several.");
    insta::assert_snapshot!(of("[inter$0face]").unwrap(), @"interface: The public items, by the path that a consumer writes: `sinks::UTF8`, `Invoice.total`; `*` for all of a level.");
    insta::assert_snapshot!(of("[interface]\nA = { s$0ig = \"x\" }").unwrap(), @"sig: The signature as it was promised. `boundstone contract lock` writes it and renews it, and so does a quick fix at a frozen item whose signature is another one.");
    for none in ["[interface]\nis$0 = \"stable\"", "owner = \"na$0me\"", "nam$0 = \"a\"", "$0"] {
        assert_eq!(of(none), None, "{none}");
    }
}

proptest! {
    /// Row 15 of the design: what is half typed is never too much.
    #[test]
    fn any_text_has_a_slot_inside_of_it(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "owner", "uses", "interface", "accepted", "in", " = ", "=", "[", "]", "{", "}", "\"", "'", "\"\"\"",
                ".", ",", "\n", "\r\n", " ", "#", "\\", "[interface]\n", "[[accepted]]\n", "é", "a::b", "\u{feff}", "@a",
            ]),
            0..40,
        ),
        at in 0..200usize,
    ) {
        let text: String = words.concat();
        let cursor = (0..=at.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap();
        let _ = key_at(&text, cursor as u32);
        if let Some(slot) = slot(&text, cursor as u32) {
            let (start, end) = (slot.range.start() as usize, slot.range.end() as usize);
            prop_assert!(start <= cursor && cursor <= end);
            prop_assert!(text.get(start..end).is_some_and(|it| !it.contains('\n')));
            prop_assert_eq!(&*slot.typed, &text[start..cursor]);
        }
    }
}
