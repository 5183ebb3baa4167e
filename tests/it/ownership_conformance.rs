//! Ownership as hosts, their test suites and independent readers have it: every undisputed case of
//! `../shared/conformance/owners.json` for GitHub and for GitLab.
//!
//! The cases are not part of this repository: they lie beside its checkout.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use boundstone_engine::ownership::{ForgeAnswer, Matcher, decide};
use boundstone_model::{Dialect, OwnershipFile, Problem, RepoPath};
use boundstone_records::ownership::read_as;
use boundstone_text::LineIndex;
use serde_json::Value;

/// Cases of peers that contradict the host, which is right.
const KNOWN_DIFFERENCES: [(&str, &str); 1] = [(
    "c1037",
    "GitHub's documentation: `/build/logs/` covers that folder and what is below it, not `build/logs-v2`",
)];

#[test]
fn every_undisputed_case_is_answered_as_the_host_does() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/owners.json");
    let Ok(text) = std::fs::read_to_string(&beside) else {
        // Not `eprintln`, which the test harness keeps to itself when a test passes.
        let said = writeln!(
            std::io::stderr(),
            "\nNOTHING WAS CHECKED: the ownership cases are absent: {}\n",
            beside.display()
        );
        said.expect("standard error takes the warning");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).expect("the cases are a JSON list");
    let mut unsettled = BTreeSet::from(KNOWN_DIFFERENCES.map(|(id, _)| id.to_owned()));
    let mut wrong = Vec::new();
    for (name, dialect) in [("github", Dialect::GitHub), ("gitlab", Dialect::GitLab)] {
        let of_dialect = |case: &&Value| case["dialect"] == name && case["disputed"] != true;
        let cases: Vec<&Value> = cases.iter().filter(of_dialect).collect();
        let failed: Vec<String> =
            cases.iter().filter_map(|case| check(dialect, case).err()).collect();
        assert!(!cases.is_empty(), "there are cases for {name}");
        eprintln!("{name}: {} of {} cases agree", cases.len() - failed.len(), cases.len());
        wrong.extend(failed.into_iter().filter(|it| !unsettled.remove(id_of(it))));
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
    // A difference that is none any more, or whose case is not in this list of cases, goes.
    let present = |id: &String| cases.iter().any(|case| case["id"] == id.as_str());
    unsettled.retain(present);
    assert!(unsettled.is_empty(), "known differences that agree now: {unsettled:?}");
}

fn id_of(failure: &str) -> &str {
    failure.split(':').next().unwrap_or_default()
}

/// An error starts with the id of the case.
fn check(dialect: Dialect, case: &Value) -> Result<(), String> {
    let kind = text(case, "kind");
    let found = match kind {
        "pattern" => Value::from(matches(dialect, case)),
        "matched" => Value::from(!answer(dialect, case).1.rules.is_empty()),
        "owners" => owners(case, &answer(dialect, case).1.settled.owners),
        "mandatory-owners" => owners(case, &mandatory_owners(dialect, case)),
        "rule-line" => {
            let (file, answer) = answer(dialect, case);
            answer
                .settled
                .winners
                .last()
                .map_or(Value::Null, |&rule| file.rules[rule as usize].line.into())
        }
        "errors" => errors(text(case, "codeowners"), dialect),
        "section-header" => section_header(case),
        "section-default-owners" => default_owners(text(case, "codeowners")),
        "sections" => read(dialect, case).sections.iter().map(section_name).collect(),
        "section-optional" => {
            let name = text(case, "section");
            let sections = read(dialect, case).sections;
            let is_optional = |it: &_| section_name(it) == name && it.is_optional;
            Value::from(sections.iter().any(is_optional))
        }
        "section-approvals" => section_approvals(dialect, case),
        "locations" => dialect.locations().into_iter().collect(),
        "invalid-pattern" => {
            let line = format!("{} @owner\n", text(case, "pattern"));
            Value::from(!read_as(dialect, &line).1.is_empty())
        }
        "invalid-line" => invalid_lines(dialect, case),
        "case-sensitive" => {
            let (file, _) = read_as(dialect, "Readme @owner\n");
            Value::from(Matcher::new(&file).matching_segments(["readme"]).is_empty())
        }
        _ => return Err(format!("{}: no check for the kind {kind}", case["id"])),
    };
    let expected = expected(kind, case);
    match found == expected {
        true => Ok(()),
        false => Err(format!("{}: found {found}, expected {expected}: {case}", text(case, "id"))),
    }
}

/// What the case expects, in the form in which it is compared.
fn expected(kind: &str, case: &Value) -> Value {
    let expected = case["expected"].clone();
    match kind {
        "owners" | "mandatory-owners" => sorted_unless_ordered(case, strings(&expected)),
        "section-header" if expected.get("section").is_none() => {
            // The cases have the text after the header; ours are the owners in it.
            let owners = expected["default_owners"].as_str().unwrap_or_default();
            let owners = owners.split_whitespace().filter(|owner| owner.contains('@'));
            let mut expected = expected.clone();
            expected["default_owners"] = owners.collect();
            expected
        }
        _ => expected,
    }
}

fn text<'c>(case: &'c Value, key: &str) -> &'c str {
    case[key].as_str().unwrap_or_else(|| panic!("{}: `{key}` is a text", case["id"]))
}

fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn sorted_unless_ordered(case: &Value, mut list: Vec<String>) -> Value {
    if !case["note"].as_str().is_some_and(|note| note.contains("order matters")) {
        list.sort();
    }
    list.into()
}

