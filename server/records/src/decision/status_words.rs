//! The words that name the states of a decision, in the languages that records are written in.

use boundstone_model::Status;

use super::words::find_word;

/// Decided, and in force.
const ACCEPTED: &[&str] = &[
    "partially superseded", "partly superseded", "superseded in part", "superseded partially",
    "partially accepted", "partially implemented", "to be superseded", "to be deprecated",
    "in force", "in effect", "in use", "accepted", "accept", "approved", "active", "decided",
    "implemented", "implementing", "adopted", "merged", "final", "finalized", "finalised",
    "ratified", "agreed", "completed", "complete", "done", "enacted", "effective", "confirmed",
    "committed", "published", "resolved", "valid", "current", "live", "shipped", "released", "recommended", "akzeptiert",
    "angenommen", "entschieden", "beschlossen", "umgesetzt", "genehmigt", "freigegeben", "gültig",
    "accepté", "acceptée", "approuvé", "approuvée", "validé", "validée", "adopté", "adoptée",
    "mergé", "mergée", "décidé", "aceptado", "aceptada", "aprobado", "aprobada", "adoptado",
    "adoptada", "aceito", "aceita", "aceite", "aprovado", "aprovada", "implementado", "accettato",
    "accettata", "approvato", "approvata", "geaccepteerd", "goedgekeurd", "aangenomen", "besloten",
    "akseptert", "besluttet", "vedtatt", "vedtaget", "godkjent", "godkendt", "accepteret",
    "accepterad", "godkänd", "beslutad", "hyväksytty", "zaakceptowany", "zaakceptowane",
    "zaakceptowana", "przyjęty", "przyjęte", "zatwierdzony", "přijato", "schváleno", "принято",
    "принят", "принята", "утверждено", "утвержден", "одобрено", "прийнято", "kabul edildi", "已接受",
    "已采纳", "已採納", "已通过", "已批准", "已实施", "已决定", "已生效", "接受", "采纳", "通过", "承認", "採用", "採択", "決定",
    "승인", "채택", "수락", "결정",
];

/// Not decided yet.
const PROPOSED: &[&str] = &[
    "not yet", "not decided", "not started", "to be", "in review", "in progress", "in discussion",
    "in bearbeitung", "under review", "under discussion", "under consideration",
    "under construction", "for review", "for discussion", "ready for review",
    "request for comments", "request for comment", "work in progress", "last call",
    "final comment period", "on hold", "on-hold", "proposed", "proposal", "propose", "drafted",
    "draft", "pending", "wip", "deferred", "postponed", "parked", "tentative", "tentatively",
    "experimental", "experiment", "trial", "provisional", "review", "reviewing", "discussion",
    "discussing", "prediscussion", "exploring", "ready for release", "ideation", "idea", "open", "new", "rfc", "tbd", "todo",
    "undecided", "submitted", "suggested", "awaiting", "waiting", "candidate", "planned",
    "stalled", "paused", "vorgeschlagen", "vorschlag", "entwurf", "offen", "proposé", "proposée",
    "proposition", "brouillon", "en cours", "en discussion", "en attente", "propuesto",
    "propuesta", "proposto", "proposta", "borrador", "rascunho", "en revisión", "em revisão",
    "em análise", "pendiente", "pendente", "bozza", "voorgesteld", "voorstel", "concept",
    "foreslått", "foreslået", "föreslagen", "forslag", "utkast", "udkast", "ehdotettu", "luonnos",
    "proponowany", "zaproponowany", "zaproponowane", "szkic", "navrženo", "návrh", "предложено",
    "черновик", "на рассмотрении", "запропоновано", "önerildi", "taslak", "提议", "提案", "草案", "草稿",
    "讨论中", "待定", "ドラフト", "下書き", "検討中", "제안", "초안", "검토",
];

