//! How records of each form say that one superseded another.

use boundstone_model::{Date, FileEdit, RepoPath, Status};

use super::{Draft, NamedRecord, fill, read, say_supersedes, supersede};

fn other(number: u32, title: &str) -> NamedRecord {
    NamedRecord {
        display: format!("ADR-{number:04}"),
        number: Some(number),
        title: title.to_owned(),
        href: format!("{number:04}-x.md"),
    }
}

/// The lines that are gone and those that came.
fn difference(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.split('\n').collect(), after.split('\n').collect());
    let start = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let most = before.len().min(after.len()) - start;
    let same = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b);
    let end = same.count().min(most);
    let gone = before[start..before.len() - end].iter().map(|line| format!("-{line}"));
    let came = after[start..after.len() - end].iter().map(|line| format!("+{line}"));
    gone.chain(came).collect::<Vec<_>>().join("\n")
}

fn superseded_in(path: &str, text: &str) -> String {
    let path = RepoPath::new(path).unwrap();
    let today = Date::new(2026, 7, 30);
    match supersede(&path, text, &other(7, "Use [y]"), today) {
        Ok(edits) => difference(text, &FileEdit::applied(text, &edits).unwrap()),
        Err(refusal) => {
            format!("{}: {}", refusal.place.unwrap().range.slice(text), refusal.message)
        }
    }
}

fn superseded(text: &str) -> String {
    superseded_in("docs/adr/0003-x.md", text)
}

fn superseding(text: &str) -> String {
    let path = RepoPath::new("docs/adr/0009-x.md").unwrap();
    match say_supersedes(&path, text, &other(3, "Use x")) {
        Ok(edits) => difference(text, &FileEdit::applied(text, &edits).unwrap()),
        Err(refusal) => refusal.message,
    }
}

#[test]
fn nygard() {
    let text = "# 3. Use x\n\nDate: 2020-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nx\n";
    assert_eq!(superseded(text), "-Accepted\n+Superseded by [7. Use \\[y\\]](0007-x.md)");
    assert_eq!(superseding(text), "+Supersedes [3. Use x](0003-x.md)\n+");
    let more =
        "# 3. Use x\n\n## Status\n\nAccepted\n\nSupersedes [1. Z](0001-z.md)\n\n## Context\n";
    assert_eq!(superseded(more), "-Accepted\n+Superseded by [7. Use \\[y\\]](0007-x.md)");
    assert_eq!(superseding(more), "+Supersedes [3. Use x](0003-x.md)\n+");
}

#[test]
fn line_ends_and_comments_stay() {
    let text = "# Use x\r\n\r\n## Status\r\n\r\naccepted <!-- by all -->\r\n\r\n## Context\r\n";
    assert_eq!(
        superseded(text),
        "-accepted <!-- by all -->\r\n+superseded by [ADR-0007](0007-x.md) <!-- by all -->\r"
    );
    assert_eq!(superseding(text), "+Supersedes [ADR-0003](0003-x.md)\r\n+\r");
}

#[test]
fn front_matter() {
    let text = "---\nstatus: accepted # since May\ndate: 2020-01-02\n---\n\n# Use x\n";
    assert_eq!(
        superseded(text),
        "-status: accepted # since May\n+status: superseded by [ADR-0007](0007-x.md) # since May"
    );
    assert_eq!(superseding(text), "+supersedes: \"[ADR-0003](0003-x.md)\"");
    let quoted = "---\nstatus: 'Accepted'\n---\n\n# Use x\n";
    assert_eq!(
        superseded(quoted),
        "-status: 'Accepted'\n+status: 'Superseded by [ADR-0007](0007-x.md)'"
    );
    let list = "---\nstatus: [accepted]\n---\n\n# Use x\n";
    assert_eq!(superseded(list), "accepted: the status in the front matter is no plain value");
}

#[test]
fn front_matter_with_a_field_for_the_successor() {
    let text = "---\nstatus: accepted\nsupersedes: []\nsuperseded_by:\n---\n\n# Use x\n";
    assert_eq!(
        superseded(text),
        "-status: accepted\n-supersedes: []\n-superseded_by:\n+status: superseded\n+supersedes: []\n+superseded_by: ADR-0007"
    );
    assert_eq!(superseding(text), "-supersedes: []\n+supersedes: [\"ADR-0003\"]");
}

#[test]
fn both_in_front_matter_and_under_a_heading() {
    let text = "---\nstatus: accepted\n---\n\n# Use x\n\n## Status\n\nAccepted\n";
    let by = "by [ADR-0007](0007-x.md)";
    let after = text.replace("accepted", &format!("superseded {by}"));
    let after = after.replace("Accepted", &format!("Superseded {by}"));
    assert_eq!(superseded(text), difference(text, &after));
}

