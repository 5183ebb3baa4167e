use boundstone_model::{GovernsTarget, LinkTarget};
use proptest::prelude::*;

use super::*;

fn at(path: &str, text: &str) -> (DecisionFile, Vec<Problem>) {
    read(&RepoPath::new(path).unwrap(), text)
}

fn of(text: &str) -> DecisionFile {
    at("docs/adr/0007-use-x.md", text).0
}

fn problems(text: &str) -> Vec<String> {
    let (_, problems) = at("docs/adr/0007-use-x.md", text);
    problems
        .iter()
        .map(|problem| format!("{} @ {}", problem.message, problem.range.slice(text)))
        .collect()
}

/// Relations as `kind target`, partial ones marked.
fn links(text: &str) -> Vec<String> {
    let target = |target: &LinkTarget| match target {
        LinkTarget::Number { prefix: Some(prefix), number } => format!("{prefix}-{number}"),
        LinkTarget::Number { prefix: None, number } => number.to_string(),
        LinkTarget::Href(href) => href.to_string(),
        LinkTarget::Slug(slug) => slug.to_string(),
    };
    let part = |is_partial: bool| if is_partial { " in part" } else { "" };
    let links = of(text).links;
    links
        .iter()
        .map(|link| {
            format!("{} {}{}", link.kind.name(), target(&link.target), part(link.is_partial))
        })
        .collect()
}

/// Asserts title, status, its text, and date of a record; and that each stands where its range says.
fn assert_reads(text: &str, title: &str, status: Status, raw: Option<&str>, date: Option<&str>) {
    let file = of(text);
    assert_eq!(&*file.title.value, title, "{text}");
    assert_eq!(file.status, status, "{text}");
    assert_eq!(file.status_raw.as_ref().map(|raw| &*raw.value), raw, "{text}");
    assert_eq!(file.date.as_ref().map(|date| date.value.to_string()).as_deref(), date, "{text}");
    if let Some(raw) = &file.status_raw {
        assert_eq!(raw.range.slice(text).trim(), &*raw.value, "{text}");
    }
    if let (Some(date), Some(iso)) = (&file.date, date) {
        let day: String = date.range.slice(text).chars().filter(char::is_ascii_digit).collect();
        assert!(day.contains(iso.get(..4).unwrap()), "{text}: {day}");
    }
}

#[test]
fn nygard() {
    let text = "# 7. Use x\n\nDate: 2026-03-02\n\n## Status\n\nAccepted\n\nAmended by [9. Use y](0009-use-y.md)\n\n## Context\n\nc\n\n## Decision\n\nWe use x,\nword for word.\n\nMore.\n";
    assert_reads(text, "Use x", Status::Accepted, Some("Accepted"), Some("2026-03-02"));
    assert_eq!(links(text), ["amended-by 0009-use-y.md"]);
    let outcome = of(text).outcome.unwrap();
    assert_eq!(&*outcome.value, "We use x,\nword for word.");
    assert_eq!(outcome.range.slice(text), &*outcome.value);
}

#[test]
fn madr_of_every_age() {
    let two = "# Use x\n\n* Status: superseded by [ADR-0009](0009-use-y.md)\n* Deciders: a, b\n* Date: 2026-03-02\n\n## Decision Outcome\n\nChosen option: \"x\", because y.\n";
    assert_reads(
        two,
        "Use x",
        Status::Superseded,
        Some("superseded by [ADR-0009](0009-use-y.md)"),
        Some("2026-03-02"),
    );
    assert_eq!(links(two), ["superseded-by 0009-use-y.md"]);
    let four = "---\nstatus: \"accepted\"\ndate: 2026-03-02\ndecision-makers: [ \"@a/b\" ]\n---\n\n# Use x\n\n## Decision Outcome\n\nChosen.\n";
    assert_reads(four, "Use x", Status::Accepted, Some("accepted"), Some("2026-03-02"));
    let template = "---\nstatus: \"{proposed | rejected | accepted | deprecated | … | superseded by ADR-0123}\"\ndate: {YYYY-MM-DD when the decision was last updated}\n---\n# {short title}\n";
    let file = of(template);
    assert_eq!((file.status, file.date), (Status::Unknown, None));
    assert_eq!(problems(four), Vec::<String>::new());
}

