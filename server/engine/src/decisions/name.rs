//! Which decision a name in a comment means.

use std::sync::Arc;

use boundstone_model::{
    CandidateMention, MentionKey, RepoPath, is_readable_as_record, is_template_of_records,
};
use rustc_hash::FxHashSet;

use super::graph::{in_forge, percent_decoded};
use super::{DecisionIndex, Decisions, Numbers, Record};

/// What a candidate mention turns out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    /// Not a decision at all (`UTF-8`), or one of another project.
    Nothing,
    /// It has a known prefix and a plausible number, or names a path in a collection, but there is
    /// no such record.
    Unknown {
        display: String,
        /// The last record that there is.
        highest: Option<DecisionIndex>,
    },
    One(DecisionIndex),
    /// Several records bear the number.
    Several(Vec<DecisionIndex>),
}

/// A number further than this above the highest known one is another project's: `RFC 7230` in a
/// repository of forty RFCs. Source: design 2-formats, §3.
const PLAUSIBLE_GAP: u32 = 20;

/// Records numbered after issues or pull requests leave most numbers out, so a number that no record
/// bears says nothing there. Numbers given in turn leave out few.
const SPARSE: u32 = 4;

/// Folder names under which a log lies; what stands above them is what the log is about.
const LOG_FOLDERS: [&str; 12] = [
    "adr",
    "adrs",
    "decisions",
    "decision",
    "architecture-decisions",
    "architecture_decisions",
    "architecture",
    "arch",
    "rfcs",
    "rfc",
    "docs",
    "doc",
];

/// What is said beside the number of a mention.
#[derive(Clone, Copy)]
struct Said<'a> {
    link: Option<&'a str>,
    title: Option<&'a str>,
    slug: Option<&'a str>,
}

/// One word that two titles share says nothing.
const MIN_TITLE_WORDS: usize = 2;

impl Decisions {
    /// What `mention`, written in the file at `from`, means.
    pub(crate) fn meaning(&self, from: &RepoPath, mention: &CandidateMention) -> Meaning {
        if mention.is_external || self.is_empty() || self.is_template(from) {
            return Meaning::Nothing;
        }
        match &mention.key {
            MentionKey::Numbered { prefix, .. }
                if mention.lacks_separator
                    && !self.names.prefixes_without_separator.contains(prefix.as_ref()) =>
            {
                Meaning::Nothing
            }
            MentionKey::Numbered { prefix, number } => {
                let said = Said {
                    link: mention.link.as_deref(),
                    title: mention.title.as_deref(),
                    slug: mention.slug.as_deref(),
                };
                self.numbered(from, prefix, *number, said)
            }
            MentionKey::Path(path) => self.pathed(from, path),
        }
    }

    /// What `text`, written as a name in a contract or on the command line, means: `ADR-0007`,
    /// `0007`, `7`, a slug, or a path from the root or from the folder of `from`.
    pub(crate) fn named(&self, from: &RepoPath, text: &str) -> Vec<DecisionIndex> {
        let text = text.trim();
        if let Some(path) = RepoPath::new(text)
            && let Some(index) = self.at(&path)
        {
            return vec![index];
        }
        let folder = from.parent().unwrap_or_else(RepoPath::root);
        if let Some(index) = folder.join(text).and_then(|path| self.at(&path)) {
            return vec![index];
        }
        let by_name = self.called(text);
        if !by_name.is_empty() {
            return self.nearest(from, by_name.to_vec());
        }
        let (prefix, digits) = match text.find(|ch: char| ch.is_ascii_digit()) {
            Some(at) => text.split_at(at),
            None => return Vec::new(),
        };
        let prefix = prefix.trim_end_matches(['-', ' ', '_', '#']);
        let Ok(number) = digits.parse::<u32>() else { return Vec::new() };
        let is_meant = |other: &str| prefix.is_empty() || other.eq_ignore_ascii_case(prefix);
        self.nearest(from, self.bearing(number, is_meant))
    }

    /// The decisions that a mention with this prefix, in upper case, can name in the file at `from`: of
    /// several that bear one number, those that it means there.
    pub(crate) fn mentionable(&self, from: &RepoPath, prefix: &str) -> Vec<DecisionIndex> {
        let Some(prefix) = self.names.prefixes.get(prefix) else { return Vec::new() };
        let of_prefix = self.iter().filter(|(_, it)| it.prefix == *prefix);
        let is_meant = |(index, record): &(DecisionIndex, &Record)| {
            let same =
                record.file.number.and_then(|it| self.names.by_number.get(&(prefix.clone(), it)));
            same.is_some_and(|same| self.nearest(from, same.clone()).contains(index))
        };
        of_prefix.filter(is_meant).map(|(index, _)| index).collect()
    }

