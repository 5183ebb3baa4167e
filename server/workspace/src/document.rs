use std::sync::Arc;

use boundstone_engine::FileInput;
use boundstone_grammars::{Remembered, SyntaxTree};
use boundstone_model::{Language, RepoPath};
use boundstone_text::{Edit, Encoding, LineIndex};

use crate::reader::{input_of, of_source};
use crate::role::Role;
use crate::settings::Settings;

/// A document that is open in an editor. Its text counts, whatever is on disk, until it is closed.
#[derive(Clone, Debug)]
pub struct Document {
    pub version: i32,
    pub text: Arc<str>,
    pub lines: Arc<LineIndex>,
    /// The tree of exactly this text, for a language that has trees.
    pub tree: Option<SyntaxTree>,
    /// Whether `tree` misses edits that it was only told of.
    is_stale: bool,
    /// Of the text that facts were last read from.
    remembered: Option<Arc<Remembered>>,
}

impl Document {
    pub(crate) fn new(version: i32, text: String) -> Self {
        let lines = Arc::new(LineIndex::new(&text));
        Self { version, text: text.into(), lines, tree: None, is_stale: true, remembered: None }
    }

    /// The document after the edits, which count one after the other. Its tree is only told of them.
    pub(crate) fn edit(&mut self, version: i32, edits: &[Edit], encoding: Encoding) {
        for edit in edits {
            let (text, replaced) = boundstone_text::apply(&self.text, &self.lines, edit, encoding);
            match &mut self.tree {
                Some(tree) if edit.range.is_some() => tree.edit(&self.text, replaced, &edit.text),
                // Nothing of the old tree can be used for a text that was replaced whole.
                tree => *tree = None,
            }
            self.lines = Arc::new(LineIndex::new(&text));
            self.text = text.into();
        }
        self.version = version;
        self.is_stale = true;
    }

    /// Everything that is read from the text. Parses what changed since the last time.
    pub(crate) fn input(&mut self, path: &RepoPath, settings: &Settings) -> FileInput {
        let role = Role::of(path, settings);
        if !role.is_read() {
            return FileInput::default();
        }
        let source = role.language.map(|language| {
            self.parse(language);
            let (tree, remembered) = (self.tree.as_ref(), &mut self.remembered);
            of_source(boundstone_grammars::extract_again(language, &self.text, tree, remembered))
        });
        input_of(path, &self.text, role, source)
    }

    /// Forgets the tree, after it led to a panic.
    pub(crate) fn forget_tree(&mut self) {
        self.tree = None;
        self.remembered = None;
        self.is_stale = true;
    }

    fn parse(&mut self, language: Language) {
        if self.is_stale {
            // Taken, so that a panic in the parser leaves no tree that is told of edits twice.
            let old = self.tree.take();
            self.tree = boundstone_grammars::parse(language, &self.text, old.as_ref());
            self.is_stale = false;
        }
    }
}
