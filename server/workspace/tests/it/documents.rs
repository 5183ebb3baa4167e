//! Open documents: edits, wrong events, and the truth once they are closed.

use boundstone_engine::{Record, query};
use boundstone_workspace::{Cancel, Event};

use crate::live::Live;
use crate::repository::{Repository, input, items, path, paths};

fn repository() -> Repository {
    Repository::new(&[("src/a.rs", "fn disk() {}\n"), ("CODEOWNERS", "* @disk\n")])
}

fn owner(snapshot: &boundstone_workspace::Snapshot, of: &str) -> Vec<String> {
    let owned = query::ownership(&snapshot.world, &path(of));
    owned.owners.iter().map(ToString::to_string).collect()
}

#[test]
fn a_read_sees_the_edits_before_it_and_none_after() {
    let repository = repository();
    let live = Live::start(&repository);
    live.open("src/a.rs", 0, "");
    let (sender, receiver) = std::sync::mpsc::channel();
    for version in 1..=500 {
        live.replace("src/a.rs", version, &format!("fn f{version}() {{}}"));
        let sender = sender.clone();
        let read = move |snapshot: boundstone_workspace::Snapshot| {
            let names = items(&snapshot.world, "src/a.rs");
            sender.send((version, snapshot.version(&path("src/a.rs")), names)).unwrap();
        };
        live.workspace.read(Cancel::default(), Box::new(read));
    }
    drop(sender);
    let seen: Vec<_> = receiver.iter().collect();
    assert_eq!(seen.len(), 500);
    for (version, of_document, names) in seen {
        assert_eq!((of_document, names), (Some(version), vec![format!("f{version}")]));
    }
}

#[test]
fn an_edit_counts_before_it_is_saved() {
    let repository = repository();
    let live = Live::start(&repository);
    live.open("src/a.rs", 1, "fn disk() {}\n");
    live.edit("src/a.rs", 2, (0, 3), (0, 7), "buffer");
    live.open("CODEOWNERS", 1, "* @buffer\n");
    let snapshot = live.now();
    assert_eq!(items(&snapshot.world, "src/a.rs"), ["buffer"]);
    assert_eq!(snapshot.text(&path("src/a.rs")).as_deref(), Some("fn buffer() {}\n"));
    assert_eq!(owner(&snapshot, "src/a.rs"), ["@buffer"]);
}

#[test]
fn wrong_events_change_nothing() {
    let repository = repository();
    let live = Live::start(&repository);
    live.replace("src/a.rs", 1, "fn unopened() {}");
    live.close("src/a.rs");
    live.send(Event::Saved { path: path("src/unknown.rs") });
    assert_eq!(items(&live.now().world, "src/a.rs"), ["disk"]);
    live.open("src/a.rs", 5, "fn five() {}");
    live.replace("src/a.rs", 4, "fn four() {}");
    assert_eq!(items(&live.now().world, "src/a.rs"), ["five"], "an older version");
    live.open("src/a.rs", 1, "fn again() {}");
    assert_eq!(items(&live.now().world, "src/a.rs"), ["again"], "a double open replaces");
    live.close("src/a.rs");
    live.close("src/a.rs");
    let snapshot = live.settled();
    assert_eq!(items(&snapshot.world, "src/a.rs"), ["disk"]);
    assert_eq!(paths(&snapshot.world), ["CODEOWNERS", "src/a.rs"]);
    assert!(live.troubles.lock().unwrap().is_empty());
}

#[test]
fn positions_that_are_none_are_clamped_and_a_full_text_heals() {
    let repository = repository();
    let live = Live::start(&repository);
    live.open("src/a.rs", 1, "// 😀\r\nfn a() {}");
    live.edit("src/a.rs", 2, (9, 9), (0, 4), "!");
    live.edit("src/a.rs", 3, (0, u32::MAX), (u32::MAX, 0), "\u{FFFD}");
    live.now();
    live.replace("src/a.rs", 4, "fn healed() {}");
    assert_eq!(items(&live.now().world, "src/a.rs"), ["healed"]);
}

#[test]
fn a_closed_document_is_what_the_disk_says() {
    let repository = repository();
    let live = Live::start(&repository);
    live.open("src/a.rs", 1, "fn unsaved() {}");
    live.open("src/new.rs", 1, "fn never_saved() {}");
    assert_eq!(items(&live.now().world, "src/new.rs"), ["never_saved"]);
    repository.write("src/a.rs", "fn changed() {}");
    live.close("src/a.rs");
    live.close("src/new.rs");
    let snapshot = live.settled();
    assert_eq!(items(&snapshot.world, "src/a.rs"), ["changed"], "though no watcher said so");
    assert_eq!(paths(&snapshot.world), ["CODEOWNERS", "src/a.rs"]);
    assert!(!snapshot.is_open(&path("src/a.rs")));
}

