//! Escapes of half a UTF-16 pair, which JavaScript clients write and no Rust string can hold.

use memchr::memchr;

/// `\uD83D`.
const ESCAPE: usize = 6;

/// Writes U+FFFD over every surrogate escape that has no partner. Lengths stay as they are, in bytes and in UTF-16.
pub fn repair(json: &mut [u8]) {
    let mut at = 0;
    while let Some(offset) = memchr(b'\\', json.get(at..).unwrap_or_default()) {
        let escape = at + offset;
        at = match unit(json, escape) {
            Some(0xD800..=0xDBFF) => match unit(json, escape + ESCAPE) {
                Some(0xDC00..=0xDFFF) => escape + 2 * ESCAPE,
                _ => replace(json, escape),
            },
            Some(0xDC00..=0xDFFF) => replace(json, escape),
            Some(_) => escape + ESCAPE,
            // The escaped character may be a backslash of its own.
            None => escape + 2,
        };
    }
}

/// The UTF-16 unit that the escape at `at` stands for, if there is one.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Returns where to go on.
fn replace(json: &mut [u8], escape: usize) -> usize {
    let end = escape + ESCAPE;
    if let Some(bytes) = json.get_mut(escape..end) {
        bytes.copy_from_slice(b"\\uFFFD");
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn repaired(json: &str, expected: &str) {
        let mut bytes = json.as_bytes().to_vec();
        repair(&mut bytes);
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn half_a_pair_becomes_one_replacement_character() {
        repaired(r#""a\ud83db""#, r#""a\uFFFDb""#);
        repaired(r#""\uDE00""#, r#""\uFFFD""#);
        repaired(r#""\ud83d\ud83d\ude00""#, r#""\uFFFD\ud83d\ude00""#);
        repaired(r#""\ude00\ud83d""#, r#""\uFFFD\uFFFD""#);
        repaired(r#""\ud83d\n""#, r#""\uFFFD\n""#);
    }

    #[test]
    fn pairs_and_escaped_backslashes_stay() {
        for json in
            [r#""\ud83d\ude00""#, r#""\\ud83d""#, r#""\\\\ud83d""#, r#""\u0041\\""#, r"\u12", r"\"]
        {
            repaired(json, json);
        }
        repaired(r#""\\\ud83d""#, r#""\\\uFFFD""#);
    }
}
