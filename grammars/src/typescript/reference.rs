//! What a file of TypeScript or JavaScript says of others: its imports, and the names that they bind.
//!
//! Neither takes a walk over the whole tree. Imports are read from tokens, at the few words that begin
//! them; names are found by one scan of the text for words, and only those that imports bind are looked
//! up in the tree.

use std::borrow::Cow;

use boundstone_model::{FactsBuilder, Import, ImportForm, Language, References};
use boundstone_text::TextRange;
use tree_sitter::Tree;

use super::call::Call;
use super::import::{Draft, Statement};
use super::keyword::{Found, Keyword, keywords};
use super::name::{file, module};
use super::part::{Part, Syntax, is_error};
use super::place::{Places, Step};
use super::token::{Form, Token, Tokens};
use super::{commonjs, used};

/// Adds to the facts what the file says of others.
pub(crate) fn references(language: Language, text: &str, tree: &Tree, facts: &mut FactsBuilder) {
    let mut pass = Pass {
        language,
        text,
        syntax: Syntax::of(language),
        places: Places::new(tree),
        has_error: tree.root_node().has_error(),
        budget: text.len() * Pass::READS_PER_BYTE,
        head_end: None,
        drafts: Vec::new(),
        statements: Vec::new(),
        augmentations: Vec::new(),
    };
    for found in keywords(language, text) {
        pass.keyword(found);
    }
    if pass.drafts.is_empty() && pass.augmentations.is_empty() {
        return;
    }
    if is_module(pass.syntax, tree) {
        pass.drafts.append(&mut pass.augmentations);
    }
    let Pass { syntax, mut drafts, statements, .. } = pass;
    drafts.sort_by_key(|draft| draft.range.start());
    let (scopes, numbers, paths) = used::paths(syntax, text, tree, &drafts, &statements);
    let imports = drafts.iter().zip(numbers).map(|(draft, scope)| draft.finished(scope)).collect();
    facts.set_references(&References { scopes, imports, paths });
}

impl Draft<'_> {
    fn finished(&self, scope: u32) -> Import<'_> {
        Import {
            scope,
            form: self.form,
            visibility: self.visibility,
            from: &self.from,
            name: &self.name,
            bound: &self.bound,
            adjacent: 0,
            is_test: false,
            is_type_only: self.is_type_only,
            range: self.range,
        }
    }
}

/// Only in a module is `declare module "a"` more than the declaration of `a`.
fn is_module(syntax: &Syntax, tree: &Tree) -> bool {
    let root = tree.root_node();
    let mut walk = root.walk();
    root.children(&mut walk)
        .any(|node| syntax.part(node) == Part::Export || node.kind() == "import_statement")
}

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    Code,
    Comment,
    /// In a string, a template or a regular expression.
    Text,
    /// Between tags, where the words of a torn file may be code.
    ElementText,
}

pub(super) struct Pass<'a> {
    language: Language,
    pub text: &'a str,
    pub syntax: &'static Syntax,
    pub places: Places<'a>,
    has_error: bool,
    /// How many bytes may still be read as tokens: words that begin a statement without an end, again
    /// and again, must not make a file quadratic.
    budget: usize,
    /// Where the first token of the file begins; triple-slash references stand above it.
    pub head_end: Option<usize>,
    pub drafts: Vec<Draft<'a>>,
    /// Statements, none of whose names is a use.
    statements: Vec<TextRange>,
    pub augmentations: Vec<Draft<'a>>,
}

impl<'a> Pass<'a> {
    /// Where each byte of ordinary source is read twice at most.
    const READS_PER_BYTE: usize = 8;

