//! The text of a type of Rust as a tree.

use super::{Argument, Bound, Call, Function, Given, Path, Segment, Type};

/// How deep brackets may stand in one another.
const DEEPEST: u32 = 32;

/// The type that a text is; `None` for what is no type, or too deep.
pub(crate) fn parse(text: &str) -> Option<Type> {
    whole(text, Reader::ty)
}

/// `A + 'a`
pub(crate) fn bounds(text: &str) -> Option<Vec<Bound>> {
    whole(text, Reader::bounds)
}

/// What commas part, outside of all brackets.
pub(crate) fn list(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut found, mut before) = (0_i32, 0, Vec::new(), ' ');
    for (at, sign) in text.char_indices() {
        match sign {
            '<' | '(' | '[' | '{' => depth += 1,
            '>' if before == '-' => {}
            '>' | ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.extend(text.get(from..at));
                from = at + 1;
            }
            _ => {}
        }
        before = sign;
    }
    found.extend(text.get(from..));
    found.into_iter().map(str::trim).filter(|it| !it.is_empty()).collect()
}

fn whole<'t, T>(text: &'t str, read: fn(&mut Reader<'t>) -> Option<T>) -> Option<T> {
    let mut reader = Reader { rest: text.trim(), depth: 0 };
    let read = read(&mut reader)?;
    reader.rest.trim().is_empty().then_some(read)
}

struct Reader<'t> {
    rest: &'t str,
    depth: u32,
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

impl<'t> Reader<'t> {
    fn eat(&mut self, text: &str) -> bool {
        match self.rest.trim_start().strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Eats a word that does not go on.
    fn eat_word(&mut self, word: &str) -> bool {
        let behind = self.rest.trim_start().strip_prefix(word);
        match behind.filter(|it| !it.starts_with(is_of_word)) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn begins(&self, text: &str) -> bool {
        self.rest.trim_start().starts_with(text)
    }

    fn word(&mut self) -> Option<&'t str> {
        let text = self.rest.trim_start();
        let text = text.strip_prefix("r#").unwrap_or(text);
        let end = text.find(|it| !is_of_word(it)).unwrap_or(text.len());
        let (word, rest) = text.split_at_checked(end).filter(|(word, _)| !word.is_empty())?;
        self.rest = rest;
        Some(word)
    }

    fn lifetime(&mut self) -> Option<String> {
        let text = self.rest.trim_start();
        let behind = text.strip_prefix('\'')?;
        let end = behind.find(|it| !is_of_word(it)).unwrap_or(behind.len());
        let (name, rest) = behind.split_at_checked(end)?;
        self.rest = rest;
        Some(format!("'{name}"))
    }

    fn ty(&mut self) -> Option<Type> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let read = self.read_type();
        self.depth -= 1;
        read
    }

    fn read_type(&mut self) -> Option<Type> {
        if self.eat("&") {
            let lifetime = self.lifetime();
            let is_mutable = self.eat_word("mut");
            return Some(Type::Reference { lifetime, is_mutable, ty: Box::new(self.ty()?) });
        }
        if self.eat("*") {
            let is_mutable = self.eat_word("mut");
            let is_pointer = is_mutable || self.eat_word("const");
            let ty = Box::new(self.ty().filter(|_| is_pointer)?);
            return Some(Type::Pointer { is_mutable, ty });
        }
        if self.eat("(") {
            return self.tuple();
        }
        if self.eat("[") {
            return self.slice_or_array();
        }
        if self.eat("!") {
            return Some(Type::Word("!".to_owned()));
        }
        if self.begins("<") {
            return self.qualified();
        }
        for word in ["dyn", "impl"] {
            if self.eat_word(word) {
                return Some(Type::Bounds { word, bounds: self.bounds()? });
            }
        }
        let lifetimes = self.for_lifetimes()?;
        if let Some(function) = self.function(&lifetimes)? {
            return Some(Type::Function(function));
        }
        match self.eat_word("_") {
            true => Some(Type::Word("_".to_owned())),
            false => Some(Type::Path(self.path().filter(|_| lifetimes.is_empty())?)),
        }
    }

    /// Behind the `(`. What has one bound more than one in brackets is that bound.
    fn tuple(&mut self) -> Option<Type> {
        let (mut types, mut is_list) = (Vec::new(), false);
        while !self.eat(")") {
            types.push(self.ty()?);
            let is_comma = self.eat(",");
            is_list |= is_comma;
            if !is_comma && !self.begins(")") {
                return None;
            }
        }
        match types.len() {
            1 if !is_list => types.pop(),
            _ => Some(Type::Tuple(types)),
        }
    }

    fn slice_or_array(&mut self) -> Option<Type> {
        let ty = Box::new(self.ty()?);
        if self.eat("]") {
            return Some(Type::Slice(ty));
        }
        if !self.eat(";") {
            return None;
        }
        let length = self.until(']')?.to_owned();
        self.eat("]").then_some(Type::Array { ty, length })
    }

    /// The text up to a bracket that closes here.
    fn until(&mut self, close: char) -> Option<&'t str> {
        let mut depth = 0_i32;
        let end = self.rest.find(|sign| {
            let is_end = sign == close && depth == 0;
            match sign {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            is_end
        })?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(text.trim())
    }

