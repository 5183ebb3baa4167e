//! Invariants of the World, on facts made by hand.

use std::sync::Arc;

use boundstone_model::{
    Binding, CandidateMention, DecisionFile, FactsBuilder, FileFacts, ItemKind, Language, LinkKind,
    LinkTarget, Marks, MentionKey, NewItem, RepoPath, Rule, Spanned, StatedLink, Status,
    Visibility,
};
use boundstone_text::TextRange;

use crate::{Change, FileInput, InTurn, Record, World, query};

fn path(text: &str) -> RepoPath {
    RepoPath::new(text).unwrap()
}

/// A file whose one function begins at `at` and mentions `prefix`-`number`.
fn mentioning(at: u32, prefix: &str, number: u32) -> FileInput {
    let mut facts = FactsBuilder::default();
    let range = TextRange::new(at, at + 9);
    let new = NewItem {
        name: "f",
        kind: ItemKind::Function,
        visibility: Visibility::Public,
        marks: Marks::default(),
        range,
        name_at: at,
        lead_start: at,
        parent: None,
    };
    let item = facts.push(new);
    facts.mentions.push(CandidateMention {
        range,
        key: MentionKey::Numbered { prefix: prefix.into(), number },
        clause: None,
        is_external: false,
        lacks_separator: false,
        link: None,
        title: None,
        slug: None,
        binding: Binding::Item(item),
    });
    let hash = |bytes: &[u8]| {
        bytes.iter().fold(7, |hash: u64, byte| hash.wrapping_mul(31) + u64::from(*byte))
    };
    source(facts.finish(Language::Rust, "", hash))
}

fn source(facts: FileFacts) -> FileInput {
    FileInput::of_source(Arc::new(facts))
}

fn record(number: u32, status: Status, supersedes: Option<u32>) -> FileInput {
    let raw = Spanned::new(Arc::from(status.name()), TextRange::default());
    let link = |number| StatedLink {
        kind: LinkKind::Supersedes,
        target: LinkTarget::Number { prefix: None, number },
        is_partial: false,
        range: TextRange::default(),
    };
    let file = DecisionFile {
        id: Arc::from(format!("{number:04}")),
        number: Some(number),
        prefix: None,
        title: Spanned::new(Arc::from("T"), TextRange::default()),
        status,
        status_raw: (status != Status::Unknown).then_some(raw),
        date: None,
        links: supersedes.into_iter().map(link).collect(),
        constraints: Box::default(),
        governs: Box::default(),
        outcome: None,
    };
    FileInput::of_record(Record::Decision(Arc::new(file)))
}

fn rules(world: &World, file: &str) -> Vec<Rule> {
    query::findings(world, &query::NoCode, &path(file)).iter().map(|finding| finding.rule).collect()
}

fn records(numbers: &[u32]) -> Vec<(RepoPath, FileInput)> {
    let file = |number: &u32| path(&format!("docs/adr/{number:04}-x.md"));
    numbers.iter().map(|number| (file(number), record(*number, Status::Accepted, None))).collect()
}

#[test]
fn typing_changes_one_entry() {
    let mut files = records(&[1]);
    files.push((path("a.rs"), mentioning(0, "ADR", 1)));
    let world = World::from_scratch(files, &InTurn);
    let typed = Change { files: vec![(path("a.rs"), Some(mentioning(5, "ADR", 1).into()))] };
    let after = world.apply(typed, &InTurn);
    assert!(after.shares_tables_with(&world) && after.mentions.is_shared_with(&world.mentions));
    assert!(!after.difference(&world, &[path("a.rs")]).is_global);
}

