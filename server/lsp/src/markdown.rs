//! Cards as text for a hover, in Markdown or plain.
//!
//! Text of the repository is data: escaped, so that it can neither format nor link, and cut, so that a
//! hostile record cannot fill the screen.

mod escape;

use boundstone_model::{
    Because, Card, Decision, DecisionSummary, Governing, HoverContent, InterfaceAnswer,
    OwnerAnswer, Ownership, OwnershipState, Place, RuleAnswer, Status,
};
use escape::{cut, escaped, visible};

use crate::view::View;

/// Bytes of a decision's outcome that a hover shows.
const OUTCOME_BYTES: usize = 600;
/// Rows of a list that a hover shows.
const ROWS: usize = 8;

pub(crate) fn hover(view: &View, content: &HoverContent) -> String {
    let mut page = Page { view, is_markdown: view.client.reads_markdown, lines: Vec::new() };
    match content {
        HoverContent::Card(card) => page.card(card),
        HoverContent::Decisions(decisions) => page.decisions(decisions),
        HoverContent::UnknownDecision(name) => {
            let name = page.strong(name);
            page.lines.push(format!("{name}: no such decision in this repository"));
        }
        HoverContent::Owner(owner) => page.owner(owner),
        HoverContent::Rule(rule) => page.rule(rule),
    }
    if !view.snapshot.is_complete {
        let note = page.faint("The repository is still being read; there may be more.");
        page.lines.push(note);
    }
    page.text()
}

struct Page<'a> {
    view: &'a View,
    is_markdown: bool,
    lines: Vec<String>,
}

