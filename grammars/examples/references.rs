//! The imports and uses of all files of TypeScript and JavaScript below a folder, one a line, for a
//! comparison with other tools: `i PATH START END SPECIFIER`, `u PATH START PATH_AS_WRITTEN`.
//!
//! `cargo run --release -p boundstone-grammars --example references -- DIR`

use std::io::Write;
use std::path::Path;

use boundstone_grammars::{extract, parse};
use boundstone_model::{ImportForm, Language, RepoPath};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for folder in std::env::args().skip(1) {
        show(Path::new(&folder), Path::new(&folder), &mut out)?;
    }
    out.flush()
}

fn show(root: &Path, folder: &Path, out: &mut impl Write) -> std::io::Result<()> {
    for path in std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()) {
        if path.is_symlink() || path.ends_with(".git") {
            continue;
        }
        if path.is_dir() {
            show(root, &path, out)?;
            continue;
        }
        let name = path.file_name().and_then(|name| RepoPath::new(name.to_str()?));
        let language = name
            .and_then(|name| Language::of(&name))
            .filter(|language| language.is_code() && *language != Language::Rust);
        let (Some(language), Ok(text)) = (language, std::fs::read_to_string(&path)) else {
            continue;
        };
        let shown = path.strip_prefix(root).unwrap_or(&path).display();
        let (facts, _) = extract(language, &text, parse(language, &text, None).as_ref());
        if let Some(reason) = facts.not_checked {
            writeln!(out, "- {shown} {}", reason.reason())?;
            continue;
        }
        let references = facts.references();
        for import in &references.imports {
            let (start, end) = (import.range.start(), import.range.end());
            let kind = if import.form == ImportForm::Local { "l" } else { "i" };
            writeln!(out, "{kind}\t{shown}\t{start}\t{end}\t{}", import.from.escape_debug())?;
        }
        for path in &references.paths {
            writeln!(out, "u\t{shown}\t{}\t{}", path.start, path.path)?;
        }
    }
    Ok(())
}
