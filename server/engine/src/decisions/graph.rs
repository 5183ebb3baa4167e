//! The relations between decision records: each stated link resolved, and its inverse derived.

use std::sync::Arc;

use boundstone_model::{LinkKind, LinkTarget, RepoPath, StatedLink};
use imbl::OrdMap;
use rustc_hash::FxHashMap;

use super::{DecisionIndex, Decisions, Record};

/// A relation from one decision to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Edge {
    pub(crate) to: DecisionIndex,
    pub(crate) kind: LinkKind,
    pub(crate) is_partial: bool,
    /// Only the other record states it.
    pub(crate) is_derived: bool,
}

enum Target {
    Decision(DecisionIndex),
    /// Another repository's record, a file that is no record, or a name that could mean several.
    Elsewhere,
    Missing,
}

/// The relations of each decision, and the links of each that lead nowhere; of those that have any.
pub(super) type Joined =
    (OrdMap<DecisionIndex, Arc<[Edge]>>, OrdMap<DecisionIndex, Arc<[StatedLink]>>);

pub(super) fn join(all: &Decisions, exists: impl Fn(&RepoPath) -> bool) -> Joined {
    let mut edges: FxHashMap<DecisionIndex, Vec<Edge>> = FxHashMap::default();
    let mut broken = OrdMap::default();
    for (from, record) in all.iter().filter(|(_, it)| !it.file.links.is_empty()) {
        let (stated, missing) = stated(all, from, record, &exists);
        if !missing.is_empty() {
            broken.insert(from, missing.into());
        }
        edges.insert(from, stated);
    }
    let seen_from = |(from, stated): (&DecisionIndex, &Vec<Edge>)| -> Vec<_> {
        stated.iter().map(|edge| (edge.to, edge.seen_from(*from))).collect()
    };
    let derived: Vec<_> = edges.iter().flat_map(seen_from).collect();
    for (from, edge) in derived {
        add(edges.entry(from).or_default(), edge);
    }
    let sorted = |mut list: Vec<Edge>| {
        list.sort();
        Arc::from(list)
    };
    let edges = edges.into_iter().filter(|(_, list)| !list.is_empty());
    (edges.map(|(from, list)| (from, sorted(list))).collect(), broken)
}

/// Brings the relations of one decision to the links that it states now, and those of the others to it.
pub(super) fn rejoin(
    all: &mut Decisions,
    index: DecisionIndex,
    exists: impl Fn(&RepoPath) -> bool,
) {
    let Some(record) = all.get(index) else { return };
    let (mut now, missing) = stated(all, index, record, &exists);
    let mut others: Vec<DecisionIndex> =
        all.edges(index).iter().chain(&now).map(|edge| edge.to).collect();
    others.sort_unstable();
    others.dedup();
    let stated_now = now.clone();
    for other in others {
        let is_of_it = |edge: &&Edge| edge.to == index && edge.is_derived;
        let mut theirs: Vec<Edge> =
            all.edges(other).iter().filter(|edge| !is_of_it(edge)).copied().collect();
        let to_it = theirs.iter().filter(|edge| edge.to == index);
        to_it.for_each(|edge| add(&mut now, edge.seen_from(other)));
        let to_them = stated_now.iter().filter(|edge| edge.to == other);
        to_them.for_each(|edge| add(&mut theirs, edge.seen_from(index)));
        set(&mut all.edges, other, theirs);
    }
    set(&mut all.edges, index, now);
    match missing.is_empty() {
        true => all.broken.remove(&index),
        false => all.broken.insert(index, missing.into()),
    };
}

fn set(edges: &mut OrdMap<DecisionIndex, Arc<[Edge]>>, index: DecisionIndex, mut list: Vec<Edge>) {
    list.sort();
    match list.is_empty() {
        true => edges.remove(&index),
        false => edges.insert(index, list.into()),
    };
}

/// The relations that a decision states, each once, and its links that lead nowhere.
fn stated(
    all: &Decisions,
    from: DecisionIndex,
    record: &Record,
    exists: &impl Fn(&RepoPath) -> bool,
) -> (Vec<Edge>, Vec<StatedLink>) {
    let (mut edges, mut missing) = (Vec::new(), Vec::new());
    for link in &record.file.links {
        match target(all, record, &link.target, exists) {
            Target::Decision(to) if to != from => {
                let (kind, is_partial) = (link.kind, link.is_partial);
                add(&mut edges, Edge { to, kind, is_partial, is_derived: false });
            }
            Target::Decision(_) | Target::Elsewhere => {}
            Target::Missing => missing.push(link.clone()),
        }
    }
    (edges, missing)
}

/// Adds an edge unless the same relation is there; what is stated whole wins over what is partial
/// only when the record itself says so.
fn add(list: &mut Vec<Edge>, edge: Edge) {
    if !list.iter().any(|other| other.to == edge.to && other.kind == edge.kind) {
        list.push(edge);
    }
}

