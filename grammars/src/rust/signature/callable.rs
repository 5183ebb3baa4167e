//! Functions.

use boundstone_model::{Callable, Parameter};

use super::Name;
use super::context::Context;
use super::elision::elided;
use super::reader::Reader;
use crate::rust::token::{Delimiter, Form};

/// A function of an `extern "C" { }` block.
pub(super) struct Foreign<'t> {
    pub abi: &'t str,
}

impl<'a> Reader<'_, 'a> {
    /// The function that begins here, with its visibility.
    pub fn callable(&mut self, foreign: Option<&Foreign<'_>>) -> Callable {
        self.visibility();
        let mut qualifiers = self.qualifiers();
        if let Some(foreign) = foreign {
            let is_safe = qualifiers.iter().any(|it| it == "safe");
            qualifiers.retain(|it| it != "safe" && it != "unsafe");
            qualifiers.extend((!is_safe).then(|| "unsafe".to_owned()));
            qualifiers.push(format!("extern {}", foreign.abi));
        }
        if !self.eat("fn") || self.word().is_none() {
            self.is_inferred = true;
        }
        let outer = self.context.counts;
        self.context = Context::with(&self.context, &self.parameters()).into();
        let mut bounds = Vec::new();
        let parameters = self.generics(&mut bounds);
        let (receiver, taken) = match self.is_open(Delimiter::Parenthesis) {
            true => self.within(|reader| (reader.receiver(), reader.taken())),
            false => (None, Vec::new()),
        };
        let result = self.result();
        self.where_clause(&mut bounds);
        let mut generics = self.finished(parameters, bounds, outer);
        generics.bounds = self.with_those_around(&generics.bounds);
        elided(Callable {
            qualifiers: qualifiers.into_iter().map(Name::from).collect(),
            generics,
            receiver: receiver.map(Name::from),
            parameters: taken.into(),
            result,
            is_provided: false,
        })
    }

    /// `const async unsafe extern "C"` before `fn`.
    pub fn qualifiers(&mut self) -> Vec<String> {
        let mut qualifiers = Vec::new();
        loop {
            match self.slice() {
                "default" => {}
                word @ ("const" | "async" | "unsafe" | "safe") => qualifiers.push(word.to_owned()),
                "extern" => {
                    let abi = self.form_at(1) == Some(Form::Text);
                    let written = if abi { unraw(self.slice_at(1)) } else { "C" };
                    // What every function has that says nothing.
                    if written != "Rust" {
                        qualifiers.push(format!("extern \"{written}\""));
                    }
                    self.at += usize::from(abi);
                }
                _ => return qualifiers,
            }
            self.at += 1;
        }
    }

    fn result(&mut self) -> Option<Name> {
        if !self.eat("->") {
            return None;
        }
        let result = self.ty();
        (result != "()").then(|| result.into())
    }

    /// `self` in its shortest form.
    fn receiver(&mut self) -> Option<String> {
        let start = self.at;
        self.skip_attributes();
        let is_reference = self.eat("&");
        let lifetime = if is_reference { self.lifetime().filter(|it| it != "'_") } else { None };
        let is_mutable = self.eat("mut");
        if self.slice() != "self" || self.form_at(1) == Some(Form::PathSeparator) {
            self.at = start;
            return None;
        }
        self.at += 1;
        let receiver = if self.eat(":") {
            self.receiver_type()
        } else if is_reference {
            let lifetime = lifetime.map(|it| it + " ").unwrap_or_default();
            format!("&{lifetime}{}self", if is_mutable { "mut " } else { "" })
        } else {
            "self".to_owned()
        };
        self.eat(",");
        Some(receiver)
    }

    /// What stands behind `self:`, where `Self` stays; so does what it is, behind a reference.
    fn receiver_type(&mut self) -> String {
        let own = Context::with(&self.context, &[]).standing_for(None);
        let around = std::mem::replace(&mut self.context, own.into());
        let ty = self.ty();
        self.context = around;
        let own = self.context.self_type.as_deref();
        // `self: Rc<A>`, `self: Pin<&mut A>`
        let ty = ["<", "<&", "<&mut "].iter().fold(ty, |ty, before| match own {
            Some(own) => ty.replace(&format!("{before}{own}>"), &format!("{before}Self>")),
            None => ty,
        });
        let names = ["Self"].into_iter().chain(self.context.self_type.as_deref());
        let mut references = names.filter_map(|name| ty.strip_suffix(name));
        // `&`, `&'a mut `
        let is_reference =
            |it: &&str| it.starts_with('&') && it.ends_with(['&', ' ']) && !it.contains(['<', ':']);
        match references.find(|it| it.is_empty() || is_reference(it)) {
            Some(reference) => format!("{reference}self"),
            None => format!("self: {ty}"),
        }
    }

    fn taken(&mut self) -> Vec<Parameter> {
        let mut taken = Vec::new();
        while self.at < self.end {
            let from = self.at;
            self.skip_attributes();
            self.skip_pattern();
            let is_rest = self.rest();
            // That of `...` is whatever the caller gives.
            let ty = if is_rest { Name::default() } else { self.ty().into() };
            taken.push(Parameter { ty: Some(ty), is_optional: false, is_rest });
            if !self.eat(",") || self.at == from {
                break;
            }
        }
        taken
    }

    /// Goes behind the colon of a parameter, where it has a pattern: those of traits once needed none.
    fn skip_pattern(&mut self) {
        let tokens = &self.file.tokens;
        let mut at = self.at;
        while at < self.end && !tokens.is(at, b',') {
            if tokens.is(at, b':') {
                self.at = at + 1;
                return;
            }
            at = tokens.closing(at).max(at) + 1;
        }
    }

    /// What is demanded here, with what the `impl` around demands.
    fn with_those_around(&self, bounds: &[Name]) -> Box<[Name]> {
        let mut all: Vec<Name> = self.context.bounds.iter().chain(bounds).cloned().collect();
        all.sort_unstable();
        all.dedup();
        all.into()
    }
}

/// The text of a string literal.
pub(super) fn unraw(literal: &str) -> &str {
    literal.trim_start_matches('r').trim_matches('#').trim_matches('"')
}
