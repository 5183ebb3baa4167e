//! Boundaries that use each other in a circle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use boundstone_model::RepoPath;

use super::{Crossings, Edge, EdgeCount, FileId};
use crate::World;

/// The uses between boundaries that lead back to where they come from, tests left out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Cycles {
    steps: BTreeMap<Edge, Step>,
}

/// One use that is part of a cycle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Step {
    /// The folders of the boundaries on the shortest way back: first the one that is used, last the one
    /// that uses it.
    pub(crate) back: Vec<RepoPath>,
    /// The first file with such a reference.
    pub(crate) first: RepoPath,
}

impl Cycles {
    /// The cyclic uses whose first reference stands in a file of `from`.
    pub(crate) fn of(&self, from: &RepoPath) -> impl Iterator<Item = (&RepoPath, &Step)> {
        let steps = self.steps.range((from.clone(), RepoPath::root())..);
        let is_own = {
            let from = from.clone();
            move |edge: &Edge| edge.0 == from
        };
        steps.take_while(move |(edge, _)| is_own(edge)).map(|((_, to), step)| (to, step))
    }

    /// The first file of `from` that uses `to`, where that is part of a cycle.
    pub(crate) fn first(&self, from: &RepoPath, to: &RepoPath) -> Option<&RepoPath> {
        self.steps.get(&(from.clone(), to.clone())).map(|step| &step.first)
    }

    /// The files with the first references of the uses that are others than in `before`.
    pub(crate) fn changed<'a>(&'a self, before: &'a Self) -> BTreeSet<&'a RepoPath> {
        let differ = |one: &'a Self, other: &'a Self| {
            let steps = one.steps.iter();
            steps
                .filter(|(edge, step)| other.steps.get(edge) != Some(step))
                .map(|(_, it)| &it.first)
        };
        differ(self, before).chain(differ(before, self)).collect()
    }
}

impl World {
    /// Brings the cycles up to date with the edges; `files` were resolved again. Costs nothing where no
    /// use between boundaries came or went and no file of a cycle was resolved.
    pub(crate) fn refresh_cycles(&mut self, has_other_edges: bool, files: &[FileId]) {
        if has_other_edges {
            let cycles = self.find_cycles();
            if *self.crossings.cycles != cycles {
                self.crossings.cycles = Arc::new(cycles);
            }
        } else if !self.crossings.cycles.steps.is_empty() {
            self.move_firsts(files);
        }
    }

    fn find_cycles(&self) -> Cycles {
        let uses = uses(&self.crossings);
        let mut cycles = Cycles::default();
        for circle in circles(&uses) {
            let inside = |from: &RepoPath| -> Vec<&RepoPath> {
                let used = uses.get(from).into_iter().flatten().copied();
                used.filter(|to| circle.contains(*to)).collect()
            };
            for to in &circle {
                // One search finds the ways back to all that use this one.
                let ways = ways_from(to, &inside);
                for from in circle.iter().filter(|from| inside(from).contains(to)) {
                    let Some(first) = self.first_use(from, to) else { continue };
                    let back = way_to(&ways, from);
                    let edge = ((*from).clone(), (*to).clone());
                    cycles.steps.insert(edge, Step { back, first });
                }
            }
        }
        cycles
    }

    /// Corrects where the first references stand, when these files may have other references.
    fn move_firsts(&mut self, files: &[FileId]) {
        let mut moved = Vec::new();
        for file in files {
            let Some(path) = self.crossings.files.path(*file) else { continue };
            let Some(boundary) = self.boundaries.at(path) else { continue };
            let from = &boundary.path;
            if self.crossings.cycles.of(from).next().is_none() {
                continue;
            }
            let edges = self.edges_of(*file);
            for (to, step) in self.crossings.cycles.of(from) {
                let edge = (from.clone(), to.clone());
                let uses = edges.get(&edge).is_some_and(|count| count.code > 0);
                if uses && *path < step.first {
                    moved.push((edge, path.clone()));
                } else if !uses && *path == step.first {
                    moved.extend(self.first_use(from, to).map(|first| (edge, first)));
                }
            }
        }
        if moved.is_empty() {
            return;
        }
        moved.sort();
        moved.dedup_by(|later, kept| later.0 == kept.0);
        let cycles = Arc::make_mut(&mut self.crossings.cycles);
        for (edge, first) in moved {
            if let Some(step) = cycles.steps.get_mut(&edge) {
                step.first = first;
            }
        }
    }

    /// The first file of the boundary in `from` whose code refers to that in `to`.
    fn first_use(&self, from: &RepoPath, to: &RepoPath) -> Option<RepoPath> {
        let edge = (from.clone(), to.clone());
        let refers = |path: &RepoPath| {
            let file = self.crossings.files.number(path)?;
            Some(self.edges_of(file).get(&edge)?.code > 0)
        };
        let mut files = self.files_below(from).map(|(path, _)| path);
        files.find(|path| refers(path) == Some(true)).cloned()
    }
}

