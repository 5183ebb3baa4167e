//! The names of the fields and sections of records, and the words of their relations, in the languages
//! that records are written in.

use boundstone_model::LinkKind;

use super::relation_words::relation_key;
use super::status_words::leading_status;

/// What a field or a section of a record states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    Status,
    /// The date of the decision.
    Date,
    /// The date of its proposal, which counts where no other is stated.
    Created,
    Title,
    Link(LinkKind, Part),
    /// Related records, whose lines may say how.
    Links,
    Governs,
    /// What others call `governs`; their values need not be paths.
    Affects,
    /// Another field of the head of a record.
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Whole,
    Partial,
}

/// The words with a capital at their start.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String =
        letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

const STATUS_KEYS: &[&str] = &[
    "status",
    "state",
    "adr status",
    "decision status",
    "current status",
    "rfc status",
    "record status",
    "statut",
    "statuts",
    "état",
    "etat",
    "estado",
    "stato",
    "stav",
    "tila",
    "статус",
    "stan",
    "durum",
    "állapot",
    "stand",
    "状态",
    "狀態",
    "ステータス",
    "状態",
    "상태",
    "situação",
    "lifecycle",
    "status history",
    "status log",
    "stage",
];

const DATE_KEYS: &[&str] = &[
    "date",
    "datum",
    "dato",
    "data",
    "fecha",
    "päivämäärä",
    "pvm",
    "дата",
    "tarih",
    "日期",
    "日付",
    "날짜",
    "decision date",
    "date of decision",
    "decided",
    "decided on",
    "decided at",
    "date decided",
    "date accepted",
    "accepted on",
    "accepted date",
    "accepted",
    "approval date",
    "approved on",
    "date approved",
    "entscheidungsdatum",
    "date de décision",
    "fecha de decisión",
    "data da decisão",
    "adr date",
];

const CREATED_KEYS: &[&str] = &[
    "created",
    "created at",
    "created on",
    "date created",
    "creation date",
    "created date",
    "start date",
    "proposed on",
    "date proposed",
    "proposal date",
    "proposed date",
    "proposed",
    "submitted",
    "opened",
    "authored",
    "published",
    "date de création",
    "erstellt",
    "erstellt am",
    "作成日",
    "작성일",
    "创建日期",
    "submission date",
    "issue date",
    "record date",
];

const TITLE_KEYS: &[&str] =
    &["title", "titre", "titel", "título", "titulo", "titolo", "标题", "タイトル", "adr title"];

const OTHER_KEYS: &[&str] = &[
    "author",
    "authors",
    "decider",
    "deciders",
    "decision-makers",
    "decision makers",
    "decision maker",
    "consulted",
    "informed",
    "scope",
    "tags",
    "tag",
    "tickets",
    "ticket",
    "owner",
    "owners",
    "approvers",
    "reviewers",
    "stakeholders",
    "participants",
    "version",
    "type",
    "category",
    "categories",
    "id",
    "adr",
    "number",
    "rfc pr",
    "rust issue",
    "feature name",
    "tracking issue",
    "technical story",
    "last updated",
    "updated",
    "last modified",
    "modified",
    "issue",
    "priority",
    "team",
    "domain",
    "layout",
    "parent",
    "nav_order",
    "slug",
    "décideurs",
    "auteurs",
    "auteur",
    "entscheider",
    "autor",
    "autoren",
    "autores",
    "champion",
    "sponsor",
    "shepherd",
    "implementation",
    "impact",
    "issues",
    "pr",
    "pull request",
    "discussion",
    "keywords",
    "contributors",
    "driver",
    "approver",
];

const GOVERNS_KEYS: &[&str] = &["governs"];
const AFFECTS_KEYS: &[&str] = &["applies to", "affects", "files"];

const LINK_SECTIONS: &[&str] = &[
    "links",
    "link",
    "related",
    "related decisions",
    "related adrs",
    "related adr",
    "related records",
    "relations",
    "relationships",
    "references",
    "more information",
    "see also",
    "liens",
    "verweise",
    "enlaces",
    "relates to",
    "related rfcs",
    "related to",
    "relates",
    "dependencies",
    "adr relationships",
    "related documents",
];

