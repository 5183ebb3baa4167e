//! What a contract costs while one types.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::Context;
use super::change;
use super::edit::Document;
use super::hover;
use crate::client::uri;
use crate::generate::HOVERED;
use crate::sample::Times;
use crate::table::Figure;

const LINES: usize = 1_000;
const EDITS: usize = 120;

/// An edit of the signature of a stable item, until the diagnostics stand that hold it against the last commit.
pub fn drift(context: &Context) -> Result<Vec<Figure>> {
    let root = change::repository(context, "contracts")?;
    let mut figures = Vec::new();
    for (language, key, [before, after]) in [
        ("rust", "lines_1000::measured_function", ["value: u32) -> u32", "value: u16) -> u32"]),
        ("typescript", "measured_function", ["value: number): n", "value: string): n"]),
    ] {
        let (file, text) = context.measured(language, LINES)?;
        promise(&root, file.path, key)?;
        let variants = [before, after].map(|it| format!("{HOVERED}({it}"));
        ensure!(text.matches(&variants[0]).count() == 1, "no signature to edit in {}", file.path);
        let mut server = context.settled_server(&root)?;
        let (mut other, project) = context.ast_grep()?;
        let here = uri(&context.path(&root, file));
        let there = uri(&project.join(file.path));
        let mut one = Document::open(&mut server, here, language, text.clone(), variants.clone())?;
        let mut two = Document::open(&mut other, there, language, text, variants)?;
        one.wait(&mut server).context("the first diagnostics")?;
        two.wait(&mut other).context("ast-grep's first diagnostics")?;
        let counts = (one.time_edit(&mut server)?.1, one.time_edit(&mut server)?.1);
        ensure!(counts.0 > counts.1, "a broken promise was not told: {counts:?}");
        let (mut ours, mut theirs) = (Times::default(), Times::default());
        for _ in 0..EDITS {
            ours.push(one.time_edit(&mut server)?.0);
            theirs.push(two.time_edit(&mut other)?.0);
        }
        let mut of_language =
            hover::latencies(&ours, "ast-grep lsp", &theirs, [(50.0, 1.0, 0.5), (99.0, 1.0, 0.5)]);
        for figure in &mut of_language {
            figure.what = format!("{}, {language}", figure.what);
        }
        figures.extend(of_language);
    }
    Ok(figures)
}

/// Keeps the item stable in the contract of the package that has `file` in its `src`, since the last commit.
fn promise(root: &Path, file: &str, key: &str) -> Result<()> {
    let (package, _) = file.split_once("/src/").context("no package")?;
    let contract = format!("[interface]\n\"{key}\" = \"stable\"\n");
    fs::write(root.join(package).join("boundary.toml"), contract)?;
    change::commit(root)
}
