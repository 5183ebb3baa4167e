//! What a contract costs while one types.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::Context;
use super::change;
use super::context::{KEPT_IN, NOWHERE};
use super::edit::SideBySide;
use crate::generate::HOVERED;
use crate::table::Figure;

const LINES: usize = 1_000;

/// An edit of the signature of a stable item, until the diagnostics stand that hold it against the last commit.
pub fn drift(context: &Context) -> Result<Vec<Figure>> {
    edits(context, "contracts", |_, measured| Ok(vec![measured.key.to_owned()]))
}

/// The same, where the contract promises all that the package shows.
pub fn drift_in_a_large_contract(context: &Context) -> Result<Vec<Figure>> {
    edits(context, "large-contracts", |root, measured| shown(context, root, measured.package))
}

/// What is edited in a package.
struct Measured {
    language: &'static str,
    package: &'static str,
    /// Of the function whose signature is edited.
    key: &'static str,
    /// Behind the name of that, before and after the edit.
    parameters: [&'static str; 2],
}

const MEASURED: [Measured; 2] = [
    Measured {
        language: "rust",
        package: "bench-measured",
        key: "lines_1000::measured_function",
        parameters: ["value: u32) -> u32", "value: u16) -> u32"],
    },
    Measured {
        language: "typescript",
        package: "@bench/measured",
        key: "measured_function",
        parameters: ["value: number): n", "value: string): n"],
    },
];

/// The edits in both languages, where `promised` says the keys of the contract.
fn edits(
    context: &Context,
    name: &str,
    promised: impl Fn(&Path, &Measured) -> Result<Vec<String>>,
) -> Result<Vec<Figure>> {
    let root = change::repository(context, name)?;
    let mut figures = Vec::new();
    for measured in &MEASURED {
        let (file, text) = context.measured(measured.language, LINES)?;
        let keys = promised(&root, measured)?;
        promise(&root, file.path, &keys)?;
        let variants = measured.parameters.map(|it| format!("{HOVERED}({it}"));
        ensure!(text.matches(&variants[0]).count() == 1, "no signature to edit in {}", file.path);
        let mut sides = SideBySide::start(context, &root)?;
        let counts = sides.edit(context, file, text, variants)?;
        ensure!(counts.0 > counts.1, "a broken promise was not told: {counts:?}");
        let keys = if keys.len() > 1 { format!(", {} keys", keys.len()) } else { String::new() };
        figures.extend(sides.figures(&format!("{}{keys}", measured.language)));
    }
    Ok(figures)
}

/// Keeps the items stable in the contract of the package that has `file` in its `src`, since the last commit.
fn promise(root: &Path, file: &str, keys: &[String]) -> Result<()> {
    let (package, _) = file.split_once("/src/").context("no package")?;
    let keys = keys.iter().map(|key| format!("\"{key}\" = \"stable\"\n"));
    let contract = format!("[interface]\n{}", keys.collect::<String>());
    let path = root.join(package).join("boundary.toml");
    if fs::read_to_string(&path).is_ok_and(|it| it == contract) {
        return Ok(());
    }
    fs::write(path, contract)?;
    change::commit(root)
}

/// The shortest public path of each item that a boundary shows.
fn shown(context: &Context, root: &Path, boundary: &str) -> Result<Vec<String>> {
    let mut command = Command::new(&context.boundstone);
    command.args(["surface", boundary, "--format", "json"]).current_dir(root).env(KEPT_IN, NOWHERE);
    let output = command.output()?;
    ensure!(output.status.success(), "`boundstone surface` ended with {}", output.status);
    let answer: Value = serde_json::from_slice(&output.stdout)?;
    let items = answer.get("items").and_then(Value::as_array).context("no items")?;
    let path = |item: &Value| Some(item.get("paths")?.get(0)?.as_str()?.to_owned());
    // Several `impl`s may give a type one name: `Reader::Output`.
    let paths: Result<BTreeSet<String>> =
        items.iter().map(|item| path(item).context("no path")).collect();
    Ok(paths?.into_iter().collect())
}