impl Page<'_> {
    fn text(self) -> String {
        // Two spaces at a line's end break it in Markdown.
        self.lines.join(if self.is_markdown { "  \n" } else { "\n" })
    }

    fn card(&mut self, card: &Card) {
        let mut head = Vec::new();
        match (&card.symbol, &card.boundary) {
            (Some(symbol), _) => head.push(self.code(&symbol.symbol)),
            (None, Some(boundary)) => head.push(self.code(&boundary.name)),
            (None, None) => head.push(self.code(card.path.as_str())),
        }
        if let (Some(_), Some(boundary)) = (&card.symbol, &card.boundary) {
            head.push(format!("boundary {}", self.code(&boundary.name)));
        }
        if let Some(layer) = card.boundary.as_ref().and_then(|boundary| boundary.layer.as_ref()) {
            head.push(format!("layer {}", self.plain(layer)));
        }
        self.lines.push(head.join(" · "));
        self.ownership(&card.ownership);
        if let Some(answer) = &card.interface {
            self.interface(answer);
        }
        let decisions: Vec<&[Governing]> =
            card.decisions.chunk_by(|a, b| a.decision.path == b.decision.path).collect();
        for said in decisions.iter().take(ROWS) {
            self.governing(said);
        }
        self.more(decisions.len(), "decisions");
    }

    fn ownership(&mut self, ownership: &Ownership) {
        let owners = match ownership.state {
            OwnershipState::Owned => {
                ownership.owners.iter().map(|it| self.plain(it)).collect::<Vec<_>>().join(" ")
            }
            OwnershipState::DeliberatelyUnowned => "deliberately unowned".to_owned(),
            OwnershipState::NoRule if ownership.dialect.is_none() => return,
            OwnershipState::NoRule => "no owner".to_owned(),
        };
        let source =
            ownership.because.first().map(|because| self.source(because, ownership.source_line));
        let source = source.map(|source| format!(" — {source}")).unwrap_or_default();
        self.lines.push(format!("owner {owners}{source}"));
        if ownership.owners != ownership.forge_owners && !ownership.forge_owners.is_empty() {
            let asked: Vec<_> = ownership.forge_owners.iter().map(|it| self.plain(it)).collect();
            let rule = ownership.rules.iter().find(|rule| rule.wins);
            let source = rule.map(|rule| format!(" — {}", self.place_link(&rule.place, rule.line)));
            self.lines.push(format!(
                "the forge asks {}{}",
                asked.join(" "),
                source.unwrap_or_default()
            ));
        }
    }

    fn interface(&mut self, answer: &InterfaceAnswer) {
        let entry = &answer.entry;
        let mut line = format!("contract {}", entry.stability.value.name());
        if let Some(since) = &entry.since {
            line.push_str(&format!(" since {}", self.plain(&since.value)));
        }
        if let Some(replacement) = &entry.replacement {
            line.push_str(&format!(", use {}", self.code(&replacement.value)));
        }
        if let Some(until) = &entry.until {
            line.push_str(&format!(", until {}", until.value));
        }
        let source = self.source(&answer.because, None);
        self.lines.push(format!("{line} — {source}"));
    }

    /// One decision, and every place that says it governs.
    fn governing(&mut self, said: &[Governing]) {
        let Some(decision) = said.first().map(|governing| &governing.decision) else { return };
        let clause = said.iter().find_map(|governing| governing.clause.as_ref());
        let clause = clause.map(|clause| format!(" {}", self.plain(clause))).unwrap_or_default();
        let named = self.decision_link(decision);
        let (title, status) = (self.plain(&decision.title), self.plain(&status(decision)));
        let sources: Vec<_> = said
            .iter()
            .map(|it| format!("{} {}", it.how.name(), self.source(&it.because, None)))
            .collect();
        self.lines.push(format!("{named}{clause} {title} ({status}) — {}", sources.join(", ")));
        self.outcome(decision);
    }

    fn decisions(&mut self, decisions: &[Decision]) {
        if decisions.len() > 1 {
            self.lines.push(format!("{} records bear this number:", decisions.len()));
        }
        for decision in decisions.iter().take(ROWS) {
            let summary = &decision.summary;
            let named = self.decision_link(summary);
            let title = self.plain(&summary.title);
            let date = summary.date.map(|date| format!(" · {date}")).unwrap_or_default();
            let status = self.plain(&status(summary));
            let path = self.code(summary.path.as_str());
            self.lines.push(format!("{named} {title}"));
            self.lines.push(format!("{status}{date} · {path}"));
            self.outcome(summary);
        }
        self.more(decisions.len(), "records");
    }

    fn outcome(&mut self, decision: &DecisionSummary) {
        let Some(outcome) = &decision.outcome else { return };
        let outcome = self.plain(cut(outcome, OUTCOME_BYTES));
        let more = if decision.outcome.as_ref().is_some_and(|it| it.len() > OUTCOME_BYTES) {
            " …"
        } else {
            ""
        };
        if self.is_markdown {
            // A quotation is a paragraph of its own, and ends at the empty line.
            self.lines.push(format!("\n> {outcome}{more}\n"));
        } else {
            self.lines.push(format!("  {outcome}{more}"));
        }
    }

    fn owner(&mut self, owner: &OwnerAnswer) {
        let name = self.strong(&owner.owner);
        self.lines.push(name);
        if !owner.boundaries.is_empty() {
            let names: Vec<_> =
                owner.boundaries.iter().take(ROWS).map(|it| self.code(it)).collect();
            self.lines.push(format!("boundaries {}", names.join(", ")));
        }
        for (pattern, place, line) in owner.rules.iter().take(ROWS) {
            let source = self.place_link(place, *line);
            self.lines.push(format!("{} — {source}", self.code(pattern)));
        }
        self.more(owner.rules.len(), "rules");
    }

    fn rule(&mut self, rule: &RuleAnswer) {
        let owners: Vec<_> = rule.owners.iter().map(|it| self.plain(it)).collect();
        let owners =
            if owners.is_empty() { "nobody, deliberately".to_owned() } else { owners.join(" ") };
        self.lines.push(format!("{} — {owners}", self.code(&rule.pattern)));
        let (matched, won) = (rule.matched, rule.won);
        self.lines.push(format!("matches {matched} files, decides for {won} of them"));
        let why = self.plain(&rule.dialect_why);
        self.lines.push(format!("read as {} because {why}", rule.dialect));
    }

    fn more(&mut self, count: usize, what: &str) {
        if count > ROWS {
            self.lines.push(format!("and {} more {what}", count - ROWS));
        }
    }

    fn decision_link(&self, decision: &DecisionSummary) -> String {
        let place = Place { path: decision.path.clone(), range: decision.title_range };
        let target = self.view.uri_of_line(&place.path, self.view.line(&place));
        self.link(self.plain(&decision.display), target)
    }

    fn source(&self, because: &Because, line: Option<u32>) -> String {
        let line = line.unwrap_or_else(|| self.view.line(&because.place));
        self.place_link(&because.place, line)
    }

    fn place_link(&self, place: &Place, line: u32) -> String {
        let text = self.code(&format!("{}:{line}", place.path));
        self.link(text, self.view.uri_of_line(&place.path, line))
    }

    /// A link in Markdown; plain text names the path anyway, because terminals cannot follow links.
    fn link(&self, text: String, target: Option<String>) -> String {
        match target.filter(|_| self.is_markdown) {
            Some(target) => {
                // A name may hold them, and the last one would end the link.
                let target = target.replace('(', "%28").replace(')', "%29");
                format!("[{text}]({target})")
            }
            None => text,
        }
    }

    fn plain(&self, text: &str) -> String {
        if self.is_markdown { escaped(text) } else { visible(text).into_owned() }
    }

    fn strong(&self, text: &str) -> String {
        if self.is_markdown { format!("**{}**", escaped(text)) } else { visible(text).into_owned() }
    }

    fn faint(&self, text: &str) -> String {
        if self.is_markdown { format!("*{}*", escaped(text)) } else { visible(text).into_owned() }
    }

    fn code(&self, text: &str) -> String {
        match self.is_markdown && !text.contains('`') {
            true => format!("`{}`", visible(text)),
            false => self.plain(text),
        }
    }
}

fn status(decision: &DecisionSummary) -> String {
    let word = match (decision.status, &decision.status_raw) {
        (Status::Unknown, None) => "no status".to_owned(),
        (Status::Unknown, Some(raw)) => raw.to_string(),
        // Its own text may still say so; another accepted record has replaced it.
        (Status::Accepted, _) if !decision.is_in_force => "superseded".to_owned(),
        (status, _) => status.name().to_owned(),
    };
    let successors: Vec<&str> = decision.successors.iter().map(|(_, name)| name.as_ref()).collect();
    if successors.is_empty() { word } else { format!("{word} by {}", successors.join(", ")) }
}