    fn numbered(&self, from: &RepoPath, prefix: &str, number: u32, said: Said<'_>) -> Meaning {
        let Some(prefix) = self.names.prefixes.get(prefix) else { return Meaning::Nothing };
        let mut found =
            self.names.by_number.get(&(prefix.clone(), number)).cloned().unwrap_or_default();
        if let Some(link) = said.link {
            let linked = self.linked(from, link);
            match linked.filter(|index| found.contains(index)) {
                Some(index) => return Meaning::One(index),
                None if link.contains("://") => return Meaning::Nothing,
                None => {}
            }
        }
        if let Some(slug) = said.slug.filter(|_| !found.is_empty()) {
            found.retain(|index| self.is_called(*index, slug));
            if found.is_empty() {
                // Another project's record, as a text that is quoted from there names it.
                return Meaning::Nothing;
            }
        }
        match self.nearest(from, self.titled(found, said.title)).as_slice() {
            [one] => Meaning::One(*one),
            [] => match self.is_in_sequence(prefix, number) {
                false => Meaning::Nothing,
                true => Meaning::Unknown {
                    display: format!("{prefix}-{number:04}"),
                    highest: self.highest_of(|record| record.prefix == *prefix),
                },
            },
            several => Meaning::Several(several.to_vec()),
        }
    }

    /// The record that a link leads to. An address in the network leads to one only where it ends in
    /// the record's whole path.
    fn linked(&self, from: &RepoPath, link: &str) -> Option<DecisionIndex> {
        let page = link.split(['#', '?']).next().unwrap_or_default();
        if page.contains("://") {
            return in_forge(self, page);
        }
        match self.pathed(from, page) {
            Meaning::One(index) => Some(index),
            _ => None,
        }
    }

    /// Whether a record of that number could be expected: near or among numbers given in turn.
    fn is_in_sequence(&self, prefix: &Arc<str>, number: u32) -> bool {
        let Numbers { highest, count } =
            self.names.numbers.get(prefix).copied().unwrap_or_default();
        number <= highest.saturating_add(PLAUSIBLE_GAP)
            && highest <= count.saturating_mul(SPARSE).saturating_add(PLAUSIBLE_GAP)
    }

    fn highest_of(&self, is_meant: impl Fn(&Record) -> bool) -> Option<DecisionIndex> {
        let numbered = self.iter().filter(|(_, it)| it.file.number.is_some() && is_meant(it));
        numbered.max_by_key(|(_, it)| it.file.number).map(|(index, _)| index)
    }

    fn pathed(&self, from: &RepoPath, written: &str) -> Meaning {
        let written = percent_decoded(written);
        let folder = from.parent().unwrap_or_else(RepoPath::root);
        let readings =
            [folder.join(&written), RepoPath::root().join(written.trim_start_matches('/'))];
        for path in readings.iter().flatten() {
            if let Some(index) = self.at(path) {
                return Meaning::One(index);
            }
            if let Some(index) =
                RepoPath::new(&format!("{path}.md")).and_then(|path| self.at(&path))
            {
                return Meaning::One(index);
            }
        }
        if let Some(index) = self.ending_in(&written) {
            return Meaning::One(index);
        }
        for path in readings.iter().flatten() {
            if let Some(meaning) = self.in_collection(path) {
                return meaning;
            }
        }
        Meaning::Nothing
    }

    /// `rfcs/035-membership.md` for `docs/rfcs/035-membership.md`: the one record whose path ends so.
    fn ending_in(&self, written: &str) -> Option<DecisionIndex> {
        let written = RepoPath::new(written).filter(is_readable_as_record)?;
        written.parent().filter(|folder| !folder.is_root())?;
        let ends_so = |index: &&DecisionIndex| {
            let path = self.get(**index).map(|it| it.path.as_str());
            let above = path.and_then(|path| path.strip_suffix(written.as_str()));
            above.is_some_and(|above| above.ends_with('/'))
        };
        let mut found = self.names.by_file.get(written.name())?.iter().filter(ends_so);
        let index = *found.next()?;
        found.next().is_none().then_some(index)
    }

