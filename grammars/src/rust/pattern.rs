//! Local names: what the patterns of `let`, loops, arms and parameters bind.

use super::reference::{Pass, is_lower};
use super::token::{Delimiter, Form};

impl Pass<'_> {
    /// The most tokens of a pattern that are looked at.
    const LONGEST_PATTERN: usize = 64;

    /// Notes the names that the pattern from here to one of `ends` binds.
    pub(super) fn bind_until(&mut self, ends: &[Form]) {
        if self.depth() == 0 {
            self.at += 1;
            return;
        }
        let mut depth = 0_u32;
        for ahead in 1..Self::LONGEST_PATTERN {
            let Some(token) = self.token(ahead).filter(|it| !ends.contains(&it.form)) else {
                break;
            };
            match token.form {
                Form::Open(_) => depth += 1,
                // The end of what the pattern stands in.
                Form::Close(_) if depth == 0 => break,
                Form::Close(_) => depth -= 1,
                _ => self.bind(self.at + ahead),
            }
        }
        self.at += 1;
    }

    pub(super) fn bind_loop(&mut self) {
        if self.depth() == 0 {
            self.at += 1;
            return;
        }
        for ahead in 1..Self::LONGEST_PATTERN {
            match self.token(ahead) {
                Some(token)
                    if matches!(
                        token.form,
                        Form::Open(Delimiter::Brace) | Form::Close(Delimiter::Brace)
                    ) =>
                {
                    break;
                }
                Some(_) if self.word_ahead(ahead) == Some("in") => {
                    (1..ahead).for_each(|ahead| self.bind(self.at + ahead));
                    break;
                }
                Some(_) => {}
                None => break,
            }
        }
        self.at += 1;
    }

    /// Notes the names that the pattern before a `=>` binds.
    pub(super) fn arm(&mut self) {
        let mut depth = 0_u32;
        for back in 1..Self::LONGEST_PATTERN {
            let position = self.at.checked_sub(back).filter(|position| *position >= self.block);
            let Some(position) = position else { break };
            match self.tokens.get(position).map(|it| it.form) {
                Some(Form::Close(_)) => depth += 1,
                Some(Form::Open(_)) if depth == 0 => break,
                Some(Form::Open(_)) => depth -= 1,
                Some(Form::Sign(b',')) if depth == 0 => break,
                Some(Form::Word) => self.bind(position),
                _ => {}
            }
        }
        self.at += 1;
    }

    /// Notes the word at `position` as a local name, unless it is part of a path or called.
    pub fn bind(&mut self, position: usize) {
        let Some(token) = self.tokens.get(position).filter(|it| it.form == Form::Word) else {
            return;
        };
        let next = self.tokens.get(position + 1).map(|it| it.form);
        let is_path = matches!(
            next,
            Some(Form::PathSeparator | Form::Open(Delimiter::Parenthesis) | Form::Sign(b'!'))
        );
        let word = self.slice(*token);
        if !is_path && is_lower(word) {
            self.locals.insert((self.function_number(), word));
        }
    }
}
