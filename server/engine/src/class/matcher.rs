//! What the arms of a macro of Rust take, compared: `$(,)?` that came, a `+` that is a `*` now.
//! Source: The Rust Reference, "Macros By Example".

use std::cell::Cell;

/// So many ways to take one arm by another are tried.
const MOST_STEPS: u32 = 4_096;

/// Deeper arms are not read.
const DEEPEST: u32 = 32;

#[derive(Clone, PartialEq, Eq, Debug)]
enum Part {
    /// `$a:expr`, by what stands behind the colon.
    Variable(String),
    Token(String),
    /// What stands in brackets, with the one that opens.
    Group(char, Vec<Part>),
    /// `$( … ),*`
    Repeated {
        parts: Vec<Part>,
        separator: String,
        often: char,
    },
}

/// Whether all that one arm took, by the text of its matcher, another takes.
pub(super) fn takes_all(new: &str, old: &str) -> bool {
    let (Some(new), Some(old)) = (read(new), read(old)) else { return false };
    takes(&new, &old, &Cell::new(MOST_STEPS))
}

/// Whether something that an arm took is taken by none now. `added`: the arms that came; `kept`: those that stayed.
pub(super) fn takes_less(added: &[&str], old: &str, kept: &[&str]) -> bool {
    let may_take = |arm: &&&str| !is_apart(arm, old);
    match added {
        [] => true,
        // One that takes a part of what it took leaves the rest to nobody, if others took none of it.
        [only] if takes_all(old, only) => !kept.iter().any(|it| takes_all(old, it)),
        added => {
            let leaves = |it: &&str| !may_take(&it) || leaves_tokens(it, old);
            kept.is_empty() && added.iter().all(leaves)
        }
    }
}

/// Whether two arms begin alike, and then one takes a kind of token of which the other takes none there, or one at most, as
/// `true` is a literal and a name.
fn leaves_tokens(new: &str, old: &str) -> bool {
    let (Some(new), Some(old)) = (read(new), read(old)) else { return false };
    let same = new.iter().zip(&old).take_while(|(new, old)| new == old).count();
    let (Some(new), Some(old)) = (new.get(same..), old.get(same..)) else { return false };
    let Some(Part::Variable(kind)) = firsts(old).first().copied() else { return false };
    is_of_one_token(kind) && firsts(new).into_iter().all(|it| is_none_of(it, kind))
}

/// What an arm may begin with.
fn firsts(parts: &[Part]) -> Vec<&Part> {
    let mut found = Vec::new();
    for part in parts {
        match part {
            Part::Repeated { parts, often, .. } => {
                found.extend(firsts(parts));
                if *often == '+' {
                    break;
                }
            }
            part => {
                found.push(part);
                break;
            }
        }
    }
    found
}

fn is_of_one_token(kind: &str) -> bool {
    matches!(kind, "ident" | "literal" | "lifetime")
}

fn is_none_of(part: &Part, kind: &str) -> bool {
    match part {
        Part::Variable(other) => other != kind && (is_of_one_token(other) || other == "block"),
        Part::Token(_) | Part::Group(..) => true,
        Part::Repeated { .. } => false,
    }
}

/// Whether two arms take nothing in common: each first has the same parts, and then another token.
fn is_apart(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (read(one), read(other)) else { return false };
    let both = one.iter().zip(&other).find(|(one, other)| one != other);
    matches!(both, Some((Part::Token(_), Part::Token(_))))
}

fn takes(new: &[Part], old: &[Part], steps: &Cell<u32>) -> bool {
    let Some(left) = steps.get().checked_sub(1) else { return false };
    steps.set(left);
    let Some((first, behind)) = new.split_first() else { return old.is_empty() };
    if takes_separated(new, old, steps) {
        return true;
    }
    if let Some((taken, rest)) = old.split_first()
        && takes_one(first, taken, steps)
        && takes(behind, rest, steps)
    {
        return true;
    }
    let Part::Repeated { parts, often, .. } = first else { return false };
    let is_left_out = *often != '+' && takes(behind, old, steps);
    is_left_out || takes(&[parts.as_slice(), behind].concat(), old, steps)
}

