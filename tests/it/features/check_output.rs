//! How `check` shows many findings to a person.

use serde_json::json;

use crate::repository::Repository;

/// An error among hints.
fn repository() -> Repository {
    let code: String = (0..6).map(|it| format!("pub fn more_{it}() {{}}\n")).collect();
    Repository::of(&format!(
        "//- Cargo.toml\npackage = {{ name = \"pay\", edition = \"2024\" }}\n//- boundary.toml\n[interface]\n\"charge\" = \"stable\"\n\
         \"gone\" = \"stable\"\n//- src/lib.rs\npub fn charge() {{}}\n{code}"
    ))
}

fn said(repository: &Repository, arguments: &[&str]) -> String {
    let output = repository.run(&[&["check"], arguments].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    text
}

#[test]
fn errors_among_others_are_listed_at_the_end() {
    let repository = repository();
    let end = "\nErrors:\n  boundary.toml:3:1 contract/missing-item\n\n3 files checked: 1 error, 0 warnings, 6 hints.\n";
    let all = said(&repository, &[]);
    assert!(all.ends_with(end), "{all}");
    repository.write("src/lib.rs", "pub fn charge() {}\n");
    let alone = said(&repository, &[]);
    assert!(alone.contains("error contract/missing-item") && !alone.contains("Errors"), "{alone}");
}

#[test]
fn what_is_less_severe_is_left_out_where_that_is_asked_for_and_counted() {
    let repository = repository();
    let code = |arguments: &[&str]| repository.run(&[&["check"], arguments].concat()).status.code();
    insta::assert_snapshot!(said(&repository, &["--min-severity", "warning"]), @r#"
    boundary.toml:3:1: error contract/missing-item
      pay has no item gone
      | "gone" = "stable"
      help: Name a public item as its users write it, or remove the key

    3 files checked: 1 error, 0 warnings, 6 hints. 6 of them are not shown.
    "#);
    // To a program all is told, unless it asks for less.
    assert_eq!(repository.json(&["check"])["findings"].as_array().unwrap().len(), 7);
    let answer = repository.json(&["check", "--min-severity", "error"]);
    assert_eq!(answer["findings"].as_array().unwrap().len(), 1);
    let summary = json!({ "errors": 1, "warnings": 0, "hints": 6, "files": 3 });
    assert_eq!(answer["summary"], summary);
    // What is not shown fails all the same, where it shall.
    repository.write("boundary.toml", "[interface]\n\"charge\" = \"stable\"\n");
    assert_eq!(code(&["--min-severity", "error"]), Some(0));
    assert_eq!(code(&["--min-severity", "error", "--fail-on", "hint"]), Some(1));
}

#[test]
fn what_is_long_is_wrapped() {
    let folder = "a_folder_of_a_long_name/".repeat(4);
    let fields = (0..9).map(|it| format!("pub a_field_of_a_long_name_{it}: u8"));
    let fields = fields.collect::<Vec<_>>().join(", ");
    let repository = Repository::of(&format!(
        "//- {folder}Cargo.toml\npackage = {{ name = \"pay\", edition = \"2024\" }}\n//- {folder}boundary.toml\n[interface]\n\"Pay\" = \"stable\"\n\
         //- {folder}src/lib.rs\npub struct Pay {{ {fields} }}\npub fn more() {{}}\n"
    ));
    repository.write(&format!("{folder}src/lib.rs"), "pub struct Pay {}\npub fn more() {}\n");
    repository.git(&["remote", "add", "origin", "file:///nowhere"]);
    let text = said(&repository, &[]);
    for part in ["contract/drift", "contract/undeclared-item", "with HEAD alone", "git fetch"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}
