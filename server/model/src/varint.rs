//! Numbers of few bytes: seven bits a byte, the lowest first.

const SEVEN_BITS: u32 = 0x7f;
const MORE: u8 = 0x80;

/// Appends a number.
pub fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number > SEVEN_BITS {
        bytes.push((number & SEVEN_BITS) as u8 | MORE);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number off the front; `None` where there is none.
pub fn take(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for (place, &byte) in bytes.iter().enumerate() {
        number |= (u32::from(byte) & SEVEN_BITS).checked_shl(7 * place as u32)?;
        if byte & MORE == 0 {
            *bytes = bytes.get(place + 1..)?;
            return Some(number);
        }
    }
    None
}

/// Drops so many numbers off the front; `None` where there are not as many.
pub fn skip(bytes: &mut &[u8], count: u32) -> Option<()> {
    if count == 0 {
        return Some(());
    }
    let ends = (1..).zip(bytes.iter()).filter(|(_, byte)| **byte & MORE == 0);
    let (end, _) = ends.into_iter().nth(count as usize - 1)?;
    *bytes = bytes.get(end..)?;
    Some(())
}

/// Appends a text with its length.
pub fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push(bytes, text.len() as u32);
    bytes.extend(text.bytes());
}

/// Takes a text off the front; `None` where there is none.
pub fn take_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = take(bytes)?;
    std::str::from_utf8(bytes.split_off(..length as usize)?).ok()
}