/// `$(a),* $(,)?` takes what `$(a,)*` does.
fn takes_separated(new: &[Part], old: &[Part], steps: &Cell<u32>) -> bool {
    let [
        Part::Repeated { parts, separator, often },
        Part::Repeated { parts: last, .. },
        behind @ ..,
    ] = new
    else {
        return false;
    };
    let [Part::Repeated { parts: old, separator: by, often: was }, rest @ ..] = old else {
        return false;
    };
    let is_last = |it: &Part| matches!(it, Part::Token(token) if token == separator);
    let Some((end, taken)) = old.split_last() else { return false };
    by.is_empty()
        && (often == was || *often == '*')
        && is_last(end)
        && matches!(last.as_slice(), [only] if is_last(only))
        && takes(parts, taken, steps)
        && takes(behind, rest, steps)
}

fn takes_one(new: &Part, old: &Part, steps: &Cell<u32>) -> bool {
    match (new, old) {
        (Part::Token(new), Part::Token(old)) => new == old,
        (Part::Variable(new), Part::Variable(old)) => is_wider(new, old),
        (Part::Variable(new), Part::Token(token)) => {
            let is_word = token.starts_with(|it: char| it.is_alphabetic());
            new == "tt" || is_word && matches!(new.as_str(), "ident" | "path")
        }
        (Part::Variable(new), Part::Group(..)) => new == "tt",
        (Part::Group(new_sign, new), Part::Group(old_sign, old)) => {
            new_sign == old_sign && takes(new, old, steps)
        }
        (
            Part::Repeated { parts: new, separator: by, often: now },
            Part::Repeated { parts: old, separator, often },
        ) => {
            let is_as_often = now == often || *now == '*';
            is_as_often && (by == separator || *often == '?') && takes(new, old, steps)
        }
        _ => false,
    }
}

/// Whether a variable takes whatever one of another kind took.
fn is_wider(new: &str, old: &str) -> bool {
    new == old
        || match new {
            "expr" | "expr_2021" => {
                matches!(old, "expr" | "expr_2021" | "literal" | "ident" | "path" | "block")
            }
            "stmt" => matches!(old, "expr" | "literal" | "ident" | "path" | "block" | "item"),
            "ty" => matches!(old, "path" | "ident"),
            "path" | "meta" => matches!(old, "path" | "ident"),
            "pat" => matches!(old, "pat_param" | "ident" | "literal" | "path"),
            "pat_param" => matches!(old, "ident" | "literal" | "path"),
            "tt" => matches!(old, "ident" | "lifetime"),
            _ => false,
        }
}

/// The parts of `($0:expr, $($1:ident),*)`.
fn read(arm: &str) -> Option<Vec<Part>> {
    let inner = arm.strip_prefix('(')?.strip_suffix(')')?;
    let mut reader = Reader { rest: inner, depth: 0 };
    let parts = reader.parts()?;
    reader.rest.is_empty().then_some(parts)
}

struct Reader<'t> {
    rest: &'t str,
    depth: u32,
}

