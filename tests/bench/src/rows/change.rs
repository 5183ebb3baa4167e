//! A small change in a git repository: what `impact` and `check --base` cost beside a look at the diff and
//! the start of the program.

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

pub fn impact(context: &Context) -> Result<Vec<Figure>> {
    against_start(context, &["impact", "--base", "HEAD"])
}

pub fn check(context: &Context) -> Result<Vec<Figure>> {
    against_start(context, &["check", "--base", "HEAD"])
}

fn against_start(context: &Context, command: &[&str]) -> Result<Vec<Figure>> {
    let root = changed_repository(context)?;
    let (file, _) = context.measured("rust", LINES)?;
    let boundstone = |arguments: &[&str]| run(&context.boundstone, arguments, &root);
    let pairs = Pairs::measure(
        PAIRS,
        || boundstone(command),
        || {
            let diff = run("git", &["diff", "--name-status", "HEAD"], &root)?;
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
    let size =
        context.size.context("it would commit into the checkout; run it on a generated tree")?;
    let root = context.cache.join(format!("git-{}-{}", size.seed, size.files));
    let (file, text) = context.measured("rust", LINES)?;
    let changed = text.replacen(EDITED, &EDITED.replace('1', "2"), 1);
    ensure!(changed != text, "nothing to change");
    if !root.join(".git/HEAD").exists() {
        generate::generate(&root, size)?;
        let identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"];
        run("git", &["init", "--quiet"], &root)?;
        run("git", &["add", "--all"], &root)?;
        let commit = [&identity[..], &["commit", "--quiet", "--message", "generated"]].concat();
        run("git", &commit, &root)?;
    }
    fs::write(root.join(file.path), changed)?;
    Ok(root)
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
