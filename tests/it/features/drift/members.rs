//! Members of a type that a contract names: they are promised with it.

use super::{replace, said};
use crate::repository::Repository;

const CRATE: &str = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"Money\" = \"stable\"
\"Money::round\" = \"experimental\"
\"Rate\" = { is = \"frozen\", since = \"1.0\", sig = \"struct(..)\" }
//- src/lib.rs
mod exchange;
mod more;
mod wire;
pub use exchange::Rate;
pub struct Money(u64);
impl Money {
    pub fn zero() -> Self { Self(0) }
    pub fn add(&self, other: Money) -> Money { other }
    pub fn round(&self) {}
    #[doc(hidden)]
    pub fn raw(&self) -> u64 { self.0 }
    #[deprecated]
    pub fn plus(&self, other: u64) {}
    fn own(&self) {}
}
impl Clone for Money { fn clone(&self) -> Self { Self(self.0) } }
//- src/more.rs
use crate::Money;
impl Money { pub fn half(&self) -> Money { Money::zero() } }
//- src/exchange.rs
pub struct Rate(u8);
impl Rate { pub fn get(&self) -> u8 { self.0 } }
//- src/wire.rs
pub(crate) struct Rate(u8);
impl Rate { pub fn put(&self) -> u8 { self.0 } }
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";

/// What is found after these replacements.
fn code(file: &str, replacements: &[(&str, &str)]) -> Vec<String> {
    let repository = Repository::of(CRATE);
    replace(&repository, file, replacements);
    said(&repository)
}

#[test]
fn a_member_is_promised_with_its_type() {
    assert_eq!(
        code("src/lib.rs", &[("add(&self, other: Money)", "add(&self, other: Money, all: bool)")]),
        [
            "src/lib.rs:8: warning contract/drift: breaking change since HEAD of pay#Money::add, stable: takes 2 parameters, and \
             took 1 parameter"
        ]
    );
}

#[test]
fn a_level_promises_the_members_of_its_types() {
    let files = CRATE.replace("\"Money\" = \"stable\"", "\"*\" = \"stable\"");
    let changed = |from: &str, to: &str| {
        let repository = Repository::of(&files);
        assert_eq!(said(&repository), [""; 0]);
        replace(&repository, "src/lib.rs", &[(from, to)]);
        said(&repository)
    };
    let add = "src/lib.rs:8: warning contract/drift: breaking change since HEAD of pay#Money::add, stable: takes 2 parameters, and \
               took 1 parameter";
    assert_eq!(changed("other: Money)", "other: Money, all: bool)"), [add]);
    let gone = changed("pub fn add", "pub fn plus_money");
    assert!(gone.len() == 1 && gone[0].contains("`add` is gone"), "{gone:?}");
    assert_eq!(changed("fn own(&self)", "fn own()"), [""; 0]);
}

