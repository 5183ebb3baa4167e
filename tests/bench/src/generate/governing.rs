//! Decision records of a repository that writes down much of what it decides: most of them govern something.

use std::fmt::Write;

use fastrand::Rng;

use super::plan::{Kind, Package, Plan};
use super::records;
use super::words::{noun, once_in, role};

/// Of so many records, one governs nothing.
const GOVERNS_NOTHING: u32 = 4;

/// Name and text of decision record `number`: that of any tree, with front matter that says what it governs.
pub fn decision(plan: &Plan, number: usize) -> (String, String) {
    let (name, text) = records::decision(plan.size.seed, number);
    let mut rng = Rng::with_seed(
        plan.size.seed.wrapping_add(number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15),
    );
    if plan.packages.is_empty() || once_in(&mut rng, GOVERNS_NOTHING) {
        return (name, text);
    }
    let mut governs = String::from("governs:\n");
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..plan.packages.len());
        let Some(package) = plan.packages.get(at) else { continue };
        let _ = writeln!(governs, "  - \"{}\"", entry(&mut rng, package));
    }
    let body = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")) {
        Some((front, body)) => {
            let stated = front.split("governs:\n").next().unwrap_or_default();
            format!("---\n{stated}{governs}---\n{body}")
        }
        None => format!("---\n{governs}---\n\n{text}"),
    };
    (name, body)
}

/// One entry of `governs`: as in real records, nearly all name a folder or a file.
fn entry(rng: &mut Rng, package: &Package) -> String {
    let folder = &package.folder;
    let extension = if package.kind == Kind::Rust { "rs" } else { "ts" };
    let module = package.modules.get(rng.usize(..package.modules.len().max(1)));
    let path = module.map_or("index", |module| module.path.as_str());
    let type_name = module.map_or("Index", |module| module.type_name.as_str());
    let name = folder.rsplit('/').next().unwrap_or_default();
    match rng.u32(..100) {
        0..=34 => format!("{folder}/**"),
        35..=49 => format!("{folder}/"),
        50..=64 => format!("{folder}/src/{path}.{extension}"),
        65..=72 => format!("{folder}/src/*.{extension}"),
        73..=78 => format!("{folder}/**/*_{}.{extension}", role(rng)),
        79 => format!("**/{name}/fixtures/*.json"),
        80..=84 => format!("!{folder}/src/{}_*.{extension}", noun(rng)),
        85..=91 => format!("boundary:{}", package.name),
        _ => format!("{}#{type_name}", package.name),
    }
}
