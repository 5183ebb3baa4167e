//! Queries of tree-sitter that decisions state. They come from a repository that nobody vouches for: what one of
//! them may take is bounded, and counted, never timed.

use std::cell::Cell;
use std::ops::ControlFlow;

use boundstone_model::Language;
use boundstone_text::TextRange;
use tree_sitter::{QueryCursor, QueryCursorOptions, QueryErrorKind, StreamingIterator};

use crate::SyntaxTree;
use crate::syntax_tree::grammar;

/// The longest query that is read, in bytes.
const LONGEST: usize = 4096;
/// Matches that are followed at the same time; each step costs their square. Hand-written queries have a few.
const MATCH_LIMIT: u32 = 32;
/// Reports of progress for a KiB, and for any file. tree-sitter reports every hundred operations, of which
/// ordinary source takes 2,000 for a KiB.
const STEPS_PER_KIB: usize = 100;
const MIN_STEPS: usize = 1000;
/// Places in one file that are told of.
const MOST_FOUND: usize = 1000;
/// The capture that marks what is forbidden.
const FOUND: &str = "found";

/// A query, compiled for each grammar of its language.
#[derive(Debug)]
pub struct Query {
    compiled: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    language: Language,
    query: tree_sitter::Query,
    /// The number of the capture that marks what is forbidden.
    found: u32,
}

impl Query {
    pub(crate) fn new(language: Language, text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("the query is longer than {LONGEST} bytes"));
        }
        let languages: &[Language] = match language {
            Language::TypeScript | Language::Tsx | Language::Declarations => {
                &[Language::TypeScript, Language::Tsx, Language::Declarations]
            }
            Language::Rust => &[Language::Rust],
            Language::JavaScript => &[Language::JavaScript],
            Language::Markdown => &[],
        };
        let mut compiled: Vec<Compiled> = Vec::new();
        for &language in languages {
            match Compiled::new(language, text) {
                Ok(one) => compiled.push(one),
                // Elements are nothing in a `.ts` file.
                Err(_) if language == Language::TypeScript => {}
                // A type assertion is nothing in a `.tsx` file.
                Err(_) if !compiled.is_empty() => {}
                Err(why) => return Err(why),
            }
        }
        Ok(Self { compiled })
    }

    pub(crate) fn is_of(&self, language: Language) -> bool {
        self.compiled.iter().any(|it| it.language == language)
    }

    /// What the query matches.
    ///
    /// # Errors
    /// When it takes more than a file may cost, as a clause.
    pub(crate) fn find(
        &self,
        language: Language,
        text: &str,
        tree: &SyntaxTree,
    ) -> Result<Vec<TextRange>, String> {
        let one = self.compiled.iter().find(|it| it.language == language);
        one.map_or(Ok(Vec::new()), |one| one.find(text, tree))
    }
}

impl Compiled {
    fn new(language: Language, text: &str) -> Result<Self, String> {
        let Some(grammar) = grammar(language) else {
            return Err(format!("{} has no syntax tree", language.name()));
        };
        let query = tree_sitter::Query::new(&grammar, text).map_err(|error| {
            let (line, column) = (error.row + 1, error.column + 1);
            let name = error.message.trim_matches('"');
            let what = match error.kind {
                QueryErrorKind::NodeType => {
                    format!("{} has no node `{name}`", language.name())
                }
                QueryErrorKind::Field => {
                    format!("{} has no field `{name}`", language.name())
                }
                QueryErrorKind::Capture => format!("there is no capture `@{name}`"),
                _ => error.message.lines().next().unwrap_or("it is not complete").to_owned(),
            };
            format!("the query is not valid in its line {line}, column {column}: {what}")
        })?;
        let names = query.capture_names();
        let found = names.iter().position(|name| *name == FOUND);
        let Some(found) = found.or_else(|| (names.len() == 1).then_some(0)) else {
            return Err("the query does not mark what is forbidden with `@found`".to_owned());
        };
        Ok(Self { language, query, found: found as u32 })
    }

    fn find(&self, text: &str, tree: &SyntaxTree) -> Result<Vec<TextRange>, String> {
        let most_steps = MIN_STEPS + text.len() / 1024 * STEPS_PER_KIB;
        let steps = Cell::new(0);
        let mut count = |_: &_| {
            steps.set(steps.get() + 1);
            if steps.get() > most_steps {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let options = QueryCursorOptions::new().progress_callback(&mut count);
        let mut cursor = QueryCursor::new();
        cursor.set_match_limit(MATCH_LIMIT);
        let mut found = Vec::new();
        {
            let root = tree.tree().root_node();
            let mut matches =
                cursor.matches_with_options(&self.query, root, text.as_bytes(), options);
            while let Some(one) = matches.next() {
                let meant = one.captures().iter().filter(|capture| capture.index == self.found);
                found.extend(meant.map(|capture| TextRange::of(capture.node.byte_range())));
                if found.len() > MOST_FOUND {
                    return Err(format!("the query matches more than {MOST_FOUND} places in it"));
                }
            }
        }
        if steps.get() > most_steps {
            return Err("the query takes more steps in it than allowed".to_owned());
        }
        if cursor.did_exceed_match_limit() {
            return Err("the query has too many matches open at once in it".to_owned());
        }
        Ok(found)
    }
}