#[test]
fn a_decision_on_the_type_settles_it() {
    let repository = Repository::of(CRATE);
    replace(&repository, "src/lib.rs", &[("add(&self, other: Money)", "add(&self)")]);
    assert_eq!(said(&repository).len(), 1);
    let record = "---\nstatus: accepted\ngoverns: [\"pay#Money\"]\n---\n# Money adds up\n";
    repository.write("docs/adr/0001-money.md", record);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn one_that_is_new_was_never_promised() {
    let repository = Repository::of(CRATE);
    replace(
        &repository,
        "src/lib.rs",
        &[("    fn own(&self) {}", "    pub fn own(&self) {}\n    pub fn new() {}")],
    );
    assert_eq!(said(&repository), [""; 0]);
    assert_eq!(repository.json(&["check"])["not_checked"], serde_json::json!([]));
}

#[test]
fn one_in_another_file_too() {
    let half = "src/more.rs:2: warning contract/drift: likely breaking change since HEAD of pay#Money::half, stable: returns \
                `u64`, and returned `Money`";
    assert_eq!(code("src/more.rs", &[("-> Money { Money::zero() }", "-> u64 { 0 }")]), [half]);
    let gone = "src/more.rs:2: warning contract/drift: breaking change since HEAD of pay#Money, stable: `half` is gone, or not \
                public any more";
    assert_eq!(code("src/more.rs", &[("fn half", "fn third")]), [gone]);
}

#[test]
fn one_of_a_frozen_type_is_frozen() {
    let get = "src/exchange.rs:2: error contract/drift: likely breaking change since HEAD of pay#Rate::get, frozen since 1.0: \
               returns `u16`, and returned `u8`";
    assert_eq!(code("src/exchange.rs", &[("-> u8", "-> u16")]), [get]);
    // A private type of the same name, in another module.
    assert_eq!(code("src/wire.rs", &[("-> u8", "-> u16")]), [""; 0]);
}

#[test]
fn one_that_is_gone_is_told_at_its_type() {
    let add = "    pub fn add(&self, other: Money) -> Money { other }\n";
    let gone = "src/lib.rs:5: warning contract/drift: breaking change since HEAD of pay#Money, stable: `add` is gone, or not \
                public any more";
    assert_eq!(code("src/lib.rs", &[(add, "")]), [gone]);
    assert_eq!(code("src/lib.rs", &[("pub fn add", "pub fn plus_money")]), [gone]);
    // One that has a key of its own is missed there.
    let missing = "boundary.toml:3: error contract/missing-item: pay has no item Money::round: it was in src/lib.rs at HEAD, and is \
                   gone or not public any more";
    assert_eq!(code("src/lib.rs", &[("    pub fn round(&self) {}\n", "")]), [missing]);
}

#[test]
fn what_says_otherwise_of_itself_is_not() {
    for (from, to) in [
        ("round(&self)", "round(&self, to: u8)"),
        ("raw(&self) -> u64", "raw(&self) -> u8"),
        ("plus(&self, other: u64)", "plus(&self)"),
        ("    fn own(&self) {}\n", ""),
        ("    pub fn zero()", "    #[deprecated]\n    pub fn zero()"),
    ] {
        assert_eq!(code("src/lib.rs", &[(from, to)]), [""; 0], "{from}");
    }
}

#[test]
fn one_cause_is_told_once_where_it_was() {
    let repository = Repository::of(
        "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"*\" = \"stable\"
\"Store::*\" = \"stable\"
\"Kind::*\" = \"stable\"
//- src/lib.rs
pub struct Ledger(u8);
pub trait Store {
    fn put(&self);
    fn get(&self);
}
pub enum Kind {
    A,
    B { x: u8 },
}
pub fn start() {}
pub fn end() {}
",
    );
    let told = |from: &str, to: &str| -> Vec<String> {
        let before = repository.read("src/lib.rs");
        replace(&repository, "src/lib.rs", &[(from, to)]);
        let said = said(&repository);
        repository.write("src/lib.rs", &before);
        said
    };
    let drift = |line: u32, of: &str, why: &str| {
        format!(
            "src/lib.rs:{line}: warning contract/drift: breaking change since HEAD of {of}, stable: {why}"
        )
    };
    let end = "`end` is gone, or not public any more";
    assert_eq!(told("pub fn end", "fn end"), [drift(11, "pay", end)]);
    assert_eq!(told("pub fn end() {}\n", ""), [drift(1, "pay", end)]);
    assert_eq!(told("    fn put(&self);\n", ""), [drift(2, "pay#Store", "`put` removed")]);
    assert_eq!(told("x: u8 }", "x: u8, y: u8 }").len(), 1);
}

#[test]
fn what_was_edited_in_a_type_is_where_it_is_told() {
    let repository = Repository::of(
        "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- package.json
{ \"name\": \"pay\", \"main\": \"./index.ts\" }
//- boundary.toml
[interface]
\"Code\" = \"stable\"
\"Actor\" = \"stable\"
//- src/lib.rs
pub enum Code {
    Ok,
    Failed(u8),
}
//- index.ts
export class Actor {
  start(): void {}
  send(event: string): void {}
}
",
    );
    let lines = |file: &str, from: &str, to: &str| -> Vec<String> {
        let before = repository.read(file);
        replace(&repository, file, &[(from, to)]);
        let said = said(&repository).into_iter();
        let places = said.map(|it| it.split(" warning").next().unwrap().to_owned()).collect();
        repository.write(file, &before);
        places
    };
    assert_eq!(lines("src/lib.rs", "Failed(u8)", "Failed(u16)"), ["src/lib.rs:3:"]);
    assert_eq!(lines("src/lib.rs", "(u8),", "(u8),\n    Late,"), ["src/lib.rs:4:"]);
    assert_eq!(lines("src/lib.rs", "    Ok,\n", ""), ["src/lib.rs:1:"]);
    assert_eq!(lines("index.ts", "event: string", "event: number"), ["index.ts:3:"]);
    assert_eq!(lines("index.ts", "  start(): void {}\n", ""), ["index.ts:1:"]);
}

#[test]
fn a_member_that_its_source_keeps_for_itself_is_no_part_of_a_promise() {
    let repository = Repository::of(
        "
//- package.json
{ \"name\": \"pay\", \"main\": \"./index.ts\" }
//- boundary.toml
[interface]
\"Ref\" = \"stable\"
//- index.ts
/** @internal */
export class Dep {}
export class Ref {
  value = 1;
  /** @internal */
  dep = new Dep();
  /**
   * Soon.
   * @beta
   */
  readonly deps?: Dep;
}
",
    );
    let undeclared = |it: &String| it.contains("contract/undeclared-item");
    let said = || said(&repository).into_iter().filter(|it| !undeclared(it)).collect::<Vec<_>>();
    assert_eq!(said(), [""; 0]);
    replace(
        &repository,
        "index.ts",
        &[("dep = new Dep()", "depth = 2"), ("  readonly deps?: Dep;\n", "")],
    );
    assert_eq!(said(), [""; 0]);
    let diff = repository.json(&["contract", "diff"]);
    assert!(!diff.to_string().contains("breaking"), "{diff}");
    replace(&repository, "index.ts", &[("value = 1", "value = \"\"")]);
    assert_eq!(said().len(), 1);
    // A comment takes no promise back.
    replace(&repository, "index.ts", &[("  value = \"\"", "  /** @internal */\n  value = 1")]);
    assert_eq!(said(), [""; 0]);
    replace(&repository, "index.ts", &[("  value = 1", "  value = \"\"")]);
    assert_eq!(said().len(), 1);
}

/// What is accepted is the one member: the next one is told.
#[test]
fn a_member_that_is_gone_is_accepted_alone() {
    let repository = Repository::of(CRATE);
    replace(&repository, "src/lib.rs", &[("fn zero", "fn none")]);
    replace(&repository, "src/more.rs", &[("Money::zero", "Money::none")]);
    assert_eq!(said(&repository).len(), 1);
    let accept = ["check", "--accept", "--reason", "for now", "--fail-on", "warning"];
    repository.run(&accept);
    assert_eq!(said(&repository), [""; 0]);
    assert!(repository.read("boundary.toml").contains("to = \"pay#Money::zero\""));
    replace(&repository, "src/lib.rs", &[("fn add(", "fn plus_it(")]);
    let gone = "src/lib.rs:5: warning contract/drift: breaking change since HEAD of pay#Money, stable: `add` is gone, or not public any more";
    assert_eq!(said(&repository), [gone]);
}

const FREEZES: &str = "docs/adr/0001-money.md";

/// A record that freezes the type, of which no contract says anything.
fn frozen() -> Repository {
    let repository = Repository::of(CRATE);
    repository.write("boundary.toml", "[interface]\n\"Money::round\" = \"experimental\"\n");
    let record = "---\nstatus: accepted\nenforce:\n  - freeze: pay#Money\n---\n# Money stays\n";
    repository.write(FREEZES, record);
    repository.git(&["add", "--all"]);
    repository.git(&["commit", "--quiet", "--message", "frozen"]);
    assert_eq!(said(&repository), [""; 0]);
    repository
}

#[test]
fn a_decision_freezes_a_type_with_its_members() {
    let edited = |file: &str, from: &str, to: &str| {
        let repository = frozen();
        replace(&repository, file, &[(from, to)]);
        said(&repository)
    };
    let start = "error contract/drift: breaking change since HEAD of pay#Money";
    let frozen_by = "frozen by ADR-0001";
    assert_eq!(
        edited("src/lib.rs", "add(&self, other: Money)", "add(&self)"),
        [format!(
            "src/lib.rs:8: {start}::add, {frozen_by}: takes no parameter, and took 1 parameter"
        )]
    );
    let gone = |line: u32, file: &str, name: &str| {
        format!("src/{file}:{line}: {start}, {frozen_by}: `{name}` is gone, or not public any more")
    };
    assert_eq!(edited("src/lib.rs", "pub fn zero", "fn zero"), [gone(7, "lib.rs", "zero")]);
    assert_eq!(edited("src/more.rs", "fn half", "fn third"), [gone(2, "more.rs", "half")]);
    // What has a key of its own, or is marked, is not kept with its type.
    assert_eq!(edited("src/lib.rs", "round(&self)", "round(&self, to: u8)"), [""; 0]);
    assert_eq!(edited("src/lib.rs", "plus(&self, other: u64)", "plus(&self)"), [""; 0]);
}

#[test]
fn what_a_decision_freezes_with_its_type_changes_with_a_decision() {
    let repository = frozen();
    replace(
        &repository,
        "src/lib.rs",
        &[("add(&self, other: Money)", "add(&self)"), ("fn zero", "fn none")],
    );
    replace(&repository, "src/more.rs", &[("Money::zero", "Money::none")]);
    assert_eq!(said(&repository).len(), 2);
    replace(&repository, FREEZES, &[("# Money stays", "# Money stays, but for this")]);
    assert_eq!(said(&repository), [""; 0]);
}

/// What the help of a finding asks for is no finding.
#[test]
fn a_type_that_was_renamed_has_its_members_by_its_old_name() {
    const NEW: &str = "pub type Money = Amount;\npub struct Amount(u64);\nimpl Amount {";
    let repository = Repository::of(&CRATE.replace("\"Money::round\" = \"experimental\"\n", ""));
    let renamed = [
        ("pub struct Money(u64);\nimpl Money {", NEW),
        ("impl Clone for Money", "impl Clone for Amount"),
    ];
    replace(&repository, "src/lib.rs", &renamed);
    replace(&repository, "src/more.rs", &[("impl Money", "impl crate::Amount")]);
    assert_eq!(said(&repository), [""; 0]);
    replace(&repository, "src/lib.rs", &[("fn add(", "fn plus_it(")]);
    let gone = "src/lib.rs:5: warning contract/drift: breaking change since HEAD of pay#Money, stable: `add` is gone, or not public \
                any more";
    assert_eq!(said(&repository), [gone]);
}

/// As any editor moves a file: git is told nothing of it.
#[test]
fn a_member_that_goes_while_its_file_is_renamed_is_missed() {
    let text = "pub fn get(&self) -> u8 { self.0 }";
    let moved = |to: &str| {
        let repository = Repository::of(CRATE);
        let file = |name: &str| repository.path().join(name);
        std::fs::rename(file("src/exchange.rs"), file("src/trade.rs")).unwrap();
        let lib = [("mod exchange", "mod trade"), ("use exchange", "use trade")];
        replace(&repository, "src/lib.rs", &lib);
        replace(&repository, "src/trade.rs", &[(text, to)]);
        (said(&repository), repository.json(&["check"])["not_checked"].to_string())
    };
    let gone = "src/trade.rs:1: error contract/drift: breaking change since HEAD of pay#Rate, frozen since 1.0: `get` is gone, or not \
                public any more";
    let renamed = moved("pub fn take(&self) -> u8 { self.0 }");
    assert_eq!(renamed, (vec![gone.to_owned()], "[]".to_owned()));
    assert_eq!(moved(text), (Vec::new(), "[]".to_owned()));
}

#[test]
fn the_only_member_of_a_type_with_a_recorded_signature_is_missed() {
    let repository = Repository::of(CRATE);
    replace(
        &repository,
        "src/exchange.rs",
        &[("impl Rate { pub fn get(&self) -> u8 { self.0 } }", "")],
    );
    let gone = "src/exchange.rs:1: error contract/drift: breaking change since HEAD of pay#Rate, frozen since 1.0: `get` is gone, or \
                not public any more";
    assert_eq!(said(&repository), [gone]);
}

#[test]
fn what_is_new_in_a_type_that_a_decision_freezes_was_never_there_to_be_compared() {
    let repository = frozen();
    replace(&repository, "src/lib.rs", &[("    fn own", "    pub fn id(&self) {}\n    fn own")]);
    assert_eq!(said(&repository), [""; 0]);
    assert_eq!(repository.json(&["check"])["not_checked"].to_string(), "[]");
}
