//! The text by which signatures write a type, read back.

use super::{Function, Key, Member, Name, Origin, Parameter, Type};

/// How deep types are read that hold one another.
const DEEPEST: usize = 100;

/// Names that are types of the language itself.
const KEYWORDS: [&str; 16] = [
    "any",
    "unknown",
    "never",
    "void",
    "null",
    "undefined",
    "string",
    "number",
    "boolean",
    "bigint",
    "symbol",
    "object",
    "this",
    "true",
    "false",
    "_",
];

/// Whether a word of TypeScript is a type of the language itself, whatever else is called so.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// The type that a text writes, whose names are looked up at `origin`. `None` for a text that is none, or that is
/// nested too deep.
pub(crate) fn parse(text: &str, origin: Origin) -> Option<Type> {
    let mut reader = Reader { rest: text, origin, depth: 0 };
    let ty = reader.ty()?;
    reader.rest.trim().is_empty().then_some(ty)
}

/// As [`parse`], of a member of an object.
pub(super) fn parse_member(text: &str, origin: Origin) -> Option<Member> {
    let mut reader = Reader { rest: text, origin, depth: 0 };
    let member = reader.member()?;
    reader.rest.trim().is_empty().then_some(member)
}

struct Reader<'t> {
    rest: &'t str,
    origin: Origin,
    depth: usize,
}

fn is_part(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '$')
}

impl<'t> Reader<'t> {
    /// Whether the text goes on with this sign or these words, which are taken.
    fn eat(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start();
        let Some(behind) = rest.strip_prefix(sign) else { return false };
        if sign.ends_with(is_part) && behind.starts_with(is_part) {
            return false;
        }
        self.rest = behind;
        true
    }

    fn is_next(&self, sign: &str) -> bool {
        self.rest.trim_start().starts_with(sign)
    }

