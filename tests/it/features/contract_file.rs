//! A `boundary.toml` in the editor: what is offered while it is typed, what its names mean and where they lead.

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{
    capabilities, definition_at_cursor, hover_at_cursor, open, references_at_cursor, start,
};
use boundstone_test_client::session::at;

/// `ledger` promises, `web` uses it, `kit` hands a part of it on.
const FILES: &str = "
//- CODEOWNERS
/ledger/ @acme/ledger
/web/    @acme/web
//- boundstone.toml
layers = [\"app\", \"engine\"]
[rules]
\"boundary/undeclared\" = \"hint\"
//- docs/adr/0001-cents.md
---
status: accepted
governs: [\"boundary:ledger\"]
---
# Amounts are cents
//- docs/adr/0002-old.md
---
status: rejected
---
# Amounts are floats
//- Cargo.toml
[workspace]
members = [\"*\"]
//- ledger/Cargo.toml
package.name = \"ledger\"
//- ledger/src/lib.rs
mod inner;
pub use inner::Hidden;
pub mod book;
pub fn open(name: &str) -> book::Book { book::Book }
#[cfg(test)]
pub mod fixtures { pub fn nobody() {} }
fn private() {}
//- ledger/src/inner.rs
pub struct Hidden;
//- ledger/src/book.rs
pub struct Book;
impl Book {
    pub fn record(&self, cents: u64) -> bool { true }
    pub fn total(&self) -> u64 { 0 }
}
impl Clone for Book { fn clone(&self) -> Self { Book } }
//- web/Cargo.toml
package.name = \"web\"
dependencies.ledger.path = \"../ledger\"
//- web/src/main.rs
use ledger::book::Book;
use ledger::Hidden;
fn main() {
    ledger::open(\"a\");
    drop::<Book>;
    drop::<Hidden>;
}
";

fn with(path: &str, text: &str) -> Repository {
    Repository::of(&format!("{FILES}//- {path}\n{text}"))
}

/// What is offered at `$0` of `ledger/boundary.toml`: `label | detail -> text`, and what the first one replaces.
fn offered(text: &str) -> String {
    offered_in("ledger/boundary.toml", text)
}

fn offered_in(file: &str, text: &str) -> String {
    let repository = with(file, text);
    let mut client = start(&repository, capabilities());
    let (path, line, column) = repository.cursor();
    let uri = open(&mut client, &repository, &path);
    let answer = client.call("textDocument/completion", at(&uri, line, column));
    let row = |item: &Value| {
        let label = item["label"].as_str().expect("a label");
        let detail = item["detail"].as_str().map(|it| format!(" | {it}")).unwrap_or_default();
        let edit = &item["textEdit"];
        let range = &edit["range"];
        let (from, to) = (&range["start"]["character"], &range["end"]["character"]);
        let written = edit["newText"].as_str().expect("a text").replace('\n', "⏎");
        format!("{from}..{to} {label}{detail} -> {written}\n")
    };
    answer["items"].as_array().into_iter().flatten().map(row).collect()
}

#[test]
fn the_keys_that_are_missing_are_offered() {
    insta::assert_snapshot!(offered("owner = \"@acme/ledger\"\nu$0\n"), @"
    0..1 uses -> uses = 
    0..1 used-by -> used-by =
    ");
    insta::assert_snapshot!(offered("$0\n[interface]\n"), @"
    0..0 name -> name = 
    0..0 owner -> owner = 
    0..0 layer -> layer = 
    0..0 uses -> uses = 
    0..0 used-by -> used-by = 
    0..0 decisions -> decisions = 
    0..0 entry -> entry = 
    0..0 accepted -> [[accepted]]⏎rule =
    ");
    insta::assert_snapshot!(offered("uses = [{ $0 }]\n"), @"
    10..10 name -> name = 
    10..10 deprecated -> deprecated = 
    10..10 until -> until =
    ");
}

#[test]
fn owners_layers_and_boundaries_with_the_quotes_that_are_missing() {
    insta::assert_snapshot!(offered("owner = $0\n"), @r#"
    8..8 @acme/ledger | 1 rule -> "@acme/ledger"
    8..8 @acme/web | 1 rule -> "@acme/web"
    "#);
    insta::assert_snapshot!(offered("owner = [\"@acme/web\", \"@ac$0\n]\n"), @r#"23..26 @acme/ledger | 1 rule -> @acme/ledger""#);
    insta::assert_snapshot!(offered("layer = 'en$0'\n"), @"9..11 engine | 2 of 2 from the top -> engine");
    insta::assert_snapshot!(offered("used-by = $0\nowner = \"@a\"\n"), @r#"10..10 web | boundary -> ["web"]"#);
    insta::assert_snapshot!(offered("used-by = [\n    \"$0\n]\n"), @r#"5..5 web | boundary -> web""#);
    insta::assert_snapshot!(offered("uses = [\"web\", { name = $0 }]\n"), @"");
}

#[test]
fn decisions_those_in_force_first() {
    insta::assert_snapshot!(offered("decisions = [$0]\n"), @r#"
    13..13 ADR-0001 | Amounts are cents (accepted) -> "ADR-0001"
    13..13 ADR-0002 | Amounts are floats (rejected) -> "ADR-0002"
    "#);
    insta::assert_snapshot!(offered("decisions = [\"ADR-0001\", \"flo$0\"]\n"), @"26..29 ADR-0002 | Amounts are floats (rejected) -> ADR-0002");
}

#[test]
fn public_items_and_levels_that_the_contract_does_not_name() {
    insta::assert_snapshot!(offered("[interface]\n\"open\" = \"stable\"\n$0\n"), @r#"
    0..0 Hidden | struct -> "Hidden" = 
    0..0 book | module -> "book" = 
    0..0 book::* | all of a level: 1 item -> "book::*" = 
    0..0 * | all of a level: 3 items -> "*" = 
    0..0 book::Book | struct -> "book::Book" = 
    0..0 book::Book::* | all of a level: 2 items -> "book::Book::*" = 
    0..0 book::Book::record | fn(&self, u64) -> bool -> "book::Book::record" = 
    0..0 book::Book::total | fn(&self) -> u64 -> "book::Book::total" =
    "#);
    insta::assert_snapshot!(offered("[interface]\nbook::re$0\n"), @r#"0..8 book::Book::record | fn(&self, u64) -> bool -> "book::Book::record" ="#);
    insta::assert_snapshot!(offered("[interface]\n\"Hid$0\" = \"stable\"\n"), @"1..4 Hidden | struct -> Hidden");
    insta::assert_snapshot!(offered("[interface]\n\"open\" = $0\n"), @r#"
    9..9 stable -> "stable"
    9..9 experimental -> "experimental"
    9..9 frozen -> "frozen"
    9..9 deprecated -> "deprecated"
    9..9 internal -> "internal"
    "#);
    insta::assert_snapshot!(offered("[interface]\n\"open\" = { is = \"deprecated\", use = \"b$0\" }\n"), @"
    37..38 book | module -> book
    37..38 book::Book | struct -> book::Book
    37..38 book::Book::record | fn(&self, u64) -> bool -> book::Book::record
    37..38 book::Book::total | fn(&self) -> u64 -> book::Book::total
    ");
}

#[test]
fn what_is_accepted_is_what_the_file_uses() {
    let accepted = |text: &str| offered_in("web/boundary.toml", &format!("[[accepted]]\n{text}\n"));
    insta::assert_snapshot!(accepted("rule = \"boundary/l$0\""), @"
    8..18 boundary/layer | error -> boundary/layer
    8..18 boundary/cycle | warning -> boundary/cycle
    8..18 boundary/undeclared | off -> boundary/undeclared
    ");
    insta::assert_snapshot!(accepted("in = \"$0"), @r#"6..6 src/main.rs -> src/main.rs""#);
    insta::assert_snapshot!(accepted("in = \"src/main.rs\"\nto = $0"), @r#"
    5..5 ledger#book | 1 use -> "ledger#book"
    5..5 ledger#book::Book | 2 uses -> "ledger#book::Book"
    5..5 ledger#inner::Hidden | 2 uses -> "ledger#inner::Hidden"
    5..5 ledger#open | 1 use -> "ledger#open"
    "#);
    insta::assert_snapshot!(accepted("to = \"led$0\""), @"
    6..9 ledger | boundary -> ledger
    6..9 ledger# | boundary -> ledger#
    ");
}

#[test]
fn nothing_where_anything_may_be_written_and_in_other_files() {
    for none in ["name = \"$0\"\n", "[[accepted]]\nreason = \"$0\"\n", "# $0\n", "[other]\n$0\n"] {
        assert_eq!(offered(none), "", "{none}");
    }
    assert_eq!(offered_in("other.toml", "owner = $0\n"), "");
    assert_eq!(offered_in("boundstone.toml", "owner = $0\n"), "");
}

fn hover(text: &str) -> String {
    let repository = with("ledger/boundary.toml", text);
    let hover = hover_at_cursor(&repository, capabilities());
    hover.replace(&repository.uri(""), "file:")
}

#[test]
fn a_key_shows_its_item_and_who_uses_it() {
    insta::assert_snapshot!(hover("[interface]\n\"op$0en\" = { is = \"stable\", since = \"1.0\" }\n"), @"
    `ledger#open` · boundary `ledger`  
    owner @acme/ledger — [`CODEOWNERS:1`](file:/CODEOWNERS#L1)  
    `fn(&str) -> Book`  
    defined in [`ledger/src/lib.rs:4`](file:/ledger/src/lib.rs#L4)  
    contract stable since 1.0 — [`ledger/boundary.toml:2`](file:/ledger/boundary.toml#L2)  
    used once by 1 boundary (`web`)  
    [ADR-0001](file:/docs/adr/0001-cents.md#L5) Amounts are cents (accepted) — front-matter [`docs/adr/0001-cents.md:3`](file:/docs/adr/0001-cents.md#L3)
    ");
    // Its file is private: it is found through the re-export.
    insta::assert_snapshot!(hover("[interface]\n\"Hid$0den\" = \"stable\"\n"), @"
    `ledger#Hidden` · boundary `ledger`  
    owner @acme/ledger — [`CODEOWNERS:1`](file:/CODEOWNERS#L1)  
    `struct`  
    defined in [`ledger/src/inner.rs:1`](file:/ledger/src/inner.rs#L1)  
    contract stable — [`ledger/boundary.toml:2`](file:/ledger/boundary.toml#L2)  
    used 2 times by 1 boundary (`web`)  
    [ADR-0001](file:/docs/adr/0001-cents.md#L5) Amounts are cents (accepted) — front-matter [`docs/adr/0001-cents.md:3`](file:/docs/adr/0001-cents.md#L3)
    ");
    insta::assert_snapshot!(hover("[interface]\n\"book::Book::$0*\" = \"experimental\"\n"), @"
    `ledger#book::Book::*` · boundary `ledger`  
    contract experimental — [`ledger/boundary.toml:2`](file:/ledger/boundary.toml#L2)  
    names 3 items: `book::Book::record`, `book::Book::total`, `book::Book::clone`
    ");
    assert_eq!(hover("[interface]\n\"gone$0\" = \"stable\"\n"), "");
}

#[test]
fn names_and_keys_show_what_they_mean() {
    insta::assert_snapshot!(hover("used-by = [\"we$0b\"]\n"), @"
    `web`  
    owner @acme/web — [`CODEOWNERS:2`](file:/CODEOWNERS#L2)
    ");
    insta::assert_snapshot!(hover("name = \"led$0ger\"\n"), @"
    `ledger`  
    owner @acme/ledger — [`CODEOWNERS:1`](file:/CODEOWNERS#L1)  
    used by 1 boundary (`web`)  
    [ADR-0001](file:/docs/adr/0001-cents.md#L5) Amounts are cents (accepted) — front-matter [`docs/adr/0001-cents.md:3`](file:/docs/adr/0001-cents.md#L3)
    ");
    insta::assert_snapshot!(hover("layer = \"eng$0ine\"\n"), @"
    layer **engine** — [`boundstone.toml:1`](file:/boundstone.toml#L1)  
    may be used from app  
    boundaries `ledger`
    ");
    insta::assert_snapshot!(hover("own$0er = \"@acme/ledger\"\n"), @"`owner` — Who owns it: a team, a user or an email, or several.");
    insta::assert_snapshot!(hover("[interface]\nopen = { si$0nce = \"1.0\", is = \"stable\" }\n"), @"`since` — The version that first had it, which is shown to those who use it.");
    insta::assert_snapshot!(hover("[[accepted]]\nrule = \"boundary/cy$0cle\"\nreason = \"x\"\n"), @"
    **boundary/cycle** — warning  
    Boundaries use each other in a circle.
    ");
    assert!(hover("decisions = [\"ADR-00$001\"]\n").contains("Amounts are cents"));
    for none in ["layer = \"no$0ne\"\n", "# no$0te\n", "lay$0"] {
        assert_eq!(hover(none), "", "{none}");
    }
}

fn definition(text: &str) -> Vec<String> {
    definition_at_cursor(&with("ledger/boundary.toml", text))
}

#[test]
fn every_name_leads_to_what_it_means() {
    assert_eq!(definition("[interface]\n\"Hid$0den\" = \"stable\"\n"), ["ledger/src/inner.rs:1"]);
    let methods = definition("[interface]\n\"book::Book::$0*\" = \"stable\"\n");
    // What an implementation brings lies on that level, too.
    assert_eq!(methods, [3, 4, 6].map(|line| format!("ledger/src/book.rs:{line}")));
    assert_eq!(definition("used-by = [\"we$0b\"]\n"), ["web/Cargo.toml:1"]);
    assert_eq!(definition("name = \"the-le$0dger\"\n"), ["ledger/Cargo.toml:1"]);
    assert_eq!(definition("layer = \"eng$0ine\"\n"), ["boundstone.toml:1"]);
    assert_eq!(definition("decisions = [\"AD$0R-0001\"]\n"), ["docs/adr/0001-cents.md:5"]);
    let accepted = |line: &str| {
        definition(&format!("[[accepted]]\nrule = \"boundary/layer\"\nreason = \"x\"\n{line}\n"))
    };
    assert_eq!(accepted("in = \"src/bo$0ok.rs\""), ["ledger/src/book.rs:1"]);
    assert_eq!(accepted("to = \"ledger#op$0en\""), ["ledger/src/lib.rs:4"]);
    let instead =
        "[interface]\nopen = \"stable\"\nHidden = { is = \"deprecated\", use = \"op$0en\" }\n";
    assert_eq!(definition(instead), ["ledger/src/lib.rs:4"]);
    assert!(definition("layer = \"no$0ne\"\n").is_empty());
    assert!(accepted("in = \"../../ma$0in.rs\"").is_empty());
}

#[test]
fn an_item_leads_to_its_key_and_a_use_of_it_does_not() {
    let contract = "//- ledger/boundary.toml\n[interface]\n\"Hidden\" = \"stable\"\n";
    let at = |text: &str, with_cursor: &str| {
        assert_eq!(FILES.matches(text).count(), 1, "{text}");
        Repository::of(&format!("{}{contract}", FILES.replace(text, with_cursor)))
    };
    let item = at("pub struct Hidden", "pub struct Hid$0den");
    assert_eq!(definition_at_cursor(&item), ["ledger/boundary.toml:2"]);
    let uses = ["ledger/boundary.toml:2", "web/src/main.rs:2", "web/src/main.rs:6"];
    assert_eq!(references_at_cursor(&item, false), uses);
    let used = at("use ledger::Hidden", "use ledger::Hid$0den");
    assert!(definition_at_cursor(&used).is_empty());
    assert_eq!(references_at_cursor(&used, false), uses);
}

#[test]
fn references_are_what_names_a_thing() {
    let contracts = "//- ledger/boundary.toml\nname = \"ledger\"\nlayer = \"engine\"\nowner = \"@acme/ledger\"\n[interface]\n\"open\" = \"stable\"\n\"Hidden\" = { is = \"deprecated\", use = \"open\" }\n//- web/boundary.toml\nlayer = \"app\"\nuses = [\"ledger\"]\ndecisions = [\"ADR-0001\"]\n[[accepted]]\nrule = \"boundary/layer\"\nto = \"ledger#open\"\nreason = \"x\"\n";
    let of = |text: &str, with_cursor: &str| {
        assert_eq!(contracts.matches(text).count(), 1, "{text}");
        let files = format!("{FILES}{}", contracts.replace(text, with_cursor));
        references_at_cursor(&Repository::of(&files), true).join("\n")
    };
    insta::assert_snapshot!(of("\"open\" =", "\"op$0en\" ="), @"
    ledger/boundary.toml:5
    ledger/boundary.toml:6
    ledger/src/lib.rs:4
    web/boundary.toml:6
    web/src/main.rs:4
    ");
    insta::assert_snapshot!(of("uses = [\"ledger", "uses = [\"led$0ger"), @"
    docs/adr/0001-cents.md:3
    ledger/Cargo.toml:1
    ledger/boundary.toml:1
    web/boundary.toml:2
    web/boundary.toml:6
    ");
    let by_its_own_name = of("name = \"ledger", "name = \"led$0ger");
    assert_eq!(by_its_own_name, of("uses = [\"ledger", "uses = [\"led$0ger"));
    insta::assert_snapshot!(of("layer = \"engine", "layer = \"eng$0ine"), @"
    boundstone.toml:1
    ledger/boundary.toml:2
    ");
    insta::assert_snapshot!(of("owner = \"@acme", "owner = \"@ac$0me"), @"
    CODEOWNERS:1
    ledger/boundary.toml:3
    ");
    insta::assert_snapshot!(of("\"ADR-0001\"", "\"ADR-$00001\""), @"
    docs/adr/0001-cents.md:3
    docs/adr/0001-cents.md:5
    web/boundary.toml:3
    ");
}

fn outline(file: &str, text: &str, nests: bool) -> String {
    let repository = with(file, text);
    let mut editor = capabilities();
    editor["textDocument"]["documentSymbol"] =
        json!({ "hierarchicalDocumentSymbolSupport": nests });
    let mut client = start(&repository, editor);
    let uri = open(&mut client, &repository, file);
    let answer =
        client.call("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    outline_rows(&answer, 0)
}

fn outline_rows(symbols: &Value, indent: usize) -> String {
    let row = |it: &Value| {
        let range = if it["range"].is_null() { &it["location"]["range"] } else { &it["range"] };
        let line = |end: &str| range[end]["line"].as_u64().expect("a line") + 1;
        let more = it["detail"].as_str().or(it["containerName"].as_str()).unwrap_or_default();
        let name = it["name"].as_str().expect("a name");
        let row = format!("{:indent$}{}-{} {name} {more}", "", line("start"), line("end"));
        format!("{}\n{}", row.trim_end(), outline_rows(&it["children"], indent + 2))
    };
    symbols.as_array().into_iter().flatten().map(row).collect()
}

#[test]
fn the_outline_of_our_own_files() {
    let contract = "owner = \"@acme/ledger\"\nuses = [\n  \"web\",\n]\nhalf\n[interface]\n\"open\" = \"stable\"\n\"Hidden\" = { is = \"frozen\" }\n\n[[accepted]]\nrule = \"boundary/layer\"\nin = \"src/lib.rs\"\nreason = \"x\"\n";
    insta::assert_snapshot!(outline("ledger/boundary.toml", contract, true), @"
    1-1 owner @acme/ledger
    2-4 uses web
    6-8 interface
      7-7 open stable
      8-8 Hidden frozen
    10-13 boundary/layer src/lib.rs
    ");
    insta::assert_snapshot!(outline("ledger/boundary.toml", contract, false), @"
    1-1 owner
    2-4 uses
    6-8 interface
    7-7 open interface
    8-8 Hidden interface
    10-13 boundary/layer
    ");
    let root = "base = \"main\"\n[rules]\n\"boundary/cycle\" = \"error\"\n";
    insta::assert_snapshot!(outline("boundstone.toml", root, true), @"
    1-1 base main
    2-3 rules
      3-3 boundary/cycle error
    ");
    assert_eq!(outline("ledger/src/lib.rs", "pub fn a() {}\n", true), "");
}

#[test]
fn files_and_decisions_are_links() {
    let text = "decisions = [\"ADR-0001\"]\nentry = \"src/lib.rs\"\n[[accepted]]\nrule = \"boundary/layer\"\nin = \"src/gone.rs\"\nreason = \"x\"\n";
    let repository = with("ledger/boundary.toml", text);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "ledger/boundary.toml");
    let links = client.call("textDocument/documentLink", json!({ "textDocument": { "uri": uri } }));
    let target =
        |it: &Value| it["target"].as_str().expect("a target").replace(&repository.uri(""), "file:");
    let targets: Vec<String> = links.as_array().expect("links").iter().map(target).collect();
    assert_eq!(targets, ["file:/docs/adr/0001-cents.md#L5", "file:/ledger/src/lib.rs#L1"]);
}

/// `path:line: rule: marked words: message` of each finding in the files that people write for Boundstone.
fn unmatched(contract: &str, root: &str) -> String {
    let files = "
//- Cargo.toml
[workspace]
members = [\"app\", \"base\"]
//- app/Cargo.toml
package = { name = \"app\", edition = \"2024\" }
dependencies.base.path = \"../base\"
//- app/src/main.rs
fn main() { base::old(); }
//- base/Cargo.toml
package = { name = \"base\", edition = \"2024\" }
//- base/src/lib.rs
pub mod sinks { pub fn open() {} }
pub struct Ledger;
impl Ledger { pub fn post(&self) {} }
pub fn old() {}
make! { mod made }
//- docs/adr/0001-a.md
# A
";
    let repository = Repository::of(&format!(
        "{files}//- base/boundary.toml\n{contract}\n//- boundstone.toml\n{root}\n"
    ));
    let answer = repository.json(&["check", "base/boundary.toml", "boundstone.toml"]);
    let row = |it: &Value| {
        let (rule, message) = (it["rule"].as_str().unwrap(), it["message"].as_str().unwrap());
        format!("{}: {rule}: {message}\n", it["range"]["start"]["line"])
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn names_that_match_nothing_are_found() {
    let contract = r#"
layer = "zz"
uses = ["app", "app"]
used-by = ["base"]
entry = ["src/lib.rs", "src/nope.rs"]
[interface]
"Ledger::*" = "frozen"
"Ledgerx::*" = "frozen"
"sinks::*" = "stable"
"zz::*" = "stable"
"made::*" = "stable"
"*" = "stable"
"#;
    insta::assert_snapshot!(unmatched(contract, "[decisions]\npaths = [\"docs/adr\", \"docs/zork\"]"), @"
    2: config/unknown-name: `zz` is no layer: boundstone.toml has no `layers`
    3: config/malformed: `uses` names app twice
    4: config/malformed: base is this boundary itself
    5: config/unknown-name: There is no file src/nope.rs here
    8: contract/missing-item: base has nothing called Ledgerx
    10: contract/missing-item: base has nothing called zz
    2: config/unknown-name: There is nothing in docs/zork
    ");
    assert_eq!(unmatched("layer = \"zz\"", "layers = [\"zz\"]"), "");
    assert!(!unmatched("layer = \"zz\"", "layers = [").contains("`layers`"));
}

#[test]
fn what_serves_instead_has_to_be_there() {
    let with = |replacement: &str| {
        let contract = format!(
            "[interface]\n\"*\" = \"stable\"\n\"old\" = {{ is = \"deprecated\", use = \"{replacement}\" }}"
        );
        unmatched(&contract, "")
    };
    for there in [
        "Ledger",
        "sinks::open",
        "post",
        "base#sinks::open",
        "made",
        "app#main",
        "std::mem::take",
        "nothing: do it by hand",
    ] {
        assert_eq!(with(there), "", "{there}");
    }
    for gone in ["nopezork", "base#nopezork", "app#nopezork", "nobody#Ledger"] {
        let message = format!(
            "3: config/unknown-name: Nothing is called `{gone}`, which is to be used instead\n"
        );
        assert_eq!(with(gone), message);
    }
}
