use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    BoundaryEdge, Crossed, Crossing, FileFacts, ItemNumber, Language, Place, References, RepoPath,
};
use boundstone_text::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use super::symbol::symbol;
use crate::World;
use crate::claims::module_path;
use crate::crossings::{FileId, Row, RowTarget, Spot, TargetForm, Unresolved, Why};

/// Which crossings are asked for; the default is all.
#[derive(Clone, Default, Debug)]
pub struct CrossingFilter {
    /// The folder of the boundary that refers.
    pub from: Option<RepoPath>,
    /// The folder of the boundary that is referred to.
    pub to: Option<RepoPath>,
    /// The symbol, without its boundary.
    pub symbol: Option<Arc<str>>,
}

/// The crossings of a repository, by path and place, and the references that lead into another boundary
/// and were not resolved, with the reason.
pub fn crossings(world: &World, filter: &CrossingFilter) -> (Vec<Crossing>, Vec<(Place, String)>) {
    let mut reader = CrossingReader::new(world);
    let (mut found, mut not_checked) = (Vec::new(), Vec::new());
    let root = RepoPath::root();
    for (path, _) in world.files_below(filter.from.as_ref().unwrap_or(&root)) {
        let boundary = world.boundaries.at(path).map(|boundary| &boundary.path);
        if filter.from.as_ref().is_some_and(|from| boundary != Some(from)) {
            continue;
        }
        found.extend(reader.of_file(path, filter));
        not_checked.extend(unresolved(world, path));
    }
    (found, not_checked)
}

/// The references of one file that lead into another boundary and were not resolved, with the reason: no
/// rule looked at them.
pub fn unresolved(world: &World, path: &RepoPath) -> Vec<(Place, String)> {
    let Some(file) = world.crossings.files.number(path) else { return Vec::new() };
    let unresolved = world.crossings.rows(file).unresolved;
    let Some(facts) = world.facts(path).filter(|_| !unresolved.is_empty()) else {
        return Vec::new();
    };
    let references = facts.references();
    let told = |it: &Unresolved| {
        let range = range_of(&references, it.at)?;
        Some((Place { path: path.clone(), range }, reason(&references, it, facts)))
    };
    unresolved.iter().filter_map(told).collect()
}

/// The crossings of one file, by place.
pub fn crossings_of(world: &World, path: &RepoPath) -> Vec<Crossing> {
    CrossingReader::new(world).of_file(path, &CrossingFilter::default())
}

/// Who uses an item from another boundary.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Uses {
    /// The references to the item itself.
    pub of_item: Vec<Crossing>,
    /// Those to its members that are known; syntax does not show all of them.
    pub of_members: Vec<Crossing>,
}

/// The references from other boundaries to an item and to its members, by path and place.
pub fn uses(world: &World, path: &RepoPath, item: ItemNumber) -> Uses {
    let mut uses = Uses::default();
    let Some(facts) = world.facts(path) else { return uses };
    let Some(file) = world.crossings.files.number(path) else { return uses };
    let name = facts.path(item);
    let separator = facts.language.separator();
    let is_member =
        |of: &str| of.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with(separator));
    let mut reader = CrossingReader::new(world);
    for (of, crossing) in reader.leading_to(file, |of| of == name || is_member(of)) {
        let list = if of == name { &mut uses.of_item } else { &mut uses.of_members };
        list.push(crossing);
    }
    uses
}

/// The references from other boundaries to what a file defines, each with the item's path in it.
pub fn uses_of_file(world: &World, path: &RepoPath) -> Vec<(String, Crossing)> {
    let Some(file) = world.crossings.files.number(path) else { return Vec::new() };
    CrossingReader::new(world).leading_to(file, |_| true)
}

/// The crossings that led somewhere before a change of `paths` and lead nowhere now, in files that are
/// not part of it. One of the Worlds was made from the other, so that they number files alike.
pub(super) fn lost_crossings(
    before: &World,
    now: &World,
    paths: &FxHashSet<&RepoPath>,
) -> Vec<Crossing> {
    let numbers = paths.iter().filter_map(|path| before.crossings.files.number(path));
    let readers: BTreeSet<FileId> =
        numbers.flat_map(|file| before.crossings.readers(file)).collect();
    let mut reader_before = CrossingReader::new(before);
    let mut reader_now = CrossingReader::new(now);
    let any = CrossingFilter::default();
    let mut lost = Vec::new();
    for file in readers {
        if before.crossings.has_same_rows(&now.crossings, file) {
            continue;
        }
        let Some(path) = before.crossings.files.path(file).filter(|it| !paths.contains(it)) else {
            continue;
        };
        let still = reader_now.of_file(path, &any);
        let still: FxHashSet<TextRange> = still.iter().map(|it| it.place.range).collect();
        let crossings = reader_before.of_file(path, &any);
        lost.extend(crossings.into_iter().filter(|it| !still.contains(&it.place.range)));
    }
    lost
}

