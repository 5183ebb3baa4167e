//! All rules of an ownership file as one trie over path segments.

use boundstone_model::{OwnershipFile, Pattern, RepoPath, Segment};
use rustc_hash::FxHashMap;

use super::answer::{RuleUsage, usage};
use super::glob::Glob;
use super::walk::Walk;

/// Finds the rules that match a path: every rule at once, and what a folder's name has settled is
/// carried to everything in it.
#[derive(Clone, Debug)]
pub struct Matcher {
    nodes: Vec<Node>,
    /// Every literal name of every rule. A name that is not in it, as most file names are not, costs
    /// one look-up however many rules could go on.
    names: FxHashMap<Box<str>, NameId>,
    literals: FxHashMap<(NodeId, NameId), NodeId>,
}

pub(super) type NodeId = u32;
type NameId = u32;

const ROOT: NodeId = 0;

/// A place in patterns, reached by the segments up to here.
#[derive(Clone, Default, Debug)]
pub(super) struct Node {
    /// The rules whose segments end here, ascending.
    ends: Vec<End>,
    /// Reached by any number of names, also none.
    any_depth: Option<NodeId>,
    /// Reached by any name: `*`.
    star: Option<NodeId>,
    /// Whether this node is an `any_depth`, and so stays reached whatever follows.
    is_any_depth: bool,
    has_literals: bool,
    globs: Option<Box<Globs>>,
}

/// A rule whose segments end at a node.
#[derive(Clone, Copy, Debug)]
struct End {
    rule: u32,
    matches_self: bool,
    matches_below: bool,
}

impl Node {
    /// Whether anything can follow.
    pub(super) fn goes_on(&self) -> bool {
        self.is_any_depth || self.has_literals || self.star.is_some() || self.globs.is_some()
    }

    /// The rules that match a path that ends here.
    pub(super) fn self_rules(&self) -> impl Iterator<Item = u32> {
        self.ends.iter().filter(|end| end.matches_self).map(|end| end.rule)
    }

    /// The rules that match what is below a folder that ends here.
    pub(super) fn below_rules(&self) -> impl Iterator<Item = u32> {
        self.ends.iter().filter(|end| end.matches_below).map(|end| end.rule)
    }
}

/// The globs that go on from a node, other than `*`.
#[derive(Clone, Default, Debug)]
struct Globs {
    globs: Vec<(Glob, NodeId)>,
    /// Made when there are more than [`FEW`].
    index: Option<Box<GlobIndex>>,
}

/// As many globs as are tried one by one faster than found in an index.
const FEW: usize = 8;

/// Positions in a list of globs, by what the name starts with, else by what it ends with.
#[derive(Clone, Default, Debug)]
struct GlobIndex {
    by_prefix: Affixes,
    by_suffix: Affixes,
    /// The globs with neither.
    unfixed: Vec<u32>,
}

impl Matcher {
    pub fn new(file: &OwnershipFile) -> Self {
        let mut builder = Builder::new();
        for (rule, index) in file.rules.iter().zip(0..) {
            builder.add(&rule.pattern, index);
        }
        builder.matcher
    }

    /// The indexes of all rules that match `path`, ascending.
    pub fn matching(&self, path: &RepoPath) -> Vec<u32> {
        Walk::new(self).rules_of(path.as_str()).to_vec()
    }

    /// The same for a path given by its segments. An empty last segment asks about what is in a
    /// folder whatever its name, as `docs/` does.
    pub fn matching_segments<'p>(&self, segments: impl IntoIterator<Item = &'p str>) -> Vec<u32> {
        let mut segments = segments.into_iter().peekable();
        let mut walk = Walk::new(self);
        while let Some(segment) = segments.next() {
            if segments.peek().is_none() {
                return walk.rules_of_name(segment).to_vec();
            }
            walk.enter(segment);
        }
        Vec::new()
    }

    /// Calls `each` with every path and the indexes of all rules that match it, ascending. Paths in
    /// the order of [`RepoPath`] cost least; any order is right.
    pub fn walk<'p>(
        &self,
        paths: impl IntoIterator<Item = &'p RepoPath>,
        mut each: impl FnMut(&'p RepoPath, &[u32]),
    ) {
        let mut walk = Walk::new(self);
        for path in paths {
            each(path, walk.rules_of(path.as_str()));
        }
    }

    /// How many of the paths each rule of the file matches, and on how many it counts.
    pub fn usage<'p>(
        &self,
        file: &OwnershipFile,
        paths: impl IntoIterator<Item = &'p RepoPath>,
    ) -> RuleUsage {
        usage(self, file, paths)
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        static NOWHERE: std::sync::LazyLock<Node> = std::sync::LazyLock::new(Node::default);
        self.nodes.get(id as usize).unwrap_or(&NOWHERE)
    }

    /// Calls `each` with the nodes reached before the first name.
    pub(super) fn start(&self, each: &mut impl FnMut(NodeId, &Node)) {
        self.reach(ROOT, each);
    }

    /// Calls `each` with every node that `name` reaches from the nodes in `from`. An `any_depth` may
    /// come twice.
    pub(super) fn step(&self, from: &[NodeId], name: &str, each: &mut impl FnMut(NodeId, &Node)) {
        let name_id = self.names.get(name).copied();
        for &id in from {
            let node = self.node(id);
            if node.is_any_depth {
                each(id, node);
            }
            if let Some(next) = node.star {
                self.reach(next, each);
            }
            if let Some(name_id) = name_id.filter(|_| node.has_literals)
                && let Some(&next) = self.literals.get(&(id, name_id))
            {
                self.reach(next, each);
            }
            if let Some(globs) = &node.globs {
                globs.step(name, &mut |next| self.reach(next, each));
            }
        }
    }

    fn reach(&self, id: NodeId, each: &mut impl FnMut(NodeId, &Node)) {
        let node = self.node(id);
        each(id, node);
        if let Some(any_depth) = node.any_depth {
            each(any_depth, self.node(any_depth));
        }
    }
}

