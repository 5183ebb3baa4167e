//! From the bytes of a file to its text, or to the reason why there is none.

use std::io;
use std::path::Path;

use crate::disk::{FileSystem, Kind, Look};

/// The most bytes of a file that is read. The largest hand-written sources known (`checker.ts`, 3 MB)
/// fit; what is larger is data or generated, and parsing it would hold everything else up.
pub const SIZE_BUDGET: u64 = 4 * 1024 * 1024;

/// The same of an `index.scip`, which is data: that of a million lines has 100 MB. Its tables take a few times
/// as much memory for the moment.
pub(crate) const INDEX_BUDGET: u64 = 512 * 1024 * 1024;

const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
const UTF16_LITTLE_MARK: &[u8] = &[0xFF, 0xFE];
const UTF16_BIG_MARK: &[u8] = &[0xFE, 0xFF];

/// Why a file was not checked, in words.
pub(crate) type Reason = String;

/// The text of `bytes`, without its byte order mark.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, Reason> {
    if bytes.starts_with(UTF16_LITTLE_MARK) {
        return decode_utf16(&bytes, u16::from_le_bytes);
    }
    if bytes.starts_with(UTF16_BIG_MARK) {
        return decode_utf16(&bytes, u16::from_be_bytes);
    }
    if bytes.contains(&0) {
        return Err("it is binary: it holds a NUL byte".to_owned());
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        format!("it is not valid UTF-8 in line {line}, at byte {at}")
    })?;
    if text.as_bytes().starts_with(UTF8_MARK) {
        text.drain(..UTF8_MARK.len());
    }
    Ok(text)
}

/// Why an open buffer of `len` bytes is not checked, if it is not.
pub(crate) fn over_budget(len: usize) -> Option<Reason> {
    (len as u64 > SIZE_BUDGET).then(|| too_large(Some(len as u64)))
}

/// The bytes of what stands at `path`, never opened unless it is a regular file within the budget.
/// `look` spares a look when it has just been taken.
pub(crate) fn read(
    system: &dyn FileSystem,
    path: &Path,
    look: Option<&Look>,
) -> Result<Vec<u8>, Reason> {
    read_within(SIZE_BUDGET, system, path, look)
}

/// The same, with a budget of its own.
pub(crate) fn read_within(
    budget: u64,
    system: &dyn FileSystem,
    path: &Path,
    look: Option<&Look>,
) -> Result<Vec<u8>, Reason> {
    let look = match look {
        Some(look) => *look,
        None => system.look(path).map_err(|error| unreadable(&error))?,
    };
    if look.kind != Kind::File {
        return Err("it is not a regular file".to_owned());
    }
    if look.len > budget {
        return Err(larger_than(budget, Some(look.len)));
    }
    system.read(path, budget).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => larger_than(budget, None),
        io::ErrorKind::InvalidInput => "it is not a regular file".to_owned(),
        _ => unreadable(&error),
    })
}

pub(crate) fn unreadable(error: &io::Error) -> Reason {
    // The system's words, without the number that Rust adds.
    let words = error.to_string();
    let plain = words.split(" (os error").next().unwrap_or(&words).to_lowercase();
    format!("it cannot be read: {plain}")
}

pub(crate) fn too_large(len: Option<u64>) -> Reason {
    larger_than(SIZE_BUDGET, len)
}

fn larger_than(budget: u64, len: Option<u64>) -> Reason {
    const MIB: u64 = 1024 * 1024;
    match len {
        Some(len) => format!(
            "it has {len} bytes, more than the {} MiB that Boundstone reads of one file",
            budget / MIB
        ),
        None => {
            format!("it is larger than the {} MiB that Boundstone reads of one file", budget / MIB)
        }
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Reason> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs.iter().skip(1).map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if odd.is_empty() && !text.contains('\0') => Ok(text),
        _ => Err("it is not valid UTF-16, though its byte order mark says so".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_are_no_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFa".to_vec()).unwrap(), "a");
        assert_eq!(decode(b"\xFF\xFEa\0\xE9\0".to_vec()).unwrap(), "aé");
        assert_eq!(decode(b"\xFE\xFF\0a\0\xE9".to_vec()).unwrap(), "aé");
    }

    #[test]
    fn what_is_no_text_says_why() {
        let reason = |bytes: &[u8]| decode(bytes.to_vec()).unwrap_err();
        assert!(reason(b"a\0b").contains("binary"));
        assert!(reason(b"ab\xFFc").contains("in line 1, at byte 2"));
        assert!(reason(b"a\nb\n\xFF").contains("in line 3"));
        assert!(reason(b"\xFF\xFEa").contains("UTF-16"), "an odd byte");
        assert!(reason(b"\xFF\xFE\x00\xD8").contains("UTF-16"), "half a pair");
    }

    #[test]
    fn line_breaks_stay_as_they_are() {
        assert_eq!(decode(b"a\r\nb\rc\n".to_vec()).unwrap(), "a\r\nb\rc\n");
    }
}
