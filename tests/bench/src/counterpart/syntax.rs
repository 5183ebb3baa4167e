//! Bare tree-sitter: the parse of every source file, and the incremental parse of one with a walk
//! that skips the bodies of functions.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use boundstone_model::{Language, RepoPath};
use rayon::prelude::*;
use tree_sitter::{InputEdit, Node, Parser, Point, Tree};

use crate::cost;
use crate::worker::IndexCost;

/// The grammar for a language of code.
fn grammar(language: Language) -> Option<tree_sitter::Language> {
    match language {
        Language::Rust => Some(tree_sitter_rust::LANGUAGE.into()),
        Language::TypeScript | Language::Declarations => {
            Some(tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into())
        }
        Language::Tsx | Language::JavaScript => Some(tree_sitter_typescript::LANGUAGE_TSX.into()),
        Language::Markdown => None,
    }
}

fn parser(language: Language) -> Result<Parser> {
    let mut parser = Parser::new();
    parser.set_language(&grammar(language).context("a language without a grammar")?)?;
    Ok(parser)
}

/// The source files below `root` that git would not ignore, largest first.
pub fn source_files(root: &Path) -> Result<Vec<(Language, String)>> {
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(root).hidden(false).build() {
        let entry = entry?;
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let Some(path) = entry.path().strip_prefix(root)?.to_str().and_then(RepoPath::new) else {
            continue;
        };
        if path.as_str().starts_with(".git/") {
            continue;
        }
        let Some(language) = Language::of(&path).filter(|language| language.is_code()) else {
            continue;
        };
        // What is no UTF-8 is parsed by nobody.
        if let Ok(text) = String::from_utf8(fs::read(entry.path())?) {
            files.push((language, text));
        }
    }
    files.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
    Ok(files)
}

/// The cost of parsing every source file, and of nothing else: they are in memory before it begins.
pub fn parse_all(root: &Path, threads: usize) -> Result<IndexCost> {
    let files = source_files(root)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let (cpu, wall) = (cost::of_this_process(), Instant::now());
    let parsed: Result<usize> = pool.install(|| {
        files
            .par_iter()
            .with_max_len(1)
            .map_init(Parsers::default, |parsers, (language, text)| parsers.parse(*language, text))
            .sum()
    });
    let cost = IndexCost {
        cpu: cost::of_this_process().saturating_sub(cpu).as_secs_f64(),
        wall: wall.elapsed().as_secs_f64(),
        files: files.len(),
        source_files: parsed?,
        source_bytes: files.iter().map(|(_, text)| text.len()).sum(),
    };
    Ok(cost)
}

/// One parser a language for each thread.
#[derive(Default)]
struct Parsers(Vec<(Language, Parser)>);

impl Parsers {
    fn parse(&mut self, language: Language, text: &str) -> Result<usize> {
        if !self.0.iter().any(|(known, _)| *known == language) {
            self.0.push((language, parser(language)?));
        }
        let parser = self.0.iter_mut().find(|(known, _)| *known == language);
        let (_, parser) = parser.context("no parser")?;
        parser.parse(text, None).context("no tree")?;
        Ok(1)
    }
}

/// A file under edit, as the simplest language server would keep it.
pub struct Edited {
    parser: Parser,
    text: String,
    tree: Tree,
    /// The kinds of node that are bodies.
    bodies: [u16; 2],
}

impl Edited {
    pub fn new(language: Language, text: String) -> Result<Self> {
        let mut parser = parser(language)?;
        let tree = parser.parse(&text, None).context("no tree")?;
        let bodies =
            ["block", "statement_block"].map(|kind| tree.language().id_for_node_kind(kind, true));
        Ok(Self { parser, text, tree, bodies })
    }

    /// Replaces `old_len` bytes of the line that begins at `line_start`; the CPU time of the parse
    /// and of one walk.
    pub fn edit(
        &mut self,
        row: usize,
        line_start: usize,
        column: usize,
        old_len: usize,
        new: &str,
    ) -> Result<Duration> {
        let start = line_start + column;
        self.text.replace_range(start..start + old_len, new);
        let begun = cost::of_this_thread();
        self.tree.edit(&InputEdit {
            start_byte: start,
            old_end_byte: start + old_len,
            new_end_byte: start + new.len(),
            start_position: Point::new(row, column),
            old_end_position: Point::new(row, column + old_len),
            new_end_position: Point::new(row, column + new.len()),
        });
        self.tree = self.parser.parse(&self.text, Some(&self.tree)).context("no tree")?;
        let nodes = walk(&self.tree, self.bodies);
        let cost = cost::of_this_thread().saturating_sub(begun);
        std::hint::black_box(nodes);
        Ok(cost)
    }
}

/// Visits every node outside the bodies of functions; how many.
fn walk(tree: &Tree, bodies: [u16; 2]) -> usize {
    let is_body = |node: Node<'_>| bodies.contains(&node.kind_id());
    let mut cursor = tree.walk();
    let mut nodes = 0;
    loop {
        nodes += 1;
        if !is_body(cursor.node()) && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return nodes;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_error(text: &str, node: Node<'_>) -> Option<String> {
        if node.is_error() || node.is_missing() {
            let line = text.lines().nth(node.start_position().row).unwrap();
            // Known of the grammar: valid, and common in the entry files of packages.
            return (!line.starts_with("export type *"))
                .then(|| format!("{}: {line}", node.start_position()));
        }
        let mut cursor = node.walk();
        node.children(&mut cursor).find_map(|child| first_error(text, child))
    }

    #[test]
    fn generated_source_is_valid() {
        let dir = tempfile::tempdir().unwrap();
        let size = crate::generate::Size { seed: 3, files: 500, scale: 1.0, decisions: None };
        let folder = dir.path().join("tree");
        crate::generate::generate(&folder, size).unwrap();
        for (language, text) in source_files(&folder).unwrap() {
            let tree = parser(language).unwrap().parse(&text, None).unwrap();
            assert_eq!(first_error(&text, tree.root_node()), None);
        }
    }

    #[test]
    fn the_walk_skips_bodies() {
        let count = |text: &str| {
            let file = Edited::new(Language::Rust, text.to_owned()).unwrap();
            assert!(!file.tree.root_node().has_error());
            walk(&file.tree, file.bodies)
        };
        assert_eq!(count("fn a() {}"), count("fn a() { let b = 1; if b > 2 { c(); } }"));
        assert!(count("fn a() {} fn b() {}") > count("fn a() {}"));
    }

    #[test]
    fn an_edit_gives_the_tree_of_the_new_text() {
        let mut file =
            Edited::new(Language::TypeScript, "let a = 1;\nlet b = 2;\n".to_owned()).unwrap();
        file.edit(1, 11, 8, 1, "[3]").unwrap();
        let fresh =
            Edited::new(Language::TypeScript, "let a = 1;\nlet b = [3];\n".to_owned()).unwrap();
        assert_eq!(file.tree.root_node().to_sexp(), fresh.tree.root_node().to_sexp());
    }
}
