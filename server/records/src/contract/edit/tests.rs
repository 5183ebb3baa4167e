use std::sync::Arc;

use boundstone_model::{ContractEdit, NameList, NewAccepted, Stability};
use boundstone_text::TextRange;

use super::edit;

/// The text after the edit.
#[track_caller]
fn edited(text: &str, wanted: &ContractEdit) -> String {
    let made = edit(text, wanted).unwrap();
    let mut text = text.to_owned();
    text.replace_range(super::bytes(made.range), &made.text);
    text
}

#[track_caller]
fn allowed(text: &str, name: &str) -> String {
    let names = vec![Arc::from(name)];
    edited(text, &ContractEdit::Allow { list: NameList::Uses, names })
}

#[track_caller]
fn offered(text: &str, key: &str) -> String {
    edited(text, &ContractEdit::Offer { key: key.into(), stability: Stability::Stable })
}

/// Without what stands between `<` and `>`, which are no part of the text.
#[track_caller]
fn removed(marked: &str) -> String {
    let (start, end) = (marked.find('<').unwrap(), marked.find('>').unwrap() - 1);
    let text = marked.replace(['<', '>'], "");
    edited(&text, &ContractEdit::Remove { range: TextRange::of(start..end) })
}

#[test]
fn a_name_goes_to_its_place_in_a_sorted_list_else_to_the_end() {
    assert_eq!(
        allowed("uses = [\"a\", \"c\"] # all\n", "b"),
        "uses = [\"a\", \"b\", \"c\"] # all\n"
    );
    assert_eq!(allowed("uses = [\"b\"]", "a"), "uses = [\"a\", \"b\"]");
    assert_eq!(allowed("uses = [\"c\", \"a\"]", "b"), "uses = [\"c\", \"a\", \"b\"]");
    assert_eq!(
        allowed("uses = [{ name = \"a\", deprecated = \"ADR-1\" }]", "b"),
        "uses = [{ name = \"a\", deprecated = \"ADR-1\" }, \"b\"]"
    );
    assert_eq!(allowed("uses = []", "a"), "uses = [\"a\"]");
    assert_eq!(allowed("uses = [ ]", "a"), "uses = [\"a\"]");
    assert_eq!(allowed("uses = [ # none\n]", "a"), "uses = [\"a\" # none\n]");
}

#[test]
fn a_name_gets_a_line_where_the_others_have_one() {
    let text = "uses = [\n  \"a\", # why a\n  \"c\"   # why c\n]\n";
    assert_eq!(allowed(text, "b"), "uses = [\n  \"a\", # why a\n  \"b\",\n  \"c\"   # why c\n]\n");
    assert_eq!(allowed(text, "d"), "uses = [\n  \"a\", # why a\n  \"c\",   # why c\n  \"d\"\n]\n");
    assert_eq!(
        allowed("uses = [\r\n\t\"b\",\r\n]\r\n", "a"),
        "uses = [\r\n\t\"a\",\r\n\t\"b\",\r\n]\r\n"
    );
}

#[test]
fn a_list_that_is_missing_stands_before_the_tables() {
    assert_eq!(allowed("", "a"), "uses = [\"a\"]\n");
    assert_eq!(allowed("owner = \"@x\"", "a"), "owner = \"@x\"\nuses = [\"a\"]");
    assert_eq!(
        allowed("owner = \"@x\" # us\n\n[interface]\nA = \"stable\"\n", "a"),
        "owner = \"@x\" # us\nuses = [\"a\"]\n\n[interface]\nA = \"stable\"\n"
    );
    assert_eq!(
        allowed("# The file.\n[interface]\nA = \"stable\"\n", "a"),
        "# The file.\nuses = [\"a\"]\n\n[interface]\nA = \"stable\"\n"
    );
    assert_eq!(
        allowed("# The file.\n\n# Old.\n[[accepted]]\nrule = \"a/b\"\nreason = \"x\"\n", "a"),
        "# The file.\n\nuses = [\"a\"]\n\n# Old.\n[[accepted]]\nrule = \"a/b\"\nreason = \"x\"\n"
    );
}

