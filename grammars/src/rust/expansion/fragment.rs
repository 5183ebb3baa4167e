//! How far a fragment reaches: `$x:ty`, `$x:expr`. What may follow one is limited by the language, and a macro that
//! compiles was given what it takes, so that the end alone is looked for, and nothing recurses.
//! Source: The Rust Reference, "Macros By Example: Metavariables, Follow-set Ambiguity Restrictions".

use super::item::{self, What};
use super::rules::Fragment;
use super::tree::{Delimiter, Kind, Sources, Tree, begins_with, operator};

/// How many of `trees` the fragment takes that they begin with; `None` where they begin with none.
pub(super) fn length(sources: &Sources, kind: Fragment, trees: &[Tree]) -> Option<usize> {
    let reach = Reach { sources, trees };
    let word = sources.word(trees.first());
    let length = match kind {
        Fragment::Visibility => return Some(item::visibility(sources, trees)),
        Fragment::Token => reach.token(0)?,
        Fragment::Identifier => usize::from(!matches!(word, "" | "_")),
        Fragment::Lifetime => usize::from(trees.first()?.leaf()?.kind == Kind::Lifetime),
        Fragment::Literal => reach.literal(),
        Fragment::Block => usize::from(trees.first()?.within(Delimiter::Brace).is_some()),
        Fragment::Meta => reach.meta(),
        Fragment::Item => reach.item(),
        Fragment::Type => reach.ty(0, true),
        Fragment::Path => match trees.first()? {
            first if first.is_word() || first.is_sign(b'<') || first.is_sign(b':') => reach.path(0),
            first => usize::from(first.within(Delimiter::Type).is_some()),
        },
        Fragment::Pattern => reach.pattern(true),
        Fragment::PatternAlone => reach.pattern(false),
        Fragment::Expression => reach.expression(),
        Fragment::Statement => match word {
            "let" => reach.until(0, |rest| rest.first().is_some_and(|it| it.is_sign(b';'))),
            _ => match reach.item() {
                0 => reach.expression(),
                length => length,
            },
        },
    };
    (length > 0 && length <= trees.len()).then_some(length)
}

struct Reach<'s, 't> {
    sources: &'s Sources,
    trees: &'t [Tree],
}