impl<'t> Reader<'t> {
    fn eat(&mut self, text: &str) -> bool {
        let behind = self.rest.strip_prefix(text);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    fn word(&mut self) -> &'t str {
        let is_of_word = |it: char| it.is_alphanumeric() || it == '_';
        let end = self.rest.find(|it| !is_of_word(it)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word
    }

    /// Up to a bracket that closes, or the end.
    fn parts(&mut self) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with([')', ']', '}']) {
                return Some(parts);
            }
            parts.push(self.part()?);
        }
    }

    fn part(&mut self) -> Option<Part> {
        if self.eat("$(") {
            let parts = self.inside(')')?;
            let (separator, often) = self.repetition()?;
            return Some(Part::Repeated { parts, separator, often });
        }
        if self.rest.starts_with('$')
            && self.rest.get(1..)?.starts_with(|it: char| it.is_ascii_digit())
        {
            self.eat("$");
            self.word();
            return self.eat(":").then(|| Part::Variable(self.word().to_owned()));
        }
        let sign = self.rest.chars().next()?;
        for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
            if sign == open {
                self.rest = self.rest.get(1..)?;
                return Some(Part::Group(open, self.inside(close)?));
            }
        }
        Some(Part::Token(self.token()?))
    }

    /// Behind a bracket that opened.
    fn inside(&mut self, close: char) -> Option<Vec<Part>> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let parts = self.parts()?;
        self.depth -= 1;
        self.rest = self.rest.strip_prefix(close)?;
        Some(parts)
    }

    /// `,*` behind what is repeated.
    fn repetition(&mut self) -> Option<(String, char)> {
        let end = self.rest.find(['*', '+', '?'])?;
        let (separator, rest) = self.rest.split_at_checked(end)?;
        let often = rest.chars().next()?;
        self.rest = rest.get(1..)?;
        Some((separator.trim().to_owned(), often))
    }

    /// A word, a text, or signs that stand together.
    fn token(&mut self) -> Option<String> {
        let word = self.word();
        if !word.is_empty() {
            return Some(word.to_owned());
        }
        if let Some(behind) = self.rest.strip_prefix('"') {
            let end = behind.find('"')?;
            let (text, rest) = behind.split_at_checked(end)?;
            self.rest = rest.get(1..)?;
            return Some(format!("\"{text}\""));
        }
        let is_end =
            |it: char| it.is_alphanumeric() || it.is_whitespace() || "_$\"()[]{}".contains(it);
        let end = self.rest.find(is_end).unwrap_or(self.rest.len());
        // A `$` by itself is `$crate`.
        let end = if end == 0 { 1 } else { end };
        let (signs, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(signs.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{takes_all, takes_less};

    #[test]
    fn an_arm_takes_all_that_another_took() {
        for (new, old) in [
            ("($($0:expr=>$1:expr),* $(,)?)", "($($0:expr=>$1:expr),*)"),
            ("($0:expr)", "($0:literal)"),
            ("($0:expr)", "($0:ident)"),
            ("($($0:expr),*)", "($($0:expr),+)"),
            ("($($0:expr)?)", "($0:expr)"),
            ("($0:expr $(, $1:expr)*)", "($0:expr)"),
            ("($0:expr $(, $1:expr)*)", "($0:expr, $1:expr)"),
            ("($0:expr $(,)?)", "($0:expr,)"),
            ("(a {$0:tt})", "(a {b})"),
            ("($0:tt)", "((a))"),
            ("($(;)? $0:ident)", "($0:ident)"),
            ("($($0:expr),* $(,)?)", "($($0:expr,)*)"),
        ] {
            assert!(takes_all(new, old), "{new} ← {old}");
            assert!(!takes_all(old, new), "{old} ← {new}");
            assert!(takes_less(&[old], new, &[]), "{old} ← {new}");
        }
        for (new, old) in [
            ("($0:ty)", "($0:expr)"),
            ("($0:ident=$1:expr)", "($0:ident=>$1:expr)"),
            ("($($0:expr);*)", "($($0:expr),*)"),
            ("($0:expr;)", "($0:expr)"),
        ] {
            assert!(!takes_all(new, old) && !takes_all(old, new), "{new} {old}");
        }
        assert!(takes_less(&["($0:ident=$1:expr)"], "($0:ident=>$1:expr)", &[]));
        assert!(!takes_less(&["($0:ident=$1:expr)"], "($0:ident=>$1:expr)", &["($($0:tt)*)"]));
        assert!(!takes_less(&["($($0:expr),+)"], "($($0:expr),*)", &["()"]));
        assert!(!takes_less(&["($0:ty)"], "($0:expr)", &[]));
        for (new, old) in [
            ("($($0:literal),*)", "($($0:ident),*)"),
            ("($($0:literal),* $(,)?)", "($($0:ident),*)"),
            ("(a $0:lifetime)", "(a $0:ident)"),
            ("($0:literal)", "($($0:ident),+ $(,)?)"),
            ("({$0:expr})", "($0:literal)"),
        ] {
            assert!(takes_less(&[new], old, &[]), "{old} → {new}");
            assert!(!takes_less(&[new], old, &["($($0:tt)*)"]), "{old} → {new}");
        }
        for (new, old) in [
            ("($($0:literal),* $($1:tt)*)", "($($0:ident),*)"),
            ("($0:ty)", "($0:ident)"),
            ("($(-)? $0:expr)", "($0:literal; a)"),
        ] {
            assert!(!takes_less(&[new], old, &[]), "{old} → {new}");
        }
    }
}
