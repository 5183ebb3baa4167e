//! What decisions forbid, looked for in the code of a snapshot.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use boundstone_engine::query::CodeReader;
use boundstone_grammars::{Code, Forbidden};
use boundstone_model::{Constraint, Demand, FileFacts, Language, RepoPath};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::snapshot::Snapshot;

/// So many answers are kept: for a few constraints on a repository of 100,000 files.
const MOST_ANSWERS: usize = 400_000;

type Broken = Result<Arc<[TextRange]>, Arc<str>>;

/// What was found in which text. An answer follows from the text and from what is forbidden, so that it never goes
/// out of date.
#[derive(Default)]
pub(crate) struct Enforcement(Mutex<Known>);

#[derive(Default)]
struct Known {
    forbidden: FxHashMap<(Demand, Arc<str>), Arc<Readied>>,
    /// By a hash of the text, its language, and the constraint.
    answers: FxHashMap<u64, Broken>,
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

    fn answer(&self, key: u64) -> Option<Broken> {
        self.known().answers.get(&key).cloned()
    }

    fn keep(&self, key: u64, answer: &Broken) {
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
    fn broken(&self, path: &RepoPath, constraint: &Constraint) -> Result<Vec<TextRange>, String> {
        let readied = self.enforcement().readied(constraint);
        let forbidden = match readied.as_ref() {
            Ok(Some(forbidden)) => forbidden,
            Ok(None) => return Ok(Vec::new()),
            Err(why) => return Err(why.clone()),
        };
        let Some(facts) = self.world.facts(path) else { return Ok(Vec::new()) };
        if facts.not_checked.is_some() {
            // Counted already, with its reason.
            return Ok(Vec::new());
        }
        let key = key(facts, constraint);
        let answer = match self.enforcement().answer(key) {
            Some(known) => known,
            None => {
                let answer = look(self, path, facts, forbidden)?;
                self.enforcement().keep(key, &answer);
                answer
            }
        };
        answer.map(|ranges| ranges.to_vec()).map_err(|why| why.to_string())
    }

    fn why_not(&self, constraint: &Constraint) -> Option<String> {
        self.enforcement().readied(constraint).as_ref().as_ref().err().cloned()
    }
}

/// What is found in a file. An error is one of this moment, and not of its text.
fn look(
    snapshot: &Snapshot,
    path: &RepoPath,
    facts: &FileFacts,
    forbidden: &Forbidden,
) -> Result<Broken, String> {
    let Some(text) = snapshot.text(path) else { return Err("it cannot be read".to_owned()) };
    if boundstone_grammars::hash(text.as_bytes()) != facts.text {
        return Err("it changed since it was read".to_owned());
    }
    let code = Code::new(facts.language, &text, snapshot.tree(path));
    Ok(code.find(forbidden).map(Into::into).map_err(Into::into))
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
