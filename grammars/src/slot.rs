//! What is being written at a place of a source file or of Markdown.

use std::ops::Range;

use boundstone_model::{Language, Quotes, Slot, SlotKind};
use boundstone_text::TextRange;

use crate::mention::{Syntax, unfinished};
use crate::syntax_tree::SyntaxTree;
use crate::{markdown, owner};

/// The name of a decision or owner that is being written at `cursor`; `None` in code and in strings. The tree
/// must be that of exactly this text.
pub fn slot(
    language: Language,
    text: &str,
    tree: Option<&SyntaxTree>,
    cursor: u32,
) -> Option<Slot> {
    let at = cursor as usize;
    let is_comment = |at: usize| tree?.is_comment_at(language, text, at as u32).then_some(());
    // Looked at first, because the name of an owner may begin like that of a decision.
    if language.is_code()
        && let Some(start) = owner::unfinished(text, at)
    {
        is_comment(start - 1)?;
        return Some(of(SlotKind::Owner, text, start..at, owner::is_part));
    }
    let syntax = if language.is_code() { Syntax::Code } else { Syntax::Markdown };
    let name = unfinished(text, at, syntax)?;
    match language {
        Language::Markdown => markdown::is_prose_at(text, name.start).then_some(())?,
        _ => is_comment(name.start)?,
    }
    let prefix = name.prefix.to_ascii_uppercase().into();
    let kind = SlotKind::Mention { prefix, head: name.head };
    Some(of(kind, text, name.start..at, char::is_alphanumeric))
}

/// The slot of what was typed, whose word goes on behind the cursor while `is_part` says so.
fn of(kind: SlotKind, text: &str, typed: Range<usize>, is_part: fn(char) -> bool) -> Slot {
    let after = text.get(typed.end..).unwrap_or_default();
    let rest = after.len() - after.trim_start_matches(is_part).len();
    Slot {
        kind,
        range: TextRange::of(typed.start..typed.end + rest),
        typed: text.get(typed).unwrap_or_default().into(),
        quotes: Quotes::Needless,
        beside: Box::default(),
    }
}
