//! GitHub's dialect. Sources: GitHub's documentation of code owners and of the errors in them.
//!
//! A line with invalid syntax is skipped whole.

use std::sync::Arc;

use boundstone_model::{Dialect, Owner, OwnershipFile, OwnershipRule, Pattern, Problem, Section};
use boundstone_text::TextRange;

use super::fault::Fault;
use super::gitlab;
use super::line::{Line, Span, lines};
use super::pattern;

/// A larger file is not loaded.
const FILE_BYTES_MAX: usize = 3 * 1024 * 1024;

pub(super) fn read(text: &str) -> (OwnershipFile, Vec<Problem>) {
    let mut problems = Vec::new();
    if text.len() > FILE_BYTES_MAX {
        let first_line = text.find(['\n', '\r']).unwrap_or(text.len()).max(1);
        problems.push(Fault::TooLarge.at(TextRange::of(0..first_line)));
        return (file(Vec::new()), problems);
    }
    let mut rules = Vec::new();
    for line in lines(text, &mut problems) {
        match rule(line, rules.len() as u32) {
            Ok(rule) => rules.push(rule),
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort_by_key(|problem| problem.range);
    (file(rules), problems)
}

fn file(rules: Vec<OwnershipRule>) -> OwnershipFile {
    let nameless = Section { name: None, is_optional: false, range: TextRange::default() };
    OwnershipFile { dialect: Dialect::GitHub, sections: Box::new([nameless]), rules: rules.into() }
}

fn rule(line: Line<'_>, precedence: u32) -> Result<OwnershipRule, Problem> {
    if gitlab::is_section_header(line.content) {
        return Err(Fault::SectionInGitHub.at(line.content.range()));
    }
    let (text, rest) = line.content.pattern_and_rest();
    Ok(OwnershipRule {
        line: line.number,
        range: line.content.range(),
        text: Arc::from(text.text),
        text_range: text.range(),
        pattern: pattern_of(text)?,
        owners: owners(rest)?,
        section: 0,
        approvals: None,
        is_exclusion: false,
        precedence,
        is_replaced: false,
    })
}

fn pattern_of(span: Span<'_>) -> Result<Pattern, Problem> {
    let text = span.text;
    if text.starts_with('!') {
        return Err(Fault::Negation.at(span.part(0, 1).range()));
    }
    if let Some(at) = text.find('#') {
        let possible = text.replace("\\#", "?").replace('#', "?");
        return Err(Fault::NumberSign(possible).at(span.part(at, at + 1).range()));
    }
    if let Some((open, end)) = brackets(text) {
        return Err(Fault::Bracket(escaped(text)).at(span.part(open, end).range()));
    }
    if let Some(at) = text.find("***") {
        let stars = text.get(at..).unwrap_or_default();
        let end = at + stars.len() - stars.trim_start_matches('*').len();
        return Err(Fault::ThreeStars.at(span.part(at, end).range()));
    }
    if text == "/" {
        return Err(Fault::Root.at(span.range()));
    }
    pattern::github(text).ok_or_else(|| Fault::TooLong.at(span.range()))
}

/// The bytes from the first bracket that is not escaped to the one that closes it.
fn brackets(text: &str) -> Option<(usize, usize)> {
    let (start, first) = unescaped(text).find(|&(_, ch)| matches!(ch, '[' | ']'))?;
    let close = unescaped(text).find(|&(at, ch)| first == '[' && at > start && ch == ']');
    Some((start, close.map_or(start, |(at, _)| at) + 1))
}

/// The pattern with every bracket escaped that is not yet.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    let mut after = 0;
    for (at, _) in unescaped(text).filter(|&(_, ch)| matches!(ch, '[' | ']')) {
        escaped.push_str(text.get(after..at).unwrap_or_default());
        escaped.push('\\');
        after = at;
    }
    escaped.push_str(text.get(after..).unwrap_or_default());
    escaped
}

/// The characters that no backslash stands before.
fn unescaped(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut is_escaped = false;
    text.char_indices().filter(move |&(_, ch)| {
        let is_plain = !is_escaped && ch != '\\';
        is_escaped = !is_escaped && ch == '\\';
        is_plain
    })
}

fn owners(rest: Span<'_>) -> Result<Box<[Owner]>, Problem> {
    let end = rest.text.find('#').unwrap_or(rest.text.len());
    let owner = |word: Span<'_>| match is_owner(word.text) {
        true => Ok(Owner { name: Arc::from(word.text), range: word.range() }),
        false => Err(Fault::GitHubOwner(word.text.to_owned()).at(word.range())),
    };
    rest.part(0, end).words().map(owner).collect()
}

/// Whether the word has the form of a login, a team or an email. Wider than what GitHub gives out
/// today, because a line lost to a form we did not know would be a false answer.
fn is_owner(word: &str) -> bool {
    let is_slug = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    match word.strip_prefix('@') {
        Some(name) => match name.split_once('/') {
            Some((organisation, team)) => is_slug(organisation) && is_slug(team),
            None => is_slug(name),
        },
        None => word.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !domain.contains('@')
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marked text and the help of the one problem in `line`, which has no rule.
    fn fault(line: &str) -> (String, String) {
        let (file, problems) = read(line);
        assert_eq!(file.rules.len(), 0, "{line}");
        let [problem] = problems.as_slice() else { panic!("{line}: {problems:?}") };
        (problem.range.slice(line).to_owned(), problem.help.clone())
    }

    #[test]
    fn what_github_does_not_read_is_marked_and_skipped() {
        for (line, marked) in [
            ("!docs/ @a", "!"),
            ("/apps/[param]/x.ts @a", "[param]"),
            (r"a\[b] @a", "]"),
            ("*.[ch @a", "["),
            ("a/****/b @a", "****"),
            ("/ @a", "/"),
            (r"\#x @a", "#"),
            ("a#b @a", "#"),
            ("*.rs a @b", "a"),
            ("*.rs @", "@"),
            ("*.rs @a, @b", "@a,"),
            ("*.rs @a/b/c", "@a/b/c"),
            ("*.rs @@maintainer", "@@maintainer"),
            ("[Docs] @a", "[Docs] @a"),
        ] {
            assert_eq!(fault(line).0, marked, "{line}");
        }
    }

    #[test]
    fn a_folder_in_brackets_is_told_how_to_be_named() {
        let (_, help) = fault(r"/app/[slug]/[[id]\]/ @a");
        assert!(help.contains(r"`/app/\[slug\]/\[\[id\]\]/`"), "{help}");
        let (file, problems) = read(r"/app/\[slug\]/x @a");
        assert_eq!((file.rules.len(), problems.len()), (1, 0));
    }

    #[test]
    fn owners_are_logins_teams_and_emails_and_end_at_a_comment() {
        let text = "* @a-b_c @Org/team_1 x+y@e.org # @not\n/none\n/none2 # nobody\n* @a#b\n";
        let (file, problems) = read(text);
        assert_eq!(problems, []);
        let owners = |rule: usize| -> Vec<_> {
            file.rules[rule].owners.iter().map(|owner| owner.name.to_string()).collect()
        };
        assert_eq!(owners(0), ["@a-b_c", "@Org/team_1", "x+y@e.org"]);
        assert!(owners(1).is_empty() && owners(2).is_empty());
        assert_eq!(owners(3), ["@a"]);
    }

    #[test]
    fn a_file_over_the_limit_has_no_rules() {
        let text = format!("* @a\n{}", "# x\n".repeat(FILE_BYTES_MAX / 4));
        let (file, problems) = read(&text);
        assert_eq!(file.rules.len(), 0);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].range.slice(&text), "* @a");
    }
}
