//! What source files of both languages have in common: what they import, and comments that mention
//! decisions.

use fastrand::Rng;

use super::words::{once_in, sentence};

/// One comment line in so many mentions a decision.
const LINES_PER_MENTION: u32 = 60;

/// What a source file may refer to.
pub struct Source {
    /// Package and type of each import from another package.
    pub imports: Vec<(String, String)>,
    /// Other modules of the same package, as an import writes them: `cache::order_reader::OrderReader`,
    /// `../cache/order_reader`.
    pub siblings: Vec<String>,
    /// Decision records are numbered from 1 to this.
    pub decisions: usize,
}

/// A line for a comment, without its marker.
pub fn comment(rng: &mut Rng, source: &Source) -> String {
    let prose = sentence(rng);
    if !once_in(rng, LINES_PER_MENTION) {
        return prose;
    }
    let number = rng.usize(1..=source.decisions.max(1));
    match rng.u32(..4) {
        0 => format!("See ADR-{number:04}. {prose}"),
        1 => format!("{prose} (ADR {number})"),
        2 => format!("{prose} ADR-{number:04} says why."),
        _ => format!("As decided in docs/adr/{number:04}: {prose}"),
    }
}
