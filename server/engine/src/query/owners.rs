//! Who owns each of many files: what is said once for all files under the same rule is made once.

use boundstone_model::{Owners, RepoPath};
use rustc_hash::FxHashMap;

use super::ownership::{by_comment, no_rule, of_contract, of_rules};
use crate::World;
use crate::forge::Forge;
use crate::ownership::{Decision, settle, split};

/// Calls `each` with every file of `folder` and below, in path order, and with who owns it: the same
/// as [`ownership`](super::ownership()) says, without the rules that do not decide.
pub fn owners_below(world: &World, folder: &RepoPath, mut each: impl FnMut(&RepoPath, &Owners)) {
    let mut answers = Answers::new(world);
    let Some(forge) = world.forge.as_deref() else {
        for (path, _) in world.files_below(folder) {
            each(path, answers.of(path, |_| None));
        }
        return;
    };
    let mut by_rules = RuleAnswers::new(forge);
    forge.matcher.walk(world.files_below(folder).map(|(path, _)| path), |path, matched| {
        each(path, answers.of(path, |known| by_rules.of(matched, known)));
    });
}

/// Where an answer stands in [`Answers`].
type Number = usize;

struct Answers<'w> {
    world: &'w World,
    /// The answers that files share.
    known: Vec<Owners>,
    no_rule: Owners,
    of_contract: FxHashMap<&'w RepoPath, Number>,
    /// The folder of the file asked about last, and the answer of the nearest contract around it.
    folder: &'w str,
    of_folder: Option<Number>,
    /// The answer of one file's own comment.
    of_comment: Owners,
}

impl<'w> Answers<'w> {
    fn new(world: &'w World) -> Self {
        let mut answers = Self {
            world,
            known: Vec::new(),
            no_rule: no_rule(),
            of_contract: FxHashMap::default(),
            folder: "",
            of_folder: None,
            of_comment: no_rule(),
        };
        answers.of_folder = answers.around("");
        answers
    }

    fn of(
        &mut self,
        path: &'w RepoPath,
        by_rules: impl FnOnce(&mut Vec<Owners>) -> Option<Number>,
    ) -> &Owners {
        let mut number = self.by_contract(path);
        if number.is_none() {
            if let Some(owners) =
                self.world.commented(path).and_then(|facts| by_comment(path, facts))
            {
                self.of_comment = owners;
                return &self.of_comment;
            }
            number = by_rules(&mut self.known);
        }
        number.and_then(|number| self.known.get(number)).unwrap_or(&self.no_rule)
    }

    fn by_contract(&mut self, path: &'w RepoPath) -> Option<Number> {
        let (folder, _) = split(path.as_str());
        if folder != self.folder {
            self.folder = folder;
            self.of_folder = self.around(folder);
        }
        // A path may be a folder itself: a repository in this one.
        match self.world.boundaries.owner_in(path.as_str()) {
            Some(_) => self.around(path.as_str()),
            None => self.of_folder,
        }
    }

    fn around(&mut self, folder: &str) -> Option<Number> {
        let (contract, names) = self.world.boundaries.owner_around(folder)?;
        let known = &mut self.known;
        let add = || add(known, of_contract(contract, names));
        Some(*self.of_contract.entry(contract).or_insert_with(add))
    }
}

/// The answers of the forge's file, each made for the first path that it is given to.
struct RuleAnswers<'w> {
    forge: &'w Forge,
    decision: Decision<'w>,
    by_deciding: FxHashMap<Box<[u32]>, Number>,
}

impl<'w> RuleAnswers<'w> {
    fn new(forge: &'w Forge) -> Self {
        let decision = Decision::new(forge.file());
        Self { forge, decision, by_deciding: FxHashMap::default() }
    }