#[test]
fn bullets_bold_and_plain_lines() {
    let madr = "# Use x\n\n* Status: accepted\n* Date: 2020-01-02\n\n## Context\n";
    assert_eq!(
        superseded(madr),
        "-* Status: accepted\n+* Status: superseded by [ADR-0007](0007-x.md)"
    );
    assert_eq!(superseding(madr), "+* Supersedes: [ADR-0003](0003-x.md)");
    let bold = "# Use x\n\n**Status:** Accepted  \n**Date:** 2020-01-02\n\n## Context\n";
    assert_eq!(
        superseded(bold),
        "-**Status:** Accepted  \n+**Status:** Superseded by [ADR-0007](0007-x.md)  "
    );
    assert_eq!(superseding(bold), "+**Supersedes:** [ADR-0003](0003-x.md)  ");
    let plain = "# Use x\n\nStatus: accepted\n\n## Context\n";
    assert_eq!(
        superseded(plain),
        "-Status: accepted\n+Status: superseded by [ADR-0007](0007-x.md)"
    );
    assert_eq!(superseding(plain), "+Supersedes: [ADR-0003](0003-x.md)\n+");
    let crowded = "# Use x\n\n**Status:** Accepted | **Date:** 2020-01-02\n\n## Context\n";
    assert_eq!(
        superseded(crowded),
        "-**Status:** Accepted | **Date:** 2020-01-02\n+**Status:** Superseded by [ADR-0007](0007-x.md) | **Date:** 2020-01-02"
    );
}

#[test]
fn tables() {
    let pairs =
        "# Use x\n\n| | |\n|---|---|\n| Status     | Accepted |\n| Owner | z |\n\n## Context\n";
    assert_eq!(
        superseded(pairs),
        "-| Status     | Accepted |\n+| Status     | Superseded by [ADR-0007](0007-x.md) |"
    );
    assert_eq!(superseding(pairs), "+| Supersedes | [ADR-0003](0003-x.md) |");
    let open =
        "# Use x\n\n| | |\n|---|---|\n| Status | Approved |\n| Superseded by | N/A |\n\n## What\n";
    assert_eq!(
        superseded(open),
        "-| Status | Approved |\n-| Superseded by | N/A |\n+| Status | Superseded |\n+| Superseded by | [ADR-0007](0007-x.md) |"
    );
    let columns =
        "# Use x\n\n| Date | Status |\n|---|---|\n| 2020-01-02 | Accepted |\n\n## Context\n";
    assert_eq!(
        superseded(columns),
        "-| 2020-01-02 | Accepted |\n+| 2020-01-02 | Superseded by [ADR-0007](0007-x.md) |"
    );
    assert_eq!(superseding(columns), "+Supersedes [ADR-0003](0003-x.md)\n+");
    let log = "# Use x\n\n| Date | Status |\n|---|---|\n| 2020-01-02 | Proposed |\n| 2020-02-02 | Accepted |\n";
    assert_eq!(
        superseded(log),
        "2020-02-02 | Accepted: the status is a table of states with their days"
    );
}

#[test]
fn a_log_gets_an_entry() {
    let log = "# Use x\n\n## Status\n\n- 2025-01-13: Drafted\n- 2025-01-15: Accepted\n- 2025-01-22: Edited\n\n## Context\n";
    assert_eq!(superseded(log), "+- 2026-07-30: Superseded by [ADR-0007](0007-x.md)");
    let newest = "# Use x\n\n## Status\n\n- **2025-01-15** Accepted\n- **2025-01-13** Drafted\n\n## Context\n";
    assert_eq!(superseded(newest), "+- **2026-07-30** Superseded by [ADR-0007](0007-x.md)");
    let words =
        "# Use x\n\n## Status\n\n* Proposed 2025-01-13\n* Accepted 2025-01-15\n\n## Context\n";
    assert_eq!(superseded(words), "+* Superseded by [ADR-0007](0007-x.md) 2026-07-30");
    let german = "# Use x\n\n## Status\n\n- 13.01.2025: Drafted\n- 15.01.2025: Accepted\n";
    assert_eq!(
        superseded(german),
        "15.01.2025: Accepted: the log writes its days in another form than 2026-01-31"
    );
}

#[test]
fn what_a_status_says_beside_its_word_stays() {
    let day = "# Use x\n\n## Status\n\nAccepted (2020-01-02)\n";
    assert_eq!(
        superseded(day),
        "-Accepted (2020-01-02)\n+Superseded by [ADR-0007](0007-x.md); previously Accepted (2020-01-02)"
    );
    let link = "# 3. Use x\n\n## Status\n\n[Accepted](https://example.org/pull/1)\n";
    assert_eq!(
        superseded(link),
        "-[Accepted](https://example.org/pull/1)\n+Superseded by [7. Use \\[y\\]](0007-x.md); previously [Accepted](https://example.org/pull/1)"
    );
}

