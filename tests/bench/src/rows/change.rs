//! A change in a git repository: what `impact`, `check --base` and `contract diff` cost beside a look at the
//! diff and the start of the program.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use super::Context;
use crate::generate::{self, EDITED};
use crate::sample::Pairs;
use crate::table::{Figure, Quantity};

const PAIRS: usize = 7;
/// Lines of the file that is changed.
const LINES: usize = 1_000;

/// Packages whose public surface a large change changes.
const PACKAGES: usize = 100;

pub fn impact(context: &Context) -> Result<Vec<Figure>> {
    let root = changed_repository(context)?;
    against_start(context, &root, &["impact", "--base", "HEAD"])
}

pub fn check(context: &Context) -> Result<Vec<Figure>> {
    let root = changed_repository(context)?;
    against_start(context, &root, &["check", "--base", "HEAD"])
}

/// The public surfaces of a hundred packages, as they are and as they were.
pub fn contract_diff(context: &Context) -> Result<Vec<Figure>> {
    let root = repository(context, "packages")?;
    let mut changed = 0;
    for entry in listed(&root, &["*/src/lib.rs", "*/src/index.ts"])?.iter().take(PACKAGES) {
        let path = root.join(entry);
        let text = fs::read_to_string(&path)?;
        let added = match entry.ends_with(".rs") {
            true => "pub fn added_since() {}\n",
            false => "export function added_since(): void {}\n",
        };
        if !text.ends_with(added) {
            fs::write(&path, text + added)?;
        }
        changed += 1;
    }
    ensure!(changed == PACKAGES, "{changed} packages; ask for a larger tree");
    against_start(context, &root, &["contract", "diff", "--base", "HEAD"])
}

fn listed(root: &Path, patterns: &[&str]) -> Result<Vec<String>> {
    let output = Command::new("git").arg("ls-files").args(patterns).current_dir(root).output()?;
    ensure!(output.status.success(), "git ls-files ended with {}", output.status);
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

fn against_start(context: &Context, root: &Path, command: &[&str]) -> Result<Vec<Figure>> {
    let (file, _) = context.measured("rust", LINES)?;
    let boundstone = |arguments: &[&str]| run(&context.boundstone, arguments, root);
    let pairs = Pairs::measure(
        PAIRS,
        || boundstone(command),
        || {
            let diff = run("git", &["diff", "--name-status", "HEAD"], root)?;
            Ok(diff + boundstone(&["explain", file.path])?)
        },
    )?;
    let theirs = Quantity::Seconds(pairs.theirs.median());
    let ours = Quantity::Seconds(pairs.ours.median());
    let figure = Figure::ratio("wall", ours, ("`git diff` + `explain`", theirs), 1.5, 1.1);
    Ok(vec![figure.with_value(Quantity::Ratio(pairs.ratio()))])
}

/// A generated tree under git, in which one function was changed since the commit.
fn changed_repository(context: &Context) -> Result<PathBuf> {
    let (file, text) = context.measured("rust", LINES)?;
    let changed = text.replacen(EDITED, &EDITED.replace('1', "2"), 1);
    ensure!(changed != text, "nothing to change");
    let root = repository(context, "git")?;
    fs::write(root.join(file.path), changed)?;
    Ok(root)
}

/// A generated tree under git, for one kind of change: others have their own.
pub(super) fn repository(context: &Context, of: &str) -> Result<PathBuf> {
    let size =
        context.size.context("it would commit into the checkout; run it on a generated tree")?;
    let root = context.cache.join(format!("{of}-{}-{}", size.seed, size.files));
    if !root.join(".git/index").exists() {
        generate::generate(&root, size)?;
        run("git", &["init", "--quiet"], &root)?;
        commit(&root)?;
    }
    Ok(root)
}

/// Commits all that there is.
pub(super) fn commit(root: &Path) -> Result<()> {
    let identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"];
    run("git", &["add", "--all"], root)?;
    let commit = [&identity[..], &["commit", "--quiet", "--message", "generated"]].concat();
    run("git", &commit, root)?;
    Ok(())
}

/// The time of a command that succeeds, or finds something.
fn run(program: impl AsRef<OsStr>, arguments: &[&str], root: &Path) -> Result<Duration> {
    let begun = Instant::now();
    let mut command = Command::new(&program);
    command.args(arguments).current_dir(root).stdout(Stdio::null());
    let status = command.status().with_context(|| format!("{arguments:?}"))?;
    ensure!(status.code().is_some_and(|code| code <= 1), "{arguments:?} ended with {status}");
    Ok(begun.elapsed())
}
