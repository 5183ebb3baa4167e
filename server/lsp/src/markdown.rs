//! Cards as text for a hover, in Markdown or plain.
//!
//! Text of the repository is data: escaped, so that it can neither format nor link, and cut, so that a
//! hostile record cannot fill the screen.

mod contract;
mod escape;

use std::fmt::{Display, Write as _};

use boundstone_engine::query;
use boundstone_model::{
    Because, Card, Decision, DecisionSummary, Governing, GoverningHow, HoverContent,
    InterfaceAnswer, OwnerAnswer, Ownership, OwnershipState, Place, Reached, RepoPath, RuleAnswer,
    Status, UsageInWords,
};
use escape::{cut, escape, visible};

use crate::view::View;

/// Bytes of a decision's outcome that a hover shows.
const OUTCOME_BYTES: usize = 600;
/// Rows of a list that a hover shows.
const ROWS: usize = 8;
/// As many as most hovers have.
const USUAL_BYTES: usize = 1024;

pub(crate) fn hover(view: &View, content: &HoverContent) -> String {
    page(view, content, view.client.reads_markdown)
}

/// Text of the repository as plain words, for where no Markdown is read.
pub(crate) fn words(text: &str) -> String {
    visible(text).into_owned()
}

/// At most so many bytes of a text, and a mark where there are more.
pub(crate) fn short(text: &str, bytes: usize) -> String {
    let shown = cut(text, bytes);
    if shown.len() < text.len() { format!("{shown} …") } else { shown.to_owned() }
}

/// What a hover shows, wherever it is shown.
pub(crate) fn page(view: &View, content: &HoverContent, is_markdown: bool) -> String {
    let text = String::with_capacity(USUAL_BYTES);
    let mut page = Page { view, is_markdown, text };
    match content {
        HoverContent::Card(card) => page.card(card),
        HoverContent::Decisions(decisions) => page.decisions(decisions),
        HoverContent::UnknownDecision(name) => {
            page.line();
            page.strong(name);
            page.put(": no such decision in this repository");
        }
        HoverContent::Gone(name) => {
            page.line();
            page.code(name);
            page.put(" no longer exists");
        }
        HoverContent::Owner(owner) => page.owner(owner),
        HoverContent::Rule(rule) => page.rule(rule),
        HoverContent::Level(level) => page.level(level),
        HoverContent::Named(named) => page.named(named),
        HoverContent::Layer(layer) => page.layer(layer),
        HoverContent::RuleOfOurs(rule) => page.rule_of_ours(*rule),
        HoverContent::Key(key) => page.key(key),
    }
    if !view.snapshot.is_complete {
        page.line();
        page.faint("The repository is still being read; there may be more.");
    }
    page.text
}

/// What has been written of a hover.
struct Page<'a> {
    view: &'a View,
    is_markdown: bool,
    text: String,
}