impl<'t> Reach<'_, 't> {
    fn rest(&self, at: usize) -> &'t [Tree] {
        self.trees.get(at..).unwrap_or_default()
    }

    fn word(&self, at: usize) -> &str {
        self.sources.word(self.trees.get(at))
    }

    fn is_sign(&self, at: usize, sign: u8) -> bool {
        self.trees.get(at).is_some_and(|tree| tree.is_sign(sign))
    }

    fn is_operator(&self, at: usize, signs: &[u8]) -> bool {
        begins_with(self.rest(at), signs)
    }

    fn is_within(&self, at: usize, delimiter: Delimiter) -> bool {
        self.trees.get(at).is_some_and(|tree| tree.within(delimiter).is_some())
    }

    /// How long the token is that stands at `at`.
    fn token(&self, at: usize) -> Option<usize> {
        let tree = self.trees.get(at)?;
        Some(if tree.leaf().is_some() { operator(self.rest(at)) } else { 1 })
    }

    fn until(&self, from: usize, is_end: impl Fn(&[Tree]) -> bool) -> usize {
        let mut at = from;
        while at < self.trees.len() && !is_end(self.rest(at)) {
            at += 1;
        }
        at
    }

    fn literal(&self) -> usize {
        let at = usize::from(self.is_sign(0, b'-'));
        let is_literal = self.trees.get(at).and_then(Tree::leaf).is_some_and(|leaf| {
            leaf.kind == Kind::Literal || matches!(self.sources.text(leaf), "true" | "false")
        });
        if is_literal { at + 1 } else { 0 }
    }

    fn meta(&self) -> usize {
        if self.word(0) == "unsafe" && self.is_within(1, Delimiter::Parenthesis) {
            return 2;
        }
        let path = self.path(0);
        if path == 0 {
            return 0;
        }
        match self.trees.get(path) {
            Some(Tree::Group(group)) if group.is_written() => path + 1,
            Some(_) if self.is_operator(path, b"=") => {
                let value = Reach { trees: self.rest(path + 1), sources: self.sources };
                path + 1 + value.expression()
            }
            _ => path,
        }
    }

    fn item(&self) -> usize {
        match item::first(self.sources, self.trees) {
            Some((item, rest)) if !matches!(item.what, What::Unknown | What::NoItem) => {
                self.trees.len() - rest.len()
            }
            _ => 0,
        }
    }

    /// Where the `<` at `at` is closed.
    fn angles(&self, from: usize) -> usize {
        let mut at = from;
        let mut open = 0u32;
        while at < self.trees.len() {
            if self.is_operator(at, b"->") || self.is_operator(at, b"=>") {
                at += 2;
                continue;
            }
            if self.is_sign(at, b'<') {
                open += 1;
            } else if self.is_sign(at, b'>') {
                open = open.saturating_sub(1);
                if open == 0 {
                    return at + 1;
                }
            }
            at += 1;
        }
        at
    }

    /// Where a path of types ends that begins at `from`: `a::B<C>::D`, `<A as B>::C`, `Fn(A) -> B` without its result.
    fn path(&self, from: usize) -> usize {
        let mut at = from;
        if self.is_sign(at, b'<') {
            at = self.angles(at);
        } else if !self.is_operator(at, b"::") {
            at = self.segment(at);
        }
        while at > from || self.is_operator(at, b"::") {
            if !self.is_operator(at, b"::") {
                break;
            }
            let next = self.segment(at + 2);
            if next == at + 2 {
                break;
            }
            at = next;
        }
        at
    }

    fn segment(&self, at: usize) -> usize {
        let is_segment = !self.word(at).is_empty() || self.is_within(at, Delimiter::Type);
        if !is_segment {
            return at;
        }
        let mut end = at + 1;
        if self.is_operator(end, b"::") && self.is_sign(end + 2, b'<') {
            end += 2;
        }
        if self.is_sign(end, b'<') {
            return self.angles(end);
        }
        let is_callable = matches!(self.word(at), "Fn" | "FnMut" | "FnOnce" | "AsyncFn");
        if is_callable && self.is_within(end, Delimiter::Parenthesis) {
            end += 1;
        }
        end
    }

    /// Where a type ends that begins at `from`; `from` where none does.
    fn ty(&self, from: usize, has_bounds: bool) -> usize {
        let mut at = self.before_type(from);
        loop {
            let end = self.one_type(at);
            if end == at {
                return if at == from { from } else { at };
            }
            at = end;
            if self.is_operator(at, b"->") {
                at = self.before_type(at + 2);
            } else if has_bounds && self.is_operator(at, b"+") {
                at = self.before_type(at + 1);
            } else {
                return at;
            }
        }
    }

    /// Behind what may stand before a type: `&'a mut`, `*const`, `dyn`, `for<'a>`, `?`.
    fn before_type(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            let is_lifetime = self.trees.get(at).and_then(Tree::leaf).is_some_and(|leaf| {
                leaf.kind == Kind::Lifetime && at > 0 && self.is_sign(at - 1, b'&')
            });
            let is_sign = [b'&', b'*', b'?'].iter().any(|sign| self.is_sign(at, *sign));
            if is_sign || is_lifetime {
                at += 1;
            } else if self.word(at) == "for" && self.is_sign(at + 1, b'<') {
                at = self.angles(at + 1);
            } else if matches!(self.word(at), "mut" | "const" | "dyn" | "impl" | "unsafe") {
                at += 1;
            } else if self.word(at) == "extern" {
                let abi = self.trees.get(at + 1).and_then(Tree::leaf);
                at += if abi.is_some_and(|it| it.kind == Kind::Literal) { 2 } else { 1 };
            } else {
                return at;
            }
        }
    }

    /// A type without what may stand before it; a lifetime among bounds.
    fn one_type(&self, at: usize) -> usize {
        let Some(tree) = self.trees.get(at) else { return at };
        if let Some(group) = tree.group() {
            let is_type = group.delimiter != Delimiter::Brace;
            return at + usize::from(is_type);
        }
        if self.word(at) == "fn" && self.is_within(at + 1, Delimiter::Parenthesis) {
            return at + 2;
        }
        if self.is_sign(at, b'!') || tree.leaf().is_some_and(|it| it.kind == Kind::Lifetime) {
            return at + 1;
        }
        if matches!(self.word(at), "as" | "where" | "if" | "in" | "let" | "pub") {
            return at;
        }
        let end = self.path(at);
        let is_macro = end > at && self.is_sign(end, b'!') && !self.is_operator(end, b"!=");
        let given = self.trees.get(end + 1).and_then(Tree::group);
        if is_macro && given.is_some() { end + 2 } else { end }
    }

    fn pattern(&self, has_alternatives: bool) -> usize {
        let mut at = 0;
        while at < self.trees.len() {
            let is_end = [b",", b"=", b";"].iter().any(|end| self.is_operator(at, *end))
                || self.is_operator(at, b"=>")
                || matches!(self.word(at), "if" | "in")
                || at > 0 && !has_alternatives && self.is_operator(at, b"|");
            if is_end {
                break;
            }
            let is_generic = self.is_sign(at, b'<');
            at = if is_generic { self.angles(at) } else { at + self.token(at).unwrap_or(1) };
        }
        at
    }

    /// Up to what may follow an expression: `,`, `;`, `=>`.
    fn expression(&self) -> usize {
        if !self.begins_expression() {
            return 0;
        }
        let mut at = 0;
        // Whether what comes next is a value and no operator.
        let mut wants_value = true;
        while at < self.trees.len() {
            let length = self.token(at).unwrap_or(1);
            if [b',', b';'].iter().any(|end| self.is_sign(at, *end)) || self.is_operator(at, b"=>")
            {
                break;
            }
            if !wants_value && self.begins_another(at) {
                break;
            }
            let is_path = at >= 2 && self.is_operator(at - 2, b"::");
            (at, wants_value) = match self.trees.get(at) {
                Some(Tree::Leaf(leaf)) => match leaf.kind {
                    Kind::Sign(b'<') if wants_value || is_path => (self.angles(at), false),
                    Kind::Sign(b'|') if wants_value => (self.closure(at, length), true),
                    Kind::Sign(b'-') if self.is_operator(at, b"->") => {
                        (self.ty(at + 2, false), true)
                    }
                    Kind::Sign(b'?') => (at + 1, false),
                    Kind::Sign(_) => (at + length, true),
                    Kind::Word if self.word(at) == "as" => (self.ty(at + 1, false), false),
                    Kind::Word => (at + 1, is_before_value(self.word(at))),
                    Kind::Lifetime => (at + 1, true),
                    _ => (at + 1, false),
                },
                _ => (at + 1, false),
            };
        }
        at
    }

    /// Whether what stands behind a value belongs to no expression that began before: in `$($x:ident $size:expr)*`.
    fn begins_another(&self, at: usize) -> bool {
        let Some(leaf) = self.trees.get(at).and_then(Tree::leaf) else { return false };
        match leaf.kind {
            Kind::Word => !matches!(self.word(at), "as" | "else"),
            Kind::Literal | Kind::Lifetime => true,
            _ => false,
        }
    }

    /// Behind the parameters of a closure.
    fn closure(&self, at: usize, length: usize) -> usize {
        if length == 2 {
            return at + 2;
        }
        let end = self.until(at + 1, |rest| rest.first().is_some_and(|it| it.is_sign(b'|')));
        end + 1
    }

    fn begins_expression(&self) -> bool {
        let Some(first) = self.trees.first() else { return false };
        let Some(leaf) = first.leaf() else { return true };
        match leaf.kind {
            Kind::Literal | Kind::Lifetime => true,
            Kind::Sign(b'!') => !self.is_operator(0, b"!="),
            Kind::Sign(b'-') => !self.is_operator(0, b"->"),
            Kind::Sign(b':') => self.is_operator(0, b"::"),
            Kind::Sign(b'.') => !self.is_operator(0, b"."),
            Kind::Sign(sign) => matches!(sign, b'*' | b'&' | b'|' | b'<' | b'#'),
            Kind::Bracket => false,
            Kind::Word => !matches!(
                self.sources.text(leaf),
                "as" | "else"
                    | "enum"
                    | "extern"
                    | "fn"
                    | "impl"
                    | "in"
                    | "mod"
                    | "mut"
                    | "pub"
                    | "ref"
                    | "struct"
                    | "trait"
                    | "type"
                    | "use"
                    | "where"
                    | "_"
            ),
        }
    }
}

/// Keywords that a value follows.
fn is_before_value(word: &str) -> bool {
    matches!(
        word,
        "return"
            | "break"
            | "in"
            | "if"
            | "match"
            | "while"
            | "else"
            | "move"
            | "let"
            | "async"
            | "unsafe"
            | "mut"
            | "ref"
            | "for"
            | "loop"
            | "const"
            | "static"
            | "yield"
            | "dyn"
    )
}