#[test]
fn while_it_is_open_the_buffer_is_the_truth() {
    let repository = repository();
    let live = Live::start(&repository);
    live.open("src/a.rs", 1, "fn buffer() {}");
    repository.write("src/a.rs", "fn rewritten() {}");
    live.watched(&["src/a.rs"]);
    assert_eq!(items(&live.settled().world, "src/a.rs"), ["buffer"]);
    repository.remove("src");
    live.watched(&["src"]);
    assert_eq!(items(&live.settled().world, "src/a.rs"), ["buffer"]);
    live.close("src/a.rs");
    assert_eq!(paths(&live.settled().world), ["CODEOWNERS"]);
}

#[test]
fn a_document_that_git_leaves_alone_is_none_of_the_repository() {
    let repository = repository();
    repository.write(".gitignore", "gen/\n");
    let live = Live::start(&repository);
    live.open("gen/a.rs", 1, "fn generated() {}");
    live.open("node_modules/x/i.js", 1, "function f() {}");
    let snapshot = live.settled();
    assert_eq!(paths(&snapshot.world), [".gitignore", "CODEOWNERS", "src/a.rs"]);
    assert_eq!(snapshot.text(&path("gen/a.rs")).as_deref(), Some("fn generated() {}"));
    repository.write(".gitignore", "");
    live.watched(&[".gitignore"]);
    assert_eq!(items(&live.settled().world, "gen/a.rs"), ["generated"]);
}

#[test]
fn a_tsconfig_is_read_from_the_disk_and_from_its_buffer() {
    let repository = repository();
    repository.write(".gitignore", "gen/\n");
    for folder in ["web", "gen", "web/node_modules/x"] {
        repository.write(&format!("{folder}/tsconfig.json"), "{\"extends\": \"./disk\"}");
    }
    let live = Live::start(&repository);
    let extends = || {
        let world = live.settled().world;
        let records = world.records().filter_map(|(path, record)| match record {
            Record::TsConfig(config) => Some(format!("{path} {}", config.extends[0].value)),
            _ => None,
        });
        records.collect::<Vec<_>>()
    };
    assert_eq!(extends(), ["web/tsconfig.json ./disk"]);
    live.open("web/tsconfig.json", 1, "{\"extends\": \"./buffer\"}");
    assert_eq!(extends(), ["web/tsconfig.json ./buffer"]);
    live.close("web/tsconfig.json");
    repository.write("web/tsconfig.json", "{\"extends\": \"./again\"}");
    live.watched(&["web/tsconfig.json"]);
    assert_eq!(extends(), ["web/tsconfig.json ./again"]);
    repository.write("web/tsconfig.json", "{\"extends\": ");
    live.watched(&["web/tsconfig.json"]);
    let world = live.settled().world;
    assert!(input(&world, "web/tsconfig.json").not_checked().is_some());
}

#[test]
fn settings_count_before_they_are_saved() {
    let repository = repository();
    let live = Live::start(&repository);
    live.open("boundstone.toml", 1, "");
    live.open("src/a.rs", 1, "fn buffer() {}");
    live.replace("boundstone.toml", 2, "exclude = [\"src\"]\n");
    assert!(items(&live.settled().world, "src/a.rs").is_empty());
    live.replace("boundstone.toml", 3, "exclude = []\n");
    assert_eq!(items(&live.settled().world, "src/a.rs"), ["buffer"]);
    live.replace("boundstone.toml", 4, "exclude = [\"src\"]\n");
    live.close("boundstone.toml");
    live.close("src/a.rs");
    assert_eq!(items(&live.settled().world, "src/a.rs"), ["disk"]);
}

#[test]
fn a_huge_buffer_is_kept_but_not_checked() {
    let repository = repository();
    let live = Live::start(&repository);
    let huge = "x\n".repeat(3 * 1024 * 1024);
    live.open("src/a.rs", 1, &huge);
    live.open("CODEOWNERS", 1, &huge);
    let snapshot = live.now();
    for of in ["src/a.rs", "CODEOWNERS"] {
        assert!(snapshot.world.file(&path(of)).unwrap().not_checked().is_some(), "{of}");
    }
    live.edit("src/a.rs", 2, (0, 0), (u32::MAX, 0), "fn small() {}");
    assert_eq!(items(&live.now().world, "src/a.rs"), ["small"]);
}

#[test]
fn a_cancelled_read_is_dropped_and_a_panicking_one_costs_only_itself() {
    let repository = repository();
    let live = Live::start(&repository);
    let cancel = Cancel::default();
    cancel.cancel();
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    live.workspace.read(cancel, Box::new(move |_| sender.send(()).unwrap()));
    assert!(receiver.recv().is_err(), "dropped without an answer");
    for _ in 0..20 {
        live.workspace.read(Cancel::default(), Box::new(|_| panic!("a bug in a handler")));
    }
    assert_eq!(items(&live.settled().world, "src/a.rs"), ["disk"]);
}
