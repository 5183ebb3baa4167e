//! What a Rust file says of other files, from its tokens: imports, scopes, and the paths that may lead
//! out of the file. Tokens serve where a tree does not: what a macro is given is tokens and nothing else,
//! and a text that does not parse has them all the same.

use boundstone_model::{FactsBuilder, ReferenceKind, References, ScopeNumber, bare};
use boundstone_text::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use super::attribute::Pending;
use super::kept::Kept;
use super::quotation::is_quotation;
use super::scan::{Candidate, DraftKind, DraftScope, Lengths, NO_NAME, Scan};
use super::token::{Delimiter, Form, Token};

/// Adds to the facts what the file says of others; its items must be there already.
pub(crate) fn references(text: &str, scan: &mut Scan, facts: &mut FactsBuilder) {
    let Kept { scopes, imports, paths } = Kept::of(text, scan, facts);
    let imports = imports.iter().map(|(import, scope)| import.finished(text, *scope)).collect();
    facts.set_references(&References { scopes, imports, paths });
    facts.may_expand = scan.making > 0;
}

/// What an open delimiter is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) scope: ScopeNumber,
    /// Braces of a macro among items: what is imported in them is imported around them.
    pub(super) is_transparent: bool,
    /// The body of an item in such braces, or something in it.
    pub(super) is_body: bool,
}

