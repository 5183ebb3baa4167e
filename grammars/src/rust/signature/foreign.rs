//! Blocks of foreign items, `extern "C" { }`, which are no items themselves.

use super::attribute::Attributes;
use super::callable::unraw;
use super::condition::of_all;
use super::reader::Reader;
use crate::rust::token::{Delimiter, Form};

pub(super) struct Block {
    open: usize,
    close: usize,
    /// With its quotes.
    pub abi: String,
    /// The parts of its condition.
    pub conditions: Vec<String>,
}

/// In order.
pub(super) struct Blocks(Vec<Block>);

impl Blocks {
    /// All blocks of a file.
    pub fn of(whole: &Reader<'_, '_>) -> Self {
        let tokens = &whole.file.tokens;
        let mut blocks = Vec::new();
        // Where the statement begins that a token belongs to.
        let (mut start, mut at) = (0, 0);
        while at < tokens.len() {
            match tokens.form(at) {
                Some(Form::Sign(b';') | Form::Open(Delimiter::Brace)) => start = at + 1,
                Some(Form::Close(Delimiter::Brace)) => start = at + 1,
                Some(Form::Word) if tokens.slice(at) == "extern" => {
                    let has_abi = tokens.form(at + 1) == Some(Form::Text);
                    let open = at + 1 + usize::from(has_abi);
                    if tokens.form(open) == Some(Form::Open(Delimiter::Brace)) {
                        let abi = if has_abi { unraw(tokens.slice(at + 1)) } else { "C" };
                        blocks.push(Block {
                            open,
                            close: tokens.closing(open),
                            abi: format!("\"{abi}\""),
                            conditions: of_all(Attributes::before(whole, start).conditions()),
                        });
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Self(blocks)
    }

    /// The block that a token stands in.
    pub fn around(&self, at: usize) -> Option<&Block> {
        let before = self.0.partition_point(|block| block.open < at);
        let last = self.0.get(before.checked_sub(1)?)?;
        (at < last.close).then_some(last)
    }
}
