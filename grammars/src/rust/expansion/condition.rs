//! What conditions of `cfg` ask for, as far as it matters whether two of them can hold at once.
//! Source: The Rust Reference, "Conditional compilation".

use rustc_hash::FxHashMap;

use super::tree::{Delimiter, Group, Kind as Form, Leaf, Sources, Tree};

/// How often conditions are looked at before they count as such that can hold at once.
const MOST_STEPS: u32 = 4_096;

/// More parts than that have no conditions that people write; beyond them nothing is excluded.
const MOST_NODES: usize = 1_024;

/// Options that have one value at a time.
const OF_ONE_VALUE: [&str; 7] = [
    "panic",
    "target_abi",
    "target_arch",
    "target_endian",
    "target_env",
    "target_os",
    "target_pointer_width",
];

/// A condition. Lists are sorted, so that what means the same is equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Condition {
    Option(String),
    List(Kind, Vec<Condition>),
    Not(Box<Condition>),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Kind {
    All,
    Any,
}

/// What the attributes `#[cfg(…)]` and `#[cfg_attr(…, cfg(…))]` among these ask for, each by itself.
pub(super) fn asked(sources: &Sources, attributes: &[Tree]) -> Vec<Condition> {
    let mut all = Vec::new();
    for group in attributes.iter().filter_map(|tree| tree.within(Delimiter::Bracket)) {
        if let [word, Tree::Group(list)] = group.inner.as_slice() {
            let mut entries = list.inner.split(|tree| tree.is_sign(b','));
            match sources.word(Some(word)) {
                "cfg" => add(read(sources, &list.inner), &mut all),
                "cfg_attr" => {
                    let when = read(sources, entries.next().unwrap_or_default());
                    for own in entries.filter_map(|entry| cfg_of(sources, entry)) {
                        // What it asks for stays a whole: `not(…)` of it is what another one asks for.
                        let parts = vec![not(when.clone()), read(sources, own)];
                        all.push(Condition::List(Kind::Any, parts));
                    }
                }
                _ => {}
            }
        }
    }
    all
}

/// Whether `#[cfg_attr(…)]` with these arguments says nothing but when something is compiled.
pub(super) fn is_of_conditions(sources: &Sources, arguments: &[Tree]) -> bool {
    let mut entries = arguments.split(|tree| tree.is_sign(b',')).filter(|it| !it.is_empty());
    let has_condition = entries.next().is_some();
    let mut others = entries.peekable();
    has_condition && others.peek().is_some() && others.all(|it| cfg_of(sources, it).is_some())
}

/// `#[cfg(any(all(…), …))]` of what lists of such attributes ask for, one of which holds. `None` where it would be nested
/// too deep.
pub(super) fn attribute_of_any(sources: &mut Sources, lists: &[&[Tree]]) -> Option<Vec<Tree>> {
    let mut each = Vec::new();
    for attributes in lists {
        let mut all = Vec::new();
        for group in attributes.iter().filter_map(|tree| tree.within(Delimiter::Bracket)) {
            let [word, Tree::Group(list)] = group.inner.as_slice() else { continue };
            let entries: Vec<&[Tree]> = list.inner.split(|tree| tree.is_sign(b',')).collect();
            match (sources.word(Some(word)), entries.as_slice()) {
                ("cfg", _) => all.push(list.inner.clone()),
                ("cfg_attr", [when, own @ ..]) => {
                    for own in own {
                        let Some(own) = cfg_of(sources, own) else { continue };
                        let otherwise = call(sources, "not", &[when.to_vec()])?;
                        all.push(call(sources, "any", &[otherwise, own.to_vec()])?);
                    }
                }
                _ => {}
            }
        }
        each.push(call(sources, "all", &all)?);
    }
    let any = call(sources, "any", &each)?;
    let (sign, ends) = (sources.made(Form::Sign(b'#'), "#")?, ends(sources)?);
    let attribute = call(sources, "cfg", &[any])?;
    Some(vec![Tree::Leaf(sign), Group::tree(Delimiter::Bracket, ends.1, attribute)?])
}

