//! GitLab's dialect. Sources: GitLab's documentation of `CODEOWNERS`, and its own reader, which this
//! one follows where the documentation is silent.
//!
//! An entry with a bad owner, or with none, still counts: GitLab asks nobody for it.

mod header;
mod reference;

use std::collections::HashMap;
use std::sync::Arc;

use boundstone_model::{Dialect, Owner, OwnershipFile, OwnershipRule, Problem, Section, SectionId};
use boundstone_text::TextRange;

use super::fault::Fault;
use super::line::{Line, Span, is_space, lines};
use super::pattern::{Unmatchable, fnmatch, unclosed_set};
use header::Header;

/// The key under which GitLab keeps the entries before any header.
const NAMELESS: &str = "codeowners";

pub(super) fn read(text: &str) -> (OwnershipFile, Vec<Problem>) {
    let mut problems = Vec::new();
    let lines = lines(text, &mut problems);
    let mut reader = Reader::new(problems);
    for line in lines {
        reader.read(line);
    }
    reader.finished()
}

/// What in the text only GitLab reads, as a clause.
pub(super) fn syntax_of_its_own(text: &str) -> Option<&'static str> {
    lines(text, &mut Vec::new()).into_iter().find_map(|line| {
        if is_section_header(line.content) {
            return Some("it has a section header");
        }
        let (_, rest) = line.content.pattern_and_rest();
        let before_comment = rest.words().take_while(|word| !word.text.starts_with('#'));
        let mut roles = before_comment.filter(|word| reference::is_role_like(word.text));
        roles.next().map(|_| "it has an `@@` role")
    })
}

/// Whether the line is a section header and nothing else. GitLab takes `[ab]*.rb` for one too, but
/// whoever wrote that meant a pattern.
pub(super) fn is_section_header(line: Span<'_>) -> bool {
    Header::of(line).is_some_and(|header| !header.is_followed_by_pattern)
}

struct Reader {
    sections: Vec<Section>,
    /// The first section of each name, in lower case.
    by_name: HashMap<String, SectionId>,
    rules: Vec<OwnershipRule>,
    /// For each rule, whether its own header is optional.
    is_optional: Vec<bool>,
    /// The rules of one section and one normalised pattern: the first's precedence, the last's index.
    repeated: HashMap<(SectionId, String), (u32, usize)>,
    /// What the last header says of the entries below it.
    current: Current,
    problems: Vec<Problem>,
}

#[derive(Default)]
struct Current {
    section: SectionId,
    is_optional: bool,
    approvals: Option<u32>,
    default_owners: Vec<Owner>,
    /// Entries without owners are no fault of theirs: the header above has owners that cannot be
    /// read, or is half typed.
    may_lack_owners: bool,
}

impl Reader {
    fn new(problems: Vec<Problem>) -> Self {
        Self {
            sections: vec![Section { name: None, is_optional: false, range: TextRange::default() }],
            by_name: HashMap::from([(NAMELESS.to_owned(), 0)]),
            rules: Vec::new(),
            is_optional: Vec::new(),
            repeated: HashMap::new(),
            current: Current::default(),
            problems,
        }
    }

    fn read(&mut self, line: Line<'_>) {
        if let Some(header) = Header::of(line.content) {
            self.enter(&header, line.content);
        } else if header::is_broken(line.content.text) {
            self.problem(&Fault::SectionFormat, line.content);
            self.current.may_lack_owners = true;
        } else {
            self.entry(line);
        }
    }

    fn problem(&mut self, fault: &Fault, at: Span<'_>) {
        self.problems.push(fault.at(at.range()));
    }

    fn enter(&mut self, header: &Header<'_>, line: Span<'_>) {
        if header.name.text.trim().is_empty() {
            self.problem(&Fault::MissingSectionName, header.brackets);
        }
        if header.is_optional && header.approvals.is_some_and(|approvals| approvals > 0) {
            self.problem(&Fault::OptionalApprovals, line);
        }
        let default_owners = self.default_owners(header.default_owners);
        if !header.ignored.text.is_empty() && !header.ignored.text.starts_with('#') {
            self.problem(&Fault::AfterHeader(header.ignored.text.to_owned()), header.ignored);
        }
        self.current = Current {
            section: self.section(header, line),
            is_optional: header.is_optional,
            approvals: header.approvals,
            may_lack_owners: !header.default_owners.text.is_empty(),
            default_owners,
        };
    }

    fn default_owners(&mut self, text: Span<'_>) -> Vec<Owner> {
        let mut owners = Vec::new();
        let mut unreadable = None;
        for word in text.words() {
            let found = reference::in_word(word);
            if found.is_empty() {
                unreadable = unreadable.or(Some(word));
            }
            owners.extend(found);
        }
        match unreadable {
            Some(_) if owners.is_empty() => self.problem(&Fault::SectionOwners, text),
            Some(word) => {
                let fault = Fault::GitLabOwner { word: word.text.to_owned(), is_entry: false };
                self.problem(&fault, word);
            }
            None => {}
        }
        owners
    }

