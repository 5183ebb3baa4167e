use std::sync::Arc;

use boundstone_engine::query::{self, BySurfaces, SourceText};
use boundstone_engine::{FileInput, Record, World};
use boundstone_grammars::SyntaxTree;
use boundstone_model::{Date, Hover, HoverContent, Item, OutlineEntry, RepoPath, Slot};
use boundstone_text::LineIndex;
use imbl::OrdMap;

use crate::document::Document;
use crate::enforce::Enforcement;
use crate::past::Past;
use crate::reader::Reader;
use crate::root::Root;

pub(crate) type Documents = OrdMap<RepoPath, Arc<Document>>;

/// A repository at one moment: its World and its open documents. Immutable and cheap to clone.
#[derive(Clone)]
pub struct Snapshot {
    pub world: Arc<World>,
    /// False while the repository is being read for the first time: what is known is true, but what
    /// is not known may exist all the same.
    pub is_complete: bool,
    documents: Documents,
    reader: Arc<Reader>,
    past: Past,
    by_surfaces: Option<Arc<BySurfaces>>,
}

impl Snapshot {
    pub(crate) fn new(
        reader: Arc<Reader>,
        world: Arc<World>,
        documents: Documents,
        is_complete: bool,
    ) -> Self {
        let past = Past::default();
        Self { world, is_complete, documents, reader, past, by_surfaces: None }
    }

    pub(crate) fn with_past(self, past: Past) -> Self {
        Self { past, ..self }
    }

    /// The same, with what the surfaces of its boundaries say of promises.
    pub(crate) fn with_surfaces(self, by_surfaces: Option<Arc<BySurfaces>>) -> Self {
        Self { by_surfaces, ..self }
    }

    pub(crate) fn by_surfaces(&self) -> Option<&BySurfaces> {
        self.by_surfaces.as_deref()
    }

    /// The same repository with another World, and with these documents open.
    pub(crate) fn with_documents(
        &self,
        world: World,
        documents: impl IntoIterator<Item = (RepoPath, Document)>,
    ) -> Self {
        let mut all = self.documents.clone();
        all.extend(documents.into_iter().map(|(path, document)| (path, Arc::new(document))));
        Self { world: Arc::new(world), documents: all, ..self.clone() }
    }

    /// The same, which finds anew what contracts mean and does not keep it: the contracts of a whole repository take
    /// more memory than those of the packages that are being edited.
    pub(crate) fn with_own_promises(&self) -> Self {
        Self { world: Arc::new(self.world.with_own_promises()), ..self.clone() }
    }

    pub(crate) fn past(&self) -> &Past {
        &self.past
    }

    pub(crate) fn reader(&self) -> &Arc<Reader> {
        &self.reader
    }

    pub(crate) fn enforcement(&self) -> &Enforcement {
        &self.reader.enforcement
    }

    pub fn root(&self) -> &Root {
        &self.reader.root
    }

    /// The day that counts as today; `None` where nobody knows it.
    pub fn today(&self) -> Option<Date> {
        self.reader.clock.today()
    }

    /// The text of an open document, else what the file on disk says now; `None` where there is no
    /// text to be had.
    pub fn text(&self, path: &RepoPath) -> Option<Arc<str>> {
        if let Some(document) = self.documents.get(path) {
            return Some(Arc::clone(&document.text));
        }
        self.reader.lines(path).map(|(text, _)| text)
    }

    /// The text at `path` and where its lines start.
    pub fn lines(&self, path: &RepoPath) -> Option<(Arc<str>, Arc<LineIndex>)> {
        self.lines_at_hand(path).or_else(|| self.reader.lines(path))
    }

    /// The same, only when nothing has to be read for it.
    pub fn lines_at_hand(&self, path: &RepoPath) -> Option<(Arc<str>, Arc<LineIndex>)> {
        if let Some(document) = self.documents.get(path) {
            return Some((Arc::clone(&document.text), Arc::clone(&document.lines)));
        }
        self.reader.lines_at_hand(path)
    }

    /// The version of an open document.
    pub fn version(&self, path: &RepoPath) -> Option<i32> {
        self.documents.get(path).map(|document| document.version)
    }

    /// The syntax tree of an open document.
    pub fn tree(&self, path: &RepoPath) -> Option<&SyntaxTree> {
        self.documents.get(path)?.tree.as_ref()
    }

    /// A source file, and where each of its items has its body. Parses a file that is not open.
    pub fn source_text(&self, path: &RepoPath) -> Option<SourceText> {
        let facts = self.world.facts(path)?;
        let text = self.text(path)?;
        let fresh = match self.tree(path) {
            Some(_) => None,
            None => boundstone_grammars::parse(facts.language, &text, None),
        };
        let tree = self.tree(path).or(fresh.as_ref());
        let body = |item: Item<'_>| tree?.body_start(item.range, item.name_range);
        Some(SourceText { bodies: facts.items().map(body).collect(), text })
    }

    /// What is being written at `offset` of an open document, as far as the document itself says; the
    /// likeliest first.
    pub fn slots(&self, path: &RepoPath, offset: u32) -> Vec<Slot> {
        let Some(document) = self.documents.get(path) else { return Vec::new() };
        let text = &*document.text;
        let of_record = match self.world.file(path).and_then(FileInput::record) {
            Some(Record::Ownership(_)) => boundstone_records::ownership::slot(text, offset),
            Some(Record::Decision(_)) => boundstone_records::decision::slot(text, offset),
            Some(Record::Contract(_)) => boundstone_records::contract::slot(text, offset),
            _ => None,
        };
        let language = self.world.facts(path).map(|facts| facts.language);
        let of_source = language.and_then(|language| {
            boundstone_grammars::slot(language, text, document.tree.as_ref(), offset)
        });
        of_record.into_iter().chain(of_source).collect()
    }

    /// What stands at `offset` of a file; `None` where Boundstone has nothing to say.
    pub fn hover(&self, path: &RepoPath, offset: u32) -> Option<Hover> {
        query::hover(&self.world, self, path, offset).or_else(|| self.key(path, offset))
    }

    /// The key of a file of ours, of which the file itself says all.
    fn key(&self, path: &RepoPath, offset: u32) -> Option<Hover> {
        let Some(Record::Contract(_)) = self.world.file(path).and_then(FileInput::record) else {
            return None;
        };
        let key = boundstone_records::contract::key_at(&self.text(path)?, offset)?;
        Some(Hover { range: key.range, content: HoverContent::Key(key.value) })
    }

    /// The outline of a file of ours; `None` for any other.
    pub fn outline(&self, path: &RepoPath) -> Option<Vec<OutlineEntry>> {
        match self.world.file(path).and_then(FileInput::record)? {
            Record::Contract(_) => Some(boundstone_records::contract::outline(&self.text(path)?)),
            Record::Config(_) => Some(boundstone_records::config::outline(&self.text(path)?)),
            _ => None,
        }
    }

    pub fn is_open(&self, path: &RepoPath) -> bool {
        self.documents.contains_key(path)
    }

    /// The open documents, in path order.
    pub fn open_paths(&self) -> impl Iterator<Item = &RepoPath> {
        self.documents.keys()
    }
}
