//! What a Rust file says of other files, from its tokens: imports, scopes, and the paths that may lead
//! out of the file. Tokens serve where a tree does not: what a macro is given is tokens and nothing else,
//! and a text that does not parse has them all the same.

use boundstone_model::{
    FactsBuilder, Import, ImportForm, ItemKind, ItemNumber, Reference, ReferenceKind, References,
    Scope, ScopeKind, ScopeNumber, Visibility,
};
use boundstone_text::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use super::attribute::Pending;
use super::kept::Kept;
use super::token::{Delimiter, Form, Token, tokens};

/// Adds to the facts what the file says of others; its items must be there already.
pub(crate) fn references(text: &str, facts: &mut FactsBuilder) {
    let mut pass = Pass::new(text, facts);
    pass.run();
    let (scopes, imports, paths) = Kept::of(&pass, facts);
    let imports = imports.iter().map(DraftImport::finished).collect();
    facts.set_references(&References { scopes, imports, paths });
}

/// An import whose path is put together from several places.
#[derive(Clone, Debug)]
pub(super) struct DraftImport<'a> {
    pub scope: ScopeNumber,
    pub form: ImportForm,
    pub visibility: Visibility,
    pub from: String,
    pub name: &'a str,
    pub bound: &'a str,
    pub adjacent: usize,
    pub is_test: bool,
    pub range: TextRange,
}

impl DraftImport<'_> {
    fn finished(&self) -> Import<'_> {
        Import {
            scope: self.scope,
            form: self.form,
            visibility: self.visibility,
            from: &self.from,
            name: self.name,
            bound: self.bound,
            adjacent: self.adjacent.min(usize::from(u8::MAX)) as u8,
            is_test: self.is_test,
            is_type_only: false,
            range: self.range,
        }
    }
}

/// A path that may lead out of the file, before all imports are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    pub reference: Reference<'a>,
    /// The function around it, by its number; 0 outside of all.
    pub function: u32,
    /// Stands where a local variable might be meant.
    pub may_be_local: bool,
}

/// What an open delimiter is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    scope: ScopeNumber,
    /// Braces of a macro among items: what is imported in them is imported around them.
    pub(super) is_transparent: bool,
    /// The body of an item in such braces, or something in it.
    pub(super) is_body: bool,
}

/// One pass over the tokens of a file.
pub(super) struct Pass<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub at: usize,
    pub scopes: Vec<Scope>,
    pub imports: Vec<DraftImport<'a>>,
    pub candidates: Vec<Candidate<'a>>,
    /// Names that patterns bind, with the function they stand in.
    pub locals: FxHashSet<(u32, &'a str)>,
    pub pending: Pending<'a>,
    pub(super) frames: Vec<Frame>,
    /// The frame of the file.
    outermost: Frame,
    /// Where the names of items begin that are definitions and no references.
    pub(super) definitions: FxHashSet<u32>,
    /// Modules by where their names begin.
    pub(super) modules: FxHashMap<u32, ItemNumber>,
    /// The module whose body the next brace opens.
    pub(super) opened_module: Option<ItemNumber>,
    /// The position of the delimiter that a macro is given its tokens in.
    pub(super) macro_delimiter: Option<usize>,
    /// How many frames there are around the macro definition or the function that is being read.
    pub(super) macro_definition: Option<usize>,
    pub(super) function: Option<usize>,
    pub(super) functions: u32,
    /// Whether the next brace opens the body of an item that a macro is given.
    pub(super) opens_body: bool,
}

impl<'a> Pass<'a> {
    fn new(text: &'a str, facts: &FactsBuilder) -> Self {
        let mut definitions = FxHashSet::default();
        let mut modules = FxHashMap::default();
        for (number, item) in (0..).zip(facts.items()) {
            if item.kind == ItemKind::Module {
                modules.insert(item.name_at(), number);
            }
            if item.kind.is_symbol() {
                definitions.insert(item.name_at());
            }
        }
        Self {
            text,
            tokens: tokens(text),
            at: 0,
            scopes: vec![Scope::FILE],
            imports: Vec::new(),
            candidates: Vec::new(),
            locals: FxHashSet::default(),
            pending: Pending::default(),
            frames: Vec::new(),
            outermost: Frame { scope: 0, is_transparent: false, is_body: false },
            definitions,
            modules,
            opened_module: None,
            macro_delimiter: None,
            macro_definition: None,
            function: None,
            functions: 0,
            opens_body: false,
        }
    }