#[test]
fn log4brains() {
    let text = "# Use x\n\n- Status: accepted\n- Date: 2026-03-02\n- Tags: a, b\n\n## Links\n\n- Supersedes [20200926-use-w](20200926-use-w.md)\n";
    let (file, _) = at("docs/adr/20260302-use-x.md", text);
    assert_eq!((&*file.id, file.number), ("20260302-use-x", None));
    assert_eq!(links(text), ["supersedes 20200926-use-w.md"]);
}

#[test]
fn tables_by_row_and_by_column() {
    let rows = "# Use x\n\n|  |  |\n|---|---|\n| Date | Sep 13th, 2026 |\n| **Status** | Approved |\n| Supersedes | N/A |\n| Superseded by: | N/A |\n";
    assert_reads(rows, "Use x", Status::Accepted, Some("Approved"), Some("2026-09-13"));
    assert_eq!(links(rows), Vec::<String>::new());
    let head = "# Use x\n\n| Status | Draft |\n| :--- | :--- |\n| Date | January, 2026 |\n";
    assert_reads(head, "Use x", Status::Proposed, Some("Draft"), None);
    let columns =
        "# Use x\n\n| Date | Status | Author |\n|---|---|---|\n| 2026-03-02 | Accepted | a |\n";
    assert_reads(
        columns,
        "Use x",
        Status::Accepted,
        Some("2026-03-02 | Accepted"),
        Some("2026-03-02"),
    );
    let log = "# Use x\n\n## Status\n\n| Date | Status |\n|---|---|\n| 2026-01-02 | Proposed |\n| 2026-03-02 | Accepted |\n";
    assert_eq!(of(log).status, Status::Accepted);
    let html =
        "<h1>ADR 7: Use x</h1>\n\n<table>\n<tr><td>Status</td><td>Rejected</td></tr>\n</table>\n";
    assert_eq!((of(html).status, &*of(html).title.value), (Status::Rejected, "Use x"));
}

#[test]
fn lines_quotes_badges_and_comments() {
    for text in [
        "# Use x\n\n**Status:** Accepted\n",
        "# Use x\n\n**Status:** **Accepted**\n",
        "# Use x\n\n**Status**: Accepted | **Date**: 2026-03-02\n",
        "# Use x\n\nStatus: Accepted on 2026-03-02\n",
        "# Use x\n\n> Status: Accepted\n",
        "# Use x\n\n- **Status**\n  - Accepted\n- **Owner**\n  - a\n",
        "# Use x\n\n**Status**\n\nAccepted\n",
        "# Use x\n\nStatus: ~~Proposed~~ Accepted\n",
        "# Use x\n\n<!-- Status: Rejected -->\nStatus: Accepted\n",
        "# Use x\n\n## Status\n\n<!-- proposed | accepted -->\n✅ Accepted\n",
        "# Use x\n\n## Status: Accepted\n\n## Context\n",
        "# Use x\n\n![Status: accepted](https://img.example/badge/status-accepted-green.svg)\n",
        "# Use x\n\n**Accepted**\n\n## Context\n",
        "# Use x\n\n## Status\n\n**Accepted**\n",
        "# Use x\n\n## Status\n\nAccepted: see the tracker\n",
        "# Use x\n\n- **Status** Accepted\n- **Date** 2026-03-02\n",
        "\u{feff}# Use x\r\n\r\n## Status\r\n\r\nAccepted\r\n",
        "# Use x\n\n## Context\n\nText.\n\n## Metadata\n\n- Status: Accepted\n",
    ] {
        assert_eq!(of(text).status, Status::Accepted, "{text}");
        assert_eq!(&*of(text).title.value, "Use x", "{text}");
    }
    assert_reads(
        "# Use x\n\nStatus: Accepted on 2026-03-02\n",
        "Use x",
        Status::Accepted,
        Some("Accepted on 2026-03-02"),
        Some("2026-03-02"),
    );
}

