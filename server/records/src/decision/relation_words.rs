//! The words by which records say what they are to others, in the languages that they are written in.

use boundstone_model::LinkKind;

use super::words::{Key, Part};

/// Words of relations. They stand at the start of a field or of a line, or in a status.
const RELATIONS: &[(&str, LinkKind)] = &[
    ("superseded by", LinkKind::SupersededBy),
    ("superceded by", LinkKind::SupersededBy),
    ("supersededby", LinkKind::SupersededBy),
    ("supersedes by", LinkKind::SupersededBy),
    ("superseded in", LinkKind::SupersededBy),
    ("superseded with", LinkKind::SupersededBy),
    ("replaced by", LinkKind::SupersededBy),
    ("replaced with", LinkKind::SupersededBy),
    ("replaced in", LinkKind::SupersededBy),
    ("replacedby", LinkKind::SupersededBy),
    ("obsoleted by", LinkKind::SupersededBy),
    ("overridden by", LinkKind::SupersededBy),
    ("overruled by", LinkKind::SupersededBy),
    ("deprecated by", LinkKind::SupersededBy),
    ("deprecated in favor of", LinkKind::SupersededBy),
    ("deprecated in favour of", LinkKind::SupersededBy),
    ("succeeded by", LinkKind::SupersededBy),
    ("supplanted by", LinkKind::SupersededBy),
    ("ersetzt durch", LinkKind::SupersededBy),
    ("abgelöst durch", LinkKind::SupersededBy),
    ("remplacé par", LinkKind::SupersededBy),
    ("remplacée par", LinkKind::SupersededBy),
    ("reemplazado por", LinkKind::SupersededBy),
    ("reemplazada por", LinkKind::SupersededBy),
    ("sustituido por", LinkKind::SupersededBy),
    ("sustituida por", LinkKind::SupersededBy),
    ("substituído por", LinkKind::SupersededBy),
    ("substituída por", LinkKind::SupersededBy),
    ("sostituito da", LinkKind::SupersededBy),
    ("superato da", LinkKind::SupersededBy),
    ("vervangen door", LinkKind::SupersededBy),
    ("erstattet av", LinkKind::SupersededBy),
    ("erstattet af", LinkKind::SupersededBy),
    ("ersatt av", LinkKind::SupersededBy),
    ("zastąpiony przez", LinkKind::SupersededBy),
    ("zastąpione przez", LinkKind::SupersededBy),
    ("заменено на", LinkKind::SupersededBy),
    ("supersedes", LinkKind::Supersedes),
    ("supercedes", LinkKind::Supersedes),
    ("superseeds", LinkKind::Supersedes),
    ("replaces", LinkKind::Supersedes),
    ("obsoletes", LinkKind::Supersedes),
    ("overrides", LinkKind::Supersedes),
    ("deprecates", LinkKind::Supersedes),
    ("remplace", LinkKind::Supersedes),
    ("reemplaza", LinkKind::Supersedes),
    ("sustituye", LinkKind::Supersedes),
    ("substitui", LinkKind::Supersedes),
    ("sostituisce", LinkKind::Supersedes),
    ("erstatter", LinkKind::Supersedes),
    ("ersätter", LinkKind::Supersedes),
    ("vervangt", LinkKind::Supersedes),
    ("amended by", LinkKind::AmendedBy),
    ("amended in", LinkKind::AmendedBy),
    ("amendedby", LinkKind::AmendedBy),
    ("updated by", LinkKind::AmendedBy),
    ("extended by", LinkKind::AmendedBy),
    ("refined by", LinkKind::AmendedBy),
    ("clarified by", LinkKind::AmendedBy),
    ("modified by", LinkKind::AmendedBy),
    ("amends", LinkKind::Amends),
    ("updates", LinkKind::Amends),
    ("extends", LinkKind::Amends),
    ("refines", LinkKind::Amends),
    ("clarifies", LinkKind::Amends),
    ("modifies", LinkKind::Amends),
    ("relates to", LinkKind::Relates),
    ("related to", LinkKind::Relates),
];

/// Words that make a relation one of parts.
pub(super) const PARTIAL: &[&str] = &[
    "partial",
    "partly",
    "in part",
    "part of",
    "parts of",
    "some of",
    "portion",
    "aspects of",
    "aspect of",
    "section ",
    "sections ",
    "§",
    "teilweise",
    "partiel",
    "en partie",
    "parcial",
    "parzial",
    "gedeeltelijk",
    "delvis",
];

/// The relation that the name of a field says, in its normal form.
pub(super) fn relation_key(name: &str) -> Option<Key> {
    let mut words = name;
    let mut part = Part::Whole;
    for word in ["partially ", "partly "] {
        if let Some(rest) = words.strip_prefix(word) {
            (words, part) = (rest, Part::Partial);
        }
    }
    for word in [" in part", " partially"] {
        if let Some(rest) = words.strip_suffix(word) {
            (words, part) = (rest, Part::Partial);
        }
    }
    if words.contains(" in part ") {
        return relation_key(&words.replace(" in part ", " ")).map(|key| match key {
            Key::Link(kind, _) => Key::Link(kind, Part::Partial),
            other => other,
        });
    }
    let kind = match words {
        "supersede" | "superseded adrs" | "replace" => LinkKind::Supersedes,
        "superseded" | "replaced" => LinkKind::SupersededBy,
        _ => RELATIONS.iter().find(|(relation, _)| *relation == words)?.1,
    };
    // A field of this name tells when, not what.
    (!matches!(words, "updates")).then_some(Key::Link(kind, part))
}

/// The first relation that `text` names from byte `from` on: its kind, and where its words stand.
/// `text` is in lower case.
pub(super) fn find_relation(text: &str, from: usize) -> Option<(LinkKind, std::ops::Range<usize>)> {
    let rest = text.get(from..)?;
    let mut follows_letter = text.get(..from)?.ends_with(char::is_alphanumeric);
    for (at, c) in rest.char_indices() {
        let follows = std::mem::replace(&mut follows_letter, c.is_alphanumeric());
        if c.is_alphabetic()
            && !follows
            && let Some((kind, length)) = relation_at(rest.get(at..)?)
        {
            return Some((kind, from + at..from + at + length));
        }
    }
    None
}

/// The longest words of a relation that `text` starts with, and their length.
fn relation_at(text: &str) -> Option<(LinkKind, usize)> {
    let ends = |words: &str| {
        let after = text.get(words.len()..).and_then(|rest| rest.chars().next());
        !after.is_some_and(char::is_alphanumeric)
    };
    RELATIONS
        .iter()
        // Most words differ in their first letter, which costs less to see than a comparison.
        .filter(|(words, _)| words.as_bytes().first() == text.as_bytes().first())
        .filter(|(words, _)| text.starts_with(words) && ends(words))
        .max_by_key(|(words, _)| words.len())
        .map(|(words, kind)| (*kind, words.len()))
}
