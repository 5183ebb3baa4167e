use boundstone_model::{Rule, Stability};
use proptest::prelude::*;

use super::*;

/// The rule, the text it marks and the help of each problem.
fn problems(text: &str) -> Vec<(&'static str, &str, String)> {
    let problems = read(text).1;
    problems.into_iter().map(|it| (it.rule.id(), it.range.slice(text), it.help)).collect()
}

/// What each problem marks.
fn marked(text: &str) -> Vec<&str> {
    problems(text).into_iter().map(|(_, marked, _)| marked).collect()
}

const WHOLE: &str = r#"
name      = "searcher"
owner     = ["@acme/search", "@ada"]
layer     = "engine"
decisions = ["ADR-0007"]
uses      = ["grep-matcher", { name = "grep-legacy", deprecated = "ADR-0030", until = 2027-01-31 }]
used-by   = ["ripgrep"]
entry     = ["src/index.ts"]

[interface]
"Searcher"      = "stable"
"Searcher::new" = { is = "frozen", since = "0.1.0", sig = "fn() -> Searcher" }
"sinks::UTF8"   = { is = "deprecated", use = "sinks::Lossy", until = 2027-03-31 }
"mmap::*"       = { is = "experimental", decisions = ["ADR-0012"] }

[[accepted]]
rule   = "boundary/private-use"
in     = "src/report.rs"
to     = "grep-printer#internal::Row"
reason = "moves out with ADR-0030"
until  = 2027-01-31
"#;

#[test]
fn reads_all_nine_keys_with_their_places() {
    let (contract, problems) = read(WHOLE);
    assert_eq!(problems, []);
    let name = contract.name.unwrap();
    assert_eq!((&*name.value, name.range.slice(WHOLE)), ("searcher", "\"searcher\""));
    let owners = contract.owners.unwrap();
    assert_eq!(owners[1].range.slice(WHOLE), "\"@ada\"");
    let uses = contract.uses.unwrap();
    assert_eq!(&*uses[1].name.value, "grep-legacy");
    assert_eq!(uses[1].until.as_ref().unwrap().value.to_string(), "2027-01-31");
    assert_eq!(&*contract.used_by.unwrap()[0].value, "ripgrep");
    assert_eq!(&*contract.entry.unwrap()[0].value, "src/index.ts");
    let interface = contract.interface.unwrap();
    let keys: Vec<_> = interface.iter().map(|item| item.key.range.slice(WHOLE)).collect();
    assert_eq!(keys, ["\"Searcher\"", "\"Searcher::new\"", "\"sinks::UTF8\"", "\"mmap::*\""]);
    assert_eq!(interface[1].stability.value, Stability::Frozen);
    assert_eq!(interface[1].stability.range.slice(WHOLE), "\"frozen\"");
    assert_eq!(&*interface[2].replacement.as_ref().unwrap().value, "sinks::Lossy");
    assert_eq!(&*interface[3].decisions[0].value, "ADR-0012");
    let accepted = &contract.accepted[0];
    assert_eq!(&*accepted.reason.value, "moves out with ADR-0030");
    assert_eq!(accepted.in_path.as_ref().unwrap().range.slice(WHOLE), "\"src/report.rs\"");
}

#[test]
fn absent_is_open_and_empty_is_nothing() {
    let open = read("").0;
    assert_eq!((open.uses, open.used_by, open.interface), (None, None, None));
    let closed = read("uses = []\nused-by = []\n[interface]\n").0;
    assert_eq!(closed.uses, Some(vec![]));
    assert_eq!(closed.used_by, Some(vec![]));
    assert_eq!(closed.interface, Some(vec![]));
}

#[test]
fn an_unknown_key_is_marked_at_every_level() {
    let text = "used_by = []\n\
        uses = [{ name = \"a\", untill = 2027-01-31 }]\n\
        [interface]\nA = { is = \"stable\", replaced = \"B\" }\n\
        [[accepted]]\nrule = \"boundary/layer\"\nreason = \"x\"\nfile = \"y\"\n";
    let found: Vec<_> = problems(text);
    let keys: Vec<_> = found.iter().map(|(rule, key, _)| (*rule, *key)).collect();
    let unknown = "config/unknown-key";
    assert_eq!(
        keys,
        [(unknown, "used_by"), (unknown, "untill"), (unknown, "replaced"), (unknown, "file")]
    );
    assert_eq!(found[0].2, "did you mean `used-by`?");
    assert_eq!(found[1].2, "did you mean `until`?");
    assert_eq!(
        found[2].2,
        "the keys of an interface item are `is`, `since`, `sig`, `use`, `until`, `decisions`"
    );
}

#[test]
fn an_unknown_table_is_marked_at_its_name() {
    assert_eq!(marked("[interfaces]\n\"A\" = \"stable\"\n"), ["interfaces"]);
    assert_eq!(marked("[[accept]]\nrule = \"x\"\n[[accept]]\nrule = \"y\"\n"), ["accept"]);
    assert_eq!(marked("owner.team = \"x\"\n"), ["owner"]);
}

