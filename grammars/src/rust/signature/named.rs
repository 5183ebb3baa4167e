//! Paths with what they are given in `<…>`.

use std::iter;

use super::reader::Reader;
use crate::rust::token::{Delimiter, Form};

/// What the names of the standard library for a `Result` stand for. Source: the documentation of `std::io::Result` and
/// `std::fmt::Result`.
fn result_of_std(path: &str) -> Option<String> {
    if path == "std::fmt::Result" {
        return Some("Result<(), std::fmt::Error>".to_owned());
    }
    let given = path.strip_prefix("std::io::Result<")?.strip_suffix('>')?;
    Some(format!("Result<{given}, std::io::Error>"))
}

impl<'a> Reader<'_, 'a> {
    /// A path in a type, or of a trait.
    pub fn path(&mut self) -> String {
        self.deeper(Self::read_path, "_".to_owned())
    }

    fn read_path(&mut self) -> String {
        let is_global = self.eat("::");
        let (mut names, mut arguments): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
        while let Some(name) = self.word() {
            names.push(name);
            arguments.push(self.arguments());
            let goes_on = self.form() == Some(Form::PathSeparator);
            if !goes_on || self.form_at(1) != Some(Form::Word) {
                break;
            }
            self.at += 1;
        }
        if names.is_empty() {
            self.is_inferred = true;
            return "_".to_owned();
        }
        self.path_text(is_global, &names, &arguments)
    }

    /// A path as it is written here; `arguments` are those of its segments.
    pub fn path_text(
        &mut self,
        is_global: bool,
        names: &[&'a str],
        arguments: &[String],
    ) -> String {
        let given = |from: usize| arguments.iter().skip(from).map(String::as_str);
        if let (Some((first, rest)), false) = (names.split_first(), is_global) {
            let known = match *first {
                "Self" => {
                    self.names_self = true;
                    self.context.self_type.as_deref().map(|ty| {
                        match rest.is_empty() || is_plain(ty) {
                            true => ty.to_owned(),
                            false => format!("<{ty}>"),
                        }
                    })
                }
                first => self.context.parameter(first).map(str::to_owned),
            };
            if let Some(mut text) = known {
                text.extend(given(0).take(1));
                for (name, arguments) in rest.iter().zip(given(1).chain(iter::repeat(""))) {
                    text.extend(["::", name, arguments]);
                }
                return text;
            }
        }
        // What stands before a segment that is given something is no module, and is not left out.
        let plain = arguments.iter().take_while(|it| it.is_empty()).count();
        let head = names.get(..(plain + 1).min(names.len())).unwrap_or(names);
        let mut segments = self.file.paths.written(self.context.scope, is_global, head);
        segments.extend(names.iter().skip(head.len()));
        let skipped = segments.len().saturating_sub(names.len());
        let dropped = names.len().saturating_sub(segments.len());
        let mut text = String::new();
        for (number, segment) in segments.iter().enumerate() {
            if number > 0 {
                text.push_str("::");
            }
            text.push_str(segment);
            if let Some(own) = number.checked_sub(skipped) {
                text.extend(given(own + dropped).take(1));
            }
        }
        result_of_std(&text).unwrap_or(text)
    }

    /// `<A, B>` or `(A) -> B` behind a segment; empty without them, and where all lifetimes are left out.
    pub fn arguments(&mut self) -> String {
        if self.form() == Some(Form::PathSeparator) && self.slice_at(1) == "<" {
            self.at += 1;
        }
        if self.is_open(Delimiter::Parenthesis) {
            return self.within_call(|reader| {
                let types = reader.within(Self::types);
                format!("({types}){}", reader.result_text())
            });
        }
        if !self.eat("<") {
            return String::new();
        }
        let mut arguments = Arguments::default();
        while !self.eat(">") {
            let from = self.at;
            self.argument(&mut arguments);
            let is_end = !self.eat(",") && !self.is(b'>');
            if is_end || self.at == from {
                self.give_up();
                break;
            }
        }
        arguments.text()
    }

    fn argument(&mut self, arguments: &mut Arguments) {
        if let Some(lifetime) = self.lifetime() {
            arguments.lifetimes.push(lifetime);
            return;
        }
        match (self.form(), self.form_at(1)) {
            (Some(Form::Word), Some(Form::Sign(b'=' | b':'))) => {
                let name = self.slice();
                self.at += 1;
                self.binding(name.to_owned(), arguments);
            }
            (Some(Form::Word), Some(Form::Sign(b'<'))) => {
                let name = self.slice();
                let ty = self.ty();
                if self.is(b'=') || self.is(b':') {
                    let given = ty.find('<').and_then(|at| ty.get(at..)).unwrap_or_default();
                    self.binding(format!("{name}{given}"), arguments);
                } else {
                    arguments.types.push(ty);
                }
            }
            (Some(Form::Word), _) if !matches!(self.slice(), "true" | "false") => {
                arguments.types.push(self.ty());
            }
            (Some(Form::Word | Form::Text | Form::Other | Form::Sign(b'-')), _)
            | (Some(Form::Open(Delimiter::Brace)), _) => arguments.types.push(self.constant()),
            _ => arguments.types.push(self.ty()),
        }
    }

    fn binding(&mut self, name: String, arguments: &mut Arguments) {
        if self.eat("=") {
            let is_constant = matches!(self.form(), Some(Form::Open(Delimiter::Brace)))
                || matches!(self.form(), Some(Form::Other | Form::Text | Form::Sign(b'-')))
                || matches!(self.slice(), "true" | "false");
            let value = if is_constant { self.constant() } else { self.ty() };
            arguments.bindings.push(format!("{name} = {value}"));
        } else if self.eat(":") {
            let bounds = self.bounds(true);
            arguments.bindings.push(format!("{name}: {}", bounds.join(" + ")));
        }
    }
}

/// What stands in the `<…>` of a path.
#[derive(Default)]
struct Arguments {
    lifetimes: Vec<String>,
    types: Vec<String>,
    bindings: Vec<String>,
}

impl Arguments {
    fn text(mut self) -> String {
        if self.lifetimes.iter().all(|lifetime| lifetime == "'_") {
            self.lifetimes.clear();
        }
        self.bindings.sort_unstable();
        let all = [self.lifetimes, self.types, self.bindings].concat();
        if all.is_empty() { String::new() } else { format!("<{}>", all.join(", ")) }
    }
}

/// Whether a path can go on behind a type without brackets.
fn is_plain(ty: &str) -> bool {
    ty.starts_with(|ch: char| ch.is_alphabetic() || ch == '_')
        && !["dyn ", "impl ", "fn(", "for<", "unsafe ", "extern "]
            .iter()
            .any(|it| ty.starts_with(it))
}
