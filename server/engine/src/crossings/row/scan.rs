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
    /// Another boundary's re-export leads to it.
    pub(crate) is_by_facade: bool,
    pub(crate) is_likely: bool,
    pub(crate) is_test: bool,
}

/// What rows lead to.
#[derive(Clone, Copy, Debug)]
struct PackedTarget<'a> {
    number: u32,
    path: &'a str,
    is_by_facade: bool,
}

impl PackedRows {
    /// Calls `each` with the paths of what the rows lead to in `file`.
    pub(crate) fn each_target_in(&self, file: FileId, mut each: impl FnMut(&str)) {
        self.targets_in(file, |it| each(it.path));
    }

    /// Calls `each` for those references that lead into `file`, to a path that is meant.
    pub(crate) fn each_use_in<'a>(
        &'a self,
        file: FileId,
        is_meant: impl Fn(&str) -> bool,
        each: impl FnMut(PackedUse<'a>),
    ) {
        let mut meant: Vec<PackedTarget<'a>> = Vec::new();
        let behind = self.targets_in(file, |target| {
            if is_meant(target.path) {
                meant.push(target);
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
        mut each: impl FnMut(PackedTarget<'a>),
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
                each(PackedTarget { number, path, is_by_facade: has_facade });
            }
        }
        Some(bytes)
    }
}

fn each_row<'a>(
    bytes: &mut &[u8],
    targets: &[PackedTarget<'a>],
    mut each: impl FnMut(PackedUse<'a>),
) -> Option<()> {
    /// The two numbers of a spot.
    const SPOT: u32 = 2;
    for _ in 0..varint::take(bytes)? {
        let form = *bytes.split_off_first()?;
        varint::skip(bytes, SPOT)?;
        let target = varint::take(bytes)?;
        if let Some(target) = targets.iter().find(|it| it.number == target) {
            each(PackedUse {
                path: target.path,
                is_by_facade: target.is_by_facade,
                is_likely: form & 1 != 0,
                is_test: form & 2 != 0,
            });
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

#[cfg(test)]
mod tests {
    use boundstone_model::CrossingKind;

    use super::super::{Row, Spot, TargetForm};
    use super::*;

    fn target(file: FileId, path: &str, facade: Option<FileId>) -> RowTarget {
        RowTarget { file, form: TargetForm::Item, path: path.to_owned(), facade }
    }

    fn row(reference: u32, target: u32, is_likely: bool, is_test: bool) -> Row {
        let at = Spot { reference, segment: 1 };
        Row { at, target, kind: CrossingKind::Member, is_likely, is_test }
    }

    fn rows() -> Rows {
        Rows {
            targets: vec![
                target(7, "A", None),
                target(300, "A", Some(7)),
                target(300, "B", None),
                target(300, "A", None),
            ],
            rows: vec![
                row(0, 0, false, false),
                row(1, 1, false, true),
                row(200, 2, false, false),
                row(70_000, 3, true, false),
            ],
            unresolved: Vec::new(),
            consulted: vec![1, 7, 300, 90_000],
        }
    }

    #[test]
    fn a_scan_finds_what_unpacking_finds() {
        let packed = PackedRows::new(&rows());
        let mut targets = Vec::new();
        packed.each_target_in(300, |path| targets.push(path.to_owned()));
        assert_eq!(targets, ["A", "B", "A"]);
        let mut uses = Vec::new();
        packed.each_use_in(300, |path| path == "A", |found| uses.push(found));
        let found = |is_by_facade, is_likely, is_test| PackedUse {
            path: "A",
            is_by_facade,
            is_likely,
            is_test,
        };
        assert_eq!(uses, [found(true, false, true), found(false, true, false)]);
        packed.each_use_in(1, |_| true, |found| panic!("{found:?}"));
    }

    #[test]
    fn the_same_uses_elsewhere_are_alike_and_one_more_is_not() {
        let packed = PackedRows::new(&rows());
        let mut moved = rows();
        moved.rows.iter_mut().for_each(|row| row.at.reference += 3);
        moved.consulted.push(90_001);
        assert!(packed.uses_alike(&PackedRows::new(&moved)));
        let mut more = rows();
        more.rows.push(row(70_001, 3, true, false));
        assert!(!packed.uses_alike(&PackedRows::new(&more)));
        assert!(!packed.uses_alike(&PackedRows::default()));
    }
}
