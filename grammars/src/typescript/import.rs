//! The statements of modules, read from their tokens: `import … from`, `export … from`, `export { … }`.

use std::borrow::Cow;

use boundstone_model::{ImportForm, Visibility};
use boundstone_text::TextRange;

use super::name::file;
use super::token::{Form, Token, Tokens};

/// An import, before it is known where its name is known.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub form: ImportForm,
    pub visibility: Visibility,
    pub from: Cow<'a, str>,
    pub name: Cow<'a, str>,
    pub bound: Cow<'a, str>,
    pub is_type_only: bool,
    pub range: TextRange,
    /// The part of the file where `bound` is known; `None` where nothing is made known here.
    pub known_in: Option<TextRange>,
    /// Where `bound` is written; empty inside of a statement, none of whose names is a use.
    pub bound_at: TextRange,
}

impl<'a> Draft<'a> {
    pub fn new(form: ImportForm, from: Cow<'a, str>, range: TextRange) -> Self {
        Self {
            form,
            visibility: Visibility::Private,
            from,
            name: Cow::Borrowed(""),
            bound: Cow::Borrowed(""),
            is_type_only: false,
            range,
            known_in: None,
            bound_at: TextRange::new(range.start(), range.start()),
        }
    }
}

/// One name of a list between braces.
struct Specifier<'a> {
    name: Cow<'a, str>,
    bound: Cow<'a, str>,
    is_type_only: bool,
    range: TextRange,
}

/// Reads the rest of a statement. On success it ends where `tokens` stands.
pub(super) struct Statement<'a> {
    pub tokens: Tokens<'a>,
    pub is_public: bool,
    /// Where names are known that an import binds.
    pub known_in: TextRange,
    pub found: Vec<Draft<'a>>,
}

