//! Whether a file may be another text when macros are expanded: whether anything in it may make items. Sooner one too
//! many is noted than one too few.

use super::expansion::may_make_items;
use super::reference::Pass;
use super::token::Form;

impl Pass<'_> {
    /// Notes the call of a macro whose `!` stands here, if it is one, whatever its path.
    pub(super) fn note_call(&mut self) {
        let is_called = self.before().is_some_and(|it| it.form == Form::Word);
        let is_given = self.token(1).is_some_and(|it| matches!(it.form, Form::Open(_)));
        if is_called && is_given {
            self.note_making();
        }
    }

    /// Notes a macro or a block that stands here. In the body of a function none makes what others see.
    pub(super) fn note_making(&mut self) {
        if !self.is_in_body_of_function() {
            self.scan.making += 1;
        }
    }

    /// Notes an attribute whose inside ends at `end`.
    pub(super) fn note_attribute(&mut self, end: usize) {
        let tokens = self.tokens.get(self.at..end).unwrap_or_default();
        let is_making = |token| may_make_items(self.slice(token));
        if tokens.iter().copied().any(is_making) {
            self.scan.making += 1;
        }
    }

    /// Whether a brace is open behind the signature. Other brackets open no scope.
    fn is_in_body_of_function(&self) -> bool {
        let Some(around) = self.function else { return false };
        let inside = self.frames.get(around).map(|frame| frame.scope);
        let outside = around.checked_sub(1).and_then(|it| self.frames.get(it));
        inside.is_some_and(|it| it != outside.map_or(0, |frame| frame.scope))
    }
}