#[test]
fn forms_that_cannot_be_changed_safely() {
    for (text, why) in [
        (
            "# Use x\n\nNo status.\n",
            "Use x: docs/adr/0003-x.md states no status that could be changed",
        ),
        (
            "# Use x\n\n## Status\n\n- [ ] Proposed\n- [x] Accepted\n",
            "[x] Accepted: the status is a list of states to choose from",
        ),
        (
            "# Use x\n\n![status](https://img.shields.io/badge/status-accepted-green)\n",
            "![status](https://img.shields.io/badge/status-accepted-green): the status is an image, or is written in HTML",
        ),
    ] {
        assert_eq!(superseded(text), why);
    }
}

#[test]
fn other_markup_names_the_id() {
    let rst = "Use x\n=====\n\nStatus\n------\n\nAccepted\n\nContext\n-------\n";
    assert_eq!(superseded_in("docs/adr/0003-x.rst", rst), "-Accepted\n+Superseded by ADR-0007");
    let adoc = "= Use x\n\n== Status\n\nAccepted\n\n== Context\n";
    assert_eq!(superseded_in("docs/adr/0003-x.adoc", adoc), "-Accepted\n+Superseded by ADR-0007");
}

fn filled(template: &str) -> String {
    let draft = Draft {
        path: RepoPath::new("docs/adr/0012-use-x.md").unwrap(),
        title: "Use [x] & `y`".to_owned(),
        digits: Some("0012".to_owned()),
        status: Status::Proposed,
        is_capital: false,
        date: Date::new(2026, 7, 30).unwrap(),
    };
    let path = RepoPath::new("docs/adr/template.md").unwrap();
    match fill(&path, template, &draft) {
        Ok(text) => {
            let (record, problems) = read(&draft.path, &text);
            assert_eq!(record.status, Status::Proposed, "{text}");
            assert_eq!(problems.len(), 0, "{text}");
            text
        }
        Err(refusal) => refusal.message,
    }
}

#[test]
fn the_template_of_adr_tools() {
    let template =
        "# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n\n## Context\n\nThe issue\n";
    assert_eq!(
        filled(template),
        "# 12. Use \\[x\\] & `y`\n\nDate: 2026-07-30\n\n## Status\n\nProposed\n\n## Context\n\nThe issue\n"
    );
}

#[test]
fn the_template_of_log4brains() {
    let template = "# [short title of solved problem and solution]

- Status: [draft | proposed | rejected | accepted | deprecated | … | superseded by [xxx](yyyymmdd-xxx.md)] <!-- optional -->
- Deciders: [list everyone involved in the decision] <!-- optional -->
- Date: [YYYY-MM-DD when the decision was last updated] <!-- optional. To customize the ordering without relying on Git creation dates and filenames -->

Technical Story: [description | ticket/issue URL] <!-- optional -->
";
    assert_eq!(
        filled(template),
        "# Use \\[x\\] & `y`

- Status: proposed <!-- optional -->
- Deciders: [list everyone involved in the decision] <!-- optional -->
- Date: 2026-07-30 <!-- optional. To customize the ordering without relying on Git creation dates and filenames -->

Technical Story: [description | ticket/issue URL] <!-- optional -->
"
    );
}

#[test]
fn the_templates_of_madr() {
    let four = "---
# These are optional metadata elements. Feel free to remove any of them.
status: \"{proposed | rejected | accepted | deprecated | … | superseded by ADR-0123}\"
date: {YYYY-MM-DD when the decision was last updated}
decision-makers: {list everyone involved in the decision}
---

# {short title, representative of solved problem and found solution}
";
    assert_eq!(
        filled(four),
        "---
# These are optional metadata elements. Feel free to remove any of them.
status: proposed
date: 2026-07-30
decision-makers: {list everyone involved in the decision}
---

# Use \\[x\\] & `y`
"
    );
    let two = "# [short title of solved problem and solution]\n\n* Status: [proposed | rejected | accepted | deprecated | … | superseded by [ADR-0005](0005-example.md)] <!-- optional -->\n* Date: [YYYY-MM-DD when the decision was last updated] <!-- optional -->\n";
    assert_eq!(
        filled(two),
        "# Use \\[x\\] & `y`\n\n* Status: proposed <!-- optional -->\n* Date: 2026-07-30 <!-- optional -->\n"
    );
}

#[test]
fn templates_with_a_pattern_for_the_number() {
    let template =
        "---\nadr: \"XXXX\"\nstatus: Proposed\ndate: YYYY-MM-DD\n---\n\n# ADR-NNNN: Title\n";
    assert_eq!(
        filled(template),
        "---\nadr: \"0012\"\nstatus: proposed\ndate: 2026-07-30\n---\n\n# ADR-0012: Use \\[x\\] & `y`\n"
    );
    let question = "# Title\n\n## Status\n\nWhat is the status, such as proposed, accepted, rejected, deprecated, superseded, etc.?\n\n## Context\n";
    assert_eq!(filled(question), "# Use \\[x\\] & `y`\n\n## Status\n\nProposed\n\n## Context\n");
    assert_eq!(
        filled("## Status\n\nproposed\n"),
        "the template docs/adr/template.md has no place where the title goes"
    );
}
