//! The references of one file into other boundaries, as the rules look at them.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{Boundary, FileFacts, Language, References, RepoPath};
use boundstone_text::TextRange;
use rustc_hash::FxHashSet;

use crate::World;
use crate::crossings::{Row, RowTarget, TargetForm};
use crate::query::crossings::{CrossingReader, range_of};

/// The file that refers, and its references.
pub(super) struct Usage<'w> {
    pub(super) from: &'w Boundary,
    pub(super) facts: &'w FileFacts,
    pub(super) references: References<'w>,
    pub(super) uses: Vec<Use<'w>>,
    reader: RefCell<CrossingReader<'w>>,
}

/// One name that leads into another boundary.
pub(super) struct Use<'w> {
    pub(super) range: TextRange,
    pub(super) row: Row,
    pub(super) target: Rc<RowTarget>,
    /// The boundary that is used: that of the facade, where there is one.
    pub(super) to: &'w Boundary,
    pub(super) is_by_facade: bool,
    /// The last name, as it is written.
    pub(super) written: &'w str,
    pub(super) is_import: bool,
    /// Not an import, and an import of the file brings the same symbol: said there.
    pub(super) is_brought: bool,
    /// Stands for the use of the whole boundary: one for each import, and for each path that needs none.
    pub(super) is_entry: bool,
}

impl<'w> Usage<'w> {
    /// `None` for a file without such references.
    pub(super) fn of(world: &'w World, path: &RepoPath) -> Option<Self> {
        let file = world.crossings.files.number(path)?;
        let rows = world.crossings.rows(file);
        if rows.rows.is_empty() {
            return None;
        }
        let facts = world.facts(path)?;
        let from = world.boundaries.at(path)?;
        let references = facts.references();
        let boundary = |file| world.boundaries.at(world.crossings.files.path(file)?);
        let targets: Vec<Rc<RowTarget>> = rows.targets.into_iter().map(Rc::new).collect();
        let mut uses = Vec::with_capacity(rows.rows.len());
        for row in &rows.rows {
            let Some(target) = targets.get(row.target as usize) else { continue };
            let facade = target.facade.and_then(boundary);
            let Some(to) = facade.or_else(|| boundary(target.file)) else { continue };
            let Some(range) = range_of(&references, row.at) else { continue };
            uses.push(Use {
                range,
                row: *row,
                target: Rc::clone(target),
                to,
                is_by_facade: facade.is_some(),
                written: written(&references, row),
                is_import: (row.at.reference as usize) < references.imports.len(),
                is_brought: false,
                is_entry: false,
            });
        }
        mark_brought(&mut uses);
        mark_entries(&mut uses, &references, facts.language);
        let reader = RefCell::new(CrossingReader::new(world));
        Some(Self { from, facts, references, uses, reader })
    }

    /// Whether what a symbol lies in is used here, too: the type of a method, the enum of a variant.
    pub(super) fn has_owner(&self, of: &Use<'_>) -> bool {
        let is_owner = |owner: &RowTarget| {
            owner.form == TargetForm::Item
                && owner.file == of.target.file
                && of
                    .target
                    .path
                    .strip_prefix(&owner.path)
                    .is_some_and(|it| it.starts_with([':', '.']))
        };
        self.uses.iter().any(|other| !other.row.is_likely && is_owner(&other.target))
    }

    /// The symbol that is used, without its boundary.
    pub(super) fn symbol(&self, of: &Use<'_>) -> Arc<str> {
        self.reader.borrow_mut().symbol(&of.target)
    }

    /// The same with its boundary, as baselines name it.
    pub(super) fn full_symbol(&self, of: &Use<'_>) -> Arc<str> {
        Arc::from(format!("{}#{}", of.to.name, self.symbol(of)))
    }
}

/// The name in the code: of an import, the name that its definer calls it by.
fn written<'w>(references: &References<'w>, row: &Row) -> &'w str {
    let at = row.at.reference as usize;
    let segment = row.at.segment as usize;
    if let Some(import) = references.imports.get(at) {
        let Some(back) = segment.checked_sub(1) else { return import.name };
        return import.from.rsplit("::").nth(back).unwrap_or_default();
    }
    let path = references.paths.get(at - references.imports.len());
    let path = path.map_or("", |path| path.path);
    let separator = if path.contains("::") { "::" } else { "." };
    boundstone_model::bare(path.split(separator).nth(segment).unwrap_or_default())
}

fn mark_brought(uses: &mut [Use<'_>]) {
    let mut imported: Vec<u32> =
        uses.iter().filter(|it| it.is_import).map(|it| it.row.target).collect();
    imported.sort_unstable();
    for it in uses.iter_mut().filter(|it| !it.is_import) {
        it.is_brought = imported.binary_search(&it.row.target).is_ok();
    }
}

/// Of the names that one reference leads into one boundary with, the item's stands for all. A path whose
/// first name an import brings is not counted again.
fn mark_entries(uses: &mut [Use<'_>], references: &References<'_>, language: Language) {
    let is_rust = language == Language::Rust;
    let imported: FxHashSet<&RepoPath> =
        uses.iter().filter(|it| it.is_import).map(|it| &it.to.path).collect();
    let begun: FxHashSet<u32> =
        uses.iter().filter(|it| it.row.at.segment == 0).map(|it| it.row.at.reference).collect();
    let is_prefix = |it: &Use<'_>| {
        let import = references.imports.get(it.row.at.reference as usize);
        is_rust
            && import.is_some_and(|it| it.bound.is_empty() && !it.name.is_empty())
            && it.target.form == TargetForm::Module
    };
    let named: FxHashSet<&RepoPath> =
        uses.iter().filter(|it| !is_prefix(it)).map(|it| &it.to.path).collect();
    let mut chosen: Vec<usize> = Vec::new();
    for (number, it) in uses.iter().enumerate() {
        // A crate that stands before the symbols of others is named by a row of its own.
        if it.row.is_likely || (is_rust && it.is_by_facade) {
            continue;
        }
        if is_prefix(it) && named.contains(&it.to.path) {
            continue;
        }
        let is_by_import =
            !it.is_import && imported.contains(&it.to.path) && begun.contains(&it.row.at.reference);
        if is_by_import {
            continue;
        }
        let before = chosen.last().and_then(|last| Some((*last, uses.get(*last)?)));
        match before {
            Some((_, last))
                if last.row.at.reference == it.row.at.reference && last.to.path == it.to.path =>
            {
                // Rows stand in the order of their segments: of an import, the last name comes first.
                if !it.is_import && last.target.form != TargetForm::Item {
                    chosen.pop();
                    chosen.push(number);
                }
            }
            _ => chosen.push(number),
        }
    }
    for number in chosen {
        if let Some(it) = uses.get_mut(number) {
            it.is_entry = true;
        }
    }
}