    /// `None` where there is no rule.
    fn of(&mut self, matched: &[u32], known: &mut Vec<Owners>) -> Option<Number> {
        let deciding = self.decision.deciding(matched);
        if deciding.is_empty() {
            return None;
        }
        if let Some(number) = self.by_deciding.get(deciding) {
            return Some(*number);
        }
        let number = add(known, of_rules(self.forge, settle(self.forge.file(), deciding)));
        self.by_deciding.insert(deciding.into(), number);
        Some(number)
    }
}

fn add(known: &mut Vec<Owners>, owners: Owners) -> Number {
    known.push(owners);
    known.len() - 1
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use boundstone_model::{FactsBuilder, Language, OwnerComment};
    use boundstone_records::{contract, ownership};
    use boundstone_text::TextRange;
    use proptest::prelude::*;

    use super::*;
    use crate::{FileInput, Record, query};

    fn record(record: Record) -> FileInput {
        FileInput::of_record(record)
    }

    /// A source file that names its owners itself, which may be none.
    fn source(owners: &[String]) -> FileInput {
        let mut facts = FactsBuilder::default();
        let comment =
            |it: &String| OwnerComment { owner: it.as_str().into(), range: TextRange::new(0, 3) };
        facts.owners = owners.iter().map(comment).collect();
        let facts = facts.finish(Language::Rust, "", |bytes| bytes.len() as u64);
        FileInput::of_source(Arc::new(facts))
    }

    prop_compose! {
        fn any_rules()(
            is_gitlab in any::<bool>(),
            lines in prop::collection::vec(
                "(!?(/?[ab]{1,2}|\\*|\\*\\.b|[ab]/\\*\\*/b|[ab]/)( @[xyz]){0,2}|\\^?\\[S[12]\\]( @s)?)",
                0..12,
            ),
        ) -> (&'static str, String) {
            let place = if is_gitlab { ".gitlab/CODEOWNERS" } else { ".github/CODEOWNERS" };
            (place, lines.join("\n"))
        }
    }

    proptest! {
        #[test]
        fn each_of_many_is_answered_as_by_itself(
            rules in prop::option::of(any_rules()),
            contracts in prop::collection::vec(
                ("[ab]{1,2}(/[ab]){0,2}", prop::option::of("\"@[uvw]\"(, \"@t\")?")), 0..5,
            ),
            files in prop::collection::vec(
                ("[ab]{1,2}(/[ab.]{3}|/[ab]){0,3}", prop::collection::vec("@[cd]", 0..2)), 1..16,
            ),
        ) {
            let path = |text: &str| RepoPath::new(text);
            let mut inputs: Vec<(RepoPath, FileInput)> = files
                .iter()
                .filter_map(|(at, owners)| Some((path(at)?, source(owners))))
                .collect();
            for (folder, owners) in &contracts {
                let owner = owners.iter().map(|it| format!("owner = [{it}]\n")).collect::<String>();
                let (file, _) = contract::read(&format!("name = \"n\"\n{owner}"));
                let at = path(&format!("{folder}/boundary.toml")).unwrap();
                inputs.push((at, record(Record::Contract(Arc::new(file)))));
            }
            if let Some((place, text)) = &rules {
                let file = Arc::new(ownership::read(text));
                inputs.push((path(place).unwrap(), record(Record::Ownership(file))));
            }
            let world = World::from_scratch(inputs, &crate::InTurn);
            let mut asked = Vec::new();
            owners_below(&world, &RepoPath::root(), |path, owners| {
                asked.push((path.clone(), owners.clone()));
            });
            let all: Vec<RepoPath> = world.files().map(|(path, _)| path.clone()).collect();
            prop_assert_eq!(asked.iter().map(|(path, _)| path).collect::<Vec<_>>(), all.iter().collect::<Vec<_>>());
            for (path, owners) in asked {
                let alone = query::ownership(&world, &path);
                let said = (owners.state, owners.names, owners.because, owners.source_line);
                prop_assert_eq!(
                    said, (alone.state, alone.owners, alone.because, alone.source_line), "{}", path
                );
            }
        }
    }
}
