//! The words of a text that are among some names.

use rustc_hash::FxHashMap;

use super::token;

/// Names, each with a number.
pub(super) struct Names<'a> {
    numbers: FxHashMap<&'a str, usize>,
    /// [`token::is_word`] as a table, which is faster: it is asked of every byte of every file.
    is_word: [bool; 256],
    /// For each byte that a name begins with, the lengths of those names as bits.
    lengths: [u64; 256],
}

/// A word that is one of the names, from `start` to `end`.
pub(super) struct Word {
    pub name: usize,
    pub start: usize,
    pub end: usize,
}

impl<'a> Names<'a> {
    pub fn new(all: impl Iterator<Item = &'a str>) -> Self {
        let is_word = std::array::from_fn(|byte| token::is_word(byte as u8));
        let mut names = Self { numbers: FxHashMap::default(), is_word, lengths: [0; 256] };
        for name in all {
            let next = names.numbers.len();
            names.numbers.entry(name).or_insert(next);
            if let Some(&first) = name.as_bytes().first()
                && let Some(lengths) = names.lengths.get_mut(usize::from(first))
            {
                *lengths |= length_bit(name.len());
            }
        }
        names
    }

    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    pub fn number_of(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// The words of `text` that are names, in order.
    pub fn words(&self, text: &str) -> impl Iterator<Item = Word> {
        let bytes = text.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(&byte) = bytes.get(at) {
                let start = at;
                at += 1;
                if !self.is_word(byte) {
                    continue;
                }
                while bytes.get(at).is_some_and(|&byte| self.is_word(byte)) {
                    at += 1;
                }
                if let Some(name) = self.number(text, start, at) {
                    return Some(Word { name, start, end: at });
                }
            }
            None
        })
    }

    fn is_word(&self, byte: u8) -> bool {
        self.is_word.get(usize::from(byte)).copied().unwrap_or_default()
    }

    fn number(&self, text: &str, start: usize, end: usize) -> Option<usize> {
        let first = *text.as_bytes().get(start)?;
        let lengths = *self.lengths.get(usize::from(first))?;
        if lengths & length_bit(end - start) == 0 {
            return None;
        }
        self.number_of(text.get(start..end)?)
    }
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// Whether a `.` stands before the word at `start`, and not `...`.
pub(super) fn is_member(bytes: &[u8], start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|at| bytes.get(at));
    before(1) == Some(&b'.') && before(2) != Some(&b'.')
}
