//! Where the link leads in whose text a name stands: `[ADR-7](https://example.org)`, `[ADR-7][id]`.

use boundstone_text::TextRange;
use rustc_hash::FxHashMap;

/// The text of a link is looked at no further than this to either side of a name.
const MAX_LINK_TEXT: usize = 256;

/// Longer destinations are none: a text may repeat one at every name.
const MAX_DESTINATION: usize = 1024;

/// The links of one text, in Markdown or in comments.
pub(crate) struct Links<'a> {
    text: &'a str,
    /// Read when the first label is asked for.
    definitions: Option<FxHashMap<String, &'a str>>,
}

impl<'a> Links<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, definitions: None }
    }

    /// The destination of the link whose text, or label, holds the name at `name`.
    pub(crate) fn around(&mut self, name: TextRange) -> Option<&'a str> {
        let open = self.opening(name.start() as usize)?;
        let close = self.closing(name.end() as usize)?;
        let own = self.text.get(open + 1..close)?;
        let behind = self.text.get(close + 1..)?;
        if let Some(inside) = behind.strip_prefix('(') {
            return destination(inside);
        }
        if let Some(definition) = behind.strip_prefix(':') {
            return destination(definition.trim_start_matches(' '));
        }
        let label = behind.strip_prefix('[').and_then(|label| label.get(..end_of_label(label)?));
        self.defined(label.filter(|label| !label.is_empty()).unwrap_or(own))
    }

    fn opening(&self, at: usize) -> Option<usize> {
        let from = at.saturating_sub(MAX_LINK_TEXT);
        let before = self.text.as_bytes().get(from..at)?;
        let bracket = before.iter().rposition(|byte| matches!(byte, b'[' | b']'))?;
        (before.get(bracket) == Some(&b'[') && !has_empty_line(before.get(bracket..)?))
            .then_some(from + bracket)
    }

    fn closing(&self, at: usize) -> Option<usize> {
        let to = (at + MAX_LINK_TEXT).min(self.text.len());
        let behind = self.text.as_bytes().get(at..to)?;
        let bracket = behind.iter().position(|byte| matches!(byte, b'[' | b']'))?;
        (behind.get(bracket) == Some(&b']') && !has_empty_line(behind.get(..bracket)?))
            .then_some(at + bracket)
    }

    fn defined(&mut self, label: &str) -> Option<&'a str> {
        let text = self.text;
        let definitions = self.definitions.get_or_insert_with(|| definitions(text));
        definitions.get(&label.to_lowercase()).copied()
    }
}

fn end_of_label(text: &str) -> Option<usize> {
    text.bytes().take(MAX_LINK_TEXT).position(|byte| byte == b']')
}

/// Where each label leads, in lower case; the first of several counts.
fn definitions(text: &str) -> FxHashMap<String, &str> {
    let mut all = FxHashMap::default();
    for line in text.lines() {
        let line = line.trim_start_matches([' ', '\t', '/', '!', '*', '>']);
        if let Some(rest) = line.strip_prefix('[')
            && let Some((label, behind)) = rest.split_once("]:")
            && let Some(leads_to) = destination(behind.trim_start())
        {
            all.entry(label.to_lowercase()).or_insert(leads_to);
        }
    }
    all
}

/// What stands at the start of `text`, up to white space, `>` or the bracket that closes it.
fn destination(text: &str) -> Option<&str> {
    let text = text.strip_prefix('<').unwrap_or(text);
    let mut depth = 0_usize;
    let mut ends = |ch: char| match ch {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth == 0 => true,
        ')' => {
            depth -= 1;
            false
        }
        _ => ch.is_whitespace() || ch == '>',
    };
    let near = text.char_indices().take(MAX_DESTINATION);
    let length = near.take_while(|(_, ch)| !ends(*ch)).map(|(_, ch)| ch.len_utf8()).sum();
    let leads_to = text.get(..length)?;
    (!leads_to.is_empty() && length < MAX_DESTINATION).then_some(leads_to)
}

fn has_empty_line(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair == b"\n\n")
}
