//! Under which conditions users come to a name: those of the imports and modules on the way to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{Import, ImportForm, ItemKind, Visibility};
use rustc_hash::FxHashSet;

use super::super::super::source::{Entry, Module};
use super::super::meaning::{Meaning, Target};
use super::super::resolver::segments_of;
use super::{Key, Walk};

/// Conditions that all hold, from the outside.
pub(super) type Conditions = Vec<Arc<str>>;

/// The conditions of the way that is walked, and of those that led to what was found.
#[derive(Default)]
pub(super) struct Reached {
    way: Conditions,
    /// `None` for what is there under no condition.
    of_items: BTreeMap<Key, Option<BTreeSet<Conditions>>>,
}

impl Reached {
    /// How many conditions the way has.
    pub fn mark(&self) -> usize {
        self.way.len()
    }

    pub fn enter(&mut self, conditions: impl IntoIterator<Item = Arc<str>>) {
        self.way.extend(conditions);
    }

    pub fn leave(&mut self, mark: usize) {
        self.way.truncate(mark);
    }

    /// Notes that the way leads to an item.
    pub fn note(&mut self, key: Key) {
        let known = self.of_items.entry(key).or_insert_with(|| Some(BTreeSet::new()));
        match known {
            Some(ways) if !self.way.is_empty() => drop(ways.insert(self.way.clone())),
            _ => *known = None,
        }
    }

    /// What holds on each way to an item: of several ways, one of which is there, `any(…)`.
    pub fn conditions(&self, key: &Key) -> Conditions {
        let Some(Some(ways)) = self.of_items.get(key) else { return Vec::new() };
        any_of(ways)
    }
}

/// So many imports are followed from one to the next.
const MOST_BEHIND: u32 = 8;

/// Where the conditions of a name were looked for.
#[derive(Default)]
struct Seen {
    modules: FxHashSet<Module>,
    /// How many imports lead here: behind the first it does not count what is public.
    behind: u32,
}

/// A condition and those behind it; `None` where there are none.
fn both(
    own: Option<Arc<str>>,
    behind: Option<BTreeSet<Conditions>>,
) -> Option<BTreeSet<Conditions>> {
    let Some(behind) = behind else { return Some(BTreeSet::from([vec![own?]])) };
    let with_own = behind.into_iter().map(|way| {
        let own = own.iter().filter(|own| !way.contains(own)).cloned();
        own.chain(way.iter().cloned()).collect()
    });
    Some(with_own.collect())
}

/// What holds where one of several ways is there.
fn any_of(ways: &BTreeSet<Conditions>) -> Conditions {
    match least(ways).as_slice() {
        [] => Conditions::new(),
        [only] => (*only).clone(),
        several => {
            let each: Vec<String> = several.iter().map(|it| all_of(it)).collect();
            vec![format!("any({})", each.join(", ")).into()]
        }
    }
}

/// The ways without those that demand all that another one does, and more.
fn least(ways: &BTreeSet<Conditions>) -> Vec<&Conditions> {
    let is_more = |way: &Conditions| {
        let less = |it: &&Conditions| it.len() < way.len();
        ways.iter().filter(less).any(|it| it.iter().all(|condition| way.contains(condition)))
    };
    ways.iter().filter(|way| !is_more(way)).collect()
}

fn all_of(conditions: &[Arc<str>]) -> String {
    match conditions {
        [only] => only.to_string(),
        several => format!("all({})", several.join(", ")),
    }
}

impl Walk<'_, '_> {
    /// The conditions under which a module has a name by its imports; none where it has it anyhow. Of a name that means
    /// several things, those of the imports that lead to `one`.
    pub(super) fn condition_of_name(
        &mut self,
        module: Module,
        name: &str,
        one: Option<Target>,
    ) -> Conditions {
        let ways = self.conditions_to((module, name, one), &mut Seen::default());
        let Some(ways) = ways else { return Conditions::new() };
        if ways.is_empty() && one.is_some() {
            return self.condition_of_name(module, name, None);
        }
        any_of(&ways)
    }

