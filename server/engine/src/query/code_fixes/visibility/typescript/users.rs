//! Who imports an item, and what hands it on.

use std::collections::BTreeSet;

use boundstone_model::{FileEdit, Import, ImportForm, Language, RepoPath, Visibility};
use boundstone_text::TextRange;

use super::super::{MOST_FILES, Narrowed, edits_of};
use super::list;
use crate::crossings::{FileId, ItemId, Leads};

/// Files that are meant by the name of their folder.
const INDEXES: [&str; 2] = ["index", "main"];

/// So many files may lead to the item.
const MOST_READERS: usize = 2_000;

pub(super) struct Users<'w> {
    /// That of the boundary.
    pub(super) folder: RepoPath,
    /// What hands the item on, and no file needs.
    pub(super) statements: Vec<Statement<'w>>,
    /// The files that import it, and from which.
    importers: Vec<(FileId, FileId)>,
}

/// An `export { … } from` that names the item.
pub(super) struct Statement<'w> {
    pub(super) path: &'w RepoPath,
    file: FileId,
    /// Where it has the name from.
    from: FileId,
    name: TextRange,
}

impl<'w> Users<'w> {
    /// `None` where it may be used from outside of the package, or in ways that do not name it.
    pub(super) fn of(narrowed: &Narrowed<'w>) -> Option<Self> {
        let folder = narrowed.asked.world.boundaries.at(narrowed.asked.path)?.path.clone();
        let mut users = Self { folder, statements: Vec::new(), importers: Vec::new() };
        let mut leads = Leads::new(narrowed.asked.world);
        users.read(narrowed, &mut leads)?;
        if users.may_be_imported(narrowed, &mut leads)? {
            return None;
        }
        users.keep_needed(narrowed.file);
        Some(users)
    }

    /// Whether no other file imports it.
    pub(super) fn is_of_file_alone(&self) -> bool {
        self.importers.is_empty()
    }

    pub(super) fn has_importer(&self) -> bool {
        !self.importers.is_empty()
    }

    /// What takes the name out of all the statements.
    pub(super) fn removed(&self, narrowed: &Narrowed<'_>) -> Option<Vec<FileEdit>> {
        let mut edits = Vec::new();
        for statement in &self.statements {
            let text = narrowed.text(statement.path)?;
            let removed = list::removed(&text, statement.name)?;
            edits.extend(edits_of(statement.path, vec![(removed, String::new())]));
        }
        Some(edits)
    }

    /// Whether a page of the package tells its readers of the item.
    pub(super) fn is_on_page(&self, narrowed: &Narrowed<'_>) -> bool {
        let (world, code) = (narrowed.asked.world, narrowed.asked.code);
        world.files_below(&self.folder).any(|(path, _)| {
            let is_page = world.facts(path).is_some_and(|it| it.language == Language::Markdown);
            is_page && code.may_hold_word(path, narrowed.name())
        })
    }

    /// Follows what leads to the item from file to file.
    fn read(&mut self, narrowed: &Narrowed<'w>, leads: &mut Leads<'w>) -> Option<()> {
        let crossings = &narrowed.asked.world.crossings;
        let item = (narrowed.file, narrowed.number);
        let mut open = vec![narrowed.file];
        let mut seen = BTreeSet::from([narrowed.file]);
        while let Some(file) = open.pop() {
            for reader in crossings.readers(file) {
                if !seen.insert(reader) {
                    continue;
                }
                if seen.len() > MOST_READERS {
                    return None;
                }
                if self.read_file(narrowed, leads, reader, item)? {
                    open.push(reader);
                }
            }
        }
        Some(())
    }

    /// Whether a file hands the item on.
    fn read_file(
        &mut self,
        narrowed: &Narrowed<'w>,
        leads: &mut Leads<'w>,
        file: FileId,
        item: ItemId,
    ) -> Option<bool> {
        let world = narrowed.asked.world;
        let path = world.crossings.files.path(file)?;
        let Some(facts) = world.facts(path) else { return Some(false) };
        let is_inside = world.boundaries.at(path).is_some_and(|it| it.path == self.folder);
        let mut hands_on = false;
        for import in &facts.references().imports {
            if !leads.brings(file, import, narrowed.name(), item) {
                continue;
            }
            let is_public = import.visibility == Visibility::Public;
            match import.form {
                ImportForm::Named if !is_public => {
                    self.importers.push((file, leads.module(file, import.from)?));
                }
                ImportForm::Named if is_inside && import.bound == narrowed.name() => {
                    let from = leads.module(file, import.from)?;
                    self.statements.push(Statement { path, file, from, name: import.range });
                    hands_on = true;
                }
                ImportForm::Glob if is_public && is_inside => hands_on = true,
                _ => return None,
            }
        }
        Some(hands_on)
    }

    /// Takes out the statements by which a file has the item that imports it.
    fn keep_needed(&mut self, own: FileId) {
        let mut needed: Vec<FileId> = self.importers.iter().map(|(_, from)| *from).collect();
        while let Some(file) = needed.pop() {
            let is_kept = |it: &Statement<'_>| it.file == file && file != own;
            needed.extend(self.statements.iter().filter(|it| is_kept(it)).map(|it| it.from));
            self.statements.retain(|it| !is_kept(it));
        }
    }

    /// Whether a file imports the item by what could not be followed. `None` where too many would have to be looked
    /// into.
    fn may_be_imported(&self, narrowed: &Narrowed<'w>, leads: &mut Leads<'w>) -> Option<bool> {
        let (world, own) = (narrowed.asked.world, narrowed.asked.path);
        let package = world.crossings.modules.name_at(own);
        for (number, (path, input)) in world.files().enumerate() {
            if number > MOST_FILES * 100 {
                return None;
            }
            let source = input.source.as_deref().filter(|it| it.language.is_code());
            let Some(facts) = source.filter(|_| path != own) else { continue };
            let Some(file) = world.crossings.files.number(path) else { continue };
            let brings = |import: &Import<'_>| match import.form {
                ImportForm::Named => import.name == narrowed.name(),
                _ => may_lead_to(import.from, own, package.as_deref()),
            };
            let references = facts.references();
            let mut imports = references.imports.iter().filter(|it| brings(it));
            if imports.any(|it| !it.from.is_empty() && leads.module(file, it.from).is_none()) {
                return Some(true);
            }
        }
        Some(false)
    }
}

/// Whether a specifier may mean a file: by its last name, or as the package.
fn may_lead_to(specifier: &str, path: &RepoPath, package: Option<&str>) -> bool {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let (own, folder) = (stem(path.name()), path.segments().rev().nth(1).unwrap_or_default());
    let last = specifier.rsplit('/').next().unwrap_or(specifier);
    let is_folder = specifier.starts_with('.') && stem(last).is_empty();
    let is_package = package.is_some_and(|name| {
        specifier.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let is_alias = || last.trim_start_matches(['@', '~', '#']) == folder;
    is_package
        || stem(last) == own
        || (INDEXES.contains(&own.as_str()) && (is_folder || is_alias()))
}
