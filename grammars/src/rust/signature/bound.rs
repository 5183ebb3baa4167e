//! What is demanded of types and lifetimes, and the generic parameters.

use boundstone_model::{Generic, GenericKind, Generics};

use super::Name;
use super::reader::Reader;
use crate::rust::token::{Delimiter, Form};

impl Reader<'_, '_> {
    /// `A + 'a + ?Sized`, each by itself, sorted; the first alone where none may follow.
    pub fn bounds(&mut self, may_be_sum: bool) -> Vec<String> {
        let mut bounds = Vec::new();
        while !self.is_end_of_bounds() {
            let from = self.at;
            bounds.push(self.bound());
            if !may_be_sum || !self.eat("+") || self.at == from {
                break;
            }
        }
        bounds.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        bounds.dedup();
        bounds
    }

    fn is_end_of_bounds(&self) -> bool {
        match self.form() {
            None | Some(Form::Close(_) | Form::Open(Delimiter::Brace)) => true,
            Some(Form::Sign(sign)) => matches!(sign, b',' | b'=' | b'>' | b';'),
            Some(Form::Word) => self.slice() == "where",
            _ => false,
        }
    }

    fn bound(&mut self) -> String {
        if let Some(lifetime) = self.lifetime() {
            return lifetime;
        }
        if self.is_open(Delimiter::Parenthesis) {
            let nothing = "_".to_owned();
            return self.deeper(|reader| reader.within(Self::bound), nothing);
        }
        let mut text = String::new();
        loop {
            match self.slice() {
                "?" => text += "?",
                "~" => {}
                "const" => text += "const ",
                "async" => text += "async ",
                _ => break,
            }
            self.at += 1;
        }
        if self.slice() == "use" && self.slice_at(1) == "<" {
            self.at += 1;
            return format!("use{}", self.captured());
        }
        let before = self.bound.len();
        let lifetimes = self.for_lifetimes();
        text = match self.slice() {
            // `for<'a> ?Trait` does not exist; `for<'a> const Trait` does.
            "const" | "async" => {
                let word = self.slice();
                self.at += 1;
                format!("{lifetimes}{word} {}", self.path())
            }
            _ => format!("{lifetimes}{text}{}", self.path()),
        };
        self.bound.truncate(before);
        text
    }

    /// The parameters that `use<'a, T>` names, sorted.
    fn captured(&mut self) -> String {
        let mut captured = Vec::new();
        self.at += 1;
        while !self.eat(">") {
            match self.lifetime() {
                Some(lifetime) => captured.push(lifetime),
                None => match self.word() {
                    Some(name) => captured.push(self.path_text(false, &[name], &[])),
                    None => {
                        self.give_up();
                        break;
                    }
                },
            }
            self.eat(",");
        }
        captured.sort_unstable();
        format!("<{}>", captured.join(", "))
    }

    /// The `<…>` behind the name of an item, whose parameters the context knows. What is demanded of them is added
    /// to `bounds`.
    pub fn generics(&mut self, bounds: &mut Vec<String>) -> Vec<Generic> {
        let mut generics = Vec::new();
        if !self.eat("<") {
            return generics;
        }
        loop {
            self.skip_attributes();
            if self.eat(">") {
                return generics;
            }
            let from = self.at;
            generics.extend(self.generic(bounds));
            let is_end = !self.eat(",") && !self.is(b'>');
            if is_end || self.at == from {
                self.give_up();
                return generics;
            }
        }
    }

    fn generic(&mut self, bounds: &mut Vec<String>) -> Option<Generic> {
        if let Some(lifetime) = self.lifetime() {
            self.demanded("", &lifetime, bounds);
            return Some(Generic { kind: GenericKind::Lifetime, default: None });
        }
        if self.eat("const") {
            self.word()?;
            let ty = if self.eat(":") { self.ty() } else { "_".to_owned() };
            let default = self.eat("=").then(|| self.constant().into());
            return Some(Generic { kind: GenericKind::Const(ty.into()), default });
        }
        let name = self.word()?;
        let name = self.context.parameter(name).unwrap_or(name).to_owned();
        self.demanded("", &name, bounds);
        let default = self.eat("=").then(|| self.ty().into());
        Some(Generic { kind: GenericKind::Type, default })
    }

    /// Adds what stands behind the colon that may come next.
    fn demanded(&mut self, lifetimes: &str, of: &str, bounds: &mut Vec<String>) {
        if self.eat(":") {
            let own = self.bounds(true);
            bounds.extend(own.iter().map(|bound| format!("{lifetimes}{of}: {bound}")));
        }
    }

    /// The `where` that may come next.
    pub fn where_clause(&mut self, bounds: &mut Vec<String>) {
        if !self.eat("where") {
            return;
        }
        while !self.is_end_of_bounds() {
            let from = self.at;
            let before = self.bound.len();
            let lifetimes = self.for_lifetimes();
            let of = self.lifetime().unwrap_or_else(|| self.ty());
            self.demanded(&lifetimes, &of, bounds);
            self.bound.truncate(before);
            if !self.eat(",") || self.at == from {
                break;
            }
        }
        if !self.is_end_of_bounds() {
            self.is_inferred = true;
        }
    }

    /// The finished generics of an item whose context has its own.
    pub fn finished(
        &self,
        parameters: Vec<Generic>,
        bounds: Vec<String>,
        outer: [u32; 3],
    ) -> Generics {
        let outer = if parameters.is_empty() { [0; 3] } else { outer };
        Generics { parameters: parameters.into(), bounds: sorted(bounds), outer }
    }
}

/// Lifetimes stand behind traits.
fn key(bound: &str) -> (bool, &str) {
    (bound.starts_with('\''), bound)
}

pub(super) fn sorted(mut texts: Vec<String>) -> Box<[Name]> {
    texts.sort_unstable();
    texts.dedup();
    texts.into_iter().map(Name::from).collect()
}