/// The boundaries that refer to another, by their folders, with how many references there are in code and
/// in tests.
pub fn boundary_edges(world: &World) -> Vec<BoundaryEdge> {
    let name = |folder: &RepoPath| world.boundaries.in_folder(folder).map(|it| it.name.clone());
    let edge = |((from, to), count): (&(RepoPath, RepoPath), &crate::crossings::EdgeCount)| {
        Some(BoundaryEdge {
            from: name(from)?,
            to: name(to)?,
            code: count.code,
            tests: count.tests,
        })
    };
    world.crossings.edges().filter_map(edge).collect()
}

/// The file that each specifier of a TypeScript or JavaScript file means, for every pair of files once, by
/// path: within boundaries and between them. Re-exports are not followed.
pub fn file_imports(world: &World) -> Vec<(RepoPath, RepoPath)> {
    crate::crossings::file_imports(world)
}

/// Turns rows into answers; what it spelled once it keeps.
pub(super) struct CrossingReader<'w> {
    world: &'w World,
    spelled: FxHashMap<(FileId, TargetForm, String), Arc<str>>,
}

impl<'w> CrossingReader<'w> {
    pub(super) fn new(world: &'w World) -> Self {
        Self { world, spelled: FxHashMap::default() }
    }

    pub(super) fn of_file(&mut self, path: &RepoPath, filter: &CrossingFilter) -> Vec<Crossing> {
        let Some(file) = self.world.crossings.files.number(path) else { return Vec::new() };
        let rows = self.world.crossings.rows(file);
        if rows.rows.is_empty() {
            return Vec::new();
        }
        let Some(facts) = self.world.facts(path) else { return Vec::new() };
        let Some(boundary) = self.world.boundaries.at(path) else { return Vec::new() };
        let (references, from) = (facts.references(), boundary.name.clone());
        let targets: Vec<Option<Crossed>> =
            rows.targets.iter().map(|target| self.crossed(target, filter)).collect();
        let told = |row: &Row| {
            let to = targets.get(row.target as usize)?.as_ref()?;
            Some(crossing(path, range_of(&references, row.at)?, &from, to, row))
        };
        let mut found: Vec<Crossing> = rows.rows.iter().filter_map(told).collect();
        found.sort_by_key(|crossing| crossing.place.range);
        found
    }

    /// The references from other boundaries to those items of a file whose path in it is meant.
    fn leading_to(
        &mut self,
        file: FileId,
        is_meant: impl Fn(&str) -> bool,
    ) -> Vec<(String, Crossing)> {
        let mut found = Vec::new();
        for reader in self.world.crossings.readers(file) {
            let rows = self.world.crossings.rows(reader);
            let leads_here =
                |target: &&RowTarget| target.file == file && is_meant(target.path.as_str());
            if !rows.targets.iter().any(|target| leads_here(&target)) {
                continue;
            }
            let Some(path) = self.world.crossings.files.path(reader) else { continue };
            let Some(facts) = self.world.facts(path) else { continue };
            let Some(boundary) = self.world.boundaries.at(path) else { continue };
            let references = facts.references();
            let any = CrossingFilter::default();
            for row in &rows.rows {
                let target = rows.targets.get(row.target as usize).filter(leads_here);
                let Some(target) = target else { continue };
                let Some(to) = self.crossed(target, &any) else { continue };
                let Some(range) = range_of(&references, row.at) else { continue };
                let crossing = crossing(path, range, &boundary.name, &to, row);
                found.push((target.path.clone(), crossing));
            }
        }
        found.sort_by(|a, b| a.1.place.cmp(&b.1.place));
        found
    }

    /// What a target is to a reader; `None` when it is not asked for.
    fn crossed(&mut self, target: &RowTarget, filter: &CrossingFilter) -> Option<Crossed> {
        let path = self.world.crossings.files.path(target.file)?;
        let boundary = self.world.boundaries.at(path)?;
        if filter.to.as_ref().is_some_and(|to| boundary.path != *to) {
            return None;
        }
        let symbol = self.symbol(target);
        if filter.symbol.as_ref().is_some_and(|wanted| *wanted != symbol) {
            return None;
        }
        let facade = target.facade.and_then(|file| self.world.crossings.files.path(file));
        let facade = facade.and_then(|path| self.world.boundaries.at(path));
        Some(Crossed {
            boundary: boundary.name.clone(),
            symbol,
            facade: facade.map(|it| it.name.clone()),
            path: path.clone(),
        })
    }

