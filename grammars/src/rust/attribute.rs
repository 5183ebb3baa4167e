//! Attributes: what they say of the item below them, and the macros and paths they name.

use boundstone_model::{ReferenceKind, Visibility};
use boundstone_text::TextRange;

use super::reference::Pass;
use super::token::{Delimiter, Form};

/// What stands before an item, for the item.
#[derive(Default)]
pub(super) struct Pending<'a> {
    /// The position behind a `pub`, and what it says.
    visibility: Option<(usize, Visibility)>,
    /// How many delimiters were open where the attributes stand.
    depth: usize,
    is_test: bool,
    paths: Vec<&'a str>,
    is_macro_use: bool,
    derive: Option<TextRange>,
}

impl<'a> Pending<'a> {
    pub fn set_visibility(&mut self, at: usize, visibility: Visibility) {
        self.visibility = Some((at, visibility));
    }

    /// The visibility of the item whose keyword stands at `at`.
    pub fn visibility(&self, at: usize) -> Visibility {
        self.visibility.filter(|(behind, _)| *behind == at).map_or(Visibility::Private, |it| it.1)
    }

    /// What stands behind `pub` and is not yet the keyword of the item.
    pub fn pass(&mut self, at: usize) {
        if let Some((behind, _)) = &mut self.visibility
            && *behind == at
        {
            *behind += 1;
        }
    }

    /// Forgets the attributes: the item that they were for ends.
    pub fn end(&mut self, depth: usize) {
        if depth <= self.depth {
            *self = Self { visibility: self.visibility, ..Self::default() };
        }
    }

    pub fn is_test(&self, depth: usize) -> bool {
        self.is_test && self.depth == depth
    }

    pub fn take_test(&mut self, depth: usize) -> bool {
        let is_test = self.is_test(depth);
        self.end(depth);
        is_test
    }

    pub fn is_macro_use(&self, depth: usize) -> bool {
        self.is_macro_use && self.depth == depth
    }

    pub fn take_paths(&mut self, depth: usize) -> Vec<&'a str> {
        if self.depth == depth { std::mem::take(&mut self.paths) } else { Vec::new() }
    }

    pub fn take_derive(&mut self, depth: usize) -> Option<TextRange> {
        if self.depth == depth { self.derive.take() } else { None }
    }
}

/// Attributes of the compiler that name nothing of another crate.
/// Source: The Rust Reference, "Built-in attributes index".
fn is_built_in(name: &str) -> bool {
    matches!(
        name,
        "allow"
            | "automatically_derived"
            | "cfg"
            | "cold"
            | "deny"
            | "deprecated"
            | "doc"
            | "expect"
            | "export_name"
            | "feature"
            | "forbid"
            | "global_allocator"
            | "ignore"
            | "inline"
            | "link"
            | "link_name"
            | "macro_export"
            | "must_use"
            | "no_main"
            | "no_mangle"
            | "no_std"
            | "non_exhaustive"
            | "panic_handler"
            | "proc_macro"
            | "proc_macro_attribute"
            | "recursion_limit"
            | "repr"
            | "rustfmt"
            | "should_panic"
            | "target_feature"
            | "track_caller"
            | "type_length_limit"
            | "unsafe"
            | "used"
            | "warn"
            | "windows_subsystem"
    )
}

impl<'a> Pass<'a> {
    /// Takes the `#[…]` or `#![…]` that may begin here.
    pub fn attribute(&mut self) {
        let is_inner = self.token(1).is_some_and(|it| it.is(b'!'));
        let open = 1 + usize::from(is_inner);
        if self.token(open).is_none_or(|it| it.form != Form::Open(Delimiter::Bracket)) {
            self.at += 1;
            return;
        }
        let first = self.at + open + 1;
        let end = self.closing(self.at + open);
        self.at = first;
        if self.pending.depth != self.depth() {
            self.pending.end(0);
            self.pending = Pending { depth: self.depth(), ..Pending::default() };
        }
        self.content(end, is_inner);
        self.at = end + 1;
    }

