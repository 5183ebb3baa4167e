//! What a contract costs while one types.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::Context;
use super::change;
use super::edit::SideBySide;
use crate::generate::HOVERED;
use crate::table::Figure;

const LINES: usize = 1_000;

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
        let mut sides = SideBySide::start(context, &root)?;
        let counts = sides.edit(context, file, text, variants)?;
        ensure!(counts.0 > counts.1, "a broken promise was not told: {counts:?}");
        figures.extend(sides.figures(language));
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
