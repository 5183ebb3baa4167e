//! Types, written so that two which are the same are written the same.

use super::path::is_primitive;
use super::reader::Reader;
use crate::rust::token::{Delimiter, Form};

/// A type, and whether it is a sum, as `dyn A + B`, that needs brackets behind a `&`.
pub(super) struct Written {
    text: String,
    is_sum: bool,
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self { text, is_sum: false }
    }
}

impl Written {
    fn nothing() -> Self {
        Self::from("_".to_owned())
    }

    fn bracketed(self) -> String {
        if self.is_sum { format!("({})", self.text) } else { self.text }
    }
}

impl<'a> Reader<'_, 'a> {
    pub fn ty(&mut self) -> String {
        self.written(true).text
    }

    /// A type where no `+` goes on with it: behind `&`, `*` and `->`.
    fn inner(&mut self) -> String {
        self.written(false).bracketed()
    }

    fn written(&mut self, may_be_sum: bool) -> Written {
        self.deeper(|reader| reader.read_type(may_be_sum), Written::nothing())
    }

    fn read_type(&mut self, may_be_sum: bool) -> Written {
        match self.form() {
            Some(Form::Open(Delimiter::Parenthesis)) => self.tuple(),
            Some(Form::Open(Delimiter::Bracket)) => self.within(Self::slice_or_array).into(),
            Some(Form::Sign(b'!')) => {
                self.at += 1;
                "!".to_owned().into()
            }
            Some(Form::Sign(b'&')) => self.reference().into(),
            Some(Form::Sign(b'*')) => self.pointer().into(),
            Some(Form::Sign(b'<')) => self.qualified().into(),
            Some(Form::PathSeparator) => self.path_or_sum(may_be_sum),
            Some(Form::Word) => self.word_type(may_be_sum),
            _ => {
                self.is_inferred = true;
                Written::nothing()
            }
        }
    }

    fn word_type(&mut self, may_be_sum: bool) -> Written {
        let is_path = self.form_at(1) == Some(Form::PathSeparator);
        match self.slice() {
            "_" => {
                self.at += 1;
                self.is_inferred = true;
                Written::nothing()
            }
            // `dyn ::shop::Priced` as well: no module is called so.
            "dyn" | "impl" => {
                let word = self.slice();
                self.at += 1;
                let bounds = self.bounds(may_be_sum);
                sum(word, &bounds)
            }
            "for" => {
                let before = self.bound.len();
                let lifetimes = self.for_lifetimes();
                let ty = match self.slice() {
                    "fn" | "unsafe" | "extern" | "async" => self.function_pointer(),
                    _ => format!("dyn {lifetimes}{}", self.path()),
                };
                self.bound.truncate(before);
                let is_pointer = !ty.starts_with("dyn ");
                (if is_pointer { format!("{lifetimes}{ty}") } else { ty }).into()
            }
            "fn" | "unsafe" | "extern" | "async" if !is_path => self.function_pointer().into(),
            _ => self.path_or_sum(may_be_sum),
        }
    }

    /// A path, a macro, or what was once written for `dyn A + B`.
    fn path_or_sum(&mut self, may_be_sum: bool) -> Written {
        let path = self.path();
        if self.is(b'!') && matches!(self.form_at(1), Some(Form::Open(_))) {
            self.at += 1;
            let (from, to) = (self.at + 1, self.closing());
            self.at = (to + 1).min(self.end);
            self.is_inferred = true;
            return format!("{path}!({})", self.tokens(from, to)).into();
        }
        if !may_be_sum || self.slice() != "+" {
            return path.into();
        }
        self.at += 1;
        let mut bounds = self.bounds(true);
        bounds.push(path);
        bounds.sort_unstable();
        sum("dyn", &bounds)
    }

    fn tuple(&mut self) -> Written {
        self.within(|reader| {
            let (mut types, mut is_list) = (Vec::new(), false);
            while reader.at < reader.end {
                let from = reader.at;
                types.push(reader.written(true));
                let is_comma = reader.eat(",");
                is_list |= is_comma;
                if !is_comma || reader.at == from {
                    break;
                }
            }
            match types.len() {
                1 if !is_list => types.pop().unwrap_or_else(Written::nothing),
                1 => format!("({},)", joined(types)).into(),
                _ => format!("({})", joined(types)).into(),
            }
        })
    }

    fn slice_or_array(&mut self) -> String {
        let element = self.ty();
        if !self.eat(";") {
            return format!("[{element}]");
        }
        let (from, to) = (self.at, self.end);
        self.at = to;
        format!("[{element}; {}]", self.tokens(from, to))
    }

    fn reference(&mut self) -> String {
        self.at += 1;
        let lifetime = self.lifetime().or_else(|| self.next_unnamed());
        let lifetime = lifetime.filter(|it| it != "'_" && !(self.is_static && it == "'static"));
        let lifetime = lifetime.map(|it| it + " ").unwrap_or_default();
        let mutable = if self.eat("mut") { "mut " } else { "" };
        format!("&{lifetime}{mutable}{}", self.inner())
    }

    fn pointer(&mut self) -> String {
        self.at += 1;
        let mutable = if self.eat("mut") { "mut" } else { "const" };
        self.eat("const");
        format!("*{mutable} {}", self.inner())
    }

    /// The lifetime that may come next, as it is called here.
    pub fn lifetime(&mut self) -> Option<String> {
        let written = self.file.tokens.lifetime(self.at).filter(|_| self.at < self.end)?;
        self.at += 1;
        let unnamed = if written == "'_" { self.next_unnamed() } else { None };
        Some(unnamed.unwrap_or_else(|| self.called(written)))
    }

    fn next_unnamed(&mut self) -> Option<String> {
        self.unnamed.pop_front().map(|number| format!("'{number}"))
    }

    pub fn called(&self, lifetime: &'a str) -> String {
        if let Some(number) = self.bound.iter().rposition(|it| *it == lifetime) {
            return format!("'r{number}");
        }
        self.context.parameter(lifetime).unwrap_or(lifetime).to_owned()
    }

    /// Declares the lifetimes of the `for<'a>` that may come next, and gives what is written for it.
    pub fn for_lifetimes(&mut self) -> String {
        /// More than anybody declares: each lifetime is looked up among them.
        const MOST_LIFETIMES: usize = 64;
        if !self.eat("for") || !self.eat("<") {
            return String::new();
        }
        let before = self.bound.len();
        while let Some(lifetime) = self.file.tokens.lifetime(self.at).filter(|_| self.at < self.end)
        {
            self.bound.push(lifetime);
            self.at += 1;
            if self.eat(":") {
                self.bounds(true);
            }
            if !self.eat(",") {
                break;
            }
        }
        if !self.eat(">") || self.bound.len() > MOST_LIFETIMES {
            self.give_up();
        }
        let names: Vec<String> = (before..self.bound.len()).map(|it| format!("'r{it}")).collect();
        if names.is_empty() { String::new() } else { format!("for<{}> ", names.join(", ")) }
    }

    fn function_pointer(&mut self) -> String {
        let mut qualifiers = String::new();
        for qualifier in self.qualifiers() {
            qualifiers += &qualifier;
            qualifiers.push(' ');
        }
        if !self.eat("fn") || !self.is_open(Delimiter::Parenthesis) {
            self.is_inferred = true;
            return "_".to_owned();
        }
        let parameters = self.within_call(|reader| reader.within(Self::taken_by_pointer));
        let result = self.within_call(Self::result_text);
        format!("{qualifiers}fn({parameters}){result}")
    }

    fn taken_by_pointer(&mut self) -> String {
        let mut parameters = Vec::new();
        while self.at < self.end {
            let from = self.at;
            self.skip_attributes();
            if self.form() == Some(Form::Word) && self.form_at(1) == Some(Form::Sign(b':')) {
                self.at += 2;
            }
            parameters.push(match self.rest() {
                true => "...".to_owned(),
                false => self.ty(),
            });
            if !self.eat(",") || self.at == from {
                break;
            }
        }
        parameters.join(", ")
    }

    /// `...`
    pub fn rest(&mut self) -> bool {
        let is_rest = self.slice() == ".." && self.slice_at(1) == ".";
        self.at += if is_rest { 2 } else { 0 };
        is_rest
    }

    /// `-> T`; nothing for `-> ()`.
    pub fn result_text(&mut self) -> String {
        if !self.eat("->") {
            return String::new();
        }
        let result = self.inner();
        if result == "()" { String::new() } else { format!(" -> {result}") }
    }

    /// What stands between brackets behind `Fn`.
    pub fn types(&mut self) -> String {
        let mut types = Vec::new();
        while self.at < self.end {
            let from = self.at;
            types.push(self.ty());
            if !self.eat(",") || self.at == from {
                break;
            }
        }
        types.join(", ")
    }

    /// `<T as Trait>::Name`
    fn qualified(&mut self) -> String {
        self.at += 1;
        let ty = self.ty();
        let of_trait = self.eat("as").then(|| self.path());
        if !self.eat(">") {
            self.give_up();
            return "_".to_owned();
        }
        let mut text = match of_trait {
            Some(of_trait) => format!("<{ty} as {of_trait}>"),
            None if ty.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '_' | ':'))
                && !is_primitive(&ty) =>
            {
                ty
            }
            None => format!("<{ty}>"),
        };
        while self.form() == Some(Form::PathSeparator) {
            self.at += 1;
            let Some(name) = self.word() else { break };
            text += "::";
            text += name;
            text += &self.arguments();
        }
        text
    }
}

fn sum(word: &str, bounds: &[String]) -> Written {
    Written { text: format!("{word} {}", bounds.join(" + ")), is_sum: bounds.len() > 1 }
}

fn joined(types: Vec<Written>) -> String {
    let types: Vec<String> = types.into_iter().map(|it| it.text).collect();
    types.join(", ")
}
