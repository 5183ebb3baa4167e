//! Values whose type stands beside their name, and the members that are asked of them. A guess: types are
//! not inferred, and a name may be bound again.

use boundstone_model::ReferenceKind;
use boundstone_text::TextRange;

use super::reference::{Pass, is_keyword, is_lower};
use super::scan::Candidate;
use super::token::{Delimiter, Form, Token};

impl<'a> Pass<'a> {
    /// Notes the type of `name`, a parameter or a variable whose colon comes next.
    pub(super) fn note_type(&mut self, name: &'a str) {
        let mut at = 1;
        loop {
            while self.token(at).is_some_and(|it| self.goes_before_type(it)) {
                at += 1;
            }
            let Some((path, end)) = self.path_at(at) else { return };
            let is_wrapper = matches!(self.last_of(path), "Box" | "Rc" | "Arc");
            if !is_wrapper {
                return self.note(name, path);
            }
            if !self.token(end).is_some_and(|it| it.is(b'<')) {
                return;
            }
            at = end + 1;
        }
    }

    /// Notes what `let name = a::Type::new(` and `let name = a::Type {` say of a variable.
    pub(super) fn note_made(&mut self) {
        let at = 1 + usize::from(self.word_ahead(1) == Some("mut"));
        let name = self.token(at).filter(|it| it.form == Form::Word);
        let (Some(name), true) = (name, self.token(at + 1).is_some_and(|it| it.is(b'='))) else {
            return;
        };
        let Some((path, end)) = self.path_at(at + 2) else { return };
        let text = path.slice(self.text);
        let path = match self.token(end).map(|it| it.form) {
            Some(Form::Open(Delimiter::Brace)) => path,
            Some(Form::Open(Delimiter::Parenthesis)) if is_lower(self.last_of(path)) => {
                let Some((of_type, _)) = text.rsplit_once("::") else { return };
                TextRange::new(path.start(), path.start() + of_type.len() as u32)
            }
            _ => return,
        };
        self.note(self.slice(name), path);
    }

    fn note(&mut self, name: &'a str, path: TextRange) {
        if self.function_number() > 0 && !is_lower(self.last_of(path)) {
            self.typed.insert((self.function_number(), name), path);
        }
    }

    /// Takes the method or field `name` of the value before the dot, if its type is known.
    pub(super) fn member(&mut self, name: Token) {
        let before = |back: usize| self.tokens.get(self.at.checked_sub(back)?).copied();
        let Some(value) = before(2).filter(|it| it.form == Form::Word) else { return };
        let is_inner = before(3).is_some_and(|it| it.is(b'.') || it.form == Form::PathSeparator);
        let Some(of_type) = self.typed.get(&(self.function_number(), self.slice(value))).copied()
        else {
            return;
        };
        if is_inner || is_keyword(self.slice(name)) {
            return;
        }
        let path = of_type.slice(self.text);
        let first = path.split("::").next().unwrap_or(path);
        self.scan.candidates.push(Candidate {
            start: name.start,
            length: name.range().len(),
            first_length: first.len() as u32,
            of_type,
            scope: self.scope(),
            function: self.function_number(),
            kind: ReferenceKind::Member,
            is_in_macro_definition: self.is_in_macro_definition(),
            may_be_local: false,
            is_kept: None,
        });
    }

    /// `&'a mut dyn` before a type.
    fn goes_before_type(&self, token: Token) -> bool {
        token.is(b'&')
            || matches!(self.slice(token), "mut" | "dyn" | "impl")
            || self.slice(token).starts_with('\'')
    }

    /// The path that begins `ahead`, and how far ahead it ends.
    fn path_at(&self, ahead: usize) -> Option<(TextRange, usize)> {
        let first = self.token(ahead).filter(|it| it.form == Form::Word)?;
        if is_keyword(self.slice(first)) || self.slice(first) == "Self" {
            return None;
        }
        let (mut last, mut end) = (first, ahead + 1);
        while let (Some(separator), Some(word)) = (self.token(end), self.token(end + 1))
            && separator.form == Form::PathSeparator
            && word.form == Form::Word
            && (last.end, separator.end) == (separator.start, word.start)
        {
            (last, end) = (word, end + 2);
        }
        Some((TextRange::new(first.start, last.end), end))
    }

    fn last_of(&self, path: TextRange) -> &'a str {
        let path = path.slice(self.text);
        path.rsplit("::").next().unwrap_or(path)
    }
}
