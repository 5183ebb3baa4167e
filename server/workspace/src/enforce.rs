//! What decisions forbid, looked for in the code of a snapshot.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use boundstone_engine::FileInput;
use boundstone_engine::query::{
    self, Broken, BySurfaces, CodeReader, ExpandedFile, RecordedItems, SignatureReader,
};
use boundstone_grammars::{Code, Forbidden};
use boundstone_model::{
    Constraint, Demand, FileFacts, FileSignatures, Finding, Language, RepoPath,
};
use boundstone_text::TextRange;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::pool::threads;
use crate::snapshot::Snapshot;

/// The findings of so many files are there before threads are.
const FEW_FILES: usize = 64;

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

impl SignatureReader for Snapshot {
    fn signatures(&self, path: &RepoPath) -> Result<Arc<FileSignatures>, String> {
        self.signatures_of(path)
    }
}

impl CodeReader for Snapshot {
    fn broken(&self, path: &RepoPath, constraints: &[&Constraint]) -> Vec<Broken> {
        // A file that was given up is counted already, with its reason.
        let facts = self.world.facts(path).filter(|facts| facts.not_checked.is_none());
        let Some(facts) = facts else {
            return constraints.iter().map(|_| Ok(Vec::new())).collect();
        };
        let enforcement = self.enforcement();
        let known = constraints.iter().map(|it| enforcement.answer(key(facts, it)));
        let known: Vec<Option<Answer>> = known.collect();
        let unknown = constraints.iter().zip(&known).filter(|(_, known)| known.is_none());
        let unknown: Vec<&Constraint> = unknown.map(|(constraint, _)| *constraint).collect();
        let mut found = self.look(path, facts, &unknown).into_iter();
        let broken = |known: Option<Answer>| match known {
            Some(answer) => answer.map(|ranges| ranges.to_vec()).map_err(|why| why.to_string()),
            None => found.next().unwrap_or_else(|| Ok(Vec::new())),
        };
        known.into_iter().map(broken).collect()
    }

    fn why_not(&self, constraint: &Constraint) -> Option<String> {
        self.enforcement().readied(constraint).as_ref().as_ref().err().cloned()
    }

    fn may_hold(&self, path: &RepoPath, wanted: &str) -> bool {
        self.text(path).is_none_or(|text| text.contains(wanted))
    }

    fn may_hold_word(&self, path: &RepoPath, word: &str) -> bool {
        self.text(path).is_none_or(|text| holds_word(&text, word))
    }

    fn recorded(&self, report: &RepoPath) -> Result<Arc<RecordedItems>, String> {
        self.recorded_in(report)
    }

    fn expanded(&self, root: &RepoPath) -> Arc<[ExpandedFile]> {
        self.expanded_files(root)
    }

    fn base(&self) -> Result<String, String> {
        self.base_name()
    }

    fn doubt(&self) -> Option<&'static str> {
        self.doubt_of_base()
    }

    fn is_no_commit(&self, revision: &str) -> bool {
        Snapshot::is_no_commit(self, revision)
    }

    fn past(&self, path: &RepoPath) -> Result<Option<FileInput>, String> {
        self.past_input(path)
    }

    fn past_signatures(&self, path: &RepoPath) -> Result<Arc<FileSignatures>, String> {
        self.past_signatures_of(path)
    }

    fn past_holders(&self, folder: &RepoPath, word: &str) -> Result<Vec<RepoPath>, String> {
        self.past_holders_of(folder, word)
    }

    fn past_records(&self) -> Result<Vec<RepoPath>, String> {
        self.past_records_of()
    }

    fn read_past(&self, paths: &[RepoPath]) {
        self.read_past_of(paths);
    }

    fn by_surfaces(&self) -> Option<&BySurfaces> {
        Self::by_surfaces(self)
    }

    fn follows(&self, path: &RepoPath, others: Vec<RepoPath>) {
        self.reader().followed.note(path, others);
    }
}

impl Snapshot {
    /// The findings in these files, in their order and by place; of many files, on all processors.
    pub fn findings(&self, paths: &[&RepoPath]) -> Vec<Finding> {
        self.read_past_of(&query::compared_with_the_past(&self.world, paths));
        if paths.len() <= FEW_FILES {
            return paths
                .iter()
                .flat_map(|path| query::findings(&self.world, self, path))
                .collect();
        }
        let found = self.with_own_promises().findings_of_many(paths);
        self.reader().signatures.forget();
        found
    }

    fn findings_of_many(&self, paths: &[&RepoPath]) -> Vec<Finding> {
        let of_one = |path: &&RepoPath| query::findings(&self.world, self, path);
        let found: Vec<Vec<Finding>> = match threads() {
            Some(pool) => pool.install(|| paths.par_iter().map(of_one).collect()),
            None => paths.iter().map(of_one).collect(),
        };
        found.into_iter().flatten().collect()
    }

    /// The findings in all files, by path and place.
    pub fn all_findings(&self) -> Vec<Finding> {
        let paths: Vec<&RepoPath> = self.world.files().map(|(path, _)| path).collect();
        self.findings(&paths)
    }

    /// What is found in a file, for each of the constraints. It is read and parsed once, and only as far as it is
    /// needed.
    fn look(&self, path: &RepoPath, facts: &FileFacts, constraints: &[&Constraint]) -> Vec<Broken> {
        if constraints.is_empty() {
            return Vec::new();
        }
        let all = |why: String| constraints.iter().map(|_| Err(why.clone())).collect();
        let text = match self.text_of(path, facts) {
            Ok(text) => text,
            Err(why) => return all(why),
        };
        let readied: Vec<_> = constraints.iter().map(|it| self.enforcement().readied(it)).collect();
        let may_stand = |readied: &Arc<Readied>| match readied.as_ref() {
            Ok(Some(forbidden)) => forbidden.may_stand_in(facts.language, &text),
            _ => false,
        };
        let fresh = match self.tree(path) {
            None if readied.iter().any(may_stand) => {
                boundstone_grammars::parse(facts.language, &text, None)
            }
            _ => None,
        };
        let tree = self.tree(path).or(fresh.as_ref());
        let code = tree.map(|tree| Code::new(facts.language, &text, tree));
        let one = |(constraint, readied): (&&Constraint, &Arc<Readied>)| {
            let answer: Answer = match (readied.as_ref(), &code) {
                (Err(why), _) => return Err(why.clone()),
                (Ok(Some(forbidden)), Some(code)) => {
                    code.find(forbidden).map(Into::into).map_err(Into::into)
                }
                (Ok(_), _) if !may_stand(readied) => Ok(Arc::default()),
                (Ok(_), _) => return Err("it cannot be parsed".to_owned()),
            };
            self.enforcement().keep(key(facts, constraint), &answer);
            answer.map(|ranges| ranges.to_vec()).map_err(|why| why.to_string())
        };
        constraints.iter().zip(&readied).map(one).collect()
    }

    /// The text that the facts were read from.
    pub(crate) fn text_of(&self, path: &RepoPath, facts: &FileFacts) -> Result<Arc<str>, String> {
        let Some(text) = self.text(path) else { return Err("it cannot be read".to_owned()) };
        if boundstone_grammars::hash(text.as_bytes()) != facts.text {
            return Err("it changed since it was read".to_owned());
        }
        Ok(text)
    }
}

fn holds_word(text: &str, word: &str) -> bool {
    let is_part = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (text.get(..at), text.get(at + word.len()..));
        !is_part(before.and_then(|it| it.chars().next_back()))
            && !is_part(behind.and_then(|it| it.chars().next()))
    })
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
