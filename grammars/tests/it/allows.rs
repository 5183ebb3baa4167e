use boundstone_model::Language::{self, Rust, TypeScript};

use crate::facts;

/// One line a rule that is allowed: the rule, whether a reason stands there, and the lines meant.
fn allows(language: Language, text: &str) -> String {
    let mut shown = String::from("\n");
    for allow in facts(language, text).allows() {
        assert_eq!(allow.range.slice(text), &*allow.rule);
        let reason = if allow.has_reason { "" } else { " without a reason" };
        let lines: Vec<&str> = allow.lines.slice(text).lines().map(str::trim).collect();
        shown.push_str(&format!("{}{reason}: {}\n", allow.rule, lines.join(" | ")));
    }
    shown
}

#[test]
fn a_comment_allows_on_its_line_or_on_the_next() {
    let source = "
use a::b; // boundstone: allow(boundary/layer) moves out
// boundstone: allow(boundary/private-use, boundary/layer) two rules
// boundstone: allow(contract/expired)
// Another comment.
use a::c;
/* boundstone: allow(boundary/cycle) in a block */
use a::d;
/* boundstone:allow(boundary/cycle) */ use a::e;
";
    insta::assert_snapshot!(allows(Rust, source), @r"
    boundary/layer: use a::b; // boundstone: allow(boundary/layer) moves out
    boundary/private-use: // boundstone: allow(boundary/private-use, boundary/layer) two rules | // boundstone: allow(contract/expired) | // Another comment. | use a::c;
    boundary/layer: // boundstone: allow(boundary/private-use, boundary/layer) two rules | // boundstone: allow(contract/expired) | // Another comment. | use a::c;
    contract/expired without a reason: // boundstone: allow(contract/expired) | // Another comment. | use a::c;
    boundary/cycle: /* boundstone: allow(boundary/cycle) in a block */ | use a::d;
    boundary/cycle without a reason: /* boundstone:allow(boundary/cycle) */ use a::e;
    ");
}

#[test]
fn what_is_no_comment_or_speaks_of_one_allows_nothing() {
    let source = "
const text = '// boundstone: allow(boundary/layer) no';
// Write `boundstone: allow(boundary/layer) reason` there.
// boundstone: allowed(boundary/layer)
// boundstone: allow(boundary/layer
// boundstone: allow(
";
    assert_eq!(allows(TypeScript, source), "\n");
    let last = "// boundstone: allow(boundary/layer) at the end";
    assert_eq!(allows(TypeScript, last), format!("\nboundary/layer: {last}\n"));
}
