//! The answer as a comment on a pull request: what matters first, the rest folded.
//!
//! All that comes from the repository is shown as code, so that it can neither format nor link, nobody
//! is notified by it, and nothing in it reads as an instruction.

use std::fmt::Write;

use boundstone_model::{SymbolChange, TouchedBoundary};

use super::human::{consumer, status_change};
use super::{Answer, promise_in_words, reached, share};
use crate::output::{counted, visible};
use crate::position::since;

/// The most rows of one table: a comment may have 65,536 characters on GitHub.
const MOST_ROWS: usize = 40;

pub(super) fn of(answer: &Answer<'_>) -> String {
    let impact = &answer.impact;
    let mut text = format!("### Impact: {}\n\n", answer.totals());
    summary(answer, &mut text);
    let rows: Vec<Vec<String>> = impact.boundaries.iter().map(boundary).collect();
    table(&mut text, &["boundary", "owners", "changed", "uses what changed"], &rows);
    folded(&mut text, "Whom to ask or tell, and why", &["who", "why", "said by"], owners(answer));
    folded(&mut text, "Promises", &["item", "what happens"], promises(answer));
    folded(&mut text, "Decisions", &["decision", "status", "here because of"], decisions(answer));
    let heads = ["symbol", "change", "uses from other boundaries", "defined in"];
    folded(&mut text, "Symbols", &heads, symbols(answer));
    folded(&mut text, "Crossings", &["from", "to", "reach"], crossings(answer));
    folded(&mut text, "Files", &["file", "change", "owners"], files(answer));
    let not_checked = answer.not_checked.iter();
    let not_checked = not_checked.map(|(path, reason)| vec![code(path), code(reason)]).collect();
    folded(&mut text, "Not checked", &["what", "why"], not_checked);
    let base = &answer.past.base;
    let (since, reason) = (code(&since(base)), base.choice.reason());
    let _ = writeln!(text, "Compared with {since}: {}. Text in `code` is quoted.", reason);
    text
}

fn summary(answer: &Answer<'_>, text: &mut String) {
    let impact = &answer.impact;
    let lost: u32 = impact.boundaries.iter().map(|it| it.lost).sum();
    if lost > 0 {
        let lost = counted(lost as usize, "reference");
        let _ = writeln!(text, "**{lost} from other boundaries now lead nowhere.**\n");
    }
    for (is_asked, word) in [(true, "Ask"), (false, "Tell")] {
        let owners = impact.owners.iter().filter(|it| it.is_asked() == is_asked);
        let names: Vec<String> = owners.map(|it| code(&it.owner)).collect();
        if !names.is_empty() {
            let _ = writeln!(text, "**{word}:** {}\n", cut(&names).join(", "));
        }
    }
    if !impact.unowned.is_empty() {
        let _ = writeln!(text, "**Nobody owns** {}.\n", counted(impact.unowned.len(), "file"));
    }
    let facts = [
        (impact.promises.len(), "promise", "touched"),
        (
            impact.decisions.iter().filter(|it| it.decision.is_in_force).count(),
            "decision",
            "in force here",
        ),
        (impact.changed_decisions.len(), "decision", "changed"),
    ];
    let facts = facts.into_iter().filter(|(count, ..)| *count > 0);
    let facts: Vec<String> =
        facts.map(|(count, noun, what)| format!("{} {what}", counted(count, noun))).collect();
    if !facts.is_empty() {
        let _ = writeln!(text, "{}.\n", facts.join(", "));
    }
}

fn cut(names: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = names.iter().take(MOST_ROWS).cloned().collect();
    if names.len() > MOST_ROWS {
        shown.push(format!("{} more", names.len() - MOST_ROWS));
    }
    shown
}

fn table(text: &mut String, heads: &[&str], rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "| {} |", heads.join(" | "));
    let _ = writeln!(text, "|{}", "---|".repeat(heads.len()));
    for row in rows.iter().take(MOST_ROWS) {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    if rows.len() > MOST_ROWS {
        let more = rows.len() - MOST_ROWS;
        let _ = writeln!(text, "\nAnd {more} more; `boundstone impact --format json` lists all.");
    }
    text.push('\n');
}

fn folded(text: &mut String, title: &str, heads: &[&str], rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "<details><summary>{title} ({})</summary>\n", rows.len());
    table(text, heads, &rows);
    text.push_str("</details>\n\n");
}

fn boundary(boundary: &TouchedBoundary) -> Vec<String> {
    let owners = match boundary.owners.is_empty() {
        true => "no owner".to_owned(),
        false => codes(&boundary.owners),
    };
    vec![code(&boundary.name), owners, share(boundary), reached(boundary)]
}

fn owners(answer: &Answer<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for owner in &answer.impact.owners {
        let name = code(&owner.owner);
        for review in &owner.reviews {
            rows.extend(review.paths.iter().map(|path| {
                let why = format!("must review {}", code(path.as_str()));
                let said = format!("{} {}", review.decision, answer.source(&review.source));
                vec![name.clone(), why, code(&said)]
            }));
        }
        rows.extend(owner.files.iter().map(|it| {
            let why = format!("owns {}", code(it.path.as_str()));
            vec![name.clone(), why, code(&answer.source(&it.source))]
        }));
        rows.extend(owner.consumers.iter().map(|it| {
            let why = format!("owns {}, which {}", code(&it.boundary), consumer(it));
            vec![name.clone(), why, code(&answer.source(&it.source))]
        }));
    }
    rows
}