    fn take(&mut self, length: usize) -> Option<&'t str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn ty(&mut self) -> Option<Type> {
        self.depth += 1;
        let ty = if self.depth > DEEPEST { None } else { self.conditional() };
        self.depth -= 1;
        ty
    }

    fn conditional(&mut self) -> Option<Type> {
        let left = self.operands("|", Self::intersection, Type::Union)?;
        if !self.eat("extends") {
            return Some(left);
        }
        let right = self.operands("|", Self::intersection, Type::Union)?;
        let yes = self.eat("?").then(|| self.ty())??;
        let no = self.eat(":").then(|| self.ty())??;
        Some(Type::Conditional(Box::new([left, right, yes, no])))
    }

    fn intersection(&mut self) -> Option<Type> {
        self.operands("&", Self::prefixed, Type::Intersection)
    }

    fn operands(
        &mut self,
        sign: &str,
        one: fn(&mut Self) -> Option<Type>,
        all: fn(Vec<Type>) -> Type,
    ) -> Option<Type> {
        let first = one(self)?;
        let mut parts = vec![first];
        while self.eat(sign) {
            parts.push(one(self)?);
        }
        if parts.len() > 1 { Some(all(parts)) } else { parts.pop() }
    }

    fn prefixed(&mut self) -> Option<Type> {
        if self.eat("readonly") {
            return Some(match self.postfixed()? {
                Type::Array { element, .. } => Type::Array { element, is_readonly: true },
                Type::Tuple { elements, .. } => Type::Tuple { elements, is_readonly: true },
                _ => return None,
            });
        }
        if self.eat("unique symbol") {
            return Some(Type::word("unique symbol"));
        }
        for word in ["keyof", "infer", "asserts"] {
            if self.eat(word) {
                let inner = self.nested(Self::prefixed)?;
                return Some(Type::Prefixed(word.to_owned(), Box::new(inner)));
            }
        }
        self.postfixed()
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Type>) -> Option<Type> {
        self.depth += 1;
        let ty = if self.depth > DEEPEST { None } else { read(self) };
        self.depth -= 1;
        ty
    }

    fn postfixed(&mut self) -> Option<Type> {
        let mut ty = self.primary()?;
        loop {
            if self.eat("[]") {
                ty = Type::Array { element: Box::new(ty), is_readonly: false };
            } else if self.rest.starts_with('[') && self.eat("[") {
                let key = self.ty()?;
                ty = self.eat("]").then(|| Type::Indexed(Box::new(ty), Box::new(key)))?;
            } else {
                return Some(ty);
            }
        }
    }

    fn primary(&mut self) -> Option<Type> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            quote @ ('"' | '\'' | '`') => self.quoted(quote),
            '(' => {
                self.eat("(");
                let inner = self.ty()?;
                self.eat(")").then_some(inner)
            }
            '{' => self.object(),
            '[' => {
                self.eat("[");
                let elements = self.parameters("]")?;
                Some(Type::Tuple { elements, is_readonly: false })
            }
            '^' | '#' => self.by_place(),
            '-' => {
                let length = 1 + self
                    .rest
                    .get(1..)?
                    .find(|it| !is_part(it) && it != '.')
                    .unwrap_or(self.rest.len() - 1);
                self.take(length).map(Type::word)
            }
            _ if self.is_next("fn(") || self.is_next("fn<") => self.function(""),
            _ if self.is_next("new fn") => {
                self.eat("new");
                self.function("new")
            }
            _ if self.is_next("abstract new fn") => {
                self.eat("abstract new");
                self.function("abstract new")
            }
            _ if self.eat("typeof") => {
                let inner = self.primary()?;
                Some(Type::Prefixed("typeof".to_owned(), Box::new(inner)))
            }
            _ => self.named(),
        }
    }

    fn quoted(&mut self, quote: char) -> Option<Type> {
        let mut is_escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, sign)| {
            let is_end = *sign == quote && !is_escaped;
            is_escaped = *sign == '\\' && !is_escaped;
            is_end
        });
        self.take(end?.0 + 1).map(Type::word)
    }

    /// `^T0`, `#0`, `#0 is A`
    fn by_place(&mut self) -> Option<Type> {
        let distance = self.rest.chars().take_while(|it| *it == '^').count();
        let behind = self.rest.get(distance..)?;
        let length = behind.get(1..)?.find(|it: char| !it.is_ascii_digit());
        let length = length.map_or(behind.len(), |it| it + 1);
        let word = behind.get(..length)?;
        let number = word.get(1..)?.parse().ok()?;
        let written = self.take(distance + length)?;
        if word.starts_with('T') {
            return Some(Type::Parameter { distance, number });
        }
        if !word.starts_with('#') {
            return None;
        }
        if self.eat("is") {
            let inner = self.ty()?;
            return Some(Type::Prefixed(format!("{written} is"), Box::new(inner)));
        }
        Some(Type::word(written))
    }

    /// A path with what it is given, a keyword or a number.
    fn named(&mut self) -> Option<Type> {
        self.rest = self.rest.trim_start();
        let mut length = self.rest.find(|it| !is_part(it) && it != '.').unwrap_or(self.rest.len());
        if self.rest.starts_with("import(") {
            let end = self.rest.find(')')? + 1;
            let behind = self.rest.get(end..)?;
            length = end + behind.find(|it| !is_part(it) && it != '.').unwrap_or(behind.len());
        }
        let word = self.take(length).filter(|it| !it.is_empty())?;
        let number = word.strip_prefix('T').and_then(|it| it.parse().ok());
        if let Some(number) = number {
            return Some(Type::Parameter { distance: 0, number });
        }
        if is_keyword(word) || word.starts_with(|it: char| it.is_ascii_digit()) {
            if word == "this" && self.eat("is") {
                let inner = self.ty()?;
                return Some(Type::Prefixed("this is".to_owned(), Box::new(inner)));
            }
            return Some(Type::word(word));
        }
        let mut given = Vec::new();
        if self.rest.starts_with('<') && self.eat("<") {
            while !self.eat(">") {
                given.push(self.ty()?);
                self.eat(",");
            }
        }
        Some(Type::Name(Name { name: word.to_owned(), given, origin: self.origin }))
    }

    /// Up to the closing bracket, which is taken.
    fn parameters(&mut self, closing: &str) -> Option<Vec<Parameter>> {
        let mut parameters = Vec::new();
        while !self.eat(closing) {
            let is_rest = self.eat("...");
            let ty = self.ty()?;
            let is_optional = self.eat("?");
            let ty = (ty != Type::word("_")).then_some(ty);
            parameters.push(Parameter { ty, is_optional, is_rest });
            self.eat(",");
        }
        Some(parameters)
    }

    fn function(&mut self, qualifiers: &str) -> Option<Type> {
        self.eat("fn");
        let mut function = Function {
            qualifiers: qualifiers.to_owned(),
            generics: Vec::new(),
            bounds: Vec::new(),
            parameters: Vec::new(),
            result: None,
        };
        if self.eat("<") {
            while !self.eat(">") {
                self.parameter_number()?;
                let default = if self.eat("=") { Some(self.ty()?) } else { None };
                function.generics.push(default);
                self.eat(",");
            }
        }
        function.parameters = self.eat("(").then(|| self.parameters(")"))??;
        if self.eat("->") {
            function.result = Some(self.ty()?);
        }
        if self.eat("where") {
            loop {
                // How literals are inferred is no part of the type.
                let is_of_literals = self.eat("const");
                let number = self.parameter_number()?;
                if !is_of_literals {
                    let bound = self.eat("extends").then(|| self.ty())??;
                    function.bounds.push((number, bound));
                }
                if !self.goes_on_with_bound() {
                    break;
                }
                self.eat(",");
            }
        }
        Some(Type::Function(Box::new(function)))
    }

    /// `T0`
    fn parameter_number(&mut self) -> Option<usize> {
        match self.named()? {
            Type::Parameter { number, .. } => Some(number),
            _ => None,
        }
    }

    fn goes_on_with_bound(&self) -> bool {
        let is_of_literals = self.rest.starts_with(", const T");
        let next = self
            .rest
            .strip_prefix(", T")
            .map(|it| it.trim_start_matches(|it: char| it.is_ascii_digit()));
        is_of_literals || next.is_some_and(|it| it.starts_with(" extends "))
    }

    fn object(&mut self) -> Option<Type> {
        self.eat("{");
        let mut members = Vec::new();
        while !self.eat("}") {
            members.push(self.member()?);
            self.eat(";");
        }
        Some(Type::Object(members))
    }

    fn member(&mut self) -> Option<Member> {
        self.rest = self.rest.trim_start();
        if self.is_next("fn(") || self.is_next("fn<") || self.is_next("new fn") {
            let ty = self.primary()?;
            return Some(Member { key: Key::Call, ty });
        }
        let before = ["readonly ", "-readonly "].into_iter().find(|it| self.eat(it.trim_end()));
        let before = before.unwrap_or_default();
        self.rest = self.rest.trim_start();
        if let Some(key) = self.in_brackets(before) {
            let key = key?;
            let ty = self.eat(":").then(|| self.ty())??;
            return Some(Member { key, ty });
        }
        let end = self.rest.find(": ")?;
        let (name, is_optional) = match self.take(end)? {
            name if name.ends_with('?') => (name.trim_end_matches('?'), true),
            name => (name, false),
        };
        self.eat(":");
        let is_readonly = !before.is_empty();
        let key = Key::Property { name: name.to_owned(), is_optional, is_readonly };
        (before != "-readonly " && !name.contains(['{', '}', ';', '<', '('])).then_some(())?;
        Some(Member { key, ty: self.ty()? })
    }

    /// `[_: string]` or `[T0 in A]`, up to the colon behind it; nothing where it is none of these.
    fn in_brackets(&mut self, before: &str) -> Option<Option<Key>> {
        if self.eat("[_:") {
            let by = self.ty().filter(|_| self.eat("]"));
            return Some(by.map(|by| Key::Index { by, is_readonly: !before.is_empty() }));
        }
        if self.eat("[T0 in") {
            return Some(self.mapped(before));
        }
        None
    }

    fn mapped(&mut self, before: &str) -> Option<Key> {
        let over = self.ty().filter(|_| self.eat("]"))?;
        let behind = ["-?", "?", ""].into_iter().find(|it| self.eat(it)).unwrap_or_default();
        let (before, behind) = (before.to_owned(), behind.to_owned());
        Some(Key::Mapped { over, before, behind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Origin = Origin { file: 0, item: 0 };

    #[test]
    fn what_signatures_write_is_read_back() {
        for text in [
            "string",
            "\"a | b\" | -1 | null",
            "`a${string}b`",
            "Map<string, Item[]>[]",
            "readonly [A, B?, ...C[]] | readonly string[]",
            "(A | B)[]",
            "(fn() -> void)[] | (new fn(A?) -> B)",
            "abstract new fn(...any[]) -> object",
            "fn<T0, T1 = T0>(T0, ^T1) -> T1 where T0 extends A<T1>, T1 extends keyof T0",
            "{a: fn<T0>(T0) -> T0 where T0 extends A; b?: {}; fn(A) -> B; readonly c: C}",
            "{[_: string]: A; readonly [_: number]: B}",
            "{readonly [T0 in keyof ^T0]?: ^T0[T0]}",
            "{-readonly [T0 in A]-?: B}",
            "T0 extends (infer T0)[] ? T0 : ^T1 extends A | B ? C : never",
            "(typeof a.b)[\"c\"][number]",
            "fn(unknown) -> asserts #0 is A",
            "import(\"./a\").default<A>",
            "unique symbol",
        ] {
            assert_eq!(parse(text, HERE).map(|it| it.to_string()).as_deref(), Some(text));
        }
        for text in ["", "A<", "{a}", "A B", "T0 extends A ? B", "(A", "readonly A", "\"a"] {
            assert_eq!(parse(text, HERE), None, "{text}");
        }
        assert_eq!(parse(&"(".repeat(100_000), HERE), None);
        assert_eq!(parse(&format!("A{}", "[]".repeat(1000)), HERE).map(|_| ()), Some(()));
    }
}