    /// The position of the delimiter that closes the one at `open`; the end of the tokens without one.
    pub(super) fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (position, token) in self.tokens.iter().enumerate().skip(open) {
            match token.form {
                Form::Open(_) => depth += 1,
                Form::Close(_) if depth == 1 => return position,
                Form::Close(_) => depth -= 1,
                _ => {}
            }
        }
        self.tokens.len()
    }

    fn content(&mut self, end: usize, is_inner: bool) {
        let name = self.word_ahead(0).unwrap_or_default();
        if !is_built_in(name) {
            self.note_attribute(end);
        }
        match name {
            "cfg" if !is_inner => self.pending.is_test |= self.is_for_tests(end),
            "cfg_attr" => self.conditional(end),
            "path" => self.module_path(),
            "macro_use" => self.pending.is_macro_use = true,
            "derive" => self.derives(end),
            "proc_macro_derive" => self.pending.derive = self.name_ahead(2),
            "test" => self.pending.is_test = true,
            _ if is_built_in(name) => {}
            _ => {
                self.paths(end, true);
                let last = self.pending_name(name);
                self.pending.is_test |= last == "test";
            }
        }
    }

    /// The last segment of the path of an attribute that was just read, `test` of `tokio::test`.
    fn pending_name(&self, name: &'a str) -> &'a str {
        let path = self.scan.candidates.last().map(|last| last.range().slice(self.text));
        path.map_or(name, |path| path.rsplit("::").next().unwrap_or(name))
    }

    /// Whether what a `cfg` asks for holds in tests alone: `all(test, not(loom))` does. What stands in a
    /// `not` or an `any` does not say so.
    fn is_for_tests(&self, end: usize) -> bool {
        let mut at = self.at;
        while at < end {
            match self.word_ahead(at - self.at) {
                Some("test") => return true,
                Some("not" | "any") if self.is_open(at + 1) => at = self.closing(at + 1),
                _ => {}
            }
            at += 1;
        }
        false
    }

    fn is_open(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.form, Form::Open(_)))
    }

    /// `cfg_attr(condition, path = "…", derive(…), …)`
    fn conditional(&mut self, end: usize) {
        while self.at < end {
            match self.word_ahead(0) {
                Some("path") => {
                    self.module_path();
                    // Where the condition does not hold.
                    self.pending.paths.push("");
                }
                Some("derive") => {
                    let end = self.closing(self.at + 1);
                    self.derives(end);
                    self.at = end;
                }
                Some("macro_use") => self.pending.is_macro_use = true,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// `path = "…"`
    fn module_path(&mut self) {
        let value = self.token(2).filter(|it| it.form == Form::Text);
        if let (true, Some(value)) = (self.token(1).is_some_and(|it| it.is(b'=')), value) {
            self.pending.paths.push(text_of(self.slice(value)));
        }
    }

    /// The macros that a `derive` lists.
    fn derives(&mut self, end: usize) {
        self.at += 1;
        while self.at < end {
            match self.token(0).map(|it| it.form) {
                Some(Form::Word | Form::PathSeparator) => self.named(ReferenceKind::Macro),
                _ => self.at += 1,
            }
        }
    }

    /// The path of an attribute, and those of several segments among its arguments.
    fn paths(&mut self, end: usize, is_first: bool) {
        if is_first {
            self.named(ReferenceKind::Macro);
        }
        while self.at < end {
            let is_start = self.before().is_none_or(|it| it.form != Form::PathSeparator);
            let is_path = self.token(1).is_some_and(|it| it.form == Form::PathSeparator);
            if is_start && is_path && self.word_ahead(0).is_some() {
                self.named(ReferenceKind::Path);
            } else {
                self.at += 1;
            }
        }
    }

    /// Takes a path that cannot be a local name.
    fn named(&mut self, kind: ReferenceKind) {
        let Some(first) = self.token(0) else { return };
        if !matches!(first.form, Form::Word | Form::PathSeparator) {
            self.at += 1;
            return;
        }
        let mut end = first.end;
        let mut next = self.at + 1;
        while let Some(token) = self.tokens.get(next)
            && matches!(token.form, Form::Word | Form::PathSeparator)
            && token.start == end
        {
            end = token.end;
            next += 1;
        }
        self.at = next;
        self.push(first, TextRange::new(first.start, end), kind, false);
    }
}

/// The text of a string literal, plain or raw. Paths of modules hold no escapes.
fn text_of(literal: &str) -> &str {
    let quoted = literal.trim_start_matches('r').trim_matches('#');
    quoted.trim_matches('"')
}
