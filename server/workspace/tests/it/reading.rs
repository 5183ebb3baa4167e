//! What is read of a repository, and what is left alone.

use boundstone_engine::{Record, query};
use boundstone_workspace::{SIZE_BUDGET, tracked_files};

use crate::repository::{Repository, git_in, input, items, path, paths};

#[test]
fn every_format_is_read_as_what_it_is() {
    let repository = Repository::new(&[
        (".github/CODEOWNERS", "* @a\n"),
        ("Cargo.toml", "[package]\nname = \"x\"\n"),
        ("web/package.json", "{\"name\": \"w\"}"),
        ("web/tsconfig.json", "{\"include\": [\"src\"], } // of the web\n"),
        ("pnpm-workspace.yaml", "packages: [web]\n"),
        ("boundary.toml", "owner = \"@b\"\n"),
        ("boundstone.toml", "layers = [\"a\"]\n"),
        (".adr-dir", "notes\n"),
        ("docs/adr/0001-x.md", "# 1. X\n\n## Status\n\nAccepted\n"),
        ("notes/plain.md", "# Plain\n"),
        ("src/lib.rs", "pub fn f() {}\n"),
        ("web/a.tsx", "export function A() {}\n"),
        ("logo.svg", "<svg/>"),
    ]);
    let world = repository.load().world;
    let record = |of| input(&world, of).record();
    assert!(matches!(record(".github/CODEOWNERS"), Some(Record::Ownership(_))));
    assert!(matches!(record("Cargo.toml"), Some(Record::Cargo(_))));
    assert!(matches!(record("web/package.json"), Some(Record::Npm(_))));
    assert!(matches!(record("web/tsconfig.json"), Some(Record::TsConfig(_))));
    assert!(matches!(record("pnpm-workspace.yaml"), Some(Record::Pnpm(_))));
    assert!(matches!(record("boundary.toml"), Some(Record::Contract(_))));
    assert!(matches!(record("boundstone.toml"), Some(Record::Config(_))));
    assert!(matches!(record(".adr-dir"), Some(Record::DecisionFolders(_))));
    assert!(matches!(record("docs/adr/0001-x.md"), Some(Record::Decision(_))));
    assert!(matches!(record("notes/plain.md"), Some(Record::Decision(_))), "named by .adr-dir");
    assert_eq!(items(&world, "src/lib.rs"), ["f"]);
    assert_eq!(items(&world, "web/a.tsx"), ["A"]);
    assert_eq!(*input(&world, "logo.svg"), boundstone_engine::FileInput::default());
}

#[test]
fn what_git_leaves_alone_is_left_alone() {
    let repository = Repository::new(&[
        (".gitignore", "/target\n*.log\n!keep.log\n"),
        ("target/x.rs", ""),
        ("a.log", ""),
        ("keep.log", ""),
        ("sub/.gitignore", "gen/\n!*.log\n"),
        ("sub/gen/x.rs", ""),
        ("sub/b.log", ""),
        ("sub/deep/gen/x.rs", ""),
        ("web/node_modules/x/index.js", ""),
        (".github/workflows/ci.yml", ""),
        (".git/info/exclude", "private/\n"),
        ("private/x.rs", ""),
    ]);
    assert_eq!(
        paths(&repository.load().world),
        [".github/workflows/ci.yml", ".gitignore", "keep.log", "sub/.gitignore", "sub/b.log"]
    );
}

/// zod ignores `**/package.json`, since its build makes such files, and has its own in git.
#[test]
fn what_git_tracks_is_read_whatever_its_rules_say() {
    let repository = Repository::new(&[
        (".gitignore", "**/package.json\n/dist\nnode_modules\n"),
        ("lib/package.json", "{\"name\": \"lib\"}"),
        ("lib/made/package.json", "{\"name\": \"made\"}"),
        ("dist/kept/a.ts", "export const a = 1;"),
        ("dist/kept/made.ts", ""),
        ("dist/made/b.ts", ""),
        ("node_modules/x/index.js", ""),
    ]);
    let kept = ["lib/package.json", "dist/kept/a.ts", "node_modules/x/index.js"];
    repository.git(&[&["add", "-f"], &kept[..]].concat());
    let world = repository.load().world;
    assert_eq!(paths(&world), [".gitignore", "dist/kept/a.ts", "lib/package.json"]);
    assert!(matches!(input(&world, "lib/package.json").record(), Some(Record::Npm(_))));
    assert_eq!(items(&world, "dist/kept/a.ts"), ["a"]);
}

