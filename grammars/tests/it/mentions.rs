use boundstone_grammars::{extract, parse};
use boundstone_model::Language::{JavaScript, Markdown, Rust, Tsx, TypeScript};

use crate::mentions;

#[test]
fn every_form_of_a_name() {
    let source = "
// ADR-0007, ADR 8 and adr-9: three.
// ADR-0010 D2; ADR-0011 §3.1, ADR-12 Data, (ADR-13). ADR-14/15
// docs/adr/0016, docs/adr/0017-slug.md, ../adr/0018-x.md#frag, docs/decisions/use-postgres.md.
// RFC 12, UTF-8
// acme/ADR-20, foo-ADR-21, x.ADR-22, https://x.org/ADR-23/docs/adr/0024-x.md and ADR-25
// adr 30, A 31, ADR-32.5, ADR-33a, my_ADR-34, ADR-12345678901, 1-2, x - 3, 7/8, e.md
fn main() {}
";
    insta::assert_snapshot!(mentions(Rust, source), @"

    ADR 7 -> main
    ADR 8 -> main
    ADR 9 -> main
    ADR 10 D2 -> main
    ADR 11 §3.1 -> main
    ADR 12 -> main
    ADR 13 -> main
    ADR 14 -> main
    ADR 15 -> main
    docs/adr/0016 -> main
    docs/adr/0017-slug.md -> main
    ../adr/0018-x.md -> main
    docs/decisions/use-postgres.md -> main
    RFC 12 -> main
    UTF 8 -> main
    acme/ADR-20 -> main
    ADR 21 (external) -> main
    ADR 22 (external) -> main
    ADR 23 (external) -> main
    ADR 25 -> main
    ");
}

#[test]
fn only_comments_mention() {
    let rust = r##"
#![doc = "ADR-1"]
#[doc = "ADR-2"]
fn a() { let x = "ADR-3 // ADR-4"; let y = r#"/* ADR-5 */"#; let z = ADR - 6; /* a /* b */ ADR-7 */ }
const URL: &str = "http://x/*"; /* ADR-8
ADR-9 */
m! { ADR-10 /* ADR-11 */ }
"##;
    insta::assert_snapshot!(mentions(Rust, rust), @r#"
    ADR 7 -> a
    ADR 8 -> URL
    ADR 9 -> URL
    ADR 11
    "#);
    let tsx = r#"
const a = `ADR-1 // ADR-2 ${/* ADR-3 */ 1}`, b = /[/*] ADR-4/, c = "src/**/*.ts";
const d = <p title="ADR-5">// ADR-6 {/* ADR-7 */} ADR-8</p>; // ADR-9
"#;
    insta::assert_snapshot!(mentions(Tsx, tsx), @r#"
    ADR 3 -> a
    ADR 7 -> d
    ADR 9 -> d
    "#);
}

#[test]
fn a_comment_is_about_what_it_documents() {
    let source = "\
#!/usr/bin/env run
// Copyright, ADR-1.

//! ADR-2
use std::fmt; // ADR-3

/// ADR-4
#[inline]
// ADR-5
fn a(
    x: u8, // ADR-6
) {
    // ADR-7
    let y = 1; // ADR-8
} // ADR-9

// ADR-10

struct S { // ADR-11
    b: u8, // ADR-12
    // ADR-13
    c: u8,
    // ADR-14
}
mod m {
    //! ADR-15

    // ADR-16

    fn d() { //! ADR-17
    }
}
// ADR-18
";
    insta::assert_snapshot!(mentions(Rust, source), @r#"
    ADR 1 -> the file
    ADR 2 -> the file
    ADR 3 -> the file
    ADR 4 -> a
    ADR 5 -> a
    ADR 6 -> a
    ADR 7 -> a
    ADR 8 -> a
    ADR 9 -> a
    ADR 10
    ADR 11 -> S
    ADR 12 -> S::b
    ADR 13 -> S::c
    ADR 14 -> S
    ADR 15 -> m
    ADR 16 -> m
    ADR 17 -> m::d
    ADR 18
    "#);
    let source = "\
// ADR-1
import x from 'x';

/** ADR-2 */
export const a = 1, b = 2; // ADR-3

app.use(x); // ADR-4
class C {
  /** ADR-5 */
  @dec() m() { /* ADR-6 */ }
  n = 1; // ADR-7
}
";
    insta::assert_snapshot!(mentions(TypeScript, source), @r#"
    ADR 1 -> the file
    ADR 2 -> a
    ADR 3 -> b
    ADR 4
    ADR 5 -> C.m
    ADR 6 -> C.m
    ADR 7 -> C.n
    "#);
    assert_eq!(mentions(JavaScript, "// ADR-1\nfoo(); // ADR-2"), "\nADR 1 -> the file\nADR 2\n");
}

#[test]
fn markdown_mentions_outside_code() {
    let source = "\
---
see: ADR-1
---
# ADR-2: _ADR-3_, **ADR-4**, `ADR-5`, ``ADR-6 ` ADR-7``, [ADR-8](0008-x.md#a \"t\")
```
ADR-9
```
<!-- ADR-10

```
ADR-11 --> ADR-12
> ~~~~ info
> ADR-13
> ~~~
> ~~~~
[ref]: ./0014-y.md
https://x.org/0015-z.md, `ADR-16 without an end

ADR-17 a.md
";
    insta::assert_snapshot!(mentions(Markdown, source), @"

    ADR 1
    ADR 3
    ADR 4
    ADR 8 (0008-x.md#a)
    0008-x.md
    ADR 12
    ./0014-y.md
    ADR 16
    ADR 17
    ");
}

/// Real names that were missed or taken for others: records of a part of a system (`ADR-QE-001`), names without a
/// separator, records that are no Markdown, paths without an extension.
#[test]
fn names_that_real_repositories_give() {
    let source = "
// ADR-QE-001, MY-BIG-ADR-2/3, foo-ADR-4, A-ADR-5, ADR007, RFC0022, UTF8, SHA25, fooADR009, ADR010x
// docs/adr/ADR-0011, docs/adr/0012-slug, docs/adr/ADR-0013-slug.html, docs/decisions/0014-x.rst, adr/x.adoc
// docs/adr/ADR-15a, docs/adr/A-16, ADR-17/ADR-18, ADR-19/20, docs/use-case.html
fn main() {}
";
    insta::assert_snapshot!(mentions(Rust, source), @"

    ADR-QE 1 -> main
    MY-BIG-ADR 2 -> main
    MY-BIG-ADR 3 -> main
    ADR 4 (external) -> main
    ADR 5 (external) -> main
    ADR 7 -> main
    RFC 22 -> main
    docs/adr/ADR-0011 -> main
    docs/adr/0012-slug -> main
    docs/adr/ADR-0013-slug.html -> main
    docs/decisions/0014-x.rst -> main
    adr/x.adoc -> main
    A 16 (external) -> main
    ADR 17 -> main
    ADR 18 -> main
    ADR 19 -> main
    ADR 20 -> main
    ");
}

#[test]
fn a_name_in_a_link_knows_where_the_link_leads() {
    let rust = "
//! As in [ADR-1](https://x.org/blob/main/docs/adr/0001-x.md#why) and [the text
//! of ADR-2, ADR-3][other]. [ADR-4], [ADR-5][], [ADR-6] and [] ADR-7, [ADR-8](<docs/0008.md> \"t\").
//!
//! [other]: <https://x.org/other>
//! [adr-4]: https://x.org/4
//! [ADR-5]: ../adr/0005-x.md
fn main() {}
";
    insta::assert_snapshot!(mentions(Rust, rust), @"

    ADR 1 (https://x.org/blob/main/docs/adr/0001-x.md#why) -> the file
    ADR 2 (https://x.org/other) -> the file
    ADR 3 (https://x.org/other) -> the file
    ADR 4 (https://x.org/4) -> the file
    ADR 5 (../adr/0005-x.md) -> the file
    ADR 6 -> the file
    ADR 7 -> the file
    ADR 8 (docs/0008.md) -> the file
    docs/0008.md -> the file
    ADR 4 (https://x.org/4) -> the file
    ADR 5 (../adr/0005-x.md) -> the file
    ../adr/0005-x.md -> the file
    ");
    let long = "x".repeat(5_000);
    let markdown = format!(
        "[ADR-1]({long}), [a ADR-2 {long}](b), [ADR-3\n\n](c), ![ADR-4](d.png), [[ADR-5](e)](f)\n"
    );
    insta::assert_snapshot!(mentions(Markdown, &markdown), @"

    ADR 1
    ADR 2
    ADR 3
    ADR 4 (d.png)
    ADR 5 (e)
    ");
}

#[test]
fn a_page_is_not_mentioned_by_its_own_title() {
    let own = "---\n# ADR-1\nid: 2\n---\n\n# ADR-3: as ADR-4 has it\n\n## ADR-5\n\n# ADR-6\n";
    insta::assert_snapshot!(mentions(Markdown, own), @"

    ADR 1
    ADR 4
    ADR 5
    ADR 6
    ");
    assert_eq!(mentions(Markdown, "```\n# ADR-1\n```\n# ADR-2\n"), "\nADR 2\n");
    assert_eq!(mentions(Markdown, "# How ADR-1 came to be\n"), "\nADR 1\n");
}

#[test]
fn owners_are_named_in_the_first_lines() {
    let owners = |text: &str| {
        let (facts, problems) = extract(Rust, text, parse(Rust, text, None).as_ref());
        let names: Vec<String> = facts.owners().iter().map(|it| it.owner.to_string()).collect();
        for owner in facts.owners() {
            assert_eq!(owner.range.slice(text), &*owner.owner);
        }
        (names.join(" "), problems.len())
    };
    let named = |names: &str| (names.to_owned(), 0);
    assert_eq!(owners("// @owner @org/team, @other.\nfn a() {}"), named("@org/team @other"));
    assert_eq!(owners("/*\n * @owner: me@example.org\n */"), named("me@example.org"));
    assert_eq!(owners("// @owner John Doe, @other"), named(""));
    assert_eq!(owners("const X: &str = \"@owner @org/team\";"), named(""));
    assert_eq!(owners("// @ownership @x; me@owner @y"), named(""));
    assert_eq!(owners("// @owner @org/"), (String::new(), 1));
    assert_eq!(owners(&format!("{}// @owner @x", "\n".repeat(10))), named(""));
    assert_eq!(owners(&format!("{}// @owner @x", "\n".repeat(9))), named("@x"));
}
