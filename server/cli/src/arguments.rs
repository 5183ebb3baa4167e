use std::path::PathBuf;

use boundstone_model::{Date, Severity};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Who owns this boundary, what it has promised, which decisions constrain it.
#[derive(Parser, Debug)]
#[command(name = "boundstone", version, about, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Show the context card of a file, of the item at a line, or of a symbol
    Explain(ExplainArguments),
    /// Show who owns each path, and which rule says so
    Owners(OwnersArguments),
    /// List the boundaries
    Boundaries(CommonArguments),
    /// List the public items of a boundary, with what each promises
    Surface(SurfaceArguments),
    /// Compare what boundaries promise
    #[command(subcommand)]
    Contract(ContractCommand),
    /// List the decisions, what each governs and where it is mentioned; write and supersede them
    Decisions(DecisionsArguments),
    /// List the references from one boundary to symbols of another
    Crossings(CrossingsArguments),
    /// Draw the map of the boundaries, their owners and the references between them
    Graph(GraphArguments),
    /// Show whom the change since a revision touches, what it changes, and whom to ask
    Impact(ImpactArguments),
    /// Report what is wrong in the files that Boundstone reads
    Check(CheckArguments),
    /// List the rules, or explain one
    Rules(RulesArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
    /// Serve the Language Server Protocol on standard input and output
    Lsp(LspArguments),
}

#[derive(Args, Debug)]
pub struct CommonArguments {
    /// The repository, or a folder in it [default: the current folder]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// For a person or for a program
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Human,
    Json,
}

#[derive(Args, Debug)]
pub struct ExplainArguments {
    /// A file, with a line and a column counted from 1 (`src/a.rs:12:5`), or a symbol
    /// (`payments#Ledger::new`)
    #[arg(value_name = "PATH[:LINE[:COL]] | SYMBOL")]
    pub place: String,
    #[command(flatten)]
    pub common: CommonArguments,
}