#[test]
fn excluded_files_are_paths_only() {
    let repository = Repository::new(&[
        ("boundstone.toml", "exclude = [\"gen\", \"docs\"]\n"),
        ("gen/a.rs", "fn a() {}"),
        ("gen/Cargo.toml", "[package]\nname = \"g\"\n"),
        ("docs/CODEOWNERS", "* @a\n"),
    ]);
    let world = repository.load().world;
    assert!(input(&world, "gen/a.rs").source.is_none());
    assert!(input(&world, "gen/Cargo.toml").record().is_none());
    assert!(
        input(&world, "docs/CODEOWNERS").record().is_some(),
        "the forge's own file always counts"
    );
}

#[test]
fn another_repository_inside_is_one_path() {
    let other = Repository::new(&[("x.rs", "fn x() {}")]);
    other.commit();
    let repository = Repository::new(&[("a.rs", ""), ("nested/b.rs", "")]);
    git_in(&repository.at("nested"), &["init", "-q"]);
    let url = other.at("").display().to_string();
    repository.git(&["submodule", "add", "-q", &url, "vendor/sub"]);
    assert_eq!(paths(&repository.load().world), [".gitmodules", "a.rs", "nested", "vendor/sub"]);
    repository.git(&["submodule", "deinit", "-q", "-f", "vendor/sub"]);
    let paths_without = repository.load();
    assert!(paths(&paths_without.world).contains(&"vendor/sub"), "not checked out, but there");
}

