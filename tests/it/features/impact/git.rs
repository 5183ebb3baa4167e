use serde_json::json;

use super::{list, repository, rows};
use crate::repository::Repository;

#[track_caller]
fn failure(repository: &Repository, arguments: &[&str]) -> String {
    let output = repository.run(arguments);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

fn commit(repository: &Repository) {
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-q", "-m", "more"]);
}

const FILES: &[&str] = &["change", "path", "kind"];

#[test]
fn the_base_is_what_was_asked_or_set_or_the_default_branch_or_head() {
    let repository = repository();
    let base = |arguments: &[&str]| {
        let answer = repository.json(&[&["impact"], arguments].concat());
        (answer["base"]["revision"].clone(), answer["base"]["reason"].clone())
    };
    let head = (json!("HEAD"), json!("no default branch upstream is known"));
    assert_eq!(base(&[]), head);
    repository.git(&["branch", "old"]);
    assert_eq!(base(&["--base", "old"]), (json!("old"), json!("as asked")));
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let default = json!("the default branch upstream");
    assert_eq!(base(&[]), (json!("origin/main"), default.clone()));
    repository.git(&["update-ref", "refs/remotes/origin/trunk", "HEAD"]);
    repository.git(&["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk"]);
    assert_eq!(base(&[]), (json!("origin/HEAD"), default));
    repository.write("boundstone.toml", "base = \"old\"\n");
    assert_eq!(base(&[]), (json!("old"), json!("`base` in boundstone.toml")));
    repository.write("boundstone.toml", "base = \"gone\"\n");
    assert!(failure(&repository, &["impact"]).contains("the `base` in boundstone.toml"));
}

#[test]
fn the_change_is_seen_from_what_both_have_in_common() {
    let repository = repository();
    repository.git(&["branch", "base"]);
    repository.write("bank/src/ours.rs", "");
    commit(&repository);
    repository.git(&["checkout", "-q", "base"]);
    repository.write("bank/src/theirs.rs", "");
    commit(&repository);
    repository.git(&["checkout", "-q", "-"]);
    let answer = repository.json(&["impact", "--base", "base"]);
    assert_eq!(rows(&answer, "files", FILES), ["added bank/src/ours.rs file"]);
}

#[test]
fn every_kind_of_change_is_seen() {
    let repository = repository();
    repository.write("logo.png", "a\0b");
    repository.write("old.txt", "one\ntwo\nthree\n");
    repository.write("gone.txt", "x");
    repository.write("kept.txt", "x");
    repository.write(".gitignore", "*.log\n");
    commit(&repository);
    repository.write("logo.png", "a\0c");
    repository.git(&["mv", "old.txt", "new.txt"]);
    std::fs::remove_file(repository.path().join("gone.txt")).unwrap();
    repository.git(&["rm", "-q", "--cached", "kept.txt"]);
    repository.write("untracked dir/é \"q\".txt", "");
    repository.write("noise.log", "");
    let answer = repository.json(&["impact"]);
    assert_eq!(
        rows(&answer, "files", FILES),
        [
            "deleted gone.txt file",
            "modified kept.txt file",
            "modified logo.png file",
            "renamed new.txt file",
            "added untracked dir/é \"q\".txt file",
        ]
    );
    assert!(list(&answer, "not_checked").is_empty(), "{answer}");
}

#[cfg(unix)]
#[test]
fn links_and_names_of_odd_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let repository = repository();
    let path = repository.path();
    std::os::unix::fs::symlink("lib.rs", path.join("bank/src/link.rs")).unwrap();
    commit(&repository);
    std::fs::remove_file(path.join("bank/src/link.rs")).unwrap();
    std::os::unix::fs::symlink("ledger.rs", path.join("bank/src/link.rs")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", path.join("bank/src/out.rs")).unwrap();
    std::fs::write(path.join(std::ffi::OsStr::from_bytes(b"bank/odd\xff.rs")), "").unwrap();
    let answer = repository.json(&["impact"]);
    assert_eq!(
        rows(&answer, "files", FILES),
        ["modified bank/src/link.rs link", "added bank/src/out.rs link"]
    );
    assert!(list(&answer, "symbols").is_empty(), "{answer}");
    let not_checked = rows(&answer, "not_checked", &["path", "reason"]);
    assert!(
        not_checked.iter().any(|it| it.starts_with("bank/odd\u{fffd}.rs its name is not UTF-8")),
        "{not_checked:?}"
    );
}

#[test]
fn a_submodule_is_one_path() {
    let repository = repository();
    let other = Repository::of("//- a.txt\n");
    let url = other.path().display().to_string();
    repository.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        &url,
        "sub",
    ]);
    commit(&repository);
    std::fs::write(repository.path().join("sub/a.txt"), "dirty").unwrap();
    assert!(list(&repository.json(&["impact"]), "files").is_empty());
    let in_sub = |arguments: &[&str]| repository.git(&[&["-C", "sub"], arguments].concat());
    in_sub(&["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qam", "more"]);
    let answer = repository.json(&["impact"]);
    assert_eq!(rows(&answer, "files", FILES), ["modified sub submodule"]);
}

