//! What is shown of the names in a `boundary.toml`.

use boundstone_engine::query;
use boundstone_model::{
    Card, FileKey, LayerAnswer, LevelAnswer, NamedAnswer, Promised, Rule, Severity,
};

use super::{Page, ROWS, short};

/// Bytes of a signature that a hover shows.
const SIGNATURE_BYTES: usize = 400;

impl Page<'_> {
    pub(super) fn promised(&mut self, card: &Card, promised: &Promised) {
        if let Some(signature) = &promised.signature {
            self.line();
            self.code(&short(signature, SIGNATURE_BYTES));
        }
        self.defined(card);
    }

    pub(super) fn named(&mut self, named: &NamedAnswer) {
        self.line();
        self.code(&format!("{}#{}", named.boundary, named.key));
        self.put(" · boundary ");
        self.code(&named.boundary);
        if let Some(signature) = &named.signature {
            self.line();
            self.code(&short(signature, SIGNATURE_BYTES));
        }
        if named.from.is_some() || named.place.is_some() {
            self.line();
        }
        match &named.from {
            Some(from) => {
                self.put("handed on from ");
                self.code(from);
            }
            None if named.place.is_some() => self.put("made by a macro"),
            None => {}
        }
        if let Some(place) = &named.place {
            self.put(" — ");
            let line = self.view.line(place);
            self.place_link(place, line);
        }
        self.interface(&named.interface);
    }

    pub(super) fn level(&mut self, level: &LevelAnswer) {
        self.line();
        self.code(&format!("{}#{}", level.boundary, level.key));
        self.put(" · boundary ");
        self.code(&level.boundary);
        self.interface(&level.interface);
        self.line();
        match level.items.len() {
            1 => self.put("names 1 item: "),
            count => self.display(format_args!("names {count} items: ")),
        }
        let shown = level.items.get(..ROWS).unwrap_or(&level.items);
        self.list(shown, ", ", |page, symbol| {
            page.code(symbol.split_once('#').map_or(symbol, |(_, inside)| inside));
        });
        self.more(level.items.len(), "items");
        if let Some(usage) = query::usage_in_words(&level.usage) {
            self.usage(&usage);
        }
    }

    pub(super) fn layer(&mut self, layer: &LayerAnswer) {
        self.line();
        self.put("layer ");
        self.strong(&layer.layer);
        self.put(" — ");
        let line = self.view.line(&layer.place);
        self.place_link(&layer.place, line);
        for (what, layers) in [("may be used from ", &layer.above), ("may use ", &layer.below)] {
            if !layers.is_empty() {
                self.line();
                self.put(what);
                self.list(layers, ", ", |page, name| page.plain(name));
            }
        }
        let shown = layer.boundaries.get(..ROWS).unwrap_or(&layer.boundaries);
        self.line();
        self.put("boundaries ");
        self.list(shown, ", ", |page, name| page.code(name));
        self.more(layer.boundaries.len(), "boundaries");
    }

    pub(super) fn rule_of_ours(&mut self, rule: Rule) {
        self.line();
        self.strong(rule.id());
        self.put(" — ");
        self.put(rule.default_severity().map_or("off", Severity::name));
        self.line();
        self.put(rule.summary());
    }

    pub(super) fn key(&mut self, key: &FileKey) {
        self.line();
        self.code(key.name);
        self.put(" — ");
        self.put(key.purpose);
    }
}
