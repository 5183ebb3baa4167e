//! The relations between decision records: each stated link resolved, and its inverse derived.

use boundstone_model::{LinkKind, LinkTarget, RepoPath, StatedLink};

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

pub(super) fn join(
    all: &Decisions,
    exists: impl Fn(&RepoPath) -> bool,
) -> (Vec<Vec<Edge>>, Vec<(DecisionIndex, StatedLink)>) {
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); all.records.len()];
    let mut broken = Vec::new();
    let mut derived = Vec::new();
    for (from, record) in all.iter() {
        for link in &record.file.links {
            match target(all, record, &link.target, &exists) {
                Target::Decision(to) if to != from => {
                    let edge = Edge {
                        to,
                        kind: link.kind,
                        is_partial: link.is_partial,
                        is_derived: false,
                    };
                    add(&mut edges, from, edge);
                    derived.push((
                        to,
                        Edge { to: from, kind: link.kind.inverse(), is_derived: true, ..edge },
                    ));
                }
                Target::Decision(_) | Target::Elsewhere => {}
                Target::Missing => broken.push((from, link.clone())),
            }
        }
    }
    for (from, edge) in derived {
        add(&mut edges, from, edge);
    }
    for list in &mut edges {
        list.sort();
    }
    (edges, broken)
}

/// Adds an edge unless the same relation is there; what is stated whole wins over what is partial
/// only when the record itself says so.
fn add(edges: &mut [Vec<Edge>], from: DecisionIndex, edge: Edge) {
    let Some(list) = edges.get_mut(from) else { return };
    if !list.iter().any(|other| other.to == edge.to && other.kind == edge.kind) {
        list.push(edge);
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
    let prefix = prefix.unwrap_or(&from.prefix);
    let same_number = |record: &Record| record.file.number == Some(number);
    let candidates: Vec<_> = all
        .iter()
        .filter(|(_, it)| same_number(it) && it.prefix.eq_ignore_ascii_case(prefix))
        .collect();
    // A record may call its own log's records by another word than their names bear.
    let in_collection = |(_, it): &&(DecisionIndex, &Record)| it.collection == from.collection;
    let near: Vec<_> = candidates.iter().filter(in_collection).collect();
    match (near.as_slice(), candidates.as_slice()) {
        ([(only, _)], _) | ([], [(only, _)]) => Target::Decision(*only),
        ([], []) => {
            let loose: Vec<_> = all
                .iter()
                .filter(|(_, it)| same_number(it) && it.collection == from.collection)
                .collect();
            match loose.as_slice() {
                [(only, _)] => Target::Decision(*only),
                [] if all.prefixes.contains(prefix) => Target::Missing,
                _ => Target::Elsewhere,
            }
        }
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
fn in_forge(all: &Decisions, address: &str) -> Option<DecisionIndex> {
    let (_, file) = address.split_once("/blob/")?;
    let (_, path) = file.split_once('/')?;
    all.at(&RepoPath::new(&percent_decoded(path))?)
}

fn slugged(all: &Decisions, from: &Record, slug: &str) -> Target {
    let matches = |record: &Record| {
        record.path.stem().eq_ignore_ascii_case(slug) || record.file.id.eq_ignore_ascii_case(slug)
    };
    let found: Vec<_> = all.iter().filter(|(_, it)| matches(it)).collect();
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
