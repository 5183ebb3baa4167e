//! `use` and `extern crate`.

use boundstone_model::{ImportForm, Visibility};
use boundstone_text::TextRange;

use super::reference::{Pass, is_keyword};
use super::scan::{DraftImport, NO_NAME};
use super::token::{Delimiter, Form, Token};

/// The names from the braces of a `use` to one of its leaves.
struct Run {
    segments: Vec<Segment>,
    /// How many of the last ones stand directly one behind the other.
    adjacent: usize,
}

/// A name, and the token that it is read from. The `::` of a path from the crates has an empty name.
#[derive(Clone, Copy)]
struct Segment {
    name: TextRange,
    token: Token,
}

/// What is the same for all leaves of one declaration.
#[derive(Clone, Copy)]
struct Declaration {
    visibility: Visibility,
    is_test: bool,
}

impl Pass<'_> {
    /// `use a::{b, c::*};`
    pub fn use_declaration(&mut self) {
        let declaration = self.declaration();
        self.at += 1;
        // The captured parameters of `impl Trait + use<'a>`.
        if self.token(0).is_some_and(|it| it.is(b'<')) {
            return;
        }
        // What a macro imports depends on what it is given.
        if self.is_in_macro_definition() && !self.is_in_body_of_macro() {
            return;
        }
        if self.token(0).is_some_and(|it| it.is(b'$')) && self.word_ahead(1) == Some("crate") {
            self.at += 1;
        }
        let mut prefix: Vec<TextRange> = Vec::new();
        let mut outer: Vec<usize> = Vec::new();
        loop {
            let run = self.run_of_names(prefix.is_empty());
            let leaves = prefix.len();
            prefix.extend(run.segments.iter().map(|segment| segment.name));
            match self.token(0).map(|it| it.form) {
                Some(Form::Open(Delimiter::Brace)) => {
                    self.group(&prefix, &run, declaration);
                    outer.push(leaves);
                    self.at += 1;
                    continue;
                }
                Some(Form::Sign(b'*')) => self.glob(&prefix, &run, declaration),
                _ => self.leaf(&prefix, &run, declaration),
            }
            prefix.truncate(leaves);
            while self.token(0).is_some_and(|it| it.form == Form::Close(Delimiter::Brace)) {
                let Some(leaves) = outer.pop() else { return };
                prefix.truncate(leaves);
                self.at += 1;
            }
            if outer.is_empty() || !self.token(0).is_some_and(|it| it.is(b',')) {
                break;
            }
            self.at += 1;
            // A comma before the closing brace.
            while self.token(0).is_some_and(|it| it.form == Form::Close(Delimiter::Brace)) {
                let Some(leaves) = outer.pop() else { return };
                prefix.truncate(leaves);
                self.at += 1;
                if self.token(0).is_some_and(|it| it.is(b',')) {
                    self.at += 1;
                }
            }
            if outer.is_empty() {
                break;
            }
        }
    }

    fn declaration(&self) -> Declaration {
        Declaration {
            visibility: self.pending.visibility(self.at),
            is_test: self.pending.is_test(self.depth()),
        }
    }

    /// Reads names up to a brace, a star or the end of the last name. An empty first name stands for
    /// the `::` of a path from the crates.
    fn run_of_names(&mut self, is_first: bool) -> Run {
        let mut run = Run { segments: Vec::new(), adjacent: 0 };
        if let Some(separator) = self.token(0).filter(|it| it.form == Form::PathSeparator) {
            if is_first {
                let name = TextRange::empty(separator.end);
                run.segments.push(Segment { name, token: separator });
            }
            self.at += 1;
        }
        let mut end = None;
        while let (Some(name), Some(token)) = (self.name_ahead(0), self.token(0)) {
            // The next statement, while this one is typed.
            if is_keyword(self.slice(token)) {
                break;
            }
            let is_adjacent = end == Some(token.start);
            run.adjacent = if is_adjacent { run.adjacent + 1 } else { 0 };
            run.segments.push(Segment { name, token });
            self.at += 1;
            let Some(separator) = self.token(0).filter(|it| it.form == Form::PathSeparator) else {
                break;
            };
            // Where an earlier segment stands is told from its length, so that a raw one ends the row.
            let is_plain = self.name(name).len() == name.len() as usize;
            end = (is_plain && separator.start == token.end).then_some(separator.end);
            self.at += 1;
        }
        run
    }

    /// What stands before a brace: named, but bound to nothing.
    fn group(&mut self, prefix: &[TextRange], run: &Run, declaration: Declaration) {
        let Some(last) = run.segments.last().filter(|last| !last.name.is_empty()) else { return };
        let range = last.token.range();
        self.import(prefix, last.name, NO_NAME, run.adjacent, range, declaration);
    }

    fn glob(&mut self, prefix: &[TextRange], run: &Run, declaration: Declaration) {
        let Some(star) = self.token(0) else { return };
        self.at += 1;
        let is_adjacent = run.segments.last().is_some_and(|last| last.token.end + 2 == star.start);
        self.scan.imports.push(DraftImport {
            scope: self.scope(),
            form: ImportForm::Glob,
            visibility: declaration.visibility,
            from: self.joined(prefix),
            name: NO_NAME,
            bound: NO_NAME,
            adjacent: if is_adjacent { run.adjacent + 1 } else { 0 },
            is_test: declaration.is_test,
            range: star.range(),
        });
    }

    fn leaf(&mut self, prefix: &[TextRange], run: &Run, declaration: Declaration) {
        let Some(Segment { name, token }) = run.segments.last().copied() else { return };
        let alias = self.alias();
        // `use ::;`, while it is typed.
        if self.name(name).is_empty() {
            return;
        }
        // `a::{self}` is `a`.
        let is_self = self.name(name) == "self" && prefix.len() > 1;
        let (prefix, name) = match prefix.split_last() {
            Some((_, outer)) if is_self => (outer, outer.last().copied().unwrap_or_default()),
            _ => (prefix, name),
        };
        let bound = alias.unwrap_or(name);
        let adjacent = if is_self { 0 } else { run.adjacent };
        self.import(prefix, name, bound, adjacent, token.range(), declaration);
    }

    /// Adds the import of `path`, whose last segment is `name`.
    fn import(
        &mut self,
        path: &[TextRange],
        name: TextRange,
        bound: TextRange,
        adjacent: usize,
        range: TextRange,
        declaration: Declaration,
    ) {
        let from = path.split_last().map(|(_, from)| from).unwrap_or_default();
        // `::foo` is looked up in the path that is `::` alone.
        let is_of_crates = matches!(from, [only] if only.is_empty());
        let from = if is_of_crates { "::".to_owned() } else { self.joined(from) };
        self.scan.imports.push(DraftImport {
            scope: self.scope(),
            form: ImportForm::Named,
            visibility: declaration.visibility,
            from,
            name,
            bound,
            adjacent,
            is_test: declaration.is_test,
            range,
        });
    }

    /// `extern crate a as b;`
    pub fn extern_crate(&mut self) {
        let declaration = self.declaration();
        let is_macro_use = self.pending.is_macro_use(self.depth());
        self.at += 2;
        let Some(name) = self.name_ahead(0) else { return };
        self.at += 1;
        let bound = self.alias().unwrap_or(name);
        self.import(&[NO_NAME, name], name, bound, 0, name, declaration);
        if is_macro_use {
            self.scan.imports.push(DraftImport {
                scope: self.scope(),
                form: ImportForm::Macros,
                visibility: Visibility::Private,
                from: format!("::{}", self.name(name)),
                name: NO_NAME,
                bound: NO_NAME,
                adjacent: 0,
                is_test: declaration.is_test,
                range: name,
            });
        }
    }

    /// Takes `as name`; `as _` gives no name.
    fn alias(&mut self) -> Option<TextRange> {
        let alias = (self.word_ahead(0) == Some("as")).then(|| self.name_ahead(1)).flatten()?;
        self.at += 2;
        Some(if self.name(alias) == "_" { NO_NAME } else { alias })
    }

    fn joined(&self, path: &[TextRange]) -> String {
        let names: Vec<&str> = path.iter().map(|name| self.name(*name)).collect();
        names.join("::")
    }
}