fn promises(answer: &Answer<'_>) -> Vec<Vec<String>> {
    let promises = answer.impact.promises.iter();
    promises.map(|it| vec![code(&it.symbol), code(&promise_in_words(it))]).collect()
}

fn decisions(answer: &Answer<'_>) -> Vec<Vec<String>> {
    let impact = &answer.impact;
    let name = |decision: &boundstone_model::DecisionSummary| {
        code(&format!("{} {}", decision.display, decision.title))
    };
    let applying = impact.decisions.iter().map(|it| {
        let because = it.because.first().map(|(side, path, governing)| {
            let because = &governing.because;
            let line = answer.line(*side, because);
            let more = match it.because.len() - 1 {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let source = code(&format!("{}:{line}", because.place.path));
            format!("{}{more} ({source})", code(path.as_str()))
        });
        let successors: Vec<_> =
            it.decision.successors.iter().map(|(_, name)| code(name)).collect();
        let status = match successors.is_empty() {
            true => it.decision.status.name().to_owned(),
            false => format!("{}, now {}", it.decision.status.name(), successors.join(", ")),
        };
        vec![name(&it.decision), status, because.unwrap_or_default()]
    });
    let changed = impact.changed_decisions.iter().map(|it| {
        let status = format!("{} by this change{}", it.what, status_change(it));
        vec![name(&it.decision), status, code(it.decision.path.as_str())]
    });
    applying.chain(changed).collect()
}

fn symbols(answer: &Answer<'_>) -> Vec<Vec<String>> {
    let mut symbols: Vec<_> = answer.impact.symbols.iter().collect();
    symbols.retain(|it| it.change != SymbolChange::Comments);
    symbols.sort_by_key(|it| it.change);
    let row = |it: &&boundstone_model::TouchedSymbol| {
        let line = answer.places(it.side).line(&it.place);
        let was = it.was.as_ref().map(|was| format!(", was {}", code(was))).unwrap_or_default();
        let of_type = match it.uses_of_type {
            0 => String::new(),
            uses => format!(", {uses} of its type"),
        };
        vec![
            code(&it.symbol),
            format!("{}{was}", it.change.name()),
            format!("{}{of_type}", it.uses),
            code(&format!("{}:{line}", it.place.path)),
        ]
    };
    symbols.iter().map(row).collect()
}

fn crossings(answer: &Answer<'_>) -> Vec<Vec<String>> {
    let mut crossings: Vec<_> = answer.impact.crossings.iter().collect();
    crossings.sort_by_key(|it| (it.reach, it.change));
    let row = |it: &&boundstone_model::ReachingCrossing| {
        let crossing = &it.crossing;
        let line = answer.now.line(&crossing.place);
        let reach = match it.reach {
            boundstone_model::Reach::Lost => "lost".to_owned(),
            boundstone_model::Reach::Symbol => it.change.name().to_owned(),
            boundstone_model::Reach::Type => format!("{} of a member", it.change.name()),
        };
        vec![
            code(&format!("{}:{line}", crossing.place.path)),
            code(&format!("{}#{}", crossing.to.boundary, crossing.to.symbol)),
            reach,
        ]
    };
    crossings.iter().map(row).collect()
}

fn files(answer: &Answer<'_>) -> Vec<Vec<String>> {
    let row = |it: &boundstone_model::TouchedFile| {
        let path = it.change.path()?;
        let was = it.change.before.as_ref().filter(|before| *before != path);
        let was = was.map(|was| format!(", was {}", code(was.as_str()))).unwrap_or_default();
        let owners = match it.owners.is_empty() {
            true => "no owner".to_owned(),
            false => codes(&it.owners),
        };
        Some(vec![code(path.as_str()), format!("{}{was}", it.change.what()), owners])
    };
    answer.impact.files.iter().filter_map(row).collect()
}

fn codes(names: &[std::sync::Arc<str>]) -> String {
    names.iter().map(|name| code(name)).collect::<Vec<_>>().join(" ")
}

/// Repository text as code that shows exactly its letters, also in a table. What could end the code or
/// the cell is written as numbers, which Markdown reads as letters and nothing else.
pub(crate) fn code(text: &str) -> String {
    let text = visible(text);
    let is_plain = |ch: char| !matches!(ch, '`' | '|' | '\\');
    if text.is_empty() {
        return String::new();
    }
    if text.chars().all(is_plain) {
        return format!("`{text}`");
    }
    let mut code = "<code>".to_owned();
    for ch in text.chars() {
        if ch.is_ascii_punctuation() {
            let _ = write!(code, "&#{};", ch as u32);
        } else {
            code.push(ch);
        }
    }
    code.push_str("</code>");
    code
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn repository_text_stays_code() {
        assert_eq!(code("@acme/web"), "`@acme/web`");
        assert_eq!(code("<img src=x> [a](b) **c**"), "`<img src=x> [a](b) **c**`");
        assert_eq!(code("a\n\n# b\u{202e}"), "`a # b`");
        assert_eq!(code("a` @x | \\"), "<code>a&#96; &#64;x &#124; &#92;</code>");
        assert_eq!(code(" "), "");
    }
}
