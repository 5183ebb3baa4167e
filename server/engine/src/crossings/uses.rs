//! Who uses what a file defines, counted without making crossings of the references.

use rustc_hash::FxHashSet;

use super::files::FileId;
use super::{Crossings, PackedUse};

impl Crossings {
    /// The paths, inside of a file, of what other boundaries use of it.
    pub(crate) fn used_in(&self, file: FileId) -> FxHashSet<String> {
        let mut used: FxHashSet<String> = FxHashSet::default();
        for reader in self.readers(file) {
            let Some(rows) = self.rows.get(reader as usize) else { continue };
            rows.each_target_in(file, |path| {
                if !used.contains(path) {
                    used.insert(path.to_owned());
                }
            });
        }
        used
    }

    /// Calls `each` for the references of other boundaries to those paths of a file that are meant, with
    /// the file of the reference.
    pub(crate) fn each_use(
        &self,
        file: FileId,
        is_meant: impl Fn(&str) -> bool,
        mut each: impl FnMut(FileId, PackedUse<'_>),
    ) {
        for reader in self.readers(file) {
            let Some(rows) = self.rows.get(reader as usize) else { continue };
            rows.each_use_in(file, &is_meant, |found| each(reader, found));
        }
    }
}
