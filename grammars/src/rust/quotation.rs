//! Macros that are given the code of somebody else: what a procedural macro writes where it is called.

use super::reference::Pass;
use super::token::Form;

/// Whether a macro takes its tokens as code for others. Source: documentation of the crates quote and syn.
pub(super) fn is_quotation(path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or(path).trim();
    matches!(name, "quote" | "quote_spanned" | "parse_quote" | "parse_quote_spanned")
}

impl Pass<'_> {
    /// Passes over the `!` and over what such a macro is given. Its paths mean what they mean where the macro is
    /// called that is being written, and this file uses none of them.
    pub(super) fn skip_quotation(&mut self) {
        self.note_call();
        let open = self.at + 1;
        let is_given = self.tokens.get(open).is_some_and(|it| matches!(it.form, Form::Open(_)));
        self.at = if is_given { self.closing(open) + 1 } else { open };
    }
}
