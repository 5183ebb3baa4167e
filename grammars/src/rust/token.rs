use boundstone_text::TextRange;
use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, strip_shebang, tokenize};

/// A token that is neither white space nor a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub form: Form,
    pub start: u32,
    pub end: u32,
}

/// What a token is to someone who looks for paths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// An identifier or keyword, raw or not.
    Word,
    /// `::`, written in one.
    PathSeparator,
    /// `=>`
    Arrow,
    /// `==`, `!=`, `<=`, `>=`, `..`, `->`: operators that would else be taken for their last sign.
    Operator,
    Open(Delimiter),
    Close(Delimiter),
    /// Any other sign, by its character.
    Sign(u8),
    /// A string, whose value may be the path of a module.
    Text,
    /// Numbers, characters, lifetimes and what the lexer does not know.
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Delimiter {
    Parenthesis,
    Bracket,
    Brace,
}

impl Token {
    pub fn range(self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    pub fn is(self, sign: u8) -> bool {
        self.form == Form::Sign(sign)
    }
}

/// A token of ordinary source, with the white space before it.
const USUAL_BYTES: usize = 6;

/// The tokens of a Rust file from `from` on, in order. No token of the file may stand across it.
pub(super) fn tokens(text: &str, from: u32) -> Vec<Token> {
    join(lex(text, from), text.len().saturating_sub(from as usize) / USUAL_BYTES, joined)
}

/// The tokens of a Rust file, each sign by itself.
pub(super) fn lexed(text: &str) -> Vec<Token> {
    lex(text, 0).collect()
}

/// What [`tokens`] gives, of tokens that are at hand.
pub(super) fn tokens_of(lexed: &[Token]) -> Vec<Token> {
    join(lexed.iter().copied(), lexed.len(), joined)
}

/// The same for who reads types: no `>` is taken for a part of `>=`.
pub(super) fn tokens_of_types(lexed: &[Token]) -> Vec<Token> {
    join(lexed.iter().copied(), lexed.len(), joined_in_types)
}

fn lex(text: &str, from: u32) -> impl Iterator<Item = Token> {
    let (begin, frontmatter) = match from {
        0 => (strip_shebang(text).unwrap_or(0), FrontmatterAllowed::Yes),
        _ => (from as usize, FrontmatterAllowed::No),
    };
    let code = text.get(begin..).unwrap_or_default();
    let mut end = begin as u32;
    tokenize(code, frontmatter).filter_map(move |token| {
        let start = end;
        end += token.len;
        Some(Token { form: form(token.kind)?, start, end })
    })
}

fn join(
    lexed: impl Iterator<Item = Token>,
    about: usize,
    joined: impl Fn(Token, Token) -> Option<Form>,
) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(about);
    for next in lexed {
        match tokens.last_mut().and_then(|last| Some((joined(*last, next)?, last))) {
            Some((form, last)) => *last = Token { form, start: last.start, end: next.end },
            None => tokens.push(next),
        }
    }
    tokens
}

/// Whether the front matter of a script may begin the text. Where it ends is told by the text behind it.
pub(super) fn may_have_frontmatter(text: &str) -> bool {
    let code = text.get(strip_shebang(text).unwrap_or(0)..).unwrap_or_default();
    code.trim_start().starts_with("---")
}

fn form(kind: TokenKind) -> Option<Form> {
    use ra_ap_rustc_lexer::LiteralKind::{RawStr, Str};
    Some(match kind {
        TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => return None,
        TokenKind::Whitespace | TokenKind::Frontmatter { .. } => return None,
        TokenKind::Ident | TokenKind::RawIdent => Form::Word,
        TokenKind::OpenParen => Form::Open(Delimiter::Parenthesis),
        TokenKind::OpenBracket => Form::Open(Delimiter::Bracket),
        TokenKind::OpenBrace => Form::Open(Delimiter::Brace),
        TokenKind::CloseParen => Form::Close(Delimiter::Parenthesis),
        TokenKind::CloseBracket => Form::Close(Delimiter::Bracket),
        TokenKind::CloseBrace => Form::Close(Delimiter::Brace),
        TokenKind::Literal { kind: Str { .. } | RawStr { .. }, .. } => Form::Text,
        TokenKind::Semi => Form::Sign(b';'),
        TokenKind::Comma => Form::Sign(b','),
        TokenKind::Dot => Form::Sign(b'.'),
        TokenKind::Pound => Form::Sign(b'#'),
        TokenKind::Colon => Form::Sign(b':'),
        TokenKind::Dollar => Form::Sign(b'$'),
        TokenKind::Eq => Form::Sign(b'='),
        TokenKind::Bang => Form::Sign(b'!'),
        TokenKind::Lt => Form::Sign(b'<'),
        TokenKind::Gt => Form::Sign(b'>'),
        TokenKind::Minus => Form::Sign(b'-'),
        TokenKind::And => Form::Sign(b'&'),
        TokenKind::Or => Form::Sign(b'|'),
        TokenKind::Star => Form::Sign(b'*'),
        _ => Form::Other,
    })
}

/// The one token that two which touch are, where that matters.
fn joined(last: Token, next: Token) -> Option<Form> {
    let (Form::Sign(left), Form::Sign(right)) = (last.form, next.form) else { return None };
    if last.end != next.start {
        return None;
    }
    match [left, right] {
        [b':', b':'] => Some(Form::PathSeparator),
        [b'=', b'>'] => Some(Form::Arrow),
        [b'=', b'='] | [b'!', b'='] | [b'<', b'='] | [b'>', b'='] => Some(Form::Operator),
        [b'.', b'.'] | [b'-', b'>'] => Some(Form::Operator),
        _ => None,
    }
}

/// The same beside types, where `<=`, `>=` and `==` are two signs each.
fn joined_in_types(last: Token, next: Token) -> Option<Form> {
    let (Form::Sign(left), Form::Sign(right)) = (last.form, next.form) else { return None };
    let is_joined = matches!([left, right], [b':', b':'] | [b'=' | b'-', b'>'] | [b'.', b'.']);
    joined(last, next).filter(|_| is_joined)
}
