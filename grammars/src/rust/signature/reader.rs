//! Reads the head of one item, token by token.

use std::collections::VecDeque;
use std::rc::Rc;

use super::context::{Context, Parameter};
use super::path::Paths;
use super::token::Tokens;
use crate::rust::token::{Delimiter, Form};

/// Deeper types are given up: nobody writes them by hand.
const MOST_DEPTH: u32 = 200;

/// What all items of a file have in common.
pub(super) struct File<'a> {
    pub tokens: Tokens<'a>,
    pub paths: Paths<'a>,
}

pub(super) struct Reader<'f, 'a> {
    pub file: &'f File<'a>,
    pub context: Rc<Context<'a>>,
    pub at: usize,
    /// Nothing is read from here on.
    pub end: usize,
    /// The lifetimes that a `for<'a>` around declares.
    pub bound: Vec<&'a str>,
    /// What lifetimes are called that have no name, in their order: in the head of an `impl` each is one of its own.
    pub unnamed: VecDeque<u32>,
    depth: u32,
    /// `'static` is what a reference without a lifetime has here.
    pub is_static: bool,
    /// Something is left to inference, or could not be read.
    pub is_inferred: bool,
    pub names_self: bool,
    /// The types of fields without a name of which a derive makes what they stand in.
    pub made_from: Vec<String>,
}

impl<'f, 'a> Reader<'f, 'a> {
    pub fn new(file: &'f File<'a>, context: Rc<Context<'a>>, at: usize, end: usize) -> Self {
        let is_inferred = context.is_cut;
        Self {
            file,
            context,
            at,
            end,
            bound: Vec::new(),
            unnamed: VecDeque::new(),
            depth: 0,
            is_static: false,
            is_inferred,
            names_self: false,
            made_from: Vec::new(),
        }
    }

    pub fn form(&self) -> Option<Form> {
        self.form_at(0)
    }

    pub fn form_at(&self, ahead: usize) -> Option<Form> {
        let position = self.at + ahead;
        if position < self.end { self.file.tokens.form(position) } else { None }
    }

    pub fn is(&self, sign: u8) -> bool {
        self.form() == Some(Form::Sign(sign))
    }

    pub fn is_open(&self, delimiter: Delimiter) -> bool {
        self.form() == Some(Form::Open(delimiter))
    }

    /// The text of the token; empty at the end.
    pub fn slice(&self) -> &'a str {
        if self.at < self.end { self.file.tokens.slice(self.at) } else { "" }
    }

    /// The text of the token `ahead`.
    pub fn slice_at(&self, ahead: usize) -> &'a str {
        if self.at + ahead < self.end { self.file.tokens.slice(self.at + ahead) } else { "" }
    }

    pub fn eat(&mut self, written: &str) -> bool {
        let is_next = self.slice() == written;
        self.at += usize::from(is_next);
        is_next
    }

    /// The word that comes next, without `r#`.
    pub fn word(&mut self) -> Option<&'a str> {
        let word = self.file.tokens.word(self.at).filter(|_| self.at < self.end)?;
        self.at += 1;
        Some(word)
    }

    /// What the bracket that comes next closes at, no further than all that is read.
    pub fn closing(&self) -> usize {
        self.file.tokens.closing(self.at).min(self.end)
    }

    /// Reads what stands between the brackets that come next, and goes behind them.
    pub fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let close = self.closing();
        let end = std::mem::replace(&mut self.end, close);
        self.at += 1;
        let found = read(self);
        if self.at < self.end {
            self.is_inferred = true;
        }
        self.end = end;
        self.at = (close + 1).min(end);
        found
    }

    /// Passes over `#[…]`.
    pub fn skip_attributes(&mut self) {
        while self.is(b'#') && self.form_at(1) == Some(Form::Open(Delimiter::Bracket)) {
            self.at += 1;
            self.at = self.closing() + 1;
        }
    }

    /// Passes over `pub` and `pub(…)`; whether it is `pub` alone.
    pub fn visibility(&mut self) -> bool {
        if !self.eat("pub") {
            return false;
        }
        let is_restriction = matches!(self.slice_at(1), "crate" | "super" | "self" | "in");
        if self.is_open(Delimiter::Parenthesis) && is_restriction {
            self.at = self.closing() + 1;
            return false;
        }
        true
    }

    /// Reads what declares the lifetimes itself that are left out in it: `fn(&u8)`, `Fn(&u8)`.
    pub fn within_call<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let unnamed = std::mem::take(&mut self.unnamed);
        let found = read(self);
        self.unnamed = unnamed;
        found
    }

    /// Reads one level deeper; nothing more of the item where that is too deep.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T, given_up: T) -> T {
        if self.depth >= MOST_DEPTH {
            self.give_up();
            return given_up;
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    /// Reads nothing more.
    pub fn give_up(&mut self) {
        self.is_inferred = true;
        self.at = self.end;
    }

    /// The names of the generic parameters in the `<…>` that comes next.
    pub fn parameters(&self) -> Vec<Parameter<'a>> {
        let tokens = &self.file.tokens;
        let mut parameters = Vec::new();
        if !self.is(b'<') {
            return parameters;
        }
        let (mut at, mut depth, mut is_start) = (self.at + 1, 1_u32, true);
        while depth > 0 && at < self.end {
            match tokens.form(at) {
                Some(Form::Sign(b'<')) => depth += 1,
                Some(Form::Sign(b'>')) => depth -= 1,
                Some(Form::Sign(b',')) if depth == 1 => is_start = true,
                Some(Form::Sign(b'#')) => {}
                Some(Form::Open(_)) => at = tokens.closing(at),
                Some(Form::Word) if is_start => {
                    let is_constant = tokens.slice(at) == "const";
                    at += usize::from(is_constant);
                    if let Some(name) = tokens.word(at) {
                        let constant = Parameter::Constant(name);
                        parameters.push(if is_constant { constant } else { Parameter::Type(name) });
                    }
                    is_start = false;
                }
                _ if is_start => {
                    parameters.extend(tokens.lifetime(at).map(Parameter::Lifetime));
                    is_start = false;
                }
                _ => {}
            }
            at += 1;
        }
        parameters
    }
}
