use boundstone_model::{Rule, Severity};
use proptest::prelude::*;

use super::*;

fn problems(text: &str) -> Vec<(&'static str, &str, String)> {
    let problems = read(text).1;
    problems.into_iter().map(|it| (it.rule.id(), it.range.slice(text), it.help)).collect()
}

#[test]
fn reads_every_key() {
    let text = r#"
layers = ["app", "engine"]
base = "origin/main"
exclude = ["vendor/**"]
[decisions]
paths = ["notes/adr"]
[ownership]
dialect = "gitlab"
known = ["@acme/bots"]
[rules]
"ownership/unowned" = "warning"
"decision/superseded" = "off"
"contract/stability-leak" = "error"
"#;
    let (config, found) = read(text);
    assert_eq!(found, []);
    assert_eq!(config.layers.unwrap()[1].range.slice(text), "\"engine\"");
    assert_eq!(&*config.base.unwrap().value, "origin/main");
    assert_eq!(&*config.exclude[0].value, "vendor/**");
    assert_eq!(&*config.decision_paths[0].value, "notes/adr");
    assert_eq!(config.dialect.unwrap().value, Dialect::GitLab);
    assert_eq!(&*config.known_owners[0].value, "@acme/bots");
    let expected = [
        (Rule::OwnershipUnowned, Some(Severity::Warning)),
        (Rule::DecisionSuperseded, None),
        (Rule::ContractStabilityLeak, Some(Severity::Error)),
    ];
    assert_eq!(config.rules, expected);
}

#[test]
fn what_is_wrong_is_marked_where_it_stands() {
    let text = r#"
layer = ["a"]
layers = ["a", "b", "a"]
exclude = "vendor"
[decisions]
path = ["x"]
paths = ["../elsewhere", "/etc"]
[ownership]
dialect = "git-hub"
[rules]
"ownership/unownd" = "error"
"config/unknown-key" = "loud"
"boundary/layer" = "fatal"
"#;
    let found = problems(text);
    let marked: Vec<_> = found.iter().map(|(rule, marked, _)| (*rule, *marked)).collect();
    assert_eq!(
        marked,
        [
            ("config/unknown-key", "layer"),
            ("config/malformed", "\"a\""),
            ("config/malformed", "\"vendor\""),
            ("config/unknown-key", "path"),
            ("config/malformed", "\"../elsewhere\""),
            ("config/malformed", "\"/etc\""),
            ("config/malformed", "\"git-hub\""),
            ("config/unknown-key", "\"ownership/unownd\""),
            ("config/malformed", "\"loud\""),
            ("config/malformed", "\"fatal\""),
        ]
    );
    assert_eq!(found[0].2, "did you mean `layers`?");
    assert_eq!(found[6].2, "did you mean `github`?");
    assert_eq!(found[7].2, "did you mean `ownership/unowned`?");
}

#[test]
fn every_rule_can_be_set() {
    let ids: Vec<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    let text: String = ids.iter().map(|id| format!("\"{id}\" = \"hint\"\n")).collect();
    let (config, found) = read(&format!("[rules]\n{text}"));
    assert_eq!((config.rules.len(), found), (ids.len(), vec![]));
}

proptest! {
    #[test]
    fn no_text_panics(text in "([a-z.\"'=\\[\\]{}#, é\\n]|layers|\\[rules\\]|\\[ownership\\]){0,60}") {
        let (_, problems) = read(&text);
        for problem in problems {
            prop_assert!(problem.range.end() as usize <= text.len());
        }
    }
}
