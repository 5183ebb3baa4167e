//! Which of the rules that match a path win.

use std::sync::Arc;

use boundstone_model::{
    Dialect, MatchedRule, OwnershipFile, OwnershipRule, OwnershipState, Place, RepoPath, SectionId,
};

use super::matcher::Matcher;

/// What the forge says of one path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ForgeAnswer {
    pub settled: Settled,
    /// Every rule that matches, in the file's order.
    pub rules: Vec<MatchedRule>,
}

/// What is equal for all paths on which the same rules decide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    pub state: OwnershipState,
    /// Each once, in the order in which the winning rules name them.
    pub owners: Vec<Arc<str>>,
    /// The indexes of the rules that the answer comes from, by section: those that give owners, else
    /// those that say that there are none.
    pub winners: Vec<u32>,
}

/// For each rule of a file, the paths that it matches and those on which it counts: where it wins
/// its section, or empties it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RuleUsage {
    pub matched: Vec<u32>,
    pub won: Vec<u32>,
}

/// The forge's answer for a path that the rules in `matched` match (ascending indexes), where `path`
/// is the ownership file's.
pub fn decide(file: &OwnershipFile, path: &RepoPath, matched: &[u32]) -> ForgeAnswer {
    let settled = settle(file, Decision::new(file).deciding(matched));
    let rules = matched.iter().filter_map(|&index| {
        Some(matched_rule(file, path, rule(file, index)?, settled.winners.contains(&index)))
    });
    ForgeAnswer { rules: rules.collect(), settled }
}

/// What the rules that decide on a path say, as [`Decision::deciding`] gives them.
pub(crate) fn settle(file: &OwnershipFile, deciding: &[u32]) -> Settled {
    let has_owners = |&index: &u32| rule(file, index).is_some_and(|rule| !rule.owners.is_empty());
    let is_owned = deciding.iter().any(has_owners);
    let winners: Vec<u32> =
        deciding.iter().copied().filter(|index| !is_owned || has_owners(index)).collect();
    let mut owners: Vec<Arc<str>> = Vec::new();
    for owner in winners.iter().filter_map(|&index| rule(file, index)).flat_map(|it| &it.owners) {
        if !owners.contains(&owner.name) {
            owners.push(owner.name.clone());
        }
    }
    let state = match (is_owned, deciding.is_empty()) {
        (true, _) => OwnershipState::Owned,
        (false, false) => OwnershipState::DeliberatelyUnowned,
        (false, true) => OwnershipState::NoRule,
    };
    Settled { state, owners, winners }
}

pub(super) fn usage<'p>(
    matcher: &Matcher,
    file: &OwnershipFile,
    paths: impl IntoIterator<Item = &'p RepoPath>,
) -> RuleUsage {
    let rules = file.rules.len();
    let mut usage = RuleUsage { matched: vec![0; rules], won: vec![0; rules] };
    let mut decision = Decision::new(file);
    let count = |counts: &mut Vec<u32>, index: u32| {
        if let Some(count) = counts.get_mut(index as usize) {
            *count += 1;
        }
    };
    matcher.walk(paths, |_, matched| {
        matched.iter().for_each(|&index| count(&mut usage.matched, index));
        decision.deciding(matched).iter().for_each(|&index| count(&mut usage.won, index));
    });
    usage
}

/// Decides path after path without allocating for each.
pub struct Decision<'f> {
    file: &'f OwnershipFile,
    /// The matched rules that stand, by section and rank.
    standing: Vec<(SectionId, u32, u32)>,
    deciding: Vec<u32>,
}

impl<'f> Decision<'f> {
    pub fn new(file: &'f OwnershipFile) -> Self {
        Self { file, standing: Vec::new(), deciding: Vec::new() }
    }

    /// The indexes of the rules that decide on a path that the rules in `matched` match (ascending),
    /// section by section: the one that wins, or every exclusion that empties it. Empty where there
    /// is no rule.
    pub fn deciding(&mut self, matched: &[u32]) -> &[u32] {
        self.deciding.clear();
        match self.file.dialect {
            Dialect::GitHub => self.deciding.extend(matched.last()),
            Dialect::GitLab => self.decide_sections(matched),
        }
        &self.deciding
    }

    fn decide_sections(&mut self, matched: &[u32]) {
        let standing = matched.iter().filter_map(|&index| {
            let rule = rule(self.file, index).filter(|rule| !rule.is_replaced)?;
            Some((rule.section, rule.precedence, index))
        });
        self.standing.clear();
        self.standing.extend(standing);
        self.standing.sort_unstable();
        for section in self.standing.chunk_by(|a, b| a.0 == b.0) {
            let before = self.deciding.len();
            let is_exclusion = |index| rule(self.file, index).is_some_and(|it| it.is_exclusion);
            let indexes = section.iter().map(|&(_, _, index)| index);
            self.deciding.extend(indexes.filter(|&index| is_exclusion(index)));
            if self.deciding.len() == before {
                self.deciding.extend(section.last().map(|&(_, _, index)| index));
            }
        }
    }
}