impl Page<'_> {
    fn card(&mut self, card: &Card) {
        self.line();
        match (&card.symbol, &card.boundary) {
            (Some(symbol), Some(boundary)) => {
                self.code(&symbol.symbol);
                self.put(" · boundary ");
                self.code(&boundary.name);
            }
            (Some(symbol), None) => self.code(&symbol.symbol),
            (None, Some(boundary)) => self.code(&boundary.name),
            (None, None) => self.code(card.path.as_str()),
        }
        if let Some(layer) = card.boundary.as_ref().and_then(|boundary| boundary.layer.as_ref()) {
            self.put(" · layer ");
            self.plain(layer);
        }
        self.ownership(&card.ownership);
        if let Some(promised) = &card.promised {
            self.promised(card, promised);
        }
        if let Some(reached) = &card.reached {
            self.reached(card, reached);
        }
        if let Some(answer) = &card.interface {
            self.interface(answer);
        }
        let dependents = || query::dependents_in_words(&card.dependents);
        if let Some(usage) = query::usage_in_words(&card.usage).or_else(dependents) {
            self.usage(&usage);
        }
        let same = |a: &Governing, b: &Governing| a.decision.path == b.decision.path;
        for said in card.decisions.chunk_by(same).take(ROWS) {
            self.governing(said);
        }
        self.more(card.decisions.chunk_by(same).count(), "decisions");
    }

    fn ownership(&mut self, ownership: &Ownership) {
        if ownership.state == OwnershipState::NoRule && ownership.dialect.is_none() {
            return;
        }
        self.line();
        match ownership.state {
            OwnershipState::Owned => {
                self.put("owner ");
                self.list(&ownership.owners, " ", |page, owner| page.plain(owner));
            }
            OwnershipState::DeliberatelyUnowned => self.put("deliberately unowned"),
            OwnershipState::NoRule => self.put("no owner"),
        }
        if let Some(because) = ownership.because.first() {
            self.put(" — ");
            self.source(because, ownership.source_line);
        }
        if ownership.owners != ownership.forge_owners && !ownership.forge_owners.is_empty() {
            self.line();
            self.put("the forge asks ");
            self.list(&ownership.forge_owners, " ", |page, owner| page.plain(owner));
            if let Some(rule) = ownership.rules.iter().find(|rule| rule.wins) {
                self.put(" — ");
                self.place_link(&rule.place, rule.line);
            }
        }
    }

    fn defined(&mut self, card: &Card) {
        if let Some(symbol) = &card.symbol {
            self.line();
            self.put("defined in ");
            let line = self.view.line(&symbol.place);
            self.place_link(&symbol.place, line);
        }
    }

    /// Who defines what a use reaches, and through whom.
    fn reached(&mut self, card: &Card, reached: &Reached) {
        self.defined(card);
        if let Some(facade) = &reached.facade {
            self.line();
            self.put("reached through ");
            self.code(facade);
        }
        if reached.is_likely {
            self.line();
            self.put("likely: syntax alone does not settle what is meant");
        }
    }

    fn usage(&mut self, usage: &UsageInWords) {
        self.line();
        self.put(&usage.used);
        if !usage.named.is_empty() {
            self.put(" (");
            self.list(&usage.named, ", ", |page, name| page.code(name));
            if usage.unnamed > 0 {
                self.display(format_args!(" and {} more", usage.unnamed));
            }
            self.put(")");
        }
        for apart in &usage.apart {
            self.put(", ");
            self.put(apart);
        }
    }

    fn interface(&mut self, answer: &InterfaceAnswer) {
        let entry = &answer.entry;
        self.line();
        self.put("contract ");
        self.plain(&answer.stability_in_words());
        if let Some(replacement) = &entry.replacement {
            self.put(", use ");
            self.code(&replacement.value);
        }
        if let Some(until) = &entry.until {
            self.put(", until ");
            self.display(until.value);
        }
        self.put(" — ");
        self.source(&answer.because, None);
    }

    /// One decision, and every place that says it governs.
    fn governing(&mut self, said: &[Governing]) {
        let Some(decision) = said.first().map(|governing| &governing.decision) else { return };
        self.line();
        self.decision_link(decision);
        if let Some(clause) = said.iter().find_map(|governing| governing.clause.as_ref()) {
            self.put(" ");
            self.plain(clause);
        }
        self.put(" ");
        self.plain(&decision.title);
        self.put(" (");
        self.plain(&status(decision));
        self.put(") — ");
        self.list(said, ", ", |page, it| {
            page.how(it);
            page.put(" ");
            page.source(&it.because, None);
        });
        self.outcome(decision);
    }

    /// A text that only names the place is quoted: it may mean another thing of that name.
    fn how(&mut self, governing: &Governing) {
        match governing.how {
            GoverningHow::Body => {
                self.put("mentions ");
                self.code(&governing.what);
            }
            how => self.put(how.name()),
        }
    }

    fn decisions(&mut self, decisions: &[Decision]) {
        if decisions.len() > 1 {
            self.line();
            self.display(decisions.len());
            self.put(" records bear this number:");
        }
        for decision in decisions.iter().take(ROWS) {
            let summary = &decision.summary;
            self.line();
            self.decision_link(summary);
            self.put(" ");
            self.plain(&summary.title);
            self.line();
            self.plain(&status(summary));
            if let Some(date) = summary.date {
                self.put(" · ");
                self.display(date);
            }
            self.put(" · ");
            self.code(summary.path.as_str());
            self.outcome(summary);
        }
        self.more(decisions.len(), "records");
    }

    fn outcome(&mut self, decision: &DecisionSummary) {
        let Some(outcome) = &decision.outcome else { return };
        self.line();
        // A quotation is a paragraph of its own, and ends at the empty line.
        self.put(if self.is_markdown { "\n> " } else { "  " });
        self.plain(cut(outcome, OUTCOME_BYTES));
        if outcome.len() > OUTCOME_BYTES {
            self.put(" …");
        }
        if self.is_markdown {
            self.put("\n");
        }
    }

    fn owner(&mut self, owner: &OwnerAnswer) {
        self.line();
        self.strong(&owner.owner);
        let boundaries = owner.boundaries.get(..ROWS).unwrap_or(&owner.boundaries);
        if !boundaries.is_empty() {
            self.line();
            self.put("boundaries ");
            self.list(boundaries, ", ", |page, name| page.code(name));
        }
        for (pattern, place, line) in owner.rules.iter().take(ROWS) {
            self.line();
            self.code(pattern);
            self.put(" — ");
            self.place_link(place, *line);
        }
        self.more(owner.rules.len(), "rules");
    }

    fn rule(&mut self, rule: &RuleAnswer) {
        self.line();
        self.code(&rule.pattern);
        self.put(" — ");
        match rule.owners.as_slice() {
            [] => self.put("nobody, deliberately"),
            owners => self.list(owners, " ", |page, owner| page.plain(owner)),
        }
        self.line();
        let (matched, won) = (rule.matched, rule.won);
        self.display(format_args!("matches {matched} files, decides for {won} of them"));
        self.line();
        self.display(format_args!("read as {} because ", rule.dialect));
        self.plain(&rule.dialect_why);
    }

    fn more(&mut self, count: usize, what: &str) {
        if count > ROWS {
            self.line();
            self.display(format_args!("and {} more {what}", count - ROWS));
        }
    }

    fn decision_link(&mut self, decision: &DecisionSummary) {
        let place = Place { path: decision.path.clone(), range: decision.title_range };
        let line = self.view.line(&place);
        self.link(&place.path, line, |page| page.plain(&decision.display));
    }

    fn source(&mut self, because: &Because, line: Option<u32>) {
        let line = line.unwrap_or_else(|| self.view.line(&because.place));
        self.place_link(&because.place, line);
    }

    fn place_link(&mut self, place: &Place, line: u32) {
        self.link(&place.path, line, |page| page.code_at(place.path.as_str(), Some(line)));
    }

    /// A link in Markdown; plain text names the path anyway, because terminals cannot follow links.
    fn link(&mut self, path: &RepoPath, line: u32, text: impl FnOnce(&mut Self)) {
        if !self.is_markdown {
            return text(self);
        }
        self.put("[");
        text(self);
        self.put("](");
        self.view.push_uri_of_line(path, line, &mut self.text);
        self.put(")");
    }

    fn list<T>(&mut self, items: &[T], separator: &str, mut item: impl FnMut(&mut Self, &T)) {
        for (number, it) in items.iter().enumerate() {
            if number > 0 {
                self.put(separator);
            }
            item(self, it);
        }
    }

    /// Begins a line.
    fn line(&mut self) {
        if !self.text.is_empty() {
            // Two spaces at a line's end break it in Markdown.
            self.put(if self.is_markdown { "  \n" } else { "\n" });
        }
    }

    /// Appends our own words.
    fn put(&mut self, words: &str) {
        self.text.push_str(words);
    }

    fn display(&mut self, value: impl Display) {
        // A string takes all that is written to it.
        let _ = write!(self.text, "{value}");
    }

    fn plain(&mut self, text: &str) {
        if self.is_markdown { escape(text, &mut self.text) } else { self.put(&visible(text)) }
    }

    fn strong(&mut self, text: &str) {
        self.marked("**", text);
    }

    fn faint(&mut self, text: &str) {
        self.marked("*", text);
    }

    fn marked(&mut self, mark: &str, text: &str) {
        let mark = if self.is_markdown { mark } else { "" };
        self.put(mark);
        self.plain(text);
        self.put(mark);
    }

    fn code(&mut self, text: &str) {
        self.code_at(text, None);
    }

    fn code_at(&mut self, text: &str, line: Option<u32>) {
        let is_code = self.is_markdown && !text.contains('`');
        if is_code {
            self.put("`");
            self.put(&visible(text));
        } else {
            self.plain(text);
        }
        if let Some(line) = line {
            self.display(format_args!(":{line}"));
        }
        if is_code {
            self.put("`");
        }
    }
}

/// The status in words, and what replaced the decision.
pub(crate) fn status(decision: &DecisionSummary) -> String {
    let word = match decision.status {
        // Its own text may still say so; another accepted record has replaced it.
        Status::Accepted if !decision.is_in_force => "superseded",
        _ => decision.status_in_words(),
    };
    let successors: Vec<&str> = decision.successors.iter().map(|(_, name)| name.as_ref()).collect();
    if successors.is_empty() {
        word.to_owned()
    } else {
        format!("{word} by {}", successors.join(", "))
    }
}
