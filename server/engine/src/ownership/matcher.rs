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
    /// The rules that match a path that ends here; ascending, as all lists of rules.
    pub(super) self_rules: Vec<u32>,
    /// The rules that match what is below a folder that ends here.
    pub(super) below_rules: Vec<u32>,
    /// Reached by any number of names, also none.
    any_depth: Option<NodeId>,
    /// Whether this node is an `any_depth`, and so stays reached whatever follows.
    is_any_depth: bool,
    has_literals: bool,
    /// Reached by any name: `*`.
    star: Option<NodeId>,
    globs: Vec<(Glob, NodeId)>,
    /// Indexes in `globs`, by what the name starts with, else by what it ends with.
    by_prefix: Affixes,
    by_suffix: Affixes,
    /// Globs with neither.
    unfixed: Vec<u32>,
}

impl Node {
    /// Whether anything can follow.
    pub(super) fn goes_on(&self) -> bool {
        self.is_any_depth || self.has_literals || self.star.is_some() || !self.globs.is_empty()
    }
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
            if !node.globs.is_empty() {
                self.step_by_globs(node, name, each);
            }
        }
    }

    fn step_by_globs(&self, node: &Node, name: &str, each: &mut impl FnMut(NodeId, &Node)) {
        let mut attempt = |index: u32| {
            if let Some((glob, next)) = node.globs.get(index as usize)
                && glob.is_match(name)
            {
                self.reach(*next, each);
            }
        };
        node.by_prefix.visit(name.bytes(), &mut attempt);
        node.by_suffix.visit(name.bytes().rev(), &mut attempt);
        node.unfixed.iter().for_each(|&index| attempt(index));
    }

    fn reach(&self, id: NodeId, each: &mut impl FnMut(NodeId, &Node)) {
        let node = self.node(id);
        each(id, node);
        if let Some(any_depth) = node.any_depth {
            each(any_depth, self.node(any_depth));
        }
    }
}

struct Builder {
    matcher: Matcher,
    globs: FxHashMap<(NodeId, Box<str>), NodeId>,
}

impl Builder {
    fn new() -> Self {
        let matcher = Matcher {
            nodes: vec![Node::default()],
            names: FxHashMap::default(),
            literals: FxHashMap::default(),
        };
        Self { matcher, globs: FxHashMap::default() }
    }

    fn add(&mut self, pattern: &Pattern, rule: u32) {
        let end = pattern.segments.iter().fold(ROOT, |node, segment| self.follow(node, segment));
        if let Some(node) = self.matcher.nodes.get_mut(end as usize) {
            if pattern.matches_self {
                node.self_rules.push(rule);
            }
            if pattern.matches_below {
                node.below_rules.push(rule);
            }
        }
    }

    /// The node after `segment`, made when it is not there yet.
    fn follow(&mut self, from: NodeId, segment: &Segment) -> NodeId {
        let new = self.matcher.nodes.len() as NodeId;
        let Some(node) = self.matcher.nodes.get_mut(from as usize) else { return from };
        let next = match segment {
            Segment::AnyDepth if node.is_any_depth => from,
            Segment::AnyDepth => *node.any_depth.get_or_insert(new),
            Segment::Glob(glob) if &**glob == "*" => *node.star.get_or_insert(new),
            Segment::Glob(glob) => {
                let next = *self.globs.entry((from, glob.clone())).or_insert(new);
                if next == new {
                    node.add_glob(Glob::new(glob), new);
                }
                next
            }
            Segment::Literal(name) => {
                node.has_literals = true;
                let names = self.matcher.names.len() as NameId;
                let name = match self.matcher.names.get(name) {
                    Some(&known) => known,
                    None => *self.matcher.names.entry(name.clone()).or_insert(names),
                };
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

impl Node {
    fn add_glob(&mut self, glob: Glob, next: NodeId) {
        let index = self.globs.len() as u32;
        if !glob.prefix.is_empty() {
            self.by_prefix.add(glob.prefix.bytes(), index);
        } else if !glob.suffix.is_empty() {
            self.by_suffix.add(glob.suffix.bytes().rev(), index);
        } else {
            self.unfixed.push(index);
        }
        self.globs.push((glob, next));
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