#[test]
fn conflicts_are_changes_like_others() {
    let repository = repository();
    repository.git(&["checkout", "-q", "-b", "other"]);
    repository.write("bank/src/ledger.rs", "pub struct Other;\n");
    commit(&repository);
    repository.git(&["checkout", "-q", "-"]);
    repository.write("bank/src/ledger.rs", "pub struct Ours;\n");
    commit(&repository);
    let merge = std::process::Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com", "merge", "-q", "other"])
        .current_dir(repository.path())
        .output()
        .unwrap();
    assert!(!merge.status.success());
    let answer = repository.json(&["impact", "--base", "HEAD"]);
    assert_eq!(rows(&answer, "files", FILES), ["modified bank/src/ledger.rs file"]);
}

#[test]
fn what_git_cannot_say_is_told_with_what_to_do() {
    let repository = repository();
    for revision in ["nowhere", "--output=x", "HEAD..HEAD", "HEAD:Cargo.toml", ""] {
        let argument = format!("--base={revision}");
        let told = failure(&repository, &["impact", &argument]);
        assert!(told.contains("is no commit that this repository has"), "{revision}: {told}");
    }
    repository.git(&["checkout", "-q", "--orphan", "alone"]);
    repository.git(&["commit", "-q", "-m", "alone"]);
    let told = failure(&repository, &["impact", "--base", "main@{0}"]);
    assert!(told.contains("--base"), "{told}");
    repository.git(&["branch", "here"]);
    repository.git(&["checkout", "-q", "--orphan", "again"]);
    repository.git(&["commit", "-q", "-m", "again"]);
    let told = failure(&repository, &["impact", "--base", "here"]);
    assert!(told.contains("have no commit in common"), "{told}");
    repository.git(&["checkout", "-q", "--orphan", "unborn"]);
    let told = failure(&repository, &["impact"]);
    assert!(told.contains("there is no commit yet"), "{told}");
    let plain = tempfile::tempdir().unwrap();
    let folder = plain.path().display().to_string();
    for command in [&["impact"][..], &["check", "--base", "HEAD"]] {
        let told = failure(&repository, &[command, &["--root", &folder]].concat());
        assert!(told.contains("is not the top of a git repository"), "{told}");
    }
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let repository = repository();
    repository.git(&["branch", "base"]);
    repository.write("a.txt", "");
    commit(&repository);
    repository.write("b.txt", "");
    commit(&repository);
    let clone = Repository::of("//- a.txt\n");
    let url = format!("file://{}", repository.path().display());
    clone.git(&["fetch", "-q", "--depth=1", &url, "HEAD:refs/heads/tip", "base:refs/heads/base"]);
    clone.git(&["checkout", "-q", "tip"]);
    let told = failure(&clone, &["impact", "--base", "base"]);
    assert!(told.contains("shallow") && told.contains("git fetch --unshallow"), "{told}");
}

/// Whatever a repository's settings and attributes name, git does not run it for us.
#[cfg(unix)]
#[test]
fn no_program_of_the_repository_is_run() {
    let repository = repository();
    repository.write(".gitattributes", "* filter=evil diff=evil\n");
    commit(&repository);
    let path = repository.path();
    let program = format!("touch {}/ran; cat", path.display());
    for key in [
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "diff.evil.textconv",
        "diff.evil.command",
        "diff.external",
        "core.fsmonitor",
        "core.pager",
    ] {
        repository.git(&["config", key, &program]);
    }
    repository.git(&["config", "filter.evil.required", "true"]);
    let hook = path.join(".git/hooks/post-index-change");
    std::fs::write(&hook, format!("#!/bin/sh\n{program}\n")).unwrap();
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let text = repository.read("bank/src/lib.rs");
    repository.write("bank/src/lib.rs", &text.replace("x: u8", "x: u9"));
    let index = std::fs::read(path.join(".git/index")).unwrap();
    let answer = repository.json(&["impact"]);
    assert_eq!(rows(&answer, "files", FILES), ["modified bank/src/lib.rs file"]);
    repository.json(&["check", "--base", "HEAD"]);
    assert!(!path.join("ran").exists());
    assert!(index == std::fs::read(path.join(".git/index")).unwrap(), "the index was written");
}
