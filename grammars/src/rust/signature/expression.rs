//! Tokens that are no types: lengths, numbers of variants, what a macro takes.

use super::Name;

use super::reader::Reader;
use crate::rust::token::{Delimiter, Form};

impl<'a> Reader<'_, 'a> {
    /// A constant among types: a literal, a name, or a block, whose braces are left out where they hold one token.
    pub fn constant(&mut self) -> String {
        if self.is_open(Delimiter::Brace) {
            let (from, to) = (self.at + 1, self.closing());
            self.at = (to + 1).min(self.end);
            let text = self.tokens(from, to);
            return if to == from + 1 { text } else { format!("{{{text}}}") };
        }
        if matches!(self.form(), Some(Form::Word | Form::PathSeparator)) {
            return self.path();
        }
        let from = self.at;
        self.at += 1 + usize::from(self.is(b'-'));
        self.at = self.at.min(self.end);
        self.tokens(from, self.at)
    }

    /// The tokens of an expression, with what it names followed as in types.
    pub fn tokens(&mut self, from: usize, to: usize) -> String {
        let mut text = Spaced::default();
        let mut at = from;
        while at < to {
            let tokens = &self.file.tokens;
            let is_member = at > from && tokens.is(at - 1, b'.');
            let is_path = matches!(tokens.form(at), Some(Form::Word | Form::PathSeparator));
            let start = at;
            if is_path && !is_member {
                let is_global = tokens.form(at) == Some(Form::PathSeparator);
                at += usize::from(is_global);
                let mut names: Vec<&str> = Vec::new();
                while let Some(name) = tokens.word(at).filter(|_| at < to) {
                    names.push(name);
                    at += 1;
                    let goes_on = tokens.form(at) == Some(Form::PathSeparator);
                    if !goes_on || at + 1 >= to || tokens.word(at + 1).is_none() {
                        break;
                    }
                    at += 1;
                }
                if !names.is_empty() {
                    let path = self.path_text(is_global, &names, &[]);
                    text.push(&path, false);
                    continue;
                }
                at = start;
            }
            let is_last_comma = tokens.is(at, b',')
                && at > from
                && (at + 1 == to || matches!(tokens.form(at + 1), Some(Form::Close(_))));
            if !is_last_comma {
                let lifetime = tokens.lifetime(at).map(|it| self.called(it));
                let is_glued = at > from && tokens.is_adjacent(at - 1);
                text.push(lifetime.as_deref().unwrap_or(tokens.slice(at)), is_glued);
            }
            at += 1;
        }
        text.0
    }

    /// What the arms of a macro take, behind its name: their variables bear the number of their place.
    pub fn matchers(&mut self) -> Box<[Name]> {
        if !matches!(self.form(), Some(Form::Open(_))) {
            self.is_inferred = true;
            return Box::default();
        }
        self.within(|reader| {
            let mut arms = Vec::new();
            while matches!(reader.form(), Some(Form::Open(_))) {
                let (from, to) = (reader.at + 1, reader.closing());
                // `(@rest …)` is for calls of the macro by itself, as is the custom.
                if reader.file.tokens.slice(from) != "@" {
                    arms.push(reader.matcher(from, to).into());
                }
                reader.at = (to + 1).min(reader.end);
                if !reader.eat("=>") || !matches!(reader.form(), Some(Form::Open(_))) {
                    break;
                }
                reader.at = (reader.closing() + 1).min(reader.end);
                if !reader.eat(";") {
                    break;
                }
            }
            arms.into()
        })
    }

    fn matcher(&self, from: usize, to: usize) -> String {
        let tokens = &self.file.tokens;
        let mut text = Spaced::default();
        let (mut at, mut count) = (from, 0_u32);
        while at < to {
            let is_variable = tokens.is(at, b'$')
                && tokens.word(at + 1).is_some_and(|name| name != "crate")
                && tokens.is(at + 2, b':');
            if is_variable && at + 3 < to {
                text.push(&format!("${count}:{}", tokens.slice(at + 3)), false);
                count += 1;
                at += 4;
                continue;
            }
            text.push(tokens.slice(at), at > from && tokens.is_adjacent(at - 1));
            at += 1;
        }
        format!("({})", text.0)
    }
}

/// Tokens in one line, with a space only where two would else be taken for one, and behind a comma.
#[derive(Default)]
struct Spaced(String);

impl Spaced {
    /// `is_glued`: nothing stands between it and the one before.
    fn push(&mut self, token: &str, is_glued: bool) {
        let (last, next) = (self.0.chars().next_back(), token.chars().next());
        if let (Some(last), Some(next)) = (last, next) {
            let is_word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '"' | '\'');
            let is_apart = match (is_word(last), is_word(next)) {
                (true, true) => true,
                (false, false) => may_be_one(last, next) && !is_glued,
                // `let $0`
                (true, false) => next == '$',
                (false, true) => false,
            };
            let is_list = last == ',' && (is_word(next) || "$([{<&".contains(next));
            if is_apart || is_list {
                self.0.push(' ');
            }
        }
        self.0.push_str(token);
    }
}

/// Whether two signs begin an operator. Source: The Rust Reference, "Punctuation".
fn may_be_one(last: char, next: char) -> bool {
    match next {
        '=' => "=!<>+-*/%^&|.".contains(last),
        '>' => "=-><".contains(last),
        '<' | '&' | '|' | ':' | '.' => last == next,
        '-' => last == '<',
        _ => false,
    }
}
