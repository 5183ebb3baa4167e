//! Constants, statics, and names for types.

use boundstone_model::{Alias, Value, integer};

use super::bound;
use super::context::Context;
use super::reader::Reader;

impl Reader<'_, '_> {
    /// `= 4 * 0x10;` behind the type of a constant, as `64`.
    pub(super) fn number(&mut self) -> Option<String> {
        /// Longer expressions are not read.
        const MOST_TOKENS: usize = 64;
        if !self.eat("=") {
            return None;
        }
        let is_ended = |at: &usize| self.file.tokens.slice(*at) == ";";
        let end = (self.at..self.end).take(MOST_TOKENS).find(is_ended)?;
        let written: Vec<&str> = (self.at..end).map(|at| self.file.tokens.slice(at)).collect();
        integer(&written.concat()).map(|it| it.to_string())
    }

    /// `type A<T>: Bounds = B where …;`
    pub(super) fn alias(&mut self) -> Alias {
        self.name_behind("type");
        let outer = self.context.counts;
        self.context = Context::with(&self.context, &self.parameters()).into();
        let mut demanded = Vec::new();
        let parameters = self.generics(&mut demanded);
        let bounds = if self.eat(":") { self.bounds(true) } else { Vec::new() };
        self.where_clause(&mut demanded);
        let ty = self.eat("=").then(|| self.ty().into());
        self.where_clause(&mut demanded);
        let generics = self.finished(parameters, demanded, outer);
        Alias { generics, bounds: bound::sorted(bounds), ty }
    }

    /// A constant or static. The reference in the type of one outside of a trait or `impl` is `'static`.
    pub(super) fn value(&mut self, word: &'static str, is_member: bool) -> Value {
        self.keyword(word);
        let is_mutable = word == "static" && self.eat("mut");
        self.is_inferred |= self.word().is_none();
        self.is_static = !is_member;
        let ty = self.eat(":").then(|| self.ty().into());
        self.is_inferred |= ty.is_none();
        Value { word, is_mutable, ty, value: None }
    }
}