/// The boundaries that each one uses in code that is no test.
type Uses<'a> = BTreeMap<&'a RepoPath, Vec<&'a RepoPath>>;

fn uses(crossings: &Crossings) -> Uses<'_> {
    let mut uses = Uses::new();
    let in_code = |(_, count): &(&Edge, &EdgeCount)| count.code > 0;
    for ((from, to), _) in crossings.edges().filter(in_code) {
        uses.entry(from).or_default().push(to);
    }
    uses
}

/// Where a search stands at one boundary.
#[derive(Clone, Copy)]
struct Visit {
    order: usize,
    lowest: usize,
    is_open: bool,
}

/// The sets of boundaries that reach each other, of more than one. Tarjan's algorithm, without recursion.
fn circles<'a>(uses: &Uses<'a>) -> Vec<BTreeSet<&'a RepoPath>> {
    let mut visits: BTreeMap<&RepoPath, Visit> = BTreeMap::new();
    let (mut open, mut found): (Vec<&RepoPath>, Vec<BTreeSet<&RepoPath>>) = Default::default();
    for start in uses.keys().copied() {
        if visits.contains_key(start) {
            continue;
        }
        let mut way = vec![(start, 0)];
        while let Some((at, next)) = way.pop() {
            let order = visits.len();
            if next == 0 {
                visits.entry(at).or_insert(Visit { order, lowest: order, is_open: true });
                open.push(at);
            }
            if let Some(to) = uses.get(at).and_then(|used| used.get(next)) {
                way.push((at, next + 1));
                match visits.get(to).copied() {
                    None => way.push((*to, 0)),
                    Some(visit) if visit.is_open => lower(&mut visits, at, visit.order),
                    Some(_) => {}
                }
                continue;
            }
            let Some(visit) = visits.get(at).copied() else { continue };
            if let Some((before, _)) = way.last() {
                lower(&mut visits, before, visit.lowest);
            }
            if visit.lowest != visit.order {
                continue;
            }
            let begin = open.iter().rposition(|it| *it == at).unwrap_or(open.len());
            let circle: BTreeSet<&RepoPath> = open.drain(begin..).collect();
            for inside in &circle {
                if let Some(visit) = visits.get_mut(inside) {
                    visit.is_open = false;
                }
            }
            if circle.len() > 1 {
                found.push(circle);
            }
        }
    }
    found
}

fn lower(visits: &mut BTreeMap<&RepoPath, Visit>, at: &RepoPath, to: usize) {
    if let Some(visit) = visits.get_mut(at) {
        visit.lowest = visit.lowest.min(to);
    }
}

/// The boundaries that are reached from `start`, each with the one before it on the shortest way there.
fn ways_from<'a>(
    start: &'a RepoPath,
    next: &impl Fn(&RepoPath) -> Vec<&'a RepoPath>,
) -> BTreeMap<&'a RepoPath, Option<&'a RepoPath>> {
    let mut before = BTreeMap::from([(start, None)]);
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for to in next(at) {
            before.entry(to).or_insert_with(|| {
                open.push_back(to);
                Some(at)
            });
        }
    }
    before
}

fn way_to<'a>(
    before: &BTreeMap<&'a RepoPath, Option<&'a RepoPath>>,
    end: &'a RepoPath,
) -> Vec<RepoPath> {
    let back = std::iter::successors(Some(end), |at| before.get(at).copied().flatten());
    let mut way: Vec<RepoPath> = back.cloned().collect();
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> RepoPath {
        RepoPath::new(name).unwrap()
    }

    /// The circles among edges written `a>b`.
    fn found(edges: &str) -> Vec<String> {
        let edges: Vec<(RepoPath, RepoPath)> = edges
            .split_whitespace()
            .map(|edge| edge.split_once('>').unwrap())
            .map(|(from, to)| (folder(from), folder(to)))
            .collect();
        let mut uses = Uses::new();
        for (from, to) in &edges {
            uses.entry(from).or_default().push(to);
        }
        let name = |circle: &BTreeSet<&RepoPath>| {
            circle.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" ")
        };
        let mut names: Vec<String> = circles(&uses).iter().map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn circles_are_found_wherever_the_search_begins() {
        assert_eq!(found("a>b b>c"), [""; 0]);
        assert_eq!(found("a>b b>a"), ["a b"]);
        assert_eq!(found("x>a a>b b>c c>a c>d"), ["a b c"]);
        assert_eq!(found("a>b b>a b>c c>d d>c"), ["a b", "c d"]);
        assert_eq!(found("b>a a>c c>b c>d d>b"), ["a b c d"]);
        assert_eq!(found("a>b b>c c>d d>b a>d"), ["b c d"]);
    }
}
