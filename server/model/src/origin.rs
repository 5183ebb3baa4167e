use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_text::TextRange;

/// A call of a macro, by where its name stands in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    pub range: TextRange,
    pub name: Arc<str>,
}

/// A call of a macro that is not followed: what it makes is not known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftCall {
    pub name: Arc<str>,
    /// What it is given, in the file.
    pub given: TextRange,
    /// The words of that.
    pub words: BTreeSet<Arc<str>>,
}

/// Where what stands in a text whose macros are expanded is written in the file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origins {
    /// By where they begin in the text.
    parts: Box<[Part]>,
    calls: Box<[Call]>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Part {
    start: u32,
    from: From,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum From {
    /// Stands there in the file.
    File(u32),
    /// Comes of the call of this position.
    Call(u32),
}

impl Origins {
    /// Where a range of the text stands in the file, and the call it comes of where it stands nowhere in it: then
    /// the range is that of the macro's name.
    pub fn of(&self, range: TextRange) -> (TextRange, Option<&Call>) {
        let behind = self.parts.partition_point(|part| part.start <= range.start());
        let part = behind.checked_sub(1).and_then(|at| self.parts.get(at));
        match part.map(|part| (part.start, part.from)) {
            Some((start, From::File(at))) => {
                let moved = at + (range.start() - start);
                (TextRange::new(moved, moved + range.len()), None)
            }
            Some((_, From::Call(number))) => {
                let call = self.calls.get(number as usize);
                (call.map(|call| call.range).unwrap_or_default(), call)
            }
            None => (range, None),
        }
    }
}

/// Makes [`Origins`], part by part in the order of the text.
#[derive(Debug)]
pub struct OriginsBuilder {
    parts: Vec<Part>,
    calls: Vec<Call>,
}

impl OriginsBuilder {
    pub fn new(calls: Vec<Call>) -> Self {
        Self { parts: Vec::new(), calls }
    }

    /// What begins at `start` stands in `range` of the file.
    pub fn written(&mut self, start: u32, range: TextRange) {
        let continues = self.parts.last().is_some_and(|last| {
            matches!(last.from, From::File(at) if at + (start - last.start) == range.start())
        });
        if !continues {
            self.parts.push(Part { start, from: From::File(range.start()) });
        }
    }

    /// What begins at `start` comes of this call.
    pub fn made(&mut self, start: u32, call: u32) {
        let from = From::Call(call);
        if self.parts.last().is_none_or(|last| last.from != from) {
            self.parts.push(Part { start, from });
        }
    }

    pub fn finished(self) -> Origins {
        Origins { parts: self.parts.into(), calls: self.calls.into() }
    }
}