    fn keyword(&mut self, found: Found) {
        let is_in_statement =
            self.statements.last().is_some_and(|last| found.start < last.end() as usize);
        if is_in_statement || self.budget == 0 {
            return;
        }
        let before = found.start.checked_sub(1).and_then(|at| self.text.as_bytes().get(at));
        let is_member = before == Some(&b'.');
        match found.keyword {
            Keyword::Import if is_member => {}
            Keyword::Import => self.import(found),
            Keyword::Export if is_member => {}
            Keyword::Export => self.export(found),
            Keyword::Require => self.require(found),
            Keyword::Exports => self.exports(found),
            Keyword::Mock if is_member => {}
            Keyword::Mock => self.mock(found),
            Keyword::ChainedMock => self.chained_mock(found),
            Keyword::Url => self.url(found),
            Keyword::Module => self.augmentation(found),
            Keyword::Reference => self.triple_slash(found),
        }
    }

    fn ground(&mut self, at: usize) -> (Ground, &[Step<'a>]) {
        let path = self.places.at(at);
        let part = path.last().map_or(Part::Other, |step| self.syntax.part_of(step));
        let ground = match part {
            Part::Comment => Ground::Comment,
            Part::Text => Ground::Text,
            Part::ElementText => Ground::ElementText,
            _ => Ground::Code,
        };
        (ground, path)
    }

    pub fn is_code(&mut self, at: usize) -> bool {
        self.ground(at).0 == Ground::Code
    }

    /// Whether a whole statement that was read at `at` is one. In a torn file, lines of code may be
    /// taken for the text of an element.
    fn is_statement(&mut self, at: usize) -> bool {
        let begins_line =
            at.checked_sub(1).is_none_or(|at| self.text.as_bytes().get(at) == Some(&b'\n'));
        let has_error = self.has_error;
        match self.ground(at).0 {
            Ground::Code => true,
            Ground::ElementText => has_error && begins_line,
            Ground::Comment | Ground::Text => false,
        }
    }

    fn import(&mut self, found: Found) {
        let next = self.first(&mut Tokens::from(self.text, found.end));
        match next.form {
            Form::Sign(b'(') => self.dynamic(found),
            Form::Sign(b'.') => self.phased(found),
            Form::Word | Form::Text | Form::Sign(b'{' | b'*') => self.import_statement(found),
            _ => {}
        }
    }

    /// `import.defer(…)`, `import.source(…)`
    fn phased(&mut self, found: Found) {
        let mut tokens = Tokens::from(self.text, found.end);
        let is_phase = tokens.take(b'.')
            && (tokens.take_word("defer") || tokens.take_word("source"))
            && tokens.peek().is(b'(');
        if is_phase {
            self.dynamic(Found { end: tokens.at, ..found });
        }
    }

    pub fn first(&mut self, tokens: &mut Tokens<'a>) -> Token {
        let start = tokens.at;
        let token = tokens.next();
        self.charge(start, tokens.at);
        token
    }

    fn charge(&mut self, from: usize, to: usize) {
        self.budget = self.budget.saturating_sub(to - from);
    }

    fn read(
        &mut self,
        found: Found,
        read: impl FnOnce(&mut Statement<'a>) -> Option<()>,
    ) -> Option<Statement<'a>> {
        let mut statement = Statement::new(self.text, found.end);
        let is_read = read(&mut statement).is_some();
        self.charge(found.end, statement.tokens.at);
        is_read.then_some(statement)
    }

    fn import_statement(&mut self, found: Found) {
        if self.text.as_bytes().get(found.start.wrapping_sub(1)) == Some(&b'@') {
            return self.comment_import(found);
        }
        let is_exported = self.is_exported(found.start);
        let read = self.read(found, |statement| {
            statement.is_public = is_exported;
            statement.import()
        });
        let Some(mut statement) = read else { return };
        if !self.is_statement(found.start) {
            return;
        }
        let syntax = self.syntax;
        let (_, path) = self.ground(found.start);
        let known_in = path.split_last().map_or_else(file, |(_, around)| module(syntax, around));
        statement.found.iter_mut().for_each(|draft| {
            draft.known_in = draft.known_in.map(|_| known_in);
        });
        self.take(found, statement);
    }

    fn take(&mut self, found: Found, mut statement: Statement<'a>) {
        self.statements.push(TextRange::of(found.start..statement.tokens.at));
        self.drafts.append(&mut statement.found);
    }

    /// `/** @import { A } from "a" */`
    fn comment_import(&mut self, found: Found) {
        if self.language != Language::JavaScript || !self.is_doc_comment(found.start) {
            return;
        }
        if let Some(statement) = self.read(found, Statement::in_comment) {
            self.take(found, statement);
        }
    }

    fn is_doc_comment(&mut self, at: usize) -> bool {
        let text = self.text;
        let (ground, path) = self.ground(at);
        let start = path.last().map_or(0, |step| step.node.start_byte());
        ground == Ground::Comment && text.get(start..).is_some_and(|it| it.starts_with("/**"))
    }

    /// Whether `export` stands directly before the word at `at`, as a word of code: the last one of a comment is none.
    fn is_exported(&mut self, at: usize) -> bool {
        let before = self.text.get(..at).map(str::trim_end);
        let start = before.and_then(|it| it.strip_suffix("export")).map(str::len);
        start.is_some_and(|start| self.is_code(start))
    }

    fn export(&mut self, found: Found) {
        let mut tokens = Tokens::from(self.text, found.end);
        let next = self.first(&mut tokens);
        let word = tokens.slice(next);
        let is_list = next.is(b'{') || next.is(b'*') || (next.form == Form::Word && word == "type");
        if is_list {
            if let Some(statement) = self.read(found, Statement::export)
                && self.is_statement(found.start)
            {
                self.take(found, statement);
            }
        } else if next.is(b'=') {
            let name = self.first(&mut tokens);
            self.exported_name(name, commonjs::WHOLE);
        } else if next.form == Form::Word && word == "default" {
            let name = self.first(&mut tokens);
            if is_before_name(name, tokens.slice(name)) {
                self.exported_declaration(found, tokens);
            } else {
                self.exported_name(name, "default");
            }
        }
    }

    /// `export default function a`, `export default class a`
    fn exported_declaration(&mut self, found: Found, mut tokens: Tokens<'a>) {
        let mut name = self.first(&mut tokens);
        while is_before_name(name, tokens.slice(name)) {
            name = self.first(&mut tokens);
        }
        let word = tokens.slice(name);
        let is_named = name.form == Form::Word && !matches!(word, "extends" | "implements");
        if is_named && self.is_statement(found.start) {
            let mut draft = Draft::new(ImportForm::Local, "".into(), name.range());
            draft.name = word.into();
            draft.bound = "default".into();
            draft.visibility = boundstone_model::Visibility::Public;
            self.drafts.push(draft);
        }
    }

    /// `export default a`, `export = a`
    fn exported_name(&mut self, token: Token, bound: &'static str) {
        if token.form != Form::Word {
            return;
        }
        let syntax = self.syntax;
        let path = self.places.at(token.start as usize);
        let [.., parent, leaf] = path else { return };
        let is_name = syntax.part_of(leaf) == Part::Name
            && leaf.node.end_byte() == token.end as usize
            && (syntax.part_of(parent) == Part::Export || is_error(parent.node));
        if is_name {
            let mut draft = Draft::new(ImportForm::Local, "".into(), token.range());
            draft.name = token.range().slice(self.text).into();
            draft.bound = bound.into();
            draft.visibility = boundstone_model::Visibility::Public;
            self.drafts.push(draft);
        }
    }

    /// The only argument of a call, or the first, if it is a string.
    pub fn argument(&mut self, tokens: &mut Tokens<'a>) -> Option<Token> {
        if tokens.peek().is(b'<') {
            skip_type_arguments(tokens)?;
        }
        self.first(tokens).is(b'(').then_some(())?;
        let token = self.first(tokens);
        let end = self.first(&mut Tokens { ..*tokens });
        (token.form == Form::Text && (end.is(b')') || end.is(b','))).then_some(token)
    }

    fn dynamic(&mut self, found: Found) {
        let is_script = self.language == Language::JavaScript;
        let is_code = self.is_code(found.start);
        let is_type = !is_code && is_script && self.is_doc_comment(found.start);
        if !is_code && !is_type {
            return;
        }
        match self.argument(&mut Tokens::from(self.text, found.end)) {
            Some(specifier) if is_code => self.call(found, specifier, true),
            Some(specifier) => self.module_type(specifier),
            None => {}
        }
    }

    fn call(&mut self, found: Found, specifier: Token, is_promise: bool) {
        // A name to the grammar, where the text is mended.
        let innermost = self.places.at(found.start).last().map(|step| step.node);
        if innermost
            .is_some_and(|it| it.child_count() == 0 && it.end_byte() > specifier.end as usize)
        {
            return self.module_type(specifier);
        }
        let before = self.text.get(..found.start).unwrap_or_default();
        let call = Call {
            syntax: self.syntax,
            text: self.text,
            from: self.value(specifier),
            specifier: specifier.range(),
            is_promise,
            is_type_only: before.trim_end().ends_with("typeof"),
        };
        let drafts = call.drafts(self.places.at(found.start));
        self.drafts.extend(drafts);
    }

    /// `import("a").T`, where no tree tells of it.
    fn module_type(&mut self, specifier: Token) {
        let mut draft = Draft::new(ImportForm::Whole, self.value(specifier), specifier.range());
        draft.is_type_only = true;
        let mut tokens = Tokens::from(self.text, specifier.end as usize);
        if tokens.take(b')') && tokens.take(b'.') {
            let name = tokens.next();
            if name.form == Form::Word {
                draft.form = ImportForm::Named;
                draft.name = tokens.slice(name).into();
                draft.range = name.range();
            }
        }
        self.drafts.push(draft);
    }

    pub fn value(&self, token: Token) -> Cow<'a, str> {
        Tokens::from(self.text, 0).value(token)
    }

