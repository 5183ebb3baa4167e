//! Human output: at most 100 columns, coloured only on a terminal.

use std::fmt::Display;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use boundstone_model::Severity;

/// Columns of human output.
pub(crate) const WIDTH: usize = 100;

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();

pub(crate) fn style_of(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Hint => AnsiColor::Cyan,
    };
    Style::new().bold().fg_color(Some(color.into()))
}

pub(crate) fn styled(text: impl Display, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// Standard output, without colours where it is no terminal.
pub(crate) fn stdout() -> impl Write {
    std::io::BufWriter::new(anstream::AutoStream::auto(std::io::stdout()))
}

/// `text` wrapped to the width of human output, every line after `indent` spaces. Control characters of
/// repository text never reach the terminal.
pub(crate) fn wrapped(text: &str, indent: usize) -> String {
    laid_out(&plain(text), indent, indent)
}

/// A text, which may be styled, wrapped to the width of human output: its first line after `first` spaces, the others
/// after `further`. Names and paths are cut only where they fit no line, so that they can be copied.
pub(crate) fn laid_out(text: &str, first: usize, further: usize) -> String {
    let (first, further) = (" ".repeat(first), " ".repeat(further));
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(&first)
        .subsequent_indent(&further)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// `text` as one line without control characters.
pub(crate) fn plain(text: &str) -> String {
    let visible = |ch: char| if ch.is_control() { ' ' } else { ch };
    let line: String = text.chars().map(visible).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` as one line, without characters that hide or reorder what is read.
pub(crate) fn visible(text: &str) -> String {
    plain(&text.chars().filter(|ch| !boundstone_text::is_hidden(*ch)).collect::<String>())
}

/// Prints one JSON document.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    serde_json::to_writer(&mut out, value)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

/// `1 file`, `2 files`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ if noun.ends_with('y') => format!("{count} {}ies", noun.trim_end_matches('y')),
        _ => format!("{count} {noun}s"),
    }
}