#[test]
fn what_states_nothing_states_nothing() {
    for text in [
        "# Use x\n\n## Context\n\nThe request fails with Status: 503.\n\nDate: the day of the event, 2026-03-02, is kept.\n",
        "# Use x\n\n```yaml\nstatus: accepted\ndate: 2026-03-02\n```\n",
        "# Use x\n\n## Status\n\n<!-- accepted -->\n\n## Context\n\nSince 2026-03-02 we accepted this.\n",
        "# Use x\n\n## Status\n\nWhat is the status, such as proposed, accepted, rejected, deprecated, superseded?\n",
    ] {
        let file = of(text);
        assert_eq!(file.status, Status::Unknown, "{text}");
        assert_eq!(file.date, None, "{text}");
        assert_eq!(file.links.len(), 0, "{text}");
    }
}

#[test]
fn titles_from_front_matter_fields_and_names() {
    let front = "---\ntitle: |\n  7. Use x\ndate: 2026-03-02\n---\n\n## Status\n\nAccepted\n";
    assert_reads(front, "Use x", Status::Accepted, Some("Accepted"), Some("2026-03-02"));
    assert_eq!(of(front).title.range.slice(front), "Use x");
    let header = "- Feature Name: x\n- Start Date: 2026-03-02\n- RFC PR: [a/b#1](https://example.org/1)\n\n# Summary\n\nText.\n";
    assert_reads(header, "Use x", Status::Unknown, None, Some("2026-03-02"));
    let pep =
        "PEP: 7\nTitle: Use the x\nStatus: Final\nCreated: 05-Jul-2026\n\nAbstract\n========\n";
    let (file, _) = at("peps/pep-0007.rst", pep);
    assert_eq!((&*file.title.value, file.status), ("Use the x", Status::Accepted));
    assert_eq!(file.date.unwrap().value.to_string(), "2026-07-05");
    assert_eq!(file.prefix.as_deref(), Some("PEP"));
}

#[test]
fn front_matter_that_is_no_yaml_still_yields() {
    let braces = "---\nstatus: { accepted }\n---\n# Use x\n";
    assert_reads(braces, "Use x", Status::Accepted, Some("accepted"), None);
    let colon = "---\ntitle: x: the way\nstatus: accepted\ndate: 2026-03-02\n---\n# Use x\n";
    assert_reads(colon, "Use x", Status::Accepted, Some("accepted"), Some("2026-03-02"));
    assert_eq!(problems(colon).len(), 1, "{:?}", problems(colon));
    let at_sign = "---\nstatus: accepted\ndeciders: @a, @b\n---\n# Use x\n";
    assert_reads(at_sign, "Use x", Status::Accepted, Some("accepted"), None);
    assert_eq!(problems(at_sign).len(), 1);
    assert!(problems(at_sign)[0].ends_with("@ deciders: @a, @b"), "{:?}", problems(at_sign));
    let unclosed = "---\nstatus: accepted\n\n# Use x\n\n## Context\n";
    assert_reads(unclosed, "Use x", Status::Accepted, Some("accepted"), None);
    assert_eq!(problems(unclosed), ["the front matter is not closed @ ---"]);
    let unopened = "status: accepted\ncontact: a\n---\n\n# Use x\n";
    assert_reads(unopened, "Use x", Status::Accepted, Some("accepted"), None);
    assert_eq!(problems(unopened), ["the front matter has no opening fence @ status: accepted"]);
    let rule = "---\n\n# Use x\n\nStatus: accepted\n\n---\n\nText.\n";
    assert_reads(rule, "Use x", Status::Accepted, Some("accepted"), None);
    assert_eq!(problems(rule), Vec::<String>::new());
}