impl<'a> Statement<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Self {
            tokens: Tokens::from(text, at),
            is_public: false,
            known_in: file(),
            found: Vec::new(),
        }
    }

    /// What follows the word `import`. `None` where it is no such statement.
    pub fn import(&mut self) -> Option<()> {
        let first = self.tokens.peek();
        if first.form == Form::Text {
            self.tokens.next();
            self.found.push(Draft::new(ImportForm::Whole, self.tokens.value(first), first.range()));
            return Some(());
        }
        let is_type_only = self.modifier();
        let mut drafts = Vec::new();
        let mut token = self.tokens.next();
        if token.form == Form::Word {
            let name = self.tokens.slice(token);
            if self.tokens.take(b'=') {
                return self.alias(name, is_type_only);
            }
            drafts.push(self.bound(ImportForm::Named, "default".into(), name.into(), token));
            if self.tokens.take_word("from") {
                return self.specifier(drafts, is_type_only);
            }
            if !self.tokens.take(b',') {
                return None;
            }
            token = self.tokens.next();
        }
        if token.is(b'*') {
            if !self.tokens.take_word("as") {
                return None;
            }
            let name = self.tokens.next();
            let bound = (name.form == Form::Word).then(|| self.tokens.slice(name))?;
            drafts.push(self.bound(ImportForm::Namespace, "".into(), bound.into(), token));
        } else if token.is(b'{') {
            for one in self.list()? {
                let mut draft = Draft::new(ImportForm::Named, "".into(), one.range);
                (draft.name, draft.bound) = (one.name, one.bound);
                draft.is_type_only = one.is_type_only;
                draft.known_in = Some(self.known_in);
                drafts.push(draft);
            }
        } else {
            return None;
        }
        if !self.tokens.take_word("from") {
            return None;
        }
        self.specifier(drafts, is_type_only)
    }

    /// What follows the word `export`, where it is a list or a `*`.
    pub fn export(&mut self) -> Option<()> {
        self.is_public = true;
        let is_type_only = self.tokens.take_word("type");
        let token = self.tokens.next();
        let mut drafts = Vec::new();
        if token.is(b'*') {
            let mut draft = Draft::new(ImportForm::Glob, "".into(), token.range());
            if self.tokens.take_word("as") {
                draft.form = ImportForm::Namespace;
                let name = self.tokens.next();
                draft.bound = self.name(name)?;
            }
            drafts.push(draft);
        } else if token.is(b'{') {
            for one in self.list()? {
                let mut draft = Draft::new(ImportForm::Local, "".into(), one.range);
                (draft.name, draft.bound) = (one.name, one.bound);
                draft.is_type_only = one.is_type_only || is_type_only;
                drafts.push(draft);
            }
            if !self.tokens.take_word("from") {
                drafts.iter_mut().for_each(|draft| draft.visibility = Visibility::Public);
                self.found.append(&mut drafts);
                return Some(());
            }
            drafts.iter_mut().for_each(|draft| draft.form = ImportForm::Named);
            return self.specifier(drafts, is_type_only);
        } else {
            return None;
        }
        self.tokens.take_word("from").then_some(())?;
        self.specifier(drafts, is_type_only)
    }

    /// What follows `@import` in a comment: names for the types of the file's comments only.
    pub fn in_comment(&mut self) -> Option<()> {
        self.import()?;
        for draft in &mut self.found {
            draft.is_type_only = true;
            draft.known_in = None;
        }
        Some(())
    }

    /// Takes `type` and the like before what is imported, unless it is the name itself.
    fn modifier(&mut self) -> bool {
        let before = self.tokens;
        let word = self.tokens.next();
        let is_type = matches!(self.tokens.slice(word), "type" | "typeof");
        let is_phase = matches!(self.tokens.slice(word), "defer" | "source");
        if word.form == Form::Word && (is_type || is_phase) {
            let mut ahead = self.tokens;
            let next = ahead.next();
            let is_modifier = match next.form {
                Form::Word if ahead.slice(next) == "from" => ahead.peek().form != Form::Text,
                Form::Word => true,
                Form::Sign(sign) => sign == b'{' || sign == b'*',
                _ => false,
            };
            if is_modifier {
                return is_type;
            }
        }
        self.tokens = before;
        false
    }

    fn bound(
        &self,
        form: ImportForm,
        name: Cow<'a, str>,
        bound: Cow<'a, str>,
        token: Token,
    ) -> Draft<'a> {
        let known_in = Some(self.known_in);
        Draft { name, bound, known_in, ..Draft::new(form, "".into(), token.range()) }
    }

    /// What follows `import a =`.
    fn alias(&mut self, bound: &'a str, is_type_only: bool) -> Option<()> {
        let first = self.tokens.next();
        if first.form != Form::Word {
            return None;
        }
        let is_call = self.tokens.slice(first) == "require" && self.tokens.take(b'(');
        let mut draft = if is_call {
            let specifier = self.tokens.next();
            let is_whole = specifier.form == Form::Text && self.tokens.take(b')');
            is_whole.then_some(())?;
            let from = self.tokens.value(specifier);
            Draft::new(ImportForm::Namespace, from, specifier.range())
        } else {
            let mut path = Cow::Borrowed(self.tokens.slice(first));
            let mut end = first.end;
            while self.tokens.take(b'.') {
                let word = self.tokens.next();
                (word.form == Form::Word).then_some(())?;
                path = format!("{path}.{}", self.tokens.slice(word)).into();
                end = word.end;
            }
            let mut draft =
                Draft::new(ImportForm::Local, "".into(), TextRange::new(first.start, end));
            draft.name = path;
            draft
        };
        draft.bound = bound.into();
        draft.is_type_only = is_type_only;
        draft.known_in = Some(self.known_in);
        if self.is_public {
            draft.visibility = Visibility::Public;
        }
        self.found.push(draft);
        Some(())
    }

    /// The names up to the closing brace.
    fn list(&mut self) -> Option<Vec<Specifier<'a>>> {
        let mut list = Vec::new();
        loop {
            let token = self.tokens.next();
            if token.is(b'}') {
                return Some(list);
            }
            list.push(self.one(token)?);
            let end = self.tokens.next();
            if end.is(b'}') {
                return Some(list);
            }
            end.is(b',').then_some(())?;
        }
    }

    /// One name of a list. `type` and `as` may be names too: `type as`, `type as as`, `type as as as`.
    fn one(&mut self, first: Token) -> Option<Specifier<'a>> {
        let mut words = [first; 4];
        let mut count = 0;
        let mut token = first;
        loop {
            *words.get_mut(count)? = token;
            count += 1;
            if !matches!(self.tokens.peek().form, Form::Word | Form::Text) {
                break;
            }
            token = self.tokens.next();
        }
        let words = words.get(..count)?;
        let is =
            |token: &Token, word| token.form == Form::Word && self.tokens.slice(*token) == word;
        let (is_type_only, name, bound) = match words {
            [name] => (false, name, name),
            [word, name] if is(word, "type") || is(word, "typeof") => (true, name, name),
            [name, word, bound] if is(word, "as") => (false, name, bound),
            [word, name, _, bound] if is(word, "type") || is(word, "typeof") => (true, name, bound),
            _ => return None,
        };
        Some(Specifier {
            name: self.name(*name)?,
            bound: self.name(*bound)?,
            is_type_only,
            range: name.range(),
        })
    }

    fn name(&self, token: Token) -> Option<Cow<'a, str>> {
        match token.form {
            Form::Word => Some(self.tokens.slice(token).into()),
            Form::Text => Some(self.tokens.value(token)),
            _ => None,
        }
    }

    /// The specifier that ends a statement, of which `drafts` are the names.
    fn specifier(&mut self, mut drafts: Vec<Draft<'a>>, is_type_only: bool) -> Option<()> {
        let token = self.tokens.next();
        if token.form != Form::Text {
            return None;
        }
        let from = self.tokens.value(token);
        if drafts.is_empty() {
            drafts.push(Draft::new(ImportForm::Whole, "".into(), token.range()));
        }
        for draft in &mut drafts {
            draft.from.clone_from(&from);
            draft.is_type_only |= is_type_only;
            if self.is_public {
                draft.visibility = Visibility::Public;
            }
        }
        self.found.append(&mut drafts);
        Some(())
    }
}
