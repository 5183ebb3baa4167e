//! A base that is none: where no default branch is known that promises could be held against, or the settings name no commit.

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{capabilities, findings, published, start};

const FILES: &str = "
//- Cargo.toml
package = { name = \"pay\", edition = \"2024\" }
//- boundary.toml
[interface]
\"charge\" = { is = \"frozen\", sig = \"fn(u64)\" }
\"refund\" = \"stable\"
//- src/lib.rs
pub fn charge(amount: u64) {}
pub fn refund() {}
";

const NO_BRANCH: &str = "no default branch upstream is known; `git fetch origin main`, or name another with --base or \
                         `base` in boundstone.toml";

fn not_checked(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["check"]);
    let row = |it: &Value| {
        format!("{}: {}", it["path"].as_str().unwrap(), it["reason"].as_str().unwrap())
    };
    answer["not_checked"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn what_a_clone_without_a_default_branch_compares_with_head_is_counted() {
    let repository = Repository::of(FILES);
    assert_eq!(not_checked(&repository), [""; 0], "it has no remote");
    repository.git(&["remote", "add", "origin", "file:///nowhere"]);
    let said = format!("2 items that it keeps were compared with HEAD alone: {NO_BRANCH}");
    assert_eq!(not_checked(&repository), [format!("boundary.toml: {said}")]);
    let diff = |format: &str| {
        let output = repository.run(&["contract", "diff", "--format", format]);
        String::from_utf8(output.stdout).unwrap()
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&diff("human")).contains(&format!("), {NO_BRANCH}:")), "{}", diff("human"));
    assert!(diff("markdown").contains(&format!(": {NO_BRANCH}.")), "{}", diff("markdown"));
    assert_eq!(repository.json(&["contract", "diff"])["base_reason"], NO_BRANCH);
    // With it, and by a base that somebody names, there is no doubt.
    repository.write("boundstone.toml", "base = \"HEAD\"\n");
    assert_eq!(not_checked(&repository), [""; 0]);
    std::fs::remove_file(repository.path().join("boundstone.toml")).unwrap();
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    assert_eq!(not_checked(&repository), [""; 0]);
}

#[test]
fn a_commit_that_is_checked_out_without_a_branch_is_no_base_of_its_own() {
    let repository = Repository::of(FILES);
    repository.git(&["checkout", "-q", "--detach"]);
    let rows = not_checked(&repository);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains("and no branch is checked out; name a base with --base"), "{rows:?}");
    let nothing_kept = Repository::of("//- a.txt\n");
    nothing_kept.git(&["checkout", "-q", "--detach"]);
    assert_eq!(not_checked(&nothing_kept), [""; 0]);
}

#[test]
fn a_base_in_the_settings_that_is_no_commit_is_found() {
    let repository = Repository::of(&format!("{FILES}//- boundstone.toml\nbase = \"nope\"\n"));
    let answer = repository.json(&["check"]);
    let finding = &answer["findings"][0];
    assert_eq!(finding["rule"], "config/unknown-name", "{answer}");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["range"]["start"], json!({ "line": 1, "column": 8 }));
    assert_eq!(finding["message"], "No commit of this repository is called `nope`");
    assert_eq!(repository.run(&["check"]).status.code(), Some(1));
    let mut client = start(&repository, capabilities());
    let file = repository.uri("boundstone.toml");
    client.open(&file, "toml", &repository.read("boundstone.toml"));
    let report = published(&mut client, &file);
    assert_eq!(findings(&report["diagnostics"]), ["1: error config/unknown-name"]);
    client.change(&file, 2, "base = \"HEAD\"\n");
    while !findings(&published(&mut client, &file)["diagnostics"]).is_empty() {}
    repository.git(&["branch", "nope"]);
    assert_eq!(repository.json(&["check"])["findings"], json!([]));
}

