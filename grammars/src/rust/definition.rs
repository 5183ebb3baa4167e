//! Items as tokens: what they are called, who sees them, and those that only a macro is given.

use boundstone_model::{ImportForm, ScopeNumber, Visibility};
use boundstone_text::TextRange;

use super::reference::{Pass, is_keyword};
use super::scan::{DraftImport, DraftKind, DraftScope, NO_NAME};
use super::token::{Delimiter, Form, Token};

impl Pass<'_> {
    /// The outermost function around, by its number; 0 outside of all.
    pub(super) fn function_number(&self) -> u32 {
        if self.function.is_some() { self.functions } else { 0 }
    }

    pub(super) fn function(&mut self) {
        if self.function.is_none() && self.word_ahead(1).is_some() {
            self.function = Some(self.depth());
            self.functions += 1;
        }
        if let Some(name) = self.pending.take_derive(self.depth()) {
            self.derive_macro(name);
        }
        if self.pending.is_test(self.depth()) {
            self.test_signature();
        }
        self.definition();
    }

    /// What a test takes and gives is for tests as its body is.
    fn test_signature(&mut self) {
        let parent = self.frame().scope;
        self.scan.scopes.push(DraftScope { parent, kind: DraftKind::Block, is_test: true });
        self.test_signature = Some((self.depth(), self.scan.scopes.len() as ScopeNumber - 1));
    }

    /// Ends the signature of a test, if nothing is open that was not when it began.
    pub(super) fn end_test_signature(&mut self) {
        let depth = self.depth();
        self.test_signature = self.test_signature.filter(|(around, _)| *around != depth);
    }

    /// An item among what a macro is given.
    pub(super) fn made(&mut self) {
        let (Some(keyword), Some(name)) = (self.name_ahead(0), self.name_ahead(1)) else { return };
        if self.word_ahead(1).is_none_or(is_keyword) {
            return;
        }
        self.scan.imports.push(DraftImport {
            scope: self.scope(),
            form: ImportForm::Made,
            visibility: self.pending.visibility(self.at),
            from: String::new(),
            name: keyword,
            bound: name,
            adjacent: 0,
            is_test: false,
            range: name,
        });
    }

    /// The function that implements `#[derive(name)]`.
    pub(super) fn derive_macro(&mut self, name: TextRange) {
        let Some(function) = self.name_ahead(1) else { return };
        self.scan.imports.push(DraftImport {
            scope: self.scope(),
            form: ImportForm::Local,
            visibility: Visibility::Public,
            from: String::new(),
            name: function,
            bound: name,
            adjacent: 0,
            is_test: false,
            range: function,
        });
    }

    /// Passes over a word between `pub` and `fn`.
    pub(super) fn modifier(&mut self) {
        self.pending.pass(self.at);
        self.at += 1;
    }

    /// Passes over a keyword and the name that it defines.
    pub(super) fn definition(&mut self) {
        if matches!(self.word_ahead(1), Some("fn" | "async" | "unsafe" | "extern" | "mut")) {
            return self.modifier();
        }
        // `const _: () = { … };`
        if self.token(1).is_some_and(|it| self.slice(it) == "_") {
            self.note_making();
        }
        let frame = self.frame();
        if frame.is_transparent && !frame.is_body && !self.is_in_macro_definition() {
            self.made();
        }
        self.opens_body = true;
        let name = self.word_ahead(1).filter(|word| !is_keyword(word));
        if let (Some(name), 1..) = (name, self.function_number()) {
            self.locals.insert((self.function_number(), name));
        }
        let is_name = name.is_some();
        self.at += if is_name { 2 } else { 1 };
    }

    pub(super) fn macro_rules(&mut self) {
        let is_definition = self.token(1).is_some_and(|it| it.is(b'!'));
        if is_definition && self.word_ahead(2).is_some() {
            self.note_making();
            if self.macro_definition.is_none() {
                let name = self.name_ahead(2).filter(|_| self.is_among_items());
                self.defined_macro = name.map(TextRange::start);
                self.macro_definition = Some(self.depth());
            }
            self.at += 3;
        } else {
            self.at += 1;
        }
    }

    fn is_among_items(&self) -> bool {
        let scope = self.scan.scopes.get(self.scope() as usize);
        !self.is_in_macro_definition() && scope.is_some_and(DraftScope::is_module)
    }

    /// The macro whose body the brace opens that comes next, if it is given nothing: `() => {`.
    pub(super) fn body_of_macro(&self) -> Option<u32> {
        let before = |back: usize| Some(self.tokens.get(self.at.checked_sub(back)?)?.form);
        let (Some(Form::Open(open)), Some(Form::Close(close))) = (before(3), before(2)) else {
            return None;
        };
        let is_arm = before(1) == Some(Form::Arrow) && open == close;
        let is_outermost = self.macro_definition.map(|depth| depth + 1) == Some(self.depth());
        self.defined_macro.filter(|_| is_arm && is_outermost)
    }

    /// Whether a macro that takes nothing holds what comes next among its items.
    pub(super) fn is_in_body_of_macro(&self) -> bool {
        let scope = self.scan.scopes.get(self.scope() as usize);
        scope.is_some_and(|scope| matches!(scope.kind, DraftKind::Macro(_)))
    }

    /// The call of the macro `name` behind the token `before`, if it stands among items and gives nothing.
    pub(super) fn expansion(&mut self, before: Option<Token>, name: TextRange) {
        let is_start = before.is_none_or(|it| {
            let closes = matches!(it.form, Form::Close(Delimiter::Brace | Delimiter::Bracket));
            closes || it.is(b';') || it.form == Form::Open(Delimiter::Brace)
        });
        let given = [1, 2].map(|ahead| self.token(ahead).map(|it| it.form));
        let is_empty =
            matches!(given, [Some(Form::Open(open)), Some(Form::Close(close))] if open == close);
        if !is_start || !is_empty || !self.is_among_items() {
            return;
        }
        self.scan.imports.push(DraftImport {
            scope: self.scope(),
            form: ImportForm::Expansion,
            visibility: Visibility::Private,
            from: String::new(),
            name,
            bound: NO_NAME,
            adjacent: 0,
            is_test: self.pending.is_test(self.depth()),
            range: name,
        });
    }

    pub(super) fn module(&mut self) {
        let Some(name) = self.name_ahead(1) else {
            self.at += 1;
            return;
        };
        match self.token(2).map(|it| it.form) {
            Some(Form::Open(Delimiter::Brace)) => {
                // What a macro is given may be one, as the tree knows.
                let is_item = !self.frame().is_body && !self.is_in_macro_definition();
                self.opened_module = is_item.then_some(name.start());
            }
            Some(Form::Sign(b';')) => self.module_file(name),
            _ => {}
        }
        self.at += 2;
    }

    fn module_file(&mut self, name: TextRange) {
        let depth = self.depth();
        let visibility = self.pending.visibility(self.at);
        let is_test = self.pending.is_test(depth);
        let mut paths = self.pending.take_paths(depth);
        if paths.is_empty() {
            paths.push("");
        }
        paths.sort_unstable();
        paths.dedup();
        for from in paths {
            self.scan.imports.push(DraftImport {
                scope: self.scope(),
                form: ImportForm::ModuleFile,
                visibility,
                from: from.to_owned(),
                name,
                bound: name,
                adjacent: 0,
                is_test,
                range: name,
            });
        }
    }

    pub(super) fn visibility(&mut self) {
        self.at += 1;
        if self.token(0).is_some_and(|it| it.form == Form::Open(Delimiter::Parenthesis)) {
            let is_restriction =
                matches!(self.word_ahead(1), Some("crate" | "super" | "self" | "in"));
            if is_restriction {
                while self.token(0).is_some_and(|it| it.form != Form::Close(Delimiter::Parenthesis))
                {
                    self.at += 1;
                }
                self.at += 1;
                self.pending.set_visibility(self.at, Visibility::Restricted);
                return;
            }
        }
        self.pending.set_visibility(self.at, Visibility::Public);
    }
}