    /// The section of that name in any case, or a new one. Like GitLab, a header looks for a name in
    /// another case only when a named section stands before it.
    fn section(&mut self, header: &Header<'_>, line: Span<'_>) -> SectionId {
        let name = header.name.text;
        let known = self.by_name.get(&name.to_lowercase()).copied();
        let is_first = self.sections.len() == 1;
        if let Some(id) = known.filter(|_| !is_first || name == NAMELESS) {
            return id;
        }
        let id = self.sections.len() as SectionId;
        let name = Some(Arc::from(name));
        self.sections.push(Section { name, is_optional: false, range: line.range() });
        self.by_name.entry(header.name.text.to_lowercase()).or_insert(id);
        id
    }

    fn entry(&mut self, line: Line<'_>) {
        let (text, rest) = line.content.pattern_and_rest();
        let is_exclusion = text.text.starts_with('!');
        if text.text == "!" {
            self.problem(&Fault::LoneExclusion, text);
        }
        let owners = if is_exclusion { Vec::new() } else { self.owners(text, rest) };
        let normalised = normalised(text.text.strip_prefix('!').unwrap_or(text.text));
        let pattern = match fnmatch(&normalised) {
            Ok(pattern) => pattern,
            Err(Unmatchable::UnclosedSet) => {
                let open = unclosed_set(text.text).unwrap_or(0);
                return self.problem(&Fault::UnclosedSet, text.part(open, open + 1));
            }
            Err(Unmatchable::TooLong) => return self.problem(&Fault::TooLong, text),
        };
        let precedence = self.precedence(normalised);
        self.is_optional.push(self.current.is_optional);
        self.rules.push(OwnershipRule {
            line: line.number,
            range: line.content.range(),
            text: Arc::from(text.text),
            text_range: text.range(),
            pattern,
            owners: owners.into(),
            section: self.current.section,
            approvals: self.current.approvals,
            is_exclusion,
            precedence,
            is_replaced: false,
        });
    }

    /// The precedence of the next rule. An entry that repeats a pattern replaces the one before it,
    /// and keeps its place: GitLab keeps the entries of a section in a hash by pattern.
    fn precedence(&mut self, normalised: String) -> u32 {
        let index = self.rules.len();
        let first = (index as u32, index);
        let place = self.repeated.entry((self.current.section, normalised)).or_insert(first);
        if let Some(replaced) = self.rules.get_mut(place.1) {
            replaced.is_replaced = true;
        }
        place.1 = index;
        place.0
    }

    fn owners(&mut self, text: Span<'_>, rest: Span<'_>) -> Vec<Owner> {
        if rest.text.is_empty() {
            if self.current.default_owners.is_empty() && !self.current.may_lack_owners {
                self.problem(&Fault::MissingOwner, text);
            }
            return self.current.default_owners.clone();
        }
        let mut owners = Vec::new();
        let mut fault = None;
        for word in rest.words() {
            let found = reference::in_word(word);
            if fault.is_none() {
                fault = owner_fault(word, !found.is_empty(), rest);
            }
            owners.extend(found);
        }
        if let Some((fault, at)) = fault {
            self.problem(&fault, at);
        }
        owners
    }

    fn finished(mut self) -> (OwnershipFile, Vec<Problem>) {
        let mut required = vec![0; self.sections.len()];
        let mut optional = vec![0; self.sections.len()];
        for (rule, &is_optional) in self.rules.iter().zip(&self.is_optional) {
            let counts = if is_optional { &mut optional } else { &mut required };
            if let Some(count) = counts.get_mut(rule.section as usize) {
                *count += usize::from(!rule.is_replaced);
            }
        }
        for (section, (required, optional)) in
            self.sections.iter_mut().zip(required.into_iter().zip(optional))
        {
            section.is_optional = required == 0 && optional > 0;
        }
        self.problems.sort_by_key(|problem| problem.range);
        let file = OwnershipFile {
            dialect: Dialect::GitLab,
            sections: self.sections.into(),
            rules: self.rules.into(),
        };
        (file, self.problems)
    }
}

/// What is wrong with a word among an entry's owners, and where.
fn owner_fault<'t>(word: Span<'t>, is_readable: bool, rest: Span<'t>) -> Option<(Fault, Span<'t>)> {
    if word.text.starts_with('#') {
        let from = (word.range().start() - rest.range().start()) as usize;
        return Some((Fault::CommentAfterOwners, rest.from(from)));
    }
    if reference::is_role_like(word.text) && !reference::is_role(word.text) {
        return Some((Fault::UnknownRole(word.text.to_owned()), word));
    }
    let fault = Fault::GitLabOwner { word: word.text.to_owned(), is_entry: true };
    (!is_readable).then_some((fault, word))
}

/// The pattern as GitLab hands it to `File.fnmatch`.
fn normalised(pattern: &str) -> String {
    if pattern == "*" {
        return "/**/*".to_owned();
    }
    let unescaped = pattern.strip_prefix("\\#").map(|rest| format!("#{rest}"));
    let pattern = unescaped.as_deref().unwrap_or(pattern);
    let mut normalised = String::with_capacity(pattern.len() + 8);
    if !pattern.starts_with('/') {
        normalised.push_str("/**/");
    }
    let mut chars = pattern.chars().peekable();
    while let Some(ch) = chars.next() {
        let is_escaped_space = ch == '\\' && chars.next_if(|&next| is_space(next)).is_some();
        normalised.push(if is_escaped_space { ' ' } else { ch });
    }
    if normalised.ends_with('/') {
        normalised.push_str("**/*");
    }
    normalised
}

#[cfg(test)]
mod tests;