#[derive(Args, Debug)]
pub struct OwnersArguments {
    /// Paths, existing or not [default: every file that git tracks]
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Read paths from standard input, one a line
    #[arg(long)]
    pub stdin: bool,
    /// Paths on standard input end with NUL instead of a line break
    #[arg(short = 'z', requires = "stdin")]
    pub nul: bool,
    #[command(flatten)]
    pub common: CommonArguments,
}

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DecisionsArguments {
    #[command(subcommand)]
    pub edit: Option<DecisionEdit>,
    /// One decision: an id (`ADR-0007`, `7`), a slug or a path
    #[arg(value_name = "ID", conflicts_with_all = ["status", "governs", "text"])]
    pub decision: Option<String>,
    /// Only decisions of this status; may be given several times. `superseded` is also what an accepted
    /// successor says to be, `unknown` also what states no status
    #[arg(long, value_enum, value_name = "STATUS", value_delimiter = ',')]
    pub status: Vec<StatusArgument>,
    /// Only decisions that govern this path, existing or not
    #[arg(long, value_name = "PATH")]
    pub governs: Option<String>,
    /// Only decisions with each of these words in id or title, in whatever case
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    #[command(flatten)]
    pub common: CommonArguments,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum StatusArgument {
    InForce,
    Accepted,
    Proposed,
    Rejected,
    Deprecated,
    Superseded,
    Unknown,
}

#[derive(Subcommand, Debug)]
pub enum DecisionEdit {
    /// Write a new decision, numbered and named as the others, from the template of its folder
    New(NewArguments),
    /// Let a decision supersede another one; both records say so
    Supersede(SupersedeArguments),
}

#[derive(Args, Debug)]
pub struct NewArguments {
    /// What is decided, in a few words
    #[arg(value_name = "TITLE")]
    pub title: String,
    /// The decision that it supersedes: an id, a slug or a path. With `--status accepted` that one says
    /// so too; a proposed decision retires nobody
    #[arg(long, value_name = "ID")]
    pub supersedes: Option<String>,
    #[arg(long, value_enum, default_value_t = NewStatus::Proposed)]
    pub status: NewStatus,
    #[command(flatten)]
    pub place: EditArguments,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum NewStatus {
    Proposed,
    Accepted,
}

#[derive(Args, Debug)]
pub struct SupersedeArguments {
    /// The decision that is superseded: an id, a slug or a path
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The title of a new, accepted decision that supersedes it
    #[arg(value_name = "TITLE", required_unless_present = "by")]
    pub title: Option<String>,
    /// The decision in force that supersedes it
    #[arg(long, value_name = "ID", conflicts_with_all = ["title", "folder"])]
    pub by: Option<String>,
    #[command(flatten)]
    pub place: EditArguments,
}

#[derive(Args, Debug)]
pub struct EditArguments {
    /// The folder of the new record [default: that of the superseded one, else the only folder of
    /// decisions, else docs/decisions]
    #[arg(long, value_name = "DIR")]
    pub folder: Option<String>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day that is written, as 2027-01-31 [default: today in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<Date>,
    /// The repository, or a folder in it [default: the current folder]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct SurfaceArguments {
    /// Its name, as `boundstone boundaries` lists it
    pub boundary: String,
    #[command(flatten)]
    pub common: CommonArguments,
}

#[derive(Subcommand, Debug)]
pub enum ContractCommand {
    /// Show what the change since a revision does to the public items of each boundary
    Diff(ContractDiffArguments),
    /// Record the signatures of frozen items in their contracts
    Lock(ContractLockArguments),
    /// Propose a first boundary.toml from what other boundaries already use
    Init(ContractInitArguments),
}

#[derive(Args, Debug)]
pub struct ContractInitArguments {
    /// The boundaries [default: that of the current folder]
    #[arg(value_name = "BOUNDARY", conflicts_with = "all")]
    pub boundaries: Vec<String>,
    /// Every boundary that others use
    #[arg(long)]
    pub all: bool,
    /// Write the files; without it they are only shown
    #[arg(long)]
    pub write: bool,
    /// The repository, or a folder in it [default: the current folder]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// For a person or for a program
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

#[derive(Args, Debug)]
pub struct ContractLockArguments {
    /// Only the contracts of these boundaries [default: all]
    #[arg(value_name = "BOUNDARY")]
    pub boundaries: Vec<String>,
    /// Show what would be recorded, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The repository, or a folder in it [default: the current folder]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct ContractDiffArguments {
    /// The revision to compare with [default: the merge base with the default branch upstream]
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// The repository, or a folder in it [default: the current folder]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// For a person, for a program, or for a comment on a pull request
    #[arg(long, value_enum, default_value_t = ImpactFormat::Human)]
    pub format: ImpactFormat,
}

#[derive(Args, Debug)]
pub struct CrossingsArguments {
    /// Only references in this boundary
    #[arg(long, value_name = "BOUNDARY")]
    pub from: Option<String>,
    /// Only references to symbols that this boundary defines
    #[arg(long, value_name = "BOUNDARY")]
    pub to: Option<String>,
    /// Only references to this symbol (`payments#Ledger::new`, or without the boundary)
    #[arg(long, value_name = "SYMBOL")]
    pub symbol: Option<String>,
    #[command(flatten)]
    pub common: CommonArguments,
}

#[derive(Args, Debug)]
pub struct GraphArguments {
    /// The repository, or a folder in it [default: the current folder]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// For GitHub and other pages, for Graphviz, or for a program
    #[arg(long, value_enum, default_value_t = GraphFormat::Mermaid)]
    pub format: GraphFormat,
    /// With JSON: also which file each import of a TypeScript or JavaScript file means
    #[arg(long)]
    pub imports: bool,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum GraphFormat {
    Mermaid,
    Dot,
    Json,
}

#[derive(Args, Debug)]
pub struct ImpactArguments {
    /// Compare the work tree with what this revision and HEAD have in common [default: `base` in
    /// boundstone.toml, else the default branch upstream, else HEAD]
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// The repository, or a folder in it [default: the current folder]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// For a person, for a program, or for a comment on a pull request
    #[arg(long, value_enum, default_value_t = ImpactFormat::Human)]
    pub format: ImpactFormat,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImpactFormat {
    Human,
    Json,
    Markdown,
}

#[derive(Args, Debug)]
pub struct CheckArguments {
    /// Only findings in these files and folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Only findings that the change brings, in any file: what the work tree has and what REV and
    /// HEAD have in common has not
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,
    /// Exit with 1 when there is a finding of this severity or above
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Show only findings of this severity or above; the others are counted, and count for --fail-on
    #[arg(long, value_enum, default_value_t = MinSeverity::Hint)]
    pub min_severity: MinSeverity,
    /// The day on which things expire, as 2027-01-31 [default: today in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<Date>,
    /// Write what is found in code into the `[[accepted]]` of its boundary's boundary.toml
    #[arg(long, requires = "reason")]
    pub accept: bool,
    /// Why it is accepted
    #[arg(long, value_name = "TEXT", requires = "accept", value_parser = reason)]
    pub reason: Option<String>,
    #[command(flatten)]
    pub common: CommonArguments,
}

/// An entry without a reason accepts nothing.
fn reason(text: &str) -> Result<String, String> {
    let is_blank = text.trim().is_empty();
    if is_blank { Err("say why it is accepted".to_owned()) } else { Ok(text.to_owned()) }
}

fn date(text: &str) -> Result<Date, String> {
    Date::from_iso(text).ok_or_else(|| "write a day as 2027-01-31".to_owned())
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailOn {
    Hint,
    Warning,
    Error,
    Never,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum MinSeverity {
    Hint,
    Warning,
    Error,
}

impl MinSeverity {
    pub(crate) fn least(self) -> Severity {
        match self {
            Self::Hint => Severity::Hint,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

#[derive(Args, Debug)]
pub struct RulesArguments {
    /// A rule's id, as `ownership/dead-rule`
    #[arg(value_name = "ID")]
    pub rule: Option<String>,
}

#[derive(Args, Debug)]
pub struct CompletionsArguments {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Args, Debug, Default)]
pub struct LspArguments {
    /// Write the log to this file instead of standard error
    #[arg(long, value_name = "FILE")]
    pub log_file: Option<PathBuf>,
    /// How much is logged: error, warn, info, debug, trace
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    pub log_level: String,
    /// Accepted because some clients pass it; standard input and output are the only transport
    #[arg(long)]
    pub stdio: bool,
}
