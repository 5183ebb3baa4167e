//! The files of one package.

use std::fmt::Write;

use fastrand::Rng;

use super::code::Source;
use super::plan::{Kind, Module, Package, Plan};
use super::words::{log_normal, noun, once_in, pick, sentence};
use super::{records, rust, typescript};

/// Sizes of source files in bytes; on the average about 3.6 kB, and 274 MB in 116,620 files.
const SOURCE_MEDIAN: f64 = 1_200.0;
const SOURCE_SIGMA: f64 = 1.3;
const SOURCE_MAX: f64 = 600_000.0;
const OTHER_MEDIAN: f64 = 700.0;
const OTHER_SIGMA: f64 = 1.2;
const OTHER_MAX: f64 = 200_000.0;

/// Paths from the root of the repository, and texts.
pub fn files(package: &Package, plan: &Plan) -> Vec<(String, String)> {
    let mut rng = Rng::with_seed(package.seed ^ plan.size.scale.to_bits());
    let folder = &package.folder;
    let mut files = vec![(format!("{folder}/README.md"), readme(&mut rng, package, plan))];
    if package.has_contract {
        let contract = records::contract(&mut rng, package, plan);
        files.push((format!("{folder}/boundary.toml"), contract));
    }
    let (manifest, entry) = match package.kind {
        Kind::Rust => ("Cargo.toml", "src/lib.rs"),
        Kind::TypeScript => ("package.json", "src/index.ts"),
    };
    files.push((format!("{folder}/{manifest}"), manifest_text(package, plan)));
    let bare = Source { imports: Vec::new(), siblings: Vec::new(), decisions: plan.decisions };
    let entry_text = match package.kind {
        Kind::Rust => rust::entry(&mut rng, &package.modules, &bare),
        Kind::TypeScript => typescript::entry(&mut rng, &package.modules, &bare),
    };
    files.push((format!("{folder}/{entry}"), entry_text));
    modules(&mut rng, package, plan, &mut files);
    for number in 0..package.other_files {
        files.push(other_file(&mut rng, folder, number));
    }
    files
}

fn modules(rng: &mut Rng, package: &Package, plan: &Plan, files: &mut Vec<(String, String)>) {
    for module in &package.modules {
        let wanted = log_normal(rng, SOURCE_MEDIAN, SOURCE_SIGMA).min(SOURCE_MAX) * plan.size.scale;
        let source = source(rng, package, module, plan);
        let is_component = package.kind == Kind::TypeScript && once_in(rng, 3);
        let text = match package.kind {
            Kind::Rust => rust::module(rng, module, &source, wanted as usize),
            Kind::TypeScript => {
                typescript::module(rng, module, &source, wanted as usize, is_component)
            }
        };
        let extension = match (package.kind, is_component) {
            (Kind::Rust, _) => "rs",
            (Kind::TypeScript, true) => "tsx",
            (Kind::TypeScript, false) => "ts",
        };
        files.push((format!("{}/src/{}.{extension}", package.folder, module.path), text));
    }
    if package.kind == Kind::Rust {
        files.extend(folder_modules(package));
    }
}

/// `src/cache.rs` for a folder `src/cache/`.
fn folder_modules(package: &Package) -> Vec<(String, String)> {
    let mut declared: Vec<(String, String)> = Vec::new();
    for module in &package.modules {
        let Some((folder, stem)) = module.path.split_once('/') else { continue };
        let path = format!("{}/src/{folder}.rs", package.folder);
        match declared.iter_mut().find(|(known, _)| *known == path) {
            Some((_, text)) => {
                let _ = writeln!(text, "pub mod {stem};");
            }
            None => declared.push((path, format!("pub mod {stem};\n"))),
        }
    }
    declared
}

fn source(rng: &mut Rng, package: &Package, module: &Module, plan: &Plan) -> Source {
    let imports = package
        .imports
        .iter()
        .filter(|_| once_in(rng, 2))
        .filter_map(|&at| plan.packages.get(at))
        .filter_map(|used| {
            used.modules.first().map(|first| (used.name.clone(), first.type_name.clone()))
        })
        .collect();
    let sibling = package.modules.get(rng.usize(..package.modules.len().max(1)));
    let siblings = sibling
        .filter(|sibling| sibling.path != module.path)
        .map(|sibling| match package.kind {
            Kind::Rust => format!("{}::{}", sibling.path.replace('/', "::"), sibling.type_name),
            Kind::TypeScript if module.path.contains('/') => format!("../{}", sibling.path),
            Kind::TypeScript => format!("./{}", sibling.path),
        })
        .into_iter()
        .collect();
    Source { imports, siblings, decisions: plan.decisions }
}

fn manifest_text(package: &Package, plan: &Plan) -> String {
    let used = package.imports.iter().filter_map(|&at| plan.packages.get(at));
    match package.kind {
        Kind::Rust => {
            let mut text = format!(
                "[package]\nname = \"{}\"\nversion.workspace = true\nedition.workspace = true\n\n[dependencies]\n",
                package.name
            );
            for used in used {
                let _ = writeln!(text, "{} = {{ path = \"../../../{}\" }}", used.name, used.folder);
            }
            text
        }
        Kind::TypeScript => {
            let dependencies: Vec<String> =
                used.map(|used| format!("    \"{}\": \"workspace:*\"", used.name)).collect();
            format!(
                "{{\n  \"name\": \"{}\",\n  \"version\": \"1.0.0\",\n  \"main\": \"src/index.ts\",\n  \"dependencies\": {{\n{}\n  }}\n}}\n",
                package.name,
                dependencies.join(",\n")
            )
        }
    }
}

fn readme(rng: &mut Rng, package: &Package, plan: &Plan) -> String {
    let mut text = format!("# {}\n\n", package.name);
    for _ in 0..rng.usize(2..9) {
        let _ = writeln!(text, "{} {}\n", sentence(rng), sentence(rng));
    }
    if once_in(rng, 3) {
        let _ = writeln!(text, "Built as ADR-{:04} says.", rng.usize(1..=plan.decisions.max(1)));
    }
    text
}

fn other_file(rng: &mut Rng, folder: &str, number: usize) -> (String, String) {
    let wanted = log_normal(rng, OTHER_MEDIAN, OTHER_SIGMA).min(OTHER_MAX) as usize;
    let name = noun(rng);
    let (path, line): (String, fn(&mut Rng) -> String) = match rng.u32(..6) {
        0 | 1 => (format!("fixtures/{name}-{number}.json"), |rng| {
            format!("{{\"{}\": {}, \"{}\": \"{}\"}}", noun(rng), rng.u16(..), noun(rng), noun(rng))
        }),
        2 => (format!("tests/__snapshots__/{name}-{number}.snap"), |rng| {
            format!("exports[`{} {}`] = `{}`;", noun(rng), noun(rng), sentence(rng))
        }),
        3 => (format!("assets/{name}-{number}.svg"), |rng| {
            format!("<path d=\"M{} {}L{} {}\"/>", rng.u8(..), rng.u8(..), rng.u8(..), rng.u8(..))
        }),
        4 => (format!("src/{name}-{number}.css"), |rng| {
            format!(
                ".{} {{ margin: {}px; color: {}; }}",
                noun(rng),
                rng.u8(..),
                pick(rng, &["red", "blue"])
            )
        }),
        _ => (format!("config/{name}-{number}.yaml"), |rng| {
            format!("{}: {}", noun(rng), sentence(rng))
        }),
    };
    let mut text = String::with_capacity(wanted + 100);
    while text.len() < wanted {
        text.push_str(&line(rng));
        text.push('\n');
    }
    (format!("{folder}/{path}"), text)
}
