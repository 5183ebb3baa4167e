use insta::assert_snapshot;

use crate::fixing::{fixed, offered};

const RECORDS: &str = "
//- docs/adr/0003-floats.md
# 3. Amounts are floats

## Status

Superseded by [9](0009-cents.md)
//- docs/adr/0009-cents.md
# 9. Amounts are whole cents

## Status

Accepted
//- docs/adr/0007-queue.md
# 7. A queue

## Status

Accepted
//- docs/adr/0007-retries.md
# 7. Retries

## Status

Accepted
";

/// A comment in `src/a.rs` between the records.
fn with(comment: &str) -> String {
    format!("{RECORDS}//- src/a.rs\n// Zoë 🌍 says: {comment}\nfn a() {{}}\n")
}

/// The comment after the action of that title.
#[track_caller]
fn comment(comment: &str, title: &str) -> String {
    let text = fixed(&with(comment), title);
    let line = text.lines().next().expect("a line");
    line.strip_prefix("// Zoë 🌍 says: ").expect("the rest of the comment").to_owned()
}

#[test]
fn a_mention_of_a_retired_decision_points_to_its_successor_in_its_own_form() {
    let pointed = |written: &str| comment(written, "Point to ADR-0009");
    assert_snapshot!(pointed("as in ADR-00$003."), @"as in ADR-0009.");
    assert_snapshot!(pointed("adr-0$003, below"), @"adr-009, below");
    assert_snapshot!(pointed("(ADR $03)"), @"(ADR 9)");
    assert_snapshot!(pointed("ADR-$03"), @"ADR-9");
    assert_snapshot!(pointed("ADR-7000/3$0 both"), @"ADR-7000/9 both");
    assert_snapshot!(pointed("docs/adr/0$0003-floats.md: why"), @"docs/adr/0009-cents.md: why");
    assert_snapshot!(pointed("/docs/adr/0$0003-floats.md"), @"/docs/adr/0009-cents.md");
    assert_snapshot!(pointed("../docs/adr/$00003-floats.md"), @"../docs/adr/0009-cents.md");
    assert_snapshot!(pointed("docs/adr/00$003."), @"docs/adr/0009.");
}

#[test]
fn a_clause_is_of_the_old_decision_and_goes_with_it() {
    assert_eq!(offered(&with("ADR-000$03 D2 holds")), ["Point to ADR-0009, without D2"]);
    let without =
        |written: &str, part: &str| comment(written, &format!("Point to ADR-0009, without {part}"));
    assert_snapshot!(without("ADR-000$03 D2 holds", "D2"), @"ADR-0009 holds");
    assert_snapshot!(without("ADR-000$03#D2 holds", "#D2"), @"ADR-0009 holds");
    assert_snapshot!(without("ADR 000$03 §3.1.", "§3.1"), @"ADR 0009.");
    assert_snapshot!(without("docs/adr/00$003-floats.md#why.", "#why"), @"docs/adr/0009-cents.md.");
}

#[test]
fn of_several_successors_each_is_offered_and_none_preferred() {
    let records = RECORDS.replace("by [9](0009-cents.md)", "by ADR-0009 and ADR-0010");
    let text = format!(
        "{records}//- docs/adr/0010-rates.md\n# 10. Rates\n\n## Status\n\nAccepted\n//- a.ts\n// ADR-$03\n"
    );
    assert_eq!(offered(&text), ["Point to ADR-0009", "Point to ADR-0010"]);
    assert_eq!(fixed(&text, "Point to ADR-0010"), "// ADR-10\n");
    assert_eq!(offered(&with("ADR-000$03")), ["* Point to ADR-0009"]);
}

#[test]
fn a_successor_that_bears_no_name_of_the_form_is_named_by_its_path() {
    // Two records bear the number 7, and a mention of it would be ambiguous.
    let records = RECORDS.replace("by [9](0009-cents.md)", "by [7](0007-queue.md)");
    let text = format!("{records}//- a.ts\n// See ADR-$03.\n");
    assert_eq!(fixed(&text, "Point to ADR-0007"), "// See docs/adr/0007-queue.md.\n");
    // In a list there is no room for a path.
    let text = format!("{records}//- a.ts\n// See ADR-9/$03.\n");
    assert!(offered(&text).is_empty());
}

#[test]
fn a_successor_with_another_prefix_brings_it() {
    let text = "
//- docs/adr/ADR-1-a.md
# A

Status: superseded by [RFC 2](../../rfcs/0002-b.md)
//- rfcs/0002-b.md
# B

Status: accepted
//- a.ts
// adr-$01
";
    assert_eq!(fixed(text, "Point to RFC-0002"), "// rfc-2\n");
}

#[test]
fn an_ambiguous_mention_names_one_of_the_records_by_its_path() {
    let text = with("see ADR-000$07 D1");
    assert_eq!(offered(&text), ["Name docs/adr/0007-queue.md", "Name docs/adr/0007-retries.md"]);
    let named = |written: &str| comment(written, "Name docs/adr/0007-retries.md");
    assert_snapshot!(named("see ADR-000$07 D1"), @"see docs/adr/0007-retries.md D1");
    assert_snapshot!(named("(adr-$07)."), @"(docs/adr/0007-retries.md).");
    assert_snapshot!(named("docs/adr/0$0007"), @"docs/adr/0007-retries.md");
    // Read as one word with the path, it would be none.
    assert!(offered(&with("see:ADR-$07")).is_empty());
    assert!(offered(&with("ADR-9/$07")).is_empty());
}

#[test]
fn where_nothing_is_known_to_be_meant_nothing_is_offered() {
    for comment in ["ADR-00$009", "ADR-001$02", "ADR-0003, then $0nothing", "other/ADR-$03"] {
        assert!(offered(&with(comment)).is_empty(), "{comment}");
    }
    let allowed = with("ADR-$03")
        .replace("// Zoë", "// boundstone: allow(decision/superseded) history\n// Zoë");
    assert!(offered(&allowed).is_empty(), "what is allowed is no finding");
}
