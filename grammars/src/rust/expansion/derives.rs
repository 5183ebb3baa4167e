//! Derives of other crates of which is known what they make, because what that is follows from the item alone.
//!
//! Each is a macro that is given the keyword and the name of the type, its parameters, what it is given by their names,
//! its `where`, and what the attribute of the derive says, the last four as they are written, or nothing:
//! `struct Price [<'a, T: Clone>] [<'a, T>] [where T: Copy] [{into = "Money"}]`. Where more follows from the fields, the
//! visibility stands before and the fields behind: `[pub] struct Price [] [] [] [] { amount: u32 }`. A type that does not
//! follow from that is `__unknown!()`, so that the signature says that it is not known.

mod accessors;
mod formats;
mod known;
mod shapes;
mod strum;
mod traits;
mod values;

use self::known::KNOWN;
pub(super) use self::known::Known;
use super::BuiltWith;
use super::tree::{Delimiter, Group, Leaf, Sources, Tree, attribute_of_condition};

/// The macros that make what derives make.
pub(super) const RULES: [&str; 6] =
    [accessors::RULES, formats::RULES, shapes::RULES, strum::RULES, traits::RULES, values::RULES];

/// Where brackets are said to stand.
type Ends = (Leaf, Leaf);

/// A derive that an item asks for.
pub(super) struct Derive<'t> {
    pub known: &'static Known,
    /// Where it is written.
    pub path: &'t [Tree],
    /// The attribute of its condition, if it has one.
    pub condition: Vec<Tree>,
}

/// The derive that a path leads to. `imported` says whether a name alone is one of that crate.
pub(super) fn known(
    path: &[&str],
    built: &BuiltWith,
    imported: impl Fn(&str, &str) -> bool,
) -> Option<&'static Known> {
    let is_meant = |it: &&Known| match path {
        [only] => *only == it.name && imported(it.of, it.name),
        [first, .., last] => is_of_crate(first, it.of) && *last == it.name,
        [] => false,
    };
    KNOWN.iter().filter(|it| (it.is_of)(built)).find(is_meant)
}

/// The names of those that are known.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|it| it.name)
}

/// The derives among attributes that `known` knows by their paths.
pub(super) fn derives<'t>(
    sources: &Sources,
    attributes: &'t [Tree],
    known: &dyn Fn(&[&str]) -> Option<&'static Known>,
) -> Vec<Derive<'t>> {
    let mut found = Vec::new();
    for pair in attributes.as_chunks::<2>().0 {
        let [_, Tree::Group(group)] = pair else { continue };
        add(sources, (pair, &group.inner), &[], known, &mut found);
    }
    found
}

/// Those of one attribute, or of one that `cfg_attr` gives.
fn add<'t>(
    sources: &Sources,
    (attribute, inner): (&'t [Tree; 2], &'t [Tree]),
    condition: &[Tree],
    known: &dyn Fn(&[&str]) -> Option<&'static Known>,
    found: &mut Vec<Derive<'t>>,
) {
    let [word, Tree::Group(list)] = inner else { return };
    let mut parts = list.inner.split(|tree| tree.is_sign(b','));
    match sources.word(Some(word)) {
        "derive" => {
            for path in parts {
                let words: Vec<&str> = path
                    .iter()
                    .filter(|tree| tree.is_word())
                    .map(|tree| sources.word(Some(tree)))
                    .collect();
                if let Some(known) = known(&words) {
                    found.push(Derive { known, path, condition: condition.to_vec() });
                }
            }
        }
        "cfg_attr" if condition.is_empty() => {
            let Some(asked) = parts.next() else { return };
            let Some(condition) = attribute_of_condition(attribute, list, asked) else { return };
            for given in parts {
                add(sources, (attribute, given), &condition, known, found);
            }
        }
        _ => {}
    }
}

/// Whether a name is that of a crate, of the one that has its derives, or of one of them at a version:
/// `zerocopy_derive_08`.
pub(super) fn is_of_crate(name: &str, of: &str) -> bool {
    let rest = name.strip_prefix(of);
    rest.is_some_and(|rest| {
        let rest = rest.trim_end_matches(|c: char| c == '_' || c.is_ascii_digit());
        matches!(rest, "" | "_derive" | "_macros")
    })
}

