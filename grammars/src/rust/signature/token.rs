//! The tokens of a file, with where each bracket closes.

use boundstone_model::bare;

use super::super::token::{Delimiter, Form, Token, tokens_of_types};

pub(super) struct Tokens<'a> {
    pub text: &'a str,
    all: Vec<Token>,
    /// For each token its own position, and for one that opens something that of its end.
    closing: Vec<u32>,
    /// Brackets do not match, as while something is typed.
    pub is_half_typed: bool,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str, lexed: &[Token]) -> Self {
        let all = tokens_of_types(lexed);
        let mut closing: Vec<u32> = (0..all.len() as u32).collect();
        let mut open: Vec<(usize, Delimiter)> = Vec::new();
        let mut is_half_typed = false;
        let mut close = |opening: usize, end: usize| {
            if let Some(place) = closing.get_mut(opening) {
                *place = end as u32;
            }
        };
        for (position, token) in all.iter().enumerate() {
            match token.form {
                Form::Open(delimiter) => open.push((position, delimiter)),
                Form::Close(delimiter) => {
                    let opened = open.pop();
                    is_half_typed |= opened.is_none_or(|(_, opened)| opened != delimiter);
                    if let Some((opening, _)) = opened {
                        close(opening, position);
                    }
                }
                _ => {}
            }
        }
        is_half_typed |= !open.is_empty();
        open.into_iter().for_each(|(opening, _)| close(opening, all.len()));
        Self { text, all, closing, is_half_typed }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn get(&self, position: usize) -> Option<Token> {
        self.all.get(position).copied()
    }

    pub fn form(&self, position: usize) -> Option<Form> {
        self.get(position).map(|token| token.form)
    }

    /// The position of the first token at or behind a place in the text.
    pub fn position(&self, offset: u32) -> usize {
        self.all.partition_point(|token| token.start < offset)
    }

    /// Where what opens at `position` is closed: that of the last token and one more where it is not.
    pub fn closing(&self, position: usize) -> usize {
        self.closing.get(position).map_or(self.all.len(), |end| *end as usize)
    }

    /// Empty behind the last token.
    pub fn slice(&self, position: usize) -> &'a str {
        self.get(position).map_or("", |token| token.range().slice(self.text))
    }

    /// The word at `position`, without `r#`.
    pub fn word(&self, position: usize) -> Option<&'a str> {
        let token = self.get(position).filter(|token| token.form == Form::Word)?;
        Some(bare(token.range().slice(self.text)))
    }

    /// With its quote.
    pub fn lifetime(&self, position: usize) -> Option<&'a str> {
        let token = self.get(position).filter(|token| token.form == Form::Other)?;
        let written = token.range().slice(self.text);
        let is_character = written.len() > 1 && written.ends_with('\'');
        (written.starts_with('\'') && !is_character).then_some(written)
    }

    pub fn is(&self, position: usize, sign: u8) -> bool {
        self.form(position) == Some(Form::Sign(sign))
    }

    /// Whether the tokens at and behind `position` stand without a gap.
    pub fn is_adjacent(&self, position: usize) -> bool {
        let ends = self.get(position).map(|token| token.end);
        ends.is_some() && ends == self.get(position + 1).map(|token| token.start)
    }

    /// The positions of the commas of a list, and where it ends: each with where its entry begins.
    pub fn entries(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut entries = Vec::new();
        let (mut start, mut at) = (from, from);
        while at < to {
            if self.is(at, b',') {
                entries.push((start, at));
                start = at + 1;
            }
            at = self.closing(at).max(at) + 1;
        }
        if start < to {
            entries.push((start, to));
        }
        entries
    }
}
