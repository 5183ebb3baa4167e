//! Scores the reader of decision records on records of real repositories, where these are at hand.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use boundstone_model::{
    Date, DecisionFile, DecisionName, FileEdit, LinkKind, LinkTarget, RepoPath, StatedLink,
};
use boundstone_records::decision::{self, NamedRecord};
use serde_json::Value;

/// What is scored, and the share of records that must be right, in permille.
const FLOORS: [(&str, usize); 6] = [
    ("id", 1000),
    ("title", 1000),
    ("status", 1000),
    ("date", 995),
    ("supersedes", 1000),
    ("superseded_by", 1000),
];

#[test]
fn records_of_real_repositories_are_read_right() {
    let Some(records) = corpus() else {
        eprintln!("skipped: the corpus of decision records is not beside this repository");
        return;
    };
    let mut scores = [(0_usize, 0_usize); FLOORS.len()];
    for record in &records {
        for (score, right) in scores.iter_mut().zip(judge(record)) {
            score.0 += usize::from(right);
            score.1 += 1;
        }
    }
    println!("{} records", records.len());
    for ((what, floor), (right, all)) in FLOORS.iter().zip(scores) {
        println!("{what:14} {right:4} of {all}");
        assert!(right * 1000 >= all * floor, "{what}: {right} of {all}");
    }
}

/// The share of records with a status that must be editable, in permille: the others state it in a form
/// that cannot be changed without changing more.
const EDITABLE: usize = 950;

#[test]
fn records_of_real_repositories_can_be_superseded() {
    let Some(records) = corpus() else {
        eprintln!("skipped: the corpus of decision records is not beside this repository");
        return;
    };
    let today = Date::new(2026, 7, 30);
    let (mut edited, mut stating) = (0, 0);
    for record in records.iter().filter(|record| record.file.status_raw.is_some()) {
        let path = &record.path;
        let by = NamedRecord {
            display: "ADR-9001".to_owned(),
            number: Some(9001),
            title: "What came next".to_owned(),
            href: "9001-what-came-next.md".to_owned(),
        };
        stating += 1;
        match decision::supersede(path, &record.text, &by, today) {
            Err(refusal) => println!("{path}: {}", refusal.message),
            Ok(edits) => {
                edited += 1;
                let after = FileEdit::applied(&record.text, &edits).unwrap();
                let (file, _) = decision::read(path, &after);
                assert_eq!(file.status.name(), "superseded", "{path}");
                let named = |link: &StatedLink| {
                    let is_successor = link.kind == LinkKind::SupersededBy && !link.is_partial;
                    is_successor && matches!(id_of(&link.target).as_str(), "9001")
                };
                let knew = record.file.links.iter().any(|it| it.kind == LinkKind::SupersededBy);
                assert!(knew || file.links.iter().any(named), "{path}: {after}");
                assert_eq!(file.title.value, record.file.title.value, "{path}");
            }
        }
        let says = decision::say_supersedes(path, &record.text, &by)
            .unwrap_or_else(|refusal| panic!("{}", refusal.message));
        let after = FileEdit::applied(&record.text, &says).unwrap();
        let (file, _) = decision::read(path, &after);
        let is_new =
            |link: &&StatedLink| link.kind == LinkKind::Supersedes && id_of(&link.target) == "9001";
        assert_eq!(file.links.iter().filter(is_new).count(), 1, "{path}: {after}");
        assert_eq!(file.status, record.file.status, "{path}");
    }
    println!("{edited} of {stating} records with a status, {} in all", records.len());
    assert!(edited * 1000 >= stating * EDITABLE, "{edited} of {stating}");
}

struct Record {
    truth: Value,
    path: RepoPath,
    text: String,
    file: DecisionFile,
}

/// The folder `shared` beside the checkout, whatever the depth of this package in it.
fn corpus() -> Option<Vec<Record>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|above| above.join("../shared/corpus/decisions"))
        .find(|folder| folder.join("truth.jsonl").is_file())?;
    let truths = std::fs::read_to_string(folder.join("truth.jsonl")).unwrap();
    let truths = truths.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    Some(
        truths
            .filter(|truth| truth.get("ambiguous").is_none())
            .map(|truth| {
                let path = truth["path"].as_str().unwrap();
                let repository = truth["repo"].as_str().unwrap().replace('/', "+");
                let on_disk: PathBuf = folder.join(repository).join(path);
                let text = std::fs::read_to_string(&on_disk).unwrap();
                let path = RepoPath::new(path).unwrap();
                let (file, _) = decision::read(&path, &text);
                Record { truth, path, text, file }
            })
            .collect(),
    )
}

fn judge(Record { truth, file, .. }: &Record) -> [bool; FLOORS.len()] {
    let says = |key: &str| truth[key].as_str();
    let is_id = says("id") == Some(&file.id)
        || truth["number"]
            .as_u64()
            .is_some_and(|number| file.number.map(u64::from) == Some(number));
    let title = plain(&file.title.value);
    let is_title = says("title").map(plain) == Some(title.clone());
    let is_status = says("status") == Some(file.status.name());
    let date = file.date.as_ref().map(|date| date.value.to_string());
    let is_date = date.as_deref() == says("date")
        || (says("date").is_none() && date.as_deref() == says("date_alt"));
    let stated = |kind: LinkKind| -> BTreeSet<String> {
        let links = file.links.iter().filter(|link| link.kind == kind && !link.is_partial);
        links.map(|link| id_of(&link.target)).collect()
    };
    let expected = |key: &str| -> BTreeSet<String> {
        let ids = truth[key].as_array().unwrap().iter();
        ids.map(|id| canonical(id.as_str().unwrap())).collect()
    };
    let supersedes = stated(LinkKind::Supersedes);
    let superseded_by = stated(LinkKind::SupersededBy);
    let right = [
        is_id,
        is_title,
        is_status,
        is_date,
        supersedes == expected("supersedes"),
        superseded_by == expected("superseded_by"),
    ];
    if right.contains(&false) {
        let wrong: Vec<&str> = FLOORS
            .iter()
            .zip(right)
            .filter(|(_, right)| !right)
            .map(|((what, _), _)| *what)
            .collect();
        println!(
            "{} {}: {wrong:?}: read {:?} {:?} {} {date:?} {supersedes:?} {superseded_by:?}; truth {} {} {} {} {} {}",
            truth["repo"],
            truth["path"],
            file.id,
            title,
            file.status.name(),
            truth["id"],
            truth["title"],
            truth["status"],
            truth["date"],
            truth["supersedes"],
            truth["superseded_by"],
        );
    }
    right
}

/// Case, backticks and asterisks do not count.
fn plain(title: &str) -> String {
    let kept: String = title.chars().filter(|c| !matches!(c, '`' | '*')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn id_of(target: &LinkTarget) -> String {
    match target {
        LinkTarget::Number { number, .. } => number.to_string(),
        LinkTarget::Slug(slug) => canonical(slug),
        LinkTarget::Href(href) => canonical(href.rsplit('/').next().unwrap_or_default()),
    }
}

/// The number of an id, or the id itself.
fn canonical(id: &str) -> String {
    let stem = id.strip_suffix(".md").unwrap_or(id);
    let name = DecisionName::of_stem(stem);
    name.number.map_or(name.id, |number| number.to_string())
}
