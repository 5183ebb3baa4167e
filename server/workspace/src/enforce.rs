//! What decisions forbid, looked for in the code of a snapshot.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use boundstone_engine::query::{Broken, CodeReader};
use boundstone_grammars::{Code, Forbidden, SyntaxTree};
use boundstone_model::{Constraint, Demand, FileFacts, Language, RepoPath};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::snapshot::Snapshot;

/// So many answers are kept: for a few constraints on a repository of 100,000 files.
const MOST_ANSWERS: usize = 400_000;

type Answer = Result<Arc<[TextRange]>, Arc<str>>;

/// What was found in which text. An answer follows from the text and from what is forbidden, so that it never goes
/// out of date.
#[derive(Default)]
pub(crate) struct Enforcement(Mutex<Known>);

#[derive(Default)]
struct Known {
    forbidden: FxHashMap<(Demand, Arc<str>), Arc<Readied>>,
    /// By a hash of the text, its language, and the constraint.
    answers: FxHashMap<u64, Answer>,
}

/// What is looked for, or why it cannot be.
type Readied = Result<Option<Forbidden>, String>;

impl Enforcement {
    fn readied(&self, constraint: &Constraint) -> Arc<Readied> {
        let key = (constraint.demand, Arc::clone(&constraint.what.value));
        if let Some(known) = self.known().forbidden.get(&key) {
            return Arc::clone(known);
        }
        let readied = Arc::new(Forbidden::new(constraint));
        self.known().forbidden.insert(key, Arc::clone(&readied));
        readied
    }

    fn answer(&self, key: u64) -> Option<Answer> {
        self.known().answers.get(&key).cloned()
    }

    fn keep(&self, key: u64, answer: &Answer) {
        let answers = &mut self.known().answers;
        if answers.len() >= MOST_ANSWERS {
            answers.clear();
        }
        answers.insert(key, answer.clone());
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CodeReader for Snapshot {
    fn broken(&self, path: &RepoPath, constraints: &[&Constraint]) -> Vec<Broken> {
        let mut code = Opened::default();
        let facts = self.world.facts(path);
        // A file that was given up is counted already, with its reason.
        let facts = facts.filter(|facts| facts.not_checked.is_none());
        let broken = |constraint: &&Constraint| match facts {
            Some(facts) => self.broken_one(path, facts, constraint, &mut code),
            None => Ok(Vec::new()),
        };
        constraints.iter().map(broken).collect()
    }

    fn why_not(&self, constraint: &Constraint) -> Option<String> {
        self.enforcement().readied(constraint).as_ref().as_ref().err().cloned()
    }
}

/// The text of a file and its tree, once they are needed.
#[derive(Default)]
struct Opened {
    text: Option<Result<Arc<str>, String>>,
    tree: Option<SyntaxTree>,
}

impl Snapshot {
    fn broken_one(
        &self,
        path: &RepoPath,
        facts: &FileFacts,
        constraint: &Constraint,
        opened: &mut Opened,
    ) -> Broken {
        let readied = self.enforcement().readied(constraint);
        let forbidden = match readied.as_ref() {
            Ok(Some(forbidden)) => forbidden,
            Ok(None) => return Ok(Vec::new()),
            Err(why) => return Err(why.clone()),
        };
        let key = key(facts, constraint);
        let answer = match self.enforcement().answer(key) {
            Some(known) => known,
            None => {
                let answer = self.look(path, facts, forbidden, opened)?;
                self.enforcement().keep(key, &answer);
                answer
            }
        };
        answer.map(|ranges| ranges.to_vec()).map_err(|why| why.to_string())
    }

    /// What is found in a file. An error is one of this moment, and not of its text.
    fn look(
        &self,
        path: &RepoPath,
        facts: &FileFacts,
        forbidden: &Forbidden,
        opened: &mut Opened,
    ) -> Result<Answer, String> {
        let text = opened.text.get_or_insert_with(|| self.text_of(path, facts)).clone()?;
        if !forbidden.may_stand_in(facts.language, &text) {
            return Ok(Ok(Arc::default()));
        }
        let tree = match self.tree(path) {
            Some(tree) => Some(tree),
            None => {
                if opened.tree.is_none() {
                    opened.tree = boundstone_grammars::parse(facts.language, &text, None);
                }
                opened.tree.as_ref()
            }
        };
        let Some(tree) = tree else { return Err("it cannot be parsed".to_owned()) };
        let code = Code::new(facts.language, &text, tree);
        Ok(code.find(forbidden).map(Into::into).map_err(Into::into))
    }

    /// The text that the facts were read from.
    fn text_of(&self, path: &RepoPath, facts: &FileFacts) -> Result<Arc<str>, String> {
        let Some(text) = self.text(path) else { return Err("it cannot be read".to_owned()) };
        if boundstone_grammars::hash(text.as_bytes()) != facts.text {
            return Err("it changed since it was read".to_owned());
        }
        Ok(text)
    }
}

fn key(facts: &FileFacts, constraint: &Constraint) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&facts.text.to_le_bytes());
    let (demand, language) = match constraint.demand {
        Demand::ForbidImport => (0, None),
        Demand::ForbidCall => (1, None),
        Demand::ForbidQuery(language) => (2, Some(language)),
        Demand::Freeze => (3, None),
        Demand::Review => (4, None),
    };
    let number = |language: Language| language as u8;
    hash.update(&[demand, language.map_or(u8::MAX, number), number(facts.language)]);
    hash.update(constraint.what.value.as_bytes());
    hash.digest()
}
