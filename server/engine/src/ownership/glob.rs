//! A glob over one name, in the syntax of [`Segment::Glob`].
//!
//! [`Segment::Glob`]: boundstone_model::Segment::Glob

use std::iter::Peekable;
use std::str::Chars;

/// Matched in time bounded by the product of the lengths, whatever the pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Glob {
    /// Empty where prefix and suffix say all.
    tokens: Box<[Token]>,
    /// What every match starts with, up to the first special character.
    pub(super) prefix: Box<str>,
    /// What every match ends with, after the last special character.
    pub(super) suffix: Box<str>,
    /// Between prefix and suffix stands nothing but a star.
    is_one_star: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Char(char),
    /// `?`
    One,
    /// `*`
    Star,
    Set {
        is_negated: bool,
        ranges: Box<[(char, char)]>,
    },
}

impl Glob {
    pub(crate) fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let literal = |token: &Token| match token {
            Token::Char(ch) => Some(*ch),
            _ => None,
        };
        let prefix: String = tokens.iter().map_while(literal).collect();
        let special = tokens.iter().filter(|token| literal(token).is_none()).count();
        let after_last = tokens.rsplit(|token| literal(token).is_none()).next();
        let suffix: String = after_last.into_iter().flatten().filter_map(literal).collect();
        let is_one_star = special == 1 && tokens.contains(&Token::Star);
        Self {
            is_one_star,
            prefix: prefix.into(),
            suffix: suffix.into(),
            tokens: if is_one_star { Box::default() } else { tokens.into() },
        }
    }

    pub(crate) fn is_match(&self, name: &str) -> bool {
        if self.is_one_star {
            return name.len() >= self.prefix.len() + self.suffix.len()
                && name.starts_with(&*self.prefix)
                && name.ends_with(&*self.suffix);
        }
        is_match(&self.tokens, name)
    }
}

/// Goes back to the last star only: whatever an earlier star could still take, the last one can too.
fn is_match(tokens: &[Token], name: &str) -> bool {
    let (mut token, mut rest) = (0, name.chars());
    let mut last_star = None;
    loop {
        let here = tokens.get(token);
        if here == Some(&Token::Star) {
            token += 1;
            last_star = Some((token, rest.clone()));
            continue;
        }
        let mut after = rest.clone();
        match (here, after.next()) {
            (None, None) => return true,
            (Some(token_here), Some(ch)) if token_here.takes(ch) => {
                token += 1;
                rest = after;
            }
            _ => {
                let Some((after_star, taken)) = &mut last_star else { return false };
                if taken.next().is_none() {
                    return false;
                }
                token = *after_star;
                rest = taken.clone();
            }
        }
    }
}

impl Token {
    fn takes(&self, ch: char) -> bool {
        match self {
            Self::Char(own) => *own == ch,
            Self::One => true,
            Self::Star => false,
            Self::Set { is_negated, ranges } => {
                ranges.iter().any(|&(from, to)| from <= ch && ch <= to || ch == from || ch == to)
                    != *is_negated
            }
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        let token = match ch {
            '*' => Token::Star,
            '?' => Token::One,
            '\\' => Token::Char(chars.next().unwrap_or('\\')),
            '[' => set(&mut chars),
            ch => Token::Char(ch),
        };
        if !(token == Token::Star && tokens.last() == Some(&Token::Star)) {
            tokens.push(token);
        }
    }
    tokens
}

/// The set after its `[`. As in Ruby, `]` closes it even as the first character.
fn set(chars: &mut Peekable<Chars<'_>>) -> Token {
    let is_negated = chars.next_if(|ch| matches!(ch, '!' | '^')).is_some();
    let mut ranges = Vec::new();
    while let Some(from) = member(chars) {
        let mut after_dash = chars.clone();
        let is_range = after_dash.next() == Some('-') && after_dash.peek() != Some(&']');
        let to = if is_range {
            *chars = after_dash;
            member(chars)
        } else {
            None
        };
        ranges.push((from, to.unwrap_or(from)));
    }
    Token::Set { is_negated, ranges: ranges.into() }
}

/// The next character of a set; `None` at its end.
fn member(chars: &mut Peekable<Chars<'_>>) -> Option<char> {
    match chars.next()? {
        ']' => None,
        '\\' => chars.next(),
        ch => Some(ch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_names_as_fnmatch_does() {
        for (glob, yes, no) in [
            ("*", "a .b", ""),
            ("*.rs", ".rs", "rs"),
            ("a*b", "ab", "aab c"),
            ("ab*ba", "abba", "aba"),
            ("*a*b*", "xaxbx", "ba"),
            ("f?o", "fóo", "fo"),
            ("[a-cx]y", "by", "dy"),
            ("[!a-c]", "d", "b"),
            ("[^a]", "é", "a"),
            (r"[\]\-]x", "-x", r"\x"),
            ("[a-]", "-", "b"),
            ("x[!]", "xx", "x"),
            (r"\*[*]", "**", "*a"),
        ] {
            assert!(Glob::new(glob).is_match(yes), "{glob} {yes}");
            assert!(glob == "*" || !Glob::new(glob).is_match(no), "{glob} {no}");
        }
        assert!(!Glob::new("x[]").is_match("x]"), "an empty set takes nothing");
    }

    #[test]
    fn many_stars_do_not_explode() {
        let glob = Glob::new(&"a*".repeat(4_000));
        assert!(!glob.is_match(&"a".repeat(255)));
        assert!(!Glob::new(&format!("{}b", "*a".repeat(100))).is_match(&"a".repeat(255)));
    }
}
