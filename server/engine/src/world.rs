mod stale;

use std::ops::Bound;
use std::sync::Arc;

use boundstone_model::{
    ConfigFile, Date, DecisionFile, FileFacts, RecordPath, RepoPath, Rule, Severity,
    is_readable_as_record, records_among,
};
use imbl::{OrdMap, OrdSet};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bodies::Bodies;
use crate::boundaries::BoundaryMap;
use crate::change::{Change, Details, FileInput, Record};
use crate::claims::Claims;
use crate::crossings::{Crossings, Edit, Parallel};
use crate::decisions::Decisions;
use crate::forge::Forge;
use crate::governs::{Governs, PathGlob};
use crate::mentions::Mentions;
use crate::public_names::{KnownNames, leaves_names};
use stale::Stale;

/// All facts of a repository at one moment, joined. Immutable and cheap to clone: the maps share
/// their unchanged parts with the Worlds before.
///
/// Architecture invariant: typing that adds or removes no item, mention or owner comment changes
/// exactly one entry of `files` and no table. Held by `typing_changes_one_entry`.
#[derive(Clone, Debug, Default)]
pub struct World {
    files: OrdMap<RepoPath, Arc<FileInput>>,
    /// The files that are records, again, so that no table is made by looking through all files.
    records: OrdMap<RepoPath, Record>,
    /// The files with an `@owner` comment, so that who asks for the owners of all files need not look
    /// into each.
    commented: OrdSet<RepoPath>,
    /// The files that may be records, and could not be read.
    unread: OrdSet<RepoPath>,
    pub(crate) mentions: Mentions,
    pub(crate) claims: Claims,
    pub(crate) bodies: Bodies,
    pub(crate) config: Arc<ConfigFile>,
    pub(crate) forge: Option<Arc<Forge>>,
    pub(crate) boundaries: Arc<BoundaryMap>,
    pub(crate) decisions: Arc<Decisions>,
    pub(crate) governs: Arc<Governs>,
    pub(crate) crossings: Crossings,
    /// What was asked of the code as it is; another one when that changes.
    pub(crate) known_names: KnownNames,
    /// Only this says what has expired; without it, nothing has.
    pub(crate) today: Option<Date>,
}

pub(crate) const CONFIG_FILE: &str = "boundstone.toml";
/// Beside a CODEOWNERS file, it says that the forge is GitLab.
const GITLAB_CI_FILE: &str = ".gitlab-ci.yml";

impl World {
    pub fn empty() -> Self {
        Self::default()
    }

    /// The same World on a day; `None` where nobody knows which it is.
    #[must_use]
    pub fn on(mut self, today: Option<Date>) -> Self {
        self.today = today;
        self
    }

    /// The World of these files; equal to applying them one by one to the empty one. `parallel` runs
    /// what does not depend on each other.
    pub fn from_scratch<Input: Into<Arc<FileInput>>>(
        files: impl IntoIterator<Item = (RepoPath, Input)>,
        parallel: &dyn Parallel,
    ) -> Self {
        let mut world = Self::without_uses(files);
        world.resolve_all(parallel);
        world
    }

    /// The same for answers that ask for no use of one boundary in another: it knows none.
    pub fn without_uses<Input: Into<Arc<FileInput>>>(
        files: impl IntoIterator<Item = (RepoPath, Input)>,
    ) -> Self {
        let mut files: Vec<_> =
            files.into_iter().map(|(path, input)| (path, input.into())).collect();
        // Stable, so that of two entries for one path the later one stays.
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files.reverse();
        files.dedup_by(|later, kept| later.0 == kept.0);
        files.reverse();
        let mut world = Self::empty();
        world.mentions.extend(&files);
        for (path, input) in &files {
            world.bodies.update(path, None, Some(input));
            if is_unread_record(path, input) {
                world.unread.insert(path.clone());
            }
            if let Some(record) = input.record() {
                world.records.insert(path.clone(), record.clone());
            }
            if input.source.as_deref().is_some_and(|facts| !facts.owners().is_empty()) {
                world.commented.insert(path.clone());
            }
        }
        let facts = files.iter().filter_map(|(path, input)| Some((path, input.source.as_deref()?)));
        world.crossings.add_files(facts);
        world.files = files.into_iter().collect();
        world.refresh(Stale::ALL, &[], &[]);
        world.forget_promises(true, &[]);
        world
    }

