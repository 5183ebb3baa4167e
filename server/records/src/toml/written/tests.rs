use super::*;

/// Every piece as `path role text`, a line for each.
fn pieces(text: &str) -> String {
    let written = read(text, 0).unwrap();
    let row = |piece: &Piece| {
        let role = match piece.role {
            Role::Header { is_list: true } => "[[",
            Role::Header { is_list: false } => "[",
            Role::Key => "key",
            Role::Value => "=",
        };
        let quote = piece.quote.map(String::from).unwrap_or_default();
        let end = if piece.is_closed { quote.as_str() } else { "" };
        format!("{} {role} {quote}{}{end}", piece.path.join("/"), piece.text).trim().to_owned()
    };
    written.pieces.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_whole_is_read_as_it_is() {
    let text = "owner = \"@a\" # \"no\"\nuses = [\n  'a',\n  { name = \"b\", until = 2027-01-31 },\n]\n[interface]\n\"a::B\" = \"stable\"\n\"c\".is = \"frozen\"\n[[accepted]]\nrule = \"x\"\n";
    insta::assert_snapshot!(pieces(text), @r#"
    key owner
    owner = "@a"
    key uses
    uses = 'a'
    uses key name
    uses/name = "b"
    uses key until
    uses/until = 2027-01-31
    [ interface
    interface key "a::B"
    interface/a::B = "stable"
    interface key "c"
    interface/c key is
    interface/c/is = "frozen"
    [[ accepted
    accepted key rule
    accepted/rule = "x"
    "#);
}

#[test]
fn what_is_half_typed_costs_only_itself() {
    insta::assert_snapshot!(pieces("uses = [\"a\nlayer = \"x\"\n"), @r#"
    key uses
    uses = "a
    key layer
    layer = "x"
    "#);
    insta::assert_snapshot!(pieces("owner =\nuses = [\"a, \"b\"]\n[inter\nA"), @r#"
    key owner
    key uses
    uses = "a, "
    [ inter
    inter key A
    "#);
    insta::assert_snapshot!(pieces("a b = 1\n= \"x\"\n]}\nuses = [{ name = \"a\", { b\n\nlayer ="), @r#"
    key a
    key
    key
    key uses
    uses key name
    uses/name = "a"
    uses key {
    key layer
    "#);
    insta::assert_snapshot!(pieces("a = \"\"\"\nb = 1\n\"\"\"\nc = 'x"), @"
    key a
    key c
    c = 'x
    ");
}

#[test]
fn a_gap_is_known_by_what_belongs_there() {
    let at = |marked: &str| {
        let cursor = marked.find("$0").unwrap();
        let text = marked.replacen("$0", "", 1);
        let here = read(&text, cursor).unwrap().here?;
        let role = if here.role == Role::Value { "value" } else { "key" };
        Some(format!("{role} {} {:?}", here.path.join("/"), here.container_kind))
    };
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(at("$0"), is("key  Table"));
    assert_eq!(at("a = [\n\"b\",\n  $0\n]"), is("value a List"));
    assert_eq!(at("a = [{ $0"), is("key a Inline"));
    assert_eq!(at("a = [{ b = $0 }]"), is("value a/b Inline"));
    assert_eq!(at("[[c]]\na = 1\n$0"), is("key c TableOfList"));
    assert_eq!(at("a = \"b\"$0"), None);
    assert_eq!(at("a = \"b\" $0"), None);
    assert_eq!(at("# $0"), None);
    assert_eq!(at("a = [ # $0\n]"), None);
}

#[test]
fn nothing_that_is_deep_or_long_takes_long() {
    for text in ["[".repeat(500_000), "{a=".repeat(300_000), "a.".repeat(400_000)] {
        for text in [format!("a = {text}"), text] {
            read(&text, text.len()).unwrap();
        }
    }
    assert!(read(&" ".repeat(MAX_TEXT_BYTES + 1), 0).is_none());
}
