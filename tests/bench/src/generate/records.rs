//! Ownership rules, contracts and decision records.

use std::fmt::Write;

use fastrand::Rng;

use super::plan::{Kind, Package, Plan};
use super::words::{GROUPS, capitalized, noun, once_in, pick, role, sentence, verb};

/// `.github/CODEOWNERS`: general rules first, then folders, packages, and single files.
pub fn ownership(plan: &Plan) -> String {
    let mut rng = Rng::with_seed(plan.size.seed);
    let mut text =
        String::from("# Generated. The last rule that matches a path wins.\n*  @bench/platform\n");
    for pattern in ["*.md", "*.css", "*.snap", "/docs/", "**/fixtures/**", "package.json"] {
        let _ = writeln!(text, "{pattern}  @bench/platform @bench/docs");
    }
    for group in GROUPS {
        let _ = writeln!(text, "\n# {}\n/crates/{group}/  @bench/{group}", capitalized(group));
        let _ = writeln!(text, "/web/{group}/  @bench/{group} @bench/web");
    }
    let general = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
    for number in general..plan.rules {
        let at = rng.usize(..plan.packages.len().max(1));
        let Some(package) = plan.packages.get(at) else { break };
        let pattern = pattern(&mut rng, package);
        let _ = match number % 40 {
            7 => writeln!(text, "{pattern}"),
            19 => writeln!(text, "{pattern}  @bench/{} # {}", package.group, sentence(&mut rng)),
            _ => writeln!(
                text,
                "{pattern}  @bench/{} @{}-{}",
                package.group,
                noun(&mut rng),
                role(&mut rng)
            ),
        };
    }
    text
}

fn pattern(rng: &mut Rng, package: &Package) -> String {
    let folder = &package.folder;
    let extension = if package.kind == Kind::Rust { "rs" } else { "ts" };
    let module = package.modules.get(rng.usize(..package.modules.len().max(1)));
    let path = module.map_or("index", |module| module.path.as_str());
    let name = folder.rsplit('/').next().unwrap_or_default();
    // As in real ownership files: nearly all rules name one folder or one file.
    match rng.u32(..200) {
        0..=129 => format!("/{folder}/"),
        130..=187 => format!("/{folder}/src/{path}.{extension}"),
        188..=193 => format!("{name}/"),
        194 | 195 => format!("/{folder}/src/*.{extension}"),
        196 => format!("/{folder}/**/*_{}.{extension}", role(rng)),
        197 => format!("{folder}/src/{}*", noun(rng)),
        198 => format!("**/{name}/fixtures/*.json"),
        _ => format!("/{folder}/src/{}_*.{extension}", noun(rng)),
    }
}

/// `boundary.toml` of a package.
pub fn contract(rng: &mut Rng, package: &Package, plan: &Plan) -> String {
    let mut text = String::from("# What this package promises.\n");
    if once_in(rng, 2) {
        let _ = writeln!(text, "owner = \"@bench/{}\"", package.group);
    }
    let first = rng.usize(1..=plan.decisions.max(1));
    let second = rng.usize(1..=plan.decisions.max(1));
    let _ = writeln!(text, "decisions = [\"ADR-{first:04}\", \"ADR-{second:04}\"]");
    let uses: Vec<String> = package
        .imports
        .iter()
        .filter_map(|&at| plan.packages.get(at))
        .map(|used| format!("\"{}\"", used.name))
        .collect();
    let _ = writeln!(text, "uses = [{}]\n\n[interface]", uses.join(", "));
    for module in package.modules.iter().take(40) {
        let name = &module.type_name;
        let _ = match rng.u32(..4) {
            0 => writeln!(
                text,
                "\"{name}\" = {{ is = \"frozen\", since = \"1.{}.0\" }}",
                rng.u8(..9)
            ),
            1 => writeln!(text, "\"{name}\" = \"experimental\""),
            _ => writeln!(text, "\"{name}\" = \"stable\""),
        };
    }
    text
}

/// The first decisions are accepted in every tree: the measured files mention them.
const ALWAYS_ACCEPTED: usize = 8;

/// Name and text of decision record `number`.
pub fn decision(seed: u64, number: usize) -> (String, String) {
    let mut rng = Rng::with_seed(seed ^ (number as u64).wrapping_mul(0xD1B5_4A32_D192_ED03));
    let title =
        format!("{} the {} {}", capitalized(verb(&mut rng)), noun(&mut rng), role(&mut rng));
    let slug = title.to_lowercase().replace(' ', "-");
    let text = match number % 3 {
        0 => nygard(&mut rng, number, &title),
        1 => madr_with_front_matter(&mut rng, number, &title),
        _ => madr_with_bullets(&mut rng, number, &title),
    };
    (format!("{number:04}-{slug}.md"), text)
}

fn status(rng: &mut Rng, number: usize) -> &'static str {
    if number <= ALWAYS_ACCEPTED {
        return "accepted";
    }
    pick(
        rng,
        &["accepted", "accepted", "accepted", "accepted", "proposed", "rejected", "deprecated"],
    )
}

fn date(rng: &mut Rng) -> String {
    format!("20{}-{:02}-{:02}", rng.u32(19..27), rng.u32(1..13), rng.u32(1..29))
}

fn paragraph(rng: &mut Rng) -> String {
    let sentences: Vec<String> = (0..rng.usize(2..7)).map(|_| sentence(rng)).collect();
    sentences.join(" ")
}

fn nygard(rng: &mut Rng, number: usize, title: &str) -> String {
    let mut text = format!("# {number}. {title}\n\nDate: {}\n\n## Status\n\n", date(rng));
    let _ = writeln!(text, "{}", capitalized(status(rng, number)));
    if number > 12 && once_in(rng, 8) {
        let _ = writeln!(text, "\nAmends [ADR-{0:04}](./)", rng.usize(1..number));
    }
    for heading in ["Context", "Decision", "Consequences"] {
        let _ = write!(text, "\n## {heading}\n\n{}\n", paragraph(rng));
    }
    text
}

fn madr_with_front_matter(rng: &mut Rng, number: usize, title: &str) -> String {
    let mut text = format!("---\nstatus: {}\ndate: {}\n", status(rng, number), date(rng));
    let _ = writeln!(text, "decision-makers: [\"@bench/{}\"]", pick(rng, &GROUPS));
    if once_in(rng, 3) {
        let group = GROUPS.get(number % GROUPS.len()).copied().unwrap_or_default();
        let _ = writeln!(text, "governs:\n  - crates/{group}/**\n  - web/{group}/**");
    }
    let _ = write!(
        text,
        "---\n\n# {title}\n\n## Context and Problem Statement\n\n{}\n",
        paragraph(rng)
    );
    options(rng, &mut text);
    text
}

fn madr_with_bullets(rng: &mut Rng, number: usize, title: &str) -> String {
    let mut text =
        format!("# {title}\n\n* Status: {}\n* Date: {}\n", status(rng, number), date(rng));
    let _ = write!(text, "\n## Context and Problem Statement\n\n{}\n", paragraph(rng));
    options(rng, &mut text);
    text
}

fn options(rng: &mut Rng, text: &mut String) {
    text.push_str("\n## Considered Options\n\n");
    for _ in 0..rng.usize(2..5) {
        let _ = writeln!(text, "* {} the {}", capitalized(verb(rng)), noun(rng));
    }
    let _ = write!(text, "\n## Decision Outcome\n\n{}\n\n### Consequences\n\n", paragraph(rng));
    for judgement in ["Good", "Bad"] {
        let _ = writeln!(text, "* {judgement}, because {}", sentence(rng));
    }
}