    pub fn whole(&mut self, specifier: Token) {
        let draft = Draft::new(ImportForm::Whole, self.value(specifier), specifier.range());
        self.drafts.push(draft);
    }

    fn require(&mut self, found: Found) {
        let before = self.text.get(..found.start).unwrap_or_default();
        let is_member =
            before.ends_with('.') && !before.ends_with("..") && !before.ends_with("module.");
        if is_member || !self.is_code(found.start) {
            return;
        }
        let mut tokens = Tokens::from(self.text, found.end);
        let is_resolve = tokens.take(b'.') && tokens.take_word("resolve");
        if !is_resolve {
            tokens.at = found.end;
        }
        let Some(specifier) = self.argument(&mut tokens) else { return };
        match is_resolve {
            true => self.whole(specifier),
            false => self.call(found, specifier, false),
        }
    }

    fn exports(&mut self, found: Found) {
        let (ground, path) = self.ground(found.start);
        if ground == Ground::Code {
            let path = path.to_vec();
            self.drafts.extend(commonjs::exports(self.syntax, self.text, &path));
        }
    }
}

/// Passes over `<…>`.
fn skip_type_arguments(tokens: &mut Tokens<'_>) -> Option<()> {
    /// Type arguments before a specifier are short: `<typeof import("a")>`.
    const MOST_TOKENS: usize = 64;
    let mut depth = 0_usize;
    let mut is_arrow = false;
    for _ in 0..MOST_TOKENS {
        let token = tokens.next();
        match token.form {
            Form::Sign(b'<') => depth += 1,
            Form::Sign(b'>') if !is_arrow => depth = depth.saturating_sub(1),
            Form::End => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(());
        }
        is_arrow = token.is(b'=');
    }
    None
}

/// Whether a token stands between `export default` and the name of what is declared.
fn is_before_name(token: Token, word: &str) -> bool {
    let words = ["abstract", "async", "class", "enum", "function", "interface"];
    token.is(b'*') || (token.form == Form::Word && words.contains(&word))
}