#[test]
fn a_key_is_written_as_the_others_are() {
    assert_eq!(
        offered(
            "[interface] # closed\n\"A\"    = \"stable\" # a\n\"C::d\" = \"frozen\"\n\n[[accepted]]\n",
            "B"
        ),
        "[interface] # closed\n\"A\"    = \"stable\" # a\n\"B\"    = \"stable\"\n\"C::d\" = \"frozen\"\n\n[[accepted]]\n"
    );
    assert_eq!(
        offered("[interface]\nA = \"stable\"", "B"),
        "[interface]\nA = \"stable\"\nB = \"stable\""
    );
    assert_eq!(
        offered("[interface]\nA = \"stable\"\n", "B::c"),
        "[interface]\nA = \"stable\"\n\"B::c\" = \"stable\"\n"
    );
    assert_eq!(
        offered("[interface]\r\n# The b.\r\n\"B\" = { is = \"stable\" }\r\n", "A"),
        "[interface]\r\n\"A\" = \"stable\"\r\n# The b.\r\n\"B\" = { is = \"stable\" }\r\n"
    );
    assert_eq!(offered("[interface]\n", "A"), "[interface]\n\"A\" = \"stable\"\n");
    assert_eq!(
        offered("[interface]\n\"B\" = \"stable\"\n\n[interface.D]\nis = \"stable\"\n", "C"),
        "[interface]\n\"B\" = \"stable\"\n\"C\" = \"stable\"\n\n[interface.D]\nis = \"stable\"\n"
    );
    assert_eq!(
        offered("interface = { A = \"stable\" }\n", "B"),
        "interface = { A = \"stable\", B = \"stable\" }\n"
    );
}

#[test]
fn an_entry_of_the_baseline_stands_behind_the_others_and_waits_for_its_reason() {
    let entry = NewAccepted {
        rule: "boundary/layer".to_owned(),
        in_path: "src/a.rs".to_owned(),
        to: Some("b#B".to_owned()),
        reason: String::new(),
    };
    let accepted = |text: &str| {
        let made = edit(text, &ContractEdit::Accept(entry.clone())).unwrap();
        let mut written = made.text.clone();
        written.insert_str(made.cursor.unwrap() as usize, "why");
        let mut text = text.to_owned();
        text.replace_range(super::bytes(made.range), &written);
        text
    };
    let added = "[[accepted]]\nrule = \"boundary/layer\"\nin = \"src/a.rs\"\nto = \"b#B\"\nreason = \"why\"\n";
    assert_eq!(accepted(""), added);
    assert_eq!(accepted("uses = []"), format!("uses = []\n\n{added}"));
    let text = "[[accepted]]\nrule = \"a/b\"\nreason = \"x\" # y\n\n[interface]\n";
    let with = text.replace("# y\n", &format!("# y\n\n{added}"));
    assert_eq!(accepted(text), with);
    assert!(edit("accepted = []", &ContractEdit::Accept(entry.clone())).is_err());
    assert!(edit("uses = [", &ContractEdit::Accept(entry.clone())).is_err());
}

#[test]
fn what_is_removed_takes_along_what_is_its_own() {
    assert_eq!(removed("uses = [<\"a\">, \"b\"]"), "uses = [\"b\"]");
    assert_eq!(removed("uses = [\"a\", <\"b\">, \"c\"]"), "uses = [\"a\", \"c\"]");
    assert_eq!(removed("uses = [\"a\", <\"b\">]"), "uses = [\"a\"]");
    assert_eq!(removed("uses = [<\"a\">]"), "uses = []");
    assert_eq!(removed("uses = [{ name = <\"a\">, until = 2027-01-01 }, \"b\"]"), "uses = [\"b\"]");
    assert_eq!(
        removed("uses = [\n  # Both.\n  <\"a\">, # a\n  \"b\",\n]\n"),
        "uses = [\n  # Both.\n  \"b\",\n]\n"
    );
    assert_eq!(
        removed(
            "[interface]\n\"A\" = \"stable\"\n<\"B\"> = { is = \"frozen\" } # b\n\"C\" = \"stable\"\n"
        ),
        "[interface]\n\"A\" = \"stable\"\n\"C\" = \"stable\"\n"
    );
    let entry = |rule: &str| format!("[[accepted]]\nrule = {rule}\nreason = \"x\" # y\n");
    let (gone, kept) = (entry("<\"a/b\">"), entry("\"c/d\""));
    assert_eq!(
        removed(&format!("uses = []\n\n# Kept.\n\n# Gone.\n{gone}\n{kept}")),
        format!("uses = []\n\n# Kept.\n\n{kept}")
    );
    assert_eq!(removed(&format!("{gone}\n{kept}")), kept);
    assert_eq!(removed(&format!("uses = []\n\n{gone}")), "uses = []\n");
    assert_eq!(
        removed("[[accepted]]\nrule = \"a/b\"\nreason = \"x\"\nuntil = <2026-01-01> # soon\n"),
        "[[accepted]]\nrule = \"a/b\"\nreason = \"x\"\n"
    );
}

#[test]
fn an_owner_is_replaced_by_one_or_by_several() {
    let own = |text: &str, owners: &[&str]| {
        let owners = owners.iter().map(|it| Arc::from(*it)).collect();
        edited(text, &ContractEdit::Own { owners })
    };
    assert_eq!(own("owner = \"@a\" # us\n", &["@b"]), "owner = \"@b\" # us\n");
    assert_eq!(own("owner = [\"@a\"]\n", &["@b", "@c"]), "owner = [\"@b\", \"@c\"]\n");
}
