//! How an edit names another record.

/// Another record, as a record that links to it sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedRecord {
    /// `ADR-0007`, or the slug of a record without a number.
    pub display: String,
    pub number: Option<u32>,
    pub title: String,
    /// The way to its file from the folder of the record that links.
    pub href: String,
}

impl NamedRecord {
    /// `[ADR-0007](0007-use-x.md)`, as MADR and log4brains write it.
    pub(super) fn link(&self) -> String {
        format!("[{}]({})", escaped(&self.display), address(&self.href))
    }

    /// `[7. Use x](0007-use-x.md)`, as Nygard's records write it.
    pub(super) fn titled_link(&self) -> String {
        match self.number {
            Some(number) => {
                format!("[{number}. {}]({})", escaped(&self.title), address(&self.href))
            }
            None => self.link(),
        }
    }
}

/// `text` as the text of a link, with no markup of its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        // A dash or an underscore inside of a word is none; the others can be.
        if matches!(c, '[' | ']' | '\\' | '`' | '*' | '<' | '>' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// `path` as the destination of a link.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '#' | '?' | '%' | '"' | '\'' | '`' | '|' | '\\' => {
                address.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => address.push(c),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::super::markdown::read_line;
    use super::*;

    #[test]
    fn a_title_or_a_path_cannot_leave_its_link() {
        let record = NamedRecord {
            display: "ADR-0007".to_owned(),
            number: Some(7),
            title: "Use [x](y) `now` | <b>".to_owned(),
            href: "../a b/0007-(x).md".to_owned(),
        };
        let line = read_line(&record.titled_link(), 0);
        assert_eq!(line.text, "7. Use [x](y) `now` | <b>");
        assert_eq!(line.links.len(), 1);
        assert_eq!(line.links[0].href, "../a%20b/0007-%28x%29.md");
        assert_eq!(record.link(), "[ADR-0007](../a%20b/0007-%28x%29.md)");
    }
}
