//! Records that are edited one after the other, against the same read from scratch.

use std::sync::Arc;

use boundstone_model::{FactsBuilder, ItemKind, Language, Marks, NewItem, RepoPath, Visibility};
use boundstone_records::{contract, decision};
use boundstone_text::TextRange;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{Change, FileInput, InTurn, Record, World};

const RECORDS: [&str; 4] = [
    "docs/adr/0001-first.md",
    "docs/adr/0002-second.md",
    "docs/adr/0003-third.md",
    "docs/adr/0004-fourth.md",
];

const FRONT: [&str; 9] = [
    "",
    "governs:\n  - src/**\n",
    "governs:\n  - src/**\n  - \"!src/lib.rs\"\n  - \"src/*.rs\"\n",
    "governs:\n  - \"src/lib.rs#first\"\n",
    "governs:\n  - docs/\n  - \"src/lib.rs#first\"\n  - \"src/lib.rs#second\"\n",
    "governs:\n  - \"boundary:shop\"\n  - \"shop#first\"\n",
    "governs:\n  - \"[\"\n",
    "enforce:\n  - forbid: { call: y, except: [\"src/x*\", \"[\"] }\n",
    "id: ADR-0009\n",
];

const STATUS: [&str; 6] = [
    "",
    "Accepted\n",
    "Superseded by [2](0002-second.md)\n",
    "Accepted\n\nSupersedes [1](0001-first.md)\n",
    "Accepted\n\nAmends [3](0003-third.md)\n\nSupersedes ADR-0004\n",
    "Accepted\n\nSupersedes [9](0009-gone.md)\n\nAmends [2](0002-second.md)\n",
];

const PROSE: [&str; 2] = ["", "Some words.\n\n"];

fn path(text: &str) -> RepoPath {
    RepoPath::new(text).unwrap()
}

fn code(names: &[&str]) -> FileInput {
    let mut facts = FactsBuilder::default();
    for (name, at) in names.iter().zip((0..).step_by(20)) {
        facts.push(NewItem {
            name,
            kind: ItemKind::Function,
            visibility: Visibility::Public,
            marks: Marks::default(),
            range: TextRange::new(at, at + 9),
            name_at: at,
            lead_start: at,
            parent: None,
        });
    }
    let hash = |bytes: &[u8]| {
        bytes.iter().fold(7, |hash: u64, byte| hash.wrapping_mul(31) + u64::from(*byte))
    };
    FileInput::of_source(Arc::new(facts.finish(Language::Rust, "", hash)))
}

fn shop() -> FileInput {
    let text = "name = \"shop\"\n\n[interface]\nfirst = \"stable\"\n";
    let (contract, _) = contract::read(text);
    FileInput::of_record(Record::Contract(Arc::new(contract)))
}

/// What happens to one file.
#[derive(Clone, Debug)]
enum Step {
    Write { record: &'static str, front: &'static str, status: &'static str, prose: &'static str },
    Remove { record: &'static str },
    Code { has_first: bool },
    Contract { is_there: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let write = (
        select(RECORDS.as_slice()),
        select(FRONT.as_slice()),
        select(STATUS.as_slice()),
        select(PROSE.as_slice()),
    );
    prop_oneof![
        12 => write.prop_map(|(record, front, status, prose)| Step::Write { record, front, status, prose }),
        1 => select(RECORDS.as_slice()).prop_map(|record| Step::Remove { record }),
        2 => any::<bool>().prop_map(|has_first| Step::Code { has_first }),
        1 => any::<bool>().prop_map(|is_there| Step::Contract { is_there }),
    ]
}

impl Step {
    fn change(&self) -> (RepoPath, Option<FileInput>) {
        match self {
            Self::Write { record, front, status, prose } => {
                let record = path(record);
                let text = format!("---\n{front}---\n\n{prose}# T\n\n## Status\n\n{status}");
                let (file, _) = decision::read(&record, &text);
                (record, Some(FileInput::of_record(Record::Decision(Arc::new(file)))))
            }
            Self::Remove { record } => (path(record), None),
            Self::Code { has_first: true } => {
                (path("src/lib.rs"), Some(code(&["first", "second"])))
            }
            Self::Code { has_first: false } => (path("src/lib.rs"), Some(code(&["second"]))),
            Self::Contract { is_there } => (path("boundary.toml"), is_there.then(shop)),
        }
    }
}

proptest! {
    #[test]
    fn records_edited_one_by_one_are_those_read_from_scratch(
        steps in prop::collection::vec(prop::collection::vec(step(), 1..3), 1..16),
    ) {
        let mut world = World::empty();
        for together in &steps {
            let changes = together.iter().map(Step::change);
            let files = changes.map(|(path, input)| (path, input.map(Arc::new))).collect();
            world = world.apply(Change { files }, &InTurn);
            let files = world.files().map(|(path, input)| (path.clone(), input.clone()));
            let scratch = World::from_scratch(files.collect::<Vec<_>>(), &InTurn);
            prop_assert!(world.is_same(&scratch), "{:?}", together);
        }
    }
}

#[test]
fn an_edit_of_prose_leaves_what_is_governed_and_named_as_it_is() {
    let write = |prose| {
        let (front, status) = (FRONT[2], STATUS[1]);
        let step = Step::Write { record: RECORDS[0], front, status, prose };
        let (path, input) = step.change();
        Change { files: vec![(path, input.map(Arc::new))] }
    };
    let before = World::empty().apply(write(PROSE[0]), &InTurn);
    let after = before.apply(write(PROSE[1]), &InTurn);
    assert!(!Arc::ptr_eq(&before.decisions, &after.decisions));
    assert!(Arc::ptr_eq(&before.governs, &after.governs));
    assert!(Arc::ptr_eq(&before.decisions.names, &after.decisions.names));
}
