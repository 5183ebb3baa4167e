use insta::assert_snapshot;

use crate::fixing::{fixed, offered};

/// The file after the comment was removed.
#[track_caller]
fn removed(text: &str) -> String {
    fixed(&format!("//- a.ts\n{text}"), "Remove the comment")
}

#[test]
fn a_comment_that_allows_nothing_goes_with_its_line() {
    assert_snapshot!(
        removed("const a = 1;\n  // boundstone: allow(boundary/$0layer) moves\nconst b = 2;\n"),
        @"
    const a = 1;
    const b = 2;
    "
    );
    assert_snapshot!(removed("/* boundstone: allow(boundary/$0layer) */\nconst b = 2;\n"), @"const b = 2;");
    assert_snapshot!(
        removed("/**\n * The b.\n * boundstone: allow(boundary/$0layer) old\n */\nconst b = 2;\n"),
        @"
    /**
     * The b.
     */
    const b = 2;
    "
    );
    assert_eq!(
        removed("const a = 1;\r\n// boundstone: allow(boundary/$0layer) x\r\nconst b = 2;\r\n"),
        "const a = 1;\r\nconst b = 2;\r\n"
    );
    assert_eq!(removed("const a = 1;\n// boundstone: allow(boundary/$0layer)"), "const a = 1;\n");
}

#[test]
fn beside_code_only_the_comment_goes() {
    assert_eq!(
        removed("const a = 1; // boundstone: allow(boundary/$0layer) x\r\n"),
        "const a = 1;\r\n"
    );
    assert_eq!(removed("f(/* boundstone: allow(boundary/$0layer) */ a);\n"), "f(a);\n");
    assert_eq!(
        removed("const a = 1; /* boundstone: allow(boundary/$0layer) */\n"),
        "const a = 1;\n"
    );
}

#[test]
fn of_several_rules_only_that_one_goes() {
    let text = |rules: &str| {
        format!(
            "//- docs/adr/0001-a.md\n# A\n\nStatus: accepted\n//- a.ts\n// boundstone: allow({rules}) history\n// ADR-12\n"
        )
    };
    let without = |rules: &str| {
        let text = fixed(&text(rules), "Remove boundary/layer from the comment");
        text.lines().next().expect("a line").to_owned()
    };
    assert_snapshot!(without("boundary/$0layer, decision/unknown"), @"// boundstone: allow(decision/unknown) history");
    assert_snapshot!(without("decision/unknown , boundary/la$0yer"), @"// boundstone: allow(decision/unknown) history");
}

#[test]
fn a_rule_that_nobody_knows_may_be_a_slip_of_the_pen() {
    assert_eq!(
        offered("//- a.ts\n// boundstone: allow(boundary/lay$0r) x\n"),
        ["Remove the comment"]
    );
    assert_eq!(
        offered("//- a.ts\n// boundstone: allow(boundary/lay$0er) x\n"),
        ["* Remove the comment"]
    );
}

#[test]
fn a_reason_cannot_be_invented() {
    let text = "//- docs/adr/0001-a.md\n# A\n\nStatus: accepted\n//- a.ts\n// boundstone: allow(decision/$0unknown)\n// ADR-12\n";
    assert!(offered(text).is_empty());
}

#[test]
fn a_comment_that_goes_on_stays() {
    for text in [
        "/* boundstone: allow(boundary/$0layer)\n   more */\n",
        "/* Text.\n * boundstone: allow(boundary/$0layer) */\n",
    ] {
        assert!(offered(&format!("//- a.ts\n{text}")).is_empty(), "{text}");
    }
}
