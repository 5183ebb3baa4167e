//! One header line of the base protocol, read as tolerantly as it can be without guessing.

use memchr::memrchr;

use super::frames::HEADER_LIMIT;

const PREFIX: &[u8] = b"content-";
const LENGTH: &[u8] = b"content-length";
const TYPE: &[u8] = b"content-type";

/// What a line between messages is.
#[derive(Debug, PartialEq)]
pub enum Line {
    Blank,
    /// `Content-Length`; `None` when its value is no number.
    Length(Option<u64>),
    /// A good `Content-Length` header behind bytes that do not belong to it.
    Joined(u64),
    Type {
        foreign_charset: bool,
    },
    Other,
    Garbage,
}

/// Reads `line`, which ends before its `\n`.
pub fn read_line(line: &[u8]) -> Line {
    let line = line.trim_ascii_end();
    if line.is_empty() {
        return Line::Blank;
    }
    if let Some((1.., Some(length))) = joined(line) {
        return Line::Joined(length);
    }
    let Some((name, value)) = split(line) else { return Line::Garbage };
    if name.eq_ignore_ascii_case(LENGTH) {
        Line::Length(number(value))
    } else if name.eq_ignore_ascii_case(TYPE) {
        Line::Type { foreign_charset: has_foreign_charset(value) }
    } else {
        Line::Other
    }
}

/// Where the header block that ends with `before` begins, if it announces a length. `before` ends after a line break.
pub fn last_block(before: &[u8]) -> Option<usize> {
    block(before).and_then(|(start, has_length)| has_length.then_some(start))
}

/// How many of the last bytes could be the beginning of a header block that has not arrived whole.
pub fn tail(bytes: &[u8]) -> usize {
    let window = bytes.get(bytes.len().saturating_sub(HEADER_LIMIT)..).unwrap_or_default();
    let begins = |at: &usize| is_header_start(window.get(*at..).unwrap_or_default());
    let Some(line) = (0..window.len()).rev().find(begins) else { return 0 };
    let before = window.get(..line).unwrap_or_default();
    let start = if before.ends_with(b"\n") { block(before).map_or(line, |it| it.0) } else { line };
    window.len() - start
}

/// The run of header lines at the end of `before`: where it begins, and whether it announces a length.
fn block(before: &[u8]) -> Option<(usize, bool)> {
    let floor = before.len().saturating_sub(HEADER_LIMIT);
    let (mut end, mut block, mut has_length) = (before.len(), None, false);
    while end > floor {
        let text = before.get(floor..end - 1).unwrap_or_default();
        let start = floor + memrchr(b'\n', text).map_or(0, |at| at + 1);
        let line = before.get(start..end - 1).unwrap_or_default().trim_ascii_end();
        if let Some((offset, length)) = joined(line) {
            has_length |= length.is_some();
            block = Some(start + offset);
            if offset > 0 {
                break;
            }
        } else if split(line).is_some() {
            block = Some(start);
        } else {
            break;
        }
        end = start;
    }
    block.map(|start| (start, has_length))
}

/// True when `bytes` could go on as, or are, a `Content-Length` or `Content-Type` header.
fn is_header_start(bytes: &[u8]) -> bool {
    [LENGTH, TYPE].iter().any(|name| {
        let shared = bytes.len().min(name.len());
        let rest = bytes.get(shared..).unwrap_or_default().trim_ascii_start();
        let is_name = bytes
            .get(..shared)
            .zip(name.get(..shared))
            .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
        shared > 0 && is_name && (rest.is_empty() || rest.first() == Some(&b':'))
    })
}

/// Splits `name: value`; `None` when the line is no header.
fn split(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at_checked(colon)?;
    let name = name.trim_ascii();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_header = !name.is_empty() && name.iter().all(is_name);
    is_header.then(|| (name, value.get(1..).unwrap_or_default().trim_ascii()))
}

/// The last `Content-Length: 5` or `Content-Type: …` that ends `line`, where it begins, and the length.
fn joined(line: &[u8]) -> Option<(usize, Option<u64>)> {
    let is_start = |window: &[u8]| window.eq_ignore_ascii_case(PREFIX);
    let start = line.windows(PREFIX.len()).rposition(is_start)?;
    let (name, value) = split(line.get(start..)?)?;
    if name.eq_ignore_ascii_case(TYPE) {
        return Some((start, None));
    }
    let length = name.eq_ignore_ascii_case(LENGTH).then(|| number(value))??;
    Some((start, Some(length)))
}

/// Digits alone; a number that no `u64` holds is the greatest.
fn number(value: &[u8]) -> Option<u64> {
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(value).ok().filter(|_| is_number)?;
    Some(text.parse().unwrap_or(u64::MAX))
}

/// The charset is `utf-8` where none is given; `utf8` is an old spelling that the specification asks to accept.
fn has_foreign_charset(value: &[u8]) -> bool {
    let value = String::from_utf8_lossy(value).to_ascii_lowercase();
    let mut parameters = value.split(';').skip(1).filter_map(|it| it.trim().split_once('='));
    parameters.any(|(name, charset)| {
        let charset = charset.trim().trim_matches('"');
        name.trim() == "charset" && !matches!(charset, "utf-8" | "utf8")
    })
}
