//! What a writer of TOML makes of a text, with every byte kept that it had no reason to touch: it ends each line, the
//! last one too, with `\n`.

use boundstone_model::Replacement;

use super::{lines, replacement};

/// What has to be replaced in `text`, where `change` makes of it, given with `\n` alone, another text.
///
/// # Errors
/// Those of `change`.
pub(in crate::contract) fn changed(
    text: &str,
    change: impl FnOnce(&str) -> Result<String, String>,
) -> Result<Replacement, String> {
    let old = text.replace("\r\n", "\n");
    let mut new = change(&old)?;
    if !old.ends_with('\n') && new.ends_with('\n') {
        new.pop();
    }
    let Replacement { range, text: written, .. } = between(&old, &new);
    let [start, end] = [range.start(), range.end()].map(|at| place(text, at as usize));
    Ok(replacement(start..end, written.replace('\n', lines::line_break(text))))
}

/// Where in `text` a place lies that was counted with `\n` alone.
fn place(text: &str, at: usize) -> usize {
    let breaks = text.match_indices("\r\n").enumerate();
    at + breaks.take_while(|(before, (found, _))| found - before < at).count()
}

/// What has to be replaced to make one text of another.
fn between(old: &str, new: &str) -> Replacement {
    let same = |(a, b): &((usize, char), char)| a.1 == *b;
    let before: usize =
        old.char_indices().zip(new.chars()).take_while(same).map(|(_, ch)| ch.len_utf8()).sum();
    let (rest_old, rest_new) = (old.get(before..).unwrap_or(""), new.get(before..).unwrap_or(""));
    let behind: usize = rest_old
        .chars()
        .rev()
        .zip(rest_new.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(ch, _)| ch.len_utf8())
        .sum();
    let text = rest_new.get(..rest_new.len() - behind).unwrap_or_default();
    replacement(before..old.len() - behind, text.to_owned())
}
