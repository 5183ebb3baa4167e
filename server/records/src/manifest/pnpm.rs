use std::collections::HashMap;
use std::sync::Arc;

use boundstone_model::PnpmWorkspace;
use saphyr_parser::{Event, Parser, ScanError};

use super::{BYTE_ORDER_MARK, too_large};

/// The key that holds the globs.
const PACKAGES: &str = "packages";

/// Reads a `pnpm-workspace.yaml`: what can be read, and the reason why that may not be all.
///
/// Only events are read, never a tree, so that an alias costs no more than the word it repeats.
pub fn read(text: &str) -> (PnpmWorkspace, Option<String>) {
    if let Some(reason) = too_large(text) {
        return (PnpmWorkspace::default(), Some(reason));
    }
    let mut reader = Reader::default();
    for event in Parser::new_from_str(text.trim_start_matches(BYTE_ORDER_MARK)) {
        match event {
            Ok((Event::DocumentEnd, _)) => break,
            Ok((event, _)) => reader.event(event),
            Err(error) => {
                reader.reason.get_or_insert(reason_of(&error));
                break;
            }
        }
    }
    (PnpmWorkspace { packages: reader.packages.map(Vec::into_boxed_slice) }, reader.reason)
}

fn reason_of(error: &ScanError) -> String {
    format!("line {}: {}", error.marker().line(), error.info())
}

#[derive(Default)]
struct Reader {
    /// The collections around the next event.
    depth: usize,
    /// Whether the next scalar of the outermost mapping is a key.
    is_key: bool,
    /// Whether the value of `packages` is being read.
    is_in_packages: bool,
    /// Words with an anchor, by its number.
    anchors: HashMap<usize, Arc<str>>,
    packages: Option<Vec<Arc<str>>>,
    reason: Option<String>,
}

/// The depth of the keys of the file, and of the items of one of its lists.
const KEYS_DEPTH: usize = 1;
const ITEMS_DEPTH: usize = 2;

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Scalar(word, _, anchor, _) => {
                let word: Arc<str> = Arc::from(word.as_ref());
                if anchor > 0 {
                    self.anchors.insert(anchor, word.clone());
                }
                self.word(Some(word));
            }
            Event::Alias(anchor) => self.word(self.anchors.get(&anchor).cloned()),
            Event::SequenceStart(..) => self.open(true),
            Event::MappingStart(..) => self.open(false),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, is_list: bool) {
        if self.is_in_packages {
            match self.depth {
                KEYS_DEPTH if is_list => self.packages = Some(Vec::new()),
                _ => self.refuse(),
            }
        } else if self.depth == 0 && is_list {
            self.refuse();
        }
        self.depth += 1;
        self.is_key = self.depth == KEYS_DEPTH && !is_list;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == KEYS_DEPTH {
            self.end_value();
        }
    }

    /// A scalar; `None` for an alias of a collection.
    fn word(&mut self, word: Option<Arc<str>>) {
        if self.depth == KEYS_DEPTH && self.is_key {
            self.is_in_packages = word.as_deref() == Some(PACKAGES);
            self.is_key = false;
        } else if self.depth == KEYS_DEPTH {
            if self.is_in_packages && !word.as_deref().is_some_and(is_null) {
                self.refuse();
            }
            self.end_value();
        } else if self.depth == ITEMS_DEPTH && self.is_in_packages {
            match (word, &mut self.packages) {
                (Some(word), Some(packages)) => packages.push(word),
                _ => self.refuse(),
            }
        }
    }

    fn end_value(&mut self) {
        self.is_key = true;
        self.is_in_packages = false;
    }

    fn refuse(&mut self) {
        self.reason.get_or_insert("`packages` is not a list of strings".to_owned());
    }
}

fn is_null(word: &str) -> bool {
    matches!(word, "" | "~" | "null" | "Null" | "NULL")
}
