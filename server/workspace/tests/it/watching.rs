//! What happens on disk, as the editor tells it and as we see it ourselves.

use boundstone_workspace::{Event, Options, Snapshot};

use crate::live::Live;
use crate::repository::{Repository, items, path, paths};

fn has(snapshot: &Snapshot, of: &str, names: &[&str]) -> bool {
    snapshot.world.file(&path(of)).is_some() && items(&snapshot.world, of) == names
}

#[test]
fn files_and_folders_that_come_change_and_go() {
    let repository = Repository::new(&[("a.rs", "fn a() {}"), ("sub/b.rs", "fn b() {}")]);
    let live = Live::start(&repository);
    repository.write("a.rs", "fn changed() {}");
    repository.write("new/deep/c.rs", "fn c() {}");
    live.watched(&["a.rs", "new"]);
    let snapshot = live.settled();
    assert_eq!(items(&snapshot.world, "a.rs"), ["changed"]);
    assert_eq!(items(&snapshot.world, "new/deep/c.rs"), ["c"]);
    std::fs::rename(repository.at("new"), repository.at("moved")).unwrap();
    repository.remove("sub");
    live.watched(&["new", "moved", "sub"]);
    assert_eq!(paths(&live.settled().world), ["a.rs", "moved/deep/c.rs"]);
    repository.remove("moved");
    repository.write("moved", "a file where a folder was");
    live.watched(&["moved/deep/c.rs", "moved"]);
    assert_eq!(paths(&live.settled().world), ["a.rs", "moved"]);
}

#[test]
fn a_silent_watcher_is_made_up_for_by_a_rescan() {
    let repository = Repository::new(&[("a.rs", "fn a() {}"), ("gone.rs", "")]);
    let live = Live::start(&repository);
    repository.write("a.rs", "fn b() {}");
    repository.write("new.rs", "fn n() {}");
    repository.remove("gone.rs");
    live.send(Event::Rescan);
    let snapshot = live.settled();
    assert_eq!(paths(&snapshot.world), ["a.rs", "new.rs"]);
    assert_eq!(items(&snapshot.world, "a.rs"), ["b"]);
}

#[test]
fn what_git_is_told_to_ignore_goes_and_comes_back() {
    let repository = Repository::new(&[("sub/gen/a.rs", "fn a() {}"), ("sub/b.rs", "")]);
    let live = Live::start(&repository);
    repository.write("sub/.gitignore", "gen\n");
    live.watched(&["sub/.gitignore"]);
    assert_eq!(paths(&live.settled().world), ["sub/.gitignore", "sub/b.rs"]);
    repository.remove("sub/.gitignore");
    live.watched(&["sub/.gitignore"]);
    assert_eq!(paths(&live.settled().world), ["sub/b.rs", "sub/gen/a.rs"]);
    repository.write(".git/info/exclude", "gen\n");
    live.watched(&[".git/info/exclude"]);
    assert_eq!(paths(&live.settled().world), ["sub/b.rs"]);
}

#[test]
fn what_git_tracks_is_followed_whatever_its_rules_say() {
    let repository = Repository::new(&[("gen/a.rs", "fn a() {}"), ("gen/b.rs", "")]);
    repository.git(&["add", "gen/a.rs"]);
    let live = Live::start(&repository);
    repository.write(".gitignore", "gen\n");
    live.watched(&[".gitignore"]);
    assert_eq!(paths(&live.settled().world), [".gitignore", "gen/a.rs"]);
    repository.write("gen/a.rs", "fn changed() {}");
    repository.write("gen/new.rs", "");
    live.watched(&["gen/a.rs", "gen/new.rs"]);
    let snapshot = live.settled();
    assert_eq!(paths(&snapshot.world), [".gitignore", "gen/a.rs"]);
    assert_eq!(items(&snapshot.world, "gen/a.rs"), ["changed"]);
    repository.remove("gen/a.rs");
    live.watched(&["gen/a.rs"]);
    assert_eq!(paths(&live.settled().world), [".gitignore"]);
}