#[test]
fn boundaries_are_made_again_when_a_manifest_says_something_else_of_them() {
    let cargo = |text: &str| {
        let manifest = boundstone_records::manifest::cargo(text).0;
        FileInput::of_record(Record::Cargo(Arc::new(manifest)))
    };
    let npm = |text: &str| {
        let manifest = boundstone_records::manifest::npm(text).0;
        FileInput::of_record(Record::Npm(Arc::new(manifest)))
    };
    let rust = "package.name = 'a'\ndependencies.b = { path = 'b' }\n";
    let web = "{\"name\": \"w\"";
    let files =
        [(path("Cargo.toml"), cargo(rust)), (path("package.json"), npm(&format!("{web}}}")))];
    let world = World::from_scratch(files, &InTurn);
    let shares = |file: &str, input: FileInput| {
        let change = Change { files: vec![(path(file), Some(input.into()))] };
        world.apply(change, &InTurn).shares_tables_with(&world)
    };
    let with = |more: &str| cargo(&format!("{rust}{more}"));
    assert!(shares("Cargo.toml", with("dependencies.c = '1'\npackage.edition = '2024'")));
    assert!(!shares("Cargo.toml", with("dependencies.c = { path = 'c' }")));
    assert!(!shares("Cargo.toml", with("dependencies.c.workspace = true")));
    assert!(!shares("Cargo.toml", with("workspace.members = ['x']")));
    assert!(shares("package.json", npm(&format!("{web}, \"main\": \"x.js\"}}"))));
    assert!(!shares("package.json", npm(&format!("{web}, \"workspaces\": [\"x\"]}}"))));
    assert!(!shares("package.json", cargo(rust)));
}

#[test]
fn a_number_beyond_the_known_ones_is_another_projects() {
    let mut files = records(&[1, 2, 3]);
    files.push((path("near.rs"), mentioning(0, "ADR", 4)));
    files.push((path("far.rs"), mentioning(0, "ADR", 7230)));
    files.push((path("other.rs"), mentioning(0, "UTF", 8)));
    let world = World::from_scratch(files, &InTurn);
    assert_eq!(rules(&world, "near.rs"), [Rule::DecisionUnknown]);
    assert!(rules(&world, "far.rs").is_empty() && rules(&world, "other.rs").is_empty());
}

#[test]
fn a_hole_in_numbers_that_are_not_given_in_turn_says_nothing() {
    let mut files = records(&[1999, 2064, 9811]);
    files.push((path("a.rs"), mentioning(0, "ADR", 3986)));
    assert!(rules(&World::from_scratch(files, &InTurn), "a.rs").is_empty());
}

#[test]
fn numbered_pages_without_a_status_are_no_records() {
    let page = |number: u32, status| {
        (path(&format!("notes/{number:04}-x.md")), record(number, status, None))
    };
    let mut files =
        vec![page(1, Status::Unknown), page(2, Status::Unknown), page(3, Status::Unknown)];
    files.push((path("a.rs"), mentioning(0, "ADR", 9)));
    let world = World::from_scratch(files.clone(), &InTurn);
    assert!(query::decisions(&world).is_empty() && rules(&world, "a.rs").is_empty());
    let stated = files.into_iter().chain([page(1, Status::Accepted), page(2, Status::Accepted)]);
    assert_eq!(query::decisions(&World::from_scratch(stated, &InTurn)).len(), 3);
}

#[test]
fn a_proposed_decision_retires_nobody() {
    for (status, is_retired) in [(Status::Accepted, true), (Status::Proposed, false)] {
        let mut files = records(&[1]);
        files.push((path("docs/adr/0002-x.md"), record(2, status, Some(1))));
        files.push((path("a.rs"), mentioning(0, "ADR", 1)));
        let world = World::from_scratch(files, &InTurn);
        assert_eq!(rules(&world, "a.rs").contains(&Rule::DecisionSuperseded), is_retired);
        let first = query::decision_named(&world, "1").remove(0).summary;
        assert_eq!(
            (first.is_in_force, first.successors.len()),
            (!is_retired, usize::from(is_retired))
        );
    }
}

#[test]
fn a_cycle_of_supersession_ends() {
    let mut files = Vec::new();
    for (number, supersedes) in [(1, 2), (2, 1)] {
        files.push((
            path(&format!("docs/adr/{number:04}-x.md")),
            record(number, Status::Accepted, Some(supersedes)),
        ));
    }
    let decisions = query::decisions(&World::from_scratch(files, &InTurn));
    assert!(decisions.iter().all(|it| !it.summary.is_in_force && it.summary.successors.is_empty()));
}
