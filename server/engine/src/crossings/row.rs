//! What is known of the references of one file, packed: a repository of 100,000 files holds millions.

mod scan;

use boundstone_model::{CrossingKind, varint};

use super::files::FileId;
pub(crate) use scan::PackedUse;

/// The references of a file that lead into another boundary, and what their meaning depends on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Rows {
    pub(crate) targets: Vec<RowTarget>,
    /// By reference.
    pub(crate) rows: Vec<Row>,
    /// By reference.
    pub(crate) unresolved: Vec<Unresolved>,
    /// The other files that say what the names of this one mean; sorted.
    pub(crate) consulted: Vec<FileId>,
}

/// One reference into another boundary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    pub(crate) at: Spot,
    /// The position of its target.
    pub(crate) target: u32,
    pub(crate) kind: CrossingKind,
    pub(crate) is_likely: bool,
    /// Not part of what the boundary does for others: a test, an example or a benchmark.
    pub(crate) is_test: bool,
}

/// A name among the references of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Spot {
    /// Imports first, then paths.
    pub(crate) reference: u32,
    /// Of a path: which segment, from the first. Of an import: how many segments before its name.
    pub(crate) segment: u32,
}

/// What a reference leads to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct RowTarget {
    pub(crate) file: FileId,
    pub(crate) form: TargetForm,
    /// The item's path inside its file, as [`boundstone_model::FileFacts::path`] spells it; empty for
    /// the file as a module.
    pub(crate) path: String,
    /// The file of another boundary whose re-export leads to it.
    pub(crate) facade: Option<FileId>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum TargetForm {
    Item,
    Module,
    /// A module and all that it holds.
    All,
}

/// A name that should be in another boundary and was not found there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Unresolved {
    pub(crate) at: Spot,
    pub(crate) why: Why,
}

/// Why a reference is not resolved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Why {
    /// The file or module that should define the name does not: a macro may, or code that is generated.
    NotFound,
    /// Too many modules would have to be looked into.
    TooDeep,
    /// The specifier leads to a file of the repository that does not exist.
    NoFile,
}

impl Why {
    const ALL: [Self; 3] = [Self::NotFound, Self::TooDeep, Self::NoFile];
}

/// [`Rows`] as bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct PackedRows(Option<Box<[u8]>>);

impl PackedRows {
    pub(crate) fn new(rows: &Rows) -> Self {
        if *rows == Rows::default() {
            return Self(None);
        }
        let mut bytes = Vec::new();
        push_sorted(&mut bytes, &rows.consulted);
        varint::push(&mut bytes, rows.targets.len() as u32);
        for target in &rows.targets {
            let has_facade = target.facade.is_some();
            bytes.push(target.form as u8 * 2 + u8::from(has_facade));
            varint::push(&mut bytes, target.file);
            target.facade.iter().for_each(|facade| varint::push(&mut bytes, *facade));
            varint::push_text(&mut bytes, &target.path);
        }
        varint::push(&mut bytes, rows.rows.len() as u32);
        let mut before = 0;
        for row in &rows.rows {
            let flags = u8::from(row.is_likely) + 2 * u8::from(row.is_test);
            bytes.push(row.kind as u8 * 4 + flags);
            push_spot(&mut bytes, row.at, &mut before);
            varint::push(&mut bytes, row.target);
        }
        before = 0;
        for unresolved in &rows.unresolved {
            bytes.push(unresolved.why as u8);
            push_spot(&mut bytes, unresolved.at, &mut before);
        }
        Self(Some(bytes.into_boxed_slice()))
    }

    pub(crate) fn unpack(&self) -> Rows {
        self.0.as_deref().and_then(take_rows).unwrap_or_default()
    }

    /// The files that were consulted, alone.
    pub(crate) fn consulted(&self) -> Vec<FileId> {
        self.0.as_deref().and_then(|mut bytes| take_sorted(&mut bytes)).unwrap_or_default()
    }
}

fn push_spot(bytes: &mut Vec<u8>, at: Spot, before: &mut u32) {
    varint::push(bytes, at.reference.wrapping_sub(*before));
    varint::push(bytes, at.segment);
    *before = at.reference;
}