#[test]
fn supersession_in_both_directions() {
    for (text, expected) in [
        (
            "# x\n\n## Status\n\nSuperseded by [ADR 9](/adr/9) and [ADR 10](/adr/10)\n",
            vec!["superseded-by ADR-9", "superseded-by ADR-10"],
        ),
        ("# x\n\nStatus: Superseded by 0009\n", vec!["superseded-by 9"]),
        (
            "# x\n\nStatus: Accepted, supersedes ADR-3, amended by ADR-8\n",
            vec!["supersedes ADR-3", "amended-by ADR-8"],
        ),
        (
            "---\nsupersedes: [3, \"ADR-0004\"]\nsuperseded-by: null\n---\n# x\n",
            vec!["supersedes 3", "supersedes ADR-4"],
        ),
        ("---\nsupersededBy: 0009-use-y.md\n---\n# x\n", vec!["superseded-by 0009-use-y.md"]),
        (
            "---\nlinks:\n  - target: 3\n    kind: supersedes\n  - target: 4\n    kind: amends\n---\n# x\n",
            vec!["supersedes 3", "amends 4"],
        ),
        ("# x\n\n## Supersedes\n\n- [3. W](0003-w.md)\n", vec!["supersedes 0003-w.md"]),
        (
            "# x\n\n## Context\n\nThis ADR supersedes and deprecates [ADR3][w] because.\n\n[w]: ./adr003-w.md\n",
            vec!["supersedes ./adr003-w.md"],
        ),
        (
            "# x\n\nStatus: superseded\n\n> The model was completely replaced in [ADR9][y].\n\n[y]: 0009-y.md\n",
            vec!["superseded-by 0009-y.md"],
        ),
        (
            "# x\n\nStatus: Accepted, partially superseded by ADR-9\n",
            vec!["superseded-by ADR-9 in part"],
        ),
        ("# x\n\n- Supersedes: [ADR-3](0003-w.md) (D4–D7)\n", vec!["supersedes 0003-w.md in part"]),
        ("# x\n\n**Superseded by:** [ADR-9](0009-y.md)\n", vec!["superseded-by 0009-y.md"]),
        (
            "# x\n\nDate: 2026-01-02\nSuperseded: 2026-03-02 by [ADR 9](0009-y.md)\n",
            vec!["superseded-by 0009-y.md"],
        ),
    ] {
        assert_eq!(links(text), expected, "{text}");
    }
}

