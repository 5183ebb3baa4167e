//! A change in a git repository: what `impact`, `check --base` and `contract diff` cost beside a look at the
//! diff and the start of the program.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use super::Context;
use super::context::{KEPT_IN, NOWHERE};
use crate::counterpart::syntax;
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
    against_start(context, &root, nowhere(), &["impact", "--base", "HEAD"])
}

pub fn check(context: &Context) -> Result<Vec<Figure>> {
    let root = changed_repository(context)?;
    let kept = kept(context, &root)?;
    against_start(context, &root, &kept, &["check", "--base", "HEAD"])
}

/// The public surfaces of a hundred packages, as they are and as they were.
pub fn contract_diff(context: &Context) -> Result<Vec<Figure>> {
    let root = changed_packages(context)?;
    against_start(context, &root, nowhere(), CONTRACT_DIFF)
}

/// The same, where what the files say was kept by an earlier run.
pub fn contract_diff_warm(context: &Context) -> Result<Vec<Figure>> {
    let root = changed_packages(context)?;
    let kept = kept(context, &root)?;
    let run = |_| run(&context.boundstone, CONTRACT_DIFF, &root, &kept);
    let mut times: Vec<Duration> = (0..PAIRS).map(run).collect::<Result<_>>()?;
    times.sort();
    let median = times.get(PAIRS / 2).copied().unwrap_or_default();
    let wall = Quantity::Seconds(median.as_secs_f64());
    let figure = Figure::limited("wall", wall, None, wall);
    Ok(vec![figure.with_must(Quantity::Seconds(1.0))])
}

const CONTRACT_DIFF: &[&str] = &["contract", "diff", "--base", "HEAD"];

/// From process start to an answer about one file, for which all of the repository is known.
pub fn warm_start(context: &Context) -> Result<Vec<Figure>> {
    let root = changed_repository(context)?;
    let kept = kept(context, &root)?;
    let (file, _) = context.measured("rust", LINES)?;
    let pairs = Pairs::measure(
        PAIRS,
        || run(&context.boundstone, &["explain", file.path], &root, &kept),
        || run("git", &["status", "--porcelain"], &root, &kept),
    )?;
    let theirs = Quantity::Seconds(pairs.theirs.median());
    let ours = Quantity::Seconds(pairs.ours.median());
    let figure = Figure::ratio("wall", ours, ("`git status`", theirs), 1.0, 0.4);
    Ok(vec![figure.with_value(Quantity::Ratio(pairs.ratio()))])
}

/// The size of what is kept.
pub fn cache_on_disk(context: &Context) -> Result<Vec<Figure>> {
    let root = changed_repository(context)?;
    let files = fs::read_dir(kept(context, &root)?)?.map(|version| fs::read_dir(version?.path()));
    let mut bytes = 0;
    for version in files {
        for file in version? {
            bytes += file?.metadata()?.len();
        }
    }
    let source: usize = syntax::source_files(&root)?.iter().map(|(_, text)| text.len()).sum();
    let source = Quantity::Bytes(source as f64);
    let kept = Quantity::Bytes(bytes as f64);
    Ok(vec![Figure::ratio("kept", kept, ("bytes of source", source), 0.25, 0.12)])
}

/// A folder in which one run of the program has kept what the files of a repository say.
fn kept(context: &Context, root: &Path) -> Result<PathBuf> {
    let kept = context.cache.join("kept");
    if kept.exists() {
        fs::remove_dir_all(&kept)?;
    }
    let (file, _) = context.measured("rust", LINES)?;
    // The times of a file that was written just now tell nothing: the first run may be too early.
    std::thread::sleep(SETTLED);
    run(&context.boundstone, &["explain", file.path], root, &kept)?;
    Ok(kept)
}

/// So long after a file was written, its times tell whether it changes again.
const SETTLED: Duration = Duration::from_secs(3);

fn nowhere() -> &'static Path {
    Path::new(NOWHERE)
}

fn changed_packages(context: &Context) -> Result<PathBuf> {
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
    Ok(root)
}

fn listed(root: &Path, patterns: &[&str]) -> Result<Vec<String>> {
    let output = Command::new("git").arg("ls-files").args(patterns).current_dir(root).output()?;
    ensure!(output.status.success(), "git ls-files ended with {}", output.status);
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

fn against_start(
    context: &Context,
    root: &Path,
    kept: &Path,
    command: &[&str],
) -> Result<Vec<Figure>> {
    let (file, _) = context.measured("rust", LINES)?;
    let boundstone = |arguments: &[&str]| run(&context.boundstone, arguments, root, kept);
    let pairs = Pairs::measure(
        PAIRS,
        || boundstone(command),
        || {
            let diff = run("git", &["diff", "--name-status", "HEAD"], root, kept)?;
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
        run("git", &["init", "--quiet"], &root, nowhere())?;
        commit(&root)?;
    }
    Ok(root)
}

/// Commits all that there is.
pub(super) fn commit(root: &Path) -> Result<()> {
    let identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"];
    run("git", &["add", "--all"], root, nowhere())?;
    let commit = [&identity[..], &["commit", "--quiet", "--message", "generated"]].concat();
    run("git", &commit, root, nowhere())?;
    Ok(())
}

/// The time of a command that succeeds, or finds something.
pub(super) fn run(
    program: impl AsRef<OsStr>,
    arguments: &[&str],
    root: &Path,
    kept: &Path,
) -> Result<Duration> {
    let begun = Instant::now();
    let mut command = Command::new(&program);
    command.args(arguments).current_dir(root).stdout(Stdio::null()).env(KEPT_IN, kept);
    let status = command.status().with_context(|| format!("{arguments:?}"))?;
    ensure!(status.code().is_some_and(|code| code <= 1), "{arguments:?} ended with {status}");
    Ok(begun.elapsed())
}
