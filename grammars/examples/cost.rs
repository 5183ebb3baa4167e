//! What extraction costs on top of a bare parse, on a checkout given as arguments.
//!
//! `cargo run --release -p boundstone-grammars --example cost -- DIR…`

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use boundstone_grammars::{extract, parse};
use boundstone_model::{FileFacts, Language, RepoPath};

const ROUNDS: usize = 3;

fn main() {
    for folder in std::env::args().skip(1) {
        let mut files = Vec::new();
        collect(Path::new(&folder), &mut files);
        report(&folder, &files);
    }
}

#[derive(Clone, Copy)]
struct Spent {
    parse: Duration,
    extract: Duration,
    drop: Duration,
}

impl Spent {
    const ZERO: Self = Self::all(Duration::ZERO);
    const MAX: Self = Self::all(Duration::MAX);

    const fn all(time: Duration) -> Self {
        Self { parse: time, extract: time, drop: time }
    }

    fn min(self, other: Self) -> Self {
        Self {
            parse: self.parse.min(other.parse),
            extract: self.extract.min(other.extract),
            drop: self.drop.min(other.drop),
        }
    }
}

fn report(folder: &str, files: &[(PathBuf, Language, String)]) {
    let bytes: usize = files.iter().map(|(_, _, text)| text.len()).sum();
    let mut best = Spent::MAX;
    let mut facts = Vec::new();
    for _ in 0..ROUNDS {
        facts.clear();
        let mut spent = Spent::ZERO;
        for (_, language, text) in files {
            let start = Instant::now();
            let tree = parse(*language, text, None);
            let parsed = Instant::now();
            facts.push(extract(*language, text, tree.as_ref()).0);
            let extracted = Instant::now();
            drop(tree);
            spent.parse += parsed - start;
            spent.extract += extracted - parsed;
            spent.drop += extracted.elapsed();
        }
        best = best.min(spent);
    }
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let count = |of: fn(&FileFacts) -> usize| facts.iter().map(of).sum::<usize>();
    println!(
        "{folder}: {} files, {:.1} MB; parse {:.0} ms, extract {:.0} ms (+{:.1} %), drop {:.0} ms; \
         {} items, {} mentions, {} not checked, {:.3} bytes held a byte of source",
        files.len(),
        bytes as f64 / 1e6,
        ms(best.parse),
        ms(best.extract),
        100.0 * ms(best.extract) / ms(best.parse),
        ms(best.drop),
        count(|facts| facts.items().count()),
        count(|facts| facts.mentions().len()),
        count(|facts| usize::from(facts.not_checked.is_some())),
        count(FileFacts::heap_size) as f64 / bytes as f64,
    );
    for ((path, ..), facts) in files.iter().zip(&facts) {
        if let Some(reason) = facts.not_checked {
            println!("  {}: {}", path.display(), reason.reason());
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Language, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_symlink() || path.ends_with(".git") {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
            continue;
        }
        let name = path.file_name().and_then(|name| RepoPath::new(name.to_str()?));
        let language = name.and_then(|name| Language::of(&name)).filter(|it| it.is_code());
        if let (Some(language), Ok(text)) = (language, std::fs::read_to_string(&path)) {
            files.push((path, language, text));
        }
    }
}