fn owners(case: &Value, owners: &[impl AsRef<str>]) -> Value {
    sorted_unless_ordered(case, owners.iter().map(|owner| owner.as_ref().to_owned()).collect())
}

fn read(dialect: Dialect, case: &Value) -> OwnershipFile {
    read_as(dialect, text(case, "codeowners")).0
}

/// Segments as the case writes the path: a slash at the start is the root to GitLab and part of the
/// path to GitHub, one at the end asks about what is in the folder.
fn segments(dialect: Dialect, case: &Value) -> Vec<&str> {
    let path = text(case, "path");
    let relative = match dialect {
        Dialect::GitHub => None,
        Dialect::GitLab => path.strip_prefix('/'),
    };
    relative.unwrap_or(path).split('/').collect()
}

fn matches(dialect: Dialect, case: &Value) -> bool {
    // A GitLab line that starts with `[` is a section header; the cases are about the pattern alone,
    // which floats with and without the start that says so.
    let pattern = text(case, "pattern");
    let is_header = dialect == Dialect::GitLab && pattern.starts_with('[');
    let start = if is_header { "/**/" } else { "" };
    let (file, _) = read_as(dialect, &format!("{start}{pattern} @owner\n"));
    !Matcher::new(&file).matching_segments(segments(dialect, case)).is_empty()
}

fn answer(dialect: Dialect, case: &Value) -> (OwnershipFile, ForgeAnswer) {
    let file = read(dialect, case);
    let matched = Matcher::new(&file).matching_segments(segments(dialect, case));
    let answer = decide(&file, &RepoPath::new("CODEOWNERS").expect("a path"), &matched);
    (file, answer)
}

fn mandatory_owners(dialect: Dialect, case: &Value) -> Vec<String> {
    let (_, answer) = answer(dialect, case);
    let winners = answer.rules.iter().filter(|rule| rule.wins && !rule.is_optional);
    let mut owners: Vec<String> = Vec::new();
    for owner in winners.flat_map(|rule| &rule.owners) {
        if !owners.iter().any(|it| **it == **owner) {
            owners.push(owner.to_string());
        }
    }
    owners
}

/// GitLab's names of the errors, each with its 1-based line.
fn errors(text: &str, dialect: Dialect) -> Value {
    let (_, problems) = read_as(dialect, text);
    let index = LineIndex::new(text);
    let named = problems.iter().filter_map(|problem| {
        let line = index.line_of(problem.range.start()) + 1;
        Some(Value::from(vec![Value::from(gitlab_name(problem)?), line.into()]))
    });
    named.collect()
}

fn gitlab_name(problem: &Problem) -> Option<&str> {
    problem.message.split_once("(GitLab: ")?.1.strip_suffix(')')
}

/// What a header says is seen on an entry below it.
fn section_header(case: &Value) -> Value {
    const ENTRY: &str = "entry";
    let header = text(case, "codeowners");
    let before: String = strings(&case["existing_sections"])
        .iter()
        .map(|name| format!("[{name}]\nx @x\n"))
        .collect();
    let text = format!("{before}{header}\n{ENTRY}\n");
    let (file, _) = read_as(Dialect::GitLab, &text);
    let names = errors(header, Dialect::GitLab);
    let names = names.as_array().into_iter().flatten().map(|error| error[0].clone());
    let names: Value = names.collect();
    let entry = file.rules.iter().find(|rule| &*rule.text == ENTRY).expect("the entry is a rule");
    let section = &file.sections[entry.section as usize];
    let Some(name) = &section.name else {
        return serde_json::json!({ "section": null, "errors": names });
    };
    let owners: Value = entry.owners.iter().map(|owner| &*owner.name).collect();
    serde_json::json!({
        "name": &**name,
        "optional": section.is_optional,
        "approvals": entry.approvals.unwrap_or(0),
        "default_owners": owners,
        "errors": names,
    })
}

fn default_owners(header: &str) -> Value {
    let (file, _) = read_as(Dialect::GitLab, &format!("{header}\nentry\n"));
    let entry = file.rules.last().expect("the entry is a rule");
    assert!(file.sections.len() == 2, "{header} is a header");
    entry.owners.iter().map(|owner| &*owner.name).collect()
}

fn section_name(section: &boundstone_model::Section) -> &str {
    section.name.as_deref().unwrap_or("codeowners")
}

fn section_approvals(dialect: Dialect, case: &Value) -> Value {
    let name = text(case, "section");
    let file = read(dialect, case);
    let entry =
        file.rules.iter().find(|it| section_name(&file.sections[it.section as usize]) == name);
    let entry = entry.expect("the section has an entry");
    let owners: Vec<&str> = entry.owners.iter().map(|owner| &*owner.name).collect();
    serde_json::json!({
        "approvals": entry.approvals.unwrap_or(0),
        "owner_line": owners.join(" "),
    })
}

/// Whether the text has a line that is skipped, or which lines, as the case asks.
fn invalid_lines(dialect: Dialect, case: &Value) -> Value {
    let text = text(case, "codeowners");
    let (_, problems) = read_as(dialect, text);
    let index = LineIndex::new(text);
    let lines: BTreeSet<u32> =
        problems.iter().map(|problem| index.line_of(problem.range.start()) + 1).collect();
    match &case["expected"] {
        Value::Bool(_) => Value::from(!lines.is_empty()),
        Value::Number(_) => lines.first().copied().into(),
        _ => lines.into_iter().collect(),
    }
}