/// One pass over the tokens of a file, or of some of its blocks.
pub(super) struct Pass<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub at: usize,
    pub(super) scan: &'a mut Scan,
    /// The first token of the block, and how long the lists were there.
    pub(super) block: usize,
    before_block: Lengths,
    /// Names that patterns of the block bind, with the function they stand in.
    pub locals: FxHashSet<(u32, &'a str)>,
    /// The types of those that the text says, by function and name.
    pub(super) typed: FxHashMap<(u32, &'a str), TextRange>,
    pub pending: Pending<'a>,
    pub(super) frames: Vec<Frame>,
    /// The frame of the file.
    outermost: Frame,
    /// The module whose body the next brace opens, by where its name begins.
    pub(super) opened_module: Option<u32>,
    /// The position of the delimiter that a macro is given its tokens in.
    pub(super) macro_delimiter: Option<usize>,
    /// How many frames there are around the macro definition or the function that is being read.
    pub(super) macro_definition: Option<usize>,
    /// Where the name begins of the macro that is being read, if it is an item of a module.
    pub(super) defined_macro: Option<u32>,
    pub(super) function: Option<usize>,
    pub(super) functions: u32,
    /// Whether the next brace opens the body of an item that a macro is given.
    pub(super) opens_body: bool,
    /// What stands between the name of a test function and its body: how many frames are around it, and its scope.
    pub(super) test_signature: Option<(usize, ScopeNumber)>,
}

impl<'a> Pass<'a> {
    /// A pass over tokens of `text` that begin where a block does.
    pub fn new(text: &'a str, tokens: Vec<Token>, scan: &'a mut Scan) -> Self {
        Self {
            text,
            tokens,
            at: 0,
            block: 0,
            before_block: scan.lengths(),
            scan,
            locals: FxHashSet::default(),
            typed: FxHashMap::default(),
            pending: Pending::default(),
            frames: Vec::new(),
            outermost: Frame { scope: 0, is_transparent: false, is_body: false },
            opened_module: None,
            macro_delimiter: None,
            macro_definition: None,
            defined_macro: None,
            function: None,
            functions: 0,
            opens_body: false,
            test_signature: None,
        }
    }

    /// Adds to the scan what the tokens say. A last block that has no end is added, but not ended.
    pub fn run(mut self) {
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
        self.drop_locals();
    }

    /// Ends the block behind a token that nothing is open around: what comes next does not depend on it.
    fn end_block(&mut self) {
        let Some(last) = self.before().filter(|_| self.frames.is_empty()) else { return };
        self.drop_locals();
        self.scan.end_block(last.end);
        self.block = self.at;
        self.before_block = self.scan.lengths();
        self.locals.clear();
        self.typed.clear();
        self.pending = Pending::default();
        self.opened_module = None;
        self.macro_delimiter = None;
        self.macro_definition = None;
        self.defined_macro = None;
        self.function = None;
        self.functions = 0;
        self.opens_body = false;
        self.test_signature = None;
    }

    /// Takes those candidates of the block away that mean local names.
    fn drop_locals(&mut self) {
        if self.locals.is_empty() {
            return;
        }
        let Self { text, locals, before_block, scan, .. } = self;
        let mut kept = before_block.candidates;
        for at in before_block.candidates..scan.candidates.len() {
            let Some(candidate) = scan.candidates.get(at).copied() else { break };
            if !is_local(&candidate, text, locals) {
                if let Some(place) = scan.candidates.get_mut(kept) {
                    *place = candidate;
                }
                kept += 1;
            }
        }
        scan.candidates.truncate(kept);
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
        Some(self.name(self.name_ahead(ahead)?))
    }

    /// Where the word `ahead` stands; `None` for any other token.
    pub fn name_ahead(&self, ahead: usize) -> Option<TextRange> {
        Some(self.token(ahead).filter(|token| token.form == Form::Word)?.range())
    }

    /// The name in a range, without `r#`.
    pub fn name(&self, range: TextRange) -> &'a str {
        bare(range.slice(self.text))
    }

    pub fn scope(&self) -> ScopeNumber {
        self.test_signature.map_or(self.frame().scope, |(_, scope)| scope)
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
        if delimiter == Delimiter::Brace {
            self.end_test_signature();
        }
        let around = self.frame();
        let is_macro = self.macro_delimiter == Some(self.at);
        let module = self.opened_module.take().filter(|_| delimiter == Delimiter::Brace);
        let scope = self.scan.scopes.get(around.scope as usize);
        let is_test = scope.is_some_and(|scope| scope.is_test);
        let is_among_items = scope.is_some_and(DraftScope::is_module);
        let opens_body = delimiter == Delimiter::Brace && std::mem::take(&mut self.opens_body);
        let frame = if delimiter != Delimiter::Brace {
            around
        } else if module.is_none() && (around.is_transparent || (is_macro && is_among_items)) {
            let is_body = around.is_body || (opens_body && !is_macro);
            Frame { is_transparent: true, is_body, ..around }
        } else {
            let is_given = around.is_transparent && module.is_some();
            let body = self.body_of_macro().map(DraftKind::Macro);
            let kind = module.map(DraftKind::Module).or(body).unwrap_or(DraftKind::Block);
            let is_test = is_test || self.pending.take_test(self.depth());
            self.scan.scopes.push(DraftScope { parent: around.scope, kind, is_test });
            Frame {
                scope: self.scan.scopes.len() as ScopeNumber - 1,
                is_transparent: is_given,
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
        self.at += 1;
        if is_brace {
            self.pending.end(self.depth());
            self.end_block();
        }
    }

    fn sign(&mut self, sign: u8) {
        if sign == b';' || sign == b',' {
            self.pending.end(self.depth());
        }
        if sign == b';' {
            self.end_test_signature();
        }
        self.opens_body &= sign != b';';
        if sign == b';' && self.function == Some(self.depth()) {
            self.function = None;
        }
        if sign == b'!' {
            self.note_call();
        }
        self.at += 1;
        if sign == b';' {
            self.end_block();
        }
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
        let word = self.slice(token);
        // No keyword goes on with a path; where one stands, the path is being typed.
        let is_part = before
            .is_some_and(|it| it.is(b'.') || (it.form == Form::PathSeparator && !is_keyword(word)));
        let is_variable = before.is_some_and(|it| it.is(b'$')) && word != "crate";
        if is_part || is_variable {
            if before.is_some_and(|it| it.is(b'.')) {
                self.member(token);
            }
            self.at += 1;
            return;
        }
        match word {
            "use" => self.use_declaration(),
            "mod" => self.module(),
            "extern" if self.word_ahead(1) == Some("crate") => self.extern_crate(),
            "pub" => self.visibility(),
            "let" => {
                self.note_made();
                self.bind_until(&[Form::Sign(b'='), Form::Sign(b';')]);
            }
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
        self.candidate(first, start, TextRange::new(start.start, end.end));
    }

    fn candidate(&mut self, first: usize, start: Token, range: TextRange) {
        let is_bare = start.end == range.end();
        let next = self.token(0);
        let before = first.checked_sub(1).and_then(|at| self.tokens.get(at)).copied();
        let is_macro = next.is_some_and(|it| it.is(b'!'));
        let is_call = next.is_some_and(|it| it.form == Form::Open(Delimiter::Parenthesis));
        let may_be_local = is_bare && !is_macro && is_lower(self.slice(start));
        if is_macro && is_bare {
            self.expansion(before, range);
        }
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
                self.note_type(self.slice(start));
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
        self.push(start, range, kind, may_be_local);
        if is_macro && is_quotation(range.slice(self.text)) {
            self.skip_quotation();
        }
    }

    /// Adds the path in `range`, whose first token is `start`.
    pub fn push(
        &mut self,
        start: Token,
        range: TextRange,
        kind: ReferenceKind,
        may_be_local: bool,
    ) {
        let is_name = start.form == Form::Word;
        self.scan.candidates.push(Candidate {
            start: range.start(),
            length: range.len(),
            of_type: NO_NAME,
            first_length: if is_name { start.range().len() } else { 0 },
            scope: self.scope(),
            function: self.function_number(),
            kind,
            is_in_macro_definition: self.is_in_macro_definition(),
            may_be_local,
            is_kept: None,
        });
    }
}

fn is_local(candidate: &Candidate, text: &str, locals: &FxHashSet<(u32, &str)>) -> bool {
    let first = candidate.first(text);
    let is_bound = |name| locals.contains(&(candidate.function, name));
    match candidate.may_be_local {
        true => is_bound(candidate.range().slice(text)),
        false => !first.is_empty() && !is_lower(first) && is_bound(first),
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