struct Builder<'f> {
    matcher: Matcher,
    globs: FxHashMap<(NodeId, &'f str), NodeId>,
}

impl<'f> Builder<'f> {
    fn new() -> Self {
        let matcher = Matcher {
            nodes: vec![Node::default()],
            names: FxHashMap::default(),
            literals: FxHashMap::default(),
        };
        Self { matcher, globs: FxHashMap::default() }
    }

    fn add(&mut self, pattern: &'f Pattern, rule: u32) {
        let end = pattern.segments.iter().fold(ROOT, |node, segment| self.follow(node, segment));
        if let Some(node) = self.matcher.nodes.get_mut(end as usize) {
            let Pattern { matches_self, matches_below, .. } = *pattern;
            node.ends.push(End { rule, matches_self, matches_below });
        }
    }

    /// The node after `segment`, made when it is not there yet.
    fn follow(&mut self, from: NodeId, segment: &'f Segment) -> NodeId {
        let new = self.matcher.nodes.len() as NodeId;
        let Some(node) = self.matcher.nodes.get_mut(from as usize) else { return from };
        let next = match segment {
            Segment::AnyDepth if node.is_any_depth => from,
            Segment::AnyDepth => *node.any_depth.get_or_insert(new),
            Segment::Glob(glob) if &**glob == "*" => *node.star.get_or_insert(new),
            Segment::Glob(glob) => {
                let next = *self.globs.entry((from, glob)).or_insert(new);
                if next == new {
                    node.globs.get_or_insert_default().add(Glob::new(glob), new);
                }
                next
            }
            Segment::Literal(name) => {
                node.has_literals = true;
                let names = &mut self.matcher.names;
                let name = names.get(name).copied().unwrap_or_else(|| {
                    let id = names.len() as NameId;
                    names.insert(name.clone(), id);
                    id
                });
                *self.matcher.literals.entry((from, name)).or_insert(new)
            }
        };
        if next == new {
            let is_any_depth = *segment == Segment::AnyDepth;
            self.matcher.nodes.push(Node { is_any_depth, ..Node::default() });
        }
        next
    }
}

impl Globs {
    fn add(&mut self, glob: Glob, next: NodeId) {
        self.globs.push((glob, next));
        let unindexed = if self.index.is_some() { self.globs.len() - 1 } else { 0 };
        if self.globs.len() > FEW {
            let index = self.index.get_or_insert_default();
            for (position, (glob, _)) in self.globs.iter().enumerate().skip(unindexed) {
                index.add(glob, position as u32);
            }
        }
    }

    /// Calls `each` with the node after every glob that matches `name`.
    fn step(&self, name: &str, each: &mut impl FnMut(NodeId)) {
        let mut attempt = |(glob, next): &(Glob, NodeId)| {
            if glob.is_match(name) {
                each(*next);
            }
        };
        match &self.index {
            None => self.globs.iter().for_each(attempt),
            Some(index) => index.visit(name, &mut |position| {
                self.globs.get(position as usize).into_iter().for_each(&mut attempt);
            }),
        }
    }
}

impl GlobIndex {
    fn add(&mut self, glob: &Glob, position: u32) {
        if !glob.prefix.is_empty() {
            self.by_prefix.add(glob.prefix.bytes(), position);
        } else if !glob.suffix.is_empty() {
            self.by_suffix.add(glob.suffix.bytes().rev(), position);
        } else {
            self.unfixed.push(position);
        }
    }

    /// Calls `each` with the position of every glob that may match `name`.
    fn visit(&self, name: &str, each: &mut impl FnMut(u32)) {
        self.by_prefix.visit(name.bytes(), each);
        self.by_suffix.visit(name.bytes().rev(), each);
        self.unfixed.iter().for_each(|&position| each(position));
    }
}

/// A trie over the bytes that a name starts with, or in reverse over those that it ends with.
#[derive(Clone, Default, Debug)]
struct Affixes {
    nodes: Vec<AffixNode>,
}

#[derive(Clone, Default, Debug)]
struct AffixNode {
    /// Sorted by byte.
    edges: Vec<(u8, u32)>,
    values: Vec<u32>,
}

impl Affixes {
    fn add(&mut self, affix: impl Iterator<Item = u8>, value: u32) {
        if self.nodes.is_empty() {
            self.nodes.push(AffixNode::default());
        }
        let mut at = 0;
        for byte in affix {
            let new = self.nodes.len() as u32;
            let Some(node) = self.nodes.get_mut(at as usize) else { return };
            at = match node.edges.binary_search_by_key(&byte, |&(edge, _)| edge) {
                Ok(found) => node.edges.get(found).map_or(new, |&(_, next)| next),
                Err(place) => {
                    node.edges.insert(place, (byte, new));
                    self.nodes.push(AffixNode::default());
                    new
                }
            };
        }
        if let Some(node) = self.nodes.get_mut(at as usize) {
            node.values.push(value);
        }
    }

    /// Calls `each` with the value of every affix that `bytes` starts with.
    fn visit(&self, bytes: impl Iterator<Item = u8>, each: &mut impl FnMut(u32)) {
        let Some(mut node) = self.nodes.first() else { return };
        for byte in bytes {
            let Ok(found) = node.edges.binary_search_by_key(&byte, |&(edge, _)| edge) else {
                return;
            };
            let next = node.edges.get(found).and_then(|&(_, next)| self.nodes.get(next as usize));
            let Some(next) = next else { return };
            node = next;
            node.values.iter().for_each(|&value| each(value));
        }
    }
}