fn rule(file: &OwnershipFile, index: u32) -> Option<&OwnershipRule> {
    file.rules.get(index as usize)
}

fn matched_rule(
    file: &OwnershipFile,
    path: &RepoPath,
    rule: &OwnershipRule,
    wins: bool,
) -> MatchedRule {
    let section = file.sections.get(rule.section as usize);
    MatchedRule {
        place: Place { path: path.clone(), range: rule.range },
        line: rule.line,
        pattern: rule.text.clone(),
        owners: rule.owners.iter().map(|owner| owner.name.clone()).collect(),
        section: section.and_then(|section| section.name.clone()),
        is_optional: section.is_some_and(|section| section.is_optional),
        approvals: rule.approvals,
        wins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use boundstone_records::ownership::read_as;

    fn answer(dialect: Dialect, text: &str, path: &str) -> ForgeAnswer {
        let (file, _) = read_as(dialect, text);
        let path = RepoPath::new(path).unwrap();
        let matched = Matcher::new(&file).matching(&path);
        decide(&file, &RepoPath::new("CODEOWNERS").unwrap(), &matched)
    }

    fn owners(answer: &ForgeAnswer) -> Vec<&str> {
        answer.settled.owners.iter().map(|owner| &**owner).collect()
    }

    #[test]
    fn githubs_last_match_wins_and_may_unown() {
        let text = "* @all\n/apps/ @apps\n/apps/x\n";
        let apps = answer(Dialect::GitHub, text, "apps/y");
        assert_eq!((owners(&apps), apps.settled.winners.as_slice()), (vec!["@apps"], &[1][..]));
        let wins: Vec<_> = apps.rules.iter().map(|rule| (rule.line, rule.wins)).collect();
        assert_eq!(wins, [(1, false), (2, true)]);
        let unowned = answer(Dialect::GitHub, text, "apps/x/y");
        assert_eq!(unowned.settled.state, OwnershipState::DeliberatelyUnowned);
        assert_eq!(unowned.settled.winners, [2]);
        let none = answer(Dialect::GitHub, "/a @a\n", "b");
        assert_eq!((none.settled.state, none.settled.winners.len()), (OwnershipState::NoRule, 0));
    }

    #[test]
    fn gitlab_combines_the_last_match_of_each_section() {
        let text = "* @a\n*.rb @b\n[X] @x\n*\n!x.rb\n[Y]\n*.rb @b @y\n";
        assert_eq!(owners(&answer(Dialect::GitLab, text, "a.rb")), ["@b", "@x", "@y"]);
        let excluded = answer(Dialect::GitLab, text, "x.rb");
        assert_eq!(owners(&excluded), ["@b", "@y"]);
        assert_eq!(excluded.settled.winners, [1, 4]);
    }

    #[test]
    fn an_exclusion_may_leave_a_path_unowned_and_is_then_the_reason() {
        let answer = answer(Dialect::GitLab, "!*.md\n* @a\n", "x.md");
        assert_eq!(answer.settled.state, OwnershipState::DeliberatelyUnowned);
        assert_eq!(answer.settled.winners, [0]);
    }

    #[test]
    fn an_entry_that_repeats_a_pattern_has_the_place_of_the_first() {
        let text = "*.rb @a\nlib/ @b\n*.rb @c\n";
        assert_eq!(owners(&answer(Dialect::GitLab, text, "lib/x.rb")), ["@b"]);
        assert_eq!(owners(&answer(Dialect::GitLab, text, "x.rb")), ["@c"]);
        assert_eq!(owners(&answer(Dialect::GitHub, text, "lib/x.rb")), ["@c"]);
        let lifted = "!*.md\n*.md @a\n";
        assert_eq!(owners(&answer(Dialect::GitLab, lifted, "x.md")), ["@a"]);
    }

    #[test]
    fn usage_counts_what_matches_and_what_counts() {
        let (file, _) = read_as(Dialect::GitHub, "* @a\n/x @b\n/x/y @c\n/z @d\n");
        let paths: Vec<_> = ["q", "x/y", "x/z"].iter().filter_map(|it| RepoPath::new(it)).collect();
        let usage = Matcher::new(&file).usage(&file, &paths);
        assert_eq!(usage.matched, [3, 2, 1, 0]);
        assert_eq!(usage.won, [1, 1, 1, 0]);
    }
}
