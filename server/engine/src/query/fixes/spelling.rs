//! How a mention would name another decision: in the form in which it names one now, or by a path.

use boundstone_model::{CandidateMention, MentionKey, RepoPath};

use super::Asked;
use crate::decisions::{DecisionIndex, Meaning, Record};

pub(super) struct Spelling<'a> {
    asked: &'a Asked<'a>,
    mention: &'a CandidateMention,
    /// The name as it is written.
    written: &'a str,
    /// What stands before and behind it.
    before: &'a str,
    behind: &'a str,
}

impl<'a> Spelling<'a> {
    pub(super) fn new(asked: &'a Asked<'a>, mention: &'a CandidateMention) -> Self {
        let (start, end) = (mention.range.start() as usize, mention.range.end() as usize);
        Self {
            asked,
            mention,
            written: mention.range.slice(asked.text),
            before: asked.text.get(..start).unwrap_or_default(),
            behind: asked.text.get(end..).unwrap_or_default(),
        }
    }

    /// What names a part of the decision behind its name, with what connects the two: ` D2`, `#context`.
    pub(super) fn part_behind(&self) -> &'a str {
        let length = match (&self.mention.key, &self.mention.clause) {
            (MentionKey::Path(_), _) if self.behind.starts_with('#') => {
                self.behind.find(ends_name).unwrap_or(self.behind.len())
            }
            (_, Some(clause)) => {
                let rest = self.behind.strip_prefix([' ', '#']).unwrap_or(self.behind);
                let is_there = rest.starts_with(&**clause);
                if is_there { self.behind.len() - rest.len() + clause.len() } else { 0 }
            }
            _ => 0,
        };
        self.behind.get(..length).unwrap_or_default()
    }

    /// The name of another decision in the form of this one; `None` where it has none in that form.
    pub(super) fn like(&self, to: DecisionIndex) -> Option<String> {
        let record = self.asked.world.decisions.get(to)?;
        match &self.mention.key {
            MentionKey::Numbered { prefix, number } => self.numbered(prefix, *number, record, to),
            MentionKey::Path(path) => self.pathed(path, record, to),
        }
    }

    /// Its path from the root, where that can stand here and be read as the decision's name.
    pub(super) fn path_from_root(&self, to: DecisionIndex) -> Option<String> {
        let path = self.asked.world.decisions.get(to)?.path.to_string();
        let is_word =
            self.before.chars().next_back().is_none_or(ends_word) && self.is_end_of_path();
        (is_word && path.contains('/') && self.is_readable(&path)).then_some(())?;
        self.means(MentionKey::Path(path.as_str().into()), to).then_some(path)
    }

    fn numbered(
        &self,
        prefix: &str,
        number: u32,
        record: &Record,
        to: DecisionIndex,
    ) -> Option<String> {
        let (head, digits) =
            self.written.split_at_checked(self.written.find(|ch: char| ch.is_ascii_digit())?)?;
        if digits.parse() != Ok(number) {
            return None;
        }
        let successor = record.file.number?;
        let head = match *record.prefix == *prefix {
            true => head.to_owned(),
            false => self.head_with(head, &record.prefix)?,
        };
        let key = MentionKey::Numbered { prefix: (*record.prefix).into(), number: successor };
        self.means(key, to).then(|| format!("{head}{}", self.digits(digits, record, successor)))
    }

    /// `ADR-` with another prefix in its place. The numbers of a list share theirs.
    fn head_with(&self, head: &str, prefix: &str) -> Option<String> {
        let letters = head.trim_end_matches(['-', ' ']);
        let separator = head.get(letters.len()..)?;
        let is_list = self.behind.strip_prefix('/').is_some_and(starts_with_digit);
        let is_word = prefix.len() > 1 && prefix.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_list || !is_word || letters.is_empty() {
            return None;
        }
        let is_lower = letters.bytes().all(|byte| byte.is_ascii_lowercase());
        let prefix = if is_lower { prefix.to_lowercase() } else { prefix.to_owned() };
        Some(format!("{prefix}{separator}"))
    }

    /// A number with zeros before it: as many digits as are written, where that is how they are written,
    /// or how the record's own name has them.
    fn digits(&self, written: &str, record: &Record, number: u32) -> String {
        let own = record.display.rsplit(|ch: char| !ch.is_ascii_digit()).next().unwrap_or_default();
        let is_padded = written.starts_with('0') || own.len() == written.len();
        let width = if is_padded { written.len() } else { 0 };
        format!("{number:0width$}")
    }

    fn pathed(&self, path: &str, record: &Record, to: DecisionIndex) -> Option<String> {
        if self.written != path {
            return None;
        }
        let (_, name) = path.rsplit_once('/')?;
        let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = record.file.number.filter(|_| is_number) {
            let by_number = record.collection.join(&self.digits(name, record, number));
            let short = by_number.map(|target| self.seen_from_here(path, &target));
            let short = short.filter(|it| self.means(MentionKey::Path(it.as_str().into()), to));
            if short.is_some() {
                return short;
            }
        }
        let full = self.seen_from_here(path, &record.path);
        let is_right = self.is_readable(&full) && self.is_end_of_path();
        (is_right && self.means(MentionKey::Path(full.as_str().into()), to)).then_some(full)
    }

    /// A path from where the mention's own path starts: the root, or the folder of the file.
    fn seen_from_here(&self, own: &str, target: &RepoPath) -> String {
        let folder = self.asked.path.parent().unwrap_or_else(RepoPath::root);
        let is_relative = own.starts_with("./")
            || own.starts_with("../")
            || folder.join(own).is_some_and(|path| self.is_folder_of_records(&path));
        match (own.starts_with('/'), is_relative) {
            (true, _) => format!("/{target}"),
            (false, true) => relative(&folder, target, own.starts_with("./")),
            (false, false) => target.to_string(),
        }
    }

    fn is_folder_of_records(&self, path: &RepoPath) -> bool {
        let folder = path.parent();
        self.asked.world.decisions.iter().any(|(_, it)| Some(&it.collection) == folder.as_ref())
    }

    /// Whether the extraction of comments takes the whole of a path for one.
    fn is_readable(&self, path: &str) -> bool {
        path.ends_with(".md") && !path.contains(|ch| ends_word(ch) || "#?:%\\".contains(ch))
    }

    /// Whether what stands behind would not be read as more of a path.
    fn is_end_of_path(&self) -> bool {
        let word = self.behind.split(ends_word).next().unwrap_or_default();
        word.starts_with(['#', '?', ':']) || word.chars().all(|ch| ".!-/".contains(ch))
    }

    fn means(&self, key: MentionKey, decision: DecisionIndex) -> bool {
        let mention = CandidateMention { key, ..self.mention.clone() };
        self.asked.world.decisions.meaning(self.asked.path, &mention) == Meaning::One(decision)
    }
}

/// White space and quoting, which end a word where mentions are looked for.
fn ends_word(ch: char) -> bool {
    ch.is_ascii_whitespace() || "\"'`<>()[]{}|,;=*".contains(ch)
}

/// The end of a link's fragment, which the full stop of a sentence is not part of.
fn ends_name(ch: char) -> bool {
    ends_word(ch) || matches!(ch, '.' | '!' | ':')
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|ch: char| ch.is_ascii_digit())
}

/// `target` seen from `folder`: `../adr/0007-x.md`. With a folder in it always, and with `./` before what
/// lies below where `is_dotted` says so.
pub(super) fn relative(folder: &RepoPath, target: &RepoPath, is_dotted: bool) -> String {
    let way = target.seen_from(folder);
    let is_below = !way.starts_with("../");
    let dots = if is_below && (is_dotted || !way.contains('/')) { "./" } else { "" };
    format!("{dots}{way}")
}