#[test]
fn a_folder_that_becomes_a_repository_is_one_path() {
    let repository = Repository::new(&[("sub/a.rs", "fn a() {}")]);
    let live = Live::start(&repository);
    crate::repository::git_in(&repository.at("sub"), &["init", "-q"]);
    live.watched(&["sub/.git"]);
    assert_eq!(paths(&live.settled().world), ["sub"]);
    repository.remove("sub/.git");
    live.watched(&["sub/.git"]);
    assert_eq!(paths(&live.settled().world), ["sub/a.rs"]);
}

/// Many files under two branches that differ in all of them.
fn two_branches(files: usize) -> Repository {
    let repository = Repository::new(&[("CODEOWNERS", "* @a\n")]);
    for number in 0..files {
        repository.write(&format!("src/f{number}.rs"), "fn one() {}");
    }
    repository.commit();
    repository.git(&["checkout", "-q", "-b", "two"]);
    for number in 0..files {
        repository.write(&format!("src/f{number}.rs"), "fn second() {}");
    }
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    repository
}

fn branch_of(snapshot: &Snapshot, files: usize) -> Result<String, String> {
    let mut names: Vec<String> = (0..files)
        .filter(|number| *number != 1)
        .flat_map(|number| items(&snapshot.world, &format!("src/f{number}.rs")))
        .collect();
    names.sort();
    names.dedup();
    if names.len() == 1 { Ok(names.remove(0)) } else { Err(format!("half a checkout: {names:?}")) }
}

#[test]
fn a_checkout_while_typing_is_one_change() {
    const FILES: usize = 1_500;
    let repository = two_branches(FILES);
    let live = Live::start(&repository);
    live.published();
    live.open("src/f1.rs", 0, "fn typed() {}");
    repository.git(&["checkout", "-q", "two"]);
    for number in 0..FILES {
        live.watched(&[&format!("src/f{number}.rs")]);
        live.replace("src/f1.rs", number as i32 + 1, &format!("fn typed{number}() {{}}"));
    }
    let last = live.settled();
    assert_eq!(branch_of(&last, FILES).unwrap(), "second");
    assert_eq!(items(&last.world, "src/f1.rs"), [format!("typed{}", FILES - 1)]);
}

#[test]
fn half_a_checkout_is_never_shown() {
    const FILES: usize = 60;
    let repository = two_branches(FILES);
    let live = Live::start(&repository);
    live.published();
    // As git does: it holds the lock, writes the files, and lets go.
    repository.write(".git/index.lock", "");
    for number in 0..FILES {
        repository.write(&format!("src/f{number}.rs"), "fn second() {}");
        live.watched(&[&format!("src/f{number}.rs")]);
        assert!(branch_of(&live.now(), FILES).is_ok());
    }
    repository.remove(".git/index.lock");
    assert_eq!(branch_of(&live.settled(), FILES).unwrap(), "second");
    for snapshot in live.published() {
        branch_of(&snapshot, FILES).unwrap();
    }
}

#[test]
fn our_own_watch_sees_what_happens() {
    let repository = Repository::new(&[("a.rs", "fn a() {}"), ("sub/b.rs", "fn b() {}")]);
    let live = Live::start_with(&repository, &Options { watches: true, ..Options::default() });
    repository.write("a.rs", "fn changed() {}");
    live.until(|it| has(it, "a.rs", &["changed"]));
    repository.write("new/deep/c.rs", "fn c() {}");
    live.until(|it| has(it, "new/deep/c.rs", &["c"]));
    repository.write("new/deep/d.rs", "fn d() {}");
    live.until(|it| has(it, "new/deep/d.rs", &["d"]));
    repository.remove("new");
    live.until(|it| it.world.file(&path("new/deep/c.rs")).is_none());
    repository.write("new/deep/c.rs", "fn again() {}");
    live.until(|it| has(it, "new/deep/c.rs", &["again"]));
    repository.write("new/deep/c.rs", "fn and_again() {}");
    live.until(|it| has(it, "new/deep/c.rs", &["and_again"]));
    std::fs::rename(repository.at("sub"), repository.at("other")).unwrap();
    live.until(|it| has(it, "other/b.rs", &["b"]) && it.world.file(&path("sub/b.rs")).is_none());
    repository.write("other/b.rs", "fn moved() {}");
    live.until(|it| has(it, "other/b.rs", &["moved"]));
    assert!(live.troubles.lock().unwrap().is_empty());
}