fn take_spot(bytes: &mut &[u8], before: &mut u32) -> Option<Spot> {
    *before = before.wrapping_add(varint::take(bytes)?);
    Some(Spot { reference: *before, segment: varint::take(bytes)? })
}

/// Packs a sorted list of numbers with its length.
pub(crate) fn push_sorted(bytes: &mut Vec<u8>, numbers: &[u32]) {
    varint::push(bytes, numbers.len() as u32);
    let mut before = 0;
    for number in numbers {
        varint::push(bytes, number.wrapping_sub(before));
        before = *number;
    }
}

pub(crate) fn take_sorted(bytes: &mut &[u8]) -> Option<Vec<u32>> {
    let mut before = 0_u32;
    let count = varint::take(bytes)?;
    (0..count)
        .map(|_| {
            before = before.wrapping_add(varint::take(bytes)?);
            Some(before)
        })
        .collect()
}

fn take_rows(mut bytes: &[u8]) -> Option<Rows> {
    let bytes = &mut bytes;
    let mut rows = Rows { consulted: take_sorted(bytes)?, ..Rows::default() };
    for _ in 0..varint::take(bytes)? {
        let form = *bytes.split_off_first()?;
        let file = varint::take(bytes)?;
        let facade = if form & 1 != 0 { Some(varint::take(bytes)?) } else { None };
        let path = varint::take_text(bytes)?.to_owned();
        let form = *TARGET_FORMS.get(usize::from(form / 2))?;
        rows.targets.push(RowTarget { file, form, path, facade });
    }
    let mut before = 0;
    for _ in 0..varint::take(bytes)? {
        let form = *bytes.split_off_first()?;
        let kind = *CrossingKind::ALL.get(usize::from(form / 4))?;
        let at = take_spot(bytes, &mut before)?;
        let target = varint::take(bytes)?;
        rows.rows.push(Row { at, target, kind, is_likely: form & 1 != 0, is_test: form & 2 != 0 });
    }
    before = 0;
    while let Some(why) = bytes.split_off_first() {
        let why = *Why::ALL.get(usize::from(*why))?;
        rows.unresolved.push(Unresolved { at: take_spot(bytes, &mut before)?, why });
    }
    Some(rows)
}

const TARGET_FORMS: [TargetForm; 3] = [TargetForm::Item, TargetForm::Module, TargetForm::All];

/// Collects the rows of a file.
#[derive(Debug, Default)]
pub(super) struct Draft {
    rows: Rows,
    numbers: rustc_hash::FxHashMap<RowTarget, u32>,
}

impl Draft {
    pub(super) fn push(
        &mut self,
        at: Spot,
        target: RowTarget,
        kind: CrossingKind,
        is_likely: bool,
        is_test: bool,
    ) {
        let next = self.rows.targets.len() as u32;
        let number = *self.numbers.entry(target).or_insert_with_key(|target| {
            self.rows.targets.push(target.clone());
            next
        });
        self.rows.rows.push(Row { at, target: number, kind, is_likely, is_test });
    }

    /// The files that the rows of one reference lead to.
    pub(super) fn targets_of(&self, reference: u32) -> Vec<FileId> {
        let rows = self.rows.rows.iter().rev().take_while(|row| row.at.reference == reference);
        let target = |row: &Row| self.rows.targets.get(row.target as usize);
        rows.filter_map(target).map(|target| target.file).collect()
    }

    /// The files that any row leads to.
    pub(super) fn all_targets(&self) -> Vec<FileId> {
        self.rows.targets.iter().map(|target| target.file).collect()
    }

    pub(super) fn unresolved(&mut self, at: Spot, why: Why) {
        self.rows.unresolved.push(Unresolved { at, why });
    }

    /// The finished rows of `file`.
    pub(super) fn finish(mut self, file: FileId, mut consulted: Vec<FileId>) -> PackedRows {
        consulted.sort_unstable();
        consulted.dedup();
        consulted.retain(|other| *other != file);
        self.rows.consulted = consulted;
        self.rows.rows.sort_by_key(|row| row.at);
        self.rows.unresolved.sort_by_key(|it| it.at);
        PackedRows::new(&self.rows)
    }
}
