//! Modules that are named as a whole, neither imported by a statement nor called for as a value.

use boundstone_model::ImportForm;

use super::import::Draft;
use super::keyword::Found;
use super::part::Part;
use super::reference::Pass;
use super::token::{Form, Tokens};
use crate::walk::child;

impl Pass<'_> {
    pub fn mock(&mut self, found: Found) {
        let mut tokens = Tokens::from(self.text, found.end);
        let method = self.first(&mut tokens);
        if !is_mock(tokens.slice(method)) || !self.is_code(found.start) {
            return;
        }
        if let Some(specifier) = self.argument(&mut tokens) {
            self.whole(specifier);
        }
    }

    /// `.mock("b")` of `jest.mock("a").mock("b")`, whose object may stand on another line.
    pub fn chained_mock(&mut self, found: Found) {
        const LONGEST_CHAIN: usize = 64;
        let dot = found.start;
        let before = dot.checked_sub(1).and_then(|at| self.text.as_bytes().get(at));
        if !before.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b')') {
            return;
        }
        let (syntax, text) = (self.syntax, self.text);
        let path = self.places.at(dot);
        let mut object =
            path.iter().rev().map(|step| step.node).find(|node| syntax.part(*node) == Part::Member);
        for _ in 0..LONGEST_CHAIN {
            let Some(node) = object else { return };
            let field = match syntax.part(node) {
                Part::Member => syntax.fields.object,
                Part::Call => syntax.fields.function,
                _ => break,
            };
            object = child(node, field);
        }
        let root = object.and_then(|node| text.get(node.byte_range()));
        if !matches!(root, Some("jest" | "vi")) {
            return;
        }
        let mut tokens = Tokens::from(text, dot + 1);
        tokens.next();
        if let Some(specifier) = self.argument(&mut tokens) {
            self.whole(specifier);
        }
    }

    /// `new URL("./a", import.meta.url)`
    pub fn url(&mut self, found: Found) {
        if !self.is_code(found.start) {
            return;
        }
        let mut tokens = Tokens::from(self.text, found.end);
        let Some(specifier) = self.argument(&mut tokens) else { return };
        let is_of_file = tokens.take(b',')
            && tokens.take_word("import")
            && tokens.take(b'.')
            && tokens.take_word("meta")
            && tokens.take(b'.')
            && tokens.take_word("url");
        let value = self.value(specifier);
        let is_relative =
            value == "." || value == ".." || value.starts_with("./") || value.starts_with("../");
        if is_of_file && is_relative {
            self.whole(specifier);
        }
    }

    /// `declare module "a" { … }`
    pub fn augmentation(&mut self, found: Found) {
        let mut tokens = Tokens::from(self.text, found.end);
        let specifier = self.first(&mut tokens);
        let is_body = specifier.form == Form::Text && tokens.peek().is(b'{');
        if is_body && self.is_code(found.start) {
            let mut draft = Draft::new(ImportForm::Whole, self.value(specifier), specifier.range());
            draft.is_type_only = true;
            self.augmentations.push(draft);
        }
    }

    /// `/// <reference path="…" />`, above all code.
    pub fn triple_slash(&mut self, found: Found) {
        let head_end =
            *self.head_end.get_or_insert_with(|| Tokens::from(self.text, 0).next().start as usize);
        let before = self.text.get(..found.start).unwrap_or_default();
        let is_alone = before.trim_end_matches([' ', '\t']).ends_with("///");
        if found.start > head_end || !is_alone {
            return;
        }
        let mut tokens = Tokens::from(self.text, found.end);
        loop {
            let name = tokens.next();
            if name.form != Form::Word {
                return;
            }
            if !tokens.take(b'=') {
                continue; // `no-default-lib`, in pieces.
            }
            let value = tokens.next();
            if matches!(tokens.slice(name), "path" | "types") && value.form == Form::Text {
                let mut draft = Draft::new(ImportForm::Whole, self.value(value), value.range());
                draft.is_type_only = true;
                self.drafts.push(draft);
                return;
            }
        }
    }
}

/// Source: the documentation of Jest, "The Jest Object", and of Vitest, "Vi".
fn is_mock(method: &str) -> bool {
    matches!(
        method,
        "mock"
            | "doMock"
            | "unmock"
            | "doUnmock"
            | "dontMock"
            | "deepUnmock"
            | "setMock"
            | "requireActual"
            | "requireMock"
            | "importActual"
            | "importMock"
            | "createMockFromModule"
            | "unstable_mockModule"
    )
}
