//! The few tokens that imports are made of, read from any place in a text. The statements of modules read
//! the same whatever stands around them, which is why they are found even where a tree has errors.

use std::borrow::Cow;

use boundstone_text::TextRange;
use memchr::{memchr, memmem};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub form: Form,
    pub start: u32,
    pub end: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// An identifier or keyword.
    Word,
    /// A string, or a template without substitutions.
    Text,
    /// Any other character that is ASCII.
    Sign(u8),
    End,
}

impl Token {
    pub fn range(self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    pub fn is(self, sign: u8) -> bool {
        self.form == Form::Sign(sign)
    }
}

/// Whether a byte can be part of an identifier; all letters beyond ASCII are taken for such.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

pub(super) fn begins_word(byte: u8) -> bool {
    is_word(byte) && !byte.is_ascii_digit()
}

/// Where the word ends that goes on at `at`.
pub(super) fn word_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|&byte| is_word(byte)) {
        at += 1;
    }
    at
}

#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl<'a> Tokens<'a> {
    pub fn from(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub fn peek(&self) -> Token {
        Self { ..*self }.next()
    }

    pub fn next(&mut self) -> Token {
        self.skip_trivia();
        let start = self.at;
        let bytes = self.text.as_bytes();
        let form = match bytes.get(start) {
            None => Form::End,
            Some(&quote @ (b'\'' | b'"' | b'`')) => match text_end(bytes, start, quote) {
                Some(end) => {
                    self.at = end;
                    Form::Text
                }
                None => {
                    self.at += 1;
                    Form::Sign(quote)
                }
            },
            Some(&byte) if is_word(byte) => {
                self.at = word_end(bytes, start);
                Form::Word
            }
            Some(&sign) => {
                self.at += 1;
                Form::Sign(sign)
            }
        };
        Token { form, start: start as u32, end: self.at as u32 }
    }

    pub fn slice(&self, token: Token) -> &'a str {
        token.range().slice(self.text)
    }

    /// Takes the next token if it is `sign`.
    pub fn take(&mut self, sign: u8) -> bool {
        let mut ahead = *self;
        let is_sign = ahead.next().is(sign);
        if is_sign {
            *self = ahead;
        }
        is_sign
    }

    /// Takes the next token if it is `word`.
    pub fn take_word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        let token = ahead.next();
        let is_word = token.form == Form::Word && self.slice(token) == word;
        if is_word {
            *self = ahead;
        }
        is_word
    }

    /// The value of a string or template.
    pub fn value(&self, token: Token) -> Cow<'a, str> {
        let quoted = self.slice(token);
        let inner = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
        if inner.contains('\\') { Cow::Owned(unescaped(inner)) } else { Cow::Borrowed(inner) }
    }

    fn skip_trivia(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let rest = bytes.get(self.at..).unwrap_or_default();
            let line = || memchr(b'\n', rest).unwrap_or(rest.len());
            self.at += match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => 1,
                b'/' if rest.starts_with(b"//") => line(),
                b'#' if self.at == 0 && rest.starts_with(b"#!") => line(),
                b'/' if rest.starts_with(b"/*") => {
                    let inner = rest.get(2..).unwrap_or_default();
                    memmem::find(inner, b"*/").map_or(rest.len(), |to| to + 4)
                }
                0xc2 | 0xe2 | 0xef => match white_space(rest) {
                    0 => return,
                    length => length,
                },
                _ => return,
            };
        }
    }
}

/// How long the white space beyond ASCII is at the start of `rest`.
fn white_space(rest: &[u8]) -> usize {
    let first = rest.get(..4).unwrap_or(rest).utf8_chunks().next();
    let first = first.and_then(|chunk| chunk.valid().chars().next());
    first.filter(|&ch| ch.is_whitespace() || ch == '\u{feff}').map_or(0, char::len_utf8)
}

/// Behind the closing quote of a string, which ends on its line, or of a template that substitutes
/// nothing.
fn text_end(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            byte if byte == quote => return Some(at + 1),
            b'\\' => at += 2,
            b'\n' | b'\r' if quote != b'`' => return None,
            b'$' if quote == b'`' && bytes.get(at + 1) == Some(&b'{') => return None,
            _ => at += 1,
        }
    }
}

/// Source: ECMA-262, "String Literals".
fn unescaped(inner: &str) -> String {
    let mut value = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('\\') {
        value.push_str(before);
        let mut chars = after.chars();
        let escaped = chars.next();
        rest = chars.as_str();
        match escaped {
            Some('x') => rest = code_point(rest.get(..2), rest, 2, &mut value),
            Some('u') => match rest.strip_prefix('{').and_then(|it| it.split_once('}')) {
                Some((digits, _)) => {
                    rest = code_point(Some(digits), rest, digits.len() + 2, &mut value);
                }
                None => rest = code_point(rest.get(..4), rest, 4, &mut value),
            },
            Some('n') => value.push('\n'),
            Some('t') => value.push('\t'),
            Some('r') => value.push('\r'),
            Some('b') => value.push('\u{8}'),
            Some('f') => value.push('\u{c}'),
            Some('v') => value.push('\u{b}'),
            Some('0') => value.push('\0'),
            Some('\n' | '\r' | '\u{2028}' | '\u{2029}') | None => {}
            Some(other) => value.push(other),
        }
    }
    value.push_str(rest);
    value
}

/// Adds the character with the hexadecimal code `digits`, and gives what follows its `length` bytes.
fn code_point<'a>(
    digits: Option<&str>,
    rest: &'a str,
    length: usize,
    value: &mut String,
) -> &'a str {
    let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match code.and_then(char::from_u32) {
        Some(ch) => {
            value.push(ch);
            rest.get(length..).unwrap_or_default()
        }
        None => rest,
    }
}
