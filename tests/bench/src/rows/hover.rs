//! Questions of a reader: the first hover, the warm hover, the lenses of a file.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Context;
use crate::client::{Client, uri};
use crate::generate::HOVERED;
use crate::placement::Apart;
use crate::sample::Times;
use crate::table::{Figure, Quantity};

const FIRST_HOVERS: usize = 9;
const HOVERS: usize = 3_000;
const LENSES: usize = 1_000;
/// What counts as not growing with the repository: as for P10.
const NOT_GROWING: f64 = 1.3;
/// A server that has not answered a hover with a card by then has nothing to say.
const ASKED_AT_MOST: usize = 200_000;

/// Where the measured function of a text stands, as LSP counts with UTF-8.
pub fn position(text: &str, marker: &str) -> Result<Value> {
    let offset = text.find(marker).with_context(|| format!("no {marker} in the text"))?;
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count();
    let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
    Ok(json!({"line": line, "character": column}))
}

/// Whether an answer to a hover has something to say.
fn has_card(answer: &[u8]) -> Result<bool> {
    #[derive(Deserialize)]
    struct Answer {
        result: Option<Value>,
    }
    Ok(serde_json::from_slice::<Answer>(answer)?.result.is_some())
}

/// The server with the measured file open and a hover over its function that is known to answer.
pub fn opened(
    context: &Context,
    root: &Path,
    language: &str,
    lines: usize,
) -> Result<(Client, Value)> {
    let mut server = context.settled_server(root)?;
    let hover = open(context, &mut server, root, language, lines)?;
    let (_, answer) = server.time_request("textDocument/hover", hover.clone())?;
    ensure!(has_card(answer)?, "a hover over the measured function says nothing on this tree");
    Ok((server, hover))
}

fn open(
    context: &Context,
    server: &mut Client,
    root: &Path,
    language: &str,
    lines: usize,
) -> Result<Value> {
    let (file, text) = context.measured(language, lines)?;
    let uri = uri(&context.path(root, file));
    server.open(&uri, language, &text)?;
    Ok(json!({"textDocument": {"uri": uri}, "position": position(&text, HOVERED)?}))
}

/// Process start to the first hover that says something, without a cache, while the rest is being
/// read; on the small and on the large tree, and for a server that knows nothing.
pub fn first(context: &Context) -> Result<Vec<Figure>> {
    let small = context.small_tree()?;
    let (mut large_times, mut small_times, mut empty_times) =
        (Times::default(), Times::default(), Times::default());
    for _ in 0..FIRST_HOVERS {
        large_times.push(first_hover(context, &context.root)?);
        small_times.push(first_hover(context, &small)?);
        empty_times.push(first_answer(context)?);
    }
    let theirs = Some(("empty server", Quantity::Seconds(empty_times.median())));
    let large = Quantity::Seconds(large_times.median());
    let growth = Quantity::Ratio(large_times.median() / small_times.median());
    Ok(vec![
        Figure::limited("wall", large, theirs, large)
            .with_must(Quantity::Seconds(0.100))
            .with_aim(Quantity::Seconds(0.050)),
        Figure::limited(
            "wall, growth with the tree",
            large,
            Some(("1,600 files", Quantity::Seconds(small_times.median()))),
            growth,
        )
        .with_aim(Quantity::Ratio(NOT_GROWING)),
    ])
}

fn first_hover(context: &Context, root: &Path) -> Result<std::time::Duration> {
    // The text is made before the clock runs.
    let (file, text) = context.measured("rust", 1_000)?;
    let uri = uri(&context.path(root, file));
    let hover = json!({"textDocument": {"uri": uri}, "position": position(&text, HOVERED)?});
    let begun = Instant::now();
    let mut server = context.server(root)?;
    server.open(&uri, "rust", &text)?;
    for _ in 0..ASKED_AT_MOST {
        let (_, answer) = server.time_request("textDocument/hover", hover.clone())?;
        if has_card(answer)? {
            return Ok(begun.elapsed());
        }
    }
    bail!("a hover over the measured function says nothing on this tree")
}

fn first_answer(context: &Context) -> Result<std::time::Duration> {
    let mut command = context.own_server("empty")?;
    let begun = Instant::now();
    let mut server = Client::start(&mut command, &context.root)?;
    server.request("textDocument/hover", json!({}))?;
    Ok(begun.elapsed())
}

/// A hover in a large tree, against a process that sends back what it is sent.
pub fn warm(context: &Context) -> Result<Vec<Figure>> {
    let apart = Apart::begin()?;
    let (mut server, hover) = opened(context, &context.root, "rust", 2_000)?;
    let mut echo = Client::spawn(&mut context.own_server("echo")?)?;
    apart.part()?;
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for _ in 0..HOVERS {
        ours.push(server.time_request("textDocument/hover", hover.clone())?.0);
        theirs.push(echo.time_request("echo", hover.clone())?.0);
    }
    Ok(latencies(&ours, "echo server", &theirs, [(50.0, 3.0, 2.0), (99.0, 10.0, 4.0)]))
}

/// Figures for percentiles of two latencies: percent, must, aim.
pub fn latencies(
    ours: &Times,
    name: &str,
    theirs: &Times,
    limits: [(f64, f64, f64); 2],
) -> Vec<Figure> {
    limits
        .map(|(percent, must, aim)| {
            Figure::ratio(
                &format!("wall p{percent}"),
                Quantity::Seconds(ours.percentile(percent)),
                (name, Quantity::Seconds(theirs.percentile(percent))),
                must,
                aim,
            )
        })
        .into()
}

/// The lenses of a file of 2,000 lines, unresolved as an editor asks for them first.
pub fn lenses(context: &Context) -> Result<Vec<Figure>> {
    let (mut server, hover) = opened(context, &context.root, "rust", 2_000)?;
    let document = hover.get("textDocument").cloned().unwrap_or_default();
    let params = json!({"textDocument": document});
    let answer = server.request("textDocument/codeLens", params.clone())?;
    ensure!(answer.as_array().is_some_and(|lenses| !lenses.is_empty()), "the file has no lenses");
    let mut times = Times::default();
    for _ in 0..LENSES {
        times.push(server.time_request("textDocument/codeLens", params.clone())?.0);
    }
    let p99 = Quantity::Seconds(times.percentile(99.0));
    Ok(vec![
        Figure::limited("wall p99", p99, None, p99)
            .with_must(Quantity::Seconds(0.0015))
            .with_aim(Quantity::Seconds(0.0005)),
    ])
}