    /// Those of each way; `None` where one of them has none.
    fn conditions_to(
        &mut self,
        (module, name, one): (Module, &str, Option<Target>),
        seen: &mut Seen,
    ) -> Option<BTreeSet<Conditions>> {
        let mut ways = BTreeSet::new();
        if !seen.modules.insert(module) {
            return Some(ways);
        }
        for part in self.resolver.parts_of(module) {
            let Some(source) = self.resolver.search.source(part.file) else { continue };
            let signatures = self.signatures_of(part.file);
            for entry in source.entries(part.scope, name) {
                if source.visibility(entry) != Visibility::Public && seen.behind == 0 {
                    continue;
                }
                let import = match entry {
                    Entry::Import(number) => {
                        let brought = self.resolver.brought(module, part, number);
                        if one.is_some_and(|one| brought.iter().all(|it| it.target != one)) {
                            continue;
                        }
                        source.references.imports.get(number as usize)?
                    }
                    Entry::Item(number) => {
                        // An `impl` has the name of its type, and is none. The others say their conditions themselves.
                        let is_impl =
                            source.item(number).is_some_and(|it| it.kind == ItemKind::Impl);
                        let is_other = one.is_some_and(|one| {
                            let meaning = Meaning::item(part, number, &source);
                            let is_elsewhere = source.is_module_elsewhere(number);
                            !is_elsewhere && meaning.is_some_and(|it| it.target != one)
                        });
                        if is_impl || is_other {
                            continue;
                        }
                        return None;
                    }
                };
                if signatures.as_ref().is_some_and(|it| it.hides(import.range)) {
                    continue;
                }
                if import.form != ImportForm::Named {
                    return None;
                }
                let own = signatures.as_ref()?.condition_of_import(import.range).cloned();
                let behind = self.conditions_behind((module, part), import, one, seen);
                ways.extend(both(own, behind)?);
            }
        }
        self.conditions_by_globs((module, name, one), seen, &mut ways)?;
        Some(ways)
    }

    /// The conditions under which the module that an import names has the name, by its imports in turn: `pub use crate::A;` is
    /// there where the root has `A`.
    fn conditions_behind(
        &mut self,
        (module, part): (Module, Module),
        import: &Import<'_>,
        one: Option<Target>,
        seen: &mut Seen,
    ) -> Option<BTreeSet<Conditions>> {
        let segments = segments_of(import);
        let (name, around) = segments.split_last()?;
        let from = Module { file: part.file, scope: import.scope };
        let resolved = self.resolver.resolve(from, around, true);
        let meanings = resolved.last().filter(|_| resolved.len() == around.len())?;
        let [Meaning { target: Target::Module(of), .. }] = meanings.as_slice() else { return None };
        if *of == module || !self.is_of_crate(of.file) || seen.behind >= MOST_BEHIND {
            return None;
        }
        // What the way here led through counts for itself.
        let mut others = Seen { modules: FxHashSet::default(), behind: seen.behind + 1 };
        let ways = self.conditions_to((*of, name, one), &mut others)?;
        (!ways.is_empty()).then_some(ways)
    }

    fn conditions_by_globs(
        &mut self,
        (module, name, one): (Module, &str, Option<Target>),
        seen: &mut Seen,
        ways: &mut BTreeSet<Conditions>,
    ) -> Option<()> {
        for (part, number, visibility) in self.resolver.globs_of(module) {
            let source = self.resolver.search.source(part.file)?;
            let import = source.references.imports.get(number as usize)?;
            let signatures = self.signatures_of(part.file)?;
            if visibility != Visibility::Public || signatures.hides(import.range) {
                continue;
            }
            let of_import = signatures.condition_of_import(import.range).cloned();
            let meanings = self.resolver.brought(module, part, number);
            for meaning in meanings.iter() {
                let Target::Module(brought) = meaning.target else { continue };
                if !self.may_have(brought, name) {
                    continue;
                }
                // Where conditions choose which module it is, those of the one.
                let chosen = (meanings.len() > 1)
                    .then(|| self.condition_of_head(part, import.from, brought))
                    .flatten();
                let both: Conditions = of_import.iter().cloned().chain(chosen).collect();
                let condition: Option<Arc<str>> = (!both.is_empty()).then(|| all_of(&both).into());
                if self.way_to(brought, name, &mut FxHashSet::default()).is_none() {
                    continue;
                }
                match (&condition, self.conditions_to((brought, name, one), seen)) {
                    (None, inner) => ways.extend(inner?),
                    (Some(own), None) => drop(ways.insert(vec![own.clone()])),
                    (Some(own), Some(inner)) => {
                        ways.extend(inner.into_iter().map(|it| [vec![own.clone()], it].concat()));
                    }
                }
            }
        }
        Some(())
    }

    /// The condition of the import that makes a name stand for one module among several: `use unix as imp;`.
    fn condition_of_head(&mut self, part: Module, path: &str, one: Module) -> Option<Arc<str>> {
        let name = path.strip_prefix("self::").unwrap_or(path);
        let source = self.resolver.search.source(part.file)?;
        let signatures = self.signatures_of(part.file)?;
        let mut found = None;
        for entry in source.entries(part.scope, name) {
            let Entry::Import(number) = entry else { continue };
            let import = source.references.imports.get(number as usize)?;
            let brought = self.resolver.brought(part, part, number);
            if brought.iter().any(|it| it.target == Target::Module(one)) {
                // Of two ways to it, neither is what decides.
                let condition = signatures.condition_of_import(import.range).cloned();
                if found.replace(condition?).is_some() {
                    return None;
                }
            }
        }
        found
    }

    /// The condition of the declaration of a module.
    pub(super) fn condition_of_module(&mut self, module: Module) -> Option<Arc<str>> {
        let (file, item) = self.declaration(module)?;
        self.signatures_of(file)?.of(item)?.cfg.clone()
    }
}