/// The headings under which the decision itself stands.
const DECISION_SECTIONS: &[&str] = &[
    "decision outcome",
    "decision",
    "decisions",
    "the decision",
    "our decision",
    "decision made",
    "decision taken",
    "resolution",
    "outcome",
    "decision and rationale",
    "decision & rationale",
    "chosen option",
    "selected option",
    "décision",
    "résultat de la décision",
    "décision prise",
    "entscheidung",
    "entscheidungsergebnis",
    "ergebnis der entscheidung",
    "decisión",
    "resultado de la decisión",
    "decisão",
    "resultado da decisão",
    "decisione",
    "esito della decisione",
    "besluit",
    "beslissing",
    "beslut",
    "beslutning",
    "päätös",
    "решение",
    "рішення",
    "决定",
    "決定",
    "决策",
    "决策结果",
    "決定事項",
    "결정",
    "decyzja",
    "rozhodnutí",
    "karar",
];

/// Headings of parts of a record, which are no titles.
const SECTIONS: &[&str] = &[
    "context",
    "context and problem statement",
    "problem",
    "problem statement",
    "background",
    "motivation",
    "summary",
    "abstract",
    "consequences",
    "introduction",
    "overview",
    "goals",
    "non-goals",
    "kontext",
    "contexte",
    "contexto",
    "contesto",
    "metadata",
    "history",
    "changelog",
    "what",
    "why",
    "how",
    "options",
    "considered options",
    "alternatives",
    "drivers",
    "decision drivers",
    "info",
    "information",
    "table of contents",
    "contents",
    "背景",
    "上下文",
    "details",
    "deciders",
    "proposal",
    "rationale",
    "scope",
    "purpose",
    "issue",
    "tl;dr",
];

const METADATA_SECTIONS: &[&str] = &[
    "metadata",
    "meta",
    "info",
    "information",
    "details",
    "document information",
    "general information",
    "adr information",
    "header",
    "record",
    "adr metadata",
    "document control",
    "properties",
    "metadaten",
    "métadonnées",
];

/// What the name of a field or of a section says.
pub(super) fn key(name: &str) -> Option<Key> {
    let name = normal(name);
    let is = |names: &[&str]| names.contains(&name.as_str());
    if is(STATUS_KEYS) {
        Some(Key::Status)
    } else if is(DATE_KEYS) {
        Some(Key::Date)
    } else if is(CREATED_KEYS) {
        Some(Key::Created)
    } else if is(TITLE_KEYS) {
        Some(Key::Title)
    } else if is(GOVERNS_KEYS) {
        Some(Key::Governs)
    } else if is(AFFECTS_KEYS) {
        Some(Key::Affects)
    } else if let Some(found) = relation_key(&name) {
        Some(found)
    } else if is(LINK_SECTIONS) {
        Some(Key::Links)
    } else {
        is(OTHER_KEYS).then_some(Key::Other)
    }
}

/// What the name of a field in a line says. `Accepted: …` is a state there, not a field; `Superseded: …`
/// is both where something follows.
pub(super) fn key_in_line(name: &str, has_value: bool) -> Option<Key> {
    let lower = normal(name);
    let is_state = leading_status(&lower).is_some_and(|(_, length)| length == lower.len());
    key(name).filter(|key| !is_state || (has_value && matches!(key, Key::Link(..))))
}

/// Whether a heading opens the section of the decision.
pub(super) fn is_decision_section(heading: &str) -> bool {
    DECISION_SECTIONS.contains(&normal(heading).as_str())
}

/// Whether a heading names a part of a record, so that it is not its title.
pub(super) fn is_section(heading: &str) -> bool {
    let name = normal(heading);
    SECTIONS.contains(&name.as_str())
        || DECISION_SECTIONS.contains(&name.as_str())
        || METADATA_SECTIONS.contains(&name.as_str())
        || key(&name).is_some()
}

pub(super) fn is_metadata_section(heading: &str) -> bool {
    METADATA_SECTIONS.contains(&normal(heading).as_str())
}

/// Where `word` stands in `text` with no letter beside it.
pub(super) fn find_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// A name in lower case, without punctuation around it, with spaces between its words.
pub(super) fn normal(name: &str) -> String {
    let spaced: String =
        name.chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c }).collect();
    // `supersededBy` is two words.
    let mut split = String::with_capacity(spaced.len());
    let mut previous = ' ';
    for c in spaced.chars() {
        if c.is_uppercase() && previous.is_lowercase() {
            split.push(' ');
        }
        split.extend(c.to_lowercase());
        previous = c;
    }
    let inner = split.trim_matches(|c: char| !c.is_alphanumeric());
    let numbered = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let unnumbered = match numbered.strip_prefix(['.', ')']) {
        Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'),
        None => inner,
    };
    unnumbered.split_whitespace().collect::<Vec<_>>().join(" ")
}
