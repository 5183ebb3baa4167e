//! Members of types that a line break ends. The grammar takes what begins the next line for more of the type before
//! it: `a: B⏎ <T>(): T`, `a: B⏎ [key: string]: T`, `a: B⏎ in: T`.
//! Source: TypeScript, parser.ts, parseTypeMemberSemicolon.

use super::token::{Form, Token, Tokens, is_word};

/// So many tokens are read of a member, up to the colon behind its name, and of all together as many as the text has
/// bytes. Real ones have a few hundred.
const MOST_TOKENS: usize = 2_000;

/// The blanks before each member that the grammar may take for more of the one before: in place of one a semicolon may
/// stand.
pub(super) fn members_without_end(text: &str) -> Vec<usize> {
    let mut budget = text.len();
    let mut blanks = Vec::new();
    for (line_end, _) in text.match_indices('\n') {
        let Some(rest) = text.get(line_end + 1..) else { continue };
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let start = line_end + 1 + blank;
        let is_doubtful = |byte: &u8| matches!(byte, b'<' | b'[' | b'(' | b'i');
        if blank == 0 || !text.as_bytes().get(start).is_some_and(is_doubtful) {
            continue;
        }
        let mut member = Member { tokens: Tokens::from(text, start), budget: &mut budget };
        if member.is_signature() && ends_a_type(text.get(..line_end).unwrap_or_default()) {
            blanks.push(start - 1);
        }
    }
    blanks
}

/// Whether a type may end at the end of `before`, comments aside.
fn ends_a_type(before: &str) -> bool {
    let mut before = before.trim_end();
    loop {
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        // In a string it is taken for a comment too: then the member is left as it is.
        let comment = before.get(line..).and_then(|it| it.find("//"));
        if let Some(at) = comment {
            before = before.get(..line + at).unwrap_or_default().trim_end();
        } else if let Some(comment) = before.strip_suffix("*/") {
            let start = comment.rfind("/*").unwrap_or_default();
            before = before.get(..start).unwrap_or_default().trim_end();
        } else {
            break;
        }
    }
    let last = before.as_bytes().last().copied().unwrap_or_default();
    let is_arrow = before.ends_with("=>");
    !is_arrow && (is_word(last) || matches!(last, b')' | b']' | b'}' | b'>' | b'\'' | b'"' | b'`'))
}

/// What begins a line.
struct Member<'t, 'b> {
    tokens: Tokens<'t>,
    budget: &'b mut usize,
}

impl Member<'_, '_> {
    /// Whether it is the beginning of a member, up to the colon: as an expression or more of a type, none of these
    /// can be.
    fn is_signature(&mut self) -> bool {
        let first = self.next();
        let is_whole = match first.form {
            Form::Sign(b'<') => self.skip_to(b'<', b'>') && self.parameters(),
            Form::Sign(b'(') => self.skip_to(b'(', b')'),
            Form::Sign(b'[') if self.is_index() => return true,
            Form::Sign(b'[') => self.skip_to(b'[', b']') && self.behind_name(),
            Form::Word => {
                matches!(self.tokens.slice(first), "in" | "instanceof") && self.behind_name()
            }
            _ => false,
        };
        is_whole && self.tokens.take(b':')
    }

    /// `key:` or `Key in`, behind the bracket.
    fn is_index(&self) -> bool {
        let mut ahead = self.tokens;
        ahead.next().form == Form::Word && (ahead.take(b':') || ahead.take_word("in"))
    }

    /// What may stand between the name of a member and the colon.
    fn behind_name(&mut self) -> bool {
        self.tokens.take(b'?');
        if self.tokens.take(b'<') && !self.skip_to(b'<', b'>') {
            return false;
        }
        !self.tokens.take(b'(') || self.skip_to(b'(', b')')
    }

    fn parameters(&mut self) -> bool {
        self.tokens.take(b'(') && self.skip_to(b'(', b')')
    }

    fn next(&mut self) -> Token {
        *self.budget = self.budget.saturating_sub(1);
        self.tokens.next()
    }

    /// Goes behind the sign that closes the one before the cursor.
    fn skip_to(&mut self, open: u8, close: u8) -> bool {
        let mut depth = 1;
        let mut last = None;
        for _ in 0..MOST_TOKENS {
            let token = self.next();
            let is_arrow =
                close == b'>' && last.is_some_and(|it: Token| it.is(b'=') && it.end == token.start);
            match token.form {
                Form::End => return false,
                _ if *self.budget == 0 => return false,
                Form::Sign(sign) if sign == open => depth += 1,
                Form::Sign(sign) if sign == close && !is_arrow => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return true;
            }
            last = Some(token);
        }
        false
    }
}