impl Edge {
    /// The same relation, as the decision that it leads to has it with `from`.
    fn seen_from(self, from: DecisionIndex) -> Self {
        Self { to: from, kind: self.kind.inverse(), is_derived: true, ..self }
    }
}

/// The decision that a link of `from` leads to.
pub(super) fn resolve(all: &Decisions, from: &Record, link: &LinkTarget) -> Option<DecisionIndex> {
    match target(all, from, link, &|_| false) {
        Target::Decision(index) => Some(index),
        Target::Elsewhere | Target::Missing => None,
    }
}

fn target(
    all: &Decisions,
    from: &Record,
    target: &LinkTarget,
    exists: &impl Fn(&RepoPath) -> bool,
) -> Target {
    match target {
        LinkTarget::Number { prefix, number } => numbered(all, from, prefix.as_deref(), *number),
        LinkTarget::Href(href) => linked(all, from, href, exists),
        LinkTarget::Slug(slug) => slugged(all, from, slug),
    }
}

fn numbered(all: &Decisions, from: &Record, prefix: Option<&str>, number: u32) -> Target {
    let wanted = prefix.unwrap_or(&from.prefix);
    let candidates = all.bearing(number, |prefix| prefix.eq_ignore_ascii_case(wanted));
    // A record may call its own log's records by another word than their names bear.
    let in_collection = |found: &[DecisionIndex]| -> Vec<DecisionIndex> {
        let is_near =
            |at: &&DecisionIndex| all.get(**at).is_some_and(|it| it.collection == from.collection);
        found.iter().filter(is_near).copied().collect()
    };
    match (in_collection(&candidates).as_slice(), candidates.as_slice()) {
        ([only], _) | ([], [only]) => Target::Decision(*only),
        ([], []) => match in_collection(&all.bearing(number, |_| true)).as_slice() {
            [only] => Target::Decision(*only),
            [] if all.names.prefixes.contains(wanted) => Target::Missing,
            _ => Target::Elsewhere,
        },
        _ => Target::Elsewhere,
    }
}

fn linked(
    all: &Decisions,
    from: &Record,
    href: &str,
    exists: &impl Fn(&RepoPath) -> bool,
) -> Target {
    if href.contains("://") {
        let found = in_forge(all, href);
        return found.map_or(Target::Elsewhere, Target::Decision);
    }
    if href.starts_with("mailto:") || href.starts_with('#') {
        return Target::Elsewhere;
    }
    let href = percent_decoded(href);
    let folder = from.path.parent().unwrap_or_else(RepoPath::root);
    let root = RepoPath::root();
    let joined = match href.strip_prefix('/') {
        Some(from_root) => root.join(from_root),
        None => folder.join(&href),
    };
    let Some(path) = joined else { return Target::Elsewhere };
    let with_extension = |path: &RepoPath| RepoPath::new(&format!("{path}.md"));
    let in_folder = |path: &RepoPath| path.join("README.md");
    for candidate in
        [Some(path.clone()), with_extension(&path), in_folder(&path)].into_iter().flatten()
    {
        if let Some(index) = all.at(&candidate) {
            return Target::Decision(index);
        }
        if exists(&candidate) {
            return Target::Elsewhere;
        }
    }
    // Sites number their pages in many ways; only a link to a file that should lie here is broken.
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md")) {
        Target::Missing
    } else {
        Target::Elsewhere
    }
}

/// The record at the address of a file on a forge, `…/blob/REF/docs/adr/0005-x.md`. It may be another
/// repository's, so only the exact path of a record here counts.
pub(super) fn in_forge(all: &Decisions, address: &str) -> Option<DecisionIndex> {
    let (_, file) = address.split_once("/blob/")?;
    let (_, path) = file.split_once('/')?;
    all.at(&RepoPath::new(&percent_decoded(path))?)
}

fn slugged(all: &Decisions, from: &Record, slug: &str) -> Target {
    let matches = |record: &Record| {
        record.path.stem().eq_ignore_ascii_case(slug) || record.file.id.eq_ignore_ascii_case(slug)
    };
    let named = all.called(slug).iter().filter_map(|index| Some((*index, all.get(*index)?)));
    let found: Vec<_> = named.filter(|(_, it)| matches(it)).collect();
    let near: Vec<_> = found.iter().filter(|(_, it)| it.collection == from.collection).collect();
    match (near.as_slice(), found.as_slice()) {
        ([(only, _)], _) | ([], [(only, _)]) => Target::Decision(*only),
        _ => Target::Elsewhere,
    }
}

/// `%20` and its like, as Markdown links carry them. What is not an escape stays.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        rest = match escaped {
            Some(value) => {
                bytes.push(value);
                after.get(2..).unwrap_or_default()
            }
            None => {
                bytes.push(byte);
                after
            }
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
