//! The files that are opened, hovered and edited: the same in every generated tree, so that the cost
//! of an edit can be compared between trees. In a checkout they are opened as unsaved buffers and
//! never written.

use fastrand::Rng;

use super::code::Source;
use super::plan::Module;
use super::{rust, typescript};

/// Decisions that every generated tree has.
const KNOWN_DECISIONS: usize = 8;
/// Bytes of a generated line, a little less than the average.
const BYTES_A_LINE: usize = 30;

/// A source file of a known length.
pub struct MeasuredFile {
    pub path: &'static str,
    /// The language's id in LSP.
    pub language: &'static str,
    pub lines: usize,
}

/// Stands once in each measured file, as the name of a function with a decision.
pub const HOVERED: &str = "measured_function";
/// Stands once in each measured file, in a comment: a mention that edits change.
pub const MENTION: &str = "ADR-0001";
/// Stands once in each measured file, in the middle, in the body of a function.
pub const EDITED: &str = "measured_value = 1";

const FILES: [MeasuredFile; 14] = [
    rust_file("crates/measured/bench-measured/src/lines_50.rs", 50),
    rust_file("crates/measured/bench-measured/src/lines_150.rs", 150),
    rust_file("crates/measured/bench-measured/src/lines_400.rs", 400),
    rust_file("crates/measured/bench-measured/src/lines_1000.rs", 1_000),
    rust_file("crates/measured/bench-measured/src/lines_2000.rs", 2_000),
    rust_file("crates/measured/bench-measured/src/lines_5000.rs", 5_000),
    rust_file("crates/measured/bench-measured/src/lines_10000.rs", 10_000),
    typescript_file("web/measured/bench-measured/src/lines_50.ts", 50),
    typescript_file("web/measured/bench-measured/src/lines_150.ts", 150),
    typescript_file("web/measured/bench-measured/src/lines_400.ts", 400),
    typescript_file("web/measured/bench-measured/src/lines_1000.ts", 1_000),
    typescript_file("web/measured/bench-measured/src/lines_2000.ts", 2_000),
    typescript_file("web/measured/bench-measured/src/lines_5000.ts", 5_000),
    typescript_file("web/measured/bench-measured/src/lines_10000.ts", 10_000),
];

const fn rust_file(path: &'static str, lines: usize) -> MeasuredFile {
    MeasuredFile { path, language: "rust", lines }
}

const fn typescript_file(path: &'static str, lines: usize) -> MeasuredFile {
    MeasuredFile { path, language: "typescript", lines }
}

pub fn measured_files() -> &'static [MeasuredFile] {
    &FILES
}

impl MeasuredFile {
    pub fn text(&self, seed: u64) -> String {
        let head = self.part(seed, self.lines / 2, "head_reader");
        let tail =
            self.part(seed ^ 1, self.lines.saturating_sub(head.lines().count()), "tail_reader");
        let top = match self.language {
            "rust" => format!(
                "/// Decided in {MENTION}.\npub fn {HOVERED}(value: u32) -> u32 {{\n    value\n}}\n"
            ),
            _ => format!(
                "/** Decided in {MENTION}. */\nexport function {HOVERED}(value: number): number {{\n  return value;\n}}\n"
            ),
        };
        let middle = match self.language {
            "rust" => {
                format!("\nfn middle() -> u32 {{\n    let {EDITED};\n    measured_value\n}}\n")
            }
            _ => format!(
                "\nfunction middle(): number {{\n  let {EDITED};\n  return measured_value;\n}}\n"
            ),
        };
        format!("{top}{head}{middle}{tail}")
    }

    fn part(&self, seed: u64, lines: usize, stem: &str) -> String {
        let source =
            Source { imports: Vec::new(), siblings: Vec::new(), decisions: KNOWN_DECISIONS };
        let module = Module {
            path: stem.to_owned(),
            type_name: super::words::pascal(stem),
            stem: stem.to_owned(),
        };
        let mut wanted = lines * BYTES_A_LINE;
        loop {
            let mut rng = Rng::with_seed(seed);
            let text = match self.language {
                "rust" => rust::module(&mut rng, &module, &source, wanted),
                _ => typescript::module(&mut rng, &module, &source, wanted, false),
            };
            // Mentions of the decision that edits change must not be found elsewhere.
            let text = text.replace(MENTION, "ADR-0002");
            let got = text.lines().count();
            if got >= lines {
                return text;
            }
            wanted = wanted * lines / got.max(1) + BYTES_A_LINE;
        }
    }
}

/// The measured packages, as files of a generated tree.
pub fn files(seed: u64) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        FILES.iter().map(|file| (file.path.to_owned(), file.text(seed))).collect();
    let mut add = |path: &str, text: &str| files.push((path.to_owned(), text.to_owned()));
    add(
        "crates/measured/bench-measured/Cargo.toml",
        "[package]\nname = \"bench-measured\"\nversion.workspace = true\nedition.workspace = true\n",
    );
    add(
        "crates/measured/bench-measured/src/lib.rs",
        "//! Measured.\n\npub mod lines_50;\npub mod lines_150;\npub mod lines_400;\npub mod lines_1000;\npub mod lines_2000;\npub mod lines_5000;\npub mod lines_10000;\n",
    );
    add(
        "web/measured/bench-measured/package.json",
        "{\n  \"name\": \"@bench/measured\",\n  \"version\": \"1.0.0\",\n  \"main\": \"src/index.ts\"\n}\n",
    );
    add("web/measured/bench-measured/src/index.ts", "export * from \"./lines_1000\";\n");
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_marker_stands_once() {
        for file in measured_files() {
            let text = file.text(42);
            for marker in [HOVERED, MENTION, EDITED] {
                assert_eq!(text.matches(marker).count(), 1, "{marker} in {}", file.path);
            }
            let lines = text.lines().count();
            assert!(lines >= file.lines && lines < file.lines * 11 / 10 + 150, "{lines}");
        }
    }
}