    /// The World after `change`. Costs what the changed files cost; tables that join records are
    /// made again when a record or the set of paths that they depend on changed; an edit of a decision
    /// record changes what is known of that record.
    pub fn apply(&self, change: Change, parallel: &dyn Parallel) -> Self {
        let mut world = self.clone();
        let mut stale = Stale::default();
        let (mut touched, mut rewritten) = (Vec::new(), Vec::new());
        for (path, new) in change.files {
            let old = world.files.get(&path).cloned();
            if !leaves_names(old.as_deref(), new.as_deref()) {
                world.known_names = KnownNames::default();
            }
            if is_rewritten(old.as_deref(), new.as_deref()) {
                rewritten.push(path.clone());
            } else {
                stale.note(&path, old.as_deref(), new.as_deref());
            }
            world.bodies.update(&path, old.as_deref(), new.as_deref());
            match new.as_deref().is_some_and(|input| is_unread_record(&path, input)) {
                true => drop(world.unread.insert(path.clone())),
                false => drop(world.unread.remove(&path)),
            }
            let old_facts = old.as_ref().and_then(|input| input.source.as_deref());
            let new_facts = new.as_ref().and_then(|input| input.source.as_deref());
            if old_facts.map(|facts| facts.shape) != new_facts.map(|facts| facts.shape) {
                world.mentions.update(&path, old_facts, new_facts);
                world.bodies.note_items(old.as_deref(), new.as_deref());
                if new_facts.is_some_and(|facts| !facts.owners().is_empty()) {
                    world.commented.insert(path.clone());
                } else {
                    world.commented.remove(&path);
                }
                touched.push(path.clone());
            }
            match new.as_ref().and_then(|input| input.record().cloned()) {
                Some(record) => {
                    if world.records.get(&path) != Some(&record) {
                        world.records.insert(path.clone(), record);
                    }
                }
                None => {
                    if world.records.contains_key(&path) {
                        world.records.remove(&path);
                    }
                }
            }
            match new {
                Some(input) => world.files.insert(path, input),
                None => world.files.remove(&path),
            };
        }
        let is_of_code = stale.any() || !touched.is_empty();
        if is_of_code || !rewritten.is_empty() {
            world.refresh(stale, &touched, &rewritten);
        }
        world.forget_named_by(self, &rewritten);
        // What a record decides leads no reference elsewhere.
        if is_of_code {
            touched.sort();
            touched.dedup();
            let appears_or_goes =
                |path: &RepoPath| self.facts(path).is_some() != world.facts(path).is_some();
            let is_all = stale.any() || touched.iter().any(appears_or_goes);
            world.forget_promises(is_all, &touched);
            let after = world.clone();
            let edits = touched.iter().map(|path| Edit {
                path,
                old: self.facts(path),
                new: after.facts(path),
            });
            world.resolve_edits(self, &edits.collect::<Vec<_>>(), parallel);
        }
        world
    }

