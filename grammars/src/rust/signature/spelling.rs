//! How a type that is not of the crate is spelled in a symbol: `alloc::boxed::Box`, `&'a mut S`, `[T]`.

use boundstone_model::{Spelled, defined_at};

use super::path::is_primitive;
use super::reader::Reader;
use crate::rust::token::Form;

/// The type that was read from the token `from` on, in parts.
pub(super) fn spelled(reader: &Reader<'_, '_>, from: usize) -> Box<[Spelled]> {
    let (parts, text, is_bare) = (Vec::new(), String::new(), false);
    let mut spelling = Spelling { reader, at: from, parts, text, is_bare };
    // One that is a path and no more is told by its path alone, as those of this crate are.
    spelling.is_bare = reader.file.tokens.form(from) == Some(Form::Word) && {
        let mut end = Spelling { at: from, parts: Vec::new(), text: String::new(), ..spelling };
        end.is_bare = true;
        end.token();
        end.at >= reader.at
    };
    let is_several = !spelling.is_bare && is_sum(reader, from);
    spelling.text.push_str(if is_several { "(" } else { "" });
    while spelling.at < reader.at {
        spelling.token();
    }
    spelling.text.push_str(if is_several { ")" } else { "" });
    spelling.flush();
    spelling.parts.into()
}

/// Whether it is `dyn A + B`, without parentheses.
fn is_sum(reader: &Reader<'_, '_>, from: usize) -> bool {
    let tokens = &reader.file.tokens;
    let mut angles = 0_u32;
    let mut at = from;
    while at < reader.at {
        match tokens.form(at) {
            Some(Form::Sign(b'<')) => angles += 1,
            Some(Form::Sign(b'>')) => angles = angles.saturating_sub(1),
            _ if angles == 0 && tokens.slice(at) == "+" => return true,
            _ => {}
        }
        at = tokens.closing(at).max(at) + 1;
    }
    false
}

struct Spelling<'r, 'f, 'a> {
    reader: &'r Reader<'f, 'a>,
    at: usize,
    parts: Vec<Spelled>,
    text: String,
    /// What paths are given is left out.
    is_bare: bool,
}

