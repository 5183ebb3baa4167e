//! A walk over paths that carries from folder to folder what the folder's name has settled.

use super::matcher::{Matcher, NodeId};

pub(super) struct Walk<'m> {
    matcher: &'m Matcher,
    /// The folder whose state is on top of the stack.
    folder: String,
    /// The root, then each folder down to `folder`.
    stack: Vec<Folder>,
    /// The reached nodes that can go on, of all folders on the stack.
    active: Vec<NodeId>,
    /// The rules that match everything below, of all folders on the stack; ascending in each.
    below: Vec<u32>,
    /// The rules that match the name asked about last.
    hits: Vec<u32>,
    /// The nodes that the folder entered last reaches.
    reached: Vec<NodeId>,
}

/// One folder's part of the lists.
#[derive(Clone, Copy, Debug)]
struct Folder {
    /// Where its name ends in the path.
    path_end: usize,
    active: (usize, usize),
    below: (usize, usize),
}

impl<'m> Walk<'m> {
    pub(super) fn new(matcher: &'m Matcher) -> Self {
        let mut walk = Self {
            matcher,
            folder: String::new(),
            stack: Vec::new(),
            active: Vec::new(),
            below: Vec::new(),
            hits: Vec::new(),
            reached: Vec::new(),
        };
        let (active, below) = (&mut walk.active, &mut walk.below);
        matcher.start(&mut |id, node| {
            active.extend(node.goes_on().then_some(id));
            below.extend(node.below_rules());
        });
        below.sort_unstable();
        below.dedup();
        let root = Folder { path_end: 0, active: (0, active.len()), below: (0, below.len()) };
        walk.stack.push(root);
        walk
    }

    /// The indexes of the rules that match `path`, ascending; none for the root itself.
    pub(super) fn rules_of(&mut self, path: &str) -> &[u32] {
        let (folder, name) = split(path);
        if folder != self.folder {
            self.go_to(folder);
        }
        if name.is_empty() { &[] } else { self.rules_of_name(name) }
    }

    /// The same for a name in the folder that the walk stands in.
    pub(super) fn rules_of_name(&mut self, name: &str) -> &[u32] {
        let Some(folder) = self.stack.last() else { return &[] };
        let active = self.active.get(folder.active.0..folder.active.1).unwrap_or_default();
        let below = self.below.get(folder.below.0..folder.below.1).unwrap_or_default();
        if active.is_empty() {
            return below;
        }
        self.hits.clear();
        let hits = &mut self.hits;
        self.matcher.step(active, name, &mut |_, node| hits.extend(node.self_rules()));
        if hits.is_empty() {
            return below;
        }
        hits.extend_from_slice(below);
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    /// Goes down into the folder `name`.
    pub(super) fn enter(&mut self, name: &str) {
        let Some(&Folder { active, below, .. }) = self.stack.last() else { return };
        let from = self.active.get(active.0..active.1).unwrap_or_default();
        let (active_start, below_start) = (self.active.len(), self.below.len());
        // Collected apart, because the list that is read is the one that grows.
        let reached = &mut self.reached;
        reached.clear();
        let added = &mut self.hits;
        added.clear();
        self.matcher.step(from, name, &mut |id, node| {
            reached.extend(node.goes_on().then_some(id));
            added.extend(node.below_rules());
        });
        reached.sort_unstable();
        reached.dedup();
        self.active.extend_from_slice(reached);
        let below = if added.is_empty() {
            below
        } else {
            added.extend_from_slice(self.below.get(below.0..below.1).unwrap_or_default());
            added.sort_unstable();
            added.dedup();
            self.below.extend_from_slice(added);
            (below_start, self.below.len())
        };
        if !self.folder.is_empty() {
            self.folder.push('/');
        }
        self.folder.push_str(name);
        let path_end = self.folder.len();
        self.stack.push(Folder { path_end, active: (active_start, self.active.len()), below });
    }

    fn go_to(&mut self, folder: &str) {
        let shared = shared_folders(&self.folder, folder);
        while self.stack.len() > 1 && self.stack.last().is_some_and(|it| it.path_end > shared) {
            self.leave();
        }
        let rest = folder.get(shared..).unwrap_or_default();
        for name in rest.split('/').filter(|name| !name.is_empty()) {
            self.enter(name);
        }
    }

    fn leave(&mut self) {
        self.stack.pop();
        let Some(top) = self.stack.last() else { return };
        self.folder.truncate(top.path_end);
        self.active.truncate(top.active.1);
        self.below.truncate(top.below.1);
    }
}

/// The folder and the name of a path. Names are short: a loop finds their start sooner than a search
/// that is made for long texts.
pub(crate) fn split(path: &str) -> (&str, &str) {
    let Some(slash) = path.bytes().rposition(|byte| byte == b'/') else { return ("", path) };
    (path.get(..slash).unwrap_or_default(), path.get(slash + 1..).unwrap_or_default())
}

/// The length of the longest path that is, or is above, both folders.
fn shared_folders(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let ends = |path: &str| matches!(path.as_bytes().get(same), None | Some(b'/'));
    if ends(a) && ends(b) {
        return same;
    }
    let before = a.as_bytes().get(..same).unwrap_or_default();
    before.iter().rposition(|&byte| byte == b'/').unwrap_or(0)
}
