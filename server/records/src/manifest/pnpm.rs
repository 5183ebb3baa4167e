use std::collections::HashMap;
use std::sync::Arc;

use boundstone_model::{CatalogEntry, PnpmWorkspace};
use saphyr_parser::{Event, Parser, ScanError};

use super::{BYTE_ORDER_MARK, too_large};

/// The key that holds the globs.
const PACKAGES: &str = "packages";

/// The keys that hold the requirements for `catalog:`, and those for `catalog:name`.
const CATALOG: &str = "catalog";
const CATALOGS: &str = "catalogs";

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
    let packages = reader.packages.map(Vec::into_boxed_slice);
    (PnpmWorkspace { packages, catalogs: reader.catalogs.into() }, reader.reason)
}

fn reason_of(error: &ScanError) -> String {
    format!("line {}: {}", error.marker().line(), error.info())
}

#[derive(Default)]
struct Reader {
    /// The collections around the next event, the outermost first.
    around: Vec<Collection>,
    /// Words with an anchor, by its number.
    anchors: HashMap<usize, Arc<str>>,
    packages: Option<Vec<Arc<str>>>,
    catalogs: Vec<CatalogEntry>,
    reason: Option<String>,
}

struct Collection {
    is_list: bool,
    /// It is the key of another one.
    is_key: bool,
    /// In a mapping, the key whose value is next.
    key: Option<Arc<str>>,
}

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

    /// The key of the file whose value is read.
    fn key(&self) -> Option<&str> {
        self.around.first()?.key.as_deref()
    }

    fn open(&mut self, is_list: bool) {
        match (self.around.len(), self.key()) {
            (0, _) if is_list => self.refuse(),
            (1, Some(PACKAGES)) if is_list => self.packages = Some(Vec::new()),
            (_, Some(PACKAGES)) => self.refuse(),
            _ => {}
        }
        let is_key = self.around.last().is_some_and(|it| !it.is_list && it.key.is_none());
        self.around.push(Collection { is_list, is_key, key: None });
    }

    fn close(&mut self) {
        let was_key = self.around.pop().is_some_and(|it| it.is_key);
        if let Some(around) = self.around.last_mut() {
            around.key = was_key.then(|| "".into());
        }
    }

    /// A scalar; `None` for an alias of a collection.
    fn word(&mut self, word: Option<Arc<str>>) {
        let Some(around) = self.around.last_mut() else { return };
        if !around.is_list && around.key.is_none() {
            around.key = Some(word.unwrap_or_default());
            return;
        }
        self.value(word);
        if let Some(around) = self.around.last_mut() {
            around.key = None;
        }
    }

    /// The value of a key, or an item of a list.
    fn value(&mut self, word: Option<Arc<str>>) {
        match (self.around.as_slice(), self.key()) {
            ([_], Some(PACKAGES)) if !word.as_deref().is_some_and(is_null) => self.refuse(),
            ([_, Collection { is_list: true, .. }], Some(PACKAGES)) => {
                match (word, &mut self.packages) {
                    (Some(word), Some(packages)) => packages.push(word),
                    _ => self.refuse(),
                }
            }
            ([_, Collection { key: Some(package), .. }], Some(CATALOG)) => {
                let package = package.clone();
                self.entry(CatalogEntry::DEFAULT.into(), package, word);
            }
            (
                [_, Collection { key: Some(catalog), .. }, Collection { key: Some(package), .. }],
                Some(CATALOGS),
            ) => {
                let (catalog, package) = (catalog.clone(), package.clone());
                self.entry(catalog, package, word);
            }
            _ => {}
        }
    }

    fn entry(&mut self, catalog: Arc<str>, package: Arc<str>, word: Option<Arc<str>>) {
        self.catalogs.extend(word.map(|requirement| CatalogEntry {
            catalog,
            package,
            requirement,
        }));
    }

    fn refuse(&mut self) {
        self.reason.get_or_insert("`packages` is not a list of strings".to_owned());
    }
}

fn is_null(word: &str) -> bool {
    matches!(word, "" | "~" | "null" | "Null" | "NULL")
}