    fn qualified(&mut self) -> Option<Type> {
        self.eat("<");
        let ty = Box::new(self.ty()?);
        let of_trait = if self.eat_word("as") { Some(self.path()?) } else { None };
        if !self.eat(">") {
            return None;
        }
        let mut rest = Vec::new();
        while self.eat("::") {
            rest.push(self.segment()?);
        }
        Some(Type::Qualified { ty, of_trait, rest })
    }

    /// The lifetimes of the `for<'a>` that may come next.
    fn for_lifetimes(&mut self) -> Option<Vec<String>> {
        let mut lifetimes = Vec::new();
        if !self.eat_word("for") {
            return Some(lifetimes);
        }
        if !self.eat("<") {
            return None;
        }
        while !self.eat(">") {
            lifetimes.push(self.lifetime()?);
            if !self.eat(",") && !self.begins(">") {
                return None;
            }
        }
        Some(lifetimes)
    }

    /// The pointer to a function that may come next; the outer `None` for a text that is none.
    fn function(&mut self, lifetimes: &[String]) -> Option<Option<Function>> {
        let mut qualifiers = String::new();
        for word in ["async", "unsafe", "extern"] {
            if self.eat_word(word) {
                qualifiers += word;
                qualifiers.push(' ');
                if word == "extern" && self.eat("\"") {
                    let abi = self.until('"')?;
                    self.eat("\"");
                    qualifiers += &format!("\"{abi}\" ");
                }
            }
        }
        if !self.eat_word("fn") {
            return qualifiers.is_empty().then_some(None);
        }
        let call = if self.eat("(") { self.call()? } else { return None };
        Some(Some(Function { lifetimes: lifetimes.to_vec(), qualifiers, call }))
    }

    /// Behind the `(` of `Fn(A) -> B`.
    fn call(&mut self) -> Option<Call> {
        let mut parameters = Vec::new();
        while !self.eat(")") {
            parameters.push(match self.eat("...") {
                true => Type::Word("...".to_owned()),
                false => self.ty()?,
            });
            if !self.eat(",") && !self.begins(")") {
                return None;
            }
        }
        let result = if self.eat("->") { Some(Box::new(self.ty()?)) } else { None };
        Some(Call { parameters, result })
    }

    fn path(&mut self) -> Option<Path> {
        self.eat("::");
        let mut segments = vec![self.segment()?];
        while self.eat("::") {
            segments.push(self.segment()?);
        }
        Some(Path { segments })
    }

    fn segment(&mut self) -> Option<Segment> {
        let name = self.word()?.to_owned();
        // What is called so is no type.
        if self.rest.starts_with('!') {
            return None;
        }
        let given = if self.rest.starts_with('(') {
            self.eat("(");
            Given::Call(self.call()?)
        } else if self.rest.starts_with('<') {
            self.eat("<");
            let mut arguments = Vec::new();
            while !self.eat(">") {
                arguments.push(self.argument()?);
                if !self.eat(",") && !self.begins(">") {
                    return None;
                }
            }
            Given::Arguments(arguments)
        } else {
            Given::Nothing
        };
        Some(Segment { name, given })
    }

    fn argument(&mut self) -> Option<Argument> {
        if let Some(lifetime) = self.lifetime() {
            return Some(Argument::Lifetime(lifetime));
        }
        let text = self.rest.trim_start();
        if text.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '-' | '"' | '{')) {
            return self.constant();
        }
        let before = self.rest;
        if let Some(name) = self.word() {
            if self.eat("=") {
                return Some(Argument::Is { name: name.to_owned(), ty: self.ty()? });
            }
            if self.begins(":") && !self.begins("::") {
                self.eat(":");
                return Some(Argument::Demands { name: name.to_owned(), bounds: self.bounds()? });
            }
        }
        self.rest = before;
        Some(Argument::Type(self.ty()?))
    }

    fn constant(&mut self) -> Option<Argument> {
        let text = self.rest.trim_start();
        if text.starts_with('{') {
            self.eat("{");
            let inner = self.until('}')?;
            return self.eat("}").then(|| Argument::Constant(format!("{{{inner}}}")));
        }
        let end = text.find([',', '>'])?;
        let (constant, rest) = text.split_at_checked(end)?;
        self.rest = rest;
        Some(Argument::Constant(constant.trim().to_owned()))
    }

    fn bounds(&mut self) -> Option<Vec<Bound>> {
        let mut bounds = vec![self.bound()?];
        while self.eat("+") {
            bounds.push(self.bound()?);
        }
        Some(bounds)
    }

    fn bound(&mut self) -> Option<Bound> {
        if let Some(lifetime) = self.lifetime() {
            return Some(Bound::Lifetime(lifetime));
        }
        if self.eat("use<") {
            let captured = self.until('>')?.to_owned();
            return self.eat(">").then_some(Bound::Captured(captured));
        }
        let lifetimes = self.for_lifetimes()?;
        let mut modifier = String::new();
        for (sign, written) in [("?", "?"), ("const ", "const "), ("async ", "async ")] {
            if self.eat(sign) {
                modifier += written;
            }
        }
        Some(Bound::Trait { lifetimes, modifier, path: self.path()? })
    }
}