    /// The symbol of a target, without its boundary.
    pub(super) fn symbol(&mut self, target: &RowTarget) -> Arc<str> {
        let key = (target.file, target.form, target.path.clone());
        if let Some(known) = self.spelled.get(&key) {
            return known.clone();
        }
        let spelled: Arc<str> = self.spell(target).unwrap_or_default().into();
        self.spelled.insert(key, spelled.clone());
        spelled
    }

    fn spell(&self, target: &RowTarget) -> Option<String> {
        const WHOLE: &str = "*";
        let path = self.world.crossings.files.path(target.file)?;
        let facts = self.world.facts(path)?;
        if target.form == TargetForm::Item
            && let Some(item) = item_at(facts, &target.path)
        {
            let symbol = symbol(self.world, path, item)?;
            return Some(symbol.split_once('#').map_or(&*symbol, |(_, inner)| inner).to_owned());
        }
        let boundary = self.world.boundaries.at(path)?;
        let mut names: Vec<&str> =
            module_path(path, &boundary.path, facts.language).unwrap_or_default();
        names.extend(Some(target.path.as_str()).filter(|path| !path.is_empty()));
        if target.form == TargetForm::All || names.is_empty() {
            names.push(WHOLE);
        }
        Some(names.join(facts.language.separator()))
    }
}

/// The first item with a path inside its file.
pub(super) fn item_at(facts: &FileFacts, path: &str) -> Option<ItemNumber> {
    let last = path.rsplit([':', '.']).next().unwrap_or(path);
    let mut named = (0..).zip(facts.items()).filter(|(_, item)| item.name() == last);
    named.find(|(number, _)| facts.path(*number) == path).map(|(number, _)| number)
}

fn crossing(
    path: &RepoPath,
    range: TextRange,
    from: &Arc<str>,
    to: &Crossed,
    row: &Row,
) -> Crossing {
    Crossing {
        place: Place { path: path.clone(), range },
        from: from.clone(),
        to: to.clone(),
        kind: row.kind,
        is_likely: row.is_likely,
        is_test: row.is_test,
    }
}

/// Where a name among the references stands.
pub(super) fn range_of(references: &References<'_>, at: Spot) -> Option<TextRange> {
    let position = at.reference as usize;
    if let Some(import) = references.imports.get(position) {
        let segments = import.from.split("::").collect::<Vec<_>>();
        let mut range = import.range;
        for back in 0..at.segment as usize {
            let segment = segments.get(segments.len().checked_sub(back + 1)?)?;
            let end = range.start().checked_sub(SEPARATOR)?;
            range = TextRange::new(end.checked_sub(segment.len() as u32)?, end);
        }
        return Some(range);
    }
    let path = references.paths.get(position - references.imports.len())?;
    let separator = if path.path.contains("::") { "::" } else { "." };
    let mut start = path.start;
    for (number, segment) in path.path.split(separator).enumerate() {
        let end = start + segment.len() as u32;
        if number == at.segment as usize {
            return Some(TextRange::new(start, end));
        }
        start = end + separator.len() as u32;
    }
    None
}

/// The length of the `::` between the segments of an import.
const SEPARATOR: u32 = 2;

fn reason(references: &References<'_>, it: &Unresolved, facts: &FileFacts) -> String {
    let position = it.at.reference as usize;
    let separator = facts.language.separator();
    let whole = match references.imports.get(position) {
        Some(import) => {
            let parts = [import.from, import.name];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(separator)
        }
        None => references
            .paths
            .get(position - references.imports.len())
            .map(|path| path.path.to_owned())
            .unwrap_or_default(),
    };
    match it.why {
        Why::NotFound if facts.language == Language::Rust => {
            format!("`{whole}` is not found there: a macro or generated code may define it")
        }
        Why::NotFound => {
            format!("`{whole}` is not found there: no file that was read exports it")
        }
        Why::TooDeep => format!("`{whole}` leads through too many modules"),
        Why::NoFile => {
            let specifier = references.imports.get(position).map_or(&*whole, |import| import.from);
            format!("`{specifier}` leads to no file of the repository")
        }
    }
}
