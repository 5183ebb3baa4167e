//! Looks through packed rows for what leads to one file. Nothing is unpacked that is not asked for, because
//! thousands of files may read one.

use std::collections::BTreeMap;

use boundstone_model::varint;

use super::{PackedRows, RowTarget, Rows};
use crate::crossings::files::FileId;

/// A reference, as it is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct PackedUse<'a> {
    /// The path of its target inside of the file.
    pub(crate) path: &'a str,
    pub(crate) is_likely: bool,
    pub(crate) is_test: bool,
}

impl PackedRows {
    /// Calls `each` with the paths of what the rows lead to in `file`.
    pub(crate) fn each_target_in(&self, file: FileId, mut each: impl FnMut(&str)) {
        self.targets_in(file, |_, path| each(path));
    }

    /// Calls `each` for those references that lead into `file`, to a path that is meant.
    pub(crate) fn each_use_in<'a>(
        &'a self,
        file: FileId,
        is_meant: impl Fn(&str) -> bool,
        each: impl FnMut(PackedUse<'a>),
    ) {
        let mut meant: Vec<(u32, &'a str)> = Vec::new();
        let behind = self.targets_in(file, |number, path| {
            if is_meant(path) {
                meant.push((number, path));
            }
        });
        if let Some(mut behind) = behind.filter(|_| !meant.is_empty()) {
            // Bytes of our own making do not end early.
            let _: Option<()> = each_row(&mut behind, &meant, each);
        }
    }

    /// Whether both use the same, equally often, wherever in the file.
    pub(crate) fn uses_alike(&self, other: &Self) -> bool {
        // A file that comes, or is resolved for the first time.
        if self.0.is_none() || other.0.is_none() {
            return self == other;
        }
        let (here, there) = (self.unpack(), other.unpack());
        tally(&here) == tally(&there)
    }

    /// Calls `each` with the position and the path of every target in `file`. Gives the bytes of the rows.
    fn targets_in<'a>(
        &'a self,
        file: FileId,
        mut each: impl FnMut(u32, &'a str),
    ) -> Option<&'a [u8]> {
        let mut bytes = self.0.as_deref()?;
        let consulted = varint::take(&mut bytes)?;
        varint::skip(&mut bytes, consulted)?;
        for number in 0..varint::take(&mut bytes)? {
            let has_facade = *bytes.split_off_first()? & 1 != 0;
            let target = varint::take(&mut bytes)?;
            varint::skip(&mut bytes, u32::from(has_facade))?;
            let path = varint::take_text(&mut bytes)?;
            if target == file {
                each(number, path);
            }
        }
        Some(bytes)
    }
}

fn each_row<'a>(
    bytes: &mut &[u8],
    targets: &[(u32, &'a str)],
    mut each: impl FnMut(PackedUse<'a>),
) -> Option<()> {
    /// The two numbers of a spot.
    const SPOT: u32 = 2;
    for _ in 0..varint::take(bytes)? {
        let form = *bytes.split_off_first()?;
        varint::skip(bytes, SPOT)?;
        let target = varint::take(bytes)?;
        if let Some((_, path)) = targets.iter().find(|(number, _)| *number == target) {
            each(PackedUse { path, is_likely: form & 1 != 0, is_test: form & 2 != 0 });
        }
    }
    Some(())
}

/// How often rows lead to each target: likely or not, from a test or not.
fn tally(rows: &Rows) -> BTreeMap<(Option<&RowTarget>, bool, bool), u32> {
    let mut tally = BTreeMap::new();
    for row in &rows.rows {
        let target = rows.targets.get(row.target as usize);
        *tally.entry((target, row.is_likely, row.is_test)).or_default() += 1;
    }
    tally
}
