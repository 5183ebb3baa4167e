//! How a type that is not of the crate is spelled in a symbol: `alloc::boxed::Box`, `&'a mut S`, `[T]`.

use boundstone_model::Spelled;

use super::reader::Reader;
use super::standard::defined_at;
use crate::rust::token::Form;

/// The type that was read from the token `from` on, in parts.
pub(super) fn spelled(reader: &Reader<'_, '_>, from: usize) -> Box<[Spelled]> {
    let mut spelling = Spelling { reader, at: from, parts: Vec::new(), text: String::new() };
    while spelling.at < reader.at {
        spelling.token();
    }
    spelling.flush();
    spelling.parts.into()
}

struct Spelling<'r, 'f, 'a> {
    reader: &'r Reader<'f, 'a>,
    at: usize,
    parts: Vec<Spelled>,
    text: String,
}

impl Spelling<'_, '_, '_> {
    fn token(&mut self) {
        let tokens = &self.reader.file.tokens;
        let is_path = tokens.form(self.at) == Some(Form::Word)
            && !matches!(
                tokens.slice(self.at),
                "mut" | "const" | "dyn" | "fn" | "impl" | "for" | "unsafe" | "extern"
            );
        if is_path {
            return self.path();
        }
        let written = tokens.slice(self.at);
        match written {
            "," | ";" => self.text.extend([written, " "]),
            "+" | "=" | "->" => self.text.extend([" ", written, " "]),
            "mut" | "const" | "dyn" | "impl" | "unsafe" | "extern" => {
                self.text.extend([written, " "]);
            }
            _ if written.starts_with('\'') => {
                let is_alone = self.text.ends_with("+ ");
                self.text.extend([written, if is_alone { "" } else { " " }]);
            }
            _ => self.text.push_str(written),
        }
        self.at += 1;
    }

    /// A path, without what its segments are given.
    fn path(&mut self) {
        let tokens = &self.reader.file.tokens;
        let mut names = Vec::new();
        let is_global = self.text.ends_with("::");
        while let Some(name) = tokens.word(self.at).filter(|_| self.at < self.reader.at) {
            names.push(name);
            self.at += 1;
            self.skip_given();
            if tokens.form(self.at) != Some(Form::PathSeparator) || self.at >= self.reader.at {
                break;
            }
            self.at += 1;
        }
        let Some(first) = names.first() else {
            self.at += 1;
            return;
        };
        if self.reader.context.parameter(first).is_some() {
            self.text.push_str(&names.join("::"));
            return;
        }
        if is_global {
            self.text.truncate(self.text.len() - 2);
        }
        self.flush();
        let written = self.reader.file.paths.written(self.reader.context.scope, is_global, &names);
        let text = written.join("::");
        self.parts.push(Spelled {
            text: defined_at(&text).map_or(text.as_str(), |it| it).into(),
            path: Some(names.join("::").into()),
        });
    }

    /// Passes over `<…>` and `::<…>`.
    fn skip_given(&mut self) {
        let tokens = &self.reader.file.tokens;
        let is_turbofish =
            tokens.form(self.at) == Some(Form::PathSeparator) && tokens.is(self.at + 1, b'<');
        self.at += usize::from(is_turbofish);
        let mut depth = 0_u32;
        while self.at < self.reader.at {
            match tokens.form(self.at) {
                Some(Form::Sign(b'<')) => depth += 1,
                Some(Form::Sign(b'>')) => depth = depth.saturating_sub(1),
                Some(Form::Open(_)) if depth > 0 => self.at = tokens.closing(self.at),
                _ => {}
            }
            if depth == 0 {
                self.at += usize::from(tokens.is(self.at, b'>'));
                return;
            }
            self.at += 1;
        }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.parts.push(Spelled { text: text.into(), path: None });
        }
    }
}
