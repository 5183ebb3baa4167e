//! Reads each file of a surface once, and notes which could not be read.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{FileFacts, FileSignatures, Item, ItemNumber, RepoPath};
use rustc_hash::FxHashMap;

use crate::World;
use crate::crossings::FileId;
use crate::query::code::{CodeReader, ExpandedFile};

pub(super) struct Reading<'w> {
    pub world: &'w World,
    code: &'w dyn CodeReader,
    signatures: RefCell<FxHashMap<RepoPath, Result<Arc<FileSignatures>, String>>>,
    /// The items of the files that were asked for one.
    items: RefCell<FxHashMap<FileId, Rc<[Item<'w>]>>>,
}

impl<'w> Reading<'w> {
    /// The signatures of `files` are known.
    pub fn new(world: &'w World, code: &'w dyn CodeReader, files: &[ExpandedFile]) -> Self {
        let known = files.iter().map(|it| (it.path.clone(), Ok(Arc::clone(&it.signatures))));
        let signatures = RefCell::new(known.collect());
        Self { world, code, signatures, items: RefCell::default() }
    }

    pub fn path(&self, file: FileId) -> Option<&'w RepoPath> {
        self.world.crossings.files.path(file)
    }

    pub fn facts(&self, file: FileId) -> Option<&'w FileFacts> {
        self.world.facts(self.path(file)?)
    }

    pub fn signatures(&self, path: &RepoPath) -> Option<Arc<FileSignatures>> {
        let mut known = self.signatures.borrow_mut();
        if !known.contains_key(path) {
            known.insert(path.clone(), self.code.signatures(path));
        }
        known.get(path)?.as_ref().ok().cloned()
    }

    /// An item and those that enclose it, outwards; none for a number that no item has.
    pub fn enclosing(&self, file: FileId, item: ItemNumber) -> Vec<(ItemNumber, Item<'w>)> {
        let mut known = self.items.borrow_mut();
        let items = known
            .entry(file)
            .or_insert_with(|| self.facts(file).into_iter().flat_map(FileFacts::items).collect());
        let find = |number: ItemNumber| Some((number, *items.get(number as usize)?));
        std::iter::successors(find(item), |(_, inner)| find(inner.parent?)).collect()
    }

    /// The files whose brackets do not match.
    pub fn half_typed(&self) -> Vec<RepoPath> {
        let known = self.signatures.borrow();
        let half_typed = known
            .iter()
            .filter(|(_, read)| read.as_ref().is_ok_and(|signatures| signatures.is_half_typed));
        let mut found: Vec<RepoPath> = half_typed.map(|(path, _)| path.clone()).collect();
        found.sort();
        found
    }

    pub fn not_read(self) -> Vec<(RepoPath, String)> {
        let known = self.signatures.into_inner().into_iter();
        let mut not_read: Vec<_> =
            known.filter_map(|(path, read)| Some((path, read.err()?))).collect();
        not_read.sort();
        not_read
    }
}
