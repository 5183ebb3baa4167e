//! Generates repositories: seeded, of any size, with everything in them that Boundstone reads.
//! Equal inputs give equal bytes on every machine.

mod code;
mod governing;
mod measured;
mod package;
mod plan;
mod records;
mod rust;
mod typescript;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use measured::{EDITED, HOVERED, MENTION, MeasuredFile, measured_files};
pub use plan::Size;

/// Raised with every change of what is generated, so that no older tree is taken for a newer one.
const VERSION: u32 = 4;

/// What was generated. Stands beside the tree, not in it.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Summary {
    version: u32,
    size: Size,
    pub files: usize,
    pub packages: usize,
    pub rules: usize,
    pub decisions: usize,
}

/// The folder of a tree of this size, below `cache`.
pub fn folder(cache: &Path, size: Size) -> PathBuf {
    let mut name = format!("{}-{}", size.seed, size.files);
    if (size.scale - 1.0).abs() >= f64::EPSILON {
        name.push_str(&format!("-x{}", size.scale));
    }
    if let Some(decisions) = size.decisions {
        name.push_str(&format!("-d{decisions}"));
    }
    cache.join(name)
}

/// Writes the tree into `folder`, unless an equal one stands there already.
pub fn generate(folder: &Path, size: Size) -> Result<Summary> {
    let beside = beside(folder);
    if let Ok(text) = fs::read(&beside)
        && let Ok(summary) = serde_json::from_slice::<Summary>(&text)
        && summary.version == VERSION
        && summary.size == size
        && folder.join(".git/HEAD").is_file()
    {
        return Ok(summary);
    }
    if folder.exists() {
        if !folder.join(MARK).is_file() {
            bail!("{} was not generated here; not overwritten", folder.display());
        }
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let plan = plan::plan(size);
    let count = AtomicUsize::new(0);
    let write = |(path, text): &(String, String)| {
        count.fetch_add(1, Ordering::Relaxed);
        write_file(&folder.join(path), text)
    };
    of_root(&plan).iter().try_for_each(write)?;
    measured::files(size.seed).iter().try_for_each(write)?;
    plan.packages
        .par_iter()
        .try_for_each(|package| package::files(package, &plan).iter().try_for_each(write))?;
    // A repository of git without a commit: Boundstone takes its root and its ignore rules from it.
    write_file(&folder.join(".git/HEAD"), "ref: refs/heads/main\n")?;
    write_file(
        &folder.join(".git/config"),
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n",
    )?;
    fs::create_dir_all(folder.join(".git/objects"))?;
    fs::create_dir_all(folder.join(".git/refs/heads"))?;
    let summary = Summary {
        version: VERSION,
        size,
        files: count.into_inner(),
        packages: plan.packages.len(),
        rules: plan.rules,
        decisions: plan.decisions,
    };
    fs::write(&beside, serde_json::to_vec_pretty(&summary)?)?;
    Ok(summary)
}

/// The ownership file of a tree of this size, with so many times its rules.
pub fn ownership(size: Size, times: usize) -> String {
    let plan = plan::plan(size);
    records::ownership(&plan::Plan { rules: plan.rules * times, ..plan })
}

fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(".json");
    PathBuf::from(name)
}

/// A file that only generated trees have: nothing else is ever removed.
const MARK: &str = "GENERATED";

fn of_root(plan: &plan::Plan) -> Vec<(String, String)> {
    let mut files = vec![
        (MARK.to_owned(), "By boundstone-bench; may be removed at any time.\n".to_owned()),
        (".github/CODEOWNERS".to_owned(), records::ownership(plan)),
        (".gitignore".to_owned(), "target/\nnode_modules/\ndist/\n".to_owned()),
        ("Cargo.toml".to_owned(), CARGO_WORKSPACE.to_owned()),
        ("package.json".to_owned(), NPM_WORKSPACE.to_owned()),
    ];
    for number in 1..=plan.decisions {
        let (name, text) = match plan.size.decisions {
            None => records::decision(plan.size.seed, number),
            Some(_) => governing::decision(plan, number),
        };
        files.push((format!("docs/adr/{name}"), text));
    }
    files
}

const CARGO_WORKSPACE: &str = "[workspace]
members = [\"crates/*/*\"]
resolver = \"3\"

[workspace.package]
version = \"1.0.0\"
edition = \"2024\"
";

const NPM_WORKSPACE: &str = "{
  \"name\": \"bench\",
  \"private\": true,
  \"workspaces\": [\"web/*/*\"]
}
";

fn write_file(path: &Path, text: &str) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
    }
    fs::write(path, text).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        ignore::WalkBuilder::new(folder)
            .hidden(false)
            .sort_by_file_path(Ord::cmp)
            .build()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
            .map(|entry| {
                (
                    entry.path().strip_prefix(folder).unwrap().to_owned(),
                    fs::read(entry.path()).unwrap(),
                )
            })
            .collect()
    }

    #[test]
    fn equal_seeds_give_equal_trees_of_about_the_wanted_size() {
        let dir = tempfile::tempdir().unwrap();
        let size = Size { seed: 7, files: 600, scale: 1.0, decisions: None };
        let (one, two) = (dir.path().join("one"), dir.path().join("two"));
        let summary = generate(&one, size).unwrap();
        assert_eq!(generate(&two, size).unwrap(), summary);
        let texts_of_one = texts(&one);
        assert!(texts_of_one == texts(&two));
        assert!((550..900).contains(&summary.files), "{summary:?}");
        generate(&two, Size { seed: 8, ..size }).unwrap();
        assert!(texts_of_one != texts(&two));
    }

    #[test]
    fn a_tree_of_many_decisions_has_them_and_most_govern() {
        let dir = tempfile::tempdir().unwrap();
        let size = Size { seed: 7, files: 600, scale: 1.0, decisions: None };
        let many = dir.path().join("many");
        let summary = generate(&many, Size { decisions: Some(90), ..size }).unwrap();
        assert_eq!(summary.decisions, 90);
        let records = texts(&many.join("docs/adr"));
        let governs = |text: &[u8]| String::from_utf8_lossy(text).contains("\ngoverns:\n  - ");
        assert_eq!(records.len(), 90);
        assert!(records.iter().filter(|(_, text)| governs(text)).count() > 45);
    }

    #[test]
    fn a_folder_that_was_not_generated_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let precious = dir.path().join("mine/precious");
        fs::create_dir_all(precious.parent().unwrap()).unwrap();
        fs::write(&precious, "x").unwrap();
        let size = Size { seed: 7, files: 100, scale: 1.0, decisions: None };
        assert!(generate(&dir.path().join("mine"), size).is_err());
        assert_eq!(fs::read_to_string(&precious).unwrap(), "x");
    }

    #[test]
    fn measured_files_are_the_same_in_every_size() {
        let dir = tempfile::tempdir().unwrap();
        let (small, large) = (dir.path().join("s"), dir.path().join("l"));
        generate(&small, Size { seed: 7, files: 200, scale: 1.0, decisions: None }).unwrap();
        generate(&large, Size { seed: 7, files: 900, scale: 1.0, decisions: None }).unwrap();
        for file in measured_files() {
            let text = fs::read(small.join(file.path)).unwrap();
            assert!(text == fs::read(large.join(file.path)).unwrap(), "{}", file.path);
        }
    }
}
