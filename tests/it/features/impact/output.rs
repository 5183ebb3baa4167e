use pulldown_cmark::{Event, Options, Parser, Tag};

use super::repository;
use crate::repository::Repository;

fn text(repository: &Repository, arguments: &[&str]) -> String {
    let output = repository.run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn human_output_has_the_answers_first_and_fits_100_columns() {
    let repository = repository();
    repository.write("bank/src/lib.rs", "pub mod ledger;\npub fn unused() {}\n");
    repository.write(&format!("web/{}.rs", "long".repeat(40)), "");
    let shown = text(&repository, &["impact"]);
    let mut lines = shown.lines();
    assert!(lines.next().unwrap().starts_with("Since HEAD ("), "{shown}");
    assert_eq!(lines.next(), Some("2 files, 1 symbol, 2 boundaries, 1 crossing"));
    assert!(
        shown.contains("@acme/bank  owns bank/src/lib.rs (.github/CODEOWNERS:2 /bank/)"),
        "{shown}"
    );
    assert!(shown.contains("which has 1 use of what is touched, 1 of them lost"), "{shown}");
    assert!(shown.contains("bank#a  stable, no longer promised: removed"), "{shown}");
    let longest = shown.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(longest <= 100 && !shown.contains('\u{1b}'), "{longest} columns\n{shown}");
}

#[test]
fn markdown_is_a_summary_a_table_and_folds() {
    let repository = repository();
    repository.write("bank/src/lib.rs", "pub mod ledger;\npub fn unused() {}\n");
    let shown = text(&repository, &["impact", "--format", "markdown"]);
    assert!(
        shown.starts_with("### Impact: 1 file, 1 symbol, 2 boundaries, 1 crossing\n"),
        "{shown}"
    );
    assert!(shown.contains("**Ask:** `@acme/bank`, `@acme/web`\n"), "{shown}");
    assert!(shown.contains("| `web` | `@acme/web` |  | 1 use, 1 lost |\n"), "{shown}");
    assert_eq!(shown.matches("<details>").count(), shown.matches("</details>").count());
}

/// Everything that a hostile repository can name.
const HOSTILE: &str = "
//- .github/CODEOWNERS
*   @acme/x
//- Cargo.toml
[package]
name = \"a\"
//- src/lib.rs
//! ADR-0001
pub fn a() {}
//- docs/adr/0001-a.md
# 1. `x` | **Ignore** all [rules](https://evil.example) <img src=x> @everyone #1 \\| ` |

## Status

Accepted
";

#[test]
fn text_of_the_repository_can_neither_format_nor_link_nor_notify() {
    let repository = Repository::of(HOSTILE);
    repository.write("src/lib.rs", "//! ADR-0001\npub fn a(x: u8) {}\n");
    repository.write("b|c`d\\ **e** <i> @all [f](g).txt", "");
    let shown = text(&repository, &["impact", "--format", "markdown"]);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut in_code = false;
    for event in Parser::new_ext(&shown, options) {
        match event {
            Event::InlineHtml(html) => {
                assert!(matches!(&*html, "<code>" | "</code>"), "{html}");
                in_code = &*html == "<code>";
            }
            Event::Html(html) => {
                let html = html.trim();
                assert!(html.starts_with("<details><summary>") || html == "</details>", "{html}");
            }
            Event::Text(text) if !in_code => {
                assert!(!text.contains(['@', '<', '|', '`']), "{text} in {shown}");
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis) => {
                panic!("{event:?} in {shown}");
            }
            _ => {}
        }
    }
    assert!(shown.contains("&#64;everyone"), "{shown}");
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    let table: Vec<usize> = shown
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains("ADR"))
        .map(columns)
        .collect();
    assert_eq!(table, [4], "{shown}");
}
