//! How much work macros may cause: what a hostile one asks for ends here.

/// More than any crate makes that people write.
const MOST_TOKENS: usize = 3_000_000;
const MOST_STEPS: usize = 20_000_000;

/// What may still be done.
pub(super) struct Budget {
    tokens: usize,
    steps: usize,
}

impl Budget {
    pub fn new() -> Self {
        Self { tokens: MOST_TOKENS, steps: MOST_STEPS }
    }

    /// One more comparison; `None` where there were too many.
    pub fn step(&mut self) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        Some(())
    }

    /// So many more tokens.
    pub fn make(&mut self, tokens: usize) -> Option<()> {
        self.tokens = self.tokens.checked_sub(tokens)?;
        Some(())
    }
}
