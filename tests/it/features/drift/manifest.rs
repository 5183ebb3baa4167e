//! Packages that promise something, and whose users miss their name or a feature.

use super::{replace, said};
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

const FILES: &str = "
//- Cargo.toml
[workspace]
members = [\"pay\", \"shop\"]
//- pay/Cargo.toml
[package]
name = \"pay\"
version = \"1.2.0\"
[dependencies]
serde = { version = \"1\", optional = true }
log = { version = \"0.4\", optional = true }
[features]
default = [\"std\", \"json\"]
std = []
json = [\"dep:serde\"]
wide = []
_own = []
//- pay/boundary.toml
[interface]
\"charge\" = \"stable\"
\"text::Json\" = \"stable\"
//- pay/src/lib.rs
pub fn charge(amount: u64) {}
#[cfg(feature = \"std\")]
fn inner() {}
#[cfg(feature = \"json\")]
pub mod text;
//- pay/src/text.rs
pub struct Json;
impl Json { pub fn new() -> Self { Self } }
//- shop/Cargo.toml
[package]
name = \"shop\"
[dependencies]
pay = { path = \"../pay\" }
//- shop/src/lib.rs
pub fn buy() { pay::charge(1); }
//- web/package.json
{
  \"name\": \"@x/web\", \"version\": \"1.0.0\",
  \"exports\": \"./src/index.ts\"
}
//- web/boundary.toml
[interface]
\"show\" = \"stable\"
//- web/src/index.ts
export function show(a: string): void {}
//- app/package.json
{\"name\": \"app\", \"version\": \"1.0.0\", \"dependencies\": {\"@x/web\": \"1\"}}
//- package.json
{\"private\": true, \"workspaces\": [\"web\", \"app\"]}
//- boundstone.toml
base = \"HEAD\"
rules = { \"contract/undeclared-item\" = \"off\", \"boundary/undeclared\" = \"off\" }
";

/// The drift that is told of a change of this file.
fn changed(file: &str, replacements: &[(&str, &str)]) -> Vec<String> {
    let repository = Repository::of(FILES);
    replace(&repository, file, replacements);
    drift(&repository)
}

fn drift(repository: &Repository) -> Vec<String> {
    said(repository).into_iter().filter(|it| it.contains("contract/drift")).collect()
}

fn of_pay(severity: &str, line: u32, boundary: &str, what: &str) -> String {
    format!(
        "pay/Cargo.toml:{line}: {severity} contract/drift: breaking change since HEAD of {boundary}, which promises 2 stable items: {what}"
    )
}

const RENAMED: (&str, &str) = ("name = \"pay\"", "name = \"payments\"");

#[test]
fn a_package_that_is_renamed_is_told_at_its_name() {
    let renamed = "the package was renamed, and was called `pay`";
    assert_eq!(changed("pay/Cargo.toml", &[RENAMED]), [of_pay("warning", 2, "payments", renamed)]);
    assert_eq!(
        changed("web/package.json", &[("@x/web", "@x/view")]),
        [
            "web/package.json:2: warning contract/drift: breaking change since HEAD of @x/view, which promises 1 stable item: the \
          package was renamed, and was called `@x/web`"
        ]
    );
    // A version settles it, for what is not frozen.
    let raised = [RENAMED, ("1.2.0", "2.0.0")];
    assert_eq!(changed("pay/Cargo.toml", &raised), [""; 0]);
    let repository = Repository::of(FILES);
    replace(
        &repository,
        "pay/boundary.toml",
        &[("\"charge\" = \"stable\"", "\"charge\" = \"frozen\"")],
    );
    repository.git(&["commit", "-qam", "frozen"]);
    replace(&repository, "pay/Cargo.toml", &raised);
    let frozen =
        of_pay("error", 2, "payments", renamed).replace("2 stable", "1 frozen and 1 stable");
    assert_eq!(drift(&repository), [&*frozen]);
    let answer = repository.json(&["check", "--base", "HEAD"]);
    assert_eq!(answer["findings"][0]["message"], frozen.split_once("drift: ").unwrap().1);
    let record =
        "---\nstatus: accepted\ngoverns: [\"boundary:payments\"]\n---\n# Called otherwise\n";
    repository.write("docs/adr/0001-name.md", record);
    assert_eq!(drift(&repository), [""; 0]);
}

#[test]
fn a_library_has_a_name_of_its_own() {
    let library = "[lib]\nname = \"paying\"\n[dependencies]";
    let renamed = "the library was renamed, and was called `pay` in code";
    let with_library = ("[dependencies]", library);
    assert_eq!(changed("pay/Cargo.toml", &[with_library]), [of_pay("warning", 5, "pay", renamed)]);
    let both = format!("the package was renamed, and was called `pay`; {renamed}");
    assert_eq!(
        changed("pay/Cargo.toml", &[RENAMED, with_library]),
        [of_pay("warning", 2, "payments", &both)]
    );
    // It keeps the old one.
    let kept = [RENAMED, ("[dependencies]", "[lib]\nname = \"pay\"\n[dependencies]")];
    let alone = "the package was renamed, and was called `pay`";
    assert_eq!(changed("pay/Cargo.toml", &kept), [of_pay("warning", 2, "payments", alone)]);
}

#[test]
fn where_nobody_counts_on_a_name_it_is_free() {
    // Nothing is promised.
    assert_eq!(changed("shop/Cargo.toml", &[("\"shop\"", "\"store\"")]), [""; 0]);
    for promise in ["\"stable\"", "\"experimental\""] {
        let repository = Repository::of(&FILES.replace("= \"stable\"", "= \"experimental\""));
        // What was promised with the same change, nobody knew.
        replace(&repository, "pay/boundary.toml", &[("\"experimental\"", promise)]);
        replace(&repository, "pay/Cargo.toml", &[RENAMED]);
        assert_eq!(drift(&repository), [""; 0], "{promise}");
    }
    // The folder moves, and the name stays.
    let repository = Repository::of(FILES);
    repository.git(&["mv", "pay", "paid"]);
    replace(&repository, "Cargo.toml", &[("\"pay\"", "\"paid\"")]);
    replace(&repository, "shop/Cargo.toml", &[("../pay", "../paid")]);
    assert_eq!(drift(&repository), [""; 0]);
    assert_eq!(
        repository.json(&["check", "--base", "HEAD"])["findings"][0],
        serde_json::Value::Null
    );
    // Another package takes its place.
    repository.write("pay/Cargo.toml", "[package]\nname = \"other\"\n");
    repository.write("pay/src/lib.rs", "");
    replace(&repository, "Cargo.toml", &[("\"paid\"", "\"paid\", \"pay\"")]);
    assert_eq!(drift(&repository), [""; 0]);
    // Half of a manifest.
    let repository = Repository::of(FILES);
    replace(&repository, "pay/Cargo.toml", &[("name = \"pay\"", "name = \"paym")]);
    assert_eq!(drift(&repository), [""; 0]);
}

#[test]
fn a_package_for_the_repository_alone_is_told_while_it_is_asked_for_as_before() {
    let private = FILES.replace("version = \"1.2.0\"", "version = \"1.2.0\"\npublish = false");
    let private = private.replace("\"version\": \"1.0.0\",\n", "\"private\": true,\n");
    for files in [
        private.clone(),
        private
            .replace("publish = false", "publish.workspace = true")
            .replace("[workspace]", "[workspace]\npackage.publish = []"),
    ] {
        let repository = Repository::of(&files);
        replace(&repository, "pay/Cargo.toml", &[RENAMED]);
        assert_eq!(drift(&repository).len(), 1);
        replace(&repository, "shop/Cargo.toml", &[("pay =", "payments =")]);
        // Its code does not follow yet.
        let library = of_pay(
            "warning",
            2,
            "payments",
            "the library was renamed, and was called `pay` in code",
        );
        assert_eq!(drift(&repository), [library]);
        replace(&repository, "shop/src/lib.rs", &[("pay::", "payments::")]);
        assert_eq!(drift(&repository), [""; 0]);
        // Or the dependency has the name that the package had.
        replace(&repository, "shop/src/lib.rs", &[("payments::", "pay::")]);
        let renamed = ("payments = {", "pay = { package = \"payments\",");
        replace(&repository, "shop/Cargo.toml", &[renamed]);
        assert_eq!(drift(&repository), [""; 0]);
    }
    let repository = Repository::of(&private);
    replace(&repository, "web/package.json", &[("@x/web", "@x/view")]);
    assert_eq!(drift(&repository).len(), 1);
    replace(&repository, "app/package.json", &[("@x/web", "@x/view")]);
    assert_eq!(drift(&repository), [""; 0]);
}

#[test]
fn what_a_decision_freezes_is_found_by_the_name_of_its_package() {
    let record = "//- docs/adr/0001-charges.md\n---\nstatus: accepted\nenforce:\n  - freeze: [\"pay#charge\"]\n---\n# Charges\n";
    let repository = Repository::of(&format!("{FILES}{record}"));
    std::fs::remove_file(repository.path().join("pay/boundary.toml")).unwrap();
    repository.git(&["commit", "-qam", "frozen by a decision alone"]);
    replace(&repository, "pay/Cargo.toml", &[RENAMED]);
    let told = of_pay("error", 2, "payments", "the package was renamed, and was called `pay`");
    let told = told.replace("2 stable items", "1 frozen item");
    assert_eq!(drift(&repository), [&*told]);
    let promise = &repository.json(&["impact", "--base", "HEAD"])["promises"][0];
    assert_eq!(
        (&promise["symbol"], &promise["class"], &promise["now"]["stability"]),
        (&"payments".into(), &"breaking".into(), &"frozen".into())
    );
    // The record follows, and says nothing of the package.
    replace(&repository, "docs/adr/0001-charges.md", &[("pay#charge", "payments#charge")]);
    assert_eq!(drift(&repository), [told]);
}

#[test]
fn a_feature_that_is_gone_is_told_at_the_table() {
    let gone = |name: &str, needed: &str| {
        of_pay("warning", 7, "pay", &format!("feature {name} removed{needed}"))
    };
    assert_eq!(
        changed("pay/Cargo.toml", &[("json = [\"dep:serde\"]", "text = [\"dep:serde\"]")]),
        [gone("json", "; needed by pay#text::Json, pay#text::Json::new")]
    );
    assert_eq!(changed("pay/Cargo.toml", &[("wide = []\n", "")]), [gone("wide", "")]);
    // `log` was one by itself.
    assert_eq!(
        changed("pay/Cargo.toml", &[("wide = []\n", "wide = [\"dep:log\"]\n")]),
        [gone("log", "")]
    );
    // Its name says that it is no promise, and one that came is none to anybody.
    assert_eq!(changed("pay/Cargo.toml", &[("_own = []", "more = []")]), [""; 0]);
    assert_eq!(changed("pay/Cargo.toml", &[("wide = []\n", ""), ("1.2.0", "2.0.0")]), [""; 0]);
    let repository = Repository::of(FILES);
    replace(&repository, "pay/boundary.toml", &[("Json\" = \"stable\"", "Json\" = \"frozen\"")]);
    repository.git(&["commit", "-qam", "frozen"]);
    replace(&repository, "pay/Cargo.toml", &[("wide = []\n", ""), ("json = [", "text = [")]);
    let said = drift(&repository);
    assert!(said[0].contains("error") && said[0].contains("feature json"), "{said:?}");
    assert!(said[1].contains("warning") && said[1].contains("feature wide"), "{said:?}");
}

#[test]
fn a_feature_that_users_no_longer_get_is_told_where_something_promised_needs_it() {
    let default = "default = [\"std\", \"json\"]";
    let less = |list: &str| changed("pay/Cargo.toml", &[(default, list)]);
    let told =
        "feature default no longer enables `json`; needed by pay#text::Json, pay#text::Json::new";
    assert_eq!(less("default = [\"std\"]"), [of_pay("warning", 8, "pay", told)]);
    assert_eq!(less("default = [\"json\"]"), [""; 0]);
    assert_eq!(less("default = [\"json\", \"std\", \"wide\"]"), [""; 0]);
    // By way of another one.
    let by_way = "default = [\"std\", \"all\"]\nall = [\"json\"]";
    assert_eq!(less(by_way), [""; 0]);
    assert_eq!(less(""), [of_pay("warning", 7, "pay", told)]);
    // What it is compiled under now does not need it.
    let repository = Repository::of(FILES);
    replace(&repository, "pay/Cargo.toml", &[(default, "default = [\"std\"]")]);
    let any = "#[cfg(any(feature = \"json\", feature = \"std\"))]";
    replace(&repository, "pay/src/lib.rs", &[("#[cfg(feature = \"json\")]", any)]);
    assert_eq!(drift(&repository), [""; 0]);
}

#[test]
fn the_editor_follows_the_manifest() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "pay/Cargo.toml");
    let text = repository.read("pay/Cargo.toml");
    client.change(&uri, 2, &text.replace("name = \"pay\"", "name = \"payments\""));
    while findings(&published(&mut client, &uri)["diagnostics"]) != ["2: warning contract/drift"] {}
    client.change(&uri, 3, &text.replace("json = [", "text = ["));
    while findings(&published(&mut client, &uri)["diagnostics"]) != ["7: warning contract/drift"] {}
    client.change(&uri, 4, &text);
    while !findings(&published(&mut client, &uri)["diagnostics"]).is_empty() {}
}

#[test]
fn contract_diff_and_impact_say_the_same() {
    let repository = Repository::of(FILES);
    replace(&repository, "pay/Cargo.toml", &[RENAMED, ("json = [", "text = [")]);
    let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
    let boundary = &answer["boundaries"][0];
    assert_eq!((&boundary["boundary"], &boundary["bump"]), (&"payments".into(), &"major".into()));
    let changes = boundary["changes"].as_array().unwrap().iter();
    let of = |it: &serde_json::Value| {
        format!("{} {} {}", it["kind"], it["symbol"], it["reasons"][0]["rule"])
    };
    let rows: Vec<String> = changes.map(|it| of(it).replace('"', "")).collect();
    assert_eq!(
        rows,
        [
            "feature json feature_removed",
            "manifest name package_renamed",
            "feature text feature_added"
        ]
    );
    let output = repository.run(&["impact", "--base", "HEAD"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let promises = text.split("Promises\n").nth(1).unwrap_or_default();
    let promises = promises.split("\n\n").next().unwrap_or_default();
    insta::assert_snapshot!(promises, @"
    payments  stable: moved (breaking: the package was renamed, and was called `pay`), feature json
        removed (breaking: removed)
    ");
}