#[test]
fn what_is_wrong_costs_only_its_entry() {
    let text = "owner = 7\nuses = [\"a\", 1, { until = 2027-01-31 }, \"\", \"b\"]\n\
        [interface]\nA = \"stabel\"\nB = \"stable\"\nC = { since = \"1\" }\nD = 3\n";
    let (contract, _) = read(text);
    assert_eq!(marked(text), ["7", "1", "{ until = 2027-01-31 }", "\"\"", "\"stabel\"", "C", "3"]);
    assert_eq!(problems(text)[4].2, "did you mean `stable`?");
    let uses: Vec<_> = contract.uses.unwrap().into_iter().map(|it| it.name.value).collect();
    assert_eq!(uses.iter().map(|name| &**name).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(offered(text), ["A experimental", "B stable", "C experimental", "D experimental"]);
    assert_eq!(contract.owners, None);
}

fn offered(text: &str) -> Vec<String> {
    let all = read(text).0.interface.unwrap();
    all.iter().map(|it| format!("{} {}", it.key.value, it.stability.value.name())).collect()
}

#[test]
fn a_key_offers_its_item_at_each_keystroke_of_what_it_says() {
    let said = " = \"stable\"";
    for end in 2..said.len() {
        let line = said.get(..end).unwrap();
        let text = format!("[interface]\n\"a/B\"{line}\nC = \"frozen\"\n");
        let expected = if line.trim_end().ends_with('=') {
            &["C frozen"][..]
        } else {
            &["a/B experimental", "C frozen"]
        };
        assert_eq!(offered(&text), expected, "{line}");
    }
    assert_eq!(offered("[interface]\nA = { is = \"sta\nC = { is = \"stable\" }\n"), ["C stable"]);
}

#[test]
fn a_bad_date_costs_only_itself() {
    for until in ["2027-02-30", "\"soon\"", "2027-01-31T00:00:00Z", "3", "\"2027-2-3\""] {
        let text = format!("uses = [\"a\", {{ name = \"b\", until = {until} }}]\nlayer = \"x\"\n");
        let (contract, found) = read(&text);
        assert_eq!(found.len(), 1, "{text} {found:?}");
        assert_eq!(found[0].range.slice(&text), until);
        assert_eq!(found[0].rule, Rule::ConfigMalformed);
        let uses = contract.uses.unwrap();
        assert_eq!((uses.len(), uses[1].until.is_none()), (2, true));
        assert!(contract.layer.is_some());
    }
    let quoted = read("uses = [{ name = \"b\", until = \"2027-01-31\" }]").0;
    assert!(quoted.uses.unwrap()[0].until.is_some());
}

#[test]
fn nothing_is_accepted_without_a_rule_and_a_reason() {
    let entry = |body: &str| format!("[[accepted]]\n{body}\n");
    for (body, expected) in [
        ("rule = \"boundary/layer\"", "[[accepted]]"),
        ("rule = \"boundary/layer\"\nreason = \"\"", "\"\""),
        ("rule = \"boundary/layer\"\nreason = \"  \"", "\"  \""),
        ("reason = \"x\"", "[[accepted]]"),
        ("rule = \"boundary/leyer\"\nreason = \"x\"", "\"boundary/leyer\""),
    ] {
        let text = entry(body);
        let (contract, found) = read(&text);
        assert_eq!(contract.accepted, [], "{text}");
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].range.slice(&text).starts_with(expected), "{text}: {found:?}");
    }
    let typo = problems("[[accepted]]\nrule = \"boundary/leyer\"\nreason = \"x\"\n");
    assert_eq!(typo[0].0, "config/unknown-name");
    assert_eq!(typo[0].2, "did you mean `boundary/layer`?");
}

#[test]
fn a_path_with_dots_must_be_quoted() {
    let text = "[interface]\nInvoice.total = \"stable\"\nLedger.is = \"frozen\"\n";
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].2, "quote it: \"Invoice.total\"");
    assert_eq!(read(text).0.interface.unwrap().len(), 1);
}

#[test]
fn a_name_can_stand_before_the_path_of_a_symbol() {
    assert_eq!(marked("name = \"a#b\"\n"), ["\"a#b\""]);
    assert_eq!(marked("name = \"a b\"\n"), ["\"a b\""]);
    assert_eq!(marked("name = \"@acme/ledger\"\n"), [] as [&str; 0]);
}

