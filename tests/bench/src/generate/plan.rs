//! Which packages and modules a generated repository has, before any text is written: packages
//! import each other, so the names must be known first.

use std::collections::HashSet;

use fastrand::Rng;
use serde::{Deserialize, Serialize};

use super::words::{GROUPS, log_normal, noun, once_in, pascal, pick, role};

const MODULES_MEDIAN: f64 = 17.0;
const MODULES_SIGMA: f64 = 0.9;
const MODULES_MAX: usize = 500;
/// Tracked files of a package beside its modules: manifest, readme, entry file.
const FILES_OF_PACKAGE: usize = 3;
/// Files that are no code, for every hundred modules.
const OTHER_FILES_PER_HUNDRED: usize = 45;

/// What to generate. Equal inputs give equal bytes.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
pub struct Size {
    pub seed: u64,
    /// Tracked files, about.
    pub files: usize,
    /// Multiplies the size of each source file; 1 is the size of real repositories.
    pub scale: f64,
    /// So many decision records, and as many ownership rules; `None` for as many as the files have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decisions: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Rust,
    TypeScript,
}

/// A source file and the type that it exports for others.
pub struct Module {
    /// `src/` or below, without an extension: `order_reader` or `cache/order_reader`.
    pub path: String,
    /// `OrderReader`.
    pub type_name: String,
    /// `order_reader`.
    pub stem: String,
}

pub struct Package {
    pub kind: Kind,
    /// `crates/billing/billing-order-reader`.
    pub folder: String,
    /// As a manifest says it: `billing-order-reader`, `@bench/billing-order-reader`.
    pub name: String,
    pub group: &'static str,
    pub modules: Vec<Module>,
    /// Positions of earlier packages of the same kind that this one imports from.
    pub imports: Vec<usize>,
    pub other_files: usize,
    pub has_contract: bool,
    pub seed: u64,
}

pub struct Plan {
    pub size: Size,
    pub packages: Vec<Package>,
    /// Decision records, numbered from 1.
    pub decisions: usize,
    /// Rule lines of the ownership file.
    pub rules: usize,
}

/// Ownership rules for each tracked file: 4,006 on 116,620 files.
const RULES_PER_FILE: f64 = 4_006.0 / 116_620.0;
const FILES_PER_DECISION: usize = 250;
const DECISIONS_MIN: usize = 24;
const RULES_MIN: usize = 40;

pub fn plan(size: Size) -> Plan {
    let mut packages: Vec<Package> = Vec::new();
    let mut names = HashSet::new();
    let decisions = size.decisions.unwrap_or(DECISIONS_MIN.max(size.files / FILES_PER_DECISION));
    let mut files = decisions;
    while files < size.files {
        let package = package(size.seed, packages.len(), &packages, &mut names);
        files += FILES_OF_PACKAGE + package.modules.len() + package.other_files;
        packages.push(package);
    }
    let rules = RULES_MIN.max((size.files as f64 * RULES_PER_FILE).round() as usize);
    let rules = size.decisions.unwrap_or(rules);
    Plan { size, packages, decisions, rules }
}

fn package(seed: u64, number: usize, earlier: &[Package], names: &mut HashSet<String>) -> Package {
    // A seed of its own, so that a package is the same in a small and in a large repository.
    let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(number as u64);
    let mut rng = Rng::with_seed(seed);
    let kind = if number.is_multiple_of(2) { Kind::Rust } else { Kind::TypeScript };
    let group = pick(&mut rng, &GROUPS);
    let mut short = format!("{group}-{}-{}", noun(&mut rng), role(&mut rng));
    if !names.insert(short.clone()) {
        short = format!("{short}-{number}");
        names.insert(short.clone());
    }
    let (folder, name) = match kind {
        Kind::Rust => (format!("crates/{group}/{short}"), short),
        Kind::TypeScript => (format!("web/{group}/{short}"), format!("@bench/{short}")),
    };
    let modules = modules(&mut rng);
    let other_files = modules.len() * OTHER_FILES_PER_HUNDRED / 100 + rng.usize(..3);
    let mut imports: Vec<usize> = (0..rng.usize(..6))
        .map(|_| rng.usize(..earlier.len().max(1)))
        .filter(|&at| earlier.get(at).is_some_and(|package| package.kind == kind))
        .collect();
    imports.sort_unstable();
    imports.dedup();
    let has_contract = once_in(&mut rng, 6);
    Package { kind, folder, name, group, modules, imports, other_files, has_contract, seed }
}

fn modules(rng: &mut Rng) -> Vec<Module> {
    let wanted = (log_normal(rng, MODULES_MEDIAN, MODULES_SIGMA) as usize).clamp(2, MODULES_MAX);
    let mut stems = HashSet::new();
    let mut folder = None;
    (0..wanted)
        .map(|number| {
            if once_in(rng, 8) {
                folder = once_in(rng, 2).then(|| noun(rng));
            }
            let mut stem = format!("{}_{}", noun(rng), role(rng));
            if !stems.insert(stem.clone()) {
                stem = format!("{stem}_{number}");
                stems.insert(stem.clone());
            }
            let path = folder.map_or_else(|| stem.clone(), |folder| format!("{folder}/{stem}"));
            Module { path, type_name: pascal(&stem), stem }
        })
        .collect()
}
