//! How values of Rust stand in memory, where that is promised.

use boundstone_model::{Record, Signature};

use super::Found;
use super::list::gone;

const LAID_OUT: &str = "repr(C";

impl Found {
    /// The fields or variants that stayed stand in another order.
    pub(super) fn reordered(&mut self, what: &str, old: &Signature, new: &Signature) {
        let both = |start: &str| [old, new].iter().all(|it| has_mark(it, start));
        if both("derive(PartialOrd") {
            let reason = format!("{what} compares otherwise: its parts stand in another order");
            self.text("order_changed", reason);
        }
        if both(LAID_OUT) {
            let reason =
                format!("{what} stands otherwise in memory: its parts stand in another order");
            self.text("layout_changed", reason);
        }
        self.cosmetic("order_changed");
    }

    /// A union that is laid out as in C is as large as its largest field. Source: the lints `union_field_added_…` of cargo-semver-checks.
    pub(super) fn union_grows(
        &mut self,
        what: &str,
        (old_signature, old): (&Signature, &Record),
        (new_signature, new): (&Signature, &Record),
    ) {
        let is_laid_out = [old_signature, new_signature].iter().all(|it| has_mark(it, LAID_OUT));
        let has_more =
            gone(&new.members, &old.members).next().is_some() || new.has_hidden && !old.has_hidden;
        if is_laid_out && has_more {
            let reason = format!("{what} has another field, and may stand otherwise in memory");
            self.text("layout_changed", reason);
        }
    }
}

fn has_mark(signature: &Signature, start: &str) -> bool {
    signature.marks.iter().any(|mark| mark.starts_with(start))
}