#[test]
fn a_half_typed_line_is_marked_and_the_rest_serves() {
    let rest = "owner = \"@a\"\n%\n[interface]\n\"A\" = \"stable\"\n";
    for broken in [
        "us",
        "uses =",
        "uses = [",
        "uses = [\"a\",",
        "uses = \"a",
        "uses = a",
        "\"",
        "uses = {",
        "=",
    ] {
        let text = rest.replace('%', broken);
        let (contract, found) = read(&text);
        assert_eq!(contract.interface.as_ref().map(Vec::len), Some(1), "{broken}: {found:?}");
        assert_eq!(contract.owners.as_ref().map(Vec::len), Some(1), "{broken}");
        assert_eq!(contract.uses, None, "{broken}");
        assert!(found.iter().all(|it| it.rule == Rule::ConfigMalformed), "{broken}: {found:?}");
        assert!(!found.is_empty(), "{broken}");
    }
}

#[test]
fn an_unquoted_value_costs_only_itself() {
    let text =
        "owner = @acme/x\nuses = [\"a\", b, \"c\"]\n[interface]\nA = stable\nB = \"stable\"\n";
    let (contract, _) = read(text);
    assert_eq!(marked(text), ["@acme/x", "b", "stable"]);
    assert_eq!(contract.owners, None);
    assert_eq!(contract.uses.unwrap().len(), 2);
    assert_eq!(offered(text), ["A experimental", "B stable"]);
}

#[test]
fn a_broken_header_takes_its_table_with_it() {
    let text = "owner = \"@a\"\n[interface\n\"A\" = \"stable\"\n[[accepted]]\nrule = \"boundary/layer\"\nreason = \"x\"\n";
    let (contract, found) = read(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(contract.interface, None);
    assert_eq!(contract.accepted.len(), 1);
    assert!(contract.owners.is_some());
}

#[test]
fn a_key_stated_twice_is_marked_and_the_first_counts() {
    let text = "layer = \"a\"\nlayer = \"b\"\nowner = \"@x\"\n";
    let (contract, _) = read(text);
    assert_eq!(marked(text), ["layer"]);
    assert_eq!(&*contract.layer.unwrap().value, "a");
    assert!(contract.owners.is_some());
}

#[test]
fn an_unclosed_string_of_many_lines_does_not_swallow_the_rest() {
    let text = "layer = \"\"\"a\nowner = \"@x\"\n[interface]\nA = \"stable\"\n";
    let (contract, found) = read(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(contract.owners.is_some() && contract.interface.is_some());
}

#[test]
fn the_markers_of_a_merge_conflict_are_marked() {
    let text = "<<<<<<< HEAD\nowner = \"@a\"\n||||||| base\nowner = \"@0\"\n=======\nowner = \"@b\"\n>>>>>>> topic\nlayer = \"x\"\n";
    let (contract, _) = read(text);
    assert_eq!(marked(text), ["<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> topic"]);
    assert_eq!(&*contract.owners.unwrap()[0].value, "@a");
    assert!(contract.layer.is_some());
}

#[test]
fn byte_order_mark_and_crlf_keep_the_places() {
    let text = "\u{feff}ownr = \"@a\"\r\nlayer = \"é\"\r\nuses = [\r\n  \"a\",\r\n]\r\n";
    assert_eq!(marked(text), ["ownr"]);
    let (contract, _) = read(text);
    assert_eq!(contract.layer.unwrap().range.slice(text), "\"é\"");
    assert_eq!(contract.uses.unwrap()[0].name.range.slice(text), "\"a\"");
}

#[test]
fn a_hostile_text_costs_bounded_work() {
    let deep = "[".repeat(100_000);
    for text in [
        format!("a = {deep}"),
        format!("{}a = 1", "a.".repeat(100_000)),
        "x\n".repeat(50_000),
        "a = [\n".repeat(20_000),
        "é".repeat(700_000),
        "\0\u{1}".repeat(1000),
    ] {
        assert!(!read(&text).1.is_empty());
    }
}

/// Texts that look like contracts, cut and mixed.
fn contract_like() -> impl Strategy<Value = String> {
    let lines: Vec<&'static str> =
        WHOLE.lines().chain(["<<<<<<< a", "=======", "é", "x = \"\"\""]).collect();
    let piece = (proptest::sample::select(lines), 0usize..60)
        .prop_map(|(line, keep)| line.chars().take(keep).collect::<String>());
    proptest::collection::vec(piece, 0..12).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        read(&text);
    }

    #[test]
    fn broken_contracts_are_marked_inside_the_text(text in contract_like()) {
        let (contract, problems) = read(&text);
        for problem in &problems {
            prop_assert!(problem.range.end() as usize <= text.len());
            prop_assert!(text.is_char_boundary(problem.range.start() as usize));
            prop_assert!(!problem.help.is_empty());
        }
        for item in contract.interface.iter().flatten() {
            prop_assert!(item.key.range.slice(&text).contains(&*item.key.value));
        }
        for owner in contract.owners.iter().flatten() {
            prop_assert!(owner.range.slice(&text).contains(&*owner.value));
        }
    }
}