    /// The same World, but for these files of code, of which something else is known for one answer. Crossings are not
    /// made again.
    pub(crate) fn seen_as<'f>(
        &self,
        files: impl Iterator<Item = (&'f RepoPath, &'f Arc<FileFacts>)>,
    ) -> Self {
        let mut world = self.with_names_of(files);
        world.forget_promises(true, &[]);
        world
    }

    /// As [`Self::seen_as`], where nobody asks for promises: that would cost a look at all records.
    pub(crate) fn with_names_of<'f>(
        &self,
        files: impl Iterator<Item = (&'f RepoPath, &'f Arc<FileFacts>)>,
    ) -> Self {
        let mut world = self.clone();
        world.known_names = KnownNames::default();
        for (path, facts) in files {
            world.crossings.note(path, self.facts(path), Some(facts));
            let input = FileInput::new(Some(Arc::clone(facts)), Details::default());
            world.files.insert(path.clone(), Arc::new(input));
        }
        world
    }

    pub fn file(&self, path: &RepoPath) -> Option<&FileInput> {
        self.files.get(path).map(Arc::as_ref)
    }

    /// The same, to be kept.
    pub fn shared_file(&self, path: &RepoPath) -> Option<&Arc<FileInput>> {
        self.files.get(path)
    }

    /// Every file, in path order.
    pub fn files(&self) -> impl Iterator<Item = (&RepoPath, &FileInput)> {
        self.files.iter().map(|(path, input)| (path, input.as_ref()))
    }

    /// The files of `folder` and below, in path order.
    pub fn files_below<'w>(
        &'w self,
        folder: &RepoPath,
    ) -> impl Iterator<Item = (&'w RepoPath, &'w FileInput)> + use<'w> {
        let folder_for_end = folder.clone();
        self.files
            .range((Bound::Included(folder.clone()), Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(&folder_for_end))
            .map(|(path, input)| (path, input.as_ref()))
    }

    /// The files that a glob matches, in path order. Looks only where the glob can match anything.
    pub(crate) fn files_matching<'w>(
        &'w self,
        glob: &'w PathGlob,
    ) -> impl Iterator<Item = &'w RepoPath> {
        let place = RepoPath::new(glob.place());
        let below = place.into_iter().flat_map(|place| self.files_below(&place));
        below.map(|(path, _)| path).filter(|path| glob.is_match(path))
    }

    /// The paths in a range, in order.
    pub(crate) fn paths_from(
        &self,
        range: (Bound<RepoPath>, Bound<RepoPath>),
    ) -> impl Iterator<Item = &RepoPath> {
        self.files.range(range).map(|(path, _)| path)
    }

    pub fn facts(&self, path: &RepoPath) -> Option<&FileFacts> {
        self.file(path).and_then(|input| input.source.as_deref())
    }

    /// The files that may be records, and could not be read, in path order.
    pub(crate) fn unread_records(&self) -> impl Iterator<Item = &RepoPath> {
        self.unread.iter()
    }

    /// The facts of a file with an `@owner` comment; `None` for one without.
    pub(crate) fn commented(&self, path: &RepoPath) -> Option<&FileFacts> {
        if self.commented.contains(path) { self.facts(path) } else { None }
    }

    /// The files with an `@owner` comment, in path order, each with its facts.
    pub(crate) fn all_commented(&self) -> impl Iterator<Item = (&RepoPath, &FileFacts)> {
        self.commented.iter().filter_map(|path| Some((path, self.facts(path)?)))
    }

    /// The files that are records of any format, in path order.
    pub fn records(&self) -> impl Iterator<Item = (&RepoPath, &Record)> {
        self.records.iter()
    }

    pub(crate) fn record(&self, path: &RepoPath) -> Option<&Record> {
        self.records.get(path)
    }

    pub fn config(&self) -> &ConfigFile {
        &self.config
    }

    /// The severity of a rule here; `None` when it is off.
    pub fn severity(&self, rule: Rule) -> Option<Severity> {
        self.severity_or(rule, rule.default_severity())
    }

    /// The same, for a case of the rule that has a usual severity of its own.
    pub(crate) fn severity_or(&self, rule: Rule, usual: Option<Severity>) -> Option<Severity> {
        let set = self.config.rules.iter().rev().find(|(name, _)| *name == rule);
        set.map_or(usual, |(_, level)| *level)
    }

    /// Whether two Worlds hold the same files and the same tables.
    pub fn is_same(&self, other: &Self) -> bool {
        self.files == other.files
            && self.records == other.records
            && self.commented == other.commented
            && self.mentions.is_same(&other.mentions)
            && self.claims.is_same(&other.claims)
            && self.bodies.is_same(&other.bodies)
            && self.boundaries.all() == other.boundaries.all()
            && self.decisions.is_same(&other.decisions)
            && self.governs.is_same(&other.governs)
            && self.crossings.is_same(&other.crossings)
    }

    /// Whether a table that joins several files differs, or the set of paths: then answers about any
    /// file may differ.
    pub(crate) fn shares_tables_with(&self, other: &Self) -> bool {
        let same_forge = match (&self.forge, &other.forge) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same_forge
            && self.today == other.today
            && self.files.len() == other.files.len()
            && Arc::ptr_eq(&self.config, &other.config)
            && Arc::ptr_eq(&self.boundaries, &other.boundaries)
            && Arc::ptr_eq(&self.decisions, &other.decisions)
    }

    /// Makes the stale tables again. `touched` are the files whose items or mentions changed, `rewritten` the decision
    /// records whose text did, and not their name.
    fn refresh(&mut self, stale: Stale, touched: &[RepoPath], rewritten: &[RepoPath]) {
        if stale.config {
            self.config = self.read_config();
        }
        if stale.forge {
            self.forge = self.read_forge();
        }
        if stale.boundaries || stale.decisions {
            self.bodies.forget_definitions();
        }
        if stale.boundaries {
            self.boundaries = Arc::new(self.read_boundaries());
        }
        if stale.packages {
            let packages = Crossings::read_packages(self);
            if *self.crossings.packages != packages {
                self.crossings.packages = Arc::new(packages);
            }
        }
        if stale.modules {
            let modules = Crossings::read_modules(self);
            if *self.crossings.modules != modules {
                self.crossings.modules = Arc::new(modules);
            }
        }
        if stale.indexes {
            let indexes = Crossings::read_indexes(self);
            if self.crossings.indexes != indexes {
                self.crossings.indexes = indexes;
            }
        }
        if stale.decisions {
            self.decisions = Arc::new(self.read_decisions());
            self.governs = Arc::new(Governs::new(&self.decisions));
        } else {
            rewritten.iter().for_each(|path| self.rewrite_decision(path));
            if self.governs.is_outgrown(&self.decisions) {
                self.governs = Arc::new(Governs::new(&self.decisions));
            }
        }
        self.claims = if stale.boundaries {
            Claims::new(self)
        } else {
            let records = if stale.decisions { None } else { Some(rewritten) };
            self.claims.after(self, touched, records)
        };
    }

    /// Brings the decision at `path` to the text of its record; a page that is no record has none.
    fn rewrite_decision(&mut self, path: &RepoPath) {
        let Some(index) = self.decisions.at(path) else { return };
        let Some(Record::Decision(file)) = self.records.get(path) else { return };
        let exists = |path: &RepoPath| self.files.contains_key(path);
        let rewritten = Arc::make_mut(&mut self.decisions).rewrite(index, file, exists);
        if let Some((before, now)) = rewritten.filter(|(before, now)| Governs::differ(before, now))
        {
            Arc::make_mut(&mut self.governs).replace(index, &before, &now);
        }
    }

    fn read_config(&self) -> Arc<ConfigFile> {
        let root_file = RepoPath::new(CONFIG_FILE).and_then(|path| self.records.get(&path));
        match root_file {
            Some(Record::Config(config)) => Arc::clone(config),
            _ => Arc::default(),
        }
    }

    fn read_forge(&self) -> Option<Arc<Forge>> {
        let has_gitlab_ci =
            RepoPath::new(GITLAB_CI_FILE).is_some_and(|path| self.files.contains_key(&path));
        let setting = self.config.dialect.as_ref().map(|dialect| dialect.value);
        let source = |path: &RepoPath| match self.records.get(path) {
            Some(Record::Ownership(source)) => Some(Arc::clone(source)),
            _ => None,
        };
        Forge::choose(setting, has_gitlab_ci, source).map(Arc::new)
    }

    fn read_boundaries(&self) -> BoundaryMap {
        let select = |path: &RepoPath, record: &Record| (path.clone(), record.clone());
        BoundaryMap::of_records(self.records.iter().map(|(path, record)| select(path, record)))
    }

    fn read_decisions(&self) -> Decisions {
        let candidates: Vec<(RepoPath, Arc<DecisionFile>)> = self
            .records
            .iter()
            .filter_map(|(path, record)| match record {
                Record::Decision(file) => Some((path.clone(), Arc::clone(file))),
                _ => None,
            })
            .collect();
        let named_folders = self.records.values().filter_map(|record| match record {
            Record::DecisionFolders(folders) => Some(folders.iter().cloned()),
            _ => None,
        });
        let configured = self
            .config
            .decision_paths
            .iter()
            .filter_map(|path| RepoPath::root().join(path.value.trim_start_matches('/')));
        let folders: Vec<RepoPath> = named_folders.flatten().chain(configured).collect();
        let found = records_among(candidates.iter().map(|(path, _)| path), &folders);
        let is_record = confirmed(&found, &candidates);
        let files = candidates.iter().filter(|(path, _)| is_record.contains(path)).cloned();
        Decisions::new(files, &self.decisions, |path| self.files.contains_key(path))
    }
}