/// Decided against, or given up.
const REJECTED: &[&str] = &[
    "not accepted", "not approved", "not adopted", "won't do", "wont do", "rejected", "reject",
    "declined", "withdrawn", "refused", "denied", "abandoned", "cancelled", "canceled", "dropped",
    "dismissed", "discarded", "abgelehnt", "verworfen", "zurückgezogen", "rejeté", "rejetée",
    "refusé", "refusée", "abandonné", "abandonnée", "rechazado", "rechazada", "rejeitado",
    "rejeitada", "recusado", "recusada", "rifiutato", "rifiutata", "afgewezen", "avvist", "afvist",
    "forkastet", "förkastad", "hylätty", "odrzucony", "odrzucone", "zamítnuto", "отклонено",
    "відхилено", "reddedildi", "已拒绝", "拒绝", "已否决", "却下", "거부", "거절", "기각",
];

/// No longer in force, with no successor named.
const DEPRECATED: &[&str] = &[
    "no longer", "end of life", "deprecated", "deprecate", "outdated", "obsolete", "obsoleted",
    "retired", "archived", "expired", "historical", "historic", "legacy", "sunset", "discontinued",
    "reverted", "invalidated", "veraltet", "überholt", "déprécié", "dépréciée", "obsolète",
    "obsoleto", "obsoleta", "depreciado", "descontinuado", "deprecato", "deprecata", "verouderd",
    "utgått", "foreldet", "forældet", "föråldrad", "vanhentunut", "przestarzały", "przestarzałe",
    "zastaralé", "устарело", "застаріло", "已废弃", "已弃用", "废弃", "弃用", "廃止", "非推奨", "폐기",
];

/// No longer in force, because another decision took its place.
const SUPERSEDED: &[&str] = &[
    "replaced by", "replaced with", "obsoleted by", "overridden by", "overruled by", "superseded",
    "superceded", "supersed", "replaced", "supplanted", "ersetzt", "abgelöst", "remplacé",
    "remplacée", "reemplazado", "reemplazada", "sustituido", "sustituida", "substituído",
    "substituída", "sostituito", "superato", "vervangen", "erstattet", "ersatt", "korvattu",
    "zastąpiony", "zastąpione", "nahrazeno", "заменено", "замінено", "已取代", "被取代", "已替代", "已被",
    "置き換え", "대체",
];

const STATES: [(Status, &[&str]); 5] = [
    (Status::Accepted, ACCEPTED),
    (Status::Proposed, PROPOSED),
    (Status::Rejected, REJECTED),
    (Status::Deprecated, DEPRECATED),
    (Status::Superseded, SUPERSEDED),
];

/// Words that name a state beyond doubt, wherever they stand in a sentence about the record.
const SURE_WORDS: &[&str] = &[
    "accepted", "approved", "adopted", "ratified", "implemented", "proposed", "draft", "rejected", "declined", "withdrawn",
    "deprecated", "obsolete", "superseded",
    "superceded", "replaced by", "pending", "work in progress",
    "akzeptiert", "angenommen", "abgelehnt", "accepté", "acceptée", "aceptado", "aceptada", "merged", "abandoned", "retired",
];

/// The state that `text` starts with, and the length of its word. `text` is in lower case.
pub(super) fn leading_status(text: &str) -> Option<(Status, usize)> {
    let ends = |word: &str| {
        let after = text.get(word.len()..).and_then(|rest| rest.chars().next());
        word.chars().any(is_unspaced) || after.is_none_or(|c| !c.is_alphanumeric() && c != '_')
    };
    STATES
        .iter()
        .flat_map(|(status, words)| words.iter().map(|word| (*status, *word)))
        .filter(|(_, word)| text.starts_with(word) && ends(word))
        .max_by_key(|(_, word)| word.len())
        .map(|(status, word)| (status, word.len()))
}

/// The first state that `text` names beyond doubt, and where. `text` is in lower case.
pub(super) fn sure_status(text: &str) -> Option<(Status, usize)> {
    SURE_WORDS
        .iter()
        .filter_map(|word| find_word(text, word).map(|at| (at, word)))
        .min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))
        .and_then(|(at, word)| leading_status(word).map(|(status, _)| (status, at)))
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}