    /// `docs/adr/0007`, `docs/adr/ADR-0007` and `docs/adr/0007-old-slug.md`: a number in the folder of a
    /// collection.
    fn in_collection(&self, path: &RepoPath) -> Option<Meaning> {
        let folder = path.parent()?;
        let (prefix, number) = numbered_name(path.name())?;
        let mut in_folder = self.iter().filter(|(_, it)| it.collection == folder).peekable();
        in_folder.peek()?;
        let is_named = |it: &Record| prefix.is_empty() || it.prefix.eq_ignore_ascii_case(prefix);
        let found: Vec<_> = in_folder
            .filter(|(_, it)| it.file.number == Some(number) && is_named(it))
            .map(|(index, _)| index)
            .collect();
        Some(match found.as_slice() {
            [] if !prefix.is_empty() && !self.is_prefix(prefix) => Meaning::Nothing,
            [] => Meaning::Unknown {
                display: path.to_string(),
                highest: self.highest_of(|record| record.collection == folder),
            },
            [one] => Meaning::One(*one),
            several => Meaning::Several(several.to_vec()),
        })
    }

    fn is_prefix(&self, written: &str) -> bool {
        self.names.prefixes.contains(written.to_ascii_uppercase().as_str())
    }

    /// Whether a word of the slug is in the title of a record, or in the name of its file.
    fn is_called(&self, index: DecisionIndex, slug: &str) -> bool {
        let Some(record) = self.get(index) else { return false };
        let own: FxHashSet<String> =
            words(&record.file.title.value).chain(words(record.path.stem())).collect();
        words(slug).any(|word| own.contains(&word))
    }

    /// Whether the page at `path` is what records are made from: the names in it are examples.
    fn is_template(&self, path: &RepoPath) -> bool {
        let mut around = path.ancestors().skip(1).take(2).filter(|_| is_readable_as_record(path));
        around
            .any(|log| self.names.collections.contains(&log) && is_template_of_records(path, &log))
    }

    /// Those of `found` that have the title which is said; all of them when none has it.
    fn titled(&self, found: Vec<DecisionIndex>, said: Option<&str>) -> Vec<DecisionIndex> {
        let Some(said) = said.filter(|_| found.len() > 1) else { return found };
        let is_said = |index: &DecisionIndex| {
            self.get(*index).is_some_and(|record| is_title(&record.file.title.value, said))
        };
        let titled: Vec<_> = found.iter().copied().filter(is_said).collect();
        if titled.is_empty() { found } else { titled }
    }

    /// Those of `found` whose collection is nearest to `from`: a package's own log before the
    /// repository's, and for a record its own before others; all of them when none contains `from`.
    fn nearest(&self, from: &RepoPath, found: Vec<DecisionIndex>) -> Vec<DecisionIndex> {
        if found.len() < 2 {
            return found;
        }
        let depth = |index: &DecisionIndex| {
            let record = self.get(*index)?;
            let depth_of =
                |folder: &RepoPath| from.starts_with(folder).then(|| folder.segments().count());
            Some((depth_of(&subject_of(record))?, depth_of(&record.collection)))
        };
        let deepest = found.iter().filter_map(depth).max();
        match deepest {
            Some(_) => found.into_iter().filter(|index| depth(index) == deepest).collect(),
            None => found,
        }
    }
}

/// What the name of a file begins with: `0007`, `ADR-0007`, `adr0007`; the prefix may be empty.
pub(crate) fn numbered_name(name: &str) -> Option<(&str, u32)> {
    let (head, digits) = name.split_at_checked(name.find(|ch: char| ch.is_ascii_digit())?)?;
    let prefix = head.trim_end_matches(['-', '_', '.']);
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|it| it.is_ascii_alphabetic());
    if !head.is_empty() && !prefix.split('-').all(is_word) {
        return None;
    }
    let end = digits.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(digits.len());
    let is_whole = !digits.get(end..)?.starts_with(char::is_alphanumeric);
    is_whole.then_some((prefix, digits.get(..end)?.parse().ok()?))
}

/// Whether `said` begins with the title, or is the beginning of it.
fn is_title(title: &str, said: &str) -> bool {
    let (mut title, mut said) = (words(title).peekable(), words(said).peekable());
    let mut shared = 0;
    while let (Some(one), Some(other)) = (title.peek(), said.peek()) {
        if one != other {
            return false;
        }
        shared += 1;
        title.next();
        said.next();
    }
    let is_whole = title.peek().is_none() && said.peek().is_none();
    shared >= MIN_TITLE_WORDS || (shared > 0 && is_whole)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|ch: char| !ch.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase)
}

/// The folder that a log is about: `packages/web` for `packages/web/docs/adr`.
fn subject_of(record: &Record) -> RepoPath {
    let is_log_folder = |folder: &RepoPath| {
        LOG_FOLDERS.contains(&folder.name().trim_start_matches('.').to_ascii_lowercase().as_str())
    };
    record
        .collection
        .ancestors()
        .find(|folder| folder.is_root() || !is_log_folder(folder))
        .unwrap_or_else(RepoPath::root)
}