/// What a shallow clone lacks may be elsewhere: that nothing was compared is all that is known.
#[test]
fn what_a_shallow_clone_lacks_is_no_unknown_name() {
    let origin = Repository::of(&format!("{FILES}//- boundstone.toml\nbase = \"origin/main\"\n"));
    origin.git(&["commit", "-q", "--allow-empty", "-m", "more"]);
    let clone = Repository::of("//- a.txt\n");
    let url = format!("file://{}", origin.path().display());
    clone.git(&["fetch", "-q", "--depth=1", &url, "HEAD:refs/heads/tip"]);
    clone.git(&["checkout", "-q", "tip"]);
    let answer = clone.json(&["check"]);
    assert_eq!(answer["findings"], json!([]));
    let reason = answer["not_checked"][0]["reason"].as_str().unwrap();
    assert!(
        reason.starts_with("2 items that it keeps were not compared with the past"),
        "{reason}"
    );
    assert!(reason.contains("`git fetch` it"), "{reason}");
}

/// A lock that locks nothing is worse than none.
#[test]
fn what_is_frozen_by_a_name_that_leads_elsewhere_is_counted() {
    let repository = Repository::of(
        "
//- Cargo.toml
[workspace]
members = [\"facade\", \"base\"]
//- facade/Cargo.toml
package = { name = \"facade\", edition = \"2024\" }
dependencies.base.path = \"../base\"
//- facade/src/lib.rs
pub use base::*;
macro_rules! make { ($name:ident) => { pub struct $name; } }
make!(Made);
pub mod one { pub mod deep { pub fn twice() {} } }
pub mod two { pub mod deep { pub fn twice() {} } }
//- base/Cargo.toml
package = { name = \"base\", edition = \"2024\" }
//- base/src/lib.rs
pub struct Command;
//- docs/adr/0001-kept.md
---
status: accepted
enforce:
  - freeze: facade#Command
  - freeze: base#Command
  - freeze: facade#Made
  - freeze: facade#deep::twice
  - freeze: facade#gone
---
# Kept
",
    );
    let record = "docs/adr/0001-kept.md: the frozen ";
    let rows = [
        "facade#Command was not compared: it is defined in base; what is frozen there is compared",
        "facade#Made was not compared: a macro may make it, or it is no item of its own",
        "facade#deep::twice was not compared: several items may be meant",
    ];
    assert_eq!(not_checked(&repository), rows.map(|it| format!("{record}{it}")));
    let gone =
        "docs/adr/0001-kept.md:8: error decision/stale-governs: Nothing is called gone in facade";
    assert_eq!(super::said(&repository), [gone]);
}

/// What a crate hands on from another one is compared where that promises as much.
#[test]
fn a_promise_of_what_is_defined_elsewhere_is_counted_unless_it_is_kept_there() {
    let of = |facade: &str, base: &str| {
        not_checked(&Repository::of(&format!(
            "
//- Cargo.toml
[workspace]
members = [\"facade\", \"base\"]
//- facade/Cargo.toml
package = {{ name = \"facade\", edition = \"2024\" }}
dependencies.base.path = \"../base\"
//- facade/boundary.toml
interface.Command = \"{facade}\"
//- facade/src/lib.rs
pub use base::*;
//- base/Cargo.toml
package = {{ name = \"base\", edition = \"2024\" }}
//- base/boundary.toml
interface.Command = \"{base}\"
//- base/src/lib.rs
pub struct Command;
"
        )))
    };
    let counted = |word: &str| {
        let why = "it is defined in base, whose contract does not promise as much; `boundstone contract diff` compares it";
        vec![format!("facade/boundary.toml: the {word} Command was not compared: {why}")]
    };
    assert_eq!(of("stable", "stable"), [""; 0]);
    assert_eq!(of("stable", "frozen"), [""; 0]);
    assert_eq!(of("frozen", "frozen"), [""; 0]);
    assert_eq!(of("experimental", "experimental"), [""; 0]);
    assert_eq!(of("stable", "experimental"), counted("stable"));
    assert_eq!(of("frozen", "stable"), counted("frozen"));
}