/// What the macro of a derive is given for an item: its keyword, its name, its parameters, their names, and its `where`.
/// `None` for what is no type.
pub(super) fn given(sources: &Sources, code: &[Tree], start: usize) -> Option<Vec<Tree>> {
    let (keyword, rest) = code.get(start..)?.split_first()?;
    if !matches!(sources.word(Some(keyword)), "struct" | "enum" | "union" | "trait" | "type") {
        return None;
    }
    let (name, rest) = rest.split_first()?;
    let ends = (name.leaf()?, name.leaf()?);
    let length = parameters_length(rest);
    let (written, behind) = rest.split_at_checked(length)?;
    let inside = written.get(1..length.saturating_sub(1)).unwrap_or_default();
    let parameters: Vec<&[Tree]> =
        split(inside, b',').into_iter().filter(|it| !it.is_empty()).collect();
    let list = |each: &dyn Fn(&[Tree]) -> Vec<Tree>| -> Vec<Tree> {
        let (Some(open), Some(close)) = (written.first(), written.last()) else {
            return Vec::new();
        };
        let mut all = vec![open.clone()];
        for parameter in &parameters {
            all.extend(each(parameter));
            all.extend(inside.iter().find(|tree| tree.is_sign(b',')).cloned());
        }
        all.push(close.clone());
        all
    };
    let demands = behind.iter().position(|tree| sources.word(Some(tree)) == "where");
    let demands = demands.and_then(|at| behind.get(at..)).unwrap_or_default();
    let is_end = |tree: &Tree| tree.is_sign(b';') || tree.within(Delimiter::Brace).is_some();
    let end = demands.iter().position(is_end).unwrap_or(demands.len());
    let groups = [
        list(&|parameter| without_default(parameter).to_vec()),
        list(&|parameter| name_of(sources, parameter)),
        demands.get(..end)?.to_vec(),
    ];
    let mut trees = vec![keyword.clone(), name.clone()];
    for group in groups {
        trees.push(Group::tree(Delimiter::Bracket, ends, group)?);
    }
    Some(trees)
}

/// The fields or variants of a type, in their brackets; of one that has none the `;` behind it.
pub(super) fn fields(code: &[Tree], start: usize) -> Option<&Tree> {
    let rest = code.get(start + 2..)?;
    let behind = rest.get(parameters_length(rest)..)?;
    let is_list = |it: &&Tree| it.within(Delimiter::Parenthesis).is_some();
    let is_body = |it: &&Tree| it.within(Delimiter::Brace).is_some();
    let list = behind.first().filter(is_list);
    list.or_else(|| behind.iter().find(is_body)).or_else(|| code.last())
}

/// What each attribute of this name says, also under a condition: `{into = "Money"}` of `#[dynamic(into = "Money")]`.
pub(super) fn stated(sources: &Sources, attributes: &[Tree], name: &str, ends: Ends) -> Vec<Tree> {
    let groups = attributes.iter().filter_map(|tree| tree.within(Delimiter::Bracket));
    let mut found = Vec::new();
    for [word, list] in groups.filter_map(|it| it.inner.as_array()) {
        let Tree::Group(list) = list else { continue };
        match sources.word(Some(word)) {
            "cfg_attr" => {
                let given = list.inner.windows(2).filter_map(|pair| pair.as_array());
                found.extend(given.filter_map(|[word, list]| {
                    let is_it = sources.word(Some(word)) == name && list.group().is_some();
                    is_it.then(|| list.group()).flatten()
                }));
            }
            word if word == name => found.push(list),
            _ => {}
        }
    }
    let braces = found.into_iter();
    braces.filter_map(|list| Group::tree(Delimiter::Brace, ends, list.inner.clone())).collect()
}

/// How many tokens `<…>` takes that trees begin with.
pub(super) fn parameters_length(trees: &[Tree]) -> usize {
    if !trees.first().is_some_and(|tree| tree.is_sign(b'<')) {
        return 0;
    }
    let mut depth = 0_usize;
    for (at, tree) in trees.iter().enumerate() {
        let is_arrow = at > 0 && trees.get(at - 1).is_some_and(|it| it.is_sign(b'-'));
        if tree.is_sign(b'<') {
            depth += 1;
        } else if tree.is_sign(b'>') && !is_arrow {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return at + 1;
        }
    }
    0
}

/// Parts between signs that stand in no `<…>`.
pub(super) fn split(trees: &[Tree], sign: u8) -> Vec<&[Tree]> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, tree) in trees.iter().enumerate() {
        if tree.is_sign(b'<') {
            depth += 1;
        } else if tree.is_sign(b'>') {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && tree.is_sign(sign) {
            parts.extend(trees.get(start..at));
            start = at + 1;
        }
    }
    parts.extend(trees.get(start..));
    parts
}

fn without_default(parameter: &[Tree]) -> &[Tree] {
    split(parameter, b'=').first().copied().unwrap_or_default()
}

/// `N` of `const N: usize`, `'a` of `'a: 'b`.
fn name_of(sources: &Sources, parameter: &[Tree]) -> Vec<Tree> {
    let is_const = sources.word(parameter.first()) == "const";
    parameter.get(usize::from(is_const)).cloned().into_iter().collect()
}