    fn run(&mut self) {
        while let Some(token) = self.token(0) {
            match token.form {
                Form::Word => self.word(token),
                Form::Open(delimiter) => self.open(delimiter),
                Form::Close(_) => self.close(),
                Form::Sign(b'#') => self.attribute(),
                Form::Sign(sign) => self.sign(sign),
                Form::PathSeparator => self.leading_separator(),
                Form::Arrow => self.arm(),
                Form::Operator | Form::Text | Form::Other => self.at += 1,
            }
        }
    }

    /// The token `ahead` of the one that is being looked at.
    pub fn token(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.at + ahead).copied()
    }

    pub fn before(&self) -> Option<Token> {
        self.tokens.get(self.at.checked_sub(1)?).copied()
    }

    pub fn slice(&self, token: Token) -> &'a str {
        token.range().slice(self.text)
    }

    /// The word `ahead`, without `r#`; `None` for any other token.
    pub fn word_ahead(&self, ahead: usize) -> Option<&'a str> {
        let token = self.token(ahead).filter(|token| token.form == Form::Word)?;
        Some(boundstone_model::bare(self.slice(token)))
    }

    pub fn scope(&self) -> ScopeNumber {
        self.frame().scope
    }

    pub(super) fn frame(&self) -> Frame {
        self.frames.last().copied().unwrap_or(self.outermost)
    }

    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    pub fn is_in_macro_definition(&self) -> bool {
        self.macro_definition.is_some()
    }

    fn open(&mut self, delimiter: Delimiter) {
        let around = self.frame();
        let is_macro = self.macro_delimiter == Some(self.at);
        let module = self.opened_module.take().filter(|_| delimiter == Delimiter::Brace);
        let is_test = self.scopes.get(around.scope as usize).is_some_and(|scope| scope.is_test);
        let is_among_items = self.scopes.get(around.scope as usize).is_some_and(Scope::is_module);
        let opens_body = delimiter == Delimiter::Brace && std::mem::take(&mut self.opens_body);
        let frame = if delimiter != Delimiter::Brace {
            around
        } else if module.is_none() && (around.is_transparent || (is_macro && is_among_items)) {
            let is_body = around.is_body || (opens_body && !is_macro);
            Frame { is_transparent: true, is_body, ..around }
        } else {
            let kind = module.map_or(ScopeKind::Block, ScopeKind::Module);
            let is_test = is_test || self.pending.take_test(self.depth());
            self.scopes.push(Scope { parent: around.scope, kind, is_test });
            Frame {
                scope: self.scopes.len() as ScopeNumber - 1,
                is_transparent: false,
                is_body: false,
            }
        };
        self.frames.push(frame);
        self.at += 1;
    }

    fn close(&mut self) {
        self.frames.pop();
        let depth = Some(self.depth());
        let is_brace = self.token(0).is_some_and(|it| it.form == Form::Close(Delimiter::Brace));
        if self.function == depth && is_brace {
            self.function = None;
        }
        if self.macro_definition == depth {
            self.macro_definition = None;
        }
        if is_brace {
            self.pending.end(self.depth());
        }
        self.at += 1;
    }

    fn sign(&mut self, sign: u8) {
        if sign == b';' || sign == b',' {
            self.pending.end(self.depth());
        }
        self.opens_body &= sign != b';';
        if sign == b';' && self.function == Some(self.depth()) {
            self.function = None;
        }
        self.at += 1;
    }

    fn leading_separator(&mut self) {
        let is_start = self.before().is_none_or(|it| it.form != Form::Word && !it.is(b'>'));
        match self.word_ahead(1) {
            Some(_) if is_start => self.path(),
            _ => self.at += 1,
        }
    }

    fn word(&mut self, token: Token) {
        let before = self.before();
        let is_part = before.is_some_and(|it| it.is(b'.') || it.form == Form::PathSeparator);
        let word = self.slice(token);
        let is_variable = before.is_some_and(|it| it.is(b'$')) && word != "crate";
        if is_part || is_variable || self.definitions.contains(&token.start) {
            self.at += 1;
            return;
        }
        match word {
            "use" => self.use_declaration(),
            "mod" => self.module(),
            "extern" if self.word_ahead(1) == Some("crate") => self.extern_crate(),
            "pub" => self.visibility(),
            "let" => self.bind_until(&[Form::Sign(b'='), Form::Sign(b';')]),
            "for" => self.bind_loop(),
            "fn" => self.function(),
            "struct" | "enum" | "union" | "trait" | "type" | "const" | "static" => {
                self.definition()
            }
            "macro_rules" => self.macro_rules(),
            "crate" | "self" | "super" if !self.is_path() => self.at += 1,
            "impl" => {
                self.opens_body = true;
                self.at += 1;
            }
            "async" | "unsafe" | "extern" => self.modifier(),
            "Self" => self.skip_path(),
            _ if is_keyword(word) => self.at += 1,
            _ => self.path(),
        }
    }

    fn is_path(&self) -> bool {
        self.token(1).is_some_and(|next| next.form == Form::PathSeparator)
    }

    /// Passes over a path that stays in the file.
    fn skip_path(&mut self) {
        self.at += 1;
        while self.token(0).is_some_and(|it| it.form == Form::PathSeparator)
            && self.word_ahead(1).is_some()
        {
            self.at += 2;
        }
    }

    /// Takes the path that begins here, with a name or with `::`.
    pub fn path(&mut self) {
        let first = self.at;
        let Some(start) = self.token(0) else { return };
        let mut end = start;
        if start.form == Form::Word {
            self.at += 1;
        }
        while let (Some(separator), Some(word)) = (self.token(0), self.token(1))
            && separator.form == Form::PathSeparator
            && word.form == Form::Word
            && separator.end == word.start
            && (self.at == first || separator.start == end.end)
        {
            end = word;
            self.at += 2;
        }
        self.at = self.at.max(first + 1);
        self.candidate(first, TextRange::new(start.start, end.end));
    }

    fn candidate(&mut self, first: usize, range: TextRange) {
        let path = range.slice(self.text);
        let is_bare = memchr::memchr(b':', path.as_bytes()).is_none();
        let next = self.token(0);
        let before = first.checked_sub(1).and_then(|at| self.tokens.get(at)).copied();
        let is_macro = next.is_some_and(|it| it.is(b'!'));
        let is_call = next.is_some_and(|it| it.form == Form::Open(Delimiter::Parenthesis));
        let may_be_local = is_bare && !is_macro && is_lower(path);
        if is_macro {
            let named = usize::from(self.word_ahead(1).is_some());
            self.macro_delimiter = Some(self.at + 1 + named);
        }
        if may_be_local {
            let is_bound = |token: Option<Token>| token.is_some_and(|it| it.is(b'|'));
            if next.is_some_and(|it| it.is(b':')) || is_bound(next) || is_bound(before) {
                self.bind(first);
            }
            // A field, a parameter, a variable with its type.
            if next.is_some_and(|it| it.is(b':')) {
                return;
            }
        }
        let is_list = before.is_some_and(|it| it.is(b'<') || it.is(b','));
        if is_bare && is_list && next.is_some_and(|it| it.is(b'=')) {
            return; // `Item = T` in the arguments of a trait.
        }
        let kind = match (is_macro, is_call) {
            (true, _) => ReferenceKind::Macro,
            (_, true) => ReferenceKind::Call,
            _ => ReferenceKind::Path,
        };
        self.push(range, kind, may_be_local);
    }

    pub fn push(&mut self, range: TextRange, kind: ReferenceKind, may_be_local: bool) {
        self.candidates.push(Candidate {
            reference: Reference {
                scope: self.scope(),
                kind,
                is_in_macro_definition: self.is_in_macro_definition(),
                path: range.slice(self.text),
                start: range.start(),
            },
            function: self.function_number(),
            may_be_local,
        });
    }
}

/// Whether a name begins as those of variables, functions and modules do.
pub(super) fn is_lower(name: &str) -> bool {
    let first = boundstone_model::bare(name).chars().find(|ch| *ch != '_');
    first.is_some_and(char::is_lowercase)
}

/// Source: The Rust Reference, "Keywords", without those that can begin a path.
pub(super) fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "as" | "async"
            | "await"
            | "break"
            | "const"
            | "continue"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "fn"
            | "for"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "true"
            | "type"
            | "unsafe"
            | "use"
            | "where"
            | "while"
            | "yield"
            | "_"
    )
}
