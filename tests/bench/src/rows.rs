//! The rows, by their fixed names. A benchmark is never renamed or weakened to hide a regression.

mod change;
mod context;
mod contracts;
mod crossings;
mod decisions;
mod edit;
mod growth;
mod hover;
mod idle;
mod index;
mod memory;
mod outside;
mod ownership;

pub use context::Context;

use anyhow::Result;

use crate::table::{Figure, Outcome, Row};

/// Name of a row, and what measures it.
type Measure = fn(&Context) -> Result<Vec<Figure>>;

const ROWS: [(&str, Measure); 26] = [
    ("p01_cold_index", index::cold),
    ("p04_warm_start", change::warm_start),
    ("p05_first_hover_without_cache", hover::first),
    ("p06_warm_hover", hover::warm),
    ("p07_lenses", hover::lenses),
    ("p08_diagnostics", edit::diagnostics),
    ("p09_edit", edit::cpu),
    ("p10_cost_on_a_large_tree", edit::on_a_large_tree),
    ("p12_memory", memory::resident),
    ("p13_cache_on_disk", change::cache_on_disk),
    ("p14_growth", index::growth),
    ("p15_threads", index::threads),
    ("p16_owners", ownership::of_every_path),
    ("p17_file_changed", outside::file_changed),
    ("p18_ownership_edited", ownership::edited),
    ("p19_idle", idle::idle),
    ("p20_check_since", change::check),
    ("crossings_cold", crossings::cold),
    ("crossings_edit", crossings::edit),
    ("decisions_cold", decisions::cold),
    ("decisions_edit", decisions::edit),
    ("impact_small_change", change::impact),
    ("contract_diff", change::contract_diff),
    ("contract_diff_warm", change::contract_diff_warm),
    ("drift_edit", contracts::drift),
    ("drift_in_a_large_contract", contracts::drift_in_a_large_contract),
];

/// Measures the rows whose names begin with one of `only`; all of them when it is empty. Calls
/// `progress` with the name of each before it begins.
pub fn measure(context: &Context, only: &[String], progress: impl Fn(&str)) -> Vec<Row> {
    ROWS.iter()
        .filter(|(name, _)| only.is_empty() || only.iter().any(|start| name.starts_with(start)))
        .map(|&(name, measure)| {
            progress(name);
            let outcome = match measure(context) {
                Ok(figures) => Outcome::Measured(figures),
                Err(error) => Outcome::NotMeasured(format!("{error:#}")),
            };
            Row { name, outcome }
        })
        .collect()
}
