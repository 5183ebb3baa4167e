//! Edits: until the diagnostics stand, what they cost, and whether that grows with the tree.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use boundstone_model::Language;
use serde_json::{Value, json};

use super::Context;
use super::hover::{self, position};
use crate::client::{Client, uri};
use crate::cost;
use crate::counterpart::syntax::Edited;
use crate::generate::{EDITED, HOVERED, MENTION, MeasuredFile};
use crate::sample::{Pairs, Times};
use crate::table::{Figure, Quantity};

/// Of each length.
const EDITS: usize = 120;
/// In lines; as many below a usual file as above. None is larger than 200 kB.
const LENGTHS: [usize; 5] = [50, 150, 400, 1_000, 5_000];
const LONG: usize = 10_000;
const BLOCKS: usize = 11;
const EDITS_OF_A_BLOCK: usize = 20;
const HOVERS_OF_A_BLOCK: usize = 200;
/// LSP's number for documents that are sent as a whole.
const SYNC_FULL: u64 = 1;

/// A document that is open in a server, and one place in it that every edit changes.
struct Document {
    uri: String,
    text: String,
    version: i64,
    /// What is replaced; all have one length.
    variants: [String; 2],
    position: Value,
    sends_all: bool,
}

impl Document {
    /// Opens `text`. Edits replace `variants[0]`, which stands in it once, by `variants[1]` and back.
    fn open(
        server: &mut Client,
        uri: String,
        language: &str,
        text: String,
        variants: [String; 2],
    ) -> Result<Self> {
        let [first, _] = &variants;
        let position = position(&text, first)?;
        server.open(&uri, language, &text)?;
        let sync = server.capabilities.get("textDocumentSync");
        let kind = sync.and_then(|sync| sync.get("change")).or(sync).and_then(Value::as_u64);
        let sends_all = kind == Some(SYNC_FULL);
        Ok(Self { uri, text, version: 1, variants, position, sends_all })
    }

    fn change(&mut self) -> Value {
        let [old, new] = &self.variants;
        let change = if self.sends_all {
            self.text = self.text.replacen(old.as_str(), new, 1);
            json!({"text": self.text})
        } else {
            let mut end = self.position.clone();
            let column = end.get("character").and_then(Value::as_u64).unwrap_or_default();
            if let Some(character) = end.get_mut("character") {
                *character = json!(column + old.len() as u64);
            }
            json!({"range": {"start": self.position, "end": end}, "text": new})
        };
        self.variants.reverse();
        self.version += 1;
        json!({
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": [change],
        })
    }

    /// One edit; the time until the diagnostics of the edited text are there, and how many they are.
    fn time_edit(&mut self, server: &mut Client) -> Result<(Duration, usize)> {
        let change = self.change();
        let begun = Instant::now();
        server.notify("textDocument/didChange", change)?;
        let params = self.wait(server)?;
        let diagnostics = params.get("diagnostics").and_then(Value::as_array).map_or(0, Vec::len);
        Ok((begun.elapsed(), diagnostics))
    }

    fn wait(&self, server: &mut Client) -> Result<Value> {
        server.wait_for("textDocument/publishDiagnostics", |params| {
            let version = params.get("version").and_then(Value::as_i64);
            params.get("uri").and_then(Value::as_str) == Some(&self.uri)
                && version.is_none_or(|version| version == self.version)
        })
    }
}

/// Edit to diagnostics, in files up to 200 kB. Each edit changes a mention, so that there is
/// something new to say.
pub fn diagnostics(context: &Context) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for language in ["rust", "typescript"] {
        let mut sides = SideBySide::start(context, &context.root)?;
        for lines in LENGTHS {
            let (file, text) = context.measured(language, lines)?;
            let variants = [MENTION.to_owned(), format!("ADR-{:04}", context.unknown_decision)];
            let counts = sides.edit(context, file, text, variants)?;
            ensure!(
                context.size.is_none() || counts.0 > counts.1,
                "the edit to a mention of an unknown decision was not diagnosed: {counts:?}"
            );
        }
        figures.extend(sides.figures(language));
    }
    Ok(figures)
}

/// Boundstone's server and ast-grep's, in which the same is edited in turn.
pub(super) struct SideBySide<'a> {
    root: &'a Path,
    server: Client,
    other: Client,
    /// Of the other server.
    project: PathBuf,
    ours: Times,
    theirs: Times,
}

impl<'a> SideBySide<'a> {
    pub(super) fn start(context: &Context, root: &'a Path) -> Result<Self> {
        let server = context.settled_server(root)?;
        let (other, project) = context.ast_grep()?;
        Ok(Self { root, server, other, project, ours: Times::default(), theirs: Times::default() })
    }

    /// Edits a file, and says how many diagnostics it has after the edit and after the way back.
    pub(super) fn edit(
        &mut self,
        context: &Context,
        file: &MeasuredFile,
        text: String,
        variants: [String; 2],
    ) -> Result<(usize, usize)> {
        let (server, other) = (&mut self.server, &mut self.other);
        let here = uri(&context.path(self.root, file));
        let there = uri(&self.project.join(file.path));
        let mut one = Document::open(server, here, file.language, text.clone(), variants.clone())?;
        let mut two = Document::open(other, there, file.language, text, variants)?;
        one.wait(server).context("the first diagnostics")?;
        two.wait(other).context("ast-grep's first diagnostics")?;
        let counts = (one.time_edit(server)?.1, one.time_edit(server)?.1);
        for _ in 0..EDITS {
            self.ours.push(one.time_edit(server)?.0);
            self.theirs.push(two.time_edit(other)?.0);
        }
        Ok(counts)
    }