fn is_unread_record(path: &RepoPath, input: &FileInput) -> bool {
    input.not_checked().is_some() && is_readable_as_record(path)
}

/// The paths that are records. Those that only their neighbours' names speak for are records when at
/// least half of their folder state a status.
fn confirmed<'a>(
    found: &'a [RecordPath],
    candidates: &[(RepoPath, Arc<DecisionFile>)],
) -> FxHashSet<&'a RepoPath> {
    let files: FxHashMap<&RepoPath, &DecisionFile> =
        candidates.iter().map(|(path, file)| (path, file.as_ref())).collect();
    let states = |path: &RepoPath| files.get(path).is_some_and(|file| file.status_raw.is_some());
    let mut folders: FxHashMap<Option<RepoPath>, (usize, usize)> = FxHashMap::default();
    for record in found {
        let (all, stating) = folders.entry(record.path.parent()).or_default();
        *all += 1;
        *stating += usize::from(states(&record.path));
    }
    let agrees = |path: &RepoPath| {
        folders.get(&path.parent()).is_some_and(|(all, stating)| stating * 2 >= *all)
    };
    let records = found.iter().filter(|record| !record.is_guess || agrees(&record.path));
    records.map(|record| &record.path).collect()
}

/// Whether a decision record says something else, under the name that it had: that concerns no other record but by
/// links, so that its entry is brought up to date and no table is made again.
fn is_rewritten(old: Option<&FileInput>, new: Option<&FileInput>) -> bool {
    match old.and_then(FileInput::record).zip(new.and_then(FileInput::record)) {
        Some((Record::Decision(old), Record::Decision(new))) => {
            old != new && Decisions::is_named_alike(old, new)
        }
        _ => false,
    }
}