#[test]
fn no_edge_is_invented() {
    for text in [
        "# x\n\n- Supersedes: https://github.com/a/b/pull/23\n- Superseded by: N/A\n",
        "# x\n\n- Supersedes: the old connections (before 2.16)\n",
        "# x\n\nStatus: Superseded by acme/other#12\n",
        "# x\n\nStatus: Superseded by [ADR-9](https://example.org/adr/9)\n",
        "# x\n\n## Context\n\nThe cache replaces the store of [ADR-3](0003-w.md) in tests.\n",
        "# x\n\n## Context\n\nThis is not superseded by ADR-9.\n",
        "# x\n\n## Context\n\nIf this ADR is superseded, a reference to its replacement is added.\n",
        "# x\n\n## Options\n\n- Replaces A with ADR tooling 5\n",
        "# x\n\n```\nSupersedes ADR-3\n```\n",
        "# x\n\nStatus: Rejected in favour of ADR 9\n",
    ] {
        assert_eq!(links(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_record_that_only_names_its_successor_is_superseded() {
    assert_eq!(of("# x\n\nSuperseded by [ADR-9](0009-y.md)\n").status, Status::Superseded);
    let dated = "# x\n\nDate: 2026-01-02\nSuperseded: 2026-03-02 by [ADR 9](0009-y.md)\n";
    assert_eq!(of(dated).status, Status::Superseded);
    assert_eq!(of(dated).date.unwrap().value.to_string(), "2026-01-02");
    assert_eq!(of("# x\n\nPartially superseded by [ADR-9](0009-y.md)\n").status, Status::Unknown);
}

#[test]
fn globs_are_taken_as_they_are_written_and_not_as_emphasis() {
    let entries = |text: &str| -> Vec<String> {
        let file = of(text);
        for entry in file.governs.iter() {
            let written = entry.range.slice(text).replace('`', "");
            assert_eq!(written, *entry.text, "{text}");
        }
        file.governs.iter().map(|entry| entry.text.to_string()).collect()
    };
    let globs = ["src/__tests__/**", "src/*a*/x.ts", "**/__x__/*.ts", "a/_b_/[id]/<c>.ts"];
    let list = globs.map(|glob| format!("  - \"{glob}\"\n")).concat();
    for key in ["governs", "applies-to", "applies_to", "affects", "files"] {
        let nested = format!("---\nstatus: accepted\n{key}:\n{list}---\n# x\n");
        assert_eq!(entries(&nested), globs, "{key}");
    }
    let flow = "---\ngoverns: [src/__tests__/**, __init__, src/*a*/x.ts]\n---\n# x\n";
    assert_eq!(entries(flow), ["src/__tests__/**", "__init__", "src/*a*/x.ts"]);
    let section = "# x\n\n## Applies To\n\n- src/__tests__/**\n- `src/*a*/x.ts`\n* **/__x__/*.ts\n\
                   * __x__/a/*, src/*b*/y\n";
    let read = ["src/__tests__/**", "src/*a*/x.ts", "**/__x__/*.ts", "__x__/a/*", "src/*b*/y"];
    assert_eq!(entries(section), read);
    let line = "# x\n\n* Status: accepted\n* **Applies To**: src/__tests__/**, src/*a*/x.ts\n";
    assert_eq!(entries(line), ["src/__tests__/**", "src/*a*/x.ts"]);
    let escaped = "# x\n\n## Applies To\n\n- src/\\_\\_x\\_\\_/a\n- [src/b](../../src/b)\n";
    let names: Vec<String> = of(escaped).governs.iter().map(|it| it.text.to_string()).collect();
    assert_eq!(names, ["src/__x__/a", "src/b"]);
}

#[test]
fn governs_and_what_others_write_for_it() {
    let text = "---\nstatus: accepted\ngoverns:\n  - services/billing/**\n  - \"!services/billing/x/**\"\n  - billing#ledger::Ledger\n  - boundary:payments-api\n  - grep_printer::sinks::UTF8\naffects: [the API team, src/api/**]\n---\n# x\n\n## Applies To\n\n- `lib/{a,b}/**`\n- everyone\n";
    let file = of(text);
    let paths = |glob: &str, is_exclusion| GovernsTarget::Paths { glob: glob.into(), is_exclusion };
    let symbol = |container: &str, path: &str| GovernsTarget::Symbol {
        container: container.into(),
        path: path.into(),
    };
    let targets: Vec<GovernsTarget> =
        file.governs.iter().map(|entry| entry.target.clone()).collect();
    assert_eq!(
        targets,
        [
            paths("services/billing/**", false),
            paths("services/billing/x/**", true),
            symbol("billing", "ledger::Ledger"),
            GovernsTarget::Boundary("payments-api".into()),
            symbol("grep_printer", "sinks::UTF8"),
            paths("src/api/**", false),
            paths("lib/{a,b}/**", false),
        ]
    );
    for entry in &file.governs {
        assert_eq!(entry.range.slice(text), &*entry.text);
    }
}

#[test]
fn other_languages() {
    let text = "# Utiliser x\n\n- Statut : accepté\n- Date : 2 août 2026\n\n## Décision\n\nNous utilisons x.\n";
    assert_reads(text, "Utiliser x", Status::Accepted, Some("accepté"), Some("2026-08-02"));
    assert_eq!(&*of(text).outcome.unwrap().value, "Nous utilisons x.");
    let text = "# x を使う\n\n## ステータス\n\n承認済み\n\n## 決定\n\nx を使う。\n";
    assert_reads(text, "x を使う", Status::Accepted, Some("承認済み"), None);
}

#[test]
fn restructured_text_and_asciidoc() {
    let text = "7. Use x\n--------\n\nStatus\n------\n\n**Accepted** *2026-03-02*\n\nCode::\n\n    Supersedes ADR-3\n\nDecision\n--------\n\nWe use x.\n\nSupersedes :doc:`0003-w.rst`\n";
    let (file, _) = at("docs/decisions/0007-use-x.rst", text);
    assert_eq!((&*file.title.value, file.status), ("Use x", Status::Accepted));
    assert_eq!(file.outcome.unwrap().range.slice(text), "We use x.");
    assert_eq!(file.links.len(), 1);
    let text = "= ADR-0007: Use x\n:revdate: x\n\n|===\n|Status |Accepted\n|Date |2026-03-02\n|===\n\n== Decision\n\nWe use x.\n\n* Supersedes xref:0003-w.adoc[ADR 3]\n";
    let (file, _) = at("docs/adr/0007-use-x.adoc", text);
    assert_eq!((&*file.title.value, file.status), ("Use x", Status::Accepted));
    assert_eq!(file.date.unwrap().value.to_string(), "2026-03-02");
    assert_eq!(file.links.len(), 1);
    let (file, _) = at("docs/adr/0007-use-x.adoc", "= Use x\n\n*Status:* Deprecated\n");
    assert_eq!(file.status, Status::Deprecated);
}

#[test]
fn problems_are_quiet_but_for_what_is_sure() {
    assert_eq!(problems("# x\n\nStatus: Under the weather\n"), Vec::<String>::new());
    assert_eq!(problems(""), ["the decision record is empty @ "]);
    assert_eq!(problems("  \n\n"), ["the decision record is empty @ "]);
    let conflict =
        "# x\n\n<<<<<<< HEAD\nStatus: Accepted\n=======\nStatus: Rejected\n>>>>>>> other\n";
    assert_eq!(problems(conflict), ["a merge conflict is not resolved @ <<<<<<< HEAD"]);
    assert_eq!(
        problems("# x\n\n```\n<<<<<<< HEAD\n=======\n>>>>>>> other\n```\n"),
        Vec::<String>::new()
    );
}

#[test]
fn hostile_records_are_bounded() {
    let deep = format!("---\na: {}\nstatus: accepted\n---\n# x\n", "[".repeat(10_000));
    assert_eq!(of(&deep).status, Status::Accepted);
    let long = format!("# x\n\n## Decision\n\n{}\n", "é".repeat(700_000));
    let file = of(&long);
    assert!(file.outcome.unwrap().value.len() <= 4096);
    assert_eq!(problems(&long).len(), 1);
    for nested in [
        "> ".repeat(20_000),
        "- ".repeat(20_000),
        "*".repeat(50_000),
        "[".repeat(50_000),
        "<a ".repeat(20_000),
    ] {
        let _ = of(&nested);
    }
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics_and_places_are_in_it(
        text in "(?s)(---\n|status|Status: |# |## Decision\n|\\*\\*|\\[|\\]\\(|0007-x.md|ADR-|[0-9]{1,4}|supersedes |by |\\| |\n|\r\n|é|😀|.){0,60}",
        extension in "(md|rst|adoc)",
    ) {
        let (file, problems) = at(&format!("docs/adr/0001-x.{extension}"), &text);
        let size = u32::try_from(text.len()).unwrap();
        let mut ranges = vec![file.title.range];
        ranges.extend(file.status_raw.iter().map(|it| it.range));
        ranges.extend(file.date.iter().map(|it| it.range));
        ranges.extend(file.outcome.iter().map(|it| it.range));
        ranges.extend(file.links.iter().map(|it| it.range));
        ranges.extend(file.governs.iter().map(|it| it.range));
        ranges.extend(problems.iter().map(|it| it.range));
        for range in ranges {
            prop_assert!(range.end() <= size);
            prop_assert!(text.is_char_boundary(range.start() as usize));
            prop_assert!(text.is_char_boundary(range.end() as usize));
        }
    }
}
