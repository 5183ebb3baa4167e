//! Benchmarks of Boundstone, one for each row of the performance goals, with fixed names. Each figure
//! is a ratio of two commands measured in the same run; a row that could not be measured says why.
//! Not a test: no test asserts a time.

mod client;
mod cost;
mod counterpart;
mod frame;
mod generate;
mod placement;
mod rows;
mod sample;
mod table;
mod worker;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};

use generate::{Size, Summary};
use rows::Context;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measures the rows and prints the table.
    Run(Run),
    /// Writes a generated repository.
    Generate {
        folder: PathBuf,
        #[command(flatten)]
        size: SizeArguments,
    },
    /// Is one of the counterparts.
    #[command(hide = true)]
    Serve { mode: Mode },
    /// Does one piece of work and prints what it cost.
    #[command(hide = true)]
    Worker {
        work: Work,
        root: PathBuf,
        #[arg(long)]
        threads: usize,
    },
}

#[derive(Args, Clone, Copy)]
struct SizeArguments {
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Tracked files, about.
    #[arg(long = "size", default_value_t = 12_000)]
    files: usize,
    /// Multiplies the size of each source file.
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// So many decision records, most of which govern something, and as many ownership rules; without it, one
    /// record for every 250 files.
    #[arg(long)]
    decisions: Option<usize>,
}

impl From<SizeArguments> for Size {
    fn from(arguments: SizeArguments) -> Self {
        let SizeArguments { seed, files, scale, decisions } = arguments;
        Self { seed, files, scale, decisions }
    }
}

#[derive(Args)]
struct Run {
    #[command(flatten)]
    size: SizeArguments,
    /// Measures this checkout instead of a generated tree; nothing is written into it.
    #[arg(long)]
    checkout: Option<PathBuf>,
    /// The rows whose names begin so; may stand several times.
    #[arg(long)]
    only: Vec<String>,
    /// The folder for generated trees.
    #[arg(long)]
    cache: PathBuf,
    /// The program `boundstone`.
    #[arg(long)]
    boundstone: PathBuf,
    /// The program `ast-grep`.
    #[arg(long)]
    ast_grep: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Mode {
    Echo,
    Empty,
}

#[derive(Clone, Copy, ValueEnum)]
enum Work {
    Parse,
    Index,
}

fn main() -> Result<ExitCode> {
    match Arguments::parse().command {
        Command::Run(arguments) => return run(arguments),
        Command::Generate { folder, size } => {
            println!("{}", serde_json::to_string(&generate::generate(&folder, size.into())?)?);
        }
        Command::Serve { mode: Mode::Echo } => counterpart::server::echo()?,
        Command::Serve { mode: Mode::Empty } => counterpart::server::empty()?,
        Command::Worker { work, root, threads } => {
            let cost = match work {
                Work::Parse => counterpart::syntax::parse_all(&root, threads)?,
                Work::Index => worker::index(&root, threads)?,
            };
            println!("{}", serde_json::to_string(&cost)?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Ends with 0 when every row that was asked for was measured and meets its "must".
fn run(arguments: Run) -> Result<ExitCode> {
    let context = context(&arguments)?;
    println!("{}", machine(&context)?);
    let rows = rows::measure(&context, &arguments.only, |name| eprintln!("measuring {name} …"));
    let (text, tally) = table::render(&rows);
    println!("\n{text}");
    println!(
        "{} figures at their aim, {} at their must, {} missed, {} rows not measured",
        tally.aim, tally.must, tally.missed, tally.not_measured
    );
    let is_well = tally.missed == 0 && tally.not_measured == 0 && !rows.is_empty();
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn context(arguments: &Run) -> Result<Context> {
    let size = Size::from(arguments.size);
    fs::create_dir_all(&arguments.cache)?;
    let cache = arguments.cache.canonicalize()?;
    let (root, generated) = match &arguments.checkout {
        Some(checkout) => {
            let root = checkout.canonicalize().with_context(|| checkout.display().to_string())?;
            (root, None)
        }
        None => {
            let folder = generate::folder(&cache, size);
            let summary = generate::generate(&folder, size)?;
            (folder, Some(summary))
        }
    };
    /// More than the highest number, and near enough to be no decision of another project.
    const BEYOND: usize = 3;
    let decisions = generated.as_ref().map_or(0, |summary: &Summary| summary.decisions);
    Ok(Context {
        root,
        size: generated.map(|_| size),
        seed: size.seed,
        cache,
        boundstone: arguments.boundstone.clone(),
        ast_grep: arguments.ast_grep.clone(),
        threads: available_parallelism()?.get(),
        unknown_decision: decisions + BEYOND,
    })
}

/// The machine, how busy it is, and the tree: without them no figure means anything.
fn machine(context: &Context) -> Result<String> {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("?").to_owned();
    let files = counterpart::syntax::source_files(&context.root)?;
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let root: &Path = &context.root;
    Ok(format!(
        "{}: {} source files, {:.1} MB\n{} cores, load {load}{}",
        root.display(),
        files.len(),
        bytes as f64 / 1e6,
        context.threads,
        if load.parse::<f64>().is_ok_and(|load| load > 0.5) {
            " (busy: ratios hold better than times; p99 and wall of threads hold least)"
        } else {
            ""
        }
    ))
}