    pub(super) fn figures(&self, language: &str) -> Vec<Figure> {
        let goals = [(50.0, 1.0, 0.5), (99.0, 1.0, 0.5)];
        let mut figures = hover::latencies(&self.ours, "ast-grep lsp", &self.theirs, goals);
        for figure in &mut figures {
            figure.what = format!("{}, {language}", figure.what);
        }
        figures
    }
}

/// CPU of an edit in the body of a function of a long file.
pub fn cpu(context: &Context) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (language, parsed_as) in [("rust", Language::Rust), ("typescript", Language::TypeScript)] {
        let mut server = context.settled_server(&context.root)?;
        let (file, text) = context.measured(language, LONG)?;
        let mut bare = Edited::new(parsed_as, text.clone())?;
        let start = text.find(EDITED).context("no place to edit")?;
        let before = text.get(..start).unwrap_or_default();
        let row = before.matches('\n').count();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = start - line_start + EDITED.len() - 1;
        let here = uri(&context.path(&context.root, file));
        let variants = [EDITED.to_owned(), EDITED.replace('1', "2")];
        let quiet = json!({"textDocument": {"uri": here}, "position": position(&text, EDITED)?});
        let mut document = Document::open(&mut server, here, language, text, variants)?;
        server.settle()?;
        let mut digit = 1;
        let pairs = Pairs::measure(
            BLOCKS,
            || {
                block(&mut server, EDITS_OF_A_BLOCK, |server| {
                    server.notify("textDocument/didChange", document.change())?;
                    // Answered on the edited text, so it stands behind the edit.
                    server.request("textDocument/hover", quiet.clone()).map(drop)
                })
            },
            || {
                let mut sum = Duration::ZERO;
                for _ in 0..EDITS_OF_A_BLOCK {
                    digit = 3 - digit;
                    sum += bare.edit(row, line_start, column, 1, &digit.to_string())?;
                }
                Ok(sum / EDITS_OF_A_BLOCK as u32)
            },
        )?;
        let theirs = Quantity::Seconds(pairs.theirs.median());
        let figure = Figure::ratio(
            &format!("CPU an edit, {language}"),
            Quantity::Seconds(pairs.ours.median()),
            ("incremental parse + walk", theirs),
            1.0,
            0.4,
        );
        figures.push(figure.with_value(Quantity::Ratio(pairs.ratio())));
    }
    Ok(figures)
}

/// How long a server may go on after the last answer of a block.
const AFTERMATH: Duration = Duration::from_millis(50);

/// CPU time of the server for one of `count` pieces of work, with what it does after them.
fn block(
    server: &mut Client,
    count: usize,
    mut work: impl FnMut(&mut Client) -> Result<()>,
) -> Result<Duration> {
    let before = cost::of_process(server.pid)?;
    for _ in 0..count {
        work(server)?;
    }
    std::thread::sleep(AFTERMATH);
    Ok(cost::of_process(server.pid)?.saturating_sub(before) / count as u32)
}

/// A server on a tree, and what is asked of it there.
struct Subject {
    server: Client,
    document: Document,
    hover: Value,
}

impl Subject {
    fn new(context: &Context, root: &Path) -> Result<Self> {
        let mut server = context.settled_server(root)?;
        let (file, text) = context.measured("rust", 2_000)?;
        let here = uri(&context.path(root, file));
        let hover = json!({"textDocument": {"uri": here}, "position": position(&text, HOVERED)?});
        let variants = [MENTION.to_owned(), MENTION.replace('1', "2")];
        let mut document = Document::open(&mut server, here, "rust", text, variants)?;
        document.wait(&mut server)?;
        document.time_edit(&mut server)?;
        Ok(Self { server, document, hover })
    }

    fn edits(&mut self) -> Result<Duration> {
        let document = &mut self.document;
        block(&mut self.server, EDITS_OF_A_BLOCK, |server| document.time_edit(server).map(drop))
    }

    fn hovers(&mut self) -> Result<Duration> {
        let hover = &self.hover;
        block(&mut self.server, HOVERS_OF_A_BLOCK, |server| {
            server.request("textDocument/hover", hover.clone()).map(drop)
        })
    }
}

/// What edits and hovers cost here, against the same file in a tree of 1,600 files.
pub fn on_a_large_tree(context: &Context) -> Result<Vec<Figure>> {
    let mut large = Subject::new(context, &context.root)?;
    let mut small = Subject::new(context, &context.small_tree()?)?;
    let edits = Pairs::measure(BLOCKS, || large.edits(), || small.edits())?;
    let hovers = Pairs::measure(BLOCKS, || large.hovers(), || small.hovers())?;
    Ok([("CPU an edit", edits), ("CPU a hover", hovers)]
        .map(|(what, pairs)| {
            let theirs = ("1,600 files", Quantity::Seconds(pairs.theirs.median()));
            Figure::ratio(what, Quantity::Seconds(pairs.ours.median()), theirs, 1.3, 1.1)
                .with_value(Quantity::Ratio(pairs.ratio()))
        })
        .into())
}