impl Spelling<'_, '_, '_> {
    fn token(&mut self) {
        let tokens = &self.reader.file.tokens;
        // What a parameter of `fn(to: A)` is called says nothing.
        if tokens.form(self.at) == Some(Form::Word) && tokens.is(self.at + 1, b':') {
            self.at += 2;
            return;
        }
        let is_path = tokens.form(self.at) == Some(Form::Word)
            && !matches!(
                tokens.slice(self.at),
                "mut" | "const" | "dyn" | "fn" | "impl" | "for" | "unsafe" | "extern"
            );
        if is_path {
            return self.path();
        }
        let written = tokens.slice(self.at);
        let is_last = matches!(tokens.form(self.at + 1), Some(Form::Close(_)));
        match written {
            // `(A, B,)` is `(A, B)`, and rustdoc says `(A)` of `(A,)`.
            "," if is_last => {}
            ";" => {
                self.text.push_str("; ");
                if let Some((value, end)) = self.value(self.at + 1) {
                    self.text.push_str(&value.to_string());
                    self.at = end;
                    return;
                }
            }
            "," => self.text.push_str(", "),
            "+" | "=" | "->" => self.text.extend([" ", written, " "]),
            "mut" | "const" | "dyn" | "impl" | "unsafe" | "extern" => {
                self.text.extend([written, " "]);
            }
            // `extern "C" fn(A)`
            _ if written.starts_with('"') => self.text.extend([written, " "]),
            "'_" if self.text.ends_with('&') => {}
            _ if written.starts_with('\'') => {
                let is_of_reference = self.text.ends_with('&');
                self.text.extend([written, if is_of_reference { " " } else { "" }]);
            }
            _ => self.text.push_str(&number(written)),
        }
        self.at += 1;
    }

    /// The length of an array that is written as sums and products of numbers, as it is shown, and where it ends.
    fn value(&self, from: usize) -> Option<(u128, usize)> {
        let tokens = &self.reader.file.tokens;
        let (mut sum, mut product, mut at) = (0_u128, 1_u128, from);
        loop {
            let (factor, end) = match number_of(tokens.slice(at)) {
                Some(number) => (number, at + 1),
                None => self.number_of_type(at)?,
            };
            product = product.checked_mul(factor)?;
            at = end;
            if matches!(tokens.form(at), Some(Form::Close(_))) {
                return Some((sum.checked_add(product)?, at));
            }
            match tokens.slice(at) {
                "*" => {}
                "+" => {
                    sum = sum.checked_add(product)?;
                    product = 1;
                }
                _ => return None,
            }
            at += 1;
        }
    }

    /// The number that a type stands for: `sizes::U9::USIZE`, `<U9 as Unsigned>::USIZE`. Source: the documentation of
    /// `typenum`, "consts" and "Unsigned".
    fn number_of_type(&self, from: usize) -> Option<(u128, usize)> {
        let tokens = &self.reader.file.tokens;
        let is_part = |at: &usize| match tokens.form(*at) {
            Some(Form::Sign(sign)) => matches!(sign, b'<' | b'>'),
            form => matches!(form, Some(Form::Word | Form::PathSeparator)),
        };
        let end = from + (from..self.reader.at).take_while(is_part).count();
        let words: Vec<&str> = (from..end).filter_map(|at| tokens.word(at)).collect();
        let (constant, path) = words.split_last()?;
        let of_type = path.split(|word| *word == "as").next()?.last()?;
        let is_number = matches!(*constant, "U8" | "U16" | "U32" | "U64" | "U128" | "USIZE");
        let number = of_type.strip_prefix('U').filter(|_| is_number)?.parse().ok()?;
        Some((number, end))
    }

    /// A path, with what its last segment is given where it is only a part of the type.
    fn path(&mut self) {
        let tokens = &self.reader.file.tokens;
        let mut names = Vec::new();
        let is_global = self.text.ends_with("::");
        let (mut given, mut behind) = (self.at, self.at);
        while let Some(name) = tokens.word(self.at).filter(|_| self.at < self.reader.at) {
            names.push(name);
            self.at += 1;
            given = self.at;
            self.skip_given();
            behind = self.at;
            if tokens.form(self.at) != Some(Form::PathSeparator) || self.at >= self.reader.at {
                break;
            }
            self.at += 1;
        }
        let Some(first) = names.first() else {
            self.at += 1;
            return;
        };
        // Beside `use std::str;`, the type `str` is still the one of the language.
        let is_primitive = names.len() == 1 && is_primitive(first);
        if is_primitive || self.reader.context.parameter(first).is_some() {
            self.text.push_str(&names.join("::"));
            return;
        }
        if is_global {
            self.text.truncate(self.text.len() - 2);
        }
        self.flush();
        let (paths, scope) = (&self.reader.file.paths, self.reader.context.scope);
        let text = paths.written(scope, is_global, &names).join("::");
        let defined = defined_at(&text).filter(|_| !paths.is_own(scope, is_global, &names));
        self.parts.push(Spelled {
            text: defined.unwrap_or(&text).into(),
            path: Some(names.join("::").into()),
        });
        let end = std::mem::replace(&mut self.at, given);
        if tokens.form(given) == Some(Form::PathSeparator) {
            self.at += 1;
        }
        while self.at < behind && !self.is_bare {
            self.token();
        }
        self.at = end;
    }

    /// Passes over `<…>` and `::<…>`.
    fn skip_given(&mut self) {
        let tokens = &self.reader.file.tokens;
        let is_turbofish =
            tokens.form(self.at) == Some(Form::PathSeparator) && tokens.is(self.at + 1, b'<');
        self.at += usize::from(is_turbofish);
        if !tokens.is(self.at, b'<') {
            return;
        }
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

/// A number as it is shown: `16` of `0x1_0usize`.
fn number(written: &str) -> String {
    number_of(written).map_or_else(|| written.to_owned(), |number| number.to_string())
}

fn number_of(written: &str) -> Option<u128> {
    let digits: String = written.chars().filter(|c| *c != '_').collect();
    let digits = digits.strip_suffix("usize").unwrap_or(&digits);
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (digits.get(2..), 16),
        Some("0o") => (digits.get(2..), 8),
        Some("0b") => (digits.get(2..), 2),
        _ => (Some(digits), 10),
    };
    digits.and_then(|digits| u128::from_str_radix(digits, radix).ok())
}