/// `word(…, …)`
fn call(sources: &mut Sources, word: &str, arguments: &[Vec<Tree>]) -> Option<Vec<Tree>> {
    let (word, comma) = (sources.made(Form::Word, word)?, sources.made(Form::Sign(b','), ",")?);
    let inner: Vec<Tree> = arguments.join(&Tree::Leaf(comma));
    let ends = ends(sources)?;
    Some(vec![Tree::Leaf(word), Group::tree(Delimiter::Parenthesis, ends.0, inner)?])
}

/// The ends of what is in parentheses, and in brackets.
fn ends(sources: &mut Sources) -> Option<((Leaf, Leaf), (Leaf, Leaf))> {
    let mut bracket = |text| sources.made(Form::Bracket, text);
    Some(((bracket("(")?, bracket(")")?), (bracket("[")?, bracket("]")?)))
}

/// Whether these tokens are the same as those.
pub(super) fn is_same(sources: &Sources, these: &[Tree], those: &[Tree]) -> bool {
    these.len() == those.len()
        && these.iter().zip(those).all(|pair| match pair {
            (Tree::Leaf(one), Tree::Leaf(other)) => sources.text(*one) == sources.text(*other),
            (Tree::Group(one), Tree::Group(other)) => {
                one.delimiter == other.delimiter && is_same(sources, &one.inner, &other.inner)
            }
            _ => false,
        })
}

/// What `cfg(…)` asks for.
fn cfg_of<'t>(sources: &Sources, entry: &'t [Tree]) -> Option<&'t [Tree]> {
    match entry {
        [word, Tree::Group(list)] if sources.word(Some(word)) == "cfg" => Some(&list.inner),
        _ => None,
    }
}

/// Adds the parts of `all(…)`, or what else it is.
fn add(condition: Condition, all: &mut Vec<Condition>) {
    match condition {
        Condition::List(Kind::All, parts) => all.extend(parts),
        other => all.push(other),
    }
}

fn read(sources: &Sources, trees: &[Tree]) -> Condition {
    let trees = match trees {
        [all @ .., last] if last.is_sign(b',') => all,
        all => all,
    };
    if let [word, Tree::Group(group)] = trees {
        let entries = || {
            let entries = group.inner.split(|tree| tree.is_sign(b','));
            entries.filter(|it| !it.is_empty()).map(|it| read(sources, it)).collect()
        };
        match sources.word(Some(word)) {
            "all" => return list_of(entries(), Kind::All),
            "any" => return list_of(entries(), Kind::Any),
            "not" => return not(read(sources, &group.inner)),
            _ => {}
        }
    }
    let mut text = String::new();
    add_text(sources, trees, &mut text);
    Condition::Option(text)
}

fn not(condition: Condition) -> Condition {
    match condition {
        Condition::Not(inner) => *inner,
        other => Condition::Not(Box::new(other)),
    }
}

/// A list, without those in it that are of the same kind; what is alone in it.
fn list_of(parts: Vec<Condition>, kind: Kind) -> Condition {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Condition::List(of, inner) if of == kind => all.extend(inner),
            other => all.push(other),
        }
    }
    all.sort_unstable();
    all.dedup();
    if all.len() == 1 { all.remove(0) } else { Condition::List(kind, all) }
}

fn add_text(sources: &Sources, trees: &[Tree], text: &mut String) {
    for tree in trees {
        match tree {
            Tree::Leaf(leaf) => text.push_str(sources.text(*leaf)),
            Tree::Group(group) => {
                text.push('(');
                add_text(sources, &group.inner, text);
                text.push(')');
            }
        }
    }
}

/// Whether these conditions and those cannot hold at once, as far as it can be told.
pub(super) fn excludes(these: &[Condition], those: &[Condition]) -> bool {
    if these.is_empty() || those.is_empty() {
        return false;
    }
    let mut search = Search::default();
    let asked: Vec<usize> = these.iter().chain(those).map(|it| search.node(it)).collect();
    if search.nodes.len() > MOST_NODES {
        return false;
    }
    search.values = vec![None; search.nodes.len()];
    search.shared.sort_by_key(|at| std::cmp::Reverse(*at));
    search.shared.dedup();
    search.steps = MOST_STEPS;
    !search.can_hold(&asked)
}

