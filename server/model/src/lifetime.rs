//! Lifetimes of Rust, as signatures number them: `'0`.

/// The text in which the lifetimes behind the one that went are counted one lower.
pub fn renumbered(text: &str, gone: u32) -> String {
    let mut parts = text.split('\'');
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|it: char| !it.is_ascii_digit()).unwrap_or(part.len());
        let (digits, rest) = part.split_at_checked(end).unwrap_or(("", part));
        written.push('\'');
        match digits.parse::<u32>() {
            Ok(number) if number > gone => written.push_str(&(number - 1).to_string()),
            _ => written.push_str(digits),
        }
        written.push_str(rest);
    }
    written
}
