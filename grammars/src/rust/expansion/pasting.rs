//! `paste!` of the crate of that name, which puts names together: `[<get_ $name:lower>]`.
//! Source: the documentation of `paste`.

use super::budget::Budget;
use super::tree::{Delimiter, Group, Kind, Sources, Tree};

/// Whether a path is one of that macro, or of one that is called alike elsewhere and is none of this crate.
pub(super) fn is_paste(sources: &Sources, path: &[Tree]) -> bool {
    match sources.word(path.last()) {
        "paste" => true,
        "item" => path.iter().any(|tree| sources.word(Some(tree)) == "paste"),
        _ => false,
    }
}

/// The trees with their names put together. `None` where that is too much.
pub(super) fn pasted(
    sources: &mut Sources,
    budget: &mut Budget,
    trees: &[Tree],
) -> Option<Vec<Tree>> {
    let mut made = Vec::with_capacity(trees.len());
    for tree in trees {
        budget.make(1)?;
        let Tree::Group(group) = tree else {
            made.push(tree.clone());
            continue;
        };
        match joined(sources, group) {
            Some(name) => {
                let is_lifetime = name.starts_with('\'');
                let kind = if is_lifetime { Kind::Lifetime } else { Kind::Word };
                budget.make(name.len())?;
                made.push(Tree::Leaf(sources.made(kind, &name)?));
            }
            None => {
                let inner = pasted(sources, budget, with_one_text(sources, &group.inner))?;
                made.push(group.around(inner)?);
            }
        }
    }
    Some(made)
}

/// The name that `[<…>]` becomes; `None` for what is no such thing, as the parameters that the macro of a derive is given.
fn joined(sources: &Sources, group: &Group) -> Option<String> {
    let is_bracket = group.delimiter == Delimiter::Bracket && group.open.kind == Kind::Bracket;
    let [open, inner @ .., close] = group.inner.as_slice() else { return None };
    if !is_bracket || inner.is_empty() || !open.is_sign(b'<') || !close.is_sign(b'>') {
        return None;
    }
    let mut parts = Vec::new();
    add_parts(sources, inner, &mut parts)?;
    Some(parts.concat())
}

/// Adds the parts of a name, each as its modifiers have it.
fn add_parts(sources: &Sources, trees: &[Tree], parts: &mut Vec<String>) -> Option<()> {
    let mut rest = trees;
    while let [first, behind @ ..] = rest {
        rest = behind;
        match first {
            // What was taken for a type is its tokens again.
            Tree::Group(group) if !group.is_written() => add_parts(sources, &group.inner, parts)?,
            Tree::Group(_) => return None,
            Tree::Leaf(leaf) => match leaf.kind {
                Kind::Sign(b':') => {
                    let [modifier, behind @ ..] = behind else { return None };
                    let last = parts.pop()?;
                    parts.push(modified(&last, sources.word(Some(modifier)))?);
                    rest = behind;
                }
                Kind::Word | Kind::Lifetime => {
                    parts.push(boundstone_model::bare(sources.text(*leaf)).to_owned());
                }
                Kind::Literal => {
                    let text = sources.text(*leaf).trim_matches(['"', '\'']);
                    parts.push(text.replace('-', "_"));
                }
                Kind::Sign(_) | Kind::Bracket => return None,
            },
        }
    }
    Some(())
}

fn modified(name: &str, modifier: &str) -> Option<String> {
    Some(match modifier {
        "lower" => name.to_lowercase(),
        "upper" => name.to_uppercase(),
        "snake" => {
            let mut before = '_';
            let mut made = String::new();
            for letter in name.chars() {
                if letter.is_uppercase() && before != '_' {
                    made.push('_');
                }
                made.push(letter);
                before = letter;
            }
            made.to_lowercase()
        }
        "camel" => {
            let mut before = '_';
            let mut made = String::new();
            for letter in name.chars() {
                match before {
                    _ if letter == '_' => {}
                    '_' => made.extend(letter.to_uppercase()),
                    before if before.is_uppercase() => made.extend(letter.to_lowercase()),
                    _ => made.push(letter),
                }
                before = letter;
            }
            made
        }
        _ => return None,
    })
}

/// The text of a doc comment, which may be put together as well, and is no matter here: what it begins with.
fn with_one_text<'t>(sources: &Sources, inner: &'t [Tree]) -> &'t [Tree] {
    match inner {
        [word, equals, _, next, ..]
            if sources.word(Some(word)) == "doc" && equals.is_sign(b'=') && !next.is_sign(b'!') =>
        {
            inner.get(..3).unwrap_or_default()
        }
        inner => inner,
    }
}