/// A search for values of options with which conditions hold. What is part of several conditions is tried as a whole
/// before its parts are.
#[derive(Default)]
struct Search<'c> {
    /// Each different part once, behind its own parts.
    nodes: Vec<Node<'c>>,
    known: FxHashMap<&'c Condition, usize>,
    /// Lists that several conditions have, the largest first.
    shared: Vec<usize>,
    values: Vec<Option<bool>>,
    steps: u32,
}

enum Node<'c> {
    Option(&'c str),
    List(Kind, Vec<usize>),
    Not(usize),
}

impl<'c> Search<'c> {
    fn node(&mut self, condition: &'c Condition) -> usize {
        if let Some(at) = self.known.get(condition) {
            if matches!(condition, Condition::List(..)) {
                self.shared.push(*at);
            }
            return *at;
        }
        let node = match condition {
            Condition::Option(text) => Node::Option(text),
            Condition::List(kind, parts) => {
                Node::List(*kind, parts.iter().map(|part| self.node(part)).collect())
            }
            Condition::Not(inner) => Node::Not(self.node(inner)),
        };
        let at = self.nodes.len();
        self.nodes.push(node);
        self.known.insert(condition, at);
        at
    }

    /// Whether all of these can hold at once; true where that takes too long to tell.
    fn can_hold(&mut self, asked: &[usize]) -> bool {
        let Some(left) = self.steps.checked_sub(1) else { return true };
        self.steps = left;
        let all: Vec<Option<bool>> = asked.iter().map(|at| self.value(*at)).collect();
        if all.contains(&Some(false)) || self.contradicts_itself() {
            return false;
        }
        let unknown = asked.iter().zip(all).find(|(_, value)| value.is_none());
        let Some((at, _)) = unknown else { return true };
        let whole = self.shared.iter().copied().find(|at| self.value(*at).is_none());
        let Some(next) = whole.or_else(|| self.option_of(*at)) else { return true };
        [true, false].into_iter().any(|value| {
            self.set(next, Some(value));
            let can_hold = self.can_hold(asked);
            self.set(next, None);
            can_hold
        })
    }

    /// Whether a list that was given a value has parts that give it the other.
    fn contradicts_itself(&self) -> bool {
        self.shared.iter().any(|at| {
            let given = self.values.get(*at).copied().flatten();
            let own = self.by_parts(*at);
            given.is_some() && own.is_some() && given != own
        })
    }

    fn set(&mut self, at: usize, value: Option<bool>) {
        if let Some(place) = self.values.get_mut(at) {
            *place = value;
        }
    }

    fn value(&self, at: usize) -> Option<bool> {
        self.values.get(at).copied().flatten().or_else(|| self.by_parts(at))
    }

    fn by_parts(&self, at: usize) -> Option<bool> {
        match self.nodes.get(at)? {
            Node::Option(text) => self.has_other_value(at, text).then_some(false),
            Node::Not(inner) => self.value(*inner).map(|value| !value),
            Node::List(kind, parts) => {
                let decides = *kind == Kind::Any;
                let mut is_known = true;
                for part in parts {
                    match self.value(*part) {
                        Some(value) if value == decides => return Some(decides),
                        Some(_) => {}
                        None => is_known = false,
                    }
                }
                is_known.then_some(!decides)
            }
        }
    }

    /// Whether an option of one value has another one.
    fn has_other_value(&self, at: usize, text: &str) -> bool {
        let Some(key) = key_of_one_value(text) else { return false };
        let mut others = self.nodes.iter().zip(&self.values).enumerate();
        others.any(|(other, (node, value))| {
            let Node::Option(text) = node else { return false };
            other != at && *value == Some(true) && key_of_one_value(text) == Some(key)
        })
    }

    /// An option of which is not known whether it is set, in the part of a condition that is not known.
    fn option_of(&self, at: usize) -> Option<usize> {
        if self.value(at).is_some() {
            return None;
        }
        match self.nodes.get(at)? {
            Node::Option(_) => Some(at),
            Node::Not(inner) => self.option_of(*inner),
            Node::List(_, parts) => parts.iter().find_map(|part| self.option_of(*part)),
        }
    }
}

fn key_of_one_value(text: &str) -> Option<&str> {
    let (key, _) = text.split_once('=')?;
    OF_ONE_VALUE.contains(&key).then_some(key)
}
