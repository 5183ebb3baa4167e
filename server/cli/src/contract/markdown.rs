//! The answer as a comment on a pull request. All that comes from the repository is shown as code.

use std::fmt::Write;

use boundstone_model::{ChangedKind, Confidence, Side, SignatureChange, SurfaceChange};

use super::{Answer, advice, several};
use crate::impact::code;
use crate::position::since;

pub(super) fn of(answer: &Answer<'_>) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    if answer.told().next().is_none() {
        text.push_str("No public item of any boundary changed.\n\n");
    }
    for it in answer.told() {
        writeln!(text, "### {}: {}\n", code(&it.boundary), advice(it, code))?;
        writeln!(text, "| class | item | what | where |\n| --- | --- | --- | --- |")?;
        for change in &it.changes {
            writeln!(text, "{}", row(answer, change))?;
        }
        text.push('\n');
    }
    let of_boundaries = answer.told().flat_map(|it| &it.not_checked);
    let mut not_checked: Vec<(String, &str)> =
        of_boundaries.map(|(path, reason)| (path.to_string(), &**reason)).collect();
    not_checked.extend(answer.unread().into_iter().map(|(why, paths)| (several(&paths), why)));
    for (what, reason) in &not_checked {
        writeln!(text, "Not checked: {}: {}", code(what), code(reason))?;
    }
    if !not_checked.is_empty() {
        text.push('\n');
    }
    let base = &answer.base;
    writeln!(text, "Compared with {}: {}.", code(&since(base)), base.choice.reason())?;
    Ok(text)
}

fn row(answer: &Answer<'_>, change: &SurfaceChange) -> String {
    let reasons: Vec<String> = change.changes.iter().map(reason).collect();
    let word = match change.kind {
        ChangedKind::Feature => "feature ",
        ChangedKind::Manifest => "manifest ",
        ChangedKind::Item(_) | ChangedKind::OfOthers => "",
    };
    let promised = change.stability.map(|it| format!(", **{}**", it.name())).unwrap_or_default();
    let item = format!("{word}{}{promised}", code(&change.symbol));
    let at = answer.place(change).map(|(side, at, line)| {
        let was = if side == Side::Before { " before the change" } else { "" };
        format!("{}{was}", code(&format!("{}:{line}", at.path)))
    });
    let (class, reasons) = (change.class().name(), reasons.join("; "));
    format!("| {class} | {item} | {reasons} | {} |", at.unwrap_or_default())
}

/// In it stands as code what it quotes; all of it where it may have words of the repository outside of that.
fn reason(change: &SignatureChange) -> String {
    let likely = match change.confidence {
        Confidence::Likely => " (likely)",
        Confidence::Proved => "",
    };
    let parts: Vec<&str> = change.reason.split('`').collect();
    let is_plain = |text: &str| {
        text.chars()
            .all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, ' ' | ',' | ':' | ';' | '\''))
    };
    let is_quoted = parts.len() % 2 == 1 && parts.iter().step_by(2).all(|it| is_plain(it));
    if !is_quoted {
        return format!("{}{likely}", code(&change.reason));
    }
    let shown = |(number, part): (usize, &&str)| match number % 2 {
        0 => (*part).to_owned(),
        _ => code(part),
    };
    format!("{}{likely}", parts.iter().enumerate().map(shown).collect::<String>())
}
