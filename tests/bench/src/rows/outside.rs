//! A file changed on disk by somebody else.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};

use super::Context;
use super::hover::opened;
use crate::client::{Client, uri};
use crate::sample::Times;
use crate::table::{Figure, Quantity};

const CHANGES: usize = 40;
const ASKED_AT_MOST: usize = 100_000;
/// LSP's number for a file that was changed.
const CHANGED: u64 = 2;

/// From the change of a decision's title, of which the client tells, to the first hover that says so.
pub fn file_changed(context: &Context) -> Result<Vec<Figure>> {
    ensure!(context.size.is_some(), "it would write into the checkout; run it on a generated tree");
    let (mut server, hover) = opened(context, &context.root, "rust", 2_000)?;
    let mut decision = Decision::first(context)?;
    let mut times = Times::default();
    for number in 0..CHANGES {
        times.push(decision.change(number, &mut server, &hover)?);
    }
    let median = Quantity::Seconds(times.median());
    Ok(vec![
        Figure::limited("wall", median, None, median)
            .with_must(Quantity::Seconds(0.020))
            .with_aim(Quantity::Seconds(0.003)),
    ])
}

/// A decision record whose title is changed, and put back in the end.
struct Decision {
    path: PathBuf,
    text: String,
}

impl Decision {
    fn first(context: &Context) -> Result<Self> {
        let folder = context.root.join("docs/adr");
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with("0001-") {
                let text = fs::read_to_string(entry.path())?;
                return Ok(Self { path: entry.path(), text });
            }
        }
        bail!("no first decision in {}", folder.display())
    }

    fn change(&mut self, number: usize, server: &mut Client, hover: &Value) -> Result<Duration> {
        let title = format!("Changed title {number} of this run");
        let lines: Vec<String> = self
            .text
            .lines()
            .map(|line| if line.starts_with("# ") { format!("# {title}") } else { line.to_owned() })
            .collect();
        fs::write(&self.path, lines.join("\n") + "\n")?;
        let change = json!({"uri": uri(&self.path), "type": CHANGED});
        let begun = Instant::now();
        server.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}))?;
        for _ in 0..ASKED_AT_MOST {
            let answer = server.request("textDocument/hover", hover.clone())?;
            if answer.to_string().contains(&title) {
                return Ok(begun.elapsed());
            }
        }
        bail!("the hover never showed the new title")
    }
}

impl Drop for Decision {
    fn drop(&mut self) {
        if let Err(error) = fs::write(&self.path, &self.text) {
            eprintln!("could not put {} back: {error}", self.path.display());
        }
    }
}