#[test]
fn bytes_that_are_no_text_are_not_checked_and_say_why() {
    let repository = Repository::new(&[]);
    repository.write("nul.rs", b"fn a() {}\0");
    repository.write("latin.rs", b"// caf\xE9\n");
    repository.write("utf16.rs", b"\xFF\xFEf\0n\0 \0a\0(\0)\0{\0}\0");
    repository.write("mark.rs", b"\xEF\xBB\xBFfn b() {}");
    repository.write("CODEOWNERS", b"\xEF\xBB\xBF* @a\r\n");
    repository.write("crlf.rs", b"fn c() {}\r\nfn d() {}\rfn e() {}");
    let huge = std::fs::File::create(repository.at("huge.rs")).unwrap();
    huge.set_len(SIZE_BUDGET + 1).unwrap();
    repository.write("line.ts", format!("const a = \"{}\";", "x".repeat(1 << 20)));
    repository.write("deep.rs", format!("fn f() {{ {} }}", "(".repeat(1_000_000)));
    let world = repository.load().world;
    let reason = |of| input(&world, of).not_checked().unwrap_or_default();
    assert!(reason("nul.rs").contains("binary"));
    assert!(reason("latin.rs").contains("UTF-8"));
    assert!(reason("huge.rs").contains("MiB"));
    assert!(reason("line.ts").contains("line"));
    assert_eq!(items(&world, "utf16.rs"), ["a"]);
    assert_eq!(items(&world, "mark.rs"), ["b"]);
    assert_eq!(items(&world, "crlf.rs"), ["c", "d", "e"]);
    assert!(world.file(&path("deep.rs")).is_some());
    let owned = query::ownership(&world, &path("mark.rs"));
    assert_eq!(owned.owners.iter().map(|owner| &**owner).collect::<Vec<_>>(), ["@a"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_pipes_are_not_opened() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.rs"), "fn secret() {}").unwrap();
    let repository = Repository::new(&[("src/a.rs", "fn a() {}"), ("src/.gitignore", "")]);
    repository.remove("src/.gitignore");
    symlink(outside.path(), repository.at("out")).unwrap();
    symlink(outside.path().join("secret.rs"), repository.at("leak.rs")).unwrap();
    symlink(repository.at("src/a.rs"), repository.at("b.rs")).unwrap();
    symlink(repository.at(""), repository.at("src/loop")).unwrap();
    symlink(repository.at("nowhere"), repository.at("dangling.rs")).unwrap();
    let pipe = |path: &str| {
        let made = std::process::Command::new("mkfifo").arg(repository.at(path)).status().unwrap();
        assert!(made.success());
    };
    pipe("pipe.rs");
    pipe("src/.gitignore");
    pipe("boundstone.toml");
    let snapshot = repository.load();
    let world = &snapshot.world;
    let reason = |of| input(world, of).not_checked().unwrap_or_default();
    assert_eq!(
        paths(world),
        [
            "b.rs",
            "boundstone.toml",
            "dangling.rs",
            "leak.rs",
            "out",
            "pipe.rs",
            "src/a.rs",
            "src/loop"
        ]
    );
    assert!(reason("out").contains("leads out of the repository"));
    assert!(reason("leak.rs").contains("leads out of the repository"));
    assert!(reason("pipe.rs").contains("regular file"));
    assert!(reason("boundstone.toml").contains("regular file"));
    assert_eq!((reason("b.rs"), reason("src/loop"), reason("dangling.rs")), ("", "", ""));
    assert!(input(world, "b.rs").source.is_none());
    assert_eq!(snapshot.text(&path("leak.rs")), None);
    assert_eq!(snapshot.text(&path("pipe.rs")), None);
    assert_eq!(snapshot.text(&path("src/a.rs")).as_deref(), Some("fn a() {}"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_reported_once() {
    use std::os::unix::ffi::OsStrExt;
    let repository = Repository::new(&[("a.rs", "")]);
    let name = std::ffi::OsStr::from_bytes(b"b\xFF.rs");
    std::fs::write(repository.at("").join(name), "fn b() {}").unwrap();
    let world = repository.load().world;
    let said: Vec<_> =
        world.files().filter_map(|(path, input)| Some((path, input.not_checked()?))).collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].0.as_str(), "b\u{FFFD}.rs");
}

#[test]
fn a_folder_where_a_file_is_meant_is_reported() {
    let repository = Repository::new(&[("CODEOWNERS/x.rs", "fn x() {}"), ("next.js/a.rs", "")]);
    let world = repository.load().world;
    assert!(input(&world, "CODEOWNERS").not_checked().is_some());
    assert_eq!(items(&world, "CODEOWNERS/x.rs"), ["x"]);
    assert_eq!(paths(&world), ["CODEOWNERS", "CODEOWNERS/x.rs", "next.js/a.rs"]);
}

#[test]
fn equal_files_share_their_facts() {
    let repository =
        Repository::new(&[("a.rs", "fn a() {}"), ("b.rs", "fn a() {}"), ("c.ts", "fn a() {}")]);
    let world = repository.load().world;
    let facts = |of| input(&world, of).source.clone().unwrap();
    assert!(std::sync::Arc::ptr_eq(&facts("a.rs"), &facts("b.rs")));
    assert!(!std::sync::Arc::ptr_eq(&facts("a.rs"), &facts("c.ts")), "another language");
}

#[test]
fn the_files_that_git_tracks() {
    let repository =
        Repository::new(&[("a.rs", ""), ("b c.rs", ""), (".gitignore", "x\n"), ("x", "")]);
    repository.commit();
    repository.write("untracked.rs", "");
    // Programs that a repository brings along must not run.
    repository.git(&["config", "core.fsmonitor", "touch ran; false"]);
    let tracked = tracked_files(&repository.root()).unwrap();
    assert_eq!(tracked, [path(".gitignore"), path("a.rs"), path("b c.rs")]);
    assert!(!repository.at("ran").exists());
    let plain = tempfile::tempdir().unwrap();
    assert_eq!(tracked_files(&boundstone_workspace::Root::of(plain.path()).unwrap()), None);
}
